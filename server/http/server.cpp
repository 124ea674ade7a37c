// See server.hpp. One acceptor deals connections out to the threads in turn, so that each has its share: ports shared
// by several acceptors (SO_REUSEPORT) are dealt by a hash, and would let two servers take one port without a word.
#include "server/http/server.hpp"

#include <algorithm>
#include <csignal>
#include <thread>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/resource.h>

#include "server/http/connection.hpp"
#include "server/http/tls.hpp"

namespace partance::server::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr int kBacklog = 4096;
constexpr std::chrono::milliseconds kPauseWithoutFiles{100};
constexpr std::chrono::milliseconds kDrainTick{10};

std::size_t or_cores(std::size_t count) {
  return count != 0 ? count : std::max(1U, std::thread::hardware_concurrency());
}

/// A connection is a file: as many as the system lets this process have.
void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

base::Error cannot_listen(const std::string& address, std::uint16_t port, const boost::system::error_code& error) {
  const std::string place = address + ", port " + std::to_string(port);
  if (error == asio::error::address_in_use) {
    return {base::ErrorKind::kUnreadable,
            {place + " : ce port est déjà pris par un autre programme. En choisir un autre (--port), ou --port 0.",
             place + ": this port is taken by another program. Choose another one (--port), or --port 0."}};
  }
  if (error == asio::error::access_denied) {
    return {base::ErrorKind::kUnreadable,
            {place + " : le système refuse ce port. Un port à partir de 1024 n'a pas besoin de droits.",
             place + ": the system refuses this port. A port from 1024 up needs no rights."}};
  }
  return {base::ErrorKind::kUnreadable,
          {place + " : impossible d'écouter (" + error.message() + "). Vérifier l'adresse.",
           place + ": cannot listen (" + error.message() + "). Check the address."}};
}

}  // namespace

struct Server::Parts {
  Parts(ServerOptions its_options, Surroundings surroundings)
      : options(std::move(its_options)),
        serving(options.limits, std::move(surroundings), options.trusted_proxies, options.tls.has_value()) {
    for (std::size_t i = 0; i < or_cores(options.threads); ++i) lanes.push_back(std::make_unique<Lane>());
  }

  base::Result<void> listen();
  base::Result<void> listen_at(const std::string& address);
  asio::awaitable<void> accept(tcp::acceptor& acceptor);
  void welcome(tcp::socket socket, Lane& lane);
  void reload();
  void await_hangup();
  void await_stop();
  void begin_stop();
  asio::awaitable<void> wait_for_the_last();
  asio::io_context& first() { return lanes.front()->context(); }

  ServerOptions options;
  Serving serving;
  std::optional<asio::ssl::context> tls{};  // of the connections to come; used on the first lane's thread only
  std::vector<std::unique_ptr<Lane>> lanes{};
  std::vector<tcp::acceptor> acceptors{};
  /// Signals are caught from the moment the server is open: one that comes before run() waits for it.
  std::optional<asio::signal_set> stops{};
  std::optional<asio::signal_set> hangups{};
  std::uint16_t port = 0;
  std::size_t next_lane = 0;
  bool all_answered = true;
};

base::Result<void> Server::Parts::listen_at(const std::string& address) {
  boost::system::error_code error;
  const auto parsed = asio::ip::make_address(address == "localhost" ? "127.0.0.1" : address, error);
  if (error) {
    return base::fail(base::ErrorKind::kInvalidInput, "« " + address + " » n'est pas une adresse IP, comme 127.0.0.1.",
                      "\"" + address + "\" is not an IP address, such as 127.0.0.1.");
  }
  const tcp::endpoint endpoint(parsed, port);
  tcp::acceptor acceptor(first());
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error && parsed.is_v6()) acceptor.set_option(asio::ip::v6_only(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(kBacklog, error);
  if (error) return std::unexpected(cannot_listen(address, port, error));
  port = acceptor.local_endpoint().port();
  acceptors.push_back(std::move(acceptor));
  return {};
}

base::Result<void> Server::Parts::listen() {
  port = options.port;
  for (const std::string& address : options.addresses) {
    auto listening = listen_at(address);
    if (!listening) return listening;
  }
  return {};
}

asio::awaitable<void> Server::Parts::accept(tcp::acceptor& acceptor) {
  asio::steady_timer pause(first());
  while (true) {
    Lane& lane = *lanes[next_lane++ % lanes.size()];
    auto [error, socket] = co_await acceptor.async_accept(lane.context(), kAwait);
    if (serving.stopping || error == asio::error::operation_aborted) co_return;
    if (!error) {
      welcome(std::move(socket), lane);
      continue;
    }
    // Out of files or memory: trying again at once would only burn time.
    serving.surroundings.metrics->refused("accept");
    pause.expires_after(kPauseWithoutFiles);
    co_await pause.async_wait(kAwait);
  }
}

void Server::Parts::welcome(tcp::socket socket, Lane& lane) {
  boost::system::error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) return;
  const auto bytes = parse_address(endpoint.address().to_string());
  std::string peer = bytes ? address_text(*bytes) : std::string("-");
  const auto answer = serving.admission.enter(peer);
  if (answer == Admission::Answer::kWelcome) {
    serve_connection(std::move(socket), std::move(peer), serving, lane, tls ? &*tls : nullptr);
    return;
  }
  serving.surroundings.metrics->refused(answer == Admission::Answer::kTooMany ? "connections" : "address");
  turn_away(std::move(socket), serving);
}

void Server::Parts::reload() {
  Journal* journal = serving.surroundings.journal;
  if (!options.tls) return journal->event(Level::kInfo, "nothing-to-reload");
  auto context = make_tls_context(*options.tls);
  if (!context) {
    return journal->event(Level::kError, "certificate-not-reloaded",
                          {{"reason", context.error().message.en}, {"kept_until", last_day(*tls)}});
  }
  // What OpenSSL still needs of the former one belongs to the connections that use it.
  tls = *std::move(context);
  journal->event(Level::kInfo, "certificate-reloaded", {{"valid_until", last_day(*tls)}});
}

void Server::Parts::await_hangup() {
  hangups->async_wait([this](const boost::system::error_code& error, int) {
    if (error) return;
    reload();
    await_hangup();
  });
}

/// The first signal stops in good order, the second at once.
void Server::Parts::await_stop() {
  stops->async_wait([this](const boost::system::error_code& error, int) {
    if (error) return;
    stops->async_wait([](const boost::system::error_code& again, int) {
      if (!again) std::_Exit(1);
    });
    begin_stop();
  });
}

void Server::Parts::begin_stop() {
  if (serving.stopping.exchange(true)) return;
  for (tcp::acceptor& acceptor : acceptors) {
    boost::system::error_code ignored;
    acceptor.close(ignored);
  }
  for (const auto& lane : lanes) {
    Lane* its = lane.get();
    asio::post(its->context(), [its] { its->end_idle(); });
  }
  asio::co_spawn(first(), wait_for_the_last(), asio::detached);
}

asio::awaitable<void> Server::Parts::wait_for_the_last() {
  const auto end = std::chrono::steady_clock::now() + options.limits.grace;
  asio::steady_timer tick(first());
  while (serving.admission.open() > 0 && std::chrono::steady_clock::now() < end) {
    tick.expires_after(kDrainTick);
    co_await tick.async_wait(kAwait);
  }
  all_answered = serving.admission.open() == 0;
  for (const auto& lane : lanes) lane->context().stop();
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Server::~Server() = default;

base::Result<std::unique_ptr<Server>> Server::open(ServerOptions options, Surroundings surroundings) {
  auto parts = std::make_unique<Parts>(std::move(options), std::move(surroundings));
  if (parts->options.tls) {
    auto context = make_tls_context(*parts->options.tls);
    if (!context) return std::unexpected(std::move(context.error()));
    parts->tls = *std::move(context);
  }
  auto listening = parts->listen();
  if (!listening) return std::unexpected(std::move(listening.error()));
  if (parts->options.stop_on_signals) {
    parts->stops.emplace(parts->first(), SIGTERM, SIGINT);
    parts->await_stop();
  }
  if (parts->options.reload_on_hangup) {
    parts->hangups.emplace(parts->first(), SIGHUP);
    parts->await_hangup();
  }
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

std::uint16_t Server::port() const {
  return parts_->port;
}

void Server::stop() {
  Parts* parts = parts_.get();
  asio::post(parts->first(), [parts] { parts->begin_stop(); });
}

void Server::reload() {
  Parts* parts = parts_.get();
  asio::post(parts->first(), [parts] { parts->reload(); });
}

bool Server::run() {
  raise_file_limit();
  const Limits& limits = parts_->options.limits;
  parts_->serving.workers = std::make_shared<WorkerPool>(or_cores(limits.workers), limits.waiting_requests);
  parts_->serving.surroundings.metrics->watch("http_waiting_requests", "Requests that wait for a worker",
                                              [pool = std::weak_ptr<WorkerPool>(parts_->serving.workers)] {
                                                const auto alive = pool.lock();
                                                return alive ? static_cast<double>(alive->waiting()) : 0.0;
                                              });
  for (tcp::acceptor& acceptor : parts_->acceptors) {
    asio::co_spawn(parts_->first(), parts_->accept(acceptor), asio::detached);
  }
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < parts_->lanes.size(); ++i) {
      threads.emplace_back([&context = parts_->lanes[i]->context()] {
        const auto work = asio::make_work_guard(context);
        context.run();
      });
    }
    const auto work = asio::make_work_guard(parts_->first());
    parts_->first().run();
  }
  parts_->serving.workers.reset();
  return parts_->all_answered;
}

}  // namespace partance::server::http

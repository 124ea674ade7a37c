// The life of a connection as a coroutine: wait, read a request under its deadline, have it answered, write, again.
//
// No co_await stands in a condition here: g++ 12 lays out the frame wrongly for `while (co_await ...)` in a template.
#include "server/http/connection.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <type_traits>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "server/http/exchange.hpp"

namespace partance::server::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

using Clock = std::chrono::steady_clock;
using Plain = tcp::socket;
using Secure = asio::ssl::stream<tcp::socket>;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

constexpr std::size_t kFirstRead = 1024;  // while a connection is idle it holds no more
constexpr std::size_t kLargestRead = 64 * 1024;
constexpr std::size_t kWritePiece = 64 * 1024;

constexpr int kGone = -1;  // the other side closed or failed: there is nobody to answer

/// Has a worker thread answer, then comes back to the connection's thread. False when the queue is full.
asio::awaitable<bool> answer_on_worker(WorkerPool& workers, Exchange& exchange) {
  const auto executor = co_await asio::this_coro::executor;
  const auto start = [&workers, &exchange, executor](auto handler) {
    auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    WorkerPool::Job job = [&exchange, executor, shared] {
      exchange.call();
      asio::post(executor, [shared] { std::move (*shared)(true); });
    };
    if (!workers.submit(job)) asio::post(executor, [shared] { std::move (*shared)(false); });
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(bool)>(start, asio::use_awaitable);
}

template <class Stream>
class Session final : public Connection {
 public:
  Session(Stream stream, std::string peer, Serving& serving, Lane& lane)
      : stream_(std::move(stream)), peer_(std::move(peer)), serving_(serving), lane_(lane) {
    lane_.add(*this);
    serving_.surroundings.metrics->connections(1);
  }
  ~Session() override {
    lane_.remove(*this);
    serving_.surroundings.metrics->connections(-1);
    serving_.admission.leave(peer_);
  }

  asio::awaitable<void> run() {
    bool goes_on = co_await shake_hands();
    while (goes_on) {
      goes_on = co_await wait_for_request();
      if (goes_on) goes_on = co_await answer_one();
    }
    co_await close();
  }

 private:
  static constexpr bool kSecure = std::is_same_v<Stream, Secure>;

  void cancel() override {
    boost::system::error_code ignored;
    stream_.lowest_layer().cancel(ignored);
  }
  [[nodiscard]] const Limits& limits() const { return serving_.limits; }

  asio::awaitable<bool> shake_hands() {
    if constexpr (kSecure) {
      set_deadline(Clock::now() + limits().request);
      const auto [error] = co_await stream_.async_handshake(asio::ssl::stream_base::server, kAwait);
      if (error) serving_.surroundings.metrics->refused("handshake");
      co_return !error;
    }
    co_return true;
  }

  /// Adds what arrives to the buffer; false when the time is up or the other side is gone.
  asio::awaitable<bool> read_more(std::size_t room) {
    if (expired()) co_return false;
    const std::size_t before = buffer_.size();
    buffer_.resize(before + room);
    const auto place = asio::buffer(buffer_.data() + before, room);
    const auto [error, size] = co_await stream_.async_read_some(place, kAwait);
    buffer_.resize(before + size);
    co_return !error && size > 0;
  }

  asio::awaitable<bool> wait_for_request() {
    if (serving_.stopping) co_return false;
    if (!buffer_.empty()) co_return true;
    buffer_.shrink_to_fit();
    set_deadline(Clock::now() + limits().idle);
    set_idle(true);
    const bool arrived = co_await read_more(kFirstRead);
    set_idle(false);
    co_return arrived;
  }

  /// Feeds the parser until it reaches `wanted`: 0, or the status to refuse the request with, or kGone.
  asio::awaitable<int> read_until(RequestParser& parser, RequestParser::Step wanted) {
    while (true) {
      std::size_t used = 0;
      const auto step = parser.feed(buffer_, used);
      if (step != RequestParser::Step::kRefused) buffer_.erase(0, used);
      if (step == RequestParser::Step::kRefused) co_return parser.refusal();
      if (step == wanted) co_return 0;
      const std::size_t room = std::clamp(buffer_.capacity(), 4 * kFirstRead, kLargestRead);
      const bool more = co_await read_more(room);
      if (!more) co_return expired() ? 408 : kGone;
    }
  }

  /// One request and its answer; false when the connection is to be closed.
  asio::awaitable<bool> answer_one() {
    set_deadline(Clock::now() + limits().request);
    Exchange exchange(serving_, peer_);
    RequestParser parser(limits());
    int refusal = co_await read_until(parser, RequestParser::Step::kHead);
    if (refusal == kGone) co_return false;
    if (refusal > 0) {
      exchange.take_refused_bytes(buffer_);
      co_return co_await refuse(exchange, refusal);
    }
    if (!exchange.take_head(parser.head())) co_return co_await refuse(exchange, 400);
    if (exchange.route() == nullptr) {
      exchange.set_response(exchange.without_handler());
      if (parser.head().has_body) co_return co_await refuse(exchange, 0);
      co_return co_await send(exchange, parser.head().keep_alive);
    }
    refusal = co_await read_body(exchange, parser);
    if (refusal == kGone) co_return false;
    if (refusal > 0) co_return co_await refuse(exchange, refusal);
    exchange.take_body(parser.take_body());
    no_deadline();
    if (exchange.route()->options.at_once) {
      exchange.call();
    } else {
      const bool answered = co_await answer_on_worker(*serving_.workers, exchange);
      if (!answered) exchange.refuse(503);
    }
    co_return co_await send(exchange, parser.head().keep_alive);
  }

  asio::awaitable<int> read_body(Exchange& exchange, RequestParser& parser) {
    if (!parser.expect_body(exchange.body_limit())) co_return parser.refusal();
    if (!parser.head().has_body) co_return 0;
    if (parser.head().expects_continue && buffer_.empty()) {
      const auto go_on = asio::buffer(std::string_view("HTTP/1.1 100 Continue\r\n\r\n"));
      const auto [error, size] = co_await asio::async_write(stream_, go_on, kAwait);
      if (error) co_return kGone;
    }
    co_return co_await read_until(parser, RequestParser::Step::kDone);
  }

  /// Answers with an error (0: with what the exchange has) and lets nothing follow on this connection.
  asio::awaitable<bool> refuse(Exchange& exchange, int status) {
    if (status != 0) exchange.refuse(status);
    co_await send(exchange, false);
    co_await drain();
    co_return false;
  }

  /// True when another request may follow.
  asio::awaitable<bool> send(Exchange& exchange, bool keep_alive) {
    keep_alive = keep_alive && !serving_.stopping;
    const std::string head = exchange.make_head(keep_alive);
    const Response& response = exchange.response();
    const bool has_content = !exchange.is_head_request() && !has_no_content(response.status);
    std::string_view content = has_content ? response.content() : std::string_view{};
    std::size_t sent = 0;
    bool whole = true;
    for (bool first = true; first || !content.empty(); first = false) {
      const std::string_view piece = content.substr(0, kWritePiece);
      const std::array<asio::const_buffer, 2> buffers{first ? asio::buffer(head) : asio::const_buffer{},
                                                      asio::buffer(piece)};
      set_deadline(Clock::now() + limits().write);
      const auto [error, size] = co_await asio::async_write(stream_, buffers, kAwait);
      if (error) {
        whole = false;
        break;
      }
      sent += piece.size();
      content.remove_prefix(piece.size());
    }
    exchange.record(sent);
    broken_ = !whole;
    co_return whole&& keep_alive;
  }

  /// Reads what still comes and throws it away for a moment, so that the answer is not lost to a reset.
  asio::awaitable<void> drain() {
    if (broken_) co_return;
    if constexpr (!kSecure) {
      boost::system::error_code ignored;
      stream_.shutdown(tcp::socket::shutdown_send, ignored);
    }
    set_deadline(Clock::now() + limits().linger);
    bool more = true;
    while (more) {
      buffer_.clear();
      more = co_await read_more(kLargestRead);
    }
  }

  asio::awaitable<void> close() {
    if constexpr (kSecure) {
      if (!broken_) {
        set_deadline(Clock::now() + limits().linger);
        co_await stream_.async_shutdown(kAwait);
      }
    }
    boost::system::error_code ignored;
    // What a reader did not take in time is not kept for it in the kernel either.
    if (broken_) stream_.lowest_layer().set_option(asio::socket_base::linger(true, 0), ignored);
    if (!broken_) stream_.lowest_layer().shutdown(tcp::socket::shutdown_both, ignored);
    stream_.lowest_layer().close(ignored);
  }

  Stream stream_;
  std::string peer_;
  Serving& serving_;
  Lane& lane_;
  std::string buffer_{};
  bool broken_ = false;  // nothing more can be written
};

template <class Stream>
asio::awaitable<void> run_session(Stream stream, std::string peer, Serving& serving, Lane& lane) {
  Session<Stream> session(std::move(stream), std::move(peer), serving, lane);
  co_await session.run();
}

}  // namespace

void serve_connection(tcp::socket socket, std::string peer, Serving& serving, Lane& lane, asio::ssl::context* tls) {
  boost::system::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  if (tls == nullptr) {
    asio::co_spawn(lane.context(), run_session(std::move(socket), std::move(peer), serving, lane), asio::detached);
  } else {
    Secure secure(std::move(socket), *tls);
    asio::co_spawn(lane.context(), run_session(std::move(secure), std::move(peer), serving, lane), asio::detached);
  }
}

void turn_away(tcp::socket socket, const Serving& serving) {
  if (serving.over_tls) return;
  Response response;
  response.status = 503;
  response.set("Retry-After", "5");
  ResponseFrame frame;
  frame.keep_alive = false;
  frame.now = serving.surroundings.now();
  const std::string head = response_head(response, frame);
  boost::system::error_code ignored;
  socket.non_blocking(true, ignored);
  socket.send(asio::buffer(head), 0, ignored);
  socket.shutdown(tcp::socket::shutdown_send, ignored);
}

}  // namespace partance::server::http

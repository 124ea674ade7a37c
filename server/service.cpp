// See service.hpp.
#include "server/service.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

#include "engine/plan/serialised.hpp"
#include "server/api/api.hpp"
#include "server/http/address.hpp"
#include "server/http/problem.hpp"
#include "server/http/static_files.hpp"
#include "store/database.hpp"
#include "store/simulations.hpp"

namespace partance::server {

namespace {

constexpr std::chrono::minutes kPurgeInterval{5};
constexpr std::size_t kMostPurged = 1000;  // at a time: a purge must not hold up those who save

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += kDigits[static_cast<unsigned char>(c) >> 4U];
    text += kDigits[static_cast<unsigned char>(c) & 15U];
  }
  return text;
}

/// Names of requests: a start of its own for each run of the server, then a number.
std::function<std::string()> request_names(const std::function<std::string(std::size_t)>& random_bytes) {
  auto next = std::make_shared<std::atomic<std::uint64_t>>(0);
  return [start = hexadecimal(random_bytes(5)), next] { return start + "-" + std::to_string(++*next); };
}

http::Response plain_text(std::string text, int status = 200) {
  http::Response response = http::respond(std::move(text), "text/plain; charset=utf-8", status);
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

struct Service::Parts {
  Parts(Settings its_settings, ServiceInputs its_inputs)
      : settings(std::move(its_settings)), inputs(std::move(its_inputs)), metrics(inputs.version) {}

  void add_watch_routes(http::Router& router);
  void purge_until(const std::stop_token& stop);
  void add_api(http::Router& router);

  Settings settings;
  ServiceInputs inputs;
  http::Metrics metrics;
  std::unique_ptr<http::Journal> journal{};
  std::unique_ptr<store::Database> database{};
  std::unique_ptr<http::Server> server{};
};

/// What those who watch over the service ask for.
void Service::Parts::add_watch_routes(http::Router& router) {
  const http::RouteOptions at_once{.body_limit = 0, .at_once = true};
  router.add("GET", "/healthz", [](const http::Request&) { return plain_text("ok\n"); }, at_once);
  router.add("GET", "/readyz",
             [this](const http::Request&) {
               return database->check() ? plain_text("ready\n") : plain_text("database unavailable\n", 503);
             },
             {.body_limit = 0});
  const auto may_read = [this](const http::Request& request) {
    const auto address = http::parse_address(request.client_address);
    return address && std::ranges::any_of(settings.metrics_clients,
                                          [&](const http::AddressRange& range) { return range.contains(*address); });
  };
  router.add("GET", "/metrics",
             [this, may_read](const http::Request& request) {
               if (!may_read(request)) return http::problem_response(request, http::standard_problem(404));
               http::Response response = plain_text(metrics.text());
               return response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
             },
             {.body_limit = 0});
}

/// The public interface, with the rules as they were when the service started.
void Service::Parts::add_api(http::Router& router) {
  api::ApiContext context;
  context.desk =
      std::make_shared<simulation::requests::Desk>(inputs.program, engine::plan::program_version(*inputs.program));
  context.database = database.get();
  context.now = inputs.now;
  context.ticks = [] { return std::chrono::steady_clock::now(); };
  context.random_bytes = inputs.random_bytes;
  context.computations = settings.computations;
  context.saves = settings.saves;
  context.saved_days = settings.saved_days;
  context.public_address = settings.public_address;
  api::add_api_routes(router, std::move(context));
}

Service::Service(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Service::~Service() = default;

base::Result<std::unique_ptr<Service>> Service::open(Settings settings, ServiceInputs inputs) {
  auto parts = std::make_unique<Parts>(std::move(settings), std::move(inputs));
  auto journal = http::Journal::open(parts->settings.journal);
  if (!journal) return std::unexpected(std::move(journal.error()));
  parts->journal = *std::move(journal);
  store::DatabaseOptions database_options;
  database_options.path = parts->inputs.database;
  auto database = store::Database::open(database_options);
  if (!database) return std::unexpected(std::move(database.error()));
  parts->database = *std::move(database);

  auto router = std::make_shared<http::Router>();
  parts->add_watch_routes(*router);
  parts->add_api(*router);
  if (!parts->inputs.web.empty()) {
    auto files = http::StaticFiles::load(parts->inputs.web);
    if (!files) return std::unexpected(std::move(files.error()));
    http::add_page_routes(*router, *files);
  } else {
    // Without pages, the page that explains the API is the first thing to see.
    router->add("GET", "/", [](const http::Request&) { return http::Response{303, {{"Location", "/api"}}, {}, {}}; });
  }

  http::Surroundings surroundings;
  surroundings.router = std::move(router);
  surroundings.journal = parts->journal.get();
  surroundings.metrics = &parts->metrics;
  surroundings.now = parts->inputs.now;
  surroundings.new_id = request_names(parts->inputs.random_bytes);
  auto server = http::Server::open(parts->settings.server, std::move(surroundings));
  if (!server) return std::unexpected(std::move(server.error()));
  parts->server = *std::move(server);
  return std::unique_ptr<Service>(new Service(std::move(parts)));
}

std::uint16_t Service::port() const {
  return parts_->server->port();
}

/// Forgets saved simulations that have expired, every few minutes until asked to stop.
void Service::Parts::purge_until(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  do {
    const auto now = std::chrono::floor<std::chrono::seconds>(inputs.now());
    const auto purged = store::Simulations(*database).purge(now, kMostPurged);
    if (!purged) journal->event(http::Level::kWarning, "purge-failed");
    if (purged && *purged > 0) journal->event(http::Level::kInfo, "purged", {{"simulations", std::to_string(*purged)}});
  } while (!wake.wait_for(lock, stop, kPurgeInterval, [&stop] { return stop.stop_requested(); }));
}

bool Service::run() {
  const std::jthread purger([parts = parts_.get()](const std::stop_token& stop) { parts->purge_until(stop); });
  parts_->journal->event(http::Level::kInfo, "started",
                         {{"version", parts_->inputs.version},
                          {"port", std::to_string(port())},
                          {"pages", parts_->inputs.web.empty() ? "no" : "yes"}});
  const bool all_answered = parts_->server->run();
  parts_->journal->event(all_answered ? http::Level::kInfo : http::Level::kWarning, "stopped",
                         {{"all-answered", all_answered ? "yes" : "no"}});
  return all_answered;
}

void Service::stop() {
  parts_->server->stop();
}

}  // namespace partance::server

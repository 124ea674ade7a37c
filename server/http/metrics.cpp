// The counters on prometheus-cpp's core library; its web server is not used.
#include "server/http/metrics.hpp"

#include <fstream>
#include <map>
#include <mutex>
#include <tuple>
#include <utility>
#include <vector>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

namespace partance::server::http {

namespace {

/// Seconds; the last finite one is the request deadline's order of magnitude.
const prometheus::Histogram::BucketBoundaries kBuckets{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                       0.1,    0.25,  0.5,    1,     2.5,  10};

double resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  double size = 0;
  double resident = 0;
  statm >> size >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

/// The metrics of one route, looked up once.
struct Series {
  prometheus::Counter* count;
  prometheus::Histogram* seconds;
  prometheus::Counter* bytes;
};

/// Strangers may send any word as a method.
std::string_view known_method(std::string_view method) {
  for (const std::string_view known : {"GET", "POST", "HEAD", "DELETE", "OPTIONS", "PUT", "PATCH"}) {
    if (method == known) return known;
  }
  return "other";
}

}  // namespace

struct Metrics::Registry {
  prometheus::Registry registry{};
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter().Name("partance_http_requests_total").Help("Requests answered").Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds = prometheus::BuildHistogram()
                                                           .Name("partance_http_request_seconds")
                                                           .Help("From the whole request to the response ready")
                                                           .Register(registry);
  prometheus::Family<prometheus::Counter>& bytes = prometheus::BuildCounter()
                                                       .Name("partance_http_response_bytes_total")
                                                       .Help("Bytes of bodies sent")
                                                       .Register(registry);
  prometheus::Family<prometheus::Counter>& refusals = prometheus::BuildCounter()
                                                          .Name("partance_http_connections_refused_total")
                                                          .Help("Connections closed before any request")
                                                          .Register(registry);
  prometheus::Gauge& open = prometheus::BuildGauge()
                                .Name("partance_http_connections")
                                .Help("Connections that are open")
                                .Register(registry)
                                .Add({});
  std::mutex mutex{};
  std::map<std::tuple<std::string, std::string, int>, Series, std::less<>> series{};
  std::vector<std::pair<prometheus::Gauge*, std::function<double()>>> watched{};

  Series& series_of(std::string_view route, std::string_view method, int status) {
    const auto key = std::make_tuple(route, method, status);
    const auto found = series.find(key);
    if (found != series.end()) return found->second;
    const std::string route_text(route);
    const Series made{
        &requests.Add({{"route", route_text}, {"method", std::string(method)}, {"status", std::to_string(status)}}),
        &seconds.Add({{"route", route_text}}, kBuckets), &bytes.Add({{"route", route_text}})};
    return series.emplace(key, made).first->second;
  }
};

Metrics::Metrics(std::string_view version) : registry_(std::make_unique<Registry>()) {
  prometheus::BuildGauge()
      .Name("partance_build_info")
      .Help("Always 1; its label is the version that runs")
      .Register(registry_->registry)
      .Add({{"version", std::string(version)}})
      .Set(1);
  prometheus::BuildGauge()
      .Name("process_start_time_seconds")
      .Help("When the process started, in seconds since 1970")
      .Register(registry_->registry)
      .Add({})
      .SetToCurrentTime();
  auto& memory = prometheus::BuildGauge()
                     .Name("process_resident_memory_bytes")
                     .Help("Resident memory")
                     .Register(registry_->registry)
                     .Add({});
  registry_->watched.emplace_back(&memory, resident_bytes);
}

Metrics::~Metrics() = default;

void Metrics::request(std::string_view route, std::string_view method, int status, double seconds,
                      std::size_t bytes_out) {
  Series series{};
  {
    const std::lock_guard lock(registry_->mutex);
    series = registry_->series_of(route, known_method(method), status);
  }
  series.count->Increment();
  series.seconds->Observe(seconds);
  series.bytes->Increment(static_cast<double>(bytes_out));
}

void Metrics::refused(std::string_view reason) {
  registry_->refusals.Add({{"reason", std::string(reason)}}).Increment();
}

void Metrics::connections(std::ptrdiff_t change) {
  registry_->open.Increment(static_cast<double>(change));
}

void Metrics::watch(std::string_view name, std::string_view meaning, std::function<double()> read) {
  auto& gauge = prometheus::BuildGauge()
                    .Name("partance_" + std::string(name))
                    .Help(std::string(meaning))
                    .Register(registry_->registry)
                    .Add({});
  const std::lock_guard lock(registry_->mutex);
  registry_->watched.emplace_back(&gauge, std::move(read));
}

std::string Metrics::text() const {
  {
    const std::lock_guard lock(registry_->mutex);
    for (const auto& [gauge, read] : registry_->watched) gauge->Set(read());
  }
  return prometheus::TextSerializer().Serialize(registry_->registry.Collect());
}

}  // namespace partance::server::http

// The log on spdlog, which keeps lines whole and writes the time; the rest of the line is made here.
#include "server/http/journal.hpp"

#include <utility>

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "base/json.hpp"
#include "server/http/address.hpp"

namespace partance::server::http {

struct Journal::Sink {
  explicit Sink(spdlog::sink_ptr sink) : logger("partance", std::move(sink)) {}
  spdlog::logger logger;
};

namespace {

spdlog::level::level_enum level_of(Level level) {
  switch (level) {
    case Level::kDebug:
      return spdlog::level::debug;
    case Level::kInfo:
      return spdlog::level::info;
    case Level::kWarning:
      return spdlog::level::warn;
    case Level::kError:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

/// Members of an object without its braces: the pattern of the line has them.
std::string_view members(const std::string& object) {
  return std::string_view(object).substr(1, object.size() - 2);
}

}  // namespace

Journal::Journal(std::unique_ptr<Sink> sink, bool requests) : sink_(std::move(sink)), requests_(requests) {}
Journal::~Journal() = default;

base::Result<std::unique_ptr<Journal>> Journal::open(const JournalOptions& options) {
  spdlog::sink_ptr sink;
  try {
    if (options.file.empty()) {
      sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    } else {
      sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(options.file);
    }
  } catch (const spdlog::spdlog_ex&) {
    return base::fail(
        base::ErrorKind::kUnreadable,
        "Impossible d'écrire dans le journal « " + options.file + " » : vérifier le dossier et ses droits.",
        "Cannot write to the log \"" + options.file + "\": check the folder and its rights.");
  }
  auto made = std::make_unique<Sink>(std::move(sink));
  made->logger.set_formatter(std::make_unique<spdlog::pattern_formatter>(
      "{\"time\":\"%Y-%m-%dT%H:%M:%S.%eZ\",\"level\":\"%l\",%v}", spdlog::pattern_time_type::utc));
  made->logger.set_level(level_of(options.least));
  made->logger.flush_on(spdlog::level::info);
  return std::unique_ptr<Journal>(new Journal(std::move(made), options.requests));
}

void Journal::request(const RequestRecord& record) {
  if (!requests_) return;
  std::string object;
  base::JsonWriter json(object);
  json.begin_object().key("event").value("request").key("request").value(record.id);
  json.key("method").value(record.method).key("route").value(record.route).key("status").value(record.status);
  json.key("ms").value(static_cast<double>(static_cast<long>(record.milliseconds * 1000)) / 1000);
  json.key("bytes_in").value(record.bytes_in).key("bytes_out").value(record.bytes_out);
  json.key("client").value(shortened_address(record.client)).end_object();
  sink_->logger.log(record.status < 500 ? spdlog::level::info : spdlog::level::warn,
                    spdlog::string_view_t(members(object).data(), members(object).size()));
}

void Journal::event(Level level, std::string_view what, const Fields& values) {
  std::string object;
  base::JsonWriter json(object);
  json.begin_object().key("event").value(what);
  for (const auto& [name, value] : values) json.key(name).value(value);
  json.end_object();
  sink_->logger.log(level_of(level), spdlog::string_view_t(members(object).data(), members(object).size()));
}

}  // namespace partance::server::http

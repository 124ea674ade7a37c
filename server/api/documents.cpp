// See documents.hpp.
#include "server/api/documents.hpp"

#include "exchange/calendar_feed.hpp"
#include "exchange/pdf/report_pdf.hpp"
#include "simulation/report_reader.hpp"

namespace partance::server::api {

using http::Request;
using http::Response;

namespace {

Response file_response(std::string body, std::string_view media_type, std::string_view name) {
  Response response = http::respond(std::move(body), media_type);
  response.set("Content-Disposition", "inline; filename=\"" + std::string(name) + "\"");
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

Response pdf_response(const Request& request, std::string_view result, std::string link,
                      std::chrono::sys_seconds created) {
  const auto report = simulation::read_report(result);
  if (!report) return problem(request, report.error());
  auto pdf = exchange::pdf::report_pdf(*report, {.link = std::move(link), .created = created});
  if (!pdf) return problem(request, pdf.error());
  return file_response(*std::move(pdf), "application/pdf", "partance.pdf");
}

Response calendar_response(const Request& request, std::string_view result, std::string link,
                           std::chrono::sys_seconds now) {
  const auto report = simulation::read_report(result);
  if (!report) return problem(request, report.error());
  return file_response(exchange::calendar_feed(*report, {.link = std::move(link), .now = now}),
                       "text/calendar; charset=utf-8", "partance.ics");
}

}  // namespace partance::server::api

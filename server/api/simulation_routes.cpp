// Routes of saved simulations (see routes.hpp): made on request only, shown to who has the link, deleted by who holds
// the secret or when their time is over.
//
// What is kept: the answers to rules of the rulebook as they were typed, the language, the version of the rulebook, and
// the result as it was told. Identifier and secret are kept as fingerprints.
#include <algorithm>

#include "base/json.hpp"
#include "server/api/documents.hpp"
#include "server/api/routes.hpp"
#include "server/api/secrets.hpp"
#include "simulation/json_pieces.hpp"
#include "simulation/requests/body.hpp"
#include "store/simulations.hpp"

namespace partance::server::api {

using base::JsonWriter;
using http::Request;
using http::Response;
using store::SavedSimulation;

namespace {

constexpr std::string_view kHolder = "partance-holder";

/// YYYY-MM-DDThh:mm:ssZ.
std::string moment_text(std::chrono::sys_seconds moment) {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::hh_mm_ss time(moment - day);
  const auto two = [](auto number) {
    const std::string text = std::to_string(number);
    return text.size() < 2 ? "0" + text : text;
  };
  const engine::value::Date date = engine::value::from_days(day.time_since_epoch().count());
  return simulation::iso_text(date) + "T" + two(time.hours().count()) + ":" + two(time.minutes().count()) + ":" +
         two(time.seconds().count()) + "Z";
}

/// The answers to rules, as a body holds them. Names that the rulebook does not know are not among them.
std::string answers_json(const simulation::Answers& answers) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  for (const auto& answer : answers.all()) simulation::write_text_or_null(json, answer.rule, answer.expression);
  json.end_object();
  return out;
}

Response no_such_simulation(const Request& request) {
  return absent(request, "no-such-simulation", {"Cette simulation n'existe pas", "There is no such simulation"},
                {"Elle a été effacée, son temps est écoulé, ou le lien n'est pas entier.",
                 "It was deleted, its time is over, or the link is not whole."});
}

Response unavailable(const Request& request) {
  return problem(request, base::Error{base::ErrorKind::kUnavailable, {}});
}

std::string link_to(const Office& office, const Request& request, std::string_view id) {
  return office.address_of(request) + "/s/" + std::string(id);
}

Response save(Office& office, const Request& request) {
  if (auto refused = refuse_media_type(request)) return *std::move(refused);
  if (!office.context.database) return unavailable(request);
  if (auto refused = office.refuse_save(request)) return *std::move(refused);
  const auto& desk = *office.context.desk;
  const auto body = simulation::requests::Body::read(request.body, desk.program());
  if (!body) return problem(request, body.error());
  auto result = office.sessions.answer("simulate", request.body, office.today());
  if (!result) return problem(request, result.error());
  const std::string id = new_link_id(office.context.random_bytes);
  const std::string holder = new_holder_secret(office.context.random_bytes);
  SavedSimulation saved{.id_hash = sha256(id),
                        .holder_hash = sha256(holder),
                        .language = body->language(),
                        .answers_json = answers_json(body->answers()),
                        .result_json = *std::move(result),
                        .rulebook_version = desk.version(),
                        .created = office.now()};
  saved.expires = saved.created + office.context.saved_days;
  const auto done = store::Simulations(*office.context.database).save(saved);
  if (!done) return problem(request, done.error());
  const std::string link = link_to(office, request, id);
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("id").value(id).key("link").value(link).key("holder").value(holder);
  json.key("created").value(moment_text(saved.created)).key("expires").value(moment_text(saved.expires)).end_object();
  Response response = json_response(std::move(out), 201);
  return response.set("Location", "/api/v1/simulations/" + id);
}

/// The simulation that the address names, or the response that tells there is none.
std::expected<SavedSimulation, Response> found(Office& office, const Request& request, double cost = 1) {
  if (auto refused = office.refuse_computation(request, cost)) return std::unexpected(*std::move(refused));
  if (!office.context.database) return std::unexpected(unavailable(request));
  const std::string_view id = request.parameter("id");
  if (!is_link_id(id)) return std::unexpected(no_such_simulation(request));
  auto read = store::Simulations(*office.context.database).find(sha256(id), office.now());
  if (!read) return std::unexpected(problem(request, read.error()));
  if (!*read) return std::unexpected(no_such_simulation(request));
  return **std::move(read);
}

Response show(Office& office, const Request& request) {
  const auto saved = found(office, request);
  if (!saved) return saved.error();
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("answers").raw(saved->answers_json);
  json.key("language").value(saved->language == base::Language::kFrench ? "fr" : "en");
  json.key("rulebook").begin_object().key("version").value(saved->rulebook_version).end_object();
  json.key("result").raw(saved->result_json);
  json.key("created").value(moment_text(saved->created)).key("expires").value(moment_text(saved->expires));
  json.end_object();
  return json_response(std::move(out));
}

Response remove(Office& office, const Request& request) {
  const auto holder = request.header(kHolder);
  if (!holder) {
    const http::Problem told{.status = 403,
                             .code = "holder-needed",
                             .title = {"Réservé à qui a enregistré la simulation", "For who saved the simulation"},
                             .detail = {"Donner dans l'en-tête Partance-Holder le secret reçu à l'enregistrement.",
                                        "Give in the header Partance-Holder the secret received when it was saved."},
                             .where = "Partance-Holder"};
    return http::problem_response(request, told);
  }
  if (auto refused = office.refuse_computation(request)) return *std::move(refused);
  if (!office.context.database) return unavailable(request);
  const std::string_view id = request.parameter("id");
  if (!is_link_id(id)) return no_such_simulation(request);
  const auto removed = store::Simulations(*office.context.database).remove(sha256(id), sha256(*holder));
  if (!removed) return problem(request, removed.error());
  return *removed ? Response{.status = 204} : no_such_simulation(request);
}

}  // namespace

void add_simulation_routes(http::Router& router, const SharedOffice& office) {
  const http::RouteOptions with_body{.body_limit = simulation::requests::kMostBodyBytes, .open_to_other_sites = true};
  const http::RouteOptions without{.body_limit = 0, .open_to_other_sites = true};
  const std::string one = "/api/v1/simulations/{id}";
  router.add(
      "POST", "/api/v1/simulations", [office](const Request& request) { return save(*office, request); }, with_body);
  router.add("GET", one, [office](const Request& request) { return show(*office, request); }, without);
  router.add("DELETE", one, [office](const Request& request) { return remove(*office, request); }, without);
  router.add(
      "GET", one + "/result.pdf",
      [office](const Request& request) {
        constexpr double kCost = 10;
        const auto saved = found(*office, request, kCost);
        if (!saved) return saved.error();
        return pdf_response(request, saved->result_json, link_to(*office, request, request.parameter("id")),
                            saved->created);
      },
      without);
  router.add(
      "GET", one + "/calendar.ics",
      [office](const Request& request) {
        const auto saved = found(*office, request);
        if (!saved) return saved.error();
        return calendar_response(request, saved->result_json, link_to(*office, request, request.parameter("id")),
                                 office->now());
      },
      without);
}

}  // namespace partance::server::api

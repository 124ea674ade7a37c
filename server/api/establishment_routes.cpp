// Routes of the establishments taking part and their international offices (see routes.hpp).
#include <charconv>

#include "base/json.hpp"
#include "server/api/routes.hpp"
#include "simulation/json_pieces.hpp"
#include "store/establishments.hpp"

namespace partance::server::api {

using base::JsonWriter;
using http::Request;
using http::Response;
using simulation::write_text_or_null;
using store::Establishment;

namespace {

constexpr std::size_t kMostShown = 500;
constexpr std::size_t kUsuallyShown = 100;

void write_office(JsonWriter& json, const store::Office& office, base::Language language) {
  json.key("office").begin_object();
  write_text_or_null(json, "name", office.name.in(language));
  write_text_or_null(json, "email", office.email);
  write_text_or_null(json, "phone", office.phone);
  write_text_or_null(json, "address", office.address);
  write_text_or_null(json, "url", office.url);
  write_text_or_null(json, "opening", office.opening.in(language));
  json.end_object();
}

void write(JsonWriter& json, const Establishment& one, base::Language language) {
  json.begin_object().key("id").value(one.id).key("name").value(one.name.in(language)).key("kind").value(one.kind);
  write_text_or_null(json, "city", one.city);
  write_text_or_null(json, "region", one.region);
  write_text_or_null(json, "country", one.country);
  write_text_or_null(json, "erasmus_code", one.erasmus_code);
  write_text_or_null(json, "website", one.website);
  write_office(json, one.office, language);
  simulation::write_texts(json, "aids", one.aids);
  json.key("source").begin_object();
  write_text_or_null(json, "title", one.source);
  write_text_or_null(json, "address", one.source_url);
  write_text_or_null(json, "date", one.source_date);
  json.end_object();
  write_text_or_null(json, "reliability", one.reliability);
  json.end_object();
}

std::string text_of(const Request& request, std::string_view name) {
  return std::string(request.query_value(name).value_or(""));
}

/// How many to show; nothing when what was written is not a number within bounds.
std::optional<std::size_t> limit_of(const Request& request) {
  const auto given = request.query_value("limit");
  if (!given) return kUsuallyShown;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), number);
  const bool is_number = error == std::errc() && end == given->data() + given->size();
  return is_number && number >= 1 && number <= kMostShown ? std::optional(number) : std::nullopt;
}

Response bad_limit(const Request& request) {
  const std::string most = std::to_string(kMostShown);
  return problem(request,
                 simulation::requests::refusal("bad-member",
                                               {"Le membre « limit » doit être un nombre entier de 1 à " + most + ".",
                                                "The member “limit” must be a whole number from 1 to " + most + "."},
                                               "/limit"));
}

Response list(Office& office, const Request& request) {
  const auto limit = limit_of(request);
  if (!limit) return bad_limit(request);
  if (auto refused = office.refuse_computation(request)) return *std::move(refused);
  if (!office.context.database) return problem(request, base::Error{base::ErrorKind::kUnavailable, {}});
  // One more than is shown tells whether there is a next page.
  const store::EstablishmentFilter filter{.search = text_of(request, "search"),
                                          .region = text_of(request, "region"),
                                          .aid = text_of(request, "aid"),
                                          .after = text_of(request, "after"),
                                          .most = std::min(*limit + 1, kMostShown)};
  const auto found = store::Establishments(*office.context.database).list(filter);
  if (!found) return problem(request, found.error());
  const std::size_t shown = std::min(*limit, found->size());
  const bool is_more = found->size() > shown || (*limit == kMostShown && found->size() == kMostShown);
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("establishments").begin_array();
  for (std::size_t i = 0; i < shown; ++i) write(json, (*found)[i], http::reader_language(request));
  json.end_array();
  write_text_or_null(json, "next", is_more ? (*found)[shown - 1].id : std::string());
  json.end_object();
  return shared_response(request, std::move(out), "application/json");
}

Response show(Office& office, const Request& request) {
  if (auto refused = office.refuse_computation(request)) return *std::move(refused);
  if (!office.context.database) return problem(request, base::Error{base::ErrorKind::kUnavailable, {}});
  const auto found = store::Establishments(*office.context.database).find(request.parameter("id"));
  if (!found) return problem(request, found.error());
  if (!*found) {
    return absent(request, "no-such-establishment",
                  {"Cet établissement n'est pas connu ici", "This establishment is not known here"},
                  {"La liste est à /api/v1/establishments.", "The list is at /api/v1/establishments."});
  }
  std::string out;
  JsonWriter json(out);
  write(json, **found, http::reader_language(request));
  return shared_response(request, std::move(out), "application/json");
}

}  // namespace

void add_establishment_routes(http::Router& router, const SharedOffice& office) {
  const http::RouteOptions options{.body_limit = 0, .open_to_other_sites = true};
  router.add(
      "GET", "/api/v1/establishments", [office](const Request& request) { return list(*office, request); }, options);
  router.add(
      "GET", "/api/v1/establishments/{id}", [office](const Request& request) { return show(*office, request); },
      options);
}

}  // namespace partance::server::api

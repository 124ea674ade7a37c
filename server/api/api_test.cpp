// The routes of /api/v1, called as the server calls them, without a network.
#include "server/api/api.hpp"

#include <set>

#include <gtest/gtest.h>

#include "engine/plan/serialised.hpp"
#include "server/api/description.hpp"
#include "server/api/paris_day.hpp"
#include "server/api/secrets.hpp"
#include "server/http/target.hpp"
#include "simulation/requests/desks_of_tests.hpp"
#include "store/scratch_folder.hpp"
#include "store/simulations.hpp"

namespace partance::server::api {
namespace {

using http::Request;
using http::Response;
using simulation::requests::Desk;
using simulation::requests::Json;

/// A service on the rulebook of three aids, with a clock one may move and random bytes that count up.
class Service {
 public:
  explicit Service(ApiContext context = {}) {
    database_ = *store::Database::open({.path = folder_ / "partance.db"});
    context.desk = std::shared_ptr<const Desk>(&simulation::requests::example_desk(), [](const Desk*) {});
    context.database = database_.get();
    context.now = [this] { return now; };
    context.ticks = [this] { return ticks; };
    context.random_bytes = [this](std::size_t size) { return std::string(size, static_cast<char>(++random_)); };
    add_api_routes(router_, std::move(context));
  }

  Response ask(const std::string& method, const std::string& target, const std::string& body = "",
               http::Fields headers = {{"content-type", "application/json"}}) {
    const auto read = http::parse_target(target);
    if (!read) throw std::runtime_error("bad target " + target);
    const auto match = router_.match(method, read->segments);
    if (!match.route) throw std::runtime_error("no route for " + method + " " + target);
    headers.emplace_back("host", "aides.test");
    return match.route->handler({.method = method,
                                 .path = read->path,
                                 .query = read->query,
                                 .headers = std::move(headers),
                                 .body = body,
                                 .parameters = match.parameters,
                                 .client_address = client,
                                 .id = "r1"});
  }
  Json json(const std::string& method, const std::string& target, const std::string& body = "", int status = 200) {
    const Response response = ask(method, target, body);
    EXPECT_EQ(response.status, status) << response.content();
    return Json(response.content());
  }
  std::string client = "192.0.2.1";

  std::chrono::system_clock::time_point now = std::chrono::sys_days{std::chrono::year{2025} / 6 / 1};
  std::chrono::steady_clock::time_point ticks{};
  [[nodiscard]] const http::Router& router() const { return router_; }
  store::Database& database() { return *database_; }

 private:
  store::ScratchFolder folder_{};
  std::unique_ptr<store::Database> database_{};
  http::Router router_{};
  unsigned char random_ = 0;
};

std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (http::same_name(key, name)) return value;
  }
  return {};
}

const std::string kBody = R"({"answers": {"rentrée": "01/09/2025", "séjour . mois": "3 mois", "absente": 1}})";

TEST(Api, GivesTheBytesThatADeskGives) {
  Service service;
  for (const std::string name : {"simulate", "questions", "recap"}) {
    const Response response = service.ask("POST", "/api/v1/" + name, kBody);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(header(response, "Content-Type"), "application/json");
    EXPECT_EQ(header(response, "Cache-Control"), "no-store");
    const auto told = simulation::requests::example_desk().answer(name, kBody, {2025, 6, 1});
    EXPECT_EQ(response.content(), told.value());
  }
}

TEST(Api, RefusesABodyThatIsNotSaidToBeJson) {
  Service service;
  for (const http::Fields& headers :
       {http::Fields{}, {{"content-type", "text/plain"}}, {{"content-type", "application/json; charset=latin1"}}}) {
    const Response response = service.ask("POST", "/api/v1/simulate", kBody, headers);
    EXPECT_EQ(response.status, 415);
    EXPECT_EQ(Json(response.content())["code"].text(), "media-type");
  }
  EXPECT_EQ(
      service.ask("POST", "/api/v1/simulate", kBody, {{"content-type", "Application/JSON; charset=UTF-8"}}).status,
      200);
}

TEST(Api, SaysWhatIsWrongInTheLanguageOfTheBodyElseOfTheReader) {
  Service service;
  const auto title = [&](const std::string& body, const std::string& accepted) {
    const Response response = service.ask("POST", "/api/v1/question", body,
                                          {{"content-type", "application/json"}, {"accept-language", accepted}});
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
    return Json(response.content())["title"].text();
  };
  EXPECT_EQ(title(R"({"rule": "x", "language": "en"})", "fr"), "There is no such rule");
  EXPECT_EQ(title(R"({"rule": "x", "language": "fr"})", "en"), "Cette règle n'existe pas");
  EXPECT_EQ(service.ask("POST", "/api/v1/question", "{", {{"content-type", "application/json"}}).status, 400);
}

TEST(Api, NamesAidsAndRulesInAddresses) {
  Service service;
  EXPECT_EQ(service.json("GET", "/api/v1/aids?language=en")["aids"][0]["title"].text(), "Travel aid");
  EXPECT_EQ(service.json("GET", "/api/v1/aids/%C3%A9cole")["title"].text(), "Aide de l'école");
  EXPECT_EQ(service.json("GET", "/api/v1/rules/aides%20.%20voyage%20.%20montant")["kind"].text(), "number");
  EXPECT_EQ(service.json("GET", "/api/v1/rules?search=plafond&limit=1")["rules"].size(), 1U);
  EXPECT_EQ(service.json("GET", "/api/v1/rules/absente", "", 404)["code"].text(), "no-such-rule");
  EXPECT_EQ(service.json("GET", "/api/v1/aids/absente", "", 404)["code"].text(), "no-such-aid");
  EXPECT_EQ(service.json("GET", "/api/v1/rules?limit=many", "", 422)["where"].text(), "/limit");
  EXPECT_EQ(service.json("GET", "/api/v1/aids?language=de", "", 422)["where"].text(), "/language");
}

TEST(Api, DoesNotSendTheCatalogueAgainToWhoHasIt) {
  Service service;
  const Response first = service.ask("GET", "/api/v1/aids");
  const std::string tag = header(first, "ETag");
  ASSERT_FALSE(tag.empty());
  EXPECT_NE(header(first, "Cache-Control").find("max-age"), std::string::npos);
  const Response again = service.ask("GET", "/api/v1/aids", "", {{"if-none-match", tag}});
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.content().empty());
  EXPECT_EQ(service.ask("GET", "/api/v1/aids?language=en", "", {{"if-none-match", tag}}).status, 200);
}

TEST(Api, AsksToWaitWhoAsksTooOften) {
  Service service({.computations = {.tokens_per_second = 0.5, .burst = 4}});
  EXPECT_EQ(service.ask("POST", "/api/v1/simulate", kBody).status, 200);
  EXPECT_EQ(service.ask("POST", "/api/v1/simulate", kBody).status, 200);
  const Response refused = service.ask("POST", "/api/v1/simulate", kBody);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(header(refused, "Retry-After"), "4");
  service.client = "192.0.2.2";
  EXPECT_EQ(service.ask("POST", "/api/v1/simulate", kBody).status, 200);
  service.client = "192.0.2.1";
  service.ticks += std::chrono::seconds(4);
  EXPECT_EQ(service.ask("POST", "/api/v1/simulate", kBody).status, 200);
}

TEST(Api, PrintsAResultAndItsCalendarWithoutKeepingThem) {
  Service service;
  const Response pdf = service.ask("POST", "/api/v1/result.pdf", kBody);
  EXPECT_EQ(pdf.status, 200);
  EXPECT_TRUE(pdf.content().starts_with("%PDF-"));
  const Response calendar = service.ask("POST", "/api/v1/calendar.ics", kBody);
  EXPECT_EQ(calendar.status, 200);
  EXPECT_TRUE(calendar.content().starts_with("BEGIN:VCALENDAR"));
  EXPECT_EQ(*store::Simulations(service.database()).count(std::chrono::floor<std::chrono::seconds>(service.now)), 0U);
}

// --- saved simulations --------------------------------------------------------------------------------------

TEST(SavedSimulations, AreFoundAgainByTheirLinkWithWhatWasTold) {
  Service service;
  const Json saved = service.json("POST", "/api/v1/simulations", kBody, 201);
  EXPECT_EQ(saved["link"].text(), "http://aides.test/s/" + saved["id"].text());
  EXPECT_EQ(saved["created"].text(), "2025-06-01T00:00:00Z");
  EXPECT_EQ(saved["expires"].text(), "2025-07-02T00:00:00Z");
  service.now += std::chrono::days(30);  // another day, the same result
  const Json found = service.json("GET", "/api/v1/simulations/" + saved["id"].text());
  EXPECT_EQ(found["rulebook"]["version"].text(), "example-1");
  EXPECT_EQ(found["result"]["date"].text(), "2025-06-01");
  EXPECT_EQ(found["answers"]["séjour . mois"].text(), "3 mois");
  EXPECT_EQ(found["answers"].size(), 2U);  // what is no rule of the rulebook is not kept
}

TEST(SavedSimulations, AreForgottenAfterThirtyOneDays) {
  Service service;
  const std::string id = service.json("POST", "/api/v1/simulations", kBody, 201)["id"].text();
  service.now += std::chrono::days(31);
  EXPECT_EQ(service.json("GET", "/api/v1/simulations/" + id, "", 404)["code"].text(), "no-such-simulation");
}

TEST(SavedSimulations, AreDeletedByTheHolderOnly) {
  Service service;
  const Json saved = service.json("POST", "/api/v1/simulations", kBody, 201);
  const std::string path = "/api/v1/simulations/" + saved["id"].text();
  EXPECT_EQ(service.ask("DELETE", path).status, 403);
  EXPECT_EQ(service.ask("DELETE", path, "", {{"partance-holder", "a guess"}}).status, 404);
  EXPECT_EQ(service.ask("GET", path).status, 200);
  EXPECT_EQ(service.ask("DELETE", path, "", {{"partance-holder", saved["holder"].text()}}).status, 204);
  EXPECT_EQ(service.ask("GET", path).status, 404);
}

TEST(SavedSimulations, HaveLinksThatCannotBeMadeUp) {
  Service service;
  for (const std::string id : {"x", "..", "AAAAAAAAAAAAAAAAAAAAA'", "AAAAAAAAAAAAAAAAAAAAAA"}) {
    if (id == "..") continue;  // no such address reaches a handler
    EXPECT_EQ(service.ask("GET", "/api/v1/simulations/" + id).status, 404) << id;
  }
  std::set<std::string> ids;
  unsigned char byte = 0;
  for (int i = 0; i < 100; ++i) {
    ids.insert(new_link_id([&](std::size_t size) { return std::string(size, static_cast<char>(++byte)); }));
  }
  EXPECT_EQ(ids.size(), 100U);
  for (const std::string& id : ids) EXPECT_TRUE(is_link_id(id)) << id;
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(SavedSimulations, AreLimitedByClient) {
  Service service({.saves = {.tokens_per_second = 0.001, .burst = 2}});
  EXPECT_EQ(service.ask("POST", "/api/v1/simulations", kBody).status, 201);
  EXPECT_EQ(service.ask("POST", "/api/v1/simulations", kBody).status, 201);
  const Response refused = service.ask("POST", "/api/v1/simulations", kBody);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(header(refused, "Retry-After"), "1000");
}

TEST(SavedSimulations, ArePrintedAndFollowedInACalendar) {
  Service service;
  const std::string path =
      "/api/v1/simulations/" + service.json("POST", "/api/v1/simulations", kBody, 201)["id"].text();
  const Response pdf = service.ask("GET", path + "/result.pdf");
  EXPECT_EQ(header(pdf, "Content-Type"), "application/pdf");
  EXPECT_TRUE(pdf.content().starts_with("%PDF-"));
  const Response calendar = service.ask("GET", path + "/calendar.ics");
  EXPECT_EQ(header(calendar, "Content-Type"), "text/calendar; charset=utf-8");
  EXPECT_NE(calendar.content().find("/s/"), std::string::npos);
  EXPECT_EQ(service.ask("GET", "/api/v1/simulations/AAAAAAAAAAAAAAAAAAAAAA/result.pdf").status, 404);
}

// --- establishments -----------------------------------------------------------------------------------------

TEST(EstablishmentRoutes, ListFindAndPage) {
  Service service;
  const Json all = service.json("GET", "/api/v1/establishments");
  ASSERT_GE(all["establishments"].size(), 5U);
  EXPECT_TRUE(all["next"].is_null());
  const Json first = service.json("GET", "/api/v1/establishments?limit=1");
  EXPECT_EQ(first["establishments"].size(), 1U);
  const std::string id = first["next"].text();
  EXPECT_EQ(id, all["establishments"][0]["id"].text());
  EXPECT_EQ(service.json("GET", "/api/v1/establishments?limit=1&after=" + id)["establishments"][0]["id"].text(),
            all["establishments"][1]["id"].text());
  EXPECT_EQ(service.json("GET", "/api/v1/establishments/" + id)["id"].text(), id);
  EXPECT_EQ(service.json("GET", "/api/v1/establishments/absent", "", 404)["code"].text(), "no-such-establishment");
  EXPECT_EQ(service.json("GET", "/api/v1/establishments?limit=0", "", 422)["code"].text(), "bad-member");
}

TEST(Api, SaysThatItKeepsNothingWithoutADatabase) {
  http::Router router;
  ApiContext context;
  context.desk = std::shared_ptr<const Desk>(&simulation::requests::example_desk(), [](const Desk*) {});
  context.now = [] { return std::chrono::system_clock::time_point{}; };
  context.ticks = [] { return std::chrono::steady_clock::time_point{}; };
  context.random_bytes = [](std::size_t size) { return std::string(size, 'x'); };
  add_api_routes(router, std::move(context));
  for (const auto& [method, path] :
       std::vector<std::pair<std::string, std::string>>{{"POST", "/api/v1/simulations"},
                                                        {"GET", "/api/v1/simulations/AAAAAAAAAAAAAAAAAAAAAA"},
                                                        {"DELETE", "/api/v1/simulations/AAAAAAAAAAAAAAAAAAAAAA"},
                                                        {"GET", "/api/v1/establishments"},
                                                        {"GET", "/api/v1/establishments/ens"}}) {
    const auto match = router.match(method, http::parse_target(path)->segments);
    ASSERT_TRUE(match.route) << path;
    const Response response =
        match.route->handler({.method = method,
                              .path = path,
                              .headers = {{"content-type", "application/json"}, {"partance-holder", "x"}},
                              .body = "{}",
                              .parameters = match.parameters});
    EXPECT_EQ(response.status, 503) << path;
    EXPECT_FALSE(header(response, "Retry-After").empty()) << path;
    EXPECT_EQ(header(response, "Content-Type"), "application/problem+json") << path;
  }
}

// --- description --------------------------------------------------------------------------------------------

TEST(Description, HasEveryRouteAndNoOther) {
  Service service;
  std::set<std::string> routed;
  for (const auto& route : service.router().routes()) {
    if (!route->pattern.starts_with("/api/v1/")) continue;
    std::string method = route->method;
    for (char& c : method) c = static_cast<char>(c + 32);
    routed.insert(method + " " + route->pattern);
  }
  std::set<std::string> described;
  engine::syntax::Sources sources;
  std::vector<engine::syntax::Diagnostic> diagnostics;
  const auto document =
      engine::syntax::read_json(sources, sources.add("o", std::string(openapi_json())), {}, diagnostics);
  ASSERT_TRUE(document);
  for (const auto& path : document->entries(*document->find(document->root(), "paths"))) {
    for (const auto& method : document->entries(path.value)) {
      described.insert(std::string(document->key(method)) + " " + std::string(document->key(path)));
    }
  }
  EXPECT_EQ(routed, described);
}

TEST(Description, IsAPageInBothLanguagesWithoutAnythingFromElsewhere) {
  Service service;
  for (const std::string language : {"fr", "en"}) {
    const Response page = service.ask("GET", "/api?language=" + language);
    const std::string text(page.content());
    EXPECT_EQ(header(page, "Content-Type"), "text/html; charset=utf-8");
    EXPECT_NE(text.find("<html lang=\"" + language + "\""), std::string::npos);
    EXPECT_NE(text.find("POST /api/v1/simulate"), std::string::npos);
    EXPECT_NE(text.find(language == "fr" ? "Toutes les aides pour ces réponses" : "All aids for these answers"),
              std::string::npos);
    EXPECT_EQ(text.find("<script"), std::string::npos);
    EXPECT_EQ(text.find(" style="), std::string::npos);
    EXPECT_EQ(text.find("src="), std::string::npos);
    EXPECT_EQ(text.find('`'), std::string::npos) << "names are shown as names";
    EXPECT_NE(text.find("<code>where</code>"), std::string::npos);
    EXPECT_NE(text.find("<a href=\"/\">"), std::string::npos) << "a way back to the site";
  }
  EXPECT_EQ(service.ask("GET", "/api/problems/bad-json").status, 303);
}

TEST(Description, EveryLinkWithinThePageLeadsSomewhereAndEveryCallIsInItsContents) {
  Service service;
  const std::string text(service.ask("GET", "/api?language=en").content());
  const std::string contents = text.substr(0, text.find("</nav>"));
  std::size_t links = 0;
  const std::string start = "href=\"#";
  for (auto at = text.find(start); at != std::string::npos; at = text.find(start, at + 1), ++links) {
    const auto name = at + start.size();
    const std::string id = "id=\"" + text.substr(name, text.find('"', name) - name + 1);
    EXPECT_NE(text.find(id), std::string::npos) << id;
  }
  EXPECT_GT(links, 40U);
  std::size_t calls = 0;
  const std::string heading = "<h3><code>";
  for (auto at = text.find(heading); at != std::string::npos; at = text.find(heading, at + 1), ++calls) {
    const auto name = at + heading.size();
    const std::string call = "<code>" + text.substr(name, text.find('<', name) - name) + "</code></a>";
    EXPECT_NE(contents.find(call), std::string::npos) << call;
  }
  EXPECT_GT(calls, 10U);
}

TEST(ParisDay, ChangesAtMidnightInParis) {
  using namespace std::chrono;
  EXPECT_EQ(paris_day(sys_days{year{2025} / 1 / 31} + hours(22) + minutes(59)), (engine::value::Date{2025, 1, 31}));
  EXPECT_EQ(paris_day(sys_days{year{2025} / 1 / 31} + hours(23)), (engine::value::Date{2025, 2, 1}));
  EXPECT_EQ(paris_day(sys_days{year{2025} / 7 / 31} + hours(22)), (engine::value::Date{2025, 8, 1}));
  // Clocks changed on 30 March and 26 October 2025.
  EXPECT_EQ(paris_day(sys_days{year{2025} / 3 / 29} + hours(22) + minutes(30)), (engine::value::Date{2025, 3, 29}));
  EXPECT_EQ(paris_day(sys_days{year{2025} / 3 / 30} + hours(22)), (engine::value::Date{2025, 3, 31}));
  EXPECT_EQ(paris_day(sys_days{year{2025} / 10 / 26} + hours(22) + minutes(30)), (engine::value::Date{2025, 10, 26}));
}

}  // namespace
}  // namespace partance::server::api

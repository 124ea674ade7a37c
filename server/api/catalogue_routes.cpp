// Routes of the catalogue: what the rulebook says to everybody (see routes.hpp).
#include <charconv>
#include <list>
#include <mutex>
#include <span>
#include <unordered_map>

#include "base/json.hpp"
#include "server/api/routes.hpp"

namespace partance::server::api {

using http::Request;
using http::Response;

namespace {

/// Answers already made, as everybody asks for the same ones. The one used longest ago makes room.
class Kept {
 public:
  [[nodiscard]] std::optional<std::string> find(const std::string& question) {
    const std::lock_guard lock(mutex_);
    const auto found = by_question_.find(question);
    if (found == by_question_.end()) return std::nullopt;
    order_.splice(order_.begin(), order_, found->second);
    return found->second->answer;
  }

  void keep(std::string question, std::string answer) {
    const std::lock_guard lock(mutex_);
    if (by_question_.contains(question)) return;
    order_.push_front({std::move(question), std::move(answer)});
    by_question_.emplace(order_.front().question, order_.begin());
    bytes_ += order_.front().answer.size();
    while (bytes_ > kMostBytes && order_.size() > 1) {
      bytes_ -= order_.back().answer.size();
      by_question_.erase(order_.back().question);
      order_.pop_back();
    }
  }

 private:
  static constexpr std::size_t kMostBytes = 8U << 20U;
  struct One {
    std::string question;
    std::string answer;
  };
  std::mutex mutex_;
  std::list<One> order_;
  std::unordered_map<std::string_view, std::list<One>::iterator> by_question_;
  std::size_t bytes_ = 0;
};

/// The body of the request that the address asks: texts of the query by their names, `limit` as a number.
std::string body_of(const Request& request, std::string_view member, std::span<const std::string_view> members) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().key("language");
  const bool is_english = http::reader_language(request) == base::Language::kEnglish;
  json.value(request.query_value("language").value_or(is_english ? "en" : "fr"));
  if (!member.empty()) json.key(member).value(request.parameter(member));
  for (const std::string_view name : members) {
    const auto given = request.query_value(name);
    if (!given) continue;
    json.key(name);
    int number = 0;
    const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), number);
    if (name == "limit" && error == std::errc() && end == given->data() + given->size()) {
      json.value(number);
    } else {
      json.value(*given);
    }
  }
  json.end_object();
  return out;
}

struct CatalogueRoute {
  std::string_view pattern;
  std::string_view name;                        ///< of the request
  std::string_view member;                      ///< what stands in the address
  std::span<const std::string_view> members{};  ///< what may stand in the query
};

constexpr std::string_view kDated[] = {"date"};
constexpr std::string_view kPaged[] = {"prefix", "search", "after", "limit"};
constexpr CatalogueRoute kRoutes[] = {{"/api/v1/aids", "aids", "", kDated},
                                      {"/api/v1/aids/{id}", "aid", "id", kDated},
                                      {"/api/v1/rules", "rules", "", kPaged},
                                      {"/api/v1/rules/{rule}", "rule", "rule", {}}};

Response answer(Office& office, Kept& kept, const Request& request, const CatalogueRoute& route) {
  const auto today = office.today();
  const std::string body = body_of(request, route.member, route.members);
  // The day counts: windows open and close.
  std::string question = engine::value::date_text(today) + std::string(route.name) + body;
  auto known = kept.find(question);
  if (!known) {
    if (auto refused = office.refuse_computation(request)) return *std::move(refused);
    auto made = office.sessions.answer(route.name, body, today);
    if (!made) return problem(request, made.error());
    kept.keep(std::move(question), *made);
    known = *std::move(made);
  }
  return shared_response(request, *std::move(known), "application/json");
}

}  // namespace

void add_catalogue_routes(http::Router& router, const SharedOffice& office) {
  const auto kept = std::make_shared<Kept>();
  for (const CatalogueRoute& route : kRoutes) {
    router.add("GET", route.pattern,
               [office, kept, route](const Request& request) { return answer(*office, *kept, request, route); },
               {.body_limit = 0, .open_to_other_sites = true});
  }
}

}  // namespace partance::server::api

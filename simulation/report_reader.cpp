// Every member is read by name from a document; what is absent keeps its default, what has the wrong shape is refused.
#include "simulation/report_reader.hpp"

#include <cmath>
#include <map>
#include <string>

#include "engine/syntax/reader.hpp"

namespace partance::simulation {

using engine::syntax::Document;
using engine::syntax::NodeId;
using engine::syntax::NodeKind;

namespace {

constexpr engine::syntax::ReadLimits kLimits{.bytes = 8U << 20U, .depth = 20, .nodes = 500'000};
constexpr Cents kMostCents = 1'000'000'000'000'000;

class Reader {
 public:
  explicit Reader(const Document& document) : doc_(document) {}

  Report whole() {
    const NodeId root = doc_.root();
    Report report;
    if (doc_.empty() || doc_.kind(root) != NodeKind::kMapping || !doc_.find(root, "aids")) {
      refuse("aids");
      return report;
    }
    report.language = text(root, "language") == "en" ? base::Language::kEnglish : base::Language::kFrench;
    report.today = date(root, "date").value_or(Date{});
    each(root, "aids", [&](NodeId node) {
      report.aids.push_back(aid(node));
      places_.emplace(report.aids.back().id, report.aids.size() - 1);
    });
    if (const auto node = object(root, "combination")) combination(*node, report);
    if (const auto node = object(root, "calendar")) calendar(*node, report);
    each(root, "questions", [&](NodeId node) { report.questions.push_back(missing(node)); });
    return report;
  }

  [[nodiscard]] const std::string& refused() const { return refused_; }

 private:
  void refuse(std::string_view member) {
    if (refused_.empty()) refused_ = member;
  }

  /// The member, when it is there and not null.
  [[nodiscard]] std::optional<NodeId> member(NodeId mapping, std::string_view key) {
    if (doc_.kind(mapping) != NodeKind::kMapping) {
      refuse(key);
      return {};
    }
    const auto found = doc_.find(mapping, key);
    if (!found || doc_.kind(*found) == NodeKind::kNull) return {};
    return found;
  }
  std::optional<NodeId> of_kind(NodeId mapping, std::string_view key, NodeKind kind) {
    const auto found = member(mapping, key);
    if (!found) return {};
    if (doc_.kind(*found) == kind) return found;
    refuse(key);
    return {};
  }
  std::optional<NodeId> object(NodeId mapping, std::string_view key) {
    return of_kind(mapping, key, NodeKind::kMapping);
  }
  std::string text(NodeId mapping, std::string_view key) {
    const auto found = of_kind(mapping, key, NodeKind::kText);
    return found ? std::string(doc_.text(*found)) : std::string();
  }
  bool truth(NodeId mapping, std::string_view key, bool otherwise = false) {
    const auto found = of_kind(mapping, key, NodeKind::kBoolean);
    return found ? doc_.boolean(*found) : otherwise;
  }
  Cents cents(NodeId mapping) {
    const auto found = of_kind(mapping, "cents", NodeKind::kNumber);
    const double number = found ? doc_.number(*found) : 0;
    if (number == std::floor(number) && std::abs(number) <= static_cast<double>(kMostCents)) {
      return static_cast<Cents>(number);
    }
    refuse("cents");
    return 0;
  }
  std::optional<Date> date(NodeId mapping, std::string_view key) {
    const std::string iso = text(mapping, key);
    if (iso.empty()) return {};
    if (iso.size() == 10 && iso[4] == '-' && iso[7] == '-') {
      const auto found =
          engine::value::parse_date_text(iso.substr(8) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4));
      if (found) return found;
    }
    refuse(key);
    return {};
  }
  template <class Take>
  void each(NodeId mapping, std::string_view key, Take&& take) {
    const auto list = of_kind(mapping, key, NodeKind::kSequence);
    if (!list) return;
    for (const NodeId item : doc_.items(*list)) take(item);
  }

  Verdict verdict(NodeId mapping) {
    const std::string word = text(mapping, "verdict");
    if (word == "yes") return Verdict::kYes;
    if (word == "no") return Verdict::kNo;
    if (word != "unknown") refuse("verdict");
    return Verdict::kUnknown;
  }
  std::optional<Amount> amount(NodeId mapping, std::string_view key) {
    const auto node = object(mapping, key);
    if (!node) return {};
    return Amount{.cents = cents(*node), .text = text(*node, "text")};
  }
  std::vector<Citation> references(NodeId mapping) {
    std::vector<Citation> all;
    each(mapping, "references", [&](NodeId node) { all.push_back({text(node, "title"), text(node, "address")}); });
    return all;
  }
  Missing missing(NodeId node) {
    return {.rule = text(node, "rule"),
            .title = text(node, "title"),
            .question = text(node, "question"),
            .is_unpublished = truth(node, "unpublished")};
  }
  Criterion criterion(NodeId node) {
    Criterion out{.rule = text(node, "rule"),
                  .title = text(node, "title"),
                  .description = text(node, "description"),
                  .verdict = verdict(node),
                  .references = references(node),
                  .reliability = text(node, "reliability")};
    each(node, "values", [&](NodeId value) {
      out.seen.push_back({.rule = text(value, "rule"),
                          .title = text(value, "title"),
                          .value = text(value, "value"),
                          .is_known = truth(value, "known"),
                          .is_answer = truth(value, "answered")});
    });
    return out;
  }
  Window window(NodeId node) {
    return {.opening = date(node, "opening"),
            .closing = date(node, "closing"),
            .opening_text = text(node, "opening_text"),
            .closing_text = text(node, "closing_text"),
            .is_over = truth(node, "over"),
            .is_open = truth(node, "open")};
  }
  AidReport aid(NodeId node) {
    AidReport out{.id = text(node, "id"),
                  .rule = text(node, "rule"),
                  .title = text(node, "title"),
                  .description = text(node, "description"),
                  .verdict = verdict(node),
                  .error = text(node, "error")};
    if (const auto amounts = object(node, "amount")) {
      out.monthly = amount(*amounts, "monthly");
      out.total = amount(*amounts, "total");
      out.minimum = amount(*amounts, "minimum");
      out.maximum = amount(*amounts, "maximum");
      out.decided_by = text(*amounts, "decided_by");
    }
    out.duration = text(node, "duration");
    each(node, "criteria", [&](NodeId one) { out.criteria.push_back(criterion(one)); });
    each(node, "missing", [&](NodeId one) { out.missing.push_back(missing(one)); });
    if (const auto one = object(node, "window")) out.window = window(*one);
    each(node, "documents", [&](NodeId one) {
      if (doc_.kind(one) == NodeKind::kText) {
        out.documents.emplace_back(doc_.text(one));
      } else {
        refuse("documents");
      }
    });
    out.decides = text(node, "decides");
    out.pays = text(node, "pays");
    out.where = text(node, "where");
    out.payment = text(node, "payment");
    out.schedule = text(node, "schedule");
    out.scope = text(node, "scope");
    out.reliability = text(node, "reliability");
    out.references = references(node);
    return out;
  }

  std::size_t place_of(const std::string& id) {
    const auto found = places_.find(id);
    if (found != places_.end()) return found->second;
    refuse("id");
    return 0;
  }
  Plan plan(NodeId node) {
    Plan out;
    if (const auto total = object(node, "total")) out.total = cents(*total);
    each(node, "aids", [&](NodeId one) {
      out.shares.push_back({.aid = place_of(text(one, "id")),
                            .amount = cents(one),
                            .is_minimum = truth(one, "minimum_of_range"),
                            .is_reduced = truth(one, "reduced")});
    });
    return out;
  }
  /// Notes and questions about two aids.
  template <class T>
  T pair(NodeId node) {
    T out;
    const auto both = of_kind(node, "aids", NodeKind::kSequence);
    const auto ids = both ? doc_.items(*both) : std::span<const NodeId>();
    if (ids.size() == 2 && doc_.kind(ids[0]) == NodeKind::kText && doc_.kind(ids[1]) == NodeKind::kText) {
      out.first = place_of(std::string(doc_.text(ids[0])));
      out.second = place_of(std::string(doc_.text(ids[1])));
    } else {
      refuse("aids");
    }
    out.text = text(node, "text");
    out.references = references(node);
    return out;
  }
  void combination(NodeId node, Report& report) {
    report.is_exact = truth(node, "exact", true);
    if (const auto best = object(node, "best")) report.best = plan(*best);
    if (const auto second = object(node, "runner_up")) report.runner_up = plan(*second);
    each(node, "without_amount", [&](NodeId one) {
      report.uncounted.push_back(
          {.aid = place_of(text(one, "id")), .is_excluded = truth(one, "excluded"), .is_unsure = truth(one, "unsure")});
    });
    each(node, "notes", [&](NodeId one) { report.notes.push_back(pair<PairNote>(one)); });
    each(node, "office_questions", [&](NodeId one) { report.office_questions.push_back(pair<OfficeQuestion>(one)); });
  }
  Due due(NodeId node) {
    return {.aid = place_of(text(node, "id")), .date = date(node, "date"), .amount = cents(node)};
  }
  void calendar(NodeId node, Report& report) {
    each(node, "months", [&](NodeId one) {
      Month out{.label = text(one, "label"), .total = cents(one)};
      const std::string iso = text(one, "month");
      const auto first_day = iso.size() == 7
                                 ? engine::value::parse_date_text("01/" + iso.substr(5) + "/" + iso.substr(0, 4))
                                 : std::nullopt;
      if (!first_day || iso[4] != '-') return refuse("month");
      out.year = first_day->year;
      out.month = first_day->month;
      each(one, "payments", [&](NodeId payment) {
        out.payments.push_back(due(payment));
        if (!out.payments.back().date) refuse("date");
      });
      report.months.push_back(std::move(out));
    });
    each(node, "undated", [&](NodeId one) { report.undated.push_back(due(one)); });
  }

  const Document& doc_;
  std::map<std::string, std::size_t> places_{};
  std::string refused_{};
};

}  // namespace

base::Result<Report> read_report(std::string_view json) {
  if (json.size() > kLimits.bytes) {
    return base::fail(base::ErrorKind::kTooLarge, "Ce résultat de simulation est trop long.",
                      "This result of a simulation is too long.");
  }
  engine::syntax::Sources sources;
  const auto source = sources.add("", std::string(json));
  std::vector<engine::syntax::Diagnostic> diagnostics;
  const auto document = engine::syntax::read_json(sources, source, kLimits, diagnostics);
  if (!document) {
    return base::fail(base::ErrorKind::kInvalidInput, "Ce résultat de simulation n'est pas du JSON lisible.",
                      "This result of a simulation is not readable JSON.");
  }
  Reader reader(*document);
  Report report = reader.whole();
  if (!reader.refused().empty()) {
    return base::fail(
        base::ErrorKind::kInvalidInput,
        "Ce n'est pas le résultat d'une simulation : « " + reader.refused() + " » n'a pas la bonne forme.",
        "This is not the result of a simulation: “" + reader.refused() + "” does not have its shape.");
  }
  return report;
}

}  // namespace partance::simulation

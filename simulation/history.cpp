// See history.hpp.
#include "simulation/history.hpp"

#include "engine/explain/statement.hpp"

namespace partance::simulation {

using engine::evaluate::Run;
using engine::model::Node;
using engine::model::NodeId;
using engine::model::Op;
using engine::value::Date;
using engine::value::Kind;
using engine::value::Value;
namespace plan = engine::plan;

namespace {

/// A case of a dated `variations`: from when, a year it holds for, and what it gives.
struct DatedCase {
  std::optional<Date> from;
  Date year;
  NodeId gives = engine::model::kNoNode;
};

class Dating {
 public:
  Dating(Run& blank, RuleId year, base::Language language) : run_(blank), year_(year), language_(language) {}

  History of(RuleId rule) {
    History history{.rule = rule};
    for (const DatedCase& one : cases(rule)) {
      DatedValue dated = value_at(rule, one);
      if (history.unit.empty() && dated.value.is_number() && dated.value.unit != engine::value::UnitId::kAbsent) {
        history.unit = run_.units().text(dated.value.unit);
      }
      history.values.push_back(std::move(dated));
    }
    run_.clear();
    return history;
  }

 private:
  [[nodiscard]] const engine::model::Model& model() const { return run_.model(); }

  [[nodiscard]] RuleId rule_behind(NodeId id) const { return engine::explain::Phrase(run_, language_).rule_behind(id); }

  /// The date of the test `rentrée >= date`.
  [[nodiscard]] std::optional<Date> date_of(NodeId test) const {
    const Node& node = model().graph.at(test);
    if (node.op != Op::kGreaterOrEqual || rule_behind(NodeId{node.a}) != year_) return std::nullopt;
    const Node& bound = model().graph.at(NodeId{node.b});
    if (bound.op != Op::kConstant) return std::nullopt;
    const Value& v = model().graph.constants[bound.a];
    if (!v.is(Kind::kText)) return std::nullopt;
    return engine::value::parse_date_text(model().texts.text(v.text_id()));
  }

  /// Empty when the rule's formula is not dated; its last case, `sinon`, has no date.
  [[nodiscard]] std::vector<DatedCase> cases(RuleId rule) const {
    const NodeId formula = engine::explain::formula_of(model(), rule);
    if (formula == engine::model::kNoNode || model().graph.at(formula).op != Op::kVariations) return {};
    std::vector<DatedCase> found;
    const auto pairs = model().graph.list(model().graph.at(formula), 2);
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
      const auto from = date_of(pairs[i]);
      const bool is_otherwise = !from && model().graph.at(pairs[i]).op == Op::kConstant;
      if (!from && (!is_otherwise || found.empty())) return {};  // dated by something else too
      Date year = from ? *from : found.back().year;
      if (is_otherwise) --year.year;  // the day before the first date, a year earlier
      found.push_back({from, year, pairs[i + 1]});
    }
    return found;
  }

  DatedValue value_at(RuleId rule, const DatedCase& one) {
    run_.clear();
    run_.set(year_, Value::text(run_.texts().intern(engine::value::date_text(one.year))));
    DatedValue dated{.from = one.from, .value = run_.evaluate(rule)};
    dated.shown = plan::say(run_.program(), rule, dated.value, run_.units(), run_.texts(), language_);
    const RuleId source = rule_behind(one.gives);
    if (source != engine::model::kNoRule) dated.references = plan::citations(run_.program(), source);
    if (!dated.value.is(Kind::kUndefined)) return dated;
    for (const RuleId missing : run_.missing(dated.value)) {
      const auto mark = run_.program().metadata.text(missing, "donnée manquante");
      if (mark != "oui" && mark != "true") continue;
      dated.is_published = false;
      dated.shown = base::Message{"non publié", "not published"}.in(language_);
      return dated;
    }
    // It depends on the person: the case is said in words.
    dated.shown.clear();
    const bool is_rule = source != engine::model::kNoRule;
    for (const std::string& line : is_rule ? engine::explain::statement(run_, source, language_)
                                           : engine::explain::statement(run_, one.gives, language_)) {
      dated.shown += (dated.shown.empty() ? "" : "\n") + line;
    }
    return dated;
  }

  Run& run_;
  RuleId year_;
  base::Language language_;
};

}  // namespace

History history_of(Run& blank, const Catalogue& catalogue, RuleId rule, base::Language language) {
  if (!catalogue.year_start || rule == *catalogue.year_start) return {.rule = rule};
  return Dating(blank, *catalogue.year_start, language).of(rule);
}

std::vector<History> histories_of(Run& blank, const Catalogue& catalogue, const std::vector<RuleId>& rules,
                                  base::Language language) {
  std::vector<History> all;
  for (const RuleId rule : rules) {
    History history = history_of(blank, catalogue, rule, language);
    if (!history.values.empty()) all.push_back(std::move(history));
  }
  return all;
}

}  // namespace partance::simulation

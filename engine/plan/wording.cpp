// See wording.hpp.
#include "engine/plan/wording.hpp"

#include "engine/model/names.hpp"
#include "engine/value/format.hpp"

namespace partance::engine::plan {

using base::Language;
using model::RuleId;
using value::Kind;

namespace {

constexpr std::string_view kTables = "référence";

std::string english(std::string_view key) {
  return std::string(key) + " en";
}

const model::ChoiceList* options_of(const Program& program, RuleId rule) {
  const model::NodeId node = program.model.rule(rule).choice;
  if (node == model::kNoNode) return nullptr;
  const model::ChoiceList& list = program.model.graph.choices[program.model.graph.at(node).b];
  return list.kind == model::ChoiceList::Kind::kTexts ? &list : nullptr;
}

/// The constant text a row of a table stands for: `référence . pays . DE` → DE, from its value `'DE'`.
std::string row_value(const Program& program, RuleId row) {
  // The body of a row is one constant behind the wrappers every rule has: follow them down.
  const model::Graph& graph = program.model.graph;
  std::vector<model::NodeId> open{program.model.rule(row).body};
  for (int steps = 0; !open.empty() && steps < 50; ++steps) {
    const model::NodeId at = open.back();
    open.pop_back();
    if (at == model::kNoNode) continue;
    const model::Node& node = graph.at(at);
    if (node.op == model::Op::kConstant && graph.constants[node.a].is(Kind::kText)) {
      return std::string(program.model.texts.text(graph.constants[node.a].text_id()));
    }
    model::for_each_child(graph, node, [&](model::NodeId child) { open.push_back(child); });
  }
  return std::string(model::leaf_name(program.model.rule(row).name));
}

template <class F>
bool for_each_row(const Program& program, std::string_view table, F&& f) {
  const std::string root = std::string(kTables) + std::string(model::kSeparator) + std::string(table);
  const auto parent = program.model.find(root);
  if (!parent) return false;
  for (std::size_t i = 0; i < program.model.rules.size(); ++i) {
    if (program.model.rules[i].parent != *parent || program.model.rules[i].is_step) continue;
    if (f(RuleId{static_cast<std::uint32_t>(i)})) return true;
  }
  return true;
}

std::string option_label(const Program& program, RuleId rule, std::string_view value, Language language) {
  if (language == Language::kEnglish) {
    for (auto& [key, text] : program.metadata.map(rule, "libellés en")) {
      if (key == value) return std::move(text);
    }
  }
  for (auto& [key, text] : program.metadata.map(rule, "libellés")) {
    if (key == value) return std::move(text);
  }
  return std::string(value);
}

/// A unit of the rulebook as people write it after a number.
struct UnitWords {
  std::string_view unit, french_many, english_one, english_many;
};
constexpr UnitWords kUnitWords[] = {{"an", "ans", "year", "years"},
                                    {"mois", "mois", "month", "months"},
                                    {"semaine", "semaines", "week", "weeks"},
                                    {"jour", "jours", "day", "days"},
                                    {"heure", "heures", "hour", "hours"},
                                    {"enfant", "enfants", "child", "children"},
                                    {"point", "points", "point", "points"},
                                    {"€/mois", "€/mois", "€/month", "€/month"},
                                    {"€/an", "€/an", "€/year", "€/year"},
                                    {"€/jour", "€/jour", "€/day", "€/day"},
                                    {"€/semaine", "€/semaine", "€/week", "€/week"}};

/// "21 semaine" → "21 semaines", "21 weeks".
std::string with_unit_words(std::string text, double number, std::string_view unit, Language language) {
  for (const UnitWords& words : kUnitWords) {
    if (words.unit != unit || !text.ends_with(unit)) continue;
    const double size = number < 0 ? -number : number;
    std::string_view said = unit;
    if (language == Language::kFrench) {
      if (size >= 2) said = words.french_many;
    } else {
      said = size == 1 ? words.english_one : words.english_many;
    }
    return text.replace(text.size() - unit.size(), unit.size(), said);
  }
  return text;
}

}  // namespace

std::string text_in(const Program& program, RuleId rule, std::string_view key, Language language) {
  if (language == Language::kEnglish) {
    if (auto text = program.metadata.text(rule, english(key))) return *std::move(text);
  }
  return program.metadata.text(rule, key).value_or(std::string());
}

std::vector<std::string> list_in(const Program& program, RuleId rule, std::string_view key, Language language) {
  if (language == Language::kEnglish) {
    if (auto list = program.metadata.list(rule, english(key)); !list.empty()) return list;
  }
  return program.metadata.list(rule, key);
}

std::string title(const Program& program, RuleId rule, Language language) {
  std::string text = text_in(program, rule, "titre", language);
  if (text.empty()) text = model::leaf_name(program.model.rule(rule).name);
  return text;
}

std::vector<Citation> citations(const Program& program, RuleId rule) {
  std::vector<Citation> all;
  for (auto& [name, address] : program.metadata.map(rule, "références")) {
    all.push_back({std::move(name), std::move(address)});
  }
  return all;
}

std::string declared_unit(const Program& program, RuleId rule) {
  // Found behind the wrappers of the rule's body.
  constexpr int kDeepest = 50;
  const auto& graph = program.model.graph;
  model::NodeId at = program.model.rule(rule).body;
  for (int steps = 0; at != model::kNoNode && steps < kDeepest; ++steps) {
    const model::Node& node = graph.at(at);
    if (node.op == model::Op::kUnit) {
      return std::string(program.model.units.text(value::UnitId{static_cast<std::uint16_t>(node.b)}));
    }
    if (node.op == model::Op::kSituation || node.op == model::Op::kReference) {
      at = model::NodeId{node.b};
    } else if (node.op == model::Op::kMissing || node.op == model::Op::kSimplifyUnit || node.op == model::Op::kRound) {
      at = model::NodeId{node.a};
    } else if (node.op == model::Op::kCondition) {
      at = model::NodeId{node.origin == model::Origin::kDefault ? node.a : node.c};
    } else {
      break;
    }
  }
  return {};
}

std::vector<Offer> offers(const Program& program, RuleId rule, Language language) {
  std::vector<Offer> all;
  if (const model::ChoiceList* list = options_of(program, rule)) {
    for (const value::Value& option : list->values) {
      std::string text(program.model.texts.text(option.text_id()));
      std::string shown = option_label(program, rule, text, language);
      all.push_back({std::move(text), std::move(shown)});
    }
    return all;
  }
  const auto table = program.metadata.text(rule, "liste");
  if (!table) return all;
  for_each_row(program, *table, [&](RuleId row) {
    all.push_back({row_value(program, row), title(program, row, language)});
    return false;
  });
  return all;
}

std::optional<std::string> label(const Program& program, RuleId rule, std::string_view text, Language language) {
  if (options_of(program, rule)) return option_label(program, rule, text, language);
  const auto table = program.metadata.text(rule, "liste");
  if (!table) return std::nullopt;
  std::optional<std::string> found;
  for_each_row(program, *table, [&](RuleId row) {
    if (row_value(program, row) != text) return false;
    found = title(program, row, language);
    return true;
  });
  return found;
}

std::string say(const Program& program, RuleId rule, const value::Value& v, value::UnitTable& units,
                const value::TextPool& texts, Language language) {
  const bool french = language == Language::kFrench;
  switch (v.kind) {
    case Kind::kUndefined:
      return french ? "non connu" : "not known";
    case Kind::kNotApplicable:
      return french ? "sans objet" : "not applicable";
    case Kind::kError:
      return french ? "erreur de calcul" : "computation error";
    case Kind::kText:
      if (const auto shown = label(program, rule, texts.text(v.text_id()), language)) return *shown;
      return std::string(texts.text(v.text_id()));
    default:
      break;
  }
  std::string text = value::format(v, units, texts, {.language = language, .precision = 2});
  if (!v.is_number() || v.unit == value::UnitId::kAbsent) return text;
  return with_unit_words(std::move(text), v.number, units.text(v.unit), language);
}

}  // namespace partance::engine::plan

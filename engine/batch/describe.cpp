// A plan in words, for `--plan`: what comes in, what is computed, what is left to evaluate.
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "engine/batch/plan.hpp"
#include "engine/value/number.hpp"

namespace partance::engine::batch {

namespace {

char letter_of(Shape shape) {
  return shape == Shape::kMask ? 'm' : shape == Shape::kNumber ? 'n' : 't';
}

std::string_view name_of(Operation operation, base::Language language) {
  const bool fr = language == base::Language::kFrench;
  switch (operation) {
    case Operation::kKnownRows:
      return fr ? "réponse connue" : "answer known";
    case Operation::kNotApplicableRows:
      return fr ? "réponse non applicable" : "answer not applicable";
    case Operation::kAnd:
      return fr ? "et" : "and";
    case Operation::kAndNot:
      return fr ? "et non" : "and not";
    case Operation::kOr:
      return fr ? "ou" : "or";
    case Operation::kNot:
      return fr ? "non" : "not";
    case Operation::kLess:
      return "<";
    case Operation::kLessOrEqual:
      return "≤";
    case Operation::kEqual:
      return "=";
    case Operation::kTextEqual:
      return fr ? "= (texte)" : "= (text)";
    case Operation::kTextLess:
      return fr ? "avant (jour)" : "before (day)";
    case Operation::kTextLessOrEqual:
      return fr ? "au plus tard (jour)" : "no later (day)";
    case Operation::kIsDay:
      return fr ? "est un jour" : "is a day";
    case Operation::kIsPlainText:
      return fr ? "est un texte" : "is a text";
    case Operation::kAdd:
      return "+";
    case Operation::kSubtract:
      return "-";
    case Operation::kMultiply:
      return "×";
    case Operation::kDivide:
      return "/";
    case Operation::kFloorDivide:
      return "//";
    case Operation::kPower:
      return "**";
    case Operation::kLogarithm:
      return "log";
    case Operation::kRound:
      return fr ? "arrondi" : "round";
    case Operation::kSettle:
      return fr ? "arrondi à 16 décimales" : "round to 16 decimals";
    case Operation::kConvert:
      return fr ? "conversion d'unité" : "unit conversion";
    case Operation::kDayMilliseconds:
      return fr ? "millisecondes du jour" : "milliseconds of the day";
    case Operation::kDuration:
      return fr ? "durée" : "duration";
    case Operation::kBracketOf:
      return fr ? "tranche" : "bracket";
    case Operation::kAmountOf:
      return fr ? "grille" : "bracket look-up";
    case Operation::kMarginalScale:
      return fr ? "barème" : "marginal scale";
    case Operation::kSelectNumber:
      return fr ? "choix d'un nombre" : "choice of a number";
    case Operation::kSelectText:
      return fr ? "choix d'un texte" : "choice of a text";
    default:
      return "";
  }
}

base::Message words(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::kContext:
      return {"contexte", "context"};
    case Obstacle::kInversion:
      return {"inversion numérique", "numeric inversion"};
    case Obstacle::kFixedPoint:
      return {"référence circulaire à résoudre", "circular reference to solve"};
    case Obstacle::kText:
      return {"texte composé", "text put together"};
    case Obstacle::kRecursion:
      return {"règle qui dépend d'elle-même", "rule that depends on itself"};
    case Obstacle::kLinearRate:
      return {"taux progressif", "linear rate"};
    case Obstacle::kScale:
      return {"barème ou grille d'une assiette sans nombre", "scale of a base that is no number"};
    case Obstacle::kFilteredChoice:
      return {"possibilités filtrées", "filtered options"};
    case Obstacle::kCheckedChoice:
      return {"possibilités vérifiées", "checked options"};
    case Obstacle::kSize:
      return {"règles trop profondes, ou trop longues à suivre", "rules too deep, or too long to follow"};
  }
  return {};
}

/// An operand as a reader of the plan knows it: a column of the table, a constant, or what a step made.
std::string words(const Plan& plan, const Place& place, Shape shape) {
  if (place.in == Place::In::kInput) return plan.program().model.rule(plan.request().inputs[place.at].rule).name;
  if (place.in == Place::In::kScratch) return letter_of(shape) + std::to_string(place.at);
  if (shape == Shape::kText) return "'" + plan.dictionary().text(place.text) + "'";
  return value::number_text(place.number);
}

std::string words(const Plan& plan, const CodeStep& step, base::Language language) {
  const Shape made = shape_of(step.operation);
  std::string text =
      letter_of(made) + std::to_string(step.out) + " = " + std::string(name_of(step.operation, language));
  const std::array<const Place*, 3> operands = {&step.a, &step.b, &step.c};
  for (std::size_t i = 0; i < 3; ++i) {
    if (operands[i]->in == Place::In::kNowhere) continue;
    text += (i == 0 ? " " : " ; ") + words(plan, *operands[i], operand_shape(step.operation, i));
  }
  if (operands_of(step.operation).count == 0) {
    text += " " + plan.program().model.rule(plan.request().inputs[step.place].rule).name;
  }
  return text;
}

void add_line(std::string& text, std::string_view line) {
  text.append(line).append(1, '\n');
}

void add_inputs(const Plan& plan, bool fr, std::string& text) {
  add_line(text, fr ? "Colonnes lues :" : "Columns read:");
  static constexpr std::array<std::string_view, 4> kFrench = {"nombre", "oui ou non", "texte", "jour"};
  static constexpr std::array<std::string_view, 4> kEnglish = {"number", "yes or no", "text", "day"};
  for (const Input& input : plan.request().inputs) {
    const auto type = static_cast<std::size_t>(input.type);
    std::string line = "  " + plan.program().model.rule(input.rule).name + " : ";
    line += fr ? kFrench.at(type) : kEnglish.at(type);
    if (!input.unit.empty()) line += " (" + input.unit + ")";
    add_line(text, line);
  }
  if (plan.request().constants.empty()) return;
  add_line(text, fr ? "Constantes :" : "Constants:");
  for (const Constant& constant : plan.request().constants) {
    add_line(text, "  " + plan.program().model.rule(constant.rule).name + " = " + constant.answer);
  }
}

void add_obstacles(const Plan& plan, base::Language language, std::string& text) {
  const bool fr = language == base::Language::kFrench;
  if (!plan.partial_rules().empty()) {
    add_line(text, fr ? "Règles dont des lignes peuvent être calculées une à une (erreurs, cas rares) :"
                      : "Rules some of whose rows may be computed one by one (errors, rare cases):");
    std::set<std::string> names;
    for (const model::RuleId rule : plan.partial_rules()) {
      if (index(rule) < plan.program().model.rules.size()) names.insert(plan.program().model.rule(rule).name);
    }
    for (const std::string& name : names) add_line(text, "  " + name);
  }
  if (plan.obstacles().empty() && plan.partial_rules().empty()) {
    add_line(text, fr ? "Toutes les lignes sont calculées par colonnes." : "Every row is computed by columns.");
    return;
  }
  const auto is_followed = [](Obstacle obstacle) {
    return obstacle == Obstacle::kContext || obstacle == Obstacle::kRecursion;
  };
  const auto add = [&](bool followed, const char* heading) {
    bool is_first = true;
    for (const auto& [obstacle, count] : plan.obstacles()) {
      if (is_followed(obstacle) != followed) continue;
      if (is_first) add_line(text, heading);
      is_first = false;
      add_line(text, "  " + words(obstacle).in(language) + " × " + std::to_string(count));
    }
  };
  add(true, fr ? "Suivi dans l'ordre du calcul, par blocs de lignes, pour les lignes qui en ont besoin :"
               : "Followed in the order of evaluation, by blocks of rows, for rows that need it:");
  add(false,
      fr ? "Calculé ligne par ligne, pour les lignes qui en ont besoin :" : "Row by row, for rows that need it:");
}

}  // namespace

std::string describe(const Plan& plan, base::Language language) {
  const bool fr = language == base::Language::kFrench;
  std::string text;
  add_inputs(plan, fr, text);
  const Code& code = plan.code(true);
  add_line(text, (fr ? "Étapes, par paquets de " : "Steps, in chunks of ") + std::to_string(plan.request().chunk_rows) +
                     (fr ? " lignes (m : oui ou non, n : nombres, t : textes) :"
                         : " rows (m: yes or no, n: numbers, t: texts):"));
  std::size_t number = 0;
  for (const CodeStep& step : code.steps) {
    if (step.is_target) {
      add_line(text, "      → " + plan.program().model.rule(plan.request().targets[step.target]).name);
      continue;
    }
    std::string line = std::to_string(++number);
    line.insert(0, line.size() < 5 ? 5 - line.size() : 0, ' ');
    add_line(text, line + "  " + words(plan, step, language));
  }
  const std::size_t bytes = code.masks + 4U * code.texts + 8U * code.numbers;
  add_line(text, (fr ? "Mémoire de travail par ligne : " : "Working memory for a row: ") + std::to_string(bytes) +
                     (fr ? " octets" : " bytes"));
  add_obstacles(plan, language, text);
  return text;
}

}  // namespace partance::engine::batch

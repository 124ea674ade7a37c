// Attacks the reader of typed answers: whatever is typed, the answer is a literal of the language and of the kind asked
// for, within the bounds of the question, or a refusal in both languages.
#include "engine/interview/typed_answer.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/syntax/expression.hpp"

using namespace partance::engine;
using interview::Input;
using interview::Question;
using syntax::ExpressionKind;

namespace {

constexpr double kLeast = -20;
constexpr double kMost = 100'000;

void require(bool holds) {
  if (!holds) std::abort();
}

/// The first byte says what is asked: the kind of answer, the language, the unit.
Question question_of(std::uint8_t byte) {
  Question question;
  question.input = Input{static_cast<std::uint8_t>(byte % 6)};
  question.language = byte / 6 % 2 == 0 ? partance::base::Language::kFrench : partance::base::Language::kEnglish;
  constexpr const char* kUnits[] = {"", "€/an", "mois", "km", "%"};
  question.unit = kUnits[byte / 12 % 5];
  question.is_open = byte / 60 % 2 == 1;
  question.offers = {{"DE", "Allemagne"}, {"GN", "Guinée"}, {"GQ", "Guinée équatoriale"}, {"o'x", "L'autre"}};
  question.other_names = {{"DE", "Germany"}, {"GN", "Guinea"}};
  question.minimum = kLeast;
  question.maximum = kMost;
  question.earliest = value::Date{2001, 9, 1};
  question.latest = value::Date{2040, 9, 1};
  return question;
}

void check_number(const syntax::Expression& expression) {
  // A negative number is a difference from zero.
  const auto& root = expression.nodes.back();
  const bool negative = root.kind == ExpressionKind::kOperation;
  require(!negative || (root.op == syntax::Operator::kSubtract && expression.nodes.size() == 3));
  const auto& number = expression.nodes[negative ? 1 : 0];
  require(number.kind == ExpressionKind::kNumber);
  const double x = negative ? -number.number : number.number;
  require(x >= kLeast && x <= kMost);
}

void check(const Question& question, std::string_view answer) {
  syntax::Expression expression;
  require(!syntax::parse_expression(answer, expression));
  const auto& root = expression.nodes.back();
  switch (question.input) {
    case Input::kYesNo:
      return require(answer == "oui" || answer == "non");
    case Input::kNumber:
      return check_number(expression);
    case Input::kDate:
      require(root.kind == ExpressionKind::kDate);
      return require(root.year >= 2001 && root.year <= 2040);
    case Input::kText:
    case Input::kChoice:
    case Input::kTable:
      return require(root.kind == ExpressionKind::kText);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view typed(reinterpret_cast<const char*>(data + 1), size - 1);
  const Question question = question_of(data[0]);
  value::UnitTable units;
  const auto answer = interview::read_typed(question, units, typed);
  if (!answer) {
    require(!answer.error().fr.empty() && !answer.error().en.empty());
    return 0;
  }
  check(question, *answer);
  const auto again = interview::read_typed(question, units, typed);
  require(again && *again == *answer);
  return 0;
}

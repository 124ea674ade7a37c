// Expressions: "revenu / 12 mois >= plafond" → a small tree (Publicodes 1.10, chapter 2).
//
// The parser matches greedy patterns at the current position, without a separate tokenizer, as the language
// prescribes. References and units are kept as texts; engine/model resolves them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace partance::engine::syntax {

enum class Operator : std::uint8_t {
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kFloorDivide,
  kPower,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kEqual,
  kNotEqual,
  kAnd,
  kOr,
};

enum class ExpressionKind : std::uint8_t { kNumber, kBoolean, kText, kDate, kReference, kOperation };

/// A node; texts are pieces [text_begin, text_begin + text_size) of Expression::source.
struct ExpressionNode {
  ExpressionKind kind;
  Operator op;                          ///< kOperation
  bool boolean;                         ///< kBoolean
  bool has_unit;                        ///< kNumber: the text is its unit (trimmed)
  std::uint8_t day, month;              ///< kDate
  std::uint16_t year;                   ///< kDate
  std::uint32_t left, right;            ///< kOperation: indices of the operands
  double number;                        ///< kNumber
  std::uint32_t text_begin, text_size;  ///< kText (without quotes), kReference, unit of a kNumber
};

/// A parsed expression. A unary minus is the operation 0 - x. Children come before their parents; the root is last.
struct Expression {
  std::string source;  ///< the text after preparation (line breaks folded, trimmed)
  std::vector<ExpressionNode> nodes;

  [[nodiscard]] std::string_view text(const ExpressionNode& node) const {
    return std::string_view(source).substr(node.text_begin, node.text_size);
  }
};

/// Why and where a text is not an expression.
struct ExpressionError {
  std::string code;  ///< "expression-empty", "expression-syntax", "expression-operator-spaces",
                     ///< "invalid-date", "expression-too-deep", "expression-too-long"
  base::Message message;
  base::Message hint;        ///< may be empty
  std::uint32_t offset = 0;  ///< byte offset in the text given, where reading stopped
};

inline constexpr std::uint32_t kMaxExpressionBytes = 100'000;
inline constexpr std::uint32_t kMaxExpressionDepth = 200;

/// Parses `text` into `out` (its memory is reused). Nothing when it went well.
std::optional<ExpressionError> parse_expression(std::string_view text, Expression& out);

/// The number that `text` starts with and where it ends; `end` is 0 when it starts with none, or with a long one.
struct LeadingNumber {
  double number = 0;
  std::size_t end = 0;
};
LeadingNumber leading_number(std::string_view text);

/// True when the whole of `text` is a reference of the grammar (used to check rule names).
bool is_reference(std::string_view text);

}  // namespace partance::engine::syntax

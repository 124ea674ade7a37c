// The expression parser: precedence climbing over the greedy patterns of chapter 2.2.
//
// No alternative of the grammar needs to be undone once its first character is read, except a date, which falls
// back to a number; so the first failure is the error.
#include "engine/syntax/expression.hpp"

#include <algorithm>

#include "base/number_text.hpp"
#include "engine/syntax/characters.hpp"
#include "engine/syntax/expression_errors.hpp"
#include "engine/value/calendar.hpp"

namespace partance::engine::syntax {
namespace {

// --- patterns: each takes a place and gives the end of what it matches, or the same place ---

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  for (Character c = character_at(text, at); c.is(kSpace); c = character_at(text, at)) at += c.size;
  return at;
}

std::size_t skip_tail(std::string_view text, std::size_t at) {
  for (Character c = character_at(text, at); c.is(kTail); c = character_at(text, at)) at += c.size;
  return at;
}

/// phrase(first): words separated by exactly one space.
std::size_t match_phrase(std::string_view text, std::size_t at, std::uint8_t first) {
  const Character start = character_at(text, at);
  if (!start.is(first)) return at;
  at = skip_tail(text, at + start.size);
  for (;;) {
    const Character space = character_at(text, at);
    if (!space.is(kSpace)) return at;
    const Character word = character_at(text, at + space.size);
    if (!word.is(kWord)) return at;
    at = skip_tail(text, at + space.size + word.size);
  }
}

std::size_t match_reference(std::string_view text, std::size_t at) {
  std::size_t end = at;
  if (at < text.size() && text[at] == '^') {
    end = at + 1;
  } else {
    end = match_phrase(text, at, kLetter);
    if (end == at) return at;
  }
  while (text.substr(end, 3) == " . ") {
    const std::size_t next = match_phrase(text, end + 3, kLetter);
    if (next == end + 3) break;
    end = next;
  }
  return end;
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return at;
}

std::size_t match_number(std::string_view text, std::size_t at) {
  const std::size_t whole = skip_digits(text, at);
  if (whole == at || whole >= text.size() || text[whole] != '.') return whole;
  const std::size_t end = skip_digits(text, whole + 1);
  return end == whole + 1 ? whole : end;
}

/// SP* "/"? unitword ( SP* ("." | "/") unitword )*
std::size_t match_unit(std::string_view text, std::size_t at) {
  std::size_t start = skip_spaces(text, at);
  if (start < text.size() && text[start] == '/') ++start;
  std::size_t end = match_phrase(text, start, kUnitStart);
  if (end == start) return at;
  for (;;) {
    const std::size_t separator = skip_spaces(text, end);
    if (separator >= text.size() || (text[separator] != '.' && text[separator] != '/')) return end;
    const std::size_t next = match_phrase(text, separator + 1, kUnitStart);
    if (next == separator + 1) return end;
    end = next;
  }
}

/// The place just after the quote that closes the one at `at` (the last on the line), or `at`.
std::size_t match_string(std::string_view text, std::size_t at) {
  std::size_t line_end = text.find_first_of(std::string_view("\r\n"), at);
  line_end = std::min(line_end, text.size());
  for (const std::string_view separator : {"\u2028", "\u2029"}) {
    line_end = std::min(line_end, text.substr(at, line_end - at).find(separator) == std::string_view::npos
                                      ? line_end
                                      : text.find(separator, at));
  }
  const std::size_t close = text.substr(0, line_end).rfind(text[at]);
  return close == at || close == std::string_view::npos ? at : close + 1;
}

/// Digits [at, end) as a number when there are at most `most` of them, otherwise 0.
unsigned small_number(std::string_view text, std::size_t at, std::size_t end, std::size_t most) {
  if (end - at > most) return 0;
  unsigned value = 0;
  for (; at < end; ++at) value = value * 10 + static_cast<unsigned>(text[at] - '0');
  return value;
}

struct DateMatch {
  std::size_t end = 0;  ///< 0: no date here
  value::Date date;
};

/// ( D "/" )? M "/" DIGIT{4}
DateMatch match_date(std::string_view text, std::size_t at) {
  const auto slash = [&](std::size_t i) { return i < text.size() && text[i] == '/'; };
  const std::size_t first_end = skip_digits(text, at);
  if (first_end == at || !slash(first_end)) return {};
  const unsigned first = small_number(text, at, first_end, 2);
  const std::size_t second_end = skip_digits(text, first_end + 1);
  const auto with = [&](std::size_t year_at, unsigned month, unsigned day) -> DateMatch {
    if (skip_digits(text, year_at) < year_at + 4) return {};
    const unsigned year = small_number(text, year_at, year_at + 4, 4);
    return {year_at + 4, {static_cast<std::int32_t>(year), static_cast<std::uint8_t>(month),
                          static_cast<std::uint8_t>(day)}};
  };
  const unsigned second = small_number(text, first_end + 1, second_end, 2);
  if (first >= 1 && first <= 31 && second >= 1 && second <= 12 && slash(second_end)) {
    if (const DateMatch match = with(second_end + 1, second, first); match.end != 0) return match;
  }
  return first >= 1 && first <= 12 ? with(first_end + 1, first, 1) : DateMatch{};
}

/// DIGIT+ ( "." DIGIT+ )? as the nearest binary64.
double number_of(std::string_view digits) {
  // Exact when the digits fit 53 bits and the power of ten is exact: one correctly rounded division.
  constexpr std::size_t kSafeDigits = 15;
  static constexpr double kPowers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                       1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  if (digits.size() <= kSafeDigits) {
    std::uint64_t mantissa = 0;
    std::size_t decimals = 0;
    bool after_dot = false;
    for (const char c : digits) {
      if (c == '.') {
        after_dot = true;
        continue;
      }
      mantissa = mantissa * 10 + static_cast<std::uint64_t>(c - '0');
      decimals += after_dot ? 1 : 0;
    }
    return static_cast<double>(mantissa) / kPowers[decimals];
  }
  return base::parse_number(digits).value_or(0);
}

// --- operators ---

constexpr int kNoPrecedence = 0;
constexpr int kLowestPrecedence = 1;

struct OperatorMatch {
  Operator op = Operator::kAdd;
  int precedence = kNoPrecedence;
  std::size_t end = 0;  ///< place of the operand that follows
};

struct OperatorSpelling {
  Operator op;
  int precedence;
  std::size_t size;
};

OperatorSpelling spelling_at(std::string_view text, std::size_t at) {
  const char next = at + 1 < text.size() ? text[at + 1] : ' ';
  switch (text[at]) {
    case '>': return next == '=' ? OperatorSpelling{Operator::kGreaterOrEqual, 1, 2}
                                 : OperatorSpelling{Operator::kGreater, 1, 1};
    case '<': return next == '=' ? OperatorSpelling{Operator::kLessOrEqual, 1, 2}
                                 : OperatorSpelling{Operator::kLess, 1, 1};
    case '=': return {Operator::kEqual, 1, 1};
    case '!': return {Operator::kNotEqual, next == '=' ? 1 : kNoPrecedence, 2};
    case '+': return {Operator::kAdd, 2, 1};
    case '-': return {Operator::kSubtract, 2, 1};
    case '*': return next == '*' ? OperatorSpelling{Operator::kPower, 4, 2}
                                 : OperatorSpelling{Operator::kMultiply, 3, 1};
    case '/': return next == '/' ? OperatorSpelling{Operator::kFloorDivide, 3, 2}
                                 : OperatorSpelling{Operator::kDivide, 3, 1};
    default: return {Operator::kAdd, kNoPrecedence, 0};
  }
}

/// SP+ operator SP+ at `at`, if any.
OperatorMatch match_operator(std::string_view text, std::size_t at) {
  const std::size_t start = skip_spaces(text, at);
  if (start == at || start >= text.size()) return {};
  const OperatorSpelling spelling = spelling_at(text, start);
  if (spelling.precedence == kNoPrecedence) return {};
  const std::size_t operand = skip_spaces(text, start + spelling.size);
  if (operand == start + spelling.size) return {};
  return {spelling.op, spelling.precedence, operand};
}

// --- the parser ---

/// A node just built and the height of its tree.
struct Built {
  std::uint32_t node = 0;
  std::uint32_t height = 0;
};

class Parser {
 public:
  explicit Parser(Expression& out) : text_(out.source), nodes_(out.nodes) {}

  bool parse() {
    Built root;
    if (!parse_operation(kLowestPrecedence, root)) return false;
    return at_ == text_.size() || refuse(Refusal::kRest, at_);
  }
  [[nodiscard]] Refusal refusal() const { return refusal_; }
  [[nodiscard]] std::size_t refused_at() const { return refused_at_; }

 private:
  bool refuse(Refusal refusal, std::size_t at) {
    refusal_ = refusal;
    refused_at_ = at;
    return false;
  }

  /// Operands joined by operators of at least `lowest` precedence.
  bool parse_operation(int lowest, Built& built) {
    if (!parse_primary(built)) return false;
    for (OperatorMatch match = match_operator(text_, at_); match.precedence >= lowest;
         match = match_operator(text_, at_)) {
      at_ = match.end;
      Built right;
      if (!parse_right(match, right)) return false;
      if (!add_operation(match.op, built, right, built)) return false;
    }
    return true;
  }

  bool parse_right(const OperatorMatch& match, Built& right) {
    if (match.op != Operator::kPower) return parse_operation(match.precedence + 1, right);
    if (!enter()) return false;
    const bool parsed = parse_operation(match.precedence, right);  // right-associative
    --nesting_;
    return parsed;
  }

  bool parse_primary(Built& built) {
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    if (c == '(') return parse_brackets(built);
    if (c == '-') return parse_minus(built);
    if (c >= '0' && c <= '9') return parse_date_or_number(built);
    if (c == '\'' || c == '"') return parse_string(built);
    return parse_reference(built);
  }

  bool parse_brackets(Built& built) {
    if (!enter()) return false;
    at_ = skip_spaces(text_, at_ + 1);
    if (!parse_operation(kLowestPrecedence, built)) return false;
    --nesting_;
    const std::size_t close = skip_spaces(text_, at_);
    if (close >= text_.size() || text_[close] != ')') return refuse(Refusal::kUnclosedBracket, at_);
    at_ = close + 1;
    return true;
  }

  bool parse_minus(Built& built) {
    if (!enter()) return false;
    at_ = skip_spaces(text_, at_ + 1);
    const Built zero = add(node_of(ExpressionKind::kNumber));
    Built right;
    if (!parse_primary(right)) return false;
    --nesting_;
    return add_operation(Operator::kSubtract, zero, right, built);
  }

  bool parse_date_or_number(Built& built) {
    if (const DateMatch match = match_date(text_, at_); match.end != 0) {
      if (!value::exists(match.date)) return refuse(Refusal::kInvalidDate, at_);
      at_ = match.end;
      ExpressionNode node = node_of(ExpressionKind::kDate);
      node.day = match.date.day;
      node.month = match.date.month;
      node.year = static_cast<std::uint16_t>(match.date.year);
      built = add(node);
      return true;
    }
    const std::size_t end = match_number(text_, at_);
    const std::size_t unit_end = match_unit(text_, end);
    const std::size_t unit_begin = skip_spaces(text_, end);
    ExpressionNode node = node_of(ExpressionKind::kNumber);
    node.number = number_of(text_.substr(at_, end - at_));
    if (unit_end != end) {
      node.has_unit = true;
      place(node, unit_begin, unit_end);
    }
    at_ = unit_end;
    built = add(node);
    return true;
  }

  bool parse_string(Built& built) {
    const std::size_t end = match_string(text_, at_);
    if (end == at_) return refuse(Refusal::kUnclosedString, at_);
    ExpressionNode node = node_of(ExpressionKind::kText);
    place(node, at_ + 1, end - 1);
    at_ = end;
    built = add(node);
    return true;
  }

  bool parse_reference(Built& built) {
    const std::size_t end = match_reference(text_, at_);
    if (end == at_) return refuse(Refusal::kOperand, at_);
    const std::string_view name = text_.substr(at_, end - at_);
    ExpressionNode node = node_of(ExpressionKind::kReference);
    if (name == "oui" || name == "non") {
      node.kind = ExpressionKind::kBoolean;
      node.boolean = name == "oui";
    } else {
      place(node, at_, end);
    }
    at_ = end;
    built = add(node);
    return true;
  }

  bool enter() { return ++nesting_ <= kMaxExpressionDepth || refuse(Refusal::kTooDeep, at_); }

  static ExpressionNode node_of(ExpressionKind kind) {
    ExpressionNode node{};
    node.kind = kind;
    return node;
  }

  static void place(ExpressionNode& node, std::size_t begin, std::size_t end) {
    node.text_begin = static_cast<std::uint32_t>(begin);
    node.text_size = static_cast<std::uint32_t>(end - begin);
  }

  Built add(const ExpressionNode& node) {
    nodes_.push_back(node);
    return {static_cast<std::uint32_t>(nodes_.size() - 1), 1};
  }

  bool add_operation(Operator op, const Built& left, const Built& right, Built& built) {
    const std::uint32_t height = std::max(left.height, right.height) + 1;
    if (height > kMaxExpressionDepth) return refuse(Refusal::kTooDeep, at_);
    ExpressionNode node = node_of(ExpressionKind::kOperation);
    node.op = op;
    node.left = left.node;
    node.right = right.node;
    built = add(node);
    built.height = height;
    return true;
  }

  std::string_view text_;
  std::vector<ExpressionNode>& nodes_;
  std::size_t at_ = 0;
  std::uint32_t nesting_ = 0;
  Refusal refusal_ = Refusal::kOperand;
  std::size_t refused_at_ = 0;
};

// --- preparation: line breaks folded, ends trimmed ---

struct Ends {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Ends trimmed_ends(std::string_view text) {
  std::size_t begin = 0;
  for (Character c = character_at(text, begin); c.is(kBlank); c = character_at(text, begin)) begin += c.size;
  std::size_t end = begin;
  std::size_t at = begin;
  const bool ascii_end = begin < text.size() && static_cast<unsigned char>(text.back()) < 0x80;
  if (ascii_end && !character_at(text, text.size() - 1).is(kBlank)) return {begin, text.size()};
  while (at < text.size()) {
    const Character c = character_at(text, at);
    at += c.size;
    if (!c.is(kBlank)) end = at;
  }
  return {begin, end};
}

/// Walks the prepared form of `text`: `take(prepared, begin, end)` gets pieces of `text` that stay as they are and,
/// for each folded line break, an empty piece.
template <class Take>
void walk_prepared(std::string_view text, Ends ends, Take take) {
  std::size_t piece = ends.begin;
  std::size_t at = ends.begin;
  while (at < ends.end) {
    const Character c = character_at(text, at);
    if (!c.is(kBlank)) {
      at += c.size;
      continue;
    }
    const std::size_t run = at;
    bool newline = false;
    for (Character blank = c; at < ends.end && blank.is(kBlank); blank = character_at(text, at)) {
      newline = newline || text[at] == '\n';
      at += blank.size;
    }
    if (!newline) continue;
    take(piece, run);
    take(at, at);
    piece = at;
  }
  take(piece, ends.end);
}

void prepare(std::string_view text, Ends ends, std::string& prepared) {
  const std::string_view inner = text.substr(ends.begin, ends.end - ends.begin);
  if (inner.find('\n') == std::string_view::npos) {
    prepared.assign(inner);
    return;
  }
  prepared.clear();
  walk_prepared(text, ends, [&](std::size_t begin, std::size_t end) {
    if (begin == end) {
      prepared.push_back(' ');
    } else {
      prepared.append(text.substr(begin, end - begin));
    }
  });
}

/// Where the byte `offset` of the prepared text stands in `text`.
std::size_t original_offset(std::string_view text, Ends ends, std::size_t offset) {
  std::size_t original = ends.end;
  std::size_t prepared = 0;
  bool found = false;
  walk_prepared(text, ends, [&](std::size_t begin, std::size_t end) {
    const std::size_t size = begin == end ? 1 : end - begin;
    if (!found && offset < prepared + size) {
      original = begin + (offset - prepared);
      found = true;
    }
    prepared += size;
  });
  return original;
}

}  // namespace

std::optional<ExpressionError> parse_expression(std::string_view text, Expression& out) {
  out.nodes.clear();
  if (text.size() > kMaxExpressionBytes) {
    out.source.clear();
    return describe(Refusal::kTooLong, text, kMaxExpressionBytes);
  }
  const Ends ends = trimmed_ends(text);
  prepare(text, ends, out.source);
  if (out.source.empty()) return describe(Refusal::kEmpty, out.source, 0);

  Parser parser(out);
  if (parser.parse()) return std::nullopt;
  ExpressionError error = describe(parser.refusal(), out.source, parser.refused_at());
  error.offset = static_cast<std::uint32_t>(original_offset(text, ends, error.offset));
  out.nodes.clear();
  return error;
}

bool is_reference(std::string_view text) {
  return !text.empty() && match_reference(text, 0) == text.size();
}

}  // namespace partance::engine::syntax

// The patterns of chapter 2.2, matched character by character.
#include "engine/syntax/expression_patterns.hpp"

#include <algorithm>

#include "base/number_text.hpp"
#include "engine/syntax/characters.hpp"

namespace partance::engine::syntax {
namespace {

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

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return at;
}

/// Digits [at, end) as a number when there are at most `most` of them, otherwise 0.
unsigned small_number(std::string_view text, std::size_t at, std::size_t end, std::size_t most) {
  if (end - at > most) return 0;
  unsigned value = 0;
  for (; at < end; ++at) value = value * 10 + static_cast<unsigned>(text[at] - '0');
  return value;
}

struct OperatorSpelling {
  Operator op;
  int precedence;
  std::size_t size;
};

OperatorSpelling spelling_at(std::string_view text, std::size_t at) {
  const char next = at + 1 < text.size() ? text[at + 1] : ' ';
  switch (text[at]) {
    case '>':
      return next == '=' ? OperatorSpelling{Operator::kGreaterOrEqual, 1, 2}
                         : OperatorSpelling{Operator::kGreater, 1, 1};
    case '<':
      return next == '=' ? OperatorSpelling{Operator::kLessOrEqual, 1, 2} : OperatorSpelling{Operator::kLess, 1, 1};
    case '=':
      return {Operator::kEqual, 1, 1};
    case '!':
      return {Operator::kNotEqual, next == '=' ? 1 : kNoPrecedence, 2};
    case '+':
      return {Operator::kAdd, 2, 1};
    case '-':
      return {Operator::kSubtract, 2, 1};
    case '*':
      return next == '*' ? OperatorSpelling{Operator::kPower, 4, 2} : OperatorSpelling{Operator::kMultiply, 3, 1};
    case '/':
      return next == '/' ? OperatorSpelling{Operator::kFloorDivide, 3, 2} : OperatorSpelling{Operator::kDivide, 3, 1};
    default:
      return {Operator::kAdd, kNoPrecedence, 0};
  }
}

}  // namespace

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  for (Character c = character_at(text, at); c.is(kSpace); c = character_at(text, at)) at += c.size;
  return at;
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
  std::size_t line_end = std::min(text.find_first_of("\r\n", at), text.size());
  for (const std::string_view separator : {"\u2028", "\u2029"}) {
    line_end = std::min(line_end, text.find(separator, at));
  }
  const std::size_t close = text.substr(0, line_end).rfind(text[at]);
  return close == at || close == std::string_view::npos ? at : close + 1;
}

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
    return {year_at + 4,
            {static_cast<std::int32_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)}};
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

}  // namespace partance::engine::syntax

// The greedy patterns of the expression grammar (Publicodes 1.10, chapter 2.2): names, units, numbers, dates, strings.
//
// Only used inside engine/syntax. Each takes a place and gives the end of what it matches, or the same place.
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/syntax/expression.hpp"
#include "engine/value/calendar.hpp"

namespace partance::engine::syntax {

std::size_t skip_spaces(std::string_view text, std::size_t at);
std::size_t match_reference(std::string_view text, std::size_t at);
std::size_t match_number(std::string_view text, std::size_t at);
std::size_t match_unit(std::string_view text, std::size_t at);
/// `at` is a quote; gives the place just after the one that closes it (the last on the line), or `at`.
std::size_t match_string(std::string_view text, std::size_t at);

struct DateMatch {
  std::size_t end = 0;  ///< 0: no date here
  value::Date date;
};

/// A date by its shape; the day may not exist.
DateMatch match_date(std::string_view text, std::size_t at);

/// What match_number matched, as the nearest binary64.
double number_of(std::string_view digits);

inline constexpr int kNoPrecedence = 0;
inline constexpr int kLowestPrecedence = 1;

struct OperatorMatch {
  Operator op = Operator::kAdd;
  int precedence = kNoPrecedence;
  std::size_t end = 0;  ///< place of the operand that follows
};

/// SP+ operator SP+ at `at`, if any.
OperatorMatch match_operator(std::string_view text, std::size_t at);

}  // namespace partance::engine::syntax

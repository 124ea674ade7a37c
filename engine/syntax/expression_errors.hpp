// Errors of the expression parser: finds, from the place where reading stopped, what the author most likely meant.
//
// Only used inside engine/syntax, off the fast path: called once when a text is refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/syntax/expression.hpp"

namespace partance::engine::syntax {

/// Why the parser stopped.
enum class Refusal : std::uint8_t {
  kEmpty,
  kTooLong,
  kTooDeep,
  kInvalidDate,      ///< the date at the place does not exist in the calendar
  kOperand,          ///< a value was expected at the place
  kUnclosedString,   ///< the quote at the place is never closed
  kUnclosedBracket,  ///< a closing bracket was expected at the place
  kRest,             ///< the expression ended at the place, but the text goes on
};

/// The error for `source` (prepared text) refused at `at`; its offset is `at`, to be brought back to the text given.
ExpressionError describe(Refusal refusal, std::string_view source, std::size_t at);

}  // namespace partance::engine::syntax

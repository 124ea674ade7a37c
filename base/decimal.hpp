// Doubles to decimal digits and back by exact integer arithmetic, with neither tables nor the C++ library.
//
// For the browser module, whose library reads no doubles and prints them with a hundred kilobytes of tables. The same
// digits as std::to_chars and the same doubles as std::from_chars, to the last bit: base/number_text chooses.
#pragma once

#include <string_view>

#include "base/number_text.hpp"

namespace partance::base {

/// shortest_digits() of a finite double other than 0.
ShortestDigits exact_shortest_digits(double x);

/// The double nearest to a decimal number without sign ("12", "1.5e-7", ".5"): ties go to the even one, what is too
/// large becomes infinite. `text` has the shape of a number.
double read_exact_decimal(std::string_view text);

}  // namespace partance::base

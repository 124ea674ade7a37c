// Money: integer cents of a euro, so that sums and shares are exact.
//
// An amount computed by rules (a double) becomes cents in one place, cents_from_euros(); from then on nothing is
// rounded again, and shares of an amount always add up to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace partance::base {

/// Cents of a euro.
using Cents = std::int64_t;

/// The nearest cent, halves away from zero. Nothing when `euros` is not finite or past ten thousand billion euros.
std::optional<Cents> cents_from_euros(double euros);

/// `amount` in `parts` shares that differ by a cent at most, the larger ones first; their sum is `amount`.
std::vector<Cents> split_evenly(Cents amount, std::size_t parts);

/// "1 234,50 €" (narrow no-break space in thousands, no-break space before the sign) or "€1,234.50". Cents are left out
/// when they are zero.
std::string money_text(Cents amount, Language language);

}  // namespace partance::base

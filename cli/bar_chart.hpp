// Horizontal bars in SVG: readable on a telephone, printed, and by a screen reader, without a script.
#pragma once

#include <cstddef>
#include <string>

#include "cli/cost_sheets.hpp"

namespace partance::cli {

/// The chart as a <figure>: its title, a legend when there are two series, and an <svg> whose <desc> says every bar.
/// `number` makes its ids unique in the page. The table of the same figures is up to the caller.
std::string bar_chart(const Chart& chart, std::size_t number, base::Language language);

}  // namespace partance::cli

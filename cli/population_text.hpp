// What `partance population --describe` says.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "microsimulation/population/description.hpp"

namespace partance::cli {

/// The name of a value of a column ("11" of a region: "Île-de-France"); empty when it has none.
using ValueNames = std::function<std::string(std::string_view column, std::string_view value)>;

/// The whole page: tables with their sources, what a sample gives, what the rules decide.
std::string population_page(const microsimulation::population::Settings& settings,
                            const microsimulation::population::Description& description, const ValueNames& names,
                            base::Language language);

}  // namespace partance::cli

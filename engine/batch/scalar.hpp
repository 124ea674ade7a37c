// The operations of a flow on one row: what kernels do many times at once, constants go through, and rare operations
// are made of. Each gives the very bits that engine/evaluate gives.
#pragma once

#include <cstdint>

#include "engine/batch/flow.hpp"

namespace partance::engine::batch::scalar {

double arithmetic(Operation operation, double a, double b);
double logarithm(double x);
/// Half up at the last decimal kept; `scale` is ten to the power of the decimals.
double round(double x, double scale);
/// As value::UnitTable::convert.
double convert(double x, const Factors& factors);
/// From 1970-01-01 to a code of a day; 0 when it is none.
double milliseconds(std::uint32_t day);
/// Between two codes of days; 0 when one is none.
double duration(std::uint32_t from, std::uint32_t to, std::uint32_t unit);
/// The value of the first bracket whose ceiling is above x, of the last one past all ceilings.
double step_lookup(double x, const Scale& scale);
/// The parts of x in each bracket, each at its rate, summed from the first on.
double marginal_scale(double x, const Scale& scale);

}  // namespace partance::engine::batch::scalar

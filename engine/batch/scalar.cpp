// See scalar.hpp.
#include "engine/batch/scalar.hpp"

#include <cmath>
#include <limits>

#include "engine/batch/dictionary.hpp"
#include "engine/evaluate/arithmetic.hpp"
#include "engine/value/elementary.hpp"
#include "engine/value/number.hpp"

namespace partance::engine::batch::scalar {

double arithmetic(Operation operation, double a, double b) {
  switch (operation) {
    case Operation::kAdd:
      return a + b;
    case Operation::kSubtract:
      return a - b;
    case Operation::kMultiply:
      return a * b;
    case Operation::kDivide:
      return a / b;
    case Operation::kFloorDivide:
      return evaluate::floor_divide(a, b);
    case Operation::kPower:
      return evaluate::javascript_power(a, b);
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

double logarithm(double x) {
  return value::logarithm(x);
}

double round(double x, double scale) {
  return evaluate::rounded(x, scale);
}

double convert(double x, const Factors& factors) {
  if (!(x < 0 || x > 0)) return x;
  const double exact = x * factors.own_from / factors.own_to * factors.numerators * factors.denominators;
  return value::round_to_16_decimals(exact);
}

double milliseconds(std::uint32_t day) {
  constexpr double kMillisecondsPerDay = 86'400'000;
  if (!is_day(day)) return 0;
  return static_cast<double>(day_of(day)) * kMillisecondsPerDay;
}

double duration(std::uint32_t from, std::uint32_t to, std::uint32_t unit) {
  if (!is_day(from) || !is_day(to)) return 0;
  return value::duration(value::from_days(day_of(from)), value::from_days(day_of(to)),
                         static_cast<value::DurationUnit>(unit));
}

double step_lookup(double x, const Scale& scale) {
  double found = scale.values.front();
  for (std::size_t i = 0; i + 1 < scale.values.size(); ++i) {
    if (x >= scale.ceilings[i]) found = scale.values[i + 1];
  }
  return found;
}

double marginal_scale(double x, const Scale& scale) {
  double total = 0;
  double low = 0;
  for (std::size_t i = 0; i < scale.values.size(); ++i) {
    const double high = scale.ceilings[i];
    if (!(low > x)) total += ((high < x ? high : x) - low) * scale.values[i];
    low = high;
  }
  return total;
}

}  // namespace partance::engine::batch::scalar

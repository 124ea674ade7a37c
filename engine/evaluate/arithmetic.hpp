// Arithmetic of two numbers where the language says more than C++, shared by evaluate and batch so that both give the
// same bits (Publicodes 1.10, chapters 4.1 and 4.3).
#pragma once

#include <cmath>
#include <limits>

#include "engine/value/elementary.hpp"
#include "engine/value/number.hpp"

namespace partance::engine::evaluate {

inline double floor_divide(double a, double b) {
  return (a - std::fmod(a, b)) / b;
}

/// JavaScript's **: unlike C, one to the power infinity or NaN is NaN.
inline double javascript_power(double base, double exponent) {
  if (std::isnan(exponent) || (std::isinf(exponent) && std::fabs(base) == 1)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return value::power(base, exponent);
}

/// Ten to the power of the decimals that a rounding keeps.
inline double rounding_scale(double decimals) {
  return decimals == 0 ? 1 : decimals == 2 ? 100 : value::power(10, decimals);
}

/// `x` rounded half up to the decimals of a rounding_scale().
inline double rounded(double x, double scale) {
  constexpr double kEpsilon = 0x1p-52;
  return value::round_half_up((x + kEpsilon) * scale) / scale;
}

}  // namespace partance::engine::evaluate

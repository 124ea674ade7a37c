// Finding where a function crosses zero: Brent's method, with the stopping rules Publicodes prescribes (chapter 4.9).
//
// A function that has no answer at a point returns NaN; comparisons with it are false and the search goes on.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>

namespace partance::engine::evaluate {

/// A root of `f` between `low` and `high`: the first best point where |f| < tolerance, or where the bracket has shrunk
/// to nothing; after `iterations`, the last point where |f| < soft_tolerance, if any.
template <class F>
std::optional<double> find_root(F&& f, double low, double high, double tolerance, std::uint32_t iterations,
                                double soft_tolerance) {
  double a = low;
  double b = high;
  double c = a;
  double fa = f(a);
  double fb = f(b);
  double fc = fa;
  std::optional<double> fallback;
  for (std::uint32_t left = iterations; left > 0; --left) {
    const double previous_step = b - a;
    if (std::fabs(fc) < std::fabs(fb)) {
      a = b, b = c, c = a;
      fa = fb, fb = fc, fc = fa;
    }
    const double precision = 1e-15 * std::fabs(b) + tolerance / 2;
    double step = (c - b) / 2;
    if (std::fabs(step) <= precision || fb == 0) return b;
    if (std::fabs(previous_step) >= precision && std::fabs(fa) > std::fabs(fb)) {
      double p = 0;
      double q = 0;
      const double width = c - b;
      if (a == c) {  // secant
        const double ratio = fb / fa;
        p = width * ratio;
        q = 1 - ratio;
      } else {  // inverse quadratic
        const double r1 = fa / fc;
        const double r2 = fb / fc;
        const double r3 = fb / fa;
        p = r3 * (width * r1 * (r1 - r2) - (b - a) * (r2 - 1));
        q = (r1 - 1) * (r2 - 1) * (r3 - 1);
      }
      if (p > 0) {
        q = -q;
      } else {
        p = -p;
      }
      const bool inside = p < 0.75 * width * q - std::fabs(precision * q) / 2;
      if (inside && p < std::fabs(previous_step * q / 2)) step = p / q;
    }
    if (std::fabs(step) < precision) step = step > 0 ? precision : -precision;
    a = b;
    fa = fb;
    b += step;
    fb = f(b);
    if ((fb > 0 && fc > 0) || (fb < 0 && fc < 0)) {
      c = a;
      fc = fa;
    }
    if (std::fabs(fb) < tolerance) return b;
    if (std::fabs(fb) < soft_tolerance) fallback = b;
  }
  return fallback;
}

/// The x for which f(x) is `goal`, looked for around the goal itself first (`inversion numérique`).
template <class F>
std::optional<double> invert(F&& f, double goal, double min, double max, double tolerance, std::uint32_t iterations) {
  const double x1 = goal;
  const double y1 = f(x1);
  const double correction = y1 > goal ? 0.9 : 1.2;
  const double x2 = std::isnan(y1) ? 2000 : goal * goal * correction / y1;
  const double y2 = f(x2);
  if (std::isnan(y1) && std::isnan(y2)) return std::nullopt;
  const auto bound = [&](bool second, bool first, double otherwise) { return second ? x2 : first ? x1 : otherwise; };
  const double lower = bound(y2 < goal && (y2 > y1 || y1 > goal), y1 < goal && (y1 > y2 || y2 > goal), min);
  const double upper = bound(y2 > goal && (y2 < y1 || y1 < goal), y1 > goal && (y1 < y2 || y2 < goal), max);
  const auto distance = [&](double x) {
    if (x == x1) return y1 - goal;
    if (x == x2) return y2 - goal;
    return f(x) - goal;
  };
  constexpr double kSoftTolerance = 1;
  const auto x = find_root(distance, lower, upper, tolerance, iterations, kSoftTolerance);
  if (x && *x != 0 && (*x < min || *x > max)) return std::nullopt;
  return x;
}

}  // namespace partance::engine::evaluate

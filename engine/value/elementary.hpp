// Powers and logarithms that are the same double on every machine and in the browser.
//
// The C library's differ in the last bit from one machine to the next (with or without fused multiply-add, glibc or
// musl). These are computed with twice the digits of a double and rounded once, so that all but about one result in
// 2^30 is the nearest double, and every result is the same wherever arithmetic is that of IEEE 754.
#pragma once

namespace partance::engine::value {

/// base^exponent with the special cases of C's pow().
double power(double base, double exponent);

/// Natural logarithm: -infinity of zero, NaN of a negative number.
double logarithm(double x);

}  // namespace partance::engine::value

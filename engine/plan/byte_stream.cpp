// Doubles as decimals: rules write 0.05 or 633.4, which are two digits and a power of ten.
#include "engine/plan/byte_stream.hpp"

#include <array>
#include <cmath>

namespace partance::engine::plan {

namespace {

constexpr std::array<double, 7> kPowers = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
constexpr std::uint64_t kRaw = kPowers.size();  // in the low three bits, beside the power

}  // namespace

void ByteWriter::real(double x) {
  constexpr double kMost = 1e15;  // n and 10^k are exact, so their quotient rounds once, as reading the decimals does
  for (std::size_t k = 0; k < kPowers.size(); ++k) {
    const double scaled = std::round(x * kPowers[k]);
    if (!(std::abs(scaled) < kMost)) break;
    const auto n = static_cast<std::int64_t>(scaled);
    const double read = static_cast<double>(n) / kPowers[k];  // differs from x for -0, too
    if (std::bit_cast<std::uint64_t>(read) != std::bit_cast<std::uint64_t>(x)) continue;
    number(folded(n) << 3U | k);
    return;
  }
  number(kRaw);
  fixed64(std::bit_cast<std::uint64_t>(x));
}

double ByteReader::real() {
  const std::uint64_t code = number();
  const auto k = static_cast<std::size_t>(code & 7U);
  if (k == kRaw) return std::bit_cast<double>(fixed64());
  return static_cast<double>(unfolded(code >> 3U)) / kPowers[k];
}

}  // namespace partance::engine::plan

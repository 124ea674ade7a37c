// See money.hpp.
#include "base/money.hpp"

#include <cmath>
#include <cstdlib>

namespace partance::base {

std::optional<Cents> cents_from_euros(double euros) {
  constexpr double kMostEuros = 1e13;
  if (!std::isfinite(euros) || std::abs(euros) > kMostEuros) return std::nullopt;
  // 0.145 € is written 0.14499999999999999 in binary: a hair is added so that decimal halves round up.
  const double cents = euros * 100;
  return static_cast<Cents>(std::round(cents + (cents < 0 ? -1e-7 : 1e-7)));
}

std::vector<Cents> split_evenly(Cents amount, std::size_t parts) {
  std::vector<Cents> shares(parts);
  Cents left = amount;
  for (std::size_t i = 0; i < parts; ++i) {
    const auto still = static_cast<Cents>(parts - i);
    shares[i] = left >= 0 ? (left + still - 1) / still : (left - still + 1) / still;
    left -= shares[i];
  }
  return shares;
}

std::string money_text(Cents amount, Language language) {
  const bool french = language == Language::kFrench;
  const std::string digits = std::to_string(std::llabs(amount) / 100);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += french ? "\u202f" : ",";
    out += digits[i];
  }
  if (const auto cents = std::llabs(amount) % 100; cents != 0) {
    out += french ? "," : ".";
    if (cents < 10) out += '0';
    out += std::to_string(cents);
  }
  const std::string sign = amount < 0 ? "-" : "";
  return french ? sign + out + "\u00a0€" : sign + "€" + out;
}

}  // namespace partance::base

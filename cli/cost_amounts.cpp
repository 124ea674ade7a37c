// See cost_amounts.hpp.
#include "cli/cost_amounts.hpp"

#include <algorithm>
#include <cmath>

#include "base/money.hpp"
#include "engine/value/format.hpp"

namespace partance::cli {

using base::Cents;
using microsimulation::cost::divide_rounded;
using microsimulation::cost::to_cents;
using microsimulation::cost::to_people;

namespace {

constexpr std::string_view kDash = "–";
constexpr std::string_view kMinus = "\u2212";

/// Of the normal distribution: 95% lie within that many standard errors.
constexpr double kWithin95 = 1.96;

/// The margin, rounded up to two digits.
double two_digits(double error, double least) {
  const double margin = kWithin95 * error;
  if (margin <= 0) return 0;
  const double step = std::max(least, std::pow(10, std::floor(std::log10(margin)) - 1));
  return std::ceil(margin / step) * step;
}

}  // namespace

std::string CostAmounts::margin(double cents) const {
  const double rounded = two_digits(cents, grain_.whole_euros ? 100 : 1);
  return "±\u00a0" + base::money_text(std::llround(rounded), language_);
}

std::string CostAmounts::people_margin(double people) const {
  const double rounded = two_digits(people, grain_.whole_people ? 1 : 0.1);
  return "±\u00a0" + engine::value::format_number(rounded, {.language = language_, .precision = 1});
}

std::string CostAmounts::sum(Exact money) const {
  const Cents cents = to_cents(money);
  if (!grain_.whole_euros) return base::money_text(cents, language_);
  return base::money_text(divide_rounded(cents, 100) * 100, language_);
}

std::string CostAmounts::with_sign(Cents cents) const {
  if (cents == 0) return base::money_text(0, language_);
  return std::string(cents > 0 ? "+" : kMinus) + base::money_text(cents > 0 ? cents : -cents, language_);
}

std::string CostAmounts::change(Exact money) const {
  const Cents cents = to_cents(money);
  return with_sign(grain_.whole_euros ? divide_rounded(cents, 100) * 100 : cents);
}

std::string CostAmounts::change_each(Cents cents) const {
  return with_sign(cents);
}

std::string CostAmounts::bound(Cents cents) const {
  return cents < 0 ? std::string(kMinus) + base::money_text(-cents, language_) : base::money_text(cents, language_);
}

std::string CostAmounts::mean(Exact money, Exact people) const {
  return people == 0 ? std::string(kDash) : with_sign(divide_rounded(money, people));
}

std::string CostAmounts::percent(double number) const {
  // What is not zero is not shown as zero.
  constexpr double kSmall = 0.05;
  const bool is_small = number != 0 && std::abs(number) < kSmall;
  const std::string text =
      engine::value::format_number(std::abs(number), {.language = language_, .precision = is_small ? 3 : 1});
  return text + (language_ == base::Language::kFrench ? "\u00a0%" : "%");
}

std::string CostAmounts::growth(Exact difference, Exact before) const {
  if (before == 0) return std::string(kDash);
  const double number = 100.0 * static_cast<double>(difference) / static_cast<double>(before);
  if (difference == 0) return percent(0);
  return std::string(number > 0 ? "+" : kMinus) + percent(number);
}

std::string CostAmounts::people(Exact weight) const {
  const double number = to_people(weight);
  return engine::value::format_number(number, {.language = language_, .precision = grain_.whole_people ? 0 : 1});
}

std::string CostAmounts::share(Exact part, Exact whole) const {
  const double number = whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  return number > 0 && number < 0.1 ? "<\u00a0" + percent(0.1) : percent(number);
}

}  // namespace partance::cli

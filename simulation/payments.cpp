// See payments.hpp.
#include "simulation/payments.hpp"

#include <cmath>

namespace partance::simulation {

namespace {

constexpr std::size_t kMostMonths = 120;

std::vector<Payment> monthly(base::Cents total, std::size_t months, const std::optional<Date>& first) {
  std::vector<Payment> all;
  const auto shares = base::split_evenly(total, months);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    Payment payment{.date = {}, .amount = shares[i]};
    if (first) payment.date = add_months(*first, static_cast<int>(i));
    all.push_back(payment);
  }
  return all;
}

/// The first months are paid in full and the last one by what remains: five months and a half make six payments.
std::vector<Payment> by_month_of_stay(base::Cents total, double months, const std::optional<Date>& first) {
  const double whole = std::ceil(months - 1e-9);
  if (!(whole >= 1) || whole > static_cast<double>(kMostMonths)) return {{.date = first, .amount = total}};
  auto all = monthly(total, static_cast<std::size_t>(whole), first);
  const auto full = base::cents_from_euros(static_cast<double>(total) / 100 / months);
  if (!full || whole == months) return all;
  base::Cents left = total;
  for (Payment& payment : all) {
    payment.amount = &payment == &all.back() ? left : *full;
    left -= payment.amount;
  }
  return all;
}

}  // namespace

Schedule schedule_of(std::string_view name) {
  if (name == "mensuel") return Schedule::kMonthly;
  if (name == "unique départ") return Schedule::kOnDeparture;
  if (name == "unique retour") return Schedule::kOnReturn;
  if (name == "80-20") return Schedule::kEightyTwenty;
  if (name == "dix mensualités") return Schedule::kTenMonths;
  if (name == "neuf mensualités") return Schedule::kNineMonths;
  return Schedule::kUnknown;
}

Date add_months(Date date, int months) {
  const int count = date.year * 12 + (date.month - 1) + months;
  date.year = count / 12;
  date.month = static_cast<std::uint8_t>(count % 12 + 1);
  while (date.day > 28 && !engine::value::exists(date)) --date.day;
  return date;
}

std::vector<Payment> payments(Schedule schedule, base::Cents total, double months, const StayDates& dates) {
  if (total == 0) return {};
  const auto later = [](const std::optional<Date>& date, int by) -> std::optional<Date> {
    if (!date) return std::nullopt;
    return add_months(*date, by);
  };
  switch (schedule) {
    case Schedule::kMonthly:
      return by_month_of_stay(total, months, dates.start);
    case Schedule::kOnDeparture:
      return {{.date = dates.start, .amount = total}};
    case Schedule::kOnReturn:
      return {{.date = dates.end, .amount = total}};
    case Schedule::kEightyTwenty: {
      const base::Cents first = total * 80 / 100;
      return {{.date = later(dates.start, 2), .amount = first}, {.date = later(dates.end, 2), .amount = total - first}};
    }
    case Schedule::kTenMonths:
      return monthly(total, 10, dates.year_start);
    case Schedule::kNineMonths:
      return monthly(total, 9, dates.year_start);
    case Schedule::kUnknown:
      break;
  }
  return {{.date = {}, .amount = total}};
}

}  // namespace partance::simulation

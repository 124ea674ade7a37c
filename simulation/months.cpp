// See months.hpp.
#include "simulation/months.hpp"

#include <algorithm>
#include <array>

#include "base/stable_sort.hpp"

namespace partance::simulation {

namespace {

constexpr std::array<std::string_view, 12> kFrench{"janvier",   "février", "mars",     "avril",
                                                   "mai",       "juin",    "juillet",  "août",
                                                   "septembre", "octobre", "novembre", "décembre"};
constexpr std::array<std::string_view, 12> kEnglish{"January",   "February", "March",    "April",
                                                    "May",       "June",     "July",     "August",
                                                    "September", "October",  "November", "December"};
/// A gap longer than this between payments is not filled with empty months.
constexpr int kLongestGap = 24;

int number_of(const Date& date) {
  return date.year * 12 + date.month - 1;
}

Month month_of(int number, base::Language language) {
  Month month{.year = number / 12,
              .month = static_cast<std::uint8_t>(number % 12 + 1),
              .label = {},
              .total = 0,
              .payments = {}};
  month.label = month_label(month.year, month.month, language);
  return month;
}

}  // namespace

std::string month_label(std::int32_t year, int month, base::Language language) {
  const auto& names = language == base::Language::kFrench ? kFrench : kEnglish;
  return std::string(names[static_cast<std::size_t>(month - 1)]) + " " + std::to_string(year);
}

void lay_out(Report& report, const StayDates& dates) {
  std::vector<Due> dated;
  for (const Share& share : report.best.shares) {
    const AidReport& aid = report.aids[share.aid];
    for (const Payment& payment : payments(schedule_of(aid.schedule), share.amount, aid.months, dates)) {
      const Due due{.aid = share.aid, .date = payment.date, .amount = payment.amount};
      (due.date ? dated : report.undated).push_back(due);
    }
  }
  base::stable_sort(dated, [](const Due& a, const Due& b) { return to_days(*a.date) < to_days(*b.date); });
  int last = 0;
  for (const Due& due : dated) {
    const int number = number_of(*due.date);
    if (!report.months.empty() && number - last <= kLongestGap) {
      for (int empty = last + 1; empty < number; ++empty) report.months.push_back(month_of(empty, report.language));
    }
    if (report.months.empty() || number != last) report.months.push_back(month_of(number, report.language));
    last = number;
    report.months.back().total += due.amount;
    report.months.back().payments.push_back(due);
  }
}

}  // namespace partance::simulation

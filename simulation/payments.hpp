// Payments: when the total of an aid reaches the student, month by month.
//
// Pure arithmetic on cents and dates. Whatever the schedule, the payments of an aid add up to its total: no cent is
// lost to rounding. Dates are the ones announced by the schedule, not promises of a bank.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "engine/value/calendar.hpp"

namespace partance::simulation {

using engine::value::Date;

/// The `échéancier` of an aid.
enum class Schedule : std::uint8_t {
  kUnknown,
  kMonthly,       ///< mensuel: every month of the stay, from its first day
  kOnDeparture,   ///< unique départ: all on the first day
  kOnReturn,      ///< unique retour: all on the last day
  kEightyTwenty,  ///< 80-20: 80 % two months after the start, the rest two months after the end
  kTenMonths,     ///< dix mensualités: ten equal months from the opening of the academic year
  kNineMonths,    ///< neuf mensualités
};

/// The schedule a rulebook names so; kUnknown for any other word.
Schedule schedule_of(std::string_view name);

/// What dates are known of a person.
struct StayDates {
  std::optional<Date> year_start{};    ///< opening of the academic year
  std::optional<Date> start{}, end{};  ///< of the stay
};

struct Payment {
  std::optional<Date> date{};  ///< nothing when it cannot be known
  base::Cents amount = 0;
};

/// The payments of `total`. `months` is the number of months paid, rounded up for fractions; only kMonthly reads it.
std::vector<Payment> payments(Schedule schedule, base::Cents total, double months, const StayDates& dates);

/// `date` moved by whole months; the day is lowered where the month has no such day.
Date add_months(Date date, int months);

}  // namespace partance::simulation

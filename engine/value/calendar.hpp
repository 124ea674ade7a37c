// The calendar: dates as days since 1970-01-01, and durations as Publicodes counts them
// (chapter 4.8).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace partance::engine::value {

/// A day of the proleptic Gregorian calendar.
struct Date {
  std::int32_t year = 1970;
  std::uint8_t month = 1;
  std::uint8_t day = 1;

  friend bool operator==(const Date&, const Date&) = default;
};

/// True when the month has that day.
bool exists(const Date& date);

/// Days since 1970-01-01 and back.
std::int64_t to_days(const Date& date);
Date from_days(std::int64_t days);

/// DD/MM/YYYY, and back ("1/9/2025" is not a date text; nothing when the day does not exist).
std::string date_text(const Date& date);
std::optional<Date> parse_date_text(std::string_view text);

/// Units of the mechanism `durée`.
enum class DurationUnit : std::uint8_t { kDay, kMonth, kYear, kQuarter, kCivilQuarter, kCivilYear };

/// The unit named by `jour`, `mois`, `an`, `trimestre`, `trimestre civil`, `année civile`.
std::optional<DurationUnit> duration_unit(std::string_view name);
std::string_view duration_unit_name(DurationUnit unit);

/// Time from `from` to `to` in `unit`, never negative, counted as the mechanism `durée` prescribes
/// (fractions of months, leap days).
double duration(const Date& from, const Date& to, DurationUnit unit);

}  // namespace partance::engine::value

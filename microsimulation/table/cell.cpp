// Reading cells (see cell.hpp).
#include "microsimulation/table/cell.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <string>

#include "base/number_text.hpp"
#include "engine/value/calendar.hpp"

namespace partance::microsimulation::table {

namespace {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr std::string_view kWideSpaces[] = {"\u00A0", "\u202F", "\u2009"};

/// Bytes of the space that `text` begins with; 0 when it begins with none.
std::size_t space_size(std::string_view text) {
  if (text.empty()) return 0;
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return first == ' ' || first == '\t' ? 1 : 0;
  for (const std::string_view space : kWideSpaces) {
    if (text.starts_with(space)) return space.size();
  }
  return 0;
}

/// The same for the space it ends with.
std::size_t ending_space_size(std::string_view text) {
  if (text.empty()) return 0;
  const auto last = static_cast<unsigned char>(text.back());
  if (last < 0x80) return last == ' ' || last == '\t' ? 1 : 0;
  for (const std::string_view space : kWideSpaces) {
    if (text.ends_with(space)) return space.size();
  }
  return 0;
}

constexpr std::array<double, 23> kPowers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                            1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// The digits of a number as they are met.
class Decimal {
 public:
  void add(char digit) {
    if (mantissa_ < kMostMantissa) {
      mantissa_ = mantissa_ * 10 + static_cast<std::uint64_t>(digit - '0');
      exponent_ -= is_fraction_ ? 1 : 0;
    } else {
      is_exact_ = false;
    }
    ++digits_;
  }
  void begin_fraction() { is_fraction_ = true; }
  void scale(int power) { exponent_ += power; }
  [[nodiscard]] std::size_t digits() const { return digits_; }

  /// The number when double arithmetic gives it exactly rounded.
  [[nodiscard]] std::optional<double> at_once() const {
    constexpr std::uint64_t kMostExact = std::uint64_t{1} << 53U;
    if (!is_exact_ || mantissa_ > kMostExact || exponent_ < -22 || exponent_ > 22) return std::nullopt;
    const auto whole = static_cast<double>(mantissa_);
    return exponent_ < 0 ? whole / kPowers[static_cast<std::size_t>(-exponent_)]
                         : whole * kPowers[static_cast<std::size_t>(exponent_)];
  }

 private:
  static constexpr std::uint64_t kMostMantissa = 1'000'000'000'000'000'000U;
  std::uint64_t mantissa_ = 0;
  int exponent_ = 0;
  std::size_t digits_ = 0;
  bool is_fraction_ = false;
  bool is_exact_ = true;
};

/// The plain digits of a number that needs the slow way: no spaces, a point.
double read_slowly(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (is_digit(c) || c == 'e' || c == 'E' || c == '-' || c == '+') plain += c;
    if (c == ',' || c == '.') plain += '.';
  }
  return base::parse_number(plain).value_or(INFINITY);
}

/// Reads what follows the digits: an exponent such as e+05. False when "e" begins something else.
bool read_exponent(std::string_view text, std::size_t& at, Decimal& decimal) {
  if (at >= text.size() || (text[at] != 'e' && text[at] != 'E')) return true;
  std::size_t i = at + 1;
  const bool is_negative = i < text.size() && text[i] == '-';
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
  if (i >= text.size() || !is_digit(text[i])) return false;
  int power = 0;
  for (; i < text.size() && is_digit(text[i]); ++i) power = power < 10'000 ? power * 10 + (text[i] - '0') : power;
  decimal.scale(is_negative ? -power : power);
  at = i;
  return true;
}

/// Reads the whole part, where spaces may group digits by three. False when they group them otherwise.
bool read_whole(std::string_view text, std::size_t& at, Decimal& decimal) {
  std::size_t in_group = 0;
  bool is_grouped = false;
  while (at < text.size()) {
    if (is_digit(text[at])) {
      decimal.add(text[at++]);
      ++in_group;
      continue;
    }
    const std::size_t space = space_size(text.substr(at));
    if (space == 0 || at + space >= text.size() || !is_digit(text[at + space])) break;
    if (is_grouped ? in_group != 3 : in_group == 0 || in_group > 3) return false;
    is_grouped = true;
    in_group = 0;
    at += space;
  }
  return !is_grouped || in_group == 3;
}

char lowered(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_word(std::string_view cell, std::string_view word) {
  if (cell.size() != word.size()) return false;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (lowered(cell[i]) != word[i]) return false;
  }
  return true;
}

/// `count` digits as a number; -1 when one is none.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  int number = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (!is_digit(text[i])) return -1;
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

}  // namespace

std::string_view trimmed_slowly(std::string_view cell) {
  while (const std::size_t size = space_size(cell)) cell.remove_prefix(size);
  while (const std::size_t size = ending_space_size(cell)) cell.remove_suffix(size);
  return cell;
}

NumberCell read_number_cell(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  constexpr std::string_view kMinus = "\u2212";
  std::size_t at = 0;
  bool is_negative = false;
  if (text.starts_with(kMinus)) {
    is_negative = true;
    at = kMinus.size();
  } else if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    is_negative = text[0] == '-';
    at = 1;
  }
  const std::size_t begin = at;
  Decimal decimal;
  if (!read_whole(text, at, decimal)) return {.fault = RowFault::kNumber};
  if (at < text.size() && (text[at] == ',' || text[at] == '.')) {
    decimal.begin_fraction();
    for (++at; at < text.size() && is_digit(text[at]); ++at) decimal.add(text[at]);
  }
  if (decimal.digits() == 0) return {.fault = RowFault::kNumber};
  if (!read_exponent(text, at, decimal)) return {.fault = RowFault::kNumber};
  const std::string_view rest = trimmed(text.substr(at));
  // A second sign of decimals, digits apart, a sign at the end: not guessed at.
  if (!rest.empty() && (is_digit(rest[0]) || rest[0] == ',' || rest[0] == '.' || rest[0] == '-' || rest[0] == '+')) {
    return {.fault = RowFault::kNumber};
  }
  const auto exact = decimal.at_once();
  const double number = exact ? *exact : read_slowly(text.substr(begin, at - begin));
  if (!std::isfinite(number)) return {.fault = RowFault::kNumberRange};
  return {.number = is_negative ? -number : number, .unit = rest};
}

std::optional<bool> read_yes_no_cell(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  // Most often these, written so.
  if (text.size() == 1) return text[0] == '1' || text[0] == '0' ? std::optional(text[0] == '1') : std::nullopt;
  if (text == "oui") return true;
  if (text == "non") return false;
  for (const std::string_view word : {"oui", "yes", "true", "vrai"}) {
    if (same_word(text, word)) return true;
  }
  for (const std::string_view word : {"non", "no", "false", "faux"}) {
    if (same_word(text, word)) return false;
  }
  return std::nullopt;
}

std::optional<std::int32_t> read_day_cell(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  if (text.size() != 10) return std::nullopt;
  int year = -1, month = -1, day = -1;
  if (text[2] == '/' && text[5] == '/') {
    day = digits_at(text, 0, 2), month = digits_at(text, 3, 2), year = digits_at(text, 6, 4);
  } else if (text[4] == '-' && text[7] == '-') {
    year = digits_at(text, 0, 4), month = digits_at(text, 5, 2), day = digits_at(text, 8, 2);
  }
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const engine::value::Date date{year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
  if (!engine::value::exists(date)) return std::nullopt;
  return static_cast<std::int32_t>(engine::value::to_days(date));
}

bool is_not_applicable(std::string_view cell) {
  return same_word(trimmed(cell), "non applicable");
}

}  // namespace partance::microsimulation::table

// Formatting by decimal digits: the shortest text of the number is rounded, never the binary value,
// so that 1.005 € reads 1,01 €.
#include "engine/value/format.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "base/number_text.hpp"
#include "engine/value/text_shape.hpp"

namespace partance::engine::value {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";
constexpr std::string_view kNarrowNoBreakSpace = "\u202F";
constexpr int kMostDecimals = 15;

struct Decimals {
  int least = 0;
  int most = 2;
};

struct Separators {
  std::string_view group;
  std::string_view decimal;
};

Separators separators(base::Language language) {
  if (language == base::Language::kFrench) return {kNarrowNoBreakSpace, ","};
  return {",", "."};
}

/// Digits before and after the point, unsigned.
struct RoundedDigits {
  std::string whole;
  std::string fraction;
};

/// Adds one to the last digit of a text of digits.
void increment(std::string& digits) {
  for (std::size_t at = digits.size(); at-- > 0;) {
    if (digits[at] != '9') {
      ++digits[at];
      return;
    }
    digits[at] = '0';
  }
  digits.insert(digits.begin(), '1');
}

/// |x| × 10^shift with at most `most` decimals, half away from zero on the shortest digits.
RoundedDigits rounded(double x, int shift, Decimals decimals) {
  const base::ShortestDigits shortest = base::shortest_digits(x);
  const int point = shortest.point + shift;
  const int kept = std::min(point + decimals.most, shortest.count);
  std::string digits;  // the number × 10^most, as an integer
  if (shortest.count > 0 && kept >= 0) {
    digits = shortest.text().substr(0, static_cast<std::size_t>(kept));
    if (kept < shortest.count && shortest.digits[kept] >= '5') increment(digits);
    // Digits end at 10^(kept - point); zeros are missing when the number has fewer decimals than
    // asked.
    if (!digits.empty()) digits.append(static_cast<std::size_t>(point + decimals.most - kept), '0');
  }
  const auto most = static_cast<std::size_t>(decimals.most);
  if (digits.size() < most + 1) digits.insert(0, most + 1 - digits.size(), '0');
  RoundedDigits result{digits.substr(0, digits.size() - most), digits.substr(digits.size() - most)};
  while (result.fraction.size() > static_cast<std::size_t>(decimals.least) && result.fraction.back() == '0') {
    result.fraction.pop_back();
  }
  return result;
}

/// The sign is apart: "-" also stands before a number that is rounded to zero, as in the reference.
std::string unsigned_text(double x, int shift, Decimals decimals, base::Language language) {
  if (std::isinf(x)) return "∞";
  const RoundedDigits digits = rounded(x, shift, decimals);
  const Separators marks = separators(language);
  std::string text;
  for (std::size_t at = 0; at < digits.whole.size(); ++at) {
    if (at > 0 && (digits.whole.size() - at) % 3 == 0) text += marks.group;
    text += digits.whole[at];
  }
  if (!digits.fraction.empty()) text.append(marks.decimal).append(digits.fraction);
  return text;
}

std::string sign(double x) {
  return std::signbit(x) ? "-" : "";
}

std::string euros(double x, const FormatOptions& options, int precision) {
  const bool whole = x == std::floor(x);
  const Decimals decimals = whole ? Decimals{0, 0} : Decimals{precision >= 2 ? 2 : 0, precision};
  const std::string text = unsigned_text(x, 0, decimals, options.language);
  if (options.language == base::Language::kEnglish) return sign(x) + "€" + text;
  return sign(x) + text + std::string(kNoBreakSpace) + "€";
}

std::string percent(double x, const FormatOptions& options, int precision) {
  // The reference divides first: 5.555 % is the number 0.05554999…, hence 5,55 %.
  const std::string text = sign(x) + unsigned_text(x / 100, 2, {0, precision}, options.language);
  return options.language == base::Language::kEnglish ? text + "%" : text + std::string(kNoBreakSpace) + "%";
}

int bounded_precision(const FormatOptions& options) {
  return std::clamp(options.precision, 0, kMostDecimals);
}

std::string number_with_unit(double number, UnitId given, UnitTable& units, const FormatOptions& options) {
  if (std::isnan(number)) return "Erreur dans le calcul du nombre";
  const UnitId unit = units.simplify(given);
  const double x = units.convert(given, unit, number).value_or(number);
  const std::string_view unit_text = units.text(unit);
  const int precision = bounded_precision(options);
  if (unit_text == "€") return euros(x, options, precision);
  if (unit_text == "%") return percent(x, options, precision);
  const std::string text = format_number(x, options);
  return unit_text.empty() ? text : text + std::string(kNoBreakSpace) + std::string(trim(unit_text));
}

/// The two characters "\n" written in a rule stand for a line end; only the first pair does in the
/// reference.
std::string with_line_end(std::string_view text) {
  std::string result(text);
  const std::size_t at = result.find("\\n");
  if (at != std::string::npos) result.replace(at, 2, "\n");
  return result;
}

}  // namespace

std::string format_number(double number, const FormatOptions& options) {
  if (std::isnan(number)) return "Erreur dans le calcul du nombre";
  return sign(number) + unsigned_text(number, 0, {0, bounded_precision(options)}, options.language);
}

std::string format(const Value& value, UnitTable& units, const TextPool& texts, const FormatOptions& options) {
  const bool french = options.language == base::Language::kFrench;
  switch (value.kind) {
    case Kind::kUndefined:
      return "Pas encore défini";
    case Kind::kNotApplicable:
      return "Non applicable";
    case Kind::kBoolean:
      if (value.is_true()) return french ? "oui" : "yes";
      return french ? "non" : "no";
    case Kind::kText:
      return with_line_end(texts.text(value.text_id()));
    case Kind::kNumber:
      return number_with_unit(value.number, value.unit, units, options);
    case Kind::kError:
      return "Erreur dans le calcul du nombre";
  }
  return {};
}

}  // namespace partance::engine::value

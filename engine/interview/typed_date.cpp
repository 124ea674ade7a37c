// Dates as people type them (see typed_answer.hpp).
#include <algorithm>
#include <array>
#include <vector>

#include "engine/interview/typed_answer.hpp"

namespace partance::engine::interview {

using base::Message;

namespace {

/// French then English names; any start of three letters or more that fits only one month is enough.
constexpr std::array<std::array<std::string_view, 2>, 12> kMonths{{{"janvier", "january"},
                                                                   {"fevrier", "february"},
                                                                   {"mars", "march"},
                                                                   {"avril", "april"},
                                                                   {"mai", "may"},
                                                                   {"juin", "june"},
                                                                   {"juillet", "july"},
                                                                   {"aout", "august"},
                                                                   {"septembre", "september"},
                                                                   {"octobre", "october"},
                                                                   {"novembre", "november"},
                                                                   {"decembre", "december"}}};

/// Words and numbers of a text: letters and digits are kept together, everything else separates.
std::vector<std::string> pieces(std::string_view text) {
  std::vector<std::string> all;
  bool is_open = false;
  for (const char c : folded(text)) {
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && !(c >= 'a' && c <= 'z')) {
      is_open = false;
      continue;
    }
    if (!is_open) all.emplace_back();
    all.back() += c;
    is_open = true;
  }
  return all;
}

int month_named(std::string_view word) {
  int found = 0;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    for (const std::string_view name : kMonths[i]) {
      if (word.size() < 3 || !name.starts_with(word)) continue;
      if (found != 0 && found != static_cast<int>(i) + 1) return 0;  // "jui" is June or July
      found = static_cast<int>(i) + 1;
    }
  }
  return found;
}

/// The digits at the start of a word ("1er", "2nd", "12"); -1 when there are none or they are too many.
int number_in(std::string_view word) {
  std::size_t size = 0;
  while (size < word.size() && word[size] >= '0' && word[size] <= '9') ++size;
  const std::string_view rest = word.substr(size);
  const std::array<std::string_view, 5> endings{"er", "st", "nd", "rd", "th"};
  if (size == 0 || size > 4 || !(rest.empty() || std::ranges::find(endings, rest) != endings.end())) return -1;
  int number = 0;
  for (const char c : word.substr(0, size)) number = number * 10 + (c - '0');
  return number;
}

std::unexpected<Message> fault(std::string fr, std::string en) {
  return std::unexpected(Message{std::move(fr), std::move(en)});
}

}  // namespace

std::expected<Date, Message> read_typed_date(std::string_view text) {
  const std::string typed(text);
  const auto not_a_date = [&] {
    return fault("« " + typed + " » n'est pas une date. Exemples : 01/09/2025, 1er septembre 2025",
                 "“" + typed + "” is not a date. Examples: 01/09/2025 (1 September), 1 September 2025");
  };
  const auto words = pieces(text);
  if (words.size() != 3) return not_a_date();
  int year = 0, month = 0, day = 0;
  if (words[0].size() == 4 && number_in(words[0]) > 0) {
    year = number_in(words[0]), month = number_in(words[1]), day = number_in(words[2]);
  } else if (month_named(words[0]) > 0) {
    month = month_named(words[0]), day = number_in(words[1]), year = number_in(words[2]);
  } else {
    day = number_in(words[0]), year = number_in(words[2]);
    month = month_named(words[1]) > 0 ? month_named(words[1]) : number_in(words[1]);
  }
  if (year < 0 || month < 0 || day < 0) return not_a_date();
  if (year < 1000) {
    return fault("Écrivez l'année en quatre chiffres, comme 2025.", "Write the year with four digits, like 2025.");
  }
  const Date date{year, static_cast<std::uint8_t>(std::min(month, 99)), static_cast<std::uint8_t>(std::min(day, 99))};
  if (month < 1 || month > 12 || day < 1 || !value::exists(date)) {
    return fault("Le jour « " + typed + " » n'existe pas. Les dates s'écrivent jour, mois, année.",
                 "The day “" + typed + "” does not exist. Dates are written day, month, year.");
  }
  return date;
}

}  // namespace partance::engine::interview

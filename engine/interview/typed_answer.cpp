// See typed_answer.hpp.
#include "engine/interview/typed_answer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "base/number_text.hpp"
#include "engine/value/format.hpp"
#include "engine/value/number.hpp"

namespace partance::engine::interview {

using base::Language;
using base::Message;

namespace {

using Answer = std::expected<std::string, Message>;

std::unexpected<Message> fault(std::string fr, std::string en) {
  return std::unexpected(Message{std::move(fr), std::move(en)});
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The unit a person means by a word, in the symbols of the rulebook.
std::string usual_unit(std::string_view typed) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"euros", "€"},      {"euro", "€"},         {"eur", "€"},           {"ans", "an"},           {"annees", "an"},
      {"annee", "an"},     {"years", "an"},       {"year", "an"},         {"month", "mois"},       {"months", "mois"},
      {"jours", "jour"},   {"days", "jour"},      {"day", "jour"},        {"semaines", "semaine"}, {"weeks", "semaine"},
      {"week", "semaine"}, {"enfants", "enfant"}, {"children", "enfant"}, {"child", "enfant"},     {"credits", "ECTS"},
      {"credit", "ECTS"},  {"ects", "ECTS"},      {"heures", "heure"},    {"hours", "heure"},      {"hour", "heure"}};
  std::string out, word;
  const std::string text = folded(typed) + " ";
  for (const char c : text) {
    if (c != ' ' && c != '/' && c != '.') {
      word += c;
      continue;
    }
    if (word == "par" || word == "per" || word == "a") {
      out += '/';
    } else {
      const auto* known = std::ranges::find(kWords, word, &std::pair<std::string_view, std::string_view>::first);
      out += known == std::end(kWords) ? word : std::string(known->second);
      if (c == '/') out += '/';
    }
    word.clear();
  }
  return out;
}

/// True for "1.250" or "12.500.000": groups of three digits after the first.
bool is_grouped(std::string_view text, char separator) {
  const std::size_t first = text.find(separator);
  if (first == 0 || first == std::string_view::npos || first > 3 || text[0] == '0') return false;
  for (std::size_t at = first; at < text.size(); at += 4) {
    if (text[at] != separator || at + 3 >= text.size()) return false;
    for (std::size_t i = at + 1; i <= at + 3; ++i) {
      if (!is_digit(text[i])) return false;
    }
  }
  return true;
}

std::string without(std::string_view text, char unwanted) {
  std::string out(text);
  std::erase(out, unwanted);
  return out;
}

/// Digits, signs and separators at the start of `text`; spaces between digits are left out.
std::pair<std::string, std::string_view> split_number(std::string_view text) {
  std::string digits;
  while (!text.empty()) {
    if (is_digit(text[0]) || text[0] == ',' || text[0] == '.' ||
        ((text[0] == '-' || text[0] == '+') && digits.empty())) {
      digits += text[0];
      text.remove_prefix(1);
    } else if (text.starts_with("\u2212") && digits.empty()) {
      digits += '-';
      text.remove_prefix(3);
    } else if (text[0] == ' ' || text[0] == '\'') {
      text.remove_prefix(1);
    } else if (text.starts_with("\u00a0")) {
      text.remove_prefix(2);
    } else if (text.starts_with("\u202f") || text.starts_with("\u2009")) {
      text.remove_prefix(3);
    } else {
      break;
    }
  }
  return {std::move(digits), trimmed(text)};
}

std::string shown(double number, const Question& question) {
  std::string text = value::format_number(number, {.language = question.language});
  return question.unit.empty() ? text : text + " " + question.unit;
}

Answer within_bounds(const Question& question, double number) {
  if (question.minimum && number < *question.minimum) {
    const std::string bound = shown(*question.minimum, question);
    return fault("C'est moins que le minimum plausible (" + bound + "). Vérifiez le nombre.",
                 "That is below the plausible minimum (" + bound + "). Please check the number.");
  }
  if (question.maximum && number > *question.maximum) {
    const std::string bound = shown(*question.maximum, question);
    return fault("C'est plus que le maximum plausible (" + bound + "). Vérifiez le nombre.",
                 "That is above the plausible maximum (" + bound + "). Please check the number.");
  }
  const std::string text = value::number_text(number);
  return question.unit.empty() ? text : text + " " + question.unit;
}

Answer read_number(const Question& question, value::UnitTable& units, std::string_view typed) {
  const auto [digits, rest] = split_number(typed);
  auto number = read_typed_number(digits.empty() ? std::string(typed) : digits, question.language);
  if (!number) return std::unexpected(number.error());
  if (rest.empty()) return within_bounds(question, *number);
  const std::string unit_text = usual_unit(rest);
  const auto given = units.parse(unit_text);
  const auto wanted = units.parse(question.unit);
  const std::string expected = question.unit.empty() ? "" : " (" + question.unit + ")";
  if (question.unit.empty() || !given || !wanted) {
    return fault("« " + std::string(rest) + " » n'est pas attendu ici : répondez par un nombre seul" + expected + ".",
                 "“" + std::string(rest) + "” is not expected here: answer with a number alone" + expected + ".");
  }
  // "12 500 €" for a yearly income means euros a year.
  const bool is_numerator = question.unit.starts_with(unit_text + "/");
  if (!is_numerator) {
    // convert() lets zero through whatever the units.
    const auto converted =
        units.convertible(*given, *wanted) ? units.convert(*given, *wanted, *number) : std::optional<double>();
    if (!converted) {
      return fault(
          "« " + std::string(rest) + " » ne se convertit pas en " + question.unit + ". Répondez en " + question.unit +
              ".",
          "“" + std::string(rest) + "” does not convert to " + question.unit + ". Answer in " + question.unit + ".");
    }
    number = *converted;
  }
  return within_bounds(question, *number);
}

Answer read_date(const Question& question, std::string_view typed) {
  const auto date = read_typed_date(typed);
  if (!date) return std::unexpected(date.error());
  const auto days = value::to_days(*date);
  if (question.earliest && days < value::to_days(*question.earliest)) {
    const std::string bound = value::date_text(*question.earliest);
    return fault("Cette date vient avant le " + bound + ". Vérifiez l'année.",
                 "This date comes before " + bound + ". Please check the year.");
  }
  if (question.latest && days > value::to_days(*question.latest)) {
    const std::string bound = value::date_text(*question.latest);
    return fault("Cette date vient après le " + bound + ". Vérifiez l'année.",
                 "This date comes after " + bound + ". Please check the year.");
  }
  return value::date_text(*date);
}

Answer read_yes_no(std::string_view typed) {
  const std::string word = folded(typed);
  for (const std::string_view yes : {"oui", "o", "yes", "y", "vrai", "true"}) {
    if (word == yes) return "oui";
  }
  for (const std::string_view no : {"non", "n", "no", "faux", "false"}) {
    if (word == no) return "non";
  }
  return fault("« " + std::string(typed) + " » n'est ni oui ni non. Répondez « oui » ou « non ».",
               "“" + std::string(typed) + "” is neither yes nor no. Answer “yes” or “no”.");
}

/// Rows whose code or name is `wanted`; failing that, those that contain it.
std::vector<const plan::Offer*> matches(const Question& question, const std::string& wanted) {
  std::vector<const plan::Offer*> exact, partial;
  const auto add = [](std::vector<const plan::Offer*>& to, const plan::Offer& offer) {
    const bool is_there =
        std::ranges::any_of(to, [&](const plan::Offer* other) { return other->value == offer.value; });
    if (!is_there) to.push_back(&offer);
  };
  for (const auto* list : {&question.offers, &question.other_names}) {
    for (const plan::Offer& offer : *list) {
      const std::string name = folded(offer.label);
      if (folded(offer.value) == wanted || name == wanted) add(exact, offer);
      if (wanted.size() >= 3 && name.find(wanted) != std::string::npos) add(partial, offer);
    }
  }
  return exact.empty() ? partial : exact;
}

Answer read_row(const Question& question, std::string_view typed) {
  std::string wanted = folded(typed);
  // A person may copy the quotes of an answer file.
  if (wanted.size() > 2 && wanted.front() == '\'' && wanted.back() == '\'')
    wanted = wanted.substr(1, wanted.size() - 2);
  const auto found = matches(question, wanted);
  if (found.size() == 1) return text_expression(found.front()->value);
  if (found.empty() && question.is_open) return text_expression(trimmed(typed));
  if (found.empty()) {
    return fault("« " + std::string(typed) + " » n'est pas dans la liste. Donnez le nom ou le code.",
                 "“" + std::string(typed) + "” is not in the list. Give the name or the code.");
  }
  std::string names;
  constexpr std::size_t kMostShown = 5;
  for (std::size_t i = 0; i < std::min(found.size(), kMostShown); ++i) {
    names += (names.empty() ? "" : ", ") + found[i]->label + " (" + found[i]->value + ")";
  }
  return fault("Plusieurs réponses possibles : " + names + ". Précisez.",
               "Several answers are possible: " + names + ". Please be more precise.");
}

Answer read_choice(const Question& question, std::string_view typed) {
  const auto count = question.offers.size();
  if (std::ranges::all_of(typed, is_digit)) {
    const auto number = base::parse_number(typed).value_or(0);
    // An option may itself be called by a number: its name wins.
    const bool is_name = std::ranges::any_of(question.offers, [&](const auto& offer) { return offer.value == typed; });
    if (!is_name && number >= 1 && number <= static_cast<double>(count)) {
      return text_expression(question.offers[static_cast<std::size_t>(number) - 1].value);
    }
    if (!is_name) {
      return fault("Il n'y a pas d'option " + std::string(typed) + " : répondez de 1 à " + std::to_string(count) + ".",
                   "There is no option " + std::string(typed) + ": answer from 1 to " + std::to_string(count) + ".");
    }
  }
  return read_row(question, typed);
}

}  // namespace

std::string folded(std::string_view text) {
  static constexpr std::pair<std::string_view, char> kAccents[] = {
      {"à", 'a'}, {"â", 'a'}, {"ä", 'a'}, {"é", 'e'}, {"è", 'e'}, {"ê", 'e'}, {"ë", 'e'},  {"î", 'i'},
      {"ï", 'i'}, {"ô", 'o'}, {"ö", 'o'}, {"ù", 'u'}, {"û", 'u'}, {"ü", 'u'}, {"ç", 'c'},  {"É", 'e'},
      {"È", 'e'}, {"Ê", 'e'}, {"À", 'a'}, {"Â", 'a'}, {"Ç", 'c'}, {"Î", 'i'}, {"Ô", 'o'},  {"Å", 'a'},
      {"å", 'a'}, {"ã", 'a'}, {"í", 'i'}, {"á", 'a'}, {"ó", 'o'}, {"ñ", 'n'}, {"’", '\''}, {"\u00a0", ' '}};
  std::string out;
  text = trimmed(text);
  while (!text.empty()) {
    const auto* accent = std::ranges::find_if(kAccents, [&](const auto& pair) { return text.starts_with(pair.first); });
    char c = text[0];
    std::size_t size = 1;
    if (accent != std::end(kAccents)) {
      c = accent->second;
      size = accent->first.size();
    }
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c != ' ' || out.empty() || out.back() != ' ') out += c;
    text.remove_prefix(size);
  }
  return out;
}

std::expected<double, Message> read_typed_number(std::string_view text, Language language) {
  const auto not_a_number = [&] {
    return fault("« " + std::string(text) + " » n'est pas un nombre. Exemple : 12 500,50",
                 "“" + std::string(text) + "” is not a number. Example: 12,500.50");
  };
  std::string plain(trimmed(text));
  const std::size_t comma = plain.rfind(','), point = plain.rfind('.');
  if (comma != std::string::npos && point != std::string::npos) {
    // The last separator is the decimal one; the other groups thousands.
    const char groups = comma > point ? '.' : ',';
    plain = without(plain, groups);
    std::ranges::replace(plain, ',', '.');
  } else if (comma != std::string::npos) {
    const bool is_thousands = language == Language::kEnglish && is_grouped(plain, ',');
    if (is_thousands || (std::ranges::count(plain, ',') > 1 && is_grouped(plain, ','))) {
      plain = without(plain, ',');
    } else {
      std::ranges::replace(plain, ',', '.');
    }
  } else if (point != std::string::npos && is_grouped(plain, '.')) {
    if (std::ranges::count(plain, '.') > 1) {
      plain = without(plain, '.');
    } else if (language == Language::kFrench) {
      const std::string whole = without(plain, '.'), decimal = plain.substr(0, point) + "," + plain.substr(point + 1);
      return fault("« " + plain + " » peut se lire " + whole + " ou " + decimal + ". Écrivez l'un des deux.",
                   "“" + plain + "” may be read " + whole + " or " + decimal + ". Write one of the two.");
    }
  }
  const bool has_only_digits =
      std::ranges::all_of(plain, [](char c) { return is_digit(c) || c == '.' || c == '-' || c == '+'; });
  const auto number = has_only_digits ? base::parse_number(plain) : std::nullopt;
  if (!number || !std::isfinite(*number)) return not_a_number();
  return *number;
}

std::expected<std::string, Message> read_typed(const Question& question, value::UnitTable& units,
                                               std::string_view typed) {
  typed = trimmed(typed);
  constexpr std::size_t kLongest = 200;
  if (typed.size() > kLongest) return fault("Cette réponse est trop longue.", "This answer is too long.");
  if (typed.empty()) return fault("La réponse est vide.", "The answer is empty.");
  switch (question.input) {
    case Input::kYesNo:
      return read_yes_no(typed);
    case Input::kNumber:
      return read_number(question, units, typed);
    case Input::kDate:
      return read_date(question, typed);
    case Input::kChoice:
      return read_choice(question, typed);
    case Input::kTable:
      return read_row(question, typed);
    case Input::kText:
      break;
  }
  return text_expression(typed);
}

std::string text_expression(std::string_view text) {
  // What the language takes as the end of a line would end the text.
  constexpr std::string_view kLineEnds[] = {"\n", "\r", "\u2028", "\u2029"};
  std::string clean;
  for (const char c : text) {
    if (c != '"' && c != '\\') clean += c;
    for (const std::string_view end : kLineEnds) {
      if (clean.ends_with(end)) clean.resize(clean.size() - end.size());
    }
  }
  return clean.find('\'') == std::string::npos ? "'" + clean + "'" : "\"" + clean + "\"";
}

}  // namespace partance::engine::interview

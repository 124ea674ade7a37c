// See population_text.hpp.
#include "cli/population_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "cli/batch_progress.hpp"

namespace partance::cli {

namespace {

using base::Language;
using base::Message;
using namespace microsimulation::population;

constexpr std::size_t kLabelWidth = 44;
constexpr std::size_t kNumberWidth = 10;
constexpr std::size_t kColumnWidth = 64;
constexpr std::size_t kPageWidth = 100;

Message reliability_words(Reliability reliability) {
  switch (reliability) {
    case Reliability::kPublished:
      return {"Chiffre publié", "Published figure"};
    case Reliability::kDerived:
      return {"Calculé par nous", "Worked out by us"};
    case Reliability::kAssumed:
      break;
  }
  return {"Hypothèse", "Assumption"};
}

Message answer_words(bool yes) {
  return yes ? Message{"oui", "yes"} : Message{"non", "no"};
}

Message among_words(Among among) {
  switch (among) {
    case Among::kEveryone:
      return {"", ""};
    case Among::kLeaving:
      return {"ceux qui partent", "those who leave"};
    case Among::kStaying:
      return {"ceux qui restent", "those who stay"};
    case Among::kLeavingToProgramme:
      break;
  }
  return {"ceux qui partent dans un pays d'Erasmus+", "those who leave to a country of Erasmus+"};
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (const char c : text) width += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  return width;
}

void pad_right(std::string& out, std::string_view text, std::size_t width) {
  out += text;
  out.append(width - std::min(width, width_of(text)), ' ');
}

void pad_left(std::string& out, std::string_view text, std::size_t width) {
  out.append(width - std::min(width, width_of(text)), ' ');
  out += text;
}

/// "35,8 %" or "35.8%"; a mean has no sign.
std::string figure(double value, bool is_share, Language language) {
  if (value < 0) return "–";
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%.2f", is_share ? 100 * value : value);
  std::string text = digits.data();
  const bool french = language == Language::kFrench;
  if (const auto point = text.find('.'); french && point != std::string::npos) text[point] = ',';
  return is_share ? text + (french ? " %" : "%") : text;
}

/// True when a line may not end between two words: French signs, and numbers in groups.
bool are_glued(std::string_view before, std::string_view word) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (word == ":" || word == ";" || word == "?" || word == "!" || before == "«") return true;
  if (word.starts_with("»") || word.starts_with("€") || word.starts_with("%")) return true;
  return !before.empty() && is_digit(before.back()) && is_digit(word.front());
}

/// A sentence in lines of the page's width, each behind `indent` spaces.
void add_wrapped(std::string& out, std::string_view text, std::size_t indent) {
  std::string line(indent, ' ');
  bool is_empty = true;
  std::string_view last;
  const auto add_words = [&](std::string_view words) {
    if (!is_empty && width_of(line) + 1 + width_of(words) > kPageWidth) {
      out += line + '\n';
      line.assign(indent, ' ');
      is_empty = true;
    }
    if (!is_empty) line += ' ';
    line += words;
    is_empty = false;
  };
  std::size_t begin = 0;  // of the words that stay together
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (at > begin && (word.empty() || !are_glued(last, word))) {
      add_words(text.substr(begin, at - 1 - begin));
      begin = at;
    }
    last = word;
    at = end + 1;
  }
  if (begin < text.size()) add_words(text.substr(begin));
  if (!is_empty) out += line + '\n';
}

void add_source(std::string& out, const Source& source, Language language, std::size_t indent) {
  const std::string colon = language == Language::kFrench ? " : " : ": ";
  add_wrapped(out, reliability_words(source.reliability).in(language) + colon + std::string(source.words.in(language)),
              indent);
  if (!source.url.empty()) out += std::string(indent, ' ') + std::string(source.url) + '\n';
}

void add_head(std::string& out, const Message& left, Language language) {
  out += "  ";
  pad_right(out, left.in(language), kLabelWidth);
  pad_left(out, Message{"visé", "target"}.in(language), kNumberWidth);
  pad_left(out, Message{"obtenu", "observed"}.in(language), kNumberWidth + 1);
  out += '\n';
}

void add_line(std::string& out, std::string_view label, const Line& line, bool is_share, Language language) {
  out += "  ";
  pad_right(out, label, kLabelWidth);
  pad_left(out, figure(line.target, is_share, language), kNumberWidth);
  pad_left(out, figure(line.observed, is_share, language), kNumberWidth + 1);
  out += '\n';
}

void add_section(std::string& out, const Section& section, const ValueNames& names, Language language) {
  out += '\n';
  out += section.title.in(language);
  const std::string among = among_words(section.among).in(language);
  if (!section.name.empty()) out += " – " + section.name;
  if (!among.empty()) out += " (" + among + ")";
  out += '\n';
  add_source(out, section.source, language, 2);
  add_head(out, {"", ""}, language);
  for (const Line& line : section.lines) {
    const bool is_answer = line.label == "oui" || line.label == "non";
    const std::string label = is_answer ? answer_words(line.label == "oui").in(language) : line.label;
    // Codes are named ("11  Île-de-France"); a word says itself.
    const std::string name = label.size() <= 3 && !is_answer ? names(section.name, label) : std::string();
    add_line(out, name.empty() || name == label ? label : label + "  " + name, line, section.is_share, language);
  }
}

/// Every column with what it holds, for --columns.
void add_columns(std::string& out, Language language) {
  using engine::batch::ColumnType;
  for (const Question& question : questions()) {
    Message kind{"texte", "text"};
    if (question.type == ColumnType::kNumber) kind = {"nombre", "number"};
    if (question.type == ColumnType::kBoolean) kind = {"oui ou non", "yes or no"};
    if (question.type == ColumnType::kDate) kind = {"date", "date"};
    std::string words = kind.in(language);
    if (!question.unit.empty()) words += ", " + std::string(question.unit);
    out += "  ";
    pad_right(out, question.name, kColumnWidth);
    out += words + '\n';
  }
}

void add_title(std::string& out, const Message& title, Language language) {
  const std::string text = title.in(language);
  out += "\n\n" + text + '\n' + std::string(width_of(text), '=') + '\n';
}

void add_opening(std::string& out, const Settings& settings, const Description& description, Language language) {
  const std::string seed = std::to_string(settings.seed);
  const std::string year = std::to_string(settings.year);
  const std::string students = counted(description.students, language);
  const std::string leaving = counted(description.leaving, language);
  const std::string sample = counted(description.sample, language);
  const Message text{
      "Population synthétique d'étudiants en France : des personnes inventées, dont les parts sont celles des sources "
      "ci-dessous. Elle sert à essayer et à comparer des règles, non à connaître les étudiants. Graine " +
          seed + ", rentrée " + year + ". Elle représente " + students + " étudiants, dont " + leaving +
          " partent à l'étranger dans l'année. « Obtenu » : parts pondérées des " + sample + " premières personnes.",
      "Synthetic population of students in France: invented persons, with the shares of the sources below. It serves "
      "to "
      "try and compare rules, not to learn about students. Seed " +
          seed + ", autumn " + year + ". It stands for " + students + " students, of whom " + leaving +
          " leave for abroad in the year. “Observed”: weighted shares of the first " + sample + " persons."};
  add_wrapped(out, text.in(language), 0);
  out += '\n';
  add_source(out, kStudentsSource, language, 0);
  add_source(out, kLeavingSource, language, 0);
}

void add_answers(std::string& out, const Description& description, Language language) {
  for (const Section& section : description.yes_or_no) {
    const Line& line = section.lines.front();
    const std::string among = among_words(section.among).in(language);
    out += '\n' + section.name + (among.empty() ? "" : " (" + among + ")") + '\n';
    add_line(out, answer_words(true).in(language), line, true, language);
    add_source(out, section.source, language, 2);
  }
}

}  // namespace

std::string population_page(const Settings& settings, const Description& description, const ValueNames& names,
                            Language language) {
  std::string out;
  add_opening(out, settings, description, language);
  add_title(out, {"Tables dont les personnes sont tirées", "Tables that persons are drawn from"}, language);
  for (const Section& section : description.drawn) add_section(out, section, names, language);
  add_title(out, {"Chiffres publiés dont rien n'est tiré", "Published figures that nothing is drawn from"}, language);
  for (const Section& section : description.checked) add_section(out, section, names, language);
  if (!description.decided.empty()) {
    add_title(out, {"Ce que les règles en décident", "What the rules decide"}, language);
    for (const Section& section : description.decided) add_section(out, section, names, language);
  }
  add_title(out, {"Réponses par oui ou non", "Answers by yes or no"}, language);
  add_answers(out, description, language);
  add_title(out, {"Colonnes", "Columns"}, language);
  add_columns(out, language);
  return out;
}

}  // namespace partance::cli

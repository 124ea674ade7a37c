// See batch_journal.hpp. One "key<tab>value" a line; a value has its line ends, tabs and backslashes escaped.
#include "cli/batch_journal.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace partance::cli {

namespace {

constexpr std::string_view kFirstLine = "partance batch 1";
constexpr std::string_view kInputBytes = "input bytes";
constexpr std::string_view kInputContent = "input content";
constexpr std::size_t kLongestShown = 80;

std::string escaped(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\\') {
      out += "\\\\";
    } else {
      out += c;
    }
  }
  return out;
}

std::string unescaped(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      out += value[i];
      continue;
    }
    const char c = value[++i];
    out += c == 'n' ? '\n' : c == 't' ? '\t' : c;
  }
  return out;
}

template <class Number>
bool read_number(std::string_view text, Number& number, int base) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

bool read_content(std::string_view text, base::Fingerprint& content) {
  constexpr std::size_t kDigits = 16;
  return text.size() == 2 * kDigits && read_number(text.substr(0, kDigits), content.first, 16) &&
         read_number(text.substr(kDigits), content.second, 16);
}

base::Message then_and_now(const std::string& then, const RunFact& now) {
  const bool is_short = then.size() <= kLongestShown && now.value.size() <= kLongestShown;
  if (!now.is_shown || !is_short) return now.name;
  const auto said = [](const std::string& value, const base::Message& nothing) {
    return value.empty() ? nothing : base::Message{value, value};
  };
  const base::Message nothing{"rien", "nothing"};
  const base::Message before = said(then, nothing);
  const base::Message after = said(now.value, nothing);
  return {now.name.fr + " (" + before.fr + " alors, " + after.fr + " maintenant)",
          now.name.en + " (" + before.en + " then, " + after.en + " now)"};
}

}  // namespace

std::string journal_of(const std::string& part) {
  return part + ".info";
}

std::string journal_text(const std::vector<RunFact>& facts, const microsimulation::stream::InputTrace::Mark& input) {
  std::string text(kFirstLine);
  text += '\n';
  const auto line = [&](std::string_view key, std::string_view value) {
    text.append(key).append("\t").append(escaped(value)).append("\n");
  };
  for (const RunFact& fact : facts) line(fact.key, fact.value);
  line(kInputBytes, std::to_string(input.bytes));
  line(kInputContent, base::fingerprint_text(input.content));
  return text;
}

std::optional<Journal> parse_journal(std::string_view text) {
  Journal journal;
  bool is_first = true;
  bool has_bytes = false;
  bool has_content = false;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (std::exchange(is_first, false)) {
      if (line != kFirstLine) return std::nullopt;
      continue;
    }
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) return std::nullopt;
    const std::string_view key = line.substr(0, tab);
    const std::string_view value = line.substr(tab + 1);
    if (key == kInputBytes) {
      has_bytes = read_number(value, journal.input.bytes, 10);
    } else if (key == kInputContent) {
      has_content = read_content(value, journal.input.content);
    } else {
      journal.facts.emplace_back(key, unescaped(value));
    }
  }
  if (!has_bytes || !has_content) return std::nullopt;
  return journal;
}

std::optional<base::Message> difference(const Journal& journal, const std::vector<RunFact>& facts) {
  base::Message words;
  for (const RunFact& fact : facts) {
    const auto then = std::ranges::find(journal.facts, fact.key, &std::pair<std::string, std::string>::first);
    const std::string value = then == journal.facts.end() ? std::string() : then->second;
    if (value == fact.value) continue;
    const base::Message told = then_and_now(value, fact);
    words.fr += (words.fr.empty() ? "" : ", ") + told.fr;
    words.en += (words.en.empty() ? "" : ", ") + told.en;
  }
  if (words.fr.empty()) return std::nullopt;
  return words;
}

}  // namespace partance::cli

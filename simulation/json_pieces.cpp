// See json_pieces.hpp.
#include "simulation/json_pieces.hpp"

#include <algorithm>

namespace partance::simulation {

using engine::value::Date;

void write_text_or_null(base::JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key);
  if (text.empty()) {
    json.null();
  } else {
    json.value(text);
  }
}

void write_date_or_null(base::JsonWriter& json, std::string_view key, const std::optional<Date>& date) {
  write_text_or_null(json, key, date ? iso_text(*date) : std::string());
}

void write_citations(base::JsonWriter& json, const std::vector<engine::plan::Citation>& citations) {
  json.begin_array();
  for (const auto& citation : citations) {
    json.begin_object().key("title").value(citation.title).key("address").value(citation.address).end_object();
  }
  json.end_array();
}

void write_references(base::JsonWriter& json, const std::vector<engine::plan::Citation>& references) {
  json.key("references");
  write_citations(json, references);
}

void write_texts(base::JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key).begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
}

std::string iso_text(const Date& date) {
  const auto digits = [](int number, std::size_t width) {
    std::string text = std::to_string(number);
    if (text.size() < width) text.insert(0, width - text.size(), '0');
    return text;
  };
  return digits(date.year, 4) + "-" + digits(date.month, 2) + "-" + digits(date.day, 2);
}

std::optional<Date> parse_iso_text(std::string_view text) {
  constexpr std::size_t kSize = 10;
  if (text.size() != kSize) return std::nullopt;
  int fields[3] = {0, 0, 0};
  int field = 0;
  for (std::size_t i = 0; i < kSize; ++i) {
    if (i == 4 || i == 7) {
      if (text[i] != '-') return std::nullopt;
      ++field;
    } else if (text[i] >= '0' && text[i] <= '9') {
      fields[field] = fields[field] * 10 + (text[i] - '0');
    } else {
      return std::nullopt;
    }
  }
  const Date date{fields[0], static_cast<std::uint8_t>(fields[1]), static_cast<std::uint8_t>(fields[2])};
  // A year without four digits' worth is nobody's date, and dates of two-digit years mean something else here.
  if (date.year < 1000 || !engine::value::exists(date)) return std::nullopt;
  return date;
}

}  // namespace partance::simulation

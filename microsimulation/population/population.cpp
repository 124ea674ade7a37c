// See population.hpp.
#include "microsimulation/population/population.hpp"

#include <algorithm>
#include <limits>

#include "microsimulation/population/questions.hpp"

namespace partance::microsimulation::population {

namespace {

using engine::batch::ColumnType;
using engine::batch::State;

/// Rows before this one that leave: spread as evenly as they can be.
std::uint64_t leaving_before(const Settings& settings, std::uint64_t row) {
  return row * settings.leaving_percent / 100;
}

/// A column under way: how it is read, and the codes of its texts.
struct Filling {
  Reader reader;
  std::vector<std::uint32_t> codes;
  bool is_weight = false;
  bool is_year = false;
};

std::vector<Reader> chosen(const Settings& settings) {
  std::vector<Reader> all = readers();
  if (settings.columns.empty()) return all;
  std::vector<Reader> some;
  for (const std::string& name : settings.columns) {
    const auto found = std::ranges::find(all, name, [](const Reader& reader) { return reader.question.name; });
    if (found != all.end()) some.push_back(*found);
  }
  return some;
}

void leave_open(Column& column, std::size_t row, std::size_t rows) {
  if (column.states.empty()) column.states.assign(rows, State::kKnown);
  column.states[row] = State::kUnknown;
}

void put(Column& column, const Filling& filling, std::int32_t value, std::size_t row, std::size_t rows) {
  if (value == kOpen) return leave_open(column, row, rows);
  switch (column.type) {
    case ColumnType::kNumber:
      column.numbers[row] = value;
      break;
    case ColumnType::kBoolean:
      column.booleans[row] = static_cast<std::uint8_t>(value);
      break;
    case ColumnType::kText:
      column.texts[row] = filling.codes[static_cast<std::size_t>(value)];
      break;
    case ColumnType::kDate:
      column.texts[row] = engine::batch::day_code(value);
      break;
  }
}

void make_room(Column& column, std::size_t rows) {
  switch (column.type) {
    case ColumnType::kNumber:
      column.numbers.resize(rows);
      break;
    case ColumnType::kBoolean:
      column.booleans.resize(rows);
      break;
    case ColumnType::kText:
    case ColumnType::kDate:
      column.texts.resize(rows);
      break;
  }
}

std::int32_t value_of(const Filling& filling, const Person& person, std::int32_t year_start) {
  if (filling.is_year) return year_start;
  const Reader& reader = filling.reader;
  if (reader.read != nullptr) return reader.read(person);
  if (reader.of_the_stay && !person.leaving) return kOpen;
  return person.says(reader.answer) ? 1 : 0;
}

}  // namespace

std::vector<Question> questions() {
  std::vector<Question> all;
  for (const Reader& reader : readers()) all.push_back(reader.question);
  return all;
}

base::Result<void> check(const Settings& settings) {
  using base::ErrorKind;
  if (settings.size == 0 || settings.size > kMostRows) {
    return base::fail(ErrorKind::kInvalidInput, "La taille va de 1 à 1 000 000 000 de lignes.",
                      "The size is between 1 and 1,000,000,000 rows.");
  }
  if (settings.leaving_percent > 100) {
    return base::fail(ErrorKind::kInvalidInput, "La part de ceux qui partent va de 0 à 100 %.",
                      "The share of those who leave is between 0 and 100%.");
  }
  if (settings.year < kEarliestYear || settings.year > kLatestYear) {
    const std::string range = std::to_string(kEarliestYear) + "–" + std::to_string(kLatestYear);
    return base::fail(ErrorKind::kInvalidInput, "L'année de la rentrée doit être dans " + range + ".",
                      "The year must be in " + range + ".");
  }
  const std::vector<Question> all = questions();
  for (const std::string& name : settings.columns) {
    if (std::ranges::count(settings.columns, name) > 1) {
      return base::fail(ErrorKind::kInvalidInput, "La colonne « " + name + " » est demandée deux fois.",
                        "Column “" + name + "” is asked for twice.");
    }
    if (std::ranges::find(all, name, &Question::name) != all.end()) continue;
    return base::fail(ErrorKind::kInvalidInput,
                      "La population n'a pas de colonne « " + name + " ». La liste : partance population --describe.",
                      "The population has no column “" + name + "”. For the list: partance population --describe.");
  }
  return {};
}

bool is_leaving(const Settings& settings, std::uint64_t row) {
  return leaving_before(settings, row + 1) != leaving_before(settings, row);
}

Weights weights(const Settings& settings) {
  const std::uint64_t leaving = leaving_before(settings, settings.size);
  const std::uint64_t staying = settings.size - leaving;
  Weights result;
  if (leaving > 0) {
    result.leaving = static_cast<double>(kLeaving) / static_cast<double>(leaving);
    result.students += kLeaving;
  }
  if (staying > 0) {
    result.staying = static_cast<double>(kStudents - kLeaving) / static_cast<double>(staying);
    result.students += kStudents - kLeaving;
  }
  return result;
}

Table generate(const Settings& settings, std::uint64_t first_row, std::size_t rows) {
  Table table;
  if (first_row >= settings.size) rows = 0;
  rows = static_cast<std::size_t>(std::min<std::uint64_t>(rows, settings.size - std::min(first_row, settings.size)));
  table.rows = rows;
  std::vector<Filling> fillings;
  for (const Reader& reader : chosen(settings)) {
    Filling filling{.reader = reader, .codes = {}};
    for (const std::string_view text : texts_of(reader.texts)) filling.codes.push_back(table.dictionary.encode(text));
    filling.is_weight = reader.question.name == kWeightColumn;
    filling.is_year = reader.question.name == "rentrée";
    fillings.push_back(std::move(filling));
    Column column;
    column.name = reader.question.name;
    column.type = reader.question.type;
    column.unit = reader.question.unit;
    make_room(column, rows);
    table.columns.push_back(std::move(column));
  }
  const People people(settings.year);
  const Weights weight = weights(settings);
  for (std::size_t row = 0; row < rows; ++row) {
    const bool leaving = is_leaving(settings, first_row + row);
    const Person person = people.draw(Chance(settings.seed, first_row + row), leaving);
    for (std::size_t i = 0; i < fillings.size(); ++i) {
      if (fillings[i].is_weight) {
        table.columns[i].numbers[row] = leaving ? weight.leaving : weight.staying;
        continue;
      }
      put(table.columns[i], fillings[i], value_of(fillings[i], person, people.year_start()), row, rows);
    }
  }
  return table;
}

}  // namespace partance::microsimulation::population

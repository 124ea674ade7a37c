// See population.hpp.
#include "microsimulation/population/population.hpp"

#include <algorithm>
#include <array>

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
  bool may_be_open = false;  ///< in the rows of those who stay
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

void make_room(Column& column, const Filling& filling, std::size_t rows) {
  if (filling.may_be_open) column.states.resize(rows);
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

constexpr std::size_t kGroup = 64;  // persons drawn together, so that they stay in the nearest cache

struct Group {
  std::array<Person, kGroup> persons;
  std::array<std::int32_t, kGroup> values;
  std::size_t size = 0;
};

/// What the persons answer to one question.
void ask(const Filling& filling, std::int32_t year_start, Group& group) {
  const Reader& reader = filling.reader;
  for (std::size_t i = 0; i < group.size; ++i) {
    const Person& person = group.persons[i];
    if (filling.is_year) {
      group.values[i] = year_start;
    } else if (reader.read != nullptr) {
      group.values[i] = reader.read(person);
    } else {
      group.values[i] =
          reader.of_the_stay && !person.leaving ? kOpen : static_cast<std::int32_t>(person.says(reader.answer));
    }
  }
}

/// Their answers in the rows of a column, from `row` on.
void put(const Filling& filling, const Group& group, Column& column, std::size_t row) {
  const auto known = [](std::int32_t value) { return value == kOpen ? 0 : value; };
  if (filling.may_be_open) {
    for (std::size_t i = 0; i < group.size; ++i) {
      column.states[row + i] = group.values[i] == kOpen ? State::kUnknown : State::kKnown;
    }
  }
  for (std::size_t i = 0; i < group.size; ++i) {
    const std::int32_t value = known(group.values[i]);
    switch (column.type) {
      case ColumnType::kNumber:
        column.numbers[row + i] = value;
        break;
      case ColumnType::kBoolean:
        column.booleans[row + i] = static_cast<std::uint8_t>(value);
        break;
      case ColumnType::kText:
        column.texts[row + i] = filling.codes[static_cast<std::size_t>(value)];
        break;
      case ColumnType::kDate:
        column.texts[row + i] = engine::batch::day_code(value);
        break;
    }
  }
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

struct Generator::Prepared {
  explicit Prepared(Settings given) : settings(std::move(given)), people(settings.year), weight(weights(settings)) {
    for (const Reader& reader : chosen(settings)) {
      Filling filling;
      filling.reader = reader;
      for (const std::string_view text : texts_of(reader.texts)) filling.codes.push_back(empty.dictionary.encode(text));
      filling.is_weight = reader.question.name == kWeightColumn;
      filling.is_year = reader.question.name == "rentrée";
      filling.may_be_open = reader.question.name.starts_with("séjour") && reader.texts != Texts::kCountry;
      fillings.push_back(std::move(filling));
      Column column;
      column.name = reader.question.name;
      column.type = reader.question.type;
      column.unit = reader.question.unit;
      empty.columns.push_back(std::move(column));
    }
  }

  Settings settings;
  People people;
  Weights weight;
  std::vector<Filling> fillings;
  Table empty;
};

Generator::Generator(Settings settings) : prepared_(std::make_unique<Prepared>(std::move(settings))) {}
Generator::~Generator() = default;

const Settings& Generator::settings() const {
  return prepared_->settings;
}

Table Generator::empty_table() const {
  return prepared_->empty;
}

void Generator::fill(Table& table, std::uint64_t first_row, std::size_t rows) const {
  const auto& [settings, people, weight, fillings, empty] = *prepared_;
  const std::uint64_t left = settings.size - std::min(first_row, settings.size);
  rows = static_cast<std::size_t>(std::min<std::uint64_t>(rows, left));
  table.rows = rows;
  for (std::size_t i = 0; i < fillings.size(); ++i) make_room(table.columns[i], fillings[i], rows);
  const auto group = std::make_unique<Group>();
  for (std::size_t row = 0; row < rows; row += kGroup) {
    group->size = std::min(kGroup, rows - row);
    for (std::size_t i = 0; i < group->size; ++i) {
      const std::uint64_t number = first_row + row + i;
      group->persons[i] = people.draw(Chance(settings.seed, number), is_leaving(settings, number));
    }
    for (std::size_t i = 0; i < fillings.size(); ++i) {
      if (fillings[i].is_weight) {
        for (std::size_t k = 0; k < group->size; ++k) {
          table.columns[i].numbers[row + k] = group->persons[k].leaving ? weight.leaving : weight.staying;
        }
        continue;
      }
      ask(fillings[i], people.year_start(), *group);
      put(fillings[i], *group, table.columns[i], row);
    }
  }
}

Table generate(const Settings& settings, std::uint64_t first_row, std::size_t rows) {
  const Generator generator(settings);
  Table table = generator.empty_table();
  generator.fill(table, first_row, rows);
  return table;
}

}  // namespace partance::microsimulation::population

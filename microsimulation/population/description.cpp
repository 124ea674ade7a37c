// See description.hpp.
#include "microsimulation/population/description.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/batch/worker.hpp"
#include "microsimulation/population/checks.hpp"
#include "microsimulation/population/questions.hpp"

namespace partance::microsimulation::population {

namespace {

using engine::model::RuleId;
using engine::value::Kind;

constexpr std::size_t kBlock = 1'024;

struct Weighed {
  Person person;
  double weight = 0;
};

std::vector<Weighed> sample_of(const Settings& settings, std::uint64_t rows) {
  const People people(settings.year);
  Settings sampled = settings;
  sampled.size = rows;  // so that the weights of the sample stand for all students
  const Weights weight = weights(sampled);
  std::vector<Weighed> sample;
  for (std::uint64_t row = 0; row < rows; ++row) {
    const bool leaving = is_leaving(settings, row);
    sample.push_back({people.draw(Chance(settings.seed, row), leaving), leaving ? weight.leaving : weight.staying});
  }
  return sample;
}

bool is_among(const Person& person, Among among) {
  switch (among) {
    case Among::kEveryone:
      return true;
    case Among::kLeaving:
      return person.leaving;
    case Among::kStaying:
      return !person.leaving;
    case Among::kLeavingToProgramme:
      return person.leaving && kDestinationShares[static_cast<std::size_t>(person.country)].programme;
  }
  return false;
}

const Reader* reader_of(const std::vector<Reader>& all, std::string_view column) {
  const auto found = std::ranges::find(all, column, [](const Reader& reader) { return reader.question.name; });
  return found == all.end() ? nullptr : &*found;
}

std::int32_t read(const Reader& reader, const Person& person) {
  if (reader.read != nullptr) return reader.read(person);
  return person.says(reader.answer) ? 1 : 0;
}

/// What a share's value reads as in its column.
std::int32_t place_of(const Reader& reader, std::string_view value) {
  const auto texts = texts_of(reader.texts);
  if (texts.empty()) return std::stoi(std::string(value));
  return static_cast<std::int32_t>(std::ranges::find(texts, value) - texts.begin());
}

Section shares_of(const Distribution& distribution, const std::vector<Reader>& all, std::span<const Weighed> sample) {
  Section section{
      distribution.title, std::string(distribution.column), distribution.among, distribution.source, {}, true};
  const Reader& reader = *reader_of(all, distribution.column);
  double weights = 0;
  for (const Share& share : distribution.shares) weights += share.weight;
  for (const Share& share : distribution.shares) {
    const std::int32_t place = place_of(reader, share.value);
    double total = 0;
    double here = 0;
    for (const auto& [person, weight] : sample) {
      if (!is_among(person, distribution.among)) continue;
      total += weight;
      if (read(reader, person) == place) here += weight;
    }
    section.lines.push_back({std::string(share.value), share.weight / weights, total == 0 ? -1 : here / total});
  }
  return section;
}

Section rates_of(const Rates& rates, const std::vector<Reader>& all, std::span<const Weighed> sample) {
  Section section{rates.title, std::string(rates.column), rates.among, rates.source, {}, true};
  const Reader& reader = *reader_of(all, rates.column);
  const Reader& given = *reader_of(all, rates.given);
  for (const Share& share : rates.shares) {
    const std::int32_t place = place_of(given, share.value);
    double total = 0;
    double yes = 0;
    for (const auto& [person, weight] : sample) {
      if (!is_among(person, rates.among) || read(given, person) != place) continue;
      total += weight;
      if (read(reader, person) == 1) yes += weight;
    }
    section.lines.push_back({std::string(share.value), share.weight / 10'000.0, total == 0 ? -1 : yes / total});
  }
  return section;
}

Section incomes_of(std::span<const Weighed> sample) {
  Section section{kIncomeTitle, "foyer . revenu brut global", Among::kEveryone, kIncomeSource, {}, true};
  for (const Quantile& quantile : kIncomes) {
    double total = 0;
    double below = 0;
    for (const auto& [person, weight] : sample) {
      total += weight;
      if (person.income <= quantile.value) below += weight;
    }
    section.lines.push_back({"≤ " + std::to_string(quantile.value) + " €", quantile.below / 10'000.0, below / total});
  }
  return section;
}

Section countries_of(std::span<const Weighed> sample) {
  Section section{kCountryTitle, "séjour . pays", Among::kLeaving, kCountrySource, {}, true};
  std::array<double, kDestinations> observed{};
  double total = 0;
  for (const auto& [person, weight] : sample) {
    if (!person.leaving) continue;
    total += weight;
    observed[static_cast<std::size_t>(person.country)] += weight;
  }
  double continents = 0;
  for (const Share& share : kContinentShares) continents += share.weight;
  for (std::size_t continent = 0; continent < kContinentShares.size(); ++continent) {
    const std::size_t end = kContinentBegins[continent + 1];
    double countries = 0;
    for (std::size_t i = kContinentBegins[continent]; i < end; ++i) countries += kDestinationShares[i].weight;
    for (std::size_t i = kContinentBegins[continent]; i < end; ++i) {
      const Destination& there = kDestinationShares[i];
      const double target = kContinentShares[continent].weight / continents * there.weight / countries;
      section.lines.push_back({std::string(there.country), target, total == 0 ? -1 : observed[i] / total});
    }
  }
  return section;
}

Section modesty_of(std::span<const Weighed> sample) {
  constexpr std::int32_t kModest = 38'000;
  Section section{kModestyTitle, "études . niveau", Among::kEveryone, kModestySource, {}, true};
  for (std::size_t level = 0; level < kLevels; ++level) {
    double total = 0;
    double modest = 0;
    for (const auto& [person, weight] : sample) {
      if (static_cast<std::size_t>(person.level) != level) continue;
      total += weight;
      if (person.income <= kModest) modest += weight;
    }
    section.lines.push_back({std::string(kLevelShares[level].value), -1, total == 0 ? -1 : modest / total});
  }
  return section;
}

Section check_of(const Check& check, std::span<const Weighed> sample) {
  double total = 0;
  double here = 0;
  for (const auto& [person, weight] : sample) {
    if (!is_among(person, check.among)) continue;
    total += weight;
    here += weight * check.measure(person);
  }
  return {check.title,   "", check.among, check.source, {{"", check.target, total == 0 ? -1 : here / total}},
          check.is_share};
}

Section answer_of(const YesOrNo& row, std::span<const Weighed> sample) {
  const Among among = row.of_the_stay ? Among::kLeaving : Among::kEveryone;
  double total = 0;
  double yes = 0;
  for (const auto& [person, weight] : sample) {
    if (!is_among(person, among)) continue;
    total += weight;
    if (person.says(row.answer)) yes += weight;
  }
  const double target = row.worked_out ? -1 : row.chances / 10'000.0;
  return {{}, std::string(row.column), among, row.source, {{"oui", target, total == 0 ? -1 : yes / total}}, true};
}

/// What rules decide for the persons of a sample: "oui", "non", a text, or "" when there is no value.
class Decisions {
 public:
  Decisions(const engine::plan::Program& program, std::span<const Outcome> outcomes) {
    for (const Outcome& outcome : outcomes) {
      add(program, outcome.rule);
      for (const std::string_view rule : outcome.among) add(program, rule);
    }
  }

  void evaluate(const std::shared_ptr<const engine::plan::Program>& program, Settings settings, std::uint64_t rows) {
    settings.size = rows;
    settings.columns.clear();
    values_.assign(names_.size(), {});
    // Every block brings the same texts in the same order, so that the plan of the first serves all.
    std::optional<engine::batch::Worker> worker;
    std::vector<engine::batch::ResultColumn> results;
    for (std::uint64_t first = 0; first < rows; first += kBlock) {
      const Table table = generate(settings, first, kBlock);
      std::vector<engine::batch::ColumnView> views;
      engine::batch::Request request{.inputs = {}, .constants = {}, .targets = rules_, .run = {}};
      request.run.today = {settings.year, 9, 1};
      for (const Column& column : table.columns) {
        const auto input = program->model.find(column.name);
        if (!input) continue;  // the weight, or a question that these rules do not ask
        request.inputs.push_back({*input, column.type, column.unit, column.states.empty()});
        views.push_back(column.view());
      }
      if (!worker) {
        const auto plan = engine::batch::make_plan(program, request, table.dictionary);
        if (!plan) return;
        worker.emplace(*plan);
      }
      worker->evaluate(views, table.rows, results);
      for (std::size_t i = 0; i < results.size(); ++i) keep(results[i], worker->dictionary(), values_[i]);
    }
  }

  /// Empty when these rules have no such rule.
  [[nodiscard]] std::span<const std::string> values(std::string_view name) const {
    const auto found = std::ranges::find(names_, name);
    if (found == names_.end()) return {};
    return values_[static_cast<std::size_t>(found - names_.begin())];
  }

 private:
  void add(const engine::plan::Program& program, std::string_view name) {
    const auto rule = program.model.find(name);
    if (!rule || std::ranges::find(names_, name) != names_.end()) return;
    names_.push_back(name);
    rules_.push_back(*rule);
  }

  static void keep(const engine::batch::ResultColumn& result, const engine::batch::Dictionary& dictionary,
                   std::vector<std::string>& values) {
    for (std::size_t row = 0; row < result.kinds.size(); ++row) {
      const Kind kind = result.kinds[row];
      std::string text;
      if (kind == Kind::kBoolean) text = result.numbers[row] != 0 ? "oui" : "non";
      if (kind == Kind::kText) text = dictionary.text(result.texts[row]);
      values.push_back(std::move(text));
    }
  }

  std::vector<std::string_view> names_;
  std::vector<RuleId> rules_;
  std::vector<std::vector<std::string>> values_;
};

Section outcome_of(const Outcome& outcome, const Decisions& decisions, std::span<const Weighed> sample) {
  Section section{outcome.title, std::string(outcome.rule), Among::kEveryone, outcome.source, {}, true};
  const auto values = decisions.values(outcome.rule);
  const auto counts = [&](std::size_t row) {
    return std::ranges::all_of(outcome.among, [&](std::string_view rule) {
      const auto allowed = decisions.values(rule);
      return row < allowed.size() && allowed[row] == "oui";
    });
  };
  double weights = 0;
  for (const Share& share : outcome.shares) weights += share.weight;
  for (const Share& share : outcome.shares) {
    double total = 0;
    double here = 0;
    for (std::size_t row = 0; row < values.size(); ++row) {
      if (!counts(row)) continue;
      total += sample[row].weight;
      if (values[row] == share.value) here += sample[row].weight;
    }
    section.lines.push_back({std::string(share.value), share.weight / weights, total == 0 ? -1 : here / total});
  }
  return section;
}

}  // namespace

Description describe(const Settings& settings, std::uint64_t sample_size,
                     const std::shared_ptr<const engine::plan::Program>& program) {
  const std::vector<Weighed> sample = sample_of(settings, sample_size);
  const std::vector<Reader> all = readers();
  Description out;
  out.sample = sample.size();
  out.students = weights(settings).students;
  out.leaving = weights(settings).leaving > 0 ? kLeaving : 0;
  for (const Distribution& distribution : distributions()) out.drawn.push_back(shares_of(distribution, all, sample));
  for (const Rates& one : rates()) out.drawn.push_back(rates_of(one, all, sample));
  out.drawn.push_back(countries_of(sample));
  out.drawn.push_back(incomes_of(sample));
  out.drawn.push_back(modesty_of(sample));
  for (const Check& check : checks()) out.checked.push_back(check_of(check, sample));
  for (const YesOrNo& row : kYesOrNo) out.yes_or_no.push_back(answer_of(row, sample));
  if (program == nullptr) return out;
  Decisions decisions(*program, outcomes());
  decisions.evaluate(program, settings, sample.size());
  for (const Outcome& outcome : outcomes()) out.decided.push_back(outcome_of(outcome, decisions, sample));
  return out;
}

}  // namespace partance::microsimulation::population

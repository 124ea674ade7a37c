// See group_pass.hpp.
#include "microsimulation/cost/group_pass.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

#include "engine/plan/wording.hpp"
#include "microsimulation/cost/unit_reader.hpp"
#include "simulation/nearest.hpp"

namespace partance::microsimulation::cost {

using engine::batch::Dictionary;
using engine::batch::ResultColumn;
using engine::model::RuleId;
using engine::plan::Program;
using engine::value::Kind;
using engine::value::UnitId;
using engine::value::UnitTable;

namespace {

using ProgramPointer = std::shared_ptr<const Program>;

/// What people are grouped by: a rule of one of the programs, or a column that answers none.
struct Source {
  std::string name;
  const Program* program = nullptr;
  RuleId rule = engine::model::kNoRule;
  std::size_t side = 0;   ///< 0: before; 1: after
  std::size_t place = 0;  ///< among the rules computed
  const Column* column = nullptr;
};

KeyKind key_kind(Kind kind) {
  switch (kind) {
    case Kind::kNumber:
      return KeyKind::kNumber;
    case Kind::kBoolean:
      return KeyKind::kBoolean;
    case Kind::kText:
      return KeyKind::kText;
    case Kind::kNotApplicable:
      return KeyKind::kNotApplicable;
    case Kind::kUndefined:
      return KeyKind::kUnknown;
    default:
      return KeyKind::kError;
  }
}

/// What one thread needs to turn values of one source into keys.
struct Reader {
  UnitReader units;
  std::unordered_map<std::uint32_t, std::uint32_t> place_of;  ///< code of a text → place in `words`
  std::vector<std::string> words;

  std::uint32_t word(std::uint32_t code, const Dictionary& dictionary) {
    const auto [at, is_new] = place_of.emplace(code, static_cast<std::uint32_t>(words.size()));
    if (is_new) words.push_back(dictionary.text(code));
    return at->second;
  }
};

/// Puts the words of all threads together, in the order of their bytes: who met a word first does not matter.
void join_words(Keys& keys, std::span<const std::vector<Reader>> readers, std::size_t source,
                std::span<const std::uint16_t> thread_of, std::size_t block_rows) {
  for (const auto& of_thread : readers) {
    for (const std::string& word : of_thread[source].words) keys.words.push_back(word);
  }
  std::ranges::sort(keys.words);
  const auto repeated = std::ranges::unique(keys.words);
  keys.words.erase(repeated.begin(), repeated.end());
  std::vector<std::vector<std::uint32_t>> places;
  for (const auto& of_thread : readers) {
    auto& place = places.emplace_back();
    for (const std::string& word : of_thread[source].words) {
      place.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(keys.words, word) - keys.words.begin()));
    }
  }
  for (std::size_t row = 0; row < keys.kinds.size(); ++row) {
    if (keys.kinds[row] == KeyKind::kText) keys.texts[row] = places[thread_of[row / block_rows]][keys.texts[row]];
  }
}

class GroupPass {
 public:
  GroupPass(const ProgramPointer& before, const ProgramPointer& after, const Table& table)
      : programs_{before, after}, table_(table) {}

  base::Result<void> find(std::span<const std::string> names) {
    for (const std::string& name : names) {
      Source source{.name = name};
      if (!look_in(0, source) && !look_in(1, source)) {
        source.column = find_column(table_, name);
        if (source.column == nullptr) return unknown(name);
      }
      sources_.push_back(std::move(source));
    }
    return {};
  }

  base::Result<void> compute(engine::value::Date today, const PassOptions& pass) {
    keys_.resize(sources_.size());
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      const Source& source = sources_[i];
      if (source.column != nullptr) {
        keys_[i] = keys_of_column(*source.column, table_.rows, table_.dictionary);
        continue;
      }
      keys_[i].kinds.resize(table_.rows);
      keys_[i].numbers.resize(table_.rows);
      keys_[i].texts.resize(table_.rows);
      keys_[i].unit = engine::plan::declared_unit(*source.program, source.rule);
    }
    if (rules_[0].empty() && rules_[1].empty()) return {};
    return compute_rules(today, pass);
  }

  std::vector<NamedGrouping> take(const Weights& weights, const Bands& bands) {
    std::vector<NamedGrouping> all;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      const Source& source = sources_[i];
      NamedGrouping named{.name = source.name, .title = {source.name, source.name}, .grouping = {}};
      if (source.program != nullptr) {
        named.title = {engine::plan::title(*source.program, source.rule, base::Language::kFrench),
                       engine::plan::title(*source.program, source.rule, base::Language::kEnglish)};
      }
      named.grouping = group_rows(keys_[i], weights.of_row, bands, {.program = source.program, .rule = source.rule});
      keys_[i] = {};
      all.push_back(std::move(named));
    }
    return all;
  }

 private:
  bool look_in(std::size_t side, Source& source) {
    const Program& program = *programs_[side];
    const auto rule = program.model.find(source.name);
    if (!rule || program.model.rule(*rule).is_private) return false;
    source.program = &program;
    source.rule = *rule;
    source.side = side;
    source.place = rules_[side].size();
    rules_[side].push_back(*rule);
    return true;
  }

  [[nodiscard]] std::unexpected<base::Error> unknown(const std::string& name) const {
    std::vector<std::string_view> names;
    for (const Column& column : table_.columns) names.emplace_back(column.name);
    for (const auto& rule : programs_[1]->model.rules) {
      const bool is_column = find_column(table_, rule.name) != nullptr;
      if (!rule.is_private && !rule.is_step && !is_column) names.emplace_back(rule.name);
    }
    std::string list;
    for (const std::string_view one : simulation::nearest(name, names, 3)) {
      list += (list.empty() ? "" : ", ") + std::string(one);
    }
    return base::fail(base::ErrorKind::kNotFound,
                      "« " + name + " » n'est ni une règle ni une colonne de la population." +
                          (list.empty() ? "" : " Peut-être : " + list + "."),
                      "“" + name + "” is neither a rule nor a column of the population." +
                          (list.empty() ? "" : " Perhaps: " + list + "."));
  }

  base::Result<void> compute_rules(engine::value::Date today, const PassOptions& pass) {
    Dictionary dictionary = table_.dictionary;
    std::vector<TablePlan> plans;
    for (const std::size_t side : {0U, 1U}) {
      auto made = plan_for_table(programs_[side], table_, rules_[side], today, dictionary);
      if (!made) return std::unexpected(std::move(made.error()));
      plans.push_back(*std::move(made));
    }
    std::vector<std::vector<Reader>> readers(std::max(1U, pass.threads), std::vector<Reader>(sources_.size()));
    std::vector<std::uint16_t> thread_of(table_.rows / pass.block_rows + 1);
    const auto visit = [&](std::size_t thread, BlockWorker& worker, std::size_t first, std::size_t rows) {
      thread_of[first / pass.block_rows] = static_cast<std::uint16_t>(thread);
      for (std::size_t i = 0; i < sources_.size(); ++i) {
        const Source& source = sources_[i];
        if (source.column != nullptr) continue;
        const ResultColumn& column = worker.results(source.side)[source.place];
        read_keys(column, readers[thread][i], worker.dictionary(source.side), worker.units(source.side), keys_[i],
                  first, rows);
      }
    };
    if (!pass_over(plans, table_, dictionary, pass, visit)) return interrupted();
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      if (sources_[i].column == nullptr) join_words(keys_[i], readers, i, thread_of, pass.block_rows);
    }
    return {};
  }

  static void read_keys(const ResultColumn& column, Reader& reader, const Dictionary& dictionary,
                        const UnitTable& units, Keys& keys, std::size_t first, std::size_t rows) {
    const UnitId unit = reader.units.unit(keys.unit);
    reader.units.begin(units);
    for (std::size_t row = 0; row < rows; ++row) {
      const Kind kind = column.kinds[row];
      keys.kinds[first + row] = key_kind(kind);
      double number = column.numbers[row];
      if (kind == Kind::kNumber) number = reader.units.convert(column.units[row], unit, number).value_or(number);
      keys.numbers[first + row] = number;
      if (kind == Kind::kText) keys.texts[first + row] = reader.word(column.texts[row], dictionary);
    }
  }

  std::array<ProgramPointer, 2> programs_;
  const Table& table_;
  std::vector<Source> sources_;
  std::array<std::vector<RuleId>, 2> rules_;
  std::vector<Keys> keys_;
};

}  // namespace

base::Result<std::vector<NamedGrouping>> group_people(const ProgramPointer& before, const ProgramPointer& after,
                                                      std::span<const std::string> names, const Bands& bands,
                                                      const Table& table, const Weights& weights,
                                                      engine::value::Date today, const PassOptions& pass) {
  GroupPass groups(before, after, table);
  if (auto found = groups.find(names); !found) return std::unexpected(std::move(found.error()));
  if (auto done = groups.compute(today, pass); !done) return std::unexpected(std::move(done.error()));
  return groups.take(weights, bands);
}

}  // namespace partance::microsimulation::cost

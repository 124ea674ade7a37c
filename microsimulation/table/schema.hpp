// What the columns of a file are: which rule each answers, in which unit, and which ones are only carried along.
//
// Made once from the header (or the keys of the first lines), a mapping file and the rules; then shared by threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/batch/plan.hpp"
#include "engine/plan/program.hpp"
#include "engine/syntax/diagnostic.hpp"

namespace partance::microsimulation::table {

/// What one header of a file stands for, as a mapping file says it.
struct Mapped {
  std::string header{};
  std::string rule{};  ///< empty: the column is left out
  std::string unit{};  ///< empty: that of the rule
};
using Mapping = std::vector<Mapped>;

/// Reads a mapping file: header → rule, "rule (unit)", {rule: …, unit: …} (or {règle: …, unité: …}), or null to leave
/// the column out. JSON when `name` ends in .json, YAML otherwise. Nothing when an error was added to `diagnostics`.
std::optional<Mapping> read_mapping(std::string name, std::string text, engine::syntax::Sources& sources,
                                    std::vector<engine::syntax::Diagnostic>& diagnostics);

/// A column that answers a rule.
struct Answered {
  std::size_t header = 0;  ///< its number in the file
  engine::model::RuleId rule{};
  engine::batch::ColumnType type = engine::batch::ColumnType::kNumber;
  std::string header_unit{};  ///< as the header says; empty when it does not
  std::string unit{};         ///< of its numbers: the header's, else the rule's; empty when neither has one
  bool is_complete = true;    ///< every row of the beginning has an answer
  std::vector<std::string> options_as_written{};
  std::vector<std::string> options{};  ///< sorted; empty: any text
};

struct Schema {
  static constexpr std::uint32_t kNotAnswered = 0xffffffffU;

  std::vector<std::string> headers{};        ///< as the file has them
  std::vector<Answered> answered;            ///< in the order of the file
  std::vector<std::uint32_t> answered_from;  ///< per header: its number in `answered`, or kNotAnswered
  std::vector<std::size_t> kept;             ///< headers whose cells are copied to the output, in their order

  [[nodiscard]] std::vector<engine::batch::Input> inputs() const;
};

struct SchemaOptions {
  const Mapping* mapping = nullptr;  ///< with one, headers it does not name are kept
  std::vector<std::string> keep{};   ///< headers to copy; "*" is all of them
};

/// Rows of the beginning of a file, from which the type of a column is told when its rule has none.
using SampleRows = std::vector<std::vector<std::string>>;

/// Fails with every header that is unknown (and not kept), answers a rule twice, or has a unit that does not fit.
std::expected<Schema, std::vector<engine::syntax::Diagnostic>> make_schema(const engine::plan::Program& program,
                                                                           std::vector<std::string> headers,
                                                                           const SchemaOptions& options,
                                                                           const SampleRows& sample);

/// "foyer . revenu (€/an)" as a name and a unit; the unit is empty when there is none.
struct NameWithUnit {
  std::string name{};
  std::string unit{};
};
NameWithUnit split_unit(std::string_view text);

/// The diagnostic of a name that is no rule, with the nearest one.
engine::syntax::Diagnostic unknown_rule(const engine::plan::Program& program, std::string_view name);

/// A rule a person may answer or ask for, by its whole name.
std::optional<engine::model::RuleId> public_rule(const engine::plan::Program& program, std::string_view name);

}  // namespace partance::microsimulation::table

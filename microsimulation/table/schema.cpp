// From headers to rules (see schema.hpp).
#include "microsimulation/table/schema.hpp"

#include <algorithm>
#include <utility>

#include "engine/plan/wording.hpp"
#include "engine/syntax/reader.hpp"
#include "microsimulation/table/cell.hpp"
#include "simulation/nearest.hpp"

namespace partance::microsimulation::table {

using engine::batch::ColumnType;
using engine::model::RuleId;
using engine::model::Type;
using engine::plan::Program;
using engine::syntax::Diagnostic;

namespace {

Diagnostic column_problem(std::string_view header, std::string code, const base::Message& what, base::Message hint) {
  const std::string name(header);
  return {.code = std::move(code),
          .message = {"Colonne « " + name + " » : " + what.fr, "Column “" + name + "”: " + what.en},
          .rule = {},
          .span = {},
          .hint = std::move(hint)};
}

/// What all cells of a column of the sample are, when its rule does not say.
ColumnType sampled_type(const SampleRows& sample, std::size_t column) {
  bool yes_no = true, number = true, day = true, empty = true;
  for (const auto& row : sample) {
    if (column >= row.size()) continue;
    const std::string_view cell = trimmed(row[column]);
    if (cell.empty() || is_not_applicable(cell)) continue;
    empty = false;
    number = number && read_number_cell(cell).fault == RowFault::kNone;
    yes_no = yes_no && read_yes_no_cell(cell).has_value();
    day = day && read_day_cell(cell).has_value();
  }
  if (yes_no && !empty) return ColumnType::kBoolean;
  if (number) return ColumnType::kNumber;
  return day ? ColumnType::kDate : ColumnType::kText;
}

/// A rule worth nothing until it is answered.
bool says_nothing(const Program& program, RuleId rule) {
  using engine::model::Op;
  const auto& graph = program.model.graph;
  const auto& node = graph.at(program.model.rule(rule).body);
  if (node.op != Op::kSituation) return false;
  const auto& unanswered = graph.at(engine::model::NodeId{node.b});
  return unanswered.op == Op::kConstant && graph.constants[unanswered.a].kind == engine::value::Kind::kUndefined;
}

ColumnType column_type(const Program& program, RuleId rule, const SampleRows& sample, std::size_t column) {
  const auto& asked = program.model.rule(rule);
  // A question without a type nor a default is taken for one of yes or no, for want of anything better.
  const bool is_guessed =
      asked.type == Type::kBoolean && asked.declared_type == Type::kUnknown && says_nothing(program, rule);
  switch (is_guessed ? Type::kUnknown : asked.type) {
    case Type::kNumber:
      return ColumnType::kNumber;
    case Type::kBoolean:
      return ColumnType::kBoolean;
    case Type::kText:
      return ColumnType::kText;
    case Type::kDate:
      return ColumnType::kDate;
    case Type::kUnknown:
      break;
  }
  return engine::plan::declared_unit(program, rule).empty() ? sampled_type(sample, column) : ColumnType::kNumber;
}

bool is_always_answered(const SampleRows& sample, std::size_t column) {
  return std::ranges::all_of(sample, [&](const std::vector<std::string>& row) {
    return column < row.size() && !trimmed(row[column]).empty() && !is_not_applicable(row[column]);
  });
}

class SchemaMaker {
 public:
  SchemaMaker(const Program& program, const SchemaOptions& options, const SampleRows& sample)
      : program_(program), options_(options), sample_(sample), units_(program.model.units) {}

  std::expected<Schema, std::vector<Diagnostic>> make(std::vector<std::string> headers) {
    schema_.headers = std::move(headers);
    schema_.answered_from.assign(schema_.headers.size(), Schema::kNotAnswered);
    check_names();
    for (std::size_t i = 0; i < schema_.headers.size(); ++i) add(i);
    if (!problems_.empty()) return std::unexpected(std::move(problems_));
    return std::move(schema_);
  }

 private:
  /// Names given by the person must be headers of the file.
  void check_names() {
    for (const std::string& name : options_.keep) {
      if (name != "*") check_header(name, "--keep");
    }
    if (options_.mapping == nullptr) return;
    for (const Mapped& mapped : *options_.mapping) check_header(mapped.header, "--mapping");
  }

  void check_header(const std::string& name, const std::string& option) {
    if (std::ranges::find(schema_.headers, name) != schema_.headers.end()) return;
    const std::vector<std::string_view> names(schema_.headers.begin(), schema_.headers.end());
    base::Message hint;
    if (const auto near = simulation::nearest(name, names, 1); !near.empty()) {
      hint = {"Vouliez-vous écrire « " + std::string(near[0]) + " » ?", "Did you mean “" + std::string(near[0]) + "”?"};
    }
    problems_.push_back({.code = "unknown-column",
                         .message = {option + " nomme « " + name + " », qui n'est pas une colonne du fichier.",
                                     option + " names “" + name + "”, which is not a column of the file."},
                         .rule = {},
                         .span = {},
                         .hint = std::move(hint)});
  }

  void add(std::size_t column) {
    const std::string& header = schema_.headers[column];
    const bool is_kept =
        std::ranges::any_of(options_.keep, [&](const std::string& name) { return name == "*" || name == header; });
    if (is_kept) schema_.kept.push_back(column);
    if (options_.mapping != nullptr) {
      const auto mapped = std::ranges::find(*options_.mapping, header, &Mapped::header);
      if (mapped == options_.mapping->end()) {
        if (!is_kept) schema_.kept.push_back(column);
        return;
      }
      if (!mapped->rule.empty()) answer(column, mapped->rule, mapped->unit, false);
      return;
    }
    if (public_rule(program_, header)) return answer(column, header, {}, is_kept);
    const NameWithUnit parts = split_unit(header);
    answer(column, parts.name, parts.unit, is_kept);
  }

  void answer(std::size_t column, const std::string& name, const std::string& unit, bool is_kept) {
    const auto rule = public_rule(program_, name);
    if (!rule) {
      if (!is_kept) refuse(column, name);
      return;
    }
    if (const auto other = std::ranges::find(schema_.answered, *rule, &Answered::rule);
        other != schema_.answered.end()) {
      problems_.push_back(
          column_problem(schema_.headers[column], "column-twice",
                         {"elle répond à la même règle que la colonne « " + schema_.headers[other->header] + " ».",
                          "it answers the same rule as the column “" + schema_.headers[other->header] + "”."},
                         {"Retirer l'une des deux, ou l'associer à null dans le fichier de --mapping.",
                          "Remove one of the two, or map it to null in the file of --mapping."}));
      return;
    }
    Answered answered{.header = column, .rule = *rule, .type = column_type(program_, *rule, sample_, column)};
    answered.is_complete = is_always_answered(sample_, column);
    answered.header_unit = unit;
    const std::string own = engine::plan::declared_unit(program_, *rule);
    answered.unit = unit.empty() ? own : unit;
    if (!unit.empty() && !unit_fits(column, answered, own)) return;
    if (answered.type == ColumnType::kText && program_.model.rule(*rule).choice != engine::model::kNoNode) {
      for (auto& offer : engine::plan::offers(program_, *rule, base::Language::kFrench))
        answered.options.push_back(std::move(offer.value));
      answered.options_as_written = answered.options;
      std::ranges::sort(answered.options);
    }
    schema_.answered_from[column] = static_cast<std::uint32_t>(schema_.answered.size());
    schema_.answered.push_back(std::move(answered));
  }

  bool unit_fits(std::size_t column, const Answered& answered, const std::string& own) {
    const std::string& header = schema_.headers[column];
    if (answered.type != ColumnType::kNumber) {
      problems_.push_back(column_problem(header, "unit",
                                         {"ses réponses ne sont pas des nombres, l'unité est de trop.",
                                          "its answers are not numbers, the unit is one too many."},
                                         {}));
      return false;
    }
    const auto theirs = units_.parse(answered.header_unit);
    if (!theirs) {
      problems_.push_back(column_problem(header, "unit", theirs.error(), {}));
      return false;
    }
    const auto ours = own.empty() ? std::expected<engine::value::UnitId, base::Message>(*theirs) : units_.parse(own);
    if (ours && units_.convertible(*theirs, *ours)) return true;
    problems_.push_back(column_problem(
        header, "unit",
        {"l'unité « " + answered.header_unit + " » ne se convertit pas en « " + own + " », celle de la règle.",
         "the unit “" + answered.header_unit + "” does not convert to “" + own + "”, that of the rule."},
        {"Écrire l'en-tête « " + split_unit(header).name + " (" + own + ") ».",
         "Write the header “" + split_unit(header).name + " (" + own + ")”."}));
    return false;
  }

  void refuse(std::size_t column, const std::string& name) {
    Diagnostic problem = unknown_rule(program_, name);
    const base::Message others{"--keep la recopie telle quelle, --mapping dit à quelle règle elle répond.",
                               "--keep copies it as it is, --mapping says which rule it answers."};
    const std::string gap = problem.hint.fr.empty() ? "" : " ";
    problem.hint = {problem.hint.fr + gap + others.fr, problem.hint.en + gap + others.en};
    problem.code = "unknown-column";
    const std::string& header = schema_.headers[column];
    problem.message = {"La colonne « " + header + " » n'est pas une règle.",
                       "The column “" + header + "” is not a rule."};
    problems_.push_back(std::move(problem));
  }

  const Program& program_;
  const SchemaOptions& options_;
  const SampleRows& sample_;
  engine::value::UnitTable units_;
  Schema schema_;
  std::vector<Diagnostic> problems_;
};

std::optional<Mapped> read_mapped(const engine::syntax::Document& document,
                                  const engine::syntax::Document::Entry& entry, std::vector<Diagnostic>& diagnostics) {
  using engine::syntax::NodeKind;
  Mapped mapped{.header = std::string(document.key(entry)), .rule = {}, .unit = {}};
  const auto text_of = [&](std::string_view fr, std::string_view en) -> std::string {
    for (const std::string_view key : {fr, en}) {
      const auto node = document.find(entry.value, key);
      if (node && document.kind(*node) == NodeKind::kText) return std::string(document.text(*node));
    }
    return {};
  };
  switch (document.kind(entry.value)) {
    case NodeKind::kNull:
      return mapped;
    case NodeKind::kText: {
      NameWithUnit parts = split_unit(document.text(entry.value));
      mapped.rule = std::move(parts.name);
      mapped.unit = std::move(parts.unit);
      return mapped;
    }
    case NodeKind::kMapping:
      mapped.rule = text_of("règle", "rule");
      mapped.unit = text_of("unité", "unit");
      if (!mapped.rule.empty()) return mapped;
      break;
    default:
      break;
  }
  diagnostics.push_back(
      {.code = "mapping",
       .message = {"Une colonne est associée à une règle : un nom, {règle: nom, unité: unité}, ou null.",
                   "A column is mapped to a rule: a name, {rule: name, unit: unit}, or null."},
       .rule = {},
       .span = document.span(entry),
       .hint = {}});
  return std::nullopt;
}

}  // namespace

NameWithUnit split_unit(std::string_view text) {
  const std::string_view whole = trimmed(text);
  const std::size_t at = whole.rfind('(');
  if (!whole.ends_with(')') || at == std::string_view::npos || at == 0) return {std::string(whole), {}};
  return {std::string(trimmed(whole.substr(0, at))), std::string(trimmed(whole.substr(at + 1, whole.size() - at - 2)))};
}

std::optional<RuleId> public_rule(const Program& program, std::string_view name) {
  const auto rule = program.model.find(name);
  if (!rule) return std::nullopt;
  const auto& found = program.model.rule(*rule);
  return found.is_private || found.is_step ? std::nullopt : rule;
}

Diagnostic unknown_rule(const Program& program, std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& rule : program.model.rules) {
    if (!rule.is_private && !rule.is_step) names.push_back(rule.name);
  }
  const std::string written(name);
  Diagnostic problem{
      .code = "unknown-rule",
      .message = {"La règle « " + written + " » n'existe pas.", "The rule “" + written + "” does not exist."},
      .rule = {},
      .span = {},
      .hint = {}};
  if (const auto near = simulation::nearest(name, names, 1); !near.empty()) {
    problem.hint = {"Vouliez-vous écrire « " + std::string(near[0]) + " » ?",
                    "Did you mean “" + std::string(near[0]) + "”?"};
  }
  return problem;
}

std::vector<engine::batch::Input> Schema::inputs() const {
  std::vector<engine::batch::Input> inputs;
  for (const Answered& column : answered)
    inputs.push_back({column.rule, column.type, column.header_unit, column.is_complete});
  return inputs;
}

std::expected<Schema, std::vector<Diagnostic>> make_schema(const Program& program, std::vector<std::string> headers,
                                                           const SchemaOptions& options, const SampleRows& sample) {
  return SchemaMaker(program, options, sample).make(std::move(headers));
}

std::optional<Mapping> read_mapping(std::string name, std::string text, engine::syntax::Sources& sources,
                                    std::vector<Diagnostic>& diagnostics) {
  engine::syntax::ReadLimits limits;
  limits.bytes = 1U << 20U;
  const bool is_json = name.ends_with(".json");
  const std::uint32_t source = sources.add(std::move(name), std::move(text));
  const auto document = is_json ? engine::syntax::read_json(sources, source, limits, diagnostics)
                                : engine::syntax::read_yaml(sources, source, limits, diagnostics);
  if (!document) return std::nullopt;
  if (document->kind(document->root()) != engine::syntax::NodeKind::kMapping) {
    diagnostics.push_back(
        {.code = "mapping",
         .message = {"Le fichier de --mapping associe des en-têtes à des règles : « en-tête: règle ».",
                     "The file of --mapping maps headers to rules: “header: rule”."},
         .rule = {},
         .span = {},
         .hint = {}});
    return std::nullopt;
  }
  Mapping mapping;
  const std::size_t before = diagnostics.size();
  for (const auto& entry : document->entries(document->root())) {
    if (auto mapped = read_mapped(*document, entry, diagnostics)) mapping.push_back(*std::move(mapped));
  }
  if (diagnostics.size() != before) return std::nullopt;
  return mapping;
}

}  // namespace partance::microsimulation::table

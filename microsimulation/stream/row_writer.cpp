// Rows of results as text (see row_writer.hpp).
#include "microsimulation/stream/row_writer.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/json.hpp"
#include "base/json_reader.hpp"
#include "base/number_text.hpp"
#include "engine/request/answers.hpp"
#include "microsimulation/table/csv.hpp"

namespace partance::microsimulation::stream {

using engine::batch::Dictionary;
using engine::batch::ResultColumn;
using engine::value::Kind;
using engine::value::UnitId;

namespace {

constexpr std::string_view kNotApplicable = "non applicable";
constexpr std::size_t kMostProblemsTold = 3;
constexpr std::size_t kMostTargetsTold = 3;

struct AddedColumns {
  std::string_view line, code, message;
};
AddedColumns added_columns(base::Language language) {
  if (language == base::Language::kFrench) return {"ligne", "erreur", "message"};
  return {"line", "error", "message"};
}

std::string target_header(const TargetColumn& target) {
  return target.unit.empty() ? target.name : target.name + " (" + target.unit + ")";
}

void append_integer(std::string& out, std::uint64_t number) {
  char digits[20];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
  out.append(digits, static_cast<std::size_t>(end - digits));
}

/// The text of a JSON value that was read once already: of a string what is between its quotes, null as nothing.
class TextOfValue final : public base::JsonEvents {
 public:
  std::string text_found;

  bool null(base::JsonPlace) override { return true; }
  bool boolean(bool, base::JsonPlace) override { return true; }
  bool number(double, base::JsonPlace) override { return true; }
  bool text(std::string_view value, base::JsonPlace) override { return text_found = value, true; }
  bool key(std::string_view, base::JsonPlace) override { return true; }
  bool begin_object(base::JsonPlace) override { return true; }
  bool end_object(base::JsonPlace) override { return true; }
  bool begin_array(base::JsonPlace) override { return true; }
  bool end_array(base::JsonPlace) override { return true; }
};

}  // namespace

std::string cell_of_json(std::string_view value) {
  if (value == "null") return {};
  if (!value.starts_with('"')) return std::string(value);
  TextOfValue reader;
  (void)base::read_json(value, reader);
  return std::move(reader.text_found);
}

void append_number(std::string& out, double number, char decimal) {
  constexpr double kMostWhole = 1e15;
  constexpr double kMostCents = 1e12;
  const double size = std::fabs(number);
  if (size < kMostCents) {
    // Whole numbers and cents, which is nearly all there is: digits of an integer.
    const auto cents = static_cast<std::uint64_t>(size * 100 + 0.5);
    if (static_cast<double>(cents) / 100 == size) {
      if (number < 0) out += '-';
      append_integer(out, cents / 100);
      const auto rest = static_cast<unsigned>(cents % 100);
      if (rest == 0) return;
      out += decimal;
      out += static_cast<char>('0' + rest / 10);
      if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
      return;
    }
  } else if (size < kMostWhole && std::trunc(size) == size) {
    if (number < 0) out += '-';
    append_integer(out, static_cast<std::uint64_t>(size));
    return;
  }
  const std::size_t begin = out.size();
  base::append_number_text(out, number);
  if (decimal != '.') std::replace(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), '.', decimal);
}

std::string output_header(const table::Schema& schema, const OutputShape& shape) {
  if (shape.format == Format::kJsonLines) return {};
  const AddedColumns added = added_columns(shape.language);
  std::string out = shape.has_mark ? "\xEF\xBB\xBF" : "";
  out += added.line;
  const auto add = [&](std::string_view name) {
    out += shape.separator;
    table::append_csv_cell(out, name, shape.separator);
  };
  for (const std::size_t column : schema.kept) add(schema.headers[column]);
  for (const TargetColumn& target : shape.targets) add(target_header(target));
  add(added.code);
  add(added.message);
  return out + '\n';
}

RowWriter::RowWriter(const table::Schema& schema, const OutputShape& shape) : schema_(&schema), shape_(&shape) {
  const auto add_key = [&](std::string_view name) {
    std::string& key = json_keys_.emplace_back(",");
    base::append_json_text(key, name);
    key += ':';
  };
  for (const std::size_t column : schema.kept) add_key(schema.headers[column]);
  for (const TargetColumn& target : shape.targets) add_key(target_header(target));
}

/// Units only ever come to those of a worker.
void RowWriter::follow_units(const engine::value::UnitTable& units) {
  if (units.size() == worker_units_) return;
  units_ = units;
  worker_units_ = units.size();
  target_units_.clear();
  for (const TargetColumn& target : shape_->targets) {
    const bool is_said = !target.unit.empty();
    target_units_.push_back(is_said ? units_.parse(target.unit).value_or(UnitId::kAbsent) : UnitId::kAbsent);
  }
}

void RowWriter::collect_problems(const table::Chunk& chunk, std::uint32_t row, std::size_t& error) {
  for (; error < chunk.errors.size() && chunk.errors[error].row == row; ++error) {
    const table::RowError& found = chunk.errors[error];
    const std::string_view header =
        found.column < schema_->headers.size() ? std::string_view(schema_->headers[found.column]) : std::string_view();
    problems_.push_back({.code = std::string(table::row_fault_code(found.fault)),
                         .message = table::row_error_message(found, header, true),
                         .discreet = table::row_error_message(found, header, false),
                         .targets = {}});
  }
}

bool RowWriter::write(const table::Chunk& chunk, std::span<const engine::batch::ColumnView> inputs,
                      const std::vector<ResultColumn>& results, engine::batch::Worker& worker, std::string& out,
                      Tally& tally) {
  follow_units(worker.units());
  unanswered_.assign(results.size(), 0);
  const bool is_whole = write_rows(chunk, inputs, results, worker, out, tally);
  for (std::size_t t = 0; t < results.size(); ++t) {
    if (unanswered_[t] > 0) tally.unanswered[shape_->targets[t].name] += unanswered_[t];
  }
  return is_whole;
}

bool RowWriter::write_rows(const table::Chunk& chunk, std::span<const engine::batch::ColumnView> inputs,
                           const std::vector<ResultColumn>& results, engine::batch::Worker& worker, std::string& out,
                           Tally& tally) {
  std::size_t error = 0;
  for (std::uint32_t row = 0; row < chunk.rows; ++row) {
    problems_.clear();
    collect_problems(chunk, row, error);
    is_readable_ = problems_.empty();
    if (is_readable_) {
      for (std::size_t t = 0; t < results.size(); ++t) {
        if (results[t].kinds[row] != Kind::kError) continue;
        const auto failure = worker.failure(inputs, row, t);
        base::Message words = failure.message;
        if (!failure.rule.empty()) words = {words.fr + " (" + failure.rule + ")", words.en + " (" + failure.rule + ")"};
        add_problem_of(t, std::string(engine::request::fault_code(failure.fault)), words);
      }
    }
    const std::size_t row_begins = out.size();
    if (shape_->format == Format::kCsv) {
      write_csv_row(chunk, results, worker.dictionary(), row, out);
    } else {
      write_json_row(chunk, results, worker.dictionary(), row, out);
    }
    if (problems_.empty()) {
      ++tally.rows;
      continue;
    }
    if (shape_->stops_at_errors) {
      out.resize(row_begins);
      tally.stopped_at = {chunk.lines[row], problems_[0].code, in_words(problems_[0], problems_[0].discreet)};
      return false;
    }
    ++tally.rows;
    ++tally.bad_rows;
    ++tally.errors[problems_[0].code];
  }
  return true;
}

/// The number of a row in the unit of the header; false when it has one that does not convert. `unit` is what must be
/// written beside it, when the header says none.
bool RowWriter::in_target_unit(std::size_t target, const ResultColumn& result, std::uint32_t row, double& number,
                               std::string_view& unit) {
  number = result.numbers[row];
  unit = {};
  const UnitId theirs = result.units[row];
  const UnitId wanted = target_units_[target];
  if (theirs == wanted || theirs == UnitId::kAbsent || number == 0) return true;
  if (static_cast<std::size_t>(theirs) >= worker_units_) return false;
  if (wanted == UnitId::kAbsent) {
    unit = units_.text(theirs);
    return true;
  }
  const auto converted = units_.convert(theirs, wanted, number);
  if (!converted || !units_.convertible(theirs, wanted)) {
    unit = units_.text(theirs);
    return false;
  }
  number = *converted;
  return true;
}

void RowWriter::unfit_unit(std::size_t target, std::string_view unit) {
  const TargetColumn& column = shape_->targets[target];
  const std::string from = unit.empty() ? "?" : std::string(unit);
  add_problem_of(target, "unit",
                 {"l'unité du résultat, « " + from + " », ne se convertit pas en « " + column.unit + " ».",
                  "the unit of the result, “" + from + "”, does not convert to “" + column.unit + "”."});
}

void RowWriter::write_csv_value(std::size_t target, const ResultColumn& result, const Dictionary& dictionary,
                                std::uint32_t row, std::string& out) {
  switch (result.kinds[row]) {
    case Kind::kNumber: {
      double number = 0;
      std::string_view unit;
      if (!in_target_unit(target, result, row, number, unit)) return unfit_unit(target, unit);
      if (shape_->decimal != shape_->separator && unit.empty()) return append_number(out, number, shape_->decimal);
      scratch_.clear();
      append_number(scratch_, number, shape_->decimal);
      if (!unit.empty()) scratch_.append(" ").append(unit);
      table::append_csv_cell(out, scratch_, shape_->separator);
      return;
    }
    case Kind::kBoolean:
      out += result.numbers[row] != 0 ? "oui" : "non";
      return;
    case Kind::kText:
      return table::append_csv_cell(out, dictionary.text(result.texts[row]), shape_->separator);
    case Kind::kNotApplicable:
      out += kNotApplicable;
      return;
    case Kind::kUndefined:
      ++unanswered_[target];
      return;
    default:
      return;
  }
}

void RowWriter::write_json_value(std::size_t target, const ResultColumn& result, const Dictionary& dictionary,
                                 std::uint32_t row, std::string& out) {
  switch (result.kinds[row]) {
    case Kind::kNumber: {
      double number = 0;
      std::string_view unit;
      if (!in_target_unit(target, result, row, number, unit)) {
        unfit_unit(target, unit);
        break;
      }
      if (unit.empty() && std::isfinite(number)) return append_number(out, number, '.');
      out += '"';
      append_number(out, number, '.');
      if (!unit.empty()) {
        scratch_.clear();
        base::append_json_text(scratch_, unit);
        out.append(" ").append(scratch_, 1, scratch_.size() - 2);
      }
      out += '"';
      return;
    }
    case Kind::kBoolean:
      out += result.numbers[row] != 0 ? "true" : "false";
      return;
    case Kind::kText:
      return base::append_json_text(out, dictionary.text(result.texts[row]));
    case Kind::kNotApplicable:
      return base::append_json_text(out, kNotApplicable);
    case Kind::kUndefined:
      ++unanswered_[target];
      break;
    default:
      break;
  }
  out += "null";
}

/// Targets with the same cause are told together: a rule that fails may take many with it.
void RowWriter::add_problem_of(std::size_t target, std::string code, const base::Message& cause) {
  const auto is_same = [&](const Problem& one) {
    return !one.targets.empty() && one.code == code && one.message.fr == cause.fr;
  };
  auto known = std::ranges::find_if(problems_, is_same);
  if (known == problems_.end()) {
    problems_.push_back({.code = std::move(code), .message = cause, .discreet = cause, .targets = {}});
    known = problems_.end() - 1;
  }
  known->targets.push_back(target);
}

/// "aide 1, aide 2 et 30 autres : division par zéro (taux)"
base::Message RowWriter::in_words(const Problem& problem, const base::Message& cause) const {
  if (problem.targets.empty()) return cause;
  std::string names;
  const std::size_t told = std::min(problem.targets.size(), kMostTargetsTold);
  for (std::size_t i = 0; i < told; ++i) names += (i > 0 ? ", " : "") + shape_->targets[problem.targets[i]].name;
  base::Message who{names, names};
  if (const std::size_t others = problem.targets.size() - told; others > 0) {
    const std::string number = std::to_string(others);
    who.fr += " et " + number + (others == 1 ? " autre" : " autres");
    who.en += " and " + number + (others == 1 ? " other" : " others");
  }
  return {who.fr + " : " + cause.fr, who.en + ": " + cause.en};
}

std::string RowWriter::message() const {
  std::string text;
  for (std::size_t i = 0; i < std::min(problems_.size(), kMostProblemsTold); ++i) {
    if (i > 0) text += " | ";
    text += in_words(problems_[i], problems_[i].message).in(shape_->language);
  }
  if (problems_.size() > kMostProblemsTold)
    text += " | … (" + std::to_string(problems_.size() - kMostProblemsTold) + ")";
  return text;
}

void RowWriter::write_csv_row(const table::Chunk& chunk, const std::vector<ResultColumn>& results,
                              const Dictionary& dictionary, std::uint32_t row, std::string& out) {
  const char separator = shape_->separator;
  append_integer(out, chunk.lines[row]);
  const std::size_t kept = schema_->kept.size();
  for (std::size_t i = 0; i < kept; ++i) {
    out += separator;
    const std::string_view cell = chunk.kept[row * kept + i];
    table::append_csv_cell(out, chunk.kept_are_json ? cell_of_json(cell) : cell, separator);
  }
  for (std::size_t t = 0; t < results.size(); ++t) {
    out += separator;
    if (is_readable_) write_csv_value(t, results[t], dictionary, row, out);
  }
  out += separator;
  if (!problems_.empty()) out += problems_[0].code;
  out += separator;
  if (!problems_.empty()) table::append_csv_cell(out, message(), separator);
  out += '\n';
}

void RowWriter::write_json_row(const table::Chunk& chunk, const std::vector<ResultColumn>& results,
                               const Dictionary& dictionary, std::uint32_t row, std::string& out) {
  const AddedColumns added = added_columns(shape_->language);
  out.append("{\"").append(added.line).append("\":");
  append_integer(out, chunk.lines[row]);
  const std::size_t kept = schema_->kept.size();
  for (std::size_t i = 0; i < kept; ++i) {
    out += json_keys_[i];
    const std::string_view cell = chunk.kept[row * kept + i];
    if (!chunk.kept_are_json) {
      base::append_json_text(out, cell);
    } else {
      out += cell.empty() ? "null" : cell;
    }
  }
  for (std::size_t t = 0; t < results.size(); ++t) {
    out += json_keys_[kept + t];
    if (is_readable_) {
      write_json_value(t, results[t], dictionary, row, out);
    } else {
      out += "null";
    }
  }
  if (!problems_.empty()) {
    out.append(",\"").append(added.code).append("\":");
    base::append_json_text(out, problems_[0].code);
    out.append(",\"").append(added.message).append("\":");
    base::append_json_text(out, message());
  }
  out += "}\n";
}

}  // namespace partance::microsimulation::stream

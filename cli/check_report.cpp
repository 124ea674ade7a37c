// See check_report.hpp.
#include "cli/check_report.hpp"

#include <map>
#include <string_view>

#include <fmt/format.h>

#include "base/json.hpp"

namespace partance::cli {

using engine::cases::Difference;
using engine::cases::Outcome;
using engine::load::Loaded;
using engine::syntax::Diagnostic;
using engine::syntax::Severity;
using engine::syntax::Sources;
using engine::syntax::Span;

namespace {

/// A count with its noun, in the number the language gives it: French 0 and 1 are singular, English 1 only.
std::string counted(std::size_t n, base::Language language, const base::Message& one, const base::Message& many) {
  const bool singular = language == base::Language::kFrench ? n < 2 : n == 1;
  return fmt::format("{} {}", n, (singular ? one : many).in(language));
}

void print_diagnostics(std::string& out, const Loaded& texts, base::Language language, std::size_t most_of_a_kind) {
  std::map<std::string_view, std::size_t> shown;
  for (const Severity severity : {Severity::kError, Severity::kWarning}) {
    for (const Diagnostic& d : texts.diagnostics) {
      if (d.severity != severity) continue;
      const std::size_t so_far = ++shown[d.code];
      if (most_of_a_kind == 0 || so_far <= most_of_a_kind) out += engine::syntax::render(d, texts.sources, language);
    }
  }
  for (const auto& [code, total] : shown) {
    if (most_of_a_kind == 0 || total <= most_of_a_kind) continue;
    const std::size_t hidden = total - most_of_a_kind;
    out += language == base::Language::kFrench ? fmt::format("… et {} de plus [{}] ; --all les montre.\n", hidden, code)
                                               : fmt::format("… and {} more [{}]; --all shows them.\n", hidden, code);
  }
}

void print_difference(std::string& out, const Difference& difference, base::Language language) {
  const bool french = language == base::Language::kFrench;
  out += fmt::format("    {}\n", difference.rule);
  out += fmt::format("      {} {}\n", french ? "attendu :" : "expected:", difference.expected);
  out += fmt::format("      {} {}\n", french ? "obtenu  :" : "obtained:", difference.obtained);
  if (!difference.reason.fr.empty()) {
    out += fmt::format("      {} {}{}\n", french ? "raison  :" : "reason:  ", difference.reason.in(language),
                       difference.reason_rule.empty() ? "" : " (" + difference.reason_rule + ")");
  }
  if (difference.missing.empty()) return;
  out += french ? "      manque  :" : "      missing: ";
  for (std::size_t i = 0; i < difference.missing.size(); ++i) {
    out += (i == 0 ? " " : ", ") + difference.missing[i];
  }
  out += '\n';
}

void print_cases(std::string& out, const CheckReport& report, base::Language language) {
  for (const CheckedFile& file : report.files) {
    for (const Outcome& outcome : file.outcomes) {
      if (outcome.passed()) continue;
      const auto line = report.case_texts.sources.position(outcome.span.source, outcome.span.begin).line;
      out += fmt::format("✗ {}:{}: {}\n", file.path, line, outcome.name);
      if (outcome.unreadable) {
        out += language == base::Language::kFrench ? "    ce cas n'a pas pu être lu (voir plus haut)\n"
                                                   : "    this case could not be read (see above)\n";
      }
      for (const Difference& difference : outcome.differences) print_difference(out, difference, language);
    }
  }
}

std::string summary(const CheckReport& report, base::Language language) {
  const CheckCounts counts = count(report);
  std::string out = counted(report.rules, language, {"règle", "rule"}, {"règles", "rules"}) + ", " +
                    counted(counts.errors, language, {"erreur", "error"}, {"erreurs", "errors"}) + ", " +
                    counted(counts.warnings, language, {"avertissement", "warning"}, {"avertissements", "warnings"});
  const bool french = language == base::Language::kFrench;
  if (!report.rules_are_usable) {
    return out + (french ? ". Les cas n'ont pas été joués : corriger d'abord les erreurs.\n"
                         : ". The cases were not run: mend the errors first.\n");
  }
  out += french ? " ; " : "; ";
  out += counted(counts.cases, language, {"cas", "case"}, {"cas", "cases"});
  if (counts.cases == 0) return out + ".\n";
  const std::size_t failed = counts.cases - counts.passed;
  if (failed == 0) {
    return out + (french ? fmt::format(", tous réussis ({} valeurs comparées).\n", counts.values)
                         : fmt::format(", all passed ({} values compared).\n", counts.values));
  }
  return out + (french ? fmt::format(" : {}, {} en échec ({} sur {} valeurs diffèrent).\n",
                                     counted(counts.passed, language, {"réussi", {}}, {"réussis", {}}), failed,
                                     counts.different, counts.values)
                       : fmt::format(": {} passed, {} failed ({} of {} values differ).\n", counts.passed, failed,
                                     counts.different, counts.values));
}

void write_message(base::JsonWriter& json, std::string_view key, const base::Message& message) {
  json.key(key).value(message.fr).key(std::string(key) + " en").value(message.en);
}

void write_place(base::JsonWriter& json, const Sources& sources, const Span& span) {
  if (span.source == Span::kNoSource) return;
  const auto begin = sources.position(span.source, span.begin);
  const auto end = sources.position(span.source, span.end);
  json.key("file").value(sources.name(span.source));
  json.key("line").value(begin.line).key("column").value(begin.column);
  json.key("end line").value(end.line).key("end column").value(end.column);
}

void write_diagnostics(base::JsonWriter& json, const Loaded& texts) {
  for (const Diagnostic& d : texts.diagnostics) {
    json.begin_object().key("code").value(d.code);
    json.key("severity").value(d.severity == Severity::kError ? "error" : "warning");
    write_message(json, "message", d.message);
    if (!d.hint.fr.empty()) write_message(json, "hint", d.hint);
    if (!d.rule.empty()) json.key("rule").value(d.rule);
    write_place(json, texts.sources, d.span);
    json.end_object();
  }
}

void write_difference(base::JsonWriter& json, const Difference& difference, const Sources& sources) {
  json.begin_object().key("rule").value(difference.rule);
  json.key("expected").value(difference.expected).key("obtained").value(difference.obtained);
  json.key("missing").begin_array();
  for (const std::string& name : difference.missing) json.value(name);
  json.end_array();
  if (!difference.reason.fr.empty()) write_message(json, "reason", difference.reason);
  if (!difference.reason_rule.empty()) json.key("reason rule").value(difference.reason_rule);
  write_place(json, sources, difference.span);
  json.end_object();
}

}  // namespace

CheckCounts count(const CheckReport& report) {
  CheckCounts counts;
  for (const Loaded* texts : {&report.rule_texts, &report.case_texts}) {
    for (const Diagnostic& d : texts->diagnostics) ++(d.severity == Severity::kError ? counts.errors : counts.warnings);
  }
  for (const CheckedFile& file : report.files) {
    for (const Outcome& outcome : file.outcomes) {
      ++counts.cases;
      counts.passed += outcome.passed() ? 1 : 0;
      counts.values += outcome.expectations;
      counts.different += outcome.differences.size();
    }
  }
  return counts;
}

std::string print_report(const CheckReport& report, base::Language language, std::size_t most_of_a_kind) {
  std::string out;
  print_diagnostics(out, report.rule_texts, language, most_of_a_kind);
  print_diagnostics(out, report.case_texts, language, most_of_a_kind);
  print_cases(out, report, language);
  return out + summary(report, language);
}

std::string report_json(const CheckReport& report) {
  std::string out;
  base::JsonWriter json(out, base::JsonLayout::kIndented);
  const CheckCounts counts = count(report);
  json.begin_object().key("rules").value(report.rules).key("diagnostics").begin_array();
  write_diagnostics(json, report.rule_texts);
  write_diagnostics(json, report.case_texts);
  json.end_array().key("cases").begin_array();
  for (const CheckedFile& file : report.files) {
    for (const Outcome& outcome : file.outcomes) {
      json.begin_object().key("name").value(outcome.name).key("file").value(file.path);
      json.key("line").value(report.case_texts.sources.position(outcome.span.source, outcome.span.begin).line);
      json.key("passed").value(outcome.passed());
      if (outcome.unreadable) json.key("unreadable").value(true);
      if (!outcome.differences.empty()) {
        json.key("differences").begin_array();
        for (const Difference& difference : outcome.differences)
          write_difference(json, difference, report.case_texts.sources);
        json.end_array();
      }
      json.end_object();
    }
  }
  json.end_array().key("summary").begin_object();
  json.key("errors").value(counts.errors).key("warnings").value(counts.warnings).key("cases").value(counts.cases);
  json.key("passed").value(counts.passed).key("failed").value(counts.cases - counts.passed);
  json.key("values").value(counts.values).key("different").value(counts.different);
  json.end_object().end_object();
  out += '\n';
  return out;
}

}  // namespace partance::cli

// See cases.hpp.
#include "engine/cases/cases.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <unordered_set>
#include <utility>

#include "base/file.hpp"
#include "base/spelling.hpp"
#include "engine/cases/literal.hpp"

namespace partance::engine::cases {

using syntax::Diagnostic;
using syntax::Document;
using syntax::NodeKind;
using value::Kind;
using value::Value;

/// One case: where its parts stand in the file.
struct Runner::Case {
  std::string name;
  syntax::Span span;
  std::optional<syntax::NodeId> common, situation, expected;
};

namespace {

Diagnostic problem(std::string_view code, const syntax::Span& span, std::string fr, std::string en,
                   base::Message hint = {}) {
  return {.code = std::string(code),
          .severity = syntax::Severity::kError,
          .message = {std::move(fr), std::move(en)},
          .rule = {},
          .span = span,
          .hint = std::move(hint)};
}

const base::Message kShape = {
    "Un fichier de cas a une clé « cas » (une liste de { nom, situation, attendu }) et, s'il le faut, « commun ».",
    "A file of cases has a key “cas” (a list of { nom, situation, attendu }) and, if need be, “commun”."};

constexpr std::array<std::string_view, 2> kFileKeys = {"commun", "cas"};
constexpr std::array<std::string_view, 4> kCaseKeys = {"nom", "situation", "attendu", "note"};

/// Refuses keys nobody reads: a misspelt « situation » would make a case prove something else.
template <std::size_t N>
bool check_keys(const Document& file, syntax::NodeId mapping, const std::array<std::string_view, N>& known,
                std::vector<Diagnostic>& diagnostics) {
  bool good = true;
  for (const Document::Entry& entry : file.entries(mapping)) {
    if (std::ranges::find(known, file.key(entry)) != known.end()) continue;
    const std::string key(file.key(entry));
    diagnostics.push_back(problem("case-key", file.span(entry),
                                  "« " + key + " » n'est pas une clé d'un fichier de cas.",
                                  "“" + key + "” is not a key of a file of cases.", kShape));
    good = false;
  }
  return good;
}

/// The mapping under `key`; nothing when absent or null. Anything else is told and makes `good` false.
std::optional<syntax::NodeId> mapping_under(const Document& file, syntax::NodeId from, std::string_view key, bool& good,
                                            std::vector<Diagnostic>& diagnostics) {
  const auto found = file.find(from, key);
  if (!found || file.kind(*found) == NodeKind::kNull) return std::nullopt;
  if (file.kind(*found) == NodeKind::kMapping) return found;
  const std::string word(key);
  diagnostics.push_back(problem("case-shape", file.span(*found), "« " + word + " » associe des règles à des valeurs.",
                                "“" + word + "” maps rules to values.", kShape));
  good = false;
  return std::nullopt;
}

}  // namespace

bool is_cases_file(std::string_view path) {
  return path.ends_with(".cases.yaml") || path.ends_with(".cases.yml");
}

base::Result<void> read_cases(const std::filesystem::path& path, load::Loaded& into) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) {
    auto text = base::read_file(path, syntax::ReadLimits{}.bytes);
    if (!text) return std::unexpected(text.error());
    load::read_text(path.string(), std::move(*text), into);
    return {};
  }
  static constexpr std::array<std::string_view, 2> kSuffixes = {".cases.yaml", ".cases.yml"};
  auto files = base::read_folder(path, kSuffixes);
  if (!files) return std::unexpected(files.error());
  for (base::FileText& file : *files) load::read_text(std::move(file.path), std::move(file.text), into);
  return {};
}

Runner::Runner(std::shared_ptr<const plan::Program> program, const evaluate::RunOptions& options)
    : run_(std::move(program), options) {
  replaced_.assign(run_.model().rules.size(), false);
  for (const model::Replacement& replacement : run_.model().replacements) {
    if (replacement.target != model::kNoRule) replaced_[model::index(replacement.target)] = true;
  }
}

std::vector<Outcome> Runner::run(const Document& file, std::vector<Diagnostic>& diagnostics) {
  const syntax::NodeId root = file.root();
  const auto list = file.kind(root) == NodeKind::kMapping ? file.find(root, "cas") : std::nullopt;
  if (!list || file.kind(*list) != NodeKind::kSequence) {
    diagnostics.push_back(problem("case-shape", file.span(root), "Ce fichier de cas n'a pas de liste « cas ».",
                                  "This file of cases has no list “cas”.", kShape));
    return {};
  }
  bool good = check_keys(file, root, kFileKeys, diagnostics);
  const auto common = mapping_under(file, root, "commun", good, diagnostics);
  std::vector<Outcome> outcomes;
  std::unordered_set<std::string> names;
  for (const syntax::NodeId item : file.items(*list)) {
    Case one{.name = {}, .span = file.span(item), .common = common, .situation = {}, .expected = {}};
    bool readable = good && file.kind(item) == NodeKind::kMapping;
    const auto name = readable ? file.find(item, "nom") : std::nullopt;
    if (name && file.kind(*name) == NodeKind::kText) {
      one.name = std::string(file.text(*name));
      one.span = file.span(*name);
    } else {
      diagnostics.push_back(
          problem("case-shape", one.span, "Ce cas n'a pas de « nom ».", "This case has no “nom”.", kShape));
      readable = false;
    }
    if (readable && !names.insert(one.name).second) {
      diagnostics.push_back(
          problem("case-name", one.span, "Deux cas de ce fichier ont le même nom.",
                  "Two cases of this file have the same name.",
                  {"Dire dans le nom ce qui distingue ce cas.", "Say in the name what sets this case apart."}));
      readable = false;
    }
    if (readable) {
      readable = check_keys(file, item, kCaseKeys, diagnostics);
      one.situation = mapping_under(file, item, "situation", readable, diagnostics);
      one.expected = mapping_under(file, item, "attendu", readable, diagnostics);
    }
    if (readable && (!one.expected || file.entries(*one.expected).empty())) {
      diagnostics.push_back(
          problem("case-shape", one.span, "Ce cas n'attend rien.", "This case expects nothing.", kShape));
      readable = false;
    }
    if (readable) {
      outcomes.push_back(run_case(file, one, diagnostics));
    } else {
      outcomes.push_back(
          {.name = one.name, .span = one.span, .expectations = 0, .unreadable = true, .differences = {}});
    }
  }
  return outcomes;
}

Outcome Runner::run_case(const Document& file, const Case& one, std::vector<Diagnostic>& diagnostics) {
  Outcome outcome{.name = one.name, .span = one.span, .expectations = 0, .unreadable = false, .differences = {}};
  run_.clear();
  bool good = true;
  if (one.common) {
    for (const Document::Entry& entry : file.entries(*one.common)) {
      const bool overridden = one.situation && file.find(*one.situation, file.key(entry));
      if (!overridden) good = answer(file, entry, diagnostics) && good;
    }
  }
  if (one.situation) {
    for (const Document::Entry& entry : file.entries(*one.situation)) good = answer(file, entry, diagnostics) && good;
  }
  if (good) {
    for (const Document::Entry& entry : file.entries(*one.expected)) {
      good = expect(file, entry, outcome, diagnostics) && good;
    }
  }
  outcome.unreadable = !good;
  return outcome;
}

bool Runner::answer(const Document& file, const Document::Entry& entry, std::vector<Diagnostic>& diagnostics) {
  const std::string name(file.key(entry));
  const auto rule = run_.model().find(name);
  if (!rule || run_.model().rule(*rule).is_private) {
    const std::string near = nearest_rule(name);
    base::Message hint;
    if (!near.empty()) hint = {"Vouliez-vous dire « " + near + " » ?", "Did you mean “" + near + "”?"};
    diagnostics.push_back(problem("case-unknown-rule", file.span(entry),
                                  "« " + name + " » n'est pas une règle à laquelle on peut répondre.",
                                  "“" + name + "” is not a rule one can answer.", std::move(hint)));
    return false;
  }
  if (file.kind(entry.value) == NodeKind::kNull) return true;
  if (const auto literal = read_literal(file, entry.value, run_.units(), run_.texts())) {
    run_.set(*rule, *literal);
    return true;
  }
  return run_.set(*rule, file, entry.value, diagnostics);
}

bool Runner::expect(const Document& file, const Document::Entry& entry, Outcome& outcome,
                    std::vector<Diagnostic>& diagnostics) {
  ++outcome.expectations;
  const std::string rule(file.key(entry));
  const std::size_t before = diagnostics.size();
  const auto obtained = value_of(rule, file.span(entry), diagnostics);
  if (!obtained) {
    const std::string near = nearest_rule(rule);
    for (std::size_t i = before; i < diagnostics.size(); ++i) {
      diagnostics[i].span = file.span(entry);
      diagnostics[i].rule.clear();
      if (diagnostics[i].hint.fr.empty() && !near.empty()) {
        diagnostics[i].hint = {"Vouliez-vous dire « " + near + " » ?", "Did you mean “" + near + "”?"};
      }
    }
    return false;
  }
  const auto expected = read_expected(file, entry.value, run_.units(), run_.texts());
  if (!expected) {
    diagnostics.push_back(
        problem("case-expectation", file.span(entry.value), "Cette valeur attendue ne se lit pas.",
                "This expected value cannot be read.",
                {"Écrire oui, non, non applicable, non défini, un nombre avec son unité (400 €/mois), une "
                 "date (01/09/2025) ou un texte entre guillemets (\"'FR'\").",
                 "Write oui, non, non applicable, non défini, a number with its unit (400 €/mois), a date "
                 "(01/09/2025) or a quoted text (\"'FR'\")."}));
    return false;
  }
  if (agree(*expected, *obtained)) return true;
  Difference difference{.rule = rule,
                        .expected = print_literal(*expected, run_.units(), run_.texts()),
                        .obtained = print_literal(*obtained, run_.units(), run_.texts()),
                        .missing = {},
                        .reason = {},
                        .reason_rule = {},
                        .span = file.span(entry.value)};
  if (obtained->is(Kind::kError)) {
    const evaluate::Failure failure = run_.failure();
    difference.reason = failure.message;
    difference.reason_rule = failure.rule;
  } else {
    for (const model::RuleId id : run_.missing(*obtained)) difference.missing.push_back(run_.model().rule(id).name);
  }
  outcome.differences.push_back(std::move(difference));
  return true;
}

std::optional<Value> Runner::value_of(std::string_view expression, const syntax::Span& span,
                                      std::vector<Diagnostic>& diagnostics) {
  const auto rule = run_.model().find(expression);
  if (rule && !replaced_[model::index(*rule)] && run_.model().rule(*rule).is_reachable_from_root)
    return run_.evaluate(*rule);
  Document text;
  text.set_source(span.source);
  text.set_root(text.add_text(expression, span.begin, span.end));
  return run_.evaluate(text, text.root(), diagnostics);
}

std::string Runner::nearest_rule(std::string_view name) const {
  constexpr std::size_t kMost = 3;
  std::string best;
  std::size_t best_distance = kMost + 1;
  for (const model::Rule& rule : run_.model().rules) {
    if (rule.is_step || rule.is_private) continue;
    const std::size_t distance = base::edit_distance(name, rule.name, kMost);
    if (distance >= best_distance) continue;
    best_distance = distance;
    best = rule.name;
  }
  return best;
}

bool Runner::agree(const Value& expected, const Value& obtained) {
  if (expected.kind != obtained.kind) return false;
  if (expected.is(Kind::kBoolean)) return expected.bits == obtained.bits;
  if (expected.is(Kind::kText)) return run_.texts().text(expected.text_id()) == run_.texts().text(obtained.text_id());
  if (!expected.is_number()) return true;
  if (run_.units().text(expected.unit) != run_.units().text(obtained.unit)) return false;
  const double scale = std::max(std::abs(expected.number), std::abs(obtained.number));
  return expected.number == obtained.number || std::abs(expected.number - obtained.number) <= 1e-9 * scale;
}

}  // namespace partance::engine::cases

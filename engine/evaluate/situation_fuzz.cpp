// Attacks what a person or a caller may send to rules that are known: a line with an expression, then a situation in
// YAML. The answer is the same twice, in a fresh run, and in a run whose answers changed one after the other.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluate/told.hpp"
#include "engine/load/load.hpp"
#include "engine/syntax/expression.hpp"

using namespace partance::engine;

namespace {

constexpr std::string_view kRules = R"(
n: {question: n, unité: €}
m: {question: m, par défaut: 2 €}
age: {question: age, par défaut: 20 an}
yes: {question: oui ou non ?}
no: {valeur: non}
text: {question: texte, par défaut: "'un'"}
day: {question: jour, par défaut: 01/09/2025}
pays: {question: pays, par défaut: "'FR'", une possibilité: ["'FR'", "'ES'", "'IT'"]}
option: {une possibilité: [a, b], par défaut: "'a'"}
option . a: {applicable si: yes}
option . b:
parent: {question: parent, par défaut: oui}
parent . child: {valeur: n + 1 €, non applicable si: age > 30 an}
parent . child . leaf: child * 2
sum: {somme: [n, m, parent . child], arrondi: 2 décimales}
scale: {barème: {assiette: n, multiplicateur: m, tranches: [{taux: 10 %, plafond: 3}, {taux: 20 %}]}}
grid: {grille: {assiette: age, tranches: [{montant: 1 €, plafond: 18 an}, {montant: 2 €, plafond: 26 an}, {montant: 3 €}]}}
rate: {taux progressif: {assiette: n, tranches: [{taux: 0 %, plafond: 1 €}, {taux: 50 %, plafond: 10 €}]}}
since: {durée: {depuis: day, unité: mois}}
said: {texte: "{{ n }} pour {{ text }} le {{ day }}"}
either: {variations: [{si: pays = 'FR', alors: sum}, {si: yes, alors: grid}, {sinon: m}]}
other: {valeur: m * 3, remplace: {références à: m, dans: sum, sauf dans: parent}, applicable si: yes}
away: {valeur: sum, contexte: {n: 7 €, pays: "'ES'"}}
all: {toutes ces conditions: [yes, n > 1 €, est défini: text]}
any: {une de ces conditions: [no, est applicable: parent . child, n = m]}
best: {le maximum de: [n, m, 4 €], plafond: 100 €, plancher: 1 €, abattement: 1 €}
net: {valeur: gross * 80 %, unité: €}
gross: {inversion numérique: [net], unité: €}
fixed: {valeur: (fixed + n) / 2, résoudre la référence circulaire: oui}
loop: pool + 1
pool: loop + n
)";

void require(bool holds) {
  if (!holds) std::abort();
}

std::shared_ptr<const plan::Program> rules() {
  load::Loaded loaded;
  load::read_text("rules.yaml", std::string(kRules), loaded);
  auto program = load::compile(loaded);
  require(program != nullptr);
  return program;
}

evaluate::RunOptions small() {
  evaluate::RunOptions options;
  options.limits = {.steps = 20'000, .worlds = 4};
  options.today = {2025, 9, 1};
  return options;
}

/// Gives every answer that names a public rule; false when one cannot be read.
bool give(evaluate::Run& run, const syntax::Document& situation, std::vector<syntax::Diagnostic>& diagnostics) {
  bool good = true;
  for (const auto& entry : situation.entries(situation.root())) {
    const auto rule = run.model().find(situation.key(entry));
    if (!rule || run.model().rule(*rule).is_private) continue;
    good = run.set(*rule, situation, entry.value, diagnostics) && good;
  }
  return good;
}

std::string answer(evaluate::Run& run, const syntax::Document& expression) {
  std::vector<syntax::Diagnostic> diagnostics;
  const auto v = run.evaluate(expression, expression.root(), diagnostics);
  require(v.has_value() || !diagnostics.empty());
  if (!v) return diagnostics.front().code;
  if (v->is(value::Kind::kError)) require(!run.failure().message.fr.empty());
  return evaluate::told(run, *v);
}

syntax::Document text_document(std::string_view text) {
  syntax::Document document;
  document.set_root(document.add_text(text, 0, 0));
  return document;
}

/// A literal: not an expression on other rules.
bool is_literal(std::string_view text) {
  syntax::Expression parsed;
  return !syntax::parse_expression(text, parsed) && parsed.nodes.size() == 1 &&
         parsed.nodes[0].kind != syntax::ExpressionKind::kReference;
}

/// With every question answered, and away from cycles, a run that keeps values answers as a fresh one.
void check_changes(const std::shared_ptr<const plan::Program>& program, const syntax::Document& situation) {
  static constexpr std::string_view kTargets[] = {"sum", "either", "parent . child . leaf", "scale", "grid",
                                                  "all", "best"};
  load::Loaded complete;
  load::read_text("all.yaml",
                  "{n: 5 €, m: 3 €, age: 22 an, yes: oui, text: \"'deux'\", day: 02/09/2025, pays: \"'IT'\", "
                  "option: \"'b'\", parent: oui}",
                  complete);
  std::vector<syntax::Diagnostic> diagnostics;
  for (const std::string_view target : kTargets) {
    const syntax::Document expression = text_document(target);
    evaluate::Run kept(program, small());
    evaluate::Run fresh(program, small());
    require(give(kept, *complete.documents[0], diagnostics) && give(fresh, *complete.documents[0], diagnostics));
    const model::RuleId rule = *program->model.find(target);
    kept.evaluate(rule);
    for (const auto& entry : situation.entries(situation.root())) {
      const auto question = program->model.find(situation.key(entry));
      const bool is_text = situation.kind(entry.value) == syntax::NodeKind::kText;
      if (!question || program->model.rule(*question).is_private || !is_text) continue;
      if (!is_literal(situation.text(entry.value))) continue;
      if (!kept.set(*question, situation, entry.value, diagnostics)) continue;
      require(fresh.set(*question, situation, entry.value, diagnostics));
      kept.evaluate(rule);
    }
    require(evaluate::told(kept, kept.evaluate(rule)) == evaluate::told(fresh, fresh.evaluate(rule)));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::shared_ptr<const plan::Program> program = rules();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t line = text.find('\n');
  load::Loaded loaded;
  if (line != std::string_view::npos) {
    load::read_text("s.yaml", std::string(text.substr(line + 1)), loaded,
                    {.bytes = 10'000, .depth = 20, .nodes = 1'000});
  }
  if (loaded.has_errors()) return 0;
  if (loaded.documents.empty()) load::read_text("s.yaml", "{}", loaded);
  const syntax::Document& situation = *loaded.documents[0];
  if (situation.kind(situation.root()) != syntax::NodeKind::kMapping) return 0;

  const syntax::Document expression = text_document(text.substr(0, line));
  std::vector<syntax::Diagnostic> diagnostics;
  evaluate::Run run(program, small());
  const bool good = give(run, situation, diagnostics);
  require(good == diagnostics.empty());
  const std::string first = answer(run, expression);
  evaluate::Run other(program, small());
  require(give(other, situation, diagnostics) == good);
  require(answer(other, expression) == first);
  // Cleared, a run has forgotten what it was told.
  run.clear();
  require(give(run, situation, diagnostics) == good);
  require(answer(run, expression) == first);
  check_changes(program, situation);
  return 0;
}

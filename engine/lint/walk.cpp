// The walk over rules as written: which keys hold expressions, and which hold something else (see linter.hpp).
#include <algorithm>

#include "engine/lint/lint.hpp"
#include "engine/lint/linter.hpp"
#include "engine/model/mechanisms.hpp"

namespace partance::engine::lint {

using syntax::Document;
using syntax::NodeKind;

void lint(const model::Model& model, Documents documents, std::vector<syntax::Diagnostic>& diagnostics) {
  Linter(model, documents, diagnostics).run();
}

Linter::Linter(const model::Model& model, Documents documents, std::vector<syntax::Diagnostic>& diagnostics)
    : model_(model), documents_(documents), diagnostics_(diagnostics), units_(model.units) {}

void Linter::warn(const Place& place, std::string_view code, const syntax::Span& span, base::Message message,
                  base::Message hint) {
  diagnostics_.push_back({.code = std::string(code),
                          .severity = syntax::Severity::kWarning,
                          .message = std::move(message),
                          .rule = place.rule->name,
                          .span = span,
                          .hint = std::move(hint)});
}

void Linter::run() {
  for (const model::Rule& rule : model_.rules) {
    if (!rule.is_step && rule.document < documents_.size()) visit_rule(rule);
  }
  check_replacement_scopes();
}

void Linter::visit_rule(const model::Rule& rule) {
  const Place place{&rule, documents_[rule.document].get()};
  extrema_ = 0;
  check_names(rule);
  if (place.doc->kind(rule.raw) != NodeKind::kMapping) {
    check_body_number(place, rule.raw);
    check_private_input(place, rule.raw);
    return visit(place, rule.raw);
  }
  check_keys(place, rule.raw);
  check_question(place, rule.raw);
  check_private_input(place, rule.raw);
  check_context(place, rule.raw);
  visit_object(place, rule.raw);
}

void Linter::visit(const Place& place, syntax::NodeId node) {
  switch (place.doc->kind(node)) {
    case NodeKind::kText:
      return visit_text(place, place.doc->text(node), place.doc->span(node));
    case NodeKind::kSequence:
      for (const syntax::NodeId item : place.doc->items(node)) visit(place, item);
      return;
    case NodeKind::kMapping:
      return visit_object(place, node);
    default:
      return;
  }
}

/// The mechanisms of an object; other keys are metadata of a rule.
void Linter::visit_object(const Place& place, syntax::NodeId node) {
  check_unit_key(place, node);
  for (const Document::Entry& entry : place.doc->entries(node)) {
    const std::string_view key = place.doc->key(entry);
    if (model::chained_index(key) || model::is_value_mechanism(key)) visit_entry(place, entry);
  }
}

void Linter::visit_entry(const Place& place, const Document::Entry& entry) {
  const std::string_view key = place.doc->key(entry);
  if (key == "avec" || key == "constant" || key == "inversion numérique" || key == "variable manquante") return;
  if (key == "variable" || key == "valeur" || key == "formule") return visit(place, entry.value);
  if (key == "texte") return visit_template(place, entry.value);
  if (key == "unité") {
    if (place.doc->kind(entry.value) != NodeKind::kText) return;
    return check_unit(place, place.doc->text(entry.value), place.doc->span(entry.value));
  }
  if (key == "résoudre la référence circulaire" || key == "simplifier l'unité") check_switch(place, entry);
  if (key == "plafond" || key == "plancher") check_bound(place, entry);
  if (key == "barème" || key == "grille" || key == "taux progressif") check_brackets(place, entry);
  const bool is_extremum = key == "le maximum de" || key == "le minimum de";
  if (is_extremum) count_extremum(place, entry);
  Place inside = place;
  inside.in_extremum = place.in_extremum || is_extremum;
  const bool has_words = key == "condition" || key == "variations" || key == "durée" || key == "contexte" ||
                         key == "barème" || key == "grille" || key == "taux progressif";
  if (has_words) return visit_children(inside, entry.value);
  visit(inside, entry.value);
}

/// Values under the words of a mechanism (si, alors, assiette, tranches…) or the names of a `contexte`.
void Linter::visit_children(const Place& place, syntax::NodeId node) {
  if (place.doc->kind(node) == NodeKind::kSequence) {
    for (const syntax::NodeId item : place.doc->items(node)) visit_children(place, item);
    return;
  }
  if (place.doc->kind(node) != NodeKind::kMapping) return visit(place, node);
  for (const Document::Entry& entry : place.doc->entries(node)) {
    const std::string_view key = place.doc->key(entry);
    if (key == "unité" && place.doc->kind(entry.value) == NodeKind::kText) continue;  // of a duration
    if (key == "tranches") {
      visit_children(place, entry.value);
    } else {
      visit(place, entry.value);
    }
  }
}

void Linter::visit_template(const Place& place, syntax::NodeId node) {
  if (place.doc->kind(node) != NodeKind::kText) return;
  const std::string_view text = place.doc->text(node);
  std::size_t at = 0;
  while (true) {
    const std::size_t open = text.find("{{", at);
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open + 2);
    if (close == std::string_view::npos) return;
    visit_text(place, text.substr(open + 2, close - open - 2), place.doc->span(node));
    at = close + 2;
  }
}

void Linter::visit_text(const Place& place, std::string_view text, const syntax::Span& span) {
  syntax::Expression expression;
  if (syntax::parse_expression(text, expression)) return;
  // Offsets in the expression are offsets in the source when the text was neither folded nor unescaped.
  syntax::Span inner = span;
  if (span.end - span.begin == text.size() + 2) ++inner.begin, --inner.end;
  const bool exact = inner.end - inner.begin == text.size() && expression.source == text;
  check_expression(place, {expression, exact ? inner : span, exact});
}

syntax::Span Linter::Written::of(const syntax::ExpressionNode& node) const {
  if (!exact || node.text_size == 0) return span;
  const bool has_text = node.kind == syntax::ExpressionKind::kReference || node.kind == syntax::ExpressionKind::kText ||
                        (node.kind == syntax::ExpressionKind::kNumber && node.has_unit);
  if (!has_text) return span;
  return {span.source, span.begin + node.text_begin, span.begin + node.text_begin + node.text_size};
}

}  // namespace partance::engine::lint

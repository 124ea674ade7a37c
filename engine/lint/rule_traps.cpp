// Traps in the keys of a rule: misspelt words, switches that are always on, bounds that are not numbers (see
// linter.hpp).
#include <algorithm>
#include <array>
#include <cctype>

#include "base/spelling.hpp"
#include "engine/lint/linter.hpp"
#include "engine/model/mechanisms.hpp"
#include "engine/model/names.hpp"
#include "engine/value/number.hpp"

namespace partance::engine::lint {

using syntax::Document;
using syntax::NodeKind;

namespace {

constexpr std::array<std::string_view, 10> kRuleKeys = {"avec",
                                                        "privé",
                                                        "une possibilité",
                                                        "remplace",
                                                        "rend non applicable",
                                                        "suggestions",
                                                        "question",
                                                        "type",
                                                        "experimental",
                                                        "possiblement non applicable"};

/// Metadata in use that stands near a word of the language.
constexpr std::array<std::string_view, 12> kMetadata = {"titre",    "description", "note",     "notes",
                                                        "résumé",   "icônes",      "acronyme", "références",
                                                        "exemples", "sévérité",    "form",     "unité attendue"};

/// Words of older versions of the language, and what replaced them.
struct OldWord {
  std::string_view old;
  std::string_view now;
};
constexpr std::array<OldWord, 5> kOldWords = {{{"composantes", "somme"},
                                               {"recalcul", "contexte"},
                                               {"allègement", "abattement"},
                                               {"synchronisation", "une autre règle"},
                                               {"encadrement", "plafond / plancher"}}};

/// Lower case without the accents of French, so that « Bareme » is near « barème ».
std::string folded(std::string_view word) {
  struct Letter {
    std::string_view accented;
    char plain;
  };
  static constexpr std::array<Letter, 12> kLetters = {{{"é", 'e'},
                                                       {"è", 'e'},
                                                       {"ê", 'e'},
                                                       {"ë", 'e'},
                                                       {"à", 'a'},
                                                       {"â", 'a'},
                                                       {"î", 'i'},
                                                       {"ï", 'i'},
                                                       {"ô", 'o'},
                                                       {"ù", 'u'},
                                                       {"û", 'u'},
                                                       {"ç", 'c'}}};
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    const auto* letter = std::ranges::find_if(
        kLetters, [&](const Letter& candidate) { return word.substr(i).starts_with(candidate.accented); });
    if (letter != kLetters.end()) {
      out += letter->plain;
      i += letter->accented.size();
    } else {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(word[i++])));
    }
  }
  return out;
}

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool is_word(std::string_view key) {
  return model::chained_index(key) || model::is_value_mechanism(key) || holds(kRuleKeys, key);
}

/// The word of the language that a key was probably meant to be; empty when none is near.
std::string_view meant_word(std::string_view key) {
  for (const OldWord& word : kOldWords) {
    if (word.old == key) return word.now;
  }
  const std::string plain = folded(key);
  const std::size_t most = plain.size() < 5 ? 0 : plain.size() < 9 ? 1 : 2;
  std::string_view best;
  std::size_t best_distance = most + 1;
  const auto consider = [&](std::string_view word) {
    if (word.size() < 3) return;
    const std::size_t distance = base::edit_distance(plain, folded(word), most);
    if (distance >= best_distance) return;
    best_distance = distance;
    best = word;
  };
  for (const std::string_view word : model::kChained) consider(word);
  for (const std::string_view word : model::kValueMechanisms) consider(word);
  for (const std::string_view word : kRuleKeys) consider(word);
  return best;
}

bool is_text(const Document& doc, syntax::NodeId node, std::string_view text) {
  return doc.kind(node) == NodeKind::kText && doc.text(node) == text;
}

/// True when the body computes something, has a default or options.
bool computes(const Document& doc, syntax::NodeId body) {
  if (doc.kind(body) != NodeKind::kMapping) return doc.kind(body) != NodeKind::kNull;
  return std::ranges::any_of(doc.entries(body), [&](const Document::Entry& entry) {
    const std::string_view key = doc.key(entry);
    return model::is_value_mechanism(key) || key == "par défaut" || key == "une possibilité" || key == "unité";
  });
}

}  // namespace

void Linter::check_keys(const Place& place, syntax::NodeId body) {
  for (const Document::Entry& entry : place.doc->entries(body)) {
    const std::string_view key = place.doc->key(entry);
    if (is_word(key) || holds(kMetadata, key) || key.ends_with(" en")) continue;
    const std::string_view meant = meant_word(key);
    if (meant.empty()) continue;
    warn(place, "trap-misspelt-mechanism", place.doc->span(entry),
         {"« " + std::string(key) +
              " » n'est pas un mot du langage : la règle le garde comme une note et ne le calcule pas.",
          "“" + std::string(key) +
              "” is not a word of the language: the rule keeps it as a note and does not compute it."},
         {"Vouliez-vous écrire « " + std::string(meant) + " » ?", "Did you mean “" + std::string(meant) + "”?"});
  }
}

void Linter::check_names(const model::Rule& rule) {
  static constexpr std::array<std::string_view, 8> kPrototype = {
      "constructor",          "toString",       "valueOf",  "hasOwnProperty", "isPrototypeOf",
      "propertyIsEnumerable", "toLocaleString", "__proto__"};
  if (!holds(kPrototype, model::leaf_name(rule.name))) return;
  const Place place{&rule, nullptr};
  warn(place, "trap-javascript-name", rule.span,
       {"Ce nom est celui d'une propriété de tout objet JavaScript : npm publicodes s'y trompe.",
        "This is the name of a property of every JavaScript object: npm publicodes is misled by it."},
       {"Choisir un autre nom.", "Choose another name."});
}

void Linter::check_question(const Place& place, syntax::NodeId body) {
  const model::Rule& rule = *place.rule;
  if (!rule.has_question || rule.declared_type != model::Type::kUnknown || computes(*place.doc, body)) return;
  const auto question = place.doc->find(body, "question");
  warn(place, "trap-question-without-type", place.doc->span(*question),
       {"Cette question n'a pas de type : elle est prise pour une question à répondre par oui ou non, et « non » rend "
        "ses "
        "règles filles non applicables.",
        "This question has no type: it is taken for a yes-or-no question, and “non” makes its child rules not "
        "applicable."},
       {"Ajouter « type: booléen », « type: nombre », « type: texte » ou « type: date », ou une unité.",
        "Add “type: booléen”, “type: nombre”, “type: texte” or “type: date”, or a unit."});
}

void Linter::check_private_input(const Place& place, syntax::NodeId body) {
  if (!place.rule->is_private || computes(*place.doc, body)) return;
  // A private namespace is as legitimate as a public one; only a rule without children waits for an answer.
  const std::string inside = place.rule->name + std::string(model::kSeparator);
  const bool has_children =
      std::ranges::any_of(model_.rules, [&](const model::Rule& rule) { return rule.name.starts_with(inside); });
  if (has_children) return;
  warn(place, "trap-private-input", place.rule->span,
       {"Cette règle privée n'a pas de valeur et ne peut pas recevoir de réponse : elle ne sera jamais connue, et "
        "n'est pas "
        "nommée parmi les réponses manquantes.",
        "This private rule has no value and can take no answer: it will never be known, and is not named among the "
        "missing "
        "answers."},
       {"Lui donner une valeur, ou la rendre publique.", "Give it a value, or make it public."});
}

void Linter::check_body_number(const Place& place, syntax::NodeId body) {
  if (place.doc->kind(body) != NodeKind::kNumber) return;
  const std::string text = value::number_text(place.doc->number(body));
  if (text.find('e') == std::string::npos) return;
  warn(place, "trap-exponent", place.doc->span(body),
       {"Ce nombre est relu comme le texte « " + text + " », dont l'exposant est pris pour une unité.",
        "This number is read again as the text “" + text + "”, whose exponent is taken for a unit."},
       {"Écrire « valeur: " + text + " » dans un objet.", "Write “valeur: " + text + "” in an object."});
}

void Linter::check_switch(const Place& place, const Document::Entry& entry) {
  if (!is_text(*place.doc, entry.value, "non")) return;
  const std::string key(place.doc->key(entry));
  warn(place, "trap-always-on", place.doc->span(entry.value),
       {"« " + key + " » agit dès que la clé est écrite, même suivie de « non ».",
        "“" + key + "” acts as soon as the key is written, even followed by “non”."},
       {"Retirer la clé.", "Remove the key."});
}

void Linter::check_bound(const Place& place, const Document::Entry& entry) {
  if (!is_text(*place.doc, entry.value, "oui")) return;
  const std::string key(place.doc->key(entry));
  warn(place, "trap-boolean-bound", place.doc->span(entry.value),
       {"« " + key + ": oui » compare la valeur à 1 et peut la remplacer par « oui ».",
        "“" + key + ": oui” compares the value with 1 and may replace it by “oui”."},
       {"Écrire un nombre, ou retirer la clé.", "Write a number, or remove the key."});
}

void Linter::check_brackets(const Place& place, const Document::Entry& entry) {
  const Document& doc = *place.doc;
  if (doc.kind(entry.value) != NodeKind::kMapping) return;
  const auto multiplier = doc.find(entry.value, "multiplicateur");
  const bool is_zero = multiplier && ((doc.kind(*multiplier) == NodeKind::kNumber && doc.number(*multiplier) == 0) ||
                                      is_text(doc, *multiplier, "0"));
  if (is_zero) {
    warn(place, "trap-multiplier-zero", doc.span(*multiplier),
         {"Un multiplicateur de 0 est pris pour 1.", "A multiplier of 0 is taken for 1."},
         {"Rendre la règle non applicable dans ce cas, ou retirer le multiplicateur.",
          "Make the rule not applicable in this case, or remove the multiplier."});
  }
  const auto brackets = doc.find(entry.value, "tranches");
  if (doc.key(entry) != "grille" || !brackets || doc.kind(*brackets) != NodeKind::kSequence) return;
  if (doc.items(*brackets).empty()) return;
  const syntax::NodeId last = doc.items(*brackets).back();
  const auto ceiling = doc.kind(last) == NodeKind::kMapping ? doc.find(last, "plafond") : std::nullopt;
  const bool is_open = !ceiling || (doc.kind(*ceiling) == NodeKind::kNumber && doc.number(*ceiling) > 1e300);
  if (is_open) return;
  warn(place, "trap-lookup-open-end", doc.span(*ceiling),
       {"Au-delà de ce plafond, la grille n'a plus de tranche et sa valeur n'est pas définie.",
        "Past this ceiling the grid has no bracket left and its value is not defined."},
       {"Ajouter une dernière tranche sans plafond, par exemple « - montant: 0 ».",
        "Add a last bracket without a ceiling, e.g. “- montant: 0”."});
}

void Linter::check_context(const Place& place, syntax::NodeId object) {
  const auto context = place.doc->find(object, "contexte");
  if (!context || !place.doc->find(object, "résoudre la référence circulaire")) return;
  warn(place, "trap-context-and-cycle", place.doc->span(*context),
       {"« contexte » sur une règle qui résout une référence circulaire peut donner une autre valeur que la même "
        "réponse "
        "donnée par la situation.",
        "“contexte” on a rule that solves a circular reference may give another value than the same answer in the "
        "situation."},
       {"Mettre le contexte dans une règle à part.", "Put the context in a rule of its own."});
}

void Linter::count_extremum(const Place& place, const Document::Entry& entry) {
  if (++extrema_ != 2) return;
  warn(place, "trap-two-extrema", place.doc->span(entry),
       {"Deux maximums ou minimums dans une même règle : Partance les calcule, npm publicodes refuse de les lire.",
        "Two maxima or minima in one rule: Partance computes them, npm publicodes refuses to read them."},
       {"Faire de l'un d'eux une règle à part.", "Make one of them a rule of its own."});
}

}  // namespace partance::engine::lint

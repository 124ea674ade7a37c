// See refusal.hpp.
#include "simulation/requests/refusal.hpp"

#include <algorithm>
#include <array>

#include "simulation/json_pieces.hpp"

namespace partance::simulation::requests {

namespace {

struct Known {
  std::string_view code;
  int status;
  std::string_view french, english;
};

constexpr std::array<Known, 15> kKnown{{
    {"bad-json", 400, "Le corps n'est pas du JSON lisible", "The body is not readable JSON"},
    {"bad-member", 422, "Un membre du corps n'a pas la forme attendue",
     "A member of the body has not the form expected"},
    {"body-too-large", 413, "Le corps est trop long", "The body is too long"},
    {"too-many-answers", 422, "Trop de réponses", "Too many answers"},
    {"too-many-expressions", 422, "Trop d'expressions", "Too many expressions"},
    {"too-much-work", 422, "La demande coûterait trop de calcul", "The request would take too much computing"},
    {"unknown-request", 404, "Cette demande n'existe pas", "There is no such request"},
    {"unknown-rule", 422, "Cette règle n'existe pas", "There is no such rule"},
    {"unknown-aid", 422, "Cette aide n'existe pas", "There is no such aid"},
    {"no-such-rule", 404, "Cette règle n'existe pas", "There is no such rule"},
    {"no-such-aid", 404, "Cette aide n'existe pas", "There is no such aid"},
    {"invalid-program", 422, "Ce ne sont pas des règles compilées", "These are not compiled rules"},
    {"no-such-program", 404, "Ce programme n'est pas chargé", "This program is not loaded"},
    {"answer-not-understood", 422, "Réponse non comprise", "Answer not understood"},
    {"situation-in-error", 422, "La situation contient une erreur", "The situation holds an error"},
}};

}  // namespace

Refusal refusal(std::string_view code, base::Message detail, std::string where) {
  const auto known = std::ranges::find(kKnown, code, &Known::code);
  Refusal made{.code = std::string(code), .detail = std::move(detail), .where = std::move(where)};
  if (known == kKnown.end()) {
    made.status = 500;
    made.title = {"Défaut de Partance", "A fault of Partance"};
    return made;
  }
  made.status = known->status;
  made.title = {std::string(known->french), std::string(known->english)};
  return made;
}

std::string problem_json(const Refusal& refusal, base::Language language, std::string_view request) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().key("type").value("/api/problems/" + refusal.code);
  json.key("title").value(refusal.title.in(language)).key("status").value(refusal.status);
  json.key("detail").value(refusal.detail.in(language)).key("code").value(refusal.code);
  write_text_or_null(json, "where", refusal.where);
  write_text_or_null(json, "request", request);
  json.end_object();
  return out;
}

}  // namespace partance::simulation::requests

// See aid_json.hpp.
#include "simulation/requests/aid_json.hpp"

#include "engine/plan/wording.hpp"
#include "simulation/json_pieces.hpp"

namespace partance::simulation::requests {

namespace plan = engine::plan;

std::string amount_words(const plan::Program& program, const Aid& aid, base::Language language) {
  using base::Message;
  const std::string decided = plan::text_in(program, aid.rule, "montant décidé par", language);
  const bool is_range = aid.minimum || aid.maximum;
  std::string out;
  if (aid.total || aid.monthly) out = Message{"montant calculé", "amount worked out"}.in(language);
  if (is_range) out = Message{"montant dans une fourchette", "amount within a range"}.in(language);
  if (decided.empty()) return out.empty() ? Message{"montant non connu", "amount not known"}.in(language) : out;
  if (!out.empty()) out += language == base::Language::kFrench ? " ; " : "; ";
  return out + Message{"montant décidé par : ", "amount decided by: "}.in(language) + decided;
}

void write_aid_members(base::JsonWriter& json, const plan::Program& program, const Aid& aid, base::Language language) {
  const auto text = [&](std::string_view key, std::string_view french) {
    write_text_or_null(json, key, plan::text_in(program, aid.rule, french, language));
  };
  const auto word = [&](std::string_view key, std::string_view french) {
    write_text_or_null(json, key, program.metadata.text(aid.rule, french).value_or(std::string()));
  };
  json.key("id").value(aid.id).key("rule").value(program.model.rule(aid.rule).name);
  json.key("title").value(plan::title(program, aid.rule, language));
  text("description", "description");
  word("scope", "portée");
  word("reliability", "fiabilité");
  json.key("amount").value(amount_words(program, aid, language));
  text("decides", "décide");
  text("pays", "paie");
  text("where", "où demander");
  text("payment", "versement");
  word("schedule", "échéancier");
  write_texts(json, "documents", plan::list_in(program, aid.rule, "documents", language));
  write_references(json, plan::citations(program, aid.rule));
}

}  // namespace partance::simulation::requests

// See case.hpp.
#include "simulation/requests/case.hpp"

#include "simulation/nearest.hpp"

namespace partance::simulation::requests {

namespace {

/// "Vouliez-vous dire « a » ou « b » ?", or where the list is.
base::Message suggestion(const std::vector<std::string_view>& near, const base::Message& otherwise) {
  if (near.empty()) return otherwise;
  base::Message text{"Vouliez-vous dire ", "Did you mean "};
  for (std::size_t i = 0; i < near.size(); ++i) {
    text.fr += (i > 0 ? ", « " : "« ") + std::string(near[i]) + " »";
    text.en += (i > 0 ? ", “" : "“") + std::string(near[i]) + "”";
  }
  text.fr += " ?";
  text.en += "?";
  return text;
}

}  // namespace

void Case::write_rulebook(base::JsonWriter& json) const {
  json.key("rulebook").begin_object().key("version").value(desk.version()).end_object();
}

void Case::write_problems(base::JsonWriter& json) const {
  json.key("problems").begin_array();
  const auto write = [&](const engine::syntax::Diagnostic& problem) {
    json.begin_object().key("code").value(problem.code).key("rule").value(problem.rule);
    json.key("message").value(whole_message(problem).in(language())).end_object();
  };
  for (const auto& problem : body.problems()) write(problem);
  for (const auto& problem : problems) write(problem);
  json.end_array();
}

std::expected<engine::model::RuleId, Refusal> Case::rule(std::string_view member, std::string_view code) const {
  const auto name = body.needed_text(member);
  if (!name) return std::unexpected(name.error());
  const auto& model = program().model;
  const auto found = model.find(*name);
  if (found && !model.rule(*found).is_private && !model.rule(*found).is_step) return *found;
  std::vector<std::string_view> names;
  for (const auto& rule : model.rules) {
    if (!rule.is_step && !rule.is_private) names.push_back(rule.name);
  }
  // The distance is worked out for every rule of the rulebook: no one misspells a name this long.
  constexpr std::size_t kLongest = 200;
  const auto near = name->size() > kLongest ? std::vector<std::string_view>{} : nearest(*name, names, 3);
  const std::string written(name->substr(0, kLongest));
  const base::Message list =
      suggestion(near, {"La liste des règles est donnée par « rules ».", "The list of rules is given by “rules”."});
  return refuse(
      code,
      {"Aucune règle ne s'appelle « " + written + " ». " + list.fr, "No rule is called “" + written + "”. " + list.en},
      "/" + std::string(member));
}

std::expected<const Aid*, Refusal> Case::aid(std::string_view member, std::string_view code) const {
  const auto name = body.needed_text(member);
  if (!name) return std::unexpected(name.error());
  if (const Aid* found = desk.catalogue().find(*name)) return found;
  constexpr std::size_t kLongest = 200;
  const std::string written(name->substr(0, kLongest));
  const auto near = nearest_aids(program(), desk.catalogue(), written, language());
  const base::Message list =
      suggestion(near, {"La liste des aides est donnée par « aids ».", "The list of aids is given by “aids”."});
  return refuse(code,
                {"« " + written + " » n'est pas une aide. " + list.fr, "“" + written + "” is not an aid. " + list.en},
                "/" + std::string(member));
}

base::Message whole_message(const engine::syntax::Diagnostic& diagnostic) {
  base::Message text = diagnostic.message;
  if (!diagnostic.hint.fr.empty()) text.fr += " " + diagnostic.hint.fr;
  if (!diagnostic.hint.en.empty()) text.en += " " + diagnostic.hint.en;
  return text;
}

}  // namespace partance::simulation::requests

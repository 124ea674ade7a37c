// An aid of the catalogue as JSON: what is said of it to everybody.
#pragma once

#include "base/json.hpp"
#include "engine/plan/program.hpp"
#include "simulation/catalogue.hpp"

namespace partance::simulation::requests {

/// id, rule, title, description, scope, reliability, amount, decides, pays, where, payment, schedule, documents,
/// references: members of an object that stays open.
void write_aid_members(base::JsonWriter& json, const engine::plan::Program& program, const Aid& aid,
                       base::Language language);

/// What is known of the amount without knowing the person: "montant calculé".
std::string amount_words(const engine::plan::Program& program, const Aid& aid, base::Language language);

}  // namespace partance::simulation::requests

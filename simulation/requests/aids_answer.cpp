// The request `aids`: the catalogue.
#include "simulation/assessor.hpp"
#include "simulation/report_json.hpp"
#include "simulation/requests/aid_json.hpp"
#include "simulation/requests/case.hpp"

namespace partance::simulation::requests {

Answered answer_aids(Case& one) {
  Assessor assessor(one.answered(), one.language());
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().key("aids").begin_array();
  for (const Aid& aid : one.desk.catalogue().aids) {
    json.begin_object();
    write_aid_members(json, one.program(), aid, one.language());
    json.key("window");
    write_json(assessor.window(aid), json);
    json.end_object();
  }
  json.end_array();
  one.write_rulebook(json);
  one.write_problems(json);
  json.end_object();
  return out;
}

}  // namespace partance::simulation::requests

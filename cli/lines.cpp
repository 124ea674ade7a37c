// See lines.hpp.
#include "cli/lines.hpp"

#include <optional>

#include "engine/load/load.hpp"

namespace partance::cli {

using engine::plan::Program;
using engine::request::Request;
using engine::syntax::Document;
using engine::syntax::NodeKind;
namespace load = engine::load;

LineAnswerer::LineAnswerer(std::shared_ptr<const Program> program, engine::value::Date today)
    : default_program_(std::move(program)), evaluator_(today) {}

std::string LineAnswerer::answer(std::string_view line) {
  const auto request = engine::request::read_request(line);
  if (!request) return request.error();
  const auto program = program_for(*request);
  return program ? evaluator_.answer(*request, *program) : program.error();
}

std::expected<std::shared_ptr<const Program>, std::string> LineAnswerer::program_for(const Request& request) {
  const Document& doc = request.document;
  const bool given = request.rules && doc.kind(*request.rules) != NodeKind::kNull;
  const bool is_text = given && doc.kind(*request.rules) == NodeKind::kText;
  const bool adds_rules = request.adds_rules();
  if (!given && !adds_rules && default_program_ && !request.option("flag", "filterNotApplicablePossibilities", false)) {
    return default_program_;
  }
  if (!given && !default_program_) {
    return std::unexpected(engine::request::refusal(request, {"construct", "RequestError"},
                                                    {"La requête n'a pas de règles, et --rules n'a pas été donné.",
                                                     "The request has no rules and --rules was not given."},
                                                    "no-rules"));
  }
  if (!given && default_program_->model.documents.empty()) {
    return std::unexpected(engine::request::refusal(
        request, {"construct", "RequestError"},
        {"Les règles chargées sont un programme compilé, sans les textes que cette requête modifie : donnez les "
         "fichiers "
         "de règles.",
         "The rules loaded are a compiled program, without the texts this request changes: give the rule files."},
        "rules-not-kept"));
  }
  const bool answers_refer = request.answers_refer();
  const bool may_keep = is_text && !adds_rules && !answers_refer && !request.options;
  if (may_keep && last_program_ && last_rules_ == doc.text(*request.rules)) return last_program_;
  load::Loaded loaded;
  if (!given) {
    loaded.documents = default_program_->model.documents;
  } else if (is_text) {
    load::read_text("(règles)", std::string(doc.text(*request.rules)), loaded);
  } else {
    auto rules = std::make_shared<Document>(doc);
    rules->set_root(*request.rules);
    loaded.documents.push_back(std::move(rules));
  }
  engine::model::BuildOptions options;
  options.check_orphans = request.option("strict", "noOrphanRule", true);
  options.disable_by_parent = request.option("flag", "automaticNamespaceDisabling", true);
  options.filter_choices = request.option("flag", "filterNotApplicablePossibilities", false);
  options.keep_references = answers_refer;
  std::optional<Document> situation;
  if (adds_rules) {
    situation = doc;
    situation->set_root(*request.situation);
  }
  auto program = load::compile(loaded, options, situation ? &*situation : nullptr);
  if (program && prepare_) program = prepare_(*program);
  if (!program) {
    const engine::request::Stage stage = adds_rules ? engine::request::Stage{"setSituation", "SituationError"}
                                                    : engine::request::Stage{"construct", "SyntaxError"};
    return std::unexpected(engine::request::refusal(request, stage, loaded.diagnostics));
  }
  if (may_keep) {
    last_program_ = program;
    last_rules_ = std::string(doc.text(*request.rules));
    evaluator_.forget();
  }
  return program;
}

}  // namespace partance::cli

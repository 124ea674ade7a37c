// See body.hpp.
#include "simulation/requests/body.hpp"

#include <cmath>
#include <string>

#include "engine/syntax/reader.hpp"
#include "simulation/json_pieces.hpp"

namespace partance::simulation::requests {

using engine::syntax::Document;
using engine::syntax::NodeId;
using engine::syntax::NodeKind;

namespace {

Refusal bad_member(std::string_view member, const base::Message& expected) {
  const std::string name(member);
  return refusal("bad-member",
                 {"Le membre « " + name + " » doit être " + expected.fr + ".",
                  "The member “" + name + "” must be " + expected.en + "."},
                 "/" + name);
}

const base::Message kText{"un texte", "a text"};

/// "line:column" of a place in the body.
std::string place_of(const engine::syntax::Sources& sources, const engine::syntax::Span& span) {
  if (span.source == engine::syntax::Span::kNoSource) return {};
  const auto position = sources.position(span.source, span.begin);
  return std::to_string(position.line) + ":" + std::to_string(position.column);
}

std::expected<Document, Refusal> read_document(std::string_view json) {
  if (json.size() > kMostBodyBytes) {
    const std::string most = std::to_string(kMostBodyBytes / 1024);
    return refuse("body-too-large", {"Le corps d'une demande tient en " + most + " Kio.",
                                     "The body of a request takes at most " + most + " KiB."});
  }
  engine::syntax::Sources sources;
  std::vector<engine::syntax::Diagnostic> diagnostics;
  engine::syntax::ReadLimits limits;
  limits.bytes = kMostBodyBytes;
  limits.depth = kMostDepth;
  const auto source = sources.add("body", json.empty() ? "{}" : std::string(json));
  auto document = engine::syntax::read_json(sources, source, limits, diagnostics);
  if (!document) {
    if (diagnostics.empty()) return refuse("bad-json", {"Le corps est illisible.", "The body cannot be read."});
    const auto& first = diagnostics.front();
    base::Message detail = first.message;
    if (!first.hint.fr.empty()) detail = {detail.fr + " " + first.hint.fr, detail.en + " " + first.hint.en};
    return refuse("bad-json", std::move(detail), place_of(sources, first.span));
  }
  if (document->kind(document->root()) != NodeKind::kMapping) {
    return refuse("bad-json", {"Le corps d'une demande est un objet JSON, comme {\"answers\": {}}.",
                               "The body of a request is a JSON object, like {\"answers\": {}}."});
  }
  return *std::move(document);
}

}  // namespace

std::expected<Body, Refusal> Body::read(std::string_view json, const engine::plan::Program& program) {
  auto document = read_document(json);
  if (!document) return std::unexpected(std::move(document.error()));
  Body body;
  body.document_ = *std::move(document);
  auto refused = body.read_language();
  if (!refused) refused = body.read_date();
  if (!refused) refused = body.read_given_answers(program);
  if (!refused) return body;
  refused->language = body.language_;
  return std::unexpected(*std::move(refused));
}

std::optional<Refusal> Body::read_language() {
  const auto name = text("language");
  if (!name) return name.error();
  if (!*name || **name == "fr") return std::nullopt;
  if (**name != "en") return bad_member("language", {"« fr » ou « en »", "“fr” or “en”"});
  language_ = base::Language::kEnglish;
  return std::nullopt;
}

std::optional<Refusal> Body::read_date() {
  const auto given = text("date");
  if (!given) return given.error();
  if (!*given) return std::nullopt;
  date_ = parse_iso_text(**given);
  if (date_) return std::nullopt;
  return bad_member("date", {"un jour qui existe, écrit AAAA-MM-JJ", "a day that exists, written YYYY-MM-DD"});
}

std::optional<Refusal> Body::read_given_answers(const engine::plan::Program& program) {
  const auto node = find("answers");
  if (!node) return std::nullopt;
  if (document_.kind(*node) != NodeKind::kMapping) {
    return bad_member("answers",
                      {"un objet qui associe des règles à leur réponse", "an object that maps rules to their answer"});
  }
  const auto entries = document_.entries(*node);
  if (entries.size() > kMostAnswers) {
    const std::string most = std::to_string(kMostAnswers);
    return refusal(
        "too-many-answers",
        {"Une demande porte au plus " + most + " réponses.", "A request holds at most " + most + " answers."},
        "/answers");
  }
  for (const Document::Entry& entry : entries) {
    if (document_.kind(entry.value) != NodeKind::kText || document_.text(entry.value).size() <= kMostAnswerBytes) {
      continue;
    }
    const std::string most = std::to_string(kMostAnswerBytes);
    return refusal("bad-member",
                   {"Une réponse tient en " + most + " octets.", "An answer takes at most " + most + " bytes."},
                   std::string(document_.key(entry)));
  }
  answers_ = read_answers(document_, *node, program, problems_);
  return std::nullopt;
}

std::optional<NodeId> Body::find(std::string_view member) const {
  const auto node = document_.find(document_.root(), member);
  if (!node || document_.kind(*node) == NodeKind::kNull) return std::nullopt;
  return node;
}

std::expected<Body::Text, Refusal> Body::text(std::string_view member) const {
  const auto node = find(member);
  if (!node) return Text{};
  if (document_.kind(*node) != NodeKind::kText) return std::unexpected(bad_member(member, kText));
  return document_.text(*node);
}

std::expected<std::string_view, Refusal> Body::needed_text(std::string_view member) const {
  const auto found = text(member);
  if (!found) return std::unexpected(found.error());
  if (*found) return **found;
  const std::string name(member);
  return refuse("bad-member", {"Il manque le membre « " + name + " ».", "The member “" + name + "” is missing."},
                "/" + name);
}

std::expected<int, Refusal> Body::number(std::string_view member, int least, int most, int otherwise) const {
  const auto node = find(member);
  if (!node) return otherwise;
  if (document_.kind(*node) == NodeKind::kNumber) {
    const double given = document_.number(*node);
    if (given >= least && given <= most && std::floor(given) == given) return static_cast<int>(given);
  }
  const std::string bounds = std::to_string(least);
  const std::string last = std::to_string(most);
  return std::unexpected(bad_member(
      member, {"un nombre entier de " + bounds + " à " + last, "a whole number from " + bounds + " to " + last}));
}

}  // namespace partance::simulation::requests

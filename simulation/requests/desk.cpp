// See desk.hpp and session.hpp.
#include "simulation/requests/desk.hpp"

#include <algorithm>
#include <array>

#include "simulation/requests/case.hpp"
#include "simulation/requests/session.hpp"

namespace partance::simulation::requests {

using engine::value::Date;

namespace {

using Handler = Answered (*)(Case&);

struct Entry {
  std::string_view name;
  Handler handler;
};

constexpr std::array kEntries{
    Entry{"simulate", answer_simulate}, Entry{"questions", answer_questions}, Entry{"question", answer_question},
    Entry{"check", answer_check},       Entry{"recap", answer_recap},         Entry{"explain", answer_explain},
    Entry{"evaluate", answer_evaluate}, Entry{"aids", answer_aids},           Entry{"aid", answer_aid},
    Entry{"rules", answer_rules},       Entry{"rule", answer_rule},
};

constexpr auto kNames = [] {
  std::array<std::string_view, kEntries.size()> names{};
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = kEntries[i].name;
  return names;
}();

Answered answer_in(Workspace& workspace, const Desk& desk, std::string_view name, std::string_view json, Date today) {
  const auto entry = std::ranges::find(kEntries, name, &Entry::name);
  if (entry == kEntries.end()) {
    std::string names;
    for (const std::string_view known : kNames) names += (names.empty() ? "" : ", ") + std::string(known);
    return refuse("unknown-request", {"Demandes possibles : " + names + ".", "Possible requests: " + names + "."});
  }
  const auto body = Body::read(json, desk.program());
  if (!body) return std::unexpected(body.error());
  Case one{.desk = desk, .body = *body, .workspace = workspace, .today = body->date().value_or(today)};
  Answered answer = entry->handler(one);
  if (!answer) answer.error().language = body->language();
  return answer;
}

}  // namespace

Desk::Desk(std::shared_ptr<const engine::plan::Program> program, std::string rulebook_version)
    : program_(std::move(program)), catalogue_(read_catalogue(*program_)), version_(std::move(rulebook_version)) {}

Answered Desk::answer(std::string_view name, std::string_view json_body, Date today) const {
  Workspace workspace(program_);
  return answer_in(workspace, *this, name, json_body, today);
}

std::span<const std::string_view> request_names() {
  return kNames;
}

Session::Session(const Desk& desk) : desk_(&desk), workspace_(std::make_unique<Workspace>(desk.shared_program())) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Answered Session::answer(std::string_view name, std::string_view json_body, Date today) {
  return answer_in(*workspace_, *desk_, name, json_body, today);
}

}  // namespace partance::simulation::requests

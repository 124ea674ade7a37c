// See host.hpp.
#include "simulation/wasm/host.hpp"

#include <algorithm>
#include <utility>

#include "engine/plan/serialised.hpp"

namespace partance::simulation::wasm {

namespace {

/// A program from a stranger's page may be as large as the largest published models, and not much more.
constexpr engine::plan::ProgramLimits kLimits{.bytes = 16U << 20U, .name_bytes = 16U << 10U, .text_bytes = 64U << 20U};
constexpr std::size_t kMostRequestBytes = 1U << 20U;

requests::Refusal no_such_program() {
  return requests::refusal("no-such-program", {"Ce programme n'est pas chargé, ou ne l'est plus : chargez-le d'abord.",
                                               "This program is not loaded, or no longer: load it first."});
}

}  // namespace

void Host::refuse(const requests::Refusal& refusal) {
  const base::Language language = refusal.language.value_or(base::Language::kFrench);
  reply_ = {refusal.status, requests::problem_json(refusal, language, "")};
}

Host::Loaded* Host::program(std::uint32_t number) {
  const auto found = programs_.find(number);
  return found == programs_.end() ? nullptr : &found->second;
}

std::uint32_t Host::load_program(std::string_view bytes) {
  auto read = engine::plan::read_program(bytes, kLimits);
  if (!read) {
    refuse(requests::refusal("invalid-program", read.error().message));
    return 0;
  }
  Loaded loaded;
  loaded.program = *std::move(read);
  loaded.desk = std::make_unique<requests::Desk>(loaded.program, engine::plan::program_version(bytes));
  reply_ = {200, R"({"version":")" + loaded.desk->version() + R"("})"};
  programs_.emplace(++last_number_, std::move(loaded));
  return last_number_;
}

void Host::drop_program(std::uint32_t program) {
  std::erase_if(sessions_, [program](const auto& entry) { return entry.second.program == program; });
  programs_.erase(program);
}

std::uint32_t Host::open_session(std::uint32_t number) {
  const Loaded* loaded = program(number);
  if (loaded == nullptr) {
    refuse(no_such_program());
    return 0;
  }
  sessions_.emplace(++last_number_, Open{number, std::make_unique<requests::Session>(*loaded->desk)});
  return last_number_;
}

void Host::close_session(std::uint32_t session) {
  sessions_.erase(session);
}

void Host::ask(std::uint32_t session, std::string_view name, std::string_view json_body, engine::value::Date today) {
  const auto found = sessions_.find(session);
  if (found == sessions_.end()) return refuse(no_such_program());
  auto answered = found->second.session->answer(name, json_body, today);
  if (!answered) return refuse(answered.error());
  reply_ = {200, *std::move(answered)};
}

void Host::evaluate(std::uint32_t number, std::string_view json_request, engine::value::Date today) {
  Loaded* loaded = program(number);
  if (loaded == nullptr) return refuse(no_such_program());
  auto request = engine::request::read_request(json_request, kMostRequestBytes);
  if (!request) {
    reply_ = {200, std::move(request.error())};
    return;
  }
  if (request->adds_rules()) {
    reply_ = {200, engine::request::refusal(*request, {"setSituation", "SituationError"},
                                            {"Cette situation déclare des règles : compilez-la avec elles.",
                                             "This situation declares rules: compile it with them."},
                                            "situation-with-rules")};
    return;
  }
  if (!loaded->evaluator || loaded->today != today) {
    loaded->evaluator = std::make_unique<engine::request::Evaluator>(today);
    loaded->today = today;
  }
  reply_ = {200, loaded->evaluator->answer(*request, loaded->program)};
}

}  // namespace partance::simulation::wasm

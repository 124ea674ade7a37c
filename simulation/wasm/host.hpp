// The host of programs and sessions inside the browser module: what exports.cpp shows to JavaScript, as C++.
//
// Programs come as bytes from anywhere and are checked whole; sessions answer the requests of simulation/requests, the
// same as the server does. Everything is named by small numbers, so that a caller who mistakes one is told so.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/plan/program.hpp"
#include "engine/request/evaluation.hpp"
#include "engine/value/calendar.hpp"
#include "simulation/requests/desk.hpp"
#include "simulation/requests/session.hpp"

namespace partance::simulation::wasm {

/// What a call gives back: JSON. The status is that of HTTP; from 400 on the JSON is a problem (RFC 9457).
struct Reply {
  int status = 200;
  std::string json{};
};

class Host {
 public:
  /// Loads a serialised program and gives its number, never 0; 0 when it is refused, reply() then says why.
  std::uint32_t load_program(std::string_view bytes);
  /// Forgets a program and its sessions.
  void drop_program(std::uint32_t program);

  /// Opens a session on a program; 0 when there is no such program.
  std::uint32_t open_session(std::uint32_t program);
  void close_session(std::uint32_t session);

  /// Answers a request of simulation/requests by its name.
  void ask(std::uint32_t session, std::string_view name, std::string_view json_body, engine::value::Date today);

  /// Answers one evaluation as a line of `partance evaluate --lines` does (engine/request), for any program.
  void evaluate(std::uint32_t program, std::string_view json_request, engine::value::Date today);

  /// Of the last call.
  [[nodiscard]] const Reply& reply() const { return reply_; }

 private:
  struct Loaded {
    std::shared_ptr<const engine::plan::Program> program{};
    std::unique_ptr<requests::Desk> desk{};
    std::unique_ptr<engine::request::Evaluator> evaluator{};
    engine::value::Date today{};  ///< of the evaluator
  };
  struct Open {
    std::uint32_t program = 0;
    std::unique_ptr<requests::Session> session{};
  };

  Loaded* program(std::uint32_t number);
  void refuse(const requests::Refusal& refusal);

  std::map<std::uint32_t, Loaded> programs_{};
  std::map<std::uint32_t, Open> sessions_{};
  std::uint32_t last_number_ = 0;
  Reply reply_{};
};

}  // namespace partance::simulation::wasm

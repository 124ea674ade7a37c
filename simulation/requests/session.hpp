// A session: a desk with a memory, for one caller at a time.
//
// It keeps its runs from one request to the next and gives them only the answers that changed. The answers it gives are
// those a desk gives, to the byte; the browser keeps one, the server one for each of its workers.
#pragma once

#include <memory>
#include <string_view>

#include "simulation/requests/desk.hpp"

namespace partance::simulation::requests {

class Workspace;

class Session {
 public:
  /// The desk must outlive the session.
  explicit Session(const Desk& desk);
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  Answered answer(std::string_view name, std::string_view json_body, engine::value::Date today);

 private:
  const Desk* desk_;
  std::unique_ptr<Workspace> workspace_;
};

}  // namespace partance::simulation::requests

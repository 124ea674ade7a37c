// The desk: answers every question about a rulebook, JSON text in, JSON text out.
//
// One place for the server, which maps POST /api/v1/<name> to it, and for the browser module, which exports it as
// ask(name, body): a page gets the same bytes from the device and from the network. The requests and their members are
// described in docs/api.md. Nothing here throws, reads a file or knows the time of day.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/plan/program.hpp"
#include "engine/value/calendar.hpp"
#include "simulation/catalogue.hpp"
#include "simulation/requests/refusal.hpp"

namespace partance::simulation::requests {

/// Does not change once made; shared by threads.
class Desk {
 public:
  /// `rulebook_version` is told in every answer, so that one can say later what it rested on.
  explicit Desk(std::shared_ptr<const engine::plan::Program> program, std::string rulebook_version);

  /// `today` holds when the body has no `date`.
  [[nodiscard]] Answered answer(std::string_view name, std::string_view json_body, engine::value::Date today) const;

  [[nodiscard]] const engine::plan::Program& program() const { return *program_; }
  [[nodiscard]] const std::shared_ptr<const engine::plan::Program>& shared_program() const { return program_; }
  [[nodiscard]] const Catalogue& catalogue() const { return catalogue_; }
  [[nodiscard]] const std::string& version() const { return version_; }

 private:
  std::shared_ptr<const engine::plan::Program> program_;
  Catalogue catalogue_;
  std::string version_;
};

/// The names answer() knows.
std::span<const std::string_view> request_names();

}  // namespace partance::simulation::requests

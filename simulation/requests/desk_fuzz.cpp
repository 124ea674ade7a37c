// Attacks the requests about a rulebook: whatever the name and the body, there is an answer that is JSON within bounds,
// or a refusal that is a problem; a session that has met everything before gives what a fresh desk gives.
#include "simulation/requests/desk.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/json_reader.hpp"
#include "engine/load/load.hpp"
#include "simulation/example_rulebook.hpp"
#include "simulation/requests/session.hpp"

using namespace partance;
using namespace partance::simulation::requests;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// Takes every event: only whether the text is JSON matters.
class Any final : public base::JsonEvents {
 public:
  bool null(base::JsonPlace) override { return true; }
  bool boolean(bool, base::JsonPlace) override { return true; }
  bool number(double, base::JsonPlace) override { return true; }
  bool text(std::string_view, base::JsonPlace) override { return true; }
  bool key(std::string_view, base::JsonPlace) override { return true; }
  bool begin_object(base::JsonPlace) override { return true; }
  bool end_object(base::JsonPlace) override { return true; }
  bool begin_array(base::JsonPlace) override { return true; }
  bool end_array(base::JsonPlace) override { return true; }
};

void require_json(std::string_view text) {
  Any events;
  require(!base::read_json(text, events, 1'000));
}

const Desk& desk() {
  static const Desk kDesk = [] {
    engine::load::Loaded loaded;
    engine::load::read_text("example.publicodes", std::string(simulation::kExampleRulebook), loaded);
    return Desk(engine::load::compile(loaded), "fuzz");
  }();
  return kDesk;
}

}  // namespace

/// The first byte chooses the request, the rest is the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static Session session(desk());
  const auto names = request_names();
  const std::string_view name = names[data[0] % names.size()];
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  const engine::value::Date today{2025, 6, 1};
  const auto answer = desk().answer(name, body, today);
  const auto again = session.answer(name, body, today);
  require(answer.has_value() == again.has_value());
  if (answer) {
    require_json(*answer);
    require(*answer == *again);
    return 0;
  }
  const Refusal& refusal = answer.error();
  require(refusal.status >= 400 && refusal.status < 500);
  require(!refusal.title.fr.empty() && !refusal.title.en.empty());
  require(!refusal.detail.fr.empty() && !refusal.detail.en.empty());
  require_json(problem_json(refusal, base::Language::kFrench, "1"));
  return 0;
}

// Saved simulations: what a person asked to keep, found again by whoever holds the link, forgotten after a while.
//
// The link's identifier and the holder's secret never come here: only their SHA-256, in lower-case hexadecimal (64
// characters), which the server works out. Somebody who reads the file can neither open a link nor delete anything.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/database.hpp"

namespace partance::store {

struct SavedSimulation {
  std::string id_hash{};
  std::string holder_hash{};
  base::Language language = base::Language::kFrench;
  std::string answers_json{};      ///< what the person typed, as the requests take it
  std::string result_json{};       ///< what she was told that day
  std::string rulebook_version{};  ///< with which rules
  std::chrono::sys_seconds created{};
  std::chrono::sys_seconds expires{};  ///< after `created`
};

struct SimulationLimits {
  std::size_t answers_bytes = 256 * 1024;
  std::size_t result_bytes = 4 * 1024 * 1024;
};

class Simulations {
 public:
  explicit Simulations(Database& database, SimulationLimits limits = {}) : database_(&database), limits_(limits) {}

  /// Errors: kConflict (that identifier exists), kTooLarge, kInvalidInput (a hash that is not one, times in disorder),
  /// kUnavailable.
  base::Result<void> save(const SavedSimulation& simulation);

  /// Nothing when there is none, or when it has expired at `now`.
  base::Result<std::optional<SavedSimulation>> find(std::string_view id_hash, std::chrono::sys_seconds now);

  /// Deletes it when the holder's secret is the right one; false when there is no such simulation or it is not. Who
  /// asks learns nothing more.
  base::Result<bool> remove(std::string_view id_hash, std::string_view holder_hash);

  /// Deletes at most `most` simulations that have expired at `now`, oldest first; how many. Also empties the journal of
  /// what was deleted before; it may wait for readers: call it from a thread of its own.
  base::Result<std::size_t> purge(std::chrono::sys_seconds now, std::size_t most);

  /// How many are kept and have not expired.
  base::Result<std::size_t> count(std::chrono::sys_seconds now);

 private:
  Database* database_;
  SimulationLimits limits_;
};

}  // namespace partance::store

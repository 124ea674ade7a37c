// Ctrl-C and the system's wish to end, as a flag that long work looks at.
#pragma once

#include <atomic>

namespace partance::cli {

/// From its making on, SIGINT and SIGTERM set a flag; a second one ends the process at once, as if nothing were caught.
/// One at a time in a process.
class Interruption {
 public:
  Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  ~Interruption();

  [[nodiscard]] const std::atomic<bool>& flag() const;
};

}  // namespace partance::cli

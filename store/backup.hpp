// Copies of the database made while a server works on it, and put back while it works.
//
// A copy is one file, readable by its owner only, checked from end to end before it takes its name. What is replaced is
// kept aside first. Both use SQLite's online copy: readers and writers of the server go on, and see the database of
// before or the one of after, never a mixture.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>

#include "base/result.hpp"

namespace partance::store {

struct CopyTold {
  std::uintmax_t bytes = 0;
  std::int64_t step = 0;               ///< how far its tables had gone (see migrations.hpp)
  std::filesystem::path kept_aside{};  ///< where the database of before is; empty when there was none
  bool was_damaged = false;            ///< the database of before could only be moved: a server must be started again
};

/// Writes a copy of `database` to `to`; a backup of before under that name is replaced, another file is not. Errors:
/// kNotFound, kUnreadable (also: the database is damaged), kConflict (not a database of ours, `to` is something else).
base::Result<CopyTold> backup_database(const std::filesystem::path& database, const std::filesystem::path& to);

/// Puts the copy `from` in place of `database`, which is first kept beside under a name with the time `now`. Tables of
/// an older version are brought to today's. Nothing is changed when `from` is damaged, not ours, or newer than this
/// program.
base::Result<CopyTold> restore_database(const std::filesystem::path& from, const std::filesystem::path& database,
                                        std::chrono::sys_seconds now);

}  // namespace partance::store

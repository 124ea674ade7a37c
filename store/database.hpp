// The database of a server: one SQLite file, opened, brought to today's tables, shared by threads.
//
// What is kept has a header of its own here (simulations.hpp, establishments.hpp); they take a Database. Nothing of SQL
// shows in them, so that another database can stand behind the same words.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>

#include "base/result.hpp"

namespace partance::store {

namespace sql {
class Pool;
}

struct DatabaseOptions {
  std::filesystem::path path;                    ///< its folder exists; the file is made, readable by its owner only
  std::size_t connections = 4;                   ///< most open at once; each is opened when first needed
  std::chrono::milliseconds busy_timeout{5000};  ///< how long a statement waits for another writer, a thread for a
                                                 ///< connection
};

/// Usable from several threads at once.
class Database {
 public:
  /// Opens or makes the file, and takes it through the migrations it lacks. Errors: kNotFound (the folder), kUnreadable
  /// (permissions, not a database, damaged), kConflict (another program's database, or a newer version's),
  /// kUnavailable.
  static base::Result<std::unique_ptr<Database>> open(const DatabaseOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Answers a small question: whether the database can be used right now (for /readyz).
  base::Result<void> check();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// For the other files of this room.
  [[nodiscard]] sql::Pool& pool() { return *pool_; }

 private:
  Database(std::filesystem::path path, std::unique_ptr<sql::Pool> pool);

  std::filesystem::path path_;
  std::unique_ptr<sql::Pool> pool_;
};

/// The number in a file's header that says a SQLite file is ours ("PART").
inline constexpr std::int64_t kApplicationId = 0x50415254;

}  // namespace partance::store

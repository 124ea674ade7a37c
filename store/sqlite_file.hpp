// A SQLite file opened for what SOCI has no words for: copying it whole, and checking every page of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/result.hpp"

struct sqlite3;

namespace partance::store {

class SqliteFile {
 public:
  enum class Access : std::uint8_t { kRead, kWrite };

  /// Opens a file that exists.
  static base::Result<SqliteFile> open(const std::filesystem::path& path, Access access);

  /// Copies all of this file into `to` in one go, as it is at one moment; `to` changes in one transaction.
  base::Result<void> copy_into(SqliteFile& to) const;

  /// Refuses a file that is not a database of ours, is damaged, or breaks its references.
  base::Result<void> check() const;

  /// Makes it one file without a journal beside.
  base::Result<void> fold_journal() const;

  /// The one number a question gives.
  base::Result<std::int64_t> number(const char* question) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  SqliteFile(std::filesystem::path path, std::unique_ptr<sqlite3, Close> handle)
      : path_(std::move(path)), handle_(std::move(handle)) {}
  base::Result<std::string> text(const char* question) const;
  [[nodiscard]] std::unexpected<base::Error> failed() const;

  std::filesystem::path path_;
  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace partance::store

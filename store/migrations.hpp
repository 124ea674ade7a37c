// The tables, as numbered steps from an empty database to today's. A step that has shipped never changes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "store/sql/session.hpp"

namespace partance::store {

/// One step: statements in the words that SQLite and PostgreSQL share.
struct Migration {
  std::int64_t number;
  std::string_view title;
  std::span<const std::string_view> statements;
  base::Result<void> (*fill)(sql::Session& session) = nullptr;  ///< puts the first records in, when there are some
};

std::span<const Migration> migrations();

/// The number of the last step a database has gone through; 0 when it is empty.
base::Result<std::int64_t> schema_version(sql::Session& session);

/// Takes the database through the steps it lacks, all in one transaction, so that two programs starting together do
/// it once. kConflict when the database has gone further than this program knows.
base::Result<void> migrate(sql::Session& session, std::span<const Migration> steps, const std::string& path);

}  // namespace partance::store

// What the database refused, said in the words of the house. Values given to a statement never appear in it.
#pragma once

#include <string>

#include "base/result.hpp"

namespace partance::store::sql {

/// The error for a result code of SQLite. `path` is the database's file, `said` what SQLite says of it (no values).
base::Error failure(int code, const std::string& path, const std::string& said);

}  // namespace partance::store::sql

// Establishments as rows of the database; for establishments.cpp, and for the step that fills a new database.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "store/establishments.hpp"
#include "store/sql/session.hpp"

namespace partance::store {

/// `rest` follows "from establishment".
base::Result<std::vector<Establishment>> read_establishment_rows(sql::Session& session, std::string_view rest,
                                                                 std::initializer_list<sql::Value> values);

/// Inside a transaction of the caller.
base::Result<ImportCount> put_establishment_rows(sql::Session& session, std::span<const Establishment> establishments);

}  // namespace partance::store

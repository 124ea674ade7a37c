// The establishments a new database starts with.
#pragma once

#include <string_view>
#include <vector>

#include "store/establishments.hpp"

namespace partance::store {

std::vector<Establishment> first_establishments();

/// The file they are written in, as read_establishment_file() takes it.
std::string_view first_establishment_file();

}  // namespace partance::store

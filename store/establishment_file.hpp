// The CSV file of establishments: read with every fault told, and written back (docs/establishments.md).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/csv.hpp"
#include "store/establishments.hpp"

namespace partance::store {

struct EstablishmentFile {
  std::vector<Establishment> establishments{};
  std::vector<CsvFault> faults{};  ///< with one or more, nothing of the file is to be kept
};

/// Columns are named in English or in French, in any order; `id`, a name and a kind are required, the others may be
/// missing. `known_aids` are the aids an establishment may name; when empty, they are not checked.
EstablishmentFile read_establishment_file(std::string_view bytes, std::span<const std::string> known_aids = {},
                                          const CsvLimits& limits = {});

/// Read back by read_establishment_file() to the same establishments.
std::string write_establishment_file(std::span<const Establishment> establishments);

}  // namespace partance::store

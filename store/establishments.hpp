// Establishments taking part: universities, schools and the like, and how to reach their international office.
//
// A fact is kept with the document it was read in; what no document says stays empty. The file format is that of
// establishment_file.hpp; a new database starts with the establishments of establishment_seeds.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"

namespace partance::store {

/// The office a student goes to. Absent texts are empty.
struct Office {
  base::Message name{};
  std::string email{};
  std::string phone{};
  std::string address{};
  std::string url{};
  base::Message opening{};
  friend bool operator==(const Office&, const Office&);
};

struct Establishment {
  std::string id{};  ///< lower-case letters, digits, hyphens; as `études . établissement` takes it
  base::Message name{};
  std::string kind{};  ///< university, school, faculty, institute, crous, other
  std::string city{};
  std::string region{};   ///< its INSEE code, as `référence . régions` names it; empty when not known
  std::string country{};  ///< two letters (ISO 3166)
  std::string erasmus_code{};
  std::string website{};
  Office office{};
  std::vector<std::string> aids{};  ///< identifiers of the rulebook
  std::string source{};
  std::string source_url{};
  std::string source_date{};  ///< YYYY, YYYY-MM or YYYY-MM-DD
  std::string reliability{};  ///< officiel, secondaire, incertain, as the rulebook marks it
  friend bool operator==(const Establishment&, const Establishment&);
};

/// All conditions hold together; an empty one asks nothing.
struct EstablishmentFilter {
  std::string search{};  ///< words found in the name, the city or the identifier, accents and capitals aside
  std::string region{};
  std::string aid{};
  std::string after{};     ///< the identifier of the last one already seen, for the next page
  std::size_t most = 100;  ///< at most 500
};

struct ImportCount {
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t unchanged = 0;
};

class Establishments {
 public:
  explicit Establishments(Database& database) : database_(&database) {}

  /// In the order of their identifiers.
  base::Result<std::vector<Establishment>> list(const EstablishmentFilter& filter);
  base::Result<std::vector<Establishment>> all();
  base::Result<std::optional<Establishment>> find(std::string_view id);

  /// Adds these or puts them in place of those of the same identifier: all of them, or none.
  base::Result<ImportCount> put(std::span<const Establishment> establishments);
  base::Result<bool> remove(std::string_view id);

 private:
  Database* database_;
};

}  // namespace partance::store

// See establishments.hpp.
#include "store/establishments.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include "store/establishment_rows.hpp"
#include "store/folded_text.hpp"
#include "store/sql/pool.hpp"

namespace partance::store {

namespace {

bool same(const base::Message& a, const base::Message& b) {
  return a.fr == b.fr && a.en == b.en;
}

/// The first words of a search, each as a pattern of LIKE. folded() leaves letters, digits and blanks: nothing that
/// LIKE takes for a sign.
std::array<std::string, 4> patterns_of(std::string_view search) {
  std::array<std::string, 4> patterns{"%", "%", "%", "%"};
  std::istringstream words(folded(search));
  for (std::string& pattern : patterns) {
    std::string word;
    if (words >> word) pattern = "%" + word + "%";
  }
  return patterns;
}

}  // namespace

bool operator==(const Office& a, const Office& b) {
  return same(a.name, b.name) && a.email == b.email && a.phone == b.phone && a.address == b.address && a.url == b.url &&
         same(a.opening, b.opening);
}

bool operator==(const Establishment& a, const Establishment& b) {
  return a.id == b.id && same(a.name, b.name) && a.kind == b.kind && a.city == b.city && a.region == b.region &&
         a.country == b.country && a.erasmus_code == b.erasmus_code && a.website == b.website && a.office == b.office &&
         a.aids == b.aids && a.source == b.source && a.source_url == b.source_url && a.source_date == b.source_date &&
         a.reliability == b.reliability;
}

base::Result<std::vector<Establishment>> Establishments::list(const EstablishmentFilter& filter) {
  auto session = database_->pool().take();
  if (!session) return std::unexpected(session.error());
  const auto patterns = patterns_of(filter.search);
  return read_establishment_rows(
      **session,
      " where id > :after and search_key like :a and search_key like :b and search_key like :c and search_key like :d"
      " and (:no_region = 1 or region = :region)"
      " and (:no_aid = 1 or exists (select 1 from establishment_aid a where a.establishment_id = id and a.aid = :aid))"
      " order by id limit :most",
      {filter.after, patterns[0], patterns[1], patterns[2], patterns[3], filter.region.empty(), filter.region,
       filter.aid.empty(), filter.aid, std::min<std::size_t>(filter.most, 500)});
}

base::Result<std::vector<Establishment>> Establishments::all() {
  auto session = database_->pool().take();
  if (!session) return std::unexpected(session.error());
  return read_establishment_rows(**session, " order by id", {});
}

base::Result<std::optional<Establishment>> Establishments::find(std::string_view id) {
  auto session = database_->pool().take();
  if (!session) return std::unexpected(session.error());
  auto found = read_establishment_rows(**session, " where id = :id", {id});
  if (!found) return std::unexpected(found.error());
  if (found->empty()) return std::optional<Establishment>();
  return std::move(found->front());
}

base::Result<ImportCount> Establishments::put(std::span<const Establishment> establishments) {
  auto session = database_->pool().take();
  if (!session) return std::unexpected(session.error());
  return sql::in_transaction(**session, [&] { return put_establishment_rows(**session, establishments); });
}

base::Result<bool> Establishments::remove(std::string_view id) {
  auto session = database_->pool().take();
  if (!session) return std::unexpected(session.error());
  const auto removed = (*session)->run("delete from establishment where id = :id", {id});
  if (!removed) return std::unexpected(removed.error());
  return *removed > 0;
}

}  // namespace partance::store

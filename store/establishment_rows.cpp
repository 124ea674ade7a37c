// See establishment_rows.hpp.
#include "store/establishment_rows.hpp"

#include <string>

#include "store/folded_text.hpp"

namespace partance::store {

using sql::Kind;

namespace {

base::Result<std::vector<std::string>> aids_of(sql::Session& session, std::string_view id) {
  const auto rows = session.read("select aid from establishment_aid where establishment_id = :id order by place", {id},
                                 {Kind::kText});
  if (!rows) return std::unexpected(rows.error());
  std::vector<std::string> aids;
  for (const sql::Row& row : *rows) aids.push_back(row.front().text());
  return aids;
}

base::Result<void> write_row(sql::Session& session, const Establishment& e) {
  if (const auto gone = session.run("delete from establishment where id = :id", {e.id}); !gone) {
    return std::unexpected(gone.error());
  }
  const std::string search_key = " " + folded(e.name.fr + " " + e.name.en + " " + e.city + " " + e.id) + " ";
  const auto written = session.run(
      "insert into establishment (id, search_key, name_fr, name_en, kind, city, region, country, erasmus_code, website,"
      " office_fr, office_en, email, phone, address, office_url, opening_fr, opening_en, source, source_url,"
      " source_date, reliability) values (:id, :search_key, :name_fr, :name_en, :kind, :city, :region, :country,"
      " :erasmus_code, :website, :office_fr, :office_en, :email, :phone, :address, :office_url, :opening_fr,"
      " :opening_en, :source, :source_url, :source_date, :reliability)",
      {e.id,
       search_key,
       e.name.fr,
       e.name.en,
       e.kind,
       e.city,
       e.region,
       e.country,
       e.erasmus_code,
       e.website,
       e.office.name.fr,
       e.office.name.en,
       e.office.email,
       e.office.phone,
       e.office.address,
       e.office.url,
       e.office.opening.fr,
       e.office.opening.en,
       e.source,
       e.source_url,
       e.source_date,
       e.reliability});
  if (!written) return std::unexpected(written.error());
  for (std::size_t place = 0; place < e.aids.size(); ++place) {
    const auto noted = session.run(
        "insert into establishment_aid (establishment_id, aid, place) values (:establishment, :aid, :place)",
        {e.id, e.aids[place], place});
    if (!noted) return std::unexpected(noted.error());
  }
  return {};
}

}  // namespace

base::Result<std::vector<Establishment>> read_establishment_rows(sql::Session& session, std::string_view rest,
                                                                 std::initializer_list<sql::Value> values) {
  constexpr Kind kText = Kind::kText;
  const auto rows = session.read(
      "select id, name_fr, name_en, kind, city, region, country, erasmus_code, website, office_fr, office_en, email,"
      " phone, address, office_url, opening_fr, opening_en, source, source_url, source_date, reliability"
      " from establishment" +
          std::string(rest),
      values, {kText, kText, kText, kText, kText, kText, kText, kText, kText, kText, kText,
               kText, kText, kText, kText, kText, kText, kText, kText, kText, kText});
  if (!rows) return std::unexpected(rows.error());
  std::vector<Establishment> all;
  all.reserve(rows->size());
  for (const sql::Row& row : *rows) {
    const auto text = [&row](std::size_t column) { return row[column].text(); };
    auto aids = aids_of(session, text(0));
    if (!aids) return std::unexpected(aids.error());
    all.push_back({.id = text(0),
                   .name = {text(1), text(2)},
                   .kind = text(3),
                   .city = text(4),
                   .region = text(5),
                   .country = text(6),
                   .erasmus_code = text(7),
                   .website = text(8),
                   .office = {.name = {text(9), text(10)},
                              .email = text(11),
                              .phone = text(12),
                              .address = text(13),
                              .url = text(14),
                              .opening = {text(15), text(16)}},
                   .aids = std::move(*aids),
                   .source = text(17),
                   .source_url = text(18),
                   .source_date = text(19),
                   .reliability = text(20)});
  }
  return all;
}

base::Result<ImportCount> put_establishment_rows(sql::Session& session, std::span<const Establishment> establishments) {
  ImportCount count;
  for (const Establishment& establishment : establishments) {
    const auto present = read_establishment_rows(session, " where id = :id", {establishment.id});
    if (!present) return std::unexpected(present.error());
    if (!present->empty() && present->front() == establishment) {
      ++count.unchanged;
      continue;
    }
    ++(present->empty() ? count.added : count.changed);
    if (auto written = write_row(session, establishment); !written) return std::unexpected(written.error());
  }
  return count;
}

}  // namespace partance::store

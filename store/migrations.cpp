// Types: BIGINT for numbers, times (seconds since 1970) and truths, TEXT for the rest. Keys are given by the program.
#include "store/migrations.hpp"

#include <array>

#include "store/establishment_rows.hpp"
#include "store/establishment_seeds.hpp"

namespace partance::store {

using sql::Kind;

namespace {

constexpr std::array<std::string_view, 2> kSimulations{
    "create table simulation ("
    " id_hash text primary key,"
    " holder_hash text not null,"
    " language text not null check (language in ('fr', 'en')),"
    " answers text not null,"
    " result text not null,"
    " rulebook_version text not null,"
    " created bigint not null,"
    " expires bigint not null check (expires > created))",
    "create index simulation_expires on simulation (expires)",
};

constexpr std::array<std::string_view, 3> kEstablishments{
    "create table establishment ("
    " id text primary key,"
    " search_key text not null,"
    " name_fr text not null, name_en text not null, kind text not null, city text not null, region text not null,"
    " country text not null, erasmus_code text not null, website text not null,"
    " office_fr text not null, office_en text not null, email text not null, phone text not null,"
    " address text not null, office_url text not null, opening_fr text not null, opening_en text not null,"
    " source text not null, source_url text not null, source_date text not null, reliability text not null)",
    "create table establishment_aid ("
    " establishment_id text not null references establishment (id) on delete cascade,"
    " aid text not null,"
    " place bigint not null,"
    " primary key (establishment_id, aid))",
    "create index establishment_aid_aid on establishment_aid (aid)",
};

base::Result<void> fill_establishments(sql::Session& session) {
  const auto added = put_establishment_rows(session, first_establishments());
  if (!added) return std::unexpected(added.error());
  return {};
}

constexpr std::array<Migration, 2> kMigrations{{
    {1, "saved simulations", kSimulations},
    {2, "establishments", kEstablishments, fill_establishments},
}};

base::Error too_new(const std::string& path, std::int64_t found, std::int64_t known) {
  const std::string a = std::to_string(found), b = std::to_string(known);
  return {base::ErrorKind::kConflict,
          {"La base de données " + path + " vient d'une version plus récente de Partance (étape " + a +
               " ; ce programme connaît l'étape " + b + "). Installez cette version, ou indiquez une autre base.",
           "The database " + path + " comes from a newer version of Partance (step " + a +
               "; this program knows step " + b + "). Install that version, or name another database."}};
}

base::Result<void> take_step(sql::Session& session, const Migration& step) {
  for (const std::string_view statement : step.statements) {
    if (const auto done = session.run(statement); !done) return std::unexpected(done.error());
  }
  if (step.fill != nullptr) {
    if (auto filled = step.fill(session); !filled) return filled;
  }
  const auto noted =
      session.run("insert into schema_step (number, title) values (:number, :title)", {step.number, step.title});
  if (!noted) return std::unexpected(noted.error());
  return {};
}

}  // namespace

std::span<const Migration> migrations() {
  return kMigrations;
}

base::Result<std::int64_t> schema_version(sql::Session& session) {
  const auto rows = session.read("select coalesce(max(number), 0) from schema_step", {}, {Kind::kNumber});
  if (!rows) return std::unexpected(rows.error());
  return rows->front().front().number();
}

base::Result<void> migrate(sql::Session& session, std::span<const Migration> steps, const std::string& path) {
  return sql::in_transaction(session, [&]() -> base::Result<void> {
    const auto table =
        session.run("create table if not exists schema_step (number bigint primary key, title text not null)");
    if (!table) return std::unexpected(table.error());
    const auto version = schema_version(session);
    if (!version) return std::unexpected(version.error());
    const std::int64_t known = steps.empty() ? 0 : steps.back().number;
    if (*version > known) return std::unexpected(too_new(path, *version, known));
    for (const Migration& step : steps) {
      if (step.number <= *version) continue;
      if (auto taken = take_step(session, step); !taken) return taken;
    }
    return {};
  });
}

}  // namespace partance::store

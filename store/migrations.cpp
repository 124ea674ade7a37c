// Types: BIGINT for numbers, times (seconds since 1970) and truths, TEXT for the rest. Keys are given by the program.
#include "store/migrations.hpp"

#include <array>

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

constexpr std::array<Migration, 1> kMigrations{{
    {1, "saved simulations", kSimulations},
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

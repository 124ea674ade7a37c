// See simulations.hpp.
#include "store/simulations.hpp"

#include <algorithm>
#include <utility>

#include "store/packed_text.hpp"
#include "store/sql/pool.hpp"

namespace partance::store {

using base::ErrorKind;
using sql::Kind;

namespace {

bool is_hash(std::string_view text) {
  return text.size() == 64 &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::int64_t seconds(std::chrono::sys_seconds time) {
  return time.time_since_epoch().count();
}

std::chrono::sys_seconds time_of(const sql::Value& value) {
  return std::chrono::sys_seconds(std::chrono::seconds(value.number()));
}

base::Result<void> checked(const SavedSimulation& simulation, const SimulationLimits& limits) {
  if (!is_hash(simulation.id_hash) || !is_hash(simulation.holder_hash)) {
    return base::fail(ErrorKind::kInvalidInput, "Une simulation s'enregistre sous l'empreinte de son identifiant.",
                      "A simulation is saved under the hash of its identifier.");
  }
  if (simulation.expires <= simulation.created) {
    return base::fail(ErrorKind::kInvalidInput, "Une simulation expire après son enregistrement, pas avant.",
                      "A simulation expires after it was saved, not before.");
  }
  if (simulation.answers_json.size() > limits.answers_bytes || simulation.result_json.size() > limits.result_bytes) {
    return base::fail(ErrorKind::kTooLarge, "Cette simulation est trop longue pour être enregistrée.",
                      "This simulation is too long to be saved.");
  }
  return {};
}

}  // namespace

base::Result<void> Simulations::save(const SavedSimulation& simulation) {
  if (auto fine = checked(simulation, limits_); !fine) return fine;
  auto session = database_->pool().take();
  if (!session) return std::unexpected(session.error());
  const auto saved = (*session)->run(
      "insert into simulation (id_hash, holder_hash, language, answers, result, rulebook_version, created, expires)"
      " values (:id, :holder, :language, :answers, :result, :version, :created, :expires)",
      {simulation.id_hash, simulation.holder_hash, simulation.language == base::Language::kFrench ? "fr" : "en",
       packed(simulation.answers_json), packed(simulation.result_json), simulation.rulebook_version,
       seconds(simulation.created), seconds(simulation.expires)});
  if (!saved) return std::unexpected(saved.error());
  return {};
}

base::Result<std::optional<SavedSimulation>> Simulations::find(std::string_view id_hash, std::chrono::sys_seconds now) {
  auto session = database_->pool().take();
  if (!session) return std::unexpected(session.error());
  const auto rows = (*session)->read(
      "select id_hash, holder_hash, language, answers, result, rulebook_version, created, expires"
      " from simulation where id_hash = :id and expires > :now",
      {id_hash, seconds(now)},
      {Kind::kText, Kind::kText, Kind::kText, Kind::kText, Kind::kText, Kind::kText, Kind::kNumber, Kind::kNumber});
  if (!rows) return std::unexpected(rows.error());
  if (rows->empty()) return std::optional<SavedSimulation>();
  const sql::Row& row = rows->front();
  auto answers = unpacked(row[3].text(), limits_.answers_bytes);
  if (!answers) return std::unexpected(answers.error());
  auto result = unpacked(row[4].text(), limits_.result_bytes);
  if (!result) return std::unexpected(result.error());
  return SavedSimulation{.id_hash = row[0].text(),
                         .holder_hash = row[1].text(),
                         .language = row[2].text() == "en" ? base::Language::kEnglish : base::Language::kFrench,
                         .answers_json = std::move(*answers),
                         .result_json = std::move(*result),
                         .rulebook_version = row[5].text(),
                         .created = time_of(row[6]),
                         .expires = time_of(row[7])};
}

base::Result<bool> Simulations::remove(std::string_view id_hash, std::string_view holder_hash) {
  auto session = database_->pool().take();
  if (!session) return std::unexpected(session.error());
  const auto removed =
      (*session)->run("delete from simulation where id_hash = :id and holder_hash = :holder", {id_hash, holder_hash});
  if (!removed) return std::unexpected(removed.error());
  return *removed > 0;
}

base::Result<std::size_t> Simulations::purge(std::chrono::sys_seconds now, std::size_t most) {
  auto session = database_->pool().take();
  if (!session) return std::unexpected(session.error());
  const auto removed = (*session)->run(
      "delete from simulation where id_hash in"
      " (select id_hash from simulation where expires <= :now order by expires, id_hash limit :most)",
      {seconds(now), static_cast<std::int64_t>(most)});
  if (!removed) return std::unexpected(removed.error());
  if (*removed > 0) {
    // The journal still holds the pages of before: emptied when nobody reads, else at the next purge.
    static_cast<void>((*session)->read("pragma wal_checkpoint(truncate)", {}, {Kind::kNumber}));
  }
  return static_cast<std::size_t>(*removed);
}

base::Result<std::size_t> Simulations::count(std::chrono::sys_seconds now) {
  auto session = database_->pool().take();
  if (!session) return std::unexpected(session.error());
  const auto rows =
      (*session)->read("select count(*) from simulation where expires > :now", {seconds(now)}, {Kind::kNumber});
  if (!rows) return std::unexpected(rows.error());
  return static_cast<std::size_t>(rows->front().front().number());
}

}  // namespace partance::store

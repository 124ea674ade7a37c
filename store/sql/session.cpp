// SOCI stays in this file. Its statements are bound to addresses once and executed many times.
#include "store/sql/session.hpp"

#include <deque>
#include <unordered_map>
#include <utility>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "store/sql/failure.hpp"

namespace partance::store::sql {

namespace {

/// A place a statement reads from or writes to; it does not move while the statement lives.
struct Slot {
  Kind kind = Kind::kNumber;
  long long number = 0;
  std::string text{};
  soci::indicator indicator = soci::i_ok;

  void take(const Value& value) {
    indicator = value.is_null() ? soci::i_null : soci::i_ok;
    number = value.number();
    text = value.text();
  }
  [[nodiscard]] Value give() const {
    if (indicator == soci::i_null) return Value::null(kind);
    return kind == Kind::kText ? Value(text) : Value(static_cast<std::int64_t>(number));
  }
};

constexpr std::size_t kMostPrepared = 64;

}  // namespace

struct Session::Prepared {
  explicit Prepared(soci::session& session) : statement(session) {}

  std::deque<Slot> values{};
  std::deque<Slot> columns{};
  soci::statement statement;
};

struct Session::Inside {
  std::string path;
  soci::session session;
  std::unordered_map<std::string, std::unique_ptr<Prepared>> prepared{};

  /// The statement's own message only: the long one repeats the values it was given.
  [[nodiscard]] base::Error told(const soci::soci_error& error) const {
    const auto* own = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
    return failure(own == nullptr ? 1 : own->result(), path, error.get_error_message());
  }

  template <class Work>
  auto guarded(Work&& work) -> base::Result<std::invoke_result_t<Work>> {
    try {
      if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
        work();
        return {};
      } else {
        return work();
      }
    } catch (const soci::soci_error& error) {
      prepared.clear();  // a statement that failed half-way may hold the file
      return std::unexpected(told(error));
    }
  }
};

Session::Session(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

Session::~Session() {
  inside_->prepared.clear();
}

base::Result<std::unique_ptr<Session>> Session::open(const SessionOptions& options) {
  if (options.path.find_first_of("\"\n") != std::string::npos || options.path.empty()) {
    return base::fail(base::ErrorKind::kInvalidInput,
                      "Le chemin de la base de données est vide ou contient un guillemet : choisissez-en un autre.",
                      "The path of the database is empty or holds a quotation mark: choose another one.");
  }
  auto inside = std::make_unique<Inside>();
  inside->path = options.path;
  const auto opened = inside->guarded([&] {
    inside->session.open(soci::sqlite3, "dbname=\"" + options.path + "\" timeout=5");
    soci::session& s = inside->session;
    s << "pragma busy_timeout = " + std::to_string(options.busy_timeout_ms);
    s << "pragma synchronous = full";  // a link that was given survives a power cut
    s << "pragma foreign_keys = on";
    s << "pragma secure_delete = on";  // what was deleted is not left in free pages
    s << "pragma trusted_schema = off";
    s << "pragma cache_size = -1000";  // KB a connection
  });
  if (!opened) return std::unexpected(opened.error());
  return std::unique_ptr<Session>(new Session(std::move(inside)));
}

void* Session::handle() const {
  return static_cast<soci::sqlite3_session_backend*>(inside_->session.get_backend())->conn_;
}

base::Result<Session::Prepared*> Session::prepare(std::string_view text, std::initializer_list<Value> values,
                                                  std::initializer_list<Kind> columns) {
  std::string key;
  for (const Value& value : values) key += value.kind() == Kind::kText ? 't' : 'n';
  key += ' ';
  key += text;
  auto& kept = inside_->prepared;
  if (const auto found = kept.find(key); found != kept.end()) return found->second.get();
  if (kept.size() >= kMostPrepared) kept.clear();

  const auto made = inside_->guarded([&] {
    auto fresh = std::make_unique<Prepared>(inside_->session);
    for (const Value& value : values) {
      Slot& slot = fresh->values.emplace_back(Slot{.kind = value.kind()});
      if (slot.kind == Kind::kText) {
        fresh->statement.exchange(soci::use(slot.text, slot.indicator));
      } else {
        fresh->statement.exchange(soci::use(slot.number, slot.indicator));
      }
    }
    for (const Kind kind : columns) {
      Slot& slot = fresh->columns.emplace_back(Slot{.kind = kind});
      if (kind == Kind::kText) {
        fresh->statement.exchange(soci::into(slot.text, slot.indicator));
      } else {
        fresh->statement.exchange(soci::into(slot.number, slot.indicator));
      }
    }
    fresh->statement.alloc();
    fresh->statement.prepare(std::string(text));
    fresh->statement.define_and_bind();
    return (kept[key] = std::move(fresh)).get();
  });
  return made;
}

base::Result<std::int64_t> Session::run(std::string_view statement, std::initializer_list<Value> values) {
  const auto prepared = prepare(statement, values, {});
  if (!prepared) return std::unexpected(prepared.error());
  return inside_->guarded([&]() -> std::int64_t {
    Prepared& p = **prepared;
    std::size_t at = 0;
    for (const Value& value : values) p.values[at++].take(value);
    p.statement.execute(true);
    const auto changed = p.statement.get_affected_rows();
    for (Slot& slot : p.values) slot.text.clear();  // texts may be large and personal
    return changed;
  });
}

base::Result<std::vector<Row>> Session::read(std::string_view query, std::initializer_list<Value> values,
                                             std::initializer_list<Kind> columns, std::size_t most_rows) {
  const auto prepared = prepare(query, values, columns);
  if (!prepared) return std::unexpected(prepared.error());
  bool is_too_long = false;
  auto rows = inside_->guarded([&] {
    Prepared& p = **prepared;
    std::size_t at = 0;
    for (const Value& value : values) p.values[at++].take(value);
    std::vector<Row> out;
    p.statement.execute();
    while (p.statement.fetch()) {  // to the end, so that nothing stays open
      if (out.size() == most_rows) {
        is_too_long = true;
        continue;
      }
      Row& row = out.emplace_back();
      row.reserve(p.columns.size());
      for (const Slot& slot : p.columns) row.push_back(slot.give());
    }
    for (Slot& slot : p.values) slot.text.clear();
    for (Slot& slot : p.columns) slot.text.clear();
    return out;
  });
  if (rows && is_too_long) {
    return base::fail(base::ErrorKind::kTooLarge,
                      "La base de données contient plus de " + std::to_string(most_rows) + " lignes de cette sorte.",
                      "The database holds more than " + std::to_string(most_rows) + " rows of this sort.");
  }
  return rows;
}

base::Result<void> Session::begin() {
  // "immediate": a transaction that reads first and writes later never has to be given up half-way.
  const auto begun = run("begin immediate");
  if (!begun) return std::unexpected(begun.error());
  return {};
}

base::Result<void> Session::commit() {
  const auto done = run("commit");
  if (!done) return std::unexpected(done.error());
  return {};
}

void Session::rollback() noexcept {
  // Fails only when SQLite has rolled back by itself already.
  static_cast<void>(run("rollback"));
}

}  // namespace partance::store::sql

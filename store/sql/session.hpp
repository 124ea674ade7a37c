// One connection to the database: statements with values beside them, never inside; rows of plain values.
//
// The library underneath (SOCI) throws and knows many kinds of values; here are results, and the two kinds the tables
// of the house hold: whole numbers and texts, each possibly absent. SQL is written in the words that SQLite and
// PostgreSQL share, with parameters named `:name` and given in the order in which they stand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.hpp"

namespace partance::store::sql {

enum class Kind : std::uint8_t { kNumber, kText };

/// A value given to a statement or read from a row.
class Value {
 public:
  Value(std::int64_t number) : number_(number) {}                    // NOLINT(*-explicit-*)
  Value(std::string_view text) : kind_(Kind::kText), text_(text) {}  // NOLINT(*-explicit-*)
  Value(const std::string& text) : Value(std::string_view(text)) {}  // NOLINT(*-explicit-*)
  Value(const char* text) : Value(std::string_view(text)) {}         // NOLINT(*-explicit-*)
  Value(const std::optional<std::int64_t>& number)                   // NOLINT(*-explicit-*)
      : is_null_(!number), number_(number.value_or(0)) {}
  Value(const std::optional<std::string>& text)  // NOLINT(*-explicit-*)
      : kind_(Kind::kText), is_null_(!text), text_(text.value_or(std::string())) {}
  template <class T>
    requires std::is_integral_v<T>
  Value(T number) : Value(static_cast<std::int64_t>(number)) {}  // NOLINT(*-explicit-*)
  static Value null(Kind kind) {
    return kind == Kind::kText ? Value(std::optional<std::string>()) : Value(std::optional<std::int64_t>());
  }

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_null() const { return is_null_; }
  /// 0 and "" when the value is absent or of the other kind.
  [[nodiscard]] std::int64_t number() const { return number_; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  Kind kind_ = Kind::kNumber;
  bool is_null_ = false;
  std::int64_t number_ = 0;
  std::string text_;
};

using Row = std::vector<Value>;

struct SessionOptions {
  std::string path;                     ///< of the SQLite file; it exists
  std::int64_t busy_timeout_ms = 5000;  ///< how long a statement waits for another writer
};

/// Used by one thread at a time. Statements are prepared once and kept.
class Session {
 public:
  /// Errors: kUnreadable, kInvalidInput (a path the library cannot open), kUnavailable.
  static base::Result<std::unique_ptr<Session>> open(const SessionOptions& options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Runs a statement that gives no rows; the number of rows it changed. kConflict when a key exists already or a
  /// reference would dangle.
  base::Result<std::int64_t> run(std::string_view statement, std::initializer_list<Value> values = {});

  /// Reads all rows of a query, whose columns are of these kinds. Past `most_rows` it fails with kTooLarge: queries
  /// carry their own LIMIT.
  base::Result<std::vector<Row>> read(std::string_view query, std::initializer_list<Value> values,
                                      std::initializer_list<Kind> columns, std::size_t most_rows = 100'000);

  /// Begins a transaction that may write. Ended by commit() or rollback().
  base::Result<void> begin();
  base::Result<void> commit();
  void rollback() noexcept;

  /// The connection as the C library knows it, for the one thing SQL cannot say (backup.cpp): a sqlite3*.
  [[nodiscard]] void* handle() const;

 private:
  struct Prepared;
  struct Inside;
  explicit Session(std::unique_ptr<Inside> inside);
  base::Result<Prepared*> prepare(std::string_view text, std::initializer_list<Value> values,
                                  std::initializer_list<Kind> columns);

  std::unique_ptr<Inside> inside_;
};

/// Runs `work` inside a transaction: committed when it returns a value, undone when it returns an error.
template <class Work>
auto in_transaction(Session& session, Work&& work) -> std::invoke_result_t<Work> {
  if (auto begun = session.begin(); !begun) return std::unexpected(begun.error());
  auto result = work();
  if (!result) {
    session.rollback();
    return result;
  }
  if (auto committed = session.commit(); !committed) {
    session.rollback();
    return std::unexpected(committed.error());
  }
  return result;
}

}  // namespace partance::store::sql

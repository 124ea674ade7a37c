// A synthetic population of students in France: rows of answers, made from a seed.
//
// Row i is a function of the seed, the size and i alone, so that blocks can be made in any order by any thread, and a
// slice on its own. Persons stand for real ones by their weight: those who leave are few (kLeaving of kStudents), so
// a larger part of the rows is kept for them than of the students, and the weights set it right.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "microsimulation/table/table.hpp"

namespace partance::microsimulation::population {

inline constexpr std::uint64_t kDefaultSeed = 20'250'901;
/// The last autumn whose rules are nearly all published.
inline constexpr int kDefaultYear = 2025;
inline constexpr int kEarliestYear = 2014;
inline constexpr int kLatestYear = 2039;
inline constexpr unsigned kDefaultLeavingPercent = 50;
inline constexpr std::uint64_t kMostRows = 1'000'000'000;

struct Settings {
  std::uint64_t seed = kDefaultSeed;
  std::uint64_t size = 10'000;                        ///< rows of the whole, at most kMostRows
  int year = kDefaultYear;                            ///< of the autumn that opens the academic year
  unsigned leaving_percent = kDefaultLeavingPercent;  ///< of the rows, who leave for abroad: 0 to 100
  std::vector<std::string> columns{};                 ///< names, in the order wished; empty: all of them
};

/// A column that can be made.
struct Question {
  std::string_view name;
  std::string_view unit;
  engine::batch::ColumnType type = engine::batch::ColumnType::kNumber;
};
inline constexpr std::string_view kWeightColumn = "poids";

/// All of them, in the order they are written.
std::vector<Question> questions();

/// What is wrong with the settings, if anything is.
base::Result<void> check(const Settings& settings);

/// The rows from `first_row` on; fewer when the population ends before. `settings` has passed check().
Table generate(const Settings& settings, std::uint64_t first_row, std::size_t rows);

/// The same, block after block, without making its tables ready each time. Threads may share one.
class Generator {
 public:
  explicit Generator(Settings settings);
  Generator(const Generator&) = delete;
  Generator& operator=(const Generator&) = delete;
  ~Generator();

  [[nodiscard]] const Settings& settings() const;
  /// A table with the columns and the texts, which fill() fills. The codes of texts are the same for all.
  [[nodiscard]] Table empty_table() const;
  void fill(Table& table, std::uint64_t first_row, std::size_t rows) const;

 private:
  struct Prepared;
  std::unique_ptr<const Prepared> prepared_;
};

/// How many real students a row of each kind stands for. The weights of all rows add up to `students`: those who leave
/// and those who stay, less the kind that has no row (leaving_percent 0 or 100, or a very small size).
struct Weights {
  double leaving = 0;
  double staying = 0;
  std::uint64_t students = 0;
};
Weights weights(const Settings& settings);

/// Whether a row is one who leaves.
bool is_leaving(const Settings& settings, std::uint64_t row);

}  // namespace partance::microsimulation::population

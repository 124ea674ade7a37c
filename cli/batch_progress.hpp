// What a person sees while a batch runs: a bar on a terminal, a line every few seconds otherwise; and the sum at the
// end.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "microsimulation/stream/tally.hpp"

namespace partance::cli {

namespace stream = microsimulation::stream;

/// How far a run is; `seconds` since it began.
struct RunSoFar {
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  std::uint64_t all_bytes = 0;  ///< 0: not known
  std::uint64_t bad_rows = 0;
  double seconds = 0;
};

/// One line, less its end: rows, rows a second, share done and time left where they are known. With `bar` columns of a
/// bar when that is not 0.
std::string progress_line(const RunSoFar& so_far, std::size_t bar, base::Language language);

/// The lines told at the end: rows, time, errors by kind.
std::string run_summary(const stream::Tally& tally, double seconds, std::size_t threads, base::Language language);

/// "1 234 567" or "1,234,567".
std::string counted(std::uint64_t number, base::Language language);

/// Writes progress to standard error, often enough and not too often.
class BatchProgress {
 public:
  /// The run reads bytes [begin, end) of its input; `end` 0: not known.
  BatchProgress(std::uint64_t begin, std::uint64_t end, bool is_quiet, base::Language language);
  void tell(const stream::Tally& tally);
  /// Ends the bar's line.
  void close();
  [[nodiscard]] double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;
  std::uint64_t begin_byte_;
  std::uint64_t end_byte_;
  bool has_begun_ = false;
  bool is_quiet_;
  base::Language language_;
  bool is_terminal_;
  bool has_bar_ = false;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_ = begin_;
};

}  // namespace partance::cli

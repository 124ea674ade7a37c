// Tables on disk for `partance batch`: an input read as a stream, an output written beside its place and put there
// whole.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "microsimulation/stream/block_reader.hpp"

namespace partance::cli {

namespace stream = microsimulation::stream;

/// A file opened for reading, or standard input for "-".
class TableInput {
 public:
  /// Errors: kNotFound, kUnreadable.
  static base::Result<TableInput> open(const std::string& path);
  TableInput(TableInput&& other) noexcept;
  TableInput& operator=(TableInput&&) = delete;
  ~TableInput();

  /// Its bytes, in order; kInterrupted once `stop` is set. Must not outlive the input.
  stream::Source source(const std::atomic<bool>& stop);
  /// Of the whole file; 0 when it is not known, as of a pipe.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  TableInput() = default;
  std::string path_;
  int descriptor_ = -1;
  std::uint64_t bytes_ = 0;
  bool may_wait_ = false;  // a pipe or a terminal
};

/// A file that grows as `path`.part and becomes `path` when it is whole; or standard output for "-".
class TableOutput {
 public:
  /// Where the part is kept.
  static std::string part_of(const std::string& path) { return path + ".part"; }

  explicit TableOutput(std::string path);
  TableOutput(const TableOutput&) = delete;
  TableOutput& operator=(const TableOutput&) = delete;
  ~TableOutput();

  /// Standard output, a device or a pipe is written into as it is; a file has a part.
  [[nodiscard]] bool has_part() const { return has_part_; }
  /// Opens it and leaves the first `bytes` of a part that is there already. Readable by its owner only: results are
  /// personal data.
  base::Result<void> open(std::uint64_t bytes);
  base::Result<void> write(std::string_view text);
  /// Puts the whole file in its place, safe from a power cut.
  base::Result<void> finish();

 private:
  std::string path_;
  int descriptor_ = -1;
  bool has_part_ = true;
};

/// Puts a small file in its place at once, readable by its owner only.
base::Result<void> write_owner_file(const std::string& path, std::string_view text);

/// True when both paths lead to one file that exists.
bool are_one_file(const std::string& a, const std::string& b);

}  // namespace partance::cli

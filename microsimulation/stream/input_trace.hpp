// What a run has taken of its input, so that a later one can tell whether it goes on with the same bytes.
//
// Works on streams: bytes are looked at as they are read, in frames, and let go once their rows are written. Any thread
// may call.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/fingerprint.hpp"
#include "microsimulation/stream/block_reader.hpp"

namespace partance::microsimulation::stream {

class InputTrace {
 public:
  /// The first `bytes` of an input, and what they are.
  struct Mark {
    std::uint64_t bytes = 0;
    base::Fingerprint content{};
    friend bool operator==(const Mark&, const Mark&) = default;
  };

  /// `expected`: the input must begin like that.
  explicit InputTrace(std::optional<Mark> expected = {}) : expected_(expected) {}
  InputTrace(const InputTrace&) = delete;
  InputTrace& operator=(const InputTrace&) = delete;

  /// The same bytes, looked at. kConflict when the input does not begin as expected, before a byte behind that
  /// beginning is given. This must outlive it.
  Source follow(Source source);
  /// The rows of these first bytes are written.
  void written(std::uint64_t bytes);
  /// Of what is written; what was expected, until it was seen.
  [[nodiscard]] Mark mark() const;

 private:
  base::Result<void> look_at(std::string_view bytes);
  [[nodiscard]] base::Fingerprint content_of(std::uint64_t bytes) const;
  void let_go(std::uint64_t bytes);

  mutable std::mutex mutex_;
  std::optional<Mark> expected_;  // until it was seen; it stays when the input is another
  base::Fingerprinter frames_;    // whole frames from the beginning of the input
  std::uint64_t framed_ = 0;      // their bytes
  std::string pending_;           // what follows them, from begin_ on
  std::size_t begin_ = 0;
  std::uint64_t written_ = 0;
};

}  // namespace partance::microsimulation::stream

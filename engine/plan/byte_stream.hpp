// Bytes out and in: the small numbers, doubles and texts that a serialised program is made of.
//
// Numbers are little-endian base-128 (seven bits a byte, the last byte below 128), signed ones folded so that small
// ones of either sign are short. The reader never reads past the end: once something is wrong it gives zeros, and
// says so.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace partance::engine::plan {

constexpr std::uint64_t folded(std::int64_t x) {
  return (static_cast<std::uint64_t>(x) << 1U) ^ static_cast<std::uint64_t>(x >> 63U);
}
constexpr std::int64_t unfolded(std::uint64_t x) {
  return static_cast<std::int64_t>((x >> 1U) ^ (~(x & 1U) + 1U));
}

/// Ends texts: not a byte of UTF-8.
inline constexpr char kEnd = static_cast<char>(0xff);

class ByteWriter {
 public:
  void byte(std::uint8_t x) { bytes_ += static_cast<char>(x); }
  void number(std::uint64_t x) {
    for (; x >= 0x80U; x >>= 7U) byte(static_cast<std::uint8_t>(x | 0x80U));
    byte(static_cast<std::uint8_t>(x));
  }
  void signed_number(std::int64_t x) { number(folded(x)); }
  void fixed64(std::uint64_t x) {
    for (unsigned shift = 0; shift < 64; shift += 8) byte(static_cast<std::uint8_t>(x >> shift));
  }
  /// A double in as few bytes as its decimals allow: n / 10^k when that is exactly it, else its bits.
  void real(double x);
  void text(std::string_view text) { bytes_ += text; }
  /// A UTF-8 text, then a byte that no such text holds.
  void ended_text(std::string_view text) {
    bytes_ += text;
    bytes_ += kEnd;
  }

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint8_t byte() {
    if (at_ >= bytes_.size()) return fail(), std::uint8_t{0};
    return static_cast<std::uint8_t>(bytes_[at_++]);
  }
  std::uint64_t number() {
    std::uint64_t x = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint8_t next = byte();
      if (shift == 63 && next > 1) break;
      x |= std::uint64_t{next & 0x7fU} << shift;
      if (next < 0x80U) return x;
    }
    return fail(), 0;
  }
  /// A number that must be below `end`.
  std::uint64_t below(std::uint64_t end) {
    const std::uint64_t x = number();
    if (x < end) return x;
    return fail(), 0;
  }
  std::int64_t signed_number() { return unfolded(number()); }
  std::uint64_t fixed64() {
    std::uint64_t x = 0;
    for (unsigned shift = 0; shift < 64; shift += 8) x |= std::uint64_t{byte()} << shift;
    return x;
  }
  double real();
  /// A text up to its end byte.
  std::string_view ended_text() {
    const std::size_t end = bytes_.find(kEnd, at_);
    if (end == std::string_view::npos) return fail(), std::string_view();
    const std::string_view found = bytes_.substr(at_, end - at_);
    at_ = end + 1;
    return found;
  }
  /// How many things follow, each of at least one byte: never more than there are bytes, so that making room is safe.
  std::size_t count() { return static_cast<std::size_t>(below(std::uint64_t{bytes_.size() - at_} + 1)); }

  /// Where reading stands, or where it went wrong.
  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }
  [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }
  [[nodiscard]] bool failed() const { return failed_; }
  void fail() {
    if (!failed_) failed_at_ = at_;
    failed_ = true;
    at_ = bytes_.size();
  }
  [[nodiscard]] std::size_t failed_at() const { return failed_at_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::size_t failed_at_ = 0;
  bool failed_ = false;
};

}  // namespace partance::engine::plan

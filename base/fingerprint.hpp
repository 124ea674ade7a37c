// Fingerprints: 128 bits that tell two contents apart, for caches and for damaged files.
//
// Fast (a few bytes a cycle) and the same on every machine. Not a signature: somebody who wants two contents with one
// fingerprint can make them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace partance::base {

struct Fingerprint {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

/// Takes texts one after the other. Where one text ends and the next begins counts: "ab", "c" is not "a", "bc".
class Fingerprinter {
 public:
  void add(std::string_view text);
  [[nodiscard]] Fingerprint result() const;

 private:
  void mix(std::uint64_t word);

  std::uint64_t first_ = 0x9e3779b97f4a7c15U;
  std::uint64_t second_ = 0xc2b2ae3d27d4eb4fU;
};

/// 32 hexadecimal digits.
std::string fingerprint_text(const Fingerprint& fingerprint);

/// The fingerprint of one text.
Fingerprint fingerprint(std::string_view text);

}  // namespace partance::base

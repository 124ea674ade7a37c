// Two lanes read the same words with different steps. Each step is a bijection of the lane for a given word, and of the
// word for a given lane: two texts that differ in one word never share a lane.
#include "base/fingerprint.hpp"

#include <bit>

namespace partance::base {

namespace {

constexpr std::size_t kWord = 8;

std::uint64_t read_word(std::string_view text) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < text.size() && i < kWord; ++i) {
    word |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
  }
  return word;
}

/// The same for a whole word; compilers make one load of it.
std::uint64_t read_whole_word(const char* at) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < kWord; ++i) word |= std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i);
  return word;
}

/// Spreads the high bits, which multiplications fill, over the low ones.
std::uint64_t finished(std::uint64_t x) {
  x = (x ^ (x >> 32U)) * 0xd6e8feb86659fd93U;
  x = (x ^ (x >> 29U)) * 0xa0761d6478bd642fU;
  return x ^ (x >> 32U);
}

}  // namespace

void Fingerprinter::mix(std::uint64_t word) {
  first_ = std::rotl(first_ ^ word, 31) * 0xbf58476d1ce4e5b9U;
  second_ = (std::rotl(second_, 27) + word) * 0x94d049bb133111ebU;
}

void Fingerprinter::add(std::string_view text) {
  mix(text.size());
  while (text.size() >= kWord) {
    mix(read_whole_word(text.data()));
    text.remove_prefix(kWord);
  }
  if (!text.empty()) mix(read_word(text));
}

Fingerprint Fingerprinter::result() const {
  return {finished(first_), finished(second_)};
}

std::string fingerprint_text(const Fingerprint& fingerprint) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  constexpr unsigned kHighest = 60;
  std::string text;
  for (const std::uint64_t word : {fingerprint.first, fingerprint.second}) {
    for (unsigned shift = 0; shift <= kHighest; shift += 4) text += kDigits[(word >> (kHighest - shift)) & 15U];
  }
  return text;
}

Fingerprint fingerprint(std::string_view text) {
  Fingerprinter fingerprinter;
  fingerprinter.add(text);
  return fingerprinter.result();
}

}  // namespace partance::base

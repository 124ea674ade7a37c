// The root order of Unicode (CLDR 48) for the characters rule names are made of: ASCII, Latin-1,
// Latin Extended-A and the usual punctuation. Characters beyond them follow, by code point.
//
// Each character becomes one or more elements of three weights. Names are compared by all their
// first weights, then by all their second ones (accents), then by all their third ones (case and
// typographic variants).
#include "engine/value/collation.hpp"

#include <array>
#include <cstdint>
#include <vector>

#include "base/utf8.hpp"

namespace partance::engine::value {
namespace {

struct Element {
  std::uint32_t primary = 0;  ///< 0: the element only marks the one before it
  std::uint16_t secondary = 0;
  std::uint16_t tertiary = 0;
};

constexpr std::uint16_t kPlain = 1;  // second weight without accent
constexpr std::uint16_t kLower = 2;  // third weights
constexpr std::uint16_t kUpper = 8;
constexpr std::uint16_t kTypographic = 2;  // added to the third weight of "ĳ", "…"
constexpr std::uint16_t kRaised = 18;      // added to that of "ª", "²"
constexpr std::uint16_t kLigature = 90;    // second weight that tells "æ" from "ae", after all accents
constexpr std::uint32_t kBeyond = 1000;    // first weights of characters outside the tables

/// Characters with a first weight of their own, in order; upper case letters share that of the
/// lower case.
constexpr std::u32string_view kOrder =
    U"\t\n\v\f\r\u0085\u2028\u2029 "
    U"_-‐‒–—,;:!¡?¿.·'‹›\"«»()[]{}§¶@*/\\&#%‰†•′`´^¯¨¸°©®→+±÷×<=>¬|¦~−⁄¤¢$£¥€"
    U"0123456789abcdefghiıjklmnŋopqĸrstŧuvwxyzþʼµ";

/// Accents by second weight; the letters that carry each, and the same letters bare.
struct Accent {
  char32_t mark;
  std::u32string_view letters;
  std::u32string_view bases;
};
constexpr std::array<Accent, 16> kAccents = {{
    {U'\u0301', U"ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹź", U"AEIOUYaeiouyCcLlNnRrSsZz"},
    {U'\u0300', U"ÀÈÌÒÙàèìòù", U"AEIOUaeiou"},
    {U'\u0306', U"ĂăĔĕĞğĬĭŎŏŬŭ", U"AaEeGgIiOoUu"},
    {U'\u0302', U"ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷ", U"AEIOUaeiouCcGgHhJjSsWwYy"},
    {U'\u030C', U"ČčĎďĚěĽľŇňŘřŠšŤťŽž", U"CcDdEeLlNnRrSsTtZz"},
    {U'\u030A', U"ÅåŮů", U"AaUu"},
    {U'\u0308', U"ÄËÏÖÜäëïöüÿŸ", U"AEIOUaeiouyY"},
    {U'\u030B', U"ŐőŰű", U"OoUu"},
    {U'\u0303', U"ÃÑÕãñõĨĩŨũ", U"ANOanoIiUu"},
    {U'\u0307', U"ĊċĖėĠġİŻż", U"CcEeGgIZz"},
    {U'\u0338', U"Øø", U"Oo"},
    {U'\u0327', U"ÇçĢģĶķĻļŅņŖŗŞşŢţ", U"CcGgKkLlNnRrSsTt"},
    {U'\u0328', U"ĄąĘęĮįŲų", U"AaEeIiUu"},
    {U'\u0304', U"ĀāĒēĪīŌōŪū", U"AaEeIiOoUu"},
    {U'\u0335', U"ĐđĦħŁł", U"DdHhLl"},
    {U'\u0326', U"ȘșȚț", U"SsTt"},
}};

/// Characters that compare as others, up to the second or the third weight.
struct Variant {
  char32_t character;
  std::u32string_view as;
  std::uint16_t secondary;  ///< added to that of the first element, or of a mark after it when kLigature
  std::uint16_t tertiary;   ///< added to that of each element
};
constexpr std::array<Variant, 34> kVariants = {{
    {U'æ', U"ae", kLigature, 0},
    {U'Æ', U"AE", kLigature, 0},
    {U'œ', U"oe", kLigature, 0},
    {U'Œ', U"OE", kLigature, 0},
    {U'ß', U"ss", kLigature, 0},
    {U'ẞ', U"SS", kLigature, 0},
    {U'ſ', U"s", kLigature, 0},
    {U'ð', U"d", kLigature, 0},
    {U'Ð', U"D", kLigature, 0},
    {U'ĳ', U"ij", 0, kTypographic},
    {U'Ĳ', U"IJ", 0, kTypographic},
    {U'ŉ', U"ʼn", 0, kTypographic},
    {U'ŀ', U"l", kLigature, 0},
    {U'Ŀ', U"L", kLigature, 0},
    {U'…', U"...", 0, kTypographic},
    {U'\u2011', U"‐", 0, kTypographic},
    {U'ª', U"a", 0, kRaised},
    {U'º', U"o", 0, kRaised},
    {U'¹', U"1", 0, kRaised},
    {U'²', U"2", 0, kRaised},
    {U'³', U"3", 0, kRaised},
    {U'¼', U"1⁄4", 0, kRaised},
    {U'½', U"1⁄2", 0, kRaised},
    {U'¾', U"3⁄4", 0, kRaised},
    {U'\u2009', U" ", 0, kTypographic},
    {U'\u00A0', U" ", 0, kRaised},
    {U'\u202F', U" ", 0, kRaised},
    {U'‘', U"'", 1, 0},
    {U'’', U"'", 2, 0},
    {U'‚', U"'", 3, 0},
    {U'“', U"\"", 1, 0},
    {U'”', U"\"", 2, 0},
    {U'„', U"\"", 3, 0},
    {U'\u3000', U" ", 0, 1},
}};

bool is_ignored(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

using Elements = std::vector<Element>;

/// Upper case letters of the order table have no accent: A–Z and three others.
char32_t lower_case(char32_t c) {
  if (c >= U'A' && c <= U'Z') return c + 32;
  if (c == U'Ŋ' || c == U'Ŧ') return c + 1;
  return c == U'Þ' ? U'þ' : c;
}

/// First weights of the characters below U+0180, worked out once; 0 for those without one.
constexpr std::size_t kTabled = 0x180;
constexpr auto kRanks = [] {
  std::array<std::uint16_t, kTabled> ranks{};
  for (std::size_t at = 0; at < kOrder.size(); ++at) {
    if (kOrder[at] < kTabled) ranks[kOrder[at]] = static_cast<std::uint16_t>(at + 1);
  }
  return ranks;
}();

std::uint32_t rank_of(char32_t c) {
  if (c < kTabled) return kRanks[c];
  return static_cast<std::uint32_t>(kOrder.find(c) + 1);  // npos + 1 is 0
}

/// A letter below U+0180 taken apart; no base when it has no accent.
struct Parts {
  char32_t base = 0;
  std::uint8_t accent = 0;
};
constexpr auto kParts = [] {
  std::array<Parts, kTabled> parts{};
  for (std::size_t accent = 0; accent < kAccents.size(); ++accent) {
    for (std::size_t at = 0; at < kAccents[accent].letters.size(); ++at) {
      const char32_t letter = kAccents[accent].letters[at];
      if (letter < kTabled) parts[letter] = {kAccents[accent].bases[at], static_cast<std::uint8_t>(accent)};
    }
  }
  return parts;
}();

void add_base(Elements& elements, char32_t c) {
  const char32_t lower = lower_case(c);
  const std::uint32_t rank = rank_of(lower);
  if (rank == 0) {
    if (!is_ignored(c)) elements.push_back({kBeyond + static_cast<std::uint32_t>(c), kPlain, kLower});
    return;
  }
  elements.push_back({rank, kPlain, lower == c ? kLower : kUpper});
}

void add_mark(Elements& elements, std::size_t rank) {
  elements.push_back({0, static_cast<std::uint16_t>(kPlain + 1 + rank), kLower});
}

/// True when `c` is an accent or a letter with one.
bool add_accented(Elements& elements, char32_t c) {
  if (c < kTabled) {
    if (kParts[c].base == 0) return false;
    add_base(elements, kParts[c].base);
    add_mark(elements, kParts[c].accent);
    return true;
  }
  for (std::size_t rank = 0; rank < kAccents.size(); ++rank) {
    const Accent& accent = kAccents[rank];
    const std::size_t at = accent.letters.find(c);
    if (accent.mark != c && at == std::u32string_view::npos) continue;
    if (accent.mark != c) add_base(elements, accent.bases[at]);
    add_mark(elements, rank);
    return true;
  }
  return false;
}

bool add_variant(Elements& elements, char32_t c) {
  for (const Variant& variant : kVariants) {
    if (variant.character != c) continue;
    for (std::size_t at = 0; at < variant.as.size(); ++at) {
      add_base(elements, variant.as[at]);
      elements.back().tertiary = static_cast<std::uint16_t>(elements.back().tertiary + variant.tertiary);
      if (at > 0) continue;
      if (variant.secondary == kLigature) {
        elements.push_back({0, kLigature, kLower});
      } else {
        elements.back().secondary = static_cast<std::uint16_t>(kPlain + variant.secondary);
      }
    }
    return true;
  }
  return false;
}

Elements elements_of(std::string_view name) {
  Elements elements;
  elements.reserve(name.size() + 8);
  std::size_t at = 0;
  while (at < name.size()) {
    const std::size_t size = base::utf8_size(name, at);
    const char32_t c = size == 0 ? U'\uFFFD' : base::code_point(name, at, size);
    at += size == 0 ? 1 : size;
    if (c < 0x80 || (!add_accented(elements, c) && !add_variant(elements, c))) add_base(elements, c);
  }
  return elements;
}

/// Compares the weights of one level, zeros left out.
template <class Weight>
int compare_level(const Elements& a, const Elements& b, Weight Element::* weight) {
  std::size_t at_a = 0;
  std::size_t at_b = 0;
  const auto next = [&](const Elements& elements, std::size_t& at) {
    while (at < elements.size() && elements[at].*weight == 0) ++at;
    return at < elements.size() ? elements[at++].*weight : Weight{0};
  };
  while (true) {
    const Weight from_a = next(a, at_a);
    const Weight from_b = next(b, at_b);
    if (from_a != from_b) return from_a < from_b ? -1 : 1;
    if (from_a == 0) return 0;
  }
}

}  // namespace

int compare_names(std::string_view a, std::string_view b) {
  if (a == b) return 0;
  const Elements elements_a = elements_of(a);
  const Elements elements_b = elements_of(b);
  if (const int order = compare_level(elements_a, elements_b, &Element::primary)) return order;
  if (const int order = compare_level(elements_a, elements_b, &Element::secondary)) return order;
  return compare_level(elements_a, elements_b, &Element::tertiary);
}

}  // namespace partance::engine::value

// What the writer and the reader of a serialised program agree on besides node shapes. Internal to engine/plan.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace partance::engine::plan::layout {

inline constexpr std::string_view kMagic = "PARTANCE";
inline constexpr std::size_t kVersionAt = 8;
inline constexpr std::size_t kOriginAt = 16;
inline constexpr std::size_t kLengthAt = 32;
inline constexpr std::size_t kFingerprintAt = 40;
inline constexpr std::size_t kHeaderBytes = 48;

/// Deepest nesting of metadata: what the readers of rule files accept, and a little.
inline constexpr std::uint32_t kMostDepth = 128;

/// In the byte of an operation: another byte follows and says its origin.
inline constexpr std::uint8_t kHasOrigin = 0x80;

/// Flags of a rule, from the lowest bit; then three bits for its type and three for its declared type.
enum RuleFlag : std::uint32_t {
  kHasQuestion = 1U << 0U,
  kPrivate = 1U << 1U,
  kReachable = 1U << 2U,
  kStep = 1U << 3U,
  kNullable = 1U << 4U,
  kGateNullable = 1U << 5U,
  kGateBoolean = 1U << 6U,
  kSlotNullable = 1U << 7U,
  kExperimental = 1U << 8U,
};
inline constexpr std::uint32_t kTypeShift = 9;
inline constexpr std::uint32_t kDeclaredTypeShift = 12;
inline constexpr std::uint32_t kRuleFlagsEnd = 1U << 15U;

/// Kinds of metadata values, in the low bits of their first number; the rest of it is a size or the code of a text.
enum class Tag : std::uint8_t { kNull, kNo, kYes, kNumber, kText, kSequence, kMapping };
inline constexpr unsigned kTagBits = 3;

}  // namespace partance::engine::plan::layout

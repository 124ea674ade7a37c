// The serialised program: all a run needs, in bytes that a browser loads without the rule files.
//
// Layout, little endian: magic (8 bytes), version (8), origin (16), length of the content (8), its fingerprint (8),
// then the content: texts, units, constants, nodes by operation and column by column, rules, metadata. Names share the
// beginning of the name before, indices are differences from where they are usually found, decimals are kept as
// decimals, a text is named by its index only when it was named before: bytes that compress well. What can be worked
// out again (parents, users, the name index) is not written, nor are the rule files and places in them: explanations
// need only what is here, and a situation that declares rules needs the files.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/fingerprint.hpp"
#include "base/result.hpp"
#include "engine/plan/program.hpp"

namespace partance::engine::plan {

/// To be raised when the layout, or the meaning of what it holds (an operation of engine/model), changes.
inline constexpr std::uint64_t kProgramVersion = 3;

/// What a program from a stranger may cost.
struct ProgramLimits {
  std::size_t bytes = 64U << 20U;
  std::size_t name_bytes = 16U << 10U;   ///< of one rule name
  std::size_t text_bytes = 128U << 20U;  ///< of names, units and metadata, once each is spelled out
};

/// The bytes of a program. `origin` says what it was compiled from, for those who keep it as a cache.
std::string write_program(const Program& program, const base::Fingerprint& origin = {});

/// The program in `bytes`, checked whole: indices, kinds, texts, counts; evaluating it stays within the limits of a
/// run. Errors: kInvalidInput (not a program, of another version, cut, changed or impossible), kTooLarge.
base::Result<std::shared_ptr<const Program>> read_program(std::string_view bytes, const ProgramLimits& limits = {});

/// What write_program() was told, when the bytes start as a program of this version does; nothing else is looked at.
std::optional<base::Fingerprint> program_origin(std::string_view bytes);

/// What tells one program from another: 16 hexadecimal digits of its content, the same wherever and whenever the same
/// rules are compiled. It is the version of a rulebook that answers carry.
std::string program_version(const Program& program);
/// The same, of bytes that read_program() accepted.
std::string program_version(std::string_view bytes);

/// Puts the right length and fingerprint in bytes that start as a program does: for fuzzers, which change the content.
void seal_program(std::string& bytes);

}  // namespace partance::engine::plan

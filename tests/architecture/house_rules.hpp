// The rules of the house that a machine can see: who may include whom, which room owns which
// third-party header, names, sizes, the comment at the head of a file, no path of one machine.
// Sources are given as texts, so that a test can show each rule refusing something.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace partance::architecture {

/// Past this many lines a source file is two files.
inline constexpr std::size_t kMostLines = 600;

/// Which rule a file breaks.
enum class Rule {
  kLayer,       ///< includes a room, or a later phase of the engine, that it must not see
  kInclude,     ///< not written from the repository root, or of a file that does not exist
  kThirdParty,  ///< a library's header outside the room that owns it
  kName,        ///< a file or folder name against the conventions
  kNamespace,   ///< a header whose namespace is not its folder
  kHead,        ///< no comment at the head saying what the file is for
  kSize,        ///< more than kMostLines lines
  kPath,        ///< an absolute path that exists on one machine only
};

/// One fault: `file` is relative to the repository root with `/`, `line` counts from 1 (0: the
/// whole file).
struct Fault {
  Rule rule;
  std::string file;
  std::size_t line;
  std::string text;  ///< what is wrong and how to mend it
};

/// `file:line: text`, ready for an editor to jump to.
std::string describe(const Fault& fault);

/// The faults of one file, from its path (relative to the root) and its text alone.
/// C++ sources get every rule; scripts the head, the size and the paths; other texts the paths.
std::vector<Fault> check_file(std::string_view path, std::string_view text);

/// The faults of every file under `root` that the house writes, plus includes of files that do not
/// exist. Build folders, installed packages, hidden folders and the fuzz corpus are left out.
std::vector<Fault> check_tree(const std::filesystem::path& root);

/// Whether a file in `from` may include one in `to`; both are root folders. Unknown rooms see
/// nothing.
bool may_include(std::string_view from, std::string_view to);

}  // namespace partance::architecture

// Files and folders as whole texts, with limits on what is read and without half-written files.
//
// Errors name the file, say what happened and how to mend it. Paths given by a user are opened as
// they are.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace partance::base {

/// A file's text and its path: the folder that was read, then the names below it, joined by "/".
struct FileText {
  std::string path;
  std::string text;
};

struct FolderLimits {
  std::size_t bytes = 64 * 1024 * 1024;  ///< of all files together
  std::size_t entries = 20'000;          ///< files and folders met, whatever their names
};

/// The bytes of a file of at most `most_bytes`. Errors: kNotFound, kUnreadable (a folder too),
/// kTooLarge.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t most_bytes);

/// All files below `folder` whose name ends in one of `suffixes` (all files when there are none),
/// in the byte order of their paths. Names that start with a dot are left out, and folders reached
/// by a symbolic link. Errors: kNotFound, kUnreadable (also when `folder` is a file), kTooLarge.
Result<std::vector<FileText>> read_folder(const std::filesystem::path& folder,
                                          std::span<const std::string_view> suffixes, const FolderLimits& limits = {});

/// Puts `text` in place of the file, or makes the file: a reader sees the old text or the new one,
/// never a part, and after success the new one survives a power cut. Errors: kNotFound (the folder
/// is missing), kUnreadable.
/// A device or a pipe is written into and left in place.
Result<void> write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace partance::base

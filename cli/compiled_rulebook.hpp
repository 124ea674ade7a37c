// The compiled rulebook: the national rules as a program in bytes, made at build time, so that the command starts at
// once.
//
// It is used only when it was made by this very build from these very texts: a fingerprint in it covers both. Whatever
// is wrong with it, the rules are compiled again as if it were not there.
#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "base/file.hpp"
#include "base/fingerprint.hpp"
#include "engine/plan/program.hpp"

namespace partance::cli {

/// Adds rule files found at or below `root`: their names below it and their texts, in order.
void add_rule_files(base::Fingerprinter& fingerprinter, std::span<const base::FileText> files,
                    const std::filesystem::path& root);

/// Where this executable's compiled rulebook is, if there is one: ../share/partance/rulebook.program beside its folder.
std::filesystem::path compiled_rulebook_file();

/// The program in `file` if it was made from what `origin` says; null otherwise, for whatever reason.
std::shared_ptr<const engine::plan::Program> read_compiled_rulebook(const std::filesystem::path& file,
                                                                    const base::Fingerprint& origin);

}  // namespace partance::cli

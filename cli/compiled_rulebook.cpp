// See compiled_rulebook.hpp.
#include "cli/compiled_rulebook.hpp"

#include <string>

#include "cli/own_build.hpp"
#include "engine/plan/serialised.hpp"

namespace partance::cli {

void add_rule_files(base::Fingerprinter& fingerprinter, std::span<const base::FileText> files,
                    const std::filesystem::path& root) {
  const std::string prefix = root.string();
  for (const base::FileText& file : files) {
    std::string_view name = file.path;
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
    fingerprinter.add(name);
    fingerprinter.add(file.text);
  }
}

std::filesystem::path compiled_rulebook_file() {
  const std::filesystem::path executable = executable_file();
  if (executable.empty()) return {};
  return executable.parent_path().parent_path() / "share" / "partance" / "rulebook.program";
}

std::shared_ptr<const engine::plan::Program> read_compiled_rulebook(const std::filesystem::path& file,
                                                                    const base::Fingerprint& origin) {
  const auto bytes = base::read_file(file, engine::plan::ProgramLimits{}.bytes);
  if (!bytes || engine::plan::program_origin(*bytes) != origin) return nullptr;
  return engine::plan::read_program(*bytes).value_or(nullptr);
}

}  // namespace partance::cli

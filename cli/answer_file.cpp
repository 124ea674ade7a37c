// See answer_file.hpp.
#include "cli/answer_file.hpp"

#include <filesystem>
#include <iostream>
#include <iterator>

#include <sys/stat.h>

#include "base/file.hpp"
#include "cli/standard_input.hpp"
#include "engine/syntax/reader.hpp"

namespace partance::cli {

namespace {

constexpr std::size_t kMostBytes = 1U << 20U;

}  // namespace

base::Result<AnswerFile> read_answer_file(const std::string& path, const engine::plan::Program& program) {
  const bool is_standard_input = path == "-";
  auto text = is_standard_input ? read_standard_input(kMostBytes) : base::read_file(path, kMostBytes);
  if (!text) return std::unexpected(text.error());
  AnswerFile file;
  engine::syntax::ReadLimits limits;
  limits.bytes = kMostBytes;
  const std::uint32_t source = file.sources.add(is_standard_input ? "(entrée standard)" : path, *std::move(text));
  const auto document = path.ends_with(".json")
                            ? engine::syntax::read_json(file.sources, source, limits, file.diagnostics)
                            : engine::syntax::read_yaml(file.sources, source, limits, file.diagnostics);
  if (document) file.answers = simulation::read_answers(*document, program, file.diagnostics);
  return file;
}

bool tell(const AnswerFile& file, base::Language language) {
  for (const auto& diagnostic : file.diagnostics) {
    std::cerr << engine::syntax::render(diagnostic, file.sources, language);
  }
  return file.diagnostics.empty();
}

base::Result<void> save_answers(const std::string& path, const simulation::Answers& answers) {
  // Only a file of ours is closed to others: the mode of a device or a pipe belongs to the system.
  struct stat status{};
  if (::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode)) ::chmod(path.c_str(), 0600);
  // The file is made under a mask that leaves it to its owner, then put in place whole.
  const mode_t before = ::umask(0077);
  auto written = base::write_file(path, simulation::write_answers(answers));
  ::umask(before);
  return written;
}

}  // namespace partance::cli

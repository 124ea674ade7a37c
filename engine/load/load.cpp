// See load.hpp.
#include "engine/load/load.hpp"

#include <algorithm>
#include <array>
#include <system_error>

namespace partance::engine::load {

namespace {

bool is_cases_file(std::string_view path) {
  return path.ends_with(".cases.yaml") || path.ends_with(".cases.yml");
}

}  // namespace

bool Loaded::has_errors() const {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const syntax::Diagnostic& d) { return d.severity == syntax::Severity::kError; });
}

void read_text(std::string name, std::string text, Loaded& into, const syntax::ReadLimits& limits) {
  const bool json = name.ends_with(".json");
  const std::uint32_t source = into.sources.add(std::move(name), std::move(text));
  auto document = json ? syntax::read_json(into.sources, source, limits, into.diagnostics)
                       : syntax::read_yaml(into.sources, source, limits, into.diagnostics);
  if (document) into.documents.push_back(std::make_shared<const syntax::Document>(std::move(*document)));
}

base::Result<std::vector<base::FileText>> rule_files(const std::filesystem::path& path,
                                                     const syntax::ReadLimits& limits) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) {
    auto text = base::read_file(path, limits.bytes);
    if (!text) return std::unexpected(text.error());
    std::vector<base::FileText> one;
    one.push_back({path.string(), std::move(*text)});
    return one;
  }
  static constexpr std::array<std::string_view, 3> kSuffixes = {".publicodes", ".yaml", ".yml"};
  auto files = base::read_folder(path, kSuffixes);
  if (files) std::erase_if(*files, [](const base::FileText& file) { return is_cases_file(file.path); });
  return files;
}

base::Result<void> read_rules(const std::filesystem::path& path, Loaded& into, const syntax::ReadLimits& limits) {
  auto files = rule_files(path, limits);
  if (!files) return std::unexpected(files.error());
  for (base::FileText& file : *files) read_text(std::move(file.path), std::move(file.text), into, limits);
  return {};
}

std::shared_ptr<const plan::Program> compile(Loaded& loaded, const model::BuildOptions& options,
                                             const syntax::Document* situation) {
  if (loaded.has_errors()) return nullptr;
  model::Model model = model::build(loaded.documents, options, loaded.diagnostics, situation);
  if (loaded.has_errors()) return nullptr;
  return plan::compile(std::move(model));
}

}  // namespace partance::engine::load

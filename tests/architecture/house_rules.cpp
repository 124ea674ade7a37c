// Reads sources line by line; no preprocessor is needed because the house writes plain includes.
#include "tests/architecture/house_rules.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "tests/architecture/tables.hpp"

namespace partance::architecture {
namespace {

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const auto end = words.find(' ');
    if (words.substr(0, end) == word) return true;
    if (end == std::string_view::npos) return false;
    words.remove_prefix(end + 1);
  }
  return false;
}

std::string_view first_folder(std::string_view path) {
  return path.substr(0, path.find('/'));
}

std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

std::string_view extension(std::string_view path) {
  const auto name = file_name(path);
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : name.substr(dot);
}

bool is_cpp(std::string_view path) {
  return extension(path) == ".hpp" || extension(path) == ".cpp";
}

bool is_script(std::string_view path) {
  return has_word(".mjs .sh .ts .tsx .js", extension(path));
}

bool is_text(std::string_view path) {
  return is_cpp(path) || is_script(path) ||
         has_word(".md .yaml .yml .publicodes .json .cmake .txt .html .css", extension(path));
}

bool is_test(std::string_view path) {
  return path.starts_with("tests/") || path.ends_with("_test.cpp") || path.ends_with("_benchmark.cpp") ||
         path.ends_with("_fuzz.cpp");
}

/// The name of the engine's phase a path lies in, or nothing.
const Phase* phase_of(std::string_view path) {
  if (!path.starts_with("engine/")) return nullptr;
  const auto folder = first_folder(path.substr(7));
  const auto* found = std::ranges::find(kPhases, folder, &Phase::name);
  return found == kPhases.end() ? nullptr : found;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

struct Include {
  std::string_view target;
  bool quoted;
};

std::optional<Include> include_of(std::string_view line) {
  const auto skip_blanks = [&line] {
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  };
  skip_blanks();
  if (!line.starts_with('#')) return std::nullopt;
  line.remove_prefix(1);
  skip_blanks();
  if (!line.starts_with("include")) return std::nullopt;
  line.remove_prefix(7);
  skip_blanks();
  if (line.empty() || (line.front() != '"' && line.front() != '<')) return std::nullopt;
  const bool quoted = line.front() == '"';
  const auto end = line.find(quoted ? '"' : '>', 1);
  if (end == std::string_view::npos) return std::nullopt;
  return Include{line.substr(1, end - 1), quoted};
}

/// Collects the faults of one file.
class FileCheck {
 public:
  FileCheck(std::string_view path, std::string_view text) : path_(path), lines_(lines_of(text)), text_(text) {}

  std::vector<Fault> run() && {
    if (is_cpp(path_)) {
      check_name();
      check_includes();
      check_namespace();
    }
    if (is_cpp(path_) || is_script(path_)) {
      check_head();
      check_size();
    }
    if (is_text(path_)) check_paths();
    return std::move(faults_);
  }

 private:
  void add(Rule rule, std::size_t line, std::string text) {
    faults_.push_back({rule, std::string(path_), line, std::move(text)});
  }

  void check_name() {
    auto rest = path_;
    rest.remove_suffix(extension(path_).size());
    while (!rest.empty()) {
      const auto end = rest.find('/');
      check_name_part(rest.substr(0, end));
      if (end == std::string_view::npos) return;
      rest.remove_prefix(end + 1);
    }
  }

  void check_name_part(std::string_view part) {
    const bool snake =
        std::ranges::all_of(part, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
    if (!snake || part.empty() || part.front() == '_' || part.back() == '_') {
      add(Rule::kName, 0, "'" + std::string(part) + "' is not written in snake_case");
    }
    std::size_t start = 0;
    while (start <= part.size()) {
      const auto end = std::min(part.find('_', start), part.size());
      if (has_word(kEmptyWords, part.substr(start, end - start))) {
        add(Rule::kName, 0, "'" + std::string(part) + "' does not say what is inside; name what it is for");
      }
      start = end + 1;
    }
  }

  void check_includes() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto include = include_of(lines_[i]);
      if (!include) continue;
      if (include->quoted) {
        check_own_include(i + 1, include->target);
      } else {
        check_foreign_include(i + 1, include->target);
      }
    }
  }

  void check_own_include(std::size_t line, std::string_view target) {
    const auto room = first_folder(target);
    if (std::ranges::find(kRooms, room, &Room::name) == kRooms.end()) {
      add(Rule::kInclude, line, "\"" + std::string(target) + "\" does not start with a room; write it from the root");
      return;
    }
    const auto from = first_folder(path_);
    if (!may_include(from, room)) {
      add(Rule::kLayer, line, std::string(from) + " must not see " + std::string(target));
      return;
    }
    const auto* here = phase_of(path_);
    const auto* there = phase_of(target);
    if (here == nullptr || there == nullptr || here == there || is_test(path_)) return;
    if (there->rank >= here->rank) {
      add(Rule::kLayer, line,
          "engine/" + std::string(here->name) + " comes before engine/" + std::string(there->name) +
              " and must not see it");
    }
  }

  void check_foreign_include(std::size_t line, std::string_view target) {
    if (target.find_first_of("./") == std::string_view::npos && !target.starts_with("rapidcheck")) {
      check_standard_include(line, target);
      return;
    }
    for (const auto& library : kThirdParties) {
      const bool any_h = library.prefix == "*.h" && target.ends_with(".h");
      if (!any_h && !target.starts_with(library.prefix)) continue;
      if (!is_owner(library.owners)) {
        add(Rule::kThirdParty, line, "<" + std::string(target) + "> belongs to " + std::string(library.owners));
      }
      return;
    }
    add(Rule::kThirdParty, line, "<" + std::string(target) + "> has no owner; add it to tests/architecture/tables.hpp");
  }

  void check_standard_include(std::size_t line, std::string_view target) {
    if (is_test(path_) || !has_word(kNotInTheBrowser, target)) return;
    const auto* phase = phase_of(path_);
    const bool is_phase = phase != nullptr && has_word(kBrowserPhases, phase->name);
    if (!is_phase && !has_word(kBrowserRooms, first_folder(path_))) return;
    const std::string place = is_phase ? "engine/" + std::string(phase->name) : std::string(first_folder(path_));
    add(Rule::kLayer, line,
        "<" + std::string(target) + "> does not exist in the browser, where " + place + " must run");
  }

  [[nodiscard]] bool is_owner(std::string_view owners) const {
    while (!owners.empty()) {
      const auto end = owners.find(' ');
      const auto owner = owners.substr(0, end);
      if (owner.ends_with('/') ? path_.starts_with(owner) : path_.ends_with(owner)) return true;
      if (end == std::string_view::npos) return false;
      owners.remove_prefix(end + 1);
    }
    return false;
  }

  void check_namespace() {
    if (extension(path_) != ".hpp" || path_.starts_with("tests/")) return;
    const auto slash = path_.rfind('/');
    if (slash == std::string_view::npos) return;
    std::string wanted = "namespace partance";
    for (auto folder = path_.substr(0, slash); !folder.empty();) {
      const auto end = folder.find('/');
      wanted += "::" + std::string(folder.substr(0, end));
      if (end == std::string_view::npos) break;
      folder.remove_prefix(end + 1);
    }
    if (text_.find(wanted) == std::string_view::npos) {
      add(Rule::kNamespace, 0, "a header of this folder declares in `" + wanted + "`");
    }
  }

  void check_head() {
    std::size_t first = 0;
    while (first < lines_.size() && (lines_[first].empty() || lines_[first].starts_with("#!"))) {
      ++first;
    }
    const bool is_shell = extension(path_) == ".sh";
    const bool commented =
        first < lines_.size() && (is_shell ? lines_[first].starts_with("#")
                                           : lines_[first].starts_with("//") || lines_[first].starts_with("/*"));
    if (!commented) add(Rule::kHead, 1, "start with two to six lines saying what the file is for");
  }

  void check_size() {
    if (lines_.size() <= kMostLines) return;
    add(Rule::kSize, lines_.size(),
        std::to_string(lines_.size()) + " lines, at most " + std::to_string(kMostLines) + ": make it two files");
  }

  void check_paths() {
    // Built from parts, or this very file would be refused.
    for (const std::string_view folder : {"home", "work", "root", "Users", "tmp"}) {
      const auto wanted = "/" + std::string(folder) + "/";
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        const auto at = lines_[i].find(wanted);
        if (at == std::string_view::npos) continue;
        const auto before = at == 0 ? ' ' : lines_[i][at - 1];
        // After a letter, a dot or an accent it is the middle of an address or of a relative path.
        const auto byte = static_cast<unsigned char>(before);
        if (std::isalnum(byte) != 0 || byte >= 0x80 || has_middle(before)) continue;
        add(Rule::kPath, i + 1, "'" + wanted + "' exists on one machine only");
      }
    }
  }

  static bool has_middle(char before) { return std::string_view("._-}*]/").find(before) != std::string_view::npos; }

  std::string_view path_;
  std::vector<std::string_view> lines_;
  std::string_view text_;
  std::vector<Fault> faults_;
};

bool is_left_out(const std::filesystem::path& folder) {
  const auto name = folder.filename().string();
  return name.starts_with('.') || name == "build" || name == "node_modules" || name == "dist" || name == "corpus";
}

std::string read_text(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void check_includes_exist(const std::filesystem::path& root, const std::string& path, std::string_view text,
                          std::vector<Fault>& faults) {
  std::size_t number = 0;
  for (const auto line : lines_of(text)) {
    ++number;
    const auto include = include_of(line);
    if (!include || !include->quoted || std::filesystem::exists(root / include->target)) continue;
    faults.push_back({Rule::kInclude, path, number, "\"" + std::string(include->target) + "\" does not exist"});
  }
}

}  // namespace

std::string describe(const Fault& fault) {
  return fault.file + ":" + std::to_string(fault.line) + ": " + fault.text;
}

std::vector<Fault> check_file(std::string_view path, std::string_view text) {
  return FileCheck(path, text).run();
}

std::vector<Fault> check_tree(const std::filesystem::path& root) {
  std::vector<Fault> faults;
  namespace fs = std::filesystem;
  for (fs::recursive_directory_iterator entry(root), end; entry != end; ++entry) {
    if (entry->is_directory()) {
      if (is_left_out(entry->path())) entry.disable_recursion_pending();
      continue;
    }
    const auto path = entry->path().lexically_relative(root).generic_string();
    if (!entry->is_regular_file() || !is_text(path)) continue;
    const auto text = read_text(entry->path());
    auto found = check_file(path, text);
    faults.insert(faults.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    if (is_cpp(path)) check_includes_exist(root, path, text, faults);
  }
  return faults;
}

bool may_include(std::string_view from, std::string_view to) {
  const auto* room = std::ranges::find(kRooms, from, &Room::name);
  return room != kRooms.end() && (from == to || has_word(room->sees, to));
}

}  // namespace partance::architecture

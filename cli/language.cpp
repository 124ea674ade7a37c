// See language.hpp.
#include "cli/language.hpp"

#include <cstdlib>

namespace partance::cli {

base::Language reader_language(std::string_view option) {
  if (!option.empty()) return option == "en" ? base::Language::kEnglish : base::Language::kFrench;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("en") ? base::Language::kEnglish : base::Language::kFrench;
  }
  return base::Language::kFrench;
}

}  // namespace partance::cli

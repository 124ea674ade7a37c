// See standard_input.hpp.
#include "cli/standard_input.hpp"

#include <array>
#include <iostream>

namespace partance::cli {

base::Result<std::string> read_standard_input(std::size_t most_bytes) {
  std::string text;
  std::array<char, 4096> block{};
  while (std::cin.read(block.data(), block.size()) || std::cin.gcount() > 0) {
    text.append(block.data(), static_cast<std::size_t>(std::cin.gcount()));
    if (text.size() <= most_bytes) continue;
    const std::string limit = std::to_string(most_bytes / 1024 / 1024);
    return base::fail(base::ErrorKind::kTooLarge, "L'entrée standard dépasse " + limit + " Mo.",
                      "Standard input holds more than " + limit + " MB.");
  }
  return text;
}

}  // namespace partance::cli

// See output.hpp.
#include "cli/output.hpp"

#include <iostream>

#include "base/file.hpp"
#include "cli/status.hpp"

namespace partance::cli {

int put_output(const std::string& path, std::string_view text, base::Language language) {
  if (path == "-") {
    std::cout << text << std::flush;
    return std::cout ? kDone : kCannotRead;
  }
  const auto written = base::write_file(path, text);
  if (written) return kDone;
  std::cerr << written.error().message.in(language) << '\n';
  return kCannotRead;
}

}  // namespace partance::cli

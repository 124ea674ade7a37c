// Which build of Partance is running: what it compiled earlier is only trusted if this very build made it.
#pragma once

#include <filesystem>
#include <string>

namespace partance::cli {

/// The identifier that the linker gave to this executable, from its contents; empty when it gave none.
std::string build_id();

/// The file of this executable; empty when the system does not say.
std::filesystem::path executable_file();

}  // namespace partance::cli

// Where the service keeps and finds things when nobody says so: state, pages.
#pragma once

#include <filesystem>

#include "base/result.hpp"

namespace partance::cli {

/// The database: partance.sqlite in the folder systemd gives (STATE_DIRECTORY), else in the user's state folder
/// (XDG_STATE_HOME, ~/.local/state), which is made when `make_folder` says so.
base::Result<std::filesystem::path> usual_database(bool make_folder);

/// The pages installed beside this executable, else those built in its source tree; empty when there are none.
std::filesystem::path usual_web_folder();

}  // namespace partance::cli

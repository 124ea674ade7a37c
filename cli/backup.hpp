// The verbs `backup` and `restore`: a copy of the server's database, made and put back while it serves.
#pragma once

namespace CLI {
class App;
}

namespace partance::cli {

void add_backup(CLI::App& app, int& status);
void add_restore(CLI::App& app, int& status);

}  // namespace partance::cli

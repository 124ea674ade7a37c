// For the tests: the command as people run it, in a folder of its own, with what it says kept in files.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.hpp"
#include "store/scratch_folder.hpp"

namespace partance::cli {

/// What a fixture of such tests begins with.
class CommandRun {
 protected:
  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string file(const std::string& name, std::string_view text) const {
    return base::write_file(folder_ / name, text) ? path(name) : "not written: " + name;
  }
  [[nodiscard]] std::string text(const std::string& name) const {
    return base::read_file(folder_ / name, 1U << 30U).value_or("");
  }
  [[nodiscard]] bool exists(const std::string& name) const { return std::filesystem::exists(folder_ / name); }

  /// Begins `partance` with these arguments, in French; what it says goes to the files `out` and `err`.
  pid_t start(std::vector<std::string> arguments, const std::string& input = "/dev/null") const {
    arguments.insert(arguments.begin(), PARTANCE_BINARY_DIR "/bin/partance");
    std::vector<char*> words;
    for (std::string& argument : arguments) words.push_back(argument.data());
    words.push_back(nullptr);
    const std::string out = path("out"), err = path("err");
    const pid_t child = ::fork();
    if (child != 0) return child;
    ::setenv("LC_ALL", "fr_FR.UTF-8", 1);
    ::dup2(::open(input.c_str(), O_RDONLY), STDIN_FILENO);
    ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
    ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
    ::execv(words[0], words.data());
    ::_exit(99);
  }
  /// Its exit status, or minus the signal that ended it; and the most memory it had.
  int end_of(pid_t child) {
    int status = 0;
    struct rusage usage{};
    if (::wait4(child, &status, 0, &usage) != child) return kNotRun;
    most_kib_ = usage.ru_maxrss;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

  static constexpr int kNotRun = -1000;
  store::ScratchFolder folder_;
  long most_kib_ = 0;
};

}  // namespace partance::cli

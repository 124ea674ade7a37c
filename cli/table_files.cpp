// See table_files.hpp.
#include "cli/table_files.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace partance::cli {

namespace stream = microsimulation::stream;

namespace {

std::string reason(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "disque plein / the disk is full";
    case EACCES:
    case EPERM:
      return "permission refusée / permission denied";
    default:
      return std::strerror(error);
  }
}

std::unexpected<base::Error> unreadable(const std::string& path, int error) {
  if (error == ENOENT) {
    return base::fail(base::ErrorKind::kNotFound, "Le fichier « " + path + " » n'existe pas.",
                      "The file “" + path + "” does not exist.");
  }
  return base::fail(base::ErrorKind::kUnreadable, "Lecture impossible de « " + path + " » : " + reason(error) + ".",
                    "Cannot read “" + path + "”: " + reason(error) + ".");
}

std::unexpected<base::Error> unwritable(const std::string& path, int error) {
  return base::fail(base::ErrorKind::kUnreadable, "Écriture impossible de « " + path + " » : " + reason(error) + ".",
                    "Cannot write “" + path + "”: " + reason(error) + ".");
}

std::unexpected<base::Error> interrupted() {
  return base::fail(base::ErrorKind::kInterrupted, "Interrompu.", "Interrupted.");
}

}  // namespace

base::Result<TableInput> TableInput::open(const std::string& path) {
  TableInput input;
  input.path_ = path;
  input.descriptor_ = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (input.descriptor_ < 0) return unreadable(path, errno);
  struct stat status{};
  if (::fstat(input.descriptor_, &status) != 0) return unreadable(path, errno);
  if (S_ISDIR(status.st_mode)) return unreadable(path, EISDIR);
  input.may_wait_ = !S_ISREG(status.st_mode);
  if (!input.may_wait_ && path != "-") input.bytes_ = static_cast<std::uint64_t>(status.st_size);
  return input;
}

TableInput::TableInput(TableInput&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      bytes_(other.bytes_),
      may_wait_(other.may_wait_) {}

TableInput::~TableInput() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

stream::Source TableInput::source(const std::atomic<bool>& stop) {
  return [this, &stop](std::span<char> into) -> base::Result<std::size_t> {
    constexpr int kLookAgainMs = 100;
    while (!stop) {
      if (may_wait_) {
        pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
        if (::poll(&waiting, 1, kLookAgainMs) == 0) continue;
        if (stop) break;
      }
      const auto got = ::read(descriptor_, into.data(), into.size());
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR && errno != EAGAIN) return unreadable(path_, errno);
    }
    return interrupted();
  };
}

TableOutput::TableOutput(std::string path) : path_(std::move(path)) {
  struct stat status{};
  const bool is_there = path_ != "-" && ::stat(path_.c_str(), &status) == 0;
  has_part_ = path_ != "-" && (!is_there || S_ISREG(status.st_mode));
}

TableOutput::~TableOutput() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

base::Result<void> TableOutput::open(std::uint64_t bytes) {
  if (!has_part_) {
    descriptor_ = path_ == "-" ? STDOUT_FILENO : ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    return descriptor_ >= 0 ? base::Result<void>() : unwritable(path_, errno);
  }
  constexpr mode_t kOwnerOnly = 0600;
  const std::string part = part_of(path_);
  descriptor_ = ::open(part.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, kOwnerOnly);
  if (descriptor_ < 0) return unwritable(part, errno);
  const auto size = static_cast<off_t>(bytes);
  if (::ftruncate(descriptor_, size) != 0 || ::lseek(descriptor_, size, SEEK_SET) < 0) return unwritable(part, errno);
  return {};
}

base::Result<void> TableOutput::write(std::string_view text) {
  while (!text.empty()) {
    const auto put = ::write(descriptor_, text.data(), text.size());
    if (put > 0) {
      text.remove_prefix(static_cast<std::size_t>(put));
    } else if (errno != EINTR && errno != EAGAIN) {
      return unwritable(has_part_ ? part_of(path_) : path_, errno);
    }
  }
  return {};
}

base::Result<void> TableOutput::finish() {
  if (!has_part_) return {};
  const std::string part = part_of(path_);
  const bool is_safe = ::fsync(descriptor_) == 0 || errno == EINVAL;
  const bool is_closed = ::close(std::exchange(descriptor_, -1)) == 0;
  if (!is_safe || !is_closed || ::rename(part.c_str(), path_.c_str()) != 0) return unwritable(path_, errno);
  return {};
}

base::Result<void> write_owner_file(const std::string& path, std::string_view text) {
  constexpr mode_t kOwnerOnly = 0600;
  const std::string beside = path + ".new";
  const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) return unwritable(beside, errno);
  bool is_whole = true;
  while (is_whole && !text.empty()) {
    const auto put = ::write(descriptor, text.data(), text.size());
    if (put > 0) text.remove_prefix(static_cast<std::size_t>(put));
    is_whole = put > 0 || errno == EINTR;
  }
  if (::close(descriptor) != 0 || !is_whole || ::rename(beside.c_str(), path.c_str()) != 0) {
    return unwritable(path, errno);
  }
  return {};
}

bool are_one_file(const std::string& a, const std::string& b) {
  struct stat of_a{}, of_b{};
  if (::stat(a.c_str(), &of_a) != 0 || ::stat(b.c_str(), &of_b) != 0) return false;
  return of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
}

}  // namespace partance::cli

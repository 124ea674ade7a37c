// Reading and writing through POSIX calls: their errors are told apart, and fsync exists there.
#include "base/file.hpp"

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace partance::base {
namespace {

/// Closes the file at the end of a function.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  bool close() {
    const int number = std::exchange(number_, -1);
    return number < 0 || ::close(number) == 0;
  }

 private:
  int number_;
};

Message reason_of(int error) {
  switch (error) {
    case EACCES:
    case EPERM:
      return {"vous n'avez pas le droit d'y accéder : vérifiez les permissions",
              "you may not access it: check its permissions"};
    case EISDIR:
      return {"c'est un dossier : indiquez un fichier", "it is a folder: name a file"};
    case ENOTDIR:
      return {"ce n'est pas un dossier", "it is not a folder"};
    case ENOSPC:
    case EDQUOT:
      return {"le disque est plein : libérez de la place", "the disk is full: free some space"};
    case EROFS:
      return {"le disque est en lecture seule", "the disk is read-only"};
    case ENAMETOOLONG:
      return {"le nom est trop long", "the name is too long"};
    case EMFILE:
    case ENFILE:
      return {"trop de fichiers sont ouverts : réessayez", "too many files are open: try again"};
    case EIO:
      return {"le disque signale une erreur", "the disk reports an error"};
    default: {
      const std::string number = std::to_string(error);
      return {"le système répond par l'erreur " + number, "the system answers with error " + number};
    }
  }
}

std::unexpected<Error> not_found(const std::string& path) {
  return fail(ErrorKind::kNotFound, "« " + path + " » n'existe pas : vérifiez le chemin.",
              "\"" + path + "\" does not exist: check the path.");
}

std::unexpected<Error> unreadable(const std::string& path, int error) {
  if (error == ENOENT) return not_found(path);
  const Message reason = reason_of(error);
  return fail(ErrorKind::kUnreadable, "Impossible de lire « " + path + " » : " + reason.fr + ".",
              "Cannot read \"" + path + "\": " + reason.en + ".");
}

std::unexpected<Error> unwritable(const std::string& path, int error) {
  if (error == ENOENT) {
    return fail(ErrorKind::kNotFound,
                "Impossible d'écrire « " + path + " » : le dossier n'existe pas, créez-le d'abord.",
                "Cannot write \"" + path + "\": the folder does not exist, create it first.");
  }
  const Message reason = reason_of(error);
  return fail(ErrorKind::kUnreadable, "Impossible d'écrire « " + path + " » : " + reason.fr + ".",
              "Cannot write \"" + path + "\": " + reason.en + ".");
}

std::unexpected<Error> too_large(const std::string& path, std::size_t most_bytes) {
  const std::string most = std::to_string(most_bytes);
  return fail(ErrorKind::kTooLarge, "« " + path + " » dépasse " + most + " octets : est-ce le bon fichier ?",
              "\"" + path + "\" is larger than " + most + " bytes: is it the right file?");
}

std::unexpected<Error> folder_too_large(const std::string& path, const FolderLimits& limits) {
  const std::string bytes = std::to_string(limits.bytes);
  const std::string entries = std::to_string(limits.entries);
  return fail(
      ErrorKind::kTooLarge,
      "Le dossier « " + path + " » dépasse " + entries + " fichiers ou " + bytes + " octets : est-ce le bon dossier ?",
      "The folder \"" + path + "\" holds more than " + entries + " files or " + bytes +
          " bytes: is it the right folder?");
}

int open_again(const char* path, int flags, mode_t mode = 0) {
  int number = -1;
  do {
    number = ::open(path, flags | O_CLOEXEC, mode);
  } while (number < 0 && errno == EINTR);
  return number;
}

bool is_wanted(std::string_view name, std::span<const std::string_view> suffixes) {
  return suffixes.empty() ||
         std::any_of(suffixes.begin(), suffixes.end(), [&](std::string_view suffix) { return name.ends_with(suffix); });
}

/// 0 or the error number.
int write_all(int number, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(number, text.data(), text.size());
    if (written < 0 && errno != EINTR) return errno;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

/// A new file beside `path`; its name is left in `beside`.
int create_beside(const std::string& path, std::string& beside) {
  constexpr int kMostTries = 100;
  for (int attempt = 0; attempt < kMostTries; ++attempt) {
    beside = path + ".new-" + std::to_string(::getpid()) + "-" + std::to_string(attempt);
    const int number = open_again(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (number >= 0 || errno != EEXIST) return number;
  }
  return -1;
}

/// Makes the new name itself survive a power cut; a file system that cannot is no reason to fail.
void sync_folder(const std::filesystem::path& path) {
  const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
  const Descriptor opened(open_again(folder.c_str(), O_RDONLY | O_DIRECTORY));
  if (opened.is_open()) ::fsync(opened.number());
}

/// Where the bytes must go: what a symbolic link points to, so that the link stays.
std::filesystem::path behind_links(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_symlink(path, error)) return path;
  const auto target = std::filesystem::canonical(path, error);
  return error ? path : target;
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t most_bytes) {
  const Descriptor file(open_again(path.c_str(), O_RDONLY));
  if (!file.is_open()) return unreadable(path.string(), errno);
  struct stat status{};
  if (::fstat(file.number(), &status) != 0) return unreadable(path.string(), errno);
  if (S_ISDIR(status.st_mode)) return unreadable(path.string(), EISDIR);

  // The size is a hint only: a pipe has none and a file may grow while it is read.
  constexpr std::size_t kChunk = 64 * 1024;
  const auto expected = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
  if (expected > most_bytes) return too_large(path.string(), most_bytes);
  std::string text(expected + 1, '\0');
  std::size_t size = 0;
  while (true) {
    if (size == text.size()) text.resize(size + kChunk);
    const ssize_t count = ::read(file.number(), text.data() + size, text.size() - size);
    if (count == 0) break;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unreadable(path.string(), errno);
    size += static_cast<std::size_t>(count);
    if (size > most_bytes) return too_large(path.string(), most_bytes);
  }
  text.resize(size);
  return text;
}

Result<std::vector<FileText>> read_folder(const std::filesystem::path& folder,
                                          std::span<const std::string_view> suffixes, const FolderLimits& limits) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  if (error) return unreadable(folder.string(), error.value());
  std::vector<std::string> paths;
  std::size_t entries = 0;
  while (at != fs::recursive_directory_iterator()) {
    if (++entries > limits.entries) return folder_too_large(folder.string(), limits);
    const std::string name = at->path().filename().string();
    std::error_code unknown;  // a dangling link or a file just removed is not one of the folder's files
    if (name.starts_with('.')) {
      at.disable_recursion_pending();
    } else if (at->is_regular_file(unknown) && is_wanted(name, suffixes)) {
      paths.push_back(at->path().generic_string());
    }
    at.increment(error);
    if (error) return unreadable(folder.string(), error.value());
  }
  std::sort(paths.begin(), paths.end());

  std::vector<FileText> files;
  files.reserve(paths.size());
  std::size_t left = limits.bytes;
  for (std::string& path : paths) {
    auto text = read_file(path, left);
    if (!text && text.error().kind == ErrorKind::kTooLarge) return folder_too_large(folder.string(), limits);
    if (!text) return std::unexpected(std::move(text.error()));
    left -= text->size();
    files.push_back({std::move(path), std::move(*text)});
  }
  return files;
}

namespace {

/// A device or a pipe (/dev/null, /dev/stdout) takes the bytes and stays what it is: a rename would put a file there.
Result<void> write_through(const std::filesystem::path& target, const std::filesystem::path& path,
                           std::string_view text) {
  Descriptor file(open_again(target.c_str(), O_WRONLY));
  if (!file.is_open()) return unwritable(path.string(), errno);
  int error = write_all(file.number(), text);
  if (!file.close() && error == 0) error = errno;
  if (error != 0) return unwritable(path.string(), error);
  return {};
}

}  // namespace

Result<void> write_file(const std::filesystem::path& path, std::string_view text) {
  const std::filesystem::path target = behind_links(path);
  struct stat before{};
  const bool replaces = ::stat(target.c_str(), &before) == 0;
  if (replaces && S_ISDIR(before.st_mode)) return unwritable(path.string(), EISDIR);
  if (replaces && !S_ISREG(before.st_mode)) return write_through(target, path, text);

  std::string beside;
  Descriptor file(create_beside(target.string(), beside));
  if (!file.is_open()) return unwritable(path.string(), errno);
  int error = write_all(file.number(), text);
  if (error == 0 && replaces && ::fchmod(file.number(), before.st_mode & 07777) != 0) error = errno;
  if (error == 0 && ::fsync(file.number()) != 0) error = errno;
  if (!file.close() && error == 0) error = errno;
  if (error == 0 && ::rename(beside.c_str(), target.c_str()) != 0) error = errno;
  if (error != 0) {
    ::unlink(beside.c_str());
    return unwritable(path.string(), error);
  }
  sync_folder(target);
  return {};
}

}  // namespace partance::base

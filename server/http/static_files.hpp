// The pages: the files of a folder, read once when the server starts, so that no request can reach anything else.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "server/http/message.hpp"
#include "server/http/router.hpp"

namespace partance::server::http {

struct StaticLimits {
  std::size_t bytes = 64 * 1024 * 1024;  ///< of all files together
  std::size_t files = 5'000;
};

class StaticFiles {
 public:
  /// Reads `folder`. Names that start with a dot are left out. "x.js.br" and "x.js.gz" become compressed forms of
  /// "x.js". Errors: kNotFound, kUnreadable, kTooLarge.
  static base::Result<std::shared_ptr<const StaticFiles>> load(const std::filesystem::path& folder,
                                                               const StaticLimits& limits = {});

  /// The file at the path of the request; for "/a/b" also "/a/b.html" and "/a/b/index.html". Answers conditional and
  /// range requests. 404 when there is none.
  [[nodiscard]] Response answer(const Request& request) const;

  /// The same, and the page of the language ("/fr/index.html") for any path below it whose last word has no dot: the
  /// page shows what belongs there.
  [[nodiscard]] Response answer_page(const Request& request, std::string_view language) const;

  [[nodiscard]] bool has(std::string_view path) const { return files_.contains(path); }
  [[nodiscard]] std::size_t size() const { return files_.size(); }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  /// Paths of the files, in order.
  [[nodiscard]] std::vector<std::string_view> paths() const;

 private:
  struct Form {
    std::shared_ptr<const std::string> content{};
    std::string etag{};
  };
  struct File {
    Form plain{};
    Form brotli{};
    Form gzip{};
    std::string_view media_type{};
    std::chrono::system_clock::time_point changed{};
    bool immutable = false;
  };

  [[nodiscard]] const File* find(std::string_view path) const;
  [[nodiscard]] static Response respond_with(const File& file, const Request& request);
  void add(std::string path, std::string text, std::chrono::system_clock::time_point changed);

  std::map<std::string, File, std::less<>> files_{};
  std::size_t bytes_ = 0;
};

/// The routes of the pages: "/" and "/s/{id}" lead to the reader's language; below "/fr" and "/en" the pages, which
/// other sites may frame below "/fr/widget" and "/en/widget"; each further folder and file at the root of the web
/// folder.
void add_page_routes(Router& router, const std::shared_ptr<const StaticFiles>& files);

}  // namespace partance::server::http

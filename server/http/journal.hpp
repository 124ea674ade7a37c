// The log: one JSON object a line. It takes what may be written down and nothing else: no path, query, body, header or
// whole address ever reaches it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "server/http/message.hpp"

namespace partance::server::http {

enum class Level { kDebug, kInfo, kWarning, kError };

struct JournalOptions {
  std::string file{};  ///< empty: standard error
  Level least = Level::kInfo;
  bool requests = true;  ///< a line for each request
};

/// One answered request.
struct RequestRecord {
  std::string_view id{};
  std::string_view method{};
  std::string_view route{};  ///< the pattern, "-" when no route was found
  int status = 0;
  double milliseconds = 0;  ///< from the whole request to the whole response ready
  std::size_t bytes_in = 0;
  std::size_t bytes_out = 0;
  std::string_view client{};  ///< only its first bits are written
};

/// Safe to use from several threads.
class Journal {
 public:
  static base::Result<std::unique_ptr<Journal>> open(const JournalOptions& options);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  void request(const RequestRecord& record);
  /// Something worth knowing that is not a request: `what` in small letters and hyphens; values are never personal
  /// data.
  void event(Level level, std::string_view what, const Fields& values = {});

 private:
  struct Sink;
  explicit Journal(std::unique_ptr<Sink> sink, bool requests);
  std::unique_ptr<Sink> sink_;
  bool requests_;
};

}  // namespace partance::server::http

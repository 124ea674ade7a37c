// Reading lines from a person, who may also press Ctrl-C: nothing is lost, reading just ends.
#pragma once

#include <string>

namespace partance::cli {

/// Reads standard input line by line. While it lives, SIGINT, SIGTERM and SIGHUP end the reading instead of the
/// program.
class LineReader {
 public:
  LineReader();
  ~LineReader();
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  enum class Outcome { kLine, kEnd, kInterrupted };
  /// The next line, without its end. A line of more than 4096 bytes is cut there.
  Outcome read(std::string& line);

 private:
  int input_;
  std::string buffer_;
  bool is_at_end_ = false;
};

}  // namespace partance::cli

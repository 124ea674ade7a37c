// See line_reader.hpp.
#include "cli/line_reader.hpp"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

namespace partance::cli {

namespace {

// A signal handler can only reach what is global: the end of a pipe that poll() watches beside the input.
int bell[2] = {-1, -1};
constexpr std::array<int, 3> kSignals{SIGINT, SIGTERM, SIGHUP};
std::array<struct sigaction, kSignals.size()> former{};

void ring(int /*signal*/) {
  const int before = errno;
  const char byte = 0;
  [[maybe_unused]] const auto written = ::write(bell[1], &byte, 1);
  errno = before;
}

}  // namespace

LineReader::LineReader() : input_(STDIN_FILENO) {
  if (::pipe2(bell, O_CLOEXEC | O_NONBLOCK) != 0) return;
  struct sigaction action{};
  action.sa_handler = ring;
  for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &action, &former[i]);
}

LineReader::~LineReader() {
  if (bell[0] < 0) return;
  for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &former[i], nullptr);
  ::close(bell[0]);
  ::close(bell[1]);
  bell[0] = bell[1] = -1;
}

LineReader::Outcome LineReader::read(std::string& line) {
  constexpr std::size_t kLongest = 4096;
  while (true) {
    const std::size_t end = buffer_.find('\n');
    if (end != std::string::npos || (is_at_end_ && !buffer_.empty())) {
      line = buffer_.substr(0, std::min(end, kLongest));
      buffer_.erase(0, end == std::string::npos ? end : end + 1);
      return Outcome::kLine;
    }
    if (is_at_end_) return Outcome::kEnd;
    std::array<pollfd, 2> watched{{{input_, POLLIN, 0}, {bell[0], POLLIN, 0}}};
    if (::poll(watched.data(), bell[0] < 0 ? 1 : 2, -1) < 0 && errno != EINTR) return Outcome::kEnd;
    if (watched[1].revents != 0) return Outcome::kInterrupted;
    if (watched[0].revents == 0) continue;
    std::array<char, 1024> block{};
    const auto size = ::read(input_, block.data(), block.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) {
      is_at_end_ = true;
    } else if (buffer_.size() <= kLongest) {
      buffer_.append(block.data(), static_cast<std::size_t>(size));
    } else if (const std::string_view rest(block.data(), static_cast<std::size_t>(size)); rest.contains('\n')) {
      buffer_ += rest.substr(rest.find('\n'));
    }
  }
}

}  // namespace partance::cli

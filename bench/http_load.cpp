// A load generator for HTTP servers on this machine: as many connections as told, each asking again as soon as it is
// answered, beside others that only stay open or send a byte now and then. One thread, epoll; prints one JSON object.
//   http_load --port P [--connections 64] [--seconds 5] [--path /] [--body FILE] [--idle 0] [--slow 0]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

struct Options {
  int port = 0;
  std::size_t connections = 64;
  double seconds = 5;
  std::string path = "/";
  std::string body{};
  std::size_t idle = 0;
  std::size_t slow = 0;
};

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "http_load: %s\n", why.c_str());
  std::exit(2);
}

int connect_to(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (socket < 0 || ::connect(socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
    give_up(std::string("connect: ") + std::strerror(errno));
  }
  fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
  return socket;
}

/// How many bytes the answer at the front of `buffer` takes; nothing while it is not whole. Reads Content-Length, or
/// the last chunk.
std::optional<std::size_t> answer_size(const std::string& buffer) {
  const auto head = buffer.find("\r\n\r\n");
  if (head == std::string::npos) return std::nullopt;
  for (const char* name : {"\r\nContent-Length: ", "\r\ncontent-length: "}) {
    const auto at = buffer.find(name);
    if (at == std::string::npos || at > head) continue;
    const std::size_t whole = head + 4 + std::strtoul(buffer.c_str() + at + std::strlen(name), nullptr, 10);
    return buffer.size() >= whole ? std::optional(whole) : std::nullopt;
  }
  const auto end = buffer.find("\r\n0\r\n\r\n", head);
  return end == std::string::npos ? std::nullopt : std::optional(end + 7);
}

class Load {
 public:
  explicit Load(Options options) : options_(std::move(options)), poll_(epoll_create1(0)) {
    const std::string method = options_.body.empty() ? "GET " : "POST ";
    request_ = method + options_.path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n";
    if (!options_.body.empty()) {
      request_ += "Content-Type: application/json\r\nContent-Length: " + std::to_string(options_.body.size()) + "\r\n";
    }
    request_ += "\r\n" + options_.body;
  }

  void run() {
    for (std::size_t i = 0; i < options_.idle; ++i) idle_.push_back(connect_to(options_.port));
    for (std::size_t i = 0; i < options_.slow; ++i) start_slow();
    for (std::size_t i = 0; i < options_.connections; ++i) start(connect_to(options_.port));
    const auto begin = Clock::now();
    const auto warm = begin + std::chrono::milliseconds(500);
    const auto end =
        warm + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options_.seconds));
    auto next_trickle = begin;
    while (Clock::now() < end) {
      counting_ = Clock::now() >= warm;
      if (Clock::now() >= next_trickle) {
        trickle();
        next_trickle += std::chrono::milliseconds(20);
      }
      wait();
    }
    print();
  }

 private:
  struct Asker {
    std::string buffer{};
    Clock::time_point asked{};
  };
  static constexpr std::size_t kTrickleParts = 50;  // each slow connection sends a byte a second

  void start(int socket) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = socket;
    epoll_ctl(poll_, EPOLL_CTL_ADD, socket, &event);
    ask(socket, askers_[socket]);
  }

  void ask(int socket, Asker& asker) {
    asker.asked = Clock::now();
    // A request is small: the socket takes it whole.
    const auto sent = ::send(socket, request_.data(), request_.size(), MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(request_.size())) give_up("a request could not be sent");
  }

  void start_slow() {
    const int socket = connect_to(options_.port);
    ::send(socket, "GET / HTTP/1.1\r\nX: ", 19, MSG_NOSIGNAL);
    slow_.push_back(socket);
  }

  /// A byte on each slow connection in its turn; one that the server has closed is opened again.
  void trickle() {
    for (std::size_t i = trickle_part_; i < slow_.size(); i += kTrickleParts) {
      char bytes[4096];
      const auto got = ::recv(slow_[i], bytes, sizeof bytes, MSG_DONTWAIT);
      const bool closed = got >= 0 || ::send(slow_[i], "x", 1, MSG_NOSIGNAL | MSG_DONTWAIT) < 0;
      if (!closed) continue;
      ++slow_ended_;
      ::close(slow_[i]);
      slow_[i] = connect_to(options_.port);
      ::send(slow_[i], "GET / HTTP/1.1\r\nX: ", 19, MSG_NOSIGNAL);
    }
    trickle_part_ = (trickle_part_ + 1) % kTrickleParts;
  }

  void wait() {
    epoll_event events[256];
    const int count = epoll_wait(poll_, events, 256, 5);
    for (int i = 0; i < count; ++i) take(events[i].data.fd);
  }

  void take(int socket) {
    Asker& asker = askers_[socket];
    char bytes[65536];
    const auto got = ::recv(socket, bytes, sizeof bytes, 0);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) give_up("the server closed a connection that was asking");
    asker.buffer.append(bytes, static_cast<std::size_t>(got));
    const auto size = answer_size(asker.buffer);
    if (!size) return;
    if (counting_) count(asker);
    if (sample_.empty()) sample_ = asker.buffer.substr(0, *size);
    asker.buffer.erase(0, *size);
    ask(socket, asker);
  }

  void count(const Asker& asker) {
    const std::chrono::duration<double, std::milli> passed = Clock::now() - asker.asked;
    milliseconds_.push_back(passed.count());
    ++by_status_[asker.buffer.substr(9, 3)];
  }

  double percentile(double share) {
    if (milliseconds_.empty()) return -1;
    const auto at = static_cast<std::size_t>(share * static_cast<double>(milliseconds_.size() - 1));
    std::nth_element(milliseconds_.begin(), milliseconds_.begin() + static_cast<std::ptrdiff_t>(at),
                     milliseconds_.end());
    return milliseconds_[at];
  }

  void print() {
    std::string statuses;
    for (const auto& [status, count] : by_status_) {
      statuses += (statuses.empty() ? "\"" : ", \"") + status + "\": " + std::to_string(count);
    }
    const auto content = sample_.find("\r\n\r\n");
    std::printf(
        "{\"requests\": %zu, \"per_second\": %.1f, \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"most_ms\": %.3f, "
        "\"statuses\": {%s}, \"slow_ended\": %zu, \"answer_bytes\": %zu}\n",
        milliseconds_.size(), static_cast<double>(milliseconds_.size()) / options_.seconds, percentile(0.5),
        percentile(0.99), percentile(1), statuses.c_str(), slow_ended_,
        content == std::string::npos ? 0 : sample_.size() - content - 4);
  }

  Options options_;
  int poll_;
  std::string request_{};
  std::map<int, Asker> askers_{};
  std::vector<int> idle_{};
  std::vector<int> slow_{};
  std::size_t trickle_part_ = 0;
  std::size_t slow_ended_ = 0;
  bool counting_ = false;
  std::vector<double> milliseconds_{};
  std::map<std::string, std::size_t> by_status_{};
  std::string sample_{};
};

Options read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const char* value = argv[i + 1];
    const auto count = [value] { return static_cast<std::size_t>(std::strtoul(value, nullptr, 10)); };
    if (name == "--port") {
      options.port = static_cast<int>(count());
    } else if (name == "--connections") {
      options.connections = count();
    } else if (name == "--seconds") {
      options.seconds = std::strtod(value, nullptr);
    } else if (name == "--path") {
      options.path = value;
    } else if (name == "--body") {
      std::ifstream file(value);
      options.body.assign(std::istreambuf_iterator<char>(file), {});
    } else if (name == "--idle") {
      options.idle = count();
    } else if (name == "--slow") {
      options.slow = count();
    } else {
      give_up("unknown option " + std::string(name));
    }
  }
  if (options.port == 0) give_up("--port is missing");
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  Load(read_options(argc, argv)).run();
  return 0;
}

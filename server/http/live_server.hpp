// For tests: a server on a loopback port of its own, and a client that speaks raw bytes to it with a time limit.
#pragma once

#include <atomic>
#include <cstdint>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/http/server.hpp"

namespace partance::server::http {

/// An answer as it came.
struct Answer {
  int status = 0;    ///< 0: nothing came, or no answer could be made out
  Fields headers{};  ///< names in small letters
  std::string body{};

  [[nodiscard]] std::string header(std::string_view name) const {
    return std::string(find_field(headers, name).value_or(""));
  }
};

class Client {
 public:
  explicit Client(std::uint16_t port, int receive_buffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer > 0) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }

  /// False when the other side no longer takes bytes.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void end_sending() { ::shutdown(socket_, SHUT_WR); }

  /// The next answer; `to_head` when its body does not follow.
  Answer read(bool to_head = false, int timeout_ms = 20000) {
    Answer answer;
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (!more(timeout_ms)) return answer;
    }
    read_head(buffer_.substr(0, end + 2), answer);
    buffer_.erase(0, end + 4);
    const std::string length = answer.header("content-length");
    const std::size_t size = to_head || length.empty() ? 0 : std::stoul(length);
    while (buffer_.size() < size) {
      if (!more(timeout_ms)) return answer;
    }
    answer.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return answer;
  }
  Answer ask(std::string_view bytes) {
    send(bytes);
    return read();
  }
  Answer get(std::string_view path, std::string_view fields = "") {
    return ask("GET " + std::string(path) + " HTTP/1.1\r\nHost: test\r\n" + std::string(fields) + "\r\n");
  }

  /// Waits until the other side closes; false when it does not within the time. What came stays readable.
  bool closed(int timeout_ms = 20000) {
    while (more(timeout_ms)) {
    }
    return ended_;
  }
  /// All bytes that came and were not read as answers.
  [[nodiscard]] const std::string& rest() const { return buffer_; }
  [[nodiscard]] int descriptor() const { return socket_; }

 private:
  bool more(int timeout_ms) {
    pollfd wait{socket_, POLLIN, 0};
    if (ended_ || ::poll(&wait, 1, timeout_ms) <= 0) return false;
    char bytes[16384];
    const auto size = ::recv(socket_, bytes, sizeof bytes, 0);
    if (size <= 0) {
      ended_ = true;
      return false;
    }
    buffer_.append(bytes, static_cast<std::size_t>(size));
    return true;
  }

  static void read_head(std::string_view head, Answer& answer) {
    if (!head.starts_with("HTTP/1.1 ")) return;
    answer.status = std::stoi(std::string(head.substr(9, 3)));
    for (auto end = head.find("\r\n"); end + 2 < head.size();) {
      head.remove_prefix(end + 2);
      end = head.find("\r\n");
      const std::string_view line = head.substr(0, end);
      const auto colon = line.find(": ");
      if (colon == std::string_view::npos) continue;
      std::string name(line.substr(0, colon));
      for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      answer.headers.emplace_back(std::move(name), line.substr(colon + 2));
    }
  }

  int socket_;
  bool connected_ = false;
  bool ended_ = false;
  std::string buffer_{};
};

/// Serves a router until it is destroyed. Its log is in a file of the test's own.
class LiveServer {
 public:
  explicit LiveServer(Router router, ServerOptions options = {}, const std::string& log = "/dev/null")
      : metrics_("test"), journal_(*Journal::open({log, Level::kInfo, true})) {
    options.port = 0;
    Surroundings surroundings;
    surroundings.router = std::make_shared<const Router>(std::move(router));
    surroundings.journal = journal_.get();
    surroundings.metrics = &metrics_;
    surroundings.now = [] { return std::chrono::system_clock::time_point(std::chrono::seconds(784111777)); };
    surroundings.new_id = [this] { return "request-" + std::to_string(++ids_); };
    server_ = *Server::open(std::move(options), std::move(surroundings));
    thread_ = std::thread([this] { all_answered_ = server_->run(); });
  }
  ~LiveServer() { end(); }
  LiveServer(const LiveServer&) = delete;
  LiveServer& operator=(const LiveServer&) = delete;

  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  [[nodiscard]] const Metrics& metrics() const { return metrics_; }
  void stop() { server_->stop(); }
  void reload() { server_->reload(); }
  /// True when everything that had begun was answered.
  bool end() {
    if (!thread_.joinable()) return all_answered_;
    server_->stop();
    thread_.join();
    return all_answered_;
  }

 private:
  Metrics metrics_;
  std::unique_ptr<Journal> journal_;
  std::atomic<int> ids_ = 0;
  std::unique_ptr<Server> server_{};
  std::thread thread_{};
  bool all_answered_ = false;
};

}  // namespace partance::server::http

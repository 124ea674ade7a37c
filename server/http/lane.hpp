// One thread's share of the server: an event loop, the connections that live on it, and the clock that ends those whose
// time is up. Internal to the server: the only header that shows Boost.Asio, with connection.hpp.
#pragma once

#include <chrono>
#include <unordered_set>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace partance::server::http {

/// A connection as its lane sees it: something with a deadline. All calls are made on the lane's thread.
class Connection {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  Connection() = default;
  virtual ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Ends what the connection waits for, if its time is up.
  void look_at(Moment now) {
    if (now >= deadline_ && !expired_) expire();
  }
  /// Ends the connection if it waits for a request that has not begun.
  void end_if_idle() {
    if (idle_ && !expired_) expire();
  }

 protected:
  virtual void cancel() = 0;

  void set_deadline(Moment deadline) {
    deadline_ = deadline;
    expired_ = false;
  }
  void no_deadline() { set_deadline(Moment::max()); }
  [[nodiscard]] bool expired() const { return expired_; }
  void set_idle(bool idle) { idle_ = idle; }

 private:
  void expire() {
    expired_ = true;
    cancel();
  }

  Moment deadline_ = Moment::max();
  bool expired_ = false;
  bool idle_ = false;
};

/// Deadlines are looked at every few milliseconds instead of each having a timer: most never come.
class Lane {
 public:
  void add(Connection& connection) {
    connections_.insert(&connection);
    if (!ticking_) tick();
  }
  void remove(Connection& connection) { connections_.erase(&connection); }

  void end_idle() {
    for (Connection* connection : connections_) connection->end_if_idle();
  }

  boost::asio::io_context& context() { return context_; }

 private:
  static constexpr std::chrono::milliseconds kTick{50};

  void tick() {
    ticking_ = true;
    timer_.expires_after(kTick);
    timer_.async_wait([this](const boost::system::error_code& error) {
      ticking_ = false;
      if (error) return;
      const auto now = std::chrono::steady_clock::now();
      for (Connection* connection : connections_) connection->look_at(now);
      if (!connections_.empty()) tick();
    });
  }

  std::unordered_set<Connection*> connections_{};  // before the loop, whose end ends connections
  bool ticking_ = false;
  boost::asio::io_context context_{1};
  boost::asio::steady_timer timer_{context_};
};

}  // namespace partance::server::http

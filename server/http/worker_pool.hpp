// A fixed number of threads that run handlers, and a bounded queue before them: what does not fit is refused at once
// rather than served too late.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace partance::server::http {

class WorkerPool {
 public:
  using Job = std::move_only_function<void()>;

  WorkerPool(std::size_t threads, std::size_t most_waiting);
  /// Runs what is queued, then ends its threads.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False, with the job left as it is, when the queue is full. Jobs do not throw.
  bool submit(Job& job);

  [[nodiscard]] std::size_t waiting() const;

 private:
  void work();

  std::size_t most_waiting_;
  mutable std::mutex mutex_{};
  std::condition_variable wake_{};
  std::deque<Job> jobs_{};
  bool ending_ = false;
  std::vector<std::jthread> threads_{};
};

}  // namespace partance::server::http

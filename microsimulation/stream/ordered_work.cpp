// The turns of threads (see ordered_work.hpp).
#include "microsimulation/stream/ordered_work.hpp"

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace partance::microsimulation::stream {

namespace {

class Turns {
 public:
  Turns(std::size_t threads, const ReadBlock& read, const WriteRows& write, const std::atomic<bool>& stop)
      : done_(kBlocksAThread * threads), read_(read), write_(write), stop_(stop) {}

  void run(const WorkOnBlock& work) {
    Block block;
    std::string rows;
    Tally tally;
    while (const auto turn = take(block)) {
      rows.clear();
      tally = {};
      work(block, rows, tally);
      give(*turn, rows, std::move(tally));
    }
  }

  std::optional<base::Error> error() { return std::move(error_); }

 private:
  static constexpr std::size_t kBlocksAThread = 4;

  /// Rows that wait for their turn to be written.
  struct Done {
    bool is_ready = false;
    std::string rows;
    Tally tally;
  };

  std::optional<std::uint64_t> take(Block& block) {
    const std::lock_guard reading(reading_);
    {
      std::unique_lock lock(mutex_);
      room_.wait(lock, [this] { return is_over_ || taken_ - written_ < done_.size(); });
      if (is_over_) return std::nullopt;
    }
    if (stop_) return end({});
    const auto got = read_(block);
    if (!got) return end(got.error());
    if (!*got) return end({});
    const std::lock_guard lock(mutex_);
    return taken_++;
  }

  std::optional<std::uint64_t> end(std::optional<base::Error> error) {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
    if (error && !error_) error_ = std::move(error);
    room_.notify_all();
    return std::nullopt;
  }

  void give(std::uint64_t turn, std::string& rows, Tally tally) {
    std::unique_lock lock(mutex_);
    Done& mine = done_[turn % done_.size()];
    std::swap(mine.rows, rows);
    mine.tally = std::move(tally);
    mine.is_ready = true;
    if (is_writing_) return;
    is_writing_ = true;
    while (done_[written_ % done_.size()].is_ready) {
      Done& next = done_[written_ % done_.size()];
      if (!wants_no_more_) {
        lock.unlock();
        const auto wrote = write_(next.rows, next.tally);
        lock.lock();
        wants_no_more_ = !wrote || !*wrote;
        if (!wrote && !error_) error_ = wrote.error();
        is_over_ = is_over_ || wants_no_more_;
      }
      next.is_ready = false;
      ++written_;
      room_.notify_all();
    }
    is_writing_ = false;
  }

  std::mutex reading_;
  std::mutex mutex_;  // of all below
  std::condition_variable room_;
  std::vector<Done> done_;
  std::uint64_t taken_ = 0;
  std::uint64_t written_ = 0;
  bool is_writing_ = false;
  bool is_over_ = false;
  bool wants_no_more_ = false;
  std::optional<base::Error> error_;

  const ReadBlock& read_;
  const WriteRows& write_;
  const std::atomic<bool>& stop_;
};

}  // namespace

base::Result<void> work_in_order(const std::vector<WorkOnBlock>& workers, const ReadBlock& read, const WriteRows& write,
                                 const std::atomic<bool>& stop) {
  Turns turns(workers.size(), read, write, stop);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < workers.size(); ++i) {
      threads.emplace_back([&turns, &work = workers[i]] { turns.run(work); });
    }
    turns.run(workers[0]);
  }
  if (auto error = turns.error()) return std::unexpected(*std::move(error));
  return {};
}

}  // namespace partance::microsimulation::stream

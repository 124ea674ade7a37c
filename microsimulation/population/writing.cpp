// See writing.hpp.
#include "microsimulation/population/writing.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace partance::microsimulation::population {

namespace {

constexpr std::size_t kBlock = 4'096;

/// Threads that each make the next block and write it when its turn has come.
class Writing {
 public:
  Writing(const Settings& settings, const Rows& rows, table::Format format, const Sink& sink,
          const std::atomic<bool>& stop)
      : generator_(settings),
        rows_(rows),
        format_(format),
        sink_(sink),
        stop_(stop),
        next_(rows.first),
        turn_(rows.first) {}

  void work() {
    Table table = generator_.empty_table();
    table::TableWriter writer(format_);
    std::string text;
    while (const auto first = take()) {
      const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(kBlock, rows_.last - *first));
      generator_.fill(table, *first, count);
      text.clear();
      if (*first == 0) text = writer.header(table);
      writer.write(table, text);
      put(*first, count, text);
    }
  }

  [[nodiscard]] base::Result<std::uint64_t> result() const {
    if (error_) return std::unexpected(*error_);
    return turn_ - rows_.first;
  }

 private:
  std::optional<std::uint64_t> take() {
    const std::scoped_lock lock(mutex_);
    if (next_ >= rows_.last || error_ || stop_) return std::nullopt;
    const std::uint64_t first = next_;
    next_ = std::min(rows_.last, next_ + kBlock);
    return first;
  }

  // Every block taken before this one is on its way, so the wait ends.
  void put(std::uint64_t first, std::size_t count, std::string_view text) {
    std::unique_lock lock(mutex_);
    turned_.wait(lock, [&] { return turn_ == first || error_; });
    if (error_) return;
    if (const auto written = sink_(text); !written) error_ = written.error();
    if (!error_) turn_ = first + count;
    turned_.notify_all();
  }

  Generator generator_;
  Rows rows_;
  table::Format format_;
  const Sink& sink_;
  const std::atomic<bool>& stop_;
  std::mutex mutex_;
  std::condition_variable turned_;
  std::uint64_t next_;  // row of the next block to make
  std::uint64_t turn_;  // row of the next block to write
  std::optional<base::Error> error_;
};

}  // namespace

Rows rows_of(const Settings& settings, const table::Slice& slice) {
  const auto begin_of = [&](std::uint64_t number) {
    const std::uint64_t each = settings.size / slice.count;
    return each * number + std::min(number, settings.size % slice.count);
  };
  return {begin_of(slice.number - 1), begin_of(slice.number)};
}

base::Result<std::uint64_t> write(const Settings& settings, const Rows& rows, table::Format format, std::size_t threads,
                                  const Sink& sink, const std::atomic<bool>& stop) {
  Writing writing(settings, rows, format, sink, stop);
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < threads; ++i) others.emplace_back([&] { writing.work(); });
    writing.work();
  }
  return writing.result();
}

}  // namespace partance::microsimulation::population

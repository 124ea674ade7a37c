// What was taken of an input is known again whatever the sizes it is read in, and another input is refused in time.
#include "microsimulation/stream/input_trace.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "microsimulation/stream/text_source.hpp"

namespace partance::microsimulation::stream {
namespace {

std::string text_of(std::size_t size, unsigned seed) {
  std::string text;
  std::uint64_t state = seed;
  for (std::size_t i = 0; i < size; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    text += static_cast<char>('a' + (state >> 33U) % 26);
  }
  return text;
}

/// Reads all; how much came before an error.
struct Read {
  std::size_t bytes = 0;
  bool is_refused = false;
};
Read read_all(InputTrace& trace, const std::string& text, std::size_t step, std::uint64_t written) {
  const Source source = trace.follow(text_source(text, step));
  std::vector<char> buffer(step);
  Read read;
  while (true) {
    const auto got = source(buffer);
    if (!got) {
      EXPECT_EQ(got.error().kind, base::ErrorKind::kConflict);
      return {read.bytes, true};
    }
    if (*got == 0) return read;
    read.bytes += *got;
    // Rows are written some time after they were read.
    constexpr std::size_t kDelay = 100'000;
    if (read.bytes > kDelay) trace.written(std::min<std::uint64_t>(written, read.bytes - kDelay));
  }
}

InputTrace::Mark mark_of(const std::string& text, std::size_t step, std::uint64_t written) {
  InputTrace trace;
  read_all(trace, text, step, written);
  trace.written(written);
  return trace.mark();
}

RC_GTEST_PROP(InputTrace, KnowsItsInputAgainInAnySteps, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(0, 400'000);
  const auto written = *rc::gen::inRange<std::size_t>(0, size + 1);
  const std::string text = text_of(size, 1);
  const auto mark = mark_of(text, *rc::gen::inRange<std::size_t>(1'000, 150'000), written);
  RC_ASSERT(mark.bytes == written);
  RC_ASSERT(mark == mark_of(text, *rc::gen::inRange<std::size_t>(1'000, 150'000), written));
  InputTrace again(mark);
  RC_ASSERT(!read_all(again, text, *rc::gen::inRange<std::size_t>(1'000, 150'000), size).is_refused);
  again.written(size);
  RC_ASSERT(again.mark() == mark_of(text, 70'000, size));
}

RC_GTEST_PROP(InputTrace, RefusesAnotherInputAndNothingThatFollows, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 300'000);
  const auto written = *rc::gen::inRange<std::size_t>(1, size + 1);
  std::string text = text_of(size, 1);
  const auto mark = mark_of(text, 50'000, written);
  const auto changed = *rc::gen::inRange<std::size_t>(0, size);
  text[changed] = 'Z';
  const auto step = *rc::gen::inRange<std::size_t>(1'000, 100'000);
  InputTrace again(mark);
  const Read read = read_all(again, text, step, size);
  RC_ASSERT(read.is_refused == (changed < written));
  if (read.is_refused) {
    RC_ASSERT(read.bytes < written);
    RC_ASSERT(again.mark() == mark);
  }
  InputTrace shorter(mark);
  RC_ASSERT(read_all(shorter, text.substr(0, written - 1), step, size).is_refused);
}

}  // namespace
}  // namespace partance::microsimulation::stream

// See input_trace.hpp.
#include "microsimulation/stream/input_trace.hpp"

#include <algorithm>
#include <utility>

namespace partance::microsimulation::stream {

namespace {

constexpr std::size_t kFrameBytes = 64U << 10U;

std::unexpected<base::Error> another_input(std::uint64_t bytes) {
  const std::string size = std::to_string(bytes);
  return base::fail(base::ErrorKind::kConflict,
                    "L'entrée n'est plus celle du calcul interrompu : ses " + size +
                        " premiers octets, dont les lignes sont déjà écrites, ont changé.",
                    "The input is no longer that of the interrupted run: its first " + size +
                        " bytes, whose rows are written already, have changed.");
}

}  // namespace

Source InputTrace::follow(Source source) {
  return [this, source = std::move(source)](std::span<char> into) -> base::Result<std::size_t> {
    const auto got = source(into);
    if (!got) return got;
    if (auto same = look_at({into.data(), *got}); !same) return std::unexpected(std::move(same.error()));
    return got;
  };
}

base::Result<void> InputTrace::look_at(std::string_view bytes) {
  const std::scoped_lock lock(mutex_);
  pending_ += bytes;
  if (!expected_) return {};
  const std::uint64_t seen = framed_ + (pending_.size() - begin_);
  if (seen < expected_->bytes && !bytes.empty()) {
    let_go(seen);
    return {};
  }
  const Mark expected = *expected_;
  if (seen < expected.bytes || content_of(expected.bytes) != expected.content) return another_input(expected.bytes);
  written_ = expected.bytes;
  expected_.reset();
  return {};
}

void InputTrace::written(std::uint64_t bytes) {
  const std::scoped_lock lock(mutex_);
  written_ = std::max(written_, bytes);
  let_go(written_);
}

InputTrace::Mark InputTrace::mark() const {
  const std::scoped_lock lock(mutex_);
  if (expected_) return *expected_;
  return {.bytes = written_, .content = content_of(written_)};
}

/// Frames that end at or before `bytes` are added up and forgotten.
void InputTrace::let_go(std::uint64_t bytes) {
  while (framed_ + kFrameBytes <= bytes && begin_ + kFrameBytes <= pending_.size()) {
    frames_.add(std::string_view(pending_).substr(begin_, kFrameBytes));
    begin_ += kFrameBytes;
    framed_ += kFrameBytes;
  }
  if (begin_ * 2 < pending_.size()) return;
  pending_.erase(0, begin_);
  begin_ = 0;
}

base::Fingerprint InputTrace::content_of(std::uint64_t bytes) const {
  base::Fingerprinter all = frames_;
  std::string_view rest = std::string_view(pending_).substr(begin_);
  rest = rest.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(bytes - framed_, rest.size())));
  for (; rest.size() >= kFrameBytes; rest.remove_prefix(kFrameBytes)) all.add(rest.substr(0, kFrameBytes));
  all.add(rest);
  return all.result();
}

}  // namespace partance::microsimulation::stream

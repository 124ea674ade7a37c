// For the tests: a text as a source that gives it in small steps.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "microsimulation/stream/block_reader.hpp"

namespace partance::microsimulation::stream {

/// At most `step` bytes at a time.
inline Source text_source(std::string text, std::size_t step = 1U << 20U) {
  return
      [text = std::move(text), step, at = std::size_t{0}](std::span<char> into) mutable -> base::Result<std::size_t> {
        const std::size_t size = std::min({into.size(), step, text.size() - at});
        std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(at), size, into.begin());
        at += size;
        return size;
      };
}

}  // namespace partance::microsimulation::stream

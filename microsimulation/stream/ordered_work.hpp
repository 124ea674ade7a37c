// Threads that read, work and write in turn, so that what is written has the order of what is read.
//
// No thread only reads or only writes: each takes the next block, works on it alone, and whoever finishes the block
// whose turn it is writes it and those that waited for it. Blocks on the way are bounded, and so is memory.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "microsimulation/stream/block_reader.hpp"
#include "microsimulation/stream/tally.hpp"

namespace partance::microsimulation::stream {

/// The next block; false when there is none. Called by one thread at a time.
using ReadBlock = std::function<base::Result<bool>(Block&)>;
/// Makes the rows of the output; `out` and `tally` are empty. Each thread has its own.
using WorkOnBlock = std::function<void(Block&, std::string& out, Tally& tally)>;
/// Takes what was made, in order, one at a time; false: nothing more is wanted.
using WriteRows = std::function<base::Result<bool>(std::string_view rows, const Tally& tally)>;

/// One thread for each of `workers`, the calling one among them. Ends when all is written, or `stop` is set: then
/// blocks already read are still written. The error of a reading or a writing that failed.
base::Result<void> work_in_order(const std::vector<WorkOnBlock>& workers, const ReadBlock& read, const WriteRows& write,
                                 const std::atomic<bool>& stop);

}  // namespace partance::microsimulation::stream

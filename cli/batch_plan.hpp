// What `partance batch --plan` prints: the columns read, what is the same for all, what is computed.
#pragma once

#include <string>

#include "base/result.hpp"
#include "microsimulation/stream/batch.hpp"

namespace partance::cli {

namespace stream = microsimulation::stream;

std::string describe(const stream::Batch& batch, base::Language language);

}  // namespace partance::cli

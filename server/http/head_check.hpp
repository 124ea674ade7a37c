// The bytes of a request's head looked at before anything interprets them: sizes, line ends, the fields that decide
// where a request ends and whom it is for.
#pragma once

#include <cstddef>
#include <string_view>

#include "server/http/limits.hpp"

namespace partance::server::http {

/// A head that is still arriving, of which the first `scanned` bytes were looked at before: 0 when it may go on, else
/// the status to refuse it with.
int check_partial_head(std::string_view bytes, std::size_t scanned, const Limits& limits);

/// A whole head, with its last empty line: 0 when it is in order, else the status to refuse it with.
int check_head(std::string_view head, const Limits& limits);

}  // namespace partance::server::http

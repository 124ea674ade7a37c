// What a person who typed a command that cannot be understood is told.
#pragma once

namespace CLI {
class ParseError;
}

namespace partance::cli {

/// Says what is wrong on standard error, in the reader's language; the exit status.
int say_bad_usage(const CLI::ParseError& error);

}  // namespace partance::cli

// The tables of the house, in one place: change the architecture here and in docs/architecture.md.
#pragma once

#include <array>
#include <string_view>

namespace partance::architecture {

/// A root folder and the root folders it may include besides itself, separated by spaces.
struct Room {
  std::string_view name;
  std::string_view sees;
};

/// `casework` and `engine` never see each other: `server` and `cli` plug one into the other.
inline constexpr std::array<Room, 12> kRooms{{
    {"base", ""},
    {"engine", "base"},
    {"simulation", "base engine"},
    {"microsimulation", "base engine simulation"},
    {"casework", "base"},
    {"store", "base casework"},
    {"exchange", "base engine simulation casework store"},
    {"server", "base engine simulation casework store exchange"},
    {"cli", "base engine simulation microsimulation casework store exchange server"},
    {"tests", "base engine simulation microsimulation casework store exchange server cli"},
    {"bench", "base engine simulation microsimulation casework store"},
    {"fuzz", "base engine simulation microsimulation casework store exchange server"},
}};

/// The journey of a rule through the engine: a phase sees itself and the ones before it.
/// Phases of one rank do not see each other.
struct Phase {
  std::string_view name;
  int rank;
};
inline constexpr std::array<Phase, 12> kPhases{{
    {"value", 0},
    {"syntax", 1},
    {"model", 2},
    {"lint", 3},
    {"plan", 3},
    {"load", 4},
    {"evaluate", 4},
    {"batch", 5},
    {"cases", 5},
    {"explain", 5},
    {"interview", 5},
    {"request", 5},
}};

/// Phases, and whole rooms, that must also become a browser module, and the standard headers they do without.
inline constexpr std::string_view kBrowserPhases = "value plan evaluate batch explain interview request";
inline constexpr std::string_view kBrowserRooms = "simulation";
inline constexpr std::string_view kNotInTheBrowser =
    "condition_variable filesystem fstream future iostream locale mutex regex semaphore "
    "shared_mutex stop_token thread";

/// A header that is not the standard library's, by prefix, and the folders or file endings where it
/// may appear.
struct ThirdParty {
  std::string_view prefix;
  std::string_view owners;
};
inline constexpr std::array<ThirdParty, 21> kThirdParties{{
    {"immintrin.h", "engine/batch/kernel_blocks.hpp"},
    {"yaml.h", "engine/syntax/"},
    {"rapidjson/", "base/"},
    {"CLI/", "cli/"},
    {"fmt/", "cli/"},
    {"boost/", "server/"},
    {"openssl/", "server/"},
    {"spdlog/", "server/"},
    {"prometheus/", "server/"},
    {"soci/", "store/"},
    {"sqlite3.h", "store/"},
    {"zlib.h", "store/"},
    {"pango/", "exchange/"},
    {"cairo", "exchange/"},
    {"qrencode.h", "exchange/"},
    {"gtest/", "tests/ _test.cpp"},
    {"gmock/", "tests/ _test.cpp"},
    {"rapidcheck", "tests/ _test.cpp"},
    {"benchmark/", "bench/ _benchmark.cpp"},
    {"sys/", "cli/ base/ bench/ store/ exchange/ server/"},
    {"*.h", "cli/ base/ bench/ store/ exchange/ server/"},  // POSIX: termios.h, unistd.h, signal.h
}};

/// Words that say nothing about what a file is for.
inline constexpr std::string_view kEmptyWords =
    "common commons helper helpers manager managers misc util utils utility utilities";

}  // namespace partance::architecture

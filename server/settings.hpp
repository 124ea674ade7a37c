// Everything an administrator may choose: one table of keys, read from a configuration file, then the environment, then
// the command line; each later one wins.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "server/http/journal.hpp"
#include "server/http/rate_limit.hpp"
#include "server/http/server.hpp"

namespace partance::server {

struct Settings {
  http::ServerOptions server{};
  std::string certificate{};  ///< with `key`: TLS
  std::string key{};
  std::string public_address{};  ///< "https://aides.example.org"; empty: as each request says
  std::string rulebook{};        ///< empty: the national one
  std::string database{};        ///< empty: in the state folder of the service or of the user
  std::string web{};             ///< empty: the folder installed with the command
  http::JournalOptions journal{};
  std::vector<http::AddressRange> metrics_clients{};  ///< who may read /metrics
  http::RateLimits computations{};
  http::RateLimits saves{};
  std::chrono::days saved_days{31};
};

/// One thing to choose.
struct SettingKey {
  std::string_view name;           ///< "body-bytes": as in the file, PARTANCE_BODY_BYTES, --body-bytes
  std::string_view default_value;  ///< as one would write it in the file
  const char* meaning_fr;
  const char* meaning_en;
};
std::span<const SettingKey> setting_keys();

/// A value given somewhere, and where: "/etc/partance/partance.conf:12", "PARTANCE_PORT", "--port".
struct GivenValue {
  std::string name{};
  std::string value{};
  std::string place{};
};

/// The pairs of a configuration file: "key: value" lines, blank lines, lines that start with '#'. Errors
/// (kInvalidInput) for a line that is none of these or an unknown key, naming file and line, and the key that was
/// probably meant.
base::Result<std::vector<GivenValue>> read_configuration(std::string_view text, std::string_view file);

/// What PARTANCE_<KEY> variables say; `variable` gives one by its name, nothing when it is not set.
std::vector<GivenValue> read_environment(const std::function<std::optional<std::string>(const std::string&)>& variable);

/// The defaults, then each given value in turn. Errors (kInvalidInput): an unknown key, a value that is not understood
/// or out of bounds, keys that do not go together; each with its place.
base::Result<Settings> make_settings(std::span<const GivenValue> given);

/// A configuration file with every key at its default, explained in both languages: packaging/partance.conf.
std::string default_configuration();

}  // namespace partance::server

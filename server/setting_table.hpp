// The table of settings: each key with its default, its meaning, and what reads its value. Internal to the settings.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "server/settings.hpp"

namespace partance::server {

/// What a value should look like, in both languages, when it is not.
using ValueReader = bool (*)(std::string_view value, Settings& settings);
struct TableRow {
  SettingKey key;
  const char* form_fr;
  const char* form_en;
  ValueReader read;
};
std::span<const TableRow> setting_table();

}  // namespace partance::server

// See settings.hpp.
#include "server/settings.hpp"

#include <algorithm>
#include <utility>

#include "base/spelling.hpp"
#include "server/setting_table.hpp"
#include "server/setting_values.hpp"

namespace partance::server {

namespace {

constexpr std::size_t kNearEnough = 3;

const TableRow* find_row(std::string_view name) {
  const auto table = setting_table();
  const auto found = std::ranges::find_if(table, [name](const TableRow& row) { return row.key.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::string_view nearest_key(std::string_view name) {
  std::string_view best;
  std::size_t distance = kNearEnough + 1;
  for (const TableRow& row : setting_table()) {
    const std::size_t its = base::edit_distance(name, row.key.name, kNearEnough);
    if (its >= distance) continue;
    distance = its;
    best = row.key.name;
  }
  return best;
}

base::Error unknown_key(const GivenValue& given) {
  base::Message message{given.place + " : réglage inconnu « " + given.name + " ».",
                        given.place + ": unknown setting \"" + given.name + "\"."};
  const std::string_view near = nearest_key(given.name);
  if (!near.empty()) {
    message.fr.append(" Vouliez-vous dire « ").append(near).append(" » ?");
    message.en.append(" Did you mean \"").append(near).append("\"?");
  }
  return {base::ErrorKind::kInvalidInput, std::move(message)};
}

base::Error wrong_value(const GivenValue& given, const TableRow& row) {
  return {
      base::ErrorKind::kInvalidInput,
      {given.place + " : « " + given.value + " » ne convient pas à " + given.name + " ; il faut " + row.form_fr + ".",
       given.place + ": \"" + given.value + "\" does not suit " + given.name + "; it must be " + row.form_en + "."}};
}

/// Where a key was given last; empty when it was not.
std::string place_of(std::span<const GivenValue> given, std::string_view name) {
  std::string place;
  for (const GivenValue& one : given) {
    if (one.name == name) place = one.place + ": ";
  }
  return place;
}

std::string variable_name(std::string_view key) {
  std::string name = "PARTANCE_";
  for (const char c : key) name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return name;
}

/// A comment of the configuration file, cut into lines.
void append_comment(std::string& out, std::string_view text) {
  constexpr std::size_t kWidth = 110;
  std::size_t column = 0;
  for (const std::string& word : read_words(text)) {
    if (column == 0 || column + word.size() > kWidth) {
      out += column == 0 ? "# " : "\n# ";
      column = 2;
    } else {
      out += ' ';
    }
    out += word;
    column += word.size() + 1;
  }
  out += '\n';
}

}  // namespace

std::span<const SettingKey> setting_keys() {
  static const std::vector<SettingKey> keys = [] {
    std::vector<SettingKey> all;
    for (const TableRow& row : setting_table()) all.push_back(row.key);
    return all;
  }();
  return keys;
}

base::Result<std::vector<GivenValue>> read_configuration(std::string_view text, std::string_view file) {
  std::vector<GivenValue> given;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = without_blanks(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.starts_with('#')) continue;
    const std::string place = std::string(file) + ":" + std::to_string(number);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) {
      return base::fail(base::ErrorKind::kInvalidInput,
                        place + " : il faut « réglage: valeur », ou # pour une remarque.",
                        place + ": \"setting: value\" is expected, or # for a remark.");
    }
    given.push_back({std::string(without_blanks(line.substr(0, colon))),
                     std::string(without_blanks(line.substr(colon + 1))), place});
    if (find_row(given.back().name) == nullptr) return std::unexpected(unknown_key(given.back()));
  }
  return given;
}

std::vector<GivenValue> read_environment(
    const std::function<std::optional<std::string>(const std::string&)>& variable) {
  std::vector<GivenValue> given;
  for (const TableRow& row : setting_table()) {
    const std::string name = variable_name(row.key.name);
    auto value = variable(name);
    if (value) given.push_back({std::string(row.key.name), *std::move(value), name});
  }
  return given;
}

base::Result<Settings> make_settings(std::span<const GivenValue> given) {
  Settings settings;
  for (const TableRow& row : setting_table()) row.read(row.key.default_value, settings);
  for (const GivenValue& one : given) {
    const TableRow* row = find_row(one.name);
    if (row == nullptr) return std::unexpected(unknown_key(one));
    if (!row->read(without_blanks(one.value), settings)) return std::unexpected(wrong_value(one, *row));
  }
  if (settings.certificate.empty() != settings.key.empty()) {
    const std::string place = place_of(given, settings.key.empty() ? "certificate" : "key");
    return base::fail(base::ErrorKind::kInvalidInput, place + "certificate et key vont ensemble : donner les deux.",
                      place + "certificate and key go together: give both.");
  }
  if (!settings.key.empty()) settings.server.tls = http::TlsFiles{settings.certificate, settings.key};
  return settings;
}

std::string default_configuration() {
  std::string out;
  append_comment(
      out,
      "Réglages de « partance serve ». Une ligne par réglage, « nom: valeur » ; ceux qui sont derrière # valent "
      "ce qui est écrit. Chacun peut aussi être donné par PARTANCE_NOM et par --nom, qui l'emportent.");
  append_comment(
      out,
      "Settings of \"partance serve\". One line a setting, \"name: value\"; those behind # are worth what is "
      "written. Each can also be given by PARTANCE_NAME and by --name, which win.");
  append_comment(out, "Vérifier / check: partance serve --config FILE --check");
  for (const TableRow& row : setting_table()) {
    out += '\n';
    append_comment(out, row.key.meaning_fr);
    append_comment(out, row.key.meaning_en);
    out += '#';
    out.append(row.key.name) += ':';
    if (!row.key.default_value.empty()) out.append(" ").append(row.key.default_value);
    out += '\n';
  }
  return out;
}

}  // namespace partance::server

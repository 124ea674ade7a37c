// Settings: the file, the environment, the command line, and what is said of a wrong one.
#include "server/settings.hpp"

#include <map>

#include <gtest/gtest.h>

#include "base/file.hpp"

namespace partance::server {
namespace {

using namespace std::chrono_literals;

base::Result<Settings> from_file(std::string_view text) {
  const auto given = read_configuration(text, "p.conf");
  if (!given) return std::unexpected(given.error());
  return make_settings(*given);
}

std::string complaint(std::string_view text) {
  const auto settings = from_file(text);
  if (settings) return "none";
  EXPECT_EQ(settings.error().kind, base::ErrorKind::kInvalidInput);
  EXPECT_FALSE(settings.error().message.fr.empty());
  return settings.error().message.en;
}

TEST(Settings, HaveTheDefaultsOfTheServer) {
  const auto settings = make_settings({});
  ASSERT_TRUE(settings);
  const http::Limits limits{};
  const http::Limits& made = settings->server.limits;
  EXPECT_EQ(made.header_bytes, limits.header_bytes);
  EXPECT_EQ(made.header_fields, limits.header_fields);
  EXPECT_EQ(made.target_bytes, limits.target_bytes);
  EXPECT_EQ(made.body_bytes, limits.body_bytes);
  EXPECT_EQ(made.request, limits.request);
  EXPECT_EQ(made.idle, limits.idle);
  EXPECT_EQ(made.write, limits.write);
  EXPECT_EQ(made.grace, limits.grace);
  EXPECT_EQ(made.connections, limits.connections);
  EXPECT_EQ(made.connections_per_address, limits.connections_per_address);
  EXPECT_EQ(made.waiting_requests, limits.waiting_requests);
  EXPECT_EQ(settings->server.port, 8080);
  EXPECT_EQ(settings->server.addresses, std::vector<std::string>{"127.0.0.1"});
  EXPECT_FALSE(settings->server.tls);
  EXPECT_EQ(settings->saved_days, std::chrono::days(31));
}

TEST(Settings, AreReadFromAFileWithRemarks) {
  const auto settings = from_file(
      "# remark\n\n  port : 9000 \r\naddress: 0.0.0.0 ::\nbody-bytes: 2 MB\nrequest-time: 500 ms\nidle-time: 2 min\n"
      "log-requests: no\nlog-level: warning\ntrusted-proxies: 10.0.0.0/8\ncertificate: c.pem\nkey: k.pem\n"
      "saves-per-hour: 36\npublic-address: https://a.example/\n");
  ASSERT_TRUE(settings) << settings.error().message.en;
  EXPECT_EQ(settings->server.port, 9000);
  EXPECT_EQ(settings->server.addresses, (std::vector<std::string>{"0.0.0.0", "::"}));
  EXPECT_EQ(settings->server.limits.body_bytes, 2U * 1024 * 1024);
  EXPECT_EQ(settings->server.limits.request, 500ms);
  EXPECT_EQ(settings->server.limits.idle, 120s);
  EXPECT_FALSE(settings->journal.requests);
  EXPECT_EQ(settings->journal.least, http::Level::kWarning);
  EXPECT_EQ(settings->server.trusted_proxies.size(), 1U);
  EXPECT_EQ(settings->server.tls->key, "k.pem");
  EXPECT_DOUBLE_EQ(settings->saves.tokens_per_second, 0.01);
  EXPECT_EQ(settings->public_address, "https://a.example");
}

TEST(Settings, OfTheEnvironmentAndTheCommandLineWin) {
  const std::map<std::string, std::string> variables{{"PARTANCE_PORT", "2"}, {"PARTANCE_BODY_BYTES", "4 KB"}};
  auto given = *read_configuration("port: 1\nbody-bytes: 3 KB\nsaved-days: 7", "p.conf");
  const auto of_environment = read_environment([&](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  });
  given.insert(given.end(), of_environment.begin(), of_environment.end());
  given.push_back({"port", "3", "--port"});
  const auto settings = make_settings(given);
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->server.port, 3);
  EXPECT_EQ(settings->server.limits.body_bytes, 4096U);
  EXPECT_EQ(settings->saved_days, std::chrono::days(7));
}

TEST(Settings, SayWhereAWrongOneIsAndWhatItShouldBe) {
  EXPECT_EQ(complaint("port: 1\n\nprot: 2\n"), "p.conf:3: unknown setting \"prot\". Did you mean \"port\"?");
  EXPECT_EQ(complaint("something-else-entirely: 2\n"), "p.conf:1: unknown setting \"something-else-entirely\".");
  EXPECT_EQ(complaint("port 1\n"), "p.conf:1: \"setting: value\" is expected, or # for a remark.");
  EXPECT_EQ(complaint("port: 70000\n"), "p.conf:1: \"70000\" does not suit port; it must be a number from 0 to 65535.");
  EXPECT_EQ(complaint("key: k.pem\n"), "p.conf:1: certificate and key go together: give both.");
}

TEST(Settings, OutsideTheirBoundsAreRefused) {
  for (const char* line : {"port: -1",
                           "port: x",
                           "port:",
                           "address: example.org",
                           "address:",
                           "header-bytes: 1",
                           "header-bytes: 16 GB",
                           "header-bytes: KB",
                           "body-bytes: 99999999999999999999",
                           "request-time: 5",
                           "request-time: 0 s",
                           "request-time: -1 s",
                           "log-level: loud",
                           "log-requests: maybe",
                           "trusted-proxies: 10.0.0.1/8",
                           "connections: 0",
                           "saved-days: 0",
                           "saved-days: 400",
                           "saves-burst: 0",
                           "computations-per-second: nan",
                           "public-address: ftp://a"}) {
    EXPECT_NE(complaint(line), "none") << line;
  }
}

TEST(Settings, ThePackagedFileExplainsEachOfThemAtItsDefault) {
  const auto file = base::read_file(PARTANCE_SOURCE_DIR "/packaging/partance.conf", 1 << 20);
  ASSERT_TRUE(file) << "packaging/partance.conf is missing; write it with: partance serve --defaults";
  EXPECT_EQ(*file, default_configuration()) << "write it again with: partance serve --defaults";
  // What stands behind # is the default: uncommenting it changes nothing.
  std::string uncommented;
  for (const SettingKey& key : setting_keys()) {
    const std::string line = "#" + std::string(key.name) + ":";
    EXPECT_NE(file->find(line), std::string::npos) << key.name;
    uncommented += std::string(key.name) + ": " + std::string(key.default_value) + "\n";
  }
  EXPECT_TRUE(from_file(uncommented)) << complaint(uncommented);
}

}  // namespace
}  // namespace partance::server

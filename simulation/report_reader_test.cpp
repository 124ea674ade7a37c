// Reports read back from their JSON.
#include "simulation/report_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.hpp"
#include "simulation/report_json.hpp"

namespace partance::simulation {
namespace {

std::string golden() {
  return base::read_file(PARTANCE_SOURCE_DIR "/simulation/golden/report.json", 1U << 20U).value();
}

std::string written(const Report& report) {
  std::string out;
  base::JsonWriter json(out, base::JsonLayout::kIndented);
  write_json(report, json);
  return out + "\n";
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(ReportReader, GivesBackTheReportThatWasWritten) {
  const auto report = read_report(golden());
  ASSERT_TRUE(report) << report.error().message.en;
  EXPECT_EQ(written(*report), golden());
  EXPECT_FALSE(report->months.empty());
}

TEST(ReportReader, PassesOverMembersItDoesNotKnow) {
  const auto report = read_report(replaced(golden(), "{", R"({"progress": {"share": 0.5}, "problems": [1],)"));
  ASSERT_TRUE(report) << report.error().message.en;
  EXPECT_EQ(written(*report), golden());
}

TEST(ReportReader, RefusesWhatIsNotAReport) {
  for (const std::string text :
       {"", "[]", "{}", "{\"aids\": 3}", "{\"aids\": [3]}", "{\"aids\": [], \"aids\": []}", "nul"}) {
    const auto report = read_report(text);
    ASSERT_FALSE(report) << text;
    EXPECT_EQ(report.error().kind, base::ErrorKind::kInvalidInput) << text;
  }
}

TEST(ReportReader, RefusesValuesOfTheWrongShape) {
  const std::string fine = golden();
  for (const auto& [from, to] :
       std::vector<std::pair<std::string, std::string>>{{"\"verdict\": \"yes\"", "\"verdict\": \"maybe\""},
                                                        {"\"cents\": 10000", "\"cents\": 0.5"},
                                                        {"\"cents\": 10000", "\"cents\": 1e300"},
                                                        {"\"date\": \"2025-06-01\"", "\"date\": \"2025-02-30\""},
                                                        {"\"months\": [", "\"months\": [{\"month\": \"2025-13\"},"},
                                                        {"\"id\": \"voyage\"", "\"id\": \"somebody else\""}}) {
    const std::string text = replaced(fine, from, to);
    EXPECT_FALSE(read_report(text)) << to;
  }
}

}  // namespace
}  // namespace partance::simulation

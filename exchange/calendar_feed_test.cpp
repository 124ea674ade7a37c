// Calendar files, read back by a small reader of RFC 5545 written here.
#include "exchange/calendar_feed.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/utf8.hpp"
#include "exchange/calendar_lines.hpp"
#include "exchange/report_examples.hpp"

namespace partance::exchange {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

CalendarOptions options(std::string_view link = "") {
  return {.link = std::string(link), .now = std::chrono::sys_seconds(std::chrono::seconds(1'772'366'400))};
}

/// The content lines, unfolded; fails on anything that is not CRLF, 75 bytes at most, whole characters.
std::vector<std::string> content_lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find("\r\n", at);
    EXPECT_NE(end, std::string::npos);
    if (end == std::string::npos) break;
    const std::string line = text.substr(at, end - at);
    EXPECT_LE(line.size(), 75U) << line;
    EXPECT_EQ(base::first_invalid_utf8(line), line.size()) << line;
    EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos) << line;
    if (line.starts_with(' ') && !lines.empty()) {
      lines.back() += line.substr(1);
    } else {
      lines.push_back(line);
    }
    at = end + 2;
  }
  return lines;
}

std::string unescaped(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\') {
      out += value[i];
    } else if (++i < value.size()) {
      out += value[i] == 'n' || value[i] == 'N' ? '\n' : value[i];
    }
  }
  return out;
}

struct Component {
  std::string kind{};
  std::map<std::string, std::string> properties{};  ///< name without parameters
  std::vector<Component> inside{};
};

Component read(const std::vector<std::string>& lines, std::size_t& at) {
  Component component{.kind = lines[at].substr(6)};
  for (++at; at < lines.size(); ++at) {
    const std::string& line = lines[at];
    if (line == "END:" + component.kind) return component;
    if (line.starts_with("BEGIN:")) {
      component.inside.push_back(read(lines, at));
      continue;
    }
    const auto colon = line.find(':');
    EXPECT_NE(colon, std::string::npos) << line;
    component.properties[line.substr(0, std::min(colon, line.find(';')))] = unescaped(line.substr(colon + 1));
  }
  ADD_FAILURE() << component.kind << " has no end";
  return component;
}

Component calendar(const std::string& text) {
  const auto lines = content_lines(text);
  std::size_t at = 0;
  Component whole = read(lines, at);
  EXPECT_EQ(at + 1, lines.size());
  EXPECT_EQ(whole.kind, "VCALENDAR");
  return whole;
}

std::vector<std::string> summaries(const Component& whole) {
  std::vector<std::string> out;
  for (const Component& event : whole.inside)
    out.push_back(event.properties.at("DTSTART") + " " + event.properties.at("SUMMARY"));
  return out;
}

TEST(CalendarFeed, HoldsTheDatesThatConcernThePerson) {
  const Component whole = calendar(calendar_feed(example_report(), options()));
  EXPECT_EQ(whole.properties.at("VERSION"), "2.0");
  EXPECT_THAT(summaries(whole),
              ElementsAre("20260315 Ouverture des demandes\u00a0: Aide à la mobilité internationale",
                          "20260630 Date limite de demande\u00a0: Aide à la mobilité internationale",
                          "20260401 Date limite de demande\u00a0: Bourse régionale d'été (à confirmer)",
                          "20260905 Versement\u00a0: 400\u00a0€ – Aide à la mobilité internationale",
                          "20261005 Versement\u00a0: 400\u00a0€ – Aide à la mobilité internationale",
                          "20261105 Versement\u00a0: 400\u00a0€ – Aide à la mobilité internationale"));
}

TEST(CalendarFeed, RemindsOfDeadlinesAndLastsTheWholeDay) {
  const Component whole = calendar(calendar_feed(example_report(), options()));
  const Component& deadline = whole.inside[1];
  EXPECT_EQ(deadline.properties.at("DTEND"), "20260701");
  EXPECT_EQ(deadline.properties.at("DTSTAMP"), "20260301T120000Z");
  ASSERT_EQ(deadline.inside.size(), 2U);
  EXPECT_EQ(deadline.inside[0].kind, "VALARM");
  EXPECT_EQ(deadline.inside[0].properties.at("TRIGGER"), "-P13DT15H");
  EXPECT_TRUE(whole.inside[0].inside.empty()) << "an opening needs no reminder";
  EXPECT_THAT(deadline.properties.at("DESCRIPTION"), HasSubstr("guichet 2, rez-de-chaussée\n"));
  EXPECT_THAT(deadline.properties.at("DESCRIPTION"), HasSubstr("Projet de séjour · Lettre, signée"));
  EXPECT_THAT(deadline.properties.at("URL"), HasSubstr("service-public"));
}

TEST(CalendarFeed, LeavesOutWhatIsOver) {
  auto report = example_report();
  report.today = {2026, 7, 1};
  report.aids[0].window.is_over = true;
  report.aids[1].window.is_over = true;
  EXPECT_EQ(calendar(calendar_feed(report, options())).inside.size(), 3U) << "the payments only";
}

TEST(CalendarFeed, SaysSoWhenNoDateIsKnown) {
  simulation::Report report{.language = base::Language::kEnglish, .today = {2026, 3, 1}};
  const Component whole = calendar(calendar_feed(report, options()));
  EXPECT_THAT(summaries(whole), ElementsAre("20260301 Mobility aids: no date known so far"));
}

TEST(CalendarFeed, SpeaksEnglishAndLeadsToTheSimulation) {
  const Component whole =
      calendar(calendar_feed(example_report(base::Language::kEnglish), options("https://a.example/s/x")));
  EXPECT_EQ(whole.properties.at("X-WR-CALNAME"), "Your mobility aids");
  EXPECT_THAT(whole.inside[0].properties.at("DESCRIPTION"), HasSubstr("Your simulation: https://a.example/s/x"));
  EXPECT_THAT(whole.inside[3].properties.at("URL"), "https://a.example/s/x");
}

TEST(CalendarFeed, KeepsTheIdentifierOfAnEventThatMoves) {
  auto report = example_report();
  const Component before = calendar(calendar_feed(report, options("l")));
  report.aids[0].window.closing = simulation::Date{2026, 7, 7};
  const Component after = calendar(calendar_feed(report, options("l")));
  std::set<std::string> all;
  for (std::size_t i = 0; i < before.inside.size(); ++i) {
    EXPECT_EQ(before.inside[i].properties.at("UID"), after.inside[i].properties.at("UID"));
    all.insert(before.inside[i].properties.at("UID"));
  }
  EXPECT_EQ(all.size(), before.inside.size()) << "no two events share one";
  EXPECT_NE(calendar(calendar_feed(report, options("m"))).inside[0].properties.at("UID"), *all.begin());
}

TEST(CalendarFeed, GivesTheSameBytesForTheSameReport) {
  EXPECT_EQ(calendar_feed(example_report(), options()), calendar_feed(example_report(), options()));
}

RC_GTEST_PROP(CalendarLines, AreReadBackWhateverTheyHold, ()) {
  const auto piece =
      rc::gen::elementOf(std::vector<std::string>{"a", "é", "€", "𝄞", ",", ";", "\\", "\n", " ", "n", ":"});
  const auto pieces = *rc::gen::container<std::vector<std::string>>(piece);
  std::string text;
  for (int i = 0; i < 20; ++i) {
    for (const auto& one : pieces) text += one;
  }
  std::string out;
  append_calendar_line(out, "SUMMARY;LANGUAGE=fr", calendar_text(text));
  const auto lines = content_lines(out);
  RC_ASSERT(lines.size() == 1U);
  RC_ASSERT(unescaped(lines[0].substr(20)) == text);
}

}  // namespace
}  // namespace partance::exchange

// A population is the same for the same seed, however it is cut, and has the shares it is made after.
#include "microsimulation/population/population.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "base/file.hpp"
#include "microsimulation/population/chance.hpp"
#include "microsimulation/population/checks.hpp"
#include "microsimulation/population/description.hpp"
#include "microsimulation/population/picker.hpp"
#include "microsimulation/population/writing.hpp"
#include "microsimulation/table/table_writer.hpp"

namespace partance::microsimulation::population {
namespace {

std::string text_of(const Table& table, bool with_header = false) {
  table::TableWriter writer(table::Format::kCsv);
  std::string out = with_header ? writer.header(table) : std::string();
  writer.write(table, out);
  return out;
}

const Column& column_of(const Table& table, std::string_view name) {
  return *std::ranges::find(table.columns, name, &Column::name);
}

TEST(Population, IsTheSameToTheLastByteOnEveryMachine) {
  const Settings settings{.size = 40};
  const std::string text = text_of(generate(settings, 0, 40), true);
  const std::string file = std::string(PARTANCE_SOURCE_DIR) + "/microsimulation/population/golden/forty.csv";
  if (std::getenv("PARTANCE_REWRITE_GOLDEN") != nullptr) {
    ASSERT_TRUE(base::write_file(file, text));
  }
  const auto golden = base::read_file(file, 1U << 20U);
  ASSERT_TRUE(golden.has_value());
  EXPECT_EQ(text, *golden) << "PARTANCE_REWRITE_GOLDEN=1 writes it again";
}

TEST(Population, DiffersUnderAnotherSeed) {
  const Settings settings{.size = 100};
  Settings other = settings;
  other.seed = settings.seed + 1;
  EXPECT_NE(text_of(generate(settings, 0, 100)), text_of(generate(other, 0, 100)));
}

TEST(Population, IsTheSameHoweverItIsCut) {
  const Settings settings{.size = 1'000};
  const std::string whole = text_of(generate(settings, 0, 1'000));
  for (const std::size_t block : std::initializer_list<std::size_t>{1, 7, 256, 999, 1'000, 5'000}) {
    std::string pieces;
    for (std::uint64_t first = 0; first < settings.size; first += block) {
      pieces += text_of(generate(settings, first, block));
    }
    EXPECT_EQ(pieces, whole) << "blocks of " << block;
  }
  EXPECT_EQ(generate(settings, 1'000, 10).rows, 0U);
  EXPECT_EQ(generate(settings, 5'000, 10).rows, 0U);
}

std::string written(const Settings& settings, const Rows& rows, std::size_t threads) {
  std::string out;
  const std::atomic<bool> stop = false;
  const auto count = write(
      settings, rows, table::Format::kCsv, threads,
      [&](std::string_view text) -> base::Result<void> {
        out += text;
        return {};
      },
      stop);
  EXPECT_EQ(count.value_or(0), rows.last - rows.first);
  return out;
}

TEST(Population, IsWrittenTheSameInSlicesAndByManyThreads) {
  const Settings settings{.size = 20'001, .columns = {"poids", "étudiant . date de naissance", "séjour . fin"}};
  const std::string whole = text_of(generate(settings, 0, settings.size), true);
  EXPECT_EQ(written(settings, {0, settings.size}, 1), whole);
  EXPECT_EQ(written(settings, {0, settings.size}, 4), whole);
  for (const std::uint64_t count : std::initializer_list<std::uint64_t>{2, 3, 7}) {
    std::string slices;
    for (std::uint64_t number = 1; number <= count; ++number) {
      slices += written(settings, rows_of(settings, {number, count}), 2);
    }
    EXPECT_EQ(slices, whole) << count << " slices";
  }
  EXPECT_EQ(rows_of({.size = 2}, {3, 5}).first, rows_of({.size = 2}, {3, 5}).last);
}

TEST(Population, StopsAtTheFirstErrorOfItsSink) {
  const std::atomic<bool> stop = false;
  int calls = 0;
  const auto result = write(
      {.size = 100'000}, {0, 100'000}, table::Format::kJsonLines, 3,
      [&](std::string_view) -> base::Result<void> {
        if (++calls < 3) return {};
        return base::fail(base::ErrorKind::kUnreadable, "plein", "full");
      },
      stop);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message.en, "full");
  EXPECT_EQ(calls, 3);
}

TEST(Population, GivesTheColumnsAskedForWithTheSameAnswers) {
  const Settings settings{.size = 200};
  Settings some = settings;
  some.columns = {"séjour . pays", "poids", "foyer . revenu brut global"};
  const Table all = generate(settings, 0, 200);
  const Table few = generate(some, 0, 200);
  ASSERT_EQ(few.columns.size(), 3U);
  EXPECT_EQ(few.columns[1].name, "poids");
  EXPECT_EQ(few.columns[2].numbers, column_of(all, "foyer . revenu brut global").numbers);
  EXPECT_EQ(few.columns[1].numbers, column_of(all, "poids").numbers);
  for (std::size_t row = 0; row < 200; ++row) {
    EXPECT_EQ(few.dictionary.text(few.columns[0].texts[row]),
              all.dictionary.text(column_of(all, "séjour . pays").texts[row]));
  }
}

TEST(Population, RefusesWhatItCannotMakeAndSaysHowToMendIt) {
  EXPECT_TRUE(check({}));
  EXPECT_FALSE(check({.size = 0}));
  EXPECT_FALSE(check({.size = kMostRows + 1}));
  EXPECT_FALSE(check({.year = 1999}));
  EXPECT_FALSE(check({.leaving_percent = 101}));
  EXPECT_FALSE(check({.columns = {"poids", "poids"}}));
  const auto unknown = check({.columns = {"foyer . voiture"}});
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().message.en.find("foyer . voiture"), std::string::npos);
}

TEST(Population, HasWeightsThatAddUpToTheStudents) {
  for (const std::uint64_t size : std::initializer_list<std::uint64_t>{1, 2, 3, 10, 999, 10'000}) {
    for (const unsigned percent : {0U, 1U, 50U, 99U, 100U}) {
      const Settings settings{.size = size, .leaving_percent = percent, .columns = {"poids", "séjour . pays"}};
      const Table table = generate(settings, 0, size);
      double sum = 0;
      for (const double weight : table.columns[0].numbers) sum += weight;
      const double students = static_cast<double>(weights(settings).students);
      EXPECT_NEAR(sum, students, students * 1e-9) << size << " rows, " << percent << " %";
    }
  }
  EXPECT_EQ(weights({.leaving_percent = 50}).students, kStudents);
  EXPECT_EQ(weights({.leaving_percent = 100}).students, kLeaving);
  EXPECT_EQ(weights({.leaving_percent = 0}).students, kStudents - kLeaving);
}

TEST(Population, AgreesWithItsDistributions) {
  constexpr std::uint64_t kSample = 100'000;
  const Description description = describe({}, kSample, nullptr);
  ASSERT_GE(description.drawn.size(), 10U);
  for (const Section& section : description.drawn) {
    double total = 0;
    for (const Line& line : section.lines) {
      if (line.target < 0) continue;
      // Rows have two weights, the greater about eight times the mean of the smaller's share: five standard errors of a
      // sample of a tenth of the rows are far above chance, and far below a mistake.
      const double error = std::sqrt(line.target * (1 - line.target) / (kSample / 10.0));
      EXPECT_NEAR(line.observed, line.target, 5 * error + 0.002) << section.name << " = " << line.label;
      total += line.observed;
    }
    const bool are_shares = std::ranges::any_of(
        distributions(), [&](const Distribution& distribution) { return distribution.title.fr == section.title.fr; });
    if (are_shares) {
      EXPECT_NEAR(total, 1, 0.001) << section.name;
    }
  }
  for (const Section& section : description.yes_or_no) {
    const Line& line = section.lines.front();
    if (line.target >= 0) {
      EXPECT_NEAR(line.observed, line.target, 0.015) << section.name;
    }
    EXPECT_LT(line.observed, 1) << section.name << " is always yes";
  }
}

TEST(Population, IsCloseToPublishedFiguresItIsNotDrawnFrom) {
  const Description description = describe({}, 50'000, nullptr);
  ASSERT_FALSE(description.checked.empty());
  for (const Section& section : description.checked) {
    const Line& line = section.lines.front();
    EXPECT_NEAR(line.observed, line.target, 0.1 * line.target) << section.title.en;
  }
}

TEST(Population, HasEverySourceInItsPage) {
  const auto page = base::read_file(std::string(PARTANCE_SOURCE_DIR) + "/docs/population.md", 1U << 20U);
  ASSERT_TRUE(page.has_value());
  const Description description = describe({}, 100, nullptr);
  const auto told = [&](const Source& source) { return page->find(source.url) != std::string::npos; };
  for (const auto* sections : {&description.drawn, &description.checked, &description.yes_or_no}) {
    for (const Section& section : *sections) EXPECT_TRUE(told(section.source)) << section.source.url;
  }
  for (const Outcome& outcome : outcomes()) EXPECT_TRUE(told(outcome.source)) << outcome.source.url;
  EXPECT_TRUE(told(kStudentsSource) && told(kLeavingSource));
  for (const Section& section : description.drawn) {
    EXPECT_NE(page->find("`" + section.name + "`"), std::string::npos) << section.name;
  }
}

TEST(Population, LeavesOpenOnlyTheStayOfThoseWhoDoNotLeave) {
  const Settings settings{.size = 500};
  const Table table = generate(settings, 0, 500);
  for (const Column& column : table.columns) {
    for (std::size_t row = 0; row < table.rows; ++row) {
      const bool is_open = !column.states.empty() && column.states[row] != engine::batch::State::kKnown;
      EXPECT_TRUE(!is_open || (column.name.starts_with("séjour") && !is_leaving(settings, row))) << column.name;
    }
  }
}

TEST(Population, HoldsTogether) {
  const Table table = generate({.size = 3'000}, 0, 3'000);
  const auto& children = column_of(table, "foyer . enfants à charge").numbers;
  const auto& students = column_of(table, "foyer . enfants dans le supérieur").numbers;
  const auto& rights = column_of(table, "bourse . droits utilisés").numbers;
  const auto& licence = column_of(table, "bourse . droits utilisés en licence").numbers;
  const auto& first = column_of(table, "étudiant . première demande").booleans;
  const auto& start = column_of(table, "séjour . début");
  const auto& end = column_of(table, "séjour . fin");
  for (std::size_t row = 0; row < table.rows; ++row) {
    EXPECT_LE(students[row], children[row]);
    EXPECT_LE(licence[row], rights[row]);
    EXPECT_EQ(first[row] == 1, rights[row] == 0);
    if (start.states[row] == engine::batch::State::kKnown) {
      EXPECT_LT(engine::batch::day_of(start.texts[row]), engine::batch::day_of(end.texts[row]));
    }
  }
}

TEST(Chance, IsEvenAndIndependentFromRowToRow) {
  constexpr std::uint32_t kBins = 16;
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> pairs;
  constexpr int kRows = 64'000;
  for (std::uint64_t row = 0; row < kRows; ++row) {
    const auto here = Chance(7, row).below(Draw::kLevel, kBins);
    const auto next = Chance(7, row + 1).below(Draw::kRegion, kBins);
    ++pairs[{here, next}];
  }
  double chi_square = 0;
  constexpr double kExpected = kRows / static_cast<double>(kBins * kBins);
  for (const auto& [pair, count] : pairs) chi_square += (count - kExpected) * (count - kExpected) / kExpected;
  EXPECT_EQ(pairs.size(), kBins * kBins);
  EXPECT_LT(chi_square, 345);  // 255 degrees of freedom: beyond it once in ten thousand seeds
}

TEST(Picker, NeverPicksAnEmptyPlaceAndReachesTheLast) {
  const Picker picker(std::vector<std::uint64_t>{0, 3, 0, 1, 0});
  EXPECT_EQ(picker.pick(0), 1);
  EXPECT_EQ(picker.pick(~std::uint64_t{0}), 3);
  EXPECT_EQ(picker.pick(std::uint64_t{0xBFFF'FFFF} << 32U), 1);
  EXPECT_EQ(picker.pick(std::uint64_t{0xC000'0000} << 32U), 3);
}

TEST(Curve, GoesThroughItsPointsInWholeNumbers) {
  constexpr std::array<Quantile, 3> curve{{{0, 1'000}, {100, 6'000}, {500, 10'000}}};
  EXPECT_EQ(on_curve(curve, 0), 0);
  EXPECT_EQ(on_curve(curve, 1'000'000), 0);
  EXPECT_EQ(on_curve(curve, 3'500'000), 50);
  EXPECT_EQ(on_curve(curve, 8'000'000), 300);
  EXPECT_EQ(on_curve(curve, 9'999'999), 499);
  constexpr std::array<Quantile, 3> steps{{{-1, 1'000}, {0, 5'000}, {4, 10'000}}};
  EXPECT_EQ(on_steps(steps, 999'999), -1);
  EXPECT_EQ(on_steps(steps, 1'000'000), 0);
  EXPECT_EQ(on_steps(steps, 5'000'000), 1);
  EXPECT_EQ(on_steps(steps, 9'999'999), 4);
}

}  // namespace
}  // namespace partance::microsimulation::population

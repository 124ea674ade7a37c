// The national rulebook through the engine: it loads without an error, every case beside its aids holds, and the grant
// on social criteria gives the rows of an independent implementation to the last digit.
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/cases/cases.hpp"
#include "engine/evaluate/run.hpp"
#include "engine/load/load.hpp"
#include "engine/value/calendar.hpp"
#include "tests/conformance/shared_material.hpp"

namespace partance::conformance {
namespace {

using engine::evaluate::Run;
using engine::value::Kind;
using engine::value::Value;

const std::filesystem::path kRulebook = std::filesystem::path(PARTANCE_SOURCE_DIR) / "rulebook";
const engine::evaluate::RunOptions kOptions{.limits = {}, .today = {2025, 9, 1}};

std::shared_ptr<const engine::plan::Program> rulebook() {
  engine::load::Loaded loaded;
  if (!engine::load::read_rules(kRulebook, loaded)) return nullptr;
  auto program = engine::load::compile(loaded);
  for (const auto& d : loaded.diagnostics) {
    ADD_FAILURE() << engine::syntax::render(d, loaded.sources, base::Language::kEnglish);
  }
  return program;
}

TEST(Rulebook, EveryCaseBesideTheAidsHolds) {
  const auto program = rulebook();
  ASSERT_NE(program, nullptr);
  engine::load::Loaded files;
  ASSERT_TRUE(engine::cases::read_cases(kRulebook, files));
  engine::cases::Runner runner(program, kOptions);
  std::size_t cases = 0;
  for (const auto& file : files.documents) {
    for (const auto& outcome : runner.run(*file, files.diagnostics)) {
      ++cases;
      EXPECT_FALSE(outcome.unreadable) << outcome.name;
      for (const auto& d : outcome.differences) {
        ADD_FAILURE() << outcome.name << "\n" << d.rule << ": expected " << d.expected << ", obtained " << d.obtained;
      }
    }
  }
  for (const auto& d : files.diagnostics) {
    ADD_FAILURE() << engine::syntax::render(d, files.sources, base::Language::kEnglish);
  }
  EXPECT_GT(cases, 500U);
}

/// A row of golden/bcs.csv.
struct Row {
  int year = 0;
  int age = 0;
  double income = 0, distance = 0, children = 0, students = 0, points = 0;
  std::string echelon;
  double monthly = 0;
};

Row read_row(const std::string& line) {
  std::vector<std::string> cells;
  std::stringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  if (cells.size() != 9) {
    ADD_FAILURE() << "not a row: " << line;
    return {};
  }
  return {std::stoi(cells[0].substr(0, 4)),
          std::stoi(cells[1]),
          std::stod(cells[2]),
          std::stod(cells[3]),
          std::stod(cells[4]),
          std::stod(cells[5]),
          std::stod(cells[6]),
          cells[7],
          std::stod(cells[8])};
}

/// A run that is told answers by the names of their rules.
class Student {
 public:
  explicit Student(const std::shared_ptr<const engine::plan::Program>& program) : run_(program, kOptions) {}

  void answer(const Row& row, bool ordinary) {
    run_.clear();
    text("rentrée", engine::value::date_text({row.year, 9, 1}));
    text("étudiant . date de naissance", engine::value::date_text({row.year - row.age, 3, 15}));
    number("foyer . revenu brut global", row.income, "€/an");
    number("foyer . distance", row.distance, "km");
    number("foyer . enfants à charge", row.children, "enfant");
    number("foyer . enfants dans le supérieur", row.students, "enfant");
    if (ordinary) be_ordinary();
  }

  Value value(const std::string& rule) { return run_.evaluate(rule_named(rule)); }
  double number_of(const std::string& rule) {
    const Value v = value(rule);
    if (v.is(Kind::kNotApplicable)) return 0;
    EXPECT_TRUE(v.is_number()) << rule;
    return v.is_number() ? v.number : -1;
  }
  std::string text_of(const std::string& rule) {
    const Value v = value(rule);
    if (v.is(Kind::kNotApplicable)) return "";
    EXPECT_TRUE(v.is(Kind::kText)) << rule;
    return v.is(Kind::kText) ? std::string(run_.texts().text(v.text_id())) : "?";
  }

 private:
  /// Everything the law asks besides the figures of the row, so that nothing is left unanswered.
  void be_ordinary() {
    text("étudiant . nationalité", "FR");
    text("études . établissement . statut", "public");
    text("études . établissement . région", "84");
    text("études . niveau", "licence");
    for (const char* yes : {"étudiant . première demande", "études . formation initiale", "études . temps plein",
                            "études . baccalauréat ou équivalent"}) {
      run_.set(rule_named(yes), Value::boolean(true));
    }
    for (const char* no : {"étudiant . handicap reconnu", "étudiant . aidant", "étudiant . revenu de remplacement",
                           "études . alternance"}) {
      run_.set(rule_named(no), Value::boolean(false));
    }
  }
  engine::model::RuleId rule_named(const std::string& name) {
    const auto rule = run_.model().find(name);
    EXPECT_TRUE(rule) << name;
    return rule.value_or(engine::model::RuleId{0});
  }
  void text(const std::string& rule, const std::string& answer) {
    run_.set(rule_named(rule), Value::text(run_.texts().intern(answer)));
  }
  void number(const std::string& rule, double answer, const std::string& unit) {
    run_.set(rule_named(rule), Value::of_number(answer, run_.units().parse(unit).value()));
  }

  Run run_;
};

TEST(Rulebook, TheGrantMatchesEveryRowOfTheIndependentImplementation) {
  const auto lines = shared_lines("golden/bcs.csv");
  if (!lines) GTEST_SKIP() << shared_file("golden/bcs.csv") << " is absent";
  const auto program = rulebook();
  ASSERT_NE(program, nullptr);
  ASSERT_GT(lines->size(), 1U);
  Student student(program);
  std::size_t wrong = 0;
  for (std::size_t i = 1; i < lines->size(); ++i) {
    const Row row = read_row((*lines)[i]);
    for (const bool ordinary : {false, true}) {
      student.answer(row, ordinary);
      const double points = student.number_of("aides . bcs . points de charge");
      const std::string echelon = student.text_of("aides . bcs . échelon");
      const double monthly = student.number_of("aides . bcs . montant mensuel");
      if (points == row.points && echelon == row.echelon && monthly == row.monthly) continue;
      if (++wrong > kMostShown) continue;
      ADD_FAILURE() << (*lines)[i] << (ordinary ? " (ordinary student)" : "") << ": obtained " << points << ", '"
                    << echelon << "', " << monthly;
    }
  }
  EXPECT_EQ(wrong, 0U);
}

}  // namespace
}  // namespace partance::conformance

// Tables through a batch: what is read, what is written, and that threads and blocks change no byte.
#include "microsimulation/stream/batch.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/number_text.hpp"
#include "engine/load/load.hpp"
#include "microsimulation/stream/resume.hpp"
#include "microsimulation/stream/text_source.hpp"

namespace partance::microsimulation::stream {
namespace {

using testing::HasSubstr;

constexpr const char* kRules = R"(
revenu:
  question: revenu ?
  unité: €/an
pays:
  question: pays ?
  une possibilité: ["'FR'", "'DE'"]
ville:
  question: ville ?
  type: texte
départ:
  question: départ ?
  type: date
boursier:
  question: boursier ?
  type: booléen
inconnu:
  question: type ?
aide:
  applicable si: boursier
  valeur: revenu * 10 %
  unité: €/mois
tôt: départ < 01/09/2025
inverse: 1 / revenu
double: inverse * 2
triple: inverse * 3
quadruple: inverse * 4
quintuple: inverse * 5
chez soi:
  texte: "à {{ ville }}"
somme: revenu + 5 €/an
somme ou rien:
  variations:
    - si: boursier
      alors: revenu * 2 an
    - sinon: 0 €/mois
)";

std::shared_ptr<const engine::plan::Program> program() {
  static const auto made = [] {
    engine::load::Loaded loaded;
    engine::load::read_text("test.publicodes", kRules, loaded);
    return engine::load::compile(loaded);
  }();
  return made;
}

struct Outcome {
  std::string text;
  Tally tally;
  std::vector<engine::syntax::Diagnostic> diagnostics;
};

BatchOptions wanting(std::initializer_list<const char*> targets) {
  BatchOptions options;
  for (const char* target : targets) options.targets.push_back({*program()->model.find(target), {}});
  return options;
}

Outcome run(const std::string& table, BatchOptions options, std::uint64_t skip = 0) {
  options.input_bytes = table.size();
  auto batch = Batch::open(program(), text_source(table), std::move(options));
  if (!batch) {
    EXPECT_FALSE(batch.error().error.has_value()) << batch.error().error->message.en;
    return {{}, {}, batch.error().diagnostics};
  }
  Outcome outcome{.text = skip > 0 ? std::string() : (*batch)->header(), .tally = {}, .diagnostics = {}};
  (*batch)->skip(skip);
  const std::atomic<bool> stop{false};
  const auto sink = [&](std::string_view rows) -> base::Result<void> {
    return outcome.text += rows, base::Result<void>();
  };
  const auto tally = (*batch)->run(sink, [](const Tally&) {}, stop);
  EXPECT_TRUE(tally.has_value());
  if (tally) outcome.tally = *tally;
  return outcome;
}

TEST(Batch, ReadsWhatASpreadsheetWritesAndWritesItLikewise) {
  const std::string rows =
      "\xEF\xBB\xBFrevenu (k€/an);départ;boursier;nom\r\n"
      "12,5;01/08/2025;oui;\"Lê; \"\"Tí\"\"\"\r\n"
      "1 200;2025-09-02;VRAI;b\r\n"
      ";;non;c\r\n";
  auto options = wanting({"aide", "tôt"});
  options.keep = {"nom"};
  EXPECT_EQ(run(rows, options).text,
            "\xEF\xBB\xBFligne;nom;aide (€/mois);tôt;erreur;message\n"
            "2;\"Lê; \"\"Tí\"\"\";104,16666666666666;oui;;\n"
            "3;b;10000;non;;\n"
            "4;c;non applicable;;;\n");
}

TEST(Batch, NamesTheUnitThatResultsHaveAndNotThatOfNothing) {
  // The grant is 0 €/mois for who is not entitled, and an amount in € for the others.
  const auto outcome = run("revenu;boursier\n5;non\n5;oui\n7;oui\n", wanting({"somme ou rien"}));
  EXPECT_EQ(outcome.text, "ligne;somme ou rien (€);erreur;message\n2;0;;\n3;10;;\n4;14;;\n");
  EXPECT_EQ(outcome.tally.bad_rows, 0U);
  // Nothing seen, and two units possible: each cell says its own.
  EXPECT_EQ(run("revenu;boursier\n5;\n", wanting({"somme ou rien"})).text,
            "ligne;somme ou rien;erreur;message\n2;;;\n");
}

TEST(Batch, ReadsTheLineOfExcelThatSaysTheSeparator) {
  const auto outcome = run("\xEF\xBB\xBFsep=;\r\nrevenu;boursier\r\n12;oui\r\n\r\n20;non\r\n", wanting({"aide"}));
  EXPECT_EQ(outcome.text, "\xEF\xBB\xBFligne;aide (€/mois);erreur;message\n3;0,1;;\n5;non applicable;;\n");
}

TEST(Batch, ReadsLinesThatEndWithCarriageReturnsOnly) {
  std::string rows = "revenu;boursier;nom\r12;oui;\"a;b\"\r24;oui;c";
  auto options = wanting({"aide"});
  options.keep = {"nom"};
  EXPECT_EQ(run(rows, options).text, "ligne;nom;aide (€/mois);erreur;message\n2;\"a;b\";0,1;;\n3;c;0,2;;\n");
  // More than is looked at in the beginning.
  rows = "revenu;boursier\r";
  for (int i = 0; i < 20'000; ++i) rows += "12;oui\r";
  const auto many = run(rows, wanting({"aide"}));
  EXPECT_EQ(many.tally.rows, 20'000U);
  EXPECT_EQ(many.tally.bad_rows, 0U);
}

TEST(Batch, ReadsWindows1252) {
  const std::string rows = "revenu;d\xE9part;nom\n1;01/08/2025;Andr\xE9 \x80\n";
  auto options = wanting({"tôt"});
  options.keep = {"nom"};
  EXPECT_THAT(run(rows, options).text, HasSubstr("2;André €;oui;;\n"));
}

TEST(Batch, TakesALateRowForWindows1252OnlyWhenTheBeginningDoesNotSayUtf8) {
  std::string rows;
  while (rows.size() < 70'000) rows += "1;FR;a\n";
  auto options = wanting({"revenu"});
  options.keep = {"nom"};
  EXPECT_THAT(run("revenu;pays;nom\n" + rows + "2;FR;\xE9\n", options).text, HasSubstr(";é;2;;\n"));
  const auto utf8 = run("revenu;pays;nom\n1;FR;é\n" + rows + "2;FR;\xE9\n", options);
  EXPECT_THAT(utf8.text, HasSubstr(";;;encoding;"));
  EXPECT_EQ(utf8.tally.bad_rows, 1U);
}

TEST(Batch, TellsWhatIsWrongInARowAndGoesOn) {
  const std::string rows =
      "revenu,pays,départ,boursier\n"
      "abc,FR,,\n"
      "1,ES,31/02/2025,peut-être\n"
      "1,FR\n"
      "0,'DE',,\n"
      "12 €/mois,FR,,1\n"
      "12 km,FR,,\n"
      "1,FR,,,,\n";
  auto options = wanting({"inverse", "revenu"});
  options.language = base::Language::kEnglish;
  const auto outcome = run(rows, options);
  EXPECT_EQ(
      outcome.text,
      "line,inverse (an/€),revenu (€/an),error,message\n"
      "2,,,number,\"revenu: “abc” is not a number (examples: 12500, 12 500,50).\"\n"
      "3,,,option,\"pays: “ES” is not one of the options: FR, DE. | départ: “31/02/2025” is not a day that exists "
      "(DD/MM/YYYY or YYYY-MM-DD). | boursier: “peut-être” is not a yes or a no (yes, no, true, false, 1, 0).\"\n"
      "4,,,cells,\"The row has 2 cells, the header has 4.\"\n"
      "5,,0,division-by-zero,inverse: Division by zero. (inverse)\n"
      "6,0.006944444444444444,144,,\n"
      "7,,,unit,revenu: “12 km” has a unit that does not convert to the column's (€/an): write the number alone.\n"
      "8,1,1,,\n");
  EXPECT_EQ(outcome.tally.rows, 7U);
  EXPECT_EQ(outcome.tally.bad_rows, 5U);
  EXPECT_EQ(outcome.tally.errors.at("unit"), 1U);
}

TEST(Batch, CountsTheResultsThatLackAnAnswer) {
  const auto tally = run("revenu,boursier\n1,oui\n,oui\n,non\nabc,\n", wanting({"aide", "revenu"})).tally;
  EXPECT_EQ(tally.unanswered, (std::map<std::string, std::uint64_t, std::less<>>{{"aide", 1}, {"revenu", 2}}))
      << "a row that cannot be read is an error, and counts there";
}

TEST(Batch, TellsTargetsThatFailForTheSameReasonTogether) {
  auto options = wanting({"inverse", "double", "revenu", "triple", "quadruple", "quintuple"});
  EXPECT_THAT(
      run("revenu\n0\n", options).text,
      HasSubstr(
          "\n2,,,0,,,,division-by-zero,\"inverse, double, triple et 2 autres : Division par zéro. (inverse)\"\n"));
  options.is_strict = true;
  const auto stopped = run("revenu\n0\n", options).tally.stopped_at;
  ASSERT_TRUE(stopped.has_value());
  EXPECT_EQ(stopped->message.en, "inverse, double, triple and 2 others: Division by zero. (inverse)");
}

TEST(Batch, StopsAtTheFirstErrorWhenStrict) {
  auto options = wanting({"revenu"});
  options.is_strict = true;
  const auto outcome = run("revenu\n1\n2\nsecret\n4\n", options);
  EXPECT_EQ(outcome.text, "ligne,revenu (€/an),erreur,message\n2,1,,\n3,2,,\n");
  ASSERT_TRUE(outcome.tally.stopped_at.has_value());
  EXPECT_EQ(outcome.tally.stopped_at->line, 4U);
  EXPECT_THAT(outcome.tally.stopped_at->message.fr, testing::Not(HasSubstr("secret")));
}

TEST(Batch, RefusesColumnsItDoesNotKnowAndNamesTheNearest) {
  const auto outcome = run("revenus,pays (km),revenu (km),ville\n1,FR,1,a\n", wanting({"revenu"}));
  ASSERT_EQ(outcome.diagnostics.size(), 3U);
  EXPECT_THAT(outcome.diagnostics[0].hint.en, HasSubstr("Did you mean “revenu”?"));
  EXPECT_EQ(outcome.diagnostics[1].code, "unit");
  EXPECT_THAT(outcome.diagnostics[2].message.en, HasSubstr("does not convert to “€/an”"));
}

TEST(Batch, FollowsAMappingFile) {
  engine::syntax::Sources sources;
  std::vector<engine::syntax::Diagnostic> diagnostics;
  const auto mapping = table::read_mapping("m.yaml", "RBG: {règle: revenu, unité: k€/an}\nCOUNTRY: pays\nAUTRE: null\n",
                                           sources, diagnostics);
  ASSERT_TRUE(mapping.has_value());
  auto options = wanting({"revenu", "pays"});
  options.mapping = &*mapping;
  EXPECT_EQ(run("id,RBG,AUTRE,COUNTRY\n7,1.5,x,FR\n", options).text,
            "ligne,id,revenu (€/an),pays,erreur,message\n2,7,1500,FR,,\n");
  EXPECT_FALSE(table::read_mapping("m.json", R"({"a": [1]})", sources, diagnostics).has_value());
  EXPECT_EQ(diagnostics.size(), 1U);
}

TEST(Batch, ReadsAndWritesJsonLines) {
  const std::string rows =
      "{\"id\": {\"a\": [1]}, \"revenu\": \"12 €/mois\", \"ville\": \"'Ly\\\"on'\", \"boursier\": true}\n"
      "\n"
      "{\"revenu\": 5, \"boursier\": null, \"ville\": \"non applicable\"}\n"
      "{\"revenu\": [5]}\n"
      "{\"revenu\": 5\n"
      "[1]\n"
      "{\"revenu\": 1, \"revenu\": 2}\n";
  auto options = wanting({"revenu", "chez soi", "boursier"});
  options.input.format = options.output = Format::kJsonLines;
  options.keep = {"id"};
  const auto outcome = run(rows, options);
  EXPECT_THAT(outcome.text,
              HasSubstr("{\"ligne\":1,\"id\":{\"a\": [1]},\"revenu (€/an)\":144,\"chez soi\":\"à Ly\\\"on\","
                        "\"boursier\":true}\n"));
  EXPECT_THAT(outcome.text,
              HasSubstr("{\"ligne\":4,\"id\":null,\"revenu (€/an)\":null,\"chez soi\":null,\"boursier\":null,"
                        "\"erreur\":\"kind\""));
  EXPECT_EQ(outcome.tally.rows, 6U);
  EXPECT_EQ(outcome.tally.errors.at("json"), 2U);
  EXPECT_EQ(outcome.tally.errors.at("twice"), 1U);
}

TEST(Batch, TellsOfAKeyThatComesLate) {
  std::string rows;
  while (rows.size() < 70'000) rows += "{\"revenu\": 1}\n";
  auto options = wanting({"revenu"});
  options.input.format = Format::kJsonLines;
  const auto outcome = run(rows + "{\"revenu\": 1, \"pays\": \"FR\"}\n", options);
  EXPECT_EQ(outcome.tally.errors.at("unknown-key"), 1U);
  EXPECT_THAT(outcome.text, HasSubstr("« pays » est une clé absente du début du fichier"));
  const table::Mapping mapping = {{"pays", "pays", ""}, {"revenu", "revenu", ""}};
  options.mapping = &mapping;
  EXPECT_EQ(run(rows + "{\"revenu\": 1, \"pays\": \"FR\"}\n", options).tally.bad_rows, 0U);
}

TEST(Batch, TellsTheTypeOfAColumnFromItsCellsWhenTheRuleDoesNot) {
  EXPECT_THAT(run("inconnu\noui\nnon\n", wanting({"inconnu"})).text, HasSubstr("2,oui,,\n3,non,,\n"));
  EXPECT_THAT(run("inconnu\n1\n3\n", wanting({"inconnu"})).text, HasSubstr("2,1,,\n3,3,,\n"));
  EXPECT_THAT(run("inconnu\n2025-01-31\n", wanting({"inconnu"})).text, HasSubstr("2,31/01/2025,,\n"));
  EXPECT_THAT(run("inconnu\n12\nFR\n", wanting({"inconnu"})).text, HasSubstr("2,12,,\n3,FR,,\n"));
}

/// A table of anything a person or an enemy may type.
rc::Gen<std::string> tables() {
  const auto cell = rc::gen::element<std::string>("", "1", "12,5", "1 200", "abc", "0", "\"x\ny\"", "\"a\"\"b\"",
                                                  "\"open", "é", "\xE9", "FR", "DE", "01/09/2025", "2025-08-31", "oui",
                                                  "non applicable", "\"1;2\"", "5 €/mois", "\r", "a\"b");
  return rc::gen::map(
      rc::gen::container<std::vector<std::vector<std::string>>>(rc::gen::container<std::vector<std::string>>(cell)),
      [](const std::vector<std::vector<std::string>>& rows) {
        std::string text = "revenu;pays;départ;boursier;nom\n";
        for (const auto& row : rows) {
          for (std::size_t i = 0; i < 5; ++i) {
            if (i > 0) text += ';';
            if (i < row.size()) text += row[i];
          }
          text += row.size() % 7 == 3 ? "\r\n" : "\n";
        }
        return text;
      });
}

TEST(Batch, GivesTheSameBytesForAnyThreadsAndBlocks) {
  rc::check("threads and blocks", [] {
    const std::string rows = *tables();
    auto options = wanting({"aide", "inverse", "pays"});
    options.input.encoding = table::Encoding::kUtf8;
    options.keep = {"nom"};
    options.block_bytes = 1U << 20U;
    const std::string expected = run(rows, options).text;
    options.block_bytes = *rc::gen::inRange<std::size_t>(1, 200);
    options.threads = *rc::gen::inRange<std::size_t>(1, 4);
    RC_ASSERT(run(rows, options).text == expected);
  });
}

TEST(Batch, SlicesShareOutEveryRowOnce) {
  rc::check("slices", [] {
    const std::string rows = *tables();
    auto options = wanting({"aide", "pays"});
    options.input.encoding = table::Encoding::kUtf8;
    options.keep = {"nom"};
    const std::string expected = run(rows, options).text;
    options.slice.count = *rc::gen::inRange<std::uint64_t>(1, 6);
    options.block_bytes = *rc::gen::inRange<std::size_t>(1, 200);
    std::string all;
    for (options.slice.number = 1; options.slice.number <= options.slice.count; ++options.slice.number)
      all += run(rows, options).text;
    RC_ASSERT(all == expected);
  });
}

TEST(Batch, GoesOnWhereAnInterruptedRunStopped) {
  rc::check("resume", [] {
    const std::string rows = *tables();
    auto options = wanting({"aide", "pays"});
    options.input.encoding = table::Encoding::kUtf8;
    options.keep = {"nom"};
    options.block_bytes = *rc::gen::inRange<std::size_t>(1, 200);
    const std::string whole = run(rows, options).text;
    const std::string part = whole.substr(0, *rc::gen::inRange<std::size_t>(0, whole.size() + 1));
    auto batch = Batch::open(program(), text_source(rows), options);
    RC_ASSERT(batch.has_value());
    const auto written = whole_rows(text_source(part, 7), (*batch)->header(), (*batch)->shape());
    RC_ASSERT(written.has_value());
    if (written->bytes == 0) return;
    std::string resumed = part.substr(0, written->bytes);
    resumed += run(rows, options, written->rows).text.substr(written->rows == 0 ? (*batch)->header().size() : 0);
    RC_ASSERT(resumed == whole);
  });
}

TEST(ReadTable, GivesColumnsOfTypedAnswersAndWeights) {
  const auto read = read_table(*program(),
                               text_source("revenu (k€/an);poids;pays;départ;boursier\n"
                                           "1,5;2;FR;01/09/2025;oui\n"
                                           "x;3;FR;;\n"
                                           ";4;DE;non applicable;\n"
                                           "1;lourd;;;\n"),
                               {.form = {}, .numbers = {"poids"}});
  ASSERT_TRUE(read.has_value());
  const Table& people = read->table;
  ASSERT_EQ(people.rows, 2U);
  ASSERT_EQ(people.columns.size(), 5U);
  EXPECT_EQ(people.columns[0].name, "revenu");
  EXPECT_EQ(people.columns[0].unit, "k€/an");
  EXPECT_EQ(people.columns[0].numbers[0], 1.5);
  EXPECT_EQ(people.columns[0].states[1], engine::batch::State::kUnknown);
  EXPECT_EQ(people.dictionary.text(people.columns[1].texts[1]), "DE");
  EXPECT_EQ(people.dictionary.text(people.columns[2].texts[0]), "01/09/2025");
  EXPECT_EQ(people.columns[2].states[1], engine::batch::State::kNotApplicable);
  EXPECT_EQ(people.columns[4].name, "poids");
  EXPECT_EQ(people.columns[4].numbers, (std::vector<double>{2, 4}));
  ASSERT_EQ(read->bad_row_count, 2U);
  EXPECT_EQ(read->bad_rows[0].line, 3U);
  EXPECT_EQ(read->bad_rows[1].message.en, "poids: “lourd” is not a number (examples: 12500, 12 500,50).");
  EXPECT_FALSE(read_table(*program(), text_source("revenu;inconnue\n1;2\n"), {}).has_value());
}

TEST(ReadTable, KeepsGroupsAndLeavesOutTheRest) {
  const TableOptions options{.form = {},
                             .mapping = nullptr,
                             .numbers = {"poids"},
                             .groups = {"vague", "secteur"},
                             .leaves_out_others = true,
                             .shows_cells = false};
  const auto read =
      read_table(*program(), text_source("vague;nom;revenu;secteur\n1;X;1,5;a\n;Y;x;b\n3;Z;2;\n"), options);
  ASSERT_TRUE(read.has_value());
  const Table& people = read->table;
  ASSERT_EQ(people.columns.size(), 3U) << "without weights, which are not there";
  EXPECT_EQ(people.columns[1].name, "vague");
  EXPECT_EQ(people.columns[1].type, engine::batch::ColumnType::kNumber);
  EXPECT_EQ(people.columns[1].numbers, (std::vector<double>{1, 3}));
  EXPECT_EQ(people.columns[2].type, engine::batch::ColumnType::kText);
  EXPECT_EQ(people.dictionary.text(people.columns[2].texts[0]), "a");
  EXPECT_EQ(people.columns[2].states[1], engine::batch::State::kUnknown);
  EXPECT_EQ(read->left_out, std::vector<std::string>{"nom"});
  ASSERT_EQ(read->bad_row_count, 1U);
  EXPECT_EQ(read->bad_rows[0].message.en.find("“x”"), std::string::npos) << "a cell may be personal";
}

TEST(Resume, RefusesThePartOfAnotherRun) {
  const OutputShape shape;
  EXPECT_EQ(whole_rows(text_source("ligne,b\n2,1\n"), "ligne,a\n", shape).error().kind, base::ErrorKind::kConflict);
}

TEST(AppendNumber, WritesTheShortestTextThatReadsBack) {
  const auto text = [](double x, char decimal = '.') {
    std::string out;
    append_number(out, x, decimal);
    return out;
  };
  EXPECT_EQ(text(0), "0");
  EXPECT_EQ(text(-0.0), "0");
  EXPECT_EQ(text(1454.5, ','), "1454,5");
  EXPECT_EQ(text(-0.05), "-0.05");
  EXPECT_EQ(text(1e21), "1e+21");
  EXPECT_EQ(text(123456789012345678.0), "123456789012345680");
  rc::check("any number", [&](std::uint64_t bits) {
    const double x = std::bit_cast<double>(bits);
    RC_PRE(std::isfinite(x));
    RC_ASSERT(text(x) == base::number_text(x));
  });
  rc::check("amounts", [&](std::int64_t thousandths) {
    const double x = static_cast<double>(thousandths % 1'000'000'000'000'000) / 1000;
    RC_ASSERT(text(x) == base::number_text(x));
  });
}

}  // namespace
}  // namespace partance::microsimulation::stream

// A program written and read back is the same program; bytes that are not one are refused, whatever they hold.
#include "engine/plan/serialised.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/evaluate/run.hpp"
#include "engine/load/load.hpp"
#include "engine/plan/byte_stream.hpp"
#include "engine/plan/node_shape.hpp"

namespace partance::engine::plan {
namespace {

/// Rules with every kind of node.
constexpr std::string_view kRules = R"(
a:
  question: Combien ?
  titre: Une somme
  titre en: A sum
  références:
    Article 1: https://example.org/1
  note: [1, 2.5, true, null, -0.0, 1e300, {x: [y]}]
  par défaut: 3 €
b:
  valeur: a * 2 €/mois
  plancher: 1 €²/mois
  plafond: 1e6 €²/mois
  arrondi: 2 décimales
c:
  une possibilité: [x, y]
  valeur: x
c . x:
c . y:
d:
  valeur: "'texte'"
  remplace:
    références à: c
    dans: e
    sauf dans: [f]
    priorité: 2
e:
  texte: "{{ a }} et {{ c }}"
f:
  barème:
    assiette: a
    multiplicateur: 2
    tranches:
      - taux: 10 %
        plafond: 10 €
      - taux: 20 %
g:
  grille:
    assiette: a
    tranches:
      - montant: 1
        plafond: 10 €
      - montant: 2
h:
  taux progressif:
    assiette: a
    tranches:
      - taux: 1 %
        plafond: 10 €
i:
  durée:
    depuis: 01/01/2024
    unité: mois
j:
  inversion numérique: [k]
k: j * 2
l:
  valeur: l + 1
  résoudre la référence circulaire: oui
m:
  valeur: b
  contexte:
    a: 12 €
  abattement: 1 €²/mois
n:
  variations:
    - si: a > 3 €
      alors: (a / 2) ** 2
    - sinon: non
  applicable si: a != 7 €
  non applicable si: c = 'y'
o:
  somme: [a, 0.1 €, 1.23456789012345678 €]
p:
  toutes ces conditions: [n > 1, a >= 2 €, a <= 3 €, est défini: a]
q:
  une de ces conditions: [est applicable: n, est non défini: a]
r:
  produit: [a, b]
  unité: k€
  simplifier l'unité: oui
s:
  logarithme: 12
t:
  moyenne: [a, 4 €]
u:
  le maximum de: [a, 4 €]
  avec:
    v: a // 2
    "[privé] w":
      valeur: 1
      unité: kgCO2e/2km2
x:
  une possibilité: [1 an, 24 mois]
  possiblement non applicable: oui
)";

std::shared_ptr<const Program> program_of(std::string_view rules) {
  load::Loaded loaded;
  load::read_text("r.yaml", std::string(rules), loaded);
  auto program = load::compile(loaded);
  for (const auto& d : loaded.diagnostics) ADD_FAILURE() << syntax::render(d, loaded.sources, base::Language::kEnglish);
  return program;
}

std::string bytes_of(std::string_view rules) {
  return write_program(*program_of(rules), {1, 2});
}

/// The content changed at one byte, with the right fingerprint: as somebody who means harm would send it.
std::string forged(std::string bytes, std::size_t at, char byte) {
  bytes[at] = byte;
  seal_program(bytes);
  return bytes;
}

void expect_same_model(const model::Model& a, const model::Model& b) {
  ASSERT_EQ(a.graph.nodes.size(), b.graph.nodes.size());
  for (std::size_t i = 0; i < a.graph.nodes.size(); ++i) {
    const model::Node& x = a.graph.nodes[i];
    const model::Node& y = b.graph.nodes[i];
    EXPECT_EQ(x.op, y.op);
    EXPECT_EQ(x.origin, y.origin);
    const Shape held = shape(x.op);
    if (held.a != Field::kUnused) {
      EXPECT_EQ(x.a, y.a);
    }
    if (held.b != Field::kUnused) {
      EXPECT_EQ(x.b, y.b);
    }
    if (held.c != Field::kUnused || held.list != List::kNone) {
      EXPECT_EQ(x.c, y.c);
    }
    EXPECT_EQ(x.count, y.count);
  }
  EXPECT_EQ(a.graph.pool, b.graph.pool);
  ASSERT_EQ(a.rules.size(), b.rules.size());
  for (std::size_t i = 0; i < a.rules.size(); ++i) {
    const model::Rule& x = a.rules[i];
    const model::Rule& y = b.rules[i];
    EXPECT_EQ(x.name, y.name);
    EXPECT_EQ(
        std::tie(x.node, x.body, x.choice, x.gate, x.gate_off_test, x.parent, x.type, x.declared_type, x.has_question),
        std::tie(y.node, y.body, y.choice, y.gate, y.gate_off_test, y.parent, y.type, y.declared_type, y.has_question));
    EXPECT_EQ(std::tie(x.is_private, x.is_reachable_from_root, x.is_step, x.nullable, x.gate_nullable, x.gate_boolean,
                       x.slot_nullable, x.is_experimental),
              std::tie(y.is_private, y.is_reachable_from_root, y.is_step, y.nullable, y.gate_nullable, y.gate_boolean,
                       y.slot_nullable, y.is_experimental));
  }
  ASSERT_EQ(a.units.size(), b.units.size());
  for (std::size_t i = 0; i < a.units.size(); ++i) {
    const value::UnitId unit{static_cast<std::uint16_t>(i)};
    EXPECT_EQ(a.units.numerators(unit), b.units.numerators(unit));
    EXPECT_EQ(a.units.denominators(unit), b.units.denominators(unit));
  }
}

TEST(Serialised, AProgramReadBackHasTheSameRulesNodesAndIndexes) {
  const auto program = program_of(kRules);
  const auto read = read_program(write_program(*program));
  ASSERT_TRUE(read) << read.error().message.en;
  expect_same_model(program->model, (*read)->model);
  EXPECT_EQ(program->slot_nodes, (*read)->slot_nodes);
  EXPECT_EQ(program->given_answers, (*read)->given_answers);
  EXPECT_EQ(program->users, (*read)->users);
  EXPECT_EQ(program->user_starts, (*read)->user_starts);
}

TEST(Serialised, TheRulesOfTheTestHoldEveryOperation) {
  const auto program = program_of(kRules);
  for (unsigned op = 0; op <= static_cast<unsigned>(kLastOp); ++op) {
    EXPECT_TRUE(std::ranges::any_of(program->model.graph.nodes, [&](const model::Node& node) {
      return node.op == static_cast<model::Op>(op);
    })) << op;
  }
}

TEST(Serialised, ShapesAgreeWithTheOperandsOfTheGraph) {
  const auto is_operand = [](Field field) { return field == Field::kNode || field == Field::kNodeOrNone; };
  for (unsigned i = 0; i <= static_cast<unsigned>(kLastOp); ++i) {
    const auto op = static_cast<model::Op>(i);
    const model::Operands expected = model::operands(op);
    EXPECT_EQ(is_operand(shape(op).a), expected.a) << i;
    EXPECT_EQ(is_operand(shape(op).b), expected.b) << i;
    EXPECT_EQ(is_operand(shape(op).c), expected.c) << i;
    EXPECT_EQ(shape(op).list != List::kNone, expected.list) << i;
    EXPECT_EQ(list_arity(shape(op).list) == 2, model::has_pairs(op)) << i;
  }
}

TEST(Serialised, WritingAgainGivesTheSameBytes) {
  const std::string bytes = bytes_of(kRules);
  const auto read = read_program(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(write_program(**read, {1, 2}), bytes);
}

TEST(Serialised, MetadataComesBackAsItWasWritten) {
  const auto read = read_program(bytes_of(kRules));
  ASSERT_TRUE(read);
  const model::RuleId a = (*read)->model.find("a").value();
  const Metadata& metadata = (*read)->metadata;
  EXPECT_EQ(metadata.text(a, "titre en"), "A sum");
  EXPECT_EQ(metadata.map(a, "références").at(0).second, "https://example.org/1");
  EXPECT_EQ(metadata.list(a, "note").at(1), "2.5");
  EXPECT_FALSE(metadata.has((*read)->model.find("b").value(), "titre"));
}

TEST(Serialised, ExpressionsAndAnswersCanBeAddedToAProgramReadBack) {
  const auto read = read_program(bytes_of(kRules));
  ASSERT_TRUE(read);
  evaluate::Run run(*read, {.limits = {}, .today = {2025, 9, 1}});
  load::Loaded texts;
  load::read_text("e.yaml", "{answer: a - 1, expression: 'o + a'}", texts);
  const syntax::Document& doc = *texts.documents.at(0);
  std::vector<syntax::Diagnostic> diagnostics;
  const auto at = [&](std::string_view key) { return doc.find(doc.root(), key).value(); };
  EXPECT_TRUE(run.set((*read)->model.find("k").value(), doc, at("answer"), diagnostics));
  const auto value = run.evaluate(doc, at("expression"), diagnostics);
  ASSERT_TRUE(value && value->is_number());
  EXPECT_NEAR(value->number, 3 + 0.1 + 1.23456789012345678 + 3, 1e-12);
  EXPECT_TRUE(diagnostics.empty());
}

TEST(Serialised, TheOriginIsKeptAndFoundWithoutReadingTheRest) {
  const std::string bytes = bytes_of("a: 1");
  EXPECT_EQ(program_origin(bytes), (base::Fingerprint{1, 2}));
  EXPECT_EQ(program_origin("PARTANCE"), std::nullopt);
  EXPECT_EQ(program_origin(std::string(100, 'x')), std::nullopt);
}

TEST(Serialised, TheVersionIsThatOfTheContentWhateverTheOrigin) {
  const auto program = program_of(kRules);
  const std::string version = program_version(*program);
  EXPECT_EQ(version.size(), 16U);
  EXPECT_EQ(version.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(program_version(write_program(*program, {1, 2})), version);
  EXPECT_NE(program_version(*program_of("a: 1")), program_version(*program_of("a: 2")));
}

TEST(Serialised, EveryPrefixIsRefused) {
  const std::string bytes = bytes_of(kRules);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(read_program(std::string_view(bytes).substr(0, size))) << size;
    std::string cut = bytes.substr(0, size);
    seal_program(cut);
    EXPECT_FALSE(read_program(cut)) << size << " sealed";
  }
}

TEST(Serialised, EveryChangedByteIsRefusedByTheFingerprint) {
  const std::string bytes = bytes_of("a: 1");
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const bool in_origin = at >= 16 && at < 32;
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_EQ(read_program(changed).has_value(), in_origin) << at;
  }
}

TEST(Serialised, AForgedProgramIsRefusedOrEvaluatesWithinLimits) {
  const std::string bytes = bytes_of(kRules);
  constexpr std::size_t kHeader = 48;
  std::size_t accepted = 0;
  for (std::size_t at = kHeader; at < bytes.size(); ++at) {
    for (const char byte : {'\0', '\1', '\x05', '\x7f', '\xff'}) {
      const auto read = read_program(forged(bytes, at, byte));
      if (!read) continue;
      ++accepted;
      if (at % 7 != 0) continue;
      evaluate::Run run(*read, {.limits = {.steps = 2'000, .worlds = 4}, .today = {2025, 9, 1}});
      for (std::size_t i = 0; i < (*read)->model.rules.size(); ++i) {
        run.evaluate(model::RuleId{static_cast<std::uint32_t>(i)});
      }
    }
  }
  EXPECT_GT(accepted, 0U);
}

TEST(Serialised, RefusalsSayWhatToDoInBothLanguages) {
  const std::string bytes = bytes_of("a: 1");
  std::string newer = bytes;
  newer[8] = 77;
  for (const std::string& wrong : {std::string("aides:\n"), newer, bytes.substr(0, bytes.size() - 1)}) {
    const auto read = read_program(wrong);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, base::ErrorKind::kInvalidInput);
    EXPECT_NE(read.error().message.fr.find(" : "), std::string::npos) << read.error().message.fr;
    EXPECT_NE(read.error().message.en.find(": "), std::string::npos) << read.error().message.en;
  }
  EXPECT_EQ(read_program(bytes, {.bytes = 50}).error().kind, base::ErrorKind::kTooLarge);
}

TEST(Serialised, AShortFileCannotSpellOutMoreTextThanTheLimit) {
  std::string rules = "a:\n  note:\n";
  for (int i = 0; i < 1'000; ++i) rules += "    - " + std::string(1'000, 'x') + "\n";
  const std::string bytes = bytes_of(rules);
  EXPECT_LT(bytes.size(), 6'000U);
  EXPECT_TRUE(read_program(bytes));
  EXPECT_FALSE(read_program(bytes, {.text_bytes = 500'000}));
}

RC_GTEST_PROP(ByteStream, NumbersAndDoublesComeBackBitForBit, ()) {
  const auto numbers = *rc::gen::arbitrary<std::vector<std::uint64_t>>();
  const auto signed_numbers = *rc::gen::arbitrary<std::vector<std::int64_t>>();
  const auto reals = *rc::gen::arbitrary<std::vector<double>>();
  ByteWriter out;
  for (const auto x : numbers) out.number(x);
  for (const auto x : signed_numbers) out.signed_number(x);
  for (const auto x : reals) out.real(x);
  ByteReader in(out.bytes());
  for (const auto x : numbers) RC_ASSERT(in.number() == x);
  for (const auto x : signed_numbers) RC_ASSERT(in.signed_number() == x);
  for (const auto x : reals) RC_ASSERT(std::bit_cast<std::uint64_t>(in.real()) == std::bit_cast<std::uint64_t>(x));
  RC_ASSERT(in.at_end() && !in.failed());
}

TEST(ByteStream, DelicateDoublesComeBackBitForBit) {
  using Limits = std::numeric_limits<double>;
  for (const double x : {0.0, -0.0, 0.1, 633.4, -1e-6, 1e15, 999999999999999.0, 1e300, Limits::infinity(),
                         -Limits::infinity(), Limits::quiet_NaN(), Limits::denorm_min(), Limits::max(), 0.1 + 0.2}) {
    ByteWriter out;
    out.real(x);
    ByteReader in(out.bytes());
    EXPECT_EQ(std::bit_cast<std::uint64_t>(in.real()), std::bit_cast<std::uint64_t>(x)) << x;
    EXPECT_TRUE(in.at_end());
  }
  ByteWriter short_one;
  short_one.real(633.4);
  EXPECT_EQ(short_one.bytes().size(), 3U);
}

TEST(ByteStream, ANumberOfMoreThan64BitsIsRefused) {
  for (const std::string& bytes : {std::string(11, '\xff'), std::string(9, '\xff') + '\x02', std::string("\x80", 1)}) {
    ByteReader in(bytes);
    in.number();
    EXPECT_TRUE(in.failed());
  }
}

}  // namespace
}  // namespace partance::engine::plan

// YAML: the tree the reference's YAML package gives, places in the source, limits, and reasons for refusals.
//
// The expected JSON was taken from the npm package `yaml` 2.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/syntax/document_json.hpp"
#include "engine/syntax/reader.hpp"

namespace partance::engine::syntax {
namespace {

struct Reading {
  Sources sources;
  std::vector<Diagnostic> diagnostics;
  std::optional<Document> document;
};

Reading read(const std::string& text, const ReadLimits& limits = {}) {
  Reading reading;
  const std::uint32_t source = reading.sources.add("f.publicodes", text);
  reading.document = read_yaml(reading.sources, source, limits, reading.diagnostics);
  return reading;
}

/// The document as JSON, or the codes and places of the errors: "!duplicate-key@2:1".
std::string tree(const std::string& text, const ReadLimits& limits = {}) {
  const Reading reading = read(text, limits);
  if (reading.document) return json_of(*reading.document);
  std::string out;
  for (const Diagnostic& diagnostic : reading.diagnostics) {
    const Position place = reading.sources.position(diagnostic.span.source, diagnostic.span.begin);
    out += "!" + diagnostic.code + "@" + std::to_string(place.line) + ":" + std::to_string(place.column);
  }
  return out;
}

TEST(YamlReader, AppliesTheCoreSchemaToPlainScalars) {
  EXPECT_EQ(tree("[oui, non, yes, no, on, off, y, n]"), R"(["oui","non","yes","no","on","off","y","n"])");
  EXPECT_EQ(tree("[true, True, FALSE, tRUE]"), R"([true,true,false,"tRUE"])");
  EXPECT_EQ(tree("[null, ~, NULL, Null, nULL, '']"), R"([null,null,null,null,"nULL",""])");
  EXPECT_EQ(tree("[12, +12, -0, 012, 0o17, 0x1F, 0b1, 0o8]"), R"([12,12,-0,12,15,31,"0b1","0o8"])");
  EXPECT_EQ(tree("[1.5, 1., .5, 5.e3, 1E-7, e3, 1e400]"), R"([1.5,1,0.5,5000,1e-7,"e3",Infinity])");
  EXPECT_EQ(tree("[.inf, -.Inf, +.INF, .nan, .Nan]"), R"([Infinity,-Infinity,Infinity,NaN,".Nan"])");
  EXPECT_EQ(tree("[1_000, 2020-01-01, '12:30', -0x10, +0x1, 1.2.3, '-', 12 €]"),
            R"(["1_000","2020-01-01","12:30","-0x10","+0x1","1.2.3","-","12 €"])");
  EXPECT_EQ(tree("[123456789012345678901234567890, 0xfffffffffffffffffff]"),
            "[1.2345678901234568e+29,7.555786372591432e+22]");
}

TEST(YamlReader, KeepsQuotedAndBlockScalarsAsTexts) {
  EXPECT_EQ(tree("['12', \"true\", 'it''s', \"\\u00e9\\x41\\n\"]"), R"(["12","true","it's","éA\n"])");
  EXPECT_EQ(tree("a: |\n  x\n   y\n\nb: >-\n  x\n  y\n\n  z\n"), R"({"a":"x\n y\n","b":"x y\nz"})");
  EXPECT_EQ(tree("a: |2+\n   x\n\nb: plain\n  on\n\n  lines"), R"({"a":" x\n\n","b":"plain on\nlines"})");
}

TEST(YamlReader, KeepsTheOrderOfKeys) {
  EXPECT_EQ(tree("z: 1\nb: 2\na:\n  y: 3\n  x: 4\n"), R"({"z":1,"b":2,"a":{"y":3,"x":4}})");
}

TEST(YamlReader, GivesKeysTheTextJavaScriptWouldGiveThem) {
  EXPECT_EQ(tree("1: a\n1.50: b\n0x10: c\ntrue: d\n~: e\n1e21: f\n'0x10': g\n"),
            R"({"1":"a","1.5":"b","16":"c","true":"d","":"e","1e+21":"f","0x10":"g"})");
  EXPECT_EQ(tree("-: 1\n+: 2\n'*': 3\n=: 4\n? x\n: 5\n"), R"({"-":1,"+":2,"*":3,"=":4,"x":5})");
}

TEST(YamlReader, ReadsFlowCollections) {
  EXPECT_EQ(tree("a: {b, c: , d: [e: 1, f]}"), R"({"a":{"b":null,"c":null,"d":[{"e":1},"f"]}})");
  EXPECT_EQ(tree("{\"a\":1,\"b\":[]}"), R"({"a":1,"b":[]})");
}

TEST(YamlReader, SharesAliases) {
  EXPECT_EQ(tree("a: &x {b: 1}\nc: *x\nd: [*x, *x]\n"), R"({"a":{"b":1},"c":{"b":1},"d":[{"b":1},{"b":1}]})");
  EXPECT_EQ(tree("&k a: 1\nb: *k\n*k : 2\n"), "!duplicate-key@3:1");
  EXPECT_EQ(tree("a: &k b\n*k : *k\n"), R"({"a":"b","b":"b"})");
  EXPECT_EQ(tree("a: &x 1\nb: &x 2\nc: *x\n"), R"({"a":1,"b":2,"c":2})");
  EXPECT_EQ(tree("a: &x [&x 1, *x]\nb: *x\n"), R"({"a":[1,1],"b":1})");
  EXPECT_EQ(tree("<<: {a: 1}\nb: 2\n"), R"({"<<":{"a":1},"b":2})") << "merge keys are plain keys";
  EXPECT_EQ(tree("a: *y"), "!yaml-unknown-anchor@1:4");
  EXPECT_EQ(tree("a: &x [1, {b: *x}]"), "!yaml-alias-cycle@1:15");
}

TEST(YamlReader, RefusesAliasBombs) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int j = 0; j < 9; ++j) bomb += ", " + before;
    bomb += "]\n";
  }
  EXPECT_EQ(tree(bomb), "!document-too-many-nodes@7:20");

  std::string tower = "- &a0 [x]\n";
  for (int i = 1; i < 200; ++i) tower += "- &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
  EXPECT_EQ(tree(tower), "!document-too-deep@100:9") << "depth counts through aliases";
}

TEST(YamlReader, RefusesRepeatedKeysAndNamesBothPlaces) {
  const Reading reading = read("a: 1\nb:\n  c: 1\n  'c': 2\na: 3\na: 4\n");
  EXPECT_FALSE(reading.document);
  ASSERT_EQ(reading.diagnostics.size(), 3U) << "reading goes on after a repeated key";
  EXPECT_EQ(render(reading.diagnostics[0], reading.sources, base::Language::kFrench),
            "f.publicodes:4:4: erreur [duplicate-key] cette clé est déjà écrite ligne 3, colonne 3\n"
            "    4 |   'c': 2\n"
            "      |    ^\n"
            "   aide : gardez l'une des deux, ou renommez-la\n");
  EXPECT_EQ(reading.diagnostics[2].message.en, "this key is already written at line 1, column 1");
  EXPECT_EQ(tree("1: a\n'1': b"), "!duplicate-key@2:2") << "the same text once read";
}

TEST(YamlReader, FindsRepeatedKeysInLargeMappings) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "clé " + std::to_string(i) + ": " + std::to_string(i) + "\n";
  const Reading accepted = read(text);
  ASSERT_TRUE(accepted.document);
  EXPECT_EQ(accepted.document->entries(accepted.document->root()).size(), 5000U);
  EXPECT_EQ(tree(text + "clé 17: x\n"), "!duplicate-key@5001:1");
}

TEST(YamlReader, RefusesKeysThatAreNotScalars) {
  EXPECT_EQ(tree("? [a]\n: b"), "!key-not-scalar@1:3");
  EXPECT_EQ(tree("{a: 1}: b"), "!key-not-scalar@1:1");
  EXPECT_EQ(tree("a: &x [1]\n*x : 2\n"), "!key-not-scalar@2:1");
}

TEST(YamlReader, KnowsCoreTagsAndWarnsOfOthers) {
  EXPECT_EQ(tree("[!!str 5, !!int '5', !!bool 'true', !!null '', ! 5]"), R"(["5",5,true,null,"5"])");
  EXPECT_EQ(tree("a: !!map {}\nb: !!seq []"), R"({"a":{},"b":[]})");
  const Reading reading = read("a: !foo 5\n");
  ASSERT_TRUE(reading.document);
  EXPECT_EQ(json_of(*reading.document), R"({"a":"5"})");
  ASSERT_EQ(reading.diagnostics.size(), 1U);
  EXPECT_EQ(reading.diagnostics[0].severity, Severity::kWarning);
  EXPECT_EQ(reading.diagnostics[0].code, "yaml-tag");
}

TEST(YamlReader, ReadsOneDocumentOnly) {
  EXPECT_EQ(tree(""), "null");
  EXPECT_EQ(tree("# rien\n"), "null");
  EXPECT_EQ(tree("---\na: 1\n...\n"), R"({"a":1})");
  EXPECT_EQ(tree("a: 1\n---\nb: 2"), "!yaml-several-documents@2:1");
  EXPECT_EQ(tree("%YAML 1.2\n---\na: oui"), R"({"a":"oui"})");
  EXPECT_EQ(tree("%YAML 1.1\n---\na: yes"), "!yaml-version@1:1");
}

TEST(YamlReader, AcceptsByteOrderMarksWindowsLineBreaksAndTabsBetweenTokens) {
  EXPECT_EQ(tree("\xEF\xBB\xBF"
                 "a: 1"),
            R"({"a":1})");
  EXPECT_EQ(tree("a: 1\r\nb: |\r\n  x\r\n  y\r\n"), R"({"a":1,"b":"x\ny\n"})");
  EXPECT_EQ(tree("a:\t1"), R"({"a":1})");
}

TEST(YamlReader, RefusesOtherEncodingsClearly) {
  const Reading latin = read("a: \xE9t\xE9\n");
  ASSERT_EQ(latin.diagnostics.size(), 1U);
  EXPECT_EQ(latin.diagnostics[0].code, "encoding");
  EXPECT_EQ(latin.diagnostics[0].message.fr, "l'octet 0xE9 n'est pas de l'UTF-8 (« é » en Windows-1252)");
  EXPECT_EQ(tree(std::string("\xFF\xFE"
                             "a\0",
                             4)),
            "!encoding@1:1");
  EXPECT_EQ(tree("a: x\u2028y"), "!yaml-line-separator@1:5");
}

TEST(YamlReader, ExplainsMalformedTexts) {
  EXPECT_EQ(tree("a: b: c"), "!yaml-syntax@1:5");
  EXPECT_EQ(tree("a:\n\tb: 1"), "!yaml-syntax@2:1");
  EXPECT_EQ(tree("é: 'x\nb: 2\n"), "!yaml-syntax@1:4") << "the quote that is never closed";
  EXPECT_EQ(tree("é: 1\nà: @x\n"), "!yaml-syntax@2:4");
  EXPECT_EQ(tree("a: [1, 2"), "!yaml-syntax@1:9");
  EXPECT_EQ(tree("日本: \x1b[31m"), "!yaml-syntax@1:5");
  const Reading tab = read("a:\n\tb: 1");
  EXPECT_EQ(tab.diagnostics.at(0).message.fr, "une tabulation sert ici d'indentation");
  EXPECT_EQ(tab.diagnostics.at(0).hint.en, "indent with spaces");
}

TEST(YamlReader, KeepsWithinItsLimits) {
  ReadLimits limits;
  limits.depth = 3;
  EXPECT_EQ(tree("[[[1]]]", limits), "[[[1]]]");
  EXPECT_EQ(tree("[[[[1]]]]", limits), "!document-too-deep@1:4");
  limits = {};
  limits.nodes = 4;
  EXPECT_EQ(tree("[1, 2, 3]", limits), "[1,2,3]");
  EXPECT_EQ(tree("[1, 2, 3, 4]", limits), "!document-too-many-nodes@1:11");
  limits = {};
  limits.bytes = 4;
  EXPECT_EQ(tree("a: 1", limits), R"({"a":1})");
  EXPECT_EQ(tree("a: 12", limits), "!document-too-large@1:1");
}

TEST(YamlReader, RemembersWhereEachPieceStood) {
  const std::string text = "\xEF\xBB\xBFété:\n  'clé': \"a\\tb\"\n  n: 12 # note\n\n# fin\nb: [x, é]\n";
  const Reading reading = read(text);
  ASSERT_TRUE(reading.document);
  const Document& document = *reading.document;
  const auto piece = [&](Span span) { return text.substr(span.begin, span.end - span.begin); };
  const auto root = document.entries(document.root());
  EXPECT_EQ(piece(document.span(root[0])), "été");
  EXPECT_EQ(piece(document.span(root[1].value)), "[x, é]");
  EXPECT_EQ(piece(document.span(document.items(root[1].value)[1])), "é");
  const auto inner = document.entries(root[0].value);
  EXPECT_EQ(piece(document.span(inner[0])), "clé") << "without its quotes";
  EXPECT_EQ(piece(document.span(inner[0].value)), "\"a\\tb\"");
  EXPECT_EQ(piece(document.span(inner[1].value)), "12");
}

TEST(Document, FindsValuesByKey) {
  const Reading reading = read("a: 1\nb: 2\n");
  const Document& document = *reading.document;
  ASSERT_TRUE(document.find(document.root(), "b"));
  EXPECT_EQ(document.number(*document.find(document.root(), "b")), 2);
  EXPECT_FALSE(document.find(document.root(), "c"));
}

/// Spans lie inside the text, children inside the arena.
void check_spans(const Document& document, std::string_view text) {
  for (std::uint32_t i = 0; i < document.size(); ++i) {
    const Span span = document.span(NodeId{i});
    RC_ASSERT(span.begin <= span.end && span.end <= text.size());
    if (document.kind(NodeId{i}) != NodeKind::kMapping) continue;
    for (const Document::Entry& entry : document.entries(NodeId{i})) {
      RC_ASSERT(entry.key_begin <= entry.key_end && entry.key_end <= text.size());
    }
  }
}

TEST(YamlReader, StaysInsideAnyText) {
  static const std::vector<std::string> kPieces{"a", "é",  ": ",     ":\n", "\n", "  ",   "- ",    "[",    "]",
                                                "{", "}",  ", ",     "'",   "\"", "&x ",  "*x",    "|\n",  ">\n",
                                                "#", "? ", "!!str ", "1",   "\t", "\r\n", "---\n", "\xE9", "\u20ac"};
  EXPECT_TRUE(rc::check("a document or reasons, never both missing", [] {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces));
    std::string text;
    for (const std::string& piece : pieces) text += piece;
    const Reading reading = read(text);
    for (const Diagnostic& diagnostic : reading.diagnostics) {
      RC_ASSERT(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= text.size());
      RC_ASSERT(!diagnostic.message.fr.empty() && !diagnostic.message.en.empty());
      RC_ASSERT(!render(diagnostic, reading.sources, base::Language::kEnglish).empty());
    }
    if (reading.document) {
      check_spans(*reading.document, text);
    } else {
      RC_ASSERT(!reading.diagnostics.empty());
    }
  }));
}

// --- the conformance vectors, shared by the projects that check themselves against the reference ---

std::filesystem::path shared_folder() {
  if (const char* const given = std::getenv("PARTANCE_SHARED")) return given;
  return std::filesystem::path(PARTANCE_SOURCE_DIR) / ".." / "shared";
}

std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The texts under "rules" of a file of vectors, each once.
std::set<std::string> rules_texts(const std::filesystem::path& path) {
  std::set<std::string> texts;
  std::istringstream lines(file_text(path));
  for (std::string line; std::getline(lines, line);) {
    Sources sources;
    std::vector<Diagnostic> diagnostics;
    const auto vector = read_json(sources, sources.add("vector", line), {}, diagnostics);
    if (!vector) continue;
    const auto rules = vector->find(vector->root(), "rules");
    if (rules && vector->kind(*rules) == NodeKind::kText) texts.insert(std::string(vector->text(*rules)));
  }
  return texts;
}

TEST(YamlReader, ReadsEveryRulesTextOfTheVectorsAsJsonWouldSayIt) {
  const std::filesystem::path folder = shared_folder() / "conformance";
  if (!std::filesystem::exists(folder / "vectors.jsonl")) {
    GTEST_SKIP() << "no conformance vectors: set PARTANCE_SHARED to the folder that holds conformance/vectors.jsonl";
  }
  std::set<std::string> texts = rules_texts(folder / "vectors.jsonl");
  texts.merge(rules_texts(folder / "random-vectors.jsonl"));
  ASSERT_GT(texts.size(), 100U);
  for (const std::string& text : texts) {
    const Reading reading = read(text);
    ASSERT_TRUE(reading.document) << text << tree(text);
    const std::string as_json = json_of(*reading.document);
    Sources sources;
    std::vector<Diagnostic> diagnostics;
    const auto again = read_json(sources, sources.add("json", as_json), {}, diagnostics);
    ASSERT_TRUE(again) << as_json;
    EXPECT_EQ(json_of(*again), as_json);
  }
}

}  // namespace
}  // namespace partance::engine::syntax

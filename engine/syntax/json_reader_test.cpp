// JSON documents: the same tree as from YAML, places, repeated keys, limits.
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
  const std::uint32_t source = reading.sources.add("f.json", text);
  reading.document = read_json(reading.sources, source, limits, reading.diagnostics);
  return reading;
}

std::string tree(const std::string& text, const ReadLimits& limits = {}) {
  const Reading reading = read(text, limits);
  if (reading.document) return json_of(*reading.document);
  std::string out;
  for (const Diagnostic& diagnostic : reading.diagnostics) {
    out += "!" + diagnostic.code + "@" + std::to_string(diagnostic.span.begin);
  }
  return out;
}

TEST(JsonDocument, SaysWhatTheTextSays) {
  const std::string text = R"({"z":null,"a":[true,false,-0,1.5e-7,"é\"\n"],"":{"x":{}}})";
  EXPECT_EQ(tree(text), R"({"z":null,"a":[true,false,-0,1.5e-7,"é\"\n"],"":{"x":{}}})");
  EXPECT_EQ(tree("\xEF\xBB\xBF[1]"), "[1]");
  EXPECT_EQ(tree("\"oui\""), "\"oui\"");
}

TEST(JsonDocument, RemembersWhereEachPieceStood) {
  const std::string text = "\xEF\xBB\xBF{ \"clé\" : [ 12 , \"é\" ] }";
  const Reading reading = read(text);
  ASSERT_TRUE(reading.document);
  const Document& document = *reading.document;
  const auto piece = [&](Span span) { return text.substr(span.begin, span.end - span.begin); };
  const Document::Entry& entry = document.entries(document.root())[0];
  EXPECT_EQ(piece(document.span(document.root())), text.substr(3));
  EXPECT_EQ(piece(document.span(entry)), "clé");
  EXPECT_EQ(piece(document.span(entry.value)), "[ 12 , \"é\" ]");
  EXPECT_EQ(piece(document.span(document.items(entry.value)[0])), "12");
  EXPECT_EQ(piece(document.span(document.items(entry.value)[1])), "\"é\"");
}

TEST(JsonDocument, RefusesRepeatedKeysEvenWrittenDifferently) {
  EXPECT_EQ(tree(R"({"a":1,"b":{"a":2},"\u0061":3})"), "!duplicate-key@20");
}

TEST(JsonDocument, RefusesMalformedTextsWithAPlace) {
  EXPECT_EQ(tree(""), "!json-syntax@0");
  EXPECT_EQ(tree("{\"a\":1,}"), "!json-syntax@7");
  EXPECT_EQ(tree("[1,1e999]"), "!json-syntax@3");
  EXPECT_EQ(tree("[\"\xE9\"]"), "!encoding@2");
  EXPECT_EQ(tree("\xEF\xBB\xBF["), "!json-syntax@4");
}

TEST(JsonDocument, KeepsWithinItsLimits) {
  ReadLimits limits;
  limits.depth = 2;
  EXPECT_EQ(tree("[[1]]", limits), "[[1]]");
  EXPECT_EQ(tree("[[[1]]]", limits), "!document-too-deep@2");
  limits = {};
  limits.nodes = 3;
  EXPECT_EQ(tree("[1,2]", limits), "[1,2]");
  EXPECT_EQ(tree("[1,2,3]", limits), "!document-too-many-nodes@5");
  limits = {};
  limits.bytes = 3;
  EXPECT_EQ(tree("[12]", limits), "!document-too-large@0");
}

/// A random JSON value of at most `depth` levels.
std::string random_json(int depth) {
  static const std::vector<std::string> kLeaves{"null", "true", "12",           "-0.5",
                                                "1e21", "\"\"", "\"é\\n\\\"\"", "\"oui\""};
  const int kind = depth == 0 ? 0 : *rc::gen::inRange(0, 3);
  if (kind == 0) return *rc::gen::elementOf(kLeaves);
  const int count = *rc::gen::inRange(0, 16);
  std::string out = kind == 1 ? "[" : "{";
  for (int i = 0; i < count; ++i) {
    if (i > 0) out += ",";
    if (kind == 2) out += "\"k" + std::to_string(i) + "\":";
    out += random_json(depth - 1);
  }
  return out + (kind == 1 ? "]" : "}");
}

TEST(JsonDocument, IsTheSameReadAsYamlAndReadBack) {
  EXPECT_TRUE(rc::check("JSON is YAML", [] {
    const std::string text = random_json(3);
    const std::string once = tree(text);
    RC_ASSERT(once[0] != '!');
    RC_ASSERT(tree(once) == once);
    Sources sources;
    std::vector<Diagnostic> diagnostics;
    const auto yaml = read_yaml(sources, sources.add("f.yaml", text), {}, diagnostics);
    RC_ASSERT(yaml.has_value());
    RC_ASSERT(json_of(*yaml) == once);
  }));
}

}  // namespace
}  // namespace partance::engine::syntax

// Every line of the shared conformance vectors, answered in process: value, unit, missing names in order, error or not.
// Numbers agree within 1e-12 of the larger one. The same request goes through `partance evaluate --lines` in
// tests/oracle; here it runs under the sanitizers too.
#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cli/lines.hpp"
#include "engine/load/load.hpp"
#include "engine/syntax/document_json.hpp"
#include "tests/conformance/shared_material.hpp"

namespace partance::conformance {
namespace {

using engine::syntax::Document;
using engine::syntax::NodeId;
using engine::syntax::NodeKind;

constexpr engine::value::Date kToday{2025, 9, 1};

/// A line of JSON and what it says.
struct Json {
  explicit Json(std::string line) { engine::load::read_text("line.json", std::move(line), loaded); }
  [[nodiscard]] bool good() const { return loaded.documents.size() == 1; }
  [[nodiscard]] const Document& document() const { return *loaded.documents[0]; }
  engine::load::Loaded loaded;
};

bool same(const Document& a, NodeId x, const Document& b, NodeId y) {
  if (a.kind(x) != b.kind(y)) return false;
  switch (a.kind(x)) {
    case NodeKind::kNull:
      return true;
    case NodeKind::kBoolean:
      return a.boolean(x) == b.boolean(y);
    case NodeKind::kText:
      return a.text(x) == b.text(y);
    case NodeKind::kNumber: {
      const double scale = std::max(std::abs(a.number(x)), std::abs(b.number(y)));
      return a.number(x) == b.number(y) || std::abs(a.number(x) - b.number(y)) <= 1e-12 * scale;
    }
    case NodeKind::kSequence:
      return std::ranges::equal(a.items(x), b.items(y), [&](NodeId i, NodeId j) { return same(a, i, b, j); });
    case NodeKind::kMapping:
      break;
  }
  return std::ranges::equal(a.entries(x), b.entries(y), [&](const Document::Entry& i, const Document::Entry& j) {
    return a.key(i) == b.key(j) && same(a, i.value, b, j.value);
  });
}

std::vector<std::string> missing_names(const Document& document, NodeId result) {
  std::vector<std::string> names;
  for (const NodeId pair : document.items(*document.find(result, "missing"))) {
    names.emplace_back(document.text(document.items(pair)[0]));
  }
  return names;
}

/// What differs between the answer of the reference and ours; empty when nothing does.
std::string difference(const Document& expected, const Document& obtained) {
  const auto theirs = expected.find(expected.root(), "result");
  const auto ours = obtained.find(obtained.root(), "result");
  if (theirs.has_value() != ours.has_value()) return theirs ? "an error" : "no error";
  if (!theirs) return obtained.find(obtained.root(), "error") ? "" : "no answer";
  for (const char* aspect : {"value", "unit"}) {
    if (!same(expected, *expected.find(*theirs, aspect), obtained, *obtained.find(*ours, aspect))) return aspect;
  }
  return missing_names(expected, *theirs) == missing_names(obtained, *ours) ? "" : "missing";
}

void expect_all_lines(const std::string& file) {
  const auto lines = shared_lines(file);
  if (!lines) GTEST_SKIP() << shared_file(file) << " is absent";
  ASSERT_FALSE(lines->empty());
  cli::LineAnswerer answerer(nullptr, kToday);
  std::size_t wrong = 0;
  for (const std::string& line : *lines) {
    const Json expected(line);
    ASSERT_TRUE(expected.good()) << line;
    const std::string answer = answerer.answer(line);
    const Json obtained(answer);
    const std::string aspect = obtained.good() ? difference(expected.document(), obtained.document()) : "not JSON";
    if (aspect.empty()) continue;
    if (++wrong <= kMostShown) ADD_FAILURE() << aspect << " differs\n  line   " << line << "\n  answer " << answer;
  }
  EXPECT_EQ(wrong, 0U) << "of " << lines->size();
}

TEST(Conformance, EveryVectorOfTheLanguageGivesTheAnswerOfTheReference) {
  expect_all_lines("conformance/vectors.jsonl");
}

TEST(Conformance, EveryVectorOfTheRandomModelsGivesTheAnswerOfTheReference) {
  expect_all_lines("conformance/random-vectors.jsonl");
}

/// True when our value is the bare JSON value that a line of bourse-answers.jsonl expects.
bool is_value(const Document& expected, NodeId wanted, const Document& obtained, NodeId value) {
  const std::string_view kind = obtained.text(*obtained.find(value, "kind"));
  if (expected.kind(wanted) == NodeKind::kNull) return kind == "null";
  const auto held = obtained.find(value, kind);
  return held && same(expected, wanted, obtained, *held);
}

TEST(Conformance, AThousandMadeUpStudentsGetTheirScholarship) {
  const auto lines = shared_lines("conformance/bourse-answers.jsonl");
  if (!lines) GTEST_SKIP() << shared_file("conformance/bourse-answers.jsonl") << " is absent";
  engine::load::Loaded rules;
  ASSERT_TRUE(engine::load::read_rules(shared_file("conformance/bourse.publicodes"), rules));
  const auto program = engine::load::compile(rules);
  ASSERT_NE(program, nullptr);
  cli::LineAnswerer answerer(program, kToday);
  std::size_t values = 0;
  for (const std::string& line : *lines) {
    const Json student(line);
    ASSERT_TRUE(student.good()) << line;
    const Document& doc = student.document();
    std::string situation;
    base::JsonWriter json(situation);
    engine::syntax::write_json(doc, *doc.find(doc.root(), "situation"), json);
    for (const Document::Entry& entry : doc.entries(*doc.find(doc.root(), "expect"))) {
      std::string request = R"({"situation": )" + situation + R"(, "evaluate": )";
      base::append_json_text(request, doc.key(entry));
      const std::string answer = answerer.answer(request + "}");
      const Json obtained(answer);
      const auto result = obtained.document().find(obtained.document().root(), "result");
      ASSERT_TRUE(result) << answer;
      EXPECT_TRUE(is_value(doc, entry.value, obtained.document(), *obtained.document().find(*result, "value")))
          << line << "\n"
          << doc.key(entry) << ": " << answer;
      ++values;
    }
  }
  EXPECT_GT(values, lines->size());
}

}  // namespace
}  // namespace partance::conformance

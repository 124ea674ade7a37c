// Diagnostics: positions in code points, excerpts with their caret.
#include "engine/syntax/diagnostic.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace partance::engine::syntax {
namespace {

using base::Language;

Diagnostic at(std::uint32_t source, std::uint32_t begin, std::uint32_t end) {
  return {"some-code", Severity::kError, {"message en français", "message in English"}, {}, {source, begin, end}, {}};
}

/// The excerpt and the caret line, without their margin.
std::string excerpt(const std::string& text, std::uint32_t begin, std::uint32_t end) {
  Sources sources;
  const std::uint32_t source = sources.add("f", text);
  const std::string drawn = render(at(source, begin, end), sources, Language::kFrench);
  const std::size_t first = drawn.find('\n') + 1;
  const std::size_t second = drawn.find('\n', first) + 1;
  return drawn.substr(first + 8, second - first - 8) + drawn.substr(second + 8);
}

TEST(Sources, CountColumnsInCodePoints) {
  Sources sources;
  const std::uint32_t source = sources.add("f", "été: 1\nà: 😀b\n");
  const auto position = [&](std::uint32_t offset) {
    const Position found = sources.position(source, offset);
    return std::pair(found.line, found.column);
  };
  EXPECT_EQ(position(0), std::pair(1U, 1U));
  EXPECT_EQ(position(5), std::pair(1U, 4U)) << "after three letters of five bytes";
  EXPECT_EQ(position(9), std::pair(2U, 1U));
  EXPECT_EQ(position(17), std::pair(2U, 5U)) << "after the emoji";
  EXPECT_EQ(position(1000), std::pair(3U, 1U)) << "past the end is the end";
}

TEST(Sources, KeepTheirTextsInPlaceWhenOthersAreAdded) {
  Sources sources;
  sources.add("a", "court");
  const char* const before = sources.text(0).data();
  for (int i = 0; i < 1000; ++i) sources.add("b", "x");
  EXPECT_EQ(sources.text(0).data(), before);
  EXPECT_EQ(sources.name(0), "a");
  EXPECT_EQ(sources.text(5000), "") << "a number that does not exist";
}

TEST(Render, ShowsPlaceMessageExcerptAndHintInTheLanguageAsked) {
  Sources sources;
  const std::uint32_t source = sources.add("rulebook/x.publicodes", "a:\n  valeur: revenu brut\n");
  Diagnostic diagnostic = at(source, 13, 24);
  diagnostic.rule = "a";
  diagnostic.hint = {"écrivez autrement", "write it otherwise"};
  EXPECT_EQ(render(diagnostic, sources, Language::kFrench),
            "rulebook/x.publicodes:2:11: erreur [some-code] message en français\n"
            "    2 |   valeur: revenu brut\n"
            "      |           ^^^^^^^^^^^\n"
            "   règle : a\n"
            "   aide : écrivez autrement\n");
  diagnostic.severity = Severity::kWarning;
  EXPECT_EQ(render(diagnostic, sources, Language::kEnglish),
            "rulebook/x.publicodes:2:11: warning [some-code] message in English\n"
            "    2 |   valeur: revenu brut\n"
            "      |           ^^^^^^^^^^^\n"
            "   rule: a\n"
            "   hint: write it otherwise\n");
}

TEST(Render, DoesWithoutASource) {
  EXPECT_EQ(render(at(Span::kNoSource, 0, 0), Sources(), Language::kFrench),
            "erreur [some-code] message en français\n");
}

TEST(Render, AlignsTheCaretUnderWideAndCombiningCharacters) {
  EXPECT_EQ(excerpt("日本 x", 7, 8), "日本 x\n     ^\n");
  EXPECT_EQ(excerpt("e\u0301te x", 6, 7), "e\u0301te x\n    ^\n");
  EXPECT_EQ(excerpt("x 日本", 2, 8), "x 日本\n  ^^^^\n");
}

TEST(Render, KeepsTabsSoThatTheCaretFollows) {
  EXPECT_EQ(excerpt("\tab\tc", 4, 5), "\tab\tc\n\t  \t^\n");
}

TEST(Render, StopsTheCaretsAtTheEndOfTheLine) {
  EXPECT_EQ(excerpt("ab\r\ncd", 1, 6), "ab\n ^\n");
}

TEST(Render, PutsOneCaretWhereNothingStands) {
  EXPECT_EQ(excerpt("ab", 2, 2), "ab\n  ^\n");
  EXPECT_EQ(excerpt("", 0, 0), "\n^\n");
}

TEST(Render, GivesTheTerminalNoControlCharacterAndNoBrokenUtf8) {
  EXPECT_EQ(excerpt("a\x1b[31m\xE9 b", 8, 9), "a\uFFFD[31m\uFFFD b\n        ^\n");
}

TEST(Render, CutsLongLinesAroundTheCaret) {
  const std::string text = std::string(1000, 'a') + "X" + std::string(1000, 'b');
  const std::string drawn = excerpt(text, 1000, 1001);
  EXPECT_EQ(drawn, "…" + std::string(60, 'a') + "X" + std::string(59, 'b') + "…\n" + std::string(61, ' ') + "^\n");
}

TEST(Render, DrawsAnyPlaceOfAnyBytes) {
  EXPECT_TRUE(rc::check("render never reads outside", [](const std::string& text, std::uint32_t a, std::uint32_t b) {
    Sources sources;
    const std::uint32_t source = sources.add("f", text);
    const std::string drawn = render(at(source, a % 50, b % 50), sources, Language::kFrench);
    RC_ASSERT(drawn.find('^') != std::string::npos);
    for (const char c : drawn) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t');
  }));
}

}  // namespace
}  // namespace partance::engine::syntax

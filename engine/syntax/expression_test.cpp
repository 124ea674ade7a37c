// Expressions: trees, literals, greedy names, and what a refused text is told.
#include "engine/syntax/expression.hpp"

#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/number_text.hpp"

namespace partance::engine::syntax {
namespace {

constexpr std::array<std::string_view, 14> kSpellings{"+",  "-", "*",  "/", "//", "**", "<",
                                                      "<=", ">", ">=", "=", "!=", "et", "ou"};

/// "(+ a 5[€])": operations in brackets, units in square ones, texts in quotes, dates as they are.
std::string tree_of(const Expression& expression, std::uint32_t index) {
  const ExpressionNode& node = expression.nodes[index];
  const std::string text(expression.text(node));
  switch (node.kind) {
    case ExpressionKind::kNumber:
      return base::number_text(node.number) + (node.has_unit ? "[" + text + "]" : "");
    case ExpressionKind::kBoolean:
      return node.boolean ? "oui" : "non";
    case ExpressionKind::kText:
      return "'" + text + "'";
    case ExpressionKind::kDate:
      return "date " + std::to_string(node.day) + "/" + std::to_string(node.month) + "/" + std::to_string(node.year);
    case ExpressionKind::kReference:
      return "<" + text + ">";
    case ExpressionKind::kOperation:
      return "(" + std::string(kSpellings.at(static_cast<std::size_t>(node.op))) + " " +
             tree_of(expression, node.left) + " " + tree_of(expression, node.right) + ")";
  }
  return "?";
}

/// The tree, or the code and the place of the error: "!expression-syntax@3".
std::string tree(std::string_view text) {
  Expression expression;
  const auto error = parse_expression(text, expression);
  if (error) return "!" + error->code + "@" + std::to_string(error->offset);
  return tree_of(expression, static_cast<std::uint32_t>(expression.nodes.size() - 1));
}

ExpressionError error_of(std::string_view text) {
  Expression expression;
  return parse_expression(text, expression).value_or(ExpressionError{});
}

TEST(Expression, ReadsLiterals) {
  EXPECT_EQ(tree("12"), "12");
  EXPECT_EQ(tree("0012.50"), "12.5");
  EXPECT_EQ(tree("oui"), "oui");
  EXPECT_EQ(tree("non"), "non");
  EXPECT_EQ(tree("'abc'"), "'abc'");
  EXPECT_EQ(tree("\"l'an\""), "'l'an'");
  EXPECT_EQ(tree("''"), "''");
}

TEST(Expression, RoundsNumbersToTheNearestDouble) {
  EXPECT_EQ(tree("0.1"), "0.1");
  EXPECT_EQ(tree("123456789012345.6"), "123456789012345.6");
  EXPECT_EQ(tree("9007199254740993"), "9007199254740992");
  EXPECT_EQ(tree("0.30000000000000004"), "0.30000000000000004");
  EXPECT_EQ(tree(std::string(400, '9')), "Infinity");
  EXPECT_EQ(tree("0." + std::string(400, '0') + "1"), "0");
}

TEST(Expression, ReadsUnitsAsLongAsTheyGo) {
  EXPECT_EQ(tree("10 €/mois"), "10[€/mois]");
  EXPECT_EQ(tree("10 € /mois"), "10[€ /mois]");
  EXPECT_EQ(tree("42% /an"), "42[% /an]");
  EXPECT_EQ(tree("5 /mois"), "5[/mois]");
  EXPECT_EQ(tree("5 kg.m/s"), "5[kg.m/s]");
  EXPECT_EQ(tree("10€+3"), "10[€+3]");
  EXPECT_EQ(tree("10 € 5"), "10[€ 5]");
  EXPECT_EQ(tree("1e3"), "1[e3]");
  EXPECT_EQ(tree("5 m²"), "5[m²]");
  EXPECT_EQ(tree("20 °C"), "20[°C]");
  EXPECT_EQ(tree("10 € / mois"), "(/ 10[€] <mois>)");
}

TEST(Expression, ReadsDatesBeforeNumbers) {
  EXPECT_EQ(tree("12/2024"), "date 1/12/2024");
  EXPECT_EQ(tree("1/9/2025"), "date 1/9/2025");
  EXPECT_EQ(tree("01/09/2025"), "date 1/9/2025");
  EXPECT_EQ(tree("10/1000"), "date 1/10/1000");
  EXPECT_EQ(tree("29/02/2024"), "date 29/2/2024");
  EXPECT_EQ(tree("29/02/2023"), "!invalid-date@0");
  EXPECT_EQ(tree("31/02/2024"), "!invalid-date@0");
  EXPECT_EQ(tree("13/2024"), "!expression-operator-spaces@2");
  EXPECT_EQ(tree("1/1/20245"), "!expression-syntax@8");
}

TEST(Expression, ReadsGreedyNames) {
  for (const std::string_view name :
       {"a+b", "a-1", "l'an 2000", "a,b", "a %", "a×b", "oui da", "revenu « brut »", "$SITUATION", "a_b"}) {
    EXPECT_EQ(tree(name), "<" + std::string(name) + ">");
  }
  EXPECT_EQ(tree("a\u00a0b"), "<a\u00a0b>") << "a no-break space separates words too";
  EXPECT_EQ(tree("logement . loyer . charges"), "<logement . loyer . charges>");
  EXPECT_EQ(tree("^ . revenu"), "<^ . revenu>");
  EXPECT_EQ(tree("oui . a"), "<oui . a>");
}

TEST(Expression, FollowsPrecedence) {
  EXPECT_EQ(tree("a + b * c ** d ** e - f >= 2 = g"), "(= (>= (- (+ <a> (* <b> (** <c> (** <d> <e>)))) <f>) 2) <g>)");
  EXPECT_EQ(tree("( a + b ) * 2"), "(* (+ <a> <b>) 2)");
  EXPECT_EQ(tree("10 // 3 / 2"), "(/ (// 10 3) 2)");
  EXPECT_EQ(tree("a != b"), "(!= <a> <b>)");
  EXPECT_EQ(tree("1 < 2 <= 3 > 4"), "(> (<= (< 1 2) 3) 4)");
}

TEST(Expression, ReadsUnaryMinusAsZeroMinus) {
  EXPECT_EQ(tree("-5 %"), "(- 0 5[%])");
  EXPECT_EQ(tree("-2 ** 2"), "(** (- 0 2) 2)");
  EXPECT_EQ(tree("- - a"), "(- 0 (- 0 <a>))");
  EXPECT_EQ(tree("a - -b"), "(- <a> (- 0 <b>))");
}

TEST(Expression, ReadsStringsUpToTheLastQuote) {
  EXPECT_EQ(tree("'a' = 'b'"), "'a' = 'b'");
  EXPECT_EQ(tree("x = 'b'"), "(= <x> 'b')");
}

TEST(Expression, FoldsLinesAndTrims) {
  EXPECT_EQ(tree("  a\n    + b \n"), "(+ <a> <b>)");
  EXPECT_EQ(tree("'x\n  y'"), "'x y'");
  EXPECT_EQ(tree("\u00a0 12 €\u202f"), "12[€]");
}

TEST(Expression, RefusesWhatTheLanguageRefuses) {
  EXPECT_EQ(tree(""), "!expression-empty@0");
  EXPECT_EQ(tree(" \n "), "!expression-empty@0");
  EXPECT_EQ(tree("a -b"), "!expression-operator-spaces@2");
  EXPECT_EQ(tree("2 -2"), "!expression-operator-spaces@2");
  EXPECT_EQ(tree("2*3"), "!expression-operator-spaces@1");
  EXPECT_EQ(tree("a=b"), "!expression-operator-spaces@1");
  EXPECT_EQ(tree("e == 5"), "!expression-operator-spaces@2");
  EXPECT_EQ(tree("3/4"), "!expression-operator-spaces@1");
  EXPECT_EQ(tree("2,5"), "!expression-syntax@1");
  EXPECT_EQ(tree(".5"), "!expression-syntax@0");
  EXPECT_EQ(tree("5."), "!expression-syntax@1");
  EXPECT_EQ(tree("a  b"), "!expression-syntax@3");
  EXPECT_EQ(tree("42 £"), "!expression-syntax@3");
  EXPECT_EQ(tree("^ . ^ . u"), "!expression-syntax@2");
  EXPECT_EQ(tree("'abc"), "!expression-syntax@0");
  EXPECT_EQ(tree("(1"), "!expression-syntax@2");
  EXPECT_EQ(tree("()"), "!expression-syntax@1");
  EXPECT_EQ(tree("5 l/100km"), "!expression-operator-spaces@3");
  EXPECT_EQ(tree("a +"), "!expression-syntax@2");
  EXPECT_EQ(tree("a\rb"), "!expression-syntax@1");
  EXPECT_EQ(tree("a\xE9"), "!expression-syntax@1") << "a byte that is not UTF-8";
}

TEST(Expression, GivesThePlaceInTheTextAsItWasWritten) {
  EXPECT_EQ(tree("  a\n  + 2*3"), "!expression-operator-spaces@9");
  EXPECT_EQ(tree("été\n+ !"), "!expression-syntax@8");
}

TEST(Expression, SaysHowToMend) {
  EXPECT_NE(error_of("2,5").hint.fr.find("2.5"), std::string::npos);
  EXPECT_NE(error_of("a -b").hint.en.find("spaces around"), std::string::npos);
  EXPECT_NE(error_of("l’an").hint.fr.find("apostrophe droite"), std::string::npos);
  EXPECT_NE(error_of("a && b").hint.fr.find("toutes ces conditions"), std::string::npos);
  EXPECT_NE(error_of("(a").message.fr.find("parenthèse"), std::string::npos);
  EXPECT_NE(error_of("😀").message.fr.find("😀"), std::string::npos);
}

TEST(Expression, LimitsLengthAndDepth) {
  std::string deep = "x";
  for (int i = 0; i < 199; ++i) deep = "(" + deep + ")";
  EXPECT_EQ(tree(deep), "<x>");
  EXPECT_EQ(tree("(((" + deep + ")))").substr(0, 20), "!expression-too-deep");
  EXPECT_EQ(tree(std::string(5000, '-') + "x").substr(0, 20), "!expression-too-deep");
  std::string powers = "x", sum = "x";
  for (int i = 0; i < 199; ++i) sum += " + x";
  EXPECT_NE(tree(sum)[0], '!');
  EXPECT_EQ(tree(sum + " + x").substr(0, 20), "!expression-too-deep");
  for (int i = 0; i < 5000; ++i) powers += " ** x";
  EXPECT_EQ(tree(powers).substr(0, 20), "!expression-too-deep");
  EXPECT_EQ(tree(std::string(kMaxExpressionBytes + 1, 'a')), "!expression-too-long@100000");
}

TEST(Expression, LeavesNothingBehindWhenItIsReused) {
  Expression expression;
  ASSERT_FALSE(parse_expression("a + b", expression));
  ASSERT_EQ(expression.nodes.size(), 3U);
  ASSERT_FALSE(parse_expression("12", expression));
  EXPECT_EQ(expression.nodes.size(), 1U);
  ASSERT_TRUE(parse_expression("12 +", expression));
  EXPECT_TRUE(expression.nodes.empty());
}

TEST(Expression, TellsReferences) {
  EXPECT_TRUE(is_reference("logement . loyer"));
  EXPECT_TRUE(is_reference("oui"));
  EXPECT_TRUE(is_reference("^ . a"));
  EXPECT_FALSE(is_reference(""));
  EXPECT_FALSE(is_reference(" a"));
  EXPECT_FALSE(is_reference("a "));
  EXPECT_FALSE(is_reference("a (b)"));
  EXPECT_FALSE(is_reference("1a"));
  EXPECT_FALSE(is_reference("a / b"));
  EXPECT_FALSE(is_reference("a . "));
  EXPECT_FALSE(is_reference("русский"));
}

// --- properties ---

/// A random expression written with plain spaces, and the same fully bracketed.
struct Written {
  std::string text;
  std::string bracketed;
};

Written random_expression(int depth) {
  // No quoted text: it would run up to the last quote.
  static const std::vector<std::string> kLeaves{"1", "12.5", "3 €/mois", "a b", "x . y", "oui", "12/2024", "-c"};
  if (depth == 0 || *rc::gen::inRange(0, 3) == 0) {
    const std::string leaf = *rc::gen::elementOf(kLeaves);
    return {leaf, leaf};
  }
  static const std::vector<std::string> kOperators{"+", "-", "*", "/", "//", "**", "<", ">=", "=", "!="};
  const std::string op = *rc::gen::elementOf(kOperators);
  const Written left = random_expression(depth - 1);
  const Written right = random_expression(depth - 1);
  const std::string bracketed = "(" + left.bracketed + ") " + op + " (" + right.bracketed + ")";
  return {"(" + left.text + ") " + op + " ( " + right.text + " )", bracketed};
}

TEST(Expression, ReadsTheSameTreeWhateverTheSpacesInBrackets) {
  EXPECT_TRUE(rc::check("spaces in brackets do not matter", [] {
    const Written written = random_expression(4);
    RC_ASSERT(tree(written.text)[0] != '!');
    RC_ASSERT(tree(written.text) == tree(written.bracketed));
    RC_ASSERT(tree("\n " + written.text + "\t") == tree(written.text));
  }));
}

TEST(Expression, StaysInsideAnyBytes) {
  static const std::vector<std::string> kPieces{"a",    "é",        " ",      " + ",    "-", "(", ")",       "'",
                                                "\"",   ".",        " . ",    "1",      "/", "€", "12/2024", "\n",
                                                "\xE9", "\xE2\x82", "\u00a0", "\u2028", "^", "{", "!",       ","};
  EXPECT_TRUE(rc::check("texts and errors stay inside", [] {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces));
    std::string text;
    for (const std::string& piece : pieces) text += piece;
    Expression expression;
    const auto error = parse_expression(text, expression);
    if (error) {
      RC_ASSERT(error->offset <= text.size());
      RC_ASSERT(!error->message.fr.empty() && !error->message.en.empty());
      return;
    }
    RC_ASSERT(!expression.nodes.empty());
    for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
      const ExpressionNode& node = expression.nodes[i];
      RC_ASSERT(node.text_begin + node.text_size <= expression.source.size());
      if (node.kind == ExpressionKind::kOperation) RC_ASSERT(node.left < i && node.right < i);
    }
  }));
}

}  // namespace
}  // namespace partance::engine::syntax

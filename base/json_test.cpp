// The JSON writer: nesting, escapes, numbers.
#include "base/json.hpp"

#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

namespace partance::base {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  append_json_text(out, text);
  return out;
}

TEST(JsonText, KeepsUtf8AsItIs) {
  EXPECT_EQ(quoted("Été à Æ — 1 €"), "\"Été à Æ — 1 €\"");
}

TEST(JsonText, EscapesQuotesBackslashesAndControls) {
  EXPECT_EQ(quoted("a\"b\\c\n\t\r\b\f"), R"("a\"b\\c\n\t\r\b\f")");
  EXPECT_EQ(quoted(std::string_view("\0\x1f\x7f", 3)), R"("\u0000\u001f\u007f")");
  EXPECT_EQ(quoted("\u2028\u2029"), R"("\u2028\u2029")");
}

TEST(JsonText, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(quoted("a\xFFz"), "\"a\uFFFDz\"");
  EXPECT_EQ(quoted("fin \xC3"), "\"fin \uFFFD\"");
  EXPECT_EQ(quoted("\xED\xA0\x80"), "\"\uFFFD\uFFFD\uFFFD\"") << "a lone surrogate";
}

TEST(JsonWriter, PutsCommasAndColons) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("aide").value("AMI").key("montants").begin_array();
  json.value(400).value(12.5).null().value(true).begin_object().end_object().end_array();
  json.key("vide").begin_array().end_array();
  EXPECT_FALSE(json.complete());
  json.end_object();
  EXPECT_TRUE(json.complete());
  EXPECT_EQ(out, R"({"aide":"AMI","montants":[400,12.5,null,true,{}],"vide":[]})");
}

TEST(JsonWriter, IndentsForPeople) {
  std::string out;
  JsonWriter json(out, JsonLayout::kIndented);
  json.begin_object().key("a").begin_array().value(1).value(2).end_array();
  json.key("b").begin_object().end_object().end_object();
  EXPECT_EQ(out, "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}");
}

TEST(JsonWriter, WritesNumbersAsJavaScriptDoes) {
  std::string out;
  JsonWriter json(out);
  json.begin_array().value(0.1 + 0.2).value(1e21).value(1e-7).value(-0.0);
  json.value(std::numeric_limits<double>::infinity()).value(std::numeric_limits<double>::quiet_NaN());
  json.value(std::numeric_limits<std::int64_t>::min()).value(std::uint8_t{7}).end_array();
  EXPECT_EQ(out, "[0.30000000000000004,1e+21,1e-7,0,null,null,-9223372036854775808,7]");
}

TEST(JsonWriter, TakesJsonThatIsReady) {
  std::string out = "data: ";
  JsonWriter json(out);
  json.begin_array().raw("{\"x\":1}").raw("2").end_array();
  EXPECT_EQ(out, "data: [{\"x\":1},2]");
}

}  // namespace
}  // namespace partance::base

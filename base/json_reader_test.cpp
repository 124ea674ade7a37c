// JSON reading: events and their places, limits, and the reasons given for a refusal.
#include "base/json_reader.hpp"

#include <string>

#include <gtest/gtest.h>

#include "base/number_text.hpp"

namespace partance::base {
namespace {

/// Writes down what it is told: "{ key:a 1 }", each piece followed by its text in the source when asked.
class Recorder final : public JsonEvents {
 public:
  explicit Recorder(std::string_view source, std::size_t stop_after = 1'000'000)
      : source_(source), stop_after_(stop_after) {}

  bool null(JsonPlace place) override { return note("null", place); }
  bool boolean(bool value, JsonPlace place) override { return note(value ? "true" : "false", place); }
  bool number(double value, JsonPlace place) override { return note(number_text(value), place); }
  bool text(std::string_view value, JsonPlace place) override { return note("text:" + std::string(value), place); }
  bool key(std::string_view value, JsonPlace place) override { return note("key:" + std::string(value), place); }
  bool begin_object(JsonPlace place) override { return note("{", place); }
  bool end_object(JsonPlace place) override { return note("}", place); }
  bool begin_array(JsonPlace place) override { return note("[", place); }
  bool end_array(JsonPlace place) override { return note("]", place); }

  std::string events;
  std::string places;

 private:
  bool note(const std::string& event, JsonPlace place) {
    events += (events.empty() ? "" : " ") + event;
    places += (places.empty() ? "" : " ") + std::string(source_.substr(place.begin, place.end - place.begin));
    return ++count_ < stop_after_;
  }

  std::string_view source_;
  std::size_t stop_after_;
  std::size_t count_ = 0;
};

std::string events_of(std::string_view text) {
  Recorder recorder(text);
  const auto error = read_json(text, recorder);
  return error ? "error at " + std::to_string(error->offset) : recorder.events;
}

TEST(JsonReader, TellsEachPieceInOrder) {
  EXPECT_EQ(events_of(R"({"a": [1, -2.5e3, true, false, null], "b": "é\n"})"),
            "{ key:a [ 1 -2500 true false null ] key:b text:é\n }");
  EXPECT_EQ(events_of("[]"), "[ ]");
  EXPECT_EQ(events_of(" 12 "), "12");
}

TEST(JsonReader, KnowsWhereEachPieceStands) {
  const std::string_view text = " {\"a\\\"b\" :\t[ 1.50,\"x\\\\\" ,true],\n\"c\":{ } , \"d\":-0,\"e\":null}";
  Recorder recorder(text);
  ASSERT_FALSE(read_json(text, recorder));
  EXPECT_EQ(recorder.places, "{ \"a\\\"b\" [ 1.50 \"x\\\\\" true ] \"c\" { } \"d\" -0 \"e\" null }");
}

TEST(JsonReader, RoundsNumbersCorrectly) {
  EXPECT_EQ(events_of("[0.1,9007199254740993,5e-324,2.2250738585072011e-308,1.7976931348623157e308]"),
            "[ 0.1 9007199254740992 5e-324 2.225073858507201e-308 1.7976931348623157e+308 ]");
  EXPECT_EQ(events_of("1e-400"), "0");
  EXPECT_EQ(events_of("5708990770823839207320493820740630171355185152001e-3"), "5.70899077082384e+45");
}

TEST(JsonReader, RefusesNumbersThatDoNotFit) {
  EXPECT_EQ(events_of("[1,1e400]"), "error at 3");
  EXPECT_EQ(events_of("[1,-1e309]"), "error at 3");
}

TEST(JsonReader, RefusesWhatIsNotJson) {
  for (const std::string_view text :
       {"",    " ",     "{",   "[1,]",    "{\"a\":1,}",  "{a:1}", "'a'", "01",      "1.",       ".5",      "+1",
        "tru", "[1 2]", "\"a", "\"\\x\"", "\"\\ud800\"", "[] []", "NaN", "// a\n1", "\"a\nb\"", "\u00a0 1"}) {
    Recorder recorder(text);
    const auto error = read_json(text, recorder);
    ASSERT_TRUE(error) << text;
    EXPECT_EQ(error->kind, JsonErrorKind::kSyntax) << text;
    EXPECT_LE(error->offset, text.size()) << text;
    EXPECT_FALSE(error->message.fr.empty());
    EXPECT_FALSE(error->message.en.empty());
    EXPECT_FALSE(error->hint.fr.empty());
    EXPECT_FALSE(error->hint.en.empty());
  }
}

TEST(JsonReader, RefusesTextHiddenBehindAZeroByte) {
  const std::string text = std::string("{}") + '\0' + "{}";
  EXPECT_EQ(events_of(text), "error at 2");
}

TEST(JsonReader, RefusesBytesThatAreNotUtf8) {
  Recorder recorder("");
  const auto error = read_json("\"\xE9\"", recorder);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, JsonErrorKind::kNotUtf8);
  EXPECT_EQ(error->offset, 1U);
}

TEST(JsonReader, StopsAtTheDepthLimit) {
  const std::string deep = std::string(5, '[') + std::string(5, ']');
  Recorder accepted(deep);
  EXPECT_FALSE(read_json(deep, accepted, 5));
  Recorder refused(deep);
  const auto error = read_json(deep, refused, 4);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, JsonErrorKind::kTooDeep);
  EXPECT_EQ(error->offset, 4U);
}

TEST(JsonReader, DoesNotRecurseOnAMillionBrackets) {
  const std::string text(1'000'000, '[');
  Recorder recorder(text);
  const auto error = read_json(text, recorder, 2'000'000);
  ASSERT_TRUE(error);
  EXPECT_GE(error->offset, text.size() - 1);
}

TEST(JsonReader, StopsWhenToldTo) {
  const std::string_view text = "[1, 2, 3]";
  Recorder recorder(text, 3);
  const auto error = read_json(text, recorder);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, JsonErrorKind::kStopped);
  EXPECT_EQ(error->offset, 4U);
}

TEST(JsonReader, ShowsTheQuoteThatIsNeverClosed) {
  EXPECT_EQ(events_of("[1, \"abc"), "error at 4");
}

}  // namespace
}  // namespace partance::base

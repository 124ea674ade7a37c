// The parser of requests, fed whole and byte by byte: both must give the same.
#include "server/http/request_parser.hpp"

#include <gtest/gtest.h>

namespace partance::server::http {
namespace {

using Step = RequestParser::Step;

struct Outcome {
  int refusal = 0;  ///< 0: read whole; -1: more bytes are wanted
  RequestHead head{};
  std::string body{};
  std::string rest{};
};

Outcome read(std::string_view text, std::size_t piece, const Limits& limits) {
  RequestParser parser(limits);
  Outcome outcome;
  std::string buffer;
  while (true) {
    std::size_t used = 0;
    const Step step = parser.feed(buffer, used);
    buffer.erase(0, used);
    if (step == Step::kHead) {
      outcome.head = parser.head();
      if (!parser.expect_body(limits.body_bytes)) return {parser.refusal(), outcome.head, {}, {}};
      continue;
    }
    if (step == Step::kRefused) return {parser.refusal(), outcome.head, {}, {}};
    if (step == Step::kDone) {
      outcome.body = parser.take_body();
      outcome.rest = buffer + std::string(text);
      return outcome;
    }
    if (text.empty()) return {-1, outcome.head, {}, {}};
    buffer += text.substr(0, piece);
    text.remove_prefix(std::min(piece, text.size()));
  }
}

Outcome read(std::string_view text, const Limits& limits = {}) {
  const Outcome whole = read(text, text.size() + 1, limits);
  const Outcome bytes = read(text, 1, limits);
  EXPECT_EQ(whole.refusal, bytes.refusal) << text;
  EXPECT_EQ(whole.body, bytes.body) << text;
  EXPECT_EQ(whole.head.headers, bytes.head.headers) << text;
  EXPECT_EQ(whole.rest, bytes.rest) << text;
  return whole;
}

std::string get(std::string_view fields) {
  return "GET / HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n";
}

TEST(RequestParser, ReadsHeadAndBodyAndLeavesTheNextRequest) {
  const Outcome outcome = read("POST /a?b HTTP/1.1\r\nHOST: h\r\nContent-Length: 3\r\n\r\nabcGET /");
  ASSERT_EQ(outcome.refusal, 0);
  EXPECT_EQ(outcome.head.method, "POST");
  EXPECT_EQ(outcome.head.target, "/a?b");
  const Fields expected{{"host", "h"}, {"content-length", "3"}};
  EXPECT_EQ(outcome.head.headers, expected);
  EXPECT_EQ(outcome.body, "abc");
  EXPECT_EQ(outcome.rest, "GET /");
}

TEST(RequestParser, PutsChunksTogetherAndIgnoresTheirExtensionsAndTrailers) {
  const Outcome outcome = read(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
      "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nHost: other\r\n\r\nGET");
  ASSERT_EQ(outcome.refusal, 0);
  EXPECT_EQ(outcome.body, "abcde");
  EXPECT_EQ(outcome.rest, "GET");
  EXPECT_EQ(find_field(outcome.head.headers, "host"), "a");
}

TEST(RequestParser, KnowsWhetherTheConnectionStays) {
  EXPECT_TRUE(read(get("")).head.keep_alive);
  EXPECT_FALSE(read(get("Connection: close\r\n")).head.keep_alive);
  EXPECT_FALSE(read("GET / HTTP/1.0\r\n\r\n").head.keep_alive);
  EXPECT_TRUE(read("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").head.keep_alive);
}

TEST(RequestParser, ForgivesOneEmptyLineBeforeARequest) {
  EXPECT_EQ(read("\r\n" + get("")).refusal, 0);
  EXPECT_EQ(read("\r\n\r\n" + get("")).refusal, 400);
  EXPECT_EQ(read("\r" + get("")).refusal, 400);
}

TEST(RequestParser, RefusesALineThatEndsInABareLineFeed) {
  EXPECT_EQ(read("GET / HTTP/1.1\nHost: a\n\n").refusal, 400);
  EXPECT_EQ(read(get("X: 1\n")).refusal, 400);
  EXPECT_EQ(read("GET / HTTP/1.1\r\nHost: a\r\n\n").refusal, 400);
  EXPECT_EQ(read("GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n").refusal, 400);
}

TEST(RequestParser, RefusesFoldedLinesAndFieldsThatAreNone) {
  for (const char* fields : {"X: 1\r\n 2\r\n", "X: 1\r\n\t2\r\n", " X: 1\r\n", "X : 1\r\n", ": 1\r\n", "X\r\n",
                             "X: a\x01\r\n", "(: a\r\n"}) {
    EXPECT_EQ(read(get(fields)).refusal, 400) << fields;
  }
}

TEST(RequestParser, RefusesAHostThatIsMissingDoubledOrNone) {
  EXPECT_EQ(read("GET / HTTP/1.1\r\n\r\n").refusal, 400);
  EXPECT_EQ(read("GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n").refusal, 400);
  EXPECT_EQ(read("GET / HTTP/1.1\r\nHost:\r\n\r\n").refusal, 400);
  EXPECT_EQ(read("GET / HTTP/1.1\r\nHost: a b\r\n\r\n").refusal, 400);
  EXPECT_EQ(read("GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n").refusal, 0);
  EXPECT_EQ(read("GET / HTTP/1.0\r\n\r\n").refusal, 0);
}

TEST(RequestParser, RefusesTwoWaysToTellTheLength) {
  for (const char* fields :
       {"Content-Length: 1\r\nContent-Length: 1\r\n", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "Content-Length: +1\r\n",
        "Content-Length: 1,1\r\n", "Content-Length: 0x1\r\n", "Content-Length:\r\n",
        "Content-Length: 99999999999999999999999\r\n"}) {
    EXPECT_EQ(read(get(fields)).refusal, 400) << fields;
  }
  EXPECT_EQ(read("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").refusal, 400);
}

TEST(RequestParser, RefusesCodingsAndExpectationsItDoesNotKnow) {
  EXPECT_EQ(read(get("Transfer-Encoding: gzip\r\n")).refusal, 501);
  EXPECT_EQ(read(get("Transfer-Encoding: gzip, chunked\r\n")).refusal, 501);
  EXPECT_EQ(read(get("Transfer-Encoding: chunked, identity\r\n")).refusal, 501);
  EXPECT_EQ(read(get("Expect: tea\r\n")).refusal, 417);
  EXPECT_TRUE(read(get("Expect: 100-Continue\r\n")).head.expects_continue);
}

TEST(RequestParser, RefusesRequestLinesThatAreNone) {
  for (const char* line : {"GET /", "GET  / HTTP/1.1 ", "GET / HTTP/1.1x", "GET / http/1.1", " GET / HTTP/1.1",
                           "G@T / HTTP/1.1", "GET /a b HTTP/1.1", "GET /\x01 HTTP/1.1", "GET / HTTP/11"}) {
    EXPECT_EQ(read(std::string(line) + "\r\nHost: a\r\n\r\n").refusal, 400) << line;
  }
  EXPECT_EQ(read("GET / HTTP/2.0\r\nHost: a\r\n\r\n").refusal, 505);
  EXPECT_EQ(read("GET / HTTP/1.2\r\nHost: a\r\n\r\n").refusal, 505);
}

TEST(RequestParser, RefusesChunksThatAreNone) {
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const char* chunks : {"x\r\n", "1\nab", "3\r\nabcd\r\n", "\r\n", ";\r\n", "1 \n", "1\r\nab", "0\r\n x\r\n",
                             "0\r\nx\n", "-1\r\n", "00000000000000001\r\n", "1\r\na\n0\r\n\r\n"}) {
    EXPECT_EQ(read(head + chunks).refusal, 400) << chunks;
  }
}

TEST(RequestParser, HoldsTheLimitsToTheByte) {
  Limits limits;
  limits.target_bytes = 20;
  limits.header_bytes = 200;
  limits.header_fields = 3;
  limits.body_bytes = 4;
  const auto target = [](std::size_t size) {
    return "GET /" + std::string(size - 1, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n";
  };
  EXPECT_EQ(read(target(20), limits).refusal, 0);
  EXPECT_EQ(read(target(21), limits).refusal, 414);
  EXPECT_EQ(read("GET /" + std::string(150, 'a'), limits).refusal, 414) << "without waiting for the end of the line";
  const std::string whole = get("X: " + std::string(200 - get("X: \r\n").size(), 'x') + "\r\n");
  ASSERT_EQ(whole.size(), 200U);
  EXPECT_EQ(read(whole, limits).refusal, 0);
  EXPECT_EQ(read(get("X: x" + whole.substr(get("X: ").size() - 2)), limits).refusal, 431);
  EXPECT_EQ(read(get("A: 1\r\nB: 2\r\n"), limits).refusal, 0);
  EXPECT_EQ(read(get("A: 1\r\nB: 2\r\nC: 3\r\n"), limits).refusal, 431);
  EXPECT_EQ(read(get("Content-Length: 4\r\n") + "abcd", limits).body, "abcd");
  EXPECT_EQ(read(get("Content-Length: 5\r\n"), limits).refusal, 413) << "without waiting for the body";
  EXPECT_EQ(read(get("Transfer-Encoding: chunked\r\n") + "2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n", limits).body, "abcd");
  EXPECT_EQ(read(get("Transfer-Encoding: chunked\r\n") + "2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n", limits).refusal, 413);
}

TEST(RequestParser, DoesNotLetAChunkSizeLineOrATrailerGrowForEver) {
  Limits limits;
  limits.header_bytes = 100;
  const std::string head = get("Transfer-Encoding: chunked\r\n");
  EXPECT_EQ(read(head + "1;" + std::string(200, 'x'), limits).refusal, 431);
  const int trailer = read(head + "0\r\nX: " + std::string(200, 'x'), limits).refusal;
  EXPECT_EQ(trailer, 431);
}

}  // namespace
}  // namespace partance::server::http

// The router: which route a path finds, what it takes from the path, which methods it allows.
#include "server/http/router.hpp"

#include <gtest/gtest.h>

#include "server/http/target.hpp"

namespace partance::server::http {
namespace {

Handler says(std::string text) {
  return [text = std::move(text)](const Request&) { return respond(text, "text/plain"); };
}

Router example() {
  Router router;
  router.add("GET", "/files/{path...}", says("rest"));
  router.add("GET", "/aids/{id}", says("one"));
  router.add("DELETE", "/aids/{id}", says("delete"));
  router.add("GET", "/aids/all", says("all"));
  router.add("GET", "/aids/{id}/result.pdf", says("pdf"));
  router.add("POST", "/simulate", says("simulate"), {.body_limit = 10, .open_to_other_sites = true});
  router.add("GET", "/{any...}", says("anything"));
  router.add("GET", "/", says("home"));
  return router;
}

Match match(const Router& router, std::string_view method, std::string_view target) {
  const auto parsed = parse_target(target);
  EXPECT_TRUE(parsed) << target;
  return router.match(method, parsed->segments);
}

std::string answer(const Match& found) {
  return found.route == nullptr ? "nothing" : found.route->handler(Request{}).body;
}

TEST(Router, AWordWinsOverAParameterAndAParameterOverTheRest) {
  const Router router = example();
  EXPECT_EQ(answer(match(router, "GET", "/aids/all")), "all");
  EXPECT_EQ(answer(match(router, "GET", "/aids/ami")), "one");
  EXPECT_EQ(answer(match(router, "GET", "/aids/ami/result.pdf")), "pdf");
  EXPECT_EQ(answer(match(router, "GET", "/aids/ami/other")), "anything");
  EXPECT_EQ(answer(match(router, "GET", "/")), "home");
}

TEST(Router, ParametersAreDecodedAndMayHoldASlashThatWasEscaped) {
  const Match found = match(example(), "GET", "/aids/salaire%20.%20a%2Fb");
  ASSERT_NE(found.route, nullptr);
  EXPECT_EQ(find_field(found.parameters, "id"), "salaire . a/b");
}

TEST(Router, TheRestKeepsItsSlashesAndMayBeEmpty) {
  const Router router = example();
  EXPECT_EQ(find_field(match(router, "GET", "/files/a/b.css").parameters, "path"), "a/b.css");
  EXPECT_EQ(find_field(match(router, "GET", "/files/").parameters, "path"), "");
  EXPECT_EQ(answer(match(router, "GET", "/files")), "rest");
}

TEST(Router, AParameterIsNeverEmpty) {
  const Router router = example();
  EXPECT_EQ(answer(match(router, "GET", "/aids/")), "anything");
}

TEST(Router, AMethodThatThePathDoesNotHaveIsToldWhichOnesItHas) {
  const Router router = example();
  const Match found = match(router, "PUT", "/aids/ami");
  EXPECT_EQ(found.route, nullptr);
  EXPECT_EQ(found.allow, "DELETE, GET, HEAD, OPTIONS");
  EXPECT_EQ(match(router, "GET", "/simulate").allow, "OPTIONS, POST") << "/{any...} must not answer for /simulate";
}

TEST(Router, APathWithoutRouteAllowsNothing) {
  Router router;
  router.add("GET", "/a", says("a"));
  const Match found = match(router, "GET", "/b");
  EXPECT_EQ(found.route, nullptr);
  EXPECT_EQ(found.allow, "");
}

TEST(Router, HeadIsAnsweredByGet) {
  const Router router = example();
  EXPECT_EQ(answer(match(router, "HEAD", "/aids/ami")), "one");
  EXPECT_EQ(answer(match(router, "HEAD", "/simulate")), "nothing");
}

TEST(Router, OptionsOfTheRouteComeWithIt) {
  const Router router = example();
  const Match found = match(router, "POST", "/simulate");
  ASSERT_NE(found.route, nullptr);
  EXPECT_EQ(found.route->options.body_limit, 10U);
  EXPECT_TRUE(found.open_to_other_sites);
  EXPECT_FALSE(match(router, "GET", "/aids/all").open_to_other_sites);
}

TEST(RouterDeathTest, AWrongPatternEndsTheProgramAtOnce) {
  Router router = example();
  EXPECT_DEATH(router.add("GET", "/aids/{other}", says("")), "added twice");
  EXPECT_DEATH(router.add("GET", "/{rest...}/more", says("")), "not last");
  EXPECT_DEATH(router.add("GET", "/{}", says("")), "no name");
  EXPECT_DEATH(router.add("GET", "aids", says("")), "starts with a slash");
}

TEST(Target, IsCutAtSlashesAndDecoded) {
  const auto target = parse_target("/api/v1/a%C3%A9?search=Universit%C3%A9+de&empty=&flag&&x=1=2");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/api/v1/aé");
  EXPECT_EQ(target->segments, (std::vector<std::string>{"api", "v1", "aé"}));
  const Fields expected{{"search", "Université de"}, {"empty", ""}, {"flag", ""}, {"x", "1=2"}};
  EXPECT_EQ(target->query, expected);
}

TEST(Target, OfTheRootHasOneEmptySegment) {
  const auto target = parse_target("/");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/");
  EXPECT_EQ(target->segments, std::vector<std::string>{""});
}

TEST(Target, AWholeAddressGivesItsPath) {
  EXPECT_EQ(parse_target("http://example.org/a?b=c")->path, "/a");
  EXPECT_EQ(parse_target("https://example.org")->path, "/");
}

TEST(Target, IsRefusedWhenNoHonestClientSendsIt) {
  for (const char* text : {"", "a", "*", "/%", "/%4", "/%zz", "/%00", "/a%0Ab", "/%ff", "/..", "/a/../b", "/a/%2e%2e/b",
                           "/./a", "/a#b", "/a?b=%f", "/?a=%00", "ftp://a/b", "/%C0%AE"}) {
    EXPECT_FALSE(parse_target(text)) << text;
  }
}

TEST(Target, TooManyQueryFieldsAreRefused) {
  std::string text = "/?";
  for (std::size_t i = 0; i < kMostQueryFields; ++i) text += "a&";
  EXPECT_TRUE(parse_target(text));
  EXPECT_FALSE(parse_target(text + "a"));
}

TEST(Response, SettingAHeaderReplacesItWhateverItsCase) {
  Response response = respond("a", "text/plain");
  response.set("content-type", "text/html").set("X", "1");
  const Fields expected{{"content-type", "text/html"}, {"X", "1"}};
  EXPECT_EQ(response.headers, expected);
}

}  // namespace
}  // namespace partance::server::http

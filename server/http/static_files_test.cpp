// The pages: forms, conditions, ranges, fallbacks, and what must not be reached.
#include "server/http/static_files.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "server/http/conditions.hpp"
#include "server/http/live_server.hpp"
#include "server/http/response_head.hpp"

namespace partance::server::http {
namespace {

namespace fs = std::filesystem;

class Pages : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("pages_") + info->name() + std::to_string(getpid()));
    write("fr/index.html", "<p>accueil");
    write("en/index.html", "<p>home");
    write("fr/aides/index.html", "<p>aides");
    write("fr/mentions.html", "<p>mentions");
    write("assets/app-5d41402a.js", "let a = 0;");
    write("assets/app-5d41402a.js.br", "BR");
    write("assets/app-5d41402a.js.gz", "GZ");
    write("assets/plain.css", "p {}");
    write("widget.js", "widget");
    write(".secret", "no");
    write("fr/.secret", "no");
    write("assets/orphan.js.br", "no");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& path, const std::string& text) {
    fs::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path) << text;
  }
  Router routes() {
    auto files = StaticFiles::load(folder_);
    EXPECT_TRUE(files.has_value());
    Router router;
    add_page_routes(router, *files);
    return router;
  }

  fs::path folder_{};
};

TEST_F(Pages, AreServedWithTypeTagAndCachePolicy) {
  LiveServer server(routes());
  Client client(server.port());
  const Answer page = client.get("/fr/");
  EXPECT_EQ(page.body, "<p>accueil");
  EXPECT_EQ(page.header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.header("cache-control"), "no-cache");
  const Answer script = client.get("/assets/app-5d41402a.js");
  EXPECT_EQ(script.body, "let a = 0;");
  EXPECT_EQ(script.header("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(script.header("vary"), "Accept-Encoding");
  EXPECT_EQ(script.header("accept-ranges"), "bytes");
  EXPECT_EQ(client.get("/assets/plain.css").header("cache-control"), "no-cache");
  EXPECT_EQ(client.get("/widget.js").header("cross-origin-resource-policy"), "cross-origin");
  EXPECT_EQ(client.get("/assets/plain.css").header("cross-origin-resource-policy"), "same-origin");
}

TEST_F(Pages, ComeCompressedToThoseWhoUnderstandIt) {
  LiveServer server(routes());
  Client client(server.port());
  const auto script = [&](std::string_view accepted) {
    return client.get("/assets/app-5d41402a.js", "Accept-Encoding: " + std::string(accepted) + "\r\n");
  };
  EXPECT_EQ(script("gzip, br").header("content-encoding"), "br");
  EXPECT_EQ(script("gzip, br").body, "BR");
  EXPECT_EQ(script("gzip, br;q=0").body, "GZ");
  EXPECT_EQ(script("*").body, "BR");
  EXPECT_EQ(script("identity").body, "let a = 0;");
  EXPECT_EQ(script("br").header("content-type"), "text/javascript; charset=utf-8");
  EXPECT_NE(script("br").header("etag"), script("gzip").header("etag"));
  EXPECT_EQ(client.get("/assets/app-5d41402a.js.br").status, 404) << "a form is not a file";
}

TEST_F(Pages, AreNotSentAgainToThoseWhoHaveThem) {
  LiveServer server(routes());
  Client client(server.port());
  const Answer page = client.get("/fr/");
  const auto with = [&](const std::string& field) {
    client.send("GET /fr/ HTTP/1.1\r\nHost: a\r\n" + field + "\r\n\r\n");
    return client.read().status;
  };
  EXPECT_EQ(with("If-None-Match: " + page.header("etag")), 304);
  EXPECT_EQ(with("If-None-Match: \"x\", W/" + page.header("etag")), 304);
  EXPECT_EQ(with("If-None-Match: *"), 304);
  EXPECT_EQ(with("If-None-Match: \"x\""), 200);
  EXPECT_EQ(with("If-Modified-Since: " + page.header("last-modified")), 304);
  EXPECT_EQ(with("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT"), 200);
  EXPECT_EQ(with("If-None-Match: \"x\"\r\nIf-Modified-Since: " + page.header("last-modified")), 200)
      << "the tag is the better witness";
}

TEST_F(Pages, ComeInPartsWhenAsked) {
  LiveServer server(routes());
  Client client(server.port());
  const auto part = [&](const std::string& fields) { return client.get("/assets/app-5d41402a.js", fields + "\r\n"); };
  EXPECT_EQ(part("Range: bytes=4-4").body, "a");
  EXPECT_EQ(part("Range: bytes=4-4").status, 206);
  EXPECT_EQ(part("Range: bytes=4-4").header("content-range"), "bytes 4-4/10");
  EXPECT_EQ(part("Range: bytes=8-").body, "0;");
  EXPECT_EQ(part("Range: bytes=-2").body, "0;");
  EXPECT_EQ(part("Range: bytes=0-999").body, "let a = 0;");
  EXPECT_EQ(part("Range: bytes=10-").status, 416);
  EXPECT_EQ(part("Range: bytes=10-").header("content-range"), "bytes */10");
  EXPECT_EQ(part("Range: bytes=0-0,2-2").status, 200) << "several ranges are answered with the whole";
  EXPECT_EQ(part("Range: lines=1-2").status, 200);
  EXPECT_EQ(part("Range: bytes=4-4\r\nAccept-Encoding: br").body, "a") << "parts are of the plain form";
  const std::string tag = part("").header("etag");
  const std::string date = part("").header("last-modified");
  EXPECT_EQ(part("Range: bytes=4-4\r\nIf-Range: " + tag).status, 206);
  EXPECT_EQ(part("Range: bytes=4-4\r\nIf-Range: " + date).status, 206);
  EXPECT_EQ(part("Range: bytes=4-4\r\nIf-Range: \"old\"").body, "let a = 0;");
}

TEST_F(Pages, OfALanguageStandForEveryPathBelowIt) {
  LiveServer server(routes());
  Client client(server.port());
  EXPECT_EQ(client.get("/fr").body, "<p>accueil");
  EXPECT_EQ(client.get("/fr/simulation/revenus").body, "<p>accueil");
  EXPECT_EQ(client.get("/en/simulation/").body, "<p>home");
  EXPECT_EQ(client.get("/fr/aides").body, "<p>aides");
  EXPECT_EQ(client.get("/fr/mentions").body, "<p>mentions");
  EXPECT_EQ(client.get("/fr/missing.png").status, 404);
  EXPECT_EQ(client.get("/assets/missing").status, 404);
  EXPECT_EQ(client.get("/de/").status, 404);
}

TEST_F(Pages, MayBeFramedBelowWidgetOnly) {
  LiveServer server(routes());
  Client client(server.port());
  const auto ancestors = [&](std::string_view path) {
    const std::string policy = client.get(path).header("content-security-policy");
    return policy.substr(policy.find("frame-ancestors"));
  };
  EXPECT_EQ(ancestors("/fr/"), "frame-ancestors 'none'");
  EXPECT_EQ(ancestors("/fr/widget"), "frame-ancestors *");
  EXPECT_EQ(ancestors("/en/widget/small"), "frame-ancestors *");
}

TEST_F(Pages, LeadToTheLanguageOfTheReader) {
  LiveServer server(routes());
  Client client(server.port());
  EXPECT_EQ(client.get("/").header("location"), "/fr/");
  const Answer english = client.get("/", "Accept-Language: en\r\n");
  EXPECT_EQ(english.status, 302);
  EXPECT_EQ(english.header("location"), "/en/");
  EXPECT_EQ(english.header("vary"), "Accept-Language");
  EXPECT_EQ(client.get("/s/abc_-9").header("location"), "/fr/s/abc_-9");
  EXPECT_EQ(client.get("/s/a%2F%2Fevil.example").status, 404);
}

TEST_F(Pages, KeepWhatIsHiddenOrOutside) {
  write("../outside_" + std::to_string(getpid()), "no");
  fs::create_symlink("/etc", folder_ / "assets/etc");
  LiveServer server(routes());
  for (const char* path : {"/.secret", "/fr/.secret", "/assets/etc/hostname", "/assets/orphan.js", "/assets/../.secret",
                           "/assets/%2e%2e/%2e%2e/etc/passwd", "/fr/..%2f.secret", "//etc/passwd",
                           "/assets//etc/passwd", "/fr/%00", "/assets/..%5c.secret"}) {
    const Answer answer = Client(server.port()).get(path);
    EXPECT_TRUE(answer.status == 404 || answer.status == 400) << path << " " << answer.status;
    EXPECT_NE(answer.body, "no") << path;
  }
  fs::remove(folder_ / ("../outside_" + std::to_string(getpid())));
}

TEST_F(Pages, HaveALimit) {
  EXPECT_FALSE(StaticFiles::load(folder_, {.bytes = 20}).has_value());
  EXPECT_FALSE(StaticFiles::load(folder_, {.files = 5}).has_value());
  EXPECT_EQ(StaticFiles::load(folder_ / "nothing").error().kind, base::ErrorKind::kNotFound);
}

TEST(HttpDate, IsReadAsItIsWritten) {
  const auto moment = parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT");
  ASSERT_TRUE(moment);
  EXPECT_EQ(moment->time_since_epoch().count(), 784111777);
  EXPECT_EQ(http_date(*moment), "Sun, 06 Nov 1994 08:49:37 GMT");
  for (const char* text :
       {"", "Sun, 06 Nov 1994 08:49:37", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 28:49:37 GMT", "Sun, -6 Nov 1994 08:49:37 GMT"}) {
    EXPECT_FALSE(parse_http_date(text)) << text;
  }
}

}  // namespace
}  // namespace partance::server::http

// Errors as answers: the form for programs and for people, and the reader's language.
#include "server/http/problem.hpp"

#include <gtest/gtest.h>

namespace partance::server::http {
namespace {

Request request_for(std::string path) {
  Request request;
  request.method = "GET";
  request.path = std::move(path);
  request.id = "r1";
  return request;
}

TEST(Problem, BelowApiIsProblemJson) {
  const Response response = problem_response(request_for("/api/v1/x"), standard_problem(404));
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(find_field(response.headers, "Content-Type"), "application/problem+json");
  EXPECT_EQ(find_field(response.headers, "Cache-Control"), "no-store");
  EXPECT_EQ(
      response.body,
      "{\"type\":\"/api/problems/not-found\",\"title\":\"Rien à cette adresse\",\"status\":404,\"detail\":"
      "\"L'adresse est fausse ou n'existe plus. Repartir de l'accueil.\",\"code\":\"not-found\",\"request\":\"r1\"}");
}

TEST(Problem, ElsewhereIsAPageThatEscapesWhatItShows) {
  Problem problem = standard_problem(404);
  problem.detail = {"<b>&", "<i>&"};
  const Response response = problem_response(request_for("/apis"), problem);
  EXPECT_EQ(find_field(response.headers, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_NE(response.body.find("&lt;b&gt;&amp;"), std::string::npos);
  EXPECT_EQ(response.body.find("<b>"), std::string::npos);
  EXPECT_NE(response.body.find("href=\"/fr/\""), std::string::npos);
}

TEST(Problem, SpeaksTheLanguageThatTheQueryNamesElseTheOneThatIsAccepted) {
  Request request = request_for("/");
  EXPECT_EQ(reader_language(request), base::Language::kFrench);
  for (const auto& [accepted, expected] :
       std::vector<std::pair<std::string, base::Language>>{{"en-GB,en;q=0.9", base::Language::kEnglish},
                                                           {"de, en;q=0.5, fr;q=0.8", base::Language::kFrench},
                                                           {"fr;q=0.1, en;q=0.2", base::Language::kEnglish},
                                                           {"en;q=0", base::Language::kFrench},
                                                           {"de", base::Language::kFrench},
                                                           {",;q=,,", base::Language::kFrench}}) {
    request.headers = {{"accept-language", accepted}};
    EXPECT_EQ(reader_language(request), expected) << accepted;
  }
  request.query = {{"language", "en"}};
  EXPECT_EQ(reader_language(request), base::Language::kEnglish);
}

TEST(Problem, EveryStatusThatTheServerSendsHasWordsInBothLanguages) {
  for (const int status : {400, 404, 405, 408, 413, 414, 417, 429, 431, 500, 501, 503, 505}) {
    const Problem problem = standard_problem(status);
    EXPECT_EQ(problem.status, status);
    for (const auto& message : {problem.title, problem.detail}) {
      EXPECT_FALSE(message.fr.empty()) << status;
      EXPECT_FALSE(message.en.empty()) << status;
      EXPECT_NE(message.fr, message.en) << status;
    }
    EXPECT_NE(reason_phrase(status), "Status");
  }
}

}  // namespace
}  // namespace partance::server::http

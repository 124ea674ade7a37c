// Errors as answers: problem details (RFC 9457) below /api, a small page in the reader's language elsewhere.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "server/http/message.hpp"

namespace partance::server::http {

struct Problem {
  int status = 500;
  std::string code{};      ///< stable, in small letters and hyphens; also the end of the problem's type
  base::Message title{};   ///< the same for every problem of this code
  base::Message detail{};  ///< what happened this time and how to mend it; may be empty
  std::string where{};     ///< the place in the request; may be empty
};

/// What the person reads: the `language` of the query ("fr", "en") if any, else Accept-Language, else French.
base::Language reader_language(const Request& request);

/// The problem as JSON below /api, as a page elsewhere, in the reader's language; never cached.
Response problem_response(const Request& request, const Problem& problem);
/// The same in a language that is known otherwise, for instance from the body.
Response problem_response(const Request& request, const Problem& problem, base::Language language);

/// The server's own problem of this status (404, 413, 503…), in plain words.
Problem standard_problem(int status);

/// "Not Found" for 404: the words of the status line.
std::string_view reason_phrase(int status);

}  // namespace partance::server::http

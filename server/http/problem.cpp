// See problem.hpp.
#include "server/http/problem.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/json.hpp"

namespace partance::server::http {

namespace {

/// A status: its phrase and, when the server itself answers with it, what is said to the reader.
struct Known {
  int status;
  std::string_view reason;
  std::string_view code = {};
  const char* title_fr = nullptr;
  const char* title_en = nullptr;
  const char* detail_fr = nullptr;
  const char* detail_en = nullptr;
};

constexpr Known kKnown[] = {
    {400, "Bad Request", "bad-request", "Requête incompréhensible", "Request not understood",
     "La requête ne suit pas le protocole HTTP ; la réécrire.", "The request does not follow HTTP; write it anew."},
    {404, "Not Found", "not-found", "Rien à cette adresse", "Nothing at this address",
     "L'adresse est fausse ou n'existe plus. Repartir de l'accueil.",
     "The address is wrong or no longer exists. Start again from the home page."},
    {405, "Method Not Allowed", "method-not-allowed", "Méthode non admise ici", "Method not allowed here",
     "L'en-tête Allow donne les méthodes admises.", "The header Allow lists the methods that are."},
    {408, "Request Timeout", "too-slow", "Requête trop lente", "Request too slow",
     "La requête n'est pas arrivée entière dans le temps admis. Réessayer, avec une meilleure connexion.",
     "The request did not arrive whole in the time allowed. Try again, on a better connection."},
    {413, "Content Too Large", "body-too-large", "Requête trop longue", "Request too long",
     "Le contenu dépasse ce que cette adresse accepte. L'abréger.",
     "The content is more than this address accepts. Shorten it."},
    {414, "URI Too Long", "target-too-long", "Adresse trop longue", "Address too long", "Abréger l'adresse demandée.",
     "Shorten the address asked for."},
    {417, "Expectation Failed", "expectation-failed", "Attente inconnue", "Unknown expectation",
     "Seul « Expect: 100-continue » est compris.", "Only \"Expect: 100-continue\" is understood."},
    {429, "Too Many Requests", "too-many-requests", "Trop de demandes", "Too many requests",
     "Attendre le nombre de secondes de l'en-tête Retry-After, puis réessayer.",
     "Wait for the seconds that the header Retry-After tells, then try again."},
    {431, "Request Header Fields Too Large", "header-too-large", "En-tête trop long", "Header too long",
     "L'en-tête de la requête a trop de champs ou d'octets ; effacer les cookies de ce site peut suffire.",
     "The header of the request has too many fields or bytes; deleting this site's cookies may be enough."},
    {500, "Internal Server Error", "internal", "Erreur du serveur", "Server error",
     "C'est une faute de notre part. Réessayer ; si cela recommence, nous écrire avec le numéro de la requête.",
     "This is our mistake. Try again; if it happens again, write to us with the number of the request."},
    {501, "Not Implemented", "not-implemented", "Méthode inconnue", "Unknown method",
     "Cette méthode HTTP n'est pas connue ici.", "This HTTP method is not known here."},
    {503, "Service Unavailable", "busy", "Service momentanément chargé", "Service busy for a moment",
     "Rien n'est perdu : réessayer dans quelques secondes.", "Nothing is lost: try again in a few seconds."},
    {505, "HTTP Version Not Supported", "http-version", "Version de HTTP non admise", "HTTP version not supported",
     "Parler HTTP/1.1 ou HTTP/1.0.", "Speak HTTP/1.1 or HTTP/1.0."},
    {100, "Continue"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {406, "Not Acceptable"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {502, "Bad Gateway"},
    {504, "Gateway Timeout"},
    {507, "Insufficient Storage"},
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// The weight of one choice of Accept-Language ("en;q=0.8"), in thousandths.
int weight_of(std::string_view choice) {
  const auto mark = choice.find(";q=");
  if (mark == std::string_view::npos) return 1000;
  const std::string number(choice.substr(mark + 3, 5));
  return static_cast<int>(std::clamp(std::strtod(number.c_str(), nullptr), 0.0, 1.0) * 1000);
}

base::Language preferred_language(std::string_view accepted) {
  base::Language best = base::Language::kFrench;
  int best_weight = 0;
  while (!accepted.empty()) {
    const auto end = std::min(accepted.find(','), accepted.size());
    const std::string_view choice = trimmed(accepted.substr(0, end));
    accepted.remove_prefix(std::min(end + 1, accepted.size()));
    const bool french = choice.starts_with("fr");
    if (!french && !choice.starts_with("en")) continue;
    if (weight_of(choice) <= best_weight) continue;
    best_weight = weight_of(choice);
    best = french ? base::Language::kFrench : base::Language::kEnglish;
  }
  return best;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string as_json(const Request& request, const Problem& problem, base::Language language) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().key("type").value("/api/problems/" + problem.code);
  json.key("title").value(problem.title.in(language)).key("status").value(problem.status);
  if (!problem.detail.fr.empty()) json.key("detail").value(problem.detail.in(language));
  json.key("code").value(problem.code);
  if (!problem.where.empty()) json.key("where").value(problem.where);
  json.key("request").value(request.id).end_object();
  return out;
}

std::string as_page(const Request& request, const Problem& problem, base::Language language) {
  const bool french = language == base::Language::kFrench;
  const std::string home = french ? "/fr/" : "/en/";
  const std::string title = escaped(problem.title.in(language));
  return std::string("<!doctype html>\n<html lang=\"") + (french ? "fr" : "en") +
         "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" + title +
         " – Partance</title></head>\n<body><main><h1>" + title + "</h1>\n<p>" + escaped(problem.detail.in(language)) +
         "</p>\n<p><a href=\"" + home + "\">" + (french ? "Accueil" : "Home") + "</a></p>\n<p><small>" +
         std::to_string(problem.status) + " · " + (french ? "requête " : "request ") + escaped(request.id) +
         "</small></p></main></body></html>\n";
}

}  // namespace

base::Language reader_language(const Request& request) {
  const auto named = request.query_value("language");
  if (named == "fr") return base::Language::kFrench;
  if (named == "en") return base::Language::kEnglish;
  return preferred_language(request.header("accept-language").value_or(""));
}

Response problem_response(const Request& request, const Problem& problem) {
  return problem_response(request, problem, reader_language(request));
}

Response problem_response(const Request& request, const Problem& problem, base::Language language) {
  const bool for_programs = request.path == "/api" || request.path.starts_with("/api/");
  Response response = for_programs ? respond(as_json(request, problem, language), "application/problem+json")
                                   : respond(as_page(request, problem, language), "text/html; charset=utf-8");
  response.status = problem.status;
  response.set("Cache-Control", "no-store");
  response.set("Content-Language", language == base::Language::kFrench ? "fr" : "en");
  return response;
}

Problem standard_problem(int status) {
  const auto with_text = [](int wanted) {
    return std::ranges::find_if(kKnown,
                                [wanted](const Known& one) { return one.status == wanted && !one.code.empty(); });
  };
  const auto* known = with_text(status);
  if (known == std::end(kKnown)) known = with_text(status < 500 ? 400 : 500);
  return {
      status, std::string(known->code), {known->title_fr, known->title_en}, {known->detail_fr, known->detail_en}, {}};
}

std::string_view reason_phrase(int status) {
  const auto* known = std::ranges::find(kKnown, status, &Known::status);
  return known == std::end(kKnown) ? std::string_view("Status") : known->reason;
}

}  // namespace partance::server::http

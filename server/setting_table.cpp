// See setting_table.hpp. A new setting is one row here.
#include "server/setting_table.hpp"

#include <array>

#include "server/setting_values.hpp"

namespace partance::server {

namespace {

template <class Value, class Place>
bool put(const std::optional<Value>& value, Place& place) {
  if (!value) return false;
  place = static_cast<Place>(*value);
  return true;
}

template <class Place>
bool put_count(std::string_view text, std::uint64_t least, std::uint64_t most, Place& place) {
  const auto count = read_count(text);
  return count && *count >= least && *count <= most && put(count, place);
}

bool put_bytes(std::string_view text, std::size_t least, std::size_t most, std::size_t& place) {
  const auto bytes = read_bytes(text);
  return bytes && *bytes >= least && *bytes <= most && put(bytes, place);
}

bool put_duration(std::string_view text, std::chrono::milliseconds& place) {
  const auto duration = read_duration(text);
  return duration && duration->count() > 0 && put(duration, place);
}

bool put_text(std::string_view text, std::string& place) {
  place = text;
  return true;
}

bool put_addresses(std::string_view text, Settings& settings) {
  settings.server.addresses = read_words(text);
  for (const std::string& address : settings.server.addresses) {
    if (address != "localhost" && !http::parse_address(address)) return false;
  }
  return !settings.server.addresses.empty();
}

bool put_public_address(std::string_view text, Settings& settings) {
  while (text.ends_with('/')) text.remove_suffix(1);
  settings.public_address = text;
  return text.empty() || text.starts_with("https://") || text.starts_with("http://");
}

bool put_saved_days(std::string_view text, Settings& settings) {
  const auto days = read_count(text);
  if (!days || *days < 1 || *days > 366) return false;
  settings.saved_days = std::chrono::days(*days);
  return true;
}

bool put_saves_per_hour(std::string_view text, Settings& settings) {
  const auto rate = read_rate(text);
  if (rate) settings.saves.tokens_per_second = *rate / 3600;
  return rate.has_value();
}

constexpr const char* kBytesFr = "une taille comme 16 KB ou 1 MB";
constexpr const char* kBytesEn = "a size such as 16 KB or 1 MB";
constexpr const char* kTimeFr = "une durée comme 500 ms, 15 s ou 2 min";
constexpr const char* kTimeEn = "a duration such as 500 ms, 15 s or 2 min";
constexpr const char* kCountFr = "un nombre entier dans les bornes admises";
constexpr const char* kCountEn = "a whole number within the bounds";
constexpr const char* kRangesFr = "des adresses ou préfixes comme 127.0.0.1 10.0.0.0/8 2001:db8::/32";
constexpr const char* kRangesEn = "addresses or prefixes such as 127.0.0.1 10.0.0.0/8 2001:db8::/32";
constexpr const char* kYesFr = "yes ou no";
constexpr const char* kYesEn = "yes or no";

constexpr TableRow kTable[] = {
    {{"address", "127.0.0.1", "Adresses IP où écouter, séparées par des blancs. 0.0.0.0 et :: : toutes.",
      "IP addresses to listen at, separated by blanks. 0.0.0.0 and ::: all."},
     "des adresses IP comme 127.0.0.1 ou ::1",
     "IP addresses such as 127.0.0.1 or ::1",
     put_addresses},
    {{"port", "8080", "Port, de 0 à 65535. 0 : un port libre, affiché au démarrage.",
      "Port, from 0 to 65535. 0: one that is free, printed at the start."},
     "un nombre de 0 à 65535",
     "a number from 0 to 65535",
     [](std::string_view v, Settings& s) { return put_count(v, 0, 65535, s.server.port); }},
    {{"certificate", "", "Certificat PEM suivi de sa chaîne ; avec key, le serveur parle TLS (1.2 ou plus).",
      "PEM certificate followed by its chain; with key, the server speaks TLS (1.2 or later)."},
     "un fichier",
     "a file",
     [](std::string_view v, Settings& s) { return put_text(v, s.certificate); }},
    {{"key", "", "Clé privée PEM du certificat.", "PEM private key of the certificate."},
     "un fichier",
     "a file",
     [](std::string_view v, Settings& s) { return put_text(v, s.key); }},
    {{"trusted-proxies", "127.0.0.1 ::1",
      "Mandataires dont Forwarded, X-Forwarded-For et X-Forwarded-Proto sont crus, et que la limite par adresse ne "
      "compte pas.",
      "Proxies whose Forwarded, X-Forwarded-For and X-Forwarded-Proto are believed, and which the limit by address "
      "does "
      "not count."},
     kRangesFr,
     kRangesEn,
     [](std::string_view v, Settings& s) { return put(read_ranges(v), s.server.trusted_proxies); }},
    {{"public-address", "",
      "Début des liens écrits dans les PDF et calendriers, comme https://aides.exemple.fr. Vide : d'après chaque "
      "requête.",
      "Start of the links written into PDFs and calendars, such as https://aids.example.org. Empty: from each "
      "request."},
     "une adresse qui commence par https:// ou http://",
     "an address that starts with https:// or http://",
     put_public_address},
    {{"rulebook", "", "Dossier du recueil de règles. Vide : le recueil national installé avec la commande.",
      "Folder of the rulebook. Empty: the national one installed with the command."},
     "un dossier",
     "a folder",
     [](std::string_view v, Settings& s) { return put_text(v, s.rulebook); }},
    {{"database", "",
      "Fichier SQLite des simulations enregistrées. Vide : partance.sqlite dans le dossier d'état du service, ou de "
      "l'utilisateur.",
      "SQLite file of saved simulations. Empty: partance.sqlite in the state folder of the service, or of the user."},
     "un fichier",
     "a file",
     [](std::string_view v, Settings& s) { return put_text(v, s.database); }},
    {{"web", "", "Dossier des pages. Vide : celui installé avec la commande ; absent, l'API seule est servie.",
      "Folder of the pages. Empty: the one installed with the command; without it the API alone is served."},
     "un dossier",
     "a folder",
     [](std::string_view v, Settings& s) { return put_text(v, s.web); }},
    {{"saved-days", "31", "Jours pendant lesquels une simulation enregistrée est gardée, de 1 à 366.",
      "Days during which a saved simulation is kept, from 1 to 366."},
     "un nombre de 1 à 366",
     "a number from 1 to 366",
     put_saved_days},
    {{"computations-per-second", "20", "Calculs par seconde admis d'une même adresse, en moyenne.",
      "Computations a second that one address may ask for, on average."},
     "un nombre au-dessus de zéro",
     "a number above zero",
     [](std::string_view v, Settings& s) { return put(read_rate(v), s.computations.tokens_per_second); }},
    {{"computations-burst", "60", "Calculs admis d'un coup d'une même adresse.",
      "Computations that one address may ask for at once."},
     "un nombre au-dessus de zéro",
     "a number above zero",
     [](std::string_view v, Settings& s) { return put(read_rate(v), s.computations.burst); }},
    {{"saves-per-hour", "20", "Simulations qu'une même adresse peut enregistrer par heure, en moyenne.",
      "Simulations that one address may save an hour, on average."},
     "un nombre au-dessus de zéro",
     "a number above zero",
     put_saves_per_hour},
    {{"saves-burst", "10", "Simulations qu'une même adresse peut enregistrer d'un coup.",
      "Simulations that one address may save at once."},
     "un nombre au-dessus de zéro",
     "a number above zero",
     [](std::string_view v, Settings& s) { return put(read_rate(v), s.saves.burst); }},
    {{"log", "", "Fichier du journal. Vide : la sortie d'erreur, que systemd recueille.",
      "File of the log. Empty: standard error, which systemd collects."},
     "un fichier",
     "a file",
     [](std::string_view v, Settings& s) { return put_text(v, s.journal.file); }},
    {{"log-level", "info", "Ce que le journal garde au moins : debug, info, warning ou error.",
      "The least that the log keeps: debug, info, warning or error."},
     "debug, info, warning ou error",
     "debug, info, warning or error",
     [](std::string_view v, Settings& s) { return put(read_level(v), s.journal.least); }},
    {{"log-requests", "yes", "Une ligne par requête dans le journal (sans chemin, contenu ni adresse entière).",
      "A line for each request in the log (without path, content or whole address)."},
     kYesFr,
     kYesEn,
     [](std::string_view v, Settings& s) { return put(read_yes_no(v), s.journal.requests); }},
    {{"metrics-clients", "127.0.0.1 ::1", "Adresses qui peuvent lire /metrics ; les autres n'y voient rien (404).",
      "Addresses that may read /metrics; others see nothing there (404)."},
     kRangesFr,
     kRangesEn,
     [](std::string_view v, Settings& s) { return put(read_ranges(v), s.metrics_clients); }},
    {{"header-bytes", "16 KB", "Longueur admise de l'en-tête d'une requête (au-delà : 431), de 1 KB à 1 MB.",
      "Length of a request's header that is accepted (beyond: 431), from 1 KB to 1 MB."},
     kBytesFr,
     kBytesEn,
     [](std::string_view v, Settings& s) { return put_bytes(v, 1024, 1U << 20U, s.server.limits.header_bytes); }},
    {{"header-fields", "100", "Nombre de champs admis dans l'en-tête (au-delà : 431), de 10 à 1000.",
      "Number of fields accepted in the header (beyond: 431), from 10 to 1000."},
     kCountFr,
     kCountEn,
     [](std::string_view v, Settings& s) { return put_count(v, 10, 1000, s.server.limits.header_fields); }},
    {{"target-bytes", "8 KB", "Longueur admise de l'adresse demandée (au-delà : 414), de 256 à 1 MB.",
      "Length of the address asked for that is accepted (beyond: 414), from 256 to 1 MB."},
     kBytesFr,
     kBytesEn,
     [](std::string_view v, Settings& s) { return put_bytes(v, 256, 1U << 20U, s.server.limits.target_bytes); }},
    {{"body-bytes", "1 MB", "Longueur admise du contenu d'une requête (au-delà : 413), de 1 KB à 64 MB.",
      "Length of a request's content that is accepted (beyond: 413), from 1 KB to 64 MB."},
     kBytesFr,
     kBytesEn,
     [](std::string_view v, Settings& s) { return put_bytes(v, 1024, 64U << 20U, s.server.limits.body_bytes); }},
    {{"request-time", "15 s", "Temps pour qu'une requête arrive entière (au-delà : 408).",
      "Time for a request to arrive whole (beyond: 408)."},
     kTimeFr,
     kTimeEn,
     [](std::string_view v, Settings& s) { return put_duration(v, s.server.limits.request); }},
    {{"idle-time", "60 s", "Temps entre deux requêtes d'une connexion, qui est ensuite fermée.",
      "Time between two requests of a connection, which is then closed."},
     kTimeFr,
     kTimeEn,
     [](std::string_view v, Settings& s) { return put_duration(v, s.server.limits.idle); }},
    {{"write-time", "30 s", "Temps pour que le client prenne chaque morceau de 64 KB d'une réponse.",
      "Time for the client to take each piece of 64 KB of an answer."},
     kTimeFr,
     kTimeEn,
     [](std::string_view v, Settings& s) { return put_duration(v, s.server.limits.write); }},
    {{"grace-time", "10 s", "À l'arrêt, temps laissé aux requêtes en cours.",
      "When stopping, time left to requests that have begun."},
     kTimeFr,
     kTimeEn,
     [](std::string_view v, Settings& s) { return put_duration(v, s.server.limits.grace); }},
    {{"connections", "10000", "Connexions ouvertes admises en tout (au-delà : 503).",
      "Open connections accepted in all (beyond: 503)."},
     kCountFr,
     kCountEn,
     [](std::string_view v, Settings& s) { return put_count(v, 1, 1'000'000, s.server.limits.connections); }},
    {{"connections-per-address", "200", "Connexions ouvertes admises d'une même adresse (IPv6 : d'un même /64).",
      "Open connections accepted from one address (IPv6: from one /64)."},
     kCountFr,
     kCountEn,
     [](std::string_view v, Settings& s) {
       return put_count(v, 1, 1'000'000, s.server.limits.connections_per_address);
     }},
    {{"threads", "0", "Fils qui lisent et écrivent le réseau. 0 : un par cœur.",
      "Threads that read and write the network. 0: one a core."},
     kCountFr,
     kCountEn,
     [](std::string_view v, Settings& s) { return put_count(v, 0, 256, s.server.threads); }},
    {{"workers", "0", "Fils qui calculent les réponses. 0 : un par cœur.",
      "Threads that compute answers. 0: one a core."},
     kCountFr,
     kCountEn,
     [](std::string_view v, Settings& s) { return put_count(v, 0, 256, s.server.limits.workers); }},
    {{"waiting-requests", "512", "Requêtes qui peuvent attendre un de ces fils (au-delà : 503).",
      "Requests that may wait for one of these threads (beyond: 503)."},
     kCountFr,
     kCountEn,
     [](std::string_view v, Settings& s) { return put_count(v, 1, 100'000, s.server.limits.waiting_requests); }},
};

}  // namespace

std::span<const TableRow> setting_table() {
  return kTable;
}

}  // namespace partance::server

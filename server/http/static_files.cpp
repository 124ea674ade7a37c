// See static_files.hpp.
#include "server/http/static_files.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <system_error>
#include <utility>

#include "base/file.hpp"
#include "base/fingerprint.hpp"
#include "server/http/conditions.hpp"
#include "server/http/problem.hpp"
#include "server/http/response_head.hpp"

namespace partance::server::http {

namespace {

struct MediaType {
  std::string_view suffix;
  std::string_view type;
};
constexpr std::array<MediaType, 22> kMediaTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".webp", "image/webp"},
    {".avif", "image/avif"},
    {".gif", "image/gif"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".txt", "text/plain; charset=utf-8"},
    {".xml", "application/xml"},
    {".pdf", "application/pdf"},
    {".csv", "text/csv; charset=utf-8"},
}};

std::string_view media_type_of(std::string_view path) {
  const auto* found =
      std::ranges::find_if(kMediaTypes, [path](const MediaType& one) { return path.ends_with(one.suffix); });
  return found == kMediaTypes.end() ? std::string_view("application/octet-stream") : found->type;
}

std::string_view last_word(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

/// "name-5d41402a.js": what follows the last dash before the suffix is a hash of at least 8 letters and digits. A new
/// content gets a new name, so the old one never changes.
bool name_has_hash(std::string_view path) {
  std::string_view name = last_word(path);
  name = name.substr(0, name.find('.'));
  // A hash may hold dashes and underscores itself: it is the last 8 characters that count.
  if (name.size() < 10 || name[name.size() - 9] != '-') {
    const auto dash = name.rfind('-');
    if (dash == std::string_view::npos || dash == 0 || name.size() - dash - 1 < 8) return false;
    name.remove_prefix(dash + 1);
  } else {
    name.remove_prefix(name.size() - 8);
  }
  const auto is_digit_or_capital = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
  return std::ranges::any_of(name, is_digit_or_capital);
}

std::string tag_of(const std::string& content, std::string_view form) {
  const base::Fingerprint print = base::fingerprint(content);
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string tag = "\"";
  for (const std::uint64_t word : {print.first, print.second}) {
    for (int shift = 60; shift >= 0; shift -= 4) tag += kDigits[(word >> shift) & 15U];
  }
  return tag.append(form) + '"';
}

std::chrono::system_clock::time_point changed_at(const std::filesystem::path& file) {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(file, error);
  if (error) return {};
  return std::chrono::floor<std::chrono::seconds>(std::chrono::file_clock::to_sys(time));
}

/// True when the client's copy, whose tag it gave as `etag` would be, is still good.
bool copy_is_good(const Request& request, std::string_view etag, std::chrono::system_clock::time_point changed) {
  if (const auto tags = request.header("if-none-match")) return names_tag(*tags, etag);
  const auto since = request.header("if-modified-since");
  const auto date = since ? parse_http_date(*since) : std::nullopt;
  return date && changed <= *date;
}

/// If-Range: the part is wanted only if this is still the content the client has the rest of.
bool part_is_wanted(const Request& request, std::string_view etag, std::chrono::system_clock::time_point changed) {
  const auto condition = request.header("if-range");
  if (!condition) return true;
  return *condition == etag ||
         parse_http_date(*condition) == std::chrono::time_point_cast<std::chrono::seconds>(changed);
}

void cut_to_range(const Request& request, std::string_view range, Response& response) {
  SharedText& body = *response.shared_body;
  const std::size_t size = body.size;
  const RangeAnswer answer = read_range(range, size);
  if (answer.kind == RangeKind::kNone) return;
  if (answer.kind == RangeKind::kUnsatisfiable) {
    response = problem_response(request, {416,
                                          "range-not-satisfiable",
                                          {"Partie hors du fichier", "Part beyond the file"},
                                          {"Demander une partie qui existe.", "Ask for a part that exists."},
                                          {}});
    response.set("Content-Range", "bytes */" + std::to_string(size));
    return;
  }
  body.from = answer.range.first;
  body.size = answer.range.size;
  response.status = 206;
  response.set("Content-Range", "bytes " + std::to_string(body.from) + "-" + std::to_string(body.from + body.size - 1) +
                                    "/" + std::to_string(size));
}

std::string_view language_word(const Request& request) {
  return reader_language(request) == base::Language::kFrench ? "fr" : "en";
}

Response lead_to(std::string place) {
  Response response;
  response.status = 302;
  response.set("Location", place).set("Vary", "Accept-Language").set("Cache-Control", "no-cache");
  return response;
}

/// Saved simulations have names made of letters, digits, dashes and underscores; nothing else is put into a Location.
bool is_plain_name(std::string_view text) {
  return text.size() <= 128 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
         });
}

}  // namespace

base::Result<std::shared_ptr<const StaticFiles>> StaticFiles::load(const std::filesystem::path& folder,
                                                                   const StaticLimits& limits) {
  auto texts = base::read_folder(folder, {}, {limits.bytes, limits.files});
  if (!texts) return std::unexpected(std::move(texts.error()));
  auto files = std::make_shared<StaticFiles>();
  const std::string prefix = folder.string();
  for (base::FileText& text : *texts) {
    std::string_view path = std::string_view(text.path).substr(prefix.size());
    while (path.starts_with('/')) path.remove_prefix(1);
    const auto changed = changed_at(text.path);
    files->add("/" + std::string(path), std::move(text.text), changed);
  }
  // A compressed form without the file it stands for would never be asked for.
  std::erase_if(files->files_, [](const auto& entry) { return !entry.second.plain.content; });
  return std::shared_ptr<const StaticFiles>(std::move(files));
}

void StaticFiles::add(std::string path, std::string text, std::chrono::system_clock::time_point changed) {
  bytes_ += text.size();
  const auto form_of = [&](std::string_view suffix) -> std::string_view {
    return path.ends_with(suffix) ? suffix : std::string_view{};
  };
  const bool brotli = !form_of(".br").empty();
  const bool gzip = !form_of(".gz").empty();
  Form form{std::make_shared<const std::string>(std::move(text)), {}};
  form.etag = tag_of(*form.content, brotli ? "-br" : gzip ? "-gz" : "");
  if (brotli || gzip) path.resize(path.size() - 3);
  File& file = files_[path];
  if (brotli) {
    file.brotli = std::move(form);
  } else if (gzip) {
    file.gzip = std::move(form);
  } else {
    file.plain = std::move(form);
    file.media_type = media_type_of(path);
    file.changed = changed;
    file.immutable = path.starts_with("/assets/") && name_has_hash(path);
  }
}

std::vector<std::string_view> StaticFiles::paths() const {
  std::vector<std::string_view> paths;
  for (const auto& [path, file] : files_) paths.push_back(path);
  return paths;
}

const StaticFiles::File* StaticFiles::find(std::string_view path) const {
  if (path.ends_with('/')) path.remove_suffix(1);
  for (const std::string_view ending : {"", ".html", "/index.html"}) {
    const auto found = files_.find(std::string(path).append(ending));
    if (found != files_.end()) return &found->second;
  }
  return nullptr;
}

Response StaticFiles::respond_with(const File& file, const Request& request) {
  const auto range = request.header("range");
  const std::string_view codings = request.header("accept-encoding").value_or("");
  const Form* form = &file.plain;
  std::string_view coding;
  if (!range && file.brotli.content && accepts_coding(codings, "br")) {
    form = &file.brotli;
    coding = "br";
  } else if (!range && file.gzip.content && accepts_coding(codings, "gzip")) {
    form = &file.gzip;
    coding = "gzip";
  }
  Response response;
  response.set("ETag", form->etag).set("Last-Modified", http_date(file.changed));
  response.set("Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (file.brotli.content || file.gzip.content) response.set("Vary", "Accept-Encoding");
  if (copy_is_good(request, form->etag, file.changed)) {
    response.status = 304;
    return response;
  }
  response.set("Content-Type", file.media_type).set("Accept-Ranges", "bytes");
  if (!coding.empty()) response.set("Content-Encoding", coding);
  response.shared_body = SharedText{form->content, 0, form->content->size()};
  if (range && request.method == "GET" && part_is_wanted(request, form->etag, file.changed)) {
    cut_to_range(request, *range, response);
  }
  return response;
}

Response StaticFiles::answer(const Request& request) const {
  const File* file = find(request.path);
  return file == nullptr ? problem_response(request, standard_problem(404)) : respond_with(*file, request);
}

Response StaticFiles::answer_page(const Request& request, std::string_view language) const {
  const File* file = find(request.path);
  if (file == nullptr && last_word(request.path).find('.') == std::string_view::npos) {
    file = find("/" + std::string(language));
  }
  return file == nullptr ? problem_response(request, standard_problem(404)) : respond_with(*file, request);
}

void add_page_routes(Router& router, const std::shared_ptr<const StaticFiles>& files) {
  const RouteOptions plain{.body_limit = 0, .at_once = true};
  const RouteOptions framable{.body_limit = 0, .framable = true, .at_once = true};
  router.add(
      "GET", "/", [](const Request& request) { return lead_to("/" + std::string(language_word(request)) + "/"); },
      plain);
  const Handler saved = [](const Request& request) {
    const std::string_view id = request.parameter("id");
    if (!is_plain_name(id)) return problem_response(request, standard_problem(404));
    return lead_to("/" + std::string(language_word(request)) + "/s/" + std::string(id));
  };
  router.add("GET", "/s/{id}", saved, plain);
  for (const std::string language : {"fr", "en"}) {
    const Handler page = [files, language](const Request& request) { return files->answer_page(request, language); };
    router.add("GET", "/" + language + "/{path...}", page, plain);
    router.add("GET", "/" + language + "/widget/{path...}", page, framable);
  }
  const Handler file = [files](const Request& request) { return files->answer(request); };
  // What stands at the root is for every site: the script of the widget, the icon.
  const Handler for_all = [files](const Request& request) {
    return files->answer(request).set("Cross-Origin-Resource-Policy", "cross-origin");
  };
  std::set<std::string_view> folders{"fr", "en"};
  for (const std::string_view path : files->paths()) {
    const std::string_view word = path.substr(1, path.find('/', 1) - 1);
    if (!folders.insert(word).second || word == "index.html") continue;
    const bool folder = word.size() + 1 < path.size();
    // A brace would be read as a parameter; no file of ours has one.
    if (word.find_first_of("{}") != std::string_view::npos) continue;
    const std::string pattern = "/" + std::string(word) + (folder ? "/{path...}" : "");
    router.add("GET", pattern, folder ? file : for_all, word == "widget" ? framable : plain);
  }
}

}  // namespace partance::server::http

// The page for people (see description.hpp): read from the OpenAPI document, so that the two never differ.
#include <optional>
#include <vector>

#include "engine/explain/render.hpp"
#include "engine/syntax/document_json.hpp"
#include "engine/syntax/reader.hpp"
#include "server/api/description.hpp"

namespace partance::server::api {

using base::Language;
using base::Message;
using engine::explain::escaped;
using engine::syntax::Document;
using engine::syntax::NodeId;
using engine::syntax::NodeKind;

namespace {

constexpr std::string_view kMethods[] = {"get", "post", "delete"};

Message schemas_title() {
  return {"Les objets échangés", "The objects exchanged"};
}

class Page {
 public:
  Page(const Document& document, Language language, std::string_view address)
      : document_(document), language_(language), address_(address) {}

  std::string make() {
    const auto info = *find(document_.root(), "info");
    const Message words{"Interface publique de Partance", "Public interface of Partance"};
    const std::string title = words.in(language_);
    out_ = "<!doctype html>\n<html lang=\"" + std::string(language_ == Language::kFrench ? "fr" : "en") +
           "\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<link rel=\"stylesheet\" href=\"/api/style.css\">\n<title>" +
           title + "</title>\n</head>\n<body>\n<main>\n<p><a href=\"/\">" +
           Message{"Accueil de Partance", "Partance home page"}.in(language_) + "</a></p>\n<h1>" + title + "</h1>\n";
    paragraph(told(info, "summary"));
    paragraph(told(info, "description"));
    out_ += "<p><a href=\"/api/v1/openapi.json\">OpenAPI 3.1</a> · <a href=\"/api?language=" +
            std::string(language_ == Language::kFrench ? "en\" hreflang=\"en\" lang=\"en\">In English"
                                                       : "fr\" hreflang=\"fr\" lang=\"fr\">En français") +
            "</a></p>\n";
    contents();
    for (const NodeId tag : document_.items(*find(document_.root(), "tags"))) operations_of(tag);
    schemas();
    return std::move(out_) + "</main>\n</body>\n</html>\n";
  }

 private:
  [[nodiscard]] std::optional<NodeId> find(NodeId node, std::string_view key) const {
    if (document_.kind(node) != NodeKind::kMapping) return std::nullopt;
    return document_.find(node, key);
  }
  [[nodiscard]] std::string text(NodeId node, std::string_view key) const {
    const auto found = find(node, key);
    return found && document_.kind(*found) == NodeKind::kText ? std::string(document_.text(*found)) : std::string();
  }
  /// A text of the document in the reader's language.
  [[nodiscard]] std::string told(NodeId node, const std::string& key) const {
    return text(node, language_ == Language::kFrench ? "x-" + key + "-fr" : key);
  }
  [[nodiscard]] std::string json(NodeId node, base::JsonLayout layout) const {
    std::string made;
    base::JsonWriter writer(made, layout);
    engine::syntax::write_json(document_, node, writer);
    return made;
  }
  void say(const Message& words) { out_ += words.in(language_); }
  void paragraph(const std::string& words) {
    if (!words.empty()) out_ += "<p>" + in_words(words) + "</p>\n";
  }
  /// A text of the document, where a name stands between backticks, as HTML.
  static std::string in_words(std::string_view text) {
    std::string made;
    while (true) {
      const auto begin = text.find('`');
      const auto end = begin == std::string_view::npos ? begin : text.find('`', begin + 1);
      if (end == std::string_view::npos) return made + escaped(text);
      made += escaped(text.substr(0, begin)) + "<code>" + escaped(text.substr(begin + 1, end - begin - 1)) + "</code>";
      text.remove_prefix(end + 1);
    }
  }

  /// Every operation of a tag, in the order of the document.
  template <class Work>
  void for_each_operation(std::string_view tag, const Work& work) const {
    for (const auto& path : document_.entries(*find(document_.root(), "paths"))) {
      for (const std::string_view method : kMethods) {
        const auto operation = find(path.value, method);
        if (!operation || document_.text(document_.items(*find(*operation, "tags")).front()) != tag) continue;
        std::string verb(method);
        for (char& c : verb) c = static_cast<char>(c - 32);
        work(verb + " " + std::string(document_.key(path)), document_.key(path), *operation);
      }
    }
  }

  void contents() {
    out_ += "<nav aria-label=\"";
    say({"Sommaire", "Contents"});
    out_ += "\">\n<ul>\n";
    for (const NodeId tag : document_.items(*find(document_.root(), "tags"))) {
      const std::string name = text(tag, "name");
      out_ += "<li><a href=\"#" + escaped(name) + "\">" + in_words(told(tag, "description")) + "</a>\n<ul>\n";
      for_each_operation(name, [&](const std::string& call, std::string_view, NodeId operation) {
        out_ += "<li><a href=\"#" + escaped(text(operation, "operationId")) + "\"><code>" + escaped(call) +
                "</code></a></li>\n";
      });
      out_ += "</ul></li>\n";
    }
    out_ += "<li><a href=\"#schemas\">";
    say(schemas_title());
    out_ += "</a></li>\n</ul>\n</nav>\n";
  }

  void operations_of(NodeId tag) {
    const std::string name = text(tag, "name");
    out_ += "<h2 id=\"" + escaped(name) + "\">" + in_words(told(tag, "description")) + "</h2>\n";
    for_each_operation(name, [&](const std::string& call, std::string_view path, NodeId operation) {
      write_operation(call, path, operation);
    });
  }

  void write_operation(const std::string& call, std::string_view path, NodeId operation) {
    out_ += "<section id=\"" + escaped(text(operation, "operationId")) + "\">\n<h3><code>" + escaped(call) +
            "</code></h3>\n";
    paragraph(told(operation, "summary"));
    if (const auto parameters = find(operation, "parameters")) write_parameters(*parameters);
    if (const auto body = find(operation, "requestBody")) write_body(path, *body);
    write_answers(*find(operation, "responses"));
    out_ += "</section>\n";
  }

  void write_parameters(NodeId parameters) {
    out_ += "<dl>\n";
    for (const NodeId one : document_.items(parameters)) {
      out_ += "<dt><code>" + escaped(text(one, "name")) + "</code> <span class=\"kind\">" + escaped(text(one, "in")) +
              "</span></dt><dd>" + in_words(told(one, "description")) + "</dd>\n";
    }
    out_ += "</dl>\n";
  }

  void write_body(std::string_view path, NodeId body) {
    const NodeId content = *find(*find(body, "content"), "application/json");
    if (const auto schema = find(content, "schema")) write_members(*schema);
    const auto example = find(content, "example");
    if (!example) return;
    out_ += "<pre tabindex=\"0\"><code>curl -H 'Content-Type: application/json' -d @- " +
            escaped(std::string(address_) + std::string(path)) + " &lt;&lt;'FIN'\n" +
            escaped(json(*example, base::JsonLayout::kIndented)) + "\nFIN</code></pre>\n";
  }

  void write_answers(NodeId responses) {
    out_ += "<ul class=\"answers\">\n";
    for (const auto& entry : document_.entries(responses)) {
      NodeId response = entry.value;
      if (const std::string target = text(response, "$ref"); !target.empty()) {
        const auto all = find(*find(document_.root(), "components"), "responses");
        const auto found = find(*all, target.substr(target.rfind('/') + 1));
        if (found) response = *found;
      }
      out_ += "<li><strong>" + escaped(document_.key(entry)) + "</strong> " + in_words(told(response, "description"));
      if (const auto content = find(response, "content")) {
        for (const auto& form : document_.entries(*content)) {
          const std::string kind = kind_of(*find(form.value, "schema"));
          out_ += " <code>" + escaped(document_.key(form)) + "</code>" + (kind.empty() ? "" : " " + kind);
        }
      }
      out_ += "</li>\n";
    }
    out_ += "</ul>\n";
  }

  void write_members(NodeId schema) {
    const auto properties = find(schema, "properties");
    if (!properties) return;
    out_ += "<dl>\n";
    for (const auto& member : document_.entries(*properties)) {
      out_ += "<dt><code>" + escaped(document_.key(member)) + "</code> " + kind_of(member.value) + "</dt><dd>" +
              in_words(told(member.value, "description")) + "</dd>\n";
    }
    out_ += "</dl>\n";
  }

  /// "list of Question", linked to where it is described.
  [[nodiscard]] std::string kind_of(NodeId schema) const {
    if (const std::string target = text(schema, "$ref"); !target.empty()) {
      const std::string name = escaped(target.substr(target.rfind('/') + 1));
      return "<a href=\"#schema-" + name + "\">" + name + "</a>";
    }
    if (const auto items = find(schema, "items")) {
      return Message{"liste de ", "list of "}.in(language_) + kind_of(*items);
    }
    std::string kinds;
    const auto add = [&](const std::string& kind) { kinds += (kinds.empty() ? "" : " | ") + kind; };
    if (const auto choices = find(schema, "oneOf")) {
      for (const NodeId choice : document_.items(*choices)) add(kind_of(choice));
    } else if (const auto values = find(schema, "enum")) {
      for (const NodeId value : document_.items(*values)) add(escaped(document_.text(value)));
    } else if (const auto type = find(schema, "type")) {
      if (document_.kind(*type) == NodeKind::kText) add(escaped(document_.text(*type)));
      if (document_.kind(*type) == NodeKind::kSequence) {
        for (const NodeId one : document_.items(*type)) add(escaped(document_.text(one)));
      }
    }
    return "<span class=\"kind\">" + kinds + "</span>";
  }

  void schemas() {
    out_ += "<h2 id=\"schemas\">";
    say(schemas_title());
    out_ += "</h2>\n";
    const auto all = find(*find(document_.root(), "components"), "schemas");
    for (const auto& schema : document_.entries(*all)) {
      const std::string name = escaped(document_.key(schema));
      out_ += "<section id=\"schema-" + name + "\">\n<h3>" + name + "</h3>\n";
      paragraph(told(schema.value, "description"));
      if (find(schema.value, "properties")) {
        write_members(schema.value);
      } else {
        out_ += "<p>" + kind_of(schema.value) + "</p>\n";
      }
      out_ += "</section>\n";
    }
  }

  const Document& document_;
  Language language_;
  std::string_view address_;
  std::string out_;
};

}  // namespace

std::string description_page(std::string_view openapi, Language language, std::string_view address) {
  engine::syntax::Sources sources;
  std::vector<engine::syntax::Diagnostic> diagnostics;
  const auto source = sources.add("openapi.json", std::string(openapi));
  const auto document = engine::syntax::read_json(sources, source, {}, diagnostics);
  return document ? Page(*document, language, address).make() : std::string();
}

std::string_view description_style() {
  return R"(:root { color-scheme: light dark; --ink: #1c2430; --paper: #fdfcf9; --faint: #5a6472; --line: #d9d5cb; --mark: #0b5c8a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6df; --paper: #15191f; --faint: #a4adba; --line: #3a424d; --mark: #7cc4ee; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
main { max-width: 48rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; }
h2 { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { margin: 2rem 0 0.25rem; overflow-wrap: anywhere; }
a { color: var(--mark); }
code { font-family: ui-monospace, monospace; font-size: 0.95em; }
pre { overflow-x: auto; padding: 0.75rem; border: 1px solid var(--line); border-radius: 0.25rem; }
dl { margin: 0.5rem 0; }
dt { margin-top: 0.5rem; }
dd { margin: 0 0 0 1rem; color: var(--faint); }
.kind { color: var(--faint); }
.answers { padding-left: 1.2rem; }
nav li { margin: 0.3rem 0; overflow-wrap: anywhere; }
nav ul ul { padding-left: 1.2rem; }
)";
}

}  // namespace partance::server::api

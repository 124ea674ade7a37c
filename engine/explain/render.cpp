// See render.hpp.
#include "engine/explain/render.hpp"

#include <algorithm>
#include <set>

#include "base/utf8.hpp"

namespace partance::engine::explain {

using base::Language;
using base::Message;

namespace {

std::string_view mark(Truth truth) {
  switch (truth) {
    case Truth::kYes:
      return "✓ ";
    case Truth::kNo:
      return "✗ ";
    case Truth::kUnknown:
      return "? ";
    case Truth::kNotApplicable:
      return "– ";
    case Truth::kError:
      return "! ";
    case Truth::kValue:
      break;
  }
  return "";
}

std::string_view truth_word(Truth truth) {
  switch (truth) {
    case Truth::kYes:
      return "yes";
    case Truth::kNo:
      return "no";
    case Truth::kUnknown:
      return "unknown";
    case Truth::kNotApplicable:
      return "not-applicable";
    case Truth::kError:
      return "error";
    case Truth::kValue:
      break;
  }
  return "value";
}

/// Control characters become spaces: a rule text cannot drive the terminal.
std::string printable(std::string_view text) {
  std::string out(text);
  std::ranges::replace_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return out;
}

std::string reliability_words(const std::string& mark_text, Language language) {
  if (mark_text == "incertain")
    return Message{"source incertaine, à vérifier", "unsure source, to be checked"}.in(language);
  if (mark_text == "secondaire") return Message{"source secondaire", "secondary source"}.in(language);
  return {};
}

std::string headline(const Step& step, Language language) {
  std::string text = step.title;
  if (!step.value.empty()) text += (language == Language::kFrench ? "\u00a0: " : ": ") + step.value;
  if (step.is_answer) text += Message{" (votre réponse)", " (your answer)"}.in(language);
  if (step.is_repeated) text += Message{" (expliqué plus haut)", " (explained above)"}.in(language);
  if (step.is_cut) text += Message{" (la suite n'est pas montrée)", " (the rest is not shown)"}.in(language);
  return text;
}

class Tree {
 public:
  Tree(Language language, std::size_t width) : language_(language), width_(width) {}

  void step(const Step& step, const std::string& lead, const std::string& below) {
    wrap(lead + std::string(mark(step.truth)), below + "  ", headline(step, language_));
    const std::string inside = below + (step.children.empty() ? "  " : "│ ");
    for (const std::string& line : step.how) wrap(inside + "· ", inside + "  ", line);
    for (const auto& citation : step.references) {
      wrap(inside + "§ ", inside + "  ", citation.title);
      // An address is kept in one piece, so that it can be followed; it is given once.
      if (citation.address.empty() || !cited_.insert(citation.title).second) continue;
      out_ += inside + "  " + printable(citation.address) + "\n";
    }
    if (const auto doubt = reliability_words(step.reliability, language_); !doubt.empty()) {
      wrap(inside + "⚠ ", inside + "  ", doubt);
    }
    for (std::size_t i = 0; i < step.children.size(); ++i) {
      const bool is_last = i + 1 == step.children.size();
      this->step(step.children[i], below + (is_last ? "└─ " : "├─ "), below + (is_last ? "   " : "│  "));
    }
  }
  std::string take() { return std::move(out_); }

 private:
  void wrap(const std::string& first, const std::string& next, const std::string& text) {
    std::string line = first;
    std::size_t used = base::code_points(first);
    bool is_fresh = true;
    std::size_t at = 0;
    const std::string clean = printable(text);
    while (at < clean.size()) {
      std::size_t end = clean.find(' ', at);
      if (end == std::string::npos) end = clean.size();
      const std::string word = clean.substr(at, end - at);
      const std::size_t size = base::code_points(word);
      if (!is_fresh && used + 1 + size > std::max<std::size_t>(width_, base::code_points(next) + 20)) {
        out_ += line + "\n";
        line = next;
        used = base::code_points(next);
        is_fresh = true;
      }
      if (!is_fresh) line += ' ', ++used;
      line += word;
      used += size;
      is_fresh = false;
      at = end + 1;
    }
    out_ += line + "\n";
  }

  Language language_;
  std::size_t width_;
  std::set<std::string> cited_;
  std::string out_;
};

void html(const Step& step, Language language, std::string& out) {
  out += "<li class=\"" + std::string(truth_word(step.truth)) + "\">";
  out += "<span class=\"head\">" + escaped(std::string(mark(step.truth)) + headline(step, language)) + "</span>";
  for (const std::string& line : step.how) out += "<div class=\"how\">" + escaped(line) + "</div>";
  if (const auto doubt = reliability_words(step.reliability, language); !doubt.empty()) {
    out += "<div class=\"doubt\">" + escaped(doubt) + "</div>";
  }
  for (const auto& citation : step.references) {
    out += "<div class=\"source\">";
    if (citation.address.starts_with("https://")) {
      out += "<a href=\"" + escaped(citation.address) + "\">" + escaped(citation.title) + "</a>";
    } else {
      out += escaped(citation.title + (citation.address.empty() ? "" : " – " + citation.address));
    }
    out += "</div>";
  }
  if (!step.children.empty()) {
    out += "<ul>";
    for (const Step& child : step.children) html(child, language, out);
    out += "</ul>";
  }
  out += "</li>\n";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string to_text(const Step& step, Language language, std::size_t width) {
  Tree tree(language, width);
  tree.step(step, "", "");
  return tree.take();
}

std::string to_html(const Step& step, Language language) {
  std::string out = "<ul class=\"steps\">\n";
  html(step, language, out);
  return out + "</ul>\n";
}

void write_json(const Step& step, base::JsonWriter& json) {
  json.begin_object().key("rule");
  if (step.rule.empty()) {
    json.null();
  } else {
    json.value(step.rule);
  }
  json.key("title").value(step.title).key("value").value(step.value).key("truth").value(truth_word(step.truth));
  if (!step.description.empty()) json.key("description").value(step.description);
  json.key("answered").value(step.is_answer);
  if (step.is_repeated) json.key("repeated").value(true);
  if (step.is_cut) json.key("cut").value(true);
  json.key("how").begin_array();
  for (const std::string& line : step.how) json.value(line);
  json.end_array().key("references").begin_array();
  for (const auto& citation : step.references) {
    json.begin_object().key("title").value(citation.title).key("address").value(citation.address).end_object();
  }
  json.end_array();
  if (!step.reliability.empty()) json.key("reliability").value(step.reliability);
  json.key("children").begin_array();
  for (const Step& child : step.children) write_json(child, json);
  json.end_array().end_object();
}

}  // namespace partance::engine::explain

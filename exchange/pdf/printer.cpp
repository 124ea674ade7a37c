// See printer.hpp.
#include "exchange/pdf/printer.hpp"

#include <algorithm>
#include <set>

#include "exchange/pdf/drawings.hpp"

namespace partance::exchange::pdf {

void Printer::heading(const base::Message& text) {
  flow_.text("<b>" + words(text) + "</b>",
             {.size = 13.5, .colour = kAccent, .space_before = 20, .keep_with_next = true, .tag = "H2"});
}

void Printer::subheading(const std::string& markup, const Mark& mark) {
  flow_.text("<b>" + markup + "</b>", {.size = 10.5,
                                       .indent = mark ? 14.0 : 0.0,
                                       .space_before = 10,
                                       .keep_with_next = true,
                                       .tag = "H3",
                                       .mark = mark});
}

void Printer::paragraph(const std::string& markup, TextStyle style) {
  if (!markup.empty()) flow_.text(markup, style);
}

void Printer::soft(const std::string& markup) {
  paragraph(markup, {.size = 9, .colour = kSoft, .space_before = 2});
}

void Printer::bullet(const std::string& markup) {
  paragraph(markup, {.indent = 14, .space_before = 2, .tag = "LI", .mark = pdf::bullet()});
}

void Printer::field(const base::Message& name, const std::string& text, double indent) {
  if (text.empty()) return;
  paragraph("<span foreground=\"#535360\">" + words(name) + colon() + "</span>" + escape(text),
            {.indent = indent, .space_before = 1});
}

std::string Printer::numbers(const std::vector<simulation::Citation>& citations) {
  std::set<std::ptrdiff_t> found_at;  // in the order of the list
  for (const auto& citation : citations) {
    auto found = std::ranges::find_if(
        sources_, [&](const auto& one) { return one.title == citation.title && one.address == citation.address; });
    if (found == sources_.end()) found = sources_.insert(sources_.end(), citation);
    found_at.insert(found - sources_.begin());
  }
  std::string out;
  for (const auto place : found_at) out += "[" + std::to_string(place + 1) + "]";
  return out.empty() ? out : " <span size=\"smaller\" foreground=\"#535360\">" + out + "</span>";
}

}  // namespace partance::exchange::pdf

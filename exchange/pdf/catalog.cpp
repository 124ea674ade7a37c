// See catalog.hpp. Cairo 1.16 writes a plain cross-reference table and a trailer in clear text.
#include "exchange/pdf/catalog.hpp"

#include <array>
#include <cstdio>
#include <optional>

namespace partance::exchange::pdf {

namespace {

/// The digits after `name` in `text`: an object number or an offset.
std::optional<std::string> number_after(std::string_view text, std::string_view name) {
  auto at = text.find(name);
  if (at == std::string_view::npos) return {};
  at = text.find_first_not_of(" \r\n", at + name.size());
  if (at == std::string_view::npos) return {};
  const auto end = text.find_first_not_of("0123456789", at);
  if (end == at || end == std::string_view::npos) return {};
  return std::string(text.substr(at, end - at));
}

}  // namespace

std::string with_language(std::string pdf, std::string_view language) {
  const auto trailer_at = pdf.rfind("trailer");
  if (trailer_at == std::string::npos) return pdf;
  const std::string_view trailer = std::string_view(pdf).substr(trailer_at);
  const auto root = number_after(trailer, "/Root"), size = number_after(trailer, "/Size");
  const auto info = number_after(trailer, "/Info"), previous = number_after(trailer, "startxref");
  if (!root || !size || !previous) return pdf;

  const std::string opening = "\n" + *root + " 0 obj";
  const auto begin = pdf.rfind(opening, trailer_at);
  if (begin == std::string::npos) return pdf;
  const auto inside = pdf.find("<<", begin);
  const auto end = pdf.find("endobj", begin);
  const auto close = pdf.rfind(">>", end);
  if (inside == std::string::npos || end == std::string::npos || close == std::string::npos || close < inside)
    return pdf;
  std::string entries = pdf.substr(inside + 2, close - inside - 2);
  if (entries.find("/Catalog") == std::string::npos || entries.find("/Lang") != std::string::npos) return pdf;

  if (!pdf.ends_with('\n')) pdf += '\n';
  const std::size_t object_at = pdf.size();
  // Cairo writes the tree of the document's structure and forgets to say that it did.
  if (entries.find("/StructTreeRoot") != std::string::npos && entries.find("/MarkInfo") == std::string::npos) {
    entries += "   /MarkInfo << /Marked true >>\n";
  }
  pdf += *root + " 0 obj\n<<" + entries + "   /Lang (" + std::string(language) + ")\n   /ViewerPreferences << " +
         "/DisplayDocTitle true >>\n>>\nendobj\n";
  const std::size_t table_at = pdf.size();
  std::array<char, 24> offset{};
  std::snprintf(offset.data(), offset.size(), "%010zu 00000 n \n", object_at);
  pdf += "xref\n" + *root + " 1\n" + offset.data() + "trailer\n<< /Size " + *size + " /Root " + *root + " 0 R";
  if (info) pdf += " /Info " + *info + " 0 R";
  pdf += " /Prev " + *previous + " >>\nstartxref\n" + std::to_string(table_at) + "\n%%EOF\n";
  return pdf;
}

}  // namespace partance::exchange::pdf

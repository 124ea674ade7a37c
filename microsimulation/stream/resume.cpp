// See resume.hpp.
#include "microsimulation/stream/resume.hpp"

#include <algorithm>
#include <string>

namespace partance::microsimulation::stream {

base::Result<Written> whole_rows(const Source& part, std::string_view header, const OutputShape& shape) {
  std::string begun(header.size(), '\0');
  std::size_t size = 0;
  while (size < begun.size()) {
    const auto got = part(std::span(begun).subspan(size));
    if (!got) return std::unexpected(got.error());
    if (*got == 0) break;
    size += *got;
  }
  begun.resize(size);
  if (size < header.size() && header.starts_with(begun)) return Written{};  // stopped in its header
  if (begun != header) {
    return base::fail(base::ErrorKind::kConflict,
                      "Le fichier partiel n'a pas le même en-tête : il vient d'une autre commande.",
                      "The partial file does not have the same header: it comes from another command.");
  }
  const bool is_csv = shape.format == Format::kCsv;
  BlockReader blocks(part, {.has_quotes = is_csv, .separator = shape.separator}, {}, size, 1);
  Written written{.rows = 0, .bytes = size};
  Block block;
  table::CsvRow row(shape.separator);
  while (true) {
    const auto got = blocks.next(block);
    if (!got) return std::unexpected(got.error());
    std::string& text = block.rows.text;
    if (!*got || block.rows.fault != table::RowFault::kNone || !text.ends_with('\n')) return written;
    if (is_csv) {
      for (std::size_t at = 0; at < text.size(); ++written.rows) at = row.read(text.data(), text.size(), at);
    } else {
      written.rows += static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
    }
    written.bytes = block.offset + text.size();
  }
}

}  // namespace partance::microsimulation::stream

// What fuzzers of tables check: limits hold, every fault has its words, blocks of any size give the same rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "engine/load/load.hpp"
#include "microsimulation/stream/beginning.hpp"
#include "microsimulation/stream/text_source.hpp"

namespace partance::microsimulation::stream {

inline void demand(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

inline const engine::plan::Program& rules() {
  static const auto program = [] {
    engine::load::Loaded loaded;
    engine::load::read_text(
        "fuzz.publicodes",
        "n: {question: n, unité: €/an}\nb: {question: b, type: booléen}\nd: {question: d, type: date}\n"
        "o: {question: o, une possibilité: [\"'FR'\", \"'DE'\"]}\nt: {question: t, type: texte}\n",
        loaded);
    return engine::load::compile(loaded);
  }();
  return *program;
}

/// Everything that is read, as a text to compare.
inline std::string all_read(std::string_view text, const InputForm& form, std::size_t block_bytes, std::size_t step) {
  const auto source = text_source(std::string(text), step);
  const auto beginning = read_beginning(source, form, nullptr);
  if (!beginning) return beginning.error().message.en;
  const auto schema = table::make_schema(rules(), beginning->headers, {.keep = {"*"}}, beginning->rows);
  if (!schema) return "no schema";
  auto blocks = beginning->blocks(source, block_bytes);
  const auto reader = beginning->reader(*schema, rules().model.units);
  engine::batch::Dictionary dictionary;
  reader->use(dictionary);
  Block block;
  table::Chunk chunk;
  std::string errors, lines, cells;  // apart: a chunk tells its errors before its cells
  while (blocks.next(block).value()) {
    reader->begin(block.rows);
    while (reader->next(chunk)) {
      demand(chunk.rows <= table::kChunkRows && chunk.lines.size() == chunk.rows, "a chunk of too many rows");
      demand(chunk.kept.size() == chunk.rows * schema->kept.size(), "a cell lost");
      for (const auto& error : chunk.errors) {
        demand(error.row < chunk.rows, "an error of no row");
        const auto words = table::row_error_message(error, "h", true);
        demand(!words.fr.empty() && !words.en.empty(), "an error without words");
        demand(base::first_invalid_utf8(words.fr) == words.fr.size(), "words that are no text");
        errors += std::to_string(chunk.lines[error.row]) + std::string(table::row_fault_code(error.fault)) + "\n";
      }
      for (const auto line : chunk.lines) lines += std::to_string(line) + ",";
      for (const auto cell : chunk.kept) {
        demand(base::first_invalid_utf8(cell) == cell.size(), "a cell that is no text");
        cells.append(cell).append("|");
      }
    }
  }
  return errors + lines + cells;
}

/// One input: two bytes of sizes, then a table.
inline int check_table(const std::uint8_t* data, std::size_t size, Format format) {
  constexpr std::size_t kMostBytes = 20'000;
  if (size < 3 || size > kMostBytes) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  const InputForm form{.format = format, .separator = {}, .encoding = {}};
  const std::string whole = all_read(text, form, 1U << 20U, 1U << 20U);
  demand(whole == all_read(text, form, std::size_t{1} + data[0], std::size_t{1} + data[1]), "rows depend on blocks");
  return 0;
}

}  // namespace partance::microsimulation::stream

// See beginning.hpp.
#include "microsimulation/stream/beginning.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "microsimulation/table/cell_reader.hpp"
#include "microsimulation/table/csv_reader.hpp"
#include "microsimulation/table/json_lines_reader.hpp"

namespace partance::microsimulation::stream {

namespace {

constexpr std::size_t kSampleBytes = 64U << 10U;

base::Result<void> read_sample(const Source& source, Beginning& beginning) {
  std::string& sample = beginning.sample;
  sample.resize(kSampleBytes);
  std::size_t size = 0;
  while (size < kSampleBytes && !beginning.is_whole) {
    const auto got = source(std::span(sample).subspan(size));
    if (!got) return std::unexpected(got.error());
    size += *got;
    beginning.is_whole = *got == 0;
  }
  sample.resize(size);
  return {};
}

/// The same bytes with line feeds for carriage returns.
Source with_line_feeds(Source source) {
  return [source = std::move(source)](std::span<char> into) -> base::Result<std::size_t> {
    const auto got = source(into);
    if (got) std::ranges::replace(into.first(*got), '\r', '\n');
    return got;
  };
}

base::Result<void> read_csv_beginning(const InputForm& form, Beginning& beginning) {
  std::string& sample = beginning.sample;
  beginning.has_lone_returns = sample.find('\n') == std::string::npos && sample.find('\r') != std::string::npos;
  if (beginning.has_lone_returns) std::ranges::replace(sample, '\r', '\n');
  beginning.dialect = table::detect_dialect(beginning.sample, form.separator, form.encoding);
  auto header = table::read_csv_header(beginning.sample, beginning.is_whole, beginning.dialect);
  if (!header) return std::unexpected(header.error());
  beginning.headers = std::move(header->names);
  beginning.rows = std::move(header->rows);
  beginning.header_end = header->end;
  beginning.header_lines = header->lines;
  return {};
}

base::Result<void> read_json_beginning(const table::Mapping* mapping, Beginning& beginning) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (beginning.sample.starts_with(kMark)) beginning.header_end = kMark.size();
  auto header =
      table::read_json_header(std::string_view(beginning.sample).substr(beginning.header_end), beginning.is_whole);
  if (!header) return std::unexpected(header.error());
  beginning.headers = std::move(header->names);
  beginning.rows = std::move(header->rows);
  if (mapping == nullptr) return {};
  for (const table::Mapped& mapped : *mapping) {
    if (std::ranges::find(beginning.headers, mapped.header) == beginning.headers.end()) {
      beginning.headers.push_back(mapped.header);
    }
  }
  return {};
}

}  // namespace

base::Result<Beginning> read_beginning(const Source& source, const InputForm& form, const table::Mapping* mapping) {
  Beginning beginning;
  beginning.format = form.format;
  if (auto read = read_sample(source, beginning); !read) return std::unexpected(read.error());
  auto known =
      form.format == Format::kCsv ? read_csv_beginning(form, beginning) : read_json_beginning(mapping, beginning);
  if (!known) return std::unexpected(known.error());
  return beginning;
}

table::Rows Beginning::sample_rows() const {
  const std::size_t end = is_whole ? sample.size() : sample.rfind('\n') + 1;
  const std::size_t size = end > header_end ? end - header_end : 0;
  return {.text = sample.substr(header_end, size), .line = header_lines + 1, .fault = table::RowFault::kNone};
}

BlockReader Beginning::blocks(Source source, std::size_t block_bytes) const {
  return BlockReader(has_lone_returns ? with_line_feeds(std::move(source)) : std::move(source),
                     {.bytes = block_bytes, .has_quotes = format == Format::kCsv, .separator = dialect.separator},
                     sample.substr(header_end), header_end, header_lines + 1);
}

std::unique_ptr<table::RowsReader> Beginning::reader(const table::Schema& schema,
                                                     const engine::value::UnitTable& units) const {
  table::CellReader cells(schema, units);
  if (format == Format::kCsv) return std::make_unique<table::CsvReader>(schema, dialect, std::move(cells));
  return std::make_unique<table::JsonLinesReader>(schema, std::move(cells));
}

}  // namespace partance::microsimulation::stream

// Attacks what rule authors and situations may write as units, numbers and names: two units and a number,
// byte 1 between them.
#include "engine/value/unit.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/value/collation.hpp"
#include "engine/value/format.hpp"
#include "engine/value/number.hpp"

namespace {

using namespace partance::engine::value;

void require(bool holds) {
  if (!holds) std::abort();
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\x01');  // not a line end: units may hold some
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string_view first = take_line(text);
  const std::string_view second = take_line(text);
  const double x = number_of_text(take_line(text));

  const int order = compare_names(first, second);
  require((order < 0) == (compare_names(second, first) > 0));
  require((compare_utf16(first, second) == 0) == (first == second));

  UnitTable table;
  const auto a = table.parse(first);
  const auto b = table.parse(second);
  if (!a || !b) return 0;
  require(table.convertible(*a, *b) == table.convertible(*b, *a));
  require(table.convertible(*a, table.divide(table.multiply(*a, *b), *b)));
  for (const UnitId unit : std::array{*a, *b, table.multiply(*a, *b), table.divide(*a, *b)}) {
    const UnitId simple = table.simplify(unit);
    require(table.simplify(simple) == simple);
    require(table.convert(unit, simple, x).has_value());
    const TextPool texts;
    require(!format(Value::of_number(x, unit), table, texts).empty());
  }
  return 0;
}

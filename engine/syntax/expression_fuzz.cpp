// Attacks the expression parser: nothing outside the text, children before parents, the same answer twice.
#include "engine/syntax/expression.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace partance::engine::syntax;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const Expression& expression) {
  require(!expression.nodes.empty());
  for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
    const ExpressionNode& node = expression.nodes[i];
    require(std::size_t{node.text_begin} + node.text_size <= expression.source.size());
    if (node.kind == ExpressionKind::kOperation) require(node.left < i && node.right < i);
    if (node.kind == ExpressionKind::kReference) require(is_reference(expression.text(node)));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static Expression expression;
  const auto error = parse_expression(text, expression);
  if (error) {
    require(error->offset <= size);
    require(!error->code.empty() && !error->message.fr.empty() && !error->message.en.empty());
    require(expression.nodes.empty());
    return 0;
  }
  check(expression);
  // What was prepared is already prepared: reading it again gives the same tree.
  Expression again;
  require(!parse_expression(expression.source, again));
  require(again.source == expression.source && again.nodes.size() == expression.nodes.size());
  return 0;
}

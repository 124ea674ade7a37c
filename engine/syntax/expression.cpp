// The expression parser: precedence climbing over the greedy patterns of chapter 2.2.
//
// No alternative of the grammar needs to be undone once its first character is read, except a date, which falls
// back to a number; so the first failure is the error.
#include "engine/syntax/expression.hpp"

#include <algorithm>

#include "engine/syntax/characters.hpp"
#include "engine/syntax/expression_errors.hpp"
#include "engine/syntax/expression_patterns.hpp"
#include "engine/value/calendar.hpp"

namespace partance::engine::syntax {
namespace {

// --- the parser ---

/// A node just built and the height of its tree.
struct Built {
  std::uint32_t node = 0;
  std::uint32_t height = 0;
};

class Parser {
 public:
  explicit Parser(Expression& out) : text_(out.source), nodes_(out.nodes) {}

  bool parse() {
    Built root;
    if (!parse_operation(kLowestPrecedence, root)) return false;
    return at_ == text_.size() || refuse(Refusal::kRest, at_);
  }
  [[nodiscard]] Refusal refusal() const { return refusal_; }
  [[nodiscard]] std::size_t refused_at() const { return refused_at_; }

 private:
  bool refuse(Refusal refusal, std::size_t at) {
    refusal_ = refusal;
    refused_at_ = at;
    return false;
  }

  /// Operands joined by operators of at least `lowest` precedence.
  bool parse_operation(int lowest, Built& built) {
    if (!parse_primary(built)) return false;
    for (OperatorMatch match = match_operator(text_, at_); match.precedence >= lowest;
         match = match_operator(text_, at_)) {
      at_ = match.end;
      Built right;
      if (!parse_right(match, right)) return false;
      if (!add_operation(match.op, built, right, built)) return false;
    }
    return true;
  }

  bool parse_right(const OperatorMatch& match, Built& right) {
    if (match.op != Operator::kPower) return parse_operation(match.precedence + 1, right);
    if (!enter()) return false;
    const bool parsed = parse_operation(match.precedence, right);  // right-associative
    --nesting_;
    return parsed;
  }

  bool parse_primary(Built& built) {
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    if (c == '(') return parse_brackets(built);
    if (c == '-') return parse_minus(built);
    if (c >= '0' && c <= '9') return parse_date_or_number(built);
    if (c == '\'' || c == '"') return parse_string(built);
    return parse_reference(built);
  }

  bool parse_brackets(Built& built) {
    if (!enter()) return false;
    at_ = skip_spaces(text_, at_ + 1);
    if (!parse_operation(kLowestPrecedence, built)) return false;
    --nesting_;
    const std::size_t close = skip_spaces(text_, at_);
    if (close >= text_.size() || text_[close] != ')') return refuse(Refusal::kUnclosedBracket, at_);
    at_ = close + 1;
    return true;
  }

  bool parse_minus(Built& built) {
    if (!enter()) return false;
    at_ = skip_spaces(text_, at_ + 1);
    const Built zero = add(node_of(ExpressionKind::kNumber));
    Built right;
    if (!parse_primary(right)) return false;
    --nesting_;
    return add_operation(Operator::kSubtract, zero, right, built);
  }

  bool parse_date_or_number(Built& built) {
    if (const DateMatch match = match_date(text_, at_); match.end != 0) {
      if (!value::exists(match.date)) return refuse(Refusal::kInvalidDate, at_);
      at_ = match.end;
      ExpressionNode node = node_of(ExpressionKind::kDate);
      node.day = match.date.day;
      node.month = match.date.month;
      node.year = static_cast<std::uint16_t>(match.date.year);
      built = add(node);
      return true;
    }
    const std::size_t end = match_number(text_, at_);
    const std::size_t unit_end = match_unit(text_, end);
    const std::size_t unit_begin = skip_spaces(text_, end);
    ExpressionNode node = node_of(ExpressionKind::kNumber);
    node.number = number_of(text_.substr(at_, end - at_));
    if (unit_end != end) {
      node.has_unit = true;
      place(node, unit_begin, unit_end);
    }
    at_ = unit_end;
    built = add(node);
    return true;
  }

  bool parse_string(Built& built) {
    const std::size_t end = match_string(text_, at_);
    if (end == at_) return refuse(Refusal::kUnclosedString, at_);
    ExpressionNode node = node_of(ExpressionKind::kText);
    place(node, at_ + 1, end - 1);
    at_ = end;
    built = add(node);
    return true;
  }

  bool parse_reference(Built& built) {
    const std::size_t end = match_reference(text_, at_);
    if (end == at_) return refuse(Refusal::kOperand, at_);
    const std::string_view name = text_.substr(at_, end - at_);
    ExpressionNode node = node_of(ExpressionKind::kReference);
    if (name == "oui" || name == "non") {
      node.kind = ExpressionKind::kBoolean;
      node.boolean = name == "oui";
    } else {
      place(node, at_, end);
    }
    at_ = end;
    built = add(node);
    return true;
  }

  bool enter() { return ++nesting_ <= kMaxExpressionDepth || refuse(Refusal::kTooDeep, at_); }

  static ExpressionNode node_of(ExpressionKind kind) {
    ExpressionNode node{};
    node.kind = kind;
    return node;
  }

  static void place(ExpressionNode& node, std::size_t begin, std::size_t end) {
    node.text_begin = static_cast<std::uint32_t>(begin);
    node.text_size = static_cast<std::uint32_t>(end - begin);
  }

  Built add(const ExpressionNode& node) {
    nodes_.push_back(node);
    return {static_cast<std::uint32_t>(nodes_.size() - 1), 1};
  }

  bool add_operation(Operator op, const Built& left, const Built& right, Built& built) {
    const std::uint32_t height = std::max(left.height, right.height) + 1;
    if (height > kMaxExpressionDepth) return refuse(Refusal::kTooDeep, at_);
    ExpressionNode node = node_of(ExpressionKind::kOperation);
    node.op = op;
    node.left = left.node;
    node.right = right.node;
    built = add(node);
    built.height = height;
    return true;
  }

  std::string_view text_;
  std::vector<ExpressionNode>& nodes_;
  std::size_t at_ = 0;
  std::uint32_t nesting_ = 0;
  Refusal refusal_ = Refusal::kOperand;
  std::size_t refused_at_ = 0;
};

// --- preparation: line breaks folded, ends trimmed ---

struct Ends {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Ends trimmed_ends(std::string_view text) {
  std::size_t begin = 0;
  for (Character c = character_at(text, begin); c.is(kBlank); c = character_at(text, begin)) begin += c.size;
  std::size_t end = begin;
  std::size_t at = begin;
  const bool ascii_end = begin < text.size() && static_cast<unsigned char>(text.back()) < 0x80;
  if (ascii_end && !character_at(text, text.size() - 1).is(kBlank)) return {begin, text.size()};
  while (at < text.size()) {
    const Character c = character_at(text, at);
    at += c.size;
    if (!c.is(kBlank)) end = at;
  }
  return {begin, end};
}

/// Walks the prepared form of `text`: `take(prepared, begin, end)` gets pieces of `text` that stay as they are and,
/// for each folded line break, an empty piece.
template <class Take>
void walk_prepared(std::string_view text, Ends ends, Take take) {
  std::size_t piece = ends.begin;
  std::size_t at = ends.begin;
  while (at < ends.end) {
    const Character c = character_at(text, at);
    if (!c.is(kBlank)) {
      at += c.size;
      continue;
    }
    const std::size_t run = at;
    bool newline = false;
    for (Character blank = c; at < ends.end && blank.is(kBlank); blank = character_at(text, at)) {
      newline = newline || text[at] == '\n';
      at += blank.size;
    }
    if (!newline) continue;
    take(piece, run);
    take(at, at);
    piece = at;
  }
  take(piece, ends.end);
}

void prepare(std::string_view text, Ends ends, std::string& prepared) {
  const std::string_view inner = text.substr(ends.begin, ends.end - ends.begin);
  if (inner.find('\n') == std::string_view::npos) {
    prepared.assign(inner);
    return;
  }
  prepared.clear();
  walk_prepared(text, ends, [&](std::size_t begin, std::size_t end) {
    if (begin == end) {
      prepared.push_back(' ');
    } else {
      prepared.append(text.substr(begin, end - begin));
    }
  });
}

/// Where the byte `offset` of the prepared text stands in `text`.
std::size_t original_offset(std::string_view text, Ends ends, std::size_t offset) {
  std::size_t original = ends.end;
  std::size_t prepared = 0;
  bool found = false;
  walk_prepared(text, ends, [&](std::size_t begin, std::size_t end) {
    const std::size_t size = begin == end ? 1 : end - begin;
    if (!found && offset < prepared + size) {
      original = begin + (offset - prepared);
      found = true;
    }
    prepared += size;
  });
  return original;
}

}  // namespace

std::optional<ExpressionError> parse_expression(std::string_view text, Expression& out) {
  out.nodes.clear();
  if (text.size() > kMaxExpressionBytes) {
    out.source.clear();
    return describe(Refusal::kTooLong, text, kMaxExpressionBytes);
  }
  const Ends ends = trimmed_ends(text);
  prepare(text, ends, out.source);
  if (out.source.empty()) return describe(Refusal::kEmpty, out.source, 0);

  Parser parser(out);
  if (parser.parse()) return std::nullopt;
  ExpressionError error = describe(parser.refusal(), out.source, parser.refused_at());
  error.offset = static_cast<std::uint32_t>(original_offset(text, ends, error.offset));
  out.nodes.clear();
  return error;
}

LeadingNumber leading_number(std::string_view text) {
  constexpr std::size_t kLong = 18;
  const std::size_t end = match_number(text, 0);
  if (end == 0 || end >= kLong) return {};
  return {number_of(text.substr(0, end)), end};
}

bool is_reference(std::string_view text) {
  return !text.empty() && match_reference(text, 0) == text.size();
}

}  // namespace partance::engine::syntax

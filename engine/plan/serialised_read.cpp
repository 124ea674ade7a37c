// Reading a program that may come from a stranger: here every count, index and text is checked as it is read; what can
// only be checked once all is there is in serialised_check.cpp.
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "engine/model/infer.hpp"
#include "engine/model/names.hpp"
#include "engine/plan/byte_stream.hpp"
#include "engine/plan/node_shape.hpp"
#include "engine/plan/serialised.hpp"
#include "engine/plan/serialised_check.hpp"
#include "engine/plan/serialised_layout.hpp"
#include "engine/value/calendar.hpp"

namespace partance::engine::plan {

using model::NodeId;
using model::RuleId;
using syntax::Document;

namespace {

class ProgramReader {
 public:
  ProgramReader(std::string_view content, const ProgramLimits& limits)
      : in_(content), limits_(limits), text_budget_(limits.text_bytes) {}

  /// False when something is wrong; failed_at() then says where.
  bool read() {
    return strings() && options() && units() && graph() && rules() && replacements() && metadata() && in_.at_end() &&
           is_sound(model_);
  }
  [[nodiscard]] std::size_t failed_at() const { return in_.failed() ? in_.failed_at() : in_.at(); }

  std::shared_ptr<const Program> program() {
    return assemble(std::move(model_), Metadata(std::move(document_), std::move(mappings_)));
  }

 private:
  [[nodiscard]] bool good() const { return !in_.failed(); }
  bool refuse() { return in_.fail(), false; }
  /// Takes from what texts may take once spelled out: a short file names one long text many times.
  bool afford(std::size_t bytes) {
    if (bytes > text_budget_) return refuse();
    text_budget_ -= bytes;
    return true;
  }

  bool strings() {
    const std::size_t pooled = in_.count();
    const std::size_t count = in_.count();
    if (pooled > count) return refuse();
    strings_.reserve(count);
    for (std::size_t i = 0; i < count && good(); ++i) {
      strings_.push_back(in_.ended_text());
      if (base::first_invalid_utf8(strings_.back()) != strings_.back().size()) return refuse();
    }
    for (std::size_t i = 0; i < pooled && good(); ++i) {
      if (static_cast<std::size_t>(model_.texts.intern(strings_[i])) != i) return refuse();
    }
    next_string_ = pooled;
    return good();
  }

  /// The text of a code: the next one that was not named before, or one by its index.
  std::string_view string(std::uint64_t code) {
    const std::uint64_t i = code == 0 ? next_string_++ : code - 1;
    if (i < strings_.size()) return strings_[static_cast<std::size_t>(i)];
    return in_.fail(), std::string_view();
  }

  bool options() {
    constexpr std::uint8_t kEnd = 8;
    const std::uint8_t flags = in_.byte();
    if (flags >= kEnd) return refuse();
    model_.options.check_orphans = (flags & 1U) != 0;
    model_.options.disable_by_parent = (flags & 2U) != 0;
    model_.options.filter_choices = (flags & 4U) != 0;
    constexpr std::uint64_t kEveryNumber = std::uint64_t{1} << 32U;
    model_.options.max_rules = static_cast<std::uint32_t>(in_.below(kEveryNumber));
    model_.options.max_nodes = static_cast<std::uint32_t>(in_.below(kEveryNumber));
    return good();
  }

  bool units() {
    const std::size_t given = model_.units.size();
    const std::size_t count = in_.count();
    for (std::size_t i = 0; i < count && good(); ++i) {
      value::UnitParts parts;
      for (value::Symbols* side : {&parts.numerators, &parts.denominators}) {
        const std::size_t size = in_.count();
        for (std::size_t k = 0; k < size && good(); ++k) {
          const std::string_view symbol = string(in_.number());
          if (!afford(symbol.size() + sizeof(std::string))) return false;
          side->emplace_back(symbol);
        }
      }
      const auto added = good() ? model_.units.add(std::move(parts)) : std::nullopt;
      if (!added || static_cast<std::size_t>(*added) != given + i) return refuse();
    }
    return good();
  }

  value::Value value() {
    const std::uint64_t code = in_.number();
    const std::uint64_t kind = code & ((1U << layout::kTagBits) - 1);
    const std::uint64_t unit = code >> layout::kTagBits;
    value::Value v;
    if (kind >= static_cast<std::uint64_t>(value::Kind::kError) || unit >= model_.units.size()) return refuse(), v;
    switch (static_cast<value::Kind>(kind)) {
      case value::Kind::kNumber:
        v = value::Value::of_number(in_.real());
        break;
      case value::Kind::kBoolean:
        v = value::Value::boolean(in_.below(2) == 1);
        break;
      case value::Kind::kText:
        v = value::Value::text(value::TextId{static_cast<std::uint32_t>(in_.below(model_.texts.size()))});
        break;
      default:
        v.kind = static_cast<value::Kind>(kind);
        break;
    }
    v.unit = value::UnitId{static_cast<std::uint16_t>(unit)};
    return v;
  }

  /// Nodes are told by their distance from `near`; is_sound() knows where none is allowed.
  NodeId node_id(std::size_t near) {
    const std::uint64_t code = in_.number();
    if (code == 0) return model::kNoNode;
    const std::uint64_t id = std::uint64_t{near} + static_cast<std::uint64_t>(unfolded(code - 1));
    if (id >= node_count_) return refuse(), model::kNoNode;
    return NodeId{static_cast<std::uint32_t>(id)};
  }

  bool graph() {
    model::Graph& graph = model_.graph;
    graph.constants.resize(in_.count());
    for (value::Value& v : graph.constants) v = value();
    graph.inversions.resize(in_.count());
    for (model::InversionBounds& bounds : graph.inversions) {
      bounds = {.min = in_.real(), .max = in_.real(), .tolerance = in_.real()};
    }
    graph.nodes.resize(in_.count());
    node_count_ = graph.nodes.size();
    if (!good() || !operations()) return false;
    for (const std::vector<std::uint32_t>& alike : nodes_by_operation(graph)) {
      column(alike, &Shape::a, &model::Node::a);
      column(alike, &Shape::b, &model::Node::b);
      column(alike, &Shape::c, &model::Node::c);
    }
    lists();
    if (!good()) return false;
    graph.choices.resize(in_.count());
    for (model::ChoiceList& list : graph.choices) choice(list);
    model_.inferred.resize(good() ? node_count_ : 0);
    for (std::uint8_t& byte : model_.inferred) byte = in_.byte();
    return good();
  }

  bool operations() {
    for (model::Node& node : model_.graph.nodes) {
      const unsigned code = in_.byte();
      const unsigned op = code & ~unsigned{layout::kHasOrigin};
      const unsigned origin = (code & layout::kHasOrigin) != 0 ? in_.byte() : 0U;
      if (op > static_cast<unsigned>(kLastOp) || origin > static_cast<unsigned>(kLastOrigin)) return refuse();
      node.op = static_cast<model::Op>(op);
      node.origin = static_cast<model::Origin>(origin);
    }
    return good();
  }

  void column(const std::vector<std::uint32_t>& alike, Field Shape::* held, std::uint32_t model::Node::* field) {
    std::int64_t last = 0;
    for (const std::uint32_t i : alike) {
      model::Node& node = model_.graph.nodes[i];
      switch (shape(node.op).*held) {
        case Field::kUnused:
          break;
        case Field::kNode:
        case Field::kNodeOrNone:
        case Field::kRuleNode:
          node.*field = static_cast<std::uint32_t>(node_id(i));
          break;
        case Field::kUnit:
        case Field::kDurationUnit:
          node.*field = static_cast<std::uint32_t>(in_.below(model::index(model::kNoNode)));
          break;
        case Field::kConstant:
        case Field::kRule:
        case Field::kRuleOrNone:
        case Field::kInversion:
        case Field::kChoice: {
          const std::int64_t change = in_.signed_number();
          constexpr std::int64_t kMost = std::int64_t{1} << 32U;
          if (change < -kMost || change > kMost) return in_.fail();
          last += change;
          if (last < -1 || last >= kMost - 1) return in_.fail();
          node.*field = static_cast<std::uint32_t>(last);  // -1 is kNoRule
          break;
        }
      }
    }
  }

  void lists() {
    std::uint64_t usual = 0;
    std::uint64_t items = 0;
    for (model::Node& node : model_.graph.nodes) {
      const Shape held = shape(node.op);
      constexpr std::uint64_t kEnd = model::kMaxListLength + 1;
      if (held.count_is_unit || held.list != List::kNone) node.count = static_cast<std::uint16_t>(in_.below(kEnd));
      if (held.list == List::kNone) continue;
      const std::uint64_t start = usual + static_cast<std::uint64_t>(in_.signed_number());
      constexpr std::uint64_t kStartEnd = std::uint64_t{1} << 32U;
      if (start >= kStartEnd) return in_.fail();
      const std::uint64_t size = std::uint64_t{node.count} * list_arity(held.list);
      node.c = static_cast<std::uint32_t>(start);
      usual = start + size;
      items += size;
    }
    model_.graph.pool.resize(in_.count());
    // Lists are seldom shared, so reading all of them takes time in proportion to the pool. A file where they overlap
    // without measure would make evaluation slower than its steps tell.
    constexpr std::uint64_t kMostSharing = 4;
    if (items > kMostSharing * model_.graph.pool.size()) return in_.fail();
    std::size_t near = 0;
    for (NodeId& id : model_.graph.pool) {
      id = node_id(near);
      if (id != model::kNoNode) near = index(id);
    }
  }

  void choice(model::ChoiceList& list) {
    const std::uint8_t kind = in_.byte();
    if (kind > static_cast<std::uint8_t>(model::ChoiceList::Kind::kReferences)) return in_.fail();
    list.kind = static_cast<model::ChoiceList::Kind>(kind);
    list.unit = value::UnitId{static_cast<std::uint16_t>(in_.below(model_.units.size()))};
    list.values.resize(in_.count());
    for (value::Value& v : list.values) v = value();
    list.rules.resize(in_.count());
    for (NodeId& id : list.rules) id = node_id(0);
  }

  bool rules() {
    model_.rules.resize(in_.count());
    if (!good() || !names()) return false;
    for (model::Rule& rule : model_.rules) flags(rule);
    if (!place_rules()) return refuse();
    for (model::Rule& rule : model_.rules) {
      rule.body = node_id(index(rule.node));
      rule.choice = node_id(index(rule.node));
      rule.gate = node_id(index(rule.node));
      rule.gate_off_test = node_id(index(rule.node));
    }
    return good();
  }

  bool names() {
    std::vector<std::size_t> all_shared(model_.rules.size());  // with the name before
    for (std::size_t& shared : all_shared) shared = static_cast<std::size_t>(in_.below(limits_.name_bytes));
    if (!good()) return false;
    model_.by_name.reserve(model_.rules.size());
    std::string name;
    for (std::size_t i = 0; i < all_shared.size(); ++i) {
      const std::size_t shared = all_shared[i];
      const std::string_view own = in_.ended_text();
      const std::size_t size = shared + own.size();
      if (shared > name.size() || size > limits_.name_bytes || !afford(size)) return refuse();
      name.resize(shared);
      name += own;
      if (!good() || base::first_invalid_utf8(name) != name.size()) return refuse();
      if (model_.find(name)) return refuse();
      model_.rules[i].name = name;
      model_.by_name.add(name, RuleId{static_cast<std::uint32_t>(i)});
    }
    for (model::Rule& rule : model_.rules) {
      const auto parent = model::parent_name(rule.name);
      if (parent) rule.parent = model_.find(*parent).value_or(model::kNoRule);
    }
    return true;
  }

  void flags(model::Rule& rule) {
    const auto bits = static_cast<std::uint32_t>(in_.below(layout::kRuleFlagsEnd));
    constexpr std::uint32_t kType = 7;
    const std::uint32_t type = (bits >> layout::kTypeShift) & kType;
    const std::uint32_t declared = (bits >> layout::kDeclaredTypeShift) & kType;
    constexpr auto kLastType = static_cast<std::uint32_t>(model::Type::kDate);
    if (type > kLastType || declared > kLastType) return in_.fail();
    rule.type = static_cast<model::Type>(type);
    rule.declared_type = static_cast<model::Type>(declared);
    rule.has_question = (bits & layout::kHasQuestion) != 0;
    rule.is_private = (bits & layout::kPrivate) != 0;
    rule.is_reachable_from_root = (bits & layout::kReachable) != 0;
    rule.is_step = (bits & layout::kStep) != 0;
    rule.nullable = (bits & layout::kNullable) != 0;
    rule.gate_nullable = (bits & layout::kGateNullable) != 0;
    rule.gate_boolean = (bits & layout::kGateBoolean) != 0;
    rule.slot_nullable = (bits & layout::kSlotNullable) != 0;
    rule.is_experimental = (bits & layout::kExperimental) != 0;
  }

  /// Each rule has exactly one kRule node.
  bool place_rules() {
    std::size_t placed = 0;
    for (std::size_t i = 0; i < node_count_; ++i) {
      const model::Node& node = model_.graph.nodes[i];
      if (node.op != model::Op::kRule) continue;
      if (node.a >= model_.rules.size() || model_.rules[node.a].node != model::kNoNode) return false;
      model_.rules[node.a].node = NodeId{static_cast<std::uint32_t>(i)};
      ++placed;
    }
    return placed == model_.rules.size();
  }

  RuleId rule_id() { return RuleId{static_cast<std::uint32_t>(in_.below(model_.rules.size()))}; }

  void rule_list(std::vector<RuleId>& list) {
    list.resize(in_.count());
    for (RuleId& rule : list) rule = rule_id();
  }

  bool replacements() {
    model_.replacements.resize(in_.count());
    for (model::Replacement& replacement : model_.replacements) {
      replacement.by = rule_id();
      replacement.target = rule_id();
      replacement.makes_not_applicable = in_.below(2) == 1;
      replacement.priority = in_.real();
      replacement.reference = node_id(0);
      rule_list(replacement.within);
      rule_list(replacement.except);
      if (!good()) return false;
    }
    for (std::size_t written = in_.count(); written > 0; --written) {
      model::ReplacementKey key{rule_id(), {}};
      key.second.resize(in_.count());
      for (std::uint32_t& i : key.second) i = static_cast<std::uint32_t>(in_.below(model_.replacements.size()));
      const NodeId node = node_id(0);
      if (!good() || node == model::kNoNode) return refuse();
      if (!model_.written_replacements.emplace(std::move(key), node).second) return refuse();
    }
    return good();
  }

  bool metadata() {
    mappings_.assign(model_.rules.size(), Metadata::kNone);
    for (std::uint32_t& mapping : mappings_) {
      const std::size_t size = in_.count();
      if (size > 0) mapping = static_cast<std::uint32_t>(metadata_mapping(size, 0));
      if (!good()) return false;
    }
    return good();
  }

  syntax::NodeId metadata_mapping(std::size_t size, std::uint32_t depth) {
    std::vector<Document::Entry> entries;
    for (std::size_t i = 0; i < size && good(); ++i) {
      const std::string_view key = string(in_.number());
      if (!afford(key.size())) break;
      const syntax::NodeId value = metadata_value(depth + 1);
      entries.push_back({document_.add_key(key), static_cast<std::uint32_t>(key.size()), 0, 0, value});
    }
    return document_.add_mapping(entries, 0, 0);
  }

  syntax::NodeId metadata_value(std::uint32_t depth) {
    using layout::Tag;
    const std::uint64_t code = in_.number();
    const auto tag = static_cast<Tag>(code & ((1U << layout::kTagBits) - 1));
    const std::uint64_t payload = code >> layout::kTagBits;
    const bool is_inner = tag == Tag::kSequence || tag == Tag::kMapping;
    // Each item takes a byte at least.
    if (depth > layout::kMostDepth || (is_inner && payload > in_.left())) return refuse(), document_.add_null(0, 0);
    switch (tag) {
      case Tag::kNull:
        break;
      case Tag::kNo:
      case Tag::kYes:
        return document_.add_boolean(tag == Tag::kYes, 0, 0);
      case Tag::kNumber:
        return document_.add_number(in_.real(), 0, 0);
      case Tag::kText: {
        const std::string_view text = string(payload);
        if (!afford(text.size())) break;
        return document_.add_text(text, 0, 0);
      }
      case Tag::kSequence: {
        std::vector<syntax::NodeId> items;
        for (std::uint64_t i = 0; i < payload && good(); ++i) items.push_back(metadata_value(depth + 1));
        return document_.add_sequence(items, 0, 0);
      }
      case Tag::kMapping:
        return metadata_mapping(static_cast<std::size_t>(payload), depth);
    }
    if (tag != Tag::kNull) refuse();
    return document_.add_null(0, 0);
  }

  ByteReader in_;
  const ProgramLimits& limits_;
  std::size_t text_budget_;
  std::vector<std::string_view> strings_;
  std::uint64_t next_string_ = 0;  // the first that no code has named
  std::size_t node_count_ = 0;
  model::Model model_;
  Document document_;
  std::vector<std::uint32_t> mappings_;
};

std::uint64_t header_number(std::string_view bytes, std::size_t at) {
  return ByteReader(bytes.substr(at)).fixed64();
}

std::unexpected<base::Error> not_a_program() {
  return base::fail(base::ErrorKind::kInvalidInput,
                    "Ce fichier n'est pas un programme de règles compilé : vérifiez son nom.",
                    "This file is not a compiled program of rules: check its name.");
}

std::unexpected<base::Error> other_version(std::uint64_t version) {
  return base::fail(base::ErrorKind::kInvalidInput,
                    "Ce programme de règles est de la version " + std::to_string(version) + ", et la version " +
                        std::to_string(kProgramVersion) + " est attendue : compilez les règles de nouveau.",
                    "This program of rules is of version " + std::to_string(version) + " and version " +
                        std::to_string(kProgramVersion) + " is expected: compile the rules again.");
}

std::unexpected<base::Error> damaged(std::size_t at) {
  const std::string place = std::to_string(at);
  return base::fail(base::ErrorKind::kInvalidInput,
                    "Ce programme de règles est abîmé (octet " + place + ") : compilez les règles de nouveau.",
                    "This program of rules is damaged (byte " + place + "): compile the rules again.");
}

}  // namespace

std::optional<base::Fingerprint> program_origin(std::string_view bytes) {
  if (bytes.size() < layout::kHeaderBytes || !bytes.starts_with(layout::kMagic)) return std::nullopt;
  if (header_number(bytes, layout::kVersionAt) != kProgramVersion) return std::nullopt;
  return base::Fingerprint{header_number(bytes, layout::kOriginAt), header_number(bytes, layout::kOriginAt + 8)};
}

base::Result<std::shared_ptr<const Program>> read_program(std::string_view bytes, const ProgramLimits& limits) {
  if (bytes.size() < layout::kHeaderBytes || !bytes.starts_with(layout::kMagic)) return not_a_program();
  const std::uint64_t version = header_number(bytes, layout::kVersionAt);
  if (version != kProgramVersion) return other_version(version);
  if (bytes.size() > limits.bytes) {
    return base::fail(base::ErrorKind::kTooLarge, "Ce programme de règles est trop grand : est-ce le bon fichier ?",
                      "This program of rules is too large: is it the right file?");
  }
  const std::string_view content = bytes.substr(layout::kHeaderBytes);
  if (header_number(bytes, layout::kLengthAt) != content.size()) return damaged(bytes.size());
  if (header_number(bytes, layout::kFingerprintAt) != base::fingerprint(content).first) {
    return damaged(layout::kFingerprintAt);
  }
  ProgramReader reader(content, limits);
  if (!reader.read()) return damaged(layout::kHeaderBytes + reader.failed_at());
  return reader.program();
}

}  // namespace partance::engine::plan

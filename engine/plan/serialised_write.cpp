// Writing a program. The structured bindings name every field on purpose: a field that is added elsewhere does not
// compile here before somebody has said whether it is written.
#include <unordered_map>
#include <vector>

#include "engine/plan/byte_stream.hpp"
#include "engine/plan/node_shape.hpp"
#include "engine/plan/serialised.hpp"
#include "engine/plan/serialised_layout.hpp"

namespace partance::engine::plan {

using model::NodeId;
using model::RuleId;
using syntax::Document;
using syntax::NodeKind;

namespace {

class ProgramWriter {
 public:
  explicit ProgramWriter(const Program& program) : program_(program), model_(program.model) {}

  std::string write() {
    for (std::size_t i = 0; i < model_.texts.size(); ++i) string_index(model_.texts.text(value::TextId{narrow(i)}));
    next_string_ = strings_.size();
    options();
    units();
    graph();
    rules();
    replacements();
    metadata();
    ByteWriter head;
    head.number(model_.texts.size());
    head.number(strings_.size());
    for (const std::string_view text : strings_) head.ended_text(text);
    return head.bytes() + out_.bytes();
  }

 private:
  static std::uint32_t narrow(std::size_t i) { return static_cast<std::uint32_t>(i); }

  std::size_t string_index(std::string_view text) {
    const auto [at, is_new] = string_indices_.try_emplace(text, strings_.size());
    if (is_new) strings_.push_back(text);
    return at->second;
  }

  /// How a text is named: 0 when it is the next one that was not named before, else its index and one.
  std::size_t string_code(std::string_view text) {
    const std::size_t index = string_index(text);
    if (index != next_string_) return index + 1;
    ++next_string_;
    return 0;
  }

  void options() {
    // keep_references only speaks to compile(), which is over.
    const auto& [check_orphans, disable_by_parent, filter_choices, keep_references, max_rules, max_nodes] =
        model_.options;
    out_.byte(static_cast<std::uint8_t>((check_orphans ? 1U : 0U) | (disable_by_parent ? 2U : 0U) |
                                        (filter_choices ? 4U : 0U)));
    out_.number(max_rules);
    out_.number(max_nodes);
  }

  // The two units that always exist are not written.
  void units() {
    constexpr std::size_t kGiven = 2;
    out_.number(model_.units.size() - kGiven);
    for (std::size_t i = kGiven; i < model_.units.size(); ++i) {
      const value::UnitId unit{static_cast<std::uint16_t>(i)};
      for (const auto* symbols : {&model_.units.numerators(unit), &model_.units.denominators(unit)}) {
        out_.number(symbols->size());
        for (const std::string& symbol : *symbols) out_.number(string_code(symbol));
      }
    }
  }

  void value(const value::Value& v) {
    out_.number(std::uint64_t{static_cast<std::uint16_t>(v.unit)} << layout::kTagBits |
                static_cast<std::uint64_t>(v.kind));
    if (v.is_number()) {
      out_.real(v.number);
    } else if (v.is(value::Kind::kBoolean) || v.is(value::Kind::kText)) {
      out_.number(v.bits);
    }
  }

  void node_id(NodeId id, std::uint32_t near) {
    if (id == model::kNoNode) return out_.number(0);
    out_.number(folded(std::int64_t{narrow(index(id))} - near) + 1);
  }

  void graph() {
    const auto& [nodes, pool, constants, inversions, choices] = model_.graph;
    out_.number(constants.size());
    for (const value::Value& v : constants) value(v);
    out_.number(inversions.size());
    for (const auto& [min, max, tolerance] : inversions) out_.real(min), out_.real(max), out_.real(tolerance);
    out_.number(nodes.size());
    operations(nodes);
    for (const std::vector<std::uint32_t>& alike : nodes_by_operation(model_.graph)) {
      column(alike, &Shape::a, &model::Node::a);
      column(alike, &Shape::b, &model::Node::b);
      column(alike, &Shape::c, &model::Node::c);
    }
    lists(nodes, pool);
    out_.number(choices.size());
    for (const model::ChoiceList& list : choices) choice(list);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      out_.byte(i < model_.inferred.size() ? model_.inferred[i] : std::uint8_t{0});
    }
  }

  void operations(const std::vector<model::Node>& nodes) {
    for (const model::Node& node : nodes) {
      const bool plain = node.origin == model::Origin::kPlain;
      out_.byte(static_cast<std::uint8_t>(static_cast<unsigned>(node.op) | (plain ? 0U : layout::kHasOrigin)));
      if (!plain) out_.byte(static_cast<std::uint8_t>(node.origin));
    }
  }

  void column(const std::vector<std::uint32_t>& alike, Field Shape::* held, std::uint32_t model::Node::* field) {
    std::int64_t last = 0;
    for (const std::uint32_t i : alike) {
      const model::Node& node = model_.graph.nodes[i];
      const std::uint32_t x = node.*field;
      switch (shape(node.op).*held) {
        case Field::kUnused:
          break;
        case Field::kNode:
        case Field::kNodeOrNone:
        case Field::kRuleNode:
          node_id(NodeId{x}, i);
          break;
        case Field::kUnit:
        case Field::kDurationUnit:
          out_.number(x);
          break;
        case Field::kConstant:
        case Field::kRule:
        case Field::kRuleOrNone:
        case Field::kInversion:
        case Field::kChoice:
          // None is -1 here: near what is usual, and never an index.
          out_.signed_number((RuleId{x} == model::kNoRule ? -1 : std::int64_t{x}) - last);
          last = RuleId{x} == model::kNoRule ? -1 : std::int64_t{x};
          break;
      }
    }
  }

  void lists(const std::vector<model::Node>& nodes, const std::vector<NodeId>& pool) {
    std::int64_t usual = 0;
    for (const model::Node& node : nodes) {
      const Shape held = shape(node.op);
      if (held.count_is_unit) out_.number(node.count);
      if (held.list == List::kNone) continue;
      out_.number(node.count);
      out_.signed_number(std::int64_t{node.c} - usual);
      usual = std::int64_t{node.c} + std::int64_t{node.count} * static_cast<std::int64_t>(list_arity(held.list));
    }
    out_.number(pool.size());
    std::uint32_t near = 0;
    for (const NodeId id : pool) {
      node_id(id, near);
      if (id != model::kNoNode) near = narrow(index(id));
    }
  }

  void choice(const model::ChoiceList& list) {
    const auto& [kind, unit, values, rules] = list;
    out_.byte(static_cast<std::uint8_t>(kind));
    out_.number(static_cast<std::uint64_t>(unit));
    out_.number(values.size());
    for (const value::Value& v : values) value(v);
    out_.number(rules.size());
    for (const NodeId id : rules) node_id(id, 0);
  }

  void rules() {
    out_.number(model_.rules.size());
    std::string_view before;
    for (const model::Rule& rule : model_.rules) {
      std::size_t shared = 0;
      while (shared < before.size() && shared < rule.name.size() && before[shared] == rule.name[shared]) ++shared;
      out_.number(shared);
      before = rule.name;
    }
    before = {};
    for (const model::Rule& rule : model_.rules) {
      std::size_t shared = 0;
      while (shared < before.size() && shared < rule.name.size() && before[shared] == rule.name[shared]) ++shared;
      out_.ended_text(std::string_view(rule.name).substr(shared));
      before = rule.name;
    }
    for (const model::Rule& rule : model_.rules) out_.number(flags(rule));
    for (const model::Rule& rule : model_.rules) {
      const std::uint32_t near = narrow(index(rule.node));
      node_id(rule.body, near);
      node_id(rule.choice, near);
      node_id(rule.gate, near);
      node_id(rule.gate_off_test, near);
    }
  }

  static std::uint32_t flags(const model::Rule& rule) {
    // Not written: `node` and `parent` are worked out again; `document`, `raw` and `span` are places in rule files.
    const auto& [name, node, body, choice, gate, off_test, parent, document, raw, span, type, declared_type,
                 has_question, is_private, is_reachable, is_step, nullable, gate_nullable, gate_boolean, slot_nullable,
                 is_experimental] = rule;
    const auto flag = [](bool set, std::uint32_t bit) { return set ? bit : 0U; };
    return flag(has_question, layout::kHasQuestion) | flag(is_private, layout::kPrivate) |
           flag(is_reachable, layout::kReachable) | flag(is_step, layout::kStep) | flag(nullable, layout::kNullable) |
           flag(gate_nullable, layout::kGateNullable) | flag(gate_boolean, layout::kGateBoolean) |
           flag(slot_nullable, layout::kSlotNullable) | flag(is_experimental, layout::kExperimental) |
           static_cast<std::uint32_t>(type) << layout::kTypeShift |
           static_cast<std::uint32_t>(declared_type) << layout::kDeclaredTypeShift;
  }

  void rule_list(const std::vector<RuleId>& list) {
    out_.number(list.size());
    for (const RuleId rule : list) out_.number(index(rule));
  }

  void replacements() {
    out_.number(model_.replacements.size());
    for (const auto& [by, target, makes_not_applicable, priority, reference, within, except] : model_.replacements) {
      out_.number(index(by));
      out_.number(index(target));
      out_.byte(makes_not_applicable ? 1 : 0);
      out_.real(priority);
      node_id(reference, 0);
      rule_list(within);
      rule_list(except);
    }
    out_.number(model_.written_replacements.size());
    for (const auto& [key, node] : model_.written_replacements) {
      out_.number(index(key.first));
      out_.number(key.second.size());
      for (const std::uint32_t replacement : key.second) out_.number(replacement);
      node_id(node, 0);
    }
  }

  void metadata() {
    const Document& document = program_.metadata.document();
    for (std::size_t i = 0; i < model_.rules.size(); ++i) {
      const auto mapping = program_.metadata.of(RuleId{narrow(i)});
      out_.number(mapping ? document.entries(*mapping).size() : 0);
      if (mapping) entries(document, *mapping);
    }
  }

  void entries(const Document& document, syntax::NodeId mapping) {
    for (const Document::Entry& entry : document.entries(mapping)) {
      out_.number(string_code(document.key(entry)));
      metadata_value(document, entry.value);
    }
  }

  void tagged(layout::Tag tag, std::size_t payload = 0) {
    out_.number(std::uint64_t{payload} << layout::kTagBits | static_cast<std::uint64_t>(tag));
  }

  // Recursion is as deep as the readers of rule files let documents be.
  void metadata_value(const Document& document, syntax::NodeId node) {
    using layout::Tag;
    switch (document.kind(node)) {
      case NodeKind::kNull:
        return tagged(Tag::kNull);
      case NodeKind::kBoolean:
        return tagged(document.boolean(node) ? Tag::kYes : Tag::kNo);
      case NodeKind::kNumber:
        tagged(Tag::kNumber);
        return out_.real(document.number(node));
      case NodeKind::kText:
        return tagged(Tag::kText, string_code(document.text(node)));
      case NodeKind::kSequence:
        tagged(Tag::kSequence, document.items(node).size());
        for (const syntax::NodeId item : document.items(node)) metadata_value(document, item);
        return;
      case NodeKind::kMapping:
        tagged(Tag::kMapping, document.entries(node).size());
        return entries(document, node);
    }
  }

  const Program& program_;
  const model::Model& model_;
  ByteWriter out_;
  std::vector<std::string_view> strings_;  // views into the program, which outlives this
  std::unordered_map<std::string_view, std::size_t> string_indices_;
  std::size_t next_string_ = 0;  // the first that no code has named
};

}  // namespace

std::string write_program(const Program& program, const base::Fingerprint& origin) {
  ByteWriter out;
  out.text(layout::kMagic);
  out.fixed64(kProgramVersion);
  out.fixed64(origin.first);
  out.fixed64(origin.second);
  out.fixed64(0);  // length and fingerprint: see below
  out.fixed64(0);
  out.text(ProgramWriter(program).write());
  std::string bytes = out.bytes();
  seal_program(bytes);
  return bytes;
}

std::string program_version(const Program& program) {
  return program_version(write_program(program));
}

std::string program_version(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const std::uint64_t fingerprint = base::fingerprint(bytes.substr(layout::kHeaderBytes)).first;
  std::string version;
  for (int shift = 60; shift >= 0; shift -= 4) version += kDigits[fingerprint >> static_cast<unsigned>(shift) & 15U];
  return version;
}

void seal_program(std::string& bytes) {
  if (bytes.size() < layout::kHeaderBytes) return;
  const std::string_view content = std::string_view(bytes).substr(layout::kHeaderBytes);
  ByteWriter seal;
  seal.fixed64(content.size());
  seal.fixed64(base::fingerprint(content).first);
  bytes.replace(layout::kLengthAt, seal.bytes().size(), seal.bytes());
}

}  // namespace partance::engine::plan

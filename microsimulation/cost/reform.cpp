// See reform.hpp.
#include "microsimulation/cost/reform.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/model/names.hpp"

namespace partance::microsimulation::cost {

using engine::syntax::Document;
using engine::syntax::NodeId;
using engine::syntax::NodeKind;
using engine::syntax::Sources;
using engine::syntax::Span;

namespace {

constexpr std::string_view kPrivateMark = "[privé] ";
constexpr std::string_view kNested = "avec";

/// Where the rules of a mapping are named from: "" for a document, the rule's name for its `avec`.
std::string full_name(std::string_view written, const std::string& prefix) {
  if (written.starts_with(kPrivateMark)) written.remove_prefix(kPrivateMark.size());
  if (prefix.empty()) return std::string(written);
  return prefix + std::string(engine::model::kSeparator) + std::string(written);
}

/// The mapping under `avec` of a rule's body.
std::optional<NodeId> nested_rules(const Document& document, NodeId body) {
  if (document.kind(body) != NodeKind::kMapping) return std::nullopt;
  const auto nested = document.find(body, kNested);
  return nested && document.kind(*nested) == NodeKind::kMapping ? nested : std::nullopt;
}

struct Definition {
  std::string name;
  Span key;
  Span body;
  bool is_nested = false;
};

/// Every rule of a document, those within others after them. Documents are at most a hundred levels deep.
void list_rules(const Document& document, NodeId mapping, const std::string& prefix, std::vector<Definition>& all) {
  for (const Document::Entry& entry : document.entries(mapping)) {
    const std::string name = full_name(document.key(entry), prefix);
    all.push_back({name, document.span(entry), document.span(entry.value), !prefix.empty()});
    if (const auto nested = nested_rules(document, entry.value)) list_rules(document, *nested, name, all);
  }
}

std::vector<Definition> rules_of(const Document& document) {
  std::vector<Definition> all;
  const bool has_rules = !document.empty() && document.kind(document.root()) == NodeKind::kMapping;
  if (has_rules) list_rules(document, document.root(), "", all);
  return all;
}

/// The lines of a rule as they were written, without the comments and empty lines behind it.
std::string text_of(const Definition& rule, const Sources& sources) {
  const std::string_view text = sources.text(rule.key.source);
  const std::size_t line_end = std::min(text.rfind('\n', rule.key.begin), text.size());
  const std::size_t begin = line_end == text.size() ? 0 : line_end + 1;
  const std::size_t end = std::max({rule.body.end, rule.key.end, static_cast<std::uint32_t>(begin)});
  std::string_view lines = text.substr(begin, std::max(end, text.find('\n', rule.key.end)) - begin);
  for (;;) {
    while (!lines.empty() && (lines.back() == '\n' || lines.back() == ' ' || lines.back() == '\r')) {
      lines.remove_suffix(1);
    }
    const std::size_t last = lines.rfind('\n');
    const std::string_view line = lines.substr(last == std::string_view::npos ? 0 : last + 1);
    const std::size_t start = line.find_first_not_of(' ');
    if (last == std::string_view::npos || start == std::string_view::npos || line[start] != '#') break;
    lines = lines.substr(0, last);
  }
  return std::string(lines);
}

using Names = std::unordered_set<std::string>;

/// A copy of `mapping` without the rules named; nothing when it has none of them.
std::optional<NodeId> without(Document& document, NodeId mapping, const std::string& prefix, const Names& names) {
  const auto all = document.entries(mapping);
  std::vector<Document::Entry> kept(all.begin(), all.end());  // a copy: the document grows below
  bool is_changed = false;
  for (auto entry = kept.begin(); entry != kept.end();) {
    const std::string name = full_name(document.key(*entry), prefix);
    if (names.contains(name)) {
      entry = kept.erase(entry);
      is_changed = true;
      continue;
    }
    if (const auto nested = nested_rules(document, entry->value)) {
      if (const auto fewer = without(document, *nested, name, names)) {
        const auto body = document.entries(entry->value);
        std::vector<Document::Entry> pieces(body.begin(), body.end());
        for (Document::Entry& piece : pieces) {
          if (document.key(piece) == kNested) piece.value = *fewer;
        }
        const Span span = document.span(entry->value);
        entry->value = document.add_mapping(pieces, span.begin, span.end);
        is_changed = true;
      }
    }
    ++entry;
  }
  if (!is_changed) return std::nullopt;
  const Span span = document.span(mapping);
  return document.add_mapping(kept, span.begin, span.end);
}

}  // namespace

Reform merge_reform(engine::load::Loaded& loaded, std::size_t first) {
  Reform reform;
  std::unordered_map<std::string, Definition> former;
  for (std::size_t i = 0; i < first; ++i) {
    for (Definition& rule : rules_of(*loaded.documents[i])) former.emplace(rule.name, rule);
  }
  Names names;
  for (std::size_t i = first; i < loaded.documents.size(); ++i) {
    for (const Definition& rule : rules_of(*loaded.documents[i])) {
      names.insert(rule.name);
      const auto old = former.find(rule.name);
      const std::string before = old == former.end() ? std::string() : text_of(old->second, loaded.sources);
      std::string after = text_of(rule, loaded.sources);
      if (before == after) continue;
      reform.touched.push_back(rule.name);
      if (rule.is_nested) continue;  // its text is shown with that of the rule it is in
      reform.changes.push_back(
          {rule.name, std::string(loaded.sources.name(rule.key.source)), before, std::move(after)});
    }
  }
  std::unordered_set<std::string> left = names;
  for (std::size_t i = 0; i < first; ++i) {
    auto smaller = *loaded.documents[i];
    const bool has_rules = !smaller.empty() && smaller.kind(smaller.root()) == NodeKind::kMapping;
    if (const auto root = has_rules ? without(smaller, smaller.root(), "", names) : std::nullopt) {
      smaller.set_root(*root);
      loaded.documents[i] = std::make_shared<const Document>(std::move(smaller));
    }
    for (const Definition& rule : rules_of(*loaded.documents[i])) left.insert(rule.name);
  }
  for (const auto& [name, rule] : former) {
    if (!left.contains(name)) reform.removed.push_back(name);
  }
  std::ranges::sort(reform.removed);
  std::ranges::copy(reform.removed, std::back_inserter(reform.touched));
  return reform;
}

}  // namespace partance::microsimulation::cost

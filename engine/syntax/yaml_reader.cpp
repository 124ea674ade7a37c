// The YAML reader: libyaml's events, the core schema of YAML 1.2 applied to plain scalars, aliases shared.
//
// libyaml speaks YAML 1.1: what 1.2 changes in scalars is done here; line separators that only 1.1 knows are refused.
#include <algorithm>
#include <string>
#include <unordered_map>

#include <yaml.h>

#include "base/number_text.hpp"
#include "base/utf8.hpp"
#include "engine/syntax/core_schema.hpp"
#include "engine/syntax/document_builder.hpp"
#include "engine/syntax/reader.hpp"
#include "engine/syntax/source_checks.hpp"
#include "engine/syntax/yaml_messages.hpp"

namespace partance::engine::syntax {
namespace {

constexpr std::string_view kCoreTagPrefix = "tag:yaml.org,2002:";

std::string_view view(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

/// libyaml counts characters; we count bytes. Marks come nearly in order, so one cursor walks along.
class CharacterOffsets {
 public:
  explicit CharacterOffsets(std::string_view text) : text_(text) {}

  std::size_t byte_of(std::size_t character) {
    while (character_ < character && byte_ < text_.size()) {
      byte_ += size_from_lead(text_[byte_]);
      ++character_;
    }
    while (character_ > character) {
      do --byte_;
      while ((static_cast<unsigned char>(text_[byte_]) & 0xC0U) == 0x80U);
      --character_;
    }
    return byte_;
  }

 private:
  /// The text is known to be UTF-8.
  static std::size_t size_from_lead(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    if (byte < 0x80) return 1;
    return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  }

  std::string_view text_;
  std::size_t character_ = 0;
  std::size_t byte_ = 0;
};

/// A parser of libyaml and its current event, freed in all cases.
class EventStream {
 public:
  explicit EventStream(std::string_view text) {
    usable_ = yaml_parser_initialize(&parser_) != 0;
    if (!usable_) return;
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  EventStream(const EventStream&) = delete;
  EventStream& operator=(const EventStream&) = delete;
  ~EventStream() {
    drop_event();
    if (usable_) yaml_parser_delete(&parser_);
  }

  /// The next event, nullptr when the text is refused.
  const yaml_event_t* next() {
    drop_event();
    has_event_ = usable_ && yaml_parser_parse(&parser_, &event_) != 0;
    return has_event_ ? &event_ : nullptr;
  }
  [[nodiscard]] const yaml_parser_t& parser() const { return parser_; }

 private:
  void drop_event() {
    if (has_event_) yaml_event_delete(&event_);
    has_event_ = false;
  }

  yaml_parser_t parser_{};
  yaml_event_t event_{};
  bool usable_ = false;
  bool has_event_ = false;
};

class YamlReader {
 public:
  YamlReader(std::string_view text, std::size_t mark_size, std::uint32_t source, const ReadLimits& limits,
             std::vector<Diagnostic>& diagnostics)
      : text_(text),
        mark_size_(mark_size),
        offsets_(text),
        events_(text),
        source_(source),
        limits_(limits),
        diagnostics_(diagnostics),
        builder_(source, limits) {}

  /// False when an error was reported.
  bool read() {
    for (;;) {
      const yaml_event_t* const event = events_.next();
      if (event == nullptr) return refuse_malformed();
      if (event->type == YAML_STREAM_END_EVENT) break;
      if (!take(*event)) return false;
    }
    if (!has_root_) builder_.place({builder_.document().add_null(byte(0), byte(0))});
    return !failed_;
  }

  DocumentBuilder& builder() { return builder_; }

 private:
  struct Anchor {
    BuiltNode node;
    bool open = false;          ///< its collection is not closed yet
    std::uint64_t version = 0;  ///< a name may be given again, even inside the collection it names
  };
  /// The anchor of an open collection; nullptr when it has none.
  struct OpenAnchor {
    Anchor* anchor = nullptr;
    std::uint64_t version = 0;
  };

  bool take(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_DOCUMENT_START_EVENT:
        return start_document(event);
      case YAML_SCALAR_EVENT:
        return builder_.expects_key() ? take_key(event) : take_scalar(event);
      case YAML_ALIAS_EVENT:
        return builder_.expects_key() ? take_alias_key(event) : take_alias(event);
      case YAML_SEQUENCE_START_EVENT:
        return open(NodeKind::kSequence, event, event.data.sequence_start.anchor, event.data.sequence_start.tag, "seq");
      case YAML_MAPPING_START_EVENT:
        return open(NodeKind::kMapping, event, event.data.mapping_start.anchor, event.data.mapping_start.tag, "map");
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        return close(event);
      default:
        return true;
    }
  }

  bool start_document(const yaml_event_t& event) {
    if (has_root_) {
      return error("yaml-several-documents", span(event),
                   {"un second document commence ici", "a second document starts here"},
                   {"retirez « --- », ou faites deux fichiers", "remove \"---\", or make two files"});
    }
    has_root_ = true;
    const yaml_version_directive_t* const version = event.data.document_start.version_directive;
    if (version != nullptr && version->minor < 2) {
      return error("yaml-version", span(event),
                   {"ce texte se dit en YAML 1.1, où « oui » et « non » s'écrivent autrement ; seul YAML 1.2 est lu",
                    "this text declares YAML 1.1, whose booleans differ; only YAML 1.2 is read"},
                   {"retirez la ligne %YAML", "remove the %YAML line"});
    }
    return true;
  }

  // --- scalars ---

  ScalarValue resolve(const yaml_event_t& event) {
    const auto& scalar = event.data.scalar;
    const std::string_view tag = view(scalar.tag);
    if (tag.empty()) {
      return scalar.style == YAML_PLAIN_SCALAR_STYLE ? resolve_plain_scalar(text_of(event)) : ScalarValue{};
    }
    if (tag == "!") return {};
    if (tag.starts_with(kCoreTagPrefix)) {
      const std::string_view name = tag.substr(kCoreTagPrefix.size());
      if (name == "str") return {};
      const ScalarValue value = resolve_plain_scalar(text_of(event));
      if (name == "null" && value.kind == NodeKind::kNull) return value;
      if (name == "bool" && value.kind == NodeKind::kBoolean) return value;
      if ((name == "int" || name == "float") && value.kind == NodeKind::kNumber) return value;
    }
    ignore_tag(tag, span(event));
    return {};
  }

  static std::string_view text_of(const yaml_event_t& event) {
    return {reinterpret_cast<const char*>(event.data.scalar.value), event.data.scalar.length};
  }

  BuiltNode add_scalar(const yaml_event_t& event) {
    const ScalarValue value = resolve(event);
    const Span place = span(event);
    Document& document = builder_.document();
    switch (value.kind) {
      case NodeKind::kNull:
        return {document.add_null(place.begin, place.end)};
      case NodeKind::kBoolean:
        return {document.add_boolean(value.number != 0, place.begin, place.end)};
      case NodeKind::kNumber:
        return {document.add_number(value.number, place.begin, place.end)};
      default:
        return {document.add_text(text_of(event), place.begin, place.end)};
    }
  }

  bool take_scalar(const yaml_event_t& event) {
    const auto outcome = builder_.count_scalar();
    if (outcome != DocumentBuilder::Outcome::kAccepted) return refuse_limit(outcome, event);
    const BuiltNode node = add_scalar(event);
    remember(event.data.scalar.anchor, node, false);
    builder_.place(node);
    return true;
  }

  // --- keys: the text JavaScript would give them ---

  bool take_key(const yaml_event_t& event) {
    const bool quoted = event.data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                        event.data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    Span place = span(event);
    if (quoted && place.end >= place.begin + 2) place = {source_, place.begin + 1, place.end - 1};
    if (event.data.scalar.anchor != nullptr) {
      const auto outcome = builder_.count_scalar();
      if (outcome != DocumentBuilder::Outcome::kAccepted) return refuse_limit(outcome, event);
      remember(event.data.scalar.anchor, add_scalar(event), false);
    }
    const ScalarValue value = resolve(event);
    set_key(value.kind == NodeKind::kText ? std::string(text_of(event)) : key_text(value), place);
    return true;
  }

  static std::string key_text(const ScalarValue& value) {
    if (value.kind == NodeKind::kNumber) return base::number_text(value.number);
    if (value.kind == NodeKind::kBoolean) return value.number != 0 ? "true" : "false";
    return {};
  }

  void set_key(std::string_view text, Span place) { builder_.key(text, place.begin, place.end); }

  bool take_alias_key(const yaml_event_t& event) {
    const Anchor* const anchor = find_anchor(event);
    if (anchor == nullptr) return false;
    const Document& document = builder_.document();
    const NodeId id = anchor->node.id;
    const NodeKind kind = anchor->open ? NodeKind::kMapping : document.kind(id);
    switch (kind) {
      case NodeKind::kSequence:
      case NodeKind::kMapping:
        return refuse_key(event);
      case NodeKind::kText:
        set_key(std::string(document.text(id)), span(event));
        return true;
      case NodeKind::kNumber:
        set_key(base::number_text(document.number(id)), span(event));
        return true;
      case NodeKind::kBoolean:
        set_key(document.boolean(id) ? "true" : "false", span(event));
        return true;
      case NodeKind::kNull:
        set_key("", span(event));
        return true;
    }
    return true;
  }

  bool refuse_key(const yaml_event_t& event) {
    return error("key-not-scalar", span(event),
                 {"une clé est un texte, pas une liste ni un objet", "a key is a text, not a list or a mapping"},
                 {"mettez la clé entre guillemets", "put the key between quotes"});
  }

  // --- sequences and mappings ---

  bool open(NodeKind kind, const yaml_event_t& event, const yaml_char_t* anchor, const yaml_char_t* tag,
            std::string_view usual_tag) {
    if (builder_.expects_key()) return refuse_key(event);
    const std::string_view tag_text = view(tag);
    const bool usual = tag_text.starts_with(kCoreTagPrefix) && tag_text.substr(kCoreTagPrefix.size()) == usual_tag;
    if (!tag_text.empty() && tag_text != "!" && !usual) ignore_tag(tag_text, span(event));
    const auto outcome = builder_.open(kind, span(event).begin);
    if (outcome != DocumentBuilder::Outcome::kAccepted) return refuse_limit(outcome, event);
    Anchor* const remembered = remember(anchor, {}, true);
    open_anchors_.push_back({remembered, anchor_versions_});
    return true;
  }

  bool close(const yaml_event_t& event) {
    const BuiltNode node = builder_.close(end_of_collection(event));
    const OpenAnchor open = open_anchors_.back();
    open_anchors_.pop_back();
    if (open.anchor != nullptr && open.anchor->version == open.version) *open.anchor = {node, false, open.version};
    builder_.place(node);
    return true;
  }

  /// A block collection ends where its last line does, not where libyaml noticed.
  std::uint32_t end_of_collection(const yaml_event_t& event) {
    const std::uint32_t mark = span(event).end;
    if (mark == collection_end_mark_) return collection_end_;
    std::size_t last = mark - mark_size_;
    while (last > 0 && (text_[last - 1] == ' ' || text_[last - 1] == '\n' || text_[last - 1] == '\r')) --last;
    collection_end_mark_ = mark;
    collection_end_ = static_cast<std::uint32_t>(last + mark_size_);
    return collection_end_;
  }

  // --- anchors and aliases ---

  /// The anchor's record, which keeps its place in memory; nullptr without an anchor.
  Anchor* remember(const yaml_char_t* name, const BuiltNode& node, bool open) {
    if (name == nullptr) return nullptr;
    Anchor& anchor = anchors_[std::string(view(name))];
    anchor = {node, open, ++anchor_versions_};
    return &anchor;
  }

  const Anchor* find_anchor(const yaml_event_t& event) {
    const auto found = anchors_.find(std::string(view(event.data.alias.anchor)));
    if (found != anchors_.end()) return &found->second;
    error("yaml-unknown-anchor", span(event),
          {"aucune ancre « &" + std::string(view(event.data.alias.anchor)) + " » n'est définie plus haut",
           "no anchor \"&" + std::string(view(event.data.alias.anchor)) + "\" is defined above"},
          {"si la valeur commence par « * », mettez-la entre guillemets",
           "if the value starts with \"*\", put it between quotes"});
    return nullptr;
  }

  bool take_alias(const yaml_event_t& event) {
    const Anchor* const anchor = find_anchor(event);
    if (anchor == nullptr) return false;
    if (anchor->open) {
      return error("yaml-alias-cycle", span(event), {"cet alias contient lui-même", "this alias contains itself"},
                   {"écrivez la valeur au lieu de l'alias", "write the value instead of the alias"});
    }
    const auto outcome = builder_.place_again(anchor->node);
    return outcome == DocumentBuilder::Outcome::kAccepted || refuse_limit(outcome, event);
  }

  // --- places and refusals ---

  std::uint32_t byte(std::size_t character) {
    return static_cast<std::uint32_t>(offsets_.byte_of(character) + mark_size_);
  }

  Span span(const yaml_event_t& event) {
    const std::uint32_t begin = byte(event.start_mark.index);
    return {source_, begin, byte(event.end_mark.index)};
  }

  bool error(std::string code, Span place, base::Message message, base::Message hint) {
    diagnostics_.push_back({std::move(code), Severity::kError, std::move(message), {}, place, std::move(hint)});
    failed_ = true;
    return false;
  }

  void ignore_tag(std::string_view tag, Span place) {
    if (++ignored_tags_ > kMaxTagWarnings) return;
    diagnostics_.push_back(
        {"yaml-tag",
         Severity::kWarning,
         {"l'étiquette « " + std::string(tag) + " » est ignorée", "the tag \"" + std::string(tag) + "\" is ignored"},
         {},
         place,
         {"retirez-la ; si la valeur commence par « ! », mettez-la entre guillemets",
          "remove it; if the value starts with \"!\", put it between quotes"}});
  }

  bool refuse_limit(DocumentBuilder::Outcome outcome, const yaml_event_t& event) {
    diagnostics_.push_back(limit_reached(outcome, limits_, span(event)));
    failed_ = true;
    return false;
  }

  bool refuse_malformed() {
    const yaml_parser_t& parser = events_.parser();
    const std::string_view problem = parser.problem == nullptr ? "memory" : parser.problem;
    const std::string_view context = parser.context == nullptr ? "" : parser.context;
    // The reader of libyaml gives a byte, its scanner and parser a mark.
    const bool is_byte = parser.error == YAML_READER_ERROR;
    std::size_t begin = is_byte ? parser.problem_offset + mark_size_ : byte(parser.problem_mark.index);
    const std::string_view rest = text_.substr(std::min(begin - mark_size_, text_.size()));
    YamlMessage words = yaml_message(problem, context, rest);
    if (words.at_context) begin = byte(parser.context_mark.index);
    begin = std::min(begin, text_.size() + mark_size_);
    const std::size_t size = begin - mark_size_ < text_.size() ? base::utf8_size(text_, begin - mark_size_) : 0;
    return error("yaml-syntax", {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)},
                 std::move(words.message), std::move(words.hint));
  }

  static constexpr std::size_t kMaxTagWarnings = 20;

  std::string_view text_;  // without its byte order mark
  std::size_t mark_size_;
  CharacterOffsets offsets_;
  EventStream events_;
  std::uint32_t source_;
  const ReadLimits& limits_;
  std::vector<Diagnostic>& diagnostics_;
  DocumentBuilder builder_;
  std::unordered_map<std::string, Anchor> anchors_;
  std::uint64_t anchor_versions_ = 0;
  std::vector<OpenAnchor> open_anchors_;   // one an open collection
  std::uint32_t collection_end_mark_ = 0;  // several collections often end at one place
  std::uint32_t collection_end_ = 0;
  std::size_t ignored_tags_ = 0;
  bool has_root_ = false;
  bool failed_ = false;
};

/// Characters that YAML 1.1 (libyaml) takes for line breaks and YAML 1.2 does not.
std::optional<Diagnostic> check_line_separators(std::string_view text, std::uint32_t source) {
  for (const std::string_view separator : {"\u0085", "\u2028", "\u2029"}) {
    const std::size_t at = text.find(separator);
    if (at == std::string_view::npos) continue;
    const auto begin = static_cast<std::uint32_t>(at);
    return Diagnostic{
        "yaml-line-separator",
        Severity::kError,
        {"un séparateur de ligne invisible est collé ici", "an invisible line separator was pasted here"},
        {},
        {source, begin, begin + static_cast<std::uint32_t>(separator.size())},
        {"effacez-le, ou remplacez-le par un retour à la ligne", "delete it, or replace it with a line break"}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Document> read_yaml(const Sources& sources, std::uint32_t source, const ReadLimits& limits,
                                  std::vector<Diagnostic>& diagnostics) {
  std::string_view text = sources.text(source);
  auto refused = check_source(text, source, limits);
  if (!refused) refused = check_line_separators(text, source);
  if (refused) {
    diagnostics.push_back(std::move(*refused));
    return std::nullopt;
  }
  const std::size_t mark_size = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  text.remove_prefix(mark_size);

  YamlReader reader(text, mark_size, source, limits, diagnostics);
  const bool read = reader.read();
  report_repeated_keys(reader.builder(), sources, source, diagnostics);
  if (!read || !reader.builder().repeated_keys().empty()) return std::nullopt;
  return std::move(reader.builder().document());
}

}  // namespace partance::engine::syntax

// The JSON reader: base's events become a document.
#include "base/json_reader.hpp"

#include "engine/syntax/document_builder.hpp"
#include "engine/syntax/reader.hpp"
#include "engine/syntax/source_checks.hpp"

namespace partance::engine::syntax {
namespace {

class DocumentEvents final : public base::JsonEvents {
 public:
  DocumentEvents(DocumentBuilder& builder, std::size_t offset) : builder_(builder), offset_(offset) {}

  bool null(base::JsonPlace place) override {
    return place_scalar(builder_.document().add_null(begin(place), end(place)));
  }
  bool boolean(bool value, base::JsonPlace place) override {
    return place_scalar(builder_.document().add_boolean(value, begin(place), end(place)));
  }
  bool number(double value, base::JsonPlace place) override {
    return place_scalar(builder_.document().add_number(value, begin(place), end(place)));
  }
  bool text(std::string_view value, base::JsonPlace place) override {
    return place_scalar(builder_.document().add_text(value, begin(place), end(place)));
  }
  bool key(std::string_view value, base::JsonPlace place) override {
    builder_.key(value, begin(place) + 1, end(place) - 1);
    return true;
  }
  bool begin_object(base::JsonPlace bracket) override { return open(NodeKind::kMapping, bracket); }
  bool end_object(base::JsonPlace bracket) override { return close(bracket); }
  bool begin_array(base::JsonPlace bracket) override { return open(NodeKind::kSequence, bracket); }
  bool end_array(base::JsonPlace bracket) override { return close(bracket); }

  [[nodiscard]] DocumentBuilder::Outcome outcome() const { return outcome_; }

 private:
  [[nodiscard]] std::uint32_t begin(base::JsonPlace place) const {
    return static_cast<std::uint32_t>(place.begin + offset_);
  }
  [[nodiscard]] std::uint32_t end(base::JsonPlace place) const {
    return static_cast<std::uint32_t>(place.end + offset_);
  }

  bool place_scalar(NodeId id) {
    builder_.place({id});
    outcome_ = builder_.count_scalar();
    return outcome_ == DocumentBuilder::Outcome::kAccepted;
  }
  bool open(NodeKind kind, base::JsonPlace bracket) {
    outcome_ = builder_.open(kind, begin(bracket));
    return outcome_ == DocumentBuilder::Outcome::kAccepted;
  }
  bool close(base::JsonPlace bracket) {
    builder_.place(builder_.close(end(bracket)));
    return true;
  }

  DocumentBuilder& builder_;
  std::size_t offset_;
  DocumentBuilder::Outcome outcome_ = DocumentBuilder::Outcome::kAccepted;
};

}  // namespace

std::optional<Document> read_json(const Sources& sources, std::uint32_t source, const ReadLimits& limits,
                                  std::vector<Diagnostic>& diagnostics) {
  std::string_view text = sources.text(source);
  if (auto refused = check_source(text, source, limits)) {
    diagnostics.push_back(std::move(*refused));
    return std::nullopt;
  }
  const std::size_t mark_size = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  text.remove_prefix(mark_size);

  DocumentBuilder builder(source, limits);
  DocumentEvents events(builder, mark_size);
  const auto error = base::read_json(text, events, limits.depth);
  report_repeated_keys(builder, sources, source, diagnostics);
  if (error) {
    const auto begin = static_cast<std::uint32_t>(error->offset + mark_size);
    const Span span{source, begin, begin + (error->offset < text.size() ? 1U : 0U)};
    if (error->kind == base::JsonErrorKind::kTooDeep) {
      diagnostics.push_back(limit_reached(DocumentBuilder::Outcome::kTooDeep, limits, span));
    } else if (error->kind == base::JsonErrorKind::kStopped) {
      diagnostics.push_back(limit_reached(events.outcome(), limits, span));
    } else {
      diagnostics.push_back({"json-syntax", Severity::kError, error->message, {}, span, error->hint});
    }
    return std::nullopt;
  }
  if (!builder.repeated_keys().empty()) return std::nullopt;
  return std::move(builder.document());
}

}  // namespace partance::engine::syntax

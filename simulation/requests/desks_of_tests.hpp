// Desks for the tests of this room: the rulebook of three aids, and the national one. Included by tests only: what is
// not as expected is thrown, and fails the test that asked.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "engine/load/load.hpp"
#include "engine/syntax/document_json.hpp"
#include "simulation/example_rulebook.hpp"
#include "simulation/requests/desk.hpp"

namespace partance::simulation::requests {

inline constexpr engine::value::Date kToday{2025, 6, 1};

inline std::shared_ptr<const engine::plan::Program> compiled(engine::load::Loaded& loaded) {
  auto program = engine::load::compile(loaded);
  for (const auto& d : loaded.diagnostics) {
    if (d.severity == engine::syntax::Severity::kError) throw std::runtime_error(d.message.en + " " + d.rule);
  }
  return program;
}

inline const Desk& example_desk() {
  static const Desk kDesk = [] {
    engine::load::Loaded loaded;
    engine::load::read_text("example.publicodes", std::string(kExampleRulebook), loaded);
    return Desk(compiled(loaded), "example-1");
  }();
  return kDesk;
}

inline const Desk& national_desk() {
  static const Desk kDesk = [] {
    engine::load::Loaded loaded;
    const auto read = engine::load::read_rules(PARTANCE_SOURCE_DIR "/rulebook", loaded);
    if (!read) throw std::runtime_error(read.error().message.en);
    return Desk(compiled(loaded), "national-test");
  }();
  return kDesk;
}

/// JSON text read back, for looking inside.
class Json {
 public:
  explicit Json(std::string_view text) {
    engine::syntax::Sources sources;
    std::vector<engine::syntax::Diagnostic> diagnostics;
    auto read = engine::syntax::read_json(sources, sources.add("json", std::string(text)), {}, diagnostics);
    if (!read) throw std::runtime_error("not JSON: " + std::string(text.substr(0, 400)));
    document_ = std::make_shared<engine::syntax::Document>(*std::move(read));
    at_ = document_->root();
  }

  [[nodiscard]] bool has(std::string_view key) const { return document_->find(at_, key).has_value(); }
  Json operator[](std::string_view key) const {
    const auto found = document_->find(at_, key);
    if (!found) throw std::runtime_error("no member " + std::string(key));
    return {document_, *found};
  }
  Json operator[](std::size_t i) const {
    const auto items = document_->items(at_);
    if (i >= items.size()) throw std::runtime_error("no item " + std::to_string(i));
    return {document_, items[i]};
  }
  /// The item of a list whose member `key` is `value`.
  [[nodiscard]] Json where(std::string_view key, std::string_view value) const {
    for (std::size_t i = 0; i < size(); ++i) {
      const Json one = (*this)[i];
      if (one[key].text() == value) return one;
    }
    throw std::runtime_error("no item with " + std::string(key) + " = " + std::string(value));
  }
  [[nodiscard]] bool is_null() const { return document_->kind(at_) == engine::syntax::NodeKind::kNull; }
  [[nodiscard]] bool boolean() const { return document_->boolean(at_); }
  [[nodiscard]] double number() const { return document_->number(at_); }
  [[nodiscard]] std::string text() const {
    return document_->kind(at_) == engine::syntax::NodeKind::kText ? std::string(document_->text(at_)) : std::string();
  }
  [[nodiscard]] std::size_t size() const {
    const auto kind = document_->kind(at_);
    if (kind == engine::syntax::NodeKind::kSequence) return document_->items(at_).size();
    return kind == engine::syntax::NodeKind::kMapping ? document_->entries(at_).size() : 0;
  }
  /// Laid out for people.
  [[nodiscard]] std::string pretty() const {
    std::string out;
    base::JsonWriter json(out, base::JsonLayout::kIndented);
    engine::syntax::write_json(*document_, at_, json);
    return out + "\n";
  }

 private:
  Json(std::shared_ptr<engine::syntax::Document> document, engine::syntax::NodeId at)
      : document_(std::move(document)), at_(at) {}

  std::shared_ptr<engine::syntax::Document> document_;
  engine::syntax::NodeId at_{};
};

/// The answer, which must be one.
inline Json asked(const Desk& desk, std::string_view name, std::string_view body) {
  const auto answer = desk.answer(name, body, kToday);
  if (answer) return Json(*answer);
  throw std::runtime_error(std::string(name) + ": " + answer.error().code + ": " + answer.error().detail.en);
}

/// The refusal, which there must be.
inline Refusal refused(const Desk& desk, std::string_view name, std::string_view body) {
  const auto answer = desk.answer(name, body, kToday);
  if (!answer) return answer.error();
  throw std::runtime_error(std::string(name) + " answered " + answer->substr(0, 200));
}

}  // namespace partance::simulation::requests

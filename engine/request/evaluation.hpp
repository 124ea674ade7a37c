// One evaluation asked in JSON, answered in JSON: a line of `partance evaluate --lines`, a call of the browser module.
//
// Request: {id, situation, evaluate, options}; `rules` is read by those who can compile them.
// Answer: {id, result: {value, unit, missing, formatted, warnings}} or {id, error: {stage, name, message…}}.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/evaluate/run.hpp"
#include "engine/plan/program.hpp"
#include "engine/syntax/diagnostic.hpp"
#include "engine/syntax/document.hpp"

namespace partance::engine::request {

/// A request that was read; the fields are in its document.
struct Request {
  syntax::Document document;
  std::optional<syntax::NodeId> id{}, rules{}, situation{}, evaluate{}, options{};

  /// A switch `name` in a group of the options, or the group itself when it is written as a boolean.
  [[nodiscard]] bool option(std::string_view group, std::string_view name, bool otherwise) const;
  /// Whether its situation must be compiled with the rules.
  [[nodiscard]] bool adds_rules() const;
  /// Whether an answer speaks of rules, see refers_to_rules().
  [[nodiscard]] bool answers_refer() const;
};

/// Which stage failed, in the words of the reference.
struct Stage {
  std::string_view stage;
  std::string_view name;
};

inline constexpr std::size_t kMostRequestBytes = 64U << 20U;

/// Reads a request; the error is the answer to give.
std::expected<Request, std::string> read_request(std::string_view json, std::size_t most_bytes = kMostRequestBytes);

/// The answer that says what is wrong; with diagnostics, the first error among them.
std::string refusal(const Request& request, const Stage& stage, const base::Message& message, std::string_view code);
std::string refusal(const Request& request, const Stage& stage, const std::vector<syntax::Diagnostic>& diagnostics);

/// Answers requests one after the other. Keeps its run as long as the program stays the same.
class Evaluator {
 public:
  explicit Evaluator(value::Date today) : today_(today) {}

  /// `program` holds the rules of the situation when the request adds some.
  std::string answer(const Request& request, const std::shared_ptr<const plan::Program>& program);
  void forget() { run_.reset(); }

 private:
  std::optional<std::string> take_situation(evaluate::Run& run, const Request& request) const;

  std::unique_ptr<evaluate::Run> run_;
  value::Date today_;
};

}  // namespace partance::engine::request

// The body of a request: JSON text of a stranger, read within limits into what the requests need.
//
// Common members: `language`, `date`, `answers`. The others are asked for by name and kind; members nobody asks for are
// left alone, so that an older server understands a newer page.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan/program.hpp"
#include "engine/syntax/diagnostic.hpp"
#include "engine/syntax/document.hpp"
#include "engine/value/calendar.hpp"
#include "simulation/answers.hpp"
#include "simulation/requests/refusal.hpp"

namespace partance::simulation::requests {

inline constexpr std::size_t kMostBodyBytes = 256 * 1024;
inline constexpr std::size_t kMostDepth = 20;
inline constexpr std::size_t kMostAnswers = 2'000;
inline constexpr std::size_t kMostAnswerBytes = 2'000;  ///< of one answer or expression
inline constexpr std::size_t kMostExpressions = 200;

class Body {
 public:
  /// Reads the text (empty: no members at all). A refusal when it is not a JSON object or a common member is not what
  /// it should be; answers that cannot be used are left out and told in problems().
  static std::expected<Body, Refusal> read(std::string_view json, const engine::plan::Program& program);

  [[nodiscard]] base::Language language() const { return language_; }
  [[nodiscard]] std::optional<engine::value::Date> date() const { return date_; }
  [[nodiscard]] const Answers& answers() const { return answers_; }
  [[nodiscard]] const std::vector<engine::syntax::Diagnostic>& problems() const { return problems_; }

  using Text = std::optional<std::string_view>;
  /// The text of a member; nothing when it is absent or null, a refusal when it is something else.
  [[nodiscard]] std::expected<Text, Refusal> text(std::string_view member) const;
  /// The same for a member that must be there.
  [[nodiscard]] std::expected<std::string_view, Refusal> needed_text(std::string_view member) const;
  /// A whole number within bounds, `otherwise` when absent.
  [[nodiscard]] std::expected<int, Refusal> number(std::string_view member, int least, int most, int otherwise) const;

  [[nodiscard]] const engine::syntax::Document& document() const { return document_; }
  /// A member as it was written; nothing when it is absent or null.
  [[nodiscard]] std::optional<engine::syntax::NodeId> find(std::string_view member) const;

 private:
  std::optional<Refusal> read_language();
  std::optional<Refusal> read_date();
  std::optional<Refusal> read_given_answers(const engine::plan::Program& program);

  engine::syntax::Document document_{};
  base::Language language_ = base::Language::kFrench;
  std::optional<engine::value::Date> date_{};
  Answers answers_{};
  std::vector<engine::syntax::Diagnostic> problems_{};
};

}  // namespace partance::simulation::requests

// A refusal: why a request has no answer, in both languages, ready to become a problem document (RFC 9457).
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace partance::simulation::requests {

struct Refusal {
  int status = 400;                          ///< as HTTP numbers them
  std::string code{};                        ///< stable, "unknown-rule"
  base::Message title{};                     ///< of the code, always the same
  base::Message detail{};                    ///< what happened here and how to mend it
  std::string where{};                       ///< member, rule or place of the body; empty when the whole is meant
  std::optional<base::Language> language{};  ///< of the reader, when the body could tell
};

/// JSON text, or why there is none.
using Answered = std::expected<std::string, Refusal>;

/// A refusal of a known code; its status and title come from one table. An unknown code is a mistake of ours.
Refusal refusal(std::string_view code, base::Message detail, std::string where = {});
inline std::unexpected<Refusal> refuse(std::string_view code, base::Message detail, std::string where = {}) {
  return std::unexpected(refusal(code, std::move(detail), std::move(where)));
}

/// {type, title, status, detail, code, where, request}; `where` is null when there is none, `request` when empty.
std::string problem_json(const Refusal& refusal, base::Language language, std::string_view request);

}  // namespace partance::simulation::requests

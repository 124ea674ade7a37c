// See number_answer.hpp.
#include "engine/evaluate/number_answer.hpp"

#include <cmath>
#include <string>

namespace partance::engine::evaluate {

std::optional<syntax::Diagnostic> unfit_number(double answer, std::string_view rule, const syntax::Span& span) {
  if (std::isfinite(answer)) return std::nullopt;
  const std::string name(rule);
  syntax::Diagnostic d{.code = "number-too-large",
                       .message = {"La réponse à « " + name + " » est un nombre trop grand.",
                                   "The answer to “" + name + "” is too large a number."},
                       .rule = name,
                       .span = span,
                       .hint = {"Vérifier l'exposant : un nombre a au plus 308 chiffres avant la virgule.",
                                "Check the exponent: a number has at most 308 digits before its point."}};
  if (!std::isnan(answer)) return d;
  d.message = {"La réponse à « " + name + " » n'est pas un nombre.", "The answer to “" + name + "” is not a number."};
  d.hint = {"Donner un nombre, ou laisser la réponse vide.", "Give a number, or leave the answer empty."};
  return d;
}

}  // namespace partance::engine::evaluate

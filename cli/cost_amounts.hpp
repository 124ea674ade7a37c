// Amounts and numbers of people as a cost report writes them.
#pragma once

#include <optional>
#include <string>

#include "microsimulation/cost/comparison.hpp"

namespace partance::cli {

class CostAmounts {
 public:
  struct Grain {
    bool whole_euros = false;  ///< of sums: amounts of one person are always to the cent
    bool whole_people = false;
  };
  CostAmounts(base::Language language, const Grain& grain) : language_(language), grain_(grain) {}

  using Exact = microsimulation::cost::Exact;
  /// A sum of money.
  [[nodiscard]] std::string sum(Exact money) const;
  /// With its sign.
  [[nodiscard]] std::string change(Exact money) const;
  /// An amount of one person, with its sign, to the cent.
  [[nodiscard]] std::string change_each(base::Cents cents) const;
  [[nodiscard]] std::string bound(base::Cents cents) const;
  /// `part` shared by `people`, with its sign; a dash when there is nobody.
  [[nodiscard]] std::string mean(Exact money, Exact people) const;
  /// "+4,2 %"; a dash when there was nothing before.
  [[nodiscard]] std::string growth(Exact difference, Exact before) const;
  [[nodiscard]] std::string people(Exact weight) const;
  /// "± 1 300 €" and "± 1 300": half the 95% interval of a standard error in cents or in people, to two digits.
  [[nodiscard]] std::string margin(double cents) const;
  [[nodiscard]] std::string people_margin(double people) const;
  /// "12,3 %" of a whole.
  [[nodiscard]] std::string share(Exact part, Exact whole) const;

 private:
  [[nodiscard]] std::string percent(double number) const;
  [[nodiscard]] std::string with_sign(base::Cents cents) const;

  base::Language language_;
  Grain grain_;
};

}  // namespace partance::cli

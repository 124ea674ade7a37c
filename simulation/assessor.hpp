// The assessor: turns rules into findings about one aid (see report.hpp). Used by simulate() only.
//
// Keeps what several aids share: the run, the language, units of money, and the score of every missing rule.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/evaluate/run.hpp"
#include "simulation/catalogue.hpp"
#include "simulation/report.hpp"

namespace partance::simulation {

/// Missing rules in the order met; each target's scores, as shares of its greatest, are added up.
class MissingTally {
 public:
  void add(const std::vector<std::pair<RuleId, double>>& scores);
  /// Greatest score first, then the order met.
  [[nodiscard]] std::vector<std::pair<RuleId, double>> ranked() const;

 private:
  std::vector<std::pair<RuleId, double>> all_;
  std::unordered_map<std::size_t, std::size_t> place_;
};

class Assessor {
 public:
  Assessor(engine::evaluate::Run& run, base::Language language);

  AidReport assess(const Aid& aid);
  /// The verdict alone; missing rules go into the tally.
  Verdict verdict(const Aid& aid, AidReport* into);

  /// Cents of a rule's value, in € (or in €/mois when `monthly`); nothing when not known, not applicable or of another
  /// unit.
  std::optional<Cents> cents(RuleId rule, bool monthly);
  [[nodiscard]] Missing missing(RuleId rule) const;
  std::optional<Date> date(std::optional<RuleId> rule);
  [[nodiscard]] const MissingTally& tally() const { return tally_; }
  void look_for_amount(const Aid& aid);
  /// When the aid may be asked for.
  Window window(const Aid& aid);

 private:
  void read_texts(const Aid& aid, AidReport& report) const;
  void read_criteria(const Aid& aid, AidReport& report);
  void read_amounts(const Aid& aid, AidReport& report);
  Criterion criterion(RuleId rule, const engine::evaluate::Value& value);
  std::optional<Cents> value_cents(const engine::evaluate::Value& value, bool monthly);
  [[nodiscard]] Amount amount(Cents cents) const;
  std::string window_text(std::optional<RuleId> rule, std::optional<Date>& date);
  void add_missing(const std::vector<std::pair<RuleId, double>>& scores, AidReport& report);

  engine::evaluate::Run& run_;
  base::Language language_;
  MissingTally tally_;
};

}  // namespace partance::simulation

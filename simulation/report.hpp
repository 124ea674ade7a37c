// The report: everything a person is told about her aids, in her language, ready to be laid out.
//
// Made by simulate(), read by the JSON writer and by the pages of the command. Texts are in one language; amounts are
// cents, dates are calendar dates.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "engine/plan/wording.hpp"
#include "engine/value/calendar.hpp"

namespace partance::simulation {

using base::Cents;
using engine::plan::Citation;
using engine::value::Date;

enum class Verdict : std::uint8_t { kYes, kNo, kUnknown };

/// A value a criterion looked at.
struct Seen {
  std::string rule{};
  std::string title{};
  std::string value{};
  bool is_known = false;
  bool is_answer = false;  ///< given by the person, not worked out
};

struct Criterion {
  std::string rule{};
  std::string title{};
  std::string description{};
  Verdict verdict = Verdict::kUnknown;
  std::vector<Seen> seen{};
  std::vector<Citation> references{};
  std::string reliability{};  ///< official, secondary, unsure; empty when the rulebook does not say
};

/// Something that would settle an open verdict or amount.
struct Missing {
  std::string rule{};
  std::string title{};
  std::string question{};       ///< empty when it is not a question
  bool is_unpublished = false;  ///< the rulebook has no figure for this year
};

/// An amount of money, once or a month.
struct Amount {
  Cents cents = 0;
  std::string text{};
};

struct Window {
  std::optional<Date> opening{}, closing{};
  std::string opening_text{}, closing_text{};  ///< as shown; empty when not known
  bool is_over = false;                        ///< closed before today
  bool is_open = false;
};

struct AidReport {
  std::string id{};
  std::string rule{};
  std::string title{};
  std::string description{};
  Verdict verdict = Verdict::kUnknown;
  std::string error{};  ///< why the rules gave no answer at all; empty in ordinary life
  std::optional<Amount> monthly{}, total{}, minimum{}, maximum{};
  std::string decided_by{};  ///< who sets the amount when the rules do not
  std::string duration{};
  double months = 0;
  std::vector<Criterion> criteria{};
  std::vector<Missing> missing{};
  Window window{};
  std::vector<std::string> documents{};
  std::string decides{}, pays{}, where{}, payment{};
  std::string schedule{};  ///< as the rulebook names it
  std::string scope{}, reliability{};
  std::vector<Citation> references{};
};

struct Share {
  std::size_t aid = 0;  ///< index in Report::aids
  Cents amount = 0;
  bool is_minimum = false;  ///< the low end of a range
  bool is_reduced = false;  ///< less than alone, because of another aid of the combination
};

struct Plan {
  std::vector<Share> shares{};
  Cents total = 0;
};

struct Due {
  std::size_t aid = 0;
  std::optional<Date> date{};
  Cents amount = 0;
};

struct Month {
  std::int32_t year = 0;
  std::uint8_t month = 1;
  std::string label{};  ///< "septembre 2025"
  Cents total = 0;
  std::vector<Due> payments{};
};

/// An aid with a yes whose amount is not known, beside the best combination.
struct Uncounted {
  std::size_t aid = 0;
  bool is_excluded = false;  ///< some aid of the best combination forbids it
  bool is_unsure = false;    ///< whether it may be added is not known
};

/// Two aids that may not be added up for sure: to be asked to the office.
struct OfficeQuestion {
  std::size_t first = 0, second = 0;
  std::string text{};
  std::vector<Citation> references{};
};

/// Why two aids exclude each other or are lowered, shown beside the combination.
struct PairNote {
  std::size_t first = 0, second = 0;
  std::string text{};
  std::string reliability{};
  std::vector<Citation> references{};
};

struct Report {
  base::Language language = base::Language::kFrench;
  Date today{};
  std::vector<AidReport> aids{};
  Plan best{};
  std::optional<Plan> runner_up{};
  bool is_exact = true;
  std::vector<Uncounted> uncounted{};
  std::vector<OfficeQuestion> office_questions{};
  std::vector<PairNote> notes{};
  std::vector<Month> months{};
  std::vector<Due> undated{};
  std::vector<Missing> questions{};  ///< what is still worth answering, most useful first
};

}  // namespace partance::simulation

// See report_words.hpp.
#include "simulation/report_words.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace partance::simulation {

using base::Language;

namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

}  // namespace

std::string reliability_words(std::string_view mark, Language language) {
  const bool french = language == Language::kFrench;
  if (mark == "secondaire") return french ? "source secondaire" : "secondary source";
  if (mark == "incertain") return french ? "à vérifier : source incertaine" : "to be checked: unsure source";
  return {};
}

std::string window_words(const AidReport& aid, Language language) {
  const bool french = language == Language::kFrench;
  const auto& window = aid.window;
  std::string out;
  if (!window.opening_text.empty()) out += (french ? "ouverture " : "opening ") + window.opening_text;
  if (!window.closing_text.empty()) {
    if (!out.empty()) out += french ? "\u00a0; " : "; ";
    out += (french ? "clôture " : "closing ") + window.closing_text;
  }
  if (window.is_over) out += french ? " (dépassée)" : " (over)";
  if (window.is_open) out += french ? " (ouverte en ce moment)" : " (open now)";
  if (out.empty()) return french ? "dates non publiées dans nos sources" : "dates not published in our sources";
  return out;
}

std::string uncounted_words(const Uncounted& one, Language language) {
  const bool french = language == Language::kFrench;
  if (one.is_excluded) {
    return french ? " : montant à fixer, mais ne se cumule pas avec cette combinaison"
                  : ": amount to be set, but cannot be added to this combination";
  }
  if (one.is_unsure) {
    return french ? " : montant à fixer, cumul à vérifier" : ": amount to be set, combination to be checked";
  }
  return french ? " : montant à fixer, s'ajoute" : ": amount to be set, comes on top";
}

std::string short_month(int month, Language language) {
  static constexpr std::array<std::string_view, 12> kFrench{"janv.", "févr.", "mars",  "avr.", "mai",  "juin",
                                                            "juil.", "août",  "sept.", "oct.", "nov.", "déc."};
  static constexpr std::array<std::string_view, 12> kEnglish{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return std::string((language == Language::kFrench ? kFrench : kEnglish)[static_cast<std::size_t>(month - 1)]);
}

std::string amount_words(const AidReport& aid, Language language) {
  const bool french = language == Language::kFrench;
  std::string out;
  if (aid.monthly) out = aid.monthly->text + (french ? " par mois" : " a month");
  if (aid.total) {
    if (!out.empty()) out += ", ";
    out += aid.total->text + (french ? " en tout" : " in total");
  } else if (aid.minimum && aid.maximum && aid.minimum->cents != aid.maximum->cents) {
    if (!out.empty()) out += ", ";
    out += french ? "de " + aid.minimum->text + " à " + aid.maximum->text + " en tout"
                  : "from " + aid.minimum->text + " to " + aid.maximum->text + " in total";
  } else if (aid.minimum || aid.maximum) {
    if (!out.empty()) out += ", ";
    out += (aid.minimum ? aid.minimum : aid.maximum)->text + (french ? " en tout" : " in total");
  }
  if (!aid.duration.empty() && !out.empty()) out += " (" + aid.duration + ")";
  if (aid.decided_by.empty()) return out;
  if (!out.empty()) out += french ? "\u00a0; " : "; ";
  return out + (french ? "montant décidé par : " : "amount decided by: ") + aid.decided_by;
}

std::string short_reason(const AidReport& aid, Language language) {
  if (aid.verdict == Verdict::kYes) {
    const std::string amount = amount_words(aid, language);
    return amount.empty() ? (language == Language::kFrench ? "montant non connu" : "amount not known") : amount;
  }
  if (aid.verdict == Verdict::kNo) {
    for (const Criterion& criterion : aid.criteria) {
      if (criterion.verdict == Verdict::kNo) return criterion.title;
    }
    return {};
  }
  if (!aid.error.empty()) return aid.error;
  std::vector<std::string> titles;
  for (const auto& missing : aid.missing) titles.push_back(missing.title);
  constexpr std::size_t kMostShown = 3;
  const std::size_t hidden = titles.size() > kMostShown ? titles.size() - kMostShown : 0;
  titles.resize(titles.size() - hidden);
  std::string out = (language == Language::kFrench ? "il manque : " : "missing: ") + joined(titles, ", ");
  if (hidden > 0) out += " (+" + std::to_string(hidden) + ")";
  return out;
}

std::string share_notes(const Share& share, Language language) {
  const bool french = language == Language::kFrench;
  std::string out;
  if (share.is_minimum) out += french ? " (au moins)" : " (at least)";
  if (share.is_reduced) out += french ? " (réduit par le cumul)" : " (lowered by the combination)";
  return out;
}

}  // namespace partance::simulation

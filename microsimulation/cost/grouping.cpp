// See grouping.hpp.
#include "microsimulation/cost/grouping.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

#include "base/number_text.hpp"
#include "engine/plan/wording.hpp"
#include "engine/value/format.hpp"
#include "microsimulation/cost/exact.hpp"

namespace partance::microsimulation::cost {

using base::Language;

namespace {

std::string number_words(double x, const std::string& unit, Language language) {
  std::string text = engine::value::format_number(x, {.language = language});
  if (!unit.empty()) text += "\u00a0" + unit;
  return text;
}

/// One way to write a label in both languages.
template <class F>
base::Message both(F&& words) {
  return {words(Language::kFrench), words(Language::kEnglish)};
}

class Grouper {
 public:
  Grouper(const Keys& keys, std::span<const std::int64_t> weights, const Bands& bands, const Labels& labels)
      : keys_(keys), weights_(weights), bands_(bands), labels_(labels) {
    grouping_.of_row.resize(keys.kinds.size());
  }

  Grouping make() {
    booleans();
    numbers();
    texts();
    without_value(KeyKind::kNotApplicable, {"sans objet", "not applicable"});
    without_value(KeyKind::kUnknown, {"réponse inconnue", "answer not known"});
    without_value(KeyKind::kError, {"erreur de calcul", "error in the computation"});
    return std::move(grouping_);
  }

 private:
  [[nodiscard]] std::int64_t weight(std::size_t row) const { return weights_.empty() ? kOnePerson : weights_[row]; }

  std::uint32_t add(std::string value, base::Message label) {
    grouping_.names.push_back({std::move(value), std::move(label)});
    return static_cast<std::uint32_t>(grouping_.names.size() - 1);
  }

  template <class F>
  void for_rows(KeyKind kind, F&& f) {
    for (std::size_t row = 0; row < keys_.kinds.size(); ++row) {
      if (keys_.kinds[row] == kind) f(row);
    }
  }

  void without_value(KeyKind kind, base::Message label) {
    if (std::ranges::find(keys_.kinds, kind) == keys_.kinds.end()) return;
    const std::uint32_t group = add({}, std::move(label));
    for_rows(kind, [&](std::size_t row) { grouping_.of_row[row] = group; });
  }

  void booleans() {
    for (const bool truth : {true, false}) {
      std::uint32_t group = 0;
      bool is_new = true;
      for_rows(KeyKind::kBoolean, [&](std::size_t row) {
        if ((keys_.numbers[row] != 0) != truth) return;
        if (is_new) group = truth ? add("oui", {"oui", "yes"}) : add("non", {"non", "no"});
        is_new = false;
        grouping_.of_row[row] = group;
      });
    }
  }

  void numbers() {
    std::map<double, Exact> met;  // NaN is no value of a rule
    for_rows(KeyKind::kNumber, [&](std::size_t row) { met[keys_.numbers[row]] += weight(row); });
    if (met.empty()) return;
    std::map<double, std::uint32_t> group_of;
    if (!bands_.bounds.empty()) {
      given_bands(met, group_of);
    } else if (met.size() <= kMostSingleNumbers) {
      for (const auto& [number, ignored] : met) {
        group_of[number] =
            add(base::number_text(number), both([&](Language l) { return number_words(number, keys_.unit, l); }));
      }
    } else {
      quantiles(met, group_of);
    }
    for_rows(KeyKind::kNumber, [&](std::size_t row) { grouping_.of_row[row] = group_of[keys_.numbers[row]]; });
  }

  /// Every band is a group, also one that nobody is in.
  void given_bands(const std::map<double, Exact>& met, std::map<double, std::uint32_t>& group_of) {
    const std::vector<double>& bounds = bands_.bounds;
    std::vector<std::uint32_t> groups(bounds.size() + 1);
    const bool has_below = met.begin()->first < bounds.front();
    for (std::size_t i = has_below ? 0 : 1; i <= bounds.size(); ++i) {
      groups[i] = add({}, both([&](Language l) { return band_words(i, l); }));
    }
    for (const auto& [number, ignored] : met) {
      const auto above = std::ranges::upper_bound(bounds, number) - bounds.begin();
      group_of[number] = groups[static_cast<std::size_t>(above)];
    }
  }

  [[nodiscard]] std::string band_words(std::size_t band, Language language) const {
    const bool french = language == Language::kFrench;
    const auto words = [&](double x) { return number_words(x, keys_.unit, language); };
    const std::vector<double>& bounds = bands_.bounds;
    if (band == 0) return (french ? "moins de " : "below ") + words(bounds.front());
    if (band == bounds.size()) return words(bounds.back()) + (french ? " ou plus" : " or more");
    return french ? "de " + words(bounds[band - 1]) + " à moins de " + words(bounds[band])
                  : "from " + words(bounds[band - 1]) + " to less than " + words(bounds[band]);
  }

  /// A number goes where most of the people below it end; equal numbers stay together.
  void quantiles(const std::map<double, Exact>& met, std::map<double, std::uint32_t>& group_of) {
    Exact total = 0;
    for (const auto& [ignored, people] : met) total += people;
    const auto parts = static_cast<Exact>(std::max<std::size_t>(bands_.quantiles, 1));
    Exact below = 0;
    std::map<Exact, std::pair<double, double>> ends;
    std::map<double, Exact> part_of;
    for (const auto& [number, people] : met) {
      // By the middle of those who share the number, so that a crowd does not always fall downwards.
      const Exact part = total == 0 ? 0 : std::min<Exact>(parts - 1, (2 * below + people) * parts / (2 * total));
      const auto [at, is_new] = ends.emplace(part, std::pair(number, number));
      at->second.second = number;
      part_of[number] = part;
      below += people;
    }
    std::map<Exact, std::uint32_t> group_of_part;
    for (const auto& [part, range] : ends) {
      group_of_part[part] =
          add({}, both([&](Language l) {
                const std::string from = number_words(range.first, keys_.unit, l);
                const std::string to = number_words(range.second, keys_.unit, l);
                if (range.first == range.second) return from;
                return l == Language::kFrench ? "de " + from + " à " + to : "from " + from + " to " + to;
              }));
    }
    for (const auto& [number, part] : part_of) group_of[number] = group_of_part[part];
  }

  void texts() {
    std::vector<Exact> people(keys_.words.size(), 0);
    std::vector<bool> is_met(keys_.words.size(), false);
    for_rows(KeyKind::kText, [&](std::size_t row) {
      people[keys_.texts[row]] += weight(row);
      is_met[keys_.texts[row]] = true;
    });
    std::vector<std::uint32_t> shown;
    for (std::uint32_t word = 0; word < keys_.words.size(); ++word) {
      if (is_met[word]) shown.push_back(word);
    }
    if (shown.empty()) return;
    std::vector<std::uint32_t> rest;
    if (shown.size() > kMostGroups) {
      std::ranges::sort(shown, [&](std::uint32_t a, std::uint32_t b) {
        return people[a] != people[b] ? people[a] > people[b] : keys_.words[a] < keys_.words[b];
      });
      rest.assign(shown.begin() + kMostGroups - 1, shown.end());
      shown.resize(kMostGroups - 1);
    }
    std::vector<std::uint32_t> group_of(keys_.words.size(), 0);
    name_texts(shown, group_of);
    if (!rest.empty()) {
      const std::string number = std::to_string(rest.size());
      const std::uint32_t group = add({}, {"autres (" + number + " valeurs)", "others (" + number + " values)"});
      for (const std::uint32_t word : rest) group_of[word] = group;
    }
    for_rows(KeyKind::kText, [&](std::size_t row) { grouping_.of_row[row] = group_of[keys_.texts[row]]; });
  }

  /// In the order of the rule's own options, then of the texts.
  void name_texts(std::vector<std::uint32_t>& shown, std::vector<std::uint32_t>& group_of) {
    std::unordered_map<std::string, std::size_t> rank;
    std::unordered_map<std::string, base::Message> labels;
    if (labels_.program != nullptr && labels_.rule != engine::model::kNoRule) {
      for (const Language language : {Language::kFrench, Language::kEnglish}) {
        for (auto& offer : engine::plan::offers(*labels_.program, labels_.rule, language)) {
          rank.emplace(offer.value, rank.size());
          base::Message& label = labels[offer.value];
          (language == Language::kFrench ? label.fr : label.en) = std::move(offer.label);
        }
      }
    }
    const auto order = [&](std::uint32_t word) {
      const auto at = rank.find(keys_.words[word]);
      return std::pair(at == rank.end() ? rank.size() : at->second, std::string_view(keys_.words[word]));
    };
    std::ranges::sort(shown, {}, order);
    for (const std::uint32_t word : shown) {
      const std::string& text = keys_.words[word];
      const auto label = labels.find(text);
      group_of[word] = add(text, label == labels.end() ? base::Message{text, text} : label->second);
    }
  }

  const Keys& keys_;
  std::span<const std::int64_t> weights_;
  const Bands& bands_;
  const Labels& labels_;
  Grouping grouping_;
};

}  // namespace

Grouping group_rows(const Keys& keys, std::span<const std::int64_t> weights, const Bands& bands, const Labels& labels) {
  return Grouper(keys, weights, bands, labels).make();
}

Keys keys_of_column(const Column& column, std::size_t rows, const engine::batch::Dictionary& dictionary) {
  using engine::batch::ColumnType;
  using engine::batch::State;
  Keys keys{.kinds = std::vector<KeyKind>(rows), .numbers = std::vector<double>(rows, 0), .unit = column.unit};
  std::unordered_map<std::uint32_t, std::uint32_t> place_of;
  const bool has_texts = column.type == ColumnType::kText || column.type == ColumnType::kDate;
  if (has_texts) keys.texts.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const State state = column.states.empty() ? State::kKnown : column.states[row];
    if (state != State::kKnown) {
      keys.kinds[row] = state == State::kUnknown ? KeyKind::kUnknown : KeyKind::kNotApplicable;
    } else if (has_texts) {
      const std::uint32_t code = column.texts[row];
      const auto [at, is_new] = place_of.emplace(code, static_cast<std::uint32_t>(keys.words.size()));
      if (is_new) keys.words.push_back(dictionary.text(code));
      keys.kinds[row] = KeyKind::kText;
      keys.texts[row] = at->second;
    } else if (column.type == ColumnType::kBoolean) {
      keys.kinds[row] = KeyKind::kBoolean;
      keys.numbers[row] = column.booleans[row];
    } else {
      keys.kinds[row] = KeyKind::kNumber;
      keys.numbers[row] = column.numbers[row];
    }
  }
  return keys;
}

}  // namespace partance::microsimulation::cost

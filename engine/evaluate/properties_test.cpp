// What holds of any model and any answers: a run that changes answers ends where a fresh one starts, and neither the
// order of the answers nor what was asked before changes what is answered.
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/evaluate/random_model.hpp"
#include "engine/evaluate/run.hpp"
#include "engine/load/load.hpp"
#include "engine/syntax/expression.hpp"

namespace partance::engine::evaluate {
namespace {

using Bytes = std::vector<std::uint8_t>;
using Answers = std::map<std::string, std::string>;

std::shared_ptr<const plan::Program> program_of(const std::string& yaml) {
  load::Loaded loaded;
  load::read_text("random.publicodes", yaml, loaded);
  auto program = load::compile(loaded);
  for (const auto& d : loaded.diagnostics) RC_LOG() << syntax::render(d, loaded.sources, base::Language::kEnglish);
  return program;
}

/// Answers that are one literal, given as a value: the way that lets a run keep what the answer does not touch.
Value literal(Run& run, const std::string& text) {
  syntax::Expression expression;
  RC_ASSERT(!syntax::parse_expression(text, expression));
  const auto& node = expression.nodes.front();
  if (node.kind == syntax::ExpressionKind::kBoolean) return Value::boolean(node.boolean);
  if (node.kind == syntax::ExpressionKind::kText) return Value::text(run.texts().intern(expression.text(node)));
  if (node.kind == syntax::ExpressionKind::kDate) return Value::text(run.texts().intern(text));
  if (!node.has_unit) return Value::of_number(node.number);
  return Value::of_number(node.number, run.units().parse(expression.text(node)).value());
}

void give(Run& run, const std::string& rule, const std::string& answer) {
  run.set(*run.model().find(rule), literal(run, answer));
}

/// The value in words, with its unit and the missing inputs.
std::string told(Run& run, const Value& v) {
  std::string text;
  switch (v.kind) {
    case value::Kind::kNumber:
      text = std::isnan(v.number) ? "NaN" : std::to_string(v.number) + "#" + std::to_string(v.bits);
      break;
    case value::Kind::kText:
      text = "'" + std::string(run.texts().text(v.text_id())) + "'";
      break;
    case value::Kind::kBoolean:
      text = v.is_true() ? "oui" : "non";
      break;
    case value::Kind::kUndefined:
      text = "undefined";
      break;
    case value::Kind::kNotApplicable:
      text = "NA";
      break;
    case value::Kind::kError:
      return "error " + std::to_string(v.bits);
  }
  text += v.unit == value::UnitId::kAbsent ? " (no unit)" : " [" + std::string(run.units().text(v.unit)) + "]";
  for (const RuleId rule : run.missing(v)) text += ", " + run.model().rule(rule).name;
  return text;
}

std::string ask(Run& run, const std::string& rule) {
  return told(run, run.evaluate(*run.model().find(rule)));
}

std::string fresh(const std::shared_ptr<const plan::Program>& program, const Answers& answers,
                  const std::string& rule) {
  Run run(program, {});
  for (const auto& [name, answer] : answers) give(run, name, answer);
  return ask(run, rule);
}

/// With every input answered. While inputs are missing see the next test.
TEST(RunProperties, AChangedAnswerOfACompleteFileGivesWhatAFreshRunGives) {
  EXPECT_TRUE(rc::check([](const Bytes& structure, const Bytes& story) {
    Dice dice(structure);
    const RandomModel model(dice, false);
    RC_LOG() << model.yaml();
    const auto program = program_of(model.yaml());
    RC_ASSERT(program != nullptr);
    evaluate::Run run(program, {});
    Answers answers;
    Dice events(story);
    for (std::size_t i = 0; i < kInputs + 2; ++i) {
      answers[model.names()[i]] = RandomModel::answer(events);
      give(run, model.names()[i], answers[model.names()[i]]);
    }
    const std::string target = model.names()[events.below(model.names().size())];
    for (std::size_t step = 0; step < 8; ++step) {
      RC_ASSERT(ask(run, target) == fresh(program, answers, target));
      const std::string rule = model.names()[events.below(kInputs + 2)];
      answers[rule] = RandomModel::answer(events);
      RC_LOG() << rule << ": " << answers[rule] << "\n";
      give(run, rule, answers[rule]);
    }
  }));
}

TEST(RunProperties, AChangedAnswerGivesWhatAFreshRunGives) {
  EXPECT_TRUE(rc::check([](const Bytes& structure, const Bytes& story) {
    Dice dice(structure);
    const RandomModel model(dice);
    RC_LOG() << model.yaml();
    const auto program = program_of(model.yaml());
    RC_ASSERT(program != nullptr);
    evaluate::Run run(program, {});
    Answers answers;
    Dice events(story);
    const std::string target = model.names()[events.below(model.names().size())];
    for (std::size_t step = 0; step < story.size() / 3 + 2; ++step) {
      const std::string rule = model.names()[events.below(model.names().size())];
      if (events.once_in(4)) {
        RC_LOG() << "unset " << rule << "\n";
        run.unset(*run.model().find(rule));
        answers.erase(rule);
      } else {
        answers[rule] = RandomModel::answer(events);
        RC_LOG() << rule << ": " << answers[rule] << "\n";
        give(run, rule, answers[rule]);
      }
      // Mostly the same target, so that values are kept; sometimes another in between.
      const std::string asked = events.once_in(4) ? rule : target;
      RC_LOG() << "asked " << asked << "\n";
      RC_ASSERT(ask(run, asked) == fresh(program, answers, asked));
    }
  }));
}

TEST(RunProperties, TheOrderOfAnswersDoesNotMatter) {
  EXPECT_TRUE(rc::check([](const Bytes& structure, const Bytes& story) {
    Dice dice(structure);
    const RandomModel model(dice);
    RC_LOG() << model.yaml();
    const auto program = program_of(model.yaml());
    RC_ASSERT(program != nullptr);
    Dice events(story);
    Answers answers;
    for (std::size_t i = 0; i < 5; ++i)
      answers[model.names()[events.below(model.names().size())]] = RandomModel::answer(events);
    evaluate::Run forwards(program, {});
    evaluate::Run backwards(program, {});
    for (auto it = answers.begin(); it != answers.end(); ++it) give(forwards, it->first, it->second);
    for (auto it = answers.rbegin(); it != answers.rend(); ++it) give(backwards, it->first, it->second);
    for (const std::string& rule : model.names()) RC_ASSERT(ask(forwards, rule) == ask(backwards, rule));
  }));
}

TEST(RunProperties, AskingAgainGivesTheSameWhateverWasAskedBetween) {
  EXPECT_TRUE(rc::check([](const Bytes& structure, const Bytes& story) {
    Dice dice(structure);
    const RandomModel model(dice);
    RC_LOG() << model.yaml();
    const auto program = program_of(model.yaml());
    RC_ASSERT(program != nullptr);
    Dice events(story);
    evaluate::Run run(program, {});
    for (std::size_t i = 0; i < 3; ++i)
      give(run, model.names()[events.below(model.names().size())], RandomModel::answer(events));
    std::vector<std::string> first;
    for (const std::string& rule : model.names()) {
      first.push_back(ask(run, rule));
      RC_ASSERT(ask(run, rule) == first.back());
    }
    for (std::size_t i = model.names().size(); i-- > 0;) RC_ASSERT(ask(run, model.names()[i]) == first[i]);
  }));
}

TEST(RunProperties, AnAnswerGivenAsAnExpressionEqualsTheSameGivenAsAValue) {
  EXPECT_TRUE(rc::check([](const Bytes& structure, const Bytes& story) {
    Dice dice(structure);
    const RandomModel model(dice);
    RC_LOG() << model.yaml();
    const auto program = program_of(model.yaml());
    RC_ASSERT(program != nullptr);
    Dice events(story);
    evaluate::Run by_value(program, {});
    evaluate::Run by_text(program, {});
    for (std::size_t i = 0; i < 3; ++i) {
      const std::string rule = model.names()[events.below(model.names().size())];
      const std::string answer = RandomModel::answer(events);
      RC_LOG() << rule << ": " << answer << "\n";
      give(by_value, rule, answer);
      syntax::Document document;
      document.set_root(document.add_text(answer, 0, 0));
      std::vector<syntax::Diagnostic> diagnostics;
      RC_ASSERT(by_text.set(*by_text.model().find(rule), document, document.root(), diagnostics));
    }
    for (const std::string& rule : model.names()) RC_ASSERT(ask(by_value, rule) == ask(by_text, rule));
  }));
}

TEST(RunProperties, UnitsConvertThereAndBack) {
  EXPECT_TRUE(rc::check([](std::int32_t counted, const Bytes& bytes) {
    RC_PRE(counted != 0);  // zero is zero in every unit
    const double number = counted / 128.0;
    static constexpr std::array<const char*, 10> kUnits = {"€/an",      "€/mois", "k€/jour", "an", "jour",
                                                           "trimestre", "km",     "mm/mois", "kg", "m2"};
    Dice dice(bytes);
    value::UnitTable units;
    const auto from = units.parse(kUnits[dice.below(kUnits.size())]).value();
    const auto to = units.parse(kUnits[dice.below(kUnits.size())]).value();
    RC_ASSERT(units.convertible(from, to) == units.convertible(to, from));
    const auto there = units.convert(from, to, number);
    RC_ASSERT(there.has_value() == units.convertible(from, to));
    if (!there) return;
    const auto back = units.convert(to, from, *there);
    RC_ASSERT(back.has_value());
    // Sixteen decimals are kept at each step.
    RC_ASSERT(std::abs(*back - number) <= 1e-9 * std::max(1.0, std::abs(number)));
  }));
}

}  // namespace
}  // namespace partance::engine::evaluate

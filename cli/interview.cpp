// See interview.hpp.
#include "cli/interview.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <optional>

#include "cli/line_reader.hpp"
#include "cli/report_text.hpp"
#include "engine/interview/queue.hpp"
#include "engine/interview/typed_answer.hpp"
#include "simulation/next_questions.hpp"
#include "simulation/simulate.hpp"

namespace partance::cli {

using base::Message;
using engine::evaluate::RuleId;
using engine::interview::Input;
using engine::interview::Question;

namespace {

class Interview {
 public:
  Interview(const InterviewSetting& setting, simulation::Answers& answers) : setting_(setting), answers_(answers) {
    for (const auto& answer : answers_.all()) {
      if (const auto rule = setting_.run.model().find(answer.rule)) history_.push_back(*rule);
    }
  }

  InterviewEnd go() {
    greet();
    while (true) {
      if (!asked_) choose();
      if (!asked_) {
        show_result();
        if (const auto end = after_result()) return *end;
        continue;
      }
      if (const auto end = ask(*asked_)) return *end;
    }
  }

 private:
  using End = std::optional<InterviewEnd>;

  [[nodiscard]] const std::string& words(const Message& message) const { return message.in(setting_.language); }
  [[nodiscard]] Page page() const { return Page(setting_.screen); }
  static void print(const Page& page) { std::cout << page.text() << std::flush; }
  void say(const Message& message, Style style = Style::kPlain) const {
    Page lines = page();
    lines.paragraph("  ", words(message), style);
    print(lines);
  }

  void greet() const {
    Page lines = page();
    lines.heading(words({"Partance – vos aides à la mobilité", "Partance – your mobility aids"}));
    lines.line(words({"Répondez puis Entrée.    ?  je ne sais pas      <  revenir",
                      "Answer, then Enter.    ?  I do not know    <  back"}));
    lines.line(words({"!  changer une réponse   h  pourquoi la question   r  voir le résultat   q  quitter",
                      "!  change an answer    h  why the question    r  see the result    q  quit"}));
    print(lines);
  }

  void choose() {
    const auto next = simulation::next_questions(setting_.run, setting_.catalogue, answers_, theme_, setting_.language);
    progress_ = next.progress;
    if (!next.pages.empty()) asked_ = next.pages.front().rules.front();
  }

  void show_progress(const Question& question) {
    Page lines = page();
    if (question.theme != theme_) lines.heading(question.theme);
    theme_ = question.theme;
    constexpr std::size_t kBar = 24;
    const auto filled = static_cast<std::size_t>(std::floor(progress_.share() * static_cast<double>(kBar)));
    std::string bar;
    for (std::size_t i = 0; i < kBar; ++i) bar += i < filled ? "█" : "░";
    const std::string count = std::to_string(progress_.remaining);
    const bool is_one = progress_.remaining == 1;
    lines.line();
    lines.line(lines.styled(Style::kFaint,
                            bar + "  " + count + " " +
                                words(is_one ? Message{"question utile", "useful question"}
                                             : Message{"questions utiles au plus", "useful questions at most"})));
    print(lines);
  }

  void show_question(const Question& question) const {
    Page lines = page();
    lines.paragraph("", question.text, Style::kBold);
    if (question.input == Input::kChoice) {
      for (std::size_t i = 0; i < question.offers.size(); ++i) {
        lines.paragraph("  " + std::to_string(i + 1) + "  ", question.offers[i].label);
      }
    }
    if (const auto* before = answers_.find(question.name); before && before->is_known()) {
      lines.paragraph("  ",
                      words({"Réponse actuelle : ", "Current answer: "}) + shown(question.rule) +
                          words({" (Entrée pour la garder)", " (Enter to keep it)"}),
                      Style::kFaint);
    }
    print(lines);
  }

  [[nodiscard]] std::string shown(RuleId rule) const {
    auto& run = setting_.run;
    const auto value = run.evaluate(rule);
    return engine::plan::say(run.program(), rule, value, run.units(), run.texts(), setting_.language);
  }

  [[nodiscard]] std::string prompt(const Question& question) const {
    std::string hint;
    if (question.input == Input::kYesNo) hint = words({"oui/non", "yes/no"});
    if (question.input == Input::kDate) hint = words({"jj/mm/aaaa", "dd/mm/yyyy"});
    if (question.input == Input::kNumber) hint = question.unit;
    if (question.input == Input::kChoice) hint = "1-" + std::to_string(question.offers.size());
    if (question.input == Input::kTable) hint = words({"nom ou code", "name or code"});
    return hint.empty() ? "> " : "(" + hint + ") > ";
  }

  End ask(RuleId rule) {
    const Question question = engine::interview::question_of(setting_.run, rule, setting_.language);
    show_progress(question);
    show_question(question);
    while (true) {
      std::string line;
      if (const auto end = read(prompt(question), line)) return end;
      const auto typed = trim(line);
      if (typed == "q") return InterviewEnd::kLeft;
      if (typed == "h") {
        explain(question);
      } else if (typed == "?") {
        keep(question, {});
        return {};
      } else if (typed == "<") {
        if (go_back(rule)) return {};
      } else if (typed == "!") {
        if (const auto end = change()) return end;
        return {};
      } else if (typed == "r") {
        show_result();
        if (const auto end = after_result()) return end;
        return {};
      } else if (typed.empty()) {
        if (const auto* before = answers_.find(question.name); before && before->is_known()) {
          asked_.reset();
          return {};
        }
        say({"Répondez, ou tapez ? si vous ne savez pas.", "Answer, or type ? if you do not know."}, Style::kFaint);
      } else if (take(question, typed)) {
        return {};
      }
    }
  }

  bool take(const Question& question, std::string_view typed) {
    const auto answer = engine::interview::read_typed(question, setting_.run.units(), typed);
    if (!answer) {
      say(answer.error(), Style::kBad);
      return false;
    }
    return keep(question, *answer);
  }

  bool keep(const Question& question, const std::string& expression) {
    std::vector<engine::syntax::Diagnostic> diagnostics;
    if (!simulation::apply({.rule = question.name, .expression = expression}, setting_.run, diagnostics)) {
      if (!diagnostics.empty()) say(diagnostics.front().message, Style::kBad);
      // The former answer comes back: the run must say what the file says.
      if (const auto* before = answers_.find(question.name)) simulation::apply(*before, setting_.run, diagnostics);
      return false;
    }
    answers_.set(question.name, expression);
    std::erase(history_, question.rule);
    history_.push_back(question.rule);
    asked_.reset();
    const std::string trouble = setting_.save(answers_);
    if (!trouble.empty()) say({trouble, trouble}, Style::kBad);
    return true;
  }

  void explain(const Question& question) const {
    Page lines = page();
    lines.paragraph("  ", question.why.empty() ? words({"Cette réponse change une aide encore ouverte.",
                                                        "This answer changes an aid that is still open."})
                                               : question.why);
    lines.paragraph("  ", words({"Elle déciderait : ", "It would settle: "}) + concerned(question.rule), Style::kFaint);
    print(lines);
  }

  /// The open aids that miss this answer.
  [[nodiscard]] std::string concerned(RuleId rule) const {
    std::vector<std::string> titles;
    auto& run = setting_.run;
    for (const auto& aid : setting_.catalogue.aids) {
      const auto value = run.evaluate(aid.eligible);
      if (!value.is(engine::value::Kind::kUndefined)) continue;
      const auto missing = run.missing(value);
      if (std::ranges::find(missing, rule) == missing.end()) continue;
      titles.push_back(engine::plan::title(run.program(), aid.rule, setting_.language));
    }
    constexpr std::size_t kMostShown = 4;
    std::string out;
    for (std::size_t i = 0; i < std::min(titles.size(), kMostShown); ++i) out += (i > 0 ? ", " : "") + titles[i];
    if (titles.size() > kMostShown) {
      out += words({" et ", " and "}) + std::to_string(titles.size() - kMostShown) + words({" autres", " others"});
    }
    return out.empty() ? words({"un montant", "an amount"}) : out;
  }

  /// Asks again the answer given before `rule`; false when there is none.
  bool go_back(RuleId rule) {
    auto place = std::ranges::find(history_, rule);
    if (place == history_.begin()) {
      say({"C'est la première question.", "This is the first question."}, Style::kFaint);
      return false;
    }
    asked_ = *(place - 1);
    return true;
  }

  End change() {
    if (history_.empty()) {
      say({"Aucune réponse n'a encore été donnée.", "No answer has been given yet."}, Style::kFaint);
      return {};
    }
    Page lines = page();
    for (std::size_t i = 0; i < history_.size(); ++i) {
      const auto* answer = answers_.find(setting_.run.model().rule(history_[i]).name);
      const std::string value = answer && answer->is_known() ? shown(history_[i]) : "?";
      const std::string title = engine::plan::title(setting_.run.program(), history_[i], setting_.language);
      lines.paragraph("  " + std::to_string(i + 1) + "  ", title + words({" : ", ": "}) + value);
    }
    print(lines);
    while (true) {
      std::string line;
      const std::string which = words({"Numéro à changer (Entrée : aucun) > ", "Number to change (Enter: none) > "});
      if (const auto end = read(which, line)) return end;
      const auto typed = trim(line);
      if (typed.empty()) return {};
      const auto number = engine::interview::read_typed_number(typed, setting_.language);
      if (number && *number >= 1 && *number <= static_cast<double>(history_.size()) && std::floor(*number) == *number) {
        asked_ = history_[static_cast<std::size_t>(*number) - 1];
        return {};
      }
      const std::string last = std::to_string(history_.size());
      say({"Répondez par un numéro de 1 à " + last + ".", "Answer with a number from 1 to " + last + "."}, Style::kBad);
    }
  }

  void show_result() const {
    Page lines = page();
    write_summary(simulation::simulate(setting_.run, setting_.catalogue, setting_.language), lines);
    print(lines);
  }

  /// Nothing when the interview goes on.
  End after_result() {
    while (true) {
      std::cout << '\n';
      std::string line;
      const std::string menu =
          words({"Entrée : terminer   d : détails   ! : changer   c : continuer   s : enregistrer > ",
                 "Enter: finish   d: details   !: change   c: go on   s: save > "});
      if (const auto end = read(menu, line)) return end;
      const auto typed = trim(line);
      if (typed.empty() || typed == "q") return InterviewEnd::kFinished;
      if (typed == "s") return InterviewEnd::kLeft;
      if (typed == "d") {
        Page lines = page();
        write_details(simulation::simulate(setting_.run, setting_.catalogue, setting_.language), lines);
        print(lines);
      } else if (typed == "!") {
        if (const auto end = change()) return end;
        if (asked_) return {};
      } else if (typed == "<" && !history_.empty()) {
        asked_ = history_.back();
        return {};
      } else if (typed == "c") {
        choose();
        if (asked_) return {};
        say({"Il n'y a plus de question utile.", "There is no useful question left."});
      }
    }
  }

  End read(const std::string& prompt, std::string& line) {
    std::cout << prompt << std::flush;
    switch (reader_.read(line)) {
      case LineReader::Outcome::kLine:
        return {};
      case LineReader::Outcome::kEnd:
        std::cout << '\n';
        return InterviewEnd::kLeft;
      case LineReader::Outcome::kInterrupted:
        break;
    }
    std::cout << '\n';
    return InterviewEnd::kInterrupted;
  }

  static std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
    return text;
  }

  const InterviewSetting& setting_;
  simulation::Answers& answers_;
  LineReader reader_;
  std::vector<RuleId> history_;  // answered or not known, latest last
  std::optional<RuleId> asked_;
  std::string theme_;
  engine::interview::Progress progress_;
};

}  // namespace

InterviewEnd interview(const InterviewSetting& setting, simulation::Answers& answers) {
  return Interview(setting, answers).go();
}

}  // namespace partance::cli

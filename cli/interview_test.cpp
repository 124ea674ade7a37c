// The interview on a real terminal: back, change, "I do not know", Ctrl-C, resume.
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.hpp"
#include "simulation/example_rulebook.hpp"

namespace partance::cli {
namespace {

namespace fs = std::filesystem;

/// The command on a terminal of 80 columns.
class Terminal {
 public:
  Terminal(const fs::path& rulebook, std::vector<std::string> arguments) {
    winsize size{.ws_row = 40, .ws_col = 80, .ws_xpixel = 0, .ws_ypixel = 0};
    child_ = ::forkpty(&master_, nullptr, nullptr, &size);
    if (child_ != 0) return;
    ::setenv("LC_ALL", "fr_FR.UTF-8", 1);
    ::setenv("TERM", "xterm", 1);
    ::setenv("NO_COLOR", "1", 1);
    arguments.insert(arguments.begin(), {PARTANCE_BINARY_DIR "/bin/partance", "simulate", "--rulebook", rulebook});
    std::vector<char*> words;
    for (std::string& word : arguments) words.push_back(word.data());
    words.push_back(nullptr);
    ::execv(words[0], words.data());
    ::_exit(127);
  }
  ~Terminal() {
    if (child_ > 0) {
      ::kill(child_, SIGKILL);
      ::waitpid(child_, nullptr, 0);
    }
    ::close(master_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// Reads until `text` comes, what came before it included; fails after ten seconds.
  bool sees(std::string_view text) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (true) {
      if (const auto at = unread_.find(text); at != std::string::npos) {
        unread_.erase(0, at + text.size());
        return true;
      }
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
      pollfd watched{master_, POLLIN, 0};
      if (left.count() <= 0 || ::poll(&watched, 1, static_cast<int>(left.count())) <= 0) break;
      std::array<char, 4096> block{};
      const auto size = ::read(master_, block.data(), block.size());
      if (size <= 0) break;
      unread_.append(block.data(), static_cast<std::size_t>(size));
    }
    ADD_FAILURE() << "never saw: " << text << "\nbut:\n" << unread_;
    return false;
  }

  void types(std::string text) {
    text += '\n';
    ASSERT_EQ(::write(master_, text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  void presses(char key) { ASSERT_EQ(::write(master_, &key, 1), 1); }

  /// Waits for the end; the exit status.
  int ends() {
    // The terminal must be emptied, or the command would wait for room to write.
    std::array<char, 4096> block{};
    while (::read(master_, block.data(), block.size()) > 0) {
    }
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  int master_ = -1;
  pid_t child_ = -1;
  std::string unread_;
};

class InterviewTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / ("partance-interview-" + std::to_string(::getpid()));
    fs::create_directories(folder_ / "rulebook");
    ASSERT_TRUE(base::write_file(folder_ / "rulebook/example.publicodes", simulation::kExampleRulebook));
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] fs::path rulebook() const { return folder_ / "rulebook"; }
  [[nodiscard]] std::string file() const { return folder_ / "answers.yaml"; }
  [[nodiscard]] std::string saved() const { return base::read_file(file(), 10'000).value_or(""); }

  fs::path folder_;
};

constexpr char kControlC = 3;

TEST_F(InterviewTest, LosesNothingOnControlCAndResumesWhereItStopped) {
  {
    Terminal terminal(rulebook(), {"--save", file()});
    ASSERT_TRUE(terminal.sees("Combien de mois\u00a0?"));
    ASSERT_TRUE(terminal.sees("(mois) > "));
    terminal.types("3");
    ASSERT_TRUE(terminal.sees("> "));
    terminal.presses(kControlC);
    ASSERT_TRUE(terminal.sees("Pour reprendre"));
    EXPECT_EQ(terminal.ends(), 130);
  }
  EXPECT_NE(saved().find("\"séjour . mois\": \"3 mois\""), std::string::npos) << saved();
  struct stat status{};
  ASSERT_EQ(::stat(file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);

  Terminal terminal(rulebook(), {"--answers", file(), "--save", file()});
  ASSERT_TRUE(terminal.sees("questions utiles"));
  ASSERT_TRUE(terminal.sees("> "));
  terminal.types("!");
  ASSERT_TRUE(terminal.sees("1  Mois\u00a0: 3"));
}

TEST_F(InterviewTest, NamesTheFaultOfAnAnswerAndAsksAgain) {
  Terminal terminal(rulebook(), {});
  ASSERT_TRUE(terminal.sees("(mois) > "));
  terminal.types("trois");
  ASSERT_TRUE(terminal.sees("n'est pas un nombre"));
  terminal.types("99");
  ASSERT_TRUE(terminal.sees("maximum plausible (24 mois)"));
  terminal.types("3");
  ASSERT_TRUE(terminal.sees("questions utiles"));
}

TEST_F(InterviewTest, GoesBackToTheAnswerBeforeAndKeepsOrChangesIt) {
  Terminal terminal(rulebook(), {"--save", file()});
  ASSERT_TRUE(terminal.sees("(mois) > "));
  terminal.types("3");
  ASSERT_TRUE(terminal.sees("questions utiles"));
  ASSERT_TRUE(terminal.sees("> "));
  terminal.types("<");
  ASSERT_TRUE(terminal.sees("Réponse actuelle\u00a0: 3"));
  ASSERT_TRUE(terminal.sees("(mois) > "));
  terminal.types("4");
  ASSERT_TRUE(terminal.sees("questions utiles"));
  ASSERT_TRUE(terminal.sees("> "));
  terminal.types("q");
  ASSERT_TRUE(terminal.sees("enregistrées"));
  EXPECT_EQ(terminal.ends(), 0);
  EXPECT_NE(saved().find("\"4 mois\""), std::string::npos) << saved();
}

TEST_F(InterviewTest, ChangesAnEarlierAnswerFromTheList) {
  Terminal terminal(rulebook(), {"--save", file()});
  ASSERT_TRUE(terminal.sees("(mois) > "));
  terminal.types("3");
  ASSERT_TRUE(terminal.sees("questions utiles"));
  ASSERT_TRUE(terminal.sees("> "));
  terminal.types("!");
  ASSERT_TRUE(terminal.sees("aucun) > "));
  terminal.types("7");
  ASSERT_TRUE(terminal.sees("de 1 à 1"));
  terminal.types("1");
  ASSERT_TRUE(terminal.sees("Combien de mois\u00a0?"));
  ASSERT_TRUE(terminal.sees("(mois) > "));
  terminal.types("5");
  ASSERT_TRUE(terminal.sees("> "));
  EXPECT_NE(saved().find("\"5 mois\""), std::string::npos) << saved();
}

TEST_F(InterviewTest, TakesIDoNotKnowAndDoesNotAskAgain) {
  Terminal terminal(rulebook(), {"--save", file()});
  ASSERT_TRUE(terminal.sees("(mois) > "));
  terminal.types("?");
  ASSERT_TRUE(terminal.sees("> "));
  terminal.types("?");
  ASSERT_TRUE(terminal.sees("> "));
  terminal.types("?");
  ASSERT_TRUE(terminal.sees("Ne peut pas encore se dire (3)"));
  ASSERT_TRUE(terminal.sees("terminer"));
  terminal.types("");
  EXPECT_EQ(terminal.ends(), 0);
  EXPECT_NE(saved().find("\"foyer . revenu\":\n"), std::string::npos) << saved();
}

TEST_F(InterviewTest, SaysWhyItAsks) {
  Terminal terminal(rulebook(), {});
  ASSERT_TRUE(terminal.sees("(mois) > "));
  terminal.types("h");
  ASSERT_TRUE(terminal.sees("Elle déciderait"));
  ASSERT_TRUE(terminal.sees("Aide au voyage"));
}

TEST_F(InterviewTest, EndsAtTheEndOfInputWithAnswersSaved) {
  Terminal terminal(rulebook(), {"--save", file()});
  ASSERT_TRUE(terminal.sees("(mois) > "));
  terminal.types("3");
  ASSERT_TRUE(terminal.sees("> "));
  terminal.presses(4);  // Ctrl-D
  ASSERT_TRUE(terminal.sees("Pour reprendre"));
  EXPECT_EQ(terminal.ends(), 0);
  EXPECT_NE(saved().find("\"3 mois\""), std::string::npos);
}

}  // namespace
}  // namespace partance::cli

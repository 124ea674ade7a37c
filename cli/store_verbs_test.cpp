// The verbs that work on the server's database, from their arguments to their words and statuses.
#include <algorithm>
#include <filesystem>

#include <CLI/CLI.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.hpp"
#include "cli/backup.hpp"
#include "cli/establishments.hpp"
#include "cli/status.hpp"
#include "store/scratch_folder.hpp"

namespace partance::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

class StoreVerbs : public testing::Test {
 protected:
  /// Runs one verb on the database of the test; what it says on standard output and error.
  std::string say(std::vector<std::string> arguments) {
    CLI::App app;
    app.require_subcommand(1);
    add_backup(app, status_);
    add_restore(app, status_);
    add_establishments(app, status_);
    arguments.insert(arguments.end(), {"--database", (folder_ / "a.db").string(), "--lang", "en"});
    std::ranges::reverse(arguments);
    status_ = -1;
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    app.parse(arguments);
    std::string said = testing::internal::GetCapturedStdout();
    return said + testing::internal::GetCapturedStderr();
  }
  std::string file(const std::string& name, std::string_view text) {
    EXPECT_TRUE(base::write_file(folder_ / name, text));
    return (folder_ / name).string();
  }

  store::ScratchFolder folder_;
  int status_ = -1;
};

TEST_F(StoreVerbs, ListTheFirstEstablishmentsOfANewDatabase) {
  const std::string said = say({"establishments", "list", "--search", "saint etienne"});
  EXPECT_EQ(status_, kDone);
  EXPECT_THAT(said, HasSubstr("jean-monnet"));
  EXPECT_THAT(said, HasSubstr("21 rue Denis Papin"));
  EXPECT_THAT(said, Not(HasSubstr("telecom-paris")));
}

TEST_F(StoreVerbs, ImportATableOrTellWhatIsWrongAndImportNothing) {
  const std::string bad =
      file("bad.csv", "id,name_fr,kind,aids\nrennes,Rennes,university,ami\nx,X,castle,no such aid\n");
  EXPECT_THAT(say({"establishments", "import", bad}), HasSubstr("line 3, column “kind”"));
  EXPECT_EQ(status_, kAnswersInError);
  EXPECT_THAT(say({"establishments", "list"}), Not(HasSubstr("rennes")));

  const std::string good = file("good.csv", "id;nom;type;aides\nrennes;Université de Rennes;université;ami|bcs\n");
  EXPECT_THAT(say({"establishments", "import", "--check", good}), HasSubstr("nothing was imported"));
  EXPECT_THAT(say({"establishments", "import", good}), HasSubstr("added: 1"));
  EXPECT_THAT(say({"establishments", "import", good}), HasSubstr("unchanged: 1"));
  EXPECT_THAT(say({"establishments", "list"}), HasSubstr("rennes"));
}

TEST_F(StoreVerbs, ExportWhatImportTakesBack) {
  const std::string path = (folder_ / "all.csv").string();
  say({"establishments", "export", path});
  EXPECT_EQ(status_, kDone);
  EXPECT_THAT(say({"establishments", "import", path}), HasSubstr("added: 0, changed: 0, unchanged: 5"));
}

TEST_F(StoreVerbs, BackUpAndPutBack) {
  say({"establishments", "list"});
  const std::string copy = (folder_ / "copy.db").string();
  EXPECT_THAT(say({"backup", copy}), HasSubstr("made and checked"));
  say({"establishments", "remove", "crous"});
  EXPECT_EQ(status_, kDone);
  say({"establishments", "remove", "crous"});
  EXPECT_EQ(status_, kBadUsage);
  EXPECT_THAT(say({"restore", copy}), HasSubstr(".before-"));
  EXPECT_EQ(status_, kDone);
  EXPECT_THAT(say({"establishments", "list"}), HasSubstr("crous"));
}

TEST_F(StoreVerbs, RefuseAFileThatIsNotABackup) {
  say({"establishments", "list"});
  EXPECT_THAT(say({"restore", file("letter.txt", "Dear Madam")}), HasSubstr("not a database of Partance"));
  EXPECT_EQ(status_, kCannotRead);
  EXPECT_THAT(say({"backup", (folder_ / "letter.txt").string()}), HasSubstr("is not a backup"));
  EXPECT_EQ(status_, kCannotRead);
}

}  // namespace
}  // namespace partance::cli

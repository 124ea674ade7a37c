// The printed report, read back by the readers a person or a phone would use: pdftotext, pdfinfo, pdffonts, zbarimg.
#include "exchange/pdf/report_pdf.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.hpp"
#include "exchange/pdf/catalog.hpp"
#include "exchange/report_examples.hpp"
#include "simulation/report_reader.hpp"

namespace partance::exchange::pdf {
namespace {

using simulation::Report;
using simulation::Verdict;
using testing::HasSubstr;
using testing::Not;

const std::string kLink = "https://partance.example/s/Zm9vYmFyYmF6cXV4MTIzNA";

PdfOptions options(std::string link = {}, std::size_t most_pages = 60) {
  return {.link = std::move(link),
          .created = std::chrono::sys_seconds(std::chrono::seconds(1'772'366'400)),
          .most_pages = most_pages};
}

/// A PDF in a file of its own, for programs that read files.
class PdfFile {
 public:
  explicit PdfFile(const std::string& bytes) {
    std::string name = (std::filesystem::temp_directory_path() / "partance-pdf-XXXXXX").string();
    const int file = ::mkstemp(name.data());
    if (file >= 0) ::close(file);
    path_ = name;
    EXPECT_TRUE(base::write_file(path_, bytes));
  }
  PdfFile(const PdfFile&) = delete;
  PdfFile& operator=(const PdfFile&) = delete;
  ~PdfFile() { std::filesystem::remove(path_); }

  /// What `program` (with %s for the file) prints; nothing when it is not installed.
  [[nodiscard]] std::optional<std::string> asked(std::string command) const {
    command.replace(command.find("%s"), 2, path_.string());
    std::FILE* pipe = ::popen((command + " 2>/dev/null").c_str(), "r");
    if (pipe == nullptr) return {};
    std::string out;
    std::array<char, 4096> buffer{};
    while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), size);
    const int status = ::pclose(pipe);
    if (WEXITSTATUS(status) == 127) return {};
    return out;
  }

 private:
  std::filesystem::path path_;
};

#define ASK_OR_SKIP(variable, pdf, command)                             \
  const auto variable##_answer = PdfFile(pdf).asked(command);           \
  if (!variable##_answer) GTEST_SKIP() << "not installed: " << command; \
  const std::string& variable = *variable##_answer

std::string made(const Report& report, const PdfOptions& how = options()) {
  auto pdf = report_pdf(report, how);
  EXPECT_TRUE(pdf) << pdf.error().message.en;
  return pdf.value_or("");
}

/// Thirty aids with a dozen criteria each.
Report long_report() {
  Report report = example_report();
  const auto model = report.aids[0];
  for (int i = 0; i < 30; ++i) {
    auto aid = model;
    aid.id = "aide " + std::to_string(i);
    aid.title = "Aide numéro " + std::to_string(i);
    aid.verdict = i % 3 == 0 ? Verdict::kYes : Verdict::kUnknown;
    for (int j = 0; j < 11; ++j) aid.criteria.push_back(model.criteria[0]);
    report.aids.push_back(std::move(aid));
  }
  return report;
}

std::vector<std::string> pages_of(const std::string& text) {
  std::vector<std::string> pages;
  std::size_t at = 0;
  for (auto end = text.find('\f'); end != std::string::npos; end = text.find('\f', at)) {
    pages.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return pages;
}

std::vector<std::string> lines_of(const std::string& page) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < page.size()) {
    const auto end = std::min(page.find('\n', at), page.size());
    const auto line = page.substr(at, end - at);
    if (line.find_first_not_of(" ") != std::string::npos) lines.push_back(line.substr(line.find_first_not_of(" ")));
    at = end + 1;
  }
  return lines;
}

TEST(ReportPdf, TellsVerdictsAmountsCriteriaAndSteps) {
  ASK_OR_SKIP(text, made(example_report()), "pdftotext -layout %s -");
  for (const std::string expected : {"Vos aides à la mobilité",
                                     "Simulation du 01/03/2026",
                                     "Oui (1)",
                                     "Ne peut pas encore se dire (1)",
                                     "Non (1)",
                                     "400 € par mois",
                                     "La meilleure combinaison permise",
                                     "Le deuxième choix",
                                     "réduit par le cumul",
                                     "1 200 €",
                                     "septembre 2026",
                                     "05/09/2026",
                                     "30/06/2026",
                                     "clôture des demandes",
                                     "Projet de séjour",
                                     "guichet 2, rez-de-chaussée",
                                     "Être boursière ou boursier",
                                     "Bourse",
                                     "Code de l'éducation, D. 821-1",
                                     "https://www.legifrance.gouv.fr/x",
                                     "à vérifier : source incertaine",
                                     "Quel est votre quotient ?",
                                     "Peut-on cumuler ?",
                                     "Faire un stage"}) {
    std::string plain = text;
    for (const std::string blank : {"\u00a0", "\u202f"}) {
      for (auto at = plain.find(blank); at != std::string::npos; at = plain.find(blank, at))
        plain.replace(at, blank.size(), " ");
    }
    EXPECT_THAT(plain, HasSubstr(expected));
  }
}

TEST(ReportPdf, SpeaksEnglish) {
  ASK_OR_SKIP(text, made(example_report(base::Language::kEnglish)), "pdftotext -layout %s -");
  EXPECT_THAT(text, HasSubstr("Your mobility aids"));
  EXPECT_THAT(text, HasSubstr("Where to apply: International office"));
  EXPECT_THAT(text, Not(HasSubstr("Oui (")));
}

TEST(ReportPdf, NumbersItsPagesAndRepeatsItsHead) {
  ASK_OR_SKIP(text, made(long_report()), "pdftotext -layout %s -");
  const auto pages = pages_of(text);
  ASSERT_GT(pages.size(), 5U);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const auto lines = lines_of(pages[i]);
    const std::string number = std::to_string(i + 1) + "/" + std::to_string(pages.size());
    ASSERT_FALSE(lines.empty());
    EXPECT_TRUE(lines.back().ends_with(number)) << lines.back();
    if (i == 0) continue;
    EXPECT_THAT(lines.front(), HasSubstr("Partance – vos aides à la mobilité"));
  }
}

TEST(ReportPdf, LeavesNoHeadingAloneAtTheFootOfAPage) {
  for (int extra = 0; extra < 6; ++extra) {
    Report report = long_report();
    report.aids[0].documents.resize(static_cast<std::size_t>(extra + 1), "Un document");  // moves all that follows
    ASK_OR_SKIP(text, made(report), "pdftotext -layout %s -");
    for (const std::string& page : pages_of(text)) {
      const auto lines = lines_of(page);
      ASSERT_GT(lines.size(), 2U);
      const std::string& last = lines[lines.size() - 2];  // above the foot
      EXPECT_FALSE(last.ends_with("– oui") || last.ends_with("– ne peut pas encore se dire") || last == "Sources" ||
                   last == "Vos démarches" || last.starts_with("Mois  "))
          << last;
    }
  }
}

TEST(ReportPdf, RepeatsTheHeadOfATableThatGoesOn) {
  Report report = example_report();
  for (int i = 0; i < 60; ++i) report.months.push_back(report.months[0]);
  ASK_OR_SKIP(text, made(report), "pdftotext -layout %s -");
  std::size_t heads = 0;
  for (const std::string& page : pages_of(text)) {
    for (const auto& line : lines_of(page)) heads += line.starts_with("Mois  ") && line.ends_with("Somme") ? 1 : 0;
  }
  EXPECT_GE(heads, 3U);
}

TEST(ReportPdf, SaysItsTitleItsLanguageAndItsStructure) {
  const std::string pdf = made(example_report());
  ASK_OR_SKIP(info, pdf, "pdfinfo %s");
  EXPECT_THAT(info, HasSubstr("Partance – vos aides à la mobilité"));
  EXPECT_THAT(info, testing::ContainsRegex("Tagged: +yes"));
  EXPECT_THAT(info, HasSubstr("A4"));
  EXPECT_THAT(pdf, HasSubstr("/Lang (fr)"));
  EXPECT_THAT(made(example_report(base::Language::kEnglish)), HasSubstr("/Lang (en)"));
  ASK_OR_SKIP(structure, pdf, "pdfinfo -struct %s");
  EXPECT_THAT(structure, HasSubstr("H1"));
  EXPECT_THAT(structure, HasSubstr("LI"));
}

TEST(ReportPdf, HoldsItsFonts) {
  ASK_OR_SKIP(fonts, made(example_report()), "pdffonts %s");
  const auto lines = lines_of(fonts);
  ASSERT_GT(lines.size(), 2U);
  for (std::size_t i = 2; i < lines.size(); ++i)
    EXPECT_THAT(lines[i], testing::ContainsRegex("yes +yes +yes")) << lines[i];
}

TEST(ReportPdf, LeadsToTheSimulationByAQrCode) {
  const std::string pdf = made(example_report(), options(kLink));
  ASK_OR_SKIP(text, pdf, "pdftotext -layout %s -");
  EXPECT_THAT(text, HasSubstr(kLink));
  ASK_OR_SKIP(read, pdf, "pdftoppm -r 150 -f 1 -l 1 -png %s | zbarimg --quiet --raw -");
  EXPECT_THAT(read, HasSubstr(kLink));
}

TEST(ReportPdf, GivesTheSameBytesForTheSameReport) {
  EXPECT_EQ(made(example_report(), options(kLink)), made(example_report(), options(kLink)));
}

TEST(ReportPdf, IsMadeByManyThreadsAtOnce) {
  const std::string expected = made(example_report());
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&expected] { EXPECT_EQ(made(example_report()), expected); });
  }
}

TEST(ReportPdf, RefusesTooManyPagesAndLinksTooLong) {
  EXPECT_EQ(report_pdf(long_report(), options("", 2)).error().kind, base::ErrorKind::kTooLarge);
  EXPECT_EQ(report_pdf(example_report(), options("https://a.example/" + std::string(3000, 'x'))).error().kind,
            base::ErrorKind::kInvalidInput);
}

TEST(ReportPdf, TakesTextsThatLookLikeMarkupOrAreNotText) {
  Report report = example_report();
  report.aids[0].title = "<b>A & B</b> \x01 \xff <span size='huge'>";
  report.aids[0].where = std::string(20000, 'x');
  report.aids[0].references[0].address = "https://a.example/'(x)\\";
  ASK_OR_SKIP(text, made(report), "pdftotext -layout %s -");
  EXPECT_THAT(text, HasSubstr("<b>A & B</b>"));
}

TEST(ReportPdf, PrintsAnEmptyReport) {
  ASK_OR_SKIP(text, made(Report{.today = {2026, 3, 1}}), "pdftotext -layout %s -");
  EXPECT_THAT(text, HasSubstr("1/1"));
}

TEST(ReportPdf, PrintsAReportReadBackFromWhatWasStored) {
  const auto json = base::read_file(PARTANCE_SOURCE_DIR "/simulation/golden/report.json", 1U << 20U);
  ASSERT_TRUE(json);
  const auto report = simulation::read_report(*json);
  ASSERT_TRUE(report);
  ASK_OR_SKIP(text, made(*report), "pdftotext -layout %s -");
  EXPECT_THAT(text, HasSubstr("Aide au voyage"));
}

TEST(ReportPdfDeathTest, SaysWhichFontToInstallWhenThereIsNone) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");  // a process of its own: fonts are looked for once
  const auto alone = [] {
    const std::filesystem::path nothing = std::filesystem::path(PARTANCE_BINARY_DIR) / "no-fonts.conf";
    if (!base::write_file(nothing, "<fontconfig><cachedir>/nowhere</cachedir></fontconfig>")) std::exit(2);
    ::setenv("FONTCONFIG_FILE", nothing.c_str(), 1);
    const auto pdf = report_pdf(example_report(), options());
    std::exit(!pdf && pdf.error().kind == base::ErrorKind::kUnavailable ? 0 : 1);
  };
  EXPECT_EXIT(alone(), testing::ExitedWithCode(0), "");
}

TEST(PdfCatalog, IsLeftAloneWhenTheFileIsNotWhatWeKnow) {
  for (const std::string text : {"", "trailer", "trailer << /Root 1 0 R /Size 2 >> startxref 0\n"}) {
    EXPECT_EQ(with_language(text, "fr"), text);
  }
}

}  // namespace
}  // namespace partance::exchange::pdf

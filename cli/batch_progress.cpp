// See batch_progress.hpp.
#include "cli/batch_progress.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iostream>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

namespace partance::cli {

namespace stream = microsimulation::stream;

namespace {

constexpr std::size_t kBarColumns = 20;

std::string seconds_text(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::ceil(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::string bar_of(double share, std::size_t columns) {
  const auto full = static_cast<std::size_t>(share * static_cast<double>(columns));
  std::string bar;
  for (std::size_t i = 0; i < columns; ++i) bar += i < full ? "█" : "░";
  return bar;
}

std::uint64_t rate_of(std::uint64_t rows, double seconds) {
  return seconds > 0 ? static_cast<std::uint64_t>(static_cast<double>(rows) / seconds) : 0;
}

}  // namespace

std::string counted(std::uint64_t number, base::Language language) {
  const std::string digits = std::to_string(number);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += language == base::Language::kFrench ? "\u202F" : ",";
    out += digits[i];
  }
  return out;
}

std::string progress_line(const RunSoFar& so_far, std::size_t bar, base::Language language) {
  const bool french = language == base::Language::kFrench;
  const double share = so_far.all_bytes == 0
                           ? 0
                           : std::min(1.0, static_cast<double>(so_far.bytes) / static_cast<double>(so_far.all_bytes));
  std::string line;
  if (bar > 0 && so_far.all_bytes > 0) line += bar_of(share, bar) + " ";
  if (so_far.all_bytes > 0) {
    line += std::to_string(static_cast<int>(share * 100)) + (french ? " % · " : "% · ");
  }
  line += counted(so_far.rows, language) + (french ? " lignes · " : " rows · ");
  line += counted(rate_of(so_far.rows, so_far.seconds), language) + (french ? " lignes/s" : " rows/s");
  if (so_far.bad_rows > 0) line += " · " + counted(so_far.bad_rows, language) + (french ? " en erreur" : " in error");
  if (share > 0 && share < 1) {
    line += french ? " · encore " : " · left: ";
    line += seconds_text(so_far.seconds * (1 - share) / share);
  }
  return line;
}

namespace {

/// Empty results are no errors, but somebody who forgot a column wants to know of them.
std::string unanswered_summary(const stream::Tally& tally, base::Language language) {
  constexpr std::size_t kMostTold = 8;
  if (tally.unanswered.empty()) return {};
  std::vector<std::pair<std::string, std::uint64_t>> most(tally.unanswered.begin(), tally.unanswered.end());
  std::ranges::stable_sort(most, std::greater(), &std::pair<std::string, std::uint64_t>::second);
  const base::Message title{"Résultats vides, faute d'une réponse (une colonne de plus, ou --constant) :\n",
                            "Empty results, for want of an answer (one more column, or --constant):\n"};
  std::string out = title.in(language);
  for (std::size_t i = 0; i < std::min(most.size(), kMostTold); ++i) {
    out += fmt::format("  {:<40} {}\n", most[i].first, counted(most[i].second, language));
  }
  if (most.size() <= kMostTold) return out;
  const std::string others = std::to_string(most.size() - kMostTold);
  return out + (language == base::Language::kFrench ? "  et " + others + " autres règles\n"
                                                    : "  and " + others + " other rules\n");
}

}  // namespace

std::string run_summary(const stream::Tally& tally, double seconds, std::size_t threads, base::Language language) {
  const bool french = language == base::Language::kFrench;
  std::string shown = fmt::format("{:.1f}", seconds);
  if (french) std::ranges::replace(shown, '.', ',');
  std::string out =
      french ? fmt::format("{} lignes en {} s ({} lignes/s, {} fil{})\n", counted(tally.rows, language), shown,
                           counted(rate_of(tally.rows, seconds), language), threads, threads > 1 ? "s" : "")
             : fmt::format("{} rows in {} s ({} rows/s, {} thread{})\n", counted(tally.rows, language), shown,
                           counted(rate_of(tally.rows, seconds), language), threads, threads > 1 ? "s" : "");
  if (tally.bad_rows > 0) {
    const std::string count = counted(tally.bad_rows, language);
    out += french ? "Lignes en erreur : " + count + "\n" : "Rows in error: " + count + "\n";
    for (const auto& [code, rows] : tally.errors) out += fmt::format("  {:<20} {}\n", code, counted(rows, language));
  }
  return out + unanswered_summary(tally, language);
}

BatchProgress::BatchProgress(std::uint64_t begin, std::uint64_t end, bool is_quiet, base::Language language)
    : begin_byte_(begin),
      end_byte_(end),
      is_quiet_(is_quiet),
      language_(language),
      is_terminal_(::isatty(STDERR_FILENO) != 0) {}

double BatchProgress::seconds() const {
  return std::chrono::duration<double>(Clock::now() - begin_).count();
}

void BatchProgress::tell(const stream::Tally& tally) {
  constexpr std::chrono::milliseconds kBetweenBars{100};
  constexpr std::chrono::seconds kBetweenLines{5};
  if (is_quiet_) return;
  // A run that is resumed begins where the first rows it writes are.
  if (!has_begun_) begin_byte_ = std::max(begin_byte_, tally.begin_offset);
  has_begun_ = true;
  const auto now = Clock::now();
  if (now - last_ < (is_terminal_ ? kBetweenBars : std::chrono::milliseconds(kBetweenLines))) return;
  last_ = now;
  const RunSoFar so_far{.rows = tally.rows,
                        .bytes = tally.offset - std::min(begin_byte_, tally.offset),
                        .all_bytes = end_byte_ > begin_byte_ ? end_byte_ - begin_byte_ : 0,
                        .bad_rows = tally.bad_rows,
                        .seconds = seconds()};
  const std::string line = progress_line(so_far, is_terminal_ ? kBarColumns : 0, language_);
  if (is_terminal_) {
    std::cerr << "\r" << line << "\x1b[K" << std::flush;
    has_bar_ = true;
  } else {
    std::cerr << line << '\n' << std::flush;
  }
}

void BatchProgress::close() {
  if (has_bar_) std::cerr << "\r\x1b[K" << std::flush;
  has_bar_ = false;
}

}  // namespace partance::cli

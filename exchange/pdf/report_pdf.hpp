// The result of a simulation on paper: A4, for a file or a conversation at an office.
//
// Verdicts, best combination, month by month, deadlines, steps and documents, each aid with its criteria and sources.
// Text can be selected, searched and followed; the file says its title and its language. The same report, link and day
// give the same bytes on a machine with the same fonts (Liberation Sans, else DejaVu Sans).
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "base/result.hpp"
#include "simulation/report.hpp"

namespace partance::exchange::pdf {

struct PdfOptions {
  std::string link{};  ///< to the saved simulation, printed with a QR code; empty when nothing was saved
  std::chrono::sys_seconds created{};  ///< when the file is made
  std::size_t most_pages = 60;
};

/// The bytes of the file, in the report's language. One is made at a time in a process: callers wait for each other.
/// Errors: kTooLarge (more pages than allowed), kInvalidInput (a link that no QR code can hold), kUnavailable (no
/// font).
base::Result<std::string> report_pdf(const simulation::Report& report, const PdfOptions& options);

}  // namespace partance::exchange::pdf

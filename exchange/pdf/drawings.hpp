// The drawings of the printed report: marks of verdicts, boxes to tick, the chart of the months, the QR code.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "exchange/pdf/flow.hpp"
#include "simulation/report.hpp"

namespace partance::exchange::pdf {

Colour colour_of(simulation::Verdict verdict);

/// A tick, a cross or a question mark: told apart by shape, not only by colour.
Mark verdict_mark(simulation::Verdict verdict);
Mark bullet();
/// An empty box to tick by hand.
Mark box();

inline constexpr double kChartHeight = 148;
/// One bar a month, its sum in whole euros above (the exact ones stand in the table).
void draw_months(cairo_t* on, const Flow& flow, const simulation::Report& report, double x, double y);

/// The dark squares of a QR code, row by row.
struct QrCode {
  std::size_t width = 0;
  std::vector<bool> dark{};
};
/// kInvalidInput when the text is too long.
base::Result<QrCode> qr_code(const std::string& text);
void draw_qr(cairo_t* on, const QrCode& code, double x, double y, double size);

}  // namespace partance::exchange::pdf

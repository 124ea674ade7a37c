// See drawings.hpp.
#include "exchange/pdf/drawings.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <memory>

#include <cairo.h>
#include <qrencode.h>

#include "simulation/report_words.hpp"

namespace partance::exchange::pdf {

using simulation::Verdict;

Colour colour_of(Verdict verdict) {
  if (verdict == Verdict::kYes) return kYes;
  return verdict == Verdict::kNo ? kNo : kOpen;
}

namespace {

void draw_tick(cairo_t* on, double x, double baseline) {
  cairo_move_to(on, x - 11, baseline - 3.2);
  cairo_line_to(on, x - 8.6, baseline - 0.6);
  cairo_line_to(on, x - 4, baseline - 6.4);
}

void draw_cross(cairo_t* on, double x, double baseline) {
  cairo_move_to(on, x - 10.4, baseline - 6.2);
  cairo_line_to(on, x - 5, baseline - 0.6);
  cairo_move_to(on, x - 5, baseline - 6.2);
  cairo_line_to(on, x - 10.4, baseline - 0.6);
}

void draw_question(cairo_t* on, double x, double baseline) {
  constexpr double kPi = 3.14159265358979;
  cairo_new_sub_path(on);
  cairo_arc(on, x - 7.6, baseline - 5, 1.9, kPi, 0.35 * kPi);
  cairo_line_to(on, x - 7.6, baseline - 2.4);
  cairo_move_to(on, x - 7.6, baseline - 0.5);
  cairo_line_to(on, x - 7.6, baseline - 0.4);
}

}  // namespace

Mark verdict_mark(Verdict verdict) {
  return [verdict](cairo_t* on, double x, double baseline) {
    set_colour(on, colour_of(verdict));
    cairo_set_line_width(on, 1.4);
    cairo_set_line_cap(on, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(on, CAIRO_LINE_JOIN_ROUND);
    if (verdict == Verdict::kYes) {
      draw_tick(on, x, baseline);
    } else if (verdict == Verdict::kNo) {
      draw_cross(on, x, baseline);
    } else {
      draw_question(on, x, baseline);
    }
    cairo_stroke(on);
  };
}

Mark bullet() {
  return [](cairo_t* on, double x, double baseline) {
    set_colour(on, kSoft);
    cairo_arc(on, x - 7, baseline - 3, 1.4, 0, 6.2832);
    cairo_fill(on);
  };
}

Mark box() {
  return [](cairo_t* on, double x, double baseline) {
    set_colour(on, kSoft);
    cairo_set_line_width(on, 0.8);
    cairo_rectangle(on, x - 13, baseline - 7.2, 8, 8);
    cairo_stroke(on);
  };
}

void draw_months(cairo_t* on, const Flow& flow, const simulation::Report& report, double x, double y) {
  constexpr double kAbove = 14, kBars = 100;
  const auto count = static_cast<double>(report.months.size());
  const double step = std::min(46.0, kWidth / count), bar = step * 0.68;
  const double size = std::clamp(step * 0.19, 4.5, 7.5);
  simulation::Cents most = 1;
  for (const auto& month : report.months) most = std::max(most, month.total);
  const double floor_y = y + kAbove + kBars;
  for (std::size_t i = 0; i < report.months.size(); ++i) {
    const auto& month = report.months[i];
    const double left = x + static_cast<double>(i) * step, middle = left + step / 2;
    const double tall =
        kBars * static_cast<double>(std::max<simulation::Cents>(month.total, 0)) / static_cast<double>(most);
    set_colour(on, kAccent);
    cairo_rectangle(on, left + (step - bar) / 2, floor_y - tall, bar, tall);
    cairo_fill(on);
    set_colour(on, kInk);
    if (month.total > 0 && step >= 14) {
      flow.write(on, std::to_string((month.total + 50) / 100), middle, floor_y - tall - 3, size, Flow::Align::kMiddle);
    }
    if (step >= 12 || month.month % 3 == 1) {
      flow.write(on, escape(simulation::short_month(month.month, report.language)), middle, floor_y + 10, size,
                 Flow::Align::kMiddle);
    }
    if (i == 0 || month.month == 1) {
      set_colour(on, kSoft);
      flow.write(on, std::to_string(month.year), middle, floor_y + 20, size, Flow::Align::kMiddle);
    }
  }
  set_colour(on, kSoft);
  cairo_set_line_width(on, 0.8);
  cairo_move_to(on, x, floor_y);
  cairo_line_to(on, x + step * count, floor_y);
  cairo_stroke(on);
}

base::Result<QrCode> qr_code(const std::string& text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
      text.size() > 1000 ? nullptr : QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!made) {
    return base::fail(base::ErrorKind::kInvalidInput, "Le lien de la simulation est trop long pour un code QR.",
                      "The link of the simulation is too long for a QR code.");
  }
  QrCode code{.width = static_cast<std::size_t>(made->width)};
  code.dark.reserve(code.width * code.width);
  for (std::size_t i = 0; i < code.width * code.width; ++i) code.dark.push_back((made->data[i] & 1U) != 0);
  return code;
}

void draw_qr(cairo_t* on, const QrCode& code, double x, double y, double size) {
  constexpr double kQuiet = 4;  // white squares around, as readers expect
  const double step = size / (static_cast<double>(code.width) + 2 * kQuiet);
  cairo_set_source_rgb(on, 1, 1, 1);
  cairo_rectangle(on, x, y, size, size);
  cairo_fill(on);
  cairo_set_source_rgb(on, 0, 0, 0);
  for (std::size_t row = 0; row < code.width; ++row) {
    for (std::size_t column = 0; column < code.width;) {
      std::size_t end = column;
      while (end < code.width && code.dark[row * code.width + end]) ++end;
      if (end == column) {
        ++column;
        continue;
      }
      cairo_rectangle(on, x + (kQuiet + static_cast<double>(column)) * step,
                      y + (kQuiet + static_cast<double>(row)) * step, static_cast<double>(end - column) * step, step);
      column = end;
    }
  }
  cairo_fill(on);
}

}  // namespace partance::exchange::pdf

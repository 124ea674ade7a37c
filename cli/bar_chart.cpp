// See bar_chart.hpp.
#include "cli/bar_chart.hpp"

#include <algorithm>
#include <cmath>

#include "base/utf8.hpp"
#include "engine/explain/render.hpp"

namespace partance::cli {

using engine::explain::escaped;

namespace {

// In units of the drawing, which is about as wide as a telephone, so that its letters keep their size there.
constexpr int kWidth = 340;
constexpr int kRoomForBars = 220;
constexpr int kLine = 18;
constexpr int kBar = 14;
constexpr int kGap = 10;
constexpr std::size_t kMostLetters = 40;

std::string whole(double x) {
  return std::to_string(std::lround(x));
}

std::string shortened(const std::string& text) {
  if (base::code_points(text) <= kMostLetters) return text;
  std::size_t at = 0;
  for (std::size_t letters = 0; letters + 1 < kMostLetters; ++letters)
    at += std::max<std::size_t>(1, base::utf8_size(text, at));
  return text.substr(0, at) + "…";
}

std::string text_at(int x, int y, std::string_view kind, const std::string& text) {
  return "<text class=\"" + std::string(kind) + "\" x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\">" +
         escaped(text) + "</text>";
}

std::string bar_at(int y, double share, std::string_view kind) {
  // A sum that is not nothing is seen, were it by a hair.
  const double width = share > 0 ? std::max(1.0, share * kRoomForBars) : 0;
  return "<rect class=\"" + std::string(kind) + "\" x=\"0\" y=\"" + std::to_string(y) + "\" width=\"" + whole(width) +
         "\" height=\"" + std::to_string(kBar) + "\" rx=\"2\"/>";
}

std::string described(const Chart& chart, base::Language language) {
  const bool french = language == base::Language::kFrench;
  const std::string colon = french ? " : " : ": ";
  std::string text;
  for (const Bar& bar : chart.bars) {
    if (!text.empty()) text += french ? " ; " : "; ";
    text += bar.label + colon + bar.first_text;
    if (!chart.second_name.empty()) text += " → " + bar.second_text;
  }
  return text;
}

}  // namespace

std::string bar_chart(const Chart& chart, std::size_t number, base::Language language) {
  const bool has_two = !chart.second_name.empty();
  double most = 0;
  for (const Bar& bar : chart.bars) most = std::max({most, bar.first, bar.second});
  if (most <= 0) most = 1;
  const std::string title_id = "chart-" + std::to_string(number) + "-title";
  const std::string text_id = "chart-" + std::to_string(number) + "-text";
  const int bar_rows = has_two ? 2 : 1;
  const int step = kLine + bar_rows * (kBar + 3) + kGap;
  const int height = static_cast<int>(chart.bars.size()) * step;
  std::string out = "<figure class=\"bars\"><figcaption>" + escaped(chart.title);
  if (has_two) {
    out += " <span class=\"key\"><span class=\"swatch before\" aria-hidden=\"true\"></span>" +
           escaped(chart.first_name) +
           "</span> <span class=\"key\"><span class=\"swatch after\" aria-hidden=\"true\"></span>" +
           escaped(chart.second_name) + "</span>";
  }
  out += "</figcaption>\n<svg viewBox=\"0 0 " + std::to_string(kWidth) + " " + std::to_string(std::max(height, 1)) +
         "\" role=\"img\" aria-labelledby=\"" + title_id + " " + text_id + "\"><title id=\"" + title_id + "\">" +
         escaped(chart.title) + "</title><desc id=\"" + text_id + "\">" + escaped(described(chart, language)) +
         "</desc>\n";
  int y = 0;
  for (const Bar& bar : chart.bars) {
    out += text_at(0, y + kLine - 5, "name", shortened(bar.label));
    const auto draw = [&](int at, double value, const std::string& said, std::string_view kind) {
      out += bar_at(at, value / most, kind);
      const double end = value > 0 ? std::max(1.0, value / most * kRoomForBars) : 0;
      out += text_at(static_cast<int>(std::lround(end)) + 5, at + kBar - 3, "value", said);
    };
    const std::string_view tone = bar.tone < 0 ? "loss" : bar.tone > 0 ? "gain" : "after";
    draw(y + kLine, bar.first, bar.first_text, has_two ? "before" : tone);
    if (has_two) draw(y + kLine + kBar + 3, bar.second, bar.second_text, "after");
    out += "\n";
    y += step;
  }
  out += "</svg></figure>\n";
  if (!chart.note.empty()) out += "<p class=\"soft\">" + escaped(chart.note) + "</p>\n";
  return out;
}

}  // namespace partance::cli

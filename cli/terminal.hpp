// The terminal: how wide it is, whether it shows colours, and text laid out in columns.
//
// Everything is written into a std::string, so that pages can be tested and printed in one go.
#pragma once

#include <string>
#include <string_view>

namespace partance::cli {

/// What the reader's screen can do.
struct Screen {
  std::size_t width = 80;
  bool has_colours = false;
};

/// The screen behind a file descriptor: colours only on a terminal, without NO_COLOR and with TERM other than "dumb";
/// a width of 60 to 100 columns, 80 when it is not a terminal.
Screen screen_of(int descriptor);

enum class Style { kPlain, kBold, kFaint, kGood, kBad, kOpen, kLink };

/// Columns that `text` takes: one per code point (the texts of this house have no double-width characters).
std::size_t columns(std::string_view text);

/// A page of text that grows line by line.
class Page {
 public:
  explicit Page(Screen screen) : screen_(screen) {}

  /// `text` between the marks of a style, when the screen shows colours.
  [[nodiscard]] std::string styled(Style style, std::string_view text) const;
  void line(std::string_view text = {});
  /// A title with a rule below it.
  void heading(std::string_view text);
  /// `text` cut at spaces to the screen's width; the first line starts with `lead`, the others are indented as far.
  void paragraph(std::string_view lead, std::string_view text, Style style = Style::kPlain);
  /// `left` and `right` at the two sides of one line, or of two when they are too long.
  void sides(std::string_view left, std::string_view right, Style style = Style::kPlain);

  [[nodiscard]] const Screen& screen() const { return screen_; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  Screen screen_;
  std::string text_;
};

/// Removes control characters, so that an answer or a rule text cannot drive the terminal.
std::string printable(std::string_view text);

}  // namespace partance::cli

// A document as a flow of lines, rows and drawings, cut into A4 pages.
//
// Each piece knows its height and how it is drawn; a piece may ask to stay with the next one, so that no heading stands
// alone at the foot of a page. Texts are Pango markup: escape() whatever is not ours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

typedef struct _cairo cairo_t;  // NOLINT(modernize-use-using): as the library declares it

namespace partance::exchange::pdf {

struct Colour {
  double red, green, blue;
};
inline constexpr Colour kInk{0.106, 0.106, 0.122}, kSoft{0.325, 0.325, 0.376}, kLine{0.78, 0.78, 0.82};
inline constexpr Colour kAccent{0.169, 0.373, 0.659}, kYes{0.078, 0.4, 0.227}, kNo{0.64, 0.14, 0.17};
inline constexpr Colour kOpen{0.478, 0.302, 0};

/// Points (1/72 inch).
inline constexpr double kPageWidth = 595.276, kPageHeight = 841.89;
inline constexpr double kMargin = 52, kTop = 66, kBottom = 62;
inline constexpr double kWidth = kPageWidth - 2 * kMargin;

/// `text` as markup: signs escaped, what is not UTF-8 or cannot be printed left out, cut after `most` bytes.
std::string escape(std::string_view text, std::size_t most = 4000);

/// Draws at a place: x and y of the left end of a line's baseline.
using Mark = std::function<void(cairo_t*, double x, double baseline)>;

struct TextStyle {
  double size = 9.5;
  double indent = 0;
  double width = 0;  ///< 0: up to the right margin
  Colour colour = kInk;
  double space_before = 0;
  bool keep_with_next = false;
  const char* tag = "P";  ///< of the PDF's structure: P, H1, H2, H3, LI
  Mark mark{};            ///< drawn before the first line
  std::string link{};     ///< an address the text leads to
};

/// A cell of a row: its markup, where it stands.
struct Cell {
  std::string markup{};
  double x = 0;
  double width = 0;
  bool is_right = false;
};

struct RowStyle {
  double size = 9.5;
  bool is_header = false;  ///< drawn again at the top of a page that begins inside the table
  bool keep_with_next = false;
};

struct Running {
  std::string title{};     ///< of the document; also the running head from page 2
  std::string head{};      ///< at the right of the running head
  std::string foot{};      ///< at the left of every foot; the page number stands at the right
  std::string language{};  ///< "fr", "en"
  std::string created{};   ///< ISO 8601
  std::string subject{};
};

class Flow {
 public:
  explicit Flow(std::string_view language);
  ~Flow();
  Flow(const Flow&) = delete;
  Flow& operator=(const Flow&) = delete;

  /// False when the system has no font at all: nothing readable could be drawn.
  [[nodiscard]] bool has_font() const;

  void text(const std::string& markup, const TextStyle& style = {});
  void row(const std::vector<Cell>& cells, const RowStyle& style = {});
  void end_table();
  /// `draw` is given the top left corner.
  void drawing(double height, std::function<void(cairo_t*, double x, double y)> draw, double space_before = 0,
               bool keep_with_next = false);
  /// A drawing beside what follows: takes no height.
  void beside(std::function<void(cairo_t*, double x, double y)> draw);
  /// White, dropped at the top of a page.
  void space(double height);

  /// For drawings: a line of text at a baseline.
  enum class Align : std::uint8_t { kLeft, kMiddle, kRight };
  void write(cairo_t* on, const std::string& markup, double x, double baseline, double size, Align align) const;

  /// The pages, drawn. kTooLarge when there are more than `most_pages`.
  base::Result<std::string> finish(const Running& running, std::size_t most_pages);

 private:
  struct Item;
  struct Pango;
  std::vector<std::vector<const Item*>> pages() const;
  void draw_page(cairo_t* on, const std::vector<const Item*>& items) const;

  std::unique_ptr<Pango> pango_;
  std::vector<Item> items_;
  std::shared_ptr<const Item> header_;  // of the table that is open
  std::size_t group_ = 0;
};

void set_colour(cairo_t* on, const Colour& colour);

}  // namespace partance::exchange::pdf

// Pango breaks texts into lines, cairo draws them. Each call has a font map of its own: it is freed with its fonts, so
// that a server at rest keeps none.
#include "exchange/pdf/flow.hpp"

#include <algorithm>
#include <cstring>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "base/utf8.hpp"
#include "exchange/pdf/catalog.hpp"

namespace partance::exchange::pdf {

namespace {

constexpr const char* kFont = "Liberation Sans, DejaVu Sans, sans-serif";
constexpr double kBodyHeight = kPageHeight - kTop - kBottom;

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
std::shared_ptr<T> owned(T* object) {
  return std::shared_ptr<T>(object, Unref());
}

cairo_status_t append_bytes(void* out, const unsigned char* bytes, unsigned size) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

void set_colour(cairo_t* on, const Colour& colour) {
  cairo_set_source_rgb(on, colour.red, colour.green, colour.blue);
}

std::string escape(std::string_view text, std::size_t most) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (at >= most) return out + "…";
    const std::size_t size = base::utf8_size(text, at);
    const char c = text[at];
    if (size == 1) {
      switch (c) {
        case '&':
          out += "&amp;";
          break;
        case '<':
          out += "&lt;";
          break;
        case '>':
          out += "&gt;";
          break;
        default:
          if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;
          if (c == '\n' || c == '\t') out += ' ';
      }
    } else if (size > 1) {
      const char32_t code = base::code_point(text, at, size);
      if (code >= 0xa0 && code != 0xfffe && code != 0xffff) out += text.substr(at, size);
    }
    at += std::max<std::size_t>(size, 1);
  }
  return out;
}

struct Flow::Pango {
  std::shared_ptr<PangoFontMap> fonts;
  std::shared_ptr<PangoContext> context;

  explicit Pango(std::string_view language) : fonts(owned(pango_cairo_font_map_new())) {
    context = owned(pango_font_map_create_context(fonts.get()));
    pango_cairo_context_set_resolution(context.get(), 72);
    pango_context_set_language(context.get(), pango_language_from_string(std::string(language).c_str()));
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
  }

  [[nodiscard]] std::shared_ptr<PangoLayout> layout(const std::string& markup, double size, double width) const {
    auto made = owned(pango_layout_new(context.get()));
    PangoFontDescription* font = pango_font_description_from_string(kFont);
    pango_font_description_set_size(font, static_cast<gint>(size * PANGO_SCALE));
    pango_layout_set_font_description(made.get(), font);
    pango_font_description_free(font);
    if (width > 0) {
      pango_layout_set_width(made.get(), static_cast<int>(width * PANGO_SCALE));
      pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
    }
    pango_layout_set_markup(made.get(), markup.c_str(), static_cast<int>(markup.size()));
    return made;
  }
};

struct Flow::Item {
  double height = 0;
  double space_before = 0;  // dropped at the top of a page
  bool keep_with_next = false;
  const char* tag = nullptr;
  std::size_t group = 0;  // items of one group are one element of the structure
  std::shared_ptr<const Item> header{};
  std::function<void(cairo_t*, double y)> draw{};
};

Flow::Flow(std::string_view language) : pango_(std::make_unique<Pango>(language)) {}
Flow::~Flow() = default;

bool Flow::has_font() const {
  PangoFontDescription* wanted = pango_font_description_from_string(kFont);
  pango_font_description_set_size(wanted, 10 * PANGO_SCALE);
  PangoFont* font = pango_font_map_load_font(pango_->fonts.get(), pango_->context.get(), wanted);
  pango_font_description_free(wanted);
  if (font == nullptr) return false;
  PangoFontMetrics* metrics = pango_font_get_metrics(font, nullptr);
  const bool is_real = pango_font_get_hb_font(font) != nullptr && pango_font_metrics_get_ascent(metrics) > 0;
  pango_font_metrics_unref(metrics);
  g_object_unref(font);
  return is_real;
}

void Flow::text(const std::string& markup, const TextStyle& style) {
  const double width = style.width > 0 ? style.width : kWidth - style.indent;
  const auto layout = pango_->layout(markup, style.size, width);
  const int count = pango_layout_get_line_count(layout.get());
  const double leading = style.size * 1.36;
  ++group_;
  for (int i = 0; i < count; ++i) {
    Item item{.height = leading, .tag = style.tag, .group = group_};
    if (i == 0) item.space_before = style.space_before;
    // Neither a first line nor a last one stands alone.
    const bool is_edge = count <= 3 ? i + 1 < count : i == 0 || i + 2 == count;
    item.keep_with_next = is_edge || (style.keep_with_next && i + 1 == count);
    item.draw = [layout, i, style, leading](cairo_t* on, double y) {
      const double baseline = y + leading * 0.76;
      if (i == 0 && style.mark) style.mark(on, kMargin + style.indent, baseline);
      const bool is_link = !style.link.empty() && style.link.find_first_of("'\\\n") == std::string::npos;
      if (is_link) cairo_tag_begin(on, CAIRO_TAG_LINK, ("uri='" + style.link + "'").c_str());
      set_colour(on, style.colour);
      cairo_move_to(on, kMargin + style.indent, baseline);
      pango_cairo_show_layout_line(on, pango_layout_get_line_readonly(layout.get(), i));
      if (is_link) cairo_tag_end(on, CAIRO_TAG_LINK);
    };
    items_.push_back(std::move(item));
  }
}

void Flow::row(const std::vector<Cell>& cells, const RowStyle& style) {
  struct Placed {
    std::shared_ptr<PangoLayout> layout;
    double x;
  };
  constexpr double kPad = 3;
  std::vector<Placed> placed;
  double height = 0;
  for (const Cell& cell : cells) {
    auto layout = pango_->layout(cell.markup, style.size, cell.width);
    if (cell.is_right) pango_layout_set_alignment(layout.get(), PANGO_ALIGN_RIGHT);
    int tall = 0;
    pango_layout_get_size(layout.get(), nullptr, &tall);
    height = std::max(height, static_cast<double>(tall) / PANGO_SCALE);
    placed.push_back({std::move(layout), kMargin + cell.x});
  }
  height = std::min(height + 2 * kPad, kBodyHeight / 2);
  Item item{.height = height, .keep_with_next = style.keep_with_next || style.is_header, .tag = "P", .group = ++group_};
  item.header = style.is_header ? nullptr : header_;
  item.draw = [placed, height, is_header = style.is_header](cairo_t* on, double y) {
    for (const Placed& one : placed) {
      set_colour(on, is_header ? kSoft : kInk);
      cairo_move_to(on, one.x, y + kPad);
      pango_cairo_show_layout(on, one.layout.get());
    }
    set_colour(on, kLine);
    cairo_set_line_width(on, is_header ? 1.0 : 0.5);
    cairo_move_to(on, kMargin, y + height);
    cairo_line_to(on, kMargin + kWidth, y + height);
    cairo_stroke(on);
  };
  if (style.is_header) header_ = std::make_shared<Item>(item);
  items_.push_back(std::move(item));
}

void Flow::end_table() {
  header_.reset();
}

void Flow::drawing(double height, std::function<void(cairo_t*, double, double)> draw, double space_before,
                   bool keep_with_next) {
  items_.push_back({.height = height,
                    .space_before = space_before,
                    .keep_with_next = keep_with_next,
                    .tag = "Figure",
                    .group = ++group_,
                    .draw = [draw = std::move(draw)](cairo_t* on, double y) { draw(on, kMargin, y); }});
}

void Flow::beside(std::function<void(cairo_t*, double, double)> draw) {
  drawing(0, std::move(draw), 0, true);
}

void Flow::space(double height) {
  items_.push_back({.space_before = height, .draw = [](cairo_t*, double) {}});
}

void Flow::write(cairo_t* on, const std::string& markup, double x, double baseline, double size, Align align) const {
  const auto layout = pango_->layout(markup, size, 0);
  int width = 0;
  pango_layout_get_size(layout.get(), &width, nullptr);
  const double wide = static_cast<double>(width) / PANGO_SCALE;
  if (align == Align::kMiddle) x -= wide / 2;
  if (align == Align::kRight) x -= wide;
  cairo_move_to(on, x, baseline);
  pango_cairo_show_layout_line(on, pango_layout_get_line_readonly(layout.get(), 0));
}

std::vector<std::vector<const Flow::Item*>> Flow::pages() const {
  std::vector<std::vector<const Item*>> pages(1);
  double used = 0;
  for (std::size_t first = 0; first < items_.size();) {
    // A chain of items that stay together.
    std::size_t end = first + 1;
    double height = items_[first].height;
    while (end < items_.size() && items_[end - 1].keep_with_next) {
      height += items_[end].space_before + items_[end].height;
      ++end;
    }
    const bool is_too_long = height > kBodyHeight;
    if (is_too_long) end = first + 1;  // it cannot stay together on any page
    const double wanted = (is_too_long ? items_[first].height : height) + items_[first].space_before;
    if (!pages.back().empty() && used + wanted > kBodyHeight) {
      pages.emplace_back();
      used = items_[first].header ? items_[first].header->height : 0;
    }
    for (; first < end; ++first) {
      used += (pages.back().empty() ? 0 : items_[first].space_before) + items_[first].height;
      pages.back().push_back(&items_[first]);
    }
  }
  return pages;
}

void Flow::draw_page(cairo_t* on, const std::vector<const Item*>& items) const {
  double y = kTop;
  std::size_t group = 0;
  const char* open = nullptr;
  if (!items.empty() && items.front()->header) {
    items.front()->header->draw(on, y);
    y += items.front()->header->height;
  }
  for (const Item* item : items) {
    if (item != items.front()) y += item->space_before;
    if (open != nullptr && item->group != group) {
      cairo_tag_end(on, open);
      open = nullptr;
    }
    if (open == nullptr && item->tag != nullptr) {
      open = item->tag;
      group = item->group;
      cairo_tag_begin(on, open, nullptr);
    }
    item->draw(on, y);
    y += item->height;
  }
  if (open != nullptr) cairo_tag_end(on, open);
}

base::Result<std::string> Flow::finish(const Running& running, std::size_t most_pages) {
  const auto all = pages();
  if (all.size() > most_pages) {
    const std::string most = std::to_string(most_pages);
    return base::fail(base::ErrorKind::kTooLarge,
                      "Ce résultat ne tient pas en " + most + " pages : consultez-le à l'écran.",
                      "This result does not fit in " + most + " pages: read it on the screen.");
  }
  std::string bytes;
  cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(append_bytes, &bytes, kPageWidth, kPageHeight);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, running.title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, running.subject.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, "Partance");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Partance");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, running.created.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, running.created.c_str());
  cairo_t* on = cairo_create(surface);
  for (std::size_t number = 1; number <= all.size(); ++number) {
    draw_page(on, all[number - 1]);
    set_colour(on, kSoft);
    if (number > 1) {
      write(on, "<b>" + escape(running.title) + "</b>", kMargin, 40, 8.5, Align::kLeft);
      write(on, escape(running.head), kMargin + kWidth, 40, 8.5, Align::kRight);
    }
    const double foot = kPageHeight - 34;
    write(on, escape(running.foot), kMargin, foot, 8, Align::kLeft);
    write(on, std::to_string(number) + "/" + std::to_string(all.size()), kMargin + kWidth, foot, 8.5, Align::kRight);
    set_colour(on, kLine);
    cairo_set_line_width(on, 0.5);
    if (number > 1) {
      cairo_move_to(on, kMargin, 47);
      cairo_line_to(on, kMargin + kWidth, 47);
    }
    cairo_move_to(on, kMargin, foot - 12);
    cairo_line_to(on, kMargin + kWidth, foot - 12);
    cairo_stroke(on);
    cairo_show_page(on);
  }
  cairo_destroy(on);
  cairo_surface_finish(surface);
  const cairo_status_t status = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    const std::string why = cairo_status_to_string(status);
    return base::fail(base::ErrorKind::kUnavailable, "Le PDF n'a pas pu être fait (" + why + ") : réessayez.",
                      "The PDF could not be made (" + why + "): try again.");
  }
  return with_language(std::move(bytes), running.language);
}

}  // namespace partance::exchange::pdf

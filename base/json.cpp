// The JSON writer.
#include "base/json.hpp"

#include <cmath>

#include "base/number_text.hpp"
#include "base/utf8.hpp"

namespace partance::base {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

void append_control(std::string& out, unsigned char byte) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (byte) {
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    default:
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
  }
}

bool is_plain(unsigned char byte) {
  return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && is_plain(static_cast<unsigned char>(text[end]))) ++end;
    out.append(text, at, end - at);
    at = end;
    if (at == text.size()) break;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += text[at++];
    } else if (byte < 0x20 || byte == 0x7F) {
      append_control(out, byte);
      ++at;
    } else {
      const std::size_t size = utf8_size(text, at);
      const std::string_view character = text.substr(at, size);
      if (size == 0) {
        out += kReplacement;
      } else if (character == "\u2028") {
        out += "\\u2028";
      } else if (character == "\u2029") {
        out += "\\u2029";
      } else {
        out += character;
      }
      at += size == 0 ? 1 : size;
    }
  }
  out += '"';
}

void JsonWriter::new_line() {
  if (layout_ == JsonLayout::kCompact) return;
  *out_ += '\n';
  out_->append(open_.size() * 2, ' ');
}

void JsonWriter::before_value() {
  written_ = true;
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (open_.empty()) return;
  if (open_.back()) *out_ += ',';
  open_.back() = true;
  new_line();
}

JsonWriter& JsonWriter::open(char bracket) {
  before_value();
  *out_ += bracket;
  open_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  const bool had_content = !open_.empty() && open_.back();
  if (!open_.empty()) open_.pop_back();
  if (had_content) new_line();
  *out_ += bracket;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  append_json_text(*out_, name);
  *out_ += layout_ == JsonLayout::kCompact ? ":" : ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  before_value();
  append_json_text(*out_, text);
  return *this;
}

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  before_value();
  append_number_text(*out_, number);
  return *this;
}

JsonWriter& JsonWriter::value(bool truth) {
  return raw(truth ? "true" : "false");
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  before_value();
  *out_ += json;
  return *this;
}

}  // namespace partance::base

// See packed_text.hpp.
#include "store/packed_text.hpp"

#include <array>
#include <cstdint>
#include <optional>

#include <zlib.h>

namespace partance::store {

namespace {

constexpr std::string_view kMark = "z1:";
constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void append_base64(std::string& out, std::string_view bytes) {
  const auto byte = [&bytes](std::size_t at) {
    return at < bytes.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at])) : 0U;
  };
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::uint32_t three = byte(at) << 16U | byte(at + 1) << 8U | byte(at + 2);
    out += kDigits[three >> 18U];
    out += kDigits[three >> 12U & 63U];
    if (at + 1 < bytes.size()) out += kDigits[three >> 6U & 63U];
    if (at + 2 < bytes.size()) out += kDigits[three & 63U];
  }
}

std::optional<std::string> from_base64(std::string_view digits) {
  static const std::array<std::int8_t, 256> kValues = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < kDigits.size(); ++i) {
      values[static_cast<unsigned char>(kDigits[i])] = static_cast<std::int8_t>(i);
    }
    return values;
  }();
  if (digits.size() % 4 == 1) return {};
  std::string out;
  out.reserve(digits.size() / 4 * 3 + 2);
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char c : digits) {
    const int value = kValues[static_cast<unsigned char>(c)];
    if (value < 0) return {};
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 255U);
  }
  return out;
}

base::Result<std::string> damaged() {
  return base::fail(base::ErrorKind::kUnreadable, "Un texte enregistré est endommagé.", "A saved text is damaged.");
}

}  // namespace

std::string packed(std::string_view text) {
  std::string deflated(compressBound(text.size()), '\0');
  uLongf size = deflated.size();
  // It fails only when the room is too small, and compressBound() says how much is enough.
  compress2(reinterpret_cast<Bytef*>(deflated.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size(),
            6);
  deflated.resize(size);
  std::string out(kMark);
  out.reserve(kMark.size() + size * 4 / 3 + 4);
  append_base64(out, deflated);
  return out;
}

base::Result<std::string> unpacked(std::string_view packed, std::size_t most) {
  if (!packed.starts_with(kMark)) return std::string(packed);
  const auto deflated = from_base64(packed.substr(kMark.size()));
  if (!deflated) return damaged();
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return damaged();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(deflated->data()));  // zlib reads it only
  stream.avail_in = static_cast<uInt>(deflated->size());
  std::string out;
  std::array<char, 16384> piece{};
  int code = Z_OK;
  while (code == Z_OK && out.size() <= most) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = piece.size();
    code = inflate(&stream, Z_NO_FLUSH);
    out.append(piece.data(), piece.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (out.size() > most) {
    return base::fail(base::ErrorKind::kTooLarge, "Un texte enregistré est trop long.", "A saved text is too long.");
  }
  return code == Z_STREAM_END ? base::Result<std::string>(std::move(out)) : damaged();
}

}  // namespace partance::store

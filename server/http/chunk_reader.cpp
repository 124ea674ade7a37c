// See chunk_reader.hpp.
#include "server/http/chunk_reader.hpp"

#include <algorithm>

namespace partance::server::http {

namespace {

constexpr int kMostSizeDigits = 15;  // leading zeros included: far above any limit, far below overflow

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
}

}  // namespace

std::size_t ChunkReader::feed(std::string_view bytes) {
  std::size_t used = 0;
  while (used < bytes.size() && refusal_ == 0 && !done()) {
    if (at_ != At::kData) {
      step(bytes[used++]);
      continue;
    }
    const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size() - used));
    body_.append(bytes.substr(used, piece));
    used += piece;
    left_ -= piece;
    if (left_ == 0) at_ = At::kDataReturn;
  }
  return used;
}

void ChunkReader::step(char c) {
  switch (at_) {
    case At::kSize:
      return read_size(c);
    case At::kExtension:
      return read_extension(c);
    case At::kSizeEnd:
      return end_of_size(c);
    case At::kDataReturn:
      return expect(c, '\r', At::kDataEnd);
    case At::kDataEnd:
      digits_ = 0;
      return expect(c, '\n', At::kSize);
    case At::kTrailerStart:
      return start_trailer(c);
    case At::kTrailer:
      spend();
      if (c == '\r') at_ = At::kTrailerEnd;
      if (is_control(c) && c != '\r') refuse(400);
      return;
    case At::kTrailerEnd:
      return expect(c, '\n', At::kTrailerStart);
    case At::kLastEnd:
      return expect(c, '\n', At::kEnd);
    case At::kData:
    case At::kEnd:
      return;
  }
}

void ChunkReader::read_size(char c) {
  const int digit = digit_of(c);
  if (digit >= 0) {
    if (++digits_ > kMostSizeDigits) return refuse(400);
    left_ = left_ * 16 + static_cast<std::uint64_t>(digit);
    return;
  }
  if (digits_ == 0) return refuse(400);
  if (c == '\r') {
    at_ = At::kSizeEnd;
  } else if (c == ';' || c == ' ' || c == '\t') {
    at_ = At::kExtension;
  } else {
    refuse(400);
  }
}

void ChunkReader::read_extension(char c) {
  spend();
  if (c == '\r') {
    at_ = At::kSizeEnd;
  } else if (is_control(c)) {
    refuse(400);
  }
}

void ChunkReader::end_of_size(char c) {
  expect(c, '\n', left_ == 0 ? At::kTrailerStart : At::kData);
  if (left_ > most_body_ - body_.size()) refuse(413);
}

void ChunkReader::start_trailer(char c) {
  spend();
  if (c == '\r') {
    at_ = At::kLastEnd;
  } else if (is_control(c) || c == ' ' || c == '\t') {
    refuse(400);
  } else {
    at_ = At::kTrailer;
  }
}

void ChunkReader::expect(char c, char wanted, At next) {
  if (c != wanted) return refuse(400);
  at_ = next;
}

void ChunkReader::spend() {
  if (room_ == 0) return refuse(431);
  --room_;
}

}  // namespace partance::server::http

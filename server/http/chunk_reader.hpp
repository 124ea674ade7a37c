// Decodes a body that comes in chunks, however the bytes are cut. Extensions and trailers are read and thrown away.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace partance::server::http {

class ChunkReader {
 public:
  /// `most_overhead` bounds the bytes of extensions and trailers together.
  ChunkReader(std::size_t most_body, std::size_t most_overhead) : most_body_(most_body), room_(most_overhead) {}

  /// Takes bytes up to the end of the body and gives how many; afterwards done() or refusal() may be set.
  std::size_t feed(std::string_view bytes);

  [[nodiscard]] bool done() const { return at_ == At::kEnd; }
  [[nodiscard]] int refusal() const { return refusal_; }  ///< 0, or 400, 413, 431
  [[nodiscard]] std::string& body() { return body_; }

 private:
  enum class At {
    kSize,
    kExtension,
    kSizeEnd,
    kData,
    kDataReturn,
    kDataEnd,
    kTrailerStart,
    kTrailer,
    kTrailerEnd,
    kLastEnd,
    kEnd
  };

  void step(char c);
  void read_size(char c);
  void read_extension(char c);
  void end_of_size(char c);
  void start_trailer(char c);
  void expect(char c, char wanted, At next);
  void spend();
  void refuse(int status) { refusal_ = status; }

  std::size_t most_body_;
  std::size_t room_;
  std::string body_{};
  std::uint64_t left_ = 0;  // of the chunk
  int digits_ = 0;
  At at_ = At::kSize;
  int refusal_ = 0;
};

}  // namespace partance::server::http

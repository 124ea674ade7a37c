// The head is read by Boost.Beast's parser once head_check.hpp has let it pass. The body is read here: that parser
// wants to see whole lines of chunks, so bytes that trickle in would have to be kept and shown again.
#include "server/http/request_parser.hpp"

#include <algorithm>
#include <utility>

#include <boost/beast/core/error.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "server/http/head_check.hpp"

namespace partance::server::http {

namespace beast = boost::beast;

namespace {

std::string in_small_letters(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string copy(beast::string_view text) {
  return {text.data(), text.size()};
}

bool fill_head(std::string_view bytes, RequestHead& head) {
  beast::http::request_parser<beast::http::empty_body> parser;
  parser.header_limit(static_cast<std::uint32_t>(bytes.size()));
  parser.skip(true);
  boost::system::error_code error;
  const std::size_t taken = parser.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
  if (error || taken != bytes.size() || !parser.is_header_done()) return false;
  const auto& message = parser.get();
  head.method = copy(message.method_string());
  head.target = copy(message.target());
  for (const auto& field : message) {
    head.headers.emplace_back(in_small_letters(copy(field.name_string())), copy(field.value()));
  }
  head.keep_alive = message.keep_alive();
  head.http_1_0 = message.version() < 11;
  head.expects_continue = !head.http_1_0 && find_field(head.headers, "expect").has_value();
  if (const auto length = parser.content_length()) head.content_length = static_cast<std::size_t>(*length);
  head.has_body = head.content_length.value_or(0) > 0 || find_field(head.headers, "transfer-encoding").has_value();
  return true;
}

}  // namespace

RequestParser::Step RequestParser::refuse(int status) {
  refusal_ = status;
  return Step::kRefused;
}

RequestParser::Step RequestParser::feed(std::string_view bytes, std::size_t& used) {
  used = 0;
  if (refusal_ != 0) return Step::kRefused;
  if (!head_done_) return read_head(bytes, used);
  return read_body(bytes, used);
}

RequestParser::Step RequestParser::read_head(std::string_view bytes, std::size_t& used) {
  if (!started_ && bytes == "\r") return Step::kMore;
  if (!bytes.empty() && !std::exchange(started_, true) && bytes.starts_with("\r\n")) {
    used = 2;  // the protocol forgives one empty line before a request
    bytes.remove_prefix(2);
  }
  const std::size_t from = std::min(scanned_, bytes.size());
  const auto end = bytes.find("\r\n\r\n", from < 3 ? 0 : from - 3);
  if (end == std::string_view::npos) {
    if (const int status = check_partial_head(bytes, from, limits_); status != 0) return refuse(status);
    scanned_ = bytes.size();
    return Step::kMore;
  }
  const std::string_view head = bytes.substr(0, end + 4);
  if (const int status = check_head(head, limits_); status != 0) return refuse(status);
  if (!fill_head(head, head_)) return refuse(400);
  used += head.size();
  head_done_ = true;
  return Step::kHead;
}

bool RequestParser::expect_body(std::size_t most_bytes) {
  if (head_.content_length.value_or(0) > most_bytes) {
    refuse(413);
    return false;
  }
  if (head_.has_body && !head_.content_length) chunks_.emplace(most_bytes, limits_.header_bytes);
  return true;
}

RequestParser::Step RequestParser::read_body(std::string_view bytes, std::size_t& used) {
  if (chunks_) {
    used = chunks_->feed(bytes);
    if (chunks_->refusal() != 0) return refuse(chunks_->refusal());
    return chunks_->done() ? Step::kDone : Step::kMore;
  }
  const std::size_t length = head_.content_length.value_or(0);
  used = std::min(length - body_.size(), bytes.size());
  body_.append(bytes.substr(0, used));
  return body_.size() == length ? Step::kDone : Step::kMore;
}

std::string RequestParser::take_body() {
  return std::move(chunks_ ? chunks_->body() : body_);
}

}  // namespace partance::server::http

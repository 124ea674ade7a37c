// The dictionary of texts: see dictionary.hpp.
#include "engine/batch/dictionary.hpp"

#include "engine/value/text_pool.hpp"

namespace partance::engine::batch {

Dictionary::Dictionary(const Dictionary& other) {
  *this = other;
}

Dictionary& Dictionary::operator=(const Dictionary& other) {
  if (this == &other) return *this;
  texts_ = other.texts_;
  bytes_ = other.bytes_;
  index_.clear();
  index_.reserve(other.index_.size());
  for (const auto& [text, code] : other.index_) index_.emplace(texts_[code & ~kOddDayBit], code);
  return *this;
}

std::uint32_t Dictionary::encode(std::string_view text) {
  constexpr std::int32_t kFirstYear = 100;  // earlier ones are read as of the twentieth century
  const auto day = value::parse_date_text(text);
  if (day && day->year >= kFirstYear) return day_code(static_cast<std::int32_t>(value::to_days(*day)));
  const auto found = index_.find(text);
  if (found != index_.end()) return found->second;
  value::TextPool shapes;
  const bool is_odd_day = shapes.date_ms(shapes.intern(text)).has_value();
  const auto code = static_cast<std::uint32_t>(texts_.size()) | (is_odd_day ? kOddDayBit : 0U);
  texts_.emplace_back(text);
  bytes_ += text.size();
  index_.emplace(texts_.back(), code);
  return code;
}

std::string Dictionary::text(std::uint32_t code) const {
  if (is_day(code)) return value::date_text(value::from_days(day_of(code)));
  return texts_[code & ~kOddDayBit];
}

}  // namespace partance::engine::batch

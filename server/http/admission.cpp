// Who may open one more connection: see serving.hpp.
#include <algorithm>

#include "server/http/serving.hpp"

namespace partance::server::http {

bool Admission::is_counted(std::string_view address) const {
  const auto bytes = parse_address(address);
  return !bytes || std::ranges::none_of(uncounted_, [&](const AddressRange& range) { return range.contains(*bytes); });
}

Admission::Answer Admission::enter(std::string_view address) {
  const std::lock_guard lock(mutex_);
  if (open_ >= most_) return Answer::kTooMany;
  if (is_counted(address)) {
    const std::string group = address_group(address);
    const auto found = by_group_.find(group);
    if (found != by_group_.end() && found->second >= most_per_group_) return Answer::kTooManyFromThere;
    ++by_group_[group];
  }
  ++open_;
  return Answer::kWelcome;
}

void Admission::leave(std::string_view address) {
  const std::lock_guard lock(mutex_);
  --open_;
  if (!is_counted(address)) return;
  const auto found = by_group_.find(address_group(address));
  if (found != by_group_.end() && --found->second == 0) by_group_.erase(found);
}

}  // namespace partance::server::http

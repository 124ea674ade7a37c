// What libyaml refuses, in the words of the house: message, hint and the place worth showing.
//
// Only used inside engine/syntax, once a text has been refused.
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace partance::engine::syntax {

struct YamlMessage {
  base::Message message;
  base::Message hint;
  bool at_context = false;  ///< the beginning of the construct is worth showing, not the place where reading stopped
};

/// `problem` and `context` are libyaml's (either may be empty); `rest` is the source from the place of the problem.
YamlMessage yaml_message(std::string_view problem, std::string_view context, std::string_view rest);

}  // namespace partance::engine::syntax

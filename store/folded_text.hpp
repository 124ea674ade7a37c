// Texts made comparable: "Université d'Été" and "universite d ete" are one. For searching, never for showing.
#pragma once

#include <string>
#include <string_view>

namespace partance::store {

/// Lower case, without accents; what is neither letter nor digit becomes one blank, none at the ends. Letters beyond
/// Latin are kept as they are.
std::string folded(std::string_view utf8);

}  // namespace partance::store

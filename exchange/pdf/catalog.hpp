// What cairo cannot say of a PDF: its language, and that its title is to be shown. Needed by screen readers.
#pragma once

#include <string>
#include <string_view>

namespace partance::exchange::pdf {

/// The file with a new catalogue appended, as the format allows (an incremental update). A file whose catalogue is not
/// found is given back as it came.
std::string with_language(std::string pdf, std::string_view language);

}  // namespace partance::exchange::pdf

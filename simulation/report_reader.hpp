// A report read back from the JSON that report_json.hpp wrote: a simulation saved one day is shown and printed later
// as the person was told it, whatever the rules have become.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "simulation/report.hpp"

namespace partance::simulation {

/// Members it does not know are passed over. Errors: kTooLarge, kInvalidInput (not JSON, not a report, an aid that is
/// named but not there).
base::Result<Report> read_report(std::string_view json);

}  // namespace partance::simulation

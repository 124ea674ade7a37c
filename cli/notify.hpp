// Tells the service manager (systemd, Type=notify) how the service is.
#pragma once

#include <string_view>

namespace partance::cli {

/// Sends a state such as "READY=1" to the socket that NOTIFY_SOCKET names; does nothing when there is none.
void notify_service_manager(std::string_view state);

}  // namespace partance::cli

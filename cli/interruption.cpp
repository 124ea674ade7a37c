// See interruption.hpp.
#include "cli/interruption.hpp"

#include <signal.h>

namespace partance::cli {

namespace {

// A signal handler can reach nothing but what is global.
std::atomic<bool> is_asked_to_stop{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void ask_to_stop(int) {
  is_asked_to_stop = true;
}

}  // namespace

Interruption::Interruption() {
  is_asked_to_stop = false;
  struct sigaction action{};
  action.sa_handler = ask_to_stop;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

Interruption::~Interruption() {
  ::signal(SIGINT, SIG_DFL);
  ::signal(SIGTERM, SIG_DFL);
}

const std::atomic<bool>& Interruption::flag() const {
  return is_asked_to_stop;
}

}  // namespace partance::cli

// The face of the browser module: functions that JavaScript calls by these names, with numbers only. Texts are UTF-8
// in memory that the caller got from partance_allocate; the answer stays in the host until the next call.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "simulation/wasm/host.hpp"

using partance::engine::value::Date;
using partance::simulation::wasm::Host;

namespace {

/// Dates come as one number, YYYYMMDD.
Date date_of(std::uint32_t packed) {
  return {static_cast<std::int32_t>(packed / 10'000), static_cast<std::uint8_t>(packed / 100 % 100),
          static_cast<std::uint8_t>(packed % 100)};
}

}  // namespace

extern "C" {

/// Raised when a function below changes its meaning; the loader refuses another number than its own.
std::uint32_t partance_interface() {
  return 1;
}

void* partance_allocate(std::size_t bytes) {
  return std::malloc(bytes);
}
void partance_release(void* memory) {
  std::free(memory);
}

Host* partance_start() {
  return new Host();
}

std::uint32_t partance_load_program(Host* host, const char* bytes, std::size_t size) {
  return host->load_program({bytes, size});
}
void partance_drop_program(Host* host, std::uint32_t program) {
  host->drop_program(program);
}
std::uint32_t partance_open_session(Host* host, std::uint32_t program) {
  return host->open_session(program);
}
void partance_close_session(Host* host, std::uint32_t session) {
  host->close_session(session);
}

void partance_ask(Host* host, std::uint32_t session, const char* name, std::size_t name_size, const char* body,
                  std::size_t body_size, std::uint32_t today) {
  host->ask(session, {name, name_size}, {body, body_size}, date_of(today));
}
void partance_evaluate(Host* host, std::uint32_t program, const char* request, std::size_t size, std::uint32_t today) {
  host->evaluate(program, {request, size}, date_of(today));
}

int partance_reply_status(const Host* host) {
  return host->reply().status;
}
const char* partance_reply_text(const Host* host) {
  return host->reply().json.data();
}
std::size_t partance_reply_size(const Host* host) {
  return host->reply().json.size();
}
}

// The whole service: settings, rules, pages and database put together behind one port.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "engine/plan/program.hpp"
#include "server/settings.hpp"

namespace partance::server {

/// What the service needs from outside besides its settings.
struct ServiceInputs {
  std::shared_ptr<const engine::plan::Program> program{};
  std::filesystem::path web{};       ///< folder of the pages; empty: the API alone
  std::filesystem::path database{};  ///< the SQLite file; its folder exists
  std::string version{};             ///< of Partance
  std::function<std::chrono::system_clock::time_point()> now{};
  std::function<std::string(std::size_t)> random_bytes{};  ///< that nobody can guess; from any thread
};

class Service {
 public:
  /// Reads the pages, opens database and log, takes the port. Errors are those of these rooms.
  static base::Result<std::unique_ptr<Service>> open(Settings settings, ServiceInputs inputs);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  [[nodiscard]] std::uint16_t port() const;

  /// Serves until it is told to stop; true when all that had begun was answered.
  bool run();
  void stop();

 private:
  struct Parts;
  explicit Service(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace partance::server

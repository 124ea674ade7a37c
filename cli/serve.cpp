// See serve.hpp.
#include "cli/serve.hpp"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <sys/random.h>
#include <unistd.h>

#include "base/file.hpp"
#include "cli/language.hpp"
#include "cli/notify.hpp"
#include "cli/places.hpp"
#include "cli/rulebook.hpp"
#include "cli/status.hpp"
#include "server/http/static_files.hpp"
#include "server/service.hpp"

namespace partance::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostConfigurationBytes = 256 * 1024;

struct Arguments {
  std::string configuration{};
  std::vector<std::pair<std::string, std::string>> flags{};  // key, value; empty when not given
  bool check = false;
  bool defaults = false;
};

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  for (std::size_t filled = 0; filled < count;) {
    const auto got = getrandom(bytes.data() + filled, count - filled, 0);
    if (got > 0) filled += static_cast<std::size_t>(got);
  }
  return bytes;
}

std::optional<std::string> environment_variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

/// One run of the verb.
class Serving {
 public:
  explicit Serving(const Arguments& arguments) : arguments_(arguments), language_(reader_language({})) {}

  int go() {
    if (arguments_.defaults) return say(server::default_configuration());
    auto settings = read_settings();
    if (!settings) return complain(settings.error());
    settings_ = *std::move(settings);
    int status = kDone;
    RuleChoice rules;
    if (!settings_.rulebook.empty()) rules.rulebook = {settings_.rulebook};
    inputs_.program = load_rulebook(rules, language_, status);
    if (status != kDone) return status;
    auto placed = find_places();
    if (!placed) return complain(placed.error());
    return arguments_.check ? check() : serve();
  }

 private:
  base::Result<server::Settings> read_settings() {
    std::vector<server::GivenValue> given;
    if (!arguments_.configuration.empty()) {
      auto text = base::read_file(arguments_.configuration, kMostConfigurationBytes);
      if (!text) return std::unexpected(std::move(text.error()));
      auto pairs = server::read_configuration(*text, arguments_.configuration);
      if (!pairs) return std::unexpected(std::move(pairs.error()));
      given = *std::move(pairs);
    }
    for (auto& one : server::read_environment(environment_variable)) given.push_back(std::move(one));
    for (const auto& [key, value] : arguments_.flags) given.push_back({key, value, "--" + key});
    return server::make_settings(given);
  }

  base::Result<void> find_places() {
    inputs_.web = settings_.web.empty() ? usual_web_folder() : fs::path(settings_.web);
    inputs_.database = settings_.database;
    if (settings_.database.empty()) {
      auto database = usual_database(!arguments_.check);
      if (!database) return std::unexpected(std::move(database.error()));
      inputs_.database = *std::move(database);
    }
    inputs_.version = PARTANCE_VERSION;
    inputs_.now = [] { return std::chrono::system_clock::now(); };
    inputs_.random_bytes = random_bytes;
    settings_.server.stop_on_signals = true;
    // In a terminal HUP says that the terminal is gone, and ends the program as it ends any other.
    settings_.server.reload_on_hangup = isatty(STDIN_FILENO) == 0;
    return {};
  }

  int serve() {
    auto service = server::Service::open(settings_, inputs_);
    if (!service) return complain(service.error());
    announce(**service);
    notify_service_manager("READY=1");
    (*service)->run();
    notify_service_manager("STOPPING=1");
    return kDone;
  }

  void announce(const server::Service& service) {
    const std::string address = web_address(service.port());
    if (inputs_.web.empty()) {
      std::cout << "Les pages web ne sont pas là (make web) : seule l'API est servie.\n"
                   "The web pages are not there (make web): the API alone is served.\n";
    }
    std::cout << "Partance est prêt : " << address << "  (Ctrl+C pour arrêter)\n"
              << "Partance is ready: " << address << "  (Ctrl+C to stop)\n"
              << std::flush;
  }

  std::string web_address(std::uint16_t port) {
    std::string host = settings_.server.addresses.front();
    if (host == "0.0.0.0" || host == "::") host = "localhost";
    if (host.find(':') != std::string::npos) host = "[" + host + "]";
    return (settings_.server.tls ? "https://" : "http://") + host + ":" + std::to_string(port) + "/";
  }

  /// Everything that could keep the service from starting, without changing anything.
  int check() {
    int status = kDone;
    const auto report = [&](const base::Message& what, const base::Result<void>& result) {
      std::cout << (result                                 ? "ok     "
                    : language_ == base::Language::kFrench ? "ÉCHEC  "
                                                           : "FAILED ")
                << what.in(language_);
      if (!result) std::cout << "\n       " << result.error().message.in(language_);
      std::cout << '\n';
      if (!result) status = kCannotRead;
    };
    report({"réglages", "settings"}, {});
    report({"recueil de règles", "rulebook"}, {});
    report({"pages web", "web pages"}, check_pages());
    report({"base de données", "database"}, check_database());
    report({"journal", "log"}, check_log());
    report({"adresse, port et certificat", "address, port and certificate"}, check_port());
    return status;
  }

  base::Result<void> check_pages() {
    if (inputs_.web.empty()) return {};  // a choice: the API alone
    auto files = server::http::StaticFiles::load(inputs_.web);
    if (!files) return std::unexpected(std::move(files.error()));
    return {};
  }

  base::Result<void> check_database() { return check_writable(inputs_.database); }

  base::Result<void> check_log() {
    if (settings_.journal.file.empty()) return {};
    return check_writable(settings_.journal.file);
  }

  /// True when this user could write the file, or make it, or make the folder it would be in.
  static base::Result<void> check_writable(const fs::path& file) {
    std::error_code ignored;
    fs::path nearest = fs::absolute(file, ignored);
    if (fs::exists(nearest, ignored)) {
      if (access(nearest.c_str(), R_OK | W_OK) != 0) return cannot_write(nearest);
    }
    do {
      nearest = nearest.parent_path();
    } while (!fs::exists(nearest, ignored) && nearest.has_relative_path());
    if (access(nearest.c_str(), W_OK | X_OK) != 0) return cannot_write(nearest);
    return {};
  }

  static base::Result<void> cannot_write(const fs::path& place) {
    return base::fail(
        base::ErrorKind::kUnreadable,
        "« " + place.string() + " » n'est pas ouvert en écriture à cet utilisateur : vérifier ses droits.",
        "\"" + place.string() + "\" cannot be written by this user: check its rights.");
  }

  base::Result<void> check_port() {
    auto server = server::http::Server::open(settings_.server, {});
    if (!server) return std::unexpected(std::move(server.error()));
    return {};
  }

  int complain(const base::Error& error) {
    std::cerr << error.message.in(language_) << '\n';
    return error.kind == base::ErrorKind::kInvalidInput ? kBadUsage : kCannotRead;
  }

  static int say(const std::string& text) {
    std::cout << text;
    return kDone;
  }

  const Arguments& arguments_;
  base::Language language_;
  server::Settings settings_{};
  server::ServiceInputs inputs_{};
};

}  // namespace

void add_serve(CLI::App& app, int& status) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand("serve", "Le simulateur sur le réseau / the simulator on the network");
  verb->add_option("--config", arguments->configuration, "Fichier de réglages / configuration file");
  verb->add_flag("--check", arguments->check,
                 "Vérifie tout sans rien servir, puis finit / checks everything without serving, then ends");
  verb->add_flag("--defaults", arguments->defaults,
                 "Écrit un fichier de réglages commenté / prints a commented configuration file");
  for (const server::SettingKey& key : server::setting_keys()) {
    const std::string name(key.name);
    verb->add_option_function<std::string>(
            "--" + name, [arguments, name](const std::string& value) { arguments->flags.emplace_back(name, value); },
            std::string(key.meaning_fr) + " / " + key.meaning_en)
        ->group("Réglages / settings");
  }
  verb->callback([arguments, &status] { status = Serving(*arguments).go(); });
}

}  // namespace partance::cli

// The service as users run it: the program itself, its settings, its log, its end.
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/status.hpp"
#include "server/http/live_server.hpp"
#include "server/http/live_tls.hpp"

namespace partance::cli {
namespace {

namespace fs = std::filesystem;
using server::http::Answer;
using server::http::Client;

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A program that runs, its standard output in a pipe and its standard error in a file.
class Process {
 public:
  Process(const fs::path& program, std::vector<std::string> arguments, std::vector<std::string> environment,
          const fs::path& errors) {
    int ends[2] = {};
    if (::pipe(ends) != 0) return;
    id_ = ::fork();
    if (id_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);  // as a service manager does
      ::dup2(::open(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
      ::close(ends[0]);
      for (const std::string& one : environment) ::putenv(::strdup(one.c_str()));
      std::vector<char*> words{const_cast<char*>(program.c_str())};
      for (std::string& argument : arguments) words.push_back(argument.data());
      words.push_back(nullptr);
      ::execv(program.c_str(), words.data());
      ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ends[0];
  }
  ~Process() {
    if (!status_) {
      ::kill(id_, SIGKILL);
      wait();
    }
    ::close(output_);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// Reads what it prints until `wanted` is there, it ends, or 30 seconds have passed.
  const std::string& read_until(std::string_view wanted) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (text_.find(wanted) == std::string::npos && std::chrono::steady_clock::now() < end) {
      pollfd ready{output_, POLLIN, 0};
      if (::poll(&ready, 1, 1000) <= 0) continue;
      char bytes[4096];
      const auto size = ::read(output_, bytes, sizeof bytes);
      if (size <= 0) break;
      text_.append(bytes, static_cast<std::size_t>(size));
    }
    return text_;
  }
  void terminate() { ::kill(id_, SIGTERM); }
  void hang_up() { ::kill(id_, SIGHUP); }
  int wait() {
    if (status_) return *status_;
    int status = 0;
    ::waitpid(id_, &status, 0);
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return *status_;
  }

 private:
  pid_t id_ = -1;
  int output_ = -1;
  std::string text_{};
  std::optional<int> status_{};
};

class Serve : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(kProgram)) GTEST_SKIP() << kProgram << " is not built";
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("serve_") + info->name() + std::to_string(getpid()));
    fs::create_directories(folder_ / "web/fr");
    fs::create_directories(folder_ / "web/en");
    std::ofstream(folder_ / "web/fr/index.html") << "accueil";
    std::ofstream(folder_ / "web/en/index.html") << "home";
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::unique_ptr<Process> start(std::vector<std::string> arguments, std::vector<std::string> environment = {}) {
    arguments.insert(arguments.begin(), "serve");
    environment.push_back("LC_ALL=en_GB.UTF-8");
    environment.push_back("STATE_DIRECTORY=" + folder_.string());
    return std::make_unique<Process>(kProgram, std::move(arguments), std::move(environment), errors());
  }
  /// The port that a service says it listens at.
  static std::uint16_t port_of(Process& process) {
    const std::string& text = process.read_until("to stop)\n");
    const std::string_view before = "://127.0.0.1:";
    const auto at = text.find(before, text.find("ready: "));
    EXPECT_NE(at, std::string::npos) << text;
    if (at == std::string::npos) return 1;
    return static_cast<std::uint16_t>(std::atoi(text.c_str() + at + before.size()));
  }
  /// What the file says once these words are in it; what there is after ten seconds.
  static std::string text_with(const fs::path& file, std::string_view words) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    std::string text;
    while ((text = text_of(file)).find(words) == std::string::npos && std::chrono::steady_clock::now() < end) {
      ::usleep(10'000);
    }
    return text;
  }
  fs::path errors() const { return folder_ / "errors"; }

  /// `partance` hands the verb over to `partance-server`: both are tried here.
  static constexpr const char* kProgram = PARTANCE_BINARY_DIR "/bin/partance";
  fs::path folder_{};
};

TEST_F(Serve, SaysWhereItListensAnswersAndEndsWhenTold) {
  const auto service = start({"--port", "0", "--web", (folder_ / "web").string()});
  const std::uint16_t port = port_of(*service);
  EXPECT_EQ(Client(port).get("/healthz").body, "ok\n");
  EXPECT_EQ(Client(port).get("/readyz").body, "ready\n");
  EXPECT_EQ(Client(port).get("/fr/").body, "accueil");
  const Answer metrics = Client(port).get("/metrics");
  EXPECT_NE(metrics.body.find("partance_http_requests_total{method=\"GET\",route=\"/healthz\",status=\"200\"} 1"),
            std::string::npos)
      << metrics.body;
  EXPECT_EQ(Client(port).get("/metrics", "X-Forwarded-For: 198.51.100.1\r\n").status, 404)
      << "only those who are listed may read figures";
  EXPECT_TRUE(fs::exists(folder_ / "partance.sqlite"));
  service->terminate();
  EXPECT_EQ(service->wait(), kDone);
}

TEST_F(Serve, LogsOneLineARequestWithoutWhatItWasAbout) {
  const auto service = start({"--port", "0", "--web", (folder_ / "web").string(), "--log", (folder_ / "log").string()});
  const std::uint16_t port = port_of(*service);
  EXPECT_EQ(Client(port).get("/s/secret-link?token=secret-query", "X-Name: secret-field\r\n").status, 302);
  EXPECT_EQ(Client(port).get("/fr/x", "X-Forwarded-For: 198.51.100.77\r\n").status, 200);
  EXPECT_EQ(Client(port).ask("POST /secret-path HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nsecret-body").status,
            404);
  service->terminate();
  EXPECT_EQ(service->wait(), kDone);
  const std::string log = text_of(folder_ / "log");
  EXPECT_NE(log.find("\"route\":\"/s/{id}\",\"status\":302"), std::string::npos) << log;
  EXPECT_NE(log.find("\"client\":\"198.51.100.0/24\""), std::string::npos) << log;
  EXPECT_EQ(log.find("secret"), std::string::npos) << log;
  EXPECT_EQ(log.find("198.51.100.77"), std::string::npos) << log;
}

TEST_F(Serve, TakesSettingsFromFileEnvironmentAndFlags) {
  std::ofstream(folder_ / "p.conf") << "port: 1\nweb: " << (folder_ / "web").string() << "\nbody-bytes: 2 KB\n";
  const auto service = start({"--config", (folder_ / "p.conf").string(), "--port", "0"},
                             {"PARTANCE_PORT=2", "PARTANCE_TARGET_BYTES=300"});
  const std::uint16_t port = port_of(*service);
  EXPECT_EQ(Client(port).get("/fr/").body, "accueil");
  EXPECT_EQ(Client(port).get("/fr/" + std::string(300, 'a')).status, 414);
  service->terminate();
  EXPECT_EQ(service->wait(), kDone);
}

TEST_F(Serve, RefusesAWrongSettingWithItsPlace) {
  const fs::path file = folder_ / "p.conf";
  std::ofstream(file) << "# remark\nprot: 1\n";
  EXPECT_EQ(start({"--config", file.string()})->wait(), kBadUsage);
  EXPECT_EQ(text_of(errors()), file.string() + ":2: unknown setting \"prot\". Did you mean \"port\"?\n");
  EXPECT_EQ(start({"--port", "high"})->wait(), kBadUsage);
  EXPECT_EQ(start({}, {"PARTANCE_PORT=high"})->wait(), kBadUsage);
  EXPECT_NE(text_of(errors()).find("PARTANCE_PORT: \"high\" does not suit port"), std::string::npos);
  EXPECT_EQ(start({"--config", (folder_ / "none").string()})->wait(), kCannotRead);
}

TEST_F(Serve, NamesAPortThatIsTaken) {
  const auto first = start({"--port", "0"});
  const std::string port = std::to_string(port_of(*first));
  EXPECT_EQ(start({"--port", port})->wait(), kCannotRead);
  EXPECT_NE(text_of(errors()).find("port " + port + ": this port is taken"), std::string::npos) << text_of(errors());
}

TEST_F(Serve, HangingUpReadsTheCertificateAgainAndEndsNoConnection) {
  using server::http::TlsClient;
  server::http::write_pair(folder_, "first");
  const auto service = start({"--port", "0", "--certificate", (folder_ / "certificate.pem").string(), "--key",
                              (folder_ / "key.pem").string(), "--log", (folder_ / "log").string()});
  const std::uint16_t port = port_of(*service);
  TlsClient open(port);
  ASSERT_TRUE(open.agreed());
  EXPECT_EQ(open.name(), "first");

  std::ofstream(folder_ / "certificate.pem") << "not a certificate";
  service->hang_up();
  const std::string complaint = text_with(folder_ / "log", "certificate-not-reloaded");
  EXPECT_NE(complaint.find("certificate.pem"), std::string::npos) << complaint;
  EXPECT_EQ(TlsClient(port).name(), "first");

  server::http::write_pair(folder_, "second");
  service->hang_up();
  text_with(folder_ / "log", "\"certificate-reloaded\"");
  EXPECT_EQ(TlsClient(port).name(), "second");
  open.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_NE(open.read_until("ok\n").find("200 OK"), std::string::npos);
  service->terminate();
  EXPECT_EQ(service->wait(), kDone);
}

TEST_F(Serve, HangingUpWithoutACertificateChangesNothing) {
  const auto service = start({"--port", "0", "--log", (folder_ / "log").string()});
  const std::uint16_t port = port_of(*service);
  service->hang_up();
  EXPECT_NE(text_with(folder_ / "log", "nothing-to-reload").find("nothing-to-reload"), std::string::npos);
  EXPECT_EQ(Client(port).get("/healthz").body, "ok\n");
  service->terminate();
  EXPECT_EQ(service->wait(), kDone);
}

TEST_F(Serve, CheckTriesEverythingAndChangesNothing) {
  const auto good = start({"--check", "--port", "0", "--web", (folder_ / "web").string()});
  EXPECT_EQ(good->wait(), kDone);
  EXPECT_FALSE(fs::exists(folder_ / "partance.sqlite"));
  const auto bad = start({"--check", "--port", "0", "--web", (folder_ / "none").string(), "--certificate", "none.pem",
                          "--key", "none.pem"});
  EXPECT_EQ(bad->wait(), kCannotRead);
  const std::string& text = bad->read_until("address, port");
  EXPECT_NE(text.find("ok     rulebook"), std::string::npos) << text;
  EXPECT_NE(text.find("FAILED web pages"), std::string::npos) << text;
  EXPECT_NE(text.find("FAILED address, port and certificate"), std::string::npos) << text;
}

}  // namespace
}  // namespace partance::cli

// The command line: the built binary, run in folders of its own.

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/output/article_json.h"
#include "tests/catch.h"
#include "tests/json_schema.h"

namespace pressbox {
namespace {

using Json = nlohmann::json;
using testing::SchemaChecker;

constexpr const char* kBinary = PRESSBOX_BINARY_DIR "/pressbox";

std::string slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "pressbox-cli-XXXXXX").native();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string path(const std::string& name) const { return path_ + "/" + name; }
  [[nodiscard]] const std::string& path() const { return path_; }
  std::string write(const std::string& name, std::string_view bytes) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }
  [[nodiscard]] std::vector<std::string> names(const std::string& sub) const {
    std::vector<std::string> list;
    for (const auto& entry : std::filesystem::directory_iterator(path(sub))) {
      list.push_back(entry.path().filename().native());
    }
    std::sort(list.begin(), list.end());
    return list;
  }

 private:
  std::string path_;
};

// A running pressbox. What is -1 is made a pipe; -2 is closed in the child.
constexpr int kPipe = -1;
constexpr int kClosed = -2;

class Process {
 public:
  explicit Process(const std::vector<std::string>& arguments, int in = kPipe, int out = kPipe, int err = kPipe,
                   rlim_t file_bytes = RLIM_INFINITY, const std::string& binary = kBinary) {
    std::vector<char*> argv = {const_cast<char*>(binary.c_str())};
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    int pipes[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
    const int given[3] = {in, out, err};
    for (int fd = 0; fd < 3; ++fd) {
      if (given[fd] == kPipe) REQUIRE(::pipe2(pipes[fd], O_CLOEXEC) == 0);
    }
    child_ = ::fork();
    REQUIRE(child_ >= 0);
    if (child_ == 0) {
      for (int fd = 0; fd < 3; ++fd) {
        if (given[fd] == kClosed) {
          ::close(fd);
        } else {
          ::dup2(given[fd] == kPipe ? pipes[fd][fd == 0 ? 0 : 1] : given[fd], fd);
        }
      }
      ::signal(SIGPIPE, SIG_DFL);
      ::signal(SIGXFSZ, SIG_DFL);
      if (file_bytes != RLIM_INFINITY) {
        const rlimit limit{file_bytes, file_bytes};
        ::setrlimit(RLIMIT_FSIZE, &limit);
      }
      ::execv(binary.c_str(), argv.data());
      ::_exit(127);
    }
    for (int fd = 0; fd < 3; ++fd) {
      if (given[fd] != kPipe) continue;
      ::close(pipes[fd][fd == 0 ? 0 : 1]);
      ends_[fd] = pipes[fd][fd == 0 ? 1 : 0];
    }
  }
  ~Process() {
    for (int fd = 0; fd < 3; ++fd) close(fd);
    if (child_ > 0) wait();
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  [[nodiscard]] int end(int fd) const { return ends_[fd]; }

  void close(int fd) {
    if (ends_[fd] >= 0) ::close(ends_[fd]);
    ends_[fd] = -1;
  }

  void send(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t sent = ::write(ends_[0], text.data(), text.size());
      REQUIRE(sent > 0);
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  // A line of stdout; "" if none comes within ten seconds.
  std::string line() {
    for (;;) {
      const std::size_t end = pending_.find('\n');
      if (end != std::string::npos) {
        std::string found = pending_.substr(0, end);
        pending_.erase(0, end + 1);
        return found;
      }
      pollfd waiting{ends_[1], POLLIN, 0};
      char piece[4096];
      if (::poll(&waiting, 1, 10'000) <= 0) return "";
      const ssize_t got = ::read(ends_[1], piece, sizeof piece);
      if (got <= 0) return "";
      pending_.append(piece, static_cast<std::size_t>(got));
    }
  }

  int wait() {
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
  }

  // Feeds stdin and reads stdout and stderr, all at once, to their ends.
  void run(std::string_view input, std::string& out, std::string& err) {
    if (input.empty()) close(0);
    if (ends_[0] >= 0) ::fcntl(ends_[0], F_SETFL, O_NONBLOCK);
    std::string* const texts[3] = {nullptr, &out, &err};
    while (ends_[0] >= 0 || ends_[1] >= 0 || ends_[2] >= 0) {
      pollfd waiting[3] = {{ends_[0], POLLOUT, 0}, {ends_[1], POLLIN, 0}, {ends_[2], POLLIN, 0}};
      if (::poll(waiting, 3, 60'000) <= 0) break;
      if (waiting[0].revents != 0) {
        const ssize_t sent = ::write(ends_[0], input.data(), input.size());
        if (sent > 0) input.remove_prefix(static_cast<std::size_t>(sent));
        if (input.empty() || (sent < 0 && errno != EAGAIN)) close(0);
      }
      for (int fd = 1; fd < 3; ++fd) {
        if (waiting[fd].revents == 0) continue;
        static thread_local char piece[1 << 16];
        const ssize_t got = ::read(ends_[fd], piece, sizeof piece);
        if (got <= 0) {
          close(fd);
        } else {
          texts[fd]->append(piece, static_cast<std::size_t>(got));
        }
      }
    }
  }

 private:
  pid_t child_ = -1;
  int ends_[3] = {-1, -1, -1};
  std::string pending_;
};

struct Outcome {
  int status = 0;
  std::string out, err;

  [[nodiscard]] std::vector<Json> articles() const {
    std::vector<Json> list;
    std::istringstream lines(out);
    for (std::string line; std::getline(lines, line);) list.push_back(Json::parse(line));
    return list;
  }
};

Outcome pressbox(const std::vector<std::string>& arguments, std::string_view input = "") {
  ::signal(SIGPIPE, SIG_IGN);
  Process process(arguments);
  Outcome outcome;
  process.run(input, outcome.out, outcome.err);
  outcome.status = process.wait();
  return outcome;
}

std::string numbered(std::string letters, std::size_t number) {
  return letters.append(std::to_string(number));
}

// Articles of very different lengths.
std::string many_lines(std::size_t count) {
  std::string lines;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text;
    for (std::size_t sentence = 0; sentence <= (i * 37) % 101; ++sentence) {
      text += "\"We were the better side,\" said Anna Fellbrook. Harwick beat Denmoor 3-1. ";
    }
    lines += Json{{"id", numbered("a", i)}, {"text", text}}.dump() + "\n";
  }
  return lines;
}

class Terminal {
 public:
  Terminal() : main_(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    REQUIRE(main_ >= 0);
    REQUIRE(::grantpt(main_) == 0);
    REQUIRE(::unlockpt(main_) == 0);
    side_ = ::open(::ptsname(main_), O_RDWR | O_NOCTTY | O_CLOEXEC);
    REQUIRE(side_ >= 0);
    termios plain{};
    ::tcgetattr(side_, &plain);
    ::cfmakeraw(&plain);
    ::tcsetattr(side_, TCSANOW, &plain);
  }
  ~Terminal() {
    ::close(main_);
    hang_up();
  }
  [[nodiscard]] int side() const { return side_; }
  void hang_up() {
    if (side_ >= 0) ::close(side_);
    side_ = -1;
  }
  // Everything that was written to it, until `until` stands there or it is closed.
  std::string read(std::string_view until = "\x01") {
    std::string text;
    char piece[4096];
    while (text.find(until) == std::string::npos) {
      pollfd waiting{main_, POLLIN, 0};
      if (::poll(&waiting, 1, 10'000) <= 0) break;
      const ssize_t got = ::read(main_, piece, sizeof piece);
      if (got <= 0) break;
      text.append(piece, static_cast<std::size_t>(got));
    }
    return text;
  }

 private:
  int main_;
  int side_ = -1;
};

}  // namespace

TEST_CASE("help, version and wrong usage", "[cli]") {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"--help"}, {"extract", "--help"}, {"explain", "--help"}, {"schema", "--help"}, {"lexicon", "--help"}}) {
    const Outcome help = pressbox(arguments);
    CHECK(help.status == 0);
    CHECK(help.out.find("Example") != std::string::npos);
    CHECK(help.err.empty());
  }
  const std::string cmake = slurp(PRESSBOX_SOURCE_DIR "/CMakeLists.txt");
  const std::size_t at = cmake.find("project(pressbox VERSION ");
  REQUIRE(at != std::string::npos);
  const std::string version = cmake.substr(at + 25, cmake.find(' ', at + 25) - at - 25);
  CHECK(pressbox({"--version"}).out == "pressbox " + version + "\n");

  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{},
                                             {"nonsense"},
                                             {"extract", "--nonsense"},
                                             {"extract", "--jobs", "0"},
                                             {"extract", "--to", "xml"},
                                             {"extract", "--only", "quotes,goals"},
                                             {"extract", "--offsets", "lines"},
                                             {"extract", ""},
                                             {"extract", "a.txt", ""},
                                             {"extract", "--out", ""},
                                             {"extract", "--out="},
                                             {"extract", "--text-field", ""},
                                             {"extract", "--glob", ""},
                                             {"extract", "--only", ""},
                                             {"extract", "-", "-"},
                                             {"explain", "-", "a.txt", "-"},
                                             {"lexicon", "compile"},
                                             {"lexicon"}}) {
    const Outcome wrong = pressbox(arguments);
    CHECK(wrong.status == 2);
    CHECK(wrong.out.empty());
    CHECK(wrong.err.find("pressbox: ") == 0);
    CHECK(wrong.err.find("--help`\n") != std::string::npos);
    CHECK(std::count(wrong.err.begin(), wrong.err.end(), '\n') == 1);
  }
  CHECK(pressbox({"lexicon", "compile"}).err.find("see `pressbox lexicon compile --help`") != std::string::npos);
  CHECK(pressbox({"extract", "--only", "goals"}).err.find("goals is none of quotes, people, ") != std::string::npos);
  CHECK(pressbox({"extract", "--jobs"}).err == "pressbox: --jobs: its N is missing; see `pressbox extract --help`\n");
  CHECK(pressbox({}).err.find("pressbox: a command is missing: extract, explain, eval, ") == 0);
  CHECK(pressbox({"lexicon"}).err.find("pressbox: a command is missing: ") == 0);
  CHECK(pressbox({"lexicon"}).err.find("compile, ") != std::string::npos);
  for (const char* argument : {"--help", "--version"}) {
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    Process process({argument}, kPipe, full);
    ::close(full);
    CHECK(process.wait() == 1);
  }
  CHECK(pressbox({"extract", "--to", "xml"}).err.find("xml is none of jsonl, json, pretty") != std::string::npos);
}

TEST_CASE("files and folders become lines that fit the schema", "[cli]") {
  const Folder folder;
  folder.write("news/b.txt", "\"We were the better side,\" said Anna Fellbrook.\n");
  folder.write("news/a.txt", "Harwick beat Denmoor 3-1 on Saturday.\n");
  folder.write("news/c.jsonl", "{\"id\":\"line\",\"text\":\"Nothing was said.\",\"title\":\"A title\"}\n");
  folder.write("news/d.md", "Not an article.");
  const Outcome outcome = pressbox({"extract", folder.path("news")});
  CHECK(outcome.status == 0);
  CHECK(outcome.err.empty());
  const SchemaChecker checker(Json::parse(article_json_schema()));
  std::vector<std::string> ids;
  for (const Json& article : outcome.articles()) {
    CHECK(checker.check(article) == "");
    ids.push_back(article["id"]);
  }
  CHECK(ids == std::vector<std::string>{"a", "b", "line"});
  CHECK(outcome.articles()[0]["source"] == folder.path("news/a.txt"));
  CHECK(pressbox({"extract", "--glob", "*.md", folder.path("news")}).articles().size() == 1);
  CHECK(pressbox({"extract", folder.path("news/a.txt"), "-", folder.path("news/b.txt")}, "On stdin.")
            .articles()[1]["id"] == "stdin");
}

TEST_CASE("output stands in the order of the input whatever the number of jobs", "[cli]") {
  const std::string lines = many_lines(200);
  const Outcome one = pressbox({"extract", "--jobs", "1"}, lines);
  REQUIRE(one.status == 0);
  const std::vector<Json> articles = one.articles();
  REQUIRE(articles.size() == 200);
  for (std::size_t i = 0; i < articles.size(); ++i) CHECK(articles[i]["id"] == numbered("a", i));
  for (const char* jobs : {"2", "3", "16"}) CHECK(pressbox({"extract", "--jobs", jobs}, lines).out == one.out);
  CHECK(pressbox({"extract"}, lines).out == one.out);
}

TEST_CASE("a line is answered before the next one is sent", "[cli]") {
  for (const char* jobs : {"1", "2"}) {
    Process process({"extract", "--jobs", jobs});
    for (std::size_t i = 0; i < 5; ++i) {
      process.send(R"({"text":"Harwick beat Denmoor 3-1.","id":")" + numbered("n", i) + "\"}\n");
      const std::string line = process.line();
      REQUIRE_FALSE(line.empty());
      CHECK(Json::parse(line)["id"] == numbered("n", i));
    }
    process.close(0);
    CHECK(process.wait() == 0);
  }
}

TEST_CASE("stdin is lines of JSON if it begins with an object", "[cli]") {
  CHECK(pressbox({"extract"}, "\n  {\"text\":\"a\"}\n{\"text\":\"b\"}").articles().size() == 2);
  CHECK(pressbox({"extract"}, "\xEF\xBB\xBF{ \"text\":\"a\"}\n{\"text\":\"b\"}").articles().size() == 2);
  CHECK(pressbox({"extract"}, "{\"id\":\"only\",\"text\":\"a\"}").articles()[0]["id"] == "only");
  CHECK(pressbox({"extract", "--text-field", "body"}, "{\"body\":\"a\"}\n{\"body\":\"b\"}\n").articles().size() == 2);
  CHECK(pressbox({"extract"}, "{Brackets} open this text.\nAnd more.\n").articles().size() == 1);
  CHECK(pressbox({"extract"}, "[{Brackets}] open this text.\nAnd more.\n").articles().size() == 1);
  CHECK(pressbox({"extract"}, "One line.\n{\"text\":\"b\"}\n").articles().size() == 1);
  CHECK(pressbox({"extract", "--from", "text"}, "{\"text\":\"a\"}\n").articles()[0]["id"] == "stdin");
  CHECK(pressbox({"extract", "--from", "jsonl"}, "One line.\n").status == 1);
}

TEST_CASE("a wrong first line of JSON is told as one and not read as prose", "[cli]") {
  const std::string no_field =
      ": the object has no field \"text\"; name the field that holds the article with "
      "--text-field\n";
  const Outcome unnamed = pressbox({"extract"}, "{\"body\":\"a\"}\n{\"text\":\"b\"}\n{}\n");
  CHECK(unnamed.status == 1);
  REQUIRE(unnamed.articles().size() == 1);
  CHECK(unnamed.articles()[0]["id"] == "stdin-2");
  CHECK(unnamed.err == "pressbox: stdin:1" + no_field + "pressbox: stdin:3" + no_field);

  const Outcome broken = pressbox({"extract"}, "{\"text\":\"a\n{\"text\":\"b\"}\n");
  CHECK(broken.status == 1);
  CHECK(broken.articles().size() == 1);
  CHECK(broken.err.find("pressbox: stdin:1: not JSON at column ") == 0);

  const Folder folder;
  const std::string lines = folder.write("lines.json", "{\"text\":\"a\"}\n{\"body\":\"b\"}\n");
  const std::string array = folder.write("array.json", "[\n  {\"text\":\"a\"}\n]\n");
  const std::string spread = folder.write("spread.json", "{\n  \"text\": \"a\"\n}\n");
  const Outcome files = pressbox({"extract", lines, array, spread, folder.write("prose", "Text.")});
  CHECK(files.status == 1);
  REQUIRE(files.articles().size() == 2);
  CHECK(files.articles()[1]["id"] == "prose");
  CHECK(files.err == "pressbox: " + lines + ":2" + no_field + "pressbox: " + array +
                         ": a JSON array; write one object a line, or give --from text\n" + "pressbox: " + spread +
                         ": a JSON object over several lines; write one object a line, or give --from text\n");
  // What is named .txt is text.
  CHECK(pressbox({"extract", folder.write("a.txt", "{\"text\":\"a\"}\n")}).articles()[0]["id"] == "a");

  // A wrong first line is told while the feed goes on.
  Process feed({"extract"});
  feed.send("{\"text\":\"a\n");
  feed.send("{\"text\":\"b\"}\n");
  CHECK(feed.line().find("\"stdin-2\"") != std::string::npos);
}

TEST_CASE("what is wrong is told in one line each and the rest is written", "[cli]") {
  const Folder folder;
  const std::string lines = folder.write("bad.jsonl",
                                         "{\"id\":\"good\",\"text\":\"a\"}\n{\"text\":\n{\"id\":\"x\"}\n{\"text\":7}\n"
                                         "{\"id\":\"end\",\"text\":\"b\"}\n");
  std::filesystem::create_directory(folder.path("empty"));
  for (const char* jobs : {"1", "2"}) {
    const Outcome outcome = pressbox({"extract", "--jobs", jobs, folder.path("none.txt"), folder.path("empty"), lines});
    CHECK(outcome.status == 1);
    REQUIRE(outcome.articles().size() == 2);
    CHECK(outcome.articles()[1]["id"] == "end");
    CHECK(outcome.err ==
          "pressbox: " + folder.path("none.txt") + ": cannot open: No such file or directory; check the path\n" +
              "pressbox: " + folder.path("empty") +
              ": no file in this folder matches *.txt or *.jsonl; choose others with --glob\n" + "pressbox: " + lines +
              ":2: not JSON at column 9, expected a value; mend or remove the line\n" + "pressbox: " + lines +
              ":3: the object has no field \"text\"; name the field that holds the article with --text-field\n" +
              "pressbox: " + lines +
              ":4: the field \"text\" is a number, not a string; mend the line or name another with --text-field\n");
  }
  // An unreadable file, told the same whoever asks: root may read what is locked, but nobody can follow these links.
  std::filesystem::create_symlink(folder.path("nowhere"), folder.path("dangling.txt"));
  std::filesystem::create_symlink("loop.txt", folder.path("loop.txt"));
  const Outcome links = pressbox({"extract", folder.path("dangling.txt"), folder.path("loop.txt"), folder.path()});
  CHECK(links.status == 1);
  CHECK(links.articles().size() == 2);
  CHECK(links.err.find("pressbox: " + folder.path("dangling.txt") +
                       ": cannot open: the link leads nowhere; mend or "
                       "remove it\npressbox: " +
                       folder.path("loop.txt") + ": cannot open: Too many levels") == 0);
  CHECK(std::count(links.err.begin(), links.err.end(), '\n') == 7);
}

TEST_CASE("a message is one line without control characters whatever a name holds", "[cli]") {
  const Outcome outcome = pressbox({"extract", "no\nsuch\x1B[31m\x7F\tfile.txt"});
  CHECK(outcome.status == 1);
  CHECK(outcome.err ==
        "pressbox: no\\nsuch\\x1b[31m\\x7f\\x09file.txt: cannot open: No such file or directory; check the path\n");
}

TEST_CASE("a lexicon that is missing or lacks rules is told with what to do", "[cli]") {
  const Folder folder;
  const std::string none = folder.path("none.lexicon");
  CHECK(pressbox({"extract", "--lexicon", none}, "Text.").err ==
        "pressbox: " + none + ": cannot be read: No such file or directory; check the path given with --lexicon\n");
  REQUIRE(::setenv("PRESSBOX_LEXICON", none.c_str(), 1) == 0);
  const Outcome variable = pressbox({"extract"}, "Text.");
  ::unsetenv("PRESSBOX_LEXICON");
  CHECK(variable.status == 1);
  CHECK(variable.err == "pressbox: " + none +
                            ": cannot be read: No such file or directory; correct $PRESSBOX_LEXICON, or give "
                            "--lexicon\n");
  // A copy of the binary where there is no lexicon.
  std::filesystem::create_directory(folder.path("bin"));
  std::filesystem::copy_file(kBinary, folder.path("bin/pressbox"));
  std::string out;
  std::string err;
  Process lonely({"extract"}, kPipe, kPipe, kPipe, RLIM_INFINITY, folder.path("bin/pressbox"));
  lonely.run("Text.", out, err);
  CHECK(lonely.wait() == 1);
  CHECK(err.find(folder.path("bin/lexicon.bin") + ": cannot be read: No such file or directory; build it") !=
        std::string::npos);
  CHECK(err.find("--lexicon or set $PRESSBOX_LEXICON") != std::string::npos);

  std::filesystem::copy(PRESSBOX_SOURCE_DIR "/lexicons", folder.path("bare"), std::filesystem::copy_options::recursive);
  std::filesystem::remove_all(folder.path("bare/rules"));
  std::filesystem::create_directory(folder.path("bare/rules"));
  const Outcome bare = pressbox({"extract", "--lexicon", folder.path("bare")}, "Text.");
  INFO(bare.err);
  CHECK(bare.status == 1);
  CHECK(bare.err.find("pressbox: " + folder.path("bare") + ": the lexicon has no rule ") == 0);
  CHECK(bare.err.find(" more; restore it in lexicons/rules") != std::string::npos);
  CHECK(bare.err.size() < 400);
}

TEST_CASE("odd bytes are no failure: a note each, a diagnostic each", "[cli]") {
  const Folder folder;
  folder.write("1.txt", "Fine until\nh\xFFre.\n");
  folder.write("2.txt", "\xEF\xBB\xBFMarked.\n");
  folder.write("3.txt", "One.\r\nTwo.\r\n");
  folder.write("4.txt", std::string_view("A\0B.\n", 5));
  folder.write("5.txt", "");
  folder.write("6.txt", "Also.\r\n");
  folder.write("7.jsonl", "{\"text\":\"x\"}\n{\"text\":\"half \\ud800 a pair\"}\n");
  const Outcome outcome = pressbox({"extract", folder.path()});
  CHECK(outcome.status == 0);
  const std::vector<Json> articles = outcome.articles();
  REQUIRE(articles.size() == 8);
  const char* const codes[] = {"invalid-utf8", "byte-order-mark", "crlf",        "nul-byte", "empty-article",
                               "crlf",         nullptr,           "invalid-utf8"};
  for (std::size_t i = 0; i < articles.size(); ++i) {
    if (codes[i] == nullptr) continue;
    const Json& found = articles[i]["diagnostics"];
    INFO(articles[i].dump());
    CHECK(std::any_of(found.begin(), found.end(), [&](const Json& item) { return item["code"] == codes[i]; }));
  }
  std::istringstream lines(outcome.err);
  std::vector<std::string> notes;
  for (std::string line; std::getline(lines, line);) notes.push_back(line.substr(0, line.find(": note: ")));
  // CRLF is told of once a run.
  CHECK(notes == std::vector<std::string>{"pressbox: " + folder.path("1.txt:2"), "pressbox: " + folder.path("2.txt:1"),
                                          "pressbox: " + folder.path("3.txt:1"), "pressbox: " + folder.path("4.txt:1"),
                                          "pressbox: " + folder.path("5.txt:1"),
                                          "pressbox: " + folder.path("7.jsonl:2")});
  CHECK(pressbox({"extract", "--quiet", folder.path()}).err.empty());
}

TEST_CASE("a line of 50 MB is an article like any other", "[cli]") {
  std::string lines = "{\"id\":\"long\",\"text\":\"";
  while (lines.size() < 50'000'000) lines += "Rain fell over the empty ground and nobody came to see the grass grow. ";
  lines += "\"}\n{\"id\":\"short\",\"text\":\"b\"}\n";
  const Outcome outcome = pressbox({"extract", "--jobs", "2", "--only", "diagnostics"}, lines);
  CHECK(outcome.status == 0);
  REQUIRE(outcome.articles().size() == 2);
  CHECK(outcome.articles()[1]["id"] == "short");
}

TEST_CASE("a file of 4 GiB is refused", "[cli]") {
  const Folder folder;
  const std::string path = folder.write("huge.txt", "");
  REQUIRE(::truncate(path.c_str(), 1LL << 32) == 0);
  const Outcome outcome = pressbox({"extract", path, "-"}, "Still read.");
  CHECK(outcome.status == 1);
  CHECK(outcome.articles().size() == 1);
  CHECK(outcome.err == "pressbox: " + path + ": an article of 4 GiB or more; split it into articles\n");
}

TEST_CASE("a full disk, a closed stdout and a reader gone are told once", "[cli]") {
  const Folder folder;
  const std::string lines = folder.write("many.jsonl", many_lines(300));
  for (const char* jobs : {"1", "2"}) {
    std::string out;
    std::string err;
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    Process on_full({"extract", "--jobs", jobs, lines}, kPipe, full);
    ::close(full);
    on_full.run("", out, err);
    CHECK(on_full.wait() == 1);
    CHECK(err == "pressbox: stdout: cannot write: No space left on device; free some space and run again\n");

    err.clear();
    Process closed({"extract", "--jobs", jobs, lines}, kPipe, kClosed);
    closed.run("", out, err);
    CHECK(closed.wait() == 1);
    CHECK(err == "pressbox: stdout: cannot write: Bad file descriptor; open it for writing, or use --out DIR\n");

    err.clear();
    Process left({"extract", "--jobs", jobs, lines});
    CHECK_FALSE(left.line().empty());
    left.close(1);
    left.run("", out, err);
    CHECK(left.wait() == 1);
    CHECK(err == "pressbox: stdout: closed by its reader; what was not yet written is left out\n");
  }
  // With --out, a closed stdout or stderr harms nothing.
  std::string out;
  std::string err;
  Process quiet({"extract", "--out", folder.path("out"), lines, folder.path("none")}, kPipe, kClosed, kClosed);
  quiet.run("", out, err);
  CHECK(quiet.wait() == 1);
  CHECK(folder.names("out").size() == 300);
  for (const std::string& name : folder.names("out")) CHECK(Json::accept(slurp(folder.path("out/" + name))));
  // A closed stdin is an error like any other.
  Process deaf({"extract", "-", lines}, kClosed);
  err.clear();
  deaf.run("", out, err);
  CHECK(deaf.wait() == 1);
  CHECK(err == "pressbox: stdin: cannot read: Bad file descriptor; open it for reading\n");
}

TEST_CASE("--out writes one whole file an article under safe names", "[cli]") {
  const Folder folder;
  std::string lines;
  for (const std::string& id : std::vector<std::string>{"plain", "plain", "plain-2", "plain", "../up", "a/b", "",
                                                        ".hidden", std::string(300, 'x'), "tab\there", "größe"}) {
    lines += Json{{"id", id}, {"text", "Harwick beat Denmoor 3-1."}}.dump() + "\n";
  }
  const Outcome outcome = pressbox({"extract", "--out", folder.path("deep/out"), "--jobs", "2"}, lines);
  CHECK(outcome.status == 0);
  CHECK(outcome.out.empty());
  CHECK(folder.names("deep/out") == std::vector<std::string>{"_._up.json", "_hidden.json", "a_b.json", "article.json",
                                                             "größe.json", "plain-2-2.json", "plain-2.json",
                                                             "plain-3.json", "plain.json", "tab_here.json",
                                                             std::string(200, 'x') + ".json"});
  CHECK(Json::parse(slurp(folder.path("deep/out/a_b.json")))["id"] == "a/b");
  CHECK(std::count(outcome.err.begin(), outcome.err.end(), '\n') == 9);
  CHECK(outcome.err.find("pressbox: stdin:2: the id \"plain\" was there before; written as " +
                         folder.path("deep/out/plain-2.json") + "\n") == 0);
  CHECK(outcome.err.find("pressbox: stdin:6: the id is no safe file name; written as " +
                         folder.path("deep/out/a_b.json") + "\n") != std::string::npos);
  // Again, over the files that are there.
  CHECK(pressbox({"extract", "--out", folder.path("deep/out")}, lines).status == 0);
  CHECK(folder.names("deep/out").size() == 11);
}

TEST_CASE("--out tells what it cannot write and writes the rest", "[cli]") {
  const Folder folder;
  std::filesystem::create_directories(folder.path("out/taken.json"));
  const Outcome outcome = pressbox({"extract", "--out", folder.path("out")},
                                   "{\"id\":\"taken\",\"text\":\"a\"}\n{\"id\":\"free\",\"text\":\"b\"}\n");
  CHECK(outcome.status == 1);
  CHECK(outcome.err.find("pressbox: " + folder.path("out/taken.json") + ": cannot write: ") == 0);
  CHECK(folder.names("out") == std::vector<std::string>{"free.json", "taken.json"});

  const std::string file = folder.write("file", "");
  const Outcome refused = pressbox({"extract", "--out", file + "/out"}, "Text.");
  CHECK(refused.status == 1);
  CHECK(refused.err.find("pressbox: " + file + "/out: cannot make the folder: ") == 0);
  CHECK(pressbox({"extract", "--out", file}, "Text.").status == 1);
}

TEST_CASE("--out with no room for an article tells so, leaves nothing of it and writes the rest", "[cli]") {
  const Folder folder;
  std::string long_text;
  for (int i = 0; i < 300; ++i) long_text += "\\\"We were the better side,\\\" said Anna Fellbrook. ";
  const std::string lines =
      folder.write("lines.jsonl", "{\"id\":\"a\",\"text\":\"Text.\"}\n{\"id\":\"big\",\"text\":\"" + long_text +
                                      "\"}\n{\"id\":\"c\",\"text\":\"Text.\"}\n");
  for (const char* jobs : {"1", "2"}) {
    const std::string out_folder = std::string("out") + jobs;
    std::string out;
    std::string err;
    Process process({"extract", "--jobs", jobs, "--out", folder.path(out_folder), lines}, kPipe, kPipe, kPipe, 16'384);
    process.run("", out, err);
    CHECK(process.wait() == 1);
    CHECK(err == "pressbox: " + folder.path(out_folder + "/big.json") +
                     ": cannot write: File too large; raise the limit of a file's size and run again\n");
    CHECK(folder.names(out_folder) == std::vector<std::string>{"a.json", "c.json"});
  }
}

TEST_CASE("the forms of output hold the same articles", "[cli]") {
  const std::string lines = many_lines(5);
  const Outcome line_form = pressbox({"extract"}, lines);
  const Outcome array = pressbox({"extract", "--to", "json"}, lines);
  CHECK(Json::parse(array.out) == Json(line_form.articles()));
  CHECK(Json::parse(pressbox({"extract", "--to", "json", "--from", "jsonl"}, "\n").out) == Json::array());
  const Outcome pretty = pressbox({"extract", "--to", "pretty", "--from", "text"}, "Harwick beat Denmoor 3-1.");
  CHECK(pretty.out.find("{\n  \"schema\": \"pressbox/article/1\",\n  \"id\": \"stdin\",\n") == 0);
  CHECK(Json::parse(pretty.out) == pressbox({"extract"}, "Harwick beat Denmoor 3-1.").articles()[0]);

  const Json only = pressbox({"extract", "--only", " quotes, scores"}, "Text.").articles()[0];
  CHECK(only.contains("quotes"));
  CHECK(only.contains("scores"));
  CHECK_FALSE(only.contains("people"));
  CHECK_FALSE(only.contains("diagnostics"));

  Json kept = pressbox({"extract", "--keep-fields"}, R"({"text":"a","url":"u","n":1e2})").articles()[0];
  CHECK(kept["extra"] == Json::parse(R"({"url":"u","n":1e2})"));
  CHECK_FALSE(pressbox({"extract"}, R"({"text":"a","url":"u"})").articles()[0].contains("extra"));
}

TEST_CASE("offsets slice the input in the unit asked for", "[cli]") {
  // Before the quotation: a code point of four bytes and two UTF-16 units, and a byte that is no UTF-8.
  const std::string text = "\xF0\x9F\x8F\x89 Zo\xC3\xA9 \xFF \"We were the better side,\" said Anna Fellbrook.";
  const std::pair<const char*, std::size_t> units[] = {{"codepoint", 9}, {"utf8", 13}, {"utf16", 10}};
  for (const auto& [unit, start] : units) {
    const Json article = pressbox({"extract", "--offsets", unit, "--quiet"}, text).articles()[0];
    CHECK(article["offsets"] == unit);
    REQUIRE(article["quotes"].size() == 1);
    CHECK(article["quotes"][0]["text"] == "We were the better side,");
    CHECK(article["quotes"][0]["start"] == start);
    CHECK(article["quotes"][0]["end"] == start + 24);
  }
}

TEST_CASE("on a terminal one article is pretty and several are lines", "[cli]") {
  const Folder folder;
  const std::string a = folder.write("a.txt", "Harwick beat Denmoor 3-1.\n");
  const auto on_terminal = [](const std::vector<std::string>& arguments) {
    Terminal terminal;
    Process process(arguments, kPipe, terminal.side());
    process.close(0);
    terminal.hang_up();
    std::string text = terminal.read();
    CHECK(process.wait() == 0);
    return text;
  };
  CHECK(on_terminal({"extract", a}).find("{\n  \"schema\"") == 0);
  CHECK(on_terminal({"extract", folder.path()}).find("{\n  \"schema\"") == 0);
  CHECK(on_terminal({"extract", a, a}).find("{\"schema\"") == 0);
  CHECK(on_terminal({"extract", "--to", "jsonl", a}).find("{\"schema\"") == 0);
}

TEST_CASE("piped lines are answered at once on a terminal, too", "[cli]") {
  for (const std::string first : {R"({"id":"first","text":"Harwick beat Denmoor 3-1."})", R"({"text":"broken)"}) {
    Terminal terminal;
    Process process({"extract"}, kPipe, terminal.side(), terminal.side());
    terminal.hang_up();
    process.send(first + "\n");
    const std::string answer = terminal.read("\n");
    CHECK((answer.find("{\"schema\"") == 0 || answer.find("pressbox: stdin:1: not JSON") == 0));
    process.send("{\"id\":\"second\",\"text\":\"b\"}\n");
    CHECK(terminal.read("\n").find("\"second\"") != std::string::npos);
    process.close(0);
    process.wait();
  }
}

TEST_CASE("long work shows its progress on a terminal and wipes it away", "[cli]") {
  Terminal terminal;
  Process process({"extract", "--jobs", "1"}, kPipe, kPipe, terminal.side());
  terminal.hang_up();
  const auto begin = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begin < std::chrono::milliseconds(1300)) {
    process.send("{\"text\":\"a\"}\n");
    REQUIRE_FALSE(process.line().empty());
    ::usleep(50'000);
  }
  process.close(0);
  const std::string shown = terminal.read();
  CHECK(process.wait() == 0);
  CHECK(shown.find(" articles, ") != std::string::npos);
  CHECK(shown.ends_with("\r\x1b[K"));
}

TEST_CASE("schema prints the schema of the library", "[cli]") {
  const Outcome outcome = pressbox({"schema"});
  CHECK(outcome.status == 0);
  CHECK(outcome.out == article_json_schema());
  const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  Process process({"schema"}, kPipe, full);
  ::close(full);
  CHECK(process.wait() == 1);
}

TEST_CASE("explain shows evidence, rule and rivals in a hundred columns", "[cli]") {
  const Folder folder;
  std::string text = "\"We were the better side";
  for (int i = 0; i < 30; ++i) text += " and we knew it all along";
  text += ",\" said Anna Fellbrook, the Harwick coach.\n\nHarwick beat Denmoor 3-1.\n";
  const Outcome outcome = pressbox({"explain", folder.write("a.txt", text), folder.path("none.txt")});
  CHECK(outcome.status == 1);
  CHECK(outcome.err.find("none.txt: cannot open") != std::string::npos);
  CHECK(outcome.out.find("QUOTES (1)") != std::string::npos);
  CHECK(outcome.out.find("\nq1  \"We were the better side") != std::string::npos);
  CHECK(outcome.out.find(" along,\" [1-") != std::string::npos);
  CHECK(outcome.out.find("\n    speaker ") != std::string::npos);
  CHECK(outcome.out.find("PEOPLE (") != std::string::npos);
  std::istringstream lines(outcome.out);
  for (std::string line; std::getline(lines, line);) {
    const auto columns =
        std::count_if(line.begin(), line.end(), [](char c) { return static_cast<signed char>(c) > -65; });
    INFO(line);
    CHECK(columns <= 100);
  }
}

TEST_CASE("a lexicon is compiled, counted and used", "[cli]") {
  const Folder folder;
  const std::string compiled = folder.path("my.lexicon");
  const Outcome made = pressbox({"lexicon", "compile", PRESSBOX_SOURCE_DIR "/lexicons", compiled});
  INFO(made.err);
  CHECK(made.status == 0);
  CHECK(made.out.find(compiled + ": ") == 0);
  REQUIRE(std::filesystem::exists(compiled));
  const Outcome counted = pressbox({"lexicon", "stats", "--lexicon", compiled});
  CHECK(counted.status == 0);
  CHECK(counted.out.find("\nall entries ") != std::string::npos);
  CHECK(pressbox({"extract", "--lexicon", compiled}, "Text.").articles().size() == 1);
  const Outcome missing = pressbox({"extract", "--lexicon", folder.path("none")}, "Text.");
  CHECK(missing.status == 1);
  CHECK(missing.out.empty());
  CHECK(missing.err.find("pressbox: " + folder.path("none")) == 0);
}

}  // namespace pressbox

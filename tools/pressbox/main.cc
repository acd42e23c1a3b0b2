// pressbox: quotes, speakers, people, teams and scores out of sports news articles.

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <new>
#include <sstream>
#include <string>
#include <string_view>

#include "tools/pressbox/commands.h"
#include "tools/pressbox/common.h"

namespace {

constexpr const char* kVersion = "pressbox 0.1.0";

// A descriptor 0, 1 or 2 that is closed would be given to the next file opened, and what is meant for stdout or
// stderr would then be written into it. What stands in for it fails as a closed one does.
void keep_standard_descriptors() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(fd, F_GETFD) != -1) continue;
    const int opened = ::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    if (opened > STDERR_FILENO) ::close(opened);
  }
}

// What CLI11 says, and says better where it speaks of itself.
std::string plain_words(const CLI::ParseError& error, const CLI::App& chosen) {
  std::string message = error.what();
  if (message == "A subcommand is required") {
    std::string known;
    for (const CLI::App* command : chosen.get_subcommands([](const CLI::App*) { return true; })) {
      known += (known.empty() ? "" : ", ") + command->get_name();
    }
    return "a command is missing: " + known;
  }
  constexpr std::string_view kCount = ": 1 required ";  // "--jobs: 1 required N missing"
  const std::size_t at = message.find(kCount);
  if (at != std::string::npos && message.ends_with(" missing")) {
    message.replace(at, kCount.size(), ": its ");
    message.insert(message.size() - std::string_view("missing").size(), "is ");
  }
  return message;
}

int run(int argc, char* argv[]) {
  CLI::App app("Extracts quotes and their speakers, people, teams and scores from sports news articles, as JSON.",
               "pressbox");
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  pressbox extract match-report.txt             one article, readable on a terminal\n"
      "  pressbox extract archive/ > archive.jsonl     a folder, one line an article\n"
      "  pressbox explain match-report.txt             why each thing was extracted\n"
      "  pressbox annotate draft match-report.txt      the same as a list to be corrected by hand\n"
      "\n"
      "Exit status: 0 all well, 1 something failed (the rest was done), 2 wrong usage.\n"
      "`pressbox COMMAND --help` tells more of each command.");
  int status = pressbox::cli::kDone;
  for (const auto add : {pressbox::cli::add_extract, pressbox::cli::add_explain, pressbox::cli::add_eval,
                         pressbox::cli::add_annotate, pressbox::cli::add_schema, pressbox::cli::add_lexicon}) {
    add(app, status);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    std::ostringstream text;
    app.exit(help, text, text);
    return pressbox::cli::print(text.str()) ? pressbox::cli::kDone : pressbox::cli::kFailed;
  } catch (const CLI::ParseError& error) {
    const CLI::App* chosen = &app;
    std::string command = "pressbox";
    while (!chosen->get_subcommands().empty()) {
      chosen = chosen->get_subcommands().front();
      command += " " + chosen->get_name();
    }
    pressbox::cli::complain(plain_words(error, *chosen) + "; see `" + command + " --help`");
    return pressbox::cli::kUsage;
  }
  return status;
}

}  // namespace

int main(int argc, char* argv[]) {
  keep_standard_descriptors();
  // A closed pipe and a file grown over its limit are errors of a write.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    pressbox::cli::complain("out of memory; use fewer --jobs or smaller articles");
  } catch (const std::exception& error) {
    pressbox::cli::complain(std::string("internal error: ") + error.what() + "; please report it");
  }
  return pressbox::cli::kFailed;
}

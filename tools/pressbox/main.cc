// pressbox: quotes, speakers, people, teams and scores out of sports news articles.

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <new>
#include <string>

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
      "\n"
      "Exit status: 0 all well, 1 something failed (the rest was done), 2 wrong usage.\n"
      "`pressbox COMMAND --help` tells more of each command.");
  int status = pressbox::cli::kDone;
  for (const auto add : {pressbox::cli::add_extract, pressbox::cli::add_explain, pressbox::cli::add_eval,
                         pressbox::cli::add_schema, pressbox::cli::add_lexicon}) {
    add(app, status);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    std::string command = "pressbox";
    for (const CLI::App* chosen : app.get_subcommands()) command += " " + chosen->get_name();
    pressbox::cli::complain(std::string(error.what()) + "; see `" + command + " --help`");
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

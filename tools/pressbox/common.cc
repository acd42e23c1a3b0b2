#include "tools/pressbox/common.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace pressbox::cli {

void complain(std::string_view message) {
  std::string line = "pressbox: ";
  line.append(message).append("\n");
  write_all(STDERR_FILENO, line);
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {  // whoever gave us the pipe has set it non-blocking
      pollfd waiting{fd, POLLOUT, 0};
      ::poll(&waiting, 1, -1);
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

std::string stdout_message(int error) {
  if (error == EPIPE) return "stdout: closed by its reader; what was not yet written is left out";
  std::string message = "stdout: cannot write: " + std::generic_category().message(error);
  message += error == ENOSPC ? "; free some space and run again" : "; open it for writing, or use --out DIR";
  return message;
}

bool print(std::string_view text) {
  if (write_all(STDOUT_FILENO, text)) return true;
  complain(stdout_message(errno));
  return false;
}

void add_input_options(CLI::App& command, InputArguments& arguments) {
  InputOptions& options = arguments.options;
  command.add_option("INPUT", arguments.inputs, "Files, folders (read recursively) or - for stdin; none: stdin");
  add_choice<InputFormat>(
      command, "--from", options.format,
      {{"auto", InputFormat::automatic}, {"text", InputFormat::text}, {"jsonl", InputFormat::jsonl}},
      "What inputs are: auto (by the file's name; stdin by its first line), text (an article a file) or jsonl (a JSON "
      "object a line)");
  command.add_option("--glob", options.globs, "Which files of a folder are articles [*.txt *.jsonl]; may be repeated")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  command.add_option("--text-field", options.text_field, "jsonl: the field that holds the article [text]")
      ->type_name("NAME");
  command.add_option("--id-field", options.id_field, "jsonl: the field that holds its id [id]")->type_name("NAME");
  command.add_option("--title-field", options.title_field, "jsonl: the field that holds its title [title]")
      ->type_name("NAME");
}

void add_lexicon_option(CLI::App& command, std::string& lexicon) {
  command
      .add_option("--lexicon", lexicon,
                  "A compiled lexicon, or a folder of lexicon text files [$PRESSBOX_LEXICON, else the one built with "
                  "pressbox]")
      ->type_name("PATH");
}

Result<Lexicon> open_lexicon(const std::string& path) {
  const std::filesystem::path chosen = path.empty() ? default_lexicon_path() : std::filesystem::path(path);
  std::error_code error;
  if (std::filesystem::is_directory(chosen, error)) return Lexicon::compile(chosen);
  return Lexicon::open(chosen);
}

Result<Extractor> make_extractor(const std::string& lexicon) {
  Result<Lexicon> opened = open_lexicon(lexicon);
  if (!opened) return opened.error();
  return Extractor::create(std::move(opened).value());
}

}  // namespace pressbox::cli

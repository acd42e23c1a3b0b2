#include "tools/pressbox/common.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
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
  return "stdout: cannot write: " + std::generic_category().message(error) +
         write_advice(error, "open it for writing, or use --out DIR");
}

std::string write_advice(int error, std::string_view otherwise) {
  std::string_view advice = otherwise;
  if (error == ENOSPC || error == EDQUOT) advice = "free some space and run again";
  if (error == EFBIG) advice = "raise the limit of a file's size and run again";
  return "; " + std::string(advice);
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
      "What inputs are: auto (*.jsonl, *.ndjson and *.txt by name; stdin and others by their beginning), text (an "
      "article a file) or jsonl (a JSON object a line)");
  command.add_option("--glob", options.globs, "Which files of a folder are articles [*.txt *.jsonl]; may be repeated")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  command.add_option("--text-field", options.text_field, "jsonl: the field that holds the article [text]")
      ->type_name("NAME");
  command.add_option("--id-field", options.id_field, "jsonl: the field that holds its id [id]")->type_name("NAME");
  command.add_option("--title-field", options.title_field, "jsonl: the field that holds its title [title]")
      ->type_name("NAME");
}

void add_lexicon_option(CLI::App& command, LexiconPaths& lexicon) {
  command
      .add_option(
          "--lexicon", lexicon,
          "A whole lexicon (a compiled file, or a folder laid out as lexicons/) [$PRESSBOX_LEXICON, else the one "
          "built with pressbox], or rows of your own to lay over it (a .tsv file, or a folder of such files; see "
          "`pressbox lexicon add`); may be repeated")
      ->type_name("PATH")
      ->allow_extra_args(false);
}

Result<Lexicon> open_lexicon(const LexiconPaths& paths) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path whole;
  std::vector<fs::path> user_files;
  for (const fs::path path : paths) {
    const bool folder = fs::is_directory(path, error);
    if (!folder && path.extension() == ".tsv") {
      user_files.push_back(path);
      continue;
    }
    if (folder && !is_lexicon_folder(path)) {
      const std::size_t first = user_files.size();
      for (const auto& item : fs::directory_iterator(path, error)) {
        if (item.path().extension() == ".tsv") user_files.push_back(item.path());
      }
      if (user_files.size() == first) {
        return Error{path.string() + ": holds no lexicon; name a folder laid out as lexicons/, or one of .tsv files"};
      }
      std::sort(user_files.begin() + static_cast<std::ptrdiff_t>(first), user_files.end());
      continue;
    }
    if (!whole.empty()) {
      return Error{path.string() + ": a second whole lexicon beside " + whole.string() +
                   "; give one, and rows of your own as .tsv files"};
    }
    whole = path;
  }
  if (whole.empty()) whole = default_lexicon_path();
  Result<Lexicon> base = fs::is_directory(whole, error) ? Lexicon::compile(whole) : Lexicon::open(whole);
  if (!base || user_files.empty()) return base;
  return Lexicon::with_overlay(std::move(base).value(), user_files);
}

Result<Extractor> make_extractor(const LexiconPaths& lexicon) {
  Result<Lexicon> opened = open_lexicon(lexicon);
  if (!opened) return opened.error();
  return Extractor::create(std::move(opened).value());
}

}  // namespace pressbox::cli

#include "tools/pressbox/common.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "extractor/gazetteer/table_file.h"
#include "extractor/gazetteer/text_files.h"

namespace pressbox::cli {

void complain(std::string_view message) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string line = "pressbox: ";
  for (const char c : message) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F) {
      line += c;
    } else if (c == '\n') {
      line += "\\n";
    } else {
      line.append("\\x").append({kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
  line += '\n';
  write_all(STDERR_FILENO, line);
}

void complain_of_all(const std::vector<Error>& errors) {
  constexpr std::size_t kMost = 20;
  for (std::size_t i = 0; i < std::min(errors.size(), kMost); ++i) complain(errors[i].message);
  if (errors.size() > kMost) complain(std::to_string(errors.size() - kMost) + " more; mend these first");
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
  command
      .add_option("INPUT", arguments.inputs,
                  "Files, folders (read recursively, hidden files too, symlinked folders not) or - for stdin; none: "
                  "stdin")
      ->check(not_empty());
  add_choice<InputFormat>(
      command, "--from", options.format,
      {{"auto", InputFormat::automatic}, {"text", InputFormat::text}, {"jsonl", InputFormat::jsonl}},
      "What inputs are: auto (*.jsonl, *.ndjson and *.txt by name; stdin and others by their beginning), text (an "
      "article a file) or jsonl (a JSON object a line)");
  command.add_option("--glob", options.globs, "Which files of a folder are articles [*.txt *.jsonl]; may be repeated")
      ->type_name("PATTERN")
      ->check(not_empty())
      ->allow_extra_args(false);
  command.add_option("--text-field", options.text_field, "jsonl: the field that holds the article [text]")
      ->check(not_empty())
      ->type_name("NAME");
  command.add_option("--id-field", options.id_field, "jsonl: the field that holds its id [id]")
      ->check(not_empty())
      ->type_name("NAME");
  command.add_option("--title-field", options.title_field, "jsonl: the field that holds its title [title]")
      ->check(not_empty())
      ->type_name("NAME");
}

std::vector<std::string> inputs_of(const InputArguments& arguments) {
  if (arguments.inputs.empty()) return {"-"};
  if (std::count(arguments.inputs.begin(), arguments.inputs.end(), "-") > 1) {
    throw CLI::ValidationError("INPUT", "stdin can be read once only; give - once");
  }
  return arguments.inputs;
}

CLI::Validator not_empty() {
  return {
      [](std::string& given) { return std::string(given.empty() ? "an empty name; give one or leave it out" : ""); },
      ""};
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

void add_indirect_option(CLI::App& command, ExtractOptions& options) {
  command.add_flag("--indirect", options.indirect,
                   "Reported speech without quotation marks too, as quotes of kind indirect");
}

namespace {

namespace fs = std::filesystem;

// The text of an installed lexicon lies beside it, as lexicons/, for its editor: what is newest
// there, if that is newer than the lexicon.
std::optional<fs::path> newer_text(const fs::path& compiled) {
  std::error_code error;
  const fs::path folder = compiled.parent_path() / "lexicons";
  const fs::file_time_type made = fs::last_write_time(compiled, error);
  if (error || !is_lexicon_folder(folder)) return std::nullopt;
  std::optional<fs::path> newest;
  fs::file_time_type latest = made;
  const fs::file_time_type now = fs::file_time_type::clock::now();
  const auto look = [&](const fs::path& path) {
    std::error_code unreadable;
    const fs::file_time_type changed = fs::last_write_time(path, unreadable);
    if (unreadable || changed <= latest || changed > now) return;  // dated in the future, it would always be newer
    latest = changed;
    newest = path;
  };
  look(folder);
  for (fs::recursive_directory_iterator item(folder, error), end; !error && item != end; item.increment(error)) {
    // A folder changes when a file comes or goes.
    if (item->path().extension() == ".tsv" || item->is_directory(error)) look(item->path());
  }
  return newest;
}

// What is text by its name and no compiled lexicon is rows of the user's, given as something else.
bool is_named_as_text(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return extension == ".tsv" || extension == ".txt" || extension == ".csv";
}

Result<Lexicon> open_whole(const fs::path& whole, bool given) {
  std::error_code error;
  if (fs::is_directory(whole, error)) return Lexicon::compile(whole);
  const std::optional<fs::path> text = given ? std::nullopt : newer_text(whole);
  if (!text) {
    Result<Lexicon> opened = Lexicon::open(whole);
    if (opened || !is_named_as_text(whole)) return opened;
    return Error{whole.string() +
                 ": is no compiled lexicon; rows of your own are given with --lexicon, in a file whose "
                 "name ends in .tsv"};
  }
  Result<Lexicon> compiled = Lexicon::compile(whole.parent_path() / "lexicons");
  if (!compiled) return compiled;
  // Who may not write there still gets what the text says, only more slowly.
  const Result<std::size_t> saved = compiled.value().save(whole);
  complain(whole.string() + ": older than " + text->string() + "; compiled anew" +
           (saved ? std::string() : " for this run only (" + saved.error().message + ")"));
  return compiled;
}

// Whether it can be read at all; a note where it holds nothing.
std::optional<Error> look_at_user_file(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) {
    return Error{file.string() + ": cannot be read: " + std::generic_category().message(ENOENT) +
                 "; check the path given with --lexicon"};
  }
  std::size_t rows = 0;
  const auto count = [&rows](const Row&) -> std::optional<Error> { return ++rows, std::nullopt; };
  if (auto wrong = read_table(file, user_columns(), count)) return wrong;
  if (rows == 0) complain(file.string() + ": note: has no row; add one with `pressbox lexicon add --user`");
  return std::nullopt;
}

}  // namespace

std::vector<fs::path> user_files(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    return path.extension() == ".tsv" ? std::vector<fs::path>{path} : std::vector<fs::path>{};
  }
  std::vector<fs::path> files;
  if (is_lexicon_folder(path)) return files;
  for (const auto& item : fs::directory_iterator(path, error)) {
    if (item.path().extension() == ".tsv") files.push_back(item.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Result<Lexicon> open_lexicon(const LexiconPaths& paths) {
  std::error_code error;
  fs::path whole;
  std::vector<fs::path> over;
  for (const fs::path path : paths) {
    const std::vector<fs::path> files = user_files(path);
    for (const fs::path& file : files) {
      if (const auto wrong = look_at_user_file(file)) return *wrong;
    }
    over.insert(over.end(), files.begin(), files.end());
    if (!files.empty()) continue;
    if (fs::is_directory(path, error) && !is_lexicon_folder(path)) {
      return Error{path.string() + ": holds no lexicon; name a folder laid out as lexicons/, or one of .tsv files"};
    }
    if (!whole.empty()) {
      return Error{path.string() + ": a second whole lexicon beside " + whole.string() +
                   "; give one, and rows of your own as .tsv files"};
    }
    whole = path;
  }
  const bool given = !whole.empty();
  if (!given) whole = default_lexicon_path();
  if (const fs::file_status status = fs::status(whole, error); !fs::exists(status)) {
    const char* const variable = std::getenv("PRESSBOX_LEXICON");
    std::string advice =
        "build it (ninja lexicon), or give --lexicon or set $PRESSBOX_LEXICON; none is in ../share/pressbox";
    if (variable != nullptr && *variable != '\0') advice = "correct $PRESSBOX_LEXICON, or give --lexicon";
    if (given) advice = "check the path given with --lexicon";
    return Error{whole.string() + ": cannot be read: " + error.message() + "; " + advice};
  }
  Result<Lexicon> base = open_whole(whole, given);
  if (!base || over.empty()) return base;
  return Lexicon::with_overlay(std::move(base).value(), over);
}

Result<Extractor> make_extractor(const LexiconPaths& lexicon) {
  Result<Lexicon> opened = open_lexicon(lexicon);
  if (!opened) return opened.error();
  Result<Extractor> extractor = Extractor::create(std::move(opened).value());
  if (extractor) return extractor;
  std::string places;
  for (const std::string& path : lexicon) places += (places.empty() ? "" : ", ") + path;
  if (places.empty()) places = default_lexicon_path().string();
  return Error{places + ": " + extractor.error().message};
}

}  // namespace pressbox::cli

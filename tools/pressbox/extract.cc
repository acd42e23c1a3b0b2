// pressbox extract: articles in, JSON out, in the order of the inputs.

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <new>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractor/output/article_json.h"
#include "extractor/pipeline.h"
#include "tools/pressbox/commands.h"
#include "tools/pressbox/common.h"
#include "tools/pressbox/files.h"
#include "tools/pressbox/ordered.h"

namespace pressbox::cli {
namespace {

enum class OutputFormat : std::uint8_t { automatic, jsonl, json, pretty };

struct ExtractArguments {
  InputArguments input;
  OutputFormat to = OutputFormat::automatic;
  std::string out;
  unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
  OffsetUnit offsets = OffsetUnit::codepoint;
  std::vector<std::string> only;
  LexiconPaths lexicon;
  ExtractOptions options;
  bool quiet = false;
};

constexpr std::array<std::pair<const char*, bool Fields::*>, 8> kFieldNames = {{
    {"quotes", &Fields::quotes},
    {"people", &Fields::people},
    {"teams", &Fields::teams},
    {"scores", &Fields::scores},
    {"competitions", &Fields::competitions},
    {"venues", &Fields::venues},
    {"outlets", &Fields::outlets},
    {"diagnostics", &Fields::diagnostics},
}};

Fields chosen_fields(const std::vector<std::string>& only) {
  Fields fields;
  if (only.empty()) return fields;
  for (const auto& [name, member] : kFieldNames) {
    fields.*member = std::find(only.begin(), only.end(), name) != only.end();
  }
  return fields;
}

// Takes a name of --only without the spaces around it and refuses unknown ones.
CLI::Validator list_name() {
  const auto check = [](std::string& given) {
    CLI::detail::trim(given);
    std::string known;
    for (const auto& [name, member] : kFieldNames) {
      if (given == name) return std::string();
      known += (known.empty() ? "" : ", ") + std::string(name);
    }
    return (given.empty() ? "an empty name" : given) + " is none of " + known;
  };
  return {check, ""};
}

// What is told of an article's bytes beside its JSON.
struct Note {
  std::string_view code;
  std::string message;
};

// An article on its way from a worker to the output.
struct Finished {
  std::string id;
  std::string place;
  std::string json;
  std::string error;  // "" where all went well
  std::vector<Note> notes;
  std::size_t bytes = 0;  // of input
};

std::vector<Note> notes_of(const SourceText& source, const Record& record) {
  std::vector<Note> notes;
  for (const Diagnostic& diagnostic : source.diagnostics()) {
    if (!notes.empty() && notes.back().code == diagnostic.code) continue;
    std::uint64_t line = record.line;
    if (line == 0) {
      const std::string_view before = source.text().substr(0, diagnostic.span.start);
      line = 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
    }
    std::string message = record.input.source + ":" + std::to_string(line) + ": note: " + diagnostic.message;
    if (message.ends_with('.')) message.pop_back();
    notes.push_back({diagnostic.code, std::move(message)});
  }
  return notes;
}

// Turns raw articles into JSON; shared by all workers.
class Worker {
 public:
  Worker(const Extractor& extractor, const ExtractArguments& arguments, int indent)
      : extractor_(extractor), arguments_(arguments) {
    json_.offsets = arguments.offsets;
    json_.fields = chosen_fields(arguments.only);
    json_.indent = indent;
  }

  Finished operator()(Result<RawArticle> raw) const {
    Finished finished;
    if (!raw) {
      finished.error = raw.error().message;
      return finished;
    }
    finished.place = raw.value().place();
    finished.bytes = raw.value().bytes.size();
    try {
      Result<Record> read = read_record(std::move(raw).value(), arguments_.input.options);
      if (!read) {
        finished.error = read.error().message;
        return finished;
      }
      Record record = std::move(read).value();
      finished.id = record.input.id;
      Input input = std::move(record.input);
      record.input.source = input.source;
      const Extraction extraction = extractor_.extract(std::move(input), nullptr, arguments_.options);
      if (!arguments_.quiet) finished.notes = notes_of(extraction.source, record);
      JsonOptions json = json_;
      json.extra_json = record.extra_json;
      append_article_json(extraction.article, extraction.source, json, finished.json);
    } catch (const std::bad_alloc&) {
      finished.json.clear();
      finished.error = finished.place + ": out of memory; use fewer --jobs or split the article";
    } catch (const std::exception& error) {  // a fault of ours in one article stops no other
      finished.json.clear();
      finished.error = finished.place + ": internal error: " + error.what() + "; please report it";
    }
    return finished;
  }

 private:
  const Extractor& extractor_;
  const ExtractArguments& arguments_;
  JsonOptions json_;
};

// A line on stderr that says how far the work is, while a person waits. Messages stand above it.
class Progress {
 public:
  explicit Progress(bool wanted) : wanted_(wanted) {}

  void add(std::size_t bytes) {
    ++articles_;
    bytes_ += bytes;
    if (!wanted_) return;
    const Clock::time_point now = Clock::now();
    if (now - start_ < std::chrono::seconds(1) || now - shown_ < std::chrono::milliseconds(200)) return;
    shown_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const double megabytes = static_cast<double>(bytes_) / 1e6;
    std::array<char, 160> line;
    const int length = std::snprintf(line.data(), line.size(), "\r\x1b[Kpressbox: %zu articles, %.1f MB, %.1f MB/s",
                                     articles_, megabytes, megabytes / seconds);
    write_all(STDERR_FILENO, {line.data(), static_cast<std::size_t>(length)});
    visible_ = true;
  }

  void clear() {
    if (std::exchange(visible_, false)) write_all(STDERR_FILENO, "\r\x1b[K");
  }

 private:
  using Clock = std::chrono::steady_clock;
  bool wanted_;
  bool visible_ = false;
  std::size_t articles_ = 0;
  std::size_t bytes_ = 0;
  Clock::time_point start_ = Clock::now();
  Clock::time_point shown_ = start_;
};

// An id as a file's name, without what a file system or a shell would read otherwise.
std::string safe_file_name(std::string_view id) {
  constexpr std::size_t kLongest = 200;
  std::string name(id.substr(0, kLongest));
  if (id.size() > kLongest) {
    while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0) == 0x80) name.pop_back();
    if (!name.empty() && static_cast<unsigned char>(name.back()) >= 0xC0) name.pop_back();
  }
  for (char& c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || c == '/' || c == '\\') c = '_';
  }
  if (name.empty()) return "article";
  if (name.front() == '.' || name.front() == '-') name.front() = '_';
  return name;
}

// One file an article in a folder; each appears whole or not at all.
class FolderWriter {
 public:
  static Result<FolderWriter> create(std::filesystem::path folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error && !std::filesystem::is_directory(folder)) error = std::make_error_code(std::errc::not_a_directory);
    if (error) {
      return Error{folder.native() + ": cannot make the folder: " + error.message() + "; choose another --out"};
    }
    return FolderWriter(std::move(folder));
  }

  // Says in messages what name the article got if that is not its id. Error: nothing is left of the file.
  std::optional<Error> write(const Finished& finished, std::vector<std::string>& messages) {
    const std::string safe = safe_file_name(finished.id);
    std::string name = safe;
    for (std::size_t& copies = taken_[safe]; copies > 0 && taken_.contains(name);) {
      name = safe + "-" + std::to_string(++copies);
    }
    ++taken_[name];
    const std::filesystem::path path = folder_ / (name + ".json");
    if (safe != finished.id) {
      messages.push_back(finished.place + ": the id is no safe file name; written as " + path.native());
    } else if (name != safe) {
      messages.push_back(finished.place + ": the id \"" + finished.id + "\" was there before; written as " +
                         path.native());
    }
    return write_file(path, finished.json, "choose another --out");
  }

 private:
  explicit FolderWriter(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::filesystem::path folder_;
  std::unordered_map<std::string, std::size_t> taken_;  // names in use, with the highest -N given to each
};

// The ordered end of the pipe: messages, then the article.
class Output {
 public:
  Output(OutputFormat format, std::optional<FolderWriter> folder, bool progress)
      : format_(format), folder_(std::move(folder)), progress_(progress) {}

  // False: nothing more can be written.
  bool operator()(Finished finished) {
    if (!finished.error.empty()) {
      fail(finished.error);
      progress_.add(finished.bytes);
      return true;
    }
    for (const Note& note : finished.notes) {
      // What is harmless is said once a run: an archive from Windows is all CRLF.
      const bool harmless = note.code == "crlf" || note.code == "byte-order-mark";
      if (!harmless || said_.insert(note.code).second) say(note.message);
    }
    if (!write(finished)) return false;
    progress_.add(finished.bytes);
    return true;
  }

  // Ends what was begun; the exit status.
  int finish() {
    progress_.clear();
    if (!broken_ && !folder_ && format_ == OutputFormat::json) put(begun_ ? "\n]\n" : "[]\n");
    return failed_ ? kFailed : kDone;
  }

 private:
  bool write(Finished& finished) {
    if (folder_) {
      finished.json += '\n';
      std::vector<std::string> messages;
      const std::optional<Error> error = folder_->write(finished, messages);
      for (const std::string& message : messages) say(message);
      if (error) fail(error->message);
      return true;
    }
    if (format_ == OutputFormat::json) {
      finished.json.insert(0, begun_ ? ",\n" : "[\n");
    } else {
      finished.json += '\n';
    }
    begun_ = true;
    return put(finished.json);
  }

  bool put(std::string_view text) {
    if (write_all(STDOUT_FILENO, text)) return true;
    broken_ = true;
    fail(stdout_message(errno));
    return false;
  }

  void say(std::string_view message) {
    progress_.clear();
    complain(message);
  }

  void fail(std::string_view message) {
    failed_ = true;
    say(message);
  }

  OutputFormat format_;
  std::optional<FolderWriter> folder_;
  Progress progress_;
  std::set<std::string_view> said_;
  bool begun_ = false;
  bool broken_ = false;
  bool failed_ = false;
};

using RawItem = Result<RawArticle>;

// Articles already read, then those still to read.
class Source {
 public:
  explicit Source(InputReader reader) : reader_(std::move(reader)) {}

  std::optional<RawItem> next() {
    if (given_ < ahead_.size()) return std::move(ahead_[given_++]);
    return reader_.next();
  }

  // Reads up to two articles ahead, but waits for no second line of a feed: it is taken to go on.
  bool is_single_article() {
    std::size_t articles = 0;
    while (articles < 2) {
      std::optional<RawItem> item = reader_.next();
      if (!item) break;
      articles += item->ok() ? 1 : 0;
      ahead_.push_back(std::move(*item));
      if (reader_.next_may_wait()) return false;
    }
    return articles == 1;
  }

 private:
  InputReader reader_;
  std::vector<RawItem> ahead_;
  std::size_t given_ = 0;
};

int extract(const ExtractArguments& arguments) {
  Source source(InputReader(inputs_of(arguments.input), arguments.input.options));
  Result<Extractor> extractor = make_extractor(arguments.lexicon);
  if (!extractor) {
    complain(extractor.error().message);
    return kFailed;
  }
  std::optional<FolderWriter> folder;
  if (!arguments.out.empty()) {
    Result<FolderWriter> created = FolderWriter::create(arguments.out);
    if (!created) {
      complain(created.error().message);
      return kFailed;
    }
    folder = std::move(created).value();
  }

  OutputFormat format = arguments.to;
  const bool on_terminal = !folder && ::isatty(STDOUT_FILENO) == 1;
  if (format == OutputFormat::automatic) {
    // On a terminal one article is for a person to read.
    format = on_terminal && source.is_single_article() ? OutputFormat::pretty : OutputFormat::jsonl;
  }
  const Worker worker(extractor.value(), arguments, format == OutputFormat::pretty ? 2 : 0);
  Output output(format, std::move(folder), !arguments.quiet && !on_terminal && ::isatty(STDERR_FILENO) == 1);
  run_in_order<RawItem>(
      arguments.jobs, [&] { return source.next(); },
      [](const RawItem& item) { return item ? item.value().bytes.size() : 0; },
      [&](RawItem item) { return worker(std::move(item)); },
      [&](Finished finished) { return output(std::move(finished)); });
  return output.finish();
}

}  // namespace

void add_extract(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("extract", "Extract quotes, speakers, people, teams and scores as JSON");
  const auto arguments = std::make_shared<ExtractArguments>();
  add_input_options(*command, arguments->input);
  command->add_flag("--keep-fields", arguments->input.options.keep_fields,
                    "jsonl: pass the other fields through, under \"extra\"");
  add_choice<OutputFormat>(
      *command, "--to", arguments->to,
      {{"jsonl", OutputFormat::jsonl}, {"json", OutputFormat::json}, {"pretty", OutputFormat::pretty}},
      "jsonl (an article a line), json (one array) or pretty (indented) [pretty for one article on a terminal, else "
      "jsonl]");
  command
      ->add_option("--out", arguments->out,
                   "Write one file an article, ID.json, into this folder; files that are there are replaced")
      ->check(not_empty())
      ->type_name("DIR");
  command->add_option("--jobs,-j", arguments->jobs, "Articles worked on at a time [the number of cores]")
      ->check(CLI::Range(1, 1024).description(""))
      ->type_name("N");
  add_choice<OffsetUnit>(
      *command, "--offsets", arguments->offsets,
      {{"codepoint", OffsetUnit::codepoint}, {"utf8", OffsetUnit::utf8}, {"utf16", OffsetUnit::utf16}},
      "What offsets count: codepoint, utf8 or utf16 [codepoint]");
  command
      ->add_option("--only", arguments->only,
                   "Write only these lists, separated by commas: quotes, people, teams, scores, competitions, venues, "
                   "outlets, diagnostics")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->transform(list_name())
      ->type_name("LIST");
  add_indirect_option(*command, arguments->options);
  add_lexicon_option(*command, arguments->lexicon);
  command->add_flag("--quiet,-q", arguments->quiet,
                    "No notes on odd input and no progress line; errors are still told");
  command->footer(
      "Examples:\n"
      "  pressbox extract report.txt                          one article\n"
      "  pressbox extract archive/ --out annotated/           a folder, one JSON file an article\n"
      "  pressbox extract --glob '*.md' archive/              other files than *.txt and *.jsonl\n"
      "  zcat news.jsonl.gz | pressbox extract | gzip > annotated.jsonl.gz\n"
      "  pressbox extract --text-field body --keep-fields < news.jsonl\n"
      "  pressbox extract --only quotes,scores --offsets utf16 report.txt\n"
      "\n"
      "Output stands in the order of the inputs. `pressbox schema` prints its JSON Schema.\n"
      "Exit status: 0 all well, 1 an article failed (the others are written), 2 wrong usage.");
  command->callback([arguments, &status] { status = extract(*arguments); });
}

}  // namespace pressbox::cli

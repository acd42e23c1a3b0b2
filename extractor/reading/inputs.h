// Inputs: how files, folders and stdin become articles, one at a time and no faster than somebody asks for them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/pipeline.h"
#include "extractor/result.h"

namespace pressbox {

// automatic: jsonl for files named *.jsonl or *.ndjson, text for *.txt. Anything else, and what can be read once only
// (stdin, a pipe), is jsonl if it begins with an object, `{"`: one that is broken or lacks the text field is an error
// of its line. An array of objects and an object spread over lines are errors of their file.
enum class InputFormat : std::uint8_t { automatic, text, jsonl };

struct InputOptions {
  InputFormat format = InputFormat::automatic;
  std::vector<std::string> globs = {"*.txt", "*.jsonl"};  // in folders; one with a '/' is held against the path below
  std::string text_field = "text";
  std::string id_field = "id";
  std::string title_field = "title";
  bool keep_fields = false;
  std::uint64_t max_bytes = 0xffffffffu;  // an article of more is refused
};

// An article's bytes as they came: a text whole, or one line of JSON without its line feed.
struct RawArticle {
  std::string source;      // the path as given (or found in a folder given), or "stdin"
  std::uint64_t line = 0;  // of a line of JSON, from 1; 0 for a text
  std::string bytes;

  [[nodiscard]] std::string place() const;  // "FILE:LINE", or "FILE" for a text
};

// Reads inputs in the order given; folders in byte order of their paths, symbolic links to folders not followed.
// A line is handed out as soon as it is complete, whether or not more follow. Holds one article (and what came with
// it in the last read) in memory.
class InputReader {
 public:
  // "-" is stdin.
  InputReader(std::vector<std::string> inputs, InputOptions options);
  InputReader(InputReader&&) noexcept;
  ~InputReader();

  // The next article; an Error for one that cannot be read (go on: the others can); nullopt at the end.
  std::optional<Result<RawArticle>> next();

  // True while the article last given is a line of stdin or of a pipe: the next one may be long in coming.
  [[nodiscard]] bool next_may_wait() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A raw article made ready for the Extractor.
struct Record {
  Input input;
  std::uint64_t line = 0;
  std::string extra_json;  // with keep_fields: an object of the line's other fields, byte for byte; "" otherwise
};

// Takes a line of JSON apart. The Error names the line and what is wrong with it. Safe to call from any thread.
// An article without an id gets the name of its file without extension, and behind it the line, "news-17".
Result<Record> read_record(RawArticle raw, const InputOptions& options);

}  // namespace pressbox

#include "extractor/reading/inputs.h"

#include <fcntl.h>
#include <fnmatch.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "extractor/reading/json_line.h"

namespace pressbox {
namespace {

constexpr std::size_t kReadBytes = 1 << 16;
constexpr std::size_t kKeptBytes = 1 << 20;   // of a buffer that a long line has grown
constexpr std::size_t kSniffBytes = 1 << 20;  // of white space before we stop to look for what it is

class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~FileDescriptor() {
    if (fd_ > STDIN_FILENO) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

std::string system_message(int error) {
  return std::generic_category().message(error);
}

Error cannot(std::string_view verb, const std::string& place, int error) {
  std::string_view advice = "look at the file system";
  if (error == ENOENT || error == ENOTDIR) advice = "check the path";
  if (error == EACCES || error == EPERM) advice = "ask for permission to read it";
  if (error == EBADF) advice = "open it for reading";
  if (error == ELOOP) advice = "mend or remove the link";
  return Error{place + ": cannot " + std::string(verb) + ": " + system_message(error) + "; " + std::string(advice)};
}

Error too_long(const std::string& place, std::uint64_t max_bytes) {
  std::string limit = std::to_string(max_bytes) + " bytes";
  if (max_bytes == 0xffffffffu) limit = "4 GiB";
  return Error{place + ": an article of " + limit + " or more; split it into articles"};
}

bool is_jsonl_name(std::string_view path) {
  return path.ends_with(".jsonl") || path.ends_with(".ndjson");
}

std::string_view first_value(std::string_view bytes) {
  const std::size_t at = bytes.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? std::string_view() : bytes.substr(at);
}

// A file or pipe that is read piece by piece. What was read and not yet taken stands in buffered().
class Stream {
 public:
  Stream(FileDescriptor fd, std::string source) : fd_(std::move(fd)), source_(std::move(source)) {}

  [[nodiscard]] std::string_view buffered() const { return {buffer_.data() + taken_, filled_ - taken_}; }
  [[nodiscard]] const std::string& source() const { return source_; }
  [[nodiscard]] int descriptor() const { return fd_.get(); }

  // Reads once, as much as comes and `bytes` at most; it is appended to buffered(). 0 at the end, -1 with errno on
  // failure.
  ssize_t fill(std::size_t bytes) {
    if (buffer_.size() < filled_ + bytes) buffer_.resize(filled_ + bytes);
    for (;;) {
      const ssize_t got = ::read(fd_.get(), buffer_.data() + filled_, bytes);
      if (got >= 0) {
        filled_ += static_cast<std::size_t>(got);
        return got;
      }
      if (errno == EAGAIN) {  // whoever gave us the pipe has set it non-blocking
        pollfd waiting{fd_.get(), POLLIN, 0};
        ::poll(&waiting, 1, -1);
      } else if (errno != EINTR) {
        return -1;
      }
    }
  }

  void take(std::size_t bytes) { taken_ += bytes; }

  // Moves what is buffered to the buffer's front and gives back the memory that a long line left behind.
  void compact() {
    if (taken_ == 0) return;
    buffer_.erase(0, taken_);
    filled_ -= taken_;
    taken_ = 0;
    if (buffer_.size() > kKeptBytes && filled_ < kKeptBytes / 2) {
      buffer_.resize(filled_);
      buffer_.shrink_to_fit();
    }
  }

  std::string release() {
    compact();
    buffer_.resize(filled_);
    return std::move(buffer_);
  }

 private:
  FileDescriptor fd_;
  std::string source_;
  std::string buffer_;
  std::size_t taken_ = 0;
  std::size_t filled_ = 0;
};

// The lines of a stream.
class Lines {
 public:
  Lines(Stream stream, std::uint64_t max_bytes) : stream_(std::move(stream)), max_bytes_(max_bytes) {}

  std::optional<Result<RawArticle>> next() {
    for (;;) {
      const std::string_view buffered = stream_.buffered();
      const std::size_t end = buffered.find('\n', searched_);
      if (end != std::string_view::npos) {
        auto line = give(buffered.substr(0, end));
        stream_.take(end + 1);
        searched_ = 0;
        if (line) return line;
        continue;
      }
      searched_ = buffered.size();
      if (ended_) {
        if (buffered.empty() && !skipping_) return std::nullopt;
        auto line = give(buffered);
        stream_.take(buffered.size());
        searched_ = 0;
        if (line) return line;
        continue;
      }
      if (buffered.size() > max_bytes_) {  // step over the rest of this line
        skipping_ = true;
        stream_.take(buffered.size());
        searched_ = 0;
      }
      stream_.compact();
      // A long line is read in ever larger pieces, so that no byte is moved more than a few times.
      const ssize_t got = stream_.fill(std::max(kReadBytes, stream_.buffered().size()));
      if (got < 0) {
        const int error = errno;
        ended_ = true;
        stream_.take(stream_.buffered().size());
        searched_ = 0;
        return cannot("read", stream_.source() + ":" + std::to_string(line_ + 1), error);
      }
      ended_ = got == 0;
    }
  }

 private:
  // The line as an article; nullopt for a blank one.
  std::optional<Result<RawArticle>> give(std::string_view line) {
    ++line_;
    RawArticle raw{stream_.source(), line_, {}};
    if (std::exchange(skipping_, false) || line.size() > max_bytes_) return too_long(raw.place(), max_bytes_);
    if (line_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (first_value(line).empty()) return std::nullopt;
    raw.bytes = line;
    return raw;
  }

  Stream stream_;
  std::uint64_t max_bytes_;
  std::uint64_t line_ = 0;
  std::size_t searched_ = 0;  // bytes of the buffer known to hold no line feed
  bool ended_ = false;
  bool skipping_ = false;
};

Result<RawArticle> read_text(Stream stream, std::uint64_t expected_bytes, std::uint64_t max_bytes) {
  if (expected_bytes > max_bytes) return too_long(stream.source(), max_bytes);
  // One byte more than the file holds lets the first read see its end coming. Some may stand in the buffer already.
  const std::uint64_t buffered = std::min<std::uint64_t>(stream.buffered().size(), expected_bytes);
  std::size_t piece = expected_bytes == 0 ? kReadBytes : expected_bytes + 1 - buffered;
  for (;;) {
    const ssize_t got = stream.fill(piece);
    if (got < 0) return cannot("read", stream.source(), errno);
    const std::size_t size = stream.buffered().size();
    if (size > max_bytes) return too_long(stream.source(), max_bytes);
    if (got == 0) break;
    piece = size <= expected_bytes ? expected_bytes + 1 - size : std::max(kReadBytes, size / 2);
  }
  RawArticle raw{stream.source(), 0, {}};
  raw.bytes = stream.release();
  return raw;
}

// What the beginning of a file or pipe without a telling name looks like.
enum class Looks : std::uint8_t { undecided, text, lines, spread_object, array };

// An object's first field decides, whether or not the object is whole and holds an article: a wrong line is to be told
// as such and not to be read as prose.
Looks looks_like(std::string_view bytes) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (kMark.starts_with(bytes)) return Looks::undecided;
  if (bytes.starts_with(kMark)) bytes.remove_prefix(kMark.size());
  std::string_view value = first_value(bytes);
  if (value.empty()) return Looks::undecided;
  const bool array = value.front() == '[';
  if (array) {
    value = first_value(value.substr(1));
    if (value.empty()) return Looks::undecided;
  }
  if (value.front() != '{') return Looks::text;
  value.remove_prefix(1);
  const std::string_view field = first_value(value);
  if (field.empty()) return Looks::undecided;
  if (field.front() != '"' && field.front() != '}') return Looks::text;
  if (array) return Looks::array;
  const bool same_line = value.substr(0, value.size() - field.size()).find('\n') == std::string_view::npos;
  return same_line ? Looks::lines : Looks::spread_object;
}

std::string_view json_type_name(std::string_view value) {
  switch (value.front()) {
    case '"':
      return "a string";
    case '{':
      return "an object";
    case '[':
      return "an array";
    case 't':
    case 'f':
      return "true or false";
    case 'n':
      return "null";
    default:
      return "a number";
  }
}

}  // namespace

std::string RawArticle::place() const {
  return line == 0 ? source : source + ":" + std::to_string(line);
}

struct InputReader::State {
  // A folder being walked: its entries still to come, last first.
  struct Folder {
    std::vector<std::filesystem::directory_entry> entries;
  };

  std::vector<std::string> inputs;
  InputOptions options;
  std::size_t next_input = 0;
  std::optional<Lines> lines;
  bool lines_may_wait = false;  // they come out of no regular file
  std::vector<Folder> folders;
  std::string root;  // the folder given, while it is walked
  bool root_has_articles = false;

  std::optional<Result<RawArticle>> next() {
    for (;;) {
      if (lines) {
        if (auto article = lines->next()) return article;
        lines.reset();
      }
      if (!folders.empty()) {
        if (auto article = walk()) return article;
        continue;
      }
      if (next_input == inputs.size()) return std::nullopt;
      const std::string& input = inputs[next_input++];
      if (auto article = open_input(input)) return article;
    }
  }

  std::optional<Result<RawArticle>> open_input(const std::string& input) {
    if (input == "-") return open_stream(Stream(FileDescriptor(STDIN_FILENO), "stdin"));
    std::error_code error;
    if (std::filesystem::is_directory(input, error)) {
      root = input;
      root_has_articles = false;
      return enter(input);
    }
    return open_file(input);
  }

  std::optional<Result<RawArticle>> enter(const std::filesystem::path& path) {
    std::error_code error;
    Folder folder;
    std::filesystem::directory_iterator entry(path, error);
    for (const std::filesystem::directory_iterator end; !error && entry != end; entry.increment(error)) {
      folder.entries.push_back(*entry);
    }
    std::sort(folder.entries.begin(), folder.entries.end(),
              [](const auto& a, const auto& b) { return a.path().native() > b.path().native(); });
    folders.push_back(std::move(folder));
    if (!error) return std::nullopt;
    root_has_articles = true;  // one error is enough
    return cannot("read the folder", path.native(), error.value());
  }

  // One step through the innermost folder.
  std::optional<Result<RawArticle>> walk() {
    std::vector<std::filesystem::directory_entry>& entries = folders.back().entries;
    if (entries.empty()) {
      folders.pop_back();
      if (!folders.empty() || root_has_articles) return std::nullopt;
      std::string globs;
      for (const std::string& glob : options.globs) globs += (globs.empty() ? "" : " or ") + glob;
      return Error{root + ": no file in this folder matches " + globs + "; choose others with --glob"};
    }
    const std::filesystem::directory_entry entry = std::move(entries.back());
    entries.pop_back();
    std::error_code error;
    using Type = std::filesystem::file_type;
    const Type type = entry.status(error).type();
    if (type == Type::directory) {
      if (entry.is_symlink(error)) return std::nullopt;
      return enter(entry.path());
    }
    if (!matches(entry.path())) return std::nullopt;
    // Pipes and devices are no articles. What cannot be told, a link to nowhere say, open_file complains of.
    if (type == Type::fifo || type == Type::socket || type == Type::character || type == Type::block) {
      return std::nullopt;
    }
    root_has_articles = true;
    return open_file(entry.path().native());
  }

  [[nodiscard]] bool matches(const std::filesystem::path& path) const {
    return std::any_of(options.globs.begin(), options.globs.end(), [&](const std::string& glob) {
      if (glob.find('/') == std::string::npos) return fnmatch(glob.c_str(), path.filename().c_str(), 0) == 0;
      return fnmatch(glob.c_str(), path.lexically_relative(root).c_str(), 0) == 0;
    });
  }

  std::optional<Result<RawArticle>> open_file(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
      const int error = errno;
      std::error_code ignored;
      if (error == ENOENT && std::filesystem::is_symlink(path, ignored)) {
        return Error{path + ": cannot open: the link leads nowhere; mend or remove it"};
      }
      return cannot("open", path, error);
    }
    return open_stream(Stream(FileDescriptor(fd), path));
  }

  std::optional<Result<RawArticle>> open_stream(Stream stream) {
    struct stat status {};
    const bool regular = ::fstat(stream.descriptor(), &status) == 0 && S_ISREG(status.st_mode);
    bool jsonl = options.format == InputFormat::jsonl;
    if (options.format == InputFormat::automatic) {
      jsonl = is_jsonl_name(stream.source());
      if (!jsonl && (!regular || !stream.source().ends_with(".txt"))) {
        const auto looks = sniff(stream);
        if (!looks) return looks.error();
        jsonl = looks.value();
      }
    }
    if (jsonl) {
      lines_may_wait = !regular;
      lines.emplace(std::move(stream), options.max_bytes);
      return std::nullopt;
    }
    const std::uint64_t size = regular && status.st_size > 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
    return read_text(std::move(stream), size, options.max_bytes);
  }

  // Whether the stream holds lines of JSON. Reads as much as tells.
  [[nodiscard]] static Result<bool> sniff(Stream& stream) {
    for (bool ended = false;;) {
      const Looks looks = looks_like(stream.buffered());
      if (looks == Looks::array || looks == Looks::spread_object) {
        return Error{stream.source() + ": " +
                     (looks == Looks::array ? "a JSON array" : "a JSON object over several lines") +
                     "; write one object a line, or give --from text"};
      }
      if (looks != Looks::undecided || ended || stream.buffered().size() > kSniffBytes) return looks == Looks::lines;
      const ssize_t got = stream.fill(kReadBytes);
      if (got < 0) return cannot("read", stream.source(), errno);
      ended = got == 0;
    }
  }
};

InputReader::InputReader(std::vector<std::string> inputs, InputOptions options) : state_(std::make_unique<State>()) {
  state_->inputs = std::move(inputs);
  state_->options = std::move(options);
}
InputReader::InputReader(InputReader&&) noexcept = default;
InputReader::~InputReader() = default;

std::optional<Result<RawArticle>> InputReader::next() {
  return state_->next();
}

bool InputReader::next_may_wait() const {
  return state_->lines && state_->lines_may_wait;
}

Result<Record> read_record(RawArticle raw, const InputOptions& options) {
  Record record;
  record.line = raw.line;
  record.input.id = std::filesystem::path(raw.source).stem().native();
  const std::string place = raw.place();
  if (raw.line == 0) {
    record.input.text = std::move(raw.bytes);
  } else {
    std::vector<JsonField> fields;
    JsonFault fault;
    if (!split_json_object(raw.bytes, fields, fault)) {
      return Error{place + ": not JSON at column " + std::to_string(fault.column) + ", expected " +
                   std::string(fault.expected) + "; mend or remove the line"};
    }
    record.input.id += "-" + std::to_string(raw.line);
    bool has_text = false;
    std::string key;
    for (const JsonField& field : fields) {
      key.clear();
      append_unescaped(field.key, key);
      const bool is_text = key == options.text_field;
      const bool is_id = key == options.id_field;
      const bool is_title = key == options.title_field;
      if (!is_text && !is_id && !is_title) {
        if (options.keep_fields) {
          record.extra_json += record.extra_json.empty() ? "{\"" : ",\"";
          record.extra_json.append(field.key).append("\":").append(field.value);
        }
        continue;
      }
      std::string& target = is_text ? record.input.text : is_id ? record.input.id : record.input.title;
      const std::string_view type = json_type_name(field.value);
      if (type == "a string") {
        target.clear();
        append_unescaped(field.value.substr(1, field.value.size() - 2), target);
      } else if (is_id && type == "a number") {
        target = field.value;
      } else if (is_text || type != "null") {
        return Error{place + ": the field \"" + key + "\" is " + std::string(type) +
                     ", not a string; mend the line or name another with --" +
                     (is_text ? "text"
                      : is_id ? "id"
                              : "title") +
                     "-field"};
      }
      has_text = has_text || is_text;
    }
    if (!has_text) {
      return Error{place + ": the object has no field \"" + options.text_field +
                   "\"; name the field that holds the article with --text-field"};
    }
    if (options.keep_fields) record.extra_json += record.extra_json.empty() ? "{}" : "}";
  }
  record.input.source = std::move(raw.source);
  // Replacements can make a text three times as long as its bytes.
  if (record.input.text.size() > options.max_bytes / 3 &&
      SourceText::decoded_size(record.input.text) > options.max_bytes) {
    return too_long(place, options.max_bytes);
  }
  return record;
}

}  // namespace pressbox

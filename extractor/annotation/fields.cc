#include "extractor/annotation/fields.h"

#include <charconv>
#include <limits>
#include <optional>
#include <utility>

#include "extractor/gazetteer/utf8.h"

namespace pressbox {
namespace {

constexpr std::string_view kOpen = "\xe2\x80\x9c";   // “
constexpr std::string_view kClose = "\xe2\x80\x9d";  // ”

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}

class Splitter {
 public:
  Splitter(std::string_view line, bool spaced_keys) : line_(line), spaced_keys_(spaced_keys) {}

  Result<std::vector<Field>> split() {
    while (skip_blanks()) {
      if (line_[at_] == '=') {
        if (!take_key()) return Error{std::move(message_)};
        ++at_;
        if (!skip_blanks() || line_[at_] == '=') return Error{fields_.back().key + "=: its value is missing; give one"};
        Field value;
        if (!read(value)) return Error{std::move(message_)};
        fields_.back().value = std::move(value.value);
        fields_.back().quoted = value.quoted;
        continue;
      }
      Field field;
      if (!read(field)) return Error{std::move(message_)};
      fields_.push_back(std::move(field));
    }
    return std::move(fields_);
  }

 private:
  bool skip_blanks() {
    while (at_ < line_.size() && is_blank(line_[at_])) ++at_;
    return at_ < line_.size();
  }

  // What was read last becomes a key.
  bool take_key() {
    if (fields_.empty() || fields_.back().keyed) {
      message_ = "an = without a word before it; write key=value";
      return false;
    }
    Field key;
    key.keyed = true;
    key.key = std::move(fields_.back().value);
    const bool quoted = fields_.back().quoted;
    key.key_quoted = quoted;
    fields_.pop_back();
    while (spaced_keys_ && !quoted && !fields_.empty() && !fields_.back().quoted && !fields_.back().keyed &&
           !fields_.back().value.starts_with('#')) {
      key.key = std::move(fields_.back().value) + " " + key.key;
      fields_.pop_back();
    }
    fields_.push_back(std::move(key));
    return true;
  }

  bool read(Field& field) {
    const std::string_view rest = line_.substr(at_);
    const bool curly = rest.starts_with(kOpen);
    if (curly || rest.front() == '"') {
      const std::size_t column = at_ + 1;
      at_ += curly ? kOpen.size() : 1;
      field.quoted = true;
      if (read_string(curly ? kClose : std::string_view("\""), field.value)) return true;
      if (message_.empty()) {
        message_ = "the string that opens at byte " + std::to_string(column) + " never closes; add " +
                   (curly ? std::string(kClose) : "\" at its end (a mark inside it is written \\\")");
      }
      return false;
    }
    while (at_ < line_.size() && !is_blank(line_[at_]) && line_[at_] != '=' && line_[at_] != '"') {
      field.value += line_[at_++];
    }
    return true;
  }

  bool read_string(std::string_view close, std::string& out) {
    while (at_ < line_.size()) {
      if (line_.substr(at_).starts_with(close)) {
        at_ += close.size();
        return true;
      }
      if (line_[at_] != '\\') {
        out += line_[at_++];
        continue;
      }
      if (++at_ == line_.size()) return false;
      if (!read_escape(out)) return false;
    }
    return false;
  }

  bool read_escape(std::string& out) {
    const char c = line_[at_++];
    switch (c) {
      case 'n':
        out += '\n';
        return true;
      case 'r':
        out += '\r';
        return true;
      case 't':
        out += '\t';
        return true;
      case '"':
      case '\\':
        out += c;
        return true;
      case 'u': {
        std::uint32_t code = 0;
        const std::size_t close = line_.find('}', at_);
        if (close != std::string_view::npos && line_[at_] == '{') {
          const std::string_view digits = line_.substr(at_ + 1, close - at_ - 1);
          const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
          if (error == std::errc() && end == digits.data() + digits.size() && code <= 0x10ffff &&
              (code < 0xd800 || code > 0xdfff)) {
            utf8::append(code, out);
            at_ = close + 1;
            return true;
          }
        }
        message_ = "\\u is followed by no {HEX} of a character; write \\u{201C}, say";
        return false;
      }
      default:
        message_ = "\\ is followed by none of \" \\ n r t u; write \\\\ for a backslash";
        return false;
    }
  }

  std::string_view line_;
  bool spaced_keys_;
  std::size_t at_ = 0;
  std::vector<Field> fields_;
  std::string message_;
};

void append_escape(char32_t c, std::string& out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  out += "\\u{";
  bool begun = false;
  for (int shift = 20; shift >= 0; shift -= 4) {
    const auto digit = static_cast<std::size_t>((c >> shift) & 0xf);
    begun = begun || digit != 0 || shift == 0;
    if (begun) out += kDigits[digit];
  }
  out += '}';
}

// Characters that do not show, or that turn the line around.
bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0xad || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

}  // namespace

Result<std::vector<Field>> split_fields(std::string_view line, bool spaced_keys) {
  return Splitter(line, spaced_keys).split();
}

std::string quote_string(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = utf8::next(text, at);
    if (c == U'"' || c == U'\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == U'\n') {
      out += "\\n";
    } else if (c == U'\r') {
      out += "\\r";
    } else if (c == U'\t') {
      out += "\\t";
    } else if (is_invisible(c)) {
      append_escape(c, out);
    } else {
      out += text.substr(begin, at - begin);
    }
  }
  out += '"';
  return out;
}

std::string plain_or_quoted(std::string_view text) {
  bool plain = !text.empty() && text != "-" && text.front() != '#' && !text.starts_with(kOpen);
  for (std::size_t at = 0; at < text.size() && plain;) {
    const char32_t c = utf8::next(text, at);
    plain = c != U' ' && c != U'"' && c != U'=' && c != U'\\' && !is_invisible(c);
  }
  return plain ? std::string(text) : quote_string(text);
}

std::string in_brief(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = utf8::next(text, at);
    if (is_invisible(c) || c == utf8::kInvalid) {
      line += ' ';
    } else {
      line += text.substr(begin, at - begin);
    }
  }
  if (line.size() <= kLongest) return line;
  const auto boundary = [&line](std::size_t at) {
    while (at > 0 && (static_cast<unsigned char>(line[at]) & 0xc0u) == 0x80u) --at;
    return at;
  };
  return line.substr(0, boundary(kLongest - 20)) + " ... " + line.substr(boundary(line.size() - 15));
}

int read_points(std::string_view digits) {
  int points = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), points);
  const bool whole = !digits.empty() && error == std::errc() && end == digits.data() + digits.size();
  return whole && points >= 0 ? points : -1;
}

}  // namespace pressbox

#include "extractor/reading/json_line.h"

#include <cstdint>

namespace pressbox {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Steps over JSON. Nesting is kept on a stack of its own, so that no input can exhaust the thread's.
class Scanner {
 public:
  Scanner(std::string_view line, JsonFault& fault) : line_(line), fault_(fault) {}

  bool object(std::vector<JsonField>& fields) {
    space();
    if (!mark('{')) return expected("'{': one object a line");
    space();
    if (!mark('}')) {
      do {
        space();
        const std::size_t key = at_;
        if (!key_and_colon()) return false;
        space();
        const std::size_t value = at_;
        fields.push_back({line_.substr(key + 1, key_end_ - key - 2), {}});
        if (!this->value()) return false;
        fields.back().value = line_.substr(value, at_ - value);
        space();
      } while (mark(','));
      if (!mark('}')) return expected("',' or '}'");
    }
    space();
    return at_ == line_.size() || expected("the end of the line");
  }

 private:
  bool value() {
    nesting_.clear();
    for (;;) {
      space();
      if (mark('{')) {
        nesting_.push_back('}');
        space();
        if (peek() != '}') {
          if (!key_and_colon()) return false;
          continue;
        }
      } else if (mark('[')) {
        nesting_.push_back(']');
        space();
        if (peek() != ']') continue;
      } else if (!scalar()) {
        return false;
      }
      // Behind a value, or at the end of an empty container.
      for (;;) {
        if (nesting_.empty()) return true;
        space();
        if (mark(nesting_.back())) {
          nesting_.pop_back();
          continue;
        }
        if (!mark(',')) return expected(nesting_.back() == '}' ? "',' or '}'" : "',' or ']'");
        if (nesting_.back() == '}') {
          space();
          if (!key_and_colon()) return false;
        }
        break;
      }
    }
  }

  bool key_and_colon() {
    if (peek() != '"') return expected("a field's name in double quotation marks");
    if (!string()) return false;
    key_end_ = at_;
    space();
    return mark(':') || expected("':'");
  }

  bool scalar() {
    const char c = peek();
    if (c == '"') return string();
    if (c == '-' || is_digit(c)) return number();
    for (const std::string_view word : {"true", "false", "null"}) {
      if (line_.substr(at_, word.size()) == word) {
        at_ += word.size();
        return true;
      }
    }
    return expected("a value");
  }

  bool string() {
    ++at_;
    while (at_ < line_.size()) {
      const char c = line_[at_];
      if (c == '"') {
        ++at_;
        return true;
      }
      if (static_cast<unsigned char>(c) < 0x20) return expected("control characters to be escaped");
      ++at_;
      if (c != '\\') continue;
      const char escape = peek();
      if (escape == 'u') {
        for (std::size_t i = 1; i <= 4; ++i) {
          if (at_ + i >= line_.size() || hex_value(line_[at_ + i]) < 0) return expected("four hexadecimal digits");
        }
        at_ += 5;
      } else if (escape != '\0' && std::string_view("\"\\/bfnrt").find(escape) != std::string_view::npos) {
        ++at_;
      } else {
        return expected("an escape that JSON knows");
      }
    }
    return expected("the string's closing mark");
  }

  bool number() {
    mark('-');
    if (!mark('0') && !digits()) return false;
    if (mark('.') && !digits()) return false;
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      if (!mark('+')) mark('-');
      return digits();
    }
    return true;
  }

  bool digits() {
    if (!is_digit(peek())) return expected("a digit");
    while (is_digit(peek())) ++at_;
    return true;
  }

  [[nodiscard]] char peek() const { return at_ < line_.size() ? line_[at_] : '\0'; }

  bool mark(char c) {
    if (at_ >= line_.size() || line_[at_] != c) return false;
    ++at_;
    return true;
  }

  void space() {
    while (at_ < line_.size() && (line_[at_] == ' ' || line_[at_] == '\t' || line_[at_] == '\r' || line_[at_] == '\n'))
      ++at_;
  }

  bool expected(std::string_view what) {
    fault_ = {at_ + 1, what};
    return false;
  }

  std::string_view line_;
  JsonFault& fault_;
  std::size_t at_ = 0;
  std::size_t key_end_ = 0;  // behind the closing mark of the last key
  std::string nesting_;      // the closing marks still to come
};

void append_utf8(std::uint32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::uint32_t hex4(std::string_view digits) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value * 16 + static_cast<std::uint32_t>(hex_value(digits[i]));
  return value;
}

}  // namespace

bool split_json_object(std::string_view line, std::vector<JsonField>& fields, JsonFault& fault) {
  fields.clear();
  return Scanner(line, fault).object(fields);
}

void append_unescaped(std::string_view raw, std::string& out) {
  out.reserve(out.size() + raw.size());
  for (;;) {
    const std::size_t escape = raw.find('\\');
    out.append(raw.substr(0, escape));
    if (escape == std::string_view::npos) return;
    const char c = raw[escape + 1];
    raw.remove_prefix(escape + 2);
    switch (c) {
      case 'b':
        out += '\b';
        break;
      case 'f':
        out += '\f';
        break;
      case 'n':
        out += '\n';
        break;
      case 'r':
        out += '\r';
        break;
      case 't':
        out += '\t';
        break;
      case 'u': {
        std::uint32_t value = hex4(raw);
        raw.remove_prefix(4);
        const bool high = value >= 0xD800 && value < 0xDC00;
        if (high && raw.starts_with("\\u")) {
          const std::uint32_t low = hex4(raw.substr(2));
          if (low >= 0xDC00 && low < 0xE000) {
            raw.remove_prefix(6);
            append_utf8(0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00), out);
            break;
          }
        }
        if (value >= 0xD800 && value < 0xE000) {
          out += '\xFF';
        } else {
          append_utf8(value, out);
        }
        break;
      }
      default:
        out += c;  // " \ /
    }
  }
}

}  // namespace pressbox

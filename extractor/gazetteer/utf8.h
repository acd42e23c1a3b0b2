// Code points of UTF-8, for the lexicon's own bytes (articles are decoded by SourceText).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pressbox::utf8 {

inline constexpr char32_t kInvalid = 0xffffffffu;

// The code point at offset at, which is moved behind it; kInvalid for what is no UTF-8 (overlong forms, surrogates,
// beyond U+10FFFF, cut short), with at moved by one byte.
[[nodiscard]] inline char32_t next(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const char32_t lead = byte(at);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() - at < length) {
    ++at;
    return kInvalid;
  }
  char32_t c = lead & (0x7fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xc0u) != 0x80u) {
      ++at;
      return kInvalid;
    }
    c = (c << 6) | (byte(at + i) & 0x3fu);
  }
  const bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  if (overlong || (c >= 0xd800 && c <= 0xdfff) || c > 0x10ffff) {
    ++at;
    return kInvalid;
  }
  at += length;
  return c;
}

inline void append(char32_t c, std::string& out) {
  const auto put = [&](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xc0 | (c >> 6));
    put(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    put(0xe0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3f));
    put(0x80 | (c & 0x3f));
  } else {
    put(0xf0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3f));
    put(0x80 | ((c >> 6) & 0x3f));
    put(0x80 | (c & 0x3f));
  }
}

}  // namespace pressbox::utf8

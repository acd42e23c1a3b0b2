#include "extractor/evaluation/codepoints.h"

#include <unicode/utf8.h>

namespace pressbox {
namespace {

// Calls use(code point) for each code point of the text.
template <typename Use>
void for_each_code_point(std::string_view utf8, Use use) {
  const char* const bytes = utf8.data();
  const std::size_t size = utf8.size();
  for (std::size_t i = 0; i < size;) {
    UChar32 c = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macro
    U8_NEXT_OR_FFFD(bytes, i, size, c);
#pragma GCC diagnostic pop
    use(static_cast<char32_t>(c));
  }
}

}  // namespace

std::u32string decode_code_points(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for_each_code_point(utf8, [&out](char32_t c) { out.push_back(c); });
  return out;
}

std::uint32_t count_code_points(std::string_view utf8) {
  std::uint32_t count = 0;
  for_each_code_point(utf8, [&count](char32_t) { ++count; });
  return count;
}

void append_utf8(char32_t code_point, std::string& out) {
  char buffer[U8_MAX_LENGTH];
  int32_t length = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
  U8_APPEND_UNSAFE(buffer, length, static_cast<UChar32>(code_point));
#pragma GCC diagnostic pop
  out.append(buffer, static_cast<std::size_t>(length));
}

std::string encode_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char32_t c : text) append_utf8(c, out);
  return out;
}

}  // namespace pressbox

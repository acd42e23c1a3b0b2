// A text as an array of code points, for what counts in code points.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pressbox {

// Decodes UTF-8; each maximal invalid sequence becomes one U+FFFD, as SourceText::decode has it.
[[nodiscard]] std::u32string decode_code_points(std::string_view utf8);
// decode_code_points(utf8).size() without the array.
[[nodiscard]] std::uint32_t count_code_points(std::string_view utf8);
void append_utf8(char32_t code_point, std::string& out);
[[nodiscard]] std::string encode_utf8(std::u32string_view text);

}  // namespace pressbox

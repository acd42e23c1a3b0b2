// The small language of correction files, of notes in brat and of the last column in CoNLL: words, "strings" and
// key=value, on one line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/result.h"

namespace pressbox {

struct Field {
  std::string key;          // "" where there is no =
  std::string value;        // escapes resolved
  bool quoted = false;      // the value stood in quotation marks
  bool keyed = false;       // an = stood before the value
  bool key_quoted = false;  // the key stood in quotation marks
};

// Fields are parted by white space. A string stands between straight double marks, or between “ and ”; \" \\ \n \r \t
// and \u{HEX} are its escapes. In `Leeds United=1` the words before the = are the key of several words if
// `spaced_keys`. The Error says what is wrong and what to do, without a place.
Result<std::vector<Field>> split_fields(std::string_view line, bool spaced_keys = false);

// The text as a string of this language, on one line.
[[nodiscard]] std::string quote_string(std::string_view text);
// The text as it is where that is one plain word, else quote_string.
[[nodiscard]] std::string plain_or_quoted(std::string_view text);

// One line, for messages: what is no printable character becomes a space, and a long text is cut in the middle.
[[nodiscard]] std::string in_brief(std::string_view text);

// A whole number, 0 or more, that an int holds; -1 for anything else.
[[nodiscard]] int read_points(std::string_view digits);

}  // namespace pressbox

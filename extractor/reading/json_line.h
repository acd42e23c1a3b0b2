// One line of JSON: its grammar checked in full, its top-level fields found, nothing copied. Made for lines that hold
// a whole article: values that nobody asked for are stepped over and never built.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pressbox {

// A top-level field as it stands in the line: the key without its marks, the value with them. Both still escaped.
struct JsonField {
  std::string_view key;
  std::string_view value;
};

struct JsonFault {
  std::size_t column = 0;     // in bytes, from 1
  std::string_view expected;  // "',' or '}'"
};

// Splits an object (RFC 8259) into its fields, in order, duplicates included. False where the line is not exactly one
// JSON object; fault says why. Strings may hold bytes that are not UTF-8: SourceText deals with those.
bool split_json_object(std::string_view line, std::vector<JsonField>& fields, JsonFault& fault);

// Appends what a JSON string (checked by split_json_object, without its marks) stands for. Half of a surrogate pair,
// which no UTF-8 can hold, becomes a byte 0xFF: SourceText makes one U+FFFD of it, as it does of any other damage.
void append_unescaped(std::string_view raw, std::string& out);

}  // namespace pressbox

// Reading: bytes as they came become valid UTF-8 whose every offset leads back to the source.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/article.h"
#include "extractor/span.h"

namespace pressbox {

enum class OffsetUnit : std::uint8_t { codepoint, utf8, utf16 };
[[nodiscard]] std::string_view offset_unit_name(OffsetUnit unit);

// One article's text, decoded. Each maximal invalid UTF-8 sequence (the Unicode standard's "substitution of
// maximal subparts") is replaced by one U+FFFD and reported once; a byte order mark, NUL bytes and CRLF stay
// in the text as they are, so that offsets count them. Valid input is moved in and never copied.
class SourceText {
 public:
  SourceText() = default;
  // bytes must be shorter than 4 GiB (the caller refuses larger input).
  static SourceText decode(std::string bytes);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  friend class OffsetMap;
  std::string text_;
  // Where replaced sequences stood: offset in text_ of each U+FFFD that was not in the source, and how many
  // source bytes it stands for.
  struct Replacement {
    std::uint32_t at;
    std::uint8_t source_bytes;
  };
  std::vector<Replacement> replacements_;
  std::vector<Diagnostic> diagnostics_;
};

// Turns byte offsets in SourceText::text() into the units that people see. `codepoint` counts the decoded
// text, `utf16` its UTF-16 units, `utf8` the bytes of the source as given. Built in one pass; a look-up is
// O(1) on average (a checkpoint every 256 bytes, absent altogether while the text is plain ASCII).
// Borrows the SourceText.
class OffsetMap {
 public:
  OffsetMap(const SourceText& source, OffsetUnit unit);
  [[nodiscard]] std::uint32_t operator()(std::uint32_t offset) const;

 private:
  const SourceText* source_;
  OffsetUnit unit_;
  bool identity_ = true;
  std::vector<std::uint32_t> checkpoints_;
};

}  // namespace pressbox

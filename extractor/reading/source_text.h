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
// maximal subparts") is replaced by one U+FFFD; a byte order mark, NUL bytes and CRLF stay in the text as they
// are, so that offsets count them. Valid input is moved in and never copied.
//
// diagnostics() holds what was odd, by start within a code: "invalid-utf8" (one for each run of replaced
// sequences; after the first hundred runs one more for all the rest), and at most once each "byte-order-mark",
// "nul-byte" (the first), "crlf" (the first) and "empty-article" (nothing but white space).
class SourceText {
 public:
  SourceText() = default;
  // The decoded text must be shorter than 4 GiB: the caller refuses bytes whose decoded_size() is not.
  static SourceText decode(std::string bytes);
  // The size in bytes of the text that decode() would make; at most three times that of bytes.
  [[nodiscard]] static std::uint64_t decoded_size(std::string_view bytes);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  friend class OffsetMap;
  std::string text_;
  // Where replaced sequences stood: the offset in text_ of each U+FFFD that was not in the source, and the offset
  // in the source where the bytes that it stands for end.
  struct Replacement {
    std::uint32_t at;
    std::uint32_t source_end;
  };
  std::vector<Replacement> replacements_;  // by `at`
  bool ascii_ = true;
  std::vector<Diagnostic> diagnostics_;
};

// Turns byte offsets in SourceText::text() into the units that people see. `codepoint` counts the decoded
// text, `utf16` its UTF-16 units, `utf8` the bytes of the source as given. Built in one pass; a look-up counts
// from a checkpoint at most 64 bytes away (there are none while the text is plain ASCII); for `utf8` it is a binary
// search among the replaced sequences, if there are any. Borrows the SourceText.
class OffsetMap {
 public:
  OffsetMap(const SourceText& source, OffsetUnit unit);
  [[nodiscard]] std::uint32_t operator()(std::uint32_t offset) const;
  // Asks for the memory of a look-up that is to come.
  void prefetch(std::uint32_t offset) const {
    if (!checkpoints_.empty()) __builtin_prefetch(checkpoints_.data() + offset / kCheckpointBytes);
  }

 private:
  static constexpr std::uint32_t kCheckpointBytes = 64;
  const SourceText* source_;
  OffsetUnit unit_;
  bool identity_ = true;
  std::vector<std::uint32_t> checkpoints_;
};

}  // namespace pressbox

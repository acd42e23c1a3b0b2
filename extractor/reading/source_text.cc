#include "extractor/reading/source_text.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "extractor/branch_free.h"

namespace pressbox {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kReportedRuns = 100;

// The well-formed sequence at the front of bytes, or its maximal subpart where it is not well-formed (Unicode,
// table 3-7 and "U+FFFD Substitution of Maximal Subparts").
struct Sequence {
  std::size_t length;
  bool valid;
};

Sequence first_sequence(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  if (lead < 0x80) return {1, true};
  if (lead < 0xC2 || lead > 0xF4) return {1, false};
  const std::size_t whole = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  // The second byte is what tells overlong forms, surrogates and values past U+10FFFF.
  unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (std::size_t i = 1; i < whole; ++i) {
    if (i >= bytes.size()) return {i, false};
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte < low || byte > high) return {i, false};
    low = 0x80;
    high = 0xBF;
  }
  return {whole, true};
}

std::size_t ascii_prefix(std::string_view bytes) {
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + i, 8);
    if ((word & 0x8080808080808080u) != 0) break;
  }
  while (i < bytes.size() && static_cast<unsigned char>(bytes[i]) < 0x80) ++i;
  return i;
}

std::size_t valid_prefix(std::string_view bytes) {
  std::size_t at = 0;
  for (;;) {
    at += ascii_prefix(bytes.substr(at));
    if (at == bytes.size()) return at;
    const Sequence sequence = first_sequence(bytes.substr(at));
    if (!sequence.valid) return at;
    at += sequence.length;
  }
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n\v\f\r") == std::string_view::npos;
}

std::string count_of(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

#ifdef __SSE2__
// Of each of 64 bytes one bit, the first lowest: the highest bit of what test makes of it.
template <typename Test>
std::uint64_t bits_of(const char* bytes, const Test& test) {
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 64; i += 16) {
    const __m128i tested = test(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i)));
    bits |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(tested))) << i;
  }
  return bits;
}
#endif

// How many code points begin in a part of the text, or how many units of UTF-16 these take.
std::uint32_t count_units(std::string_view text, Span part, OffsetUnit unit) {
  constexpr std::uint64_t kOnes = 0x0101010101010101u;
  constexpr std::uint64_t kHigh = 0x80 * kOnes;
  const bool pairs = unit == OffsetUnit::utf16;  // four bytes are two units
  std::uint64_t count = part.size();
#ifdef __SSE2__
  // Without a loop that ends where nobody could guess.
  if (part.size() <= 64 && text.size() - part.start >= 64) {
    const char* const bytes = text.data() + part.start;
    const std::uint64_t of_part = part.size() == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << part.size()) - 1;
    count -= count_bits(of_part & bits_of(bytes, [](__m128i b) { return _mm_cmplt_epi8(b, _mm_set1_epi8(-64)); }));
    if (!pairs) return static_cast<std::uint32_t>(count);
    const auto is_four = [](__m128i b) { return _mm_and_si128(_mm_cmpgt_epi8(b, _mm_set1_epi8(-17)), b); };
    return static_cast<std::uint32_t>(count + count_bits(of_part & bits_of(bytes, is_four)));
  }
#endif
  const auto add = [&](std::uint64_t bytes) {
    const std::uint64_t continuations = bytes & ~(bytes << 1) & kHigh;
    const std::uint64_t fours = pairs ? bytes & bytes << 1 & bytes << 2 & bytes << 3 & kHigh : 0;
    count += ((fours >> 7) * kOnes >> 56) - ((continuations >> 7) * kOnes >> 56);
  };
  std::size_t i = part.start;
  for (; i + 8 <= part.end; i += 8) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text.data() + i, 8);
    if ((bytes & kHigh) != 0) add(bytes);
  }
  // The bytes of the last step that are not the part's are masked out, so that no loop ends where nobody could guess.
  std::uint64_t last = 0;
  if (i + 8 <= text.size()) {
    std::memcpy(&last, text.data() + i, 8);
  } else {
    std::memcpy(&last, text.data() + i, part.end - i);
  }
  const std::size_t bits = 8 * (part.end - i);
  constexpr std::uint64_t kAll = ~std::uint64_t{0};
  add(last & (std::endian::native == std::endian::little ? ~(kAll << bits) : ~(kAll >> bits)));
  return static_cast<std::uint32_t>(count);
}

std::string not_utf8(std::size_t count, std::string_view noun) {
  return count_of(count, noun) + (count == 1 ? " is not UTF-8 and is" : " are not UTF-8 and are each") +
         " read as U+FFFD; convert the text to UTF-8.";
}

}  // namespace

std::string_view offset_unit_name(OffsetUnit unit) {
  switch (unit) {
    case OffsetUnit::codepoint:
      return "codepoint";
    case OffsetUnit::utf8:
      return "utf8";
    case OffsetUnit::utf16:
      return "utf16";
  }
  return "codepoint";
}

std::uint64_t SourceText::decoded_size(std::string_view bytes) {
  std::uint64_t size = 0;
  while (!bytes.empty()) {
    const std::size_t valid = valid_prefix(bytes);
    size += valid;
    bytes.remove_prefix(valid);
    if (bytes.empty()) break;
    size += kReplacement.size();
    bytes.remove_prefix(first_sequence(bytes).length);
  }
  return size;
}

SourceText SourceText::decode(std::string bytes) {
  SourceText source;
  const std::string_view view = bytes;
  source.ascii_ = ascii_prefix(view) == view.size();
  const std::size_t valid = source.ascii_ ? view.size() : valid_prefix(view);
  std::vector<Diagnostic>& diagnostics = source.diagnostics_;
  if (valid == view.size()) {
    source.text_ = std::move(bytes);
  } else {
    const bool utf16 = view.starts_with("\xFF\xFE") || view.starts_with("\xFE\xFF");
    std::string& text = source.text_;
    text.reserve(view.size() + view.size() / 16);
    text.append(view.substr(0, valid));
    std::size_t at = valid;
    std::size_t runs = 0;
    std::size_t run_length = 0;  // sequences in the run that ends at the end of text
    Span rest;                   // of the runs past kReportedRuns
    std::size_t rest_length = 0;
    const auto close_run = [&] {
      if (run_length == 0) return;
      const auto end = static_cast<std::uint32_t>(text.size());
      const Span span{static_cast<std::uint32_t>(text.size() - run_length * kReplacement.size()), end};
      if (++runs <= kReportedRuns) {
        std::string message = "The bytes look like UTF-16; convert the text to UTF-8.";
        if (!utf16 || runs > 1) message = not_utf8(run_length, "byte sequence");
        diagnostics.push_back({"invalid-utf8", span, std::move(message)});
      } else {
        if (rest_length == 0) rest.start = span.start;
        rest.end = span.end;
        rest_length += run_length;
      }
      run_length = 0;
    };
    while (at < view.size()) {
      const Sequence sequence = first_sequence(view.substr(at));
      if (sequence.valid) {
        close_run();
        const std::size_t length = valid_prefix(view.substr(at));
        text.append(view.substr(at, length));
        at += length;
        continue;
      }
      at += sequence.length;
      source.replacements_.push_back({static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(at)});
      text.append(kReplacement);
      ++run_length;
    }
    close_run();
    if (rest_length > 0) diagnostics.push_back({"invalid-utf8", rest, not_utf8(rest_length, "more byte sequence")});
  }

  const std::string_view text = source.text_;
  const auto size = static_cast<std::uint32_t>(text.size());
  const bool marked = text.starts_with(kByteOrderMark);
  if (marked) {
    diagnostics.push_back({"byte-order-mark",
                           {0, 3},
                           "A byte order mark opens the text and offsets count it; "
                           "remove it where they should not."});
  }
  if (const std::size_t at = text.find('\0'); at != std::string_view::npos) {
    const auto nuls = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0'));
    const auto start = static_cast<std::uint32_t>(at);
    diagnostics.push_back(
        {"nul-byte",
         {start, start + 1},
         "The text holds " + count_of(nuls, "NUL byte") + " and offsets count every one; check what wrote it."});
  }
  if (const std::size_t at = text.find("\r\n"); at != std::string_view::npos) {
    const auto start = static_cast<std::uint32_t>(at);
    diagnostics.push_back(
        {"crlf", {start, start + 2}, "Lines end in CRLF and offsets count both characters; nothing needs to be done."});
  }
  if (is_blank(marked ? text.substr(3) : text)) {
    diagnostics.push_back({"empty-article", {0, size}, "The article has no text; check where it came from."});
  }
  return source;
}

OffsetMap::OffsetMap(const SourceText& source, OffsetUnit unit) : source_(&source), unit_(unit) {
  if (unit == OffsetUnit::utf8) {
    identity_ = source.replacements_.empty();
    return;
  }
  identity_ = source.ascii_;
  if (identity_) return;
  const std::string_view text = source.text();
  checkpoints_.reserve(text.size() / kCheckpointBytes + 2);  // one behind the last
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += kCheckpointBytes) {
    checkpoints_.push_back(count);
    const std::size_t end = std::min<std::size_t>(at + kCheckpointBytes, text.size());
    count += count_units(text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, unit);
  }
  checkpoints_.push_back(count);
}

std::uint32_t OffsetMap::operator()(std::uint32_t offset) const {
  if (identity_) return offset;
  if (unit_ == OffsetUnit::utf8) {
    const auto& replacements = source_->replacements_;
    const auto after = std::partition_point(replacements.begin(), replacements.end(),
                                            [offset](const auto& replacement) { return replacement.at < offset; });
    if (after == replacements.begin()) return offset;
    const auto& last = *(after - 1);
    return last.source_end + (offset - (last.at + static_cast<std::uint32_t>(kReplacement.size())));
  }
  const std::uint32_t block = offset / kCheckpointBytes;
  const std::uint32_t start = block * kCheckpointBytes;
  return checkpoints_[block] + count_units(source_->text(), {start, offset}, unit_);
}

}  // namespace pressbox

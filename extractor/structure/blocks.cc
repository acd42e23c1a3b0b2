#include "extractor/structure/blocks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "extractor/branch_free.h"
#include "extractor/gazetteer/hash.h"
#include "extractor/tokens/short_word.h"

namespace pressbox {
namespace {

using Offset = std::uint32_t;

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}
constexpr unsigned char byte_at(std::string_view s, std::size_t i) {
  return static_cast<unsigned char>(s[i]);
}

// Case of the letter that starts at i. Latin-1 and Latin Extended-A are told by their layout; any other
// non-ASCII letter counts as caseless, which is right for the scripts without case and rare in English copy.
enum class Case : std::uint8_t { none, lower, upper };

constexpr std::array<Case, 256> make_ascii_cases() {
  std::array<Case, 256> table{};
  for (unsigned c = 'a'; c <= 'z'; ++c) table[c] = Case::lower;
  for (unsigned c = 'A'; c <= 'Z'; ++c) table[c] = Case::upper;
  return table;
}
constexpr std::array<Case, 256> kAsciiCase = make_ascii_cases();

constexpr Case ascii_case(char c) {
  return kAsciiCase[static_cast<unsigned char>(c)];
}

Case case_at(std::string_view s, std::size_t i) {
  if (const Case plain = ascii_case(s[i]); plain != Case::none) return plain;
  const unsigned char lead = byte_at(s, i);
  if (lead < 0xC3 || lead > 0xC5 || i + 1 >= s.size()) return Case::none;
  const unsigned cp = ((lead & 0x1Fu) << 6) | (byte_at(s, i + 1) & 0x3Fu);
  if (cp == 0xD7 || cp == 0xF7) return Case::none;
  if (cp < 0xDF) return Case::upper;
  if (cp <= 0xFF) return Case::lower;
  const bool odd_is_lower = (cp < 0x138) || (cp >= 0x14A && cp < 0x178);
  if (odd_is_lower) return (cp & 1u) != 0 ? Case::lower : Case::upper;
  if (cp == 0x178) return Case::upper;
  if (cp == 0x17F || cp == 0x138 || cp == 0x149) return Case::lower;
  return (cp & 1u) != 0 ? Case::upper : Case::lower;
}

// Length in bytes of the white space at i, 0 if there is none. Zero-width space and byte order mark count: they
// separate nothing that a reader sees, and trimming them off is always right.
std::size_t wide_space_at(std::string_view s, std::size_t i) {
  const unsigned char c = byte_at(s, i);
  if (c == 0xC2) return i + 1 < s.size() && (byte_at(s, i + 1) == 0xA0 || byte_at(s, i + 1) == 0x85) ? 2 : 0;
  if (i + 2 >= s.size()) return 0;
  const unsigned char d = byte_at(s, i + 1);
  const unsigned char e = byte_at(s, i + 2);
  if (c == 0xE1) return d == 0x9A && e == 0x80 ? 3 : 0;  // U+1680
  if (c == 0xE2) {
    if (d == 0x80) return (e >= 0x80 && e <= 0x8B) || e == 0xA8 || e == 0xA9 || e == 0xAF ? 3 : 0;
    return d == 0x81 && e == 0x9F ? 3 : 0;  // U+205F
  }
  if (c == 0xE3) return d == 0x80 && e == 0x80 ? 3 : 0;  // U+3000
  if (c == 0xEF) return d == 0xBB && e == 0xBF ? 3 : 0;  // U+FEFF
  return 0;
}

inline std::size_t space_at(std::string_view s, std::size_t i) {
  const unsigned char c = byte_at(s, i);
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r') ? 1 : 0;
  return wide_space_at(s, i);
}

// Bytes below or beyond these may be white space, or a part of it.
constexpr bool is_printable(char c) {
  return c > ' ' && c < 0x7F;
}

Span trim(std::string_view text, Span span) {
  if (span.start < span.end && is_printable(text[span.start]) && is_printable(text[span.end - 1])) return span;
  while (span.start < span.end) {
    const std::size_t n = space_at(text, span.start);
    if (n == 0) break;
    span.start += static_cast<Offset>(n);
  }
  if (span.start > span.end) span.start = span.end;
  while (span.start < span.end) {
    Offset last = span.end - 1;
    while (last > span.start && is_continuation(text[last])) --last;
    if (space_at(text, last) == 0) break;
    span.end = last;
  }
  return span;
}

constexpr std::uint64_t kOnes = 0x0101010101010101u;
constexpr std::uint64_t kHighBits = 0x80 * kOnes;

// What a line's bytes are, counted while its end is looked for: most lines are running text, which these numbers tell
// without a look at any word.
struct Counts {
  static constexpr std::uint16_t kUncounted = 0xFFFF;

  std::uint16_t small = 0;             // small ASCII letters
  std::uint16_t words = 0;             // letters and the like behind a space: there are more words than these
  std::uint16_t marks = kUncounted;    // commas, semicolons, colons and full stops
  std::uint16_t numbers = kUncounted;  // what may begin a number behind white space, with its sign and the like
  bool label = true;                   // a colon, or "-" or "=" that may stand behind white space
  bool bracket = true;                 // round, of either side
  bool quote = false;                  // '"'

  // Of lines that follow one another.
  void add(const Counts& more) {
    small = static_cast<std::uint16_t>(std::min(small + more.small, 0xFFFF));
    words = static_cast<std::uint16_t>(std::min(words + more.words, 0xFFFF));
    marks = static_cast<std::uint16_t>(std::min(marks + more.marks, 0xFFFF));
    numbers = static_cast<std::uint16_t>(std::min(numbers + more.numbers, 0xFFFF));
    label |= more.label;
    bracket |= more.bracket;
    quote |= more.quote;
  }
};

struct Line {
  Span span;                 // trimmed
  Offset length = 0;         // code points of span
  bool after_blank = false;  // a blank line, or the text's start, stands before it
  bool indented = false;
  Counts counts;
};

// Length of the line end at i; CR LF is one.
std::size_t line_end_at(std::string_view text, std::size_t i) {
  const unsigned char c = byte_at(text, i);
  if (c == '\n' || c == '\f' || c == '\v') return 1;
  if (c == '\r') return i + 1 < text.size() && text[i + 1] == '\n' ? 2 : 1;
  if (c == 0xE2 && i + 2 < text.size() && byte_at(text, i + 1) == 0x80 &&
      (byte_at(text, i + 2) == 0xA8 || byte_at(text, i + 2) == 0xA9)) {
    return 3;
  }
  return 0;
}

// Lines longer than this many bytes are no wrapped lines, whatever their letters; their length is not needed.
constexpr Offset kWidest = 110;
constexpr Offset kMeasured = kWidest * 4;

Offset code_points(std::string_view s) {
  std::size_t continuations = 0;
  std::size_t i = 0;
  for (; i + 8 <= s.size(); i += 8) {
    const std::uint64_t bytes = hashing::load64(s.data() + i);
    continuations += count_bits(bytes & ~(bytes << 1) & kHighBits);
  }
  for (; i < s.size(); ++i) continuations += is_continuation(s[i]) ? 1 : 0;
  return static_cast<Offset>(s.size() - continuations);
}

// Code points up to the first space; of a line that is no wrapped one, more than any width.
Offset first_word_length(std::string_view line) {
  if (line.size() > kMeasured) return static_cast<Offset>(line.size());
  return code_points(line.substr(0, line.find(' ')));
}

// Reads lines of a text: where each ends, and the counts of its bytes.
class LineReader {
 public:
  explicit LineReader(std::string_view text) : text_(text), tail_start_(text.size() - std::min(text.size(), kTail)) {
    tail_.fill('\n');
    std::copy(text.begin() + static_cast<std::ptrdiff_t>(tail_start_), text.end(), tail_.begin());
  }

  // Reads from start to the first line end, or to the text's end, and returns where that is. Counts of a line that is
  // too long for them say nothing.
  std::size_t read(std::size_t start, Counts& counts, bool& ascii) const;

 private:
  // Bytes that are read in one go, and what is looked at behind them.
  static constexpr std::size_t kStride = 16;
  static constexpr std::size_t kBehind = 2;
  static constexpr std::size_t kTail = 2 * kStride;
  // The counts of one place in a stride must fit into a byte.
  static constexpr std::size_t kLongest = 255 * kStride;

  // kStride + kBehind bytes from i on, with line feeds behind the text.
  [[nodiscard]] const char* bytes_at(std::size_t i) const {
    return i + kStride + kBehind <= text_.size() ? text_.data() + i : tail_.data() + (i - tail_start_);
  }
  // The first place at or behind i that a bit of found stands for and that a line ends at; i + kStride if there is
  // none.
  [[nodiscard]] std::size_t first_end(std::size_t i, unsigned found) const {
    for (; found != 0; found &= found - 1) {
      const std::size_t at = i + static_cast<std::size_t>(std::countr_zero(found));
      if (at >= text_.size() || line_end_at(text_, at) != 0) return std::min(at, text_.size());
    }
    return i + kStride;
  }

  std::string_view text_;
  std::size_t tail_start_;
  std::array<char, kTail + kStride + kBehind> tail_;  // the text's last bytes, which can be read beyond their end
};

#ifdef __SSE2__

std::size_t LineReader::read(std::size_t start, Counts& counts, bool& ascii) const {
  const auto is = [](__m128i bytes, char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
  const auto one_of = [](__m128i bytes, char first, char count) {
    const __m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8(static_cast<char>(0x80 - first)));
    return _mm_cmplt_epi8(moved, _mm_set1_epi8(static_cast<char>(-0x80 + count)));
  };
  const auto either = [](__m128i a, __m128i b) { return _mm_or_si128(a, b); };
  const auto both = [](__m128i a, __m128i b) { return _mm_and_si128(a, b); };
  const __m128i none = _mm_setzero_si128();
  __m128i small = none;
  __m128i words = none;
  __m128i marks = none;
  __m128i numbers = none;
  __m128i wide = none;
  __m128i label = none;
  __m128i bracket = none;
  __m128i quote = none;
  std::size_t i = start;
  std::size_t end = start;
  for (bool more = true; more; i += kStride) {
    const char* const at = bytes_at(i);
    const auto load = [at](std::size_t k) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + k)); };
    __m128i here = load(0);
    const __m128i next = load(1);
    // U+2028 and U+2029, told by their first and last byte.
    const __m128i separator = both(is(here, '\xE2'), is(either(load(2), _mm_set1_epi8(1)), '\xA9'));
    const auto found = static_cast<unsigned>(_mm_movemask_epi8(either(one_of(here, '\n', 4), separator)));
    if (found != 0 && (end = first_end(i, found)) != i + kStride) {
      const __m128i places = _mm_set_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
      const __m128i inside = _mm_cmplt_epi8(places, _mm_set1_epi8(static_cast<char>(end - i)));
      here = either(both(here, inside), _mm_andnot_si128(inside, _mm_set1_epi8(0x7F)));  // which counts as nothing
      more = false;
    }
    const __m128i space = is(here, ' ');
    small = _mm_sub_epi8(small, one_of(here, 'a', 26));
    words = _mm_sub_epi8(words, both(space, _mm_cmpgt_epi8(next, _mm_set1_epi8(';'))));
    marks =
        _mm_sub_epi8(marks, either(is(either(here, _mm_set1_epi8(2)), '.'), is(either(here, _mm_set1_epi8(1)), ';')));
    wide = either(wide, here);
    // White space, a control or a byte beyond ASCII, with '+' to '=' behind it.
    const __m128i apart = both(_mm_cmplt_epi8(here, _mm_set1_epi8('!')), one_of(next, '+', '=' - '+' + 1));
    numbers = _mm_sub_epi8(numbers, apart);
    const __m128i dash = both(apart, is(either(next, _mm_set1_epi8(0x10)), '='));
    label = either(label, either(is(here, ':'), dash));
    bracket = either(bracket, is(either(here, _mm_set1_epi8(1)), ')'));
    quote = either(quote, is(here, '"'));
  }
  ascii = _mm_movemask_epi8(wide) == 0;
  if (end - start > kLongest) return end;
  const auto total = [&](__m128i each) {
    const __m128i halves = _mm_sad_epu8(each, none);
    return static_cast<std::uint16_t>(_mm_cvtsi128_si32(halves) + _mm_extract_epi16(halves, 4));
  };
  counts.small = total(small);
  counts.words = total(words);
  counts.marks = total(marks);
  counts.numbers = total(numbers);
  counts.label = _mm_movemask_epi8(label) != 0;
  counts.bracket = _mm_movemask_epi8(bracket) != 0;
  counts.quote = _mm_movemask_epi8(quote) != 0;
  return end;
}

#else

std::size_t LineReader::read(std::size_t start, Counts& counts, bool& ascii) const {
  Counts seen;
  seen.label = seen.bracket = false;
  seen.marks = seen.numbers = 0;
  ascii = true;
  std::size_t i = start;
  for (; i < text_.size() && line_end_at(text_, i) == 0; ++i) {
    const char c = text_[i];
    const char next = i + 1 < text_.size() ? text_[i + 1] : '\n';
    if (ascii_case(c) == Case::lower) ++seen.small;
    if (c == ' ' && static_cast<signed char>(next) > ';') ++seen.words;
    if (c == ',' || c == ';' || c == ':' || c == '.') ++seen.marks;
    const bool apart = static_cast<signed char>(c) < '!' && next >= '+' && next <= '=';
    seen.numbers = static_cast<std::uint16_t>(seen.numbers + (apart ? 1 : 0));
    ascii &= static_cast<unsigned char>(c) < 0x80;
    seen.label |= c == ':' || (apart && (next == '-' || next == '='));
    seen.bracket |= c == '(' || c == ')';
    seen.quote |= c == '"';
  }
  if (i - start > kLongest) return i;
  counts = seen;
  return i;
}

#endif

void split_lines(std::string_view text, std::vector<Line>& lines) {
  const LineReader reader(text);
  bool blank = true;
  for (std::size_t start = 0; start < text.size();) {
    Line line;
    bool ascii = true;
    const std::size_t end = reader.read(start, line.counts, ascii);
    const Span raw{static_cast<Offset>(start), static_cast<Offset>(end)};
    line.span = trim(text, raw);
    if (line.span.empty()) {
      blank = true;
    } else {
      line.after_blank = blank;
      line.indented = line.span.start > raw.start;
      if (line.indented && line.counts.words != 0) --line.counts.words;  // the first stands behind the indent
      line.length = line.span.size();
      if (!ascii && line.length <= kMeasured) line.length = code_points(line.span.of(text));
      lines.push_back(line);
      blank = false;
    }
    start = end < text.size() ? end + line_end_at(text, end) : end;
    for (; start < text.size() && text[start] == '\n'; ++start) blank = true;
  }
}

// Steps over bytes that are no white space, eight at a time; stops at the first that may be, or at end.
Offset skip_inside_word(std::string_view text, Offset i, Offset end) {
  for (; i + 8 <= end; i += 8) {
    const std::uint64_t bytes = hashing::load64(text.data() + i);
    const std::uint64_t below = (bytes - 0x21 * kOnes) & ~bytes;  // a byte less than 0x21, exact for the first
    const std::uint64_t stops = (below | bytes) & kHighBits;
    if (stops != 0) return i + static_cast<Offset>(std::countr_zero(stops) / 8);
  }
  while (i < end && byte_at(text, i) > ' ' && byte_at(text, i) < 0x80) ++i;
  return i;
}

// The words of a line, cut at white space.
class WordScanner {
 public:
  WordScanner(std::string_view text, Span span) : text_(text), at_(span.start), end_(span.end) {}

  bool next(Span& word) {
    while (at_ < end_) {
      const std::size_t n = space_at(text_, at_);
      if (n == 0) break;
      at_ += static_cast<Offset>(n);
    }
    if (at_ >= end_) return false;
    word.start = at_;
    while ((at_ = skip_inside_word(text_, at_, end_)) < end_ && space_at(text_, at_) == 0) ++at_;
    word.end = at_;
    return true;
  }

 private:
  std::string_view text_;
  Offset at_;
  Offset end_;
};

// The words of a line that has few; more says whether there are others behind them.
struct Words {
  static constexpr std::size_t kLimit = 24;
  std::array<Offset, kLimit + 1> start;  // of which count are set
  std::array<Offset, kLimit + 1> end;
  std::size_t count = 0;
  bool more = false;

  [[nodiscard]] Span at(std::size_t i) const { return {start[i], end[i]}; }
  void set(std::size_t i, Span word) {
    start[i] = word.start;
    end[i] = word.end;
  }
  void add(Span word) { set(count++, word); }
};

// Which of 64 bytes are ASCII white space and which are no ASCII, a bit a byte.
struct Spaces {
  std::uint64_t white = 0;
  std::uint64_t wide = 0;
};

Spaces spaces_of(const char* at) {
  Spaces out;
#ifdef __SSE2__
  for (std::size_t i = 0; i < 64; i += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i));
    const __m128i blank = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '));
    const __m128i low = _mm_cmplt_epi8(_mm_add_epi8(bytes, _mm_set1_epi8(0x80 - '\t')), _mm_set1_epi8(-0x80 + 5));
    const auto bits = [i](__m128i set) {
      return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(set))) << i;
    };
    out.white |= bits(_mm_or_si128(blank, low));
    out.wide |= bits(bytes);
  }
#else
  for (std::size_t i = 0; i < 64; ++i) {
    const auto c = static_cast<unsigned char>(at[i]);
    out.white |= static_cast<std::uint64_t>(c == ' ' || (c >= '\t' && c <= '\r') ? 1u : 0u) << i;
    out.wide |= static_cast<std::uint64_t>(c >= 0x80 ? 1u : 0u) << i;
  }
#endif
  return out;
}

// first_words() of a line without white space beyond ASCII that does not stand at the text's end; false for any other,
// and for one that has few words for its length.
bool first_words_by_masks(std::string_view text, Span span, Words& words) {
  constexpr std::size_t kSteps = 6;
  if (text.size() - span.start < 64 * std::min<std::size_t>(kSteps, (span.size() + 63) / 64)) return false;
  std::array<std::uint64_t, kSteps> inside{};  // of words
  std::size_t count = 0;
  std::uint64_t inside_before = 0;
  for (std::size_t step = 0; step < kSteps && 64 * step < span.size(); ++step) {
    const Spaces spaces = spaces_of(text.data() + span.start + 64 * step);
    const std::size_t left = span.size() - 64 * step;
    const std::uint64_t own = left < 64 ? (std::uint64_t{1} << left) - 1 : ~std::uint64_t{0};
    for (std::uint64_t wide = spaces.wide & own; wide != 0; wide &= wide - 1) {
      if (wide_space_at(text, span.start + 64 * step + static_cast<std::size_t>(std::countr_zero(wide))) != 0)
        return false;
    }
    inside[step] = ~spaces.white & own;
    count += count_bits(inside[step] & ~(inside[step] << 1 | inside_before));
    inside_before = inside[step] >> 63;
    if (count > Words::kLimit) break;
  }
  words.more = count > Words::kLimit;
  if (words.more) {
    const auto size = static_cast<Offset>(std::countr_one(inside[0]));
    words.add({span.start, span.start + size});
    return size < 64;
  }
  if (span.size() > 64 * kSteps) return false;
  inside_before = 0;
  std::size_t ends = 0;
  for (std::size_t step = 0; step < kSteps && 64 * step < span.size(); ++step) {
    const std::uint64_t behind = inside[step] << 1 | inside_before;
    const auto at = static_cast<Offset>(span.start + 64 * step);
    // Words and white space by turns: where one begins, the other ends.
    for (std::uint64_t turns = inside[step] ^ behind; turns != 0; turns &= turns - 1) {
      const auto turn = at + static_cast<Offset>(std::countr_zero(turns));
      words.start[words.count] = turn;
      words.end[ends] = turn;
      const bool begins = words.count == ends;
      words.count += begins ? 1 : 0;
      ends += begins ? 0 : 1;
    }
    inside_before = inside[step] >> 63;
  }
  if (ends < words.count) words.end[ends] = span.end;
  return true;
}

// Of a line that has more, only the first or none. There are more than at_least.
Words first_words(std::string_view text, Span span, std::size_t at_least) {
  Words words;
  words.more = at_least >= Words::kLimit;
  if (words.more) return words;
  if (first_words_by_masks(text, span, words)) return words;
  words.count = 0;
  words.more = false;
  WordScanner scanner(text, span);
  Span word;
  while (scanner.next(word)) {
    if (words.count == Words::kLimit) {
      words.more = true;
      break;
    }
    words.add(word);
  }
  return words;
}

// More than four in five of the cased letters are capitals.
bool mostly_capitals(std::string_view s) {
  std::size_t upper = 0;
  std::size_t lower = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const Case c = static_cast<unsigned char>(s[i]) >= 0xC3 ? case_at(s, i) : ascii_case(s[i]);
    if (c == Case::upper) ++upper;
    if (c == Case::lower && ++lower * 4 >= upper + (s.size() - i)) return false;
  }
  return upper >= 2 && upper > lower * 4;
}

bool two_words(std::string_view s) {
  bool in_word = false;
  int words = 0;
  for (std::size_t i = 0; i < s.size() && words < 2; ++i) {
    if (is_continuation(s[i])) continue;
    const bool letter = case_at(s, i) != Case::none;
    if (letter && !in_word) ++words;
    if (letter) in_word = true;
    if (space_at(s, i) != 0) in_word = false;
  }
  return words >= 2;
}

bool all_capitals(std::string_view s) {
  return mostly_capitals(s) && two_words(s);
}

// A word written in capitals: two or more letters and no lower-case one.
bool capitals_word(std::string_view word) {
  int letters = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (is_continuation(word[i])) continue;
    const Case c = case_at(word, i);
    if (c == Case::lower) return false;
    if (c == Case::upper) ++letters;
  }
  return letters >= 2;
}

bool starts_upper(std::string_view word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (is_continuation(word[i])) continue;
    const Case c = case_at(word, i);
    if (c != Case::none) return c == Case::upper;
    if (is_digit(word[i])) return false;
  }
  return false;
}

bool all_digits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
}

// A list of words of up to four bytes, in a table whose multiplier is chosen so that each has a place of its own.
class ShortWords {
 public:
  static constexpr std::size_t kLongest = 4;

  template <std::size_t kSome, std::size_t kMore>
  consteval ShortWords(const std::string_view (&some)[kSome], const std::string_view (&more)[kMore]) {
    while (slots_ = {}, !(fits(some) && fits(more))) multiplier_ += 2;
  }
  [[nodiscard]] bool contains(std::string_view word) const {
    return holds(static_cast<std::uint32_t>(short_word(word)), word.size());
  }
  // Of the first so many of four bytes.
  [[nodiscard]] bool contains(const char* word, std::size_t size) const {
    const auto own = static_cast<std::uint32_t>(~(~std::uint64_t{0} << (8 * std::min(size, kLongest))));
    return holds(hashing::load32(word) & own, size);
  }

 private:
  // Its size counts too: a NUL behind it makes another word.
  [[nodiscard]] bool holds(std::uint32_t word, std::size_t size) const {
    const std::size_t listed = (static_cast<std::size_t>(std::bit_width(word)) + 7) / 8;
    return (size != 0) & (size == listed) & (slots_[place(word)] == word);
  }
  [[nodiscard]] constexpr std::size_t place(std::uint32_t word) const { return word * multiplier_ >> 24; }
  template <std::size_t kCount>
  consteval bool fits(const std::string_view (&words)[kCount]) {
    for (const std::string_view each : words) {
      const auto word = static_cast<std::uint32_t>(short_word(each));
      std::uint32_t& slot = slots_[place(word)];
      if (each.size() > kLongest) throw "a word of this list has up to four bytes";
      if (slot != 0) return false;
      slot = word;
    }
    return true;
  }

  std::uint32_t multiplier_ = 0x9E3779B1u;
  std::array<std::uint32_t, 256> slots_{};
};

// Lower-case words that stand inside names of people.
constexpr std::string_view kParticles[] = {"al",  "and", "da",  "de", "del", "den", "der", "di", "do",  "dos",
                                           "du",  "el",  "la",  "le", "o",   "e",   "en",  "et", "san", "ter",
                                           "und", "van", "von", "y",  "zu",  "bin", "ibn", "&"};

// And inside names of clubs.
bool is_particle(std::string_view word) {
  static constexpr ShortWords kOfNames(kParticles, {"of"});
  return kOfNames.contains(word);
}

// "No full stop at its end" as a reader sees it: a closing mark or bracket does not hide the stop.
char final_mark(std::string_view s) {
  std::size_t i = s.size();
  while (i > 0) {
    const char c = s[i - 1];
    if (c == '"' || c == '\'' || c == ')' || c == ']') {
      --i;
      continue;
    }
    if (i >= 3 && byte_at(s, i - 3) == 0xE2 && byte_at(s, i - 2) == 0x80) {
      const unsigned char e = byte_at(s, i - 1);
      if (e == 0x9D || e == 0x99) {  // ” ’
        i -= 3;
        continue;
      }
      if (e == 0xA6) return '.';  // …
    }
    return c;
  }
  return '\0';
}

bool ends_sentence(std::string_view s) {
  const char c = final_mark(s);
  return c == '.' || c == '!' || c == '?';
}

// --- Hard wrapping ---------------------------------------------------------------------------------------------

// The width that the text is wrapped at, 0 if it is not. One line in twenty may be wider (an address, a table).
Offset wrap_width(std::string_view text, const std::vector<Line>& lines) {
  constexpr Offset kNarrow = 40;
  Offset widest = 0;
  std::size_t wide = 0;
  std::size_t adjacent = 0;
  std::size_t soft = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].length > kWidest) {
      ++wide;
      continue;
    }
    widest = std::max(widest, lines[i].length);
    if (i + 1 >= lines.size() || lines[i + 1].after_blank) continue;
    ++adjacent;
    const std::string_view line = lines[i].span.of(text);
    if (lines[i].length >= kNarrow && !ends_sentence(line) && case_at(text, lines[i + 1].span.start) == Case::lower) {
      ++soft;
    }
  }
  if (wide * 20 > lines.size()) return 0;
  return soft >= 2 && soft * 4 >= adjacent ? widest : 0;
}

// --- Kinds of lines --------------------------------------------------------------------------------------------

std::size_t bullet_at(std::string_view line) {
  std::size_t n = 0;
  if (line.size() >= 2 && (line[0] == '-' || line[0] == '*') && line[1] == ' ') n = 1;
  if (line.size() >= 3 && byte_at(line, 0) == 0xE2) {
    const unsigned char d = byte_at(line, 1);
    const unsigned char e = byte_at(line, 2);
    const bool dot = (d == 0x80 && e == 0xA2) || (d == 0x97 && (e == 0x8F || e == 0xA6)) || (d == 0x96 && e == 0xAA);
    const bool dash = d == 0x80 && (e == 0x93 || e == 0x94);
    if (dot || (dash && line.size() > 3 && space_at(line, 3) != 0)) n = 3;
  }
  if (line.size() >= 3 && line[0] == '-' && line[1] == '-' && line[2] == ' ') n = 2;
  if (n == 0) return 0;
  while (n < line.size()) {
    const std::size_t s = space_at(line, n);
    if (s == 0) break;
    n += s;
  }
  if (n >= line.size()) return 0;
  // "- 2 6-4": the rest of a broken score.
  if (line[0] == '-' && is_digit(line[n]) && n + 1 < line.size() && (line[n + 1] == ' ' || line[n + 1] == ')'))
    return 0;
  return n;
}

// Is word "1996-08-27"?
bool iso_date(std::string_view word) {
  if (word.size() != 10) return false;
  for (std::size_t i = 0; i < 10; ++i) {
    if (i == 4 || i == 7 ? word[i] != '-' : !is_digit(word[i])) return false;
  }
  return true;
}

// "KIRKCALDY, Scotland 1996-08-27", "LONDON, Aug 30 (Reuters)"
bool is_dateline(std::string_view text, const Words& words) {
  if (words.more || words.count < 2 || words.count > 9) return false;
  const std::string_view last = words.at(words.count - 1).of(text);
  const bool agency = last.size() > 3 && last.front() == '(' && last.back() == ')' &&
                      capitals_word(words.at(0).of(text)) && starts_upper(last);
  if (!iso_date(last) && !agency) return false;
  for (std::size_t i = 0; i + 1 < words.count; ++i) {
    const std::string_view word = words.at(i).of(text);
    if (!starts_upper(word) && !is_particle(word) && !is_digit(word[0])) return false;
  }
  return starts_upper(words.at(0).of(text));
}

// A person's name written out: two to four words with capitals and nothing else.
bool is_bare_name(std::string_view text, const Words& words, std::size_t from) {
  if (words.more || words.count < from + 2 || words.count > from + 4) return false;
  for (std::size_t i = from; i < words.count; ++i) {
    const std::string_view word = words.at(i).of(text);
    if (is_particle(word) && word != "of" && word != "and" && i > from) continue;
    if (word.ends_with("'s") || word.ends_with("\xE2\x80\x99s")) return false;
    if (!starts_upper(word) || case_at(word, 0) == Case::none) return false;
    for (std::size_t k = 0; k < word.size(); ++k) {
      const char c = word[k];
      if (is_digit(c) || c == ',' || c == ':' || c == '"' || c == '!' || c == '?' || c == '(') return false;
    }
    if (word.back() == '.' && (word.size() > 3 || i + 1 == words.count)) return false;
  }
  return true;
}

bool is_by(std::string_view word) {
  return word == "By" || word == "BY" || word == "by";
}

// Is the word one that a side's name may have: capitalised, a particle, in brackets, an abbreviation?
bool name_word(std::string_view word) {
  if (starts_upper(word)) {
    return std::none_of(word.begin(), word.end(),
                        [](char c) { return c == ':' || c == '"' || c == ';' || c == '!' || c == '?'; });
  }
  return is_particle(word) || word == "-" || word == "/";
}

// Lower-case words that may stand in an item of a line-up: particles, marks of a substitute.
constexpr ShortWords kNameParticles(kParticles, {"pen", "og", "capt", "sub"});

// Is any word like "6-4"? Then a line is about a contest, not the head of a section.
bool holds_score(std::string_view s) {
  for (std::size_t i = 1; i + 1 < s.size(); ++i) {
    if (s[i] == '-' && is_digit(s[i - 1]) && is_digit(s[i + 1])) return true;
  }
  return false;
}

// The value of a result's number, -1 if the word is none. A comma or full stop behind it is cut off.
int points(std::string_view word, bool& comma) {
  comma = false;
  if (!word.empty() && (word.back() == ',' || word.back() == '.')) {
    comma = word.back() == ',';
    word.remove_suffix(1);
  }
  if (word.empty() || word.size() > 3 || !all_digits(word)) return -1;
  int value = 0;
  for (const char c : word) value = value * 10 + (c - '0');
  return value <= 300 ? value : -1;
}

Span number_span(std::string_view text, Span word) {
  while (word.end > word.start && !is_digit(text[word.end - 1])) --word.end;
  return word;
}

// Words that stand before a number without being a side: "Round 2 May 8", "Game 1 Game 2".
bool names_no_side(std::string_view word) {
  static constexpr std::string_view kNoSide[] = {
      "April", "August", "Day",   "December", "February",  "Frame", "Game",  "Group",    "Heat",    "January", "July",
      "June",  "Lap",    "Leg",   "March",    "Match",     "May",   "No.",   "November", "October", "Part",    "Phase",
      "Pool",  "Race",   "Round", "Section",  "September", "Set",   "Stage", "Total",    "Week"};
  return std::find(std::begin(kNoSide), std::end(kNoSide), word) != std::end(kNoSide);
}

// The most words of a result, without its notes.
constexpr std::size_t kResultWords = 16;

// Whether a line is short enough for a result and ends as one does.
bool may_be_result(std::string_view text, Span line) {
  constexpr Offset kLongest = 300;
  if (line.size() > kLongest ||
      !(is_digit(text[line.end - 1]) || text[line.end - 1] == ')' || text[line.end - 1] == '.')) {
    return false;
  }
  // Running text, told by its last word: no number, and nothing that closes a note.
  if (text[line.end - 1] == '.') {
    Offset last = line.end - 1;
    while (last > line.start && byte_at(text, last - 1) > ' ' && text[last - 1] != ')') --last;
    const bool closes_note = last > line.start && text[last - 1] == ')';
    if (!closes_note && (line.size() < 2 || !is_digit(text[line.end - 2]))) return false;
  }
  return true;
}

// The words of a results line without its notes in brackets (scorers, half-time, a side's country). Of goals,
// behinds and points in brackets ("14.12 (96)") the points are kept. False if there are too many for a result.
bool result_words(std::string_view text, Span line, Words& words) {
  WordScanner scanner(text, line);
  Span span;
  bool note = false;
  while (scanner.next(span)) {
    const std::string_view word = span.of(text);
    const bool opens = word.front() == '(';
    note = note || opens;
    if (!note) {
      if (words.count == kResultWords) return false;
      words.add(span);
      continue;
    }
    const std::size_t close = word.find(')');
    if (close == std::string_view::npos) continue;
    note = false;
    if (!opens || words.count == 0 || !all_digits(word.substr(1, close - 1))) continue;
    const Span before = words.at(words.count - 1);
    const std::string_view goals = before.of(text);
    const std::size_t stop = goals.find('.');
    if (stop != std::string_view::npos && all_digits(goals.substr(0, stop)) && all_digits(goals.substr(stop + 1))) {
      words.set(words.count - 1, {span.start + 1, span.start + static_cast<Offset>(close)});
    }
  }
  return !note && words.count >= 4;
}

bool find_result(std::string_view text, Block& block) {
  if (!may_be_result(text, block.span)) return false;
  Words words;
  if (!result_words(text, block.span, words)) return false;
  bool comma = false;
  const std::size_t second = words.count - 1;
  if (points(words.at(second).of(text), comma) < 0) return false;
  // The first number: behind at least one name word, in front of at least one.
  std::size_t first = 0;
  int numbers = 0;
  for (std::size_t i = 1; i < second; ++i) {
    const std::string_view word = words.at(i).of(text);
    if (points(word, comma) < 0) continue;
    const bool before_number = i + 1 < second && points(words.at(i + 1).of(text), comma) >= 0;
    if (before_number) continue;  // "Schalke 04 2 Bochum 1"
    const bool part_of_name = word.size() == 2 && word[0] == '0';
    if (part_of_name) continue;
    if (i + 1 == second) continue;  // "Bochum 2 Schalke 04 1"
    if (numbers == 0) first = i;
    ++numbers;
  }
  if (numbers != 1) return false;
  auto is_name = [&](std::size_t from, std::size_t to) {
    bool capital = false;
    for (std::size_t i = from; i < to; ++i) {
      const std::string_view word = words.at(i).of(text);
      if (all_digits(word)) {
        // A number inside a name stands at its start or end.
        if (i != from && i + 1 != to) return false;
        continue;
      }
      if (!name_word(word)) return false;
      if (word.back() == ',' || (word.back() == '.' && word.size() > 4)) return false;
      capital = capital || starts_upper(word);
    }
    return capital && !(to == from + 1 && names_no_side(words.at(from).of(text)));
  };
  if (!is_name(0, first) || !is_name(first + 1, second)) return false;
  block.names[0] = {words.at(0).start, words.at(first - 1).end};
  block.names[1] = {words.at(first + 1).start, words.at(second - 1).end};
  block.numbers[0] = number_span(text, words.at(first));
  block.numbers[1] = number_span(text, words.at(second));
  return true;
}

// A batter's line of a scorecard: "Ann Hall c Orr b Poe 59", "Jo Tait not out 5".
bool is_innings_row(std::string_view text, const Words& words) {
  if (words.count < 4 || words.count > 14) return false;
  bool comma = false;
  bool how_out = false;
  bool runs = false;
  for (std::size_t i = 1; i < words.count; ++i) {
    const std::string_view word = words.at(i).of(text);
    if (how_out && points(word, comma) >= 0) runs = true;
    if (word == "b" || word == "c" || word == "lbw" || word == "st" || word == "out") how_out = true;
  }
  return how_out && runs && starts_upper(words.at(0).of(text));
}

constexpr std::size_t kMostRowWords = 20;

// "Boston 65 58 .528 6", "1 Roger Federer (Switzerland)", "1. Michael Stich (Germany) 68".
bool is_table_row(std::string_view text, const Words& words) {
  if (words.more || words.count < 2 || words.count > kMostRowWords) return false;
  if (ends_sentence(words.at(words.count - 1).of(text)) && words.at(words.count - 1).of(text).back() != ')') {
    return false;
  }
  std::size_t numbers = 0;
  std::size_t names = 0;
  std::size_t others = 0;
  for (std::size_t i = 0; i < words.count; ++i) {
    const std::string_view word = words.at(i).of(text);
    const bool digits = is_digit(word[0]) || ((word[0] == '.' || word[0] == '-' || word[0] == '+' || word[0] == '=') &&
                                              word.size() > 1 && is_digit(word[1]));
    const bool only_marks = std::all_of(word.begin(), word.end(), [](char c) { return c == '-' || c == '='; });
    if (digits || only_marks) {
      ++numbers;
    } else if (name_word(word)) {
      ++names;
    } else {
      ++others;
    }
  }
  if (names == 0) return numbers >= 4 && others == 0;
  // "3. Ann Hall (Wales) 26:17.8 seconds": a rank, a name and anything short behind it.
  std::string_view rank = words.at(0).of(text);
  const bool dotted = rank.back() == '.' || rank.back() == ')';
  if (dotted) rank.remove_suffix(1);
  const bool ranked =
      !rank.empty() && rank.size() <= 3 && all_digits(rank) && words.count >= 3 && starts_upper(words.at(1).of(text));
  if (ranked) {
    bool bracket = false;
    for (std::size_t i = 0; i < words.count; ++i) {
      bracket = bracket || text[words.start[i]] == '(' || text[words.end[i] - 1] == ')';
    }
    if (bracket || numbers >= 2) return dotted ? others <= 5 : others == 0;
    return others == 0 && words.count <= 4;
  }
  if (others == 0 || others <= numbers / 3) return numbers >= 3 && names <= 6 && starts_upper(words.at(0).of(text));
  return is_innings_row(text, words);
}

// Letters, digits, hyphens and apostrophes: behind a word's first letter they tell nothing of a line-up.
constexpr std::array<bool, 256> make_inner_bytes() {
  std::array<bool, 256> table{};
  for (unsigned c = 0; c < 0x80; ++c) {
    const char ascii = static_cast<char>(c);
    table[c] = ascii_case(ascii) != Case::none || is_digit(ascii) || ascii == '-' || ascii == '\'';
  }
  return table;
}
constexpr std::array<bool, 256> kInnerByte = make_inner_bytes();

// The first 64 bytes of a line by what they are, a bit a byte.
struct Glance {
  static constexpr std::size_t kBytes = 64;
  std::uint64_t space = 0;  // ' ' only
  std::uint64_t colon = 0;
  std::uint64_t quote = 0;
  std::uint64_t comma = 0;
  std::uint64_t stop = 0;
  std::uint64_t lower = 0;  // small ASCII letters
  std::uint64_t odd = 0;    // other white space and controls, brackets, semicolons, bytes that are no ASCII
  const char* bytes;        // kBytes and three more that can be read
  std::array<char, kBytes + 8> copy;
};

void glance(std::string_view text, Span line, Glance& out) {
  out.bytes = text.data() + line.start;
  if (text.size() - line.start < out.copy.size()) {
    out.copy.fill('\0');
    std::copy(text.begin() + line.start, text.end(), out.copy.begin());
    out.bytes = out.copy.data();
  }
#ifdef __SSE2__
  for (std::size_t i = 0; i < Glance::kBytes; i += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(out.bytes + i));
    const auto is = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const auto bits = [&](__m128i set) {
      return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(set))) << i;
    };
    const __m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8(static_cast<char>(0x80 - 'a')));
    out.space |= bits(is(' '));
    out.colon |= bits(is(':'));
    out.quote |= bits(is('"'));
    out.comma |= bits(is(','));
    out.stop |= bits(is('.'));
    out.lower |= bits(_mm_cmplt_epi8(moved, _mm_set1_epi8(static_cast<char>(-0x80 + 26))));
    const __m128i brackets = _mm_or_si128(is('('), is(')'));
    out.odd |= bits(_mm_or_si128(_mm_or_si128(brackets, is(';')), _mm_cmplt_epi8(bytes, _mm_set1_epi8(' '))));
  }
#else
  for (std::size_t i = 0; i < Glance::kBytes; ++i) {
    const std::uint64_t bit = std::uint64_t{1} << i;
    const char c = out.bytes[i];
    if (c == ' ') out.space |= bit;
    if (c == ':') out.colon |= bit;
    if (c == '"') out.quote |= bit;
    if (c == ',') out.comma |= bit;
    if (c == '.') out.stop |= bit;
    if (ascii_case(c) == Case::lower) out.lower |= bit;
    if (c == '(' || c == ')' || c == ';' || static_cast<signed char>(c) < ' ') out.odd |= bit;
  }
#endif
  if (line.size() < Glance::kBytes) {
    const std::uint64_t own = (std::uint64_t{1} << line.size()) - 1;
    for (std::uint64_t* mask : {&out.space, &out.colon, &out.quote, &out.comma, &out.stop, &out.lower, &out.odd}) {
      *mask &= own;
    }
  }
}

constexpr std::size_t kLeastItems = 4;  // of a line-up without a label
constexpr std::size_t kProse = 4;       // an item of a line-up with more small words than this is a clause

// Whether an item within the line's first 64 bytes is a clause, so that the line is no line-up: told by its first bytes
// up to an odd one. False says nothing.
bool begins_with_clause(const Glance& seen) {
  const std::uint64_t before = (seen.odd & (0 - seen.odd)) - 1;  // the bits below the first odd byte; all if none
  const std::uint64_t marks = seen.comma | seen.colon;
  const std::uint64_t item_ends = marks | (seen.stop & seen.space >> 1);
  const std::uint64_t word_ends = (seen.space | seen.comma | seen.stop) & before;
  std::uint64_t starts = ((seen.space | marks) << 1 | 1) & seen.lower & before;
  std::uint64_t passed = 0;  // the bits below the word before
  std::size_t small = 0;
  for (; starts != 0; starts &= starts - 1) {
    const auto at = static_cast<unsigned>(std::countr_zero(starts));
    const std::uint64_t ends = word_ends >> at;
    if (ends == 0) return false;  // only words whose end is seen
    const std::uint64_t reached = (starts & (0 - starts)) - 1;
    const bool same_item = (item_ends & reached & ~passed) == 0;
    passed = reached;
    const auto size = static_cast<std::size_t>(std::countr_zero(ends));
    const bool prose = !kNameParticles.contains(seen.bytes + at, size);
    small = (same_item ? small : 0) + (prose ? 1 : 0);
    if (small > kProse) return true;
  }
  return false;
}

// Whether a line may be a line-up without a label: one has four items or more, hence marks between them, and no
// quotation; where none of them has a note in brackets there are at most two words an item.
bool may_be_bare_lineup(const Counts& counts) {
  const bool items = counts.marks >= kLeastItems - 1;
  return !counts.quote & items & (counts.bracket | (counts.words <= 2 * (counts.marks + 1)));
}

// A list item of a line-up: capitalised words, at most six, with a note in brackets or numbers behind. Beside a line-up
// a line needs no more than to be made of names: scorers, bookings and referees follow so ("Hall 79, Orr 90.").
bool is_lineup(std::string_view text, Span line, Span& label, bool beside_lineup, bool may_be_bare) {
  const std::string_view s = line.of(text);
  // The label: up to the first colon, short.
  Glance seen;
  glance(text, line, seen);
  constexpr std::uint64_t kLabel = (std::uint64_t{1} << 60) - 1;
  const std::uint64_t sentence_ends = seen.stop & seen.space >> 1 & ~std::uint64_t{0xF};
  const std::uint64_t label_ends = (seen.colon | seen.quote | seen.comma | sentence_ends) & kLabel;
  const std::uint64_t first_end = label_ends & (0 - label_ends);
  std::size_t colon = std::string_view::npos;
  std::size_t words = 1;
  if ((seen.colon & first_end) != 0) {
    colon = static_cast<std::size_t>(std::countr_zero(first_end));
    words += count_bits(seen.space & (first_end - 1));
  }
  std::size_t from = 0;
  if (colon != std::string_view::npos) {
    if (words > 6 || colon + 1 >= s.size() || s[colon + 1] != ' ' || !starts_upper(s)) return false;
    const std::string_view label_word = s.substr(0, s.find_first_of(" :"));
    static constexpr std::string_view kNoTeamSheet[] = {"At", "In", "On", "Result", "Results", "Score", "Scores"};
    if (std::find(std::begin(kNoTeamSheet), std::end(kNoTeamSheet), label_word) != std::end(kNoTeamSheet)) return false;
    const std::string_view list = s.substr(colon + 2);
    if (names_no_side(list.substr(0, list.find(' ')))) return false;  // "Third match: August 31, Bude"
    from = colon + 1;
  }
  // "Defenders - Hall (Bude), Orr (Looe)": one word and a spaced hyphen.
  std::size_t hyphen = std::string_view::npos;
  if (colon == std::string_view::npos || words > 1) {
    const std::size_t first = s.find(' ');
    if (first != std::string_view::npos && first < 24 && s.substr(first).starts_with(" - ") && starts_upper(s)) {
      hyphen = first + 2;
      if (colon == std::string_view::npos) from = hyphen;
    }
  }
  if (from == 0 && (!may_be_bare || seen.quote != 0 || begins_with_clause(seen))) return false;
  // Items between commas, semicolons and full stops; brackets are skipped.
  std::size_t items = 0;
  std::size_t names = 0;
  std::size_t brackets = 0;
  std::size_t item_words = 0;
  std::size_t item_lower = 0;
  std::size_t all_words = 0;
  bool item_upper = false;
  int depth = 0;
  auto close_item = [&] {
    if (item_words == 0) return;
    ++items;
    if (item_upper && item_lower == 0 && item_words <= 5) ++names;
    item_words = 0;
    item_lower = 0;
    item_upper = false;
  };
  bool word_start = true;
  for (std::size_t i = from; i < s.size(); ++i) {
    const char c = s[i];
    if (c == '"') return false;
    if (is_continuation(c)) continue;
    if (c == '(') {
      ++depth;
      ++brackets;
      continue;
    }
    if (c == ')') {
      depth = std::max(0, depth - 1);
      continue;
    }
    if (depth > 0) continue;
    const bool stop = c == '.' && (i + 1 >= s.size() || s[i + 1] == ' ');
    if (c == ',' || c == ';' || c == ':' || stop) {
      close_item();
      word_start = true;
      continue;
    }
    if (space_at(s, i) != 0) {
      word_start = true;
      continue;
    }
    if (!word_start) continue;
    word_start = false;
    const Case letter = case_at(s, i);
    std::size_t inner = i + 1;
    while (inner < s.size() && kInnerByte[byte_at(s, inner)]) ++inner;
    std::size_t e = i;
    if (c > ' ' && c != '.') e = inner;
    while (e < s.size() && byte_at(s, e) > ' ' && s[e] != ',' && s[e] != '.' && s[e] != ';' && s[e] != '(') ++e;
    const std::string_view word = s.substr(i, e - i);
    i = inner - 1;
    ++item_words;
    ++all_words;
    if (letter == Case::upper) item_upper = true;
    if (letter == Case::lower && !kNameParticles.contains(word) && ++item_lower > kProse) return false;
  }
  close_item();
  if (colon != std::string_view::npos) {
    label = {line.start, line.start + static_cast<Offset>(colon) + 1};
    // One item alone needs a note in brackets or a label that only team sheets have.
    if (items == 0 || names * 5 < items * 4) return false;
    if (items >= 2) return true;
    return brackets > 0 || s.back() == '.';
  }
  label = {};
  if (hyphen != std::string_view::npos && items >= 2 && brackets * 2 >= items && names * 5 >= items * 4) {
    label = {line.start, line.start + static_cast<Offset>(hyphen)};
    return true;
  }
  if (beside_lineup && colon == std::string_view::npos && s.size() < 160) {
    return items > 0 && names == items && all_words <= items * 3;
  }
  if (items >= 6 && names == items && all_words <= items * 2) return true;  // a bare team sheet
  return items >= kLeastItems && brackets * 2 >= items && names * 5 >= items * 4;
}

bool is_long_dash(std::string_view word) {
  return word == "--" || word == "\xE2\x80\x94" || word == "\xE2\x80\x93" || word == "\xC2\x97" || word == "\xC2\x96";
}

// "EL SEGUNDO, Calif. -- ", "LEEDS (AP) -- ", "LONDON, Aug 30 (Reuters) - ": end of the prefix's mark, 0 if none.
std::size_t dateline_prefix(std::string_view s) {
  if (s.empty() || case_at(s, 0) != Case::upper) return 0;
  constexpr std::size_t kLongest = 80;
  const Span whole{0, static_cast<Offset>(std::min(s.size(), kLongest))};
  WordScanner scanner(s, whole);
  Span span;
  bool place = true;    // still in the capitals of the city
  bool agency = false;  // "(AP)" seen
  bool digits = false;
  std::size_t words = 0;
  while (scanner.next(span)) {
    std::string_view word = span.of(s);
    const bool em = is_long_dash(word);
    if (em || word == "-") {
      if (words == 0 || span.end == whole.end || !(em || agency || digits)) return 0;
      std::size_t end = span.end;  // feeds double the mark: "NEW YORK -- -- The"
      while (scanner.next(span) && is_long_dash(span.of(s))) end = span.end;
      return end;
    }
    // "LEEDS -We" and "LEEDS—We": only the long marks may stand glued.
    if (++words > 9) return 0;
    if (word.front() == '(') {
      agency = agency || word.back() == ')' || words > 1;
      place = false;
      continue;
    }
    if (word.back() == ')') continue;
    digits = digits || is_digit(word[0]);
    if (place) {
      if (!capitals_word(word) && !(words > 1 && is_particle(word))) return 0;
      if (word.back() == ',') place = false;
      continue;
    }
    if (!starts_upper(word) && !is_digit(word[0])) return 0;
  }
  return 0;
}

// "WHAT THEY SAID: ": two or more words of capitals, then a colon; offset behind the colon, 0 if none.
std::size_t section_head(std::string_view s) {
  constexpr std::size_t kLongest = 60;
  std::size_t words = 0;
  bool in_word = false;
  for (std::size_t i = 0; i < s.size() && i < kLongest; ++i) {
    if (is_continuation(s[i])) continue;
    if (s[i] == ':') {
      const bool follows = i + 1 < s.size() && space_at(s, i + 1) != 0;
      return words >= 2 && follows ? i + 1 : 0;
    }
    const Case c = case_at(s, i);
    if (c == Case::lower || s[i] == '.' || s[i] == '"') return 0;
    if (c == Case::upper) {
      if (!in_word) ++words;
      in_word = true;
    } else if (space_at(s, i) != 0) {
      in_word = false;
    }
  }
  return 0;
}

void set_lead(std::string_view text, std::size_t length, Block& block) {
  const Offset cut = block.content.start + static_cast<Offset>(length);
  block.lead = trim(text, {block.content.start, cut});
  block.content = trim(text, {cut, block.content.end});
}

// What may stand as the first byte of running text: no bullet, and no letter whose case is not told by a byte.
constexpr std::array<bool, 256> make_plain_starts() {
  std::array<bool, 256> table{};
  for (unsigned c = 'A'; c <= 'Z'; ++c) table[c] = table[c + 0x20] = true;
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = true;
  for (const unsigned c : {0x22u, 0x24u, 0x27u}) table[c] = true;
  return table;
}
constexpr std::array<bool, 256> kPlainStart = make_plain_starts();

// Whether a line behind the first is running text that no later question could make another block of, a dateline prefix
// aside. It has too many words for a heading, a row of a table or a dateline, or ends as a sentence does; it has no
// bracket and no number at its end, so that it is no result; it has no label and is no line-up. False says nothing.
bool is_running_text(std::string_view line, const Counts& counts) {
  constexpr std::size_t kLeast = 8;
  if (line.size() < kLeast) return false;
  // A closing mark, straight or curly, hides the end of the sentence.
  const char* const end = line.data() + line.size();
  const bool straight = end[-1] == '"';
  const bool curly = (end[-1] == '\x9D') & (end[-2] == '\x80') & (end[-3] == '\xE2');
  const char* const stop = end - 1 - (straight ? 1 : 0) - (curly ? 3 : 0);
  const bool ends = ((*stop == '.') & !is_digit(stop[-1])) | (*stop == '!') | (*stop == '?');
  const bool is_long = counts.words >= kMostRowWords;
  const bool curly_start = (line[0] == '\xE2') & (line[1] == '\x80') & ((byte_at(line, 2) & 0xFB) == 0x98);
  const bool starts = kPlainStart[byte_at(line, 0)] | curly_start;
  const bool by = ((line[0] | 0x20) == 'b') & ((line[1] | 0x20) == 'y');
  const bool small = std::size_t{5} * counts.small >= line.size();
  return (ends | is_long) & starts & !by & small & !counts.label & !counts.bracket & !may_be_bare_lineup(counts);
}

void classify(std::string_view text, Block& block, const Counts& counts, bool first, bool wrapped) {
  block.content = block.span;
  const std::string_view line = block.span.of(text);
  // A first word with a small letter, or of one letter, is no city.
  const bool city = counts.bracket || (line.size() > 1 && ascii_case(line[1]) != Case::lower && line[1] != ' ');
  if (!first && is_running_text(line, counts)) {
    if (!city) return;
    if (const std::size_t n = dateline_prefix(line); n != 0) set_lead(text, n, block);
    return;
  }
  // Where a fifth of the bytes are small letters, there cannot be four times as many capitals.
  block.all_caps = std::size_t{5} * counts.small < line.size() && all_capitals(line);
  const Words words = first_words(text, block.span, counts.words);
  // A date, points and rows have a number as their first word or behind it; an agency stands in brackets.
  if (!wrapped && !words.more) {
    if (!first && ((counts.numbers >= 1) | counts.bracket) && is_dateline(text, words)) {
      block.kind = BlockKind::dateline;
      return;
    }
    if (!first && is_by(words.at(0).of(text)) && is_bare_name(text, words, 1)) {
      block.kind = BlockKind::byline;
      return;
    }
  }
  if (!wrapped && counts.numbers >= 2 && find_result(text, block)) {
    block.kind = BlockKind::results_line;
    return;
  }
  if (const std::size_t n = bullet_at(line); n != 0) {
    block.kind = BlockKind::bullet;
    block.content.start += static_cast<Offset>(n);
    return;
  }
  if (!wrapped && !first && ((counts.numbers >= 1) | is_digit(line[0])) && is_table_row(text, words)) {
    block.kind = BlockKind::table_row;
    return;
  }
  Span label;
  const bool bare = may_be_bare_lineup(counts);
  if (!first && (bare | counts.label) && is_lineup(text, block.span, label, false, bare)) {
    block.kind = BlockKind::lineup_line;
    if (!label.empty()) set_lead(text, label.size(), block);
    return;
  }
  if (const std::size_t n = city ? dateline_prefix(line) : 0; n != 0) {
    set_lead(text, n, block);
    return;
  }
  if (!block.all_caps && counts.label) {
    if (const std::size_t n = section_head(line); n != 0) set_lead(text, n, block);
  }
  const bool is_short = !words.more && words.count <= (first ? 18u : 10u);
  if (is_short && block.lead.empty()) {
    const char mark = final_mark(line);
    const bool stop = mark == '.' && !(first && block.all_caps);
    const bool running_on = mark == ',' || mark == ';';
    if (first) {
      if (!stop && !running_on) block.kind = BlockKind::title;
    } else if (!stop && !running_on && mark != '!' && mark != '?' && case_at(text, block.span.start) != Case::lower &&
               !holds_score(line)) {
      block.kind = BlockKind::heading;
    }
  }
}

}  // namespace

void find_blocks(std::string_view text, std::vector<Block>& out) {
  out.clear();
  std::vector<Line> lines;
  lines.reserve(std::min<std::size_t>(text.size() / 64 + 8, 1024));
  split_lines(text, lines);
  const Offset width = wrap_width(text, lines);
  for (std::size_t i = 0; i < lines.size();) {
    Block block;
    block.span = lines[i].span;
    Counts counts = lines[i].counts;
    std::size_t next = i + 1;
    while (width != 0 && next < lines.size() && !lines[next].after_blank) {
      const Line& line = lines[next - 1];
      const bool full = line.length <= width && line.length + 1 + first_word_length(lines[next].span.of(text)) > width;
      const bool runs_on = !ends_sentence(line.span.of(text)) && case_at(text, lines[next].span.start) == Case::lower;
      if ((!full && !runs_on) || bullet_at(lines[next].span.of(text)) != 0) break;
      if (lines[next].indented && !line.indented && !runs_on) break;
      block.span.end = lines[next].span.end;
      counts.add(lines[next].counts);
      ++next;
    }
    classify(text, block, counts, out.empty(), next > i + 1);
    i = next;
    out.push_back(block);
  }
  for (std::size_t i = 1; i < out.size(); ++i) {
    Span label;
    const bool open =
        out[i].kind == BlockKind::paragraph || out[i].kind == BlockKind::heading || out[i].kind == BlockKind::table_row;
    if (open && out[i - 1].kind == BlockKind::lineup_line && out[i].lead.empty() &&
        is_lineup(text, out[i].span, label, true, true)) {
      out[i].kind = BlockKind::lineup_line;
    }
  }
  if (out.size() == 1 && out[0].kind == BlockKind::title) out[0].kind = BlockKind::paragraph;
  // A bare name between title and dateline is a byline; elsewhere it is a heading or a line of a list.
  if (out.size() > 2 && out[0].kind == BlockKind::title && out[1].kind == BlockKind::heading &&
      out[2].kind == BlockKind::dateline && is_bare_name(text, first_words(text, out[1].span, 0), 0)) {
    out[1].kind = BlockKind::byline;
  }
}

}  // namespace pressbox

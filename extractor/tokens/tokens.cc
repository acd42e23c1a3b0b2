#include "extractor/tokens/tokens.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "extractor/branch_free.h"
#include "extractor/gazetteer/hash.h"
#include "extractor/tokens/abbreviations.h"
#include "extractor/tokens/chunk.h"
#include "extractor/tokens/reserve.h"
#include "extractor/tokens/short_word.h"

namespace pressbox {
namespace {

using Offset = std::uint32_t;

enum ByteClass : std::uint8_t { other, space, upper, lower, digit, connector, non_ascii };

constexpr std::array<std::uint8_t, 256> make_byte_classes() {
  std::array<std::uint8_t, 256> table{};
  for (unsigned c = 0; c < 256; ++c) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) table[c] = space;
    if (c >= 'A' && c <= 'Z') table[c] = upper;
    if (c >= 'a' && c <= 'z') table[c] = lower;
    if (c >= '0' && c <= '9') table[c] = digit;
    if (c == '_') table[c] = connector;
    if (c >= 0x80) table[c] = non_ascii;
  }
  return table;
}
constexpr std::array<std::uint8_t, 256> kByteClass = make_byte_classes();

constexpr ByteClass class_of(char c) {
  return static_cast<ByteClass>(kByteClass[static_cast<unsigned char>(c)]);
}
constexpr unsigned char byte_at(std::string_view s, std::size_t i) {
  return static_cast<unsigned char>(s[i]);
}

char32_t code_point_at(std::string_view s, Offset& i) {
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(s.data()), i, static_cast<Offset>(s.size()), c);
  return static_cast<char32_t>(c);
}

bool is_white(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}
// Characters that nobody sees and that are no token when they stand alone.
bool is_invisible(char32_t c) {
  return c == 0x200B || u_charType(static_cast<UChar32>(c)) == U_FORMAT_CHAR;
}

bool is_quote_mark(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case '`':
    case 0xB4:  // acute accent, typed for an apostrophe
    case 0x91:  // marks of Windows-1252 that were read as Latin-1
    case 0x92:
    case 0x93:
    case 0x94:
    case 0x2032:  // primes
    case 0x2033:
    case 0x2035:
    case 0x2036:
      return true;
    default:
      return c >= 0x80 && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_QUOTATION_MARK) != 0;
  }
}

bool is_dash(char32_t c) {
  return c == '-' || c == 0x96 || c == 0x97 || c == 0x2212 ||
         (c >= 0x80 && u_charType(static_cast<UChar32>(c)) == U_DASH_PUNCTUATION);
}

// --- What the typographic characters of ordinary copy are, without asking ICU ------------------------------------

enum class Plain : std::uint8_t {
  odd,     // ICU must segment the run
  white,   // NBSP, NEL
  letter,  // Latin with diacritics
  mid,     // ‘ ’: joins letters with letters and digits with digits
  quote,
  dash,
  punctuation,
  symbol,
};

struct PlainChar {
  Plain what = Plain::odd;
  std::uint8_t size = 1;
};

PlainChar plain_at(std::string_view s, std::size_t i, std::size_t end) {
  const unsigned char lead = byte_at(s, i);
  if (lead < 0xC2 || i + 1 >= end) return {};
  const unsigned char b = byte_at(s, i + 1);
  if (lead == 0xC2) {
    switch (b) {
      case 0x85:
      case 0xA0:
        return {Plain::white, 2};
      case 0x91:
      case 0x92:
      case 0x93:
      case 0x94:
      case 0xAB:  // «
      case 0xB4:
      case 0xBB:  // »
        return {Plain::quote, 2};
      case 0x96:
      case 0x97:
        return {Plain::dash, 2};
      case 0xA1:  // ¡
      case 0xA7:  // §
      case 0xB6:  // ¶
      case 0xBF:  // ¿
        return {Plain::punctuation, 2};
      case 0xAA:  // ª, soft hyphen, µ, ·, º: part of words or extending them
      case 0xAD:
      case 0xB5:
      case 0xB7:
      case 0xBA:
        return {};
      default:
        return {Plain::symbol, 2};
    }
  }
  if (lead <= 0xC9) {  // U+00C0 to U+024F
    if (lead == 0xC3 && (b == 0x97 || b == 0xB7)) return {Plain::symbol, 2};
    if (lead == 0xC9 && b > 0x8F) return {};
    return {Plain::letter, 2};
  }
  if (lead != 0xE2 || i + 2 >= end) return {};
  const unsigned char d = byte_at(s, i + 2);
  if (b == 0x82) return d == 0xAC ? PlainChar{Plain::symbol, 3} : PlainChar{};  // €
  if (b != 0x80) return {};
  if (d >= 0x90 && d <= 0x95) return {Plain::dash, 3};
  if (d == 0x98 || d == 0x99) return {Plain::mid, 3};
  if (d >= 0x9A && d <= 0x9F) return {Plain::quote, 3};
  if (d == 0xA2 || d == 0xA6) return {Plain::punctuation, 3};  // • …
  if (d == 0xB2 || d == 0xB3 || d == 0xB9 || d == 0xBA) return {Plain::quote, 3};
  return {};
}

// Bytes of the joining mark at i (' ’ ‘ . : , ;) and between what it joins.
struct Joiner {
  std::uint8_t size = 0;
  bool letters = false;
  bool digits = false;
};

Joiner joiner_at(std::string_view s, std::size_t i, std::size_t end) {
  if (i >= end) return {};
  switch (s[i]) {
    case '.':
    case '\'':
      return {1, true, true};
    case ',':
    case ';':
      return {1, false, true};
    case '\xE2':
      if (i + 2 < end && byte_at(s, i + 1) == 0x80 && (byte_at(s, i + 2) == 0x98 || byte_at(s, i + 2) == 0x99)) {
        return {3, true, true};
      }
      return {};
    default:
      return {};
  }
}

// --- ICU -----------------------------------------------------------------------------------------------------------

// Making a BreakIterator loads its rules and takes longer than tokenizing an article: one a thread, for good.
icu::BreakIterator* word_iterator() {
  thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) made.reset();
    return made;
  }();
  return iterator.get();
}

// Calls segment(start, end) for every segment of s, offsets in s. False if ICU has no rules (its data is missing).
// ICU 72 alone takes @ for a letter; it is shown another mark, so that handles are cut alike by every version.
template <typename Sink>
bool icu_segments(std::string_view s, Sink&& segment) {
  icu::BreakIterator* iterator = word_iterator();
  if (iterator == nullptr) return false;
  std::string copy;
  if (s.find('@') != std::string_view::npos) {
    copy = s;
    std::replace(copy.begin(), copy.end(), '@', '#');
    s = copy;
  }
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, s.data(), static_cast<std::int64_t>(s.size()), &status);
  iterator->setText(&utext, status);
  if (U_FAILURE(status)) {
    utext_close(&utext);
    return false;
  }
  Offset start = 0;
  for (std::int32_t end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
    segment(start, static_cast<Offset>(end));
    start = static_cast<Offset>(end);
  }
  utext_close(&utext);
  return true;
}

// Cuts white space off both ends of a segment (a combining mark behind a space is one segment with it), and
// says whether anything is left that a reader can see.
bool visible_part(std::string_view s, Span& span) {
  while (span.start < span.end) {
    Offset i = span.start;
    if (!is_white(code_point_at(s, i))) break;
    span.start = i;
  }
  while (span.start < span.end) {
    Offset last = span.end - 1;
    while (last > span.start && (byte_at(s, last) & 0xC0) == 0x80) --last;
    Offset i = last;
    if (!is_white(code_point_at(s, i))) break;
    span.end = last;
  }
  for (Offset i = span.start; i < span.end;) {
    if (!is_invisible(code_point_at(s, i))) return true;
  }
  return false;
}

// --- Building the tokens ---------------------------------------------------------------------------------------------

// fold_hash() of up to sixteen bytes for which folding is setting one bit of each: its steps on registers. Sixteen can
// be read at it.
constexpr Offset kPlainBytes = 16;
inline std::uint64_t plain_hash(const char* at, Offset size) {
  constexpr std::uint64_t kLowerBits = 0x2020202020202020ull;
  constexpr Offset kStep = 8;
  std::uint64_t hash = hashing::kP0 ^ size;
  Offset left = size;
  if (size > kStep) {
    hash = hashing::multiply_fold(hash ^ (hashing::load64(at) | kLowerBits), hashing::kP1);
    at += kStep;
    left -= kStep;
  }
  hash = hashing::multiply_fold(hash ^ ((hashing::load64(at) | kLowerBits) & kOwnBytes[left]), hashing::kP1);
  hash = hashing::multiply_fold(hash ^ hashing::kP2, hashing::kP3);
  return hash + (hash == 0 ? 1 : 0);
}

// fold_hash() of the marks that most marks are: one ASCII character, or one of U+2000 to U+203F.
struct MarkHashes {
  std::array<std::uint64_t, 0x80> ascii{};
  std::array<std::uint64_t, 0x40> general{};
  std::uint64_t possessive = fold_hash("'s");  // however it is written
};
const MarkHashes& mark_hashes() {
  static const MarkHashes kHashes = [] {
    MarkHashes hashes;
    for (std::size_t c = 0; c < hashes.ascii.size(); ++c) {
      const char mark = static_cast<char>(c);
      hashes.ascii[c] = fold_hash({&mark, 1});
    }
    for (std::size_t c = 0; c < hashes.general.size(); ++c) {
      const char mark[] = {'\xE2', '\x80', static_cast<char>(0x80 + c)};
      hashes.general[c] = fold_hash({mark, sizeof mark});
    }
    return hashes;
  }();
  return kHashes;
}

constexpr TokenKind ascii_mark_kind(char c) {
  switch (c) {
    case '"':
    case '\'':
    case '`':
      return TokenKind::quote_mark;
    case '-':
      return TokenKind::dash;
    case '$':
    case '+':
    case '<':
    case '=':
    case '>':
    case '^':
    case '|':
    case '~':
      return TokenKind::symbol;
    default:
      return c > ' ' && c < 0x7F ? TokenKind::punctuation : TokenKind::symbol;
  }
}

// What the first byte of a plain token tells of it.
struct Initial {
  TokenKind kind = TokenKind::symbol;
  std::uint8_t stop = 0;  // 1 if a sentence may end here
  std::uint16_t flags = 0;
};
constexpr std::array<Initial, 0x80> make_initials() {
  std::array<Initial, 0x80> table{};
  for (std::size_t c = 0; c < table.size(); ++c) {
    const char first = static_cast<char>(c);
    const ByteClass k = class_of(first);
    table[c].kind = k == digit                 ? TokenKind::number
                    : k == upper || k == lower ? TokenKind::word
                                               : ascii_mark_kind(first);
    table[c].stop = first == '.' || first == '!' || first == '?' ? 1 : 0;
    if (k == upper) table[c].flags = kCapitalised;
    if (k == digit) table[c].flags = kHasDigit;
  }
  return table;
}
constexpr std::array<Initial, 0x80> kInitial = make_initials();

constexpr std::size_t kBytesAToken = 4;  // fewer are rare

// Room for the tokens of a huge text.
void reserve_tokens(std::size_t count, TokenArray& tokens) {
  reserve_large(tokens.start, count);
  reserve_large(tokens.end, count);
  reserve_large(tokens.hash, count);
  reserve_large(tokens.kind, count);
  reserve_large(tokens.flags, count);
  reserve_large(tokens.block, count);
  reserve_large(tokens.sentence, count);
}

constexpr Index kStrayWrites = 16;  // behind the last token, of several at once

// Fills [first, last) sixteen at a time, and up to fifteen behind it.
void fill_over(std::uint32_t* column, Index first, Index last, std::uint32_t value) {
  for (Index i = first; i < last; i += kStrayWrites) std::fill_n(column + i, kStrayWrites, value);
}

constexpr std::uint16_t kGlueMask = kSpaceBefore | kGluedBefore;

// Takes segments in order and applies what we add to ICU's boundaries. Everything it adds looks back at the tokens
// that stand glued before, so that it does not matter who cut the segments.
class Builder {
 public:
  // Until finish(), tokens is longer than count() and holds rubbish behind it: a store a column is all that a token
  // costs.
  Builder(std::string_view text, TokenArray& tokens) : text_(text), tokens_(tokens), marks_(mark_hashes()) {
    resize(std::min<std::size_t>(text.size() / kBytesAToken + Chunk::kBytes, kFirstTokens));
    unhashed_.reserve(32);
  }
  [[nodiscard]] Index count() const { return count_; }
  // The tokens of this span that a sentence may end at: abbreviations, and marks that may be terminators.
  [[nodiscard]] std::span<const Index> stops() const { return {stops_.data(), stop_count_}; }
  void finish() {
    for (const Index i : unhashed_) tokens_.hash[i] = fold_hash(tokens_.text(text_, i));
    resize(count_);
  }

  void begin_span(Offset end, std::uint32_t block, std::uint16_t flags) {
    limit_ = end;
    block_ = block;
    common_ = flags;
    stop_count_ = 0;
    begin_run();
  }
  void begin_run() {
    space_ = true;
    run_first_ = count_;
  }
  void drop_run() {
    drop_from(run_first_);
    space_ = true;
  }

  // The tokens of the chunk's first `limit` bytes, which are whole runs of plain ones; `at` is where in the text the
  // chunk stands.
  void plain_tokens(const Chunk& chunk, Offset at, Offset limit) {
    make_room(Chunk::kBytes + kStrayWrites);  // a token a byte at most
    // Copies, so that a store of a token does not make the processor look after each of them again.
    const Columns columns = columns_;
    const char* const bytes = chunk.bytes;
    const std::uint64_t own = (std::uint64_t{1} << limit) - 1;
    const std::uint64_t spaced = chunk.space << 1 | 1;
    std::uint64_t starts = chunk.starts & own;
    std::uint64_t ends = chunk.ends;
    // What more than its first byte tells of a token: a bit among its own.
    const std::uint64_t special = ((chunk.upper | chunk.digit) & ~starts) | chunk.clitic | chunk.glued;
    const unsigned common = common_;
    Index* stop = stops_.data() + stop_count_;
    Index i = count_;
    while (starts != 0) {
      const std::uint64_t first = starts & (0 - starts);
      const std::uint64_t behind = ends & (0 - ends);
      const auto start = static_cast<Offset>(std::countr_zero(starts));
      const auto end = static_cast<Offset>(std::countr_zero(ends));
      starts ^= first;
      ends ^= behind;
      const Offset size = end - start;
      const char* const token = bytes + start;
      const Initial& initial = kInitial[static_cast<unsigned char>(*token)];
      const unsigned place = common | ((spaced & first) != 0 ? unsigned{kSpaceBefore} : 0u);
      columns.start[i] = at + start;
      columns.end[i] = at + end;
      columns.kind[i] = initial.kind;
      columns.flags[i] = static_cast<std::uint16_t>(initial.flags | place);
      *stop = i;
      stop += initial.stop;
      columns.hash[i] = size <= kPlainBytes ? plain_hash(token, size) : fold_hash({token, size});
      if ((special & (behind - first)) != 0) special_token(chunk, i, behind - first);
      ++i;
    }
    fill_over(columns_.block, count_, i, block_);
    stop_count_ = static_cast<std::size_t>(stop - stops_.data());
    count_ = i;
  }

  // letter_flags: those that the characters alone decide.
  void word(Offset start, Offset end, TokenKind kind, std::uint16_t letter_flags) {
    const std::string_view s = text_.substr(start, end - start);
    if (s.size() == 1 && (s[0] == 's' || s[0] == 'S') && join_possessive(start, end)) return;
    const Offset cut = possessive_at(s);
    const Offset own_end = cut != 0 ? start + cut : end;
    if (kind != TokenKind::word || !join_stray_apostrophe(start, own_end)) {
      hash_later(push(start, own_end, kind, cut != 0 ? word_flags(start, own_end) : letter_flags));
    }
    if (cut != 0) {
      const Index pushed = push(own_end, end, TokenKind::possessive, letter_flags & kNonAscii);
      columns_.hash[pushed] = marks_.possessive;
    }
  }

  void mark(Offset start, Offset end, TokenKind kind) {
    const char c = text_[start];
    if (end - start == 1 && !space_ && count_ > run_first_ && tokens_.end[count_ - 1] == start) {
      const Index last = count_ - 1;
      if (c == '.' && join_full_stop(start)) return;
      if (c == '-' && text_[tokens_.start[last]] == '-' && text_[start - 1] == '-') {
        tokens_.end[last] = end;
        hash_later(last);
        return;
      }
      if ((c == '\'' || c == '`') && tokens_.end[last] - tokens_.start[last] == 1 && text_[start - 1] == c) {
        tokens_.end[last] = end;
        hash_later(last);
        return;
      }
    }
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    const Index pushed = push(start, end, kind, ascii ? 0 : kNonAscii);
    if (kind == TokenKind::punctuation && (c == '.' || c == '!' || c == '?' || !ascii)) add_stop(pushed);
    if (ascii && end - start == 1) {
      columns_.hash[pushed] = marks_.ascii[static_cast<unsigned char>(c)];
    } else if (c == '\xE2' && end - start == 3 && text_[start + 1] == '\x80') {
      columns_.hash[pushed] = marks_.general[static_cast<unsigned char>(text_[start + 2]) & 0x3Fu];
    } else {
      hash_later(pushed);
    }
  }

  // A segment of ICU's, whatever it is.
  void segment(Offset start, Offset end) {
    Span span{start, end};
    const bool visible = visible_part(text_, span);
    if (span.start > start) space_ = true;
    if (visible) {
      TokenKind kind = TokenKind::symbol;
      std::uint16_t flags = 0;
      classify(span, kind, flags);
      if (kind == TokenKind::word || kind == TokenKind::number) {
        word(span.start, span.end, kind, flags);
      } else {
        mark(span.start, span.end, kind);
      }
    }
    if (span.end < end) space_ = true;
  }

  [[nodiscard]] std::uint16_t word_flags(Offset start, Offset end) const {
    std::uint16_t flags = 0;
    unsigned letters = 0;
    unsigned uppers = 0;
    bool lower_seen = false;
    for (Offset i = start; i < end;) {
      const char c = text_[i];
      ByteClass k = class_of(c);
      if (k == non_ascii) {
        flags |= kNonAscii;
        const auto cp = static_cast<UChar32>(code_point_at(text_.substr(0, end), i));
        if (u_isUUppercase(cp) != 0 || u_istitle(cp) != 0) {
          k = upper;
        } else if (u_isalpha(cp) != 0) {
          k = lower;  // letters without case too: they are not capitals
        } else {
          k = u_isdigit(cp) != 0 ? digit : other;
        }
      } else {
        ++i;
      }
      if (k == upper) {
        if (letters == 0) flags |= kCapitalised;
        if (lower_seen) flags |= kMixedCase;
        ++letters;
        ++uppers;
      } else if (k == lower) {
        ++letters;
        lower_seen = true;
      } else if (k == digit) {
        flags |= kHasDigit;
      }
    }
    if (letters >= 2 && uppers == letters) flags |= kAllCaps;
    return flags;
  }

 private:
  void classify(Span span, TokenKind& kind, std::uint16_t& flags) const {
    Offset i = span.start;
    const auto first = code_point_at(text_.substr(0, span.end), i);
    for (Offset k = span.start; k < span.end;) {
      const auto cp = static_cast<UChar32>(code_point_at(text_.substr(0, span.end), k));
      if (u_isalpha(cp) != 0 || u_isdigit(cp) != 0) {
        kind = u_isdigit(cp) != 0 ? TokenKind::number : TokenKind::word;
        flags = word_flags(span.start, span.end);
        return;
      }
    }
    if (is_quote_mark(first)) {
      kind = TokenKind::quote_mark;
    } else if (is_dash(first)) {
      kind = TokenKind::dash;
    } else if (u_ispunct(static_cast<UChar32>(first)) != 0) {
      kind = TokenKind::punctuation;
    } else {
      kind = TokenKind::symbol;
    }
  }

  // What is left to say of a token of the chunk, whose bytes these bits are.
  void special_token(const Chunk& chunk, Index i, std::uint64_t token) {
    const auto flag = [](bool set, TokenFlag which) { return set ? unsigned{which} : 0u; };
    const unsigned glued = flag((chunk.glued & token & (0 - token)) != 0, kGluedBefore);
    if ((chunk.clitic & token) != 0) {
      columns_.kind[i] = TokenKind::possessive;
      return;
    }
    const std::uint64_t upper = chunk.upper & token;
    const std::uint64_t lower = chunk.lower & token;
    const std::uint64_t before_lower = (lower - 1) & ~lower;  // all bits if there is no small letter
    columns_.flags[i] |= static_cast<std::uint16_t>(
        glued | flag((upper & before_lower) != 0, kCapitalised) | flag((upper & ~before_lower) != 0, kMixedCase) |
        flag((lower == 0) & ((upper & (upper - 1)) != 0), kAllCaps) | flag((chunk.digit & token) != 0, kHasDigit));
    // Of words, numbers keep their stops when they are folded and others do not.
    if ((columns_.kind[i] == TokenKind::word) & ((chunk.digit & token) != 0)) hash_later(i);
  }
  void add_stop(Index i) { stops_[stop_count_++] = i; }
  void drop_from(Index first) {
    count_ = first;
    while (stop_count_ != 0 && stops_[stop_count_ - 1] >= first) --stop_count_;
    while (!unhashed_.empty() && unhashed_.back() >= first) unhashed_.pop_back();
  }
  // Of a token whose hash is not made with it, for it is long in the making or its end may yet move.
  void hash_later(Index i) {
    if (unhashed_.empty() || unhashed_.back() != i) unhashed_.push_back(i);
  }
  Index push(Offset start, Offset end, TokenKind kind, std::uint16_t flags) {
    flags |= common_;
    if (space_) {
      flags |= kSpaceBefore;
      space_ = false;
    } else if (count_ > run_first_ && (is_linking(kind, start) || is_linking(count_ - 1))) {
      flags |= kGluedBefore;
    }
    make_room(kStrayWrites);
    const Index i = count_++;
    columns_.start[i] = start;
    columns_.end[i] = end;
    columns_.kind[i] = kind;
    columns_.flags[i] = flags;
    columns_.block[i] = block_;
    return i;
  }
  // For so many more tokens.
  void make_room(std::size_t count) {
    if (capacity_ - count_ < count) resize(longer(tokens_.start, count_ + count));
    if (stops_.size() - stop_count_ < count) stops_.resize(longer(stops_, stop_count_ + count));
  }
  void resize(std::size_t count) {
    tokens_.start.resize(count);
    tokens_.end.resize(count);
    tokens_.hash.resize(count);
    tokens_.kind.resize(count);
    tokens_.flags.resize(count);
    tokens_.block.resize(count);
    tokens_.sentence.resize(count);
    columns_ = {tokens_.start.data(), tokens_.end.data(),   tokens_.hash.data(),
                tokens_.kind.data(),  tokens_.flags.data(), tokens_.block.data()};
    capacity_ = static_cast<Index>(count);
  }
  [[nodiscard]] bool is_linking(TokenKind kind, Offset start) const {
    return kind == TokenKind::dash || (kind == TokenKind::punctuation && text_[start] == '/');
  }
  [[nodiscard]] bool is_linking(Index i) const { return is_linking(tokens_.kind[i], tokens_.start[i]); }

  // Where 's or ’s begins at the end of a word; 0 if it does not.
  static Offset possessive_at(std::string_view s) {
    const std::size_t n = s.size();
    if (n < 3 || (s[n - 1] != 's' && s[n - 1] != 'S')) return 0;
    if (s[n - 2] == '\'') return static_cast<Offset>(n - 2);
    if (n >= 5 && s[n - 2] == '\x99' && s[n - 3] == '\x80' && s[n - 4] == '\xE2') return static_cast<Offset>(n - 4);
    return 0;
  }

  [[nodiscard]] bool is_apostrophe(Index i) const {
    const std::string_view s = tokens_.text(text_, i);
    return s == "'" || s == "\xE2\x80\x99" || s == "\xC2\x92";
  }
  // Are the last n tokens of this run and glued to one another and to what comes at start?
  [[nodiscard]] bool glued(Index n, Offset start) const {
    const Index size = count_;
    if (space_ || size < run_first_ + n) return false;
    for (Index k = 1; k <= n; ++k) {
      if (tokens_.end[size - k] != start) return false;
      start = tokens_.start[size - k];
    }
    return true;
  }

  // "J.T.'s", "1996's", "(ITA)'s": ICU leaves the apostrophe alone where no letter stands before it.
  bool join_possessive(Offset start, Offset end) {
    if (!glued(2, start)) return false;
    const Index mark = count_ - 1;
    if (!is_apostrophe(mark)) return false;
    const char before = text_[tokens_.end[mark - 1] - 1];
    const TokenKind kind = tokens_.kind[mark - 1];
    if (kind != TokenKind::word && kind != TokenKind::number && before != ')' && before != ']') return false;
    tokens_.end[mark] = end;
    tokens_.kind[mark] = TokenKind::possessive;
    hash_later(mark);
    return true;
  }

  // "don<U+0092>t": the mis-decoded apostrophe joins letters as the true one does.
  bool join_stray_apostrophe(Offset start, Offset end) {
    if (start < 2 || text_[start - 1] != '\x92' || text_[start - 2] != '\xC2' || !glued(2, start)) return false;
    const Index mark = count_ - 1;
    if (tokens_.kind[mark - 1] != TokenKind::word || (tokens_.flags[mark - 1] & kAbbreviation) != 0) return false;
    Offset i = start;
    if (u_isalpha(static_cast<UChar32>(code_point_at(text_, i))) == 0) return false;
    drop_from(mark);
    const Index joined = count_ - 1;
    tokens_.end[joined] = end;
    // Read the joined word again for its flags, but no chain of joints longer than any word: that would be quadratic.
    constexpr Offset kLongest = 64;
    hash_later(joined);
    if (end - tokens_.start[joined] > kLongest) return true;
    const auto kept = static_cast<std::uint16_t>(tokens_.flags[joined] & kGlueMask);
    tokens_.flags[joined] = static_cast<std::uint16_t>(kept | common_ | word_flags(tokens_.start[joined], end));
    return true;
  }

  // What follows a full stop: the character behind any white space, '\0' at the block's end.
  struct Next {
    bool glued = false;
    bool capital = false;
    bool digit = false;
    char c = '\0';
  };
  [[nodiscard]] Next next_after(Offset i) const {
    Next next;
    const Offset from = i;
    constexpr Offset kFarthest = 16;
    while (i < limit_ && i < from + kFarthest) {
      if (class_of(text_[i]) == space) {
        ++i;
      } else if (text_[i] == '\xC2' && i + 1 < limit_ && text_[i + 1] == '\xA0') {
        i += 2;
      } else {
        break;
      }
    }
    if (i >= limit_) return next;
    next.glued = i == from;
    next.c = text_[i];
    const ByteClass k = class_of(text_[i]);
    next.digit = k == digit;
    next.capital = k == upper;
    if (k == non_ascii) next.capital = u_isUUppercase(static_cast<UChar32>(code_point_at(text_, i))) != 0;
    return next;
  }

  bool join_full_stop(Offset at) {
    const Index last = count_ - 1;
    if (tokens_.kind[last] != TokenKind::word || (tokens_.flags[last] & kAbbreviation) != 0) return false;
    if (at + 1 < limit_ && text_[at + 1] == '.') return false;  // an ellipsis
    const std::string_view word = tokens_.text(text_, last);
    const AbbreviationKind kind = abbreviation_kind(word);
    if (kind == AbbreviationKind::none) return false;
    const Next next = next_after(at + 1);
    const Index before = last > 0 && tokens_.block[last - 1] == block_ ? last - 1 : kNone;
    bool keep = false;
    switch (kind) {
      case AbbreviationKind::initials:
        keep = word.size() > 1 || ((next.capital || (next.glued && next.c == '-')) && !names_a_letter(before));
        break;
      case AbbreviationKind::title:
      case AbbreviationKind::versus:
        keep = next.capital || (next.digit && kind == AbbreviationKind::versus);
        break;
      case AbbreviationKind::number:
      case AbbreviationKind::name_month:
        keep = next.digit;
        break;
      case AbbreviationKind::state:
        keep = before != kNone && text_[tokens_.start[before]] == ',';
        break;
      case AbbreviationKind::month:
      case AbbreviationKind::suffix:
      case AbbreviationKind::common:
        keep = true;
        break;
      case AbbreviationKind::none:
        break;
    }
    if (!keep) return false;
    tokens_.end[last] = at + 1;
    tokens_.flags[last] |= kAbbreviation;
    add_stop(last);
    hash_later(last);
    return true;
  }

  // "Group C. The": a letter that is a name of its own keeps no full stop.
  [[nodiscard]] bool names_a_letter(Index before) const {
    if (before == kNone) return false;
    const std::string_view word = tokens_.text(text_, before);
    static constexpr std::string_view kLettered[] = {"Group", "group", "Plan", "plan",  "Pool",  "pool",   "Serie",
                                                     "Grade", "grade", "Team", "Class", "Level", "section"};
    return std::find(std::begin(kLettered), std::end(kLettered), word) != std::end(kLettered);
  }

  static constexpr std::size_t kFirstTokens = std::size_t{1} << 16;  // more are taken as they come

  std::string_view text_;
  TokenArray& tokens_;
  // Where the columns of tokens_ stand, so that a store need not ask each vector again.
  struct Columns {
    Offset* start;
    Offset* end;
    std::uint64_t* hash;
    TokenKind* kind;
    std::uint16_t* flags;
    std::uint32_t* block;
  } columns_{};
  const MarkHashes& marks_;
  TokenColumn<Index> stops_;  // longer than stop_count_
  std::size_t stop_count_ = 0;
  std::vector<Index> unhashed_;
  Index capacity_ = 0;
  Index count_ = 0;
  Offset limit_ = 0;
  std::uint32_t block_ = 0;
  std::uint16_t common_ = 0;
  Index run_first_ = 0;
  bool space_ = true;
};

// The end of the run that starts at i: the next white space that a run cannot hold.
Offset run_end(std::string_view text, Offset i, Offset end) {
  while (i < end) {
    const char c = text[i];
    if (class_of(c) == space) break;
    if (c == '\xC2' && i + 1 < end && (text[i + 1] == '\xA0' || text[i + 1] == '\x85')) break;
    ++i;
  }
  return i;
}

// Plain runs and the white space between them; false (at the head of a run, whose tokens are dropped) where a run holds
// a character that only ICU can judge.
bool plain_runs(std::string_view text, Offset& at, Offset end, Builder& builder) {
  builder.begin_run();
  Offset i = at;
  while (i < end) {
    const ByteClass k = class_of(text[i]);
    if (k == space) {
      builder.begin_run();
      at = ++i;
      continue;
    }
    PlainChar plain;
    if (k == non_ascii) {
      plain = plain_at(text, i, end);
      if (plain.what == Plain::odd) {
        builder.drop_run();
        return false;
      }
      if (plain.what == Plain::white) {
        at = i += plain.size;
        builder.begin_run();
        continue;
      }
    }
    if (k == other || (k == non_ascii && plain.what != Plain::letter)) {
      TokenKind kind = TokenKind::symbol;
      if (k == other) {
        kind = ascii_mark_kind(text[i]);
      } else if (plain.what == Plain::quote || plain.what == Plain::mid) {
        kind = TokenKind::quote_mark;
      } else if (plain.what == Plain::dash) {
        kind = TokenKind::dash;
      } else if (plain.what == Plain::punctuation) {
        kind = TokenKind::punctuation;
      }
      builder.mark(i, i + plain.size, kind);
      i += plain.size;
      continue;
    }
    const Offset start = i;
    // A word or number: letters, digits and connectors, and joining marks between two of a kind.
    std::uint16_t flags = 0;
    unsigned letters = 0;
    unsigned uppers = 0;
    bool alnum = false;
    bool number = false;
    bool lower_seen = false;
    ByteClass last = other;
    bool odd = false;
    while (i < end) {
      ByteClass c = class_of(text[i]);
      std::uint8_t size = 1;
      if (c == non_ascii) {
        const PlainChar p = plain_at(text, i, end);
        if (p.what == Plain::odd) {
          odd = true;
          break;
        }
        size = p.size;
        if (p.what == Plain::letter) {
          Offset n = i;
          const auto cp = static_cast<UChar32>(code_point_at(text, n));
          c = u_isUUppercase(cp) != 0 || u_istitle(cp) != 0 ? upper : lower;
          flags |= kNonAscii;
        } else {
          c = other;
        }
      }
      if (c == lower) {
        ++letters;
        lower_seen = true;
      } else if (c == upper) {
        if (letters == 0) flags |= kCapitalised;
        if (lower_seen) flags |= kMixedCase;
        ++letters;
        ++uppers;
      } else if (c == digit) {
        flags |= kHasDigit;
      } else if (c != connector) {
        const Joiner join = joiner_at(text, i, end);
        if (join.size == 0 || i + join.size >= end) break;
        const ByteClass after = class_of(text[i + join.size]);
        const bool letter_after = after == lower || after == upper ||
                                  (after == non_ascii && plain_at(text, i + join.size, end).what == Plain::letter);
        const bool joins = (join.letters && (last == lower || last == upper) && letter_after) ||
                           (join.digits && last == digit && after == digit);
        if (!joins) break;
        if (join.size > 1) flags |= kNonAscii;
        i += join.size;
        last = other;
        continue;
      }
      if (!alnum && c != connector) {
        alnum = true;
        number = c == digit;
      }
      last = c;
      i += size;
      // Most of most words.
      while (c == lower && i < end && class_of(text[i]) == lower) {
        ++letters;
        ++i;
      }
    }
    if (odd) {
      builder.drop_run();
      return false;
    }
    if (letters >= 2 && uppers == letters) flags |= kAllCaps;
    if (alnum) {
      builder.word(start, i, number ? TokenKind::number : TokenKind::word, flags);
    } else {
      builder.mark(start, i, TokenKind::punctuation);
    }
  }
  at = i;
  return true;
}

// Text that needs more than a look at its bytes, from the head of a run on.
void careful_runs(std::string_view text, Span span, Builder& builder) {
  builder.begin_run();
  Offset i = span.start;
  while (!plain_runs(text, i, span.end, builder)) {
    const Offset end = run_end(text, i, span.end);
    builder.begin_run();
    const Offset from = i;
    if (!icu_segments(text.substr(from, end - from),
                      [&](Offset s, Offset e) { builder.segment(from + s, from + e); })) {
      // Without ICU's data there is no better truth than a code point at a time.
      while (i < end) {
        const Offset s = i;
        code_point_at(text, i);
        builder.segment(s, i);
      }
    }
    i = end;
  }
}

void tokenize_span(std::string_view text, Span span, Builder& builder) {
  Chunk chunk;
  for (Offset at = span.start; at < span.end;) {
    chunk.read(text, at, span.end);
    if (chunk.size != 0 && chunk.careful == 0) {
      builder.plain_tokens(chunk, at, chunk.size);
      at += chunk.size;
      if (at < span.end) ++at;  // the white space that ends it
      continue;
    }
    Offset from = at;
    if (chunk.size == 0) {
      do {
        ++at;
      } while (at < span.end && class_of(text[at]) != space);
    } else {
      const auto odd = static_cast<Offset>(std::countr_zero(chunk.careful));
      from += chunk.run_start(odd);
      builder.plain_tokens(chunk, at, from - at);
      at += chunk.run_end(odd);
    }
    careful_runs(text, {from, at}, builder);
  }
}

// --- Sentences
// ---------------------------------------------------------------------------------------------------------

class SentenceSplitter {
 public:
  SentenceSplitter(std::string_view text, TokenArray& tokens, std::vector<Sentence>& sentences)
      : text_(text), tokens_(tokens), sentences_(sentences) {}

  // stops: the tokens from first on that a sentence may end at.
  void split(Index first, Index last, Index block, std::span<const Index> stops) {
    last_ = last;
    stop_ = stops.data();
    stops_end_ = stop_ + stops.size();
    for (Index start = first; start < last;) {
      const Index end = sentence_end(start);
      const auto number = static_cast<Index>(sentences_.size());
      fill_over(tokens_.sentence.data(), start, end, number);
      Index first_word = start;
      while (first_word < end && !is_word(first_word)) ++first_word;
      if (first_word < end) tokens_.flags[first_word] |= kSentenceFirst;
      sentences_.push_back({start, end, block});
      start = end;
    }
  }

 private:
  [[nodiscard]] bool is_word(Index i) const {
    return tokens_.kind[i] == TokenKind::word || tokens_.kind[i] == TokenKind::number;
  }
  [[nodiscard]] bool spaced(Index i) const { return tokens_.is(i, kSpaceBefore); }
  [[nodiscard]] std::string_view text(Index i) const { return tokens_.text(text_, i); }

  [[nodiscard]] bool is_terminator(Index i) const {
    if (tokens_.kind[i] != TokenKind::punctuation) return false;
    const std::string_view s = text(i);
    if (static_cast<unsigned char>(s[0]) < 0x80) return s[0] == '.' || s[0] == '!' || s[0] == '?';
    if (s == "\xE2\x80\xA6") return true;
    Offset k = 0;
    return u_hasBinaryProperty(static_cast<UChar32>(code_point_at(s, k)), UCHAR_S_TERM) != 0;
  }

  // A mark or bracket that closes what the sentence opened: glued to what stands before.
  [[nodiscard]] bool is_closer(Index i) const {
    if (spaced(i)) return false;
    const std::string_view s = text(i);
    if (tokens_.kind[i] == TokenKind::quote_mark) {
      // Never an opening mark: “ ‘ „ ‚ ` and the mis-decoded ones.
      return s != "\xE2\x80\x9C" && s != "\xE2\x80\x98" && s != "\xE2\x80\x9E" && s != "\xE2\x80\x9A" && s[0] != '`' &&
             s != "\xC2\x93" && s != "\xC2\x91";
    }
    return s == ")" || s == "]" || s == "}";
  }

  [[nodiscard]] bool is_opener(Index i) const {
    const std::string_view s = text(i);
    return tokens_.kind[i] == TokenKind::quote_mark || s == "(" || s == "[" || s == "{";
  }

  // The index behind the sentence that starts at start.
  [[nodiscard]] Index sentence_end(Index start) {
    for (Index from = start; stop_ != stops_end_; ++stop_) {
      const Index i = *stop_;
      if (i < from) continue;
      if (i + 1 >= last_) return last_;
      if (ends_plainly(start, i)) return i + 1;
      const bool abbreviation = tokens_.is(i, kAbbreviation);
      if (!abbreviation && !is_terminator(i)) continue;
      const std::string_view stop = text(i);
      bool ellipsis = stop == "\xE2\x80\xA6";
      Index next = i + 1;
      while (next < last_ && !spaced(next) && is_terminator(next)) {
        ellipsis = ellipsis || (text(next) == "." && stop == ".");
        ++next;
      }
      const Index closers = next;
      while (next < last_ && is_closer(next)) ++next;
      if (next >= last_) return last_;
      const bool closed = next > closers;
      if (ends_before(start, i, next, abbreviation && closers == i + 1, ellipsis, closed)) return next;
      from = next;
    }
    return last_;
  }

  // Most sentences: a mark of ASCII, white space and a capital. Whatever this says, ends_before() would say it too.
  [[nodiscard]] bool ends_plainly(Index start, Index stop) const {
    constexpr std::uint16_t kBegins = kSpaceBefore | kCapitalised;
    const bool mark = tokens_.kind[stop] == TokenKind::punctuation && !tokens_.is(stop, kNonAscii);
    const bool list_number = stop == start + 1 && tokens_.kind[start] == TokenKind::number;
    return mark && !list_number && (tokens_.flags[stop + 1] & kBegins) == kBegins;
  }

  [[nodiscard]] bool ends_before(Index start, Index stop, Index next, bool abbreviation, bool ellipsis,
                                 bool closed) const {
    const bool capital = tokens_.is(next, kCapitalised);
    if (!spaced(next)) {
      // Lost space: `again."He left` is told by the closing mark; "game!Then" by the mark alone, for a full stop
      // without a space joins words (addresses, file names).
      return capital && (closed || text(stop) == "!" || text(stop) == "?");
    }
    if (abbreviation) {
      const std::string_view word = text(stop);
      switch (abbreviation_kind(word.substr(0, word.size() - 1))) {
        case AbbreviationKind::title:
        case AbbreviationKind::number:
        case AbbreviationKind::versus:
          return false;
        default:
          break;
      }
      if (tokens_.kind[next] == TokenKind::quote_mark) return closed || !straddles(next);
      return capital && !tokens_.is(next, kAbbreviation) && begins_sentences(text(next));
    }
    // "1. Ann Hall": the number of a list.
    if (stop == start + 1 && text(stop) == "." && tokens_.kind[start] == TokenKind::number) return false;
    if (capital) return !(ellipsis && spaced(stop)) && !(closed && text(stop) != "." && is_cue_clause(next));
    if (tokens_.kind[next] == TokenKind::number) return !ellipsis;
    if (is_opener(next)) return !(ellipsis && text(next) == "[");
    return tokens_.kind[next] == TokenKind::symbol || text(next) == "@" || text(next) == "#";
  }

  // `"Ready?" Ann Hall asked`: one to three capitalised words and a verb of saying go with the question before them.
  [[nodiscard]] bool is_cue_clause(Index i) const {
    static constexpr std::string_view kVerbs[] = {"added", "asked", "asks", "replied", "said", "says", "shouted"};
    for (Index k = i + 1; k < last_ && k <= i + 3; ++k) {
      if (!is_word(k)) return false;
      if (!tokens_.is(k, kCapitalised))
        return std::find(std::begin(kVerbs), std::end(kVerbs), text(k)) != std::end(kVerbs);
    }
    return false;
  }

  // Does a lower-case word follow the mark, so that the abbreviation stands inside a sentence?
  [[nodiscard]] bool straddles(Index mark) const {
    return mark + 1 < last_ && is_word(mark + 1) && !tokens_.is(mark + 1, kCapitalised);
  }

  std::string_view text_;
  TokenArray& tokens_;
  std::vector<Sentence>& sentences_;
  Index last_ = 0;
  const Index* stop_ = nullptr;  // the next of the stops
  const Index* stops_end_ = nullptr;
};

bool mostly_capitals(std::string_view s) {
  std::size_t uppers = 0;
  std::size_t lowers = 0;
  for (const char c : s) {
    if (class_of(c) == upper) ++uppers;
    if (class_of(c) == lower) ++lowers;
  }
  return uppers > 4 * lowers;
}

}  // namespace

Index TokenArray::at_or_after(std::uint32_t offset) const {
  return count_before(end, [offset](std::uint32_t end_of_token) { return end_of_token <= offset; });
}

void TokenArray::clear() {
  start.clear();
  end.clear();
  hash.clear();
  kind.clear();
  flags.clear();
  block.clear();
  sentence.clear();
}

void tokenize(std::string_view text, const std::vector<Block>& blocks, TokenArray& tokens,
              std::vector<Sentence>& sentences) {
  sentences.clear();
  reserve_tokens(text.size() / kBytesAToken, tokens);
  Builder builder(text, tokens);
  SentenceSplitter splitter(text, tokens, sentences);
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const Block& block = blocks[b];
    const auto number = static_cast<std::uint32_t>(b);
    const std::uint16_t caps = block.all_caps ? kCapsBlock : 0;
    if (!block.lead.empty()) {
      const Index first = builder.count();
      const std::uint16_t lead_caps = mostly_capitals(block.lead.of(text)) ? std::uint16_t{kCapsBlock} : caps;
      builder.begin_span(block.lead.end, number, lead_caps);
      tokenize_span(text, block.lead, builder);
      splitter.split(first, builder.count(), number, builder.stops());
    }
    const Index first = builder.count();
    builder.begin_span(block.content.end, number, caps);
    tokenize_span(text, block.content, builder);
    for (Index i = first; i < builder.count(); ++i) {
      if (tokens.kind[i] != TokenKind::word && tokens.kind[i] != TokenKind::number) continue;
      tokens.flags[i] |= kBlockFirst;
      break;
    }
    splitter.split(first, builder.count(), number, builder.stops());
  }
  builder.finish();
}

std::vector<Span> icu_word_segments(std::string_view text) {
  std::vector<Span> segments;
  icu_segments(text, [&](Offset start, Offset end) {
    Span span{start, end};
    if (visible_part(text, span)) segments.push_back(span);
  });
  return segments;
}

}  // namespace pressbox

// Tokens and sentences. A token is a word, a number or one mark of punctuation; white space is no token.
//
// Boundaries are those of ICU's word segmentation (UAX #29) with four additions of our own, which every later
// stage relies on:
//   - the clitic 's (or ’s) is a token of its own ("Albania" "'s"); other contractions stay whole ("didn't");
//   - abbreviations and initials keep their full stop ("U.S.", "St.", "J.T.", "Jr.", "No." before a number);
//   - decimals and thousands stay whole, as ICU has them ("10.04", "40,000");
//   - hyphens, dashes and slashes are tokens: "Wright-Phillips" is three tokens, the last two with
//     kGluedBefore set, so that a matcher may step over the hyphen and a score keeps its parts.
// Hyphens in a row ("--"), two backticks and two apostrophes ('') are one token each. U+0092, an apostrophe that was
// decoded wrongly, joins letters like the true one. @ is always a token (ICU 72, but no other, joins it to words).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/span.h"
#include "extractor/structure/blocks.h"
#include "extractor/tokens/column.h"

namespace pressbox {

enum class TokenKind : std::uint8_t {
  word,        // starts with a letter
  number,      // starts with a digit: "7", "10.04", "21st", "4x100m"; "34-year-old" is 34 - year - old
  possessive,  // 's or ’s
  quote_mark,  // any mark of the quotation families, single or double, straight or not, but not an apostrophe
               // inside a word
  dash,        // - – — and --
  punctuation,
  symbol,  // everything else: currency, emoji, U+FFFD
};

// Flags of one token.
enum TokenFlag : std::uint16_t {
  kCapitalised = 1u << 0,    // first letter is upper or title case
  kAllCaps = 1u << 1,        // two or more letters, all upper case
  kSpaceBefore = 1u << 2,    // white space (or the text's start) stands before it
  kGluedBefore = 1u << 3,    // no white space before it and the token before is a dash or it is a dash
  kSentenceFirst = 1u << 4,  // first word of a sentence, marks not counted
  kBlockFirst = 1u << 5,     // first word of a block's content
  kHasDigit = 1u << 6,
  kAbbreviation = 1u << 7,  // ends in a full stop that belongs to it
  kMixedCase = 1u << 8,     // an upper-case letter after a lower-case one ("McKay", "LeBron")
  kNonAscii = 1u << 9,
  kCapsBlock = 1u << 10,  // stands in a block of capitals, where case tells nothing
};

// Structure of arrays: all vectors have one element a token, in text order.
struct TokenArray {
  TokenColumn<std::uint32_t> start;
  TokenColumn<std::uint32_t> end;
  TokenColumn<std::uint64_t> hash;  // fold_hash of the token's text
  TokenColumn<TokenKind> kind;
  TokenColumn<std::uint16_t> flags;
  TokenColumn<std::uint32_t> block;     // index into the blocks
  TokenColumn<std::uint32_t> sentence;  // index into the sentences

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(start.size()); }
  [[nodiscard]] Span span(Index i) const { return {start[i], end[i]}; }
  [[nodiscard]] Span span(Index first, Index last) const { return {start[first], end[last]}; }  // last inclusive
  [[nodiscard]] std::string_view text(std::string_view article, Index i) const {
    return {article.data() + start[i], end[i] - start[i]};  // every token stands inside the article
  }
  [[nodiscard]] bool is(Index i, TokenFlag flag) const { return (flags[i] & flag) != 0; }
  // The first token that ends after offset; size() if none.
  [[nodiscard]] Index at_or_after(std::uint32_t offset) const;
  void clear();
};

// Tokens [first, last) of one sentence; sentences never cross blocks. A full stop inside a quotation ends a
// sentence as it does outside; a closing mark belongs to the sentence that it closes.
struct Sentence {
  Index first = 0;
  Index last = 0;
  Index block = 0;
};

// Case, accents and letter variants folded ("Øster" and "oster", "Müller" and "muller", ’ and ') and hashed;
// equal for texts that differ in nothing else. Never 0.
[[nodiscard]] std::uint64_t fold_hash(std::string_view word);
// The folded form itself, for building lexicons and for tests. Code points that have no ASCII folding stay,
// lower-cased.
[[nodiscard]] std::string fold(std::string_view word);

// Tokenizes each block's content and splits it into sentences; the section head or dateline prefix (block.lead)
// is tokenized too, as sentences of its own. The outputs are cleared first and keep their capacity.
void tokenize(std::string_view text, const std::vector<Block>& blocks, TokenArray& tokens,
              std::vector<Sentence>& sentences);

// The slow truth: word boundaries of the text by ICU's BreakIterator alone, as (start, end) of every segment that
// is not white space or invisible, without white space at its ends. Tests hold tokenize() against it.
[[nodiscard]] std::vector<Span> icu_word_segments(std::string_view text);

}  // namespace pressbox

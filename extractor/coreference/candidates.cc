#include "extractor/coreference/candidates.h"

#include <algorithm>

#include "extractor/entities/noun_phrase.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace pressbox {
namespace {

constexpr ClassBits kHeads = kRoleFirst | kNationalityFirst;
constexpr ClassBits kNumberWord = class_bit(WordClass::number_word);
constexpr ClassBits kOpeners = kDescriptionStarters & ~kHeads;

// Halves of the hashes of the words that make an age of a number.
struct Years {
  std::uint32_t one = static_cast<std::uint32_t>(fold_hash("year"));
  std::uint32_t many = static_cast<std::uint32_t>(fold_hash("years"));
};

// What of an article the bits are made of.
struct Columns {
  const ClassBits* classes;
  const TokenKind* kinds;
  const std::uint16_t* flags;
  const std::uint64_t* hashes;
  const std::uint8_t* quoted;
  Years years;
};

void read_token(const Columns& of, Index t, unsigned place, Candidates::Word& word) {
  const ClassBits bits = of.classes[t];
  const TokenKind kind = of.kinds[t];
  const auto flagged = [&](TokenFlag flag) { return (of.flags[t] & flag) != 0; };
  const auto half = static_cast<std::uint32_t>(of.hashes[t]);
  const bool number = (kind == TokenKind::number) | ((bits & kNumberWord) != 0);
  const bool dash = kind == TokenKind::dash;
  const bool joined = (kind == TokenKind::possessive) | (dash & flagged(kGluedBefore));
  const bool stop = kind == TokenKind::word ? (bits & kPhraseEnders) != 0 : !joined;
  const auto add = [place](std::uint64_t& to, bool is) { to |= std::uint64_t{is} << place; };
  add(word.candidates, (bits & kPersonalPronouns) != 0);
  add(word.starts, ((bits & (kOpeners | kHeads)) != 0) | (kind == TokenKind::number) | flagged(kSentenceFirst));
  add(word.heads, (bits & kHeads) != 0);
  add(word.numbers, number);
  add(word.years, (half == of.years.one) | (half == of.years.many));
  add(word.dashes, dash);
  add(word.stops, stop & !number);
  add(word.cues, (bits & kCueFirst) != 0);
  add(word.quoted, of.quoted[t] != 0);
}

#ifdef __SSE2__
// The same of sixteen at once: the pass is over all tokens. A place below 0 leaves the first of them out.
[[gnu::always_inline]] inline void read_sixteen(const Columns& of, Index first, int place, Candidates::Word& word) {
  const auto load = [](const void* from) { return _mm_loadu_si128(static_cast<const __m128i*>(from)); };
  const __m128i zero = _mm_setzero_si128();
  const __m128i low_byte = _mm_set1_epi16(0xFF);
  // Of the class words three bytes: the bits 0 to 7, 8 to 15 and 40 to 47. No others are asked for.
  __m128i low[2];
  __m128i high[2];
  for (std::size_t k = 0; k < 2; ++k) {
    const auto pair = [&](std::size_t at) { return _mm_castsi128_ps(load(of.classes + first + 8 * k + 2 * at)); };
    const __m128 a = pair(0);
    const __m128 b = pair(1);
    const __m128 c = pair(2);
    const __m128 d = pair(3);
    const auto narrow = [](__m128 x, __m128 y) {
      const auto extended = [](__m128 quad) { return _mm_srai_epi32(_mm_slli_epi32(_mm_castps_si128(quad), 16), 16); };
      return _mm_packs_epi32(extended(x), extended(y));
    };
    low[k] = narrow(_mm_shuffle_ps(a, b, 0x88), _mm_shuffle_ps(c, d, 0x88));
    high[k] = narrow(_mm_shuffle_ps(a, b, 0xDD), _mm_shuffle_ps(c, d, 0xDD));
  }
  const auto low_bytes = [&](const __m128i* of_eight) {
    return _mm_packus_epi16(_mm_and_si128(of_eight[0], low_byte), _mm_and_si128(of_eight[1], low_byte));
  };
  const auto high_bytes = [](const __m128i* of_eight) {
    return _mm_packus_epi16(_mm_srli_epi16(of_eight[0], 8), _mm_srli_epi16(of_eight[1], 8));
  };
  const __m128i class_0 = low_bytes(low);
  const __m128i class_8 = high_bytes(low);
  const __m128i class_40 = high_bytes(high);
  static_assert((kPersonalPronouns & ~ClassBits{0xFF}) == 0 && (kOpeners & ~(ClassBits{0xFF} << 8)) == 0);
  static_assert((kPhraseEnders & ~ClassBits{0xFFFF}) == 0 && ((kHeads | kCueFirst) & ~(ClassBits{0xFF} << 40)) == 0);
  const auto part = [](__m128i bytes, ClassBits wanted, unsigned from) {
    return _mm_and_si128(bytes, _mm_set1_epi8(static_cast<char>(wanted >> from)));
  };
  // All ones where a byte is 0.
  const auto none = [&](__m128i bytes) { return _mm_cmpeq_epi8(bytes, zero); };
  const __m128i flag_pairs[2] = {load(of.flags + first), load(of.flags + first + 8)};
  const __m128i flags = low_bytes(flag_pairs);
  const auto flagged = [&](TokenFlag flag) {
    const __m128i wanted = _mm_set1_epi8(static_cast<char>(flag));
    return _mm_cmpeq_epi8(_mm_and_si128(flags, wanted), wanted);
  };
  const __m128i kind = load(of.kinds + first);
  const auto is = [&](TokenKind wanted) { return _mm_cmpeq_epi8(kind, _mm_set1_epi8(static_cast<char>(wanted))); };
  const auto four_years = [&](std::size_t at) {
    const std::uint64_t* const hashes = of.hashes + first + at;
    const __m128i halves =
        _mm_castps_si128(_mm_shuffle_ps(_mm_castsi128_ps(load(hashes)), _mm_castsi128_ps(load(hashes + 2)), 0x88));
    return _mm_or_si128(_mm_cmpeq_epi32(halves, _mm_set1_epi32(static_cast<int>(of.years.one))),
                        _mm_cmpeq_epi32(halves, _mm_set1_epi32(static_cast<int>(of.years.many))));
  };
  const __m128i years =
      _mm_packs_epi16(_mm_packs_epi32(four_years(0), four_years(4)), _mm_packs_epi32(four_years(8), four_years(12)));

  const __m128i no_head = none(part(class_40, kHeads, 40));
  const __m128i digits = is(TokenKind::number);
  const __m128i no_number = _mm_andnot_si128(digits, none(part(class_8, kNumberWord, 8)));
  const __m128i no_start = _mm_andnot_si128(_mm_or_si128(digits, flagged(kSentenceFirst)),
                                            _mm_and_si128(no_head, none(part(class_8, kOpeners, 8))));
  const __m128i dash = is(TokenKind::dash);
  // Nothing ends a phrase at a word of no closed class, at a number, or where words are joined.
  const __m128i no_ender = none(_mm_or_si128(part(class_0, kPhraseEnders, 0), part(class_8, kPhraseEnders, 8)));
  const __m128i joined = _mm_or_si128(is(TokenKind::possessive), _mm_and_si128(dash, flagged(kGluedBefore)));
  const __m128i passes = _mm_or_si128(_mm_and_si128(is(TokenKind::word), no_ender), joined);

  const auto add = [place](std::uint64_t& to, __m128i bytes, unsigned inverted) {
    const std::uint64_t bits = static_cast<unsigned>(_mm_movemask_epi8(bytes)) ^ inverted;
    to |= place >= 0 ? bits << place : bits >> -place;
  };
  constexpr unsigned kNot = 0xFFFF;
  add(word.candidates, none(part(class_0, kPersonalPronouns, 0)), kNot);
  add(word.starts, no_start, kNot);
  add(word.heads, no_head, kNot);
  add(word.numbers, no_number, kNot);
  add(word.years, years, 0);
  add(word.dashes, dash, 0);
  add(word.stops, _mm_andnot_si128(passes, no_number), 0);
  add(word.cues, none(part(class_40, kCueFirst, 40)), kNot);
  add(word.quoted, none(load(of.quoted + first)), kNot);
}
#endif

// The tokens [first, first + 64), as far as there are any.
Candidates::Word read_word(const Columns& of, Index first, Index count) {
  Candidates::Word word;
#ifdef __SSE2__
  constexpr Index kGroup = 16;
  if (count - first >= 64) {
    read_sixteen(of, first, 0, word);
    read_sixteen(of, first + 16, 16, word);
    read_sixteen(of, first + 32, 32, word);
    read_sixteen(of, first + 48, 48, word);
    return word;
  }
  // The last sixteen are read whole, whatever was read of them before.
  if (count >= kGroup) {
    for (Index t = first;; t += kGroup) {
      const Index from = std::min(t, count - kGroup);
      read_sixteen(of, from, static_cast<int>(from) - static_cast<int>(first), word);
      if (t + kGroup >= count) return word;
    }
  }
#endif
  for (Index t = first; t < std::min(count, first + 64); ++t) read_token(of, t, t - first, word);
  return word;
}

// The bits of tokens [first, last] of one word.
std::uint64_t run_of_bits(Index first, Index last) {
  return ((std::uint64_t{2} << (last - first)) - 1) << (first % 64);
}

}  // namespace

void Candidates::find(const Document& document, const std::vector<std::uint8_t>& quoted) {
  const TokenArray& tokens = document.tokens;
  const Index count = tokens.size();
  const std::size_t words = count / 64 + 2;  // one to spare, so that the next tokens' bits are always there
  if (words_.size() < words) words_.resize(words);
  static const Years kYears;
  const Columns columns{document.classes.data(), tokens.kind.data(), tokens.flags.data(),
                        tokens.hash.data(),      quoted.data(),      kYears};
  for (std::size_t word = 0; word * 64 < count; ++word) {
    words_[word] = read_word(columns, static_cast<Index>(word * 64), count);
  }
  for (std::size_t word = (count + 63) / 64; word < words; ++word) words_[word] = Word{};
  // Names come in no order of kinds that could be guessed, so that both kinds go the same way.
  for (const EntityMention& mention : document.mentions) {
    const Index first = mention.first;
    const Index last = mention.last;
    const Index behind = std::min(last + 1, count - 1);
    const bool possessive = tokens.kind[behind] == TokenKind::possessive;
    const bool person = mention.type == EntityMention::Type::person;
    const bool ends = person & !possessive;  // a person ends a phrase
    const std::uint64_t ends_mask = std::uint64_t{0} - static_cast<std::uint64_t>(ends);
    const std::uint64_t bit = std::uint64_t{1} << (first % 64);
    Word& word = words_[first / 64];
    word.names |= bit;
    word.people |= std::uint64_t{person} << (first % 64);
    word.heads &= ~(bit & ends_mask);
    word.stops |= bit & ends_mask;
    // Through any other a phrase goes on: "the former Rangers and Liverpool boss".
    const bool joined =
        (first != 0) & document.is(first - static_cast<Index>(first != 0), class_bit(WordClass::conjunction));
    const Index from = first - static_cast<Index>(joined);
    if (from / 64 == last / 64) [[likely]] {
      word.stops &= ~(run_of_bits(from, last) & ~ends_mask);
    } else if (!ends) {
      for (Index t = from; t <= last; ++t) words_[t / 64].stops &= ~(std::uint64_t{1} << (t % 64));
    }
  }
  // A head is ahead of a token where it stands at it, or ahead of the next token and no stop at this one. From the last
  // word to the first, and in each by doubling steps.
  std::uint64_t next_ahead = 0;
  Word next;
  for (std::size_t w = words; w-- > 0;) {
    Word& word = words_[w];
    const Word& previous = words_[w - static_cast<std::size_t>(w != 0)];
    const std::uint64_t has_previous = w != 0 ? 1 : 0;
    // "34-year-old", "34 years old"; where there are more dashes than one, words are not asked for.
    const std::uint64_t year = word.years >> 1 | next.years << 63;
    const std::uint64_t dash = word.dashes >> 1 | next.dashes << 63;
    const std::uint64_t goes_on = (word.years | word.dashes) >> 2 | (next.years | next.dashes) << 62;
    word.heads |= word.numbers & (year | (dash & goes_on));
    next.years = word.years;
    next.dashes = word.dashes;
    std::uint64_t passes = ~word.stops;
    std::uint64_t ahead = word.heads | (passes & next_ahead << 63);
    for (unsigned step = 1; step < 64; step *= 2) {
      ahead |= passes & ahead >> step;
      passes &= passes >> step;
    }
    const std::uint64_t behind_cue = word.cues << 1 | (previous.cues >> 63 & has_previous);
    // "said the former Celtic trainee": behind a verb of speech any noun is somebody.
    word.phrases = ahead | ahead >> 1 | next_ahead << 63 | behind_cue;
    word.candidates |= word.names | word.quoted | (word.starts & word.phrases);
    next_ahead = ahead & 1;
  }
  words_[count / 64].candidates |= std::uint64_t{1} << (count % 64);
}

}  // namespace pressbox

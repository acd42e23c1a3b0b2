#include "extractor/coreference/candidates.h"

#include <algorithm>
#include <string_view>

#include "extractor/entities/noun_phrase.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace pressbox {
namespace {

constexpr ClassBits kHeads = kRoleFirst | kNationalityFirst;
constexpr ClassBits kNumberWord = class_bit(WordClass::number_word);

// Of sixteen tokens in a row one bit each, the first lowest.
struct Group {
  unsigned pronouns = 0;
  unsigned starts = 0;
  unsigned heads = 0;
  unsigned numbers = 0;
  unsigned stops = 0;
  unsigned cues = 0;
  unsigned quoted = 0;
};
constexpr Index kGroup = 16;

Group read_some(const Document& document, const std::vector<std::uint8_t>& quoted, Index first, Index last) {
  Group group;
  for (Index t = first; t < last; ++t) {
    const ClassBits bits = document.classes[t];
    const TokenKind kind = document.tokens.kind[t];
    const bool number = kind == TokenKind::number || (bits & kNumberWord) != 0;
    const bool stop = kind == TokenKind::word   ? (bits & kPhraseEnders) != 0
                      : kind == TokenKind::dash ? !document.tokens.is(t, kGluedBefore)
                                                : kind != TokenKind::possessive;
    const bool start =
        (bits & kDescriptionStarters) != 0 || kind == TokenKind::number || document.tokens.is(t, kSentenceFirst);
    const Index k = t - first;
    group.pronouns |= static_cast<unsigned>((bits & kPersonalPronouns) != 0) << k;
    group.starts |= static_cast<unsigned>(start) << k;
    group.heads |= static_cast<unsigned>((bits & kHeads) != 0) << k;
    group.numbers |= static_cast<unsigned>(number) << k;
    group.stops |= static_cast<unsigned>(stop && !number) << k;
    group.cues |= static_cast<unsigned>((bits & kCueFirst) != 0) << k;
    group.quoted |= static_cast<unsigned>(quoted[t] != 0) << k;
  }
  return group;
}

#ifdef __SSE2__
constexpr ClassBits kOpeners = kDescriptionStarters & ~kHeads;

// The same of sixteen at once: the pass is over all tokens, and bits in vectors take a fifth of the instructions.
Group read_sixteen(const Document& document, const std::vector<std::uint8_t>& quoted, Index first) {
  const auto load = [](const void* from) { return _mm_loadu_si128(static_cast<const __m128i*>(from)); };
  const __m128i zero = _mm_setzero_si128();
  // Of each class word the bits 0 to 15 and 32 to 47, eight tokens a vector: no others are asked for.
  struct Part {
    __m128i eights[2];
  };
  Part low;
  Part high;
  for (std::size_t k = 0; k < 2; ++k) {
    const auto pair = [&](std::size_t at) {
      return _mm_castsi128_ps(load(document.classes.data() + first + 8 * k + 2 * at));
    };
    const __m128 a = pair(0);
    const __m128 b = pair(1);
    const __m128 c = pair(2);
    const __m128 d = pair(3);
    const auto narrow = [](__m128 x, __m128 y) {
      const auto extended = [](__m128 quad) { return _mm_srai_epi32(_mm_slli_epi32(_mm_castps_si128(quad), 16), 16); };
      return _mm_packs_epi32(extended(x), extended(y));
    };
    low.eights[k] = narrow(_mm_shuffle_ps(a, b, 0x88), _mm_shuffle_ps(c, d, 0x88));
    high.eights[k] = narrow(_mm_shuffle_ps(a, b, 0xDD), _mm_shuffle_ps(c, d, 0xDD));
  }
  // All ones in the bytes of the tokens that have none of these bits of a part.
  const auto none = [&](const Part& part, std::uint16_t bits) {
    const __m128i wanted = _mm_set1_epi16(static_cast<short>(bits));
    const auto eight = [&](std::size_t k) { return _mm_cmpeq_epi16(_mm_and_si128(part.eights[k], wanted), zero); };
    return _mm_packs_epi16(eight(0), eight(1));
  };
  constexpr auto kLow = [](ClassBits bits) { return static_cast<std::uint16_t>(bits); };
  constexpr auto kHigh = [](ClassBits bits) { return static_cast<std::uint16_t>(bits >> 32); };
  static_assert(((kPersonalPronouns | kOpeners | kPhraseEnders) & ~ClassBits{0xFFFF}) == 0);
  static_assert(((kHeads | kCueFirst) & ~(ClassBits{0xFFFF} << 32)) == 0);
  const std::uint16_t* const flags = document.tokens.flags.data() + first;
  const auto flagged = [&](TokenFlag flag) {
    const __m128i wanted = _mm_set1_epi16(static_cast<short>(flag));
    return _mm_packs_epi16(_mm_cmpeq_epi16(_mm_and_si128(load(flags), wanted), wanted),
                           _mm_cmpeq_epi16(_mm_and_si128(load(flags + 8), wanted), wanted));
  };
  const __m128i kind = load(document.tokens.kind.data() + first);
  const auto is = [&](TokenKind wanted) { return _mm_cmpeq_epi8(kind, _mm_set1_epi8(static_cast<char>(wanted))); };
  const auto bits = [](__m128i bytes) { return static_cast<unsigned>(_mm_movemask_epi8(bytes)); };

  const __m128i ones = _mm_cmpeq_epi8(zero, zero);
  const __m128i number = _mm_or_si128(is(TokenKind::number), _mm_andnot_si128(none(low, kLow(kNumberWord)), ones));
  const __m128i head = _mm_andnot_si128(none(high, kHigh(kHeads)), ones);
  const __m128i open = _mm_andnot_si128(none(low, kLow(kOpeners)), ones);
  const __m128i word = is(TokenKind::word);
  const __m128i ends = _mm_andnot_si128(none(low, kLow(kPhraseEnders)), word);
  const __m128i joined =
      _mm_or_si128(is(TokenKind::possessive), _mm_and_si128(is(TokenKind::dash), flagged(kGluedBefore)));
  const __m128i stop = _mm_or_si128(ends, _mm_andnot_si128(_mm_or_si128(word, joined), ones));

  Group group;
  group.pronouns = ~bits(none(low, kLow(kPersonalPronouns))) & 0xFFFFu;
  group.starts =
      bits(_mm_or_si128(_mm_or_si128(head, open), _mm_or_si128(is(TokenKind::number), flagged(kSentenceFirst))));
  group.heads = bits(head);
  group.numbers = bits(number);
  group.stops = bits(_mm_andnot_si128(number, stop));
  group.cues = ~bits(none(high, kHigh(kCueFirst))) & 0xFFFFu;
  group.quoted = ~bits(_mm_cmpeq_epi8(load(quoted.data() + first), zero)) & 0xFFFFu;
  return group;
}
#endif

// Whether the number at token t may be an age: "34-year-old".
bool may_be_age(const Document& document, Index t) {
  const TokenArray& tokens = document.tokens;
  const Index count = tokens.size();
  Index k = std::min(t + 1, count - 1);
  k = std::min(k + static_cast<Index>(tokens.kind[k] == TokenKind::dash), count - 1);
  while (k + 1 < count && tokens.kind[k] == TokenKind::dash) ++k;
  return (document.short_text(k) & 0xFFFFFFFFu) == "year"_w;
}

void set(std::vector<std::uint64_t>& words, Index t) {
  words[t / 64] |= std::uint64_t{1} << (t % 64);
}

// The bits of tokens [first, last] of one word.
std::uint64_t run_of_bits(Index first, Index last) {
  return ((std::uint64_t{2} << (last - first)) - 1) << (first % 64);
}

}  // namespace

void Candidates::find(const Document& document, const std::vector<std::uint8_t>& quoted) {
  const TokenArray& tokens = document.tokens;
  const Index count = tokens.size();
  const std::size_t words = count / 64 + 2;  // one to spare, so that the next token's bit is always there
  for (auto* const all : {&candidates_, &phrases_, &quoted_, &things_, &starts_, &heads_, &stops_, &numbers_, &cues_}) {
    if (all->size() < words) all->resize(words);
  }
  std::uint64_t inside = 0;  // whether the token before is quoted
  for (std::size_t word = 0; word < words; ++word) {
    struct {
      std::uint64_t pronouns = 0, starts = 0, heads = 0, numbers = 0, stops = 0, cues = 0, quoted = 0;
    } all;
    const auto end = static_cast<Index>(std::min<std::size_t>(count, word * 64 + 64));
    for (auto first = static_cast<Index>(word * 64); first < end; first += kGroup) {
#ifdef __SSE2__
      const Group group =
          first + kGroup <= end ? read_sixteen(document, quoted, first) : read_some(document, quoted, first, end);
#else
      const Group group = read_some(document, quoted, first, std::min(end, first + kGroup));
#endif
      const unsigned shift = first % 64;
      all.pronouns |= std::uint64_t{group.pronouns} << shift;
      all.starts |= std::uint64_t{group.starts} << shift;
      all.heads |= std::uint64_t{group.heads} << shift;
      all.numbers |= std::uint64_t{group.numbers} << shift;
      all.stops |= std::uint64_t{group.stops} << shift;
      all.cues |= std::uint64_t{group.cues} << shift;
      all.quoted |= std::uint64_t{group.quoted} << shift;
    }
    candidates_[word] = all.pronouns | (all.quoted & ~(all.quoted << 1 | inside));
    starts_[word] = all.starts;
    heads_[word] = all.heads;
    numbers_[word] = all.numbers;
    stops_[word] = all.stops;
    cues_[word] = all.cues;
    quoted_[word] = all.quoted;
    things_[word] = 0;
    inside = all.quoted >> 63;
  }
  for (std::size_t word = 0; word < words; ++word) {
    for (std::uint64_t rest = numbers_[word]; rest != 0; rest &= rest - 1) {
      const std::uint64_t bit = rest & (~rest + 1);
      const auto t = static_cast<Index>(word * 64) + static_cast<Index>(std::countr_zero(rest));
      heads_[word] |= bit & (std::uint64_t{0} - static_cast<std::uint64_t>(may_be_age(document, t)));
    }
  }
  // Names come in no order of kinds that could be guessed, so that both kinds go the same way.
  for (const EntityMention& mention : document.mentions) {
    const Index first = mention.first;
    const Index last = mention.last;
    const bool possessive = last + 1 < count && tokens.kind[last + 1] == TokenKind::possessive;
    const bool ends = (mention.type == EntityMention::Type::person) & !possessive;  // a person ends a phrase
    const std::uint64_t ends_mask = std::uint64_t{0} - static_cast<std::uint64_t>(ends);
    const std::uint64_t bit = std::uint64_t{1} << (first % 64);
    const std::size_t word = first / 64;
    candidates_[word] |= bit;
    heads_[word] &= ~(bit & ends_mask);
    stops_[word] |= bit & ends_mask;
    const Index end_here = std::min<Index>(last, first | 63);
    stops_[word] &= ~(run_of_bits(first, end_here) & ~ends_mask);
    for (Index t = end_here + 1; t <= last; ++t) {
      stops_[t / 64] &= ~(std::uint64_t{static_cast<std::uint64_t>(!ends)} << (t % 64));
    }
    // "the former Rangers and Liverpool boss"
    const Index before = first - static_cast<Index>(first != 0);
    const bool joined = !ends & (first != 0) & document.is(before, class_bit(WordClass::conjunction));
    stops_[before / 64] &= ~(static_cast<std::uint64_t>(joined) << (before % 64));
  }
  // A head is ahead of a token where it stands at it, or ahead of the next token and no stop at this one. From the last
  // word to the first, and in each by doubling steps.
  std::uint64_t next_ahead = 0;
  for (std::size_t word = words; word-- > 0;) {
    std::uint64_t passes = ~stops_[word];
    std::uint64_t ahead = heads_[word] | (passes & next_ahead << 63);
    for (unsigned step = 1; step < 64; step *= 2) {
      ahead |= passes & ahead >> step;
      passes &= passes >> step;
    }
    const std::uint64_t behind_cue = cues_[word] << 1 | (word > 0 ? cues_[word - 1] >> 63 : 0);
    // "said the former Celtic trainee": behind a verb of speech any noun is somebody.
    phrases_[word] = ahead | ahead >> 1 | next_ahead << 63 | behind_cue;
    candidates_[word] |= starts_[word] & phrases_[word];
    next_ahead = ahead & 1;
  }
  set(candidates_, count);
}

}  // namespace pressbox

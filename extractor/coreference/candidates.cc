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
constexpr ClassBits kOpeners = kDescriptionStarters & ~kHeads;

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
// The same of sixteen at once: the pass is over all tokens, and bits in vectors take a fifth of the instructions.
Group read_sixteen(const Document& document, const std::vector<std::uint8_t>& quoted, Index first) {
  const auto load = [](const void* from) { return _mm_loadu_si128(static_cast<const __m128i*>(from)); };
  const __m128i zero = _mm_setzero_si128();
  struct Half {
    __m128i quads[4];
  };
  Half low;  // of the class words, four a vector
  Half high;
  for (std::size_t k = 0; k < 4; ++k) {
    const __m128 a = _mm_castsi128_ps(load(document.classes.data() + first + 4 * k));
    const __m128 b = _mm_castsi128_ps(load(document.classes.data() + first + 4 * k + 2));
    low.quads[k] = _mm_castps_si128(_mm_shuffle_ps(a, b, 0x88));
    high.quads[k] = _mm_castps_si128(_mm_shuffle_ps(a, b, 0xDD));
  }
  // All ones in the bytes of the tokens that have none of these bits of a half.
  const auto none = [&](const Half& half, std::uint32_t bits) {
    const __m128i wanted = _mm_set1_epi32(static_cast<int>(bits));
    const auto quad = [&](std::size_t k) { return _mm_cmpeq_epi32(_mm_and_si128(half.quads[k], wanted), zero); };
    return _mm_packs_epi16(_mm_packs_epi32(quad(0), quad(1)), _mm_packs_epi32(quad(2), quad(3)));
  };
  constexpr auto kLow = [](ClassBits bits) { return static_cast<std::uint32_t>(bits); };
  constexpr auto kHigh = [](ClassBits bits) { return static_cast<std::uint32_t>(bits >> 32); };
  static_assert(kHigh(kPersonalPronouns | kOpeners | kPhraseEnders) == 0 && kLow(kHeads | kCueFirst) == 0);
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
  const Index count = document.tokens.size();
  Index k = t + 1;
  while (k < count && document.tokens.kind[k] == TokenKind::dash) ++k;
  return k < count && document.token_text(k).starts_with("year");
}

void set(std::vector<std::uint64_t>& words, Index t) {
  words[t / 64] |= std::uint64_t{1} << (t % 64);
}
void clear(std::vector<std::uint64_t>& words, Index t) {
  words[t / 64] &= ~(std::uint64_t{1} << (t % 64));
}

}  // namespace

void Candidates::find(const Document& document, const std::vector<std::uint8_t>& quoted) {
  const TokenArray& tokens = document.tokens;
  const Index count = tokens.size();
  const std::size_t words = count / 64 + 2;  // one to spare, so that the next token's bit is always there
  for (auto* const all : {&candidates_, &phrases_, &starts_, &heads_, &stops_, &numbers_, &cues_}) {
    if (all->size() < words) all->resize(words);
    std::fill_n(all->begin(), words, 0);
  }
  unsigned inside = 0;  // whether the token before is quoted
  for (Index first = 0; first < count; first += kGroup) {
#ifdef __SSE2__
    const Group group =
        first + kGroup <= count ? read_sixteen(document, quoted, first) : read_some(document, quoted, first, count);
#else
    const Group group = read_some(document, quoted, first, std::min(count, first + kGroup));
#endif
    const std::size_t word = first / 64;
    const unsigned shift = first % 64;
    const auto add = [&](std::vector<std::uint64_t>& all, unsigned bits) { all[word] |= std::uint64_t{bits} << shift; };
    add(candidates_, group.pronouns | (group.quoted & ~(group.quoted << 1 | inside)));
    add(starts_, group.starts);
    add(heads_, group.heads);
    add(stops_, group.stops);
    add(numbers_, group.numbers);
    add(cues_, group.cues);
    inside = group.quoted >> (kGroup - 1);
  }
  for (std::size_t word = 0; word < words; ++word) {
    for (std::uint64_t rest = numbers_[word]; rest != 0; rest &= rest - 1) {
      const std::uint64_t bit = rest & (~rest + 1);
      const auto t = static_cast<Index>(word * 64) + static_cast<Index>(std::countr_zero(rest));
      if (may_be_age(document, t)) heads_[word] |= bit;
    }
  }
  for (const EntityMention& mention : document.mentions) {
    const bool possessive = mention.last + 1 < count && tokens.kind[mention.last + 1] == TokenKind::possessive;
    if (mention.type == EntityMention::Type::person && !possessive) {
      set(stops_, mention.first);  // a person ends a phrase
      clear(heads_, mention.first);
      continue;
    }
    for (Index t = mention.first; t <= mention.last; ++t) clear(stops_, t);
    // "the former Rangers and Liverpool boss"
    if (mention.first > 0 && document.is(mention.first - 1, class_bit(WordClass::conjunction))) {
      clear(stops_, mention.first - 1);
    }
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

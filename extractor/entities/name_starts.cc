#include "extractor/entities/name_starts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <type_traits>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace pressbox {
namespace {

constexpr Index kStep = 64;  // what a mask has bits for

// One bit a token, the first token's lowest.
struct Found {
  std::uint64_t capitals = 0;
  std::uint64_t names = 0;
  std::uint64_t more = 0;  // tokens with which a name by shape goes on
  std::uint64_t numbers = 0;
  ClassBits classes = 0;  // those that any token has
};

bool is_capital(const Document& document, Index i) {
  return document.tokens.kind[i] == TokenKind::word && document.tokens.is(i, kCapitalised);
}

// A capitalised word, a particle, a hyphen or the mark in front of a nickname.
bool is_more(const Document& document, Index i) {
  switch (document.tokens.kind[i]) {
    case TokenKind::word:
      return document.tokens.is(i, kCapitalised) || document.is(i, class_bit(WordClass::name_particle));
    case TokenKind::dash:
      return document.tokens.is(i, kGluedBefore);
    case TokenKind::quote_mark:
      return document.tokens.is(i, kSpaceBefore);
    default:
      return false;
  }
}

#ifdef __SSE2__
// Sixteen tokens at once; the first token's bits are those of this place.
void look_at_sixteen(const Document& document, Index first, unsigned place, Found& found) {
  const auto load = [](const auto* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); };
  const TokenArray& tokens = document.tokens;
  static_assert(sizeof(TokenKind) == 1 && kCapitalised < 256 && kSpaceBefore < 256 && kGluedBefore < 256);
  const __m128i low = _mm_set1_epi16(0xFF);
  const __m128i flags = _mm_packus_epi16(_mm_and_si128(load(tokens.flags.data() + first), low),
                                         _mm_and_si128(load(tokens.flags.data() + first + 8), low));
  const __m128i kinds = load(tokens.kind.data() + first);
  const auto of_kind = [&](TokenKind kind) { return _mm_cmpeq_epi8(kinds, _mm_set1_epi8(static_cast<char>(kind))); };
  // The flag becomes the sign of its byte.
  const __m128i words = of_kind(TokenKind::word);
  const __m128i capitals = _mm_and_si128(words, _mm_slli_epi16(flags, 7 - std::countr_zero(unsigned{kCapitalised})));
  const __m128i hyphens =
      _mm_and_si128(of_kind(TokenKind::dash), _mm_slli_epi16(flags, 7 - std::countr_zero(unsigned{kGluedBefore})));
  const __m128i marks = _mm_and_si128(of_kind(TokenKind::quote_mark),
                                      _mm_slli_epi16(flags, 7 - std::countr_zero(unsigned{kSpaceBefore})));
  const auto mask_of = [](__m128i signs) { return static_cast<unsigned>(_mm_movemask_epi8(signs)); };
  // The bit becomes the sign of its half of the class bits, and sixteen halves are narrowed to bytes, which keep it.
  constexpr int kNameToSign = 63 - std::countr_zero(kNameFirst);
  constexpr int kParticleToSign = 31 - std::countr_zero(class_bit(WordClass::name_particle));
  static_assert(kNameToSign >= 0 && kNameToSign < 32 && kParticleToSign >= 0);
  __m128i upper[4];
  __m128i lower[4];
  __m128i any = _mm_setzero_si128();
  for (Index part = 0; part < 4; ++part) {
    const __m128i two = load(document.classes.data() + first + 4 * part);
    const __m128i next_two = load(document.classes.data() + first + 4 * part + 2);
    any = _mm_or_si128(any, _mm_or_si128(two, next_two));
    const auto halves = [&](auto pick) {
      return _mm_castps_si128(_mm_shuffle_ps(_mm_castsi128_ps(two), _mm_castsi128_ps(next_two), decltype(pick)::value));
    };
    upper[part] = _mm_slli_epi32(halves(std::integral_constant<int, _MM_SHUFFLE(3, 1, 3, 1)>{}), kNameToSign);
    lower[part] = _mm_slli_epi32(halves(std::integral_constant<int, _MM_SHUFFLE(2, 0, 2, 0)>{}), kParticleToSign);
  }
  const auto narrow = [](const __m128i(&of)[4]) {
    return _mm_packs_epi16(_mm_packs_epi32(of[0], of[1]), _mm_packs_epi32(of[2], of[3]));
  };
  const unsigned names = mask_of(narrow(upper));
  const __m128i particles = _mm_and_si128(words, narrow(lower));
  const unsigned more = mask_of(_mm_or_si128(_mm_or_si128(capitals, particles), _mm_or_si128(hyphens, marks)));
  found.capitals |= std::uint64_t{mask_of(capitals)} << place;
  found.names |= std::uint64_t{names} << place;
  found.more |= std::uint64_t{more} << place;
  found.numbers |= std::uint64_t{mask_of(of_kind(TokenKind::number))} << place;
  std::array<ClassBits, 2> classes;
  _mm_storeu_si128(reinterpret_cast<__m128i*>(classes.data()), any);
  found.classes |= classes[0] | classes[1];
}
#endif

// Of the next kStep tokens, or as many as there are.
Found look_at(const Document& document, Index first) {
  Found found;
  const Index last = std::min(first + kStep, document.tokens.size());
  Index i = first;
#ifdef __SSE2__
  for (; i + 16 <= last; i += 16) look_at_sixteen(document, i, i - first, found);
#endif
  for (; i < last; ++i) {
    found.capitals |= std::uint64_t{is_capital(document, i)} << (i - first);
    found.names |= std::uint64_t{document.is(i, kNameFirst)} << (i - first);
    found.more |= std::uint64_t{is_more(document, i)} << (i - first);
    found.numbers |= std::uint64_t{document.tokens.kind[i] == TokenKind::number} << (i - first);
    found.classes |= document.classes[i];
  }
  return found;
}

// Appends the tokens that have a bit to the first count of a list, and returns how many they are then.
std::size_t list(std::uint64_t tokens, Index first, Index* out, std::size_t count) {
  for (; tokens != 0; tokens &= tokens - 1) out[count++] = first + static_cast<Index>(std::countr_zero(tokens));
  return count;
}

// No name is looked for in blocks of capitals.
void leave_out_capitals(const Document& document, Index first, Found& found) {
  for (std::uint64_t left = found.capitals | found.names; left != 0; left &= left - 1) {
    const Index token = first + static_cast<Index>(std::countr_zero(left));
    const bool capitals = document.blocks[document.tokens.block[token]].all_caps;
    const std::uint64_t out = capitals ? left & (0 - left) : 0;
    found.capitals &= ~out;
    found.names &= ~out;
  }
}

}  // namespace

void NameStarts::find(const Document& document, Landmarks& landmarks) {
  const TokenArray& tokens = document.tokens;
  const Index count = tokens.size();
  if (starts_.size() < count) {
    capitals_.resize(count);
    starts_.resize(count);
  }
  const bool some_capitals =
      std::any_of(document.blocks.begin(), document.blocks.end(), [](const Block& block) { return block.all_caps; });
  std::size_t capital_count = 0;
  std::size_t start_count = 0;
  std::size_t number_count = 0;
  ClassBits classes = 0;
  Found found = look_at(document, 0);
  for (Index first = 0; first < count; first += kStep) {
    const Found next = look_at(document, std::min(first + kStep, count));
    const std::uint64_t goes_on = found.more >> 1 | next.more << (kStep - 1);
    classes |= found.classes;
    if (landmarks.numbers.size() < number_count + kStep) landmarks.numbers.resize(2 * (number_count + kStep));
    number_count = list(found.numbers, first, landmarks.numbers.data(), number_count);
    if (some_capitals) leave_out_capitals(document, first, found);
    capital_count = list(found.capitals, first, capitals_.data(), capital_count);
    const std::uint64_t shapes = found.capitals & goes_on;
    for (std::uint64_t left = found.names | shapes; left != 0; left &= left - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(left));
      starts_[start_count++] = {first + bit, (found.names >> bit & 1u) != 0, (shapes >> bit & 1u) != 0};
    }
    found = next;
  }
  capital_count_ = capital_count;
  start_count_ = start_count;
  landmarks.numbers.resize(number_count);
  landmarks.womens_words = (classes & class_bit(WordClass::womens_word)) != 0;
}

void NameStarts::drop_taken(const std::vector<std::uint8_t>& taken) {
  std::size_t kept = 0;
  for (const Index token : capitals()) {
    capitals_[kept] = token;
    kept += taken[token] == 0 ? 1 : 0;
  }
  capital_count_ = kept;
}

}  // namespace pressbox

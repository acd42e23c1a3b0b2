#include "extractor/entities/name_starts.h"

#include <algorithm>
#include <bit>
#include <cstdint>

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
  // The bit becomes the sign of its 64, and the signs of four are gathered.
  constexpr int kNameToSign = 63 - std::countr_zero(kNameFirst);
  constexpr int kParticleToSign = 63 - std::countr_zero(class_bit(WordClass::name_particle));
  unsigned names = 0;
  unsigned particles = 0;
  for (Index i = 0; i < 16; i += 2) {
    const __m128i classes = load(document.classes.data() + first + i);
    const auto signs = [&](int to_sign) {
      return static_cast<unsigned>(_mm_movemask_pd(_mm_castsi128_pd(_mm_slli_epi64(classes, to_sign)))) << i;
    };
    names |= signs(kNameToSign);
    particles |= signs(kParticleToSign);
  }
  const unsigned more = mask_of(_mm_or_si128(capitals, _mm_or_si128(hyphens, marks))) | (particles & mask_of(words));
  found.capitals |= std::uint64_t{mask_of(capitals)} << place;
  found.names |= std::uint64_t{names} << place;
  found.more |= std::uint64_t{more} << place;
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
  }
  return found;
}

}  // namespace

void NameStarts::find(const Document& document) {
  const TokenArray& tokens = document.tokens;
  const Index count = tokens.size();
  if (starts_.size() < count) {
    capitals_.resize(count);
    starts_.resize(count);
  }
  const bool some_capitals =
      std::any_of(document.blocks.begin(), document.blocks.end(), [](const Block& block) { return block.all_caps; });
  capital_count_ = 0;
  start_count_ = 0;
  Found found = look_at(document, 0);
  for (Index first = 0; first < count; first += kStep) {
    const Found next = look_at(document, std::min(first + kStep, count));
    const std::uint64_t goes_on = found.more >> 1 | next.more << (kStep - 1);
    for (std::uint64_t left = found.capitals | found.names; left != 0; left &= left - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(left));
      const Index token = first + bit;
      if (some_capitals && document.blocks[tokens.block[token]].all_caps) continue;
      capitals_[capital_count_] = token;
      capital_count_ += found.capitals >> bit & 1u;
      const std::uint64_t by_lexicon = found.names >> bit & 1u;
      const std::uint64_t by_shape = (found.capitals & goes_on) >> bit & 1u;
      starts_[start_count_] = {token, by_lexicon != 0, by_shape != 0};
      start_count_ += by_lexicon | by_shape;
    }
    found = next;
  }
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

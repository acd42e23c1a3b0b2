#include "extractor/entities/candidates.h"

#include <algorithm>
#include <bit>
#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace pressbox {
namespace {

constexpr Index kStep = 16;

// One bit a token, the first token's lowest.
struct Found {
  unsigned capitals = 0;
  unsigned names = 0;
};

Found look_at(const Document& document, Index first, Index last) {
  Found found;
  for (Index i = first; i < last; ++i) {
    const bool capital = document.tokens.kind[i] == TokenKind::word && document.tokens.is(i, kCapitalised);
    found.capitals |= static_cast<unsigned>(capital) << (i - first);
    found.names |= static_cast<unsigned>(document.is(i, kNameFirst)) << (i - first);
  }
  return found;
}

#ifdef __SSE2__
// The same of kStep tokens at once.
Found look_at_step(const Document& document, Index first) {
  const auto load = [](const auto* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); };
  const TokenArray& tokens = document.tokens;
  static_assert(sizeof(TokenKind) == 1 && static_cast<int>(TokenKind::word) == 0 && kCapitalised == 1);
  const __m128i one = _mm_set1_epi16(kCapitalised);
  const __m128i capitalised = _mm_packs_epi16(_mm_and_si128(load(tokens.flags.data() + first), one),
                                              _mm_and_si128(load(tokens.flags.data() + first + 8), one));
  const __m128i words = _mm_cmpeq_epi8(load(tokens.kind.data() + first), _mm_setzero_si128());
  // A capitalised word has a 1 in both.
  Found found;
  found.capitals = static_cast<unsigned>(_mm_movemask_epi8(_mm_slli_epi16(_mm_and_si128(capitalised, words), 7)));
  // The bit becomes the sign of its 64, and the signs of four are gathered.
  constexpr int kToSign = 63 - std::countr_zero(kNameFirst);
  for (Index i = 0; i < kStep; i += 2) {
    const __m128i classes = _mm_slli_epi64(load(document.classes.data() + first + i), kToSign);
    found.names |= static_cast<unsigned>(_mm_movemask_pd(_mm_castsi128_pd(classes))) << i;
  }
  return found;
}
#endif

}  // namespace

void Candidates::find(const Document& document) {
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
  const auto add = [&](Index first, const Found& found) {
    for (unsigned left = found.capitals | found.names; left != 0; left &= left - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(left));
      const Index token = first + bit;
      if (some_capitals && document.blocks[tokens.block[token]].all_caps) continue;
      starts_[start_count_++] = token;
      capitals_[capital_count_] = token;
      capital_count_ += found.capitals >> bit & 1u;
    }
  };
  Index i = 0;
#ifdef __SSE2__
  for (; i + kStep <= count; i += kStep) add(i, look_at_step(document, i));
#endif
  for (; i < count; i += kStep) add(i, look_at(document, i, std::min(i + kStep, count)));
}

}  // namespace pressbox

#include "extractor/entities/landmarks.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace pressbox {
namespace {

// By type; 16, so that no number of a damaged lexicon leads outside.
constexpr std::array<std::uint8_t, 16> make_listed() {
  std::array<std::uint8_t, 16> listed{};
  listed[static_cast<std::size_t>(EntryType::competition)] = 1;
  listed[static_cast<std::size_t>(EntryType::country)] = 1;
  return listed;
}
constexpr std::array<std::uint8_t, 16> kListed = make_listed();

void list_numbers(const std::vector<TokenKind>& kinds, std::vector<Index>& numbers) {
  Index t = 0;
  const auto count = static_cast<Index>(kinds.size());
#ifdef __SSE2__
  // Kinds are bytes: sixteen tokens a step.
  static_assert(sizeof(TokenKind) == 1);
  const __m128i number = _mm_set1_epi8(static_cast<char>(TokenKind::number));
  for (; t + 16 <= count; t += 16) {
    const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(kinds.data() + t));
    auto found = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(here, number)));
    for (; found != 0; found &= found - 1) numbers.push_back(t + static_cast<Index>(std::countr_zero(found)));
  }
#endif
  for (; t < count; ++t) {
    if (kinds[t] == TokenKind::number) numbers.push_back(t);
  }
}

}  // namespace

void Landmarks::find(const Document& document) {
  sporting.clear();
  competitions.clear();
  countries.clear();
  numbers.clear();
  const std::span<const Match> matches = document.matches;  // a view, for the lists may lie anywhere
  for (std::size_t m = 0; m < matches.size(); ++m) {
    const Match& match = matches[m];
    if ((static_cast<unsigned>(match.sport) | kListed[static_cast<std::size_t>(match.type) & 15u]) == 0) continue;
    if (match.sport != Sport::unknown) sporting.push_back(static_cast<Index>(m));
    if (match.type == EntryType::competition) competitions.push_back(static_cast<Index>(m));
    if (match.type == EntryType::country) countries.push_back(static_cast<Index>(m));
  }
  list_numbers(document.tokens.kind, numbers);
  ClassBits any = 0;
  for (const ClassBits bits : document.classes) any |= bits;
  womens_words = (any & class_bit(WordClass::womens_word)) != 0;
}

}  // namespace pressbox

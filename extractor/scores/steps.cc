#include "extractor/scores/steps.h"

#include <algorithm>
#include <array>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace pressbox::scores {
namespace {

// What is looked at before a place and behind it.
constexpr std::size_t kBefore = 1;
constexpr std::size_t kBehind = 3;

#ifdef __SSE2__

// Bit k: place k of the window is a step.
std::uint64_t steps_of(const char* window, bool all_numbers) {
  constexpr std::size_t kVector = 16;
  const __m128i all = all_numbers ? _mm_set1_epi8(-1) : _mm_setzero_si128();
  const auto is = [](__m128i bytes, char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
  // Bytes beyond ASCII are less than all others.
  const auto less = [](__m128i bytes, char c) { return _mm_cmplt_epi8(bytes, _mm_set1_epi8(c)); };
  const auto either = [](__m128i a, __m128i b) { return _mm_or_si128(a, b); };
  const auto both = [](__m128i a, __m128i b) { return _mm_and_si128(a, b); };
  std::uint64_t steps = 0;
  for (std::size_t k = 0; k < 64; k += kVector) {
    const auto load = [&](std::size_t at) {
      return _mm_loadu_si128(reinterpret_cast<const __m128i*>(window + k + at));
    };
    const __m128i before = load(0);
    const __m128i here = load(kBefore);
    const __m128i next = load(kBefore + 1);
    const __m128i second = load(kBefore + 2);
    const __m128i third = load(kBefore + 3);
    // '9' becomes the greatest of bytes.
    const __m128i digit = _mm_cmpgt_epi8(_mm_add_epi8(here, _mm_set1_epi8(127 - '9')), _mm_set1_epi8(127 - 10));
    const __m128i a = is(either(second, _mm_set1_epi8(0x20)), 'a');
    const __m128i hyphen = both(is(next, '-'), either(less(second, 'A'), a));
    const __m128i space = both(less(next, ' ' + 1), either(less(second, '0'), both(a, is(third, 'p'))));
    const __m128i behind = either(either(hyphen, space), either(is(next, '&'), all));
    const __m128i beyond = both(is(here, '\xE2'), is(both(second, _mm_set1_epi8('\xF8')), '\x90'));
    const __m128i dash = both(either(is(here, '-'), beyond), _mm_cmpgt_epi8(before, _mm_set1_epi8('@')));
    const __m128i word =
        either(both(is(next, 't'), is(second, 'o')), both(is(next, 'a'), either(is(second, 'l'), is(second, 'p'))));
    const __m128i unit = both(is(here, ' '), either(is(before, 's'), is(before, 'l')));
    const __m128i step = either(either(both(digit, behind), dash), both(unit, word));
    steps |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(step))) << k;
  }
  return steps;
}

#else

std::uint64_t steps_of(const char* window, bool all_numbers) {
  std::uint64_t steps = 0;
  for (std::size_t k = 0; k < 64; ++k) {
    const char before = window[k];
    const char here = window[k + kBefore];
    const char next = window[k + kBefore + 1];
    const char second = window[k + kBefore + 2];
    const auto less = [](char c, char most) { return static_cast<signed char>(c) < most; };
    const bool a = (second | 0x20) == 'a';
    const bool hyphen = next == '-' && (less(second, 'A') || a);
    const bool space = less(next, ' ' + 1) && (less(second, '0') || (a && window[k + kBefore + 3] == 'p'));
    const bool number = here >= '0' && here <= '9' && (hyphen || space || next == '&' || all_numbers);
    const bool beyond = here == '\xE2' && (static_cast<unsigned char>(second) & 0xF8) == 0x90;
    const bool dash = (here == '-' || beyond) && !less(before, '@' + 1);
    const bool word = (next == 't' && second == 'o') || (next == 'a' && (second == 'l' || second == 'p'));
    const bool unit = here == ' ' && (before == 's' || before == 'l');
    steps |= static_cast<std::uint64_t>(number || dash || (unit && word)) << k;
  }
  return steps;
}

#endif

}  // namespace

void Steps::read(std::size_t base) {
  constexpr std::size_t kWindow = kBefore + kStride + kBehind;
  base_ = base;
  if (base >= kBefore && base - kBefore + kWindow <= text_.size()) {
    steps_ = steps_of(text_.data() + base - kBefore, all_numbers_);
    return;
  }
  // NULs stand before the text's begin and behind its end.
  std::array<char, kWindow> edge{};
  const std::size_t missing = base < kBefore ? kBefore - base : 0;
  const std::string_view rest = text_.substr(std::min(base + missing - kBefore, text_.size()), kWindow - missing);
  std::copy(rest.begin(), rest.end(), edge.begin() + static_cast<std::ptrdiff_t>(missing));
  steps_ = steps_of(edge.data(), all_numbers_);
}

}  // namespace pressbox::scores

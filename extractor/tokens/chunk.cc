#include "extractor/tokens/chunk.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <cstring>

#include "extractor/tokens/abbreviations.h"

namespace pressbox {
namespace {

// What 64 bytes are.
struct ByteMasks {
  std::uint64_t upper = 0;
  std::uint64_t lower = 0;
  std::uint64_t digit = 0;
  std::uint64_t space = 0;
  std::uint64_t stop = 0;
  std::uint64_t apostrophe = 0;
  std::uint64_t comma = 0;
  std::uint64_t link = 0;
  std::uint64_t s = 0;
  std::uint64_t odd = 0;  // not ASCII, controls, and the rarer marks, some of which have ways of their own
};

#ifdef __SSE2__
struct Bytes {
  __m128i at[4];
};

// A bit for each of 64 bytes that are so. One mask after the other, so that each is whole before the next is begun.
template <typename Is>
std::uint64_t bits_of(const Bytes& bytes, Is is) {
  const auto bits = [&](std::size_t i) {
    return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(is(bytes.at[i])))) << (16 * i);
  };
  return bits(0) | bits(1) | bits(2) | bits(3);
}

ByteMasks masks_of(const char* at) {
  const auto load = [at](int i) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at) + i); };
  const Bytes bytes = {{load(0), load(1), load(2), load(3)}};
  const auto eq = [](__m128i each, char c) { return _mm_cmpeq_epi8(each, _mm_set1_epi8(c)); };
  const auto small = [](__m128i each) { return _mm_or_si128(each, _mm_set1_epi8(0x20)); };
  // Moved so that the wanted bytes are the least signed ones.
  const auto among = [](__m128i each, int first, int count) {
    const __m128i moved = _mm_add_epi8(each, _mm_set1_epi8(static_cast<char>(0x80 - first)));
    return _mm_cmplt_epi8(moved, _mm_set1_epi8(static_cast<char>(-0x80 + count)));
  };
  ByteMasks out;
  const std::uint64_t letter = bits_of(bytes, [&](__m128i each) { return among(small(each), 'a', 26); });
  const std::uint64_t case_bit = bits_of(bytes, [](__m128i each) { return _mm_slli_epi16(each, 2); });
  out.upper = letter & ~case_bit;
  out.lower = letter & case_bit;
  out.digit = bits_of(bytes, [&](__m128i each) { return among(each, '0', 10); });
  out.space = bits_of(bytes, [&](__m128i each) { return _mm_or_si128(eq(each, ' '), among(each, '\t', 5)); });
  out.stop = bits_of(bytes, [&](__m128i each) { return eq(each, '.'); });
  out.apostrophe = bits_of(bytes, [&](__m128i each) { return eq(each, '\''); });
  out.comma = bits_of(bytes, [&](__m128i each) { return _mm_or_si128(eq(each, ','), eq(each, ';')); });
  out.link = bits_of(bytes, [&](__m128i each) { return _mm_or_si128(eq(each, '-'), eq(each, '/')); });
  out.s = bits_of(bytes, [&](__m128i each) { return eq(small(each), 's'); });
  const std::uint64_t odd = bits_of(bytes, [&](__m128i each) {
    const __m128i mark = _mm_or_si128(_mm_cmpgt_epi8(small(each), _mm_set1_epi8('z')), eq(small(each), '`'));
    const __m128i no_mark = _mm_cmplt_epi8(each, _mm_set1_epi8(' '));
    return _mm_or_si128(_mm_or_si128(mark, no_mark), eq(each, '&'));
  });
  out.odd = odd & ~out.space;
  return out;
}
#else
ByteMasks masks_of(const char* at) {
  ByteMasks out;
  for (unsigned i = 0; i < 64; ++i) {
    const auto c = static_cast<unsigned char>(at[i]);
    const unsigned small = c | 0x20u;
    const auto bit = [i](bool set) { return static_cast<std::uint64_t>(set ? 1u : 0u) << i; };
    const bool letter = small - 'a' < 26u;
    const bool space = c == ' ' || c - unsigned{'\t'} < 5u;
    out.upper |= bit(letter && c != small);
    out.lower |= bit(letter && c == small);
    out.digit |= bit(c - unsigned{'0'} < 10u);
    out.space |= bit(space);
    out.stop |= bit(c == '.');
    out.apostrophe |= bit(c == '\'');
    out.comma |= bit(c == ',' || c == ';');
    out.link |= bit(c == '-' || c == '/');
    out.s |= bit(small == 's');
    out.odd |= bit(!space && (small > 'z' || small == '`' || c < ' ' || c == '&'));
  }
  return out;
}
#endif

// The bits below this one, which is one of 64.
constexpr std::uint64_t below(std::uint32_t bit) {
  return (std::uint64_t{1} << bit) - 1;
}

}  // namespace

void Chunk::read(std::string_view text, std::uint32_t at, std::uint32_t end) {
  bytes = text.data() + at;
  if (const std::size_t left = text.size() - at; left < copy_.size()) {
    copy_.fill('\0');
    std::memcpy(copy_.data(), bytes, left);
    bytes = copy_.data();
  }
  const ByteMasks masks = masks_of(bytes);
  size = end - at;
  if (size > kBytes) size = static_cast<std::uint32_t>(std::bit_width(masks.space)) - 1;
  if (size > kBytes) size = 0;
  const std::uint64_t valid = below(size);
  space = masks.space | ~valid;
  upper = masks.upper & valid;
  lower = masks.lower & valid;
  digit = masks.digit & valid;
  // Letters and digits, and the marks that join them as UAX #29 has it: . and ' two letters, these and , ; two digits.
  const std::uint64_t letter = upper | lower;
  const std::uint64_t between_letters = letter << 1 & letter >> 1;
  const std::uint64_t between_digits = digit << 1 & digit >> 1;
  const std::uint64_t either = masks.stop | masks.apostrophe;
  const std::uint64_t joint = (either & between_letters) | ((either | masks.comma) & between_digits);
  const std::uint64_t word = letter | digit | joint;
  const std::uint64_t behind_word = word << 1;
  const std::uint64_t apostrophe_s = masks.apostrophe & valid & masks.s >> 1 & letter >> 1 & ~(word >> 2);
  clitic = apostrophe_s & joint;
  const std::uint64_t mark = ~(word | space);
  starts = (word & ~behind_word) | mark | clitic;
  ends = (behind_word & ~word) | mark << 1 | clitic;
  glued = (masks.link | masks.link << 1) & ~(space << 1 | 1);
  // Stops between letters are those of initials and addresses, which are hashed without them. What 's belongs to in
  // "1996's" is told by the token before.
  const std::uint64_t doubled = (masks.link & masks.link >> 1) | (masks.apostrophe & masks.apostrophe >> 1);
  careful = ((masks.odd | doubled) & valid) | (masks.stop & between_letters) | (apostrophe_s & ~joint);
  if (const std::uint64_t closing = masks.stop & mark & behind_word; closing != 0) {
    careful |= stops_of_abbreviations(closing);
  }
}

std::uint64_t Chunk::stops_of_abbreviations(std::uint64_t stops) const {
  std::uint64_t found = 0;
  for (; stops != 0; stops &= stops - 1) {
    const auto stop = static_cast<std::uint32_t>(std::countr_zero(stops));
    const auto start = static_cast<std::uint32_t>(std::bit_width(starts & below(stop))) - 1;
    const bool keeps = stop - start <= kLongestAbbreviation && may_keep_stop(bytes + start, stop - start);
    found |= static_cast<std::uint64_t>(keeps ? 1u : 0u) << stop;
  }
  return found;
}

std::uint32_t Chunk::run_start(std::uint32_t at) const {
  return static_cast<std::uint32_t>(std::bit_width(space & below(at)));
}

std::uint32_t Chunk::run_end(std::uint32_t at) const {
  return static_cast<std::uint32_t>(std::countr_zero(space & ~below(at)));
}

}  // namespace pressbox

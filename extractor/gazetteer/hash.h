// The two hashes of pressbox: one for folded words, which the compiled lexicon stores, and one for the lexicon's
// bytes. Both are made of the same step, a 64 x 64 bit multiplication whose halves are xor-ed (as in wyhash).
// Values depend on nothing but the bytes, for a little-endian machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace pressbox::hashing {

inline constexpr std::uint64_t kP0 = 0xa0761d6478bd642full;
inline constexpr std::uint64_t kP1 = 0xe7037ed1a0b428dbull;
inline constexpr std::uint64_t kP2 = 0x8ebc6af09c88c6e3ull;
inline constexpr std::uint64_t kP3 = 0x589965cc75374cc3ull;

__extension__ typedef unsigned __int128 Wide;

[[nodiscard]] inline std::uint64_t multiply_fold(std::uint64_t a, std::uint64_t b) {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// floor(value * range / 2^64): spreads a hash over range without a division, and keeps the order of hashes.
[[nodiscard]] inline std::uint64_t scale(std::uint64_t value, std::uint64_t range) {
  return static_cast<std::uint64_t>((static_cast<Wide>(value) * range) >> 64);
}

[[nodiscard]] inline std::uint64_t load64(const char* bytes) {
  std::uint64_t value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

[[nodiscard]] inline std::uint32_t load32(const char* bytes) {
  std::uint32_t value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

// Never 0, which marks a free slot.
[[nodiscard]] inline std::uint64_t hash_word(std::string_view bytes) {
  std::uint64_t hash = kP0 ^ bytes.size();
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 8; left -= 8, at += 8) hash = multiply_fold(hash ^ load64(at), kP1);
  if (left > 0) {
    std::uint64_t tail = 0;
    std::memcpy(&tail, at, left);
    hash = multiply_fold(hash ^ tail, kP1);
  }
  hash = multiply_fold(hash ^ kP2, kP3);
  return hash != 0 ? hash : 1;
}

// The key of a run of words from the key of the run before and the hash of its last word. Never 0.
[[nodiscard]] inline std::uint64_t extend_run(std::uint64_t run, std::uint64_t word) {
  const std::uint64_t key = multiply_fold(run ^ kP2, word ^ kP1) + kP3;
  return key != 0 ? key : 1;
}

// Four lanes of 16 bytes a step, so that the multiplications overlap: far above 5 GB/s, which lets a lexicon of
// 20 MB be verified whole at every start.
[[nodiscard]] inline std::uint64_t checksum(std::string_view bytes, std::uint64_t seed) {
  std::uint64_t lane0 = seed ^ kP0;
  std::uint64_t lane1 = seed ^ kP1;
  std::uint64_t lane2 = seed ^ kP2;
  std::uint64_t lane3 = seed ^ kP3;
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 64; left -= 64, at += 64) {
    lane0 = multiply_fold(load64(at) ^ lane0, load64(at + 8) ^ kP1);
    lane1 = multiply_fold(load64(at + 16) ^ lane1, load64(at + 24) ^ kP2);
    lane2 = multiply_fold(load64(at + 32) ^ lane2, load64(at + 40) ^ kP3);
    lane3 = multiply_fold(load64(at + 48) ^ lane3, load64(at + 56) ^ kP0);
  }
  std::uint64_t hash = multiply_fold(lane0 ^ kP2, lane1 ^ kP3) ^ multiply_fold(lane2 ^ kP1, lane3 ^ kP0);
  for (; left >= 8; left -= 8, at += 8) hash = multiply_fold(hash ^ load64(at), kP1);
  std::uint64_t tail = 0;
  if (left > 0) std::memcpy(&tail, at, left);
  hash = multiply_fold(hash ^ tail, kP1 ^ bytes.size());
  return multiply_fold(hash ^ kP2, kP3);
}

}  // namespace pressbox::hashing

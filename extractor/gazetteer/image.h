// The bytes of a compiled lexicon (FORMAT.md draws them). Everything is a flat array of one of these records.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/article.h"
#include "extractor/gazetteer/hash.h"
#include "extractor/gazetteer/lexicon.h"
#include "extractor/result.h"

namespace pressbox::image {

inline constexpr std::array<char, 8> kMagic = {'P', 'B', 'X', 'L', 'E', 'X', '\r', '\n'};
inline constexpr std::uint32_t kByteOrder = 0x01020304;
inline constexpr std::uint32_t kVersion = 6;
inline constexpr std::size_t kAlignment = 64;  // of each section: a cache line
// A form of more words than this is refused by the compiler, so that a walk is bounded.
inline constexpr std::size_t kMaxFormWords = 16;
inline constexpr std::size_t kMaxStringBytes = 0xffff;

enum class SectionId : std::uint32_t { pilots, tags, common, slots, nodes, entries, rules, automata, strings };
inline constexpr std::size_t kSectionCount = 9;

struct Section {
  std::uint32_t id;
  std::uint32_t element_size;
  std::uint64_t offset;  // from the file's start
  std::uint64_t count;   // elements
};

struct Header {
  std::array<char, 8> magic;
  std::uint32_t byte_order;
  std::uint32_t version;
  std::uint64_t file_size;
  std::uint64_t checksum;  // of every byte behind this field, seeded with the checksum of those before it
  std::uint64_t buckets;   // the range that keys are scaled to; slots has some more for overflow
  std::uint32_t form_count;
  std::uint32_t section_count;
  std::array<Section, kSectionCount> sections;
};

// Two hash tables. A key stands in one of them: `common` has the words that running text is full of, so that nearly
// every look-up stays in a table that the cache holds; `slots` has all others and the runs of several words.
struct Slot {
  std::uint64_t key;    // of a run of words; 0: free
  std::uint32_t node;   // its place in the nodes; kNone: no form begins so
  std::uint16_t word;   // WordInfo of a single word, packed by pack_word
  std::uint16_t flags;  // SlotFlag
};

// Flags of a slot: what begins with its run.
enum SlotFlag : std::uint16_t {
  kLowerStart = 1,   // a form that ends here or goes on may begin with a word that has no capital
  kLonger = 2,       // longer forms begin so
  kLowerLonger = 4,  // the same for forms that may begin without a capital
  kStart = 8,        // a form ends here or goes on
};

// `slots` ascends by key. Home of a key is scale(key, buckets); it stands there or behind, before the next free slot.
// `common` is a perfect hash table: the pilot of a key's group is chosen by the compiler so that no two keys meet.
// There are 2^n pilots, and the first n bits of a key, at least one, are the number of its group.
[[nodiscard]] inline std::uint64_t pilot_of(std::uint64_t key, std::uint64_t pilots) {
  return key >> std::countl_zero(pilots - 1);
}
[[nodiscard]] inline std::uint64_t common_place(std::uint64_t key, std::uint16_t pilot, std::uint64_t size) {
  return hashing::scale(key * (hashing::kP1 + std::uint64_t{2} * pilot), size);
}

// Of each place of `common` a byte of the key that stands there, by which a word that is rare is told without its line.
[[nodiscard]] inline std::uint8_t common_tag(std::uint64_t key) {
  return static_cast<std::uint8_t>(key);
}

// What is known about a run of words, in one piece, so that all of it comes with one or two lines of the cache. The
// nodes are words of eight bytes; a node is
// - its head,
// - if longer: the next words of longer forms, as next_bit() of each,
// - if longer: the same for forms that may begin without a capital,
// - the folded words, with one space between two, and zeros up to the next eight bytes,
// - its readings, which all have these words.
struct NodeHead {
  std::uint16_t reading_count;
  std::uint16_t folded_size;
  std::uint16_t longer;  // 0 or 1
  std::uint16_t unused;
};
inline constexpr std::size_t kNodeUnit = 8;

[[nodiscard]] constexpr std::uint64_t next_bit(std::uint64_t word_hash) {
  return std::uint64_t{1} << (word_hash & 63);
}

enum class CaseRule : std::uint8_t {
  any,
  capitals,  // the words in Reading::capitals need a capital, or a block of capitals
  exact,     // the very letters of Reading::exact, and never in a block of capitals
};

// The part of a reading that Match has too, which is filled by one copy.
struct ReadingHead {
  std::uint32_t entry;
  std::uint8_t kind;   // FormKind
  std::uint8_t sport;  // Sport
  std::uint8_t entry_type;
  std::uint8_t entry_subtype;
  std::uint8_t entry_sport;
  std::uint8_t entry_weight;
  CaseRule rule;
  std::uint8_t unused;
};

struct Reading : ReadingHead {
  std::uint16_t capitals;    // bit k: word k
  std::uint16_t exact_size;  // 0 unless rule is exact
  std::uint32_t exact;       // offset in the strings: the words of an abbreviation, stops dropped
};

// Ascending by id.
struct RuleRecord {
  std::uint32_t id;
  std::uint32_t pattern;
  std::uint32_t reason;
  std::uint16_t id_size;
  std::uint16_t pattern_size;
  std::uint16_t reason_size;
  std::uint16_t automata;   // of the pattern, one behind the other; 0: the rule has none, or a list of words
  std::uint32_t automaton;  // the place of the first
  float weight;
};

static_assert(sizeof(Section) == 24 && sizeof(Header) == 48 + kSectionCount * sizeof(Section));
static_assert(sizeof(Slot) == 16 && sizeof(NodeHead) == kNodeUnit && sizeof(ReadingHead) == 12 &&
              sizeof(Reading) == 20);
static_assert(sizeof(EntryRecord) == 40 && sizeof(RuleRecord) == 28);

[[nodiscard]] constexpr std::uint16_t pack_word(WordInfo info) {
  return static_cast<std::uint16_t>((info.given_male & 15u) | (info.given_female & 15u) << 4 |
                                    (info.surname & 15u) << 8 | (info.common & 15u) << 12);
}
// Moves the four nibbles to a byte each.
[[nodiscard]] constexpr WordInfo unpack_word(std::uint16_t packed) {
  std::uint32_t bytes = packed;
  bytes = (bytes | bytes << 8) & 0x00ff00ffu;
  bytes = (bytes | bytes << 4) & 0x0f0f0f0fu;
  return std::bit_cast<WordInfo>(bytes);
}
static_assert(sizeof(WordInfo) == 4 && unpack_word(0x1234).given_male == 4 && unpack_word(0x1234).common == 1);

// A compiled lexicon in memory, aligned as its sections want.
struct Bytes {
  struct Free {
    void operator()(std::byte* bytes) const { ::operator delete[](bytes, std::align_val_t(kAlignment)); }
  };
  std::unique_ptr<std::byte[], Free> data;
  std::size_t size = 0;

  [[nodiscard]] static Bytes allocate(std::size_t size) {
    return {std::unique_ptr<std::byte[], Free>(new (std::align_val_t(kAlignment)) std::byte[size]()), size};
  }
  [[nodiscard]] std::string_view view() const { return {reinterpret_cast<const char*>(data.get()), size}; }
};

// The checksum that the header of these bytes ought to carry.
[[nodiscard]] std::uint64_t checksum_of(std::string_view bytes);

// Parses the text files under folder (lexicons/README.md) into the bytes of a compiled lexicon.
[[nodiscard]] Result<Bytes> compile(const std::filesystem::path& folder);
// Every error that compile() would report, were each the first.
[[nodiscard]] std::vector<Error> compile_errors(const std::filesystem::path& folder);

// The name of a country that a cell gives by its key or name; none if there is no such country.
using CountryNames = std::function<std::optional<std::string>(std::string_view)>;
// The same for a user's files; a row of a later file stands in place of an earlier one's of its type and key.
[[nodiscard]] Result<Bytes> compile_user_files(std::span<const std::filesystem::path> files,
                                               const CountryNames& countries);
// Every error in one of a user's files.
[[nodiscard]] std::vector<Error> user_file_errors(const std::filesystem::path& file, const CountryNames& countries);

}  // namespace pressbox::image

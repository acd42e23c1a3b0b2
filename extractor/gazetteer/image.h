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

enum class SectionId : std::uint32_t { pilots, tags, common, lines, nodes, entries, rules, automata, strings };
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
  std::uint64_t buckets;   // the range that keys are scaled to; lines has some more for overflow
  std::uint32_t form_count;
  std::uint32_t section_count;
  std::array<Section, kSectionCount> sections;
};

// Two hash tables. A key stands in one of them: `common` has the words that running text is full of, so that nearly
// every look-up stays in a table that the cache holds; `lines` has all others and the runs of several words.
struct Slot {
  std::uint64_t key;   // of a word; 0: free
  std::uint32_t node;  // its place in the nodes; 0: no form begins so
  std::uint16_t word;  // WordInfo, packed by pack_word
  std::uint16_t unused;
};

// `common` is a perfect hash table: the pilot of a key's group is chosen by the compiler so that no two keys meet.
// There are 2^n pilots, and the first n bits of a key, at least one, are the number of its group.
[[nodiscard]] inline std::uint64_t pilot_of(std::uint64_t key, std::uint64_t pilots) {
  return key >> std::countl_zero(pilots - 1);
}
[[nodiscard]] inline std::uint64_t common_place(std::uint64_t key, std::uint16_t pilot, std::uint64_t size) {
  return hashing::scale(key * (hashing::kP1 + std::uint64_t{2} * pilot), size);
}

// Eight keys in a line of the cache. Home of a key is the line scale(key, buckets), which has its first bits; its last
// 32 tell it from the others of the line. It stands there or, if that is full, in the next that is not: then the line
// says so. The compiler sees to it that no key has another's value.
inline constexpr std::size_t kLineKeys = 8;
struct alignas(kAlignment) Line {
  std::array<std::uint32_t, kLineKeys> tags;
  std::array<std::uint32_t, kLineKeys> values;  // filled from the first; 0: free
};
static_assert(sizeof(Line) == kAlignment);

// The key of a longer run has its first bits from the run that it goes on from, so that it stands near: all that may go
// on from a run lies in a few lines of the cache, or in a page. How near depends on how many there are, of any length.
enum class Spread : std::uint8_t { lines, page, everywhere };
inline constexpr std::size_t kSpreads = 4;  // as many as a node's flags can say

// Which bits of a key are those of the shorter run.
[[nodiscard]] constexpr std::array<std::uint64_t, kSpreads> kept_bits(std::uint64_t buckets) {
  const auto first_bits = [&](int spread) {  // but those that tell 2^spread lines from each other
    const int bits = static_cast<int>(std::bit_width(buckets)) - 1 - spread;
    return bits <= 0 ? 0 : ~std::uint64_t{0} << (64 - bits);
  };
  return {first_bits(3), first_bits(6), 0, 0};
}
[[nodiscard]] inline std::uint64_t extend(std::uint64_t run, std::uint64_t word, std::uint64_t kept) {
  const std::uint64_t mixed = hashing::extend_run(run, word);
  return mixed ^ ((mixed ^ run) & kept);
}

// A value is the place of a node or, of a word that no form begins with, this bit and its WordInfo.
inline constexpr std::uint32_t kWordOnly = std::uint32_t{1} << 31;
// In the last value of a line: a key whose home is this line or one before it stands behind it.
inline constexpr std::uint32_t kSpilled = std::uint32_t{1} << 30;

// The value of a key, 0 if there is none. All eight are compared: where a key stands in its line, and whether it does,
// no processor guesses.
[[nodiscard]] inline std::uint32_t value_of(std::uint64_t key, std::span<const Line> lines, std::uint64_t buckets) {
  const auto tag = static_cast<std::uint32_t>(key);
  for (std::uint64_t at = hashing::scale(key, buckets); at < lines.size(); ++at) {
    const Line& line = lines[at];
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < kLineKeys; ++i) {
      value |= line.values[i] & (0u - static_cast<std::uint32_t>(line.tags[i] == tag));
    }
    if ((line.values.back() & kSpilled) == 0) [[likely]]
      return value;
    if (value != 0) return value & ~kSpilled;
  }
  return 0;
}

// Of each place of `common` a byte of the key that stands there, by which a word that is rare is told without its line.
[[nodiscard]] inline std::uint8_t common_tag(std::uint64_t key) {
  return static_cast<std::uint8_t>(key);
}

// What is known about a run of words, in one piece, so that all of it comes with one or two lines of the cache. The
// nodes are words of eight bytes, of which the first is 0, a node that says nothing; a node is
// - its head,
// - if kLonger: the next words of longer forms, as next_bit() of each,
// - if kLonger: the same for forms that may begin without a capital,
// - the folded words, with one space between two, and zeros up to the next eight bytes,
// - its readings, which all have these words.
struct NodeHead {
  std::uint16_t reading_count;
  std::uint16_t folded_size;
  std::uint16_t word;   // WordInfo of a single word, packed by pack_word
  std::uint16_t flags;  // NodeFlag
};

enum NodeFlag : std::uint16_t {
  kLowerStart = 1,  // a form that ends here or goes on may begin with a word that has no capital
  kLonger = 2,      // longer forms begin so
};
inline constexpr unsigned kSpreadShift = 2;  // behind these flags: the Spread of the longer runs
[[nodiscard]] constexpr std::size_t spread_of(std::uint16_t flags) {
  return flags >> kSpreadShift & (kSpreads - 1);
}
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

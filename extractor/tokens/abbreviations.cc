#include "extractor/tokens/abbreviations.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

#include "extractor/tokens/short_word.h"

namespace pressbox {
namespace {

struct Abbreviation {
  std::string_view word;  // lower case
  AbbreviationKind kind;
};

using enum AbbreviationKind;

// Sorted by word.
constexpr Abbreviation kAbbreviations[] = {
    {"ala", state},    {"approx", common}, {"apr", month},   {"ariz", state},     {"ark", state},   {"assn", suffix},
    {"aug", month},    {"ave", suffix},    {"bros", suffix}, {"ca", common},      {"calif", state}, {"capt", title},
    {"co", suffix},    {"col", title},     {"colo", state},  {"conn", state},     {"corp", suffix}, {"cpl", title},
    {"dec", month},    {"del", state},     {"dept", suffix}, {"dr", title},       {"esq", suffix},  {"etc", common},
    {"feb", month},    {"fla", state},     {"fr", title},    {"ft", title},       {"ga", state},    {"gen", title},
    {"gov", title},    {"hon", title},     {"ill", state},   {"inc", suffix},     {"ind", state},   {"jan", name_month},
    {"jr", suffix},    {"jul", month},     {"jun", month},   {"kan", state},      {"ky", state},    {"la", state},
    {"lt", title},     {"ltd", suffix},    {"maj", title},   {"mar", name_month}, {"mass", state},  {"md", state},
    {"messrs", title}, {"mich", state},    {"minn", state},  {"miss", state},     {"mo", state},    {"mont", state},
    {"mr", title},     {"mrs", title},     {"ms", title},    {"mt", title},       {"neb", state},   {"nev", state},
    {"no", number},    {"nos", number},    {"nov", month},   {"oct", month},      {"okla", state},  {"ore", state},
    {"pa", state},     {"penn", state},    {"prof", title},  {"rep", title},      {"rev", title},   {"sen", title},
    {"sep", month},    {"sept", month},    {"sgt", title},   {"sr", suffix},      {"st", title},    {"ste", title},
    {"tenn", state},   {"tex", state},     {"univ", suffix}, {"v", versus},       {"va", state},    {"vs", versus},
    {"vt", state},     {"wash", state},    {"wis", state},   {"wyo", state},
};

constexpr std::string_view kStarters[] = {
    "a",     "after",   "all", "although", "an",        "and",   "as",    "at",    "before",  "both", "but",
    "by",    "despite", "for", "from",     "he",        "her",   "his",   "how",   "however", "i",    "if",
    "in",    "it",      "its", "last",     "meanwhile", "my",    "not",   "now",   "on",      "or",   "our",
    "she",   "since",   "so",  "that",     "the",       "their", "then",  "there", "these",   "they", "this",
    "those", "though",  "to",  "we",       "what",      "when",  "where", "while", "who",     "with", "you",
};

constexpr bool sorted_table() {
  for (std::size_t i = 1; i < std::size(kAbbreviations); ++i) {
    if (kAbbreviations[i - 1].word >= kAbbreviations[i].word) return false;
  }
  return true;
}
constexpr bool sorted_starters() {
  for (std::size_t i = 1; i < std::size(kStarters); ++i) {
    if (kStarters[i - 1] >= kStarters[i]) return false;
  }
  return true;
}
static_assert(sorted_table());
static_assert(sorted_starters());

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr char lower(char c) {
  return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}

// Abbreviations are asked for at every full stop: a small hash table of words packed into eight bytes.
class AbbreviationTable {
 public:
  constexpr AbbreviationTable() {
    for (const Abbreviation& each : kAbbreviations) {
      const ShortWord key = short_word(each.word);
      std::size_t at = home(key);
      while (slots_[at].key != 0) at = (at + 1) % kSize;
      slots_[at] = {key, each.kind};
    }
  }
  [[nodiscard]] constexpr AbbreviationKind find(std::uint64_t key) const {
    for (std::size_t at = home(key);; at = (at + 1) % kSize) {
      if (slots_[at].key == key || slots_[at].key == 0) return slots_[at].kind;
    }
  }

 private:
  static constexpr std::size_t kSize = 512;
  static_assert(std::size(kAbbreviations) < kSize / 4);
  static constexpr std::size_t home(std::uint64_t key) { return key * 0x9E3779B97F4A7C15u >> 55; }
  struct Slot {
    std::uint64_t key = 0;
    AbbreviationKind kind = none;
  };
  std::array<Slot, kSize> slots_{};
};
constexpr AbbreviationTable kAbbreviationTable;
static_assert(std::all_of(std::begin(kAbbreviations), std::end(kAbbreviations),
                          [](const Abbreviation& each) { return each.word.size() <= kLongestAbbreviation; }));

// A word's first bytes of so many in lower case, as a number. No other byte becomes a letter.
ShortWord lowered(ShortWord bytes, std::size_t size) {
  return (bytes | 0x2020202020202020u) & kOwnBytes[size];
}

constexpr std::size_t kLongest = 10;

// Lower-cases an ASCII word into buffer; empty if it is too long or holds anything but letters.
std::string_view lowered(std::string_view word, char (&buffer)[kLongest]) {
  if (word.size() > kLongest) return {};
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (!is_letter(word[i])) return {};
    buffer[i] = lower(word[i]);
  }
  return {buffer, word.size()};
}

}  // namespace

AbbreviationKind abbreviation_kind(std::string_view word) {
  if (word.empty() || !is_letter(word[0])) return none;
  if (word.size() == 1) {
    if (is_upper(word[0])) return initials;
    return word[0] == 'v' ? versus : none;
  }
  if (word[1] == '.') {
    bool letter = true;
    for (const char c : word) {
      if (letter ? !is_letter(c) : c != '.') return none;
      letter = !letter;
    }
    return letter ? none : initials;
  }
  if (word.size() > kLongestAbbreviation) return none;
  const AbbreviationKind kind = kAbbreviationTable.find(lowered(short_word(word), word.size()));
  return kind == versus || kind == common || is_upper(word[0]) ? kind : none;
}

bool may_keep_stop(const char* word, std::size_t size) {
  const ShortWord bytes = short_word({word, kLongestShortWord}, 0, size);
  return size == 1 || kAbbreviationTable.find(lowered(bytes, size)) != none;
}

bool begins_sentences(std::string_view word) {
  char buffer[kLongest];
  const std::string_view key = lowered(word, buffer);
  return !key.empty() && std::binary_search(std::begin(kStarters), std::end(kStarters), key);
}

}  // namespace pressbox

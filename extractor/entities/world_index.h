// Entries by what joins them: teams by their city ("Cleveland lost"); what is asked of an entry again and again,
// without its texts; and given names by the short forms of them. Built once from the lexicon, which it borrows.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/gazetteer/hash.h"
#include "extractor/gazetteer/lexicon.h"
#include "extractor/gazetteer/per_entry.h"

namespace pressbox {

// Values by hash, filled once and then asked by every article. Each key has its value beside it, because most questions
// find that line of memory far away.
template <typename Value>
class WorldTable {
 public:
  [[nodiscard]] const Value* find(std::uint64_t key) const {
    const Slot& slot = slots_[place(whole(key))];
    return slot.key != kFree ? &slot.value : nullptr;
  }
  void prefetch(std::uint64_t key) const { __builtin_prefetch(&slots_[first_place(whole(key))]); }
  // The value of this key; a new one is Value{}, and second tells.
  std::pair<Value&, bool> insert(std::uint64_t key) {
    if (kSlotsPerKey * (size_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[place(whole(key))];
    const bool fresh = slot.key == kFree;
    slot.key = whole(key);
    size_ += fresh ? 1 : 0;
    return {slot.value, fresh};
  }
  Value& operator[](std::uint64_t key) { return insert(key).first; }

 private:
  static constexpr std::uint64_t kFree = 0;
  struct Slot {
    std::uint64_t key = kFree;
    Value value{};
  };
  static constexpr std::size_t kSlotsPerKey = 3;  // at least

  // Hashes are never 0, and nobody meets what is built of several and is.
  [[nodiscard]] static std::uint64_t whole(std::uint64_t key) { return key != kFree ? key : 1; }
  [[nodiscard]] std::size_t first_place(std::uint64_t key) const {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15u) >> 32) & (slots_.size() - 1);
  }
  // Where the key stands, or where it would.
  [[nodiscard]] std::size_t place(std::uint64_t key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = first_place(key);
    while (slots_[at].key != key && slots_[at].key != kFree) at = (at + 1) & mask;
    return at;
  }
  void grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.key != kFree) slots_[place(slot.key)] = slot;
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(64);  // a power of two
  std::size_t size_ = 0;
};

// A bit for each of some hashes: a hash whose bit is not set is none of them.
template <std::size_t kBits>
class HashFilter {
 public:
  void add(std::uint64_t hash) { words_[hash / 64 % words_.size()] |= std::uint64_t{1} << (hash % 64); }
  [[nodiscard]] bool may_have(std::uint64_t hash) const {
    return (words_[hash / 64 % words_.size()] >> (hash % 64) & 1) != 0;
  }

 private:
  std::array<std::uint64_t, kBits / 64> words_{};
};

// Lists of values by key, filled once.
template <typename Value>
class Groups {
 public:
  void add(std::uint64_t key, const Value& value) { unsorted_.push_back({key, value}); }
  // A value that stands twice in a row under its key stands once.
  void close() {
    std::stable_sort(unsorted_.begin(), unsorted_.end(),
                     [](const auto& one, const auto& other) { return one.first < other.first; });
    unsorted_.erase(std::unique(unsorted_.begin(), unsorted_.end()), unsorted_.end());
    values_.reserve(unsorted_.size());
    for (const auto& [key, value] : unsorted_) {
      const auto [range, fresh] = ranges_.insert(key);
      if (fresh) range.first = static_cast<Index>(values_.size());
      ++range.count;
      values_.push_back(value);
    }
    unsorted_ = {};
  }
  void prefetch(std::uint64_t key) const { ranges_.prefetch(key); }
  [[nodiscard]] std::span<const Value> of(std::uint64_t key) const {
    const Range* range = ranges_.find(key);
    return range == nullptr ? std::span<const Value>{} : std::span(values_).subspan(range->first, range->count);
  }

 private:
  struct Range {
    Index first = 0;
    Index count = 0;
  };
  std::vector<std::pair<std::uint64_t, Value>> unsorted_;  // until close()
  std::vector<Value> values_;
  WorldTable<Range> ranges_;
};

class WorldIndex {
 public:
  explicit WorldIndex(const Lexicon& lexicon);

  // What the rules ask of a team beside its readings: one load from far away, where its entry and the texts that this
  // points to would be four. Eight bytes, so that those of all teams stay in the second cache.
  struct TeamNote {
    std::uint16_t country = 0;  // number_of_country()
    TeamKind kind = TeamKind::club;
    Sport sport = Sport::unknown;
    std::uint8_t weight = 0;
    std::uint8_t first_year = 0;  // years as EntryHead has them, less image::kYearZero; 0 where that is 0
    std::uint8_t last_year = 0;
    bool womens_league : 1 = false;   // it plays in one
    bool crosses_border : 1 = false;  // as North American leagues do
  };
  static_assert(sizeof(TeamNote) == 8);
  [[nodiscard]] TeamNote team(Index entry) const { return teams_.of(entry); }
  void prefetch_team(Index entry) const { teams_.prefetch(entry); }
  // Of each name of a country another, and 0 for none.
  [[nodiscard]] std::uint16_t number_of_country(Index entry) const { return country_numbers_.of(entry); }
  [[nodiscard]] std::uint16_t united_states() const { return united_states_; }
  struct PersonNote {
    Index country = kNone;  // its entry
    Gender gender = Gender::unknown;
  };
  [[nodiscard]] PersonNote person(Index entry) const {
    const PackedPerson packed = people_.of(entry);
    return {countries_[packed / kGenders], static_cast<Gender>(packed % kGenders)};
  }
  void prefetch_person(Index entry) const { people_.prefetch(entry); }
  // Of whom a role or a title stands for.
  [[nodiscard]] Gender gender_of_role(Index entry) const { return role_genders_.of(entry); }
  [[nodiscard]] Gender gender_of_title(Index entry) const { return title_genders_.of(entry); }

  // A franchise whose name begins with some words, or whose city they are.
  struct Franchise {
    Index entry;
    std::uint8_t weight;
    bool operator==(const Franchise&) const = default;
  };
  // By the place that a franchise of this sport is named after ("Tampa Bay", "Colorado") or plays in; words is
  // add_word() over the fold hashes of its words, from 0.
  [[nodiscard]] std::span<const Franchise> franchises_of(std::uint64_t words, Sport sport) const {
    if (!may_be_place(words, sport)) return {};
    return franchises_.of(of_sport(words, sport));
  }
  // False: there are none. Most words are told so by one bit.
  [[nodiscard]] bool may_be_place(std::uint64_t words, Sport sport) const {
    return place_words_[static_cast<std::size_t>(sport)].may_have(words);
  }
  // Asks for what franchises_of() will read.
  void prefetch_franchises(std::uint64_t words, Sport sport) const { franchises_.prefetch(of_sport(words, sport)); }
  // False: teams of this sport are named after no such places.
  [[nodiscard]] bool has_franchises(Sport sport) const {
    return (franchise_sports_ >> static_cast<unsigned>(sport) & 1u) != 0;
  }
  // False: no such place begins with this word. Nearly all words are told so by one bit.
  [[nodiscard]] bool may_begin_place(std::uint64_t word, Sport sport) const {
    return first_words_[static_cast<std::size_t>(sport)].may_have(word);
  }
  [[nodiscard]] static std::uint64_t add_word(std::uint64_t words, std::uint64_t word) {
    return (words ^ word) * 0x9E3779B97F4A7C15u + (words >> 29);
  }

  // The college whose name begins with these words ("Wyoming"), built as for franchises_of(); kNone if there is none or
  // there are several.
  [[nodiscard]] Index college_of(std::uint64_t words) const {
    const Index* found = colleges_.find(words);
    return found == nullptr ? kNone : *found;
  }
  // What a rule's list of words says of a word.
  enum WordMark : std::uint8_t {
    kClubPrefix = 1,  // "Dynamo", "Real": words that clubs of many towns have in front of the town's name
    kSportName = 2,   // "Tennis", "Hockey": with a country beside it, who governs it there
    kOtherTime = 4,   // "since", "by": a year behind it is not that of the article
    kClub = 8,        // "Club"
  };
  [[nodiscard]] bool is(std::uint64_t word, unsigned mark) const {
    if (!may_be(word, mark)) return false;
    const std::uint8_t* marks = word_marks_.find(word);
    return marks != nullptr && (*marks & mark) != 0;
  }
  // False: is() is false. One load, and nearly every other word is told so.
  [[nodiscard]] bool may_be(std::uint64_t word, unsigned mark) const {
    return (marks_filter_[word % marks_filter_.size()] & mark) != 0;
  }
  // The side that a country's name means in a sport where another name is its own: Ireland's footballers are the
  // Republic of Ireland. The same entry where it is none of them.
  [[nodiscard]] Index side_in(Sport sport, Index team) const {
    for (const OwnName& own : own_names_) {
      if (own.sport == sport && own.called == team) return own.side;
    }
    return team;
  }

  // False: same_given_name() is false whatever the other is.
  [[nodiscard]] bool has_given_forms(std::uint64_t one) const {
    return given_filter_.may_have(one) && !given_names_.of(one).empty();
  }
  // One is the short form of the other, or both are short forms of one given name: Bob and Robert, Becky and Becca.
  [[nodiscard]] bool same_given_name(std::uint64_t one, std::uint64_t other) const {
    const std::span<const std::uint32_t> a = given_names_.of(one);
    if (a.empty()) return false;
    const std::span<const std::uint32_t> b = given_names_.of(other);
    return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
  }
  // One is the full form, and the other a short form of it: Robert and Bob, but not Bob and Bobby. Enough to make one
  // person of two full names.
  [[nodiscard]] bool is_full_form_of(std::uint64_t one, std::uint64_t other) const {
    const std::uint32_t* full = full_forms_.find(one);
    if (full == nullptr || one == other) return false;
    const std::span<const std::uint32_t> forms = given_names_.of(other);
    return std::find(forms.begin(), forms.end(), *full) != forms.end();
  }

 private:
  void add_notes(const Lexicon& lexicon);
  void add_teams(const Lexicon& lexicon);
  void add_words(const Lexicon& lexicon);
  void mark_word(std::string_view word, WordMark mark);
  void add_own_name(const Lexicon& lexicon, const Rule& rule);
  // The key of words in one sport.
  [[nodiscard]] static std::uint64_t of_sport(std::uint64_t words, Sport sport) {
    return words ^ static_cast<std::uint64_t>(sport) * 0x9E3779B97F4A7C15u;
  }

  struct OwnName {
    Sport sport;
    Index called;
    Index side;
  };
  Groups<Franchise> franchises_;  // by place and sport
  // Bits of the words that such a place begins with, by a part of their hash. Those of one sport are few lines of the
  // cache, and an article asks of no other.
  std::array<HashFilter<4096>, kSportCount> first_words_;
  std::array<HashFilter<4096>, kSportCount> place_words_;  // of all words of the place
  std::uint32_t franchise_sports_ = 0;                     // a bit each
  std::array<std::uint8_t, 1024> marks_filter_{};  // by a part of the word's hash: nearly all words have no mark
  WorldTable<std::uint8_t> word_marks_;            // by word
  std::vector<OwnName> own_names_;
  WorldTable<Index> colleges_;  // kNone: several
  PerEntry<TeamNote> teams_;
  std::vector<Index> countries_;  // the first entry of each country's number; kNone where there is none
  // Two bytes a person, so that those of all fit into the second cache and into few pages of memory.
  using PackedPerson = std::uint16_t;
  static constexpr PackedPerson kGenders = 4;
  PerEntry<PackedPerson> people_;
  PerEntry<std::uint16_t> country_numbers_;
  std::uint16_t united_states_ = 0;
  PerEntry<Gender> role_genders_;
  PerEntry<Gender> title_genders_;
  Groups<std::uint32_t> given_names_;     // the rows that have the name
  HashFilter<16384> given_filter_;        // of these names
  WorldTable<std::uint32_t> full_forms_;  // the row that a name opens
};

}  // namespace pressbox

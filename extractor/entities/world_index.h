// Entries by what joins them: teams by their city ("Cleveland lost"), countries by their name; and given names by the
// short forms of them. Built once from the lexicon, which it borrows.
#pragma once

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "extractor/gazetteer/lexicon.h"

namespace pressbox {

class WorldIndex {
 public:
  explicit WorldIndex(const Lexicon& lexicon);

  // A franchise whose name begins with these words, or whose city they are.
  struct Franchise {
    Index entry;
    Sport sport;
    std::uint8_t weight;
  };
  // By the place that a franchise is named after ("Tampa Bay", "Colorado") or plays in; words is add_word() over the
  // fold hashes of its words, from 0.
  [[nodiscard]] std::span<const Franchise> franchises_of(std::uint64_t words) const {
    const auto found = by_place_.find(words);
    if (found == by_place_.end()) return {};
    return found->second;
  }
  // False: no such place begins with this word. Most words are told so without a look into the table.
  [[nodiscard]] bool may_begin_place(std::uint64_t word) const { return first_words_[word % first_words_.size()]; }
  [[nodiscard]] static std::uint64_t add_word(std::uint64_t words, std::uint64_t word) {
    return (words ^ word) * 0x9E3779B97F4A7C15u + (words >> 29);
  }

  // The country of this canonical name; kNone if the lexicon has none.
  [[nodiscard]] Index country(std::string_view name) const {
    const auto found = countries_.find(name);
    return found == countries_.end() ? kNone : found->second;
  }

  // The college whose name begins with these words ("Wyoming"), built as for franchises_of(); kNone if there is none or
  // there are several.
  [[nodiscard]] Index college_of(std::uint64_t words) const {
    const auto found = colleges_.find(words);
    return found == colleges_.end() ? kNone : found->second;
  }
  // "Dynamo", "Real": words that clubs of many towns have in front of the town's name.
  [[nodiscard]] bool is_club_prefix(std::uint64_t word) const { return club_prefixes_.contains(word); }
  // "Tennis", "Hockey": with a country beside it, who governs it there.
  [[nodiscard]] bool is_sport_name(std::uint64_t word) const { return sport_names_.contains(word); }
  // "Since", "by": a year behind it is not that of the article.
  [[nodiscard]] bool is_other_time(std::uint64_t word) const { return other_times_.contains(word); }
  // The side that a country's name means in a sport where another name is its own: Ireland's footballers are the
  // Republic of Ireland. The same entry where it is none of them.
  [[nodiscard]] Index side_in(Sport sport, Index team) const {
    for (const OwnName& own : own_names_) {
      if (own.sport == sport && own.called == team) return own.side;
    }
    return team;
  }

  // False: same_given_name() is false whatever the other is.
  [[nodiscard]] bool has_given_forms(std::uint64_t one) const { return given_names_.contains(one); }
  // One is the short form of the other, or both are short forms of one given name: Bob and Robert, Becky and Becca.
  [[nodiscard]] bool same_given_name(std::uint64_t one, std::uint64_t other) const {
    const auto a = given_names_.find(one);
    if (a == given_names_.end()) return false;
    const auto b = given_names_.find(other);
    return b != given_names_.end() && std::find_first_of(a->second.begin(), a->second.end(), b->second.begin(),
                                                         b->second.end()) != a->second.end();
  }
  // One is the full form, and the other a short form of it: Robert and Bob, but not Bob and Bobby. Enough to make one
  // person of two full names.
  [[nodiscard]] bool is_full_form_of(std::uint64_t one, std::uint64_t other) const {
    const auto full = full_forms_.find(one);
    const auto form = given_names_.find(other);
    return full != full_forms_.end() && form != given_names_.end() && one != other &&
           std::find(form->second.begin(), form->second.end(), full->second) != form->second.end();
  }

 private:
  void add_own_name(const Lexicon& lexicon, const Rule& rule);

  struct OwnName {
    Sport sport;
    Index called;
    Index side;
  };
  std::bitset<1u << 14> first_words_;
  std::unordered_set<std::uint64_t> club_prefixes_;
  std::unordered_set<std::uint64_t> sport_names_;
  std::unordered_set<std::uint64_t> other_times_;
  std::vector<OwnName> own_names_;
  std::unordered_map<std::uint64_t, Index> colleges_;  // kNone: several
  std::unordered_map<std::string_view, Index> countries_;
  std::unordered_map<std::uint64_t, std::vector<Franchise>> by_place_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> given_names_;  // the rows that have the name
  std::unordered_map<std::uint64_t, std::size_t> full_forms_;                // the row that a name opens
};

}  // namespace pressbox

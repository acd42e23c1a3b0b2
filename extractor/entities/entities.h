// Entities: which names are people and which are teams, and who is who.
//
// Names are found by a small dynamic program over each sentence: every reading of the gazetteer and every run of
// words shaped like a personal name is a possible segment with a score, and the best set of segments that do not
// overlap wins. Single words are decided afterwards, when the article's full names are known; readings of teams when
// its sport and its other teams are.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/article.h"
#include "extractor/document.h"
#include "extractor/gazetteer/lexicon.h"

namespace pressbox {

class WorldIndex;

// How a mention was found. The ids in the rule files stand in the same order; RuleBook::build is told of them.
enum class EntityRule : std::uint8_t {
  person_shape,
  person_lexicon,
  person_context,
  team_name,
  team_place,
  team_city,
  team_shape,
  team_results_line,
  team_capitals,
  team_side,
  competition_name,
  venue_name,
  outlet_name,
};
inline constexpr std::array<std::string_view, 13> kEntityRules = {
    "person.shape",     "person.lexicon", "person.context",    "team.name",     "team.place",
    "team.city",        "team.shape",     "team.results-line", "team.capitals", "team.side",
    "competition.name", "venue.name",     "outlet.name"};
[[nodiscard]] constexpr std::string_view rule_id(EntityRule rule) {
  return kEntityRules[static_cast<std::size_t>(rule)];
}

// A list of few items that stands where its owner stands. What is said first counts: behind N items it takes no more.
template <typename T, std::size_t N>
class Few {
 public:
  void push_back(T item) {
    if (size_ < N) items_[size_++] = item;
  }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const T* begin() const { return items_.data(); }
  [[nodiscard]] const T* end() const { return items_.data() + size_; }
  [[nodiscard]] T front() const { return items_[0]; }

 private:
  std::uint32_t size_ = 0;
  std::array<T, N> items_{};
};

// The words of a name as fold hashes. Up to kUsual stand where their owner stands; a longer name, which hardly anybody
// has, takes room of its own.
class NameWords {
 public:
  static constexpr std::size_t kUsual = 6;
  void assign(std::span<const std::uint64_t> words) {
    if (words.size() > kUsual) {
      many_.assign(words.begin(), words.end());
    } else {
      std::copy(words.begin(), words.end(), few_.begin());
    }
    size_ = words.size();
  }
  void push_back(std::uint64_t word) {
    if (size_ == kUsual) many_.assign(few_.begin(), few_.end());
    if (size_ < kUsual) {
      few_[size_] = word;
    } else {
      many_.push_back(word);
    }
    ++size_;
  }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const std::uint64_t* data() const { return size_ > kUsual ? many_.data() : few_.data(); }
  [[nodiscard]] const std::uint64_t* begin() const { return data(); }
  [[nodiscard]] const std::uint64_t* end() const { return data() + size_; }
  [[nodiscard]] std::uint64_t operator[](std::size_t at) const { return data()[at]; }
  [[nodiscard]] std::uint64_t front() const { return data()[0]; }
  [[nodiscard]] std::uint64_t back() const { return data()[size_ - 1]; }

 private:
  std::size_t size_ = 0;
  std::array<std::uint64_t, kUsual> few_{};  // where size_ is no greater
  std::vector<std::uint64_t> many_;          // where it is
};

// What the article says of a person beside the name; parallel to Article::people. Coreference and attribution use it.
struct PersonFacts {
  static constexpr std::size_t kMaxFacts = 16;  // of a kind
  Gender gender = Gender::unknown;
  NameWords name_hashes;            // of the fullest name
  Few<Index, kMaxFacts> roles;      // entries of type role, in order of appearance
  Few<Index, kMaxFacts> countries;  // entries of type country
  Few<Index, kMaxFacts> teams;      // indices into Article::teams
  int age = 0;                      // 0 where the text gives none
  Index entry = kNone;              // the lexicon's person of this name
};

// Needs everything in the document but mentions. Fills document.mentions, article.sport, people, teams, competitions,
// venues and outlets, and facts (one a person).
void find_entities(Document& document, const Lexicon& lexicon, const WorldIndex& index, Article& article,
                   std::vector<PersonFacts>& facts);

}  // namespace pressbox

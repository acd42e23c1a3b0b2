// Entities: which names are people and which are teams, and who is who.
//
// Names are found by a small dynamic program over each sentence: every reading of the gazetteer and every run of
// words shaped like a personal name is a possible segment with a score, and the best set of segments that do not
// overlap wins. Single words are decided afterwards, when the article's full names are known; readings of teams when
// its sport and its other teams are.
#pragma once

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
#include "extractor/short_list.h"

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

// A list of which mostly one or two items are kept. What is said first counts: behind N items it takes no more.
template <typename T, std::size_t N>
class Few {
 public:
  void push_back(T item) {
    if (items_.size() < N) items_.push_back(item);
  }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] const T* begin() const { return items_.begin(); }
  [[nodiscard]] const T* end() const { return items_.end(); }
  [[nodiscard]] T front() const { return items_.front(); }

 private:
  ShortList<T, 2> items_;
};

// The words of a name as fold hashes; hardly anybody has a longer one than stands in it.
using NameWords = ShortList<std::uint64_t, 4>;

// What the article says of a person beside the name; parallel to Article::people. Coreference and attribution use it.
struct PersonFacts {
  static constexpr std::size_t kMaxFacts = 16;  // of a kind
  Gender gender = Gender::unknown;
  WordInfo first_word{};            // of the fullest name
  int age = 0;                      // 0 where the text gives none
  Index entry = kNone;              // the lexicon's person of this name
  NameWords name_hashes;            // of the fullest name
  Few<Index, kMaxFacts> roles;      // entries of type role, in order of appearance
  Few<Index, kMaxFacts> countries;  // entries of type country
  Few<Index, kMaxFacts> teams;      // indices into Article::teams
};

// Needs everything in the document but mentions. Fills document.mentions, article.sport, people, teams, competitions,
// venues and outlets, and facts (one a person).
void find_entities(Document& document, const Lexicon& lexicon, const WorldIndex& index, Article& article,
                   std::vector<PersonFacts>& facts);

}  // namespace pressbox

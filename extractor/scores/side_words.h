// The words that the grammar of sides knows, all of them rows of lexicons/rules/scores.tsv. Private to the scores
// stage.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/patterns/word_patterns.h"
#include "extractor/rules/rulebook.h"
#include "extractor/scores/scores.h"
#include "extractor/scores/side_names.h"

namespace pressbox::scores {

// What a word of result says of its subject or owner.
inline constexpr std::size_t kResultWords = 7;
enum class ResultWord : std::uint8_t { win_verb, lose_verb, draw_verb, win_noun, lose_noun, rout_noun, draw_noun };

// What the word before a name makes of it.
enum class Link : std::uint8_t { none, by, of, for_side, opponent, place, inside, other, object, with, meeting };

[[nodiscard]] inline bool matches(const Pattern& pattern, std::string_view window) {
  return pattern.matches(window);
}

// True if word is lower, which has small ASCII letters only, in any case.
[[nodiscard]] bool same_word(std::string_view word, std::string_view lower);

// A row of plain words with | between them, found in any case of ASCII; pressbox::WordList minds the case. Borrows the
// row.
class CaselessWords {
 public:
  explicit CaselessWords(std::string_view row);
  // Nearly all words that are asked for are in no list, and their first and last letters tell.
  [[nodiscard]] bool has(std::string_view word) const { return may_have(word) && holds(word); }

 private:
  static constexpr std::size_t kLengths = 16;  // longer words have the mask of the last
  [[nodiscard]] static std::uint32_t letter_bit(char c) { return 1u << (static_cast<unsigned char>(c) & 31u); }
  [[nodiscard]] bool may_have(std::string_view word) const {
    if (word.empty()) return false;
    const std::size_t length = std::min(word.size(), kLengths) - 1;
    return ((firsts_[length] & letter_bit(word.front())) != 0) & ((lasts_[length] & letter_bit(word.back())) != 0);
  }
  [[nodiscard]] bool holds(std::string_view word) const;

  std::array<std::uint32_t, kLengths> firsts_{};  // by length: the letters that words begin with
  std::array<std::uint32_t, kLengths> lasts_{};
  std::vector<std::string_view> words_;  // by length
  std::vector<std::size_t> begin_;       // of the words of each length, up to one past the longest
};

// Borrows the rule book.
struct SideWords {
  explicit SideWords(const RuleBook& rules);

  // The link that a preposition makes; none for any other word.
  [[nodiscard]] Link link_of(std::string_view word) const;

  WordPatterns results;  // of each ResultWord
  const Pattern& target;
  const Pattern& be;
  const Pattern& dropped;
  const Pattern& suffered;
  const Pattern& inflicted;
  const Pattern& clause_end;
  const Pattern& set_near;
  const Pattern& tally;
  CaselessWords opponent;      // prepositions before an opponent
  CaselessWords prepositions;  // those that tell nothing of a side
  CaselessWords breaks;        // end a walk back from a name: what stands before them is another phrase
  CaselessWords giving;        // verbs whose object owns the result that follows
  CaselessWords met;           // verbs whose object is the opponent in the match that is told
  CaselessWords sending;       // verbs whose object goes on by the result
  CaselessWords meeting;       // verbs whose object is an opponent in another contest than the one whose score is told
  CaselessWords pronouns;
  CaselessWords determiners;
  CaselessWords leading;
  CaselessWords participles;
  CaselessWords result_verbs;
  CaselessWords victors;
  std::string_view results_line;
  std::string_view match_play;
  std::string_view cricket;
  std::string_view bracket;
  std::string_view sequence;
  SideRuleTable by;
  const Rule& inline_result;
};

}  // namespace pressbox::scores

namespace pressbox {

struct ScoreModel::SideRules {
  explicit SideRules(const RuleBook& rules) : words(rules) {}
  scores::SideWords words;
};

}  // namespace pressbox

// The words that the grammar of sides knows, all of them rows of lexicons/rules/scores.tsv. Private to the scores
// stage.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "extractor/patterns/word_patterns.h"
#include "extractor/rules/rulebook.h"
#include "extractor/rules/word_list.h"
#include "extractor/scores/scores.h"
#include "extractor/scores/side_names.h"

namespace pressbox::scores {

// What a word of result says of its subject or owner.
enum class ResultWord : std::uint8_t { win_verb, lose_verb, draw_verb, win_noun, lose_noun, rout_noun, draw_noun };
inline constexpr std::size_t kResultWords = static_cast<std::size_t>(ResultWord::draw_noun) + 1;

// What the word before a name makes of it.
enum class Link : std::uint8_t { none, by, of, for_side, opponent, place, inside, other, object, with, meeting };

[[nodiscard]] inline bool matches(const Pattern& pattern, std::string_view window) {
  return pattern.matches(window);
}

// True if word is lower, which has small ASCII letters only, in any case.
[[nodiscard]] bool same_word(std::string_view word, std::string_view lower);

// Rows of plain words with | between them, found in any case of ASCII (pressbox::WordList minds the case): one look
// tells in which of the rows a word is, where a list of its own for each would be as many cold lines of the cache.
// Borrows the rows.
class CaselessWords {
 public:
  struct Row {
    std::string_view words;
    std::uint32_t bit;
  };
  explicit CaselessWords(std::initializer_list<Row> rows);

  // The bits of all rows that have the word. Nearly all words that are asked for are in none, and their first and last
  // letters tell.
  [[nodiscard]] std::uint32_t rows_of(std::string_view word) const {
    if (word.empty()) return 0;
    const std::size_t length = length_of(word);
    const std::uint32_t may = firsts_[length][letter(word.front())] & lasts_[length][letter(word.back())];
    return may == 0 ? 0 : find(word);
  }

 private:
  static constexpr std::size_t kLengths = 16;  // longer words are as these
  static constexpr std::size_t kLetters = 32;
  [[nodiscard]] static std::size_t length_of(std::string_view word) { return std::min(word.size(), kLengths) - 1; }
  [[nodiscard]] static std::size_t letter(char c) { return static_cast<unsigned char>(c) & (kLetters - 1); }
  [[nodiscard]] static std::size_t group_of(std::string_view word) {
    return length_of(word) * kLetters + letter(word.front());
  }
  [[nodiscard]] std::uint32_t find(std::string_view word) const;

  using Letters = std::array<std::uint32_t, kLetters>;
  std::array<Letters, kLengths> firsts_{};  // by length and letter: the rows with words that begin so
  std::array<Letters, kLengths> lasts_{};
  struct Word {
    std::string_view text;
    std::uint32_t rows;  // a bit each
  };
  std::vector<Word> words_;                                     // by group, each word once
  std::array<std::uint16_t, kLengths * kLetters + 1> begin_{};  // of each group
};

// The rows that the grammar asks for: prepositions that make a Link each, and the rows score.list.
enum WordRow : std::uint32_t {
  kBy = 1u << 0,
  kOf = 1u << 1,
  kFor = 1u << 2,
  kAt = 1u << 3,
  kIn = 1u << 4,
  kWith = 1u << 5,
  kOpponent = 1u << 6,     // stands before an opponent
  kPreposition = 1u << 7,  // tells nothing of a side
  kBreak = 1u << 8,        // ends a walk back from a name: what stands before it is another phrase
  kGiving = 1u << 9,       // verbs whose object owns the result that follows
  kMet = 1u << 10,         // verbs whose object is the opponent in the match that is told
  kSending = 1u << 11,     // verbs whose object goes on by the result
  kMeeting = 1u << 12,     // verbs whose object is an opponent in another contest than the one whose score is told
  kPronoun = 1u << 13,
  kDeterminer = 1u << 14,
  kLeading = 1u << 15,
  kParticiple = 1u << 16,
  kResultVerb = 1u << 17,
  kVictor = 1u << 18,
};
inline constexpr std::uint32_t kLinks = kBy | kOf | kFor | kAt | kIn | kWith | kOpponent | kPreposition;

// Borrows the rule book.
struct SideWords {
  explicit SideWords(const RuleBook& rules);

  [[nodiscard]] bool is(std::string_view word, std::uint32_t rows) const { return (words.rows_of(word) & rows) != 0; }
  // The link that a preposition of these rows makes; none for any other word.
  [[nodiscard]] static Link link_of(std::uint32_t rows);

  WordPatterns results;  // of each ResultWord
  const Pattern& target;
  const Pattern& be;
  const Pattern& dropped;
  const Pattern& suffered;
  const Pattern& inflicted;
  const Pattern& clause_end;
  const Pattern& set_near;
  const Pattern& tally;
  CaselessWords words;  // of each WordRow
  std::string_view results_line;
  std::string_view match_play;
  std::string_view cricket;
  std::string_view bracket;
  std::string_view sequence;
  SideRuleTable side_rules;
  const Rule& inline_result;
};

}  // namespace pressbox::scores

namespace pressbox {

struct ScoreModel::SideRules {
  explicit SideRules(const RuleBook& rules) : words(rules) {}
  scores::SideWords words;
};

}  // namespace pressbox

// Patterns that are asked of the same text, read in one go.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "extractor/patterns/automaton.h"

namespace pressbox {

// Up to kMostPatterns patterns, of which all begin where a text begins, or all end where it ends, or all match
// anywhere. A byte is one look at one table for all of them, where each pattern by itself would touch lines of its own,
// most of which have left the cache since the last article. That table is of the states that the patterns are in
// together: all that there could be are tens of thousands, so those that texts lead to are learnt when they are met,
// and kept as long as the set. Borrows the patterns and what they borrow. Shared between threads.
class PatternSet {
 public:
  static constexpr std::size_t kMostPatterns = 32;
  static constexpr std::size_t kMostStates = 4096;
  // most_states: no more are learnt; where they end the patterns are run one beside the other.
  PatternSet(Automaton::Kind kind, std::initializer_list<const Pattern*> patterns,
             std::size_t most_states = kMostStates);
  ~PatternSet();

  // What a set is asked of a text, and what it answers, of patterns that are tied to an end: bit k, its pattern of
  // index k matches, as Pattern::matches has it.
  struct Question {
    const PatternSet* set;
    std::string_view text;
    std::uint32_t matching = 0;
  };
  // Answers up to kMostQuestions in one go, a byte of each in turn: while one waits for a cold line the others go on.
  static constexpr std::size_t kMostQuestions = 4;
  static void answer(std::span<Question> questions);
  [[nodiscard]] std::uint32_t matching(std::string_view text) const {
    Question question{this, text};
    answer({&question, 1});
    return question.matching;
  }
  // Of patterns that match anywhere: the end of the match of each that begins at a place, as Automaton::match_at has
  // it. ends has one for each pattern.
  void match_at(std::string_view text, std::size_t place, std::span<std::size_t> ends) const;
  // Asks for the lines of the cache that any answer needs, where one may be wanted soon.
  void prefetch() const;

 private:
  static constexpr std::size_t kMostLanes = 16;
  // An automaton of a pattern.
  struct Lane {
    const Automaton* automaton;
    std::uint32_t bit;  // of its pattern
  };
  using LaneStates = std::array<std::uint16_t, kMostLanes>;  // 0: no match is to come
  class Learnt;
  class Walk;

  // Moves all lanes over a byte, or nullptr for the end of the text; the bits of those that matched before it.
  [[nodiscard]] std::uint32_t step(LaneStates& states, const char* byte) const;

  Automaton::Kind kind_;
  std::vector<Lane> lanes_;
  std::unique_ptr<Learnt> learnt_;
  // Automata that are tied otherwise, for which no lane is left, or of which a look for two bytes tells more.
  std::vector<Lane> apart_;
};

}  // namespace pressbox

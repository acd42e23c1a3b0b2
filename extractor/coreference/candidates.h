// Which tokens the walk of coreference must look at, as one bit a token, so that it steps from one to the next. Private
// to the stage.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "extractor/document.h"

namespace pressbox {

inline constexpr ClassBits kPersonalPronouns = class_bit(WordClass::pronoun_he) | class_bit(WordClass::pronoun_she) |
                                               class_bit(WordClass::pronoun_they) | class_bit(WordClass::pronoun_i);
// A description begins with one of these, with a number or where a sentence does.
inline constexpr ClassBits kDescriptionStarters =
    class_bit(WordClass::determiner) | class_bit(WordClass::number_word) | kRoleFirst | kNationalityFirst;

class Candidates {
 public:
  // Needs everything in the document, mentions included. quoted has one flag a token, 0 or 1.
  void find(const Document& document, const std::vector<std::uint8_t>& quoted);

  // A token of the name of an outlet, a competition or a venue, which the walk must look at too.
  void add_thing(Index token) {
    candidates_[token / 64] |= std::uint64_t{1} << (token % 64);
    things_[token / 64] |= std::uint64_t{1} << (token % 64);
  }
  [[nodiscard]] bool in_thing(Index token) const { return (things_[token / 64] >> (token % 64) & 1) != 0; }

  // The first token from `from` on that is a pronoun, begins a name or what may be a description, stands in the name of
  // a thing, or is the first of a run of quoted ones; the number of tokens if there is none. Of quoted tokens nothing
  // is said.
  [[nodiscard]] Index next(Index from) const {
    std::size_t word = from / 64;
    std::uint64_t bits = candidates_[word] >> (from % 64);
    if (bits != 0) return from + static_cast<Index>(std::countr_zero(bits));
    do bits = candidates_[++word];
    while (bits == 0);
    return static_cast<Index>(word * 64) + static_cast<Index>(std::countr_zero(bits));
  }

  // The first token from `from` on that is not quoted; beyond the last if there is none.
  [[nodiscard]] Index unquoted(Index from) const {
    std::size_t word = from / 64;
    std::uint64_t bits = ~quoted_[word] >> (from % 64);
    if (bits != 0) return from + static_cast<Index>(std::countr_zero(bits));
    do bits = ~quoted_[++word];
    while (bits == 0);
    return static_cast<Index>(word * 64) + static_cast<Index>(std::countr_zero(bits));
  }

  // False: read_noun_phrase finds nothing at this token, nor would it if the token were passed over.
  [[nodiscard]] bool may_describe(Index token) const { return (phrases_[token / 64] >> (token % 64) & 1) != 0; }

  // Whether a huge article has grown it so that it should be given back.
  [[nodiscard]] bool is_huge() const { return candidates_.capacity() > std::size_t{1} << 14; }

 private:
  std::vector<std::uint64_t> candidates_;  // behind the last token one bit more is set
  std::vector<std::uint64_t> phrases_;
  std::vector<std::uint64_t> quoted_;
  std::vector<std::uint64_t> things_;
  // What they are made from.
  std::vector<std::uint64_t> starts_;   // may begin a description
  std::vector<std::uint64_t> heads_;    // a role, a nationality or an age begins: a phrase that gets here is found
  std::vector<std::uint64_t> stops_;    // no phrase goes on here
  std::vector<std::uint64_t> numbers_;  // may begin an age
  std::vector<std::uint64_t> cues_;
};

}  // namespace pressbox

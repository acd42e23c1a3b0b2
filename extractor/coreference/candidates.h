// Which tokens the walk of coreference must look at, as one bit a token, so that it steps from one to the next. Private
// to the stage.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "extractor/branch_free.h"
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
    words_[token / 64].candidates |= std::uint64_t{1} << (token % 64);
    words_[token / 64].things |= std::uint64_t{1} << (token % 64);
  }
  [[nodiscard]] bool in_thing(Index token) const { return (words_[token / 64].things >> (token % 64) & 1) != 0; }

  // The first token from `from` on that is a pronoun, begins a name or what may be a description, stands in the name of
  // a thing, or is quoted; the number of tokens if there is none.
  [[nodiscard]] Index next(Index from) const {
    return first_of(from, [](const Word& word) { return word.candidates; });
  }

  // The first token from `from` on that is not quoted; beyond the last if there is none.
  [[nodiscard]] Index unquoted(Index from) const {
    return first_of(from, [](const Word& word) { return ~word.quoted; });
  }

  // How many of the first so many tokens next() can give, and a few more.
  [[nodiscard]] std::size_t count(Index tokens) const {
    std::size_t count = 0;
    for (std::size_t word = 0; word <= tokens / 64; ++word) count += count_bits(words_[word].candidates);
    return count;
  }

  // False: read_noun_phrase finds nothing at this token, nor would it if the token were passed over.
  [[nodiscard]] bool may_describe(Index token) const { return (words_[token / 64].phrases >> (token % 64) & 1) != 0; }

  // Whether any name, or a person's, begins at a token.
  [[nodiscard]] bool begins_name(Index token) const { return (words_[token / 64].names >> (token % 64) & 1) != 0; }
  [[nodiscard]] bool names_person(Index token) const { return (words_[token / 64].people >> (token % 64) & 1) != 0; }

  // Of the eight tokens from `from` on those that are quoted, the first lowest.
  [[nodiscard]] unsigned quoted_ahead(Index from) const {
    const std::uint64_t here = words_[from / 64].quoted >> (from % 64);
    const std::uint64_t next = words_[from / 64 + 1].quoted << 1 << (63 - from % 64);
    return static_cast<unsigned>(here | next) & 0xFFu;
  }

  // Whether a huge article has grown it so that it should be given back.
  [[nodiscard]] bool is_huge() const { return words_.capacity() > std::size_t{1} << 14; }

  // Of 64 tokens in a row one bit each, the first lowest.
  struct Word {
    std::uint64_t candidates = 0;  // behind the last token one bit more is set
    std::uint64_t phrases = 0;
    std::uint64_t quoted = 0;
    std::uint64_t names = 0;   // a mention begins
    std::uint64_t people = 0;  // and is of a person
    std::uint64_t things = 0;
    // What they are made from.
    std::uint64_t starts = 0;   // may begin a description
    std::uint64_t heads = 0;    // a role, a nationality or an age begins: a phrase that gets here is found
    std::uint64_t stops = 0;    // no phrase goes on here
    std::uint64_t numbers = 0;  // may begin an age,
    std::uint64_t years = 0;    // and what may go on with it
    std::uint64_t dashes = 0;
    std::uint64_t cues = 0;
  };

 private:
  template <typename Bits>
  [[nodiscard]] Index first_of(Index from, const Bits& bits_of) const {
    std::size_t word = from / 64;
    std::uint64_t bits = bits_of(words_[word]) >> (from % 64) << (from % 64);
    while (bits == 0) bits = bits_of(words_[++word]);
    return static_cast<Index>(word * 64) + static_cast<Index>(std::countr_zero(bits));
  }

  std::vector<Word> words_;
};

}  // namespace pressbox

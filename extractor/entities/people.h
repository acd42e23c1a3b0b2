// People: whose name a run of words is. Private to the entities stage.
//
// Full names come first, in the order of the text; then single words that are a part of somebody's full name. Whoever
// is known by a single name only is added by SingleNames.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "extractor/entities/draft.h"
#include "extractor/entities/entities.h"
#include "extractor/entities/flat_map.h"
#include "extractor/entities/world_index.h"

namespace pressbox {

class People {
 public:
  // What is known of the people of one article besides their facts; kept between articles so that it grows once.
  struct Memory {
    struct FullMention {
      Index token;
      Index person;
    };
    struct Bearers {  // a list in `bearers`
      Index first = kNone;
      Index last = kNone;
      Index count = 0;
    };
    struct Bearer {
      Index person;
      Index next;
    };
    // The first three bytes, levelled, of a person's name and of its last word; 0 where that is shorter.
    struct FirstLetters {
      std::uint32_t given;
      std::uint32_t surname;
    };
    // Somebody, until all are known and stand in Article::people in their order.
    struct Known {
      std::string name;  // the fullest form so far
      std::string_view rule;
      Index last_full;              // the first token of the last full name
      std::uint32_t last_seen = 0;  // 1 + the first token of the last mention so far; 0 for none
      bool from_capitals;           // the name stands in capitals wherever it was seen
    };
    std::vector<FullMention> full_mentions;  // in order
    std::vector<Known> known;
    std::vector<FirstLetters> letters;  // one a person: of the name
    FlatMap<Bearers> by_word;           // people by each word of their names
    // A bit for each of those words, by a part of its hash: a word whose bit is not set is nobody's.
    std::array<std::uint64_t, 64> word_bits{};
    std::vector<Bearer> bearers;
    FlatMap<Index> aliases;             // people by a nickname that the article says is theirs
    std::vector<std::uint64_t> prizes;  // names by hash_name that a prize bears, few
    FlatMap<Index> by_name;             // people by hash_name of any form that was their fullest
    std::vector<std::uint64_t> words;   // of the name that is looked at
    WordInfo first_word;                // of these
    TokenColumn<Index> names;           // segments that are names of several words
    TokenColumn<Index> beside_capital;  // mentions of one word, beside a capital that nobody has taken
    void clear();
  };

  People(Draft& draft, const WorldIndex& index, std::vector<PersonFacts>& facts, Memory& memory);

  // The segments that are names of several words: somebody new, or a shorter or longer form of a name seen before.
  void full_names();
  // Single words outside blocks of capitals: a surname or a given name of somebody named in full.
  void known_names();
  // The person of a single name that only its place makes a name: known by the same, misspelt, or new.
  Index find_single(Index first, Index last);
  // "Marlies Oosterhuis", where only "Oosterhuis" was sure to be a name: the word beside one of its mentions is its
  // other part.
  void widen_single_names();
  // At token i of a block of capitals: a full name that the text below has, or the last words of one.
  void in_capitals(Index i, const Sentence& sentence);
  // "the twins Una and Cora Lisle", "his sister Una": whoever has a given name only shares the other's surname. Needs
  // the mentions sorted and in the article, and which of them are people.
  void name_siblings(std::span<const Index> mentions);

  // Somebody's full name in this article ends in these words (and has more).
  [[nodiscard]] bool is_surname_here(Index first, Index last) const;
  [[nodiscard]] bool is_surname_here(Index token) const { return is_surname_here(token, token); }
  [[nodiscard]] bool is_word_of_somebody(Index token) const { return has_word(document_.tokens.hash[token]); }
  // Somebody's full name in this article begins with this word.
  [[nodiscard]] bool is_given_name_here(Index token) const;
  // Somebody's name has this word.
  [[nodiscard]] bool has_word(std::uint64_t word) const { return memory_.by_word.contains(word); }
  // "sisters", "twins": of a surname in front of it several people are meant.
  [[nodiscard]] bool names_several(Index token) const;
  // The one person for whom a single name is short: Rafa for Rafael, Bob for Robert, Fergie for Ferguson, or what the
  // article says is somebody's nickname; kNone if there is none or several.
  [[nodiscard]] Index nickname_of(Index token) const;
  // The one person whose name ends in the word at this token; kNone if it is nobody's or if several share a word of it.
  [[nodiscard]] Index only_bearer(Index token) const;

 private:
  void note_nickname(Index first, Index last, Index person);
  void note_stated_nicknames();
  // A single word that no other than its own bearer has for a name.
  [[nodiscard]] bool is_own_name(Index token) const;
  [[nodiscard]] bool is_named_shorter(Index token, std::uint64_t given, Index person) const;
  [[nodiscard]] bool is_short_for(Index token, Index person) const;
  // Before any name: those that are a prize's.
  void note_prizes();
  void full_name(const Segment& segment);
  // words and hash are those of the name.
  Index add_person(Index first, Index last, std::span<const std::uint64_t> words, std::uint64_t hash, EntityRule rule);
  void set_name(Index person, std::string name);
  // Those that name_words() gave last.
  void set_words(Index person, std::span<const std::uint64_t> words);
  [[nodiscard]] bool may_widen(Index word) const;
  void note_word(std::uint64_t word, Index person);
  void remember_form(std::uint64_t name, Index person);
  [[nodiscard]] bool is_capitals(Index first, Index last) const;
  // The words of a name without nicknames and suffixes; they stand in memory_.words until the next call.
  std::span<const std::uint64_t> name_words(Index first, Index last) const;
  // The first of memory_.bearers whose names have this word; kNone if there is none.
  [[nodiscard]] Index first_bearer(std::uint64_t word) const;
  [[nodiscard]] Index misspelt_surname(Index first, Index last) const;
  [[nodiscard]] bool may_be_known(Index i) const;
  [[nodiscard]] bool may_be_somebodys(Index token) const {
    const std::uint64_t word = tokens_.hash[token];
    return (memory_.word_bits[word >> 6 & 63] >> (word & 63) & 1) != 0;
  }
  void list_beside_capital();
  void surname_of_known(Index i, Index last, const Sentence& sentence);
  void note_full_mentions_before(Index token);
  [[nodiscard]] Index with_particles(Index i, Index person, const Sentence& sentence) const;
  [[nodiscard]] bool ends_with_name(Index i, Index end, std::span<const std::uint64_t> names) const;
  [[nodiscard]] bool is_first_surname(Index i, std::span<const std::uint64_t> names) const;
  [[nodiscard]] bool opens_with_other_given_name(Index i, Index person, const Sentence& sentence) const;
  [[nodiscard]] bool names_family_or_home(Index i, Index end, const Sentence& sentence) const;
  [[nodiscard]] bool is_past_verb(Index token) const;
  [[nodiscard]] bool is_word_here(Index i, const Sentence& sentence) const;
  [[nodiscard]] bool is_prize(const Segment& segment) const;
  [[nodiscard]] Index end_before_subject(const Segment& segment) const;
  [[nodiscard]] Index same_by_initials(Index first, Index last, std::span<const std::uint64_t> words) const;
  [[nodiscard]] bool given_name_serves(Index i, const Sentence& sentence) const;
  [[nodiscard]] bool is_other_word(Index i, Index end) const;
  [[nodiscard]] bool is_sibling_word(Index name, bool plural) const;

  Draft& draft_;
  const Document& document_;
  const TokenArray& tokens_;
  Article& article_;
  std::vector<PersonFacts>& facts_;
  const WorldIndex& index_;
  Memory& memory_;
  std::size_t noted_ = 0;  // full mentions that last_seen knows
};

}  // namespace pressbox

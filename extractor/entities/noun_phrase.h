// Noun phrases that stand for people without naming them: "the 34-year-old", "the Spurs boss", "a club spokesman".
#pragma once

#include <vector>

#include "extractor/document.h"

namespace pressbox {

struct NounPhrase {
  Index first = 0;  // tokens, last inclusive; first is the determiner where there is one
  Index last = 0;
  Index head = kNone;  // entry of the role that is its head; kNone where a nationality or an age is
  RoleClass role_class = RoleClass::generic;
  Index country = kNone;    // entry: "the Dutchman", "the Dutch striker"
  Index team = kNone;       // index into Article::teams: "the Spurs boss"
  Index possessor = kNone;  // index into Article::people: "Stone's agent", who is not Stone
  int age = 0;              // "the 34-year-old"
  bool definite = false;    // begins with "the" or a possessive
  bool plural = false;
  bool possessive_pronoun = false;  // "his agent"
  bool former = false;
  bool demonym = false;  // "the Basque", "the Glaswegian": of a place, not a country
};

// Words that end a noun phrase: anything of the closed classes but determiners.
inline constexpr ClassBits kPhraseEnders = class_bit(WordClass::pronoun_he) | class_bit(WordClass::pronoun_she) |
                                           class_bit(WordClass::pronoun_they) | class_bit(WordClass::pronoun_i) |
                                           class_bit(WordClass::pronoun_it) | class_bit(WordClass::pronoun_who) |
                                           class_bit(WordClass::preposition) | class_bit(WordClass::conjunction) |
                                           class_bit(WordClass::auxiliary) | class_bit(WordClass::negation);

// Reads the noun phrase that starts at token i, which must be a determiner, a possessive pronoun, a role, a
// nationality, a mention or an adjective; false if there is none, and out is then of no use. Mentions must be sorted;
// next_mention is the index of the first mention that ends at or after i.
bool read_noun_phrase(const Document& document, const Lexicon& lexicon, Index i, std::size_t next_mention,
                      NounPhrase& out);
// The same without a look at whether a phrase that stands for somebody can begin there at all, for a caller who knows.
bool read_likely_noun_phrase(const Document& document, const Lexicon& lexicon, Index i, std::size_t next_mention,
                             NounPhrase& out);

}  // namespace pressbox

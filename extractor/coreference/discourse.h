// Coreference: whom the pronouns and descriptions of the narration stand for.
//
// One walk over the tokens outside quotations keeps the people of the article in order of recency. A pronoun or a
// definite description takes the candidate that a small sum of features likes best: recency, being the subject of its
// sentence, how often the person is named, and agreement in gender, nationality, age, role and team. (The features are
// those of Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution", Computational Linguistics 20 (1994),
// cut to what can be had without a parser.)
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extractor/article.h"
#include "extractor/coreference/model.h"
#include "extractor/document.h"
#include "extractor/entities/entities.h"
#include "extractor/entities/noun_phrase.h"
#include "extractor/quotation/quotation.h"

namespace pressbox {

// A place outside quotations where somebody who may speak is named, described or stood for.
struct Referent {
  Index first = 0;  // tokens, last inclusive
  Index last = 0;
  Index sentence = 0;
  How how = How::name;
  Index person = kNone;     // index into Article::people
  Index team = kNone;       // index into Article::teams, for a team's name
  Index outlet = kNone;     // index into Article::outlets, for its name and for "the paper"
  Index pair = kNone;       // index of the first of two referents named side by side whom "they" or "the pair" means
  Index many = kNone;       // index of the referent in the plural, a team or a description, whom "they" means
  float score = 0;          // of the resolution; 0 for names
  bool subject = false;     // first referent of its sentence, or of a clause after a conjunction
  bool possessive = false;  // "Stone's ..."
  bool plural = false;
  bool source = false;  // a team, outlet, body, document or unnamed person, or the author's "I": its own words name it
  NounPhrase phrase;    // of a description
};

// Appends every referent in text order to out (cleared first) and the resolved pronouns and descriptions to the
// references of article.people. Needs everything in the document, mentions included. quoted has one flag a token:
// inside a quotation.
void find_referents(const Document& document, const Lexicon& lexicon, const CoreferenceModel& weights,
                    const std::vector<PersonFacts>& facts, const std::vector<std::uint8_t>& quoted, Article& article,
                    std::vector<Referent>& out);

}  // namespace pressbox

// Descriptions that stand for teams: "the hosts", "the visitors", "the champions", "the club", "the Italian side",
// "the Irish". A wrong antecedent is worse than none: where the text does not say who is at home, who is champion or
// whose club is meant, nothing is written.
#pragma once

#include <cstdint>
#include <vector>

#include "extractor/article.h"
#include "extractor/document.h"
#include "extractor/entities/entities.h"

namespace pressbox {

// Appends to the references of article.teams, in text order, with How::nominal. Needs the mentions, the facts of people
// and the article's scores with their sides; quoted has one flag a token: inside a quotation, where "the club" is the
// speaker's and nothing is resolved.
void refer_to_teams(const Document& document, const Lexicon& lexicon, const std::vector<PersonFacts>& facts,
                    const std::vector<std::uint8_t>& quoted, Article& article);

}  // namespace pressbox

// Facts: what the words around a name say of its bearer. Private to the entities stage.
#pragma once

#include <span>
#include <vector>

#include "extractor/entities/entities.h"

namespace pressbox {

// Needs document.mentions (sorted), which of them are people, and article.people and teams; fills role, team and
// nationality of each person and the facts that coreference uses. former is room to work in.
void gather_facts(const Document& document, const Lexicon& lexicon, const WorldIndex& index,
                  std::span<const Index> people, Article& article, std::vector<PersonFacts>& facts,
                  std::vector<Index>& former);

}  // namespace pressbox

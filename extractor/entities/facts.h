// Facts: what the words around a name say of its bearer. Private to the entities stage.
#pragma once

#include <vector>

#include "extractor/entities/entities.h"

namespace pressbox {

// Needs document.mentions (sorted) and article.people and teams; fills role, team and nationality of each person and
// the facts that coreference uses.
void gather_facts(const Document& document, const Lexicon& lexicon, const WorldIndex& index, Article& article,
                  std::vector<PersonFacts>& facts);

}  // namespace pressbox

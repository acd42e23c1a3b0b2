// Words that stand for a side without naming it: "he" and "the Croatian" as coreference resolved them, "the Scots",
// "the Italian side", and "we" in the speech of a side's player or coach. Private to the scores stage.
#pragma once

#include <vector>

#include "extractor/article.h"
#include "extractor/document.h"
#include "extractor/gazetteer/lexicon.h"
#include "extractor/scores/side_names.h"

namespace pressbox::scores {

struct StandIn {
  Index first = 0;  // tokens, last inclusive
  Index last = 0;
  SideRef side;
  bool possessive = false;
};

// Those of the whole article, by first token.
[[nodiscard]] std::vector<StandIn> find_stand_ins(const Document& document, const Lexicon& lexicon,
                                                  const Article& article);

}  // namespace pressbox::scores

// Words that stand for a side without naming it: "he" and "the Croatian" as coreference resolved them, "the Scots",
// "the Italian side", "we" in the speech of a side's player or coach, and "in Paris" for France. Private to the scores
// stage.
#pragma once

#include <memory>
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
  bool ground = false;  // a place abroad: who plays there plays its national team
};

// Those of an article's sentences, found where they are asked for: few sentences have a score.
class StandIns {
 public:
  StandIns(const Document& document, const Lexicon& lexicon, const Article& article);
  ~StandIns();
  // By first token; valid until the next call.
  [[nodiscard]] const std::vector<StandIn>& of(const Sentence& sentence) const;

 private:
  class Finder;
  std::unique_ptr<Finder> finder_;
};

}  // namespace pressbox::scores

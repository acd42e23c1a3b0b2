// Segments: the best reading of each sentence as names. Private to the entities stage.
#pragma once

#include <vector>

#include "extractor/document.h"

namespace pressbox {

struct Segment {
  Index first = 0;  // tokens, last inclusive
  Index last = 0;
  Index match = kNone;  // of the matches with just these tokens the first that names; kNone: a personal name by shape
  int words = 1;        // hyphenated parts count as one
  float score = 0;      // evidence for being one name; comparable within a sentence
};

// Splits every sentence outside blocks of capitals. Segments come in text order and never overlap.
void find_segments(const Document& document, std::vector<Segment>& out);

// "DraftKings", "GlaxoSmithKline": a capital inside a word, but not behind Mc, Mac, De, Le, La or O'.
[[nodiscard]] bool is_camel_case(const Document& document, Index token);

}  // namespace pressbox

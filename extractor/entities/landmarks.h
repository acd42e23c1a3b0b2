// What the passes over a whole article are after, listed by one pass over its matches and one over its tokens: most
// matches are words of no sport, and most tokens no numbers. Private to the entities stage.
#pragma once

#include <vector>

#include "extractor/document.h"

namespace pressbox {

struct Landmarks {
  std::vector<Index> sporting;      // matches of a sport
  std::vector<Index> competitions;  // matches
  std::vector<Index> countries;     // matches: names, adjectives and people
  // Found with the NameStarts.
  std::vector<Index> numbers;  // tokens
  bool womens_words = false;   // a token of WordClass::womens_word

  void find_matches(const Document& document);
};

}  // namespace pressbox

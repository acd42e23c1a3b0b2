// Segments: the best reading of each sentence as names. Private to the entities stage.
#pragma once

#include <span>
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

// Reads every sentence in which a name may begin. Its buffers grow once and serve many articles.
class Segmenter {
 public:
  // Segments come in text order, begin at one of starts and never overlap. out is cleared first.
  void find(const Document& document, std::span<const Index> starts, std::vector<Segment>& out);

 private:
  class Reader;
  // The options that begin at one token, and the best that can be had from there to the end of the sentence.
  struct Start {
    Index token = 0;
    Index first_option = 0;
    float best = 0;
    Index choice = kNone;  // the option that begins the best; kNone where it begins later
  };
  std::vector<Segment> options_;
  std::vector<Start> starts_;
};

// "DraftKings", "GlaxoSmithKline": a capital inside a word, but not behind Mc, Mac, De, Le, La or O'.
[[nodiscard]] bool is_camel_case(const Document& document, Index token);
// "United", "FC", "A.F.C.": a word that makes a club of the name beside it.
[[nodiscard]] bool is_club_affix(const Document& document, Index token);

}  // namespace pressbox

// Segments: the best reading of each sentence as names. Private to the entities stage.
#pragma once

#include <span>
#include <vector>

#include "extractor/document.h"
#include "extractor/entities/name_starts.h"

namespace pressbox {

// Without initialisers, so that room for many costs nothing.
struct Segment {
  Index first;  // tokens, last inclusive
  Index last;
  Index match;    // of the matches with just these tokens the first that names; kNone: a personal name by shape
  int words;      // hyphenated parts count as one
  float score;    // evidence for being one name; comparable within a sentence
  bool personal;  // a personal name by shape or by the lexicon
};
using Segments = TokenColumn<Segment>;

// Reads every sentence in which a name may begin. Its buffers grow once and serve many articles.
class Segmenter {
 public:
  // Segments come in text order, begin at one of starts and never overlap. They replace what stood in out.
  void find(const Document& document, std::span<const NameStart> starts, Segments& out);

 private:
  class Reader;
  struct Option {
    Segment segment;
    Index start = 0;  // in starts_
  };
  // A token at which options begin, or a sentence ends, and the best that can be had from there to the end of the
  // sentence.
  struct Start {
    Index token = 0;
    Index behind = 0;      // the first start behind the choice
    Index choice = kNone;  // the option that begins the best; kNone where it begins later
    float best = 0;
    bool by_shape = false;  // the choice is
  };
  std::vector<Option> options_;
  std::vector<Start> starts_;
};

// "DraftKings", "GlaxoSmithKline": a capital inside a word, but not behind Mc, Mac, De, Le, La or O'.
[[nodiscard]] bool is_camel_case(const Document& document, Index token);
// "United", "FC", "A.F.C.": a word that makes a club of the name beside it.
[[nodiscard]] bool is_club_affix(const Document& document, Index token);

}  // namespace pressbox

// Quotation stretches: what stands between marks, and which stretches are one speech.
//
// Marks are paired by the direction that their neighbours give them, never by counting: a mark after a space and
// before a letter opens, one after a letter and before a space closes, whatever its glyph. A mark that opens while a
// quotation is open begins the next stretch of the same speech, as papers do at each paragraph, unless it stands in
// mid-sentence and is closed again before its surroundings are: then it is a quotation inside the quotation.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/article.h"
#include "extractor/document.h"
#include "extractor/rules/word_list.h"

namespace pressbox {

struct Stretch {
  Span span;   // the words inside the marks, without surrounding white space
  Span outer;  // with the marks that are there
  Index block = 0;
  Index first = 0;  // tokens inside [first, last)
  Index last = 0;
  bool single = false;       // between single marks in a text whose main mark is double
  bool closed = true;        // has a closing mark of its own
  bool runs_over = false;    // no closing mark where one was due: narration may have been swallowed and cut off again
  bool continues = false;    // opened while the stretch before it was still open: the same speech goes on
  bool turn = false;         // a line of a dialogue between two, and not the last speaker's
  std::vector<Span> nested;  // the words inside marks inside this stretch
  std::vector<Span> insertions;  // [editor's brackets] inside it, brackets included
};

// The word lists, read once from the rule book; they point into the rule book's lexicon.
struct QuotationModel {
  static constexpr std::array<std::string_view, 1> kRules = {"quotation.words.elided"};
  explicit QuotationModel(const RuleBook& rules) : elided(rules, kRules[0]) {}

  WordList elided;  // lower case
};

// Finds all stretches, in order, never overlapping; appends a diagnostic wherever it had to guess. Needs text, blocks,
// tokens, sentences and classes. One pass over the bytes; time linear in the text.
void find_stretches(const Document& document, const QuotationModel& model, std::vector<Stretch>& out,
                    std::vector<Diagnostic>& diagnostics);

}  // namespace pressbox

// The whole: from an article's bytes to the Article.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/article.h"
#include "extractor/gazetteer/lexicon.h"
#include "extractor/reading/source_text.h"
#include "extractor/result.h"

namespace pressbox {

// One article as it came.
struct Input {
  std::string id;
  std::string source;  // what messages call it: the file's path, or "stdin"
  std::string title;   // a title given beside the text (jsonl's title field); "" to take the text's own headline
  std::string text;    // the bytes, of any encoding; what is not UTF-8 is replaced
};

// A candidate that lost, or one that won: what `pressbox explain` shows.
struct Candidate {
  Index quote = 0;        // index into Article::quotes
  std::string name;       // the speaker it would have made
  Span span;              // its mention
  std::string_view rule;  // the rule that proposed it
  float score = 0;
  bool chosen = false;
  // What the scoring model saw, values of 0 left out; the names are the ends of attribution.feature.* rules.
  struct Feature {
    std::string_view name;
    float value = 0;
  };
  std::vector<Feature> features;
};
struct Trace {
  std::vector<Candidate> candidates;  // grouped by quote
};

// What is not done unless it is asked for.
struct ExtractOptions {
  bool indirect = false;  // quotes of kind `indirect` too: speech that is reported without marks
};

struct Extraction {
  SourceText source;
  Article article;
};

// Immutable after create(); extract() may be called from any number of threads at once.
class Extractor {
 public:
  // Takes the lexicon over. Error: the lexicon lacks a rule that a stage needs, or a rule's pattern is none.
  static Result<Extractor> create(Lexicon lexicon);

  // Never fails: what is odd in the input stands in Article::diagnostics. The text must decode to less than 4 GiB
  // (SourceText::decoded_size). The article's string_views live as long as this Extractor. trace may be null;
  // candidates are appended to it, quote by quote, winners and losers.
  [[nodiscard]] Extraction extract(Input input, Trace* trace = nullptr, const ExtractOptions& options = {}) const;

  [[nodiscard]] const Lexicon& lexicon() const;

  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;
  ~Extractor();

 private:
  Extractor();
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pressbox

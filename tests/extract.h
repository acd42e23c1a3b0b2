// The whole pipeline with the project's own lexicon, for tests that look at what an article yields.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/document.h"
#include "extractor/pipeline.h"
#include "tests/catch.h"

namespace pressbox::testing {

// Loaded once a process: the lexicon is mapped, the rules and the index are built from it.
inline const Extractor& extractor() {
  static const Extractor kExtractor = [] {
    auto lexicon = Lexicon::open(std::filesystem::path(PRESSBOX_BINARY_DIR) / "lexicon.bin");
    if (!lexicon) FAIL(lexicon.error().message);
    auto made = Extractor::create(std::move(lexicon).value());
    if (!made) FAIL(made.error().message);
    return std::move(made).value();
  }();
  return kExtractor;
}

// The stages before entities. document borrows text.
inline void read_document(std::string_view text, Document& document) {
  document.text = text;
  find_blocks(document.text, document.blocks);
  tokenize(document.text, document.blocks, document.tokens, document.sentences);
  extractor().lexicon().match_all(document.text, document.tokens, document.matches, document.infos, document.classes,
                                  document.match_begin, ClosedWords::told);
}

inline Extraction extract(std::string text) {
  Input input;
  input.id = "test";
  input.source = "test";
  input.text = std::move(text);
  return extractor().extract(std::move(input));
}

inline std::string text_of(const Extraction& extraction, Span span) {
  return std::string(span.of(extraction.source.text()));
}

// What stands between the marks of each quotation, in order, whatever its kind.
inline std::vector<std::string> quote_texts(const Extraction& extraction) {
  std::vector<std::string> out;
  for (const Quote& quote : extraction.article.quotes) out.push_back(text_of(extraction, quote.span));
  return out;
}

// The first quotation whose words begin with prefix; the test that asks for one that is not there fails.
inline const Quote& quote_of(const Extraction& extraction, std::string_view prefix) {
  for (const Quote& quote : extraction.article.quotes) {
    if (quote.span.of(extraction.source.text()).substr(0, prefix.size()) == prefix) return quote;
  }
  FAIL("no quotation begins with: " << prefix << "\nin: " << extraction.source.text());
  static const Quote kNoQuote;  // FAIL throws
  return kNoQuote;
}

// Its speaker's name, "" if it has none.
inline std::string speaker_of(const Extraction& extraction, std::string_view quote_prefix) {
  const Quote& quote = quote_of(extraction, quote_prefix);
  return quote.speaker ? quote.speaker->name : std::string();
}

// "direct", "partial", "nonspeech" or "indirect".
inline std::string kind_of(const Extraction& extraction, std::string_view quote_prefix) {
  return std::string(quote_kind_name(quote_of(extraction, quote_prefix).kind));
}

}  // namespace pressbox::testing

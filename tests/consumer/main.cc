#include <iostream>

#include "extractor/pipeline.h"

int main() {
  auto lexicon = pressbox::Lexicon::open(LEXICON);
  if (!lexicon) return std::cerr << lexicon.error().message << "\n", 1;
  const auto extractor = pressbox::Extractor::create(std::move(lexicon).value());
  if (!extractor) return std::cerr << extractor.error().message << "\n", 1;
  const auto found = extractor.value().extract({"note", "note", "", "\"We were slow,\" Ann Hall said.\n"});
  for (const auto& quote : found.article.quotes) std::cout << quote.span.of(found.source.text()) << "\n";
}

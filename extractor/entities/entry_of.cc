#include "extractor/entities/entry_of.h"

namespace pressbox {

Index entry_of(const Document& document, const Lexicon& lexicon, EntryType type, std::string_view key,
               std::span<const Span> mentions) {
  if (key.empty()) return kNone;
  if (!mentions.empty()) {
    const Index token = document.tokens.at_or_after(mentions.front().start);
    if (token < document.tokens.size()) {
      for (const Match& match : document.matches_at(token)) {
        if (match.type == type && lexicon.entry(match.entry).key == key) return match.entry;
      }
    }
  }
  return lexicon.find(type, key);
}

}  // namespace pressbox

// What the passes over an article's names share: its segments, and which tokens are spoken for. Private to the entities
// stage.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "extractor/article.h"
#include "extractor/document.h"
#include "extractor/entities/segments.h"

namespace pressbox {

struct Draft {
  Document& document;
  const Lexicon& lexicon;
  Article& article;
  std::vector<Segment>& segments;
  std::vector<std::uint8_t>& taken;  // one a token: 1 if it is part of a mention already
  std::span<const Index> capitals;   // the capitalised words outside blocks of capitals, but some that are taken

  // Adds to document.mentions and takes its tokens.
  void mention(EntityMention::Type type, Index first, Index last, Index entity);
  [[nodiscard]] bool any_taken(Index first, Index last) const {
    for (Index t = first; t <= last; ++t) {
      if (taken[t] != 0) return true;
    }
    return false;
  }

  [[nodiscard]] const Sentence& sentence_of(Index token) const {
    return document.sentences[document.tokens.sentence[token]];
  }
  // A capitalised word that is no part of a mention yet.
  [[nodiscard]] bool is_free_capital(Index i) const {
    return taken[i] == 0 && document.tokens.kind[i] == TokenKind::word && document.tokens.is(i, kCapitalised);
  }
  [[nodiscard]] bool begins_team(Index token) const {
    return document.is(token, kTeamFirst) && document.tokens.is(token, kCapitalised);
  }
  // "Ayr 2 (Lawrie 11, Tait 88)": a name and a minute inside brackets behind a number.
  [[nodiscard]] bool is_scorer(Index first, Index last) const;
  // The last token of the hyphenated name that token i begins: i itself where it has no hyphen.
  [[nodiscard]] Index hyphenated_end(Index i, Index limit) const {
    return i + 2 < limit && document.tokens.kind[i + 1] == TokenKind::dash ? behind_hyphens(i, limit) : i;
  }
  // The name as printed, white space made single and a nickname in marks left out.
  [[nodiscard]] std::string clean_name(Index first, Index last) const;

 private:
  [[nodiscard]] Index behind_hyphens(Index i, Index limit) const;
};

}  // namespace pressbox

// The working state of one article on its way through the stages. Each stage reads what stands before it and
// fills what is its own; buffers are reused from article to article.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "extractor/article.h"
#include "extractor/gazetteer/classes.h"
#include "extractor/gazetteer/lexicon.h"
#include "extractor/reading/source_text.h"
#include "extractor/span.h"
#include "extractor/structure/blocks.h"
#include "extractor/tokens/short_word.h"
#include "extractor/tokens/tokens.h"

namespace pressbox {

// A name in the text, once the entities stage has decided whose it is.
struct EntityMention {
  enum class Type : std::uint8_t { person, team };
  Type type = Type::person;
  Index first = 0;  // tokens, last inclusive
  Index last = 0;
  Index entity = 0;  // index into Article::people or Article::teams
};

struct Document {
  std::string_view text;                   // SourceText::text()
  std::vector<Block> blocks;               // structure
  TokenArray tokens;                       // tokens
  std::vector<Sentence> sentences;         // tokens
  TokenColumn<Match> matches;              // gazetteer: every reading, by first token, longest first
  TokenColumn<WordInfo> infos;             // gazetteer: one a token
  std::vector<ClassBits> classes;          // gazetteer: one a token
  TokenColumn<std::uint32_t> match_begin;  // gazetteer: matches of token i are [match_begin[i], match_begin[i + 1])
  std::vector<EntityMention> mentions;     // entities: by first token, never overlapping

  [[nodiscard]] std::span<const Match> matches_at(Index token) const {
    return {matches.data() + match_begin[token], matches.data() + match_begin[token + 1]};
  }
  [[nodiscard]] bool is(Index token, ClassBits bits) const { return (classes[token] & bits) != 0; }
  [[nodiscard]] std::string_view token_text(Index i) const { return tokens.text(text, i); }
  // Whether the token is this mark or letter.
  [[nodiscard]] bool is_char(Index i, char c) const {
    return (tokens.end[i] - tokens.start[i] == 1) & (text[tokens.start[i]] == c);
  }
  // 0 for a token of more than eight bytes.
  [[nodiscard]] ShortWord short_text(Index i) const { return short_word(text, tokens.start[i], tokens.end[i]); }
};

}  // namespace pressbox

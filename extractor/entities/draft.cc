#include "extractor/entities/draft.h"

namespace pressbox {
namespace {

// Parts of one hyphenated name: "Jean-Pierre-Louis" has three.
constexpr Index kMaxHyphens = 3;

}  // namespace

void Draft::mention(EntityMention::Type type, Index first, Index last, Index entity) {
  document.mentions.push_back({type, first, last, entity});
  for (Index t = first; t <= last; ++t) taken[t] = 1;
}

bool Draft::any_taken(Index first, Index last) const {
  for (Index t = first; t <= last; ++t) {
    if (taken[t] != 0) return true;
  }
  return false;
}

Index Draft::hyphenated_end(Index i, Index limit) const {
  const TokenArray& tokens = document.tokens;
  Index last = i;
  while (last + 2 < limit && last - i < 2 * kMaxHyphens && tokens.kind[last + 1] == TokenKind::dash &&
         tokens.is(last + 1, kGluedBefore) && tokens.is(last + 2, kGluedBefore) &&
         tokens.kind[last + 2] == TokenKind::word && tokens.is(last + 2, kCapitalised) &&
         document.token_text(last + 1) == "-") {
    last += 2;
  }
  return last;
}

bool Draft::is_scorer(Index first, Index last) const {
  constexpr Index kMaxBracket = 60;
  const TokenArray& tokens = document.tokens;
  const Sentence& sentence = sentence_of(first);
  if (last + 1 >= sentence.last || first <= sentence.first || !tokens.is(last + 1, kHasDigit)) return false;
  if (const std::string_view before = document.token_text(first - 1); before != "(" && before != "," && before != ";") {
    return false;
  }
  for (Index t = first; t-- > sentence.first && first - t < kMaxBracket;) {
    const std::string_view text = document.token_text(t);
    if (text == ")") return false;
    if (text == "(") return t > sentence.first && tokens.kind[t - 1] == TokenKind::number;
  }
  return false;
}

std::string Draft::clean_name(Index first, Index last) const {
  const TokenArray& tokens = document.tokens;
  std::string name;
  bool nickname = false;
  for (Index t = first; t <= last; ++t) {
    if (tokens.kind[t] == TokenKind::quote_mark) {
      nickname = !nickname;
      continue;
    }
    if (nickname) continue;
    if (t > first && tokens.is(t, kSpaceBefore)) name += ' ';
    name += document.token_text(t);
  }
  return name;
}

}  // namespace pressbox

#include "extractor/entities/draft.h"

namespace pressbox {
namespace {

// Parts of one hyphenated name: "Jean-Pierre-Louis" has three.
constexpr Index kMaxHyphens = 3;

}  // namespace

void Draft::mention(EntityMention::Type type, Index first, Index last, Index entity) {
  document.mentions.push_back({type, first, last, entity});
  for (Index t = first; t <= last; ++t) taken[t] = true;
}

bool Draft::any_taken(Index first, Index last) const {
  for (Index t = first; t <= last; ++t) {
    if (taken[t]) return true;
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

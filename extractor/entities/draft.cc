#include "extractor/entities/draft.h"

namespace pressbox {
namespace {

// Parts of one hyphenated name: "Jean-Pierre-Louis" has three.
constexpr Index kMaxHyphens = 3;

}  // namespace

void Draft::mention(EntityMention::Type type, Index first, Index last, Index entity) {
  document.mentions.push_back({type, first, last, entity});
  take(first, last);
}

bool Draft::any_of_many_taken(Index first, Index last) const {
  for (Index t = first; t <= last; ++t) {
    if (taken[t] != 0) return true;
  }
  return false;
}

Index Draft::behind_hyphens(Index i, Index limit) const {
  const TokenArray& tokens = document.tokens;
  Index last = i;
  while (last + 2 < limit && last - i < 2 * kMaxHyphens && tokens.kind[last + 1] == TokenKind::dash &&
         tokens.is(last + 1, kGluedBefore) && tokens.is(last + 2, kGluedBefore) &&
         tokens.kind[last + 2] == TokenKind::word && tokens.is(last + 2, kCapitalised) &&
         document.is_char(last + 1, '-')) {
    last += 2;
  }
  return last;
}

bool Draft::is_scorer(Index first, Index last) const {
  constexpr Index kMaxBracket = 60;
  const TokenArray& tokens = document.tokens;
  if (last + 1 >= tokens.size() || !tokens.is(last + 1, kHasDigit)) return false;
  const Sentence& sentence = sentence_of(first);
  if (last + 1 >= sentence.last || first <= sentence.first) return false;
  if (!document.is_char(first - 1, '(') && !document.is_char(first - 1, ',') && !document.is_char(first - 1, ';'))
    return false;
  for (Index t = first; t-- > sentence.first && first - t < kMaxBracket;) {
    if (document.is_char(t, ')')) return false;
    if (document.is_char(t, '(')) return t > sentence.first && tokens.kind[t - 1] == TokenKind::number;
  }
  return false;
}

std::string Draft::clean_name(Index first, Index last) const {
  const TokenArray& tokens = document.tokens;
  // As it stands, mostly.
  const auto is_clean = [&](Index t) {
    const std::uint32_t end = tokens.end[t - 1];
    if (tokens.kind[t] == TokenKind::quote_mark) return false;
    return tokens.is(t, kSpaceBefore) ? tokens.start[t] == end + 1 && document.text[end] == ' '
                                      : tokens.start[t] == end;
  };
  Index t = first + 1;
  while (t <= last && is_clean(t)) ++t;
  if (t > last && tokens.kind[first] != TokenKind::quote_mark) {
    return std::string(tokens.span(first, last).of(document.text));
  }
  std::string name;
  bool nickname = false;
  for (t = first; t <= last; ++t) {
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

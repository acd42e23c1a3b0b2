#include "extractor/attribution/kinds.h"

namespace pressbox::attribution {

KindRule Kinds::classify(Index k, const Window& w, const Proposal* best) const {
  const Stretch& stretch = stretches_[k];
  int words = 0;
  int capitals = 0;
  int lowers = 0;
  bool number_only = true;
  for (Index t = stretch.first; t < stretch.last; ++t) {
    if (tokens_.kind[t] == TokenKind::word) {
      ++words;
      number_only = false;
      if (tokens_.is(t, kCapitalised)) {
        ++capitals;
      } else if (!document_.is(t, kFunctionWord)) {
        ++lowers;
      }
    } else if (tokens_.kind[t] == TokenKind::number) {
      ++words;
    }
  }
  const bool first_capital = stretch.first < stretch.last && tokens_.is(stretch.first, kCapitalised);
  const bool ended = w.inner_end == '.' || w.inner_end == '!' || w.inner_end == '?';
  const bool colon = w.left_last != kNone && scene_.token_is(w.left_last, ":");
  const bool comma = w.left_last != kNone && scene_.token_is(w.left_last, ",");
  const bool left_word = w.left_last != kNone && !colon && !comma && !scene_.ends_sentence(w.left_last);
  const bool cue = best != nullptr && best->cue.found();
  const bool own_frame = best != nullptr && best->frame <= kColonLine && best->frame != kBeforeClause;
  const bool title_block = document_.blocks[stretch.block].kind == BlockKind::title;
  const bool right_word = w.right_first != kNone && tokens_.kind[w.right_first] == TokenKind::word;

  if (number_only && !stretch.continues) return kKindNumber;
  const bool verdict = left_word && is_verdict(w);
  if (left_word && !verdict) {
    const bool phrase = words > 4 && !first_capital;
    if (!phrase && introduced_as_name(w.left_last, w.left_first)) return kKindSoCalled;
    // "the "goal" was not given", "the "Night of Stars" (a charity match)"
    const bool article_before = scene_.token_is(w.left_last, "the") || scene_.token_is(w.left_last, "The");
    if (article_before && !ended && w.inner_end != ',' && words <= 6 && (words == 1 || first_capital))
      return kKindTitle;
    if (scene_.token_is(w.left_last, "(") && words <= 4 && w.right_first != kNone &&
        scene_.token_is(w.right_first, ")")) {
      return kKindBracketed;
    }
    if (words <= 4 && capitals == words && scene_.is_person_token(w.left_last) && right_word &&
        tokens_.is(w.right_first, kCapitalised)) {
      return kKindNickname;
    }
  }
  if (words <= 6 && known_as(w)) return kKindNickname;
  // Only names are capitalised throughout.
  if (words > 0 && !ended && capitals >= 1 && lowers == 0 && !colon && words <= 10 && !stretch.continues &&
      (capitals > 1 || words == 1) &&
      !(cue && own_frame && best->frame <= kAfterVerb && (w.inner_end == ',' || words > 4))) {
    if (!title_block) return kKindTitle;
  }
  // American copy draws the stop of the sentence into the marks: a "Definite Dozen."
  if (left_word && ended && capitals >= 1 && lowers == 0 && words <= 6 && !stretch.continues && !title_block &&
      w.inner_end == '.' && !(cue && own_frame)) {
    return kKindTitle;
  }
  // "stars of 'Friday' sons": a capital in a headline that has none of its own.
  if (title_block && left_word && words <= 3 && capitals == words && right_word &&
      !tokens_.is(w.right_first, kCapitalised) && !tokens_.is(w.left_last, kCapitalised)) {
    return kKindTitle;
  }
  // "a "win or go home" mood": what only qualifies the noun behind it is nobody's statement.
  if (left_word && right_word && !first_capital && !cue && !title_block && qualifies(w)) return kKindShort;
  if (title_block && stretch.single) return kKindHeadline;
  if (!stretch.single && title_block && best != nullptr) return words <= 6 ? kKindHeadline : kKindDirect;
  // "was "a disgrace"": what something is said to be is somebody's verdict.
  if (written_on_something(w)) return kKindSoCalled;
  const bool predicate = left_word && document_.is(w.left_last, class_bit(WordClass::auxiliary));
  if (words <= 2 && !cue && !predicate && !verdict && !stretch.continues && !(ended && first_capital)) {
    if (best == nullptr || best->frame >= kContinuedSplit) return kKindShort;
  }
  if (stretch.single && words <= 3 && !own_frame) return kKindShort;
  if (left_word && !first_capital && !stretch.continues && w.inner_end != ',') return kKindPartial;
  if (stretch.continues || ended || colon) return kKindDirect;
  if (w.inner_end == ',' && best != nullptr && best->frame <= kAfterVerb && (words >= 4 || first_capital) &&
      (!left_word || first_capital)) {
    return kKindDirect;
  }
  // "It was, in her words, "a shame"."
  if (comma && cue) return first_capital || best->stretch != kNone ? kKindDirect : kKindPartial;
  if (left_word && !first_capital) return kKindPartial;
  if (left_word && words <= 3) return kKindPartial;
  return first_capital || words >= 8 ? kKindDirect : kKindPartial;
}

bool Kinds::qualifies(const Window& w) const {
  const bool noun_behind =
      !tokens_.is(w.right_first, kCapitalised) &&
      !document_.is(w.right_first, kFunctionWord | kCueFirst | class_bit(WordClass::preposition) |
                                       class_bit(WordClass::conjunction) | class_bit(WordClass::auxiliary));
  return noun_behind && document_.is(w.left_last, class_bit(WordClass::determiner) | class_bit(WordClass::preposition));
}

bool Kinds::introduced_as_name(Index last, Index first) const {
  const AttributionModel::Weights& words = scene_.weights;
  Index t = last;
  for (int steps = 0; steps < 4; ++steps) {
    const std::string_view word = document_.token_text(t);
    if (words.announcers.has(word)) return true;
    // Only articles, "as" and pronouns may stand between.
    if (!words.announcer_gaps.has(word)) return false;
    if (t == first) return false;
    --t;
  }
  return false;
}

bool Kinds::is_verdict(const Window& w) const {
  Index cue = w.left_last + 1;
  for (int steps = 0; steps < 4 && cue > w.left_first; ++steps) {
    --cue;
    if (scene_.weights.calling.has(document_.token_text(cue))) break;
  }
  if (!scene_.weights.calling.has(document_.token_text(cue)) || cue == w.left_first) return false;
  // "was called "a beach" by Stone"
  if (w.right_first != kNone && scene_.token_is(w.right_first, "by")) return true;
  const bool object = cue < w.left_last &&
                      document_.is(cue + 1, class_bit(WordClass::pronoun_it) | class_bit(WordClass::pronoun_he) |
                                                class_bit(WordClass::pronoun_she) | class_bit(WordClass::pronoun_they));
  if (object) return true;
  // "Stone called the pitch "a beach"", "what the agent called "negligence"": not "a dog called "Biscuit"".
  const auto [low, high] = scene_.referents_in(w.left_first, cue);
  if (low == high) return false;
  const Referent& subject = referents_[high - 1];
  if (subject.possessive || !scene_.touches_cue(subject, cue)) return false;
  const bool what = subject.first > w.left_first && scene_.token_is(subject.first - 1, "what");
  return what || subject.how != How::nominal;
}

bool Kinds::written_on_something(const Window& w) const {
  if (w.left_last == kNone || scene_.ends_sentence(w.left_last)) return false;
  Index t = w.left_last + 1;
  for (int steps = 0; steps < 9 && t > w.left_first; ++steps) {
    --t;
    const std::string_view word = document_.token_text(t);
    if (scene_.weights.written_on.has(word)) return true;
    const auto [low, high] = scene_.referents_in(t, t + 1);
    if (low != high && referents_[low].person != kNone && !referents_[low].possessive) return false;
  }
  return false;
}

bool Kinds::known_as(const Window& w) const {
  if (w.right_first == kNone) return false;
  for (Index t = w.right_first; t < w.right_end && t < w.right_first + 5; ++t) {
    const std::string_view word = document_.token_text(t);
    if (scene_.weights.nickname_nouns.has(word)) return true;
    if (t == w.right_first && scene_.weights.works.has(word)) return true;
    if (word == "known" && t > w.right_first) return true;
  }
  return false;
}

}  // namespace pressbox::attribution

#include "extractor/attribution/kinds.h"

#include <algorithm>

namespace pressbox::attribution {

KindRule Kinds::classify(Index k, const Window& w, const Proposal* best) const {
  const Stretch& stretch = stretches_[k];
  int words = 0;
  int capitals = 0;
  int lowers = 0;
  bool number_only = true;
  // Nothing below asks how many words there are beyond these, nor of which kinds.
  constexpr int kCounted = 10;
  // Most stretches have more among their first tokens, which are then counted without a look at each.
  constexpr Index kHead = 16;
  Index end = stretch.last;
  if (stretch.last - stretch.first >= kHead) {
    const TokenKind* const kinds = tokens_.kind.data() + stretch.first;
    int head_words = 0;
    int head_numbers = 0;
    for (Index t = 0; t < kHead; ++t) {
      head_words += kinds[t] == TokenKind::word ? 1 : 0;
      head_numbers += kinds[t] == TokenKind::number ? 1 : 0;
    }
    if ((head_words > 0) & (head_words + head_numbers > kCounted)) {
      words = kCounted + 1;
      number_only = false;
      end = stretch.first;
    }
  }
  for (Index t = stretch.first; t < end && (number_only || words <= kCounted); ++t) {
    const bool word = tokens_.kind[t] == TokenKind::word;
    const bool capital = tokens_.is(t, kCapitalised);
    words += word | (tokens_.kind[t] == TokenKind::number);
    number_only = number_only & !word;
    capitals += word & capital;
    lowers += word & !capital & !document_.is(t, kFunctionWord);
  }
  const bool first_capital = stretch.first < stretch.last && tokens_.is(stretch.first, kCapitalised);
  const bool ended = w.inner_end == '.' || w.inner_end == '!' || w.inner_end == '?';
  const bool colon = w.left_last != kNone && scene_.token_is(w.left_last, ":");
  const bool comma = w.left_last != kNone && scene_.token_is(w.left_last, ",");
  const bool left_word = w.left_last != kNone && !colon && !comma && !w.left_ends;
  const bool cue = (best != nullptr && best->cue.found()) || (best == nullptr && is_put_to_somebody(w));
  const bool own_frame = best != nullptr && best->frame <= kColonLine && best->frame != kBeforeClause;
  const bool title_block = document_.blocks[stretch.block].kind == BlockKind::title;
  const bool right_word = w.right_first != kNone && tokens_.kind[w.right_first] == TokenKind::word;

  if (number_only && !stretch.continues) return kKindNumber;
  if (words <= 2 && left_word && is_initials(stretch)) return kKindTitle;
  const bool verdict = left_word && is_verdict(w, stretch.first);
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
      !(own_frame && cue && best->frame <= kAfterVerb && (w.inner_end == ',' || words > 4))) {
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
  if (is_chant(w) || is_inscribed(w) || (left_word && is_imagined(w))) return kKindSoCalled;
  if (words <= 3 && is_explained(w)) return kKindSoCalled;
  // "Rovers added "steel" to their midfield": a thing is added, not words.
  if (left_word && words <= 3 && cue && best != nullptr && best->cue.first == w.left_last && best->cue.lemma == "add" &&
      right_word && scene_.token_is(w.right_first, "to")) {
    return kKindShort;
  }
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
  if (comma && cue) return first_capital || (best != nullptr && best->stretch != kNone) ? kKindDirect : kKindPartial;
  if (left_word && !first_capital) return kKindPartial;
  if (left_word && words <= 3) return kKindPartial;
  return first_capital || words >= 8 ? kKindDirect : kKindPartial;
}

bool Kinds::is_put_to_somebody(const Window& w) const {
  if (w.left_last == kNone || w.left_ends) return false;
  const CueHit asked = scene_.last_cue(w.left_first, w.left_last + 1);
  return asked.found() && asked.kind == CueClass::ask && scene_.is_passive(asked);
}

bool Kinds::is_initials(const Stretch& stretch) const {
  for (Index t = stretch.first; t < stretch.last; ++t) {
    if (tokens_.kind[t] != TokenKind::word) continue;
    const std::string_view word = document_.token_text(t);
    if (!tokens_.is(t, kAllCaps) && word.size() > 1) return false;
    if (word.size() > 1 && word.find('.') == std::string_view::npos) return false;
  }
  return true;
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

bool Kinds::is_verdict(const Window& w, Index first) const {
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
  // "a decision the agent called "negligent"": the relative clause has its noun before it.
  const bool relative = subject.phrase.definite && !tokens_.is(first, kCapitalised) && subject.first > w.left_first &&
                        tokens_.kind[subject.first - 1] == TokenKind::word &&
                        !document_.is(subject.first - 1, kFunctionWord);
  return what || relative || subject.how != How::nominal;
}

bool Kinds::written_on_something(const Window& w) const {
  if (w.left_last == kNone || w.left_ends) return false;
  constexpr Index kReach = 9;
  Index t = w.left_last + 1;
  const Index floor = std::max(w.left_first, t > kReach ? t - kReach : 0);
  auto [low, high] = scene_.referents_in(floor, t);
  while (t > floor) {
    --t;
    const std::string_view word = document_.token_text(t);
    if (scene_.weights.written_on.has(word)) return true;
    // "held up a sign saying": a sign that nobody is to sign.
    if (scene_.weights.signs.has(word) && t < w.left_last && t > w.left_first &&
        (document_.token_text(t + 1).ends_with("ing") || document_.is(t + 1, class_bit(WordClass::pronoun_who)))) {
      return true;
    }
    // Of those who are referred to at this token the first.
    const Index end = high;
    while (high > low && referents_[high - 1].first >= t) --high;
    if (high != end && referents_[high].person != kNone && !referents_[high].possessive) return false;
  }
  return false;
}

bool Kinds::is_chant(const Window& w) const {
  const WordList& chants = scene_.weights.chants;
  if (w.right_first != kNone && w.inner_end != '.' && w.right_first + 2 < w.right_end &&
      (scene_.token_is(w.right_first, "comes") || scene_.token_is(w.right_first, "came"))) {
    for (Index t = w.right_first + 1; t < w.right_end && t < w.right_first + 4; ++t) {
      if (chants.has(document_.token_text(t))) return true;
    }
  }
  if (w.left_last == kNone || w.left_ends) return false;
  Index t = w.left_last;
  if (t > w.left_first && (scene_.token_is(t, "of") || scene_.token_is(t, ":") || scene_.token_is(t, ","))) --t;
  if (!chants.has(document_.token_text(t))) return false;
  const auto [low, high] = scene_.referents_in(w.left_first, t);
  for (Index i = low; i < high; ++i) {
    const Referent& r = referents_[i];
    if (r.person != kNone && !r.possessive && scene_.touches_cue(r, t)) return false;
  }
  return true;
}

bool Kinds::is_imagined(const Window& w) const {
  constexpr Index kReach = 16;
  const Index floor = std::max(w.left_first, w.left_last > kReach ? w.left_last - kReach : 0);
  const CueHit cue = scene_.last_cue(floor, w.left_last + 1);
  constexpr Index kNear = 3;
  if (!cue.found() || cue.last + kNear < w.left_last || tokens_.kind[w.left_last] == TokenKind::dash) return false;
  for (Index t = floor; t < cue.first; ++t) {
    if (scene_.weights.imagining.has(document_.token_text(t))) return true;
    const bool almost = scene_.token_is(t, "almost") && scene_.token_is(t + 1, "hear");
    const bool as_if = scene_.token_is(t, "as") && (scene_.token_is(t + 1, "if") || scene_.token_is(t + 1, "though"));
    // "said it felt as if": what is reported is what it felt like.
    if (almost || (as_if && !scene_.first_cue(floor, t).found())) return true;
  }
  return false;
}

bool Kinds::is_inscribed(const Window& w) const {
  if (w.right_first == kNone || w.right_first + 1 >= w.right_end || w.inner_end == ',') return false;
  return scene_.weights.be.has(document_.token_text(w.right_first)) &&
         scene_.weights.inscribed.has(document_.token_text(w.right_first + 1));
}

bool Kinds::is_explained(const Window& w) const {
  if (w.right_first == kNone || w.right_first + 2 >= w.right_end || !scene_.token_is(w.right_first, ",")) return false;
  const Index t = w.right_first + 1;
  if (scene_.token_is(t, "meaning")) return true;
  return (scene_.token_is(t, "which") || scene_.token_is(t, "that")) &&
         (scene_.token_is(t + 1, "means") || scene_.token_is(t + 1, "meant"));
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

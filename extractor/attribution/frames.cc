#include "extractor/attribution/frames.h"

#include <algorithm>

namespace pressbox::attribution {
namespace {

// The initials that a label may consist of, in bytes: "JT", "JRRT".
constexpr std::size_t kLeastInitials = 2;
constexpr std::size_t kMostInitials = 4;

}  // namespace

std::vector<Proposal>& Frames::propose_for(Index k, const Window& w) {
  proposals_.clear();
  frames_before(k, w);
  frames_behind(k, w);
  if (put_to_somebody(w)) return proposals_;
  noun_behind(k, w);
  if (stretches_[k].turn) return proposals_;
  answer(k, w);
  frames_of_continuation(k, w);
  frames_of_narration(k, w);
  if (w.left_last == kNone) section_head(k);
  frames_of_headline(k);
  return proposals_;
}

void Frames::propose(Index k, const Proposal& proposed) {
  Proposal& proposal = proposals_.emplace_back(proposed);
  const Index person = proposal.referent != kNone  ? referents_[proposal.referent].person
                       : proposal.stretch != kNone ? speaker_person(proposal.stretch)
                                                   : kNone;
  if (person != kNone && scene_.names_inside(k, person)) proposal.features[kNamedInside] = 1.0f;
  float score = scene_.weights.frame[proposal.frame];
  for (std::size_t f = 0; f < kFeatureCount; ++f) score += proposal.features[f] * scene_.weights.feature[f];
  proposal.score = score;
}

Index Frames::speaker_person(Index stretch) const {
  const auto& speaker = article_.quotes[stretch].speaker;
  return speaker ? speaker->person : kNone;
}

void Frames::common_features(const Referent& r, const CueHit& cue, Proposal& p) const {
  p.features[kTeam] = r.team != kNone ? 1.0f : 0.0f;
  p.features[kPossessive] = r.possessive ? 1.0f : 0.0f;
  p.features[kUnresolved] = r.person == kNone && r.how != How::name ? 1.0f : 0.0f;
  p.features[kPlainNoun] =
      r.how == How::nominal && r.phrase.head == kNone && r.phrase.age == 0 && r.phrase.country == kNone ? 1.0f : 0.0f;
  if (cue.found()) p.features[kStrongCue] = static_cast<float>(cue.strength) - 3.0f;
  p.cue = cue;
}

float Frames::clamp_distance(Index distance) {
  return static_cast<float>(std::min<Index>(distance, 20));
}

void Frames::subjects_before(Index k, Frame frame, Index first, const CueHit& cue, float belongs_next, float closed) {
  const auto [low, high] = scene_.referents_in(first, cue.first);
  bool any = false;
  const bool passive = scene_.is_passive(cue);
  if (asks_somebody(cue)) return;
  // "Nobody at Rovers said": nobody spoke, and no more those who are named beside.
  const bool nobody = opens_with_nobody(first);
  if (frame == kAfterSubject && so_far_.last_speech != kNone)
    unresolved_pronoun(k, low, high, cue, belongs_next, closed);
  for (Index i = low; i < high; ++i) {
    const Referent& r = referents_[i];
    if (r.last >= cue.first && cue.kind != CueClass::noun) continue;
    if (nobody && scene_.behind_preposition(r.first, first)) continue;
    Proposal p;
    p.frame = frame;
    p.referent = scene_.bearer(i);
    if (scene_.touches_cue(r, cue.first) && i > low && referents_[i - 1].subject && scene_.is_pair(i - 1))
      p.partner = i - 1;
    common_features(r, cue, p);
    // "His verdict: ...": the owner of a noun of speech speaks.
    if (cue.kind == CueClass::noun && r.possessive) p.features[kPossessive] = 0.0f;
    if (frame == kBeforeBare && r.team != kNone) p.features[kTeam] = 2.5f;  // "Rovers added "pace"" is a transfer
    const bool touches = scene_.touches_cue(r, cue.first);
    p.features[kAdjacent] = touches ? 1.0f : 0.0f;
    p.features[kSubject] = r.subject ? 1.0f : 0.0f;
    p.features[kObject] =
        scene_.behind_preposition(r.first, first, touches && cue.verb()) ? (touches ? 0.8f : 1.0f) : 0.0f;
    if (passive) p.features[kObject] = 1.5f;
    p.features[kModifier] = scene_.modifies_next(i, cue.first) ? 1.0f : 0.0f;
    p.features[kDistance] = touches ? 0.0f : clamp_distance(cue.first - r.last - 1);
    p.features[kBelongsNext] = belongs_next;
    p.features[kSentenceClosed] = closed;
    propose(k, p);
    any = true;
  }
  bare_source(k, frame, first, cue, belongs_next, closed, any);
  for (Index t = cue.first; t > first && t + 8 > cue.first;) {
    --t;
    Index end = somebody(t, cue.first);
    if (end == kNone) continue;
    const Index last = end - 1;
    while (end < cue.first && document_.is(end, class_bit(WordClass::auxiliary))) ++end;
    // "Someone asked": a reporter's question is nobody's.
    if (end == cue.first && cue.kind != CueClass::ask) {
      propose_source(k, frame, tokens_.span(t, last), cue, belongs_next, closed);
    }
    break;
  }
}

Index Frames::somebody(Index t, Index limit) const {
  constexpr Index kLongest = 5;
  if (quoted_[t] || !scene_.weights.somebody.has(document_.token_text(t))) return kNone;
  Index end = t + 1;
  if (end >= limit || !document_.is(end, class_bit(WordClass::preposition)) ||
      document_.is(end, class_bit(WordClass::conjunction))) {
    return end;
  }
  const ClassBits ends =
      class_bit(WordClass::conjunction) | class_bit(WordClass::auxiliary) | class_bit(WordClass::pronoun_who);
  while (end < limit && end < t + kLongest && tokens_.kind[end] == TokenKind::word &&
         !document_.is(end, kCueFirst | ends)) {
    ++end;
  }
  return end;
}

void Frames::propose_source(Index k, Frame frame, Span source, const CueHit& cue, float belongs_next, float closed) {
  Proposal p;
  p.frame = frame;
  p.source = source;
  p.cue = cue;
  p.features[kAdjacent] = 1.0f;
  p.features[kStrongCue] = static_cast<float>(cue.strength) - 3.0f;
  p.features[kUnresolved] = 1.0f;
  p.features[kBelongsNext] = belongs_next;
  p.features[kSentenceClosed] = closed;
  propose(k, p);
}

bool Frames::opens_with_nobody(Index first) const {
  return scene_.weights.stance.words[kNegatedSubject].has(document_.token_text(first));
}

void Frames::unresolved_pronoun(Index k, Index low, Index high, const CueHit& cue, float belongs_next, float closed) {
  const auto& speaker = article_.quotes[so_far_.last_speech].speaker;
  if (!speaker || speaker->person != kNone) return;
  for (Index i = low; i < high; ++i) {
    const Referent& r = referents_[i];
    if (r.how != How::pronoun || r.person != kNone || r.possessive || scene_.is_author(r) ||
        !scene_.touches_cue(r, cue.first))
      continue;
    Proposal p;
    p.frame = kAfterSubject;
    p.stretch = so_far_.last_speech;
    p.cue = cue;
    p.features[kAdjacent] = 1.0f;
    p.features[kUnresolved] = 1.0f;
    p.features[kBelongsNext] = belongs_next;
    p.features[kSentenceClosed] = closed;
    propose(k, p);
    return;
  }
}

void Frames::bare_source(Index k, Frame frame, Index first, const CueHit& cue, float belongs_next, float closed,
                         bool any) {
  if (cue.first == 0 || cue.first <= first) return;
  const Index last = cue.first - 1;
  if (tokens_.kind[last] != TokenKind::word || quoted_[last]) return;
  Index begin = cue.first;
  while (begin > first && tokens_.kind[begin - 1] == TokenKind::word && tokens_.is(begin - 1, kCapitalised) &&
         !document_.is(begin - 1, kFunctionWord | kCalendar) && !quoted_[begin - 1]) {
    --begin;
  }
  if (begin == cue.first) return;
  if (begin == last && (scene_.token_is(last, "You") || scene_.token_is(last, "Someone"))) return;  // anybody
  const auto [low, high] = scene_.referents_in(begin, cue.first);
  if (low > 0 && referents_[low - 1].last >= begin) return;  // the end of a description: "the Dutchman"
  if (low != high && (referents_[high - 1].last == last || referents_[high - 1].person != kNone)) return;
  if (opens_with_nobody(first) && scene_.behind_preposition(begin, first)) return;
  any = any && low == high;
  Proposal p;
  p.frame = frame;
  p.source = tokens_.span(begin, last);
  p.cue = cue;
  p.features[kAdjacent] = 1.0f;
  p.features[kStrongCue] = static_cast<float>(cue.strength) - 3.0f;
  p.features[kUnresolved] = any ? 2.0f : 1.0f;
  p.features[kObject] = scene_.behind_preposition(begin, first) ? 1.0f : 0.0f;
  p.features[kBelongsNext] = belongs_next;
  p.features[kSentenceClosed] = closed;
  propose(k, p);
}

void Frames::subjects_behind(Index k, Frame frame, Index after, Index end, const CueHit& cue, float closed) {
  const Index reach = std::min<Index>(end, after + 14);
  const auto [low, high] = scene_.referents_in(after, reach);
  if (after < end) {
    const Index behind = somebody(after, end);
    if (behind != kNone && cue.kind != CueClass::ask) {
      propose_source(k, frame, tokens_.span(after, behind - 1), cue, 0.0f, closed);
      return;
    }
  }
  for (Index i = low; i < high; ++i) {
    const Referent& r = referents_[i];
    // Behind a comma or a stop stands another phrase.
    bool broken = false;
    bool prepositional = false;
    for (Index t = after; t < r.first; ++t) {
      if (tokens_.kind[t] == TokenKind::punctuation && !tokens_.is(t, kGluedBefore)) broken = true;
      if (i > low && t > referents_[low].last && document_.is(t, class_bit(WordClass::preposition))) {
        prepositional = true;
      }
    }
    if (broken && i > low) break;
    Proposal p;
    p.frame = frame;
    p.referent = i;
    if (i + 1 < high && scene_.is_pair(i)) p.partner = i + 1;
    common_features(r, cue, p);
    p.features[kAdjacent] = r.first == after ? 1.0f : 0.0f;
    p.features[kObject] = prepositional ? 1.0f : 0.0f;
    p.features[kModifier] = scene_.modifies_next(i, reach) ? 1.0f : 0.0f;
    p.features[kDistance] = clamp_distance(r.first - after);
    p.features[kSentenceClosed] = closed;
    propose(k, p);
  }
  if (low == high && after < end && tokens_.kind[after] == TokenKind::word && tokens_.is(after, kCapitalised)) {
    Index last = after;
    while (last + 1 < end && tokens_.kind[last + 1] == TokenKind::word && tokens_.is(last + 1, kCapitalised)) ++last;
    Proposal p;
    p.frame = frame;
    p.source = tokens_.span(after, last);
    p.cue = cue;
    p.features[kUnresolved] = 1.0f;
    p.features[kAdjacent] = 1.0f;
    p.features[kSentenceClosed] = closed;
    propose(k, p);
  }
}

void Frames::frames_behind(Index k, const Window& w) {
  if (w.right_first == kNone || w.right_first >= w.right_end) return;
  Index t = w.right_first;
  bool closed_mark = w.inner_end == '.';
  bool dash = false;
  if (scene_.token_is(t, ",")) {
    closed_mark = false;
    ++t;
  } else if (tokens_.kind[t] == TokenKind::dash) {
    if (tokens_.span(t).size() > 3) return;  // a line
    dash = true;
    ++t;
    if (t + 1 < w.right_end && tokens_.kind[t] == TokenKind::dash && tokens_.kind[t + 1] == TokenKind::dash) return;
  } else if (scene_.token_is(t, "(") && w.inner_end != ',') {
    // "..." (Stone, 34, after the final)
    const auto [low, high] = scene_.referents_in(t + 1, t + 2);
    if (low == high || referents_[low].person == kNone || referents_[low].how != How::name) return;
    dash = true;
    ++t;
  } else if (tokens_.kind[t] == TokenKind::punctuation && !scene_.token_is(t, "(")) {
    return;  // a full stop, a bracket: the sentence of the quotation is over
  }
  if (t >= w.right_end) return;
  // "was described as "raw" by Stone"
  if (scene_.token_is(t, "by") && w.left_last != kNone) {
    const CueHit cue = scene_.last_cue(w.left_first, w.left_last + 1);
    if (cue.found() && (cue.passive || scene_.is_passive(cue))) {
      subjects_behind(k, kAfterSource, t + 1, w.right_end, cue, 0.0f);
    }
  }
  const bool lower = tokens_.kind[t] == TokenKind::word && !tokens_.is(t, kCapitalised);
  float closed = closed_mark ? 1.0f : 0.0f;
  const CueHit here = scene_.cue_at(t);
  if (here.found() && here.kind == CueClass::source) {
    // Behind a stop "According to Stone" heads a sentence of its own.
    subjects_behind(k, kAfterSource, here.last + 1, w.right_end, here, lower ? 0.0f : closed);
    return;
  }
  // "a "clear" signal from the umpire": behind words that run on into their sentence only a plain verb of speech.
  constexpr int kPlain = 5;
  const bool runs_on = left_open(w) && here.strength < kPlain;
  if (here.found() && here.verb() && (here.kind != CueClass::describe || here.inverts) && here.last + 1 < w.right_end &&
      lower && !runs_on) {
    // The inverted subject; a cue that takes an object first ("told") inverts too seldom to matter.
    if (!scene_.token_is(here.last + 1, ":")) {
      subjects_behind(k, kAfterInverted, here.last + 1, w.right_end, here, 0.0f);
    }
  }
  if (lower && closed_mark && !here.found()) closed = 0.5f;
  const Index reach = std::min<Index>(w.right_end, t + 30);
  CueHit cue = scene_.first_cue(t, reach);
  // A verb without a subject is not what the words hang on: "..." he said, having promised.
  while (cue.found() && cue.first > t && !has_subject(t, cue.first)) {
    const CueHit next = scene_.first_cue(cue.last + 1, reach);
    if (!next.found()) break;
    cue = next;
  }
  // In the middle of a sentence the attribution stands behind a comma: "was "gutted" by the loss, Stone said".
  if (cue.found() && cue.first > t && left_open(w)) {
    for (Index c = cue.first; c > t; --c) {
      if (!scene_.token_is(c - 1, ",")) continue;
      t = c;
      break;
    }
    if (document_.is(t, class_bit(WordClass::conjunction))) return;  // ", but Stone said" is another clause
    if (t == w.right_first && !tokens_.is(t, kCapitalised) &&
        !document_.is(t, class_bit(WordClass::determiner) | class_bit(WordClass::pronoun_he) |
                             class_bit(WordClass::pronoun_she) | class_bit(WordClass::pronoun_they))) {
      return;
    }
  }
  if (cue.found() && cue.first > t) {
    // A cue that ends in a colon, or in a comma before a capital, belongs to the next quotation.
    float belongs_next = 0.0f;
    if (w.right_meets_next) {
      const Index last = w.right_end - 1;
      if (scene_.token_is(last, ":")) belongs_next = 1.0f;
      if (scene_.token_is(last, ",") && closed_mark) belongs_next = 1.0f;
      if (!closed_mark && scene_.token_is(last, ":") && w.inner_end == ',') belongs_next = 0.6f;
    }
    // "Stone added that ..." reports other words than those before it.
    const bool open_clause = w.inner_end == ',' || w.inner_end == '?' || w.inner_end == '!';
    if (!open_clause && cue.last + 1 < w.right_end && scene_.token_is(cue.last + 1, "that")) belongs_next = 1.0f;
    // "Will he?" Stone has agreed to stay.: who agrees or hopes to do something speaks of something else.
    if (has_agreed_to(cue) && (w.inner_end == '?' || w.inner_end == '!')) closed = 1.0f;
    subjects_before(k, kAfterSubject, t, cue, belongs_next, closed);
    // "..., it was claimed by Stone": passives name their agent behind "by".
    if (cue.last + 1 < w.right_end && scene_.token_is(cue.last + 1, "by")) {
      subjects_behind(k, kAfterSource, cue.last + 2, w.right_end, cue, closed);
    }
    const CueHit source = scene_.source_cue(t, std::min<Index>(w.right_end, t + 12));
    if (source.found()) subjects_behind(k, kAfterSource, source.last + 1, w.right_end, source, closed);
  } else if (dash) {
    subjects_behind(k, kAfterDash, t, w.right_end, {}, 0.0f);
  } else if (!cue.found() && (w.inner_end == ',' || w.inner_end == '!' || w.inner_end == '?')) {
    unknown_verb(k, t, w.right_end);
  }
}

bool Frames::has_agreed_to(const CueHit& cue) const {
  constexpr int kPlain = 5;
  return cue.strength < kPlain && cue.kind != CueClass::tell && cue.last + 2 < tokens_.size() &&
         scene_.token_is(cue.last + 1, "to") && tokens_.kind[cue.last + 2] == TokenKind::word &&
         !tokens_.is(cue.last + 2, kCapitalised) &&
         !document_.is(cue.last + 2, class_bit(WordClass::determiner) | class_bit(WordClass::pronoun_he) |
                                         class_bit(WordClass::pronoun_she) | class_bit(WordClass::pronoun_they));
}

bool Frames::asks_somebody(const CueHit& cue) const {
  const bool asks = cue.kind == CueClass::ask || cue.kind == CueClass::tell;
  return asks && scene_.is_passive(cue) && !scene_.token_is(cue.last + 1, "by");
}

bool Frames::put_to_somebody(const Window& w) const {
  constexpr Index kReach = 6;
  if (w.right_first == kNone || w.inner_end == '.') return false;
  const CueHit cue = scene_.first_cue(w.right_first, std::min<Index>(w.right_end, w.right_first + kReach));
  if (!cue.found() || cue.first == w.right_first || !asks_somebody(cue)) return false;
  return has_subject(w.right_first, cue.first);
}

void Frames::noun_behind(Index k, const Window& w) {
  constexpr Index kReach = 8;
  if (w.right_first == kNone || w.right_first + 2 >= w.right_end) return;
  Index t = w.right_first;
  if (scene_.token_is(t, ",")) ++t;
  const bool came = scene_.token_is(t, "came") || scene_.token_is(t, "comes");
  const bool that = w.inner_end != ',' &&
                    (scene_.token_is(t, "That") || scene_.token_is(t, "Those") || scene_.token_is(t, "Such") ||
                     scene_.token_is(t, "This")) &&
                    scene_.weights.be.has(document_.token_text(t + 1));
  if (!came && !that) return;
  const Index end = std::min<Index>(w.right_end, t + kReach);
  for (Index n = t + 1; n < end; ++n) {
    const CueHit cue = scene_.cue_at(n);
    if (!cue.found() || (cue.kind != CueClass::noun && !scene_.is_noun_use(n, cue))) continue;
    const Index behind = cue.last + 1;
    if (behind < end && scene_.token_is(behind, came ? RuleWord("from") : RuleWord("of"))) {
      subjects_behind(k, kAfterSource, behind + 1, w.right_end, cue, 0.0f);
    }
    const auto [low, high] = scene_.referents_in(t, n);
    if (low != high && referents_[high - 1].possessive) {
      Proposal p;
      p.frame = kAfterSource;
      p.referent = high - 1;
      common_features(referents_[high - 1], cue, p);
      p.features[kPossessive] = 0.0f;
      p.features[kAdjacent] = 1.0f;
      propose(k, p);
    }
    return;
  }
}

bool Frames::has_subject(Index first, Index cue) const {
  const auto [low, high] = scene_.referents_in(first, cue);
  return low != high || (tokens_.kind[cue - 1] == TokenKind::word && tokens_.is(cue - 1, kCapitalised));
}

bool Frames::left_open(const Window& w) const {
  const char c = w.inner_end;
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return letter && tokens_.kind[w.right_first] == TokenKind::word && w.left_last != kNone &&
         tokens_.kind[w.left_last] != TokenKind::punctuation;
}

void Frames::unknown_verb(Index k, Index first, Index end) {
  const auto [low, high] = scene_.referents_in(first, std::min<Index>(end, first + 8));
  for (Index i = low; i < high; ++i) {
    const Referent& r = referents_[i];
    const Index verb = r.last + 1;
    if (r.person == kNone || r.possessive || verb >= end || tokens_.kind[verb] != TokenKind::word) continue;
    const std::string_view word = document_.token_text(verb);
    if (tokens_.is(verb, kCapitalised) || !(word.ends_with("ed") || word.ends_with("s"))) continue;
    if (document_.is(verb, kFunctionWord | class_bit(WordClass::auxiliary))) continue;
    CueHit cue;
    cue.first = cue.last = verb;
    cue.strength = 3;
    cue.lemma = "";
    Proposal p;
    p.frame = kAfterVerb;
    p.referent = i;
    common_features(r, cue, p);
    p.features[kAdjacent] = 1.0f;
    propose(k, p);
    return;
  }
}

void Frames::frames_before(Index k, const Window& w) {
  if (w.left_last == kNone) return;
  const Index last = w.left_last;
  if (w.left_ends) return;
  const bool colon = scene_.token_is(last, ":");
  const bool comma = scene_.token_is(last, ",");
  const Index end = colon || comma ? last : last + 1;
  Index first = w.left_first;
  // A list bullet's head or a section head is no sentence of its own.
  if (colon && end == first + 1) label_before_colon(k, first, end);
  CueHit cue = scene_.last_cue(first, end);
  // "The plan," Stone added, "was ...": that cue is spent on the words before it, which go on here.
  if (comma && cue.found() && so_far_.last_speech != kNone && so_far_.used_cue[so_far_.last_speech] == cue.first)
    return;
  // "showed "bottle"", "closed with "a whimper"": only a colon or a comma makes speech of these.
  constexpr int kWeak = 2;
  while (cue.found() && !colon && !comma && cue.strength <= kWeak) cue = scene_.last_cue(first, cue.first);
  const CueHit source = scene_.source_cue(first, end);
  // "opinion" inside "in the opinion of" is no cue of its own.
  if (source.found() && cue.found() && cue.first > source.first && cue.last <= source.last) cue = {};
  if (source.found() && (!cue.found() || source.first > cue.first)) {
    subjects_behind(k, kBeforeSource, source.last + 1, end, source, 0.0f);
  }
  if (cue.found()) {
    Frame frame = kBeforeClause;
    if (colon) {
      frame = kBeforeColon;
    } else if (comma) {
      frame = end - cue.last <= 8 ? kBeforeComma : kBeforeClause;
    } else if (end - cue.last <= 4 && cue.verb()) {
      frame = kBeforeBare;
    }
    const bool inside = frame == kBeforeBare || frame == kBeforeClause;
    const CueHit outer = inside ? scene_.last_cue(first, cue.first) : CueHit{};
    // "Stone confirmed that Park had felt "a twinge"": what somebody feels is told by whoever speaks.
    const bool belief = cue.kind == CueClass::think && outer.found() && outer.kind == CueClass::say &&
                        scene_.token_is(outer.last + 1, "that");
    if (belief) {
      cue = outer;
      frame = kBeforeClause;
    }
    subjects_before(k, frame, first, cue, 0.0f, 0.0f);
    // "Stone, the chairman, said no-one felt it was "..."": the cue of speech may govern the one nearer by.
    if (!belief && outer.found() && outer.verb() && outer.strength > cue.strength) {
      subjects_before(k, kBeforeClause, first, outer, 0.0f, 0.0f);
    }
    if ((cue.passive || scene_.is_passive(cue)) && cue.last + 1 < end) {
      for (Index t = cue.last + 1; t < end && t < cue.last + 4; ++t) {
        if (scene_.token_is(t, "by")) subjects_behind(k, frame, t + 1, end, cue, 0.0f);
      }
    }
    // "said Stone:" before its words, where nothing stands before the cue.
    // "He may miss the derby, says coach Jo Tait: "...""
    const bool inverted = cue.first == first || (colon && cue.inverts && scene_.token_is(cue.first - 1, ","));
    if ((colon || comma) && inverted && cue.last + 1 < end) {
      subjects_behind(k, frame, cue.last + 1, end, cue, 0.0f);
    }
    // "... and added:" takes its subject from the attribution before it.
    const auto [low, high] = scene_.referents_in(first, cue.first);
    if (low == high && so_far_.last_speech != kNone && stretches_[so_far_.last_speech].block == stretches_[k].block) {
      Proposal p;
      p.frame = kContinuedSplit;
      p.stretch = so_far_.last_speech;
      p.cue = cue;
      propose(k, p);
    }
    return;
  }
  if (!colon) {
    possessor_before_mark(k, end);
    name_before_mark(k, first, end);
    return;
  }
  const auto [low, high] = scene_.referents_in(first, end);
  if (end - first <= 12 && scene_.token_is(first, "On")) section_head(k);
  label_before_colon(k, first, end);
  for (Index i = low; i < high; ++i) {
    const Referent& r = referents_[i];
    // "Jo Tait, ex-captain, on BBC Radio Norfolk:"
    if (r.outlet != kNone && i > low && scene_.behind_preposition(r.first, first)) continue;
    Proposal p;
    p.frame = r.last + 1 == end ? kColonName : kColonLine;
    p.referent = scene_.bearer(i);
    common_features(r, {}, p);
    p.features[kAdjacent] = r.last + 1 == end ? 1.0f : 0.0f;
    p.features[kSubject] = r.subject ? 1.0f : 0.0f;
    // "Rovers captain Jo Tait, on facing her former club:"
    p.features[kObject] = i > low && scene_.behind_preposition(r.first, first) ? 1.0f : 0.0f;
    p.features[kDistance] = clamp_distance(end - r.last - 1);
    propose(k, p);
  }
}

void Frames::label_before_colon(Index k, Index first, Index end) {
  while (first < end && tokens_.kind[first] != TokenKind::word && !scene_.token_is(first, "@")) ++first;  // a bullet
  if (end <= first || tokens_.kind[end - 1] != TokenKind::word) return;
  Proposal p;
  p.frame = kColonName;
  p.features[kAdjacent] = 1.0f;
  if (end >= first + 2 && scene_.token_is(end - 2, "@")) {
    p.source = tokens_.span(end - 2, end - 1);
    p.features[kUnresolved] = 1.0f;
    propose(k, p);
  } else if (end == first + 1 ||
             (end == first + 3 && scene_.token_is(first + 1, ",") && tokens_.kind[first + 2] == TokenKind::number)) {
    const auto [low, high] = scene_.referents_in(first, first + 1);
    if (low != high && referents_[low].person != kNone) return;
    p.source = tokens_.span(first, first);
    p.initials = person_of_initials(document_.token_text(first));
    if (p.initials == kNone) p.initials = person_of_given_name(document_.token_text(first));
    const std::string_view label = document_.token_text(first);
    if (p.initials == kNone && (label == "A" || label == "Answer" || label == "ANSWER")) p.initials = interviewee();
    if (p.initials != kNone) propose(k, p);
  }
}

void Frames::index_people() {
  if (people_indexed_) return;
  people_indexed_ = true;
  const auto enter = [](auto& people, const auto& key, Index person) {
    const auto [at, added] = people.try_emplace(key, person);
    if (!added) at->second = kNone;  // of two people
  };
  for (Index person = 0; person < article_.people.size(); ++person) {
    const std::string_view name = article_.people[person].name;
    std::uint32_t initials = 0;
    std::size_t words = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (i > 0 && name[i - 1] != ' ' && name[i - 1] != '-') continue;
      if (words < kMostInitials) initials |= std::uint32_t{static_cast<unsigned char>(name[i])} << (8 * words);
      ++words;
    }
    if (words >= kLeastInitials && words <= kMostInitials) enter(by_initials_, initials, person);
    if (const std::size_t given = name.find(' '); given != std::string_view::npos) {
      enter(by_given_name_, name.substr(0, given), person);
    }
  }
}

Index Frames::person_of_initials(std::string_view label) {
  if (label.size() < kLeastInitials || label.size() > kMostInitials) return kNone;
  std::uint32_t initials = 0;
  for (std::size_t i = 0; i < label.size(); ++i) {
    initials |= std::uint32_t{static_cast<unsigned char>(label[i])} << (8 * i);
  }
  index_people();
  const auto at = by_initials_.find(initials);
  return at != by_initials_.end() ? at->second : kNone;
}

Index Frames::interviewee() const {
  constexpr Index kFirst = 32;  // whom an interview is with is named early
  Index found = kNone;
  for (Index person = 0; person < article_.people.size() && person < kFirst; ++person) {
    const Mentions& mentions = article_.people[person].mentions;
    if (mentions.empty()) continue;
    const Index block = tokens_.block[tokens_.at_or_after(mentions.front().start)];
    if (document_.blocks[block].kind == BlockKind::title) return person;
    if (found == kNone || mentions.size() > article_.people[found].mentions.size()) found = person;
  }
  return found;
}

Index Frames::person_of_given_name(std::string_view label) {
  index_people();
  const auto at = by_given_name_.find(label);
  return at != by_given_name_.end() ? at->second : kNone;
}

void Frames::possessor_before_mark(Index k, Index end) {
  if (end == 0 || tokens_.kind[end - 1] != TokenKind::possessive) return;
  const auto [low, high] = scene_.referents_in(scene_.clause_floor(end - 1), end);
  if (low == high) return;
  const Referent& r = referents_[high - 1];
  if (r.person == kNone || r.last + 2 != end) return;
  Proposal p;
  p.frame = kBeforeClause;
  p.referent = high - 1;
  common_features(r, {}, p);
  p.features[kPossessive] = 0.0f;
  propose(k, p);
}

void Frames::name_before_mark(Index k, Index first, Index end) {
  const auto [low, high] = scene_.referents_in(first, end);
  if (low == high) return;
  const Referent& r = referents_[high - 1];
  if (r.person == kNone || r.how != How::name || r.last + 1 != end || end - first > 8) return;
  for (Index t = first; t < r.first; ++t) {
    const bool of_the_phrase = tokens_.kind[t] == TokenKind::dash || document_.is(t, kInRole | kNationalityFirst) ||
                               tokens_.is(t, kCapitalised) || document_.is(t, class_bit(WordClass::determiner));
    if (!of_the_phrase) return;
  }
  Proposal p;
  p.frame = kColonName;
  p.referent = high - 1;
  common_features(r, {}, p);
  propose(k, p);
}

void Frames::answer(Index k, const Window& w) {
  if (w.left_last != kNone || so_far_.last_speech == kNone || so_far_.last_speech + 1 != k || stretches_[k].continues)
    return;
  const Index asked = so_far_.used_cue[so_far_.last_speech];
  if (asked == kNone || so_far_.frames[so_far_.last_speech] > kAfterVerb) return;
  const CueHit cue = scene_.cue_at(asked);
  if (!cue.found() || cue.kind != CueClass::ask) return;
  const auto [low, high] = scene_.referents_in(cue.last + 1, cue.last + 2);
  if (low == high || referents_[low].person == kNone || referents_[low].person == speaker_person(so_far_.last_speech))
    return;
  Proposal p;
  p.frame = kReported;
  p.referent = low;
  common_features(referents_[low], {}, p);
  p.features[kPossessive] = 0.0f;
  propose(k, p);
}

void Frames::frames_of_continuation(Index k, const Window& w) {
  if (so_far_.last_speech == kNone) return;
  const Stretch& stretch = stretches_[k];
  const Stretch& previous = stretches_[so_far_.last_speech];
  Proposal p;
  p.stretch = so_far_.last_speech;
  if (stretch.continues) {
    p.frame = kContinuedOpen;
    propose(k, p);
    return;
  }
  const bool attributed_behind = so_far_.frames[so_far_.last_speech] <= kAfterVerb;
  const Index from = previous.last;
  const Index to = stretch.first;
  const Index sentences = from < tokens_.size() && to > from && to <= tokens_.size()
                              ? tokens_.sentence[to - 1] - tokens_.sentence[std::min(from, to - 1)]
                              : 0;
  if (stretch.block == previous.block) {
    const bool touching = w.left_last == kNone || tokens_.end[w.left_last] <= previous.outer.end;
    if (touching) {
      p.frame = kContinuedParagraph;
    } else if (scene_.token_is(w.left_last, ",") && attributed_behind) {
      p.frame = kContinuedSplit;
    } else if (w.left_ends && attributed_behind && scene_.gap_sentences(previous, w.left_last) <= 1) {
      p.frame = kContinuedParagraph;
    } else {
      if (is_phrase_inside(k, w)) return;
      p.frame = kContinuedLater;
      p.features[kSentences] = static_cast<float>(std::min<Index>(sentences, 8));
    }
  } else {
    const bool opens_block = w.left_last == kNone;
    if (!opens_block && is_phrase_inside(k, w)) return;
    if (opens_block && ends_with_speech(so_far_.last_speech, stretch.block)) {
      p.frame = kContinuedNext;
    } else {
      p.frame = kContinuedLater;
      p.features[kSentences] = static_cast<float>(std::min<Index>(sentences, 8));
    }
  }
  propose(k, p);
}

bool Frames::is_phrase_inside(Index k, const Window& w) const {
  const Index first = stretches_[k].first;
  return !w.left_ends && !scene_.token_is(w.left_last, ":") && !tokens_.is(first, kCapitalised);
}

bool Frames::ends_with_speech(Index previous, Index block) const {
  const Stretch& stretch = stretches_[previous];
  for (Index b = stretch.block + 1; b < block; ++b) {
    if (document_.blocks[b].content.size() > 3) return false;
  }
  Index t = stretch.last;
  while (t < tokens_.size() && tokens_.start[t] < stretch.outer.end) ++t;
  Index end = t;
  while (end < tokens_.size() && tokens_.block[end] == stretch.block) ++end;
  if (end <= t + 1) return true;
  return so_far_.frames[previous] <= kAfterVerb && scene_.gap_sentences(stretch, end - 1) <= 1;
}

void Frames::frames_of_narration(Index k, const Window& w) {
  const Stretch& stretch = stretches_[k];
  Index sentence = kNone;
  float back = 0;
  if (w.left_last != kNone) {
    sentence = tokens_.sentence[w.left_last];
    if (!w.left_ends) {
      // "The penalty was "one interpretation"": where nobody stands in the sentence, whom the one before is about.
      const Index before = document_.sentences[sentence].first;
      if (!proposals_.empty() || !is_phrase_inside(k, w) || before == 0) return;
      if (tokens_.block[before - 1] != stretch.block || quoted_[before - 1]) return;
      --sentence;
      back = 1.0f;
    }
  } else if (stretch.first > 0 && stretch.first <= tokens_.size()) {
    Index t = stretch.first;
    while (t > 0 && tokens_.block[t - 1] == stretch.block && (scene_.is_mark(t - 1) || scene_.token_is(t - 1, ">")))
      --t;
    // Only a quotation that opens its paragraph looks back into the one before.
    if (t == 0 || tokens_.block[t - 1] == stretch.block || quoted_[t - 1]) return;
    sentence = tokens_.sentence[t - 1];
    back = 1.0f;
  }
  if (sentence == kNone) return;
  const Sentence& s = document_.sentences[sentence];
  const auto [low, high] = scene_.referents_in(std::max(s.first, scene_.clause_floor(s.last - 1)), s.last);
  const Index last_speaker = so_far_.last_speech != kNone ? speaker_person(so_far_.last_speech) : kNone;
  const bool spoke_last = last_speaker != kNone && so_far_.last_speech + 1 == k &&
                          std::any_of(referents_.begin() + low, referents_.begin() + high, [&](const Referent& r) {
                            return r.how == How::pronoun && r.person == last_speaker;
                          });
  for (Index i = low; i < high; ++i) {
    const Referent& r = referents_[i];
    const bool reports = r.subject && !r.possessive && is_reporting(r);
    if (r.person == kNone && !(reports && r.how == How::nominal)) continue;
    Proposal p;
    p.frame = reports ? kReported : kFloating;
    p.referent = i;
    common_features(r, {}, p);
    // "His idol Hall laughed beside him.": the sentence is about whoever spoke last, though somebody else is its
    // subject.
    const bool beside = !reports && spoke_last && r.person != last_speaker;
    p.features[kSubject] = r.subject && !beside ? 1.0f : 0.0f;
    if (spoke_last && r.person == last_speaker) p.features[kSubject] = 1.0f;
    p.features[kObject] =
        !r.subject && p.features[kSubject] == 0.0f && scene_.behind_preposition(r.first, s.first) ? 0.5f : 0.0f;
    p.features[kSentences] = back;
    if (spoke_last && r.person == last_speaker) p.features[kPossessive] = 0.0f;
    propose(k, p);
  }
}

bool Frames::is_reporting(const Referent& r) const {
  const CueHit cue = scene_.first_cue(r.last + 1, std::min<Index>(tokens_.size(), r.last + 5));
  // "...," he added.: that cue is spent on the words before it.
  if (cue.found() && so_far_.last_speech != kNone && so_far_.used_cue[so_far_.last_speech] == cue.first) return false;
  return cue.found() && cue.strength >= 3 && cue.takes_that && scene_.touches_cue(r, cue.first) &&
         tokens_.sentence[cue.first] == tokens_.sentence[r.last];
}

void Frames::section_head(Index k) {
  Index b = stretches_[k].block;
  for (int steps = 0; steps < 12 && b > 0; ++steps) {
    --b;
    const Span content = document_.blocks[b].content;
    if (content.empty() || text_[content.end - 1] != ':') {
      // Blocks between must be quotations or labels themselves.
      const bool quotation = so_far_.last_speech != kNone && scene_.has_stretch(b);
      if (quotation) continue;
      return;
    }
    Index t = tokens_.at_or_after(content.end - 1);
    if (t >= tokens_.size()) return;
    const auto [low, high] = scene_.referents_in(scene_.clause_floor(t), t + 1);
    if (low == high) continue;
    const Referent& r = referents_[high - 1];
    if (r.person == kNone || r.how != How::name || r.last + 1 != t) continue;
    Proposal p;
    p.frame = kColonName;
    p.referent = high - 1;
    common_features(r, {}, p);
    propose(k, p);
    return;
  }
}

void Frames::frames_of_headline(Index k) {
  const Stretch& stretch = stretches_[k];
  if (document_.blocks[stretch.block].kind != BlockKind::title) return;
  Index first = stretch.first;
  while (first > 0 && tokens_.block[first - 1] == stretch.block) --first;
  Index last = stretch.last;
  while (last < tokens_.size() && tokens_.block[last] == stretch.block) ++last;
  const auto [low, high] = scene_.referents_in(first, last);
  for (Index i = low; i < high; ++i) {
    if (referents_[i].person == kNone || referents_[i].how != How::name) continue;
    Proposal p;
    p.frame = kHeadline;
    p.referent = i;
    common_features(referents_[i], {}, p);
    p.features[kSubject] = referents_[i].subject ? 1.0f : 0.0f;
    propose(k, p);
  }
}

}  // namespace pressbox::attribution

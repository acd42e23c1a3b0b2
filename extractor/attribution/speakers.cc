#include "extractor/attribution/speakers.h"

#include <algorithm>

namespace pressbox::attribution {

bool Speakers::names_somebody(const Proposal& p) const {
  if (p.stretch != kNone) return article_.quotes[p.stretch].speaker.has_value();
  if (p.referent == kNone) return !p.source.empty();
  const Referent& r = referents_[p.referent];
  static_assert(kNone == ~Index{0}, "all of them are none where all bits of all are set");
  const bool named = (r.person & r.team & r.outlet & r.pair) != kNone;
  return (named | (r.how == How::nominal)) || scene_.is_author(r);
}

namespace {

// How the text says it: a frame without a cue goes on with what the narration was about.
How how_of(Frame frame, const Referent& r) {
  switch (frame) {
    case kColonName:
      return r.how == How::name ? How::colon : r.how;
    case kHeadline:
      return How::headline;
    case kReported:
    case kFloating:
      return How::continued;
    default:
      return r.how;
  }
}

}  // namespace

Speaker Speakers::speaker_of(const Proposal& p) const {
  Speaker speaker;
  if (p.stretch != kNone) {
    speaker = *article_.quotes[p.stretch].speaker;
    speaker.how = How::continued;
    return speaker;
  }
  if (p.referent == kNone) {
    speaker.name = std::string(p.source.of(text_));
    speaker.span = p.source;
    speaker.how = p.frame == kColonName ? How::colon : How::name;
    if (p.initials != kNone) {
      speaker.person = p.initials;
      speaker.name = article_.people[p.initials].name;
    }
    return speaker;
  }
  const Referent& r = referents_[p.referent];
  if (p.partner != kNone) {
    const Index first = std::min(p.referent, p.partner);
    const Referent& a = referents_[first];
    const Referent& b = referents_[first + 1];
    speaker.name = article_.people[a.person].name + " and " + article_.people[b.person].name;
    speaker.span = tokens_.span(a.first, b.last);
    speaker.how = How::name;
    return speaker;
  }
  speaker.span = tokens_.span(r.first, r.last);
  if (r.pair != kNone) {
    speaker.name =
        article_.people[referents_[r.pair].person].name + " and " + article_.people[referents_[r.pair + 1].person].name;
    speaker.how = how_of(p.frame, r);
    return speaker;
  }
  speaker.how = how_of(p.frame, r);
  if (r.person != kNone) {
    speaker.person = r.person;
    speaker.name = article_.people[r.person].name;
  } else if (r.team != kNone) {
    speaker.team = r.team;
    speaker.name = article_.teams[r.team].name;
  } else if (r.outlet != kNone) {
    speaker.name = article_.outlets[r.outlet].name;
  } else if (scene_.is_author(r)) {
    speaker.name = "author";
  } else {
    speaker.name = source_name(r, p.cue);
  }
  return speaker;
}

bool Speakers::is_named(const Proposal& p, std::string_view name) const {
  // Most are people, whose names need no copy.
  if (p.stretch != kNone) return article_.quotes[p.stretch].speaker->name == name;
  if (p.referent != kNone && p.partner == kNone) {
    const Referent& r = referents_[p.referent];
    if (r.pair == kNone && r.person != kNone) return article_.people[r.person].name == name;
  }
  return speaker_of(p).name == name;
}

std::string Speakers::source_name(const Referent& r, const CueHit& cue) const {
  Index first = r.first;
  while (first < r.last && document_.is(first, class_bit(WordClass::determiner) | class_bit(WordClass::number_word))) {
    ++first;
  }
  // "one of the stewards", "several players": how many they are tells one from the other.
  if (r.plural && r.first > 1 && scene_.token_is(r.first - 1, "of") &&
      document_.is(r.first - 2, class_bit(WordClass::number_word) | class_bit(WordClass::determiner))) {
    first = r.first - 2;
  } else if (r.plural && first == r.first + 1 && scene_.weights.some.has(document_.token_text(r.first))) {
    first = r.first;
  }
  Index last = r.last;
  if (last + 2 < tokens_.size() && scene_.weights.source_links.has(document_.token_text(last + 1))) {
    Index end = last + 2;
    while (end < tokens_.size() && end < last + 6 && tokens_.kind[end] == TokenKind::word &&
           (scene_.token_is(end, "to") || scene_.token_is(end, "of") ||
            !document_.is(end, kCueFirst | class_bit(WordClass::preposition) | class_bit(WordClass::auxiliary) |
                                   class_bit(WordClass::weekday))) &&
           tokens_.sentence[end] == tokens_.sentence[last]) {
      ++end;
    }
    // Before its cue the whole phrase is the source's; behind it, as far as the clause goes.
    const bool closed = end >= tokens_.size() || tokens_.kind[end] == TokenKind::punctuation;
    // "two sisters from Leeds had been in line", whom "they said" means
    const bool elsewhere = cue.found() && tokens_.sentence[cue.first] != tokens_.sentence[last] &&
                           end < tokens_.size() && document_.is(end, class_bit(WordClass::auxiliary));
    if (cue.found() && (end == cue.first || elsewhere || (cue.first < r.first && closed))) last = end - 1;
  }
  std::string name;
  for (Index t = first; t <= last; ++t) {
    if (t > first && tokens_.is(t, kSpaceBefore)) name += ' ';
    name += document_.token_text(t);
  }
  const bool common = first < r.first || scene_.weights.some.has(document_.token_text(first));
  if (common && name[0] >= 'A' && name[0] <= 'Z') {
    name[0] = static_cast<char>(name[0] | 0x20);  // "Several players" at the head of a sentence
  }
  return name;
}

std::optional<Audience> Speakers::audience_of(const CueHit& cue) const {
  Index at = kNone;
  if (cue.kind == CueClass::tell && cue.last + 1 < tokens_.size()) at = cue.last + 1;
  if (at == kNone) {
    // "Speaking to The Gazette, Stone said"
    const Index floor = scene_.clause_floor(cue.first);
    for (Index t = floor; t + 1 < cue.first; ++t) {
      if (document_.short_text(t + 1) == "to"_w && scene_.weights.talking.has(document_.token_text(t))) {
        at = t + 2;
        break;
      }
    }
  }
  if (at == kNone || at >= tokens_.size() || quoted_[at] || scene_.is_passive(cue) ||
      document_.is(at, class_bit(WordClass::auxiliary) | class_bit(WordClass::preposition))) {
    return std::nullopt;
  }
  const Index limit = document_.sentences[tokens_.sentence[at]].last;
  Index end = at;
  while (end < limit && end < at + 8 && !quoted_[end] && !scene_.is_mark(end)) {
    const std::string_view word = document_.token_text(end);
    if (tokens_.kind[end] == TokenKind::punctuation) break;
    if (end > at && (document_.is(end, class_bit(WordClass::preposition) | class_bit(WordClass::weekday) |
                                           class_bit(WordClass::conjunction) | class_bit(WordClass::pronoun_who)) ||
                     word == "that")) {
      break;
    }
    ++end;
  }
  if (end == at) return std::nullopt;
  Audience audience;
  audience.span = tokens_.span(at, end - 1);
  audience.name = std::string(audience.span.of(text_));
  const auto [low, high] = scene_.referents_in(at, end);
  for (Index i = low; i < high; ++i) {
    if (referents_[i].person != kNone && !referents_[i].possessive && referents_[i].last + 1 == end) {
      audience.person = referents_[i].person;
      audience.name = article_.people[audience.person].name;
    }
  }
  for (const NamedThing& outlet : article_.outlets) {
    const auto mention = std::lower_bound(outlet.mentions.begin(), outlet.mentions.end(), Span{audience.span.start, 0});
    if (mention == outlet.mentions.end() || !audience.span.contains(*mention)) continue;
    audience.span = *mention;
    audience.name = outlet.name;
  }
  return audience;
}

}  // namespace pressbox::attribution

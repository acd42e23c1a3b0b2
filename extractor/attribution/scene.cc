#include "extractor/attribution/scene.h"

#include <algorithm>

#include "extractor/branch_free.h"

namespace pressbox::attribution {

Window Scene::window(Index k) const {
  const Stretch& stretch = stretches[k];
  Window w;
  // Marks of a quotation inside say nothing of the sentence around it.
  std::uint32_t inner = stretch.span.end;
  while (inner > stretch.span.start + 1 && (text[inner - 1] == '\'' || text[inner - 1] == '"')) --inner;
  while (inner > stretch.span.start + 3 && static_cast<unsigned char>(text[inner - 3]) == 0xE2 &&
         (text[inner - 1] == '\x99' || text[inner - 1] == '\x9D')) {
    inner -= 3;
  }
  if (!stretch.span.empty()) w.inner_end = text[inner - 1];
  // An ellipsis or a bracket at the end of speech tells nothing of the sentence.
  if (stretch.span.size() >= 3 && text.substr(stretch.span.end - 3, 3) == "...") w.inner_end = ',';
  Index t = stretch.first;
  while (t > 0) {
    --t;
    if (tokens.block[t] != stretch.block) break;
    if (tokens.end[t] > stretch.outer.start || is_mark(t)) continue;
    const bool heads_block = t == 0 || tokens.block[t - 1] != stretch.block;
    if (heads_block && token_is(t, ">")) continue;  // of a block quote
    if (quoted[t]) break;
    w.left_last = t;
    w.left_first = clause_floor(t);
    w.left_ends = ends_sentence(t);
    break;
  }
  t = stretch.last;
  while (t < tokens.size() && (tokens.start[t] < stretch.outer.end || is_mark(t)) && tokens.block[t] == stretch.block) {
    if (quoted[t]) break;
    ++t;
  }
  if (t < tokens.size() && tokens.block[t] == stretch.block && !quoted[t]) {
    w.right_first = t;
    Index end = document.sentences[tokens.sentence[t]].last;
    // Sentences may run on behind a comma into the next quotation.
    if (k + 1 < stretches.size() && stretches[k + 1].block == stretch.block && stretches[k + 1].first <= end) {
      end = stretches[k + 1].first;
      w.right_meets_next = true;
    }
    while (end > t && is_mark(end - 1)) --end;
    w.right_end = std::max(end, t);
  }
  return w;
}

Index Scene::clause_floor(Index t) const {
  constexpr Index kReach = 400;
  return std::max(document.sentences[tokens.sentence[t]].first, t > kReach ? t - kReach : 0);
}

bool Scene::ends_sentence(Index t) const {
  return is_any(document.short_text(t), "."_w, "!"_w, "?"_w, "..."_w, "\xE2\x80\xA6"_w);
}

void Scene::list_begins() {
  const auto count = static_cast<Index>(referents.size());
  begins_.resize(count + 1);
  begins_[count] = kNone;
  // Counted by the run behind, then summed; one run to spare, as some ask what begins behind the last token.
  begins_from_.assign(tokens.size() / kRun + 2, 0);
  for (Index i = 0; i < count; ++i) {
    const Index begin = referents[i].first;
    begins_[i] = begin;
    ++begins_from_[begin / kRun + 1];
  }
  Index before = 0;
  for (Index& run : begins_from_) run = before += run;
}

Index Scene::referent_from(Index token) const {
  Index i = begins_from_[token / kRun];
  while (begins_[i] < token) ++i;
  return i;
}

const CueHit& Scene::known_cue(Index t) const {
  const std::size_t place = t % SceneBuffers::kCues;
  if (buffers_.cue_tokens[place] != t) {
    buffers_.cue_tokens[place] = t;
    buffers_.cues[place] = best_cue(t);
  }
  return buffers_.cues[place];
}

CueHit Scene::best_cue(Index t) const {
  CueHit best;
  // A capital inside a sentence makes a name of it ("Grant", "Marks").
  if (tokens.is(t, kCapitalised) && !tokens.is(t, kSentenceFirst) && !tokens.is(t, kCapsBlock)) return best;
  int best_rank = -1;
  const Match* found = nullptr;
  for (const Match& match : document.matches_at(t)) {
    if (match.type != EntryType::cue) continue;
    const auto kind = static_cast<CueClass>(match.subtype);
    const bool weak = kind == CueClass::noun || kind == CueClass::adjective;
    const int rank = static_cast<int>(match.last - match.first) * 4 + (weak ? 0 : 2) + (match.weight >= 4 ? 1 : 0);
    if (rank <= best_rank) continue;
    best_rank = rank;
    found = &match;
  }
  if (found == nullptr) return best;
  const CueEntry entry = weights.cues.of(found->entry);
  best = {found->first,     found->last,   static_cast<CueClass>(found->subtype),
          found->weight,    entry.inverts, entry.passive,
          entry.takes_that, entry.lemma};
  return best;
}

CueHit Scene::last_cue(Index first, Index last) const {
  CueHit noun;
  for (Index t = last; t > first;) {
    --t;
    if (!may_be_cue(t)) continue;
    const CueHit cue = known_cue(t);
    if (!cue.found() || cue.last >= last) continue;
    if (is_noun_use(t, cue)) continue;
    if (cue.verb()) return longest_covering(cue, first);
    if (!noun.found() && cue.kind != CueClass::source) noun = cue;
  }
  return noun;
}

CueHit Scene::longest_covering(const CueHit& cue, Index first) const {
  for (Index back = 1; back <= 4 && cue.first >= first + back; ++back) {
    const CueHit longer = cue_at(cue.first - back);
    if (longer.found() && longer.verb() && longer.last == cue.last) return longer;
  }
  return cue;
}

bool Scene::is_noun_use(Index t, const CueHit& cue) const {
  if (!cue.verb() || t == 0) return false;
  if (tokens.kind[t - 1] == TokenKind::possessive) return true;
  // "three-time champion Jo Tait"
  if (document.is(t, kInRole) && cue.first == cue.last && is_person_token(t + 1)) return true;
  return document.is(t - 1, class_bit(WordClass::determiner)) && !token_is(t - 1, "that");
}

CueHit Scene::first_cue(Index first, Index last) const {
  for (Index t = first; t < last; ++t) {
    if (!may_be_cue(t)) continue;
    const CueHit cue = known_cue(t);
    if (cue.found() && cue.verb() && cue.last < last && !is_noun_use(t, cue)) return cue;
  }
  return {};
}

CueHit Scene::source_cue(Index first, Index last) const {
  for (Index t = first; t < last; ++t) {
    if (!may_be_cue(t)) continue;
    const CueHit& cue = known_cue(t);
    if (cue.found() && cue.kind == CueClass::source && cue.strength >= 3) return cue;
  }
  return {};
}

std::pair<Index, Index> Scene::referents_in(Index first, Index last) const {
  const Index low = referent_from(first);
  return {low, std::max(low, referent_from(last))};
}

bool Scene::behind_preposition(Index token, Index floor, bool clause) const {
  // Over determiners, adjectives and roles to what governs the phrase.
  Index t = token;
  for (int steps = 0; steps < 6 && t > floor; ++steps) {
    --t;
    if (document.is(t, class_bit(WordClass::preposition))) {
      // "with Stone claiming": so too behind "with", which makes a clause of a participle.
      return !clause || !(document.is(t, class_bit(WordClass::conjunction)) || token_is(t, "with"));
    }
    if (tokens.kind[t] == TokenKind::dash) continue;
    if (tokens.kind[t] != TokenKind::word) return false;
    if (document.is(t, class_bit(WordClass::determiner) | kInRole | kNationalityFirst | kTeamFirst)) continue;
    if (document.is(t, kFunctionWord | kCueFirst)) return false;
    if (tokens.is(t, kCapitalised)) continue;
    return false;
  }
  return false;
}

bool Scene::touches_cue(const Referent& r, Index cue_first) const {
  Index t = cue_first;
  for (int steps = 0; steps < 4 && t > r.last + 1; ++steps) {
    const Index before = t - 1;
    const bool filler = document.is(before, class_bit(WordClass::auxiliary)) ||
                        (tokens.kind[before] == TokenKind::word && !tokens.is(before, kCapitalised) &&
                         document.token_text(before).ends_with("ly")) ||
                        weights.adverbs.has(document.token_text(before));
    if (!filler) break;
    t = before;
  }
  if (t == r.last + 1) return true;
  if (t == 0) return false;
  // "a joint statement on Saturday that says"
  if (token_is(t - 1, "that") || token_is(t - 1, "which") || token_is(t - 1, "who")) {
    Index u = t - 1;
    while (u > r.last + 1 && (document.is(u - 1, kCalendar) || token_is(u - 1, ",") || token_is(u - 1, "on"))) --u;
    if (u == r.last + 1) return true;
  }
  // "fans at Ibex Park chanted"
  if (r.person == kNone && r.how == How::nominal && is_phrase(r.last + 1, t)) return true;
  if (!token_is(t - 1, ",")) return false;
  // "Stone, who replaced Park in May, said"
  if (r.last + 1 < t - 1 && token_is(r.last + 1, ",")) return true;
  // "The home captain, Jo Tait, said"
  return r.last + 1 == t - 1 && r.first > 0 && token_is(r.first - 1, ",");
}

bool Scene::is_phrase(Index first, Index end) const {
  constexpr Index kLongest = 6;
  if (first + 1 >= end || end > first + kLongest || !document.is(first, class_bit(WordClass::preposition)))
    return false;
  for (Index t = first + 1; t < end; ++t) {
    if (tokens.kind[t] != TokenKind::word || quoted[t]) return false;
    // "to a lad in a Tranmere shirt and said": a conjunction joins another verb of somebody else.
    if (document.is(t, kCueFirst | class_bit(WordClass::auxiliary) | class_bit(WordClass::pronoun_who)) ||
        token_is(t, "and") || token_is(t, "but")) {
      return false;
    }
  }
  return true;
}

bool Scene::modifies_next(Index i, Index end) const {
  const Referent& r = referents[i];
  if (i + 1 >= referents.size()) return false;
  const Referent& next = referents[i + 1];
  if (r.person != kNone) return r.how == How::name && next.person != kNone && r.first == r.last && is_title(r, next);
  // "Hearts and Scotland back Ian Orr"
  if (r.team != kNone && next.team != kNone && next.first == r.last + 2 && token_is(r.last + 1, "and")) {
    return modifies_next(i + 1, end);
  }
  if (next.first >= end || next.person == kNone || next.first > r.last + 7) return false;
  for (Index t = r.last + 1; t < next.first; ++t) {
    if (tokens.kind[t] == TokenKind::punctuation || quoted[t]) return false;
    if (document.is(t, kCueFirst) && !document.is(t, kInRole)) return false;
    // "Hearts and Scotland back Ian Orr", read as one description of him
    if (t == r.last + 1 && token_is(t, "and") && document.is(t + 1, kTeamFirst | kNationalityFirst)) continue;
    if (document.is(t, class_bit(WordClass::conjunction) | class_bit(WordClass::auxiliary) |
                           class_bit(WordClass::determiner) | class_bit(WordClass::pronoun_who))) {
      return false;
    }
    if (document.is(t, class_bit(WordClass::preposition)) && !token_is(t, "of")) return false;
  }
  return true;
}

bool Scene::is_title(const Referent& r, const Referent& next) const {
  if (r.person == next.person || next.how != How::name || next.first < r.last + 2 || next.first > r.last + 6)
    return false;
  for (Index t = r.last + 1; t < next.first; ++t) {
    if (tokens.is(t, kCapitalised) || !(document.is(t, kInRole) || (t > r.last + 1 && token_is(t, "of")))) return false;
  }
  return true;
}

bool Scene::is_pair(Index i) const {
  if (i + 1 >= referents.size()) return false;
  const Referent& a = referents[i];
  const Referent& b = referents[i + 1];
  return a.person != kNone && b.person != kNone && a.person != b.person && a.how == How::name && b.how == How::name &&
         !a.possessive && !b.possessive && a.last + 2 == b.first && token_is(a.last + 1, "and");
}

bool Scene::is_passive(const CueHit& cue) const {
  Index t = cue.first;
  for (int steps = 0; steps < 3 && t > 0; ++steps) {
    --t;
    const std::string_view word = document.token_text(t);
    if (weights.be.has(word)) {
      const std::string_view form = document.token_text(cue.first);
      return !form.ends_with("ing") && !document.token_text(cue.last).ends_with("ing") &&
             cue.kind != CueClass::adjective;
    }
    if (!word.ends_with("ly") && !weights.passive_adverbs.has(word)) return false;
  }
  return false;
}

Index Scene::bearer(Index i) const {
  const Referent& r = referents[i];
  if (r.many != kNone) return r.many;
  // "Email from Jo Tait: ..."
  if (r.how == How::nominal && r.phrase.role_class == RoleClass::document && i + 1 < referents.size()) {
    const Referent& sender = referents[i + 1];
    const bool from = token_is(r.last + 1, "from") || token_is(r.last + 1, "by");
    if (from && sender.first == r.last + 2 && sender.person != kNone && !sender.possessive) return i + 1;
  }
  if (r.how != How::nominal || r.person != kNone || i == 0) return i;
  if (r.phrase.role_class != RoleClass::document && r.phrase.role_class != RoleClass::press) return i;
  const Referent& owner = referents[i - 1];
  if (!owner.possessive || (owner.person == kNone && owner.outlet == kNone)) return i;
  const bool beside = owner.last + 1 == r.first || (owner.last + 2 == r.first && owner.how == How::name) ||
                      (owner.first >= r.first && owner.last < r.last);
  return beside ? i - 1 : i;
}

bool Scene::names_inside(Index k, Index person) const {
  if (looked_inside_ != k) mark_inside(k);  // asked of everybody who may have said it
  return person < named_inside_.size() && named_inside_[person] == k;
}

void Scene::mark_inside(Index k) const {
  looked_inside_ = k;
  Index end = k + 1;
  while (end < stretches.size() && end < k + 4 && stretches[end].continues) ++end;
  const Index first = stretches[k].first;
  auto at = document.mentions.begin() +
            count_before(document.mentions, [first](const EntityMention& m) { return m.first < first; });
  for (Index j = k; j < end; ++j) {
    const Stretch& stretch = stretches[j];
    while (at != document.mentions.end() && at->first < stretch.first) ++at;
    for (; at != document.mentions.end() && at->first < stretch.last; ++at) {
      if (at->type != EntityMention::Type::person) continue;
      if (at->entity >= named_inside_.size()) named_inside_.resize(at->entity + 1, kNone);
      named_inside_[at->entity] = k;
    }
  }
}

bool Scene::is_author(const Referent& r) const {
  return r.how == How::pronoun && r.source && r.first == r.last && token_is(r.first, "I");
}

bool Scene::is_person_token(Index t) const {
  const auto at =
      document.mentions.begin() + count_before(document.mentions, [t](const EntityMention& m) { return m.last < t; });
  return at != document.mentions.end() && at->first <= t && at->type == EntityMention::Type::person;
}

bool Scene::has_stretch(Index block) const {
  const auto at = stretches.begin() + count_before(stretches, [block](const Stretch& s) { return s.block < block; });
  return at != stretches.end() && at->block == block;
}

int Scene::gap_sentences(const Stretch& previous, Index last) const {
  int ends = 0;
  for (Index t = previous.last; t <= last && ends < 3; ++t) {
    if (tokens.start[t] >= previous.outer.end && !is_mark(t) && ends_sentence(t)) ++ends;
  }
  return ends;
}

}  // namespace pressbox::attribution

#include "extractor/attribution/attribution.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace pressbox {
namespace {

enum Frame : std::uint8_t {
  kAfterInverted,
  kAfterSubject,
  kAfterSource,
  kAfterDash,
  kAfterVerb,
  kBeforeColon,
  kBeforeComma,
  kBeforeBare,
  kBeforeClause,
  kBeforeSource,
  kColonName,
  kColonLine,
  kContinuedOpen,
  kContinuedSplit,
  kContinuedParagraph,
  kContinuedNext,
  kContinuedLater,
  kFloating,
  kHeadline,
  kFrameCount
};
constexpr std::array<std::string_view, kFrameCount> kFrameRules = {
    "attribution.frame.after-inverted", "attribution.frame.after-subject",   "attribution.frame.after-source",
    "attribution.frame.after-dash",     "attribution.frame.after-verb",      "attribution.frame.before-colon",
    "attribution.frame.before-comma",   "attribution.frame.before-bare",     "attribution.frame.before-clause",
    "attribution.frame.before-source",  "attribution.frame.colon-name",      "attribution.frame.colon-line",
    "attribution.frame.continued-open", "attribution.frame.continued-split", "attribution.frame.continued-paragraph",
    "attribution.frame.continued-next", "attribution.frame.continued-later", "attribution.frame.floating",
    "attribution.frame.headline"};

enum Feature : std::uint8_t {
  kAdjacent,
  kSubject,
  kObject,
  kPossessive,
  kTeam,
  kDistance,
  kSentences,
  kUnresolved,
  kStrongCue,
  kBelongsNext,
  kSentenceClosed,
  kPlainNoun,
  kModifier,
  kNamedInside,
  kFeatureCount
};
constexpr std::array<std::string_view, kFeatureCount> kFeatureRules = {"attribution.feature.adjacent",
                                                                       "attribution.feature.subject",
                                                                       "attribution.feature.object",
                                                                       "attribution.feature.possessive",
                                                                       "attribution.feature.team",
                                                                       "attribution.feature.distance",
                                                                       "attribution.feature.sentences",
                                                                       "attribution.feature.unresolved",
                                                                       "attribution.feature.strong-cue",
                                                                       "attribution.feature.belongs-next",
                                                                       "attribution.feature.sentence-closed",
                                                                       "attribution.feature.plain-noun",
                                                                       "attribution.feature.modifier",
                                                                       "attribution.feature.named-inside"};

enum KindRule : std::uint8_t {
  kKindDirect,
  kKindPartial,
  kKindHeadline,
  kKindShort,
  kKindTitle,
  kKindNickname,
  kKindBracketed,
  kKindNumber,
  kKindSoCalled,
  kKindRuleCount
};
constexpr std::array<std::string_view, kKindRuleCount> kKindRules = {
    "kind.direct",   "kind.partial",   "kind.headline", "kind.short",    "kind.title",
    "kind.nickname", "kind.bracketed", "kind.number",   "kind.so-called"};

constexpr std::array<std::string_view, 4> kScalarRules = {"attribution.threshold", "attribution.confidence.base",
                                                          "attribution.confidence.score",
                                                          "attribution.confidence.lead"};

constexpr auto make_required() {
  std::array<std::string_view, kFrameRules.size() + kFeatureRules.size() + kKindRules.size() + kScalarRules.size()>
      all{};
  std::size_t n = 0;
  for (const auto id : kFrameRules) all[n++] = id;
  for (const auto id : kFeatureRules) all[n++] = id;
  for (const auto id : kKindRules) all[n++] = id;
  for (const auto id : kScalarRules) all[n++] = id;
  return all;
}
constexpr auto kRequired = make_required();

}  // namespace

struct AttributionModel::Weights {
  std::array<float, kFrameCount> frame{};
  std::array<std::string_view, kFrameCount> frame_id{};
  std::array<float, kFeatureCount> feature{};
  std::array<float, kKindRuleCount> kind{};
  float threshold = 0;
  float confidence_base = 0;
  float confidence_score = 0;
  float confidence_lead = 0;
};

AttributionModel::AttributionModel(const RuleBook& rules) : weights_(std::make_unique<Weights>()) {
  for (std::size_t i = 0; i < kFrameCount; ++i) {
    weights_->frame[i] = rules.rule(kFrameRules[i]).weight;
    weights_->frame_id[i] = rules.rule(kFrameRules[i]).id;
  }
  for (std::size_t i = 0; i < kFeatureCount; ++i) weights_->feature[i] = rules.rule(kFeatureRules[i]).weight;
  for (std::size_t i = 0; i < kKindRuleCount; ++i) weights_->kind[i] = rules.rule(kKindRules[i]).weight;
  weights_->threshold = rules.rule(kScalarRules[0]).weight;
  weights_->confidence_base = rules.rule(kScalarRules[1]).weight;
  weights_->confidence_score = rules.rule(kScalarRules[2]).weight;
  weights_->confidence_lead = rules.rule(kScalarRules[3]).weight;
}
AttributionModel::AttributionModel(AttributionModel&&) noexcept = default;
AttributionModel& AttributionModel::operator=(AttributionModel&&) noexcept = default;
AttributionModel::~AttributionModel() = default;

std::span<const std::string_view> AttributionModel::required_rules() {
  return kRequired;
}

namespace {

struct CueHit {
  Index first = kNone;  // tokens, last inclusive
  Index last = kNone;
  CueClass kind = CueClass::say;
  int strength = 0;
  bool inverts = false;
  bool passive = false;
  std::string_view lemma;
  [[nodiscard]] bool found() const { return first != kNone; }
  [[nodiscard]] bool verb() const {
    return kind != CueClass::source && kind != CueClass::noun && kind != CueClass::adjective;
  }
};

// A speaker that a frame proposes for the stretch at hand.
struct Proposal {
  Frame frame = kFloating;
  std::array<float, kFeatureCount> features{};
  float score = 0;
  Index referent = kNone;  // index into the referents, or
  Index partner = kNone;   // (with a second one that speaks too: "said Stone and Park")
  Index stretch = kNone;   // the stretch whose speaker goes on, or
  Span source;             // bare words that name the source
  CueHit cue;
};

class Attributor {
 public:
  Attributor(const Document& document, const Lexicon& lexicon, const AttributionModel& model,
             const std::vector<Stretch>& stretches, const std::vector<Referent>& referents,
             const std::vector<bool>& quoted, Article& article, Trace* trace)
      : document_(document),
        tokens_(document.tokens),
        text_(document.text),
        lexicon_(lexicon),
        weights_(model.weights()),
        stretches_(stretches),
        referents_(referents),
        quoted_(quoted),
        article_(article),
        trace_(trace) {}

  void run() {
    article_.quotes.clear();
    article_.quotes.reserve(stretches_.size());
    frames_.assign(stretches_.size(), kFrameCount);
    used_cue_.assign(stretches_.size(), kNone);
    for (Index k = 0; k < stretches_.size(); ++k) decide(k);
    headlines();
  }

 private:
  // ---- windows -----------------------------------------------------------------------------------------------

  // What stands around a stretch inside its block, quotation marks left out.
  struct Window {
    Index left_last = kNone;        // the last token before the opening mark, in the same block
    Index left_first = kNone;       // the first token of that token's sentence
    Index right_first = kNone;      // the first token behind the closing mark, in the same block
    Index right_end = kNone;        // one past the last token of the clause behind it
    bool right_meets_next = false;  // the next stretch begins where the clause ends
    char inner_end = 0;             // the last character inside the marks
  };

  [[nodiscard]] Window window(Index k) const {
    const Stretch& stretch = stretches_[k];
    Window w;
    // Marks of a quotation inside say nothing of the sentence around it.
    std::uint32_t inner = stretch.span.end;
    while (inner > stretch.span.start + 1 && (text_[inner - 1] == '\'' || text_[inner - 1] == '"')) --inner;
    while (inner > stretch.span.start + 3 && static_cast<unsigned char>(text_[inner - 3]) == 0xE2 &&
           (text_[inner - 1] == '\x99' || text_[inner - 1] == '\x9D')) {
      inner -= 3;
    }
    if (!stretch.span.empty()) w.inner_end = text_[inner - 1];
    // An ellipsis or a bracket at the end of speech tells nothing of the sentence.
    if (stretch.span.size() >= 3 && text_.substr(stretch.span.end - 3, 3) == "...") w.inner_end = ',';
    Index t = stretch.first;
    while (t > 0) {
      --t;
      if (tokens_.block[t] != stretch.block) break;
      if (tokens_.end[t] > stretch.outer.start || is_mark(t)) continue;
      if (quoted_[t]) break;
      w.left_last = t;
      w.left_first = clause_floor(t);
      break;
    }
    t = stretch.last;
    while (t < tokens_.size() && (tokens_.start[t] < stretch.outer.end || is_mark(t)) &&
           tokens_.block[t] == stretch.block) {
      if (quoted_[t]) break;
      ++t;
    }
    if (t < tokens_.size() && tokens_.block[t] == stretch.block && !quoted_[t]) {
      w.right_first = t;
      Index end = document_.sentences[tokens_.sentence[t]].last;
      // Sentences may run on behind a comma into the next quotation.
      if (k + 1 < stretches_.size() && stretches_[k + 1].block == stretch.block && stretches_[k + 1].first <= end) {
        end = stretches_[k + 1].first;
        w.right_meets_next = true;
      }
      while (end > t && is_mark(end - 1)) --end;
      w.right_end = std::max(end, t);
    }
    return w;
  }

  // How far back from a token its attribution is looked for: its sentence, and no further than any sentence is long,
  // so that a text without full stops takes no more time than another.
  [[nodiscard]] Index clause_floor(Index t) const {
    constexpr Index kReach = 400;
    return std::max(document_.sentences[tokens_.sentence[t]].first, t > kReach ? t - kReach : 0);
  }

  [[nodiscard]] bool is_mark(Index t) const { return tokens_.kind[t] == TokenKind::quote_mark; }

  [[nodiscard]] bool token_is(Index t, std::string_view word) const { return document_.token_text(t) == word; }

  [[nodiscard]] bool ends_sentence(Index t) const {
    const std::string_view word = document_.token_text(t);
    return word == "." || word == "!" || word == "?" || word == "..." || word == "\xE2\x80\xA6";
  }

  // ---- cues --------------------------------------------------------------------------------------------------

  [[nodiscard]] CueHit cue_at(Index t) const {
    CueHit best;
    if (!document_.is(t, kCueFirst) || quoted_[t]) return best;
    // A capital inside a sentence makes a name of it ("Grant", "Marks").
    if (tokens_.is(t, kCapitalised) && !tokens_.is(t, kSentenceFirst) && !tokens_.is(t, kCapsBlock)) return best;
    int best_rank = -1;
    for (const Match& match : document_.matches_at(t)) {
      const Entry entry = lexicon_.entry(match.entry);
      if (entry.type != EntryType::cue) continue;
      const auto kind = static_cast<CueClass>(entry.subtype);
      const bool weak = kind == CueClass::noun || kind == CueClass::adjective;
      const int rank = static_cast<int>(match.last - match.first) * 4 + (weak ? 0 : 2) + (entry.weight >= 4 ? 1 : 0);
      if (rank <= best_rank) continue;
      best_rank = rank;
      best = {match.first,
              match.last,
              kind,
              entry.weight,
              entry.detail.find("inv") != std::string_view::npos,
              entry.detail.find("pass") != std::string_view::npos,
              entry.name};
    }
    return best;
  }

  // The cue nearest to the end of [first, last), reading backwards; verbs before nouns and adjectives.
  [[nodiscard]] CueHit last_cue(Index first, Index last) const {
    CueHit noun;
    for (Index t = last; t > first;) {
      --t;
      if (quoted_[t]) continue;
      const CueHit cue = cue_at(t);
      if (!cue.found() || cue.last >= last) continue;
      if (is_noun_use(t, cue)) continue;
      if (cue.verb()) return longest_covering(cue, first);
      if (!noun.found() && cue.kind != CueClass::source) noun = cue;
    }
    return noun;
  }

  // "went on to say" begins two words before "say".
  [[nodiscard]] CueHit longest_covering(const CueHit& cue, Index first) const {
    for (Index back = 1; back <= 4 && cue.first >= first + back; ++back) {
      const CueHit longer = cue_at(cue.first - back);
      if (longer.found() && longer.verb() && longer.last == cue.last) return longer;
    }
    return cue;
  }

  // A verb's form behind a determiner or a possessive is a noun: "the call", "Stone's claims".
  [[nodiscard]] bool is_noun_use(Index t, const CueHit& cue) const {
    if (!cue.verb() || t == 0) return false;
    if (tokens_.kind[t - 1] == TokenKind::possessive) return true;
    return document_.is(t - 1, class_bit(WordClass::determiner)) && !token_is(t - 1, "that");
  }

  [[nodiscard]] CueHit first_cue(Index first, Index last) const {
    for (Index t = first; t < last; ++t) {
      const CueHit cue = cue_at(t);
      if (cue.found() && cue.verb() && cue.last < last && !is_noun_use(t, cue)) return cue;
    }
    return {};
  }

  [[nodiscard]] CueHit source_cue(Index first, Index last) const {
    for (Index t = first; t < last; ++t) {
      const CueHit cue = cue_at(t);
      if (cue.found() && cue.kind == CueClass::source && cue.strength >= 3) return cue;
    }
    return {};
  }

  // ---- referents ---------------------------------------------------------------------------------------------

  // Indices of the referents that lie in tokens [first, last).
  [[nodiscard]] std::pair<Index, Index> referents_in(Index first, Index last) const {
    const auto low = std::lower_bound(referents_.begin(), referents_.end(), first,
                                      [](const Referent& r, Index t) { return r.first < t; });
    auto high = low;
    while (high != referents_.end() && high->first < last) ++high;
    return {static_cast<Index>(low - referents_.begin()), static_cast<Index>(high - referents_.begin())};
  }

  [[nodiscard]] bool behind_preposition(Index token, Index floor) const {
    // Over determiners, adjectives and roles to what governs the phrase.
    Index t = token;
    for (int steps = 0; steps < 6 && t > floor; ++steps) {
      --t;
      if (document_.is(t, class_bit(WordClass::preposition))) return true;
      if (tokens_.kind[t] == TokenKind::dash) continue;
      if (tokens_.kind[t] != TokenKind::word) return false;
      if (document_.is(t, class_bit(WordClass::determiner) | kInRole | kNationalityFirst | kTeamFirst)) continue;
      if (document_.is(t, kFunctionWord | kCueFirst)) return false;
      if (tokens_.is(t, kCapitalised)) continue;
      return false;
    }
    return false;
  }

  // Whether a referent is the subject of a cue that follows it: right before it, or before a clause set off by commas.
  [[nodiscard]] bool touches_cue(const Referent& r, Index cue_first) const {
    Index t = cue_first;
    for (int steps = 0; steps < 4 && t > r.last + 1; ++steps) {
      const Index before = t - 1;
      const bool filler = document_.is(before, class_bit(WordClass::auxiliary)) ||
                          (tokens_.kind[before] == TokenKind::word && !tokens_.is(before, kCapitalised) &&
                           document_.token_text(before).ends_with("ly")) ||
                          token_is(before, "also") || token_is(before, "then") || token_is(before, "later") ||
                          token_is(before, "once");
      if (!filler) break;
      t = before;
    }
    if (t == r.last + 1) return true;
    if (t == 0 || !token_is(t - 1, ",")) return false;
    // "Stone, who replaced Park in May, said"
    if (r.last + 1 < t - 1 && token_is(r.last + 1, ",")) return true;
    // "The home captain, Jo Tait, said"
    return r.last + 1 == t - 1 && r.first > 0 && token_is(r.first - 1, ",");
  }

  static float clamp_distance(Index distance) { return static_cast<float>(std::min<Index>(distance, 20)); }

  // Speakers seldom name themselves, in a stretch or in those that go on with it.
  [[nodiscard]] bool names_inside(Index k, Index person) const {
    Index end = k + 1;
    while (end < stretches_.size() && end < k + 4 && stretches_[end].continues) ++end;
    for (Index j = k; j < end; ++j) {
      const Stretch& stretch = stretches_[j];
      auto at = std::lower_bound(document_.mentions.begin(), document_.mentions.end(), stretch.first,
                                 [](const EntityMention& m, Index token) { return m.first < token; });
      for (; at != document_.mentions.end() && at->first < stretch.last; ++at) {
        if (at->type == EntityMention::Type::person && at->entity == person) return true;
      }
    }
    return false;
  }

  void propose(Index k, Proposal proposal) {
    const Index person = proposal.referent != kNone  ? referents_[proposal.referent].person
                         : proposal.stretch != kNone ? speaker_person(proposal.stretch)
                                                     : kNone;
    if (person != kNone && names_inside(k, person)) proposal.features[kNamedInside] = 1.0f;
    float score = weights_.frame[proposal.frame];
    for (std::size_t f = 0; f < kFeatureCount; ++f) score += proposal.features[f] * weights_.feature[f];
    proposal.score = score;
    proposals_.push_back(proposal);
  }

  [[nodiscard]] Index speaker_person(Index stretch) const {
    const auto& speaker = article_.quotes[stretch].speaker;
    return speaker ? speaker->person : kNone;
  }

  void common_features(const Referent& r, const CueHit& cue, Proposal& p) const {
    p.features[kTeam] = r.team != kNone ? 1.0f : 0.0f;
    p.features[kPossessive] = r.possessive ? 1.0f : 0.0f;
    p.features[kUnresolved] = r.person == kNone && r.how != How::name ? 1.0f : 0.0f;
    p.features[kPlainNoun] =
        r.how == How::nominal && r.phrase.head == kNone && r.phrase.age == 0 && r.phrase.country == kNone ? 1.0f : 0.0f;
    if (cue.found()) p.features[kStrongCue] = static_cast<float>(cue.strength) - 3.0f;
    p.cue = cue;
  }

  // "Rovers president Jo Paz": a referent inside the noun phrase of the next one only describes it.
  [[nodiscard]] bool modifies_next(Index i, Index end) const {
    const Referent& r = referents_[i];
    if (i + 1 >= referents_.size() || r.person != kNone) return false;
    const Referent& next = referents_[i + 1];
    if (next.first >= end || next.person == kNone || next.first > r.last + 7) return false;
    for (Index t = r.last + 1; t < next.first; ++t) {
      if (tokens_.kind[t] == TokenKind::punctuation || quoted_[t]) return false;
      if (document_.is(t, kCueFirst) && !document_.is(t, kInRole)) return false;
      if (document_.is(t, class_bit(WordClass::conjunction) | class_bit(WordClass::auxiliary) |
                              class_bit(WordClass::determiner) | class_bit(WordClass::pronoun_who))) {
        return false;
      }
      if (document_.is(t, class_bit(WordClass::preposition)) && !token_is(t, "of")) return false;
    }
    return true;
  }

  // "Stone and Park": this referent and the next are two people named side by side.
  [[nodiscard]] bool is_pair(Index i) const {
    if (i + 1 >= referents_.size()) return false;
    const Referent& a = referents_[i];
    const Referent& b = referents_[i + 1];
    return a.person != kNone && b.person != kNone && a.person != b.person && a.how == How::name && b.how == How::name &&
           !a.possessive && !b.possessive && a.last + 2 == b.first && token_is(a.last + 1, "and");
  }

  // "Stone was told by Park", "was described as": the subject is not who spoke.
  [[nodiscard]] bool is_passive(const CueHit& cue) const {
    Index t = cue.first;
    for (int steps = 0; steps < 3 && t > 0; ++steps) {
      --t;
      const std::string_view word = document_.token_text(t);
      if (word == "was" || word == "were" || word == "been" || word == "being" || word == "is" || word == "are") {
        const std::string_view form = document_.token_text(cue.first);
        return !form.ends_with("ing") && !document_.token_text(cue.last).ends_with("ing") &&
               cue.kind != CueClass::adjective;
      }
      if (!word.ends_with("ly") && word != "also" && word != "once" && word != "then") return false;
    }
    return false;
  }

  // "Her message was clear", "Stone's statement read": a text's owner speaks.
  [[nodiscard]] Index bearer(Index i) const {
    const Referent& r = referents_[i];
    if (r.how != How::nominal || r.person != kNone || r.phrase.role_class != RoleClass::document || i == 0) return i;
    const Referent& owner = referents_[i - 1];
    if (!owner.possessive || owner.person == kNone) return i;
    const bool beside = owner.last + 1 == r.first || (owner.last + 2 == r.first && owner.how == How::name) ||
                        (owner.first >= r.first && owner.last < r.last);
    return beside ? i - 1 : i;
  }

  // Every referent of [first, cue.first) as the subject of the cue.
  void subjects_before(Index k, Frame frame, Index first, const CueHit& cue, float belongs_next, float closed) {
    const auto [low, high] = referents_in(first, cue.first);
    bool any = false;
    const bool passive = is_passive(cue);
    if (frame == kAfterSubject && last_speech_ != kNone) unresolved_pronoun(k, low, high, cue, belongs_next, closed);
    for (Index i = low; i < high; ++i) {
      const Referent& r = referents_[i];
      if (r.last >= cue.first && cue.kind != CueClass::noun) continue;
      Proposal p;
      p.frame = frame;
      p.referent = bearer(i);
      if (touches_cue(r, cue.first) && i > low && referents_[i - 1].subject && is_pair(i - 1)) p.partner = i - 1;
      common_features(r, cue, p);
      // "His verdict: ...": the owner of a noun of speech speaks.
      if (cue.kind == CueClass::noun && r.possessive) p.features[kPossessive] = 0.0f;
      if (frame == kBeforeBare && r.team != kNone) p.features[kTeam] = 2.5f;  // "Rovers added "pace"" is a transfer
      const bool touches = touches_cue(r, cue.first);
      p.features[kAdjacent] = touches ? 1.0f : 0.0f;
      p.features[kSubject] = r.subject ? 1.0f : 0.0f;
      p.features[kObject] = behind_preposition(r.first, first) ? (touches ? 0.8f : 1.0f) : 0.0f;
      if (passive) p.features[kObject] = 1.5f;
      p.features[kModifier] = modifies_next(i, cue.first) ? 1.0f : 0.0f;
      p.features[kDistance] = touches ? 0.0f : clamp_distance(cue.first - r.last - 1);
      p.features[kBelongsNext] = belongs_next;
      p.features[kSentenceClosed] = closed;
      propose(k, p);
      any = true;
    }
    bare_source(k, frame, first, cue, belongs_next, closed, any);
  }

  // "...," a spokesman said. "...," he added.: a pronoun for somebody without a name goes on with the last speaker.
  void unresolved_pronoun(Index k, Index low, Index high, const CueHit& cue, float belongs_next, float closed) {
    const auto& speaker = article_.quotes[last_speech_].speaker;
    if (!speaker || speaker->person != kNone) return;
    for (Index i = low; i < high; ++i) {
      const Referent& r = referents_[i];
      if (r.how != How::pronoun || r.person != kNone || r.possessive || is_author(r) || !touches_cue(r, cue.first))
        continue;
      Proposal p;
      p.frame = kAfterSubject;
      p.stretch = last_speech_;
      p.cue = cue;
      p.features[kAdjacent] = 1.0f;
      p.features[kUnresolved] = 1.0f;
      p.features[kBelongsNext] = belongs_next;
      p.features[kSentenceClosed] = closed;
      propose(k, p);
      return;
    }
  }

  // "FIFA said", "the Ibex Park Gazette said": capitals before the cue that no lexicon has.
  void bare_source(Index k, Frame frame, Index first, const CueHit& cue, float belongs_next, float closed, bool any) {
    if (cue.first == 0 || cue.first <= first) return;
    const Index last = cue.first - 1;
    if (tokens_.kind[last] != TokenKind::word || quoted_[last]) return;
    Index begin = cue.first;
    while (begin > first && tokens_.kind[begin - 1] == TokenKind::word && tokens_.is(begin - 1, kCapitalised) &&
           !document_.is(begin - 1, kFunctionWord | kCalendar) && !quoted_[begin - 1]) {
      --begin;
    }
    if (begin == cue.first) return;
    const auto [low, high] = referents_in(begin, cue.first);
    if (low > 0 && referents_[low - 1].last >= begin) return;  // the end of a description: "the Dutchman"
    if (low != high && (referents_[high - 1].last == last || referents_[high - 1].person != kNone)) return;
    any = any && low == high;
    Proposal p;
    p.frame = frame;
    p.source = tokens_.span(begin, last);
    p.cue = cue;
    p.features[kAdjacent] = 1.0f;
    p.features[kStrongCue] = static_cast<float>(cue.strength) - 3.0f;
    p.features[kUnresolved] = any ? 2.0f : 1.0f;
    p.features[kObject] = behind_preposition(begin, first) ? 1.0f : 0.0f;
    p.features[kBelongsNext] = belongs_next;
    p.features[kSentenceClosed] = closed;
    propose(k, p);
  }

  // The referents right behind a cue or a preposition, up to the end of the noun phrase.
  void subjects_behind(Index k, Frame frame, Index after, Index end, const CueHit& cue, float closed) {
    const Index reach = std::min<Index>(end, after + 14);
    const auto [low, high] = referents_in(after, reach);
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
      if (i + 1 < high && is_pair(i)) p.partner = i + 1;
      common_features(r, cue, p);
      p.features[kAdjacent] = r.first == after ? 1.0f : 0.0f;
      p.features[kObject] = prepositional ? 1.0f : 0.0f;
      p.features[kModifier] = modifies_next(i, reach) ? 1.0f : 0.0f;
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

  // ---- frames ------------------------------------------------------------------------------------------------

  void frames_behind(Index k, const Window& w) {
    if (w.right_first == kNone || w.right_first >= w.right_end) return;
    Index t = w.right_first;
    bool closed_mark = w.inner_end == '.';
    bool dash = false;
    if (token_is(t, ",")) {
      closed_mark = false;
      ++t;
    } else if (tokens_.kind[t] == TokenKind::dash) {
      dash = true;
      ++t;
    } else if (tokens_.kind[t] == TokenKind::punctuation && !token_is(t, "(")) {
      return;  // a full stop, a bracket: the sentence of the quotation is over
    }
    if (t >= w.right_end) return;
    // "was described as "raw" by Stone"
    if (token_is(t, "by") && w.left_last != kNone) {
      const CueHit cue = last_cue(w.left_first, w.left_last + 1);
      if (cue.found() && (cue.passive || is_passive(cue))) {
        subjects_behind(k, kAfterSource, t + 1, w.right_end, cue, 0.0f);
      }
    }
    const bool lower = tokens_.kind[t] == TokenKind::word && !tokens_.is(t, kCapitalised);
    float closed = closed_mark ? 1.0f : 0.0f;
    const CueHit here = cue_at(t);
    if (here.found() && here.kind == CueClass::source) {
      subjects_behind(k, kAfterSource, here.last + 1, w.right_end, here, 0.0f);
      return;
    }
    if (here.found() && here.verb() && here.kind != CueClass::describe && here.last + 1 < w.right_end && lower) {
      // The inverted subject; a cue that takes an object first ("told") inverts too seldom to matter.
      if (!token_is(here.last + 1, ":")) {
        subjects_behind(k, kAfterInverted, here.last + 1, w.right_end, here, 0.0f);
      }
    }
    if (lower && closed_mark && !here.found()) closed = 0.5f;
    const CueHit cue = first_cue(t, std::min<Index>(w.right_end, t + 30));
    if (cue.found() && cue.first > t) {
      // A cue that ends in a colon, or in a comma before a capital, belongs to the next quotation.
      float belongs_next = 0.0f;
      if (w.right_meets_next) {
        const Index last = w.right_end - 1;
        if (token_is(last, ":")) belongs_next = 1.0f;
        if (token_is(last, ",") && closed_mark) belongs_next = 1.0f;
        if (!closed_mark && token_is(last, ":") && w.inner_end == ',') belongs_next = 0.6f;
      }
      // "Stone added that ..." reports other words than those before it.
      const bool open_clause = w.inner_end == ',' || w.inner_end == '?' || w.inner_end == '!';
      if (!open_clause && cue.last + 1 < w.right_end && token_is(cue.last + 1, "that")) belongs_next = 1.0f;
      subjects_before(k, kAfterSubject, t, cue, belongs_next, closed);
      // "..., it was claimed by Stone": passives name their agent behind "by".
      if (cue.last + 1 < w.right_end && token_is(cue.last + 1, "by")) {
        subjects_behind(k, kAfterSource, cue.last + 2, w.right_end, cue, closed);
      }
      const CueHit source = source_cue(t, std::min<Index>(w.right_end, t + 12));
      if (source.found()) subjects_behind(k, kAfterSource, source.last + 1, w.right_end, source, closed);
    } else if (dash) {
      subjects_behind(k, kAfterDash, t, w.right_end, {}, 0.0f);
    } else if (!cue.found() && (w.inner_end == ',' || w.inner_end == '!' || w.inner_end == '?')) {
      unknown_verb(k, t, w.right_end);
    }
  }

  // "...," Stone thundered.: behind an open quotation, a person and one finite verb, whatever the verb.
  void unknown_verb(Index k, Index first, Index end) {
    const auto [low, high] = referents_in(first, std::min<Index>(end, first + 8));
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

  void frames_before(Index k, const Window& w) {
    if (w.left_last == kNone) return;
    const Index last = w.left_last;
    if (ends_sentence(last)) return;
    const bool colon = token_is(last, ":");
    const bool comma = token_is(last, ",");
    const Index end = colon || comma ? last : last + 1;
    Index first = w.left_first;
    // A list bullet's head or a section head is no sentence of its own.
    const CueHit cue = last_cue(first, end);
    // "The plan," Stone added, "was ...": that cue is spent on the words before it, which go on here.
    if (comma && cue.found() && last_speech_ != kNone && used_cue_[last_speech_] == cue.first) return;
    const CueHit source = source_cue(first, end);
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
      subjects_before(k, frame, first, cue, 0.0f, 0.0f);
      // "Stone, the chairman, said no-one felt it was "..."": the cue of speech may govern the one nearer by.
      if (frame == kBeforeBare || frame == kBeforeClause) {
        const CueHit outer = last_cue(first, cue.first);
        if (outer.found() && outer.verb() && outer.strength > cue.strength) {
          subjects_before(k, kBeforeClause, first, outer, 0.0f, 0.0f);
        }
      }
      if ((cue.passive || is_passive(cue)) && cue.last + 1 < end) {
        for (Index t = cue.last + 1; t < end && t < cue.last + 4; ++t) {
          if (token_is(t, "by")) subjects_behind(k, frame, t + 1, end, cue, 0.0f);
        }
      }
      // "said Stone:" before its words, where nothing stands before the cue.
      if ((colon || comma) && cue.first == first && cue.last + 1 < end) {
        subjects_behind(k, frame, cue.last + 1, end, cue, 0.0f);
      }
      // "... and added:" takes its subject from the attribution before it.
      const auto [low, high] = referents_in(first, cue.first);
      if (low == high && last_speech_ != kNone && stretches_[last_speech_].block == stretches_[k].block) {
        Proposal p;
        p.frame = kContinuedSplit;
        p.stretch = last_speech_;
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
    const auto [low, high] = referents_in(first, end);
    if (end - first <= 12 && token_is(first, "On")) section_head(k);
    for (Index i = low; i < high; ++i) {
      const Referent& r = referents_[i];
      Proposal p;
      p.frame = r.last + 1 == end ? kColonName : kColonLine;
      p.referent = i;
      common_features(r, {}, p);
      p.features[kAdjacent] = r.last + 1 == end ? 1.0f : 0.0f;
      p.features[kSubject] = r.subject ? 1.0f : 0.0f;
      p.features[kDistance] = clamp_distance(end - r.last - 1);
      propose(k, p);
    }
  }

  // "Stone's "best night"": words in somebody's possession.
  void possessor_before_mark(Index k, Index end) {
    if (end == 0 || tokens_.kind[end - 1] != TokenKind::possessive) return;
    const auto [low, high] = referents_in(clause_floor(end - 1), end);
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

  // "Rovers boss Jo Tait "We were flat."": nothing but a person's noun phrase, and the colon forgotten.
  void name_before_mark(Index k, Index first, Index end) {
    const auto [low, high] = referents_in(first, end);
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

  void frames_of_continuation(Index k, const Window& w) {
    if (last_speech_ == kNone) return;
    const Stretch& stretch = stretches_[k];
    const Stretch& previous = stretches_[last_speech_];
    Proposal p;
    p.stretch = last_speech_;
    if (stretch.continues) {
      p.frame = kContinuedOpen;
      propose(k, p);
      return;
    }
    const bool attributed_behind = frames_[last_speech_] <= kAfterVerb;
    const Index from = previous.last;
    const Index to = stretch.first;
    const Index sentences = from < tokens_.size() && to > from && to <= tokens_.size()
                                ? tokens_.sentence[to - 1] - tokens_.sentence[std::min(from, to - 1)]
                                : 0;
    if (stretch.block == previous.block) {
      const bool touching = w.left_last == kNone || tokens_.end[w.left_last] <= previous.outer.end;
      if (touching) {
        p.frame = kContinuedParagraph;
      } else if (token_is(w.left_last, ",") && attributed_behind) {
        p.frame = kContinuedSplit;
      } else if (ends_sentence(w.left_last) && attributed_behind && gap_sentences(previous, w.left_last) <= 1) {
        p.frame = kContinuedParagraph;
      } else {
        p.frame = kContinuedLater;
        p.features[kSentences] = static_cast<float>(std::min<Index>(sentences, 8));
      }
    } else {
      const bool opens_block = w.left_last == kNone;
      if (opens_block && ends_with_speech(last_speech_, stretch.block)) {
        p.frame = kContinuedNext;
      } else {
        p.frame = kContinuedLater;
        p.features[kSentences] = static_cast<float>(std::min<Index>(sentences, 8));
      }
    }
    propose(k, p);
  }

  // Sentence ends between the previous stretch and token `last`.
  [[nodiscard]] int gap_sentences(const Stretch& previous, Index last) const {
    int ends = 0;
    for (Index t = previous.last; t <= last && ends < 3; ++t) {
      if (tokens_.start[t] >= previous.outer.end && !is_mark(t) && ends_sentence(t)) ++ends;
    }
    return ends;
  }

  // The blocks between hold nothing, and behind the previous stretch its block has only its attribution.
  [[nodiscard]] bool ends_with_speech(Index previous, Index block) const {
    const Stretch& stretch = stretches_[previous];
    for (Index b = stretch.block + 1; b < block; ++b) {
      if (document_.blocks[b].content.size() > 3) return false;
    }
    Index t = stretch.last;
    while (t < tokens_.size() && tokens_.start[t] < stretch.outer.end) ++t;
    Index end = t;
    while (end < tokens_.size() && tokens_.block[end] == stretch.block) ++end;
    if (end <= t + 1) return true;
    return frames_[previous] <= kAfterVerb && gap_sentences(stretch, end - 1) <= 1;
  }

  void frames_of_narration(Index k, const Window& w) {
    const Stretch& stretch = stretches_[k];
    Index sentence = kNone;
    float back = 0;
    if (w.left_last != kNone) {
      if (!ends_sentence(w.left_last)) return;
      sentence = tokens_.sentence[w.left_last];
    } else if (stretch.first > 0 && stretch.first <= tokens_.size()) {
      Index t = stretch.first;
      while (t > 0 && tokens_.block[t - 1] == stretch.block && is_mark(t - 1)) --t;
      // Only a quotation that opens its paragraph looks back into the one before.
      if (t == 0 || tokens_.block[t - 1] == stretch.block || quoted_[t - 1]) return;
      sentence = tokens_.sentence[t - 1];
      back = 1.0f;
    }
    if (sentence == kNone) return;
    const Sentence& s = document_.sentences[sentence];
    const auto [low, high] = referents_in(std::max(s.first, clause_floor(s.last - 1)), s.last);
    for (Index i = low; i < high; ++i) {
      const Referent& r = referents_[i];
      if (r.person == kNone) continue;
      Proposal p;
      p.frame = kFloating;
      p.referent = i;
      common_features(r, {}, p);
      p.features[kSubject] = r.subject ? 1.0f : 0.0f;
      p.features[kObject] = !r.subject && behind_preposition(r.first, s.first) ? 0.5f : 0.0f;
      p.features[kSentences] = back;
      propose(k, p);
    }
  }

  // "Rovers head coach Jo Tait:" on a line of its own: the quotations below are hers, until narration resumes.
  void section_head(Index k) {
    Index b = stretches_[k].block;
    for (int steps = 0; steps < 12 && b > 0; ++steps) {
      --b;
      const Span content = document_.blocks[b].content;
      if (content.empty() || text_[content.end - 1] != ':') {
        // Blocks between must be quotations or labels themselves.
        const bool quotation = last_speech_ != kNone && has_stretch(b);
        if (quotation) continue;
        return;
      }
      Index t = tokens_.at_or_after(content.end - 1);
      if (t >= tokens_.size()) return;
      const auto [low, high] = referents_in(clause_floor(t), t + 1);
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

  [[nodiscard]] bool has_stretch(Index block) const {
    const auto at = std::lower_bound(stretches_.begin(), stretches_.end(), block,
                                     [](const Stretch& s, Index b) { return s.block < b; });
    return at != stretches_.end() && at->block == block;
  }

  void frames_of_headline(Index k) {
    const Stretch& stretch = stretches_[k];
    if (document_.blocks[stretch.block].kind != BlockKind::title) return;
    Index first = stretch.first;
    while (first > 0 && tokens_.block[first - 1] == stretch.block) --first;
    Index last = stretch.last;
    while (last < tokens_.size() && tokens_.block[last] == stretch.block) ++last;
    const auto [low, high] = referents_in(first, last);
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

  // ---- decision ----------------------------------------------------------------------------------------------

  void decide(Index k) {
    proposals_.clear();
    const Stretch& stretch = stretches_[k];
    const Window w = window(k);
    frames_before(k, w);
    frames_behind(k, w);
    frames_of_continuation(k, w);
    frames_of_narration(k, w);
    if (w.left_last == kNone) section_head(k);
    frames_of_headline(k);

    Index best = kNone;
    for (Index i = 0; i < proposals_.size(); ++i) {
      if (!names_somebody(proposals_[i])) continue;
      if (best == kNone || proposals_[i].score > proposals_[best].score) best = i;
    }
    if (best != kNone && proposals_[best].score < weights_.threshold) best = kNone;

    Quote quote;
    quote.span = stretch.span;
    quote.nested = stretch.nested;
    quote.insertions = stretch.insertions;
    const KindRule kind_rule = classify(k, w, best == kNone ? nullptr : &proposals_[best]);
    quote.kind = kind_rule == kKindDirect                                  ? QuoteKind::direct
                 : kind_rule == kKindPartial || kind_rule == kKindHeadline ? QuoteKind::partial
                                                                           : QuoteKind::nonspeech;
    quote.rule = kKindRules[kind_rule];
    quote.confidence = weights_.kind[kind_rule];
    if (quote.kind == QuoteKind::nonspeech) {
      if (kind_rule == kKindNickname) add_alias(k, w);
      quote.utterance = next_utterance_++;
      article_.quotes.push_back(std::move(quote));
      return;
    }
    bool same_utterance = false;
    if (best != kNone) {
      const Proposal& p = proposals_[best];
      quote.speaker = speaker_of(p);
      quote.rule = weights_.frame_id[p.frame];
      quote.confidence = confidence_of(best);
      if (p.cue.found()) quote.cue = Cue{tokens_.span(p.cue.first, p.cue.last), p.cue.lemma};
      if (p.cue.found() && p.stretch == kNone) quote.audience = audience_of(p.cue);
      frames_[k] = p.frame;
      if (p.stretch == kNone) used_cue_[k] = p.cue.first;
      same_utterance = p.stretch != kNone && p.frame != kContinuedLater;
    }
    quote.utterance =
        same_utterance && last_speech_ != kNone ? article_.quotes[last_speech_].utterance : next_utterance_++;
    if (trace_ != nullptr) write_trace(k, best);
    article_.quotes.push_back(std::move(quote));
    if (document_.blocks[stretch.block].kind != BlockKind::title) last_speech_ = k;
    if (stretch.continues && frames_[k] <= kColonLine && article_.quotes[k].speaker) fill_back(k);
  }

  // "Robson, or 'Pop' as he is known": the nickname is a name of the person before it.
  void add_alias(Index k, const Window& w) {
    if (w.left_last == kNone ||
        !(token_is(w.left_last, "or") || token_is(w.left_last, "alias") || token_is(w.left_last, "aka"))) {
      return;
    }
    const auto [low, high] = referents_in(w.left_first, w.left_last);
    for (Index i = high; i > low; --i) {
      const Referent& r = referents_[i - 1];
      if (r.person == kNone || r.how != How::name || r.possessive) continue;
      std::vector<Span>& mentions = article_.people[r.person].mentions;
      const Span span = stretches_[k].span;
      mentions.insert(std::upper_bound(mentions.begin(), mentions.end(), span), span);
      return;
    }
  }

  // An attribution at the end of a speech of several paragraphs is its beginning's too, where that has none of its own.
  void fill_back(Index k) {
    const Speaker speaker = *article_.quotes[k].speaker;
    const Index utterance = article_.quotes[k].utterance;
    for (Index j = k; j > 0 && stretches_[j].continues; --j) {
      Quote& earlier = article_.quotes[j - 1];
      if (frames_[j - 1] <= kColonLine || earlier.kind == QuoteKind::nonspeech) return;
      earlier.speaker = speaker;
      earlier.speaker->how = How::continued;
      earlier.utterance = utterance;
      earlier.rule = weights_.frame_id[kContinuedOpen];
      earlier.confidence = article_.quotes[k].confidence;
      frames_[j - 1] = kContinuedOpen;
    }
  }

  [[nodiscard]] bool names_somebody(const Proposal& p) const {
    if (p.stretch != kNone) return article_.quotes[p.stretch].speaker.has_value();
    if (p.referent == kNone) return !p.source.empty();
    const Referent& r = referents_[p.referent];
    if (r.person != kNone || r.team != kNone || r.outlet != kNone) return true;
    return r.how == How::nominal || is_author(r);
  }

  // "I told him": outside quotations the first person is whoever wrote the article.
  [[nodiscard]] bool is_author(const Referent& r) const {
    return r.how == How::pronoun && r.source && r.first == r.last && token_is(r.first, "I");
  }

  [[nodiscard]] Speaker speaker_of(const Proposal& p) const {
    Speaker speaker;
    if (p.stretch != kNone) {
      speaker = *article_.quotes[p.stretch].speaker;
      speaker.how = How::continued;
      return speaker;
    }
    if (p.referent == kNone) {
      speaker.name = std::string(p.source.of(text_));
      speaker.span = p.source;
      speaker.how = How::name;
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
    speaker.how = p.frame == kColonName && r.how == How::name ? How::colon
                  : p.frame == kHeadline                      ? How::headline
                                                              : r.how;
    if (r.person != kNone) {
      speaker.person = r.person;
      speaker.name = article_.people[r.person].name;
    } else if (r.team != kNone) {
      speaker.team = r.team;
      speaker.name = article_.teams[r.team].name;
    } else if (r.outlet != kNone) {
      speaker.name = article_.outlets[r.outlet].name;
    } else if (is_author(r)) {
      speaker.name = "author";
    } else {
      speaker.name = source_name(r, p.cue);
    }
    return speaker;
  }

  // "a club statement" -> "club statement"; a short phrase behind it belongs to it ("a statement from the organisers").
  [[nodiscard]] std::string source_name(const Referent& r, const CueHit& cue) const {
    Index first = r.first;
    while (first < r.last &&
           document_.is(first, class_bit(WordClass::determiner) | class_bit(WordClass::number_word))) {
      ++first;
    }
    Index last = r.last;
    if (last + 2 < tokens_.size() &&
        (token_is(last + 1, "of") || token_is(last + 1, "from") || token_is(last + 1, "on") ||
         token_is(last + 1, "for") || token_is(last + 1, "close") || token_is(last + 1, "with") ||
         token_is(last + 1, "at"))) {
      Index end = last + 2;
      while (end < tokens_.size() && end < last + 6 && tokens_.kind[end] == TokenKind::word &&
             (token_is(end, "to") || token_is(end, "of") ||
              !document_.is(end, kCueFirst | class_bit(WordClass::preposition) | class_bit(WordClass::auxiliary) |
                                     class_bit(WordClass::weekday))) &&
             tokens_.sentence[end] == tokens_.sentence[last]) {
        ++end;
      }
      // Before its cue the whole phrase is the source's; behind it, as far as the clause goes.
      const bool closed = end >= tokens_.size() || tokens_.kind[end] == TokenKind::punctuation;
      if (cue.found() && (end == cue.first || (cue.first < r.first && closed))) last = end - 1;
    }
    std::string name;
    for (Index t = first; t <= last; ++t) {
      if (t > first && tokens_.is(t, kSpaceBefore)) name += ' ';
      name += document_.token_text(t);
    }
    return name;
  }

  // Whom the speaker told: the words behind a cue of telling, or behind "speaking to".
  [[nodiscard]] std::optional<Audience> audience_of(const CueHit& cue) const {
    Index at = kNone;
    if (cue.kind == CueClass::tell && cue.last + 1 < tokens_.size()) at = cue.last + 1;
    if (at == kNone) {
      // "Speaking to The Gazette, Stone said"
      const Index floor = clause_floor(cue.first);
      for (Index t = floor; t + 1 < cue.first; ++t) {
        const std::string_view word = document_.token_text(t);
        if ((word == "Speaking" || word == "speaking" || word == "Talking" || word == "talking") &&
            token_is(t + 1, "to")) {
          at = t + 2;
          break;
        }
      }
    }
    if (at == kNone || at >= tokens_.size() || quoted_[at] || is_passive(cue) ||
        document_.is(at, class_bit(WordClass::auxiliary) | class_bit(WordClass::preposition))) {
      return std::nullopt;
    }
    const Index limit = document_.sentences[tokens_.sentence[at]].last;
    Index end = at;
    while (end < limit && end < at + 8 && !quoted_[end] && !is_mark(end)) {
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
    const auto [low, high] = referents_in(at, end);
    for (Index i = low; i < high; ++i) {
      if (referents_[i].person != kNone && !referents_[i].possessive && referents_[i].last + 1 == end) {
        audience.person = referents_[i].person;
        audience.name = article_.people[audience.person].name;
      }
    }
    for (const NamedThing& outlet : article_.outlets) {
      const auto mention =
          std::lower_bound(outlet.mentions.begin(), outlet.mentions.end(), Span{audience.span.start, 0});
      if (mention == outlet.mentions.end() || !audience.span.contains(*mention)) continue;
      audience.span = *mention;
      audience.name = outlet.name;
    }
    return audience;
  }

  [[nodiscard]] float confidence_of(Index best) const {
    float second = weights_.threshold - 2.0f;
    const Proposal& winner = proposals_[best];
    for (const Proposal& p : proposals_) {
      if (!names_somebody(p) || same_speaker(p, winner)) continue;
      second = std::max(second, p.score);
    }
    const float lead = winner.score - second;
    const float value = 1.0f / (1.0f + std::exp(-(weights_.confidence_base + weights_.confidence_score * winner.score +
                                                  weights_.confidence_lead * lead)));
    return std::round(value * 1000.0f) / 1000.0f;
  }

  [[nodiscard]] bool same_speaker(const Proposal& a, const Proposal& b) const {
    return speaker_of(a).name == speaker_of(b).name;
  }

  void write_trace(Index k, Index best) {
    for (Index i = 0; i < proposals_.size(); ++i) {
      const Proposal& p = proposals_[i];
      if (!names_somebody(p)) continue;
      Candidate candidate;
      candidate.quote = k;
      const Speaker speaker = speaker_of(p);
      candidate.name = speaker.name;
      candidate.span = speaker.span;
      candidate.rule = weights_.frame_id[p.frame];
      candidate.score = p.score;
      candidate.chosen = i == best;
      for (std::size_t f = 0; f < kFeatureCount; ++f) {
        if (p.features[f] == 0.0f) continue;
        candidate.features.push_back(
            {kFeatureRules[f].substr(std::string_view("attribution.feature.").size()), p.features[f]});
      }
      trace_->candidates.push_back(std::move(candidate));
    }
  }

  // ---- kinds -------------------------------------------------------------------------------------------------

  KindRule classify(Index k, const Window& w, const Proposal* best) const {
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
    const bool colon = w.left_last != kNone && token_is(w.left_last, ":");
    const bool comma = w.left_last != kNone && token_is(w.left_last, ",");
    const bool left_word = w.left_last != kNone && !colon && !comma && !ends_sentence(w.left_last);
    const bool cue = best != nullptr && best->cue.found();
    const bool own_frame = best != nullptr && best->frame <= kColonLine && best->frame != kBeforeClause;
    const bool title_block = document_.blocks[stretch.block].kind == BlockKind::title;
    const bool right_word = w.right_first != kNone && tokens_.kind[w.right_first] == TokenKind::word;

    if (number_only && !stretch.continues) return kKindNumber;
    if (left_word && !colon) {
      const bool phrase = words > 4 && !first_capital;
      if (!phrase && introduced_as_name(w.left_last, w.left_first)) return kKindSoCalled;
      // "the "goal" was not given", "the "Night of Stars" (a charity match)"
      const bool article_before = token_is(w.left_last, "the") || token_is(w.left_last, "The");
      if (article_before && !ended && w.inner_end != ',' && words <= 6 && (words == 1 || first_capital))
        return kKindTitle;
      if (token_is(w.left_last, "(") && words <= 4 && w.right_first != kNone && token_is(w.right_first, ")")) {
        return kKindBracketed;
      }
      if (words <= 4 && capitals == words && is_person_token(w.left_last) && right_word &&
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
    if (title_block && stretch.single) return kKindHeadline;
    if (!stretch.single && title_block && best != nullptr) return words <= 6 ? kKindHeadline : kKindDirect;
    // "was "a disgrace"": what something is said to be is somebody's verdict.
    if (written_on_something(w)) return kKindSoCalled;
    const bool predicate = left_word && document_.is(w.left_last, class_bit(WordClass::auxiliary));
    if (words <= 2 && !cue && !predicate && !stretch.continues && !(ended && first_capital)) {
      if (best == nullptr || best->frame >= kContinuedSplit) return kKindShort;
    }
    if (stretch.single && words <= 3 && !own_frame) return kKindShort;
    if (left_word && !first_capital && !stretch.continues && w.inner_end != ',') return kKindPartial;
    if (stretch.continues || ended || colon) return kKindDirect;
    if (w.inner_end == ',' && best != nullptr && best->frame <= kAfterVerb && (words >= 4 || first_capital) &&
        (!left_word || first_capital)) {
      return kKindDirect;
    }
    if (comma && cue) return kKindDirect;
    if (left_word && !first_capital) return kKindPartial;
    if (left_word && words <= 3) return kKindPartial;
    return first_capital || words >= 8 ? kKindDirect : kKindPartial;
  }

  [[nodiscard]] bool is_person_token(Index t) const {
    const auto at = std::lower_bound(document_.mentions.begin(), document_.mentions.end(), t,
                                     [](const EntityMention& m, Index token) { return m.last < token; });
    return at != document_.mentions.end() && at->first <= t && at->type == EntityMention::Type::person;
  }

  // Words before an opening mark that announce a name: "so-called", "titled", "the nickname", "billed as", "known as".
  [[nodiscard]] bool introduced_as_name(Index last, Index first) const {
    Index t = last;
    for (int steps = 0; steps < 4; ++steps) {
      const std::string_view word = document_.token_text(t);
      static constexpr std::array<std::string_view, 35> kAnnounce = {
          "called", "titled",     "entitled",    "nicknamed", "nickname",   "dubbed",   "billed",
          "named",  "christened", "known",       "book",      "film",       "movie",    "podcast",
          "song",   "album",      "documentary", "show",      "series",     "novel",    "autobiography",
          "motto",  "slogan",     "chant",       "banner",    "programme",  "campaign", "moniker",
          "mantra", "so-called",  "engraved",    "inscribed", "emblazoned", "bearing",  "tattooed"};
      if (std::find(kAnnounce.begin(), kAnnounce.end(), word) != kAnnounce.end()) return true;
      if (word == "called" && t > first && token_is(t - 1, "-")) return true;
      // Only articles, "as" and pronouns may stand between.
      if (!(word == "the" || word == "a" || word == "an" || word == "as" || word == "his" || word == "her" ||
            word == "-" || word == "it" || word == "him" || word == "," || word == "with" || word == "words" ||
            word == "is" || word == "was")) {
        return false;
      }
      if (t == first) return false;
      --t;
    }
    return false;
  }

  // "A banner behind the goal read: ...", "the club's motto, ...", "the law says ...": what is written is nobody's
  // speech.
  [[nodiscard]] bool written_on_something(const Window& w) const {
    if (w.left_last == kNone || ends_sentence(w.left_last)) return false;
    Index t = w.left_last + 1;
    for (int steps = 0; steps < 9 && t > w.left_first; ++steps) {
      --t;
      const std::string_view word = document_.token_text(t);
      for (const std::string_view thing :
           {"banner", "banners", "placard", "placards", "flag",     "tifo",       "plaque",
            "mural",  "motto",   "slogan",  "T-shirt",  "tattoo",   "signpost",   "scoreboard",
            "law",    "laws",    "rule",    "rules",    "rulebook", "regulations"}) {
        if (word == thing) return true;
      }
      const auto [low, high] = referents_in(t, t + 1);
      if (low != high && referents_[low].person != kNone && !referents_[low].possessive) return false;
    }
    return false;
  }

  // "'Jedi' as he is known", "whose 'Pasta' nickname".
  [[nodiscard]] bool known_as(const Window& w) const {
    if (w.right_first == kNone) return false;
    for (Index t = w.right_first; t < w.right_end && t < w.right_first + 5; ++t) {
      const std::string_view word = document_.token_text(t);
      if (word == "nickname" || word == "moniker" || word == "nicknames") return true;
      if (t == w.right_first && (word == "podcast" || word == "show" || word == "documentary" || word == "film" ||
                                 word == "campaign" || word == "tour" || word == "chants" || word == "banner")) {
        return true;
      }
      if (word == "known" && t > w.right_first) return true;
    }
    return false;
  }

  // ---- headlines ---------------------------------------------------------------------------------------------

  // A headline's quoted words stand again in the text below, where their speaker does.
  void headlines() {
    for (Index k = 0; k < stretches_.size() && k < article_.quotes.size(); ++k) {
      Quote& quote = article_.quotes[k];
      if (document_.blocks[stretches_[k].block].kind != BlockKind::title) continue;
      if (quote.kind == QuoteKind::nonspeech) continue;
      std::string_view words = quote.span.of(text_);
      while (!words.empty() && (words.back() == ',' || words.back() == '.')) words.remove_suffix(1);
      const Index limit = std::min<Index>(static_cast<Index>(article_.quotes.size()), k + 60);
      for (Index j = k + 1; j < limit; ++j) {
        const Quote& other = article_.quotes[j];
        if (!other.speaker || !contains_folded(other.span.of(text_), words)) continue;
        quote.speaker = other.speaker;
        quote.speaker->how = How::headline;
        quote.rule = weights_.frame_id[kHeadline];
        break;
      }
    }
  }

  static bool contains_folded(std::string_view hay, std::string_view needle) {
    if (needle.empty()) return false;
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::search(hay.begin(), hay.end(), needle.begin(), needle.end(),
                       [&](char a, char b) { return lower(a) == lower(b); }) != hay.end();
  }

  const Document& document_;
  const TokenArray& tokens_;
  std::string_view text_;
  const Lexicon& lexicon_;
  const AttributionModel::Weights& weights_;
  const std::vector<Stretch>& stretches_;
  const std::vector<Referent>& referents_;
  const std::vector<bool>& quoted_;
  Article& article_;
  Trace* trace_;
  std::vector<Proposal> proposals_;
  std::vector<Frame> frames_;    // the frame that each stretch was attributed by
  std::vector<Index> used_cue_;  // the first token of the cue that each stretch was attributed by
  Index last_speech_ = kNone;    // the last stretch of the body that was speech
  Index next_utterance_ = 0;
};

}  // namespace

void attribute(const Document& document, const Lexicon& lexicon, const AttributionModel& model,
               const std::vector<Stretch>& stretches, const std::vector<Referent>& referents,
               const std::vector<bool>& quoted, Article& article, Trace* trace) {
  Attributor(document, lexicon, model, stretches, referents, quoted, article, trace).run();
}

}  // namespace pressbox

#include "extractor/attribution/indirect.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "extractor/attribution/model.h"
#include "extractor/attribution/scene.h"
#include "extractor/attribution/speakers.h"
#include "extractor/rules/word_list.h"

namespace pressbox {
namespace {

enum Report : std::uint8_t {
  kThat,
  kBare,
  kQuestion,
  kTrailing,
  kInverted,
  kAccording,
  kJoined,
  kParticiple,
  kRelative,
  kReportCount
};

constexpr std::array<std::string_view, kReportCount> kReportRules = {
    "indirect.that",      "indirect.bare",   "indirect.question",   "indirect.trailing", "indirect.inverted",
    "indirect.according", "indirect.joined", "indirect.participle", "indirect.relative"};
constexpr std::array<std::string_view, 2> kFactorRules = {"indirect.factor.belief", "indirect.factor.description"};
constexpr std::array<std::string_view, 17> kWordRules = {
    "indirect.words.clausal",   "indirect.words.mixed",    "indirect.words.belief",        "indirect.words.told",
    "indirect.words.asking",    "indirect.words.question", "indirect.words.subject",       "indirect.words.time",
    "indirect.words.nonfinite", "indirect.words.past",     "indirect.words.modal",         "indirect.words.condition",
    "indirect.words.joining",   "indirect.words.aside",    "indirect.words.subordinating", "indirect.words.break",
    "indirect.words.object"};

constexpr auto make_required() {
  std::array<std::string_view, kReportRules.size() + kFactorRules.size() + kWordRules.size()> all{};
  std::size_t n = 0;
  for (const auto id : kReportRules) all[n++] = id;
  for (const auto id : kFactorRules) all[n++] = id;
  for (const auto id : kWordRules) all[n++] = id;
  return all;
}
constexpr auto kRequired = make_required();

}  // namespace

struct IndirectModel::Rules {
  explicit Rules(const RuleBook& rules)
      : belief(rules.rule(kFactorRules[0]).weight),
        description(rules.rule(kFactorRules[1]).weight),
        clausal(rules, kWordRules[0]),
        mixed(rules, kWordRules[1]),
        beliefs(rules, kWordRules[2]),
        told(rules, kWordRules[3]),
        asking(rules, kWordRules[4]),
        question(rules, kWordRules[5]),
        subject(rules, kWordRules[6]),
        time(rules, kWordRules[7]),
        nonfinite(rules, kWordRules[8]),
        past(rules, kWordRules[9]),
        modal(rules, kWordRules[10]),
        condition(rules, kWordRules[11]),
        joining(rules, kWordRules[12]),
        aside(rules, kWordRules[13]),
        subordinating(rules, kWordRules[14]),
        breaks(rules, kWordRules[15]),
        object(rules, kWordRules[16]) {
    for (std::size_t i = 0; i < kReportCount; ++i) {
      weight[i] = rules.rule(kReportRules[i]).weight;
      id[i] = rules.rule(kReportRules[i]).id;
    }
  }

  std::array<float, kReportCount> weight{};
  std::array<std::string_view, kReportCount> id{};
  float belief;
  float description;
  WordList clausal;
  WordList mixed;
  WordList beliefs;
  WordList told;
  WordList asking;
  WordList question;
  WordList subject;
  WordList time;
  WordList nonfinite;
  WordList past;
  WordList modal;
  WordList condition;
  WordList joining;
  WordList aside;
  WordList subordinating;
  WordList breaks;
  WordList object;
};

IndirectModel::IndirectModel(const RuleBook& rules) : rules_(std::make_unique<Rules>(rules)) {}
IndirectModel::IndirectModel(IndirectModel&&) noexcept = default;
IndirectModel& IndirectModel::operator=(IndirectModel&&) noexcept = default;
IndirectModel::~IndirectModel() = default;

std::span<const std::string_view> IndirectModel::required_rules() {
  return kRequired;
}

namespace {

using attribution::CueHit;
using attribution::Proposal;
using attribution::Scene;
using attribution::Speakers;

constexpr ClassBits kPreposition = class_bit(WordClass::preposition);
constexpr ClassBits kConjunction = class_bit(WordClass::conjunction);
constexpr ClassBits kDeterminer = class_bit(WordClass::determiner);
constexpr ClassBits kAuxiliary = class_bit(WordClass::auxiliary);

// Who reports, found before the cue.
struct Subject {
  Subject() { who.frame = attribution::kBeforeClause; }
  Index first = kNone;  // the first token of the phrase
  Proposal who;
  std::optional<Speaker> carried;  // the speaker of an earlier cue in the sentence, who goes on
  std::optional<Report> report;    // the rule, where the subject's place decides it
  [[nodiscard]] bool found() const { return first != kNone; }
};

class Reporter {
 public:
  Reporter(const Scene& scene, const IndirectModel::Rules& rules, Article& article)
      : scene_(scene),
        document_(scene.document),
        tokens_(scene.tokens),
        rules_(rules),
        article_(article),
        speakers_(scene, article) {}

  // What was found, in text order.
  std::vector<Quote> run() {
    for (const Quote& quote : article_.quotes) next_utterance_ = std::max(next_utterance_, quote.utterance + 1);
    for (const Sentence& sentence : document_.sentences) read(sentence);
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Quote& a, const Quote& b) { return a.span.start < b.span.start; });
    return std::move(found_);
  }

 private:
  static constexpr Index kReach = 200;  // tokens

  void read(const Sentence& sentence) {
    const BlockKind kind = document_.blocks[sentence.block].kind;
    if (kind != BlockKind::paragraph && kind != BlockKind::bullet && kind != BlockKind::title &&
        kind != BlockKind::heading) {
      return;
    }
    first_ = sentence.first;
    end_ = sentence.last;
    while (end_ > first_ && (scene_.ends_sentence(end_ - 1) || scene_.is_mark(end_ - 1))) {
      if (scene_.token_is(end_ - 1, "?")) return;
      // The mark that closes a phrase inside what is reported belongs to it.
      if (scene_.is_mark(end_ - 1) && closes_phrase(end_ - 1)) break;
      --end_;
    }
    last_end_ = kNone;
    carried_.reset();
    for (Index t = first_; t < end_; ++t) {
      if (!document_.is(t, kCueFirst) || scene_.quoted[t]) continue;
      CueHit cue = scene_.cue_at(t);
      if (!cue.found()) continue;
      // "insisted on Sunday" is no insisting on it.
      if (cue.lemma.ends_with(" on") && cue.last > cue.first && cue.last + 1 < end_ &&
          document_.is(cue.last + 1, class_bit(WordClass::weekday))) {
        cue.lemma.remove_suffix(3);
        --cue.last;
      }
      if (cue.kind == CueClass::source) {
        according(cue);
      } else if (rules_.clausal.has(cue.lemma) || rules_.mixed.has(cue.lemma) || rules_.asking.has(cue.lemma)) {
        if (cue.verb() && !scene_.is_noun_use(t, cue)) report(cue);
      } else {
        continue;
      }
      t = std::max(t, cue.last);
    }
  }

  // Whether the mark ends a stretch that is a phrase within this sentence.
  [[nodiscard]] bool closes_phrase(Index mark) const {
    const auto at = std::lower_bound(scene_.stretches.begin(), scene_.stretches.end(), tokens_.start[mark],
                                     [](const Stretch& s, std::uint32_t offset) { return s.outer.end <= offset; });
    return at != scene_.stretches.end() && at->outer.end == tokens_.end[mark] &&
           at->outer.start > tokens_.start[first_] &&
           quote_of(static_cast<Index>(at - scene_.stretches.begin())).kind != QuoteKind::direct;
  }

  // ---- the subject ---------------------------------------------------------------------------------------------

  // How far back from t the sentence is looked at, so that a text without stops takes no more time than another.
  [[nodiscard]] Index floor(Index t) const { return std::max(first_, t > kReach ? t - kReach : 0); }

  // Over auxiliaries and adverbs to the end of what stands before the cue; kNone where a modal, a negation or an
  // infinitive says that nothing was said.
  [[nodiscard]] Index before_verb(const CueHit& cue) const {
    Index t = cue.first;
    for (int steps = 0; steps < 5 && t > first_; ++steps) {
      const std::string_view word = document_.token_text(t - 1);
      if (rules_.modal.has(word)) return kNone;
      const bool adverb = tokens_.kind[t - 1] == TokenKind::word && !tokens_.is(t - 1, kCapitalised) &&
                          (word.ends_with("ly") || scene_.weights.adverbs.has(word) || rules_.time.has(word));
      if (!adverb && !document_.is(t - 1, kAuxiliary)) break;
      if (word.size() > 2 && document_.is(t - 1, class_bit(WordClass::negation))) return kNone;
      --t;
    }
    return t;
  }

  [[nodiscard]] Subject subject_of(const CueHit& cue) const {
    Subject none;
    if (scene_.is_passive(cue)) return none;
    const Index verb = before_verb(cue);
    if (verb == kNone) return none;
    const bool participle = document_.token_text(cue.first).ends_with("ing");
    if (verb == first_) return none;
    const std::string_view before = document_.token_text(verb - 1);
    // "..., adding that"
    if (participle && verb == cue.first && before == ",") {
      Subject subject = goes_on(verb);
      subject.report = kParticiple;
      return subject;
    }
    // "... and added that"
    if (!participle && rules_.joining.has(before) && verb - 1 > first_) {
      const auto [low, high] = scene_.referents_in(verb, cue.first);
      if (low == high) {
        Subject subject = goes_on(verb);
        if (!subject.found()) subject = clause_subject(cue, verb);
        subject.report = kJoined;
        return subject;
      }
    }
    if (before == "who" && !participle) return antecedent(verb - 1);
    if (participle && verb == cue.first && !(verb > first_ + 1)) return none;
    return nearest(cue, verb, participle && verb == cue.first);
  }

  [[nodiscard]] std::vector<Quote>::const_iterator first_quote_from(std::uint32_t offset) const {
    return std::lower_bound(article_.quotes.cbegin(), article_.quotes.cend(), offset,
                            [](const Quote& quote, std::uint32_t at) { return quote.span.start < at; });
  }

  // The speaker of the cue before, in this sentence.
  [[nodiscard]] Subject goes_on(Index verb) const {
    Subject subject;
    std::optional<Speaker> speaker = carried_;
    // Or that of a quotation that began in this sentence and whose cue stands before this one.
    if (!speaker) {
      const auto next = first_quote_from(tokens_.start[verb]);
      if (next != article_.quotes.begin()) {
        const Quote& quote = *(next - 1);
        if (quote.cue && quote.speaker && quote.cue->span.start >= tokens_.start[first_] &&
            quote.cue->span.start < tokens_.start[verb]) {
          speaker = quote.speaker;
        }
      }
    }
    if (!speaker) return subject;
    subject.first = verb;
    subject.carried = std::move(speaker);
    subject.carried->how = How::continued;
    return subject;
  }

  // "Stone played down his injury and insisted": the person who is the subject of the verb before.
  [[nodiscard]] Subject clause_subject(const CueHit& cue, Index verb) const {
    Subject subject;
    const auto [low, high] = scene_.referents_in(floor(verb), verb);
    for (Index i = high; i > low; --i) {
      const Referent& r = scene_.referents[i - 1];
      if (!r.subject || r.possessive) continue;
      if (r.person == kNone || scene_.behind_preposition(r.first, first_) || scene_.is_author(r)) break;
      subject.first = verb;
      subject.who.referent = i - 1;
      subject.who.cue = cue;
      break;
    }
    return subject;
  }

  // "Stone, who said": the name before the relative pronoun.
  [[nodiscard]] Subject antecedent(Index who) const {
    Subject subject;
    Index last = who;
    if (last > first_ && scene_.token_is(last - 1, ",")) --last;
    if (last == first_) return subject;
    const auto [low, high] = scene_.referents_in(floor(last), last);
    for (Index i = high; i > low; --i) {
      const Referent& r = scene_.referents[i - 1];
      if (r.possessive || r.how == How::pronoun) continue;
      if (r.last + 1 == last && names(r)) {
        subject.first = r.first;
        subject.who.referent = i - 1;
        subject.report = kRelative;
      }
      break;
    }
    return subject;
  }

  // The referent that the cue's verb phrase, which begins at verb, follows.
  [[nodiscard]] Subject nearest(const CueHit& cue, Index verb, bool participle) const {
    Subject subject;
    const auto [low, high] = scene_.referents_in(floor(verb), verb);
    for (Index i = high; i > low; --i) {
      const Referent& r = scene_.referents[i - 1];
      if (r.last >= verb || scene_.quoted[r.first] || r.possessive) continue;
      const bool touches = r.last + 1 == verb;
      if (!touches && !scene_.touches_cue(r, verb)) continue;
      Index chosen = i - 1;
      // "A spokesman for Rovers said"
      if (touches && !behind_time(r.first) && scene_.behind_preposition(r.first, first_)) {
        const bool with = participle && r.first > first_ && scene_.token_is(r.first - 1, "with");
        if (!with) {
          if (i < low + 2) return {};
          const Referent& head = scene_.referents[i - 2];
          if (head.how != How::nominal || head.possessive || head.last + 4 < r.first || !names(head)) return {};
          chosen = i - 2;
        }
      } else if (participle) {
        return {};
      }
      if (!names(scene_.referents[chosen])) return {};
      if (i > low + 1 && chosen == i - 1 && touches && scene_.is_pair(i - 2)) subject.who.partner = i - 2;
      subject.first = scene_.referents[subject.who.partner != kNone ? subject.who.partner : chosen].first;
      subject.who.referent = chosen;
      subject.who.cue = cue;
      break;
    }
    if (!subject.found()) subject = capitals(cue, verb);
    if (subject.found() && subject.first > first_ &&
        rules_.condition.has(folded_first(document_.token_text(subject.first - 1)))) {
      return {};
    }
    return subject;
  }

  // "On Thursday Rovers said": no preposition governs what stands behind a day.
  [[nodiscard]] bool behind_time(Index t) const {
    return t > first_ && (document_.is(t - 1, kCalendar) || tokens_.kind[t - 1] == TokenKind::number);
  }

  // "The Gazette said": capitals before the verb that nothing knows.
  [[nodiscard]] Subject capitals(const CueHit& cue, Index verb) const {
    Subject subject;
    Index begin = verb;
    while (begin > first_ && tokens_.kind[begin - 1] == TokenKind::word && tokens_.is(begin - 1, kCapitalised) &&
           !document_.is(begin - 1, kFunctionWord | kCalendar) && !scene_.quoted[begin - 1]) {
      --begin;
    }
    if (begin == verb || (begin == first_ && verb - begin == 1 && document_.infos[begin].common >= 3)) return subject;
    const auto [low, high] = scene_.referents_in(begin, verb);
    if (low != high || (low > 0 && scene_.referents[low - 1].last >= begin)) return subject;
    if (scene_.behind_preposition(begin, first_)) return subject;
    if (begin > first_ && tokens_.kind[begin - 1] == TokenKind::possessive) return subject;
    subject.first = begin;
    subject.who.source = tokens_.span(begin, verb - 1);
    subject.who.cue = cue;
    return subject;
  }

  [[nodiscard]] bool names(const Referent& r) const {
    if (scene_.is_author(r)) return false;
    if (r.person != kNone || r.team != kNone || r.outlet != kNone) return true;
    return r.how == How::nominal;
  }

  // ---- the clause ----------------------------------------------------------------------------------------------

  // "Next" and "next": the word in lower case where only its first letter is a capital.
  [[nodiscard]] std::string_view folded_first(std::string_view word) const {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kForms = {{{"If", "if"},
                                                                                             {"As", "as"},
                                                                                             {"Unless", "unless"},
                                                                                             {"Whether", "whether"},
                                                                                             {"Should", "should"},
                                                                                             {"Had", "had"},
                                                                                             {"What", "what"}}};
    for (const auto& [capital, lower] : kForms) {
      if (word == capital) return lower;
    }
    return word;
  }

  [[nodiscard]] bool is_word(Index t) const { return tokens_.kind[t] == TokenKind::word; }

  // Whether a finite verb stands at t, which is not the first word of its clause.
  [[nodiscard]] bool finite(Index t, bool loose) const {
    if (!is_word(t) || tokens_.is(t, kCapitalised)) return false;
    const std::string_view word = document_.token_text(t);
    if (rules_.nonfinite.has(word) || rules_.nonfinite.has(document_.token_text(t - 1))) return false;
    if (document_.is(t, kAuxiliary)) return true;
    if (loose && rules_.past.has(word)) return true;
    // "the club wanted": behind a noun and before something that a verb takes.
    if (!loose || !word.ends_with("ed") || word.size() < 4 || document_.is(t - 1, kFunctionWord)) return false;
    return true;
  }

  // One past the name that begins at t; kNone if none does.
  [[nodiscard]] Index behind_name(Index t) const {
    const auto at = std::lower_bound(document_.mentions.begin(), document_.mentions.end(), t,
                                     [](const EntityMention& m, Index token) { return m.first < token; });
    return at != document_.mentions.end() && at->first == t ? at->last + 1 : kNone;
  }

  // Whether a clause with its subject first begins at t.
  [[nodiscard]] bool clause_begins(Index t, Index end, bool loose) const {
    while (t < end && scene_.is_mark(t)) ++t;
    if (t + 1 >= end || (!is_word(t) && tokens_.kind[t] != TokenKind::number)) return false;
    const std::string_view word = document_.token_text(t);
    if (rules_.subject.has(word)) {
      const bool whole =
          word.find('\'') != std::string_view::npos || word.find("\xE2\x80\x99") != std::string_view::npos;
      if (whole) return true;
      if (tokens_.kind[t + 1] == TokenKind::possessive) return true;  // "he's"
      if (is_word(t + 1) && !document_.is(t + 1, kPreposition | kConjunction | kDeterminer)) return true;
    }
    if (document_.is(t, kAuxiliary)) return false;
    const bool determiner = document_.is(t, kDeterminer);
    if (!determiner && document_.is(t, kPreposition | kConjunction)) return false;
    // "says playing at home is": an action may be the subject of an auxiliary further on.
    const bool long_subject =
        determiner || tokens_.is(t, kCapitalised) || document_.is(t, kInRole) || (loose && word.ends_with("ing"));
    const Index reach = std::min<Index>(end, t + (long_subject ? 14 : 6));
    const Index named = behind_name(t);
    bool relative = false;
    for (Index u = t + 1; u < reach; ++u) {
      if (tokens_.kind[u] == TokenKind::punctuation) {
        if (scene_.token_is(u, "(")) {
          while (u < reach && !scene_.token_is(u, ")")) ++u;
          continue;
        }
        if (!scene_.token_is(u, ",")) return false;
        // "Stone, 34, was"
        Index closing = u + 1;
        while (closing < reach && closing < u + 7 && !scene_.token_is(closing, ",")) ++closing;
        if (closing >= reach || !scene_.token_is(closing, ",")) return false;
        u = closing;
        continue;
      }
      if (!is_word(u)) continue;
      if (document_.is(u, class_bit(WordClass::pronoun_who)) && !scene_.token_is(u, "which")) {
        relative = true;
        continue;
      }
      if (rules_.breaks.has(document_.token_text(u))) return false;
      // "says Rovers need": a name and a word that is neither a preposition nor part of it.
      if (loose && u == named && !tokens_.is(u, kCapitalised) &&
          !document_.is(u, kPreposition | kConjunction | kDeterminer | kInRole)) {
        return true;
      }
      if (!finite(u, loose)) continue;
      if (relative) {
        relative = false;
        continue;
      }
      return true;
    }
    return false;
  }

  // The stretch that begins at token t's byte, kNone if none does.
  [[nodiscard]] Index stretch_at(Index t) const {
    const std::uint32_t start = tokens_.start[t];
    const auto at = std::lower_bound(scene_.stretches.begin(), scene_.stretches.end(), start,
                                     [](const Stretch& s, std::uint32_t offset) { return s.outer.end <= offset; });
    if (at == scene_.stretches.end() || at->outer.start > start) return kNone;
    return static_cast<Index>(at - scene_.stretches.begin());
  }

  // One past the last token of the clause that begins at first: the sentence's end, or where it passes to another
  // speaker, to a quotation of whole sentences or to the reporter.
  [[nodiscard]] Index clause_end(Index first, bool subordinate) const {
    Index t = first;
    for (; t < end_; ++t) {
      if (t - first > kReach) return first;  // no clause is as long
      const Index k = stretch_at(t);
      if (k != kNone) {
        const Stretch& stretch = scene_.stretches[k];
        const bool whole = stretch.outer.end <= tokens_.end[end_ - 1] && stretch.outer.start >= tokens_.start[first];
        if (!whole || quote_of(k).kind == QuoteKind::direct) break;
        while (t + 1 < end_ && tokens_.start[t + 1] < stretch.outer.end) ++t;
        continue;
      }
      if (is_spaced_dash(t) && !closes_later(t)) break;
      if (tokens_.kind[t] == TokenKind::punctuation) {
        if (scene_.token_is(t, ";") || scene_.token_is(t, ":")) break;
        if (!scene_.token_is(t, ",") || t + 1 >= end_) continue;
        if (!subordinate) {
          if (turns(t + 1)) break;
        } else if (const Index closing = closing_comma(t); closing != kNone) {
          t = closing;
        } else {
          break;
        }
        continue;
      }
      if (t > first && rules_.joining.has(document_.token_text(t)) && t + 1 < end_ && resumes(t + 1)) break;
    }
    while (t > first && trails(t - 1)) --t;
    return t;
  }

  // ", whose contract ends in May,": where the relative clause that begins behind a comma ends; kNone for another.
  [[nodiscard]] Index closing_comma(Index comma) const {
    if (!document_.is(comma + 1, class_bit(WordClass::pronoun_who)) || scene_.token_is(comma + 1, "that")) return kNone;
    const Index reach = std::min<Index>(end_, comma + 16);
    for (Index t = comma + 1; t < reach; ++t) {
      if (scene_.token_is(t, ",")) return t;
    }
    return kNone;
  }

  [[nodiscard]] const Quote& quote_of(Index stretch) const { return article_.quotes[stretch]; }

  // Words that cannot end a clause.
  [[nodiscard]] bool trails(Index t) const {
    if (tokens_.kind[t] == TokenKind::dash) return true;
    if (tokens_.kind[t] == TokenKind::punctuation) {
      return scene_.token_is(t, ",") || scene_.token_is(t, ":") || scene_.token_is(t, ";");
    }
    return is_word(t) && (scene_.token_is(t, "and") || scene_.token_is(t, "but"));
  }

  // A dash that parts clauses and no words.
  [[nodiscard]] bool is_spaced_dash(Index t) const {
    return tokens_.kind[t] == TokenKind::dash &&
           (tokens_.is(t, kSpaceBefore) || (t + 1 < end_ && tokens_.is(t + 1, kSpaceBefore)));
  }

  // A second dash of a pair stands later in the sentence.
  [[nodiscard]] bool closes_later(Index dash) const {
    const Index reach = std::min<Index>(end_, dash + 60);
    for (Index t = dash + 1; t + 1 < reach; ++t) {
      if (is_spaced_dash(t)) return true;
    }
    return false;
  }

  // A cue without a subject of its own: "and added that".
  [[nodiscard]] bool resumes(Index t) const {
    for (int steps = 0; steps < 2 && t < end_; ++steps, ++t) {
      const CueHit cue = scene_.cue_at(t);
      if (cue.found()) return cue.verb() && ((cue.kind != CueClass::think && reports(cue)) || introduces(cue));
      if (!document_.token_text(t).ends_with("ly") && !scene_.weights.adverbs.has(document_.token_text(t)))
        return false;
    }
    return false;
  }

  // "and called it "absurd"": the cue is that of a quotation behind it.
  [[nodiscard]] bool introduces(const CueHit& cue) const {
    const std::uint32_t start = tokens_.start[cue.first];
    const auto quote = first_quote_from(start);
    return quote != article_.quotes.end() && quote->cue && quote->cue->span.start == start;
  }

  // Behind a comma: does the sentence turn from what is reported?
  [[nodiscard]] bool turns(Index t) const {
    const std::string_view word = document_.token_text(t);
    const CueHit cue = scene_.cue_at(t);
    // ", adding that", ", said Stone"
    if (cue.found() && cue.verb() && reports(cue)) return true;
    if (cue.found() && cue.kind == CueClass::source) return true;
    if (rules_.joining.has(word) && t + 1 < end_ && resumes(t + 1)) return true;
    if (!rules_.aside.has(word) || t + 1 >= end_) return false;
    // "as well as", "with whom" go on.
    if (scene_.token_is(t + 1, "well") || document_.is(t + 1, class_bit(WordClass::pronoun_who))) return false;
    return !rules_.subject.has(document_.token_text(t + 1)) && !document_.is(t + 1, kAuxiliary);
  }

  [[nodiscard]] bool reports(const CueHit& cue) const {
    return rules_.clausal.has(cue.lemma) || rules_.mixed.has(cue.lemma);
  }

  // ---- frames --------------------------------------------------------------------------------------------------

  void report(const CueHit& cue) {
    if (inverted(cue)) return;
    const Subject subject = subject_of(cue);
    if (!subject.found() || (rules_.beliefs.has(cue.lemma) && is_crowd(subject))) return;
    const bool loose = rules_.clausal.has(cue.lemma);
    Index t = cue.last + 1;
    if (t >= end_) {
      trailing(cue, subject, t);
      return;
    }
    std::optional<Audience> audience;
    if (rules_.object.has(document_.token_text(t))) {  // "promised us that"
      audience = audience_between(t, t + 1);
      ++t;
    } else if (rules_.told.has(cue.lemma) && !scene_.token_is(t, "that")) {
      const Index told = past_audience(t);
      if (told == kNone) return;
      audience = audience_between(t, told);
      t = told;
    }
    const bool inside = subordinate(subject.first) || subject.report == kRelative;
    const Index said = t;
    t = past_time(t);
    const bool known = reports(cue);
    if (t < end_ && scene_.token_is(t, "that") && known) {
      add(subject, cue, subject.report.value_or(kThat), t + 1, clause_end(t + 1, inside), std::move(audience));
      return;
    }
    if (t < end_ && rules_.question.has(document_.token_text(t)) && rules_.asking.has(cue.lemma) &&
        (cue.kind == CueClass::ask || !scene_.token_is(t, "if")) && clause_begins(t + 1, end_, true)) {
      add(subject, cue, subject.report.value_or(kQuestion), t, clause_end(t, inside), std::move(audience));
      return;
    }
    if (!known) return;
    if (clause_begins(t, end_, loose)) {
      add(subject, cue, subject.report.value_or(kBare), t, clause_end(t, inside), std::move(audience));
      return;
    }
    const auto [start, that] = past_phrase(said);
    if (start != kNone) {
      add(subject, cue, subject.report.value_or(that ? kThat : kBare), start, clause_end(start, inside),
          std::move(audience));
      return;
    }
    trailing(cue, subject, said);
  }

  // "People thought", "fans feel": nobody said so.
  [[nodiscard]] bool is_crowd(const Subject& subject) const {
    if (subject.who.referent == kNone) return false;
    const Referent& r = scene_.referents[subject.who.referent];
    if (r.person != kNone || r.team != kNone || r.how != How::nominal) return false;
    return r.phrase.head == kNone || r.phrase.role_class == RoleClass::generic ||
           r.phrase.role_class == RoleClass::crowd;
  }

  // "Although Stone said he was fit, ...": the clause of the cue is itself part of another.
  [[nodiscard]] bool subordinate(Index subject) const {
    if (subject == first_ || subject == kNone) return false;
    return rules_.subordinating.has(document_.token_text(subject - 1));
  }

  // One past whom a cue of telling addresses; kNone where nobody can be told apart from what he is told.
  [[nodiscard]] Index past_audience(Index t) const {
    const Index reach = std::min<Index>(end_, t + 10);
    for (Index u = t + 1; u < reach && is_word(u); ++u) {
      if (scene_.token_is(u, "that")) return u;
      if (rules_.subject.has(document_.token_text(u)) || document_.is(u, kAuxiliary | kPreposition)) break;
    }
    for (Index u = t; u < reach; ++u) {
      if (tokens_.kind[u] == TokenKind::possessive || tokens_.kind[u] == TokenKind::dash) continue;
      if (!is_word(u) && tokens_.kind[u] != TokenKind::number) return u > t && scene_.token_is(u, ",") ? u : kNone;
      if (u == t) continue;
      const std::string_view word = document_.token_text(u);
      if (rules_.subject.has(word) || rules_.question.has(word) || rules_.time.has(word)) return u;
      if (document_.is(u, kPreposition | kDeterminer | class_bit(WordClass::weekday))) return u;
      if (tokens_.is(u, kCapitalised) && !tokens_.is(u - 1, kCapitalised) && tokens_.kind[u - 1] == TokenKind::word &&
          !document_.is(u - 1, kDeterminer | kInRole)) {
        return u;
      }
    }
    return reach == end_ ? end_ : kNone;
  }

  [[nodiscard]] std::optional<Audience> audience_between(Index first, Index end) const {
    if (first >= end) return std::nullopt;
    Audience audience;
    audience.span = tokens_.span(first, end - 1);
    audience.name = std::string(audience.span.of(scene_.text));
    const auto [low, high] = scene_.referents_in(first, end);
    for (Index i = low; i < high; ++i) {
      const Referent& r = scene_.referents[i];
      if (r.person == kNone || r.possessive || r.last + 1 != end) continue;
      audience.person = r.person;
      audience.name = article_.people[r.person].name;
    }
    return audience;
  }

  // Over "on Sunday", "last week", "yesterday".
  [[nodiscard]] Index past_time(Index t) const {
    while (t < end_ && is_word(t)) {
      const std::string_view word = document_.token_text(t);
      const bool on = word == "on" && t + 1 < end_ && document_.is(t + 1, class_bit(WordClass::weekday));
      const bool which =
          (word == "last" || word == "this" || word == "next") && t + 1 < end_ &&
          (rules_.time.has(document_.token_text(t + 1)) || document_.is(t + 1, class_bit(WordClass::weekday)));
      if (on || which) {
        t += 2;
      } else if (document_.is(t, class_bit(WordClass::weekday)) ||
                 (rules_.time.has(word) && word != "on" && word != "last" && word != "this" && word != "next")) {
        ++t;
      } else {
        break;
      }
    }
    return t;
  }

  // Over "in a statement", "after the game" to the clause behind it, if one is sure to begin: its first token and
  // whether "that" stands before it.
  [[nodiscard]] std::pair<Index, bool> past_phrase(Index t) const {
    if (t >= end_ || !document_.is(t, kPreposition)) return {kNone, false};
    const Index reach = std::min<Index>(end_, t + 16);
    for (Index u = t + 1; u < reach; ++u) {
      if (scene_.quoted[u]) break;
      if (tokens_.kind[u] == TokenKind::punctuation) break;
      if (!is_word(u)) continue;
      if (u > t + 1 && scene_.token_is(u, "that") && clause_begins(u + 1, end_, true)) return {u + 1, true};
      if (u > t + 1 && rules_.subject.has(document_.token_text(u)) &&
          !document_.is(u - 1, kPreposition | kDeterminer | kConjunction) && !scene_.token_is(u, "you") &&
          clause_begins(u, end_, false)) {
        return {u, false};
      }
    }
    return {kNone, false};
  }

  // "The club would appeal, Stone said (on Sunday)."
  void trailing(const CueHit& cue, const Subject& subject, Index after) {
    if (subject.carried || subject.report || subject.first == first_ || !scene_.token_is(subject.first - 1, ","))
      return;
    if (after < end_ && !closes_attribution(after)) return;
    fronted(cue, subject, kTrailing, subject.first - 1);
  }

  // Behind an attribution: nothing, or when and where it was said.
  [[nodiscard]] bool closes_attribution(Index t) const {
    if (tokens_.kind[t] == TokenKind::punctuation) return scene_.token_is(t, ",");
    if (scene_.is_mark(t) || scene_.quoted[t]) return false;
    return document_.is(t, kPreposition | class_bit(WordClass::weekday)) || rules_.time.has(document_.token_text(t)) ||
           scene_.weights.adverbs.has(document_.token_text(t));
  }

  // The clause that fills the sentence up to a comma. A longer one is several that have lost their stops.
  static constexpr Index kLongestFronted = 60;
  bool fronted(const CueHit& cue, const Subject& subject, Report report, Index comma) {
    Index start = first_;
    if (last_end_ != kNone) return false;
    if (scene_.token_is(start, "But") || scene_.token_is(start, "And")) ++start;
    if (comma < start + 4 || comma > start + kLongestFronted || !fits(start, comma)) return false;
    if (document_.is(start, kConjunction | kPreposition) && !document_.is(start, kDeterminer)) return false;
    if (!clause_begins(start, comma, true)) return false;
    return add(subject, cue, report, start, comma, std::nullopt);
  }

  // No quotation of whole sentences begins in [first, end), and none reaches over an end.
  [[nodiscard]] bool fits(Index first, Index end) const {
    const Span span = tokens_.span(first, end - 1);
    const auto at = std::lower_bound(scene_.stretches.begin(), scene_.stretches.end(), span.start,
                                     [](const Stretch& s, std::uint32_t offset) { return s.outer.end <= offset; });
    for (auto s = at; s != scene_.stretches.end() && s->outer.start < span.end; ++s) {
      if (!span.contains(s->outer)) return false;
      if (quote_of(static_cast<Index>(s - scene_.stretches.begin())).kind == QuoteKind::direct) return false;
    }
    return true;
  }

  // "The club would appeal, said Stone."
  [[nodiscard]] bool inverted(const CueHit& cue) {
    if (!cue.inverts || cue.first == first_ || !scene_.token_is(cue.first - 1, ",") || cue.last + 1 >= end_)
      return false;
    if (tokens_.is(cue.first, kCapitalised) || document_.token_text(cue.last).ends_with("ing")) return false;
    const auto [low, high] = scene_.referents_in(cue.last + 1, std::min<Index>(end_, cue.last + 10));
    if (low == high) return false;
    Index i = low;
    while (i + 1 < high && scene_.modifies_next(i, end_)) ++i;
    const Referent& r = scene_.referents[i];
    // "reports the Gazette": an outlet's name begins behind its article.
    const bool article = r.outlet != kNone && r.first == cue.last + 2 && document_.is(cue.last + 1, kDeterminer);
    if ((scene_.referents[low].first != cue.last + 1 && !article) || r.possessive || !names(r)) return false;
    Subject subject;
    subject.first = cue.last + 1;
    subject.who.referent = i;
    subject.who.cue = cue;
    Index last = r.last;
    if (i + 1 < high && scene_.is_pair(i)) {
      subject.who.partner = i + 1;
      last = scene_.referents[i + 1].last;
    }
    if (const auto [outlet, mention] = outlet_at(tokens_.span(r.first, r.last)); outlet != nullptr) {
      while (last + 1 < end_ && tokens_.start[last + 1] < mention.end) ++last;
    }
    if (last + 1 < end_ && !closes_attribution(last + 1)) return false;
    return fronted(cue, subject, kInverted, cue.first - 1);
  }

  void according(const CueHit& cue) {
    if (cue.lemma != "according to" || cue.last + 1 >= end_) return;
    const auto [low, high] = scene_.referents_in(cue.last + 1, std::min<Index>(end_, cue.last + 10));
    Index i = low;
    while (i + 1 < high && (scene_.referents[i].possessive || scene_.modifies_next(i, end_))) ++i;
    if (i >= high) return;
    const Referent& r = scene_.referents[i];
    if (r.possessive || !names(r)) return;
    for (Index t = cue.last + 1; t < r.first; ++t) {
      if (tokens_.kind[t] == TokenKind::punctuation || document_.is(t, kPreposition | kConjunction)) return;
    }
    if (r.person == kNone && r.team == kNone && r.outlet == kNone && !speaks(r)) return;
    Subject subject;
    subject.first = cue.last + 1;
    subject.who.referent = i;
    subject.who.cue = cue;
    if (cue.first == first_) {
      Index comma = r.last + 1;
      while (comma < end_ && comma < r.last + 14 && !scene_.token_is(comma, ",")) ++comma;
      // "According to Stone, 34, ..."
      if (comma >= end_ || !scene_.token_is(comma, ",")) return;
      if (!clause_begins(comma + 1, end_, true)) return;
      add(subject, cue, kAccording, comma + 1, clause_end(comma + 1, false), std::nullopt);
    } else if (scene_.token_is(cue.first - 1, ",") && (r.last + 1 >= end_ || closes_attribution(r.last + 1))) {
      fronted(cue, subject, kAccording, cue.first - 1);
    }
  }

  // A person or a body, no statistics.
  [[nodiscard]] static bool speaks(const Referent& r) { return r.phrase.head != kNone || r.phrase.country != kNone; }

  bool add(const Subject& subject, const CueHit& cue, Report report, Index first, Index end,
           std::optional<Audience> audience) {
    if (first >= end) return false;
    while (first < end && tokens_.kind[first] == TokenKind::punctuation) ++first;
    Index words = 0;
    for (Index t = first; t < end; ++t) words += is_word(t) ? 1u : 0u;
    if (words < 3 || !fits(first, end)) return false;
    Quote quote;
    quote.span = tokens_.span(first, end - 1);
    // A clause inside another ends with it at the latest.
    const std::size_t near = found_.size() - std::min<std::size_t>(found_.size(), kReach);
    for (std::size_t i = found_.size(); i > near && found_[i - 1].span.end > tokens_.start[first_]; --i) {
      const Quote* const other = &found_[i - 1];
      if (!other->span.overlaps(quote.span) || other->span.contains(quote.span)) continue;
      if (quote.span.start <= other->span.start) return false;
      quote.span.end = other->span.end;
    }
    quote.kind = QuoteKind::indirect;
    quote.speaker = subject.carried ? subject.carried : std::optional(speakers_.speaker_of(subject.who));
    name_outlet(*quote.speaker);
    name_body(*quote.speaker);
    quote.cue = Cue{tokens_.span(cue.first, cue.last), cue.lemma};
    quote.audience = std::move(audience);
    quote.rule = rules_.id[report];
    quote.confidence = rules_.weight[report];
    if (rules_.beliefs.has(cue.lemma)) quote.confidence *= rules_.belief;
    if (quote.speaker->person == kNone) quote.confidence *= rules_.description;
    quote.utterance = next_utterance_++;
    carried_ = quote.speaker;
    last_end_ = end;
    found_.push_back(std::move(quote));
    return true;
  }

  // "the World Darts Board said": the capitals before a body's noun are its name's.
  void name_body(Speaker& speaker) const {
    if (speaker.person != kNone || speaker.team != kNone || speaker.how != How::nominal) return;
    const Index first = tokens_.at_or_after(speaker.span.start);
    if (first >= tokens_.size() || !tokens_.is(first, kCapitalised) || document_.is(first, kFunctionWord)) return;
    Index begin = first;
    while (begin > first_ && is_word(begin - 1) && tokens_.is(begin - 1, kCapitalised) &&
           !document_.is(begin - 1, kFunctionWord | kCalendar)) {
      --begin;
    }
    if (begin == first) return;
    speaker.name = std::string(Span{tokens_.start[begin], tokens_.start[first]}.of(scene_.text)) + speaker.name;
    speaker.span.start = tokens_.start[begin];
  }

  // The outlet whose name stands at span, and where; null for none.
  [[nodiscard]] std::pair<const NamedThing*, Span> outlet_at(Span span) const {
    for (const NamedThing& outlet : article_.outlets) {
      const auto at = std::lower_bound(outlet.mentions.begin(), outlet.mentions.end(), span.start,
                                       [](Span mention, std::uint32_t offset) { return mention.end <= offset; });
      if (at != outlet.mentions.end() && at->overlaps(span) && at->end >= span.end) return {&outlet, *at};
    }
    return {nullptr, {}};
  }

  // "reports the Gazette": a source that is an outlet has its name.
  void name_outlet(Speaker& speaker) const {
    if (speaker.person != kNone || speaker.team != kNone) return;
    const auto [outlet, mention] = outlet_at(speaker.span);
    if (outlet == nullptr) return;
    speaker.name = outlet->name;
    speaker.span = mention;
    speaker.how = How::name;
  }

  const Scene& scene_;
  const Document& document_;
  const TokenArray& tokens_;
  const IndirectModel::Rules& rules_;
  Article& article_;
  Speakers speakers_;
  std::vector<Quote> found_;
  Index first_ = 0;  // the sentence at hand: tokens [first_, end_) without its full stop
  Index end_ = 0;
  Index last_end_ = kNone;          // the end of the last clause found in it
  std::optional<Speaker> carried_;  // whose it was
  Index next_utterance_ = 0;
};

}  // namespace

void find_indirect(const Document& document, const Lexicon& lexicon, const AttributionModel& attribution,
                   const IndirectModel& model, const std::vector<Stretch>& stretches,
                   const std::vector<Referent>& referents, const std::vector<std::uint8_t>& quoted, Article& article,
                   Trace* trace) {
  attribution::SceneBuffers buffers;
  const Scene scene(document, lexicon, attribution.weights(), stretches, referents, quoted, buffers);
  std::vector<Quote> found = Reporter(scene, model.rules(), article).run();
  if (found.empty()) return;

  std::vector<Quote> all;
  all.reserve(found.size() + article.quotes.size());
  std::vector<Index> place(article.quotes.size());  // of what stood in article.quotes before
  std::vector<Index> open;                          // the clauses around the one at hand, outermost first
  auto next = found.begin();
  for (Index k = 0; k <= article.quotes.size(); ++k) {
    const bool more = k < article.quotes.size();
    while (next != found.end() && (!more || next->span.start <= article.quotes[k].span.start)) {
      while (!open.empty() && all[open.back()].span.end <= next->span.start) open.pop_back();
      open.push_back(static_cast<Index>(all.size()));
      all.push_back(std::move(*next++));
    }
    if (!more) break;
    Quote& quote = article.quotes[k];
    place[k] = static_cast<Index>(all.size());
    while (!open.empty() && all[open.back()].span.end <= quote.span.start) open.pop_back();
    if (quote.kind == QuoteKind::partial && !open.empty()) {
      // The innermost clause of the same speaker, or else the innermost.
      const auto same = std::find_if(open.rbegin(), open.rend(), [&](Index clause) {
        return quote.speaker && all[clause].speaker->name == quote.speaker->name;
      });
      quote.part_of = same != open.rend() ? *same : open.back();
      Quote& clause = all[quote.part_of];
      clause.parts.push_back(place[k]);
      if (same != open.rend() && clause.parts.size() == 1) clause.utterance = quote.utterance;
    }
    all.push_back(std::move(quote));
  }
  article.quotes = std::move(all);
  if (trace == nullptr) return;
  for (Candidate& candidate : trace->candidates) candidate.quote = place[candidate.quote];
}

}  // namespace pressbox

#include "extractor/attribution/stance.h"

#include <algorithm>
#include <utility>

namespace pressbox::attribution {
namespace {

template <std::size_t... I>
std::array<WordList, sizeof...(I)> word_lists(const RuleBook& rules, std::index_sequence<I...>) {
  return {WordList(rules, kStanceRules[I])...};
}

constexpr Index kReach = 12;  // tokens that a cue's verb phrase, or the phrase between a cue and its words, may have

class Reader {
 public:
  Reader(const Scene& scene, Index k, const Window& window, Index cue, Quote& quote)
      : scene_(scene),
        document_(scene.document),
        tokens_(scene.tokens),
        rules_(scene.weights.stance),
        k_(k),
        w_(window),
        cue_(cue),
        quote_(quote) {}

  void read() {
    if (asks()) set(Modality::question, kQuestionSentence);
    hearsay_before_mark();
    denied_behind();
    const Index cue = cue_token();
    if (cue == kNone) return;
    read_cue(cue);
  }

 private:
  [[nodiscard]] bool has(StanceRule rule, Index t) const { return rules_.words[rule].has(document_.token_text(t)); }

  void set(Modality modality, StanceRule rule) {
    if (quote_.modality != Modality::actual) return;
    quote_.modality = modality;
    quote_.modality_rule = rules_.id[rule];
  }

  void negate(StanceRule rule) {
    if (quote_.polarity == Polarity::negated) return;
    quote_.polarity = Polarity::negated;
    quote_.polarity_rule = rules_.id[rule];
  }

  // The first token of the quotation's cue if it stands in the sentence around the marks; without one ("nobody said"),
  // the cue before them.
  [[nodiscard]] Index cue_token() const {
    if (quote_.cue) {
      const Index t = cue_;
      const bool left = w_.left_last != kNone && t >= w_.left_first && t <= w_.left_last;
      const bool right = w_.right_first != kNone && t >= w_.right_first && t < w_.right_end;
      return left || right ? t : kNone;
    }
    if (w_.left_last == kNone || w_.left_ends) return kNone;
    const Index floor = std::max(w_.left_first, w_.left_last > kReach ? w_.left_last - kReach : 0);
    const CueHit cue = scene_.last_cue(floor, w_.left_last + 1);
    return cue.found() && cue.verb() ? cue.first : kNone;
  }

  [[nodiscard]] Index first_of_sentence(Index t) const { return scene_.clause_floor(t); }

  // "Did Stone really say "I quit"?": the sentence around the marks ends in a question mark of its own.
  [[nodiscard]] bool asks() const {
    if (w_.right_first == kNone) return false;
    const Index sentence = tokens_.sentence[w_.right_first];
    const Index end = document_.sentences[sentence].last;
    if (end == 0 || !scene_.token_is(end - 1, "?") || scene_.quoted[end - 1]) return false;
    if (tokens_.start[end - 1] < scene_.stretches[k_].outer.end) return false;
    // It began before the marks and asks from its beginning on, or from a comma on.
    if (w_.left_last == kNone || w_.left_ends) return false;
    for (Index t = w_.left_first; t <= w_.left_last; ++t) {
      const bool opens = t == w_.left_first || scene_.token_is(t - 1, ",") || scene_.is_mark(t - 1) ||
                         document_.is(t - 1, class_bit(WordClass::conjunction));
      if (opens && !scene_.quoted[t] && has(kQuestionSentence, t)) return true;
    }
    return false;
  }

  // "is said to be "fuming"", "is reported to have told friends "..."".
  void hearsay_before_mark() {
    if (w_.left_last == kNone || w_.left_ends) return;
    const Index floor = std::max(w_.left_first, w_.left_last > kReach ? w_.left_last - kReach : 0);
    for (Index t = w_.left_last; t > floor; --t) {
      if (tokens_.kind[t] == TokenKind::punctuation || scene_.quoted[t]) return;
      if (t + 1 > w_.left_last || !has(kHearsayPassive, t) || !scene_.token_is(t + 1, "to")) continue;
      const Index be = document_.is(t - 1, class_bit(WordClass::auxiliary)) ? t - 1 : t > floor + 1 ? t - 2 : t - 1;
      if (!scene_.weights.be.has(document_.token_text(be))) continue;
      set(Modality::hearsay, kHearsayPassive);
      return;
    }
  }

  // ""I quit" is not what Stone said".
  void denied_behind() {
    const Index t = w_.right_first;
    if (t == kNone || t + 1 >= w_.right_end || w_.inner_end == '.') return;
    Index what = t + 1;
    if (has(kNegatedWords, what)) ++what;
    if (what >= w_.right_end || !scene_.token_is(what, "what")) return;
    const bool negated = has(kNegatedWords, t) || (scene_.weights.be.has(document_.token_text(t)) && what == t + 2);
    if (negated) negate(kNegatedWords);
  }

  // The verb phrase that ends in the cue, from the cue back to its subject.
  void read_cue(Index cue) {
    const CueHit hit = scene_.cue_at(cue);
    const std::string_view lemma = quote_.cue ? quote_.cue->lemma : hit.lemma;
    const std::string_view head = lemma.substr(0, lemma.find(' '));
    const bool before = tokens_.end[cue] <= scene_.stretches[k_].outer.start;
    const Index last = hit.found() ? hit.last : cue;
    for (Index t = cue; t <= last; ++t) {
      if (has(kHearsayAdverb, t)) set(Modality::hearsay, kHearsayAdverb);
    }
    if (!governs(cue, last)) return;
    if (head != lemma && rules_.words[kNegatedRefusal].has(head)) negate(kNegatedRefusal);
    if (before && rules_.words[kNegatedDenial].has(lemma) && takes_clause(cue)) negate(kNegatedDenial);
    if (hit.found() && !hit.verb()) return;

    const Index floor = first_of_sentence(cue);
    bool told_later = head == "go";
    // "would say" and "would later say" are cues as a whole.
    Index modal = has(kHypotheticalModal, cue) ? cue : kNone;
    for (Index u = cue + 1; u < last; ++u) told_later = told_later || has(kToldLater, u);
    Index t = cue;
    for (Index steps = 0; steps < 6 && t > floor; ++steps) {
      const Index word = t - 1;
      if (scene_.quoted[word]) break;
      const bool adverb = is_adverb(word);
      const bool auxiliary = document_.is(word, class_bit(WordClass::auxiliary)) || has(kHypotheticalModal, word);
      if (has(kNegatedVerb, word)) {
        if (t == cue || !has(kOnly, t)) negate(kNegatedVerb);
      } else if (has(kHearsayAdverb, word)) {
        set(Modality::hearsay, kHearsayAdverb);
      } else if (has(kToldLater, word)) {
        told_later = true;
      } else if (has(kHypotheticalModal, word)) {
        modal = word;
      } else if (scene_.token_is(word, "to")) {
        if (word > floor && refuses(word, floor)) negate(kNegatedRefusal);
      } else if (!adverb && !auxiliary && !has(kOnly, word)) {
        break;
      }
      t = word;
    }
    if (t > floor) read_before(cue, t, floor);
    if (modal != kNone && !told_later && quote_.polarity == Polarity::affirmed) {
      // The future may be reported before it comes, but nothing in it has been said.
      set(Modality::hypothetical, kHypotheticalModal);
    }
    for (Index u = last + 1; before && u <= w_.left_last && u < cue + 4; ++u) {
      if (scene_.is_mark(u) || scene_.quoted[u]) break;
      if (has(kHearsayAdverb, u)) set(Modality::hearsay, kHearsayAdverb);
    }
  }

  // Whether the cue is near enough to the words, with nothing between that could part them: a short object ("called the
  // ban"), or the beginning of a clause ("said that it was").
  [[nodiscard]] bool governs(Index cue, Index last) const {
    if (w_.left_last != kNone && cue >= w_.left_first && cue <= w_.left_last) {
      bool clause = false;
      bool phrase = false;
      for (Index t = last + 1; t <= w_.left_last; ++t) {
        // Only a comma or a colon right before the mark.
        if (tokens_.kind[t] == TokenKind::dash) return false;
        if (tokens_.kind[t] == TokenKind::punctuation && (t != w_.left_last || !scene_.token_is(t, ","))) return false;
        clause = clause || document_.is(t, class_bit(WordClass::auxiliary)) || scene_.token_is(t, "that");
        phrase = phrase || document_.is(t, class_bit(WordClass::preposition));
      }
      const Index between = w_.left_last > last ? w_.left_last - last : 0;
      return clause ? between <= 8 : between <= 4 && !phrase;
    }
    if (w_.right_first == kNone || cue < w_.right_first || cue > w_.right_first + 6) return false;
    // "..." was all that Stone would say.
    if (scene_.weights.be.has(document_.token_text(w_.right_first))) return false;
    for (Index t = w_.right_first + 1; t < cue; ++t) {
      if (tokens_.kind[t] == TokenKind::punctuation || tokens_.kind[t] == TokenKind::dash) return false;
    }
    return w_.inner_end != '.';
  }

  // "No player said": "no" and a noun, nobody named.
  [[nodiscard]] bool is_no_one(Index t, Index last) const {
    if (!is_no(t) || t >= last || last > t + 4) return false;
    const auto [low, high] = scene_.referents_in(t + 1, last + 1);
    return std::all_of(scene_.referents.begin() + low, scene_.referents.begin() + high,
                       [](const Referent& r) { return r.how == How::nominal; });
  }

  // What stands before the verb phrase: a negative subject, a denial that governs it, a condition.
  void read_before(Index cue, Index verb, Index floor) {
    const Index last = verb - 1;
    const bool participle = document_.token_text(cue).ends_with("ing");
    if (participle) {
      if (has(kNegatedRefusal, last) && !scene_.token_is(last, "stop")) negate(kNegatedRefusal);
      // "stopped short of saying", "denied saying", "denied having said"
      const Index far = last > floor + 3 ? last - 3 : floor;
      for (Index t = last; t >= far && t <= last; --t) {
        const CueHit denial = scene_.cue_at(t);
        if (denial.found() && rules_.words[kNegatedDenial].has(denial.lemma)) negate(kNegatedDenial);
        if (scene_.token_is(t, "short") && t > floor && has(kNegatedRefusal, t - 1)) negate(kNegatedRefusal);
        if (t == 0 || tokens_.kind[t] == TokenKind::punctuation) break;
      }
      return;
    }
    if (has(kNegatedSubject, last) || (scene_.token_is(last, "one") && last > floor && is_no(last - 1))) {
      negate(kNegatedSubject);
    }
    // "Nor did Stone say", "None of them said", "If he says": what opens the clause of the subject.
    const Index reach = last > floor + 6 ? last - 6 : floor;
    for (Index t = last + 1; t > reach;) {
      --t;
      if (tokens_.kind[t] == TokenKind::punctuation || scene_.quoted[t] || scene_.is_mark(t)) break;
      if (t < last && scene_.cue_at(t).found() && scene_.cue_at(t).verb()) break;
      if (has(kHypotheticalCondition, t) && t < last + 1) {
        set(Modality::hypothetical, kHypotheticalCondition);
        break;
      }
      const bool opens = t == floor || tokens_.kind[t - 1] == TokenKind::punctuation;
      if (opens && (has(kNegatedSubject, t) || is_no_one(t, last))) {
        negate(kNegatedSubject);
        break;
      }
    }
    // "Did Stone not say": the negation is taken with the verb, the auxiliary before the subject with the question.
  }

  [[nodiscard]] bool is_no(Index t) const { return scene_.token_is(t, "no") || scene_.token_is(t, "No"); }

  [[nodiscard]] bool is_adverb(Index t) const {
    const std::string_view word = document_.token_text(t);
    return tokens_.kind[t] == TokenKind::word && !tokens_.is(t, kCapitalised) &&
           (word.ends_with("ly") || scene_.weights.adverbs.has(word) || word == "ever" || word == "even");
  }

  // "refused to", "declined to": what governs an infinitive.
  [[nodiscard]] bool refuses(Index to, Index floor) const { return to > floor && has(kNegatedRefusal, to - 1); }

  // "denied that", "denied it was", "denied calling", and no thing: "denied the charge".
  [[nodiscard]] bool takes_clause(Index cue) const {
    const Index next = cue + 1;
    if (next >= tokens_.size() || scene_.is_mark(next)) return false;
    if (scene_.token_is(next, "that") || scene_.token_is(next, "having")) return true;
    if (document_.token_text(next).ends_with("ing")) return true;
    return document_.is(next, class_bit(WordClass::pronoun_he) | class_bit(WordClass::pronoun_she) |
                                  class_bit(WordClass::pronoun_they) | class_bit(WordClass::pronoun_it)) &&
           next + 1 < tokens_.size() && document_.is(next + 1, class_bit(WordClass::auxiliary));
  }

  const Scene& scene_;
  const Document& document_;
  const TokenArray& tokens_;
  const StanceWords& rules_;
  Index k_;
  const Window& w_;
  Index cue_;  // the first token of the quote's cue
  Quote& quote_;
};

}  // namespace

StanceWords::StanceWords(const RuleBook& rules)
    : words(word_lists(rules, std::make_index_sequence<kStanceRuleCount>())) {
  for (std::size_t i = 0; i < kStanceRuleCount; ++i) id[i] = rules.rule(kStanceRules[i]).id;
}

void find_stance(const Scene& scene, Index k, const Window& window, Index cue, Quote& quote) {
  if (quote.kind == QuoteKind::nonspeech) return;
  Reader(scene, k, window, cue, quote).read();
}

}  // namespace pressbox::attribution

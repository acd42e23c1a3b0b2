#include "extractor/coreference/discourse.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "extractor/branch_free.h"
#include "extractor/coreference/candidates.h"
#include "extractor/tokens/reserve.h"

namespace pressbox {
namespace {

// How many people are kept in mind. Sports copy names dozens; nobody reaches back past the last two dozen.
constexpr std::size_t kMemory = 24;

// The sum of what agrees where something contradicts: a woman is not "the chairman".
constexpr float kNever = -100.0f;

// What is known of a person by now; all but the gender is forgotten when the person goes out of mind.
struct Remembered {
  Index token = 0;  // of the last referent
  Index sentence = 0;
  Index block = 0;
  Index count = 0;  // how often the narration named or meant the person; 0: not in mind
  bool subject = false;
  bool spoke = false;               // was the subject of a cue in that sentence: who is quoted next
  bool learnt = false;              // a pronoun or a role told the gender
  Gender gender = Gender::unknown;  // as far as the article has told by now
  bool plain = false;               // of whom no role, age, country or team is known
  std::int8_t guess = -1;           // whether the gender is one by a rare given name; -1: nobody asked yet
  bool named_behind = false;        // the answer to what was asked last, of the reference at behind_token
  Index behind_token = kNone;
  float fit = 0;  // how well the description at fit_token fits
  Index fit_token = kNone;
  Index nearby_token = kNone;  // the last reference that has the person's name in the words beside it
  Index newer = 0;             // whoever was referred to next, and before
  Index older = 0;
};

// What is known of each person, and those in mind as a ring, whoever was referred to last first; behind the people one
// more closes it. Who is out of mind is a ring alone, so that to move anybody to the front asks nothing of where the
// person stood.
class Memory {
 public:
  // people: filled anew, one a person and one that closes the ring.
  Memory(std::vector<Remembered>& people, const std::vector<PersonFacts>& facts) : people_(people) {
    const auto count = static_cast<Index>(facts.size());
    people_.resize(facts.size() + 1);
    for (Index p = 0; p <= count; ++p) {
      people_[p] = Remembered{};
      people_[p].newer = people_[p].older = p;
    }
    for (Index p = 0; p < count; ++p) {
      people_[p].gender = facts[p].gender;
      people_[p].plain =
          facts[p].roles.empty() & facts[p].countries.empty() & facts[p].teams.empty() & (facts[p].age == 0);
    }
    end_ = count;
  }

  [[nodiscard]] const Remembered& operator[](Index person) const { return people_[person]; }
  [[nodiscard]] Remembered& operator[](Index person) { return people_[person]; }
  [[nodiscard]] bool empty() const { return newest() == end_; }
  // Whoever was referred to last; older() leads on, to end() behind the last.
  [[nodiscard]] Index newest() const { return people_[end_].older; }
  [[nodiscard]] Index older(Index person) const { return people_[person].older; }
  [[nodiscard]] Index end() const { return end_; }
  [[nodiscard]] Remembered& front() { return people_[newest()]; }
  // Whether something holds of anybody of the latest in mind, as far as they are recent. Tokens, sentences and blocks
  // descend along the ring.
  template <typename Recent, typename Test>
  [[nodiscard]] bool any(const Recent& recent, const Test& test) const {
    bool found = false;
    for (Index p = newest(); p != end_ && recent(people_[p]); p = people_[p].older) found |= test(people_[p]);
    return found;
  }

  // Brings a person to the front; whoever was longest out of mind goes where there are too many.
  Remembered& recall(Index person) {
    Remembered& entry = people_[person];
    people_[entry.newer].older = entry.older;
    people_[entry.older].newer = entry.newer;
    entry.newer = end_;
    entry.older = newest();
    people_[entry.older].newer = person;
    people_[end_].older = person;
    size_ += static_cast<std::size_t>(entry.count == 0);
    if (size_ > kMemory) [[unlikely]]
      forget_oldest();
    return entry;
  }

 private:
  void forget_oldest() {
    const Index oldest = people_[end_].newer;
    Remembered& entry = people_[oldest];
    people_[entry.newer].older = end_;
    people_[end_].newer = entry.newer;
    entry.newer = entry.older = oldest;
    entry.count = 0;
    entry.subject = false;
    entry.spoke = false;
    --size_;
  }

  std::vector<Remembered>& people_;
  Index end_ = 0;
  std::size_t size_ = 0;
};

// Classes of roles as bits.
[[nodiscard]] constexpr std::uint32_t role_bit(RoleClass role) {
  return std::uint32_t{1} << static_cast<unsigned>(role);
}
[[nodiscard]] constexpr bool is_one_of(RoleClass role, std::uint32_t roles) {
  return (roles & role_bit(role)) != 0;
}
// What stands for no single person.
constexpr std::uint32_t kThings = role_bit(RoleClass::body) | role_bit(RoleClass::press) |
                                  role_bit(RoleClass::document) | role_bit(RoleClass::group) |
                                  role_bit(RoleClass::pair) | role_bit(RoleClass::crowd);

constexpr ClassBits kThirdPerson =
    class_bit(WordClass::pronoun_he) | class_bit(WordClass::pronoun_she) | class_bit(WordClass::pronoun_they);

// Where an outlet, a competition or a venue is named.
struct Thing {
  Span span;
  Index outlet = kNone;  // index into Article::outlets; kNone for a competition or venue
};

// Kept between the articles of a thread.
struct Buffers {
  Candidates candidates;
  std::vector<Thing> things;                     // in order
  std::vector<Remembered> people;                // one a person of the article, and one more
  std::vector<std::pair<Index, Gender>> learnt;  // people and what a pronoun or a role tells of them
  std::vector<std::pair<Index, Index>> called;   // the role and the person of "his opposite number, Ned Orr"
  std::vector<std::string_view> unnamed;         // heads of the descriptions of people who have no name
};

class Discourse {
 public:
  Discourse(const Document& document, const Lexicon& lexicon, const CoreferenceModel& weights,
            const std::vector<PersonFacts>& facts, const std::vector<std::uint8_t>& quoted, Article& article,
            Buffers& buffers, std::vector<Referent>& out)
      : document_(document),
        tokens_(document.tokens),
        lexicon_(lexicon),
        weights_(weights),
        facts_(facts),
        quoted_(quoted),
        article_(article),
        candidates_(buffers.candidates),
        things_(buffers.things),
        memory_(buffers.people, facts),
        most_(weights),
        learnt_(buffers.learnt),
        called_(buffers.called),
        unnamed_(buffers.unnamed),
        out_(out) {
    things_.clear();
    learnt_.clear();
    called_.clear();
    unnamed_.clear();
  }

  void run() {
    collect_things();
    candidates_.find(document_, quoted_);
    reserve_large(out_, candidates_.count(tokens_.size()));
    for (const Thing& thing : things_) {
      for (Index t = tokens_.at_or_after(thing.span.start); t < tokens_.size() && tokens_.start[t] < thing.span.end;
           ++t) {
        candidates_.add_thing(t);
      }
    }
    const std::span<const EntityMention> mentions = document_.mentions;
    std::size_t mention = 0;
    const Index count = tokens_.size();
    // Most words neither refer to anybody nor stand in a name or inside marks.
    for (Index i = candidates_.next(0); i < count; i = candidates_.next(i)) {
      while (mention < mentions.size() && mentions[mention].last < i) ++mention;
      mention_ = mention;
      if (quoted_[i] != 0) {
        i = pass_quoted(i, mention);
        continue;
      }
      seen_in_sentence_ = seen_in_sentence_ & (tokens_.sentence[i] == sentence_);
      sentence_ = tokens_.sentence[i];
      if (candidates_.begins_name(i)) {
        const EntityMention& m = mentions[mention];
        // "Stone's agent", "Hearts captain": a phrase around the name, unless it is the name's own apposition.
        Index phrase_last = kNone;
        if (m.type == EntityMention::Type::person) {
          if (name(m)) {
            const bool heads = m.first == document_.sentences[sentence_].first;
            phrase_last = description_at(i, mention);
            // "Stone's usual place is at the back, but he ...": the owner of the subject, unless it is a person itself.
            if (phrase_last == kNone && heads) memory_.front().subject = true;
          }
        } else {
          team_name(m);
          phrase_last = description_at(i, mention);
        }
        i = behind(m.last, phrase_last);
        ++mention;
      } else if (document_.is(i, kPersonalPronouns)) {
        i = pronoun_or_owned(i, mention);
      } else if (tokens_.kind[i] != TokenKind::word && tokens_.kind[i] != TokenKind::number) {
        ++i;
      } else if (candidates_.in_thing(i)) {
        // "The Guardian", "The Championship": a name of something else is no description of anybody.
        i = thing(i);
      } else {
        // Whatever else is a candidate begins a phrase that may be a description.
        i = behind(i, description(i, mention));
      }
    }
  }

 private:
  // Whom a pronoun stands for.
  struct Resolved {
    Index person = kNone;
    Index pair = kNone;
    Index many = kNone;
    float score = 0;
    bool nominative = false;
  };

  // The token behind a phrase, and behind what it must at least hold; kNone: there is no phrase.
  static Index behind(Index least, Index phrase_last) {
    return std::max(least + 1, phrase_last + 1);  // of kNone it is 0
  }

  // A pronoun at token i, with what it owns: "his agent", "her captain, Jo Tait" are somebody else than whom the
  // pronoun stands for. Returns the next token.
  Index pronoun_or_owned(Index i, std::size_t mention) {
    if (!is_possessive_pronoun(i)) {
      pronoun(i);
      return i + 1;
    }
    const std::size_t before = out_.size();
    const Resolved owner = resolve(i);
    const Index last = description_at(i, mention);
    if (last != kNone) {
      // "Her verdict: ...": whoever a text belongs to speaks in it.
      if (out_.size() > before && out_.back().first == i && out_.back().person == kNone &&
          out_.back().phrase.role_class == RoleClass::document && out_.back().phrase.head != kNone) {
        out_.back().person = owner.person;
      }
      return last + 1;
    }
    add_pronoun(i, owner);
    return i + 1;
  }

  // Steps over the quoted tokens from i on and counts who is named there.
  Index pass_quoted(Index i, std::size_t& mention) {
    if (i == 0 || !quoted_[i - 1]) quote_first_ = mention;
    const Index end = std::min(candidates_.unquoted(i), tokens_.size());
    for (; mention < document_.mentions.size() && document_.mentions[mention].first < end; ++mention) {
      if (document_.mentions[mention].first >= i) quoted_name(mention);
      if (document_.mentions[mention].last >= end - 1) break;
    }
    quote_last_ = mention;
    quote_end_ = end - 1;
    return end;
  }

  // Where outlets, competitions and venues are named, in order.
  void collect_things() {
    for (Index o = 0; o < article_.outlets.size(); ++o) {
      for (const Span span : article_.outlets[o].mentions) things_.push_back({span, o});
    }
    for (const auto* list : {&article_.competitions, &article_.venues}) {
      for (const NamedThing& thing : *list) {
        for (const Span span : thing.mentions) things_.push_back({span, kNone});
      }
    }
    std::sort(things_.begin(), things_.end(), [](const Thing& a, const Thing& b) { return a.span < b.span; });
  }

  // Passes over the name of the thing at token i; an outlet may speak ("The Gazette writes"). Returns the next token.
  Index thing(Index i) {
    while (things_[next_thing_].span.end <= tokens_.start[i]) ++next_thing_;
    const Thing& named = things_[next_thing_];
    Index last = i;
    while (last + 1 < tokens_.size() && tokens_.end[last + 1] <= named.span.end) ++last;
    if (named.outlet == kNone) return last + 1;
    const bool possessive = possessive_after(last);
    const bool subject = is_subject(i) && !possessive;
    Referent& referent = add_referent();
    referent.first = i;
    referent.last = last;
    referent.sentence = tokens_.sentence[i];
    referent.outlet = named.outlet;
    referent.possessive = possessive;
    referent.source = true;
    referent.subject = subject;
    outlet_ = named.outlet;
    return last + 1;
  }

  [[nodiscard]] bool possessive_after(Index token) const {
    const Index behind = std::min(token + 1, tokens_.size() - 1);
    return (behind != token) & (tokens_.kind[behind] == TokenKind::possessive);
  }

  [[nodiscard]] bool is_possessive_pronoun(Index i) const {
    if (!document_.is(i, kThirdPerson)) return false;
    return is_any(document_.short_text(i), "his"_w, "His"_w, "her"_w, "Her"_w, "their"_w, "Their"_w);
  }

  // A subject is the first referent of its sentence, or stands behind a conjunction or a comma.
  [[nodiscard]] bool is_subject(Index token) const {
    const Index sentence = tokens_.sentence[token];
    const Index before = token - static_cast<Index>(token != 0);
    // "for" and "as" are prepositions first.
    const bool preposition = document_.is(before, class_bit(WordClass::preposition));
    const bool conjunction = document_.is(before, class_bit(WordClass::conjunction));
    const bool governed = (token != 0) & preposition & !conjunction & (tokens_.sentence[before] == sentence);
    const bool first = !seen_in_sentence_ | (token == document_.sentences[sentence].first);
    bool as_subject = conjunction & !preposition;
    if (!out_.empty()) [[likely]] {
      const Referent& last = out_.back();
      // The team that heads a description was looked at before it.
      // "Tom Hall and Ned Orr": the second is what the first is.
      const bool joined =
          ((last.last + 2 == token) & (last.how == How::name) & conjunction) && document_.short_text(before) == "and"_w;
      const bool beside = (last.first == token) | joined;
      as_subject = (beside & last.subject) | (!beside & as_subject);
    }
    return (first | as_subject) & !governed;
  }

  // "After beating Park, Stone ...", "Asked about Park, Stone said": the subject stands behind what was put before it.
  [[nodiscard]] bool opens_main_clause(Index token) const {
    const Index floor = document_.sentences[tokens_.sentence[token]].first;
    if (token <= floor + 1 || !document_.is_char(token - 1, ',')) return false;
    Index first = floor;
    while (first < token &&
           (tokens_.kind[first] != TokenKind::word || (document_.is(first, class_bit(WordClass::conjunction)) &&
                                                       first == floor && document_.token_text(first).size() <= 3))) {
      ++first;  // "And, while he ..."
    }
    const bool fronted = document_.is(first, class_bit(WordClass::conjunction) | class_bit(WordClass::preposition)) ||
                         (document_.is(first, kCueFirst) && !document_.is(first, kInRole));
    if (!fronted) return false;
    for (Index t = first; t + 1 < token; ++t) {
      if (document_.is_char(t, ',')) return false;
    }
    return true;
  }

  // "..., and, with the clock running down, Stone turned it in": a name between a comma and its verb.
  [[nodiscard]] bool opens_clause(Index first, Index last) const {
    const Index verb = last + 1;
    if (first == 0 || verb >= tokens_.size() || !document_.is_char(first - 1, ',')) return false;
    if (tokens_.kind[verb] != TokenKind::word || tokens_.is(verb, kCapitalised) || quoted_[verb]) return false;
    return document_.is(verb, class_bit(WordClass::win_verb) | class_bit(WordClass::lose_verb) |
                                  class_bit(WordClass::play_verb) | class_bit(WordClass::draw_verb) |
                                  class_bit(WordClass::auxiliary)) ||
           document_.token_text(verb).ends_with("ed");
  }

  void quoted_name(std::size_t mention) {
    const EntityMention& m = document_.mentions[mention];
    if (m.type != EntityMention::Type::person) return;
    Remembered& r = memory_[m.entity];
    r.count += static_cast<Index>(r.count != 0);
  }

  // "Stone was asleep, he said, and ...": whoever tells it in a parenthesis is not the subject of what is told, which
  // hangs on his verb (Principle C). "While Stone slept, he said ..." is another matter.
  [[nodiscard]] bool is_parenthesis(Index token) const {
    const Index first = document_.sentences[tokens_.sentence[token]].first;
    if (token < first + 3 || token + 2 >= tokens_.size() || !document_.is_char(token - 1, ',')) return false;
    if (!document_.is_char(token + 2, ',') && !document_.is_char(token + 2, '.')) return false;
    if (opens_main_clause(token) || tokens_.kind[first] != TokenKind::word) return false;
    constexpr Index kReach = 20;
    if (token > first + kReach) return false;
    for (Index t = first; t + 1 < token; ++t) {
      if (quoted_[t] || tokens_.kind[t] == TokenKind::punctuation) return false;
    }
    return true;
  }

  // Whether the first reference to somebody in the sentence of a token is a name, and no pronoun.
  [[nodiscard]] bool named_first(Index token, Index person) const {
    const Index first = document_.sentences[tokens_.sentence[token]].first;
    How how = How::pronoun;
    for (auto r = out_.rbegin(); r != out_.rend() && r->first >= first; ++r) {
      if (r->person == person) how = r->how;
    }
    return how == How::name;
  }

  // Marks whom the words that a reference at token seems to introduce or to follow name: speakers seldom name
  // themselves. Words behind are looked for as far as the eighth token. Asked once for all who may be meant.
  void mark_named_nearby(Index token) {
    if (nearby_token_ == token) return;
    nearby_token_ = token;
    if (quote_end_ != kNone && token - quote_end_ <= 7) {
      for (std::size_t m = quote_first_; m <= quote_last_ && m < document_.mentions.size(); ++m) {
        const EntityMention& other = document_.mentions[m];
        if (other.type == EntityMention::Type::person && quoted_[other.first])
          memory_[other.entity].nearby_token = token;
      }
    }
    mark_named_ahead(token);
  }
  [[nodiscard]] bool is_named_nearby(Index token, Index person) const { return memory_[person].nearby_token == token; }

  // The first mention that begins at a token or behind it; no earlier one than that at hand is asked for.
  [[nodiscard]] std::size_t mention_from(Index first) const {
    std::size_t m = mention_;
    while (m < document_.mentions.size() && document_.mentions[m].first < first) ++m;
    return m;
  }

  void mark_named_ahead(Index token) {
    constexpr Index kReach = 8;
    constexpr Index kFarthest = 200;
    // Behind the last token nothing is quoted.
    const unsigned ahead = candidates_.quoted_ahead(token + 1) & ((1u << (kReach - 1)) - 1);
    if (ahead == 0) return;
    Index first = token + 1 + static_cast<Index>(std::countr_zero(ahead));
    if (tokens_.block[first] != tokens_.block[token]) return;
    auto at = document_.mentions.begin() + static_cast<std::ptrdiff_t>(mention_from(first));
    for (; at != document_.mentions.end() && at->first < first + kFarthest && quoted_[at->first] != 0; ++at) {
      for (; first < at->first; ++first) {
        if (quoted_[first] == 0) return;
      }
      if (at->type == EntityMention::Type::person) memory_[at->entity].nearby_token = token;
    }
  }

  // Marks whom a subject at token is followed by in its own sentence, by name, and whom it then does not stand for
  // (Principle C of the binding theory). A pronoun in a clause put first may: "While he rested, Stone ...".
  void mark_named_behind(Index token) {
    if (behind_token_ == token) return;
    behind_token_ = token;
    constexpr Index kReach = 60;
    const Index end = std::min<Index>(document_.sentences[tokens_.sentence[token]].last, token + kReach);
    auto at = document_.mentions.begin() + static_cast<std::ptrdiff_t>(mention_from(token + 1));
    for (; at != document_.mentions.end() && at->first < end; ++at) {
      if (at->type != EntityMention::Type::person || quoted_[at->first] != 0) continue;
      Remembered& r = memory_[at->entity];
      if (r.behind_token == token) continue;  // the first one counts
      r.behind_token = token;
      r.named_behind = !opens_main_clause(at->first);
    }
  }
  [[nodiscard]] bool is_named_behind(Index token, Index person) const {
    return (memory_[person].behind_token == token) & memory_[person].named_behind;
  }

  // Copied from one that is made already, and filled where it stays: GCC would make it beside the list first, in small
  // pieces, and then wait for them to move it in large ones.
  Referent& add_referent() {
    static constexpr Referent kNew{};
    out_.push_back(kNew);
    return out_.back();
  }

  // Whether the name possesses what follows.
  bool name(const EntityMention& m) {
    const bool possessive = possessive_after(m.last);
    const bool comma = m.first > 0 && document_.is_char(m.first - 1, ',');
    bool heads_clause = is_subject(m.first) | (m.first == apposed_subject_);
    if (comma & !heads_clause & !possessive) heads_clause = opens_main_clause(m.first);
    const bool speaks = verb_may_follow(m.last, true) && (cue_follows(m.last, true) || reacts(m.last));
    Referent& referent = add_referent();
    referent.first = m.first;
    referent.last = m.last;
    referent.sentence = sentence_;
    referent.person = m.entity;
    referent.possessive = possessive;
    referent.subject = heads_clause & !possessive;
    if (Referent* described = apposed(m.first); described != nullptr) {
      described->person = m.entity;
      referent.subject = true;
    }
    const Index head = pick(m.first == led_, led_first_, m.first);
    // "..., coach Jo Tait said.": whoever stands right before a verb of speech is its subject.
    const bool source = names_source(head);
    bool subject = referent.subject | source | (!possessive & speaks);
    if (comma & !possessive & !subject) subject = opens_clause(m.first, m.last);
    const bool tells = speaks | source | cue_before(head);
    // "He revealed that Park had texted him": who spoke is he.
    const bool reported = tells && m.first > 0 && seen_in_sentence_ && document_.short_text(m.first - 1) == "that"_w;
    const bool spoke = tells & !reported;
    // "Stone said he was tired but Park rejected that": the clause that comes last says whose words follow.
    if (spoke && speaks && subject && seen_in_sentence_ && is_coordinate(m.first)) silence(m.first);
    remember(m.entity, m.first, subject, spoke);
    source_sentence_ = pick(source, sentence_, source_sentence_);
    seen_in_sentence_ = seen_in_sentence_ | !possessive;
    return possessive;
  }

  // "The backup, rookie Jo Tait, ...": the description that a name explains behind a comma; null if none.
  [[nodiscard]] Referent* apposed(Index token) {
    constexpr Index kLongest = 4;
    if (out_.size() < 2) return nullptr;
    Referent& before = out_[out_.size() - 2];
    const bool fits = (before.how == How::nominal) & (before.person == kNone) & before.subject & !before.plural &
                      before.phrase.definite;
    if (!fits) return nullptr;
    Index t = token;
    while (t > before.last + 2 && t + kLongest > token && tokens_.kind[t - 1] == TokenKind::word &&
           !tokens_.is(t - 1, kCapitalised) && !document_.is(t - 1, kFunctionWord)) {
      --t;
    }
    return t == before.last + 2 && document_.is_char(t - 1, ',') ? &before : nullptr;
  }

  void team_name(const EntityMention& m) {
    const bool possessive = possessive_after(m.last);
    const bool subject = is_subject(m.first) & !possessive;
    Referent& referent = add_referent();
    referent.first = m.first;
    referent.last = m.last;
    referent.sentence = sentence_;
    referent.team = m.entity;
    referent.possessive = possessive;
    referent.source = true;
    referent.plural = true;
    referent.subject = subject;
  }

  // False: neither a cue nor a word that may stand before one follows, as behind most names.
  [[nodiscard]] bool verb_may_follow(Index last, bool of_name) const {
    const Index t = last + 1;
    if (t >= tokens_.size()) return false;
    return (tokens_.sentence[t] == tokens_.sentence[last]) &
           (document_.is(t, kCueFirst | class_bit(WordClass::auxiliary)) | is_filler(t, of_name));
  }

  // What else may stand between a subject and its cue: "quickly", and behind a name "also".
  [[nodiscard]] bool is_filler(Index t, bool of_name) const {
    const Index end = tokens_.end[t];
    const std::string_view text = document_.text;
    const bool adverb = (tokens_.kind[t] == TokenKind::word) & (end - tokens_.start[t] >= 2) & (text[end - 1] == 'y') &
                        (text[std::max<Index>(end, 2) - 2] == 'l');
    const ShortWord word = document_.short_text(t);
    return adverb | (of_name & ((word == "also"_w) | (word == "then"_w) | (word == "later"_w)));
  }

  // A cue right behind a name, an adverb or an auxiliary between: "Stone has admitted".
  [[nodiscard]] bool cue_follows(Index last, bool of_name = false) const {
    const Index limit = std::min<Index>(tokens_.size(), last + 4);
    for (Index t = last + 1; t < limit && tokens_.sentence[t] == tokens_.sentence[last]; ++t) {
      if (!(document_.is(t, kCueFirst | class_bit(WordClass::auxiliary)) | is_filler(t, of_name))) return false;
      if (document_.is(t, kCueFirst)) return is_speech(t);
    }
    return false;
  }

  // "the lawyer added", "the sprinter went on": whoever spoke before does so again.
  [[nodiscard]] bool goes_on(Index last) const {
    if (last + 1 >= tokens_.size()) return false;
    const auto matches = document_.matches_at(last + 1);
    return std::any_of(matches.begin(), matches.end(), [&](const Match& m) {
      if (m.type != EntryType::cue) return false;
      const std::string_view lemma = lexicon_.entry(m.entry).name;
      return lemma == "add" || lemma == "continue" || lemma == "go on";
    });
  }

  // "a move Stone has backed", "Stone welcomed it": a verb that takes a stand, even where it seldom introduces words.
  [[nodiscard]] bool reacts(Index last) const {
    constexpr Index kReach = 3;
    const Index limit = std::min<Index>(tokens_.size(), last + 1 + kReach);
    for (Index t = last + 1; t < limit && tokens_.sentence[t] == tokens_.sentence[last] && !quoted_[t]; ++t) {
      if (document_.is(t, kCueFirst)) {
        const auto matches = document_.matches_at(t);
        return document_.token_text(t).ends_with("ed") &&
               std::any_of(matches.begin(), matches.end(), [](const Match& m) {
                 return m.type == EntryType::cue && m.weight >= 2 &&
                        static_cast<CueClass>(m.subtype) == CueClass::describe;
               });
      }
      if (!document_.is(t, class_bit(WordClass::auxiliary))) return false;
      if (document_.token_text(t) != "has" && document_.token_text(t) != "had") return false;
    }
    return false;
  }

  // "According to Stone, ...": what the sentence tells, Stone has told.
  [[nodiscard]] bool names_source(Index first) const {
    const Sentence& sentence = document_.sentences[tokens_.sentence[first]];
    if (!((first - sentence.first - 2 <= 1) & document_.is(sentence.first, kCueFirst))) return false;
    const auto matches = document_.matches_at(sentence.first);
    return std::any_of(matches.begin(), matches.end(), [&](const Match& m) {
      return m.type == EntryType::cue && m.last + 1 == first && static_cast<CueClass>(m.subtype) == CueClass::source &&
             m.weight >= 3;
    });
  }

  // Whoever spoke in the sentence of this token does so no more.
  void silence(Index token) {
    const Index sentence = tokens_.sentence[token];
    for (Index p = memory_.newest(); p != memory_.end() && memory_[p].sentence >= sentence; p = memory_.older(p)) {
      memory_[p].spoke = memory_[p].spoke & (memory_[p].sentence != sentence);
    }
  }

  // "said Stone": the cue before its subject.
  [[nodiscard]] bool cue_before(Index first) const {
    const Index before = first - static_cast<Index>(first != 0);
    const bool cue =
        (first != 0) & (tokens_.sentence[before] == tokens_.sentence[first]) & document_.is(before, kCueFirst);
    return cue && is_speech(before);
  }

  // "Ann Hall and Ned Orr ... the pair": two people named side by side, unless a team is who "they" may be by now.
  [[nodiscard]] Index latest_pair(Index token) const {
    constexpr Index kReach = 3;  // sentences
    for (Index k = static_cast<Index>(out_.size()); k > 1; --k) {
      const Referent& b = out_[k - 1];
      const Referent& a = out_[k - 2];
      if (tokens_.sentence[token] - b.sentence > kReach) return kNone;
      if (b.subject && (b.team != kNone || b.plural)) return kNone;
      if (a.how != How::name || b.how != How::name || a.person == kNone || b.person == kNone) continue;
      if (a.person != b.person && joined(a, b)) return k - 2;
    }
    return kNone;
  }

  // "The Gazette's Ann Hall and Ned Orr talked to scouts": those whom reporters talk to have something to say.
  [[nodiscard]] Index interviewed(Index token) const {
    constexpr Index kReach = 2;      // sentences
    constexpr Index kFarthest = 20;  // referents
    const auto size = static_cast<Index>(out_.size());
    for (Index k = size; k > 0 && k + kFarthest > size; --k) {
      const Referent& r = out_[k - 1];
      if (tokens_.sentence[token] - r.sentence > kReach) return kNone;
      if (!r.plural || r.how != How::nominal || r.person != kNone || r.first < 2) continue;
      if (r.phrase.role_class == RoleClass::press || document_.token_text(r.first - 1) != "to") continue;
      const std::string_view verb = document_.token_text(r.first - 2);
      if (verb != "talked" && verb != "spoke" && verb != "spoken") continue;
      for (Index b = k - 1; b > 0 && out_[b - 1].sentence == r.sentence; --b) {
        if (out_[b - 1].outlet != kNone) return k - 1;
      }
    }
    return kNone;
  }

  // Whom "they said" means where nobody is named in pairs: the latest subject. Those of a description in the plural
  // ("two sisters from Leeds"), or one person whose gender nothing tells.
  void find_many(Index token, Resolved& they) {
    constexpr Index kReach = 3;      // sentences
    constexpr Index kFarthest = 40;  // referents, for sentences without an end
    const auto size = static_cast<Index>(out_.size());
    for (Index k = size; k > 0 && k + kFarthest > size; --k) {
      const Referent& r = out_[k - 1];
      if (tokens_.sentence[token] - r.sentence > kReach) return;
      if (!r.subject || r.possessive || (r.how == How::pronoun && r.person == kNone)) continue;
      if (r.person != kNone) {
        if (gender_of(r.person) == Gender::unknown || gender_is_guess(r.person)) they.person = r.person;
      } else if (r.plural && r.how == How::nominal) {
        they.many = k - 1;
      }
      return;
    }
  }

  // "Ann Hall and Ned Orr", "coach Ann Hall and captain Ned Orr".
  [[nodiscard]] bool joined(const Referent& a, const Referent& b) const {
    constexpr Index kLongest = 6;
    if (a.possessive || b.possessive || b.first <= a.last + 1 || b.first > a.last + kLongest) return false;
    if (document_.token_text(a.last + 1) != "and") return false;
    for (Index t = a.last + 2; t < b.first; ++t) {
      if (!document_.is(t, kInRole | kNationalityFirst | kTeamFirst | class_bit(WordClass::determiner))) return false;
    }
    return true;
  }

  // A verb of speech: weaker cues ("seen", "hit") may introduce words, but do not say that somebody spoke.
  [[nodiscard]] bool is_speech(Index t) const {
    for (const Match& match : document_.matches_at(t)) {
      if (match.type != EntryType::cue || match.weight < 3) continue;
      const auto kind = static_cast<CueClass>(match.subtype);
      if (kind != CueClass::noun && kind != CueClass::adjective && kind != CueClass::source) return true;
    }
    return false;
  }

  // "..., and Stone turned it in": a clause of its own, and no part of another.
  [[nodiscard]] bool is_coordinate(Index token) const {
    Index t = token;
    constexpr Index kLongest = 5;
    while (t > 1 && t + kLongest > token &&
           (document_.is(t - 1, kInRole | kNationalityFirst | kTeamFirst | class_bit(WordClass::determiner)) ||
            tokens_.is(t - 1, kCapitalised) || tokens_.kind[t - 1] == TokenKind::possessive)) {
      --t;
    }
    const std::string_view word = t > 0 ? document_.token_text(t - 1) : std::string_view{};
    return word == "and" || word == "but";
  }

  void remember(Index person, Index token, bool subject, bool spoke) {
    const Index sentence = tokens_.sentence[token];
    Remembered& entry = memory_.recall(person);
    // A subject keeps its rank through the rest of its own sentence, and who spoke there has spoken.
    const bool again = entry.sentence == sentence;
    entry.subject = subject | (entry.subject & again);
    entry.spoke = (spoke & subject & (source_sentence_ != sentence)) | (entry.spoke & again);
    entry.token = token;
    entry.sentence = sentence;
    entry.block = tokens_.block[token];
    ++entry.count;
    // The subject of a clause inside another ("... when Park came in") is not what the sentence is about.
    const bool follows =
        (subject & (focus_sentence_ == sentence) & (focus_ != person)) &&
        (source_sentence_ == sentence || (!entry.spoke && !opens_main_clause(token) && !is_coordinate(token)));
    focus_ = pick(subject & !follows, person, focus_);
    focus_sentence_ = pick(subject, sentence, focus_sentence_);
  }

  void add_pronoun(Index i, const Resolved& resolved) {
    const bool first_person = document_.is(i, class_bit(WordClass::pronoun_i)) & !document_.is(i, kThirdPerson);
    Referent& referent = add_referent();
    referent.first = referent.last = i;
    referent.sentence = tokens_.sentence[i];
    referent.how = How::pronoun;
    referent.person = resolved.person;
    referent.pair = resolved.pair;
    referent.many = resolved.many;
    referent.score = resolved.score;
    referent.plural = document_.is(i, class_bit(WordClass::pronoun_they));
    referent.subject = first_person | resolved.nominative;
    referent.possessive = !referent.subject;
    referent.source = first_person;
  }

  void pronoun(Index i) {
    if (!document_.is(i, kThirdPerson)) {
      add_pronoun(i, {});
      return;
    }
    // Its bearer stands beside it.
    if (const std::string_view whole = document_.token_text(i);
        whole.size() > 5 && (whole.ends_with("self") || whole.ends_with("selves"))) {
      return;
    }
    const Resolved resolved = resolve(i);
    add_pronoun(i, resolved);
    seen_in_sentence_ = seen_in_sentence_ | resolved.nominative;
  }

  // Whom a pronoun of the third person stands for; that person then has one more reference and is in mind.
  [[nodiscard]] Resolved resolve(Index i) {
    const bool he = document_.is(i, class_bit(WordClass::pronoun_he));
    const bool they = document_.is(i, class_bit(WordClass::pronoun_they));
    Resolved resolved;
    const ShortWord word = document_.short_text(i);
    const bool nominative = (word == "he"_w) | (word == "He"_w) | (word == "HE"_w) | (word == "she"_w) |
                            (word == "She"_w) | (word == "SHE"_w) | (word == "they"_w) | (word == "They"_w);
    const bool speaks = nominative && verb_may_follow(i, false) && cue_follows(i);
    resolved.nominative = nominative;
    if (they & speaks) [[unlikely]]
      resolve_they(i, resolved);
    if (!they) {
      const Gender gender = he ? Gender::male : Gender::female;
      resolved.person = antecedent(i, gender, nominative, speaks, resolved.score);
      if (resolved.person == kNone && memory_.empty() && speaks) {
        resolved.person = named_later(i, gender);
      }
      if (resolved.person != kNone) {
        article_.people[resolved.person].references.push_back({tokens_.span(i), How::pronoun});
        remember(resolved.person, i, nominative && is_subject(i), speaks);
        learn_gender(resolved.person, gender);
      }
    }
    return resolved;
  }

  // "they said"
  [[gnu::noinline]] void resolve_they(Index i, Resolved& they) {
    they.many = interviewed(i);
    if (they.many == kNone) they.pair = latest_pair(i);
    if (they.many == kNone && they.pair == kNone) find_many(i, they);
    if (they.person == kNone) return;
    article_.people[they.person].references.push_back({tokens_.span(i), How::pronoun});
    remember(they.person, i, true, true);
  }

  [[nodiscard]] Gender gender_of(Index person) const { return memory_[person].gender; }
  // Whether a person's gender rests on a rare given name alone, which may mislead: "Hennie", "Andrea".
  [[nodiscard]] bool gender_is_guess(Index person) {
    Remembered& r = memory_[person];
    if (r.guess < 0) r.guess = static_cast<std::int8_t>(is_rare_name(facts_[person]));
    return !r.learnt & (r.guess != 0);
  }
  [[nodiscard]] bool is_rare_name(const PersonFacts& facts) const {
    if (facts.entry != kNone || facts.name_hashes.size() < 2) return false;
    const WordInfo info = facts.first_word;
    return std::abs(static_cast<int>(info.given_male) - static_cast<int>(info.given_female)) <= 3;
  }
  // What was told of a person first counts, until so many others followed that it is forgotten.
  void keep_gender(Index person) {
    const auto learnt = std::find_if(learnt_.begin(), learnt_.end(), [&](const auto& l) { return l.first == person; });
    memory_[person].learnt = learnt != learnt_.end();
    memory_[person].gender = memory_[person].learnt ? learnt->second : facts_[person].gender;
  }
  void learn_gender(Index person, Gender gender) {
    if (gender_of(person) == gender && !gender_is_guess(person)) return;
    if (learnt_.size() == kMemory) {
      const Index forgotten = learnt_.front().first;
      learnt_.erase(learnt_.begin());
      keep_gender(forgotten);
    }
    learnt_.emplace_back(person, gender);
    keep_gender(person);
  }

  // How many sentences ago somebody was referred to.
  [[nodiscard]] Index back(const Remembered& r, Index token) const {
    const Index now = tokens_.sentence[token];
    return now - std::min(now, r.sentence);
  }

  // since: somebody else alone was spoken of since.
  [[nodiscard]] float recency(Index person, Index token, bool since) const {
    const Remembered& r = memory_[person];
    const Index sentences = back(r, token);
    float score = weights_[Tie::sentences] * static_cast<float>(static_cast<int>(std::min<Index>(sentences, 6)));
    score += when(r.block != tokens_.block[token], weights_[Tie::paragraph]);
    // The latest subject stays in focus while others are only mentioned.
    const bool near = (sentences <= 1) | ((person == focus_) & (sentences <= 3) & !since);
    score += when(r.subject & near, weights_[Tie::subject]) + when(r.subject & !near, weights_[Tie::subject_far]);
    score += weights_[Tie::count] * static_cast<float>(static_cast<int>(std::min<Index>(r.count, 6)));
    return score;
  }

  // "was delighted with the draw.": a page has lost the name that opened its paragraph, and nobody knows who "he" is.
  [[nodiscard]] bool lost_subject(Index token) const {
    constexpr Index kBack = 400;
    Index sentence = tokens_.sentence[token];
    Index first = document_.sentences[sentence].first;
    for (const Index floor = token > kBack ? token - kBack : 0;
         sentence > 0 && first > floor && document_.sentences[sentence - 1].block == tokens_.block[token];) {
      first = document_.sentences[--sentence].first;
      if (first < floor) return false;
    }
    if (sentence > 0 && document_.sentences[sentence - 1].block == tokens_.block[token]) return false;
    const bool verb =
        tokens_.kind[first] == TokenKind::word && !tokens_.is(first, kCapitalised) && !quoted_[first] &&
        (document_.is(first, class_bit(WordClass::auxiliary)) || document_.token_text(first).ends_with("ed"));
    if (!verb || document_.blocks[tokens_.block[token]].kind != BlockKind::paragraph) return false;
    return !memory_.any([&](const Remembered& r) { return r.token >= first; },
                        [](const Remembered& r) { return r.subject; });
  }

  // "Stone stood beside him": of "him", an object in the clause of its subject is somebody else (Principle B of the
  // binding theory).
  [[nodiscard]] bool is_object_of(Index token, Index subject) const {
    constexpr Index kReach = 12;
    if (subject >= token || token > subject + kReach) return false;
    for (Index t = subject + 1; t < token; ++t) {
      if (tokens_.kind[t] == TokenKind::punctuation || quoted_[t]) return false;
      if (document_.is(t, class_bit(WordClass::conjunction) | class_bit(WordClass::pronoun_who)) &&
          !document_.is(t, class_bit(WordClass::preposition))) {
        return false;
      }
      if (document_.is(t, kCueFirst) && is_speech(t)) return false;
    }
    return true;
  }

  // The one person of this gender, or of none that is known, in the latest sentence before this one that has people.
  [[nodiscard]] Index only_one(Index token, Gender gender) const {
    Index latest = kNone;
    Index found = kNone;
    for (Index p = memory_.newest(); p != memory_.end(); p = memory_.older(p)) {
      const Remembered& r = memory_[p];
      if (r.sentence >= tokens_.sentence[token]) return kNone;
      const Gender known = r.gender;
      if (gender != Gender::unknown && known != Gender::unknown && known != gender) continue;
      if (latest != kNone && r.sentence != latest) break;
      if (latest != kNone) return kNone;
      latest = r.sentence;
      // Whoever is named for the first time, and not as a subject, is not yet what the article is about.
      found = r.subject || r.count > 2 ? p : kNone;
    }
    return found;
  }

  // More than a pronoun can score for anybody who was referred to so many sentences ago or earlier: who stands behind
  // in the ring need not be asked where somebody has more.
  [[nodiscard]] float most_at(Index sentences, bool speaks) const {
    constexpr Index kFarthest = 6;
    const Index least = weights_[Tie::sentences] <= 0.0f ? std::min(sentences, kFarthest) : kFarthest;
    return weights_[Tie::sentences] * static_cast<float>(static_cast<int>(least)) + most_.rest +
           (sentences <= 3 ? most_.subject : most_.subject_far) + when(speaks, most_.spoke);
  }

  // speaks: a cue follows the pronoun.
  Index antecedent(Index token, Gender gender, bool nominative, bool speaks, float& score_of_best) {
    const Index sentence = tokens_.sentence[token];
    const Index block = tokens_.block[token];
    Index best = kNone;
    float best_score = kNever;
    score_of_best = kNever;
    if (speaks) {
      // "a club spokesman said. "...," he added": nobody whose name is known.
      if (unnamed_spoke_ != kNone && sentence - unnamed_spoke_ <= 2 &&
          !memory_.any([&](const Remembered& r) { return r.sentence >= unnamed_spoke_; },
                       [](const Remembered& r) { return r.subject; })) {
        return kNone;
      }
      if (lost_subject(token)) return kNone;
      mark_named_nearby(token);
    }
    if (nominative) mark_named_behind(token);
    const bool parenthesis = speaks && is_parenthesis(token);
    const bool object = !nominative && document_.short_text(token) == "him"_w;
    const Index alone = only_one(token, gender);
    // Whether somebody else of this paragraph may be meant: known before anybody of another is asked for, who stands
    // behind.
    bool outside = false;
    Index last_subject = 0;  // the sentence of the latest subject: those in mind are in order of recency
    for (Index p = memory_.newest(); p != memory_.end(); p = memory_.older(p)) {
      const Remembered& r = memory_[p];
      if (most_at(back(r, token), speaks) <= best_score) break;
      const bool against = (r.gender != Gender::unknown) & (r.gender != gender);
      outside |= (r.block == block) & (r.sentence != sentence) & !against;
      if (against && !gender_is_guess(p)) continue;
      const bool since = (alone != kNone) & (alone != p);
      const bool here = r.sentence == sentence;
      float score = recency(p, token, since) + when(against, weights_[Tie::rare_name]);
      score += when(r.gender == gender, weights_[Tie::gender]);
      score += when(outside & (r.block != block), weights_[Tie::outside]);
      // A pronoun as subject seldom takes a name that stands in the same clause right before it.
      score += when(nominative & here & !r.subject, weights_[Tie::same_clause]);
      if ((object & here & r.subject) && is_object_of(token, r.token)) score += weights_[Tie::own_object];
      if ((parenthesis & here) && named_first(token, p)) score += weights_[Tie::named_behind];
      score += when(nominative & is_named_behind(token, p), weights_[Tie::named_behind]);
      // Who was just reported to speak is who "he said" goes on about.
      score += when(speaks & is_named_nearby(token, p), weights_[Tie::named_inside]);
      const bool spoke = speaks & r.spoke & (back(r, token) <= 2) & !since;
      score += when(spoke & (last_subject > r.sentence), weights_[Tie::spoke_before]) +
               when(spoke & (last_subject <= r.sentence), weights_[Tie::spoke]);
      last_subject = std::max(last_subject, r.sentence & (0u - static_cast<Index>(r.subject)));
      best = score > best_score ? p : best;
      best_score = std::max(best_score, score);
    }
    score_of_best = best_score;
    return best;
  }

  // An article may open with ""...," he said." and name him a paragraph later: the first person whom the narration
  // behind the pronoun names.
  [[nodiscard]] Index named_later(Index token, Gender gender) {
    constexpr Index kReach = 200;
    auto at = document_.mentions.begin() + static_cast<std::ptrdiff_t>(mention_from(token));
    for (; at != document_.mentions.end() && at->first < token + kReach; ++at) {
      if (at->type != EntityMention::Type::person || quoted_[at->first]) continue;
      const Gender known = gender_of(at->entity);
      if (known == Gender::unknown || known == gender) return at->entity;
    }
    return kNone;
  }

  Index description_at(Index i, std::size_t mention) {
    return candidates_.may_describe(i) ? description(i, mention) : kNone;
  }

  // Reads a noun phrase at i and resolves it; returns its last token or kNone.
  Index description(Index i, std::size_t mention) {
    NounPhrase phrase;
    if (!read_likely_noun_phrase(document_, lexicon_, i, mention, phrase)) return kNone;
    const bool headed = phrase.head != kNone;
    // "the Daily Mail" is no daily.
    if (headed & candidates_.in_thing(phrase.last)) return kNone;
    const Index sentence_end = document_.sentences[tokens_.sentence[i]].last;
    Index close = phrase.last + 1;
    while (close < sentence_end && document_.is(close, kTitleFirst) && tokens_.is(close, kCapitalised) &&
           !candidates_.begins_name(close)) {
      ++close;  // "Spurs boss Sir Ted Moss"
      if (close < sentence_end && document_.token_text(close) == ".") ++close;
    }
    // "the Spurs boss Martin Poe": the name carries it. "the Spurs boss's wife" was read as the wife.
    if (close < sentence_end && candidates_.names_person(close)) {
      if (is_subject(i)) apposed_subject_ = close;
      led_ = close;
      led_first_ = i;
      return phrase.last;
    }
    const bool one_person = !(headed & is_one_of(phrase.role_class, kThings)) & !phrase.plural;
    close = phrase.last + 1;
    if (one_person) {
      const std::size_t named = named_behind(phrase, mention, sentence_end);
      if (named != document_.mentions.size()) {
        // "Rovers director of sport Ann Hall", "Stone's agent, Lee Wu,": the name to come carries it.
        const EntityMention& name = document_.mentions[named];
        learn_gender_of(phrase, name.entity);
        if (phrase.possessive_pronoun && phrase.head != kNone) call(phrase.head, name.entity);
        if (document_.token_text(close) == "," && phrase.definite) {
          article_.people[name.entity].references.push_back({tokens_.span(phrase.first, phrase.last), How::nominal});
        }
        if (is_subject(i)) apposed_subject_ = name.first;
        return phrase.last;
      }
    }
    const Index explained = explains(phrase, sentence_end);
    if (headed & (phrase.role_class == RoleClass::group)) remember_unnamed(phrase.head);
    const bool possessive = possessive_after(phrase.last);
    const bool subject = is_subject(i) && !possessive;
    Index person = kNone;
    float score = 0;
    const bool other_person = (phrase.possessor != kNone) | phrase.possessive_pronoun;
    // "one American executive", "a Dutch striker": somebody new.
    const bool indefinite =
        !phrase.definite & document_.is(i, class_bit(WordClass::determiner) | class_bit(WordClass::number_word));
    const bool tells = phrase.definite | (phrase.age != 0) | (phrase.team != kNone) | (phrase.country != kNone);
    if ((one_person & !other_person & !indefinite & tells) && !ranks_one_of_many(phrase, sentence_end) &&
        !tells_itself(phrase, sentence_end)) {
      person = described(phrase, i, score);
    } else if (one_person & headed & (explained != kNone)) {
      call(phrase.head, explained);
      return phrase.last;
    } else if (one_person & headed) {
      if (phrase.possessive_pronoun) person = called(phrase.head);
      if (phrase.possessive_pronoun && person == kNone) person = only_coach(phrase);
      if (person == kNone) remember_unnamed(phrase.head);
    }
    if ((one_person & (person == kNone) & headed) && (cue_follows(phrase.last) || cue_before(i))) {
      unnamed_spoke_ = tokens_.sentence[i];
    }
    if ((person != kNone) & phrase.definite) {
      article_.people[person].references.push_back({tokens_.span(phrase.first, phrase.last), How::nominal});
      remember(person, i, subject, cue_follows(phrase.last));
    }
    // "the paper": the outlet that was named last.
    const bool outlets = !other_person | document_.is(i, class_bit(WordClass::pronoun_it));  // "its headline"
    const bool press = headed & phrase.definite & outlets & (phrase.role_class == RoleClass::press);
    Index pair = kNone;
    if (headed & phrase.definite & !other_person & (phrase.role_class == RoleClass::pair)) pair = latest_pair(i);
    Referent& referent = add_referent();
    referent.first = phrase.first;
    referent.last = phrase.last;
    referent.sentence = tokens_.sentence[i];
    referent.how = How::nominal;
    referent.person = person;
    referent.outlet = pick(press, outlet_, kNone);
    referent.pair = pair;
    referent.score = score;
    referent.subject = subject;
    referent.possessive = possessive;
    referent.plural = phrase.plural;
    referent.source = person == kNone;
    referent.phrase = phrase;
    seen_in_sentence_ = seen_in_sentence_ | ((person != kNone) & !possessive);
    return phrase.last;
  }

  // Whom a description behind a comma is of: "Jo Tait, Park's agent, ...", "Jo Tait, the first woman to win, ...".
  Index explains(const NounPhrase& phrase, Index sentence_end) {
    if (!((phrase.first >= 2) & document_.is_char(std::max<Index>(phrase.first, 1) - 1, ','))) return kNone;
    const std::size_t reach = std::min<std::size_t>(out_.size(), 3);
    for (std::size_t back = 1; back <= reach; ++back) {
      const Referent& named = out_[out_.size() - back];
      if (named.how != How::name || named.person == kNone || named.possessive || named.last + 2 != phrase.first)
        continue;
      learn_gender_of(phrase, named.person);
      const bool closed = phrase.last + 1 < sentence_end && (document_.token_text(phrase.last + 1) == "," ||
                                                             document_.token_text(phrase.last + 1) == ":");
      return closed ? named.person : kNone;
    }
    return kNone;
  }
  // "her uncle, Jo Tait", "Jo Tait, the first woman to win"
  void learn_gender_of(const NounPhrase& phrase, Index person) {
    if (phrase.head == kNone) return;
    const Gender gender = lexicon_.entry(phrase.head).gender;
    const bool open = gender_of(person) == Gender::unknown || gender_is_guess(person);
    if (gender != Gender::unknown && open) learn_gender(person, gender);
  }

  // "the home captain, Jo Tait, ...": whoever is named in apposition; also "director of sport Jo Tait".
  // An index into the mentions, their number where there is nobody.
  [[nodiscard]] std::size_t named_behind(const NounPhrase& phrase, std::size_t mention, Index sentence_end) const {
    const std::size_t none = document_.mentions.size();
    Index at = phrase.last + 1;
    if (at >= sentence_end) return none;
    const ShortWord between = document_.short_text(at);
    const bool comma = between == ","_w;
    if (!comma & (between != "of"_w)) return none;
    if (comma) {
      ++at;
    } else {
      ++at;
      while (at < sentence_end && at < phrase.last + 5 && tokens_.kind[at] == TokenKind::word &&
             !tokens_.is(at, kCapitalised) && !document_.is(at, kCueFirst)) {
        ++at;
      }
    }
    if (!candidates_.names_person(at)) return none;
    while (document_.mentions[mention].first != at) ++mention;
    const Index behind = document_.mentions[mention].last + 1;
    // What closes the apposition is a mark or the end, never a verb: "said the coach, Marlow arriving late".
    if (comma && behind < sentence_end && tokens_.kind[behind] == TokenKind::word) return none;
    return mention;
  }

  // "the first Australian to win", "the fourth player since": said of somebody, it stands for nobody.
  [[nodiscard]] bool ranks_one_of_many(const NounPhrase& phrase, Index limit) const {
    const Index behind = phrase.last + 1;
    if (behind >= limit || !is_any(document_.short_text(behind), "to"_w, "since"_w)) return false;
    for (Index t = phrase.first; t < phrase.last; ++t) {
      if (document_.is(t, class_bit(WordClass::ordinal))) return true;
    }
    return false;
  }

  // "said his coach": the one coach of whom the article has told; kNone of several.
  [[nodiscard]] Index only_coach(const NounPhrase& phrase) const {
    if (phrase.role_class != RoleClass::coach) return kNone;
    Index found = kNone;
    for (Index p = memory_.newest(); p != memory_.end(); p = memory_.older(p)) {
      const auto& roles = facts_[p].roles;
      const bool coaches = std::any_of(roles.begin(), roles.end(), [&](Index role) {
        return static_cast<RoleClass>(lexicon_.entry(role).subtype) == RoleClass::coach;
      });
      if (!coaches) continue;
      if (found != kNone) return kNone;
      found = p;
    }
    return found;
  }

  void call(Index head, Index person) {
    if (called_.size() == kMemory) called_.erase(called_.begin());
    called_.emplace_back(head, person);
  }

  // "his opposite number, Ned Orr": whoever was called that last is "his opposite number" from then on.
  [[nodiscard]] Index called(Index head) const {
    const auto last = std::find_if(called_.rbegin(), called_.rend(), [&](const auto& c) { return c.first == head; });
    return last == called_.rend() ? kNone : last->second;
  }

  // "the man from the council", "the woman in front": what follows says who is meant, and nobody named before is.
  [[nodiscard]] bool tells_itself(const NounPhrase& phrase, Index limit) const {
    if (phrase.role_class != RoleClass::generic || phrase.head == kNone || phrase.demonym || phrase.age != 0 ||
        phrase.country != kNone || phrase.last + 1 >= limit) {
      return false;
    }
    return is_any(document_.short_text(phrase.last + 1), "from"_w, "in"_w, "behind"_w, "next"_w);
  }

  // "a Rovers spokesman", "our scout": somebody without a name, who may be "the scout" from then on.
  void remember_unnamed(Index head) {
    if (unnamed_.size() == kMemory) unnamed_.erase(unnamed_.begin());
    unnamed_.push_back(lexicon_.entry(head).name);
  }
  [[nodiscard]] bool is_unnamed(const NounPhrase& phrase) const {
    if (phrase.head == kNone) return false;
    const std::string_view name = lexicon_.entry(phrase.head).name;
    const bool one_of_many = phrase.team == kNone && phrase.country == kNone && !plays(phrase.role_class) &&
                             phrase.role_class != RoleClass::coach;
    return std::any_of(unnamed_.begin(), unnamed_.end(), [&](std::string_view known) {
      // "the scout" of whom there was talk as "scouts"
      return known == name ||
             (one_of_many && known.size() == name.size() + 1 && known.ends_with('s') && known.starts_with(name));
    });
  }

  // Who was the subject of the last verb of speech, no more than two sentences ago; kNone if that was nobody with a
  // name.
  [[nodiscard]] Index last_speaker(Index token) const {
    Index last = memory_.newest();
    while (last != memory_.end() && !memory_[last].spoke && back(memory_[last], token) <= 2) last = memory_.older(last);
    if (last == memory_.end() || back(memory_[last], token) > 2) return kNone;
    return unnamed_spoke_ != kNone && unnamed_spoke_ > memory_[last].sentence ? kNone : last;
  }

  // The person whom a description fits best; kNone where none fits well enough.
  Index described(const NounPhrase& phrase, Index token, float& best_score) {
    Index best = kNone;
    float best_fit = kNever;
    best_score = kNever;
    Described wanted(lexicon_, phrase);
    static const PersonFacts kPlain;
    wanted.plain_fit = agreement(wanted, kPlain);
    const bool unnamed = is_unnamed(phrase);
    const bool speaks = cue_follows(phrase.last) || cue_before(phrase.first);
    const auto fits = [&](float fit) {
      return (fit > weights_[Tie::threshold]) & (!unnamed | (fit >= weights_[Tie::known_enough]));
    };
    const Index speaker = goes_on(phrase.last) ? last_speaker(token) : kNone;
    const auto consider = [&](Index person, float fit, float score) {
      const bool still = person == speaker && (fit >= 0.0f || facts_[person].roles.empty());
      if (!(still ? fit > weights_[Tie::threshold] : fits(fit))) return;
      if (still) score += weights_[Tie::goes_on];
      score += fit;
      mark_named_behind(phrase.last);
      mark_named_nearby(token);
      score += when(is_named_behind(phrase.last, person), weights_[Tie::named_behind]);
      score += when(is_named_nearby(token, person), weights_[Tie::named_inside]);
      if (score > best_score) {
        best_score = score;
        best_fit = fit;
        best = person;
      }
    };
    const Index so_called = phrase.head != kNone ? called(phrase.head) : kNone;
    const Index block = tokens_.block[token];
    // Whether somebody else of this paragraph fits: known before anybody of another is asked for, who stands behind.
    bool outside = false;
    for (Index p = memory_.newest(); p != memory_.end(); p = memory_.older(p)) {
      Remembered& r = memory_[p];
      r.fit = fit_of(wanted, p);
      r.fit_token = token;
      const bool here = r.block == block;
      outside |= here & (r.sentence != tokens_.sentence[token]) & fits(r.fit);
      float score = recency(p, token, false);
      score += when(p == so_called, weights_[Tie::role]);
      score += when(outside & !here, weights_[Tie::outside]);
      score += when(speaks & r.spoke & (back(r, token) <= 2), weights_[Tie::spoke_before]);
      consider(p, r.fit, score);
    }
    // Nobody in mind fits: whoever of the article's first people does.
    if (best == kNone || best_fit < weights_[Tie::fits_enough]) {
      const Index limit = std::min<Index>(static_cast<Index>(facts_.size()), kMemory);
      const bool plain_are_unknown = wanted.plain_fit < weights_[Tie::known_enough];
      for (Index p = 0; p < limit; ++p) {
        if (memory_[p].plain & plain_are_unknown) continue;
        const float known = memory_[p].fit_token == token ? memory_[p].fit : fit_of(wanted, p);
        if (known >= weights_[Tie::known_enough]) consider(p, known, weights_[Tie::afar]);
      }
    }
    return best;
  }

  // A description with what the lexicon knows of its head, looked up once for all who may be meant.
  struct Described {
    Described(const Lexicon& lexicon, const NounPhrase& read) : phrase(read) {
      if (phrase.head == kNone) return;
      const Entry head = lexicon.entry(phrase.head);
      gender = head.gender;
      subtype = head.subtype;
      name = head.name;
    }
    const NounPhrase& phrase;
    Gender gender = Gender::unknown;
    std::uint8_t subtype = 0;
    std::string_view name;
    float plain_fit = 0;  // of anybody of whom nothing is known
  };

  [[nodiscard]] float fit_of(const Described& head, Index person) const {
    const Remembered& r = memory_[person];
    const bool other = (head.gender != Gender::unknown) & (r.gender != Gender::unknown) & (r.gender != head.gender);
    if (other | r.plain) return other ? kNever : head.plain_fit;
    return agreement(head, facts_[person]);
  }

  // What speaks for and against a person of these facts but for the gender.
  [[nodiscard]] float agreement(const Described& head, const PersonFacts& facts) const {
    const NounPhrase& phrase = head.phrase;
    float score = 0;
    if (phrase.age != 0) {
      if (facts.age == phrase.age) score += weights_[Tie::age];
      if (facts.age != 0 && facts.age != phrase.age) score += weights_[Tie::other_age];
      if (facts.age == 0) score += weights_[Tie::no_age];
    }
    if (phrase.demonym && !facts.countries.empty()) score += weights_[Tie::hometown];
    if (phrase.country != kNone) {
      if (has_country(facts, phrase.country)) {
        score += weights_[Tie::country];
      } else if (!facts.countries.empty()) {
        score += weights_[Tie::other_country];
      }
    }
    if (phrase.team != kNone) {
      if (std::find(facts.teams.begin(), facts.teams.end(), phrase.team) != facts.teams.end()) {
        score += weights_[Tie::team];
      } else if (!facts.teams.empty() && !phrase.former) {
        score += weights_[Tie::other_team];
      }
    }
    if (phrase.head != kNone) {
      float best = 0.0f;
      bool matched = false;
      for (const Index role : facts.roles) {
        const Entry own = lexicon_.entry(role);
        const auto own_class = static_cast<RoleClass>(own.subtype);
        // A brother or a favourite may be anything else besides.
        if (!matched && best == 0.0f && own_class != RoleClass::relative && own_class != RoleClass::generic)
          best = weights_[Tie::other_role];
        if (role == phrase.head || own.name == head.name) {
          best = weights_[Tie::role];
          break;
        }
        // "the sporting director" is a director, "the coach" a head coach.
        if (same_head_noun(own.name, head.name)) {
          best = std::max(best, weights_[Tie::role_head]);
          matched = true;
        }
        if (own.subtype == head.subtype) {
          best = std::max(best, weights_[Tie::role_class]);
          matched = true;
        }
      }
      // "the prop" is no coach, but "the former prop" may well be.
      if ((plays(phrase.role_class) & !phrase.former & !matched & (best < 0.0f)) && officiates(facts)) {
        best = weights_[Tie::other_calling];
      }
      if (phrase.former && plays(phrase.role_class)) best = std::max(best, 0.0f);
      if (phrase.role_class == RoleClass::generic) best = std::max(best, 0.0f);
      // Spokesmen and doctors are told of as such before they are "the spokesman".
      if (best <= 0.0f && phrase.role_class == RoleClass::spokesperson) return kNever;
      if (best <= 0.0f && phrase.role_class == RoleClass::professional) best = weights_[Tie::no_profession];
      // Whoever plays or trains is no referee.
      if (phrase.role_class == RoleClass::official && !phrase.former && best <= 0.0f) {
        best = weights_[best < 0.0f ? Tie::other_calling : Tie::no_profession];
      }
      score += best;
    }
    return score;
  }

  [[nodiscard]] static bool plays(RoleClass role) { return (role == RoleClass::player) | (role == RoleClass::athlete); }
  // Whether the article gives somebody the role of one who trains, leads or judges those who play.
  [[nodiscard]] bool officiates(const PersonFacts& facts) const {
    return std::any_of(facts.roles.begin(), facts.roles.end(), [&](Index role) {
      const auto own = static_cast<RoleClass>(lexicon_.entry(role).subtype);
      return own == RoleClass::coach || own == RoleClass::official || own == RoleClass::executive;
    });
  }

  // Whether one name of a role is the other with words before it.
  [[nodiscard]] static bool same_head_noun(std::string_view a, std::string_view b) {
    if (a.size() < b.size()) std::swap(a, b);
    return a.size() > b.size() && a.ends_with(b) && a[a.size() - b.size() - 1] == ' ';
  }

  [[nodiscard]] bool has_country(const PersonFacts& facts, Index country) const {
    if (std::find(facts.countries.begin(), facts.countries.end(), country) != facts.countries.end()) return true;
    const std::string_view name = lexicon_.entry(country).name;
    return std::any_of(facts.countries.begin(), facts.countries.end(),
                       [&](Index c) { return lexicon_.entry(c).name == name; }) ||
           std::any_of(facts.teams.begin(), facts.teams.end(), [&](Index t) {
             return article_.teams[t].kind == TeamKind::national && article_.teams[t].name == name;
           });
  }

  const Document& document_;
  const TokenArray& tokens_;
  const Lexicon& lexicon_;
  const CoreferenceModel& weights_;
  const std::vector<PersonFacts>& facts_;
  const std::vector<std::uint8_t>& quoted_;
  Article& article_;
  Candidates& candidates_;
  // The sums of all weights that speak for somebody.
  struct Most {
    explicit Most(const CoreferenceModel& weights) {
      const auto gain = [&](Tie tie) { return std::max(weights[tie], 0.0f); };
      constexpr float kRounding = 0.01f;
      subject_far = gain(Tie::subject_far);
      subject = std::max(gain(Tie::subject), subject_far);
      spoke = std::max(gain(Tie::spoke), gain(Tie::spoke_before));
      rest = 6.0f * gain(Tie::count) + kRounding;
      for (const Tie tie : {Tie::paragraph, Tie::rare_name, Tie::gender, Tie::outside, Tie::same_clause,
                            Tie::own_object, Tie::named_inside}) {
        rest += gain(tie);
      }
      rest += 2.0f * gain(Tie::named_behind);
    }
    float subject = 0;
    float subject_far = 0;
    float spoke = 0;
    float rest = 0;
  };

  std::vector<Thing>& things_;
  Memory memory_;
  const Most most_;
  Index outlet_ = kNone;  // the outlet named last
  std::size_t next_thing_ = 0;
  std::size_t mention_ = 0;     // the first mention that ends at or behind the token at hand
  Index nearby_token_ = kNone;  // the reference for which it was marked who is named nearby
  Index behind_token_ = kNone;  // and behind it
  std::vector<std::pair<Index, Gender>>& learnt_;
  std::vector<std::pair<Index, Index>>& called_;
  std::vector<std::string_view>& unnamed_;
  std::vector<Referent>& out_;
  std::size_t quote_first_ = 0;  // mentions of the last run of quoted tokens
  std::size_t quote_last_ = 0;
  Index quote_end_ = kNone;
  Index led_ = kNone;  // token of the name that a description heads, and the description's first
  Index led_first_ = kNone;
  Index unnamed_spoke_ = kNone;  // the last sentence where somebody without a name spoke
  Index focus_ = kNone;          // the first subject of the last sentence that has one
  Index focus_sentence_ = kNone;
  Index apposed_subject_ = kNone;  // token of the name behind a description that is the subject
  Index source_sentence_ = kNone;  // the last sentence that began "According to Stone"
  Index sentence_ = kNone;
  bool seen_in_sentence_ = false;
};

}  // namespace

void find_referents(const Document& document, const Lexicon& lexicon, const CoreferenceModel& weights,
                    const std::vector<PersonFacts>& facts, const std::vector<std::uint8_t>& quoted, Article& article,
                    std::vector<Referent>& out) {
  // What a huge article has grown is given back.
  constexpr std::size_t kKeepThings = std::size_t{1} << 14;
  thread_local Buffers buffers;
  out.clear();
  Discourse(document, lexicon, weights, facts, quoted, article, buffers, out).run();
  if (buffers.candidates.is_huge() || std::max(buffers.things.capacity(), buffers.people.capacity()) > kKeepThings)
    buffers = Buffers();
}

}  // namespace pressbox

#include "extractor/scores/side_grammar.h"

#include <algorithm>

#include "extractor/scores/shape.h"

namespace pressbox::scores {
namespace {

// How far a noun of result may stand behind the numbers ("a 2-0 second-leg away win"), in bytes.
constexpr std::uint32_t kNounReach = 64;
// How far behind a result the verb may stand that sends a side on ("the 2-1 aggregate took Town"), in bytes.
constexpr std::uint32_t kSent = 48;

}  // namespace

std::optional<Pairing> SideGrammar::resolve(const Score& score, int first, int second, SideRule& rule) {
  const bool equal = first == second && score.sets.empty();
  const Event* governor = governing(score);
  Pairing pairing;
  SideRef subject;
  SideRef object;
  int polarity = 0;      // 1: the subject is ahead; -1: it is behind; 0: not known
  bool guessed = false;  // neither side is named
  bool nil = false;      // who is ahead is told by the zero alone
  rule = SideRule::object;
  if (governor != nullptr) {
    const bool right = governor->span.start >= score.span.end;
    const bool verb = governor->cls == ResultWord::win_verb || governor->cls == ResultWord::lose_verb ||
                      governor->cls == ResultWord::draw_verb;
    if (verb && !right && !beneficiary(*governor, score.span.start)) {
      by_verb(score, *governor, subject, object, polarity);
    } else {
      by_noun(score, *governor, subject, object, polarity);
    }
  } else {
    if (named_in_order(score, subject, object) || lifted_over(score, subject, object)) {
      rule = SideRule::order;
      polarity = 1;
    } else if (subject = sent_behind(score.span.end); subject.known()) {
      polarity = 1;
    } else if (!versus(score, subject, object)) {
      const Candidate* behind = opponent_behind(score, score.span.end);
      if (behind != nullptr && to_name(score.span.end, *behind)) {
        // "It is 3-0 to Town against City": whom the score goes to is ahead.
        subject = ref(*behind);
        polarity = 1;
        if (const Candidate* other = opponent_behind(score, behind->span.end)) object = ref(*other);
      } else {
        if (behind != nullptr) {
          object = ref(*behind);
          polarity = 1;
        }
        subject = subject_before(score.span.start, object, false);
        // "Hall raced through the set 6-2": what has no word of result is rather told of the winner. Against nothing
        // who scores is ahead: "a homer for Town made it 2-0".
        nil = score.kind == ScoreKind::partial && !equal && std::min(first, second) == 0;
        if (nil && !subject.known()) subject = scorers_side(score.span.start);
        if (polarity == 0 && subject.known() && (nil || score.kind == ScoreKind::set)) polarity = 1;
      }
    }
    if (polarity == 0 && score.kind == ScoreKind::series) pairing.in_order = true;
  }
  if (score.kind == ScoreKind::series && (governor == nullptr || governor->span.start < score.span.start) &&
      here_.be_before(score.span.start)) {
    pairing.in_order = true;  // "were 3-1 against"
  }
  if (governor == nullptr && !object.known() && (equal || score.kind != ScoreKind::partial)) {
    // Numbers that were told before, told again without a word of result.
    SideRef ahead;
    SideRef behind;
    if (context_.repeated(score, ahead, behind)) {
      rule = SideRule::context;
      pairing.ahead = ahead;
      pairing.behind = behind;
      return pairing;
    }
  }
  if (equal && subject.known() && !object.known()) coordinated(score.span.start, subject, object);
  if (subject.known() && object.known() && !context_.rivals(subject, object)) subject = {};
  if (subject == object) object = {};  // "City's 3-1 win in their own town"
  if (!object.known() && (subject.known() || polarity != 0)) object = ground_behind(score, subject);
  if (!subject.known() && !object.known()) {
    // "Through to 6-1 3-1 and I was flying": the subject of what follows is that of the score.
    SideRef& open = follows_as_subject(score) || owner_alone() ? subject : object;
    open = context_.other_name(score, {}, false);
    // "a 2-0 deficit after the defeat by Town": the match that is on the way is that one.
    if (!open.known() && score.kind == ScoreKind::partial) object = context_.only_opponent();
  }
  if (object.known() && !subject.known()) {
    subject = context_.missing_side(score, object, true, rule);
  } else if (subject.known() && !object.known()) {
    object = context_.missing_side(score, subject, false, rule);
  }
  if (!subject.known() || !object.known()) {
    // A side that nobody in the article could meet is none: "former England coach Hall saw his team win".
    subject = team_of_subject(score.span.start);
    object = subject.known() ? context_.missing_side(score, subject, false, rule) : SideRef{};
  }
  if (!subject.known() || !object.known()) {
    subject = object = {};
    bool ordered = false;
    guessed = true;
    if (!context_.both_missing(score, subject, object, polarity < 0, ordered)) return std::nullopt;
    if (ordered && score.kind != ScoreKind::partial) polarity = 1;
    rule = SideRule::main;
  }
  if (!subject.known() || !object.known() || subject == object) return std::nullopt;
  if (!equal && score.kind == ScoreKind::partial && score.sets.empty() && (polarity == 0 || guessed || nil)) {
    const Course course = context_.by_course(score, subject, object);
    if (course.ahead != 0) {
      polarity = course.ahead;
    } else if (polarity == 0) {
      polarity = course.winner;
    }
  }
  if (polarity == 0 && !equal && !pairing.in_order) return std::nullopt;
  pairing.decided = governor != nullptr && polarity != 0 && !words_.is(governor->span.of(text_), kLeading);
  pairing.ahead = polarity < 0 ? object : subject;
  pairing.behind = polarity < 0 ? subject : object;
  return pairing;
}

const Event* SideGrammar::governing(const Score& score) const {
  const bool unequal = score.sides[0].points != score.sides[1].points;
  const auto level = [](ResultWord word) { return word == ResultWord::draw_verb || word == ResultWord::draw_noun; };
  // "had trailed 8-1, completed its best comeback": the verb right before the numbers.
  for (const Event& event : here_.events()) {
    const bool verb = event.cls == ResultWord::win_verb || event.cls == ResultWord::lose_verb;
    if (!verb || event.span.end > score.span.start || here_.determiner_before(event.span.start)) continue;
    if (here_.blank(event.span.end, score.span.start)) return &event;
  }
  const std::uint32_t clause = here_.clause_end(score.span.end);
  for (const Event& event : here_.events()) {
    if (event.span.start < score.span.end) continue;
    if (event.span.start - score.span.end > kNounReach || event.span.start >= clause) break;
    const bool noun = event.cls == ResultWord::win_noun || event.cls == ResultWord::lose_noun ||
                      event.cls == ResultWord::rout_noun || event.cls == ResultWord::draw_noun;
    if (here_.name_between(score.span.end, event.span.start) || here_.phrase_between(score.span.end, event.span.start))
      break;
    // "6-2 behind Hall": here the name is the opponent.
    if (same_word(event.span.of(text_), "behind") && here_.names_next(event.span.end)) return &event;
    // The nouns share some of their words with the verbs; behind the numbers only the noun is meant. A noun right
    // before a name describes it ("to the eventual winners Town").
    if (!noun || here_.names_next(event.span.end) || (unequal && level(event.cls))) continue;
    return &event;
  }
  const Event* best = nullptr;
  for (const Event& event : here_.events()) {
    if (event.span.end > score.span.start) break;
    if (unequal && level(event.cls)) continue;  // "lost the tie 4-1"
    // "cut the lead to": what stands inside a longer expression has no say.
    if (best != nullptr && best->span.contains(event.span.start) && event.span.size() < best->span.size()) continue;
    // "ahead", "up" and the like before the numbers are read with the verb before them.
    if (best != nullptr && best->span.overlaps(event.span)) {
      const bool determined = here_.determiner_before(event.span.start);
      const bool noun = event.cls == ResultWord::win_noun || event.cls == ResultWord::lose_noun;
      if (!noun || !determined) continue;
    }
    best = &event;
  }
  return best;
}

const Candidate* SideGrammar::opponent_behind(const Score& score, std::uint32_t from) const {
  const std::uint32_t end = here_.clause_end(score.span.end);
  const Candidate* place = nullptr;
  for (const Candidate& name : here_.names()) {
    if (name.span.start < from || !here_.fits(name)) continue;
    if (name.span.start >= end) break;
    switch (name.link) {
      case Link::by:
      case Link::of:
      case Link::for_side:
      case Link::opponent:
      case Link::place:
        return &name;
      case Link::with:
        if (score.sides[0].points == score.sides[1].points) return &name;
        break;
      case Link::inside:
        if (place == nullptr) place = &name;
        break;
      case Link::other:
      case Link::meeting:
      case Link::object:
      case Link::none:
        break;
    }
  }
  return place;
}

void SideGrammar::by_verb(const Score& score, const Event& verb, SideRef& subject, SideRef& object, int& polarity) {
  polarity = verb.cls == ResultWord::win_verb ? 1 : verb.cls == ResultWord::lose_verb ? -1 : 0;
  const std::string_view before = text_.substr(here_.bounds().start, verb.span.start - here_.bounds().start);
  const bool participle = participle_at(verb.span);
  const Candidate* between = nullptr;
  for (const Candidate& name : here_.names()) {
    if (name.span.start < verb.span.end || name.span.end > score.span.start || !here_.fits(name)) continue;
    if (between == nullptr || between->link == Link::inside || between->link == Link::other ||
        between->link == Link::place || (between->possessive && between->link != Link::by)) {
      between = &name;
    }
  }
  if (between == nullptr && object_pronoun(verb.span.end) &&
      (relative_rival(verb, subject, object) || lone_rival(verb, subject, object))) {
    return;
  }
  const Candidate* behind = opponent_behind(score, score.span.end);
  const bool agent =
      (between != nullptr && between->link == Link::by) ||
      (between == nullptr && behind != nullptr && behind->link == Link::by && by_follows(score.span.end));
  const bool passive = participle && (matches(words_.be, before) || agent);
  if (passive) polarity = -polarity;
  if (between != nullptr && ((between->link != Link::other && between->link != Link::inside) || behind == nullptr)) {
    object = ref(*between);
  } else if (behind != nullptr) {
    object = ref(*behind);
  }
  subject = subject_before(verb.span.start, object, false);
  if (!subject.known()) subject = subject_behind(score, object);
  if (verb.cls == ResultWord::draw_verb && !object.known()) coordinated(verb.span.start, subject, object);
}

void SideGrammar::by_noun(const Score& score, const Event& noun, SideRef& subject, SideRef& object, int& polarity) {
  const bool right = noun.span.start >= score.span.end;
  // "a 9-0 Rovers run": the name between the numbers and the noun owns them.
  if (right) subject = modifier(score, noun);
  if (right && !subject.known() && words_.is(noun.span.of(text_), kVictor)) subject = apposed_before(score.span.start);
  const Candidate* behind = opponent_behind(score, std::max(score.span.end, right ? noun.span.end : 0));
  if (behind == nullptr && right) behind = opponent_behind(score, score.span.end);
  // "6-2 behind Hall", "a 51-7 hiding from Town"
  const bool loser = noun.cls == ResultWord::lose_noun || noun.cls == ResultWord::rout_noun;
  if (behind == nullptr && right && loser) behind = source_behind(noun);
  const Link link = behind != nullptr ? behind->link : Link::none;
  switch (noun.cls) {
    case ResultWord::win_noun:
    case ResultWord::win_verb:
      polarity =
          right && matches(words_.dropped, text_.substr(here_.bounds().start, score.span.start - here_.bounds().start))
              ? -1
              : 1;
      if (link == Link::by || link == Link::for_side) {
        subject = ref(*behind);
        behind = nullptr;
      }
      break;
    case ResultWord::lose_noun:
    case ResultWord::lose_verb:
      polarity = -1;
      if (link == Link::of) polarity = 1;
      if (link == Link::for_side) {
        subject = ref(*behind);
        behind = nullptr;
      }
      if (right &&
          matches(words_.inflicted, text_.substr(here_.bounds().start, score.span.start - here_.bounds().start))) {
        polarity = 1;
        behind = name_behind(noun.span.end, score.span.end);
      }
      break;
    case ResultWord::rout_noun:
      polarity = (link == Link::by || link == Link::place || suffered(score.span.start) ||
                  matches(words_.dropped, text_.substr(here_.bounds().start, score.span.start - here_.bounds().start)))
                     ? -1
                     : 1;
      if (link == Link::of) polarity = 1;
      break;
    case ResultWord::draw_noun:
    case ResultWord::draw_verb:
      polarity = 0;
      break;
  }
  if (behind != nullptr) object = ref(*behind);
  if (!right) {
    if (const Candidate* owner = beneficiary(noun, score.span.start)) subject = ref(*owner);
  }
  if (!subject.known()) {
    const std::uint32_t from = right ? score.span.start : noun.span.start;
    subject = subject_before(from, object, true);
    if (!subject.known()) subject = subject_behind(score, object);
    if (!subject.known() && right) subject = agent_before(score.span.start, object);
    if (!subject.known() && right && polarity > 0) subject = sent_behind(noun.span.end);
  }
}

const Candidate* SideGrammar::beneficiary(const Event& noun, std::uint32_t offset) const {
  for (const Candidate& name : here_.names()) {
    if (name.span.start < noun.span.end) continue;
    if (name.span.end > offset) break;
    if (here_.fits(name) && name.link == Link::for_side) return &name;
  }
  return nullptr;
}

bool SideGrammar::lifted_over(const Score& score, SideRef& subject, SideRef& object) const {
  const Candidate* first = nullptr;
  for (const Candidate& name : here_.names()) {
    if (name.span.end > score.span.start) break;
    if (!here_.fits(name)) continue;
    if (first != nullptr && name.link == Link::opponent && !(ref(*first) == ref(name))) {
      const std::string_view between = text_.substr(first->span.end, name.span.start - first->span.end);
      if (between.starts_with(" over ") || between.starts_with(" past ")) {
        subject = ref(*first);
        object = ref(name);
        return true;
      }
    }
    first = &name;
  }
  return false;
}

SideRef SideGrammar::modifier(const Score& score, const Event& noun) const {
  for (const Candidate& name : here_.names()) {
    if (!here_.fits(name) || name.span.start != score.span.end + 1 || noun.span.start < name.span.end) continue;
    const std::string_view between = text_.substr(name.span.end, noun.span.start - name.span.end);
    if (between == " " || between == "' " || between == "'s " || between == "\xE2\x80\x99 ") return ref(name);
  }
  return {};
}

SideRef SideGrammar::apposed_before(std::uint32_t offset) const {
  for (const Candidate& name : here_.names()) {
    if (here_.fits(name) && name.span.end + 2 == offset && text_.substr(name.span.end, 2) == ", ") return ref(name);
  }
  return {};
}

const Candidate* SideGrammar::source_behind(const Event& noun) const {
  for (const Candidate& name : here_.names()) {
    if (name.span.start < noun.span.end || !here_.fits(name)) continue;
    const std::string_view between = text_.substr(noun.span.end, name.span.start - noun.span.end);
    const bool rival = same_word(noun.span.of(text_), "behind") && between == " ";
    return rival || between == " from " || between == " from the " ? &name : nullptr;
  }
  return nullptr;
}

bool SideGrammar::object_pronoun(std::uint32_t offset) const {
  const std::string_view rest = text_.substr(offset, 6);
  return rest.starts_with(" them ") || rest.starts_with(" him ") || rest.starts_with(" her ");
}

bool SideGrammar::lone_rival(const Event& verb, SideRef& subject, SideRef& object) const {
  for (const Candidate& name : here_.names()) {
    if (name.span.end > verb.span.start) break;
    if (!here_.fits(name)) continue;
    if (!subject.known()) {
      subject = ref(name);
    } else if (!(ref(name) == subject)) {
      if (object.known() && !(ref(name) == object)) {
        subject = object = {};
        return false;
      }
      object = ref(name);
    }
  }
  if (!object.known()) subject = {};
  return object.known();
}

bool SideGrammar::relative_rival(const Event& verb, SideRef& subject, SideRef& object) const {
  const Candidate* before = nullptr;
  for (const Candidate& name : here_.names()) {
    if (name.span.end > verb.span.start) break;
    if (!here_.fits(name)) continue;
    const std::string_view between = text_.substr(name.span.end, verb.span.start - name.span.end);
    const bool relative = between == " who " || between == ", who " || between == " that " || between == ", which ";
    if (relative && before != nullptr && !(ref(*before) == ref(name))) {
      subject = ref(name);
      object = ref(*before);
      return true;
    }
    before = &name;
  }
  return false;
}

SideRef SideGrammar::agent_before(std::uint32_t offset, SideRef except) const {
  for (auto name = here_.names().rbegin(); name != here_.names().rend(); ++name) {
    if (name->span.end > offset || !here_.fits(*name) || ref(*name) == except) continue;
    return name->link == Link::by ? ref(*name) : SideRef{};
  }
  return {};
}

void SideGrammar::coordinated(std::uint32_t offset, SideRef& subject, SideRef& object) const {
  for (std::size_t i = 1; i < here_.names().size() && here_.names()[i].span.end <= offset; ++i) {
    const Candidate& first = here_.names()[i - 1];
    const Candidate& second = here_.names()[i];
    if (!here_.fits(first) || !here_.fits(second) || !(ref(second) == subject) || ref(first) == subject) continue;
    const std::string_view between = text_.substr(first.span.end, second.span.start - first.span.end);
    if (between != " and " && between != " and the " && between != "-" && between != "\xE2\x80\x93") continue;
    object = subject;
    subject = ref(first);
    return;
  }
}

bool SideGrammar::participle_at(Span verb) const {
  std::string_view word = verb.of(text_);
  word = word.substr(0, word.find(' '));
  return word.ends_with("ed") || words_.is(word, kParticiple);
}

bool SideGrammar::by_follows(std::uint32_t offset) const {
  const std::uint32_t at = skip_space(text_, offset, here_.bounds().end);
  return text_.substr(at, 3) == "by " || text_.substr(at, 4) == ", by";
}

bool SideGrammar::suffered(std::uint32_t offset) const {
  const std::uint32_t from = std::max(here_.bounds().start, offset > 48 ? offset - 48 : 0);
  return matches(words_.suffered, text_.substr(from, offset - from));
}

SideRef SideGrammar::subject_before(std::uint32_t offset, SideRef except, bool noun) const {
  const bool pronoun_subject = here_.pronoun_before(offset);
  const bool described = here_.described_before(offset);
  const Candidate* best = nullptr;
  const Candidate* possessor = nullptr;
  const Candidate* weak = nullptr;
  const Candidate* object = nullptr;
  for (const Candidate& name : here_.names()) {
    if (name.span.end > offset) break;
    if (!here_.fits(name) || ref(name) == except) continue;
    // "end Town's run with a 2-0 win": the owner of something else is no subject.
    const bool owner = name.possessive && here_.phrase_between(name.span.end, offset);
    if (name.possessive && !owner && offset - name.span.end < 40) possessor = &name;
    if (owner) {
      if (name.link == Link::none) weak = &name;
    } else if (name.link == Link::none || (described && name.link == Link::meeting) ||
               here_.relative_behind(name.span.end)) {
      best = &name;
    }
    if (noun && here_.apposed(name.span.end, offset)) return ref(name);
    if (name.link == Link::object) object = &name;
  }
  if (noun && possessor != nullptr) return ref(*possessor);
  if (pronoun_subject) {
    // "... from Town's win at City, even though they lost": the owner that was named last.
    for (auto name = here_.names().rbegin(); name != here_.names().rend(); ++name) {
      if (name->span.end > offset || !here_.fits(*name) || ref(*name) == except) continue;
      if (name->possessive || name->link == Link::none) return ref(*name);
    }
  }
  if (best != nullptr) return ref(*best);
  if (possessor != nullptr) return ref(*possessor);
  if (weak != nullptr) return ref(*weak);
  // "gave the hosts", "lifted Town to": the object of giving owns the result.
  if (noun && object != nullptr) return ref(*object);
  return team_of_subject(offset);
}

SideRef SideGrammar::scorers_side(std::uint32_t offset) const {
  for (const Candidate& name : here_.names()) {
    if (name.span.end > offset) break;
    if (here_.fits(name) && name.link == Link::for_side) return ref(name);
  }
  return {};
}

SideRef SideGrammar::team_of_subject(std::uint32_t offset) const {
  if (here_.persons()) return {};
  for (auto name = here_.names().rbegin(); name != here_.names().rend(); ++name) {
    if (!name->person || name->span.end > offset || name->link != Link::none) continue;
    if (name->entity >= article_.people.size()) continue;
    const Person& person = article_.people[name->entity];
    // Who plays alone plays for a country where a team's score is told.
    const std::string& team = team_game(article_.sport) ? person.team : person.nationality;
    if (team.empty()) continue;
    for (Index i = 0; i < article_.teams.size(); ++i) {
      // "Former England coach Hall", "Hall of Rovers": not his side in this match, if the article is about others.
      if (article_.teams[i].name == team && context_.in_question({i, false})) return {i, false};
    }
  }
  return {};
}

SideRef SideGrammar::subject_behind(const Score& score, SideRef except) const {
  if (score.span.start - here_.bounds().start > 80) return {};
  const std::size_t comma = text_.substr(0, here_.bounds().end).find(',', score.span.end);
  if (comma == std::string_view::npos) return {};
  for (const Candidate& name : here_.names()) {
    if (name.span.start < comma || !here_.fits(name) || ref(name) == except) continue;
    // Behind another phrase it is the subject of that: "were 5-2 behind but won, as Lowe missed".
    if (here_.phrase_between(static_cast<std::uint32_t>(comma), name.span.start)) return {};
    if (name.link == Link::none) return ref(name);
  }
  return {};
}

bool SideGrammar::versus(const Score& score, SideRef& subject, SideRef& object) const {
  for (std::size_t i = 1; i < here_.names().size() && here_.names()[i].span.end <= score.span.start; ++i) {
    if (!here_.fits(here_.names()[i - 1]) || !here_.fits(here_.names()[i]) ||
        ref(here_.names()[i - 1]) == ref(here_.names()[i]))
      continue;
    std::string_view between =
        text_.substr(here_.names()[i - 1].span.end, here_.names()[i].span.start - here_.names()[i - 1].span.end);
    if (between != " v " && between != " vs " && between != " v. " && between != " vs. ") continue;
    subject = ref(here_.names()[i - 1]);
    object = ref(here_.names()[i]);
    return true;
  }
  return false;
}

bool SideGrammar::follows_as_subject(const Score& score) const {
  for (const Candidate& name : here_.names()) {
    if (here_.fits(name)) return name.span.start >= score.span.end && name.link == Link::none;
  }
  return false;
}

SideRef SideGrammar::ground_behind(const Score& score, SideRef subject) const {
  if (here_.persons()) return {};
  const std::uint32_t end = here_.clause_end(score.span.end);
  for (const Candidate& name : here_.names()) {
    if (!name.ground || name.span.start < score.span.end || name.span.start >= end) continue;
    // "the 3-2 defeat at Elm Park" may have been at home to the side that the article is about.
    if (!subject.known()) return context_.in_front(ref(name)) ? SideRef{} : ref(name);
    return ref(name) == subject || !context_.rivals(subject, ref(name)) ? SideRef{} : ref(name);
  }
  return {};
}

bool SideGrammar::owner_alone() const {
  const Candidate* only = nullptr;
  for (const Candidate& name : here_.names()) {
    if (!here_.fits(name)) continue;
    if (only != nullptr) return false;
    only = &name;
  }
  return only != nullptr && only->possessive;
}

SideRef SideGrammar::sent_behind(std::uint32_t offset) const {
  for (const Candidate& name : here_.names()) {
    if (name.span.start < offset || !here_.fits(name)) continue;
    std::string_view between = text_.substr(offset, name.span.start - offset);
    if (between.ends_with(" the ")) between.remove_suffix(4);
    if (between.size() < 4 || between.size() > kSent || between.back() != ' ') return {};
    between.remove_suffix(1);
    const std::string_view verb = between.substr(between.rfind(' ') + 1);
    return words_.is(verb, kGiving | kSending) ? ref(name) : SideRef{};
  }
  return {};
}

const Candidate* SideGrammar::name_behind(std::uint32_t from, std::uint32_t clause) const {
  const std::uint32_t end = here_.clause_end(clause);
  for (const Candidate& name : here_.names()) {
    if (name.span.start >= end) break;
    if (name.span.start >= from && here_.fits(name)) return &name;
  }
  return nullptr;
}

bool SideGrammar::in_favour(std::string_view between, const Candidate& name) const {
  if (!name.possessive || (between != " in " && between != " in the ")) return false;
  return text_.substr(name.span.end, 8).find(" favo") != std::string_view::npos;
}

bool SideGrammar::to_name(std::uint32_t from, const Candidate& name) const {
  const std::string_view between = text_.substr(from, name.span.start - from);
  return between == " to " || between == " to the " || between == " for " || between == " for the " ||
         between == " in favour of " || between == " in favor of " || between == " in favour of the " ||
         in_favour(between, name);
}

bool SideGrammar::named_in_order(const Score& score, SideRef& subject, SideRef& object) const {
  const Candidate* second = nullptr;
  const Candidate* first = nullptr;
  for (const Candidate& name : here_.names()) {
    if (name.span.end > score.span.start) break;
    if (!here_.fits(name)) continue;
    first = second;
    second = &name;
  }
  if (first == nullptr || first->link != Link::none || second->link != Link::none || first->possessive) return false;
  if (second->possessive || ref(*first) == ref(*second) || score.kind == ScoreKind::partial) return false;
  if (!here_.blank(second->span.end, score.span.start) || second->span.start - first->span.end > 60) return false;
  const std::string_view between = text_.substr(first->span.end, second->span.start - first->span.end);
  if (between.find_first_of(",;:") != std::string_view::npos || between.find(" and ") != std::string_view::npos) {
    return false;
  }
  subject = ref(*first);
  object = ref(*second);
  return true;
}

}  // namespace pressbox::scores

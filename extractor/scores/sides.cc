// Whose the numbers of a score are: the word of result that governs the score, its subject and its object.

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/entities/entities.h"
#include "extractor/scores/scores.h"
#include "extractor/scores/shape.h"

namespace pressbox {
namespace {

enum class Class : std::uint8_t { win_verb, lose_verb, draw_verb, win_noun, lose_noun, rout_noun, draw_noun };

struct WordPattern {
  const RuleBook::Pattern& pattern;
  Class cls;
};

}  // namespace

struct ScoreModel::SideRules {
  explicit SideRules(const RuleBook& rules)
      : words{{{rules.lazy_pattern("score.word.win-verb"), Class::win_verb},
               {rules.lazy_pattern("score.word.lose-verb"), Class::lose_verb},
               {rules.lazy_pattern("score.word.draw-verb"), Class::draw_verb},
               {rules.lazy_pattern("score.word.win-noun"), Class::win_noun},
               {rules.lazy_pattern("score.word.lose-noun"), Class::lose_noun},
               {rules.lazy_pattern("score.word.rout-noun"), Class::rout_noun},
               {rules.lazy_pattern("score.word.draw-noun"), Class::draw_noun}}},
        be(rules.lazy_pattern("score.word.be")),
        dropped(rules.lazy_pattern("score.word.dropped.left")),
        results(rules.rule("score.shape.results").id),
        match_play(rules.rule("score.shape.match-play").id),
        cricket(rules.rule("score.shape.cricket").id),
        bracket(rules.rule("score.shape.bracket").id),
        inline_result(rules.rule("score.shape.inline")) {}

  std::array<WordPattern, 7> words;
  const RuleBook::Pattern& be;
  const RuleBook::Pattern& dropped;
  std::string_view results;
  std::string_view match_play;
  std::string_view cricket;
  std::string_view bracket;
  const Rule& inline_result;
};

namespace {

using namespace scores;

// How far a noun of result may stand behind the numbers ("a 2-0 second-leg away win"), in bytes.
constexpr std::uint32_t kNounReach = 64;
// Words between a preposition and the name that it governs ("over last minute replacement Hall").
constexpr int kWordsToPreposition = 8;
constexpr Index kTokensToPreposition = 16;
// Sentences that are searched backwards for a side that the sentence of the score leaves out.
constexpr Index kSentencesBack = 4;
// Longer ones, in bytes, and more names in one are tables that were run together.
constexpr std::uint32_t kLongestSentence = 4096;
constexpr std::size_t kMostNames = 64;
// A country in brackets behind the name of a player.
constexpr std::uint32_t kLongestCountry = 32;
// How far behind its owner a total stands, in bytes.
constexpr std::uint32_t kOwnTotal = 24;
// Teams of an article that a word is looked up in, and names that are no team of it; more are a hostile table.
constexpr Index kMostTeams = 256;
constexpr std::size_t kMostUnlisted = 64;
// Smaller totals of an innings are told with their wickets.
constexpr int kLeastTotal = 30;
constexpr std::array<std::string_view, 7> kResultVerbs = {"d", "def", "bt", "beat", "defeated", "drew", "lost"};
// Scores that are searched backwards for the opponent of a side.
constexpr std::size_t kScoresBack = 16;
// What a mention tells of the two sides that an article is about, and how near a score is beside it, in bytes.
constexpr std::uint32_t kBeside = 60;
constexpr std::uint32_t kMentionWeight = 2;
constexpr std::uint32_t kBesideWeight = 3;
constexpr std::uint32_t kTitleWeight = 8;
constexpr std::uint32_t kOpeningWeight = 4;
constexpr Index kOpening = 4;  // sentences

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

bool matches(const RuleBook::Pattern& pattern, std::string_view window) {
  return pattern.get().Match(piece(window), 0, window.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

bool same_word(std::string_view word, std::string_view lower) {
  if (word.size() != lower.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] + 32) : word[i];
    if (c != lower[i]) return false;
  }
  return true;
}

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return same_word(word, w); });
}

// What a preposition before a name makes of it.
enum class Link : std::uint8_t { none, by, of, for_side, opponent, place, inside, other, object, with, meeting };

Link link_of(std::string_view word) {
  static constexpr std::array<std::string_view, 8> kOpponent = {"against", "over", "past",   "versus",
                                                                "vs",      "v",    "beyond", "to"};
  static constexpr std::array<std::string_view, 20> kOther = {
      "from",  "on",      "under",     "than",    "like", "including", "between", "among", "behind", "without",
      "about", "despite", "alongside", "through", "for",  "during",    "into",    "near",  "above",  "via"};
  if (word.size() > 9 || word.empty()) return Link::none;
  if (same_word(word, "by")) return Link::by;
  if (same_word(word, "of")) return Link::of;
  if (same_word(word, "for")) return Link::for_side;
  if (same_word(word, "at")) return Link::place;
  if (same_word(word, "in")) return Link::inside;
  if (same_word(word, "with")) return Link::with;
  if (one_of(word, kOpponent)) return Link::opponent;
  if (one_of(word, kOther)) return Link::other;
  return Link::none;
}

// Words that end a walk back from a name: what stands before them is another phrase.
bool phrase_break(std::string_view word) {
  static constexpr std::array<std::string_view, 32> kBreaks = {
      "and",   "but", "or",  "who",  "which", "that",    "while", "when",     "as",     "after",  "before",
      "since", "if",  "he",  "she",  "they",  "it",      "we",    "i",        "was",    "were",   "is",
      "are",   "had", "has", "have", "where", "because", "until", "although", "though", "whether"};
  return word.size() <= 8 && one_of(word, kBreaks);
}

// Verbs whose object owns the result that follows: "gave Town a 2-1 win", "lifted City to a 3-0 victory".
bool giving_verb(std::string_view word) {
  static constexpr std::array<std::string_view, 24> kStems = {
      "giv", "gave",   "lift", "power", "help",  "rall",   "hand", "earn",  "send",  "sent",  "carr", "guid",
      "fir", "propel", "put",  "push",  "steer", "inspir", "gift", "secur", "spark", "boost", "drov", "award"};
  static constexpr std::array<std::string_view, 12> kTails = {"",   "e",   "es",  "ed", "s",   "ing",
                                                              "en", "ies", "ied", "y",  "led", "lift"};
  if (word.size() < 3 || word.size() > 9) return false;
  return std::any_of(kStems.begin(), kStems.end(), [&](std::string_view stem) {
    return word.size() >= stem.size() && same_word(word.substr(0, stem.size()), stem) &&
           one_of(word.substr(stem.size()), kTails);
  });
}

// Verbs whose object is an opponent in another contest than the one whose score is told.
bool meeting_verb(std::string_view word) {
  static constexpr std::array<std::string_view, 10> kVerbs = {"face",    "faces", "facing",  "meet",  "meets",
                                                              "meeting", "play",  "playing", "plays", "visit"};
  return word.size() <= 7 && one_of(word, kVerbs);
}

bool pronoun(std::string_view word) {
  static constexpr std::array<std::string_view, 4> kPronouns = {"he", "she", "they", "it"};
  return word.size() <= 4 && one_of(word, kPronouns);
}

bool individual_sport(Sport sport) {
  return sport == Sport::tennis || sport == Sport::golf || sport == Sport::snooker || sport == Sport::darts ||
         sport == Sport::boxing;
}

// A word of result in a sentence.
struct Event {
  Span span;
  Class cls = Class::win_verb;
};

// A mention in its sentence.
struct Candidate {
  Index entity = 0;
  bool person = false;
  Span span;
  Link link = Link::none;
  bool possessive = false;
};

struct SideRef {
  Index entity = kNone;
  bool person = false;
  [[nodiscard]] bool known() const { return entity != kNone; }
  friend bool operator==(const SideRef&, const SideRef&) = default;
};

SideRef ref(const Candidate& candidate) {
  return {candidate.entity, candidate.person};
}

// The two sides of one score, and what is known of their order.
struct Pairing {
  SideRef ahead;  // the side with the larger number, or the one that is named first
  SideRef behind;
  bool in_order = false;  // ahead owns the first number, whichever is larger
  bool decided = false;   // a verb of winning or losing, not of leading, governs the score
};

class Assigner {
 public:
  Assigner(const Document& document, const Lexicon& lexicon, const ScoreModel& model, Article& article)
      : document_(document),
        lexicon_(lexicon),
        text_(document.text),
        rules_(model.rules()),
        article_(article),
        words_(model.sides().words),
        be_(model.sides().be),
        dropped_(model.sides().dropped),
        results_(model.sides().results),
        match_play_(model.sides().match_play),
        cricket_(model.sides().cricket),
        bracket_(model.sides().bracket),
        inline_(model.sides().inline_result) {}

  void run() {
    inline_results();
    for (current_ = 0; current_ < article_.scores.size(); ++current_) assign(article_.scores[current_]);
    add_unlisted_teams();
  }

 private:
  void assign(Score& score) {
    if (score.rule == match_play_) {
      // Holes up are no points of a side.
      score.sides.clear();
      return;
    }
    if (score.rule == cricket_) {
      innings(score);
      return;
    }
    if (score.rule == inline_.id) return;
    if (score.rule == results_) {
      results_line(score);
      return;
    }
    if (score.sides.size() != 2) return;  // a total alone, of no innings
    const int first = score.sides[0].points;
    const int second = score.sides[1].points;
    if (!enter_sentence(score.span, !score.sets.empty())) {
      give_up(score);
      return;
    }
    choose_type(score);
    if (scoreline(score)) return;
    if (half_time(score, first, second)) return;
    std::string_view rule;
    const std::optional<Pairing> pairing = resolve(score, first, second, rule);
    if (!pairing) {
      give_up(score);
      return;
    }
    settle(score, *pairing, first, second);
    given_by(rule, score);
  }

  // An innings has one side, the one that bats, with its runs: the name right before the total, or the subject.
  void innings(Score& score) {
    if (score.sides.empty()) return;
    // Australia puts the wickets first: "5-172". A side all out has its runs alone.
    const bool wickets_first = score.sides.size() > 1 && score.sides[0].points <= 10 && score.sides[1].points > 10;
    const int runs = score.sides[wickets_first ? 1 : 0].points;
    persons_ = false;
    if (!enter_sentence(score.span)) {
      give_up(score);
      return;
    }
    const Candidate* beside = nullptr;
    for (const Candidate& name : names_) {
      if (name.span.end > score.span.start) break;
      if (fits(name)) beside = &name;
    }
    std::string_view rule = "score.side.scoreline";
    SideRef side;
    // "Town's total of 172"
    const bool owner = beside != nullptr && beside->possessive && score.span.start - beside->span.end <= kOwnTotal;
    if (owner || (beside != nullptr && same_innings(beside->span.end, score.span.start))) {
      side = ref(*beside);
    } else if (side = capital_before(score.span.start); !side.known()) {
      rule = "score.side.object";
      side = subject_before(score.span.start, {}, false);
      if (!side.known()) {
        rule = "score.side.context";
        side = named_before({});
      }
    }
    if (!side.known()) {
      give_up(score);
      return;
    }
    score.sides.resize(1);
    score.sides[0].points = runs;
    fill(score.sides[0], side);
    given_by(rule, score);
  }

  // "At Cardiff: Kent 128-1": the capitalised words right before a total, though they are no mention.
  SideRef capital_before(std::uint32_t offset) {
    const TokenArray& tokens = document_.tokens;
    const Index first = document_.sentences[sentence_].first;
    const Index behind = tokens.at_or_after(offset);
    Index i = behind;
    while (i > first && behind - i < 4 && tokens.kind[i - 1] == TokenKind::word && text_[tokens.start[i - 1]] >= 'A' &&
           text_[tokens.start[i - 1]] <= 'Z') {
      --i;
    }
    if (i == behind) return {};
    const Span span = tokens.span(i, behind - 1);
    // "captain Joe Hall 128-1": a person is no team.
    if (std::any_of(names_.begin(), names_.end(), [&](const Candidate& name) { return name.span.overlaps(span); })) {
      return {};
    }
    const Index team = team_by_first_word(span.of(text_));
    return {team != kNone ? team : unlisted_ref(span), false};
  }

  // "Town 347 and 61-2": only numbers, joints and brackets part the name from the total.
  [[nodiscard]] bool same_innings(std::uint32_t from, std::uint32_t to) const {
    if (to - from > 160) return false;
    bool bracket = false;
    std::uint32_t letters = 0;
    for (std::uint32_t i = from; i < to; ++i) {
      const char c = text_[i];
      if (c == '(') bracket = true;
      if (c == ')') bracket = false;
      if (bracket) continue;
      if (c == ';' || c == '.') return false;
      letters = is_letter(c) ? letters + 1 : 0;
      if (letters > 3) return false;
    }
    return true;
  }

  // ---- the sentence of the score

  // False where there is no sentence that could be read: a table run together has no grammar.
  bool enter_sentence(Span span, bool sets = false) {
    const TokenArray& tokens = document_.tokens;
    const Index token = tokens.at_or_after(span.start);
    sentence_ = token < tokens.size() ? tokens.sentence[token] : 0;
    if (document_.sentences.empty()) return false;
    if (sets && sentence_ > 0 && alone(token)) --sentence_;
    bounds_ = sentence_span(sentence_);
    bounds_.end = std::max(bounds_.end, span.end);
    if (bounds_.size() > kLongestSentence) return false;
    if (sentence_ == collected_) return true;
    collected_ = sentence_;
    collect_events();
    collect_names(sentence_, names_);
    collect_unlisted();
    return true;
  }

  // True if the score opens its block and the block before does not end a sentence: a line that was broken.
  [[nodiscard]] bool alone(Index token) const {
    const TokenArray& tokens = document_.tokens;
    if (token >= tokens.size()) return false;
    const std::uint32_t start = document_.blocks[tokens.block[token]].span.start;
    Index first = token;
    // "(Slovakia) 7-6 6-2": the country of the second player stood on the broken line too.
    if (text_[start] == '(' && tokens.start[token] - start < kLongestCountry &&
        text_.substr(start, tokens.start[token] - start).find(')') + 2 == tokens.start[token] - start) {
      first = tokens.at_or_after(start);
    }
    if (first == 0 || first != document_.sentences[sentence_].first) return false;
    if (tokens.block[first] != tokens.block[first - 1] + 1) return false;
    const char end = text_[tokens.end[first - 1] - 1];
    return is_letter(end) || end == ')';
  }

  [[nodiscard]] Span sentence_span(Index sentence) const {
    const Sentence& s = document_.sentences[sentence];
    if (s.last <= s.first) return {};
    return document_.tokens.span(s.first, s.last - 1);
  }

  void collect_events() {
    events_.clear();
    const std::string_view sentence = bounds_.of(text_);
    for (const WordPattern& word : words_) {
      std::size_t at = 0;
      re2::StringPiece found;
      while (at < sentence.size() &&
             word.pattern.get().Match(piece(sentence), at, sentence.size(), re2::RE2::UNANCHORED, &found, 1)) {
        const auto start = static_cast<std::size_t>(found.data() - sentence.data());
        events_.push_back({{bounds_.start + static_cast<std::uint32_t>(start),
                            bounds_.start + static_cast<std::uint32_t>(start + found.size())},
                           word.cls});
        at = start + std::max<std::size_t>(found.size(), 1);
      }
    }
    std::stable_sort(events_.begin(), events_.end(),
                     [](const Event& a, const Event& b) { return a.span.start < b.span.start; });
  }

  void collect_names(Index sentence, std::vector<Candidate>& out) const {
    out.clear();
    const Sentence& s = document_.sentences[sentence];
    auto mention = std::lower_bound(document_.mentions.begin(), document_.mentions.end(), s.first,
                                    [](const EntityMention& m, Index token) { return m.first < token; });
    for (; mention != document_.mentions.end() && mention->first < s.last && out.size() < kMostNames; ++mention) {
      Candidate candidate;
      candidate.entity = mention->entity;
      candidate.person = mention->type == EntityMention::Type::person;
      candidate.span = document_.tokens.span(mention->first, mention->last);
      candidate.possessive = possessive_behind(mention->last);
      candidate.link = link_before(mention->first, s.first);
      // "to Town and City": the second name shares the preposition of the first.
      if (candidate.link == Link::none && !out.empty() && mention->first >= s.first + 2 &&
          same_word(document_.token_text(mention->first - 1), "and") &&
          out.back().span.end == document_.tokens.end[mention->first - 2]) {
        candidate.link = out.back().link;
      }
      out.push_back(candidate);
    }
  }

  // Countries, towns and clubs that are no mentions yet stand where a side must: "a 3-1 defeat of Germany", "gave
  // Boston a 4-3 decision". They are a team of the article by the first word of its name, else a side by their own
  // name.
  void collect_unlisted() {
    if (document_.classes.size() != document_.tokens.size()) return;
    const TokenArray& tokens = document_.tokens;
    const Sentence& s = document_.sentences[sentence_];
    const std::size_t listed = names_.size();
    std::size_t next = 0;
    for (Index i = s.first; i < s.last && names_.size() < kMostNames; ++i) {
      while (next < listed && names_[next].span.end <= tokens.start[i]) ++next;
      if (next < listed && names_[next].span.start < tokens.end[i]) continue;
      const char initial = text_[tokens.start[i]];
      if (initial < 'A' || initial > 'Z' || !document_.is(i, kCountryFirst | kCityFirst | kTeamFirst)) continue;
      if (document_.is(i, kCalendar | kFunctionWord)) continue;
      Index last = i;
      for (const Match& match : document_.matches_at(i)) last = std::max(last, match.last);
      if (last >= s.last || (next < listed && names_[next].span.start < tokens.end[last])) continue;
      Candidate candidate;
      candidate.span = tokens.span(i, last);
      candidate.link = link_before(i, s.first);
      candidate.possessive = possessive_behind(last);
      // A capital right behind or before makes it a part of a longer name.
      const auto capital = [&](Index token) {
        return tokens.kind[token] == TokenKind::word && text_[tokens.start[token]] >= 'A' &&
               text_[tokens.start[token]] <= 'Z' && !document_.is(token, kFunctionWord | kCalendar);
      };
      const Index first = i;
      i = last;
      if (last + 1 < s.last && capital(last + 1) && !document_.is(last + 1, kCalendar)) continue;
      if (first > s.first + 1 && capital(first - 1)) continue;
      if (candidate.possessive && last + 2 < s.last && capital(last + 2)) continue;  // "over Cameroon's Cotonsport"
      if (candidate.link == Link::opponent && !result_before(first, s.first)) continue;
      candidate.entity = team_by_first_word(candidate.span.of(text_));
      if (candidate.entity == kNone) {
        const bool opponent = candidate.link == Link::opponent || candidate.link == Link::by ||
                              (candidate.link == Link::of && document_.is(first, kCountryFirst)) ||
                              (candidate.link == Link::object && document_.is(first, kCountryFirst | kTeamFirst));
        // "Wales, who ..., won 2-0": a country whose verb follows is a subject.
        const bool subject = candidate.link == Link::none && document_.is(first, kCountryFirst) &&
                             (relative_behind(candidate.span.end) || event_at(candidate.span.end + 1));
        if ((!opponent && !subject) || candidate.possessive) continue;
        candidate.entity = unlisted_ref(candidate.span);
        if (candidate.entity == kNone) continue;
      }
      names_.push_back(candidate);
    }
    std::inplace_merge(names_.begin(), names_.begin() + static_cast<std::ptrdiff_t>(listed), names_.end(),
                       [](const Candidate& a, const Candidate& b) { return a.span.start < b.span.start; });
  }

  [[nodiscard]] bool event_at(std::uint32_t offset) const {
    return std::any_of(events_.begin(), events_.end(), [&](const Event& event) { return event.span.start == offset; });
  }

  // False for "a trip to Bolton": no number and no word of result stands before "to".
  [[nodiscard]] bool result_before(Index token, Index first) const {
    const TokenArray& tokens = document_.tokens;
    Index i = token;
    while (i > first && token - i < kWordsToPreposition && !same_word(document_.token_text(i - 1), "to")) --i;
    if (i == first || token - i == kWordsToPreposition || i - 1 == first) return true;
    const Index before = i - 2;
    if (tokens.kind[before] == TokenKind::number || text_[tokens.start[before]] == ')') return true;
    return std::any_of(events_.begin(), events_.end(),
                       [&](const Event& event) { return event.span.contains(tokens.start[before]); });
  }

  // The one team of the article whose name is these words or begins with them; kNone if none or several.
  [[nodiscard]] Index team_by_first_word(std::string_view words) const {
    Index found = kNone;
    const auto most = std::min(static_cast<Index>(article_.teams.size()), kMostTeams);
    for (Index i = 0; i < most; ++i) {
      const std::string_view name = article_.teams[i].name;
      if (name == words) return i;
      if (!name.starts_with(words) || name[words.size()] != ' ') continue;
      if (found != kNone) return kNone;
      found = i;
    }
    return found;
  }

  Index unlisted_ref(Span span) {
    const auto at = find_unlisted(span.of(text_));
    const auto number = static_cast<Index>(at - unlisted_.begin());
    if (at == unlisted_.end()) {
      if (unlisted_.size() == kMostUnlisted) return kNone;
      unlisted_.push_back({span.of(text_), {span}});
    } else if (at->mentions.back().end <= span.start) {
      unlisted_[number].mentions.push_back(span);
    }
    return static_cast<Index>(article_.teams.size()) + number;
  }

  // A name that may be a side, with the places where it could be one.
  struct Unlisted {
    std::string_view name;
    std::vector<Span> mentions;
  };

  [[nodiscard]] std::vector<Unlisted>::const_iterator find_unlisted(std::string_view name) const {
    return std::find_if(unlisted_.begin(), unlisted_.end(), [&](const Unlisted& one) { return one.name == name; });
  }

  // The sides that the entities stage did not take for teams become teams of the article.
  void add_unlisted_teams() {
    if (unlisted_.empty()) return;
    std::vector<Span> named;
    std::vector<std::optional<Index>> team_of(unlisted_.size());
    for (Score& score : article_.scores) {
      for (Side& side : score.sides) {
        if (side.team != kNone || side.person != kNone) continue;
        const auto number = static_cast<std::size_t>(find_unlisted(side.name) - unlisted_.begin());
        if (number == unlisted_.size()) continue;
        if (named.empty()) named = named_spans();
        if (!team_of[number]) team_of[number] = add_unlisted_team(unlisted_[number], named);
        side.team = *team_of[number];
        if (side.team != kNone) side.name = article_.teams[side.team].name;
      }
      const bool nameless = std::any_of(score.sides.begin(), score.sides.end(),
                                        [](const Side& side) { return side.team == kNone && side.person == kNone; });
      if (!nameless) continue;
      score.winner = kNone;
      score.sides_rule = {};
      give_up(score);
    }
  }

  // The new team's index; kNone where all its words are parts of other names. named: by start, apart; grows.
  Index add_unlisted_team(const Unlisted& unlisted, std::vector<Span>& named) {
    std::vector<Span> mentions;
    for (const Span mention : unlisted.mentions) {
      const auto behind = std::lower_bound(named.begin(), named.end(), mention.start,
                                           [](Span other, std::uint32_t start) { return other.end <= start; });
      if (behind == named.end() || behind->start >= mention.end) mentions.push_back(mention);
    }
    if (mentions.empty()) return kNone;
    const auto middle = static_cast<std::ptrdiff_t>(named.size());
    named.insert(named.end(), mentions.begin(), mentions.end());
    std::inplace_merge(named.begin(), named.begin() + middle, named.end());
    article_.teams.push_back(team_of_side(unlisted.name, std::move(mentions)));
    return static_cast<Index>(article_.teams.size() - 1);
  }

  // Of people, teams and things.
  [[nodiscard]] std::vector<Span> named_spans() const {
    std::vector<Span> spans;
    for (const EntityMention& mention : document_.mentions) {
      spans.push_back(document_.tokens.span(mention.first, mention.last));
    }
    for (const auto* things : {&article_.competitions, &article_.venues, &article_.outlets}) {
      for (const NamedThing& thing : *things) spans.insert(spans.end(), thing.mentions.begin(), thing.mentions.end());
    }
    std::sort(spans.begin(), spans.end());
    return spans;
  }

  // Named by the lexicon where it has a team of this sport with these words in its name, and else as the text has it:
  // whose nickname it is, the entities stage would have known.
  [[nodiscard]] Team team_of_side(std::string_view name, std::vector<Span>&& mentions) const {
    Team team;
    team.name = std::string(name);
    team.sport = article_.sport;
    team.mentions = std::move(mentions);
    team.rule = rule_id(EntityRule::team_side);
    const Index first = document_.tokens.at_or_after(team.mentions.front().start);
    if (first + 1 >= document_.match_begin.size()) return team;
    int best = -1;
    for (const Match& match : document_.matches_at(first)) {
      if (document_.tokens.end[match.last] != team.mentions.front().end) continue;
      const Entry entry = lexicon_.entry(match.entry);
      if (entry.type == EntryType::country && best < 0) team.kind = TeamKind::national;
      const bool sport =
          entry.sport == article_.sport || entry.sport == Sport::unknown || article_.sport == Sport::unknown;
      if (entry.type != EntryType::team || !sport || entry.weight <= best) continue;
      if (entry.name.find(name) == std::string_view::npos || has_team(entry.name)) continue;
      best = entry.weight;
      team.name = std::string(entry.name);
      team.key = entry.key;
      if (entry.sport != Sport::unknown) team.sport = entry.sport;
      team.kind = static_cast<TeamKind>(entry.subtype);
    }
    return team;
  }

  // A team of the article is no name of another side, even where the two share a word.
  [[nodiscard]] bool has_team(std::string_view name) const {
    return std::any_of(article_.teams.begin(), article_.teams.end(),
                       [&](const Team& team) { return team.name == name; });
  }

  [[nodiscard]] bool possessive_behind(Index token) const {
    const TokenArray& tokens = document_.tokens;
    if (token + 1 >= tokens.size()) return false;
    if (tokens.kind[token + 1] == TokenKind::possessive) return true;
    // "Rovers' 2-0 win": the bare mark behind a plural; some feeds print it apart, "the Rovers ' streak".
    const bool apart = tokens.end[token] + 1 == tokens.start[token + 1] && tokens.end[token + 1] < text_.size() &&
                       text_[tokens.end[token + 1]] == ' ' && text_[tokens.end[token] - 1] == 's';
    if (tokens.end[token] != tokens.start[token + 1] && !apart) return false;
    const std::string_view mark = document_.token_text(token + 1);
    return mark == "'" || mark == "\xE2\x80\x99";
  }

  // Walks back from a name over its modifiers to the preposition or the verb that governs it.
  [[nodiscard]] Link link_before(Index token, Index first) const {
    const TokenArray& tokens = document_.tokens;
    Index articles = 0;
    int words = 0;
    for (Index i = token; i > first && token - i < kTokensToPreposition && words < kWordsToPreposition;) {
      --i;
      const TokenKind kind = tokens.kind[i];
      if (kind == TokenKind::possessive || kind == TokenKind::dash || kind == TokenKind::number) continue;
      if (kind != TokenKind::word) {
        // Commas between modifiers and closing marks end the phrase; the apostrophe of a plural does not.
        if (tokens.end[i] == tokens.start[i] + 1 && text_[tokens.start[i]] == '\'') continue;
        return Link::none;
      }
      const std::string_view word = document_.token_text(i);
      if (const Link link = link_of(word); link != Link::none) {
        if (link == Link::of && i > first) {
          if (same_word(document_.token_text(i - 1), "expense")) return Link::opponent;
          if (same_word(document_.token_text(i - 1), "hands")) return Link::by;
        }
        // ", with Town ahead": no prepositional object but a subject without a finite verb.
        if (link == Link::with && (i == first || tokens.kind[i - 1] == TokenKind::punctuation)) return Link::none;
        return link;
      }
      if (phrase_break(word) || (!tokens.is(i, kGluedBefore) && giving_verb(word))) return Link::none;
      // "will face Town after a 2-0 win": whom a side meets next is its object, but not of the result.
      if (i + 1 + articles == token && meeting_verb(word)) return Link::meeting;
      if (i + 1 == token && same_word(word, "the")) articles = 1;
      if (verb_at(tokens.start[i])) return Link::object;
      ++words;
    }
    return Link::none;
  }

  // True if an active verb of result starts here: the name behind it is its object. Events of the sentence at hand
  // only.
  [[nodiscard]] bool verb_at(std::uint32_t offset) const {
    for (const Event& event : events_) {
      if (event.span.start > offset) break;
      if (event.span.contains(offset)) return event.cls == Class::win_verb;
    }
    return false;
  }

  // ---- persons or teams

  void choose_type(const Score& score) {
    const bool rackets = !score.sets.empty();
    if (rackets && !article_.people.empty()) {
      persons_ = true;
      return;
    }
    if (!individual_sport(article_.sport) && article_.sport != Sport::unknown && article_.sport != Sport::other) {
      persons_ = false;
      return;
    }
    std::size_t people = 0;
    std::size_t teams = 0;
    for (const Candidate& name : names_) ++(name.person ? people : teams);
    if (people != teams && (people == 0 || teams == 0)) {
      persons_ = teams == 0;
      return;
    }
    // Both or none: what the score before it was about, then what the sport is about.
    if (last_.ahead.known()) {
      persons_ = last_.ahead.person;
      return;
    }
    persons_ = individual_sport(article_.sport) ? !article_.people.empty() : article_.teams.empty();
  }

  [[nodiscard]] bool fits(const Candidate& name) const { return name.person == persons_; }

  // ---- results lines, scorelines, half-time

  // A side of a result in running text: a name, its points and what stands in brackets behind them.
  struct Part {
    int points = 0;
    std::uint32_t end = 0;  // of the points, or of the bracket of scorers
    Index next = 0;         // the token behind
    bool bracket = false;
  };

  [[nodiscard]] std::optional<Part> part_behind(Index token) const {
    if (article_.sport == Sport::australian_football) {
      if (const std::optional<Part> part = goals_and_behinds(token)) return part;
    }
    const std::optional<int> points = number_behind(token);
    if (!points) return std::nullopt;
    Part part{*points, document_.tokens.end[token + 1], token + 2, false};
    if (const std::uint32_t end = bracket_behind(text_, part.end); end > 0) {
      part.end = end;
      part.next = document_.tokens.at_or_after(end);
      part.bracket = true;
    }
    return part;
  }

  // "12.13 (85)": twelve goals of six points and thirteen of one.
  [[nodiscard]] std::optional<Part> goals_and_behinds(Index token) const {
    const TokenArray& tokens = document_.tokens;
    if (token + 1 >= tokens.size()) return std::nullopt;
    const auto total = read_goals(text_, tokens.end[token]);
    if (!total) return std::nullopt;
    return Part{total->points, total->end, tokens.at_or_after(total->end), true};
  }

  // "Town 2 City 1, Rovers 0 Albion 0" in running text: only the names show that these are scores.
  void inline_results() {
    const std::vector<EntityMention>& mentions = document_.mentions;
    std::vector<Score> found;
    auto known = article_.scores.begin();
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      if (mentions[i].type != EntityMention::Type::team) continue;
      const std::uint32_t start = document_.tokens.start[mentions[i].first];
      while (known != article_.scores.end() && known->span.end <= start) ++known;
      if (known != article_.scores.end() && known->span.start <= start) continue;  // in a results line
      const std::optional<Part> first = part_behind(mentions[i].last);
      if (!first) continue;
      if (article_.sport == Sport::cricket) {
        total(mentions[i], *first, found);
        continue;
      }
      Index next = first->next;
      if (next < document_.tokens.size() && document_.token_text(next) == ",") ++next;
      // "12.13 (85) d GEELONG 12.9 (81)"
      if (article_.sport == Sport::australian_football && next < document_.tokens.size() &&
          one_of(document_.token_text(next), kResultVerbs)) {
        ++next;
      }
      std::size_t other = i + 1;
      while (other < mentions.size() && mentions[other].first < next) ++other;  // scorers
      if (other == mentions.size() || mentions[other].first != next) continue;
      if (mentions[other].type != EntityMention::Type::team) continue;
      const std::optional<Part> second = part_behind(mentions[other].last);
      if (!second) continue;
      const Block& block = document_.blocks[document_.tokens.block[mentions[i].first]];
      const bool prose =
          block.kind == BlockKind::paragraph || block.kind == BlockKind::bullet || block.kind == BlockKind::lineup_line;
      if (!prose && !first->bracket && !second->bracket) continue;
      Score score;
      score.span = {start, second->end};
      score.sides.resize(2);
      fill(score.sides[0], {mentions[i].entity, false});
      fill(score.sides[1], {mentions[other].entity, false});
      score.sides[0].points = first->points;
      score.sides[1].points = second->points;
      score.winner = winner_of(score);
      score.rule = inline_.id;
      score.sides_rule = inline_.id;
      score.confidence = inline_.weight;
      found.push_back(std::move(score));
      i = other;
    }
    if (found.empty()) return;
    std::vector<Score>& scores = article_.scores;
    const auto middle = static_cast<std::ptrdiff_t>(scores.size());
    scores.insert(scores.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    const auto before = [](const Score& a, const Score& b) { return a.span.start < b.span.start; };
    std::inplace_merge(scores.begin(), scores.begin() + middle, scores.end(), before);
    // A score that was read inside such a result is a part of it.
    std::uint32_t end = 0;
    std::erase_if(scores, [&](const Score& score) {
      const bool inside = score.span.start < end;
      if (!inside) end = std::max(end, score.span.end);
      return inside;
    });
  }

  // "TOWN 347 and 61-2; CITY 289 (": a closed innings of cricket, told by its runs alone.
  void total(const EntityMention& mention, const Part& part, std::vector<Score>& found) const {
    const Index number = mention.last + 1;
    const Index behind = number + 1;
    if (part.points < kLeastTotal || behind >= document_.tokens.size()) return;
    // "Hall b Lowe 86": how a batsman was out.
    for (Index i = mention.first; i <= mention.last; ++i) {
      const char initial = text_[document_.tokens.start[i]];
      if (initial >= 'a' && initial <= 'z') return;
    }
    const std::string_view word = document_.token_text(behind);
    const bool closed = word == "(" || word == ";" || word == "&" || word == "," ||
                        (word == "and" && document_.tokens.kind[behind + 1] == TokenKind::number);
    if (!closed) return;
    Score score;
    score.span = document_.tokens.span(number, number);
    score.kind = ScoreKind::partial;
    score.sides.resize(1);
    fill(score.sides[0], {mention.entity, false});
    score.sides[0].points = part.points;
    score.rule = inline_.id;
    score.sides_rule = inline_.id;
    score.confidence = inline_.weight;
    found.push_back(std::move(score));
  }

  // The whole number that stands right behind a token and ends there.
  [[nodiscard]] std::optional<int> number_behind(Index token) const {
    const TokenArray& tokens = document_.tokens;
    const Index at = token + 1;
    if (at >= tokens.size() || tokens.kind[at] != TokenKind::number || !tokens.is(at, kSpaceBefore))
      return std::nullopt;
    std::uint32_t position = tokens.start[at];
    const std::optional<int> value = read_number(text_, position, tokens.end[at]);
    if (!value || position != tokens.end[at] || !ends_number(text_, position)) return std::nullopt;
    return value;
  }

  void results_line(Score& score) {
    auto block = std::upper_bound(document_.blocks.begin(), document_.blocks.end(), score.span.start,
                                  [](std::uint32_t offset, const Block& b) { return offset < b.span.start; });
    if (block == document_.blocks.begin() || (--block)->kind != BlockKind::results_line) {
      give_up(score);
      return;
    }
    for (std::size_t i = 0; i < 2; ++i) {
      const Span name = block->names[i];
      Side& side = score.sides[i];
      const Index first = document_.tokens.at_or_after(name.start);
      auto mention = std::lower_bound(document_.mentions.begin(), document_.mentions.end(), first,
                                      [](const EntityMention& m, Index token) { return m.last < token; });
      if (mention != document_.mentions.end() && name.overlaps(document_.tokens.span(mention->first, mention->last))) {
        fill(side, {mention->entity, mention->type == EntityMention::Type::person});
      } else {
        const Index unlisted = unlisted_ref(name);
        if (unlisted == kNone) return give_up(score);
        fill(side, {unlisted, false});
      }
    }
    score.winner = winner_of(score);
    given_by("score.side.results", score);
  }

  // "Town 1-1 City": a name that ends right before the numbers and one that starts right behind them.
  bool scoreline(Score& score) {
    const Candidate* left = nullptr;
    const Candidate* right = nullptr;
    for (const Candidate& name : names_) {
      if (!fits(name)) continue;
      if (name.span.end <= score.span.start && blank(name.span.end, score.span.start)) left = &name;
      if (name.span.start >= score.span.end && blank(score.span.end, name.span.start)) right = &name;
    }
    if (left == nullptr || right == nullptr || ref(*left) == ref(*right)) return false;
    // "Leeds beat Derby 2-1 Sunday": a verb before the left name takes it as its object.
    if (left->link == Link::object) return false;
    fill(score.sides[0], ref(*left));
    fill(score.sides[1], ref(*right));
    score.winner = winner_of(score);
    given_by("score.side.scoreline", score);
    remember(score);
    return true;
  }

  [[nodiscard]] bool blank(std::uint32_t from, std::uint32_t to) const {
    if (to - from > 3) return false;
    return skip_space(text_, from, to) == to;
  }

  // "(half-time 1-0)", "(1-0)": the order of the score before it holds.
  bool half_time(Score& score, int first, int second) {
    if (score.kind != ScoreKind::partial || current_ == 0) return false;
    const Score& before = article_.scores[current_ - 1];
    if (before.kind == ScoreKind::partial && score.rule == bracket_) return false;
    if (before.sides.size() != 2 || score.span.start - before.span.end > 40) return false;
    const std::string_view between = text_.substr(before.span.end, score.span.start - before.span.end);
    const bool opened = between.find('(') != std::string_view::npos && between.find(')') == std::string_view::npos;
    if (score.rule != bracket_ && !opened && !half_time_label(between)) return false;
    score.sides = before.sides;
    score.sides[0].points = first;
    score.sides[1].points = second;
    given_by("score.side.half-time", score);
    return true;
  }

  // ". Halftime " and nothing else.
  static bool half_time_label(std::string_view between) {
    std::array<char, 10> letters{};
    std::size_t count = 0;
    for (const char c : between) {
      if (is_space(c) || c == '.' || c == ':' || c == '-') continue;
      if (!is_letter(c) || count == letters.size()) return false;
      letters[count++] = c;
    }
    const std::string_view word(letters.data(), count);
    return same_word(word, "halftime") || same_word(word, "ht");
  }

  // ---- subject and object

  std::optional<Pairing> resolve(const Score& score, int first, int second, std::string_view& rule) {
    const bool equal = first == second && score.sets.empty();
    const Event* governor = governing(score);
    Pairing pairing;
    SideRef subject;
    SideRef object;
    int polarity = 0;      // 1: the subject is ahead; -1: it is behind; 0: not known
    bool guessed = false;  // neither side is named
    rule = "score.side.object";
    if (governor != nullptr) {
      const bool right = governor->span.start >= score.span.end;
      const bool verb =
          governor->cls == Class::win_verb || governor->cls == Class::lose_verb || governor->cls == Class::draw_verb;
      if (verb && !right && !beneficiary(*governor, score.span.start)) {
        by_verb(score, *governor, subject, object, polarity);
      } else {
        by_noun(score, *governor, subject, object, polarity);
      }
    } else {
      if (named_in_order(score, subject, object)) {
        rule = "score.side.order";
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
        }
      }
      if (polarity == 0 && score.kind == ScoreKind::series) pairing.in_order = true;
    }
    if (score.kind == ScoreKind::series && (governor == nullptr || governor->span.start < score.span.start) &&
        be_before(score.span.start)) {
      pairing.in_order = true;  // "were 3-1 against"
    }
    if (governor == nullptr && !object.known() && (equal || score.kind != ScoreKind::partial)) {
      // Numbers that were told before, told again without a word of result.
      SideRef ahead;
      SideRef behind;
      if (repeated(score, ahead, behind)) {
        rule = "score.side.context";
        pairing.ahead = ahead;
        pairing.behind = behind;
        return pairing;
      }
    }
    if (!subject.known() && !object.known()) object = other_name(score, {}, false);
    if (object.known() && !subject.known()) {
      subject = missing_side(score, object, true, rule);
    } else if (subject.known() && !object.known()) {
      object = missing_side(score, subject, false, rule);
    } else if (!subject.known() && !object.known()) {
      bool ordered = false;
      guessed = true;
      if (!both_missing(score, subject, object, polarity < 0, ordered)) return std::nullopt;
      if (ordered && score.kind != ScoreKind::partial) polarity = 1;
      rule = "score.side.main";
    }
    if (!subject.known() || !object.known() || subject == object) return std::nullopt;
    if (!equal && score.kind == ScoreKind::partial && score.sets.empty() && (polarity == 0 || guessed)) {
      const Course course = by_course(score, subject, object);
      if (course.ahead != 0) {
        polarity = course.ahead;
      } else if (polarity == 0) {
        polarity = course.winner;
      }
    }
    if (polarity == 0 && !equal && !pairing.in_order) return std::nullopt;
    pairing.decided = governor != nullptr && polarity != 0 && !leading(governor->span.of(text_));
    pairing.ahead = polarity < 0 ? object : subject;
    pairing.behind = polarity < 0 ? subject : object;
    return pairing;
  }

  // What the scores before say of two sides. 1: the first, -1: the second, 0: neither.
  struct Course {
    int ahead = 0;   // who must have led
    int winner = 0;  // who won, and so is the likelier leader
  };

  // Who led, by the course of the game: no side has more points on the way than at its end, nor fewer than before.
  [[nodiscard]] Course by_course(const Score& score, SideRef a, SideRef b) const {
    const auto [low, high] = std::minmax(score.sides[0].points, score.sides[1].points);
    Course course;
    bool latest = true;
    for (std::size_t i = current_; i > 0 && current_ - i < kScoresBack; --i) {
      const Score& earlier = article_.scores[i - 1];
      if (earlier.sides.size() != 2 || !earlier.sets.empty()) continue;
      const bool straight = side_ref(earlier.sides[0]) == a && side_ref(earlier.sides[1]) == b;
      if (!straight && !(side_ref(earlier.sides[0]) == b && side_ref(earlier.sides[1]) == a)) continue;
      const int of_a = earlier.sides[straight ? 0 : 1].points;
      const int of_b = earlier.sides[straight ? 1 : 0].points;
      bool ahead = false;
      bool behind = false;
      if (earlier.kind == ScoreKind::final) {
        ahead = high <= of_a && low <= of_b;
        behind = low <= of_a && high <= of_b;
        if (course.winner == 0) course.winner = of_a > of_b ? 1 : of_a < of_b ? -1 : 0;
      } else if (earlier.kind == ScoreKind::partial && latest) {
        ahead = high >= of_a && low >= of_b;
        behind = low >= of_a && high >= of_b;
      }
      latest = false;
      if (ahead != behind) {
        course.ahead = ahead ? 1 : -1;
        return course;
      }
    }
    return course;
  }

  // "Town v City - abandoned at 1-1": the two names are the sides.
  bool versus(const Score& score, SideRef& subject, SideRef& object) const {
    for (std::size_t i = 1; i < names_.size() && names_[i].span.end <= score.span.start; ++i) {
      if (!fits(names_[i - 1]) || !fits(names_[i]) || ref(names_[i - 1]) == ref(names_[i])) continue;
      std::string_view between = text_.substr(names_[i - 1].span.end, names_[i].span.start - names_[i - 1].span.end);
      if (between != " v " && between != " vs " && between != " v. " && between != " vs. ") continue;
      subject = ref(names_[i - 1]);
      object = ref(names_[i]);
      return true;
    }
    return false;
  }

  // "3-0 to Town": only a preposition and an article stand between the numbers and the name.
  [[nodiscard]] bool to_name(std::uint32_t from, const Candidate& name) const {
    const std::string_view between = text_.substr(from, name.span.start - from);
    return between == " to " || between == " to the ";
  }

  // "Hall humbled Lowe 6-1 6-2" with a verb that no list has: two names, the second right before the numbers.
  bool named_in_order(const Score& score, SideRef& subject, SideRef& object) const {
    const Candidate* second = nullptr;
    const Candidate* first = nullptr;
    for (const Candidate& name : names_) {
      if (name.span.end > score.span.start) break;
      if (!fits(name)) continue;
      first = second;
      second = &name;
    }
    if (first == nullptr || first->link != Link::none || second->link != Link::none || first->possessive) return false;
    if (second->possessive || ref(*first) == ref(*second) || score.kind == ScoreKind::partial) return false;
    if (!blank(second->span.end, score.span.start) || second->span.start - first->span.end > 60) return false;
    const std::string_view between = text_.substr(first->span.end, second->span.start - first->span.end);
    if (between.find_first_of(",;:") != std::string_view::npos || between.find(" and ") != std::string_view::npos) {
      return false;
    }
    subject = ref(*first);
    object = ref(*second);
    return true;
  }

  static bool leading(std::string_view word) {
    static constexpr std::array<std::string_view, 15> kLeading = {"lead",  "leads",  "led",     "leading",   "up",
                                                                  "ahead", "down",   "behind",  "advantage", "deficit",
                                                                  "trail", "trails", "trailed", "trailing",  "hole"};
    return one_of(word, kLeading);
  }

  // The word of result that the score belongs to: a noun close behind it, else the nearest word before it.
  const Event* governing(const Score& score) const {
    const std::uint32_t clause = clause_end(score.span.end);
    for (const Event& event : events_) {
      if (event.span.start < score.span.end) continue;
      if (event.span.start - score.span.end > kNounReach || event.span.start >= clause) break;
      const bool noun = event.cls == Class::win_noun || event.cls == Class::lose_noun ||
                        event.cls == Class::rout_noun || event.cls == Class::draw_noun;
      if (name_between(score.span.end, event.span.start) || phrase_between(score.span.end, event.span.start)) break;
      // The nouns share some of their words with the verbs; behind the numbers only the noun is meant. A noun right
      // before a name describes it ("to the eventual winners Town").
      if (!noun || names_next(event.span.end)) continue;
      return &event;
    }
    const Event* best = nullptr;
    for (const Event& event : events_) {
      if (event.span.end > score.span.start) break;
      // "ahead", "up" and the like before the numbers are read with the verb before them.
      if (best != nullptr && best->span.overlaps(event.span)) {
        const bool determined = determiner_before(event.span.start);
        const bool noun = event.cls == Class::win_noun || event.cls == Class::lose_noun;
        if (!noun || !determined) continue;
      }
      best = &event;
    }
    return best;
  }

  [[nodiscard]] bool determiner_before(std::uint32_t offset) const {
    static constexpr std::array<std::string_view, 14> kDeterminers = {
        "a", "an", "the", "his", "her", "their", "its", "first", "second", "third", "fourth", "straight", "s", "fifth"};
    if (offset < 2) return false;
    std::uint32_t end = offset;
    while (end > 0 && is_space(text_[end - 1])) --end;
    std::uint32_t start = end;
    while (start > 0 && is_letter(text_[start - 1])) --start;
    return one_of(text_.substr(start, end - start), kDeterminers);
  }

  // True if a preposition or a conjunction stands between: what follows is another phrase.
  [[nodiscard]] bool phrase_between(std::uint32_t from, std::uint32_t to) const {
    const TokenArray& tokens = document_.tokens;
    for (Index i = tokens.at_or_after(from); i < tokens.size() && tokens.start[i] < to; ++i) {
      if (tokens.kind[i] != TokenKind::word || tokens.is(i, kGluedBefore)) continue;
      const std::string_view word = document_.token_text(i);
      if (link_of(word) != Link::none || phrase_break(word)) return true;
    }
    return false;
  }

  [[nodiscard]] bool names_next(std::uint32_t offset) const {
    return std::any_of(names_.begin(), names_.end(),
                       [&](const Candidate& name) { return name.span.start == offset + 1; });
  }

  [[nodiscard]] bool name_between(std::uint32_t from, std::uint32_t to) const {
    return std::any_of(names_.begin(), names_.end(), [&](const Candidate& name) {
      return fits(name) && name.span.start >= from && name.span.end <= to && !name.possessive;
    });
  }

  // Where the clause that holds offset ends: a semicolon, a conjunction that opens a new clause, the next score.
  [[nodiscard]] std::uint32_t clause_end(std::uint32_t offset) const {
    std::uint32_t end = bounds_.end;
    if (current_ + 1 < article_.scores.size()) {
      end = std::min(end, std::max(offset, article_.scores[current_ + 1].span.start));
    }
    static constexpr std::array<std::string_view, 36> kBreaks = {
        ";",         " while ",    " but ",      " when ",       " as ",        " before ",
        " who ",     " which ",    " after ",    " and then ",   " and will ",  " and set ",
        " and now ", " and next ", " to set ",   " to earn ",    " to reach ",  " to book ",
        " to take ", " to make ",  " to move ",  " to advance ", " to secure ", " to join ",
        " to face ", " to meet ",  " to go ",    " to keep ",    " to give ",   " to win ",
        " to stay ", " to end ",   " to claim ", " to clinch ",  " to become ", " to qualify "};
    const std::string_view rest = text_.substr(offset, end - offset);
    for (const std::string_view word : kBreaks) {
      if (const std::size_t at = rest.find(word); at != std::string_view::npos) {
        end = std::min(end, offset + static_cast<std::uint32_t>(at));
      }
    }
    return end;
  }

  // The first name behind from in its clause that a preposition ties to the result.
  const Candidate* opponent_behind(const Score& score, std::uint32_t from) const {
    const std::uint32_t end = clause_end(score.span.end);
    const Candidate* place = nullptr;
    for (const Candidate& name : names_) {
      if (name.span.start < from || !fits(name)) continue;
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

  void by_verb(const Score& score, const Event& verb, SideRef& subject, SideRef& object, int& polarity) {
    polarity = verb.cls == Class::win_verb ? 1 : verb.cls == Class::lose_verb ? -1 : 0;
    const std::string_view before = text_.substr(bounds_.start, verb.span.start - bounds_.start);
    const bool participle = participle_at(verb.span);
    const Candidate* between = nullptr;
    for (const Candidate& name : names_) {
      if (name.span.start < verb.span.end || name.span.end > score.span.start || !fits(name)) continue;
      if (between == nullptr || between->link == Link::inside || between->link == Link::other ||
          between->link == Link::place || (between->possessive && between->link != Link::by)) {
        between = &name;
      }
    }
    const Candidate* behind = opponent_behind(score, score.span.end);
    const bool agent =
        (between != nullptr && between->link == Link::by) ||
        (between == nullptr && behind != nullptr && behind->link == Link::by && by_follows(score.span.end));
    const bool passive = participle && (matches(be_, before) || agent);
    if (passive) polarity = -polarity;
    if (between != nullptr && ((between->link != Link::other && between->link != Link::inside) || behind == nullptr)) {
      object = ref(*between);
    } else if (behind != nullptr) {
      object = ref(*behind);
    }
    subject = subject_before(verb.span.start, object, false);
    if (!subject.known()) subject = subject_behind(score, object);
    if (verb.cls == Class::draw_verb && !object.known()) coordinated(verb.span.start, subject, object);
  }

  // "Town and City drew": both names before the verb are its subject, in order.
  void coordinated(std::uint32_t offset, SideRef& subject, SideRef& object) const {
    for (std::size_t i = 1; i < names_.size() && names_[i].span.end <= offset; ++i) {
      const Candidate& first = names_[i - 1];
      const Candidate& second = names_[i];
      if (!fits(first) || !fits(second) || !(ref(second) == subject) || ref(first) == subject) continue;
      const std::string_view between = text_.substr(first.span.end, second.span.start - first.span.end);
      if (between != " and " && between != " and the ") continue;
      object = subject;
      subject = ref(first);
      return;
    }
  }

  // "beaten", "held", "-ed": forms that can be passive.
  [[nodiscard]] bool participle_at(Span verb) const {
    static constexpr std::array<std::string_view, 8> kIrregular = {"beaten", "swept", "held",  "won",
                                                                   "upset",  "sunk",  "taken", "overcome"};
    std::string_view word = verb.of(text_);
    word = word.substr(0, word.find(' '));
    return word.ends_with("ed") || one_of(word, kIrregular);
  }

  [[nodiscard]] bool by_follows(std::uint32_t offset) const {
    const std::uint32_t at = skip_space(text_, offset, bounds_.end);
    return text_.substr(at, 3) == "by " || text_.substr(at, 4) == ", by";
  }

  [[nodiscard]] bool be_before(std::uint32_t offset) const {
    return matches(be_, text_.substr(bounds_.start, offset - bounds_.start));
  }

  // The name behind "for" between a noun of result and the score: "a win for Town, 2-0 over City".
  [[nodiscard]] const Candidate* beneficiary(const Event& noun, std::uint32_t offset) const {
    for (const Candidate& name : names_) {
      if (name.span.start < noun.span.end) continue;
      if (name.span.end > offset) break;
      if (fits(name) && name.link == Link::for_side) return &name;
    }
    return nullptr;
  }

  void by_noun(const Score& score, const Event& noun, SideRef& subject, SideRef& object, int& polarity) {
    const bool right = noun.span.start >= score.span.end;
    const Candidate* behind = opponent_behind(score, std::max(score.span.end, right ? noun.span.end : 0));
    if (behind == nullptr && right) behind = opponent_behind(score, score.span.end);
    const Link link = behind != nullptr ? behind->link : Link::none;
    switch (noun.cls) {
      case Class::win_noun:
      case Class::win_verb:
        polarity = right && matches(dropped_, text_.substr(bounds_.start, score.span.start - bounds_.start)) ? -1 : 1;
        if (link == Link::by || link == Link::for_side) {
          subject = ref(*behind);
          behind = nullptr;
        }
        break;
      case Class::lose_noun:
      case Class::lose_verb:
        polarity = -1;
        if (link == Link::of) polarity = 1;
        if (link == Link::for_side) {
          subject = ref(*behind);
          behind = nullptr;
        }
        break;
      case Class::rout_noun:
        polarity = (link == Link::by || link == Link::place || suffered(score.span.start) ||
                    matches(dropped_, text_.substr(bounds_.start, score.span.start - bounds_.start)))
                       ? -1
                       : 1;
        if (link == Link::of) polarity = 1;
        break;
      case Class::draw_noun:
      case Class::draw_verb:
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
    }
  }

  [[nodiscard]] bool suffered(std::uint32_t offset) const {
    static constexpr std::array<std::string_view, 7> kWords = {"suffer",  "shake off", "following", "endured",
                                                               "recover", "slumped",   "on the end"};
    const std::uint32_t from = std::max(bounds_.start, offset > 48 ? offset - 48 : 0);
    const std::string_view window = text_.substr(from, offset - from);
    return std::any_of(kWords.begin(), kWords.end(),
                       [&](std::string_view word) { return window.find(word) != std::string_view::npos; });
  }

  // The grammatical subject before offset: the owner of the score, else the nearest name that is neither governed by a
  // preposition nor an object; a pronoun between sends the search to the front of the sentence.
  SideRef subject_before(std::uint32_t offset, SideRef except, bool noun) const {
    const bool pronoun_subject = pronoun_before(offset);
    const bool described = described_before(offset);
    const Candidate* best = nullptr;
    const Candidate* possessor = nullptr;
    const Candidate* weak = nullptr;
    const Candidate* object = nullptr;
    for (const Candidate& name : names_) {
      if (name.span.end > offset) break;
      if (!fits(name) || ref(name) == except) continue;
      // "end Town's run with a 2-0 win": the owner of something else is no subject.
      const bool owner = name.possessive && phrase_between(name.span.end, offset);
      if (name.possessive && !owner && offset - name.span.end < 40) possessor = &name;
      if (owner) {
        if (name.link == Link::none) weak = &name;
      } else if (name.link == Link::none || (described && name.link == Link::meeting) ||
                 relative_behind(name.span.end)) {
        best = &name;
      }
      if (noun && apposed(name.span.end, offset)) return ref(name);
      if (name.link == Link::object) object = &name;
    }
    if (noun && possessor != nullptr) return ref(*possessor);
    if (pronoun_subject) {
      // "... from Town's win at City, even though they lost": the owner that was named last.
      for (auto name = names_.rbegin(); name != names_.rend(); ++name) {
        if (name->span.end > offset || !fits(*name) || ref(*name) == except) continue;
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

  // "against Hall, a 6-1 6-4 winner": what follows the comma describes the name.
  [[nodiscard]] bool apposed(std::uint32_t from, std::uint32_t to) const {
    const std::string_view between = text_.substr(from, to - from);
    return between == ", a " || between == ", an ";
  }

  // "will face Hall after the Spaniard beat": the description is of the name before it.
  [[nodiscard]] bool described_before(std::uint32_t offset) const {
    constexpr std::uint32_t kDescription = 32;
    const std::uint32_t from = std::max(bounds_.start, offset > kDescription ? offset - kDescription : 0);
    const std::string_view before = text_.substr(from, offset - from);
    return before.find(" after the ") != std::string_view::npos || before.find(" when the ") != std::string_view::npos;
  }

  // True if one of the three words before offset is a pronoun and no name stands behind it.
  [[nodiscard]] bool pronoun_before(std::uint32_t offset) const {
    std::uint32_t end = offset;
    for (int words = 0; words < 4; ++words) {
      while (end > bounds_.start && is_space(text_[end - 1])) --end;
      std::uint32_t start = end;
      while (start > bounds_.start && is_letter(text_[start - 1])) --start;
      if (start == end) return false;
      if (pronoun(text_.substr(start, end - start))) return true;
      if (text_[start] >= 'A' && text_[start] <= 'Z') return false;
      end = start;
    }
    return false;
  }

  // True if the sentence opens with a pronoun, or has one as its only subject before the score.
  [[nodiscard]] bool opens_with_pronoun() const {
    const Sentence& s = document_.sentences[sentence_];
    const TokenArray& tokens = document_.tokens;
    for (Index i = s.first; i < s.last && i < s.first + 3; ++i) {
      if (tokens.kind[i] == TokenKind::word) {
        std::string_view word = document_.token_text(i);
        word = word.substr(0, word.find_first_of("'\xE2"));
        return pronoun(word);
      }
    }
    return false;
  }

  // ", who ..." behind a name makes it the subject of what follows.
  [[nodiscard]] bool relative_behind(std::uint32_t offset) const {
    std::string_view rest = text_.substr(offset, std::min<std::size_t>(20, bounds_.end - offset));
    for (const std::string_view squad :
         {std::string_view(" side"), std::string_view(" team"), std::string_view(" squad"), std::string_view(" XV")}) {
      if (rest.starts_with(squad)) rest.remove_prefix(squad.size());
    }
    return rest.starts_with(", who") || rest.starts_with(" who ") || rest.starts_with(", which") ||
           rest.starts_with(" which ") || rest.starts_with(" that ");
  }

  // A coach or player as the subject speaks for the team that the text ties him to.
  [[nodiscard]] SideRef team_of_subject(std::uint32_t offset) const {
    if (persons_) return {};
    for (auto name = names_.rbegin(); name != names_.rend(); ++name) {
      if (!name->person || name->span.end > offset || name->link != Link::none) continue;
      if (name->entity >= article_.people.size()) continue;
      const std::string& team = article_.people[name->entity].team;
      if (team.empty()) continue;
      for (Index i = 0; i < article_.teams.size(); ++i) {
        if (article_.teams[i].name == team) return {i, false};
      }
    }
    return {};
  }

  // "In a 4-1 loss to Town, City were ...": the subject follows the phrase that holds the score.
  SideRef subject_behind(const Score& score, SideRef except) const {
    if (score.span.start - bounds_.start > 80) return {};
    const std::size_t comma = text_.substr(0, bounds_.end).find(',', score.span.end);
    if (comma == std::string_view::npos) return {};
    for (const Candidate& name : names_) {
      if (name.span.start < comma || !fits(name) || ref(name) == except) continue;
      if (name.link == Link::none) return ref(name);
    }
    return {};
  }

  // ---- sides that the clause leaves out

  // The other side of a score whose one side is known. wanted_subject: the missing one is the grammatical subject, so
  // that names behind prepositions do not stand for it.
  SideRef missing_side(const Score& score, SideRef known, bool wanted_subject, std::string_view& rule) {
    rule = "score.side.sentence";
    const SideRef in_sentence = other_name(score, known, wanted_subject);
    if (in_sentence.known() && !wanted_subject) return in_sentence;
    rule = "score.side.context";
    const auto [top, second] = main_pair();
    if (const SideRef side = partner_of(score, known, wanted_subject ? top : SideRef{}); side.known()) return side;
    if (wanted_subject && opens_with_pronoun()) {
      if (const SideRef side = named_before(known); side.known()) return side;
    }
    if (wanted_subject && recent() && top.known() && !(top == known) && (last_.ahead == top || last_.behind == top))
      return top;
    if (wanted_subject) {
      if (const SideRef side = named_before(known); side.known()) return side;
      if (in_sentence.known()) return in_sentence;
    }
    if (known == second && top.known()) return top;
    if (const SideRef side = named_before(known); side.known()) return side;
    rule = "score.side.main";
    return known == top ? second : top;
  }

  [[nodiscard]] bool recent() const { return last_.ahead.known() && last_sentence_ + kSentencesBack >= sentence_; }

  // Another name in the sentence, the nearest to the score first.
  [[nodiscard]] SideRef other_name(const Score& score, SideRef known, bool wanted_subject) const {
    const Candidate* best = nullptr;
    std::uint32_t distance = 0;
    const std::uint32_t clause = clause_end(score.span.end);
    for (const Candidate& name : names_) {
      if (!fits(name) || ref(name) == known || in_relative(name, score)) continue;
      const bool before = name.span.end <= score.span.start;
      if (!before && name.span.start >= clause) continue;
      if (wanted_subject && name.link != Link::none && !name.possessive) continue;
      const std::uint32_t gap = before ? score.span.start - name.span.end : name.span.start - score.span.end;
      if (best == nullptr || gap < distance) {
        best = &name;
        distance = gap;
      }
    }
    return best != nullptr ? ref(*best) : SideRef{};
  }

  // True if the name stands in a relative clause that a comma closes before the score: "Hall, who lost to Lee, won".
  [[nodiscard]] bool in_relative(const Candidate& name, const Score& score) const {
    if (name.span.end > score.span.start) return false;
    const std::string_view before = text_.substr(bounds_.start, name.span.start - bounds_.start);
    const std::size_t who = std::max(before.rfind(", who ") + 1, before.rfind(", which ") + 1);
    if (who == 0 || before.find(',', who) != std::string_view::npos) return false;
    return text_.substr(name.span.end, score.span.start - name.span.end).find(", ") != std::string_view::npos;
  }

  // Whom the known side met in the last score before this one that it has part in; scores of the same numbers first,
  // then one against the preferred side.
  [[nodiscard]] SideRef partner_of(const Score& score, SideRef known, SideRef preferred) const {
    SideRef partner;
    for (std::size_t i = current_; i > 0 && current_ - i < kScoresBack; --i) {
      const Score& earlier = article_.scores[i - 1];
      if (earlier.sides.size() != 2) continue;
      const SideRef a = side_ref(earlier.sides[0]);
      const SideRef b = side_ref(earlier.sides[1]);
      if (!(a == known) && !(b == known)) continue;
      const SideRef other = a == known ? b : a;
      if (same_numbers(score, earlier)) return other;
      if (!partner.known() || other == preferred) partner = other;
    }
    return partner;
  }

  static bool same_numbers(const Score& a, const Score& b) {
    if (a.sides.size() != 2 || b.sides.size() != 2) return false;
    const auto [low, high] = std::minmax(a.sides[0].points, a.sides[1].points);
    const auto [lower, higher] = std::minmax(b.sides[0].points, b.sides[1].points);
    return low == lower && high == higher && a.sets.size() == b.sets.size();
  }

  // The nearest name of the right type in the sentences before, within the block or the one before it.
  SideRef named_before(SideRef known) {
    Index sentence = sentence_;
    for (Index back = 0; back < kSentencesBack && sentence > 0; ++back) {
      --sentence;
      collect_names(sentence, scratch_);
      const auto rank = [](const Candidate& name) {
        if (name.link == Link::none) return 0;
        if (name.link == Link::object || name.link == Link::by || name.link == Link::opponent) return 1;
        return 2;
      };
      const Candidate* best = nullptr;
      for (const Candidate& name : scratch_) {
        if (name.person != persons_ || ref(name) == known) continue;
        if (best == nullptr || rank(name) < rank(*best)) best = &name;
      }
      if (best != nullptr) return ref(*best);
    }
    return {};
  }

  // The sides of an earlier score of the same numbers.
  bool repeated(const Score& score, SideRef& ahead, SideRef& behind) const {
    for (std::size_t i = current_; i > 0 && current_ - i < kScoresBack; --i) {
      const Score& earlier = article_.scores[i - 1];
      if (!same_numbers(score, earlier)) continue;
      const bool first_ahead = earlier.sides[0].points >= earlier.sides[1].points;
      ahead = side_ref(earlier.sides[first_ahead ? 0 : 1]);
      behind = side_ref(earlier.sides[first_ahead ? 1 : 0]);
      return ahead.known() && behind.known();
    }
    return false;
  }

  // Neither side is named: a score of the same numbers, then the last pair, then the pair the article is about.
  // behind: the subject is known to be behind; ordered: what is found is known to be in order.
  bool both_missing(const Score& score, SideRef& subject, SideRef& object, bool behind, bool& ordered) {
    if (repeated(score, subject, object)) {
      ordered = true;
      return true;
    }
    if (pair_before(subject, object, behind)) return true;
    const auto [first, second] = main_pair();
    if (recent()) {
      // The article's own side is the one that it speaks of.
      const bool swapped = last_.behind == first;
      subject = swapped ? last_.behind : last_.ahead;
      object = swapped ? last_.ahead : last_.behind;
      return true;
    }
    subject = first;
    object = second;
    return subject.known() && object.known();
  }

  // The two sides of the sentence before, where it names just two.
  bool pair_before(SideRef& subject, SideRef& object, bool behind) {
    if (sentence_ == 0) return false;
    collect_names(sentence_ - 1, scratch_);
    SideRef first;
    SideRef second;
    for (const Candidate& name : scratch_) {
      if (!fits(name) || ref(name) == first || ref(name) == second) continue;
      if (second.known()) return false;
      (first.known() ? second : first) = ref(name);
    }
    if (!second.known()) return false;
    // Reports are written about the winner; who is behind is the subject of the sentence before.
    const bool swapped = !behind && main_pair()[0] == second;
    subject = swapped ? second : first;
    object = swapped ? first : second;
    return true;
  }

  // The two sides that the article is about. A name in a title or beside a score tells more than one that is only
  // mentioned, as the former club of a player is. The first of them where they draw.
  const std::array<SideRef, 2>& main_pair() {
    std::optional<std::array<SideRef, 2>>& best = main_pairs_[persons_ ? 1 : 0];
    if (best) return *best;
    best.emplace();
    std::vector<std::uint32_t> weights(persons_ ? article_.people.size() : article_.teams.size());
    auto score = article_.scores.begin();
    for (const EntityMention& mention : document_.mentions) {
      if ((mention.type == EntityMention::Type::person) != persons_ || mention.entity >= weights.size()) continue;
      const Span span = document_.tokens.span(mention.first, mention.last);
      while (score != article_.scores.end() && score->span.end + kBeside < span.start) ++score;
      const bool beside = score != article_.scores.end() && score->span.start < span.end + kBeside;
      const bool title = document_.blocks[document_.tokens.block[mention.first]].kind == BlockKind::title;
      const bool opening = document_.tokens.sentence[mention.first] < kOpening;
      std::uint32_t& weight = weights[mention.entity];
      // A title and an opening name a side once; how often they do tells no more.
      if (weight == 0) weight = title ? kTitleWeight : opening ? kOpeningWeight : 0;
      weight += kMentionWeight + (beside ? kBesideWeight : 0);
    }
    std::array<std::uint32_t, 2> top{};
    for (Index i = 0; i < weights.size(); ++i) {
      if (weights[i] > top[0]) {
        (*best)[1] = (*best)[0];
        top[1] = top[0];
        (*best)[0] = {i, persons_};
        top[0] = weights[i];
      } else if (weights[i] > top[1]) {
        (*best)[1] = {i, persons_};
        top[1] = weights[i];
      }
    }
    return *best;
  }

  // ---- writing the sides

  void fill(Side& side, SideRef who) const {
    if (who.person) {
      side.person = who.entity;
      side.name = article_.people[who.entity].name;
    } else if (who.entity >= article_.teams.size()) {
      side.name = std::string(unlisted_[who.entity - article_.teams.size()].name);
    } else {
      side.team = who.entity;
      side.name = article_.teams[who.entity].name;
    }
  }

  // sides[0] owns the numbers that stand first.
  void settle(Score& score, const Pairing& pairing, int first, int second) {
    bool ahead_first = first >= second;
    if (!score.sets.empty() && first == second) {
      const SetScore& last = score.sets.back();
      ahead_first = last.first >= last.second;
    }
    if (pairing.in_order) ahead_first = true;
    fill(score.sides[0], ahead_first ? pairing.ahead : pairing.behind);
    fill(score.sides[1], ahead_first ? pairing.behind : pairing.ahead);
    // A series that is led is not won yet.
    if (score.kind != ScoreKind::partial && (score.kind != ScoreKind::series || pairing.decided)) {
      score.winner = winner_of(score);
    }
    remember(score);
  }

  static Index winner_of(const Score& score) {
    if (score.sides[0].points == score.sides[1].points) return kNone;
    return score.sides[0].points > score.sides[1].points ? 0 : 1;
  }

  [[nodiscard]] SideRef side_ref(const Side& side) const {
    if (side.person != kNone) return {side.person, true};
    if (side.team != kNone) return {side.team, false};
    const auto at = find_unlisted(side.name);
    if (at == unlisted_.end()) return {};
    return {static_cast<Index>(article_.teams.size()) + static_cast<Index>(at - unlisted_.begin()), false};
  }

  void remember(const Score& score) {
    last_.ahead = side_ref(score.sides[0]);
    last_.behind = side_ref(score.sides[1]);
    last_sentence_ = sentence_;
  }

  void given_by(std::string_view id, Score& score) const {
    const Rule& rule = rules_.rule(id);
    score.sides_rule = rule.id;
    score.confidence *= rule.weight;
  }

  void give_up(Score& score) const {
    score.sides.clear();
    score.confidence *= rules_.rule("score.side.none").weight;
  }

  const Document& document_;
  const Lexicon& lexicon_;
  std::string_view text_;
  const RuleBook& rules_;
  Article& article_;
  const std::array<WordPattern, 7>& words_;
  const RuleBook::Pattern& be_;
  const RuleBook::Pattern& dropped_;
  std::string_view results_;
  std::string_view match_play_;
  std::string_view cricket_;
  std::string_view bracket_;
  const Rule& inline_;

  std::size_t current_ = 0;
  Index sentence_ = 0;
  Index collected_ = kNone;  // the sentence that events_ and names_ are of
  Span bounds_;
  std::vector<Event> events_;
  std::vector<Candidate> names_;
  std::vector<Candidate> scratch_;
  std::vector<Unlisted> unlisted_;  // names that are no entity of the article, numbered behind its teams
  bool persons_ = false;
  std::array<std::optional<std::array<SideRef, 2>>, 2> main_pairs_;  // of teams, of persons
  Pairing last_;
  Index last_sentence_ = 0;
};

}  // namespace

std::shared_ptr<const ScoreModel::SideRules> ScoreModel::make_sides(const RuleBook& rules) {
  return std::make_shared<const SideRules>(rules);
}

void assign_sides(const Document& document, const Lexicon& lexicon, const ScoreModel& model, Article& article) {
  if (article.scores.empty() && document.mentions.size() < 2) return;
  Assigner(document, lexicon, model, article).run();
}

}  // namespace pressbox

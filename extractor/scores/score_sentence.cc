#include "extractor/scores/score_sentence.h"

#include <algorithm>
#include <array>
#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "extractor/scores/shape.h"
#include "extractor/scores/stable_order.h"

namespace pressbox::scores {
namespace {

// Words between a preposition and the name that it governs ("over last minute replacement Hall").
constexpr int kWordsToPreposition = 8;
constexpr Index kTokensToPreposition = 16;
// Words between a verb of meeting and the name ("will face defending champion Hall").
constexpr int kWordsToMeeting = 3;
// Longer ones, in bytes, and more names in one are tables that were run together.
constexpr std::uint32_t kLongestSentence = 4096;
constexpr std::size_t kMostNames = 64;
// A country in brackets behind the name of a player.
constexpr std::uint32_t kLongestCountry = 32;
// Lines of one sentence that a wire has parted by blank lines and that are read as one.
constexpr Index kBrokenLines = 2;
// Words of a name that only its place shows to be one.
constexpr Index kLongestName = 4;

bool by_start(const Candidate& a, const Candidate& b) {
  return a.span.start < b.span.start;
}

// "a two-run homer", "a come-from-behind win", "the lead-off man": a part of another word.
bool inside_compound(std::string_view text, std::size_t start, std::size_t size) {
  const std::size_t end = start + size;
  return (start > 1 && text[start - 1] == '-' && is_letter(text[start - 2])) ||
         (end + 1 < text.size() && text[end] == '-' && is_letter(text[end + 1]));
}

// Bytes that are told in one go.
constexpr std::size_t kStride = 16;

// Bit k: byte k is one of a word, as patterns have it.
unsigned word_bytes(std::string_view text) {
#ifdef __SSE2__
  if (text.size() >= kStride) {
    const auto between = [](__m128i bytes, char first, char last) {
      const __m128i above = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
      return _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8(static_cast<char>(last - first))), above);
    };
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data()));
    const __m128i letters = between(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 'z');
    const __m128i others = _mm_or_si128(between(bytes, '0', '9'), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(letters, others)));
  }
#endif
  unsigned words = 0;
  for (std::size_t i = 0; i < std::min(text.size(), kStride); ++i) {
    words |= is_pattern_word(static_cast<unsigned char>(text[i])) ? 1u << i : 0u;
  }
  return words;
}

bool individual_sport(Sport sport) {
  return sport == Sport::tennis || sport == Sport::golf || sport == Sport::snooker || sport == Sport::darts ||
         sport == Sport::boxing;
}

}  // namespace

bool ScoreSentence::enter(std::size_t score) {
  score_ = score;
  clause_ = {};
  const Span span = article_.scores[score].span;
  const bool sets = !article_.scores[score].sets.empty();
  const TokenArray& tokens = document_.tokens;
  const Index token = tokens.at_or_after(span.start);
  sentence_ = token < tokens.size() ? tokens.sentence[token] : 0;
  if (document_.sentences.empty()) return false;
  if (sets && sentence_ > 0 && alone(token)) --sentence_;
  Index first = sentence_;
  while (first > 0 && sentence_ - first < kBrokenLines && continues(first)) --first;
  bounds_ = sentence_span(sentence_);
  bounds_.start = sentence_span(first).start;
  bounds_.end = std::max(bounds_.end, span.end);
  if (bounds_.size() > kLongestSentence) return false;
  if (sentence_ == collected_) return true;
  collected_ = sentence_;
  if (!stand_ins_) stand_ins_.emplace(document_, lexicon_, article_);
  collect_events();
  defeats_as_verbs();
  collect_names(sentence_, names_);
  first_token_ = document_.sentences[first].first;
  for (; first < sentence_; ++first) {
    collect_names(first, scratch_);
    names_.insert(names_.end(), scratch_.begin(), scratch_.end());
  }
  if (first_token_ != document_.sentences[sentence_].first) {
    put_in_order(names_, by_start);
    if (names_.size() > kMostNames) names_.resize(kMostNames);
  }
  collect_unlisted();
  return true;
}

void ScoreSentence::choose_type(const Score& score, SideRef last) {
  const bool rackets = !score.sets.empty();
  if (rackets && !article_.people.empty()) {
    // Sets of 25 points are volleyball, a game of teams.
    const SetScore& set = score.sets.front();
    persons_ = !rally_set(set.first, set.second) || article_.teams.size() < 2;
    return;
  }
  if (team_game(article_.sport) || team_tie(score)) {
    persons_ = people_meet(last);
    return;
  }
  // So many on the way are games of a set: three matches decide a tie between nations, though all five may be played.
  constexpr int kGames = 4;
  if (article_.sport == Sport::tennis && score.kind == ScoreKind::partial && !article_.people.empty() &&
      std::max(score.sides[0].points, score.sides[1].points) >= kGames) {
    persons_ = true;
    return;
  }
  std::size_t people = 0;
  std::size_t teams = 0;
  for (const Candidate& name : names_) ++(name.person ? people : teams);
  // Where teams have played so far, players who are named score for them.
  if (last.known() && !last.person && !individual_sport(article_.sport)) {
    persons_ = false;
    return;
  }
  if (people != teams && (people == 0 || teams == 0)) {
    persons_ = teams == 0;
    return;
  }
  // Both or none: what the score before it was about, then what the sport is about.
  if (last.known()) {
    persons_ = last.person;
    return;
  }
  persons_ = individual_sport(article_.sport) ? !article_.people.empty() : article_.teams.empty();
}

bool ScoreSentence::people_meet(SideRef last) const {
  if (article_.teams.size() > 1 || article_.people.size() < 2) return false;
  const Candidate* subject = nullptr;
  const Candidate* object = nullptr;
  for (const Candidate& name : names_) {
    if (!name.person) return false;
    if (name.link == Link::none && !name.possessive && subject == nullptr) subject = &name;
    if (name.link == Link::object && subject != nullptr && !(ref(name) == ref(*subject))) object = &name;
  }
  return object != nullptr || (last.known() && last.person && subject != nullptr);
}

bool ScoreSentence::team_tie(const Score& score) const {
  constexpr int kMostMatches = 5;
  const int most_won = score.kind == ScoreKind::partial ? 3 : kMostMatches;
  const int high = std::max(score.sides[0].points, score.sides[1].points);
  const int sum = score.sides[0].points + score.sides[1].points;
  if (article_.sport != Sport::tennis || score.kind == ScoreKind::set || !score.sets.empty()) return false;
  if (sum > kMostMatches || high > most_won || high < 2) return false;
  const auto nations = std::count_if(article_.teams.begin(), article_.teams.end(),
                                     [](const Team& team) { return team.kind == TeamKind::national; });
  return nations >= 2 && !matches(words_.set_near, text_.substr(bounds_.start, score.span.start - bounds_.start)) &&
         !matches(words_.set_near,
                  text_.substr(score.span.end, std::min<std::size_t>(24, bounds_.end - score.span.end)));
}

void ScoreSentence::collect_events() {
  events_.clear();
  const std::string_view sentence = bounds_.of(text_);
  std::array<std::size_t, kResultWords> behind{};  // the last match of each pattern
  const auto look = [&](std::size_t i) {
    std::array<char, WordPatterns::kBegin> edge{};  // behind the text stand NULs, as there is no byte
    const char* bytes = sentence.data() + i;
    if (sentence.size() - i < edge.size()) {
      std::copy(sentence.begin() + static_cast<std::ptrdiff_t>(i), sentence.end(), edge.begin());
      bytes = edge.data();
    }
    if (words_.results.may_begin(bytes) == 0) return;
    std::array<std::size_t, kResultWords> ends;
    words_.results.match_at(sentence, i, ends);
    for (std::size_t k = 0; k < ends.size(); ++k) {
      const std::size_t end = ends[k];
      if (end == Automaton::kNowhere || i < behind[k]) continue;
      behind[k] = end;
      if (inside_compound(sentence, i, end - i)) continue;
      events_.push_back(
          {{bounds_.start + static_cast<std::uint32_t>(i), bounds_.start + static_cast<std::uint32_t>(end)},
           static_cast<ResultWord>(k)});
    }
  };
  // Where words begin: bytes of words behind others.
  unsigned inside = 0;
  for (std::size_t i = 0; i < sentence.size(); i += kStride) {
    const unsigned words = word_bytes(sentence.substr(i));
    for (unsigned begins = words & ~(words << 1 | inside); begins != 0; begins &= begins - 1) {
      look(i + static_cast<std::size_t>(std::countr_zero(begins)));
    }
    inside = words >> (kStride - 1);
  }
}

void ScoreSentence::defeats_as_verbs() {
  const TokenArray& tokens = document_.tokens;
  for (Event& event : events_) {
    if (event.cls != ResultWord::lose_noun || !same_word(event.span.of(text_), "defeat")) continue;
    const Index noun = tokens.at_or_after(event.span.start);
    if (noun + 2 >= tokens.size()) continue;
    const Index behind = noun + (same_word(document_.token_text(noun + 1), "the") ? 2 : 1);
    const auto at = std::lower_bound(document_.mentions.begin(), document_.mentions.end(), behind,
                                     [](const EntityMention& m, Index token) { return m.first < token; });
    if (at == document_.mentions.begin() || at == document_.mentions.end()) continue;
    if (at->first == behind && (at - 1)->last + 1 == noun) event.cls = ResultWord::win_verb;
  }
}

void ScoreSentence::collect_names(Index sentence, std::vector<Candidate>& out) const {
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
    if (candidate.link == Link::other || candidate.link == Link::inside || candidate.link == Link::place) {
      if (begins_clause(mention->first, mention->last, s.first)) candidate.link = Link::none;
    }
    // "changed ends with Town up 8-6": who leads is a subject without a finite verb.
    if (candidate.link == Link::with && leads(candidate.span.end + 1)) candidate.link = Link::none;
    // "to Town and City": the second name shares the preposition of the first.
    if (candidate.link == Link::none && !out.empty() && mention->first >= s.first + 2 &&
        same_word(document_.token_text(mention->first - 1), "and") && !event_at(candidate.span.end + 1) &&
        out.back().span.end == document_.tokens.end[mention->first - 2]) {
      candidate.link = out.back().link;
    }
    out.push_back(candidate);
  }
  add_stand_ins(s, out);
}

bool ScoreSentence::begins_clause(Index first, Index last, Index sentence) const {
  const TokenArray& tokens = document_.tokens;
  if (first < sentence + 2) return false;
  const std::string_view before = document_.token_text(first - 1);
  if (words_.is(before, kLinks | kDeterminer)) return false;
  const std::uint32_t behind = tokens.end[last] + 1;
  return std::any_of(events_.begin(), events_.end(), [&](const Event& event) {
    return event.span.start == behind && (event.cls == ResultWord::win_verb || event.cls == ResultWord::lose_verb);
  });
}

void ScoreSentence::add_stand_ins(const Sentence& sentence, std::vector<Candidate>& out) const {
  const std::size_t named = out.size();
  for (const StandIn& one : stand_ins_->of(sentence)) {
    if (out.size() >= kMostNames) break;
    Candidate candidate{one.side.entity,
                        one.side.person,
                        document_.tokens.span(one.first, one.last),
                        link_before(one.first, sentence.first),
                        one.possessive,
                        one.ground};
    // "held on to her advantage": who owns what a preposition stands before is no opponent.
    if (candidate.possessive && (candidate.link == Link::opponent || candidate.link == Link::with)) {
      candidate.link = Link::other;
    }
    const auto overlaps = [&](const Candidate& name) { return name.span.overlaps(candidate.span); };
    if (std::none_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(named), overlaps)) out.push_back(candidate);
  }
  put_in_order(out, by_start, named);
}

void ScoreSentence::collect_unlisted() {
  if (document_.classes.size() != document_.tokens.size()) return;
  const TokenArray& tokens = document_.tokens;
  const Sentence& s = document_.sentences[sentence_];
  const std::size_t listed = names_.size();
  std::size_t next = 0;
  for (Index i = first_token_; i < s.last && names_.size() < kMostNames; ++i) {
    while (next < listed && names_[next].span.end <= tokens.start[i]) ++next;
    if (next < listed && names_[next].span.start < tokens.end[i]) continue;
    const char initial = text_[tokens.start[i]];
    if (initial < 'A' || initial > 'Z' || !document_.is(i, kCountryFirst | kCityFirst | kTeamFirst)) continue;
    if (tokens.start[i] > 0 && text_[tokens.start[i] - 1] == '(') continue;  // "Hall (Eng) beat Lowe"
    if (document_.is(i, kCalendar | kFunctionWord)) continue;
    Index last = i;
    for (const Match& match : document_.matches_at(i)) last = std::max(last, match.last);
    if (last >= s.last || (next < listed && names_[next].span.start < tokens.end[last])) continue;
    Candidate candidate;
    candidate.span = tokens.span(i, last);
    candidate.link = link_before(i, first_token_);
    candidate.possessive = possessive_behind(last);
    // A capital right behind or before makes it a part of a longer name.
    const auto capital = [&](Index token) {
      return tokens.kind[token] == TokenKind::word && text_[tokens.start[token]] >= 'A' &&
             text_[tokens.start[token]] <= 'Z' && !document_.is(token, kFunctionWord | kCalendar);
    };
    const Index first = i;
    i = last;
    if (last + 1 < s.last && capital(last + 1) && !document_.is(last + 1, kCalendar)) continue;
    if (first > first_token_ + 1 && capital(first - 1)) continue;
    if (candidate.possessive && last + 2 < s.last && capital(last + 2)) continue;  // "over Cameroon's Cotonsport"
    if (candidate.link == Link::opponent && !result_before(first, first_token_)) continue;
    // "a 2-0 win in Belgium", "a 98-90 loss at Boston"
    const bool ground =
        ((candidate.link == Link::inside && document_.is(first, kCountryFirst)) ||
         (candidate.link == Link::place && document_.is(first, kTeamFirst) && team_of_sport(first, last))) &&
        event_before(first, first_token_);
    candidate.entity = sides_.team_by_first_word(candidate.span.of(text_));
    if (candidate.entity == kNone) {
      const bool opponent = ground || candidate.link == Link::opponent || candidate.link == Link::by ||
                            (candidate.link == Link::of && document_.is(first, kCountryFirst)) ||
                            (candidate.link == Link::object && document_.is(first, kCountryFirst | kTeamFirst));
      // "Wales, who ..., won 2-0": a country whose verb follows is a subject.
      const bool subject = candidate.link == Link::none && document_.is(first, kCountryFirst) &&
                           (relative_behind(candidate.span.end) || event_at(candidate.span.end + 1));
      if ((!opponent && !subject) || candidate.possessive) continue;
      candidate.entity = sides_.unlisted_ref(candidate.span);
      if (candidate.entity == kNone) continue;
    }
    names_.push_back(candidate);
  }
  if (team_game(article_.sport)) collect_by_place(listed);
  put_in_order(names_, by_start, listed);
}

bool ScoreSentence::team_of_sport(Index first, Index last) const {
  const auto matches = document_.matches_at(first);
  return std::any_of(matches.begin(), matches.end(), [&](const Match& match) {
    return match.type == EntryType::team && match.last == last && lexicon_.entry(match.entry).sport == article_.sport;
  });
}

bool ScoreSentence::continues(Index sentence) const {
  const TokenArray& tokens = document_.tokens;
  const Index first = document_.sentences[sentence].first;
  if (first == 0 || tokens.block[first] != tokens.block[first - 1] + 1) return false;
  const char initial = text_[tokens.start[first]];
  const char end = text_[tokens.end[first - 1] - 1];
  return initial >= 'a' && initial <= 'z' && is_letter(end) &&
         document_.blocks[tokens.block[first - 1]].kind == BlockKind::paragraph;
}

bool ScoreSentence::alone(Index token) const {
  const TokenArray& tokens = document_.tokens;
  if (token >= tokens.size()) return false;
  const std::uint32_t start = document_.blocks[tokens.block[token]].span.start;
  Index first = token;
  // "(Slovakia) 7-6 6-2", "Republic) 7-6 6-2": the country of the second player, or its end, stood on the broken line.
  if (tokens.start[token] - start < kLongestCountry &&
      text_.substr(start, tokens.start[token] - start).find(')') + 2 == tokens.start[token] - start) {
    first = tokens.at_or_after(start);
  }
  if (first == 0 || first != document_.sentences[sentence_].first) return false;
  if (tokens.block[first] != tokens.block[first - 1] + 1) return false;
  const char end = text_[tokens.end[first - 1] - 1];
  return is_letter(end) || end == ')';
}

Span ScoreSentence::sentence_span(Index sentence) const {
  const Sentence& s = document_.sentences[sentence];
  if (s.last <= s.first) return {};
  return document_.tokens.span(s.first, s.last - 1);
}

void ScoreSentence::collect_by_place(std::size_t listed) {
  const TokenArray& tokens = document_.tokens;
  const Sentence& s = document_.sentences[sentence_];
  const auto capital = [&](Index i) {
    return tokens.kind[i] == TokenKind::word && text_[tokens.start[i]] >= 'A' && text_[tokens.start[i]] <= 'Z' &&
           !document_.is(i, kFunctionWord | kCalendar);
  };
  const auto known = [&](Index first, Index last) {
    const Span span = tokens.span(first, last);
    return std::any_of(names_.begin(), names_.begin() + static_cast<std::ptrdiff_t>(listed),
                       [&](const Candidate& name) { return name.span.overlaps(span); });
  };
  for (const Event& event : events_) {
    if (event.cls != ResultWord::win_verb || names_.size() + 2 > kMostNames) continue;
    const Index verb = tokens.at_or_after(event.span.start);
    const Index behind = tokens.at_or_after(event.span.end);
    Index number = behind;
    while (number < s.last && number - behind < kLongestName && capital(number)) ++number;
    if (number == behind || number >= s.last || tokens.kind[number] != TokenKind::number) continue;
    if (dash_at(text_, tokens.end[number]) == 0) continue;
    Index first = verb;
    while (first > first_token_ && verb - first < kLongestName && capital(first - 1)) --first;
    if (first == verb) continue;
    // "..., as Alaska Milk beat Town 31-30": inside a sentence the other side must be known.
    if (first != first_token_ && !known(behind, number - 1)) continue;
    for (const Span name : {tokens.span(first, verb - 1), tokens.span(behind, number - 1)}) {
      const bool subject = name.start < event.span.start;
      if (known(subject ? first : behind, subject ? verb - 1 : number - 1)) continue;
      const Index entity = sides_.unlisted_ref(name);
      if (entity != kNone) names_.push_back({entity, false, name, subject ? Link::none : Link::object, false, false});
    }
  }
}

bool ScoreSentence::event_at(std::uint32_t offset) const {
  return std::any_of(events_.begin(), events_.end(), [&](const Event& event) { return event.span.start == offset; });
}

bool ScoreSentence::leads(std::uint32_t offset) const {
  return std::any_of(events_.begin(), events_.end(), [&](const Event& event) {
    return event.span.start == offset && words_.is(event.span.of(text_), kLeading);
  });
}

bool ScoreSentence::event_before(Index token, Index first) const {
  if (token < first + 2) return false;
  const std::uint32_t start = document_.tokens.start[token - 2];
  return std::any_of(events_.begin(), events_.end(), [&](const Event& event) { return event.span.contains(start); });
}

bool ScoreSentence::result_before(Index token, Index first) const {
  const TokenArray& tokens = document_.tokens;
  Index i = token;
  while (i > first && token - i < kWordsToPreposition && !same_word(document_.token_text(i - 1), "to")) --i;
  if (i == first || token - i == kWordsToPreposition || i - 1 == first) return true;
  const Index before = i - 2;
  if (tokens.kind[before] == TokenKind::number || text_[tokens.start[before]] == ')') return true;
  return std::any_of(events_.begin(), events_.end(),
                     [&](const Event& event) { return event.span.contains(tokens.start[before]); });
}

bool ScoreSentence::possessive_behind(Index token) const {
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

Link ScoreSentence::link_before(Index token, Index first) const {
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
    // "out-of-sorts Town": inside a compound it governs nothing.
    if (tokens.is(i, kGluedBefore) && tokens.is(i + 1, kGluedBefore) && tokens.kind[i + 1] == TokenKind::dash) {
      ++words;
      continue;
    }
    const std::uint32_t rows = words_.words.rows_of(word);
    if (const Link link = SideWords::link_of(rows); link != Link::none) {
      if (link == Link::of && i > first) {
        if (same_word(document_.token_text(i - 1), "expense")) return Link::opponent;
        if (same_word(document_.token_text(i - 1), "hands")) return Link::by;
      }
      // ", with Town ahead": no prepositional object but a subject without a finite verb.
      if (link == Link::with && (i == first || tokens.kind[i - 1] == TokenKind::punctuation)) return Link::none;
      return link;
    }
    if ((rows & kBreak) != 0 || ((rows & kGiving) != 0 && !tokens.is(i, kGluedBefore))) return Link::none;
    // "will face Town after a 2-0 win": whom a side meets next is its object, but not of the result.
    if (words < kWordsToMeeting && (rows & kMeeting) != 0) return Link::meeting;
    if (i + 1 + articles == token && (rows & kMet) != 0) return Link::object;
    // "outplayed the Bears for an hour": a verb that no list has. Before a name with an article nothing else ends so.
    if (articles == 1 && i + 2 == token && word.ends_with("ed")) {
      return Link::object;
    }
    if (i + 1 == token && same_word(word, "the")) articles = 1;
    // "to eventual winners Town": such a noun describes the name.
    if ((rows & kVictor) == 0 && verb_at(tokens.start[i])) return Link::object;
    ++words;
  }
  return Link::none;
}

bool ScoreSentence::verb_at(std::uint32_t offset) const {
  for (const Event& event : events_) {
    if (event.span.start > offset) break;
    if (event.span.contains(offset)) return event.cls == ResultWord::win_verb;
  }
  return false;
}

std::uint32_t ScoreSentence::clause_end(std::uint32_t offset) const {
  if (clause_.from != offset) clause_ = {offset, find_clause_end(offset)};
  return clause_.end;
}

std::uint32_t ScoreSentence::find_clause_end(std::uint32_t offset) const {
  std::uint32_t end = bounds_.end;
  if (score_ + 1 < article_.scores.size()) {
    end = std::min(end, std::max(offset, article_.scores[score_ + 1].span.start));
  }
  // "won 2-0 and City lost": a name behind "and" with a verb of its own.
  for (const Candidate& name : names_) {
    if (name.span.start <= offset || name.link != Link::none) continue;
    if (name.span.start >= end) break;
    if (event_at(name.span.end + 1) && text_.substr(0, name.span.start).ends_with(" and ")) {
      end = name.span.start;
      break;
    }
  }
  const std::string_view rest = text_.substr(offset, end - offset);
  const std::size_t found = words_.clause_end.automaton().find(rest, 0).begin;
  return found == Automaton::kNowhere ? end : offset + static_cast<std::uint32_t>(found);
}

bool ScoreSentence::blank(std::uint32_t from, std::uint32_t to) const {
  if (to - from > 3) return false;
  return skip_space(text_, from, to) == to;
}

bool ScoreSentence::phrase_between(std::uint32_t from, std::uint32_t to) const {
  const TokenArray& tokens = document_.tokens;
  for (Index i = tokens.at_or_after(from); i < tokens.size() && tokens.start[i] < to; ++i) {
    if (tokens.kind[i] != TokenKind::word || tokens.is(i, kGluedBefore)) continue;
    const std::string_view word = document_.token_text(i);
    if (words_.is(word, kLinks | kBreak)) return true;
  }
  return false;
}

bool ScoreSentence::name_between(std::uint32_t from, std::uint32_t to) const {
  return std::any_of(names_.begin(), names_.end(), [&](const Candidate& name) {
    return fits(name) && name.span.start >= from && name.span.end <= to && !name.possessive;
  });
}

bool ScoreSentence::names_next(std::uint32_t offset) const {
  return std::any_of(names_.begin(), names_.end(),
                     [&](const Candidate& name) { return name.span.start == offset + 1; });
}

bool ScoreSentence::relative_behind(std::uint32_t offset) const {
  std::string_view rest = text_.substr(offset, std::min<std::size_t>(48, bounds_.end - offset));
  for (const std::string_view squad :
       {std::string_view(" side"), std::string_view(" team"), std::string_view(" squad"), std::string_view(" XV")}) {
    if (rest.starts_with(squad)) rest.remove_prefix(squad.size());
  }
  // "Hall of Wales, who", "Hall of Wales who"
  if (rest.starts_with(" of ")) rest.remove_prefix(std::min({rest.find(',', 4), rest.find(" who ", 4), rest.size()}));
  return rest.starts_with(", who") || rest.starts_with(" who ") || rest.starts_with(", which") ||
         rest.starts_with(" which ") || rest.starts_with(" that ");
}

bool ScoreSentence::be_before(std::uint32_t offset) const {
  return matches(words_.be, text_.substr(bounds_.start, offset - bounds_.start));
}

bool ScoreSentence::determiner_before(std::uint32_t offset) const {
  if (offset < 2) return false;
  std::uint32_t end = offset;
  while (end > 0 && is_space(text_[end - 1])) --end;
  std::uint32_t start = end;
  while (start > 0 && is_letter(text_[start - 1])) --start;
  return words_.is(text_.substr(start, end - start), kDeterminer);
}

bool ScoreSentence::pronoun_before(std::uint32_t offset) const {
  std::uint32_t end = offset;
  for (int words = 0; words < 4; ++words) {
    while (end > bounds_.start && is_space(text_[end - 1])) --end;
    std::uint32_t start = end;
    while (start > bounds_.start && is_letter(text_[start - 1])) --start;
    if (start == end) return false;
    if (words_.is(text_.substr(start, end - start), kPronoun)) return true;
    if (text_[start] >= 'A' && text_[start] <= 'Z') return false;
    end = start;
  }
  return false;
}

std::string_view ScoreSentence::opening_pronoun() const {
  const Sentence& s = document_.sentences[sentence_];
  const TokenArray& tokens = document_.tokens;
  for (Index i = s.first; i < s.last && i < s.first + 3; ++i) {
    if (tokens.kind[i] == TokenKind::word) {
      std::string_view word = document_.token_text(i);
      word = word.substr(0, word.find_first_of("'\xE2"));
      return words_.is(word, kPronoun) ? word : std::string_view{};
    }
  }
  return {};
}

bool ScoreSentence::apposed(std::uint32_t from, std::uint32_t to) const {
  const std::string_view between = text_.substr(from, to - from);
  return between == ", a " || between == ", an ";
}

bool ScoreSentence::described_before(std::uint32_t offset) const {
  constexpr std::uint32_t kDescription = 32;
  const std::uint32_t from = std::max(bounds_.start, offset > kDescription ? offset - kDescription : 0);
  const std::string_view before = text_.substr(from, offset - from);
  return before.find(" after the ") != std::string_view::npos || before.find(" when the ") != std::string_view::npos;
}

}  // namespace pressbox::scores

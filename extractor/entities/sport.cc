#include "extractor/entities/sport.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace pressbox {

namespace {

// "HANDBALL-Kiel edge Barcelona": agencies begin with the sport. More than a headline's other terms.
constexpr float kSlugVote = 12.0f;
// "SQUASH - Results": with a term of a sport that has no name of its own.
constexpr float kSlugTerm = 4.0f;

Sport slug_sport(const Document& document) {
  const TokenArray& tokens = document.tokens;
  if (tokens.size() < 3 || tokens.kind[0] != TokenKind::word || tokens.kind[1] != TokenKind::dash ||
      !tokens.is(0, kAllCaps)) {
    return Sport::unknown;
  }
  std::string word(document.token_text(0));
  for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return sport_from_name(word).value_or(Sport::unknown);
}

// "HOUSTON 104 Dallas 94" alone: only basketball teams score so much, and so nearly the same.
Sport sport_of_results(const Document& document) {
  constexpr int kLeast = 65;
  constexpr int kMost = 180;
  const TokenArray& tokens = document.tokens;
  int many = 0;
  int few = 0;
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::results_line) continue;
    for (Index t = tokens.at_or_after(block.span.start); t < tokens.size() && tokens.start[t] < block.span.end; ++t) {
      if (tokens.kind[t] != TokenKind::number) continue;
      int points = 0;
      for (const char c : document.token_text(t)) {
        points = c >= '0' && c <= '9' ? std::min(10 * points + (c - '0'), kMost + 1) : kMost + 1;
      }
      (points >= kLeast && points <= kMost ? many : few) += 1;
    }
  }
  return many >= 2 && few == 0 ? Sport::basketball : Sport::unknown;
}

// Badminton, squash and table tennis are told in the words of tennis. What names them, less what names tennis.
int other_rackets(const Document& document, const Landmarks& landmarks) {
  int count = 0;
  for (const Index m : landmarks.sporting) {
    const Match& match = document.matches[m];
    if (match.type != EntryType::word || match.subtype != static_cast<std::uint8_t>(WordClass::sport_term)) continue;
    const std::string_view word = document.token_text(match.first);
    if (match.sport == Sport::tennis && word.ends_with("ennis")) {
      const bool table = match.first > 0 && document.token_text(match.first - 1).ends_with("able");
      count -= table ? 0 : 1;
    } else if (match.sport == Sport::other) {
      count += word.ends_with("adminton") || word.ends_with("quash") || word.starts_with("shuttle") ||
                       (word.ends_with("able") && match.last > match.first)
                   ? 1
                   : 0;
    }
  }
  return count;
}

// What else the words of a team's name are.
struct Twins {
  Index first = kNone;
  Index last = kNone;
  int readings = 0;
  bool place = false;
  std::uint32_t sports = 0;  // of the teams so far, one bit each
};
static_assert(kSportCount <= 32);

Twins twins_of(const Document& document, const Match& team) {
  Twins twins{team.first, team.last};
  for (const Match& other : document.matches_at(team.first)) {
    const bool twin = other.last == team.last;
    twins.readings += static_cast<int>(twin);
    twins.place |= twin & ((other.type == EntryType::city) | (other.type == EntryType::country));
  }
  return twins;
}

// What a match speaks for its sport with, by type; a team's depends on what else its name is. 256, so that no number of
// a damaged lexicon leads outside.
constexpr std::array<float, 256> make_votes() {
  std::array<float, 256> votes{};
  const auto of = [&](EntryType type) -> float& { return votes[static_cast<std::size_t>(type)]; };
  of(EntryType::word) = 1.0f;
  of(EntryType::competition) = 1.0f;
  of(EntryType::role) = 0.5f;
  of(EntryType::person) = 0.25f;
  return votes;
}
constexpr std::array<float, 256> kVotes = make_votes();

// The number of four digits; 0 for anything else.
int four_digits(ShortWord word) {
  constexpr ShortWord kNibbles = 0x0F0F0F0F;
  const ShortWord digits = word ^ short_word("0000");
  const auto digit = [&](unsigned byte) { return static_cast<int>(digits >> (8 * byte) & 0xF); };
  const bool all = ((digits | (digits + 0x06060606)) & ~kNibbles) == 0;  // below 10 each, and nothing behind them
  return all ? 1000 * digit(0) + 100 * digit(1) + 10 * digit(2) + digit(3) : 0;
}

}  // namespace

Sport vote_sport(const Document& document, const Landmarks& landmarks) {
  std::array<float, 256> votes{};  // so that no number of a damaged lexicon leads outside
  const Sport slug = slug_sport(document);
  if (slug != Sport::unknown) votes[static_cast<std::size_t>(slug)] += kSlugVote;
  Index term_first = kNone;
  Index term_last = kNone;
  Twins twins;
  for (const Index m : landmarks.sporting) {
    const Match& match = document.matches[m];
    float vote = 0;
    if (match.type == EntryType::team) {
      if ((twins.first != match.first) | (twins.last != match.last)) twins = twins_of(document, match);
      const std::uint32_t sport = std::uint32_t{1} << (static_cast<unsigned>(match.sport) & 31u);
      const bool twin = (twins.sports & sport) != 0;
      twins.sports |= sport;
      const std::array<float, 2> of_words = {0.5f, 1.0f};
      vote = match.form == FormKind::abbreviation
                 ? 0.2f
                 : of_words[match.last > match.first ? 1 : 0] / static_cast<float>(twins.readings);
      // A town votes once for a sport, however many clubs of it it has had.
      if (twins.place & twin) vote = 0.0f;
    } else {
      // What does not count adds nothing: no branch tells these types apart, as they come in no order.
      const bool word = match.type == EntryType::word;
      // "Rugby league" is no rugby union: of the terms that begin at one word the longest votes.
      const bool shorter = word & (match.first == term_first) & (match.last < term_last);
      const bool longest = word & !shorter;
      term_first = longest ? match.first : term_first;
      term_last = longest ? match.last : term_last;
      const bool no_term = word & (match.subtype != static_cast<std::uint8_t>(WordClass::sport_term));
      const std::array<float, 2> votes_of_type = {kVotes[static_cast<std::size_t>(match.type)], 0.0f};
      vote = votes_of_type[static_cast<std::size_t>(shorter | no_term)];
      if (longest & (match.first == 0)) {
        const Index behind = match.last + 1;
        if (slug == Sport::unknown && behind < document.tokens.size() &&
            document.tokens.kind[behind] == TokenKind::dash) {
          vote *= kSlugTerm;
        }
      } else if (match.type == EntryType::competition && m > 0) {
        // One of many Champions Leagues is one vote.
        const Match& before = document.matches[m - 1];
        const bool again = (before.type == EntryType::competition) & (before.first == match.first) &
                           (before.last == match.last) & (before.sport == match.sport);
        if (again) vote = 0.0f;
      }
    }
    // The head of a text names its sport more often than its tail.
    const std::array<float, 2> weight = {1.0f, 2.0f};
    votes[static_cast<std::size_t>(match.sport)] += vote * weight[document.tokens.block[match.first] == 0 ? 1 : 0];
  }
  std::size_t best = 0;
  for (std::size_t s = 1; s < kSportCount; ++s) {
    if (votes[s] > votes[best]) best = s;
  }
  if (votes[best] < 1.0f) return sport_of_results(document);
  const auto sport = static_cast<Sport>(best);
  return sport == Sport::tennis && other_rackets(document, landmarks) > 0 ? Sport::other : sport;
}

bool is_team_event(const Document& document, const Landmarks& landmarks) {
  int mentions = 0;
  for (const Index m : landmarks.competitions) {
    const Match& match = document.matches[m];
    if (match.subtype != static_cast<std::uint8_t>(CompetitionKind::team_cup)) continue;
    mentions += document.tokens.block[match.first] < 4 ? 2 : 1;
  }
  return mentions >= 2;
}

bool is_womens(const Document& document, const Landmarks& landmarks) {
  if (!landmarks.womens_words) return false;
  // As wide as the bits, so that several tokens are counted at once.
  ClassBits she = 0;
  ClassBits he = 0;
  ClassBits named = 0;
  const auto has = [](ClassBits bits, WordClass which) { return bits >> static_cast<unsigned>(which) & 1; };
  for (const ClassBits bits : document.classes) {
    named += has(bits, WordClass::womens_word);
    she += has(bits, WordClass::pronoun_she);
    he += has(bits, WordClass::pronoun_he);
  }
  // "The women's team won too" stands in many articles about men.
  return 2 * she + 3 * named > 2 * he && she >= he;
}

int year_of(const Document& document, const Landmarks& landmarks, const WorldIndex& index) {
  constexpr int kFirst = 1900;
  constexpr int kLast = 2035;
  int latest = 0;
  const TokenArray& tokens = document.tokens;
  for (const Index t : landmarks.numbers) {
    // A number that is no later year says nothing: of most numbers, and of a year that is named again, no more is
    // asked.
    const int year = four_digits(document.short_text(t));
    if (!((year >= kFirst) & (year > latest) & (year <= kLast))) continue;
    // "21 15 1 5 2023 1631": a figure of a table.
    const bool behind_number = t > 0 && tokens.kind[t - 1] == TokenKind::number;
    const bool before_number = t + 1 < tokens.size() && tokens.kind[t + 1] == TokenKind::number;
    const bool dated = t > 0 && (document.token_text(t - 1) == "," || document.is(t - 1, kCalendar | kFunctionWord));
    const bool day_first = t > 1 && document.is(t - 2, class_bit(WordClass::month));  // "December 12 1996"
    if ((behind_number && !day_first) || (before_number && !dated)) continue;
    if (t > 0 && index.is(tokens.hash[t - 1], WorldIndex::kOtherTime)) continue;
    latest = year;
  }
  return latest;
}

}  // namespace pressbox

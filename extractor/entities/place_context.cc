// What the words around the name of a country, a city or a state say: is its team meant, or the place?
#include <algorithm>
#include <string_view>

#include "extractor/entities/sport.h"
#include "extractor/entities/teams.h"

namespace pressbox {
namespace {

// How far in front of "to" the word stands that says that somebody goes there: "come specially from Poland to".
constexpr Index kGoing = 5;
// How far behind a country its squad may stand: "Great Britain 4x100m relay team".
constexpr Index kSquadPhrase = 4;

bool is_direction(ShortWord word) {
  return is_any(word, "south"_w, "north"_w, "west"_w, "east"_w, "South"_w, "North"_w, "West"_w, "East"_w);
}

}  // namespace

// Somebody goes there: "return to France", "heads immediately to Charlotte", "a trip to Spain".
bool Teams::is_destination(Index to, const Sentence& sentence) const {
  for (Index t = to; t-- > sentence.first && to - t <= kGoing;) {
    if (tokens_.kind[t] == TokenKind::punctuation || tokens_.kind[t] == TokenKind::quote_mark) return false;
    if (document_.is(t, class_bit(WordClass::to_team) | class_bit(WordClass::lose_noun))) return false;
    if (document_.is(t, class_bit(WordClass::travel_word))) return true;
  }
  return false;
}

// "Traded to Dallas", "his loan move to Preston".
bool Teams::is_next_club(Index to, const Sentence& sentence) const {
  for (Index t = to; t-- > sentence.first && to - t <= 3;) {
    if (tokens_.kind[t] == TokenKind::punctuation || tokens_.kind[t] == TokenKind::quote_mark) return false;
    if (document_.is(t, class_bit(WordClass::deal_word))) return true;
  }
  return false;
}

// "In Ireland's Six Nations squad", "in Miami's season-ending loss": of a team, though "in" stands before it.
bool Teams::owns_squad_or_contest(Index possessive, const Sentence& sentence) const {
  constexpr Index kPhrase = 6;
  if (possessive >= sentence.last || tokens_.kind[possessive] != TokenKind::possessive) return false;
  for (Index t = possessive + 1; t < sentence.last && t <= possessive + kPhrase; ++t) {
    const TokenKind kind = tokens_.kind[t];
    if (kind == TokenKind::punctuation || kind == TokenKind::quote_mark || document_.is(t, kFunctionWord)) return false;
    if (document_.is(t, class_bit(WordClass::squad_noun) | class_bit(WordClass::win_noun) |
                            class_bit(WordClass::lose_noun) | class_bit(WordClass::draw_noun)) &&
        !tokens_.is(t, kCapitalised)) {
      return true;
    }
  }
  return false;
}

float Teams::place_context_before(Index before, Index next, const Sentence& sentence, TeamKind kind) const {
  const bool national = kind == TeamKind::national;
  const ShortWord word = document_.short_text(before);
  const Index earlier = before > sentence.first ? before - 1 : kNone;
  const auto earlier_is = [&](ClassBits bits) { return earlier != kNone && document_.is(earlier, bits); };
  const ClassBits contest = class_bit(WordClass::win_noun) | class_bit(WordClass::lose_noun);
  const bool teams_sport = !is_individual(article_.sport) || team_event_;
  const ShortWord word_earlier = earlier != kNone ? document_.short_text(earlier) : 0;
  const std::string_view long_word = word == 0 ? document_.token_text(before) : std::string_view{};
  float score = 0;
  if (is_any(word, "in"_w, "In"_w, "near"_w, "across"_w, "around"_w, "outside"_w, "into"_w, "within"_w) ||
      long_word == "throughout") {
    const bool of_team = teams_sport && next != kNone && owns_squad_or_contest(next, sentence);
    const bool believed = word == "in"_w && earlier_is(class_bit(WordClass::belief_noun));
    score -= of_team ? 0.5f : believed ? 1.0f : 4.0f;
  } else if (is_any(word, "from"_w, "From"_w)) {
    // "He comes from Denver" tells of a home, "on loan from Exeter" of a club.
    const bool home =
        is_any(word_earlier, "comes"_w, "came"_w, "come"_w, "hails"_w, "is"_w, "was"_w, "ride"_w, "flight"_w, "born"_w);
    score -= national ? 2.0f : home ? 0.8f : 0.5f;
  } else if (word == "of"_w) {
    // "Defeat of Spain", "in charge of Italy": of a contest or a team, not of a land.
    const bool district =
        word_earlier == "side"_w && earlier > sentence.first && is_direction(document_.short_text(earlier - 1));
    if (district) {
      score -= 5.0f;  // "the south side of Chicago"
    } else if (earlier_is(contest)) {
      score += 0.8f;
    } else if (earlier != kNone && word_earlier == 0 && document_.token_text(earlier) == "University") {
      score -= 4.0f;
    } else if (earlier_is(class_bit(WordClass::of_team))) {
      score += 0.4f;
    } else if (person_before(before)) {
      score -= national && teams_sport ? 1.0f : 3.5f;
    } else {
      score -= national ? 0.8f : 1.2f;
    }
  } else if (is_any(word, "to"_w, "To"_w)) {
    if (word_earlier == "home"_w && earlier > sentence.first && !national &&
        document_.is(earlier - 1, class_bit(WordClass::travel_word))) {
      score -= 4.0f;  // "returned home to Cleveland"
    } else if (earlier_is(class_bit(WordClass::lose_verb) | contest)) {
      score += 1.6f;
    } else if (earlier_is(class_bit(WordClass::to_team))) {
      score += 0.8f;
    } else if (kind == TeamKind::franchise && earlier != kNone && document_.token_text(earlier).starts_with("mov") &&
               document_.is(earlier, class_bit(WordClass::deal_word))) {
      score -= 2.5f;  // franchises trade, and families move
    } else if (!national && is_next_club(before, sentence)) {
      score += 0.4f;
    } else if (is_destination(before, sentence)) {
      score -= national || kind == TeamKind::franchise ? 2.5f : 0.5f;
    } else {
      score -= !national ? 0.3f : teams_sport ? 0.3f : 1.0f;
    }
  } else if (is_any(word, "at"_w, "At"_w)) {
    // "Losing 1-0 at Preston": whom they met there.
    score += earlier != kNone && tokens_.kind[earlier] == TokenKind::number && teams_sport ? 0.8f : -0.2f;
  } else if (word == "BBC"_w) {
    score -= 4.0f;  // "BBC Newcastle" is heard there
  } else if (national && (long_word == "represent" || long_word == "represents" || long_word == "represented" ||
                          long_word == "representing")) {
    score += teams_sport ? 0.8f : 2.4f;
  } else if (is_any(word, "southern"_w, "northern"_w, "western"_w, "eastern"_w)) {
    score -= 3.0f;
  }
  return score;
}

// The words behind a country or a city, with or without "'s" between.
float Teams::place_context_after(Index after, bool possessive, const Sentence& sentence, const Readings& readings,
                                 bool national) const {
  const bool teams_sport = !is_individual(article_.sport) || team_event_;
  float score = 0;
  if (possessive && readings.country()) {
    // "Spain's government", "Spain's colonial past", "Spain's east coast".
    for (Index t = after; t < sentence.last && t < after + 2; ++t) {
      if (tokens_.kind[t] != TokenKind::word) break;
      if (document_.is(t, class_bit(WordClass::land_noun))) return -2.5f;
      if (document_.is(t, class_bit(WordClass::place_noun)) && tokens_.is(t, kCapitalised)) return -2.5f;
    }
    // What else a country has in a sport of teams is its team's.
    if (national && teams_sport && article_.sport != Sport::unknown) score += 0.6f;
  }
  // "Chicago's No. 1 school".
  if (possessive && !readings.country()) {
    for (Index t = after; t < sentence.last && t < after + 4; ++t) {
      if (tokens_.kind[t] == TokenKind::quote_mark || (t > after && document_.is(t, kFunctionWord))) break;
      if (document_.is(t, class_bit(WordClass::home_noun)) && !tokens_.is(t, kCapitalised)) return -3.0f;
    }
  }
  // "Wigan's Toby Cole", "Indiana's Fred Orr": whose player somebody is.
  if (possessive && !readings.country() && teams_sport && begins_person(after)) score += 0.6f;
  const ShortWord word = document_.short_text(after);
  // "U.S. Women's Open", "British Men's Championship".
  if (!possessive && is_any(word, "Women"_w, "Men"_w, "Ladies"_w) && after + 2 < sentence.last &&
      tokens_.kind[after + 1] == TokenKind::possessive && tokens_.is(after + 2, kCapitalised) &&
      document_.is(after + 2, class_bit(WordClass::event_noun))) {
    return -5.0f;
  }
  // "(Barcelona, Spain)": the land of the club in front of it.
  if (word == ")"_w && is_land_of_club(after)) return -6.0f;
  if (!possessive && is_any(word, "v"_w, "vs"_w, "versus"_w)) score += 1.6f;
  // "The Barcelona clash", "Italy's game": who plays, not where.
  if (teams_sport && is_any(word, "clash"_w, "match"_w, "game"_w, "replay"_w, "fixture"_w, "tie"_w, "friendly"_w)) {
    score += 0.8f;
  }
  // "Egypt FA", "his Glasgow rivals", "the Offaly man".
  if (readings.country() && word == "FA"_w) score -= 3.0f;
  if (!possessive && !readings.country() && is_any(word, "rivals"_w, "rival"_w)) score -= 2.0f;
  if (!possessive && document_.is(after, class_bit(WordClass::home_noun))) score -= 5.0f;
  // "(45-37, seventh in the West) Phoenix; Friday, 10 p.m.": where a game is.
  const Index behind = after + (after + 1 < sentence.last ? 1 : 0);
  if (document_.is(behind, class_bit(WordClass::weekday)) && behind != after && !possessive &&
      is_any(word, ";"_w, ","_w)) {
    score -= word == ";"_w ? 4.0f : 2.0f;
  }
  // In sports of individuals a squad alone makes a country a team.
  if (!teams_sport && readings.country() && document_.is(after, class_bit(WordClass::squad_noun))) score += 1.0f;
  // "Great Britain 4x100m team", "England's World Cup squad": the squad ends the phrase.
  ClassBits phrase = 0;
  for (Index k = 1; k < kSquadPhrase; ++k) phrase |= document_.classes[std::min(after + k, sentence.last - 1)];
  if ((phrase & class_bit(WordClass::squad_noun)) != 0 &&
      !document_.is(after, class_bit(WordClass::squad_noun) | kRoleFirst)) {
    for (Index t = after; t < sentence.last && t < after + kSquadPhrase; ++t) {
      const TokenKind kind = tokens_.kind[t];
      if (kind == TokenKind::punctuation || kind == TokenKind::quote_mark || document_.is(t, kFunctionWord)) break;
      if (t > after && document_.is(t, class_bit(WordClass::squad_noun)) && !tokens_.is(t, kCapitalised)) {
        score += teams_sport ? 1.2f : 2.2f;
        break;
      }
    }
  }
  return score;
}

// In "Ty Cole (Barcelona, Spain)" the words before this bracket are a country, and the bracket opens behind a person.
bool Teams::is_land_of_club(Index bracket) const {
  constexpr Index kWords = 8;
  if (bracket >= tokens_.size() || document_.short_text(bracket) != ")"_w) return false;
  bool comma = false;
  for (Index t = bracket; t-- > 0 && bracket - t <= kWords && tokens_.sentence[t] == tokens_.sentence[bracket];) {
    const ShortWord text = document_.short_text(t);
    if (text == ","_w) {
      if (comma) return false;
      comma = true;
    } else if (text == "("_w) {
      return comma && t > 0 && person_before(t);
    } else if (tokens_.kind[t] != TokenKind::word && tokens_.kind[t] != TokenKind::dash) {
      return false;
    }
  }
  return false;
}

// "Leeds, England" and "Dallas, Texas" are places; "for Utah, Chicago and Memphis" is a list of teams.
bool Teams::has_land_behind(Index comma, const Sentence& sentence) const {
  if (document_.short_text(comma) != ","_w || comma + 1 >= sentence.last) return false;
  if (!document_.is(comma + 1, kCountryFirst | kCityFirst)) return false;
  Index next = comma + 2;
  if (next + 1 >= sentence.last) return true;
  if (document_.short_text(next) == ","_w && document_.short_text(next + 1) == "and"_w) ++next;
  return !(is_any(document_.short_text(next), "and"_w, "or"_w, ","_w) && tokens_.is(next + 1, kCapitalised) &&
           document_.is(next + 1, kTeamFirst | kCityFirst));
}

// "The Derby-Fulham replay": two teams, and no place that others are named after.
bool Teams::is_coupled_by_hyphen(Index first, Index last) const {
  const auto glued_dash = [&](Index t) {
    return t < tokens_.size() && tokens_.kind[t] == TokenKind::dash && tokens_.is(t, kGluedBefore);
  };
  if (glued_dash(last + 1)) {
    return last + 2 < tokens_.size() && tokens_.is(last + 2, kGluedBefore) && draft_.begins_team(last + 2);
  }
  if (first < 2 || !tokens_.is(first, kGluedBefore) || !glued_dash(first - 1)) return false;
  // The other's last word: a team of several words begins further in front.
  for (Index t = first - 1; t-- > 0 && first - t <= 4 && tokens_.is(t, kCapitalised);) {
    for (const Match& match : document_.matches_at(t)) {
      if (match.type == EntryType::team && match.last == first - 2) return true;
    }
  }
  return false;
}

}  // namespace pressbox

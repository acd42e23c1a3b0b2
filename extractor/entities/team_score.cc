#include <algorithm>
#include <cassert>
#include <cstdint>
#include <string_view>

#include "extractor/branch_free.h"
#include "extractor/entities/sport.h"
#include "extractor/entities/teams.h"
#include "extractor/entities/world_index.h"

namespace pressbox {
namespace {

// One of two, for what is true about as often as not. What is hardly ever true stands behind a branch that is guessed.
float either(bool which, float so, float not_so) {
  return when(which, so) + when(!which, not_so);
}

}  // namespace

// A name of several words, or one that the article has in full elsewhere, with nothing beside it that could speak
// against it. Half of all are: of these no more is asked, which nobody could guess.
bool Teams::is_surely_team(Index first, Index last, int words, const Readings& readings, const Reading& reading) const {
  constexpr auto kKinds = [] {
    unsigned kinds = 0;
    for (const TeamKind kind : {TeamKind::club, TeamKind::franchise, TeamKind::representative}) {
      kinds |= 1u << static_cast<unsigned>(kind);
    }
    return kinds;
  }();
  constexpr unsigned kElse = Readings::kCountry | Readings::kCity | Readings::kNationality | Readings::kCompetition |
                             Readings::kVenue | Readings::kOutlet;
  const Index end = tokens_.size();
  if (first == 0 || last + 2 >= end) return false;
  const bool single = words == 1;
  const bool its_sport = (article_.sport != Sport::unknown) & (reading.sport == article_.sport);
  const bool plain = ((kKinds >> (static_cast<unsigned>(reading.kind) & 31u) & 1u) != 0) & !readings.is(kElse) &
                     (reading.form != FormKind::abbreviation) & !document_.is(first, kCalendar);
  // No part of a hyphenated word, and no capital behind it.
  const Index after = last + (tokens_.kind[last + 1] == TokenKind::word ? 1 : 2);
  const bool apart =
      (tokens_.kind[last + 1] != TokenKind::dash) & !tokens_.is(first, kGluedBefore) & !tokens_.is(after, kCapitalised);
  if (!(plain & apart & (!single | its_sport))) return false;
  if (single && readings_.active(reading.entry) == 0) return false;
  const bool players =
      (reading.form == FormKind::nickname) & (document_.is(first - 1, class_bit(WordClass::number_word)) |
                                              is_any(document_.short_text(first - 1), "many"_w, "several"_w));
  const BlockKind kind = document_.blocks[tokens_.block[first]].kind;
  return !players & (kind != BlockKind::dateline) & (kind != BlockKind::table_row) &
         (single | (document_.short_text(last) != "Olympic"_w));
}

float Teams::team_score(Index first, Index last, int words, const Readings& readings, const Reading& reading) const {
  if (is_surely_team(first, last, words, readings, reading)) {
    assert(weigh_team(first, last, words, readings, reading) >= kEnough);
    return kEnough;
  }
  return weigh_team(first, last, words, readings, reading);
}

float Teams::weigh_team(Index first, Index last, int words, const Readings& readings, const Reading& reading) const {
  const Sentence& sentence = draft_.sentence_of(first);
  const bool national = reading.kind == TeamKind::national;
  const bool individual = is_individual(article_.sport) && !team_event_;
  const bool single = words == 1;
  // "Quick-Step": what one part of a word is says nothing of the whole.
  const WordInfo info = ((first == last) | !single) ? document_.infos[first] : WordInfo{};
  const bool place = readings.place();
  const bool country = readings.country();
  const bool city = readings.city();
  const bool other = readings.other();
  const bool all_caps = tokens_.is(first, kAllCaps);
  const bool nickname = reading.form == FormKind::nickname;
  // The tokens beside the name, or itself where there are none.
  const Index left = first - (first > 0 ? 1 : 0);
  const Index right = last + (last + 1 < tokens_.size() ? 1 : 0);
  // A part of a hyphenated word.
  const bool glued =
      single & (((right != last) & (tokens_.kind[right] == TokenKind::dash) & tokens_.is(right, kGluedBefore)) |
                ((first > 0) & tokens_.is(first, kGluedBefore)));
  const bool coupled = glued && is_coupled_by_hyphen(first, last);
  const int active = readings_.active(reading.entry);
  const bool named = active > 0;
  float score = coupled ? 1.3f : 0.5f;
  const bool is_college = reading.kind == TeamKind::college;
  const bool college = college_context_ & is_college;
  bool no_college = false;
  if (is_college) {
    no_college = readings_.no_colleges_here();
    if (college && place) score += 0.4f;
    // "No. 2 Michigan": a college by its rank.
    if (first >= 2 && tokens_.kind[first - 1] == TokenKind::number &&
        document_.token_text(first - 2).starts_with("No")) {
      score += 1.5f;
    }
    // "A Swiss Army knife".
    if (single && info.common >= 3 && first > sentence.first && document_.is(first - 1, kNationalityFirst) &&
        tokens_.is(first - 1, kCapitalised)) {
      score -= 4.0f;
    }
  }
  // "W L PCT GB": games behind, and no country.
  if (national & all_caps & (tokens_.end[first] - tokens_.start[first] == 2) & (first > 0)) {
    if (is_any(document_.short_text(first - 1), "PCT"_w, "Pct"_w, "L"_w, "T"_w, "PTS"_w)) score -= 6.0f;
  }
  // "The Sydney Olympic champion" won at the games.
  if (!single & (document_.short_text(last) == "Olympic"_w)) {
    const bool of_games =
        last + 1 < tokens_.size() &&
        document_.is(last + 1, kRoleFirst | class_bit(WordClass::event_noun) | class_bit(WordClass::win_noun));
    const bool medal =
        last + 1 < tokens_.size() && is_any(document_.short_text(last + 1), "gold"_w, "silver"_w, "bronze"_w, "bid"_w);
    if (is_individual(article_.sport) || of_games || medal) score -= 8.0f;
  }
  // "Tennis Australia", "Hockey India", "USA Swimming": who governs a sport there.
  const bool sport_beside = index_.may_be(tokens_.hash[left], WorldIndex::kSportName) |
                            index_.may_be(tokens_.hash[right], WorldIndex::kSportName);
  if ((country & sport_beside) && is_governing_body(first, last)) score -= 6.0f;
  if (no_college) score -= 6.0f;
  if (readings.nationality()) score -= 3.0f;
  const bool sports_known = (article_.sport != Sport::unknown) & (reading.sport != Sport::unknown);
  const bool other_sport = sports_known & (reading.sport != article_.sport);
  // "Rangers beat Celtic" in a text about baseball.
  if (other_sport && readings_.sport_of_opponent(readings) == reading.sport) score += 3.9f;
  // "CAS", "DEN": letters that are short for a team elsewhere.
  const bool abbreviation = reading.form == FormKind::abbreviation;
  if (single & other_sport & all_caps & !named & (nickname | abbreviation)) score -= 2.0f;
  // "Third in a McLaren", "his Benetton": the car, and not who enters it.
  if (reading.kind == TeamKind::constructor && is_car(first, last)) score -= 5.0f;
  if (document_.is(first, kCalendar)) score -= 3.0f;
  if (glued && !coupled) {
    // "Inter-Countries"; "England-based", "the Ayr-area club" name a place.
    const bool adjective = last + 2 < tokens_.size() && tokens_.is(last + 1, kGluedBefore) &&
                           tokens_.kind[last + 1] == TokenKind::dash && !tokens_.is(last + 2, kCapitalised);
    // "Tri-Nations": the short form of a team is no part of a word.
    const bool behind = last + 2 < tokens_.size() && tokens_.kind[last + 1] == TokenKind::dash;
    const bool glued_name = nickname && !place && behind && tokens_.is(last + 2, kCapitalised);
    score -= (place && adjective) || glued_name ? 3.5f : 2.0f;
  }
  // "Blackburn", "Valencia" are surnames besides, but the club is what sports copy means, unless it is a small one.
  // "Stanford" is hardly ever another where colleges play.
  const bool college_sport =
      is_college & ((article_.sport == Sport::american_football) | (article_.sport == Sport::basketball));
  const bool rather_team =
      (reading.weight >= kKnownTeam) & (college_sport | (city & (reading.sport == article_.sport)));
  score -= when(single & (info.surname >= 5) & !named & !country, either(rather_team, 0.6f, 1.5f));

  // "Olympians": a club of long ago or far down, in an article about another sport.
  if (single & (reading.weight < kKnownTeam) & (reading.sport != article_.sport) & (reading.sport != Sport::unknown) &
      !named) {
    score -= 1.5f;
  }
  score += when(!single & !place & !other, 3.0f);
  score += when(sports_known, either(other_sport, -1.2f, 1.2f));
  score += when(single & (info.common == 0) & !place & !other & !readings.person(), 1.5f);
  score += when(named, 1.5f);
  score -= when(single & (info.common >= 2) & !named, 0.25f * static_cast<float>(info.common));
  if (single & (info.common >= 3) & tokens_.is(first, kSentenceFirst)) score -= 0.8f;
  if (other) score -= 0.8f;
  if (readings.person()) score -= 0.5f;
  if (abbreviation & !named) score -= 0.3f;

  const Index before = first > sentence.first ? first - 1 : kNone;
  const Index next = last + 1 < sentence.last ? last + 1 : kNone;
  const ShortWord word_before = before != kNone ? document_.short_text(before) : 0;
  const ShortWord word_next = next != kNone ? document_.short_text(next) : 0;
  // "Two Lakers", "many Knicks": players.
  if (nickname & !national && before != kNone &&
      (document_.is(before, class_bit(WordClass::number_word)) || is_any(word_before, "many"_w, "several"_w))) {
    const bool of_it = next != kNone && document_.is(next, kRoleFirst | class_bit(WordClass::squad_noun));
    if (!of_it && document_.token_text(last).back() == 's') score -= 5.0f;
  }
  const bool the_before = (word_before == "the"_w) | (word_before == "The"_w);
  score += when(nickname & the_before, 1.0f);
  score += when((reading.kind == TeamKind::franchise) & the_before & !place, 0.8f);
  const bool in_bracket = word_before == "("_w;

  // Behind the name.
  const bool possessive = next != kNone && ((tokens_.kind[next] == TokenKind::possessive) | (word_next == "'"_w) |
                                            (word_next == "\xE2\x80\x99"_w));
  const bool goes_on = next != kNone && next + (possessive ? 1 : 0) < sentence.last;
  const Index after = goes_on ? next + (possessive ? 1 : 0) : last;
  const Block& block = document_.blocks[tokens_.block[first]];
  // Enough, and all that may take from what is no place and no nation's name comes further down: a capital behind it,
  // "in" before letters, or its block.
  if ((score >= kEnough) & !place & !national & !(goes_on & tokens_.is(after, kCapitalised)) & !abbreviation &
      (block.kind != BlockKind::dateline) & (block.kind != BlockKind::table_row)) {
    return score;
  }
  if (goes_on) {
    const ClassBits bits = document_.classes[after];
    const auto is = [&](ClassBits any) { return (bits & any) != 0; };
    const bool person_follows = begins_person(after);
    if (college) {
      if (possessive) score += 0.2f;
      if (!possessive && is_position(after) && begins_person(after + 1)) score += 1.5f;
    }
    if (place) score += place_context_after(after, possessive, sentence, readings, national);
    score += when(is(kRoleFirst), either(possessive, 1.2f, 2.0f));
    score += when(is(class_bit(WordClass::squad_noun)), 1.6f);
    score += when(
        is(class_bit(WordClass::win_noun) | class_bit(WordClass::lose_noun) | class_bit(WordClass::draw_noun)), 1.0f);
    if (possessive & country) {
      if (person_follows) score -= is_individual(article_.sport) ? 3.0f : 0.3f;
      if (!person_follows && draft_.begins_team(after)) score -= 3.0f;
      if (is(class_bit(WordClass::ordinal))) score -= 0.3f;
    }
    score += when(!possessive & person_follows, either(national, 0.4f, 0.2f));
    // Whole countries win and lose even where single people compete: "Denmark beat Spain" in a relay.
    score += when(!possessive & is(class_bit(WordClass::win_verb) | class_bit(WordClass::lose_verb) |
                                   class_bit(WordClass::draw_verb) | class_bit(WordClass::play_verb)),
                  either(individual & national, 2.4f, 1.5f));
    score += when(!possessive & is(class_bit(WordClass::auxiliary)), 0.6f);
    score += when(!possessive & (tokens_.kind[after] == TokenKind::number), 0.5f);
    if (tokens_.is(after, kCapitalised)) {
      if (is(class_bit(WordClass::event_noun) | class_bit(WordClass::place_noun) |
             class_bit(WordClass::company_noun)) &&
          document_.short_text(after) != "Test"_w) {
        score -= 2.5f;
      } else if ((place | is_college) && !person_follows && heads_to_institution(after, sentence)) {
        score -= 2.5f;
      }
    }
    // "Ty Cole (Valencia)", "Ty Cole (Valencia, Spain)": a player's club.
    const bool players_club = in_bracket && reading.kind == TeamKind::club && person_before(before);
    if (players_club && !individual) score += 1.0f;
    if (place & !possessive & (word_next == ","_w)) {
      if (city && !players_club && has_land_behind(after, sentence)) score -= 2.0f;
      // "LYON, France, July 3": the place of a dateline.
      if (after + 2 < sentence.last && document_.is(after + 1, class_bit(WordClass::month)) &&
          tokens_.kind[after + 2] == TokenKind::number && word_before != "v"_w) {
        score -= 5.0f;
      }
    }
    if ((country | national) && leads_to_body(after, sentence.last)) score -= 3.0f;
    if (in_bracket && !possessive && (country | national)) {
      if (is_individual(article_.sport) || !person_before(before)) score -= 3.0f;
    }
  }

  // Before the name.
  if (before != kNone) {
    const ShortWord word = word_before;
    const bool against =
        is_any(word, "against"_w, "beat"_w, "v"_w, "vs"_w, "vs."_w, "versus"_w, "over"_w, "past"_w, "beating"_w) ||
        document_.is(before, class_bit(WordClass::win_verb) | class_bit(WordClass::play_verb));
    const bool owner = next != kNone && tokens_.kind[next] == TokenKind::possessive;
    if (against) score += individual && national && !owner ? 2.4f : 1.6f;
    // "Ran for Kenya": for whom somebody competes, unless that is where they went.
    if (word == "for"_w) {
      const bool went = before > sentence.first && document_.is(before - 1, class_bit(WordClass::travel_word));
      score += individual && national && !went ? 2.2f : 0.8f;
    }
    if (individual && national && next != kNone && is_crew(next)) score += 7.0f;
    score += when((word == "by"_w) | (word == "with"_w) | (word == "and"_w), 0.4f);
    if (place) {
      score += place_context_before(before, next, sentence, reading.kind);
      // Nobody is "at Alabama" but at its college.
      if (college && word == "at"_w) score += 0.8f;
    } else if (word == "in"_w && abbreviation && !named) {
      score -= 2.0f;
    } else if (word == "in"_w && single && info.common == 0 && readings.teams.size() == 1 && national) {
      score -= 1.0f;
    }
  } else if (place & !national & (word_next == ","_w)) {
    score -= 0.8f;
  }

  const bool begins_block = (first == 0) | (tokens_.block[left] != tokens_.block[first]);
  // "HOUSTON: Ty Cole scored": the place of an item in a round-up.
  if (place & single & all_caps & (word_next == ":"_w) & begins_block) score -= 3.0f;
  // "Turkey - Ergun Yildiz (61st)" in a list of scorers; "Orr and Tait - Colts" at the end of a tip.
  if ((tokens_.kind[left] == TokenKind::dash) | (tokens_.kind[right] == TokenKind::dash) && !individual && !all_caps) {
    if (before == kNone && next != kNone && is_spaced_dash(next) && next + 1 < sentence.last &&
        begins_person(next + 1) && begins_block) {
      score += 1.2f;
    }
    if (before != kNone && next == kNone && is_spaced_dash(before)) score += 0.8f;
  }
  // "Marc Lavigne (France)" on a line by itself is the referee.
  if (in_bracket && country && stands_alone_behind_name(first, last)) score -= 3.0f;
  score += when(country, either(individual, -1.6f, 1.0f));
  if (individual & city & !country) score -= 2.0f;
  if (block.kind == BlockKind::dateline) score -= 5.0f;
  if (!block.lead.empty() && block.lead.contains(tokens_.start[first]) && place && block.kind == BlockKind::paragraph) {
    score -= 5.0f;
  }
  if (block.kind == BlockKind::table_row) score += individual ? -3.0f : 1.5f;
  return score;
}

// "Tennis Australia", "USA Swimming": the name of a sport with a capital right in front of the country, or behind its
// letters.
bool Teams::is_governing_body(Index first, Index last) const {
  const auto names_sport = [&](Index t) {
    return t < tokens_.size() && tokens_.sentence[t] == tokens_.sentence[first] && tokens_.is(t, kCapitalised) &&
           !tokens_.is(t, kAllCaps) && index_.is(tokens_.hash[t], WorldIndex::kSportName);
  };
  const bool title = tokens_.is(first, kSentenceFirst);
  if (!title && first > 0 && tokens_.is(first, kSpaceBefore) && names_sport(first - 1)) return true;
  const bool letters = first == last && tokens_.is(first, kAllCaps);  // "USA Swimming", "GB Rowing"
  return letters && names_sport(last + 1) && tokens_.is(last + 1, kSpaceBefore);
}

// "Germany II (Orr, Tait)": the second crew of a country.
bool Teams::is_crew(Index token) const {
  return is_any(document_.short_text(token), "I"_w, "II"_w, "III"_w, "IV"_w) && token + 1 < tokens_.size() &&
         document_.short_text(token + 1) == "("_w;
}

// "In a McLaren", "driving a Ferrari", "the other Williams", "his Ford".
bool Teams::is_car(Index first, Index last) const {
  const Sentence& sentence = draft_.sentence_of(first);
  if (first == sentence.first || article_.sport != Sport::motor_sport) return false;
  const Index next = last + 1;
  // "A Ferrari driver", "his Williams team-mate".
  if (next < sentence.last && tokens_.kind[next] == TokenKind::word &&
      (document_.is(next, kRoleFirst | class_bit(WordClass::squad_noun)) || tokens_.is(next, kCapitalised))) {
    return false;
  }
  if (next < sentence.last && tokens_.kind[next] == TokenKind::possessive) return false;
  return is_any(document_.short_text(first - 1), "a"_w, "his"_w, "her"_w, "other"_w, "second"_w);
}

// "Kenya Rugby Football Union", "Kenya's Olympic committee": a body of the country, not its team.
bool Teams::leads_to_body(Index token, Index limit) const {
  constexpr Index kMaxWords = 4;
  ClassBits any = 0;
  for (Index k = 0; k < kMaxWords; ++k) any |= document_.classes[std::min(token + k, limit - 1)];
  if ((any & kRoleFirst) == 0) return false;
  for (Index t = token; t < limit && t < token + kMaxWords; ++t) {
    if (tokens_.kind[t] != TokenKind::word || document_.is(t, kFunctionWord | kCueFirst)) return false;
    if (!document_.is(t, kRoleFirst) || document_.is(t, class_bit(WordClass::squad_noun))) continue;
    // "rugby union", "rugby league": the sport.
    if (is_any(document_.short_text(t), "union"_w, "league"_w)) continue;
    for (const Match& match : document_.matches_at(t)) {
      if (match.type == EntryType::role && match.last == t) {
        return static_cast<RoleClass>(match.subtype) == RoleClass::body;
      }
    }
  }
  return false;
}

// "QB", "OT": two or three capitals between a college and its player.
bool Teams::is_position(Index token) const {
  const std::uint32_t length = tokens_.end[token] - tokens_.start[token];
  return tokens_.is(token, kAllCaps) && length <= 4 && token + 1 < tokens_.size();
}

// "New York's Columbia Presbyterian Hospital": capitals up to the noun of a building or a firm.
bool Teams::heads_to_institution(Index after, const Sentence& sentence) const {
  constexpr Index kWords = 3;
  for (Index t = after;
       t < sentence.last && t < after + kWords && tokens_.kind[t] == TokenKind::word && tokens_.is(t, kCapitalised);
       ++t) {
    if (document_.is(t, class_bit(WordClass::place_noun) | class_bit(WordClass::company_noun)) &&
        !draft_.begins_team(t)) {
      return true;
    }
  }
  return false;
}

bool Teams::is_spaced_dash(Index token) const {
  return tokens_.kind[token] == TokenKind::dash && !tokens_.is(token, kGluedBefore);
}

// The whole block is a name of up to four words and this place in brackets.
bool Teams::stands_alone_behind_name(Index first, Index last) const {
  constexpr Index kMaxName = 5;
  if (first < 2 || last + 1 >= tokens_.size() || document_.short_text(first - 1) != "("_w ||
      document_.short_text(last + 1) != ")"_w) {
    return false;
  }
  const auto same_block = [&](Index t) { return t < tokens_.size() && tokens_.block[t] == tokens_.block[first]; };
  if (same_block(last + 2) && (document_.short_text(last + 2) != "."_w || same_block(last + 3))) return false;
  Index t = first - 1;
  while (t > 0 && same_block(t - 1) && first - t <= kMaxName && tokens_.is(t - 1, kCapitalised)) --t;
  return t == 0 || !same_block(t - 1);
}

bool Teams::is_the(Index token) const {
  return is_any(document_.short_text(token), "the"_w, "The"_w);
}

bool Teams::begins_person(Index token) const {
  return token < tokens_.size() && (memory_.marks[token] & kBeginsPerson) != 0;
}

}  // namespace pressbox

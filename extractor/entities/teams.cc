#include "extractor/entities/teams.h"

#include <algorithm>
#include <array>

#include "extractor/entities/people.h"
#include "extractor/entities/sport.h"
#include "extractor/entities/world_index.h"
#include "extractor/gazetteer/hash.h"

namespace pressbox {
namespace {

// What lists are made for at first: no more memory than the least that there is for the asking, and few grow.
constexpr std::size_t kFewThings = 4;

// Places with less evidence for their team are places for good.
constexpr float kDoubtful = -0.4f;

// "21", "19s".
bool is_age(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.size() == 3 && text[2] == 's') text.remove_suffix(1);
  return text.size() == 2 && (text[0] == '1' || text[0] == '2') && digit(text[1]);
}

}  // namespace

Teams::Teams(Draft& draft, const Landmarks& landmarks, const WorldIndex& index, const People& people, Memory& memory)
    : draft_(draft),
      document_(draft.document),
      tokens_(draft.document.tokens),
      lexicon_(draft.lexicon),
      article_(draft.article),
      landmarks_(landmarks),
      index_(index),
      people_(people),
      readings_(draft, landmarks, index, memory.readings),
      team_event_(is_team_event(draft.document, landmarks)),
      memory_(memory) {
  memory_.late_segments.clear();
  memory_.late_lines.clear();
  memory_.doubtful.clear();
  memory_.marks.assign(tokens_.size() + Draft::kBehindTaken, 0);
  for (const Segment& segment : draft_.segments) {
    const auto shaped = static_cast<std::uint8_t>(segment.match == kNone);
    memory_.marks[segment.first] |= static_cast<std::uint8_t>(shaped * kBeginsPerson);
    memory_.marks[segment.last] |= static_cast<std::uint8_t>(shaped * kEndsPerson);
  }
  memory_.by_name.clear();
  memory_.by_entry.clear();
  memory_.shaped.clear();
  memory_.named_things.clear();
}

void Teams::begin() {
  readings_.mark_active_teams();
  note_draft();
  find_level_of_match();
  results_lines();
  table_rows();
}

void Teams::finish_segments() {
  late_ = true;
  readings_.set_all_read();
  for (const LexicalSegment* const segment : memory_.late_segments) place_or_team(*segment);
  prospects_schools();
  list_starts();
  franchise_places();
  doubtful_places();
}

void Teams::place_or_team(const LexicalSegment& lexical) {
  const Segment& segment = *lexical.segment;
  if (draft_.any_taken(segment.first, segment.last) || is_part_of_unknown_club(segment)) return;
  if (document_.is(segment.first, kRoleFirst) && is_one_of_a_side(segment)) return;
  if (behind_position(segment.first) && college_of_prospect(segment.first, segment.last)) return;
  const Readings& readings = readings_.readings_of(lexical);
  // A surname of somebody in the article beats a town or a small club of that name.
  const bool of_somebody = people_.has_word(tokens_.hash[segment.last]);
  if (of_somebody && people_.is_surname_here(segment.first, segment.last) &&
      (segment.words > 1 || !readings_.strong_team(readings, tokens_.hash[segment.first]))) {
    return;
  }
  // "Mel, Matt and Jordan": the given name of somebody in the article beats a place of that name.
  if ((of_somebody | (segment.first != segment.last)) && segment.words == 1 && readings.place() &&
      people_.is_given_name_here(segment.first) && !readings_.strong_team(readings, tokens_.hash[segment.first]) &&
      !behind_preposition_of_place(segment.first)) {
    return;
  }
  // "4 (Kessler 18th, Dundee 56th)", "c Croft b Cork": scorers and bowlers.
  const Index behind = segment.last + (segment.last + 1 < tokens_.size() ? 1 : 0);
  const bool may_score = tokens_.is(behind, kHasDigit) | (article_.sport == Sport::cricket);
  if (may_score && segment.words == 1 && (draft_.is_scorer(segment.first, segment.last) || is_bowler(segment.first))) {
    return;
  }
  if (!readings.teams.empty()) {
    const bool prospect =
        is_prospects_college(segment.first, segment.last) || (draft_article_ && introduces_player(segment.last));
    const Reading reading = readings_.best_reading(readings, prospect);
    // "Rovers": whose nickname it is can be said when all the full names are known.
    const bool one_nickname = (segment.words == 1) & (reading.form == FormKind::nickname);
    if (one_nickname & !late_ && readings_.active(reading.entry) == 0) {
      memory_.late_segments.push_back(&lexical);
      return;
    }
    float score = team_score(segment.first, segment.last, segment.words, readings, reading);
    if (prospect) score += 1.5f;
    if (score >= kEnough) {
      add_team_mention(segment.first, segment.last, reading.entry,
                       readings.country() ? EntityRule::team_place
                       : readings.city()  ? EntityRule::team_city
                                          : EntityRule::team_name);
      return;
    }
    const bool place = !late_ && readings.place();
    // "United" of the text's United, where less speaks for it.
    const bool nickname = one_nickname && reading.kind == TeamKind::club && reading.sport == article_.sport &&
                          !tokens_.is(segment.first, kSentenceFirst) && !tokens_.is(segment.first, kAllCaps) &&
                          !document_.is(segment.first, kCalendar);
    if ((place || nickname) && score >= kDoubtful) memory_.doubtful.push_back({segment, reading.entry, score});
  }
  if (readings.other()) {
    add_named_thing(segment, readings);
    draft_.take(segment.first, segment.last);
    return;
  }
  if (readings.country() && is_land_of_club(segment.last + 1)) {
    draft_.take(segment.first, segment.last);
    return;
  }
  // A place is no candidate for a single name, unless a person of that name is known.
  if (readings.place() && segment.words >= 2) {
    draft_.take(segment.first, segment.last);
  }
}

// A place whose team the article names elsewhere, or that stands beside a team ("Hartlepool or Boston"), needs less.
void Teams::doubtful_places() {
  // Two rounds: a team that was coupled with one may be coupled with the next.
  for (int round = 0; round < 2; ++round) {
    for (const Doubtful& doubtful : memory_.doubtful) {
      const Segment& segment = doubtful.segment;
      if (draft_.any_taken(segment.first, segment.last)) continue;
      if (segment.words == 1 && people_.has_word(tokens_.hash[segment.first])) continue;
      // "Luton News": a part of another name.
      const Index next = segment.last + 1;
      if (next < tokens_.size() && tokens_.sentence[next] == tokens_.sentence[segment.first] &&
          draft_.is_free_capital(next)) {
        continue;
      }
      float score = doubtful.score;
      if (is_coupled(segment.first, segment.last)) score += 0.8f;
      const int times = readings_.mentions(doubtful.entry);
      const bool national = index_.team(doubtful.entry).kind == TeamKind::national;
      if (times > 0) score += national ? 0.25f : 0.4f;
      // A word that is a club here is no common word.
      if (times > 0 && segment.words == 1) score += 0.25f * static_cast<float>(document_.infos[segment.first].common);
      if (times > 1) score += national ? 0.0f : 0.4f;
      if (score < kEnough) continue;
      const bool country = document_.is(segment.first, kCountryFirst);
      add_team_mention(segment.first, segment.last, doubtful.entry,
                       country ? EntityRule::team_place : EntityRule::team_city);
    }
  }
}

// "Boston" in "Hartlepool or Boston" and "Boston and Hartlepool", where Hartlepool is a team.
bool Teams::is_coupled(Index first, Index last) const {
  const auto links = [&](Index t) { return is_any(document_.short_text(t), "and"_w, "or"_w); };
  const auto is_comma = [&](Index t) { return document_.short_text(t) == ","_w; };
  if (first >= 2 && in_team(first - 2) && links(first - 1)) return true;
  if (last + 2 >= tokens_.size() || !in_team(last + 2)) return false;
  if (links(last + 1)) return true;
  // "Utah, Chicago and Memphis".
  return is_comma(last + 1) &&
         ((first >= 1 && is_comma(first - 1)) || has_land_behind(last + 1, draft_.sentence_of(last)));
}

void Teams::add_named_thing(const Segment& segment, const Readings& readings) {
  if (segment.words == 1 && document_.infos[segment.first].common >= 3 && tokens_.is(segment.first, kSentenceFirst)) {
    return;
  }
  const EntryType type = readings.other_type;
  const std::size_t which = type == EntryType::competition ? 0 : type == EntryType::venue ? 1 : 2;
  const std::array<std::vector<NamedThing>*, 3> lists = {&article_.competitions, &article_.venues, &article_.outlets};
  std::vector<NamedThing>& list = *lists[which];
  const auto [at, fresh] = memory_.named_things.insert(readings.other_entry | std::uint64_t{which} << 32);
  if (fresh) {
    constexpr std::array<EntityRule, 3> kRules = {EntityRule::competition_name, EntityRule::venue_name,
                                                  EntityRule::outlet_name};
    const Entry entry = lexicon_.entry(readings.other_entry);
    at = static_cast<Index>(list.size());
    if (list.empty()) list.reserve(kFewThings);
    NamedThing& added = list.emplace_back();
    added.name = entry.name;
    added.key = entry.key;
    added.rule = rule_id(kRules[which]);
  }
  list[at].mentions.push_back(tokens_.span(segment.first, segment.last));
}

bool Teams::behind_preposition_of_place(Index token) const {
  if (token == 0 || tokens_.sentence[token - 1] != tokens_.sentence[token]) return false;
  return is_any(document_.short_text(token - 1), "in"_w, "In"_w, "at"_w, "At"_w, "near"_w, "from"_w);
}

// "c Croft b Cork": behind the letters of a batsman's line stands a fielder or a bowler.
bool Teams::is_bowler(Index token) const {
  if (article_.sport != Sport::cricket || token == 0) return false;
  return is_any(document_.short_text(token - 1), "c"_w, "b"_w, "lbw"_w, "st"_w);
}

bool Teams::is_one_of_a_side(const Segment& segment) const {
  if (segment.first == 0 || !is_the(segment.first - 1)) return false;
  const auto matches = document_.matches_at(segment.first);
  const bool player = std::any_of(matches.begin(), matches.end(), [&](const Match& match) {
    return match.type == EntryType::role && match.last == segment.last &&
           match.subtype == static_cast<std::uint8_t>(RoleClass::player);
  });
  if (!player || document_.token_text(segment.last).back() == 's') return false;
  const Index next = segment.last + 1;
  if (next >= draft_.sentence_of(segment.first).last || tokens_.kind[next] == TokenKind::punctuation) return true;
  return tokens_.kind[next] == TokenKind::word && !tokens_.is(next, kCapitalised) &&
         document_.is(next, kCueFirst | class_bit(WordClass::auxiliary) | class_bit(WordClass::pronoun_who));
}

// One word, which is the first or last of a club that no lexicon has, or stands behind the first.
bool Teams::is_part_of_unknown_club(const Segment& segment) const {
  const Index token = segment.first;
  const Index before = token - (token > 0 ? 1 : 0);
  // As nearly always: no word that makes a club of what stands beside it.
  const bool affix = document_.is(token, class_bit(WordClass::club_affix)) |
                     index_.may_be(tokens_.hash[token], WorldIndex::kClubPrefix) |
                     index_.may_be(tokens_.hash[before], WorldIndex::kClubPrefix);
  if (!affix || token != segment.last) return false;
  return ends_unknown_club(token) || begins_unknown_club(token) || (token > 0 && begins_unknown_club(before));
}

// "Hereley Rovers": the last word of a club that no lexicon has is no short name of another.
bool Teams::ends_unknown_club(Index token) const {
  if (!document_.is(token, class_bit(WordClass::club_affix)) || token == 0 || !tokens_.is(token, kSpaceBefore)) {
    return false;
  }
  const Index before = token - 1;
  return draft_.is_free_capital(before) && tokens_.sentence[before] == tokens_.sentence[token] &&
         document_.infos[before].common == 0 && !tokens_.is(before, kAllCaps) &&
         (document_.classes[before] &
          (kTeamFirst | kRoleFirst | kTitleFirst | kNationalityFirst | kFunctionWord | kCalendar | kCueFirst)) == 0;
}

// "Real Almarosa", "Dynamo Karsk": the first word of a club that no lexicon has is no short name of a famous one.
bool Teams::stands_before_unknown(Index token) const {
  const Index name = token + 1;
  if (!tokens_.is(token, kCapitalised) || name >= tokens_.size()) return false;
  if (!draft_.is_free_capital(name) || tokens_.sentence[name] != tokens_.sentence[token] ||
      !tokens_.is(name, kSpaceBefore) || tokens_.is(name, kAllCaps) || begins_person(name)) {
    return false;
  }
  if (document_.is(token, kTeamFirst | kCityFirst)) {
    // A known team of more words, as in "Real Madrid".
    for (const Match& match : document_.matches_at(token)) {
      if (match.last > token) return false;
    }
  }
  constexpr ClassBits kNoTown = kRoleFirst | kTitleFirst | kNationalityFirst | kFunctionWord | kCalendar | kCueFirst |
                                class_bit(WordClass::event_noun) | class_bit(WordClass::place_noun) |
                                class_bit(WordClass::squad_noun) | class_bit(WordClass::company_noun) |
                                class_bit(WordClass::club_affix);
  if (document_.is(name, kNoTown) || document_.infos[name].common >= 3) return false;
  return document_.is(name, kCityFirst) ||
         (!document_.is(name, kNameFirst) && document_.infos[name].surname < 4 && document_.infos[name].given_male < 4);
}

// "Ty Cole, QB, Indiana", "Ty Cole (Indiana)", "2. Ty Cole , Indiana 3.": lists of young players name their colleges.
bool Teams::is_prospects_college(Index first, Index last) const {
  if (article_.sport != Sport::american_football && article_.sport != Sport::basketball) return false;
  if (first < 2 || tokens_.sentence[first - 2] != tokens_.sentence[first]) return false;
  const std::string_view before = document_.token_text(first - 1);
  if (last + 1 >= tokens_.size()) return before == "," && college_context_ && person_before(first - 1);
  const std::string_view behind = document_.token_text(last + 1);
  const std::uint32_t length = tokens_.end[first - 2] - tokens_.start[first - 2];
  if (before == "(") return behind == ")" && person_before(first - 1);
  if (before != ",") return false;
  const bool position = length <= 4 && tokens_.kind[first - 2] == TokenKind::word &&
                        tokens_.is(first - 2, kCapitalised) && first > 2 && document_.token_text(first - 3) == ",";
  // The next number may stand behind the name of whose list it is: "Ty Cole , Indiana Orr 1."
  const Index second = last + 2 < tokens_.size() ? last + 2 : last + 1;
  const bool listed =
      tokens_.kind[last + 1] == TokenKind::number ||
      (tokens_.kind[second] == TokenKind::number && (behind == "(" || tokens_.is(last + 1, kCapitalised)));
  const Index name_end = document_.token_text(first - 2) == "." ? first - 2 : first - 1;  // "Ty Cole Jr., Indiana"
  return position || (listed && person_before(name_end));
}

// Articles about colleges and drafts of young players: a state is its college more often than elsewhere.
void Teams::note_draft() {
  if (article_.sport != Sport::american_football && article_.sport != Sport::basketball) return;
  int signs = readings_.is_college_article() ? 3 : 0;
  bool draft = false;
  for (const LexicalSegment& one : readings_.lexical()) {
    const Segment& segment = *one.segment;
    const Match& match = document_.matches[segment.match];
    if (match.type == EntryType::competition && lexicon_.entry(match.entry).name.ends_with(" draft")) {
      signs += 2;
      draft = true;
    }
    if (match.type == EntryType::competition && lexicon_.entry(match.entry).name.starts_with("NCAA")) signs += 2;
    if (match.type == EntryType::team && is_prospects_college(segment.first, segment.last)) ++signs;
  }
  college_context_ = signs >= 3;
  draft_article_ = draft && signs >= 6;
}

// "Utah OT Kal Lomax", "Miami defensive end Ed Moss", "Washington's Jo Reed".
bool Teams::introduces_player(Index last) const {
  constexpr Index kRole = 4;
  const Sentence& sentence = draft_.sentence_of(last);
  Index t = last + 1;
  if (t < sentence.last && tokens_.kind[t] == TokenKind::possessive) return begins_person(t + 1);
  const auto is_player = [&](Index token) {
    const auto matches = document_.matches_at(token);
    return std::any_of(matches.begin(), matches.end(), [](const Match& match) {
      return match.type == EntryType::role && match.subtype == static_cast<std::uint8_t>(RoleClass::player);
    });
  };
  const bool role = t < sentence.last && (is_position(t) || is_player(t));
  for (; role && t < sentence.last && t <= last + kRole && tokens_.kind[t] == TokenKind::word; ++t) {
    if (t > last + 1 && begins_person(t)) return true;
  }
  return false;
}

// ", QB, Indiana": in front of the name stand the letters of a position, and somebody in front of these.
bool Teams::behind_position(Index first) const {
  if (!college_context_ || first < 4 || document_.short_text(first - 1) != ","_w ||
      document_.short_text(first - 3) != ","_w || tokens_.sentence[first - 3] != tokens_.sentence[first]) {
    return false;
  }
  const std::string_view letters = document_.token_text(first - 2);
  const bool position = letters == "Edge" || (letters.size() <= 4 && tokens_.is(first - 2, kAllCaps)) ||
                        (letters.size() == 1 && tokens_.is(first - 2, kCapitalised));
  const Index name_end = document_.token_text(first - 4) == "." ? first - 4 : first - 3;
  return position && (person_before(name_end) || person_before(first - 3) || tokens_.is(first - 4, kCapitalised));
}

// The words are the college's name, or begin it; false if no college is called so.
bool Teams::college_of_prospect(Index first, Index last) {
  Index college = kNone;
  for (const Reading& reading : readings_.readings_of(first, last).teams) {
    if (reading.kind == TeamKind::college && college == kNone) college = reading.entry;
  }
  if (college == kNone) {
    std::uint64_t words = 0;
    for (Index t = first; t <= last; ++t) {
      if (tokens_.kind[t] == TokenKind::word) words = WorldIndex::add_word(words, tokens_.hash[t]);
    }
    college = index_.college_of(words);
  }
  if (college == kNone) return false;
  add_team_mention(first, last, college, EntityRule::team_city);
  return true;
}

// Schools of a list of prospects that no segment has.
void Teams::prospects_schools() {
  constexpr Index kWords = 5;
  if (!college_context_) return;
  for (const Index i : draft_.capitals) {
    if (draft_.taken[i] != 0 || !behind_position(i)) continue;
    const Sentence& sentence = draft_.sentence_of(i);
    Index last = draft_.hyphenated_end(i, sentence.last);
    while (last + 1 < sentence.last && last - i < kWords && draft_.is_free_capital(last + 1) &&
           tokens_.is(last + 1, kSpaceBefore)) {
      last = draft_.hyphenated_end(last + 1, sentence.last);
    }
    // "Slippery Rock Height: 6-0": the label of what follows.
    if (last > i && last + 1 < tokens_.size() && document_.token_text(last + 1) == ":") --last;
    if (draft_.any_taken(i, last) || college_of_prospect(i, last)) continue;
    add_unknown_team(i, last, EntityRule::team_shape);
  }
}

// "Ann Hall of ...": a person's name ends right before this token.
bool Teams::person_before(Index token) const {
  if (draft_.segments.empty() || draft_.segments.front().first >= token) return false;
  if ((memory_.marks[token - 1] & kEndsPerson) != 0) return true;
  return draft_.taken[token - 1] != 0 && people_.is_surname_here(token - 1);
}

void Teams::add_team_mention(Index first, Index last, Index entry_index, EntityRule rule) {
  entry_index = index_.side_in(article_.sport, entry_index);
  Level level = level_behind(first, last, entry_index);
  // "England B Jones": what stands in another name is no level.
  if (level.last != last && draft_.any_taken(last + 1, level.last)) level = {last, {}, {}};
  last = level.last;
  if (draft_.any_taken(first, last)) return;  // asked before there is a team, for none is without a mention
  if (level.word.empty() && !readings_.is_womens()) {
    // Most mentions are of a team that was named before.
    const auto [known, fresh] = memory_.by_entry.insert(entry_index);
    if (fresh) known = team_called(std::string(lexicon_.entry(entry_index).name), entry_index, rule);
    mention_team(first, last, known, entry_index);
    return;
  }
  std::string name(lexicon_.entry(entry_index).name);
  name += level.link;
  name += level.word;
  if (is_womens_side_of(entry_index, name) && !man_before(first)) name += " Women";
  mention_team(first, last, team_called(std::move(name), entry_index, rule), entry_index);
}

void Teams::mention_team(Index first, Index last, Index team, Index entry_index) {
  draft_.mention(EntityMention::Type::team, first, last, team);
  Draft::set_bytes(memory_.marks, first, last, kInTeam);
  readings_.note_mentioned(entry_index);
}

Index Teams::team_called(std::string&& name, Index entry_index, EntityRule rule) {
  const auto [team, fresh] = memory_.by_name.insert(hashing::hash_word(name));
  if (!fresh && article_.teams[team].name == name) return team;
  team = static_cast<Index>(article_.teams.size());
  Team& added = article_.teams.emplace_back();
  added.name = std::move(name);
  added.sport = article_.sport;
  added.rule = rule_id(rule);
  if (entry_index != kNone) {
    const Entry entry = lexicon_.entry(entry_index);
    added.key = entry.key;
    if (entry.sport != Sport::unknown) added.sport = entry.sport;
    added.kind = static_cast<TeamKind>(entry.subtype);
  }
  return team;
}

// A club of men and women, in an article about women's sport. A country's team is called by the country's name alone.
bool Teams::is_womens_side_of(Index entry_index, std::string_view name) const {
  const WorldIndex::TeamNote team = index_.team(entry_index);
  if (!readings_.is_womens() || name.ends_with(" Women") || team.womens_league) return false;
  switch (team.sport) {
    case Sport::football:
    case Sport::rugby_union:
    case Sport::rugby_league:
      return team.kind == TeamKind::club;
    case Sport::cricket:
      return team.kind == TeamKind::club || team.kind == TeamKind::franchise;
    default:
      return false;
  }
}

// "Her brother plays for Everton", "he left Everton": in the sentence a man stands before the club.
bool Teams::man_before(Index token) const {
  for (Index t = draft_.sentence_of(token).first; t < token; ++t) {
    if (document_.is(t, class_bit(WordClass::pronoun_he))) return true;
    for (const Match& match : document_.matches_at(t)) {
      if (match.type == EntryType::role && index_.gender_of_role(match.entry) == Gender::male) return true;
    }
  }
  return false;
}

// "England Under-21", "Mexico's Under-20s", "England A": the level is part of the team's name.
Teams::Level Teams::level_behind(Index first, Index last, Index entry_index) const {
  const Sentence& sentence = draft_.sentence_of(first);
  Index at = last + 1;
  const bool possessive = at < sentence.last && tokens_.kind[at] == TokenKind::possessive;
  if (possessive) ++at;
  if (at >= sentence.last) return {last, {}, {}};
  constexpr std::string_view kUnder = " Under-";
  const ShortWord word = document_.short_text(at);
  // "England U21", "France U-19s", "Japan Under 23s".
  if ((word & 0xFF) == "U"_w) {
    const std::string_view text = document_.token_text(at);
    if (text.size() >= 3 && is_age(text.substr(1))) return {at, kUnder, text.substr(1, 2)};
  }
  const bool under = is_any(word, "Under"_w, "under"_w);
  if (under && at + 1 < sentence.last && tokens_.is(at + 1, kSpaceBefore) && is_age(document_.token_text(at + 1))) {
    return {at + 1, kUnder, document_.token_text(at + 1).substr(0, 2)};
  }
  if ((under || word == "U"_w) && at + 2 < sentence.last && tokens_.kind[at + 1] == TokenKind::dash &&
      tokens_.is(at + 2, kHasDigit)) {
    std::string_view age = document_.token_text(at + 2);
    if (age.size() == 3 && age[2] == 's') age.remove_suffix(1);
    if (age.size() == 2) return {at + 2, kUnder, age};
  }
  if (!possessive) {
    const auto of_nation = [&] { return index_.team(entry_index).kind == TeamKind::national; };
    const bool level =
        is_any(word, "Students"_w, "Women"_w, "Schools"_w) || (word == 0 && document_.token_text(at) == "Schoolboys");
    // "U.S. Women's Open" is played by women of all countries.
    const bool event = level && at + 2 < sentence.last && tokens_.kind[at + 1] == TokenKind::possessive &&
                       tokens_.is(at + 2, kCapitalised) && document_.is(at + 2, class_bit(WordClass::event_noun));
    if (level && !event && of_nation()) return {at, " ", document_.token_text(at)};
    // "Newry FC" of a club that the lexicon calls by its town.
    if (is_any(word, "FC"_w, "AFC"_w, "RFC"_w) && draft_.taken[at] == 0) return {at, {}, {}};
    if (is_any(word, "A"_w, "B"_w) && tokens_.is(at, kSpaceBefore) && of_nation()) {
      return {at, " ", document_.token_text(at)};
    }
  }
  // "He has won 50 caps for Wales", further down, is of another side.
  if (!match_sides_.empty() && std::find(match_sides_.begin(), match_sides_.end(), entry_index) != match_sides_.end()) {
    return {last, kUnder, match_level_};
  }
  return {last, {}, {}};
}

// A headline, or a sentence that says how a match went.
bool Teams::tells_of_play(const Sentence& sentence) const {
  if (sentence.block == 0 && document_.blocks[0].kind != BlockKind::paragraph) return true;
  for (Index t = sentence.first; t < sentence.last; ++t) {
    if (document_.is(
            t, class_bit(WordClass::win_verb) | class_bit(WordClass::lose_verb) | class_bit(WordClass::draw_verb))) {
      return true;
    }
  }
  return false;
}

// "Sweden and Latvia drew their under-21 qualifier": the headline or the first sentences tell of a match of an age, and
// nothing of a senior side.
void Teams::find_level_of_match() {
  constexpr Index kHead = 80;
  constexpr Index kPhrase = 5;
  const std::uint64_t under = fold_hash("under");
  bool of_match = false;
  std::string_view level;
  for (const Index number : landmarks_.numbers) {
    // Hardly any number has the word in front of it.
    const bool right_behind = number > 0 && tokens_.hash[number - 1] == under;
    const bool behind_dash = number > 1 && tokens_.hash[number - 2] == under;
    if (!(right_behind | behind_dash)) continue;
    const Index link = tokens_.kind[number - 1] == TokenKind::dash ? 2 : 1;
    if (number < link || !is_age(document_.token_text(number))) continue;
    const Index t = number - link;
    if (t + 3 >= tokens_.size() || !is_any(document_.short_text(t), "under"_w, "Under"_w, "UNDER"_w)) continue;
    const std::string_view age = document_.token_text(number);
    if (!level.empty() && level != age.substr(0, 2)) return;
    level = age.substr(0, 2);
    if (t > kHead || !tells_of_play(draft_.sentence_of(t))) continue;
    for (Index behind = number + 1; behind < tokens_.size() && behind <= number + kPhrase; ++behind) {
      if (tokens_.sentence[behind] != tokens_.sentence[t] || tokens_.kind[behind] != TokenKind::word) break;
      if (document_.is(behind, class_bit(WordClass::event_noun) | class_bit(WordClass::draw_noun) |
                                   class_bit(WordClass::win_noun) | class_bit(WordClass::lose_noun))) {
        of_match = true;
      }
    }
  }
  if (!of_match || is_individual(article_.sport) || tells_of_seniors()) return;
  match_level_ = level;
  for (const Match& match : document_.matches) {
    if (match.first > kHead) break;
    if (match.type == EntryType::team && match.subtype == static_cast<std::uint8_t>(TeamKind::national) &&
        tells_of_play(draft_.sentence_of(match.first))) {
      match_sides_.push_back(index_.side_in(article_.sport, match.entry));
    }
  }
}

bool Teams::tells_of_seniors() const {
  for (Index t = 0; t + 3 < tokens_.size(); ++t) {
    if (is_any(document_.short_text(t), "senior"_w, "seniors"_w)) return true;
  }
  return false;
}

void Teams::results_lines() {
  for (const Block& block : document_.blocks) {
    if (block.kind != BlockKind::results_line) continue;
    for (const Span& name : block.names) {
      const Index first = tokens_.at_or_after(name.start);
      if (first >= tokens_.size() || tokens_.start[first] >= name.end) continue;
      Index last = first;
      while (last + 1 < tokens_.size() && tokens_.start[last + 1] < name.end) ++last;
      // "Orr 41, Tait 56.": scorers, if the text turns out to know them.
      if (first == last && readings_.readings_of(first, last).teams.empty()) {
        memory_.late_lines.push_back(first);
      } else {
        listed_team(first, last);
      }
    }
  }
}

void Teams::single_names_of_results() {
  for (const Index i : memory_.late_lines) {
    if (draft_.taken[i]) continue;
    if (const Index person = people_.only_bearer(i); person != kNone) {
      draft_.mention(EntityMention::Type::person, i, i, person);
    } else {
      listed_team(i, i);
    }
  }
}

// "J. Orr c Lamb b Tait", "J. Orr not out": a batsman's line of a scorecard.
bool Teams::is_dismissal(Index first, Index last) const {
  if (article_.sport != Sport::cricket) return false;
  for (Index t = first + 1; t <= last; ++t) {
    if (is_any(document_.short_text(t), "c"_w, "b"_w, "st"_w, "lbw"_w, "out"_w)) return true;
  }
  return false;
}

// A standings row of a team sport: a name, then its figures.
void Teams::table_rows() {
  if (is_individual(article_.sport)) return;
  for (Index b = 0; b < document_.blocks.size(); ++b) {
    if (document_.blocks[b].kind != BlockKind::table_row) continue;
    const Index t = tokens_.at_or_after(document_.blocks[b].span.start);
    if (t >= tokens_.size() || tokens_.block[t] != b || tokens_.kind[t] != TokenKind::word) continue;
    Index last = t;
    while (last + 1 < tokens_.size() && tokens_.block[last + 1] == tokens_.block[t] &&
           (tokens_.kind[last + 1] == TokenKind::word ||
            (tokens_.kind[last + 1] == TokenKind::dash && tokens_.is(last + 1, kGluedBefore)))) {
      ++last;
    }
    // "Schalke 04", "Munich 1860": a number of the name is none of the figures.
    for (const Match& match : document_.matches_at(t)) {
      if (match.type == EntryType::team && match.last > last) last = match.last;
    }
    const Index next = last + 1;
    if (next >= tokens_.size() || tokens_.block[next] != tokens_.block[t] || !tokens_.is(t, kCapitalised)) continue;
    if (tokens_.kind[next] != TokenKind::number && document_.short_text(next) != "("_w) continue;
    listed_team(t, last);
  }
}

// A name that its place in a list makes a team: the lexicon's, or one of the lexicon's with a town behind it
// ("Willem II Tilburg"), or unknown.
void Teams::listed_team(Index first, Index last) {
  if (draft_.any_taken(first, last) || is_dismissal(first, last)) return;
  for (Index end = last;; --end) {
    const Readings& readings = readings_.readings_of(first, end);
    const bool begins_other = end == first && end < last && begins_unknown_club(first);
    if (!readings.teams.empty() && !begins_other && (end == last || end > first || last - first <= 1)) {
      add_team_mention(first, last, readings_.best_reading(readings).entry, EntityRule::team_results_line);
      return;
    }
    if (end == first) break;
  }
  // "From 58-1 they slid": no name at all.
  if (first == last && document_.is(first, kFunctionWord)) return;
  // Cricket's tables list players, and its teams are known.
  if (article_.sport == Sport::cricket) return;
  add_unknown_team(first, last, EntityRule::team_results_line);
}

// What franchise_places() and shaped_teams() look at, which is few of the capitals.
void Teams::list_starts() {
  memory_.franchise_starts.resize(draft_.capitals.size());
  memory_.club_starts.resize(draft_.capitals.size());
  std::size_t franchises = 0;
  std::size_t clubs = 0;
  for (const Index i : draft_.capitals) {
    const bool is_free = draft_.taken[i] == 0;
    memory_.franchise_starts[franchises] = i;
    memory_.club_starts[clubs] = i;
    franchises += static_cast<std::size_t>(is_free & readings_.may_begin_franchise(i));
    clubs += static_cast<std::size_t>(is_free & may_shape_club(i));
  }
  memory_.franchise_starts.resize(franchises);
  memory_.club_starts.resize(clubs);
}

// "Tampa Bay", "Colorado": places that no gazetteer row has, but that franchises are named after.
void Teams::franchise_places() {
  Index behind = 0;  // the last place
  for (const Index i : memory_.franchise_starts) {
    if ((i < behind) | (draft_.taken[i] != 0)) continue;
    if (begins_unknown_club(i)) continue;
    for (Index last = std::min<Index>(i + 2, tokens_.size() - 1) + 1; last-- > i;) {
      if (draft_.any_taken(i, last) || tokens_.sentence[last] != tokens_.sentence[i]) continue;
      if (tokens_.kind[last] != TokenKind::word) continue;
      const Readings& readings = readings_.franchises_of(i, last);
      if (readings.teams.empty()) continue;
      // "Rene St. Paul": the surname of somebody here, and no franchise that is here by another name.
      const bool persons = people_.is_surname_here(i, last) || (i == last && people_.has_word(tokens_.hash[i]));
      if (persons && !readings_.strong_team(readings, tokens_.hash[i] + (last - i))) break;
      const Reading reading = readings_.best_reading(readings);
      // "Santa" is no short form of a small club of Santa Cruz.
      if (reading.weight < kKnownTeam && readings_.active(reading.entry) == 0) continue;
      if (team_score(i, last, last > i ? 2 : 1, readings, reading) >= kEnough) {
        add_team_mention(i, last, reading.entry, EntityRule::team_city);
      }
      behind = last + 1;
      break;
    }
  }
}

Index Teams::add_unknown_team(Index first, Index last, EntityRule rule) {
  std::string name = draft_.clean_name(first, last);
  if (name.starts_with("F.C. ") || name.starts_with("A.C. ")) name.erase(0, 5);
  const Index team = team_called(std::move(name), kNone, rule);
  draft_.mention(EntityMention::Type::team, first, last, team);
  return team;
}

void Teams::shaped_teams() {
  Index behind = 0;  // the last of them
  bool short_names = false;
  for (const Index i : memory_.club_starts) {
    if ((i < behind) | (draft_.taken[i] != 0)) continue;
    const bool begins_club = begins_unknown_club(i);
    if (!begins_club && !is_club_affix(document_, i) && !ends_named_club(i)) continue;
    const Sentence& sentence = draft_.sentence_of(i);
    Index first = i;
    while (!begins_club && first > sentence.first && draft_.taken[first - 1] == 0 && i - first < 3 &&
           tokens_.kind[first - 1] == TokenKind::word && tokens_.is(first - 1, kCapitalised) &&
           tokens_.is(first, kSpaceBefore) &&
           !document_.is(first - 1, kFunctionWord | kTitleFirst | kNationalityFirst | kCalendar) &&
           !(tokens_.is(first - 1, kSentenceFirst) && document_.infos[first - 1].common >= 3)) {
      --first;
    }
    Index last = i;
    if (first == i) {
      while (last + 1 < sentence.last && draft_.taken[last + 1] == 0 && last - i < 2 &&
             tokens_.kind[last + 1] == TokenKind::word && tokens_.is(last + 1, kCapitalised) &&
             !document_.is(last + 1, kFunctionWord | kCalendar)) {
        ++last;
      }
    }
    if ((first == i && last == i) || is_district(first, last)) continue;
    const Index team = add_unknown_team(first, last, EntityRule::team_shape);
    behind = last + 1;
    // What makes no club of it may stand alone: "Nordhavn are fifth".
    if (last != first + 1) continue;
    const Index word = first == i ? last : first;
    if (document_.infos[word].common == 0 && !document_.is(word, kNameFirst) && !tokens_.is(word, kAllCaps)) {
      memory_.shaped.insert(tokens_.hash[word]).first = team;
      short_names = true;
    }
  }
  if (short_names) short_names_of_shaped_teams();
}

// "Norwood Rowing Club", "Upton Boat Club": the last word of it.
bool Teams::ends_named_club(Index token) const {
  if (token < 2 || document_.short_text(token) != "Club"_w || !tokens_.is(token, kSpaceBefore)) return false;
  return is_any(document_.short_text(token - 1), "Rowing"_w, "Boat"_w, "Football"_w, "Rugby"_w, "Hockey"_w) &&
         draft_.is_free_capital(token - 2) && tokens_.sentence[token - 2] == tokens_.sentence[token] &&
         !document_.is(token - 2, kFunctionWord | kTitleFirst | kNationalityFirst | kCalendar);
}

// "In Leeds County", "the Leeds County sheriff": a part of the land and no club.
bool Teams::is_district(Index first, Index last) const {
  if (document_.short_text(last) != "County"_w || last == first) return false;
  const Sentence& sentence = draft_.sentence_of(first);
  if (first > sentence.first) {
    if (is_any(document_.short_text(first - 1), "in"_w, "from"_w, "near"_w, "across"_w, "outside"_w)) return true;
  }
  return last + 1 < sentence.last &&
         document_.is(last + 1, class_bit(WordClass::home_noun) | class_bit(WordClass::land_noun));
}

void Teams::short_names_of_shaped_teams() {
  for (const Index i : draft_.capitals) {
    if (draft_.taken[i] != 0) continue;
    const Index* team = memory_.shaped.find(tokens_.hash[i]);
    if (team == nullptr || people_.has_word(tokens_.hash[i])) continue;
    const bool part =
        (i > 0 && draft_.is_free_capital(i - 1) && tokens_.sentence[i - 1] == tokens_.sentence[i] &&
         !tokens_.is(i - 1, kSentenceFirst)) ||
        (i + 1 < tokens_.size() && draft_.is_free_capital(i + 1) && tokens_.sentence[i + 1] == tokens_.sentence[i]);
    if (!part && draft_.hyphenated_end(i) == i) {
      draft_.mention(EntityMention::Type::team, i, i, *team);
    }
  }
}

// "NEW JERSEY AT BOSTON": the places of a line of fixtures are the franchises of the article's sport.
bool Teams::fixture_in_capitals(Index i, const Sentence& sentence) {
  constexpr Index kWords = 3;
  if (tokens_.kind[i] != TokenKind::word || is_individual(article_.sport)) return false;
  const auto is_at = [&](Index t) { return document_.short_text(t) == "AT"_w; };
  const bool behind_at = i > sentence.first && is_at(i - 1);
  for (Index last = std::min<Index>(i + kWords, sentence.last); last-- > i;) {
    const bool ends = last + 1 >= sentence.last || tokens_.block[last + 1] != tokens_.block[i];
    const bool in_front = last + 1 < sentence.last && is_at(last + 1);
    if (!(behind_at && ends) && !(in_front && i == sentence.first)) continue;
    if (draft_.any_taken(i, last)) continue;
    const Readings& readings = readings_.franchises_of(i, last);
    if (readings.teams.empty()) continue;
    add_team_mention(i, last, readings_.best_reading(readings).entry, EntityRule::team_capitals);
    return true;
  }
  return false;
}

bool Teams::in_capitals(Index i, const Sentence& sentence) {
  if (fixture_in_capitals(i, sentence)) return true;
  for (const Match& match : document_.matches_at(i)) {
    if (match.last >= sentence.last || match.type != EntryType::team) continue;
    if (draft_.any_taken(i, match.last)) continue;
    const Readings& readings = readings_.readings_of(i, match.last);
    if (readings.teams.empty()) continue;
    const Reading reading = readings_.best_reading(readings);
    const bool here = readings_.is_mentioned(reading.entry) || readings_.active(reading.entry) > 0;
    const int words = match.last > match.first ? 2 : 1;
    if (!here && words == 1 && document_.infos[i].common >= 2) continue;
    if (!here && people_.is_surname_here(i)) continue;
    const float score = here ? 3.0f : team_score(i, match.last, words, readings, reading);
    if (score < kEnough) continue;
    add_team_mention(i, match.last, reading.entry, EntityRule::team_capitals);
    return true;
  }
  return false;
}

}  // namespace pressbox

#include "extractor/entities/readings.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "extractor/branch_free.h"
#include "extractor/entities/sport.h"
#include "extractor/entities/world_index.h"

namespace pressbox {
namespace {

constexpr std::uint64_t kSeveralForms = 0;
// What a place in a list of young players adds to a college: more than a franchise of the article has.
constexpr float kProspect = 8.0f;
// What an opponent of its sport adds: more than the article's sport and a team's full name elsewhere in it.
constexpr float kMeets = 9.0f;

// The sports in which countries meet each other most.
bool nations_meet(Sport sport) {
  return (sport == Sport::football) | (sport == Sport::rugby_union) | (sport == Sport::rugby_league) |
         (sport == Sport::cricket);
}

// The land itself, and not its people or what is theirs.
constexpr bool names_country(FormKind form) {
  return form == FormKind::name || form == FormKind::alias || form == FormKind::abbreviation;
}

// What a name is besides a team, by type and form; 16 and 8, so that no number of a damaged lexicon leads outside.
using Also = std::array<std::array<std::uint8_t, 8>, 16>;
constexpr Also make_also() {
  Also also{};
  const auto of = [&](EntryType type) -> std::array<std::uint8_t, 8>& { return also[static_cast<std::size_t>(type)]; };
  for (std::size_t form = 0; form < 8; ++form) {
    const bool country = names_country(static_cast<FormKind>(form));
    of(EntryType::country)[form] = country ? Readings::kCountry : Readings::kNationality;
  }
  of(EntryType::city).fill(Readings::kCity);
  of(EntryType::person).fill(Readings::kPerson);
  of(EntryType::competition).fill(Readings::kCompetition);
  of(EntryType::venue).fill(Readings::kVenue);
  of(EntryType::outlet).fill(Readings::kOutlet);
  return also;
}
constexpr Also kAlso = make_also();
static_assert(static_cast<std::size_t>(EntryType::word) < 16 && static_cast<std::size_t>(FormKind::inflection) < 8);
unsigned also_of(const Match& match) {
  return kAlso[static_cast<std::size_t>(match.type) % 16][static_cast<std::size_t>(match.form) % 8];
}

}  // namespace

TeamReadings::TeamReadings(const Draft& draft, const Landmarks& landmarks, const WorldIndex& index, Memory& memory)
    : draft_(draft),
      document_(draft.document),
      tokens_(draft.document.tokens),
      lexicon_(draft.lexicon),
      article_(draft.article),
      landmarks_(landmarks),
      index_(index),
      franchises_play_((draft.article.sport != Sport::unknown) & index.has_franchises(draft.article.sport)),
      memory_(memory) {
  memory_.teams.clear();
  memory_.countries.clear();
  memory_.last_words.clear();
  memory_.named.clear();
  memory_.nationalities.clear();
  memory_.tables.clear();
  memory_.last_words_filter = 0;
  memory_.opponent_of = kNone;
  list_lexical();
}

// What the matches say, the teams among them written to teams, which has room for all. Types come in no order that a
// processor could guess, so that all is written and what does not count is written over.
Readings TeamReadings::read(Index first, Index last, Reading* teams) const {
  const std::span<const Match> matches = document_.matches_at(first);
  std::size_t count = 0;
  unsigned also = 0;
  for (const Match& match : matches) {
    const auto here = static_cast<unsigned>(match.last == last);
    also |= also_of(match) & (0u - here);
    const auto no_own_sport = static_cast<unsigned>(match.form_sport == Sport::unknown);
    const unsigned sport =
        static_cast<unsigned>(match.form_sport) | (static_cast<unsigned>(match.sport) & (0u - no_own_sport));
    teams[count] = {match.entry, match.form, static_cast<Sport>(sport), static_cast<TeamKind>(match.subtype),
                    match.weight};
    count += here & static_cast<unsigned>(match.type == EntryType::team);
  }
  Readings readings;
  readings.teams = {teams, count};
  readings.first = first;
  readings.also = static_cast<std::uint8_t>(also);
  if (readings.other()) {
    constexpr unsigned kOther = Readings::kCompetition | Readings::kVenue | Readings::kOutlet;
    for (const Match& match : matches) {
      if (match.last == last && (also_of(match) & kOther) != 0) choose_other(readings, match);
    }
  }
  return readings;
}

// Each is asked for more than once.
void TeamReadings::list_lexical() {
  TokenColumn<LexicalSegment>& list = memory_.lexical;
  list.resize(draft_.segments.size());
  std::size_t count = 0;
  for (const Segment& segment : draft_.segments) {
    list[count].segment = &segment;
    count += static_cast<std::size_t>(segment.match != kNone);
  }
  list.resize(count);
  Index teams = 0;
  for (LexicalSegment& one : list) {
    const Index first = one.segment->first;
    const std::size_t most = teams + document_.matches_at(first).size();
    if (memory_.teams_of_segments.size() < most) memory_.teams_of_segments.resize(2 * most);
    const Readings readings = read(first, one.segment->last, memory_.teams_of_segments.data() + teams);
    for (const Reading& team : readings.teams) index_.prefetch_team(team.entry);
    one.first_team = teams;
    one.team_count = static_cast<Index>(readings.teams.size());
    one.other_entry = readings.other_entry;
    one.other_type = readings.other_type;
    one.also = readings.also;
    one.franchise_count = 0;
    teams += one.team_count;
  }
  if (franchises_play_) find_franchises();
  prefetch_likeliest();
}

// What is named first needs its entry's texts, which are two loads from far away. Asked for at once, they come at once.
void TeamReadings::prefetch_likeliest() const {
  TokenColumn<Index>& entries = memory_.likeliest;
  entries.resize(memory_.lexical.size());
  std::size_t count = 0;
  for (const LexicalSegment& one : memory_.lexical) {
    // Where there is no team, what stands there is of no use, but it stands there.
    entries[count] = pick(one.team_count != 0, memory_.teams_of_segments[one.first_team].entry, one.other_entry);
    count += static_cast<std::size_t>((one.team_count != 0) | (one.other_entry != kNone));
  }
  entries.resize(count);
  for (const Index entry : entries) lexicon_.prefetch(entry);
  for (const Index entry : entries) __builtin_prefetch(lexicon_.entry(entry).name.data());
}

// All are asked for before the first is read, because they lie far apart.
void TeamReadings::find_franchises() {
  TokenColumn<Memory::Place>& places = memory_.places;
  places.resize(memory_.lexical.size());
  std::size_t count = 0;
  for (Index at = 0; at < memory_.lexical.size(); ++at) {
    const Segment& segment = *memory_.lexical[at].segment;
    places[count].at = at;
    count += may_begin_franchise(first_word(segment.first, segment.last)) ? 1 : 0;
  }
  places.resize(count);
  for (Memory::Place& place : places) {
    const Segment& segment = *memory_.lexical[place.at].segment;
    place.words = words_of(segment.first, segment.last);
    if (index_.may_be_place(place.words, article_.sport)) index_.prefetch_franchises(place.words, article_.sport);
  }
  for (const Memory::Place& place : places) {
    LexicalSegment& one = memory_.lexical[place.at];
    const auto franchises = index_.franchises_of(place.words, article_.sport);
    one.franchises = franchises.data();
    one.franchise_count = static_cast<Index>(franchises.size());
  }
}

const Readings& TeamReadings::readings_of(const LexicalSegment& one) const {
  Readings& readings = memory_.readings;
  const Segment& segment = *one.segment;
  readings.teams = {memory_.teams_of_segments.data() + one.first_team, one.team_count};
  readings.segment = &segment;
  readings.first = segment.first;
  readings.other_entry = one.other_entry;
  readings.other_type = one.other_type;
  readings.also = one.also;
  if (one.franchise_count != 0) {
    add_franchises({one.franchises, one.franchise_count}, first_word(segment.first, segment.last), readings);
  }
  if (segment.first == segment.last) add_last_word(segment.first, readings);
  return readings;
}

const Readings& TeamReadings::readings_of(Index first, Index last) const {
  const std::size_t most = document_.matches_at(first).size();
  if (memory_.room.size() < most) memory_.room.resize(2 * most);
  memory_.readings = read(first, last, memory_.room.data());
  add_franchises(first, last, memory_.readings);
  if (first == last) add_last_word(first, memory_.readings);
  return memory_.readings;
}

void TeamReadings::add_team(Readings& readings, const Reading& reading) const {
  const std::size_t count = readings.teams.size();
  const bool elsewhere = readings.teams.data() != memory_.room.data();
  if (memory_.room.size() <= count) memory_.room.resize(2 * count + 8);
  if (elsewhere) std::copy(readings.teams.begin(), readings.teams.end(), memory_.room.begin());
  memory_.room[count] = reading;
  readings.teams = {memory_.room.data(), count + 1};
}

const Readings& TeamReadings::franchises_of(Index first, Index last) const {
  memory_.readings = Readings{};
  memory_.readings.first = first;
  add_franchises(first, last, memory_.readings);
  return memory_.readings;
}

void TeamReadings::add_franchises(Index first, Index last, Readings& readings) const {
  if (!franchises_play_) return;
  const Index token = first_word(first, last);
  if (!may_begin_franchise(token)) return;
  add_franchises(index_.franchises_of(words_of(first, last), article_.sport), token, readings);
}

std::uint64_t TeamReadings::words_of(Index first, Index last) const {
  std::uint64_t words = 0;
  for (Index t = first; t <= last; ++t) {
    if (tokens_.kind[t] == TokenKind::word) words = WorldIndex::add_word(words, tokens_.hash[t]);
  }
  return words;
}

void TeamReadings::add_franchises(std::span<const WorldIndex::Franchise> franchises, Index token,
                                  Readings& readings) const {
  // Of several in one city, only one that the article names in full.
  const bool named =
      franchises.size() > 1 && std::any_of(franchises.begin(), franchises.end(),
                                           [&](const WorldIndex::Franchise& one) { return active(one.entry) > 0; });
  for (const WorldIndex::Franchise& franchise : franchises) {
    if (named && active(franchise.entry) == 0 && !in_league_of_table(token, franchise.entry)) {
      continue;
    }
    add_team(readings, {franchise.entry, FormKind::alias, article_.sport, TeamKind::franchise, franchise.weight});
    readings.also |= Readings::kCity;
  }
}

// "Rangers" where Queens Park Rangers are, "Irish" where London Irish are and Ireland is not.
void TeamReadings::add_last_word(Index token, Readings& readings) const {
  if (!may_be_last_word(token)) return;
  const Index* found = memory_.last_words.find(tokens_.hash[token]);
  if (found == nullptr) return;
  const Index entry = *found;
  if (std::any_of(readings.teams.begin(), readings.teams.end(),
                  [&](const Reading& reading) { return reading.entry == entry; })) {
    return;
  }
  if (readings.nationality()) {
    for (const Match& match : document_.matches_at(token)) {
      if (match.type == EntryType::country &&
          std::find(memory_.named.begin(), memory_.named.end(), match.entry) != memory_.named.end())
        return;
    }
    readings.also &= static_cast<std::uint8_t>(~Readings::kNationality);
  }
  const WorldIndex::TeamNote team = index_.team(entry);
  add_team(readings, {entry, FormKind::alias, team.sport, team.kind, team.weight});
}

void TeamReadings::choose_other(Readings& readings, const Match& match) const {
  const bool fits_better = match.sport == article_.sport && readings.other_sport != article_.sport;
  if (readings.other_entry != kNone && !fits_better) return;
  readings.other_entry = match.entry;
  readings.other_type = match.type;
  readings.other_sport = match.sport;
}

// A heading is a short block that begins with a league's name: "AMERICAN LEAGUE", "National League standings".
void TeamReadings::find_tables() {
  constexpr Index kHeading = 6;
  for (const Index m : landmarks_.competitions) {
    const Match& match = document_.matches[m];
    if (match.sport != article_.sport) continue;
    const Index first = match.first;
    if (first > 0 && tokens_.block[first - 1] == tokens_.block[first]) continue;
    const Index behind = first + kHeading;
    if (behind < tokens_.size() && tokens_.block[behind] == tokens_.block[first]) continue;
    if (!memory_.tables.empty() && memory_.tables.back().first == first) continue;
    memory_.tables.push_back({first, lexicon_.entry(match.entry).name});
  }
}

bool TeamReadings::in_league_of_table(Index token, Index team) const {
  const std::vector<Memory::Table>& tables = memory_.tables;
  if (tables.empty()) return false;  // as nearly always, and the entry is a load from far away
  const auto behind = std::partition_point(tables.begin(), tables.end(),
                                           [&](const Memory::Table& table) { return table.first <= token; });
  return behind != tables.begin() && lexicon_.entry(team).detail.find((behind - 1)->league) != std::string_view::npos;
}

// Washington's basketball players were Bullets in 1996: how well the years of a name fit the article's.
float TeamReadings::name_of_its_day(const WorldIndex::TeamNote& team) const {
  if (team.first_year == 0 && team.last_year == 0) return 0.0f;
  const bool franchise = team.kind == TeamKind::franchise;
  if (year_ == 0) return team.last_year != 0 && franchise ? -0.5f : 0.0f;
  const int year = year_ - image::kYearZero;
  if ((team.first_year != 0 && team.first_year > year) || (team.last_year != 0 && team.last_year < year)) return -2.5f;
  return team.last_year != 0 && franchise ? 0.6f : 0.0f;
}

void TeamReadings::mark_active_teams() {
  womens_ = pressbox::is_womens(document_, landmarks_);
  year_ = year_of(document_, landmarks_, index_);
  find_tables();
  for (const Index m : landmarks_.countries) {
    const Match& match = document_.matches[m];
    if (names_country(match.form)) {
      note_country(match.entry);
    } else {
      note_nationality(index_.number_of_country(match.entry));
    }
  }
  int colleges = 0;
  // What only a franchise's city could make a team of is a place.
  TokenColumn<Index>& certain = memory_.certain;
  certain.resize(memory_.lexical.size());
  std::size_t count = 0;
  for (std::size_t at = 0; at < memory_.lexical.size(); ++at) {
    const LexicalSegment& one = memory_.lexical[at];
    const bool else_too = (one.also & (Readings::kCountry | Readings::kCity | Readings::kPerson)) != 0;
    certain[count] = static_cast<Index>(at);
    count += static_cast<std::size_t>(((one.team_count != 0) | (one.segment->first == one.segment->last)) & !else_too);
  }
  certain.resize(count);
  for (const Index at : certain) {
    const LexicalSegment& one = memory_.lexical[at];
    const Segment& segment = *one.segment;
    if ((one.team_count == 0) & !may_be_last_word(segment.first)) continue;
    const Readings& readings = readings_of(one);
    if (readings.teams.empty() | readings.place()) continue;
    Index only = kNone;
    int fitting = 0;
    for (const Reading& reading : readings.teams) {
      const bool fits = (reading.sport == article_.sport) | (reading.sport == Sport::unknown);
      fitting += fits ? 1 : 0;
      only = fits ? reading.entry : only;
    }
    if (fitting == 0 && readings.teams.size() == 1 && segment.words >= 2) only = readings.teams[0].entry;
    if (only == kNone || fitting > 1) continue;
    // "St Mary's" is a ground before it is a college.
    if (readings.other() && index_.team(only).kind == TeamKind::college) continue;
    if (segment.words >= 2 && !document_.is(segment.last, kCityFirst | kCountryFirst)) {
      memory_.last_words.insert(tokens_.hash[segment.last]).first = only;
      memory_.last_words_filter |= std::uint64_t{1} << (tokens_.hash[segment.last] % 64);
    }
    const std::uint64_t surface = tokens_.hash[segment.first] + (segment.last - segment.first);
    Memory::Seen& seen = memory_.teams[only];
    seen.form = seen.active == 0 || seen.form == surface ? surface : kSeveralForms;
    ++seen.active;
    const WorldIndex::TeamNote team = index_.team(only);
    if (team.country != 0) vote_for(team.country);
    colleges += team.kind == TeamKind::college ? 1 : -1;
  }
  college_article_ = colleges > 0;
}

bool TeamReadings::no_colleges_here() const {
  return nations_meet(article_.sport) && !college_article_ && votes_for(index_.united_states()) == 0;
}

int TeamReadings::active(Index entry, const Memory::Seen& team) const {
  const bool only_mentioned = all_read_ & (team.active == 0) & (team.mentions != 0);
  if (!only_mentioned) [[likely]]
    return team.active;
  return index_.team(entry).kind != TeamKind::college ? 1 : 0;
}

void TeamReadings::note_country(Index country) {
  std::vector<Index>& named = memory_.named;
  if (std::find(named.begin(), named.end(), country) == named.end()) named.push_back(country);
}

void TeamReadings::note_nationality(std::uint16_t country) {
  std::vector<std::uint16_t>& list = memory_.nationalities;
  if (std::find(list.begin(), list.end(), country) == list.end()) list.push_back(country);
}

// A text names few countries, and no text more than there are.
void TeamReadings::vote_for(std::uint16_t country) {
  for (Memory::Votes& votes : memory_.countries) {
    if (votes.country != country) continue;
    ++votes.count;
    return;
  }
  memory_.countries.push_back({country, 1});
}

int TeamReadings::votes_for(std::uint16_t country) const {
  for (const Memory::Votes& votes : memory_.countries) {
    if (votes.country == country) return votes.count;
  }
  return 0;
}

// Entries lie far apart in memory, and an article means the same few again and again.
void TeamReadings::look_up(const Reading& reading, Memory::Seen& team) const {
  const WorldIndex::TeamNote note = index_.team(reading.entry);
  team.known = true;
  team.womens_league = note.womens_league;
  team.years = name_of_its_day(note);
  team.votes = note.crosses_border ? 0 : votes_for(note.country);
}

float TeamReadings::reading_score(const Reading& reading, Index token) const {
  Memory::Seen& team = memory_.teams[reading.entry];
  if (!team.known) look_up(reading, team);
  float score = 0.2f * static_cast<float>(reading.weight) + team.years;
  if (in_league_of_table(token, reading.entry)) score += 1.5f;
  if (team.womens_league) score += womens_ ? 2.0f : -1.0f;
  // Kinds and sports of the readings of a name come in no order: no branch asks for them.
  const bool known = article_.sport != Sport::unknown;
  const bool same = reading.sport == article_.sport;
  const bool any = reading.sport == Sport::unknown;
  const bool national = reading.kind == TeamKind::national;
  const bool college = reading.kind == TeamKind::college;
  const bool franchise = reading.kind == TeamKind::franchise;
  score += when(known & same, 2.0f);
  score -= when(known & !same & !any, 2.0f);
  const bool of_nations = national & nations_meet(article_.sport);
  score += when(known & any & of_nations, 1.7f) + when(known & any & !of_nations, 1.2f);
  // Nations do not play it in the news: "Georgia" is the university.
  score -= when(national & (article_.sport == Sport::american_football), 3.0f);
  // Where a franchise and a college share a place, news means the franchise, unless colleges are what it is about.
  score -= when(college & !college_article_, 1.5f);
  if ((college & nations_meet(article_.sport)) && no_colleges_here()) score -= 2.0f;
  score -= when(franchise & (reading.weight < kKnownTeam), 2.0f);
  const int seen = active(reading.entry, team);
  score += when(seen > 0, 3.0f + 0.3f * static_cast<float>(std::min(seen, 5)));
  score += when(team.votes > 0, std::min(1.2f, 0.4f * static_cast<float>(team.votes)));
  return score;
}

// "Rangers beat Celtic" in a text about baseball: whom a team meets says what both play.
Sport TeamReadings::find_sport_of_opponent(const Readings& readings) const {
  const Segments& segments = draft_.segments;
  const Segment* at = readings.segment;
  if (at == nullptr) {
    const auto from = std::lower_bound(segments.begin(), segments.end(), readings.first,
                                       [](const Segment& s, Index t) { return s.first < t; });
    if (from == segments.end() || from->first != readings.first) return Sport::unknown;
    at = &*from;
  }
  if (at != &segments.front() && meet(*(at - 1), *at)) return only_sport(*(at - 1));
  if (at != &segments.back() && meet(*at, *(at + 1))) return only_sport(*(at + 1));
  return Sport::unknown;
}

// Few words between two names, and one of them tells of a match.
bool TeamReadings::meet(const Segment& one, const Segment& other) const {
  constexpr Index kBetween = 5;
  if (tokens_.sentence[one.last] != tokens_.sentence[other.first] || other.first - one.last > kBetween) return false;
  bool contest = false;
  for (Index t = one.last + 1; t < other.first; ++t) {
    if (tokens_.is(t, kCapitalised) || document_.short_text(t) == ","_w) return false;
    contest = contest || is_any(document_.short_text(t), "against"_w, "v"_w, "vs"_w) ||
              document_.is(t, class_bit(WordClass::win_verb) | class_bit(WordClass::lose_verb) |
                                  class_bit(WordClass::draw_verb));
  }
  return contest;
}

// The sport of every team that the segment may be; unknown where they differ or it may be a place.
Sport TeamReadings::only_sport(const Segment& segment) const {
  Sport only = Sport::unknown;
  for (const Match& match : document_.matches_at(segment.first)) {
    if (match.last != segment.last) continue;
    if (match.type == EntryType::city || match.type == EntryType::country) return Sport::unknown;
    if (match.type != EntryType::team) continue;
    const Sport sport = match.form_sport != Sport::unknown ? match.form_sport : match.sport;
    if (sport == Sport::unknown || (only != Sport::unknown && only != sport)) return Sport::unknown;
    only = sport;
  }
  return only;
}

const Reading& TeamReadings::best_reading(const Readings& readings, bool prospect) const {
  if (readings.teams.size() == 1) return readings.teams.front();
  const Sport meets = sport_of_opponent(readings);
  std::size_t best = 0;
  float best_score = -100.0f;
  for (std::size_t k = 0; k < readings.teams.size(); ++k) {
    float score = reading_score(readings.teams[k], readings.first);
    if (prospect && readings.teams[k].kind == TeamKind::college) score += kProspect;
    if (meets != Sport::unknown && readings.teams[k].sport == meets) score += kMeets;
    if (score > best_score) {
      best_score = score;
      best = k;
    }
  }
  return readings.teams[best];
}

bool TeamReadings::strong_team(const Readings& readings, std::uint64_t surface) const {
  return std::any_of(readings.teams.begin(), readings.teams.end(), [&](const Reading& reading) {
    const Memory::Seen* seen = memory_.teams.find(reading.entry);
    if (seen != nullptr && seen->active > 0 && seen->form != surface) return true;
    if (reading.kind != TeamKind::national) return false;
    // Jordan is somebody where no countries meet and nobody is Jordanian.
    if (nations_meet(article_.sport) && reading.weight > kKnownTeam) return true;
    const std::uint16_t country = index_.team(reading.entry).country;
    return std::find(memory_.nationalities.begin(), memory_.nationalities.end(), country) !=
           memory_.nationalities.end();
  });
}

}  // namespace pressbox

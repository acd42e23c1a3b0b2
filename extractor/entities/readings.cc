#include "extractor/entities/readings.h"

#include <algorithm>

#include "extractor/entities/world_index.h"

namespace pressbox {
namespace {

constexpr std::uint64_t kSeveralForms = 0;
// What a place in a list of young players adds to a college: more than a franchise of the article has.
constexpr float kProspect = 8.0f;

// The sports in which countries meet each other most.
bool nations_meet(Sport sport) {
  return sport == Sport::football || sport == Sport::rugby_union || sport == Sport::rugby_league ||
         sport == Sport::cricket;
}

}  // namespace

TeamReadings::TeamReadings(const Draft& draft, const WorldIndex& index)
    : draft_(draft),
      document_(draft.document),
      tokens_(draft.document.tokens),
      lexicon_(draft.lexicon),
      article_(draft.article),
      index_(index) {}

Sport TeamReadings::sport_of(const Reading& reading) const {
  return reading.form_sport != Sport::unknown ? reading.form_sport : lexicon_.head(reading.entry).sport;
}

Readings TeamReadings::readings_of(Index first, Index last) const {
  Readings readings;
  for (const Match& match : document_.matches_at(first)) {
    if (match.last != last) continue;
    switch (match.type) {
      case EntryType::team:
        readings.teams.push_back({match.entry, match.form, match.form_sport});
        break;
      case EntryType::country:
        if (match.form == FormKind::name || match.form == FormKind::alias || match.form == FormKind::abbreviation) {
          readings.country = true;
        } else {
          readings.nationality = true;
        }
        break;
      case EntryType::city:
        readings.city = true;
        if (readings.city_entry == kNone) readings.city_entry = match.entry;
        break;
      case EntryType::person:
        readings.person = true;
        break;
      case EntryType::competition:
        readings.competition = true;
        choose_other(readings, match.entry);
        break;
      case EntryType::venue:
        readings.venue = true;
        choose_other(readings, match.entry);
        break;
      case EntryType::outlet:
        readings.outlet = true;
        choose_other(readings, match.entry);
        break;
      default:
        break;
    }
  }
  add_franchises(first, last, readings);
  if (first == last) add_last_word(first, readings);
  return readings;
}

void TeamReadings::add_franchises(Index first, Index last, Readings& readings) const {
  if (article_.sport == Sport::unknown) return;
  std::uint64_t words = 0;
  for (Index t = first; t <= last; ++t) {
    if (tokens_.kind[t] == TokenKind::word) words = WorldIndex::add_word(words, tokens_.hash[t]);
  }
  const auto franchises = index_.franchises_of(words);
  std::size_t fitting = 0;
  std::size_t seen = 0;
  for (const WorldIndex::Franchise& franchise : franchises) {
    fitting += franchise.sport == article_.sport ? 1 : 0;
    seen += franchise.sport == article_.sport && active(franchise.entry) > 0 ? 1 : 0;
  }
  for (const WorldIndex::Franchise& franchise : franchises) {
    if (franchise.sport != article_.sport) continue;
    // Of several in one city, only one that the article names in full.
    if (fitting > 1 && seen > 0 && active(franchise.entry) == 0) continue;
    readings.teams.push_back({franchise.entry, FormKind::alias, Sport::unknown});
    readings.city = true;
  }
}

// "Rangers" where Queens Park Rangers are, "Irish" where London Irish are and Ireland is not.
void TeamReadings::add_last_word(Index token, Readings& readings) const {
  const auto found = last_words_.find(tokens_.hash[token]);
  if (found == last_words_.end()) return;
  const Index entry = found->second;
  if (std::any_of(readings.teams.begin(), readings.teams.end(),
                  [&](const Reading& reading) { return reading.entry == entry; })) {
    return;
  }
  if (readings.nationality) {
    for (const Match& match : document_.matches_at(token)) {
      if (match.type == EntryType::country && countries_.contains(match.entry)) return;
    }
    readings.nationality = false;
  }
  readings.teams.push_back({entry, FormKind::alias, Sport::unknown});
}

void TeamReadings::choose_other(Readings& readings, Index entry) const {
  if (readings.other_entry == kNone) {
    readings.other_entry = entry;
  } else if (lexicon_.head(entry).sport == article_.sport &&
             lexicon_.head(readings.other_entry).sport != article_.sport) {
    readings.other_entry = entry;
  }
}

void TeamReadings::mark_active_teams() {
  for (const Match& match : document_.matches) {
    if (match.type != EntryType::country) continue;
    if (match.form == FormKind::name || match.form == FormKind::alias || match.form == FormKind::abbreviation) {
      countries_.insert(match.entry);
    } else {
      nationalities_.insert(lexicon_.entry(match.entry).name);
    }
  }
  int colleges = 0;
  for (const Segment& segment : draft_.segments) {
    if (segment.match == kNone) continue;
    const Readings readings = readings_of(segment.first, segment.last);
    if (readings.teams.empty() || readings.place() || readings.person) continue;
    Index only = kNone;
    int fitting = 0;
    for (const Reading& reading : readings.teams) {
      const Sport sport = sport_of(reading);
      if (sport == article_.sport || sport == Sport::unknown) {
        ++fitting;
        only = reading.entry;
      }
    }
    if (fitting == 0 && readings.teams.size() == 1 && segment.words >= 2) only = readings.teams[0].entry;
    if (only == kNone || fitting > 1) continue;
    ++active_[only];
    if (segment.words >= 2 && !document_.is(segment.last, kCityFirst | kCountryFirst)) {
      last_words_.emplace(tokens_.hash[segment.last], only);
    }
    const std::uint64_t surface = tokens_.hash[segment.first] + (segment.last - segment.first);
    const auto [form, fresh] = active_forms_.emplace(only, surface);
    if (!fresh && form->second != surface) form->second = kSeveralForms;
    const Entry entry = lexicon_.entry(only);
    if (!entry.country.empty()) ++country_votes_[entry.country];
    colleges += entry.subtype == static_cast<std::uint8_t>(TeamKind::college) ? 1 : -1;
  }
  college_article_ = colleges > 0;
}

bool TeamReadings::no_colleges_here() const {
  return nations_meet(article_.sport) && !college_article_ && !country_votes_.contains("United States");
}

int TeamReadings::active(Index entry) const {
  const auto found = active_.find(entry);
  if (found == active_.end()) {
    return all_read_ && is_mentioned(entry) &&
                   lexicon_.head(entry).subtype != static_cast<std::uint8_t>(TeamKind::college)
               ? 1
               : 0;
  }
  return found->second;
}

float TeamReadings::reading_score(const Reading& reading) const {
  const Entry entry = lexicon_.entry(reading.entry);
  const Sport sport = sport_of(reading);
  float score = 0.2f * static_cast<float>(entry.weight);
  if (article_.sport != Sport::unknown) {
    if (sport == article_.sport) score += 2.0f;
    if (sport != article_.sport && sport != Sport::unknown) score -= 2.0f;
    const bool national = entry.subtype == static_cast<std::uint8_t>(TeamKind::national);
    // No countries meet in American football: Georgia is a college.
    const bool never = national && article_.sport == Sport::american_football;
    if (sport == Sport::unknown) score += national && nations_meet(article_.sport) ? 1.7f : never ? -1.0f : 1.2f;
  }
  // Where a franchise and a college share a place, news means the franchise, unless colleges are what it is about.
  if (entry.subtype == static_cast<std::uint8_t>(TeamKind::college)) score -= college_article_ ? 0.0f : 1.5f;
  // Nobody plays cricket or rugby for an American college, and few football.
  if (entry.subtype == static_cast<std::uint8_t>(TeamKind::college) && no_colleges_here()) score -= 2.0f;
  const bool minor = entry.subtype == static_cast<std::uint8_t>(TeamKind::franchise) && entry.weight < kKnownTeam;
  if (minor) score -= 2.0f;
  const int seen = active(reading.entry);
  if (seen > 0) score += 3.0f + 0.3f * static_cast<float>(std::min(seen, 5));
  const auto country = country_votes_.find(entry.country);
  // North American leagues cross the border.
  const bool franchise = entry.subtype == static_cast<std::uint8_t>(TeamKind::franchise);
  if (!franchise && country != country_votes_.end() && !entry.country.empty()) {
    score += std::min(1.2f, 0.4f * static_cast<float>(country->second));
  }
  return score;
}

const Reading& TeamReadings::best_reading(const Readings& readings, bool prospect) const {
  std::size_t best = 0;
  float best_score = -100.0f;
  for (std::size_t k = 0; k < readings.teams.size(); ++k) {
    float score = reading_score(readings.teams[k]);
    const auto kind = lexicon_.head(readings.teams[k].entry).subtype;
    if (prospect && kind == static_cast<std::uint8_t>(TeamKind::college)) score += kProspect;
    if (score > best_score) {
      best_score = score;
      best = k;
    }
  }
  return readings.teams[best];
}

bool TeamReadings::strong_team(const Readings& readings, std::uint64_t surface) const {
  return std::any_of(readings.teams.begin(), readings.teams.end(), [&](const Reading& reading) {
    const auto form = active_forms_.find(reading.entry);
    if (form != active_forms_.end() && form->second != surface) return true;
    const Entry entry = lexicon_.entry(reading.entry);
    if (entry.subtype != static_cast<std::uint8_t>(TeamKind::national)) return false;
    // Jordan is somebody where no countries meet and nobody is Jordanian.
    return (nations_meet(article_.sport) && entry.weight > kKnownTeam) || nationalities_.contains(entry.country);
  });
}

}  // namespace pressbox

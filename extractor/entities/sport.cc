#include "extractor/entities/sport.h"

#include <array>
#include <cstddef>

namespace pressbox {

bool is_individual(Sport sport) {
  switch (sport) {
    case Sport::tennis:
    case Sport::golf:
    case Sport::athletics:
    case Sport::swimming:
    case Sport::cycling:
    case Sport::motor_sport:
    case Sport::boxing:
    case Sport::snooker:
    case Sport::darts:
    case Sport::horse_racing:
    case Sport::skiing:
    case Sport::gymnastics:
    case Sport::rowing:
    case Sport::other:
      return true;
    default:
      return false;
  }
}

Sport vote_sport(const Document& document) {
  std::array<float, kSportCount> votes{};
  Index term_first = kNone;
  Index term_last = kNone;
  for (const Match& match : document.matches) {
    if (match.sport == Sport::unknown) continue;
    float vote = 0;
    if (match.type == EntryType::word) {
      // "Rugby league" is no rugby union: of the terms that begin at one word the longest votes.
      if (match.first == term_first && match.last < term_last) continue;
      term_first = match.first;
      term_last = match.last;
      vote = match.subtype == static_cast<std::uint8_t>(WordClass::sport_term) ? 1.0f : 0.0f;
    } else if (match.type == EntryType::competition) {
      vote = 1.0f;
    } else if (match.type == EntryType::role) {
      vote = 0.5f;
    } else if (match.type == EntryType::person) {
      vote = 0.25f;
    } else if (match.type == EntryType::team) {
      int readings = 0;
      for (const Match& other : document.matches_at(match.first)) {
        readings += other.last == match.last ? 1 : 0;
      }
      vote = match.form == FormKind::abbreviation
                 ? 0.2f
                 : (match.last > match.first ? 1.0f : 0.5f) / static_cast<float>(readings);
    }
    // The head of a text names its sport more often than its tail.
    if (document.tokens.block[match.first] == 0) vote *= 2.0f;
    votes[static_cast<std::size_t>(match.sport)] += vote;
  }
  std::size_t best = 0;
  for (std::size_t s = 1; s < votes.size(); ++s) {
    if (votes[s] > votes[best]) best = s;
  }
  return votes[best] >= 1.0f ? static_cast<Sport>(best) : Sport::unknown;
}

bool is_team_event(const Document& document) {
  int mentions = 0;
  for (const Match& match : document.matches) {
    if (match.type != EntryType::competition) continue;
    if (match.subtype != static_cast<std::uint8_t>(CompetitionKind::team_cup)) continue;
    mentions += document.tokens.block[match.first] < 4 ? 2 : 1;
  }
  return mentions >= 2;
}

}  // namespace pressbox

// Which sport an article is about. Private to the entities stage.
#pragma once

#include "extractor/article.h"
#include "extractor/document.h"
#include "extractor/entities/landmarks.h"
#include "extractor/entities/world_index.h"

namespace pressbox {

// The sport for which most of the matches speak; unknown where too few do.
[[nodiscard]] Sport vote_sport(const Document& document, const Landmarks& landmarks);

// A sport whose sides are single people, so that a country's name means a country.
[[nodiscard]] constexpr bool is_individual(Sport sport) {
  constexpr auto kIndividual = [] {
    std::uint32_t bits = 0;
    for (const Sport one : {Sport::tennis, Sport::golf, Sport::athletics, Sport::swimming, Sport::cycling,
                            Sport::motor_sport, Sport::boxing, Sport::snooker, Sport::darts, Sport::horse_racing,
                            Sport::skiing, Sport::gymnastics, Sport::rowing, Sport::other}) {
      bits |= std::uint32_t{1} << static_cast<unsigned>(one);
    }
    return bits;
  }();
  return (kIndividual >> static_cast<unsigned>(sport) & 1) != 0;
}
static_assert(kSportCount <= 32);

// The article is about a cup that countries or selections play for in a sport of individuals (the lexicon's
// competitions of kind team-cup): a country's name is a team again. One mention far down is about somebody's past.
[[nodiscard]] bool is_team_event(const Document& document, const Landmarks& landmarks);

// The article is about women's sport: a club's name means its women's side.
[[nodiscard]] bool is_womens(const Document& document, const Landmarks& landmarks);

// The year that the article was written in, as its dates tell: the latest that it names, but for those that it
// looks back or ahead to ("since 1986", "by 2001"); 0 if it names none.
[[nodiscard]] int year_of(const Document& document, const Landmarks& landmarks, const WorldIndex& index);

}  // namespace pressbox

#include "extractor/article.h"

#include <array>
#include <cstddef>

namespace pressbox {
namespace {

constexpr std::array<std::string_view, kSportCount> kSportNames = {
    "",           "football",   "rugby-union", "rugby-league", "american-football",
    "basketball", "baseball",   "ice-hockey",  "tennis",       "cricket",
    "golf",       "athletics",  "swimming",    "cycling",      "motor-sport",
    "boxing",     "snooker",    "darts",       "horse-racing", "australian-football",
    "skiing",     "volleyball", "handball",    "field-hockey", "gymnastics",
    "rowing",     "other"};
constexpr std::array<std::string_view, 4> kQuoteKindNames = {"direct", "partial", "nonspeech", "indirect"};
constexpr std::array<std::string_view, 2> kPolarityNames = {"affirmed", "negated"};
constexpr std::array<std::string_view, 4> kModalityNames = {"actual", "question", "hearsay", "hypothetical"};
constexpr std::array<std::string_view, 7> kHowNames = {"name",      "pronoun",  "nominal", "colon",
                                                       "continued", "headline", "other"};
constexpr std::array<std::string_view, 6> kScoreKindNames = {"final",  "partial",   "set",
                                                             "series", "aggregate", "shootout"};
constexpr std::array<std::string_view, 6> kTeamKindNames = {"club",    "franchise",      "national",
                                                            "college", "representative", "constructor"};

static_assert(kSportNames.back() == "other");
static_assert(kHowNames[static_cast<std::size_t>(How::other)] == "other");
static_assert(kQuoteKindNames[static_cast<std::size_t>(QuoteKind::indirect)] == "indirect");
static_assert(kPolarityNames[static_cast<std::size_t>(Polarity::negated)] == "negated");
static_assert(kModalityNames[static_cast<std::size_t>(Modality::hypothetical)] == "hypothetical");
static_assert(kScoreKindNames[static_cast<std::size_t>(ScoreKind::shootout)] == "shootout");
static_assert(kTeamKindNames[static_cast<std::size_t>(TeamKind::constructor)] == "constructor");

template <std::size_t N, typename Enum>
constexpr std::string_view name_in(const std::array<std::string_view, N>& names, Enum value) {
  const auto index = static_cast<std::size_t>(value);
  return index < N ? names[index] : std::string_view();
}

bool same_sport(std::string_view given, std::string_view name) {
  if (given.size() != name.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = given[i] == ' ' || given[i] == '_' ? '-' : given[i];
    if (c != name[i]) return false;
  }
  return true;
}

}  // namespace

std::string_view sport_name(Sport sport) {
  return name_in(kSportNames, sport);
}

std::optional<Sport> sport_from_name(std::string_view name) {
  for (std::size_t i = 1; i < kSportNames.size(); ++i) {
    if (same_sport(name, kSportNames[i])) return static_cast<Sport>(i);
  }
  return std::nullopt;
}

std::string_view quote_kind_name(QuoteKind kind) {
  return name_in(kQuoteKindNames, kind);
}

std::string_view polarity_name(Polarity polarity) {
  return name_in(kPolarityNames, polarity);
}

std::string_view modality_name(Modality modality) {
  return name_in(kModalityNames, modality);
}
std::string_view how_name(How how) {
  return name_in(kHowNames, how);
}
std::string_view score_kind_name(ScoreKind kind) {
  return name_in(kScoreKindNames, kind);
}
std::string_view team_kind_name(TeamKind kind) {
  return name_in(kTeamKindNames, kind);
}

}  // namespace pressbox

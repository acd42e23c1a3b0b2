// Readings: which teams a name may mean, and which of them it means in this article. Private to the entities stage.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "extractor/entities/draft.h"

namespace pressbox {

class WorldIndex;

// A team of less weight is of a minor league or of long ago.
inline constexpr std::uint8_t kKnownTeam = 4;

// One team that a name may mean.
struct Reading {
  Index entry = kNone;
  FormKind form = FormKind::name;
  Sport form_sport = Sport::unknown;
};

// The team readings of a segment, and what else its words may be.
struct Readings {
  std::vector<Reading> teams;
  bool country = false;
  bool city = false;
  bool person = false;
  bool competition = false;
  bool venue = false;
  bool outlet = false;
  bool nationality = false;
  Index city_entry = kNone;
  Index other_entry = kNone;  // of a competition, venue or outlet
  [[nodiscard]] bool place() const { return country || city; }
  [[nodiscard]] bool other() const { return competition || venue || outlet; }
};

class TeamReadings {
 public:
  TeamReadings(const Draft& draft, const WorldIndex& index);

  [[nodiscard]] Readings readings_of(Index first, Index last) const;
  // "Cleveland", "Tampa Bay": the franchises of the place, where they play the article's sport.
  void add_franchises(Index first, Index last, Readings& readings) const;

  // The likeliest team, of one reading at least. prospect: the words stand where lists of young players name colleges.
  [[nodiscard]] const Reading& best_reading(const Readings& readings, bool prospect = false) const;
  // One that the article calls by another name than this word too, or the team of a country that it speaks of.
  [[nodiscard]] bool strong_team(const Readings& readings, std::uint64_t surface) const;
  [[nodiscard]] Sport sport_of(const Reading& reading) const;

  // Teams whose name leaves no doubt make the doubtful names around them likelier.
  void mark_active_teams();
  // More colleges than other teams are named without doubt.
  [[nodiscard]] bool is_college_article() const { return college_article_; }
  // A sport that American colleges hardly play, and nothing American in the article.
  [[nodiscard]] bool no_colleges_here() const;
  // How often a team is named without doubt, or whether it is here at all once every full name has been read.
  [[nodiscard]] int active(Index entry) const;
  void set_all_read() { all_read_ = true; }
  // The article has a team of this entry.
  void note_mentioned(Index entry) { mentioned_.insert(entry); }
  [[nodiscard]] bool is_mentioned(Index entry) const { return mentioned_.contains(entry); }

 private:
  void add_last_word(Index token, Readings& readings) const;
  void choose_other(Readings& readings, Index entry) const;
  [[nodiscard]] float reading_score(const Reading& reading) const;

  const Draft& draft_;
  const Document& document_;
  const TokenArray& tokens_;
  const Lexicon& lexicon_;
  const Article& article_;
  const WorldIndex& index_;
  bool college_article_ = false;
  bool all_read_ = false;  // every full name of a team has been read
  // Looked up, never walked: their order says nothing.
  std::unordered_map<Index, int> active_;
  std::unordered_map<Index, std::uint64_t> active_forms_;  // the one form of an active team, or kSeveralForms
  std::unordered_map<std::string_view, int> country_votes_;
  std::unordered_map<std::uint64_t, Index> last_words_;  // active teams by the last word of a longer name
  std::unordered_set<Index> mentioned_;
  std::unordered_set<Index> countries_;                 // that the article names
  std::unordered_set<std::string_view> nationalities_;  // countries whose people or adjectives the article names
};

}  // namespace pressbox

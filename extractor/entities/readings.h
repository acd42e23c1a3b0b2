// Readings: which teams a name may mean, and which of them it means in this article. Private to the entities stage.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/entities/draft.h"
#include "extractor/entities/flat_map.h"
#include "extractor/entities/landmarks.h"
#include "extractor/entities/world_index.h"

namespace pressbox {

// A team of less weight is of a minor league or of long ago.
inline constexpr std::uint8_t kKnownTeam = 4;

// One team that a name may mean.
struct Reading {
  Index entry = kNone;
  FormKind form = FormKind::name;
  Sport sport = Sport::unknown;  // the form's where it has one of its own, else the team's
  TeamKind kind = TeamKind::club;
  std::uint8_t weight = 0;
};

// The team readings of a segment, and what else its words may be.
struct Readings {
  // What the words are besides, a bit each.
  enum Also : std::uint8_t {
    kCountry = 1,
    kNationality = 2,
    kCity = 4,
    kPerson = 8,
    kCompetition = 16,
    kVenue = 32,
    kOutlet = 64,
  };
  std::span<const Reading> teams;
  const Segment* segment = nullptr;  // of the draft; null where the words were looked up for themselves
  Index first = kNone;               // the first token
  Index other_entry = kNone;         // of a competition, venue or outlet
  EntryType other_type = EntryType::competition;
  Sport other_sport = Sport::unknown;
  std::uint8_t also = 0;
  [[nodiscard]] bool is(unsigned what) const { return (also & what) != 0; }
  [[nodiscard]] bool country() const { return is(kCountry); }
  [[nodiscard]] bool nationality() const { return is(kNationality); }
  [[nodiscard]] bool city() const { return is(kCity); }
  [[nodiscard]] bool person() const { return is(kPerson); }
  [[nodiscard]] bool place() const { return is(kCountry | kCity); }
  [[nodiscard]] bool other() const { return is(kCompetition | kVenue | kOutlet); }
};

// A segment that the lexicon has, and what its own matches say of it.
struct LexicalSegment {
  const Segment* segment;
  Index first_team;  // of its readings, in TeamReadings::Memory::teams_of_segments
  Index team_count;
  Index other_entry;
  EntryType other_type;
  std::uint8_t also;
  const WorldIndex::Franchise* franchises;  // of the place that the words are
  Index franchise_count;
};

class TeamReadings {
 public:
  // What the article says of the lexicon's teams; kept between articles so that it grows once.
  struct Memory {
    struct Seen {
      int active = 0;          // times that it is named without doubt
      std::uint64_t form = 0;  // the one form in which it is, or kSeveralForms
      int mentions = 0;        // of a team of this entry in the article
      // Of its entry, looked up when it is first asked for:
      bool known = false;
      bool womens_league = false;
      int votes = 0;    // for its country, unless its league crosses the border
      float years = 0;  // how well those of its name fit the article's
    };
    struct Votes {
      std::uint16_t country;  // as WorldIndex numbers them
      int count;
    };
    struct Table {
      Index first;  // the token that its heading begins at
      std::string_view league;
    };
    FlatMap<Seen> teams;                       // by entry
    FlatMap<Index> last_words;                 // teams without doubt by the last word of a longer name
    std::vector<Index> named;                  // countries that the article names
    std::vector<std::uint16_t> nationalities;  // countries whose people or adjectives it names
    std::vector<Votes> countries;
    std::vector<Table> tables;  // headings that name a league, in order
    TokenColumn<LexicalSegment> lexical;
    struct Place {
      Index at;  // in lexical
      std::uint64_t words;
    };
    TokenColumn<Place> places;     // that franchises may be named after
    TokenColumn<Index> certain;    // of these, in order, what may be a team without doubt
    TokenColumn<Index> likeliest;  // entries that the article may name first
    std::vector<Reading> teams_of_segments;
    std::vector<Reading> room;  // for the teams of readings, where they are not those of a segment
    Readings readings;
    // A bit for each of last_words, by its hash: nearly every other word has none.
    std::uint64_t last_words_filter = 0;
    Index opponent_of = kNone;  // the token that sport_of_opponent() was asked of last
    Sport opponents_sport = Sport::unknown;
  };

  TeamReadings(const Draft& draft, const Landmarks& landmarks, const WorldIndex& index, Memory& memory);

  // The segments that the lexicon has, in order.
  [[nodiscard]] std::span<const LexicalSegment> lexical() const { return memory_.lexical; }
  // They stand until the next call.
  [[nodiscard]] const Readings& readings_of(Index first, Index last) const;
  [[nodiscard]] const Readings& readings_of(const LexicalSegment& segment) const;
  // "Cleveland", "Tampa Bay": only the franchises of the place, where they play the article's sport.
  [[nodiscard]] const Readings& franchises_of(Index first, Index last) const;
  // False: the word at token i begins no such place.
  [[nodiscard]] bool may_begin_franchise(Index i) const {
    return franchises_play_ & index_.may_begin_place(tokens_.hash[i], article_.sport);
  }

  // The likeliest team, of one reading at least. prospect: the words stand where lists of young players name colleges.
  [[nodiscard]] const Reading& best_reading(const Readings& readings, bool prospect = false) const;
  // One that the article calls by another name than this word too, or the team of a country that it speaks of.
  [[nodiscard]] bool strong_team(const Readings& readings, std::uint64_t surface) const;

  // "Rangers beat Celtic": the sport that whom the segment of these readings meets plays; unknown if there is no such
  // team or it may play several.
  [[nodiscard]] Sport sport_of_opponent(const Readings& readings) const {
    if (memory_.opponent_of != readings.first) {
      memory_.opponents_sport = find_sport_of_opponent(readings);
      memory_.opponent_of = readings.first;
    }
    return memory_.opponents_sport;
  }

  // Teams whose name leaves no doubt make the doubtful names around them likelier.
  void mark_active_teams();
  // More colleges than other teams are named without doubt.
  [[nodiscard]] bool is_college_article() const { return college_article_; }
  // A sport that American colleges hardly play, and nothing American in the article.
  [[nodiscard]] bool no_colleges_here() const;
  [[nodiscard]] bool is_womens() const { return womens_; }
  // How often a team is named without doubt, or whether it is here at all once every full name has been read.
  [[nodiscard]] int active(Index entry) const {
    const Memory::Seen* seen = memory_.teams.find(entry);
    return seen == nullptr ? 0 : active(entry, *seen);
  }
  void set_all_read() { all_read_ = true; }
  // One more mention of a team of this entry.
  void note_mentioned(Index entry) { ++memory_.teams[entry].mentions; }
  [[nodiscard]] int mentions(Index entry) const {
    const Memory::Seen* seen = memory_.teams.find(entry);
    return seen == nullptr ? 0 : seen->mentions;
  }
  [[nodiscard]] bool is_mentioned(Index entry) const { return mentions(entry) > 0; }

 private:
  [[nodiscard]] int active(Index entry, const Memory::Seen& team) const;
  [[nodiscard]] Sport find_sport_of_opponent(const Readings& readings) const;
  [[nodiscard]] bool meet(const Segment& one, const Segment& other) const;
  [[nodiscard]] Sport only_sport(const Segment& segment) const;
  [[nodiscard]] bool may_be_last_word(Index token) const {
    return (memory_.last_words_filter >> (tokens_.hash[token] % 64) & 1) != 0;
  }
  void add_last_word(Index token, Readings& readings) const;
  void add_team(Readings& readings, const Reading& reading) const;
  void note_country(Index country);
  void note_nationality(std::uint16_t country);
  void list_lexical();
  void find_franchises();
  void prefetch_likeliest() const;
  Readings read(Index first, Index last, Reading* teams) const;
  // The first word of the name, behind marks.
  [[nodiscard]] Index first_word(Index first, Index last) const {
    while (tokens_.kind[first] != TokenKind::word && first < last) ++first;
    return first;
  }
  [[nodiscard]] std::uint64_t words_of(Index first, Index last) const;
  void add_franchises(Index first, Index last, Readings& readings) const;
  void add_franchises(std::span<const WorldIndex::Franchise> franchises, Index token, Readings& readings) const;
  void choose_other(Readings& readings, const Match& match) const;
  void vote_for(std::uint16_t country);
  [[nodiscard]] int votes_for(std::uint16_t country) const;
  void find_tables();
  // "Chicago" below "American League": the team is one of the league of the table that the token stands in.
  [[nodiscard]] bool in_league_of_table(Index token, Index team) const;
  [[nodiscard]] float name_of_its_day(const WorldIndex::TeamNote& team) const;
  [[nodiscard]] float reading_score(const Reading& reading, Index token) const;
  void look_up(const Reading& reading, Memory::Seen& team) const;

  const Draft& draft_;
  const Document& document_;
  const TokenArray& tokens_;
  const Lexicon& lexicon_;
  const Article& article_;
  const Landmarks& landmarks_;
  const WorldIndex& index_;
  const bool franchises_play_;  // the article's sport
  bool college_article_ = false;
  bool womens_ = false;
  int year_ = 0;           // that the article was written in; 0 if it does not say
  bool all_read_ = false;  // every full name of a team has been read
  Memory& memory_;
};

}  // namespace pressbox

// Teams: which names mean a team, and which team. Private to the entities stage.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/entities/draft.h"
#include "extractor/entities/entities.h"
#include "extractor/entities/readings.h"

namespace pressbox {

class People;

class Teams {
 public:
  // A place whose team lacked a little evidence.
  struct Doubtful {
    Segment segment;
    Index entry;
    float score;
  };
  // What is to be known of single tokens.
  enum Mark : std::uint8_t {
    kInTeam = 1,        // part of a team's mention
    kBeginsPerson = 2,  // of the segments that are shaped like a personal name
    kEndsPerson = 4,
  };
  // Kept between articles so that it grows once.
  struct Memory {
    TeamReadings::Memory readings;
    std::vector<const LexicalSegment*> late_segments;
    std::vector<Index> late_lines;  // single words of results lines that no lexicon has
    FlatMap<Index> named_things;    // by entry and list: their place in Article::competitions, venues or outlets
    std::vector<Doubtful> doubtful;
    // Capitals that may begin the place of a franchise, or a club that no lexicon has.
    TokenColumn<Index> franchise_starts;
    TokenColumn<Index> club_starts;
    std::vector<std::uint8_t> marks;  // one a token: of Mark
    FlatMap<Index> by_name;           // Article::teams by the hash of their names
    FlatMap<Index> by_entry;          // Article::teams by their entry, where they bear its bare name
    FlatMap<Index> shaped;            // Article::teams by the word of their name that makes no club of it
  };

  Teams(Draft& draft, const Landmarks& landmarks, const WorldIndex& index, const People& people, Memory& memory);

  // Before anything else is named: teams without doubt, then the names of results lines and of standings.
  void begin();
  // The segments that the lexicon has: teams, competitions, venues and outlets, and places, which are none of them.
  void places_and_teams() {
    for (const LexicalSegment& segment : readings_.lexical()) place_or_team(segment);
  }
  // When every segment has been seen: nicknames that wait for their team's full name, places that no row of the lexicon
  // has but that franchises are named after.
  void finish_segments();
  // Single words of results lines that no lexicon has: scorers, if the text turned out to know them, or teams.
  void single_names_of_results();
  // "Hereley Town", "FC Lorden": a name that no lexicon has beside a word that makes a club of it.
  void shaped_teams();
  // At token i of a block of capitals: a team that the text below has, or a long name; false if there is none.
  bool in_capitals(Index i, const Sentence& sentence);

 private:
  void place_or_team(const LexicalSegment& lexical);
  void results_lines();
  void table_rows();
  void note_draft();
  void list_starts();
  void franchise_places();
  void doubtful_places();
  bool fixture_in_capitals(Index i, const Sentence& sentence);
  [[nodiscard]] bool is_coupled(Index first, Index last) const;
  void listed_team(Index first, Index last);
  [[nodiscard]] bool behind_preposition_of_place(Index token) const;
  [[nodiscard]] bool is_bowler(Index token) const;
  [[nodiscard]] bool is_dismissal(Index first, Index last) const;

  void add_team_mention(Index first, Index last, Index entry_index, EntityRule rule);
  // The tokens are in no other name.
  void mention_team(Index first, Index last, Index team, Index entry_index);
  Index add_unknown_team(Index first, Index last, EntityRule rule);
  // The team of this name; one that is added bears the entry's key, sport and kind.
  Index team_called(std::string&& name, Index entry_index, EntityRule rule);
  [[nodiscard]] bool is_womens_side_of(Index entry_index, std::string_view name) const;
  [[nodiscard]] bool in_team(Index token) const { return (memory_.marks[token] & kInTeam) != 0; }
  // What stands behind a team's name and is part of it: " Under-" and "21", " " and "Women". word is empty for none.
  struct Level {
    Index last;  // of the whole name
    std::string_view link;
    std::string_view word;
  };
  [[nodiscard]] Level level_behind(Index first, Index last, Index entry_index) const;
  void add_named_thing(const Segment& segment, const Readings& readings);

  // team_score.cc: the evidence that this name means the team of this reading here, and no place or person. Where it is
  // enough, more that speaks for it may be left out.
  static constexpr float kEnough = 1.0f;
  [[nodiscard]] float team_score(Index first, Index last, int words, const Readings& readings,
                                 const Reading& reading) const;
  // False: not so, or not at a glance. True: there is enough evidence, and nothing that stands beside it takes of it.
  [[nodiscard]] bool is_surely_team(Index first, Index last, int words, const Readings& readings,
                                    const Reading& reading) const;
  [[nodiscard]] float weigh_team(Index first, Index last, int words, const Readings& readings,
                                 const Reading& reading) const;
  // place_context.cc: what stands before and behind a name that is a place too says for the team (above 0) or the
  // place.
  [[nodiscard]] float place_context_before(Index before, Index next, const Sentence& sentence, TeamKind kind) const;
  [[nodiscard]] float place_context_after(Index after, bool possessive, const Sentence& sentence,
                                          const Readings& readings, bool national) const;
  [[nodiscard]] bool has_land_behind(Index comma, const Sentence& sentence) const;
  [[nodiscard]] bool is_land_of_club(Index bracket) const;
  [[nodiscard]] bool is_coupled_by_hyphen(Index first, Index last) const;
  [[nodiscard]] bool is_next_club(Index to, const Sentence& sentence) const;
  [[nodiscard]] bool owns_squad_or_contest(Index possessive, const Sentence& sentence) const;
  [[nodiscard]] bool is_destination(Index to, const Sentence& sentence) const;
  [[nodiscard]] bool is_governing_body(Index first, Index last) const;
  [[nodiscard]] bool is_crew(Index token) const;
  [[nodiscard]] bool is_car(Index first, Index last) const;
  [[nodiscard]] bool leads_to_body(Index token, Index limit) const;
  [[nodiscard]] bool is_the(Index token) const;
  [[nodiscard]] bool heads_to_institution(Index after, const Sentence& sentence) const;
  [[nodiscard]] bool is_position(Index token) const;
  [[nodiscard]] bool is_spaced_dash(Index token) const;
  [[nodiscard]] bool stands_alone_behind_name(Index first, Index last) const;
  [[nodiscard]] bool begins_person(Index token) const;
  [[nodiscard]] bool person_before(Index token) const;
  [[nodiscard]] bool is_prospects_college(Index first, Index last) const;
  [[nodiscard]] bool is_part_of_unknown_club(const Segment& segment) const;
  [[nodiscard]] bool ends_unknown_club(Index token) const;
  [[nodiscard]] bool begins_unknown_club(Index token) const {
    return index_.is(tokens_.hash[token], WorldIndex::kClubPrefix) && stands_before_unknown(token);
  }
  [[nodiscard]] bool stands_before_unknown(Index token) const;
  // False: no club is made by the word at this token and what stands beside it.
  [[nodiscard]] bool may_shape_club(Index token) const {
    return document_.is(token, class_bit(WordClass::club_affix)) |
           index_.may_be(tokens_.hash[token], WorldIndex::kClubPrefix | WorldIndex::kClub) |
           tokens_.is(token, kAbbreviation);
  }
  void short_names_of_shaped_teams();
  void find_level_of_match();
  [[nodiscard]] bool tells_of_seniors() const;
  [[nodiscard]] bool ends_named_club(Index token) const;
  [[nodiscard]] bool is_district(Index first, Index last) const;
  void prospects_schools();
  bool college_of_prospect(Index first, Index last);
  [[nodiscard]] bool behind_position(Index first) const;
  [[nodiscard]] bool introduces_player(Index last) const;
  [[nodiscard]] bool man_before(Index token) const;
  [[nodiscard]] bool tells_of_play(const Sentence& sentence) const;
  // "The Wallaby said": one player of the side. "The All Black forwards" are the side's.
  [[nodiscard]] bool is_one_of_a_side(const Segment& segment) const;

  Draft& draft_;
  const Document& document_;
  const TokenArray& tokens_;
  const Lexicon& lexicon_;
  Article& article_;
  const Landmarks& landmarks_;
  const WorldIndex& index_;
  const People& people_;
  TeamReadings readings_;
  bool team_event_ = false;
  bool college_context_ = false;
  bool draft_article_ = false;      // of the draft of young players
  std::string_view match_level_;    // "21": the article tells of a match of this age
  std::vector<Index> match_sides_;  // the national sides that it begins with, which played it
  bool late_ = false;               // every full name of a team has been read
  Memory& memory_;
};

}  // namespace pressbox

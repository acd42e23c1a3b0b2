// The compiled lexicon: everything pressbox knows by heart, memory-mapped, shared between threads and processes.
// lexicons/README.md describes the text files that it is compiled from, FORMAT.md beside this file the bytes.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/article.h"
#include "extractor/patterns/automaton.h"
#include "extractor/result.h"
#include "extractor/span.h"
#include "extractor/tokens/tokens.h"

namespace pressbox {

namespace image {

enum EntryText : std::uint8_t { kKey, kName, kCountry, kCity, kDetail, kEntryTexts };

// Ascending by type and key.
struct EntryRecord {
  std::array<std::uint32_t, kEntryTexts> offset;
  std::array<std::uint16_t, kEntryTexts> size;
  std::uint8_t type;
  std::uint8_t subtype;
  std::uint8_t sport;
  std::uint8_t gender;
  std::uint8_t weight;
  std::uint8_t from;  // of a team: the years in which it bore the name, as year - kYearZero; 0: open
  std::uint8_t until;
  std::array<std::uint8_t, 3> unused;
};

inline constexpr int kYearZero = 1850;

}  // namespace image

enum class EntryType : std::uint8_t {
  team,
  person,
  country,
  city,
  competition,
  venue,
  outlet,
  role,   // a noun that stands for a person or a body: "striker", "head coach", "spokesman", "statement"
  cue,    // a verb, noun or phrase of speech
  title,  // "Sir", "Dr", "Mrs": before a name and no part of it
  word,   // closed classes that rules name: weekday, month, pronoun, particle, number word ...
};

// The types whose rows a user's file may hold.
inline constexpr std::array<EntryType, 7> kUserTypes = {EntryType::team,  EntryType::person, EntryType::competition,
                                                        EntryType::venue, EntryType::outlet, EntryType::cue,
                                                        EntryType::role};
[[nodiscard]] std::string_view entry_type_name(EntryType type);
// The key of a row that gives none: "zlatan-ibrahimovic".
[[nodiscard]] std::string lexicon_key(std::string_view name);

enum class FormKind : std::uint8_t {
  name,
  alias,
  nickname,
  abbreviation,  // matched in exactly this case
  adjective,     // countries: "Dutch"
  noun,          // countries: "Dutchman"
  noun_plural,   // countries: "Dutchmen"
  inflection,    // cues, roles: "said", "strikers"
};

enum class Gender : std::uint8_t { unknown, male, female };

// What a competition is (Entry::subtype of EntryType::competition).
enum class CompetitionKind : std::uint8_t {
  other,     // a league, a cup, a tournament, a tour
  team_cup,  // in a sport of individuals, one that countries or selections play for: the Davis Cup, the Ryder Cup
};

// What kind of person, body or text a role noun stands for (Entry::subtype of EntryType::role).
enum class RoleClass : std::uint8_t {
  coach,         // manager, boss, head coach
  player,        // striker, prop, point guard, captain
  athlete,       // champion, seed, sprinter, golfer, driver: who competes alone
  official,      // referee, umpire, steward
  executive,     // chairman, owner, general manager, president, director
  relative,      // father, wife, twin
  professional,  // agent, lawyer, doctor, promoter, pundit, journalist
  spokesperson,  // spokesman, spokeswoman
  generic,       // man, woman, teenager, veteran, compatriot
  crowd,         // fan, supporter, onlooker
  group,         // players, officials, sources: speakers in the plural
  body,          // club, federation, league, union, board, committee
  press,         // paper, magazine, website, broadcaster: whoever an outlet is, and what it prints
  pair,          // duo, twins, brothers: two people
  document,      // statement, message, headline, report, banner: a text that "reads"
};

// What a cue does (Entry::subtype of EntryType::cue).
enum class CueClass : std::uint8_t {
  say,        // say, add, insist, explain: a quotation with or without a comma
  tell,       // tell, inform, remind: an addressee follows, who is not the speaker
  ask,        // ask, wonder, enquire
  write,      // write, tweet, post, state, read
  describe,   // call, describe as, hail, brand, label: the words are a phrase
  think,      // believe, feel, admit, reckon: that-clauses and phrases, seldom whole speech
  manner,     // laugh, smile, sigh: a cue only beside a quotation
  source,     // "according to", "in the words of", "per": the speaker follows
  noun,       // verdict, message, words, warning: "His message: ..."
  adjective,  // adamant, defiant, clear: "Stone was adamant: ..."
};

// Closed classes that rules name (Entry::subtype of EntryType::word).
enum class WordClass : std::uint8_t {
  weekday,
  month,
  pronoun_he,
  pronoun_she,
  pronoun_they,
  pronoun_i,
  pronoun_it,
  pronoun_who,
  determiner,
  preposition,
  conjunction,
  auxiliary,
  negation,
  number_word,
  ordinal,
  name_particle,
  name_suffix,
  win_verb,
  lose_verb,
  draw_verb,
  play_verb,
  win_noun,
  lose_noun,
  draw_noun,
  squad_noun,    // side, squad, team, outfit, club: behind a name they make it a team
  place_noun,    // stadium, street, park, airport: behind a name they make it a place
  event_noun,    // open, cup, championship, grand prix: behind a name they make it a competition
  company_noun,  // airlines, motors, bank: behind a name they make it a company
  age_noun,      // year-old
  club_affix,    // United, Rovers, FC, Real: beside a place name they make it a club
  travel_word,   // go, return, trip: what is behind "to" is where somebody goes
  of_team,       // charge, visit, likes: what is behind "of" is a team
  to_team,       // home, away, runners-up: what is behind "to" is an opponent
  land_noun,     // government, coast, past: behind a country's "'s" they make it a land
  holiday,       // Christmas, Easter
  deal_word,     // traded, loan, move: what is behind "to" is somebody's next club
  belief_noun,   // confidence, interest: what is behind "in" is no place
  home_noun,     // native, hospital, airport: right behind a name they make it a place
  womens_word,   // women's, WSL: what is told is women's sport
  sport_term,    // wicket, try, knockout: a word that only one sport uses (Entry::sport says which)
};

// One row of a lexicon file. The views point into the mapped file and live as long as the Lexicon.
struct Entry {
  EntryType type;
  std::uint8_t subtype;  // TeamKind, CompetitionKind, RoleClass, CueClass or WordClass, by type
  Sport sport;           // unknown: any
  Gender gender;
  std::uint8_t weight;  // cue strength, fame; 0 where the file gives none
  std::string_view key;
  std::string_view name;     // canonical name; a cue's lemma; a role's head noun
  std::string_view country;  // canonical country name, "" if none
  std::string_view city;
  std::string_view detail;  // team: leagues; cue: frames; person: role; outlet: kind
};

// An entry without its texts.
struct EntryHead {
  EntryType type;
  std::uint8_t subtype;
  Sport sport;
  Gender gender;
  std::uint8_t weight;
  // The years in which a team bore its name; 0: not known, or from its beginning, or still.
  std::uint16_t first_year = 0;
  std::uint16_t last_year = 0;
};

// What single words are known to be, whatever entry they begin. All 0 for a word never seen.
// Weights are 1 + floor(log10(bearers)), at most 7.
struct WordInfo {
  std::uint8_t given_male;
  std::uint8_t given_female;
  std::uint8_t surname;
  std::uint8_t common;  // 6: among the commonest English words ... 1: a rare dictionary word; 0: no common word
};

// One row of lexicons/rules/*.tsv. A pattern is a regular expression in the syntax of RE2; a rule without one names a
// decision that code makes, so that its weight and its reason stand in the data.
struct Rule {
  std::string_view id;       // "score.shape.dash", "attribution.frame.after-inverted"
  std::string_view pattern;  // "" if none
  float weight = 0;          // a confidence from 0 to 1, or a weight of the scoring model; the file's head says which
  std::string_view reason;   // why it is right English or right sport, one sentence
};

// One way to read a stretch of tokens. Without initialisers, as WordInfo is, so that a column of them need not be
// cleared before it is written; Match{} is all zeros.
struct Match {
  Index first;  // tokens, last inclusive
  Index last;
  Index entry;
  FormKind form;
  Sport form_sport;  // a nickname that belongs to one sport ("Three Lions": football)
  // The entry's own, repeated here because a look into the entries costs a cache miss a match.
  EntryType type;
  std::uint8_t subtype;
  Sport sport;
  std::uint8_t weight;
};

// What a single token can be, a bit each (classes.h).
using ClassBits = std::uint64_t;

// What becomes of readings as single words of closed classes ("the", "on", "Monday"), half of all there are.
enum class ClosedWords : std::uint8_t {
  matched,
  // A token without a capital that has no other readings as a single word has no Match of these either: its class bits
  // tell them. Words of one sport (sport_term) are matched all the same.
  told,
};

class Lexicon {
 public:
  Lexicon();
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;
  ~Lexicon();

  // Maps a compiled lexicon. A missing or damaged file (checksum), a foreign one or one of another format is an Error.
  static Result<Lexicon> open(const std::filesystem::path& compiled);
  // Compiles the text files under folder, in memory. The first wrong line is the Error, with file and line.
  static Result<Lexicon> compile(const std::filesystem::path& folder);
  // Lays a user's rows over base (lexicons/README.md, "Rows of your own"). A row of a type and key that base has stands
  // in its place, under the same index; the others follow behind base's. Of several files, the later wins. The first
  // wrong line is the Error, with file and line.
  static Result<Lexicon> with_overlay(Lexicon base, std::span<const std::filesystem::path> user_files);
  // Writes the compiled form, without what is laid over it, atomically (a temporary file renamed); its size in bytes.
  [[nodiscard]] Result<std::size_t> save(const std::filesystem::path& compiled) const;

  [[nodiscard]] std::uint32_t entry_count() const {
    return overlaid_ ? overlaid_entry_count() : static_cast<std::uint32_t>(entries_.size());
  }
  [[nodiscard]] std::uint32_t form_count() const;
  // Of the compiled form.
  [[nodiscard]] std::size_t byte_size() const;
  // Calls each once for every form of every entry, in no order that means anything. For counting, not for articles.
  void each_form(const std::function<void(Index entry, FormKind kind, std::string_view folded)>& each) const;
  // Inline, so that a caller pays for the fields that it reads and not for those that it leaves.
  [[nodiscard]] Entry entry(Index index) const {
    if (overlaid_) return overlaid_entry(index);
    if (index >= entries_.size()) return {};
    const image::EntryRecord& record = entries_[index];
    return {static_cast<EntryType>(record.type),
            record.subtype,
            static_cast<Sport>(record.sport),
            static_cast<Gender>(record.gender),
            record.weight,
            text(record, image::kKey),
            text(record, image::kName),
            text(record, image::kCountry),
            text(record, image::kCity),
            text(record, image::kDetail)};
  }
  [[nodiscard]] EntryHead head(Index index) const {
    if (overlaid_) return overlaid_head(index);
    if (index >= entries_.size()) return {};
    return head_of(entries_[index]);
  }
  // Calls visit with the index of each entry of this type, ascending. The compiled ones stand together, and no others
  // are touched.
  template <typename Visit>
  void each_of(EntryType type, const Visit& visit) const {
    const auto begin = std::partition_point(entries_.begin(), entries_.end(), [&](const image::EntryRecord& record) {
      return record.type < static_cast<std::uint8_t>(type);
    });
    for (auto at = begin; at != entries_.end() && at->type == static_cast<std::uint8_t>(type); ++at) {
      visit(static_cast<Index>(at - entries_.begin()));
    }
    for (auto i = static_cast<Index>(entries_.size()); i < entry_count(); ++i) {
      if (head(i).type == type) visit(i);
    }
  }
  // Asks for what head() and entry() will read, from memory that is often far.
  void prefetch(Index index) const {
    if (index < entries_.size()) __builtin_prefetch(&entries_[index]);
  }
  // The entry with this type and key; kNone if there is none. For tests, explain and user files, not for inner loops.
  [[nodiscard]] Index find(EntryType type, std::string_view key) const;

  [[nodiscard]] std::uint32_t rule_count() const;
  [[nodiscard]] Rule rule(Index index) const;
  // The pattern of a rule; it matches nothing where the rule has none or is a list of words.
  [[nodiscard]] Pattern pattern(Index rule) const;

  [[nodiscard]] WordInfo word(std::uint64_t fold_hash) const;

  // Appends every reading of every run of tokens that starts at token i, longest runs first. Hyphens and slashes
  // inside a run are stepped over. Forms of names and titles need a capital on each word that has one in the lexicon
  // (or a block of capitals); abbreviations need their exact letters; roles, cues and words match in any case.
  void match_at(std::string_view text, const TokenArray& tokens, Index i, TokenColumn<Match>& out) const;
  // match_at for all tokens, in order; common words are told by their hash alone (gazetteer/FORMAT.md). infos gets
  // word() of each token (zeros for non-words), classes and begin what classify_tokens() says. All four are cleared
  // first.
  void match_all(std::string_view text, const TokenArray& tokens, TokenColumn<Match>& out, TokenColumn<WordInfo>& infos,
                 std::vector<ClassBits>& classes, TokenColumn<std::uint32_t>& begin,
                 ClosedWords closed = ClosedWords::matched) const;

 private:
  [[nodiscard]] static EntryHead head_of(const image::EntryRecord& record) {
    const auto year = [](std::uint8_t packed) {
      return packed == 0 ? std::uint16_t{0} : static_cast<std::uint16_t>(image::kYearZero + packed);
    };
    return {static_cast<EntryType>(record.type),
            record.subtype,
            static_cast<Sport>(record.sport),
            static_cast<Gender>(record.gender),
            record.weight,
            year(record.from),
            year(record.until)};
  }
  [[nodiscard]] std::uint32_t overlaid_entry_count() const;
  [[nodiscard]] Entry overlaid_entry(Index index) const;
  [[nodiscard]] EntryHead overlaid_head(Index index) const;
  bool overlaid_ = false;  // a user's rows lie over the mapped ones
  struct State;

  // Checked where it is read: a file can be forged, or overwritten while it is mapped.
  [[nodiscard]] std::string_view text(const image::EntryRecord& record, image::EntryText which) const {
    const std::uint32_t offset = record.offset[which];
    const std::uint16_t size = record.size[which];
    return offset <= strings_.size() && size <= strings_.size() - offset
               ? std::string_view(strings_.data() + offset, size)
               : std::string_view();
  }
  // Checks the bytes and takes their sections; what is wrong with them, "" if nothing is.
  [[nodiscard]] std::string adopt();

  std::unique_ptr<State> state_;
  std::span<const image::EntryRecord> entries_;  // what state_ maps
  std::string_view strings_;
};

// Where the lexicon is looked for unless a path is given: $PRESSBOX_LEXICON, else lexicon.bin beside the executable,
// else ../share/pressbox/lexicon.bin from there. The file need not exist: open() says so.
[[nodiscard]] std::filesystem::path default_lexicon_path();

// Whether a folder is laid out as a whole lexicon (teams/, cues.tsv ...) rather than a folder of user's files.
[[nodiscard]] bool is_lexicon_folder(const std::filesystem::path& folder);

}  // namespace pressbox

// What pressbox says of one article: the value that Extractor::extract returns, that the writer turns
// into "pressbox/article/1" JSON and that the evaluator compares with gold. All spans are byte offsets
// into SourceText::text(); what an article says is sliced from there and not copied. An Article owns its
// std::strings; its string_views (keys, rule ids, lemmas) point into the Lexicon of the Extractor that made it,
// which must outlive it. Lists of people, teams and named things stand by first mention.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/short_list.h"
#include "extractor/span.h"

namespace pressbox {

// The sports that pressbox tells apart. `unknown` is what an article has that names none.
enum class Sport : std::uint8_t {
  unknown,
  football,
  rugby_union,
  rugby_league,
  american_football,
  basketball,
  baseball,
  ice_hockey,
  tennis,
  cricket,
  golf,
  athletics,
  swimming,
  cycling,
  motor_sport,
  boxing,
  snooker,
  darts,
  horse_racing,
  australian_football,
  skiing,
  volleyball,
  handball,
  field_hockey,
  gymnastics,
  rowing,
  other,
};
inline constexpr int kSportCount = static_cast<int>(Sport::other) + 1;
// "rugby-union" for Sport::rugby_union; "" for unknown.
[[nodiscard]] std::string_view sport_name(Sport sport);
// Reads "rugby-union", "rugby union" or "rugby_union"; nullopt for a name that is no sport of ours.
[[nodiscard]] std::optional<Sport> sport_from_name(std::string_view name);

enum class QuoteKind : std::uint8_t { direct, partial, nonspeech, indirect };
[[nodiscard]] std::string_view quote_kind_name(QuoteKind kind);

// Whether the text says that the words were said: not so in "Stone never said ..." and "Stone denied saying ...".
enum class Polarity : std::uint8_t { affirmed, negated };
[[nodiscard]] std::string_view polarity_name(Polarity polarity);

// How it says so: asked ("did Stone say ...?"), by hearsay ("is said to be ..."), as a possibility ("might say", "if he
// says"), or plainly.
enum class Modality : std::uint8_t { actual, question, hearsay, hypothetical };
[[nodiscard]] std::string_view modality_name(Modality modality);

// How a speaker, or the antecedent of a reference, was found.
enum class How : std::uint8_t { name, pronoun, nominal, colon, continued, headline, other };
[[nodiscard]] std::string_view how_name(How how);

enum class ScoreKind : std::uint8_t { final, partial, set, series, aggregate, shootout };
[[nodiscard]] std::string_view score_kind_name(ScoreKind kind);

struct Speaker {
  Index person = kNone;  // index into Article::people; kNone for a source that is no person
  Index team = kNone;    // index into Article::teams where a team speaks
  std::string name;      // the canonical name, or the source as the text describes it
  Span span;             // the mention that carried it
  How how = How::other;
};

struct Cue {
  Span span;
  std::string_view lemma;
};

struct Audience {
  Index person = kNone;
  std::string name;
  Span span;
};

struct Quote {
  Span span;  // the words inside the marks; of indirect speech, the clause that is reported
  QuoteKind kind = QuoteKind::direct;
  Index utterance = 0;  // 0-based, shared by the stretches of one speech
  std::optional<Speaker> speaker;
  std::optional<Cue> cue;
  std::optional<Audience> audience;
  std::vector<Span> nested;      // quotations inside this one: the words inside their marks
  std::vector<Span> insertions;  // editor's brackets, brackets included
  Index part_of = kNone;         // of a partial one: the indirect one around it, an index into Article::quotes
  std::vector<Index> parts;      // of an indirect one: the partial ones inside it
  float confidence = 0;          // 0 to 1
  std::string_view rule;
  Polarity polarity = Polarity::affirmed;
  Modality modality = Modality::actual;
  std::string_view polarity_rule;  // "" where it is affirmed
  std::string_view modality_rule;  // "" where it is actual
};

struct Reference {
  Span span;
  How how = How::pronoun;
};

// Most names stand once or twice in an article, and are called by another word as seldom.
using Mentions = ShortList<Span, 2>;
using References = ShortList<Reference, 2>;

struct Person {
  std::string name;  // the fullest form in the article
  Mentions mentions;
  References references;
  std::string role;         // the lexicon's word for it; "" where the text gives none
  std::string team;         // canonical name of the team that the text ties the person to
  std::string nationality;  // a country's name; "" where the text gives none
  std::string_view rule;    // of the first mention
};

enum class TeamKind : std::uint8_t { club, franchise, national, college, representative, constructor };
[[nodiscard]] std::string_view team_kind_name(TeamKind kind);

struct Team {
  std::string name;      // the usual full name, without FC or AFC
  std::string_view key;  // the lexicon's id; "" where only its shape or place makes it a team
  Sport sport = Sport::unknown;
  TeamKind kind = TeamKind::club;
  Mentions mentions;
  References references;
  std::string_view rule;
};

struct Side {
  Index team = kNone;    // index into Article::teams, or
  Index person = kNone;  // index into Article::people
  std::string name;
  int points = 0;
};

struct SetScore {
  int first = 0;  // of sides[0]
  int second = 0;
  std::optional<int> tiebreak_first;
  std::optional<int> tiebreak_second;
};

struct Score {
  Span span;
  ScoreKind kind = ScoreKind::final;
  std::vector<Side> sides;  // two, one of an innings of cricket, or none where the text does not say
  Index winner = kNone;     // index into sides; kNone for a draw or not known
  std::vector<SetScore> sets;
  float confidence = 0;
  std::string_view rule;        // of the expression
  std::string_view sides_rule;  // which gave the sides; "" where there are none
};

// Competitions, venues and outlets.
struct NamedThing {
  std::string name;
  std::string_view key;
  Mentions mentions;
  std::string_view rule;  // of the first mention
};

struct Diagnostic {
  std::string_view code;  // "unclosed-mark", "invalid-utf8", ...; static
  Span span;
  std::string message;  // one sentence for a person, without offsets
};

struct Article {
  std::string id;
  std::string source;  // the file or stream it came from
  std::string title;
  std::string language;  // "en"
  Sport sport = Sport::unknown;
  std::vector<Quote> quotes;   // by start
  std::vector<Person> people;  // by first mention
  std::vector<Team> teams;     // by first mention
  std::vector<Score> scores;   // by start
  std::vector<NamedThing> competitions;
  std::vector<NamedThing> venues;
  std::vector<NamedThing> outlets;
  std::vector<Diagnostic> diagnostics;
};

}  // namespace pressbox

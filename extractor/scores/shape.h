// Shapes of scores, read from bytes alone: pairs of numbers, and rows of sets. Private to the scores stage.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "extractor/article.h"
#include "extractor/span.h"

namespace pressbox::scores {

// Two numbers with a dash between them.
struct Pair {
  Span span;
  int first = 0;
  int second = 0;
  bool spaced = false;  // white space around the dash
};

[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Sports that teams play, so that the sides of a score are no persons.
[[nodiscard]] bool team_game(Sport sport);

// The bytes of the dash that stands at position: hyphen, non-breaking hyphen, figure dash, en dash, em dash or minus;
// 0 if none does.
[[nodiscard]] std::uint32_t dash_at(std::string_view text, std::uint32_t position);

// Steps over spaces, no-break spaces and line ends; stops at limit.
[[nodiscard]] std::uint32_t skip_space(std::string_view text, std::uint32_t position, std::uint32_t limit);

// True if a number may begin at position: nothing before it that would make it a part of a decimal, a date, a price,
// a word or a chain of numbers.
[[nodiscard]] bool starts_number(std::string_view text, std::uint32_t position);

// True if nothing at position continues a number: no letter, no decimal, no further dash and number.
[[nodiscard]] bool ends_number(std::string_view text, std::uint32_t position);

// Reads up to three digits at position and moves it behind them.
[[nodiscard]] std::optional<int> read_number(std::string_view text, std::uint32_t& position, std::uint32_t limit);

// Reads "3-1" at position. loose lets white space, even a line end, stand around the dash, as in hard-wrapped tables.
[[nodiscard]] std::optional<Pair> read_pair(std::string_view text, std::uint32_t position, std::uint32_t limit,
                                            bool loose);

// The end of the chain of numbers, dashes, slashes and full stops at position ("10-1-40-0", "1996-08-31").
[[nodiscard]] std::uint32_t skip_chain(std::string_view text, std::uint32_t position, std::uint32_t limit);

// The begin of the chain of these that holds the digit at position, but not before floor. Only a dash beyond ASCII is
// looked for right before position: behind any other joint no number starts.
[[nodiscard]] std::uint32_t chain_begin(std::string_view text, std::uint32_t position, std::uint32_t floor);

// The end of the bracket that stands behind the points of a side and tells of scorers or extra time, "(Lawson 11, 70
// pen)", "(2OT)", over line ends; 0 if none does. Brackets that hold another score are no part of the result.
[[nodiscard]] std::uint32_t bracket_behind(std::string_view text, std::uint32_t position);

// A side's score in Australian football, "12.13 (85)": twelve goals of six points and thirteen behinds of one. It may
// be broken behind the full stop, as hard-wrapped tables are. Empty where the total is not that of the goals.
struct GoalsTotal {
  int points = 0;
  std::uint32_t end = 0;  // behind the bracket
};
[[nodiscard]] std::optional<GoalsTotal> read_goals(std::string_view text, std::uint32_t position);

// True for games that end a set: of tennis (6-4, 7-6, 10-8) or, where other_rackets, of squash, badminton, table
// tennis and volleyball (15-12, 9-5, 21-18).
[[nodiscard]] bool complete_set(int first, int second, bool other_rackets);

// 0, 15, 30 or 40: what each side has in a game of tennis.
[[nodiscard]] bool game_points(int points);

// The sets of one match from a first pair on: "6-3 3-6 7-6 (7-4)", "7-6 (7/2)", "6-7(5)", "6-2, 3-6, [10-8]". The span
// ends with the last set or its tie-break. One set without a tie-break is no row: the result is empty.
struct SetRow {
  Span span;
  std::vector<SetScore> sets;
  int won_first = 0;  // finished sets of the side whose games stand first
  int won_second = 0;
};
// True for a set of volleyball that has been won: 25 points, or two more than the other side.
[[nodiscard]] bool rally_set(int first, int second);
enum class Commas : std::uint8_t { none, tennis, any_sets };  // which sets commas may join
[[nodiscard]] std::optional<SetRow> read_sets(std::string_view text, const Pair& first, Commas commas);

}  // namespace pressbox::scores

#include "extractor/scores/shape.h"

#include <algorithm>

namespace pressbox::scores {
namespace {

// Sets of one match; more pairs in a row are something else.
constexpr std::size_t kMostSets = 5;

// A continuation byte or a lead byte of a letter beyond ASCII. General punctuation (E2 ..) and Latin-1 signs (C2 ..)
// are no letters.
bool high_letter_before(std::string_view text, std::uint32_t position) {
  if (position == 0 || static_cast<unsigned char>(text[position - 1]) < 0x80) return false;
  std::uint32_t lead = position - 1;
  while (lead > 0 && (static_cast<unsigned char>(text[lead]) & 0xC0) == 0x80) --lead;
  const auto byte = static_cast<unsigned char>(text[lead]);
  return byte != 0xE2 && byte != 0xC2;
}

bool ends_with(std::string_view text, std::uint32_t position, std::string_view tail) {
  return position >= tail.size() && text.substr(position - tail.size(), tail.size()) == tail;
}

}  // namespace

bool team_game(Sport sport) {
  switch (sport) {
    case Sport::football:
    case Sport::rugby_union:
    case Sport::rugby_league:
    case Sport::american_football:
    case Sport::basketball:
    case Sport::baseball:
    case Sport::ice_hockey:
    case Sport::cricket:
    case Sport::australian_football:
    case Sport::handball:
    case Sport::field_hockey:
    case Sport::volleyball:
      return true;
    default:
      return false;
  }
}

std::uint32_t dash_at(std::string_view text, std::uint32_t position) {
  if (position >= text.size()) return 0;
  if (text[position] == '-') return 1;
  if (text.size() - position < 3 || text[position] != '\xE2') return 0;
  const char second = text[position + 1];
  const auto third = static_cast<unsigned char>(text[position + 2]);
  if (second == '\x80' && third >= 0x90 && third <= 0x94) return 3;  // U+2010 to U+2014
  if (second == '\x88' && third == 0x92) return 3;                   // U+2212
  return 0;
}

std::uint32_t skip_space(std::string_view text, std::uint32_t position, std::uint32_t limit) {
  while (position < limit) {
    if (is_space(text[position])) {
      ++position;
    } else if (text[position] == '\xC2' && position + 1 < limit && text[position + 1] == '\xA0') {
      position += 2;
    } else {
      break;
    }
  }
  return position;
}

bool starts_number(std::string_view text, std::uint32_t position) {
  if (position == 0) return true;
  const char before = text[position - 1];
  if (is_digit(before) || is_letter(before)) return false;
  if (before == '$' || before == '#' || before == '.' || before == '_' || before == '@') return false;
  if ((before == '/' || before == ':' || before == ',') && position >= 2 && is_digit(text[position - 2])) return false;
  if (before != '-' && static_cast<unsigned char>(before) < 0x80) return true;
  if (high_letter_before(text, position)) return false;
  if (ends_with(text, position, "\xC2\xA3") || ends_with(text, position, "\xE2\x82\xAC")) return false;  // £ €
  // A hyphen or an en dash that is glued to something else continues it; an em dash stands between phrases.
  for (const std::string_view dash : {std::string_view("-"), std::string_view("\xE2\x80\x93"),
                                      std::string_view("\xE2\x80\x91"), std::string_view("\xE2\x88\x92")}) {
    if (!ends_with(text, position, dash)) continue;
    const auto at = position - static_cast<std::uint32_t>(dash.size());
    return at > 0 && (text[at - 1] == '-' || is_space(text[at - 1])) && dash.size() == 1;
  }
  return true;
}

bool ends_number(std::string_view text, std::uint32_t position) {
  if (position >= text.size()) return true;
  const char next = text[position];
  if (is_digit(next) || is_letter(next) || next == '%' || next == '_') return false;
  const auto byte = static_cast<unsigned char>(next);
  if (byte >= 0xC3 && byte != 0xE2) return false;            // a letter beyond ASCII
  if (text.substr(position, 2) == "\xC2\xBD") return false;  // one half
  const auto follows_digit = [&](std::uint32_t at) { return at < text.size() && is_digit(text[at]); };
  if (next == ',' && follows_digit(position + 1) && follows_digit(position + 2 + dash_at(text, position + 2)) &&
      dash_at(text, position + 2) > 0) {
    return true;  // "6-4,6-2"
  }
  if ((next == '.' || next == ',' || next == '/' || next == ':') && follows_digit(position + 1)) return false;
  if (const std::uint32_t dash = dash_at(text, position); dash > 0 && text.substr(position, 3) != "\xE2\x80\x94") {
    const std::uint32_t at = position + dash;
    if (at < text.size() && (is_digit(text[at]) || is_letter(text[at]))) return false;
  }
  return true;
}

std::optional<int> read_number(std::string_view text, std::uint32_t& position, std::uint32_t limit) {
  const std::uint32_t start = position;
  int value = 0;
  while (position < limit && position - start < 4 && is_digit(text[position])) {
    value = value * 10 + (text[position] - '0');
    ++position;
  }
  const std::uint32_t length = position - start;
  if (length == 0 || length > 3 || (length > 1 && text[start] == '0')) return std::nullopt;
  return value;
}

std::optional<Pair> read_pair(std::string_view text, std::uint32_t position, std::uint32_t limit, bool loose) {
  Pair pair;
  std::uint32_t at = position;
  const auto first = read_number(text, at, limit);
  if (!first) return std::nullopt;
  const std::uint32_t before = at;
  if (loose) at = skip_space(text, at, limit);
  const std::uint32_t dash = dash_at(text, at);
  if (dash == 0 || at + dash >= limit) return std::nullopt;
  const bool space_left = at > before;
  at += dash;
  const std::uint32_t behind = at;
  if (loose) at = skip_space(text, at, limit);
  const auto second = read_number(text, at, limit);
  if (!second || !ends_number(text, at)) return std::nullopt;
  pair.span = {position, at};
  pair.first = *first;
  pair.second = *second;
  pair.spaced = space_left || behind < skip_space(text, behind, limit);
  return pair;
}

std::uint32_t skip_chain(std::string_view text, std::uint32_t position, std::uint32_t limit) {
  while (position < limit) {
    const char c = text[position];
    if (is_digit(c)) {
      ++position;
      continue;
    }
    const std::uint32_t joint = (c == '/' || c == '.' || c == ',' || c == ':') ? 1 : dash_at(text, position);
    if (joint == 0 || position + joint >= limit || !is_digit(text[position + joint])) break;
    position += joint;
  }
  return position;
}

std::uint32_t chain_begin(std::string_view text, std::uint32_t position, std::uint32_t floor) {
  if (position == floor || static_cast<unsigned char>(text[position - 1]) < 0x80) return position;
  for (std::uint32_t begin = position;;) {
    std::uint32_t joint = 0;
    if (begin > floor && std::string_view("/.,:-").find(text[begin - 1]) != std::string_view::npos) joint = 1;
    if (begin > floor + 3 && dash_at(text, begin - 3) == 3) joint = 3;
    if (joint == 0 || begin - joint <= floor || !is_digit(text[begin - joint - 1])) return begin;
    begin -= joint;
    while (begin > floor && is_digit(text[begin - 1])) --begin;
  }
}

std::uint32_t bracket_behind(std::string_view text, std::uint32_t position) {
  constexpr std::uint32_t kLongestBracket = 400;
  const auto limit = static_cast<std::uint32_t>(text.size());
  const std::uint32_t open = skip_space(text, position, limit);
  if (open == position || open >= limit || text[open] != '(') return 0;
  const std::uint32_t last = std::min(limit, open + kLongestBracket);
  bool digits = false;
  for (std::uint32_t i = open + 1; i < last; ++i) {
    if (text[i] == ')') return digits ? i + 1 : 0;
    if (text[i] == '(') return 0;
    if (!is_digit(text[i])) continue;
    digits = true;
    if (is_digit(text[i - 1])) continue;
    if (read_pair(text, i, last, false)) return 0;
  }
  return 0;
}

std::optional<GoalsTotal> read_goals(std::string_view text, std::uint32_t position) {
  constexpr int kGoalPoints = 6;
  const auto limit = static_cast<std::uint32_t>(text.size());
  std::uint32_t at = skip_space(text, position, limit);
  const std::optional<int> goals = read_number(text, at, limit);
  if (!goals || at >= limit || text[at] != '.') return std::nullopt;
  at = skip_space(text, at + 1, limit);
  const std::optional<int> behinds = read_number(text, at, limit);
  if (!behinds) return std::nullopt;
  at = skip_space(text, at, limit);
  if (at >= limit || text[at] != '(') return std::nullopt;
  const std::optional<int> points = read_number(text, ++at, limit);
  if (!points || at >= limit || text[at] != ')' || *points != kGoalPoints * *goals + *behinds) return std::nullopt;
  return GoalsTotal{*points, at + 1};
}

bool rally_set(int first, int second) {
  constexpr int kPoints = 25;
  const int high = std::max(first, second);
  const int lead = high - std::min(first, second);
  return high == kPoints ? lead >= 2 : high > kPoints && lead == 2;
}

bool complete_set(int first, int second, bool other_rackets) {
  const int high = std::max(first, second);
  const int low = std::min(first, second);
  if (high == 6) return low <= 4;
  if (high == 7) return low == 5 || low == 6;
  if (high >= 8 && high <= 70 && high - low == 2 && low >= 6) return true;
  if (!other_rackets) return false;
  if (high == 9 || high == 10) return low <= 9 && high > low;
  if (high == 11) return low <= 9;
  if (high == 15) return low <= 14;
  if (high == 21) return low <= 19;
  if (high == 25) return low <= 23;
  return high > 15 && high <= 30 && high - low >= 1 && high - low <= 3 && low >= 13;
}

namespace {

// Reads "(7-4)", "(7/2)", "(5)" or "(9\n- 7)" behind a set; moves position behind it.
void read_tiebreak(std::string_view text, std::uint32_t& position, std::uint32_t limit, SetScore& set) {
  const int high = std::max(set.first, set.second);
  if (high - std::min(set.first, set.second) != 1) return;  // only a set won by one game had a tie-break
  std::uint32_t at = position;
  while (at < limit && text[at] == ' ') ++at;
  if (at >= limit || text[at] != '(') return;
  at = skip_space(text, at + 1, limit);
  const auto first = read_number(text, at, limit);
  if (!first) return;
  std::uint32_t behind = skip_space(text, at, limit);
  if (behind < limit && text[behind] == ')') {
    const int winner = std::max(7, *first + 2);
    set.tiebreak_first = set.first > set.second ? winner : *first;
    set.tiebreak_second = set.first > set.second ? *first : winner;
    position = behind + 1;
    return;
  }
  const std::uint32_t joint = behind < limit && text[behind] == '/' ? 1 : dash_at(text, behind);
  if (joint == 0) return;
  at = skip_space(text, behind + joint, limit);
  const auto second = read_number(text, at, limit);
  if (!second) return;
  behind = skip_space(text, at, limit);
  if (behind >= limit || text[behind] != ')') return;
  set.tiebreak_first = *first;
  set.tiebreak_second = *second;
  position = behind + 1;
}

}  // namespace

bool game_points(int points) {
  return points == 0 || points == 15 || points == 30 || points == 40;
}

std::optional<SetRow> read_sets(std::string_view text, const Pair& first, Commas commas) {
  const auto limit = static_cast<std::uint32_t>(text.size());
  if (!complete_set(first.first, first.second, true)) return std::nullopt;
  SetRow row;
  row.span = first.span;
  Pair pair = first;
  bool tiebreak = false;
  for (;;) {
    SetScore set{pair.first, pair.second, std::nullopt, std::nullopt};
    std::uint32_t end = pair.span.end;
    read_tiebreak(text, end, limit, set);
    if (end > pair.span.end) tiebreak = true;
    row.sets.push_back(set);
    row.span.end = end;
    const bool complete = complete_set(set.first, set.second, true);
    if (complete) ++(set.first > set.second ? row.won_first : row.won_second);
    if (!complete) {
      // "3-1 0-30": the points of the game that was being played.
      const std::uint32_t next = skip_space(text, end, limit);
      const auto points =
          next > end && next < limit && is_digit(text[next]) ? read_pair(text, next, limit, false) : std::nullopt;
      if (points && game_points(points->first) && game_points(points->second)) row.span.end = points->span.end;
      break;
    }
    if (row.sets.size() == kMostSets) break;
    // The next set: behind white space, or behind a comma as American copy has it.
    std::uint32_t at = end;
    if (at < limit && (text[at] == ',' || text[at] == ';')) {
      // Commas part records and other pairs too, so only sets of tennis are joined by them.
      if (commas == Commas::none || !complete_set(set.first, set.second, commas == Commas::any_sets)) break;
      ++at;
    }
    const std::uint32_t next = skip_space(text, at, limit);
    if (next == end || next >= limit) break;
    std::uint32_t number = next;
    const bool bracket = text[next] == '[';  // a match tie-break
    if (bracket) ++number;
    if (number >= limit || !is_digit(text[number])) break;
    const auto follow = read_pair(text, number, limit, true);
    if (!follow) break;
    const bool broken = text.substr(end, next - end).find('\n') != std::string_view::npos;
    // Over a line end only a finished set goes on; and a pair that is no set at all belongs to another match.
    const bool follows = complete_set(follow->first, follow->second, true);
    const bool unfinished = std::max(follow->first, follow->second) <= 6;
    if (!follows && (broken || !unfinished)) break;
    pair = *follow;
    if (bracket && pair.span.end < limit && text[pair.span.end] == ']') ++pair.span.end;
  }
  if (row.sets.size() < 2 && !tiebreak) return std::nullopt;
  return row;
}

}  // namespace pressbox::scores

#include "extractor/scores/inline_results.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "extractor/scores/shape.h"

namespace pressbox::scores {
namespace {

// Smaller totals of an innings are told with their wickets.
constexpr int kLeastTotal = 30;
// How far before a result a label is looked for, in bytes.
constexpr std::uint32_t kLabel = 24;
// The bracket of batsmen and bowlers behind a total, in tokens.
constexpr Index kLongestNote = 64;
// Quarters or innings of a row; a row without a total that adds them up has four.
constexpr int kLeastPeriods = 3;
constexpr int kQuarters = 4;
// No game of baseball in the major leagues took more innings; a longer row is a table of something else.
constexpr int kMostPeriods = 26;

}  // namespace

void InlineResults::add() {
  const std::vector<EntityMention>& mentions = document_.mentions;
  std::vector<Score> found;
  auto known = article_.scores.begin();
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    if (!team_before_number(mentions[i])) continue;
    const std::uint32_t start = document_.tokens.start[mentions[i].first];
    while (known != article_.scores.end() && known->span.end <= start) ++known;
    if (known != article_.scores.end() && known->span.start <= start) continue;  // in a results line
    const std::optional<Part> first = part_behind(mentions[i].last);
    if (!first) continue;
    if (article_.sport == Sport::cricket) {
      total(mentions[i], *first, found);
      continue;
    }
    Index next = first->next;
    if (next < document_.tokens.size() &&
        (document_.token_text(next) == "," || (first->periods > 0 && document_.token_text(next) == ";"))) {
      ++next;
    }
    // "12.13 (85) d GEELONG 12.9 (81)"
    if (article_.sport == Sport::australian_football && next < document_.tokens.size() &&
        words_.is(document_.token_text(next), kResultVerb)) {
      ++next;
    }
    std::size_t other = i + 1;
    while (other < mentions.size() && mentions[other].first < next) ++other;  // scorers
    if (other == mentions.size() || mentions[other].first != next) continue;
    if (mentions[other].type != EntityMention::Type::team) continue;
    const std::optional<Part> second = part_behind(mentions[other].last);
    if (!second || second->periods != first->periods) continue;
    if (matches(words_.tally, text_.substr(start - std::min(start, kLabel), std::min(start, kLabel)))) continue;
    const Block& block = document_.blocks[document_.tokens.block[mentions[i].first]];
    const bool prose =
        block.kind == BlockKind::paragraph || block.kind == BlockKind::bullet || block.kind == BlockKind::lineup_line;
    if (!prose && !first->bracket && !second->bracket) continue;
    Score score;
    score.span = {start, second->end};
    score.sides.resize(2);
    sides_.fill(score.sides[0], {mentions[i].entity, false});
    sides_.fill(score.sides[1], {mentions[other].entity, false});
    score.sides[0].points = first->points;
    score.sides[1].points = second->points;
    score.winner = winner_of(score);
    score.rule = words_.inline_result.id;
    score.sides_rule = words_.inline_result.id;
    score.confidence = words_.inline_result.weight;
    found.push_back(std::move(score));
    i = other;
  }
  if (found.empty()) return;
  std::vector<Score>& scores = article_.scores;
  const auto middle = static_cast<std::ptrdiff_t>(scores.size());
  scores.insert(scores.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  const auto before = [](const Score& a, const Score& b) { return a.span.start < b.span.start; };
  std::inplace_merge(scores.begin(), scores.begin() + middle, scores.end(), before);
  // A score that was read inside such a result is a part of it.
  std::uint32_t end = 0;
  std::erase_if(scores, [&](const Score& score) {
    const bool inside = score.span.start < end;
    if (!inside) end = std::max(end, score.span.end);
    return inside;
  });
}

// Few names are: one condition for all that this stage asks of the others.
bool InlineResults::team_before_number(const EntityMention& mention) const {
  const TokenArray& tokens = document_.tokens;
  const Index behind = std::min(mention.last + 1, tokens.size() - 1);
  return (mention.type == EntityMention::Type::team) & (behind > mention.last) & is_digit(text_[tokens.start[behind]]);
}

std::optional<InlineResults::Part> InlineResults::row_behind(Index token) const {
  constexpr int kGoalPoints = 6;
  const std::uint32_t limit = document_.blocks[document_.tokens.block[token]].content.end;
  const auto skip = [&](std::uint32_t at) {
    while (at < limit && text_[at] == ' ') ++at;
    return at;
  };
  Part part;
  int sum = 0;
  int last = 0;
  bool rising = true;
  bool goals = true;
  std::uint32_t at = skip(document_.tokens.end[token]);
  while (at < limit && is_digit(text_[at])) {
    auto points = read_number(text_, at, limit);
    if (!points) return std::nullopt;
    if (at + 1 < limit && text_[at] == '.' && is_digit(text_[at + 1])) {
      const auto behinds = read_number(text_, ++at, limit);
      if (!behinds) return std::nullopt;
      points = kGoalPoints * *points + *behinds;
    } else {
      goals = false;
    }
    rising = rising && *points >= last;
    sum += last = *points;
    if (++part.periods > kMostPeriods) return std::nullopt;
    part.end = at;
    at = skip(at < limit && text_[at] == ',' ? at + 1 : at);
  }
  if (part.periods < kLeastPeriods) return std::nullopt;
  part.points = last;
  const bool bracket = at < limit && text_[at] == '(';
  const std::uint32_t dash = at < limit ? dash_at(text_, at) : 0;
  if (bracket || dash > 0) {
    at = skip(at + (bracket ? 1 : dash));
    if (!bracket && at < limit) at = skip(at + dash_at(text_, at));  // "--"
    const auto total = read_number(text_, at, limit);
    if (!total || *total != (bracket ? last : sum) || (bracket && (at >= limit || text_[at] != ')')))
      return std::nullopt;
    part.points = *total;
    part.end = bracket ? at + 1 : at;
  } else if (!rising || goals || part.periods != kQuarters) {
    return std::nullopt;
  }
  part.next = document_.tokens.at_or_after(part.end);
  part.bracket = true;  // it is a row wherever it stands
  return part;
}

std::optional<InlineResults::Part> InlineResults::part_behind(Index token) const {
  if (const std::optional<Part> row = row_behind(token)) return row;
  if (article_.sport == Sport::australian_football) {
    if (const std::optional<Part> part = goals_and_behinds(token)) return part;
  }
  const std::optional<int> points = number_behind(token);
  if (!points) return std::nullopt;
  Part part{*points, document_.tokens.end[token + 1], token + 2, false};
  if (const std::uint32_t end = bracket_behind(text_, part.end); end > 0) {
    part.next = document_.tokens.at_or_after(end);
    part.bracket = true;
  }
  return part;
}

std::optional<InlineResults::Part> InlineResults::goals_and_behinds(Index token) const {
  const TokenArray& tokens = document_.tokens;
  if (token + 1 >= tokens.size()) return std::nullopt;
  const auto total = read_goals(text_, tokens.end[token]);
  if (!total) return std::nullopt;
  return Part{total->points, total->end, tokens.at_or_after(total->end), true};
}

void InlineResults::total(const EntityMention& mention, const Part& part, std::vector<Score>& found) const {
  const Index number = mention.last + 1;
  const Index behind = number + 1;
  if (part.points < kLeastTotal || behind >= document_.tokens.size()) return;
  // "Hall b Lowe 86": how a batsman was out.
  for (Index i = mention.first; i <= mention.last; ++i) {
    const char initial = text_[document_.tokens.start[i]];
    if (initial >= 'a' && initial <= 'z') return;
  }
  const std::string_view word = document_.token_text(behind);
  // "; Surrey 202. Match drawn.": the last of a list.
  const bool listed =
      word == "." && mention.first > 0 &&
      (document_.token_text(mention.first - 1) == ";" || document_.token_text(mention.first - 1) == ":");
  const std::optional<int> again = second_total(behind);
  if (word != "(" && word != ";" && word != "," && word != "&" && !listed && !again) return;
  add_total(mention, number, part.points, found);
  Index end = behind;
  if (word == "(") {
    while (end < document_.tokens.size() && end - behind < kLongestNote && document_.token_text(end) != ")") ++end;
    ++end;
  }
  // "and 166;": the second innings, if it is not told with its wickets.
  const std::optional<int> points = second_total(end);
  if (!points || *points < kLeastTotal || end + 2 >= document_.tokens.size()) return;
  if (document_.tokens.kind[end + 2] == TokenKind::punctuation) add_total(mention, end + 1, *points, found);
}

std::optional<int> InlineResults::second_total(Index joint) const {
  if (joint + 1 >= document_.tokens.size()) return std::nullopt;
  const std::string_view word = document_.token_text(joint);
  if ((word != "&" && !same_word(word, "and")) || document_.tokens.kind[joint + 1] != TokenKind::number) {
    return std::nullopt;
  }
  return number_behind(joint).value_or(0);
}

void InlineResults::add_total(const EntityMention& mention, Index number, int points, std::vector<Score>& found) const {
  Score score;
  score.span = document_.tokens.span(number, number);
  score.kind = ScoreKind::final;
  score.sides.resize(1);
  sides_.fill(score.sides[0], {mention.entity, false});
  score.sides[0].points = points;
  score.rule = words_.inline_result.id;
  score.sides_rule = words_.inline_result.id;
  score.confidence = words_.inline_result.weight;
  found.push_back(std::move(score));
}

std::optional<int> InlineResults::number_behind(Index token) const {
  const TokenArray& tokens = document_.tokens;
  const Index at = token + 1;
  if (at >= tokens.size() || tokens.kind[at] != TokenKind::number || !tokens.is(at, kSpaceBefore)) return std::nullopt;
  std::uint32_t position = tokens.start[at];
  const std::optional<int> value = read_number(text_, position, tokens.end[at]);
  if (!value || position != tokens.end[at] || !ends_number(text_, position)) return std::nullopt;
  return value;
}

}  // namespace pressbox::scores

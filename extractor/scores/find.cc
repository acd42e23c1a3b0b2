// Finds the scores of an article: one pass over its bytes for digits and dashes, then rules on the words beside them.

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "extractor/patterns/pattern_set.h"
#include "extractor/scores/scores.h"
#include "extractor/scores/shape.h"
#include "extractor/scores/side_words.h"
#include "extractor/scores/steps.h"
#include "extractor/tokens/short_word.h"

namespace pressbox {

using namespace scores;

// The patterns that the finder asks for.
struct ScoreModel::FindRules {
  explicit FindRules(const RuleBook& rules)
      : shootout_right(rules.pattern("score.kind.shootout.right")),
        shootout_left(rules.pattern("score.kind.shootout.left")),
        aggregate_right(rules.pattern("score.kind.aggregate.right")),
        aggregate_left(rules.pattern("score.kind.aggregate.left")),
        series_right(rules.pattern("score.kind.series.right")),
        series_left(rules.pattern("score.kind.series.left")),
        series_against(rules.pattern("score.kind.series.against")),
        set_right(rules.pattern("score.kind.set.right")),
        set_left(rules.pattern("score.kind.set.left")),
        partial_right(rules.pattern("score.kind.partial.right")),
        partial_left(rules.pattern("score.kind.partial.left")),
        hypothetical_left(rules.pattern("score.kind.hypothetical.left")),
        final_right(rules.pattern("score.final.right")),
        final_left(rules.pattern("score.final.left")),
        record_right(rules.pattern("score.not.record.right")),
        record_scope(rules.pattern("score.not.record.scope")),
        label_left(rules.pattern("score.not.record.label.left")),
        label_right(rules.pattern("score.not.record.label.right")),
        record_left(rules.pattern("score.not.record.left")),
        record_clause(rules.pattern("score.record.clause")),
        odds_right(rules.pattern("score.not.odds.right")),
        odds_left(rules.pattern("score.not.odds.left")),
        odds_to_left(rules.pattern("score.not.odds.to.left")),
        odds_to_right(rules.pattern("score.not.odds.to.right")),
        odds_block(rules.pattern("score.not.odds.block")),
        height_right(rules.pattern("score.not.height.right")),
        height_left(rules.pattern("score.not.height.left")),
        range_right(rules.pattern("score.not.range.right")),
        date_right(rules.pattern("score.not.date.right")),
        range_left(rules.pattern("score.not.range.left")),
        shooting_right(rules.pattern("score.not.shooting.right")),
        shooting_left(rules.pattern("score.not.shooting.left")),
        shape_right(rules.pattern("score.not.shape.right")),
        shape_left(rules.pattern("score.not.shape.left")),
        retired_right(rules.pattern("score.final.retired.right")),
        count_left(rules.pattern("score.not.count.left")),
        words_context(rules.pattern("score.context")),
        level_left(rules.pattern("score.kind.partial.level.left")),
        odds_win_right(rules.pattern("score.not.odds.win.right")),
        label_name_right(rules.pattern("score.not.record.label.name.right")),
        series_bracket(rules.pattern("score.kind.series.bracket.left")),
        tiebreak_left(rules.pattern("score.kind.tie-break.left")),
        fixture_right(rules.pattern("score.not.record.fixture.right")),
        fixture_left(rules.pattern("score.not.record.fixture.left")),
        shape_match_play(rules.rule("score.shape.match-play")),
        shape_all(rules.rule("score.shape.all")),
        shape_units(rules.rule("score.shape.units")),
        shape_cricket(rules.rule("score.shape.cricket")),
        shape_words(rules.rule("score.shape.words")),
        shape_sequence(rules.rule("score.shape.sequence")),
        shape_card(rules.rule("score.shape.card")),
        shape_bracket(rules.rule("score.shape.bracket")),
        shape_dash(rules.rule("score.shape.dash")),
        shape_sets(rules.rule("score.shape.sets")),
        shape_results(rules.rule("score.shape.results")),
        weight_of_final(rules.rule("score.final.right").weight),
        weight_of_shootout(rules.rule("score.kind.shootout.right").weight),
        weight_of_aggregate(rules.rule("score.kind.aggregate.right").weight),
        weight_of_series(rules.rule("score.kind.series.right").weight),
        weight_of_set(rules.rule("score.kind.set.right").weight),
        weight_of_level(rules.rule("score.kind.partial.level.left").weight),
        weight_of_set_left(rules.rule("score.kind.set.left").weight),
        weight_of_tiebreak(rules.rule("score.kind.tie-break.left").weight),
        weight_of_series_bracket(rules.rule("score.kind.series.bracket.left").weight),
        weight_of_series_against(rules.rule("score.kind.series.against").weight),
        weight_of_partial(rules.rule("score.kind.partial.right").weight),
        weight_of_partial_left(rules.rule("score.kind.partial.left").weight),
        weight_of_hypothetical(rules.rule("score.kind.hypothetical.left").weight),
        results_verb(rules.pattern("score.results.verb")),
        units({{rules.rule("score.list.unit").pattern, 1}}),
        left(Automaton::Kind::from_end,
             {&odds_left, &range_left, &count_left, &shootout_left, &aggregate_left, &series_left, &record_left}),
        left_of_result(Automaton::Kind::from_end, {&final_left, &partial_left, &level_left}),
        right(Automaton::Kind::from_begin, {&final_right, &odds_right, &range_right, &shape_right, &shootout_right,
                                            &aggregate_right, &series_right, &record_right, &partial_right}) {}

  const Pattern& shootout_right;
  const Pattern& shootout_left;
  const Pattern& aggregate_right;
  const Pattern& aggregate_left;
  const Pattern& series_right;
  const Pattern& series_left;
  const Pattern& series_against;
  const Pattern& set_right;
  const Pattern& set_left;
  const Pattern& partial_right;
  const Pattern& partial_left;
  const Pattern& hypothetical_left;
  const Pattern& final_right;
  const Pattern& final_left;
  const Pattern& record_right;
  const Pattern& record_scope;
  const Pattern& label_left;
  const Pattern& label_right;
  const Pattern& record_left;
  const Pattern& record_clause;
  const Pattern& odds_right;
  const Pattern& odds_left;
  const Pattern& odds_to_left;
  const Pattern& odds_to_right;
  const Pattern& odds_block;
  const Pattern& height_right;
  const Pattern& height_left;
  const Pattern& range_right;
  const Pattern& date_right;
  const Pattern& range_left;
  const Pattern& shooting_right;
  const Pattern& shooting_left;
  const Pattern& shape_right;
  const Pattern& shape_left;
  const Pattern& retired_right;
  const Pattern& count_left;
  const Pattern& words_context;
  const Pattern& level_left;
  const Pattern& odds_win_right;
  const Pattern& label_name_right;
  const Pattern& series_bracket;
  const Pattern& tiebreak_left;
  const Pattern& fixture_right;
  const Pattern& fixture_left;
  const Rule& shape_match_play;
  const Rule& shape_all;
  const Rule& shape_units;
  const Rule& shape_cricket;
  const Rule& shape_words;
  const Rule& shape_sequence;
  const Rule& shape_card;
  const Rule& shape_bracket;
  const Rule& shape_dash;
  const Rule& shape_sets;
  const Rule& shape_results;
  // What a reading by these rules is worth.
  float weight_of_final;
  float weight_of_shootout;
  float weight_of_aggregate;
  float weight_of_series;
  float weight_of_set;
  float weight_of_level;
  float weight_of_set_left;
  float weight_of_tiebreak;
  float weight_of_series_bracket;
  float weight_of_series_against;
  float weight_of_partial;
  float weight_of_partial_left;
  float weight_of_hypothetical;
  const Pattern& results_verb;
  CaselessWords units;
  // What nearly all pairs of numbers are asked, a bit of a set each, in the order of the patterns above.
  struct Left {
    enum : std::uint32_t { odds = 1, range = 2, count = 4, shootout = 8, aggregate = 16, series = 32, record = 64 };
  };
  struct LeftOfResult {
    enum : std::uint32_t { final = 1, partial = 2, level = 4 };
  };
  struct Right {
    enum : std::uint32_t {
      final = 1,
      odds = 2,
      range = 4,
      shape = 8,
      shootout = 16,
      aggregate = 32,
      series = 64,
      record = 128,
      partial = 256
    };
  };
  PatternSet left;
  PatternSet left_of_result;
  PatternSet right;
};

namespace {

// How far the rules look to either side of a score, in bytes. No pattern spans more.
constexpr std::uint32_t kWindow = 110;
// Ends the label of a list of points: "Frame scores (Hall first): ".
constexpr std::string_view kSequence = " first): ";
// How far before a score its own clause reaches.
constexpr std::size_t kClause = 48;

// No football match of our time ended with more goals for one side.
constexpr int kMostGoals = 31;
// A judge gives ten points a round at most, in four to twelve rounds.
constexpr int kLeastCard = 34;
constexpr int kMostCard = 120;
// Wickets of an innings that is all out.
constexpr int kAllOut = 10;
// "Out for 60" may be a side; smaller totals are rather a batsman's.
constexpr int kLeastAllOut = 60;
// A longer line that begins as a dateline goes on with the story, in bytes.
constexpr std::uint32_t kLongestDateline = 100;
// Wins that decide a best-of-seven series.
constexpr int kGamesToWin = 4;
// The most games of a series; larger numbers in one are the score of one of its games.
constexpr int kSeriesGames = 9;

// Sports whose copy is North American: team records ("12-4") stand as often as scores and look the same.
bool counts_records(Sport sport) {
  return sport == Sport::basketball || sport == Sport::american_football || sport == Sport::baseball ||
         sport == Sport::ice_hockey || sport == Sport::boxing || sport == Sport::volleyball;
}

// Number words of scores; 100 for "all".
constexpr int kAll = 100;
struct NumberWord {
  std::string_view word;
  int value;
};
constexpr std::array<NumberWord, 16> kNumberWords = {{{"nil", 0},
                                                      {"nothing", 0},
                                                      {"zero", 0},
                                                      {"love", 0},
                                                      {"one", 1},
                                                      {"two", 2},
                                                      {"three", 3},
                                                      {"four", 4},
                                                      {"five", 5},
                                                      {"six", 6},
                                                      {"seven", 7},
                                                      {"eight", 8},
                                                      {"nine", 9},
                                                      {"ten", 10},
                                                      {"none", 0},
                                                      {"all", kAll}}};

// The value of text[start, end); -1 for any other word.
int number_word(std::string_view text, std::uint32_t start, std::uint32_t end) {
  constexpr ShortWord kLower = 0x2020202020202020;
  if (end - start - 1 >= kLongestShortWord) return -1;
  const ShortWord word = short_word(text, start, end) | kLower >> (8 * (kLongestShortWord - (end - start)));
  int value = -1;
  for (const NumberWord& one : kNumberWords) value = short_word(one.word) == word ? one.value : value;
  return value;
}

// Pairs of letters in any case, a bit each.
class LetterPairs {
 public:
  constexpr void add(char first, char second) { bits_[first & 31] |= 1u << (second & 31); }
  [[nodiscard]] constexpr bool has(char first, char second) const {
    return (bits_[first & 31] >> (second & 31) & 1u) != 0;
  }

 private:
  std::array<std::uint32_t, 32> bits_{};
};
constexpr LetterPairs kNumberBegins = [] {
  LetterPairs pairs;
  for (const NumberWord& one : kNumberWords) pairs.add(one.word[0], one.word[1]);
  return pairs;
}();
constexpr LetterPairs kNumberEnds = [] {
  LetterPairs pairs;
  for (const NumberWord& one : kNumberWords) pairs.add(one.word[one.word.size() - 2], one.word.back());
  return pairs;
}();

// What the words beside a candidate say.
struct Reading {
  bool score = false;
  ScoreKind kind = ScoreKind::final;
  float weight = 1;
};

class Finder {
 public:
  Finder(const Document& document, const ScoreModel& model, Sport sport, std::vector<Score>& out)
      : text_(document.text),
        rules_(model.rules()),
        patterns_(model.find()),
        sport_(sport),
        out_(out),
        // "All out for 172", "3 and 2"
        steps_(document.text, sport == Sport::cricket || sport == Sport::golf) {}

  void block(const Block& block) {
    if (block.kind == BlockKind::byline ||
        (block.kind == BlockKind::dateline && block.span.size() < kLongestDateline)) {
      return;
    }
    if (block.span.end <= resume_) return;
    block_ = &block;
    if (block.kind == BlockKind::results_line && results_line(block)) {
      // "(1-0)", "(Town win 4-2 on penalties)", "Halftime 1-1."
      if (resume_ < block.content.end) scan(block.content);
      return;
    }
    odds_block_.reset();
    cricket_block_.reset();
    const std::string_view content = block.content.of(text_);
    row_only_ = block.kind == BlockKind::table_row &&
                (content.find("alf") == std::string_view::npos || !wanted("score.results.half-time", content));
    if (steps_.next(std::max(block.content.start, resume_)) >= block.content.end) return;
    if (row_only_ && !matches(patterns_.results_verb, content) && content.find(kSequence) == std::string_view::npos &&
        content.find("cores: ") == std::string_view::npos) {
      return;
    }
    if (block.kind == BlockKind::lineup_line && !wanted("score.lineup.label", block.span.of(text_))) return;
    scan(block.content);
  }

 private:
  // What a byte may be the begin of, or the joint in.
  enum class Step : std::uint8_t { none, digit, dash, space };
  [[nodiscard]] Step step(std::uint32_t i, Span range) const {
    const char c = text_[i];
    if (is_digit(c)) return Step::digit;
    if (i == range.start) return Step::none;
    const char before = text_[i - 1];
    if (c == '-' || c == '\xE2') return is_letter(before) ? Step::dash : Step::none;
    // Only a few units of scores stand before the words that a space may begin.
    if (c != ' ' || (before != 's' && before != 'l') || i + 3 >= range.end) return Step::none;
    return text_[i + 1] == 't' || text_[i + 1] == 'a' ? Step::space : Step::none;
  }

  void scan(Span range) {
    for (std::uint32_t from = std::max(range.start, resume_); from < range.end;) {
      const std::uint32_t i = steps_.next(from);
      if (i >= range.end) return;
      switch (step(i, range)) {
        case Step::digit:
          from = number(i, from, range.end);
          break;
        case Step::dash:
          from = words(i, range);
          break;
        case Step::space:
          from = word(i, range);
          break;
        default:
          from = i + 1;
      }
    }
  }

  // The shapes that a space tells of: "goals to one", "games apiece". Returns where to go on.
  std::uint32_t word(std::uint32_t position, Span range) {
    const char next = text_[position + 1];
    if (next == 't') {
      return text_[position + 2] == 'o' && text_[position + 3] == ' ' ? counted(position, range) : position + 1;
    }
    if (next != 'a') return position + 1;
    if (text_[position + 2] == 'p' && text_[position + 3] == 'i') return level(position, range, " apiece");
    return text_[position + 2] == 'l' && text_[position + 3] == 'l' ? level(position, range, " all") : position + 1;
  }

  // A number with a digit at position: tries the shapes that begin with one. Returns where to go on. floor: where the
  // text that was not read yet begins.
  std::uint32_t number(std::uint32_t position, std::uint32_t floor, std::uint32_t end) {
    while (position > floor && is_digit(text_[position - 1])) --position;
    // Behind a chain of numbers that was left out none of it is met again: a number that a dash follows is a step.
    if (!starts_number(text_, position)) return skip_chain(text_, position, end);
    if (const auto pair = read_pair(text_, position, end, true)) return std::max(numbers(*pair), pair->span.end);
    std::uint32_t at = position;
    if (const auto first = read_number(text_, at, end)) {
      if (const std::uint32_t joined = joined_numbers(position, at, *first, end)) return joined;
    }
    return skip_chain(text_, position, end);
  }

  // "3&2", "3 and 2", "263 for 7", "2-all".
  std::uint32_t joined_numbers(std::uint32_t start, std::uint32_t at, int first, std::uint32_t end) {
    const std::uint32_t space = skip_space(text_, at, end);
    if (space >= end) return 0;
    const std::string_view rest = text_.substr(space, end - space);
    if (rest.front() == '&' || (space > at && sport_ == Sport::golf && rest.starts_with("and "))) {
      std::uint32_t next = skip_space(text_, space + (rest.front() == '&' ? 1 : 3), end);
      const auto second = read_number(text_, next, end);
      // A match of 18 holes that ends early is won by one hole more than are left to play, or by two on the last green.
      if (!second || !ends_number(text_, next) || first > 10 || *second > 8 || first <= *second ||
          first > *second + 2) {
        return 0;
      }
      add({start, next}, ScoreKind::final, first, *second, patterns_.shape_match_play, 1);
      return next;
    }
    if (const std::uint32_t dash = dash_at(text_, at); dash > 0 && at + dash + 3 <= end) {
      const std::uint32_t word = at + dash;
      if (number_word(text_, word, word + 3) == kAll && (word + 3 == end || !is_letter(text_[word + 3]))) {
        const Span span{start, word + 3};
        const Reading reading = read(span, first, first);
        add(span, unfinished(reading.kind), first, first, patterns_.shape_all, reading.weight);
        return word + 3;
      }
    }
    // "tied it at 109 apiece"
    if (space > at && rest.starts_with("apiece") && window_left({start, at}).ends_with("at ")) {
      const std::uint32_t word = space + 6;
      add({start, word}, ScoreKind::partial, first, first, patterns_.shape_units, 1);
      return word;
    }
    if (sport_ == Sport::cricket && first >= kLeastAllOut && ends_number(text_, at) &&
        start >= block_->span.start + 8 && text_.substr(start - 8, 8) == "out for ") {
      add({start, at}, ScoreKind::final, first, kAllOut, patterns_.shape_cricket, 1);
      return at;
    }
    if (space > at && sport_ == Sport::cricket && first >= 10 && rest.starts_with("all out")) {
      add({start, at}, ScoreKind::final, first, kAllOut, patterns_.shape_cricket, 1);
      return at;
    }
    if (space > at && sport_ == Sport::cricket && first >= 10 && rest.starts_with("for ")) {
      std::uint32_t next = skip_space(text_, space + 3, end);
      std::optional<int> wickets;
      if (is_digit(text_[next])) {
        wickets = read_number(text_, next, end);
        if (wickets && !ends_number(text_, next)) wickets.reset();
      } else {
        std::uint32_t last = next;
        while (last < end && is_letter(text_[last])) ++last;
        const int value = number_word(text_, next, last);
        if (value >= 0 && value < kAll) wickets = value;
        next = last;
      }
      if (!wickets || *wickets > 10) return 0;
      add({start, next}, ScoreKind::partial, first, *wickets, patterns_.shape_cricket, 1);
      return next;
    }
    return 0;
  }

  // "three-nil", "Five-four", "two-all": position is that of the dash.
  std::uint32_t words(std::uint32_t position, Span range) {
    const std::uint32_t dash = dash_at(text_, position);
    if (dash == 0) return position + 1;
    const std::uint32_t next = position + dash;
    if (position - range.start < 2 || range.end - position < dash + 2 ||
        !kNumberEnds.has(text_[position - 2], text_[position - 1]) ||
        !kNumberBegins.has(text_[next], text_[next + 1])) {
      return next;
    }
    std::uint32_t start = position;
    while (start > range.start && is_letter(text_[start - 1]) && position - start < 9) --start;
    const int first = number_word(text_, start, position);
    if (first < 0 || first == kAll) return next;
    std::uint32_t end = next;
    while (end < range.end && is_letter(text_[end]) && end - next < 9) ++end;
    const int second = number_word(text_, next, end);
    const bool glued_left = start > range.start && (dash_at(text_, start - 1) > 0 || text_[start - 1] == '\xE2');
    if (second < 0 || glued_left || !ends_number(text_, end)) return next;
    const Span span{start, end};
    const bool nil = second == kAll || (second == 0 && first < 10) || (first == 0 && second > 0);
    if (!nil && (first < 2 && second > first)) return end;  // "one-two"
    if (!nil) {
      const std::string_view left = window_left(span);
      const std::string_view right = window_right(span);
      const auto near_left = left.substr(left.size() > 40 ? left.size() - 40 : 0);
      if (!matches(patterns_.words_context, near_left) && !matches(patterns_.words_context, right.substr(0, 32))) {
        return end;
      }
      if (matches(patterns_.range_right, right) || matches(patterns_.height_right, right)) return end;
    }
    const Reading reading = read(span, first, second == kAll ? first : second);
    add(span, second == kAll ? unfinished(reading.kind) : reading.kind, first, second == kAll ? first : second,
        second == kAll ? patterns_.shape_all : patterns_.shape_words, reading.weight);
    return end;
  }

  // A number, in digits or as a word, with the unit that it counts.
  struct Count {
    Span span;
    int value = 0;
    std::string_view unit;
  };

  // "three goals" before position.
  [[nodiscard]] std::optional<Count> count_before(std::uint32_t position, Span range) const {
    constexpr std::uint32_t kLongestUnit = 8;
    constexpr std::uint32_t kLongestNumber = 8;
    std::uint32_t unit = position;
    while (unit > range.start && is_letter(text_[unit - 1]) && position - unit <= kLongestUnit) --unit;
    Count count;
    count.unit = text_.substr(unit, position - unit);
    if (unit < range.start + 2 || text_[unit - 1] != ' ' || patterns_.units.rows_of(count.unit) == 0)
      return std::nullopt;
    const std::uint32_t end = unit - 1;
    std::uint32_t start = end;
    const bool digits = is_digit(text_[end - 1]);
    while (start > range.start && end - start <= kLongestNumber &&
           (digits ? is_digit(text_[start - 1]) : is_letter(text_[start - 1]))) {
      --start;
    }
    if (!starts_number(text_, start)) return std::nullopt;
    const std::optional<int> value = read_count(start, end);
    if (!value) return std::nullopt;
    count.span = {start, position};
    count.value = *value;
    return count;
  }

  [[nodiscard]] std::optional<int> read_count(std::uint32_t start, std::uint32_t end) const {
    if (is_digit(text_[start])) {
      std::uint32_t at = start;
      const std::optional<int> value = read_number(text_, at, end);
      return at == end ? value : std::nullopt;
    }
    const int value = number_word(text_, start, end);
    return value >= 0 && value < kAll ? std::optional<int>(value) : std::nullopt;
  }

  // "three goals to one", "30 points to 12": position is that of the space before "to".
  std::uint32_t counted(std::uint32_t position, Span range) {
    const std::uint32_t next = position + 4;
    const std::optional<Count> count = count_before(position, range);
    if (!count || (!out_.empty() && out_.back().span.end > count->span.start)) return position + 1;
    std::uint32_t end = next;
    while (end < range.end && (is_letter(text_[end]) || is_digit(text_[end])) && end - next < 8) ++end;
    if (end == next || !ends_number(text_, end)) return position + 1;
    const std::optional<int> second = read_count(next, end);
    const Span span{count->span.start, end};
    if (!second || window_left(span).ends_with("from ")) return position + 1;
    const Reading reading = read(span, count->value, *second);
    const ScoreKind kind = of_series(count->unit) ? ScoreKind::series : reading.score ? reading.kind : ScoreKind::final;
    add(span, kind, count->value, *second, patterns_.shape_units, 1);
    return end;
  }

  // "at two games apiece", "four rubbers all", "tied it at 109 apiece": position is that of the space before the word.
  std::uint32_t level(std::uint32_t position, Span range, std::string_view word) {
    const auto end = position + static_cast<std::uint32_t>(word.size());
    if (text_.substr(position, word.size()) != word || !ends_number(text_, end)) return position + 1;
    const std::optional<Count> count = count_before(position, range);
    if (!count) return position + 1;
    const Span span{count->span.start, end};
    const bool all = word.ends_with('l');
    if (!all && !window_left(span).ends_with("at ")) return position + 1;  // what each of two players has
    const ScoreKind kind = of_series(count->unit) && !all ? ScoreKind::series : ScoreKind::partial;
    add(span, kind, count->value, count->value, patterns_.shape_units, 1);
    return span.end;
  }

  static bool of_series(std::string_view unit) { return unit == "games" || unit == "wins" || unit == "matches"; }

  // "Frame scores (Hall first): 72-15, 0-98": true if such a label ends before a pair.
  [[nodiscard]] bool labelled(const Pair& pair) const {
    std::string_view left = window_left(pair.span);
    if (!left.ends_with(kSequence)) return false;
    left.remove_suffix(2);  // ": "
    return wanted("score.sequence.left", left);
  }

  // Frames are one score, of as many as each side won; points as the match went on are each one.
  // Returns where to go on.
  std::uint32_t sequence(const Pair& first) {
    const std::uint32_t end = block_->content.end;
    const bool frames = wanted("score.sequence.set.left", window_left(first.span));
    Span all = first.span;
    std::array<int, 2> won{};
    std::uint32_t at = first.span.start;
    while (at < end && text_[at] != ';') {
      const auto pair =
          is_digit(text_[at]) && starts_number(text_, at) ? read_pair(text_, at, end, false) : std::nullopt;
      if (pair && frames) {
        all.end = pair->span.end;
        if (pair->first != pair->second) ++won[pair->first > pair->second ? 0 : 1];
      } else if (pair) {
        add(pair->span, ScoreKind::partial, pair->first, pair->second, patterns_.shape_sequence, 1);
      }
      at = pair ? pair->span.end : at + 1;
    }
    if (frames) add(all, ScoreKind::final, won[0], won[1], patterns_.shape_sequence, 1);
    return resume_ = at;
  }

  // The sets that begin with a pair, if they are a row.
  [[nodiscard]] std::optional<SetRow> set_row(const Pair& pair) const {
    if (rally_set(pair.first, pair.second)) {
      // Three sets of 25 points are volleyball, whatever else the article is about.
      constexpr std::size_t kLeastSets = 3;
      auto row = read_sets(text_, pair, Commas::any_sets);
      const auto rally = [](const SetScore& set) { return rally_set(set.first, set.second); };
      if (row && row->sets.size() >= kLeastSets && std::all_of(row->sets.begin(), row->sets.end() - 1, rally)) {
        return row;
      }
    }
    return read_sets(text_, pair,
                     sport_ == Sport::volleyball ? Commas::any_sets
                     : team_game(sport_)         ? Commas::none
                                                 : Commas::tennis);
  }

  // A pair of numbers: a row of sets, an innings, or one score. Returns where to go on.
  std::uint32_t numbers(const Pair& pair) {
    for (const PatternSet* set : {&patterns_.left, &patterns_.left_of_result, &patterns_.right}) set->prefetch();
    if (labelled(pair)) return sequence(pair);
    if (const auto row = set_row(pair)) {
      sets(*row);
      return resume_ = row->span.end;
    }
    if (row_only_ || rejected_numbers(pair)) return pair.span.end;
    // "2-3: qualifying round": a legend of places.
    if (pair.span.start == block_->content.start && pair.span.end < text_.size() && text_[pair.span.end] == ':') {
      return pair.span.end;
    }
    if (pair.spaced && !spaced_scoreline(pair) && !spaced_result(pair)) return pair.span.end;
    if ((sport_ == Sport::cricket || sport_ == Sport::unknown) && cricket_card(pair)) return pair.span.end;
    // Odds stand in every line on racing, and boxers' scores are cards of the judges.
    if (sport_ == Sport::horse_racing) return pair.span.end;
    if (sport_ == Sport::boxing && std::min(pair.first, pair.second) >= kLeastCard &&
        std::max(pair.first, pair.second) <= kMostCard) {
      if (pair.first + pair.second == 100) return pair.span.end;  // "60-40": how a purse is split
      const bool verdict = matches(patterns_.final_right, window_right(pair.span)) ||
                           matches(patterns_.final_left, window_left(pair.span));
      add(pair.span, verdict ? ScoreKind::final : ScoreKind::partial, pair.first, pair.second, patterns_.shape_card, 1);
      return pair.span.end;
    }
    if (sport_ == Sport::cricket && pair.first <= 10 && pair.second > 10) {
      // Australian copy puts the wickets first; a bowler's wickets and runs look the same.
      if (!wanted("score.cricket.wickets-first.left", window_left(pair.span))) return pair.span.end;
      add(pair.span, ScoreKind::partial, pair.first, pair.second, patterns_.shape_cricket, 1);
      return pair.span.end;
    }
    if (sport_ == Sport::cricket && pair.first >= 10 && pair.second <= 10) {
      // An innings that had all its overs is closed; any other is a state of play.
      const bool closed = wanted("score.cricket.closed", window_right(pair.span));
      add(pair.span, closed ? ScoreKind::final : ScoreKind::partial, pair.first, pair.second, patterns_.shape_cricket,
          1);
      return pair.span.end;
    }
    const bool opened = pair.span.start > 0 && text_[pair.span.start - 1] == '(';
    const bool bracket = opened && pair.span.end < text_.size() && text_[pair.span.end] == ')';
    const bool alone = block_->content.size() <= pair.span.size() + 1;
    if (alone || (bracket && behind_score(pair.span)) || in_list_of_parts(pair.span, opened)) {
      add(pair.span, ScoreKind::partial, pair.first, pair.second, patterns_.shape_bracket, 1);
      return pair.span.end;
    }
    if (bracket && of_fixture(pair.span)) return reject(pair);
    const bool chained = behind_record(pair.span);
    const bool qualified = opened && pair.span.end < text_.size() && text_[pair.span.end] == ',';
    if ((bracket || qualified || chained) &&
        (counts_records(sport_) || sport_ == Sport::unknown || sport_ == Sport::other)) {
      return pair.span.end;
    }
    if (counts_records(sport_) && behind_rejected(pair.span)) return reject(pair);
    Reading reading = read(pair.span, pair.first, pair.second);
    if (listed(pair.span)) reading = {true, out_.back().kind, out_.back().confidence};
    if (!reading.score) return reject(pair);
    if (game_points(pair.first) && game_points(pair.second) && pair.first + pair.second > 0) {
      reading.kind = unfinished(reading.kind);
    }
    add(pair.span, reading.kind, pair.first, pair.second, patterns_.shape_dash, reading.weight);
    return pair.span.end;
  }

  // No tennis ends level, or with the points of a game.
  [[nodiscard]] ScoreKind unfinished(ScoreKind kind) const {
    return sport_ == Sport::tennis && kind == ScoreKind::final ? ScoreKind::partial : kind;
  }

  // Numbers that no contest of this sport ends with.
  bool rejected_numbers(const Pair& pair) {
    const int first = pair.first;
    const int second = pair.second;
    if (sport_ == Sport::cricket && first <= 999 && second <= 10) return false;
    if (first > 250 || second > 250) return true;
    if ((first == 50 && second == 50) || (first == 24 && second == 7)) return true;
    const std::uint32_t start = pair.span.start;
    const bool mark =
        start > 0 && (text_[start - 1] == '\'' || (start > 2 && text_.substr(start - 3, 3) == "\xE2\x80\x99"));
    if (mark && second == first + 1 && first >= 40) return true;  // '95-96
    if (sport_ == Sport::golf && ((first >= 55 && second >= 55) || in_odds_block())) return true;
    return false;
  }

  // "Town 1 - 1 City": names on both sides; elsewhere a spaced dash is punctuation.
  bool spaced_scoreline(const Pair& pair) const {
    if (pair.first > 199 || pair.second > 199) return false;
    std::uint32_t left = pair.span.start;
    if (left < 2 || text_[left - 1] != ' ' || !is_letter(text_[left - 2])) return false;
    --left;
    while (left > block_->span.start && is_letter(text_[left - 1])) --left;
    const std::uint32_t right = skip_space(text_, pair.span.end, block_->content.end);
    const auto upper = [&](std::uint32_t at) { return at < text_.size() && text_[at] >= 'A' && text_[at] <= 'Z'; };
    return upper(left) && right < block_->content.end && upper(right);
  }

  // "Town beat City 3 - 1", "led 2 - 0 at half-time": words of a result or of its course stand beside the numbers.
  bool spaced_result(const Pair& pair) const {
    const std::uint32_t start = pair.span.start;
    if (pair.first > 199 || pair.second > 199 || start < block_->span.start + 2) return false;
    if (text_[start - 1] != ' ' || !(is_letter(text_[start - 2]) || text_[start - 2] == ',')) return false;
    if (pair.span.of(text_).find('\n') != std::string_view::npos) return false;
    const std::string_view left = window_left(pair.span);
    const std::string_view right = window_right(pair.span);
    return matches(patterns_.final_left, left) || matches(patterns_.partial_left, left) ||
           matches(patterns_.final_right, right) || matches(patterns_.partial_right, right);
  }

  // "Town (3-1) visit City on Sunday", "host Town (3-1)": in brackets beside a match that is still to be played stands
  // what a side has won and lost.
  bool of_fixture(Span span) const {
    return matches(patterns_.fixture_right, window_right(span)) || matches(patterns_.fixture_left, window_left(span));
  }

  // Wickets and the runs at which they fell, or a bowler's wickets and runs.
  bool cricket_card(const Pair& pair) {
    if (!cricket_block_) cricket_block_ = wanted("score.not.cricket.block", block_->span.of(text_));
    if (*cricket_block_) return true;
    return sport_ != Sport::cricket && pair.first <= 10 && pair.second >= pair.first + 25 &&
           !wanted("score.final.left", window_left(pair.span));
  }

  // "(15-3, 6-0)": a second record in the bracket of the first.
  bool behind_record(Span span) const {
    if (span.start < 6 || text_.substr(span.start - 2, 2) != ", " || !is_digit(text_[span.start - 3])) return false;
    const std::string_view before =
        text_.substr(span.start > 10 ? span.start - 10 : 0, std::min<std::size_t>(span.start, 10) - 2);
    const std::size_t open = before.rfind('(');
    return open != std::string_view::npos &&
           before.find_first_not_of("0123456789-", open + 1) == std::string_view::npos;
  }

  // True if another score ends right before the bracket, or before the name behind it ("Town 2-1 City (1-0)").
  bool behind_score(Span span) const {
    if (out_.empty()) return false;
    const Score& last = out_.back();
    if (last.span.end >= span.start || last.span.start < block_->span.start) return false;
    const std::string_view between = text_.substr(last.span.end, span.start - last.span.end);
    // "crushed City (5-0) and Rovers beat Albion (2-1)": both are results.
    const bool listed = last.span.start > 0 && text_[last.span.start - 1] == '(';
    return !listed && between.size() < 40 && between.find_first_of(".,;:") == std::string_view::npos &&
           last.sets.empty();
  }

  // "34-33 after extra time (28-28, 14-13)": the scores at the breaks, in the brackets behind the result. North
  // American copy has records there.
  bool in_list_of_parts(Span span, bool opened) const {
    if (counts_records(sport_) || span.end + 2 >= text_.size()) return false;
    if (opened) {
      return text_.substr(span.end, 2) == ", " && is_digit(text_[span.end + 2]) && behind_score(span) &&
             read_pair(text_, span.end + 2, block_->content.end, false).has_value();
    }
    return !out_.empty() && out_.back().rule == patterns_.shape_bracket.id && out_.back().span.end + 2 == span.start &&
           text_.substr(span.start - 2, 2) == ", ";
  }

  std::uint32_t reject(const Pair& pair) { return rejected_ = pair.span.end; }

  // "fell to 12-4 and 4-2": what is no score is no score twice.
  bool behind_rejected(Span span) const {
    return rejected_ > 0 && rejected_ < span.start && text_.substr(rejected_, span.start - rejected_) == " and ";
  }

  // "deficits of 2-0 and 4-2": the numbers before are a state of play, so these are another.
  bool listed(Span span) const {
    if (out_.empty() || out_.back().kind != ScoreKind::partial || out_.back().span.end >= span.start) return false;
    const Score& last = out_.back();
    if (!last.sets.empty() || last.span.start < block_->span.start) return false;
    const std::string_view between = text_.substr(last.span.end, span.start - last.span.end);
    return between == " and " || between == ", " || between == ", and ";
  }

  void sets(const SetRow& row) {
    const Reading reading = read(row.span, row.won_first, row.won_second);
    ScoreKind kind = ScoreKind::final;
    if (row.sets.size() == 1) {
      kind = ScoreKind::set;
    } else if (!matches(patterns_.final_right, near_right(row.span)) &&
               !matches(patterns_.retired_right, near_right(row.span)) &&
               (reading.kind == ScoreKind::partial ||
                !complete_set(row.sets.back().first, row.sets.back().second, true))) {
      kind = ScoreKind::partial;
    }
    if (kind == ScoreKind::set) {
      add(row.span, kind, row.sets[0].first, row.sets[0].second, patterns_.shape_sets, 1);
    } else {
      add(row.span, kind, row.won_first, row.won_second, patterns_.shape_sets, 1);
    }
    out_.back().sets = row.sets;
  }

  bool results_line(const Block& block) {
    if (block.numbers[0].empty() || block.numbers[1].empty() || block.names[0].empty() || block.names[1].empty()) {
      return false;
    }
    const bool apart = block.names[1].start >= block.numbers[0].end && block.numbers[1].start >= block.names[1].end;
    if (!apart) return false;  // "Town 1-1 City": only the numbers are the score
    std::uint32_t at = block.numbers[0].start;
    const auto first = read_number(text_, at, block.numbers[0].end);
    at = block.numbers[1].start;
    const auto second = read_number(text_, at, block.numbers[1].end);
    if (!first || !second) return false;
    if (sport_ == Sport::football && std::max(*first, *second) > kMostGoals) return false;  // scorers and minutes
    std::uint32_t end = block.numbers[1].end;
    int points = *second;
    if (sport_ == Sport::australian_football) {
      if (end < text_.size() && text_[end] == ')') ++end;
      if (const auto total = read_goals(text_, block.names[1].end)) {
        points = total->points;
        end = total->end;
      }
    }
    add({block.names[0].start, end}, ScoreKind::final, *first, points, patterns_.shape_results, 1);
    // Scorers and innings behind the numbers are a note, and their numbers no score.
    const std::uint32_t note = bracket_behind(text_, end);
    resume_ = std::max(end, note);
    return true;
  }

  [[nodiscard]] std::string_view window_left(Span span) const {
    const std::uint32_t from = std::max(block_->span.start, span.start > kWindow ? span.start - kWindow : 0);
    return text_.substr(from, span.start - from);
  }
  [[nodiscard]] std::string_view window_right(Span span) const {
    const std::uint32_t to = std::min(std::max(block_->span.end, span.end), span.end + kWindow);
    return text_.substr(span.end, to - span.end);
  }
  [[nodiscard]] std::string_view near_right(Span span) const { return window_right(span).substr(0, 48); }

  [[nodiscard]] bool wanted(std::string_view id, std::string_view text) const {
    return matches(rules_.pattern(id), text);
  }

  // Whether the words beside a pair make it a score, and of what kind.
  Reading read(Span span, int first, int second) {
    const ScoreModel::FindRules& p = patterns_;
    const std::string_view left = window_left(span);
    const std::string_view right = window_right(span);
    const bool american = counts_records(sport_);
    using Left = ScoreModel::FindRules::Left;
    using LeftOfResult = ScoreModel::FindRules::LeftOfResult;
    using Right = ScoreModel::FindRules::Right;
    std::array<PatternSet::Question, 2> questions = {{{&p.left, left}, {&p.right, right}}};
    PatternSet::answer(questions);
    const std::uint32_t on_left = questions[0].matching;
    const std::uint32_t on_right = questions[1].matching;
    const bool final_right = (on_right & Right::final) != 0;
    std::optional<std::uint32_t> left_of_result;
    const auto of_result = [&](std::uint32_t patterns) {
      if (!left_of_result) left_of_result = p.left_of_result.matching(left);
      return (*left_of_result & patterns) != 0;
    };
    if (!final_right) {
      if ((on_right & Right::odds) != 0 || (on_left & Left::odds) != 0) return {};
      if (second == 1 && first >= 10 && in_odds_block()) return {};
      if (second == 1 && first >= 3 && matches(p.odds_to_right, right) && matches(p.odds_to_left, left)) return {};
    } else if (second == 1 && first >= 3 && matches(p.odds_win_right, right) && matches(p.odds_to_left, left)) {
      odds_block_ = true;  // what else has this form here is a price too
      return {};
    } else if ((on_left & Left::odds) != 0 || (second == 1 && first >= 20 && in_odds_block())) {
      return {};
    }
    if ((on_right & Right::range) != 0 || (on_left & Left::range) != 0) return {};
    if ((on_left & Left::count) != 0) return {};
    if (first < second && second <= 31 && matches(p.date_right, right)) return {};
    if (first >= 5 && first <= 7 && second <= 11 && (matches(p.height_right, right) || matches(p.height_left, left))) {
      return {};
    }
    if ((on_right & Right::shape) != 0) return {};

    if ((on_right & Right::shootout) != 0 || (on_left & Left::shootout) != 0) {
      // In ice hockey a shoot-out adds one goal to the score of the game.
      if (sport_ == Sport::ice_hockey) return {true, ScoreKind::final, p.weight_of_final};
      return {true, ScoreKind::shootout, p.weight_of_shootout};
    }
    if ((on_right & Right::aggregate) != 0 || (on_left & Left::aggregate) != 0) {
      return {true, ScoreKind::aggregate, p.weight_of_aggregate};
    }
    if ((first + second <= kSeriesGames && (on_right & Right::series) != 0) || (on_left & Left::series) != 0) {
      return {true, ScoreKind::series, p.weight_of_series};
    }
    if (sport_ == Sport::tennis || sport_ == Sport::unknown || sport_ == Sport::other || sport_ == Sport::volleyball) {
      if (complete_set(first, second, sport_ != Sport::tennis) &&
          (matches(p.set_right, right) || matches(p.set_left, left))) {
        return {true, ScoreKind::set, p.weight_of_set};
      }
    }
    if (final_right && of_result(LeftOfResult::level)) {
      return {true, ScoreKind::partial, p.weight_of_level};
    }
    const bool record_right = (on_right & Right::record) != 0;
    if (record_right && !final_right) return {};
    if (sport_ == Sport::darts && matches(p.set_left, left)) {
      return {true, ScoreKind::set, p.weight_of_set_left};
    }
    if (left.find("break") != std::string_view::npos && matches(p.tiebreak_left, left))
      return {true, ScoreKind::partial, p.weight_of_tiebreak};
    if (american && first + second < 2 * kGamesToWin && left.find('(') != std::string_view::npos &&
        matches(p.series_bracket, left)) {
      return {true, ScoreKind::series, p.weight_of_series_bracket};
    }
    const bool partial_right = (on_right & Right::partial) != 0;
    const bool record_left = (on_left & Left::record) != 0 && !matches(p.record_clause, left);
    if (partial_right) return {true, ScoreKind::partial, p.weight_of_partial};
    const bool verdict = final_right && !record_right;
    const bool final_left = of_result(LeftOfResult::final | LeftOfResult::partial);
    // No season is long enough for such a record.
    const bool beyond_record = first >= 50 && second >= 50 && first + second > 164 && !record_right;
    if (american && !beyond_record) {
      if (record_left && first + second <= 8 && matches(p.series_against, right)) {
        return {true, ScoreKind::series, p.weight_of_series_against};
      }
      if (record_left || record_right) return {};
      if (matches(p.label_left, left) && matches(p.label_name_right, right)) return {};
      if (!final_right && matches(p.label_right, right) && matches(p.label_left, left)) return {};
      if (!verdict && !final_left && matches(p.record_scope, right)) return {};
      if (!verdict && (matches(p.shooting_right, right) || matches(p.shooting_left, left))) return {};
    } else if (record_left && !final_right &&
               (record_right || matches(p.record_scope, right) || matches(p.shooting_right, right))) {
      return {};
    }
    if (!verdict && of_result(LeftOfResult::partial)) {
      return {true, ScoreKind::partial, p.weight_of_partial_left};
    }
    if (!final_right &&
        matches(p.hypothetical_left, left.substr(left.size() - std::min<std::size_t>(left.size(), kClause)))) {
      return {true, ScoreKind::partial, p.weight_of_hypothetical};
    }
    if (!final_right && !final_left) {
      if (american && !(beyond_record && sport_ == Sport::basketball) && block_->kind != BlockKind::title) return {};
      if (matches(p.shape_left, left)) return {};
      return {true, ScoreKind::final, 0.7f};
    }
    // No basketball game ends with so few points: games of a series are counted.
    if (sport_ == Sport::basketball && std::max(first, second) <= kGamesToWin) {
      return {true, ScoreKind::series, p.weight_of_series_against};
    }
    return {true, ScoreKind::final, p.weight_of_final};
  }

  bool in_odds_block() {
    if (!odds_block_) odds_block_ = matches(patterns_.odds_block, block_->span.of(text_));
    return *odds_block_;
  }

  void add(Span span, ScoreKind kind, int first, int second, const Rule& rule, float reading) {
    Score score;
    score.span = span;
    score.kind = kind;
    score.sides.resize(2);
    score.sides[0].points = first;
    score.sides[1].points = second;
    score.rule = rule.id;
    score.confidence = rule.weight * reading;
    if (out_.capacity() == 0) out_.reserve(8);
    out_.push_back(std::move(score));
  }

  std::string_view text_;
  const RuleBook& rules_;
  const ScoreModel::FindRules& patterns_;
  Sport sport_;
  std::vector<Score>& out_;
  Steps steps_;
  const Block* block_ = nullptr;
  std::optional<bool> odds_block_;
  std::optional<bool> cricket_block_;
  std::uint32_t resume_ = 0;    // the end of what was read beyond its block
  std::uint32_t rejected_ = 0;  // the end of the last pair that is no score
  bool row_only_ = false;       // a row of a table: only rows of sets count
};

}  // namespace

ScoreModel::ScoreModel(const RuleBook& rules) : rules_(&rules), find_(make_find(rules)), sides_(make_sides(rules)) {}

std::shared_ptr<const ScoreModel::FindRules> ScoreModel::make_find(const RuleBook& rules) {
  return std::make_shared<const FindRules>(rules);
}

void find_scores(const Document& document, const ScoreModel& model, Sport sport, std::vector<Score>& out) {
  out.clear();
  Finder finder(document, model, sport, out);
  for (const Block& block : document.blocks) finder.block(block);
}

}  // namespace pressbox

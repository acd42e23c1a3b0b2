// Whose the numbers of each score are.

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "extractor/scores/inline_results.h"
#include "extractor/scores/score_sentence.h"
#include "extractor/scores/scores.h"
#include "extractor/scores/shape.h"
#include "extractor/scores/side_context.h"
#include "extractor/scores/side_grammar.h"
#include "extractor/scores/side_names.h"
#include "extractor/scores/side_words.h"

namespace pressbox {
namespace {

using namespace scores;

// How far behind its owner a total stands, in bytes.
constexpr std::uint32_t kOwnTotal = 24;
// Scores of a headline, and those behind it that are searched for them.
constexpr std::size_t kMostTitles = 4;
constexpr std::size_t kSearched = 64;

class Assigner {
 public:
  Assigner(const Document& document, const Lexicon& lexicon, const ScoreModel& model, Article& article,
           ScoreSentence::Memory& memory)
      : document_(document),
        text_(document.text),
        words_(model.sides().words),
        article_(article),
        sides_(document, lexicon, words_.side_rules, article),
        here_(document, lexicon, words_, article, sides_, memory),
        context_(document, article, sides_, here_),
        grammar_(document, words_, article, here_, context_) {}

  void run() {
    InlineResults(document_, words_, sides_, article_).add();
    for (current_ = 0; current_ < article_.scores.size(); ++current_) assign(article_.scores[current_]);
    std::size_t index = 0;
    auto drop = dropped_.begin();
    std::erase_if(article_.scores, [&](const Score&) {
      const bool none = drop != dropped_.end() && *drop == index;
      ++index;
      if (none) ++drop;
      return none;
    });
    titles();
    sides_.add_unlisted_teams();
  }

 private:
  void assign(Score& score) {
    if (score.rule == words_.match_play) {
      // Holes up are no points of a side.
      score.sides.clear();
      return;
    }
    if (score.rule == words_.cricket) {
      innings(score);
      return;
    }
    if (score.rule == words_.inline_result.id) return;
    if (score.rule == words_.results_line) {
      results_line(score);
      return;
    }
    if (score.sides.size() != 2) return;  // a total alone, of no innings
    const int first = score.sides[0].points;
    const int second = score.sides[1].points;
    if (!here_.enter(current_)) {
      give_up(score, words_.side_rules);
      return;
    }
    if (score.rule == words_.sequence) {
      sequence(score);
      return;
    }
    here_.choose_type(score, context_.last());
    if (scoreline(score)) return;
    if (half_time(score, first, second)) return;
    SideRule rule = SideRule::none;
    const std::optional<Pairing> pairing = grammar_.resolve(score, first, second, rule);
    if (!pairing) {
      give_up(score, words_.side_rules);
      return;
    }
    settle(score, *pairing, first, second);
    given_by(rule, score, words_.side_rules);
  }

  // A headline leaves out what the story behind it tells: the same numbers there are the same result.
  void titles() {
    std::vector<Score>& scores = article_.scores;
    const auto last = scores.begin() + static_cast<std::ptrdiff_t>(std::min(scores.size(), kSearched));
    for (std::size_t i = 0; i < std::min(scores.size(), kMostTitles); ++i) {
      Score& title = scores[i];
      const Index token = document_.tokens.at_or_after(title.span.start);
      if (token >= document_.tokens.size() ||
          document_.blocks[document_.tokens.block[token]].kind != BlockKind::title) {
        break;
      }
      if (!title.sides.empty() && !guessed(title)) continue;
      const auto told = std::find_if(scores.begin(), last, [&](const Score& score) {
        return score.span.start > title.span.start && score.kind == title.kind && score.sides.size() == 2 &&
               !guessed(score) && score.span.of(text_) == title.span.of(text_);
      });
      if (told == last) continue;
      title.sides = told->sides;
      title.winner = told->winner;
      title.sides_rule = words_.side_rules[SideRule::title].id;
    }
  }

  [[nodiscard]] bool guessed(const Score& score) const {
    return score.sides_rule == words_.side_rules[SideRule::context].id ||
           score.sides_rule == words_.side_rules[SideRule::main].id;
  }

  // An innings has one side, the one that bats, with its runs: the name right before the total, or the subject.
  void innings(Score& score) {
    if (score.sides.empty()) return;
    // Australia puts the wickets first: "5-172". A side all out has its runs alone.
    const bool wickets_first = score.sides.size() > 1 && score.sides[0].points <= 10 && score.sides[1].points > 10;
    const int runs = score.sides[wickets_first ? 1 : 0].points;
    here_.set_persons(false);
    if (!here_.enter(current_)) {
      give_up(score, words_.side_rules);
      return;
    }
    const Candidate* beside = nullptr;
    for (const Candidate& name : here_.names()) {
      if (name.span.end > score.span.start) break;
      if (here_.fits(name)) beside = &name;
    }
    SideRule rule = SideRule::scoreline;
    SideRef side;
    // "Town's total of 172"
    const bool owner = beside != nullptr && beside->possessive && score.span.start - beside->span.end <= kOwnTotal;
    const bool reached = beside != nullptr && reached_by(*beside, score.span.start);
    if (!owner && target(score.span.start)) {
      // "Chasing 163, Kent": the total is that of the other side.
      rule = SideRule::object;
      SideRef chaser = grammar_.subject_before(score.span.start, {}, false);
      if (!chaser.known()) chaser = subject_next(score.span.end);
      if (chaser.known()) side = context_.opponent_of(score, chaser);
    } else if (owner || reached || (beside != nullptr && same_innings(beside->span.end, score.span.start))) {
      side = ref(*beside);
    } else if (side = capital_before(score.span.start); !side.known()) {
      rule = SideRule::object;
      side = grammar_.subject_before(score.span.start, {}, false);
      if (!side.known()) {
        rule = SideRule::context;
        side = context_.named_before({});
      }
    }
    if (!side.known()) {
      give_up(score, words_.side_rules);
      return;
    }
    score.sides.resize(1);
    score.sides[0].points = runs;
    sides_.fill(score.sides[0], side);
    given_by(rule, score, words_.side_rules);
  }

  // "chasing 163", "in reply to 163"
  [[nodiscard]] bool target(std::uint32_t total) const {
    const std::uint32_t start = here_.bounds().start;
    return total > start && matches(words_.target, text_.substr(start, total - start));
  }

  // The first name behind offset, if it is a subject.
  [[nodiscard]] SideRef subject_next(std::uint32_t offset) const {
    for (const Candidate& name : here_.names()) {
      if (name.span.start < offset || !here_.fits(name)) continue;
      return name.link == Link::none && !name.possessive ? ref(name) : SideRef{};
    }
    return {};
  }

  // "At Cardiff: Kent 128-1": the capitalised words right before a total, though they are no mention.
  SideRef capital_before(std::uint32_t offset) {
    const TokenArray& tokens = document_.tokens;
    const Index first = document_.sentences[here_.index()].first;
    const Index behind = tokens.at_or_after(offset);
    Index i = behind;
    while (i > first && behind - i < 4 && tokens.kind[i - 1] == TokenKind::word && text_[tokens.start[i - 1]] >= 'A' &&
           text_[tokens.start[i - 1]] <= 'Z') {
      --i;
    }
    if (i == behind) return {};
    // "From 58-1 they slid", "Chasing 163": what opens a sentence has its capital for that.
    if (i == first && i + 1 == behind && document_.classes.size() == tokens.size() &&
        !document_.is(i, kCountryFirst | kCityFirst | kTeamFirst)) {
      return {};
    }
    const Span span = tokens.span(i, behind - 1);
    // "captain Joe Hall 128-1": a person is no team.
    if (std::any_of(here_.names().begin(), here_.names().end(),
                    [&](const Candidate& name) { return name.span.overlaps(span); })) {
      return {};
    }
    const Index team = sides_.team_by_first_word(span.of(text_));
    return {team != kNone ? team : sides_.unlisted_ref(span), false};
  }

  // "At stumps Kent were 5-172": a verb and nothing else between.
  [[nodiscard]] bool reached_by(const Candidate& name, std::uint32_t total) const {
    if (name.link == Link::opponent || name.link == Link::by || name.link == Link::with) return false;
    const std::string_view between = text_.substr(name.span.end, total - name.span.end);
    return between.size() <= kOwnTotal && between.find_first_of(",;:(.") == std::string_view::npos;
  }

  // "Town 347 and 61-2": only numbers, joints and brackets part the name from the total.
  [[nodiscard]] bool same_innings(std::uint32_t from, std::uint32_t to) const {
    if (to - from > 160) return false;
    bool bracket = false;
    std::uint32_t letters = 0;
    for (std::uint32_t i = from; i < to; ++i) {
      const char c = text_[i];
      if (c == '(') bracket = true;
      if (c == ')') bracket = false;
      if (bracket) continue;
      if (c == ';' || c == '.') return false;
      letters = is_letter(c) ? letters + 1 : 0;
      if (letters > 3) return false;
    }
    return true;
  }

  void results_line(Score& score) {
    auto block = std::upper_bound(document_.blocks.begin(), document_.blocks.end(), score.span.start,
                                  [](std::uint32_t offset, const Block& b) { return offset < b.span.start; });
    if (block == document_.blocks.begin() || (--block)->kind != BlockKind::results_line) {
      give_up(score, words_.side_rules);
      return;
    }
    for (std::size_t i = 0; i < 2; ++i) {
      const Span name = block->names[i];
      Side& side = score.sides[i];
      const Index first = document_.tokens.at_or_after(name.start);
      auto mention = std::lower_bound(document_.mentions.begin(), document_.mentions.end(), first,
                                      [](const EntityMention& m, Index token) { return m.last < token; });
      if (mention != document_.mentions.end() && name.overlaps(document_.tokens.span(mention->first, mention->last))) {
        sides_.fill(side, {mention->entity, mention->type == EntityMention::Type::person});
      } else {
        const Index unlisted = sides_.unlisted_ref(name);
        if (unlisted == kNone) return give_up(score, words_.side_rules);
        sides_.fill(side, {unlisted, false});
      }
    }
    // "Hall 1, Lowe 10": players and their minutes, where teams play.
    if (team_game(article_.sport) && score.sides[0].person != kNone && score.sides[1].person != kNone) {
      dropped_.push_back(current_);
    }
    score.winner = winner_of(score);
    given_by(SideRule::results, score, words_.side_rules);
  }

  // "Town 1-1 City": a name that ends right before the numbers and one that starts right behind them.
  bool scoreline(Score& score) {
    const Candidate* left = nullptr;
    const Candidate* right = nullptr;
    for (const Candidate& name : here_.names()) {
      if (!here_.fits(name)) continue;
      if (name.span.end <= score.span.start && here_.blank(name.span.end, score.span.start)) left = &name;
      if (name.span.start >= score.span.end && here_.blank(score.span.end, name.span.start)) right = &name;
    }
    if (left == nullptr || right == nullptr || ref(*left) == ref(*right)) return false;
    // "Leeds beat Derby 2-1 Sunday": a verb before the left name takes it as its object.
    if (left->link == Link::object) return false;
    sides_.fill(score.sides[0], ref(*left));
    sides_.fill(score.sides[1], ref(*right));
    if (score.kind != ScoreKind::partial) score.winner = winner_of(score);
    given_by(SideRule::scoreline, score, words_.side_rules);
    context_.remember(score);
    return true;
  }

  // "Frame scores (Hall first): 72-15, 0-98"
  void sequence(Score& score) {
    // The label stands before the first score of its list; the others are searched only behind the one before them.
    const std::string_view before = text_.substr(sequence_read_, score.span.start - sequence_read_);
    const std::size_t found = before.rfind(" first)");
    if (found != std::string_view::npos) sequence_label_ = sequence_read_ + static_cast<std::uint32_t>(found);
    sequence_read_ = score.span.end;
    const std::uint32_t label = sequence_label_;
    const auto mention = std::lower_bound(
        document_.mentions.begin(), document_.mentions.end(), label,
        [&](const EntityMention& m, std::uint32_t offset) { return document_.tokens.end[m.last] < offset; });
    if (mention == document_.mentions.end() || document_.tokens.end[mention->last] != label) {
      give_up(score, words_.side_rules);
      return;
    }
    const SideRef owner{mention->entity, mention->type == EntityMention::Type::person};
    here_.set_persons(owner.person);
    const SideRef other = context_.opponent_of(score, owner);
    if (!other.known()) {
      give_up(score, words_.side_rules);
      return;
    }
    sides_.fill(score.sides[0], owner);
    sides_.fill(score.sides[1], other);
    if (score.kind != ScoreKind::partial) score.winner = winner_of(score);
    given_by(SideRule::scoreline, score, words_.side_rules);
    context_.remember(score);
  }

  // "(half-time 1-0)", "(1-0)": the order of the score before it holds.
  bool half_time(Score& score, int first, int second) {
    if (score.kind != ScoreKind::partial || current_ == 0) return false;
    const Score& before = article_.scores[current_ - 1];
    if (before.sides.size() != 2 || score.span.start < before.span.end) return false;
    // "Town 1 City 3 (Hall 33rd, Lowe 45th). Half-time 1-0": the scorers stand between.
    const std::uint32_t note = bracket_behind(text_, before.span.end);
    const std::uint32_t end = note > 0 && note < score.span.start ? note : before.span.end;
    const std::string_view between = text_.substr(end, score.span.start - end);
    // "34-33 after extra time (28-28, 14-13)", "Q2: 27-29" / "Q3: 42-46": one after another in the same order.
    const bool next = score.span.start == before.span.end + 2 && text_.substr(before.span.end, 2) == ", ";
    const bool ordered = before.sides_rule == words_.side_rules[SideRule::half_time].id ||
                         before.sides_rule == words_.side_rules[SideRule::scoreline].id;
    const bool listed = ordered && (next || period_label(score, between));
    if (between.size() > 40 && !listed) return false;
    const bool opened = between.find('(') != std::string_view::npos && between.find(')') == std::string_view::npos;
    if (before.kind == ScoreKind::partial && score.rule == words_.bracket && !listed) return false;
    if (score.rule != words_.bracket && !opened && !listed && !half_time_label(between)) return false;
    score.sides = before.sides;
    score.sides[0].points = first;
    score.sides[1].points = second;
    given_by(SideRule::half_time, score, words_.side_rules);
    return true;
  }

  // A line of a label and numbers, below a line that ends with other numbers or a name: "Q1: Town 13-15 City" /
  // "Half-time: 27-29".
  [[nodiscard]] bool period_label(const Score& score, std::string_view between) const {
    constexpr std::size_t kLongestLabel = 20;
    constexpr std::size_t kLongestName = 40;
    if (between.size() > kLongestName + kLongestLabel) return false;
    const std::size_t name = between.find_first_of("\r\n.,:;(0123456789");
    const std::size_t line = between.find_first_not_of("\r\n", std::min(name, between.size()));
    if (line == name || line == std::string_view::npos || between.size() - line > kLongestLabel) return false;
    const std::string_view label = between.substr(line);
    const bool last = score.span.end == text_.size() || text_[score.span.end] == '\n' || text_[score.span.end] == '\r';
    return last && label.ends_with(": ") && label.find_first_of(".,;\n") == std::string_view::npos;
  }

  // ". Halftime " and nothing else.
  static bool half_time_label(std::string_view between) {
    std::array<char, 10> letters{};
    std::size_t count = 0;
    for (const char c : between) {
      if (is_space(c) || c == '.' || c == ':' || c == '-') continue;
      if (!is_letter(c) || count == letters.size()) return false;
      letters[count++] = c;
    }
    const std::string_view word(letters.data(), count);
    return same_word(word, "halftime") || same_word(word, "ht");
  }

  // sides[0] owns the numbers that stand first.
  void settle(Score& score, const Pairing& pairing, int first, int second) {
    bool ahead_first = first >= second;
    if (!score.sets.empty() && first == second) {
      const SetScore& last = score.sets.back();
      ahead_first = last.first >= last.second;
    }
    if (pairing.in_order) ahead_first = true;
    sides_.fill(score.sides[0], ahead_first ? pairing.ahead : pairing.behind);
    sides_.fill(score.sides[1], ahead_first ? pairing.behind : pairing.ahead);
    // A series that is led is not won yet.
    if (score.kind != ScoreKind::partial && (score.kind != ScoreKind::series || pairing.decided)) {
      score.winner = winner_of(score);
    }
    // Who gives up at a set all has lost.
    if (score.kind == ScoreKind::final && !score.sets.empty() && first == second && pairing.decided) {
      score.winner = ahead_first ? 0 : 1;
    }
    context_.remember(score);
  }

  const Document& document_;
  std::string_view text_;
  const SideWords& words_;
  Article& article_;
  SideNames sides_;
  ScoreSentence here_;
  SideContext context_;
  SideGrammar grammar_;
  std::size_t current_ = 0;           // index of the score at hand
  std::vector<std::size_t> dropped_;  // scores that are none, by index
  std::uint32_t sequence_read_ = 0;   // the end of the last score of a list of points
  std::uint32_t sequence_label_ = 0;  // where the name in the label of that list ends
};

}  // namespace

std::shared_ptr<const ScoreModel::SideRules> ScoreModel::make_sides(const RuleBook& rules) {
  return std::make_shared<const SideRules>(rules);
}

void assign_sides(const Document& document, const Lexicon& lexicon, const ScoreModel& model, Article& article) {
  if (article.scores.empty() && document.mentions.size() < 2) return;
  thread_local ScoreSentence::Memory memory;
  Assigner(document, lexicon, model, article, memory).run();
}

}  // namespace pressbox

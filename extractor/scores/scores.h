// Scores: which numbers are the score of a contest, of what kind, and whose each number is.
#pragma once

#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include "extractor/article.h"
#include "extractor/document.h"
#include "extractor/gazetteer/lexicon.h"
#include "extractor/rules/rulebook.h"

namespace pressbox {

// Every rule of lexicons/rules/scores.tsv that this stage asks the rule book for.
inline constexpr std::array<std::string_view, 103> kScoreRules = {"score.clause.end",
                                                                  "score.context",
                                                                  "score.cricket.closed",
                                                                  "score.cricket.target.left",
                                                                  "score.cricket.wickets-first.left",
                                                                  "score.final.left",
                                                                  "score.final.retired.right",
                                                                  "score.final.right",
                                                                  "score.kind.aggregate.left",
                                                                  "score.kind.aggregate.right",
                                                                  "score.kind.hypothetical.left",
                                                                  "score.kind.partial.left",
                                                                  "score.kind.partial.level.left",
                                                                  "score.kind.partial.right",
                                                                  "score.kind.series.against",
                                                                  "score.kind.series.bracket.left",
                                                                  "score.kind.series.left",
                                                                  "score.kind.series.right",
                                                                  "score.kind.set.left",
                                                                  "score.kind.set.right",
                                                                  "score.kind.shootout.left",
                                                                  "score.kind.shootout.right",
                                                                  "score.kind.tie-break.left",
                                                                  "score.lineup.label",
                                                                  "score.list.break",
                                                                  "score.list.determiner",
                                                                  "score.list.giving",
                                                                  "score.list.leading",
                                                                  "score.list.meeting",
                                                                  "score.list.met",
                                                                  "score.list.opponent",
                                                                  "score.list.participle",
                                                                  "score.list.preposition",
                                                                  "score.list.pronoun",
                                                                  "score.list.result-verb",
                                                                  "score.list.sending",
                                                                  "score.list.unit",
                                                                  "score.list.victor",
                                                                  "score.not.count.left",
                                                                  "score.not.cricket.block",
                                                                  "score.not.date.right",
                                                                  "score.not.height.left",
                                                                  "score.not.height.right",
                                                                  "score.not.odds.block",
                                                                  "score.not.odds.left",
                                                                  "score.not.odds.right",
                                                                  "score.not.odds.to.left",
                                                                  "score.not.odds.to.right",
                                                                  "score.not.odds.win.right",
                                                                  "score.not.range.left",
                                                                  "score.not.range.right",
                                                                  "score.not.record.fixture.left",
                                                                  "score.not.record.fixture.right",
                                                                  "score.not.record.label.left",
                                                                  "score.not.record.label.name.right",
                                                                  "score.not.record.label.right",
                                                                  "score.not.record.left",
                                                                  "score.not.record.right",
                                                                  "score.not.record.scope",
                                                                  "score.not.shape.left",
                                                                  "score.not.shape.right",
                                                                  "score.not.shooting.left",
                                                                  "score.not.shooting.right",
                                                                  "score.not.tally.left",
                                                                  "score.record.clause",
                                                                  "score.results.half-time",
                                                                  "score.results.verb",
                                                                  "score.sequence.left",
                                                                  "score.sequence.set.left",
                                                                  "score.shape.all",
                                                                  "score.shape.bracket",
                                                                  "score.shape.card",
                                                                  "score.shape.cricket",
                                                                  "score.shape.dash",
                                                                  "score.shape.inline",
                                                                  "score.shape.match-play",
                                                                  "score.shape.results",
                                                                  "score.shape.sequence",
                                                                  "score.shape.sets",
                                                                  "score.shape.units",
                                                                  "score.shape.words",
                                                                  "score.side.context",
                                                                  "score.side.half-time",
                                                                  "score.side.main",
                                                                  "score.side.none",
                                                                  "score.side.object",
                                                                  "score.side.order",
                                                                  "score.side.results",
                                                                  "score.side.scoreline",
                                                                  "score.side.sentence",
                                                                  "score.side.title",
                                                                  "score.tie.left",
                                                                  "score.word.be",
                                                                  "score.word.draw-noun",
                                                                  "score.word.draw-verb",
                                                                  "score.word.dropped.left",
                                                                  "score.word.inflicted.left",
                                                                  "score.word.lose-noun",
                                                                  "score.word.lose-verb",
                                                                  "score.word.rout-noun",
                                                                  "score.word.suffered.left",
                                                                  "score.word.win-noun",
                                                                  "score.word.win-verb"};

// The rules of this stage, looked up once; borrows the rule book. Immutable, shared between threads.
class ScoreModel {
 public:
  explicit ScoreModel(const RuleBook& rules);
  struct FindRules;
  struct SideRules;
  [[nodiscard]] const FindRules& find() const { return *find_; }
  [[nodiscard]] const SideRules& sides() const { return *sides_; }
  [[nodiscard]] const RuleBook& rules() const { return *rules_; }

 private:
  [[nodiscard]] static std::shared_ptr<const FindRules> make_find(const RuleBook& rules);
  [[nodiscard]] static std::shared_ptr<const SideRules> make_sides(const RuleBook& rules);
  const RuleBook* rules_;
  std::shared_ptr<const FindRules> find_;
  std::shared_ptr<const SideRules> sides_;
};

// Finds score expressions by the digits and the words beside them; needs text and blocks only. Each Score has span,
// kind, confidence, sets and the two numbers as sides without a name; rule is the rule that matched. sport is the
// article's sport or unknown. out is cleared first.
void find_scores(const Document& document, const ScoreModel& model, Sport sport, std::vector<Score>& out);

// Decides the sides of each score, the rule that gave them, its winner and its confidence, from the mentions around it;
// needs document.mentions and article.people, teams and sport. An innings of cricket has one side, with its runs. A
// country or club that is no mention but stands where a side must is a side too; document.classes, matches and
// match_begin show it, and without them there are none. It becomes a team of the article, behind those that it has:
// their indices stay, and the order by first mention is the caller's to restore. Where the text does not say whose the
// numbers are, sides become empty. May drop a score that the mentions show to be none, and adds those that only the
// mentions show
// ("Town 2 City 1" in running text).
void assign_sides(const Document& document, const Lexicon& lexicon, const ScoreModel& model, Article& article);

}  // namespace pressbox

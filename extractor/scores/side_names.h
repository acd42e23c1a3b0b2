// Who the sides of scores are: the people and teams of the article, and names that only their place beside a score
// shows to be a team. Private to the scores stage.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "extractor/article.h"
#include "extractor/document.h"
#include "extractor/gazetteer/lexicon.h"
#include "extractor/rules/rulebook.h"

namespace pressbox::scores {

// A person or a team by its index into the article's; a team's index beyond those of the article is an unlisted name.
struct SideRef {
  Index entity = kNone;
  bool person = false;
  [[nodiscard]] bool known() const { return entity != kNone; }
  friend bool operator==(const SideRef&, const SideRef&) = default;
};

// The index of the side with more points; kNone for a draw.
[[nodiscard]] Index winner_of(const Score& score);

// What gives a score its sides: the rows score.side of lexicons/rules/scores.tsv.
enum class SideRule : std::uint8_t {
  scoreline,
  results,
  object,
  order,
  sentence,
  context,
  main,
  half_time,
  title,
  none,  // score.side.none: nothing does
};

// Those rows, looked up once. Borrows the rule book.
class SideRuleTable {
 public:
  explicit SideRuleTable(const RuleBook& rules);
  [[nodiscard]] const Rule& operator[](SideRule rule) const { return rules_[static_cast<std::size_t>(rule)]; }

 private:
  std::array<Rule, static_cast<std::size_t>(SideRule::none) + 1> rules_;
};

// Takes the sides away where the text does not say whose the numbers are.
void give_up(Score& score, const SideRuleTable& rules);
// Notes the rule that gave the sides, which counts in the confidence.
void given_by(SideRule rule, Score& score, const SideRuleTable& rules);

class SideNames {
 public:
  // False where the two never meet: a national team and a club, a college and a professional franchise.
  [[nodiscard]] bool rivals(SideRef a, SideRef b) const;
  SideNames(const Document& document, const Lexicon& lexicon, const SideRuleTable& rules, Article& article)
      : document_(document), lexicon_(lexicon), text_(document.text), rules_(rules), article_(article) {}

  void fill(Side& side, SideRef who) const;
  [[nodiscard]] SideRef side_ref(const Side& side) const;
  // The one team of the article whose name is these words or begins with them; kNone if none or several.
  [[nodiscard]] Index team_by_first_word(std::string_view words) const;
  Index unlisted_ref(Span span);
  // The sides that the entities stage did not take for teams become teams of the article.
  void add_unlisted_teams();

 private:
  // A name that may be a side, with the places where it could be one.
  struct Unlisted {
    std::string_view name;
    std::vector<Span> mentions;
  };

  [[nodiscard]] std::vector<Unlisted>::const_iterator find_unlisted(std::string_view name) const;
  // The new team's index; kNone where all its words are parts of other names. named: by start, apart; grows.
  Index add_unlisted_team(const Unlisted& unlisted, std::vector<Span>& named);
  // Of people, teams and things.
  [[nodiscard]] std::vector<Span> named_spans() const;
  // Named by the lexicon where it has a team of this sport with these words in its name, and else as the text has it:
  // whose nickname it is, the entities stage would have known.
  [[nodiscard]] Team team_of_side(std::string_view name, Mentions&& mentions) const;
  // A team of the article is no name of another side, even where the two share a word.
  [[nodiscard]] bool has_team(std::string_view name) const;

  const Document& document_;
  const Lexicon& lexicon_;
  std::string_view text_;
  const SideRuleTable& rules_;
  Article& article_;
  std::vector<Unlisted> unlisted_;  // numbered behind the teams of the article
};

}  // namespace pressbox::scores

// Results in running text that only the names show to be scores: "Town 2 City 1, Rovers 0 Albion 0". Private to the
// scores stage.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "extractor/article.h"
#include "extractor/document.h"
#include "extractor/scores/side_names.h"
#include "extractor/scores/side_words.h"

namespace pressbox::scores {

class InlineResults {
 public:
  InlineResults(const Document& document, const SideWords& words, const SideNames& sides, Article& article)
      : document_(document), text_(document.text), words_(words), sides_(sides), article_(article) {}

  // Adds them to the scores of the article, with their sides.
  void add();

 private:
  // A side of a result in running text: a name, its points and what stands in brackets behind them.
  struct Part {
    int points = 0;
    std::uint32_t end = 0;  // of the points
    Index next = 0;         // the token behind them, or behind the bracket of scorers
    bool bracket = false;
    int periods = 0;  // numbers of a row by quarters or innings
  };

  // Whether a digit is the next that stands behind the name of a team.
  [[nodiscard]] bool team_before_number(const EntityMention& mention) const;
  [[nodiscard]] std::optional<Part> part_behind(Index token) const;
  // "33 28 20 28 -- 109", "14, 28, 47, 63", "2.1 5.4 8.8 11.11 (77)": points by quarters or innings, whose total is
  // their sum, the last of them, or what the goals and behinds make.
  [[nodiscard]] std::optional<Part> row_behind(Index token) const;
  // "12.13 (85)": twelve goals of six points and thirteen of one.
  [[nodiscard]] std::optional<Part> goals_and_behinds(Index token) const;
  // "TOWN 347 and 61-2; CITY 289 (": a closed innings of cricket, told by its runs alone, and a second one.
  void total(const EntityMention& mention, const Part& part, std::vector<Score>& found) const;
  // "and 166": the number behind a joint; 0 where it is one of two, as "61-2".
  [[nodiscard]] std::optional<int> second_total(Index joint) const;
  void add_total(const EntityMention& mention, Index number, int points, std::vector<Score>& found) const;
  // The whole number that stands right behind a token and ends there.
  [[nodiscard]] std::optional<int> number_behind(Index token) const;

  const Document& document_;
  std::string_view text_;
  const SideWords& words_;
  const SideNames& sides_;
  Article& article_;
};

}  // namespace pressbox::scores

// What the article says of the sides outside of the sentence of a score: the scores before, the sentences before, and
// the two sides that it is about. Private to the scores stage.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "extractor/scores/score_sentence.h"

namespace pressbox::scores {

// What the scores before say of two sides. 1: the first, -1: the second, 0: neither.
struct Course {
  int ahead = 0;   // who must have led
  int winner = 0;  // who won, and so is the likelier leader
};

class SideContext {
 public:
  SideContext(const Document& document, const Article& article, const SideNames& sides, const ScoreSentence& here)
      : document_(document), text_(document.text), article_(article), sides_(sides), here_(here) {}

  // The other side of a score whose one side is known. wanted_subject: the missing one is the grammatical subject, so
  // that names behind prepositions do not stand for it.
  SideRef missing_side(const Score& score, SideRef known, bool wanted_subject, SideRule& rule);
  // Another name in the sentence, the nearest to the score first.
  [[nodiscard]] SideRef other_name(const Score& score, SideRef known, bool wanted_subject) const;
  // The one side of the sentence that a preposition makes an opponent, behind the clause of the score too.
  [[nodiscard]] SideRef only_opponent() const;
  // The nearest name of the right type in the sentences before, within the block or the one before it.
  SideRef named_before(SideRef known);
  // The sides of an earlier score of the same numbers.
  bool repeated(const Score& score, SideRef& ahead, SideRef& behind) const;
  // Neither side is named: a score of the same numbers, then the last pair, then the pair the article is about.
  // behind: the subject is known to be behind; ordered: what is found is known to be in order.
  bool both_missing(const Score& score, SideRef& subject, SideRef& object, bool behind, bool& ordered);
  // Who led, by the course of the game: no side has more points on the way than at its end, nor fewer than before.
  [[nodiscard]] Course by_course(const Score& score, SideRef a, SideRef b) const;
  [[nodiscard]] bool rivals(SideRef a, SideRef b) const { return sides_.rivals(a, b); }
  // False for a side that cannot meet the one the article is about: a club where that is a nation.
  [[nodiscard]] bool in_question(SideRef side);
  // True for the side that the article is about most.
  [[nodiscard]] bool in_front(SideRef side) { return main_pair()[0] == side; }
  // Whom a side met in the last score that it has part in, else the other side that the article is about.
  SideRef opponent_of(const Score& score, SideRef known);
  // Notes the sides of a score for those behind it.
  void remember(const Score& score);
  // A side of the last score; empty before the first.
  [[nodiscard]] SideRef last() const { return last_.ahead; }

 private:
  struct Pair {
    SideRef ahead;
    SideRef behind;
  };

  // The other side of the sentence, behind the clause of the score too; empty where it names several.
  [[nodiscard]] SideRef only_other(SideRef known) const;
  [[nodiscard]] bool recent() const;
  // True if the name stands in a relative clause that a comma closes before the score: "Hall, who lost to Lee, won".
  [[nodiscard]] bool in_relative(const Candidate& name, const Score& score) const;
  // Whom the known side met in the last score before this one that it has part in; scores of the same numbers first,
  // then one against the preferred side.
  [[nodiscard]] SideRef partner_of(const Score& score, SideRef known, SideRef preferred) const;
  // True if no subject of the sentence is another than the two sides of an earlier score.
  [[nodiscard]] bool all_of_sentence(const Score& earlier) const;
  static bool same_numbers(const Score& a, const Score& b);
  // The side of the sentence before, where it names just one.
  SideRef only_before();
  // The two sides of the sentence before, where it names just two.
  bool pair_before(SideRef& subject, SideRef& object, bool behind);
  // The two sides that the article is about. A name in a title or beside a score tells more than one that is only
  // mentioned, as the former club of a player is. The first of them where they draw.
  std::array<SideRef, 2> main_pair();
  // The side that the article is about most, of those that known can meet.
  SideRef main_rival(SideRef known);
  SideRef heaviest(SideRef except, SideRef rival);
  // Indices of teams, or of people, from the one that the article is about most; those that it never names are left
  // out.
  const std::vector<Index>& by_weight();
  // The two sides that the block of the score names most before it.
  bool pair_in_block(SideRef& subject, SideRef& object);

  const Document& document_;
  std::string_view text_;
  const Article& article_;
  const SideNames& sides_;
  const ScoreSentence& here_;
  std::vector<Candidate> scratch_;
  std::array<std::optional<std::vector<Index>>, 2> by_weight_;  // of teams, of persons
  bool dominant_ = true;  // the main pair has half of all weight: a report and no column
  Pair last_;
  Index last_sentence_ = 0;
  bool last_final_ = false;
};

}  // namespace pressbox::scores

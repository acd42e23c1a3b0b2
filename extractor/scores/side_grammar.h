// Whose the numbers of a score are by the grammar of its sentence: the word of result that governs the score, its
// subject and its object. Private to the scores stage.
#pragma once

#include <optional>
#include <string_view>

#include "extractor/scores/score_sentence.h"
#include "extractor/scores/side_context.h"

namespace pressbox::scores {

// The two sides of one score, and what is known of their order.
struct Pairing {
  SideRef ahead;  // the side with the larger number, or the one that is named first
  SideRef behind;
  bool in_order = false;  // ahead owns the first number, whichever is larger
  bool decided = false;   // a verb of winning or losing, not of leading, governs the score
};

class SideGrammar {
 public:
  SideGrammar(const Document& document, const SideWords& words, const Article& article, const ScoreSentence& here,
              SideContext& context)
      : text_(document.text), words_(words), article_(article), here_(here), context_(context) {}

  // The sides of a score of two numbers; rule becomes the rule that gave them. Empty where the text does not say.
  std::optional<Pairing> resolve(const Score& score, int first, int second, SideRule& rule);

  // The grammatical subject before offset: the owner of the score, else the nearest name that is neither governed by a
  // preposition nor an object; a pronoun between sends the search to the front of the sentence.
  SideRef subject_before(std::uint32_t offset, SideRef except, bool noun) const;

 private:
  // "lift Town over City 4-3": two names with "over" between them.
  bool lifted_over(const Score& score, SideRef& subject, SideRef& object) const;
  // "the Cup, won by Town in a 3-2 success over City": the last name before the score, if it is an agent.
  [[nodiscard]] SideRef agent_before(std::uint32_t offset, SideRef except) const;
  // The name between the numbers and a noun of result behind them.
  [[nodiscard]] SideRef modifier(const Score& score, const Event& noun) const;
  // "City, 3-0 conquerors of Rovers": the name that a comma parts from the score.
  [[nodiscard]] SideRef apposed_before(std::uint32_t offset) const;
  // The name that "from" ties to a noun of losing, or that one is behind.
  [[nodiscard]] const Candidate* source_behind(const Event& noun) const;
  [[nodiscard]] bool object_pronoun(std::uint32_t offset) const;
  // "Town leapfrogged City by beating them": of the only two names before the verb the first is the subject.
  bool lone_rival(const Event& verb, SideRef& subject, SideRef& object) const;
  // "humbled by City who beat them": the subject is the name that the clause belongs to, the object the name before it.
  bool relative_rival(const Event& verb, SideRef& subject, SideRef& object) const;
  // "trounced 33-5 in Paris": the side whose ground stands behind the score.
  [[nodiscard]] SideRef ground_behind(const Score& score, SideRef subject) const;
  // "16-7 in Hall's favour"
  [[nodiscard]] bool in_favour(std::string_view between, const Candidate& name) const;
  // True if the sentence names one side alone, as the owner of something.
  [[nodiscard]] bool owner_alone() const;
  // "the 2-1 win sent Town top": whom a verb right behind the result sends on.
  [[nodiscard]] SideRef sent_behind(std::uint32_t offset) const;
  // True if the first name of the sentence stands behind the score and no preposition before it.
  [[nodiscard]] bool follows_as_subject(const Score& score) const;
  // The first name behind from in the clause of the score that ends at clause, whatever stands before it.
  [[nodiscard]] const Candidate* name_behind(std::uint32_t from, std::uint32_t clause) const;
  // The polarity is 1 where the subject is ahead, -1 where it is behind and 0 where that is not known.
  // The word of result that the score belongs to: a noun close behind it, else the nearest word before it.
  const Event* governing(const Score& score) const;
  // The first name behind from in its clause that a preposition ties to the result.
  const Candidate* opponent_behind(const Score& score, std::uint32_t from) const;
  void by_verb(const Score& score, const Event& verb, SideRef& subject, SideRef& object, int& polarity);
  void by_noun(const Score& score, const Event& noun, SideRef& subject, SideRef& object, int& polarity);
  // The name behind "for" between a noun of result and the score: "a win for Town, 2-0 over City".
  [[nodiscard]] const Candidate* beneficiary(const Event& noun, std::uint32_t offset) const;
  // "Town and City drew": both names before the verb are its subject, in order.
  void coordinated(std::uint32_t offset, SideRef& subject, SideRef& object) const;
  // "beaten", "held", "-ed": forms that can be passive.
  [[nodiscard]] bool participle_at(Span verb) const;
  [[nodiscard]] bool by_follows(std::uint32_t offset) const;
  [[nodiscard]] bool suffered(std::uint32_t offset) const;
  // "Hall had two hits for Town": the side that a player scores for.
  [[nodiscard]] SideRef scorers_side(std::uint32_t offset) const;
  // A coach or player as the subject speaks for the team that the text ties him to.
  [[nodiscard]] SideRef team_of_subject(std::uint32_t offset) const;
  // "In a 4-1 loss to Town, City were ...": the subject follows the phrase that holds the score.
  SideRef subject_behind(const Score& score, SideRef except) const;
  // "Town v City - abandoned at 1-1": the two names are the sides.
  bool versus(const Score& score, SideRef& subject, SideRef& object) const;
  // "3-0 to Town": only a preposition and an article stand between the numbers and the name.
  [[nodiscard]] bool to_name(std::uint32_t from, const Candidate& name) const;
  // "Hall humbled Lowe 6-1 6-2" with a verb that no list has: two names, the second right before the numbers.
  bool named_in_order(const Score& score, SideRef& subject, SideRef& object) const;

  std::string_view text_;
  const SideWords& words_;
  const Article& article_;
  const ScoreSentence& here_;
  SideContext& context_;
};

}  // namespace pressbox::scores

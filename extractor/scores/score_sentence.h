// The sentence of a score as the grammar of sides sees it: its words of result, its names with what governs them, and
// where its clauses end. Private to the scores stage.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "extractor/article.h"
#include "extractor/document.h"
#include "extractor/scores/side_names.h"
#include "extractor/scores/side_words.h"
#include "extractor/scores/stand_ins.h"

namespace pressbox::scores {

// A word of result.
struct Event {
  Span span;
  ResultWord cls = ResultWord::win_verb;
};

// A name, and what stands before and behind it.
struct Candidate {
  Index entity = 0;
  bool person = false;
  Span span;
  Link link = Link::none;
  bool possessive = false;
  bool ground = false;  // a stand-in by the place of the match, and no name of a side
};

[[nodiscard]] inline SideRef ref(const Candidate& candidate) {
  return {candidate.entity, candidate.person};
}

class ScoreSentence {
 public:
  // Lists that are kept from article to article.
  struct Memory {
    std::vector<Event> events;
    std::vector<Candidate> names;
    std::vector<Candidate> scratch;
  };

  // Borrows all of them.
  ScoreSentence(const Document& document, const Lexicon& lexicon, const SideWords& words, const Article& article,
                SideNames& sides, Memory& memory)
      : document_(document),
        text_(document.text),
        words_(words),
        article_(article),
        sides_(sides),
        lexicon_(lexicon),
        events_(memory.events),
        names_(memory.names),
        scratch_(memory.scratch) {
    events_.clear();
    names_.clear();
  }

  // Goes to the sentence of the article's score of this index. False where there is no sentence that could be read: a
  // table run together has no grammar.
  bool enter(std::size_t score);
  // Decides whether the sides of the score are persons or teams. last: a side of the score before.
  void choose_type(const Score& score, SideRef last);
  void set_persons(bool persons) { persons_ = persons; }

  [[nodiscard]] std::size_t score() const { return score_; }
  [[nodiscard]] Index index() const { return sentence_; }
  [[nodiscard]] Span bounds() const { return bounds_; }
  [[nodiscard]] const std::vector<Event>& events() const { return events_; }    // by start
  [[nodiscard]] const std::vector<Candidate>& names() const { return names_; }  // by start
  [[nodiscard]] bool persons() const { return persons_; }
  [[nodiscard]] bool fits(const Candidate& name) const { return name.person == persons_ && !name.ground; }

  // The mentions of any sentence and what stands for them, by start.
  void collect_names(Index sentence, std::vector<Candidate>& out) const;

  // Where the clause that holds offset ends: a semicolon, a conjunction that opens a new clause, the next score.
  [[nodiscard]] std::uint32_t clause_end(std::uint32_t offset) const;
  [[nodiscard]] bool blank(std::uint32_t from, std::uint32_t to) const;
  // True if a preposition or a conjunction stands between: what follows is another phrase.
  [[nodiscard]] bool phrase_between(std::uint32_t from, std::uint32_t to) const;
  [[nodiscard]] bool name_between(std::uint32_t from, std::uint32_t to) const;
  [[nodiscard]] bool names_next(std::uint32_t offset) const;
  // ", who ..." behind a name makes it the subject of what follows.
  [[nodiscard]] bool relative_behind(std::uint32_t offset) const;
  [[nodiscard]] bool be_before(std::uint32_t offset) const;
  [[nodiscard]] bool determiner_before(std::uint32_t offset) const;
  // True if one of the three words before offset is a pronoun and no name stands behind it.
  [[nodiscard]] bool pronoun_before(std::uint32_t offset) const;
  // The pronoun that the sentence opens with, "" if none.
  [[nodiscard]] std::string_view opening_pronoun() const;
  // "against Hall, a 6-1 6-4 winner": what follows the comma describes the name.
  [[nodiscard]] bool apposed(std::uint32_t from, std::uint32_t to) const;
  // "will face Hall after the Spaniard beat": the description is of the name before it.
  [[nodiscard]] bool described_before(std::uint32_t offset) const;

 private:
  // True if the sentence goes on with that of the block before, which a wire has broken: "Costa Rica and Chile" /
  // "drew".
  [[nodiscard]] bool continues(Index sentence) const;
  // True if the score opens its block and the block before does not end a sentence: a line that was broken.
  [[nodiscard]] bool alone(Index token) const;
  [[nodiscard]] Span sentence_span(Index sentence) const;
  [[nodiscard]] std::uint32_t find_clause_end(std::uint32_t offset) const;
  void collect_events();
  // "Bears defeat Comets 6-3": between two names the noun is a verb.
  void defeats_as_verbs();
  // Countries, towns and clubs that are no mentions yet stand where a side must: "a 3-1 defeat of Germany", "gave
  // Boston a 4-3 decision". They are a team of the article by the first word of its name, else a side by their own
  // name.
  void collect_unlisted();
  // True if the words are the name of a team of the article's sport.
  [[nodiscard]] bool team_of_sport(Index first, Index last) const;
  // "On Monday night Town beat City": the verb right behind a name makes it the subject, and the phrase before it ends.
  [[nodiscard]] bool begins_clause(Index first, Index last, Index sentence) const;
  void add_stand_ins(const Sentence& sentence, std::vector<Candidate>& out) const;
  // "lead 2-1 after the doubles": tennis between nations, where matches are counted.
  [[nodiscard]] bool team_tie(const Score& score) const;
  // "Hall beat Lowe 3-1" where no two teams could have met, whatever sport the article was taken for.
  [[nodiscard]] bool people_meet(SideRef last) const;
  // True if a word of result stands before the preposition before token.
  [[nodiscard]] bool event_before(Index token, Index first) const;
  // "Alaska Milk beat Purefoods 103-95": a sentence or a clause of a name, a verb, a name and a score. listed: names
  // that are known.
  void collect_by_place(std::size_t listed);
  [[nodiscard]] bool event_at(std::uint32_t offset) const;
  // True if a word of leading or trailing starts here.
  [[nodiscard]] bool leads(std::uint32_t offset) const;
  // False for "a trip to Bolton": no number and no word of result stands before "to".
  [[nodiscard]] bool result_before(Index token, Index first) const;
  [[nodiscard]] bool possessive_behind(Index token) const;
  // Walks back from a name over its modifiers to the preposition or the verb that governs it.
  [[nodiscard]] Link link_before(Index token, Index first) const;
  // True if an active verb of result starts here: the name behind it is its object. Events of the sentence at hand
  // only.
  [[nodiscard]] bool verb_at(std::uint32_t offset) const;

  const Document& document_;
  std::string_view text_;
  const SideWords& words_;
  const Article& article_;
  SideNames& sides_;
  const Lexicon& lexicon_;
  std::optional<StandIns> stand_ins_;  // from the first score on
  std::size_t score_ = 0;
  Index sentence_ = 0;
  Index collected_ = kNone;  // the sentence that events_ and names_ are of
  Span bounds_;
  std::vector<Event>& events_;
  std::vector<Candidate>& names_;
  std::vector<Candidate>& scratch_;
  Index first_token_ = 0;  // of the sentence, or of the first of its broken lines
  bool persons_ = false;
  // The clause that was asked for last, since most questions about a score ask for the same.
  struct Clause {
    std::uint32_t from = kNone;
    std::uint32_t end = 0;
  };
  mutable Clause clause_;
};

}  // namespace pressbox::scores

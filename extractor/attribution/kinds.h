// What a stretch is: somebody's clause, somebody's phrase, or nobody's speech, by the rules kind.*. Private to the
// stage.
#pragma once

#include "extractor/attribution/scene.h"
#include "extractor/attribution/speakers.h"

namespace pressbox::attribution {

class Kinds {
 public:
  explicit Kinds(const Scene& scene)
      : scene_(scene),
        document_(scene.document),
        tokens_(scene.tokens),
        stretches_(scene.stretches),
        referents_(scene.referents) {}

  // The rule that decides stretch k. best is the proposal that won, null where nobody is named.
  [[nodiscard]] KindRule classify(Index k, const Window& w, const Proposal* best) const;

 private:
  // "was asked whether it was a "realistic" aim": the words of whoever asked, who stays unnamed.
  [[nodiscard]] bool is_put_to_somebody(const Window& w) const;
  // ""D.N.," "X.M." and "M.P."": letters that stand for names.
  [[nodiscard]] bool is_initials(const Stretch& stretch) const;
  // Whether the words stand between a determiner or preposition and a noun.
  [[nodiscard]] bool qualifies(const Window& w) const;
  // Words before an opening mark that announce a name: "so-called", "titled", "the nickname", "billed as", "known as".
  [[nodiscard]] bool introduced_as_name(Index last, Index first) const;
  // Whether that word is a verdict instead: "she called it", "what he called", not "a dog called".
  [[nodiscard]] bool is_verdict(const Window& w, Index first) const;
  // "A banner behind the goal read: ...", "the club's motto, ...", "the law says ...": what is written is nobody's
  // speech.
  [[nodiscard]] bool written_on_something(const Window& w) const;
  // "the fans sang "...", a chorus of "..."", "..., came the chant": unless somebody with a name sings.
  [[nodiscard]] bool is_chant(const Window& w) const;
  // "could almost hear the crowd think "..."", "as if it had a voice that cried "..."": nobody said it.
  [[nodiscard]] bool is_imagined(const Window& w) const;
  // ""..." is painted over the tunnel".
  [[nodiscard]] bool is_inscribed(const Window& w) const;
  // ""sisu", which means grit", ""sisu", meaning grit".
  [[nodiscard]] bool is_explained(const Window& w) const;
  // "'Jedi' as he is known", "whose 'Pasta' nickname".
  [[nodiscard]] bool known_as(const Window& w) const;

  const Scene& scene_;
  const Document& document_;
  const TokenArray& tokens_;
  const std::vector<Stretch>& stretches_;
  const std::vector<Referent>& referents_;
};

}  // namespace pressbox::attribution

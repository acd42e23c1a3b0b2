// Single names that only their places in the text make names: "Lawrie said", items of a line-up. Private to the
// entities stage.
#pragma once

#include <vector>

#include "extractor/entities/draft.h"

namespace pressbox {

class People;

class SingleNames {
 public:
  SingleNames(Draft& draft, People& people);

  // The whole article decides what a word is: the evidence of all its occurrences counts for each.
  void find();

 private:
  void find_name_lists();
  [[nodiscard]] float single_score(Index i, Index last, const Sentence& sentence) const;
  [[nodiscard]] Index particles_before(Index i) const;
  [[nodiscard]] Index with_particles(Index i, Index last) const;
  [[nodiscard]] bool is_line_up_label(const Sentence& sentence) const;
  [[nodiscard]] bool is_line_up_word(Index t) const;
  [[nodiscard]] bool is_replacement(Index i, Index last, const Sentence& sentence) const;
  [[nodiscard]] bool stands_in_list(Index i, Index last, const Sentence& sentence) const;

  Draft& draft_;
  const Document& document_;
  const TokenArray& tokens_;
  People& people_;
  std::vector<bool> name_lists_;  // one a sentence
};

}  // namespace pressbox

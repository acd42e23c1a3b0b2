// Single names that only their places in the text make names: "Lawrie said", items of a line-up. Private to the
// entities stage.
#pragma once

#include <cstdint>
#include <vector>

#include "extractor/entities/draft.h"
#include "extractor/entities/flat_map.h"

namespace pressbox {

class People;

class SingleNames {
 public:
  struct Single {
    Index first;
    Index last;
    float score;
  };
  // What all occurrences of a word together say.
  struct Evidence {
    int labels = 0;  // times that it heads what stands behind its colon
    float best = -10.0f;
    int count = 0;
    int inside = 0;  // of them, surnames with a capital inside a sentence
  };
  // Kept between articles so that it grows once.
  struct Memory {
    std::vector<std::uint8_t> name_lists;  // one a sentence: whether it is a list of names, 0 until it is asked
    TokenColumn<Single> singles;
    TokenColumn<Index> asked;    // of singles
    FlatMap<Evidence> evidence;  // by word
  };

  SingleNames(Draft& draft, People& people, Memory& memory);

  // The whole article decides what a word is: the evidence of all its occurrences counts for each.
  void find();

 private:
  // What the word alone says.
  struct Look {
    bool no_name;
    bool belongs;  // a title, a nationality or a country
    bool decides;  // the score is the word's, whatever stands around it
    float score;
  };
  [[nodiscard]] inline Look look_at(Index i) const;
  void list_singles();
  // Of a word that its look does not decide.
  [[nodiscard]] float single_score(Index i, Index last, const Sentence& sentence) const;
  [[nodiscard]] bool in_name_list(Index token) const;
  [[nodiscard]] Index particles_at(Index i, const Sentence& sentence) const;
  [[nodiscard]] Index particles_before(Index i, const Sentence& sentence) const;
  [[nodiscard]] Index with_particles(Index i, Index last) const;
  [[nodiscard]] bool is_line_up_label(const Sentence& sentence) const;
  [[nodiscard]] bool is_name_list(const Sentence& sentence) const;
  [[nodiscard]] bool is_short_for_body(Index i, Index last) const;
  [[nodiscard]] bool is_label(Index i, Index last) const;
  [[nodiscard]] bool is_surname_inside(const Single& single) const;
  [[nodiscard]] bool is_relative(Index token) const;
  [[nodiscard]] bool is_dismissed_or_dismisses(Index i, Index last, const Sentence& sentence) const;
  [[nodiscard]] bool modifies(Index last, const Sentence& sentence) const;
  [[nodiscard]] bool is_inside(Index i, const Sentence& sentence) const;
  [[nodiscard]] bool is_line_up_word(Index t) const;
  [[nodiscard]] bool is_replacement(Index i, Index last, const Sentence& sentence) const;
  [[nodiscard]] bool stands_in_list(Index i, Index last, const Sentence& sentence) const;

  Draft& draft_;
  const Document& document_;
  const TokenArray& tokens_;
  People& people_;
  Memory& memory_;
};

}  // namespace pressbox

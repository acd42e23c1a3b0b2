// The tokens that a name may begin with, found once for all passes. Private to the entities stage.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "extractor/document.h"
#include "extractor/entities/landmarks.h"

namespace pressbox {

// What may begin at a token.
struct NameStart {
  Index token;
  bool by_lexicon;  // a name that the lexicon has
  // A personal name by its shape: that has two words or a hyphen, so that most capitals are told by the token behind
  // them that they begin none.
  bool by_shape;
};

class NameStarts {
 public:
  // Replaces what was found before, and what the landmarks have of tokens: one pass finds them all. The buffers grow
  // once and serve many articles.
  void find(const Document& document, Landmarks& landmarks);
  // Leaves those capitals out that are taken, one a token: most are when the segments have their owners, and a pass
  // over the rest then knows what it will find.
  void drop_taken(const std::vector<std::uint8_t>& taken);
  // The capitalised words outside blocks of capitals, in order.
  [[nodiscard]] std::span<const Index> capitals() const { return {capitals_.data(), capital_count_}; }
  // Where the lexicon or the shape has a name that may begin, outside blocks of capitals, in order.
  [[nodiscard]] std::span<const NameStart> all() const { return {starts_.data(), start_count_}; }

 private:
  TokenColumn<Index> capitals_;  // as long as the longest article's tokens; only capital_count_ of them count
  TokenColumn<NameStart> starts_;
  std::size_t capital_count_ = 0;
  std::size_t start_count_ = 0;
};

}  // namespace pressbox

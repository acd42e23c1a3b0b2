// The tokens that a name may begin with, found once for all passes. Private to the entities stage.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "extractor/document.h"

namespace pressbox {

class Candidates {
 public:
  // Replaces what was found before. The buffers grow once and serve many articles.
  void find(const Document& document);
  // The capitalised words outside blocks of capitals, in order.
  [[nodiscard]] std::span<const Index> capitals() const { return {capitals_.data(), capital_count_}; }
  // They, and the tokens that a name of the lexicon begins with, outside blocks of capitals, in order.
  [[nodiscard]] std::span<const Index> starts() const { return {starts_.data(), start_count_}; }

 private:
  std::vector<Index> capitals_;  // as long as the longest article's tokens; only capital_count_ of them count
  std::vector<Index> starts_;
  std::size_t capital_count_ = 0;
  std::size_t start_count_ = 0;
};

}  // namespace pressbox

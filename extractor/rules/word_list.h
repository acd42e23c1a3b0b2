// Lists of words that rules ask for by name: the rows of lexicons/rules/words.tsv.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/rules/rulebook.h"

namespace pressbox {

// Calls visit with each word of a row of words with "|" between.
template <typename Visit>
void for_each_word(std::string_view row, const Visit& visit) {
  while (!row.empty()) {
    const std::size_t bar = std::min(row.find('|'), row.size());
    if (bar > 0) visit(row.substr(0, bar));
    row.remove_prefix(std::min(bar + 1, row.size()));
  }
}

// The words of a rule whose pattern is nothing but words with "|" between. Made once, at start; has() compares byte by
// byte, case included, and mostly says no after a look at the first byte and the length. The words point into the rule
// book's lexicon.
class WordList {
 public:
  WordList(const RuleBook& rules, std::string_view id) {
    for_each_word(rules.rule(id).pattern, [&](std::string_view word) {
      words_.push_back(word);
      sizes_[static_cast<unsigned char>(word.front())] |= size_bit(word.size());
    });
    std::sort(words_.begin(), words_.end());
  }

  [[nodiscard]] bool has(std::string_view word) const {
    return !word.empty() && (sizes_[static_cast<unsigned char>(word.front())] & size_bit(word.size())) != 0 &&
           std::binary_search(words_.begin(), words_.end(), word);
  }
  [[nodiscard]] std::size_t size() const { return words_.size(); }

 private:
  [[nodiscard]] static std::uint32_t size_bit(std::size_t size) {
    return std::uint32_t{1} << std::min<std::size_t>(size, 31);
  }

  std::vector<std::string_view> words_;     // ascending
  std::array<std::uint32_t, 256> sizes_{};  // of those with this first byte, a bit for each length
};

}  // namespace pressbox

// Lists of words that rules ask for by name: the rows of lexicons/rules/words.tsv.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/rules/rulebook.h"

namespace pressbox {

// The words of a rule whose pattern is nothing but words with "|" between. Made once, at start; has() compares byte by
// byte, case included, and mostly says no after a look at the first byte. The words point into the rule book's lexicon.
class WordList {
 public:
  WordList(const RuleBook& rules, std::string_view id) {
    std::string_view rest = rules.rule(id).pattern;
    while (!rest.empty()) {
      const std::size_t bar = std::min(rest.find('|'), rest.size());
      if (bar > 0) {
        words_.push_back(rest.substr(0, bar));
        heads_[static_cast<unsigned char>(rest.front())] = true;
      }
      rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
    std::sort(words_.begin(), words_.end());
  }

  [[nodiscard]] bool has(std::string_view word) const {
    return !word.empty() && heads_[static_cast<unsigned char>(word.front())] &&
           std::binary_search(words_.begin(), words_.end(), word);
  }
  [[nodiscard]] std::size_t size() const { return words_.size(); }

 private:
  std::vector<std::string_view> words_;  // ascending
  std::array<bool, 256> heads_{};        // the first bytes of them
};

}  // namespace pressbox

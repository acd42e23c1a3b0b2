// Rules: the patterns and the named decisions of lexicons/rules, ready to use.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "extractor/gazetteer/lexicon.h"
#include "extractor/patterns/automaton.h"
#include "extractor/result.h"

namespace pressbox {

// Immutable after build; safe to share between threads. Borrows the Lexicon.
class RuleBook {
 public:
  // Each stage declares the ids that it asks for; `required` is all of them together, and ids that no file has are an
  // Error that names the first three and says how many more.
  static Result<RuleBook> build(const Lexicon& lexicon, std::span<const std::string_view> required = {});

  // The rule of this id. Ids that build() was told of are there; for any other that no file has, the rule is empty
  // with weight 0, and its pattern, like that of a rule without one, matches nothing.
  [[nodiscard]] const Rule& rule(std::string_view id) const;
  [[nodiscard]] const Pattern& pattern(std::string_view id) const;

  [[nodiscard]] const std::vector<Rule>& rules() const { return rules_; }

 private:
  [[nodiscard]] std::size_t position(std::string_view id) const;

  std::vector<Rule> rules_;        // sorted by id
  std::vector<Pattern> patterns_;  // parallel to rules_
  std::vector<Index> places_;      // of rules, by a hash of the id; their number where none has it
};

}  // namespace pressbox

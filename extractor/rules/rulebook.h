// Rules: the RE2 patterns and the named decisions of lexicons/rules, ready to use.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "extractor/gazetteer/lexicon.h"
#include "extractor/result.h"

namespace re2 {
class RE2;
}

namespace pressbox {

// Immutable after build; safe to share between threads. Borrows the Lexicon.
class RuleBook {
 public:
  // Compiles every pattern. A pattern that RE2 rejects is an Error with the rule's id and RE2's reason. Each stage
  // declares the ids that it asks for; `required` is all of them together, and ids that no file has are an Error
  // that names every one.
  static Result<RuleBook> build(const Lexicon& lexicon, std::span<const std::string_view> required = {});

  // The rule of this id. Ids that build() was told of are there; for any other that no file has, the rule is empty
  // with weight 0, and its pattern, like that of a rule without one, matches nothing.
  [[nodiscard]] const Rule& rule(std::string_view id) const;
  [[nodiscard]] const re2::RE2& pattern(std::string_view id) const;

  [[nodiscard]] const std::vector<Rule>& rules() const { return rules_; }

  RuleBook(RuleBook&&) noexcept;
  RuleBook& operator=(RuleBook&&) noexcept;
  ~RuleBook();

 private:
  RuleBook();
  std::vector<Rule> rules_;                          // sorted by id
  std::vector<std::unique_ptr<re2::RE2>> patterns_;  // parallel to rules_, null where there is no pattern
};

}  // namespace pressbox

// Rules: the RE2 patterns and the named decisions of lexicons/rules, ready to use.
#pragma once

#include <memory>
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
  // Compiles every pattern. A pattern that RE2 rejects is an Error with the rule's id and RE2's reason.
  static Result<RuleBook> build(const Lexicon& lexicon);

  // The rule of this id. An id that no file has is a defect of the installation: build() checks the ids that the
  // code asks for (see kRequiredRules in rulebook.cc), so these never fail at run time.
  [[nodiscard]] const Rule& rule(std::string_view id) const;
  [[nodiscard]] const re2::RE2& pattern(std::string_view id) const;

  [[nodiscard]] const std::vector<Rule>& rules() const { return rules_; }

  RuleBook(RuleBook&&) noexcept;
  RuleBook& operator=(RuleBook&&) noexcept;
  ~RuleBook();

 private:
  RuleBook();
  std::vector<Rule> rules_;  // sorted by id
  std::vector<std::unique_ptr<re2::RE2>> patterns_;  // parallel to rules_, null where there is no pattern
};

}  // namespace pressbox

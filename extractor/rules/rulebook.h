// Rules: the RE2 patterns and the named decisions of lexicons/rules, ready to use.
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

#include "extractor/gazetteer/lexicon.h"
#include "extractor/result.h"
#include "extractor/rules/required_text.h"

namespace re2 {
class RE2;
}

namespace pressbox {

// Immutable after build; safe to share between threads. Borrows the Lexicon.
class RuleBook {
 public:
  // A pattern that RE2 compiles when it is first asked for: an article that needs none of them should not wait for
  // all of them. The lexicon's compiler has refused what RE2 rejects; should another version of RE2 reject it all the
  // same, it matches nothing. get() may be called from any number of threads at once.
  class Pattern {
   public:
    explicit Pattern(std::string_view text);
    ~Pattern();
    [[nodiscard]] const re2::RE2& get() const;
    // False: the pattern matches nowhere in this text. True says nothing. Far cheaper than RE2, and compiles nothing.
    [[nodiscard]] bool may_match(std::string_view text) const;
    // Whether the pattern matches somewhere in the text.
    [[nodiscard]] bool matches(std::string_view text) const;

   private:
    std::string_view text_;  // "" matches nothing
    mutable std::once_flag once_;
    mutable std::unique_ptr<re2::RE2> compiled_;
    mutable std::once_flag once_required_;
    mutable std::unique_ptr<const RequiredText> required_;
  };

  // Each stage declares the ids that it asks for; `required` is all of them together, and ids that no file has are an
  // Error that names the first three and says how many more.
  static Result<RuleBook> build(const Lexicon& lexicon, std::span<const std::string_view> required = {});

  // The rule of this id. Ids that build() was told of are there; for any other that no file has, the rule is empty
  // with weight 0, and its pattern, like that of a rule without one, matches nothing.
  [[nodiscard]] const Rule& rule(std::string_view id) const;
  [[nodiscard]] const Pattern& lazy_pattern(std::string_view id) const;
  [[nodiscard]] const re2::RE2& pattern(std::string_view id) const { return lazy_pattern(id).get(); }

  [[nodiscard]] const std::vector<Rule>& rules() const { return rules_; }

  RuleBook(RuleBook&&) noexcept;
  RuleBook& operator=(RuleBook&&) noexcept;
  ~RuleBook();

 private:
  RuleBook();
  std::vector<Rule> rules_;                         // sorted by id
  std::vector<std::unique_ptr<Pattern>> patterns_;  // parallel to rules_, and one more that matches nothing
};

}  // namespace pressbox

#include "extractor/rules/rulebook.h"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

#include "extractor/gazetteer/hash.h"

namespace pressbox {
Result<RuleBook> RuleBook::build(const Lexicon& lexicon, std::span<const std::string_view> required) {
  RuleBook book;
  // Where each rule stands in the lexicon. The compiler wrote them in this order, a damaged file may not have it.
  std::vector<std::pair<Rule, Index>> rules;
  rules.reserve(lexicon.rule_count());
  for (Index i = 0; i < lexicon.rule_count(); ++i) rules.emplace_back(lexicon.rule(i), i);
  std::sort(rules.begin(), rules.end(), [](const auto& a, const auto& b) { return a.first.id < b.first.id; });
  book.rules_.reserve(rules.size());
  book.patterns_.reserve(rules.size());
  for (const auto& [rule, place] : rules) {
    book.rules_.push_back(rule);
    book.patterns_.push_back(lexicon.pattern(place));
  }

  book.places_.assign(std::bit_ceil(4 * book.rules_.size() + 1), static_cast<Index>(book.rules_.size()));
  const std::size_t last = book.places_.size() - 1;
  for (Index i = 0; i < book.rules_.size(); ++i) {
    std::size_t at = hashing::hash_word(book.rules_[i].id) & last;
    while (book.places_[at] != book.rules_.size()) at = (at + 1) & last;
    book.places_[at] = i;
  }

  constexpr std::size_t kNamed = 3;
  std::string missing;
  std::size_t missing_count = 0;
  for (const std::string_view id : required) {
    if (book.position(id) != book.rules_.size()) continue;
    if (++missing_count <= kNamed) missing += (missing.empty() ? "" : ", ") + std::string(id);
  }
  if (missing_count > kNamed) missing += " and " + std::to_string(missing_count - kNamed) + " more";
  if (!missing.empty()) {
    return Error{"the lexicon has no rule " + missing + "; restore it in lexicons/rules and compile the lexicon again"};
  }

  return book;
}

std::size_t RuleBook::position(std::string_view id) const {
  if (places_.empty()) return rules_.size();
  const std::size_t last = places_.size() - 1;
  for (std::size_t at = hashing::hash_word(id) & last;; at = (at + 1) & last) {
    if (places_[at] == rules_.size() || rules_[places_[at]].id == id) return places_[at];
  }
}

const Rule& RuleBook::rule(std::string_view id) const {
  static const Rule kNoRule;
  const std::size_t at = position(id);
  return at < rules_.size() ? rules_[at] : kNoRule;
}

const Pattern& RuleBook::pattern(std::string_view id) const {
  static const Pattern kNoPattern;
  const std::size_t at = position(id);
  return at < patterns_.size() ? patterns_[at] : kNoPattern;
}

}  // namespace pressbox

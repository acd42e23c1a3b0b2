#include "extractor/rules/rulebook.h"

#include <algorithm>
#include <string>
#include <utility>

namespace pressbox {
namespace {

// The place of id among rules, which ascend by id; their number if there is none.
std::size_t position(const std::vector<Rule>& rules, std::string_view id) {
  const auto at = std::lower_bound(rules.begin(), rules.end(), id,
                                   [](const Rule& rule, std::string_view wanted) { return rule.id < wanted; });
  return at != rules.end() && at->id == id ? static_cast<std::size_t>(at - rules.begin()) : rules.size();
}

}  // namespace

Result<RuleBook> RuleBook::build(const Lexicon& lexicon, std::span<const std::string_view> required) {
  RuleBook book;
  // Where each rule stands in the lexicon. The compiler wrote them in this order; a stable order is all that look-ups
  // rest on.
  std::vector<std::pair<Rule, Index>> rules;
  rules.reserve(lexicon.rule_count());
  for (Index i = 0; i < lexicon.rule_count(); ++i) rules.emplace_back(lexicon.rule(i), i);
  std::sort(rules.begin(), rules.end(), [](const auto& a, const auto& b) { return a.first.id < b.first.id; });
  book.rules_.reserve(rules.size());
  book.patterns_.reserve(rules.size() + 1);
  for (const auto& [rule, place] : rules) {
    book.rules_.push_back(rule);
    book.patterns_.push_back(lexicon.pattern(place));
  }
  book.patterns_.emplace_back();

  constexpr std::size_t kNamed = 3;
  std::string missing;
  std::size_t missing_count = 0;
  for (const std::string_view id : required) {
    if (position(book.rules_, id) != book.rules_.size()) continue;
    if (++missing_count <= kNamed) missing += (missing.empty() ? "" : ", ") + std::string(id);
  }
  if (missing_count > kNamed) missing += " and " + std::to_string(missing_count - kNamed) + " more";
  if (!missing.empty()) {
    return Error{"the lexicon has no rule " + missing + "; restore it in lexicons/rules and compile the lexicon again"};
  }

  return book;
}

const Rule& RuleBook::rule(std::string_view id) const {
  static const Rule kNoRule;
  const std::size_t at = position(rules_, id);
  return at < rules_.size() ? rules_[at] : kNoRule;
}

const Pattern& RuleBook::pattern(std::string_view id) const {
  return patterns_[position(rules_, id)];
}

}  // namespace pressbox

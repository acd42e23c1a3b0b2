#include "extractor/rules/rulebook.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>

namespace pressbox {
namespace {

// The place of id among rules, which ascend by id; their number if there is none.
std::size_t position(const std::vector<Rule>& rules, std::string_view id) {
  const auto at = std::lower_bound(rules.begin(), rules.end(), id,
                                   [](const Rule& rule, std::string_view wanted) { return rule.id < wanted; });
  return at != rules.end() && at->id == id ? static_cast<std::size_t>(at - rules.begin()) : rules.size();
}

RE2::Options options() {
  RE2::Options out;
  out.set_log_errors(false);
  return out;
}

}  // namespace

RuleBook::RuleBook() = default;
RuleBook::RuleBook(RuleBook&&) noexcept = default;
RuleBook& RuleBook::operator=(RuleBook&&) noexcept = default;
RuleBook::~RuleBook() = default;

Result<RuleBook> RuleBook::build(const Lexicon& lexicon, std::span<const std::string_view> required) {
  RuleBook book;
  book.rules_.reserve(lexicon.rule_count());
  for (Index i = 0; i < lexicon.rule_count(); ++i) book.rules_.push_back(lexicon.rule(i));
  // The compiler wrote them in this order; a stable order is all that look-ups rest on.
  std::sort(book.rules_.begin(), book.rules_.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; });

  std::string missing;
  for (const std::string_view id : required) {
    if (position(book.rules_, id) == book.rules_.size()) missing += (missing.empty() ? "" : ", ") + std::string(id);
  }
  if (!missing.empty()) {
    return Error{"the lexicon has no rule " + missing + "; restore it in lexicons/rules and compile the lexicon again"};
  }

  book.patterns_.reserve(book.rules_.size());
  for (const Rule& rule : book.rules_) {
    std::unique_ptr<RE2> pattern;
    if (!rule.pattern.empty()) {
      pattern = std::make_unique<RE2>(re2::StringPiece(rule.pattern.data(), rule.pattern.size()), options());
      if (!pattern->ok()) {
        return Error{"the pattern of rule " + std::string(rule.id) + " is no RE2 pattern: " + pattern->error()};
      }
    }
    book.patterns_.push_back(std::move(pattern));
  }
  return book;
}

const Rule& RuleBook::rule(std::string_view id) const {
  static const Rule kNoRule;
  const std::size_t at = position(rules_, id);
  return at < rules_.size() ? rules_[at] : kNoRule;
}

const RE2& RuleBook::pattern(std::string_view id) const {
  static const RE2 kMatchesNothing("[^\\x{0}-\\x{10FFFF}]", options());
  const std::size_t at = position(rules_, id);
  return at < rules_.size() && patterns_[at] != nullptr ? *patterns_[at] : kMatchesNothing;
}

}  // namespace pressbox

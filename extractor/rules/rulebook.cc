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

RuleBook::Pattern::Pattern(std::string_view text) : text_(text) {}
RuleBook::Pattern::~Pattern() = default;

const RE2& RuleBook::Pattern::get() const {
  static constexpr std::string_view kNothing = "[^\\x{0}-\\x{10FFFF}]";
  std::call_once(once_, [this] {
    const auto compile = [](std::string_view text) {
      return std::make_unique<RE2>(re2::StringPiece(text.data(), text.size()), options());
    };
    compiled_ = compile(text_.empty() ? kNothing : text_);
    if (!compiled_->ok()) compiled_ = compile(kNothing);
  });
  return *compiled_;
}

bool RuleBook::Pattern::may_match(std::string_view text) const {
  if (text.size() > kLongestPairText) return true;
  std::call_once(once_required_, [this] { required_ = std::make_unique<const RequiredText>(text_); });
  return required_->may_be_in(pairs_of(text));
}

bool RuleBook::Pattern::matches(std::string_view text) const {
  return may_match(text) &&
         get().Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

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

  book.patterns_.reserve(book.rules_.size() + 1);
  for (const Rule& rule : book.rules_) book.patterns_.push_back(std::make_unique<Pattern>(rule.pattern));
  book.patterns_.push_back(std::make_unique<Pattern>(std::string_view()));
  return book;
}

const Rule& RuleBook::rule(std::string_view id) const {
  static const Rule kNoRule;
  const std::size_t at = position(rules_, id);
  return at < rules_.size() ? rules_[at] : kNoRule;
}

const RuleBook::Pattern& RuleBook::lazy_pattern(std::string_view id) const {
  return *patterns_[position(rules_, id)];
}

}  // namespace pressbox

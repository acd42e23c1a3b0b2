#include "extractor/scores/side_words.h"

#include <algorithm>

namespace pressbox::scores {

bool same_word(std::string_view word, std::string_view lower) {
  if (word.size() != lower.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] + 32) : word[i];
    if (c != lower[i]) return false;
  }
  return true;
}

CaselessWords::CaselessWords(std::string_view row) {
  while (!row.empty()) {
    const std::string_view word = row.substr(0, row.find('|'));
    row.remove_prefix(std::min(row.size(), word.size() + 1));
    if (!word.empty()) words_.push_back(word);
  }
  std::stable_sort(words_.begin(), words_.end(),
                   [](std::string_view a, std::string_view b) { return a.size() < b.size(); });
  begin_.assign(words_.empty() ? 2 : words_.back().size() + 2, 0);
  for (const std::string_view word : words_) {
    firsts_[std::min(word.size(), kLengths) - 1] |= letter_bit(word.front());
    lasts_[std::min(word.size(), kLengths) - 1] |= letter_bit(word.back());
    for (std::size_t length = word.size() + 1; length < begin_.size(); ++length) ++begin_[length];
  }
}

bool CaselessWords::holds(std::string_view word) const {
  if (word.size() + 1 >= begin_.size()) return false;
  const auto first = words_.begin() + static_cast<std::ptrdiff_t>(begin_[word.size()]);
  const auto last = words_.begin() + static_cast<std::ptrdiff_t>(begin_[word.size() + 1]);
  return std::any_of(first, last, [&](std::string_view one) { return same_word(word, one); });
}

SideWords::SideWords(const RuleBook& rules)
    : results({&rules.pattern("score.word.win-verb"), &rules.pattern("score.word.lose-verb"),
               &rules.pattern("score.word.draw-verb"), &rules.pattern("score.word.win-noun"),
               &rules.pattern("score.word.lose-noun"), &rules.pattern("score.word.rout-noun"),
               &rules.pattern("score.word.draw-noun")}),
      target(rules.pattern("score.cricket.target.left")),
      be(rules.pattern("score.word.be")),
      dropped(rules.pattern("score.word.dropped.left")),
      suffered(rules.pattern("score.word.suffered.left")),
      inflicted(rules.pattern("score.word.inflicted.left")),
      clause_end(rules.pattern("score.clause.end")),
      set_near(rules.pattern("score.tie.left")),
      tally(rules.pattern("score.not.tally.left")),
      opponent(rules.rule("score.list.opponent").pattern),
      prepositions(rules.rule("score.list.preposition").pattern),
      breaks(rules.rule("score.list.break").pattern),
      giving(rules.rule("score.list.giving").pattern),
      met(rules.rule("score.list.met").pattern),
      sending(rules.rule("score.list.sending").pattern),
      meeting(rules.rule("score.list.meeting").pattern),
      pronouns(rules.rule("score.list.pronoun").pattern),
      determiners(rules.rule("score.list.determiner").pattern),
      leading(rules.rule("score.list.leading").pattern),
      participles(rules.rule("score.list.participle").pattern),
      result_verbs(rules.rule("score.list.result-verb").pattern),
      victors(rules.rule("score.list.victor").pattern),
      results_line(rules.rule("score.shape.results").id),
      match_play(rules.rule("score.shape.match-play").id),
      cricket(rules.rule("score.shape.cricket").id),
      bracket(rules.rule("score.shape.bracket").id),
      sequence(rules.rule("score.shape.sequence").id),
      by(rules),
      inline_result(rules.rule("score.shape.inline")) {}

Link SideWords::link_of(std::string_view word) const {
  if (word.size() >= 2 && word.size() <= 4) {
    if (same_word(word, "by")) return Link::by;
    if (same_word(word, "of")) return Link::of;
    if (same_word(word, "for")) return Link::for_side;
    if (same_word(word, "at")) return Link::place;
    if (same_word(word, "in")) return Link::inside;
    if (same_word(word, "with")) return Link::with;
  }
  if (opponent.has(word)) return Link::opponent;
  if (prepositions.has(word)) return Link::other;
  return Link::none;
}

}  // namespace pressbox::scores

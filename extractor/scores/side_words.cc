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

CaselessWords::CaselessWords(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    for_each_word(row.words, [&](std::string_view word) {
      firsts_[length_of(word)][letter(word.front())] |= row.bit;
      lasts_[length_of(word)][letter(word.back())] |= row.bit;
      const auto known = std::find_if(words_.begin(), words_.end(), [&](const Word& one) { return one.text == word; });
      if (known != words_.end()) {
        known->rows |= row.bit;
      } else {
        words_.push_back({word, row.bit});
      }
    });
  }
  std::stable_sort(words_.begin(), words_.end(),
                   [](const Word& a, const Word& b) { return group_of(a.text) < group_of(b.text); });
  for (std::size_t group = 0, at = 0; group < begin_.size(); ++group) {
    while (at < words_.size() && group_of(words_[at].text) < group) ++at;
    begin_[group] = static_cast<std::uint16_t>(at);
  }
}

std::uint32_t CaselessWords::find(std::string_view word) const {
  const std::size_t group = group_of(word);
  for (std::size_t i = begin_[group]; i < begin_[group + 1]; ++i) {
    if (same_word(word, words_[i].text)) return words_[i].rows;
  }
  return 0;
}

// The words of result stand in the order of ResultWord.
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
      words({{"by", kBy},
             {"of", kOf},
             {"for", kFor},
             {"at", kAt},
             {"in", kIn},
             {"with", kWith},
             {rules.rule("score.list.opponent").pattern, kOpponent},
             {rules.rule("score.list.preposition").pattern, kPreposition},
             {rules.rule("score.list.break").pattern, kBreak},
             {rules.rule("score.list.giving").pattern, kGiving},
             {rules.rule("score.list.met").pattern, kMet},
             {rules.rule("score.list.sending").pattern, kSending},
             {rules.rule("score.list.meeting").pattern, kMeeting},
             {rules.rule("score.list.pronoun").pattern, kPronoun},
             {rules.rule("score.list.determiner").pattern, kDeterminer},
             {rules.rule("score.list.leading").pattern, kLeading},
             {rules.rule("score.list.participle").pattern, kParticiple},
             {rules.rule("score.list.result-verb").pattern, kResultVerb},
             {rules.rule("score.list.victor").pattern, kVictor}}),
      results_line(rules.rule("score.shape.results").id),
      match_play(rules.rule("score.shape.match-play").id),
      cricket(rules.rule("score.shape.cricket").id),
      bracket(rules.rule("score.shape.bracket").id),
      sequence(rules.rule("score.shape.sequence").id),
      side_rules(rules),
      inline_result(rules.rule("score.shape.inline")) {}

Link SideWords::link_of(std::uint32_t rows) {
  if ((rows & kLinks) == 0) return Link::none;
  if ((rows & kBy) != 0) return Link::by;
  if ((rows & kOf) != 0) return Link::of;
  if ((rows & kFor) != 0) return Link::for_side;
  if ((rows & kAt) != 0) return Link::place;
  if ((rows & kIn) != 0) return Link::inside;
  if ((rows & kWith) != 0) return Link::with;
  return (rows & kOpponent) != 0 ? Link::opponent : Link::other;
}

}  // namespace pressbox::scores

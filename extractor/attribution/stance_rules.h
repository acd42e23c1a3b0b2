// The rules by which a quotation is negated, asked, hearsay or only possible, and their words. Private to the stage.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "extractor/rules/word_list.h"

namespace pressbox::attribution {

// The rules stance.*, each with the words that it looks for.
enum StanceRule : std::uint8_t {
  kNegatedVerb,
  kNegatedSubject,
  kNegatedDenial,
  kNegatedRefusal,
  kNegatedWords,
  kQuestionSentence,
  kHearsayPassive,
  kHearsayAdverb,
  kHypotheticalModal,
  kHypotheticalCondition,
  kOnly,
  kToldLater,
  kStanceRuleCount
};
inline constexpr std::array<std::string_view, kStanceRuleCount> kStanceRules = {
    "stance.negated.verb",       "stance.negated.subject",        "stance.negated.denial",  "stance.negated.refusal",
    "stance.negated.words",      "stance.question.sentence",      "stance.hearsay.passive", "stance.hearsay.adverb",
    "stance.hypothetical.modal", "stance.hypothetical.condition", "stance.words.only",      "stance.words.told-later"};

struct StanceWords {
  explicit StanceWords(const RuleBook& rules);

  std::array<WordList, kStanceRuleCount> words;
  std::array<std::string_view, kStanceRuleCount> id;  // in the rule book's lexicon
};

}  // namespace pressbox::attribution

// The weights of coreference: what speaks for and against a candidate, and the rule of lexicons/rules/coreference.tsv
// that weighs it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extractor/rules/rulebook.h"

namespace pressbox {

enum class Tie : std::uint8_t {
  sentences,
  paragraph,
  outside,
  subject,
  subject_far,
  count,
  gender,
  rare_name,
  same_clause,
  own_object,
  named_behind,
  named_inside,
  spoke,
  spoke_before,
  goes_on,
  age,
  other_age,
  no_age,
  country,
  other_country,
  hometown,
  team,
  other_team,
  role,
  role_head,
  role_class,
  other_role,
  other_calling,
  no_profession,
  afar,
  threshold,
};

struct CoreferenceModel {
  static constexpr std::array<std::string_view, 31> kRules = {
      "coreference.sentences",     "coreference.paragraph",    "coreference.outside",      "coreference.subject",
      "coreference.subject-far",   "coreference.count",        "coreference.gender",       "coreference.rare-name",
      "coreference.same-clause",   "coreference.own-object",   "coreference.named-behind", "coreference.named-inside",
      "coreference.spoke",         "coreference.spoke-before", "coreference.goes-on",      "coreference.age",
      "coreference.other-age",     "coreference.no-age",       "coreference.country",      "coreference.other-country",
      "coreference.hometown",      "coreference.team",         "coreference.other-team",   "coreference.role",
      "coreference.role-head",     "coreference.role-class",   "coreference.other-role",   "coreference.other-calling",
      "coreference.no-profession", "coreference.afar",         "coreference.threshold"};

  explicit CoreferenceModel(const RuleBook& rules) {
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = rules.rule(kRules[i]).weight;
  }
  [[nodiscard]] float operator[](Tie tie) const { return weights[static_cast<std::size_t>(tie)]; }

  std::array<float, kRules.size()> weights{};
};

}  // namespace pressbox

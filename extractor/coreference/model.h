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
  known_enough,
  fits_enough,
};

struct CoreferenceModel {
  struct Row {
    Tie tie;
    std::string_view id;
  };
  // In the order of Tie.
  static constexpr std::array<Row, 33> kRules = {{
      {Tie::sentences, "coreference.sentences"},
      {Tie::paragraph, "coreference.paragraph"},
      {Tie::outside, "coreference.outside"},
      {Tie::subject, "coreference.subject"},
      {Tie::subject_far, "coreference.subject-far"},
      {Tie::count, "coreference.count"},
      {Tie::gender, "coreference.gender"},
      {Tie::rare_name, "coreference.rare-name"},
      {Tie::same_clause, "coreference.same-clause"},
      {Tie::own_object, "coreference.own-object"},
      {Tie::named_behind, "coreference.named-behind"},
      {Tie::named_inside, "coreference.named-inside"},
      {Tie::spoke, "coreference.spoke"},
      {Tie::spoke_before, "coreference.spoke-before"},
      {Tie::goes_on, "coreference.goes-on"},
      {Tie::age, "coreference.age"},
      {Tie::other_age, "coreference.other-age"},
      {Tie::no_age, "coreference.no-age"},
      {Tie::country, "coreference.country"},
      {Tie::other_country, "coreference.other-country"},
      {Tie::hometown, "coreference.hometown"},
      {Tie::team, "coreference.team"},
      {Tie::other_team, "coreference.other-team"},
      {Tie::role, "coreference.role"},
      {Tie::role_head, "coreference.role-head"},
      {Tie::role_class, "coreference.role-class"},
      {Tie::other_role, "coreference.other-role"},
      {Tie::other_calling, "coreference.other-calling"},
      {Tie::no_profession, "coreference.no-profession"},
      {Tie::afar, "coreference.afar"},
      {Tie::threshold, "coreference.threshold"},
      {Tie::known_enough, "coreference.known-enough"},
      {Tie::fits_enough, "coreference.fits-enough"},
  }};

  explicit CoreferenceModel(const RuleBook& rules) {
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = rules.rule(kRules[i].id).weight;
  }
  [[nodiscard]] float operator[](Tie tie) const { return weights[static_cast<std::size_t>(tie)]; }

  std::array<float, kRules.size()> weights{};
};

static_assert(
    [] {
      for (std::size_t i = 0; i < CoreferenceModel::kRules.size(); ++i) {
        if (static_cast<std::size_t>(CoreferenceModel::kRules[i].tie) != i) return false;
      }
      return static_cast<std::size_t>(Tie::fits_enough) + 1 == CoreferenceModel::kRules.size();
    }(),
    "each Tie has its rule, in order");

}  // namespace pressbox

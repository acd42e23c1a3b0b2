// The class bits that one match gives its tokens.
#pragma once

#include <array>
#include <cstddef>

#include "extractor/gazetteer/classes.h"

namespace pressbox::class_bits {

// Of all tokens of a match, by its type; 16, so that no number of a damaged lexicon leads outside.
inline constexpr std::array<ClassBits, 16> kInside = [] {
  std::array<ClassBits, 16> bits{};
  bits[static_cast<std::size_t>(EntryType::role)] = kInRole;
  bits[static_cast<std::size_t>(EntryType::cue)] = kInCue;
  return bits;
}();
static_assert(static_cast<std::size_t>(EntryType::word) < kInside.size());

// Of the first token, by type and form, with what is true of all.
inline constexpr std::size_t kForms = 8;
static_assert(static_cast<std::size_t>(FormKind::inflection) + 1 == kForms);
inline constexpr std::array<std::array<ClassBits, kForms>, kInside.size()> kFirst = [] {
  std::array<std::array<ClassBits, kForms>, kInside.size()> bits{};
  const auto set = [&](EntryType type, ClassBits first) {
    bits[static_cast<std::size_t>(type)].fill(first | kInside[static_cast<std::size_t>(type)]);
  };
  set(EntryType::role, kRoleFirst);
  set(EntryType::title, kTitleFirst);
  set(EntryType::cue, kCueFirst);
  set(EntryType::country, kNameFirst);
  set(EntryType::city, kNameFirst | kCityFirst);
  set(EntryType::team, kNameFirst | kTeamFirst);
  set(EntryType::person, kNameFirst | kPersonFirst);
  set(EntryType::competition, kNameFirst);
  set(EntryType::venue, kNameFirst);
  set(EntryType::outlet, kNameFirst);
  for (std::size_t form = 0; form < kForms; ++form) {
    const auto kind = static_cast<FormKind>(form);
    const bool people = kind == FormKind::adjective || kind == FormKind::noun || kind == FormKind::noun_plural;
    bits[static_cast<std::size_t>(EntryType::country)][form] |= people ? kNationalityFirst : kCountryFirst;
  }
  return bits;
}();

// Of a match's first token. A word's class is a bit of its own; several words ("in front of") are no word of the class.
// No branch tells types apart: they come in no order that a processor could guess.
[[nodiscard]] inline ClassBits of_first(const Match& match) {
  const bool single = match.first == match.last;
  const auto of_class = static_cast<ClassBits>((match.type == EntryType::word) & single) << (match.subtype & 63u);
  return kFirst[static_cast<std::size_t>(match.type) & (kInside.size() - 1)]
               [static_cast<std::size_t>(match.form) & (kForms - 1)] |
         of_class;
}

// Adds the bits of a match to those of its tokens.
inline void add(const Match& match, ClassBits* bits) {
  bits[match.first] |= of_first(match);
  const ClassBits inside = kInside[static_cast<std::size_t>(match.type) & (kInside.size() - 1)];
  for (Index t = match.first + 1; t <= match.last; ++t) bits[t] |= inside;
}

}  // namespace pressbox::class_bits

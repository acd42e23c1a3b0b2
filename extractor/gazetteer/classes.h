// What a single token can be, as one word of bits: the closed classes and kinds of entries that its own matches say.
// Later stages ask these bits instead of walking the matches again.
#pragma once

#include <cstdint>
#include <vector>

#include "extractor/gazetteer/lexicon.h"

namespace pressbox {

constexpr ClassBits class_bit(WordClass c) {
  return ClassBits{1} << static_cast<unsigned>(c);
}

// Above the closed classes: a match of this type begins at the token (first) or covers it (in).
inline constexpr ClassBits kRoleFirst = ClassBits{1} << 40;
inline constexpr ClassBits kInRole = ClassBits{1} << 41;
inline constexpr ClassBits kTitleFirst = ClassBits{1} << 42;
inline constexpr ClassBits kCueFirst = ClassBits{1} << 43;
inline constexpr ClassBits kInCue = ClassBits{1} << 44;
inline constexpr ClassBits kNationalityFirst = ClassBits{1} << 45;  // "Dutch", "Dutchman", "Dutchmen"
inline constexpr ClassBits kCountryFirst = ClassBits{1} << 46;
inline constexpr ClassBits kCityFirst = ClassBits{1} << 47;
inline constexpr ClassBits kTeamFirst = ClassBits{1} << 48;
inline constexpr ClassBits kPersonFirst = ClassBits{1} << 49;
inline constexpr ClassBits kPluralRole = ClassBits{1} << 50;
inline constexpr ClassBits kNameFirst = ClassBits{1} << 51;  // a team, person, place, competition, venue or outlet

inline constexpr ClassBits kFunctionWord =
    class_bit(WordClass::pronoun_he) | class_bit(WordClass::pronoun_she) | class_bit(WordClass::pronoun_they) |
    class_bit(WordClass::pronoun_i) | class_bit(WordClass::pronoun_it) | class_bit(WordClass::pronoun_who) |
    class_bit(WordClass::determiner) | class_bit(WordClass::preposition) | class_bit(WordClass::conjunction) |
    class_bit(WordClass::auxiliary) | class_bit(WordClass::negation);
inline constexpr ClassBits kCalendar =
    class_bit(WordClass::weekday) | class_bit(WordClass::month) | class_bit(WordClass::holiday);

// For matches that are made already (merged ones), what match_all says of its own: fills one ClassBits a token and, in
// begin, where each token's matches start: the matches of token i are matches[begin[i]] .. matches[begin[i + 1] - 1];
// begin has one element more than there are tokens.
void classify_tokens(const TokenArray& tokens, const TokenColumn<Match>& matches, std::vector<ClassBits>& bits,
                     TokenColumn<std::uint32_t>& begin);

}  // namespace pressbox

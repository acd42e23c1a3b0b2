// Words that keep a full stop. Private to the tokens stage.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pressbox {

enum class AbbreviationKind : std::uint8_t {
  none,
  title,       // "Dr.", "St.": before a capital; never the end of a sentence
  number,      // "No.": before a number only; never the end of a sentence
  versus,      // "vs.", "v.": never the end of a sentence
  month,       // "Aug."
  name_month,  // "Jan.": a first name too, so before a number only
  suffix,      // "Jr.", "Inc."
  state,       // "Calif.": behind a comma only, because "Miss." and "Mo." are words and names too
  common,      // "etc.", "approx."; the case of the first letter is free
  initials,    // "U.S.", "p.m.", "J."
};

// The kind of the word that stands before a full stop (without the stop). Initials are single letters, with or
// without full stops between them.
[[nodiscard]] AbbreviationKind abbreviation_kind(std::string_view word);

// Whether a word of up to kLongestAbbreviation letters may be one that keeps a full stop: true for all words of letters
// alone that abbreviation_kind() knows and a few others. Eight bytes can be read at it, whatever stands behind the
// word.
inline constexpr std::size_t kLongestAbbreviation = 6;
[[nodiscard]] bool may_keep_stop(const char* word, std::size_t size);

// Closed-class words that begin a sentence but follow no abbreviation inside one: "in the U.S. The", "U.S. Open".
[[nodiscard]] bool begins_sentences(std::string_view word);

}  // namespace pressbox

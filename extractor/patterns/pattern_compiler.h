// Makes the automata of a pattern.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/result.h"

namespace pressbox {

// The units of each Automaton of a pattern, without the padding.
using PatternUnits = std::vector<std::vector<std::uint16_t>>;

// They match what RE2 matches. Syntax of RE2 that no rule has had a use for, and a pattern of too many states, are
// Errors. The pattern is valid UTF-8.
[[nodiscard]] Result<PatternUnits> compile_pattern(std::string_view pattern);

}  // namespace pressbox

// Names as the evaluation compares them.
#pragma once

#include <string>
#include <string_view>

namespace pressbox {

// The name with compatibility forms, accents, case, punctuation and spacing levelled: NFKD, combining marks removed,
// full case folding, every run of characters that are neither letter, number nor underscore one space, none at the
// ends. "" folds to "". name is UTF-8; an invalid sequence separates words.
[[nodiscard]] std::string fold_name(std::string_view name);

// fold_name without the words that clubs carry or drop at will (FC, AFC, CF, the, club ...), unless nothing would be
// left.
[[nodiscard]] std::string fold_team_name(std::string_view name);

}  // namespace pressbox

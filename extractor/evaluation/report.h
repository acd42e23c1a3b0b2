// What an evaluation looks like on paper.
#pragma once

#include <cstddef>
#include <string>

#include "extractor/evaluation/evaluation.h"

namespace pressbox {

// How many articles there were and which lack a prediction (the first five), then a line a metric: precision, recall,
// F1 with three decimals, and the counts of gold, predicted and right ones.
[[nodiscard]] std::string format_table(const Evaluation& evaluation);

// Behind an empty line each: every kind of error with its count and its first at_most errors, one a line:
// "  ARTICLE: 'the stretch'  the detail". Kinds stand in the order of their first appearance.
[[nodiscard]] std::string format_errors(const Evaluation& evaluation, std::size_t at_most);

// {"quote.exact": {"p": 0.5, "r": 1.0, "f1": 0.6666666666666666, "gold": 1, "pred": 2, "right": 1}, ...}, figures with
// as many digits as tell doubles apart. at_most > 0 adds "errors": a list of {"article", "kind", "text", "detail"},
// at most so many of each kind. Ends with a newline.
[[nodiscard]] std::string format_json(const Evaluation& evaluation, std::size_t at_most);

}  // namespace pressbox

// What the extractor found, as the evaluation sees it.
#pragma once

#include "extractor/evaluation/evaluation.h"
#include "extractor/pipeline.h"

namespace pressbox {

// The article's scored fields, in code points: what read_eval_article would read from its JSON.
[[nodiscard]] EvalArticle to_eval_article(const Extraction& extraction);

}  // namespace pressbox

// Stance: whether the text says that the words of a quotation were said at all. "Stone never said ...", "did Stone say
// ...?", "Stone is said to be ...", "Stone might say ...". Private to the stage.
#pragma once

#include "extractor/article.h"
#include "extractor/attribution/scene.h"

namespace pressbox::attribution {

// Sets polarity and modality of quote, which is that of stretch k and has its kind and cue, whose first token is given.
// Looks only at the sentence outside the marks: a negation inside them is the speaker's own.
void find_stance(const Scene& scene, Index k, const Window& window, Index cue, Quote& quote);

}  // namespace pressbox::attribution

// Transcripts: speech that no marks enclose because labels do ("Q: ... / STONE: ..."). Private to the stage.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extractor/document.h"
#include "extractor/quotation/quotation.h"

namespace pressbox {

// Whether a sentence begins with a Q, or two blocks or more with what may be a label: that alone tells most articles
// from transcripts. colons: the offsets of all colons of the text, in order. False: add_transcript does nothing. Linear
// time.
[[nodiscard]] bool may_be_transcript(const Document& document, std::span<const std::uint32_t> colons);

// Where the text is a transcript of questions and answers, makes one stretch of each paragraph of an answer and nests
// the stretches that marks made inside it; otherwise leaves stretches as they are. Needs blocks and tokens; stretches
// must be in order, and stay so. Linear time.
void add_transcript(const Document& document, std::vector<Stretch>& stretches);

// Adds the turns of a dialogue that is printed with dashes and without marks ("- You are early, said Hart."), of which
// one at least has a cue of speech behind its words. Stretches must be in order, and stay so.
void add_dialogue(const Document& document, std::vector<Stretch>& stretches);

}  // namespace pressbox

// CoNLL columns with IOB2 tags: a line a token, a blank line after a sentence. FORMAT.md describes the columns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/annotation/annotation.h"
#include "extractor/annotation/places.h"

namespace pressbox {

// One layer alone, for taggers: two columns, the token and its tag, and no comments.
enum class ConllLayer : std::uint8_t { names, quotes, scores };

// Tokens are those of the extractor, and whatever stands between them. An annotation that shares a token with another
// of its column is left out, and in a layer alone one that begins or ends inside a token is widened to it: a note each.
[[nodiscard]] std::string write_conll(const Annotation& annotation, const Places& text, std::optional<ConllLayer> layer,
                                      std::vector<AnnotationFinding>& notes);

// Reads such a file, or one of another tool, and lays its tokens over the text: they must be the text but for white
// space, however they are cut. layer says what the second column holds in a file without a line of columns. What is
// wrong is a finding with its line; a token that is not in the text ends the reading. The result is in order and not
// yet checked.
[[nodiscard]] Annotation read_conll(std::string_view bytes, const Places& text, std::optional<ConllLayer> layer,
                                    std::vector<AnnotationFinding>& findings);

}  // namespace pressbox

// An annotated article to look at: its text with marks in it.
#pragma once

#include <string>
#include <string_view>

#include "extractor/annotation/annotation.h"
#include "extractor/annotation/places.h"

namespace pressbox {

// For a terminal or a pager: quotes in ⟦ ⟧, names in [ ], scores in < >, each with what it is in { } behind it. Colours
// repeat what the brackets say. Control characters of the text are shown as U+FFFD, so that none reaches the terminal.
[[nodiscard]] std::string render_terminal(const Annotation& annotation, const Places& text, bool colour);

// A page of its own: no script, nothing loaded, light and dark, readable without colour. Lists of all that is annotated
// follow the text, with links into it.
[[nodiscard]] std::string render_html(const Annotation& annotation, const Places& text);

}  // namespace pressbox

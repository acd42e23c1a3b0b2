// Which entry of the lexicon something of the article is.
#pragma once

#include <span>
#include <string_view>

#include "extractor/document.h"

namespace pressbox {

// The entry of this type and key, kNone if there is none. It is among the matches where the article names it, mostly,
// which are at hand; the lexicon is searched by key only where it is not.
[[nodiscard]] Index entry_of(const Document& document, const Lexicon& lexicon, EntryType type, std::string_view key,
                             std::span<const Span> mentions);

}  // namespace pressbox

// Structure: what the lines of an article are for, before any word of them is read.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/span.h"

namespace pressbox {

enum class BlockKind : std::uint8_t {
  title,         // the headline: a short first line
  paragraph,     // running text
  heading,       // a short line between paragraphs without a full stop
  bullet,        // a list item; `content` starts behind the bullet
  dateline,      // "KIRKCALDY, Scotland 1996-08-27" on a line of its own
  byline,        // "Larry Fine" / "By Ann Hall" on a line of its own
  results_line,  // "Bochum 2 Bayer Leverkusen 2": two names, two numbers, nothing else but notes in brackets
  lineup_line,   // "Man City: James, Mills (Wright-Phillips 83), Dunne." / "Tries: Jones, Hill (2)."
  table_row,     // a name and three or more numbers; "1 Roger Federer (Switzerland)"
};

// Blocks cover every non-blank line in order and never overlap. In texts that separate paragraphs by blank
// lines a single newline is a soft break inside a block only when the text is hard-wrapped; otherwise each
// line is a block.
struct Block {
  Span span;     // the line or paragraph, without surrounding white space
  Span content;  // without bullet, section head ("WHAT THEY SAID:"), dateline prefix ("LEEDS (AP) -- ")
  BlockKind kind = BlockKind::paragraph;
  bool all_caps = false;  // capitals only (headlines of wires)
  // The section head, the dateline prefix or the label of a line-up line, each with the colon or dash that ends it;
  // empty if none. It stands before content and never overlaps it.
  Span lead;
  // results_line only: the two names and the two numbers.
  Span names[2];
  Span numbers[2];
};

// Appends the blocks of text (valid UTF-8) to out, which is cleared first.
void find_blocks(std::string_view text, std::vector<Block>& out);

}  // namespace pressbox

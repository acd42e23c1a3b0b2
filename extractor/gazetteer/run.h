// How a run of tokens reads as a run of words: the one definition that the lexicon's compiler and its matcher share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/span.h"

namespace pressbox::run {

// The dashes that join words; an em dash and a double hyphen part them.
[[nodiscard]] inline bool joins(std::string_view token) {
  return token == "-" || token == "/" || token == "\xe2\x80\x90" || token == "\xe2\x80\x91" ||
         token == "\xe2\x80\x92" || token == "\xe2\x80\x93";
}

// The token that continues a run behind token i, or end if the run cannot go on. A joining dash or slash with a
// word on each side and no white space is stepped over, and so is a full stop that the tokenizer cut off a short
// word ("Man. City", "1. FC"). span_of(i) gives token i's place in text.
template <typename SpanOf>
[[nodiscard]] Index next_word(std::string_view text, const SpanOf& span_of, Index i, Index end) {
  const Index next = i + 1;
  if (next + 1 >= end) return next < end ? next : end;
  const Span mark = span_of(next);
  if (mark.size() > 3) return next;
  const Span here = span_of(i);
  if (mark.start != here.end) return next;
  const std::string_view token = mark.of(text);
  if (token == ".") return here.size() <= 3 ? next + 1 : next;
  if (joins(token)) return span_of(next + 1).start == mark.end ? next + 1 : next;
  return next;
}

// Splits one form of a name into tokens as the tokenizer splits articles, in the plain cases. Overwrites out.
void split_form(std::string_view form, std::vector<Span>& out);

}  // namespace pressbox::run

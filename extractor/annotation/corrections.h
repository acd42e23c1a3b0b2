// The correction file: what an article says, line by line, in the article's own words. FORMAT.md describes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/annotation/annotation.h"
#include "extractor/annotation/places.h"

namespace pressbox {

// One line, taken apart and not yet held against the text.
struct Correction {
  enum class What : std::uint8_t { quote, name, score };
  What what = What::name;
  bool strike = false;  // `not ...`: takes away
  std::uint32_t line = 0;
  std::string words;                   // as the article has them, " … " for what is left out of a quotation
  std::vector<std::uint32_t> numbers;  // which of the places, from 1, in order; empty: all, or the only one
  bool all = false;                    // `all` was written
  bool inside_words = false;

  NameLayer layer = NameLayer::people;  // of a name
  std::string name;                     // "" where it is the words themselves

  // Of a quote or a score; what was not given is nullopt.
  std::optional<QuoteKind> quote_kind;
  std::optional<ScoreKind> score_kind;
  std::optional<std::string> speaker;  // "" for `speaker=-`
  bool speaker_is_source = false;      // `source=`: described, no name
  std::optional<std::string> cue;      // "" for `cue=-`
  std::optional<std::optional<How>> how;
  std::optional<std::vector<AnnotatedSide>> sides;
};

struct Renaming {
  NameLayer layer = NameLayer::people;
  std::string from, to;
  std::uint32_t line = 0;
};

struct Corrections {
  bool from_extractor = true;  // `base none` makes it false: the file says everything
  bool base_given = false;     // by a line of the file
  std::optional<std::string> sport, style;
  std::vector<Correction> items;
  std::vector<Renaming> renamings;
  std::vector<AnnotationFinding> findings;  // lines that are none of the language
};

// Takes a correction file apart. Lines that are wrong are findings; the others are read all the same.
[[nodiscard]] Corrections read_corrections(std::string_view bytes);

// Lays the corrections over the base: the extractor's annotation of the text, or an empty one where they need none.
// What cannot be done is a finding with its line, and left out. The result is in order and not yet checked.
[[nodiscard]] Annotation apply_corrections(const Corrections& corrections, Annotation base, const Places& text,
                                           std::vector<AnnotationFinding>& findings);

// A correction file with `base none` that says the whole annotation: applied to the text it gives the same again,
// where check_annotation finds nothing wrong with it.
[[nodiscard]] std::string write_corrections(const Annotation& annotation, const Places& text);

}  // namespace pressbox

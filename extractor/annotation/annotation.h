// Annotation by hand: what an annotated article says, its JSON, and what may be wrong with it. The forms in which
// people write and read it stand beside this file: corrections.h, brat.h, conll.h, render.h. FORMAT.md describes them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/annotation/places.h"
#include "extractor/article.h"
#include "extractor/pipeline.h"
#include "extractor/result.h"
#include "extractor/span.h"

namespace pressbox {

enum class NameLayer : std::uint8_t { people, teams, competitions, venues, outlets };
inline constexpr std::size_t kNameLayers = 5;
inline constexpr std::array<NameLayer, kNameLayers> kAllNameLayers = {
    NameLayer::people, NameLayer::teams, NameLayer::competitions, NameLayer::venues, NameLayer::outlets};
[[nodiscard]] std::string_view name_layer_field(NameLayer layer);  // "people", as in the JSON
[[nodiscard]] std::string_view name_layer_word(NameLayer layer);   // "person", as in a correction
[[nodiscard]] std::optional<NameLayer> name_layer_from_word(std::string_view word);

// nullopt for a word that is none of theirs.
[[nodiscard]] std::optional<QuoteKind> quote_kind_from_name(std::string_view name);
[[nodiscard]] std::optional<ScoreKind> score_kind_from_name(std::string_view name);
[[nodiscard]] std::optional<How> how_from_name(std::string_view name);
[[nodiscard]] std::string quote_kind_list();  // "direct, partial, nonspeech or indirect"
[[nodiscard]] std::string score_kind_list();
[[nodiscard]] std::string how_list();

// The line of a file that an item was read from, from 1; 0 where there is none. All are equal: an annotation is what it
// says, wherever it was read.
struct SourceLine {
  std::uint32_t number = 0;
  friend constexpr bool operator==(SourceLine, SourceLine) { return true; }
};

// An annotated article. Spans are bytes of the decoded text, as everywhere inside; all forms that people see count code
// points or none. Quotes and scores stand by start, names by their first mention.
struct AnnotatedQuote {
  Span span;
  QuoteKind kind = QuoteKind::direct;
  std::string speaker;  // "" for none
  std::string cue;      // the cue's words, "" for none
  std::optional<How> how;
  SourceLine line;
  friend bool operator==(const AnnotatedQuote&, const AnnotatedQuote&) = default;
};
// Whether two quotes may share text: a clause of reported speech has phrases between marks inside it.
[[nodiscard]] constexpr bool may_nest(Span a, QuoteKind a_kind, Span b, QuoteKind b_kind) {
  const bool a_around = a_kind == QuoteKind::indirect && b_kind != QuoteKind::indirect && a.contains(b);
  const bool b_around = b_kind == QuoteKind::indirect && a_kind != QuoteKind::indirect && b.contains(a);
  return a != b && (a_around || b_around);
}
struct AnnotatedMention {
  Span span;
  SourceLine line;
  friend bool operator==(const AnnotatedMention&, const AnnotatedMention&) = default;
};
struct AnnotatedName {
  std::string name;
  std::vector<AnnotatedMention> mentions;  // by start
  friend bool operator==(const AnnotatedName&, const AnnotatedName&) = default;
};
struct AnnotatedSide {
  std::string name;
  int points = 0;
  friend bool operator==(const AnnotatedSide&, const AnnotatedSide&) = default;
};
struct AnnotatedScore {
  Span span;
  ScoreKind kind = ScoreKind::final;
  std::vector<AnnotatedSide> sides;
  SourceLine line;
  friend bool operator==(const AnnotatedScore&, const AnnotatedScore&) = default;
};
struct Annotation {
  std::string id;
  std::string sport;  // "" for not known
  std::string style;  // the house style; "" for not given
  std::vector<AnnotatedQuote> quotes;
  std::array<std::vector<AnnotatedName>, kNameLayers> names;
  std::vector<AnnotatedScore> scores;
  [[nodiscard]] std::vector<AnnotatedName>& layer(NameLayer l) { return names[static_cast<std::size_t>(l)]; }
  [[nodiscard]] const std::vector<AnnotatedName>& layer(NameLayer l) const {
    return names[static_cast<std::size_t>(l)];
  }
  friend bool operator==(const Annotation&, const Annotation&) = default;
};

// Quotes and scores by start, mentions by start, names by first mention; equal names become one, names without a
// mention go.
void put_in_order(Annotation& annotation);

// Something to tell whoever made an annotation. An error must be mended; a note is worth a look.
struct AnnotationFinding {
  bool note = false;
  std::uint32_t line = 0;  // of the file that was read; 0 for the whole
  std::string field;       // "quotes[3]", as in the JSON; "" where the line says it
  std::string message;     // "what is wrong; what to do"
};

// What the extractor found, as an annotation.
[[nodiscard]] Annotation to_annotation(const Extraction& extraction);

// Reads an article object of the schema: annotated by hand or written by `pressbox extract` with offsets in code
// points. where names the file for errors; with all, each is appended there and the first returned. Lists that are
// absent are empty.
Result<Annotation> read_annotation(std::string_view json, std::string_view where, const Places& text,
                                   std::vector<Error>* all = nullptr);

// The JSON of the corpus: only what is annotated, offsets in code points, a newline at the end.
[[nodiscard]] std::string write_annotation(const Annotation& annotation, const Places& text);

// What is wrong with an annotation, by layer: stretches that are empty, ragged or in each other's way, speakers and
// sides that name nobody, kinds that contradict what stands beside them. Spans must lie within the text.
[[nodiscard]] std::vector<AnnotationFinding> check_annotation(const Annotation& annotation, const Places& text);

}  // namespace pressbox

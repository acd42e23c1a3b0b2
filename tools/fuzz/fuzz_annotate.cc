// Any bytes are a correction file, an .ann file, a CoNLL file and annotated JSON, or are told to be wrong; what is read
// lies in the text, can be checked, shown and written in every form, and is the same when read again.

#include <algorithm>
#include <string>
#include <vector>

#include "extractor/annotation/annotation.h"
#include "extractor/annotation/brat.h"
#include "extractor/annotation/conll.h"
#include "extractor/annotation/corrections.h"
#include "extractor/annotation/render.h"
#include "extractor/reading/source_text.h"
#include "tools/fuzz/fuzz.h"

namespace pressbox {
namespace {

using fuzz::require;

bool has_error(const std::vector<AnnotationFinding>& findings) {
  for (const AnnotationFinding& finding : findings) {
    require(finding.message.find("; ") != std::string::npos || finding.note, "errors say what to do");
    require(finding.message.find('\n') == std::string::npos, "messages are of one line");
  }
  return !std::all_of(findings.begin(), findings.end(), [](const AnnotationFinding& finding) { return finding.note; });
}

template <typename Use>
void each_span(const Annotation& annotation, Use use) {
  for (const AnnotatedQuote& quote : annotation.quotes) use(quote.span);
  for (const AnnotatedScore& score : annotation.scores) use(score.span);
  for (const auto& layer : annotation.names) {
    for (const AnnotatedName& name : layer) {
      for (const AnnotatedMention& mention : name.mentions) use(mention.span);
    }
  }
}

void hold(const Annotation& annotation, const Places& places) {
  each_span(annotation, [&places](Span span) {
    require(span.start <= span.end && span.end <= places.text().size(), "spans lie in the text");
    require(fuzz::on_boundary(places.text(), span.start) && fuzz::on_boundary(places.text(), span.end),
            "spans lie between characters");
  });
  const bool sound = !has_error(check_annotation(annotation, places));
  require(!render_html(annotation, places).empty() && !render_terminal(annotation, places, true).empty(),
          "everything can be shown");
  std::vector<AnnotationFinding> findings;
  const std::string json = write_annotation(annotation, places);
  const auto again = read_annotation(json, "fuzz", places);
  require(again.ok() && again.value() == annotation, "the JSON is read back as it was");
  const std::string lines = write_corrections(annotation, places);
  const std::string brat = write_brat(annotation, places);
  const std::string conll = write_conll(annotation, places, std::nullopt, findings);
  if (!sound) return;
  Annotation base;
  base.id = annotation.id;
  const Corrections corrections = read_corrections(lines);
  require(corrections.findings.empty(), "a draft is a correction file");
  findings.clear();
  require(apply_corrections(corrections, base, places, findings) == annotation && !has_error(findings),
          "a draft says the annotation");
  (void)read_brat(brat, places, findings);
  require(!has_error(findings), "brat is read back");
  (void)read_conll(conll, places, std::nullopt, findings);
  require(!has_error(findings), "CoNLL is read back");
}

}  // namespace
}  // namespace pressbox

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pressbox;
  const std::string_view bytes = fuzz::bytes(data, std::min<std::size_t>(size, 1 << 14));
  const std::string_view text =
      "Boro climb to second\n\n\u201cIt is November,\u201d Jo Tait said. \u201cNobody gives you a medal for "
      "that.\n\nAsk me "
      "again.\u201d Hall, in the Hall of Fame, saw Boro beat Leeds United 3-1.\r\n";
  const Places places(text);
  {
    std::vector<AnnotationFinding> findings;
    const Corrections corrections = read_corrections(bytes);
    (void)has_error(corrections.findings);
    const Annotation annotation = apply_corrections(corrections, {}, places, findings);
    (void)has_error(findings);
    hold(annotation, places);
  }
  {
    std::vector<AnnotationFinding> findings;
    const Annotation annotation = read_brat(bytes, places, findings);
    (void)has_error(findings);
    hold(annotation, places);
  }
  {
    std::vector<AnnotationFinding> findings;
    const Annotation annotation = read_conll(bytes, places, std::nullopt, findings);
    (void)has_error(findings);
    hold(annotation, places);
  }
  if (const auto annotation = read_annotation(bytes, "fuzz", places)) {
    Annotation ordered = annotation.value();
    put_in_order(ordered);
    hold(ordered, places);
  }
  // The bytes as the text: its tokens are all that can be seen of it.
  const SourceText source = SourceText::decode(std::string(bytes));
  const Places own(source.text());
  std::vector<AnnotationFinding> findings;
  const std::string tokens = write_conll({}, own, std::nullopt, findings);
  (void)read_conll(tokens, own, std::nullopt, findings);
  fuzz::require(findings.empty(), "the tokens of a text lie over it");
  return 0;
}

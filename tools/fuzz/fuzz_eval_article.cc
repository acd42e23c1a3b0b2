// Any bytes are an annotated article or an error; an article agrees with itself.

#include "extractor/evaluation/evaluation.h"
#include "extractor/evaluation/report.h"
#include "tools/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pressbox;
  using fuzz::require;
  const std::string_view text =
      "\"We were slow,\" Ann Hall said. \u201cSo were they,\u201d said Bo O\u2019Dowd. 2-1, 6-4 6-3.";
  const auto article = read_eval_article(fuzz::bytes(data, size), "fuzz", 50);
  if (!article) {
    const std::string& message = article.error().message;
    require(message.starts_with("fuzz: ") && message.find("; ") != std::string::npos &&
                message.find('\n') == std::string::npos,
            "errors say where, what and what to do, on one line");
    return 0;
  }
  Evaluator evaluator;
  evaluator.add(text, article.value(), article.value());
  for (const Metric& metric : evaluator.result().metrics) {
    require(metric.tally.gold == metric.tally.predicted, "an article counts the same on both sides");
    require(metric.tally.right <= metric.tally.gold, "no more is right than there is");
    // Overlap pairs nothing with an empty stretch, and one stretch with one; all else agrees with itself.
    const bool paired =
        metric.name.starts_with("quote.overlap") || metric.name.find("attribution") != std::string::npos;
    require(paired || metric.tally.right == metric.tally.gold, "an article agrees with itself");
  }
  require(evaluator.result().faults.empty(), "an article that agrees with itself has no faults");
  Evaluator lone;  // all missed, and all spurious
  lone.add(text, article.value(), {});
  lone.add(text, {}, article.value());
  const EvalComparison comparison = compare_evaluations(evaluator.result(), lone.result());
  require(!format_report_json(lone.result(), &comparison).empty() &&
              !format_html(lone.result(), {}, &evaluator.result(), &comparison).empty(),
          "the whole report can be written");
  require(!format_table(evaluator.result()).empty() && !format_json(evaluator.result(), 3).empty() &&
              format_errors(evaluator.result(), 3).size() < (std::size_t{1} << 30),
          "reports can be written");
  return 0;
}

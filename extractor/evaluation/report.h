// What an evaluation looks like on paper.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "extractor/evaluation/evaluation.h"
#include "extractor/evaluation/files.h"
#include "extractor/evaluation/statistics.h"

namespace pressbox {

// How many articles there were and which lack a prediction (the first five), then a line a metric: precision, recall,
// F1 with three decimals, and the counts of gold, predicted and right ones.
[[nodiscard]] std::string format_table(const Evaluation& evaluation);

// Behind an empty line each: every kind of error with its count and its first at_most errors, one a line:
// "  ARTICLE: 'the stretch'  the detail". Kinds stand in the order of their first appearance.
[[nodiscard]] std::string format_errors(const Evaluation& evaluation, std::size_t at_most);

// {"quote.exact": {"p": 0.5, "r": 1.0, "f1": 0.6666666666666666, "gold": 1, "pred": 2, "right": 1}, ...}, figures with
// as many digits as tell doubles apart. at_most > 0 adds "errors": a list of {"article", "kind", "text", "detail"},
// at most so many of each kind. Ends with a newline.
[[nodiscard]] std::string format_json(const Evaluation& evaluation, std::size_t at_most);

// What else an evaluation can show, in the order of the report.
enum class Section : std::uint8_t { intervals, sport, style, kind, how, matching, confusion, causes, calibration };
inline constexpr std::size_t kSectionCount = 9;
[[nodiscard]] std::string_view section_name(Section section);

// A table for people. The first column names the row; the others hold figures. '\n' parts the lines of a head.
struct Table {
  std::string name, caption;
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
};
// The tables of a section; a table without rows is left out.
[[nodiscard]] std::vector<Table> section_tables(Section section, const Evaluation& evaluation);
[[nodiscard]] std::vector<Table> comparison_tables(const Evaluation& before, const EvalComparison& comparison);

// Behind an empty line each: the caption, the head and the rows, figures flush right.
[[nodiscard]] std::string format_tables(const std::vector<Table>& tables);
// Behind an empty line each: the articles that changed, with up to at_most of their faults that went (-) and came (+).
[[nodiscard]] std::string format_changes(const EvalComparison& comparison, std::size_t at_most);

// Everything as one JSON object, "pressbox/evaluation/1" (METRICS.md describes it), ending with a newline. comparison
// may be null.
[[nodiscard]] std::string format_report_json(const Evaluation& evaluation, const EvalComparison* comparison);

// Everything as one HTML page that needs nothing else: the tables, and every fault in its sentence, to be filtered.
// gold are the articles that were evaluated; comparison and its before may be null.
[[nodiscard]] std::string format_html(const Evaluation& evaluation, const std::vector<GoldArticle>& gold,
                                      const Evaluation* before, const EvalComparison* comparison);

}  // namespace pressbox

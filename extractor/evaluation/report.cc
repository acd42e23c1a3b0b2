#include "extractor/evaluation/report.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/evaluation/codepoints.h"

namespace pressbox {
namespace {

// Errors by kind, kinds by first appearance.
std::vector<std::pair<std::string_view, std::vector<const EvalError*>>> by_kind(const Evaluation& evaluation) {
  std::vector<std::pair<std::string_view, std::vector<const EvalError*>>> groups;
  for (const EvalError& error : evaluation.errors) {
    auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == error.kind; });
    if (group == groups.end()) group = groups.insert(groups.end(), {error.kind, {}});
    group->second.push_back(&error);
  }
  return groups;
}

bool is_printable(char32_t c) {
  if (c == U' ') return true;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_C_MASK | U_GC_Z_MASK)) == 0;
}

// The text as a Python string literal: one line, whatever it holds, and every space and control to be seen.
std::string literal(std::string_view text) {
  const char quote = text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos ? '"' : '\'';
  std::string out(1, quote);
  for (const char32_t c : decode_code_points(text)) {
    char escape[16];
    if (c == U'\\' || c == static_cast<char32_t>(quote)) {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == U'\n') {
      out += "\\n";
    } else if (c == U'\r') {
      out += "\\r";
    } else if (c == U'\t') {
      out += "\\t";
    } else if (is_printable(c)) {
      append_utf8(c, out);
    } else {
      const char* format = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
      std::snprintf(escape, sizeof escape, format, static_cast<unsigned>(c));
      out += escape;
    }
  }
  return out + quote;
}

// The shortest digits that give the double back, always with a decimal point or an exponent.
std::string shortest(double value) {
  char buffer[32];
  const auto format = value == 0 || value >= 1e-4 ? std::chars_format::fixed : std::chars_format::scientific;
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, format).ptr;
  std::string out(buffer, end);
  return out.find_first_of(".e") == std::string::npos ? out + ".0" : out;
}

std::string fixed(double value, int decimals = 3) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
  return buffer;
}

std::string signed_figure(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%+.3f", value);
  return buffer;
}

std::string range_of(const Interval& interval) {
  return fixed(interval.low) + "-" + fixed(interval.high);
}

std::string signed_range_of(const Interval& interval) {
  return signed_figure(interval.low) + " to " + signed_figure(interval.high);
}

std::string or_dash(bool known, double value) {
  return known ? fixed(value) : "-";
}

std::string or_word(const std::string& name, const char* word) {
  return name.empty() ? word : name;
}

bool counts_something(const Tally& tally) {
  return tally.gold + tally.predicted > 0;
}

// The metrics of the articles of one sport or style.
struct Group {
  std::uint64_t articles = 0;
  std::array<Tally, kMetricCount> tallies{};
};
std::map<std::string, Group> grouped(const Evaluation& evaluation, std::string ArticleFigures::*key) {
  std::map<std::string, Group> groups;
  for (const ArticleFigures& article : evaluation.by_article) {
    Group& group = groups[article.*key];
    ++group.articles;
    for (std::size_t m = 0; m < kMetricCount; ++m) {
      group.tallies[m].right += article.tallies[m].right;
      group.tallies[m].gold += article.tallies[m].gold;
      group.tallies[m].predicted += article.tallies[m].predicted;
    }
  }
  return groups;
}

Table group_table(const Evaluation& evaluation, Section section) {
  const std::string name(section_name(section));
  Table table{name, "F1 by " + name, {name, "articles"}, {}};
  for (const Metric& metric : evaluation.metrics) {
    std::string head = metric.name;
    if (const std::size_t dot = head.find('.'); dot != std::string::npos) head.insert(dot + 1, 1, '\n');
    table.head.push_back(std::move(head));
  }
  for (const auto& [key, group] :
       grouped(evaluation, section == Section::sport ? &ArticleFigures::sport : &ArticleFigures::style)) {
    std::vector<std::string> row = {or_word(key, "not stated"), std::to_string(group.articles)};
    for (const Tally& tally : group.tallies) row.push_back(or_dash(counts_something(tally), tally.f1()));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table kind_table(const char* name, const char* caption, const char* full,
                 const std::map<std::string, KindFigures>& kinds) {
  const std::string second(full);
  Table table{
      name,
      caption,
      {"kind", "gold", "predicted", "span\nP", "span\nR", "span\nF1", second + "\nP", second + "\nR", second + "\nF1"},
      {}};
  for (const auto& [kind, figures] : kinds) {
    std::vector<std::string> row = {kind, std::to_string(figures.span.gold), std::to_string(figures.span.predicted)};
    for (const Tally& tally : {figures.span, figures.full}) {
      row.push_back(or_dash(tally.predicted > 0, tally.precision()));
      row.push_back(or_dash(tally.gold > 0, tally.recall()));
      row.push_back(or_dash(counts_something(tally), tally.f1()));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

Table how_table(const Evaluation& evaluation) {
  Table table{"how",
              "Speakers by how the text gives them",
              {"how", "gold", "found", "right", "R", "predicted", "right", "P"},
              {}};
  for (const auto& [how, f] : evaluation.hows) {
    table.rows.push_back({or_word(how, "not stated"), std::to_string(f.gold), std::to_string(f.found),
                          std::to_string(f.right), or_dash(f.gold > 0, share(f.right, f.gold)),
                          std::to_string(f.predicted), std::to_string(f.right_of_predicted),
                          or_dash(f.predicted > 0, share(f.right_of_predicted, f.predicted))});
  }
  return table;
}

Table matching_table(const char* name, const std::string& caption, const Matching& matching) {
  Table table{name, caption, {"measure", "P", "R", "F1", "correct", "incorrect", "partial", "missing", "spurious"}, {}};
  for (const auto& [measure, counts] : {std::pair{"strict", &matching.strict}, std::pair{"exact", &matching.exact},
                                        std::pair{"partial", &matching.partial}, std::pair{"type", &matching.type}}) {
    std::vector<std::string> row = {measure, fixed(counts->precision()), fixed(counts->recall()), fixed(counts->f1())};
    for (const std::uint64_t count :
         {counts->correct, counts->incorrect, counts->partial, counts->missing, counts->spurious}) {
      row.push_back(std::to_string(count));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table confusion_table(const char* name, const char* caption, const Confusion& confusion) {
  std::set<std::string> gold;
  std::set<std::string> predicted;
  for (const auto& [pair, count] : confusion) {
    gold.insert(pair.first);
    predicted.insert(pair.second);
  }
  const auto listed = [](const std::set<std::string>& kinds) {  // none comes last
    std::vector<std::string> out;
    for (const std::string& kind : kinds) {
      if (!kind.empty()) out.push_back(kind);
    }
    if (kinds.contains("")) out.emplace_back();
    return out;
  };
  const std::vector<std::string> columns = listed(predicted);
  Table table{name, caption, {"gold \\ predicted"}, {}};
  for (const std::string& column : columns) table.head.push_back(or_word(column, "none"));
  for (const std::string& row : listed(gold)) {
    table.rows.push_back({or_word(row, "none")});
    for (const std::string& column : columns) {
      const auto found = confusion.find({row, column});
      table.rows.back().push_back(found == confusion.end() ? "0" : std::to_string(found->second));
    }
  }
  return table;
}

using CauseCounts = std::array<std::array<std::uint64_t, kLayerCount>, kCauseCount>;
CauseCounts count_causes(const std::vector<Fault>& faults) {
  CauseCounts counts{};
  for (const Fault& fault : faults) {
    ++counts[static_cast<std::size_t>(fault.cause)][static_cast<std::size_t>(fault.layer)];
  }
  return counts;
}

Table cause_table(const Evaluation& evaluation) {
  Table table{"causes", "Faults by cause", {"cause", "quotations", "people", "teams", "scores", "all", "share"}, {}};
  const CauseCounts counts = count_causes(evaluation.faults);
  for (std::size_t cause = 0; cause < kCauseCount; ++cause) {
    std::uint64_t sum = 0;
    std::vector<std::string> row = {std::string(cause_name(static_cast<Cause>(cause)))};
    for (const std::uint64_t count : counts[cause]) {
      sum += count;
      row.push_back(std::to_string(count));
    }
    if (sum == 0) continue;
    row.push_back(std::to_string(sum));
    row.push_back(fixed(100 * share(sum, evaluation.faults.size()), 1) + "%");
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table calibration_table(const char* name, const char* what, const std::vector<Judged>& judged) {
  const Calibration calibration = calibrate(judged);
  Table table{name,
              std::string(what) + ": " + std::to_string(calibration.count) + " judged, expected calibration error " +
                  fixed(calibration.expected_error) + ", Brier score " + fixed(calibration.brier),
              {"confidence", "count", "said", "right", "gap"},
              {}};
  for (const CalibrationBin& bin : calibration.bins) {
    if (bin.count == 0) continue;
    const double right = share(bin.right, bin.count);
    table.rows.push_back({fixed(bin.low, 1) + "-" + fixed(bin.high, 1), std::to_string(bin.count),
                          fixed(bin.mean_confidence), fixed(right), signed_figure(bin.mean_confidence - right)});
  }
  return table;
}

Table interval_table(const Evaluation& evaluation) {
  Table table{"intervals",
              "95% intervals over " + std::to_string(evaluation.articles) + " articles (bootstrap, " +
                  std::to_string(kResamples) + " resamples)",
              {"metric", "P", "R", "F1", "of P", "of R", "of F1"},
              {}};
  const std::vector<MetricIntervals> intervals = bootstrap(evaluation);
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    const auto& [name, tally] = evaluation.metrics[m];
    table.rows.push_back({name, fixed(tally.precision()), fixed(tally.recall()), fixed(tally.f1()),
                          range_of(intervals[m].precision), range_of(intervals[m].recall), range_of(intervals[m].f1)});
  }
  return table;
}

// The code points of a cell: figures are ASCII, names need not be.
std::size_t width_of(std::string_view cell) {
  return count_code_points(cell);
}

std::string one_line(const Fault& fault) {
  std::string out(layer_name(fault.layer));
  out.append(", ").append(cause_name(fault.cause)).append(": ").append(literal(fault.text));
  if (!fault.gold.empty()) out.append("  gold ").append(fault.gold);
  if (!fault.gold.empty() && !fault.got.empty()) out += " /";
  if (!fault.got.empty()) out.append(fault.gold.empty() ? "  got " : " got ").append(fault.got);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

using OrderedJson = nlohmann::ordered_json;

OrderedJson tally_json(const Tally& tally) {
  return {{"p", tally.precision()}, {"r", tally.recall()},     {"f1", tally.f1()},
          {"gold", tally.gold},     {"pred", tally.predicted}, {"right", tally.right}};
}

OrderedJson interval_json(const Interval& interval) {
  return OrderedJson::array({interval.low, interval.high});
}

OrderedJson span_json(const EvalSpan& span) {
  return {{"start", span.start}, {"end", span.end}};
}

OrderedJson fault_json(const Fault& fault) {
  const auto or_null = [](const std::string& text) { return text.empty() ? OrderedJson() : OrderedJson(text); };
  OrderedJson out = {{"article", fault.article},
                     {"of", layer_name(fault.layer)},
                     {"cause", cause_name(fault.cause)},
                     {"start", fault.span.start},
                     {"end", fault.span.end},
                     {"text", fault.text},
                     {"gold", or_null(fault.gold)},
                     {"got", or_null(fault.got)},
                     {"how", or_null(fault.how)},
                     {"got_span", fault.got_span ? span_json(*fault.got_span) : OrderedJson()},
                     {"confidence", fault.confidence ? OrderedJson(*fault.confidence) : OrderedJson()},
                     {"rule", or_null(fault.rule)}};
  return out;
}

OrderedJson faults_json(const std::vector<Fault>& faults) {
  OrderedJson out = OrderedJson::array();
  for (const Fault& fault : faults) out.push_back(fault_json(fault));
  return out;
}

OrderedJson matching_json(const Matching& matching) {
  OrderedJson out;
  for (const auto& [name, counts] : {std::pair{"strict", &matching.strict}, std::pair{"exact", &matching.exact},
                                     std::pair{"partial", &matching.partial}, std::pair{"type", &matching.type}}) {
    out[name] = {{"p", counts->precision()},   {"r", counts->recall()},          {"f1", counts->f1()},
                 {"correct", counts->correct}, {"incorrect", counts->incorrect}, {"partial", counts->partial},
                 {"missing", counts->missing}, {"spurious", counts->spurious}};
  }
  return out;
}

OrderedJson confusion_json(const Confusion& confusion) {
  OrderedJson out = OrderedJson::array();
  const auto or_null = [](const std::string& kind) { return kind.empty() ? OrderedJson() : OrderedJson(kind); };
  for (const auto& [pair, count] : confusion) {
    out.push_back({{"gold", or_null(pair.first)}, {"predicted", or_null(pair.second)}, {"count", count}});
  }
  return out;
}

OrderedJson calibration_json(const std::vector<Judged>& judged) {
  const Calibration calibration = calibrate(judged);
  OrderedJson out = {{"count", calibration.count},
                     {"expected_error", calibration.expected_error},
                     {"brier", calibration.brier},
                     {"bins", OrderedJson::array()}};
  for (const CalibrationBin& bin : calibration.bins) {
    out["bins"].push_back({{"low", bin.low},
                           {"high", bin.high},
                           {"count", bin.count},
                           {"mean_confidence", bin.mean_confidence},
                           {"right", bin.right}});
  }
  return out;
}

OrderedJson changes_json(const std::vector<ArticleChange>& changes) {
  OrderedJson out = OrderedJson::array();
  for (const ArticleChange& change : changes) {
    out.push_back({{"article", change.article},
                   {"before", change.before},
                   {"after", change.after},
                   {"gone", faults_json(change.gone)},
                   {"come", faults_json(change.come)}});
  }
  return out;
}

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string format_table(const Evaluation& evaluation) {
  std::string out = std::to_string(evaluation.articles) + " articles";
  if (!evaluation.missing.empty()) {
    out += ", NO PREDICTION for " + std::to_string(evaluation.missing.size()) + ":";
    for (std::size_t i = 0; i < std::min<std::size_t>(evaluation.missing.size(), 5); ++i) {
      out += " " + evaluation.missing[i];
    }
  }
  char line[160];
  std::snprintf(line, sizeof line, "\n%-22s%7s%7s%7s%7s%7s%7s\n", "", "P", "R", "F1", "gold", "pred", "right");
  out += line;
  for (const auto& [name, tally] : evaluation.metrics) {
    std::snprintf(line, sizeof line, "%-22s%7.3f%7.3f%7.3f%7llu%7llu%7llu\n", name.c_str(), tally.precision(),
                  tally.recall(), tally.f1(), static_cast<unsigned long long>(tally.gold),
                  static_cast<unsigned long long>(tally.predicted), static_cast<unsigned long long>(tally.right));
    out += line;
  }
  return out;
}

std::string format_errors(const Evaluation& evaluation, std::size_t at_most) {
  std::string out;
  for (const auto& [kind, errors] : by_kind(evaluation)) {
    out.append("\n").append(kind).append(": ").append(std::to_string(errors.size())).append("\n");
    for (std::size_t i = 0; i < std::min(errors.size(), at_most); ++i) {
      out.append("  ").append(errors[i]->article).append(": ").append(literal(errors[i]->text));
      out.append("  ").append(errors[i]->detail).append("\n");
    }
  }
  return out;
}

std::string format_json(const Evaluation& evaluation, std::size_t at_most) {
  std::string out = "{";
  for (const auto& [name, tally] : evaluation.metrics) {
    if (out.size() > 1) out += ",";
    out += "\n " + quoted(name) + ": {\n  \"p\": " + shortest(tally.precision()) +
           ",\n  \"r\": " + shortest(tally.recall()) + ",\n  \"f1\": " + shortest(tally.f1()) +
           ",\n  \"gold\": " + std::to_string(tally.gold) + ",\n  \"pred\": " + std::to_string(tally.predicted) +
           ",\n  \"right\": " + std::to_string(tally.right) + "\n }";
  }
  if (at_most > 0) {
    out += ",\n \"errors\": [";
    bool first = true;
    for (const auto& [kind, errors] : by_kind(evaluation)) {
      for (std::size_t i = 0; i < std::min(errors.size(), at_most); ++i) {
        out += std::string(first ? "" : ",") + "\n  {\"article\": " + quoted(errors[i]->article) +
               ", \"kind\": " + quoted(errors[i]->kind) + ", \"text\": " + quoted(errors[i]->text) +
               ", \"detail\": " + quoted(errors[i]->detail) + "}";
        first = false;
      }
    }
    out += first ? "]" : "\n ]";
  }
  return out + "\n}\n";
}

std::string_view section_name(Section section) {
  static constexpr std::string_view kNames[] = {"intervals", "sport",     "style",  "kind",       "how",
                                                "matching",  "confusion", "causes", "calibration"};
  static_assert(std::size(kNames) == kSectionCount);
  return kNames[static_cast<std::size_t>(section)];
}

std::vector<Table> section_tables(Section section, const Evaluation& evaluation) {
  std::vector<Table> tables;
  switch (section) {
    case Section::intervals:
      tables.push_back(interval_table(evaluation));
      break;
    case Section::sport:
    case Section::style:
      tables.push_back(group_table(evaluation, section));
      break;
    case Section::kind:
      tables.push_back(kind_table("quotation-kinds", "Quotations by kind", "speaker", evaluation.quotation_kinds));
      tables.push_back(kind_table("score-kinds", "Scores by kind", "sides", evaluation.score_kinds));
      break;
    case Section::how:
      tables.push_back(how_table(evaluation));
      break;
    case Section::matching:
      tables.push_back(
          matching_table("matching-quotations", "Quotations, strict to partial (type: kind)", evaluation.quotations));
      tables.push_back(
          matching_table("matching-names", "Names, strict to partial (type: person or team)", evaluation.names));
      tables.push_back(matching_table("matching-scores", "Scores, strict to partial (type: kind)", evaluation.scores));
      break;
    case Section::confusion:
      tables.push_back(
          confusion_table("confusion-quotations", "Kinds of quotations confused", evaluation.quotation_confusion));
      tables.push_back(confusion_table("confusion-names", "People and teams confused", evaluation.name_confusion));
      tables.push_back(confusion_table("confusion-scores", "Kinds of scores confused", evaluation.score_confusion));
      break;
    case Section::causes:
      tables.push_back(cause_table(evaluation));
      break;
    case Section::calibration:
      tables.push_back(calibration_table("calibration-quotations", "Confidence of quotations and their speakers",
                                         evaluation.judged_quotations));
      tables.push_back(
          calibration_table("calibration-scores", "Confidence of scores and their sides", evaluation.judged_scores));
      break;
  }
  std::erase_if(tables, [](const Table& table) { return table.rows.empty(); });
  return tables;
}

std::vector<Table> comparison_tables(const Evaluation& before, const EvalComparison& comparison) {
  Table metrics{"comparison",
                "F1 before and after (paired bootstrap, " + std::to_string(kResamples) + " resamples)",
                {"metric", "before", "after", "change", "95% interval", "p"},
                {}};
  for (std::size_t m = 0; m < comparison.metrics.size(); ++m) {
    const Change& change = comparison.metrics[m];
    metrics.rows.push_back({before.metrics[m].name, fixed(change.before), fixed(change.after),
                            signed_figure(change.after - change.before), signed_range_of(change.difference),
                            fixed(change.p)});
  }
  Table articles{"articles-changed",
                 "Articles: " + std::to_string(comparison.better.size()) + " better, " +
                     std::to_string(comparison.worse.size()) + " worse, " + std::to_string(comparison.other.size()) +
                     " otherwise changed",
                 {"article", "", "faults\nbefore", "faults\nafter", "gone", "come"},
                 {}};
  for (const auto& [word, changes] : {std::pair{"better", &comparison.better}, std::pair{"worse", &comparison.worse},
                                      std::pair{"changed", &comparison.other}}) {
    for (const ArticleChange& change : *changes) {
      articles.rows.push_back({change.article, word, std::to_string(change.before), std::to_string(change.after),
                               std::to_string(change.gone.size()), std::to_string(change.come.size())});
    }
  }
  std::vector<Table> tables = {std::move(metrics)};
  if (!articles.rows.empty()) tables.push_back(std::move(articles));
  return tables;
}

std::string format_tables(const std::vector<Table>& tables) {
  std::string out;
  for (const Table& table : tables) {
    out.append("\n").append(table.caption).append("\n");
    std::vector<std::vector<std::string>> lines(1);
    for (const std::string& head : table.head) lines[0].push_back(head.substr(head.find('\n') + 1));
    if (lines[0] != table.head) {  // some head has a first line
      lines.emplace(lines.begin());
      for (const std::string& head : table.head) {
        const std::size_t at = head.find('\n');
        lines[0].push_back(at == std::string::npos ? std::string() : head.substr(0, at));
      }
    }
    lines.insert(lines.end(), table.rows.begin(), table.rows.end());
    std::vector<std::size_t> widths(table.head.size());
    for (const auto& line : lines) {
      for (std::size_t c = 0; c < line.size(); ++c) widths[c] = std::max(widths[c], width_of(line[c]));
    }
    for (const auto& line : lines) {
      std::string text;
      for (std::size_t c = 0; c < line.size(); ++c) {
        const std::string gap(widths[c] - width_of(line[c]), ' ');
        text += c == 0 ? line[c] + gap : "  " + gap + line[c];
      }
      text.erase(text.find_last_not_of(' ') + 1);
      out.append(text).append("\n");
    }
  }
  return out;
}

std::string format_changes(const EvalComparison& comparison, std::size_t at_most) {
  std::string out;
  for (const auto* changes : {&comparison.better, &comparison.worse, &comparison.other}) {
    for (const ArticleChange& change : *changes) {
      out.append("\n").append(change.article).append("\n");
      for (const auto& [sign, faults] : {std::pair{"  - ", &change.gone}, std::pair{"  + ", &change.come}}) {
        for (std::size_t i = 0; i < std::min(faults->size(), at_most); ++i) {
          out.append(sign).append(one_line((*faults)[i])).append("\n");
        }
      }
    }
  }
  return out;
}

std::string format_report_json(const Evaluation& evaluation, const EvalComparison* comparison) {
  const std::vector<MetricIntervals> intervals = bootstrap(evaluation);
  OrderedJson root = {{"schema", "pressbox/evaluation/1"},
                      {"articles", evaluation.articles},
                      {"missing", evaluation.missing},
                      {"bootstrap", {{"resamples", kResamples}, {"seed", kBootstrapSeed}, {"level", 0.95}}}};
  OrderedJson& metrics = root["metrics"] = OrderedJson::object();
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    OrderedJson figures = tally_json(evaluation.metrics[m].tally);
    figures["p_interval"] = interval_json(intervals[m].precision);
    figures["r_interval"] = interval_json(intervals[m].recall);
    figures["f1_interval"] = interval_json(intervals[m].f1);
    metrics[evaluation.metrics[m].name] = std::move(figures);
  }
  const auto all_metrics = [&](const std::array<Tally, kMetricCount>& tallies) {
    OrderedJson out;
    for (std::size_t m = 0; m < kMetricCount; ++m) out[evaluation.metrics[m].name] = tally_json(tallies[m]);
    return out;
  };
  for (const auto& [name, key] :
       {std::pair{"sport", &ArticleFigures::sport}, std::pair{"style", &ArticleFigures::style}}) {
    OrderedJson& list = root[std::string("by_") + name] = OrderedJson::array();
    for (const auto& [value, group] : grouped(evaluation, key)) {
      list.push_back({{name, value.empty() ? OrderedJson() : OrderedJson(value)},
                      {"articles", group.articles},
                      {"metrics", all_metrics(group.tallies)}});
    }
  }
  const auto kinds = [](const std::map<std::string, KindFigures>& from, const char* full) {
    OrderedJson out = OrderedJson::array();
    for (const auto& [kind, figures] : from) {
      out.push_back({{"kind", kind}, {"span", tally_json(figures.span)}, {full, tally_json(figures.full)}});
    }
    return out;
  };
  root["by_kind"] = {{"quotations", kinds(evaluation.quotation_kinds, "speaker")},
                     {"scores", kinds(evaluation.score_kinds, "sides")}};
  OrderedJson& hows = root["by_how"] = OrderedJson::array();
  for (const auto& [how, f] : evaluation.hows) {
    hows.push_back({{"how", how.empty() ? OrderedJson() : OrderedJson(how)},
                    {"gold", f.gold},
                    {"found", f.found},
                    {"right", f.right},
                    {"predicted", f.predicted},
                    {"right_of_predicted", f.right_of_predicted}});
  }
  root["matching"] = {{"quotations", matching_json(evaluation.quotations)},
                      {"names", matching_json(evaluation.names)},
                      {"scores", matching_json(evaluation.scores)}};
  root["confusion"] = {{"quotations", confusion_json(evaluation.quotation_confusion)},
                       {"names", confusion_json(evaluation.name_confusion)},
                       {"scores", confusion_json(evaluation.score_confusion)}};
  const CauseCounts counts = count_causes(evaluation.faults);
  OrderedJson& causes = root["causes"] = OrderedJson::array();
  for (std::size_t cause = 0; cause < kCauseCount; ++cause) {
    for (std::size_t layer = 0; layer < kLayerCount; ++layer) {
      if (counts[cause][layer] == 0) continue;
      causes.push_back({{"cause", cause_name(static_cast<Cause>(cause))},
                        {"of", layer_name(static_cast<Layer>(layer))},
                        {"count", counts[cause][layer]},
                        {"share", share(counts[cause][layer], evaluation.faults.size())}});
    }
  }
  root["calibration"] = {{"quotations", calibration_json(evaluation.judged_quotations)},
                         {"scores", calibration_json(evaluation.judged_scores)}};
  OrderedJson& articles = root["by_article"] = OrderedJson::array();
  for (const ArticleFigures& article : evaluation.by_article) {
    articles.push_back({{"article", article.id}, {"metrics", all_metrics(article.tallies)}});
  }
  root["faults"] = faults_json(evaluation.faults);
  if (comparison != nullptr) {
    OrderedJson changes;
    for (std::size_t m = 0; m < comparison->metrics.size(); ++m) {
      const Change& change = comparison->metrics[m];
      changes[evaluation.metrics[m].name] = {{"before", change.before},
                                             {"after", change.after},
                                             {"interval", interval_json(change.difference)},
                                             {"p", change.p}};
    }
    root["comparison"] = {{"f1", std::move(changes)},
                          {"better", changes_json(comparison->better)},
                          {"worse", changes_json(comparison->worse)},
                          {"changed", changes_json(comparison->other)}};
  }
  return root.dump(1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace pressbox

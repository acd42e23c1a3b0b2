#include "extractor/evaluation/statistics.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>

namespace pressbox {
namespace {

// The standard library's distributions differ from one library to the next; its generators do not.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : random_(seed) {}
  // An index below n, by the upper half of a product: the bias is below n / 2^32.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(((random_() >> 32) * n) >> 32); }

 private:
  std::mt19937_64 random_;
};

using Tallies = std::array<Tally, kMetricCount>;

void add(const Tallies& from, Tallies& to) {
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    to[m].right += from[m].right;
    to[m].gold += from[m].gold;
    to[m].predicted += from[m].predicted;
  }
}

// The 2.5% and the 97.5% point: the k-th from either end, k = (kResamples + 1) * 0.025.
Interval percentiles(std::vector<double>& values) {
  constexpr std::size_t k = (kResamples + 1) * 25 / 1000;
  static_assert(k * 1000 == (kResamples + 1) * 25);
  std::sort(values.begin(), values.end());
  return {values[k - 1], values[values.size() - k]};
}

// One for each figure of each metric, room for one value a resample.
std::vector<std::vector<double>> columns(std::size_t count) {
  return std::vector<std::vector<double>>(count, std::vector<double>(kResamples));
}

// A fault, so that it is known again in another prediction of the same article. What is annotated tells it; what is
// not, by what was predicted.
using FaultKey = std::tuple<Layer, std::uint32_t, std::uint32_t, std::string, std::string>;
FaultKey key_of(const Fault& fault) {
  return {fault.layer, fault.span.start, fault.span.end, fault.gold,
          fault.gold.empty() ? fault.got : std::string(cause_name(fault.cause))};
}

std::vector<std::vector<const Fault*>> faults_by_article(const Evaluation& evaluation) {
  std::vector<std::vector<const Fault*>> out(evaluation.by_article.size());
  std::size_t article = 0;
  for (const Fault& fault : evaluation.faults) {
    while (evaluation.by_article[article].id != fault.article) ++article;
    out[article].push_back(&fault);
  }
  return out;
}

std::vector<Fault> only_in(const std::vector<const Fault*>& faults, const std::vector<const Fault*>& others) {
  std::multiset<FaultKey> known;
  for (const Fault* other : others) known.insert(key_of(*other));
  std::vector<Fault> out;
  for (const Fault* fault : faults) {
    const auto found = known.find(key_of(*fault));
    if (found == known.end()) {
      out.push_back(*fault);
    } else {
      known.erase(found);
    }
  }
  return out;
}

bool read_number(std::string_view text, double& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && out >= 0 && out <= 1;
}

// Reads "team.span" or "team.span.p"; false for a name that is no metric's.
bool read_metric(std::string_view name, Floor& out) {
  const Evaluation none = Evaluator().result();
  const auto find = [&](std::string_view metric) {
    for (std::size_t m = 0; m < none.metrics.size(); ++m) {
      if (none.metrics[m].name != metric) continue;
      out.metric = m;
      return true;
    }
    return false;
  };
  out.figure = Floor::Figure::f1;
  if (find(name)) return true;
  for (const auto& [suffix, figure] : {std::pair{".p", Floor::Figure::precision},
                                       std::pair{".r", Floor::Figure::recall}, std::pair{".f1", Floor::Figure::f1}}) {
    if (!name.ends_with(suffix)) continue;
    out.figure = figure;
    return find(name.substr(0, name.size() - std::string_view(suffix).size()));
  }
  return false;
}

Error no_metric(const std::string& where, std::string_view name) {
  std::string known;
  const Evaluation none = Evaluator().result();
  for (const Metric& metric : none.metrics) known += (known.empty() ? "" : ", ") + metric.name;
  return Error{where + "\"" + std::string(name) + "\" is no metric; give one of " + known +
               ", with .p, .r or .f1 behind it if you like"};
}

}  // namespace

std::vector<MetricIntervals> bootstrap(const Evaluation& evaluation) {
  const auto& articles = evaluation.by_article;
  std::vector<MetricIntervals> out(kMetricCount);
  if (articles.empty()) return out;
  auto values = columns(3 * kMetricCount);
  Draw draw(kBootstrapSeed);
  for (std::uint32_t b = 0; b < kResamples; ++b) {
    Tallies sum{};
    for (std::size_t i = 0; i < articles.size(); ++i) add(articles[draw.below(articles.size())].tallies, sum);
    for (std::size_t m = 0; m < kMetricCount; ++m) {
      values[3 * m][b] = sum[m].precision();
      values[3 * m + 1][b] = sum[m].recall();
      values[3 * m + 2][b] = sum[m].f1();
    }
  }
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    out[m] = {percentiles(values[3 * m]), percentiles(values[3 * m + 1]), percentiles(values[3 * m + 2])};
  }
  return out;
}

EvalComparison compare_evaluations(const Evaluation& before, const Evaluation& after) {
  EvalComparison out;
  out.metrics.resize(kMetricCount);
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    out.metrics[m].before = before.metrics[m].tally.f1();
    out.metrics[m].after = after.metrics[m].tally.f1();
  }
  const std::size_t count = std::min(before.by_article.size(), after.by_article.size());
  if (count > 0) {
    auto values = columns(kMetricCount);
    Draw draw(kBootstrapSeed);
    for (std::uint32_t b = 0; b < kResamples; ++b) {
      Tallies old_sum{};
      Tallies new_sum{};
      for (std::size_t i = 0; i < count; ++i) {
        const std::size_t article = draw.below(count);
        add(before.by_article[article].tallies, old_sum);
        add(after.by_article[article].tallies, new_sum);
      }
      for (std::size_t m = 0; m < kMetricCount; ++m) values[m][b] = new_sum[m].f1() - old_sum[m].f1();
    }
    for (std::size_t m = 0; m < kMetricCount; ++m) {
      const auto at_most = std::count_if(values[m].begin(), values[m].end(), [](double d) { return d <= 0; });
      const auto at_least = std::count_if(values[m].begin(), values[m].end(), [](double d) { return d >= 0; });
      const auto fewer = static_cast<double>(std::min(at_most, at_least));
      out.metrics[m].p = std::min(1.0, 2 * (fewer + 1) / (kResamples + 1));
      out.metrics[m].difference = percentiles(values[m]);
    }
  }

  const auto old_faults = faults_by_article(before);
  const auto new_faults = faults_by_article(after);
  for (std::size_t i = 0; i < count; ++i) {
    ArticleChange change{before.by_article[i].id, only_in(old_faults[i], new_faults[i]),
                         only_in(new_faults[i], old_faults[i]), old_faults[i].size(), new_faults[i].size()};
    if (change.gone.empty() && change.come.empty()) continue;
    (change.after < change.before   ? out.better
     : change.after > change.before ? out.worse
                                    : out.other)
        .push_back(std::move(change));
  }
  const auto size = [](const ArticleChange& c) { return c.before > c.after ? c.before - c.after : c.after - c.before; };
  for (auto* list : {&out.better, &out.worse}) {
    std::stable_sort(list->begin(), list->end(),
                     [&](const ArticleChange& a, const ArticleChange& b) { return size(a) > size(b); });
  }
  return out;
}

Calibration calibrate(const std::vector<Judged>& judged) {
  Calibration out;
  const std::size_t bin_count = out.bins.size();
  std::array<double, std::tuple_size_v<decltype(out.bins)>> sums{};
  for (std::size_t b = 0; b < bin_count; ++b) {
    out.bins[b].low = static_cast<double>(b) / static_cast<double>(bin_count);
    out.bins[b].high = static_cast<double>(b + 1) / static_cast<double>(bin_count);
  }
  for (const Judged& one : judged) {
    std::size_t b = 0;
    while (b + 1 < bin_count && one.confidence >= out.bins[b].high) ++b;
    ++out.bins[b].count;
    if (one.right) ++out.bins[b].right;
    sums[b] += one.confidence;
    const double miss = one.confidence - (one.right ? 1.0 : 0.0);
    out.brier += miss * miss;
  }
  out.count = judged.size();
  if (out.count == 0) return out;
  const auto count = static_cast<double>(out.count);
  out.brier /= count;
  for (std::size_t b = 0; b < bin_count; ++b) {
    CalibrationBin& bin = out.bins[b];
    if (bin.count == 0) continue;
    bin.mean_confidence = sums[b] / static_cast<double>(bin.count);
    out.expected_error += std::abs(sums[b] - static_cast<double>(bin.right)) / count;
  }
  return out;
}

Result<Floor> parse_floor(std::string_view text) {
  Floor floor;
  floor.source = std::string(text);
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) {
    return Error{"\"" + floor.source + "\" asks for no figure; give METRIC=FIGURE, such as team.span=0.93"};
  }
  if (!read_metric(text.substr(0, equals), floor)) return no_metric("", text.substr(0, equals));
  if (!read_number(text.substr(equals + 1), floor.least)) {
    return Error{"\"" + floor.source + "\" asks for no figure; give a number from 0 to 1 behind the ="};
  }
  return floor;
}

Result<std::vector<Floor>> read_floors(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::error_code error;
  if (!file || std::filesystem::is_directory(path, error)) {
    return Error{path + ": " + (file ? "is a folder" : "cannot be read") + "; check the path given with --floor"};
  }
  std::vector<Floor> floors;
  std::map<std::pair<std::size_t, Floor::Figure>, std::size_t> line_of;
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    const std::string where = path + ":" + std::to_string(number) + ": ";
    std::vector<std::string_view> fields;
    for (std::string_view rest = line;;) {
      const std::size_t tab = rest.find('\t');
      fields.push_back(rest.substr(0, tab));
      if (tab == std::string_view::npos) break;
      rest.remove_prefix(tab + 1);
    }
    if (fields.size() != 4 || fields[3].empty()) {
      return Error{where + "is no floor; give metric, figure, margin and reason, parted by tabs"};
    }
    Floor floor;
    if (!read_metric(fields[0], floor)) return no_metric(where + "metric: ", fields[0]);
    double figure = 0;
    double margin = 0;
    if (!read_number(fields[1], figure)) {
      return Error{where + "figure: \"" + std::string(fields[1]) + "\" is none; give a number from 0 to 1"};
    }
    if (!read_number(fields[2], margin) || margin > figure) {
      return Error{where + "margin: \"" + std::string(fields[2]) +
                   "\" is none; give a number from 0 to the figure before it"};
    }
    if (const auto [other, added] = line_of.emplace(std::pair(floor.metric, floor.figure), number); !added) {
      return Error{where + "metric: \"" + std::string(fields[0]) + "\" stands on line " +
                   std::to_string(other->second) + " already; keep one line a metric"};
    }
    floor.least = figure - margin;
    floor.source = path + ":" + std::to_string(number) + ", " + std::string(fields[1]) + " less a margin of " +
                   std::string(fields[2]);
    floors.push_back(std::move(floor));
  }
  if (file.bad()) return Error{path + ": broke off while it was read; check the file and try again"};
  if (floors.empty()) return Error{path + ": asks for nothing; give a line of metric, figure, margin and reason"};
  return floors;
}

std::vector<std::string> below_floors(const Evaluation& evaluation, const std::vector<Floor>& floors) {
  std::vector<std::string> out;
  for (const Floor& floor : floors) {
    const auto& [name, tally] = evaluation.metrics[floor.metric];
    const auto [value, word] = floor.figure == Floor::Figure::precision ? std::pair{tally.precision(), "precision"}
                               : floor.figure == Floor::Figure::recall  ? std::pair{tally.recall(), "recall"}
                                                                        : std::pair{tally.f1(), "F1"};
    // What a sum of decimals leaves over is no fall.
    if (value >= floor.least - 1e-9) continue;
    char figures[64];
    std::snprintf(figures, sizeof figures, "%.4f lies below %.4f", value, floor.least);
    out.push_back(name + ": " + word + " " + figures + " (" + floor.source + "); see what was lost with --errors or " +
                  "--html, or lower the figure with a reason");
  }
  return out;
}

}  // namespace pressbox

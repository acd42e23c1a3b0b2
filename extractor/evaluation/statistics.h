// How far figures can be trusted: intervals by the bootstrap, one prediction against another, and whether confidence
// keeps its word. Resampling begins with the same seed every time: the same articles give the same figures on every
// machine. METRICS.md has definitions and sources.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "extractor/evaluation/evaluation.h"
#include "extractor/result.h"

namespace pressbox {

inline constexpr std::uint32_t kResamples = 1999;  // so that (kResamples + 1) * 0.025 is whole
inline constexpr std::uint64_t kBootstrapSeed = 20;

struct Interval {
  double low = 0, high = 0;
};
struct MetricIntervals {
  Interval precision, recall, f1;
};
// The 95% percentile interval of each metric, articles being drawn with replacement. Of one article an interval says
// nothing: it is the figure itself. In the order of Evaluation::metrics.
[[nodiscard]] std::vector<MetricIntervals> bootstrap(const Evaluation& evaluation);

// One metric's F1 before and after, and the 95% interval of what the change is, both sides being drawn together.
struct Change {
  double before = 0, after = 0;
  Interval difference;
  double p = 1;  // two-sided: how often chance alone would give such a change
};
struct ArticleChange {
  std::string article;
  std::vector<Fault> gone, come;
  std::size_t before = 0, after = 0;  // faults
};
struct EvalComparison {
  std::vector<Change> metrics;               // in the order of Evaluation::metrics
  std::vector<ArticleChange> better, worse;  // by how much, then by article
  std::vector<ArticleChange> other;          // as many faults as before, but not the same
};
// Both are of the same gold articles in the same order.
[[nodiscard]] EvalComparison compare_evaluations(const Evaluation& before, const Evaluation& after);

struct CalibrationBin {
  double low = 0, high = 0;  // [low, high); the last one holds 1 as well
  std::uint64_t count = 0, right = 0;
  double mean_confidence = 0;
};
struct Calibration {
  std::array<CalibrationBin, 10> bins;
  std::uint64_t count = 0;
  double expected_error = 0;  // ECE
  double brier = 0;
};
[[nodiscard]] Calibration calibrate(const std::vector<Judged>& judged);

// A figure that must be reached.
struct Floor {
  std::size_t metric = 0;  // index into Evaluation::metrics
  enum class Figure : std::uint8_t { precision, recall, f1 } figure = Figure::f1;
  double least = 0;
  std::string source;  // where it is asked for
};
// "team.span=0.93", "team.span.p=0.9" (p, r or f1).
Result<Floor> parse_floor(std::string_view text);
// A table of floors: metric, figure, margin, reason, parted by tabs; a figure must not fall by more than its margin.
// Lines that begin with # and empty lines are left out.
Result<std::vector<Floor>> read_floors(const std::string& path);
// A sentence for each floor that is not reached.
[[nodiscard]] std::vector<std::string> below_floors(const Evaluation& evaluation, const std::vector<Floor>& floors);

}  // namespace pressbox

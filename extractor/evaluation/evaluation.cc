#include "extractor/evaluation/evaluation.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "extractor/evaluation/codepoints.h"
#include "extractor/evaluation/fold.h"

namespace pressbox {
namespace {

// The order of the table, and of Evaluation::metrics.
enum MetricIndex : std::size_t {
  kQuoteExact,
  kQuoteOverlap,
  kAttribution,
  kAttributionSurname,
  kDirectAttribution,
  kPersonSpan,
  kTeamSpan,
  kTeamLink,
  kScoreSpan,
  kScoreFull,
};
constexpr const char* kMetricNames[] = {"quote.exact",        "quote.overlap", "attribution", "attribution.surname",
                                        "direct.attribution", "person.span",   "team.span",   "team.link",
                                        "score.span",         "score.full"};

// What may stand at the ends of a stretch without making it another stretch. U+0091 to U+0094 are the marks of
// Windows-1252 in texts that were decoded as Latin-1.
constexpr std::u32string_view kTrimmed =
    U"\"'\u0091\u0092\u0093\u0094\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e\u201a` \t\n\r.,;:";

using Range = std::pair<std::uint32_t, std::uint32_t>;

Range clamp(std::u32string_view text, EvalSpan span) {
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::uint32_t end = std::min(span.end, size);
  return {std::min(span.start, end), end};
}

Range trim(std::u32string_view text, EvalSpan span) {
  auto [start, end] = clamp(text, span);
  while (start < end && kTrimmed.find(text[start]) != std::u32string_view::npos) ++start;
  while (end > start && kTrimmed.find(text[end - 1]) != std::u32string_view::npos) --end;
  return {start, end};
}

std::string slice(std::u32string_view text, Range range, std::size_t at_most = std::u32string_view::npos) {
  return encode_utf8(text.substr(range.first, std::min<std::size_t>(range.second - range.first, at_most)));
}

// The stretch with 25 code points on either side, on one line.
std::string context(std::u32string_view text, Range range) {
  const std::size_t start = range.first > 25 ? range.first - 25 : 0;
  std::string out = encode_utf8(text.substr(start, range.second + 25 - start));
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

struct Stretch {
  Range range;
  const EvalQuote* quote;
  std::string speaker;  // folded
  bool direct;
};

std::vector<Stretch> speech_of(std::u32string_view text, const EvalArticle& article) {
  std::vector<Stretch> out;
  for (const EvalQuote& quote : article.quotes) {
    if (quote.kind != "direct" && quote.kind != "partial") continue;
    out.push_back({trim(text, quote.span), &quote, fold_name(quote.speaker), quote.kind == "direct"});
  }
  return out;
}

// Pairs of indices into gold and predicted, one to one, best intersection over union first, at least a half.
std::vector<std::pair<std::size_t, std::size_t>> overlap_pairs(const std::vector<Stretch>& gold,
                                                               const std::vector<Stretch>& predicted) {
  std::vector<std::pair<std::uint32_t, std::size_t>> by_start;
  for (std::size_t j = 0; j < predicted.size(); ++j) by_start.emplace_back(predicted[j].range.first, j);
  std::sort(by_start.begin(), by_start.end());

  std::vector<std::tuple<double, std::size_t, std::size_t>> candidates;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    const auto [start, end] = gold[i].range;
    // Half of the union or more in common: the other stretch cannot begin a whole length earlier.
    const std::uint32_t length = end - start;
    const std::uint32_t earliest = start > length ? start - length : 0;
    for (auto it =
             std::lower_bound(by_start.begin(), by_start.end(), std::pair<std::uint32_t, std::size_t>(earliest, 0));
         it != by_start.end() && it->first < end; ++it) {
      const Range other = predicted[it->second].range;
      const std::int64_t common = std::int64_t{std::min(end, other.second)} - std::max(start, other.first);
      if (common <= 0) continue;
      const double iou =
          static_cast<double>(common) / static_cast<double>(std::max(end, other.second) - std::min(start, other.first));
      if (iou >= 0.5) candidates.emplace_back(-iou, i, it->second);
    }
  }
  std::sort(candidates.begin(), candidates.end());

  std::vector<bool> gold_taken(gold.size());
  std::vector<bool> predicted_taken(predicted.size());
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& [iou, i, j] : candidates) {
    if (gold_taken[i] || predicted_taken[j]) continue;
    gold_taken[i] = predicted_taken[j] = true;
    pairs.emplace_back(i, j);
  }
  return pairs;
}

std::string_view last_word(std::string_view folded) {
  return folded.substr(folded.rfind(' ') + 1);
}

std::set<std::string_view> content_words(std::string_view folded) {
  std::set<std::string_view> words;
  for (std::size_t start = 0; start < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', start), folded.size());
    const std::string_view word = folded.substr(start, end - start);
    if (word != "the" && word != "a" && word != "an") words.insert(word);
    start = end + 1;
  }
  return words;
}

// gold and predicted are folded; people holds the folded names of the gold side's people.
bool same_speaker(std::string_view gold, std::string_view predicted, const std::set<std::string, std::less<>>& people,
                  bool surname_suffices) {
  if (gold.empty() || predicted.empty()) return gold == predicted;
  if (gold == predicted) return true;
  if (people.contains(gold)) return surname_suffices && last_word(gold) == last_word(predicted);
  // A source that is no person goes by a description, and descriptions vary.
  const std::set<std::string_view> a = content_words(gold);
  const std::set<std::string_view> b = content_words(predicted);
  if (a.empty() || b.empty()) return false;
  const auto common = static_cast<std::size_t>(
      std::count_if(a.begin(), a.end(), [&b](std::string_view word) { return b.contains(word); }));
  return 2 * common >= a.size() + b.size() - common;
}

template <typename Set>
Set only_in(const Set& a, const Set& b) {
  Set out;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::inserter(out, out.end()));
  return out;
}

template <typename Set>
std::size_t common_count(const Set& a, const Set& b) {
  return static_cast<std::size_t>(
      std::count_if(a.begin(), a.end(), [&b](const auto& item) { return b.contains(item); }));
}

std::set<Range> mention_ranges(const std::vector<EvalEntity>& entities) {
  std::set<Range> out;
  for (const EvalEntity& entity : entities) {
    for (const EvalSpan& span : entity.mentions) out.emplace(span.start, span.end);
  }
  return out;
}

using Link = std::tuple<std::uint32_t, std::uint32_t, std::string>;
std::set<Link> links(const std::vector<EvalEntity>& teams) {
  std::set<Link> out;
  for (const EvalEntity& team : teams) {
    const std::string name = fold_team_name(team.name);
    for (const EvalSpan& span : team.mentions) out.emplace(span.start, span.end, name);
  }
  return out;
}

// The sides of a score in the order of their first appearance; of two with one name the later points count.
using Sides = std::vector<std::pair<std::string, int>>;
Sides sides_of(const EvalScore& score) {
  Sides out;
  for (const auto& [name, points] : score.sides) {
    std::string folded = fold_team_name(name);
    const auto known =
        std::find_if(out.begin(), out.end(), [&folded](const auto& side) { return side.first == folded; });
    if (known == out.end()) {
      out.emplace_back(std::move(folded), points);
    } else {
      known->second = points;
    }
  }
  return out;
}

bool same_sides(Sides a, Sides b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

// "{'leeds united': 2, 'everton': 0}"; folded names hold no character that would need escaping.
std::string describe(const Sides& sides) {
  std::string out = "{";
  for (const auto& [name, points] : sides) {
    if (out.size() > 1) out += ", ";
    out += "'" + name + "': " + std::to_string(points);
  }
  return out + "}";
}

// Of two scores with one span the later counts.
std::map<Range, Sides> scores_of(std::u32string_view text, const EvalArticle& article) {
  std::map<Range, Sides> out;
  for (const EvalScore& score : article.scores) out[trim(text, score.span)] = sides_of(score);
  return out;
}

const std::string& or_none(const std::string& name) {
  static const std::string none = "None";
  return name.empty() ? none : name;
}

double ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double Tally::precision() const {
  return ratio(right, predicted);
}
double Tally::recall() const {
  return ratio(right, gold);
}
double Tally::f1() const {
  const double p = precision();
  const double r = recall();
  return p + r > 0 ? 2 * p * r / (p + r) : 0.0;
}

Evaluator::Evaluator() {
  for (const char* name : kMetricNames) evaluation_.metrics.push_back({name, {}});
}

void Evaluator::add(std::string_view utf8, const EvalArticle& gold, const EvalArticle& predicted) {
  const std::u32string text = decode_code_points(utf8);
  const auto tally = [this](MetricIndex metric, std::size_t right, std::size_t in_gold, std::size_t in_predicted) {
    Tally& sum = evaluation_.metrics[metric].tally;
    sum.right += right;
    sum.gold += in_gold;
    sum.predicted += in_predicted;
  };
  const auto report = [this, &gold](std::string kind, std::string stretch, std::string detail) {
    evaluation_.errors.push_back({gold.id, std::move(kind), std::move(stretch), std::move(detail)});
  };
  ++evaluation_.articles;

  // Quotations.
  const std::vector<Stretch> gold_speech = speech_of(text, gold);
  const std::vector<Stretch> predicted_speech = speech_of(text, predicted);
  std::set<Range> gold_ranges;
  std::set<Range> predicted_ranges;
  for (const Stretch& stretch : gold_speech) gold_ranges.insert(stretch.range);
  for (const Stretch& stretch : predicted_speech) predicted_ranges.insert(stretch.range);
  tally(kQuoteExact, common_count(gold_ranges, predicted_ranges), gold_ranges.size(), predicted_ranges.size());

  // Speakers.
  std::set<std::string, std::less<>> people;
  for (const EvalEntity& person : gold.people) people.insert(fold_name(person.name));
  const auto pairs = overlap_pairs(gold_speech, predicted_speech);
  constexpr std::size_t kUnpaired = static_cast<std::size_t>(-1);
  std::vector<std::size_t> partner(gold_speech.size(), kUnpaired);
  std::vector<bool> paired(predicted_speech.size());
  std::vector<bool> right(gold_speech.size());
  std::size_t right_count = 0;
  std::size_t right_by_surname = 0;
  std::size_t right_and_direct = 0;
  for (const auto& [i, j] : pairs) {
    const Stretch& g = gold_speech[i];
    const Stretch& p = predicted_speech[j];
    partner[i] = j;
    paired[j] = true;
    if (same_speaker(g.speaker, p.speaker, people, true)) ++right_by_surname;
    if (!same_speaker(g.speaker, p.speaker, people, false)) continue;
    right[i] = true;
    ++right_count;
    if (g.direct && p.direct) ++right_and_direct;
  }
  const auto direct_count = [](const std::vector<Stretch>& speech) {
    return static_cast<std::size_t>(
        std::count_if(speech.begin(), speech.end(), [](const Stretch& s) { return s.direct; }));
  };
  tally(kQuoteOverlap, pairs.size(), gold_speech.size(), predicted_speech.size());
  tally(kAttribution, right_count, gold_speech.size(), predicted_speech.size());
  tally(kAttributionSurname, right_by_surname, gold_speech.size(), predicted_speech.size());
  tally(kDirectAttribution, right_and_direct, direct_count(gold_speech), direct_count(predicted_speech));
  for (std::size_t i = 0; i < gold_speech.size(); ++i) {
    const Stretch& g = gold_speech[i];
    if (partner[i] == kUnpaired) {
      report("missed quote", slice(text, g.range, 70), "gold speaker " + or_none(g.quote->speaker));
    } else if (!right[i]) {
      report("wrong speaker", slice(text, g.range, 70),
             "gold " + or_none(g.quote->speaker) + " / got " + or_none(predicted_speech[partner[i]].quote->speaker) +
                 " [" + or_none(g.quote->how) + "]");
    }
  }
  for (std::size_t j = 0; j < predicted_speech.size(); ++j) {
    const Stretch& p = predicted_speech[j];
    if (!paired[j]) report("spurious quote", slice(text, p.range, 70), "got " + or_none(p.quote->speaker));
  }

  // People and teams.
  const auto mentions = [&](MetricIndex metric, const std::string& noun, const std::vector<EvalEntity>& in_gold,
                            const std::vector<EvalEntity>& in_predicted) {
    const std::set<Range> g = mention_ranges(in_gold);
    const std::set<Range> p = mention_ranges(in_predicted);
    tally(metric, common_count(g, p), g.size(), p.size());
    const auto list = [&](const std::string& kind, const std::set<Range>& ranges) {
      for (const Range& range : ranges) {
        const Range inside = clamp(text, {range.first, range.second});
        report(kind, slice(text, inside), context(text, inside));
      }
    };
    list("missed " + noun, only_in(g, p));
    list("spurious " + noun, only_in(p, g));
  };
  mentions(kPersonSpan, "person", gold.people, predicted.people);
  mentions(kTeamSpan, "team", gold.teams, predicted.teams);
  const std::set<Link> gold_links = links(gold.teams);
  const std::set<Link> predicted_links = links(predicted.teams);
  tally(kTeamLink, common_count(gold_links, predicted_links), gold_links.size(), predicted_links.size());

  // Scores.
  const std::map<Range, Sides> gold_scores = scores_of(text, gold);
  const std::map<Range, Sides> predicted_scores = scores_of(text, predicted);
  std::size_t in_both = 0;
  std::size_t full = 0;
  for (const auto& [range, sides] : gold_scores) {
    const auto other = predicted_scores.find(range);
    if (other == predicted_scores.end()) {
      report("missed score", slice(text, range), context(text, range));
      continue;
    }
    ++in_both;
    if (sides.empty() || same_sides(sides, other->second)) ++full;
  }
  for (const auto& [range, sides] : predicted_scores) {
    if (!gold_scores.contains(range)) report("spurious score", slice(text, range), context(text, range));
  }
  for (const auto& [range, sides] : gold_scores) {
    const auto other = predicted_scores.find(range);
    if (other == predicted_scores.end() || sides.empty() || same_sides(sides, other->second)) continue;
    report("wrong sides", slice(text, range), "gold " + describe(sides) + " / got " + describe(other->second));
  }
  tally(kScoreSpan, in_both, gold_scores.size(), predicted_scores.size());
  tally(kScoreFull, full, gold_scores.size(), predicted_scores.size());
}

bool is_same_speaker(const EvalArticle& gold, std::string_view gold_speaker, std::string_view predicted) {
  std::set<std::string, std::less<>> people;
  for (const EvalEntity& person : gold.people) people.insert(fold_name(person.name));
  return same_speaker(fold_name(gold_speaker), fold_name(predicted), people, false);
}

}  // namespace pressbox

#include "extractor/evaluation/evaluation.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
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
static_assert(std::size(kMetricNames) == kMetricCount);

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
  bool direct, speech;
};

std::vector<Stretch> stretches_of(std::u32string_view text, const EvalArticle& article) {
  std::vector<Stretch> out;
  for (const EvalQuote& quote : article.quotes) {
    const bool direct = quote.kind == "direct";
    out.push_back(
        {trim(text, quote.span), &quote, fold_name(quote.speaker), direct, direct || quote.kind == "partial"});
  }
  return out;
}

constexpr std::size_t kUnpaired = static_cast<std::size_t>(-1);

// Who goes with whom: for each item of one side the index of its partner on the other, or kUnpaired.
struct Alignment {
  std::vector<std::size_t> of_gold, of_predicted;
  Alignment(std::size_t gold, std::size_t predicted) : of_gold(gold, kUnpaired), of_predicted(predicted, kUnpaired) {}
};

constexpr auto kNever = [](std::size_t, std::size_t) { return false; };
constexpr double kAnyOverlap = 0;

// Pairs what has no partner yet, one to one, best intersection over union first. differ(i, j) says which of equally
// good pairs comes later, skip(i, j) which may not be. An empty stretch overlaps with nothing; where any overlap
// counts, it goes with its like.
template <typename Item, typename Differ, typename Skip>
void align(const std::vector<Item>& gold, const std::vector<Item>& predicted, double least, const Differ& differ,
           const Skip& skip, Alignment& alignment) {
  std::vector<std::pair<std::uint32_t, std::size_t>> by_start;
  std::uint32_t longest = 0;
  for (std::size_t j = 0; j < predicted.size(); ++j) {
    const auto [start, end] = predicted[j].range;
    by_start.emplace_back(start, j);
    longest = std::max(longest, end - start);
  }
  std::sort(by_start.begin(), by_start.end());

  std::vector<std::tuple<double, bool, std::size_t, std::size_t>> candidates;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    if (alignment.of_gold[i] != kUnpaired) continue;
    const auto [start, end] = gold[i].range;
    const std::uint32_t earliest = start > longest ? start - longest : 0;
    for (auto it =
             std::lower_bound(by_start.begin(), by_start.end(), std::pair<std::uint32_t, std::size_t>(earliest, 0));
         it != by_start.end() && (it->first < end || it->first == start); ++it) {
      const std::size_t j = it->second;
      if (alignment.of_predicted[j] != kUnpaired || skip(i, j)) continue;
      const Range other = predicted[j].range;
      const std::int64_t common = std::int64_t{std::min(end, other.second)} - std::max(start, other.first);
      if (common <= 0 && (least > kAnyOverlap || other != gold[i].range)) continue;
      const std::uint32_t whole = std::max(end, other.second) - std::min(start, other.first);
      const double iou = whole == 0 ? 1.0 : static_cast<double>(common) / static_cast<double>(whole);
      if (iou >= least) candidates.emplace_back(-iou, differ(i, j), i, j);
    }
  }
  std::sort(candidates.begin(), candidates.end());
  for (const auto& [iou, different, i, j] : candidates) {
    if (alignment.of_gold[i] != kUnpaired || alignment.of_predicted[j] != kUnpaired) continue;
    alignment.of_gold[i] = j;
    alignment.of_predicted[j] = i;
  }
}

void count_pair(bool same_range, bool same_kind, Matching& matching) {
  ++(same_range && same_kind ? matching.strict.correct : matching.strict.incorrect);
  ++(same_range ? matching.exact.correct : matching.exact.incorrect);
  ++(same_range ? matching.partial.correct : matching.partial.partial);
  ++(same_kind ? matching.type.correct : matching.type.incorrect);
}

void count_lone(std::uint64_t MatchCounts::*category, Matching& matching) {
  for (MatchCounts* counts : {&matching.strict, &matching.exact, &matching.partial, &matching.type}) {
    ++(counts->*category);
  }
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

// "Leeds United 2, Everton 0", for people.
std::string sides_text(const EvalScore& score) {
  std::string out;
  for (const auto& [name, points] : score.sides) {
    out += (out.empty() ? "" : ", ") + name + " " + std::to_string(points);
  }
  return out.empty() ? "no sides" : out;
}

struct JudgedScore {
  Sides sides;
  const EvalScore* score;
};

// Of two scores with one span the later counts.
std::map<Range, JudgedScore> scores_of(std::u32string_view text, const EvalArticle& article) {
  std::map<Range, JudgedScore> out;
  for (const EvalScore& score : article.scores) out[trim(text, score.span)] = {sides_of(score), &score};
  return out;
}

const std::string& or_none(const std::string& name) {
  static const std::string none = "None";
  return name.empty() ? none : name;
}

const std::string& or_nobody(const std::string& name) {
  static const std::string nobody = "no speaker";
  return name.empty() ? nobody : name;
}

double ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

double harmonic(double p, double r) {
  return p + r > 0 ? 2 * p * r / (p + r) : 0.0;
}

const std::string& how_of(const EvalQuote& quote) {
  return quote.how.empty() ? quote.speaker_how : quote.how;
}

bool is_reference(std::string_view how) {
  return how == "pronoun" || how == "nominal";
}

EvalSpan to_span(Range range) {
  return {range.first, range.second};
}

// One article, layer by layer.
class Comparison {
 public:
  Comparison(std::u32string_view text, const EvalArticle& gold, const EvalArticle& predicted, Evaluation& sum)
      : text_(text), gold_(gold), predicted_(predicted), sum_(sum), figures_{gold.id, gold.sport, gold.style, {}} {}

  void run() {
    for (const EvalEntity& person : gold_.people) gold_people_.insert(fold_name(person.name));
    const auto first_fault = static_cast<std::ptrdiff_t>(sum_.faults.size());
    compare_quotations();
    compare_mentions(kPersonSpan, "person", gold_.people, predicted_.people);
    compare_mentions(kTeamSpan, "team", gold_.teams, predicted_.teams);
    const std::set<Link> gold_links = links(gold_.teams);
    const std::set<Link> predicted_links = links(predicted_.teams);
    tally(kTeamLink, common_count(gold_links, predicted_links), gold_links.size(), predicted_links.size());
    align_names();
    compare_scores();
    std::stable_sort(sum_.faults.begin() + first_fault, sum_.faults.end(), [](const Fault& a, const Fault& b) {
      return std::pair(a.layer, a.span.start) < std::pair(b.layer, b.span.start);
    });
    ++sum_.articles;
    for (std::size_t m = 0; m < kMetricCount; ++m) {
      Tally& total = sum_.metrics[m].tally;
      total.right += figures_.tallies[m].right;
      total.gold += figures_.tallies[m].gold;
      total.predicted += figures_.tallies[m].predicted;
    }
    sum_.by_article.push_back(std::move(figures_));
  }

 private:
  void tally(MetricIndex metric, std::size_t right, std::size_t in_gold, std::size_t in_predicted) {
    figures_.tallies[metric] = {right, in_gold, in_predicted};
  }
  void report(std::string kind, std::string stretch, std::string detail) {
    sum_.errors.push_back({gold_.id, std::move(kind), std::move(stretch), std::move(detail)});
  }
  Fault& fault(Cause cause, Layer layer, Range range, std::string gold, std::string got) {
    sum_.faults.push_back(
        {cause, layer, gold_.id, to_span(range), slice(text_, range, 70), std::move(gold), std::move(got)});
    return sum_.faults.back();
  }

  void compare_quotations() {
    const std::vector<Stretch> gold = stretches_of(text_, gold_);
    const std::vector<Stretch> predicted = stretches_of(text_, predicted_);
    std::set<Range> gold_ranges;
    std::set<Range> predicted_ranges;
    for (const Stretch& stretch : gold) {
      if (stretch.speech) gold_ranges.insert(stretch.range);
    }
    for (const Stretch& stretch : predicted) {
      if (stretch.speech) predicted_ranges.insert(stretch.range);
    }
    tally(kQuoteExact, common_count(gold_ranges, predicted_ranges), gold_ranges.size(), predicted_ranges.size());

    // Speech goes with speech; what the rest is of is looked at below.
    Alignment speech(gold.size(), predicted.size());
    align(
        gold, predicted, 0.5, kNever,
        [&](std::size_t i, std::size_t j) { return !gold[i].speech || !predicted[j].speech; }, speech);
    const auto count = [](const std::vector<Stretch>& stretches, bool Stretch::*property) {
      return static_cast<std::size_t>(
          std::count_if(stretches.begin(), stretches.end(), [&](const Stretch& s) { return s.*property; }));
    };
    std::vector<bool> right(gold.size());
    std::size_t pair_count = 0;
    std::size_t right_count = 0;
    std::size_t right_by_surname = 0;
    std::size_t right_and_direct = 0;
    for (std::size_t i = 0; i < gold.size(); ++i) {
      if (speech.of_gold[i] == kUnpaired) continue;
      const Stretch& g = gold[i];
      const Stretch& p = predicted[speech.of_gold[i]];
      ++pair_count;
      if (same_speaker(g.speaker, p.speaker, gold_people_, true)) ++right_by_surname;
      if (!same_speaker(g.speaker, p.speaker, gold_people_, false)) continue;
      right[i] = true;
      ++right_count;
      if (g.direct && p.direct) ++right_and_direct;
    }
    const std::size_t gold_count = count(gold, &Stretch::speech);
    const std::size_t predicted_count = count(predicted, &Stretch::speech);
    tally(kQuoteOverlap, pair_count, gold_count, predicted_count);
    tally(kAttribution, right_count, gold_count, predicted_count);
    tally(kAttributionSurname, right_by_surname, gold_count, predicted_count);
    tally(kDirectAttribution, right_and_direct, count(gold, &Stretch::direct), count(predicted, &Stretch::direct));

    for (std::size_t i = 0; i < gold.size(); ++i) {
      const Stretch& g = gold[i];
      if (!g.speech) continue;
      HowFigures& how = sum_.hows[how_of(*g.quote)];
      ++how.gold;
      if (speech.of_gold[i] == kUnpaired) {
        report("missed quote", slice(text_, g.range, 70), "gold speaker " + or_none(g.quote->speaker));
        continue;
      }
      ++how.found;
      if (right[i]) {
        ++how.right;
      } else {
        report("wrong speaker", slice(text_, g.range, 70),
               "gold " + or_none(g.quote->speaker) + " / got " + or_none(predicted[speech.of_gold[i]].quote->speaker) +
                   " [" + or_none(g.quote->how) + "]");
      }
    }
    for (std::size_t j = 0; j < predicted.size(); ++j) {
      const Stretch& p = predicted[j];
      if (!p.speech) continue;
      const std::size_t i = speech.of_predicted[j];
      const bool is_right = i != kUnpaired && right[i];
      HowFigures& how = sum_.hows[how_of(*p.quote)];
      ++how.predicted;
      if (is_right) ++how.right_of_predicted;
      if (p.quote->confidence) sum_.judged_quotations.push_back({*p.quote->confidence, is_right});
      if (i == kUnpaired) report("spurious quote", slice(text_, p.range, 70), "got " + or_none(p.quote->speaker));
    }
    find_quotation_faults(gold, predicted, speech, right);
  }

  void find_quotation_faults(const std::vector<Stretch>& gold, const std::vector<Stretch>& predicted,
                             const Alignment& speech, const std::vector<bool>& right) {
    Alignment all = speech;
    const auto kinds_differ = [&](std::size_t i, std::size_t j) {
      return gold[i].quote->kind != predicted[j].quote->kind;
    };
    align(gold, predicted, kAnyOverlap, kinds_differ, kNever, all);

    // Of each kind, the stretches with the same ends, and the pairs with the same speaker.
    std::map<std::string, std::pair<std::set<Range>, std::set<Range>>> ranges;
    for (const Stretch& g : gold) ranges[g.quote->kind].first.insert(g.range);
    for (const Stretch& p : predicted) ranges[p.quote->kind].second.insert(p.range);
    for (const auto& [kind, sides] : ranges) {
      Tally& span = sum_.quotation_kinds[kind].span;
      span.right += common_count(sides.first, sides.second);
      span.gold += sides.first.size();
      span.predicted += sides.second.size();
    }
    for (const Stretch& p : predicted) ++sum_.quotation_kinds[p.quote->kind].full.predicted;

    // In the order of the text, for speech that goes on.
    std::vector<std::size_t> order(gold.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return gold[a].range < gold[b].range; });
    std::optional<std::pair<std::size_t, Cause>> before;  // the stretch before, and why its speaker is wrong
    for (const std::size_t i : order) {
      const Stretch& g = gold[i];
      const std::size_t j = all.of_gold[i];
      ++sum_.quotation_kinds[g.quote->kind].full.gold;
      ++sum_.quotation_confusion[{g.quote->kind, j == kUnpaired ? std::string() : predicted[j].quote->kind}];
      const std::optional<std::pair<std::size_t, Cause>> last = std::exchange(before, std::nullopt);
      if (j == kUnpaired) {
        if (g.quote->kind == "indirect") continue;
        count_lone(&MatchCounts::missing, sum_.quotations);
        fault(Cause::missed_stretch, Layer::quotation, g.range, or_nobody(g.quote->speaker), "").gold_speaker =
            g.quote->speaker;
        continue;
      }
      const Stretch& p = predicted[j];
      const bool same_kind = g.quote->kind == p.quote->kind;
      if (same_kind && half_in_common(g.range, p.range) && same_speaker(g.speaker, p.speaker, gold_people_, false)) {
        ++sum_.quotation_kinds[g.quote->kind].full.right;
      }
      if (same_kind && g.quote->kind == "indirect") continue;
      count_pair(g.range == p.range, same_kind, sum_.quotations);
      const bool is_pair = speech.of_gold[i] != kUnpaired;
      Fault* found = nullptr;
      if (is_pair && !right[i]) {
        Cause cause = why_wrong_speaker(g, p);
        if (last && how_of(*g.quote) == "continued" && gold[last->first].speaker == g.speaker &&
            predicted[all.of_gold[last->first]].speaker == p.speaker) {
          cause = last->second;  // the mistake was made before and goes on
        }
        before = {i, cause};
        found = &fault(cause, Layer::quotation, g.range, or_nobody(g.quote->speaker), or_nobody(p.quote->speaker));
      } else if (g.range != p.range && g.speech == p.speech) {
        found = &fault(Cause::wrong_boundary, Layer::quotation, g.range, slice(text_, g.range, 70),
                       slice(text_, p.range, 70));
      } else if (!same_kind) {
        found = &fault(Cause::wrong_kind, Layer::quotation, g.range, g.quote->kind, p.quote->kind);
      } else {
        continue;
      }
      found->how = how_of(*g.quote);
      found->gold_speaker = g.quote->speaker;
      tell_prediction(p, g.range, *found);
    }
    for (std::size_t j = 0; j < predicted.size(); ++j) {
      const Stretch& p = predicted[j];
      if (all.of_predicted[j] != kUnpaired) continue;
      ++sum_.quotation_confusion[{std::string(), p.quote->kind}];
      if (p.quote->kind == "indirect") continue;
      count_lone(&MatchCounts::spurious, sum_.quotations);
      tell_prediction(p, p.range,
                      fault(Cause::spurious_stretch, Layer::quotation, p.range, "", or_nobody(p.quote->speaker)));
    }
  }

  static bool half_in_common(Range a, Range b) {
    const std::int64_t common = std::int64_t{std::min(a.second, b.second)} - std::max(a.first, b.first);
    return common > 0 && 2 * common >= std::int64_t{std::max(a.second, b.second)} - std::min(a.first, b.first);
  }

  void tell_prediction(const Stretch& p, Range told, Fault& found) {
    if (p.range != told) found.got_span = to_span(p.range);
    if (p.quote->speaker_span) found.carrier = to_span(clamp(text_, *p.quote->speaker_span));
    found.confidence = p.quote->confidence;
    found.rule = p.quote->rule;
  }

  // The first stage on the way to the speaker that went wrong.
  Cause why_wrong_speaker(const Stretch& g, const Stretch& p) {
    if (gold_people_.contains(g.speaker)) {
      if (!predicted_known_) {
        predicted_known_ = true;
        for (const EvalEntity& person : predicted_.people) predicted_people_.insert(fold_name(person.name));
        predicted_mentions_ = mention_ranges(predicted_.people);
      }
      if (!predicted_people_.contains(g.speaker)) {
        bool found = false;
        for (const EvalEntity& person : gold_.people) {
          if (fold_name(person.name) != g.speaker) continue;
          for (const EvalSpan& span : person.mentions) {
            found = found || predicted_mentions_.contains({span.start, span.end});
          }
        }
        return found ? Cause::wrong_coreference : Cause::missed_mention;
      }
    }
    if (!is_reference(how_of(*g.quote))) return Cause::wrong_frame;
    if (p.speaker.empty()) return p.quote->has_cue ? Cause::wrong_coreference : Cause::wrong_frame;
    const std::string& found_by = how_of(*p.quote);
    return found_by.empty() || is_reference(found_by) ? Cause::wrong_coreference : Cause::wrong_frame;
  }

  void compare_mentions(MetricIndex metric, const std::string& noun, const std::vector<EvalEntity>& in_gold,
                        const std::vector<EvalEntity>& in_predicted) {
    const std::set<Range> g = mention_ranges(in_gold);
    const std::set<Range> p = mention_ranges(in_predicted);
    tally(metric, common_count(g, p), g.size(), p.size());
    const auto list = [&](const std::string& kind, const std::set<Range>& ranges) {
      for (const Range& range : ranges) {
        const Range inside = clamp(text_, {range.first, range.second});
        report(kind, slice(text_, inside), context(text_, inside));
      }
    };
    list("missed " + noun, only_in(g, p));
    list("spurious " + noun, only_in(p, g));
  }

  struct Name {
    Range range;
    Layer layer;
    std::string name;              // as written first
    std::set<std::string> folded;  // of a team: all names that stand there
  };
  [[nodiscard]] std::vector<Name> names_of(const EvalArticle& article) const {
    std::map<std::pair<Range, Layer>, std::size_t> known;
    std::vector<Name> out;
    for (const auto& [layer, entities] :
         {std::pair{Layer::person, &article.people}, std::pair{Layer::team, &article.teams}}) {
      for (const EvalEntity& entity : *entities) {
        const std::string folded = layer == Layer::team ? fold_team_name(entity.name) : std::string();
        for (const EvalSpan& span : entity.mentions) {
          const Range range(span.start, span.end);
          const auto [at, added] = known.try_emplace({range, layer}, out.size());
          if (added) out.push_back({range, layer, entity.name, {}});
          if (layer == Layer::team) out[at->second].folded.insert(folded);
        }
      }
    }
    return out;
  }

  void align_names() {
    const std::vector<Name> gold = names_of(gold_);
    const std::vector<Name> predicted = names_of(predicted_);
    Alignment alignment(gold.size(), predicted.size());
    align(
        gold, predicted, kAnyOverlap, [&](std::size_t i, std::size_t j) { return gold[i].layer != predicted[j].layer; },
        kNever, alignment);
    const auto kind = [](const Name& name) { return std::string(layer_name(name.layer)); };
    for (std::size_t i = 0; i < gold.size(); ++i) {
      const Name& g = gold[i];
      const Range inside = clamp(text_, to_span(g.range));
      if (alignment.of_gold[i] == kUnpaired) {
        count_lone(&MatchCounts::missing, sum_.names);
        ++sum_.name_confusion[{kind(g), ""}];
        fault(Cause::missed_mention, g.layer, inside, g.name, "");
        continue;
      }
      const Name& p = predicted[alignment.of_gold[i]];
      count_pair(g.range == p.range, g.layer == p.layer, sum_.names);
      ++sum_.name_confusion[{kind(g), kind(p)}];
      if (g.layer != p.layer) {
        fault(Cause::wrong_kind, g.layer, inside, kind(g), kind(p));
      } else if (g.range != p.range) {
        const Range other = clamp(text_, to_span(p.range));
        fault(Cause::wrong_boundary, g.layer, inside, slice(text_, inside, 70), slice(text_, other, 70)).got_span =
            to_span(other);
      } else if (g.layer == Layer::team && common_count(g.folded, p.folded) == 0) {
        fault(Cause::wrong_team, g.layer, inside, g.name, p.name);
      }
    }
    for (std::size_t j = 0; j < predicted.size(); ++j) {
      if (alignment.of_predicted[j] != kUnpaired) continue;
      const Name& p = predicted[j];
      count_lone(&MatchCounts::spurious, sum_.names);
      ++sum_.name_confusion[{"", kind(p)}];
      fault(Cause::spurious_mention, p.layer, clamp(text_, to_span(p.range)), "", p.name);
    }
  }

  void compare_scores() {
    const std::map<Range, JudgedScore> gold = scores_of(text_, gold_);
    const std::map<Range, JudgedScore> predicted = scores_of(text_, predicted_);
    const auto full = [](const JudgedScore& g, const JudgedScore& p) {
      return g.sides.empty() || same_sides(g.sides, p.sides);
    };
    std::size_t in_both = 0;
    std::size_t right = 0;
    for (const auto& [range, g] : gold) {
      KindFigures& kind = sum_.score_kinds[g.score->kind];
      ++kind.span.gold;
      ++kind.full.gold;
      const auto other = predicted.find(range);
      if (other == predicted.end()) {
        report("missed score", slice(text_, range), context(text_, range));
        continue;
      }
      const bool is_full = full(g, other->second);
      const bool same_kind = g.score->kind == other->second.score->kind;
      ++in_both;
      if (is_full) ++right;
      if (same_kind) ++kind.span.right;
      if (same_kind && is_full) ++kind.full.right;
    }
    for (const auto& [range, p] : predicted) {
      KindFigures& kind = sum_.score_kinds[p.score->kind];
      ++kind.span.predicted;
      ++kind.full.predicted;
      const auto other = gold.find(range);
      if (p.score->confidence) {
        sum_.judged_scores.push_back({*p.score->confidence, other != gold.end() && full(other->second, p)});
      }
      if (other == gold.end()) report("spurious score", slice(text_, range), context(text_, range));
    }
    for (const auto& [range, g] : gold) {
      const auto other = predicted.find(range);
      if (other == predicted.end() || full(g, other->second)) continue;
      report("wrong sides", slice(text_, range),
             "gold " + describe(g.sides) + " / got " + describe(other->second.sides));
    }
    tally(kScoreSpan, in_both, gold.size(), predicted.size());
    tally(kScoreFull, right, gold.size(), predicted.size());
    find_score_faults(gold, predicted);
  }

  void find_score_faults(const std::map<Range, JudgedScore>& in_gold,
                         const std::map<Range, JudgedScore>& in_predicted) {
    struct Item {
      Range range;
      const JudgedScore* judged;
    };
    std::vector<Item> gold;
    std::vector<Item> predicted;
    for (const auto& [range, score] : in_gold) gold.push_back({range, &score});
    for (const auto& [range, score] : in_predicted) predicted.push_back({range, &score});
    const auto kind = [](const Item& item) { return item.judged->score->kind; };
    Alignment alignment(gold.size(), predicted.size());
    align(
        gold, predicted, kAnyOverlap, [&](std::size_t i, std::size_t j) { return kind(gold[i]) != kind(predicted[j]); },
        kNever, alignment);
    const auto tell = [](const Item& p, Fault& found) {
      found.confidence = p.judged->score->confidence;
      found.rule = p.judged->score->rule;
    };
    for (std::size_t i = 0; i < gold.size(); ++i) {
      const Item& g = gold[i];
      if (alignment.of_gold[i] == kUnpaired) {
        count_lone(&MatchCounts::missing, sum_.scores);
        ++sum_.score_confusion[{kind(g), ""}];
        fault(Cause::missed_score, Layer::score, g.range, kind(g) + ", " + sides_text(*g.judged->score), "");
        continue;
      }
      const Item& p = predicted[alignment.of_gold[i]];
      count_pair(g.range == p.range, kind(g) == kind(p), sum_.scores);
      ++sum_.score_confusion[{kind(g), kind(p)}];
      if (g.range != p.range) {
        Fault& found =
            fault(Cause::wrong_boundary, Layer::score, g.range, slice(text_, g.range, 70), slice(text_, p.range, 70));
        found.got_span = to_span(p.range);
        tell(p, found);
      } else if (!g.judged->sides.empty() && !same_sides(g.judged->sides, p.judged->sides)) {
        tell(p, fault(Cause::wrong_sides, Layer::score, g.range, sides_text(*g.judged->score),
                      sides_text(*p.judged->score)));
      } else if (kind(g) != kind(p)) {
        tell(p, fault(Cause::wrong_kind, Layer::score, g.range, kind(g), kind(p)));
      }
    }
    for (std::size_t j = 0; j < predicted.size(); ++j) {
      if (alignment.of_predicted[j] != kUnpaired) continue;
      const Item& p = predicted[j];
      count_lone(&MatchCounts::spurious, sum_.scores);
      ++sum_.score_confusion[{"", kind(p)}];
      tell(p, fault(Cause::spurious_score, Layer::score, p.range, "", kind(p) + ", " + sides_text(*p.judged->score)));
    }
  }

  std::u32string_view text_;
  const EvalArticle& gold_;
  const EvalArticle& predicted_;
  Evaluation& sum_;
  ArticleFigures figures_;
  std::set<std::string, std::less<>> gold_people_;
  bool predicted_known_ = false;  // the two below are filled when a wrong speaker asks for them
  std::set<std::string, std::less<>> predicted_people_;
  std::set<Range> predicted_mentions_;
};

}  // namespace

std::string_view layer_name(Layer layer) {
  static constexpr std::string_view kNames[] = {"quotation", "person", "team", "score"};
  static_assert(std::size(kNames) == kLayerCount);
  return kNames[static_cast<std::size_t>(layer)];
}

std::string_view cause_name(Cause cause) {
  static constexpr std::string_view kNames[] = {
      "missed stretch", "spurious stretch", "missed mention",    "spurious mention", "missed score", "spurious score",
      "wrong boundary", "wrong kind",       "wrong coreference", "wrong frame",      "wrong team",   "wrong sides"};
  static_assert(std::size(kNames) == kCauseCount);
  return kNames[static_cast<std::size_t>(cause)];
}

double Tally::precision() const {
  return ratio(right, predicted);
}
double Tally::recall() const {
  return ratio(right, gold);
}
double Tally::f1() const {
  return harmonic(precision(), recall());
}

namespace {
double credit(const MatchCounts& counts) {
  return static_cast<double>(counts.correct) + 0.5 * static_cast<double>(counts.partial);
}
}  // namespace

double MatchCounts::precision() const {
  const std::uint64_t actual = correct + incorrect + partial + spurious;
  return actual == 0 ? 0.0 : credit(*this) / static_cast<double>(actual);
}
double MatchCounts::recall() const {
  const std::uint64_t possible = correct + incorrect + partial + missing;
  return possible == 0 ? 0.0 : credit(*this) / static_cast<double>(possible);
}
double MatchCounts::f1() const {
  return harmonic(precision(), recall());
}

Evaluator::Evaluator() {
  for (const char* name : kMetricNames) evaluation_.metrics.push_back({name, {}});
}

void Evaluator::add(std::string_view utf8, const EvalArticle& gold, const EvalArticle& predicted) {
  const std::u32string text = decode_code_points(utf8);
  Comparison(text, gold, predicted, evaluation_).run();
}

bool is_same_speaker(const EvalArticle& gold, std::string_view gold_speaker, std::string_view predicted) {
  std::set<std::string, std::less<>> people;
  for (const EvalEntity& person : gold.people) people.insert(fold_name(person.name));
  return same_speaker(fold_name(gold_speaker), fold_name(predicted), people, false);
}

}  // namespace pressbox

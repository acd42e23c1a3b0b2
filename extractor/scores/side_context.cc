#include "extractor/scores/side_context.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "extractor/scores/stable_order.h"

namespace pressbox::scores {
namespace {

// Sentences that are searched backwards for a side that the sentence of the score leaves out.
constexpr Index kSentencesBack = 4;
// Scores that are searched backwards for the opponent of a side.
constexpr std::size_t kScoresBack = 16;
// What a mention tells of the two sides that an article is about, and how near a score is beside it, in bytes.
constexpr std::uint32_t kBeside = 60;
constexpr std::uint32_t kMentionWeight = 2;
constexpr std::uint32_t kBesideWeight = 3;
constexpr std::uint32_t kTitleWeight = 8;
constexpr std::uint32_t kOpeningWeight = 4;
constexpr Index kOpening = 4;  // sentences
// Sides that are tried, from the one that the article is about most.
constexpr std::size_t kMostTried = 16;

}  // namespace

SideRef SideContext::missing_side(const Score& score, SideRef known, bool wanted_subject, SideRule& rule) {
  rule = SideRule::sentence;
  const SideRef in_sentence = other_name(score, known, wanted_subject);
  if (in_sentence.known() && !wanted_subject) return in_sentence;
  rule = SideRule::context;
  const SideRef top = main_pair()[0];
  const SideRef second = main_pair()[1];
  const SideRef main = main_rival(known);
  const auto aside = [&](SideRef side) { return !(side == top) && !(side == second); };
  // "wasted a 17-6 lead in their 18-17 defeat to Town": on the way to a result the opponent is the same.
  if (!wanted_subject && score.kind == ScoreKind::partial) {
    if (const SideRef side = only_other(known); side.known()) return side;
  }
  const SideRef named = named_before(known);
  if (const SideRef side = partner_of(score, known, wanted_subject ? top : SideRef{}); side.known()) {
    // "City lost to Town on Monday ... has not won at Rovers since a 3-1 defeat": another result of a side is against
    // the other side of the report, if that was named last.
    const bool of_report = (known == top && named == second) || (known == second && named == top);
    return of_report && !(side == named) && score.kind == ScoreKind::final && sides_.rivals(named, known) ? named
                                                                                                          : side;
  }
  const bool against_top = top.known() && !(top == known) && sides_.rivals(top, known);
  if (wanted_subject) {
    if (!here_.opening_pronoun().empty() && named.known() && !aside(named)) return named;
    if (recent() && against_top && (last_.ahead == top || last_.behind == top)) return top;
    // A side that is named in passing is rather not the one that a report goes on about without a name.
    if (named.known()) return dominant_ && against_top && !here_.persons() && aside(named) ? top : named;
    if (in_sentence.known()) return in_sentence;
  }
  if (known == second && against_top) return top;
  if (named.known()) {
    // A score on the way is of the match that the report is about.
    const bool report = dominant_ && known == top && second.known() && sides_.rivals(second, known);
    return report && score.kind != ScoreKind::final ? second : named;
  }
  rule = SideRule::main;
  return main;
}

SideRef SideContext::opponent_of(const Score& score, SideRef known) {
  const SideRef partner = partner_of(score, known, {});
  return partner.known() ? partner : main_rival(known);
}

SideRef SideContext::only_other(SideRef known) const {
  SideRef only;
  for (const Candidate& name : here_.names()) {
    if (!here_.fits(name) || ref(name) == known || name.link == Link::meeting) continue;
    if (only.known() && !(only == ref(name))) return {};
    only = ref(name);
  }
  return only.known() && sides_.rivals(only, known) ? only : SideRef{};
}

SideRef SideContext::only_opponent() const {
  SideRef only;
  for (const Candidate& name : here_.names()) {
    if (!here_.fits(name) || (name.link != Link::opponent && name.link != Link::by)) continue;
    if (only.known() && !(only == ref(name))) return {};
    only = ref(name);
  }
  return only;
}

bool SideContext::recent() const {
  return last_.ahead.known() && last_sentence_ + kSentencesBack >= here_.index();
}

SideRef SideContext::other_name(const Score& score, SideRef known, bool wanted_subject) const {
  const Candidate* best = nullptr;
  std::uint32_t distance = 0;
  const std::uint32_t clause = here_.clause_end(score.span.end);
  for (const Candidate& name : here_.names()) {
    if (!here_.fits(name) || ref(name) == known || in_relative(name, score)) continue;
    if (known.known() && !sides_.rivals(ref(name), known)) continue;
    if (name.link == Link::meeting && !here_.relative_behind(name.span.end)) continue;
    const bool before = name.span.end <= score.span.start;
    if (!before && name.span.start >= clause) continue;
    if (wanted_subject && name.link != Link::none && !name.possessive) continue;
    const std::uint32_t gap = before ? score.span.start - name.span.end : name.span.start - score.span.end;
    if (best == nullptr || gap < distance) {
      best = &name;
      distance = gap;
    }
  }
  return best != nullptr ? ref(*best) : SideRef{};
}

bool SideContext::in_relative(const Candidate& name, const Score& score) const {
  if (name.span.end > score.span.start) return false;
  const std::string_view before = text_.substr(here_.bounds().start, name.span.start - here_.bounds().start);
  const std::size_t who = std::max(before.rfind(", who ") + 1, before.rfind(", which ") + 1);
  if (who == 0 || before.find(',', who) != std::string_view::npos) return false;
  return text_.substr(name.span.end, score.span.start - name.span.end).find(", ") != std::string_view::npos;
}

SideRef SideContext::partner_of(const Score& score, SideRef known, SideRef preferred) const {
  SideRef partner;
  for (std::size_t i = here_.score(); i > 0 && here_.score() - i < kScoresBack; --i) {
    const Score& earlier = article_.scores[i - 1];
    if (earlier.sides.size() != 2) continue;
    const SideRef a = sides_.side_ref(earlier.sides[0]);
    const SideRef b = sides_.side_ref(earlier.sides[1]);
    if (!(a == known) && !(b == known)) continue;
    const SideRef other = a == known ? b : a;
    if (same_numbers(score, earlier)) return other;
    if (!partner.known() || other == preferred) partner = other;
  }
  return partner;
}

bool SideContext::same_numbers(const Score& a, const Score& b) {
  if (a.sides.size() != 2 || b.sides.size() != 2) return false;
  const auto [low, high] = std::minmax(a.sides[0].points, a.sides[1].points);
  const auto [lower, higher] = std::minmax(b.sides[0].points, b.sides[1].points);
  return low == lower && high == higher && a.sets.size() == b.sets.size();
}

SideRef SideContext::named_before(SideRef known) {
  Index sentence = here_.index();
  for (Index back = 0; back < kSentencesBack && sentence > 0; ++back) {
    --sentence;
    here_.collect_names(sentence, scratch_);
    const auto rank = [](const Candidate& name) {
      if (name.link == Link::none) return 0;
      if (name.link == Link::object || name.link == Link::by || name.link == Link::opponent) return 1;
      return 2;
    };
    const Candidate* best = nullptr;
    for (const Candidate& name : scratch_) {
      if (!here_.fits(name) || ref(name) == known) continue;
      if (known.known() && !sides_.rivals(ref(name), known)) continue;
      if (best == nullptr || rank(name) < rank(*best)) best = &name;
    }
    if (best != nullptr) return ref(*best);
  }
  return {};
}

bool SideContext::repeated(const Score& score, SideRef& ahead, SideRef& behind) const {
  for (std::size_t i = here_.score(); i > 0 && here_.score() - i < kScoresBack; --i) {
    const Score& earlier = article_.scores[i - 1];
    if (!same_numbers(score, earlier) || !all_of_sentence(earlier)) continue;
    const bool first_ahead = earlier.sides[0].points >= earlier.sides[1].points;
    ahead = sides_.side_ref(earlier.sides[first_ahead ? 0 : 1]);
    behind = sides_.side_ref(earlier.sides[first_ahead ? 1 : 0]);
    return ahead.known() && behind.known();
  }
  return false;
}

bool SideContext::all_of_sentence(const Score& earlier) const {
  const SideRef a = sides_.side_ref(earlier.sides[0]);
  const SideRef b = sides_.side_ref(earlier.sides[1]);
  return std::all_of(here_.names().begin(), here_.names().end(), [&](const Candidate& name) {
    return !here_.fits(name) || name.link != Link::none || ref(name) == a || ref(name) == b;
  });
}

bool SideContext::both_missing(const Score& score, SideRef& subject, SideRef& object, bool behind, bool& ordered) {
  if (repeated(score, subject, object)) {
    ordered = true;
    return true;
  }
  if (pair_before(subject, object, behind)) return true;
  if (const std::string_view pronoun = here_.opening_pronoun(); !pronoun.empty() && !same_word(pronoun, "it")) {
    // "Town were poor. They trailed 2-0": the only side of the sentence before.
    subject = only_before();
    object = subject.known() ? opponent_of(score, subject) : SideRef{};
    if (object.known()) return true;
  }
  const auto [first, second] = main_pair();
  const bool main_last =
      (last_.ahead == first && last_.behind == second) || (last_.ahead == second && last_.behind == first);
  // In a report, the result of another match is told and done with.
  if (recent() && (main_last || !last_final_ || !dominant_)) {
    // The article's own side is the one that it speaks of.
    const bool swapped = last_.behind == first;
    subject = swapped ? last_.behind : last_.ahead;
    object = swapped ? last_.ahead : last_.behind;
    return true;
  }
  if (!dominant_ && pair_in_block(subject, object)) return true;
  subject = first;
  object = second;
  return subject.known() && object.known();
}

bool SideContext::pair_in_block(SideRef& subject, SideRef& object) {
  const auto block = [&](Index sentence) { return document_.tokens.block[document_.sentences[sentence].first]; };
  std::vector<std::pair<SideRef, int>> counts;
  for (Index sentence = here_.index(); sentence > 0 && block(sentence - 1) == block(here_.index()); --sentence) {
    if (here_.index() - sentence >= 2 * kSentencesBack) break;
    here_.collect_names(sentence - 1, scratch_);
    for (const Candidate& name : scratch_) {
      if (!here_.fits(name)) continue;
      const auto same = [&](const std::pair<SideRef, int>& one) { return one.first == ref(name); };
      auto at = std::find_if(counts.begin(), counts.end(), same);
      if (at == counts.end()) at = counts.insert(counts.end(), {ref(name), 0});
      at->second += name.link == Link::none && !name.possessive ? 2 : 1;
    }
  }
  put_in_order(counts, [](const auto& a, const auto& b) { return a.second > b.second; });
  if (counts.size() < 2) return false;
  subject = counts[0].first;
  object = counts[1].first;
  return sides_.rivals(subject, object);
}

SideRef SideContext::only_before() {
  SideRef only;
  if (here_.index() == 0) return only;
  here_.collect_names(here_.index() - 1, scratch_);
  for (const Candidate& name : scratch_) {
    if (!here_.fits(name) || ref(name) == only) continue;
    if (only.known()) return {};
    only = ref(name);
  }
  return only;
}

bool SideContext::pair_before(SideRef& subject, SideRef& object, bool behind) {
  if (here_.index() == 0) return false;
  here_.collect_names(here_.index() - 1, scratch_);
  SideRef first;
  SideRef second;
  for (const Candidate& name : scratch_) {
    if (!here_.fits(name) || ref(name) == first || ref(name) == second) continue;
    if (second.known()) return false;
    (first.known() ? second : first) = ref(name);
  }
  if (!second.known()) return false;
  // Reports are written about the winner; who is behind is the subject of the sentence before.
  const bool swapped = !behind && main_pair()[0] == second;
  subject = swapped ? second : first;
  object = swapped ? first : second;
  return true;
}

const std::vector<Index>& SideContext::by_weight() {
  std::optional<std::vector<Index>>& order = by_weight_[here_.persons() ? 1 : 0];
  if (order) return *order;
  std::vector<std::uint32_t> weights(here_.persons() ? article_.people.size() : article_.teams.size());
  auto score = article_.scores.begin();
  for (const EntityMention& mention : document_.mentions) {
    if ((mention.type == EntityMention::Type::person) != here_.persons() || mention.entity >= weights.size()) continue;
    const Span span = document_.tokens.span(mention.first, mention.last);
    while (score != article_.scores.end() && score->span.end + kBeside < span.start) ++score;
    const bool beside = score != article_.scores.end() && score->span.start < span.end + kBeside;
    const bool title = document_.blocks[document_.tokens.block[mention.first]].kind == BlockKind::title;
    const bool opening = document_.tokens.sentence[mention.first] < kOpening;
    std::uint32_t& weight = weights[mention.entity];
    // A title and an opening name a side once; how often they do tells no more.
    if (weight == 0) weight = title ? kTitleWeight : opening ? kOpeningWeight : 0;
    weight += kMentionWeight + (beside ? kBesideWeight : 0);
  }
  order.emplace(weights.size());
  std::iota(order->begin(), order->end(), Index{0});
  put_in_order(*order, [&](Index a, Index b) { return weights[a] > weights[b]; });
  while (!order->empty() && weights[order->back()] == 0) order->pop_back();
  const std::uint32_t main =
      (order->empty() ? 0 : weights[(*order)[0]]) + (order->size() < 2 ? 0 : weights[(*order)[1]]);
  dominant_ = 2 * main >= std::accumulate(weights.begin(), weights.end(), 0U);
  return *order;
}

std::array<SideRef, 2> SideContext::main_pair() {
  const SideRef first = heaviest({}, {});
  return {first, heaviest(first, {})};
}

bool SideContext::in_question(SideRef side) {
  const SideRef first = main_pair()[0];
  return !first.known() || first == side || sides_.rivals(first, side);
}

SideRef SideContext::main_rival(SideRef known) {
  return heaviest(known, known);
}

SideRef SideContext::heaviest(SideRef except, SideRef rival) {
  const std::vector<Index>& order = by_weight();
  const auto last = order.begin() + static_cast<std::ptrdiff_t>(std::min(order.size(), kMostTried));
  for (auto i = order.begin(); i != last; ++i) {
    const SideRef side{*i, here_.persons()};
    if (!(side == except) && (!rival.known() || sides_.rivals(side, rival))) return side;
  }
  return {};
}

Course SideContext::by_course(const Score& score, SideRef a, SideRef b) const {
  const auto [low, high] = std::minmax(score.sides[0].points, score.sides[1].points);
  Course course;
  bool latest = true;
  for (std::size_t i = here_.score(); i > 0 && here_.score() - i < kScoresBack; --i) {
    const Score& earlier = article_.scores[i - 1];
    if (earlier.sides.size() != 2 || !earlier.sets.empty()) continue;
    const bool straight = sides_.side_ref(earlier.sides[0]) == a && sides_.side_ref(earlier.sides[1]) == b;
    if (!straight && !(sides_.side_ref(earlier.sides[0]) == b && sides_.side_ref(earlier.sides[1]) == a)) continue;
    const int of_a = earlier.sides[straight ? 0 : 1].points;
    const int of_b = earlier.sides[straight ? 1 : 0].points;
    bool ahead = false;
    bool behind = false;
    if (earlier.kind == ScoreKind::final) {
      ahead = high <= of_a && low <= of_b;
      behind = low <= of_a && high <= of_b;
      if (course.winner == 0) course.winner = of_a > of_b ? 1 : of_a < of_b ? -1 : 0;
    } else if (earlier.kind == ScoreKind::partial && latest) {
      ahead = high >= of_a && low >= of_b;
      behind = low >= of_a && high >= of_b;
    }
    latest = false;
    if (ahead != behind) {
      course.ahead = ahead ? 1 : -1;
      return course;
    }
  }
  return course;
}

void SideContext::remember(const Score& score) {
  last_.ahead = sides_.side_ref(score.sides[0]);
  last_.behind = sides_.side_ref(score.sides[1]);
  last_sentence_ = here_.index();
  last_final_ = score.kind == ScoreKind::final;
}

}  // namespace pressbox::scores

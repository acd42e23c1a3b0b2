#include "extractor/scores/side_names.h"

#include <algorithm>
#include <string>
#include <utility>

#include "extractor/entities/entities.h"

namespace pressbox::scores {
namespace {

// Teams of an article that a word is looked up in, and names that are no team of it; more are a hostile table.
constexpr Index kMostTeams = 256;
constexpr std::size_t kMostUnlisted = 64;

}  // namespace

Index winner_of(const Score& score) {
  if (score.sides[0].points == score.sides[1].points) return kNone;
  return score.sides[0].points > score.sides[1].points ? 0 : 1;
}

// In the order of SideRule.
SideRuleTable::SideRuleTable(const RuleBook& rules)
    : rules_{rules.rule("score.side.scoreline"), rules.rule("score.side.results"),   rules.rule("score.side.object"),
             rules.rule("score.side.order"),     rules.rule("score.side.sentence"),  rules.rule("score.side.context"),
             rules.rule("score.side.main"),      rules.rule("score.side.half-time"), rules.rule("score.side.title"),
             rules.rule("score.side.none")} {}

void give_up(Score& score, const SideRuleTable& rules) {
  score.sides.clear();
  score.confidence *= rules[SideRule::none].weight;
}

void given_by(SideRule rule, Score& score, const SideRuleTable& rules) {
  score.sides_rule = rules[rule].id;
  score.confidence *= rules[rule].weight;
}

bool SideNames::rivals(SideRef a, SideRef b) const {
  if (a.person != b.person) return false;
  const auto teams = static_cast<Index>(article_.teams.size());
  if (a.person || a.entity >= teams || b.entity >= teams) return true;
  const Team& one = article_.teams[a.entity];
  const Team& other = article_.teams[b.entity];
  const bool nations = one.kind == TeamKind::national;
  if (nations != (other.kind == TeamKind::national)) {
    const Team& club = nations ? other : one;
    return club.key.empty() || club.kind == TeamKind::representative;  // a country that only its place shows
  }
  if (one.key.empty() || other.key.empty()) return true;
  return (one.kind == TeamKind::college) == (other.kind == TeamKind::college) || one.kind == TeamKind::club ||
         other.kind == TeamKind::club;
}

void SideNames::fill(Side& side, SideRef who) const {
  if (who.person) {
    side.person = who.entity;
    side.name = article_.people[who.entity].name;
  } else if (who.entity >= article_.teams.size()) {
    side.name = std::string(unlisted_[who.entity - article_.teams.size()].name);
  } else {
    side.team = who.entity;
    side.name = article_.teams[who.entity].name;
  }
}

SideRef SideNames::side_ref(const Side& side) const {
  if (side.person != kNone) return {side.person, true};
  if (side.team != kNone) return {side.team, false};
  const auto at = find_unlisted(side.name);
  if (at == unlisted_.end()) return {};
  return {static_cast<Index>(article_.teams.size()) + static_cast<Index>(at - unlisted_.begin()), false};
}

Index SideNames::team_by_first_word(std::string_view words) const {
  Index found = kNone;
  const auto most = std::min(static_cast<Index>(article_.teams.size()), kMostTeams);
  for (Index i = 0; i < most; ++i) {
    const std::string_view name = article_.teams[i].name;
    if (name == words) return i;
    if (!name.starts_with(words) || name[words.size()] != ' ') continue;
    if (found != kNone) return kNone;
    found = i;
  }
  return found;
}

Index SideNames::unlisted_ref(Span span) {
  const auto at = find_unlisted(span.of(text_));
  const auto number = static_cast<Index>(at - unlisted_.begin());
  if (at == unlisted_.end()) {
    if (unlisted_.size() == kMostUnlisted) return kNone;
    unlisted_.push_back({span.of(text_), {span}});
  } else if (at->mentions.back().end <= span.start) {
    unlisted_[number].mentions.push_back(span);
  }
  return static_cast<Index>(article_.teams.size()) + number;
}

void SideNames::add_unlisted_teams() {
  if (unlisted_.empty()) return;
  std::vector<Span> named;
  std::vector<std::optional<Index>> team_of(unlisted_.size());
  for (Score& score : article_.scores) {
    for (Side& side : score.sides) {
      if (side.team != kNone || side.person != kNone) continue;
      const auto number = static_cast<std::size_t>(find_unlisted(side.name) - unlisted_.begin());
      if (number == unlisted_.size()) continue;
      if (named.empty()) named = named_spans();
      if (!team_of[number]) team_of[number] = add_unlisted_team(unlisted_[number], named);
      side.team = *team_of[number];
      if (side.team != kNone) side.name = article_.teams[side.team].name;
    }
    const bool nameless = std::any_of(score.sides.begin(), score.sides.end(),
                                      [](const Side& side) { return side.team == kNone && side.person == kNone; });
    if (!nameless) continue;
    score.winner = kNone;
    score.sides_rule = {};
    give_up(score, rules_);
  }
}

std::vector<SideNames::Unlisted>::const_iterator SideNames::find_unlisted(std::string_view name) const {
  return std::find_if(unlisted_.begin(), unlisted_.end(), [&](const Unlisted& one) { return one.name == name; });
}

Index SideNames::add_unlisted_team(const Unlisted& unlisted, std::vector<Span>& named) {
  Mentions mentions;
  for (const Span mention : unlisted.mentions) {
    const auto behind = std::lower_bound(named.begin(), named.end(), mention.start,
                                         [](Span other, std::uint32_t start) { return other.end <= start; });
    if (behind == named.end() || behind->start >= mention.end) mentions.push_back(mention);
  }
  if (mentions.empty()) return kNone;
  const auto middle = static_cast<std::ptrdiff_t>(named.size());
  named.insert(named.end(), mentions.begin(), mentions.end());
  std::inplace_merge(named.begin(), named.begin() + middle, named.end());
  article_.teams.push_back(team_of_side(unlisted.name, std::move(mentions)));
  return static_cast<Index>(article_.teams.size() - 1);
}

std::vector<Span> SideNames::named_spans() const {
  std::vector<Span> spans;
  for (const EntityMention& mention : document_.mentions) {
    spans.push_back(document_.tokens.span(mention.first, mention.last));
  }
  for (const auto* things : {&article_.competitions, &article_.venues, &article_.outlets}) {
    for (const NamedThing& thing : *things) spans.insert(spans.end(), thing.mentions.begin(), thing.mentions.end());
  }
  std::sort(spans.begin(), spans.end());
  return spans;
}

Team SideNames::team_of_side(std::string_view name, Mentions&& mentions) const {
  Team team;
  team.name = std::string(name);
  team.sport = article_.sport;
  team.mentions = std::move(mentions);
  team.rule = rule_id(EntityRule::team_side);
  const Index first = document_.tokens.at_or_after(team.mentions.front().start);
  if (first + 1 >= document_.match_begin.size()) return team;
  int best = -1;
  for (const Match& match : document_.matches_at(first)) {
    if (document_.tokens.end[match.last] != team.mentions.front().end) continue;
    const Entry entry = lexicon_.entry(match.entry);
    if (entry.type == EntryType::country && best < 0) team.kind = TeamKind::national;
    const bool sport =
        entry.sport == article_.sport || entry.sport == Sport::unknown || article_.sport == Sport::unknown;
    if (entry.type != EntryType::team || !sport || entry.weight <= best) continue;
    if (entry.name.find(name) == std::string_view::npos || has_team(entry.name)) continue;
    best = entry.weight;
    team.name = std::string(entry.name);
    team.key = entry.key;
    if (entry.sport != Sport::unknown) team.sport = entry.sport;
    team.kind = static_cast<TeamKind>(entry.subtype);
  }
  return team;
}

bool SideNames::has_team(std::string_view name) const {
  return std::any_of(article_.teams.begin(), article_.teams.end(), [&](const Team& team) { return team.name == name; });
}

}  // namespace pressbox::scores

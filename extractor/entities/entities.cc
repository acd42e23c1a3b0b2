#include "extractor/entities/entities.h"

#include <algorithm>

#include "extractor/entities/draft.h"
#include "extractor/entities/facts.h"
#include "extractor/entities/people.h"
#include "extractor/entities/segments.h"
#include "extractor/entities/single_names.h"
#include "extractor/entities/sport.h"
#include "extractor/entities/teams.h"

namespace pressbox {
namespace {

// In a headline of capitals case says nothing: only names that the text below has, and teams of several words or of
// the article's sport.
void read_capitals(const Document& document, const Draft& draft, Teams& teams, People& people) {
  for (const Sentence& sentence : document.sentences) {
    if (!document.blocks[sentence.block].all_caps) continue;
    for (Index i = sentence.first; i < sentence.last; ++i) {
      if (draft.taken[i] || teams.in_capitals(i, sentence)) continue;
      people.in_capitals(i, sentence);
    }
  }
}

void hand_out_mentions(Document& document, Article& article) {
  std::sort(document.mentions.begin(), document.mentions.end(),
            [](const EntityMention& a, const EntityMention& b) { return a.first < b.first; });
  for (const EntityMention& mention : document.mentions) {
    const Span span = document.tokens.span(mention.first, mention.last);
    if (mention.type == EntityMention::Type::person) {
      article.people[mention.entity].mentions.push_back(span);
    } else {
      article.teams[mention.entity].mentions.push_back(span);
    }
  }
}

// Entities are listed by first mention; what points at them follows.
void order_by_first_mention(Document& document, Article& article, std::vector<PersonFacts>& facts) {
  const auto order = [](auto& entities) {
    std::vector<Index> by(entities.size());
    for (Index k = 0; k < by.size(); ++k) by[k] = k;
    std::stable_sort(by.begin(), by.end(), [&](Index a, Index b) {
      const auto& left = entities[a].mentions;
      const auto& right = entities[b].mentions;
      if (left.empty() || right.empty()) return !left.empty();
      return left.front().start < right.front().start;
    });
    return by;
  };
  const auto apply = [](auto& items, const std::vector<Index>& by) {
    auto sorted = items;
    for (Index k = 0; k < by.size(); ++k) sorted[k] = std::move(items[by[k]]);
    items = std::move(sorted);
  };
  const std::vector<Index> people = order(article.people);
  const std::vector<Index> teams = order(article.teams);
  std::vector<Index> person_place(people.size());
  std::vector<Index> team_place(teams.size());
  for (Index k = 0; k < people.size(); ++k) person_place[people[k]] = k;
  for (Index k = 0; k < teams.size(); ++k) team_place[teams[k]] = k;
  apply(article.people, people);
  apply(facts, people);
  apply(article.teams, teams);
  for (EntityMention& m : document.mentions) {
    m.entity = m.type == EntityMention::Type::person ? person_place[m.entity] : team_place[m.entity];
  }
}

}  // namespace

void find_entities(Document& document, const Lexicon& lexicon, const WorldIndex& index, Article& article,
                   std::vector<PersonFacts>& facts) {
  document.mentions.clear();
  facts.clear();
  Draft draft{document, lexicon, article, {}, std::vector<bool>(document.tokens.size())};
  find_segments(document, draft.segments);
  article.sport = vote_sport(document);

  People people(draft, facts);
  Teams teams(draft, index, people);
  // Full names first, because they tell whose the short ones are; what only its place makes a name comes last.
  teams.begin();
  for (const Segment& segment : draft.segments) people.full_name(segment);
  for (const Segment& segment : draft.segments) teams.place_or_team(segment);
  teams.finish_segments();
  people.known_names();
  teams.single_names_of_results();
  teams.shaped_teams();
  SingleNames(draft, people).find();
  read_capitals(document, draft, teams, people);

  hand_out_mentions(document, article);
  people.name_siblings();
  order_by_first_mention(document, article, facts);
  gather_facts(document, lexicon, index, article, facts);
}

}  // namespace pressbox

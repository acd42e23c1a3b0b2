#include "extractor/entities/entities.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

#include "extractor/entities/draft.h"
#include "extractor/entities/facts.h"
#include "extractor/entities/landmarks.h"
#include "extractor/entities/name_starts.h"
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

// What the stage keeps from article to article, so that it grows once a thread.
struct Memory {
  Segmenter segmenter;
  std::vector<Segment> segments;
  std::vector<std::uint8_t> taken;
  NameStarts name_starts;
  Landmarks landmarks;
  People::Memory people;
  Teams::Memory teams;
  SingleNames::Memory singles;
  std::vector<Index> order;
  std::vector<Index> person_mentions;
  std::vector<Index> person_place;
  std::vector<Index> team_place;
};
// What a huge article has grown is given back.
constexpr std::size_t kKeepTokens = std::size_t{1} << 20;

// Each list is made as long as it will be: to grow costs more than to count.
template <typename Entity>
void make_room(std::vector<Entity>& entities, EntityMention::Type type, const std::vector<EntityMention>& mentions,
               std::vector<Index>& counts) {
  counts.assign(entities.size(), 0);
  for (const EntityMention& mention : mentions) {
    if (mention.type == type) ++counts[mention.entity];
  }
  for (std::size_t k = 0; k < entities.size(); ++k) entities[k].mentions.reserve(counts[k]);
}

void hand_out_mentions(Document& document, Article& article, std::vector<Index>& counts) {
  std::sort(document.mentions.begin(), document.mentions.end(),
            [](const EntityMention& a, const EntityMention& b) { return a.first < b.first; });
  make_room(article.people, EntityMention::Type::person, document.mentions, counts);
  make_room(article.teams, EntityMention::Type::team, document.mentions, counts);
  for (const EntityMention& mention : document.mentions) {
    const Span span = document.tokens.span(mention.first, mention.last);
    if (mention.type == EntityMention::Type::person) {
      article.people[mention.entity].mentions.push_back(span);
    } else {
      article.teams[mention.entity].mentions.push_back(span);
    }
  }
  // Those of other things were found in more than one pass.
  for (auto* const things : {&article.competitions, &article.venues, &article.outlets}) {
    for (NamedThing& thing : *things) {
      const auto before = [](Span a, Span b) { return a.start < b.start; };
      if (!std::is_sorted(thing.mentions.begin(), thing.mentions.end(), before)) {
        std::sort(thing.mentions.begin(), thing.mentions.end(), before);
      }
    }
  }
}

// The mentions that are people.
void list_people(const std::vector<EntityMention>& mentions, std::vector<Index>& people) {
  people.resize(mentions.size());
  std::size_t count = 0;
  for (std::size_t m = 0; m < mentions.size(); ++m) {
    people[count] = static_cast<Index>(m);
    count += mentions[m].type == EntityMention::Type::person ? 1 : 0;
  }
  people.resize(count);
}

// Where each entity goes so that they stand by first mention, those without one last.
template <typename Entity>
void places_by_first_mention(const std::vector<Entity>& entities, std::vector<Index>& order,
                             std::vector<Index>& place) {
  order.resize(entities.size());
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(), [&](Index a, Index b) {
    const auto& left = entities[a].mentions;
    const auto& right = entities[b].mentions;
    if (left.empty() != right.empty()) return right.empty();
    return left.empty() || left.front().start == right.front().start ? a < b : left.front().start < right.front().start;
  });
  place.resize(entities.size());
  for (Index to = 0; to < order.size(); ++to) place[order[to]] = to;
}

// Calls swap until each stands in its place.
template <typename Swap>
void put_in_place(std::vector<Index>& place, const Swap& swap) {
  for (Index k = 0; k < place.size(); ++k) {
    while (place[k] != k) {
      const Index to = place[k];
      swap(k, to);
      std::swap(place[k], place[to]);
    }
  }
}

// Entities are listed by first mention; what points at them follows.
void order_by_first_mention(Document& document, Article& article, std::vector<PersonFacts>& facts, Memory& memory) {
  places_by_first_mention(article.people, memory.order, memory.person_place);
  places_by_first_mention(article.teams, memory.order, memory.team_place);
  for (EntityMention& m : document.mentions) {
    m.entity = m.type == EntityMention::Type::person ? memory.person_place[m.entity] : memory.team_place[m.entity];
  }
  put_in_place(memory.person_place, [&](Index a, Index b) {
    std::swap(article.people[a], article.people[b]);
    std::swap(facts[a], facts[b]);
  });
  put_in_place(memory.team_place, [&](Index a, Index b) { std::swap(article.teams[a], article.teams[b]); });
}

}  // namespace

void find_entities(Document& document, const Lexicon& lexicon, const WorldIndex& index, Article& article,
                   std::vector<PersonFacts>& facts) {
  document.mentions.clear();
  facts.clear();
  thread_local Memory memory;
  memory.name_starts.find(document);
  memory.segmenter.find(document, memory.name_starts.all(), memory.segments);
  memory.taken.assign(document.tokens.size(), 0);
  memory.landmarks.find(document);
  article.sport = vote_sport(document, memory.landmarks);

  Draft draft{document, lexicon, article, memory.segments, memory.taken, memory.name_starts.capitals()};
  People people(draft, index, facts, memory.people);
  Teams teams(draft, memory.landmarks, index, people, memory.teams);
  // Full names first, because they tell whose the short ones are; what only its place makes a name comes last.
  teams.begin();
  people.full_names();
  for (const Segment& segment : draft.segments) teams.place_or_team(segment);
  const auto drop_taken = [&] {
    memory.name_starts.drop_taken(memory.taken);
    draft.capitals = memory.name_starts.capitals();
  };
  drop_taken();
  teams.finish_segments();
  people.known_names();
  drop_taken();
  teams.single_names_of_results();
  teams.shaped_teams();
  SingleNames(draft, people, memory.singles).find();
  people.widen_single_names();
  read_capitals(document, draft, teams, people);

  hand_out_mentions(document, article, memory.order);
  list_people(document.mentions, memory.person_mentions);
  people.name_siblings(memory.person_mentions);
  order_by_first_mention(document, article, facts, memory);
  gather_facts(document, lexicon, index, memory.person_mentions, article, facts, memory.order);

  // Asked of what is held: the article that has grown it may have ended without memory.
  if (memory.taken.capacity() > kKeepTokens) memory = Memory{};
}

}  // namespace pressbox

#include "extractor/entities/entities.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>

#include "extractor/branch_free.h"
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
  if (std::none_of(document.blocks.begin(), document.blocks.end(), [](const Block& block) { return block.all_caps; })) {
    return;
  }
  for (const Sentence& sentence : document.sentences) {
    if (!document.blocks[sentence.block].all_caps) continue;
    for (Index i = sentence.first; i < sentence.last; ++i) {
      if (draft.taken[i] || teams.in_capitals(i, sentence)) continue;
      people.in_capitals(i, sentence);
    }
  }
}

// Which of 64 tokens a mention begins at, and how many begin before them.
struct Begins {
  std::uint64_t tokens = 0;
  Index before = 0;
};

// What the stage keeps from article to article, so that it grows once a thread.
struct Memory {
  Segmenter segmenter;
  Segments segments;
  std::vector<std::uint8_t> taken;
  NameStarts name_starts;
  Landmarks landmarks;
  People::Memory people;
  Teams::Memory teams;
  SingleNames::Memory singles;
  std::vector<Begins> begins;
  std::vector<EntityMention> sorted;
  std::vector<Index> place;   // of each entity when they stand by first mention: the people, then the teams
  std::vector<Index> counts;  // mentions by that place
  TokenColumn<Index> person_mentions;
  TokenColumn<Index> team_mentions;
};
constexpr std::size_t kFewEntities = 8;
// What a huge article has grown is given back.
constexpr std::size_t kKeepTokens = std::size_t{1} << 20;

// By first token. Mentions never overlap, so each begins at a token of its own: a bit a token, and how many bits stand
// before a word of 64, say where each goes, and nothing is compared.
void sort_mentions(Document& document, Memory& memory) {
  std::vector<EntityMention>& mentions = document.mentions;
  memory.begins.assign(document.tokens.size() / 64 + 1, {});
  for (const EntityMention& mention : mentions) {
    memory.begins[mention.first / 64].tokens |= std::uint64_t{1} << (mention.first % 64);
  }
  Index before = 0;
  for (Begins& begins : memory.begins) {
    begins.before = before;
    before += count_bits(begins.tokens);
  }
  memory.sorted.resize(mentions.size());
  for (const EntityMention& mention : mentions) {
    const Begins& begins = memory.begins[mention.first / 64];
    const std::uint64_t lower = begins.tokens & ((std::uint64_t{1} << (mention.first % 64)) - 1);
    memory.sorted[begins.before + count_bits(lower)] = mention;
  }
  mentions.swap(memory.sorted);
}

// Calls swap until each stands in its place.
template <typename Swap>
void put_in_place(std::span<Index> place, const Swap& swap) {
  for (Index k = 0; k < place.size(); ++k) {
    while (place[k] != k) {
      const Index to = place[k];
      swap(k, to);
      std::swap(place[k], place[to]);
    }
  }
}

// Entities are listed by first mention, those without one last; what points at them follows. Needs the mentions sorted.
void order_by_first_mention(Document& document, Article& article, std::vector<PersonFacts>& facts, Memory& memory) {
  // Of people, and behind them of teams.
  const std::array<Index, 2> offset = {0, static_cast<Index>(facts.size())};
  const std::size_t entities = facts.size() + article.teams.size();
  memory.place.assign(entities, kNone);
  memory.counts.assign(entities, 0);
  memory.person_mentions.resize(document.mentions.size());
  memory.team_mentions.resize(document.mentions.size());
  std::array<Index, 2> next = {0, 0};
  std::array<std::size_t, 2> listed = {0, 0};
  for (Index m = 0; m < document.mentions.size(); ++m) {
    EntityMention& mention = document.mentions[m];
    const auto type = static_cast<std::size_t>(mention.type);
    Index& place = memory.place[offset[type] + mention.entity];
    const Index fresh = static_cast<Index>(place == kNone);
    place = std::min(place, next[type]);  // kNone is greater than all
    next[type] += fresh;
    mention.entity = place;
    ++memory.counts[offset[type] + place];
    memory.person_mentions[listed[0]] = m;
    memory.team_mentions[listed[1]] = m;
    ++listed[type];
  }
  memory.person_mentions.resize(listed[0]);
  memory.team_mentions.resize(listed[1]);
  const std::span<Index> places(memory.place);
  for (Index k = 0; k < entities; ++k) {
    if (places[k] == kNone) places[k] = next[k < offset[1] ? 0 : 1]++;
  }
  article.people.resize(facts.size());
  for (Index k = 0; k < facts.size(); ++k) {
    Person& person = article.people[places[k]];
    person.name = std::move(memory.people.known[k].name);
    person.rule = memory.people.known[k].rule;
  }
  put_in_place(places.first(offset[1]), [&](Index a, Index b) { std::swap(facts[a], facts[b]); });
  put_in_place(places.subspan(offset[1]), [&](Index a, Index b) { std::swap(article.teams[a], article.teams[b]); });
}

// Needs what order_by_first_mention() leaves: each list is as long as it gets before anything is in it.
void hand_out_mentions(const Document& document, Article& article, const Memory& memory) {
  const auto hand_out = [&](auto& entities, std::size_t offset, const TokenColumn<Index>& mentions) {
    for (std::size_t k = 0; k < entities.size(); ++k) entities[k].mentions.reserve(memory.counts[offset + k]);
    for (const Index m : mentions) {
      const EntityMention& mention = document.mentions[m];
      entities[mention.entity].mentions.push_back(document.tokens.span(mention.first, mention.last));
    }
  };
  hand_out(article.people, 0, memory.person_mentions);
  hand_out(article.teams, article.people.size(), memory.team_mentions);
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

}  // namespace

void find_entities(Document& document, const Lexicon& lexicon, const WorldIndex& index, Article& article,
                   std::vector<PersonFacts>& facts) {
  document.mentions.clear();
  facts.clear();
  thread_local Memory memory;
  memory.name_starts.find(document, memory.landmarks);
  memory.segmenter.find(document, memory.name_starts.all(), memory.segments);
  memory.taken.assign(document.tokens.size() + Draft::kBehindTaken, 0);
  memory.landmarks.find_matches(document);
  article.sport = vote_sport(document, memory.landmarks);

  article.teams.reserve(kFewEntities);

  Draft draft{document, lexicon, article, memory.segments, memory.taken, memory.name_starts.capitals()};
  People people(draft, index, facts, memory.people);
  Teams teams(draft, memory.landmarks, index, people, memory.teams);
  // Full names first, because they tell whose the short ones are; what only its place makes a name comes last.
  teams.begin();
  people.full_names();
  teams.places_and_teams();
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

  sort_mentions(document, memory);
  order_by_first_mention(document, article, facts, memory);
  hand_out_mentions(document, article, memory);
  people.name_siblings(memory.person_mentions);
  gather_facts(document, lexicon, index, memory.person_mentions, article, facts, memory.counts);

  // Asked of what is held: the article that has grown it may have ended without memory.
  if (memory.taken.capacity() > kKeepTokens) memory = Memory{};
}

}  // namespace pressbox

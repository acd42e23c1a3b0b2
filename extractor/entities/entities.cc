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
  std::vector<Index> behind;  // of the mentions by that place: where the next goes, and at last where they end
  std::vector<Span> spans;    // as many as the longest article has
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
  const std::array<Index, 2> offset = {0, static_cast<Index>(article.people.size())};
  const std::size_t entities = article.people.size() + article.teams.size();
  memory.place.assign(entities, kNone);
  memory.counts.assign(entities, 0);
  std::array<Index, 2> next = {0, 0};
  for (EntityMention& mention : document.mentions) {
    const auto type = static_cast<std::size_t>(mention.type);
    Index& place = memory.place[offset[type] + mention.entity];
    const Index fresh = static_cast<Index>(place == kNone);
    place = std::min(place, next[type]);  // kNone is greater than all
    next[type] += fresh;
    mention.entity = place;
    ++memory.counts[offset[type] + place];
  }
  const std::span<Index> places(memory.place);
  for (Index k = 0; k < entities; ++k) {
    if (places[k] == kNone) places[k] = next[k < offset[1] ? 0 : 1]++;
  }
  put_in_place(places.first(offset[1]), [&](Index a, Index b) {
    std::swap(article.people[a], article.people[b]);
    std::swap(facts[a], facts[b]);
  });
  put_in_place(places.subspan(offset[1]), [&](Index a, Index b) { std::swap(article.teams[a], article.teams[b]); });
}

// Needs memory.counts as order_by_first_mention() leaves them. All are put in order of whose they are first, and then
// each list is made at once.
void hand_out_mentions(const Document& document, Article& article, Memory& memory) {
  memory.behind.resize(memory.counts.size());
  Index behind = 0;
  for (std::size_t k = 0; k < memory.counts.size(); ++k) {
    memory.behind[k] = behind;
    behind += memory.counts[k];
  }
  if (memory.spans.size() < document.mentions.size()) memory.spans.resize(document.mentions.size());
  const std::array<std::size_t, 2> offset = {0, article.people.size()};
  for (const EntityMention& mention : document.mentions) {
    Index& at = memory.behind[offset[static_cast<std::size_t>(mention.type)] + mention.entity];
    memory.spans[at++] = document.tokens.span(mention.first, mention.last);
  }
  const Span* from = memory.spans.data();
  const auto take = [&](std::size_t k) {
    const Span* const first = from;
    from = memory.spans.data() + memory.behind[k];
    return Mentions(first, from);
  };
  for (std::size_t k = 0; k < article.people.size(); ++k) article.people[k].mentions = take(k);
  for (std::size_t k = 0; k < article.teams.size(); ++k) article.teams[k].mentions = take(offset[1] + k);
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
void list_people(const std::vector<EntityMention>& mentions, TokenColumn<Index>& people) {
  people.resize(mentions.size());
  std::size_t count = 0;
  for (std::size_t m = 0; m < mentions.size(); ++m) {
    people[count] = static_cast<Index>(m);
    count += mentions[m].type == EntityMention::Type::person ? 1 : 0;
  }
  people.resize(count);
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

  // To grow moves all that is known of everybody: of the names about every other is of somebody else.
  article.people.reserve(memory.segments.size() / 4 + kFewEntities);
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
  list_people(document.mentions, memory.person_mentions);
  people.name_siblings(memory.person_mentions);
  gather_facts(document, lexicon, index, memory.person_mentions, article, facts, memory.counts);

  // Asked of what is held: the article that has grown it may have ended without memory.
  if (memory.taken.capacity() > kKeepTokens) memory = Memory{};
}

}  // namespace pressbox

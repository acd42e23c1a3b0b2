// Which tokens are taken and the order of mentions, which are made for many at once, held against the plain way.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "extractor/entities/draft.h"
#include "extractor/entities/entities.h"
#include "extractor/entities/world_index.h"
#include "tests/catch.h"
#include "tests/extract.h"

namespace pressbox {
namespace {

TEST_CASE("tokens are taken and asked for eight at a time as one by one", "[entities]") {
  std::mt19937 random(13);
  for (int round = 0; round < 400; ++round) {
    const auto size = static_cast<Index>(1 + random() % 40);
    std::vector<std::uint8_t> taken(size + Draft::kBehindTaken, 0);
    std::vector<std::uint8_t> truth = taken;
    Document document;
    Lexicon lexicon;
    Article article;
    Segments segments;
    Draft draft{document, lexicon, article, segments, taken, {}};
    for (int mention = 0; mention < 3; ++mention) {
      const auto first = static_cast<Index>(random() % size);
      const auto last = static_cast<Index>(first + random() % (size - first));
      const bool any =
          std::any_of(truth.begin() + first, truth.begin() + last + 1, [](auto bits) { return bits != 0; });
      REQUIRE(draft.any_taken(first, last) == any);
      draft.take(first, last);
      Draft::set_bytes(taken, first, last, 4);
      for (Index t = first; t <= last; ++t) truth[t] |= 5;
      REQUIRE(taken == truth);
    }
  }
}

// A mention as either list has it: where it stands, whether of a person, and whose.
using Told = std::tuple<std::uint32_t, std::uint32_t, bool, Index>;

TEST_CASE("mentions stand in order and entities by their first, whichever pass has found them", "[entities]") {
  const std::vector<std::string> pieces = {"Leeds beat ",        "Frank Boersma ", "Boersma said ", "the ",
                                           "Ann Hall ",          "Hall ",          "Ayr Town ",     "Arsenal and ",
                                           "won 3-1. ",          "\n\n",           "LEEDS WIN\n\n", "Orr told ",
                                           "in the World Cup. ", "Celtic lost to "};
  const Lexicon& lexicon = testing::extractor().lexicon();
  const WorldIndex index(lexicon);
  std::mt19937 random(17);
  std::size_t mentions = 0;
  for (int round = 0; round < 60; ++round) {
    std::string text = "Jo Orr ran. ";
    for (auto left = random() % 90; left > 0; --left) text += pieces[random() % pieces.size()];
    INFO(text);
    Document document;
    Article article;
    std::vector<PersonFacts> facts;
    testing::read_document(text, document);
    find_entities(document, lexicon, index, article, facts);

    // As std::sort puts them, each at a token of its own behind the one before.
    std::vector<Told> listed;
    for (const EntityMention& mention : document.mentions) {
      const Span span = document.tokens.span(mention.first, mention.last);
      listed.emplace_back(span.start, span.end, mention.type == EntityMention::Type::person, mention.entity);
    }
    std::vector<Told> sorted = listed;
    std::sort(sorted.begin(), sorted.end());
    CHECK(listed == sorted);
    for (std::size_t m = 1; m < document.mentions.size(); ++m) {
      CHECK(document.mentions[m - 1].last < document.mentions[m].first);
    }

    // None is lost and none stands twice: those of people and teams, in their order, are the same.
    std::vector<Told> owned;
    const auto gather = [&](const auto& entities, bool person) {
      std::uint32_t before = 0;
      for (std::size_t k = 0; k < entities.size(); ++k) {
        REQUIRE(!entities[k].mentions.empty());
        CHECK(entities[k].mentions.front().start >= before);
        before = entities[k].mentions.front().start;
        CHECK(std::is_sorted(entities[k].mentions.begin(), entities[k].mentions.end(),
                             [](Span a, Span b) { return a.start < b.start; }));
        for (const Span span : entities[k].mentions) {
          owned.emplace_back(span.start, span.end, person, static_cast<Index>(k));
        }
      }
    };
    gather(article.people, true);
    gather(article.teams, false);
    std::sort(owned.begin(), owned.end());
    CHECK(owned == sorted);
    mentions += owned.size();
  }
  CHECK(mentions > 600);
}

}  // namespace
}  // namespace pressbox

// Which tokens are taken and the order of mentions, which are made for many at once, held against the plain way.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "extractor/entities/draft.h"
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
    std::vector<Segment> segments;
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

TEST_CASE("mentions stand in order and entities by their first, whichever pass has found them", "[entities]") {
  const std::vector<std::string> pieces = {"Leeds beat ",        "Frank Boersma ", "Boersma said ", "the ",
                                           "Ann Hall ",          "Hall ",          "Ayr Town ",     "Arsenal and ",
                                           "won 3-1. ",          "\n\n",           "LEEDS WIN\n\n", "Orr told ",
                                           "in the World Cup. ", "Celtic lost to "};
  std::mt19937 random(17);
  for (int round = 0; round < 60; ++round) {
    std::string text = "Jo Orr ran. ";
    for (auto left = random() % 90; left > 0; --left) text += pieces[random() % pieces.size()];
    const Extraction extraction = testing::extract(text);
    INFO(text);
    const auto in_order = [](const auto& entities) {
      std::uint32_t before = 0;
      for (const auto& entity : entities) {
        REQUIRE(!entity.mentions.empty());
        CHECK(entity.mentions.front().start >= before);
        before = entity.mentions.front().start;
        for (std::size_t k = 1; k < entity.mentions.size(); ++k) {
          CHECK(entity.mentions[k - 1].end <= entity.mentions[k].start);
        }
      }
    };
    in_order(extraction.article.people);
    in_order(extraction.article.teams);
  }
}

}  // namespace
}  // namespace pressbox

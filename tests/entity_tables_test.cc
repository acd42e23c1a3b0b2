// What the passes over an article's names share: the list of where a name may begin, made for sixteen tokens at once,
// and the table that is kept from article to article. Both are held against the plain way to the same.
#include <cstdint>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "extractor/entities/flat_map.h"
#include "extractor/entities/name_starts.h"
#include "tests/catch.h"
#include "tests/extract.h"

namespace pressbox {
namespace {

TEST_CASE("names begin where a capital or the lexicon says, outside blocks of capitals", "[entities]") {
  const std::vector<std::string> pieces = {"Leeds ", "the ",          "49ers ",      "Frank ",       "beat ",
                                           "3-1 ",   "\xC3\x98ster ", "a ",          "\"We ",        "said. ",
                                           "\n\n",   "LEEDS WIN ",    "New York's ", "van der Orr, "};
  std::mt19937 random(7);
  NameStarts name_starts;  // kept from text to text, as it is from article to article
  Document document;
  for (int round = 0; round < 200; ++round) {
    std::string text = "Hall ran. ";
    for (auto left = random() % 120; left > 0; --left) text += pieces[random() % pieces.size()];
    testing::read_document(text, document);
    name_starts.find(document);
    std::vector<Index> capitals;
    std::vector<Index> starts;
    for (Index i = 0; i < document.tokens.size(); ++i) {
      if (document.blocks[document.tokens.block[i]].all_caps) continue;
      const bool capital = document.tokens.kind[i] == TokenKind::word && document.tokens.is(i, kCapitalised);
      if (capital) capitals.push_back(i);
      if (capital || document.is(i, kNameFirst)) starts.push_back(i);
    }
    INFO(text);
    CHECK(std::vector<Index>(name_starts.capitals().begin(), name_starts.capitals().end()) == capitals);
    CHECK(std::vector<Index>(name_starts.all().begin(), name_starts.all().end()) == starts);
  }
}

TEST_CASE("a table of an article's keys has them and no others, whatever the articles before had", "[entities]") {
  std::mt19937_64 random(11);
  FlatMap<int> table;
  for (int round = 0; round < 300; ++round) {
    table.clear();
    std::unordered_map<std::uint64_t, int> truth;
    // Few keys, mostly, and now and then many, so that it grows and is small again.
    const std::uint64_t keys = round % 10 == 3 ? 2000 : random() % 60;
    for (std::uint64_t k = 0; k < keys; ++k) {
      const std::uint64_t key = random() % (3 * keys);
      const auto [value, fresh] = table.insert(key);
      REQUIRE(fresh == !truth.contains(key));
      value = truth[key] = static_cast<int>(k);
    }
    for (std::uint64_t key = 0; key < 3 * keys + 10; ++key) {
      const int* const found = table.find(key);
      const auto known = truth.find(key);
      REQUIRE((found != nullptr) == (known != truth.end()));
      if (found != nullptr) REQUIRE(*found == known->second);
    }
  }
}

}  // namespace
}  // namespace pressbox

// What the passes over an article's names share: the lists made for sixteen tokens at once, the choice of segments, the
// table that is kept from article to article, the list of few values. Each is held against the plain way to the same.
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractor/branch_free.h"
#include "extractor/entities/entities.h"
#include "extractor/entities/flat_map.h"
#include "extractor/entities/name_starts.h"
#include "extractor/entities/segments.h"
#include "extractor/entities/world_index.h"
#include "extractor/short_list.h"
#include "tests/catch.h"
#include "tests/extract.h"

namespace pressbox {
namespace {

// A name by shape goes on with a capital, a particle, a hyphen or the mark in front of a nickname.
bool goes_on(const Document& document, Index token) {
  if (token >= document.tokens.size()) return false;
  const TokenArray& tokens = document.tokens;
  const TokenKind kind = tokens.kind[token];
  if (kind == TokenKind::word) {
    return tokens.is(token, kCapitalised) || document.is(token, class_bit(WordClass::name_particle));
  }
  return (kind == TokenKind::dash && tokens.is(token, kGluedBefore)) ||
         (kind == TokenKind::quote_mark && tokens.is(token, kSpaceBefore));
}

TEST_CASE(
    "names begin where a capital and what is behind it or the lexicon says, outside blocks of capitals; numbers "
    "anywhere",
    "[entities]") {
  const std::vector<std::string> pieces = {"Leeds ",        "the ",          "49ers ",      "Frank ",        "beat ",
                                           "3-1 ",          "\xC3\x98ster ", "a ",          "\"We ",         "said. ",
                                           "\n\n",          "LEEDS WIN ",    "New York's ", "van der Orr, ", "Hall-",
                                           "Kit \"Zuzu\" ", "\xE2\x80\x94 ", "women's "};
  std::mt19937 random(7);
  NameStarts name_starts;  // kept from text to text, as it is from article to article
  Landmarks landmarks;
  Document document;
  for (int round = 0; round < 200; ++round) {
    std::string text = "Hall ran. ";
    for (auto left = random() % 120; left > 0; --left) text += pieces[random() % pieces.size()];
    testing::read_document(text, document);
    name_starts.find(document, landmarks);
    std::vector<Index> numbers;
    bool womens_words = false;
    std::vector<Index> capitals;
    using Start = std::tuple<Index, bool, bool>;
    std::vector<Start> starts;
    for (Index i = 0; i < document.tokens.size(); ++i) {
      if (document.tokens.kind[i] == TokenKind::number) numbers.push_back(i);
      womens_words |= document.is(i, class_bit(WordClass::womens_word));
      if (document.blocks[document.tokens.block[i]].all_caps) continue;
      const bool capital = document.tokens.kind[i] == TokenKind::word && document.tokens.is(i, kCapitalised);
      if (capital) capitals.push_back(i);
      const Start start = {i, document.is(i, kNameFirst), capital && goes_on(document, i + 1)};
      if (std::get<1>(start) || std::get<2>(start)) starts.push_back(start);
    }
    INFO(text);
    CHECK(std::vector<Index>(name_starts.capitals().begin(), name_starts.capitals().end()) == capitals);
    std::vector<Start> found;
    for (const NameStart& start : name_starts.all()) found.emplace_back(start.token, start.by_lexicon, start.by_shape);
    CHECK(found == starts);
    CHECK(landmarks.numbers == numbers);
    CHECK(landmarks.womens_words == womens_words);
  }
}

TEST_CASE("the words of a name are kept, however many there are", "[entities]") {
  constexpr std::size_t kUsual = 4;  // so many stand in it
  for (std::size_t count = 0; count < 3 * kUsual; ++count) {
    std::vector<std::uint64_t> words(count);
    std::iota(words.begin(), words.end(), std::uint64_t{7});
    const std::vector<std::uint64_t> longer(20, 1);
    NameWords name(longer.data(), longer.data() + longer.size());  // another's
    name = NameWords(words.data(), words.data() + words.size());
    CHECK(std::vector<std::uint64_t>(name.begin(), name.end()) == words);
    CHECK(name.empty() == words.empty());
    NameWords grown;
    for (const std::uint64_t word : words) grown.push_back(word);
    const NameWords copy = grown;
    CHECK(std::vector<std::uint64_t>(copy.begin(), copy.end()) == words);
    if (count > 0) CHECK((copy.front() == 7 && copy.back() == 6 + count && copy[count / 2] == 7 + count / 2));
  }
}

TEST_CASE("names of many sentences are chosen together, and as of each sentence alone", "[entities]") {
  const std::vector<std::string> pieces = {
      "Manchester United beat Leeds. ", "Ann Hall met Kit Orr and Jo van der Tait in New York. ", "It rained. ",
      "Hall-Orr of England spoke. ", "The Premier League waits for Ann Marie Orr, Tait and France. "};
  std::mt19937 random(3);
  Document document;
  NameStarts name_starts;
  Landmarks landmarks;
  Segmenter segmenter;
  for (const int sentences : {0, 1, 5, 90, 400}) {
    std::string text;
    for (int left = sentences; left > 0; --left) text += pieces[random() % pieces.size()];
    testing::read_document(text, document);
    name_starts.find(document, landmarks);
    Segments together;
    segmenter.find(document, name_starts.all(), together);
    using Name = std::tuple<Index, Index, Index, int, float, bool>;
    const auto names_of = [](const Segments& segments, std::vector<Name>& names) {
      for (const Segment& s : segments) names.emplace_back(s.first, s.last, s.match, s.words, s.score, s.personal);
    };
    std::vector<Name> names;
    names_of(together, names);
    std::vector<Name> one_by_one;
    const std::span<const NameStart> starts = name_starts.all();
    for (std::size_t first = 0, last = 0; first < starts.size(); first = last) {
      const auto sentence = document.tokens.sentence[starts[first].token];
      while (last < starts.size() && document.tokens.sentence[starts[last].token] == sentence) ++last;
      Segments alone;
      segmenter.find(document, starts.subspan(first, last - first), alone);
      names_of(alone, one_by_one);
    }
    CHECK(names == one_by_one);
    if (sentences > 50) CHECK(names.size() > 100);
  }
}

TEST_CASE("bits are counted", "[entities]") {
  std::mt19937_64 random(5);
  for (const std::uint64_t bits : {std::uint64_t{0}, ~std::uint64_t{0}, std::uint64_t{1} << 63}) {
    CHECK(count_bits(bits) == static_cast<Index>(std::popcount(bits)));
  }
  for (int round = 0; round < 1000; ++round) {
    const std::uint64_t bits = random() & random();
    REQUIRE(count_bits(bits) == static_cast<Index>(std::popcount(bits)));
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

// A filter in front of a table must let pass whatever the table has.
TEST_CASE("what is noted of entries is what the entries say", "[entities]") {
  const Lexicon& lexicon = testing::extractor().lexicon();
  const WorldIndex index(lexicon);
  std::unordered_map<std::string, Index> countries;
  lexicon.each_of(EntryType::country, [&](Index i) { countries.try_emplace(std::string(lexicon.entry(i).name), i); });
  std::size_t franchises = 0;
  lexicon.each_of(EntryType::team, [&](Index i) {
    const Entry entry = lexicon.entry(i);
    const EntryHead head = lexicon.head(i);
    const WorldIndex::TeamNote note = index.team(i);
    const auto year = [](int packed) { return packed != 0 ? image::kYearZero + packed : 0; };
    REQUIRE((note.kind == static_cast<TeamKind>(head.subtype) && note.sport == head.sport));
    REQUIRE((note.weight == head.weight && year(note.first_year) == head.first_year));
    REQUIRE(year(note.last_year) == head.last_year);
    REQUIRE((note.country == 0) == entry.country.empty());
    const auto country = countries.find(std::string(entry.country));
    if (country != countries.end()) REQUIRE(note.country == index.number_of_country(country->second));
    const bool american = entry.country == "United States" || entry.country == "Canada";
    REQUIRE(note.crosses_border == (note.kind == TeamKind::franchise && american));
    if (note.kind != TeamKind::franchise || entry.city.empty() || entry.city.find(' ') != std::string_view::npos)
      return;
    const std::uint64_t city = fold_hash(entry.city);
    REQUIRE(index.may_begin_place(city, entry.sport));
    const auto found = index.franchises_of(WorldIndex::add_word(0, city), entry.sport);
    REQUIRE(std::any_of(found.begin(), found.end(), [&](const auto& franchise) { return franchise.entry == i; }));
    ++franchises;
  });
  CHECK(franchises > 50);
  std::size_t known = 0;
  lexicon.each_of(EntryType::person, [&](Index i) {
    const Entry entry = lexicon.entry(i);
    const auto country = countries.find(std::string(entry.country));
    REQUIRE(index.person(i).gender == entry.gender);
    REQUIRE(index.person(i).country == (country != countries.end() ? country->second : kNone));
    known += country != countries.end() ? 1 : 0;
  });
  CHECK(known > 1000);
  CHECK(index.person(kNone).country == kNone);
  CHECK(index.team(kNone).country == 0);
  CHECK(index.has_given_forms(fold_hash("Bob")));
}

// Mentions stand in such a list, in it while they are few.
TEST_CASE("a short list holds what a vector holds, however long it is", "[entities]") {
  std::mt19937 random(5);
  using List = ShortList<Span, 2>;
  const auto same = [](const List& list, const std::vector<Span>& truth) {
    return std::equal(list.begin(), list.end(), truth.begin(), truth.end()) && list.size() == truth.size() &&
           list.empty() == truth.empty();
  };
  for (int round = 0; round < 300; ++round) {
    List list;
    std::vector<Span> truth;
    if (round % 3 == 0) list.reserve(random() % 6);
    for (auto left = random() % 9; left > 0; --left) {
      const Span span{static_cast<std::uint32_t>(random() % 100), 100};
      const auto place = static_cast<std::ptrdiff_t>(random() % (truth.size() + 1));
      if (random() % 2 == 0) {
        REQUIRE(*list.insert(list.begin() + place, span) == span);
        truth.insert(truth.begin() + place, span);
      } else {
        list.push_back(span);
        truth.push_back(span);
      }
      REQUIRE(same(list, truth));
      REQUIRE((list.front() == truth.front() && list.back() == truth.back() && list[0] == truth[0]));
    }
    List copy = list;
    REQUIRE(copy == list);
    if (!copy.empty()) {
      copy.push_back(copy.front());  // one of its own, as it grows
      REQUIRE((copy.back() == truth.front() && same(list, truth)));
    }
    List moved = std::move(copy);
    REQUIRE(copy.empty());
    copy = list;
    moved = std::move(copy);
    REQUIRE((copy.empty() && same(moved, truth)));
    moved = List(moved);
    REQUIRE(same(moved, truth));
    moved.clear();
    REQUIRE((moved.empty() && moved == List{}));
  }
  CHECK(List{{1, 2}, {3, 4}, {5, 6}}.back() == Span{5, 6});
}

}  // namespace
}  // namespace pressbox

// What RequiredText rules out, RE2 does not find.

#include "extractor/rules/required_text.h"

#include <re2/re2.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "extractor/gazetteer/lexicon.h"
#include "extractor/rules/rulebook.h"
#include "tests/catch.h"

using namespace pressbox;

namespace {

using Words = std::vector<std::string>;

bool may_match(std::string_view pattern, std::string_view text) {
  return RequiredText(pattern).may_be_in(PairSet(text));
}

bool finds(std::string_view pattern, std::string_view text) {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()),
                           RE2(re2::StringPiece(pattern.data(), pattern.size())));
}

std::vector<std::string> corpus() {
  std::vector<std::string> texts;
  for (const auto& file : std::filesystem::directory_iterator(std::string(PRESSBOX_SOURCE_DIR) + "/corpus/dev")) {
    if (file.path().extension() != ".txt") continue;
    std::ifstream stream(file.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  return texts;
}

}  // namespace

TEST_CASE("the words that a pattern requires", "[required]") {
  const auto words = [](std::string_view pattern) { return RequiredText(pattern).words(); };
  CHECK(words("lead") == Words{"lead"});
  CHECK(words("(?i)^,?\\s*LEAD\\b") == Words{"lead"});
  CHECK(words("half-?time") == Words{"half-time", "halftime"});
  CHECK(words("(?:w[io]n|lost) by") == Words{"lost by", "win by", "won by"});
  CHECK(words("defeat(?:s|ed)?") == Words{"defeat"});
  CHECK(words("(?:on )?penalt(?:y|ies)") == Words{"on penalties", "on penalty", "penalties", "penalty"});
  CHECK(words("(?:\\w+ ){0,3}?(?:on|in) (?:aggregate|total)") ==
        Words{"in aggregate", "in total", "on aggregate", "on total"});
  CHECK(words("agg\\.? of") == Words{"agg of", "agg. of"});
}

TEST_CASE("a pattern that can do without a word requires nothing", "[required]") {
  for (const std::string_view pattern : {"", "a", "(?:lead)?", "lead|", "lead|[a-z]+", "\\d+", "(?:ab)*",
                                         "(?:lead){0,2}", "x?y?", ".", "(?:|ab)", "[^ab]"}) {
    INFO(pattern);
    CHECK(RequiredText(pattern).words().empty());
    CHECK(may_match(pattern, ""));
  }
}

TEST_CASE("what is not understood requires nothing", "[required]") {
  for (const std::string_view pattern : {"(?P<name>lead)", "\\p{Lu}lead", "\\x41lead", "\\Qlead\\E", "[[:alpha:]]lead",
                                         "(lead", "lead)", "[lead", "(?U)lead", "\\"}) {
    INFO(pattern);
    CHECK(RequiredText(pattern).words().empty());
  }
}

TEST_CASE("case and the letters that RE2 folds to ASCII", "[required]") {
  CHECK(may_match("(?i)score", "The SCORE was"));
  CHECK_FALSE(may_match("(?i)score", "The match was"));
  // U+017F and U+212A are s and k for a pattern without case.
  for (const std::string_view text : {"\xC5\xBF"
                                      "core",
                                      "tac\xE2\x84\xAA"
                                      "le"}) {
    for (const std::string_view pattern : {"(?i)score", "(?i)tackle"}) {
      INFO(text << ' ' << pattern);
      CHECK((may_match(pattern, text) || !finds(pattern, text)));
    }
  }
  CHECK(finds("(?i)score",
              "\xC5\xBF"
              "core"));
}

TEST_CASE("no rule's pattern matches what its words rule out", "[required]") {
  const auto lexicon = Lexicon::open(PRESSBOX_BINARY_DIR "/lexicon.bin");
  REQUIRE(lexicon);
  const auto book = RuleBook::build(lexicon.value());
  REQUIRE(book);
  const std::vector<std::string> texts = corpus();
  REQUIRE_FALSE(texts.empty());
  std::mt19937 random(7);
  std::size_t ruled_out = 0;
  std::size_t found = 0;
  std::size_t understood = 0;
  for (const Rule& rule : book.value().rules()) {
    if (rule.pattern.empty()) continue;
    const RequiredText required(rule.pattern);
    understood += required.words().empty() ? 0 : 1;
    const RE2& pattern = book.value().pattern(rule.id);
    const auto check = [&](std::string_view window) {
      const bool matches = RE2::PartialMatch(re2::StringPiece(window.data(), window.size()), pattern);
      const bool may = required.may_be_in(PairSet(window));
      if (matches && !may) FAIL_CHECK(rule.id << " is found in '" << window << "'");
      if (book.value().lazy_pattern(rule.id).matches(window) != matches) FAIL_CHECK(rule.id);
      ruled_out += may ? 0 : 1;
      found += matches ? 1 : 0;
    };
    for (int round = 0; round < 150; ++round) {
      const std::string& text = texts[random() % texts.size()];
      const std::size_t start = random() % text.size();
      std::string window = text.substr(start, random() % 120);
      check(window);
      // Words of the rule itself, in capitals, beside the text.
      if (required.words().empty()) continue;
      std::string word = required.words()[random() % required.words().size()];
      if (random() % 2 == 0) {
        for (char& c : word) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
      }
      check(" " + word + window);
      check(window + " " + word);
      check(window + " " + word + "ed ");
    }
  }
  CHECK(ruled_out > 1000);
  CHECK(found > 1000);
  CHECK(understood > 40);
}

TEST_CASE("the pairs of a text are kept and told apart from those of the next", "[required]") {
  std::string text(300, 'x');
  for (int i = 0; i < 20; ++i) {
    text[static_cast<std::size_t>(i)] = static_cast<char>('a' + i);
    const PairSet fresh(text);
    const PairSet& kept = pairs_of(text);
    for (std::uint16_t bit = 0; bit < PairSet::kBits; ++bit) CHECK(kept.has(bit) == fresh.has(bit));
  }
}

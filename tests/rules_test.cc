#include "extractor/rules/rulebook.h"

#include <array>
#include <string>
#include <string_view>

#include "extractor/rules/word_list.h"
#include "tests/catch.h"
#include "tests/lexicon_folder.h"

namespace pressbox {
namespace {

constexpr const char* kRules =
    "id~pattern~weight~reason\n"
    "score.dash~(\\d+)-(\\d+)~0.9~Two numbers with a dash are a score.\n"
    "attribution.after~~0.25~A cue behind a quotation names its speaker.\n"
    "name.accent~^[A-ZØ]é.$~1~A letter is one character, however many bytes it has.\n";

Lexicon rules() {
  testing::LexiconFolder folder;
  Result<Lexicon> lexicon = folder.file("rules/all.tsv", kRules).compile();
  if (!lexicon) FAIL(lexicon.error().message);
  return std::move(lexicon).value();
}

}  // namespace

TEST_CASE("rules are found by id", "[rules]") {
  const Lexicon lexicon = rules();
  const Result<RuleBook> book = RuleBook::build(lexicon);
  REQUIRE(book.ok());
  REQUIRE(book.value().rules().size() == 3);
  CHECK(book.value().rules().front().id == "attribution.after");
  CHECK(book.value().rule("score.dash").weight == Approx(0.9));
  CHECK(book.value().rule("attribution.after").reason == "A cue behind a quotation names its speaker.");
  CHECK(book.value().pattern("score.dash").matches("won 3-1"));
  CHECK(!book.value().pattern("score.dash").matches("won 3 1"));
}

TEST_CASE("patterns read UTF-8", "[rules]") {
  const Lexicon lexicon = rules();
  const Result<RuleBook> book = RuleBook::build(lexicon);
  REQUIRE(book.ok());
  CHECK(book.value().pattern("name.accent").matches("Øéß"));
  CHECK(!book.value().pattern("name.accent").matches("Øeß"));
  CHECK(!book.value().pattern("name.accent").matches("Øéßß"));
}

TEST_CASE("a rule without a pattern, or no rule, matches nothing", "[rules]") {
  const Lexicon lexicon = rules();
  const Result<RuleBook> book = RuleBook::build(lexicon);
  REQUIRE(book.ok());
  for (const std::string_view id : {"attribution.after", "no.such.rule"}) {
    for (const char* text : {"", "x", "é", "3-1\n"}) CHECK(!book.value().pattern(id).matches(text));
  }
  CHECK(book.value().rule("no.such.rule").weight == 0);
  CHECK(book.value().rule("no.such.rule").id == "");
}

TEST_CASE("a word list holds the words of its rule, as they are spelt", "[rules]") {
  testing::LexiconFolder folder;
  Result<Lexicon> lexicon = folder
                                .file("rules/words.tsv",
                                      "id~pattern~weight~reason\n"
                                      "a.words~Speaking|speaking|T-shirt|,|nõ~1~Words.\n"
                                      "b.words~alone~1~One word.\n")
                                .compile();
  REQUIRE(lexicon.ok());
  const Result<RuleBook> book = RuleBook::build(lexicon.value());
  REQUIRE(book.ok());
  const WordList list(book.value(), "a.words");
  CHECK(list.size() == 5);
  for (const std::string_view word : {"Speaking", "speaking", "T-shirt", ",", "nõ"}) CHECK(list.has(word));
  for (const std::string_view word : {"", "SPEAKING", "speak", "speakings", "|", "no", "t-shirt"})
    CHECK(!list.has(word));
  CHECK(WordList(book.value(), "b.words").has("alone"));
  CHECK(WordList(book.value(), "no.such.rule").size() == 0);
}

TEST_CASE("rules that the code needs and no file has are all named", "[rules]") {
  const Lexicon lexicon = rules();
  constexpr std::array<std::string_view, 4> kNeeded = {"score.dash", "score.zero", "name.accent", "a.first"};
  const Result<RuleBook> book = RuleBook::build(lexicon, kNeeded);
  REQUIRE(!book.ok());
  CHECK(book.error().message ==
        "the lexicon has no rule score.zero, a.first; restore it in lexicons/rules and compile the lexicon again");
  CHECK(RuleBook::build(lexicon, std::array<std::string_view, 1>{"score.dash"}).ok());
}

}  // namespace pressbox

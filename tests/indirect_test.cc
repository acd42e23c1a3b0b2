// Indirect speech: what is reported without marks, by whom, and what only looks like it. The people are invented, and
// what is told of real clubs never happened.
#include "extractor/attribution/indirect.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/output/article_json.h"
#include "tests/catch.h"
#include "tests/extract.h"
#include "tests/json_schema.h"

namespace pressbox::testing {
namespace {

using Reports = std::vector<std::string>;

Extraction read(std::string text, Trace* trace = nullptr) {
  Input input;
  input.id = "test";
  input.source = "test";
  input.text = std::move(text);
  ExtractOptions options;
  options.indirect = true;
  return extractor().extract(std::move(input), trace, options);
}

// Stands before each example: who is who.
constexpr std::string_view kIntro =
    "Exford beat Harwick on Saturday.\n\n"
    "Exford manager Martin Stone and captain Ann Hallam were at the ground.\n\n";

Extraction read_after_intro(std::string_view body) {
  return read(std::string(kIntro) + std::string(body) + "\n");
}

// Each clause of the body as "speaker: clause".
Reports reports(std::string_view body) {
  const Extraction e = read_after_intro(body);
  Reports out;
  for (const Quote& quote : e.article.quotes) {
    if (quote.kind != QuoteKind::indirect) continue;
    out.push_back((quote.speaker ? quote.speaker->name : "?") + ": " + text_of(e, quote.span));
  }
  return out;
}

const Quote& only_report(const Extraction& e) {
  const auto at = std::find_if(e.article.quotes.begin(), e.article.quotes.end(),
                               [](const Quote& quote) { return quote.kind == QuoteKind::indirect; });
  if (at == e.article.quotes.end()) FAIL("nothing is reported in: " << e.source.text());
  return *at;
}

}  // namespace

TEST_CASE("indirect: off unless it is asked for", "[indirect]") {
  const Extraction e = extract(std::string(kIntro) + "Stone said that the club would appeal.\n");
  CHECK(e.article.quotes.empty());
}

TEST_CASE("indirect: a clause with that", "[indirect]") {
  CHECK(reports("Stone said that the club would appeal.") == Reports{"Martin Stone: the club would appeal"});
  CHECK(reports("Hallam admitted that her side were lucky to win.") ==
        Reports{"Ann Hallam: her side were lucky to win"});
}

TEST_CASE("indirect: a clause without that", "[indirect]") {
  CHECK(reports("Stone said the club would appeal.") == Reports{"Martin Stone: the club would appeal"});
  CHECK(reports("Hallam says she is fit to play again.") == Reports{"Ann Hallam: she is fit to play again"});
  CHECK(reports("Stone insists Hallam deserves another season.") ==
        Reports{"Martin Stone: Hallam deserves another season"});
  CHECK(reports("Stone says playing twice a week is a mistake.") ==
        Reports{"Martin Stone: playing twice a week is a mistake"});
  CHECK(reports("Hallam said she’s ready for anything.") == Reports{"Ann Hallam: she’s ready for anything"});
}

TEST_CASE("indirect: time and place stand between the cue and the clause", "[indirect]") {
  CHECK(reports("Stone insisted on Sunday that the club would appeal.") ==
        Reports{"Martin Stone: the club would appeal"});
  CHECK(reports("Stone said last week the club would appeal.") == Reports{"Martin Stone: the club would appeal"});
  CHECK(reports("Hallam said in a statement that the team was calm.") == Reports{"Ann Hallam: the team was calm"});
  CHECK(reports("Hallam said after the match she was calm.") == Reports{"Ann Hallam: she was calm"});
}

TEST_CASE("indirect: whoever is told is the audience", "[indirect]") {
  const Extraction e = read_after_intro("Stone told reporters he was proud of the effort.");
  const Quote& report = only_report(e);
  CHECK(text_of(e, report.span) == "he was proud of the effort");
  REQUIRE(report.audience);
  CHECK(report.audience->name == "reporters");
  CHECK(reports("Stone told BBC Sport on Monday that the club would appeal.") ==
        Reports{"Martin Stone: the club would appeal"});
  CHECK(reports("Stone told Harwick coach Piet Maas that the pitch was too wet.") ==
        Reports{"Martin Stone: the pitch was too wet"});
}

TEST_CASE("indirect: a pronoun told is no part of the clause", "[indirect]") {
  const Extraction e = read_after_intro("Stone promised them the club would appeal.");
  CHECK(text_of(e, only_report(e).span) == "the club would appeal");
  REQUIRE(only_report(e).audience);
  CHECK(only_report(e).audience->name == "them");
}

TEST_CASE("indirect: the clause stands first", "[indirect]") {
  CHECK(reports("The club would appeal, Stone said.") == Reports{"Martin Stone: The club would appeal"});
  CHECK(reports("The club would appeal, said Stone on Monday.") == Reports{"Martin Stone: The club would appeal"});
  CHECK(reports("The ban was a joke, Hallam told reporters.") == Reports{"Ann Hallam: The ban was a joke"});
}

TEST_CASE("indirect: according to", "[indirect]") {
  CHECK(reports("According to Stone, the club would appeal.") == Reports{"Martin Stone: the club would appeal"});
  CHECK(reports("The club would appeal, according to captain Hallam.") == Reports{"Ann Hallam: The club would appeal"});
}

TEST_CASE("indirect: pronouns, descriptions and bodies speak too", "[indirect]") {
  CHECK(reports("Hallam trained on Monday. She said she was fit again.") == Reports{"Ann Hallam: she was fit again"});
  CHECK(reports("The Exford manager said the club would appeal.") == Reports{"Martin Stone: the club would appeal"});
  CHECK(reports("A spokesman for the league said the date would stand.") ==
        Reports{"spokesman for the league: the date would stand"});
  CHECK(reports("Stone and Hallam said they would stay.") == Reports{"Martin Stone and Ann Hallam: they would stay"});
}

TEST_CASE("indirect: the subject stands before an inserted clause", "[indirect]") {
  CHECK(reports("Hallam, who joined from Harwick in May, said she was fit.") == Reports{"Ann Hallam: she was fit"});
  CHECK(reports("Hallam, who said she was fit, trained alone.") == Reports{"Ann Hallam: she was fit"});
}

TEST_CASE("indirect: a second cue of the same subject", "[indirect]") {
  CHECK(reports("Stone said he was calm and added that the club would appeal.") ==
        Reports{"Martin Stone: he was calm", "Martin Stone: the club would appeal"});
  CHECK(reports("Hallam played down her injury and insisted she would start.") ==
        Reports{"Ann Hallam: she would start"});
  CHECK(reports("\"We lost,\" said Stone, adding that the club would appeal.") ==
        Reports{"Martin Stone: the club would appeal"});
}

TEST_CASE("indirect: a phrase under a cue of its own is no part of the clause", "[indirect]") {
  const Extraction e = read_after_intro("Stone said the club would appeal and called the ban \"absurd\".");
  CHECK(text_of(e, only_report(e).span) == "the club would appeal");
  CHECK(only_report(e).parts.empty());
  CHECK(quote_of(e, "absurd").part_of == kNone);
}

TEST_CASE("indirect: a reported question", "[indirect]") {
  CHECK(reports("Stone explained why he had dropped his captain.") ==
        Reports{"Martin Stone: why he had dropped his captain"});
  CHECK(reports("Hallam asked whether the referee had seen it.") ==
        Reports{"Ann Hallam: whether the referee had seen it"});
}

TEST_CASE("indirect: the reporter takes over again", "[indirect]") {
  CHECK(reports("Although Hallam said she was fit, Exford left her out.") == Reports{"Ann Hallam: she was fit"});
  CHECK(reports("Stone said the club would appeal, but Harwick are confident.") ==
        Reports{"Martin Stone: the club would appeal"});
  CHECK(reports("Stone said the club would appeal; the league refused to comment.") ==
        Reports{"Martin Stone: the club would appeal"});
}

TEST_CASE("indirect: a report inside a report", "[indirect]") {
  CHECK(reports("Stone said Hallam had told him she was tired.") ==
        Reports{"Martin Stone: Hallam had told him she was tired", "Ann Hallam: she was tired"});
}

TEST_CASE("indirect: a thing said, told or added is no clause", "[indirect]") {
  for (const char* body :
       {"Stone told the truth.", "Stone said goodbye to the fans.", "The umpire called time.",
        "Exford added a striker who had played for Harwick.", "Hallam claimed a first title while Stone was away.",
        "Stone said as much.", "Hallam said no to the offer that was on the table.", "Stone told his players to run.",
        "Exford announced the signing of a winger.", "Hallam admitted her mistake.", "Stone added two more coaches.",
        "Stone told Hallam a story about the old ground."}) {
    CAPTURE(body);
    CHECK(reports(body) == Reports{});
  }
}

TEST_CASE("indirect: what is not said, or not yet, is not reported", "[indirect]") {
  for (const char* body :
       {"Did Stone say the club would appeal?", "Stone might say the club will appeal.",
        "Stone never said the club would appeal.", "Hallam did not say that she was fit.",
        "Stone refused to say whether he would stay.", "If Stone says the club will appeal, they will.",
        "Hallam was told that she was out.", "It was announced that the club would appeal.",
        "As Stone said, the club would appeal.", "People think the club is rich."}) {
    CAPTURE(body);
    CHECK(reports(body) == Reports{});
  }
}

TEST_CASE("indirect: two phrases between marks in one clause", "[indirect]") {
  const Extraction e = read_after_intro("Stone said it was \"a joke\" and they would \"look at it\".");
  const std::vector<Quote>& quotes = e.article.quotes;
  REQUIRE(quotes.size() == 3);
  CHECK(quotes[0].kind == QuoteKind::indirect);
  CHECK(text_of(e, quotes[0].span) == "it was \"a joke\" and they would \"look at it\"");
  CHECK(quotes[0].parts == std::vector<Index>{1, 2});
  CHECK(quotes[0].utterance == quotes[1].utterance);
  for (const Index i : {1u, 2u}) {
    CHECK(quotes[i].kind == QuoteKind::partial);
    CHECK(quotes[i].part_of == 0);
    REQUIRE(quotes[i].speaker);
    CHECK(quotes[i].speaker->name == "Martin Stone");
  }
}

TEST_CASE("indirect: a phrase whose marks close behind the full stop", "[indirect]") {
  CHECK(reports("Stone said the verdict was \"no surprise.\"") ==
        Reports{"Martin Stone: the verdict was \"no surprise.\""});
}

TEST_CASE("indirect: a quotation of whole sentences ends the clause", "[indirect]") {
  CHECK(reports("Stone said he was calm: \"We have seen worse than this.\"") == Reports{"Martin Stone: he was calm"});
  CHECK(reports("\"I am fit,\" Hallam said.") == Reports{});
}

TEST_CASE("indirect: cue, rule and confidence", "[indirect]") {
  const Extraction e = read_after_intro("Stone believes that the club will appeal.");
  const Quote& report = only_report(e);
  REQUIRE(report.cue);
  CHECK(text_of(e, report.cue->span) == "believes");
  CHECK(report.cue->lemma == "believe");
  CHECK(report.rule == "indirect.that");
  const Extraction said = read_after_intro("Stone says that the club will appeal.");
  CHECK(report.confidence < only_report(said).confidence);
}

TEST_CASE("indirect: an outlet speaks under its name", "[indirect]") {
  CHECK(reports("England will protest to the board, reports the Daily Mail.") ==
        Reports{"Daily Mail: England will protest to the board"});
}

TEST_CASE("indirect: JSON ties the phrase and the clause", "[indirect]") {
  const Extraction e = read_after_intro("Stone said it was \"a joke\" again.");
  std::string json;
  append_article_json(e.article, e.source, {}, json);
  CHECK(SchemaChecker(nlohmann::json::parse(article_json_schema())).check(nlohmann::json::parse(json)) == "");
  CHECK(json.find("\"parts\":[\"q2\"]") != std::string::npos);
  CHECK(json.find("\"part_of\":\"q1\"") != std::string::npos);
  const Extraction without = extract(std::string(kIntro) + "Stone said it was \"a joke\" again.\n");
  std::string plain;
  append_article_json(without.article, without.source, {}, plain);
  CHECK(plain.find("part") == plain.find("partial"));
}

TEST_CASE("indirect: candidates follow their quotation", "[indirect]") {
  Trace trace;
  const Extraction e =
      read(std::string(kIntro) + "Stone said the club would appeal. \"We must,\" said Hallam.\n", &trace);
  REQUIRE(e.article.quotes.size() == 2);
  REQUIRE(!trace.candidates.empty());
  for (const Candidate& candidate : trace.candidates) CHECK(candidate.quote == 1);
}

// ---- properties ------------------------------------------------------------------------------------------------

namespace {

// What must hold of any article: spans slice and nest, links go both ways, and whatever is between marks is as it is
// without indirect speech.
void check_properties(const std::string& text) {
  CAPTURE(text.substr(0, 300));
  const Extraction with = read(text);
  const Extraction without = extract(text);
  const std::vector<Quote>& quotes = with.article.quotes;
  std::vector<const Quote*> marked;
  std::uint32_t at = 0;
  for (Index i = 0; i < quotes.size(); ++i) {
    const Quote& quote = quotes[i];
    REQUIRE(quote.span.start >= at);
    at = quote.span.start;
    REQUIRE(quote.span.end <= with.source.text().size());
    REQUIRE(!quote.span.empty());
    if (quote.kind != QuoteKind::indirect) {
      marked.push_back(&quote);
      REQUIRE(quote.parts.empty());
    } else {
      REQUIRE(quote.speaker);
      REQUIRE(quote.cue);
      REQUIRE(!quote.cue->span.overlaps(quote.span));
      REQUIRE(quote.confidence > 0.0f);
      REQUIRE(quote.confidence <= 1.0f);
      REQUIRE(quote.part_of == kNone);
      for (const Quote& other : quotes) {
        const bool nests = !other.span.overlaps(quote.span) || quote.span.contains(other.span) ||
                           (other.kind == QuoteKind::indirect && other.span.contains(quote.span));
        REQUIRE(nests);
        if (other.kind == QuoteKind::direct) REQUIRE(!other.span.overlaps(quote.span));
      }
    }
    if (quote.part_of != kNone) {
      REQUIRE(quote.part_of < i);
      const Quote& clause = quotes[quote.part_of];
      REQUIRE(clause.kind == QuoteKind::indirect);
      REQUIRE(clause.span.contains(quote.span));
      REQUIRE(std::count(clause.parts.begin(), clause.parts.end(), i) == 1);
    }
    for (const Index part : quote.parts) {
      REQUIRE(part < quotes.size());
      REQUIRE(quotes[part].part_of == i);
    }
  }
  REQUIRE(marked.size() == without.article.quotes.size());
  for (std::size_t i = 0; i < marked.size(); ++i) {
    const Quote& plain = without.article.quotes[i];
    REQUIRE(marked[i]->span == plain.span);
    REQUIRE(marked[i]->kind == plain.kind);
    REQUIRE(marked[i]->utterance == plain.utterance);
    REQUIRE(marked[i]->rule == plain.rule);
    REQUIRE(marked[i]->speaker.has_value() == plain.speaker.has_value());
    REQUIRE((!plain.speaker || marked[i]->speaker->name == plain.speaker->name));
    REQUIRE(plain.part_of == kNone);
  }
}

}  // namespace

TEST_CASE("indirect: spans nest and links go both ways in the corpus", "[indirect]") {
  namespace fs = std::filesystem;
  int articles = 0;
  for (const char* part : {"train", "dev"}) {
    for (const auto& file : fs::directory_iterator(fs::path(PRESSBOX_SOURCE_DIR) / "corpus" / part)) {
      if (file.path().extension() != ".txt") continue;
      std::stringstream text;
      text << std::ifstream(file.path(), std::ios::binary).rdbuf();
      check_properties(text.str());
      ++articles;
    }
  }
  CHECK(articles > 10);
}

TEST_CASE("indirect: a long text without stops takes no longer than another", "[indirect]") {
  for (const char* piece :
       {"Martin Stone said he was fit and ", "said that ", "Stone said, ", "it was \"so\", said Stone, "}) {
    std::string text(kIntro);
    for (int i = 0; i < 30000; ++i) text += piece;
    const auto start = std::chrono::steady_clock::now();
    const Extraction e = read(text);
    CHECK(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() < 20);
    CHECK(e.article.people.size() >= 1);
  }
}

TEST_CASE("indirect: spans nest and links go both ways in shuffled text", "[indirect]") {
  static constexpr const char* kPieces[] = {"Martin Stone",
                                            " said",
                                            " that",
                                            " the club",
                                            " would appeal",
                                            ", said Ann Hallam",
                                            "\"a joke\"",
                                            " \"We lost,\"",
                                            " and added",
                                            ". ",
                                            ", adding",
                                            " he was",
                                            " according to",
                                            " she",
                                            " told",
                                            " reporters",
                                            "\n\n",
                                            "; ",
                                            " - ",
                                            " who",
                                            " if",
                                            " \"",
                                            ", ",
                                            " insisted",
                                            " \xE2\x80\x9C",
                                            "\xE2\x80\x9D ",
                                            "?",
                                            " but",
                                            " 'ready'",
                                            " (",
                                            ")",
                                            " on Sunday",
                                            " It",
                                            " was",
                                            "'s"};
  std::mt19937 random(7);  // NOLINT(cert-msc32-c): the same texts every time
  std::uniform_int_distribution<std::size_t> piece(0, std::size(kPieces) - 1);
  std::uniform_int_distribution<int> length(5, 60);
  for (int round = 0; round < 400; ++round) {
    std::string text(kIntro);
    for (int n = length(random); n > 0; --n) text += kPieces[piece(random)];
    check_properties(text);
  }
}

}  // namespace pressbox::testing

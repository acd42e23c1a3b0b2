// Quotation: what stands between marks, which stretches are one speech, and which are nobody's words.
#include "extractor/quotation/quotation.h"

#include <chrono>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/document.h"
#include "tests/catch.h"
#include "tests/extract.h"

namespace pressbox::testing {
namespace {

using Texts = std::vector<std::string>;

// Stands before each example: a headline and a paragraph without a mark.
constexpr std::string_view kIntro =
    "Rovers edge Town in the rain\n\n"
    "Lars Tolland scored twice on Saturday as Harwick Rovers beat Pelsham Town by two goals to one in a match that the "
    "weather nearly stopped.\n\n";

Extraction read(std::string_view body) {
  return extract(std::string(kIntro) + std::string(body));
}

Texts texts(std::string_view body) {
  return quote_texts(read(body));
}

// Every quotation as "kind: words".
Texts kinds(std::string_view body) {
  const Extraction e = read(body);
  Texts out;
  for (const Quote& quote : e.article.quotes) {
    out.push_back(std::string(quote_kind_name(quote.kind)) + ": " + text_of(e, quote.span));
  }
  return out;
}

Texts nested(std::string_view body) {
  const Extraction e = read(body);
  Texts out;
  for (const Quote& quote : e.article.quotes) {
    for (const Span inner : quote.nested) out.push_back(text_of(e, inner));
  }
  return out;
}

// The number of the speech that each stretch belongs to, counted from 0 in order.
std::vector<Index> speeches(const Extraction& e) {
  std::vector<Index> out;
  for (const Quote& quote : e.article.quotes) out.push_back(quote.utterance);
  return out;
}

bool has_diagnostic(const Extraction& e, std::string_view code) {
  for (const Diagnostic& d : e.article.diagnostics) {
    if (d.code == code) return true;
  }
  return false;
}

// ---- marks and pairing -----------------------------------------------------------------------------------------

TEST_CASE("quotation: marks of different kinds pair by the way they point", "[quotation]") {
  const Extraction e = read("“We never got going,\" said Ola Brandt. \"It was a long way to come for nothing.”");
  CHECK(quote_texts(e) == Texts{"We never got going,", "It was a long way to come for nothing."});
  CHECK(speaker_of(e, "We never") == "Ola Brandt");
  CHECK(speaker_of(e, "It was") == "Ola Brandt");
}

TEST_CASE("quotation: a speech goes on in the next paragraph behind a mark of its own", "[quotation]") {
  const Extraction e = read(
      "Coach Ola Brandt said: “We lost our shape after the break.\n\n"
      "“Then they scored, and nobody wanted the ball.”\n\n"
      "The next match is on Tuesday.");
  CHECK(quote_texts(e) == Texts{"We lost our shape after the break.", "Then they scored, and nobody wanted the ball."});
  CHECK(speeches(e) == std::vector<Index>{0, 0});
  CHECK(speaker_of(e, "Then they") == "Ola Brandt");
  CHECK_FALSE(has_diagnostic(e, "unclosed-mark"));
}

TEST_CASE("quotation: the same speech with its paragraph breaks lost", "[quotation]") {
  const Extraction e = read(
      "Rovers boss Ola Brandt said: \"We started brightly. \"We then forgot how to pass. \"That cost us in the end.\" "
      "Tolland was booked late on.");
  CHECK(quote_texts(e) == Texts{"We started brightly.", "We then forgot how to pass.", "That cost us in the end."});
  CHECK(speeches(e) == std::vector<Index>{0, 0, 0});
  CHECK(speaker_of(e, "That cost") == "Ola Brandt");
}

TEST_CASE("quotation: a split speech that goes on in the next paragraph", "[quotation]") {
  const Extraction e =
      read("“What a night for this town,” said Ola Brandt. “The lads dug in for each other.\n\n“Now we rest.”");
  CHECK(quote_texts(e) == Texts{"What a night for this town,", "The lads dug in for each other.", "Now we rest."});
  CHECK(speeches(e) == std::vector<Index>{0, 0, 0});
  CHECK(speaker_of(e, "Now we") == "Ola Brandt");
}

TEST_CASE("quotation: the last paragraph of a speech is never closed", "[quotation]") {
  const Extraction e = read(
      "“What a night for this town,” said Ola Brandt.\n\n"
      "“The lads dug in for each other and I love them.\n\n"
      "“Now we rest and then we go again");
  CHECK(quote_texts(e) == Texts{"What a night for this town,", "The lads dug in for each other and I love them.",
                                "Now we rest and then we go again"});
  CHECK(speaker_of(e, "Now we") == "Ola Brandt");
  CHECK(has_diagnostic(e, "unclosed-mark"));
}

TEST_CASE("quotation: a quotation that no mark opened begins with its paragraph", "[quotation]") {
  const Extraction e = read("We gave them everything we had,\" said Ola Brandt.");
  CHECK(quote_texts(e) == Texts{"We gave them everything we had,"});
  CHECK(speaker_of(e, "We gave") == "Ola Brandt");
  CHECK(has_diagnostic(e, "missing-opening-mark"));
  // Not so for a closing mark that nobody's words stand before.
  CHECK(texts("The winger is 6ft 2in\" tall and quick.").empty());
}

TEST_CASE("quotation: a quotation that no mark closed ends before its cue", "[quotation]") {
  const Extraction last = read("\"We gave them everything we had, said Ola Brandt. The crowd had left by then.");
  CHECK(quote_texts(last) == Texts{"We gave them everything we had,"});
  CHECK(speaker_of(last, "We gave") == "Ola Brandt");
  CHECK(has_diagnostic(last, "unclosed-mark"));
  const Extraction first = read("\"We gave them everything we had, said Ola Brandt. \"It was not enough,\" he added.");
  CHECK(quote_texts(first) == Texts{"We gave them everything we had,", "It was not enough,"});
  CHECK(speaker_of(first, "We gave") == "Ola Brandt");
}

TEST_CASE("quotation: a mark that is missing in one paragraph does not turn the next one inside out", "[quotation]") {
  CHECK(texts("\"We gave them everything.\n\n"
              "Pelsham travel to Orley next week and are without two defenders.\n\n"
              "\"I fancy our chances there,\" said Ola Brandt.") ==
        Texts{"We gave them everything.", "I fancy our chances there,"});
}

TEST_CASE("quotation: doubled marks are one mark and empty ones are none", "[quotation]") {
  CHECK(texts("\"We won.\"\" said Ola Brandt.") == Texts{"We won."});
  CHECK(texts("\"\"We won,\"\" said Ola Brandt. \"It rained.\"") == Texts{"We won,", "It rained."});
  CHECK(texts("The scorer wrote \"\" on the sheet. \"We deserved it,\" said Ola Brandt.") == Texts{"We deserved it,"});
  CHECK(texts("The scorer wrote “” on the sheet. “We deserved it,” said Ola Brandt.") == Texts{"We deserved it,"});
  CHECK(texts("\"\"").empty());
  CHECK(texts("\" \"").empty());
}

TEST_CASE("quotation: single marks inside double ones are a quotation inside", "[quotation]") {
  constexpr std::string_view kBody = "“The gaffer rang and told me, ‘You are starting on Saturday’,” said Ola Brandt.";
  CHECK(texts(kBody) == Texts{"The gaffer rang and told me, ‘You are starting on Saturday’,"});
  CHECK(nested(kBody) == Texts{"You are starting on Saturday"});
}

TEST_CASE("quotation: marks of the same kind inside a quotation", "[quotation]") {
  constexpr std::string_view kBody = "\"The papers called us \"finished\" back in May,\" said Ola Brandt.";
  CHECK(texts(kBody) == Texts{"The papers called us \"finished\" back in May,"});
  CHECK(nested(kBody) == Texts{"finished"});
}

TEST_CASE("quotation: single marks as the main mark", "[quotation]") {
  const Extraction e = read(
      "'It's a big ask but the boys'll cope,' said Ola Brandt.\n\n"
      "'We can't wait for it,' added Brandt. 'The café's terrace was our dressing room.'");
  CHECK(quote_texts(e) == Texts{"It's a big ask but the boys'll cope,", "We can't wait for it,",
                                "The café's terrace was our dressing room."});
  CHECK(kind_of(e, "It's a") == "direct");
  CHECK(speaker_of(e, "It's a") == "Ola Brandt");
  CHECK(speaker_of(e, "We can't") == "Ola Brandt");
  CHECK(texts("‘We were the 1990’s best side,’ said Ola Brandt.") == Texts{"We were the 1990’s best side,"});
}

TEST_CASE("quotation: a plural possessive does not close", "[quotation]") {
  CHECK(texts("‘The players’ effort was superb,’ said Ida Flynn.\n\n‘We couldn’t have asked for more,’ she added.") ==
        Texts{"The players’ effort was superb,", "We couldn’t have asked for more,"});
  CHECK(texts("'The players' effort was superb from start to finish,' said Ola Brandt.") ==
        Texts{"The players' effort was superb from start to finish,"});
  CHECK(texts("The players' effort pleased the fans' groups and both clubs' owners.").empty());
}

TEST_CASE("quotation: an elision at the head of a word opens nothing", "[quotation]") {
  const Extraction e = read(
      "“‘Tis the season for it,” said Ola Brandt. It was like the ’90s, all rock ’n’ roll and a ’keeper in green.");
  CHECK(quote_texts(e) == Texts{"‘Tis the season for it,"});
  CHECK(e.article.quotes[0].nested.empty());
  CHECK(texts("It was like the '90s again, all rock 'n' roll and a 'keeper in green.").empty());
}

TEST_CASE("quotation: feet, inches, minutes and seconds", "[quotation]") {
  CHECK(texts("The 6'4\" centre ran 10.2\" in the heats and played all 90' of the final.").empty());
  CHECK(texts("The 6'4\" centre and the 5'11\" winger were both fit.").empty());
  CHECK(texts("The 6'4\" centre said: \"I am ready for it.\" The 5'11\" winger was not.") ==
        Texts{"I am ready for it."});
  CHECK(texts("“The 6’4” lad is ready,” said Ola Brandt. “The 5′11″ one is not.”") ==
        Texts{"The 6’4” lad is ready,", "The 5′11″ one is not."});
}

TEST_CASE("quotation: backticks and primes", "[quotation]") {
  CHECK(texts("``We go again on Tuesday,'' Ola Brandt said.") == Texts{"We go again on Tuesday,"});
  CHECK(texts("″We go again on Tuesday,″ Ola Brandt said. ″It never ends.″") ==
        Texts{"We go again on Tuesday,", "It never ends."});
}

TEST_CASE("quotation: marks of other languages", "[quotation]") {
  const Extraction french = read("« We knew nothing about them », said Luc Garnier.");
  CHECK(quote_texts(french) == Texts{"We knew nothing about them"});
  CHECK(speaker_of(french, "We knew") == "Luc Garnier");
  CHECK(texts("„We were strong in the air“, said Jonas Brecht. „We always are.“") ==
        Texts{"We were strong in the air", "We always are."});
  CHECK(texts("「We ran and ran」 said coach Ken Mori.") == Texts{"We ran and ran"});
}

TEST_CASE("quotation: marks as entities and as mojibake, and white space inside them", "[quotation]") {
  const Extraction named = read("&ldquo;We don&rsquo;t mind the rain,&rdquo; said Ola Brandt. &quot;We like it.&quot;");
  CHECK(quote_texts(named) == Texts{"We don&rsquo;t mind the rain,", "We like it."});
  CHECK(speaker_of(named, "We don") == "Ola Brandt");
  CHECK(texts("Ola Brandt said: &#8220;We don&#8217;t mind the rain.&#8221; He left at once.") ==
        Texts{"We don&#8217;t mind the rain."});
  CHECK(texts("Harwick & Sons sponsor both clubs; the &amp; in their sign fell off.").empty());
  // UTF-8 that was read as Windows-1252.
  const Extraction twice = read(
      "\u00E2\u20AC\u0153We are over the moon,\u00E2\u20AC\u009D said Ola Brandt. \u00E2\u20AC\u0153It "
      "rained.\u00E2\u20AC\u009D");
  CHECK(quote_texts(twice) == Texts{"We are over the moon,", "It rained."});
  CHECK(speaker_of(twice, "We are") == "Ola Brandt");
  const Extraction spaced = read("“\u00A0We are over the moon.\u00A0” Ola Brandt said so. “ It rained ”, he added.");
  CHECK(quote_texts(spaced) == Texts{"We are over the moon.", "It rained"});
}

TEST_CASE("quotation: no space around the marks", "[quotation]") {
  const Extraction e = read("Ola Brandt said:\"We go again on Tuesday.\"He then left.\"It is a cup tie,\"he added.");
  CHECK(quote_texts(e) == Texts{"We go again on Tuesday.", "It is a cup tie,"});
  CHECK(speaker_of(e, "We go") == "Ola Brandt");
}

TEST_CASE("quotation: the closing mark before or after the punctuation", "[quotation]") {
  for (const std::string_view body :
       {"\"We go again on Tuesday\", Ola Brandt said.", "\"We go again on Tuesday,\" Ola Brandt said."}) {
    const Extraction e = read(body);
    REQUIRE(e.article.quotes.size() == 1);
    CHECK(kind_of(e, "We go again on Tuesday") == "direct");
    CHECK(speaker_of(e, "We go again on Tuesday") == "Ola Brandt");
  }
}

TEST_CASE("quotation: a quotation in a list item", "[quotation]") {
  const Extraction e = read(
      "- Rovers boss Ola Brandt: \"We were flat from the first whistle.\"\n"
      "- Town captain Lee Varga: \"They were there for the taking.\"");
  CHECK(quote_texts(e) == Texts{"We were flat from the first whistle.", "They were there for the taking."});
  CHECK(speaker_of(e, "We were") == "Ola Brandt");
  CHECK(speaker_of(e, "They were") == "Lee Varga");
}

TEST_CASE("quotation: a speech of thirty sentences with cues, names and scores in it", "[quotation]") {
  std::string speech;
  for (int i = 0; i < 10; ++i) {
    speech += "First we passed it well and Tolland was free on the left. ";
    speech += "Then he said that he was tired, so I put Lee Varga on for him. ";
    speech += "It was 3-2 with a minute left and I told them to keep the ball. ";
  }
  speech.pop_back();
  const Extraction e = read("\"" + speech + "\" Ola Brandt said.");
  CHECK(quote_texts(e) == Texts{speech});
  CHECK(speaker_of(e, "First we") == "Ola Brandt");
}

TEST_CASE("quotation: two quotations side by side", "[quotation]") {
  CHECK(texts("\"Brilliant.\" \"Lucky,\" replied Ida Shaw.") == Texts{"Brilliant.", "Lucky,"});
  CHECK(texts("\"We won.\"\"Did we?\" asked Ida Shaw.") == Texts{"We won.", "Did we?"});
  CHECK(texts("“We won.”“Did we?” asked Ida Shaw.") == Texts{"We won.", "Did we?"});
  const Extraction e = read("\"Brilliant,\" said Ola Brandt. \"Lucky,\" replied Ida Shaw.");
  CHECK(speaker_of(e, "Brilliant") == "Ola Brandt");
  CHECK(speaker_of(e, "Lucky") == "Ida Shaw");
  CHECK(speeches(e) == std::vector<Index>{0, 1});
}

// ---- marks that are not speech ---------------------------------------------------------------------------------

TEST_CASE("quotation: scare quotes", "[quotation]") {
  CHECK(kinds("The so-called \"lucky\" loser took the title.") == Texts{"nonspeech: lucky"});
  CHECK(kinds("The \"experts\" had written Harwick off by August.") == Texts{"nonspeech: experts"});
}

TEST_CASE("quotation: a nickname between names does not break the speaker", "[quotation]") {
  CHECK(kinds("Dave \"Sniper\" Cole said he was fit for the derby.") == Texts{"nonspeech: Sniper"});
  const Extraction e = read("\"I am fit again,\" said Dave \"Sniper\" Cole.");
  CHECK(kind_of(e, "Sniper") == "nonspeech");
  CHECK(kind_of(e, "I am fit") == "direct");
  CHECK(speaker_of(e, "I am fit") == "Dave Cole");
}

TEST_CASE("quotation: banners and chants", "[quotation]") {
  CHECK(kinds("A banner behind the goal read \"Thanks, Jo\".") == Texts{"nonspeech: Thanks, Jo"});
  const Extraction e = read("The away fans sang \"One more year\" at the final whistle.");
  CHECK(quote_texts(e) == Texts{"One more year"});
  CHECK(kind_of(e, "One more") != "direct");
}

TEST_CASE("quotation: titles of books, broadcasts and films", "[quotation]") {
  CHECK(kinds("In her book \"Second Wind\" she tells the story.") == Texts{"nonspeech: Second Wind"});
  CHECK(kinds("On the podcast \"Extra Time\" he spoke of his youth.") == Texts{"nonspeech: Extra Time"});
  CHECK(kinds("He starred in the film \"Cut Man\" before he took up boxing.") == Texts{"nonspeech: Cut Man"});
  CHECK(kinds("“We Go Again”, the documentary, is out in June.") == Texts{"nonspeech: We Go Again"});
}

TEST_CASE("quotation: named moves and horses", "[quotation]") {
  CHECK(kinds("They ran the \"Harwick Reverse\" on third down.") == Texts{"nonspeech: Harwick Reverse"});
  CHECK(kinds("\"Red Rumour\" won the 3.15 by a neck.") == Texts{"nonspeech: Red Rumour"});
}

TEST_CASE("quotation: the words of a rule", "[quotation]") {
  CHECK(kinds("The law says the hand must be \"clearly away\" from the body.") == Texts{"nonspeech: clearly away"});
}

TEST_CASE("quotation: definitions and translations", "[quotation]") {
  CHECK(kinds("The teams faced the haka, or \"dance\", in silence.") == Texts{"nonspeech: dance"});
  CHECK(kinds("In her language \"furia\" means fury.") == Texts{"nonspeech: furia"});
}

TEST_CASE("quotation: imagined words are no clause that somebody said", "[quotation]") {
  const Extraction e = read("You could almost hear Tolland think \"not again\".");
  CHECK(quote_texts(e) == Texts{"not again"});
  CHECK(kind_of(e, "not again") != "direct");
}

TEST_CASE("quotation: mottos and slogans", "[quotation]") {
  CHECK(kinds("The new shirt carries the slogan \"Win or learn\" on its collar.") == Texts{"nonspeech: Win or learn"});
}

TEST_CASE("quotation: denied words are kept, with whose they are not", "[quotation]") {
  const Extraction e = read("Tolland denied saying: \"I quit this club for good.\"");
  CHECK(quote_texts(e) == Texts{"I quit this club for good."});
  CHECK(kind_of(e, "I quit") == "direct");
  CHECK(speaker_of(e, "I quit") == "Lars Tolland");
  const Extraction never = read("Tolland never said \"I quit\".");
  CHECK(kinds("Tolland never said \"I quit\".") == Texts{"partial: I quit"});
  CHECK(speaker_of(never, "I quit") == "Lars Tolland");
}

TEST_CASE("quotation: a question about a quotation keeps it", "[quotation]") {
  const Extraction e = read("Did Tolland really say \"I quit\"?");
  CHECK(quote_texts(e) == Texts{"I quit"});
  CHECK(kind_of(e, "I quit") == "partial");
  CHECK(speaker_of(e, "I quit") == "Lars Tolland");
}

// ---- properties ------------------------------------------------------------------------------------------------

const QuotationModel& quotation_model() {
  static const RuleBook kRules = RuleBook::build(extractor().lexicon(), QuotationModel::kRules).value();
  static const QuotationModel kModel{kRules};
  return kModel;
}

// A text on its way to find_stretches, and what that found.
struct Found {
  SourceText source;
  Document document;
  std::vector<Stretch> stretches;
  std::vector<Diagnostic> diagnostics;
  double seconds = 0;  // of find_stretches alone

  explicit Found(std::string text) : source(SourceText::decode(std::move(text))) {
    testing::read_document(source.text(), document);
    const QuotationModel& model = quotation_model();
    const auto start = std::chrono::steady_clock::now();
    find_stretches(document, model, stretches, diagnostics);
    seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  Found(const Found&) = delete;
  Found& operator=(const Found&) = delete;
  [[nodiscard]] std::string text(Span span) const { return std::string(span.of(document.text)); }
};

bool on_boundary(std::string_view text, std::uint32_t offset) {
  return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

// What must hold of the stretches of any text; "" if it does.
std::string broken(const Found& f) {
  const std::string_view text = f.document.text;
  const TokenArray& tokens = f.document.tokens;
  std::uint32_t end = 0;
  for (const Stretch& s : f.stretches) {
    if (s.span.empty() || s.span.end > text.size()) return "an empty stretch, or one outside the text";
    if (!s.outer.contains(s.span)) return "the marks stand inside the words";
    if (s.outer.start < end) return "stretches out of order, or one over another";
    end = s.outer.end;
    if (s.block >= f.document.blocks.size()) return "no such block";
    if (!f.document.blocks[s.block].span.contains(s.outer)) return "a stretch that leaves its block";
    if (!on_boundary(text, s.span.start) || !on_boundary(text, s.span.end)) return "half a code point";
    if (text[s.span.start] == ' ' || text[s.span.end - 1] == ' ') return "white space at an end";
    if (s.first > s.last || s.last > tokens.size()) return "no such tokens";
    for (Index t = s.first; t < s.last; ++t) {
      if (tokens.start[t] >= s.span.end || tokens.end[t] <= s.span.start) return "a token of somewhere else";
    }
    for (const Span inner : s.nested) {
      if (inner.empty() || !s.span.contains(inner)) return "a quotation inside that is not inside";
    }
    for (const Span inner : s.insertions) {
      if (!s.span.contains(inner) || text[inner.start] != '[' || text[inner.end - 1] != ']') return "no insertion";
    }
  }
  if (!f.stretches.empty() && f.stretches.front().continues) return "the first stretch continues another";
  for (const Diagnostic& d : f.diagnostics) {
    if (d.span.empty() || d.span.end > text.size()) return "a diagnostic about nothing";
  }
  return {};
}

TEST_CASE("quotation: any sequence of marks and words gives ordered stretches inside their blocks", "[quotation]") {
  static constexpr std::string_view kPieces[] = {"\"",
                                                 "\"",
                                                 "\"",
                                                 "'",
                                                 "“",
                                                 "”",
                                                 "‘",
                                                 "’",
                                                 "``",
                                                 "''",
                                                 "«",
                                                 "»",
                                                 "„",
                                                 "″",
                                                 "「",
                                                 "」",
                                                 "\u0091",
                                                 "\u0092",
                                                 "\u0093",
                                                 "\u0094",
                                                 "&quot;",
                                                 "&ldquo;",
                                                 "&",
                                                 "\u00E2\u20AC\u0153",
                                                 "\u00E2\u20AC",
                                                 " ",
                                                 " ",
                                                 " ",
                                                 " ",
                                                 "\n",
                                                 "\n\n",
                                                 "\u00A0",
                                                 ".",
                                                 ",",
                                                 "?",
                                                 ":",
                                                 "…",
                                                 "—",
                                                 "-",
                                                 "[",
                                                 "]",
                                                 "(",
                                                 ")",
                                                 "a",
                                                 "s",
                                                 "I",
                                                 "we",
                                                 "you",
                                                 "Tolland",
                                                 "said",
                                                 " said Ola Brandt",
                                                 "é",
                                                 "日本",
                                                 "7",
                                                 "6'4",
                                                 "'90s",
                                                 "n",
                                                 "\x80",
                                                 "\xE2\x80",
                                                 "\r\n",
                                                 "\t"};
  std::mt19937 random(20240817);
  std::uniform_int_distribution<std::size_t> piece(0, std::size(kPieces) - 1);
  std::uniform_int_distribution<int> length(0, 60);
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (int n = length(random); n > 0; --n) text += kPieces[piece(random)];
    const Found f(text);
    const std::string what = broken(f);
    INFO(f.document.text);
    REQUIRE(what == "");
  }
}

TEST_CASE("quotation: whole articles of marks and words come out whole", "[quotation]") {
  static constexpr std::string_view kPieces[] = {
      "\"",         "“",     "”",  "'",  "’", " ", " ", "\n\n", ". ", ", ", "he said", "Lars Tolland", "Harwick Rovers",
      "we won 3-1", "added", ": ", "the"};
  std::mt19937 random(7);
  std::uniform_int_distribution<std::size_t> piece(0, std::size(kPieces) - 1);
  for (int round = 0; round < 1000; ++round) {
    std::string text;
    for (int n = 0; n < 50; ++n) text += kPieces[piece(random)];
    const Extraction e = extract(text);
    const Found f(text);
    REQUIRE(e.article.quotes.size() == f.stretches.size());
    for (std::size_t i = 0; i < f.stretches.size(); ++i) {
      INFO(text);
      CHECK(text_of(e, e.article.quotes[i].span) == f.text(f.stretches[i].span));
    }
  }
}

// The same article with other glyphs: { and } are its double marks, < and > the single ones inside, ^ an apostrophe.
struct Glyphs {
  std::string_view open, close, inner_open, inner_close, apostrophe;
};

std::string rendered(std::string_view article, const Glyphs& glyphs) {
  std::string out;
  for (const char c : article) {
    switch (c) {
      case '{':
        out += glyphs.open;
        break;
      case '}':
        out += glyphs.close;
        break;
      case '<':
        out += glyphs.inner_open;
        break;
      case '>':
        out += glyphs.inner_close;
        break;
      case '^':
        out += glyphs.apostrophe;
        break;
      default:
        out += c;
    }
  }
  return out;
}

// Every stretch by the letters in it, how it stands to the one before, and what is quoted inside it.
Texts shape(std::string_view article, const Glyphs& glyphs) {
  const Found f(rendered(article, glyphs));
  const auto letters = [&](Span span) {
    std::string out = f.text(span);
    for (const std::string_view mark :
         {glyphs.open, glyphs.close, glyphs.inner_open, glyphs.inner_close, glyphs.apostrophe}) {
      for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark)) out.erase(at, mark.size());
    }
    return out;
  };
  Texts out;
  for (const Stretch& s : f.stretches) {
    out.push_back(letters(s.span) + (s.closed ? "|closed" : "|open") + (s.continues ? "|continues" : ""));
    for (const Span inner : s.nested) out.back() += "|" + letters(inner);
  }
  return out;
}

TEST_CASE("quotation: the glyphs of the marks make no difference", "[quotation]") {
  static constexpr Glyphs kStraight{"\"", "\"", "'", "'", "'"};
  static constexpr Glyphs kOthers[] = {
      {"“", "”", "‘", "’", "’"},
      {"\u0093", "\u0094", "\u0091", "\u0092", "\u0092"},
      {"&ldquo;", "&rdquo;", "&lsquo;", "&rsquo;", "&rsquo;"},
      {"\"", "\"", "‘", "’", "'"},
      {"«", "»", "‹", "›", "’"},
      {"\u00E2\u20AC\u0153", "\u00E2\u20AC\u009D", "\u00E2\u20AC\u02DC", "\u00E2\u20AC\u2122", "\u00E2\u20AC\u2122"},
  };
  static constexpr std::string_view kParagraphs[] = {
      "{We had our chances,} said Ola Brandt.",
      "{We had our chances,} said Ola Brandt. {Tolland^s was the best of them.}",
      "Brandt said: {Nobody told me <you are out> and I can^t say why.}",
      "{I think,} Ola Brandt said, {that we deserved it.}",
      "Brandt called it {a shambles} and Varga {the worst day} of the season.",
      "{It rained for an hour. {Then the lights went out. {Then we scored.}",
      "{We go on and we don^t look back.\n\n{Tuesday is a cup tie.}",
      "{We go on and we don^t look back, said Ola Brandt.",
      "We gave them everything,} said Ola Brandt.",
      "{Ready?} asked Ida Shaw. {Never.}",
      "The players^ bus left late and the captain^s bag stayed behind.",
      "Dave {Sniper} Cole, the so-called {fox}, is back.",
      "It ended there ({what a pity}), and the {goal} did not stand.",
      "{They sang <one more year> all night} - that was how Varga put it.",
  };
  std::mt19937 random(99);
  std::uniform_int_distribution<std::size_t> pick(0, std::size(kParagraphs) - 1);
  for (int round = 0; round < 200; ++round) {
    std::string article(kIntro);
    for (int n = 0; n < 5; ++n) article += std::string(kParagraphs[pick(random)]) + "\n\n";
    const Texts straight = shape(article, kStraight);
    for (const Glyphs& glyphs : kOthers) {
      INFO(rendered(article, glyphs));
      CHECK(shape(article, glyphs) == straight);
    }
  }
}

// Seconds that find_stretches may take for a text of some hundred thousand bytes, on a slow machine and with
// sanitizers; time that grows with the square of the text takes many times that.
constexpr double kPatience = 2.0;

std::string repeated(std::string_view piece, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += piece;
  return out;
}

TEST_CASE("quotation: a hundred thousand lone marks take linear time", "[quotation]") {
  for (const std::string_view piece :
       {"\"",  "\" ", "'",   "' ",  "“",   "“ ",  "” ",    "’",      "’ ",  "‘",    "‘ ",     "`",    " \"a",   "a\" ",
        " 'a", "a' ", "“a ", " ‘a", "a’ ", "\"'", "' \" ", "&quot;", "1\"", "[\" ", "\"\n\n", ".\" ", "a. \"b "}) {
    const Found f(repeated(piece, 100000));
    INFO("of: " << piece);
    CHECK(f.seconds < kPatience);
    CHECK(broken(f) == "");
  }
  // One half opens what the other half does not close.
  const Found halves(repeated("‘a ", 100000) + repeated("a.” ", 100000));
  CHECK(halves.seconds < kPatience);
  CHECK(broken(halves) == "");
}

TEST_CASE("quotation: a megabyte of quotations takes linear time", "[quotation]") {
  constexpr std::string_view kTurn = "\"We won it,\" said Ola Brandt. \"You were lucky,\" replied Ida Shaw. ";
  const int turns = static_cast<int>((std::size_t{1} << 20) / kTurn.size());
  const Found f(repeated(kTurn, turns));
  CHECK(f.seconds < kPatience);
  CHECK(broken(f) == "");
  REQUIRE(f.stretches.size() == static_cast<std::size_t>(turns) * 2);
  CHECK(f.text(f.stretches.back().span) == "You were lucky,");
}

TEST_CASE("quotation: two single marks are a double one", "[quotation]") {
  CHECK(
      texts(
          "\u201CWe will look at it,\u2019\u2019 owner Jonas Lurie said. \u2018\u2018There is no rush.\u2019\u2019\n\n"
          "\"It is a long season,\u2019\u2019 Lurie added.\n") ==
      Texts{"We will look at it,", "There is no rush.", "It is a long season,"});
}

TEST_CASE("quotation: a title that ends the sentence takes its stop in", "[quotation]") {
  CHECK(kinds("Norwich City hung a list of rules on the wall, the \"Definite Dozen.\" Nobody has read it since May.\n\n"
              "Petrie spent two winters coaching on \"The Long Summer.\"\n") ==
        Texts{"nonspeech: Definite Dozen.", "nonspeech: The Long Summer."});
}

TEST_CASE("quotation: marks and apostrophes are told apart wherever in a text they fall", "[quotation]") {
  for (std::size_t shift = 0; shift <= 130; ++shift) {
    CAPTURE(shift);
    const std::string before(shift, 'x');
    CHECK(texts(before + " was late. \"I don't know who's to blame, it isn't Ola's fault,\" said Ida Shaw.\n") ==
          Texts{"I don't know who's to blame, it isn't Ola's fault,"});
    CHECK(texts(before + " was late. \u201CI don\u2019t know: it\u2019s late\u201D, said Ida Shaw.\n") ==
          Texts{"I don\u2019t know: it\u2019s late"});
    CHECK(nested(before + " was late. \"They'd told us 'don't run', so we didn't,\" said Ida Shaw.\n") ==
          Texts{"don't run"});
  }
}

TEST_CASE("quotation: a label makes a transcript wherever in a text it stands", "[quotation]") {
  for (std::size_t shift = 0; shift <= 70; ++shift) {
    CAPTURE(shift);
    CHECK(texts(std::string(shift, 'x') +
                " met us at noon, before it rained.\n\nQ: Were you late?\n\nIDA SHAW: We were here at ten.\n\n"
                "Q: And then?\n\nIDA SHAW: Then we waited for the rain.\n") ==
          Texts{"We were here at ten.", "Then we waited for the rain."});
    // Without a Q by labels alone, of which there must be two.
    const std::string before = std::string(shift, 'x') + " met us at noon.\n\n";
    CHECK(texts(before + "MODERATOR: Were you late?\n\nIda Shaw: We were here at ten.\n") ==
          texts("It rained.\n\nMODERATOR: Were you late?\n\nIda Shaw: We were here at ten.\n"));
    CHECK(texts(before + "Gazette: Were you late?\n\nIda Shaw: We were here at ten.\n\nGazette: And then?\n\n"
                         "Ida Shaw: Then we waited.\n") == Texts{"We were here at ten.", "Then we waited."});
  }
}

TEST_CASE("quotation: words that only qualify a noun", "[quotation]") {
  CHECK(kinds("The play-offs feed a craving for \"win or go home\" drama that a league season cannot.\n") ==
        Texts{"nonspeech: win or go home"});
}

}  // namespace
}  // namespace pressbox::testing

// Attribution and coreference: whose words a quotation is, shown on small articles. The people are invented, and what
// is told of real clubs never happened.
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/attribution/scene.h"
#include "extractor/rules/rulebook.h"
#include "tests/catch.h"
#include "tests/extract.h"
#include "tests/lexicon_folder.h"

namespace pressbox {
namespace {

using testing::extract;
using testing::quote_of;

// What is expected of a quotation; what is left out is not looked at. "" stands for nobody and nothing.
struct Said {
  std::optional<std::string_view> by = std::nullopt;
  std::optional<How> how = std::nullopt;
  std::optional<std::string_view> cue = std::nullopt;  // the lemma
  std::optional<std::string_view> to = std::nullopt;   // the audience
};

const std::set<std::string_view>& rule_ids() {
  static const std::set<std::string_view> kIds = [] {
    auto book = RuleBook::build(testing::extractor().lexicon());
    if (!book) FAIL(book.error().message);
    std::set<std::string_view> ids;
    for (const Rule& rule : book.value().rules()) ids.insert(rule.id);
    return ids;
  }();
  return kIds;
}

// Looks at the quotation whose words begin with prefix. Spans of speaker, cue and audience never lie inside it.
void says(const Extraction& extraction, std::string_view prefix, const Said& said) {
  const Quote& quote = quote_of(extraction, prefix);
  INFO("\"" << prefix << "\"");
  if (said.by) {
    CHECK((quote.speaker ? quote.speaker->name : "") == *said.by);
    if (!said.by->empty()) CHECK(quote.kind != QuoteKind::nonspeech);
  }
  if (said.how) CHECK((quote.speaker ? how_name(quote.speaker->how) : "") == how_name(*said.how));
  if (said.cue) CHECK((quote.cue ? quote.cue->lemma : "") == *said.cue);
  if (said.to) CHECK((quote.audience ? quote.audience->name : "") == *said.to);
  CHECK(quote.confidence > 0.0f);
  CHECK(quote.confidence <= 1.0f);
  CHECK(rule_ids().count(quote.rule) == 1);
  const auto outside = [&](Span span) { return span.end <= quote.span.start || span.start >= quote.span.end; };
  if (quote.speaker) CHECK(outside(quote.speaker->span));
  if (quote.cue) CHECK(outside(quote.cue->span));
  if (quote.audience) CHECK(outside(quote.audience->span));
}

bool one_speech(const Extraction& extraction, std::string_view a, std::string_view b) {
  return quote_of(extraction, a).utterance == quote_of(extraction, b).utterance;
}

}  // namespace

TEST_CASE("attribution: a cue before its subject", "[attribution]") {
  const Extraction article = extract(
      "Petrie double settles derby\n\n"
      "Alan Petrie scored twice as Norwich City beat Ipswich Town 2-0 on Saturday.\n\n"
      "\"We have waited eleven months for a night like that,\" said Petrie.\n");
  says(article, "We have waited eleven months", {.by = "Alan Petrie", .how = How::name, .cue = "say", .to = ""});
}

TEST_CASE("attribution: a cue before a full name with its role", "[attribution]") {
  const Extraction article = extract(
      "Norwich keep faith with Tolland\n\n"
      "\"He will be here in August and so will I,\" insisted Norwich City chairman Gregor Tolland.\n\n"
      "\"Everything else is paper talk,\" said the club's head coach, Ines Marlow.\n");
  says(article, "He will be here in August", {.by = "Gregor Tolland", .how = How::name, .cue = "insist", .to = ""});
  says(article, "Everything else is paper talk", {.by = "Ines Marlow", .cue = "say", .to = ""});
  CHECK(!one_speech(article, "He will be here in August", "Everything else is paper talk"));
}

TEST_CASE("attribution: a subject before its cue", "[attribution]") {
  const Extraction article = extract(
      "Grimsby Town goalkeeper Ruth Ansell saved two penalties on Friday.\n\n"
      "\"You pick a side and you trust it,\" Ansell said.\n\n"
      "\"Nobody in that dressing room has slept,\" the goalkeeper admitted.\n");
  says(article, "You pick a side", {.by = "Ruth Ansell", .how = How::name, .cue = "say", .to = ""});
  says(article, "Nobody in that dressing room", {.by = "Ruth Ansell", .how = How::nominal, .cue = "admit", .to = ""});
  CHECK(!one_speech(article, "You pick a side", "Nobody in that dressing room"));
}

TEST_CASE("attribution: a cue before the words, with a comma, a colon or nothing", "[attribution]") {
  const Extraction article = extract(
      "Head coach Ivor Lunn was in no mood to hide.\n\n"
      "Lunn said, \"The fitness is not there yet.\"\n\n"
      "Lunn warned: \"There will be changes on Tuesday.\"\n\n"
      "Lunn insisted \"the door is not closed\" for the two trialists.\n");
  says(article, "The fitness is not there", {.by = "Ivor Lunn", .how = How::name, .cue = "say", .to = ""});
  says(article, "There will be changes", {.by = "Ivor Lunn", .how = How::name, .cue = "warn", .to = ""});
  says(article, "the door is not closed", {.by = "Ivor Lunn", .how = How::name, .cue = "insist", .to = ""});
  CHECK(!one_speech(article, "The fitness is not there", "There will be changes"));
  CHECK(!one_speech(article, "There will be changes", "the door is not closed"));
}

TEST_CASE("attribution: a speech split inside a clause is one utterance", "[attribution]") {
  const Extraction article = extract(
      "\"I believe,\" said winger Dario Kemp, \"that the second goal broke them.\"\n\n"
      "\"The plan,\" Kemp added, \"was never to sit back.\"\n");
  says(article, "I believe", {.by = "Dario Kemp", .how = How::name, .cue = "say", .to = ""});
  says(article, "that the second goal", {.by = "Dario Kemp", .how = How::continued, .to = ""});
  says(article, "The plan", {.by = "Dario Kemp", .how = How::name, .cue = "add", .to = ""});
  says(article, "was never to sit back", {.by = "Dario Kemp", .how = How::continued, .to = ""});
  CHECK(one_speech(article, "I believe", "that the second goal"));
  CHECK(!one_speech(article, "that the second goal", "The plan"));
  CHECK(one_speech(article, "The plan", "was never to sit back"));
}

TEST_CASE("attribution: a speech split at a sentence end goes on", "[attribution]") {
  const Extraction article = extract(
      "Late Marsh try breaks Bath\n\n"
      "\"It was there to be kicked,\" said fly-half Ewan Marsh. \"My left foot did the rest. I could hear the "
      "bench before it crossed the bar.\"\n\n"
      "Bath have now lost three in a row.\n");
  says(article, "It was there to be kicked", {.by = "Ewan Marsh", .how = How::name, .cue = "say", .to = ""});
  says(article, "My left foot did the rest", {.by = "Ewan Marsh", .how = How::continued, .cue = "", .to = ""});
  CHECK(one_speech(article, "It was there to be kicked", "My left foot did the rest"));
}

TEST_CASE("attribution: a name and a colon", "[attribution]") {
  const Extraction article = extract(
      "Reaction from the mixed zone\n\n"
      "Petra Lindqvist: \"I never saw the flag.\"\n\n"
      "Marco Dell: \"She must have, it was right in front of her.\"\n");
  says(article, "I never saw the flag", {.by = "Petra Lindqvist", .how = How::colon, .cue = "", .to = ""});
  says(article, "She must have", {.by = "Marco Dell", .how = How::colon, .cue = "", .to = ""});
  CHECK(!one_speech(article, "I never saw the flag", "She must have"));
}

TEST_CASE("attribution: a role line and a colon, bulleted", "[attribution]") {
  const Extraction article = extract(
      "Hearts 1-1 Motherwell: what they said\n\n"
      "- Hearts manager Colin Raeburn: \"A point is the least we earned.\"\n\n"
      "- Motherwell captain Steven Ure: \"We will take it and go home.\"\n");
  says(article, "A point is the least", {.by = "Colin Raeburn", .how = How::colon, .cue = "", .to = ""});
  says(article, "We will take it and go home", {.by = "Steven Ure", .how = How::colon, .cue = "", .to = ""});
  CHECK(!one_speech(article, "A point is the least", "We will take it and go home"));
}

TEST_CASE("attribution: a transcript without marks", "[attribution]") {
  const Extraction article = extract(
      "Five minutes with Hanna Brodie\n\n"
      "Q: Is the knee holding up?\n\n"
      "BRODIE: It is, touch wood. I trained for the whole of last week.\n\n"
      "Q: And the captaincy?\n\n"
      "BRODIE: That is for the coach to say.\n");
  says(article, "It is, touch wood", {.by = "Hanna Brodie", .how = How::colon, .to = ""});
  says(article, "That is for the coach", {.by = "Hanna Brodie", .how = How::colon, .to = ""});
}

TEST_CASE("attribution: told a person, who does not speak", "[attribution]") {
  const Extraction article = extract(
      "Wigan Warriors coach Rob Haddow took prop Luke Fairley aside at the interval.\n\n"
      "Haddow told Fairley: \"You carry it or you come off.\"\n");
  says(article, "You carry it", {.by = "Rob Haddow", .how = How::name, .cue = "tell", .to = "Luke Fairley"});
}

TEST_CASE("attribution: told his players", "[attribution]") {
  const Extraction article = extract(
      "The turning point came in the dressing room, where manager Della Quayle told her players: \"Show me the "
      "side that beat Leeds.\"\n");
  says(article, "Show me the side", {.by = "Della Quayle", .how = How::name, .cue = "tell", .to = "her players"});
}

TEST_CASE("attribution: asked whether", "[attribution]") {
  const Extraction article = extract(
      "Asked if he would be ready for Sunday, Kallum Drew said: \"I would play tonight if they let me.\"\n\n"
      "Asked about the red card, Drew shrugged: \"I have seen them given.\"\n");
  says(article, "I would play tonight", {.by = "Kallum Drew", .how = How::name, .cue = "say", .to = ""});
  says(article, "I have seen them given", {.by = "Kallum Drew", .how = How::name, .cue = "shrug", .to = ""});
  CHECK(!one_speech(article, "I would play tonight", "I have seen them given"));
}

TEST_CASE("attribution: a participle behind another clause", "[attribution]") {
  const Extraction article = extract(
      "Coach Amara Dunne praised the travelling support, adding: \"They never stopped, even at 3-0.\"\n\n"
      "Dunne defended her selection, saying \"form is form\" and little else.\n");
  says(article, "They never stopped", {.by = "Amara Dunne", .how = How::name, .cue = "add", .to = ""});
  says(article, "form is form", {.by = "Amara Dunne", .how = How::name, .cue = "say", .to = ""});
  CHECK(!one_speech(article, "They never stopped", "form is form"));
}

TEST_CASE("attribution: cues of several words", "[attribution]") {
  const Extraction article = extract(
      "Leeds United manager Iestyn Poole went on to say: \"Nobody is bigger than the badge.\"\n\n"
      "Striker Danny Orme was quoted as saying: \"I signed for two years and I meant it.\"\n\n"
      "Defender Kofi Bright took to Instagram to write: \"Gutted, but we go again.\"\n\n"
      "Goalkeeper Sam Eades had this to say: \"Wet ball, bad bounce, my fault.\"\n");
  says(article, "Nobody is bigger", {.by = "Iestyn Poole", .how = How::name, .cue = "go on to say", .to = ""});
  says(article, "I signed for two years", {.by = "Danny Orme", .how = How::name, .cue = "quoted as saying", .to = ""});
  says(article, "Gutted, but we go again", {.by = "Kofi Bright", .how = How::name, .to = ""});
  says(article, "Wet ball, bad bounce", {.by = "Sam Eades", .how = How::name, .to = ""});
  CHECK(!one_speech(article, "Nobody is bigger", "I signed for two years"));
  CHECK(!one_speech(article, "I signed for two years", "Gutted, but we go again"));
  CHECK(!one_speech(article, "Gutted, but we go again", "Wet ball, bad bounce"));
}

TEST_CASE("attribution: verbs of the long tail", "[attribution]") {
  const Extraction article = extract(
      "\"Dreadful from start to finish,\" fumed Rangers boss Hugh Gilmour.\n\n"
      "\"I owe him a drink,\" joked midfielder Stan Weir.\n\n"
      "\"That is the best I have ever run,\" beamed Lily Abara.\n\n"
      "\"We got what we deserved,\" lamented captain Owen Thrale.\n\n"
      "\"They will have to carry me out,\" vowed Piet Maas.\n\n"
      "\"Maybe it hit a rabbit,\" quipped greenkeeper Des Foley.\n");
  says(article, "Dreadful from start", {.by = "Hugh Gilmour", .how = How::name, .cue = "fume", .to = ""});
  says(article, "I owe him a drink", {.by = "Stan Weir", .how = How::name, .cue = "joke", .to = ""});
  says(article, "That is the best", {.by = "Lily Abara", .how = How::name, .cue = "beam", .to = ""});
  says(article, "We got what we deserved", {.by = "Owen Thrale", .how = How::name, .cue = "lament", .to = ""});
  says(article, "They will have to carry me", {.by = "Piet Maas", .how = How::name, .cue = "vow", .to = ""});
  says(article, "Maybe it hit a rabbit", {.by = "Des Foley", .how = How::name, .cue = "quip", .to = ""});
  CHECK(!one_speech(article, "Dreadful from start", "I owe him a drink"));
  CHECK(!one_speech(article, "I owe him a drink", "That is the best"));
  CHECK(!one_speech(article, "That is the best", "We got what we deserved"));
  CHECK(!one_speech(article, "We got what we deserved", "They will have to carry me"));
  CHECK(!one_speech(article, "They will have to carry me", "Maybe it hit a rabbit"));
}

TEST_CASE("attribution: adjectives as cues", "[attribution]") {
  const Extraction article = extract(
      "Pole-vaulter Mats Oyen was adamant: \"The bar was never touched.\"\n\n"
      "Coach Fritz Adler was blunt: \"That is not good enough.\"\n");
  says(article, "The bar was never touched", {.by = "Mats Oyen", .how = How::name, .cue = "be adamant", .to = ""});
  says(article, "That is not good enough", {.by = "Fritz Adler", .how = How::name, .cue = "blunt", .to = ""});
}

TEST_CASE("attribution: according to", "[attribution]") {
  const Extraction article = extract(
      "The finish was \"a lottery\", according to Stuart Menzel, who came second.\n\n"
      "According to coach Bea Norland, the pitch was \"a cabbage patch\".\n");
  says(article, "a lottery", {.by = "Stuart Menzel", .how = How::name, .cue = "according to", .to = ""});
  says(article, "a cabbage patch", {.by = "Bea Norland", .how = How::name, .cue = "according to", .to = ""});
}

TEST_CASE("attribution: a name signed below its words", "[attribution]") {
  const Extraction article = extract("\"Nobody gave us a prayer in August.\" - Kit Harker, Exeter City captain\n");
  says(article, "Nobody gave us a prayer", {.by = "Kit Harker", .cue = "", .to = ""});
}

TEST_CASE("attribution: a source line before a new paragraph", "[attribution]") {
  const Extraction article = extract(
      "The club thanked those who had sent messages. And from chair Moira Keating:\n\n"
      "\"The response has been overwhelming, and we will not forget it.\"\n");
  says(article, "The response has been overwhelming", {.by = "Moira Keating", .cue = "", .to = ""});
}

TEST_CASE("attribution: time, place and a score between cue and words", "[attribution]") {
  const Extraction article = extract(
      "Burnley manager Ade Collis said on Sunday after the 2-1 win at Elland Road: \"That was our worst half of "
      "the year.\"\n\n"
      "\"I will sleep tonight,\" he said with a grin.\n");
  says(article, "That was our worst half", {.by = "Ade Collis", .how = How::name, .cue = "say", .to = ""});
  says(article, "I will sleep tonight", {.by = "Ade Collis", .how = How::pronoun, .cue = "say", .to = ""});
  CHECK(!one_speech(article, "That was our worst half", "I will sleep tonight"));
}

TEST_CASE("attribution: a relative clause between subject and cue", "[attribution]") {
  const Extraction article = extract(
      "Sunderland have made Jonas Wiel their first signing of the summer.\n\n"
      "\"I want to play every week,\" the 27-year-old, who joined from Ajax and has twelve caps, said.\n");
  says(article, "I want to play every week", {.by = "Jonas Wiel", .how = How::nominal, .cue = "say", .to = ""});
}

TEST_CASE("attribution: hearsay", "[attribution]") {
  const Extraction article = extract("Neil Strand is said to be \"furious\" at the fine.\n");
  says(article, "furious", {.to = ""});
}

TEST_CASE("attribution: a cue inside another quotation", "[attribution]") {
  const Extraction article = extract("\"Dad said, 'Hit it,' so I hit it,\" recalled Callum Fyfe.\n");
  says(article, "Dad said", {.by = "Callum Fyfe", .how = How::name, .cue = "recall", .to = ""});
}

TEST_CASE("attribution: no cue: who the sentence before is about", "[attribution]") {
  const Extraction article =
      extract("Hull FC full-back Aaron Sykes was inconsolable at the whistle. \"I let everyone down.\"\n");
  says(article, "I let everyone down", {.by = "Aaron Sykes", .cue = "", .to = ""});
}

TEST_CASE("attribution: a paragraph that is only a quotation", "[attribution]") {
  const Extraction article = extract(
      "Norwich win it late\n\n"
      "Midfielder Tola Adeyemi hit the winner from thirty yards.\n\n"
      "\"I closed my eyes and swung at it.\"\n\n"
      "Norwich climb to fourth.\n");
  says(article, "I closed my eyes", {.by = "Tola Adeyemi", .cue = "", .to = ""});
}

TEST_CASE("attribution: an exchange", "[attribution]") {
  const Extraction article = extract(
      "Coach Victor Hale found his striker, Ben Tully, in the corridor.\n\n"
      "\"Tired?\" asked Hale.\n\n"
      "\"Never,\" replied Tully.\n\n"
      "\"Liar,\" he laughed.\n");
  says(article, "Tired?", {.by = "Victor Hale", .how = How::name, .cue = "ask", .to = ""});
  says(article, "Never", {.by = "Ben Tully", .how = How::name, .cue = "reply", .to = ""});
  CHECK(!one_speech(article, "Tired?", "Never"));
}

TEST_CASE("attribution: statements and posts", "[attribution]") {
  const Extraction article = extract(
      "A statement read: \"The player will serve the ban in full.\"\n\n"
      "\"We regret the delay,\" Leicester City said in a statement.\n\n"
      "Winger Joao Pinhal wrote on X: \"Thank you for everything, Leicester.\"\n\n"
      "\"Supporters will be refunded,\" a club statement said.\n");
  says(article, "The player will serve", {.by = "statement", .cue = "read", .to = ""});
  says(article, "We regret the delay",
       {.by = "Leicester City", .how = How::name, .cue = "say in a statement", .to = ""});
  says(article, "Thank you for everything", {.by = "Joao Pinhal", .how = How::name, .cue = "write on x", .to = ""});
  says(article, "Supporters will be refunded", {.by = "club statement", .cue = "say", .to = ""});
  CHECK(!one_speech(article, "The player will serve", "We regret the delay"));
  CHECK(!one_speech(article, "We regret the delay", "Thank you for everything"));
  CHECK(!one_speech(article, "Thank you for everything", "Supporters will be refunded"));
}

TEST_CASE("attribution: question and exclamation marks and dashes before the cue", "[attribution]") {
  const Extraction article = extract(
      "\"Are we in the final or not?\" asked captain Gus Lorimer.\n\n"
      "\"What a way to finish!\" Lorimer shouted.\n\n"
      "\"I just -\" Lorimer began.\n");
  says(article, "Are we in the final", {.by = "Gus Lorimer", .how = How::name, .cue = "ask", .to = ""});
  says(article, "What a way to finish", {.by = "Gus Lorimer", .how = How::name, .cue = "shout", .to = ""});
  says(article, "I just", {.by = "Gus Lorimer", .how = How::name, .cue = "begin", .to = ""});
  CHECK(!one_speech(article, "Are we in the final", "What a way to finish"));
  CHECK(!one_speech(article, "What a way to finish", "I just"));
}

TEST_CASE("attribution: one cue for the words on both sides, and not for the next paragraph", "[attribution]") {
  const Extraction article = extract(
      "Two coaches saw the same match.\n\n"
      "\"Good,\" said Stirling coach Rory Innes. \"Great, even.\"\n\n"
      "\"Not from where I stood,\" said his opposite number, Paul Guthrie.\n");
  says(article, "Good,", {.by = "Rory Innes", .how = How::name, .cue = "say", .to = ""});
  says(article, "Great, even", {.by = "Rory Innes", .how = How::continued, .cue = "", .to = ""});
  says(article, "Not from where I stood", {.by = "Paul Guthrie", .cue = "say", .to = ""});
  CHECK(one_speech(article, "Good,", "Great, even"));
  CHECK(!one_speech(article, "Great, even", "Not from where I stood"));
}

TEST_CASE("attribution: a full name, then a surname", "[attribution]") {
  const Extraction article = extract(
      "Hull City 1-0 Preston\n\n"
      "Matty Corr headed the only goal after an hour.\n\n"
      "\"I could not miss from there,\" Corr said.\n");
  says(article, "I could not miss", {.by = "Matty Corr", .how = How::name, .cue = "say", .to = ""});
}

TEST_CASE("attribution: titles, roles, clubs and numbers before a name", "[attribution]") {
  const Extraction article = extract(
      "\"The game owes him plenty,\" said Sir Barney Locke.\n\n"
      "\"We know what is coming,\" said Scotland captain Finn Mather.\n\n"
      "\"It was a coin toss,\" said Toronto Raptors guard Deshawn Pell.\n\n"
      "\"The wind did that,\" said world number eight Katya Orlova.\n");
  says(article, "The game owes him", {.by = "Barney Locke", .how = How::name, .cue = "say", .to = ""});
  says(article, "We know what is coming", {.by = "Finn Mather", .how = How::name, .cue = "say", .to = ""});
  says(article, "It was a coin toss", {.by = "Deshawn Pell", .how = How::name, .cue = "say", .to = ""});
  says(article, "The wind did that", {.by = "Katya Orlova", .how = How::name, .cue = "say", .to = ""});
  CHECK(!one_speech(article, "The game owes him", "We know what is coming"));
  CHECK(!one_speech(article, "We know what is coming", "It was a coin toss"));
  CHECK(!one_speech(article, "It was a coin toss", "The wind did that"));
}

TEST_CASE("attribution: an age and an apposition between the name and the cue", "[attribution]") {
  const Extraction article = extract(
      "\"I still hear the anthem,\" Gary Tolhurst, 34, the former Ajax winger, said.\n\n"
      "\"We bought well,\" said Ulla Brandt, the Bayern Munich sporting director.\n\n"
      "\"My ankle is fine,\" Jude Farrow, 22, told Sky Sports.\n");
  says(article, "I still hear the anthem", {.by = "Gary Tolhurst", .how = How::name, .cue = "say", .to = ""});
  says(article, "We bought well", {.by = "Ulla Brandt", .how = How::name, .cue = "say", .to = ""});
  says(article, "My ankle is fine", {.by = "Jude Farrow", .how = How::name, .cue = "tell", .to = "Sky Sports"});
  CHECK(!one_speech(article, "I still hear the anthem", "We bought well"));
  CHECK(!one_speech(article, "We bought well", "My ankle is fine"));
}

TEST_CASE("attribution: he, with two men in the paragraph", "[attribution]") {
  const Extraction article =
      extract("Gareth Ludlow replaced Ian Seddon after ten minutes. \"I was warm already,\" he said.\n");
  says(article, "I was warm already", {.by = "Gareth Ludlow", .how = How::pronoun, .cue = "say", .to = ""});
}

TEST_CASE("attribution: he, after somebody else was quoted", "[attribution]") {
  const Extraction article = extract(
      "Swansea City head coach Owain Bevan picked the goalkeeper, Karl Stamm, over two older men.\n\n"
      "\"Karl was the best in training,\" Bevan said.\n\n"
      "He added: \"It is not more complicated than that.\"\n");
  says(article, "Karl was the best", {.by = "Owain Bevan", .how = How::name, .cue = "say", .to = ""});
  says(article, "It is not more complicated", {.by = "Owain Bevan", .how = How::pronoun, .cue = "add", .to = ""});
}

TEST_CASE("attribution: she, for the coach of a men's team", "[attribution]") {
  const Extraction article = extract(
      "Andrea Voss became the first woman to coach Hamburg when she replaced Dieter Kahl in March. \"Nobody asks "
      "the players about it any more,\" she said.\n");
  says(article, "Nobody asks the players", {.by = "Andrea Voss", .how = How::pronoun, .cue = "say", .to = ""});
}

TEST_CASE("attribution: a man and a woman in one sentence", "[attribution]") {
  const Extraction article = extract(
      "Tom Ashdown and Ellen Brisk won the mixed doubles in straight sets.\n\n"
      "\"She carried me,\" he said.\n\n"
      "\"He would say that,\" she said.\n");
  says(article, "She carried me", {.by = "Tom Ashdown", .how = How::pronoun, .cue = "say", .to = ""});
  says(article, "He would say that", {.by = "Ellen Brisk", .how = How::pronoun, .cue = "say", .to = ""});
  CHECK(!one_speech(article, "She carried me", "He would say that"));
}

TEST_CASE("attribution: whoever is named inside the words does not say them", "[attribution]") {
  const Extraction article = extract(
      "Captain Jamie Rusk handed the armband to Leon Draper on the hour.\n\n"
      "\"Leon has earned it,\" he said.\n");
  says(article, "Leon has earned it", {.by = "Jamie Rusk", .how = How::pronoun, .cue = "say", .to = ""});
}

TEST_CASE("attribution: they, for a team", "[attribution]") {
  const Extraction article = extract("Fulham said they were \"disappointed\" with the verdict.\n");
  says(article, "disappointed", {.by = "Fulham", .cue = "say", .to = ""});
}

TEST_CASE("attribution: by age", "[attribution]") {
  const Extraction article = extract(
      "Rory Blackett, 19, and Sean Cordell, 33, both signed new contracts with Celtic on Monday.\n\n"
      "\"I have supported them all my life,\" said the 19-year-old.\n\n"
      "\"At my age you say yes quickly,\" the 33-year-old said.\n");
  says(article, "I have supported them", {.by = "Rory Blackett", .how = How::nominal, .cue = "say", .to = ""});
  says(article, "At my age you say yes", {.by = "Sean Cordell", .how = How::nominal, .cue = "say", .to = ""});
  CHECK(!one_speech(article, "I have supported them", "At my age you say yes"));
}

TEST_CASE("attribution: by role", "[attribution]") {
  const Extraction article = extract(
      "Referee Alison Keane sent off defender Mick Rudge after consulting her assistant.\n\n"
      "\"I got the ball first,\" the defender said.\n\n"
      "\"I saw studs,\" said the referee.\n");
  says(article, "I got the ball first", {.by = "Mick Rudge", .how = How::nominal, .cue = "say", .to = ""});
  says(article, "I saw studs", {.by = "Alison Keane", .how = How::nominal, .cue = "say", .to = ""});
  CHECK(!one_speech(article, "I got the ball first", "I saw studs"));
}

TEST_CASE("attribution: by club and role", "[attribution]") {
  const Extraction article = extract(
      "Wolves boss Luis Caldeira and his Fulham counterpart Neil Harding met on the touchline.\n\n"
      "\"I told him he was lucky,\" said the Wolves boss.\n");
  says(article, "I told him he was lucky", {.by = "Luis Caldeira", .how = How::nominal, .cue = "say", .to = ""});
}

TEST_CASE("attribution: by a former role", "[attribution]") {
  const Extraction article = extract(
      "Former Chelsea midfielder Craig Loman opened an academy in Reading with coach Stella Marsh on Friday.\n\n"
      "\"These kids have no fear,\" said the former midfielder.\n");
  says(article, "These kids have no fear", {.by = "Craig Loman", .how = How::nominal, .cue = "say", .to = ""});
}

TEST_CASE("attribution: the coach, after a player was named last", "[attribution]") {
  const Extraction article = extract(
      "Coach Femi Adewale watched Ross Tunney leave the field on a stretcher.\n\n"
      "\"We will know more tomorrow,\" the coach said.\n");
  says(article, "We will know more tomorrow", {.by = "Femi Adewale", .how = How::nominal, .cue = "say", .to = ""});
}

TEST_CASE("attribution: two people of one surname", "[attribution]") {
  const Extraction article = extract(
      "Helen Garvey coaches the side and Luke Garvey keeps goal in it.\n\n"
      "\"He gets no favours,\" Helen Garvey said.\n\n"
      "\"None at all,\" said Luke Garvey.\n");
  says(article, "He gets no favours", {.by = "Helen Garvey", .how = How::name, .cue = "say", .to = ""});
  says(article, "None at all", {.by = "Luke Garvey", .how = How::name, .cue = "say", .to = ""});
  CHECK(!one_speech(article, "He gets no favours", "None at all"));
}

TEST_CASE("attribution: particles, hyphens and apostrophes", "[attribution]") {
  const Extraction article = extract(
      "\"I slept four hours,\" said Koen van den Broek.\n\n"
      "\"The court was slow,\" said Liam O'Meara.\n\n"
      "\"We fear nobody,\" said Salem Al-Harthy.\n\n"
      "\"It is only July,\" said Anne-Marie Le Goff.\n");
  says(article, "I slept four hours", {.by = "Koen van den Broek", .how = How::name, .cue = "say", .to = ""});
  says(article, "The court was slow", {.by = "Liam O'Meara", .how = How::name, .cue = "say", .to = ""});
  says(article, "We fear nobody", {.by = "Salem Al-Harthy", .how = How::name, .cue = "say", .to = ""});
  says(article, "It is only July", {.by = "Anne-Marie Le Goff", .how = How::name, .cue = "say", .to = ""});
  CHECK(!one_speech(article, "I slept four hours", "The court was slow"));
  CHECK(!one_speech(article, "The court was slow", "We fear nobody"));
  CHECK(!one_speech(article, "We fear nobody", "It is only July"));
}

TEST_CASE("attribution: initials", "[attribution]") {
  const Extraction article = extract(
      "\"I saw it early,\" said T.J. Pruitt, the Seattle Seahawks safety.\n\n"
      "\"He threw it right at me,\" Pruitt added.\n");
  says(article, "I saw it early", {.by = "T.J. Pruitt", .how = How::name, .cue = "say", .to = ""});
  says(article, "He threw it right at me", {.by = "T.J. Pruitt", .how = How::name, .cue = "add", .to = ""});
  CHECK(!one_speech(article, "I saw it early", "He threw it right at me"));
}

TEST_CASE("attribution: accents", "[attribution]") {
  const Extraction article = extract(
      "Tomáš Novotný won in five sets on Court Two.\n\n"
      "\"My legs are gone,\" said Novotný.\n");
  says(article, "My legs are gone", {.by = "Tomáš Novotný", .how = How::name, .cue = "say", .to = ""});
}

TEST_CASE("attribution: a possessive source", "[attribution]") {
  const Extraction article = extract("The defeat was Ron Stacey's \"worst night\" in forty years of coaching.\n");
  says(article, "worst night", {.by = "Ron Stacey", .to = ""});
}

TEST_CASE("attribution: a team before its coach", "[attribution]") {
  const Extraction article = extract("Barcelona coach Iker Pazos said his side had \"no excuses\".\n");
  says(article, "no excuses", {.by = "Iker Pazos", .how = How::name, .cue = "say", .to = ""});
}

TEST_CASE("attribution: bodies and spokespeople", "[attribution]") {
  const Extraction article = extract(
      "\"The matter is closed,\" a club spokesman said.\n\n"
      "\"We will appeal,\" said a spokeswoman for the Football Association.\n\n"
      "\"The league does not comment on open cases,\" a league official said.\n");
  says(article, "The matter is closed", {.by = "club spokesman", .how = How::nominal, .cue = "say", .to = ""});
  says(article, "We will appeal",
       {.by = "spokeswoman for the Football Association", .how = How::nominal, .cue = "say", .to = ""});
  says(article, "The league does not comment", {.by = "league official", .how = How::nominal, .cue = "say", .to = ""});
  CHECK(!one_speech(article, "The matter is closed", "We will appeal"));
  CHECK(!one_speech(article, "We will appeal", "The league does not comment"));
}

TEST_CASE("attribution: an agent who is named", "[attribution]") {
  const Extraction article = extract(
      "Winger Nuno Salgado has a year left on his contract. \"Nobody has called us,\" Salgado's agent, Vitor "
      "Reis, said.\n");
  says(article, "Nobody has called us", {.by = "Vitor Reis", .how = How::name, .cue = "say", .to = ""});
}

TEST_CASE("attribution: an apposition with a possessive", "[attribution]") {
  const Extraction article = extract("Jo Tait's captain, Meg Alder, said: \"We play for the badge and for her.\"\n");
  says(article, "We play for the badge", {.by = "Meg Alder", .cue = "say", .to = ""});
}

TEST_CASE("attribution: a name inside the words", "[attribution]") {
  const Extraction article = extract("Watford won 3-0. \"Niall Keogh was superb,\" said Paddy Strang.\n");
  says(article, "Niall Keogh was superb", {.by = "Paddy Strang", .how = How::name, .cue = "say", .to = ""});
}

TEST_CASE("attribution: said of somebody", "[attribution]") {
  const Extraction article = extract("\"He is ready for this level,\" Glenn Farr said of Toby Whitlow.\n");
  says(article, "He is ready for this level", {.by = "Glenn Farr", .how = How::name, .cue = "say", .to = ""});
}

TEST_CASE("attribution: passives", "[attribution]") {
  const Extraction article = extract(
      "Joel Tranter was told by Simon Abbot: \"Go on and enjoy it.\"\n\n"
      "Joel Tranter was described as \"raw\" by Simon Abbot.\n");
  says(article, "Go on and enjoy it", {.by = "Simon Abbot", .cue = "tell"});
  says(article, "raw", {.by = "Simon Abbot"});
}

TEST_CASE("attribution: a relative clause between name and cue", "[attribution]") {
  const Extraction article =
      extract("Rafe Kitson, who replaced Max Ebert in May, said: \"I inherited a good squad.\"\n");
  says(article, "I inherited a good squad", {.by = "Rafe Kitson", .how = How::name, .cue = "say", .to = ""});
}

TEST_CASE("attribution: a reporter", "[attribution]") {
  const Extraction article = extract("The Guardian's Dora Pym reported that the club was \"close\" to a deal.\n");
  says(article, "close", {.by = "Dora Pym", .cue = "report", .to = ""});
}

TEST_CASE("attribution: the author", "[attribution]") {
  const Extraction article =
      extract("I met him at the gate on Tuesday. I told him: \"You will be booed on Saturday.\"\n");
  says(article, "You will be booed", {.by = "author", .how = How::pronoun, .cue = "tell"});
}

TEST_CASE("attribution: named only behind", "[attribution]") {
  const Extraction article = extract("\"I cried in the car.\" So said Maud Elling after the closing ceremony.\n");
  says(article, "I cried in the car", {.by = "Maud Elling", .cue = "so said", .to = ""});
}

TEST_CASE("attribution: asked, answered by a pronoun", "[attribution]") {
  const Extraction article =
      extract("Asked whether the tie was over, Ursula Fenn smiled. \"Ask me in a week,\" she said.\n");
  says(article, "Ask me in a week", {.by = "Ursula Fenn", .how = How::pronoun, .cue = "say", .to = ""});
}

TEST_CASE("attribution: speaking to an outlet", "[attribution]") {
  const Extraction article =
      extract("Speaking to BBC Radio Leeds, defender Andy Cragg said: \"I knew at half-time.\"\n");
  says(article, "I knew at half-time", {.by = "Andy Cragg", .how = How::name, .cue = "say", .to = "BBC Radio Leeds"});
}

TEST_CASE("attribution: a place and a time behind the speaker", "[attribution]") {
  const Extraction article = extract(
      "\"The tyres went off too early,\" said driver Mika Salonen after qualifying in Monza on Saturday. \"We "
      "need to find two tenths.\"\n");
  says(article, "The tyres went off", {.by = "Mika Salonen", .how = How::name, .cue = "say", .to = ""});
  says(article, "We need to find two", {.by = "Mika Salonen", .how = How::continued, .cue = "", .to = ""});
  CHECK(one_speech(article, "The tyres went off", "We need to find two"));
}

TEST_CASE("attribution: that and a phrase", "[attribution]") {
  const Extraction article = extract(
      "Hibernian manager Craig Dunlop said that the club had been \"let down\" by the agent.\n\n"
      "He described the fee as \"a scandal\".\n");
  says(article, "let down", {.by = "Craig Dunlop", .how = How::name, .cue = "say", .to = ""});
  says(article, "a scandal", {.by = "Craig Dunlop", .how = How::pronoun, .cue = "describe", .to = ""});
}

TEST_CASE("attribution: he, inside what was reported", "[attribution]") {
  const Extraction article = extract(
      "Fergus Boyle revealed that Danny Mott had phoned him on Sunday, and he called the gesture \"classy\".\n");
  says(article, "classy", {.by = "Fergus Boyle", .how = How::pronoun, .cue = "call", .to = ""});
}

TEST_CASE("attribution: whoever spoke last goes on", "[attribution]") {
  const Extraction article = extract(
      "Stoke City manager Alan Prior took off Greg Hulme at half-time.\n\n"
      "\"Greg felt his hamstring,\" said Prior.\n\n"
      "\"It is not worth the risk,\" he added.\n\n"
      "\"I would do the same tomorrow.\"\n");
  says(article, "Greg felt his hamstring", {.by = "Alan Prior", .how = How::name, .cue = "say", .to = ""});
  says(article, "It is not worth the risk", {.by = "Alan Prior", .how = How::pronoun, .cue = "add", .to = ""});
  says(article, "I would do the same", {.by = "Alan Prior", .how = How::continued, .cue = "", .to = ""});
}

TEST_CASE("attribution: the subject of the sentence before, not its object", "[attribution]") {
  const Extraction article = extract(
      "Pieter Vos beat Luca Ferri in four sets at Roland Garros.\n\n"
      "\"My serve kept me alive,\" he said.\n");
  says(article, "My serve kept me alive", {.by = "Pieter Vos", .how = How::pronoun, .cue = "say", .to = ""});
}

TEST_CASE("attribution: a sentence between that names somebody else in passing", "[attribution]") {
  const Extraction article = extract(
      "Marcus Dole signed from Leeds United on Monday. The fee was the highest since the sale of Ivan Petrak. "
      "\"I did not think about the money,\" he said.\n");
  says(article, "I did not think about", {.by = "Marcus Dole", .how = How::pronoun, .cue = "say", .to = ""});
}

TEST_CASE("attribution: the manager, of two people named", "[attribution]") {
  const Extraction article = extract(
      "Coventry City manager Lewis Barr dropped midfielder Oscar Dean for the visit of Millwall.\n\n"
      "\"He needs a rest,\" said the manager.\n\n"
      "The midfielder said: \"I found out from the bus driver.\"\n");
  says(article, "He needs a rest", {.by = "Lewis Barr", .how = How::nominal, .cue = "say", .to = ""});
  says(article, "I found out from the bus", {.by = "Oscar Dean", .how = How::nominal, .cue = "say", .to = ""});
  CHECK(!one_speech(article, "He needs a rest", "I found out from the bus"));
}

TEST_CASE("attribution: a champion", "[attribution]") {
  const Extraction article = extract(
      "Two-time champion Ingrid Solheim lost to teenager Mia Cardenas in the quarter-finals.\n\n"
      "\"She hit everything,\" said the former champion.\n\n"
      "\"I did not look at the scoreboard,\" the teenager said.\n");
  says(article, "She hit everything", {.by = "Ingrid Solheim", .how = How::nominal, .cue = "say", .to = ""});
  says(article, "I did not look at the scoreboard",
       {.by = "Mia Cardenas", .how = How::nominal, .cue = "say", .to = ""});
  CHECK(!one_speech(article, "She hit everything", "I did not look at the scoreboard"));
}

TEST_CASE("attribution: an age told in apposition", "[attribution]") {
  const Extraction article = extract(
      "Kyle Rennick, a 21-year-old flanker, and Todd Garner, 30, share a house in Exeter.\n\n"
      "\"He never does the dishes,\" the 21-year-old said.\n");
  says(article, "He never does the dishes", {.by = "Kyle Rennick", .how = How::nominal, .cue = "say", .to = ""});
}

TEST_CASE("attribution: a nationality as adjective with a role", "[attribution]") {
  const Extraction article = extract(
      "Norwegian Anders Lokke led Spain's Raul Mendez by two strokes after three rounds.\n\n"
      "\"I putted like my father,\" the Norwegian said.\n");
  says(article, "I putted like my father", {.by = "Anders Lokke", .how = How::nominal, .cue = "say", .to = ""});
}

TEST_CASE("attribution: a woman among men", "[attribution]") {
  const Extraction article = extract(
      "Trainer Bill Stamper and jockey Grace Holloway have won eleven races together. \"He lets me ride my own "
      "race,\" said the jockey.\n");
  says(article, "He lets me ride", {.by = "Grace Holloway", .how = How::nominal, .cue = "say", .to = ""});
}

TEST_CASE("attribution: a head coach of a country", "[attribution]") {
  const Extraction article = extract(
      "Japan were without captain Kenta Mori for the second Test. Head coach Paul Renner refused to use it as an "
      "excuse.\n\n"
      "\"We have thirty-one players,\" the Japan head coach said.\n");
  says(article, "We have thirty-one players", {.by = "Paul Renner", .how = How::nominal, .cue = "say", .to = ""});
}

TEST_CASE("attribution: a captain who is also something else", "[attribution]") {
  const Extraction article = extract(
      "Lancashire captain Simon Hesketh made 84 before Yorkshire seamer Jack Ogden bowled him.\n\n"
      "\"I played round a straight one,\" the captain said.\n");
  says(article, "I played round", {.by = "Simon Hesketh", .how = How::nominal, .cue = "say", .to = ""});
}

TEST_CASE("attribution: a description with a competition's name", "[attribution]") {
  const Extraction article = extract(
      "Polish player Zofia Wrona, the former French Open finalist, beat Lena Hauser on Monday.\n\n"
      "\"Clay is where I learned,\" said the former French Open finalist.\n");
  says(article, "Clay is where I learned", {.by = "Zofia Wrona", .how = How::nominal, .cue = "say", .to = ""});
}

TEST_CASE("attribution: a knight behind his role", "[attribution]") {
  const Extraction article = extract(
      "The Dons striker Ryan Coyle will miss the tie. But Aberdeen manager Sir Angus Lennie hinted that he may "
      "be back in March. He said: \"We will not rush him.\"\n");
  says(article, "We will not rush him", {.by = "Angus Lennie", .how = How::pronoun, .cue = "say", .to = ""});
}

TEST_CASE("attribution: a role behind the name, and a cue", "[attribution]") {
  const Extraction article = extract(
      "\"It is a short week,\" said Dan Fisk, head coach of the Pacers.\n\n"
      "\"We have played on less sleep,\" said Corey Latham, who scored 31 points.\n");
  says(article, "It is a short week", {.by = "Dan Fisk", .how = How::name, .cue = "say", .to = ""});
  says(article, "We have played on less", {.by = "Corey Latham", .how = How::name, .cue = "say", .to = ""});
  CHECK(!one_speech(article, "It is a short week", "We have played on less"));
}

TEST_CASE("attribution: a team's statement", "[attribution]") {
  const Extraction article = extract(
      "\"We have parted company with Alan Roper,\" Sheffield United said in a statement.\n\n"
      "\"We thank him for his work,\" the club added.\n");
  says(article, "We have parted company", {.by = "Sheffield United", .how = How::name, .to = ""});
  says(article, "We thank him for his work", {.how = How::nominal, .cue = "add", .to = ""});
  CHECK(!one_speech(article, "We have parted company", "We thank him for his work"));
}

TEST_CASE("attribution: an unnamed man is none of those named", "[attribution]") {
  const Extraction article = extract(
      "Toby Lascelles and Karl Dent were seen leaving before the end. \"They never even clapped us,\" a "
      "supporter said.\n");
  says(article, "They never even clapped us", {.by = "supporter", .how = How::nominal, .cue = "say", .to = ""});
}

TEST_CASE("attribution: his agent, who is named", "[attribution]") {
  const Extraction article =
      extract("Felix Bruns has rejected a new deal at Mainz. His agent, Heiko Lang, said: \"We are in no hurry.\"\n");
  says(article, "We are in no hurry", {.by = "Heiko Lang", .how = How::name, .cue = "say", .to = ""});
}

TEST_CASE("attribution: her mother", "[attribution]") {
  const Extraction article = extract(
      "Swimmer Carla Nunn broke the record at the age of fifteen. \"She still forgets her goggles,\" said her "
      "mother, Denise.\n");
  says(article, "She still forgets her goggles", {.by = "Denise", .cue = "say", .to = ""});
}

TEST_CASE("attribution: a team-mate praised", "[attribution]") {
  const Extraction article = extract(
      "Bristol Rovers keeper Ellis Marr kept a clean sheet. \"Ellis saved us three times,\" said defender Jonah "
      "Beck, who came back from injury.\n");
  says(article, "Ellis saved us three times", {.by = "Jonah Beck", .how = How::name, .cue = "say", .to = ""});
}

TEST_CASE("attribution: two relative clauses", "[attribution]") {
  const Extraction article = extract(
      "Ottilie Grant, who won the title in 2019 and who lost her sponsor last year, told reporters: \"I paid my "
      "own way here.\"\n");
  says(article, "I paid my own way here", {.by = "Ottilie Grant", .how = How::name, .cue = "tell", .to = "reporters"});
}

TEST_CASE("attribution: a speech of three parts", "[attribution]") {
  const Extraction article = extract(
      "\"We started well,\" Shaun Pyke said. \"Then we stopped running,\" he added. \"That is the whole "
      "story.\"\n");
  says(article, "We started well", {.by = "Shaun Pyke", .how = How::name, .cue = "say", .to = ""});
  says(article, "Then we stopped running", {.by = "Shaun Pyke", .how = How::pronoun, .cue = "add", .to = ""});
  says(article, "That is the whole story", {.by = "Shaun Pyke", .how = How::continued, .cue = "", .to = ""});
  CHECK(one_speech(article, "Then we stopped running", "That is the whole story"));
}

TEST_CASE("attribution: a speech of two paragraphs", "[attribution]") {
  const Extraction article = extract(
      "\"We lost our heads after the red card,\" said Motherwell boss Pat Kinnear.\n\n"
      "\"I told them at half-time to keep it simple.\n\n"
      "\"They did not listen.\"\n");
  says(article, "We lost our heads", {.by = "Pat Kinnear", .how = How::name, .cue = "say", .to = ""});
  says(article, "I told them at half-time", {.by = "Pat Kinnear", .how = How::continued, .cue = "", .to = ""});
  says(article, "They did not listen", {.by = "Pat Kinnear", .how = How::continued, .cue = "", .to = ""});
  CHECK(one_speech(article, "I told them at half-time", "They did not listen"));
}

TEST_CASE("attribution: two men in turn", "[attribution]") {
  const Extraction article = extract(
      "Midfielder Aidan Crowe and goalkeeper Bruno Salas have shared a flat for a year.\n\n"
      "\"He cooks, I eat,\" said Crowe.\n\n"
      "\"And I clean,\" said Salas.\n\n"
      "\"That part is a lie,\" Crowe replied.\n");
  says(article, "He cooks, I eat", {.by = "Aidan Crowe", .how = How::name, .cue = "say", .to = ""});
  says(article, "And I clean", {.by = "Bruno Salas", .how = How::name, .cue = "say", .to = ""});
  says(article, "That part is a lie", {.by = "Aidan Crowe", .how = How::name, .cue = "reply", .to = ""});
  CHECK(!one_speech(article, "He cooks, I eat", "And I clean"));
  CHECK(!one_speech(article, "And I clean", "That part is a lie"));
}

TEST_CASE("attribution: a headline's words belong to who says them below", "[attribution]") {
  const Extraction article = extract(
      "Kerr 'heartbroken' by cup exit\n\n"
      "Aberdeen captain Martin Kerr could not hold back the tears on Sunday. \"I am heartbroken for the fans,\" "
      "Kerr said.\n");
  says(article, "heartbroken", {.by = "Martin Kerr", .how = How::headline, .cue = ""});
  says(article, "I am heartbroken", {.by = "Martin Kerr", .how = How::name, .cue = "say", .to = ""});
}

TEST_CASE("attribution: a hyphenated given name and a suffix", "[attribution]") {
  const Extraction article = extract(
      "\"We ran out of arms,\" Jean-Luc Marchetti said.\n\n"
      "\"Three extra innings will do that,\" said pitcher Dale Hobbs Jr.\n");
  says(article, "We ran out of arms", {.by = "Jean-Luc Marchetti", .how = How::name, .cue = "say", .to = ""});
  says(article, "Three extra innings", {.by = "Dale Hobbs Jr.", .how = How::name, .cue = "say", .to = ""});
  CHECK(!one_speech(article, "We ran out of arms", "Three extra innings"));
}

TEST_CASE("attribution: a nickname between the names", "[attribution]") {
  const Extraction article = extract("\"The right hand never left me,\" said Dean \"Hammer\" Holroyd.\n");
  says(article, "The right hand never left me", {.by = "Dean Holroyd", .how = How::name, .cue = "say", .to = ""});
}

TEST_CASE("attribution: the man spoken about is not the one who speaks", "[attribution]") {
  const Extraction article = extract(
      "Preston manager Dougie Hart has praised Eric Lund. \"Eric is a pleasure to coach,\" Hart said. \"He "
      "listens.\"\n");
  says(article, "Eric is a pleasure", {.by = "Dougie Hart", .how = How::name, .cue = "say", .to = ""});
  says(article, "He listens", {.by = "Dougie Hart", .how = How::continued, .cue = "", .to = ""});
  CHECK(one_speech(article, "Eric is a pleasure", "He listens"));
}

TEST_CASE("attribution: the player's possessive is no subject", "[attribution]") {
  const Extraction article =
      extract("Leo Strand's brother Emil trains with the reserves. \"I see him at dinner,\" said Strand.\n");
  says(article, "I see him at dinner", {.by = "Leo Strand", .how = How::name, .cue = "say", .to = ""});
}

TEST_CASE("attribution: the scout again", "[attribution]") {
  const Extraction article = extract(
      "Quarterback Travis Boyle is expected to go first on Thursday.\n\n"
      "\"I have him ahead of the field,\" said an AFC scout.\n\n"
      "\"The arm is real,\" the scout added.\n");
  says(article, "I have him ahead", {.by = "AFC scout", .how = How::nominal, .cue = "say", .to = ""});
  says(article, "The arm is real", {.by = "scout", .how = How::nominal, .cue = "add", .to = ""});
}

TEST_CASE("attribution: by two clubs", "[attribution]") {
  const Extraction article = extract(
      "Wycombe manager Eddie Salter sold Luis Prado to Bologna last summer. The former Everton and Sunderland "
      "boss is short of forwards again. \"The phone never stops,\" he said.\n");
  says(article, "The phone never stops", {.by = "Eddie Salter", .how = How::pronoun, .cue = "say", .to = ""});
}

TEST_CASE("attribution: two praised by one", "[attribution]") {
  const Extraction article = extract(
      "Worcester coach Ned Hurley revealed that he had shouted at half-time. Hurley also praised Joe Pitt and "
      "Alun Grove. \"They were immense,\" he added.\n");
  says(article, "They were immense", {.by = "Ned Hurley", .how = How::pronoun, .cue = "add", .to = ""});
}

TEST_CASE("attribution: the captain, behind \"but\"", "[attribution]") {
  const Extraction article = extract(
      "Italy brought in Marco Testa, Luca Bianchi and Paolo Rinaldi for the last match. They have lost four in a "
      "row but captain Diego Ferrante sees progress. \"We are closer than it looks,\" he said.\n");
  says(article, "We are closer than it looks", {.by = "Diego Ferrante", .how = How::pronoun, .cue = "say", .to = ""});
}

TEST_CASE("attribution: a description whose noun no list has", "[attribution]") {
  const Extraction article = extract(
      "Everton winger Callum Rudge scored twice on his return to Glasgow. \"I still know the groundsman,\" said "
      "the former Celtic trainee.\n");
  says(article, "I still know the groundsman", {.by = "Callum Rudge", .how = How::nominal, .cue = "say", .to = ""});
}

TEST_CASE("attribution: people of a place that no list has", "[attribution]") {
  const Extraction article = extract(
      "Belgian Tom Claes took the lead on Tuesday when Unai Etxarri cracked on the last climb. The Basque, who "
      "led by a minute at breakfast, finished nineteenth.\n\n"
      "\"I had nothing left,\" he said.\n");
  says(article, "I had nothing left", {.by = "Unai Etxarri", .how = How::pronoun, .cue = "say", .to = ""});
}

TEST_CASE("attribution: words behind a report of what somebody said", "[attribution]") {
  const Extraction article = extract(
      "Ruth Ansell has denied that she will retire in May. But her agent insisted that nothing was settled. "
      "\"The doctors look at the wrist every week.\"\n\n"
      "Norwich City manager Alan Petrie said he would wait for her. \"There is no hurry at all.\"\n");
  says(article, "The doctors look", {.by = "agent", .how = How::continued, .cue = ""});
  says(article, "There is no hurry", {.by = "Alan Petrie", .how = How::continued, .cue = ""});
}

TEST_CASE("attribution: a noun that is also a verb of praise is no cue", "[attribution]") {
  const Extraction article = extract(
      "Luke Barrow was in good voice on Sunday.\n\n"
      "\"I think we are two different players,\" three-time champion Kevin Darnell said.\n");
  says(article, "I think we are two", {.by = "Kevin Darnell", .how = How::name, .cue = "say"});
}

TEST_CASE("attribution: a statement that says", "[attribution]") {
  const Extraction article = extract(
      "Gregor Tolland and the club released a joint statement on Saturday that says they have \"an understanding\".\n");
  says(article, "an understanding", {.by = "joint statement"});
}

TEST_CASE("attribution: a crowd at a place, behind a conjunction", "[attribution]") {
  const Extraction article = extract(
      "Norwich City president Mitch Carew was interviewed on Friday, after fans at Carrow Road chanted \"We want our "
      "club "
      "back\" for an hour.\n");
  const Quote& quote = quote_of(article, "We want our club");
  CHECK((!quote.speaker || quote.speaker->name != "Mitch Carew"));
}

TEST_CASE("attribution: with somebody claiming", "[attribution]") {
  const Extraction article =
      extract("Joost Brink's contract ends in June, with Brink claiming he is \"unhappy\" at Ipswich Town.\n");
  says(article, "unhappy", {.by = "Joost Brink"});
}

TEST_CASE("attribution: a verb far behind words in the middle of a sentence is not theirs", "[attribution]") {
  const Extraction article = extract(
      "Ipswich Town have been criticised for a lack of \"flair\" as they have ground out their wins, but captain Ruth "
      "Ansell sees better days ahead.\n");
  const Quote& quote = quote_of(article, "flair");
  CHECK((!quote.speaker || quote.speaker->name != "Ruth Ansell"));
}

TEST_CASE("attribution: an attribution at the end of a speech is not its beginning's that has its own",
          "[attribution]") {
  const Extraction article = extract(
      "Greg Hulme added: \"It is not my right to give orders. \"I feel the squad has a new spirit. \"I was rude at "
      "times. "
      "\"His apology takes nothing away from him,\" spokesman Alan Prior said.\n");
  says(article, "It is not my right", {.by = "Greg Hulme"});
  says(article, "I feel the squad", {.by = "Greg Hulme"});
  says(article, "I was rude", {.by = "Greg Hulme"});
}

TEST_CASE("attribution: in the opinion of", "[attribution]") {
  const Extraction article = extract(
      "In the opinion of Norwich City coach Dave Lindal, it was \"two or three tackles, no more\" that settled it.\n");
  says(article, "two or three tackles", {.by = "Dave Lindal", .how = How::name});
}

TEST_CASE("attribution: whose verdict it is", "[attribution]") {
  const Extraction article = extract(
      "Lindsay Achter, the director of netball, would not blame the schedule.\n\n"
      "Her verdict was short: \"We switched off.\"\n");
  says(article, "We switched off", {.by = "Lindsay Achter"});
}

TEST_CASE("attribution: the handle of a post", "[attribution]") {
  const Extraction article = extract("41 min: @CanaryCallIn: \"That is a goal kick and everybody knows it\"\n");
  says(article, "That is a goal kick", {.by = "@CanaryCallIn", .how = How::colon});
}

TEST_CASE("attribution: a pundit on an outlet", "[attribution]") {
  const Extraction article =
      extract("Graham Peel, the former Norwich City captain, on BBC Radio Norfolk: \"He has to stay on his line.\"\n");
  says(article, "He has to stay", {.by = "Graham Peel"});
}

TEST_CASE("attribution: a transcript with initials and questions without labels", "[attribution]") {
  const Extraction article = extract(
      "Durham head coach Esther Lind-Obi spoke to the media on Friday.\n\n"
      "How is the squad shaping up?\n\n"
      "ELO: Pretty good. Nora has trained all week.\n\n"
      "You were beaten in September. What has changed?\n\n"
      "ELO: A lot of things. We had nine days together by then.\n\n"
      "We have watched it back. Once.\n");
  says(article, "Pretty good", {.by = "Esther Lind-Obi", .how = How::colon});
  says(article, "A lot of things", {.by = "Esther Lind-Obi", .how = How::colon});
  says(article, "We have watched", {.by = "Esther Lind-Obi", .how = How::continued});
}

TEST_CASE("attribution: an interview with labels in mixed case", "[attribution]") {
  const Extraction article = extract(
      "Five minutes with Jo Tait\n\nThe Rovers captain returns on Saturday after a year out.\n\n"
      "Gazette: How is the knee?\n\nTait: It bends. I ran on grass yesterday.\n\n"
      "Gazette: And the season?\n\nTait: Ask me in January.\n");
  REQUIRE(article.article.quotes.size() == 2);
  says(article, "It bends.", {.by = "Jo Tait", .how = How::colon});
  says(article, "Ask me", {.by = "Jo Tait", .how = How::colon});
}

TEST_CASE("attribution: answers under A, and under a name behind Q", "[attribution]") {
  const Extraction article = extract(
      "Jo Tait on her comeback\n\nThe Rovers captain returns on Saturday after a year out.\n\n"
      "Q: How is the knee?\n\nA: It bends.\n\nQ: And the season?\n\nA: Ask me in January.\n");
  REQUIRE(article.article.quotes.size() == 2);
  says(article, "It bends.", {.by = "Jo Tait"});
  says(article, "Ask me", {.by = "Jo Tait"});
  says(extract("Jo Tait is back.\n\nQ: How is the knee?\n\nJo Tait: It bends.\n"), "It bends.", {.by = "Jo Tait"});
}

TEST_CASE("attribution: a moderator and a sign-off are no answers", "[attribution]") {
  const Extraction article = extract(
      "THE MODERATOR: We are joined by Jo Tait.\n\nQ. How is the knee?\n\nJO TAIT: It bends.\n\n"
      "THE MODERATOR: Thank you all.\n\nTranscript by Westgate Reporting\n");
  REQUIRE(article.article.quotes.size() == 1);
  says(article, "It bends.", {.by = "Jo Tait"});
}

TEST_CASE("attribution: a message and whom it is from", "[attribution]") {
  says(extract("5.20pm: Email from Jo Tait in Sale: \"Is it always this cold?\"\n"), "Is it always", {.by = "Jo Tait"});
}

TEST_CASE("attribution: a clause reported before its speaker and a colon", "[attribution]") {
  says(extract(
           "Tom Hall went for a scan. There is a chance that he will miss the derby, says Jo Tait, the Rovers coach: "
           "\"It is tight.\"\n"),
       "It is tight.", {.by = "Jo Tait", .cue = "say"});
}

TEST_CASE("attribution: whoever was asked answers", "[attribution]") {
  says(extract("Darts player Graham Pask has a bad hip.\n\n\"Which hip?\" I asked him.\n\n\"Left. It is in the "
               "shed.\"\n"),
       "Left.", {.by = "Graham Pask"});
}

TEST_CASE("attribution: what somebody felt is told by whoever speaks", "[attribution]") {
  says(extract("Coach Ruth Calloway confirmed that Emily Warde had felt \"a bit of a twinge\" in her calf.\n"),
       "a bit of", {.by = "Ruth Calloway"});
}

TEST_CASE("attribution: by her account", "[attribution]") {
  says(extract("Kezia Lund won three turnovers. By Ruth Calloway's account she did it with \"one eye on the ball\".\n"),
       "one eye", {.by = "Ruth Calloway"});
}

TEST_CASE("attribution: weak cues make no speech of a word in mid-sentence", "[attribution]") {
  const Extraction article = extract("Ida Shaw showed real \"bouncebackability\" on Friday.\n");
  REQUIRE(article.article.quotes.size() == 1);
  CHECK(article.article.quotes.front().kind == QuoteKind::nonspeech);
}

TEST_CASE("attribution: somebody", "[attribution]") {
  says(extract("\"What is he doing?\" shouts somebody behind me as Hall shoots from forty yards.\n"), "What is he",
       {.by = "somebody behind me"});
  says(extract("Under it somebody had written \"So what?\" in chalk.\n"), "So what?", {.by = "somebody"});
}

TEST_CASE("attribution: a given name and an age before a colon", "[attribution]") {
  says(extract("Jo Tait won the vault.\n\nWHAT THEY SAID\n\n- Jo, 14: \"I needed 13.3, so that is loads.\"\n"),
       "I needed", {.by = "Jo Tait"});
}

TEST_CASE("attribution: a lone name before a role and a name", "[attribution]") {
  const auto article =
      extract("Hefed said the ban was \"expected\". \"We wait for the verdict,\" said Hefed chairman Nikos Pavlou.\n");
  says(article, "We wait", {.by = "Nikos Pavlou"});
}

TEST_CASE("attribution: what begins anew behind a quotation that is over", "[attribution]") {
  const auto source = extract(
      "\"He is good,\" said Jo Tait. \"He trains like nobody else.\" According to a document, he was paid twice.\n");
  says(source, "He trains", {.by = "Jo Tait"});
  const auto agreed = extract(
      "Jo Tait said: \"He wants to be asked. And why should he not be?\" Ned Orr has also agreed to coach in May.\n");
  says(agreed, "He wants", {.by = "Jo Tait"});
  const auto line = extract("\"They are big,\" Jo Tait said. \"They make it hard.\" ------ AP news\n");
  says(line, "They make", {.by = "Jo Tait"});
}

TEST_CASE("attribution: the table of cues says what their entries say, those of a user too", "[attribution]") {
  testing::LexiconFolder base;
  base.file("cues.tsv",
            "key~class~forms~weight~frames~source\nsay~say~said|says~5~inv|that~test\nhit~say~hit~1~~test\n"
            "put~describe~put~2~pass~test\n")
      .file("titles.tsv", "key~forms~source\nsir~Sir~test\n");
  testing::LexiconFolder user;
  user.file("desk.tsv",
            "type~name~forms~class~weight\nrole~bosun~bosun|bosuns~player~\ncue~thunder~thundered~say~3\n"
            "cue~hit~hit|hits~say~2\n");
  auto compiled = base.compile();
  REQUIRE(compiled);
  auto laid = Lexicon::with_overlay(std::move(compiled).value(), std::vector{user.path() / "desk.tsv"});
  REQUIRE(laid);
  const Lexicon lexicon = std::move(laid).value();
  const PerEntry<attribution::CueEntry> cues = attribution::cues_of(lexicon);
  std::size_t seen = 0;
  lexicon.each_of(EntryType::cue, [&](Index i) {
    const Entry entry = lexicon.entry(i);
    const attribution::CueEntry cue = cues.of(i);
    CHECK(cue.lemma == entry.name);
    CHECK(cue.inverts == (entry.detail.find("inv") != std::string_view::npos));
    CHECK(cue.takes_that == (entry.detail.find("that") != std::string_view::npos));
    CHECK(cue.passive == (entry.detail.find("pass") != std::string_view::npos));
    ++seen;
  });
  CHECK(seen == 4);
}

TEST_CASE("attribution: referents are found by their tokens, wherever they begin", "[attribution]") {
  const AttributionModel model(RuleBook::build(testing::extractor().lexicon()).value(), testing::extractor().lexicon());
  for (const Index tokens : {Index{1}, Index{15}, Index{16}, Index{17}, Index{31}, Index{48}, Index{70}}) {
    Document document;
    document.tokens.start.assign(tokens, 0);
    for (const Index step : {Index{0}, Index{1}, Index{3}, Index{16}, Index{29}}) {
      std::vector<Referent> referents;  // two that begin at each such token
      for (Index t = step / 2; step != 0 && t < tokens; t += step) {
        Referent referent;
        referent.first = t;
        referents.insert(referents.end(), 2, referent);
      }
      const std::vector<Stretch> stretches;
      const std::vector<std::uint8_t> quoted(tokens);
      attribution::SceneBuffers buffers;
      const attribution::Scene scene(document, testing::extractor().lexicon(), model.weights(), stretches, referents,
                                     quoted, buffers);
      // Some ask what begins behind the last token.
      for (Index first = 0; first <= tokens + 1; ++first) {
        for (Index last = first; last <= tokens + 2; ++last) {
          const auto [low, high] = scene.referents_in(first, last);
          const auto before = [&](Index token) {
            return std::count_if(referents.begin(), referents.end(), [&](const auto& r) { return r.first < token; });
          };
          REQUIRE(low == before(first));
          REQUIRE(high == before(last));
        }
      }
    }
  }
}

}  // namespace pressbox

// Coreference: whom pronouns, descriptions and outlets stand for, seen in who is given as the speaker. The people and
// what they say are invented.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "extractor/coreference/candidates.h"
#include "extractor/entities/entities.h"
#include "extractor/entities/noun_phrase.h"
#include "extractor/entities/world_index.h"
#include "tests/catch.h"
#include "tests/extract.h"

namespace pressbox {
namespace {

using testing::extract;
using testing::quote_of;
using testing::speaker_of;

}  // namespace

TEST_CASE("coreference: an outlet is a source, and the paper is the outlet named last", "[coreference]") {
  const Extraction article = extract(
      "Spanish daily Marca was harsher still on the visitors.\n\n"
      "\"They came to kick and they kicked,\" the paper said.\n\n"
      "The Guardian called it \"a night without a single idea\".\n\n"
      "\"Ninety minutes that nobody will get back,\" its headline read.\n");
  CHECK(speaker_of(article, "They came to kick") == "Marca");
  CHECK(speaker_of(article, "a night without") == "The Guardian");
  CHECK(speaker_of(article, "Ninety minutes") == "The Guardian");
}

TEST_CASE("coreference: an outlet that is told does not speak", "[coreference]") {
  const Extraction article =
      extract("Rovers manager Ann Hall, speaking to BBC Radio 5 Live: \"We were second to every ball.\"\n");
  CHECK(speaker_of(article, "We were second") == "Ann Hall");
}

TEST_CASE("coreference: who is named only after he spoke", "[coreference]") {
  const Extraction article = extract(
      "\"I have slept four hours since Tuesday,\" he said.\n\n"
      "Tom Aldous had just driven through the night from the Ardennes, and it showed.\n");
  CHECK(speaker_of(article, "I have slept") == "Tom Aldous");
  CHECK(quote_of(article, "I have slept").speaker->how == How::pronoun);
}

TEST_CASE("coreference: a subject behind a clause put first", "[coreference]") {
  const Extraction article = extract(
      "Petr Hradil won the pursuit by nine seconds from Luc Moreau.\n\n"
      "And, while he has yet to lead the standings, Hradil was sure that he could hold off the charge of the favourite "
      "Moreau.\n\n"
      "\"My skis did what I asked of them,\" he said.\n");
  CHECK(speaker_of(article, "My skis") == "Petr Hradil");
}

TEST_CASE("coreference: a subject does not stand for a name behind it in its sentence", "[coreference]") {
  const Extraction article = extract(
      "Sprinter Daniel Frome gave evidence for two hours against his former doctor, Karl Stenger.\n\n"
      "He said he had met Stenger \"probably fifteen times\".\n");
  CHECK(speaker_of(article, "probably fifteen") == "Daniel Frome");
}

TEST_CASE("coreference: two people named together are the pair, the duo and they", "[coreference]") {
  const std::string lead = "Both head coach Paul Thorley and captain Danny Hedges came to the hearing.\n\n";
  for (const std::string who : {"the pair", "the duo", "they"}) {
    INFO(who);
    const Extraction article = extract(lead + "\"We stand by him,\" " + who + " said in a joint statement.\n");
    CHECK(speaker_of(article, "We stand by him") == "Paul Thorley and Danny Hedges");
  }
}

TEST_CASE("coreference: a sporting director is no coach", "[coreference]") {
  const Extraction article = extract(
      "Spurs sporting director Frank Arends has denied that coach Jean Sautet resigned over transfers.\n\n"
      "He also denied that Sautet had been paid off. \"That is nonsense from start to finish,\" said the Spurs "
      "sporting "
      "director.\n");
  CHECK(speaker_of(article, "That is nonsense") == "Frank Arends");
}

TEST_CASE("coreference: a name that ends in a role's noun is no person", "[coreference]") {
  const Extraction article = extract(
      "Bill Carrow, New York\n\n"
      "A sign on the fence around the National Tennis Centre reads: \"No bottles beyond this point.\"\n");
  CHECK(speaker_of(article, "No bottles") != "Bill Carrow");
}

TEST_CASE("coreference: whoever alone was spoken of since takes over from who spoke", "[coreference]") {
  const Extraction article = extract(
      "German goalkeeper Karl Stenger left Leeds in May. Stenger wrote in his book that manager Luc Moreau had lied to "
      "him. But Moreau insisted that the fee was too good to refuse. The affair still hurts the German.\n\n"
      "\"I had just bought a house there,\" he said.\n");
  CHECK(speaker_of(article, "I had just bought") == "Karl Stenger");
}

TEST_CASE("coreference: a prop is no coach", "[coreference]") {
  const Extraction article = extract(
      "Rovers head coach Paul Thorley was glad to have Danny Hedges back. \"He has been missed,\" Thorley said.\n\n"
      "The prop said: \"My lungs burned for an hour.\"\n");
  CHECK(speaker_of(article, "My lungs") == "Danny Hedges");
}

TEST_CASE("coreference: the only coach is her coach", "[coreference]") {
  const Extraction article = extract(
      "Rovers coach Ann Hall was at the pool to see Ida Shaw win the final. \"She can swim faster than that,\" said "
      "her "
      "coach.\n");
  CHECK(speaker_of(article, "She can swim") == "Ann Hall");
}

TEST_CASE("coreference: whoever is told by what follows is nobody named before", "[coreference]") {
  const Extraction article =
      extract("Groundsman Tom Aldous waited by the gate. \"Is this your dog?\" said the man from the council.\n");
  CHECK(speaker_of(article, "Is this") == "man from the council");
}

TEST_CASE("coreference: they of a description in the plural", "[coreference]") {
  const Extraction article = extract(
      "The gates were shut at noon. Two sisters from Leeds had been in line since five. \"We are not cross,\" they "
      "said.\n");
  CHECK(speaker_of(article, "We are not") == "two sisters from Leeds");
}

TEST_CASE("coreference: an agent in apposition is the agent from then on", "[coreference]") {
  const Extraction article = extract(
      "Pitcher Jun Arakawa sat out again. Marty Feld, Arakawa's agent, was unhappy with the Boston Red Sox.\n\n"
      "\"He needs a week,\" the agent said.\n");
  CHECK(speaker_of(article, "He needs") == "Marty Feld");
}

TEST_CASE("coreference: who is meant where a page has lost the name that opened a paragraph", "[coreference]") {
  const Extraction article = extract(
      "Leeds manager Luc Moreau will wait for the winners of the replay at Elland Road.\n\n"
      "was delighted with the draw, though there is a replay to come. \"It is what my chairman prayed for,\" he "
      "said.\n");
  CHECK_FALSE(quote_of(article, "It is what").speaker.has_value());
}

TEST_CASE("coreference: a subject is not the object of its own clause", "[coreference]") {
  const Extraction article = extract(
      "Oscar Lindqvist had no regrets. \"I was the last choice,\" he said. His idol Tom Hall laughed beside him. "
      "\"They "
      "offered me a contract and I said no.\"\n");
  CHECK(speaker_of(article, "They offered") == "Oscar Lindqvist");
}

TEST_CASE("coreference: whoever took a stand last speaks next", "[coreference]") {
  const Extraction backed = extract(
      "Rovers boss Carl Stone would consider Tom Hall.\n\n"
      "Hall was sent home by Leeds on Friday - a decision Stone has backed. But he said: \"I doubt it will come to "
      "that.\"\n");
  CHECK(speaker_of(backed, "I doubt") == "Carl Stone");
  const Extraction rejected = extract(
      "Tom Hall said he had had enough of the pitch but the groundsman's friend Ned Orr rejected his complaint. \"We "
      "rolled it twice,\" he said.\n");
  CHECK(speaker_of(rejected, "We rolled") == "Ned Orr");
}

TEST_CASE("coreference: the source of a sentence goes on speaking", "[coreference]") {
  const Extraction article = extract(
      "Tom Hall has left Leeds. According to Ned Orr, Hall vowed that he would never play for Hull. \"He told me so on "
      "the bus,\" he said.\n");
  CHECK(speaker_of(article, "He told me") == "Ned Orr");
}

TEST_CASE("coreference: a parenthesis is not spoken by the subject of what it tells", "[coreference]") {
  const Extraction article = extract(
      "Ned Orr ran to the ground and \"simply climbed in.\" Tom Hall was asleep, he said, and the gate was shut. \"I "
      "knocked for an hour,\" he said.\n");
  CHECK(speaker_of(article, "simply climbed") == "Ned Orr");
}

TEST_CASE("coreference: the owner of a subject is its topic", "[coreference]") {
  const Extraction article = extract(
      "Manager Carl Stone was glad to mention Ned Orr. Orr's usual place is in goal but he looked at home on the wing. "
      "\"As I play there for my school, it was no trouble,\"  he said.\n");
  CHECK(speaker_of(article, "As I play") == "Ned Orr");
}

TEST_CASE("coreference: the lawyer who adds something is whoever spoke", "[coreference]") {
  const Extraction article = extract(
      "Tom Hall's lawyer wants the ban lifted. Ned Orr also said he had proof. The lawyer added: \"It is all on "
      "film.\"\n");
  CHECK(speaker_of(article, "It is all") == "Ned Orr");
}

TEST_CASE("coreference: one of the scouts has no name", "[coreference]") {
  const Extraction article = extract(
      "ESPN's Ann Hall and Ned Orr talked to scouts about the draft. \"We like him,\" they said. \"He is my "
      "favourite,\" the scout told ESPN.\n");
  CHECK(speaker_of(article, "We like") == "scouts");
  CHECK(speaker_of(article, "He is my") == "scout");
}

TEST_CASE("coreference: candidates are the same however many tokens there are", "[coreference]") {
  const Lexicon& lexicon = testing::extractor().lexicon();
  const WorldIndex index(lexicon);
  // Some sixty tokens with all that candidates are made from, and the same with more and more before it, so that each
  // stands at each place of its word.
  const std::string story =
      "Coach Ann Hall said she had told the former Rovers and Hearts captain about it. The 34-year-old Dutchman, a "
      "34 year old in 34--year--old boots, was well-known to his 19-year-old sister. \"He is two years older,\" said "
      "the "
      "club's striker. They won.";
  Document alone;
  Candidates of_alone;
  const auto read = [&](const std::string& text, Document& document, Candidates& candidates) {
    Article article;
    std::vector<PersonFacts> facts;
    testing::read_document(text, document);
    find_entities(document, lexicon, index, article, facts);
    candidates.find(document, std::vector<std::uint8_t>(document.tokens.size()));
  };
  read(story, alone, of_alone);
  const Index count = alone.tokens.size();
  for (Index before = 1; before < 70; ++before) {
    CAPTURE(before);
    std::string filler;
    for (Index k = 0; k < before; ++k) filler += "it ";
    filler += ".\n\n";
    Document document;
    Candidates candidates;
    read(filler + story, document, candidates);
    const Index shift = document.tokens.size() - count;
    REQUIRE(shift == before + 1);
    for (Index t = 0; t < count; ++t) {
      CAPTURE(t);
      REQUIRE(candidates.next(t + shift) == of_alone.next(t) + shift);
      REQUIRE(candidates.may_describe(t + shift) == of_alone.may_describe(t));
      REQUIRE(candidates.begins_name(t + shift) == of_alone.begins_name(t));
      REQUIRE(candidates.names_person(t + shift) == of_alone.names_person(t));
    }
  }
  // Fewer than a group of sixteen are read one by one.
  Document few;
  Candidates of_few;
  for (const std::string text : {"", "He", "The 34-year-old", "She said the Dutch captain won."}) {
    CAPTURE(text);
    read(text, few, of_few);
    Document more;
    Candidates of_more;
    std::string filler;
    for (Index k = 0; k < 20; ++k) filler += "it ";
    read(filler + ".\n\n" + text, more, of_more);
    const Index shift = more.tokens.size() - few.tokens.size();
    for (Index t = 0; t < few.tokens.size(); ++t) {
      REQUIRE(of_few.may_describe(t) == of_more.may_describe(t + shift));
      REQUIRE((of_few.next(t) == t) == (of_more.next(t + shift) == t + shift));
    }
  }
}

TEST_CASE("coreference: no pronoun and no description is left out of the candidates", "[coreference]") {
  const Lexicon& lexicon = testing::extractor().lexicon();
  const WorldIndex index(lexicon);
  constexpr ClassBits kPronouns = class_bit(WordClass::pronoun_he) | class_bit(WordClass::pronoun_she) |
                                  class_bit(WordClass::pronoun_they) | class_bit(WordClass::pronoun_i);
  constexpr ClassBits kStarters =
      class_bit(WordClass::determiner) | class_bit(WordClass::number_word) | kRoleFirst | kNationalityFirst;
  Document document;
  Candidates candidates;
  std::size_t phrases = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(PRESSBOX_SOURCE_DIR) / "corpus" / "train")) {
    if (file.path().extension() != ".txt") continue;
    CAPTURE(file.path().filename().string());
    std::ifstream stream(file.path(), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    Article article;
    std::vector<PersonFacts> facts;
    testing::read_document(text, document);
    find_entities(document, lexicon, index, article, facts);
    const Index count = document.tokens.size();
    std::vector<std::uint8_t> quoted(count);
    for (Index t = 0; t < count; ++t) quoted[t] = t % 97 > 80 ? 1 : 0;  // runs inside marks wherever they fall
    candidates.find(document, quoted);
    CHECK(candidates.next(count) == count);
    CHECK(candidates.quoted_ahead(count) == 0);
    std::size_t mention = 0;
    for (Index t = 0; t < count; ++t) {
      while (mention < document.mentions.size() && document.mentions[mention].last < t) ++mention;
      NounPhrase phrase;
      const bool described = read_noun_phrase(document, lexicon, t, mention, phrase);
      phrases += described ? 1 : 0;
      REQUIRE((!described || candidates.may_describe(t)));
      NounPhrase likely;
      if (candidates.may_describe(t)) {
        REQUIRE(read_likely_noun_phrase(document, lexicon, t, mention, likely) == described);
      }
      const bool starts = document.is(t, kStarters) || document.tokens.is(t, kSentenceFirst) ||
                          document.tokens.kind[t] == TokenKind::number;
      const bool named = mention < document.mentions.size() && document.mentions[mention].first == t;
      if ((described && starts) || document.is(t, kPronouns) || quoted[t] != 0 || named) {
        REQUIRE(candidates.next(t) == t);
      }
      REQUIRE(candidates.begins_name(t) == named);
      REQUIRE(candidates.names_person(t) == (named && document.mentions[mention].type == EntityMention::Type::person));
      unsigned ahead = 0;
      for (Index k = t; k < std::min(count, t + 8); ++k) ahead |= static_cast<unsigned>(quoted[k] != 0) << (k - t);
      REQUIRE(candidates.quoted_ahead(t) == ahead);
      REQUIRE((candidates.unquoted(t) == t) == (quoted[t] == 0));
      REQUIRE(!candidates.in_thing(t));
    }
    if (count > 70) {
      candidates.add_thing(67);
      CHECK(candidates.in_thing(67));
      CHECK(!candidates.in_thing(66));
      CHECK(candidates.next(67) == 67);
    }
  }
  CHECK(phrases > 100);
}

}  // namespace pressbox

// Stance: what is negated, asked, hearsay or only possible, and what only looks like it. The people are invented.
#include <string>
#include <string_view>

#include "extractor/output/article_json.h"
#include "tests/catch.h"
#include "tests/extract.h"
#include "tests/json_schema.h"

namespace pressbox::testing {
namespace {

Extraction read(std::string_view body) {
  return extract("Exford manager Martin Stone was at the ground on Saturday.\n\n" + std::string(body) + "\n");
}

// "negated", "question", "negated question" or "" for the last quotation of the body.
std::string stance(std::string_view body) {
  const Extraction e = read(body);
  if (e.article.quotes.empty()) FAIL("no quotation in: " << body);
  const Quote& quote = e.article.quotes.back();
  CHECK(quote.kind != QuoteKind::nonspeech);
  const bool negated = quote.polarity == Polarity::negated;
  const bool plain = quote.modality == Modality::actual;
  CHECK(quote.polarity_rule.empty() == !negated);
  CHECK(quote.modality_rule.empty() == plain);
  std::string out;
  if (negated) out = polarity_name(quote.polarity);
  if (!plain) out += (out.empty() ? "" : " ") + std::string(modality_name(quote.modality));
  return out;
}

void all(std::string_view wanted, std::initializer_list<const char*> bodies) {
  for (const char* body : bodies) {
    CAPTURE(body);
    CHECK(stance(body) == wanted);
  }
}

}  // namespace

TEST_CASE("stance: a negation before the cue", "[stance]") {
  all("negated",
      {"Stone never said \"I quit\".", "Stone did not call it \"a disgrace\".", "Stone didn't say \"we are the best\".",
       "Stone has never described it as \"a disgrace\".", "Stone did not think it was \"a disgrace\"."});
}

TEST_CASE("stance: a denial or a refusal", "[stance]") {
  all("negated", {"Stone denied saying \"I quit\".", "Stone denied that it was \"a fix\".",
                  "Stone refused to call it \"a disgrace\".", "Stone stopped short of calling it \"a disgrace\".",
                  "Stone left without saying \"sorry for this\"."});
}

TEST_CASE("stance: a negative subject, an opener, words disowned", "[stance]") {
  all("negated", {"Nobody said \"we were lucky\".", "Nor did Stone call it \"a disgrace\".",
                  "\"We quit\" is not what Stone said."});
}

TEST_CASE("stance: a question around the marks", "[stance]") {
  all("question", {"Did Stone really say \"I quit\"?", "Who said \"sport is simple\"?"});
}

TEST_CASE("stance: hearsay", "[stance]") {
  all("hearsay", {"Stone is said to be \"fuming\".", "Stone reportedly said \"I quit\".",
                  "Stone is understood to have said that it was \"a disgrace\"."});
}

TEST_CASE("stance: what may be said, or will be", "[stance]") {
  all("hypothetical",
      {"Stone might say \"we were lucky\".", "Stone will say \"we were lucky\" again.",
       "Stone would say \"we were lucky\" again.", "If he says \"we were lucky\" again, the fans will laugh."});
}

TEST_CASE("stance: words that are said to have been said", "[stance]") {
  all("", {"\"I will not say I quit,\" Stone said.", "Stone said \"I quit\".", "Stone said: \"Did he say we quit?\"",
           "\"Ready to go?\" asked Stone.", "Stone denied the claims: \"I was never there.\"",
           "\"We never stopped,\" said Stone, who would not talk to the press.",
           "Stone asked his players if they were \"ready to die\".", "\"If they play, we lose,\" said Stone.",
           "Stone could not sleep. \"It might be the heat,\" he said."});
}

TEST_CASE("stance: negations and modals that take nothing back", "[stance]") {
  all("", {"Stone not only said \"we were lucky\" but meant it.", "Stone would later say \"it was my best night\".",
           "\"It's one game\" was all that Stone would say.", "Stone did not hide. \"We were poor,\" he said.",
           "Stone has not agreed to a set of club \"rules of conduct\".",
           "Stone does not recall the goal -- \"I was looking at the clock\" -- but he remembers the noise."});
}

TEST_CASE("stance: JSON has the fields only where they say something", "[stance]") {
  const Extraction e = read("Stone never said \"I quit\". \"We go on,\" he said.");
  std::string json;
  append_article_json(e.article, e.source, {}, json);
  const auto parsed = nlohmann::json::parse(json);
  CHECK(SchemaChecker(nlohmann::json::parse(article_json_schema())).check(parsed) == "");
  REQUIRE(parsed["quotes"].size() == 2);
  CHECK(parsed["quotes"][0]["polarity"] == "negated");
  CHECK(parsed["quotes"][0]["polarity_rule"] == "stance.negated.verb");
  CHECK(!parsed["quotes"][0].contains("modality"));
  for (const char* field : {"polarity", "polarity_rule", "modality", "modality_rule"}) {
    CHECK(!parsed["quotes"][1].contains(field));
  }
  const Extraction asked = read("Did Stone really say \"I quit\"?");
  json.clear();
  append_article_json(asked.article, asked.source, {}, json);
  const auto question = nlohmann::json::parse(json);
  CHECK(SchemaChecker(nlohmann::json::parse(article_json_schema())).check(question) == "");
  CHECK(question["quotes"][0]["modality"] == "question");
}

}  // namespace pressbox::testing

// Output: the article JSON, its offsets and its schema.

#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/output/article_json.h"
#include "tests/catch.h"
#include "tests/json_schema.h"

namespace pressbox {
namespace {

using Json = nlohmann::json;
using testing::SchemaChecker;

Span find(const SourceText& source, std::string_view words) {
  const std::size_t at = source.text().find(words);
  REQUIRE(at != std::string_view::npos);
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

constexpr std::string_view kText =
    "\xF0\x9F\x8F\x89 Zoë Brandt’s Fernhill won 2–1.\r\n“It was [a] ‘lovely’ night,” she told the Gazette, \xFF.";

// An article in which every field is filled.
Article full_article(const SourceText& source) {
  Article article;
  article.id = "full-1";
  article.source = "stdin";
  article.title = "A title";
  article.language = "en";
  article.sport = Sport::football;
  Quote quote;
  quote.span = find(source, "It was [a] ‘lovely’ night,");
  quote.kind = QuoteKind::direct;
  quote.utterance = 2;
  quote.speaker = Speaker{0, kNone, "Zoë Brandt", find(source, "she"), How::pronoun};
  quote.cue = Cue{find(source, "told"), "tell"};
  quote.audience = Audience{kNone, "Gazette", find(source, "Gazette")};
  quote.nested = {find(source, "lovely")};
  quote.insertions = {find(source, "[a]")};
  quote.confidence = 0.925F;
  quote.rule = "attribution.after.pronoun";
  article.quotes = {quote, Quote{}};
  Person person;
  person.name = "Zoë Brandt";
  person.mentions = {find(source, "Zoë Brandt")};
  person.references = {{find(source, "she"), How::pronoun}};
  person.role = "coach";
  person.team = "Fernhill";
  person.nationality = "Austria";
  person.rule = "person.full-name";
  article.people = {person, Person{}};
  Team team;
  team.name = "Fernhill";
  team.key = "fernhill";
  team.sport = Sport::football;
  team.mentions = {find(source, "Fernhill")};
  team.references = {{find(source, "she"), How::nominal}};
  team.rule = "team.lexicon";
  article.teams = {team, Team{}};
  Score score;
  score.span = find(source, "2–1");
  score.kind = ScoreKind::final;
  score.sides = {{0, kNone, "Fernhill", 2}, {kNone, 1, "Brandt", 1}};
  score.winner = 0;
  score.sets = {{7, 6, 7, 3}, {7, 6, std::nullopt, 5}, {6, 1, std::nullopt, std::nullopt}};
  score.confidence = 1;
  score.rule = "score.dash";
  score.sides_rule = "score.side.object";
  article.scores = {score, Score{}};
  article.competitions = {{"Harbour Cup", "harbour-cup", {find(source, "won")}, "competition.name"}};
  article.venues = {{"Mill Lane", "", {}, ""}};
  article.outlets = {{"Gazette", "gazette", {find(source, "Gazette")}, "outlet.name"}};
  article.diagnostics = source.diagnostics();
  return article;
}

std::string json_of(const Article& article, const SourceText& source, const JsonOptions& options = {}) {
  std::string out;
  append_article_json(article, source, options, out);
  return out;
}

Json schema() {
  return Json::parse(article_json_schema());
}

// Every object with start, end and text, wherever it stands.
void collect_slices(const Json& value, std::vector<Json>& slices) {
  if (value.is_object() && value.contains("start") && value.contains("text")) slices.push_back(value);
  if (value.is_structured()) {
    for (const Json& part : value) collect_slices(part, slices);
  }
}

// The units of the input that an offset counts, as one element each.
std::vector<std::string> units_of(const std::string& bytes, const std::string& decoded, OffsetUnit unit) {
  std::vector<std::string> units;
  if (unit == OffsetUnit::utf8) {
    for (const char c : bytes) units.emplace_back(1, c);
    return units;
  }
  for (const char c : decoded) {
    if (static_cast<signed char>(c) > -65) units.emplace_back();
    units.back() += c;
  }
  if (unit == OffsetUnit::codepoint) return units;
  std::vector<std::string> halves;
  for (const std::string& unit_text : units) {
    halves.push_back(unit_text);
    if (unit_text.size() == 4) halves.emplace_back();  // the second surrogate adds nothing to the text
  }
  return halves;
}

}  // namespace

TEST_CASE("a full article has every field and fits the schema", "[output]") {
  const SourceText source = SourceText::decode(std::string(kText));
  const Article article = full_article(source);
  JsonOptions options;
  options.extra_json = R"({"url":"u","n":[1,2.50]})";
  const Json json = Json::parse(json_of(article, source, options));
  CHECK(SchemaChecker(schema()).check(json) == "");

  CHECK(json["schema"] == "pressbox/article/1");
  CHECK(json["id"] == "full-1");
  CHECK(json["title"] == "A title");
  CHECK(json["sport"] == "football");
  CHECK(json["offsets"] == "codepoint");
  const Json& quote = json["quotes"][0];
  CHECK(quote["id"] == "q1");
  CHECK(quote["utterance"] == "u3");
  CHECK(quote["text"] == "It was [a] ‘lovely’ night,");
  CHECK(quote["speaker"] ==
        Json::parse(R"({"id":"p1","name":"Zoë Brandt","start":63,"end":66,"text":"she","how":"pronoun"})"));
  CHECK(quote["cue"]["lemma"] == "tell");
  CHECK(quote["audience"]["id"].is_null());
  CHECK(quote["nested"][0]["text"] == "lovely");
  CHECK(quote["insertions"][0]["text"] == "[a]");
  CHECK(quote["confidence"] == 0.925);
  CHECK(quote["rule"] == "attribution.after.pronoun");
  CHECK(json["quotes"][1]["speaker"].is_null());
  CHECK(json["quotes"][1]["cue"].is_null());
  CHECK(json["people"][0]["references"][0]["how"] == "pronoun");
  CHECK(json["people"][1]["role"].is_null());
  CHECK(json["teams"][0]["key"] == "fernhill");
  CHECK(json["teams"][1]["key"].is_null());
  CHECK(json["teams"][1]["sport"].is_null());
  const Json& score = json["scores"][0];
  CHECK(score["sides"] ==
        Json::parse(R"([{"id":"t1","name":"Fernhill","points":2},{"id":"p2","name":"Brandt","points":1}])"));
  CHECK(score["winner"] == "t1");
  CHECK(score["sets"] == Json::parse(R"([{"points":[7,6],"tiebreak":[7,3]},{"points":[7,6],"tiebreak":[null,5]},
                                         {"points":[6,1],"tiebreak":null}])"));
  CHECK(json["scores"][1]["winner"].is_null());
  CHECK_FALSE(json["scores"][1].contains("sets"));
  CHECK(json["diagnostics"][0]["code"] == "invalid-utf8");
  CHECK(json["extra"] == Json::parse(options.extra_json));
}

TEST_CASE("a huge article is written whole behind what stands before it", "[output]") {
  std::string text;
  Article article;
  article.people.resize(3);
  std::vector<std::string> names;
  while (text.size() < (std::size_t{3} << 18)) {
    const std::string name = "Zo\xC3\xAB \"" + std::to_string(names.size()) + "\"";
    const auto start = static_cast<std::uint32_t>(text.size());
    text += name;
    const Span span{start, static_cast<std::uint32_t>(text.size())};
    article.people[names.size() % 2].mentions.push_back(span);
    article.people[names.size() % 2].references.push_back({span, How::pronoun});
    names.push_back(name);
    text += ' ';
  }
  const SourceText source = SourceText::decode(std::move(text));
  for (const int indent : {0, 2}) {
    JsonOptions options;
    options.indent = indent;
    std::string out = "before";
    append_article_json(article, source, options, out);
    REQUIRE(out.starts_with("before{"));
    const Json json = Json::parse(out.substr(6));
    REQUIRE(json["people"].size() == 3);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Json& person = json["people"][i % 2];
      const Json& mention = person["mentions"][i / 2];
      // A letter of two bytes in each name before it.
      const std::size_t start = article.people[i % 2].mentions[i / 2].start - i;
      wrong +=
          mention["text"] != names[i] || mention["start"] != start || person["references"][i / 2]["start"] != start;
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("an unfilled article fits the schema", "[output]") {
  const SourceText source = SourceText::decode("");
  const Json json = Json::parse(json_of(Article{}, source));
  CHECK(SchemaChecker(schema()).check(json) == "");
  CHECK(json["title"].is_null());
  CHECK(json["sport"].is_null());
}

TEST_CASE("every sport, kind and how of ours is in the schema", "[output]") {
  const SourceText source = SourceText::decode(std::string(kText));
  const SchemaChecker checker(schema());
  Article article = full_article(source);
  const auto fits = [&] { return checker.check(Json::parse(json_of(article, source))); };
  for (int i = 0; i < kSportCount; ++i) {
    article.sport = static_cast<Sport>(i);
    CHECK(fits() == "");
  }
  for (int i = 0; i <= static_cast<int>(QuoteKind::indirect); ++i) {
    article.quotes[0].kind = static_cast<QuoteKind>(i);
    CHECK(fits() == "");
  }
  for (int i = 0; i <= static_cast<int>(How::other); ++i) {
    article.quotes[0].speaker->how = static_cast<How>(i);
    CHECK(fits() == "");
  }
  for (int i = 0; i <= static_cast<int>(ScoreKind::shootout); ++i) {
    article.scores[0].kind = static_cast<ScoreKind>(i);
    CHECK(fits() == "");
  }
  for (int i = 0; i <= static_cast<int>(TeamKind::constructor); ++i) {
    article.teams[0].kind = static_cast<TeamKind>(i);
    CHECK(fits() == "");
  }
}

TEST_CASE("the schema refuses what the format does not have", "[output]") {
  const SourceText source = SourceText::decode(std::string(kText));
  const SchemaChecker checker(schema());
  const Json json = Json::parse(json_of(full_article(source), source));
  const auto refused = [&](const char* pointer, const Json& value) {
    Json changed = json;
    changed[Json::json_pointer(pointer)] = value;
    return checker.check(changed) != "";
  };
  CHECK(refused("/schema", "pressbox/article/2"));
  CHECK(refused("/unknown", 1));
  CHECK(refused("/sport", "chess"));
  CHECK(refused("/quotes/0/start", -1));
  CHECK(refused("/quotes/0/id", "p1"));
  CHECK(refused("/quotes/0/confidence", 1.5));
  CHECK(refused("/quotes/0/speaker", "Zoë"));
  CHECK(refused("/quotes/0/speaker/how", "guess"));
  CHECK(refused("/people/0/mentions/0", Json::object()));
  CHECK(refused("/scores/0/sides/0/points", 1.5));
  CHECK(refused("/scores/0/sets/0/points", Json::array({1})));
  CHECK(refused("/scores/0/winner", "q1"));
  CHECK(refused("/extra", 1));
  for (const char* list : {"quotes", "people", "teams", "scores", "competitions", "diagnostics"}) {
    for (const auto& [name, value] : json[list][0].items()) {
      if (name == "sets") continue;
      Json changed = json;
      changed[list][0].erase(name);
      INFO(list << "." << name);
      CHECK(checker.check(changed) != "");
    }
  }
}

TEST_CASE("every field of the schema is described and documented", "[output]") {
  const Json properties = schema()["properties"];
  std::ifstream file(PRESSBOX_SOURCE_DIR "/extractor/output/FORMAT.md");
  const std::string format((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  REQUIRE_FALSE(format.empty());
  for (const auto& [name, property] : properties.items()) {
    INFO(name);
    CHECK(property.contains("description"));
    CHECK(format.find("`" + name + "`") != std::string::npos);
  }
  const auto definitions = schema()["$defs"];  // items() borrows what it walks
  for (const auto& [type, definition] : definitions.items()) {
    if (!definition.contains("properties")) continue;
    for (const auto& [name, property] : definition["properties"].items()) {
      INFO(type << "." << name);
      CHECK(format.find("`" + name + "`") != std::string::npos);
    }
  }
}

TEST_CASE("offsets slice the input in all three units", "[output]") {
  static constexpr std::string_view kPieces[] = {"a",
                                                 " ",
                                                 "é",
                                                 "’",
                                                 "語",
                                                 "\xF0\x9F\x8F\x89",
                                                 "\r\n",
                                                 "\"",
                                                 "\xFF",
                                                 "\xE2\x80",
                                                 std::string_view("\0", 1),
                                                 "\xED\xA0\x80",
                                                 "\xEF\xBF\xBD"};
  std::mt19937 random(5);
  for (int round = 0; round < 150; ++round) {
    std::string bytes;
    for (auto pieces = random() % 120; pieces > 0; --pieces) bytes += kPieces[random() % std::size(kPieces)];
    const SourceText source = SourceText::decode(bytes);
    std::vector<std::uint32_t> borders;
    for (std::uint32_t i = 0; i <= source.text().size(); ++i) {
      if (i == source.text().size() || static_cast<signed char>(source.text()[i]) > -65) borders.push_back(i);
    }
    Article article;
    Person person;
    for (int i = 0; i < 10; ++i) {
      std::uint32_t start = borders[random() % borders.size()];
      std::uint32_t end = borders[random() % borders.size()];
      if (start > end) std::swap(start, end);
      person.mentions.push_back({start, end});
    }
    article.people.push_back(person);
    for (const OffsetUnit unit : {OffsetUnit::codepoint, OffsetUnit::utf8, OffsetUnit::utf16}) {
      JsonOptions options;
      options.offsets = unit;
      const Json json = Json::parse(json_of(article, source, options));
      CHECK(json["offsets"] == std::string(offset_unit_name(unit)));
      const std::vector<std::string> units = units_of(bytes, std::string(source.text()), unit);
      std::vector<Json> slices;
      collect_slices(json, slices);
      REQUIRE(slices.size() == 10);
      for (const Json& slice : slices) {
        REQUIRE(slice["end"] <= units.size());
        std::string text;
        for (std::size_t i = slice["start"]; i < slice["end"]; ++i) text += units[i];
        REQUIRE(SourceText::decode(text).text() == slice["text"].get<std::string>());
      }
    }
  }
}

TEST_CASE("strings are escaped as JSON asks", "[output]") {
  std::string all;
  for (int c = 0; c < 0x80; ++c) all += static_cast<char>(c);
  all += "é’語\xF0\x9F\x8F\x89\xE2\x80\xA8";
  const SourceText source = SourceText::decode(all);
  Article article;
  article.id = all;
  article.source = "\xFF/x";
  Quote quote;
  quote.span = {0, static_cast<std::uint32_t>(source.text().size())};
  article.quotes.push_back(quote);
  for (const int indent : {0, 2}) {
    JsonOptions options;
    options.indent = indent;
    const std::string out = json_of(article, source, options);
    for (const char c : out) CHECK((static_cast<unsigned char>(c) >= 0x20 || (indent > 0 && c == '\n')));
    const Json json = Json::parse(out);  // refuses what is no UTF-8
    CHECK(json["quotes"][0]["text"] == all);
    CHECK(json["id"] == all);
    CHECK(json["source"] == "\xEF\xBF\xBD/x");
  }
  CHECK(json_of(article, source).find("\\u0000\\u0001") != std::string::npos);
  CHECK(json_of(article, source).find("\\b\\t\\n\\u000b\\f\\r") != std::string::npos);
}

TEST_CASE("a string of any length is itself, with an escape at any place of it", "[output]") {
  // Lengths around the steps in which strings are copied; the mention stands at the end of the text or before more.
  for (std::uint32_t length = 1; length <= 40; ++length) {
    for (std::uint32_t at = 0; at <= length; ++at) {
      std::string word;
      for (std::uint32_t i = 0; i < length; ++i) word += static_cast<char>('a' + i % 26);
      if (at < length) word[at] = "\"\\\n\x1F"[(length + at) % 4];
      for (const char* const behind : {"", "\"\"\"", "behind it stands what is no part of it"}) {
        const SourceText source = SourceText::decode("x" + word + behind);
        Article article;
        Person person;
        person.name = word;
        person.mentions = {{1, length + 1}};
        article.people = {person};
        const std::string out = json_of(article, source);
        const Json json = Json::parse(out);
        REQUIRE(json["people"][0]["name"] == word);
        REQUIRE(json["people"][0]["mentions"][0]["text"] == word);
      }
    }
  }
}

TEST_CASE("numbers of any length are written as they are", "[output]") {
  const SourceText source = SourceText::decode(std::string(100001, 'x'));
  Article article;
  Person person;
  for (const std::uint32_t end : {0u, 1u, 9u, 10u, 11u, 99u, 100u, 101u, 999u, 1000u, 1001u, 9099u, 9999u, 10000u,
                                  10001u, 99999u, 100000u, 100001u}) {
    person.mentions.push_back({end, end});
  }
  article.people = {person};
  const Json json = Json::parse(json_of(article, source));
  for (std::size_t i = 0; i < person.mentions.size(); ++i) {
    CHECK(json["people"][0]["mentions"][i]["start"] == person.mentions[i].start);
  }
}

TEST_CASE("indented JSON is the same JSON, a mention a line", "[output]") {
  const SourceText source = SourceText::decode(std::string(kText));
  const Article article = full_article(source);
  JsonOptions options;
  const std::string line = json_of(article, source, options);
  CHECK(line.find('\n') == std::string::npos);
  options.indent = 2;
  const std::string page = json_of(article, source, options);
  CHECK(nlohmann::ordered_json::parse(page) == nlohmann::ordered_json::parse(line));
  CHECK(page.find("\n        {\"start\": 2, \"end\": 12, \"text\": \"Zoë Brandt\"}\n") != std::string::npos);
  CHECK(page.find("\"nested\": [\n") != std::string::npos);
  CHECK(page.find("{\"points\": [7, 6], \"tiebreak\": [null, 5]}") != std::string::npos);
  CHECK(page.find("\"venues\": [\n    {\n      \"name\": \"Mill Lane\",\n      \"key\": null,\n      \"mentions\": "
                  "[],\n      \"rule\": null\n    }\n  ]") != std::string::npos);
}

TEST_CASE("only the lists asked for are written", "[output]") {
  const SourceText source = SourceText::decode(std::string(kText));
  JsonOptions options;
  options.fields = {false, false, false, false, false, false, false, false};
  options.fields.scores = true;
  const Json json = Json::parse(json_of(full_article(source), source, options));
  CHECK(SchemaChecker(schema()).check(json) == "");
  CHECK(json.contains("scores"));
  CHECK(json.contains("offsets"));
  CHECK(json.size() == 8);
}

TEST_CASE("confidence is a short number from 0 to 1", "[output]") {
  const SourceText source = SourceText::decode("x");
  const std::pair<float, const char*> cases[] = {
      {0.0F, "0"},    {1.0F, "1"},         {0.5F, "0.5"}, {0.05F, "0.05"}, {0.001F, "0.001"},
      {0.9996F, "1"}, {0.12345F, "0.123"}, {-3.0F, "0"},  {7.0F, "1"},     {std::nanf(""), "0"}};
  for (const auto& [value, text] : cases) {
    Article article;
    article.quotes.emplace_back();
    article.quotes[0].confidence = value;
    CHECK(json_of(article, source).find(std::string("\"confidence\":") + text + ",\"rule\"") != std::string::npos);
  }
}

}  // namespace pressbox

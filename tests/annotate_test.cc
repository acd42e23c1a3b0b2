// Annotation by hand: correction files, brat, CoNLL, checks and pages, by example and over the whole corpus.

#include "extractor/annotation/annotation.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/annotation/brat.h"
#include "extractor/annotation/conll.h"
#include "extractor/annotation/corrections.h"
#include "extractor/annotation/fields.h"
#include "extractor/annotation/names.h"
#include "extractor/annotation/places.h"
#include "extractor/annotation/render.h"
#include "tests/catch.h"
#include "tests/extract.h"

namespace pressbox {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> corpus() {
  std::vector<fs::path> files;
  for (const char* part : {"train", "dev", "test"}) {
    for (const auto& entry : fs::directory_iterator(fs::path(PRESSBOX_SOURCE_DIR) / "corpus" / part)) {
      if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  REQUIRE(files.size() >= 51);
  return files;
}

// Calls use(json, places, gold) for each article of the corpus.
template <typename Use>
void for_each_gold(Use use) {
  for (const fs::path& path : corpus()) {
    INFO(path.native());
    const std::string json = slurp(path);
    const std::string text = slurp(fs::path(path).replace_extension(".txt"));
    const Places places(text);
    const auto gold = read_annotation(json, path.native(), places);
    REQUIRE(gold.ok());
    use(json, places, gold.value());
  }
}

std::string told(const std::vector<AnnotationFinding>& findings) {
  std::string out;
  for (const AnnotationFinding& finding : findings) {
    out += (finding.note ? "note " : "") + std::to_string(finding.line) + ": " + finding.message + "\n";
  }
  return out;
}

struct Applied {
  Annotation annotation;
  std::vector<AnnotationFinding> findings;
};

Applied applied(std::string_view text, std::string_view lines, const Annotation& base = {}) {
  const Places places(text);
  Corrections corrections = read_corrections(lines);
  Applied out;
  out.findings = corrections.findings;
  out.annotation = apply_corrections(corrections, base, places, out.findings);
  return out;
}

// "Jo Tait: Jo Tait, Tait"
std::string names_in(const Annotation& annotation, NameLayer layer, std::string_view text) {
  std::string out;
  for (const AnnotatedName& name : annotation.layer(layer)) {
    out += (out.empty() ? "" : "; ") + name.name + ":";
    for (const AnnotatedMention& mention : name.mentions) {
      out += " " + std::to_string(mention.span.start) + "-" + std::string(mention.span.of(text));
    }
  }
  return out;
}

const std::string kText =
    "Boro climb to second\n"
    "\n"
    "\u201cIt is November,\u201d Jo Tait said. \u201cNobody gives you a medal for that. Ask me when the clocks go "
    "forward "
    "again.\u201d\n"
    "\n"
    "Middlesbrough beat Leeds United 3-1. Tait didn\u2019t call it \u2018realistic\u2019. Hall played in the Hall of "
    "Fame; "
    "Hall won 3-1.\n";

// ---- places ----

TEST_CASE("words are found whatever their marks, dashes and spaces", "[annotate]") {
  const std::string text = "Ann\u00a0Hall \u2013 \u201cdidn\u2019t\u201d, 3\u20131,\nand  Hall\u2019s Halls";
  const Places places(text);
  CHECK(places.find("Ann Hall").size() == 1);
  CHECK(places.find("Ann Hall").front().of(text) == "Ann\u00a0Hall");
  CHECK(places.find("\"didn't\", 3-1, and Hall").front().of(text) == "\u201cdidn\u2019t\u201d, 3\u20131,\nand  Hall");
  CHECK(places.find("Hall").size() == 2);
  CHECK(places.find("Hall", true).size() == 3);
  CHECK(places.find("hall").empty());
  CHECK(places.find("").empty());
  CHECK(places.find(" \n").empty());
  CHECK(places.line_of(0) == 1);
  CHECK(places.line_of(places.find("and").front().start) == 2);
}

TEST_CASE("an elision stands for any words, and only where the words do not stand as they are", "[annotate]") {
  const std::string text = "a b c d b c \u2026 d";
  const Places places(text);
  REQUIRE(places.find_elided("a \u2026 d").size() == 1);
  CHECK(places.find_elided("a \u2026 d").front() == Span{0, 7});
  CHECK(places.find_elided("b ... d").size() == 2);
  REQUIRE(places.find_elided("c \u2026 d").size() == 1);
  CHECK(places.find_elided("c \u2026 d").front().of(text) == "c \u2026 d");
  CHECK(places.find_elided("d ... a").empty());
}

TEST_CASE("code points and bytes lead to each other", "[annotate]") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "a\u00e9\u2019\U0001F3C6";
  const Places places(text);
  CHECK(places.code_point_count() == 400);
  for (std::uint32_t i = 0; i <= 400; ++i) {
    const auto byte = places.byte_of(i);
    REQUIRE(byte);
    REQUIRE(places.code_point_of(*byte) == i);
  }
  CHECK(!places.byte_of(401));
  CHECK(*places.byte_of(3) == 6);
}

TEST_CASE("what looks most like the words is named", "[annotate]") {
  const Places places(kText);
  CHECK(places.nearest("Midlesborough") == "\"Middlesbrough\" (line 5)");
  CHECK(places.nearest("leeds untied") == "\"Leeds United\" (line 5)");
  CHECK(places.nearest("Nobody gave you a medal") == "\"Nobody gives you a medal\" (line 3)");
  CHECK(places.nearest("Wolverhampton Wanderers").empty());
  CHECK(most_like("Jo Tiat", {"Ann Hall", "Jo Tait"}) == "Jo Tait");
  CHECK(most_like("Zzz", {"Ann Hall", "Jo Tait"}).empty());
}

// ---- fields ----

TEST_CASE("a line is words, strings and keys", "[annotate]") {
  const auto fields = split_fields("a \"b \\\"c\\\" \\u{201C}\\n\" k=v \u201cx \"y\"\u201d= \"w z\" #2", false);
  REQUIRE(fields.ok());
  const std::vector<Field>& list = fields.value();
  REQUIRE(list.size() == 5);
  CHECK(list[0].value == "a");
  CHECK(list[1].value == "b \"c\" \u201c\n");
  CHECK(list[1].quoted);
  CHECK(list[2].key == "k");
  CHECK(list[2].value == "v");
  CHECK(list[3].key == "x \"y\"");
  CHECK(list[3].key_quoted);
  CHECK(list[3].value == "w z");
  CHECK(list[4].value == "#2");
  const auto spaced = split_fields("\"3-1\" #1 Middlesbrough=3 Leeds United=1 final", true);
  REQUIRE(spaced.ok());
  REQUIRE(spaced.value().size() == 5);
  CHECK(spaced.value()[2].key == "Middlesbrough");
  CHECK(spaced.value()[3].key == "Leeds United");
  CHECK(spaced.value()[4].value == "final");
  for (const char* wrong :
       {"\"open", "\u201copen\"", "=x", "k=", "k==v", "\"\\q\"", "\"\\u{110000}\"", "\"\\u{}\"", "\"\\"}) {
    INFO(wrong);
    const auto refused = split_fields(wrong);
    REQUIRE(!refused.ok());
    CHECK(refused.error().message.find("; ") != std::string::npos);
  }
}

TEST_CASE("a string read back is the string", "[annotate]") {
  for (const std::string text : {"", "plain", "a \"b\"", "back\\slash", "tab\tline\nreturn\r", "\u201ccurly\u201d",
                                 "\x01\x7f", "\u200b\u202e", "#1", "-", "k=v"}) {
    const auto fields = split_fields("x=" + quote_string(text) + " y=" + plain_or_quoted(text));
    REQUIRE(fields.ok());
    REQUIRE(fields.value().size() == 2);
    CHECK(fields.value()[0].value == text);
    CHECK(fields.value()[1].value == text);
    CHECK(quote_string(text).find('\n') == std::string::npos);
  }
}

// ---- corrections ----

TEST_CASE("a correction file alone says everything", "[annotate]") {
  const Applied done = applied(kText,
                               "# a remark\r\n"
                               "base none\r\n"
                               "sport rugby league\n"
                               "style wire report\n"
                               "\n"
                               "person \"Jo Tait\"\n"
                               "person \"Tait\" = Jo Tait\n"
                               "person \"Hall\" #1,3 = \"Ann Hall\"\n"
                               "team \u201cBoro\u201d = Middlesbrough\n"
                               "team \"Middlesbrough\"\n"
                               "team \"Leeds United\"\n"
                               "quote \"It is November,\" speaker=Tait cue=said how=name\n"
                               "quote \"Nobody gives \u2026 again.\" direct speaker=\"Jo Tait\" how=continued\n"
                               "quote \"realistic\" kind=partial source=\"the club\" how=nominal\n"
                               "score \"3-1\" #1 Boro=3 Leeds United=1 final\n"
                               "score \"3-1\" #2 partial\n");
  CHECK(told(done.findings).empty());
  const Annotation& a = done.annotation;
  CHECK(a.sport == "rugby-league");
  CHECK(a.style == "wire report");
  CHECK(names_in(a, NameLayer::people, kText) == "Jo Tait: 44-Jo Tait 178-Tait; Ann Hall: 217-Hall 250-Hall");
  CHECK(names_in(a, NameLayer::teams, kText) ==
        "Middlesbrough: 0-Boro 141-Middlesbrough; Leeds United: 160-Leeds United");
  REQUIRE(a.quotes.size() == 3);
  CHECK(a.quotes[0].span.of(kText) == "It is November,");
  CHECK(a.quotes[0].kind == QuoteKind::direct);
  CHECK(a.quotes[0].speaker == "Jo Tait");
  CHECK(a.quotes[0].cue == "said");
  CHECK(a.quotes[0].how == How::name);
  CHECK(a.quotes[1].span.of(kText).substr(0, 6) == "Nobody");
  CHECK(a.quotes[1].span.of(kText).substr(a.quotes[1].span.size() - 6) == "again.");
  CHECK(a.quotes[2].kind == QuoteKind::partial);
  CHECK(a.quotes[2].speaker == "the club");
  REQUIRE(a.scores.size() == 2);
  CHECK(a.scores[0].sides == std::vector<AnnotatedSide>{{"Middlesbrough", 3}, {"Leeds United", 1}});
  CHECK(a.scores[0].kind == ScoreKind::final);
  CHECK(a.scores[1].sides.empty());
  CHECK(a.scores[1].kind == ScoreKind::partial);
}

TEST_CASE("corrections win over the extractor, and nothing else changes", "[annotate]") {
  Annotation base;
  base.quotes.push_back({{25, 40}, QuoteKind::direct, "Jo Tait", "said", How::name, {}});
  base.layer(NameLayer::people) = {{"Jo Tait", {{{44, 51}, {}}, {{178, 182}, {}}}},
                                   {"Hall of Fame", {{{236, 240}, {}}}}};
  base.layer(NameLayer::teams) = {{"Leeds", {{{160, 165}, {}}}}};
  base.scores = {{{173, 176}, ScoreKind::partial, {{"Leeds", 1}, {"Hall of Fame", 3}}, {}}};
  SECTION("an empty file") {
    const Applied done = applied(kText, "", base);
    CHECK(done.findings.empty());
    CHECK(done.annotation == base);
  }
  SECTION("details of a quote") {
    const Applied done = applied(kText, "quote \"It is November,\" partial cue=-\n", base);
    CHECK(done.findings.empty());
    REQUIRE(done.annotation.quotes.size() == 1);
    CHECK(done.annotation.quotes[0].kind == QuoteKind::partial);
    CHECK(done.annotation.quotes[0].speaker == "Jo Tait");
    CHECK(done.annotation.quotes[0].cue.empty());
  }
  SECTION("a longer quote takes the place of what it overlaps") {
    const Applied done = applied(kText, "quote \"It is November,\u201d Jo\" nonspeech\n", base);
    REQUIRE(done.annotation.quotes.size() == 1);
    CHECK(done.annotation.quotes[0].span.of(kText) == "It is November,\u201d Jo");
    CHECK(done.annotation.quotes[0].speaker.empty());
  }
  SECTION("nonspeech has no speaker") {
    const Applied done = applied(kText, "quote \"It is November,\" nonspeech\n", base);
    CHECK(done.annotation.quotes[0].speaker.empty());
    CHECK(done.annotation.quotes[0].cue.empty());
    CHECK(done.annotation.quotes[0].how == How::other);
  }
  SECTION("struck out") {
    const Applied done = applied(kText,
                                 "not quote \"It is November,\"\n"
                                 "drop score \"3-1\" #1\n"
                                 "not person \"Hall\"\n"
                                 "not person \"Tait\" = \"Jo Tait\"\n"
                                 "not team \"Leeds\"\n",
                                 base);
    CHECK(told(done.findings).empty());
    CHECK(done.annotation.quotes.empty());
    CHECK(done.annotation.scores.empty());
    CHECK(names_in(done.annotation, NameLayer::people, kText) == "Jo Tait: 44-Jo Tait");
    CHECK(done.annotation.layer(NameLayer::teams).empty());
  }
  SECTION("nothing to strike out is worth a note") {
    CHECK(told(applied(kText, "not venue \"Fame\"\n", base).findings) ==
          "note 1: \"Fame\" is no venue to begin with, so nothing is struck out; leave the line or take it out\n");
  }
  SECTION("a longer name takes the place of a shorter one") {
    const Applied done = applied(kText, "team \"Leeds United\"\n", base);
    CHECK(names_in(done.annotation, NameLayer::teams, kText) == "Leeds United: 160-Leeds United");
  }
  SECTION("a shorter one gives way, but for a number") {
    CHECK(names_in(applied(kText, "person \"Jo\" = \"Jo Brand\"\n", base).annotation, NameLayer::people, kText) ==
          names_in(base, NameLayer::people, kText));
    CHECK(names_in(applied(kText, "person \"Jo\" #1 = \"Jo Brand\"\n", base).annotation, NameLayer::people, kText) ==
          "Jo Brand: 44-Jo; Jo Tait: 178-Tait; Hall of Fame: 236-Hall");
  }
  SECTION("a name moves to another list") {
    const Applied done = applied(kText, "outlet \"Tait\" = \"The Tait\"\n", base);
    CHECK(names_in(done.annotation, NameLayer::people, kText) == "Jo Tait: 44-Jo Tait; Hall of Fame: 236-Hall");
    CHECK(names_in(done.annotation, NameLayer::outlets, kText) == "The Tait: 178-Tait");
  }
  SECTION("a new name for somebody goes everywhere") {
    const Applied done =
        applied(kText, "rename person \"Jo Tait\" = \"Joanna Tait\"\nrename team Leeds = \"Leeds United\"\n", base);
    CHECK(told(done.findings).empty());
    CHECK(done.annotation.quotes[0].speaker == "Joanna Tait");
    CHECK(done.annotation.layer(NameLayer::people)[0].name == "Joanna Tait");
    CHECK(done.annotation.scores[0].sides[0].name == "Leeds United");
  }
}

TEST_CASE("the order of lines means nothing", "[annotate]") {
  std::vector<std::string> lines = {"base none\n",
                                    "person \"Hall\" = \"Ann Hall\"\n",
                                    "not person \"Hall\" #2\n",
                                    "venue \"Hall of Fame\"\n",
                                    "person \"Tait\" = \"Jo Tait\"\n",
                                    "person \"Jo Tait\"\n",
                                    "team \"Tait\" #2 = \"Tait's\"\n",
                                    "quote \"realistic\" speaker=Tait\n"};
  std::sort(lines.begin(), lines.end());
  std::optional<Annotation> first;
  for (int i = 0; i < 200; ++i) {
    std::string file;
    for (const std::string& line : lines) file += line;
    const Applied done = applied(kText, file);
    REQUIRE(told(done.findings).empty());
    if (!first) first = done.annotation;
    REQUIRE(done.annotation == *first);
    std::next_permutation(lines.begin(), lines.end());
    std::rotate(lines.begin(), lines.begin() + 1 + i % 5, lines.end());
  }
  CHECK(names_in(*first, NameLayer::people, kText) == "Jo Tait: 44-Jo Tait; Ann Hall: 217-Hall 250-Hall");
  CHECK(names_in(*first, NameLayer::teams, kText) == "Tait's: 178-Tait");
  CHECK(names_in(*first, NameLayer::venues, kText) == "Hall of Fame: 236-Hall of Fame");
}

TEST_CASE("what is wrong with a line is told with its number and what to do", "[annotate]") {
  const std::pair<const char*, const char*> cases[] = {
      {"quote \"It is Novembre,\"",
       "1: \"It is Novembre,\" stands nowhere in the article, \"It is November,\" (line 3) does; "
       "give the words as they stand there\n"},
      {"score \"9-9\"", "1: \"9-9\" stands nowhere in the article"},
      {"score \"3-1\"",
       "1: \"3-1\" stands 2 times in the article (lines 5, 5); add #1 for the first, or more of its words\n"},
      {"person \"Hall\" #4", "1: \"Hall\" has no #4: it stands 3 times in the article; count again\n"},
      {"person \"Hal\"", "1: \"Hal\" stands in the article inside words only; give whole words, or add anywhere\n"},
      {"quot \"It\"", "1: \"quot\" begins no line, \"quote\" does; begin it with "},
      {"quote It", "1: quote: the article's words are missing; "},
      {"quote \"\"", "1: quote: the words are empty; "},
      {"quote \"It is", "1: the string that opens at byte 2 never closes; "},
      {"quote \"It is November,\" shouted",
       "1: \"shouted\" is no kind of quote; give direct, partial, nonspeech or indirect"},
      {"quote \"It is November,\" by=Tait", "1: \"by=\" is no detail of a quote; "},
      {"quote \"It is November,\" how=maybe", "1: how=maybe is no way to find a speaker; "},
      {"quote \"It is November,\" #0", "1: \"#0\" is no number of a place; "},
      {"person \"Jo Tait\"\nquote \"It is November,\" speaker=\"Jo Tiat\"",
       "2: speaker=\"Jo Tiat\" is no name that the article has (\"Jo Tait\"?); give one, or source="},
      {"score \"3-1\" #1 Boro=three", "1: \"Boro=three\" gives no points; "},
      {"score \"3-1\" #1 Boro=-1", "1: \"Boro=-1\" gives no points; "},
      {"score \"3-1\" #1 Boro", "1: \"Boro\" is no kind of score; "},
      {"person \"Tait\" = Jo Tait\nperson \"Tait\" = Al Tait", "2: \"Tait\" is \"Jo Tait\" by line 1; keep one"},
      {"base none\nnot person \"Tait\"\nperson \"Tait\" = Al Tait", "3: \"Tait\" is struck out on line 2; "},
      {"quote \"Nobody gives you\"\nquote \"you a medal\"",
       "2: \"you a medal\" (line 3 of the text) overlaps \"Nobody gives you\" (line 3 of the text) of line 1; "},
      {"person \"Jo Tait\" #1\nteam \"Tait\" #1 = X", "2: \"Tait\" (line 3 of the text) overlaps \"Jo Tait\" (line 3"},
      {"person \"Tait\" = \"\"", "1: the name behind = is empty; "},
      {"person \"Tait\" # = X", "1: \"#\" is no number of a place; "},
      {"person \"Tait\" maybe", "1: \"maybe\" has no place here; "},
      {"person \"Tait\" = X = Y", "1: "},
      {"base nothing", "1: base: \"nothing\" is no base; "},
      {"sport futball", "1: sport: \"futball\" is none of pressbox's, \"football\" is; "},
      {"sport golf\nsport golf", "2: sport: stands twice; "},
      {"style", "1: style: its value is missing; "},
      {"rename person \"A\"", "1: rename: is not complete; "},
      {"rename person \"A\" = \"B\"", "1: rename: \"A\" is no person that the extractor found; "},
      {"person \"\xff\"", "1: is not UTF-8 at byte "},
      {"\"It is\"", "1: \"\" begins no line"},
  };
  for (const auto& [lines, message] : cases) {
    INFO(lines);
    const Applied done = applied(kText, lines);
    const std::string all = told(done.findings);
    CHECK(all.substr(0, std::string_view(message).size()) == message);
    CHECK(std::count(all.begin(), all.end(), '\n') == 1);
    CHECK(all.find("; ") != std::string::npos);
  }
}

TEST_CASE("a draft of gold, applied, is the gold again, byte for byte", "[annotate]") {
  std::size_t elided = 0;
  for_each_gold([&](const std::string& json, const Places& places, const Annotation& gold) {
    CHECK(write_annotation(gold, places) == json);
    const std::string draft = write_corrections(gold, places);
    elided += draft.find(" \u2026 ") != std::string::npos ? 1 : 0;
    const Corrections corrections = read_corrections(draft);
    CHECK(!corrections.from_extractor);
    std::vector<AnnotationFinding> findings = corrections.findings;
    Annotation empty;
    empty.id = gold.id;
    const Annotation again = apply_corrections(corrections, empty, places, findings);
    CHECK(told(findings).empty());
    CHECK(again == gold);
    CHECK(write_annotation(again, places) == json);
  });
  CHECK(elided > 10);
}

TEST_CASE("a draft of what the extractor finds is what it finds", "[annotate]") {
  for (const fs::path& path : corpus()) {
    if (path.parent_path().filename() == "test") continue;
    INFO(path.native());
    const Extraction extraction = testing::extract(slurp(fs::path(path).replace_extension(".txt")));
    const Places places(extraction.source.text());
    const Annotation found = to_annotation(extraction);
    const Corrections corrections = read_corrections(write_corrections(found, places));
    std::vector<AnnotationFinding> findings = corrections.findings;
    Annotation empty;
    empty.id = found.id;
    const Annotation again = apply_corrections(corrections, empty, places, findings);
    CHECK(told(findings).empty());
    CHECK(again == found);
  }
}

TEST_CASE("a reported clause may hold phrases between marks", "[annotate]") {
  const std::string text = "Hall said it was \"a fine pitch\" for all.";
  const std::string lines =
      "base none\nperson \"Hall\"\n"
      "quote \"it was \\\"a fine pitch\\\" for all\" indirect speaker=Hall cue=said how=name\n"
      "quote \"a fine pitch\" partial speaker=Hall how=name\n";
  const Applied done = applied(text, lines);
  CHECK(told(done.findings).empty());
  REQUIRE(done.annotation.quotes.size() == 2);
  const Places places(text);
  CHECK(told(check_annotation(done.annotation, places)).empty());
  CHECK(applied(text, write_corrections(done.annotation, places)).annotation == done.annotation);
  std::vector<AnnotationFinding> findings;
  CHECK(read_brat(write_brat(done.annotation, places), places, findings) == done.annotation);
  CHECK(findings.empty());
  (void)write_conll(done.annotation, places, std::nullopt, findings);
  CHECK(findings.size() == 1);  // a column holds one of them
  CHECK(!told(applied(text, lines + "quote \"pitch\\\" for\" partial\n").findings).empty());
  CHECK(!told(applied(text, lines + "quote \"was\" indirect\n").findings).empty());
}

TEST_CASE("draft numbers the places where a surface is several things", "[annotate]") {
  const Places places(kText);
  const std::vector<Span> halls = places.find("Hall");
  REQUIRE(halls.size() == 3);
  Annotation annotation;
  annotation.layer(NameLayer::people) = {{"Ann Hall", {{halls[0], {}}, {halls[2], {}}}}};
  annotation.layer(NameLayer::venues) = {{"Hall of Fame", {{places.find("Hall of Fame").front(), {}}}}};
  const std::string whole = write_corrections(annotation, places);
  CHECK(whole.find("person \"Hall\" = \"Ann Hall\"\n") != std::string::npos);  // the other one lies in a longer name
  annotation.layer(NameLayer::venues).clear();
  const std::string some = write_corrections(annotation, places);
  CHECK(some.find("person \"Hall\" #1,3 = \"Ann Hall\"\n") != std::string::npos);
}

// ---- the JSON and its checks ----

TEST_CASE("the extractor's own JSON is read as an annotation", "[annotate]") {
  const std::string text = "\"It hurts,\" said Erik Lund.";
  const Places places(text);
  const auto read = read_annotation(
      R"({"id": "x", "sport": null, "quotes": [{"start": 1, "end": 10, "kind": "direct",
          "speaker": {"id": "p1", "name": "Erik Lund", "how": "name"}, "cue": {"text": "said", "lemma": "say"}}]})",
      "x.json", places);
  REQUIRE(read.ok());
  CHECK(read.value().quotes[0].how == How::name);
  CHECK(read.value().quotes[0].cue == "said");
  CHECK(read.value().sport.empty());
  const std::pair<const char*, const char*> wrong[] = {
      {R"({"quotes": [{"start": 1, "end": 99, "kind": "direct"}]})", "x.json: quotes[0].end: 99 lies outside"},
      {R"({"quotes": [{"start": 1, "end": 9, "kind": "direct", "how": "so"}]})",
       "x.json: quotes[0].how: \"so\" is no way"},
      {R"({"quotes": [{"start": 1, "end": 9, "kind": "direct", "cue": 3}]})", "x.json: quotes[0].cue: is no string; "},
      {R"({"venues": 3})", "x.json: venues: is no array; "},
      {R"({"venues": [3]})", "x.json: venues[0]: is no object; "},
      {R"({"venues": [{"name": ""}]})", "x.json: venues[0].name: is no name; "},
      {R"({"venues": [{"name": "A", "mentions": [{"start": 1, "end": 99}]}]})",
       "x.json: venues[0].mentions[0].end: is no"},
      {R"({"venues": [{"name": "A", "mentions": [{"start": 9, "end": 1}]}]})",
       "x.json: venues[0].mentions[0].end: lies"},
      {R"({"sport": 3})", "x.json: sport: is no string; "},
      {"[", "x.json: is not valid JSON"},
  };
  for (const auto& [json, message] : wrong) {
    INFO(json);
    const auto refused = read_annotation(json, "x.json", places);
    REQUIRE(!refused.ok());
    CHECK(refused.error().message.substr(0, std::string_view(message).size()) == message);
  }
}

TEST_CASE("the corpus has nothing to mend", "[annotate]") {
  for_each_gold([](const std::string&, const Places& places, const Annotation& gold) {
    std::vector<AnnotationFinding> findings = check_annotation(gold, places);
    std::erase_if(findings, [](const AnnotationFinding& finding) { return finding.note; });
    CHECK(told(findings).empty());
  });
}

TEST_CASE("each damage to an annotation is found", "[annotate]") {
  const Places places(kText);
  const Applied good = applied(kText,
                               "base none\nsport football\nperson \"Jo Tait\"\nperson \"Tait\" = \"Jo Tait\"\n"
                               "team \"Boro\" = Middlesbrough\nteam \"Leeds United\"\n"
                               "quote \"It is November,\" speaker=Tait cue=said how=name\n"
                               "quote \"Nobody gives \u2026 again.\" speaker=Tait how=continued\n"
                               "score \"3-1\" #1 Boro=3 Leeds United=1\n");
  REQUIRE(told(good.findings).empty());
  REQUIRE(told(check_annotation(good.annotation, places)).empty());
  using Damage = std::function<void(Annotation&)>;
  const std::pair<Damage, const char*> cases[] = {
      {[](Annotation& a) { a.sport = "quoits"; }, "is no sport of pressbox"},
      {[](Annotation& a) { a.quotes[0].span.end = a.quotes[0].span.start; }, "is empty at line 3"},
      {[](Annotation& a) { a.quotes[1].span.start += 6; }, "begins or ends with white space"},
      {[](Annotation& a) { a.quotes[0].span.end = a.quotes[1].span.start + 6; }, "overlaps the quote"},
      {[](Annotation& a) { a.quotes[0].kind = QuoteKind::nonspeech; }, "is nonspeech and has the speaker Jo Tait"},
      {[](Annotation& a) { a.quotes[0].speaker = "Tait"; }, "its person is \"Jo Tait\""},
      {[](Annotation& a) { a.quotes[0].speaker = "Middlesborough"; },
       "is no name of the article, \"Middlesbrough\" is"},
      {[](Annotation& a) { a.quotes[0].speaker = "one scout"; }, "is described in other words"},
      {[](Annotation& a) { a.quotes[0].speaker.clear(); }, "has how name and no speaker"},
      {[](Annotation& a) { a.quotes[1].cue = "said"; }, "is continued and has the cue"},
      {[](Annotation& a) { a.quotes[0].cue = "opined"; }, "has a word that is not in the text"},
      {[](Annotation& a) {
         a.layer(NameLayer::people).push_back({"Jo Tait", {{{217, 221}, {}}}});
       },
       "stands twice"},
      {[](Annotation& a) {
         a.layer(NameLayer::people).push_back({"Al Tait", {}});
       },
       "has no mention"},
      {[](Annotation& a) { a.layer(NameLayer::teams)[0].mentions[0].span.end -= 1; }, "cuts a word"},
      {[](Annotation& a) {
         a.layer(NameLayer::venues).push_back({"Boro", {{{0, 4}, {}}}});
       },
       "overlaps \"Boro\""},
      {[](Annotation& a) {
         a.layer(NameLayer::people)[0].mentions.erase(a.layer(NameLayer::people)[0].mentions.begin());
       },
       "is no mention here and is one elsewhere"},
      {[](Annotation& a) { a.scores[0].sides[0].name = "Boro"; }, "its side \"Boro\" is no team or person"},
      {[](Annotation& a) { a.scores[0].sides[0] = a.scores[0].sides[1]; }, "on both sides"},
      {[](Annotation& a) { a.scores[0].sides.push_back(a.scores[0].sides[0]); }, "has 3 sides"},
      {[](Annotation& a) {
         a.scores.push_back({{174, 176}, ScoreKind::final, {}, {}});
       },
       "overlaps the score"},
  };
  for (const auto& [damage, message] : cases) {
    Annotation annotation = good.annotation;
    damage(annotation);
    const std::string all = told(check_annotation(annotation, places));
    INFO(all);
    CHECK(all.find(message) != std::string::npos);
    CHECK(all.find("; ") != std::string::npos);
  }
}

// ---- brat ----

Annotation without_head(Annotation annotation) {
  annotation.id.clear();
  annotation.sport.clear();
  annotation.style.clear();
  return annotation;
}

TEST_CASE("brat and back is the same annotation", "[annotate]") {
  for_each_gold([](const std::string&, const Places& places, const Annotation& gold) {
    std::vector<AnnotationFinding> findings;
    const Annotation again = read_brat(write_brat(gold, places), places, findings);
    CHECK(told(findings).empty());
    CHECK(again == without_head(gold));
  });
}

TEST_CASE("brat's offsets are code points, and lines are fragments", "[annotate]") {
  const std::string text = "\U0001F3C6 \u201cWe won.\n\nWe did,\u201d said Jo\tTait.";
  const Places places(text);
  const Applied done = applied(text,
                               "base none\nperson \"Jo Tait\"\n"
                               "quote \"We won. We did,\" speaker=\"Jo Tait\" cue=said how=name\n");
  REQUIRE(told(done.findings).empty());
  const std::string ann = write_brat(done.annotation, places);
  CHECK(ann ==
        "T1\tPerson 26 33\tJo Tait\n"
        "T2\tQuote 3 10;12 19\tWe won. We did,\n"
        "A1\tQuoteKind T2 direct\n"
        "A2\tHow T2 name\n"
        "R1\tSpeaker Arg1:T2 Arg2:T1\n"
        "#1\tAnnotatorNotes T2\tcue=\"said\"\n");
  std::vector<AnnotationFinding> findings;
  CHECK(read_brat(ann, places, findings) == done.annotation);
  CHECK(findings.empty());
}

TEST_CASE("brat made by hand gets its names from the text", "[annotate]") {
  const Places places(kText);
  std::vector<AnnotationFinding> findings;
  const Annotation read = read_brat(
      "T1\tPerson 40 47\tJo Tait\n"
      "T2\tPerson 170 174\tTait\r\n"
      "T3\tTeam 0 4\tBoro\n"
      "#1\tAnnotatorNotes T3\tMiddlesbrough\n"
      "R1\tSpeaker Arg1:T4 Arg2:T2\t\n"
      "T4\tQuote 23 38\tIt is November,\n"
      "N1\tReference T1 Wikidata:Q1\tJo\n",
      places, findings);
  CHECK(told(findings) == "note 7: lines of N1 say nothing that pressbox knows and are left out\n");
  CHECK(names_in(read, NameLayer::people, kText) == "Jo Tait: 44-Jo Tait 178-Tait");
  CHECK(names_in(read, NameLayer::teams, kText) == "Middlesbrough: 0-Boro");
  REQUIRE(read.quotes.size() == 1);
  CHECK(read.quotes[0].speaker == "Jo Tait");
  CHECK(read.quotes[0].kind == QuoteKind::direct);
  CHECK(!read.quotes[0].how);
}

TEST_CASE("what is wrong with an .ann file is told by line", "[annotate]") {
  const std::string quote = "T1\tQuote 23 38\tIt is November,\n";
  const std::pair<std::string, const char*> cases[] = {
      {"T1\tQuote 23\tIt is November,\n", "1: \"23\" is no span; "},
      {"T1\tQuote 38 23\tIt is November,\n", "1: \"38 23\" is no span; "},
      {"T1\tQuote 23 x\tIt is November,\n", "1: \"23 x\" is no span; "},
      {"T1\tQuote 23 9999\tIt is November,\n", "1: 9999 lies outside the text of 250 code points; "},
      {"T1\tQuote 24 39\tIt is November,\n", "1: \"It is November,\" is not what stands at 24 39, which is \"t is "},
      {"T1\tQuote 25 40\tIt is November,\n",
       "1: \"It is November,\" is not what stands at 25 40, which is \" is November,\u201d \" (the offsets look like "
       "bytes; "
       "brat counts code points); "},
      {"T1\tQuote 23 25;29 38\tIt November,\n", "1: the span leaves out \" is \"; "},
      {"T1\tQuotation 23 38\tIt is November,\n", "1: \"Quotation\" is no type of pressbox; "},
      {"T1 Quote 23 38 It is November,\n", "1: has 1 columns and not 3; "},
      {quote + quote, "2: T1 stands on line 1 already; "},
      {quote + "A1\tQuoteKind T1 loud\n", "2: \"loud\" is no kind of quote; "},
      {quote + "A1\tHow T1 loudly\n", "2: \"loudly\" is no way to find a speaker; "},
      {quote + "A1\tScoreKind T1 final\n", "2: \"ScoreKind\" is no attribute of a Quote; "},
      {quote + "A1\tQuoteKind T9 direct\n", "2: T9 stands on no line of the file; "},
      {quote + "A1\tQuoteKind T1\n", "2: is no attribute; "},
      {quote + "A1\tQuoteKind T1 direct\nA2\tQuoteKind T1 partial\n", "3: T1 has a kind on line 2 already; "},
      {quote + "R1\tSpeaker Arg1:T1 Arg2:T1\n", "2: T1 is no name; let Arg2 be "},
      {quote + "R1\tSpeaker Arg1:T1\n", "2: is no relation; "},
      {quote + "R1\tListener Arg1:T1 Arg2:T1\n", "2: \"Listener\" of a Quote says nothing"},
      {quote + "#1\tAnnotatorNotes T1\tsaid by Tait\n", "2: the note of a Quote is said by Tait; "},
      {quote + "#1\tAnnotatorNotes\n", "2: is no note; "},
      {"T1\tScore 165 168\t3-1\n#1\tAnnotatorNotes T1\tthree to one\n", "2: the note of a Score is three to one; "},
      {"Q\n", "1: \"Q\" begins with none of T, A, R and #; "},
      {"T1\tQuote 23 38\t\xff\n", "1: is not UTF-8; "},
  };
  const Places places(kText);
  for (const auto& [lines, message] : cases) {
    INFO(lines);
    std::vector<AnnotationFinding> findings;
    (void)read_brat(lines, places, findings);
    const std::string all = told(findings);
    CHECK(all.substr(0, std::string_view(message).size()) == message);
    CHECK(std::count(all.begin(), all.end(), '\n') == 1);
    CHECK(all.find("; ") != std::string::npos);
  }
}

TEST_CASE("brat's configuration has every type and value that is written", "[annotate]") {
  const std::string_view configuration = brat_configuration();
  for_each_gold([&](const std::string&, const Places& places, const Annotation& gold) {
    std::istringstream lines(write_brat(gold, places));
    for (std::string line; std::getline(lines, line);) {
      const std::string type = line.substr(line.find('\t') + 1, line.find(' ') - line.find('\t') - 1);
      if (type != "AnnotatorNotes") CHECK(configuration.find(type) != std::string_view::npos);
      if (line[0] == 'A') CHECK(configuration.find(line.substr(line.rfind(' ') + 1)) != std::string_view::npos);
    }
  });
}

TEST_CASE("a name that would not be found again is written", "[annotate]") {
  // Two Taits, one of whom is only ever Tait.
  const std::string text = "Jo Tait met Tait. Tait smiled at Tait.";
  const Places places(text);
  const std::vector<Span> taits = places.find("Tait");
  REQUIRE(taits.size() == 4);
  Annotation annotation;
  annotation.layer(NameLayer::people) = {{"Jo Tait", {{{0, 7}, {}}, {taits[2], {}}}},
                                         {"Tait", {{taits[1], {}}, {taits[3], {}}}}};
  std::vector<AnnotationFinding> findings;
  CHECK(read_brat(write_brat(annotation, places), places, findings) == annotation);
  CHECK(read_conll(write_conll(annotation, places, std::nullopt, findings), places, std::nullopt, findings) ==
        annotation);
  CHECK(told(findings).empty());
  annotation.layer(NameLayer::people) = {{"Jo Tait", {{{0, 7}, {}}}}, {"Tait", {{taits[1], {}}}}};
  CHECK(read_brat(write_brat(annotation, places), places, findings) == annotation);
}

// ---- CoNLL ----

TEST_CASE("CoNLL and back is the same annotation", "[annotate]") {
  std::size_t widened = 0;
  for_each_gold([&widened](const std::string&, const Places& places, const Annotation& gold) {
    std::vector<AnnotationFinding> findings;
    const Annotation again =
        read_conll(write_conll(gold, places, std::nullopt, findings), places, std::nullopt, findings);
    CHECK(told(findings).empty());
    CHECK(again == gold);
    // A layer alone keeps the spans and kinds, and no more.
    const Annotation quotes =
        read_conll(write_conll(gold, places, ConllLayer::quotes, findings), places, ConllLayer::quotes, findings);
    const Annotation scores =
        read_conll(write_conll(gold, places, ConllLayer::scores, findings), places, ConllLayer::scores, findings);
    const Annotation names = read_conll(write_conll(gold, places, ConllLayer::names, findings), places, {}, findings);
    widened += findings.empty() ? 0 : 1;
    if (!findings.empty()) return;  // stretches that begin inside a token
    REQUIRE(quotes.quotes.size() == gold.quotes.size());
    for (std::size_t i = 0; i < gold.quotes.size(); ++i) {
      CHECK(quotes.quotes[i].span == gold.quotes[i].span);
      CHECK(quotes.quotes[i].kind == gold.quotes[i].kind);
    }
    REQUIRE(scores.scores.size() == gold.scores.size());
    for (std::size_t i = 0; i < gold.scores.size(); ++i) CHECK(scores.scores[i].span == gold.scores[i].span);
    for (const NameLayer layer : kAllNameLayers) {
      std::set<Span> here;
      std::set<Span> there;
      for (const AnnotatedName& name : gold.layer(layer)) {
        for (const AnnotatedMention& mention : name.mentions) here.insert(mention.span);
      }
      for (const AnnotatedName& name : names.layer(layer)) {
        for (const AnnotatedMention& mention : name.mentions) there.insert(mention.span);
      }
      CHECK(here == there);
    }
  });
  CHECK(widened <= 5);
}

TEST_CASE("CoNLL columns", "[annotate]") {
  const std::string text = "\u201cWe won,\u201d said Tait. Boro 3-1 Leeds.";
  const Places places(text);
  const Applied done =
      applied(text,
              "base none\nsport football\nperson \"Tait\" = \"Jo Tait\"\nteam \"Boro\"\nteam \"Leeds\"\n"
              "quote \"We won,\" speaker=Tait cue=said how=name\nscore \"3-1\" Boro=3 Leeds=1\n");
  REQUIRE(told(done.findings).empty());
  std::vector<AnnotationFinding> notes;
  Annotation annotation = done.annotation;
  annotation.id = "a b";
  CHECK(write_conll(annotation, places, std::nullopt, notes) ==
        "# global.columns = FORM PRESSBOX:NAME PRESSBOX:QUOTE PRESSBOX:SCORE MISC\n"
        "# newdoc id = \"a b\"\n"
        "# sport = football\n"
        "\u201c\tO\tO\tO\t_\n"
        "We\tO\tB-direct\tO\tspeaker=\"Jo Tait\" cue=\"said\" how=name\n"
        "won\tO\tI-direct\tO\t_\n"
        ",\tO\tI-direct\tO\t_\n"
        "\u201d\tO\tO\tO\t_\n"
        "said\tO\tO\tO\t_\n"
        "Tait\tB-PER\tO\tO\tname=\"Jo Tait\"\n"
        ".\tO\tO\tO\t_\n"
        "\n"
        "Boro\tB-TEAM\tO\tO\t_\n"
        "3\tO\tO\tB-final\t\"Boro\"=3 \"Leeds\"=1\n"
        "-\tO\tO\tI-final\t_\n"
        "1\tO\tO\tI-final\t_\n"
        "Leeds\tB-TEAM\tO\tO\t_\n"
        ".\tO\tO\tO\t_\n"
        "\n");
  CHECK(notes.empty());
  CHECK(write_conll(annotation, places, ConllLayer::scores, notes).substr(0, 6) == "\u201c\tO\n");
  annotation.layer(NameLayer::teams)[0].mentions[0].span.end -= 1;
  annotation.layer(NameLayer::venues) = {{"Tait", {{places.find("Tait").front(), {}}}}};
  (void)write_conll(annotation, places, std::nullopt, notes);
  CHECK(told(notes) ==
        "note 0: \"Tait\" (line 1 of the text) overlaps another annotation of its column and is left out\n");
  annotation.layer(NameLayer::venues).clear();
  notes.clear();
  const std::string cut = write_conll(annotation, places, std::nullopt, notes);
  CHECK(cut.find("\nBoro\tB-TEAM\tO\tO\tname=\"Boro\" name.cut=0,1\n") != std::string::npos);
  CHECK(read_conll(cut, places, std::nullopt, notes) == annotation);
  CHECK(notes.empty());
  (void)write_conll(annotation, places, ConllLayer::names, notes);
  CHECK(told(notes) == "note 0: \"Bor\" (line 1 of the text) begins or ends inside a token and is widened to it\n");
}

TEST_CASE("CoNLL of other tools is laid over the text", "[annotate]") {
  const Places places("\u201cWe won,\u201d said Jo Tait.");
  std::vector<AnnotationFinding> findings;
  const Annotation read = read_conll(
      "-DOCSTART- -X- O\n\n"
      "# global.columns = ID FORM PRESSBOX:NAME\n"
      "1 `` O\n2 We O\n3 won, O\n4 '' O\n5 said O\n6 Jo B-PER\n7 Tait. I-PER\n",
      places, std::nullopt, findings);
  CHECK(told(findings).empty());
  REQUIRE(read.layer(NameLayer::people).size() == 1);
  CHECK(read.layer(NameLayer::people)[0].name == "Jo Tait.");
}

TEST_CASE("what is wrong with a CoNLL file is told by line", "[annotate]") {
  const Places places("We won.");
  const std::pair<const char*, const char*> cases[] = {
      {"We\tO\nwin\tO\n", "2: \"win\" is not what comes next in the text, which is \"won.\" (line 1); "},
      {"We\tO\nwon\tO\n", "2: the file ends before line 1 of the text, \".\"; "},
      {"We\tO\nwon\tO\n.\tO\n!\tO\n", "4: \"!\" stands behind the end of the text; "},
      {"We\tNNP\nwon.\tO\n", "1: \"NNP\" is no IOB2 tag of this column; give O, or B- and I- with PER, TEAM"},
      {"We\tB-ORG\nwon.\tO\n", "1: \"B-ORG\" is no IOB2 tag of this column; "},
      {"We\tI-PER\nwon.\tO\n", "1: I-PER goes on with what has not begun; write B-PER"},
      {"We\nwon.\tO\n", "1: has 1 of the 2 columns; "},
      {"# global.columns = A B\nWe\tO\n", "1: global.columns has 0 columns of one kind; "},
      {"# global.columns = FORM FORM\nWe\tO\n", "1: global.columns has 2 columns of one kind; "},
      {"We\tO\tB-direct\tO\thow=loudly\nwon.\tO\n", "1: how=loudly is no way to find a speaker; "},
      {"We\tO\tO\tB-final\t\"A\"=x\nwon.\tO\n", "1: \"A\"=x gives no points; "},
      {"We\tB-PER\tO\tO\tname.cut=1,1\nwon.\tO\n", "1: name.cut=1,1 leaves nothing; "},
      {"We\tO\tO\tO\t\"A\nwon.\tO\n", "1: the string that opens at byte 1 never closes; "},
      {"We\tO\n-DOCSTART-\n", "2: a second document begins here; "},
      {"# sport = a b\nWe\tO\nwon.\tO\n", "1: sport: is no single value; "},
      {"\xff\tO\n", "1: is not UTF-8; "},
  };
  for (const auto& [lines, message] : cases) {
    INFO(lines);
    std::vector<AnnotationFinding> findings;
    (void)read_conll(lines, places, std::nullopt, findings);
    const std::string all = told(findings);
    CHECK(all.substr(0, std::string_view(message).size()) == message);
    CHECK(std::count(all.begin(), all.end(), '\n') == 1);
    CHECK(all.find("; ") != std::string::npos);
  }
}

// ---- pages ----

// Elements are closed in the order in which they were opened, ids stand once and links lead to them.
void check_html(const std::string& page) {
  std::vector<std::string> open;
  std::set<std::string> ids;
  std::vector<std::string> links;
  static const std::set<std::string> kVoid = {"!DOCTYPE", "meta"};
  for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at)) {
    const std::size_t end = page.find('>', at);
    REQUIRE(end != std::string::npos);
    const std::string tag = page.substr(at + 1, end - at - 1);
    at = end;
    if (tag[0] == '/') {
      REQUIRE(!open.empty());
      REQUIRE(open.back() == tag.substr(1));
      open.pop_back();
      continue;
    }
    const std::string name = tag.substr(0, tag.find(' '));
    const auto value = [&tag](const std::string& attribute) {
      const std::size_t from = tag.find(" " + attribute + "=\"");
      if (from == std::string::npos) return std::string();
      const std::size_t start = from + attribute.size() + 3;
      return tag.substr(start, tag.find('"', start) - start);
    };
    if (const std::string id = value("id"); !id.empty()) CHECK(ids.insert(id).second);
    if (const std::string link = value("href"); !link.empty()) links.push_back(link.substr(1));
    if (name == "p") REQUIRE(std::find(open.begin(), open.end(), "p") == open.end());
    if (!kVoid.contains(name)) open.push_back(name);
    if (name == "style") at = page.find("</style>", at);
  }
  CHECK(open.empty());
  for (const std::string& link : links) CHECK(ids.contains(link));
}

std::string without_tags(const std::string& html) {
  std::string out;
  for (std::size_t at = 0; at < html.size(); ++at) {
    if (html[at] == '<') {
      const bool note = html.compare(at, 7, "<small>") == 0;
      at = note ? html.find("</small>", at) + 7 : html.find('>', at);
    } else {
      out += html[at];
    }
  }
  return out;
}

TEST_CASE("pages of the corpus nest and hold the text", "[annotate]") {
  for_each_gold([](const std::string&, const Places& places, const Annotation& gold) {
    const std::string page = render_html(gold, places);
    check_html(page);
    std::string article = page.substr(page.find("<article"));
    article.resize(article.find("</article>"));
    CHECK(level_words(without_tags(article)) == [&] {
      std::string escaped;
      for (std::size_t i = 0; i < places.text().size(); ++i) {
        const char c = places.text()[i];
        if (c == '\xc2' && static_cast<unsigned char>(places.text()[i + 1]) < 0xa0) {  // a control character
          escaped += "\ufffd";
          ++i;
          continue;
        }
        if ((c >= 0 && c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f) {
          escaped += "\ufffd";
          continue;
        }
        escaped += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : std::string(1, c);
      }
      return level_words(escaped);
    }());
    const std::string plain = render_terminal(gold, places, false);
    CHECK(plain.find('\x1b') == std::string::npos);
  });
}

TEST_CASE("crossing, nested and broken annotations can be shown", "[annotate]") {
  const std::string text = "<b>&\"one\x1b[31m two\n\n three\x01 four\r\n";
  const Places places(text);
  Annotation annotation;
  annotation.id = "<x>";
  const auto end = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t a = 0; a < end; a += 3) {
    for (std::uint32_t b = a; b <= end; b += 4) {
      annotation.quotes.push_back({{a, b}, QuoteKind::partial, "A & B", "", std::nullopt, {}});
      annotation.layer(NameLayer::teams).push_back({"T<" + std::to_string(a) + std::to_string(b), {{{a, b}, {}}}});
      annotation.scores.push_back({{a, b}, ScoreKind::set, {{"A", 1}}, {}});
    }
  }
  const std::string page = render_html(annotation, places);
  check_html(page);
  CHECK(page.find("<b>") == std::string::npos);
  CHECK(page.find('\x1b') == std::string::npos);
  CHECK(page.find('\x01') == std::string::npos);
  const std::string plain = render_terminal(annotation, places, false);
  CHECK(plain.find('\x1b') == std::string::npos);
  const std::string colour = render_terminal(annotation, places, true);
  CHECK(colour.find("\x1b[31m") == std::string::npos);
  CHECK(colour.substr(colour.rfind('\x1b'), 4) == "\x1b[0m");
}

TEST_CASE("the terminal's marks say what they are", "[annotate]") {
  const std::string text = "\u201cWe won,\u201d said Tait. Boro 3-1 Leeds.\n";
  const Applied done = applied(text,
                               "base none\nperson \"Tait\" = \"Jo Tait\"\nteam \"Boro\"\nteam \"Leeds\"\n"
                               "quote \"We won,\" speaker=Tait how=name\nscore \"3-1\" Boro=3 Leeds=1\n");
  CHECK(render_terminal(done.annotation, Places(text), false) ==
        ": 1 quote, 1 person, 2 teams, 1 score\n\n"
        "\u201c\u27e6We won,\u27e7{direct Jo Tait, name}\u201d said [Tait]{person Jo Tait}. [Boro]{team} <3-1>{final "
        "Boro 3, "
        "Leeds 1} [Leeds]{team}.\n");
}

}  // namespace
}  // namespace pressbox

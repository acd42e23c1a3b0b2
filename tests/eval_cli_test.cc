// pressbox eval as it is run: the built binary, in a folder of its own.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/catch.h"
#include "tests/folder.h"

namespace pressbox {
namespace {

using testing::Ran;

class Desk : public testing::Folder {
 public:
  Desk() {
    write("gold/one.txt",
          "Exford 2-1 Wyeville\n\n\"We were slow in the first half,\" Ann Hall said after the match.\n");
    write("gold/one.json",
          R"({"id": "one", "quotes": [{"start": 22, "end": 52, "kind": "direct", "speaker": {"name": "Ann Hall"}}],
              "people": [{"name": "Ann Hall", "mentions": [{"start": 55, "end": 63}]}],
              "scores": [{"start": 7, "end": 10, "kind": "final", "sides": []}]})");
    write("gold/two.txt", "Nobody said a word.\n");
    write("gold/two.json", "{}");
  }
};

constexpr const char* kPrediction =
    R"({"id": "one", "quotes": [{"start": 21, "end": 53, "kind": "direct", "speaker": null}]})"
    "\n";

TEST_CASE("eval compares a file, a folder or stdin", "[evaluation][cli]") {
  const Desk desk;
  desk.write("lines.jsonl", kPrediction);
  desk.write("folder/one.json", kPrediction);
  const Ran lines = desk.run("eval gold lines.jsonl --errors 9");
  CHECK(lines.status == 0);
  CHECK(lines.err == "");
  CHECK(lines.out ==
        "2 articles, NO PREDICTION for 1: two\n"
        "                            P      R     F1   gold   pred  right\n"
        "quote.exact             1.000  1.000  1.000      1      1      1\n"
        "quote.overlap           1.000  1.000  1.000      1      1      1\n"
        "attribution             0.000  0.000  0.000      1      1      0\n"
        "attribution.surname     0.000  0.000  0.000      1      1      0\n"
        "direct.attribution      0.000  0.000  0.000      1      1      0\n"
        "person.span             0.000  0.000  0.000      1      0      0\n"
        "team.span               0.000  0.000  0.000      0      0      0\n"
        "team.link               0.000  0.000  0.000      0      0      0\n"
        "score.span              0.000  0.000  0.000      1      0      0\n"
        "score.full              0.000  0.000  0.000      1      0      0\n"
        "\n"
        "wrong speaker: 1\n"
        "  one: 'We were slow in the first half'  gold Ann Hall / got None [None]\n"
        "\n"
        "missed person: 1\n"
        "  one: 'Ann Hall'  slow in the first half,\" Ann Hall said after the match. \n"
        "\n"
        "missed score: 1\n"
        "  one: '2-1'  Exford 2-1 Wyeville  \"We were slow \n");
  CHECK(desk.run("eval gold folder --errors 9").out == lines.out);
  CHECK(desk.run("eval gold - --errors 9 < lines.jsonl").out == lines.out);

  const Ran json = desk.run("eval gold lines.jsonl --json");
  CHECK(json.status == 0);
  CHECK(json.err ==
        "pressbox: lines.jsonl: has no prediction for 1 of 2 articles, the first is two; their fields count as "
        "missed\n");
  CHECK(desk.run("eval gold - --json < lines.jsonl").err.find("pressbox: stdin: has no prediction for 1 of 2") == 0);
  const auto figures = nlohmann::json::parse(json.out, nullptr, false);
  REQUIRE(figures.is_object());
  CHECK(figures["quote.exact"]["f1"] == 1.0);
}

TEST_CASE("eval without predictions extracts them", "[evaluation][cli]") {
  const Desk desk;
  REQUIRE(desk.run("extract gold > predicted.jsonl").status == 0);
  const Ran compared = desk.run("eval gold predicted.jsonl --errors 100");
  CHECK(compared.status == 0);
  for (const char* jobs : {"1", "3"}) {
    const Ran extracted = desk.run(std::string("eval gold --errors 100 --jobs ") + jobs);
    CHECK(extracted.status == 0);
    CHECK(extracted.out == compared.out);
  }
}

TEST_CASE("eval prints no figures over half of the articles", "[evaluation][cli]") {
  const Desk desk;
  desk.write("twice.jsonl", std::string(kPrediction) + kPrediction);
  desk.write("pretty.jsonl", "{\n  \"id\": \"one\"\n}\n");
  desk.write("array.jsonl", "[{\"id\": \"one\"}]\n");
  desk.write("outside.jsonl", R"({"id": "two", "quotes": [{"start": 1, "end": 21, "kind": "direct"}]})");
  desk.write("broken/one.json", "{");
  desk.write("other.jsonl", R"({"id": "three", "quotes": []})");
  const std::pair<const char*, const char*> cases[] = {
      {"eval nowhere", "pressbox: nowhere: does not exist; "},
      {"eval gold nowhere", "pressbox: nowhere: does not exist; "},
      {"eval gold twice.jsonl", "pressbox: twice.jsonl:2: id: \"one\" stands on line 1 already; "},
      {"eval gold outside.jsonl",
       "pressbox: outside.jsonl:1: quotes[0].end: 21 lies outside the text of 20 code points; "},
      {"eval gold broken", "pressbox: broken/one.json: is not valid JSON (byte 1)"},
      {"eval gold - < twice.jsonl", "pressbox: stdin:2: id: "},
      {"eval gold pretty.jsonl", "pressbox: pretty.jsonl:1: is no object; write one object a line, as `pressbox "},
      {"eval gold array.jsonl", "pressbox: array.jsonl:1: is no object; write one object a line, as `pressbox "},
      {"eval gold --floor gold", "pressbox: gold: is a folder; check the path given with --floor"},
      {"eval gold other.jsonl",
       "pressbox: other.jsonl: has a prediction for none of the 2 articles, the first is one; check that its ids are "},
      {"eval gold - --json < other.jsonl", "pressbox: stdin: has a prediction for none of the 2 articles"},
      {"eval gold --lexicon nowhere.bin", "pressbox: nowhere.bin: "},
  };
  for (const auto& [arguments, message] : cases) {
    INFO(arguments);
    const Ran ran = desk.run(arguments);
    CHECK(ran.status == 1);
    CHECK(ran.out == "");
    CHECK(ran.err.substr(0, std::string(message).size()) == message);
    CHECK(ran.err.find('\n') == ran.err.size() - 1);
  }
  for (const char* arguments :
       {"eval", "eval gold --errors -1", "eval gold --jobs 0", "eval gold --wat", "eval a b c"}) {
    INFO(arguments);
    const Ran ran = desk.run(arguments);
    CHECK(ran.status == 2);
    CHECK(ran.out == "");
    CHECK(ran.err.substr(0, 10) == "pressbox: ");
  }
  CHECK(desk.run("eval gold twice.jsonl > /dev/full").status == 1);
}

TEST_CASE("eval ends with status 3 where a figure lies below its floor", "[evaluation][cli]") {
  const Desk desk;
  desk.write("lines.jsonl", kPrediction);
  desk.write("floor.tsv", "quote.exact\t1\t0.1\tit is so\nperson.span\t0.5\t0.1\tit was so\n");
  const std::string figures = desk.run("eval gold lines.jsonl").out;
  const Ran reached = desk.run("eval gold lines.jsonl --min quote.exact=1 --min quote.overlap.p=0.9");
  CHECK(reached.status == 0);
  CHECK(reached.err == "");
  const Ran below = desk.run("eval gold lines.jsonl --min quote.exact=1 --min attribution=0.5 --floor floor.tsv");
  CHECK(below.status == 3);
  CHECK(below.out == figures);  // the figures are printed all the same
  CHECK(below.err.find("pressbox: attribution: F1 0.0000 lies below 0.5000 (--min attribution=0.5); ") == 0);
  CHECK(below.err.find(
            "\npressbox: person.span: F1 0.0000 lies below 0.4000 (floor.tsv:2, 0.5 less a margin of 0.1); ") !=
        std::string::npos);
  CHECK(desk.run("eval gold lines.jsonl --json --min attribution=0.5").status == 3);
}

TEST_CASE("eval shows more tables when asked", "[evaluation][cli]") {
  const Desk desk;
  desk.write("lines.jsonl", kPrediction);
  const std::string table = desk.run("eval gold lines.jsonl").out;
  const Ran causes = desk.run("eval gold lines.jsonl --show causes");
  CHECK(causes.status == 0);
  CHECK(causes.out == table +
                          "\nFaults by cause\n"
                          "cause           quotations  people  teams  scores  all  share\n"
                          "missed mention           1       1      0       0    2  66.7%\n"
                          "missed score             0       0      0       1    1  33.3%\n");
  const Ran two = desk.run("eval gold lines.jsonl --show how,causes --show causes");
  CHECK(two.out.find("\nSpeakers by how the text gives them\n") == table.size());
  CHECK(two.out.substr(two.out.size() - (causes.out.size() - table.size())) == causes.out.substr(table.size()));
  const Ran all = desk.run("eval gold lines.jsonl --show all --errors 1");
  for (const char* caption : {"95% intervals over 2 articles", "F1 by sport", "F1 by style", "Quotations by kind",
                              "Quotations, strict to partial", "Kinds of quotations confused", "Faults by cause"}) {
    CHECK(all.out.find(caption) != std::string::npos);
  }
  CHECK(all.out.find("\nwrong speaker: 1\n") > all.out.find("Faults by cause"));
  CHECK(desk.run("eval gold lines.jsonl --show all --errors 1").out == all.out);  // the same every time
}

TEST_CASE("eval compares two predictions", "[evaluation][cli]") {
  const Desk desk;
  desk.write("old.jsonl", kPrediction);
  desk.write("new.jsonl",
             R"({"id": "one", "quotes": [{"start": 22, "end": 52, "kind": "direct", "speaker": {"name": "Ann Hall"}}]})"
             "\n");
  const Ran ran = desk.run("eval gold --compare old.jsonl new.jsonl --errors 2");
  CHECK(ran.status == 0);
  CHECK(ran.out.find("2 articles\n\nF1 before and after (paired bootstrap, 1999 resamples)\n") == 0);
  CHECK(ran.out.find("\nattribution           0.000  1.000  +1.000  +0.000 to +1.000  ") != std::string::npos);
  CHECK(ran.out.find("\nArticles: 1 better, 0 worse, 0 otherwise changed\n") != std::string::npos);
  CHECK(ran.out.find("\none\n  - quotation, missed mention: 'We were slow in the first half'  gold Ann Hall / got no "
                     "speaker\n") != std::string::npos);
  const Ran stdin_is_new = desk.run("eval gold --compare old.jsonl - --errors 2 < new.jsonl");
  CHECK(stdin_is_new.out == ran.out);
  REQUIRE(desk.run("extract gold > now.jsonl").status == 0);
  const Ran with_now = desk.run("eval gold --compare old.jsonl");  // what is extracted now
  CHECK(with_now.status == 0);
  CHECK(with_now.out == desk.run("eval gold --compare old.jsonl now.jsonl").out);
  // The floor is for the new side.
  CHECK(desk.run("eval gold --compare old.jsonl new.jsonl --min attribution=1").status == 0);
  CHECK(desk.run("eval gold --compare new.jsonl old.jsonl --min attribution=1").status == 3);
  const auto json =
      nlohmann::json::parse(desk.run("eval gold --compare old.jsonl new.jsonl --to json").out, nullptr, false);
  REQUIRE(json.is_object());
  CHECK(json["comparison"]["better"][0]["article"] == "one");
  CHECK(json["comparison"]["f1"]["attribution"]["after"] == 1.0);
}

TEST_CASE("eval says the same of its own extraction and of one that was written", "[evaluation][cli]") {
  const Desk desk;
  REQUIRE(desk.run("extract gold > now.jsonl").status == 0);
  const Ran own = desk.run("eval gold --to json");
  CHECK(own.status == 0);
  CHECK(own.err == "");
  CHECK(own.out == desk.run("eval gold now.jsonl --to json").out);
  CHECK(nlohmann::json::parse(own.out, nullptr, false)["calibration"]["quotations"]["count"] == 1);
}

TEST_CASE("eval writes its page", "[evaluation][cli]") {
  const Desk desk;
  desk.write("lines.jsonl", kPrediction);
  const Ran ran = desk.run("eval gold lines.jsonl --html report.html");
  CHECK(ran.status == 0);
  CHECK(ran.out == desk.run("eval gold lines.jsonl").out);
  const std::string page = desk.read("report.html");
  CHECK(page.find("<!DOCTYPE html>\n<html lang=\"en\">") == 0);
  CHECK(page.find("<mark class=\"at\">We were slow in the first half</mark>") != std::string::npos);
  const Ran nowhere = desk.run("eval gold lines.jsonl --html nowhere/report.html");
  CHECK(nowhere.status == 1);
  CHECK(nowhere.out == "");
  CHECK(nowhere.err.find("pressbox: nowhere/report.html: cannot write: No such file or directory; ") == 0);
  CHECK(desk.run("eval gold lines.jsonl --html /dev/full").status == 1);
  // To stdout, the page takes the table's place.
  CHECK(desk.run("eval gold lines.jsonl --html -").out == page);
  CHECK(!desk.has("-"));
  // What is there is replaced as a whole or not at all: here the file may have no more than a kilobyte.
  const Ran cut =
      desk.run("--version; ulimit -f 1; '" PRESSBOX_BINARY_DIR "/pressbox' eval gold lines.jsonl --html report.html");
  CHECK(cut.status == 1);
  CHECK(cut.err.find("pressbox: report.html: cannot write: File too large; ") == 0);
  CHECK(desk.read("report.html") == page);
}

TEST_CASE("eval stops at bad gold, naming file and field", "[evaluation][cli]") {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"quotes": [{"start": 22, "end": 900, "kind": "direct"}]})",
       "pressbox: gold/one.json: quotes[0].end: 900 lies outside the text of "},
      {R"({"scores": [{"start": 8, "end": 11, "kind": "final", "text": "2-1"}]})",
       "pressbox: gold/one.json: scores[0].text: \"2-1\" does not stand at 8 to 11, where the text has \"-1 \"; "},
      {R"({"quotes": [{"start": 22, "end": 52, "kind": "said"}]})",
       "pressbox: gold/one.json: quotes[0].kind: \"said\" is no kind of quote; "},
      {R"({"people": [{"id": "p1", "name": "A"}, {"id": "p1", "name": "B"}]})",
       "pressbox: gold/one.json: people[1].id: \"p1\" is the id of people[0] already; "},
      // What `annotate check` refuses and figures would hide.
      {R"({"quotes": [{"start": 22, "end": 22, "kind": "direct"}]})",
       "pressbox: gold/one.json: quotes[0].end: is the start, so the span is empty; "},
      {R"({"quotes": [{"start": 22, "end": 52, "kind": "direct", "how": "guess"}]})",
       "pressbox: gold/one.json: quotes[0].how: \"guess\" is no way to find a speaker; give name, pronoun, "},
      {R"({"quotes": [{"start": 22, "end": 52, "kind": "direct"}, {"start": 22, "end": 52, "kind": "partial"}]})",
       "pressbox: gold/one.json: quotes[1]: has the span of quotes[0]; "},
      {R"({"scores": [{"start": 7, "end": 10, "kind": "final"}, {"start": 7, "end": 10, "kind": "final"}]})",
       "pressbox: gold/one.json: scores[1]: has the span of scores[0]; "},
      {R"({"teams": [{"name": "Exford"}, {"name": "Exford"}]})",
       "pressbox: gold/one.json: teams[1].name: \"Exford\" is the name of teams[0] already; "},
      {R"({"venues": [{"name": "Wye Park", "mentions": [{"start": 0, "end": 999}]}]})",
       "pressbox: gold/one.json: venues[0].mentions[0].end: 999 lies outside the text of "},
      {"", "pressbox: gold/one.json: is empty; write one article object "},
      {"{\"id\": \"\xff\"}", "pressbox: gold/one.json: is not valid UTF-8 (byte 9); "},
  };
  for (const auto& [json, message] : cases) {
    INFO(json);
    const Desk desk;
    desk.write("gold/one.json", json);
    desk.write("floor.tsv", "quote.exact\t1\t0.1\tit is so\n");
    for (const char* options : {"", " --to json", " --html page.html", " --floor floor.tsv"}) {
      const Ran ran = desk.run(std::string("eval gold") + options);
      CHECK(ran.status == 1);
      CHECK(ran.out == "");
      CHECK(ran.err.substr(0, std::string(message).size()) == message);
    }
    CHECK(desk.read("page.html") == "");
  }
  const Desk desk;
  desk.write("bare/one.txt", "Nobody said a word.\n");
  desk.write("bare/one.json", R"({"people": [{"name": "A"}], "quotations": []})");
  CHECK(
      desk.run("eval bare").err.find("pressbox: bare: annotates nothing in 1 article, so every figure would be 0; ") ==
      0);
  CHECK(desk.run("eval bare").status == 1);
  desk.write("gold/three.json", "{}");
  CHECK(desk.run("eval gold").err == "pressbox: gold/three.json: has no text; put three.txt beside it\n");
  desk.write("gold/three.txt", "");
  desk.write("gold/three.json", R"({"id": "one"})");
  CHECK(desk.run("eval gold").err == "pressbox: gold/three.json: id: \"one\" is not the file's name; give it that\n");
}

TEST_CASE("eval tells all that is wrong with gold, and what it has no use for", "[evaluation][cli]") {
  const Desk desk;
  desk.write("gold/one.json",
             R"({"quotes": [{"start": 1, "end": 900, "kind": "direct"}, {"start": 22, "end": 52, "kind": "said"}],
                 "teams": [{"name": ""}]})");
  desk.write("gold/two.json", R"({"id": "second"})");
  const std::string err = desk.run("eval gold").err;
  for (const char* const field : {"gold/one.json: quotes[0].end: ", "gold/one.json: quotes[1].kind: ",
                                  "gold/one.json: teams[0].name: ", "gold/two.json: id: "}) {
    CHECK(err.find("pressbox: " + std::string(field)) != std::string::npos);
  }
  CHECK(std::count(err.begin(), err.end(), '\n') == 4);
  std::string teams;
  for (int i = 0; i < 25; ++i) teams += std::string(i == 0 ? "" : ",") + "{}";
  desk.write("gold/one.json", "{\"teams\": [" + teams + "]}");
  const std::string many = desk.run("eval gold").err;
  CHECK(std::count(many.begin(), many.end(), '\n') == 21);
  CHECK(many.ends_with("\npressbox: 6 more; mend these first\n"));

  // Another sport than pressbox's, and predictions of other articles, are told and leave the figures as they are.
  const Desk other;
  other.write("lines.jsonl", kPrediction);
  other.write("more.jsonl", std::string(kPrediction) + "{\"id\": \"elsewhere\"}\n");
  const Ran plain = other.run("eval gold lines.jsonl");
  const Ran more = other.run("eval gold more.jsonl");
  CHECK(more.status == 0);
  CHECK(more.out == plain.out);
  CHECK(more.err ==
        "pressbox: more.jsonl: note: 1 of its articles is none of gold, the first is elsewhere; it counts for "
        "nothing\n");
  other.write("gold/two.json", R"({"sport": "chess"})");
  const Ran chess = other.run("eval gold lines.jsonl");
  CHECK(chess.status == 0);
  CHECK(chess.out == plain.out);
  CHECK(chess.err ==
        "pressbox: gold: note: 1 article has a sport that pressbox does not know, the first is two (\"chess\"); see "
        "`pressbox schema` for their names\n");
}

TEST_CASE("eval's new options are used as they are meant", "[evaluation][cli]") {
  const Desk desk;
  desk.write("lines.jsonl", kPrediction);
  for (const char* arguments :
       {"eval gold lines.jsonl --compare lines.jsonl", "eval gold --compare - -", "eval gold --compare a b c",
        "eval gold lines.jsonl --json --to json", "eval gold --json --compare lines.jsonl",
        "eval gold lines.jsonl --show nothing", "eval gold lines.jsonl --to json --show all",
        "eval gold lines.jsonl --min attribution", "eval gold lines.jsonl --min said=1", "eval gold --to xml",
        "eval gold --html ''", "eval gold --floor ''"}) {
    INFO(arguments);
    const Ran ran = desk.run(arguments);
    CHECK(ran.status == 2);
    CHECK(ran.out == "");
    CHECK(ran.err.substr(0, 10) == "pressbox: ");
    CHECK(ran.err.find('\n') == ran.err.size() - 1);
  }
  CHECK(desk.run("eval gold lines.jsonl --show nothing").err.find("calibration, all") != std::string::npos);
  const Ran floor = desk.run("eval gold lines.jsonl --floor nowhere.tsv");
  CHECK(floor.status == 1);
  CHECK(floor.out == "");
  CHECK(floor.err == "pressbox: nowhere.tsv: cannot be read; check the path given with --floor\n");
}

}  // namespace
}  // namespace pressbox

// pressbox annotate as it is run: the built binary, in a folder of its own.

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "tests/catch.h"
#include "tests/folder.h"

namespace pressbox {
namespace {

const std::string kText = "Middlesbrough beat Leeds United 3-1.\n\n\u201cIt hurts,\u201d Jo Tait said. Tait is 30.\n";
const std::string kCorrections =
    "base none\n"
    "sport football\n"
    "team \"Middlesbrough\"\n"
    "team \"Leeds United\"\n"
    "person \"Jo Tait\"\n"
    "person \"Tait\" = \"Jo Tait\"\n"
    "quote \"It hurts,\" speaker=Tait cue=said how=name\n"
    "score \"3-1\" Middlesbrough=3 \"Leeds United\"=1\n";

using testing::Ran;

class Desk : public testing::Folder {
 public:
  Desk() {
    write("a.txt", kText);
    write("a.fix", kCorrections);
  }
  [[nodiscard]] Ran run(const std::string& arguments) const { return Folder::run("annotate " + arguments); }
};

TEST_CASE("annotate apply makes gold, and check finds it good", "[annotate][cli]") {
  const Desk desk;
  const Ran applied = desk.run("apply a.txt a.fix -o a.json --lexicon nowhere");  // needs no lexicon
  CHECK(applied.status == 0);
  CHECK(applied.out.empty());
  CHECK(applied.err.empty());
  const auto gold = nlohmann::json::parse(desk.read("a.json"), nullptr, false);
  REQUIRE(gold.is_object());
  CHECK(gold["id"] == "a");
  CHECK(gold["sport"] == "football");
  CHECK(gold["quotes"][0]["start"] == 39);
  CHECK(gold["quotes"][0]["end"] == 48);
  CHECK(gold["quotes"][0]["speaker"]["name"] == "Jo Tait");
  CHECK(gold["scores"][0]["text"] == "3-1");
  CHECK(desk.run("apply a.txt - < a.fix").out == desk.read("a.json"));
  const Ran checked = desk.run("check a.json .");
  CHECK(checked.status == 0);
  CHECK(checked.out == "2 articles: 0 errors, 0 notes\n");
  CHECK(checked.err.empty());
  // It drafts as it was made.
  const Ran draft = desk.run("draft a.txt --gold a.json");
  CHECK(draft.status == 0);
  CHECK(draft.out ==
        "# A line each for what the article says: change it, add to it, take lines out. Then: pressbox annotate apply\n"
        "base none\n"
        "sport football\n"
        "\n"
        "person \"Jo Tait\"\n"
        "person \"Tait\" = \"Jo Tait\"\n"
        "\n"
        "team \"Middlesbrough\"\n"
        "team \"Leeds United\"\n"
        "\n"
        "quote \"It hurts,\" direct speaker=\"Jo Tait\" cue=\"said\" how=name\n"
        "\n"
        "score \"3-1\" Middlesbrough=3 \"Leeds United\"=1 final\n");
}

TEST_CASE("annotate corrects what the extractor finds", "[annotate][cli]") {
  const Desk desk;
  const Ran untouched = desk.run("apply a.txt /dev/null");
  CHECK(untouched.status == 0);
  const Ran draft = desk.run("draft a.txt > draft.fix && cat draft.fix");
  CHECK(draft.status == 0);
  CHECK(desk.run("apply a.txt draft.fix").out == untouched.out);
  desk.write("few.fix", "quote \"It hurts,\" partial\nrename person \"Jo Tait\" = \"Joanna Tait\"\n");
  const Ran few = desk.run("apply a.txt few.fix");
  CHECK(few.status == 0);
  CHECK(few.err.empty());
  const auto gold = nlohmann::json::parse(few.out, nullptr, false);
  REQUIRE(gold.is_object());
  CHECK(gold["quotes"][0]["kind"] == "partial");
  CHECK(gold["quotes"][0]["speaker"]["name"] == "Joanna Tait");
  CHECK(gold["people"][0]["name"] == "Joanna Tait");
}

TEST_CASE("annotate writes nothing where something is wrong, and tells all of it", "[annotate][cli]") {
  const Desk desk;
  desk.write("bad.fix", kCorrections + "person \"Jo Tiat\"\nquote \"It hurt,\"\n");
  const Ran bad = desk.run("apply a.txt bad.fix -o bad.json");
  CHECK(bad.status == 1);
  CHECK(bad.out.empty());
  CHECK(bad.err ==
        "pressbox: bad.fix:9: \"Jo Tiat\" stands nowhere in the article, \"Jo Tait\" (line 3) does; give the words as "
        "they "
        "stand there\n"
        "pressbox: bad.fix:10: \"It hurt,\" stands nowhere in the article, \"It hurts,\" (line 3) does; give the words "
        "as "
        "they stand there\n");
  CHECK(!desk.has("bad.json"));
  desk.write("twice.fix", "base none\nbase extractor\n");
  CHECK(desk.run("apply a.txt twice.fix").err == "pressbox: twice.fix:2: base: stands twice; keep one\n");
  desk.write("side.fix", "base none\nscore \"3-1\" Boro=3 Leeds=1\n");
  const Ran side = desk.run("apply a.txt side.fix");
  CHECK(side.status == 1);
  CHECK(side.err.find("pressbox: side.fix:2: \"3-1\" (line 1 of the text): its side \"Boro\" is no team or person") ==
        0);
  desk.write("gold/a.txt", kText);
  desk.write("gold/b.txt", kText);
  desk.write("gold/a.json",
             R"({"id": "x", "quotes": [{"start": 39, "end": 48, "kind": "nonspeech", "speaker": {"name": "Tait"}}]})");
  desk.write("gold/b.json", R"({"id": "b", "quotes": [{"start": 39, "end": 400, "kind": "direct"}]})");
  desk.write("gold/c.json", "{}");
  const Ran checked = desk.run("check gold");
  CHECK(checked.status == 1);
  CHECK(checked.out == "3 articles: 4 errors in 3 of them, 0 notes\n");
  CHECK(checked.err ==
        "pressbox: gold/a.json: id: \"x\" is not the file's name; give it that\n"
        "pressbox: gold/a.json: quotes[0]: \"It hurts,\" (line 3 of the text) is nonspeech and has the speaker Tait; "
        "take the "
        "speaker out, or give another kind\n"
        "pressbox: gold/b.json: quotes[0].end: 400 lies outside the text of 76 code points; check that text and "
        "annotation "
        "belong together\n"
        "pressbox: gold/c.json: has no text; put c.txt beside it\n");
}

TEST_CASE("annotate shows marks on a terminal and on a page", "[annotate][cli]") {
  const Desk desk;
  REQUIRE(desk.run("apply a.txt a.fix -o a.json").status == 0);
  const Ran shown = desk.run("show a.txt --gold a.json");
  CHECK(shown.status == 0);
  CHECK(shown.out ==
        "a: 1 quote, 1 person, 2 teams, 1 score\n\n"
        "[Middlesbrough]{team} beat [Leeds United]{team} <3-1>{final Middlesbrough 3, Leeds United 1}.\n\n"
        "\u201c\u27e6It hurts,\u27e7{direct Jo Tait, name, cue said}\u201d [Jo Tait]{person} said. [Tait]{person Jo "
        "Tait} is "
        "30.\n");
  CHECK(desk.run("show a.txt --gold a.json --color always").out.find("\x1b[") != std::string::npos);
  CHECK(desk.run("show - < a.txt").status == 0);
  const Ran page = desk.run("show a.txt --gold a.json --html a.html");
  CHECK(page.status == 0);
  CHECK(page.out.empty());
  CHECK(desk.read("a.html").find("<!DOCTYPE html>\n<html lang=\"en\">") == 0);
  CHECK(desk.run("show a.txt --gold a.json --html -").out == desk.read("a.html"));
  CHECK(desk.run("show a.txt --gold a.json --html no/such/a.html").status == 1);
}

TEST_CASE("annotate writes into what is there, not in its place", "[annotate][cli]") {
  namespace fs = std::filesystem;
  const Desk desk;
  const std::string gold = desk.run("apply a.txt a.fix").out;
  const fs::path pipe = desk.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(desk.run("--help >help; cat pipe >read & '" PRESSBOX_BINARY_DIR
                 "/pressbox' annotate apply a.txt a.fix -o pipe; wait")
            .status == 0);
  CHECK(fs::is_fifo(pipe));
  CHECK(desk.read("read") == gold);
  CHECK(desk.run("apply a.txt a.fix -o /dev/stdout").out == gold);
  CHECK(desk.run("apply a.txt a.fix -o /dev/stdout > out.json").status == 0);
  CHECK(desk.read("out.json") == gold);

  desk.write("there/old.json", "old");
  fs::permissions(desk.path() / "there/old.json", fs::perms::owner_read);
  fs::create_symlink("there/old.json", desk.path() / "link.json");
  fs::create_symlink("there/new.json", desk.path() / "to_new.json");
  CHECK(desk.run("apply a.txt a.fix -o link.json").err ==
        "pressbox: link.json: cannot write: Permission denied; choose another place\n");
  CHECK(desk.read("link.json") == "old");
  const fs::perms own = fs::perms::owner_read | fs::perms::owner_write;
  fs::permissions(desk.path() / "there/old.json", own);
  for (const char* const link : {"link.json", "to_new.json"}) {
    CHECK(desk.run(std::string("apply a.txt a.fix -o ") + link).status == 0);
    CHECK(fs::is_symlink(desk.path() / link));
    CHECK(desk.read(link) == gold);
  }
  CHECK((fs::status(desk.path() / "there/old.json").permissions() & fs::perms::all) == own);
  CHECK(desk.run("apply a.txt a.fix -o there").err.find("pressbox: there: cannot write: Is a directory; ") == 0);
}

TEST_CASE("annotate takes gold to brat and CoNLL and back", "[annotate][cli]") {
  const Desk desk;
  desk.write("gold/a.txt", kText);
  desk.write("gold/b.txt", kText);
  REQUIRE(desk.run("apply gold/a.txt a.fix -o gold/a.json").status == 0);
  REQUIRE(desk.run("apply gold/b.txt a.fix -o gold/b.json").status == 0);
  const Ran brat = desk.run("export --to brat gold --out brat");
  CHECK(brat.status == 0);
  CHECK(brat.err.empty());
  for (const char* name : {"brat/a.ann", "brat/a.txt", "brat/b.ann", "brat/b.txt", "brat/annotation.conf"}) {
    CHECK(desk.has(name));
  }
  REQUIRE(desk.run("import --from brat brat --out back").status == 0);
  auto gold = nlohmann::json::parse(desk.read("gold/a.json"));
  auto back = nlohmann::json::parse(desk.read("back/a.json"));
  gold["sport"] = nullptr;  // brat has no place for it
  CHECK(back == gold);
  REQUIRE(desk.run("export --to conll gold --out conll").status == 0);
  REQUIRE(desk.run("import --from conll conll --texts gold --out again").status == 0);
  CHECK(desk.read("again/a.json") == desk.read("gold/a.json"));
  CHECK(desk.read("again/b.json") == desk.read("gold/b.json"));
  CHECK(desk.run("export --to conll gold/a.json").out == desk.read("conll/a.conll"));
  CHECK(desk.run("export --to conll --layer quotes gold/a.json").out.find("\nIt\tB-direct\nhurts\tI-direct\n") !=
        std::string::npos);
  CHECK(desk.run("export --to brat a.txt").out.find("T1\tPerson ") == 0);  // as the extractor reads it

  // The text of a folder that brat works in stays as it is.
  REQUIRE(desk.run("export --to brat gold --out gold").status == 0);
  CHECK(desk.read("gold/a.txt") == kText);

  desk.write("brat/b.ann", "T1\tTeam 0 13\tMiddlesbrough\nT2\tTeam 1 13\tiddlesbrough\n");
  desk.write("brat/c.ann", "T1\tTeam 0 13\tMiddlesbrough\n");
  const Ran some = desk.run("import --from brat brat --out some");
  CHECK(some.status == 1);
  CHECK(desk.has("some/a.json"));
  CHECK(!desk.has("some/b.json"));
  CHECK(some.err.find("brat/b.ann: teams: \"iddlesbrough\" (line 1 of the text) of iddlesbrough overlaps ") !=
        std::string::npos);
  CHECK(some.err.find("pressbox: brat/c.ann: has no text; put c.txt beside it\n") != std::string::npos);
}

TEST_CASE("annotate check tells all that cannot be read, and a path that is not there", "[annotate][cli]") {
  const Desk desk;
  desk.write("gold/a.txt", kText);
  desk.write("gold/a.json", R"({"quotes": [{"start": 39, "end": 400, "kind": "direct"}, {"start": 1, "end": 2}]})");
  desk.write("gold/b.txt", kText);
  desk.write("gold/b.json",
             R"({"quotes": [{"start": 39, "end": 48, "kind": "direct", "how": "guess"}], "venues": [{}]})");
  const Ran checked = desk.run("check gold");
  CHECK(checked.status == 1);
  CHECK(checked.out == "2 articles: 4 errors in 2 of them, 0 notes\n");
  for (const char* const field : {"gold/a.json: quotes[0].end: ", "gold/a.json: quotes[1].kind: ",
                                  "gold/b.json: quotes[0].how: ", "gold/b.json: venues[0].name: "}) {
    CHECK(checked.err.find("pressbox: " + std::string(field)) != std::string::npos);
  }
  const Ran none = desk.run("check nosuch");
  CHECK(none.status == 1);
  CHECK(none.out == "");
  CHECK(none.err == "pressbox: nosuch: cannot open: No such file or directory; check the path\n");
}

TEST_CASE("annotate import compares the document's name and says if nothing is read", "[annotate][cli]") {
  const Desk desk;
  desk.write("conll/a.txt", "Boro won\n");
  desk.write("conll/a.conll", "# newdoc id = b\nBoro\tB-TEAM\nwon\tO\n");
  const Ran other = desk.run("import --from conll conll");
  CHECK(other.status == 1);
  CHECK(other.err == "pressbox: conll/a.conll: newdoc id: \"b\" is not the file's name; give it that\n");
  desk.write("conll/a.conll", "# global.columns = FORM NER\nBoro\tB-TEAM\nwon\tO\n");
  const Ran unread = desk.run("import --from conll conll");
  CHECK(unread.status == 0);
  CHECK(unread.err.find("pressbox: conll/a.conll:1: note: global.columns names no column that is read") == 0);
}

TEST_CASE("annotate refuses wrong usage", "[annotate][cli]") {
  const Desk desk;
  desk.write("gold/a.txt", kText);
  desk.write("gold/a.json", "{}");
  desk.write("gold/b.txt", kText);
  desk.write("gold/b.json", "{}");
  for (const char* arguments : {"", "paint", "show", "show a.txt --color red", "draft", "apply a.txt", "apply - -",
                                "check", "export gold", "export --to word gold", "export --to conll gold",
                                "import --from brat", "export --to conll --layer all gold"}) {
    INFO(arguments);
    const Ran ran = desk.run(arguments);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err.substr(0, 10) == "pressbox: ");
    CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') == 1);
  }
  for (const char* arguments :
       {"show nowhere.txt", "show a.txt --gold nowhere.json", "apply a.txt nowhere.fix", "check nowhere.json",
        "check a.txt", "export --to brat nowhere", "import --from brat nowhere.ann", "draft a.txt --lexicon nowhere",
        "draft gold", "show a.txt > /dev/full"}) {
    INFO(arguments);
    const Ran ran = desk.run(arguments);
    CHECK(ran.status == 1);
    CHECK(ran.err.substr(0, 10) == "pressbox: ");
    CHECK(ran.err.find("; ") != std::string::npos);
  }
  CHECK(desk.run("--help").out.find("pressbox annotate draft") != std::string::npos);
}

}  // namespace
}  // namespace pressbox

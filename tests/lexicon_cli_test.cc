// pressbox lexicon and --lexicon as they are run: the built binary, in a folder of its own.

#include <sys/stat.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/catch.h"
#include "tests/folder.h"

namespace pressbox {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

using testing::Ran;

class Desk : public testing::Folder {
 public:
  Desk() {
    write("report.txt",
          "Exford Quillers beat Nabbury 3-1 on Saturday.\n\n\"We were slow,\" zinged Quillers coach Ann Hall.\n");
  }
  // A ~ in bytes stands for a tab.
  void write(const std::string& name, std::string bytes) const {
    for (char& c : bytes) c = c == '~' ? '\t' : c;
    Folder::write(name, bytes);
  }
  [[nodiscard]] std::size_t file_count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path()), fs::directory_iterator()));
  }
};

TEST_CASE("an installed lexicon is compiled anew when the text beside it is newer", "[gazetteer][cli]") {
  const Desk desk;
  const fs::path compiled = desk.path() / "share/lexicon.bin";
  const fs::path text = desk.path() / "share/lexicons/teams/a.tsv";
  const auto stats = [&] {
    ::setenv("PRESSBOX_LEXICON", compiled.c_str(), 1);
    const Ran ran = desk.run("lexicon stats");
    ::unsetenv("PRESSBOX_LEXICON");
    return Ran{ran.status, ran.out.substr(0, ran.out.find("loaded in ms")), ran.err};
  };
  const auto age = [](const fs::path& file, int hours) {
    fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(hours));
  };
  const std::string head = "key~name~kind~sport~source\nexford~Exford~club~football~test\n";
  desk.write("share/lexicons/teams/a.tsv", head);
  REQUIRE(desk.run("lexicon compile share/lexicons share/lexicon.bin").status == 0);
  for (const char* const file : {"share/lexicons", "share/lexicons/teams", "share/lexicons/teams/a.tsv"}) {
    age(desk.path() / file, 2);
  }
  age(compiled, 1);
  const Ran fresh = stats();
  CHECK(fresh.status == 0);
  CHECK(fresh.err == "");

  desk.write("share/lexicons/teams/a.tsv", head + "wye~Wye Rovers~club~football~test\n");
  const Ran edited = stats();
  CHECK(edited.status == 0);
  CHECK(edited.err == "pressbox: " + compiled.string() + ": older than " + text.string() + "; compiled anew\n");
  CHECK(edited.out != fresh.out);
  const Ran again = stats();  // it was saved
  CHECK(again.err == "");
  CHECK(again.out == edited.out);

  // A file that goes is noticed by its folder; one of the future is no reason to compile at every run.
  desk.write("share/lexicons/teams/b.tsv", "key~name~kind~sport~source\nexe~Exe Town~club~football~test\n");
  fs::last_write_time(desk.path() / "share/lexicons/teams/b.tsv",
                      fs::file_time_type::clock::now() + std::chrono::hours(9));
  age(compiled, 1);
  CHECK(stats().err.ends_with("compiled anew\n"));
  CHECK(stats().err == "");
  age(compiled, 1);
  age(text, 2);
  fs::remove(desk.path() / "share/lexicons/teams/b.tsv");
  CHECK(stats().err.ends_with("compiled anew\n"));
  CHECK(stats().out == edited.out);

  // Text that does not compile is told by its line, and nothing runs on the old lexicon.
  desk.write("share/lexicons/teams/a.tsv", head + "wye~Wye Rovers~gang~football~test\n");
  age(compiled, 1);
  const std::string before = desk.read("share/lexicon.bin");
  const Ran wrong = stats();
  CHECK(wrong.status != 0);
  CHECK(wrong.err.find(text.string() + ":3: unknown kind 'gang'") != std::string::npos);
  CHECK(desk.read("share/lexicon.bin") == before);

  // A compiled file that is named is taken as it is.
  const Ran named = desk.run("lexicon stats --lexicon share/lexicon.bin");
  CHECK(named.status == 0);
  CHECK(named.err == "");
}

TEST_CASE("lexicon check says what is wrong, and fails on errors", "[gazetteer][cli]") {
  const Desk desk;
  desk.write("good/teams/a.tsv", "key~name~kind~sport~source\nexford~Exford~club~football~test\n");
  desk.write("doubtful/teams/a.tsv", "key~name~kind~sport~forms~source\nexford~Exford City~club~football~City~test\n");
  desk.write("bad/teams/a.tsv", "key~name~kind~sport~source\nexford~Exford~gang~football~test\nwye~Wye\n");

  const std::string no_rules = ": has no rules, so nothing can be extracted with it; copy lexicons/rules\n";
  const Ran good = desk.run("lexicon check good");
  CHECK(good.status == 0);
  CHECK(good.out == "warning: good" + no_rules);
  CHECK(good.err == "pressbox: good: 0 errors, 1 warning\n");

  const Ran doubtful = desk.run("lexicon check doubtful");
  CHECK(doubtful.status == 0);
  CHECK(doubtful.out ==
        "warning: doubtful/teams/a.tsv:2: 'City' is what many teams are called; mark it nick: or remove it\n"
        "warning: doubtful" +
            no_rules);
  CHECK(doubtful.err == "pressbox: doubtful: 0 errors, 2 warnings\n");
  CHECK(desk.run("lexicon check doubtful --strict").status == 1);

  const Ran bad = desk.run("lexicon check bad");
  CHECK(bad.status == 1);
  CHECK(bad.out ==
        "error: bad/teams/a.tsv:2: unknown kind 'gang'; give one of club, franchise, national, college, "
        "representative, constructor\n"
        "error: bad/teams/a.tsv:3: has 2 fields, but the file names 5 columns; separate fields by one tab each\n");
  CHECK(bad.err == "pressbox: bad: 2 errors, 0 warnings\n");

  const Ran none = desk.run("lexicon check nowhere");
  CHECK(none.status == 1);
  CHECK(none.err == "pressbox: nowhere: No such file or directory; check the path\n");

  // Rules that a stage asks for, and a folder that holds nothing.
  desk.write("lame/teams/a.tsv", desk.read("good/teams/a.tsv"));
  desk.write("lame/rules/a.tsv", "id~pattern~weight~reason\na.rule~~1~a reason\n");
  const Ran lame = desk.run("lexicon check lame");
  CHECK(lame.status == 1);
  CHECK(lame.out.find("error: lame: the lexicon has no rule ") == 0);
  const Ran refused = desk.run("lexicon compile lame lame.bin");
  CHECK(refused.status == 1);
  CHECK(refused.err.find("pressbox: lame: the lexicon has no rule ") == 0);
  CHECK(!desk.has("lame.bin"));
  desk.write("empty/notes.txt", "");
  const Ran empty = desk.run("lexicon check empty");
  CHECK(empty.status == 1);
  CHECK(empty.out == "error: empty: holds no lexicon; name a folder laid out as lexicons/README.md says\n");
  CHECK(desk.run("lexicon compile empty empty.bin").status == 1);
  CHECK(!desk.has("empty.bin"));
  desk.write("good/teams/b.tsv/x", "");
  CHECK(desk.run("lexicon check good")
            .out.find("error: good/teams/b.tsv: is no regular file; give one, or take it out of the folder\n") == 0);
}

TEST_CASE("lexicon check reads a user's rows over the lexicon, and lexicon add warns of the same", "[gazetteer][cli]") {
  const Desk desk;
  desk.write("rows/desk.tsv",
             "type~key~name~sport~country~role~forms\n"
             "team~wye~Wye Rovers~football~~~Chelsea|nick:He|Monday|J|2-1\n"
             "person~~Ann Hall~football~england~juggler~\n"
             "team~~Exe Town~chess~~~\n");
  const std::string lines =
      "error: rows/desk.tsv:4: unknown sport 'chess'; give one as extractor/article.h spells it, or leave it empty for "
      "several\n"
      "warning: rows/desk.tsv:2: 'Chelsea' is the full name of chelsea; remove it\n"
      "warning: rows/desk.tsv:2: 'He' is a word of every article; remove it\n"
      "warning: rows/desk.tsv:2: 'Monday' is a word of every article; remove it\n"
      "warning: rows/desk.tsv:2: 'J' is a number or a letter; remove it\n"
      "warning: rows/desk.tsv:2: '2-1' is a number or a letter; remove it\n"
      "warning: rows/desk.tsv:3: no row of roles.tsv is called 'juggler'; spell it as there, or add a row there\n";
  for (const char* const path : {"rows", "rows/desk.tsv"}) {
    const Ran ran = desk.run(std::string("lexicon check ") + path);
    CHECK(ran.status == 1);
    CHECK(ran.out == lines);
    CHECK(ran.err == "pressbox: " + std::string(path) + ": 1 error, 6 warnings\n");
  }
  const Ran added =
      desk.run("lexicon add --user new.tsv team 'Exford City' --form City --form England --form abbr:THE");
  CHECK(added.status == 0);
  CHECK(added.err ==
        "pressbox: warning: new.tsv:3: 'City' is what many teams are called; mark it nick: or remove it\n"
        "pressbox: warning: new.tsv:3: 'England' is a country; remove it\n"
        "pressbox: warning: new.tsv:3: 'THE' is a word of every article; remove it\n");
  desk.write("none.tsv", "type~name\n");
  CHECK(desk.run("lexicon check none.tsv").out == "warning: none.tsv: has no row; add one, or leave the file out\n");
  CHECK(desk.run("extract --only teams --lexicon none.tsv report.txt").err ==
        "pressbox: none.tsv: note: has no row; add one with `pressbox lexicon add --user`\n");
}

TEST_CASE("lexicon stats counts by type, sport and kind", "[gazetteer][cli]") {
  const Desk desk;
  desk.write("lex/teams/a.tsv",
             "key~name~kind~sport~forms~source\n"
             "exford~Exford~club~football~nick:Exes|Exford FC|Exford~test\n"
             "nabbury~Nabbury~college~~~test\n");
  desk.write("lex/people/a.tsv", "name~sport~source\nAnn Hall~rugby-union~test\nBo Reed~~test\n");
  desk.write("desk.tsv", "type~name~sport\nteam~Wyeville~football\n");
  const json stats = json::parse(desk.run("lexicon stats --json --lexicon lex").out);
  CHECK(stats["entries"] == 4);
  CHECK(stats["forms"] == 6);
  CHECK(stats["types"]["team"] == json({{"entries", 2}, {"forms", 4}}));
  CHECK(stats["teams"] == json({{"any", {{"college", 1}}}, {"football", {{"club", 1}}}}));
  CHECK(stats["people"] == json({{"any", 1}, {"rugby-union", 1}}));
  CHECK(stats["bytes"] > 192);
  CHECK(stats["load_ms"] >= 0.0);
  const json laid = json::parse(desk.run("lexicon stats --json --lexicon lex --lexicon desk.tsv").out);
  CHECK(laid["teams"]["football"]["club"] == 2);
  CHECK(laid["forms"] == 7);

  const std::string table = desk.run("lexicon stats --lexicon lex").out;
  CHECK(table.find("team                           2              4\n") != std::string::npos);
  CHECK(table.find("all entries                    4              6\n") != std::string::npos);
  CHECK(table.find("rugby-union                    1\n") != std::string::npos);
}

TEST_CASE("lexicon add makes a user's file that extract reads", "[gazetteer][cli]") {
  const Desk desk;
  const Ran before = desk.run("extract report.txt");
  CHECK(json::parse(before.out)["quotes"][0]["cue"].is_null());

  const Ran first = desk.run(
      "lexicon add --user desk.tsv team 'Exford Quillers' --sport american-football --kind franchise --country england "
      "--form nick:Quillers --form 'The Quills'");
  CHECK(first.err == "");
  CHECK(first.status == 0);
  CHECK(first.out == "desk.tsv: team exford-quillers added\n");
  CHECK(desk.run("lexicon add --user desk.tsv cue zing --class say --form zinged --form zings --weight 5 --frames "
                 "'inv|that'")
            .status == 0);
  CHECK(desk.read("desk.tsv") ==
        "# Rows of our own for pressbox, laid over its lexicon with --lexicon desk.tsv.\n"
        "type\tkey\tname\tclass\tkind\tsport\tcountry\tcity\tleague\tforms\tweight\tgender\trole\tframes\tsource\n"
        "team\t\tExford Quillers\t\tfranchise\tamerican-football\tengland\t\t\tnick:Quillers|The Quills\t\t\t\t\tuser\n"
        "cue\t\tzing\tsay\t\t\t\t\t\tzinged|zings\t5\t\t\tinv|that\tuser\n");

  const json article = json::parse(desk.run("extract --lexicon desk.tsv report.txt").out);
  CHECK(article["quotes"][0]["cue"]["lemma"] == "zing");
  CHECK(article["quotes"][0]["speaker"]["name"] == "Ann Hall");
  CHECK(article["teams"][0]["key"] == "exford-quillers");
  CHECK(article["teams"][0]["mentions"].size() == 2);
  CHECK(article["sport"] == "american-football");

  // A built-in row is overridden, and the file may be one of a folder.
  const Ran nowhere = desk.run("lexicon add --user rows/own.tsv team Arsenal --sport football");
  CHECK(nowhere.status == 1);
  CHECK(nowhere.err ==
        "pressbox: rows/own.tsv: cannot write: No such file or directory; check that its folder is there and it may be "
        "written\n");
  desk.write("rows/own.tsv", "type~name~sport\n");
  const Ran over = desk.run("lexicon add --user rows/own.tsv team Arsenal --sport football");
  CHECK(over.err == "");
  CHECK(over.out == "rows/own.tsv: team arsenal in place of the built-in one\n");
  desk.write("gunners.txt", "The Gunners of Arsenal lost.\n");
  const json plain = json::parse(desk.run("extract gunners.txt").out);
  const json own = json::parse(desk.run("extract --lexicon rows gunners.txt").out);
  CHECK(plain["teams"][0]["mentions"].size() == 2);
  CHECK(own["teams"][0]["mentions"].size() == 1);
}

TEST_CASE("lexicon add refuses what extract would refuse, and leaves the file alone", "[gazetteer][cli]") {
  const Desk desk;
  desk.write("desk.tsv", "type~name~sport\nteam~Exford~football\n");
  const std::string before = desk.read("desk.tsv");
  const std::size_t files = desk.file_count();
  const auto refused = [&](const std::string& row, const std::string& message) {
    const Ran ran = desk.run("lexicon add --user desk.tsv " + row);
    CHECK(ran.status == 1);
    CHECK(ran.out == "");
    CHECK(ran.err == "pressbox: " + message + "\n");
    CHECK(desk.read("desk.tsv") == before);
    CHECK(desk.file_count() == files);
  };
  refused(
      "team Wye --sport soccer",
      "desk.tsv:3: unknown sport 'soccer'; give one as extractor/article.h spells it, or leave it empty for several");
  refused("team \xe6\x9d\xb1\xe4\xba\xac",
          "desk.tsv:3: no key can be made of the name '\xe6\x9d\xb1\xe4\xba\xac'; give one (--key) of lower-case "
          "letters, digits and hyphens");
  // That it stands there already hides nothing else that is wrong with it.
  refused(
      "team Exford --sport soccer",
      "desk.tsv:3: unknown sport 'soccer'; give one as extractor/article.h spells it, or leave it empty for several");
  refused("team Exford", "desk.tsv:3: duplicate key 'exford'; it stands at desk.tsv:2 too");
  refused("planet Wye",
          "desk.tsv:3: unknown type 'planet'; give one of team, person, competition, venue, outlet, cue, role");
  refused("team Wye --city Wye",
          "desk.tsv: has no column 'city'; add it to the line that names the columns, and a tab to each row");
  refused("team \"$(printf 'W\\ty')\"", "the name has a tab or a line's end; remove it");
}

TEST_CASE("lexicon add leaves alone what is no file of its own", "[gazetteer][cli]") {
  const Desk desk;
  const auto add = [&](const std::string& to) { return desk.run("lexicon add --user " + to + " team Wye"); };
  desk.write("folder.tsv/x", "");
  REQUIRE(::mkfifo((desk.path() / "pipe.tsv").c_str(), 0600) == 0);
  for (const char* const name : {".", "folder.tsv", "pipe.tsv", "/dev/zero"}) {
    const Ran ran = add(name);
    CHECK(ran.status == 1);
    CHECK(ran.err == "pressbox: " + std::string(name) + ": is no regular file; give the name of a .tsv file\n");
  }
  CHECK(fs::is_fifo(desk.path() / "pipe.tsv"));

  // A file that may not be written stays, permissions stay, and a link goes on leading to its file.
  const std::string before = "type\tname\nteam\tExford\n";
  desk.write("rows/desk.tsv", before);
  fs::permissions(desk.path() / "rows/desk.tsv", fs::perms::owner_read);
  CHECK(add("rows/desk.tsv").err.find("pressbox: rows/desk.tsv: cannot write: Permission denied; ") == 0);
  CHECK(desk.read("rows/desk.tsv") == before);
  fs::permissions(desk.path() / "rows/desk.tsv", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("rows/desk.tsv", desk.path() / "link.tsv");
  CHECK(add("link.tsv").status == 0);
  CHECK(fs::is_symlink(desk.path() / "link.tsv"));
  CHECK(desk.read("rows/desk.tsv") == before + "team\tWye\n");
  CHECK((fs::status(desk.path() / "rows/desk.tsv").permissions() & fs::perms::all) ==
        (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("rows that are added at the same time are all kept", "[gazetteer][cli]") {
  const Desk desk;
  desk.write("small/teams/a.tsv", "key~name~kind~sport~source\nexford~Exford~club~football~test\n");
  const Ran ran = desk.run("--version; for n in 1 2 3 4 5 6 7 8; do '" PRESSBOX_BINARY_DIR
                           "/pressbox' lexicon add --lexicon small --user desk.tsv team Wye$n & done; wait");
  CHECK(ran.status == 0);
  CHECK(ran.err == "");
  const std::string rows = desk.read("desk.tsv");
  for (char n = '1'; n <= '8'; ++n) CHECK(rows.find(std::string("\tWye") + n + "\t") != std::string::npos);
}

TEST_CASE("a wrong user's file is refused by every command", "[gazetteer][cli]") {
  const Desk desk;
  desk.write("desk.tsv", "type~name\nteam~Exford\nteam\n");
  const std::string message =
      "pressbox: desk.tsv:3: has 1 fields, but the file names 2 columns; separate fields by one tab each\n";
  for (const char* command : {"extract --lexicon desk.tsv report.txt", "explain --lexicon desk.tsv report.txt",
                              "lexicon stats --lexicon desk.tsv"}) {
    const Ran ran = desk.run(command);
    CHECK(ran.status == 1);
    CHECK(ran.out == "");
    CHECK(ran.err == message);
  }
  CHECK(desk.run("extract --lexicon nope.tsv report.txt").err ==
        "pressbox: nope.tsv: cannot be read: No such file or directory; check the path given with --lexicon\n");
  for (const char* const name : {"desk.TSV", "desk.txt"}) {
    desk.write(name, desk.read("desk.tsv"));
    CHECK(desk.run(std::string("extract --lexicon ") + name + " report.txt").err ==
          "pressbox: " + std::string(name) +
              ": is no compiled lexicon; rows of your own are given with --lexicon, in a file whose name ends in "
              ".tsv\n");
  }
  desk.write("empty/notes.txt", "");
  CHECK(desk.run("extract --lexicon empty report.txt").err ==
        "pressbox: empty: holds no lexicon; name a folder laid out as lexicons/, or one of .tsv files\n");
  desk.write("one/teams/a.tsv", "");
  desk.write("two/teams/a.tsv", "");
  CHECK(desk.run("extract --lexicon one --lexicon two report.txt").err ==
        "pressbox: two: a second whole lexicon beside one; give one, and rows of your own as .tsv files\n");
}

}  // namespace
}  // namespace pressbox

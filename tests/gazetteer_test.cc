#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "extractor/gazetteer/check.h"
#include "extractor/gazetteer/classes.h"
#include "extractor/gazetteer/hash.h"
#include "extractor/gazetteer/image.h"
#include "extractor/gazetteer/lexicon.h"
#include "extractor/rules/rulebook.h"
#include "tests/catch.h"
#include "tests/extract.h"
#include "tests/folder.h"
#include "tests/lexicon_folder.h"

namespace pressbox {
namespace {

using testing::found;
using testing::LexiconFolder;
using testing::Line;

const char* const kTeams =
    "# Teams for tests.\n"
    "key~name~kind~sport~country~city~league~forms~weight~source\n"
    "arsenal~Arsenal~club~football~england~London~Premier League~nick:Gunners|abbr:ARS|Arsenal FC~6~test\n"
    "manchester-united~Manchester United~club~football~england~Manchester~~Man United|Man. Utd|abbr:MUFC~7~test\n"
    "besiktas~Beşiktaş~club~football~Turkey~~~~5~test\n"
    "england~England~national~any~england~~~nick:Three Lions [football]|nick:Red Roses [rugby-union]~6~test\n"
    "st-louis~St. Louis Blues~franchise~ice-hockey~USA~St. Louis~~~4~test\n"
    "athletics~Oakland Athletics~franchise~baseball~USA~~~nick:A's~4~test\n"
    "schalke~Schalke 04~club~football~Germany~~~FC Schalke~5~test\n"
    "munich-1860~1860 Munich~club~football~Germany~~~~3~test\n"
    "sixers~Philadelphia 76ers~franchise~basketball~USA~~~nick:76ers~5~test\n"
    "bodo~Bodø/Glimt~club~football~Norway~~~~4~test\n"
    "psg~Paris Saint-Germain~club~football~France~Paris~~abbr:PSG~6~test\n"
    "brighton~Brighton & Hove Albion~club~football~england~~~Brighton~5~test\n"
    "koln~1. FC Köln~club~football~Germany~~~Cologne~4~test\n"
    "lazio~S.S. Lazio~club~football~Italy~~~Lazio~5~test\n"
    "usa~United States~national~any~USA~~~abbr:US|abbr:U.S.A.~6~test\n";

LexiconFolder& fill(LexiconFolder& folder) {
  folder.file("teams/world.tsv", kTeams)
      .file("countries.tsv",
            "key~name~forms~adjectives~nouns~plurals~source\n"
            "england~England~~English~Englishman|Englishwoman~English~test\n"
            "netherlands~Netherlands~Holland~Dutch~Dutchman|Dutchwoman~Dutch~test\n")
      .file("venues/world.tsv", "key~name~sport~country~city~forms~source\nlords~Lord's~cricket~england~London~~test\n")
      .file("cities/world.tsv", "key~name~country~forms~source\nwashington~Washington~USA~Washington, D.C.~test\n")
      .file("people/world.tsv",
            "name~gender~sport~country~role~source\n"
            "Marco van Basten~M~football~netherlands~coach~test\n"
            "Shaun Wright-Phillips~M~football~England~player~test\n"
            "John Smith~M~football~England~~test\n"
            "John Smith~M~cricket~England~~test\n"
            "Zoë O'Hara~F~golf~~~test\n")
      .file("roles.tsv",
            "key~class~forms~gender~sport~source\n"
            "head-coach~coach~head coaches~~~test\n"
            "coach~coach~coaches~~~test\n"
            "general-manager~executive~general managers|abbr:GM~~~test\n"
            "spokeswoman~spokesperson~spokeswomen~F~~test\n")
      .file("cues.tsv",
            "key~class~forms~weight~frames~source\n"
            "say~say~says|said|saying~5~inv|that~test\n"
            "according-to~source~according to~4~~test\n")
      .file("titles.tsv", "key~gender~forms~source\nsir~M~~test\nmrs~F~Mrs.~test\n")
      .file("classes.tsv",
            "class~forms~source\nweekday~Monday|Mon.~test\nnumber-word~two~test\nnumber_word~three~test\n")
      .file("given_names.tsv", "name~male~female\nMarco~5~0\nZoë~~4\nMary Ann~0~3\n")
      .file("surnames.tsv", "name~weight\nSmith~7\nMarco~2\n")
      .file("words.tsv", "word~level\nthe~6\nsmith~3\n")
      .file("rules/scores.tsv",
            "id~pattern~weight~reason\nscore.dash~^(\\d+)-(\\d+)$~0.9~Two numbers with a dash are a score.\n"
            "score.plain~~0.5~Named in code.\n");
  return folder;
}

const Lexicon& sample() {
  static const Lexicon kSample = [] {
    LexiconFolder folder;
    Result<Lexicon> lexicon = fill(folder).compile();
    if (!lexicon) FAIL(lexicon.error().message);
    return std::move(lexicon).value();
  }();
  return kSample;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write_bytes(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

// Everything that a lexicon says, to compare two of them.
std::string dump(const Lexicon& lexicon) {
  std::string out = std::to_string(lexicon.form_count()) + "\n";
  for (Index i = 0; i < lexicon.entry_count(); ++i) {
    const Entry entry = lexicon.entry(i);
    out += std::to_string(static_cast<int>(entry.type)) + "," + std::to_string(entry.subtype) + "," +
           std::to_string(static_cast<int>(entry.sport)) + "," + std::to_string(static_cast<int>(entry.gender)) + "," +
           std::to_string(entry.weight);
    for (const std::string_view text : {entry.key, entry.name, entry.country, entry.city, entry.detail}) {
      out += "|" + std::string(text);
    }
    out += "\n";
  }
  for (Index i = 0; i < lexicon.rule_count(); ++i) {
    const Rule rule = lexicon.rule(i);
    out += std::string(rule.id) + "|" + std::string(rule.pattern) + "|" + std::to_string(rule.weight) + "|" +
           std::string(rule.reason) + "\n";
  }
  if (const Result<RuleBook> book = RuleBook::build(lexicon)) {
    for (const Rule& rule : book.value().rules()) out += book.value().pattern(rule.id).matches("won 2-1") ? '+' : '-';
  }
  out +=
      found(lexicon, "Sir John Smith of Man. Utd said Beşiktaş and the A's had 1860 Munich fans at Lord's on Mon. 7");
  return out;
}

std::string compile_error(const LexiconFolder& folder) {
  const Result<Lexicon> lexicon = folder.compile();
  if (lexicon.ok()) return "compiled";
  const std::string& message = lexicon.error().message;
  const std::string prefix = folder.path().string() + "/";
  return message.substr(0, prefix.size()) == prefix ? message.substr(prefix.size()) : message;
}

}  // namespace

TEST_CASE("fold makes one word of its spellings", "[gazetteer]") {
  CHECK(fold("Øster") == "oster");
  CHECK(fold("Müller") == "muller");
  CHECK(fold("MU\xcc\x88LLER") == "muller");
  CHECK(fold("Mueller") == "mueller");
  CHECK(fold("BEŞIKTAŞ") == "besiktas");
  CHECK(fold("İstanbul") == "istanbul");
  CHECK(fold("Kıraç") == "kirac");
  CHECK(fold("Łódź") == "lodz");
  CHECK(fold("Đoković") == "dokovic");
  CHECK(fold("Großkreutz") == "grosskreutz");
  CHECK(fold("Æsir") == "aesir");
  CHECK(fold("Œuvre") == "oeuvre");
  CHECK(fold("Þór") == "thor");
  CHECK(fold("Guðjohnsen") == "gudjohnsen");
  CHECK(fold("O’Neill") == "o'neill");
  CHECK(fold("Ｋａｎｅ") == "kane");
  CHECK(fold("Спартак") == "спартак");
  CHECK(fold("U.S.") == "us");
  CHECK(fold("St.") == "st");
  CHECK(fold("Ş.") == "s");
  CHECK(fold("10.04") == "10.04");
  CHECK(fold("...") == "...");
  CHECK(fold("&") == "and");
  CHECK(fold("\xff") == "\xef\xbf\xbd");
  CHECK(fold("") == "");
}

TEST_CASE("fold_hash is the hash of the folded form, on the fast path and off it", "[gazetteer]") {
  std::mt19937 random(7);
  const std::vector<std::string> parts = {"a", "B", "z", ".", "'", "7",        "é",
                                          "Ş", "ß", "’", "&", "İ", "\xcc\x81", "long-word-"};
  std::map<std::uint64_t, std::string> seen;
  for (int round = 0; round < 4000; ++round) {
    std::string word;
    for (auto i = random() % 14; i > 0; --i) word += parts[random() % parts.size()];
    const std::string folded = fold(word);
    CHECK(fold_hash(word) == hashing::hash_word(folded));
    CHECK(fold_hash(word) != 0);
    const auto [at, fresh] = seen.try_emplace(fold_hash(word), folded);
    CHECK(at->second == folded);
  }
}

TEST_CASE("runs are read longest first", "[gazetteer]") {
  CHECK(found(sample(), "Arsenal FC won.") == "Arsenal FC=arsenal Arsenal=arsenal");
  CHECK(found(sample(), "the head coach of Arsenal") == "head coach=head-coach coach=coach Arsenal=arsenal");
  CHECK(found(sample(), "Manchester United and Man United") ==
        "Manchester United=manchester-united Man United=manchester-united");
  CHECK(found(sample(), "Manchester united") == "");
  CHECK(found(sample(), "Manchester. United they stood") == "");
}

TEST_CASE("names need their capitals and vocabulary does not", "[gazetteer]") {
  CHECK(found(sample(), "the gunners") == "");
  CHECK(found(sample(), "the Gunners") == "Gunners=arsenal");
  CHECK(found(sample(), "THE GUNNERS LOST") == "GUNNERS=arsenal");
  CHECK(found(sample(), "the brighton side") == "");
  CHECK(found(sample(), "Brighton and Hove Albion") == "Brighton and Hove Albion=brighton Brighton=brighton");
  CHECK(found(sample(), "Marco van Basten") == "Marco van Basten=marco-van-basten");
  CHECK(found(sample(), "Marco Van Basten") == "Marco Van Basten=marco-van-basten");
  CHECK(found(sample(), "marco van basten") == "");
  CHECK(found(sample(), "Said the Head Coach") == "Said=say Head Coach=head-coach Coach=coach");
  CHECK(found(sample(), "according to Mrs. Smith") == "according to=according-to Mrs.=mrs");
  CHECK(found(sample(), "sir") == "");
}

TEST_CASE("capitals tell nothing in a block of capitals", "[gazetteer]") {
  CHECK(found(sample(), "ARSENAL BEAT BESIKTAS", true) == "ARSENAL=arsenal BESIKTAS=besiktas");
  CHECK(found(sample(), "ARSENAL ASK US FOR TIME", true) == "ARSENAL=arsenal");
  CHECK(found(sample(), "MARCO VAN BASTEN SAID", true) == "MARCO VAN BASTEN=marco-van-basten SAID=say");
}

TEST_CASE("abbreviations are matched in exactly their case", "[gazetteer]") {
  CHECK(found(sample(), "ARS beat PSG") == "ARS=arsenal PSG=psg");
  CHECK(found(sample(), "Ars beat Psg") == "");
  CHECK(found(sample(), "beat us in the US and the U.S. then") == "US=usa U.S.=usa");
  CHECK(found(sample(), "the USA and the U.S.A. and the Usa") == "USA=usa U.S.A.=usa");
  CHECK(found(sample(), "a GM is a gm") == "GM=general-manager");
}

TEST_CASE("accents, stops, hyphens, slashes and clitics are no obstacle", "[gazetteer]") {
  CHECK(found(sample(), "Besiktas, Beşiktaş and BEŞİKTAŞ") == "Besiktas=besiktas Beşiktaş=besiktas BEŞİKTAŞ=besiktas");
  CHECK(found(sample(), "Zoe O’Hara") == "Zoe O’Hara=zoe-ohara");
  CHECK(found(sample(), "Shaun Wright-Phillips and Shaun Wright Phillips") ==
        "Shaun Wright-Phillips=shaun-wright-phillips Shaun Wright Phillips=shaun-wright-phillips");
  CHECK(found(sample(), "Shaun Wright - Phillips is away") == "");
  CHECK(found(sample(), "Paris Saint Germain") == "Paris Saint Germain=psg");
  CHECK(found(sample(), "Arsenal-Brighton") == "Arsenal=arsenal Brighton=brighton");
  CHECK(found(sample(), "Bodø/Glimt, Bodo Glimt, Bodo-Glimt") == "Bodø/Glimt=bodo Bodo Glimt=bodo Bodo-Glimt=bodo");
  CHECK(found(sample(), "the St. Louis Blues and the St Louis Blues") ==
        "St. Louis Blues=st-louis St Louis Blues=st-louis");
  CHECK(found(sample(), "SS Lazio and S.S. Lazio") == "SS Lazio=lazio Lazio=lazio S.S. Lazio=lazio Lazio=lazio");
  CHECK(found(sample(), "in Washington, D.C., on") == "Washington, D.C.=washington Washington=washington");
  CHECK(found(sample(), "Man. Utd and Man Utd") == "Man. Utd=manchester-united Man Utd=manchester-united");
  CHECK(found(sample(), "The A's lost at Lord's and Lord’s.") == "A's=athletics Lord's=lords Lord’s=lords");
  CHECK(found(sample(), "Arsenal's coach") == "Arsenal=arsenal coach=coach");
  CHECK(found(sample(), "Schalke 04 met 1860 Munich") == "Schalke 04=schalke 1860 Munich=munich-1860");
  CHECK(found(sample(), "the 76ers") == "76ers=sixers");
  CHECK(found(sample(), "1. FC Köln and 1 FC Koln") == "1. FC Köln=koln 1 FC Koln=koln");
}

TEST_CASE("a match says which form it is and whose sport it is", "[gazetteer]") {
  const Line line(sample(), "The Red Roses and the Dutch met a Dutchman.");
  REQUIRE(line.matches.size() == 4);
  CHECK(line.matches[0].form == FormKind::nickname);
  CHECK(line.matches[0].form_sport == Sport::rugby_union);
  CHECK(line.matches[1].form == FormKind::adjective);
  CHECK(line.matches[2].form == FormKind::noun_plural);
  CHECK(line.matches[3].form == FormKind::noun);
  CHECK(sample().entry(line.matches[3].entry).name == "Netherlands");
}

TEST_CASE("several entries may share a form", "[gazetteer]") {
  CHECK(found(sample(), "England said") == "England=england England=england said=say");
  const Line line(sample(), "John Smith");
  REQUIRE(line.matches.size() == 2);
  CHECK(sample().entry(line.matches[0].entry).key == "john-smith");
  CHECK(sample().entry(line.matches[1].entry).key == "john-smith-2");
  CHECK(sample().entry(line.matches[1].entry).sport == Sport::cricket);
}

TEST_CASE("entries carry their row", "[gazetteer]") {
  const Entry arsenal = sample().entry(sample().find(EntryType::team, "arsenal"));
  CHECK(arsenal.name == "Arsenal");
  CHECK(arsenal.country == "England");  // the file gives the country's key
  CHECK(arsenal.city == "London");
  CHECK(arsenal.detail == "Premier League");
  CHECK(arsenal.sport == Sport::football);
  CHECK(arsenal.weight == 6);
  CHECK(static_cast<TeamKind>(arsenal.subtype) == TeamKind::club);
  const Entry say = sample().entry(sample().find(EntryType::cue, "say"));
  CHECK(say.name == "say");
  CHECK(say.detail == "inv|that");
  CHECK(static_cast<CueClass>(say.subtype) == CueClass::say);
  CHECK(sample().entry(sample().find(EntryType::role, "head-coach")).name == "head coach");
  CHECK(sample().entry(sample().find(EntryType::role, "spokeswoman")).gender == Gender::female);
  CHECK(sample().entry(sample().find(EntryType::title, "sir")).name == "Sir");
  const Entry three = sample().entry(sample().find(EntryType::word, "number_word-2"));
  CHECK(three.name == "three");
  CHECK(static_cast<WordClass>(three.subtype) == WordClass::number_word);
  CHECK(sample().find(EntryType::person, "arsenal") == kNone);
  CHECK(sample().entry(sample().entry_count()).key == "");
}

TEST_CASE("words carry what they are known to be", "[gazetteer]") {
  const WordInfo marco = sample().word(fold_hash("MARCO"));
  CHECK(marco.given_male == 5);
  CHECK(marco.given_female == 0);
  CHECK(marco.surname == 2);
  CHECK(sample().word(fold_hash("Zoe")).given_female == 4);
  CHECK(sample().word(fold_hash("smith")).surname == 7);
  CHECK(sample().word(fold_hash("smith")).common == 3);
  CHECK(sample().word(fold_hash("Mary")).given_female == 0);  // of "Mary Ann" nothing is said
  CHECK(sample().word(fold_hash("unheard")).common == 0);
  const Line line(sample(), "\"The Smith\", 7");
  REQUIRE(line.infos.size() == line.tokens.size());
  CHECK(line.infos[1].common == 6);
  CHECK(line.infos[2].surname == 7);
  CHECK(line.infos[0].common == 0);
}

TEST_CASE("match_all is match_at for all tokens", "[gazetteer]") {
  const Line line(sample(),
                  "Sir Marco van Basten, head coach of 1. FC Köln, said the A's and Bodø/Glimt lost to U.S. fans.");
  TokenColumn<Match> one_by_one;
  for (Index i = 0; i < line.tokens.size(); ++i) sample().match_at(line.text, line.tokens, i, one_by_one);
  REQUIRE(one_by_one.size() == line.matches.size());
  for (std::size_t i = 0; i < one_by_one.size(); ++i) {
    CHECK(one_by_one[i].first == line.matches[i].first);
    CHECK(one_by_one[i].last == line.matches[i].last);
    CHECK(one_by_one[i].entry == line.matches[i].entry);
  }
  for (Index i = 0; i < line.tokens.size(); ++i) {
    const WordInfo info = sample().word(line.tokens.hash[i]);
    const WordInfo expected = line.tokens.kind[i] == TokenKind::word ? info : WordInfo{};
    CHECK(image::pack_word(line.infos[i]) == image::pack_word(expected));
  }
}

// Whole articles, so that runs cross the batches that match_all makes of tokens; their first bytes and tokens, so that
// each word is a text's last once; one vector for all, so that nothing is left in it.
TEST_CASE("match_all is match_at in articles and in what is left of them", "[gazetteer]") {
  const Lexicon& lexicon = testing::extractor().lexicon();
  std::vector<Block> blocks;
  TokenArray tokens;
  std::vector<Sentence> sentences;
  TokenColumn<Match> matches;
  TokenColumn<WordInfo> infos;
  std::vector<ClassBits> classes;
  TokenColumn<std::uint32_t> begin;
  std::vector<ClassBits> expected_classes;
  TokenColumn<std::uint32_t> expected_begin;
  TokenColumn<Match> one_by_one;
  const auto key = [](const Match& m) {
    return std::tuple(m.first, m.last, m.entry, m.form, m.form_sport, m.type, m.subtype, m.sport, m.weight);
  };
  // A user's rows, that give some closed words a reading of another type.
  const testing::Folder folder;
  folder.write("desk.tsv", "type\tname\tforms\tclass\nrole\tover\t\tgeneric\ncue\twith\twith\tsay\n");
  const std::vector<std::filesystem::path> desk = {folder.path() / "desk.tsv"};
  auto base = Lexicon::open(std::filesystem::path(PRESSBOX_BINARY_DIR) / "lexicon.bin");
  REQUIRE(base.ok());
  const auto overlaid = Lexicon::with_overlay(std::move(base).value(), desk);
  REQUIRE(overlaid.ok());
  std::size_t left_out = 0;
  // What is left of all matches when the class bits tell the closed words (ClosedWords::told).
  const auto check_told = [&](const Lexicon& asked, std::string_view text) {
    asked.match_all(text, tokens, one_by_one, infos, expected_classes, expected_begin);
    TokenColumn<Match> expected;
    for (Index i = 0; i < tokens.size(); ++i) {
      const std::span<const Match> here(one_by_one.data() + expected_begin[i],
                                        one_by_one.data() + expected_begin[i + 1]);
      const bool capital = (tokens.flags[i] & (kCapitalised | kCapsBlock)) != 0;
      const bool other = std::any_of(here.begin(), here.end(), [](const Match& m) {
        return m.first == m.last && (m.type != EntryType::word || m.sport != Sport::unknown);
      });
      for (const Match& match : here) {
        if (capital || other || match.first != match.last) expected.push_back(match);
      }
    }
    left_out += one_by_one.size() - expected.size();
    asked.match_all(text, tokens, matches, infos, classes, begin, ClosedWords::told);
    CHECK(classes == expected_classes);
    CHECK(std::equal(matches.begin(), matches.end(), expected.begin(), expected.end(),
                     [&](const Match& a, const Match& b) { return key(a) == key(b); }));
    classify_tokens(tokens, matches, expected_classes, expected_begin);
    CHECK(begin == expected_begin);
  };
  const auto check = [&](std::string_view text) {
    find_blocks(text, blocks);
    tokenize(text, blocks, tokens, sentences);
    lexicon.match_all(text, tokens, matches, infos, classes, begin);
    classify_tokens(tokens, matches, expected_classes, expected_begin);
    CHECK(classes == expected_classes);
    CHECK(begin == expected_begin);
    one_by_one.clear();
    for (Index i = 0; i < tokens.size(); ++i) lexicon.match_at(text, tokens, i, one_by_one);
    CHECK(std::equal(matches.begin(), matches.end(), one_by_one.begin(), one_by_one.end(),
                     [&](const Match& a, const Match& b) { return key(a) == key(b); }));
    REQUIRE(infos.size() == tokens.size());
    bool told = true;
    for (Index i = 0; i < tokens.size(); ++i) {
      const WordInfo expected = tokens.kind[i] == TokenKind::word ? lexicon.word(tokens.hash[i]) : WordInfo{};
      told = told && image::pack_word(infos[i]) == image::pack_word(expected);
    }
    CHECK(told);
    check_told(lexicon, text);
    check_told(overlaid.value(), text);
  };
  std::size_t articles = 0;
  for (const auto& file : std::filesystem::directory_iterator(std::string(PRESSBOX_SOURCE_DIR) + "/corpus/dev")) {
    if (file.path().extension() != ".txt") continue;
    const std::string text = bytes_of(file.path());
    check(text);
    std::vector<std::size_t> cuts;
    for (std::size_t bytes = 0; bytes <= 20; ++bytes) cuts.push_back(bytes);
    for (Index count = 250; count < 262 && count < tokens.size(); ++count) cuts.push_back(tokens.end[count]);
    for (const std::size_t cut : cuts) {
      if (cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) continue;
      check(std::string(text, 0, cut));
    }
    ++articles;
  }
  CHECK(articles > 30);
  // All words of a batch may go on, and some ask for more readings than their line has.
  for (const std::string word : {"NBA ", "Real "}) {
    std::string again;
    for (int times = 0; times < 300; ++times) again += word;
    check(again);
  }
  CHECK(left_out > 10'000);
}

TEST_CASE("a word in lower case may go on where vocabulary does and not where names do", "[gazetteer]") {
  LexiconFolder folder;
  const Result<Lexicon> lexicon =
      folder.file("venues/a.tsv", "key~name~source\noval~The Oval~test\nhead~Head Park~test\n")
          .file("classes.tsv", "class~forms~source\ndeterminer~the~test\n")
          .file("roles.tsv", "key~class~source\nhead-coach~coach~test\n")
          .compile();
  REQUIRE(lexicon.ok());
  CHECK(found(lexicon.value(), "At the Oval") == "the=determiner");
  CHECK(found(lexicon.value(), "At The Oval") == "The Oval=oval The=determiner");
  CHECK(found(lexicon.value(), "The head coach, THE OVAL") ==
        "The=determiner head coach=head-coach THE OVAL=oval THE=determiner");
  CHECK(found(lexicon.value(), "a head Park") == "");
}

TEST_CASE("a run never crosses two blocks", "[gazetteer]") {
  const std::string text = "Manchester\nUnited";
  std::vector<Block> blocks(2);
  blocks[0].span = blocks[0].content = {0, 10};
  blocks[1].span = blocks[1].content = {11, 17};
  TokenArray tokens;
  std::vector<Sentence> sentences;
  tokenize(text, blocks, tokens, sentences);
  TokenColumn<Match> matches;
  TokenColumn<WordInfo> infos;
  std::vector<ClassBits> classes;
  TokenColumn<std::uint32_t> begin;
  sample().match_all(text, tokens, matches, infos, classes, begin);
  CHECK(matches.empty());
}

TEST_CASE("a collision of hashes is no name", "[gazetteer]") {
  for (const std::string behind : {"", " and whoever else"}) {  // letters are compared by steps where there is room
    for (const std::string other : {"Chelsea", "Arsenic", "arsenal"}) {
      Line line("Arsenal" + behind);
      line.text = other + behind;  // the tokens keep the hash of Arsenal and its capital
      line.match(sample());
      CHECK(line.begin[1] == (other == "arsenal" ? 1 : 0));
    }
  }
}

TEST_CASE("whatever is compiled is found in exactly its place", "[gazetteer]") {
  std::mt19937 random(11);
  const std::vector<std::string> words = {"Ajax",  "St.",   "O'Neil", "d'Arc",   "Łódź", "04", "1860",
                                          "76ers", "de",    "U.S.",   "Queen's", "A",    "FC", "Æ",
                                          "X.Y.",  "Ñandú", "&",      "IF",      "and",  "ÖFB"};
  const std::vector<std::string> joints = {" ", " ", " ", "-", "/", "–"};
  std::set<std::string> forms;
  std::string table = "key~name~kind~sport~source\n";
  while (forms.size() < 400) {
    std::string form = words[random() % words.size()];
    for (auto i = random() % 4; i > 0; --i) form += joints[random() % joints.size()] + words[random() % words.size()];
    if (form.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos || form[0] == '&') continue;
    if (!forms.insert(form).second) continue;
    table += "k" + std::to_string(forms.size()) + "~" + form + "~club~football~test\n";
  }
  LexiconFolder folder;
  const Result<Lexicon> lexicon = folder.file("teams/random.tsv", table).compile();
  REQUIRE(lexicon.ok());
  for (const std::string& form : forms) {
    const std::string before = random() % 2 == 0 ? "saw " : "";
    const std::string after = random() % 2 == 0 ? " win again" : ", who lost";
    const Line line(lexicon.value(), before + form + after);
    const auto start = static_cast<std::uint32_t>(before.size());
    const Span whole{start, start + static_cast<std::uint32_t>(form.size())};
    // The stop of a last "St." may end the sentence instead.
    const Span without_stop{start, whole.end - (form.back() == '.' ? 1u : 0u)};
    const bool exact = std::any_of(line.matches.begin(), line.matches.end(), [&](const Match& match) {
      const Span span = line.tokens.span(match.first, match.last);
      return (span == whole || span == without_stop) && lexicon.value().entry(match.entry).name == form;
    });
    INFO(line.text);
    CHECK(exact);
  }
}

// A run stands near the one that it goes on from; of a run that begins many thousands no line is to overflow for long,
// however few go on from each.
TEST_CASE("a tree of runs does not crowd a part of the index", "[gazetteer]") {
  std::string table = "key~name~kind~sport~source\n";
  const auto word = [](char first, int number) {
    return std::string(1, first) + static_cast<char>('a' + number / 26) + static_cast<char>('a' + number % 26);
  };
  constexpr int kWays = 30;
  for (int i = 0; i < kWays * kWays * kWays; ++i) {
    const std::string name =
        "Quonda " + word('B', i / (kWays * kWays)) + " " + word('C', i / kWays % kWays) + " " + word('D', i % kWays);
    table += std::to_string(i) + "~" + name + "~club~football~test\n";
  }
  LexiconFolder folder;
  folder.file("teams/tree.tsv", table);
  const Result<image::Bytes> compiled = image::compile(folder.path());
  REQUIRE(compiled.ok());
  const std::string_view bytes = compiled.value().view();
  image::Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  const image::Section& section = header.sections[static_cast<std::size_t>(image::SectionId::lines)];
  std::size_t chain = 0;
  std::size_t longest = 0;
  for (std::uint64_t i = 0; i < section.count; ++i) {
    image::Line line;
    std::memcpy(&line, bytes.data() + section.offset + i * sizeof line, sizeof line);
    chain = (line.values.back() & image::kSpilled) != 0 ? chain + 1 : 0;
    longest = std::max(longest, chain);
  }
  CHECK(section.count > kWays * kWays * kWays / image::kLineKeys);
  CHECK(longest < 20);
}

TEST_CASE("words whose keys end alike are told apart", "[gazetteer]") {
  std::vector<std::pair<std::uint32_t, std::string>> words;  // by what a line of the index keeps of their keys
  for (std::uint32_t i = 0; i < 400'000; ++i) {
    std::string word = "X";
    for (std::uint32_t left = i; left != 0; left /= 26) word += static_cast<char>('a' + left % 26);
    words.emplace_back(static_cast<std::uint32_t>(fold_hash(word)), word);
  }
  std::sort(words.begin(), words.end());
  std::size_t pairs = 0;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].first != words[i - 1].first) continue;
    ++pairs;
    LexiconFolder folder;
    const std::array<std::string, 2> names = {words[i - 1].second, words[i].second};
    const std::string table = "key~name~kind~sport~source\none~" + names[0] + "~club~football~test\ntwo~" + names[1] +
                              "~club~football~test\n";
    const Result<Lexicon> lexicon = folder.file("teams/alike.tsv", table).compile();
    REQUIRE(lexicon.ok());
    const Line line(lexicon.value(), "saw " + names[0] + " beat " + names[1] + " again");
    REQUIRE(line.matches.size() == 2);
    for (std::size_t k = 0; k < names.size(); ++k) {
      CHECK(lexicon.value().entry(line.matches[k].entry).name == names[k]);
    }
  }
  CHECK(pairs > 5);
}

TEST_CASE("a lexicon of nothing matches nothing", "[gazetteer]") {
  LexiconFolder folder;
  const Result<Lexicon> lexicon = folder.file("teams/empty.tsv", "# nothing yet\n").compile();
  REQUIRE(lexicon.ok());
  CHECK(found(lexicon.value(), "Arsenal said") == "");
  CHECK(lexicon.value().entry_count() == 0);
  CHECK(found(Lexicon(), "Arsenal said") == "");
  CHECK(Lexicon().word(fold_hash("the")).common == 0);
}

TEST_CASE("files may have a byte order mark, CRLF lines and columns in any order", "[gazetteer]") {
  LexiconFolder folder;
  const Result<Lexicon> lexicon =
      folder
          .file("teams/a.tsv",
                "\xef\xbb\xbf# comment\r\nname~source~sport~kind~key\r\nAjax~test~football~club~ajax\r\n\r\n")
          .compile();
  REQUIRE(lexicon.ok());
  CHECK(found(lexicon.value(), "Ajax won") == "Ajax=ajax");
}

TEST_CASE("what is saved is opened again, the same", "[gazetteer]") {
  LexiconFolder folder;
  const auto path = folder.path() / "lexicon.bin";
  const Result<std::size_t> size = sample().save(path);
  REQUIRE(size.ok());
  CHECK(size.value() == std::filesystem::file_size(path));
  const Result<Lexicon> opened = Lexicon::open(path);
  REQUIRE(opened.ok());
  CHECK(dump(opened.value()) == dump(sample()));
  // Compiling is deterministic, and a mapped lexicon can be saved over itself.
  LexiconFolder again;
  const Result<Lexicon> second = fill(again).compile();
  REQUIRE(second.ok());
  REQUIRE(second.value().save(again.path() / "second.bin").ok());
  CHECK(bytes_of(again.path() / "second.bin") == bytes_of(path));
  REQUIRE(opened.value().save(path).ok());
  CHECK(dump(opened.value()) == dump(sample()));
  for (const auto& item : std::filesystem::directory_iterator(folder.path())) CHECK(item.path().extension() != ".tmp");
}

TEST_CASE("a folder that is not there cannot be saved to", "[gazetteer]") {
  const Result<std::size_t> size = sample().save("/nonexistent/folder/lexicon.bin");
  REQUIRE(!size.ok());
  CHECK(size.error().message.find("/nonexistent/folder/lexicon.bin: cannot be written") == 0);
}

TEST_CASE("a damaged file is refused", "[gazetteer]") {
  LexiconFolder folder;
  const auto path = folder.path() / "lexicon.bin";
  REQUIRE(sample().save(path).ok());
  const std::string whole = bytes_of(path);
  const auto bad = folder.path() / "bad.bin";
  const auto message = [&](const std::string& bytes) {
    write_bytes(bad, bytes);
    const Result<Lexicon> lexicon = Lexicon::open(bad);
    return lexicon.ok() ? std::string("opened") : lexicon.error().message.substr(bad.string().size() + 2);
  };
  for (std::size_t at = 0; at < whole.size(); at += at < sizeof(image::Header) ? 1 : 37) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (at % 8)));
    INFO("byte " << at);
    CHECK(message(bytes) != "opened");
  }
  for (std::size_t size = 0; size < whole.size(); size += size < 256 ? 1 : 997) {
    INFO("cut to " << size);
    CHECK(message(whole.substr(0, size)) != "opened");
  }
  CHECK(message("") == "is no compiled lexicon; make one with `pressbox lexicon compile`");
  CHECK(message("key\tname\n") == "is no compiled lexicon; make one with `pressbox lexicon compile`");
  CHECK(message(std::string(5000, 'x')) == "is no compiled lexicon; make one with `pressbox lexicon compile`");
  CHECK(message(whole.substr(0, 100)) == "is cut short; compile the lexicon again");
  CHECK(message(whole + "x").find("it was cut short or is damaged") != std::string::npos);
  std::string other = whole;
  other[offsetof(image::Header, version)] = 9;
  CHECK(message(other) == "has format 9, but this pressbox reads format 6; compile the lexicon again");
  other = whole;
  std::reverse(other.begin() + offsetof(image::Header, byte_order),
               other.begin() + offsetof(image::Header, byte_order) + 4);
  CHECK(message(other) == "was compiled on a machine of the other byte order; compile the lexicon on this one");
  other = whole;
  other[whole.size() - 1] = static_cast<char>(other[whole.size() - 1] ^ 1);
  CHECK(message(other) == "is damaged (its checksum differs); compile the lexicon again");
  const Result<Lexicon> missing = Lexicon::open(folder.path() / "missing.bin");
  REQUIRE(!missing.ok());
  CHECK(missing.error().message.find("missing.bin: cannot be read: No such file") != std::string::npos);
  CHECK(!Lexicon::open(folder.path()).ok());
}

// What is opened of these bytes once they carry the checksum that they ought to.
static Result<Lexicon> open_forged(const std::filesystem::path& path, std::string bytes) {
  const std::uint64_t sum = image::checksum_of(bytes);
  std::memcpy(bytes.data() + offsetof(image::Header, checksum), &sum, sizeof sum);
  write_bytes(path, bytes);
  return Lexicon::open(path);
}

TEST_CASE("a file with a forged checksum is harmless", "[gazetteer]") {
  LexiconFolder folder;
  const auto path = folder.path() / "lexicon.bin";
  REQUIRE(sample().save(path).ok());
  const std::string whole = bytes_of(path);
  std::mt19937 random(3);
  int opened = 0;
  for (int round = 0; round < 600; ++round) {
    std::string bytes = whole;
    for (auto i = 1 + random() % 40; i > 0; --i) {
      const std::size_t at = round % 3 == 0 ? random() % sizeof(image::Header) : random() % bytes.size();
      bytes[at] = static_cast<char>(round % 2 == 0 ? 0xff : random());
    }
    const Result<Lexicon> lexicon = open_forged(path, bytes);
    if (!lexicon) continue;
    ++opened;
    CHECK(dump(lexicon.value()).size() > 0);
    (void)lexicon.value().find(EntryType::team, "arsenal");
  }
  CHECK(opened > 100);
}

TEST_CASE("a forged count of automata asks for no memory", "[gazetteer]") {
  LexiconFolder folder;
  const auto path = folder.path() / "lexicon.bin";
  REQUIRE(sample().save(path).ok());
  std::string bytes = bytes_of(path);
  image::Header header{};
  std::memcpy(&header, bytes.data(), sizeof header);
  const image::Section& rules = header.sections[static_cast<std::size_t>(image::SectionId::rules)];
  REQUIRE(rules.count > 0);
  const std::uint16_t many = 0xffff;
  std::memcpy(bytes.data() + rules.offset + offsetof(image::RuleRecord, automata), &many, sizeof many);
  const Result<Lexicon> opened = open_forged(path, bytes);
  REQUIRE_FALSE(opened.ok());
  CHECK(opened.error().message.ends_with("has more automata than there is room for; compile the lexicon again"));
}

TEST_CASE("a forged number of common words asks for no memory", "[gazetteer]") {
  LexiconFolder folder;
  const auto path = folder.path() / "lexicon.bin";
  REQUIRE(sample().save(path).ok());
  std::string bytes = bytes_of(path);
  const std::size_t many = (std::size_t{1} << 20) + 1;
  bytes.resize((bytes.size() + image::kAlignment - 1) / image::kAlignment * image::kAlignment);
  const std::size_t room = bytes.size();
  bytes.resize(room + many * sizeof(image::Slot));
  image::Header header{};
  std::memcpy(&header, bytes.data(), sizeof header);
  header.file_size = bytes.size();
  for (const image::SectionId id : {image::SectionId::tags, image::SectionId::common}) {
    image::Section& section = header.sections[static_cast<std::size_t>(id)];
    section.offset = room;
    section.count = many;
  }
  std::memcpy(bytes.data(), &header, sizeof header);
  const Result<Lexicon> opened = open_forged(path, bytes);
  REQUIRE_FALSE(opened.ok());
  CHECK(opened.error().message.ends_with("has more common words than there can be; compile the lexicon again"));
}

TEST_CASE("the first wrong line is named", "[gazetteer]") {
  const std::string head = "key~name~kind~sport~forms~source\n";
  const std::string first = "ajax~Ajax~club~football~~test\n";
  struct Wrong {
    std::string file;
    std::string content;
    std::string message;
  };
  const std::vector<Wrong> cases = {
      {"teams/a.tsv", head + first + "psv~PSV\n",
       "teams/a.tsv:3: has 2 fields, but the file names 6 columns; separate fields by one tab each"},
      {"teams/a.tsv", "key~name~kind~sport~colour~source\n",
       "teams/a.tsv:1: unknown column 'colour'; this file may have key, name, kind, sport, country, city, league, "
       "years, "
       "forms, "
       "weight, source"},
      {"teams/a.tsv", "# c\nkey~kind~sport~source\n",
       "teams/a.tsv:2: required column 'name' is missing; add it to this line"},
      {"teams/a.tsv", "key~key~name~kind~sport~source\n", "teams/a.tsv:1: column 'key' is named twice; remove one"},
      {"teams/a.tsv", head + "ajax~~club~football~~test\n", "teams/a.tsv:2: the name is empty; give one"},
      {"teams/a.tsv", head + "ajax~Ajax~club~soccer~~test\n",
       "teams/a.tsv:2: unknown sport 'soccer'; give one as extractor/article.h spells it, or leave it empty for "
       "several"},
      {"teams/a.tsv", head + "ajax~Ajax~clubs~football~~test\n",
       "teams/a.tsv:2: unknown kind 'clubs'; give one of club, franchise, national, college, representative, "
       "constructor"},
      {"competitions/a.tsv", "key~name~kind~source\ncup~Hall Cup~cup~test\n",
       "competitions/a.tsv:2: unknown kind 'cup'; give one of team-cup, or leave it empty"},
      {"teams/a.tsv", head + "Ajax FC~Ajax~club~football~~test\n",
       "teams/a.tsv:2: the key 'Ajax FC' is not of lower-case ASCII letters, digits and hyphens"},
      {"teams/a.tsv", head + first + first,
       "teams/a.tsv:3: duplicate key 'ajax'; it stands at FOLDER/teams/a.tsv:2 too"},
      {"teams/a.tsv", head + "ajax~Aj\xe4x~club~football~~test\n",
       "teams/a.tsv:2: invalid UTF-8; save the file as UTF-8"},
      {"teams/a.tsv", head + "ajax~Ajax~club~football~Godenzonen||De Joden~test\n",
       "teams/a.tsv:2: an empty form in forms; remove the | beside it"},
      {"teams/a.tsv", head + "ajax~Ajax~club~football~Godenzonen|~test\n",
       "teams/a.tsv:2: an empty form in forms; remove the | beside it"},
      {"teams/a.tsv", head + "ajax~Ajax~club~football~short:AJA~test\n",
       "teams/a.tsv:2: unknown tag 'short'; a form may have nick: or abbr:"},
      {"teams/a.tsv", head + "ajax~Ajax~club~football~nick:Lions [soccer]~test\n",
       "teams/a.tsv:2: unknown sport 'soccer' in brackets; give one as extractor/article.h spells it"},
      {"teams/a.tsv", "key~name~kind~sport~years~source\najax~Ajax~club~football~1996-95~test\n",
       "teams/a.tsv:2: the years '1996-95' are none; write 1996-2010, 1996-, -2010 or 1997"},
      {"teams/a.tsv", "key~name~kind~sport~years~source\najax~Ajax~club~football~2010-1996~test\n",
       "teams/a.tsv:2: the years '2010-1996' are none; write 1996-2010, 1996-, -2010 or 1997"},
      {"people/a.tsv", "name~gender~source\nAnn Lee~X~test\n",
       "people/a.tsv:2: unknown gender 'X'; give M or F, or leave it empty"},
      {"roles.tsv", "key~class~source\ncoach~boss~test\n",
       "roles.tsv:2: unknown class 'boss'; give one of coach, player, athlete, official, executive, relative, "
       "professional, "
       "spokesperson, generic, crowd, group, body, press, pair, document"},
      {"surnames.tsv", "name~weight\nLee~many\n", "surnames.tsv:2: the weight 'many' is no whole number from 0 to 9"},
      {"surnames.tsv", "name~weight\nLee~12\n", "surnames.tsv:2: the weight '12' is no whole number from 0 to 9"},
      {"rules/a.tsv", "id~pattern~weight~reason\na.b~(~0.5~why\n",
       "rules/a.tsv:2: the pattern of 'a.b' cannot be read: a ) is missing"},
      {"rules/a.tsv", "id~weight~reason\na.b~heavy~why\n", "rules/a.tsv:2: the weight 'heavy' is no number"},
      {"rules/a.tsv", "id~weight~reason\na.b~nan~why\n", "rules/a.tsv:2: the weight 'nan' is no number"},
      {"rules/a.tsv", "id~weight~reason\na.b~1~why\na.b~1~why\n",
       "rules/a.tsv:3: duplicate rule 'a.b'; it stands at FOLDER/rules/a.tsv:2 too"},
      {"role.tsv", "key~class~source\n", "role.tsv: no file of a lexicon has this name; see lexicons/README.md"},
  };
  for (const Wrong& wrong : cases) {
    LexiconFolder folder;
    folder.file(wrong.file, wrong.content);
    std::string expected = wrong.message;
    if (const std::size_t at = expected.find("FOLDER"); at != std::string::npos) {
      expected.replace(at, 6, folder.path().string());
    }
    CHECK(compile_error(folder) == expected);
  }
  LexiconFolder folder;
  folder.file("teams/b.tsv", head + "x~X~club~none~~test\n").file("teams/a.tsv", head + "x~X~none~football~~test\n");
  CHECK(compile_error(folder).find("teams/a.tsv:2") == 0);
  CHECK(Lexicon::compile("/nonexistent/folder").error().message ==
        "/nonexistent/folder: is no folder; name the folder that holds the lexicon's .tsv files");
}

namespace {

// A lexicon of a few rows, and user's files laid over it.
class Desk {
 public:
  Desk() {
    base_.file("countries.tsv", "key~name~source\nengland~England~test\n")
        .file("teams/a.tsv",
              "key~name~kind~sport~country~forms~weight~source\n"
              "exford~Exford~club~football~England~nick:Exes|Old Ford~5~test\n"
              "wyeville~Wyeville~club~football~England~nick:Blues~3~test\n")
        .file("cues.tsv", "key~class~forms~source\nsay~say~said|says~test\n")
        .file("given_names.tsv", "name~male~female\nAnn~0~5\n");
  }
  Desk& file(const std::string& name, const std::string& content) {
    user_.file(name, content);
    files_.push_back(user_.path() / name);
    return *this;
  }
  [[nodiscard]] Result<Lexicon> lay() const {
    return Lexicon::with_overlay(std::move(base_.compile()).value(), files_);
  }
  [[nodiscard]] Lexicon open() const { return std::move(lay()).value(); }
  [[nodiscard]] Lexicon base() const { return std::move(base_.compile()).value(); }
  [[nodiscard]] std::string error() const {
    const auto laid = lay();
    if (laid) return "none";
    const std::string& message = laid.error().message;
    const std::string folder = user_.path().string() + "/";
    return message.compare(0, folder.size(), folder) == 0 ? message.substr(folder.size()) : message;
  }

 private:
  LexiconFolder base_;
  LexiconFolder user_;
  std::vector<std::filesystem::path> files_;
};

}  // namespace

TEST_CASE("user's rows extend the lexicon", "[gazetteer]") {
  Desk desk;
  desk.file("desk.tsv",
            "type~name~sport~country~forms~class~weight\n"
            "team~Nabbury Town~football~england~nick:Blues~~2\n"
            "person~Jo Exford~~~~~\n"
            "cue~thunder~~~thundered|thunders~say~3\n");
  const Lexicon lexicon = desk.open();
  const Index base_count = desk.base().entry_count();
  CHECK(lexicon.entry_count() == base_count + 3);
  const Index town = lexicon.find(EntryType::team, "nabbury-town");
  REQUIRE(town != kNone);
  CHECK(town >= base_count);
  CHECK(lexicon.entry(town).name == "Nabbury Town");
  CHECK(lexicon.entry(town).country == "England");
  CHECK(lexicon.head(town).subtype == static_cast<std::uint8_t>(TeamKind::club));
  CHECK(found(lexicon, "Nabbury Town beat Exford") == "Nabbury Town=nabbury-town Exford=exford");
  // Longer runs first, whoever has them; then type; then the greater weight.
  CHECK(found(lexicon, "Jo Exford thundered") == "Jo Exford=jo-exford Exford=exford thundered=thunder");
  CHECK(found(lexicon, "The Blues said") == "Blues=wyeville Blues=nabbury-town said=say");
  CHECK(lexicon.word(fold_hash("Ann")).given_female == 5);
}

TEST_CASE("a user's row of a key that there is stands in its place", "[gazetteer]") {
  Desk desk;
  desk.file("desk.tsv", "type~key~name~sport~forms\nteam~exford~Exford Athletic~rugby-union~nick:Oaks\n");
  const Lexicon lexicon = desk.open();
  const Lexicon base = desk.base();
  CHECK(lexicon.entry_count() == base.entry_count());
  const Index exford = base.find(EntryType::team, "exford");
  CHECK(lexicon.find(EntryType::team, "exford") == exford);
  CHECK(lexicon.entry(exford).name == "Exford Athletic");
  CHECK(lexicon.head(exford).sport == Sport::rugby_union);
  CHECK(found(lexicon, "Exford Athletic, the Oaks") == "Exford Athletic=exford Oaks=exford");
  CHECK(found(lexicon, "Exford, the Exes of Old Ford") == "");
  const Line gone(lexicon, "Exford, the Exes of Old Ford");
  CHECK(std::all_of(gone.classes.begin(), gone.classes.end(), [](ClassBits bits) { return (bits & kNameFirst) == 0; }));
  CHECK(gone.begin == TokenColumn<std::uint32_t>(gone.tokens.size() + 1, 0));
  CHECK(found(lexicon, "Wyeville, the Blues") == "Wyeville=wyeville Blues=wyeville");
  std::uint32_t forms = 0;
  lexicon.each_form([&](Index entry, FormKind, std::string_view) { forms += entry == exford ? 1 : 0; });
  CHECK(forms == 2);
}

TEST_CASE("the entries of each type are all the entries", "[gazetteer]") {
  Desk desk;
  desk.file("desk.tsv",
            "type~name~sport~country~forms~class~weight\n"
            "team~Exford~rugby-union~England~~~\n"
            "team~Nabbury Town~football~england~~~2\n"
            "cue~thunder~~~thundered~say~3\n");
  const auto check = [](const Lexicon& lexicon) {
    Index visited = 0;
    for (unsigned type = 0; type <= static_cast<unsigned>(EntryType::word); ++type) {
      Index before = kNone;
      lexicon.each_of(static_cast<EntryType>(type), [&](Index entry) {
        CHECK(lexicon.entry(entry).type == static_cast<EntryType>(type));
        CHECK((before == kNone || before < entry));
        before = entry;
        ++visited;
      });
    }
    CHECK(visited == lexicon.entry_count());
  };
  check(desk.base());
  check(desk.open());
}

TEST_CASE("a later user's file goes before an earlier one", "[gazetteer]") {
  Desk desk;
  desk.file("a.tsv", "type~name~forms\nteam~Nabbury~nick:Owls\nteam~Otherton~\n")
      .file("b.tsv", "type~name~forms\nteam~Nabbury~nick:Hawks\n");
  const Lexicon lexicon = desk.open();
  CHECK(lexicon.entry_count() == desk.base().entry_count() + 2);
  CHECK(found(lexicon, "Nabbury Owls or Nabbury Hawks of Otherton") ==
        "Nabbury=nabbury Nabbury=nabbury Hawks=nabbury Otherton=otherton");
}

TEST_CASE("an overlay of nothing that is named changes no match", "[gazetteer]") {
  Desk desk;
  desk.file("desk.tsv", "type~name\nvenue~Unheard-of Park\n");
  const Lexicon lexicon = desk.open();
  const Lexicon base = desk.base();
  const std::string text = "Exford, the Exes, met Wyeville, the Blues, at Old Ford, she said";
  CHECK(found(lexicon, text) == found(base, text));
  const Line all(lexicon, text);
  TokenColumn<Match> one_by_one;
  for (Index i = 0; i < all.tokens.size(); ++i) lexicon.match_at(all.text, all.tokens, i, one_by_one);
  REQUIRE(one_by_one.size() == all.matches.size());
  for (std::size_t i = 0; i < one_by_one.size(); ++i) CHECK(one_by_one[i].entry == all.matches[i].entry);
}

TEST_CASE("a wrong line of a user's file is named", "[gazetteer]") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"key~name\nx~X\n", "d.tsv:1: required column 'type' is missing; add it to this line"},
      {"type~name\ncountry~X\n",
       "d.tsv:2: unknown type 'country'; give one of team, person, competition, venue, outlet, cue, role"},
      {"type~name\nteam~\n", "d.tsv:2: the name is empty; give one"},
      {"type~name~country\nteam~X~Atlantis\n",
       "d.tsv:2: no country 'Atlantis'; give its key or its name as countries.tsv spells it, or leave it empty"},
      {"type~name~class\ncue~boom~say\n",
       "d.tsv:2: the forms are empty; a cue needs its inflections, as in said|says|saying"},
      {"type~name~forms\ncue~boom~boomed\n",
       "d.tsv:2: the class is empty; a cue needs one of say, tell, ask, write, describe, think, manner, source, noun, "
       "adjective"},
      {"type~name~kind\nteam~X~gang\n",
       "d.tsv:2: unknown kind 'gang'; give one of club, franchise, national, college, representative, constructor"},
      {"type~name\nteam~X\n# again\nteam~X\n", "d.tsv:4: duplicate key 'x'; it stands at FOLDER too"},
      {"type~name\nteam~X~Y\n", "d.tsv:2: has 3 fields, but the file names 2 columns; separate fields by one tab each"},
  };
  for (const auto& [content, message] : cases) {
    Desk desk;
    desk.file("d.tsv", content);
    std::string said = desk.error();
    if (const auto at = said.find("stands at /"); at != std::string::npos) {
      said.replace(at + 10, said.find(" too") - at - 10, "FOLDER");
    }
    CHECK(said == message);
  }
}

// The findings of check_lexicon, the folder's name left out, a line each.
static std::string checked(const LexiconFolder& folder) {
  std::string lines;
  for (const Finding& finding : check_lexicon(folder.path())) {
    std::string message = finding.message;
    const std::string path = folder.path().string() + "/";
    for (std::size_t at = message.find(path); at != std::string::npos; at = message.find(path))
      message.erase(at, path.size());
    lines += (finding.error ? "error: " : "warning: ") + message + "\n";
  }
  return lines;
}

TEST_CASE("check names every error and goes on", "[gazetteer]") {
  LexiconFolder folder;
  folder.file("cities/a.tsv", "key~source\nx~test\n")
      .file("role.tsv", "key\n")
      .file("teams/a.tsv",
            "key~name~kind~sport~source\n"
            "a~A-Town~gang~football~test\n"
            "b~B-Town~club~soccer~test\n"
            "c~C-Town\n"
            "d~Caf\xe9~club~football~test\n"
            "e~Cafe\xcc\x81 Town~club~football~test\n"
            "f~F\x01-Town~club~football~test\n"
            "g~G\xe2\x80\x8bTown~club~football~test\n"
            "G~Grantham~club~football~test\n");
  CHECK(
      checked(folder) ==
      "error: role.tsv: no file of a lexicon has this name; see lexicons/README.md\n"
      "error: teams/a.tsv:2: unknown kind 'gang'; give one of club, franchise, national, college, representative, "
      "constructor\n"
      "error: teams/a.tsv:3: unknown sport 'soccer'; give one as extractor/article.h spells it, or leave it empty for "
      "several\n"
      "error: teams/a.tsv:4: has 2 fields, but the file names 5 columns; separate fields by one tab each\n"
      "error: teams/a.tsv:5: invalid UTF-8; save the file as UTF-8\n"
      "error: teams/a.tsv:9: the key 'G' is not of lower-case ASCII letters, digits and hyphens\n"
      "error: cities/a.tsv:1: required column 'name' is missing; add it to this line\n"
      "error: teams/a.tsv:6: the name is not in NFC; save the file with composed letters\n"
      "error: teams/a.tsv:7: a control character or an invisible mark in name; remove it\n"
      "error: teams/a.tsv:8: a control character or an invisible mark in name; remove it\n");
}

TEST_CASE("check warns of what may be wrong", "[gazetteer]") {
  const std::string words = "word~level\nsteel~6\nforest~5\nvapour~3\n";
  const std::string countries = "key~name~forms~source\nengland~England~abbr:ENG~test\n";
  const std::string head = "key~name~kind~sport~country~city~forms~weight~source\n";
  struct Doubtful {
    std::string rows;
    std::string warning;  // without the place; "" if there is none
  };
  const std::vector<Doubtful> cases = {
      {"a~Alder~club~football~england~~~2~t\nb~Alder~club~football~england~~~2~t\n",
       ":3: 'Alder' stands at teams/a.tsv:2 too, with the same sport and country; remove one, or tell them apart by "
       "name"},
      {"a~Alder~club~football~england~~~2~t\nb~Alder~club~cricket~england~~~2~t\n", ""},
      {"a~Alder~club~football~england~~Elms|Oaks|Elms~2~t\n",
       ":2: the form 'Elms' stands in the row twice; remove one"},
      {"a~Alder~club~football~england~~Alder~2~t\n", ":2: the form 'Alder' stands in the row twice; remove one"},
      {"a~Alder~club~football~Engerland~~~2~t\n",
       ":2: no row of countries.tsv is called 'Engerland'; spell it as there, or add a row there"},
      {"a~Alder~club~football~ENG~~~2~t\n", ""},
      {"a~Alder Forest~club~football~~~Forest~2~t\n",
       ":2: 'Forest' is a common English word; mark it nick: or remove it"},
      {"a~Alder Forest~club~football~~~nick:Forest|Vapour~2~t\n", ""},
      {"a~Steel~club~football~~~~2~t\n", ":2: 'Steel' is a common English word; give the team's full name"},
      {"a~Steel~club~football~~Steel~~2~t\n", ""},
      {"a~Forest~club~football~~~~2~t\n", ""},
      {"a~Alder United~club~football~~~United~2~t\n",
       ":2: 'United' is what many teams are called; mark it nick: or remove it"},
      {"a~Rangers~club~football~~~~2~t\n", ":2: 'Rangers' is what many teams are called; give the full name"},
      {"a~Rangers~club~football~~~~6~t\n", ""},
      {"a~Alder Ann~club~football~~~Ann~2~t\n",
       ":2: 'Ann' is a common given name, and few know the team; mark it nick: or remove it"},
      {"a~Alder Hall~club~football~~~Hall~2~t\n",
       ":2: 'Hall' is a common surname, and few know the team; mark it nick: or remove it"},
      {"a~Alder Hall~club~football~~~Hall~4~t\n", ""},
  };
  for (const Doubtful& doubtful : cases) {
    LexiconFolder folder;
    folder.file("words.tsv", words)
        .file("countries.tsv", countries)
        .file("given_names.tsv", "name~male~female\nAnn~~6\n")
        .file("surnames.tsv", "name~weight\nHall~6\n")
        .file("teams/a.tsv", head + doubtful.rows);
    CHECK(checked(folder) == (doubtful.warning.empty() ? "" : "warning: teams/a.tsv" + doubtful.warning + "\n"));
  }
  std::string many = head;
  for (char c = 'a'; c <= 'g'; ++c) many += std::string(1, c) + "~" + c + "-Town~club~football~~~nick:Hornets~2~t\n";
  LexiconFolder folder;
  folder.file("teams/a.tsv", many);
  CHECK(
      checked(folder) ==
      "warning: teams/a.tsv:8: 7 teams of one sport and weight share 'Hornets'; give the best known a greater weight, "
      "or remove it from some\n");
  folder.file("teams/a.tsv", many + "h~h-Town~club~football~~~nick:Hornets~5~t\n");
  CHECK(checked(folder).empty());
}

TEST_CASE("a country is known by its key, its name or a form that is its own", "[gazetteer]") {
  LexiconFolder folder;
  folder
      .file("countries.tsv",
            "key~name~forms~source\n"
            "ivory-coast~Ivory Coast~Côte d'Ivoire|abbr:CIV|nick:Elephants|Guineas~t\n"
            "ghana~Ghana~Guineas~t\n")
      .file("cities/a.tsv",
            "key~name~country~source\na~A~ivory-coast~t\nb~B~Ivory Coast~t\nc~C~Cote d'Ivoire~t\nd~D~CIV~t\n"
            "e~E~Elephants~t\nf~F~Guineas~t\n");
  const Lexicon lexicon = std::move(folder.compile()).value();
  const auto country = [&](const char* key) { return lexicon.entry(lexicon.find(EntryType::city, key)).country; };
  for (const char* key : {"a", "b", "c", "d"}) CHECK(country(key) == "Ivory Coast");
  CHECK(country("e") == "Elephants");
  CHECK(country("f") == "Guineas");
}

TEST_CASE("check looks at weights, sources, brackets and rows without a city", "[gazetteer]") {
  LexiconFolder folder;
  folder.file("teams/a.tsv",
              "key~name~kind~sport~country~city~forms~weight~source\n"
              "a~Exford~club~football~~Exford~~9~test\n"
              "b~Exford~club~football~~~~1~test\n"
              "c~Wye~club~football~~~nick:Exes [football~1~\n");
  CHECK(checked(folder) ==
        "error: teams/a.tsv:4: the bracket of 'Exes [football' does not close; write the sport in it, as in "
        "[football]\n"
        "warning: teams/a.tsv:2: the weight 9 is greater than 7; give one from 1 to 7\n"
        "warning: teams/a.tsv:3: 'Exford' stands at teams/a.tsv:2 too, with the same sport and country; remove one, or "
        "tell them apart by name\n"
        "warning: teams/a.tsv:4: the source is empty; say where the row comes from\n");
}

TEST_CASE("the project's own lexicon has no error", "[gazetteer]") {
  const std::filesystem::path folder = PRESSBOX_SOURCE_DIR "/lexicons";
  std::size_t warnings = 0;
  for (const Finding& finding : check_lexicon(folder)) {
    INFO(finding.message);
    CHECK(!finding.error);
    ++warnings;
  }
  CHECK(warnings <= 20);
}

TEST_CASE("the lexicon is looked for where the environment says, else beside the executable", "[gazetteer]") {
  const char* before = std::getenv("PRESSBOX_LEXICON");
  const std::string kept = before != nullptr ? before : "";
  ::setenv("PRESSBOX_LEXICON", "/somewhere/else.bin", 1);
  CHECK(default_lexicon_path() == "/somewhere/else.bin");
  ::setenv("PRESSBOX_LEXICON", "", 1);
  CHECK(default_lexicon_path().filename() == "lexicon.bin");
  CHECK(default_lexicon_path().is_absolute());
  ::unsetenv("PRESSBOX_LEXICON");
  CHECK(default_lexicon_path().filename() == "lexicon.bin");
  if (before != nullptr) ::setenv("PRESSBOX_LEXICON", kept.c_str(), 1);
}

TEST_CASE("the enums have their names", "[gazetteer]") {
  CHECK(sport_name(Sport::rugby_union) == "rugby-union");
  CHECK(sport_name(Sport::unknown) == "");
  for (int i = 1; i < kSportCount; ++i) {
    const auto sport = static_cast<Sport>(i);
    CHECK(sport_from_name(sport_name(sport)) == sport);
  }
  CHECK(sport_from_name("rugby union") == Sport::rugby_union);
  CHECK(sport_from_name("ice_hockey") == Sport::ice_hockey);
  CHECK(!sport_from_name("").has_value());
  CHECK(!sport_from_name("soccer").has_value());
  CHECK(quote_kind_name(QuoteKind::nonspeech) == "nonspeech");
  CHECK(how_name(How::continued) == "continued");
  CHECK(score_kind_name(ScoreKind::shootout) == "shootout");
  CHECK(team_kind_name(TeamKind::college) == "college");
}

}  // namespace pressbox

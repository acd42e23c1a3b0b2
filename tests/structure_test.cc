#include "extractor/structure/blocks.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.h"

using namespace pressbox;

namespace {

struct Found {
  std::string text;
  std::vector<Block> blocks;

  [[nodiscard]] std::string content(std::size_t i) const { return std::string(blocks.at(i).content.of(text)); }
  [[nodiscard]] std::string lead(std::size_t i) const { return std::string(blocks.at(i).lead.of(text)); }
  [[nodiscard]] BlockKind kind(std::size_t i) const { return blocks.at(i).kind; }
};

Found found(std::string text) {
  Found f;
  f.text = std::move(text);
  find_blocks(f.text, f.blocks);
  return f;
}

// The kind of a line that stands inside an article.
Block inside(const std::string& line, std::string& text) {
  text = "Looe hold Bude at home\n\nLooe and Bude shared the points on Sunday after a dull game in the rain.\n\n" +
         line + "\n\nBude are fifth in the table and have not won since the first week of the new season.\n";
  std::vector<Block> blocks;
  find_blocks(text, blocks);
  REQUIRE(blocks.size() == 4);
  return blocks[2];
}

BlockKind kind_of(const std::string& line) {
  std::string text;
  return inside(line, text).kind;
}

struct Result {
  std::string first, first_points, second, second_points;
  friend bool operator==(const Result&, const Result&) = default;
};

Result result_of(const std::string& line) {
  std::string text;
  const Block b = inside(line, text);
  if (b.kind != BlockKind::results_line) return {};
  return {std::string(b.names[0].of(text)), std::string(b.numbers[0].of(text)), std::string(b.names[1].of(text)),
          std::string(b.numbers[1].of(text))};
}

bool is_white(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

void check_cover(const Found& f) {
  std::uint32_t at = 0;
  bool ordered = true;
  bool nested = true;
  bool trimmed = true;
  bool covered = true;
  auto only_blank = [&](std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t i = from; i < to; ++i) {
      const auto c = static_cast<unsigned char>(f.text[i]);
      if (!is_white(f.text[i]) && c < 0x80) covered = false;
    }
  };
  for (const Block& b : f.blocks) {
    ordered = ordered && b.span.start >= at && !b.span.empty() && b.span.end <= f.text.size();
    only_blank(at, b.span.start);
    at = b.span.end;
    nested = nested && b.span.contains(b.content) && (b.lead.empty() || b.span.contains(b.lead)) &&
             (b.lead.empty() || b.lead.end <= b.content.start);
    trimmed = trimmed && !is_white(f.text[b.span.start]) && !is_white(f.text[b.span.end - 1]);
    if (b.kind == BlockKind::results_line) {
      for (int k = 0; k < 2; ++k) {
        nested = nested && b.content.contains(b.names[k]) && !b.names[k].empty();
        nested = nested && b.content.contains(b.numbers[k]) && !b.numbers[k].empty();
      }
    }
  }
  only_blank(at, static_cast<std::uint32_t>(f.text.size()));
  REQUIRE(ordered);
  REQUIRE(nested);
  REQUIRE(trimmed);
  REQUIRE(covered);
}

}  // namespace

TEST_CASE("structure: title and paragraphs", "[structure]") {
  const Found f = found("Looe hold Bude\n\nIt ended level on Sunday.\n\n\"A fair result,\" said Ann Hall.\n");
  REQUIRE(f.blocks.size() == 3);
  CHECK(f.kind(0) == BlockKind::title);
  CHECK(f.kind(1) == BlockKind::paragraph);
  CHECK(f.content(2) == "\"A fair result,\" said Ann Hall.");
  CHECK_FALSE(f.blocks[0].all_caps);
}

TEST_CASE("structure: a wire headline in capitals may end in a full stop", "[structure]") {
  const Found f = found("RUGBY UNION - LOOE BEAT BUDE 32-22.\n\nLOOE, Cornwall 1996-08-31\n\nLooe beat Bude.\n");
  REQUIRE(f.blocks.size() == 3);
  CHECK(f.kind(0) == BlockKind::title);
  CHECK(f.blocks[0].all_caps);
  CHECK(f.kind(1) == BlockKind::dateline);
  CHECK(f.kind(2) == BlockKind::paragraph);
}

TEST_CASE("structure: a first line that is a sentence is no title", "[structure]") {
  CHECK(found("Looe won on Sunday.\nBude lost.\n").kind(0) == BlockKind::paragraph);
  CHECK(
      found("Looe won without breaking sweat on Sunday afternoon as Bude once again forgot how to defend, and the gap "
            "between the two sides is now nine points\nBude lost.\n")
          .kind(0) == BlockKind::paragraph);
  CHECK(found("Looe hold Bude").kind(0) == BlockKind::paragraph);  // nothing that it could be the title of
  CHECK(found("").blocks.empty());
  CHECK(found(" \n\t\n\xC2\xA0\n").blocks.empty());
}

TEST_CASE("structure: line ends of every kind", "[structure]") {
  const Found f = found("One line.\r\nTwo lines.\rThree.\fFour.\vFive.\u2028Six.\u2029Seven.\n");
  REQUIRE(f.blocks.size() == 7);
  CHECK(f.content(0) == "One line.");
  CHECK(f.content(5) == "Six.");
  CHECK(f.content(6) == "Seven.");
}

TEST_CASE("structure: white space is trimmed, NBSP too", "[structure]") {
  const Found f = found("  \t\u00A0One line. \u00A0\n \t\n\uFEFFTwo.\u2009\n");
  REQUIRE(f.blocks.size() == 2);
  CHECK(f.content(0) == "One line.");
  CHECK(f.content(1) == "Two.");
}

TEST_CASE("structure: hard-wrapped text is joined", "[structure]") {
  const Found f = found(
      "Looe hold Bude\n\n"
      "The two oldest clubs of the county shared the points on Sunday in\n"
      "a game that will be forgotten by Monday, and both managers looked\n"
      "as if they had forgotten it already.\n\n"
      "\"We had the better chances,\" said Ann Hall, who has coached Looe\n"
      "since May and lost only once. \"It is a point more than last year.\"\n");
  REQUIRE(f.blocks.size() == 3);
  CHECK(f.blocks[1].span.of(f.text).ends_with("forgotten it already."));
  CHECK(f.kind(1) == BlockKind::paragraph);
  CHECK(f.blocks[2].span.of(f.text).starts_with("\"We had"));
}

TEST_CASE("structure: lines that are paragraphs stay apart", "[structure]") {
  const Found f = found(
      "Looe and Bude shared the points on Sunday in a game that will be forgotten by Monday. Both managers looked as "
      "if "
      "they had forgotten it already.\n  \tBude are fifth.\n  \tLooe are sixth.\n");
  REQUIRE(f.blocks.size() == 3);
  CHECK(f.content(1) == "Bude are fifth.");
}

TEST_CASE("structure: datelines on a line of their own", "[structure]") {
  CHECK(kind_of("LOOE, Cornwall 1996-08-27") == BlockKind::dateline);
  CHECK(kind_of("Looe 1996-08-27") == BlockKind::dateline);
  CHECK(kind_of("NEW BUDE, Aug 30 (Newswire)") == BlockKind::dateline);
  CHECK(kind_of("He was born on 1996-08-27.") == BlockKind::paragraph);
}

TEST_CASE("structure: a word with a NUL is no particle", "[structure]") {
  using namespace std::string_literals;
  const auto between = [](const std::string& word) { return "LONDON, " + word + " 1996-08-27"; };
  CHECK(kind_of(between("de")) == BlockKind::dateline);
  for (const std::string& word : {"\0"s, "de\0"s, "\0\0\0\0"s, "\0de"s, "of\0\0"s}) {
    CAPTURE(word.size());
    CHECK(kind_of(between(word)) == BlockKind::paragraph);
  }
}

TEST_CASE("structure: dateline prefixes are leads", "[structure]") {
  auto lead_of = [](const std::string& line) {
    std::string text;
    const Block b = inside(line, text);
    CHECK(b.kind == BlockKind::paragraph);
    return std::string(b.lead.of(text)) + "|" + std::string(b.content.of(text)).substr(0, 8);
  };
  CHECK(lead_of("EL LOOE, Calif. -- They won the final game of the year.") == "EL LOOE, Calif. --|They won");
  CHECK(lead_of("LEEDS (AP) \u2014 They won the final game of the year.") == "LEEDS (AP) \u2014|They won");
  CHECK(lead_of("LONDON, Aug 30 (Newswire) - They won the final.") == "LONDON, Aug 30 (Newswire) -|They won");
  CHECK(lead_of("NEW BUDE -- \u2014 They won the final.") == "NEW BUDE -- \u2014|They won");
  CHECK(lead_of("FIFA -- or what is left of it, that is -- agreed.") == "FIFA --|or what ");
  CHECK(lead_of("Hall -- the older one -- agreed at once with them.") == "|Hall -- ");
  CHECK(lead_of("NBA rules say so - and they do not change.") == "|NBA rule");
}

TEST_CASE("structure: section heads are leads", "[structure]") {
  std::string text;
  Block b = inside("WHAT THEY SAID: Hall called it the best day of her life.", text);
  CHECK(b.lead.of(text) == "WHAT THEY SAID:");
  CHECK(b.content.of(text) == "Hall called it the best day of her life.");
  CHECK(b.kind == BlockKind::paragraph);
  b = inside("Hall: it was the best day of her whole life so far.", text);
  CHECK(b.lead.empty());
  b = inside("HALL: it was the best day of her whole life so far.", text);
  CHECK(b.lead.empty());
}

TEST_CASE("structure: bylines", "[structure]") {
  CHECK(kind_of("By Ann Hall") == BlockKind::byline);
  CHECK(kind_of("By Monday they knew.") == BlockKind::paragraph);
  const Found f = found("TENNIS - POE WINS.\n\nAnn Hall\n\nLOOE 1996-08-26\n\nJo Poe won again.\n");
  CHECK(f.kind(1) == BlockKind::byline);
  const Found g = found("Poe wins\n\nNot Even Close\n\nJo Poe won again, and again it was easy.\n");
  CHECK(g.kind(1) == BlockKind::heading);
}

TEST_CASE("structure: results lines", "[structure]") {
  CHECK(result_of("Looe 2 Bude Town 1") == Result{"Looe", "2", "Bude Town", "1"});
  CHECK(result_of("Looe 2, Bude 1") == Result{"Looe", "2", "Bude", "1"});
  CHECK(result_of("Schalke 04 2 Bochum 1") == Result{"Schalke 04", "2", "Bochum", "1"});
  CHECK(result_of("Bochum 1 Schalke 04 2") == Result{"Bochum", "1", "Schalke 04", "2"});
  CHECK(result_of("1860 Munich 0 Bochum 3") == Result{"1860 Munich", "0", "Bochum", "3"});
  CHECK(result_of("Bochum 3 1860 Munich 0") == Result{"Bochum", "3", "1860 Munich", "0"});
  CHECK(result_of("Queen of the South 2 St Looe 2").first == "");  // "the" is in no list of particles
  CHECK(result_of("Queen of South 2 St Looe 2") == Result{"Queen of South", "2", "St Looe", "2"});
  CHECK(result_of("LOOE 98 NEW BUDE 102") == Result{"LOOE", "98", "NEW BUDE", "102"});
  CHECK(result_of("Looe 1 Bude 1 (halftime 1-0)") == Result{"Looe", "1", "Bude", "1"});
  CHECK(result_of("Looe 1 (Von Hall 56th) Bude 2 (Orr 6th, Poe 65th).") == Result{"Looe", "1", "Bude", "2"});
  CHECK(result_of("Looe (Wales) 1 Bude 2") == Result{"Looe", "1", "Bude", "2"});
  CHECK(result_of("North Looe 14.12 (96) Bude 16.13 (109)") == Result{"North Looe", "96", "Bude", "109"});
  CHECK(result_of("Looe 2 Bude 1 (Hall") == Result{});
  CHECK(result_of("\u00D8ster 1 Malm\u00F6 0") == Result{"\u00D8ster", "1", "Malm\u00F6", "0"});
  CHECK(result_of("Brighton & Hove 1 Bude 0") == Result{"Brighton & Hove", "1", "Bude", "0"});
  CHECK(kind_of("Result of a Dutch first") != BlockKind::results_line);
  CHECK(kind_of("Looe scored 2 and Bude only 1") != BlockKind::results_line);
  CHECK(kind_of("Looe 2-1 Bude") != BlockKind::results_line);
  CHECK(kind_of("Looe 2 Bude 1 was the score that nobody saw coming") != BlockKind::results_line);
  CHECK(kind_of("Round 2 May 8") != BlockKind::results_line);
  CHECK(kind_of("World Cup 2 May 1998") != BlockKind::results_line);
}

TEST_CASE("structure: table rows", "[structure]") {
  CHECK(kind_of("Looe Town 9 6 3 15") == BlockKind::table_row);
  CHECK(kind_of("BUDE 14 4 .778 -") == BlockKind::table_row);
  CHECK(kind_of("1 Ann Hall (Wales)") == BlockKind::table_row);
  CHECK(kind_of("1. Ann Hall (Wales) 68") == BlockKind::table_row);
  CHECK(kind_of("3. Ann Hall (Wales) 26 minutes 17.2 seconds") == BlockKind::table_row);
  CHECK(kind_of("Ann Hall c Orr b Poe 59") == BlockKind::table_row);
  CHECK(kind_of("Jo Tait not out 5") == BlockKind::table_row);
  CHECK(kind_of("They won 3 of 5 in 2 weeks.") == BlockKind::paragraph);
}

TEST_CASE("structure: line-ups", "[structure]") {
  auto label_of = [](const std::string& line) {
    std::string text;
    const Block b = inside(line, text);
    return b.kind == BlockKind::lineup_line ? std::string(b.lead.of(text)) : std::string("none");
  };
  CHECK(label_of("Looe Town: Hall, Orr (Poe 83), Tait, Lee, Diaz (Kim 70).") == "Looe Town:");
  CHECK(label_of("Tries: Hall, Orr (2).") == "Tries:");
  CHECK(label_of("Wales - Tries: Jo van der Hall (2), Al Orr.") == "Wales - Tries:");
  CHECK(label_of("Penalties: Orr.") == "Penalties:");
  CHECK(label_of("Defenders - Jo Hall (Bude), Al Orr (Looe), Ian Poe (Bude)") == "Defenders -");
  CHECK(label_of("J Hall (Bude), A Orr (Looe), I Poe (Bude), L Tait (Looe)") == "");
  CHECK(label_of("Third match: August 31, Bude (Cornwall)") == "none");
  CHECK(label_of("At Bude: Looe 305 (Hall 66, Orr 5), Bude 77") == "none");
  CHECK(label_of("Hall: we were good, and we deserved to win the game.") == "none");
  CHECK(label_of("Hall: \"Ann, Jo, Al.\"") == "none");
  CHECK(label_of("Ann Hall, Jo Tait and Al Orr were there when the roof fell in, Hall said.") == "none");
  CHECK(kind_of("Scorers:") == BlockKind::heading);
}

TEST_CASE("structure: bullets and headings", "[structure]") {
  for (const char* bullet : {"- ", "\u2022 ", "* ", "\u2013 ", "\u2022"}) {
    std::string text;
    const Block b = inside(std::string(bullet) + "Hall was on the bench again.", text);
    INFO(bullet);
    CHECK(b.kind == BlockKind::bullet);
    CHECK(b.content.of(text) == "Hall was on the bench again.");
    CHECK(b.span.start < b.content.start);
  }
  CHECK(kind_of("-5 it was, and rain") != BlockKind::bullet);
  CHECK(kind_of("Ann Hall (Wales) beat Jo Tait (Wales) 6-1 6-0") == BlockKind::paragraph);
  CHECK(kind_of("- 2 6-4 6-4") != BlockKind::bullet);
  CHECK(kind_of("Second half") == BlockKind::heading);
  CHECK(kind_of("They lost.") == BlockKind::paragraph);
  CHECK(kind_of("\"Why us?\"") == BlockKind::paragraph);
}

TEST_CASE("structure: capitals", "[structure]") {
  CHECK(found("LOOE HOLD BUDE\n\nThey met.").blocks[0].all_caps);
  CHECK(found("LOOE HOLD McBUDE 3-2\n\nThey met.").blocks[0].all_caps);
  CHECK_FALSE(found("LOOE\n\nThey met.").blocks[0].all_caps);
  CHECK_FALSE(found("LOOE hold BUDE\n\nThey met.").blocks[0].all_caps);
  CHECK(found("\u00D8STER SL\u00C5R MALM\u00D6\n\nThey met.").blocks[0].all_caps);
}

TEST_CASE("structure: blocks cover every line of any text", "[structure]") {
  const std::vector<std::string> pieces = {
      "Looe",       "Bude", "hall", "the",    "3",      "04",      "1.",     "(",      ")",  ":",
      ",",          ".",    "-",    "--",     "\"",     " ",       " ",      " ",      "\n", "\n",
      "\r",         "\f",   "\t",   "\u00A0", "\u2028", "\u2022",  "\u2014", "\u00D8", "A",  "By ",
      "1996-08-27", "v",    "b",    "\u0301", "LOOE",   "not out", "\uFEFF"};
  std::mt19937 random(5);
  std::uniform_int_distribution<std::size_t> pick(0, pieces.size() - 1);
  for (int i = 0; i < 6000; ++i) {
    std::string text;
    for (int k = 0; k < i % 70; ++k) text += pieces[pick(random)];
    check_cover(found(text));
  }
}

// Most lines are read sixty-four bytes at once, those near the text's end and those with other letters are not.
TEST_CASE("structure: what a line is does not depend on how much text follows", "[structure]") {
  const std::vector<std::string> pieces = {
      "Bude ", "Looe ", "Ann Hall ", "2 ",  "1 ",        "(Hall 83) ",  "Hall, ",   "Orr; ",       "Poe. ",
      "the ",  "and ",  "of ",       "de ", "won it ",   "said. ",      "by ",      "Defenders: ", "- ",
      "-- ",   "\"",    "HULL ",     "\t",  "(Reuters)", "1996-08-27 ", "at home ", "6-4 ",        "3. "};
  const std::string head = "Looe hold Bude at home\n\nLooe and Bude shared the points on Sunday.\n\n";
  std::string rest = "\n\n";
  while (rest.size() < 600) rest += "Bude are fifth in the table and have not won since May. ";
  std::mt19937 random(37);
  for (int i = 0; i < 4000; ++i) {
    std::string line = i % 2 == 0 ? "Bude " : "";
    for (int k = 0; k <= i % 40; ++k) line += pieces[random() % (i % 3 == 0 ? 9 : pieces.size())];
    line += i % 5 == 0 ? "." : "Orr";
    INFO(line);
    const Found last = found(head + line);
    const Found inner = found(head + line + rest);
    REQUIRE(last.blocks.size() == 3);
    REQUIRE(inner.blocks.size() == 4);
    CHECK(inner.kind(2) == last.kind(2));
    CHECK(inner.blocks[2].span == last.blocks[2].span);
    CHECK(inner.content(2) == last.content(2));
    CHECK(inner.lead(2) == last.lead(2));
    CHECK(inner.blocks[2].all_caps == last.blocks[2].all_caps);
    CHECK(inner.blocks[2].names[1] == last.blocks[2].names[1]);
  }
}

// Lines are told by counts of their bytes before any word is read. Those that much white space follows are too long to
// be counted, and are read word by word.
TEST_CASE("structure: what the counts of a line tell is what its words do", "[structure]") {
  const std::vector<std::string> pieces = {
      "Bude ",        "Looe ",       "Ann Hall ", "2 ",      "1 ",     "(Hall 83) ", "Hall, ",    "Orr; ",
      "Poe. ",        "the ",        "and ",      "of ",     "de ",    "won it ",    "said. ",    "by ",
      "Defenders: ",  "- ",          "-- ",       "\"Why? ", "HULL ",  "= ",         "(AP) ",     "1996-08-27 ",
      "6-4 ",         "3. ",         "O'Hall ",   "lost ",   "after ", "minutes ",   "\u201CWe ", "\u2014 ",
      "\u00D8rsted ", "caf\u00E9, ", "b ",        "not out "};
  const std::vector<std::string> begins = {"",    "The ", "A ", "\"It ", "\u201CIt ", "LOOE ",
                                           "By ", "- ",   "4 ", "(",     "de ",       "  In "};
  const std::vector<std::string> ends = {"Orr", ".", "Orr.", "Orr.\"", "Orr.\u201D", "83.",
                                         "83",  "?", ")",    "Poe)",   ",",          "!'"};
  const std::string head = "Looe hold Bude at home\n\n";
  const std::string rest = "\n\nThey meet again in May.";
  const std::string white(5000, ' ');
  std::mt19937 random(11);
  std::size_t paragraphs = 0;
  for (int i = 0; i < 6000; ++i) {
    std::string line = begins[random() % begins.size()];
    const std::size_t kinds = i % 2 == 0 ? pieces.size() : 15;
    for (int k = 0; k <= i % 37; ++k) line += pieces[random() % kinds];
    // Hard-wrapped in some texts.
    if (i % 4 == 0) line += "and they\n";
    line += ends[random() % ends.size()];
    INFO(line);
    const Found counted = found(head + line + rest);
    const Found read = found(head + line + white + rest);
    REQUIRE(read.blocks.size() == counted.blocks.size());
    paragraphs += counted.kind(1) == BlockKind::paragraph ? 1 : 0;
    for (std::size_t b = 0; b + 1 < read.blocks.size(); ++b) {
      CHECK(counted.kind(b) == read.kind(b));
      CHECK(counted.content(b) == read.content(b));
      CHECK(counted.lead(b) == read.lead(b));
      CHECK(counted.blocks[b].all_caps == read.blocks[b].all_caps);
      CHECK(counted.blocks[b].names[1] == read.blocks[b].names[1]);
    }
  }
  CHECK(paragraphs > 2000);
}

// In the longest line that is counted each place of a stride can hold as many numbers as a byte can count, and what
// stands behind the line's end must not count as one more.
TEST_CASE("structure: the next line's bytes do not count", "[structure]") {
  constexpr std::size_t kStride = 16;
  constexpr std::size_t kStrides = 255;
  const std::string head = "Standings after the match\n\n";
  std::string line(kStride * kStrides, 'x');
  line[0] = 'B';
  for (std::size_t stride = 0; stride < kStrides; ++stride) line.replace(kStride * stride + 4, 3, "\u00E91");
  for (const std::size_t stride : {100, 150, 200}) line.replace(kStride * stride + 4, 3, "x 6");
  const std::string next = "\nReal 6 LooeUnited 5 8\n";
  const Found counted = found(head + line + next);
  const Found read = found(head + line + std::string(5000, ' ') + next);
  REQUIRE(counted.blocks.size() == read.blocks.size());
  CHECK(counted.kind(1) == read.kind(1));
  CHECK(counted.kind(1) == BlockKind::table_row);
}

TEST_CASE("structure: long texts take linear time", "[structure]") {
  // Each would take minutes if any step were quadratic.
  check_cover(found(std::string(3'000'000, 'a')));
  check_cover(found(std::string(1'000'000, '\n')));
  check_cover(found(std::string(1'000'000, '(')));
  std::string names = "Team: ";
  for (int i = 0; i < 200'000; ++i) names += "Hall (2), ";
  check_cover(found(names));
  std::string lines;
  for (int i = 0; i < 200'000; ++i) lines += "Looe 2 Bude 1\n";
  const Found f = found(lines);
  CHECK(f.blocks.size() == 200'000);
}

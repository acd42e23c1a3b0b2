#include "extractor/tokens/tokens.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/tokens/short_word.h"
#include "tests/catch.h"

using namespace pressbox;

namespace {

struct Tokenized {
  std::string text;
  std::vector<Block> blocks;
  TokenArray tokens;
  std::vector<Sentence> sentences;

  [[nodiscard]] std::string word(Index i) const { return std::string(tokens.text(text, i)); }
  [[nodiscard]] std::vector<std::string> words() const {
    std::vector<std::string> out;
    for (Index i = 0; i < tokens.size(); ++i) out.push_back(word(i));
    return out;
  }
  [[nodiscard]] Index find(std::string_view wanted) const {
    for (Index i = 0; i < tokens.size(); ++i) {
      if (tokens.text(text, i) == wanted) return i;
    }
    return kNone;
  }
  // Each sentence as the text between its first and last token.
  [[nodiscard]] std::vector<std::string> spoken() const {
    std::vector<std::string> out;
    for (const Sentence& s : sentences) out.emplace_back(tokens.span(s.first, s.last - 1).of(text));
    return out;
  }
};

Tokenized of_blocks(std::string text) {
  Tokenized t;
  t.text = std::move(text);
  find_blocks(t.text, t.blocks);
  tokenize(t.text, t.blocks, t.tokens, t.sentences);
  return t;
}

// The whole text as one paragraph, whatever its shape.
Tokenized of_line(std::string text) {
  Tokenized t;
  t.text = std::move(text);
  Block block;
  block.span = block.content = {0, static_cast<std::uint32_t>(t.text.size())};
  t.blocks.push_back(block);
  tokenize(t.text, t.blocks, t.tokens, t.sentences);
  return t;
}

std::vector<std::string> words_of(std::string text) {
  return of_line(std::move(text)).words();
}
using Words = std::vector<std::string>;

// --- What ICU says, with our additions applied in the plainest way ---------------------------------------------

bool is_apostrophe(std::string_view s) {
  return s == "'" || s == "\u2019" || s == "\u0092";
}
bool starts_with_letter(std::string_view s) {
  std::int32_t i = 0;
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(s.data()), i, static_cast<std::int32_t>(s.size()), c);
  return u_isalpha(c) != 0;
}

// Splits off the clitic at a word's end, joins it where ICU leaves it in pieces, and joins words around U+0092.
// Abbreviations and doubled marks are undone on the other side, by taken_apart().
std::vector<Span> expected_segments(std::string_view text, const TokenArray& tokens) {
  std::vector<Span> joined;
  for (Span s : icu_word_segments(text)) {
    const std::size_t n = joined.size();
    const std::string_view word = s.of(text);
    const bool glued = n >= 2 && joined[n - 1].end == s.start && joined[n - 2].end == joined[n - 1].start;
    if (glued && is_apostrophe(joined[n - 1].of(text))) {
      // Which of the two joins applies hangs on what kind of token stands before; the tokenizer's own verdict on
      // that token is used, its boundaries are not.
      const Index before = tokens.at_or_after(joined[n - 1].start - 1);
      if ((word == "s" || word == "S") && before < tokens.size()) {
        const std::string_view owner = joined[n - 2].of(text);
        const TokenKind kind = tokens.kind[before];
        const bool abbreviated = owner == "." && (tokens.flags[before] & kAbbreviation) != 0;
        if (abbreviated || kind == TokenKind::word || kind == TokenKind::number || owner == ")" || owner == "]") {
          joined[n - 1].end = s.end;
          continue;
        }
      }
      if (joined[n - 1].of(text) == "\u0092" && before < tokens.size() && tokens.kind[before] == TokenKind::word &&
          (tokens.flags[before] & kAbbreviation) == 0 && starts_with_letter(word)) {
        joined[n - 2].end = s.end;
        joined.pop_back();
        s = joined.back();
        joined.pop_back();
      }
    }
    joined.push_back(s);
  }
  std::vector<Span> out;
  for (const Span s : joined) {
    const std::string_view word = s.of(text);
    std::size_t cut = 0;
    for (const std::string_view clitic : {"'s", "'S", "\u2019s", "\u2019S"}) {
      if (word.size() > clitic.size() && word.ends_with(clitic)) cut = word.size() - clitic.size();
    }
    if (cut != 0) {
      const auto middle = s.start + static_cast<std::uint32_t>(cut);
      out.push_back({s.start, middle});
      out.push_back({middle, s.end});
    } else {
      out.push_back(s);
    }
  }
  return out;
}

// The tokens with abbreviations and doubled marks taken apart again.
std::vector<Span> taken_apart(std::string_view text, const TokenArray& tokens) {
  std::vector<Span> out;
  for (Index i = 0; i < tokens.size(); ++i) {
    const Span s = tokens.span(i);
    const std::string_view word = s.of(text);
    const bool doubled = word.size() > 1 && word.find_first_not_of(word[0]) == std::string_view::npos &&
                         (word[0] == '-' || word[0] == '\'' || word[0] == '`');
    if (doubled) {
      for (std::uint32_t k = s.start; k < s.end; ++k) out.push_back({k, k + 1});
    } else if ((tokens.flags[i] & kAbbreviation) != 0) {
      out.push_back({s.start, s.end - 1});
      out.push_back({s.end - 1, s.end});
    } else {
      out.push_back(s);
    }
  }
  return out;
}

// The segments from the first difference on, each with its bytes' escapes for what is not ASCII.
std::string shown(std::string_view text, const std::vector<Span>& spans, std::size_t from) {
  std::string out;
  constexpr std::size_t kShown = 6;
  for (std::size_t i = from > 2 ? from - 2 : 0; i < std::min(spans.size(), from + kShown); ++i) {
    for (const char c : spans[i].of(text)) {
      if (c >= ' ' && c < 0x7F) {
        out += c;
      } else {
        out += "<" + std::to_string(static_cast<unsigned char>(c)) + ">";
      }
    }
    out += " | ";
  }
  return out;
}

void check_against_icu(const std::string& text) {
  const Tokenized t = of_line(text);
  const std::vector<Span> expected = expected_segments(t.text, t.tokens);
  const std::vector<Span> got = taken_apart(t.text, t.tokens);
  if (expected == got) return;
  const auto at = static_cast<std::size_t>(
      std::mismatch(expected.begin(), expected.end(), got.begin(), got.end()).first - expected.begin());
  INFO("ICU:  " << shown(text, expected, at));
  INFO("ours: " << shown(text, got, at));
  FAIL("boundaries differ");
}

// Invariants of any token array and its sentences.
void check_invariants(const Tokenized& t) {
  const Index n = t.tokens.size();
  REQUIRE(t.tokens.end.size() == n);
  REQUIRE(t.tokens.hash.size() == n);
  REQUIRE(t.tokens.kind.size() == n);
  REQUIRE(t.tokens.flags.size() == n);
  REQUIRE(t.tokens.block.size() == n);
  REQUIRE(t.tokens.sentence.size() == n);
  bool ordered = true;
  bool inside = true;
  bool hashed = true;
  for (Index i = 0; i < n; ++i) {
    const Span s = t.tokens.span(i);
    ordered = ordered && s.start < s.end && (i == 0 || t.tokens.end[i - 1] <= s.start);
    hashed = hashed && t.tokens.hash[i] == fold_hash(s.of(t.text));
    const Block& block = t.blocks[t.tokens.block[i]];
    inside = inside && (block.content.contains(s) || block.lead.contains(s));
    const Sentence& sentence = t.sentences[t.tokens.sentence[i]];
    inside = inside && sentence.first <= i && i < sentence.last && sentence.block == t.tokens.block[i];
  }
  REQUIRE(ordered);
  REQUIRE(inside);
  REQUIRE(hashed);
  Index next = 0;
  for (const Sentence& s : t.sentences) {
    REQUIRE(s.first == next);
    REQUIRE(s.last > s.first);
    next = s.last;
  }
  REQUIRE(next == n);
}

std::string random_text(std::mt19937& random, const std::vector<std::string>& pieces, int length) {
  std::string out;
  std::uniform_int_distribution<std::size_t> pick(0, pieces.size() - 1);
  for (int i = 0; i < length; ++i) out += pieces[pick(random)];
  return out;
}

std::vector<std::string> ascii_pieces() {
  std::vector<std::string> pieces;
  for (char c = ' '; c < 0x7F; ++c) pieces.emplace_back(1, c);
  for (const char* s : {"\t", "\n", "\r\n", "s",  "'s", "s'", "U.S.", "Jr.", "No.", "vs.", "1", "2",    ".", ",",
                        "'",  "-",  "--",   "''", "``", "a",  "B",    "_",   ":",   ";",   "S", "St. ", " "}) {
    pieces.emplace_back(s);
  }
  return pieces;
}

std::vector<std::string> odd_pieces() {
  return {"a",          "b",          "s",      "S",          "Z",          "1",          "2",
          " ",          " ",          "\n",     ".",          ",",          "'",          "\"",
          "-",          ":",          ";",      "_",          "!",          "/",          "'s",
          "\u2019s",    "\u2018",     "\u2019", "\u201C",     "\u201D",     "\u2013",     "\u2014",
          "\u2026",     "\u00A0",     "\u0091", "\u0092",     "\u0093",     "\u0096",     "\u0085",
          "\u00AB",     "\u00BB",     "\u201E", "\u2039",     "\u2032",     "\u2033",     "\u00E9",
          "\u00D8",     "\u0161",     "\u01C5", "\u00D7",     "\u00B7",     "\u00AD",     "\u00BA",
          "\u00B5",     "\u00BD",     "\u00A3", "\u20AC",     "\u2022",     "\u00A9",     "\u0301",
          "\u200D",     "\u200B",     "\u200C", "\u2060",     "\uFEFF",     "\u202F",     "\u2009",
          "\u3000",     "\u2024",     "\u2027", "\uFF07",     "\uFF02",     "\u05D0",     "\u05D1",
          "\u0661",     "\u0416",     "\u03B1", "\u30AB",     "\u3042",     "\u6F22",     "\u5B57",
          "\uAC00",     "\u0E01",     "\u0E32", "\U0001F525", "\U0001F468", "\U0001F3FD", "\uFE0F",
          "\U0001F1E6", "\U0001F1E7", "\u2212", "\u2015",     "\u2011",     "\uFFFD",     "\u0000\u0001",
          "\u3002",     "\u061F",     "\u1E9E", "\u1EC7"};
}

}  // namespace

TEST_CASE("tokens: words, clitics and contractions", "[tokens]") {
  CHECK(words_of("Albania's keeper didn't move") == Words{"Albania", "'s", "keeper", "didn't", "move"});
  CHECK(words_of("Albania\u2019s keeper didn\u2019t move") ==
        Words{"Albania", "\u2019s", "keeper", "didn\u2019t", "move"});
  CHECK(words_of("the players' room, '90s pop") == Words{"the", "players", "'", "room", ",", "'", "90s", "pop"});
  CHECK(words_of("ARSENAL'S day") == Words{"ARSENAL", "'S", "day"});
  CHECK(words_of("J.T.'s win, (ITA)'s loss, 1996's best") ==
        Words{"J.T.", "'s", "win", ",", "(", "ITA", ")", "'s", "loss", ",", "1996", "'s", "best"});
  CHECK(words_of("Ann O'Dea and N\u2019Dour") == Words{"Ann", "O'Dea", "and", "N\u2019Dour"});
  const Tokenized t = of_line("Hull's");
  CHECK(t.tokens.kind[1] == TokenKind::possessive);
  CHECK(t.tokens.kind[0] == TokenKind::word);
  CHECK(t.tokens.is(0, kCapitalised));
  CHECK_FALSE(t.tokens.is(1, kSpaceBefore));
}

TEST_CASE("tokens: an apostrophe that was decoded wrongly still joins its word", "[tokens]") {
  CHECK(words_of("He didn\u0092t see Hull\u0092s keeper") ==
        Words{"He", "didn\u0092t", "see", "Hull", "\u0092s", "keeper"});
  const Tokenized t = of_line("\u0093Go,\u0094 he said \u0096 twice");
  CHECK(t.tokens.kind[0] == TokenKind::quote_mark);
  CHECK(t.tokens.kind[3] == TokenKind::quote_mark);
  CHECK(t.tokens.kind[t.find("\u0096")] == TokenKind::dash);
}

TEST_CASE("tokens: abbreviations and initials keep their full stop", "[tokens]") {
  CHECK(words_of("the U.S. Open in St. Ives at 8 p.m. on Sunday") ==
        Words{"the", "U.S.", "Open", "in", "St.", "Ives", "at", "8", "p.m.", "on", "Sunday"});
  CHECK(words_of("J.T. Poe Jr. and W. Hall") == Words{"J.T.", "Poe", "Jr.", "and", "W.", "Hall"});
  CHECK(words_of("No. 8 Park said no. No.") == Words{"No.", "8", "Park", "said", "no", ".", "No", "."});
  CHECK(words_of("RENO, Nev. and Miss. Two") == Words{"RENO", ",", "Nev.", "and", "Miss", ".", "Two"});
  CHECK(words_of("Bude v. Looe, York vs. Hull") == Words{"Bude", "v.", "Looe", ",", "York", "vs.", "Hull"});
  CHECK(words_of("top of Group C. Then") == Words{"top", "of", "Group", "C", ".", "Then"});
  CHECK(words_of("et cetera, etc...") == Words{"et", "cetera", ",", "etc", ".", ".", "."});
  const Tokenized t = of_line("the U.S. won");
  CHECK(t.tokens.is(1, kAbbreviation));
  CHECK(t.tokens.is(1, kAllCaps));
  CHECK_FALSE(t.tokens.is(2, kAbbreviation));
}

TEST_CASE("tokens: numbers stay whole and scores keep their parts", "[tokens]") {
  CHECK(words_of("10.04 seconds before 40,000, 3-0") ==
        Words{"10.04", "seconds", "before", "40,000", ",", "3", "-", "0"});
  CHECK(words_of("a 34-year-old 4x100m runner, the 21st") ==
        Words{"a", "34", "-", "year", "-", "old", "4x100m", "runner", ",", "the", "21st"});
  const Tokenized t = of_line("won 7-6 (7\u20135) $1.2m 6/4");
  const Index seven = t.find("7");
  CHECK(t.tokens.kind[seven] == TokenKind::number);
  CHECK_FALSE(t.tokens.is(seven, kGluedBefore));
  CHECK(t.tokens.kind[seven + 1] == TokenKind::dash);
  CHECK(t.tokens.is(seven + 1, kGluedBefore));
  CHECK(t.tokens.is(seven + 2, kGluedBefore));
  CHECK(t.tokens.kind[t.find("\u2013")] == TokenKind::dash);
  CHECK(t.tokens.kind[t.find("$")] == TokenKind::symbol);
  CHECK(t.tokens.kind[t.find("1.2m")] == TokenKind::number);
  CHECK(t.tokens.is(t.find("4"), kGluedBefore));
  CHECK(t.tokens.is(t.find("1.2m"), kHasDigit));
}

TEST_CASE("tokens: hyphens and dashes are tokens", "[tokens]") {
  const Tokenized t = of_line("Ian Hall-Orr -- who plays - left\u2014again");
  CHECK(t.words() == Words{"Ian", "Hall", "-", "Orr", "--", "who", "plays", "-", "left", "\u2014", "again"});
  CHECK_FALSE(t.tokens.is(1, kGluedBefore));
  CHECK(t.tokens.is(2, kGluedBefore));
  CHECK(t.tokens.is(3, kGluedBefore));
  CHECK(t.tokens.kind[4] == TokenKind::dash);
  CHECK_FALSE(t.tokens.is(4, kGluedBefore));
  CHECK_FALSE(t.tokens.is(5, kGluedBefore));
  CHECK(t.tokens.is(9, kGluedBefore));
  CHECK(t.tokens.is(10, kGluedBefore));
}

TEST_CASE("tokens: marks of all quotation families", "[tokens]") {
  for (const char* mark : {"\"",     "'",      "`",      "``",     "''",     "\u2018", "\u2019", "\u201C",
                           "\u201D", "\u00AB", "\u00BB", "\u201E", "\u201A", "\u2039", "\u203A", "\u2032",
                           "\u2033", "\uFF02", "\u300C", "\u0091", "\u0092", "\u0093", "\u0094", "\u00B4"}) {
    const Tokenized t = of_line(std::string("said ") + mark + " we");
    INFO(mark);
    REQUIRE(t.tokens.size() == 3);
    CHECK(t.tokens.kind[1] == TokenKind::quote_mark);
  }
  CHECK(words_of("``We go,'' he said") == Words{"``", "We", "go", ",", "''", "he", "said"});
}

TEST_CASE("tokens: flags tell the case of a word", "[tokens]") {
  const Tokenized t = of_line("McKay \u00D8ster \u00F8ster FIFA A UEFA\u2019s iPhone \u0160koda");
  CHECK(t.tokens.is(t.find("McKay"), kMixedCase));
  CHECK(t.tokens.is(t.find("McKay"), kCapitalised));
  CHECK(t.tokens.is(t.find("\u00D8ster"), kCapitalised));
  CHECK(t.tokens.is(t.find("\u00D8ster"), kNonAscii));
  CHECK_FALSE(t.tokens.is(t.find("\u00F8ster"), kCapitalised));
  CHECK(t.tokens.is(t.find("FIFA"), kAllCaps));
  CHECK_FALSE(t.tokens.is(t.find("A"), kAllCaps));
  CHECK(t.tokens.is(t.find("A"), kCapitalised));
  CHECK(t.tokens.is(t.find("UEFA"), kAllCaps));
  CHECK_FALSE(t.tokens.is(t.find("UEFA"), kNonAscii));
  CHECK_FALSE(t.tokens.is(t.find("iPhone"), kCapitalised));
  CHECK(t.tokens.is(t.find("iPhone"), kMixedCase));
  CHECK(t.tokens.is(t.find("\u0160koda"), kCapitalised));
}

TEST_CASE("tokens: flags tell the place of a word", "[tokens]") {
  const Tokenized t = of_blocks("HULL STUN LOOE IN CUP\n\n\"We go,\" said Hall. \"Now.\"\n\nBUDE (AP) -- They lost.\n");
  REQUIRE(t.blocks.size() == 3);
  CHECK(t.tokens.is(0, kCapsBlock));
  CHECK(t.tokens.is(t.find("We"), kBlockFirst));
  CHECK(t.tokens.is(t.find("We"), kSentenceFirst));
  CHECK_FALSE(t.tokens.is(t.find("We"), kSpaceBefore));
  CHECK(t.tokens.is(t.find("\""), kSpaceBefore));
  CHECK(t.tokens.is(t.find("Now"), kSentenceFirst));
  CHECK_FALSE(t.tokens.is(t.find("Now"), kBlockFirst));
  CHECK(t.tokens.is(t.find("BUDE"), kCapsBlock));
  CHECK(t.tokens.is(t.find("They"), kBlockFirst));
  CHECK_FALSE(t.tokens.is(t.find("They"), kCapsBlock));
  CHECK(t.spoken() ==
        Words{"HULL STUN LOOE IN CUP", "\"We go,\" said Hall.", "\"Now.\"", "BUDE (AP) --", "They lost."});
}

TEST_CASE("tokens: hashes fold and positions are found", "[tokens]") {
  const Tokenized t = of_line("Hall met HALL");
  CHECK(t.tokens.hash[0] == t.tokens.hash[2]);
  CHECK(t.tokens.hash[0] == fold_hash("hall"));
  CHECK(t.tokens.hash[1] != t.tokens.hash[0]);
  CHECK(t.tokens.at_or_after(0) == 0);
  CHECK(t.tokens.at_or_after(4) == 1);
  CHECK(t.tokens.at_or_after(6) == 1);
  CHECK(t.tokens.at_or_after(9) == 2);
  CHECK(t.tokens.at_or_after(13) == 3);
  // Of any number of tokens and from any place.
  std::string text;
  for (int words = 0; words < 40; ++words) {
    const Tokenized longer = of_line(text);
    const Index count = longer.tokens.size();
    for (std::uint32_t offset = 0; offset <= text.size() + 1; ++offset) {
      Index first = 0;
      while (first < count && longer.tokens.end[first] <= offset) ++first;
      CHECK(longer.tokens.at_or_after(offset) == first);
    }
    text += words % 3 == 0 ? "Hall " : "met, ";
  }
}

TEST_CASE("tokens: sentences end where a reader would end them", "[tokens]") {
  auto sentences = [](std::string text) { return of_line(std::move(text)).spoken(); };
  CHECK(sentences("He left. She stayed! Why? Nobody knows\u2026 Then") ==
        Words{"He left.", "She stayed!", "Why?", "Nobody knows\u2026", "Then"});
  CHECK(sentences("\"We lost.\" She wept.") == Words{"\"We lost.\"", "She wept."});
  CHECK(sentences("\"Ready?\" he asked. \"Go!\" she said.") == Words{"\"Ready?\" he asked.", "\"Go!\" she said."});
  CHECK(sentences("\u201CWe lost.\u201D said one. (They did.) \u201CYes.\u201D") ==
        Words{"\u201CWe lost.\u201D said one.", "(They did.)", "\u201CYes.\u201D"});
  CHECK(sentences("Ann joined St. Louis and J.T. Poe beat No. 3 Bude vs. Looe at 10.5 in the U.S. Open.") ==
        Words{"Ann joined St. Louis and J.T. Poe beat No. 3 Bude vs. Looe at 10.5 in the U.S. Open."});
  CHECK(sentences("They met in the U.S. The game began at 8 p.m. ET on Aug. 30. It rained.") ==
        Words{"They met in the U.S.", "The game began at 8 p.m. ET on Aug. 30.", "It rained."});
  CHECK(sentences("Ken Hall Jr. said so. 3,000 fans came.") == Words{"Ken Hall Jr. said so.", "3,000 fans came."});
  CHECK(sentences("We met Mr. Hall and Dr. Orr.") == Words{"We met Mr. Hall and Dr. Orr."});
  CHECK(sentences("We ... they won.") == Words{"We ... they won."});
  CHECK(sentences("\"We go again.\"He left.") == Words{"\"We go again.\"", "He left."});
  CHECK(sentences("1. Ann Hall 2 points") == Words{"1. Ann Hall 2 points"});
  CHECK(sentences("\"Ready?\" Ann Hall asked. \"No!\" Al Orr was not.") ==
        Words{"\"Ready?\" Ann Hall asked.", "\"No!\"", "Al Orr was not."});
  CHECK(sentences("What?! No.") == Words{"What?!", "No."});
  CHECK(sentences("\u52DD\u3063\u305F\u3002 Yes.") == Words{"\u52DD\u3063\u305F\u3002", "Yes."});
}

TEST_CASE("tokens: sentences never cross blocks", "[tokens]") {
  const Tokenized t = of_blocks("A short headline\n\nfirst line without end\n\nsecond line goes on. And on\n");
  CHECK(t.spoken() == Words{"A short headline", "first line without end", "second line goes on.", "And on"});
  check_invariants(t);
}

TEST_CASE("tokens: empty and hostile texts", "[tokens]") {
  CHECK(of_line("").tokens.size() == 0);
  CHECK(of_line(" \n\u00A0\u200B\uFEFF ").tokens.size() == 0);
  for (const std::string& text :
       {std::string(1000, '\''), std::string(1000, '.'), std::string(1000, '-'), std::string(3, '\0'),
        std::string("\xFF\xC2"), std::string("a\xE2\x80"), std::string("x\xC3"), std::string("\xE2")}) {
    const Tokenized t = of_line(text);
    check_invariants(t);
    CHECK(t.tokens.size() > 0);
  }
}

TEST_CASE("tokens: long texts take linear time", "[tokens]") {
  // Each would take minutes if any step were quadratic.
  auto many = [](std::string_view piece, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += piece;
    return text;
  };
  for (const char* piece :
       {"a", "'", "-", ".", "1,", "J. ", "\"'", "e\u0301", "\u0301 ", "x\u0092", "\U0001F525", "No. "}) {
    INFO(piece);
    const Tokenized t = of_line(many(piece, 200'000));
    CHECK(t.tokens.size() > 0);
    CHECK(t.tokens.hash.size() == t.tokens.size());
  }
}

TEST_CASE("tokens: boundaries are ICU's but for what the header adds: ASCII", "[tokens]") {
  std::mt19937 random(7);
  const std::vector<std::string> pieces = ascii_pieces();
  for (int i = 0; i < 4000; ++i) check_against_icu(random_text(random, pieces, 1 + i % 40));
}

TEST_CASE("tokens: boundaries are ICU's but for what the header adds: any script", "[tokens]") {
  std::mt19937 random(11);
  const std::vector<std::string> pieces = odd_pieces();
  for (int i = 0; i < 6000; ++i) check_against_icu(random_text(random, pieces, 1 + i % 30));
}

TEST_CASE("tokens: token arrays are well formed for any text", "[tokens]") {
  std::mt19937 random(13);
  std::vector<std::string> pieces = odd_pieces();
  for (std::string& piece : ascii_pieces()) pieces.push_back(std::move(piece));
  Tokenized t;
  for (int i = 0; i < 1500; ++i) {
    // The same buffers again and again, as the pipeline uses them.
    t.text = random_text(random, pieces, i % 120);
    find_blocks(t.text, t.blocks);
    tokenize(t.text, t.blocks, t.tokens, t.sentences);
    check_invariants(t);
    const Tokenized fresh = of_blocks(t.text);
    REQUIRE(fresh.tokens.start == t.tokens.start);
    REQUIRE(fresh.tokens.flags == t.tokens.flags);
    REQUIRE(fresh.tokens.hash == t.tokens.hash);
  }
}

// Most words take one of several short ways, by what stands around them and how much text is left: all are to say what
// the long one does, which a word before a zero-width joiner takes.
TEST_CASE("tokens: what a word is does not depend on what stands around it", "[tokens]") {
  std::mt19937 random(17);
  const std::string letters = "aabcdeezABZ019";
  for (int i = 0; i < 1000; ++i) {
    std::string word;
    const auto size = 1 + random() % (i % 7 == 0 ? 40 : 12);
    while (word.size() < size) word += letters[random() % letters.size()];
    if (i % 2 == 0) {
      for (std::size_t k = 1; k < word.size(); ++k) word[k] = static_cast<char>('a' + word[k] % 26);
    }
    INFO(word);
    constexpr std::uint16_t kOfLetters = kCapitalised | kAllCaps | kHasDigit | kMixedCase;
    const Tokenized slow = of_line("\u2026 " + word + "\u200D");
    REQUIRE(slow.tokens.size() == 2);
    for (const char* before : {"", "x ", "(", "\"", "-", "x, "}) {
      for (const char* behind : {"", " ", " x", ", x", ". X", ".", "! Then we shall see.", ") and more of it", "-x"}) {
        const Tokenized t = of_line(before + word + behind);
        const auto start = static_cast<std::uint32_t>(std::string_view(before).size());
        const Index at = t.tokens.at_or_after(start);
        REQUIRE(t.tokens.start[at] == start);
        CHECK(t.tokens.kind[at] == slow.tokens.kind[1]);
        CHECK((t.tokens.flags[at] & kOfLetters) == (slow.tokens.flags[1] & kOfLetters));
        const bool abbreviation = t.tokens.is(at, kAbbreviation);
        CHECK(t.word(at) == (abbreviation ? word + "." : word));
        CHECK(t.tokens.hash[at] == fold_hash(t.word(at)));
        check_invariants(t);
      }
    }
  }
}

// Tokens are read off sixty bytes at once; where these end must not matter, nor how near the text's end is.
TEST_CASE("tokens: what a token is does not depend on where in a text it stands", "[tokens]") {
  std::mt19937 random(23);
  std::vector<std::string> pieces = ascii_pieces();
  for (const char* piece :
       {"Hall ", "Orr, ", "said. ", "the ", "didn't ", "U.S. ", "F1.5 ", "40,000 ", "St. ", "UEFA's ", "McKay ", "3-0 ",
        "ABC's-", "a.b ", "\u2019s ", "\u00E9", "incomprehensibilities ", "A. "}) {
    pieces.insert(pieces.end(), 12, piece);
  }
  for (int i = 0; i < 300; ++i) {
    const std::string text = "x " + random_text(random, pieces, 1 + i % 60) + " x";
    const Tokenized plain = of_line(text);
    check_invariants(plain);
    check_against_icu(text);
    for (const std::uint32_t moved : {1u, 7u, 31u, 61u, 62u, 63u, 64u, 65u}) {
      const Tokenized t = of_line(std::string(moved, ' ') + text + std::string(moved % 2 == 0 ? 100 : 0, ' '));
      REQUIRE(t.tokens.size() == plain.tokens.size());
      REQUIRE(t.sentences.size() == plain.sentences.size());
      for (Index k = 0; k < t.tokens.size(); ++k) {
        REQUIRE(t.tokens.start[k] == plain.tokens.start[k] + moved);
        REQUIRE(t.tokens.end[k] == plain.tokens.end[k] + moved);
        REQUIRE(t.tokens.kind[k] == plain.tokens.kind[k]);
        REQUIRE(t.tokens.flags[k] == plain.tokens.flags[k]);
        REQUIRE(t.tokens.hash[k] == plain.tokens.hash[k]);
      }
    }
  }
}

TEST_CASE("tokens: runs without white space may be longer than what is read at once", "[tokens]") {
  std::mt19937 random(29);
  const std::vector<std::string> pieces = {"a", "bc", "D", "1",  "22", ".", ",",
                                           "'", "'s", "-", "--", "\"", "/", "word"};
  for (int i = 0; i < 400; ++i) {
    const std::string run = random_text(random, pieces, 20 + i % 150);
    check_against_icu(run);
    check_against_icu("the " + run + " end. " + run);
    check_invariants(of_line("the " + run + " end. " + run));
  }
}

TEST_CASE("tokens: the token at an offset is found as by looking at each", "[tokens]") {
  std::mt19937 random(31);
  for (int i = 0; i < 200; ++i) {
    const Tokenized t = of_line(random_text(random, ascii_pieces(), i));
    Index expected = 0;
    for (std::uint32_t offset = 0; offset <= t.text.size() + 1; ++offset) {
      while (expected < t.tokens.size() && t.tokens.end[expected] <= offset) ++expected;
      REQUIRE(t.tokens.at_or_after(offset) == expected);
    }
  }
}

TEST_CASE("tokens: boundaries are ICU's in real copy", "[tokens]") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(PRESSBOX_SOURCE_DIR) / ".." / "shared" / "real";
  if (!fs::is_directory(folder)) {
    WARN("no folder of real articles beside the source: skipped");
    return;
  }
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    INFO(entry.path().filename().string());
    check_against_icu(text);
    check_invariants(of_blocks(text));
  }
}

TEST_CASE("short words are one number each, wherever in a text they stand", "[tokens]") {
  const std::string text = "a throughout vs. \xE2\x80\x99 friendly University the";
  for (std::size_t start = 0; start < text.size(); ++start) {
    for (std::size_t end = start + 1; end <= text.size(); ++end) {
      CHECK(short_word(text, start, end) == short_word(std::string_view(text).substr(start, end - start)));
    }
  }
  CHECK(short_word("the") == "the"_w);
  CHECK(short_word("friendly") == "friendly"_w);
  CHECK(short_word("throughout") == 0);
  CHECK("The"_w != "the"_w);
  // A NUL at the end of a word would be none of its number.
  std::mt19937 random(7);
  const std::vector<std::string> pieces = {std::string(1, '\0'), "a", "the", " ", "\xCC\x81", "-", "'", "7", "."};
  for (int round = 0; round < 200; ++round) {
    std::string mixed;
    for (int k = 0; k < 30; ++k) mixed += pieces[random() % pieces.size()];
    const Tokenized t = of_line(mixed);
    for (Index i = 0; i < t.tokens.size(); ++i) CHECK((t.word(i).size() == 1 || t.word(i).back() != '\0'));
  }
}

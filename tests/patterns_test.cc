// The automata of patterns: they match what RE2 matches.

#include "extractor/patterns/automaton.h"

#include <re2/re2.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "extractor/gazetteer/lexicon.h"
#include "extractor/patterns/pattern_compiler.h"
#include "extractor/rules/rulebook.h"
#include "tests/catch.h"

using namespace pressbox;

namespace {

// A pattern by itself, as a lexicon would hold it.
struct Compiled {
  std::vector<std::uint16_t> units;
  std::size_t count = 0;
  std::string error;

  explicit Compiled(std::string_view text) {
    const Result<PatternUnits> automata = compile_pattern(text);
    if (!automata) {
      error = automata.error().message;
      return;
    }
    for (const auto& one : automata.value()) units.insert(units.end(), one.begin(), one.end());
    count = automata.value().size();
    units.resize(units.size() + Automaton::kPadding);
  }
  [[nodiscard]] Pattern pattern() const { return {units, 0, count}; }
  [[nodiscard]] Automaton::Kind kind() const {
    Automaton::Head head;
    std::memcpy(&head, units.data(), sizeof head);
    return head.kind;
  }
};

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

// Whether both find the same; where a pattern may stand anywhere, also the very same bytes.
bool agree(const Compiled& mine, const Pattern& pattern, const RE2& theirs, std::string_view text) {
  re2::StringPiece found;
  const bool matches = theirs.Match(piece(text), 0, text.size(), RE2::UNANCHORED, &found, 1);
  if (pattern.matches(text) != matches) return false;
  if (!matches || mine.kind() != Automaton::Kind::anywhere) return true;
  const auto begin = static_cast<std::size_t>(found.data() - text.data());
  const Automaton::Found here = pattern.automaton().find(text, 0);
  return here.begin == begin && here.end == begin + found.size();
}

// A text that the pattern may well match, made of the pattern's own letters: each piece of syntax is dropped, kept, or
// taken for one of the things that it stands for.
std::string likeness(std::string_view pattern, std::mt19937& random) {
  static const std::vector<std::string> kJoints = {
      " ", "", ".", ",", "(", "-", "\n", "A", "x", "7", "\xE2\x80\x99", "\xC5\xBF", "\xE2\x84\xAA"};
  std::string out;
  bool dropped = random() % 2 == 0;
  for (const char c : pattern) {
    if (c == '|' || c == '(' || c == ')') dropped = random() % 3 != 0;
    if (std::string_view("()|?*+{}[]^$\\:").find(c) != std::string_view::npos) {
      if (random() % 6 == 0) out += kJoints[random() % kJoints.size()];
      continue;
    }
    if (dropped) continue;
    const bool upper = random() % 16 == 0 && c >= 'a' && c <= 'z';
    out += static_cast<char>(upper ? c - 32 : c);
  }
  // A window as long as those of rules, cut anywhere as they are.
  const std::size_t from = out.empty() ? 0 : random() % out.size();
  return out.substr(from, random() % 110);
}

std::vector<std::string> corpus() {
  std::vector<std::string> texts;
  for (const auto& file : std::filesystem::directory_iterator(std::string(PRESSBOX_SOURCE_DIR) + "/corpus/dev")) {
    if (file.path().extension() != ".txt") continue;
    std::ifstream stream(file.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  return texts;
}

}  // namespace

TEST_CASE("where a pattern is tied to the text decides how it is read", "[patterns]") {
  using Kind = Automaton::Kind;
  for (const char* pattern : {"^a", "(?i)^a|^b", "(?:^a|^b)c", "^a$"})
    CHECK(Compiled(pattern).kind() == Kind::from_begin);
  for (const char* pattern : {"a$", "a$|(?:b|c)$", "(?i)a(?:$)"}) CHECK(Compiled(pattern).kind() == Kind::from_end);
  for (const char* pattern : {"a", "^a|b", "a$|b", "a(?:^)?", "(?:a$)*"}) {
    CHECK(Compiled(pattern).kind() == Kind::anywhere);
  }
}

TEST_CASE("small patterns match what RE2 matches", "[patterns]") {
  const std::vector<std::string> patterns = {"a",
                                             "ab|abc",
                                             "abc|ab",
                                             "(?i)sk",
                                             "(?i)[^sk]$",
                                             "(?i)\\w+$",
                                             "^\\W",
                                             "a*",
                                             "a*?b",
                                             "(?:ab?)+?c",
                                             "a{2}",
                                             "a{2,}b",
                                             "a{0,2}?b",
                                             "\\bab\\b",
                                             "\\Bb",
                                             "^$",
                                             "",
                                             "(?:|a)b",
                                             "[a-c]+$",
                                             "[^a-c]",
                                             ".\\s",
                                             "\\.$",
                                             "x|",
                                             "(a|b)*c$",
                                             "(?:a|ab)(?:c|bcd)",
                                             "[\\w-]+ b",
                                             "\xE2\x80\x99$",
                                             "[b\xE2\x80\x99]+",
                                             "[^\xE2\x80\x99]b",
                                             "(?i:a)B",
                                             "(?i)a(?-i:B)",
                                             "^a|^b{2}",
                                             "[]a]",
                                             "[^]a]b",
                                             "a\\n",
                                             "[\\n\\t]a",
                                             "\\Aa\\z",
                                             "\\d\\D\\S"};
  const std::vector<std::string> atoms = {"a",
                                          "b",
                                          "c",
                                          "d",
                                          "A",
                                          "B",
                                          "s",
                                          "S",
                                          "K",
                                          "k",
                                          " ",
                                          "\n",
                                          "\t",
                                          ".",
                                          "-",
                                          "7",
                                          "x",
                                          "]",
                                          "\xE2\x80\x99",
                                          "\xE2\x80\x98",
                                          "\xC5\xBF",
                                          "\xE2\x84\xAA",
                                          "\xC3\xA9",
                                          "\xF0\x9F\x8F\x86",
                                          "\xE2",
                                          "\x80"};
  std::mt19937 random(11);
  for (const std::string& text : patterns) {
    INFO(text);
    const Compiled mine(text);
    REQUIRE(mine.error.empty());
    const Pattern pattern = mine.pattern();
    const RE2 theirs(piece(text));
    REQUIRE(theirs.ok());
    for (int round = 0; round < 1500; ++round) {
      std::string window;
      for (auto i = random() % 8; i > 0; --i) window += atoms[random() % (round % 2 == 0 ? 6 : atoms.size())];
      if (!agree(mine, pattern, theirs, window)) FAIL_CHECK("[" << window << "]");
    }
  }
}

TEST_CASE("what no rule has had a use for is refused", "[patterns]") {
  for (const char* pattern : {"\\p{Lu}",
                              "(?P<name>a)",
                              "[[:alpha:]]",
                              "(?m)^a",
                              "\\x41",
                              "\\Qa\\E",
                              "(?i)\xC3\xA9",
                              "(a",
                              "a)",
                              "[a",
                              "*a",
                              "a|*",
                              "a**",
                              "a{2}{3}",
                              "a{2,1}",
                              "a{2000}",
                              "\\",
                              "[b-a]",
                              "(?:(?:a{900}){900}){900}",
                              "(?:a|b)*a(?:a|b){20}"}) {
    INFO(pattern);
    CHECK_FALSE(Compiled(pattern).error.empty());
  }
}

TEST_CASE("alternatives that would count together are kept apart", "[patterns]") {
  const std::string text =
      "(?i)(?:one|two|three|four) [^.]{2,90}$|(?:five|six|seven)(?: [A-Z][a-z]+){1,60}$|\\bx .{2,70}$";
  const Compiled mine(text);
  REQUIRE(mine.error.empty());
  CHECK(mine.count == 3);
  const RE2 theirs(piece(text));
  for (const char* window : {"three and more", "five Ann Lee", "an x or so", "three. And", "five ", "ax or", ""}) {
    INFO(window);
    CHECK(agree(mine, mine.pattern(), theirs, window));
  }
  CHECK(mine.pattern().matches("three and more"));
  CHECK(mine.pattern().matches("an x or so"));
}

TEST_CASE("each rule's pattern matches what RE2 matches", "[patterns]") {
  const auto lexicon = Lexicon::open(PRESSBOX_BINARY_DIR "/lexicon.bin");
  REQUIRE(lexicon);
  const auto book = RuleBook::build(lexicon.value());
  REQUIRE(book);
  const std::vector<std::string> texts = corpus();
  REQUIRE_FALSE(texts.empty());
  std::mt19937 random(7);
  std::size_t patterns = 0;
  std::size_t found = 0;
  for (const Rule& rule : book.value().rules()) {
    if (rule.pattern.find_first_of("\\([") == std::string_view::npos) continue;
    ++patterns;
    const Compiled mine(rule.pattern);
    REQUIRE(mine.error.empty());
    const Pattern& pattern = book.value().pattern(rule.id);
    const RE2 theirs(piece(rule.pattern));
    std::size_t here = 0;
    for (int round = 0; round < 600; ++round) {
      std::string window;
      if (round % 4 != 0) {
        window = likeness(rule.pattern, random);
      }
      if (round % 4 < 2) {
        const std::string& text = texts[random() % texts.size()];
        const std::string piece_of_text = text.substr(random() % text.size(), random() % 110);
        window = random() % 2 == 0 ? window + piece_of_text : piece_of_text + window;
      }
      if (!agree(mine, pattern, theirs, window)) FAIL_CHECK(rule.id << " differs in [" << window << "]");
      here += pattern.matches(window) ? 1 : 0;
    }
    found += here;
  }
  CHECK(patterns > 60);
  CHECK(found > 2000);
}

// A sentence is asked for these only where a word begins, and where its first bytes are such as begins() has.
TEST_CASE("words of result begin with a letter, and they and ends of clauses may stand anywhere", "[patterns]") {
  const auto lexicon = Lexicon::open(PRESSBOX_BINARY_DIR "/lexicon.bin");
  REQUIRE(lexicon);
  const auto book = RuleBook::build(lexicon.value());
  REQUIRE(book);
  std::mt19937 random(9);
  for (const char* id : {"score.word.win-verb", "score.word.lose-verb", "score.word.draw-verb", "score.word.win-noun",
                         "score.word.lose-noun", "score.word.rout-noun", "score.word.draw-noun", "score.clause.end"}) {
    INFO(id);
    const std::string_view written = book.value().rule(id).pattern;
    const Compiled compiled(written);
    REQUIRE(compiled.error.empty());
    CHECK(compiled.count == 1);
    CHECK(compiled.kind() == Automaton::Kind::anywhere);
    if (std::string_view(id) == "score.clause.end") continue;
    const Automaton automaton = compiled.pattern().automaton();
    const std::vector<Automaton::Pairs> pairs = automaton.begins(3);
    REQUIRE(pairs.size() == 3);
    // No match begins with other bytes, NULs standing for the end of the text.
    int matched = 0;
    for (int round = 0; round < 3000; ++round) {
      const std::string text = likeness(written, random);
      for (std::size_t i = 0; i < text.size(); ++i) {
        if (automaton.match_at(text, i) == Automaton::kNowhere) continue;
        if (static_cast<unsigned char>(text[i]) >= 0x80) continue;  // a long s, with which no word of ours begins
        ++matched;
        CHECK(((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'Z')));
        CHECK((i == 0 || !is_pattern_word(static_cast<unsigned char>(text[i - 1]))));
        const auto byte = [&](std::size_t at) { return at < text.size() ? text[at] : '\0'; };
        for (std::size_t k = 0; k < pairs.size(); ++k)
          CHECK((pairs[k][byte(i + k) & 31] >> (byte(i + k + 1) & 31) & 1u) == 1);
      }
    }
    CHECK(matched > 100);
  }
}

TEST_CASE("damaged units match nothing or wrongly, and are not left", "[patterns]") {
  const Compiled whole("(?i)\\b(?:lead|led|leads)(?: [A-Z][a-z]+){1,3}$|\\bwon$");
  REQUIRE(whole.count == 1);
  std::mt19937 random(5);
  std::size_t matched = 0;
  for (int round = 0; round < 3000; ++round) {
    // A copy of its own, so that sanitizers see each look beyond its end.
    std::vector<std::uint16_t> units(whole.units);
    for (auto i = 1 + random() % 8; i > 0; --i) {
      units[random() % (round % 2 == 0 ? 8 : units.size())] = static_cast<std::uint16_t>(random());
    }
    if (round % 5 == 0) units.resize(random() % units.size());
    units.shrink_to_fit();
    const Pattern pattern(units, random() % 3 == 0 ? random() % 400 : 0, 1 + random() % 2);
    matched += pattern.matches("who led Ann Lee") ? 1 : 0;
    matched += pattern.automaton().find("who led Ann Lee", 0).begin != Automaton::kNowhere ? 1 : 0;
  }
  CHECK(matched > 0);
  CHECK_FALSE(Pattern().matches(""));
  CHECK_FALSE(Automaton().matches("a"));
}

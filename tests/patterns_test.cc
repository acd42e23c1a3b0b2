// The automata of patterns: they match what RE2 matches.

#include "extractor/patterns/automaton.h"

#include <re2/re2.h>

#include <array>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "extractor/gazetteer/lexicon.h"
#include "extractor/patterns/pattern_compiler.h"
#include "extractor/patterns/pattern_set.h"
#include "extractor/patterns/word_patterns.h"
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

// The project's own.
const RuleBook& rule_book() {
  static const Result<Lexicon> kLexicon = Lexicon::open(PRESSBOX_BINARY_DIR "/lexicon.bin");
  REQUIRE(kLexicon);
  static const Result<RuleBook> kRules = RuleBook::build(kLexicon.value());
  REQUIRE(kRules);
  return kRules.value();
}

std::vector<std::string> corpus() {
  std::vector<std::string> texts;
  for (const auto& file : std::filesystem::directory_iterator(std::string(PRESSBOX_SOURCE_DIR) + "/corpus/dev")) {
    if (file.path().extension() != ".txt") continue;
    std::ifstream stream(file.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  REQUIRE_FALSE(texts.empty());
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
  const std::vector<std::string> texts = corpus();
  std::mt19937 random(7);
  std::size_t patterns = 0;
  std::size_t found = 0;
  for (const Rule& rule : rule_book().rules()) {
    if (rule.pattern.find_first_of("\\([") == std::string_view::npos) continue;
    ++patterns;
    const Compiled mine(rule.pattern);
    REQUIRE(mine.error.empty());
    const Pattern& pattern = rule_book().pattern(rule.id);
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

namespace {

// A window that one of the rules may well match, or a piece of an article, or both.
std::string window_of(const std::vector<const Rule*>& rules, const std::vector<std::string>& texts,
                      std::mt19937& random) {
  std::string window = likeness(rules[random() % rules.size()]->pattern, random);
  const std::string& text = texts[random() % texts.size()];
  const std::string piece_of_text = text.substr(random() % text.size(), random() % 110);
  switch (random() % 4) {
    case 0:
      return piece_of_text;
    case 1:
      return window + piece_of_text;
    case 2:
      return piece_of_text + window;
    default:
      return window;
  }
}

}  // namespace

TEST_CASE("patterns that are read together match what each matches by itself", "[patterns]") {
  const std::vector<std::string> texts = corpus();
  std::mt19937 random(11);
  std::size_t matched = 0;
  for (const Automaton::Kind kind : {Automaton::Kind::from_begin, Automaton::Kind::from_end}) {
    std::vector<const Rule*> rules;
    std::vector<const Pattern*> patterns;
    for (const Rule& rule : rule_book().rules()) {
      const Pattern& pattern = rule_book().pattern(rule.id);
      if (!pattern.automaton().is_whole() || pattern.automaton().head().kind != kind) continue;
      rules.push_back(&rule);
      patterns.push_back(&pattern);
    }
    REQUIRE(patterns.size() > 10);
    for (int round = 0; round < 40; ++round) {
      // Now and then one that is tied otherwise, which a lexicon of other rules may have; and few states or many.
      std::vector<const Pattern*> asked;
      for (int i = 0; i < 9; ++i) {
        asked.push_back(i == 5 && round % 3 == 0 ? &rule_book().pattern("score.context")
                                                 : patterns[random() % patterns.size()]);
      }
      const PatternSet set(kind,
                           {asked[0], asked[1], asked[2], asked[3], asked[4], asked[5], asked[6], asked[7], asked[8]},
                           round % 4 == 0 ? std::size_t{1} << (round % 9) : PatternSet::kMostStates);
      for (int i = 0; i < 150; ++i) {
        const std::string one = window_of(rules, texts, random);
        const std::string other = i % 10 == 0 ? "" : window_of(rules, texts, random);
        std::array<PatternSet::Question, 2> questions = {{{&set, one}, {&set, other}}};
        PatternSet::answer(questions);
        for (const PatternSet::Question& question : questions) {
          for (std::size_t k = 0; k < asked.size(); ++k) {
            const bool matches = asked[k]->matches(question.text);
            matched += matches ? 1 : 0;
            if ((question.matching >> k & 1u) != (matches ? 1u : 0u)) {
              FAIL_CHECK("pattern " << k << " of round " << round << " differs in [" << question.text << "]");
            }
          }
        }
      }
    }
  }
  CHECK(matched > 2000);
}

TEST_CASE("classes of a damaged file that are too many to be learnt", "[patterns]") {
  Compiled damaged("^a+b|^b[a-c]*d");
  for (std::size_t byte = 0; byte < Automaton::kBytes; ++byte) {
    damaged.units[Automaton::kHeadSize + byte] = static_cast<std::uint16_t>(byte);
  }
  const Pattern pattern = damaged.pattern();
  const Compiled whole("^a+b|^b[a-c]*d");
  const Pattern other = whole.pattern();
  const PatternSet set(Automaton::Kind::from_begin, {&pattern, &other});
  std::mt19937 random(13);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (auto i = random() % 6; i > 0; --i)
      text += static_cast<char>(random() % 3 == 0 ? random() : 'a' + random() % 4);
    CHECK(set.matching(text) == ((pattern.matches(text) ? 1u : 0u) | (other.matches(text) ? 2u : 0u)));
  }
}

TEST_CASE("threads that learn the states of one set together", "[patterns]") {
  const std::vector<std::string> texts = corpus();
  const Pattern& final = rule_book().pattern("score.final.right");
  const Pattern& record = rule_book().pattern("score.not.record.right");
  const PatternSet set(Automaton::Kind::from_begin, {&final, &record}, 500);
  std::atomic<int> different = 0;
  const auto ask = [&](std::size_t step) {
    const std::string& text = texts.front();
    for (std::size_t i = 0; i < text.size(); i += step) {
      const std::string_view window = std::string_view(text).substr(i, 110);
      const std::uint32_t alone = (final.matches(window) ? 1u : 0u) | (record.matches(window) ? 2u : 0u);
      if (set.matching(window) != alone) ++different;
    }
  };
  std::thread other(ask, 2);
  ask(3);
  other.join();
  CHECK(different == 0);
}

TEST_CASE("bytes that a pattern needs are noted where words do not end it", "[patterns]") {
  const auto needs = [](const char* pattern) {
    const Compiled compiled(pattern);
    const std::array<unsigned char, 2> bytes = compiled.pattern().automaton().head().needs;
    return std::string(bytes.begin(), bytes.end());
  };
  const std::string none(2, '\0');
  CHECK(needs("Q[1-4]: [^.]{2,40}$") == "QQ");
  CHECK(needs("(?:GOAL|HT)! [^.]*$") == "HG");
  CHECK(needs("(?:GOAL|HT|SIR) [^.]*$") == none);   // three
  CHECK(needs("(?:goal|ht)! [^.]*$") == none);      // no capitals
  CHECK(needs("(?i)Q[1-4]: [^.]{2,40}$") == none);  // either case
  CHECK(needs("(?:Q|[^.]*)$") == none);             // not needed
  CHECK(needs("Q:$") == none);                      // dead behind a byte or two
  CHECK(needs("Q") == none);                        // tied to no end
}

// A sentence is asked for these only where a word begins, and where its first bytes are such as they begin with.
TEST_CASE("words of result begin with a letter, and they and ends of clauses may stand anywhere", "[patterns]") {
  std::mt19937 random(9);
  for (const char* id : {"score.word.win-verb", "score.word.lose-verb", "score.word.draw-verb", "score.word.win-noun",
                         "score.word.lose-noun", "score.word.rout-noun", "score.word.draw-noun", "score.clause.end"}) {
    INFO(id);
    const std::string_view written = rule_book().rule(id).pattern;
    const Compiled compiled(written);
    REQUIRE(compiled.error.empty());
    CHECK(compiled.count == 1);
    CHECK(compiled.kind() == Automaton::Kind::anywhere);
    if (std::string_view(id) == "score.clause.end") continue;
    const Pattern pattern = compiled.pattern();
    const WordPatterns words({&pattern, &rule_book().pattern("score.final.right"), &pattern});
    const PatternSet few(Automaton::Kind::anywhere, {&pattern}, 20);
    // No match begins with other bytes, NULs standing for the end of the text.
    int matched = 0;
    int may = 0;
    int places = 0;
    for (int round = 0; round < 3000; ++round) {
      const std::string text = likeness(written, random);
      for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t end = pattern.automaton().match_at(text, i);
        std::array<std::size_t, 3> ends;
        words.match_at(text, i, ends);
        CHECK((ends == std::array<std::size_t, 3>{end, Automaton::kNowhere, end}));
        few.match_at(text, i, std::span(ends).first(1));
        CHECK(ends[0] == end);
        if (static_cast<unsigned char>(text[i]) >= 0x80) continue;  // a long s, with which no word of ours begins
        if (i > 0 && is_pattern_word(static_cast<unsigned char>(text[i - 1]))) {
          CHECK(end == Automaton::kNowhere);
          continue;
        }
        std::array<char, WordPatterns::kBegin> bytes{};
        for (std::size_t k = 0; k < bytes.size() && i + k < text.size(); ++k) bytes[k] = text[i + k];
        const unsigned begins = words.may_begin(bytes.data());
        ++places;
        may += begins != 0 ? 1 : 0;
        CHECK((begins == 0 || begins == 5));
        if (end == Automaton::kNowhere) continue;
        ++matched;
        CHECK(((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'Z')));
        CHECK(begins == 5);
      }
    }
    CHECK(may < places);
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

#include "extractor/patterns/pattern_compiler.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstring>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "extractor/patterns/automaton.h"

namespace pressbox {
namespace {

// No rule comes near either; a pattern that does is a mistake.
constexpr std::size_t kMostStates = 10'000;
// Alternatives that would have more states together, because each of them counts, are kept apart.
constexpr std::size_t kMostTogether = 2000;
constexpr std::size_t kMostSteps = 200'000;
constexpr unsigned kMostRepeats = 1000;
constexpr int kDeepest = 100;

constexpr char32_t kLastCodePoint = 0x10FFFF;

// Code points, as ranges that ascend and do not touch once tidy() has run.
class CharSet {
 public:
  struct Range {
    char32_t first;
    char32_t last;
  };

  void add(char32_t first, char32_t last) { ranges_.push_back({first, last}); }
  void add(const CharSet& other) { ranges_.insert(ranges_.end(), other.ranges_.begin(), other.ranges_.end()); }

  // The other case of ASCII letters, and the letters outside of ASCII that fold to s and k.
  void fold() {
    for (std::size_t i = 0, size = ranges_.size(); i < size; ++i) {
      const Range range = ranges_[i];
      const auto other_case = [&](char32_t first, char32_t last, char32_t other) {
        const char32_t low = std::max(range.first, first);
        const char32_t high = std::min(range.last, last);
        if (low <= high) add(low - first + other, high - first + other);
      };
      other_case('a', 'z', 'A');
      other_case('A', 'Z', 'a');
      const auto has = [&](char32_t c) { return range.first <= c && c <= range.last; };
      if (has('s') || has('S')) add(0x17F, 0x17F);
      if (has('k') || has('K')) add(0x212A, 0x212A);
    }
  }

  void tidy() {
    std::sort(ranges_.begin(), ranges_.end(), [](Range a, Range b) { return a.first < b.first; });
    std::vector<Range> joined;
    for (const Range range : ranges_) {
      if (!joined.empty() && range.first <= joined.back().last + 1) {
        joined.back().last = std::max(joined.back().last, range.last);
      } else {
        joined.push_back(range);
      }
    }
    ranges_ = std::move(joined);
  }

  void negate() {
    tidy();
    std::vector<Range> others;
    char32_t next = 0;
    for (const Range range : ranges_) {
      if (next < range.first) others.push_back({next, range.first - 1});
      next = range.last + 1;
    }
    if (next <= kLastCodePoint) others.push_back({next, kLastCodePoint});
    ranges_ = std::move(others);
  }

  [[nodiscard]] const std::vector<Range>& ranges() const { return ranges_; }

 private:
  std::vector<Range> ranges_;
};

// Where a match stands.
enum class Look : std::uint8_t { begin, end, word_edge, no_word_edge };

struct Node {
  enum class Kind : std::uint8_t { sequence, choice, repeat, set, look };
  Node() = default;
  explicit Node(Kind what) : kind(what) {}

  Kind kind = Kind::sequence;
  std::vector<Node> parts;  // of a sequence or a choice; what is repeated
  CharSet set;
  Look look = Look::begin;
  unsigned least = 0;
  std::optional<unsigned> most;
  bool greedy = true;
};

// RE2's syntax as far as rules use it.
class Parser {
 public:
  explicit Parser(std::string_view pattern) : pattern_(pattern) {}

  Result<Node> parse() {
    Node whole = choice(false);
    if (more()) fail("it has a ) too many");
    if (!error_.empty()) return Error{error_};
    return whole;
  }

 private:
  [[nodiscard]] bool more() const { return at_ < pattern_.size(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0';
  }
  bool take(char c) {
    if (!more() || peek() != c) return false;
    ++at_;
    return true;
  }
  Node fail(std::string error) {
    if (error_.empty()) error_ = std::move(error);
    at_ = pattern_.size();
    return {};
  }
  Node unknown(std::string_view what) { return fail("it has " + std::string(what) + ", which patterns cannot have"); }

  Node choice(bool fold) {
    if (++depth_ > kDeepest) return fail("its groups are too deep");
    Node out(Node::Kind::choice);
    out.parts.push_back(sequence(fold));
    while (take('|')) out.parts.push_back(sequence(fold));
    --depth_;
    if (out.parts.size() > 1) return out;
    Node only = std::move(out.parts.front());
    return only;
  }

  // Flags that are set without a group hold to the end of the sequence's group; rules set them at its begin.
  Node sequence(bool& fold) {
    Node out;
    while (more() && peek() != '|' && peek() != ')') out.parts.push_back(repeated(fold));
    return out;
  }

  Node repeated(bool& fold) {
    Node node = atom(fold);
    for (bool again = false; more(); again = true) {
      unsigned least = 0;
      std::optional<unsigned> most;
      if (take('?')) {
        most = 1;
      } else if (take('*')) {
      } else if (take('+')) {
        least = 1;
      } else if (peek() == '{' && peek(1) >= '0' && peek(1) <= '9') {
        ++at_;
        least = number();
        most = least;
        if (take(',')) most = peek() == '}' ? std::nullopt : std::optional(number());
        if (!take('}') || least > kMostRepeats || most.value_or(0) > kMostRepeats || most.value_or(least) < least) {
          return fail("its { } is none");
        }
      } else {
        break;
      }
      if (again) return fail("what it repeats is repeated already; put it in (?: )");
      Node outer(Node::Kind::repeat);
      outer.parts.push_back(std::move(node));
      outer.least = least;
      outer.most = most;
      outer.greedy = !take('?');
      node = std::move(outer);
    }
    return node;
  }

  unsigned number() {
    unsigned value = 0;
    while (peek() >= '0' && peek() <= '9') {
      value = std::min(value * 10 + static_cast<unsigned>(pattern_[at_++] - '0'), kMostRepeats + 1);
    }
    return value;
  }

  static Node looking(Look look) {
    Node node(Node::Kind::look);
    node.look = look;
    return node;
  }

  Node any_of(CharSet set, bool fold) {
    if (fold) {
      const auto odd = [](CharSet::Range range) {  // case beyond ASCII; General Punctuation has none
        return range.last >= 0x80 && (range.first < 0x2000 || range.last > 0x206F);
      };
      if (std::any_of(set.ranges().begin(), set.ranges().end(), odd))
        return unknown("a letter beyond ASCII behind (?i)");
      set.fold();
    }
    set.tidy();
    Node node(Node::Kind::set);
    node.set = std::move(set);
    return node;
  }

  static Node but(CharSet set) {
    set.negate();
    Node node(Node::Kind::set);
    node.set = std::move(set);
    return node;
  }

  Node atom(bool& fold) {
    switch (peek()) {
      case '(':
        ++at_;
        return group(fold);
      case '[':
        ++at_;
        return bracket(fold);
      case '.': {
        ++at_;
        CharSet line_end;
        line_end.add('\n', '\n');
        return but(line_end);
      }
      case '^':
        ++at_;
        return looking(Look::begin);
      case '$':
        ++at_;
        return looking(Look::end);
      case '\\':
        ++at_;
        return escape(fold);
      case '*':
      case '+':
      case '?':
        return fail("nothing stands before " + std::string(1, peek()));
      default: {
        const char32_t c = code_point();
        CharSet set;
        set.add(c, c);
        return any_of(std::move(set), fold);
      }
    }
  }

  Node group(bool& fold) {
    bool inner = fold;
    if (take('?')) {
      bool on = true;
      for (; peek() == 'i' || peek() == '-'; ++at_) {
        if (peek() == '-') {
          on = false;
        } else {
          inner = on;
        }
      }
      if (take(')')) {
        fold = inner;
        return {};
      }
      if (!take(':')) return unknown("(?" + std::string(1, peek()));
    }
    Node inside = choice(inner);
    if (!take(')')) return fail("a ) is missing");
    return inside;
  }

  // The set of \d, \s or \w; none for any other letter.
  static std::optional<CharSet> perl_class(char c) {
    CharSet set;
    switch (c) {
      case 'd':
        set.add('0', '9');
        return set;
      case 's':
        set.add('\t', '\n');
        set.add('\f', '\r');
        set.add(' ', ' ');
        return set;
      case 'w':
        set.add('0', '9');
        set.add('A', 'Z');
        set.add('_', '_');
        set.add('a', 'z');
        return set;
      default:
        return std::nullopt;
    }
  }

  Node escape(bool fold) {
    const char c = peek();
    at_ += more() ? 1 : 0;
    if (auto set = perl_class(c)) return any_of(std::move(*set), fold);
    switch (c) {
      case 'D':
      case 'S':
      case 'W': {
        auto set = perl_class(static_cast<char>(c - 'A' + 'a'));
        return but(any_of(std::move(*set), fold).set);
      }
      case 'A':
        return looking(Look::begin);
      case 'z':
        return looking(Look::end);
      case 'b':
        return looking(Look::word_edge);
      case 'B':
        return looking(Look::no_word_edge);
      default:
        break;
    }
    const std::optional<char32_t> literal = escaped(c);
    if (!literal) return unknown("\\" + std::string(1, c));
    CharSet set;
    set.add(*literal, *literal);
    return any_of(std::move(set), fold);
  }

  // The character that stands behind a backslash for itself, or for a line end or a tab.
  static std::optional<char32_t> escaped(char c) {
    if (c == 'n') return U'\n';
    if (c == 'r') return U'\r';
    if (c == 't') return U'\t';
    const auto byte = static_cast<unsigned char>(c);
    return is_pattern_word(byte) || byte < ' ' || byte >= 0x7F ? std::nullopt : std::optional<char32_t>(byte);
  }

  Node bracket(bool fold) {
    const bool negated = take('^');
    CharSet set;
    for (bool first = true; more() && (first || peek() != ']'); first = false) {
      if (peek() == '[' && peek(1) == ':') return unknown("[:");
      if (peek() == '\\') {
        if (auto inner = perl_class(peek(1))) {
          at_ += 2;
          set.add(*inner);
          continue;
        }
      }
      const std::optional<char32_t> low = member();
      if (!low) return unknown("such a \\ in [ ]");
      std::optional<char32_t> high = low;
      if (peek() == '-' && peek(1) != ']' && peek(1) != '\0') {
        ++at_;
        high = member();
      }
      if (!high || *high < *low) return fail("a range in its [ ] is none");
      set.add(*low, *high);
    }
    if (!take(']')) return fail("a ] is missing");
    Node node = any_of(std::move(set), fold);
    return negated ? but(std::move(node.set)) : node;
  }

  std::optional<char32_t> member() {
    if (!more()) return std::nullopt;
    if (!take('\\')) return code_point();
    const char c = peek();
    at_ += more() ? 1 : 0;
    return escaped(c);
  }

  // The pattern is valid UTF-8, as all files of the lexicon.
  char32_t code_point() {
    const auto lead = static_cast<unsigned char>(pattern_[at_++]);
    if (lead < 0x80) return lead;
    const int more_bytes = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    char32_t c = lead & (0x3Fu >> more_bytes);
    for (int i = 0; i < more_bytes && more(); ++i) c = c << 6 | (static_cast<unsigned char>(pattern_[at_++]) & 0x3Fu);
    return c;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::string error_;
};

// True if each match of the node holds this place of the text at its edge: the first thing that it looks at for
// Look::begin, the last one for Look::end.
bool tied_to(const Node& node, Look edge) {
  switch (node.kind) {
    case Node::Kind::look:
      return node.look == edge;
    case Node::Kind::choice:
      return std::all_of(node.parts.begin(), node.parts.end(), [&](const Node& part) { return tied_to(part, edge); });
    case Node::Kind::sequence: {
      const auto blank = [](const Node& part) { return part.kind == Node::Kind::sequence && part.parts.empty(); };
      if (edge == Look::begin) {
        const auto first = std::find_if_not(node.parts.begin(), node.parts.end(), blank);
        return first != node.parts.end() && tied_to(*first, edge);
      }
      const auto last = std::find_if_not(node.parts.rbegin(), node.parts.rend(), blank);
      return last != node.parts.rend() && tied_to(*last, edge);
    }
    default:
      return false;
  }
}

using ByteSet = std::bitset<Automaton::kBytes>;

struct ByteRange {
  unsigned char first;
  unsigned char last;
};
using ByteRun = std::vector<ByteRange>;  // the bytes of code points of one length

// The bytes of the code points from first to last, as runs of ranges.
void add_utf8(char32_t first, char32_t last, std::vector<ByteRun>& out) {
  constexpr std::array<char32_t, 3> kLasts = {0x7F, 0x7FF, 0xFFFF};
  for (const char32_t end : kLasts) {
    if (first <= end && last > end) {
      add_utf8(first, end, out);
      add_utf8(end + 1, last, out);
      return;
    }
  }
  const int tail = last <= 0x7F ? 0 : last <= 0x7FF ? 1 : last <= 0xFFFF ? 2 : 3;
  for (int i = 1; i <= tail; ++i) {
    const char32_t low = (char32_t{1} << (6 * i)) - 1;  // of the last i bytes
    if ((first & ~low) == (last & ~low)) break;
    if ((first & low) != 0) {
      add_utf8(first, first | low, out);
      add_utf8((first | low) + 1, last, out);
      return;
    }
    if ((last & low) != low) {
      add_utf8(first, (last & ~low) - 1, out);
      add_utf8(last & ~low, last, out);
      return;
    }
  }
  constexpr std::array<unsigned, 4> kLeads = {0, 0xC0, 0xE0, 0xF0};
  ByteRun run;
  for (int i = tail; i >= 0; --i) {
    const unsigned mark = i == tail ? kLeads[static_cast<std::size_t>(tail)] : 0x80u;
    const unsigned mask = i == tail ? 0x7Fu : 0x3Fu;
    run.push_back({static_cast<unsigned char>(mark | ((first >> (6 * i)) & mask)),
                   static_cast<unsigned char>(mark | ((last >> (6 * i)) & mask))});
  }
  out.push_back(std::move(run));
}

// A step of a pattern that may be in many places at once.
struct Step {
  enum class Kind : std::uint8_t { bytes, split, look, match };
  Step() = default;
  explicit Step(Kind what) : kind(what) {}

  Kind kind = Kind::match;
  Look look = Look::begin;
  std::uint32_t next = 0;
  std::uint32_t other = 0;  // of a split: what is tried when next fails
  ByteSet bytes;
};

// The steps of a pattern, of a mirrored one where the text is read backward.
class Program {
 public:
  Program(const Node& whole, bool mirrored) : mirrored_(mirrored) {
    steps_.emplace_back();
    start_ = add(whole, 0);
  }

  [[nodiscard]] bool too_long() const { return steps_.size() > kMostSteps; }
  [[nodiscard]] std::uint32_t start() const { return start_; }
  [[nodiscard]] const Step& operator[](std::uint32_t step) const { return steps_[step]; }
  [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }

 private:
  std::uint32_t push(Step step) {
    steps_.push_back(step);
    return static_cast<std::uint32_t>(steps_.size() - 1);
  }
  std::uint32_t split(std::uint32_t next, std::uint32_t other, bool greedy = true) {
    Step step(Step::Kind::split);
    step.next = greedy ? next : other;
    step.other = greedy ? other : next;
    return push(step);
  }

  // The first step of the node, behind which the program goes on at next.
  std::uint32_t add(const Node& node, std::uint32_t next) {
    if (too_long()) return next;
    switch (node.kind) {
      case Node::Kind::sequence:
        if (mirrored_) {
          for (const Node& part : node.parts) next = add(part, next);
        } else {
          for (auto part = node.parts.rbegin(); part != node.parts.rend(); ++part) next = add(*part, next);
        }
        return next;
      case Node::Kind::choice: {
        std::uint32_t first = add(node.parts.back(), next);
        for (auto part = node.parts.rbegin() + 1; part != node.parts.rend(); ++part) {
          first = split(add(*part, next), first);
        }
        return first;
      }
      case Node::Kind::repeat:
        return repeat(node, next);
      case Node::Kind::set:
        return any_of(node.set, next);
      default: {
        Step step(Step::Kind::look);
        step.look = node.look;
        if (mirrored_ && node.look == Look::begin) step.look = Look::end;
        if (mirrored_ && node.look == Look::end) step.look = Look::begin;
        step.next = next;
        return push(step);
      }
    }
  }

  std::uint32_t repeat(const Node& node, std::uint32_t next) {
    const Node& part = node.parts.front();
    std::uint32_t first = next;
    if (!node.most) {
      first = split(0, next, node.greedy);
      const std::uint32_t body = add(part, first);
      (node.greedy ? steps_[first].next : steps_[first].other) = body;
    } else {
      for (unsigned i = node.least; i < *node.most; ++i) first = split(add(part, first), next, node.greedy);
    }
    for (unsigned i = 0; i < node.least; ++i) first = add(part, first);
    return first;
  }

  std::uint32_t any_of(const CharSet& set, std::uint32_t next) {
    Step ascii(Step::Kind::bytes);
    ascii.next = next;
    std::vector<ByteRun> runs;
    for (const CharSet::Range range : set.ranges()) {
      for (char32_t c = range.first; c <= std::min<char32_t>(range.last, 0x7F); ++c) ascii.bytes.set(c);
      if (range.last > 0x7F) add_utf8(std::max<char32_t>(range.first, 0x80), range.last, runs);
    }
    std::uint32_t first = push(ascii);
    for (ByteRun& run : runs) {
      std::uint32_t at = next;
      if (!mirrored_) std::reverse(run.begin(), run.end());
      for (const ByteRange range : run) {
        Step step(Step::Kind::bytes);
        step.next = at;
        for (unsigned c = range.first; c <= range.last; ++c) step.bytes.set(c);
        at = push(step);
      }
      first = split(at, first);
    }
    return first;
  }

  std::vector<Step> steps_;  // 0 is the match
  std::uint32_t start_ = 0;
  bool mirrored_;
};

// What stands before a place or behind it.
enum class Side : std::uint8_t { edge, other, word };

// Bytes that a text must have for an automaton to match.
class Needs {
 public:
  Needs(const std::array<std::uint16_t, Automaton::kBytes>& class_of, std::size_t classes,
        const std::vector<std::uint16_t>& table, std::uint16_t start)
      : classes_(classes), table_(table), start_(start), bytes_(classes) {
    for (std::size_t byte = 0; byte < Automaton::kBytes; ++byte) {
      bytes_[class_of[byte]].push_back(static_cast<unsigned char>(byte));
    }
  }

  // Two capitals of which each text that matches has one, twice the same if it has that; NULs if there are none, or if
  // the automaton mostly is dead sooner than the two would be found to be missing.
  [[nodiscard]] std::array<unsigned char, 2> find() const {
    if (!outlives_words()) return {};
    for (const std::size_t one : capitals(way({}))) {
      const std::vector<std::size_t> other_way = way({one});
      if (other_way.empty()) return {bytes_[one].front(), bytes_[one].front()};
      for (const std::size_t other : capitals(other_way)) {
        if (way({one, other}).empty()) return {bytes_[one].front(), bytes_[other].front()};
      }
    }
    return {};
  }

 private:
  [[nodiscard]] std::size_t width() const { return classes_ + 1; }
  [[nodiscard]] std::uint16_t entry(std::size_t state, std::size_t cls) const { return table_[state * width() + cls]; }

  // Words of small letters, of which no rule has heard, leave it alive.
  [[nodiscard]] bool outlives_words() const {
    std::size_t state = start_;
    for (const char c : std::string_view(" zzz xxx zzz xxx zzz")) {
      const auto of = std::find_if(bytes_.begin(), bytes_.end(), [&](const std::vector<unsigned char>& bytes) {
        return std::find(bytes.begin(), bytes.end(), static_cast<unsigned char>(c)) != bytes.end();
      });
      state = entry(state, static_cast<std::size_t>(of - bytes_.begin())) & ~unsigned{Automaton::kMatch};
    }
    return state != 0;
  }

  [[nodiscard]] std::vector<std::size_t> capitals(const std::vector<std::size_t>& classes) const {
    std::vector<std::size_t> out;
    for (const std::size_t cls : classes) {
      if (cls == classes_ || bytes_[cls].size() != 1) continue;
      if (bytes_[cls].front() >= 'A' && bytes_[cls].front() <= 'Z') out.push_back(cls);
    }
    return out;
  }

  // The classes of a shortest text that matches and has none of these; none if there is no such text.
  [[nodiscard]] std::vector<std::size_t> way(const std::vector<std::size_t>& without) const {
    struct From {
      std::size_t state;
      std::size_t cls;
    };
    std::map<std::size_t, From> reached{{start_, {0, 0}}};
    std::vector<std::size_t> open{start_};
    for (std::size_t i = 0; i < open.size(); ++i) {
      for (std::size_t cls = 0; cls < width(); ++cls) {
        if (std::find(without.begin(), without.end(), cls) != without.end()) continue;
        const std::uint16_t next = entry(open[i], cls);
        if ((next & Automaton::kMatch) != 0) {
          std::vector<std::size_t> classes{cls};
          for (std::size_t at = open[i]; at != start_; at = reached[at].state) classes.push_back(reached[at].cls);
          return classes;
        }
        if (next != 0 && reached.try_emplace(next, From{open[i], cls}).second) open.push_back(next);
      }
    }
    return {};
  }

  std::size_t classes_;
  const std::vector<std::uint16_t>& table_;
  std::size_t start_;
  std::vector<std::vector<unsigned char>> bytes_;  // of each class
};

// The states of a program: which of its steps it may be at, in order of preference where that decides what a match is.
class States {
 public:
  // Gives up beyond so many of them.
  States(const Program& program, bool ordered, std::size_t most)
      : program_(program), ordered_(ordered), most_(most), seen_(program.steps().size()) {
    find_classes();
    place_of(State{});  // nothing can match
    for (const Side before : {Side::edge, Side::other, Side::word}) {
      start_[static_cast<std::size_t>(before)] = place_of(state_behind({program.start()}, before));
    }
    for (std::size_t i = 0; i < states_.size() && !too_many(); ++i) fill_row(i);
  }

  [[nodiscard]] bool too_many() const { return states_.size() > most_; }

  // The automaton, its states joined where they mean the same.
  [[nodiscard]] std::vector<std::uint16_t> units(Automaton::Kind kind) const {
    const std::vector<std::uint32_t> blocks = join();
    const std::uint32_t count = *std::max_element(blocks.begin(), blocks.end()) + 1;
    std::vector<std::uint16_t> table(std::size_t{count} * width());
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      for (std::size_t c = 0; c < width(); ++c)
        table[blocks[i] * width() + c] = renamed(rows_[i * width() + c], blocks);
    }
    Automaton::Head head{kind, static_cast<std::uint16_t>(count), static_cast<std::uint16_t>(width()), {}, {}};
    for (std::size_t i = 0; i < start_.size(); ++i) head.start[i] = static_cast<std::uint16_t>(blocks[start_[i]]);
    if (kind != Automaton::Kind::anywhere) head.needs = Needs(class_of_, samples_.size(), table, head.start[0]).find();
    std::vector<std::uint16_t> units(Automaton::kHeadSize);
    std::memcpy(units.data(), &head, sizeof head);
    units.insert(units.end(), class_of_.begin(), class_of_.end());
    units.insert(units.end(), table.begin(), table.end());
    return units;
  }

 private:
  struct State {
    std::vector<std::uint32_t> steps;
    Side before = Side::edge;
    friend auto operator<=>(const State&, const State&) = default;
  };

  // Entries of all classes, and of the end of the text.
  [[nodiscard]] std::size_t width() const { return samples_.size() + 1; }

  // Bytes that no step tells apart are of one class.
  void find_classes() {
    std::map<std::vector<bool>, std::uint16_t> known;
    std::vector<ByteSet> sets;
    for (const Step& step : program_.steps()) {
      if (step.kind == Step::Kind::bytes && std::find(sets.begin(), sets.end(), step.bytes) == sets.end()) {
        sets.push_back(step.bytes);
      }
    }
    for (std::size_t c = 0; c < Automaton::kBytes; ++c) {
      std::vector<bool> in{is_pattern_word(static_cast<unsigned char>(c))};
      for (const ByteSet& set : sets) in.push_back(set.test(c));
      const auto [at, fresh] = known.try_emplace(std::move(in), static_cast<std::uint16_t>(samples_.size()));
      if (fresh) samples_.push_back(static_cast<unsigned char>(c));
      class_of_[c] = at->second;
    }
  }

  // The steps that open ones reach without a byte, the last of them first, each once in a round. A look that passes is
  // stepped through; any other is itself a step that is reached.
  template <typename Passes>
  void reach(std::vector<std::uint32_t> open, const Passes& passes, std::vector<std::uint32_t>& out) {
    while (!open.empty()) {
      const std::uint32_t at = open.back();
      open.pop_back();
      if (seen_[at] == round_) continue;
      seen_[at] = round_;
      const Step& step = program_[at];
      if (step.kind == Step::Kind::split) {
        open.push_back(step.other);
        open.push_back(step.next);
      } else if (step.kind == Step::Kind::look && passes(step.look)) {
        open.push_back(step.next);
      } else {
        out.push_back(at);
      }
    }
  }

  State state_behind(const std::vector<std::uint32_t>& steps, Side before) {
    State state;
    ++round_;
    reach(
        {steps.rbegin(), steps.rend()}, [](Look) { return false; }, state.steps);
    if (!ordered_) std::sort(state.steps.begin(), state.steps.end());
    const auto minds = [&](std::uint32_t step) { return program_[step].kind == Step::Kind::look; };
    if (std::any_of(state.steps.begin(), state.steps.end(), minds)) state.before = before;
    return state;
  }

  static bool holds(Look look, Side before, Side behind) {
    switch (look) {
      case Look::begin:
        return before == Side::edge;
      case Look::end:
        return behind == Side::edge;
      default:
        return ((before == Side::word) != (behind == Side::word)) == (look == Look::word_edge);
    }
  }

  // The steps of a state when it is known what comes next, in order: bytes and matches only.
  std::vector<std::uint32_t> before_next(const State& state, Side behind) {
    ++round_;
    std::vector<std::uint32_t> out;
    reach(
        {state.steps.rbegin(), state.steps.rend()}, [&](Look look) { return holds(look, state.before, behind); }, out);
    // A look that does not hold leads nowhere.
    std::erase_if(out, [&](std::uint32_t step) { return program_[step].kind == Step::Kind::look; });
    // Behind a match stands what is liked less; where only the match counts, nothing else is asked for.
    const auto match = std::find(out.begin(), out.end(), 0u);
    if (match != out.end()) ordered_ ? out.erase(match + 1, out.end()) : out.erase(out.begin(), match);
    if (match != out.end() && !ordered_) out.resize(1);
    return out;
  }

  std::uint32_t place_of(State state) {
    const auto [at, fresh] = places_.try_emplace(std::move(state), static_cast<std::uint32_t>(states_.size()));
    if (fresh) states_.push_back(&at->first);
    return at->second;
  }

  void fill_row(std::size_t i) {
    rows_.resize((i + 1) * width());
    const State& state = *states_[i];
    for (const Side behind : {Side::edge, Side::other, Side::word}) {
      const std::vector<std::uint32_t> steps = before_next(state, behind);
      const bool matched = !steps.empty() && steps.back() == 0;
      for (std::size_t c = 0; c < width(); ++c) {
        const bool at_end = c == samples_.size();
        const Side side = at_end ? Side::edge : is_pattern_word(samples_[c]) ? Side::word : Side::other;
        if (side != behind) continue;
        std::vector<std::uint32_t> next;
        for (const std::uint32_t step : steps) {
          if (!at_end && step != 0 && program_[step].bytes.test(samples_[c])) next.push_back(program_[step].next);
        }
        const std::uint32_t place = next.empty() ? 0 : place_of(state_behind(next, side));
        rows_[i * width() + c] = place | (matched ? kMatched : 0);
      }
    }
  }

  // For each state the number of its block: states whose rows lead to the same blocks are one. The dead state is of
  // block 0.
  [[nodiscard]] std::vector<std::uint32_t> join() const {
    std::vector<std::uint32_t> blocks(states_.size(), 0);
    for (std::size_t before = 0;;) {
      std::map<std::vector<std::uint32_t>, std::uint32_t> known;
      std::vector<std::uint32_t> finer(states_.size());
      for (std::size_t i = 0; i < states_.size(); ++i) {
        std::vector<std::uint32_t> row{blocks[i]};
        for (std::size_t c = 0; c < width(); ++c) {
          const std::uint32_t entry = rows_[i * width() + c];
          row.push_back(blocks[entry & ~kMatched] | (entry & kMatched));
        }
        finer[i] = known.try_emplace(std::move(row), static_cast<std::uint32_t>(known.size())).first->second;
      }
      blocks = std::move(finer);
      if (known.size() == before) return blocks;
      before = known.size();
    }
  }

  [[nodiscard]] static std::uint16_t renamed(std::uint32_t entry, const std::vector<std::uint32_t>& blocks) {
    return static_cast<std::uint16_t>(blocks[entry & ~kMatched] | ((entry & kMatched) != 0 ? Automaton::kMatch : 0u));
  }

  static constexpr std::uint32_t kMatched = 0x8000'0000;

  const Program& program_;
  bool ordered_;  // which match it is counts, and not only whether there is one
  std::size_t most_;
  std::array<std::uint16_t, Automaton::kBytes> class_of_{};
  std::vector<unsigned char> samples_;  // a byte of each class
  std::vector<unsigned> seen_;          // the round in which a step was reached last
  unsigned round_ = 0;
  std::map<State, std::uint32_t> places_;
  std::vector<const State*> states_;
  std::vector<std::uint32_t> rows_;
  std::array<std::uint32_t, 3> start_{};
};

}  // namespace

Result<PatternUnits> compile_pattern(std::string_view pattern) {
  const Result<Node> parsed = Parser(pattern).parse();
  if (!parsed) return Error{parsed.error()};
  const Node& whole = parsed.value();
  const auto kind = tied_to(whole, Look::begin) ? Automaton::Kind::from_begin
                    : tied_to(whole, Look::end) ? Automaton::Kind::from_end
                                                : Automaton::Kind::anywhere;
  PatternUnits out;
  const auto add = [&](const Node& node, std::size_t most) {
    const Program program(node, kind == Automaton::Kind::from_end);
    if (program.too_long()) return false;
    const States states(program, kind == Automaton::Kind::anywhere, most);
    if (!states.too_many()) out.push_back(states.units(kind));
    return !states.too_many();
  };
  const bool parts = whole.kind == Node::Kind::choice && kind != Automaton::Kind::anywhere;
  if (add(whole, parts ? kMostTogether : kMostStates)) return out;
  if (!parts ||
      !std::all_of(whole.parts.begin(), whole.parts.end(), [&](const Node& part) { return add(part, kMostStates); })) {
    return Error{"it has too many states; make two rules of it"};
  }
  return out;
}

}  // namespace pressbox

#include "extractor/rules/required_text.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

namespace pressbox {
namespace {

constexpr char folded(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

using Strings = std::vector<std::string>;

// More would rule out little.
constexpr std::size_t kMostWords = 128;
constexpr std::size_t kMostOfGroup = 32;
constexpr std::size_t kLongestWord = 24;

// What is known of a piece of a pattern.
struct Piece {
  bool exact = false;  // it matches these strings and nothing else
  Strings strings;     // if not exact: one of them is in what it matches; none: nothing is known
};

Piece exactly(Strings strings) {
  return {true, std::move(strings)};
}
Piece anything() {
  return {};
}

// Drops what is there twice or begins with another string: the shorter one is required just as well.
void reduce(Strings& strings) {
  std::sort(strings.begin(), strings.end());
  std::size_t kept = 0;
  for (std::string& string : strings) {
    if (kept > 0 && string.starts_with(strings[kept - 1])) continue;
    if (&strings[kept] != &string) strings[kept] = std::move(string);
    ++kept;
  }
  strings.resize(kept);
}

std::size_t shortest(const Strings& strings) {
  std::size_t size = kLongestWord;
  for (const std::string& string : strings) size = std::min(size, string.size());
  return strings.empty() ? 0 : size;
}

// Takes the strings in place of those that are required so far if they are rarer in a text.
void require(Strings strings, Strings& required) {
  constexpr std::size_t kLongEnough = 4;
  const std::size_t size = std::min(shortest(strings), kLongEnough);
  const std::size_t before = std::min(shortest(required), kLongEnough);
  if (size < 2 || size < before) return;
  reduce(strings);
  if (strings.size() > kMostWords) return;
  if (size > before || strings.size() < required.size()) required = std::move(strings);
}

// A reader of RE2's syntax as far as the rules use it. What it does not know makes it give up: nothing is required
// then.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : pattern_(pattern) {}

  std::optional<Piece> read() {
    Piece whole = alternatives();
    if (failed_ || at_ != pattern_.size()) return std::nullopt;
    return whole;
  }

 private:
  [[nodiscard]] bool more() const { return at_ < pattern_.size(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0';
  }
  bool take(char c) {
    if (peek() != c || !more()) return false;
    ++at_;
    return true;
  }
  Piece fail() {
    failed_ = true;
    at_ = pattern_.size();
    return anything();
  }

  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' '; }
  static bool repeats(char c) { return c == '?' || c == '*' || c == '+' || c == '{'; }

  Piece alternatives() {
    constexpr int kDeepest = 50;
    if (++depth_ > kDeepest) return fail();
    Piece out = sequence();
    while (!failed_ && take('|')) {
      const Piece other = sequence();
      const bool known = !out.strings.empty() && !other.strings.empty();
      out.exact = out.exact && other.exact;
      out.strings.insert(out.strings.end(), other.strings.begin(), other.strings.end());
      if (!known) out = anything();
      if (out.strings.size() > 4 * kMostWords) out = anything();
    }
    --depth_;
    return out;
  }

  Piece sequence() {
    Strings run{""};  // what the last pieces match, one behind the other
    Strings required;
    bool exact = true;
    while (more() && peek() != '|' && peek() != ')') {
      if (is_letter(peek()) && !repeats(peek(1)) && run.front().size() < kLongestWord / 2) {  // nearly all of a pattern
        const char letter = folded(pattern_[at_++]);
        for (std::string& string : run) string += letter;
        continue;
      }
      Piece piece = repeated();
      if (failed_) return anything();
      if (piece.exact && piece.strings.size() == 1 && piece.strings.front().empty()) continue;  // where, and not what
      if (piece.exact && run.size() * piece.strings.size() <= kMostOfGroup) {
        Strings longer;
        for (const std::string& a : run) {
          for (const std::string& b : piece.strings) longer.push_back(a + b);
        }
        if (std::all_of(longer.begin(), longer.end(), [](const std::string& s) { return s.size() <= kLongestWord; })) {
          run = std::move(longer);
          continue;
        }
      }
      exact = false;
      require(std::move(run), required);
      if (piece.exact) {
        run = std::move(piece.strings);
      } else {
        if (!piece.strings.empty()) require(std::move(piece.strings), required);
        run = {""};
      }
    }
    if (exact) return exactly(std::move(run));
    require(std::move(run), required);
    return {false, std::move(required)};
  }

  // An atom and what says how often it stands.
  Piece repeated() {
    Piece piece = atom();
    while (!failed_ && more()) {
      unsigned least = 0;
      bool optional = false;  // none or one
      if (take('?')) {
        optional = true;
      } else if (take('*')) {
      } else if (take('+')) {
        least = 1;
      } else if (peek() == '{' && peek(1) >= '0' && peek(1) <= '9') {
        ++at_;
        while (peek() >= '0' && peek() <= '9')
          least = std::min(1000u, least * 10 + static_cast<unsigned>(pattern_[at_++] - '0'));
        if (take(',')) {
          while (peek() >= '0' && peek() <= '9') ++at_;
        }
        if (!take('}')) return fail();
      } else {
        break;
      }
      take('?');  // as few as can be: matches the same texts
      if (optional && piece.exact) {
        piece.strings.emplace_back();
      } else if (least == 0) {
        piece = anything();
      } else {
        piece.exact = false;
      }
      if (!piece.exact &&
          std::any_of(piece.strings.begin(), piece.strings.end(), [](const std::string& s) { return s.empty(); })) {
        piece = anything();
      }
    }
    return piece;
  }

  Piece atom() {
    const char c = pattern_[at_++];
    switch (c) {
      case '(':
        return group();
      case '[':
        return byte_class();
      case '.':
        return anything();
      case '^':
      case '$':
        return exactly({""});
      case '\\':
        return escape();
      case '*':
      case '+':
      case '?':
        return fail();
      default:
        if (static_cast<unsigned char>(c) >= 0x80) {
          skip_continuation();
          return anything();
        }
        return exactly({std::string(1, folded(c))});
    }
  }

  void skip_continuation() {
    while (more() && (static_cast<unsigned char>(peek()) & 0xC0) == 0x80) ++at_;
  }

  Piece group() {
    if (take('?')) {
      if (peek() == 'P' || peek() == '<') return fail();
      while (more() && (peek() == 'i' || peek() == 's' || peek() == 'm' || peek() == '-')) ++at_;
      if (take(')')) return exactly({""});
      if (!take(':')) return fail();
    }
    Piece inside = alternatives();
    if (!take(')')) return fail();
    return inside;
  }

  Piece escape() {
    if (!more()) return fail();
    const char c = pattern_[at_++];
    switch (c) {
      case 'b':
      case 'B':
      case 'A':
      case 'z':
        return exactly({""});
      case 'd':
      case 'D':
      case 's':
      case 'S':
      case 'w':
      case 'W':
        return anything();
      default:
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return fail();
        if (static_cast<unsigned char>(c) >= 0x80) return fail();
        return exactly({std::string(1, c)});
    }
  }

  // A class of a few ASCII characters is known by them.
  Piece byte_class() {
    constexpr std::size_t kFew = 4;
    Strings members;
    bool few = !take('^');
    for (bool first = true; more() && (first || peek() != ']'); first = false) {
      char c = pattern_[at_++];
      if (c == '[' && peek() == ':') return fail();
      if (c == '\\') {
        if (!more()) return fail();
        c = pattern_[at_++];
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
          if (std::string_view("dDsSwW").find(c) == std::string_view::npos) return fail();
          few = false;
          continue;
        }
      }
      if (static_cast<unsigned char>(c) >= 0x80) {
        skip_continuation();
        few = false;
      }
      if (peek() == '-' && peek(1) != ']' && peek(1) != '\0') few = false;  // a range; its end is one more member
      if (few) members.emplace_back(1, folded(c));
    }
    if (!take(']')) return fail();
    reduce(members);
    return few && !members.empty() && members.size() <= kFew ? exactly(std::move(members)) : anything();
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
};

}  // namespace

PairSet::PairSet(std::string_view text) {
  char before = '\0';
  bool odd = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    // U+017F and U+212A, and some others that begin as they do.
    odd |= text[i] == '\xC5' || (text[i] == '\x84' && before == '\xE2');
    add(bit(before, text[i]));  // the five bits that are looked at are those of either case
    before = text[i];
  }
  if (odd) words_.fill(~std::uint64_t{0});
}

bool PairSet::meets(const PairSet& other) const {
  std::uint64_t common = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) common |= words_[i] & other.words_[i];
  return common != 0;
}

const PairSet& pairs_of(std::string_view text) {
  struct Kept {
    std::size_t size = 0;
    std::array<char, kLongestPairText> text;
    PairSet pairs;
  };
  constexpr std::size_t kKept = 4;  // what stands to the left of a score and to the right, whole and in part
  thread_local std::array<Kept, kKept> kept;
  thread_local std::size_t oldest = 0;
  for (const Kept& one : kept) {
    if (one.size == text.size() && std::memcmp(one.text.data(), text.data(), text.size()) == 0) return one.pairs;
  }
  Kept& one = kept[oldest];
  oldest = (oldest + 1) % kKept;
  one.size = text.size();
  std::memcpy(one.text.data(), text.data(), text.size());
  one.pairs = PairSet(text);
  return one.pairs;
}

RequiredText::RequiredText(std::string_view pattern) {
  std::optional<Piece> whole = Reader(pattern).read();
  if (!whole) return;
  require(std::move(whole->strings), words_);
  for (const std::string& word : words_) {
    const std::size_t last = word.size() - 2;
    const auto pair = [&](std::size_t i) { return PairSet::bit(word[i], word[i + 1]); };
    pairs_.push_back({pair(0), pair(last / 2), pair(last)});
    first_.add(pair(0));
  }
}

bool RequiredText::may_be_in(const PairSet& pairs) const {
  if (pairs_.empty()) return true;
  if (!pairs.meets(first_)) return false;
  return std::any_of(pairs_.begin(), pairs_.end(),
                     [&](const Pairs& word) { return pairs.has(word[0]) && pairs.has(word[1]) && pairs.has(word[2]); });
}

}  // namespace pressbox

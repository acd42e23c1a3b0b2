// A pattern of a rule as a table of states: what the lexicon's compiler makes of it (pattern_compiler.h) and what is
// run over the text, a look at the table a byte. Nothing is compiled when a program starts, and no pattern takes longer
// than the text is long times what it can match.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace pressbox {

// ASCII letters, digits and the underscore: the words of \b and \w.
inline constexpr std::array<bool, 256> kWordBytes = [] {
  std::array<bool, 256> words{};
  for (unsigned char c = '0'; c <= '9'; ++c) words[c] = true;
  for (unsigned char c = 'A'; c <= 'Z'; ++c) words[c] = words[c + ('a' - 'A')] = true;
  words['_'] = true;
  return words;
}();
[[nodiscard]] constexpr bool is_pattern_word(unsigned char c) {
  return kWordBytes[c];
}

// A view of a pattern's automaton in a compiled lexicon, which it borrows. Immutable, shared between threads.
class Automaton {
 public:
  // How the pattern is tied to a text.
  enum class Kind : std::uint16_t {
    from_begin,  // each match begins where the text begins: read forward from there
    from_end,    // each match ends where the text ends: read backward from there
    anywhere,    // read forward from each place where a match can begin
  };

  // What stands before the table, in units of two bytes; then a class for each byte, then for each state the entries of
  // all classes, the last of them the end of the text.
  struct Head {
    Kind kind;
    std::uint16_t states;
    std::uint16_t classes;
    // A text that matches has one of these two bytes; NULs where none are noted.
    std::array<unsigned char, 2> needs;
    // The state before the first byte: at the end of the text that is read from, behind a byte that belongs to no word,
    // and behind one of a word.
    std::array<std::uint16_t, 3> start;
  };
  static constexpr std::size_t kBytes = 256;
  static constexpr std::size_t kHeadSize = sizeof(Head) / sizeof(std::uint16_t);
  // An entry is the next state, 0 where nothing can match any more. This bit: a match ends before the byte.
  static constexpr std::uint16_t kMatch = 0x8000;
  // Must stand behind the last automaton of a file, so that a forged class leads to no place outside.
  static constexpr std::size_t kPadding = kBytes;
  static constexpr std::size_t kNowhere = std::string_view::npos;

  Automaton() = default;  // matches nothing
  // Matches nothing where the units from place on hold no whole automaton and its padding.
  Automaton(std::span<const std::uint16_t> units, std::size_t place);
  // False for one that was made of nothing.
  [[nodiscard]] bool is_whole() const { return table_ != kNothing.data() + kHeadSize + kBytes; }
  // Its units, without the padding.
  [[nodiscard]] std::size_t size() const { return kHeadSize + kBytes + std::size_t{head_.states} * head_.classes; }

  // Whether the pattern matches somewhere in the text.
  [[nodiscard]] bool matches(std::string_view text) const {
    if (head_.needs[0] != 0 && !has_needed(text)) return false;
    switch (head_.kind) {
      case Kind::from_begin:
        return runs(text.begin(), text.end());
      case Kind::from_end:
        return runs(text.rbegin(), text.rend());
      default:
        return find(text, 0).begin != kNowhere;
    }
  }

  struct Found {
    std::size_t begin = kNowhere;
    std::size_t end = kNowhere;
  };
  // The first match from a place of the text on, as RE2 finds it; asked of patterns that match anywhere, of others
  // none.
  [[nodiscard]] Found find(std::string_view text, std::size_t from) const;
  // The end of the match that begins at a place; kNowhere if none does. Asked of the same.
  [[nodiscard]] std::size_t match_at(std::string_view text, std::size_t place) const;

  // Its parts, for what runs several of them together. No class is as large as kPadding.
  [[nodiscard]] const Head& head() const { return head_; }
  [[nodiscard]] const std::uint16_t* table() const { return table_; }
  [[nodiscard]] std::uint8_t class_of(unsigned char byte) const { return static_cast<std::uint8_t>(classes_[byte]); }

 private:
  [[nodiscard]] std::uint16_t start_at(std::string_view text, std::size_t place) const {
    return head_.start[place == 0 ? 0u : kWordBytes[static_cast<unsigned char>(text[place - 1])] ? 2u : 1u];
  }
  [[nodiscard]] std::uint16_t next(std::uint16_t state, unsigned char byte) const {
    return table_[std::size_t{state} * head_.classes + class_of(byte)];
  }
  [[nodiscard]] std::uint16_t at_end(std::uint16_t state) const {
    return table_[std::size_t{state} * head_.classes + head_.classes - 1];
  }
  [[nodiscard]] bool has_needed(std::string_view text) const {
    const auto has = [&](unsigned char byte) { return text.find(static_cast<char>(byte)) != std::string_view::npos; };
    return has(head_.needs[0]) || has(head_.needs[1]);
  }
  template <typename Iterator>
  [[nodiscard]] bool runs(Iterator at, Iterator end) const {
    std::uint16_t state = head_.start[0];
    for (; at != end; ++at) {
      const std::uint16_t entry = next(state, static_cast<unsigned char>(*at));
      // One comparison for the three ways to leave: dead, matched, and a state that a damaged file has invented.
      if (static_cast<std::uint16_t>(entry - 1) >= head_.states - 1) return (entry & kMatch) != 0;
      state = entry;
    }
    return (at_end(state) & kMatch) != 0;
  }

  static const std::array<std::uint16_t, kHeadSize + kBytes + 1 + kPadding> kNothing;

  Head head_{Kind::from_begin, 1, 1, {}, {}};
  const std::uint16_t* classes_ = kNothing.data() + kHeadSize;
  const std::uint16_t* table_ = kNothing.data() + kHeadSize + kBytes;
};

static_assert(sizeof(Automaton::Head) == 14);

// A pattern: one automaton, or several of which one must match, where together they would have too many states.
class Pattern {
 public:
  Pattern() = default;  // matches nothing
  // `count` automata, one behind the other from place on.
  Pattern(std::span<const std::uint16_t> units, std::size_t place, std::size_t count);

  [[nodiscard]] bool matches(std::string_view text) const {
    if (first_.matches(text)) return true;
    for (const Automaton& one : others_) {
      if (one.matches(text)) return true;
    }
    return false;
  }
  // The automaton of a pattern that matches anywhere, which is one.
  [[nodiscard]] const Automaton& automaton() const { return first_; }
  // Those that stand beside it in any other.
  [[nodiscard]] const std::vector<Automaton>& others() const { return others_; }

 private:
  Automaton first_;
  std::vector<Automaton> others_;
};

}  // namespace pressbox

#include "extractor/gazetteer/lexicon.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "extractor/gazetteer/class_bits.h"
#include "extractor/gazetteer/hash.h"
#include "extractor/gazetteer/image.h"
#include "extractor/gazetteer/run.h"
#include "extractor/tokens/reserve.h"

namespace pressbox {
namespace {

namespace fs = std::filesystem;

// The bytes of a compiled file: mapped, or read where a file cannot be mapped.
class FileBytes {
 public:
  static Result<FileBytes> open(const fs::path& path);
  FileBytes() = default;
  FileBytes(FileBytes&& other) noexcept { *this = std::move(other); }
  FileBytes& operator=(FileBytes&& other) noexcept {
    std::swap(mapped_, other.mapped_);
    std::swap(mapped_size_, other.mapped_size_);
    std::swap(owned_, other.owned_);
    return *this;
  }
  ~FileBytes() {
    if (mapped_ != nullptr) ::munmap(mapped_, mapped_size_);
  }
  static FileBytes own(image::Bytes bytes) {
    FileBytes out;
    out.owned_ = std::move(bytes);
    return out;
  }
  [[nodiscard]] std::string_view view() const {
    return mapped_ != nullptr ? std::string_view(static_cast<const char*>(mapped_), mapped_size_) : owned_.view();
  }

 private:
  void* mapped_ = nullptr;
  std::size_t mapped_size_ = 0;
  image::Bytes owned_;
};

Error unreadable(const fs::path& path, int error) {
  return {path.string() + ": cannot be read: " + std::generic_category().message(error)};
}

Result<FileBytes> FileBytes::open(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return unreadable(path, errno);
  struct stat status {};
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(file);
    return Error{path.string() + ": is no regular file; name a file that `pressbox lexicon compile` wrote"};
  }
  FileBytes out;
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > 0) {
    int flags = MAP_PRIVATE;
#ifdef MAP_POPULATE
    flags |= MAP_POPULATE;  // the checksum reads every page anyway; one call is cheaper than thousands of faults
#endif
    void* mapped = ::mmap(nullptr, size, PROT_READ, flags, file, 0);
    if (mapped != MAP_FAILED) {
      out.mapped_ = mapped;
      out.mapped_size_ = size;
    } else {
      out.owned_ = image::Bytes::allocate(size);
      for (std::size_t done = 0; done < size;) {
        const ssize_t count = ::read(file, out.owned_.data.get() + done, size - done);
        if (count <= 0) {
          const int error = count < 0 ? errno : EIO;
          ::close(file);
          return unreadable(path, error);
        }
        done += static_cast<std::size_t>(count);
      }
    }
  }
  ::close(file);
  return out;
}

// Cuts the first word off a list of words with one space between.
std::string_view cut_word(std::string_view& words) {
  const std::size_t space = words.find(' ');
  const std::string_view word = words.substr(0, space);
  words.remove_prefix(space == std::string_view::npos ? words.size() : space + 1);
  return word;
}

constexpr std::uint64_t kLowerBits = 0x2020202020202020u;  // in which ASCII letters of two cases differ
constexpr std::size_t kBitsOfByte = 8;

// Whether the tokens of a path fold to these words, one space between.
[[gnu::noinline]] bool folds_to(std::string_view folded, std::string_view article, const TokenArray& tokens,
                                std::span<const Index> path) {
  for (const Index token : path) {
    if (fold(tokens.text(article, token)) != cut_word(folded)) return false;
  }
  return folded.empty();
}

// The words that the tokens of a path fold to, one space between. Behind the folded words eight bytes more may be read:
// there are readings. What ASCII tokens are is told eight bytes at once and without a branch on what they are.
bool has_words(std::string_view folded, std::string_view article, const TokenArray& tokens,
               std::span<const Index> path) {
  constexpr std::size_t kStep = sizeof(std::uint64_t);
  std::uint64_t difference = 0;
  std::size_t at = 0;
  for (const Index token : path) {
    const Span span = tokens.span(token);
    const std::size_t size = span.size();
    if (article.size() - span.start < size + kStep || folded.size() < at + size) {
      difference = 1;
      break;
    }
    for (std::size_t i = 0; i < size; i += kStep) {
      const std::uint64_t bytes =
          hashing::load64(article.data() + span.start + i) ^ hashing::load64(folded.data() + at + i);
      difference |= (bytes & ~kLowerBits) << (kBitsOfByte * (kStep - std::min(kStep, size - i)));
    }
    at += size;
    difference |= static_cast<unsigned>(at != folded.size()) & static_cast<unsigned>(folded.data()[at] != ' ');
    ++at;
  }
  return (difference == 0 && at == folded.size() + 1) || folds_to(folded, article, tokens, path);
}

// The token behind token i, which stands without a space, if a run goes on with it, else the one that it goes on with.
Index glued_next_of(std::string_view article, const TokenArray& tokens, Index i) {
  return run::next_word(
      article, [&](Index token) { return tokens.span(token); }, i, tokens.size());
}

// The token that goes on with a run behind token i; their number if none does.
inline Index next_of(std::string_view article, const TokenArray& tokens, Index i) {
  const Index next = i + 1;
  return next >= tokens.size() || tokens.is(next, kSpaceBefore) ? next : glued_next_of(article, tokens, i);
}

// Whether a run from token i may go on with token next: it is one of the words that come next in longer forms.
bool may_go_on(const TokenArray& tokens, Index i, Index next, std::uint64_t longer) {
  if (next >= tokens.size()) return false;
  return ((longer >> (tokens.hash[next] & 63)) & static_cast<unsigned>(tokens.block[next] == tokens.block[i])) != 0;
}

// 1 for a token that has no capital where case tells anything.
unsigned without_capital(const TokenArray& tokens, Index i) {
  return (tokens.flags[i] & (kCapitalised | kCapsBlock)) == 0 ? 1 : 0;
}

// Whether the token is this word in exactly this case, full stops not counted.
bool spells(std::string_view token, std::string_view exact) {
  if (token == exact) return true;
  std::size_t at = 0;
  for (const char c : token) {
    if (c == '.') continue;
    if (at == exact.size() || exact[at] != c) return false;
    ++at;
  }
  return at == exact.size() && at > 0;
}

// Matches are written behind one another into a vector that is longer than what it holds until it is told to end.
class Matches {
 public:
  // Keeps the first `kept` of out and drops the others.
  Matches(TokenColumn<Match>& out, std::size_t kept) : out_(out), count_(kept) {}
  // Where the next match is to be written; there is room for so many.
  [[nodiscard]] Match* room(std::size_t wanted) {
    if (out_.size() - count_ < wanted) out_.resize(longer(out_, count_ + wanted));
    return out_.data() + count_;
  }
  // How many there are where this is the next.
  [[nodiscard]] std::uint32_t number(const Match* next) const { return static_cast<std::uint32_t>(next - out_.data()); }
  // Takes what was written from room() on up to here, and says how many there are now.
  std::size_t take(const Match* end) { return count_ = number(end); }
  [[nodiscard]] std::span<const Match> from(std::size_t place) const {
    return std::span<const Match>(out_).subspan(place, count_ - place);
  }
  [[nodiscard]] std::size_t count() const { return count_; }
  void drop(std::size_t last) { count_ -= last; }
  void finish() { out_.resize(count_); }

 private:
  TokenColumn<Match>& out_;
  std::size_t count_;
};

// What the node of a common word is asked for (HotWord::asks), from the lowest bit.
constexpr std::uint8_t kAsks = 1;
constexpr std::uint8_t kLowerAsks = 2;

// A line of the cache that says of a common word all that most tokens ask. Made of its slot and node when a lexicon is
// opened.
struct alignas(image::kAlignment) HotWord {
  std::uint64_t key;
  std::array<std::uint64_t, 2>
      next;            // words that go on: of all longer forms; of those that may begin without a capital
  ClassBits classes;   // of its readings
  std::uint32_t info;  // WordInfo
  std::array<std::uint8_t, 2>
      reads;  // how many readings it has here, that need no capital; how many but for those that its classes tell
  std::uint8_t asks;    // whether its node must be asked for readings, there are more than here: with a capital kAsks,
                        // without kLowerAsks
  std::uint8_t spread;  // of what goes on
  std::array<image::ReadingHead, 2> readings;
};
static_assert(sizeof(HotWord) == image::kAlignment && std::is_trivially_default_constructible_v<HotWord>);

// Stands for a word that is not common.
constexpr HotWord kRare{};

// More common words than any lexicon has, so that a forged number asks for no more memory than 64 MB.
constexpr std::size_t kMostCommon = std::size_t{1} << 20;

// Writes the match of tokens first to last: the reading as it stands, behind the tokens.
inline void put_match(const image::ReadingHead& reading, Index first, Index last, Match& match) {
  using Head = image::ReadingHead;
  static_assert(offsetof(Match, type) - offsetof(Match, entry) == offsetof(Head, entry_type) &&
                offsetof(Match, weight) - offsetof(Match, entry) == offsetof(Head, entry_weight) &&
                offsetof(Match, form) - offsetof(Match, entry) == offsetof(Head, kind) &&
                offsetof(Match, form_sport) - offsetof(Match, entry) == offsetof(Head, sport) &&
                offsetof(Head, entry) == 0);
  static_assert(sizeof(Match) - offsetof(Match, entry) == sizeof(Head) && std::is_trivially_copyable_v<Match>);
  match.first = first;
  match.last = last;
  std::memcpy(reinterpret_cast<std::byte*>(&match) + offsetof(Match, entry), &reading, sizeof reading);
}

// The class bits of a single word that is read so.
inline ClassBits classes_of(const image::ReadingHead& reading) {
  Match match{};
  put_match(reading, 0, 0, match);
  return class_bits::of_first(match);
}

// Whether the class bits say all that this reading of a single word says (ClosedWords).
inline unsigned is_told(const image::ReadingHead& reading) {
  return static_cast<unsigned>(reading.entry_type == static_cast<std::uint8_t>(EntryType::word)) &
         static_cast<unsigned>(reading.entry_sport == static_cast<std::uint8_t>(Sport::unknown));
}
inline bool is_told(const Match& match) {
  return match.first == match.last && match.type == EntryType::word && match.sport == Sport::unknown;
}

// Leaves out the matches that ClosedWords::told does without, for tokens whose matches begin where begin says.
void leave_out_told(const TokenArray& tokens, TokenColumn<Match>& matches, TokenColumn<std::uint32_t>& begin) {
  std::uint32_t from = 0;
  std::uint32_t kept = 0;
  for (Index i = 0; i < tokens.size(); ++i) {
    const std::uint32_t to = begin[i + 1];
    const auto at = [&](std::uint32_t place) { return matches.begin() + static_cast<std::ptrdiff_t>(place); };
    const auto single = std::find_if(at(from), at(to), [](const Match& match) { return match.first == match.last; });
    const bool told = (tokens.flags[i] & (kCapitalised | kCapsBlock)) == 0 &&
                      std::all_of(single, at(to), [](const Match& match) { return is_told(match); });
    const auto end = static_cast<std::uint32_t>((told ? single : at(to)) - matches.begin());
    for (; from < end; ++from) matches[kept++] = matches[from];
    from = to;
    begin[i + 1] = kept;
  }
  matches.resize(kept);
}

}  // namespace

// Views of the sections. Every index and offset read from them is checked where it is used, so that even a file
// with a forged checksum, or one that is overwritten while it is mapped, gives wrong answers at worst.
struct Lexicon::State {
  FileBytes bytes;
  image::Header header{};
  std::span<const std::uint16_t> pilots;
  std::span<const std::uint8_t> tags;  // as many as common
  std::span<const image::Slot> common;
  std::span<const image::Line> lines;
  std::span<const std::uint64_t> nodes;
  std::span<const image::EntryRecord> entries;
  std::span<const image::RuleRecord> rules;
  std::span<const std::uint16_t> automata;
  std::string_view strings;
  std::array<std::uint64_t, image::kSpreads> kept{};  // bits of a run's key that those of a longer one have
  std::vector<HotWord> hot;                           // as many as common

  [[nodiscard]] std::string_view text(std::uint32_t offset, std::uint16_t size) const {
    return offset <= strings.size() && size <= strings.size() - offset ? strings.substr(offset, size)
                                                                       : std::string_view();
  }

  // A Lexicon that was never opened.
  [[nodiscard]] bool empty() const { return common.empty(); }
  // Where the key of a common word would stand. Not asked of an empty one; any other has a place at least.
  [[nodiscard]] std::uint64_t common_place(std::uint64_t key) const {
    return image::common_place(key, pilots[image::pilot_of(key, pilots.size())], common.size());
  }
  // The value of a word or run that is not common.
  [[nodiscard]] std::uint32_t find_other(std::uint64_t key) const {
    return image::value_of(key, lines, header.buckets);
  }
  void fetch_other(std::uint64_t key) const { __builtin_prefetch(lines.data() + hashing::scale(key, header.buckets)); }
  // The place of the node of a value; 0 for a word that no form begins with.
  [[nodiscard]] static std::uint32_t node_of(std::uint32_t value) { return value & ((value >> 31) - 1); }
  // What is known of a single word.
  struct Known {
    std::uint32_t node;
    std::uint16_t word;
  };
  [[nodiscard]] Known find(std::uint64_t key) const {
    if (empty()) return {};
    const image::Slot& slot = common[common_place(key)];
    if (slot.key == key) return {slot.node, slot.word};
    const std::uint32_t value = find_other(key);
    const std::uint32_t at = node_of(value);
    return {at, at != 0 ? node(at).word : static_cast<std::uint16_t>(value)};
  }
  void fetch_node(std::uint32_t at) const {
    __builtin_prefetch(nodes.data() + std::min<std::size_t>(at, nodes.size()));
  }
  // What is known about a run of words; nothing if there is no whole node at this place.
  struct Node {
    std::uint64_t next = 0;
    std::uint64_t lower_next = 0;
    std::uint16_t word = 0;
    std::uint16_t flags = 0;
    std::string_view folded;
    std::span<const image::Reading> readings;
  };
  [[nodiscard]] Node node(std::uint32_t at) const {
    Node out;
    if (at >= nodes.size()) return out;
    const std::uint64_t* const begin = nodes.data() + at;
    image::NodeHead head;
    std::memcpy(&head, begin, sizeof head);
    const auto units = [](std::size_t bytes) { return (bytes + image::kNodeUnit - 1) / image::kNodeUnit; };
    const bool longer = (head.flags & image::kLonger) != 0;
    const std::size_t folded = longer ? 3 : 1;
    const std::size_t readings = folded + units(head.folded_size);
    if (readings + units(head.reading_count * sizeof(image::Reading)) > nodes.size() - at) return out;
    out.word = head.word;
    out.flags = head.flags;
    if (longer) {
      out.next = begin[1];
      out.lower_next = begin[2];
    }
    out.folded = {reinterpret_cast<const char*>(begin + folded), head.folded_size};
    out.readings = {reinterpret_cast<const image::Reading*>(begin + readings), head.reading_count};
    return out;
  }

  // What a user lays over it, and how the indices of the two become one row of numbers.
  struct Overlay {
    std::unique_ptr<State> state;
    std::vector<Index> number;                 // of each entry of state, as Lexicon counts
    std::vector<Index> added;                  // the entries of state that base does not have, in order
    std::vector<bool> overridden;              // of base, by index
    std::unordered_map<Index, Index> instead;  // of an overridden entry: the entry of state
  };
  std::unique_ptr<Overlay> overlay;

  // Where an entry stands: this state or the one laid over it, and its record there; nullptr if there is none.
  [[nodiscard]] std::pair<const State*, const image::EntryRecord*> locate(Index index) const {
    if (overlay == nullptr) return {this, index < entries.size() ? &entries[index] : nullptr};
    Index own = kNone;
    if (index < entries.size()) {
      if (!overlay->overridden[index]) return {this, &entries[index]};
      own = overlay->instead.at(index);
    } else if (index - entries.size() < overlay->added.size()) {
      own = overlay->added[index - entries.size()];
    }
    const State& over = *overlay->state;
    return {&over, own < over.entries.size() ? &over.entries[own] : nullptr};
  }

  [[nodiscard]] Index find_entry(EntryType type, std::string_view key) const;
  void match_all(std::string_view text, const TokenArray& tokens, TokenColumn<Match>& out, WordInfo* infos,
                 ClassBits* classes, std::uint32_t* begin, ClosedWords closed) const;
  void match_at(std::string_view text, const TokenArray& tokens, Index i, TokenColumn<Match>& out) const;
  void merge(TokenColumn<Match>& own, std::size_t first, TokenColumn<Match>& laid_over) const;

  [[nodiscard]] std::string adopt();
  [[nodiscard]] HotWord hot_word(const image::Slot& slot) const;

  template <typename Record>
  [[nodiscard]] bool take(image::SectionId id, std::span<const Record>& out) const {
    const image::Section& section = header.sections[static_cast<std::size_t>(id)];
    const std::string_view all = bytes.view();
    if (section.id != static_cast<std::uint32_t>(id) || section.element_size != sizeof(Record) ||
        section.offset % alignof(Record) != 0 || section.offset > all.size() ||
        section.count > (all.size() - section.offset) / sizeof(Record)) {
      return false;
    }
    out = {reinterpret_cast<const Record*>(all.data() + section.offset), static_cast<std::size_t>(section.count)};
    return true;
  }

  [[nodiscard]] bool has_spelling(const image::Reading& reading, std::string_view text, const TokenArray& tokens,
                                  std::span<const Index> path) const;
  void read(std::span<const image::Reading> readings, std::string_view text, const TokenArray& tokens,
            std::span<const Index> run, unsigned lower, Matches& out) const;
  bool answer(const Node& node, std::string_view text, const TokenArray& tokens, Index i, HotWord& word) const;
  void read_word(std::string_view text, const TokenArray& tokens, Index i, const Node& node, Matches& out) const;
  void walk(std::string_view text, const TokenArray& tokens, Index i, const Node& here, Matches& out) const;
  void walk_on(std::string_view text, const TokenArray& tokens, Index i, Index next, std::uint64_t key,
               std::uint32_t two, bool lower, Matches& out) const;
};

// Checks the bytes and takes their sections; returns what is wrong with them, "" if nothing is.
std::string Lexicon::State::adopt() {
  const std::string_view all = bytes.view();
  if (all.size() < sizeof(image::Header)) {
    return all.substr(0, image::kMagic.size()) == std::string_view(image::kMagic.data(), image::kMagic.size())
               ? "is cut short; compile the lexicon again"
               : "is no compiled lexicon; make one with `pressbox lexicon compile`";
  }
  std::memcpy(&header, all.data(), sizeof header);
  if (header.magic != image::kMagic) return "is no compiled lexicon; make one with `pressbox lexicon compile`";
  if (header.byte_order != image::kByteOrder) {
    return "was compiled on a machine of the other byte order; compile the lexicon on this one";
  }
  if (header.version != image::kVersion) {
    return "has format " + std::to_string(header.version) + ", but this pressbox reads format " +
           std::to_string(image::kVersion) + "; compile the lexicon again";
  }
  if (header.file_size != all.size()) {
    return "has " + std::to_string(all.size()) + " bytes instead of " + std::to_string(header.file_size) +
           "; it was cut short or is damaged, so compile the lexicon again";
  }
  if (header.checksum != image::checksum_of(all)) return "is damaged (its checksum differs); compile the lexicon again";
  std::span<const char> characters;
  const bool whole = header.section_count == image::kSectionCount && take(image::SectionId::pilots, pilots) &&
                     take(image::SectionId::tags, tags) && take(image::SectionId::common, common) &&
                     take(image::SectionId::lines, lines) && take(image::SectionId::nodes, nodes) &&
                     take(image::SectionId::entries, entries) && take(image::SectionId::rules, rules) &&
                     take(image::SectionId::automata, automata) && take(image::SectionId::strings, characters);
  if (!whole) return "has sections that do not fit; compile the lexicon again";
  if (pilots.size() < 2 || !std::has_single_bit(pilots.size()) || common.empty() || tags.size() != common.size() ||
      header.buckets > lines.size()) {
    return "has sections that do not fit; compile the lexicon again";
  }
  // Each automaton has units of its own, so that a forged count cannot ask for more memory than the file has bytes.
  std::size_t automaton_count = 0;
  for (const image::RuleRecord& rule : rules) automaton_count += rule.automata;
  if (automaton_count > automata.size() / (Automaton::kHeadSize + Automaton::kBytes)) {
    return "has more automata than there is room for; compile the lexicon again";
  }
  if (common.size() > kMostCommon) return "has more common words than there can be; compile the lexicon again";
  strings = {characters.data(), characters.size()};
  kept = image::kept_bits(header.buckets);
  hot.reserve(common.size());
  for (const image::Slot& slot : common) hot.push_back(hot_word(slot));
  return {};
}

// What match_all asks of a word, from its slot and node.
HotWord Lexicon::State::hot_word(const image::Slot& slot) const {
  HotWord word{};
  word.key = slot.key;
  word.info = std::bit_cast<std::uint32_t>(image::unpack_word(slot.word));
  static const std::array kDashes = {fold_hash("-"), fold_hash("--"), fold_hash("\u2013"), fold_hash("\u2014")};
  if (std::find(kDashes.begin(), kDashes.end(), slot.key) != kDashes.end()) return word;  // no form begins with one
  const Node own = node(slot.node);
  word.next = {own.next, own.lower_next};
  word.spread = static_cast<std::uint8_t>(image::spread_of(own.flags));
  // No word without a capital spells an abbreviation that begins with one.
  const auto needs_capital = [&](const image::Reading& reading) {
    if (reading.rule == image::CaseRule::capitals) return (reading.capitals & 1) != 0;
    const std::string_view exact = text(reading.exact, reading.exact_size);
    return reading.rule == image::CaseRule::exact && !exact.empty() && exact.front() >= 'A' && exact.front() <= 'Z';
  };
  for (const image::Reading reading : own.readings) {  // a copy, for the mapped file may change
    if (needs_capital(reading)) {
      word.asks = kAsks;
      continue;
    }
    std::uint8_t& reads = word.reads[0];
    const image::ReadingHead& before = word.readings[reads > 0 ? reads - 1 : 0];
    const bool again = reads > 0 && reading.entry == before.entry && reading.kind == before.kind;
    if (reads == word.readings.size() || reading.rule == image::CaseRule::exact || again ||
        reading.entry >= entries.size()) {
      reads = 0;
      word.readings = {};
      word.asks = kAsks | kLowerAsks;
      return word;
    }
    word.readings[reads++] = reading;
  }
  for (std::size_t i = 0; i < word.reads[0]; ++i) word.classes |= classes_of(word.readings[i]);
  const auto end = word.readings.begin() + word.reads[0];
  const bool told = std::all_of(word.readings.begin(), end, [](const auto& reading) { return is_told(reading) != 0; });
  word.reads[1] = told ? 0 : word.reads[0];
  return word;
}

// Whether the tokens are spelt as the reading's abbreviation.
bool Lexicon::State::has_spelling(const image::Reading& reading, std::string_view article, const TokenArray& tokens,
                                  std::span<const Index> path) const {
  std::string_view exact = text(reading.exact, reading.exact_size);
  return std::all_of(path.begin(), path.end(), [&](Index token) {
    return (tokens.flags[token] & kCapsBlock) == 0 && spells(tokens.text(article, token), cut_word(exact));
  });
}

// 1 if a reading's rule of case holds for words of which these have no capital, a bit each; 0 where it asks for
// letters.
static unsigned case_holds(const image::Reading& reading, unsigned lower) {
  const unsigned any = reading.rule == image::CaseRule::any;
  const unsigned capitals = reading.rule == image::CaseRule::capitals;
  return any | (capitals & static_cast<unsigned>((reading.capitals & lower) == 0));
}

// The readings of a run whose words are told. lower: the words that have no capital, a bit each. Which rules hold is
// counted: a name has readings of all kinds.
void Lexicon::State::read(std::span<const image::Reading> readings, std::string_view article, const TokenArray& tokens,
                          std::span<const Index> run, unsigned lower, Matches& out) const {
  Index entry = kNone;
  std::uint8_t kind = 0;
  Match* to = out.room(readings.size() + 1);
  for (const image::Reading& reading : readings) {
    bool holds = case_holds(reading, lower) != 0;
    if (reading.rule == image::CaseRule::exact) [[unlikely]]
      holds = has_spelling(reading, article, tokens, run);
    put_match(reading, run.front(), run.back(), *to);
    // Asked of the copy: the file may be written while it is mapped.
    const bool taken = holds & ((to->entry != entry) | (reading.kind != kind)) & (to->entry < entries.size());
    entry = taken ? to->entry : entry;
    kind = taken ? reading.kind : kind;
    to += taken ? 1 : 0;
  }
  out.take(to);
}

// What a node's readings say of a single word, as a common word's line says it; false if they are too many for that, or
// have a rule that asks for letters, or are not told from the word's first bytes: then nothing is said. Nothing here is
// a branch that goes one way as often as the other.
inline bool Lexicon::State::answer(const Node& node, std::string_view article, const TokenArray& tokens, Index i,
                                   HotWord& word) const {
  constexpr std::size_t kStep = sizeof(std::uint64_t);
  const std::size_t count = node.readings.size();
  if (count == 0) {
    word = kRare;
    return true;
  }
  const Span span = tokens.span(i);
  const std::size_t size = span.size();
  const std::size_t room = article.size() - span.start;
  const std::size_t most = word.readings.size();
  const bool near = (count <= most) & (size == node.folded.size()) & (size - 1 < 2 * kStep) & (room >= 2 * kStep);
  if (!near) return false;
  // Behind the folded word there are readings, so that two steps of it may be read.
  const auto difference = [&](std::size_t from, std::size_t bytes) {
    const std::uint64_t bits =
        hashing::load64(article.data() + span.start + from) ^ hashing::load64(node.folded.data() + from);
    return (bits & ~kLowerBits) << (kBitsOfByte * (kStep - bytes));
  };
  const std::size_t behind = size - std::min(size, kStep);
  const std::uint64_t second = difference(kStep, std::max<std::size_t>(behind, 1));
  if ((difference(0, std::min(size, kStep)) | (behind > 0 ? second : 0)) != 0) return false;

  const unsigned lower = without_capital(tokens, i);
  const image::Reading& one = node.readings.front();
  const image::Reading& other = node.readings[count - 1];
  if ((one.rule == image::CaseRule::exact) | (other.rule == image::CaseRule::exact)) [[unlikely]]
    return false;
  word.readings = {one, other};
  const auto is_entry = [&](std::size_t which) -> unsigned { return word.readings[which].entry < entries.size(); };
  const bool same = (one.entry == other.entry) & (one.kind == other.kind);
  const unsigned has_first = case_holds(one, lower) & is_entry(0);
  const unsigned is_other = count > 1 ? 1 & ~(has_first & static_cast<unsigned>(same)) : 0;
  const unsigned has_last = case_holds(other, lower) & is_entry(1) & is_other;
  const image::ReadingHead last = word.readings[1];
  word.readings[has_first] = last;
  const auto classes_if = [&](bool read, std::size_t which) {
    return classes_of(word.readings[which]) & (ClassBits{0} - static_cast<ClassBits>(read));
  };
  const unsigned reads = has_first + has_last;
  const unsigned told = is_told(word.readings[0]) & (is_told(word.readings[1]) | static_cast<unsigned>(reads < 2));
  word.reads = {static_cast<std::uint8_t>(reads), static_cast<std::uint8_t>(reads & (told - 1))};
  word.classes = classes_if(reads > 0, 0) | classes_if(reads > 1, 1);
  return true;
}

// The readings of a single word.
inline void Lexicon::State::read_word(std::string_view article, const TokenArray& tokens, Index i, const Node& node,
                                      Matches& out) const {
  if (node.readings.empty() || !has_words(node.folded, article, tokens, {&i, 1})) return;
  read(node.readings, article, tokens, {&i, 1}, without_capital(tokens, i), out);
}

// The readings that begin at token i, whose node this is.
void Lexicon::State::walk(std::string_view article, const TokenArray& tokens, Index i, const Node& here,
                          Matches& out) const {
  const bool lower = without_capital(tokens, i) != 0;
  if (lower && (here.flags & image::kLowerStart) == 0) return;
  const Index next = next_of(article, tokens, i);
  if (may_go_on(tokens, i, next, lower ? here.lower_next : here.next)) {
    const std::uint64_t key = image::extend(tokens.hash[i], tokens.hash[next], kept[image::spread_of(here.flags)]);
    walk_on(article, tokens, i, next, key, node_of(find_other(key)), lower, out);
  }
  read_word(article, tokens, i, here, out);
}

// The readings of two words and more, the longest first. key and two are those of the first two and their node.
void Lexicon::State::walk_on(std::string_view article, const TokenArray& tokens, Index i, Index next, std::uint64_t key,
                             std::uint32_t two, bool lower, Matches& out) const {
  std::array<Index, image::kMaxFormWords> path;
  std::array<std::uint32_t, image::kMaxFormWords> nodes_of;  // of the runs that end at each word of the path
  std::size_t words = 1;
  path[0] = i;
  unsigned lower_words = without_capital(tokens, i);  // a bit each
  for (std::uint32_t at = two; at != 0 && words < path.size(); at = node_of(find_other(key))) {
    const Node here = node(at);
    if (lower && (here.flags & image::kLowerStart) == 0) break;
    nodes_of[words] = at;
    lower_words |= without_capital(tokens, next) << words;
    path[words++] = next;
    if ((here.flags & image::kLonger) == 0) break;
    next = next_of(article, tokens, next);
    if (!may_go_on(tokens, i, next, lower ? here.lower_next : here.next)) break;
    key = image::extend(key, tokens.hash[next], kept[image::spread_of(here.flags)]);
  }
  for (; words > 1; --words) {
    const Node run = node(nodes_of[words - 1]);
    const std::span<const Index> tokens_of(path.data(), words);
    if (!run.readings.empty() && has_words(run.folded, article, tokens, tokens_of)) {
      read(run.readings, article, tokens, tokens_of, lower_words & ((1u << words) - 1), out);
    }
  }
}

Lexicon::Lexicon() : state_(std::make_unique<State>()) {}
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

std::string Lexicon::adopt() {
  std::string wrong = state_->adopt();
  if (wrong.empty()) {
    entries_ = state_->entries;
    strings_ = state_->strings;
  }
  return wrong;
}

Result<Lexicon> Lexicon::open(const fs::path& compiled) {
  Result<FileBytes> bytes = FileBytes::open(compiled);
  if (!bytes) return bytes.error();
  Lexicon lexicon;
  lexicon.state_->bytes = std::move(bytes).value();
  if (const std::string wrong = lexicon.adopt(); !wrong.empty()) return Error{compiled.string() + ": " + wrong};
  return lexicon;
}

Result<Lexicon> Lexicon::compile(const fs::path& folder) {
  Result<image::Bytes> bytes = image::compile(folder);
  if (!bytes) return bytes.error();
  Lexicon lexicon;
  lexicon.state_->bytes = FileBytes::own(std::move(bytes).value());
  if (const std::string wrong = lexicon.adopt(); !wrong.empty()) return Error{folder.string() + ": " + wrong};
  return lexicon;
}

Result<Lexicon> Lexicon::with_overlay(Lexicon base, std::span<const fs::path> user_files) {
  State& state = *base.state_;
  if (user_files.empty()) return base;
  if (state.overlay != nullptr) return Error{user_files.front().string() + ": give all user's files at once"};
  const auto country = [&](std::string_view cell) -> std::optional<std::string> {
    if (const Index at = base.find(EntryType::country, cell); at != kNone) return std::string(base.entry(at).name);
    for (const image::EntryRecord& record : state.entries) {
      if (record.type != static_cast<std::uint8_t>(EntryType::country)) continue;
      if (state.text(record.offset[image::kName], record.size[image::kName]) == cell) return std::string(cell);
    }
    return std::nullopt;
  };
  Result<image::Bytes> bytes = image::compile_user_files(user_files, country);
  if (!bytes) return bytes.error();
  auto overlay = std::make_unique<State::Overlay>();
  overlay->state = std::make_unique<State>();
  State& over = *overlay->state;
  over.bytes = FileBytes::own(std::move(bytes).value());
  if (const std::string wrong = over.adopt(); !wrong.empty()) {
    return Error{user_files.front().string() + ": " + wrong};
  }
  overlay->overridden.resize(state.entries.size());
  for (Index i = 0; i < over.entries.size(); ++i) {
    const image::EntryRecord& record = over.entries[i];
    const Index before = state.find_entry(static_cast<EntryType>(record.type),
                                          over.text(record.offset[image::kKey], record.size[image::kKey]));
    if (before != kNone) {
      overlay->overridden[before] = true;
      overlay->instead.emplace(before, i);
      overlay->number.push_back(before);
    } else {
      overlay->number.push_back(static_cast<Index>(state.entries.size() + overlay->added.size()));
      overlay->added.push_back(i);
    }
  }
  state.overlay = std::move(overlay);
  base.overlaid_ = true;
  return base;
}

Result<std::size_t> Lexicon::save(const fs::path& compiled) const {
  const std::string_view all = state_->bytes.view();
  std::error_code error;
  // A rename puts a file in the place of whatever stands there: a device or a pipe is not to be lost so, and a link is
  // to go on leading where it leads.
  const fs::path target = fs::is_symlink(compiled, error) ? fs::weakly_canonical(compiled, error) : compiled;
  if (fs::exists(target, error) && !fs::is_regular_file(target, error)) {
    return Error{compiled.string() + ": is no regular file; give the name of a file to write"};
  }
  fs::path temporary = target;
  temporary += '.';
  temporary += std::to_string(::getpid());
  temporary += ".tmp";
  {
    std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
    stream.write(all.data(), static_cast<std::streamsize>(all.size()));
    stream.close();
    if (!stream) {
      fs::remove(temporary, error);
      return Error{compiled.string() + ": cannot be written; check that its folder exists, is writable and has room"};
    }
  }
  fs::rename(temporary, target, error);
  if (error) {
    const std::string reason = error.message();
    fs::remove(temporary, error);
    return Error{compiled.string() + ": cannot be written: " + reason + "; check its folder's rights"};
  }
  return all.size();
}

std::uint32_t Lexicon::overlaid_entry_count() const {
  const std::size_t added = state_->overlay != nullptr ? state_->overlay->added.size() : 0;
  return static_cast<std::uint32_t>(state_->entries.size() + added);
}
std::uint32_t Lexicon::form_count() const {
  return state_->header.form_count + (state_->overlay != nullptr ? state_->overlay->state->header.form_count : 0);
}
std::size_t Lexicon::byte_size() const {
  return state_->bytes.view().size();
}

// A form that is entered in two tokenizations, or twice in a row, counts once.
void Lexicon::each_form(const std::function<void(Index, FormKind, std::string_view)>& each) const {
  std::unordered_set<std::string> seen;
  const auto visit = [&](const State& state, const auto& number_of) {
    seen.clear();
    const auto visit_node = [&](std::uint32_t at) {
      const State::Node node = state.node(at);
      for (const image::Reading& reading : node.readings) {
        const Index entry = number_of(reading.entry);
        if (entry == kNone) continue;
        std::string letters(node.folded);
        std::erase_if(letters, [](char c) { return c == ' ' || c == '.'; });
        letters += '\n' + std::to_string(reading.entry) + ' ' + std::to_string(reading.kind);
        if (seen.insert(std::move(letters)).second) each(entry, static_cast<FormKind>(reading.kind), node.folded);
      }
    };
    for (const image::Slot& slot : state.common) visit_node(slot.node);
    for (const image::Line& line : state.lines) {
      for (const std::uint32_t value : line.values) visit_node(State::node_of(value & ~image::kSpilled));
    }
  };
  const State::Overlay* overlay = state_->overlay.get();
  visit(*state_, [&](Index entry) {
    return entry >= state_->entries.size() || (overlay != nullptr && overlay->overridden[entry]) ? kNone : entry;
  });
  if (overlay == nullptr) return;
  visit(*overlay->state, [&](Index entry) { return entry < overlay->number.size() ? overlay->number[entry] : kNone; });
}

Entry Lexicon::overlaid_entry(Index index) const {
  const auto [state, found] = state_->locate(index);
  if (found == nullptr) return {};
  const image::EntryRecord& record = *found;
  const auto text = [from = state, &record](image::EntryText which) {
    return from->text(record.offset[which], record.size[which]);
  };
  return {static_cast<EntryType>(record.type),
          record.subtype,
          static_cast<Sport>(record.sport),
          static_cast<Gender>(record.gender),
          record.weight,
          text(image::kKey),
          text(image::kName),
          text(image::kCountry),
          text(image::kCity),
          text(image::kDetail)};
}

EntryHead Lexicon::overlaid_head(Index index) const {
  const image::EntryRecord* record = state_->locate(index).second;
  if (record == nullptr) return {};
  return head_of(*record);
}

Index Lexicon::State::find_entry(EntryType type, std::string_view key) const {
  const auto key_of = [&](const image::EntryRecord& record) {
    return std::pair(record.type, text(record.offset[image::kKey], record.size[image::kKey]));
  };
  const std::pair wanted(static_cast<std::uint8_t>(type), key);
  const auto at =
      std::lower_bound(entries.begin(), entries.end(), wanted,
                       [&](const image::EntryRecord& record, const auto& want) { return key_of(record) < want; });
  if (at == entries.end() || key_of(*at) != wanted) return kNone;
  return static_cast<Index>(at - entries.begin());
}

Index Lexicon::find(EntryType type, std::string_view key) const {
  if (state_->overlay != nullptr) {
    const Index own = state_->overlay->state->find_entry(type, key);
    if (own != kNone) return state_->overlay->number[own];
  }
  return state_->find_entry(type, key);
}

std::uint32_t Lexicon::rule_count() const {
  return static_cast<std::uint32_t>(state_->rules.size());
}

Rule Lexicon::rule(Index index) const {
  if (index >= state_->rules.size()) return {};
  const image::RuleRecord& record = state_->rules[index];
  return {state_->text(record.id, record.id_size), state_->text(record.pattern, record.pattern_size), record.weight,
          state_->text(record.reason, record.reason_size)};
}

Pattern Lexicon::pattern(Index rule) const {
  if (rule >= state_->rules.size()) return {};
  return {state_->automata, state_->rules[rule].automaton, state_->rules[rule].automata};
}

WordInfo Lexicon::word(std::uint64_t fold_hash) const {
  return image::unpack_word(state_->find(fold_hash).word);
}

// Puts the matches laid over among those from `first` on, in the order in which match_all gives them: by token, longer
// runs first, by type, greater weight first; of equals the user's first. Both lists have that order. A base reading
// whose entry is overridden goes.
void Lexicon::State::merge(TokenColumn<Match>& own, std::size_t first, TokenColumn<Match>& laid_over) const {
  const auto hidden = [&](const Match& match) { return overlay->overridden[match.entry]; };
  own.erase(std::remove_if(own.begin() + static_cast<std::ptrdiff_t>(first), own.end(), hidden), own.end());
  if (laid_over.empty()) return;
  for (Match& match : laid_over) match.entry = overlay->number[match.entry];
  const auto order = [](const Match& match) {
    return std::make_tuple(match.first, -static_cast<std::int64_t>(match.last), match.type, -match.weight);
  };
  const std::size_t middle = own.size();
  own.insert(own.end(), laid_over.begin(), laid_over.end());
  const auto at = [&](std::size_t i) { return own.begin() + static_cast<std::ptrdiff_t>(i); };
  std::rotate(at(first), at(middle), own.end());  // stable: the user's come first
  std::inplace_merge(at(first), at(first + laid_over.size()), own.end(),
                     [&](const Match& a, const Match& b) { return order(a) < order(b); });
}

void Lexicon::State::match_at(std::string_view text, const TokenArray& tokens, Index i, TokenColumn<Match>& out) const {
  const Known known = find(tokens.hash[i]);
  if (known.node == 0) return;
  Matches matches(out, out.size());
  walk(text, tokens, i, node(known.node), matches);
  matches.finish();
}

void Lexicon::match_at(std::string_view text, const TokenArray& tokens, Index i, TokenColumn<Match>& out) const {
  if (tokens.kind[i] == TokenKind::dash) return;
  const std::size_t first = out.size();
  state_->match_at(text, tokens, i, out);
  if (state_->overlay == nullptr) return;
  TokenColumn<Match> laid_over;
  state_->overlay->state->match_at(text, tokens, i, laid_over);
  state_->merge(out, first, laid_over);
}

void Lexicon::match_all(std::string_view text, const TokenArray& tokens, TokenColumn<Match>& out,
                        TokenColumn<WordInfo>& infos, std::vector<ClassBits>& classes,
                        TokenColumn<std::uint32_t>& begin, ClosedWords closed) const {
  const std::size_t count = tokens.size();
  reserve_large(out, count);  // three in four tokens begin a match
  reserve_large(infos, count);
  reserve_large(classes, count);
  reserve_large(begin, count + 1);
  infos.resize(count);
  classes.assign(count, 0);
  begin.resize(count + 1);
  if (state_->empty()) {
    out.clear();
    std::fill(infos.begin(), infos.end(), WordInfo{});
    std::fill(begin.begin(), begin.end(), 0);
    return;
  }
  const ClosedWords own = state_->overlay == nullptr ? closed : ClosedWords::matched;  // to be classified once more
  state_->match_all(text, tokens, out, infos.data(), classes.data(), begin.data(), own);
  if (state_->overlay == nullptr) return;
  TokenColumn<Match> laid_over;
  TokenColumn<WordInfo> unused(count);
  state_->overlay->state->match_all(text, tokens, laid_over, unused.data(), classes.data(), begin.data(), own);
  state_->merge(out, 0, laid_over);
  classify_tokens(tokens, out, classes, begin);
  if (closed == ClosedWords::told) leave_out_told(tokens, out, begin);
}

// Each look-up is a chain of loads. For common words it ends at the first, which the cache has; for names it goes on
// from line to node in a file far larger than the caches. So a batch of tokens goes through the chain side by side:
// what one token needs is fetched while the others are looked at. What is true of one token and not of the next is
// counted rather than branched on, for no processor guesses it. What is left for branches are the tokens of which more
// is to be told than the line of a common word does, one in five: their bits are set, and those between them are
// written as they come.
void Lexicon::State::match_all(std::string_view text, const TokenArray& tokens, TokenColumn<Match>& out,
                               WordInfo* const infos, ClassBits* const classes, std::uint32_t* const begin,
                               ClosedWords closed) const {
  constexpr Index kTogether = 256;
  constexpr Index kBits = 64;
  const Index count = tokens.size();
  std::array<const HotWord*, kTogether> words;
  std::array<Index, kTogether> rare;
  std::array<Index, kTogether> asking;         // tokens whose nodes have readings or next words
  std::array<std::uint32_t, kTogether> asked;  // where these are, by token
  std::array<HotWord, kTogether> answers;      // what most of them say
  struct GoingOn {
    Index k;
    std::uint32_t spread;
    std::uint64_t next;  // the words that go on
  };
  std::array<GoingOn, kTogether + 1> going_on;  // tokens that one of these may be behind; one more is written
  struct Run {
    Index k;
    Index next;  // the second token
    std::uint64_t key;
  };
  std::array<Run, kTogether> runs;           // what may be the first two words of a form
  std::array<std::uint32_t, kTogether> two;  // their nodes, by the first token
  std::array<Run, kTogether> found;          // those that have one, by the first token
  std::array<std::uint64_t, kTogether / kBits> asks;
  std::array<std::uint64_t, kTogether / kBits> walks;
  const unsigned leaves_out = closed == ClosedWords::told ? 1 : 0;
  Matches matches(out, 0);
  begin[0] = 0;
  for (Index first = 0; first < count; first += kTogether) {
    const Index size = std::min(count - first, kTogether);
    const std::uint64_t* const hash = tokens.hash.data() + first;
    const TokenKind* const kind = tokens.kind.data() + first;
    const std::uint16_t* const flags = tokens.flags.data() + first;
    WordInfo* const info = infos + first;
    const auto is_lower = [&](Index k) { return (flags[k] & (kCapitalised | kCapsBlock)) == 0 ? 1u : 0u; };
    const auto put_info = [&](Index k, std::uint32_t bytes) {
      info[k] = std::bit_cast<WordInfo>(bytes & (0u - static_cast<std::uint32_t>(kind[k] == TokenKind::word)));
    };
    // The words that may go on behind a token: the next, or that behind a mark which a run may step over.
    const Index inner = std::min(size, std::max(count, first + 2) - 2 - first);  // tokens before the last two
    const auto next_words = [&](Index k) {
      if (k >= inner) return ~std::uint64_t{0};
      const std::uint64_t glued = (flags[k + 1] & kSpaceBefore) == 0 ? 1 : 0;
      return image::next_bit(hash[k + 1]) | glued << (hash[k + 2] & 63);
    };
    asks = {};
    walks = {};

    for (Index k = 0; k < size; ++k) {
      const std::uint64_t place = common_place(hash[k]);
      // Chosen by an index, for one in five is rare and no processor guesses which.
      const std::array<const HotWord*, 2> word = {&kRare, &hot[place]};
      words[k] = word[tags[place] == image::common_tag(hash[k]) ? 1 : 0];
      __builtin_prefetch(words[k]);
    }
    Index rare_count = 0;
    Index asking_count = 0;
    Index going_count = 0;
    const auto look_at_common = [&](Index k, std::uint64_t behind) {
      const HotWord& word = *words[k];
      rare[rare_count] = k;
      rare_count += word.key != hash[k] ? 1 : 0;
      put_info(k, word.info);
      asking[asking_count] = k;
      asking_count += word.asks >> is_lower(k) & kAsks;
      const std::uint64_t next = word.next[is_lower(k)];
      going_on[going_count] = {k, word.spread, next};
      going_count += (next & behind) != 0 ? 1 : 0;
    };
    for (Index k = 0; k < inner; ++k) look_at_common(k, next_words(k));  // apart, so that their end is asked for once
    for (Index k = inner; k < size; ++k) look_at_common(k, next_words(k));
    bool mistaken = false;
    for (Index r = 0; r < rare_count; ++r) {
      fetch_other(hash[rare[r]]);
      mistaken |= words[rare[r]] != &kRare;
    }
    if (mistaken) [[unlikely]] {  // a rare word has the tag of a common one, whose line was asked
      const auto is_mistaken = [&](Index k) { return words[k]->key != hash[k]; };
      const auto end_asking = std::remove_if(asking.begin(), asking.begin() + asking_count, is_mistaken);
      const auto end_going = std::remove_if(going_on.begin(), going_on.begin() + going_count,
                                            [&](const GoingOn& going) { return is_mistaken(going.k); });
      asking_count = static_cast<Index>(end_asking - asking.begin());
      going_count = static_cast<Index>(end_going - going_on.begin());
      for (Index r = 0; r < rare_count; ++r) words[rare[r]] = &kRare;
    }
    const Index asking_common = asking_count;
    for (Index a = 0; a < asking_common; ++a) {
      const Index k = asking[a];
      asked[k] = common[static_cast<std::size_t>(words[k] - hot.data())].node;
      fetch_node(asked[k]);
    }
    for (Index r = 0; r < rare_count; ++r) {
      const Index k = rare[r];
      const std::uint32_t value = find_other(hash[k]);
      put_info(k, std::bit_cast<std::uint32_t>(image::unpack_word(static_cast<std::uint16_t>(value))));
      asked[k] = node_of(value);
      asking[asking_count] = k;
      asking_count += (0u - asked[k]) >> 31;  // 1 if there is a node: GCC makes a branch of the question
      fetch_node(asked[k]);
    }
    for (Index a = 0; a < asking_count; ++a) {
      const Index k = asking[a];
      Node own = node(asked[k]);
      put_info(k, std::bit_cast<std::uint32_t>(image::unpack_word(own.word)));
      static_assert(image::kLowerStart == 1);
      const unsigned begins =
          ((own.flags & 1u) | (is_lower(k) ^ 1u)) & static_cast<unsigned>(kind[k] != TokenKind::dash);
      own.readings = own.readings.first(own.readings.size() & (std::size_t{0} - begins));
      const bool answered = answer(own, text, tokens, first + k, answers[a]);
      words[k] = std::array<const HotWord*, 2>{&kRare, &answers[a]}[answered ? 1 : 0];
      asks[k / kBits] |= std::uint64_t{!answered} << (k % kBits);
      const std::uint64_t other = begins & static_cast<unsigned>(a >= asking_common);  // a common one's line said it
      const std::uint64_t next = (is_lower(k) != 0 ? own.lower_next : own.next) & (0 - other);
      going_on[going_count] = {k, static_cast<std::uint32_t>(image::spread_of(own.flags)), next};
      going_count += (next & next_words(k)) != 0 ? 1 : 0;
    }
    Index run_count = 0;
    for (Index g = 0; g < going_count; ++g) {
      const Index i = first + going_on[g].k;
      const Index next = next_of(text, tokens, i);
      const std::uint64_t key =
          image::extend(tokens.hash[i], tokens.hash[std::min(next, count - 1)], kept[going_on[g].spread]);
      runs[run_count] = {going_on[g].k, next, key};
      run_count += may_go_on(tokens, i, next, going_on[g].next) ? 1 : 0;
    }
    for (Index r = 0; r < run_count; ++r) fetch_other(runs[r].key);
    for (Index r = 0; r < run_count; ++r) {
      const Index k = runs[r].k;
      found[k] = runs[r];
      two[k] = node_of(find_other(runs[r].key));
      walks[k / kBits] |= std::uint64_t{two[k] != 0} << (k % kBits);
      fetch_node(two[k]);
    }

    Match* match = matches.room(2 * std::size_t{size});
    std::uint32_t number = matches.number(match);
    const auto put_common = [&, words = words.data()](Index from, Index to) {
      Match* at = match;
      std::uint32_t made = number;
      for (Index k = from; k < to; ++k) {
        const HotWord& word = *words[k];
        const Index i = first + k;
        put_match(word.readings[0], i, i, at[0]);
        put_match(word.readings[1], i, i, at[1]);
        const unsigned reads = word.reads[is_lower(k) & leaves_out];
        at += reads;
        made += reads;
        classes[i] |= word.classes;
        begin[i + 1] = made;
      }
      match = at;
      number = made;
    };
    Index k = 0;
    for (Index group = 0; group * kBits < size; ++group) {
      for (std::uint64_t left = asks[group] | walks[group]; left != 0; left &= left - 1) {
        const auto bit = static_cast<Index>(std::countr_zero(left));
        put_common(k, group * kBits + bit);
        k = group * kBits + bit;
        const std::size_t before = matches.take(match);
        if ((walks[group] >> bit & 1) != 0) {
          walk_on(text, tokens, first + k, found[k].next, found[k].key, two[k], is_lower(k) != 0, matches);
        }
        const std::size_t single = matches.count();
        if ((asks[group] >> bit & 1) != 0) read_word(text, tokens, first + k, node(asked[k]), matches);
        for (const Match& made : matches.from(before)) class_bits::add(made, classes);
        const std::span<const Match> words_read = matches.from(single);
        if ((is_lower(k) & leaves_out) != 0 &&
            std::all_of(words_read.begin(), words_read.end(), [](const Match& made) { return is_told(made); })) {
          matches.drop(words_read.size());
        }
        match = matches.room(2 * std::size_t{size - k});
        number = matches.number(match);
      }
    }
    put_common(k, size);
    matches.take(match);
  }
  matches.finish();
}

std::string_view entry_type_name(EntryType type) {
  constexpr std::array<std::string_view, 11> kNames = {"team",   "person", "country", "city",  "competition", "venue",
                                                       "outlet", "role",   "cue",     "title", "word"};
  static_assert(static_cast<std::size_t>(EntryType::word) + 1 == kNames.size());
  return kNames[static_cast<std::size_t>(type)];
}

fs::path default_lexicon_path() {
  if (const char* chosen = std::getenv("PRESSBOX_LEXICON"); chosen != nullptr && *chosen != '\0') return chosen;
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  const fs::path beside = folder / "lexicon.bin";
  if (fs::exists(beside, error)) return beside;
  const fs::path installed = folder.parent_path() / "share" / "pressbox" / "lexicon.bin";
  return fs::exists(installed, error) ? installed : beside;
}

}  // namespace pressbox

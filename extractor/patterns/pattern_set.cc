#include "extractor/patterns/pattern_set.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cassert>
#include <cstdlib>
#include <map>
#include <mutex>
#include <new>
#include <string>

namespace pressbox {
namespace {

// Bytes of English from the commonest on: their classes come first, so that nearly all looks at the row of a state are
// at its first line of the cache.
constexpr std::string_view kCommonest = " etaoinsrhldcumfpgwybvk,.-'0123456789";
constexpr std::size_t kCacheLine = 64;

}  // namespace

// The states that the lanes were found in together, and where the classes of bytes lead from each. Most states are met
// once in a long while and left by one or two classes: these stand in the state itself, and the states of one text
// beside each other, so that a walk through rare ones touches few lines. A state that is left in more ways has a row of
// entries. An entry is written once, and shown to those who read without a lock behind all that
// it leads to.
class PatternSet::Learnt {
 public:
  // An entry is the next state; with kMatch, the index of a hit.
  static constexpr std::uint16_t kUnknown = 0;
  static constexpr std::uint16_t kDead = 1;
  static constexpr std::uint16_t kStart = 2;
  // A class and 1 is a byte. No rules of ours come near; a set that has more has no lanes.
  static constexpr std::size_t kMostClasses = 0xFF;

  Learnt(const PatternSet& set, std::size_t most_states)
      : set_(set), places_(kStart + std::clamp<std::size_t>(most_states, 3, Automaton::kMatch - kStart)) {
    find_classes();
    constexpr std::size_t kOfLine = kCacheLine / sizeof(std::uint16_t);
    width_ = (samples_.size() + kOfLine) / kOfLine * kOfLine;
    states_ = allocate<State>(states_memory_, places_);
    rows_ = allocate<std::uint16_t>(rows_memory_, (places_ + 1) * width_);
    lanes_ = allocate<LaneStates>(lanes_memory_, places_);
    hits_ = allocate<Hit>(hits_memory_, places_);
    // For the tied kinds the text begins or ends where they do, so that the first is all they need.
    for (std::size_t k = 0; k < starts_.size(); ++k) {
      LaneStates start{};
      for (std::size_t i = 0; i < set.lanes_.size(); ++i) start[i] = set.lanes_[i].automaton->head().start[k];
      starts_[k] =
          k == 0 || set.kind_ == Automaton::Kind::anywhere ? place_of(start, known_, lanes_, kStart) : starts_[0];
    }
  }

  [[nodiscard]] std::size_t class_of(char byte) const { return class_of_[static_cast<unsigned char>(byte)]; }
  [[nodiscard]] std::size_t end_class() const { return samples_.size(); }
  [[nodiscard]] std::uint16_t entry(std::size_t state, std::size_t cls) const {
    State& one = states_[state];
    const std::uint64_t ways = std::atomic_ref(one.ways).load(std::memory_order_acquire);
    if (const std::size_t row = ways >> 32; row != 0) {
      return std::atomic_ref(rows_[row * width_ + cls]).load(std::memory_order_acquire);
    }
    // The byte of the ways that is the class is 0 in this.
    const std::uint32_t differ = static_cast<std::uint32_t>(ways) ^ (static_cast<std::uint32_t>(cls) + 1) * 0x01010101u;
    const std::uint32_t equal = (differ - 0x01010101u) & ~differ & 0x80808080u;
    return equal == 0 ? kUnknown : one.entries[static_cast<std::size_t>(std::countr_zero(equal)) / 8];
  }
  // The state before the first byte; k as of Automaton::Head::start.
  [[nodiscard]] std::uint16_t start(std::size_t k) const { return starts_[k]; }
  [[nodiscard]] const LaneStates& lanes(std::size_t state) const { return lanes_[state]; }
  [[nodiscard]] const PatternSet& set() const { return set_; }
  // The classes of bytes, and the states and rows that were learnt first, through which nearly all texts go.
  void prefetch() const {
    constexpr std::size_t kFirst = 4;
    for (std::size_t i = 0; i < Automaton::kBytes; i += kCacheLine) __builtin_prefetch(&class_of_[i]);
    for (std::size_t i = 0; i < kFirst; ++i) __builtin_prefetch(rows_ + (i + 1) * width_);
    __builtin_prefetch(states_);
  }
  // Patterns that have matched before a byte, and the state behind it.
  struct Hit {
    std::uint32_t matched;
    std::uint16_t next;
    friend auto operator<=>(const Hit&, const Hit&) = default;
  };
  [[nodiscard]] const Hit& hit(std::uint16_t entry) const { return hits_[entry & ~unsigned{Automaton::kMatch}]; }

  // The entry that was unknown; it stays so where a state or a hit would be one too many.
  std::uint16_t learn(std::size_t state, std::size_t cls) {
    const std::lock_guard lock(mutex_);
    LaneStates next = lanes_[state];
    const std::uint32_t matched = set_.step(next, cls == end_class() ? nullptr : &samples_[cls]);
    std::uint16_t entry = next == LaneStates{} ? kDead : place_of(next, known_, lanes_, kStart);
    if (matched != 0 && entry != kUnknown) {
      const std::uint16_t hit = place_of(Hit{matched, entry}, known_hits_, hits_, 1);
      entry = static_cast<std::uint16_t>(hit == kUnknown ? hit : hit | Automaton::kMatch);
    }
    // Another thread may have learnt it since.
    if (entry != kUnknown && this->entry(state, cls) == kUnknown) note(states_[state], cls, entry);
    return entry;
  }

 private:
  // Bytes that no lane tells apart are of one class.
  void find_classes() {
    std::map<std::string, std::uint8_t> known;
    const auto add = [&](unsigned char byte) {
      std::string classes;
      for (const Lane& lane : set_.lanes_) classes.push_back(static_cast<char>(lane.automaton->class_of(byte)));
      const auto [at, fresh] = known.try_emplace(std::move(classes), static_cast<std::uint8_t>(samples_.size()));
      if (fresh) samples_.push_back(static_cast<char>(byte));
      class_of_[byte] = at->second;
    };
    for (const char byte : kCommonest) add(static_cast<unsigned char>(byte));
    for (std::size_t byte = 0; byte < Automaton::kBytes; ++byte) add(static_cast<unsigned char>(byte));
  }

  // Where the value stands from the first place on; nothing is moved under those who read.
  template <typename Value>
  std::uint16_t place_of(const Value& value, std::map<Value, std::uint16_t>& known, Value* values,
                         std::size_t first) const {
    const auto fresh = static_cast<std::uint16_t>(first + known.size());
    if (const auto at = known.find(value); at != known.end()) return at->second;
    if (fresh >= places_) return kUnknown;
    known.emplace(value, fresh);
    values[fresh] = value;
    return fresh;
  }

  // The classes by which a state is left, and where to.
  struct State {
    std::uint64_t ways;  // four bytes, each a class and 1 or 0; the number of the row, whose entries then hold, or 0
    std::array<std::uint16_t, 4> entries;
  };
  void note(State& state, std::size_t cls, std::uint16_t entry) {
    const std::uint64_t ways = std::atomic_ref(state.ways).load(std::memory_order_relaxed);
    std::size_t count = 0;
    while (count < state.entries.size() && (ways >> (8 * count) & 0xFF) != 0) ++count;
    if (ways >> 32 == 0 && count < state.entries.size()) {
      state.entries[count] = entry;
      std::atomic_ref(state.ways).store(ways | std::uint64_t{cls + 1} << (8 * count), std::memory_order_release);
      return;
    }
    const std::size_t row = ways >> 32 == 0 ? ++last_row_ : ways >> 32;
    const auto write = [&](std::size_t of, std::uint16_t to) {
      std::atomic_ref(rows_[row * width_ + of]).store(to, std::memory_order_release);
    };
    write(cls, entry);
    if (ways >> 32 != 0) return;
    for (std::size_t i = 0; i < count; ++i) write((ways >> (8 * i) & 0xFF) - 1, state.entries[i]);
    std::atomic_ref(state.ways).store(ways | std::uint64_t{row} << 32, std::memory_order_release);
  }

  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };

  // Zeros, of which no memory is taken before they are written, from the begin of a line of the cache on.
  template <typename Value>
  static Value* allocate(std::unique_ptr<void, Free>& memory, std::size_t count) {
    std::size_t size = count * sizeof(Value) + kCacheLine;
    memory.reset(std::calloc(size, 1));
    void* place = memory.get();
    if (place == nullptr) throw std::bad_alloc();
    return static_cast<Value*>(std::align(kCacheLine, count * sizeof(Value), place, size));
  }

  std::array<std::uint8_t, Automaton::kBytes> class_of_{};
  std::array<std::uint16_t, 3> starts_{};
  State* states_ = nullptr;
  std::uint16_t* rows_ = nullptr;  // row 0 is none
  std::size_t width_ = 0;          // of a row: an entry for each class and for the end of the text, in whole lines
  std::vector<char> samples_;      // a byte of each class
  Hit* hits_ = nullptr;
  LaneStates* lanes_ = nullptr;  // of each state
  const PatternSet& set_;
  std::size_t places_;  // of states, and of hits
  std::unique_ptr<void, Free> states_memory_;
  std::unique_ptr<void, Free> rows_memory_;
  std::unique_ptr<void, Free> lanes_memory_;
  std::unique_ptr<void, Free> hits_memory_;
  std::mutex mutex_;  // of what follows, and of whoever writes what stands before
  std::map<LaneStates, std::uint16_t> known_;
  std::map<Hit, std::uint16_t> known_hits_;
  std::size_t last_row_ = 0;
};

PatternSet::PatternSet(Automaton::Kind kind, std::initializer_list<const Pattern*> patterns, std::size_t most_states)
    : kind_(kind) {
  assert(patterns.size() <= kMostPatterns);
  std::uint32_t bit = 1;
  for (const Pattern* pattern : patterns) {
    const auto add = [&](const Automaton& automaton) {
      const Automaton::Head& head = automaton.head();
      const bool lane = head.kind == kind && head.needs[0] == 0 && lanes_.size() < kMostLanes;
      (lane ? lanes_ : apart_).push_back({&automaton, bit});
    };
    add(pattern->automaton());
    for (const Automaton& other : pattern->others()) add(other);
    bit <<= 1;
  }
  learnt_ = std::make_unique<Learnt>(*this, most_states);
  if (learnt_->end_class() < Learnt::kMostClasses) return;
  apart_.insert(apart_.end(), lanes_.begin(), lanes_.end());
  lanes_.clear();
  learnt_ = std::make_unique<Learnt>(*this, most_states);
}

PatternSet::~PatternSet() = default;

std::uint32_t PatternSet::step(LaneStates& states, const char* byte) const {
  std::uint32_t matched = 0;
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    if (states[i] == 0) continue;
    const Automaton& automaton = *lanes_[i].automaton;
    const Automaton::Head& head = automaton.head();
    const std::size_t cls = byte == nullptr ? head.classes - 1u : automaton.class_of(static_cast<unsigned char>(*byte));
    const std::uint16_t entry = automaton.table()[std::size_t{states[i]} * head.classes + cls];
    matched |= (entry & Automaton::kMatch) != 0 ? lanes_[i].bit : 0;
    // A pattern that is tied to an end and has matched is done with, and so is one in a state that a damaged file has
    // invented.
    const auto next = static_cast<std::uint16_t>(
        kind_ == Automaton::Kind::anywhere ? entry & ~unsigned{Automaton::kMatch} : unsigned{entry});
    states[i] = byte != nullptr && next < head.states ? next : std::uint16_t{0};
  }
  return matched;
}

// A text on its way through a set.
class PatternSet::Walk {
 public:
  Walk() = default;
  explicit Walk(const Question& question)
      : learnt_(question.set->learnt_.get()), text_(question.text), left_(text_.size()) {
    const bool backward = question.set->kind_ == Automaton::Kind::from_end;
    at_ = backward ? left_ - 1 : 0;
    step_ = backward ? ~std::size_t{0} : 1;
    state_ = learnt_->start(0);
  }

  // Reads a byte, or the end of the text behind the last; false where nothing can match any more.
  bool go_on() {
    const char* byte = next();
    const std::size_t cls = byte == nullptr ? learnt_->end_class() : learnt_->class_of(*byte);
    const std::uint16_t entry = learnt_->entry(state_, cls);
    // One comparison for all but the next state alone.
    if (static_cast<std::uint16_t>(entry - Learnt::kStart) >= Automaton::kMatch - Learnt::kStart) {
      return turn(byte, cls, entry);
    }
    state_ = entry;
    return true;
  }
  [[nodiscard]] std::uint32_t matched() const { return matched_; }

 private:
  const char* next() {
    const char* byte = left_ == 0 ? nullptr : &text_[at_];
    --left_;
    at_ += step_;
    return byte;
  }

  // Nothing more, a match, or an entry that is not known. Nothing is alive behind the end of the text.
  bool turn(const char* byte, std::size_t cls, std::uint16_t entry) {
    if (entry == Learnt::kUnknown) entry = learnt_->learn(state_, cls);
    if (entry == Learnt::kUnknown) {
      LaneStates states = learnt_->lanes(state_);
      for (; byte != nullptr; byte = next()) matched_ |= learnt_->set().step(states, byte);
      matched_ |= learnt_->set().step(states, nullptr);
      return false;
    }
    state_ = entry;
    if ((entry & Automaton::kMatch) != 0) {
      matched_ |= learnt_->hit(entry).matched;
      state_ = learnt_->hit(entry).next;
    }
    return state_ != Learnt::kDead;
  }

  Learnt* learnt_ = nullptr;
  std::string_view text_;
  std::size_t left_ = 0;
  std::size_t at_ = 0;
  std::size_t step_ = 0;
  std::uint16_t state_ = Learnt::kDead;
  std::uint32_t matched_ = 0;
};

void PatternSet::prefetch() const {
  learnt_->prefetch();
}

void PatternSet::answer(std::span<Question> questions) {
  assert(questions.size() <= kMostQuestions);
  std::array<Walk, kMostQuestions> walks;
  std::array<bool, kMostQuestions> over{};
  for (std::size_t i = 0; i < questions.size(); ++i) walks[i] = Walk(questions[i]);
  for (std::size_t going = questions.size(); going != 0;) {
    for (std::size_t i = 0; i < questions.size(); ++i) {
      if (over[i] || walks[i].go_on()) continue;
      over[i] = true;
      --going;
    }
  }
  for (std::size_t i = 0; i < questions.size(); ++i) {
    questions[i].matching = walks[i].matched();
    for (const Lane& one : questions[i].set->apart_) {
      if (one.automaton->matches(questions[i].text)) questions[i].matching |= one.bit;
    }
  }
}

void PatternSet::match_at(std::string_view text, std::size_t place, std::span<std::size_t> ends) const {
  std::fill(ends.begin(), ends.end(), Automaton::kNowhere);
  const auto one_by_one = [&](const std::vector<Lane>& lanes) {
    for (const Lane& lane : lanes) {
      ends[static_cast<std::size_t>(std::countr_zero(lane.bit))] = lane.automaton->match_at(text, place);
    }
  };
  if (!apart_.empty()) one_by_one(apart_);
  std::uint16_t state = learnt_->start(place == 0                                                     ? 0u
                                       : is_pattern_word(static_cast<unsigned char>(text[place - 1])) ? 2u
                                                                                                      : 1u);
  for (std::size_t i = place; state != Learnt::kDead; ++i) {
    const std::size_t cls = i < text.size() ? learnt_->class_of(text[i]) : learnt_->end_class();
    std::uint16_t entry = learnt_->entry(state, cls);
    if (entry == Learnt::kUnknown) entry = learnt_->learn(state, cls);
    if (entry == Learnt::kUnknown) return one_by_one(lanes_);
    state = entry;
    if ((entry & Automaton::kMatch) == 0) continue;
    for (std::uint32_t bits = learnt_->hit(entry).matched; bits != 0; bits &= bits - 1) {
      ends[static_cast<std::size_t>(std::countr_zero(bits))] = i;
    }
    state = learnt_->hit(entry).next;
  }
}

}  // namespace pressbox

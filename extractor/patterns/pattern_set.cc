#include "extractor/patterns/pattern_set.h"

#include <algorithm>
#include <atomic>
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

// The states that the lanes were found in together, and where the classes of bytes lead from each. An entry is written
// once, behind all that it leads to, and read without a lock.
class PatternSet::Learnt {
 public:
  // An entry is the next state; with kMatch, the index of a hit.
  static constexpr std::uint16_t kUnknown = 0;
  static constexpr std::uint16_t kDead = 1;
  static constexpr std::uint16_t kStart = 2;

  Learnt(const PatternSet& set, std::size_t most_states)
      : set_(set), most_(kStart + std::clamp<std::size_t>(most_states, 1, Automaton::kMatch - kStart)) {
    find_classes();
    constexpr std::size_t kOfLine = kCacheLine / sizeof(std::uint16_t);
    width_ = (samples_.size() + kOfLine) / kOfLine * kOfLine;
    // No memory is taken by calloc() before it is written.
    std::size_t size = most_ * width_ * sizeof(std::uint16_t) + kCacheLine;
    memory_.reset(std::calloc(size, 1));
    void* place = memory_.get();
    if (place == nullptr) throw std::bad_alloc();
    rows_ = static_cast<std::uint16_t*>(std::align(kCacheLine, size - kCacheLine, place, size));
    states_.resize(most_);
    hits_.resize(most_);
    LaneStates start{};
    for (std::size_t i = 0; i < set.lanes_.size(); ++i) start[i] = set.lanes_[i].automaton->head().start[0];
    states_[kStart] = start;
    known_.emplace(start, kStart);
  }

  [[nodiscard]] std::size_t class_of(char byte) const { return class_of_[static_cast<unsigned char>(byte)]; }
  [[nodiscard]] std::size_t end_class() const { return samples_.size(); }
  [[nodiscard]] std::uint16_t entry(std::size_t state, std::size_t cls) const {
    return std::atomic_ref(rows_[state * width_ + cls]).load(std::memory_order_acquire);
  }
  [[nodiscard]] const LaneStates& states(std::size_t state) const { return states_[state]; }
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
    LaneStates next = states_[state];
    const std::uint32_t matched = set_.step(next, cls == end_class() ? nullptr : &samples_[cls]);
    std::uint16_t entry = next == LaneStates{} ? kDead : place_of(next, known_, states_, kStart);
    if (matched != 0 && entry != kUnknown) {
      const std::uint16_t hit = place_of(Hit{matched, entry}, known_hits_, hits_, 1);
      entry = static_cast<std::uint16_t>(hit == kUnknown ? hit : hit | Automaton::kMatch);
    }
    std::atomic_ref(rows_[state * width_ + cls]).store(entry, std::memory_order_release);
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

  // Where the value stands from the first place on; there is no reallocation under those who read.
  template <typename Value>
  static std::uint16_t place_of(const Value& value, std::map<Value, std::uint16_t>& known, std::vector<Value>& values,
                                std::size_t first) {
    const auto fresh = static_cast<std::uint16_t>(first + known.size());
    if (const auto at = known.find(value); at != known.end()) return at->second;
    if (fresh >= values.size()) return kUnknown;
    known.emplace(value, fresh);
    values[fresh] = value;
    return fresh;
  }

  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };

  const PatternSet& set_;
  std::size_t most_;  // places of states
  std::array<std::uint8_t, Automaton::kBytes> class_of_{};
  std::vector<char> samples_;  // a byte of each class
  std::size_t width_ = 0;      // of a row: an entry for each class and for the end of the text, in whole lines
  std::unique_ptr<void, Free> memory_;
  std::uint16_t* rows_ = nullptr;
  std::vector<LaneStates> states_;
  std::vector<Hit> hits_;
  std::mutex mutex_;  // of what follows, and of whoever writes what stands before
  std::map<LaneStates, std::uint16_t> known_;
  std::map<Hit, std::uint16_t> known_hits_;
};

PatternSet::PatternSet(Automaton::Kind kind, std::initializer_list<const Pattern*> patterns, std::size_t most_states)
    : backward_(kind == Automaton::Kind::from_end) {
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
    // A pattern that has matched is done with, and so is one in a state that a damaged file has invented.
    states[i] = byte != nullptr && entry < head.states ? entry : std::uint16_t{0};
  }
  return matched;
}

// A text on its way through a set.
class PatternSet::Walk {
 public:
  Walk() = default;
  explicit Walk(const Question& question)
      : set_(question.set),
        text_(question.text),
        left_(text_.size()),
        at_(set_->backward_ ? left_ - 1 : 0),
        step_(set_->backward_ ? ~std::size_t{0} : 1) {}

  // Reads a byte, or the end of the text behind the last; false where nothing can match any more.
  bool go_on() {
    const Learnt& learnt = *set_->learnt_;
    const char* byte = next();
    const std::size_t cls = byte == nullptr ? learnt.end_class() : learnt.class_of(*byte);
    const std::uint16_t entry = learnt.entry(state_, cls);
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
    Learnt& learnt = *set_->learnt_;
    if (entry == Learnt::kUnknown) entry = learnt.learn(state_, cls);
    if (entry == Learnt::kUnknown) {
      LaneStates states = learnt.states(state_);
      for (; byte != nullptr; byte = next()) matched_ |= set_->step(states, byte);
      matched_ |= set_->step(states, nullptr);
      return false;
    }
    state_ = entry;
    if ((entry & Automaton::kMatch) != 0) {
      matched_ |= learnt.hit(entry).matched;
      state_ = learnt.hit(entry).next;
    }
    return state_ != Learnt::kDead;
  }

  const PatternSet* set_ = nullptr;
  std::string_view text_;
  std::size_t left_ = 0;
  std::size_t at_ = 0;
  std::size_t step_ = 0;
  std::uint16_t state_ = Learnt::kStart;
  std::uint32_t matched_ = 0;
};

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

}  // namespace pressbox

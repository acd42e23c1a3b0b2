// Where a score may be read: the few places of a text with a number that a dash, "&" or the like follows, a dash behind
// a word, or the space of "goals to one" and "games all". Private to the scores stage.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pressbox::scores {

class Steps {
 public:
  // all_numbers: numbers are steps whatever follows them.
  Steps(std::string_view text, bool all_numbers) : text_(text), all_numbers_(all_numbers) { read(0); }

  // The first step from a place on, which never lies before the one of the call before; the text's size if there is
  // none. More places are steps than scores have, but none of a score is left out:
  //   - the last digit before a dash that no letter but "a" follows, before "&", before a dash or a space beyond ASCII,
  //     and before white space with one of these or "ap" behind it;
  //   - a dash behind a letter;
  //   - a space between s or l and "to", "al" or "ap".
  [[nodiscard]] std::uint32_t next(std::uint32_t from) {
    if (from >= base_ + kStride) read(from);
    if (from > base_) steps_ &= ~std::uint64_t{0} << (from - base_);
    while (steps_ == 0) {
      base_ += kStride;
      if (base_ >= text_.size()) return static_cast<std::uint32_t>(text_.size());
      read(base_);
    }
    return static_cast<std::uint32_t>(base_ + static_cast<std::size_t>(std::countr_zero(steps_)));
  }

 private:
  // Bytes that are read in one go.
  static constexpr std::size_t kStride = 64;
  void read(std::size_t base);

  std::string_view text_;
  bool all_numbers_;
  std::size_t base_ = 0;     // the place that bit 0 of the steps is
  std::uint64_t steps_ = 0;  // those that are not behind us
};

}  // namespace pressbox::scores

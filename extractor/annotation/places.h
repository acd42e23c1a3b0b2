// Places in an article's text: by the words that stand there, by line, by code point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/span.h"

namespace pressbox {

// Borrows the text, which must be valid UTF-8 (SourceText::text()). Words are sought in a levelled form: straight for
// curly marks, a hyphen for every dash, one space for every run of white space, line feeds too. So what a person types
// is found in what an editor has beautified.
class Places {
 public:
  explicit Places(std::string_view text);

  [[nodiscard]] std::string_view text() const { return text_; }

  // Where the words stand, in order; places may overlap. Unless inside_words, a letter or digit at an end of the words
  // must be the end of a word in the text. Spaces at the ends of the words are ignored; none stand nowhere.
  [[nodiscard]] std::vector<Span> find(std::string_view words, bool inside_words = false) const;

  // As find, and where the words do not stand as they are, " … " or " ... " in them may leave out any words of the
  // text: one place for each place of what stands before it, as short as possible.
  [[nodiscard]] std::vector<Span> find_elided(std::string_view words, bool inside_words = false) const;

  // Up to three places that look most like the words: "\"Middlesbrough\" (line 3)"; "" if nothing does.
  [[nodiscard]] std::string nearest(std::string_view words) const;

  [[nodiscard]] std::uint32_t code_point_count() const { return code_points_; }
  [[nodiscard]] std::uint32_t code_point_of(std::uint32_t byte) const;
  [[nodiscard]] std::optional<std::uint32_t> byte_of(std::uint32_t code_point) const;  // nullopt behind the end
  [[nodiscard]] std::uint32_t line_of(std::uint32_t byte) const;                       // from 1

  // Whether a letter or digit stands on both sides of the offset.
  [[nodiscard]] bool inside_word(std::uint32_t byte) const;

 private:
  [[nodiscard]] std::vector<Span> find_level(std::u32string_view level, bool inside_words) const;

  std::string_view text_;
  std::u32string level_;
  std::vector<std::uint32_t> start_;  // of each character of level_, in text_
  std::vector<std::uint32_t> end_;
  // Where in level_ the four characters of a hash begin: positions_ from buckets_[hash] to buckets_[hash + 1].
  std::vector<std::uint32_t> buckets_;
  std::vector<std::uint32_t> positions_;
  std::vector<std::uint32_t> lines_;        // where each line begins
  std::vector<std::uint32_t> checkpoints_;  // the byte of every 64th code point
  std::uint32_t code_points_ = 0;
};

// The levelled form that Places compares by.
[[nodiscard]] std::u32string level_words(std::string_view words);

// Of the known words, the one most like the given one; "" if none is like it.
[[nodiscard]] std::string_view most_like(std::string_view given, const std::vector<std::string_view>& known);

}  // namespace pressbox

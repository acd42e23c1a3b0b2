// Some sixty bytes of text as bit masks, from which its tokens are read off without a branch a byte. Private to the
// tokens stage.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pressbox {

// A stretch of whole runs (of what stands between two white spaces), a bit a byte: bit 0 is its first byte. The masks
// tell the tokens of runs of ASCII letters, digits and marks, joined as ICU joins them ("didn't", "10.04", "40,000")
// and with the clitic 's apart. A run with a bit in `careful` needs more than a look at its bytes, and the bits of its
// tokens mean nothing.
class Chunk {
 public:
  static constexpr std::uint32_t kBytes = 63;  // so that there is a bit behind the last
  // So many bytes can be read at any byte of the chunk, whatever they are.
  static constexpr std::size_t kReadable = 16;

  // Reads text[at, end) up to the last white space in its first kBytes. size is 0 if it begins with a longer run, or
  // with a white space before one. The text must live as long as `bytes` is used.
  void read(std::string_view text, std::uint32_t at, std::uint32_t end);

  // The run that holds this byte.
  [[nodiscard]] std::uint32_t run_start(std::uint32_t at) const;
  [[nodiscard]] std::uint32_t run_end(std::uint32_t at) const;

  std::uint32_t size;
  const char* bytes;
  std::uint64_t space;
  std::uint64_t starts;  // of tokens
  std::uint64_t ends;    // the bytes behind them
  std::uint64_t careful;
  std::uint64_t upper;
  std::uint64_t lower;
  std::uint64_t digit;
  std::uint64_t clitic;  // its first byte
  std::uint64_t glued;   // no white space stands before; a dash or slash does, or one of these stands here

 private:
  static constexpr std::size_t kRead = 64;  // bytes at once
  // Of the full stops behind a word, those that may belong to it.
  [[nodiscard]] std::uint64_t stops_of_abbreviations(std::uint64_t stops) const;

  std::array<char, kRead + kReadable> copy_;  // of the text's last bytes
};

}  // namespace pressbox

#include "extractor/gazetteer/classes.h"

#include <algorithm>

#include "extractor/gazetteer/class_bits.h"
#include "extractor/tokens/reserve.h"

namespace pressbox {

void classify_tokens(const TokenArray& tokens, const TokenColumn<Match>& matches, std::vector<ClassBits>& bits,
                     TokenColumn<std::uint32_t>& begin) {
  const std::uint32_t count = tokens.size();
  reserve_large(bits, count);
  reserve_large(begin, count + 1);
  bits.assign(count, 0);
  begin.assign(count + 1, 0);
  std::uint32_t number = 0;
  for (const Match& match : matches) {
    begin[match.first + 1] = ++number;
    class_bits::add(match, bits.data());
  }
  // Where no match begins, those of the token before are the last.
  for (std::uint32_t i = 0; i < count; ++i) begin[i + 1] = std::max(begin[i + 1], begin[i]);
}

}  // namespace pressbox

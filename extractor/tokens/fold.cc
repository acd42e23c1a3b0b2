// Folding: what makes two spellings the same word.
//
//   - case: "BEŞIKTAŞ", "Beşiktaş";
//   - accents and compatibility forms: NFKD with the marks dropped, and letters that Unicode does not decompose
//     but a keyboard without them does (ø o, ł l, đ d, ß ss, æ ae, œ oe, ı i, þ th, ð d ...);
//   - apostrophes: ’ ‘ ʼ ′ become ';
//   - full stops of abbreviations: "U.S." is "us", "St." is "st". A number keeps its inner stop ("10.04");
//   - "&" is "and".
//
// "Müller" folds to "muller". "Mueller" is another spelling and stays one: a lexicon lists it.
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "extractor/gazetteer/hash.h"
#include "extractor/gazetteer/utf8.h"
#include "extractor/tokens/tokens.h"

namespace pressbox {
namespace {

constexpr std::size_t kShortWord = 64;

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The ASCII spelling of a lower-case letter that has no decomposition; nullptr if it has none.
const char* plain_letter(UChar32 c) {
  switch (c) {
    case 0x00df:
      return "ss";  // ß
    case 0x00e6:
      return "ae";  // æ
    case 0x00f0:
      return "d";  // ð
    case 0x00f8:
      return "o";  // ø
    case 0x00fe:
      return "th";  // þ
    case 0x0111:
      return "d";  // đ
    case 0x0127:
      return "h";  // ħ
    case 0x0131:
      return "i";  // ı
    case 0x0138:
      return "k";  // ĸ
    case 0x0142:
      return "l";  // ł
    case 0x014b:
      return "n";  // ŋ
    case 0x0153:
      return "oe";  // œ
    case 0x0167:
      return "t";  // ŧ
    case 0x0180:
      return "b";  // ƀ
    case 0x01dd:
      return "e";  // ǝ
    case 0x0192:
      return "f";  // ƒ
    case 0x01b6:
      return "z";  // ƶ
    case 0x0253:
      return "b";  // ɓ
    case 0x0254:
      return "o";  // ɔ
    case 0x0256:
    case 0x0257:
      return "d";  // ɖ ɗ
    case 0x0259:
      return "a";  // ə: Əliyev is written Aliyev
    case 0x025b:
      return "e";  // ɛ
    case 0x0268:
      return "i";  // ɨ
    case 0x2010:
    case 0x2011:
    case 0x2212:
      return "-";
    case 0x2018:
    case 0x2019:
    case 0x201b:
    case 0x2032:
    case 0x00b4:
    case 0x02b9:
    case 0x02bb:
    case 0x02bc:
    case 0x02bd:
    case 0x02be:
    case 0x02bf:
      return "'";
    default:
      return nullptr;
  }
}

// One decomposed code point.
void append_folded(UChar32 c, std::string& out) {
  const int type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return;
  if (u_isUWhiteSpace(c)) return;  // NFKD of a spacing accent
  const UChar32 lower = u_foldCase(c, U_FOLD_CASE_DEFAULT);
  if (const char* plain = plain_letter(lower)) {
    out += plain;
  } else {
    utf8::append(static_cast<char32_t>(lower), out);
  }
}

// Case, accents and letters; the full stops are still there.
std::string fold_letters(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkd = unorm2_getNFKDInstance(&status);
  for (std::size_t i = 0; i < word.size();) {
    const char32_t decoded = utf8::next(word, i);
    const UChar32 c = decoded == utf8::kInvalid ? 0xfffd : static_cast<UChar32>(decoded);
    if (c < 0x80) {
      out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
      continue;
    }
    if (const char* plain = plain_letter(c)) {  // ahead of NFKD, which makes a space of ´
      out += plain;
      continue;
    }
    std::array<UChar, 32> parts{};
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t count =
        U_SUCCESS(status)
            ? unorm2_getDecomposition(nfkd, c, parts.data(), static_cast<std::int32_t>(parts.size()), &error)
            : -1;
    if (count < 0 || U_FAILURE(error)) {
      append_folded(c, out);
      continue;
    }
    for (std::int32_t part = 0; part < count;) {
      UChar32 decomposed = 0;
      U16_NEXT(parts.data(), part, count, decomposed);
      append_folded(decomposed, out);
    }
  }
  return out;
}

// Drops the stops of an abbreviation in place, returns the new length. A word of nothing but stops stays.
std::size_t drop_stops(char* word, std::size_t length) {
  std::size_t last = length;
  while (last > 0 && word[last - 1] == '.') --last;
  if (last == 0) return length;
  if (is_digit(word[0])) return last;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < last; ++i) {
    if (word[i] != '.') word[kept++] = word[i];
  }
  return kept;
}

// Lower-cases an ASCII word into out. Returns false at the first byte that is not ASCII.
bool fold_ascii(std::string_view word, char* out, bool& stops) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto c = static_cast<unsigned char>(word[i]);
    if (c >= 0x80) return false;
    stops |= c == '.';
    out[i] = static_cast<char>(c + (static_cast<unsigned>(c - 'A') < 26u ? 'a' - 'A' : 0));
  }
  return true;
}

}  // namespace

std::string fold(std::string_view word) {
  if (word == "&") return "and";
  std::string out = fold_letters(word);
  out.resize(drop_stops(out.data(), out.size()));
  return out;
}

std::uint64_t fold_hash(std::string_view word) {
  if (word.size() <= kShortWord && word != "&") {
    std::array<char, kShortWord> buffer;
    bool stops = false;
    if (fold_ascii(word, buffer.data(), stops)) {
      const std::size_t length = stops ? drop_stops(buffer.data(), word.size()) : word.size();
      return hashing::hash_word({buffer.data(), length});
    }
  }
  return hashing::hash_word(fold(word));
}

}  // namespace pressbox

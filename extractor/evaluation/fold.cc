#include "extractor/evaluation/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace pressbox {
namespace {

// Letters, whatever has a numeric value, and the underscore: what regular expressions call a word character.
bool is_word(UChar32 c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  return (U_GET_GC_MASK(c) & U_GC_L_MASK) != 0 || u_getNumericValue(c) != U_NO_NUMERIC_VALUE;
}

std::string fold_ascii(std::string_view name) {
  std::string folded;
  folded.reserve(name.size());
  bool gap = false;
  for (const char c : name) {
    if (!is_word(static_cast<unsigned char>(c))) {
      gap = !folded.empty();
      continue;
    }
    if (gap) folded += ' ';
    gap = false;
    folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return folded;
}

constexpr std::array<std::string_view, 17> kClubWords = {"fc",       "afc",      "cf",   "sc",  "ac",  "as",
                                                         "rc",       "bc",       "rfc",  "cc",  "the", "club",
                                                         "football", "national", "team", "men", "s"};

}  // namespace

std::string fold_name(std::string_view name) {
  if (std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    return fold_ascii(name);
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status) != 0) return fold_ascii(name);  // only without ICU's own data
  const icu::UnicodeString source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
  const icu::UnicodeString decomposed = nfkd->normalize(source, status);
  icu::UnicodeString bare;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    if (u_getCombiningClass(c) == 0) bare.append(c);
  }
  bare.foldCase();
  icu::UnicodeString folded;
  bool gap = false;
  for (int32_t i = 0; i < bare.length(); i = bare.moveIndex32(i, 1)) {
    const UChar32 c = bare.char32At(i);
    if (!is_word(c)) {
      gap = !folded.isEmpty();
      continue;
    }
    if (gap) folded.append(UChar32{' '});
    gap = false;
    folded.append(c);
  }
  std::string out;
  folded.toUTF8String(out);
  return out;
}

std::string fold_team_name(std::string_view name) {
  std::string folded = fold_name(name);
  std::string kept;
  for (std::size_t start = 0; start < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', start), folded.size());
    const std::string_view word = std::string_view(folded).substr(start, end - start);
    if (std::find(kClubWords.begin(), kClubWords.end(), word) == kClubWords.end()) {
      if (!kept.empty()) kept += ' ';
      kept += word;
    }
    start = end + 1;
  }
  return kept.empty() ? folded : kept;
}

}  // namespace pressbox

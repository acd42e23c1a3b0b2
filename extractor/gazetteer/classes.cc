#include "extractor/gazetteer/classes.h"

#include <array>

#include "extractor/tokens/large_pages.h"

namespace pressbox {
namespace {

struct Bits {
  ClassBits first = 0;   // of a match's first token
  ClassBits inside = 0;  // of all its tokens
};

// By type; 16, so that no number of a damaged lexicon leads outside. A word's class is a bit of its own, and a country
// is one thing or another by the form.
constexpr std::array<Bits, 16> make_type_bits() {
  std::array<Bits, 16> bits{};
  const auto of = [&](EntryType type) -> Bits& { return bits[static_cast<std::size_t>(type)]; };
  of(EntryType::role) = {kRoleFirst, kInRole};
  of(EntryType::title).first = kTitleFirst;
  of(EntryType::cue) = {kCueFirst, kInCue};
  of(EntryType::country).first = kNameFirst;
  of(EntryType::city).first = kNameFirst | kCityFirst;
  of(EntryType::team).first = kNameFirst | kTeamFirst;
  of(EntryType::person).first = kNameFirst | kPersonFirst;
  of(EntryType::competition).first = kNameFirst;
  of(EntryType::venue).first = kNameFirst;
  of(EntryType::outlet).first = kNameFirst;
  return bits;
}
constexpr std::array<Bits, 16> kTypeBits = make_type_bits();

constexpr std::array<ClassBits, 8> make_country_bits() {
  std::array<ClassBits, 8> bits{};
  bits.fill(kCountryFirst);
  for (const FormKind form : {FormKind::adjective, FormKind::noun, FormKind::noun_plural}) {
    bits[static_cast<std::size_t>(form)] = kNationalityFirst;
  }
  return bits;
}
constexpr std::array<ClassBits, 8> kCountryBits = make_country_bits();
static_assert(static_cast<std::size_t>(FormKind::inflection) + 1 == kCountryBits.size());
static_assert(static_cast<std::size_t>(EntryType::word) < kTypeBits.size());

}  // namespace

void classify_tokens(const TokenArray& tokens, const std::vector<Match>& matches, std::vector<ClassBits>& bits,
                     std::vector<std::uint32_t>& begin) {
  const std::uint32_t count = tokens.size();
  reserve_large(bits, count);
  reserve_large(begin, count + 1);
  bits.assign(count, 0);
  begin.assign(count + 1, 0);
  for (const Match& match : matches) {
    ++begin[match.first + 1];
    const Bits& own = kTypeBits[static_cast<std::size_t>(match.type) & 15u];
    // A closed class of several words ("in front of") is its first word's only. No branch tells types apart: they come
    // in no order that a processor could guess.
    const bool of_class = match.type == EntryType::word && match.first == match.last;
    const ClassBits country =
        match.type == EntryType::country ? kCountryBits[static_cast<std::size_t>(match.form) & 7u] : 0;
    bits[match.first] |= own.first | country | static_cast<ClassBits>(of_class) << (match.subtype & 63u);
    if (own.inside != 0) {
      for (Index t = match.first; t <= match.last; ++t) bits[t] |= own.inside;
    }
  }
  for (std::uint32_t i = 0; i < count; ++i) begin[i + 1] += begin[i];
}

}  // namespace pressbox

#include "extractor/gazetteer/classes.h"

#include <algorithm>
#include <array>

#include "extractor/tokens/reserve.h"

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
static_assert(static_cast<std::size_t>(EntryType::word) < kTypeBits.size());

// Of the first token, by type and form, with what is true of all.
constexpr std::size_t kForms = 8;
static_assert(static_cast<std::size_t>(FormKind::inflection) + 1 == kForms);
constexpr std::array<std::array<ClassBits, kForms>, 16> make_first_bits() {
  std::array<std::array<ClassBits, kForms>, 16> bits{};
  for (std::size_t type = 0; type < bits.size(); ++type)
    bits[type].fill(kTypeBits[type].first | kTypeBits[type].inside);
  for (std::size_t form = 0; form < kForms; ++form) {
    const auto kind = static_cast<FormKind>(form);
    const bool people = kind == FormKind::adjective || kind == FormKind::noun || kind == FormKind::noun_plural;
    bits[static_cast<std::size_t>(EntryType::country)][form] |= people ? kNationalityFirst : kCountryFirst;
  }
  return bits;
}
constexpr std::array<std::array<ClassBits, kForms>, 16> kFirstBits = make_first_bits();

}  // namespace

void classify_tokens(const TokenArray& tokens, const std::vector<Match>& matches, std::vector<ClassBits>& bits,
                     std::vector<std::uint32_t>& begin) {
  const std::uint32_t count = tokens.size();
  reserve_large(bits, count);
  reserve_large(begin, count + 1);
  bits.assign(count, 0);
  begin.assign(count + 1, 0);
  ClassBits* const to = bits.data();
  std::uint32_t* const behind = begin.data() + 1;
  std::uint32_t number = 0;
  for (const Match& match : matches) {
    behind[match.first] = ++number;
    const std::size_t type = static_cast<std::size_t>(match.type) & 15u;
    const bool single = match.first == match.last;
    // A closed class of several words ("in front of") is its first word's only. No branch tells types apart: they come
    // in no order that a processor could guess.
    const auto of_class = static_cast<ClassBits>((match.type == EntryType::word) & single);
    to[match.first] |= kFirstBits[type][static_cast<std::size_t>(match.form) & 7u] | of_class << (match.subtype & 63u);
    if (single) continue;
    for (Index t = match.first + 1; t <= match.last; ++t) to[t] |= kTypeBits[type].inside;
  }
  // Where no match begins, those of the token before are the last.
  for (std::uint32_t i = 0; i < count; ++i) begin[i + 1] = std::max(begin[i + 1], begin[i]);
}

}  // namespace pressbox

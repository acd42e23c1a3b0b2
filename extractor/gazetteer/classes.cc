#include "extractor/gazetteer/classes.h"

namespace pressbox {

void classify_tokens(const TokenArray& tokens, const std::vector<Match>& matches, std::vector<ClassBits>& bits,
                     std::vector<std::uint32_t>& begin) {
  const std::uint32_t count = tokens.size();
  bits.assign(count, 0);
  begin.assign(count + 1, 0);
  for (const Match& match : matches) {
    ++begin[match.first + 1];
    ClassBits first = 0;
    ClassBits inside = 0;
    switch (match.type) {
      case EntryType::word:
        // A closed class of several words ("in front of") is its first word's only.
        if (match.first == match.last) first = class_bit(static_cast<WordClass>(match.subtype));
        break;
      case EntryType::role:
        first = kRoleFirst;
        inside = kInRole;
        break;
      case EntryType::title:
        first = kTitleFirst;
        break;
      case EntryType::cue:
        first = kCueFirst;
        inside = kInCue;
        break;
      case EntryType::country:
        first = kNameFirst | (match.form == FormKind::adjective || match.form == FormKind::noun ||
                                      match.form == FormKind::noun_plural
                                  ? kNationalityFirst
                                  : kCountryFirst);
        break;
      case EntryType::city:
        first = kNameFirst | kCityFirst;
        break;
      case EntryType::team:
        first = kNameFirst | kTeamFirst;
        break;
      case EntryType::person:
        first = kNameFirst | kPersonFirst;
        break;
      case EntryType::competition:
      case EntryType::venue:
      case EntryType::outlet:
        first = kNameFirst;
        break;
    }
    bits[match.first] |= first;
    if (inside != 0) {
      for (Index t = match.first; t <= match.last; ++t) bits[t] |= inside;
    }
  }
  for (std::uint32_t i = 0; i < count; ++i) begin[i + 1] += begin[i];
}

}  // namespace pressbox

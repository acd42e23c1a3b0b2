#include "extractor/entities/world_index.h"

namespace pressbox {

WorldIndex::WorldIndex(const Lexicon& lexicon) {
  for (Index i = 0; i < lexicon.entry_count(); ++i) {
    const Entry entry = lexicon.entry(i);
    if (entry.type == EntryType::country) countries_.emplace(entry.name, i);
    if (entry.type != EntryType::team || entry.city.empty()) continue;
    if (entry.subtype == static_cast<std::uint8_t>(TeamKind::franchise)) {
      by_city_[entry.city].emplace_back(i, entry.sport);
    }
  }
}

}  // namespace pressbox

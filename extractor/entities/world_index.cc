#include "extractor/entities/world_index.h"

#include <algorithm>

namespace pressbox {

WorldIndex::WorldIndex(const Lexicon& lexicon) {
  const auto add = [this](std::uint64_t words, Index entry, Sport sport) {
    auto& list = by_place_[words];
    const bool known = std::any_of(list.begin(), list.end(), [&](const Franchise& f) { return f.entry == entry; });
    if (!known) list.push_back({entry, sport});
  };
  for (Index i = 0; i < lexicon.entry_count(); ++i) {
    const Entry entry = lexicon.entry(i);
    if (entry.type == EntryType::country) countries_.emplace(entry.name, i);
    if (entry.type != EntryType::team || entry.subtype != static_cast<std::uint8_t>(TeamKind::franchise)) continue;
    const auto walk = [&](std::string_view name, bool whole) {
      std::uint64_t words = 0;
      while (!name.empty()) {
        const std::size_t space = name.find(' ');
        const std::string_view word = name.substr(0, space);
        name.remove_prefix(space == std::string_view::npos ? name.size() : space + 1);
        words = add_word(words, fold_hash(word));
        if (name.empty() ? whole : !whole) add(words, i, entry.sport);
      }
    };
    walk(entry.name, false);
    walk(entry.city, true);
  }
}

}  // namespace pressbox

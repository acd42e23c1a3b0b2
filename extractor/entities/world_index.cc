#include "extractor/entities/world_index.h"

#include <algorithm>

namespace pressbox {

WorldIndex::WorldIndex(const Lexicon& lexicon) {
  const auto add = [this](std::uint64_t words, Index entry, const Entry& franchise) {
    auto& list = by_place_[words];
    const bool known = std::any_of(list.begin(), list.end(), [&](const Franchise& f) { return f.entry == entry; });
    if (!known) list.push_back({entry, franchise.sport, franchise.weight});
  };
  for (Index i = 0; i < lexicon.entry_count(); ++i) {
    const EntryHead head = lexicon.head(i);
    if (head.type == EntryType::country) countries_.emplace(lexicon.entry(i).name, i);
    if (head.type != EntryType::team || head.subtype != static_cast<std::uint8_t>(TeamKind::franchise)) continue;
    const Entry entry = lexicon.entry(i);
    const auto walk = [&](std::string_view name, bool whole) {
      first_words_.set(fold_hash(name.substr(0, name.find(' '))) % first_words_.size());
      std::uint64_t words = 0;
      while (!name.empty()) {
        const std::size_t space = name.find(' ');
        const std::string_view word = name.substr(0, space);
        name.remove_prefix(space == std::string_view::npos ? name.size() : space + 1);
        words = add_word(words, fold_hash(word));
        if (name.empty() ? whole : !whole) add(words, i, entry);
      }
    };
    walk(entry.name, false);
    walk(entry.city, true);
  }
  std::size_t row = 0;
  for (Index i = 0; i < lexicon.rule_count() && row < kMaxGivenNames; ++i) {
    const Rule rule = lexicon.rule(i);
    if (!rule.id.starts_with("entities.words.given.")) continue;
    for (std::string_view rest = rule.pattern; !rest.empty();) {
      const std::size_t bar = std::min(rest.find('|'), rest.size());
      given_names_[fold_hash(rest.substr(0, bar))].set(row);
      rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
    ++row;
  }
}

}  // namespace pressbox

// Entries by what joins them: teams by their city ("Cleveland lost"), countries by their name. Built once from the
// lexicon, which it borrows.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractor/gazetteer/lexicon.h"

namespace pressbox {

class WorldIndex {
 public:
  explicit WorldIndex(const Lexicon& lexicon);

  // The franchise or college that plays the sport in this city. Of several, the one that `active` (entry -> mentions
  // in this article) has seen most; kNone where the article has seen none of several.
  template <typename Active>
  [[nodiscard]] Index franchise_of(std::string_view city, Sport sport, const Active& active) const {
    const auto found = by_city_.find(city);
    if (found == by_city_.end()) return kNone;
    Index best = kNone;
    int best_seen = 0;
    int candidates = 0;
    for (const auto& [entry, entry_sport] : found->second) {
      if (entry_sport != sport) continue;
      ++candidates;
      const int seen = active(entry);
      if (seen > best_seen || (best == kNone && best_seen == 0)) {
        best = entry;
        best_seen = seen;
      }
    }
    return candidates > 1 && best_seen == 0 ? kNone : best;
  }

  // The country of this canonical name; kNone if the lexicon has none.
  [[nodiscard]] Index country(std::string_view name) const {
    const auto found = countries_.find(name);
    return found == countries_.end() ? kNone : found->second;
  }

 private:
  std::unordered_map<std::string_view, Index> countries_;
  std::unordered_map<std::string_view, std::vector<std::pair<Index, Sport>>> by_city_;
};

}  // namespace pressbox

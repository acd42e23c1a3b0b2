#include "extractor/entities/world_index.h"

#include <algorithm>
#include <string_view>

namespace pressbox {
namespace {

// "entities.words.side.football.ireland": Ireland|Republic of Ireland.
constexpr std::string_view kSidePrefix = "entities.words.side.";

template <typename Visit>
void for_each_word(std::string_view words, const Visit& visit) {
  while (!words.empty()) {
    const std::size_t bar = std::min(words.find('|'), words.size());
    visit(words.substr(0, bar));
    words.remove_prefix(std::min(bar + 1, words.size()));
  }
}

}  // namespace

void WorldIndex::add_own_name(const Lexicon& lexicon, const Rule& rule) {
  const std::string_view rest = rule.id.substr(kSidePrefix.size());
  const auto sport = sport_from_name(rest.substr(0, rest.find('.')));
  const std::size_t bar = rule.pattern.find('|');
  if (!sport || bar == std::string_view::npos) return;
  OwnName own{*sport, kNone, kNone};
  for (Index i = 0; i < lexicon.entry_count(); ++i) {
    const EntryHead head = lexicon.head(i);
    if (head.type != EntryType::team || head.subtype != static_cast<std::uint8_t>(TeamKind::national)) continue;
    const std::string_view name = lexicon.entry(i).name;
    if (name == rule.pattern.substr(0, bar)) own.called = i;
    if (name == rule.pattern.substr(bar + 1)) own.side = i;
  }
  if (own.called != kNone && own.side != kNone) own_names_.push_back(own);
}

WorldIndex::WorldIndex(const Lexicon& lexicon) {
  const auto add = [this](std::uint64_t words, Index entry, const Entry& franchise) {
    auto& list = by_place_[words];
    const bool known = std::any_of(list.begin(), list.end(), [&](const Franchise& f) { return f.entry == entry; });
    if (!known) list.push_back({entry, franchise.sport, franchise.weight});
  };
  for (Index i = 0; i < lexicon.entry_count(); ++i) {
    const EntryHead head = lexicon.head(i);
    if (head.type == EntryType::country) countries_.emplace(lexicon.entry(i).name, i);
    if (head.type != EntryType::team) continue;
    const bool college = head.subtype == static_cast<std::uint8_t>(TeamKind::college);
    if (!college && head.subtype != static_cast<std::uint8_t>(TeamKind::franchise)) continue;
    const Entry entry = lexicon.entry(i);
    const auto walk = [&](std::string_view name, bool whole, const auto& visit) {
      std::uint64_t words = 0;
      while (!name.empty()) {
        const std::size_t space = name.find(' ');
        const std::string_view word = name.substr(0, space);
        name.remove_prefix(space == std::string_view::npos ? name.size() : space + 1);
        words = add_word(words, fold_hash(word));
        if (name.empty() ? whole : !whole) visit(words);
      }
    };
    if (college) {
      walk(entry.name, false, [&](std::uint64_t words) {
        const auto [at, fresh] = colleges_.emplace(words, i);
        if (!fresh) at->second = kNone;
      });
      continue;
    }
    for (const std::string_view name : {entry.name, entry.city}) {
      first_words_.set(fold_hash(name.substr(0, name.find(' '))) % first_words_.size());
    }
    walk(entry.name, false, [&](std::uint64_t words) { add(words, i, entry); });
    walk(entry.city, true, [&](std::uint64_t words) { add(words, i, entry); });
  }
  std::size_t row = 0;
  for (Index i = 0; i < lexicon.rule_count(); ++i) {
    const Rule rule = lexicon.rule(i);
    if (rule.id == "entities.words.club-prefix") {
      for_each_word(rule.pattern, [&](std::string_view word) { club_prefixes_.insert(fold_hash(word)); });
    } else if (rule.id == "entities.words.sport-name") {
      for_each_word(rule.pattern, [&](std::string_view word) { sport_names_.insert(fold_hash(word)); });
    } else if (rule.id == "entities.words.other-time") {
      for_each_word(rule.pattern, [&](std::string_view word) { other_times_.insert(fold_hash(word)); });
    } else if (rule.id.starts_with(kSidePrefix)) {
      add_own_name(lexicon, rule);
    } else if (rule.id.starts_with("entities.words.given.")) {
      full_forms_.emplace(fold_hash(rule.pattern.substr(0, rule.pattern.find('|'))), row);
      for_each_word(rule.pattern, [&](std::string_view word) { given_names_[fold_hash(word)].push_back(row); });
      ++row;
    }
  }
}

}  // namespace pressbox

#include "extractor/entities/world_index.h"

#include <limits>
#include <string_view>
#include <unordered_map>

#include "extractor/rules/word_list.h"

namespace pressbox {
namespace {

// "entities.words.side.football.ireland": Ireland|Republic of Ireland.
constexpr std::string_view kSidePrefix = "entities.words.side.";

// Calls visit with add_word() over the first words of a name, for one word, two words ...; and whether it is all of it.
template <typename Visit>
void for_each_beginning(std::string_view name, const Visit& visit) {
  std::uint64_t words = 0;
  while (!name.empty()) {
    const std::size_t space = name.find(' ');
    words = WorldIndex::add_word(words, fold_hash(name.substr(0, space)));
    name.remove_prefix(space == std::string_view::npos ? name.size() : space + 1);
    visit(words, name.empty());
  }
}

std::uint8_t packed_year(int year) {
  return static_cast<std::uint8_t>(year != 0 ? year - image::kYearZero : 0);
}

bool is_team_of(const EntryHead& head, TeamKind kind) {
  return head.type == EntryType::team && head.subtype == static_cast<std::uint8_t>(kind);
}

}  // namespace

void WorldIndex::add_own_name(const Lexicon& lexicon, const Rule& rule) {
  const std::string_view rest = rule.id.substr(kSidePrefix.size());
  const auto sport = sport_from_name(rest.substr(0, rest.find('.')));
  const std::size_t bar = rule.pattern.find('|');
  if (!sport || bar == std::string_view::npos) return;
  OwnName own{*sport, kNone, kNone};
  lexicon.each_of(EntryType::team, [&](Index i) {
    if (!is_team_of(lexicon.head(i), TeamKind::national)) return;
    const std::string_view name = lexicon.entry(i).name;
    if (name == rule.pattern.substr(0, bar)) own.called = i;
    if (name == rule.pattern.substr(bar + 1)) own.side = i;
  });
  if (own.called != kNone && own.side != kNone) own_names_.push_back(own);
}

void WorldIndex::add_notes(const Lexicon& lexicon) {
  std::unordered_map<std::string_view, std::uint16_t> countries = {{"", 0}};
  countries_ = {kNone};
  const auto number_of = [&](std::string_view name) {
    // More than a lexicon of this world has; the rest would have none.
    constexpr std::size_t kMost = std::numeric_limits<PackedPerson>::max() / kGenders;
    const auto [country, fresh] = countries.try_emplace(name, std::uint16_t{0});
    if (fresh && countries_.size() <= kMost) {
      country->second = static_cast<std::uint16_t>(countries_.size());
      countries_.push_back(kNone);
    }
    return country->second;
  };
  lexicon.each_of(EntryType::country, [&](Index i) {
    const std::uint16_t number = number_of(lexicon.entry(i).name);
    if (number != 0 && countries_[number] == kNone) countries_[number] = i;
    country_numbers_.add(i, number);
  });
  united_states_ = number_of("United States");
  const std::uint16_t canada = number_of("Canada");
  lexicon.each_of(EntryType::team, [&](Index i) {
    const Entry entry = lexicon.entry(i);
    const EntryHead head = lexicon.head(i);
    TeamNote team;
    team.country = number_of(entry.country);
    team.first_year = packed_year(head.first_year);
    team.last_year = packed_year(head.last_year);
    team.kind = static_cast<TeamKind>(head.subtype);
    team.sport = head.sport;
    team.weight = head.weight;
    team.womens_league = entry.detail == "WNBA" || entry.detail == "NWSL" || entry.detail == "PWHL" ||
                         entry.detail.find("Women") != std::string_view::npos;
    team.crosses_border =
        team.kind == TeamKind::franchise && (team.country == united_states_ || team.country == canada);
    teams_.add(i, team);
  });
  lexicon.each_of(EntryType::person, [&](Index i) {
    const Entry entry = lexicon.entry(i);
    people_.add(i, static_cast<PackedPerson>(number_of(entry.country) * kGenders +
                                             static_cast<unsigned>(entry.gender) % kGenders));
  });
  lexicon.each_of(EntryType::role, [&](Index i) { role_genders_.add(i, lexicon.head(i).gender); });
  lexicon.each_of(EntryType::title, [&](Index i) { title_genders_.add(i, lexicon.head(i).gender); });
}

void WorldIndex::add_teams(const Lexicon& lexicon) {
  lexicon.each_of(EntryType::team, [&](Index i) {
    const EntryHead head = lexicon.head(i);
    if (is_team_of(head, TeamKind::college)) {
      for_each_beginning(lexicon.entry(i).name, [&](std::uint64_t words, bool whole) {
        if (whole) return;
        const auto [college, fresh] = colleges_.insert(words);
        college = fresh ? i : kNone;
      });
    }
    const auto sport = static_cast<std::size_t>(head.sport);
    if (!is_team_of(head, TeamKind::franchise) || sport >= kSportCount) return;
    franchise_sports_ |= std::uint32_t{1} << (static_cast<unsigned>(head.sport) & 31u);
    const Entry entry = lexicon.entry(i);
    const auto add = [&](std::uint64_t words) {
      franchises_.add(of_sport(words, head.sport), {i, head.weight});
      place_words_[sport].add(words);
    };
    for (const std::string_view name : {entry.name, entry.city}) {
      first_words_[sport].add(fold_hash(name.substr(0, name.find(' '))));
    }
    for_each_beginning(entry.name, [&](std::uint64_t words, bool whole) {
      if (!whole) add(words);
    });
    for_each_beginning(entry.city, [&](std::uint64_t words, bool whole) {
      if (whole) add(words);
    });
  });
  franchises_.close();
}

void WorldIndex::mark_word(std::string_view word, WordMark mark) {
  const std::uint64_t hash = fold_hash(word);
  word_marks_[hash] |= mark;
  marks_filter_[hash % marks_filter_.size()] |= mark;
}

void WorldIndex::add_words(const Lexicon& lexicon) {
  constexpr std::array<std::pair<std::string_view, WordMark>, 3> kMarks = {
      std::pair{"entities.words.club-prefix", kClubPrefix}, std::pair{"entities.words.sport-name", kSportName},
      std::pair{"entities.words.other-time", kOtherTime}};
  mark_word("Club", kClub);
  std::uint32_t row = 0;
  for (Index i = 0; i < lexicon.rule_count(); ++i) {
    const Rule rule = lexicon.rule(i);
    if (!rule.id.starts_with("entities.words.")) continue;
    for (const auto& [id, mark] : kMarks) {
      if (rule.id != id) continue;
      for_each_word(rule.pattern, [&, mark = mark](std::string_view word) { mark_word(word, mark); });
    }
    if (rule.id.starts_with(kSidePrefix)) add_own_name(lexicon, rule);
    if (rule.id.starts_with("entities.words.given.")) {
      const auto [full, fresh] = full_forms_.insert(fold_hash(rule.pattern.substr(0, rule.pattern.find('|'))));
      if (fresh) full = row;
      for_each_word(rule.pattern, [&](std::string_view word) {
        const std::uint64_t hash = fold_hash(word);
        given_names_.add(hash, row);
        given_filter_.add(hash);
      });
      ++row;
    }
  }
  given_names_.close();
}

WorldIndex::WorldIndex(const Lexicon& lexicon) {
  add_notes(lexicon);
  add_teams(lexicon);
  add_words(lexicon);
}

}  // namespace pressbox

#include "extractor/gazetteer/check.h"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "extractor/gazetteer/image.h"
#include "extractor/gazetteer/table_file.h"
#include "extractor/gazetteer/text_files.h"
#include "extractor/tokens/tokens.h"

namespace pressbox {
namespace {

namespace fs = std::filesystem;

// A common word: as in WordInfo::common.
constexpr int kCommonWord = 4;
constexpr int kVeryCommonWord = 6;
constexpr int kFrequentName = 5;  // as in WordInfo: borne by more than 10,000
constexpr int kFamous = 3;        // a team's weight from which it may be called by what is also a person's name
constexpr int kOwnsShared = 5;    // a team's weight from which its full name may be what many are called: Rangers
constexpr std::size_t kMostSharers = 6;

constexpr int kGreatestFame = 7;
constexpr int kGreatestStrength = 5;  // of a cue

// Classes whose words stand everywhere, so that even a nickname may not be one; an abbreviation may be some of them
// (WAS, US), for it is matched in capitals.
constexpr std::array<std::string_view, 13> kFunctionClasses = {
    "determiner",  "pronoun_he",  "pronoun_she", "pronoun_they", "pronoun_i", "pronoun_it", "pronoun_who",
    "preposition", "conjunction", "auxiliary",   "negation",     "weekday",   "month"};
constexpr std::ptrdiff_t kNoAbbreviation = 4;  // the first so many of these

// What many teams are called for short, so that it says nothing without the article; only a nickname may be it.
constexpr std::array<std::string_view, 22> kShared = {
    "united",    "city", "town",  "county", "rovers",  "wanderers", "athletic", "albion",
    "rangers",   "real", "inter", "racing", "dynamo",  "dinamo",    "sun",      "sporting",
    "athletics", "fc",   "afc",   "club",   "olympic", "national"};

// Of an entry's class: 0 none of them, 1 no name, 2 no abbreviation either.
int emptiness(std::string_view word_class) {
  const auto at = std::find(kFunctionClasses.begin(), kFunctionClasses.end(), word_class);
  return at == kFunctionClasses.end() ? 0 : at - kFunctionClasses.begin() < kNoAbbreviation ? 2 : 1;
}

bool is_shared(std::string_view folded) {
  return std::find(kShared.begin(), kShared.end(), folded) != kShared.end();
}

std::string in_quotes(std::string_view text) {
  return "'" + std::string(text) + "'";
}

// A cell's values, with their tags and sports taken off.
struct Form {
  std::string_view text;
  std::string_view tag;
  std::string_view sport;
};

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::vector<Form> forms_of(std::string_view cell) {
  std::vector<Form> forms;
  while (!cell.empty()) {
    const std::size_t bar = cell.find('|');
    Form form{trim(cell.substr(0, bar)), {}, {}};
    cell.remove_prefix(bar == std::string_view::npos ? cell.size() : bar + 1);
    for (const std::string_view tag : {"nick", "abbr"}) {
      if (form.text.substr(0, tag.size()) != tag || form.text.substr(tag.size(), 1) != ":") continue;
      form.tag = tag;
      form.text = trim(form.text.substr(tag.size() + 1));
    }
    const std::size_t bracket = form.text.rfind(" [");
    if (bracket != std::string_view::npos && form.text.back() == ']') {
      form.sport = form.text.substr(bracket + 2, form.text.size() - bracket - 3);
      form.text = trim(form.text.substr(0, bracket));
    }
    forms.push_back(form);
  }
  return forms;
}

std::string fold_words(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(" -");
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (word.empty()) continue;
    if (!out.empty()) out += ' ';
    out += fold(word);
  }
  return out;
}

// "10", "2-1", "J": what stands in any article and is nobody's name.
bool is_number_or_letter(std::string_view text) {
  const bool digits = text.find_first_not_of("0123456789-–:.,/ ") == std::string_view::npos;
  return digits ||
         (text.size() == 1 && std::string_view("abcdefghijklmnopqrstuvwxyz").find(text) != std::string_view::npos);
}

// Whether the words, or what they end in, are one of the names: "NBA player" is a player.
bool ends_in_one_of(const std::unordered_set<std::string>& names, std::string_view words) {
  for (;;) {
    if (names.contains(std::string(words))) return true;
    const std::size_t space = words.find(' ');
    if (space == std::string_view::npos) return false;
    words.remove_prefix(space + 1);
  }
}

// Codes of positions, which the lists of athletes have: WR, OLB.
bool is_position_code(std::string_view role) {
  return role.size() <= 4 && std::all_of(role.begin(), role.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

int number(std::string_view cell) {
  int value = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return value;
}

class Checker {
 public:
  // A whole lexicon.
  std::vector<Finding> run(const fs::path& folder) {
    for (Error& error : image::compile_errors(folder)) findings_.push_back({true, std::move(error.message)});
    std::vector<Error> reported;  // by the compiler
    const std::vector<TextFile> files = list_text_files(folder, reported);
    const auto read = [&](const auto& each) {
      for (const TextFile& file : files) {
        const auto row_of = [&](const Row& row) -> std::optional<Error> {
          each(*file.spec, row);
          return std::nullopt;
        };
        (void)read_table(file.path, file.spec->columns, row_of, &reported);
      }
    };
    read([&](const FileSpec& spec, const Row& row) { learn(spec, row); });
    read([&](const FileSpec& spec, const Row& row) { check(spec, row); });
    report_sharers();
    return std::move(findings_);
  }

  // A user's file over a lexicon.
  std::vector<Finding> run(const fs::path& file, const Lexicon& base) {
    learn(base);
    const auto country = [&](std::string_view cell) -> std::optional<std::string> {
      if (!country_cells_.contains(std::string(cell))) return std::nullopt;
      return std::string(cell);
    };
    for (Error& error : image::user_file_errors(file, country)) findings_.push_back({true, std::move(error.message)});
    std::vector<Error> reported;
    std::size_t rows = 0;
    const auto check_row = [&](const Row& row) -> std::optional<Error> {
      ++rows;
      for (const EntryType type : kUserTypes) {
        if (entry_type_name(type) == row[Column::type]) check({"", Content::entries, type, user_columns()}, row);
      }
      return std::nullopt;
    };
    const bool unread = read_table(file, user_columns(), check_row, &reported).has_value();
    if (rows == 0 && !unread && reported.empty())
      findings_.push_back({false, file.string() + ": has no row; add one, or leave the file out"});
    return std::move(findings_);
  }

 private:
  void learn(const FileSpec& spec, const Row& row);
  void learn(const Lexicon& base);
  // A full stop makes an abbreviation of another word: "Sun."
  void learn_word(std::string_view word_class, std::string_view form) {
    const int empty = emptiness(word_class);
    if (empty == 0 || form.ends_with('.')) return;
    int& known = function_words_[fold_words(form)];
    known = std::max(known, empty);
  }
  void learn_team(std::string_view name, std::string_view sport, std::string_view key, int weight) {
    TeamName& team = team_names_[fold_words(name) + '\t' + std::string(sport)];
    if (team.key.empty() || team.weight < weight) team = {std::string(key), weight};
  }
  void check(const FileSpec& spec, const Row& row);
  void check_bytes(const FileSpec& spec, const Row& row);
  void check_references(const Row& row);
  void check_duplicates(const FileSpec& spec, const Row& row);
  void check_team_form(const Row& row, const Form& form, bool is_name);
  bool check_no_name(const Row& row, const Form& form, const std::string& folded, bool is_name);
  void report_sharers();
  void error(const Row& row, const std::string& what) { findings_.push_back({true, row.place() + ": " + what}); }
  void warn(const Row& row, const std::string& what) { findings_.push_back({false, row.place() + ": " + what}); }

  struct Word {
    int common = 0, given = 0, surname = 0;
  };
  struct Sharers {
    std::string place;
    std::string text;
    int weight = 0;  // the greatest of any team's; the count is of the teams that have it
    std::size_t count = 0;
  };

  [[nodiscard]] Word word_of(const std::string& folded) const {
    if (base_ != nullptr) {
      const WordInfo info = base_->word(fold_hash(folded));
      return {info.common, std::max(info.given_male, info.given_female), info.surname};
    }
    const auto found = words_.find(folded);
    return found == words_.end() ? Word{} : found->second;
  }

  const Lexicon* base_ = nullptr;  // over which a user's file lies
  std::vector<Finding> findings_;
  std::unordered_map<std::string, Word> words_;
  std::unordered_map<std::string, int> function_words_;  // and how empty
  std::unordered_set<std::string> roles_;                // names and forms, folded
  struct TeamName {
    std::string key;
    int weight = 0;
  };
  std::unordered_map<std::string, TeamName> team_names_;  // the best known of a full name, folded, and sport
  std::unordered_set<std::string> countries_;             // keys and names, as keys
  std::unordered_set<std::string> country_cells_;         // keys and names as a user's row may give them
  std::unordered_set<std::string> places_;                // cities and countries, folded
  struct Stands {
    std::string place, city;
  };
  std::unordered_map<std::string, std::vector<Stands>> rows_;  // by type, name, sport and country: where it stands
  std::unordered_map<std::string, Sharers> sharers_;           // by form and sport
};

void Checker::learn(const FileSpec& spec, const Row& row) {
  switch (spec.content) {
    case Content::words: {
      Word& word = words_[fold(row[Column::word])];
      word.common = std::max(word.common, number(row[Column::level]));
      break;
    }
    case Content::given_names: {
      Word& word = words_[fold(row[Column::name])];
      word.given = std::max({word.given, number(row[Column::male]), number(row[Column::female])});
      break;
    }
    case Content::surnames: {
      Word& word = words_[fold(row[Column::name])];
      word.surname = std::max(word.surname, number(row[Column::weight]));
      break;
    }
    case Content::entries:
      if (spec.type == EntryType::role) {
        for (const Column column : {Column::key, Column::name}) roles_.insert(fold_words(row[column]));
        for (const Form& form : forms_of(row[Column::forms])) roles_.insert(fold_words(form.text));
      }
      if (spec.type == EntryType::word) {
        for (const Form& form : forms_of(row[Column::forms])) learn_word(row[Column::class_], form.text);
      }
      if (spec.type == EntryType::team) {
        learn_team(row[Column::name], row[Column::sport], row[Column::key], number(row[Column::weight]));
      }
      if (spec.type == EntryType::country || spec.type == EntryType::city) {
        places_.insert(fold_words(row[Column::name]));
        for (const Form& form : forms_of(row[Column::forms])) places_.insert(fold_words(form.text));
      }
      if (spec.type == EntryType::country) {
        country_cells_.insert({std::string(row[Column::key]), std::string(row[Column::name])});
        countries_.insert(lexicon_key(row[Column::key]));
        countries_.insert(lexicon_key(row[Column::name]));
        for (const Form& form : forms_of(row[Column::forms])) {
          if (form.tag != "nick") countries_.insert(lexicon_key(form.text));
        }
      }
      break;
    case Content::rules:
      break;
  }
}

void Checker::learn(const Lexicon& base) {
  base_ = &base;
  for (Index i = 0; i < base.entry_count(); ++i) {
    const Entry entry = base.entry(i);
    if (entry.type == EntryType::country) {
      countries_.insert({std::string(entry.key), lexicon_key(entry.name)});
      country_cells_.insert({std::string(entry.key), std::string(entry.name)});
    }
    if (entry.type == EntryType::team) {
      learn_team(entry.name, sport_name(entry.sport), entry.key, entry.weight);
    }
  }
  base.each_form([&](Index index, FormKind kind, std::string_view folded) {
    const EntryHead head = base.head(index);
    const bool demonym = kind == FormKind::adjective || kind == FormKind::noun || kind == FormKind::noun_plural;
    if (head.type == EntryType::role) roles_.emplace(folded);
    if (head.type == EntryType::city || (head.type == EntryType::country && !demonym)) places_.emplace(folded);
    if (head.type == EntryType::word) {
      const std::string_view key = base.entry(index).key;  // "weekday-2"
      learn_word(key.substr(0, key.find('-')), folded);
    }
  });
}

void Checker::check(const FileSpec& spec, const Row& row) {
  check_bytes(spec, row);
  if (spec.content != Content::entries) return;
  check_references(row);
  check_duplicates(spec, row);
  const bool has_fame = spec.type == EntryType::team || spec.type == EntryType::person;
  const int greatest = has_fame ? kGreatestFame : spec.type == EntryType::cue ? kGreatestStrength : 9;
  if (number(row[Column::weight]) > greatest) {
    warn(row, "the weight " + std::string(row[Column::weight]) + " is greater than " + std::to_string(greatest) +
                  "; give one from 1 to " + std::to_string(greatest));
  }
  const auto source = std::find_if(spec.columns.begin(), spec.columns.end(),
                                   [](const ColumnSpec& column) { return column.column == Column::source; });
  if (source != spec.columns.end() && source->need == Need::column && row[Column::source].empty()) {
    warn(row, "the source is empty; say where the row comes from");
  }
  if (spec.type != EntryType::team) return;
  check_team_form(row, {row[Column::name], {}, {}}, true);
  for (const Form& form : forms_of(row[Column::forms])) check_team_form(row, form, false);
}

void Checker::check_bytes(const FileSpec& spec, const Row& row) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  for (const ColumnSpec& column : spec.columns) {
    const std::string_view cell = row[column.column];
    bool ascii = true;
    bool control = false;
    for (const char c : cell) {
      const auto byte = static_cast<unsigned char>(c);
      ascii = ascii && byte < 0x80;
      control = control || byte < 0x20 || byte == 0x7f;
    }
    const std::string name(column_name(column.column));
    // U+0080 to U+009F, soft hyphens, zero-width and direction marks: nobody sees them, and no article has them there.
    for (const std::string_view hidden : {"\xc2\xad", "\xe2\x80\x8b", "\xe2\x80\x8e", "\xe2\x80\x8f", "\xef\xbb\xbf"}) {
      control = control || cell.find(hidden) != std::string_view::npos;
    }
    for (std::size_t at = cell.find('\xc2'); at != std::string_view::npos; at = cell.find('\xc2', at + 1)) {
      control = control || (at + 1 < cell.size() && static_cast<unsigned char>(cell[at + 1]) < 0xa0);
    }
    if (control) error(row, "a control character or an invisible mark in " + name + "; remove it");
    if (ascii || nfc == nullptr) continue;
    const bool composed =
        nfc->isNormalizedUTF8(icu::StringPiece(cell.data(), static_cast<std::int32_t>(cell.size())), status);
    if (U_SUCCESS(status) && !composed)
      error(row, "the " + name + " is not in NFC; save the file with composed letters");
  }
}

void Checker::check_references(const Row& row) {
  const std::string country(row[Column::country]);
  if (!country.empty() && !countries_.empty() && !countries_.contains(lexicon_key(country))) {
    warn(row, "no row of countries.tsv is called " + in_quotes(country) + "; spell it as there, or add a row there");
  }
  const std::string_view role = row[Column::role];
  if (!role.empty() && !roles_.empty() && !is_position_code(role) && !ends_in_one_of(roles_, fold_words(role))) {
    warn(row, "no row of roles.tsv is called " + in_quotes(role) + "; spell it as there, or add a row there");
  }
  // Most towns have no row in cities/, and need none. A cell that names a country is no town.
  const std::string city(row[Column::city]);
  if (!city.empty() && countries_.contains(lexicon_key(city)) && !places_.contains(fold_words(city))) {
    warn(row, "the city " + in_quotes(city) + " is a country's; give a town, or leave it empty");
  }
}

void Checker::check_duplicates(const FileSpec& spec, const Row& row) {
  const auto type = static_cast<int>(spec.type);
  if (spec.type != EntryType::word) {
    const std::string name(row[Column::name].empty() ? row[Column::key] : row[Column::name]);
    std::string id = std::to_string(type) + '\t' + name + '\t' + std::string(row[Column::sport]) + '\t' +
                     std::string(row[Column::country]) + '\t' + std::string(row[Column::class_]);
    // A row without a city may be of any.
    std::vector<Stands>& others = rows_[std::move(id)];
    const std::string city(row[Column::city]);
    const auto same = std::find_if(others.begin(), others.end(), [&](const Stands& other) {
      return other.city == city || other.city.empty() || city.empty();
    });
    if (same != others.end()) {
      warn(row, in_quotes(name) + " stands at " + same->place +
                    " too, with the same sport and country; remove one, or tell them apart by name");
    }
    others.push_back({row.place(), city});
  }
  std::vector<std::string> seen;
  if (!row[Column::name].empty()) seen.push_back("\t" + std::string(row[Column::name]));
  for (const Form& form : forms_of(row[Column::forms])) {
    std::string id = std::string(form.sport) + "\t" + std::string(form.text);
    if (std::find(seen.begin(), seen.end(), id) != seen.end()) {
      warn(row, "the form " + in_quotes(form.text) + " stands in the row twice; remove one");
    }
    seen.push_back(std::move(id));
  }
}

void Checker::check_team_form(const Row& row, const Form& form, bool is_name) {
  const std::string folded = fold_words(form.text);
  const int weight = number(row[Column::weight]);
  const std::string_view sport = form.sport.empty() ? row[Column::sport] : form.sport;
  if (form.tag != "abbr") {
    Sharers& sharers = sharers_[folded + '\t' + std::string(sport)];
    if (sharers.count == 0 || weight > sharers.weight) sharers = {{}, std::string(form.text), weight, 0};
    if (weight == sharers.weight) {
      ++sharers.count;
      sharers.place = row.place();
    }
  }
  if (check_no_name(row, form, folded, is_name) || !form.tag.empty() || folded.find(' ') != std::string::npos) return;
  if (is_shared(folded)) {
    if (is_name && weight >= kOwnsShared) return;
    warn(row, in_quotes(form.text) + " is what many teams are called; " +
                  (is_name ? "give the full name" : "mark it nick: or remove it"));
    return;
  }
  // A town's name is no common word, and a team may be called by it.
  if (places_.contains(folded) || fold_words(row[Column::city]) == folded) return;
  const Word word = word_of(folded);
  // "Duke" of the Duke Blue Devils is the school.
  const std::string_view name = row[Column::name];
  if (row[Column::kind] == "college" && name.substr(0, form.text.size()) == form.text) return;
  if (is_name ? word.common >= kVeryCommonWord : word.common >= kCommonWord) {
    warn(row, in_quotes(form.text) + " is a common English word; " +
                  (is_name ? "give the team's full name" : "mark it nick: or remove it"));
  } else if (!is_name && weight < kFamous && std::max(word.given, word.surname) >= kFrequentName &&
             word.common < kCommonWord) {
    warn(row, in_quotes(form.text) + " is a common " + (word.given > word.surname ? "given name" : "surname") +
                  ", and few know the team; mark it nick: or remove it");
  }
}

// What no tag makes a name of this team; true after a warning.
bool Checker::check_no_name(const Row& row, const Form& form, const std::string& folded, bool is_name) {
  std::string what;
  const auto empty = function_words_.find(folded);
  if (is_number_or_letter(folded)) {
    what = "a number or a letter";
  } else if (empty != function_words_.end() && empty->second >= (form.tag == "abbr" ? 2 : 1)) {
    what = "a word of every article";
  } else if (form.tag.empty() && fold_words(row[Column::city]) != folded) {
    const std::string_view kind = row[Column::kind];
    const auto other = team_names_.find(folded + '\t' + std::string(row[Column::sport]));
    if ((kind.empty() || kind == "club") && country_cells_.contains(std::string(form.text))) {
      what = "a country";
    } else if (!is_name && other != team_names_.end() && other->second.key != row[Column::key] &&
               other->second.weight > std::max(kFamous, number(row[Column::weight]) - 1) &&
               (" " + fold_words(row[Column::name]) + " ").find(" " + folded + " ") == std::string::npos) {
      what = "the full name of " + other->second.key;
    }
  }
  if (what.empty()) return false;
  warn(row, in_quotes(form.text) + " is " + what + "; " + (is_name ? "give the full name" : "remove it"));
  return true;
}

void Checker::report_sharers() {
  std::vector<Finding> found;
  for (const auto& [key, sharers] : sharers_) {
    if (sharers.count <= kMostSharers) continue;
    found.push_back({false, sharers.place + ": " + std::to_string(sharers.count) +
                                " teams of one sport and weight share " + in_quotes(sharers.text) +
                                "; give the best known a greater weight, or remove it from some"});
  }
  std::sort(found.begin(), found.end(), [](const Finding& a, const Finding& b) { return a.message < b.message; });
  findings_.insert(findings_.end(), found.begin(), found.end());
}

}  // namespace

std::vector<Finding> check_lexicon(const fs::path& folder) {
  return Checker().run(folder);
}

std::vector<Finding> check_user_file(const fs::path& file, const Lexicon& base) {
  return Checker().run(file, base);
}

}  // namespace pressbox

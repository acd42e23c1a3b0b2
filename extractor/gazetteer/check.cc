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

// What many teams are called for short, so that it says nothing without the article; only a nickname may be it.
constexpr std::array<std::string_view, 22> kShared = {
    "united",    "city", "town",  "county", "rovers",  "wanderers", "athletic", "albion",
    "rangers",   "real", "inter", "racing", "dynamo",  "dinamo",    "sun",      "sporting",
    "athletics", "fc",   "afc",   "club",   "olympic", "national"};

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

int number(std::string_view cell) {
  int value = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return value;
}

class Checker {
 public:
  explicit Checker(fs::path folder) : folder_(std::move(folder)) {}

  std::vector<Finding> run() {
    for (Error& error : image::compile_errors(folder_)) findings_.push_back({true, std::move(error.message)});
    std::vector<Error> reported;  // by the compiler
    const std::vector<TextFile> files = list_text_files(folder_, reported);
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

 private:
  void learn(const FileSpec& spec, const Row& row);
  void check(const FileSpec& spec, const Row& row);
  void check_bytes(const FileSpec& spec, const Row& row);
  void check_references(const Row& row);
  void check_duplicates(const FileSpec& spec, const Row& row);
  void check_team_form(const Row& row, const Form& form, bool is_name);
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

  fs::path folder_;
  std::vector<Finding> findings_;
  std::unordered_map<std::string, Word> words_;
  std::unordered_set<std::string> countries_;          // keys and names
  std::unordered_set<std::string> places_;             // cities and countries, folded
  std::unordered_map<std::string, std::string> rows_;  // by type, name, sport and country: where it stands
  std::unordered_map<std::string, Sharers> sharers_;   // by form and sport
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
      if (spec.type == EntryType::country || spec.type == EntryType::city) {
        places_.insert(fold_words(row[Column::name]));
        for (const Form& form : forms_of(row[Column::forms])) places_.insert(fold_words(form.text));
      }
      if (spec.type == EntryType::country) {
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

void Checker::check(const FileSpec& spec, const Row& row) {
  check_bytes(spec, row);
  if (spec.content != Content::entries) return;
  check_references(row);
  check_duplicates(spec, row);
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
                     std::string(row[Column::country]) + '\t' + std::string(row[Column::city]) + '\t' +
                     std::string(row[Column::class_]);
    const auto [at, fresh] = rows_.try_emplace(std::move(id), row.place());
    if (!fresh) {
      warn(row, in_quotes(name) + " stands at " + at->second +
                    " too, with the same sport and country; remove one, or tell them apart by name");
    }
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
  if (!form.tag.empty() || folded.find(' ') != std::string::npos) return;
  if (is_shared(folded)) {
    if (is_name && weight >= kOwnsShared) return;
    warn(row, in_quotes(form.text) + " is what many teams are called; " +
                  (is_name ? "give the full name" : "mark it nick: or remove it"));
    return;
  }
  // A town's name is no common word, and a team may be called by it.
  if (places_.contains(folded) || fold_words(row[Column::city]) == folded) return;
  const auto found = words_.find(folded);
  if (found == words_.end()) return;
  const Word& word = found->second;
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
  return Checker(folder).run();
}

}  // namespace pressbox

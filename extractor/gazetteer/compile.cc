// From the text files of a lexicon folder to the bytes of a compiled lexicon.
#include <unicode/uchar.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <system_error>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "extractor/gazetteer/hash.h"
#include "extractor/gazetteer/image.h"
#include "extractor/gazetteer/run.h"
#include "extractor/gazetteer/table_file.h"
#include "extractor/gazetteer/text_files.h"
#include "extractor/gazetteer/utf8.h"
#include "extractor/patterns/automaton.h"
#include "extractor/patterns/pattern_compiler.h"

namespace pressbox::image {
namespace {

namespace fs = std::filesystem;
using Failure = std::optional<Error>;

constexpr std::array<std::string_view, 6> kTeamKinds = {"club",    "franchise",      "national",
                                                        "college", "representative", "constructor"};
constexpr std::array<std::string_view, 2> kCompetitionKinds = {"", "team_cup"};
constexpr std::array<std::string_view, 15> kRoleClasses = {
    "coach",   "player", "athlete", "official", "executive", "relative", "professional", "spokesperson",
    "generic", "crowd",  "group",   "body",     "press",     "pair",     "document"};
constexpr std::array<std::string_view, 10> kCueClasses = {"say",   "tell",   "ask",    "write", "describe",
                                                          "think", "manner", "source", "noun",  "adjective"};
constexpr std::array<std::string_view, 40> kWordClasses = {
    "weekday",     "month",         "pronoun_he",  "pronoun_she", "pronoun_they", "pronoun_i",  "pronoun_it",
    "pronoun_who", "determiner",    "preposition", "conjunction", "auxiliary",    "negation",   "number_word",
    "ordinal",     "name_particle", "name_suffix", "win_verb",    "lose_verb",    "draw_verb",  "play_verb",
    "win_noun",    "lose_noun",     "draw_noun",   "squad_noun",  "place_noun",   "event_noun", "company_noun",
    "age_noun",    "club_affix",    "travel_word", "of_team",     "to_team",      "land_noun",  "holiday",
    "deal_word",   "belief_noun",   "home_noun",   "womens_word", "sport_term"};
static_assert(kTeamKinds.size() == static_cast<std::size_t>(TeamKind::constructor) + 1);
static_assert(kCompetitionKinds.size() == static_cast<std::size_t>(CompetitionKind::team_cup) + 1);
static_assert(kRoleClasses.size() == static_cast<std::size_t>(RoleClass::document) + 1);
static_assert(kCueClasses.size() == static_cast<std::size_t>(CueClass::adjective) + 1);
static_assert(kWordClasses.size() == static_cast<std::size_t>(WordClass::sport_term) + 1);

struct EntryDraft {
  EntryType type;
  std::uint8_t subtype = 0;
  Sport sport = Sport::unknown;
  Gender gender = Gender::unknown;
  std::uint8_t weight = 0;
  std::uint8_t from = 0;  // as in EntryRecord
  std::uint8_t until = 0;
  std::array<std::string, kEntryTexts> text;
};

struct FormDraft {
  std::uint32_t entry;
  FormKind kind;
  Sport sport;
  std::string text;
};

struct RuleDraft {
  std::string id;
  std::string pattern;
  std::string reason;
  float weight = 0;
  PatternUnits automata;
};

// A run of words of one form, ready for the table.
struct RunDraft {
  std::vector<std::uint64_t> hashes;
  Reading reading{};
};

struct Node {
  std::string folded;      // of its readings
  std::uint16_t word = 0;  // WordInfo, packed
  std::vector<Reading> readings;
  std::uint64_t before = 0;     // the key of the run without its last word; 0: it has one word
  std::uint64_t last_word = 0;  // the hash of its last word
  std::uint32_t longer = 0;     // how many runs begin so and go on
  bool single_word = false;
  bool lower_start = false;
  std::uint64_t next = 0;
  std::uint64_t lower_next = 0;
};

struct CommonTable {
  std::vector<std::uint16_t> pilots;
  std::vector<Slot> slots;
};

// Where the place of a node is to be written, and what that place goes by.
struct NodeAt {
  int rank;
  std::uint64_t key;
  std::uint32_t* place;
};

Spread spread_of(const Node& node) {
  constexpr std::uint32_t kOfLines = 8;
  constexpr std::uint32_t kOfPage = 100;
  return node.longer <= kOfLines ? Spread::lines : node.longer <= kOfPage ? Spread::page : Spread::everywhere;
}

// All strings of the lexicon, each once.
class Pool {
 public:
  std::uint32_t add(std::string_view text) {
    if (text.empty()) return 0;
    const auto [at, fresh] = offsets_.try_emplace(std::string(text), static_cast<std::uint32_t>(bytes_.size()));
    if (fresh) bytes_ += text;
    return at->second;
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::unordered_map<std::string, std::uint32_t> offsets_;
};

std::string in_quotes(std::string_view text) {
  return "'" + std::string(text) + "'";
}

template <std::size_t N>
std::string list(const std::array<std::string_view, N>& names) {
  std::string out;
  for (const std::string_view name : names) out += (out.empty() ? "" : ", ") + std::string(name);
  return out;
}

// Where name stands among names; "-" and "_" are the same.
template <std::size_t N>
std::optional<std::uint8_t> index_in(const std::array<std::string_view, N>& names, std::string_view name) {
  std::string wanted(name);
  std::replace(wanted.begin(), wanted.end(), '-', '_');
  const auto at = std::find(names.begin(), names.end(), wanted);
  if (at == names.end()) return std::nullopt;
  return static_cast<std::uint8_t>(at - names.begin());
}

template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool is_name_type(EntryType type) {
  return type != EntryType::role && type != EntryType::cue && type != EntryType::word;
}

// Keys of vocabulary are words themselves, so they may have spaces and apostrophes.
bool is_key(std::string_view key, EntryType type) {
  const bool vocabulary = type == EntryType::role || type == EntryType::cue || type == EntryType::title;
  return std::all_of(key.begin(), key.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || (vocabulary && (c == ' ' || c == '\''));
  });
}

// Whether lexicon_key() finds anything in the name.
bool has_key_letter(std::string_view name) {
  const std::string folded = fold(name);
  return std::any_of(folded.begin(), folded.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

bool starts_upper(std::string_view word) {
  std::size_t at = 0;
  const auto c = static_cast<UChar32>(utf8::next(word, at));
  return u_isupper(c) || u_istitle(c);
}

bool starts_lower(std::string_view word) {
  std::size_t at = 0;
  return u_islower(static_cast<UChar32>(utf8::next(word, at)));
}

bool has_upper(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<UChar32>(utf8::next(text, at));
    if (u_isupper(c) || u_istitle(c)) return true;
  }
  return false;
}

std::string without_stops(std::string_view word) {
  std::string out(word);
  if (out.find_first_not_of('.') != std::string::npos) std::erase(out, '.');
  return out;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

class Compiler {
 public:
  explicit Compiler(fs::path folder) : folder_(std::move(folder)) {}

  // Everything that is wrong with the folder, in the order in which it is read.
  std::vector<Error> errors() {
    std::vector<Error> all;
    std::error_code error;
    if (!fs::is_directory(folder_, error)) {
      all.push_back(no_folder());
      return all;
    }
    all_ = &all;
    if (auto wrong = read_files()) all.push_back(*std::move(wrong));
    all_ = nullptr;
    return all;
  }

  // Everything that is wrong with a user's file.
  std::vector<Error> user_errors(const fs::path& file, const CountryNames& countries) {
    std::vector<Error> all;
    if (auto wrong = read_user_file(file, countries, &all)) all.push_back(*std::move(wrong));
    return all;
  }

  Result<Bytes> run_user_files(std::span<const fs::path> files, const CountryNames& countries) {
    for (const fs::path& file : files) {
      if (auto wrong = read_user_file(file, countries, nullptr)) return *std::move(wrong);
    }
    drop_replaced();
    order_entries();
    add_forms();
    return lay_out();
  }

  Result<Bytes> run() {
    std::error_code error;
    if (!fs::is_directory(folder_, error)) {
      return no_folder();
    }
    if (auto wrong = read_files()) return *std::move(wrong);
    name_countries();
    order_entries();
    add_forms();
    return lay_out();
  }

 private:
  [[nodiscard]] Error no_folder() const {
    return {folder_.string() + ": is no folder; name the folder that holds the lexicon's .tsv files"};
  }
  Failure read_files();
  Failure read_user_file(const fs::path& file, const CountryNames& countries, std::vector<Error>* all) {
    current_file_ = file.string();
    const auto add = [&](const Row& row) { return add_user_row(row, countries); };
    return read_table(file, user_columns(), add, all);
  }
  Failure add_row(const FileSpec& spec, const Row& row);
  Failure add_entry(EntryType type, const Row& row);
  Failure set_key(const Row& row, EntryDraft& entry);
  Failure set_class(const Row& row, EntryDraft& entry);
  Failure set_attributes(const Row& row, EntryDraft& entry);
  Failure add_cell(const Row& row, Column column, FormKind kind);
  Failure add_form(const Row& row, std::string_view text, FormKind kind);
  Failure add_rule(const Row& row);
  Failure add_user_row(const Row& row, const CountryNames& countries);
  void drop_replaced();
  Failure weight(const Row& row, Column column, std::uint8_t& out);
  void add_word(std::string_view word, WordInfo info);
  void name_countries();
  void order_entries();
  void add_forms();
  void add_run(const FormDraft& form, const std::vector<Span>& tokens);
  void gather_keys(std::vector<std::uint64_t>& common, std::vector<std::uint64_t>& others) const;
  [[nodiscard]] Slot slot_of(std::uint64_t key) const;
  [[nodiscard]] CommonTable fill_common(const std::vector<std::uint64_t>& keys) const;
  [[nodiscard]] int rank_of(std::uint64_t key, const Node& node, bool common) const;
  [[nodiscard]] std::uint64_t placed_key(std::uint64_t key, std::span<const std::uint64_t> kept) const;
  [[nodiscard]] std::vector<Line> fill_lines(const std::vector<std::uint64_t>& keys,
                                             const std::vector<std::uint32_t>& values, std::uint64_t& buckets) const;
  static std::uint32_t add_node(const Node& node, std::vector<std::uint64_t>& nodes);
  Result<Bytes> lay_out();

  fs::path folder_;
  std::vector<Error>* all_ = nullptr;  // where errors go that are not to end the reading
  std::string current_file_;           // of the user's
  // The user's rows by type and key: which draft, of which file.
  std::map<std::pair<EntryType, std::string>, std::pair<std::uint32_t, std::string>> user_rows_;
  std::unordered_set<std::uint32_t> replaced_;  // drafts that a later file of the user's overrides
  std::vector<EntryDraft> entries_;
  std::vector<FormDraft> forms_;
  std::vector<RuleDraft> rules_;
  std::map<std::pair<EntryType, std::string>, std::string> places_;  // of keys: "FILE:LINE"
  std::unordered_map<std::string, std::string> rule_places_;
  std::unordered_map<std::uint64_t, std::uint16_t> words_;
  std::unordered_map<std::uint64_t, Node> nodes_;
  Pool pool_;
};

Failure Compiler::read_files() {
  std::vector<Error> misnamed;
  const std::vector<TextFile> files = list_text_files(folder_, misnamed);
  for (Error& error : misnamed) {
    if (all_ == nullptr) return error;
    all_->push_back(std::move(error));
  }
  for (const TextFile& file : files) {
    const FileSpec& spec = *file.spec;
    const auto add = [&](const Row& row) { return add_row(spec, row); };
    auto wrong = read_table(file.path, spec.columns, add, all_);
    if (wrong && all_ == nullptr) return wrong;
    if (wrong) all_->push_back(*std::move(wrong));
  }
  return std::nullopt;
}

Failure Compiler::add_row(const FileSpec& spec, const Row& row) {
  WordInfo info{};
  switch (spec.content) {
    case Content::entries:
      return add_entry(spec.type, row);
    case Content::rules:
      return add_rule(row);
    case Content::given_names:
      if (auto wrong = weight(row, Column::male, info.given_male)) return wrong;
      if (auto wrong = weight(row, Column::female, info.given_female)) return wrong;
      break;
    case Content::surnames:
      if (auto wrong = weight(row, Column::weight, info.surname)) return wrong;
      break;
    case Content::words:
      if (auto wrong = weight(row, Column::level, info.common)) return wrong;
      break;
  }
  add_word(row[spec.content == Content::words ? Column::word : Column::name], info);
  return std::nullopt;
}

// A number from 0 to 9; 0 for an empty cell.
Failure Compiler::weight(const Row& row, Column column, std::uint8_t& out) {
  if (row[column].empty()) return std::nullopt;
  const auto value = parse_number<unsigned>(row[column]);
  if (!value || *value > 9) {
    return row.error("the " + std::string(column_name(column)) + " " + in_quotes(row[column]) +
                     " is no whole number from 0 to 9");
  }
  out = static_cast<std::uint8_t>(*value);
  return std::nullopt;
}

// A name of several words says nothing about each of them, so it is left out.
void Compiler::add_word(std::string_view word, WordInfo info) {
  std::vector<Span> tokens;
  run::split_form(word, tokens);
  if (tokens.size() != 1) return;
  std::uint16_t& packed = words_[fold_hash(word)];
  const WordInfo before = unpack_word(packed);
  packed = pack_word({std::max(before.given_male, info.given_male), std::max(before.given_female, info.given_female),
                      std::max(before.surname, info.surname), std::max(before.common, info.common)});
}

Failure Compiler::add_entry(EntryType type, const Row& row) {
  EntryDraft entry{.type = type, .text = {}};
  entry.text[kName] = row[Column::name];
  if (auto wrong = set_class(row, entry)) return wrong;
  if (auto wrong = set_key(row, entry)) return wrong;
  if (auto wrong = set_attributes(row, entry)) return wrong;
  for (const std::string& text : entry.text) {
    if (text.size() > kMaxStringBytes) return row.error("a cell is longer than 65535 bytes; shorten it");
  }
  entries_.push_back(std::move(entry));
  const FormKind further = is_name_type(type) ? FormKind::alias : FormKind::inflection;
  if (type != EntryType::word) {
    const std::string name = entries_.back().text[kName];
    if (auto wrong = add_form(row, name, FormKind::name)) return wrong;
  }
  if (auto wrong = add_cell(row, Column::forms, further)) return wrong;
  if (auto wrong = add_cell(row, Column::adjectives, FormKind::adjective)) return wrong;
  if (auto wrong = add_cell(row, Column::nouns, FormKind::noun)) return wrong;
  return add_cell(row, Column::plurals, FormKind::noun_plural);
}

Failure Compiler::set_class(const Row& row, EntryDraft& entry) {
  std::optional<std::uint8_t> subtype;
  std::string known;
  Column column = Column::class_;
  switch (entry.type) {
    case EntryType::team:
      column = Column::kind;
      subtype = index_in(kTeamKinds, row[column]);
      known = list(kTeamKinds);
      break;
    case EntryType::competition:
      column = Column::kind;
      subtype = index_in(kCompetitionKinds, row[column]);
      known = "team-cup, or leave it empty";
      break;
    case EntryType::role:
      subtype = index_in(kRoleClasses, row[column]);
      known = list(kRoleClasses);
      break;
    case EntryType::cue:
      subtype = index_in(kCueClasses, row[column]);
      known = list(kCueClasses);
      break;
    case EntryType::word:
      subtype = index_in(kWordClasses, row[column]);
      known = list(kWordClasses);
      break;
    default:
      return std::nullopt;
  }
  if (!subtype) {
    return row.error("unknown " + std::string(column_name(column)) + " " + in_quotes(row[column]) + "; give one of " +
                     known);
  }
  entry.subtype = *subtype;
  return std::nullopt;
}

// Keys, and the names of entries whose key is their name.
Failure Compiler::set_key(const Row& row, EntryDraft& entry) {
  std::string key(row[Column::key]);
  if (entry.type == EntryType::word) {
    key = kWordClasses[entry.subtype];
    const std::string_view forms = row[Column::forms];
    entry.text[kName] = trim(forms.substr(0, forms.find('|')));
  } else if (entry.type == EntryType::person && key.empty()) {
    key = lexicon_key(row[Column::name]);
  } else if (!is_key(key, entry.type)) {
    return row.error("the key " + in_quotes(key) + " is not of lower-case ASCII letters, digits and hyphens");
  }
  if (entry.text[kName].empty()) {
    std::string name = key;
    std::replace(name.begin(), name.end(), '-', ' ');
    if (entry.type == EntryType::title) {
      bool first = true;
      for (char& c : name) {
        if (first && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        first = c == ' ';
      }
    }
    entry.text[kName] = name;
  }
  // People share names, and classes have several rows; a number tells them apart.
  const bool numbered = entry.type == EntryType::person || entry.type == EntryType::word;
  std::string unique = key;
  for (int number = 2;; ++number) {
    const auto [at, fresh] = places_.try_emplace({entry.type, unique}, row.place());
    if (fresh) break;
    if (!numbered) return row.error("duplicate key " + in_quotes(key) + "; it stands at " + at->second + " too");
    unique = key + "-" + std::to_string(number);
  }
  entry.text[kKey] = unique;
  return std::nullopt;
}

std::optional<Sport> read_sport(std::string_view name) {
  if (name.empty() || name == "any") return Sport::unknown;
  return sport_from_name(name);
}

// "1996-2010", "1996-" (still), "-2010" or the one year "1997".
bool is_years(std::string_view text) {
  const auto is_year = [](std::string_view year) {
    return year.size() == 4 && std::all_of(year.begin(), year.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return is_year(text);
  const std::string_view from = text.substr(0, dash);
  const std::string_view to = text.substr(dash + 1);
  if (from.empty() || to.empty()) return is_year(from.empty() ? to : from);
  return is_year(from) && is_year(to) && from <= to;
}

// The first and the last year of what is_years() takes, as EntryRecord has them. Earlier years than its first are open.
std::pair<std::uint8_t, std::uint8_t> pack_years(std::string_view text) {
  const auto pack = [](std::string_view year) {
    int number = 0;
    for (const char c : year) number = 10 * number + (c - '0');
    return static_cast<std::uint8_t>(std::clamp(number - image::kYearZero, 0, 255));
  };
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return {pack(text), pack(text)};
  return {pack(text.substr(0, dash)), pack(text.substr(dash + 1))};
}

Failure Compiler::set_attributes(const Row& row, EntryDraft& entry) {
  const auto sport = read_sport(row[Column::sport]);
  if (!sport) {
    return row.error("unknown sport " + in_quotes(row[Column::sport]) +
                     "; give one as extractor/article.h spells it, or leave it empty for several");
  }
  entry.sport = *sport;
  const std::string_view gender = row[Column::gender];
  if (!gender.empty() && gender != "M" && gender != "F") {
    return row.error("unknown gender " + in_quotes(gender) + "; give M or F, or leave it empty");
  }
  if (!gender.empty()) entry.gender = gender == "M" ? Gender::male : Gender::female;
  if (const std::string_view years = row[Column::years]; !years.empty() && !is_years(years)) {
    return row.error("the years " + in_quotes(years) + " are none; write 1996-2010, 1996-, -2010 or 1997");
  } else if (!years.empty()) {
    std::tie(entry.from, entry.until) = pack_years(years);
  }
  if (auto wrong = weight(row, Column::weight, entry.weight)) return wrong;
  entry.text[kCountry] = entry.type == EntryType::country ? row[Column::name] : row[Column::country];
  entry.text[kCity] = row[Column::city];
  switch (entry.type) {
    case EntryType::team:
      entry.text[kDetail] = row[Column::league];
      break;
    case EntryType::cue:
      entry.text[kDetail] = row[Column::frames];
      break;
    case EntryType::person:
      entry.text[kDetail] = row[Column::role];
      break;
    case EntryType::outlet:
      entry.text[kDetail] = row[Column::kind];
      break;
    default:
      break;
  }
  return std::nullopt;
}

Failure Compiler::add_cell(const Row& row, Column column, FormKind kind) {
  std::string_view rest = row[column];
  while (!rest.empty()) {
    const std::size_t bar = rest.find('|');
    const std::string_view form = trim(rest.substr(0, bar));
    rest.remove_prefix(bar == std::string_view::npos ? rest.size() : bar + 1);
    if (form.empty() || (rest.empty() && bar != std::string_view::npos)) {
      return row.error("an empty form in " + std::string(column_name(column)) + "; remove the | beside it");
    }
    if (auto wrong = add_form(row, form, kind)) return wrong;
  }
  return std::nullopt;
}

// text: a form with its tag and its sport, or (kind name) a name, which has neither.
Failure Compiler::add_form(const Row& row, std::string_view text, FormKind kind) {
  FormDraft form{static_cast<std::uint32_t>(entries_.size() - 1), kind, Sport::unknown, std::string()};
  if (kind != FormKind::name) {
    const std::size_t tag_end = text.find(':');
    const bool tagged = tag_end != std::string_view::npos && tag_end > 0 && tag_end + 1 < text.size() &&
                        text[tag_end + 1] != ' ' &&
                        std::all_of(text.begin(), text.begin() + tag_end, [](char c) { return c >= 'a' && c <= 'z'; });
    if (tagged) {
      const std::string_view tag = text.substr(0, tag_end);
      if (tag != "nick" && tag != "abbr")
        return row.error("unknown tag " + in_quotes(tag) + "; a form may have nick: or abbr:");
      form.kind = tag == "nick" ? FormKind::nickname : FormKind::abbreviation;
      text = trim(text.substr(tag_end + 1));
    }
    const std::size_t bracket = text.rfind(" [");
    if (bracket != std::string_view::npos && text.back() != ']') {
      return row.error("the bracket of " + in_quotes(text.substr(0, 60)) +
                       " does not close; write the sport in it, as in [football]");
    }
    if (bracket != std::string_view::npos) {
      const std::string_view name = text.substr(bracket + 2, text.size() - bracket - 3);
      const auto sport = sport_from_name(name);
      if (!sport)
        return row.error("unknown sport " + in_quotes(name) +
                         " in brackets; give one as extractor/article.h spells it");
      form.sport = *sport;
      text = trim(text.substr(0, bracket));
    }
  }
  std::vector<Span> tokens;
  run::split_form(text, tokens);
  if (tokens.empty() || text.size() > kMaxStringBytes / 4 || tokens.size() > 2 * kMaxFormWords) {
    return row.error("the form " + in_quotes(text.substr(0, 60)) + " has no word or too many");
  }
  form.text = text;
  forms_.push_back(std::move(form));
  return std::nullopt;
}

Failure Compiler::add_rule(const Row& row) {
  RuleDraft rule{
      std::string(row[Column::id]), std::string(row[Column::pattern]), std::string(row[Column::reason]), 0, {}};
  const auto value = parse_number<float>(row[Column::weight]);
  if (!value || !std::isfinite(*value))
    return row.error("the weight " + in_quotes(row[Column::weight]) + " is no number");
  rule.weight = *value;
  for (const std::string* text : {&rule.id, &rule.pattern, &rule.reason}) {
    if (text->size() > kMaxStringBytes) return row.error("a cell is longer than 65535 bytes; shorten it");
  }
  const auto [at, fresh] = rule_places_.try_emplace(rule.id, row.place());
  if (!fresh) return row.error("duplicate rule " + in_quotes(rule.id) + "; it stands at " + at->second + " too");
  // Lists of words are asked for word by word (WordList).
  const bool list = rule.id.find(".words.") != std::string::npos || rule.id.find(".list.") != std::string::npos ||
                    rule.id.starts_with("stance.");
  if (!rule.pattern.empty() && !list) {
    Result<PatternUnits> automata = compile_pattern(rule.pattern);
    if (!automata) {
      return row.error("the pattern of " + in_quotes(rule.id) + " cannot be read: " + automata.error().message);
    }
    rule.automata = std::move(automata).value();
  }
  rules_.push_back(std::move(rule));
  return std::nullopt;
}

// The types that a user may add to.
std::optional<EntryType> user_type(std::string_view name) {
  for (const EntryType type : kUserTypes) {
    if (name == entry_type_name(type)) return type;
  }
  return std::nullopt;
}

// As add_entry, with what a user may leave out: keys are made of names, a team is a club.
Failure Compiler::add_user_row(const Row& given, const CountryNames& countries) {
  const auto type = user_type(given[Column::type]);
  if (!type) {
    std::string known;
    for (const EntryType each : kUserTypes) known += (known.empty() ? "" : ", ") + std::string(entry_type_name(each));
    return given.error("unknown type " + in_quotes(given[Column::type]) + "; give one of " + known);
  }
  const bool vocabulary = !is_name_type(*type);
  if (given[Column::name].empty() && (!vocabulary || given[Column::key].empty())) {
    return given.error("the name is empty; give one");
  }
  if (vocabulary && given[Column::class_].empty()) {
    return given.error("the class is empty; a " + std::string(entry_type_name(*type)) + " needs one of " +
                       (*type == EntryType::role ? list(kRoleClasses) : list(kCueClasses)));
  }
  if (*type == EntryType::cue && given[Column::forms].empty()) {
    return given.error("the forms are empty; a cue needs its inflections, as in said|says|saying");
  }
  if (given[Column::key].empty() && !has_key_letter(given[Column::name])) {
    return given.error("no key can be made of the name " + in_quotes(given[Column::name]) +
                       "; give one (--key) of lower-case letters, digits and hyphens");
  }
  const std::string key =
      given[Column::key].empty() ? lexicon_key(given[Column::name]) : std::string(given[Column::key]);
  std::string country(given[Column::country]);
  if (!country.empty()) {
    const auto name = countries(country);
    if (!name) {
      return given.error("no country " + in_quotes(country) +
                         "; give its key or its name as countries.tsv spells it, or leave it empty");
    }
    country = *name;
  }
  Row row = given;
  row.set(Column::key, key);
  row.set(Column::country, country);
  if (*type == EntryType::team && row[Column::kind].empty()) row.set(Column::kind, "club");
  if (is_name_type(*type) && (has_control(row[Column::name]) || has_control(row[Column::forms]))) {
    return row.error("a control character; remove it");
  }

  const auto here = static_cast<std::uint32_t>(entries_.size());
  if (const auto before = user_rows_.find({*type, key}); before != user_rows_.end()) {
    const std::string place = std::exchange(places_[{*type, key}], {});
    places_.erase({*type, key});
    if (before->second.second == current_file_) {
      // What else is wrong with it goes first: that it stands twice may be only a second try.
      if (auto wrong = add_entry(*type, row)) return wrong;
      return row.error("duplicate key " + in_quotes(key) + "; it stands at " + place + " too");
    }
    replaced_.insert(before->second.first);
  }
  user_rows_[{*type, key}] = {here, current_file_};
  return add_entry(*type, row);
}

void Compiler::drop_replaced() {
  if (replaced_.empty()) return;
  std::vector<std::uint32_t> moved(entries_.size());
  std::vector<EntryDraft> kept;
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    moved[i] = static_cast<std::uint32_t>(kept.size());
    if (!replaced_.contains(i)) kept.push_back(std::move(entries_[i]));
  }
  entries_ = std::move(kept);
  std::erase_if(forms_, [&](const FormDraft& form) { return replaced_.contains(form.entry); });
  for (FormDraft& form : forms_) form.entry = moved[form.entry];
}

// A cell may name a country by its key or another form of it ("United Kingdom"); entries carry its name. A name goes
// before a form, and a form that several countries have names none.
void Compiler::name_countries() {
  std::unordered_map<std::string, std::string> names;
  for (const EntryDraft& entry : entries_) {
    if (entry.type != EntryType::country) continue;
    names[entry.text[kKey]] = entry.text[kName];
    names[entry.text[kName]] = entry.text[kName];
  }
  std::unordered_map<std::string, std::string> forms;
  for (const FormDraft& form : forms_) {
    if (entries_[form.entry].type != EntryType::country) continue;
    if (form.kind != FormKind::name && form.kind != FormKind::alias && form.kind != FormKind::abbreviation) continue;
    const std::string& name = entries_[form.entry].text[kName];
    const auto [at, fresh] = forms.try_emplace(lexicon_key(form.text), name);
    if (!fresh && at->second != name) at->second.clear();
  }
  const auto named_by = [&](const std::string& cell) {
    const auto at = forms.find(lexicon_key(cell));
    return at == forms.end() ? std::string() : at->second;
  };
  for (EntryDraft& entry : entries_) {
    std::string& country = entry.text[kCountry];
    if (country.empty()) continue;
    auto at = names.find(country);
    if (at == names.end()) at = names.try_emplace(country, named_by(country)).first;
    if (!at->second.empty()) country = at->second;
  }
}

void Compiler::order_entries() {
  std::vector<std::uint32_t> order(entries_.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(entries_[a].type, entries_[a].text[kKey]) < std::tie(entries_[b].type, entries_[b].text[kKey]);
  });
  std::vector<std::uint32_t> moved(entries_.size());
  std::vector<EntryDraft> sorted;
  sorted.reserve(entries_.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    moved[order[i]] = i;
    sorted.push_back(std::move(entries_[order[i]]));
  }
  entries_ = std::move(sorted);
  for (FormDraft& form : forms_) form.entry = moved[form.entry];
}

// Articles are matched by their tokens, so each form is tokenized as if it were an article's line. Where that differs
// from the plain split (a form may end in what would be the end of a sentence), both are entered.
void Compiler::add_forms() {
  std::string text;
  std::vector<Block> blocks;
  blocks.reserve(forms_.size());
  for (const FormDraft& form : forms_) {
    Block block;
    block.span.start = static_cast<std::uint32_t>(text.size());
    text += form.text;
    block.span.end = static_cast<std::uint32_t>(text.size());
    block.content = block.span;
    text += '\n';
    blocks.push_back(block);
  }
  TokenArray tokens;
  std::vector<Sentence> sentences;
  tokenize(text, blocks, tokens, sentences);

  std::vector<Span> plain;
  std::vector<Span> as_read;
  Index next = 0;
  for (std::size_t i = 0; i < forms_.size(); ++i) {
    run::split_form(forms_[i].text, plain);
    add_run(forms_[i], plain);
    as_read.clear();
    const std::uint32_t start = blocks[i].span.start;
    for (; next < tokens.size() && tokens.block[next] == i; ++next) {
      as_read.push_back({tokens.start[next] - start, tokens.end[next] - start});
    }
    if (as_read != plain && !as_read.empty()) add_run(forms_[i], as_read);
  }
}

void Compiler::add_run(const FormDraft& form, const std::vector<Span>& tokens) {
  const auto span_of = [&](Index i) { return tokens[i]; };
  const EntryType type = entries_[form.entry].type;
  Reading reading{};
  reading.entry = form.entry;
  reading.kind = static_cast<std::uint8_t>(form.kind);
  reading.sport = static_cast<std::uint8_t>(form.sport);
  const EntryDraft& entry = entries_[form.entry];
  reading.entry_type = static_cast<std::uint8_t>(entry.type);
  reading.entry_subtype = entry.subtype;
  reading.entry_sport = static_cast<std::uint8_t>(entry.sport);
  reading.entry_weight = entry.weight;
  reading.rule = form.kind == FormKind::abbreviation ? CaseRule::exact
                 : is_name_type(type)                ? CaseRule::capitals
                                                     : CaseRule::any;
  std::string folded;
  std::string exact;
  std::vector<std::uint64_t> hashes;
  const auto end = static_cast<Index>(tokens.size());
  bool first_lower = false;
  for (Index i = 0; i < end; i = run::next_word(form.text, span_of, i, end)) {
    const std::string_view word = tokens[i].of(form.text);
    if (word == "." && i + 1 == end && i > 0) break;
    if (hashes.size() == kMaxFormWords) return;
    if (starts_upper(word)) reading.capitals = static_cast<std::uint16_t>(reading.capitals | 1u << hashes.size());
    if (hashes.empty()) first_lower = starts_lower(word);
    if (!hashes.empty()) folded += ' ', exact += ' ';
    folded += fold(word);
    exact += without_stops(word);
    hashes.push_back(fold_hash(word));
  }
  // A name that the file writes without any capital ("the reds") needs one all the same; "d'Arc" has its own.
  if (first_lower && !has_upper(form.text)) reading.capitals = 1;
  if (reading.rule != CaseRule::capitals) reading.capitals &= 1;
  const bool lower_start = reading.rule == CaseRule::any || (reading.capitals & 1) == 0;
  if (reading.rule == CaseRule::exact) {
    reading.exact = pool_.add(exact);
    reading.exact_size = static_cast<std::uint16_t>(exact.size());
  }
  std::uint64_t key = hashes.front();
  nodes_[key].single_word = true;
  for (std::size_t i = 1; i < hashes.size(); ++i) {
    Node& node = nodes_[key];
    node.lower_start |= lower_start;
    node.next |= next_bit(hashes[i]);
    if (lower_start) node.lower_next |= next_bit(hashes[i]);
    const std::uint64_t before = key;
    key = hashing::extend_run(before, hashes[i]);
    const bool fresh = !nodes_.contains(key);
    nodes_[key].before = before;
    nodes_[key].last_word = hashes[i];
    if (!fresh) continue;
    for (std::uint64_t run = before; run != 0; run = nodes_[run].before) ++nodes_[run].longer;
  }
  Node& node = nodes_[key];
  node.lower_start |= lower_start;
  // A further form that only repeats the name says nothing new; an adjective that equals a plural noun does.
  const bool plain = form.kind == FormKind::alias || form.kind == FormKind::inflection;
  const bool known = std::any_of(node.readings.begin(), node.readings.end(), [&](const Reading& other) {
    return other.entry == reading.entry && (plain || other.kind == reading.kind) && other.sport == reading.sport &&
           other.rule == reading.rule && other.capitals == reading.capitals && other.exact == reading.exact;
  });
  if (node.readings.empty()) node.folded = folded;
  if (node.folded != folded) return;  // two runs of words with one hash of 64 bits: the first has it
  if (!known) node.readings.push_back(reading);
}

template <typename Record>
void put(Bytes& bytes, const Section& section, const std::vector<Record>& records) {
  if (!records.empty()) std::memcpy(bytes.data.get() + section.offset, records.data(), records.size() * sizeof(Record));
}

// The keys of both tables, ascending. Common are the words of running text: the commonest of the word lists, closed
// classes, fairly common words that begin forms without a capital (cues, roles), and, whether any form begins so or
// not, marks and small numbers. They are few, for their table is to share a cache with everything else.
void Compiler::gather_keys(std::vector<std::uint64_t>& common, std::vector<std::uint64_t>& others) const {
  constexpr unsigned kCommonest = 6;  // WordInfo::common of the first four thousand
  constexpr int kNumbers = 100;
  std::unordered_set<std::uint64_t> plain;
  for (const std::string_view mark :
       {".",      ",",      ":",      ";",      "!",      "?",      "'",      "\"", "(",      ")",
        "[",      "]",      "/",      "-",      "--",     "&",      "$",      "%",  "*",      "\u2013",
        "\u2014", "\u2018", "\u2019", "\u201c", "\u201d", "\u2026", "\u00a3", "'s", "\u2019s"}) {
    plain.insert(fold_hash(mark));
  }
  for (int number = 0; number < kNumbers; ++number) plain.insert(fold_hash(std::to_string(number)));
  const auto commonness = [&](std::uint64_t key) {
    const auto word = words_.find(key);
    return word == words_.end() ? 0u : unpack_word(word->second).common;
  };
  for (const auto& [key, node] : nodes_) {
    if (!node.single_word || !node.lower_start) continue;
    const bool closed = std::any_of(node.readings.begin(), node.readings.end(), [&](const Reading& reading) {
      return entries_[reading.entry].type == EntryType::word;
    });
    if (closed || commonness(key) + 1 >= kCommonest) plain.insert(key);
  }
  for (const auto& [key, info] : words_) {
    if (unpack_word(info).common >= kCommonest) plain.insert(key);
  }
  common.assign(plain.begin(), plain.end());
  for (const auto& [key, info] : words_) {
    if (!plain.contains(key)) others.push_back(key);
  }
  for (const auto& [key, node] : nodes_) {
    if (!plain.contains(key) && !words_.contains(key)) others.push_back(key);
  }
  std::sort(common.begin(), common.end());
  std::sort(others.begin(), others.end());
}

Slot Compiler::slot_of(std::uint64_t key) const {
  const auto word = words_.find(key);
  return {key, 0, word != words_.end() ? word->second : std::uint16_t{0}, 0};
}

// Nodes that are asked often stand together, in few lines of the cache and few pages: common words come first, and of
// these closed classes, titles, cues and roles, because running text is full of them; then what else may begin without
// a capital; then names, the best known first.
int Compiler::rank_of(std::uint64_t key, const Node& node, bool common) const {
  int last_type = 0;
  int weight = 0;
  for (const Reading& reading : node.readings) {
    last_type = std::max<int>(last_type, static_cast<int>(entries_[reading.entry].type));
    weight = std::max<int>(weight, entries_[reading.entry].weight);
  }
  constexpr int kTypes = 16;
  if (common) return -2 * kTypes - last_type;
  if (node.lower_start) return -kTypes - last_type;
  const auto word = words_.find(key);
  if (word != words_.end()) {
    const WordInfo info = unpack_word(word->second);
    weight = std::max<int>({weight, info.given_male, info.given_female, info.surname, info.common});
  }
  return -weight;
}

// A place of its own for each key: the groups of keys, the largest first, try one pilot after the other until all their
// keys fall into free places. A table that a quarter is free of seldom needs more than some hundred tries; should a
// group find no pilot, a larger table does.
CommonTable Compiler::fill_common(const std::vector<std::uint64_t>& keys) const {
  CommonTable table;
  std::vector<std::vector<std::uint64_t>> groups(std::bit_ceil(keys.size() / 4 + 2));
  for (const std::uint64_t key : keys) groups[pilot_of(key, groups.size())].push_back(key);
  std::vector<std::uint32_t> order(groups.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return groups[a].size() > groups[b].size(); });
  std::vector<std::uint64_t> places;
  const auto settle = [&](std::uint32_t group) {
    for (std::uint32_t pilot = 0; pilot <= 0xffff; ++pilot) {
      places.clear();
      for (const std::uint64_t key : groups[group]) {
        const std::uint64_t place = common_place(key, static_cast<std::uint16_t>(pilot), table.slots.size());
        if (table.slots[place].key != 0 || std::find(places.begin(), places.end(), place) != places.end()) break;
        places.push_back(place);
      }
      if (places.size() < groups[group].size()) continue;
      for (std::size_t i = 0; i < places.size(); ++i) table.slots[places[i]] = slot_of(groups[group][i]);
      table.pilots[group] = static_cast<std::uint16_t>(pilot);
      return true;
    }
    return false;
  };
  for (std::size_t size = keys.size() * 4 / 3 + 1;; size += size / 8 + 1) {
    table.pilots.assign(groups.size(), 0);
    table.slots.assign(size, Slot{});
    if (std::all_of(order.begin(), order.end(), settle)) return table;
  }
}

// The key by which a word or run is looked for in a table of so many lines.
std::uint64_t Compiler::placed_key(std::uint64_t key, std::span<const std::uint64_t> kept) const {
  const auto node = nodes_.find(key);
  if (node == nodes_.end() || node->second.before == 0) return key;
  const std::uint64_t before = node->second.before;
  const auto spread = static_cast<std::size_t>(spread_of(nodes_.at(before)));
  return extend(placed_key(before, kept), node->second.last_word, kept[spread]);
}

// Lines for these keys, two places for each, so that nearly all are found in their home. Two keys with one home and
// one tag, which are rare, part in a table of another size; none of the sizes tried does for keys that were made to
// meet: then there are no lines.
std::vector<Line> Compiler::fill_lines(const std::vector<std::uint64_t>& keys, const std::vector<std::uint32_t>& values,
                                       std::uint64_t& buckets) const {
  constexpr std::uint64_t kSizes = 64;
  const std::uint64_t least = keys.size() * 2 / kLineKeys + 1;
  for (std::uint64_t size = 0; size < kSizes; ++size) {
    buckets = least + size * (least / 8 + 1);
    const auto kept = kept_bits(buckets);
    std::vector<std::pair<std::uint64_t, std::uint32_t>> placed;
    for (std::size_t i = 0; i < keys.size(); ++i) placed.emplace_back(placed_key(keys[i], kept), values[i]);
    std::sort(placed.begin(), placed.end());
    std::vector<Line> lines(buckets + 1);
    std::uint64_t line = 0;
    std::size_t used = 0;
    for (const auto& [key, value] : placed) {
      const std::uint64_t home = hashing::scale(key, buckets);
      if (home > line) line = home, used = 0;
      if (used == kLineKeys) lines[line++].values.back() |= kSpilled, used = 0;
      if (line == lines.size()) lines.emplace_back();
      lines[line].tags[used] = static_cast<std::uint32_t>(key);
      lines[line].values[used++] = value;
    }
    const auto is_found = [&](const auto& key) { return value_of(key.first, lines, buckets) == key.second; };
    if (std::all_of(placed.begin(), placed.end(), is_found)) return lines;
  }
  return {};
}

// Appends a node. One that fits in a line of the cache begins no later than it must to stay in one.
std::uint32_t Compiler::add_node(const Node& node, std::vector<std::uint64_t>& nodes) {
  constexpr std::size_t kLine = kAlignment / kNodeUnit;
  const auto units = [](std::size_t bytes) { return (bytes + kNodeUnit - 1) / kNodeUnit; };
  NodeHead head{};
  head.reading_count = static_cast<std::uint16_t>(std::min<std::size_t>(node.readings.size(), 0xffff));
  head.folded_size = static_cast<std::uint16_t>(node.folded.size());
  head.word = node.word;
  head.flags = static_cast<std::uint16_t>((node.lower_start ? kLowerStart : 0) | (node.next != 0 ? kLonger : 0) |
                                          static_cast<unsigned>(spread_of(node)) << kSpreadShift);
  const bool longer = node.next != 0;
  const std::size_t folded = longer ? 3 : 1;
  const std::size_t readings = folded + units(node.folded.size());
  const std::size_t size = readings + units(head.reading_count * sizeof(Reading));
  if (size <= kLine && nodes.size() % kLine + size > kLine) nodes.resize((nodes.size() / kLine + 1) * kLine);
  const std::size_t at = nodes.size();
  nodes.resize(at + size);
  std::memcpy(&nodes[at], &head, sizeof head);
  if (longer) {
    nodes[at + 1] = node.next;
    nodes[at + 2] = node.lower_next;
  }
  std::memcpy(nodes.data() + at + folded, node.folded.data(), node.folded.size());
  if (head.reading_count > 0) {
    std::memcpy(nodes.data() + at + readings, node.readings.data(), head.reading_count * sizeof(Reading));
  }
  return static_cast<std::uint32_t>(at);
}

Result<Bytes> Compiler::lay_out() {
  std::vector<EntryRecord> entries;
  for (const EntryDraft& draft : entries_) {
    EntryRecord record{};
    for (std::size_t i = 0; i < kEntryTexts; ++i) {
      record.offset[i] = pool_.add(draft.text[i]);
      record.size[i] = static_cast<std::uint16_t>(draft.text[i].size());
    }
    record.type = static_cast<std::uint8_t>(draft.type);
    record.subtype = draft.subtype;
    record.sport = static_cast<std::uint8_t>(draft.sport);
    record.gender = static_cast<std::uint8_t>(draft.gender);
    record.weight = draft.weight;
    record.from = draft.from;
    record.until = draft.until;
    entries.push_back(record);
  }

  std::sort(rules_.begin(), rules_.end(), [](const RuleDraft& a, const RuleDraft& b) { return a.id < b.id; });
  std::vector<RuleRecord> rules;
  std::vector<std::uint16_t> automata;
  for (const RuleDraft& draft : rules_) {
    const auto automaton = static_cast<std::uint32_t>(automata.size());
    for (const auto& units : draft.automata) automata.insert(automata.end(), units.begin(), units.end());
    rules.push_back({pool_.add(draft.id), pool_.add(draft.pattern), pool_.add(draft.reason),
                     static_cast<std::uint16_t>(draft.id.size()), static_cast<std::uint16_t>(draft.pattern.size()),
                     static_cast<std::uint16_t>(draft.reason.size()), static_cast<std::uint16_t>(draft.automata.size()),
                     automaton, draft.weight});
  }
  automata.resize(automata.size() + Automaton::kPadding);

  std::vector<std::uint64_t> common_keys;
  std::vector<std::uint64_t> keys;
  gather_keys(common_keys, keys);
  CommonTable common = fill_common(common_keys);
  std::vector<std::uint32_t> values(keys.size());  // of keys
  std::vector<NodeAt> with_node;
  const auto add_place = [&](std::uint64_t key, std::uint16_t word, bool is_common, std::uint32_t& place) {
    const auto at = nodes_.find(key);
    if (at == nodes_.end()) return false;
    at->second.word = word;
    with_node.push_back({rank_of(key, at->second, is_common), key, &place});
    return true;
  };
  for (Slot& slot : common.slots) {
    if (slot.key != 0) add_place(slot.key, slot.word, true, slot.node);
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::uint16_t word = slot_of(keys[i]).word;
    if (!add_place(keys[i], word, false, values[i])) values[i] = kWordOnly | word;
  }

  std::sort(with_node.begin(), with_node.end(),
            [](const NodeAt& a, const NodeAt& b) { return std::tie(a.rank, a.key) < std::tie(b.rank, b.key); });
  std::vector<std::uint64_t> nodes(1);
  for (const NodeAt& place : with_node) {
    Node& node = nodes_[place.key];
    std::stable_sort(node.readings.begin(), node.readings.end(), [&](const Reading& a, const Reading& b) {
      return std::make_tuple(entries[a.entry].type, -entries[a.entry].weight, a.entry, a.kind) <
             std::make_tuple(entries[b.entry].type, -entries[b.entry].weight, b.entry, b.kind);
    });
    *place.place = add_node(node, nodes);
  }
  std::uint64_t buckets = 0;
  const std::vector<Line> lines = fill_lines(keys, values, buckets);
  std::vector<std::uint8_t> tags;
  for (const Slot& slot : common.slots) tags.push_back(common_tag(slot.key));

  Header header{};
  header.magic = kMagic;
  header.byte_order = kByteOrder;
  header.version = kVersion;
  header.buckets = buckets;
  header.form_count = static_cast<std::uint32_t>(forms_.size());
  header.section_count = kSectionCount;
  std::uint64_t size = sizeof(Header);
  const auto place = [&](SectionId id, std::size_t element, std::size_t count) {
    size = (size + kAlignment - 1) / kAlignment * kAlignment;
    header.sections[static_cast<std::size_t>(id)] = {static_cast<std::uint32_t>(id),
                                                     static_cast<std::uint32_t>(element), size, count};
    size += element * count;
  };
  place(SectionId::pilots, sizeof(std::uint16_t), common.pilots.size());
  place(SectionId::tags, 1, tags.size());
  place(SectionId::common, sizeof(Slot), common.slots.size());
  place(SectionId::lines, sizeof(Line), lines.size());
  place(SectionId::nodes, kNodeUnit, nodes.size());
  place(SectionId::entries, sizeof(EntryRecord), entries.size());
  place(SectionId::rules, sizeof(RuleRecord), rules.size());
  place(SectionId::automata, sizeof(std::uint16_t), automata.size());
  place(SectionId::strings, 1, pool_.bytes().size());
  if (pool_.bytes().size() > 0xffffffffu || nodes.size() >= kSpilled) {
    return Error{folder_.string() + ": the lexicon is larger than 4 GiB; leave some of it out"};
  }
  if (lines.empty()) return Error{folder_.string() + ": two of its words have one hash; leave one of them out"};
  header.file_size = size;

  Bytes bytes = Bytes::allocate(size);
  const auto section = [&](SectionId id) -> const Section& { return header.sections[static_cast<std::size_t>(id)]; };
  put(bytes, section(SectionId::pilots), common.pilots);
  put(bytes, section(SectionId::tags), tags);
  put(bytes, section(SectionId::common), common.slots);
  put(bytes, section(SectionId::lines), lines);
  put(bytes, section(SectionId::nodes), nodes);
  put(bytes, section(SectionId::entries), entries);
  put(bytes, section(SectionId::rules), rules);
  put(bytes, section(SectionId::automata), automata);
  put(bytes, section(SectionId::strings), std::vector<char>(pool_.bytes().begin(), pool_.bytes().end()));
  std::memcpy(bytes.data.get(), &header, sizeof header);
  header.checksum = checksum_of(bytes.view());
  std::memcpy(bytes.data.get(), &header, sizeof header);
  return bytes;
}

}  // namespace

std::uint64_t checksum_of(std::string_view bytes) {
  constexpr std::size_t kAt = offsetof(Header, checksum);
  return hashing::checksum(bytes.substr(kAt + sizeof(std::uint64_t)), hashing::checksum(bytes.substr(0, kAt), 0));
}

Result<Bytes> compile(const fs::path& folder) {
  return Compiler(folder).run();
}

Result<Bytes> compile_user_files(std::span<const fs::path> files, const CountryNames& countries) {
  return Compiler(fs::path()).run_user_files(files, countries);
}

std::vector<Error> user_file_errors(const fs::path& file, const CountryNames& countries) {
  return Compiler(fs::path()).user_errors(file, countries);
}

std::vector<Error> compile_errors(const fs::path& folder) {
  return Compiler(folder).errors();
}

}  // namespace pressbox::image

namespace pressbox {

std::string lexicon_key(std::string_view name) {
  std::string key;
  for (const char c : fold(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      key += c;
    } else if (!key.empty() && key.back() != '-' && c != '\'') {
      key += '-';
    }
  }
  while (!key.empty() && key.back() == '-') key.pop_back();
  return key.empty() ? "person" : key;
}

}  // namespace pressbox

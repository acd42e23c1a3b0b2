// pressbox lexicon: checks, compiles and counts the lexicon's text files, and adds rows of a user's own.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "extractor/gazetteer/check.h"
#include "extractor/gazetteer/lexicon.h"
#include "tools/pressbox/commands.h"
#include "tools/pressbox/common.h"
#include "tools/pressbox/files.h"
#include "tools/pressbox/ordered.h"

namespace pressbox::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTypes = static_cast<std::size_t>(EntryType::word) + 1;
constexpr std::size_t kKinds = static_cast<std::size_t>(TeamKind::constructor) + 1;

int refuse(const std::string& message) {
  complain(message);
  return kFailed;
}

std::string without_rules(const std::string& folder) {
  return folder + ": has no rules, so nothing can be extracted with it; copy lexicons/rules";
}

// What a whole lexicon lacks for `pressbox extract`, which its files do not show one by one.
std::optional<Finding> check_rules(const std::string& folder, Lexicon lexicon) {
  if (lexicon.rule_count() == 0) return Finding{false, without_rules(folder)};
  const Result<Extractor> extractor = Extractor::create(std::move(lexicon));
  if (extractor) return std::nullopt;
  return Finding{true, folder + ": " + extractor.error().message};
}

int compile(const std::string& folder, const std::string& out) {
  Result<Lexicon> compiled = Lexicon::compile(folder);
  if (!compiled) return refuse(compiled.error().message);
  // What extract would refuse does not take the place of what it can use.
  std::optional<Extractor> extractor;
  if (compiled.value().rule_count() > 0) {
    Result<Extractor> created = Extractor::create(std::move(compiled).value());
    if (!created) return refuse(folder + ": " + created.error().message);
    extractor.emplace(std::move(created).value());
  } else {
    complain("note: " + without_rules(folder));
  }
  const Lexicon& lexicon = extractor ? extractor->lexicon() : compiled.value();
  const Result<std::size_t> bytes = lexicon.save(out);
  if (!bytes) return refuse(bytes.error().message);
  const std::string line = out + ": " + std::to_string(lexicon.entry_count()) + " entries, " +
                           std::to_string(lexicon.form_count()) + " forms, " + std::to_string(lexicon.rule_count()) +
                           " rules, " + std::to_string(bytes.value()) + " bytes\n";
  return print(line) ? kDone : kFailed;
}

// The text files that the lexicon in use was made of, as installed.
fs::path installed_folder() {
  return default_lexicon_path().parent_path() / "lexicons";
}

std::string counted(std::size_t count, const char* what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

int check(const std::string& given, const LexiconPaths& base, bool strict) {
  const fs::path path = given.empty() ? installed_folder() : fs::path(given);
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return refuse(path.string() + ": " + error.message() + "; check the path");
  std::vector<Finding> findings;
  if (const auto users = user_files(path); users.empty()) {
    findings = check_lexicon(path);
    if (Result<Lexicon> compiled = Lexicon::compile(path)) {  // else the findings say why not
      if (auto lacks = check_rules(path.string(), std::move(compiled).value())) findings.push_back(*std::move(lacks));
    }
  } else {
    const Result<Lexicon> lexicon = open_lexicon(base);
    if (!lexicon) return refuse(lexicon.error().message);
    for (const fs::path& file : users) {
      const std::vector<Finding> found = check_user_file(file, lexicon.value());
      findings.insert(findings.end(), found.begin(), found.end());
    }
  }
  std::string lines;
  std::size_t errors = 0;
  for (const Finding& finding : findings) {
    errors += finding.error ? 1 : 0;
    lines += (finding.error ? "error: " : "warning: ") + finding.message + "\n";
  }
  if (!print(lines)) return kFailed;
  complain(path.string() + ": " + counted(errors, "error") + ", " + counted(findings.size() - errors, "warning"));
  return errors > 0 || (strict && !findings.empty()) ? kFailed : kDone;
}

struct Counts {
  std::array<std::uint32_t, kTypes> entries{};
  std::array<std::uint32_t, kTypes> forms{};
  std::array<std::array<std::uint32_t, kKinds>, kSportCount> teams{};
  std::array<std::uint32_t, kSportCount> people{};
};

Counts count(const Lexicon& lexicon) {
  Counts counts;
  for (Index i = 0; i < lexicon.entry_count(); ++i) {
    const EntryHead head = lexicon.head(i);
    const auto type = static_cast<std::size_t>(head.type);
    const auto sport = static_cast<std::size_t>(head.sport);
    if (type >= kTypes || sport >= kSportCount) continue;
    ++counts.entries[type];
    if (head.type == EntryType::team && head.subtype < kKinds) ++counts.teams[sport][head.subtype];
    if (head.type == EntryType::person) ++counts.people[sport];
  }
  lexicon.each_form([&](Index entry, FormKind, std::string_view) {
    const auto type = static_cast<std::size_t>(lexicon.head(entry).type);
    if (type < kTypes) ++counts.forms[type];
  });
  return counts;
}

template <typename Array>
std::uint32_t sum(const Array& numbers) {
  std::uint32_t total = 0;
  for (const std::uint32_t number : numbers) total += number;
  return total;
}

std::string sport_label(std::size_t sport) {
  return sport == 0 ? "several or none" : std::string(sport_name(static_cast<Sport>(sport)));
}

std::string in_cells(std::string_view name, const std::vector<std::string>& cells) {
  std::string line(name);
  line.resize(std::max<std::size_t>(line.size(), 17), ' ');
  for (const std::string& cell : cells) line.append(15 - std::min<std::size_t>(15, cell.size()), ' ').append(cell);
  return line + "\n";
}

std::string stats_table(const Lexicon& lexicon, const Counts& counts, double milliseconds) {
  std::string table = in_cells("", {"entries", "forms"});
  for (std::size_t type = 0; type < kTypes; ++type) {
    table += in_cells(entry_type_name(static_cast<EntryType>(type)),
                      {std::to_string(counts.entries[type]), std::to_string(counts.forms[type])});
  }
  table += in_cells("all entries", {std::to_string(sum(counts.entries)), std::to_string(sum(counts.forms))});
  table += in_cells("rules", {std::to_string(lexicon.rule_count())});

  std::vector<std::string> cells;
  for (std::size_t kind = 0; kind < kKinds; ++kind) cells.emplace_back(team_kind_name(static_cast<TeamKind>(kind)));
  cells.emplace_back("all");
  table += "\n" + in_cells("teams", cells);
  const auto team_row = [&](const std::string& name, const std::array<std::uint32_t, kKinds>& kinds) {
    cells.clear();
    for (const std::uint32_t number : kinds) cells.push_back(number == 0 ? "-" : std::to_string(number));
    cells.push_back(std::to_string(sum(kinds)));
    table += in_cells(name, cells);
  };
  std::array<std::uint32_t, kKinds> all{};
  for (std::size_t sport = 0; sport < kSportCount; ++sport) {
    if (sum(counts.teams[sport]) > 0) team_row(sport_label(sport), counts.teams[sport]);
    for (std::size_t kind = 0; kind < kKinds; ++kind) all[kind] += counts.teams[sport][kind];
  }
  team_row("all", all);

  table += "\n" + in_cells("people", {"all"});
  for (std::size_t sport = 0; sport < kSportCount; ++sport) {
    if (counts.people[sport] > 0) table += in_cells(sport_label(sport), {std::to_string(counts.people[sport])});
  }
  char taken[32];
  std::snprintf(taken, sizeof taken, "%.1f", milliseconds);
  table += "\n" + in_cells("bytes", {std::to_string(lexicon.byte_size())}) + in_cells("loaded in ms", {taken});
  return table;
}

std::string stats_json(const Lexicon& lexicon, const Counts& counts, double milliseconds) {
  using Json = nlohmann::ordered_json;
  Json types = Json::object();
  for (std::size_t type = 0; type < kTypes; ++type) {
    types[std::string(entry_type_name(static_cast<EntryType>(type)))] = {{"entries", counts.entries[type]},
                                                                         {"forms", counts.forms[type]}};
  }
  const auto key = [](std::size_t sport) {
    return sport == 0 ? std::string("any") : std::string(sport_name(static_cast<Sport>(sport)));
  };
  Json teams = Json::object();
  Json people = Json::object();
  for (std::size_t sport = 0; sport < kSportCount; ++sport) {
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      if (counts.teams[sport][kind] == 0) continue;
      teams[key(sport)][std::string(team_kind_name(static_cast<TeamKind>(kind)))] = counts.teams[sport][kind];
    }
    if (counts.people[sport] > 0) people[key(sport)] = counts.people[sport];
  }
  const Json all = {{"entries", sum(counts.entries)},
                    {"forms", sum(counts.forms)},
                    {"rules", lexicon.rule_count()},
                    {"types", types},
                    {"teams", teams},
                    {"people", people},
                    {"bytes", lexicon.byte_size()},
                    {"load_ms", milliseconds}};
  return all.dump(2) + "\n";
}

int stats(const LexiconPaths& paths, bool json) {
  const auto start = std::chrono::steady_clock::now();
  const Result<Lexicon> opened = open_lexicon(paths);
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
  if (!opened) {
    complain(opened.error().message);
    return kFailed;
  }
  const Lexicon& lexicon = opened.value();
  const Counts counts = count(lexicon);
  const std::string text =
      json ? stats_json(lexicon, counts, taken.count()) : stats_table(lexicon, counts, taken.count());
  return print(text) ? kDone : kFailed;
}

// A row to add: its cells by the names of their columns.
constexpr std::array<std::string_view, 15> kColumns = {"type",   "key",     "name", "class",  "kind",
                                                       "sport",  "country", "city", "league", "forms",
                                                       "weight", "gender",  "role", "frames", "source"};
struct Addition {
  std::string file;
  std::array<std::string, kColumns.size()> cells;
  std::vector<std::string> forms;
  LexiconPaths lexicon;

  std::string& operator[](std::string_view column) {
    return cells[static_cast<std::size_t>(std::find(kColumns.begin(), kColumns.end(), column) - kColumns.begin())];
  }
};

std::vector<std::string> split(const std::string& line, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : line) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// The line that names a file's columns, "" if it has none yet.
std::string head_of(const std::string& bytes) {
  for (std::string& line : split(bytes, '\n')) {
    if (line.compare(0, 3, "\xef\xbb\xbf") == 0) line.erase(0, 3);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty() && line.front() != '#') return std::move(line);
  }
  return {};
}

int add(Addition& row) {
  for (const std::string& form : row.forms) row["forms"] += (row["forms"].empty() ? "" : "|") + form;
  if (row["source"].empty()) row["source"] = "user";
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    if (row.cells[i].find_first_of("\t\r\n") == std::string::npos) continue;
    return refuse("the " + std::string(kColumns[i]) + " has a tab or a line's end; remove it");
  }

  const fs::path file = row.file;
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    return refuse(file.string() + ": is no regular file; give the name of a .tsv file");
  }
  // Of two that add at a time, the second reads what the first has written.
  const FolderLock lock(follow_links(file).parent_path());
  std::string bytes;
  if (fs::exists(status) || fs::exists(file, error)) {
    auto read = read_file(file.native());
    if (!read) return refuse(read.error().message);
    bytes = std::move(read).value();
  }
  std::string head = head_of(bytes);
  if (!bytes.empty() && bytes.back() != '\n') bytes += '\n';
  if (head.empty()) {
    bytes += "# Rows of our own for pressbox, laid over its lexicon with --lexicon " + file.filename().string() + ".\n";
    for (const std::string_view column : kColumns) head += (head.empty() ? "" : "\t") + std::string(column);
    bytes += head + "\n";
  }
  std::string line;
  std::array<bool, kColumns.size()> placed{};
  for (const std::string& column : split(head, '\t')) {
    if (!line.empty()) line += '\t';
    const auto at = std::find(kColumns.begin(), kColumns.end(), column);
    if (at == kColumns.end()) continue;  // the reading below says so
    const auto i = static_cast<std::size_t>(at - kColumns.begin());
    placed[i] = true;
    line += row.cells[i];
  }
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    if (placed[i] || row.cells[i].empty() || kColumns[i] == "source") continue;
    return refuse(file.string() + ": has no column '" + std::string(kColumns[i]) +
                  "'; add it to the line that names the columns, and a tab to each row");
  }

  Result<Lexicon> base = open_lexicon(row.lexicon);
  if (!base) return refuse(base.error().message);
  const std::uint32_t before = base.value().entry_count();
  std::optional<Lexicon> laid;
  // The file as it would be is read as extract reads it, and only then takes the old one's place.
  const auto lay = [&](const fs::path& written) -> std::optional<Error> {
    const std::array<fs::path, 1> files = {written};
    Result<Lexicon> over = Lexicon::with_overlay(std::move(base).value(), files);
    if (over) {
      laid.emplace(std::move(over).value());
      return std::nullopt;
    }
    std::string message = over.error().message;
    for (std::size_t at = message.find(written.string()); at != std::string::npos;
         at = message.find(written.string())) {
      message.replace(at, written.string().size(), file.string());
    }
    return Error{message};
  };
  constexpr std::string_view kAdvice = "check that its folder is there and it may be written";
  if (const auto wrong = write_file(file, bytes + line + "\n", kAdvice, lay)) return refuse(wrong->message);

  const std::string place =
      file.string() + ":" + std::to_string(1 + std::count(bytes.begin(), bytes.end(), '\n')) + ":";
  for (const Finding& finding : check_user_file(file, *laid)) {
    if (finding.message.starts_with(place)) complain("warning: " + finding.message);
  }
  const auto type = std::find_if(kUserTypes.begin(), kUserTypes.end(),
                                 [&](EntryType each) { return entry_type_name(each) == row["type"]; });
  const std::string& name = row["name"].empty() ? row["key"] : row["name"];
  const std::string key = row["key"].empty() ? lexicon_key(name) : row["key"];
  const Index at = type == kUserTypes.end() ? kNone : laid->find(*type, key);
  return print(file.string() + ": " + row["type"] + " " + key +
               (at < before ? " in place of the built-in one" : " added") + "\n")
             ? kDone
             : kFailed;
}

void add_add(CLI::App& command, int& status) {
  CLI::App* adding = command.add_subcommand("add", "Add a row to a file of your own, to be laid over the lexicon");
  const auto row = std::make_shared<Addition>();
  adding->add_option("--user", row->file, "The .tsv file; made if it is not there")->required()->type_name("FILE");
  adding->add_option("TYPE", (*row)["type"], "team, person, competition, venue, outlet, cue or role")->required();
  adding->add_option("NAME", (*row)["name"], "Its full name; a cue's lemma")->required();
  struct Option {
    const char* column;
    const char* description;
  };
  constexpr std::array<Option, 11> kOptions = {
      {{"key", "Lower-case letters, digits and hyphens [made of NAME]; the key of a built-in row: overrides it"},
       {"class", "role: coach, player, athlete ...; cue: say, tell, describe ..."},
       {"kind", "team: club, franchise, national, college, representative, constructor [club]; outlet: any word"},
       {"sport", "As in the output: football, rugby-union ..."},
       {"country", "A country's key or name"},
       {"city", "team, venue: where it is"},
       {"league", "team: its leagues, with | between"},
       {"weight", "team, person: fame, 1-7; cue: strength, 1-5"},
       {"gender", "person, role: M or F"},
       {"role", "person: what he or she is"},
       {"frames", "cue: inv, that, pass, with | between"}}};
  for (const Option& option : kOptions) {
    adding->add_option(std::string("--") + option.column, (*row)[option.column], option.description)
        ->type_name(option.column == std::string_view("weight") ? "NUMBER" : "WORD");
  }
  adding
      ->add_option("--form", row->forms,
                   "A further form, as in lexicons/: Blues, nick:Gunners, abbr:ARS; may be repeated")
      ->type_name("FORM")
      ->allow_extra_args(false);
  adding->add_option("--source", (*row)["source"], "Where the row comes from [user]")->type_name("TEXT");
  add_lexicon_option(*adding, row->lexicon);
  adding->footer(
      "Examples:\n"
      "  pressbox lexicon add --user desk.tsv team \"Exford Town\" --sport football --country england --form "
      "nick:Exes\n"
      "  pressbox lexicon add --user desk.tsv cue thunder --class say --form thundered --form thunders\n"
      "  pressbox extract --lexicon desk.tsv report.txt");
  adding->callback([row, &status] { status = add(*row); });
}

}  // namespace

void add_lexicon(CLI::App& app, int& status) {
  CLI::App* command =
      app.add_subcommand("lexicon", "Check, compile and count the lexicon's text files, or add rows of your own");
  command->require_subcommand(1);
  command->footer(
      "Examples:\n"
      "  pressbox lexicon check lexicons/\n"
      "  pressbox lexicon compile lexicons/ my.lexicon\n"
      "  pressbox lexicon stats --lexicon my.lexicon\n"
      "  pressbox lexicon add --user desk.tsv team \"Exford Town\" --sport football\n"
      "  pressbox extract --lexicon my.lexicon --lexicon desk.tsv report.txt");

  struct Arguments {
    std::string folder, out;
    LexiconPaths lexicon;
    bool strict = false;
    bool json = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* checking = command->add_subcommand("check", "Say what is wrong or doubtful in a lexicon's text files");
  checking->add_option("PATH", arguments->folder,
                       "A folder of text files, or rows of your own (a .tsv file, or a folder of such files) [what is "
                       "installed beside the lexicon in use]");
  add_lexicon_option(*checking, arguments->lexicon);
  checking->add_flag("--strict", arguments->strict, "Fail on warnings too");
  checking->footer(
      "One line each: error or warning, FILE:LINE, what is wrong, what to do. Exit status 1 if there is an error.\n"
      "Example:\n"
      "  pressbox lexicon check lexicons/\n"
      "  pressbox lexicon check desk.tsv");
  checking->callback(
      [arguments, &status] { status = check(arguments->folder, arguments->lexicon, arguments->strict); });

  CLI::App* compiling = command->add_subcommand("compile", "Make one file of a folder of text files, atomically");
  compiling->add_option("FOLDER", arguments->folder, "The text files, laid out as lexicons/README.md says")->required();
  compiling->add_option("OUT", arguments->out, "The compiled lexicon")->required();
  compiling->footer(
      "Example:\n"
      "  pressbox lexicon compile lexicons/ my.lexicon");
  compiling->callback([arguments, &status] { status = compile(arguments->folder, arguments->out); });

  CLI::App* counting =
      command->add_subcommand("stats", "Count entries, forms, teams and people, and measure size and loading");
  counting->add_flag("--json", arguments->json, "As JSON");
  add_lexicon_option(*counting, arguments->lexicon);
  counting->footer(
      "Example:\n"
      "  pressbox lexicon stats --lexicon my.lexicon");
  counting->callback([arguments, &status] { status = stats(arguments->lexicon, arguments->json); });

  add_add(*command, status);
}

}  // namespace pressbox::cli

// tests/lexicon_audit.tsv, row by row: what the lexicon must know, and what an article makes of it.

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/catch.h"
#include "tests/extract.h"
#include "tests/lexicon_folder.h"

namespace pressbox {
namespace {

namespace fs = std::filesystem;
using testing::Line;

struct AuditRow {
  std::string type;
  std::string sport;
  std::string country;
  std::string name;
  std::vector<std::string> forms;
  std::vector<std::string> shared;
};

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return parts;
}

std::vector<AuditRow> audit_rows() {
  std::ifstream file(fs::path(PRESSBOX_SOURCE_DIR) / "tests" / "lexicon_audit.tsv");
  std::vector<AuditRow> rows;
  bool head = true;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (!std::exchange(head, false)) {
      std::array<std::string_view, 6> cells;
      std::string_view rest = line;
      for (std::string_view& cell : cells) {
        const std::size_t tab = rest.find('\t');
        cell = rest.substr(0, tab);
        rest.remove_prefix(tab == std::string_view::npos ? rest.size() : tab + 1);
      }
      rows.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[2]), std::string(cells[3]),
                      split(cells[4], '|'), split(cells[5], '|')});
    }
  }
  return rows;
}

const std::vector<AuditRow>& rows() {
  static const std::vector<AuditRow> kRows = audit_rows();
  return kRows;
}

const Lexicon& lexicon() {
  static const Lexicon kLexicon = [] {
    auto opened = Lexicon::open(fs::path(PRESSBOX_BINARY_DIR) / "lexicon.bin");
    if (!opened) FAIL(opened.error().message);
    return std::move(opened).value();
  }();
  return kLexicon;
}

// A reading of the whole form that is what the row says.
bool is_read(const AuditRow& row, const std::string& form) {
  const Line line(lexicon(), form);
  return std::any_of(line.matches.begin(), line.matches.end(), [&](const Match& match) {
    const Entry entry = lexicon().entry(match.entry);
    if (match.first != 0 || line.of(match).size() != form.size() || entry_type_name(entry.type) != row.type)
      return false;
    if (row.name.empty()) return true;
    const Sport sport = match.form_sport == Sport::unknown ? entry.sport : match.form_sport;
    return entry.name == row.name && entry.country == row.country &&
           (sport == Sport::unknown || sport_name(sport) == row.sport);
  });
}

struct Scene {
  std::string_view sport;
  std::string_view before;
  std::string_view behind;
};

// Sentences that leave no doubt of the sport. A college plays several.
constexpr std::array<Scene, 13> kScenes = {{
    {"football", "The striker scored twice and the goalkeeper saved a penalty as ",
     " won 2-1 in the league on Saturday."},
    {"american-football", "The quarterback threw two touchdown passes and the running back ran for another as ",
     " won 24-17 on Sunday."},
    {"basketball", "The point guard had 30 points and 12 rebounds as ", " won 101-95 on Sunday."},
    {"baseball", "The pitcher struck out nine and the shortstop hit a home run in the seventh inning as ",
     " won 5-3 on Sunday."},
    {"ice-hockey", "The goaltender made 30 saves and the defenseman scored a power-play goal as ",
     " won 4-2 on Sunday."},
    {"rugby-union", "The fly-half kicked three penalties and the hooker scored a try from a lineout as ",
     " won 24-17 on Saturday."},
    {"rugby-league", "The stand-off and the loose forward scored tries in the rugby league game as ",
     " won 24-18 on Friday."},
    {"australian-football", "The ruckman kicked six goals in the AFL, the Australian rules game, as ",
     " won on Saturday."},
    {"cricket", "The fast bowler took five wickets and the opener made a century as ", " won by 21 runs on Saturday."},
    {"motor-sport", "The driver took pole position at the Formula One grand prix as ", " led qualifying on Saturday."},
    {"cycling", "The rider won the stage in the peloton's sprint at the Tour de France as ",
     " led the team classification on Saturday."},
    {"field-hockey", "The hockey striker scored from a penalty corner as ", " won 3-1 on Saturday."},
    {"", "The quarterback threw two touchdown passes in the college football game as ", " won 24-17 on Saturday."},
}};

// What the sentence of the row's sport makes of the form.
std::string team_in_scene(const AuditRow& row, const std::string& form) {
  const auto scene =
      std::find_if(kScenes.begin(), kScenes.end(), [&](const Scene& each) { return each.sport == row.sport; });
  if (scene == kScenes.end()) return "no scene of " + row.sport;
  const Extraction extraction = testing::extract(std::string(scene->before) + form + std::string(scene->behind) + "\n");
  std::string others;
  for (const Team& team : extraction.article.teams) {
    for (const Span mention : team.mentions) {
      if (testing::text_of(extraction, mention) == form) return team.name;
      others += " (" + testing::text_of(extraction, mention) + ": " + team.name + ")";
    }
  }
  return "nothing" + others;
}

TEST_CASE("audit: the lexicon knows every name on the list", "[lexicon-audit]") {
  REQUIRE(rows().size() > 2500);
  std::string missing;
  for (const AuditRow& row : rows()) {
    for (const auto* forms : {&row.forms, &row.shared}) {
      for (const std::string& form : *forms) {
        if (!is_read(row, form)) missing += row.type + " " + row.sport + " " + row.name + ": " + form + "\n";
      }
    }
  }
  INFO(missing);
  CHECK(missing.empty());
}

TEST_CASE("audit: an article of the sport means the team on the list", "[lexicon-audit]") {
  std::string wrong;
  for (const AuditRow& row : rows()) {
    if (row.type != "team") continue;
    for (const std::string& form : row.forms) {
      if (const std::string team = team_in_scene(row, form); team != row.name) {
        wrong += row.sport + " " + row.name + ": " + form + " is " + team + "\n";
      }
    }
  }
  INFO(wrong);
  CHECK(wrong.empty());
}

}  // namespace
}  // namespace pressbox

// pressbox lexicon: the compiled form of the lexicon's text files.

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "extractor/gazetteer/lexicon.h"
#include "tools/pressbox/commands.h"
#include "tools/pressbox/common.h"

namespace pressbox::cli {
namespace {

constexpr std::array<std::string_view, 11> kTypeNames = {"team",   "person", "country", "city",  "competition", "venue",
                                                         "outlet", "role",   "cue",     "title", "word"};
static_assert(static_cast<std::size_t>(EntryType::word) + 1 == kTypeNames.size());

int compile(const std::string& folder, const std::string& out) {
  const Result<Lexicon> lexicon = Lexicon::compile(folder);
  if (!lexicon) {
    complain(lexicon.error().message);
    return kFailed;
  }
  const Result<std::size_t> bytes = lexicon.value().save(out);
  if (!bytes) {
    complain(bytes.error().message);
    return kFailed;
  }
  const std::string line = out + ": " + std::to_string(lexicon.value().entry_count()) + " entries, " +
                           std::to_string(lexicon.value().form_count()) + " forms, " +
                           std::to_string(lexicon.value().rule_count()) + " rules, " + std::to_string(bytes.value()) +
                           " bytes\n";
  return print(line) ? kDone : kFailed;
}

int stats(const LexiconPaths& path) {
  const Result<Lexicon> opened = open_lexicon(path);
  if (!opened) {
    complain(opened.error().message);
    return kFailed;
  }
  const Lexicon& lexicon = opened.value();
  std::array<std::uint32_t, kTypeNames.size()> counts{};
  for (Index i = 0; i < lexicon.entry_count(); ++i) ++counts[static_cast<std::size_t>(lexicon.entry(i).type)];
  std::string table;
  const auto row = [&table](std::string_view name, std::uint32_t count) {
    const std::string digits = std::to_string(count);
    std::string line(name);
    line.resize(14, ' ');
    line.append(10 - std::min<std::size_t>(10, digits.size()), ' ');
    table += line + digits + "\n";
  };
  for (std::size_t type = 0; type < counts.size(); ++type) row(kTypeNames[type], counts[type]);
  row("all entries", lexicon.entry_count());
  row("forms", lexicon.form_count());
  row("rules", lexicon.rule_count());
  return print(table) ? kDone : kFailed;
}

}  // namespace

void add_lexicon(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("lexicon", "Compile the lexicon's text files, or count what a lexicon holds");
  command->require_subcommand(1);
  command->footer(
      "Examples:\n"
      "  pressbox lexicon compile lexicons/ my.lexicon\n"
      "  pressbox lexicon stats --lexicon my.lexicon\n"
      "  pressbox extract --lexicon my.lexicon report.txt");

  struct Arguments {
    std::string folder, out;
    LexiconPaths lexicon;
  };
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* compiling = command->add_subcommand("compile", "Make one file of a folder of text files, atomically");
  compiling->add_option("FOLDER", arguments->folder, "The text files, laid out as lexicons/README.md says")->required();
  compiling->add_option("OUT", arguments->out, "The compiled lexicon")->required();
  compiling->footer(
      "Example:\n"
      "  pressbox lexicon compile lexicons/ my.lexicon");
  compiling->callback([arguments, &status] { status = compile(arguments->folder, arguments->out); });

  CLI::App* counting = command->add_subcommand("stats", "Count entries by type, forms and rules");
  add_lexicon_option(*counting, arguments->lexicon);
  counting->footer(
      "Example:\n"
      "  pressbox lexicon stats --lexicon my.lexicon");
  counting->callback([arguments, &status] { status = stats(arguments->lexicon); });
}

}  // namespace pressbox::cli

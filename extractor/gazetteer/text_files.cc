#include "extractor/gazetteer/text_files.h"

#include <algorithm>
#include <string>
#include <system_error>

namespace pressbox {
namespace {

namespace fs = std::filesystem;

std::vector<FileSpec> make_specs() {
  using enum Column;
  constexpr Need kMay = Need::optional;
  constexpr Need kColumn = Need::column;
  constexpr Need kValue = Need::value;
  return {
      {"countries.tsv",
       Content::entries,
       EntryType::country,
       {{key, kValue},
        {name, kValue},
        {forms, kMay},
        {adjectives, kMay},
        {nouns, kMay},
        {plurals, kMay},
        {source, kColumn}}},
      {"teams/",
       Content::entries,
       EntryType::team,
       {{key, kValue},
        {name, kValue},
        {kind, kValue},
        {sport, kColumn},
        {country, kMay},
        {city, kMay},
        {league, kMay},
        {years, kMay},
        {forms, kMay},
        {weight, kMay},
        {source, kColumn}}},
      {"people/",
       Content::entries,
       EntryType::person,
       {{key, kMay},
        {name, kValue},
        {gender, kMay},
        {sport, kMay},
        {country, kMay},
        {role, kMay},
        {forms, kMay},
        {weight, kMay},
        {source, kColumn}}},
      {"cities/",
       Content::entries,
       EntryType::city,
       {{key, kValue}, {name, kValue}, {country, kMay}, {forms, kMay}, {source, kColumn}}},
      {"competitions/",
       Content::entries,
       EntryType::competition,
       {{key, kValue}, {name, kValue}, {kind, kMay}, {sport, kMay}, {country, kMay}, {forms, kMay}, {source, kColumn}}},
      {"venues/",
       Content::entries,
       EntryType::venue,
       {{key, kValue}, {name, kValue}, {sport, kMay}, {country, kMay}, {city, kMay}, {forms, kMay}, {source, kColumn}}},
      {"outlets/",
       Content::entries,
       EntryType::outlet,
       {{key, kValue}, {name, kValue}, {kind, kMay}, {country, kMay}, {forms, kMay}, {source, kColumn}}},
      {"roles.tsv",
       Content::entries,
       EntryType::role,
       {{key, kValue},
        {name, kMay},
        {class_, kValue},
        {forms, kMay},
        {gender, kMay},
        {sport, kMay},
        {source, kColumn}}},
      {"cues.tsv",
       Content::entries,
       EntryType::cue,
       {{key, kValue},
        {name, kMay},
        {class_, kValue},
        {forms, kValue},
        {weight, kMay},
        {frames, kMay},
        {source, kColumn}}},
      {"titles.tsv",
       Content::entries,
       EntryType::title,
       {{key, kValue}, {name, kMay}, {gender, kMay}, {forms, kMay}, {source, kColumn}}},
      {"classes.tsv", Content::entries, EntryType::word, {{class_, kValue}, {forms, kValue}, {source, kColumn}}},
      {"sport_terms.tsv",
       Content::entries,
       EntryType::word,
       {{class_, kValue}, {forms, kValue}, {sport, kMay}, {source, kColumn}}},
      {"given_names.tsv", Content::given_names, EntryType::word, {{name, kValue}, {male, kMay}, {female, kMay}}},
      {"surnames.tsv", Content::surnames, EntryType::word, {{name, kValue}, {weight, kValue}}},
      {"words.tsv", Content::words, EntryType::word, {{word, kValue}, {level, kValue}}},
      {"rules/", Content::rules, EntryType::word, {{id, kValue}, {pattern, kMay}, {weight, kValue}, {reason, kValue}}},
  };
}

}  // namespace

const std::vector<FileSpec>& file_specs() {
  static const std::vector<FileSpec> specs = make_specs();
  return specs;
}

const std::vector<ColumnSpec>& user_columns() {
  using enum Column;
  constexpr Need kMay = Need::optional;
  static const std::vector<ColumnSpec> columns = {{type, Need::value}, {key, kMay},   {name, kMay},    {class_, kMay},
                                                  {kind, kMay},        {sport, kMay}, {country, kMay}, {city, kMay},
                                                  {league, kMay},      {years, kMay}, {forms, kMay},   {weight, kMay},
                                                  {gender, kMay},      {role, kMay},  {frames, kMay},  {source, kMay}};
  return columns;
}

std::vector<TextFile> list_text_files(const fs::path& folder, std::vector<Error>& errors) {
  const std::vector<FileSpec>& specs = file_specs();
  std::error_code error;
  std::vector<fs::path> found;
  for (const auto& item : fs::directory_iterator(folder, error)) found.push_back(item.path());
  std::sort(found.begin(), found.end());
  for (const fs::path& path : found) {
    if (path.extension() != ".tsv") continue;
    const std::string name = path.filename().string();
    const bool known = std::any_of(specs.begin(), specs.end(), [&](const FileSpec& spec) { return spec.name == name; });
    if (!known) errors.push_back({path.string() + ": no file of a lexicon has this name; see lexicons/README.md"});
  }
  std::vector<TextFile> files;
  for (const FileSpec& spec : specs) {
    const fs::path path = folder / spec.name;
    if (spec.name.back() != '/') {
      if (fs::exists(path, error)) files.push_back({&spec, path});
      continue;
    }
    const std::size_t first = files.size();
    for (const auto& item : fs::directory_iterator(path, error)) {
      if (item.path().extension() == ".tsv") files.push_back({&spec, item.path()});
    }
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(first), files.end(),
              [](const TextFile& a, const TextFile& b) { return a.path < b.path; });
  }
  if (files.empty() && errors.empty()) {
    errors.push_back({folder.string() + ": holds no lexicon; name a folder laid out as lexicons/README.md says"});
  }
  return files;
}

bool is_lexicon_folder(const fs::path& folder) {
  std::error_code error;
  for (const FileSpec& spec : file_specs()) {
    const std::string_view name = spec.name.substr(0, spec.name.find('/'));
    if (fs::exists(folder / name, error)) return true;
  }
  return false;
}

}  // namespace pressbox

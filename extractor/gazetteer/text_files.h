// Which text files a lexicon is made of, and which columns each may have (lexicons/README.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "extractor/gazetteer/lexicon.h"
#include "extractor/gazetteer/table_file.h"
#include "extractor/result.h"

namespace pressbox {

enum class Content : std::uint8_t { entries, given_names, surnames, words, rules };

// A file of a lexicon folder, or a folder in it whose name ends in "/" and whose files share a format.
struct FileSpec {
  std::string_view name;
  Content content;
  EntryType type;  // of entries
  std::vector<ColumnSpec> columns;
};
[[nodiscard]] const std::vector<FileSpec>& file_specs();

// The columns of a user's file, whose rows say themselves which type they are.
[[nodiscard]] const std::vector<ColumnSpec>& user_columns();

struct TextFile {
  const FileSpec* spec;
  std::filesystem::path path;
};
// The files of a lexicon folder in the order in which they are read. What stands there and is no such file is an
// error, appended to errors.
[[nodiscard]] std::vector<TextFile> list_text_files(const std::filesystem::path& folder, std::vector<Error>& errors);

}  // namespace pressbox

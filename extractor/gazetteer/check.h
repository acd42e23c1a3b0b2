// What an editor should look at in a lexicon's text files: everything the compiler refuses, and what it cannot know to
// be wrong.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "extractor/gazetteer/lexicon.h"

namespace pressbox {

struct Finding {
  bool error = false;   // else a warning: a row that may be right
  std::string message;  // "FILE:LINE: what is wrong; what to do"
};

// Reads every file under folder (lexicons/README.md), however many errors there are. In the order of files and lines.
[[nodiscard]] std::vector<Finding> check_lexicon(const std::filesystem::path& folder);

// The same of a user's file that is to be laid over base.
[[nodiscard]] std::vector<Finding> check_user_file(const std::filesystem::path& file, const Lexicon& base);

}  // namespace pressbox

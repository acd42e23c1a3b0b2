// The files of an evaluation: annotated articles and predictions. The first wrong one is an Error: figures over the
// rest would look like figures over all.
#pragma once

#include <filesystem>
#include <istream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/evaluation/evaluation.h"
#include "extractor/result.h"

namespace pressbox {

struct GoldArticle {
  std::string text_path;
  std::string text;  // the bytes of <id>.txt
  EvalArticle gold;  // its id is the file's name without extension
};

// Every <id>.json of folder with the <id>.txt beside it, sorted by file name. Hidden files are left out. With all,
// every Error is appended there, of whichever article.
Result<std::vector<GoldArticle>> read_gold(const std::filesystem::path& folder, std::vector<Error>* all = nullptr);

// Predictions by id.
using Predictions = std::map<std::string, EvalArticle, std::less<>>;

// path is a folder of <id>.json or a file of one article a line. Predictions for articles that gold lacks are read,
// and checked but for their offsets.
Result<Predictions> read_predictions(const std::filesystem::path& path, const std::vector<GoldArticle>& gold);
// One article a line; where names the stream for errors.
Result<Predictions> read_prediction_lines(std::istream& lines, std::string_view where,
                                          const std::vector<GoldArticle>& gold);

}  // namespace pressbox

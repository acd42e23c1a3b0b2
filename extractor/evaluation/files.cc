#include "extractor/evaluation/files.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <limits>
#include <optional>
#include <utility>

#include "extractor/evaluation/codepoints.h"

namespace pressbox {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> read_bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes;
  char buffer[1 << 16];
  while (file.read(buffer, sizeof buffer) || file.gcount() > 0) {
    bytes.append(buffer, static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) return std::nullopt;
  return bytes;
}

Error unreadable(const fs::path& path) {
  const int reason = errno;
  return Error{path.string() + ": cannot be read (" + std::strerror(reason) + "); check the file and its permissions"};
}

// The folder's *.json, sorted by file name.
Result<std::vector<fs::path>> json_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (name.starts_with('.') || !name.ends_with(".json")) continue;
    files.push_back(it->path());
  }
  if (error)
    return Error{folder.string() + ": cannot be read (" + error.message() + "); check the folder's permissions"};
  std::sort(files.begin(), files.end(),
            [](const fs::path& a, const fs::path& b) { return a.filename().string() < b.filename().string(); });
  return files;
}

class TextLengths {
 public:
  explicit TextLengths(const std::vector<GoldArticle>& gold) {
    for (const GoldArticle& article : gold) lengths_.emplace(article.gold.id, count_code_points(article.text));
  }
  [[nodiscard]] std::uint32_t of(const std::string& id) const {
    const auto found = lengths_.find(id);
    return found == lengths_.end() ? std::numeric_limits<std::uint32_t>::max() : found->second;
  }

 private:
  std::map<std::string, std::uint32_t> lengths_;
};

// "reports/final-01.txt" is the article final-01.
std::string article_name(std::string_view id) {
  id = id.substr(id.rfind('/') + 1);
  if (id.ends_with(".txt")) id.remove_suffix(4);
  return std::string(id);
}

// Offsets can only be checked once the id has told which text they are of.
std::optional<std::string> offset_outside(const EvalArticle& article, std::uint32_t length) {
  const auto outside = [length](EvalSpan span) { return span.end > length; };
  const auto describe = [length](const std::string& field, EvalSpan span) {
    return field + ".end: " + std::to_string(span.end) + " lies outside the text of " + std::to_string(length) +
           " code points; check that text and prediction belong together";
  };
  for (std::size_t i = 0; i < article.quotes.size(); ++i) {
    if (outside(article.quotes[i].span)) return describe("quotes[" + std::to_string(i) + "]", article.quotes[i].span);
  }
  for (const auto& [list, entities] : {std::pair{"people[", &article.people}, std::pair{"teams[", &article.teams}}) {
    for (std::size_t i = 0; i < entities->size(); ++i) {
      const auto& mentions = (*entities)[i].mentions;
      for (std::size_t k = 0; k < mentions.size(); ++k) {
        if (outside(mentions[k])) {
          return describe(list + std::to_string(i) + "].mentions[" + std::to_string(k) + "]", mentions[k]);
        }
      }
    }
  }
  for (std::size_t i = 0; i < article.scores.size(); ++i) {
    if (outside(article.scores[i].span)) return describe("scores[" + std::to_string(i) + "]", article.scores[i].span);
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<GoldArticle>> read_gold(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (!fs::exists(status)) {
    return Error{folder.string() + ": does not exist; give a folder of <id>.txt and <id>.json"};
  }
  if (!fs::is_directory(status)) {
    return Error{folder.string() + ": is no folder; give a folder of <id>.txt and <id>.json"};
  }
  auto files = json_files(folder);
  if (!files.ok()) return files.error();
  if (files.value().empty()) {
    return Error{folder.string() + ": holds no annotated article; give a folder of <id>.txt and <id>.json"};
  }
  std::vector<GoldArticle> articles;
  for (const fs::path& path : files.value()) {
    fs::path text_path = path;
    text_path.replace_extension(".txt");
    if (!fs::exists(text_path, error)) {
      return Error{path.string() + ": has no text; put " + text_path.filename().string() + " beside it"};
    }
    auto text = read_bytes(text_path);
    if (!text) return unreadable(text_path);
    const auto json = read_bytes(path);
    if (!json) return unreadable(path);
    auto gold = read_eval_article(*json, path.string(), count_code_points(*text));
    if (!gold.ok()) return gold.error();
    gold.value().id = path.stem().string();
    articles.push_back({text_path.string(), std::move(*text), std::move(gold).value()});
  }
  return articles;
}

Result<Predictions> read_predictions(const fs::path& path, const std::vector<GoldArticle>& gold) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return Error{path.string() + ": does not exist; give a folder of <id>.json, a .jsonl file, or - for stdin"};
  }
  if (!fs::is_directory(status)) {
    std::ifstream lines(path, std::ios::binary);
    if (!lines) return unreadable(path);
    return read_prediction_lines(lines, path.string(), gold);
  }
  auto files = json_files(path);
  if (!files.ok()) return files.error();
  if (files.value().empty()) {
    return Error{path.string() + ": holds no prediction; give a folder of <id>.json, a .jsonl file, or - for stdin"};
  }
  const TextLengths lengths(gold);
  Predictions predictions;
  for (const fs::path& file : files.value()) {
    const auto json = read_bytes(file);
    if (!json) return unreadable(file);
    std::string id = file.stem().string();
    auto article = read_eval_article(*json, file.string(), lengths.of(id));
    if (!article.ok()) return article.error();
    article.value().id = id;
    predictions.emplace(std::move(id), std::move(article).value());
  }
  return predictions;
}

Result<Predictions> read_prediction_lines(std::istream& lines, std::string_view where,
                                          const std::vector<GoldArticle>& gold) {
  const TextLengths lengths(gold);
  Predictions predictions;
  std::map<std::string, std::size_t, std::less<>> line_of;
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    if (line.find_first_not_of(" \t\r\f\v") == std::string::npos) continue;
    const std::string place = std::string(where) + ":" + std::to_string(number);
    auto article = read_eval_article(line, place, std::numeric_limits<std::uint32_t>::max());
    if (!article.ok()) return article.error();
    std::string id = article_name(article.value().id);
    if (id.empty()) return Error{place + ": id: is missing; name the article that the line is about"};
    if (const auto wrong = offset_outside(article.value(), lengths.of(id))) return Error{place + ": " + *wrong};
    if (const auto [other, added] = line_of.emplace(id, number); !added) {
      return Error{place + ": id: \"" + id + "\" stands on line " + std::to_string(other->second) +
                   " already; keep one line an article"};
    }
    article.value().id = id;
    predictions.emplace(std::move(id), std::move(article).value());
  }
  if (lines.bad()) return Error{std::string(where) + ": broke off while it was read; check the file and try again"};
  return predictions;
}

}  // namespace pressbox

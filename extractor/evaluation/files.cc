#include "extractor/evaluation/files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <functional>
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

class Texts {
 public:
  explicit Texts(const std::vector<GoldArticle>& gold) {
    for (const GoldArticle& article : gold) texts_.emplace(article.gold.id, decode_code_points(article.text));
  }
  [[nodiscard]] const std::u32string* of(std::string_view id) const {
    const auto found = texts_.find(id);
    return found == texts_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::string, std::u32string, std::less<>> texts_;
};

// "reports/final-01.txt" is the article final-01.
std::string article_name(std::string_view id) {
  id = id.substr(id.rfind('/') + 1);
  if (id.ends_with(".txt")) id.remove_suffix(4);
  return std::string(id);
}

// The ids that articles state themselves; two files with one are copies of each other, or confused.
class StatedIds {
 public:
  [[nodiscard]] std::optional<Error> add(const std::string& id, const fs::path& file) {
    if (id.empty()) return std::nullopt;
    const auto [other, added] = file_of_.emplace(id, file);
    if (added) return std::nullopt;
    return Error{file.string() + ": id: \"" + id + "\" is the id of " + other->second.filename().string() +
                 " already; keep one file an article"};
  }

 private:
  std::map<std::string, fs::path> file_of_;
};

}  // namespace

Result<std::vector<GoldArticle>> read_gold(const fs::path& folder, std::vector<Error>* all) {
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
  std::vector<Error> errors;
  for (const fs::path& path : files.value()) {
    fs::path text_path = path;
    text_path.replace_extension(".txt");
    if (!fs::exists(text_path, error)) {
      errors.push_back({path.string() + ": has no text; put " + text_path.filename().string() + " beside it"});
      continue;
    }
    auto text = read_bytes(text_path);
    if (!text) {
      errors.push_back(unreadable(text_path));
      continue;
    }
    const auto json = read_bytes(path);
    if (!json) {
      errors.push_back(unreadable(path));
      continue;
    }
    auto gold = read_gold_article(*json, path.string(), decode_code_points(*text), &errors);
    if (!gold.ok()) continue;
    std::string& id = gold.value().id;
    const std::string name = path.stem().string();
    if (!id.empty() && id != name) {
      errors.push_back({path.string() + ": id: \"" + id + "\" is not the file's name; give it that"});
    }
    id = name;
    articles.push_back({text_path.string(), std::move(*text), std::move(gold).value()});
  }
  if (errors.empty()) return articles;
  if (all != nullptr) all->insert(all->end(), errors.begin(), errors.end());
  return errors.front();
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
  const Texts texts(gold);
  Predictions predictions;
  StatedIds ids;
  for (const fs::path& file : files.value()) {
    const auto json = read_bytes(file);
    if (!json) return unreadable(file);
    std::string id = file.stem().string();
    auto article = read_eval_article(*json, file.string(), [&](std::string_view) { return texts.of(id); });
    if (!article.ok()) return article.error();
    if (const auto twice = ids.add(article.value().id, file)) return *twice;
    article.value().id = id;
    predictions.emplace(std::move(id), std::move(article).value());
  }
  return predictions;
}

Result<Predictions> read_prediction_lines(std::istream& lines, std::string_view where,
                                          const std::vector<GoldArticle>& gold) {
  const Texts texts(gold);
  Predictions predictions;
  std::map<std::string, std::size_t, std::less<>> line_of;
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    if (line.find_first_not_of(" \t\r\f\v") == std::string::npos) continue;
    const std::string place = std::string(where) + ":" + std::to_string(number);
    // An array, or an object over several lines.
    if (const std::size_t first = line.find_first_not_of(" \t\r\f\v");
        line[first] == '[' || line.find_last_not_of(" \t\r\f\v") == first) {
      return Error{place + ": is no object; write one object a line, as `pressbox extract --to jsonl` does"};
    }
    auto article =
        read_eval_article(line, place, [&texts](std::string_view stated) { return texts.of(article_name(stated)); });
    if (!article.ok()) return article.error();
    std::string id = article_name(article.value().id);
    if (id.empty()) return Error{place + ": id: is missing; name the article that the line is about"};
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

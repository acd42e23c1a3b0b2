// Small lexicons for tests, written to a folder that is removed afterwards, and articles to match them with.
#pragma once

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/gazetteer/lexicon.h"
#include "extractor/tokens/tokens.h"

namespace pressbox::testing {

class LexiconFolder {
 public:
  LexiconFolder() {
    static std::atomic<int> number{0};
    path_ = std::filesystem::temp_directory_path() /
            ("pressbox-test-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    std::filesystem::create_directories(path_);
  }
  ~LexiconFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  LexiconFolder(const LexiconFolder&) = delete;
  LexiconFolder& operator=(const LexiconFolder&) = delete;

  // Writes a file; a ~ in content stands for a tab.
  LexiconFolder& file(const std::string& name, std::string content) {
    for (char& c : content) {
      if (c == '~') c = '\t';
    }
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << content;
    return *this;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] Result<Lexicon> compile() const { return Lexicon::compile(path_); }

 private:
  std::filesystem::path path_;
};

// One line of an article, tokenized, and what a lexicon finds in it.
struct Line {
  std::string text;
  TokenArray tokens;
  TokenColumn<Match> matches;
  TokenColumn<WordInfo> infos;
  std::vector<ClassBits> classes;
  TokenColumn<std::uint32_t> begin;

  explicit Line(std::string line, bool all_caps = false) : text(std::move(line)) {
    Block block;
    block.span = {0, static_cast<std::uint32_t>(text.size())};
    block.content = block.span;
    block.all_caps = all_caps;
    std::vector<Sentence> sentences;
    tokenize(text, {block}, tokens, sentences);
  }
  Line(const Lexicon& lexicon, std::string line, bool all_caps = false) : Line(std::move(line), all_caps) {
    match(lexicon);
  }
  void match(const Lexicon& lexicon) { lexicon.match_all(text, tokens, matches, infos, classes, begin); }
  [[nodiscard]] std::string_view of(const Match& match) const { return tokens.span(match.first, match.last).of(text); }
};

// "text=key" of every match in order, with one space between.
inline std::string found(const Lexicon& lexicon, const std::string& text, bool all_caps = false) {
  const Line line(lexicon, text, all_caps);
  std::string out;
  for (const Match& match : line.matches) {
    if (!out.empty()) out += ' ';
    out += std::string(line.of(match)) + "=" + std::string(lexicon.entry(match.entry).key);
  }
  return out;
}

}  // namespace pressbox::testing

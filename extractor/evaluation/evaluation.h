// Evaluation: precision, recall and F1 of extracted articles against annotated ones.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/result.h"

namespace pressbox {

// The annotated or predicted side of one article: only what is scored. Offsets are code points, as in the JSON.
struct EvalSpan {
  std::uint32_t start = 0, end = 0;
  friend bool operator==(const EvalSpan&, const EvalSpan&) = default;
};
struct EvalQuote {
  EvalSpan span;
  std::string kind;
  std::string speaker;  // "" where null
  std::string how;
  friend bool operator==(const EvalQuote&, const EvalQuote&) = default;
};
struct EvalEntity {
  std::string name;
  std::vector<EvalSpan> mentions;
  friend bool operator==(const EvalEntity&, const EvalEntity&) = default;
};
struct EvalScore {
  EvalSpan span;
  std::string kind;
  std::vector<std::pair<std::string, int>> sides;
  friend bool operator==(const EvalScore&, const EvalScore&) = default;
};
struct EvalArticle {
  std::string id;
  std::vector<EvalQuote> quotes;
  std::vector<EvalEntity> people, teams;
  std::vector<EvalScore> scores;
  friend bool operator==(const EvalArticle&, const EvalArticle&) = default;
};

// Reads an article object of the schema. where names the file (and line) for errors: a missing or mistyped field, an
// unknown kind, offsets that do not fit text_length (code points; pass UINT32_MAX where the text is not at hand).
Result<EvalArticle> read_eval_article(std::string_view json, std::string_view where, std::uint32_t text_length);

struct Tally {
  std::uint64_t right = 0, gold = 0, predicted = 0;
  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f1() const;
};
struct Metric {
  std::string name;  // "quote.exact"
  Tally tally;
};
struct EvalError {
  std::string article, kind, text, detail;
};
struct Evaluation {
  std::vector<Metric> metrics;  // in the fixed order of the table
  std::vector<EvalError> errors;
  std::uint32_t articles = 0;
  std::vector<std::string> missing;  // ids without a prediction
};

// Whether a predicted speaker is the annotated one, as `attribution` judges it: the same full name, or, for a source
// that is nobody of the article's people, at least half of the words in common. "" stands for no speaker.
[[nodiscard]] bool is_same_speaker(const EvalArticle& gold, std::string_view gold_speaker, std::string_view predicted);

// Adds one article to the evaluation; predicted may be an empty article.
class Evaluator {
 public:
  void add(std::string_view text, const EvalArticle& gold, const EvalArticle& predicted);
  [[nodiscard]] const Evaluation& result() const { return evaluation_; }
  Evaluator();
  void add_missing(std::string id) { evaluation_.missing.push_back(std::move(id)); }

 private:
  Evaluation evaluation_;
};

}  // namespace pressbox

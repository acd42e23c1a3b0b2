// Evaluation: extracted articles against annotated ones. METRICS.md says what each figure means and where it comes
// from.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/result.h"

namespace pressbox {

// The annotated or predicted side of one article: only what is scored. Offsets are code points, as in the JSON.
struct EvalSpan {
  std::uint32_t start = 0, end = 0;
  friend auto operator<=>(const EvalSpan&, const EvalSpan&) = default;
};
struct EvalQuote {
  EvalSpan span;
  std::string kind;
  std::string speaker;  // "" where null
  std::string how;      // the annotation's: how the text gives the speaker
  // What a prediction says beside it, where it does.
  std::string speaker_how{};               // how the speaker was found
  std::optional<EvalSpan> speaker_span{};  // the mention that carried the speaker
  bool has_cue = false;                    // a word of saying was found
  std::optional<double> confidence{};      // 0 to 1
  std::string rule{};
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
  std::optional<double> confidence{};
  std::string rule{};
  friend bool operator==(const EvalScore&, const EvalScore&) = default;
};
struct EvalArticle {
  std::string id;
  std::vector<EvalQuote> quotes;
  std::vector<EvalEntity> people, teams;
  std::vector<EvalScore> scores;
  std::string sport{}, style{};  // "" where the article does not say
  friend bool operator==(const EvalArticle&, const EvalArticle&) = default;
};

// The text that the article of this id is about, in code points; null where it is not at hand. It outlives the call.
using TextOfId = std::function<const std::u32string*(std::string_view id)>;

// Reads an article object of the schema. where names the file (and line) for errors: a missing or mistyped field, an
// unknown kind, an id that two items of a list share, offsets that lie outside the text or at which something else
// stands than the item's own "text" says. The first is returned; with all, every one is appended there.
Result<EvalArticle> read_eval_article(std::string_view json, std::string_view where, const TextOfId& text_of,
                                      std::vector<Error>* all = nullptr);
// The same with nothing known of the text but its length in code points.
Result<EvalArticle> read_eval_article(std::string_view json, std::string_view where, std::uint32_t text_length);
// The same of an annotation, which must also hold together: no span is empty, no stretch or score and no name of a list
// stands twice, competitions, venues and outlets are as they should be, and so is how a speaker is given.
Result<EvalArticle> read_gold_article(std::string_view json, std::string_view where, const std::u32string& text,
                                      std::vector<Error>* all = nullptr);

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
inline constexpr std::size_t kMetricCount = 10;
struct EvalError {
  std::string article, kind, text, detail;
};

// What is annotated, and what a fault is about.
enum class Layer : std::uint8_t { quotation, person, team, score };
inline constexpr std::size_t kLayerCount = 4;
[[nodiscard]] std::string_view layer_name(Layer layer);

// Why an annotation was not met, or something was predicted that is none. METRICS.md has the definitions.
enum class Cause : std::uint8_t {
  missed_stretch,     // no stretch was found where one is
  spurious_stretch,   // a stretch was found where none is
  missed_mention,     // a name was not found; of a wrong speaker: none of the right one's names was
  spurious_mention,   // a name was found where none is
  missed_score,       // a score was not found
  spurious_score,     // a score was found where none is
  wrong_boundary,     // found with another start or end
  wrong_kind,         // found as something else: speech for a title, a person for a team
  wrong_coreference,  // the pronoun, description or shorter name that speaks was read as somebody else
  wrong_frame,        // the construction around the stretch was read wrongly
  wrong_team,         // the name of a team was found, and is another team's
  wrong_sides,        // the score was found, but not its sides or their points
};
inline constexpr std::size_t kCauseCount = 12;
[[nodiscard]] std::string_view cause_name(Cause cause);  // "missed stretch"

// One fault, however many metrics it is counted in.
struct Fault {
  Cause cause;
  Layer layer;
  std::string article;
  EvalSpan span;                       // the annotation's, or the prediction's where nothing is annotated
  std::string text;                    // what stands there
  std::string gold, got;               // speaker, name, kind, sides or words of either; "" for none
  std::string how{};                   // of a wrong speaker: how the annotation says that the text gives it
  std::optional<EvalSpan> got_span{};  // the prediction's, where it is another
  std::optional<EvalSpan> carrier{};   // the mention that carried the predicted speaker
  std::string gold_speaker{};          // "" where the fault is not a quotation's
  std::optional<double> confidence{};
  std::string rule{};
};

// MUC's categories. A pair is correct, partial or incorrect; what has no partner is missing or spurious.
struct MatchCounts {
  std::uint64_t correct = 0, incorrect = 0, partial = 0, missing = 0, spurious = 0;
  // A partial match counts half.
  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f1() const;
};
// The four measures of SemEval-2013 task 9.
struct Matching {
  MatchCounts strict, exact, partial, type;
};

// The figures of one kind. full is span and speaker for quotations, span and sides for scores.
struct KindFigures {
  Tally span, full;
};
// Speakers by how the text gives them: annotated ones by the annotation's word, predicted ones by the prediction's.
struct HowFigures {
  std::uint64_t gold = 0, found = 0, right = 0;
  std::uint64_t predicted = 0, right_of_predicted = 0;
};
// How often what is annotated as the first kind was predicted as the second; "" is not at all.
using Confusion = std::map<std::pair<std::string, std::string>, std::uint64_t>;
// A confidence, and whether what it was given to is right.
struct Judged {
  double confidence = 0;
  bool right = false;
};

// One article's part in the metrics, in the order of Evaluation::metrics.
struct ArticleFigures {
  std::string id, sport, style;
  std::array<Tally, kMetricCount> tallies;
};

struct Evaluation {
  std::vector<Metric> metrics;  // in the fixed order of the table
  std::vector<EvalError> errors;
  std::uint32_t articles = 0;
  std::vector<std::string> missing;  // ids without a prediction

  std::vector<ArticleFigures> by_article;
  std::vector<Fault> faults;  // by article, in its order of layers
  Matching quotations, names, scores;
  std::map<std::string, KindFigures> quotation_kinds, score_kinds;
  std::map<std::string, HowFigures> hows;
  Confusion quotation_confusion, name_confusion, score_confusion;
  // Stretches with their speaker; scores with their sides. Only of predictions that state a confidence.
  std::vector<Judged> judged_quotations, judged_scores;
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

// The whole pipeline: whatever the text, the article keeps the promises of its format.

#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <utility>

#include "extractor/evaluation/codepoints.h"
#include "extractor/evaluation/evaluation.h"
#include "extractor/evaluation/extracted.h"
#include "extractor/output/article_json.h"
#include "extractor/pipeline.h"
#include "tools/fuzz/fuzz.h"

namespace {

using namespace pressbox;
using fuzz::require;

template <typename T>
T or_exit(Result<T> result) {
  if (result) return std::move(result).value();
  std::cerr << result.error().message << "\n";
  std::exit(2);
}

// With the lexicon of the build, which stands beside this binary.
const Extractor& extractor() {
  static const Extractor made = or_exit(Extractor::create(or_exit(Lexicon::open(default_lexicon_path()))));
  return made;
}

class ArticleChecker {
 public:
  ArticleChecker(const Article& article, std::string_view text) : article_(article), text_(text) {}

  void check() const {
    std::uint32_t at = 0;
    for (const Quote& quote : article_.quotes) {
      inside(quote.span);
      require(quote.span.start >= at, "quotes stand in order");
      at = quote.span.start;
      require(quote.confidence >= 0 && quote.confidence <= 1, "confidence is from 0 to 1");
      require(!quote.rule.empty(), "a quote names its rule");
      index(quote.part_of, article_.quotes.size());
      for (const Index part : quote.parts) within(article_.quotes.at(part).span, quote.span);
      if (quote.speaker) {
        inside(quote.speaker->span);
        index(quote.speaker->person, article_.people.size());
        index(quote.speaker->team, article_.teams.size());
        require(!quote.speaker->name.empty(), "a speaker has a name");
      }
      if (quote.cue) inside(quote.cue->span);
      if (quote.audience) {
        inside(quote.audience->span);
        index(quote.audience->person, article_.people.size());
      }
      for (const Span span : quote.nested) within(span, quote.span);
      for (const Span span : quote.insertions) within(span, quote.span);
    }
    entities(article_.people);
    entities(article_.teams);
    for (const auto* things : {&article_.competitions, &article_.venues, &article_.outlets}) {
      for (const NamedThing& thing : *things) {
        require(!thing.name.empty(), "things have names");
        for (const Span span : thing.mentions) inside(span);
      }
    }
    at = 0;
    for (const Score& score : article_.scores) {
      inside(score.span);
      require(score.span.start >= at, "scores stand in order");
      at = score.span.start;
      require(!score.rule.empty(), "a score names its rule");
      require(score.sides.size() <= 2, "a score has two sides, an innings one");
      index(score.winner, score.sides.size());
      for (const Side& side : score.sides) {
        require(!side.name.empty() && side.points >= 0, "a side has a name and points");
        index(side.team, article_.teams.size());
        index(side.person, article_.people.size());
      }
    }
    for (const Diagnostic& diagnostic : article_.diagnostics) inside(diagnostic.span);
  }

 private:
  void inside(Span span) const {
    require(span.start <= span.end && span.end <= text_.size(), "spans lie in the text");
    require(fuzz::on_boundary(text_, span.start) && fuzz::on_boundary(text_, span.end),
            "spans begin and end between characters");
  }
  void within(Span span, Span whole) const {
    inside(span);
    require(whole.contains(span), "parts lie in their quote");
  }
  static void index(Index index, std::size_t size) { require(index == kNone || index < size, "indices are in range"); }

  template <typename Entity>
  void entities(const std::vector<Entity>& list) const {
    for (const Entity& entity : list) {
      require(!entity.name.empty(), "people and teams have names");
      require(!entity.mentions.empty(), "people and teams are mentioned");
      for (const Span span : entity.mentions) {
        inside(span);
        require(!span.empty(), "mentions are not empty");
      }
      for (const Reference& reference : entity.references) inside(reference.span);
    }
  }

  const Article& article_;
  std::string_view text_;
};

// The JSON parses, its texts are the slices it claims, and it says what the article says.
void check_json(const Extraction& extraction) {
  std::string json;
  append_article_json(extraction.article, extraction.source, {}, json);
  const nlohmann::json parsed = nlohmann::json::parse(json, nullptr, false);
  require(parsed.is_object(), "the output is a JSON object");
  const std::u32string text = decode_code_points(extraction.source.text());
  for (const auto& quote : parsed["quotes"]) {
    const auto start = quote["start"].get<std::size_t>();
    require(quote["text"] == encode_utf8(text.substr(start, quote["end"].get<std::size_t>() - start)),
            "a quote's text is the slice");
  }
  const auto read = read_eval_article(json, "json", static_cast<std::uint32_t>(text.size()));
  if (!read) std::cerr << read.error().message << "\n";
  require(read.ok(), "the output can be evaluated");
  require(read.value() == to_eval_article(extraction), "the output says what the article says");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Extraction extraction = extractor().extract({"fuzz", "fuzz", "", std::string(fuzz::bytes(data, size))});
  ArticleChecker(extraction.article, extraction.source.text()).check();
  check_json(extraction);
  ExtractOptions everything;
  everything.indirect = true;
  const Extraction indirect =
      extractor().extract({"fuzz", "fuzz", "", std::string(fuzz::bytes(data, size))}, nullptr, everything);
  ArticleChecker(indirect.article, indirect.source.text()).check();
  check_json(indirect);
  std::string once;
  std::string again;
  append_article_json(extraction.article, extraction.source, {}, once);
  const Extraction second = extractor().extract({"fuzz", "fuzz", "", std::string(fuzz::bytes(data, size))});
  append_article_json(second.article, second.source, {}, again);
  require(once == again, "the same text gives the same article");
  return 0;
}

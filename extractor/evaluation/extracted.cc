#include "extractor/evaluation/extracted.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pressbox {
namespace {

// As the JSON has it: three decimals.
double rounded(float confidence) {
  return static_cast<double>(std::lround(1000 * std::clamp(confidence > 0 ? confidence : 0, 0.0F, 1.0F))) / 1000;
}

}  // namespace

EvalArticle to_eval_article(const Extraction& extraction) {
  const Article& article = extraction.article;
  const OffsetMap offsets(extraction.source, OffsetUnit::codepoint);
  const auto convert = [&offsets](Span span) { return EvalSpan{offsets(span.start), offsets(span.end)}; };
  EvalArticle out;
  out.id = article.id;
  out.sport = sport_name(article.sport);
  for (const Quote& quote : article.quotes) {
    EvalQuote q{convert(quote.span), std::string(quote_kind_name(quote.kind)), "", ""};
    if (quote.speaker) {
      q.speaker = quote.speaker->name;
      q.speaker_how = how_name(quote.speaker->how);
      q.speaker_span = convert(quote.speaker->span);
    }
    q.has_cue = quote.cue.has_value();
    q.confidence = rounded(quote.confidence);
    q.rule = quote.rule;
    out.quotes.push_back(std::move(q));
  }
  const auto entities = [&convert](const auto& from, std::vector<EvalEntity>& to) {
    for (const auto& entity : from) {
      EvalEntity e{entity.name, {}};
      for (const Span span : entity.mentions) e.mentions.push_back(convert(span));
      to.push_back(std::move(e));
    }
  };
  entities(article.people, out.people);
  entities(article.teams, out.teams);
  for (const Score& score : article.scores) {
    EvalScore s{convert(score.span), std::string(score_kind_name(score.kind)), {}};
    s.confidence = rounded(score.confidence);
    s.rule = score.rule;
    for (const Side& side : score.sides) s.sides.emplace_back(side.name, side.points);
    out.scores.push_back(std::move(s));
  }
  return out;
}

}  // namespace pressbox

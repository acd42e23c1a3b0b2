#include "extractor/evaluation/extracted.h"

#include <utility>

namespace pressbox {

EvalArticle to_eval_article(const Extraction& extraction) {
  const Article& article = extraction.article;
  const OffsetMap offsets(extraction.source, OffsetUnit::codepoint);
  const auto convert = [&offsets](Span span) { return EvalSpan{offsets(span.start), offsets(span.end)}; };
  EvalArticle out;
  out.id = article.id;
  for (const Quote& quote : article.quotes) {
    EvalQuote q{convert(quote.span), std::string(quote_kind_name(quote.kind)), "", ""};
    if (quote.speaker) {
      q.speaker = quote.speaker->name;
    }
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
    for (const Side& side : score.sides) s.sides.emplace_back(side.name, side.points);
    out.scores.push_back(std::move(s));
  }
  return out;
}

}  // namespace pressbox

// Output: an Article as "pressbox/article/1" JSON.
#pragma once

#include <string>
#include <string_view>

#include "extractor/article.h"
#include "extractor/reading/source_text.h"

namespace pressbox {

// Which top-level lists are written; the head fields (schema, id, source, title, language, sport, offsets) always are.
struct Fields {
  bool quotes = true, people = true, teams = true, scores = true, competitions = true, venues = true, outlets = true,
       diagnostics = true;
};

struct JsonOptions {
  OffsetUnit offsets = OffsetUnit::codepoint;
  Fields fields;
  int indent = 0;               // 0: one line
  std::string_view extra_json;  // a JSON object, written as the last field "extra"; "" for none
};

// Appends the article's JSON to out, without a trailing newline. Valid UTF-8 whatever the text holds.
void append_article_json(const Article& article, const SourceText& source, const JsonOptions& options,
                         std::string& out);

// The JSON Schema (draft 2020-12) of that format.
[[nodiscard]] std::string_view article_json_schema();

}  // namespace pressbox

// Blocks, tokens and sentences of any text stand in order inside it.

#include <algorithm>
#include <vector>

#include "extractor/reading/source_text.h"
#include "extractor/structure/blocks.h"
#include "extractor/tokens/tokens.h"
#include "tools/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pressbox;
  using fuzz::require;
  const SourceText source = SourceText::decode(std::string(fuzz::bytes(data, size)));
  const std::string_view text = source.text();
  const auto inside = [text](Span span) {
    return span.start <= span.end && span.end <= text.size() && fuzz::on_boundary(text, span.start) &&
           fuzz::on_boundary(text, span.end);
  };

  std::vector<Block> blocks;
  find_blocks(text, blocks);
  std::uint32_t at = 0;
  for (const Block& block : blocks) {
    require(inside(block.span) && !block.span.empty(), "blocks are stretches of the text");
    require(block.span.start >= at, "blocks stand in order and do not overlap");
    require(inside(block.content) && (block.content.empty() || block.span.contains(block.content)),
            "content lies in its block");
    require(inside(block.lead) && (block.lead.empty() || block.span.contains(block.lead)), "leads lie in their block");
    at = block.span.end;
  }

  TokenArray tokens;
  std::vector<Sentence> sentences;
  tokenize(text, blocks, tokens, sentences);
  at = 0;
  for (Index i = 0; i < tokens.size(); ++i) {
    const Span span = tokens.span(i, i);
    require(inside(span) && !span.empty(), "tokens are stretches of the text");
    require(span.start >= at, "tokens stand in order and do not overlap");
    require(std::any_of(blocks.begin(), blocks.end(), [span](const Block& b) { return b.span.contains(span); }),
            "tokens do not cross blocks");
    at = span.end;
  }
  Index first = 0;
  for (const Sentence& sentence : sentences) {
    require(sentence.first >= first && sentence.first < sentence.last && sentence.last <= tokens.size(),
            "sentences are runs of tokens, in order");
    require(sentence.block < blocks.size() &&
                blocks[sentence.block].span.contains(tokens.span(sentence.first, sentence.last - 1)),
            "sentences lie in their block");
    first = sentence.last;
  }
  return 0;
}

#include "extractor/quotation/transcript.h"

#include <algorithm>

namespace pressbox {
namespace {

enum class Label : std::uint8_t { none, question, speaker };

struct Head {
  Label label = Label::none;
  Index content = kNone;  // the first token behind the label
};

// The label that a block opens with: "Q:", "Q.", "QUESTION:", or one to four words of capitals and a colon.
Head head_of(const Document& document, Index first, Index end) {
  const TokenArray& tokens = document.tokens;
  Index t = first;
  int words = 0;
  while (t < end && words < 5 && tokens.kind[t] == TokenKind::word) {
    const std::string_view word = document.token_text(t);
    const bool question = words == 0 && (word == "Q" || word == "Q." || word == "QUESTION");
    if (question) {
      const Index next = t + 1;
      if (word == "Q.") return {Label::question, next};
      if (next < end && (document.token_text(next) == ":" || document.token_text(next) == ".")) {
        return {Label::question, next + 1};
      }
    }
    const bool initial = word.size() <= 2 && tokens.is(t, kCapitalised);
    if (!tokens.is(t, kAllCaps) && !initial) return {};
    ++words;
    ++t;
    while (t + 1 < end && tokens.kind[t] == TokenKind::dash && tokens.is(t, kGluedBefore)) t += 2;
  }
  if (words == 0 || words > 4 || t >= end || document.token_text(t) != ":" || t + 1 >= end) return {};
  return {Label::speaker, t + 1};
}

}  // namespace

void add_transcript(const Document& document, std::vector<Stretch>& stretches) {
  const TokenArray& tokens = document.tokens;
  struct Part {
    Index block;
    Index first;
    Index end;
    Head head;
  };
  std::vector<Part> parts;
  int questions = 0;
  int speakers = 0;
  for (Index t = 0; t < tokens.size();) {
    Index end = t + 1;
    while (end < tokens.size() && tokens.block[end] == tokens.block[t]) ++end;
    const Head head = head_of(document, t, end);
    questions += head.label == Label::question ? 1 : 0;
    speakers += head.label == Label::speaker ? 1 : 0;
    parts.push_back({tokens.block[t], t, end, head});
    t = end;
  }
  // A question without a label: a line that asks, before a line with the label of who answers.
  if (speakers >= 2) {
    for (std::size_t p = 0; p + 1 < parts.size(); ++p) {
      if (parts[p].head.label != Label::none || parts[p + 1].head.label != Label::speaker) continue;
      if (document.token_text(parts[p].end - 1) != "?") continue;
      parts[p].head.label = Label::question;
      ++questions;
    }
  }
  // Section heads are capitals before a colon too; only questions make a transcript.
  if (questions == 0 || speakers == 0) return;

  std::vector<Stretch> merged;
  std::size_t next = 0;
  bool answering = false;
  for (const Part& part : parts) {
    if (part.head.label == Label::question) answering = false;
    if (part.head.label == Label::speaker) answering = true;
    const bool prose = document.blocks[part.block].kind == BlockKind::paragraph ||
                       document.blocks[part.block].kind == BlockKind::heading;
    if (part.head.label == Label::none && !prose) answering = false;
    if (answering && part.head.label == Label::none && stretches.size() > next && stretches[next].block == part.block &&
        tokens.start[part.first] < stretches[next].outer.start) {
      answering = false;  // narration with a quotation of its own: the transcript is over
    }
    if (!answering) {
      while (next < stretches.size() && stretches[next].block <= part.block)
        merged.push_back(std::move(stretches[next++]));
      continue;
    }
    Stretch answer;
    answer.block = part.block;
    answer.first = part.head.label == Label::speaker ? part.head.content : part.first;
    answer.last = part.end;
    answer.span = {tokens.start[answer.first], tokens.end[part.end - 1]};
    answer.outer = answer.span;
    answer.continues = part.head.label == Label::none && !merged.empty();
    while (next < stretches.size() && stretches[next].block < part.block)
      merged.push_back(std::move(stretches[next++]));
    while (next < stretches.size() && stretches[next].block == part.block) {
      if (answer.span.contains(stretches[next].span)) answer.nested.push_back(stretches[next].span);
      ++next;
    }
    merged.push_back(std::move(answer));
  }
  while (next < stretches.size()) merged.push_back(std::move(stretches[next++]));
  stretches = std::move(merged);
}

}  // namespace pressbox

#include "extractor/quotation/transcript.h"

#include <algorithm>

namespace pressbox {
namespace {

enum class Label : std::uint8_t { none, question, speaker };

struct Head {
  Label label = Label::none;
  Index content = kNone;  // the first token behind the label
};

struct Part {
  Index block;
  Index first;
  Index end;
  Head head;
};

// The label that a block opens with: "Q:", "Q.", "QUESTION:", or one to four words of capitals and a colon.
Head head_of(const Document& document, Index first, Index end) {
  const TokenArray& tokens = document.tokens;
  Index t = first;
  int words = 0;
  bool moderator = false;  // whose turns are no news, like the questions
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
    moderator = word == "MODERATOR";
    ++words;
    ++t;
    while (t + 1 < end && tokens.kind[t] == TokenKind::dash && tokens.is(t, kGluedBefore)) t += 2;
  }
  if (words == 0 || words > 4 || t >= end || document.token_text(t) != ":" || t + 1 >= end) return {};
  return {moderator ? Label::question : Label::speaker, t + 1};
}

// Whether a paragraph without a label may go on with the answer before it: sentences, and no heading, sign-off or
// notice
// ("Transcript by ...", "Tickets: ...").
bool is_prose(const Document& document, Index first, Index end) {
  const TokenArray& tokens = document.tokens;
  Index last = end - 1;
  while (last > first && (tokens.kind[last] == TokenKind::quote_mark || document.token_text(last) == ")")) --last;
  const std::string_view stop = document.token_text(last);
  if (stop != "." && stop != "!" && stop != "?" && stop != "..." && stop != "\u2026") return false;
  constexpr Index kLabel = 4;
  for (Index t = first; t < end && t < first + kLabel; ++t) {
    if (document.token_text(t) == ":") return false;
  }
  return true;
}

// Whether two parts have the same words before their colon.
bool same_label(const Document& document, const Part& a, const Part& b) {
  const TokenArray& tokens = document.tokens;
  return std::equal(tokens.hash.begin() + a.first, tokens.hash.begin() + a.head.content, tokens.hash.begin() + b.first,
                    tokens.hash.begin() + b.head.content);
}

}  // namespace

void add_transcript(const Document& document, std::vector<Stretch>& stretches) {
  const TokenArray& tokens = document.tokens;
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
  // A question without a label: a line that asks, before a line with the label of who answers. Where no question has a
  // label, so is whatever stands between two answers of one person, who would else need no second label.
  if (speakers >= 2) {
    const bool labelled = questions > 0;
    const Part* answer = nullptr;
    for (std::size_t p = 0; p + 1 < parts.size(); ++p) {
      if (parts[p].head.label == Label::speaker) answer = &parts[p];
      if (parts[p].head.label != Label::none || parts[p + 1].head.label != Label::speaker) continue;
      const bool between = !labelled && answer != nullptr && same_label(document, *answer, parts[p + 1]);
      if (document.token_text(parts[p].end - 1) != "?" && !between) continue;
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
    if (part.head.label == Label::none && !(prose && is_prose(document, part.first, part.end))) answering = false;
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

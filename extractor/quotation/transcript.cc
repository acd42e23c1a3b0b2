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
    const bool question = words == 0 && (word == "Q" || word == "Q." || word == "QUESTION" || word == "Question");
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

// A label in mixed case, "Gazette:" or "Jo Tait:": one to four words with capitals and a colon, and no mark behind it.
Head mixed_head_of(const Document& document, Index first, Index end) {
  constexpr Index kLongest = 4;
  const TokenArray& tokens = document.tokens;
  Index t = first;
  while (t < end && t < first + kLongest && tokens.kind[t] == TokenKind::word && tokens.is(t, kCapitalised)) {
    ++t;
    while (t + 1 < end && tokens.kind[t] == TokenKind::dash && tokens.is(t, kGluedBefore)) t += 2;
  }
  if (t == first || t + 1 >= end || document.token_text(t) != ":") return {};
  if (tokens.kind[t + 1] == TokenKind::quote_mark) return {};
  return {Label::none, t + 1};
}

// Whether a paragraph without a label may go on with the answer before it: sentences, and neither a heading nor a
// sign-off or notice ("Transcript by ...", "Tickets: ...").
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
  return a.head.content - a.first == b.head.content - b.first &&
         std::equal(tokens.hash.begin() + a.first, tokens.hash.begin() + a.head.content, tokens.hash.begin() + b.first,
                    tokens.hash.begin() + b.head.content);
}

bool asks(const Document& document, const Part& part) {
  return document.token_text(part.end - 1) == "?";
}

// Behind a question with its label, "Jo Tait:" heads the answer. Returns how many do.
int label_answers(const Document& document, std::vector<Part>& parts) {
  int answers = 0;
  for (std::size_t p = 1; p < parts.size(); ++p) {
    if (parts[p - 1].head.label != Label::question || parts[p].head.label != Label::none) continue;
    const Head head = mixed_head_of(document, parts[p].first, parts[p].end);
    if (head.content == kNone) continue;
    parts[p].head = {Label::speaker, head.content};
    ++answers;
  }
  return answers;
}

// Labels in mixed case make a dialogue of two where one of them asks: it heads two paragraphs at least, half of them
// questions, and one and the same other label stands behind them. Then the first is the interviewer's.
bool label_interview(const Document& document, std::vector<Part>& parts) {
  constexpr std::size_t kTurns = 2;
  std::vector<std::size_t> labelled;  // indices of the parts that have such a label, in order
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const Head head = mixed_head_of(document, parts[p].first, parts[p].end);
    if (head.content == kNone) continue;
    parts[p].head.content = head.content;
    labelled.push_back(p);
    if (labelled.size() == kTurns * 64) break;  // enough to know
  }
  for (std::size_t i = 0; i + 1 < labelled.size(); ++i) {
    const Part& asker = parts[labelled[i]];
    const Part& other = parts[labelled[i + 1]];
    if (!asks(document, asker) || same_label(document, asker, other)) continue;
    std::size_t turns = 0;
    std::size_t questions = 0;
    std::size_t answers = 0;
    for (std::size_t k = 0; k < labelled.size(); ++k) {
      if (!same_label(document, asker, parts[labelled[k]])) continue;
      ++turns;
      questions += asks(document, parts[labelled[k]]) ? 1 : 0;
      answers += k + 1 < labelled.size() && same_label(document, other, parts[labelled[k + 1]]) ? 1 : 0;
    }
    if (turns < kTurns || answers < kTurns || questions * 2 < turns) return false;
    const Part question = asker;
    for (Part& part : parts) {
      const Head head = mixed_head_of(document, part.first, part.end);
      if (head.content == kNone) continue;
      part.head.content = head.content;
      part.head.label = same_label(document, question, part) ? Label::question : Label::speaker;
    }
    return true;
  }
  return false;
}

// A paragraph that a dash opens.
struct Turn {
  Index block;
  Index first;  // its tokens, the dash left out
  Index end;
  Index last = kNone;  // the last token of the words before a cue: a comma or the mark of a question
  Index rest = kNone;  // the first token behind the sentence of the cue
};

bool opens_with_dash(std::string_view text, Span block) {
  constexpr std::uint32_t kOpener = 4;
  const ShortWord opener = short_word(text, block.start, std::min(block.end, block.start + kOpener));
  return (block.size() > kOpener) & is_any(opener, "\u2013 "_w, "\u2014 "_w);
}

bool is_strong_cue(const Document& document, Index t) {
  constexpr int kStrong = 4;
  if (!document.is(t, kCueFirst)) return false;
  for (const Match& match : document.matches_at(t)) {
    const auto kind = static_cast<CueClass>(match.subtype);
    if (match.type == EntryType::cue && match.weight >= kStrong && kind != CueClass::noun &&
        kind != CueClass::adjective && kind != CueClass::source) {
      return true;
    }
  }
  return false;
}

bool may_speak(const Document& document, Index t) {
  return document.tokens.is(t, kCapitalised) || document.is(t, kInRole) ||
         document.is(t, class_bit(WordClass::pronoun_he) | class_bit(WordClass::pronoun_she) |
                            class_bit(WordClass::pronoun_i) | class_bit(WordClass::determiner));
}

// Finds ", said Hart" or ", he said" in the turn.
void find_cue(const Document& document, Turn& turn) {
  const TokenArray& tokens = document.tokens;
  constexpr Index kLongest = 4;  // words of a name before its cue
  for (Index t = turn.first + 1; t + 2 < turn.end; ++t) {
    const std::string_view word = document.token_text(t);
    if (word != "," && word != "?" && word != "!") continue;
    Index cue = t + 1;
    const bool inverted = is_strong_cue(document, cue) && may_speak(document, cue + 1);
    while (!inverted && cue < turn.end && cue <= t + kLongest && tokens.kind[cue] == TokenKind::word &&
           may_speak(document, cue) && !is_strong_cue(document, cue)) {
      ++cue;
    }
    if (!inverted && (cue == t + 1 || cue >= turn.end || !is_strong_cue(document, cue))) continue;
    turn.last = t;
    for (Index u = cue + 1; u < turn.end; ++u) {
      if (document.token_text(u) != ".") continue;
      if (u + 1 < turn.end) turn.rest = u + 1;
      break;
    }
    return;
  }
}

Stretch stretch_of(const Document& document, Index block, Index first, Index last) {
  Stretch stretch;
  stretch.block = block;
  stretch.first = first;
  stretch.last = last;
  stretch.span = {document.tokens.start[first], document.tokens.end[last - 1]};
  stretch.outer = stretch.span;
  return stretch;
}

}  // namespace

// In tokens, and more than any has: what is longer may be one or none, and nobody walks back from each of its colons.
constexpr Index kLongestLabel = 64;

bool may_be_transcript(const Document& document, std::span<const std::uint32_t> colons) {
  const TokenArray& tokens = document.tokens;
  // "Q." needs no colon.
  bool found = false;
  for (const Sentence& sentence : document.sentences) found |= document.text[tokens.start[sentence.first]] == 'Q';
  if (found) return true;
  // Before the colon of a label its block has nothing but words with capitals and what a dash glues to them. Where no
  // question has a "Q" both sides have such labels.
  constexpr int kSides = 2;
  int labels = 0;
  for (const std::uint32_t colon : colons) {
    Index t = tokens.at_or_after(colon);
    if (t >= tokens.size()) return false;
    const Index block = tokens.block[t];
    const auto may_be_part = [&](Index part) {
      return (tokens.kind[part] == TokenKind::word && (tokens.is(part, kCapitalised) || tokens.is(part, kAllCaps))) ||
             tokens.kind[part] == TokenKind::dash || (part > 0 && tokens.kind[part - 1] == TokenKind::dash);
    };
    const Index nearest = t > kLongestLabel ? t - kLongestLabel : 0;
    while (t > nearest && tokens.block[t - 1] == block && may_be_part(t - 1)) --t;
    labels += t == nearest || tokens.block[t - 1] != block ? 1 : 0;
    if (labels == kSides) return true;
  }
  return false;
}

void add_transcript(const Document& document, std::vector<Stretch>& stretches) {
  const TokenArray& tokens = document.tokens;
  std::vector<Part> parts;
  parts.reserve(document.blocks.size());
  int questions = 0;
  int speakers = 0;
  const std::vector<Sentence>& sentences = document.sentences;
  for (std::size_t s = 0; s < sentences.size();) {
    const Sentence& first = sentences[s];
    while (s < sentences.size() && sentences[s].block == first.block) ++s;
    const Index end = sentences[s - 1].last;
    const Head head = head_of(document, first.first, end);
    questions += head.label == Label::question ? 1 : 0;
    speakers += head.label == Label::speaker ? 1 : 0;
    parts.push_back({first.block, first.first, end, head});
  }
  if (speakers == 0 && questions > 0) {
    speakers = label_answers(document, parts);
  } else if (questions == 0 && speakers == 0 && label_interview(document, parts)) {
    questions = speakers = 1;
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

void add_dialogue(const Document& document, std::vector<Stretch>& stretches) {
  const TokenArray& tokens = document.tokens;
  std::vector<Turn> turns;
  bool spoken = false;
  for (Index b = 0; b < document.blocks.size(); ++b) {
    if (!opens_with_dash(document.text, document.blocks[b].span)) continue;
    Turn turn{b, tokens.at_or_after(document.blocks[b].span.start), 0};
    turn.end = turn.first;
    while (turn.end < tokens.size() && tokens.block[turn.end] == b) ++turn.end;
    if (turn.first < turn.end && tokens.kind[turn.first] == TokenKind::dash) ++turn.first;
    if (turn.first + 1 >= turn.end) continue;
    find_cue(document, turn);
    spoken = spoken || turn.last != kNone;
    turns.push_back(turn);
  }
  if (!spoken) return;
  std::vector<Stretch> merged;
  std::size_t next = 0;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    const Turn& turn = turns[i];
    while (next < stretches.size() && stretches[next].block < turn.block)
      merged.push_back(std::move(stretches[next++]));
    if (next < stretches.size() && stretches[next].block == turn.block) continue;  // marks tell more than the dash
    if (turn.last != kNone) {
      merged.push_back(stretch_of(document, turn.block, turn.first, turn.last + 1));
      merged.back().turn = true;
      bool first_person = false;
      for (Index t = turn.rest; turn.rest != kNone && t < turn.end; ++t) {
        first_person = first_person || document.is(t, class_bit(WordClass::pronoun_i));
      }
      if (first_person) merged.push_back(stretch_of(document, turn.block, turn.rest, turn.end));
      continue;
    }
    // A turn without a cue, between others.
    const bool beside = (i > 0 && turns[i - 1].block + 1 == turn.block) ||
                        (i + 1 < turns.size() && turns[i + 1].block == turn.block + 1);
    if (!beside) continue;
    merged.push_back(stretch_of(document, turn.block, turn.first, turn.end));
    merged.back().turn = true;
  }
  while (next < stretches.size()) merged.push_back(std::move(stretches[next++]));
  stretches = std::move(merged);
}

}  // namespace pressbox

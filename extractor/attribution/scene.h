// What attribution sees of an article: the windows around its stretches, the cues, and who may speak, with the
// questions that several parts of the stage ask of them. Nothing is decided here. Private to the stage.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/attribution/model.h"
#include "extractor/coreference/discourse.h"
#include "extractor/document.h"
#include "extractor/quotation/quotation.h"

namespace pressbox::attribution {

// A cue of speech where it stands.
struct CueHit {
  Index first = kNone;  // tokens, last inclusive
  Index last = kNone;
  CueClass kind = CueClass::say;
  int strength = 0;
  bool inverts = false;
  bool passive = false;
  bool takes_that = false;  // may report with a clause: "said that"
  std::string_view lemma;
  [[nodiscard]] bool found() const { return first != kNone; }
  [[nodiscard]] bool verb() const {
    return kind != CueClass::source && kind != CueClass::noun && kind != CueClass::adjective;
  }
};

// What stands around a stretch inside its block, quotation marks left out.
struct Window {
  Index left_last = kNone;        // the last token before the opening mark, in the same block
  Index left_first = kNone;       // the first token of that token's sentence
  bool left_ends = false;         // it ends a sentence
  Index right_first = kNone;      // the first token behind the closing mark, in the same block
  Index right_end = kNone;        // one past the last token of the clause behind it
  bool right_meets_next = false;  // the next stretch begins where the clause ends
  char inner_end = 0;             // the last character inside the marks
};

// A word of a rule, made into a number when it is compiled.
struct RuleWord {
  template <std::size_t kSize>
  consteval RuleWord(const char (&word)[kSize]) : bytes(short_word(std::string_view(word, kSize - 1))) {
    static_assert(kSize > 1 && kSize - 1 <= kLongestShortWord);
  }
  ShortWord bytes;
};

// What a scene is read into; those of attribute() are kept between the articles of a thread.
struct SceneBuffers {
  // The cues that were read last, each where its token's last bits say: several frames ask of the same one.
  static constexpr std::size_t kCues = 64;
  std::array<Index, kCues> cue_tokens{};
  std::array<CueHit, kCues> cues;
  std::vector<Index> begins;        // of each referent its first token, and kNone behind the last, which ends a search
  std::vector<Index> begins_from;   // of each run of kRun tokens the first referent that begins in it or behind
  std::vector<Index> named_inside;  // of each person the last stretch that was looked at and found to name the person
};

class Scene {
 public:
  Scene(const Document& whole, const Lexicon& words, const AttributionModel::Weights& model,
        const std::vector<Stretch>& found, const std::vector<Referent>& who, const std::vector<std::uint8_t>& inside,
        SceneBuffers& buffers)
      : document(whole),
        tokens(whole.tokens),
        text(whole.text),
        lexicon(words),
        weights(model),
        stretches(found),
        referents(who),
        quoted(inside),
        buffers_(buffers),
        begins_(buffers.begins),
        begins_from_(buffers.begins_from),
        named_inside_(buffers.named_inside) {
    list_begins();
    named_inside_.clear();
    buffers_.cue_tokens.fill(kNone);
  }

  const Document& document;
  const TokenArray& tokens;
  const std::string_view text;
  const Lexicon& lexicon;
  const AttributionModel::Weights& weights;
  const std::vector<Stretch>& stretches;
  const std::vector<Referent>& referents;
  const std::vector<std::uint8_t>& quoted;  // one a token: inside a quotation

  [[nodiscard]] Window window(Index k) const;
  // How far back from a token its attribution is looked for: its sentence, and no further than any sentence is long,
  // so that a text without full stops takes no more time than another.
  [[nodiscard]] Index clause_floor(Index t) const;
  [[nodiscard]] bool is_mark(Index t) const { return tokens.kind[t] == TokenKind::quote_mark; }
  [[nodiscard]] bool token_is(Index t, RuleWord word) const { return document.short_text(t) == word.bytes; }
  [[nodiscard]] bool ends_sentence(Index t) const;
  // Whether a reading as a cue begins at a token outside quotations, as at few.
  [[nodiscard]] bool may_be_cue(Index t) const { return document.is(t, kCueFirst) & (quoted[t] == 0); }
  // The cue that begins at a token outside quotations, the longest and strongest reading; none mostly.
  [[nodiscard]] CueHit cue_at(Index t) const {
    if (!may_be_cue(t)) return {};
    return known_cue(t);
  }
  // The cue nearest to the end of [first, last), reading backwards; verbs before nouns and adjectives.
  [[nodiscard]] CueHit last_cue(Index first, Index last) const;
  // "went on to say" begins two words before "say".
  [[nodiscard]] CueHit longest_covering(const CueHit& cue, Index first) const;
  // A verb's form behind a determiner or a possessive is a noun: "the call", "Stone's claims".
  [[nodiscard]] bool is_noun_use(Index t, const CueHit& cue) const;
  // The first verb of speech in [first, last), and the first phrase like "according to".
  [[nodiscard]] CueHit first_cue(Index first, Index last) const;
  [[nodiscard]] CueHit source_cue(Index first, Index last) const;
  // Indices of the referents that lie in tokens [first, last).
  [[nodiscard]] std::pair<Index, Index> referents_in(Index first, Index last) const;
  // Whether a preposition governs the noun phrase around a token, looking back as far as floor. Before a verb of its
  // own (clause) the phrase is a subject behind what is a conjunction too: "after fans chanted".
  [[nodiscard]] bool behind_preposition(Index token, Index floor, bool clause = false) const;
  // Whether a referent is the subject of a cue that follows it: right before it, or before a clause set off by commas.
  [[nodiscard]] bool touches_cue(const Referent& r, Index cue_first) const;
  // A preposition and its noun phrase, and no more: "at Ibex Park", "for the club".
  [[nodiscard]] bool is_phrase(Index first, Index end) const;
  // "Rovers president Jo Paz": a referent inside the noun phrase of the next one only describes it.
  [[nodiscard]] bool modifies_next(Index i, Index end) const;
  // "Hefed chairman Jo Paz": a lone name before a role and somebody's name is what that role is in.
  [[nodiscard]] bool is_title(const Referent& r, const Referent& next) const;
  // "Stone and Park": this referent and the next are two people named side by side.
  [[nodiscard]] bool is_pair(Index i) const;
  // "Stone was told by Park", "was described as": the subject is not who spoke.
  [[nodiscard]] bool is_passive(const CueHit& cue) const;
  // "Her message was clear", "Stone's statement read": a text's owner speaks.
  [[nodiscard]] Index bearer(Index i) const;
  // Speakers seldom name themselves, in a stretch or in those that go on with it.
  [[nodiscard]] bool names_inside(Index k, Index person) const;
  // "I told him": outside quotations the first person is whoever wrote the article.
  [[nodiscard]] bool is_author(const Referent& r) const;
  [[nodiscard]] bool is_person_token(Index t) const;
  // Whether a block holds a quotation.
  [[nodiscard]] bool has_stretch(Index block) const;
  // Sentence ends between the previous stretch and token `last`.
  [[nodiscard]] int gap_sentences(const Stretch& previous, Index last) const;

 private:
  static constexpr Index kRun = 16;  // tokens of a run of begins_from

  void list_begins();
  // The index of the first referent that begins at a token, or behind it; asked of tokens and of their end.
  [[nodiscard]] Index referent_from(Index token) const;
  // Of a token that may be a cue; read once however often it is asked for.
  [[nodiscard]] const CueHit& known_cue(Index t) const;
  [[nodiscard]] CueHit best_cue(Index t) const;

  void mark_inside(Index k) const;

  SceneBuffers& buffers_;
  std::vector<Index>& begins_;
  std::vector<Index>& begins_from_;
  std::vector<Index>& named_inside_;
  mutable Index looked_inside_ = kNone;  // the stretch that was looked at last
};

}  // namespace pressbox::attribution

// Frames: the constructions around a stretch, each of which proposes speakers. Private to the stage.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractor/article.h"
#include "extractor/attribution/scene.h"
#include "extractor/attribution/speakers.h"

namespace pressbox::attribution {

// What was decided for the stretches before the one at hand.
struct Decided {
  std::vector<Frame> frames;    // the frame that each stretch was attributed by; kFrameCount for none
  std::vector<Index> used_cue;  // the first token of the cue that each stretch was attributed by
  std::vector<Index> cue;       // and of the one that its quote shows, be it another's
  Index last_speech = kNone;    // the last stretch of the body that was speech
};

class Frames {
 public:
  // article.quotes holds a quote for each stretch that is decided.
  Frames(const Scene& scene, const Article& article, const Decided& so_far, std::vector<Proposal>& proposals)
      : scene_(scene),
        document_(scene.document),
        tokens_(scene.tokens),
        text_(scene.text),
        stretches_(scene.stretches),
        referents_(scene.referents),
        quoted_(scene.quoted),
        article_(article),
        so_far_(so_far),
        proposals_(proposals) {}

  // Everybody whom the surroundings of stretch k propose, scored; valid until the next call, which fills it anew: the
  // caller may take out of it.
  [[nodiscard]] std::vector<Proposal>& propose_for(Index k, const Window& w);

 private:
  void propose(Index k, const Proposal& proposed);
  [[nodiscard]] Index speaker_person(Index stretch) const;
  void common_features(const Referent& r, const CueHit& cue, Proposal& p) const;
  static float clamp_distance(Index distance);
  // Every referent of [first, cue.first) as the subject of the cue.
  void subjects_before(Index k, Frame frame, Index first, const CueHit& cue, float belongs_next, float closed);
  [[nodiscard]] bool opens_with_nobody(Index first) const;
  // "...," a spokesman said. "...," he added.: a pronoun for somebody without a name goes on with the last speaker.
  void unresolved_pronoun(Index k, Index low, Index high, const CueHit& cue, float belongs_next, float closed);
  // One past "somebody behind me" that begins at t; kNone where nothing of the kind does.
  [[nodiscard]] Index somebody(Index t, Index limit) const;
  void propose_source(Index k, Frame frame, Span source, const CueHit& cue, float belongs_next, float closed);
  // "FIFA said", "the Ibex Park Gazette said": capitals before the cue that no lexicon has.
  void bare_source(Index k, Frame frame, Index first, const CueHit& cue, float belongs_next, float closed, bool any);
  // The referents right behind a cue or a preposition, up to the end of the noun phrase.
  void subjects_behind(Index k, Frame frame, Index after, Index end, const CueHit& cue, float closed);
  void frames_behind(Index k, const Window& w);
  // ""..." he was asked.": the words are those of whoever asked, who stays unnamed.
  [[nodiscard]] bool put_to_somebody(const Window& w) const;
  // "has agreed to stay", "refused to go": a verb of speech before an infinitive.
  [[nodiscard]] bool has_agreed_to(const CueHit& cue) const;
  // "was asked", "was told", and not by whom.
  [[nodiscard]] bool asks_somebody(const CueHit& cue) const;
  // ""...," came the reply from Stone.", ""..." That was Stone's reaction."
  void noun_behind(Index k, const Window& w);
  // Whether anybody who may be the subject of the cue stands in [first, cue).
  [[nodiscard]] bool has_subject(Index first, Index cue) const;
  // Whether the sentence goes on behind the mark as if there were none.
  [[nodiscard]] bool left_open(const Window& w) const;
  // "...," Stone thundered.: behind an open quotation, a person and one finite verb, whatever the verb.
  void unknown_verb(Index k, Index first, Index end);
  void frames_before(Index k, const Window& w);
  // "@stone: ...", and in a transcript "JT: ..." for Jo Tait.
  void label_before_colon(Index k, Index first, Index end);
  // The one person of the article whose initials a label is.
  [[nodiscard]] Index person_of_initials(std::string_view label);
  // Whose answers "A: ..." are: the person of the headline, else the one who is named most.
  [[nodiscard]] Index interviewee() const;
  // The one person of this given name: "Jo: ...", "Jo, 14: ...".
  [[nodiscard]] Index person_of_given_name(std::string_view label);
  void index_people();
  // "..." I asked him. "...": a quotation alone behind a question is of whoever was asked.
  void answer(Index k, const Window& w);
  // "Stone's "best night"": words in somebody's possession.
  void possessor_before_mark(Index k, Index end);
  // "Rovers boss Jo Tait "We were flat."": nothing but a person's noun phrase, and the colon forgotten.
  void name_before_mark(Index k, Index first, Index end);
  void frames_of_continuation(Index k, const Window& w);
  // A phrase in the middle of a sentence of narration: whoever spoke last need not be whose words they are.
  [[nodiscard]] bool is_phrase_inside(Index k, const Window& w) const;
  // The blocks between hold nothing, and behind the previous stretch its block has only its attribution.
  [[nodiscard]] bool ends_with_speech(Index previous, Index block) const;
  void frames_of_narration(Index k, const Window& w);
  // "Stone insisted that she was fit.": a verb of speech of which r is the subject.
  [[nodiscard]] bool is_reporting(const Referent& r) const;
  // "Rovers head coach Jo Tait:" on a line of its own: the quotations below are hers, until narration resumes.
  void section_head(Index k);
  void frames_of_headline(Index k);

  const Scene& scene_;
  const Document& document_;
  const TokenArray& tokens_;
  std::string_view text_;
  const std::vector<Stretch>& stretches_;
  const std::vector<Referent>& referents_;
  const std::vector<std::uint8_t>& quoted_;
  const Article& article_;
  const Decided& so_far_;
  std::vector<Proposal>& proposals_;
  // Whom labels may mean, filled by the first label; kNone where two people share the initials or the given name.
  bool people_indexed_ = false;
  std::unordered_map<std::uint32_t, Index> by_initials_;  // two to four bytes, the first in the lowest
  std::unordered_map<std::string_view, Index> by_given_name_;
};

}  // namespace pressbox::attribution

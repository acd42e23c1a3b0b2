// The parts of the scoring model: which frames, features and kinds there are, the rule that weighs each, and the word
// lists that the stage asks. Private to the stage.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "extractor/attribution/attribution.h"
#include "extractor/attribution/stance_rules.h"
#include "extractor/gazetteer/lexicon.h"
#include "extractor/gazetteer/per_entry.h"
#include "extractor/rules/word_list.h"

namespace pressbox::attribution {

// A construction that ties words to a speaker. The order counts: up to kAfterVerb the attribution stands behind the
// words, up to kColonLine it is their own, from kContinuedSplit on it is borrowed or guessed.
enum Frame : std::uint8_t {
  kAfterInverted,
  kAfterSubject,
  kAfterSource,
  kAfterDash,
  kAfterVerb,
  kBeforeColon,
  kBeforeComma,
  kBeforeBare,
  kBeforeClause,
  kBeforeSource,
  kColonName,
  kColonLine,
  kContinuedOpen,
  kContinuedSplit,
  kContinuedParagraph,
  kContinuedNext,
  kContinuedLater,
  kReported,
  kFloating,
  kHeadline,
  kFrameCount
};
inline constexpr std::array<std::string_view, kFrameCount> kFrameRules = {
    "attribution.frame.after-inverted", "attribution.frame.after-subject",   "attribution.frame.after-source",
    "attribution.frame.after-dash",     "attribution.frame.after-verb",      "attribution.frame.before-colon",
    "attribution.frame.before-comma",   "attribution.frame.before-bare",     "attribution.frame.before-clause",
    "attribution.frame.before-source",  "attribution.frame.colon-name",      "attribution.frame.colon-line",
    "attribution.frame.continued-open", "attribution.frame.continued-split", "attribution.frame.continued-paragraph",
    "attribution.frame.continued-next", "attribution.frame.continued-later", "attribution.frame.reported",
    "attribution.frame.floating",       "attribution.frame.headline"};
enum Feature : std::uint8_t {
  kAdjacent,
  kSubject,
  kObject,
  kPossessive,
  kTeam,
  kDistance,
  kSentences,
  kUnresolved,
  kStrongCue,
  kBelongsNext,
  kSentenceClosed,
  kPlainNoun,
  kModifier,
  kNamedInside,
  kFeatureCount
};
inline constexpr std::array<std::string_view, kFeatureCount> kFeatureRules = {"attribution.feature.adjacent",
                                                                              "attribution.feature.subject",
                                                                              "attribution.feature.object",
                                                                              "attribution.feature.possessive",
                                                                              "attribution.feature.team",
                                                                              "attribution.feature.distance",
                                                                              "attribution.feature.sentences",
                                                                              "attribution.feature.unresolved",
                                                                              "attribution.feature.strong-cue",
                                                                              "attribution.feature.belongs-next",
                                                                              "attribution.feature.sentence-closed",
                                                                              "attribution.feature.plain-noun",
                                                                              "attribution.feature.modifier",
                                                                              "attribution.feature.named-inside"};
enum KindRule : std::uint8_t {
  kKindDirect,
  kKindPartial,
  kKindHeadline,
  kKindShort,
  kKindTitle,
  kKindNickname,
  kKindBracketed,
  kKindNumber,
  kKindSoCalled,
  kKindRuleCount
};
inline constexpr std::array<std::string_view, kKindRuleCount> kKindRules = {
    "kind.direct",   "kind.partial",   "kind.headline", "kind.short",    "kind.title",
    "kind.nickname", "kind.bracketed", "kind.number",   "kind.so-called"};

// What a cue's entry says.
struct CueEntry {
  bool inverts = false;
  bool passive = false;
  bool takes_that = false;
  std::string_view lemma;
};

// All cues of a lexicon, into which their lemmas point.
[[nodiscard]] PerEntry<CueEntry> cues_of(const Lexicon& lexicon);

}  // namespace pressbox::attribution

namespace pressbox {

struct AttributionModel::Weights {
  Weights(const RuleBook& rules, const Lexicon& lexicon);

  std::array<float, attribution::kFrameCount> frame{};
  std::array<std::string_view, attribution::kFrameCount> frame_id{};
  std::array<float, attribution::kFeatureCount> feature{};
  std::array<float, attribution::kKindRuleCount> kind{};
  float threshold = 0;
  float confidence_base = 0;
  float confidence_score = 0;
  float confidence_lead = 0;
  WordList adverbs;
  WordList be;
  WordList passive_adverbs;
  WordList source_links;
  WordList talking;
  WordList announcers;
  WordList calling;
  WordList announcer_gaps;
  WordList written_on;
  WordList nickname_nouns;
  WordList works;
  WordList aliases;
  WordList chants;
  WordList imagining;
  WordList inscribed;
  WordList signs;
  WordList some;
  WordList somebody;
  attribution::StanceWords stance;
  PerEntry<attribution::CueEntry> cues;
};

}  // namespace pressbox

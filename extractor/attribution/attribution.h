// Attribution: whose words a quotation is.
//
// Each stretch is looked at from both sides for a frame (cue and subject, in either order; a colon; "according to"),
// and from the stretch before it (the same speech going on). Every frame proposes candidates; a candidate's score is
// the weight of its frame plus its features times their weights, all of them in lexicons/rules/attribution.tsv. The
// best one wins, and the confidence tells by how much. The parts: scene.h sees, frames.h proposes, speakers.h names,
// kinds.h tells speech from nicknames and titles, attribution.cc decides; model.h holds the weights.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "extractor/article.h"
#include "extractor/coreference/discourse.h"
#include "extractor/document.h"
#include "extractor/entities/entities.h"
#include "extractor/pipeline.h"
#include "extractor/quotation/quotation.h"
#include "extractor/rules/rulebook.h"

namespace pressbox {

// The weights, read once from the rule book, and the cues of its lexicon, into which rule ids and lemmas point.
class AttributionModel {
 public:
  AttributionModel(const RuleBook& rules, const Lexicon& lexicon);
  [[nodiscard]] static std::span<const std::string_view> required_rules();

  struct Weights;
  [[nodiscard]] const Weights& weights() const { return *weights_; }
  AttributionModel(AttributionModel&&) noexcept;
  AttributionModel& operator=(AttributionModel&&) noexcept;
  ~AttributionModel();

 private:
  std::unique_ptr<Weights> weights_;
};

// Fills article.quotes, one for each stretch, from a document with mentions and an article with its people, teams and
// outlets. quoted has one flag a token: inside a quotation. trace may be null.
void attribute(const Document& document, const Lexicon& lexicon, const AttributionModel& model,
               const std::vector<Stretch>& stretches, const std::vector<Referent>& referents,
               const std::vector<std::uint8_t>& quoted, Article& article, Trace* trace);

}  // namespace pressbox

// Whom a proposal names, and whom the speaker told. Private to the stage.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/article.h"
#include "extractor/attribution/scene.h"

namespace pressbox::attribution {

// A speaker that a frame proposes for the stretch at hand.
struct Proposal {
  // Filled here: GCC clears what an initialiser clears in one go, by a slow instruction.
  Proposal() { features.fill(0.0f); }

  Frame frame = kFloating;
  std::array<float, kFeatureCount> features;
  float score = 0;
  Index referent = kNone;  // index into the referents, or
  Index partner = kNone;   // (with a second one that speaks too: "said Stone and Park")
  Index stretch = kNone;   // the stretch whose speaker goes on, or
  Span source;             // bare words that name the source,
  Index initials = kNone;  // or are the initials of this person
  CueHit cue;
};

class Speakers {
 public:
  // The article's people and teams give the names, its quotes those who go on speaking.
  Speakers(const Scene& scene, const Article& article)
      : scene_(scene),
        document_(scene.document),
        tokens_(scene.tokens),
        text_(scene.text),
        referents_(scene.referents),
        quoted_(scene.quoted),
        article_(article) {}

  [[nodiscard]] bool names_somebody(const Proposal& p) const;
  [[nodiscard]] Speaker speaker_of(const Proposal& p) const;
  // Whether the speaker of a proposal has this name.
  [[nodiscard]] bool is_named(const Proposal& p, std::string_view name) const;
  // Whom the speaker told: the words behind a cue of telling, or behind "speaking to".
  [[nodiscard]] std::optional<Audience> audience_of(const CueHit& cue) const;

 private:
  // "a club statement" -> "club statement"; a short phrase behind it belongs to it ("a statement from the organisers").
  [[nodiscard]] std::string source_name(const Referent& r, const CueHit& cue) const;

  const Scene& scene_;
  const Document& document_;
  const TokenArray& tokens_;
  std::string_view text_;
  const std::vector<Referent>& referents_;
  const std::vector<std::uint8_t>& quoted_;
  const Article& article_;
};

}  // namespace pressbox::attribution

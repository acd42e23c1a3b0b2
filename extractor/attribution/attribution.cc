#include "extractor/attribution/attribution.h"

#include <algorithm>
#include <cmath>

#include "extractor/attribution/frames.h"
#include "extractor/attribution/kinds.h"
#include "extractor/attribution/model.h"
#include "extractor/attribution/scene.h"
#include "extractor/attribution/speakers.h"
#include "extractor/attribution/stance.h"

namespace pressbox {
namespace attribution {
namespace {

// Kept between the articles of a thread.
struct Buffers {
  SceneBuffers scene;
  Decided so_far;
  std::vector<Proposal> proposals;
  std::vector<Index> numbers;
  std::vector<Window> windows;
};

// Decides stretch by stretch: the best proposal, the kind, and which stretches are one utterance.
class Attributor {
 public:
  Attributor(const Scene& scene, Buffers& buffers, Article& article, Trace* trace)
      : scene_(scene),
        document_(scene.document),
        tokens_(scene.tokens),
        text_(scene.text),
        weights_(scene.weights),
        stretches_(scene.stretches),
        referents_(scene.referents),
        article_(article),
        trace_(trace),
        so_far_(buffers.so_far),
        numbers_(buffers.numbers),
        windows_(buffers.windows),
        frames_(scene, article, so_far_, buffers.proposals),
        kinds_(scene),
        speakers_(scene, article) {}

  void run() {
    article_.quotes.reserve(stretches_.size());
    so_far_.frames.assign(stretches_.size(), kFrameCount);
    so_far_.used_cue.assign(stretches_.size(), kNone);
    so_far_.cue.assign(stretches_.size(), kNone);
    so_far_.last_speech = kNone;
    // What asks nothing of the quotes before is done for all in one go: its code is read into the cache once.
    windows_.clear();
    for (Index k = 0; k < stretches_.size(); ++k) windows_.push_back(scene_.window(k));
    for (Index k = 0; k < stretches_.size(); ++k) decide(k);
    for (Index k = 0; k < stretches_.size(); ++k) {
      find_stance(scene_, k, windows_[k], so_far_.cue[k], article_.quotes[k]);
    }
    headlines();
    number_utterances();
  }

 private:
  void decide(Index k) {
    const Stretch& stretch = stretches_[k];
    const Window& w = windows_[k];
    std::vector<Proposal>& proposals = frames_.propose_for(k, w);
    // Who names nobody is no rival.
    std::erase_if(proposals, [&](const Proposal& p) { return !speakers_.names_somebody(p); });

    Index best = kNone;
    for (Index i = 0; i < proposals.size(); ++i) {
      if (best == kNone || proposals[i].score > proposals[best].score) best = i;
    }
    if (best != kNone && proposals[best].score < weights_.threshold) best = kNone;

    // Made where it stays: there is room for all.
    Quote& quote = article_.quotes.emplace_back();
    quote.span = stretch.span;
    quote.nested = stretch.nested;
    quote.insertions = stretch.insertions;
    const KindRule kind_rule = kinds_.classify(k, w, best == kNone ? nullptr : &proposals[best]);
    quote.kind = kind_rule == kKindDirect                                  ? QuoteKind::direct
                 : kind_rule == kKindPartial || kind_rule == kKindHeadline ? QuoteKind::partial
                                                                           : QuoteKind::nonspeech;
    quote.rule = kKindRules[kind_rule];
    quote.confidence = weights_.kind[kind_rule];
    if (quote.kind == QuoteKind::nonspeech) {
      if (kind_rule == kKindNickname) add_alias(k, w);
      quote.utterance = next_utterance_++;
      return;
    }
    bool same_utterance = false;
    if (best != kNone) {
      const Proposal& p = proposals[best];
      quote.speaker = speakers_.speaker_of(p);
      quote.rule = weights_.frame_id[p.frame];
      quote.confidence = confidence_of(proposals, best, quote.speaker->name);
      if (p.cue.found()) quote.cue = Cue{tokens_.span(p.cue.first, p.cue.last), p.cue.lemma};
      so_far_.cue[k] = p.cue.first;
      if (p.cue.found() && p.stretch == kNone) quote.audience = speakers_.audience_of(p.cue);
      so_far_.frames[k] = p.frame;
      if (p.stretch == kNone) so_far_.used_cue[k] = p.cue.first;
      same_utterance = p.stretch != kNone && p.frame != kContinuedLater;
    }
    quote.utterance = same_utterance && so_far_.last_speech != kNone ? article_.quotes[so_far_.last_speech].utterance
                                                                     : next_utterance_++;
    if (trace_ != nullptr) write_trace(k, proposals, best);
    if (document_.blocks[stretch.block].kind != BlockKind::title) so_far_.last_speech = k;
    if (stretch.continues && so_far_.frames[k] <= kColonLine && article_.quotes[k].speaker) fill_back(k);
  }

  // "Robson, or 'Pop' as he is known": the nickname is a name of the person before it.
  void add_alias(Index k, const Window& w) {
    if (w.left_last == kNone || !weights_.aliases.has(document_.token_text(w.left_last))) {
      return;
    }
    const auto [low, high] = scene_.referents_in(w.left_first, w.left_last);
    for (Index i = high; i > low; --i) {
      const Referent& r = referents_[i - 1];
      if (r.person == kNone || r.how != How::name || r.possessive) continue;
      Mentions& mentions = article_.people[r.person].mentions;
      const Span span = stretches_[k].span;
      mentions.insert(std::upper_bound(mentions.begin(), mentions.end(), span), span);
      return;
    }
  }

  // An attribution at the end of a speech of several paragraphs is its beginning's too, where that has none of its own.
  void fill_back(Index k) {
    Index head = k;
    while (head > 0 && stretches_[head].continues) --head;
    if (so_far_.frames[head] <= kColonLine) return;
    const Speaker speaker = *article_.quotes[k].speaker;
    const Index utterance = article_.quotes[k].utterance;
    for (Index j = k; j > 0 && stretches_[j].continues; --j) {
      Quote& earlier = article_.quotes[j - 1];
      if (so_far_.frames[j - 1] <= kColonLine || earlier.kind == QuoteKind::nonspeech) return;
      earlier.speaker = speaker;
      earlier.speaker->how = How::continued;
      earlier.utterance = utterance;
      earlier.rule = weights_.frame_id[kContinuedOpen];
      earlier.confidence = article_.quotes[k].confidence;
      so_far_.frames[j - 1] = kContinuedOpen;
    }
  }

  // name: the winner's.
  [[nodiscard]] float confidence_of(const std::vector<Proposal>& proposals, Index best, std::string_view name) const {
    float second = weights_.threshold - 2.0f;
    const Proposal& winner = proposals[best];
    for (const Proposal& p : proposals) {
      if ((p.score <= second) | (&p == &winner) || speakers_.is_named(p, name)) continue;
      second = p.score;
    }
    const float lead = winner.score - second;
    const float value = 1.0f / (1.0f + std::exp(-(weights_.confidence_base + weights_.confidence_score * winner.score +
                                                  weights_.confidence_lead * lead)));
    return std::round(value * 1000.0f) / 1000.0f;
  }

  void write_trace(Index k, const std::vector<Proposal>& proposals, Index best) {
    for (Index i = 0; i < proposals.size(); ++i) {
      const Proposal& p = proposals[i];
      Candidate candidate;
      candidate.quote = k;
      const Speaker speaker = speakers_.speaker_of(p);
      candidate.name = speaker.name;
      candidate.span = speaker.span;
      candidate.rule = weights_.frame_id[p.frame];
      candidate.score = p.score;
      candidate.chosen = i == best;
      for (std::size_t f = 0; f < kFeatureCount; ++f) {
        if (p.features[f] == 0.0f) continue;
        candidate.features.push_back(
            {kFeatureRules[f].substr(std::string_view("attribution.feature.").size()), p.features[f]});
      }
      trace_->candidates.push_back(std::move(candidate));
    }
  }

  // A headline's quoted words stand again in the text below, where their speaker does.
  void headlines() {
    for (Index k = 0; k < stretches_.size() && k < article_.quotes.size(); ++k) {
      Quote& quote = article_.quotes[k];
      if (document_.blocks[stretches_[k].block].kind != BlockKind::title) continue;
      if (quote.kind == QuoteKind::nonspeech) continue;
      std::string_view words = quote.span.of(text_);
      while (!words.empty() && (words.back() == ',' || words.back() == '.')) words.remove_suffix(1);
      const Index limit = std::min<Index>(static_cast<Index>(article_.quotes.size()), k + 60);
      for (Index j = k + 1; j < limit; ++j) {
        const Quote& other = article_.quotes[j];
        if (!other.speaker || !contains_folded(other.span.of(text_), words)) continue;
        quote.speaker = other.speaker;
        quote.speaker->how = How::headline;
        quote.rule = weights_.frame_id[kHeadline];
        quote.utterance = other.utterance;
        break;
      }
    }
  }

  // By their first stretch, without gaps, now that some have been joined.
  void number_utterances() {
    numbers_.assign(next_utterance_, kNone);
    Index next = 0;
    for (Quote& quote : article_.quotes) {
      Index& number = numbers_[quote.utterance];
      if (number == kNone) number = next++;
      quote.utterance = number;
    }
  }

  static bool contains_folded(std::string_view hay, std::string_view needle) {
    if (needle.empty()) return false;
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::search(hay.begin(), hay.end(), needle.begin(), needle.end(),
                       [&](char a, char b) { return lower(a) == lower(b); }) != hay.end();
  }

  const Scene& scene_;
  const Document& document_;
  const TokenArray& tokens_;
  std::string_view text_;
  const AttributionModel::Weights& weights_;
  const std::vector<Stretch>& stretches_;
  const std::vector<Referent>& referents_;
  Article& article_;
  Trace* trace_;
  Decided& so_far_;
  std::vector<Index>& numbers_;  // of the utterances
  std::vector<Window>& windows_;
  Frames frames_;
  Kinds kinds_;
  Speakers speakers_;
  Index next_utterance_ = 0;
};

}  // namespace
}  // namespace attribution

void attribute(const Document& document, const Lexicon& lexicon, const AttributionModel& model,
               const std::vector<Stretch>& stretches, const std::vector<Referent>& referents,
               const std::vector<std::uint8_t>& quoted, Article& article, Trace* trace) {
  article.quotes.clear();
  if (stretches.empty()) return;
  thread_local attribution::Buffers buffers;
  const attribution::Scene scene(document, lexicon, model.weights(), stretches, referents, quoted, buffers.scene);
  attribution::Attributor(scene, buffers, article, trace).run();
  // What a huge article has grown is given back. Asked of what is held: that article may have ended without memory.
  constexpr std::size_t kKeep = std::size_t{1} << 15;
  if (std::max({buffers.scene.begins.capacity(), buffers.scene.begins_from.capacity(),
                buffers.scene.named_inside.capacity(), buffers.proposals.capacity(), buffers.windows.capacity()}) >
      kKeep) {
    buffers = {};
  }
}

}  // namespace pressbox

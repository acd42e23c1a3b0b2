#include "extractor/attribution/model.h"

namespace pressbox {
namespace {

using namespace attribution;

constexpr std::array<std::string_view, 4> kScalarRules = {"attribution.threshold", "attribution.confidence.base",
                                                          "attribution.confidence.score",
                                                          "attribution.confidence.lead"};
constexpr std::array<std::string_view, 18> kWordRules = {"attribution.words.adverb",
                                                         "attribution.words.be",
                                                         "attribution.words.passive-adverb",
                                                         "attribution.words.source-link",
                                                         "attribution.words.talking",
                                                         "kind.words.announcer",
                                                         "kind.words.calling",
                                                         "kind.words.announcer-gap",
                                                         "kind.words.written-on",
                                                         "kind.words.nickname-noun",
                                                         "kind.words.work",
                                                         "kind.words.alias",
                                                         "kind.words.chant",
                                                         "kind.words.imagining",
                                                         "kind.words.inscribed",
                                                         "kind.words.sign",
                                                         "attribution.words.some",
                                                         "attribution.words.somebody"};

constexpr auto make_required() {
  std::array<std::string_view, kFrameRules.size() + kFeatureRules.size() + kKindRules.size() + kScalarRules.size() +
                                   kWordRules.size() + kStanceRules.size()>
      all{};
  std::size_t n = 0;
  for (const auto id : kFrameRules) all[n++] = id;
  for (const auto id : kFeatureRules) all[n++] = id;
  for (const auto id : kKindRules) all[n++] = id;
  for (const auto id : kScalarRules) all[n++] = id;
  for (const auto id : kWordRules) all[n++] = id;
  for (const auto id : kStanceRules) all[n++] = id;
  return all;
}
constexpr auto kRequired = make_required();

}  // namespace

PerEntry<attribution::CueEntry> attribution::cues_of(const Lexicon& lexicon) {
  PerEntry<CueEntry> cues;
  lexicon.each_of(EntryType::cue, [&](Index i) {
    const Entry cue = lexicon.entry(i);
    const auto says = [&](std::string_view frame) { return cue.detail.find(frame) != std::string_view::npos; };
    cues.add(i, {says("inv"), says("pass"), says("that"), cue.name});
  });
  return cues;
}

AttributionModel::Weights::Weights(const RuleBook& rules, const Lexicon& lexicon)
    : adverbs(rules, kWordRules[0]),
      be(rules, kWordRules[1]),
      passive_adverbs(rules, kWordRules[2]),
      source_links(rules, kWordRules[3]),
      talking(rules, kWordRules[4]),
      announcers(rules, kWordRules[5]),
      calling(rules, kWordRules[6]),
      announcer_gaps(rules, kWordRules[7]),
      written_on(rules, kWordRules[8]),
      nickname_nouns(rules, kWordRules[9]),
      works(rules, kWordRules[10]),
      aliases(rules, kWordRules[11]),
      chants(rules, kWordRules[12]),
      imagining(rules, kWordRules[13]),
      inscribed(rules, kWordRules[14]),
      signs(rules, kWordRules[15]),
      some(rules, kWordRules[16]),
      somebody(rules, kWordRules[17]),
      stance(rules),
      cues(attribution::cues_of(lexicon)) {
  for (std::size_t i = 0; i < kFrameCount; ++i) {
    frame[i] = rules.rule(kFrameRules[i]).weight;
    frame_id[i] = rules.rule(kFrameRules[i]).id;
  }
  for (std::size_t i = 0; i < kFeatureCount; ++i) feature[i] = rules.rule(kFeatureRules[i]).weight;
  for (std::size_t i = 0; i < kKindRuleCount; ++i) kind[i] = rules.rule(kKindRules[i]).weight;
  threshold = rules.rule(kScalarRules[0]).weight;
  confidence_base = rules.rule(kScalarRules[1]).weight;
  confidence_score = rules.rule(kScalarRules[2]).weight;
  confidence_lead = rules.rule(kScalarRules[3]).weight;
}

AttributionModel::AttributionModel(const RuleBook& rules, const Lexicon& lexicon)
    : weights_(std::make_unique<Weights>(rules, lexicon)) {}
AttributionModel::AttributionModel(AttributionModel&&) noexcept = default;
AttributionModel& AttributionModel::operator=(AttributionModel&&) noexcept = default;
AttributionModel::~AttributionModel() = default;

std::span<const std::string_view> AttributionModel::required_rules() {
  return kRequired;
}

}  // namespace pressbox

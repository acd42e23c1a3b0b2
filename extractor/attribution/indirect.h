// Indirect speech: what is reported without quotation marks. "Stone said (that) the club would appeal", "..., said
// Stone", "according to Stone, ...". Only asked for (ExtractOptions::indirect): it says much that other tools do not
// count as a quotation.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "extractor/attribution/attribution.h"

namespace pressbox {

// The weights and word lists, read once from the rule book, whose lexicon they point into.
class IndirectModel {
 public:
  explicit IndirectModel(const RuleBook& rules);
  [[nodiscard]] static std::span<const std::string_view> required_rules();

  struct Rules;
  [[nodiscard]] const Rules& rules() const { return *rules_; }
  IndirectModel(IndirectModel&&) noexcept;
  IndirectModel& operator=(IndirectModel&&) noexcept;
  ~IndirectModel();

 private:
  std::unique_ptr<Rules> rules_;
};

// Adds quotes of kind `indirect` to article.quotes, which attribute() has filled, and ties those inside marks to them
// (Quote::part_of, Quote::parts). No span of theirs crosses a stretch or another one: it holds it or stands apart from
// it. The quotes stay in order; the indices in trace, which may be null, are moved along. Takes time linear in the
// text.
void find_indirect(const Document& document, const Lexicon& lexicon, const AttributionModel& attribution,
                   const IndirectModel& model, const std::vector<Stretch>& stretches,
                   const std::vector<Referent>& referents, const std::vector<std::uint8_t>& quoted, Article& article,
                   Trace* trace);

}  // namespace pressbox

#include "extractor/pipeline.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "extractor/attribution/attribution.h"
#include "extractor/attribution/indirect.h"
#include "extractor/coreference/discourse.h"
#include "extractor/coreference/team_references.h"
#include "extractor/document.h"
#include "extractor/entities/entities.h"
#include "extractor/entities/world_index.h"
#include "extractor/quotation/quotation.h"
#include "extractor/rules/rulebook.h"
#include "extractor/scores/scores.h"

namespace pressbox {

// Built in place: what stands later borrows what stands before.
struct Extractor::State {
  State(Lexicon opened, RuleBook built)
      : lexicon(std::move(opened)),
        rules(std::move(built)),
        index(lexicon),
        quotation(rules),
        coreference(rules),
        model(rules, lexicon),
        indirect(rules),
        scores(rules) {}

  Lexicon lexicon;
  RuleBook rules;
  WorldIndex index;
  QuotationModel quotation;
  CoreferenceModel coreference;
  AttributionModel model;
  IndirectModel indirect;
  ScoreModel scores;
};

namespace {

// Everything that one article needs while it is read, kept between the articles of a thread so that buffers grow once.
struct Workspace {
  Document document;
  std::vector<PersonFacts> facts;
  std::vector<Stretch> stretches;
  std::vector<Referent> referents;
  std::vector<std::uint8_t> quoted;
};

// A buffer that one huge article has grown is given back, so that a long run stays small.
constexpr std::size_t kKeepTokens = std::size_t{1} << 20;

void mark_quoted(const Document& document, const std::vector<Stretch>& stretches, std::vector<std::uint8_t>& quoted) {
  quoted.assign(document.tokens.size(), 0);
  for (const Stretch& stretch : stretches) {
    if (stretch.first < stretch.last) std::fill(quoted.begin() + stretch.first, quoted.begin() + stretch.last, 1);
  }
}

void set_title(const Document& document, const Input& input, Article& article) {
  article.title = input.title;
  if (!article.title.empty() || document.blocks.empty()) return;
  const Block& first = document.blocks.front();
  if (first.kind == BlockKind::title) article.title = std::string(first.span.of(document.text));
}

// By first mention, as Article has them: sides of scores come last to the teams.
void order_teams(Article& article) {
  std::vector<Team>& teams = article.teams;
  const auto before = [](const Team& a, const Team& b) { return a.mentions.front().start < b.mentions.front().start; };
  if (std::is_sorted(teams.begin(), teams.end(), before)) return;
  std::vector<Index> order(teams.size());
  std::iota(order.begin(), order.end(), Index{0});
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return before(teams[a], teams[b]); });
  std::vector<Team> ordered(teams.size());
  std::vector<Index> place(teams.size());
  for (Index to = 0; to < order.size(); ++to) {
    ordered[to] = std::move(teams[order[to]]);
    place[order[to]] = to;
  }
  teams = std::move(ordered);
  for (Quote& quote : article.quotes) {
    if (quote.speaker && quote.speaker->team != kNone) quote.speaker->team = place[quote.speaker->team];
  }
  for (Score& score : article.scores) {
    for (Side& side : score.sides) {
      if (side.team != kNone) side.team = place[side.team];
    }
  }
}

}  // namespace

Extractor::Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;
Extractor::~Extractor() = default;

Result<Extractor> Extractor::create(Lexicon lexicon) {
  std::vector<std::string_view> required;
  for (const auto id : QuotationModel::kRules) required.push_back(id);
  for (const auto& row : CoreferenceModel::kRules) required.push_back(row.id);
  for (const auto id : AttributionModel::required_rules()) required.push_back(id);
  for (const auto id : IndirectModel::required_rules()) required.push_back(id);
  for (const auto id : kScoreRules) required.push_back(id);
  for (const auto id : kEntityRules) required.push_back(id);
  // The rule book borrows what the lexicon maps, which does not move when the Lexicon object does.
  Result<RuleBook> rules = RuleBook::build(lexicon, required);
  if (!rules) return rules.error();
  Extractor extractor;
  extractor.state_ = std::make_unique<State>(std::move(lexicon), std::move(rules).value());
  return extractor;
}

const Lexicon& Extractor::lexicon() const {
  return state_->lexicon;
}

Extraction Extractor::extract(Input input, Trace* trace, const ExtractOptions& options) const {
  thread_local Workspace workspace;
  const Lexicon& lexicon = state_->lexicon;

  Extraction out;
  out.source = SourceText::decode(std::move(input.text));
  Article& article = out.article;
  article.id = std::move(input.id);
  article.source = std::move(input.source);
  article.language = "en";
  article.diagnostics = out.source.diagnostics();

  Document& document = workspace.document;
  document.text = out.source.text();
  find_blocks(document.text, document.blocks);
  set_title(document, input, article);
  tokenize(document.text, document.blocks, document.tokens, document.sentences);
  lexicon.match_all(document.text, document.tokens, document.matches, document.infos, document.classes,
                    document.match_begin, ClosedWords::told);

  find_entities(document, lexicon, state_->index, article, workspace.facts);
  find_stretches(document, state_->quotation, workspace.stretches, article.diagnostics);
  mark_quoted(document, workspace.stretches, workspace.quoted);
  find_referents(document, lexicon, state_->coreference, workspace.facts, workspace.quoted, article,
                 workspace.referents);
  attribute(document, lexicon, state_->model, workspace.stretches, workspace.referents, workspace.quoted, article,
            trace);
  if (options.indirect) {
    find_indirect(document, lexicon, state_->model, state_->indirect, workspace.stretches, workspace.referents,
                  workspace.quoted, article, trace);
  }

  find_scores(document, state_->scores, article.sport, article.scores);
  assign_sides(document, lexicon, state_->scores, article);
  refer_to_teams(document, lexicon, workspace.facts, workspace.quoted, article);
  order_teams(article);

  // Asked of what is held: the article that has grown it may have ended without memory.
  if (document.tokens.start.capacity() > kKeepTokens) workspace = Workspace{};
  return out;
}

}  // namespace pressbox

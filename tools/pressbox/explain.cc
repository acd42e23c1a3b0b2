// pressbox explain: for a person, each extraction with the evidence and the rule that made it.

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/output/article_json.h"
#include "extractor/pipeline.h"
#include "tools/pressbox/commands.h"
#include "tools/pressbox/common.h"

namespace pressbox::cli {
namespace {

constexpr std::size_t kColumns = 100;
constexpr std::size_t kLabelColumns = 12;

struct ExplainArguments {
  InputArguments input;
  LexiconPaths lexicon;
  ExtractOptions options;
};

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) > -65; }));
}

// The first `columns` code points.
std::string_view clip(std::string_view text, std::size_t columns) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (static_cast<signed char>(text[at]) > -65 && columns-- == 0) break;
    ++at;
  }
  return text.substr(0, at);
}

std::string_view clip_front(std::string_view text, std::size_t columns) {
  const std::size_t all = columns_of(text);
  return all <= columns ? text : text.substr(clip(text, all - columns).size());
}

// On one line, without control characters.
std::string plain(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool blank = byte <= 0x20 || byte == 0x7F;
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

// The beginning and the end of a long text.
std::string excerpt(std::string_view text, std::size_t columns) {
  const std::string line = plain(clip(text, 8 * columns));
  const bool whole = text.size() <= 8 * columns;
  if (whole && columns_of(line) <= columns) return line;
  const std::string end = plain(clip_front(text.substr(text.size() - std::min(text.size(), 8 * columns)), columns / 3));
  return std::string(clip(line, columns - 5 - columns_of(end))) + " ... " + end;
}

std::string decimals(float value, int places) {
  std::array<char, 64> digits;
  const int length = std::snprintf(digits.data(), digits.size(), "%.*f", places, static_cast<double>(value));
  return {digits.data(), static_cast<std::size_t>(length)};
}

// Builds the page.
class Page {
 public:
  void line(std::string_view text) {
    text_.append(text);
    text_ += '\n';
  }

  void heading(std::string_view title, std::size_t count) {
    line("");
    line(std::string(title) + " (" + std::to_string(count) + ")");
  }

  // A label and a text that is wrapped beside it.
  void item(std::string_view label, std::string_view value) {
    std::string indent = "    ";
    indent.append(label);
    indent.resize(std::max(indent.size() + 1, 4 + kLabelColumns), ' ');
    const std::size_t width = kColumns - indent.size();
    const std::string blank(indent.size(), ' ');
    while (columns_of(value) > width) {
      std::string_view part = clip(value, width + 1);
      const std::size_t space = part.rfind(' ');
      part = space == std::string_view::npos || space == 0 ? clip(value, width) : part.substr(0, space);
      line(indent + std::string(part));
      value.remove_prefix(part.size());
      while (value.starts_with(' ')) value.remove_prefix(1);
      indent = blank;
    }
    line(indent + std::string(value));
  }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

class Explainer {
 public:
  explicit Explainer(const Lexicon& lexicon) {
    for (Index i = 0; i < lexicon.rule_count(); ++i) {
      const Rule rule = lexicon.rule(i);
      rules_.emplace(rule.id, rule);
    }
  }

  [[nodiscard]] std::string page(const Extraction& extraction, const Trace& trace) const {
    const Article& article = extraction.article;
    const Writer writer{*this, extraction, trace, OffsetMap(extraction.source, OffsetUnit::codepoint)};
    Page page;
    page.line(plain(article.id) + " (" + plain(article.source) + ")");
    if (!article.title.empty()) page.item("title", plain(article.title));
    const std::string_view sport = sport_name(article.sport);
    page.item("sport", sport.empty() ? "not known" : sport);
    page.heading("QUOTES", article.quotes.size());
    for (Index i = 0; i < article.quotes.size(); ++i) writer.quote(i, page);
    page.heading("PEOPLE", article.people.size());
    for (Index i = 0; i < article.people.size(); ++i) writer.person(i, page);
    page.heading("TEAMS", article.teams.size());
    for (Index i = 0; i < article.teams.size(); ++i) writer.team(i, page);
    page.heading("SCORES", article.scores.size());
    for (Index i = 0; i < article.scores.size(); ++i) writer.score(i, page);
    writer.things("COMPETITIONS", article.competitions, page);
    writer.things("VENUES", article.venues, page);
    writer.things("OUTLETS", article.outlets, page);
    if (!article.diagnostics.empty()) {
      page.heading("ODD IN THE INPUT", article.diagnostics.size());
      for (const Diagnostic& diagnostic : article.diagnostics) {
        page.item(diagnostic.code, writer.at(diagnostic.span) + " " + plain(diagnostic.message));
      }
    }
    return page.text();
  }

 private:
  struct Writer {
    const Explainer& explainer;
    const Extraction& extraction;
    const Trace& trace;
    OffsetMap offsets;

    [[nodiscard]] const Article& article() const { return extraction.article; }

    [[nodiscard]] std::string at(Span span) const {
      return "[" + std::to_string(offsets(span.start)) + "-" + std::to_string(offsets(span.end)) + "]";
    }
    [[nodiscard]] std::string mention(Span span) const {
      return "\"" + excerpt(span.of(extraction.source.text()), 60) + "\" " + at(span);
    }
    [[nodiscard]] std::string mentions(std::span<const Span> spans) const {
      std::string list;
      for (const Span span : spans) list += (list.empty() ? "" : ", ") + mention(span);
      return list;
    }
    [[nodiscard]] std::string references(std::span<const Reference> items) const {
      std::string list;
      for (const Reference& item : items) {
        list += (list.empty() ? "" : ", ") + mention(item.span) + " " + std::string(how_name(item.how));
      }
      return list;
    }
    static std::string id(char letter, Index index) { return letter + std::to_string(std::size_t{index} + 1); }
    static std::string entity(Index person, Index team) {
      if (person != kNone) return " (" + id('p', person) + ")";
      if (team != kNone) return " (" + id('t', team) + ")";
      return "";
    }

    void rule(std::string_view rule_id, Page& page) const {
      if (rule_id.empty()) return;
      const auto found = explainer.rules_.find(rule_id);
      std::string text(rule_id);
      if (found != explainer.rules_.end()) text += ": " + std::string(found->second.reason);
      page.item("rule", text);
    }

    static void item(std::string_view label, const std::string& value, Page& page) {
      if (!value.empty()) page.item(label, value);
    }

    void quote(Index index, Page& page) const {
      const Quote& quote = article().quotes[index];
      page.line(id('q', index) + "  \"" + excerpt(quote.span.of(extraction.source.text()), 70) + "\" " +
                at(quote.span));
      page.item("kind", std::string(quote_kind_name(quote.kind)) + ", utterance " + id('u', quote.utterance) +
                            ", confidence " + decimals(quote.confidence, 2));
      if (quote.speaker) {
        const Speaker& speaker = *quote.speaker;
        page.item("speaker", plain(speaker.name) + entity(speaker.person, speaker.team) + ", by " +
                                 mention(speaker.span) + ", how: " + std::string(how_name(speaker.how)));
      } else {
        page.item("speaker", "not given");
      }
      if (quote.cue) page.item("cue", mention(quote.cue->span) + ", a form of " + std::string(quote.cue->lemma));
      if (quote.audience) {
        page.item("told", plain(quote.audience->name) + entity(quote.audience->person, kNone) + ", by " +
                              mention(quote.audience->span));
      }
      item("nested", mentions(quote.nested), page);
      item("insertions", mentions(quote.insertions), page);
      if (quote.part_of != kNone) page.item("part of", id('q', quote.part_of));
      std::string parts;
      for (const Index part : quote.parts) parts += (parts.empty() ? "" : ", ") + id('q', part);
      item("parts", parts, page);
      rule(quote.rule, page);
      if (quote.polarity != Polarity::affirmed) page.item("polarity", polarity_name(quote.polarity));
      rule(quote.polarity_rule, page);
      if (quote.modality != Modality::actual) page.item("modality", modality_name(quote.modality));
      rule(quote.modality_rule, page);
      candidates(index, page);
    }

    // "; adjacent=1 distance=2.5"
    static std::string features(const Candidate& candidate) {
      std::string text;
      for (const Candidate::Feature& feature : candidate.features) {
        text += (text.empty() ? "; " : " ") + std::string(feature.name) + "=";
        std::string value = decimals(feature.value, 1);
        if (value.ends_with(".0")) value.resize(value.size() - 2);
        text += value;
      }
      return text;
    }

    // Who was chosen, and who came nearest of those who were not.
    void candidates(Index index, Page& page) const {
      constexpr std::size_t kShown = 4;
      std::vector<const Candidate*> mine;
      for (const Candidate& candidate : trace.candidates) {
        if (candidate.quote == index) mine.push_back(&candidate);
      }
      std::stable_sort(mine.begin(), mine.end(), [](const Candidate* a, const Candidate* b) {
        return std::pair(a->chosen, a->score) > std::pair(b->chosen, b->score);
      });
      if (mine.size() > kShown) mine.resize(kShown);
      for (const Candidate* candidate : mine) {
        page.item(candidate->chosen ? "chosen" : "rejected",
                  decimals(candidate->score, 2) + "  " + plain(candidate->name) + ", by " + mention(candidate->span) +
                      ", " + std::string(candidate->rule) + features(*candidate));
      }
    }

    void person(Index index, Page& page) const {
      const Person& person = article().people[index];
      std::string details;
      for (const std::string* detail : {&person.role, &person.team, &person.nationality}) {
        if (!detail->empty()) details += ", " + plain(*detail);
      }
      page.line(id('p', index) + "  " + plain(person.name) + details);
      item("mentions", mentions(person.mentions), page);
      item("references", references(person.references), page);
      rule(person.rule, page);
    }

    void team(Index index, Page& page) const {
      const Team& team = article().teams[index];
      std::string details = ", " + std::string(team_kind_name(team.kind));
      const std::string_view sport = sport_name(team.sport);
      if (!sport.empty()) details += ", " + std::string(sport);
      page.line(id('t', index) + "  " + plain(team.name) + details);
      page.item("key", team.key.empty() ? "none: known by its shape or place only" : team.key);
      item("mentions", mentions(team.mentions), page);
      item("references", references(team.references), page);
      rule(team.rule, page);
    }

    void score(Index index, Page& page) const {
      const Score& score = article().scores[index];
      page.line(id('s', index) + "  " + mention(score.span) + " " + std::string(score_kind_name(score.kind)) +
                ", confidence " + decimals(score.confidence, 2));
      for (const Side& side : score.sides) {
        page.item("side", std::to_string(side.points) + "  " + plain(side.name) + entity(side.person, side.team));
      }
      if (score.sides.empty()) page.item("sides", "the text does not say whose");
      if (score.winner < score.sides.size()) page.item("winner", plain(score.sides[score.winner].name));
      std::string sets;
      for (const SetScore& set : score.sets) {
        sets += (sets.empty() ? "" : ", ") + std::to_string(set.first) + "-" + std::to_string(set.second);
      }
      item("sets", sets, page);
      rule(score.rule, page);
      rule(score.sides_rule, page);
    }

    void things(std::string_view title, const std::vector<NamedThing>& items, Page& page) const {
      if (items.empty()) return;
      page.heading(title, items.size());
      for (const NamedThing& thing : items) {
        page.line(plain(thing.name));
        item("mentions", mentions(thing.mentions), page);
        rule(thing.rule, page);
      }
    }
  };

  std::map<std::string_view, Rule> rules_;
};

int explain(const ExplainArguments& arguments) {
  InputReader reader(inputs_of(arguments.input), arguments.input.options);
  const Result<Extractor> extractor = make_extractor(arguments.lexicon);
  if (!extractor) {
    complain(extractor.error().message);
    return kFailed;
  }
  const Explainer explainer(extractor.value().lexicon());
  int status = kDone;
  bool begun = false;
  while (std::optional<Result<RawArticle>> raw = reader.next()) {
    Result<Record> record = raw->ok() ? read_record(std::move(*raw).value(), arguments.input.options) : raw->error();
    if (!record) {
      complain(record.error().message);
      status = kFailed;
      continue;
    }
    Trace trace;
    const Extraction extraction = extractor.value().extract(std::move(record.value().input), &trace, arguments.options);
    if (!print((begun ? "\n\n" : "") + explainer.page(extraction, trace))) return kFailed;
    begun = true;
  }
  return status;
}

}  // namespace

void add_explain(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("explain", "Show, for a person, why each thing was extracted");
  const auto arguments = std::make_shared<ExplainArguments>();
  add_input_options(*command, arguments->input);
  add_indirect_option(*command, arguments->options);
  add_lexicon_option(*command, arguments->lexicon);
  command->footer(
      "Examples:\n"
      "  pressbox explain report.txt\n"
      "  pressbox explain report.txt | less\n"
      "\n"
      "For each quote: its kind, its speaker and the words that gave it, the rule and the rule's reason, and the\n"
      "candidates that were weighed. Then people, teams and scores with their evidence. Offsets count code points.");
  command->callback([arguments, &status] { status = explain(*arguments); });
}

}  // namespace pressbox::cli

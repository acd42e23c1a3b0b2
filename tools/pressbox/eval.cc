// pressbox eval GOLD [PREDICTED]: how good extracted articles are against annotated ones.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "extractor/evaluation/evaluation.h"
#include "extractor/evaluation/extracted.h"
#include "extractor/evaluation/files.h"
#include "extractor/evaluation/report.h"
#include "extractor/evaluation/statistics.h"
#include "tools/pressbox/commands.h"
#include "tools/pressbox/common.h"
#include "tools/pressbox/files.h"
#include "tools/pressbox/ordered.h"

namespace pressbox::cli {
namespace {

constexpr int kBelowFloor = 3;

enum class EvalFormat : std::uint8_t { text, json };

struct Arguments {
  std::string gold;
  std::optional<std::string> predicted;  // none: extract here
  std::vector<std::string> compared;     // OLD, or OLD and NEW
  std::vector<std::string> least;        // METRIC=FIGURE
  std::string floor_path, html_path;
  std::vector<Floor> floors;
  std::vector<std::string> show;
  std::vector<Section> sections;
  LexiconPaths lexicon;
  std::size_t errors = 0;
  unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
  bool json = false;
  EvalFormat format = EvalFormat::text;
};

void compare(const std::vector<GoldArticle>& gold, const Predictions& predictions, Evaluator& evaluator) {
  for (const GoldArticle& article : gold) {
    const auto found = predictions.find(article.gold.id);
    if (found == predictions.end()) evaluator.add_missing(article.gold.id);
    evaluator.add(article.text, article.gold, found == predictions.end() ? EvalArticle{} : found->second);
  }
}

void extract_and_compare(const std::vector<GoldArticle>& gold, const Extractor& extractor, unsigned jobs,
                         Evaluator& evaluator) {
  std::size_t produced = 0;
  std::size_t consumed = 0;
  run_in_order<std::size_t>(
      jobs,
      [&]() -> std::optional<std::size_t> {
        if (produced == gold.size()) return std::nullopt;
        return produced++;
      },
      [&](std::size_t i) { return gold[i].text.size(); },
      [&](std::size_t i) {
        return to_eval_article(extractor.extract({gold[i].gold.id, gold[i].text_path, "", gold[i].text}));
      },
      [&](EvalArticle predicted) {
        const GoldArticle& article = gold[consumed++];
        evaluator.add(article.text, article.gold, predicted);
        return true;
      });
}

// Evaluates one side: path is a folder, a file, "-", or nullopt to extract. False, after a complaint, if there are no
// figures to print.
bool evaluate(const Arguments& arguments, const std::vector<GoldArticle>& gold, const std::optional<std::string>& path,
              Evaluator& evaluator) {
  const auto fail = [](const Error& error) {
    complain(error.message);
    return false;
  };
  if (!path) {
    const auto extractor = make_extractor(arguments.lexicon);
    if (!extractor) return fail(extractor.error());
    extract_and_compare(gold, extractor.value(), arguments.jobs, evaluator);
    return true;
  }
  const auto predictions =
      *path == "-" ? read_prediction_lines(std::cin, "stdin", gold) : read_predictions(*path, gold);
  if (!predictions) return fail(predictions.error());
  compare(gold, predictions.value(), evaluator);
  const Evaluation& evaluation = evaluator.result();
  const std::string name = *path == "-" ? "stdin" : *path;
  const std::size_t met = evaluation.articles - evaluation.missing.size();
  if (const std::size_t strange = predictions.value().size() - met; strange > 0 && met > 0) {
    const auto first = std::find_if(predictions.value().begin(), predictions.value().end(), [&](const auto& each) {
      return std::none_of(gold.begin(), gold.end(), [&](const auto& article) { return article.gold.id == each.first; });
    });
    complain(name + ": note: " + std::to_string(strange) + " of its articles " + (strange == 1 ? "is" : "are") +
             " none of " + arguments.gold + ", the first is " + first->first + "; " +
             (strange == 1 ? "it counts" : "they count") + " for nothing");
  }
  if (evaluation.articles > 0 && evaluation.missing.size() == evaluation.articles) {
    return fail({name + ": has a prediction for none of the " + std::to_string(evaluation.articles) +
                 " articles, the first is " + evaluation.missing.front() +
                 "; check that its ids are the gold's file names"});
  }
  // The table says it itself.
  const bool told = !arguments.json && arguments.format == EvalFormat::text && arguments.compared.empty();
  if (!evaluation.missing.empty() && !told) {
    complain(name + ": has no prediction for " + std::to_string(evaluation.missing.size()) + " of " +
             std::to_string(evaluation.articles) + " articles, the first is " + evaluation.missing.front() +
             "; their fields count as missed");
  }
  return true;
}

bool annotates(const EvalArticle& gold) {
  const auto mentioned = [](const EvalEntity& entity) { return !entity.mentions.empty(); };
  return !gold.quotes.empty() || !gold.scores.empty() ||
         std::any_of(gold.people.begin(), gold.people.end(), mentioned) ||
         std::any_of(gold.teams.begin(), gold.teams.end(), mentioned);
}

// Sports part the figures and are not scored themselves, so another name than pressbox's is no reason to stop.
void note_unknown_sports(const std::string& folder, const std::vector<GoldArticle>& gold) {
  const GoldArticle* first = nullptr;
  std::size_t count = 0;
  for (const GoldArticle& article : gold) {
    const std::string& sport = article.gold.sport;
    if (sport.empty() || sport_from_name(sport)) continue;
    if (count++ == 0) first = &article;
  }
  if (count == 0) return;
  complain(folder + ": note: " + std::to_string(count) + (count == 1 ? " article has" : " articles have") +
           " a sport that pressbox does not know, the first is " + first->gold.id + " (\"" + first->gold.sport +
           "\"); see `pressbox schema` for their names");
}

bool write_html(const std::string& path, const std::string& page) {
  if (path == "-") return print(page);
  const auto error = write_file(path, page, "give --html a file in a folder that can be written");
  if (error) complain(error->message);
  return !error;
}

int run(const Arguments& arguments) {
  std::vector<Floor> floors = arguments.floors;
  if (!arguments.floor_path.empty()) {
    auto read = read_floors(arguments.floor_path);
    if (!read) return complain(read.error().message), kFailed;
    floors.insert(floors.end(), read.value().begin(), read.value().end());
  }
  std::vector<Error> faults;
  const auto gold = read_gold(arguments.gold, &faults);
  if (!gold) {
    if (faults.empty()) faults.push_back(gold.error());
    complain_of_all(faults);
    return kFailed;
  }
  note_unknown_sports(arguments.gold, gold.value());
  if (std::none_of(gold.value().begin(), gold.value().end(), [](const GoldArticle& a) { return annotates(a.gold); })) {
    complain(arguments.gold + ": annotates nothing in " + std::to_string(gold.value().size()) +
             (gold.value().size() == 1 ? " article" : " articles") + ", so every figure would be 0; check that its " +
             "files hold quotes, people, teams or scores");
    return kFailed;
  }
  Evaluator before;
  Evaluator evaluator;
  const bool comparing = !arguments.compared.empty();
  std::optional<std::string> predicted = arguments.predicted;
  if (comparing) {
    if (!evaluate(arguments, gold.value(), arguments.compared[0], before)) return kFailed;
    if (arguments.compared.size() > 1) predicted = arguments.compared[1];
  }
  if (!evaluate(arguments, gold.value(), predicted, evaluator)) return kFailed;
  const Evaluation& evaluation = evaluator.result();
  std::optional<EvalComparison> comparison;
  if (comparing) comparison = compare_evaluations(before.result(), evaluation);
  const EvalComparison* const compared = comparison ? &*comparison : nullptr;

  std::string report;
  if (arguments.json) {
    report = format_json(evaluation, arguments.errors);
  } else if (arguments.format == EvalFormat::json) {
    report = format_report_json(evaluation, compared);
  } else if (comparing) {
    report = std::to_string(evaluation.articles) + " articles\n" +
             format_tables(comparison_tables(before.result(), *comparison));
    if (arguments.errors > 0) report += format_changes(*comparison, arguments.errors);
  } else {
    report = format_table(evaluation);
  }
  if (!arguments.json && arguments.format == EvalFormat::text) {
    for (const Section section : arguments.sections) report += format_tables(section_tables(section, evaluation));
    if (!comparing && arguments.errors > 0) report += format_errors(evaluation, arguments.errors);
  }
  if (!arguments.html_path.empty() &&
      !write_html(arguments.html_path,
                  format_html(evaluation, gold.value(), comparing ? &before.result() : nullptr, compared))) {
    return kFailed;
  }
  // The page takes the report's place where it goes to stdout.
  if (arguments.html_path != "-" && !print(report)) return kFailed;
  const std::vector<std::string> below = below_floors(evaluation, floors);
  for (const std::string& message : below) complain(message);
  return below.empty() ? kDone : kBelowFloor;
}

// What CLI11 cannot check by itself; wrong usage is thrown while it parses.
void check_usage(Arguments& arguments) {
  if (arguments.predicted && !arguments.compared.empty()) {
    throw CLI::ValidationError("--compare", "names the predictions itself; leave PREDICTED out");
  }
  if (std::count(arguments.compared.begin(), arguments.compared.end(), "-") > 1) {
    throw CLI::ValidationError("--compare", "stdin can be read once only; give - once");
  }
  if (arguments.json && arguments.format == EvalFormat::json) {
    throw CLI::ValidationError("--json", "prints the metrics alone; give it or --to json");
  }
  if (arguments.json && !arguments.compared.empty()) {
    throw CLI::ValidationError("--json", "knows no comparison; give --to json");
  }
  if ((arguments.json || arguments.format == EvalFormat::json) && !arguments.show.empty()) {
    throw CLI::ValidationError("--show", "adds tables to text; --to json holds them all");
  }
  for (const std::string& text : arguments.least) {
    auto floor = parse_floor(text);
    if (!floor) throw CLI::ValidationError("--min", floor.error().message);
    floor.value().source = "--min " + text;
    arguments.floors.push_back(std::move(floor).value());
  }
  std::string known;
  for (std::size_t s = 0; s < kSectionCount; ++s) known += std::string(section_name(static_cast<Section>(s))) + ", ";
  for (const std::string& word : arguments.show) {
    bool found = word == "all";
    for (std::size_t s = 0; s < kSectionCount; ++s) {
      const auto section = static_cast<Section>(s);
      if (word != "all" && word != section_name(section)) continue;
      found = true;
      if (std::find(arguments.sections.begin(), arguments.sections.end(), section) == arguments.sections.end()) {
        arguments.sections.push_back(section);
      }
    }
    if (!found) throw CLI::ValidationError("--show", word + " is none of " + known + "all");
  }
}

}  // namespace

void add_eval(CLI::App& app, int& status) {
  CLI::App* const command =
      app.add_subcommand("eval", "Precision, recall and F1 of extracted articles against annotated ones");
  const auto arguments = std::make_shared<Arguments>();
  command->add_option("GOLD", arguments->gold, "A folder of <id>.txt and <id>.json, offsets in code points")
      ->required();
  command->add_option("PREDICTED", arguments->predicted,
                      "A folder of <id>.json, a .jsonl file, or - for stdin; none: extract from GOLD's texts");
  command->add_option("--errors", arguments->errors, "List up to N errors of each kind")
      ->type_name("N")
      ->check(CLI::Range(0, 1000000000).description(""));
  command
      ->add_option("--show", arguments->show,
                   "Print more tables: intervals, sport, style, kind, how, matching, confusion, causes, calibration or "
                   "all; may be repeated")
      ->type_name("WORD")
      ->delimiter(',')
      ->allow_extra_args(false);
  command
      ->add_option("--compare", arguments->compared,
                   "Compare two predictions, each as PREDICTED; OLD alone: with what is extracted now")
      ->type_name("OLD [NEW]")
      ->expected(1, 2);
  command
      ->add_option("--min", arguments->least,
                   "End with status 3 if the metric's F1 (or .p, .r) lies below the figure; may be repeated")
      ->type_name("METRIC=FIGURE")
      ->allow_extra_args(false);
  command
      ->add_option("--floor", arguments->floor_path, "The same for each line of a file: metric, figure, margin, reason")
      ->type_name("FILE")
      ->check(not_empty());
  command
      ->add_option("--html", arguments->html_path,
                   "Write a page with every table, and every fault in its sentence; - is stdout, in the table's place")
      ->type_name("FILE")
      ->check(not_empty());
  add_choice<EvalFormat>(*command, "--to", arguments->format, {{"text", EvalFormat::text}, {"json", EvalFormat::json}},
                         "text (default), or json: the whole report for a program");
  command->add_flag("--json", arguments->json, "Print the metrics alone, and errors if asked for, as JSON");
  command->add_option("--jobs,-j", arguments->jobs, "Texts worked on at a time [the number of cores]")
      ->type_name("N")
      ->check(CLI::Range(1, 1024).description(""));
  add_lexicon_option(*command, arguments->lexicon);
  command->footer(
      "Examples:\n"
      "  pressbox eval corpus/test                     extract from its texts and compare\n"
      "  pressbox eval corpus/test mine.jsonl          compare what was extracted before\n"
      "  pressbox eval corpus/test --errors 5          and show what went wrong\n"
      "  pressbox eval corpus/dev --html report.html   every fault in its sentence\n"
      "  pressbox eval corpus/dev --compare old.jsonl  better or worse than before, and where\n"
      "  pressbox eval corpus/dev --min team.span=0.93 a test of a build\n"
      "\n"
      "Exit status: 0 all well, 1 no figures could be printed, 2 wrong usage, 3 a figure lies below its --min or\n"
      "--floor.");
  command->callback([arguments, &status] {
    check_usage(*arguments);
    status = run(*arguments);
  });
}

}  // namespace pressbox::cli

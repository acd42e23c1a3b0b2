// pressbox eval GOLD [PREDICTED]: how good extracted articles are against annotated ones.

#include <algorithm>
#include <cstddef>
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
#include "tools/pressbox/commands.h"
#include "tools/pressbox/common.h"
#include "tools/pressbox/ordered.h"

namespace pressbox::cli {
namespace {

struct Arguments {
  std::string gold;
  std::optional<std::string> predicted;  // none: extract here
  LexiconPaths lexicon;
  std::size_t errors = 0;
  unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
  bool json = false;
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
      [&](std::size_t i) {
        return to_eval_article(extractor.extract({gold[i].gold.id, gold[i].text_path, "", gold[i].text}));
      },
      [&](EvalArticle predicted) {
        const GoldArticle& article = gold[consumed++];
        evaluator.add(article.text, article.gold, predicted);
        return true;
      });
}

int run(const Arguments& arguments) {
  const auto fail = [](const Error& error) {
    complain(error.message);
    return kFailed;
  };
  const auto gold = read_gold(arguments.gold);
  if (!gold) return fail(gold.error());
  Evaluator evaluator;
  if (!arguments.predicted) {
    const auto extractor = make_extractor(arguments.lexicon);
    if (!extractor) return fail(extractor.error());
    extract_and_compare(gold.value(), extractor.value(), arguments.jobs, evaluator);
  } else {
    const auto predictions = *arguments.predicted == "-" ? read_prediction_lines(std::cin, "stdin", gold.value())
                                                         : read_predictions(*arguments.predicted, gold.value());
    if (!predictions) return fail(predictions.error());
    compare(gold.value(), predictions.value(), evaluator);
  }
  const Evaluation& evaluation = evaluator.result();
  const std::string predicted = arguments.predicted.value_or("") == "-" ? "stdin" : arguments.predicted.value_or("");
  if (evaluation.articles > 0 && evaluation.missing.size() == evaluation.articles) {
    complain(predicted + ": has a prediction for none of the " + std::to_string(evaluation.articles) +
             " articles, the first is " + evaluation.missing.front() +
             "; check that its ids are the gold's file names");
    return kFailed;
  }
  std::string report;
  if (arguments.json) {
    report = format_json(evaluation, arguments.errors);
    if (!evaluation.missing.empty()) {  // the table says it itself
      complain(predicted + ": has no prediction for " + std::to_string(evaluation.missing.size()) + " of " +
               std::to_string(evaluation.articles) + " articles, the first is " + evaluation.missing.front() +
               "; their fields count as missed");
    }
  } else {
    report = format_table(evaluation);
    if (arguments.errors > 0) report += format_errors(evaluation, arguments.errors);
  }
  return print(report) ? kDone : kFailed;
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
  command->add_flag("--json", arguments->json, "Print figures, and errors if asked for, as JSON");
  command->add_option("--jobs,-j", arguments->jobs, "Texts worked on at a time [the number of cores]")
      ->type_name("N")
      ->check(CLI::Range(1, 1024).description(""));
  add_lexicon_option(*command, arguments->lexicon);
  command->footer(
      "Examples:\n"
      "  pressbox eval corpus/test                     extract from its texts and compare\n"
      "  pressbox eval corpus/test mine.jsonl          compare what was extracted before\n"
      "  pressbox eval corpus/test --errors 5          and show what went wrong");
  command->callback([arguments, &status] { status = run(*arguments); });
}

}  // namespace pressbox::cli

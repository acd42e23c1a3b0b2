// Learns the weights of the attribution model from annotated articles.
//
// Every quotation whose annotated speaker is among the candidates that the frames propose is one example: the model
// gives each candidate exp(weight of its frame + sum of its features times their weights), and learning makes the
// right candidates' share of the sum as large as it can (a conditional log-linear model, as in Berger, Della Pietra and
// Della Pietra, "A Maximum Entropy Approach to Natural Language Processing", Computational Linguistics 22, 1996), while
// a penalty holds each weight near the one a person wrote. Then it fits how confidence follows from the winner's score
// and its lead (Platt, "Probabilistic Outputs for Support Vector Machines", 1999). No randomness: the same articles
// give the same weights.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "extractor/evaluation/evaluation.h"
#include "extractor/evaluation/extracted.h"
#include "extractor/evaluation/files.h"
#include "extractor/pipeline.h"

namespace {

using pressbox::Candidate;

constexpr std::string_view kPrefix = "attribution.";
constexpr std::string_view kFeaturePrefix = "attribution.feature.";

// One row of the rule file: its text before, in and behind the weight's cell.
struct Row {
  std::string head;
  std::string weight;
  std::string tail;
  std::string id;  // "" for comments and the column names
};

struct Option {
  std::vector<std::pair<int, double>> values;  // parameter, value
  std::string name;
  bool right = false;
};
struct Example {
  std::size_t article = 0;
  std::vector<Option> options;
  bool reachable = false;  // one of the options is right
};

int fail(const std::string& message) {
  std::fprintf(stderr, "pressbox-learn: %s\n", message.c_str());
  return 1;
}

bool read_rows(const std::string& path, std::vector<Row>& rows) {
  std::ifstream file(path);
  if (!file) return false;
  for (std::string line; std::getline(file, line);) {
    Row row;
    const std::size_t first = line.find('\t');
    const std::size_t second = first == std::string::npos ? first : line.find('\t', first + 1);
    const std::size_t third = second == std::string::npos ? second : line.find('\t', second + 1);
    if (third != std::string::npos && line[0] != '#' && line.starts_with(kPrefix)) {
      row.id = line.substr(0, first);
      row.head = line.substr(0, second + 1);
      row.weight = line.substr(second + 1, third - second - 1);
      row.tail = line.substr(third);
    } else {
      row.head = line;
    }
    rows.push_back(row);
  }
  return true;
}

double score(const Option& option, const std::vector<double>& weights) {
  double sum = 0;
  for (const auto& [parameter, value] : option.values) sum += weights[static_cast<std::size_t>(parameter)] * value;
  return sum;
}

// Gradient ascent with a fixed number of steps; the penalty draws each weight to where it began.
std::vector<double> learn(const std::vector<const Example*>& examples, const std::vector<double>& prior,
                          double penalty) {
  std::vector<double> weights = prior;
  std::vector<double> momentum(prior.size(), 0.0);
  const double count = std::max<double>(1.0, static_cast<double>(examples.size()));
  for (int step = 0; step < 400; ++step) {
    std::vector<double> gradient(prior.size(), 0.0);
    for (const Example* example : examples) {
      if (!example->reachable) continue;
      double highest = -1e9;
      std::vector<double> scores;
      for (const Option& option : example->options) {
        scores.push_back(score(option, weights));
        highest = std::max(highest, scores.back());
      }
      double all = 0;
      double right = 0;
      for (std::size_t i = 0; i < scores.size(); ++i) {
        scores[i] = std::exp(scores[i] - highest);
        all += scores[i];
        if (example->options[i].right) right += scores[i];
      }
      for (std::size_t i = 0; i < scores.size(); ++i) {
        const double expected = scores[i] / all;
        const double wanted = example->options[i].right ? scores[i] / right : 0.0;
        for (const auto& [parameter, value] : example->options[i].values) {
          gradient[static_cast<std::size_t>(parameter)] += (wanted - expected) * value;
        }
      }
    }
    for (std::size_t p = 0; p < weights.size(); ++p) {
      const double slope = gradient[p] / count - penalty * (weights[p] - prior[p]);
      momentum[p] = 0.9 * momentum[p] + slope;
      weights[p] += 0.5 * momentum[p];
    }
  }
  return weights;
}

bool wins(const Example& example, const std::vector<double>& weights) {
  double best = -1e9;
  bool right = false;
  for (const Option& option : example.options) {
    const double s = score(option, weights);
    if (s > best) {
      best = s;
      right = option.right;
    }
  }
  return right;
}

// The winner's score and its lead over the best other speaker.
struct Decision {
  double best = 0;
  double lead = 0;
  bool right = false;
};

Decision decide(const Example& example, const std::vector<double>& weights, double floor) {
  Decision decision;
  decision.best = -1e9;
  const Option* winner = nullptr;
  for (const Option& option : example.options) {
    const double s = score(option, weights);
    if (s > decision.best) {
      decision.best = s;
      winner = &option;
    }
  }
  double second = floor;
  for (const Option& option : example.options) {
    if (option.name != winner->name) second = std::max(second, score(option, weights));
  }
  decision.lead = decision.best - second;
  decision.right = winner->right;
  return decision;
}

double sigmoid(double x) {
  return 1.0 / (1.0 + std::exp(-x));
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "Learns the weights of the attribution model from annotated articles.\n"
      "Example: pressbox-learn --lexicon build/release/lexicon.bin --rules lexicons/rules/attribution.tsv --write "
      "corpus/train"};
  std::string lexicon_path;
  std::string rules_path;
  std::vector<std::string> folders;
  int folds = 5;
  double penalty = 0.01;
  bool write = false;
  app.add_option("--lexicon", lexicon_path, "The compiled lexicon")->required();
  app.add_option("--rules", rules_path, "The rule file whose weights are learnt")->required();
  app.add_option("--folds", folds, "Folds of the cross-validation, by article")->check(CLI::Range(2, 100));
  app.add_option("--penalty", penalty, "How strongly weights are held near those in the file");
  app.add_flag("--write", write, "Write the learnt weights back into the rule file");
  app.add_option("FOLDER", folders, "Folders of <id>.txt and <id>.json")->required();
  CLI11_PARSE(app, argc, argv);

  std::vector<Row> rows;
  if (!read_rows(rules_path, rows)) return fail(rules_path + ": cannot be read; give the rule file's path");
  std::map<std::string, int, std::less<>> parameter_of;
  std::vector<double> prior;
  double threshold = 0;
  for (const Row& row : rows) {
    if (row.id == "attribution.threshold") threshold = std::stod(row.weight);
    if (!row.id.starts_with("attribution.frame.") && !row.id.starts_with(kFeaturePrefix)) continue;
    parameter_of.emplace(row.id, static_cast<int>(prior.size()));
    prior.push_back(std::stod(row.weight));
  }

  auto lexicon = pressbox::Lexicon::open(lexicon_path);
  if (!lexicon) return fail(lexicon.error().message);
  auto extractor = pressbox::Extractor::create(std::move(lexicon).value());
  if (!extractor) return fail(extractor.error().message);

  std::vector<Example> examples;
  std::size_t articles = 0;
  std::size_t unreachable = 0;
  for (const std::string& folder : folders) {
    auto gold = pressbox::read_gold(folder);
    if (!gold) return fail(gold.error().message);
    for (const pressbox::GoldArticle& item : gold.value()) {
      pressbox::Trace trace;
      pressbox::Input input;
      input.id = item.gold.id;
      input.text = item.text;
      const pressbox::Extraction extraction = extractor.value().extract(std::move(input), &trace);
      const pressbox::EvalArticle predicted = pressbox::to_eval_article(extraction);
      std::map<pressbox::Index, std::vector<const Candidate*>> by_quote;
      for (const Candidate& candidate : trace.candidates) by_quote[candidate.quote].push_back(&candidate);
      for (const auto& [quote, candidates] : by_quote) {
        const pressbox::EvalSpan span = predicted.quotes[quote].span;
        const auto match = std::find_if(item.gold.quotes.begin(), item.gold.quotes.end(), [&](const auto& g) {
          return g.span.start < span.end && span.start < g.span.end && g.kind != "nonspeech";
        });
        if (match == item.gold.quotes.end() || match->speaker.empty()) continue;
        Example example;
        example.article = articles;
        for (const Candidate* candidate : candidates) {
          Option option;
          option.name = candidate->name;
          option.right = pressbox::is_same_speaker(item.gold, match->speaker, candidate->name);
          example.reachable = example.reachable || option.right;
          option.values.emplace_back(parameter_of.at(std::string(candidate->rule)), 1.0);
          for (const Candidate::Feature& feature : candidate->features) {
            const std::string id = std::string(kFeaturePrefix) + std::string(feature.name);
            option.values.emplace_back(parameter_of.at(id), static_cast<double>(feature.value));
          }
          example.options.push_back(std::move(option));
        }
        unreachable += example.reachable ? 0 : 1;
        examples.push_back(std::move(example));
      }
      ++articles;
    }
  }
  if (examples.empty()) return fail("no annotated quotation in these folders; give folders of <id>.txt and <id>.json");

  std::size_t before = 0;
  std::size_t held_out = 0;
  std::vector<Decision> decisions;
  for (int fold = 0; fold < folds; ++fold) {
    std::vector<const Example*> others;
    for (const Example& example : examples) {
      if (static_cast<int>(example.article % static_cast<std::size_t>(folds)) != fold) others.push_back(&example);
    }
    const std::vector<double> weights = learn(others, prior, penalty);
    for (const Example& example : examples) {
      if (static_cast<int>(example.article % static_cast<std::size_t>(folds)) != fold) continue;
      held_out += wins(example, weights) ? 1 : 0;
      decisions.push_back(decide(example, weights, threshold - 2.0));
    }
  }
  for (const Example& example : examples) before += wins(example, prior) ? 1 : 0;
  std::vector<const Example*> all;
  for (const Example& example : examples) all.push_back(&example);
  const std::vector<double> weights = learn(all, prior, penalty);
  std::size_t after = 0;
  for (const Example& example : examples) after += wins(example, weights) ? 1 : 0;
  const auto share = [&](std::size_t n) {
    return 100.0 * static_cast<double>(n) / static_cast<double>(examples.size());
  };
  std::printf("%zu articles, %zu quotations, %zu of them without the right speaker among the candidates\n", articles,
              examples.size(), unreachable);
  std::printf("right with the file's weights      %5.1f%%\n", share(before));
  std::printf("right, %d-fold cross-validation     %5.1f%%\n", folds, share(held_out));
  std::printf("right with the learnt weights      %5.1f%%  (on what they were learnt from)\n\n", share(after));

  // Confidence = sigmoid(base + score * s + lead * l), fitted to the held-out decisions.
  double base = 0;
  double by_score = 0.3;
  double by_lead = 0.3;
  for (int step = 0; step < 20000; ++step) {
    double g0 = 0;
    double g1 = 0;
    double g2 = 0;
    for (const Decision& d : decisions) {
      const double error = (d.right ? 1.0 : 0.0) - sigmoid(base + by_score * d.best + by_lead * d.lead);
      g0 += error;
      g1 += error * d.best;
      g2 += error * d.lead;
    }
    const double rate = 0.02 / static_cast<double>(decisions.size());
    base += rate * g0;
    by_score += rate * g1;
    by_lead += rate * g2;
  }
  std::printf("confidence  number  mean  right\n");
  for (int bin = 0; bin < 10; ++bin) {
    std::size_t number = 0;
    std::size_t right = 0;
    double mean = 0;
    for (const Decision& d : decisions) {
      const double p = sigmoid(base + by_score * d.best + by_lead * d.lead);
      if (std::min(9, static_cast<int>(p * 10)) != bin) continue;
      ++number;
      right += d.right ? 1 : 0;
      mean += p;
    }
    if (number == 0) continue;
    std::printf("%.1f to %.1f  %6zu  %.2f   %.2f\n", bin / 10.0, (bin + 1) / 10.0, number,
                mean / static_cast<double>(number), static_cast<double>(right) / static_cast<double>(number));
  }
  std::printf("\n%-42s %8s %8s\n", "", "file", "learnt");
  for (const auto& [id, parameter] : parameter_of) {
    const auto p = static_cast<std::size_t>(parameter);
    std::printf("%-42s %8.2f %8.2f\n", id.c_str(), prior[p], weights[p]);
  }
  std::printf("%-42s %8s %8.2f\n%-42s %8s %8.2f\n%-42s %8s %8.2f\n", "attribution.confidence.base", "", base,
              "attribution.confidence.score", "", by_score, "attribution.confidence.lead", "", by_lead);
  if (!write) return 0;

  std::ostringstream out;
  for (const Row& row : rows) {
    if (row.id.empty()) {
      out << row.head << '\n';
      continue;
    }
    double value = std::stod(row.weight);
    const auto parameter = parameter_of.find(row.id);
    if (parameter != parameter_of.end()) value = weights[static_cast<std::size_t>(parameter->second)];
    if (row.id == "attribution.confidence.base") value = base;
    if (row.id == "attribution.confidence.score") value = by_score;
    if (row.id == "attribution.confidence.lead") value = by_lead;
    char number[32];
    std::snprintf(number, sizeof number, "%.2f", value);
    out << row.head << number << row.tail << '\n';
  }
  const std::string temporary = rules_path + ".new";
  std::ofstream file(temporary);
  file << out.str();
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(temporary, rules_path, error);
  if (!file || error) return fail(rules_path + ": cannot be written; check the folder's rights and space");
  return 0;
}

// The metrics are held against three things: cases small enough to count by hand, a slow and plain restatement of each
// definition below, and the project's independent Python scorer where it is at hand.
#include "extractor/evaluation/evaluation.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "extractor/evaluation/codepoints.h"
#include "extractor/evaluation/files.h"
#include "extractor/evaluation/fold.h"
#include "extractor/evaluation/report.h"
#include "extractor/evaluation/statistics.h"
#include "tests/catch.h"
#include "tests/folder.h"

namespace pressbox {
namespace {

namespace fs = std::filesystem;
constexpr std::uint32_t kAnyLength = std::numeric_limits<std::uint32_t>::max();

using TempFolder = testing::Folder;

EvalQuote quote(std::uint32_t start, std::uint32_t end, std::string speaker, std::string kind = "direct") {
  return {{start, end}, std::move(kind), std::move(speaker), "name"};
}

Tally metric(const Evaluation& evaluation, const std::string& name) {
  for (const Metric& m : evaluation.metrics) {
    if (m.name == name) return m.tally;
  }
  FAIL("no metric " << name);
  return {};
}

// (right, gold, predicted)
using Counts = std::tuple<std::uint64_t, std::uint64_t, std::uint64_t>;
Counts counts(const Evaluation& evaluation, const std::string& name) {
  const Tally t = metric(evaluation, name);
  return {t.right, t.gold, t.predicted};
}

Evaluation evaluate(std::string_view text, const EvalArticle& gold, const EvalArticle& predicted) {
  Evaluator evaluator;
  evaluator.add(text, gold, predicted);
  return evaluator.result();
}

std::vector<std::string> error_kinds(const Evaluation& evaluation) {
  std::vector<std::string> kinds;
  for (const EvalError& error : evaluation.errors) kinds.push_back(error.kind);
  return kinds;
}

// ---------------------------------------------------------------------------------------------------------------
// Folding

TEST_CASE("names fold as the definition says", "[evaluation]") {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"  ", ""},
      {"'...'", ""},
      {"Ann  HALL", "ann hall"},
      {"O'Dowd", "o dowd"},
      {"O\u2019Dowd", "o dowd"},
      {"Mu\u0308ller", "muller"},
      {"M\u00fcller", "muller"},
      {"Stra\u00dfe", "strasse"},
      {"\u1e9e", "ss"},
      {"\u0130N\u00d6N\u00dc", "inonu"},
      {"\u00d8st\u00f8l", "\u00f8st\u00f8l"},               // the stroke is no accent
      {"\ufb01nn", "finn"},                                 // a ligature
      {"\uff21\uff22", "ab"},                               // full width
      {"\u2163", "iv"},                                     // a Roman numeral's own character
      {"x\u00b2", "x2"},                                    // superscripts are compatibility forms
      {"\u00bd", "1 2"},                                    // so are fractions, whose slash is no word character
      {"\u03a3\u03b9\u03c2", "\u03c3\u03b9\u03c3"},         // final sigma
      {"\u0419", "\u0438"},                                 // a letter whose breve is a combining mark
      {"\uac00", "\u1100\u1161"},                           // syllables come apart
      {"\u0939\u093f\u0902\u0926\u0940", "\u0939 \u0926"},  // vowel signs are neither letters nor combining marks
      {"\u0665", "\u0665"},                                 // digits of other scripts are numbers
      {"under_score", "under_score"},
      {"a\u00a0b\u2003c\u3000d\x1c"
       "e\x85",
       "a b c d e"},
      {"a\xff"
       "b",
       "a b"},
      {"A.F.C.", "a f c"},
  };
  for (const auto& [name, folded] : cases) {
    INFO(name);
    CHECK(fold_name(name) == folded);
    CHECK(fold_name(folded) == folded);
  }
  CHECK(fold_team_name("AFC Exford Town") == "exford town");
  CHECK(fold_team_name("The Exford Football Club") == "exford");
  CHECK(fold_team_name("Exford Men's National Team") == "exford");
  CHECK(fold_team_name("The Football Club") == "the football club");  // nothing else would be left
  CHECK(fold_team_name("Club Am\u00e9rica") == "america");
  CHECK(fold_team_name("") == "");
}

TEST_CASE("code points are counted as the reader replaces them", "[evaluation]") {
  CHECK(decode_code_points("a\u00e9\U0001f3c6") == U"a\u00e9\U0001f3c6");
  CHECK(decode_code_points("\xe2\x82z") == U"\ufffdz");      // a sequence broken off is one
  CHECK(decode_code_points("\xff\xfe") == U"\ufffd\ufffd");  // bytes that begin nothing are one each
  CHECK(decode_code_points("\xed\xa0\x80").size() == 3);     // surrogates are not UTF-8
  CHECK(decode_code_points(std::string_view("\0x", 2)).size() == 2);
  CHECK(count_code_points("\xe2\x82z\U0001f3c6") == 3);
  CHECK(encode_utf8(U"a\u00e9\u20ac\U0001f3c6") == "a\u00e9\u20ac\U0001f3c6");
}

// ---------------------------------------------------------------------------------------------------------------
// Each metric by hand

TEST_CASE("a stretch is exact when the words are, whatever marks stand at its ends", "[evaluation]") {
  //                         0         1         2
  //                         0123456789012345678901234
  const std::string text = "\"We were slow,\" Hall said.";
  EvalArticle gold;
  gold.quotes = {quote(1, 13, "Hall")};
  EvalArticle predicted;
  SECTION("marks and commas") {
    predicted.quotes = {quote(0, 15, "Hall")};
  }
  SECTION("the same stretch twice counts once") {
    predicted.quotes = {quote(1, 13, "Hall"), quote(1, 14, "Hall")};
  }
  CHECK(counts(evaluate(text, gold, predicted), "quote.exact") == Counts{1, 1, 1});
}

TEST_CASE("a word too few is no exact stretch, but overlaps", "[evaluation]") {
  const std::string text = "\"We were slow,\" Hall said.";
  EvalArticle gold;
  gold.quotes = {quote(1, 13, "Hall")};
  EvalArticle predicted;
  predicted.quotes = {quote(4, 13, "Hall")};
  const Evaluation evaluation = evaluate(text, gold, predicted);
  CHECK(counts(evaluation, "quote.exact") == Counts{0, 1, 1});
  CHECK(counts(evaluation, "quote.overlap") == Counts{1, 1, 1});
  CHECK(counts(evaluation, "attribution") == Counts{1, 1, 1});
}

TEST_CASE("half in common is enough for an overlap, less is not", "[evaluation]") {
  const std::string text(100, 'x');
  EvalArticle gold;
  gold.quotes = {quote(10, 20, "")};
  EvalArticle predicted;
  const auto overlap = [&](std::uint32_t start, std::uint32_t end) {
    predicted.quotes = {quote(start, end, "")};
    return std::get<0>(counts(evaluate(text, gold, predicted), "quote.overlap"));
  };
  CHECK(overlap(10, 15) == 1);  // 5 of 10
  CHECK(overlap(10, 14) == 0);
  CHECK(overlap(15, 20) == 1);
  CHECK(overlap(10, 30) == 1);  // 10 of 20
  CHECK(overlap(0, 20) == 1);
  CHECK(overlap(10, 31) == 0);
  CHECK(overlap(20, 30) == 0);
  CHECK(overlap(0, 10) == 0);
  CHECK(overlap(15, 15) == 0);  // nothing overlaps with nothing
}

TEST_CASE("stretches pair one to one, the closest first", "[evaluation]") {
  const std::string text(100, 'x');
  EvalArticle gold;
  gold.quotes = {quote(0, 10, "A"), quote(6, 16, "B")};
  EvalArticle predicted;
  // 8 of 12 with the first, 10 of 12 with the second; and 9 of 10 with the first.
  predicted.quotes = {quote(4, 16, "B"), quote(0, 9, "A")};
  Evaluation evaluation = evaluate(text, gold, predicted);
  CHECK(counts(evaluation, "quote.overlap") == Counts{2, 2, 2});
  CHECK(counts(evaluation, "attribution") == Counts{2, 2, 2});
  // One stretch cannot serve two; of two that fit equally the earlier in the list takes it.
  gold.quotes = {quote(0, 10, "A"), quote(0, 10, "B")};
  predicted.quotes = {quote(0, 10, "B")};
  evaluation = evaluate(text, gold, predicted);
  CHECK(counts(evaluation, "quote.overlap") == Counts{1, 2, 1});
  CHECK(counts(evaluation, "attribution") == Counts{0, 2, 1});
  CHECK(error_kinds(evaluation) == std::vector<std::string>{"wrong speaker", "missed quote"});
}

TEST_CASE("names in quotation marks and indirect speech do not count as quotations", "[evaluation]") {
  const std::string text(100, 'x');
  EvalArticle gold;
  gold.quotes = {quote(0, 10, "A", "nonspeech"), quote(20, 30, "A", "partial"), quote(40, 50, "A", "indirect")};
  EvalArticle predicted;
  predicted.quotes = {quote(0, 10, "A"), quote(20, 30, "A")};
  const Evaluation evaluation = evaluate(text, gold, predicted);
  CHECK(counts(evaluation, "quote.exact") == Counts{1, 1, 2});
  CHECK(counts(evaluation, "quote.overlap") == Counts{1, 1, 2});
  // Direct on one side only is not direct.
  CHECK(counts(evaluation, "attribution") == Counts{1, 1, 2});
  CHECK(counts(evaluation, "direct.attribution") == Counts{0, 0, 2});
}

TEST_CASE("speakers are compared by what they are", "[evaluation]") {
  const std::string text(20, 'x');
  EvalArticle gold;
  gold.people = {{"Ann Hall", {}}, {"Zo\u00eb O\u2019Dowd", {}}};
  EvalArticle predicted;
  const auto judge = [&](std::string in_gold, std::string in_predicted) {
    gold.quotes = {quote(0, 10, std::move(in_gold))};
    predicted.quotes = {quote(0, 10, std::move(in_predicted))};
    const Evaluation evaluation = evaluate(text, gold, predicted);
    return std::pair(std::get<0>(counts(evaluation, "attribution")),
                     std::get<0>(counts(evaluation, "attribution.surname")));
  };
  using Pair = std::pair<std::uint64_t, std::uint64_t>;
  CHECK(judge("Ann Hall", "Ann Hall") == Pair(1, 1));
  CHECK(judge("Ann Hall", "ANN HALL") == Pair(1, 1));
  CHECK(judge("Zo\u00eb O\u2019Dowd", "Zoe O'Dowd") == Pair(1, 1));
  CHECK(judge("Ann Hall", "Hall") == Pair(0, 1));
  CHECK(judge("Ann Hall", "Rebecca Hall") == Pair(0, 1));
  CHECK(judge("Ann Hall", "Ann") == Pair(0, 0));
  CHECK(judge("", "") == Pair(1, 1));
  CHECK(judge("", "Ann Hall") == Pair(0, 0));
  CHECK(judge("Ann Hall", "") == Pair(0, 0));
  // Sources that are no person of the article: half of the words, articles not counted.
  CHECK(judge("a club spokesman", "the spokesman") == Pair(1, 1));
  CHECK(judge("club spokesman", "spokesman for the club") == Pair(1, 1));
  CHECK(judge("club spokesman", "spokesman of some rival club") == Pair(0, 0));
  CHECK(judge("the", "a") == Pair(0, 0));
  CHECK(judge("spokesman spokesman", "spokesman for") == Pair(1, 1));
}

TEST_CASE("mentions count by span alone, and once", "[evaluation]") {
  const std::string text = "Hall beat Hall and the other Hall.";
  EvalArticle gold;
  gold.people = {{"Ann Hall", {{0, 4}}}, {"Bea Hall", {{10, 14}, {0, 4}}}};
  gold.teams = {{"Exford", {{19, 22}}}};
  EvalArticle predicted;
  predicted.people = {{"Someone Else", {{0, 4}, {29, 33}}}};
  const Evaluation evaluation = evaluate(text, gold, predicted);
  CHECK(counts(evaluation, "person.span") == Counts{1, 2, 2});
  CHECK(counts(evaluation, "team.span") == Counts{0, 1, 0});
  CHECK(error_kinds(evaluation) == std::vector<std::string>{"missed person", "spurious person", "missed team"});
  CHECK(evaluation.errors[0].text == "Hall");
  CHECK(evaluation.errors[1].detail == " beat Hall and the other Hall.");
}

TEST_CASE("a team is linked when span and name are right", "[evaluation]") {
  const std::string text = "Exford met Wyeville.";
  EvalArticle gold;
  gold.teams = {{"Exford Town FC", {{0, 6}}}, {"Wyeville", {{11, 19}}}};
  EvalArticle predicted;
  predicted.teams = {{"Exford Town", {{0, 6}}}, {"Wyeville Athletic", {{11, 19}}}};
  const Evaluation evaluation = evaluate(text, gold, predicted);
  CHECK(counts(evaluation, "team.span") == Counts{2, 2, 2});
  CHECK(counts(evaluation, "team.link") == Counts{1, 2, 2});
}

TEST_CASE("a score is full with the right points on the right sides", "[evaluation]") {
  const std::string text = "Exford won (2-1), then drew 0-0.";
  EvalArticle gold;
  gold.scores = {{{12, 15}, "final", {{"Exford FC", 2}, {"Wyeville", 1}}}, {{28, 31}, "final", {}}};
  EvalArticle predicted;
  const auto full = [&](std::vector<std::pair<std::string, int>> sides) {
    predicted.scores = {{{12, 15}, "partial", std::move(sides)}, {{28, 32}, "final", {{"Exford", 0}, {"Hull", 0}}}};
    const Evaluation evaluation = evaluate(text, gold, predicted);
    CHECK(counts(evaluation, "score.span") == Counts{2, 2, 2});
    return std::get<0>(counts(evaluation, "score.full"));
  };
  CHECK(full({{"Exford", 2}, {"Wyeville", 1}}) == 2);
  CHECK(full({{"Wyeville", 1}, {"Exford", 2}}) == 2);  // the order of sides says nothing
  CHECK(full({{"Exford", 1}, {"Wyeville", 2}}) == 1);
  CHECK(full({{"Exford", 2}}) == 1);
  CHECK(full({}) == 1);
  CHECK(full({{"Exford", 7}, {"EXFORD F.C.", 5}, {"Exford", 2}, {"Wyeville", 1}}) == 1);
  CHECK(full({{"Exford", 7}, {"AFC Exford", 2}, {"Wyeville", 1}}) == 2);  // of two with one name the later counts
}

TEST_CASE("of two scores with one span the later counts", "[evaluation]") {
  EvalArticle gold;
  gold.scores = {{{0, 3}, "final", {{"A", 2}, {"B", 1}}}};
  EvalArticle predicted;
  predicted.scores = {{{0, 3}, "final", {{"A", 2}, {"B", 1}}}, {{0, 4}, "final", {{"A", 1}, {"B", 2}}}};
  const Evaluation evaluation = evaluate("2-1 it was", gold, predicted);
  CHECK(counts(evaluation, "score.span") == Counts{1, 1, 1});
  CHECK(counts(evaluation, "score.full") == Counts{0, 1, 1});
  REQUIRE(evaluation.errors.size() == 1);
  CHECK(evaluation.errors[0].detail == "gold {'a': 2, 'b': 1} / got {'a': 1, 'b': 2}");
}

TEST_CASE("figures of nothing are zero, and sums are over all articles", "[evaluation]") {
  CHECK(Tally{}.precision() == 0);
  CHECK(Tally{}.recall() == 0);
  CHECK(Tally{}.f1() == 0);
  const Tally tally{1, 2, 4};
  CHECK(tally.precision() == 0.25);
  CHECK(tally.recall() == 0.5);
  CHECK(tally.f1() == Approx(1.0 / 3));

  Evaluator evaluator;
  EvalArticle gold;
  gold.people = {{"Ann Hall", {{0, 4}}}};
  evaluator.add("Hall", gold, gold);
  evaluator.add("Hall", gold, {});
  CHECK(evaluator.result().articles == 2);
  CHECK(counts(evaluator.result(), "person.span") == Counts{1, 2, 1});
}

TEST_CASE("offsets outside the text are cut, never followed", "[evaluation]") {
  EvalArticle wild;
  wild.quotes = {quote(2, 4000000000u, "A"), quote(4000000000u, 4000000001u, "A")};
  wild.people = {{"A", {{3, 900}}}};
  wild.teams = {{"A", {{800, 900}}}};
  wild.scores = {{{4, 99}, "final", {{"A", 1}}}};
  const Evaluation evaluation = evaluate("short", wild, {});
  CHECK(counts(evaluation, "quote.exact") == Counts{0, 2, 0});
  CHECK(counts(evaluation, "team.span") == Counts{0, 1, 0});
}

// ---------------------------------------------------------------------------------------------------------------
// Strict and partial matching, kinds

EvalEntity entity(std::string name, std::vector<EvalSpan> mentions) {
  return {std::move(name), std::move(mentions)};
}

// correct, incorrect, partial, missing, spurious
using MatchTuple = std::tuple<std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t>;
MatchTuple match(const MatchCounts& m) {
  return {m.correct, m.incorrect, m.partial, m.missing, m.spurious};
}

TEST_CASE("the four measures of SemEval-2013 give what each is for", "[evaluation]") {
  const std::string text(60, 'x');
  EvalArticle gold;
  gold.people = {entity("A", {{0, 4}, {10, 14}, {20, 24}, {30, 34}, {40, 44}})};
  EvalArticle predicted;
  // The same; another type; another end; another type and end; nothing; and one too many.
  predicted.people = {entity("A", {{0, 4}, {20, 22}, {50, 54}})};
  predicted.teams = {entity("A", {{10, 14}, {30, 36}})};
  const Evaluation evaluation = evaluate(text, gold, predicted);
  const Matching& names = evaluation.names;
  CHECK(match(names.strict) == MatchTuple(1, 3, 0, 1, 1));
  CHECK(match(names.exact) == MatchTuple(2, 2, 0, 1, 1));
  CHECK(match(names.partial) == MatchTuple(2, 0, 2, 1, 1));
  CHECK(match(names.type) == MatchTuple(2, 2, 0, 1, 1));
  CHECK(names.strict.precision() == Approx(1.0 / 5));
  CHECK(names.strict.recall() == Approx(1.0 / 5));
  CHECK(names.exact.f1() == Approx(0.4));
  CHECK(names.partial.precision() == Approx(3.0 / 5));  // two, and two halves
  CHECK(names.partial.f1() == Approx(0.6));
  CHECK(names.type.recall() == Approx(0.4));
  CHECK(evaluation.name_confusion ==
        Confusion{{{"person", "person"}, 2}, {{"person", "team"}, 2}, {{"person", ""}, 1}, {{"", "person"}, 1}});
  CHECK(match(evaluation.scores.strict) == MatchTuple());
  CHECK(MatchCounts{}.f1() == 0);
}

TEST_CASE("quotations and scores match by kind and ends", "[evaluation]") {
  const std::string text = "\"We were slow.\" He likes \"The Wall\". It was 2-1, then 3-10.";
  EvalArticle gold;
  gold.quotes = {quote(1, 14, "A"), quote(26, 34, "", "nonspeech")};
  gold.scores = {{{44, 47}, "final", {}}, {{54, 58}, "partial", {}}};
  EvalArticle predicted;
  predicted.quotes = {quote(0, 15, "A"), quote(26, 34, "A", "partial")};
  predicted.scores = {{{44, 47}, "set", {}}, {{54, 57}, "partial", {}}};
  const Evaluation evaluation = evaluate(text, gold, predicted);
  CHECK(match(evaluation.quotations.strict) == MatchTuple(1, 1, 0, 0, 0));  // marks and stops are no difference
  CHECK(match(evaluation.quotations.exact) == MatchTuple(2, 0, 0, 0, 0));
  CHECK(evaluation.quotation_confusion == Confusion{{{"direct", "direct"}, 1}, {{"nonspeech", "partial"}, 1}});
  CHECK(match(evaluation.scores.strict) == MatchTuple(0, 2, 0, 0, 0));
  CHECK(match(evaluation.scores.partial) == MatchTuple(1, 0, 1, 0, 0));
  CHECK(match(evaluation.scores.type) == MatchTuple(1, 1, 0, 0, 0));
  CHECK(evaluation.score_confusion == Confusion{{{"final", "set"}, 1}, {{"partial", "partial"}, 1}});
}

TEST_CASE("figures of kinds and of hows", "[evaluation]") {
  const std::string text(100, 'x');
  EvalArticle gold;
  gold.quotes = {quote(0, 10, "A"), quote(20, 30, "A"), quote(40, 50, "B", "partial"), quote(60, 70, "", "nonspeech")};
  gold.quotes[1].how = "pronoun";
  gold.scores = {{{80, 83}, "final", {{"E", 2}, {"W", 1}}}, {{90, 93}, "final", {{"E", 0}, {"W", 1}}}};
  EvalArticle predicted;
  predicted.quotes = {quote(0, 10, "A"), quote(20, 30, "B"), quote(40, 50, "B"), quote(60, 70, "", "nonspeech")};
  for (EvalQuote& q : predicted.quotes) q.how.clear(), q.speaker_how = "name";
  predicted.scores = {{{80, 83}, "final", {{"E", 2}, {"W", 1}}}, {{90, 93}, "partial", {{"E", 0}, {"W", 1}}}};
  const Evaluation evaluation = evaluate(text, gold, predicted);
  const auto tally = [](const Tally& t) { return Counts{t.right, t.gold, t.predicted}; };
  const auto& kinds = evaluation.quotation_kinds;
  REQUIRE(kinds.size() == 3);
  CHECK(tally(kinds.at("direct").span) == Counts{2, 2, 3});
  CHECK(tally(kinds.at("direct").full) == Counts{1, 2, 3});
  CHECK(tally(kinds.at("direct").full) == counts(evaluation, "direct.attribution"));
  CHECK(tally(kinds.at("partial").span) == Counts{0, 1, 0});
  CHECK(tally(kinds.at("nonspeech").full) == Counts{1, 1, 1});
  CHECK(tally(evaluation.score_kinds.at("final").span) == Counts{1, 2, 1});
  CHECK(tally(evaluation.score_kinds.at("partial").full) == Counts{0, 0, 1});
  const HowFigures& name = evaluation.hows.at("name");
  CHECK(std::tuple(name.gold, name.found, name.right) == std::tuple(2u, 2u, 2u));
  CHECK(std::tuple(name.predicted, name.right_of_predicted) == std::tuple(3u, 2u));
  const HowFigures& pronoun = evaluation.hows.at("pronoun");
  CHECK(std::tuple(pronoun.gold, pronoun.found, pronoun.right) == std::tuple(1u, 1u, 0u));
  CHECK(pronoun.predicted == 0);
}

// ---------------------------------------------------------------------------------------------------------------
// Faults and their causes

std::vector<std::string> causes(const Evaluation& evaluation) {
  std::vector<std::string> out;
  for (const Fault& fault : evaluation.faults) {
    out.push_back(std::string(layer_name(fault.layer)) + ": " + std::string(cause_name(fault.cause)));
  }
  return out;
}
using Strings = std::vector<std::string>;

TEST_CASE("a stretch that is not met has one cause", "[evaluation]") {
  const std::string text(100, 'x');
  EvalArticle gold;
  gold.quotes = {quote(10, 30, "Ann Hall")};
  EvalArticle predicted;
  const auto cause_of = [&](std::vector<EvalQuote> quotes) {
    predicted.quotes = std::move(quotes);
    return causes(evaluate(text, gold, predicted));
  };
  CHECK(cause_of({quote(10, 30, "Ann Hall")}).empty());
  CHECK(cause_of({}) == Strings{"quotation: missed stretch"});
  CHECK(cause_of({quote(50, 60, "Ann Hall")}) == Strings{"quotation: missed stretch", "quotation: spurious stretch"});
  CHECK(cause_of({quote(10, 28, "Ann Hall")}) == Strings{"quotation: wrong boundary"});
  CHECK(cause_of({quote(10, 15, "Someone")}) == Strings{"quotation: wrong boundary"});  // too little to judge a speaker
  CHECK(cause_of({quote(10, 30, "Ann Hall", "nonspeech")}) == Strings{"quotation: wrong kind"});
  CHECK(cause_of({quote(10, 30, "Ann Hall", "partial")}) == Strings{"quotation: wrong kind"});
  CHECK(cause_of({quote(10, 28, "Bo Reed")}) == Strings{"quotation: wrong frame"});     // the speaker comes first
  CHECK(cause_of({quote(10, 30, "Ann Hall"), quote(20, 40, "", "indirect")}).empty());  // not annotated, not judged
  gold.quotes = {quote(10, 30, "", "indirect")};
  CHECK(cause_of({}).empty());
}

TEST_CASE("a wrong speaker is put down to the first stage that failed", "[evaluation]") {
  const std::string text(100, 'x');
  EvalArticle gold;
  gold.people = {entity("Ann Hall", {{40, 48}}), entity("Bo Reed", {{60, 67}})};
  EvalArticle predicted = gold;
  const auto cause_of = [&](const char* gold_how, std::string speaker, const char* how, bool cue = false) {
    gold.quotes = {quote(10, 30, "Ann Hall")};
    gold.quotes[0].how = gold_how;
    predicted.quotes = {quote(10, 30, std::move(speaker))};
    predicted.quotes[0].how.clear();
    predicted.quotes[0].speaker_how = how;
    predicted.quotes[0].has_cue = cue;
    const Evaluation evaluation = evaluate(text, gold, predicted);
    REQUIRE(!evaluation.faults.empty());
    CHECK(evaluation.faults[0].gold == "Ann Hall");
    CHECK(evaluation.faults[0].how == gold_how);
    return std::string(cause_name(evaluation.faults[0].cause));
  };
  CHECK(cause_of("pronoun", "Bo Reed", "pronoun") == "wrong coreference");
  CHECK(cause_of("nominal", "Bo Reed", "pronoun") == "wrong coreference");
  CHECK(cause_of("nominal", "Bo Reed", "") == "wrong coreference");  // a tool that does not say how
  CHECK(cause_of("pronoun", "Bo Reed", "name") == "wrong frame");
  CHECK(cause_of("name", "Bo Reed", "pronoun") == "wrong frame");
  CHECK(cause_of("name", "", "") == "wrong frame");
  CHECK(cause_of("pronoun", "", "", true) == "wrong coreference");  // "he said" was seen, and he is nobody
  CHECK(cause_of("pronoun", "", "", false) == "wrong frame");
  SECTION("a name that was not found cannot be chosen") {
    predicted.people = {entity("Bo Reed", {{60, 67}})};
    CHECK(cause_of("name", "Bo Reed", "name") == "missed mention");
    CHECK(causes(evaluate(text, gold, predicted)).back() == "person: missed mention");
  }
  SECTION("a name that was found as somebody else's is") {
    predicted.people = {entity("Hall", {{40, 48}}), entity("Bo Reed", {{60, 67}})};
    CHECK(cause_of("name", "Hall", "name") == "wrong coreference");
  }
}

TEST_CASE("speech that goes on with the wrong speaker has the cause of where that began", "[evaluation]") {
  const std::string text(200, 'x');
  EvalArticle gold;
  gold.people = {entity("Ann Hall", {{190, 198}})};
  gold.quotes = {quote(10, 20, "Ann Hall"), quote(30, 40, "Ann Hall"), quote(50, 60, "Ann Hall")};
  gold.quotes[0].how = "pronoun";
  gold.quotes[1].how = gold.quotes[2].how = "continued";
  EvalArticle predicted = gold;
  for (EvalQuote& q : predicted.quotes) q.speaker = "Bo Reed", q.how.clear(), q.speaker_how = "pronoun";
  CHECK(causes(evaluate(text, gold, predicted)) == Strings(3, "quotation: wrong coreference"));
  predicted.quotes[1].speaker = "Cy Moss";  // another mistake, and the third is not the second's
  CHECK(causes(evaluate(text, gold, predicted)) ==
        Strings{"quotation: wrong coreference", "quotation: wrong frame", "quotation: wrong frame"});
  predicted.quotes[1].speaker = "Ann Hall";  // a right one between them
  CHECK(causes(evaluate(text, gold, predicted)) == Strings{"quotation: wrong coreference", "quotation: wrong frame"});
}

TEST_CASE("names and scores: one fault a pair", "[evaluation]") {
  const std::string text = "Exford Town beat Wyeville 2-1 and Hall was glad. Reed left. Later it was 3-10.";
  EvalArticle gold;
  gold.people = {entity("Ann Hall", {{34, 38}}), entity("Bo Reed", {{49, 53}})};
  gold.teams = {entity("Exford Town", {{0, 11}}), entity("Wyeville", {{17, 25}})};
  gold.scores = {{{26, 29}, "final", {{"Exford Town", 2}, {"Wyeville", 1}}}, {{73, 77}, "partial", {}}};
  EvalArticle predicted;
  CHECK(causes(evaluate(text, gold, gold)).empty());
  CHECK(causes(evaluate(text, gold, predicted)) == Strings{"person: missed mention", "person: missed mention",
                                                           "team: missed mention", "team: missed mention",
                                                           "score: missed score", "score: missed score"});
  CHECK(causes(evaluate(text, predicted, gold)) == Strings{"person: spurious mention", "person: spurious mention",
                                                           "team: spurious mention", "team: spurious mention",
                                                           "score: spurious score", "score: spurious score"});
  predicted.teams = {entity("Exford Town", {{0, 6}}), entity("Wyeville Rovers", {{17, 25}}),
                     entity("Hall", {{34, 38}})};
  predicted.people = {entity("Bo Reed", {{49, 53}})};
  predicted.scores = {{{26, 29}, "final", {{"Exford Town", 1}, {"Wyeville", 2}}}, {{73, 76}, "partial", {}}};
  const Evaluation evaluation = evaluate(text, gold, predicted);
  CHECK(causes(evaluation) == Strings{"person: wrong kind", "team: wrong boundary", "team: wrong team",
                                      "score: wrong sides", "score: wrong boundary"});
  CHECK(evaluation.faults[1].gold == "Exford Town");
  CHECK(evaluation.faults[1].got == "Exford");
  CHECK(evaluation.faults[1].got_span == EvalSpan{0, 6});
  CHECK(evaluation.faults[3].gold == "Exford Town 2, Wyeville 1");
  CHECK(evaluation.faults[3].got == "Exford Town 1, Wyeville 2");
  predicted.scores = {{{26, 29}, "partial", {{"Exford Town", 2}, {"Wyeville", 1}}}, {{73, 77}, "partial", {}}};
  CHECK(causes(evaluate(text, gold, predicted)).back() == "score: wrong kind");
}

// ---------------------------------------------------------------------------------------------------------------
// Intervals, comparison, calibration, floors

// An evaluation of articles of one mention each, found or not.
Evaluation of_mentions(const std::vector<bool>& found) {
  Evaluator evaluator;
  for (std::size_t i = 0; i < found.size(); ++i) {
    EvalArticle gold;
    gold.id = "a" + std::to_string(i);
    gold.people = {entity("Ann Hall", {{0, 4}})};
    EvalArticle predicted;
    predicted.people = {entity("Ann Hall", {{0, found[i] ? 4u : 3u}})};
    evaluator.add("Hall", gold, predicted);
  }
  return evaluator.result();
}
constexpr std::size_t kPersonSpanMetric = 5;

TEST_CASE("intervals hold what drawing articles again would give", "[evaluation]") {
  // Each figure is a share of 100 articles, half of them right: the normal approximation says 0.5 +- 1.96 * 0.05.
  std::vector<bool> half(100);
  for (std::size_t i = 0; i < 100; i += 2) half[i] = true;
  const auto intervals = bootstrap(of_mentions(half));
  REQUIRE(intervals.size() == kMetricCount);
  const MetricIntervals& person = intervals[kPersonSpanMetric];
  CHECK(person.f1.low == Approx(0.402).margin(0.015));
  CHECK(person.f1.high == Approx(0.598).margin(0.015));
  CHECK(person.precision.low == Approx(person.f1.low));  // one gold and one predicted an article
  CHECK(person.recall.high == Approx(person.f1.high));
  CHECK(intervals[0].f1.high == 0);  // nothing to count, nothing to vary
  // The same every time, on every machine.
  const auto again = bootstrap(of_mentions(half));
  CHECK(again[kPersonSpanMetric].f1.low == person.f1.low);

  const auto one = bootstrap(of_mentions({true}));
  CHECK(one[kPersonSpanMetric].f1.low == 1);
  CHECK(one[kPersonSpanMetric].f1.high == 1);
  const auto two = bootstrap(of_mentions({true, false}));  // a quarter of the draws is all right, a quarter all wrong
  CHECK(two[kPersonSpanMetric].f1.low == 0);
  CHECK(two[kPersonSpanMetric].f1.high == 1);
  CHECK(bootstrap(Evaluator().result())[kPersonSpanMetric].f1.high == 0);
}

TEST_CASE("a comparison tells luck from gain", "[evaluation]") {
  std::vector<bool> before(100);
  for (std::size_t i = 0; i < 100; i += 2) before[i] = true;
  std::vector<bool> after = before;
  const EvalComparison same = compare_evaluations(of_mentions(before), of_mentions(after));
  CHECK(same.metrics[kPersonSpanMetric].p == 1);
  CHECK(same.metrics[kPersonSpanMetric].difference.high == 0);
  CHECK(same.better.empty());
  CHECK(same.worse.empty());
  CHECK(same.other.empty());

  for (std::size_t i = 1; i < 20; i += 2) after[i] = true;  // ten better
  const EvalComparison gain = compare_evaluations(of_mentions(before), of_mentions(after));
  const Change& change = gain.metrics[kPersonSpanMetric];
  CHECK(change.before == Approx(0.5));
  CHECK(change.after == Approx(0.6));
  // The change of one article is 1 with the chance 0.1: 0.1 +- 1.96 * 0.03.
  CHECK(change.difference.low == Approx(0.041).margin(0.015));
  CHECK(change.difference.high == Approx(0.159).margin(0.015));
  CHECK(change.p == Approx(0.001));  // no draw without a gain: 2 * 1 / 2000
  CHECK(gain.better.size() == 10);
  CHECK(gain.worse.empty());

  for (std::size_t i = 0; i < 20; i += 2) after[i] = false;  // and ten worse
  const EvalComparison luck = compare_evaluations(of_mentions(before), of_mentions(after));
  CHECK(luck.metrics[kPersonSpanMetric].p > 0.5);
  CHECK(luck.metrics[kPersonSpanMetric].difference.low < 0);
  CHECK(luck.metrics[kPersonSpanMetric].difference.high > 0);
  CHECK(luck.better.size() == 10);
  CHECK(luck.worse.size() == 10);
}

TEST_CASE("articles that changed stand by how much, with what went and what came", "[evaluation]") {
  const std::string text = "Hall, Reed and Moss met.";
  EvalArticle gold;
  gold.people = {entity("Hall", {{0, 4}}), entity("Reed", {{6, 10}}), entity("Moss", {{15, 19}})};
  const auto with = [](std::vector<EvalSpan> mentions) {
    EvalArticle article;
    article.people = {entity("Someone", std::move(mentions))};
    return article;
  };
  Evaluator before;
  Evaluator after;
  const auto add = [&](const char* id, std::vector<EvalSpan> old_mentions, std::vector<EvalSpan> new_mentions) {
    gold.id = id;
    before.add(text, gold, with(std::move(old_mentions)));
    after.add(text, gold, with(std::move(new_mentions)));
  };
  add("a", {{0, 4}}, {{0, 4}, {6, 10}});                     // one better
  add("b", {}, {{0, 4}, {6, 10}, {15, 19}});                 // three better
  add("c", {{0, 4}, {6, 10}, {15, 19}}, {{0, 4}, {6, 10}});  // one worse
  add("d", {{0, 4}}, {{6, 10}});                             // as many, others
  add("e", {{0, 4}, {11, 14}}, {{0, 4}, {11, 14}});          // the same
  const EvalComparison comparison = compare_evaluations(before.result(), after.result());
  REQUIRE(comparison.better.size() == 2);
  CHECK(comparison.better[0].article == "b");
  CHECK(comparison.better[0].before == 3);
  CHECK(comparison.better[0].after == 0);
  CHECK(comparison.better[0].gone.size() == 3);
  CHECK(comparison.better[1].article == "a");
  REQUIRE(comparison.worse.size() == 1);
  CHECK(comparison.worse[0].come.at(0).text == "Moss");
  REQUIRE(comparison.other.size() == 1);
  CHECK(comparison.other[0].gone.at(0).text == "Reed");
  CHECK(comparison.other[0].come.at(0).text == "Hall");
  CHECK(format_changes(comparison, 1) ==
        "\nb\n  - person, missed mention: 'Hall'  gold Hall\n"
        "\na\n  - person, missed mention: 'Reed'  gold Reed\n"
        "\nc\n  + person, missed mention: 'Moss'  gold Moss\n"
        "\nd\n  - person, missed mention: 'Reed'  gold Reed\n  + person, missed mention: 'Hall'  gold Hall\n");
  const auto tables = comparison_tables(before.result(), comparison);
  REQUIRE(tables.size() == 2);
  CHECK(tables[1].caption == "Articles: 2 better, 1 worse, 1 otherwise changed");
  CHECK(tables[1].rows[0] == Strings{"b", "better", "3", "0", "3", "0"});
}

TEST_CASE("calibration by hand", "[evaluation]") {
  const Calibration calibration = calibrate({{0.95, true}, {0.95, false}, {0.55, true}, {1.0, true}});
  CHECK(calibration.count == 4);
  CHECK(calibration.bins[9].count == 3);
  CHECK(calibration.bins[9].right == 2);
  CHECK(calibration.bins[9].mean_confidence == Approx(2.9 / 3));
  CHECK(calibration.bins[5].count == 1);
  CHECK(calibration.bins[0].count == 0);
  CHECK(calibration.expected_error == Approx(0.25 * 0.45 + 0.75 * (2.9 - 2) / 3));
  CHECK(calibration.brier == Approx((0.0025 + 0.9025 + 0.2025 + 0) / 4));
  // A bin holds its lower end: 0.3 is 3 / 10 whatever doubles say of it.
  CHECK(calibrate({{0.3, true}}).bins[3].count == 1);
  CHECK(calibrate({{0, false}}).bins[0].count == 1);
  CHECK(calibrate({}).expected_error == 0);

  EvalArticle gold;
  gold.quotes = {quote(0, 4, "A"), quote(10, 14, "A")};
  gold.scores = {{{20, 23}, "final", {{"E", 1}, {"W", 0}}}};
  EvalArticle predicted;
  predicted.quotes = {quote(0, 4, "A"), quote(10, 14, "B"), quote(30, 34, "A"), quote(40, 44, "A")};
  for (std::size_t i = 0; i < 3; ++i) predicted.quotes[i].confidence = 0.9 - 0.1 * static_cast<double>(i);
  predicted.scores = {{{20, 23}, "final", {{"E", 0}, {"W", 1}}, 0.7}};
  const Evaluation evaluation = evaluate(std::string(60, 'x'), gold, predicted);
  REQUIRE(evaluation.judged_quotations.size() == 3);  // the one that states none is not judged
  CHECK(evaluation.judged_quotations[0].right);
  CHECK_FALSE(evaluation.judged_quotations[1].right);
  CHECK_FALSE(evaluation.judged_quotations[2].right);
  REQUIRE(evaluation.judged_scores.size() == 1);
  CHECK_FALSE(evaluation.judged_scores[0].right);
}

TEST_CASE("floors are read, and told where they are not reached", "[evaluation]") {
  const Evaluation evaluation = of_mentions({true, true, true, false});  // 0.75
  const auto below = [&](const char* text) {
    const auto floor = parse_floor(text);
    REQUIRE(floor.ok());
    return below_floors(evaluation, {floor.value()});
  };
  CHECK(below("person.span=0.75").empty());
  CHECK(below("person.span.p=0.75").empty());
  REQUIRE(below("person.span.r=0.7501").size() == 1);
  CHECK(below("person.span.r=0.7501")[0].starts_with(
      "person.span: recall 0.7500 lies below 0.7501 (person.span.r=0.7501); "));
  CHECK(below("team.span=0").empty());
  CHECK(below("team.span.f1=0.1").size() == 1);  // nothing to count reaches nothing
  const auto error = [](const char* text) {
    const auto floor = parse_floor(text);
    return floor.ok() ? std::string() : floor.error().message;
  };
  CHECK(error("person.span").starts_with("\"person.span\" asks for no figure; "));
  CHECK(error("person=0.5").starts_with("\"person\" is no metric; give one of quote.exact, quote.overlap, "));
  CHECK(error("person.span.q=0.5").starts_with("\"person.span.q\" is no metric; "));
  for (const char* text :
       {"person.span=", "person.span=x", "person.span=1.5", "person.span=-1", "person.span=nan", "person.span=0.5x"}) {
    CHECK(error(text).find("\" asks for no figure; give a number from 0 to 1") != std::string::npos);
  }

  const TempFolder folder;
  const std::string path = (folder.path() / "floor.tsv").string();
  const auto read = [&](const std::string& bytes) {
    folder.write("floor.tsv", bytes);
    return read_floors(path);
  };
  const auto floors = read("# a comment\n\nperson.span\t0.8\t0.05\tone mention\r\nteam.span.p\t0.5\t0.5\tnone yet\n");
  REQUIRE(floors.ok());
  REQUIRE(floors.value().size() == 2);
  CHECK(below_floors(evaluation, floors.value()).empty());  // 0.8 less 0.05 is 0.75 whatever doubles say of it
  const auto higher = read("person.span\t0.9\t0.05\tone mention\n");
  REQUIRE(higher.ok());
  CHECK(below_floors(evaluation, higher.value())
            .at(0)
            .starts_with("person.span: F1 0.7500 lies below 0.8500 (" + path + ":1, 0.9 less a margin of 0.05); "));
  const std::pair<const char*, const char*> wrong[] = {
      {"", ": asks for nothing; "},
      {"person.span\t0.9\t0.05\n", ":1: is no floor; give metric, figure, margin and reason"},
      {"person.span\t0.9\t0.05\t\n", ":1: is no floor; "},
      {"\nperson\t0.9\t0.05\tx\n", ":2: metric: \"person\" is no metric; "},
      {"person.span\t9\t0.05\tx\n", ":1: figure: \"9\" is none; "},
      {"person.span\t0.9\t0.95\tx\n", ":1: margin: \"0.95\" is none; "},
      {"person.span\t0.9\t0\tx\nperson.span\t0.8\t0\tx\n", ":2: metric: \"person.span\" stands on line 1 already; "},
  };
  for (const auto& [bytes, message] : wrong) {
    const auto result = read(bytes);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().message.starts_with(path + message));
  }
  CHECK(read_floors((folder.path() / "no.tsv").string()).error().message.find("no.tsv: cannot be read; ") !=
        std::string::npos);
}

// ---------------------------------------------------------------------------------------------------------------
// Reports

TEST_CASE("the report shows the table, and errors by kind", "[evaluation]") {
  const std::string text = "\"It's\there,\" Hall said of 2-1.\n";
  EvalArticle gold;
  gold.id = "one";
  gold.quotes = {quote(1, 10, "Ann Hall")};
  gold.scores = {{{26, 29}, "final", {}}};
  Evaluator evaluator;
  evaluator.add(text, gold, {});
  evaluator.add_missing("one");
  CHECK(format_table(evaluator.result()) ==
        "1 articles, NO PREDICTION for 1: one\n"
        "                            P      R     F1   gold   pred  right\n"
        "quote.exact             0.000  0.000  0.000      1      0      0\n"
        "quote.overlap           0.000  0.000  0.000      1      0      0\n"
        "attribution             0.000  0.000  0.000      1      0      0\n"
        "attribution.surname     0.000  0.000  0.000      1      0      0\n"
        "direct.attribution      0.000  0.000  0.000      1      0      0\n"
        "person.span             0.000  0.000  0.000      0      0      0\n"
        "team.span               0.000  0.000  0.000      0      0      0\n"
        "team.link               0.000  0.000  0.000      0      0      0\n"
        "score.span              0.000  0.000  0.000      1      0      0\n"
        "score.full              0.000  0.000  0.000      1      0      0\n");
  CHECK(format_errors(evaluator.result(), 5) ==
        "\nmissed quote: 1\n  one: \"It's\\there\"  gold speaker Ann Hall\n"
        "\nmissed score: 1\n  one: '2-1'  It's\there,\" Hall said of 2-1. \n");
  CHECK(format_errors(evaluator.result(), 0) == "\nmissed quote: 1\n\nmissed score: 1\n");
}

TEST_CASE("the JSON report keeps every digit", "[evaluation]") {
  EvalArticle gold;
  gold.id = "a";
  gold.people = {{"Ann Hall", {{0, 4}, {5, 9}, {10, 14}}}};
  EvalArticle predicted;
  predicted.people = {{"Hall", {{0, 4}}}};
  const Evaluation evaluation = evaluate("Hall Hall Hall", gold, predicted);
  const std::string json = format_json(evaluation, 0);
  CHECK(json.find("\"p\": 1.0,\n  \"r\": 0.3333333333333333,\n  \"f1\": 0.5,\n  \"gold\": 3,") != std::string::npos);
  const auto parsed = nlohmann::json::parse(json);
  CHECK(parsed.size() == 10);
  CHECK(parsed["person.span"]["r"].get<double>() == 1.0 / 3);
  const auto with_errors = nlohmann::json::parse(format_json(evaluation, 1));
  REQUIRE(with_errors["errors"].size() == 1);
  CHECK(with_errors["errors"][0]["kind"] == "missed person");
  CHECK(nlohmann::json::parse(format_json(evaluate("", {}, {}), 3))["errors"].empty());
}

TEST_CASE("tables stand in columns, heads in one or two lines", "[evaluation]") {
  const Table one{"t", "One line", {"kind", "n"}, {{"a", "1"}, {"bcdefg", "10"}}};
  const Table two{"t", "Two lines", {"kind", "span\nF1", "n"}, {{"\u00e9", "0.5", "100"}}};
  CHECK(format_tables({one, two}) ==
        "\nOne line\n"
        "kind     n\n"
        "a        1\n"
        "bcdefg  10\n"
        "\nTwo lines\n"
        "      span\n"
        "kind    F1    n\n"
        "\u00e9      0.5  100\n");
}

// Two articles with faults of every layer, and text that HTML could trip over.
struct Sample {
  std::vector<GoldArticle> gold;
  Evaluation evaluation;
};
Sample make_sample() {
  const std::string text =
      "The hall was full.\n\nExford & Wyeville met. \"We were <b>slow</b>,\" Ann Hall said & left. \x01\xc2\x93"
      "2-1\xc2\x94 it "
      "ended.\n\nNobody else spoke.";
  const auto at = [&](const std::string& words) {
    const auto start = static_cast<std::uint32_t>(decode_code_points(text.substr(0, text.find(words))).size());
    return EvalSpan{start, start + static_cast<std::uint32_t>(decode_code_points(words).size())};
  };
  EvalArticle gold;
  gold.id = "one <script>";
  gold.sport = "football";
  gold.style = "wire & blog";
  const EvalSpan words = at("We were <b>slow</b>,");
  gold.quotes = {{words, "direct", "Ann Hall", "name"}};
  gold.people = {entity("Ann Hall", {at("Ann Hall")})};
  gold.teams = {entity("Exford", {at("Exford")}), entity("Wyeville", {at("Wyeville")})};
  gold.scores = {{at("2-1"), "final", {{"Exford", 2}, {"Wyeville", 1}}}};
  EvalArticle predicted;
  predicted.quotes = {{words, "direct", "Exford", "", "name", at("Exford"), true, 0.75, "attribution.frame.x"}};
  predicted.people = {entity("Nobody", {at("Nobody")})};
  predicted.teams = {entity("Exford", {at("Exford")}), entity("Wyeville", {at("Wyeville met")})};
  predicted.scores = {{at("2-1"), "final", {{"Exford", 1}, {"Wyeville", 2}}, 0.5, "score.shape.dash"}};
  Evaluator evaluator;
  evaluator.add(text, gold, predicted);
  EvalArticle other = gold;
  other.id = "two";
  other.sport = "";
  other.style = "";
  evaluator.add(text, other, {});
  evaluator.add_missing("two");
  return {{{"one.txt", text, gold}, {"two.txt", text, other}}, evaluator.result()};
}

TEST_CASE("the report's JSON holds all that the report has", "[evaluation]") {
  const Sample sample = make_sample();
  const auto report = nlohmann::json::parse(format_report_json(sample.evaluation, nullptr));
  CHECK(report["schema"] == "pressbox/evaluation/1");
  CHECK(report["articles"] == 2);
  CHECK(report["missing"] == nlohmann::json::array({"two"}));
  CHECK(report["metrics"].size() == kMetricCount);
  CHECK(report["metrics"]["quote.exact"]["r"] == 0.5);
  CHECK(report["metrics"]["quote.exact"]["f1_interval"].size() == 2);
  REQUIRE(report["by_sport"].size() == 2);
  CHECK(report["by_sport"][0]["sport"].is_null());
  CHECK(report["by_sport"][1]["metrics"]["team.span"]["gold"] == 2);
  CHECK(report["by_style"][1]["style"] == "wire & blog");
  CHECK(report["by_kind"]["quotations"][0]["kind"] == "direct");
  CHECK(report["by_kind"]["scores"][0]["sides"]["right"] == 0);
  CHECK(report["by_how"][0]["how"] == "name");
  CHECK(report["matching"]["names"]["strict"]["correct"] == 1);
  CHECK(report["matching"]["names"]["partial"]["partial"] == 1);
  CHECK(report["confusion"]["names"].size() == 4);
  CHECK(report["calibration"]["quotations"]["bins"][7]["count"] == 1);
  CHECK(report["calibration"]["scores"]["brier"] == 0.25);
  CHECK(report["by_article"][1]["metrics"]["score.span"]["pred"] == 0);
  CHECK_FALSE(report.contains("comparison"));
  REQUIRE(report["faults"].size() == sample.evaluation.faults.size());
  const auto& fault = report["faults"][0];
  CHECK(fault["of"] == "quotation");
  CHECK(fault["cause"] == "missed mention");
  CHECK(fault["gold"] == "Ann Hall");
  CHECK(fault["got"] == "Exford");
  CHECK(fault["confidence"] == 0.75);
  double shares = 0;
  for (const auto& cause : report["causes"]) shares += cause["share"].get<double>();
  CHECK(shares == Approx(1));

  const EvalComparison comparison = compare_evaluations(sample.evaluation, sample.evaluation);
  const auto compared = nlohmann::json::parse(format_report_json(sample.evaluation, &comparison));
  CHECK(compared["comparison"]["f1"]["team.link"]["p"] == 1.0);
  CHECK(compared["comparison"]["better"].empty());
}

TEST_CASE("METRICS.md speaks of all that is printed", "[evaluation]") {
  std::ifstream file(PRESSBOX_SOURCE_DIR "/extractor/evaluation/METRICS.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  REQUIRE(!page.empty());
  const Sample sample = make_sample();
  const EvalComparison comparison = compare_evaluations(sample.evaluation, sample.evaluation);
  const auto report = nlohmann::json::parse(format_report_json(sample.evaluation, &comparison));
  std::vector<std::string> words;
  for (const auto& [field, value] : report.items()) {
    if (field != "schema") words.push_back("`" + field + "`");
  }
  for (const auto& [field, value] : report["faults"][0].items()) words.push_back("`" + field + "`");
  for (const auto& [field, value] : report["comparison"].items()) words.push_back("`" + field + "`");
  for (const Metric& metric : sample.evaluation.metrics) words.push_back("`" + metric.name + "`");
  for (std::size_t cause = 0; cause < kCauseCount; ++cause) {
    words.emplace_back(cause_name(static_cast<Cause>(cause)));
  }
  for (std::size_t section = 0; section < kSectionCount; ++section) {
    words.push_back("--show " + std::string(section_name(static_cast<Section>(section))));
  }
  for (const std::string& word : words) {
    INFO(word);
    // Words may stand on two lines.
    const std::size_t space = word.find(' ');
    const bool broken =
        space != std::string::npos && page.find(std::string(word).replace(space, 1, "\n")) != std::string::npos;
    CHECK((broken || page.find(word) != std::string::npos));
  }
}

// What is wrong with the form of a page: tags that do not close in turn, attributes without marks, an id twice, a
// reference to none, a character that HTML refuses. "" if nothing is. Strict enough for XML, but for void elements.
std::string malformed(const std::string& page) {
  static const std::set<std::string> kVoid = {"meta", "input", "br"};
  const std::string head = "<!DOCTYPE html>\n";
  if (!page.starts_with(head)) return "no doctype";
  std::vector<std::string> open;
  std::set<std::string> ids, references;
  for (std::size_t at = head.size(); at < page.size();) {
    const auto c = static_cast<unsigned char>(page[at]);
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f) return "a control character";
    if (c == 0xc2 && static_cast<unsigned char>(page[at + 1]) < 0xa0) return "a control character";
    if (c == '>') return "a bare >";
    if (c == '&') {
      const std::string entity_name = page.substr(at + 1, page.find(';', at) - at - 1);
      if (entity_name != "amp" && entity_name != "lt" && entity_name != "gt" && entity_name != "quot") {
        return "a bare &: " + page.substr(at, 20);
      }
    }
    if (c != '<') {
      if (open.empty() && c != '\n') return "text outside of elements";
      ++at;
      continue;
    }
    const std::size_t end = page.find('>', at);
    if (end == std::string::npos) return "a tag without end";
    std::string tag = page.substr(at + 1, end - at - 1);
    at = end + 1;
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return "</" + tag + "> closes nothing";
      open.pop_back();
      continue;
    }
    const std::size_t name_end = std::min(tag.find(' '), tag.size());
    const std::string name = tag.substr(0, name_end);
    if (name.empty() || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz123456") != std::string::npos) {
      return "no tag: <" + tag + ">";
    }
    for (std::size_t i = name_end; i < tag.size();) {
      if (tag[i] != ' ') return "an odd attribute in <" + tag + ">";
      const std::size_t word_end = tag.find_first_of(" =", i + 1);
      const std::string attribute = tag.substr(i + 1, std::min(word_end, tag.size()) - i - 1);
      if (attribute.empty()) return "an odd attribute in <" + tag + ">";
      i = std::min(word_end, tag.size());
      if (i == tag.size() || tag[i] == ' ') continue;  // such as hidden
      const std::size_t close = tag[i + 1] == '"' ? tag.find('"', i + 2) : std::string::npos;
      if (close == std::string::npos) return "an attribute without marks in <" + tag + ">";
      const std::string value = tag.substr(i + 2, close - i - 2);
      if (attribute == "id" && !ids.insert(value).second) return "the id " + value + " twice";
      if (attribute == "aria-labelledby") references.insert(value);
      if (attribute == "href") {
        if (!value.starts_with('#')) return "a link that leaves the page: " + value;
        references.insert(value.substr(1));
      }
      if (attribute == "src") return "a resource: " + value;
      i = close + 1;
    }
    if (kVoid.count(name) == 0) open.push_back(name);
    if (name == "style" || name == "script") {
      const std::size_t close = page.find("</" + name + ">", at);
      const std::string inside = page.substr(at, close - at);
      for (const char* outward : {"http", "url(", "@import", "//", "fetch", "<", "&"}) {
        if (inside.find(outward) != std::string::npos) return name + " holds " + outward;
      }
      at = close;
    }
  }
  if (!open.empty()) return "<" + open.back() + "> is never closed";
  for (const std::string& reference : references) {
    if (ids.count(reference) == 0) return "no element has the id " + reference;
  }
  return "";
}

TEST_CASE("what is malformed is told", "[evaluation]") {
  const auto body = [](const std::string& inside) { return malformed("<!DOCTYPE html>\n<p>" + inside + "</p>"); };
  CHECK(body("a <b class=\"x\" hidden>b</b> &amp; c") == "");
  for (const char* wrong : {"<b>", "</b>", "a & b", "a > b", "<b class=x>a</b>", "<b id=\"a\"></b><b id=\"a\"></b>",
                            "<a href=\"#nothing\">a</a>", "<a href=\"x.html\">a</a>", "\x01", "\xc2\x93",
                            "<script>if (a < b) c();</script>", "<style>@import 'x';</style>", "<b a=\"<\">"}) {
    INFO(wrong);
    CHECK(body(wrong) != "");
  }
  CHECK(malformed("<p></p>") != "");
}

TEST_CASE("the page is well-formed and shows each fault in its sentence", "[evaluation]") {
  const Sample sample = make_sample();
  const std::string page = format_html(sample.evaluation, sample.gold, nullptr, nullptr);
  CHECK(malformed(page) == "");
  const auto count = [&page](const std::string& words) {
    std::size_t n = 0;
    for (std::size_t at = 0; (at = page.find(words, at)) != std::string::npos; ++at) ++n;
    return n;
  };
  CHECK(count("<li data-of=") == sample.evaluation.faults.size());
  CHECK(count("<h3 ") == 2);
  CHECK(count("one &lt;script&gt;</h3>") == 1);
  CHECK(count("football, wire &amp; blog") == 1);
  // The stretch, what was taken for its speaker and who it is: in the two sentences, and no more.
  CHECK(count("<blockquote class=\"context\"><mark class=\"got\">Exford</mark> &amp; Wyeville met. &quot;<mark "
              "class=\"at\">We were &lt;b&gt;slow&lt;/b&gt;</mark>,&quot; <mark class=\"gold\">Ann Hall</mark> said "
              "&amp; left.</blockquote>") == 1);
  CHECK(count("confidence 0.750, rule attribution.frame.x") == 1);
  // Marks of Windows-1252 are shown as what they were meant for, other controls as a sign that something stood there.
  CHECK(count("\ufffd\u201c<mark class=\"at\">2-1</mark>\u201d it ended.</blockquote>") == 2);
  CHECK(count("<blockquote class=\"context\"><mark class=\"at\">Nobody</mark> else spoke.</blockquote>") == 1);
  // The filter knows every cause that there is, and every table has a caption.
  for (const Fault& fault : sample.evaluation.faults) {
    CHECK(count("name=\"cause\" value=\"" + std::string(cause_name(fault.cause)) + "\" checked") == 1);
  }
  CHECK(count("<table>") == count("<caption "));
  CHECK(count("<table>") > 10);
  CHECK(count("No prediction for 1 of them") == 1);

  const EvalComparison comparison = compare_evaluations(sample.evaluation, sample.evaluation);
  const std::string compared = format_html(sample.evaluation, sample.gold, &sample.evaluation, &comparison);
  CHECK(malformed(compared) == "");
  CHECK(compared.find("F1 before and after") != std::string::npos);

  // What came and what went, both ways.
  Evaluator none;
  for (const GoldArticle& article : sample.gold) none.add(article.text, article.gold, {});
  const EvalComparison gain = compare_evaluations(none.result(), sample.evaluation);
  const std::string gained = format_html(sample.evaluation, sample.gold, &none.result(), &gain);
  CHECK(malformed(gained) == "");
  CHECK(gained.find("<dt>one &lt;script&gt;</dt>\n<dd><span class=\"what\">quotation, missed stretch</span>: gold "
                    "<b>Ann Hall</b><br>\n\u201cWe were &lt;b&gt;slow&lt;/b&gt;\u201d</dd>") != std::string::npos);
  CHECK(gained.find("data-cause=\"wrong sides\" data-since=\"new\">") != std::string::npos);
  CHECK(gained.find("data-cause=\"missed score\" data-since=\"as before\">") != std::string::npos);
  CHECK(gained.find("name=\"since\" value=\"new\" checked") != std::string::npos);
  CHECK(page.find("data-since") == std::string::npos);

  Evaluator perfect;
  perfect.add(sample.gold[0].text, sample.gold[0].gold, sample.gold[0].gold);
  const std::string faultless = format_html(perfect.result(), sample.gold, nullptr, nullptr);
  CHECK(malformed(faultless) == "");
  CHECK(faultless.find("<p>There are none.</p>") != std::string::npos);
}

// ---------------------------------------------------------------------------------------------------------------
// Reading

std::string error_of(const Result<EvalArticle>& result) {
  return result.ok() ? "" : result.error().message;
}

TEST_CASE("an article is read with what is scored and no more", "[evaluation]") {
  const auto article = read_eval_article(
      R"({"schema": "pressbox/article/1", "id": "x", "offsets": "codepoint", "venues": 5,
          "quotes": [{"start": 1, "end": 3, "kind": "direct", "speaker": null, "how": null, "cue": {"text": "said"}},
                     {"start": 1, "end": 3, "kind": "indirect", "speaker": {"name": "Ann Hall", "start": 7}, "how": "name"}],
          "people": [{"name": "Ann Hall", "mentions": [{"start": 0, "end": 4}]}, {"name": "Bo"}],
          "scores": [{"start": 0, "end": 3, "kind": "set", "sides": [{"id": "t1", "name": "A", "points": 6}]}]})",
      "x.json", 4);
  REQUIRE(error_of(article) == "");
  CHECK(article.value().id == "x");
  REQUIRE(article.value().quotes.size() == 2);
  CHECK(article.value().quotes[0].speaker == "");
  CHECK(article.value().quotes[1].speaker == "Ann Hall");
  CHECK(article.value().quotes[1].how == "name");
  CHECK(article.value().people[0].mentions[0].end == 4);
  CHECK(article.value().people[1].mentions.empty());
  CHECK(article.value().teams.empty());
  CHECK(article.value().scores[0].sides[0] == std::pair<std::string, int>("A", 6));
  CHECK(read_eval_article(R"({"id": 12})", "x.json", 0).value().id == "12");
}

TEST_CASE("a wrong article is told by file and field", "[evaluation]") {
  const std::pair<const char*, const char*> cases[] = {
      {"{\"quotes\": [", "a.json: is not valid JSON (byte 12)"},
      {"{\n\"quotes\": x}", "a.json: is not valid JSON (line 2, byte 11)"},
      {"", "a.json: is empty"},
      {"{\"id\": \"\xff\"}", "a.json: is not valid UTF-8 (byte 9)"},
      {"[]", "a.json: is JSON but no object"},
      {R"({"id": {}})", "a.json: id: is neither"},
      {R"({"offsets": "utf8"})", "a.json: offsets: is \"utf8\"; evaluation counts code points"},
      {R"({"quotes": {}})", "a.json: quotes: is no array"},
      {R"({"quotes": [3]})", "a.json: quotes[0]: is no object"},
      {R"({"quotes": [{"end": 3, "kind": "direct"}]})", "a.json: quotes[0].start: is missing"},
      {R"({"quotes": [{"start": -1, "end": 3, "kind": "direct"}]})", "a.json: quotes[0].start: is no offset"},
      {R"({"quotes": [{"start": 1.5, "end": 3, "kind": "direct"}]})", "a.json: quotes[0].start: is no offset"},
      {R"({"quotes": [{"start": 1, "end": 4294967296, "kind": "direct"}]})", "a.json: quotes[0].end: is no offset"},
      {R"({"quotes": [{"start": 3, "end": 2, "kind": "direct"}]})", "a.json: quotes[0].end: 2 lies before start 3"},
      {R"({"quotes": [{"start": 3, "end": 11, "kind": "direct"}]})",
       "a.json: quotes[0].end: 11 lies outside the text of 10 code points"},
      {R"({"quotes": [{"start": 0, "end": 1}]})", "a.json: quotes[0].kind: is missing"},
      {R"({"quotes": [{"start": 0, "end": 1, "kind": "reported"}]})",
       "a.json: quotes[0].kind: \"reported\" is no kind of quote; give direct, partial, nonspeech or indirect"},
      {R"({"quotes": [{"start": 0, "end": 1, "kind": "direct", "speaker": "Hall"}]})",
       "a.json: quotes[0].speaker: is no object"},
      {R"({"quotes": [{"start": 0, "end": 1, "kind": "direct", "speaker": {}}]})",
       "a.json: quotes[0].speaker.name: is missing"},
      {R"({"quotes": [{"start": 0, "end": 1, "kind": "direct", "speaker": {"name": ""}}]})",
       "a.json: quotes[0].speaker.name: is no name"},
      {R"({"quotes": [{"start": 0, "end": 1, "kind": "direct", "how": 1}]})", "a.json: quotes[0].how: is no string"},
      {R"({"quotes": [{"start": 0, "end": 1, "kind": "direct", "confidence": 1.5}]})",
       "a.json: quotes[0].confidence: is no confidence"},
      {R"({"quotes": [{"start": 0, "end": 1, "kind": "direct", "speaker": {"name": "A", "start": 9, "end": 11}}]})",
       "a.json: quotes[0].speaker.end: 11 lies outside"},
      {R"({"quotes": [{"start": 0, "end": 1, "kind": "direct", "speaker": {"name": "A", "how": 1}}]})",
       "a.json: quotes[0].speaker.how: is no string"},
      {R"({"sport": 7})", "a.json: sport: is no string"},
      {R"({"people": [{"id": "p1", "name": "A"}, {"id": "p1", "name": "B"}]})",
       "a.json: people[1].id: \"p1\" is the id of people[0] already"},
      {R"({"scores": [{"start": 0, "end": 1, "kind": "final", "confidence": "high"}]})",
       "a.json: scores[0].confidence: is no confidence"},
      {R"({"people": [{"name": "A"}, {"mentions": []}]})", "a.json: people[1].name: is missing"},
      {R"({"teams": [{"name": "A", "mentions": null}]})", "a.json: teams[0].mentions: is no array"},
      {R"({"teams": [{"name": "A", "mentions": [{"start": 0, "end": 1}, {"start": 0, "end": 99}]}]})",
       "a.json: teams[0].mentions[1].end: 99 lies outside"},
      {R"({"scores": [{"start": 0, "end": 1, "kind": "direct"}]})", "a.json: scores[0].kind: \"direct\" is no kind"},
      {R"({"scores": [{"start": 0, "end": 1, "kind": "final", "sides": [{"name": "A"}]}]})",
       "a.json: scores[0].sides[0].points: is missing"},
      {R"({"scores": [{"start": 0, "end": 1, "kind": "final", "sides": [{"name": "A", "points": "2"}]}]})",
       "a.json: scores[0].sides[0].points: is no whole number"},
  };
  for (const auto& [json, message] : cases) {
    INFO(json);
    const std::string error = error_of(read_eval_article(json, "a.json", 10));
    CHECK(error.substr(0, std::string(message).size()) == message);
    CHECK(error.find("; ") != std::string::npos);  // what to do
  }
}

TEST_CASE("an item's own words are held against what stands at its offsets", "[evaluation]") {
  const std::u32string text = U"\u201cWe were\r\nslow,\u201d Ann Hall said.";
  const auto error = [&](const std::string& json) {
    return error_of(read_eval_article(json, "a.json", [&](std::string_view) { return &text; }));
  };
  CHECK(error(R"({"quotes": [{"start": 1, "end": 15, "kind": "direct", "text": "We were\r\nslow,"}]})") == "");
  // How a tool writes white space says nothing of its offsets.
  CHECK(error(R"({"quotes": [{"start": 1, "end": 15, "kind": "direct", "text": "We were slow,"}]})") == "");
  // Offsets in bytes: each curly mark has three.
  CHECK(error(R"({"people": [{"name": "Ann Hall", "mentions": [{"start": 21, "end": 29, "text": "Ann Hall"}]}]})") ==
        "a.json: people[0].mentions[0].text: \"Ann Hall\" does not stand at 21 to 29, where the text has "
        "\"Hall sai\"; check that the text is the annotated one and offsets count its code points");
  CHECK(error(R"({"scores": [{"start": 1, "end": 3, "kind": "final", "text": "2-1"}]})")
            .starts_with("a.json: scores[0].text: \"2-1\" does not stand at 1 to 3"));
  CHECK(error(R"({"people": [{"name": "A", "mentions": [{"start": 1, "end": 33, "text": "A"}]}]})")
            .starts_with("a.json: people[0].mentions[0].end: 33 lies outside the text of"));
  // Of a text that is not at hand nothing is known.
  CHECK(error_of(read_eval_article(R"({"scores": [{"start": 1, "end": 99, "kind": "final", "text": "2-1"}]})", "a.json",
                                   [](std::string_view) { return nullptr; })) == "");
}

TEST_CASE("what a prediction says beside what is scored is read", "[evaluation]") {
  const auto article = read_eval_article(
      R"({"sport": "tennis", "style": null, "quotes": [{"start": 0, "end": 3, "kind": "direct", "confidence": 0.5,
          "rule": "r", "cue": {"text": "said"}, "speaker": {"name": "A", "start": 5, "end": 6, "how": "pronoun"}}],
          "scores": [{"start": 0, "end": 3, "kind": "set", "confidence": 1, "rule": "s"}]})",
      "x.json", 9);
  REQUIRE(error_of(article) == "");
  CHECK(article.value().sport == "tennis");
  CHECK(article.value().style == "");
  const EvalQuote& q = article.value().quotes[0];
  CHECK(q.speaker_how == "pronoun");
  CHECK(q.speaker_span == EvalSpan{5, 6});
  CHECK(q.has_cue);
  CHECK(q.confidence == 0.5);
  CHECK(q.rule == "r");
  CHECK(article.value().scores[0].confidence == 1.0);
  CHECK(article.value().scores[0].rule == "s");
}

TEST_CASE("a gold folder is read whole or not at all", "[evaluation]") {
  const TempFolder folder;
  const std::string path = folder.path().string();
  const auto error = [](const auto& result) { return result.ok() ? std::string() : result.error().message; };
  CHECK(error(read_gold(folder.path() / "no")) ==
        path + "/no: does not exist; give a folder of <id>.txt and <id>.json");
  CHECK(error(read_gold(folder.path())) ==
        path + ": holds no annotated article; give a folder of <id>.txt and <id>.json");
  folder.write("b.json", R"({"id": "b", "people": [{"name": "A", "mentions": [{"start": 0, "end": 2}]}]})");
  CHECK(error(read_gold(folder.path())) == path + "/b.json: has no text; put b.txt beside it");
  CHECK(error(read_gold(folder.path() / "b.json")) ==
        path + "/b.json: is no folder; give a folder of <id>.txt and <id>.json");
  folder.write("b.txt", "\u00e9\u00e9");
  folder.write("a.txt", "no annotation, no article");
  folder.write("a-b.json", "{}");
  folder.write("a-b.txt", "");
  folder.write(".hidden.json", "no JSON");
  const auto gold = read_gold(folder.path());
  REQUIRE(error(gold) == "");
  REQUIRE(gold.value().size() == 2);
  CHECK(gold.value()[0].gold.id == "a-b");
  CHECK(gold.value()[1].gold.id == "b");
  CHECK(gold.value()[1].text == "\u00e9\u00e9");
  folder.write("b.txt", "\u00e9");
  CHECK(error(read_gold(folder.path())).starts_with(path + "/b.json: people[0].mentions[0].end: 2 lies outside the"));
  folder.write("b.txt", "\u00e9\u00e9");
  folder.write("c.txt", "");
  folder.write("c.json", R"({"id": "something else"})");
  CHECK(error(read_gold(folder.path())) ==
        path + "/c.json: id: \"something else\" is not the file's name; give it that");
}

TEST_CASE("predictions are read from a folder or from lines", "[evaluation]") {
  const TempFolder folder;
  folder.write("gold/a.json", "{}");
  folder.write("gold/a.txt", "four");
  folder.write("pred/a.json", R"({"id": "told by the file's name", "people": [{"name": "A"}]})");
  folder.write("pred/other.json", R"({"quotes": [{"start": 70, "end": 80, "kind": "direct"}]})");
  folder.write("empty/readme.txt", "");
  const auto gold = read_gold(folder.path() / "gold");
  REQUIRE(gold.ok());
  const auto error = [](const auto& result) { return result.ok() ? std::string() : result.error().message; };

  const auto by_folder = read_predictions(folder.path() / "pred", gold.value());
  REQUIRE(error(by_folder) == "");
  CHECK(by_folder.value().size() == 2);
  CHECK(by_folder.value().find("a")->second.people[0].name == "A");
  CHECK(error(read_predictions(folder.path() / "empty", gold.value())).find("holds no prediction; ") !=
        std::string::npos);
  CHECK(error(read_predictions(folder.path() / "no", gold.value())).find("does not exist; ") != std::string::npos);
  folder.write("pred/b.json", R"({"id": "told by the file's name"})");
  CHECK(error(read_predictions(folder.path() / "pred", gold.value()))
            .find("b.json: id: \"told by the file's name\" is the "
                  "id of a.json already; ") != std::string::npos);
  folder.write("pred/a.json", R"({"quotes": [{"start": 1, "end": 5, "kind": "direct"}]})");
  CHECK(error(read_predictions(folder.path() / "pred", gold.value())).find("a.json: quotes[0].end: 5 lies outside") !=
        std::string::npos);

  const auto lines = [&](const std::string& text) {
    std::istringstream stream(text);
    return read_prediction_lines(stream, "p.jsonl", gold.value());
  };
  const auto read = lines("\r\n{\"id\": \"texts/a.txt\"}\r\n  \n{\"id\": 7}");
  REQUIRE(error(read) == "");
  CHECK(read.value().contains("a"));
  CHECK(read.value().contains("7"));
  CHECK(error(lines("{\"id\": \"a\"}\n\n{\"id\": \"a.txt\"}")) ==
        "p.jsonl:3: id: \"a\" stands on line 1 already; keep one line an article");
  CHECK(error(lines("{\"id\": \"a\"}\n{}")).starts_with("p.jsonl:2: id: is missing; "));
  CHECK(error(lines("{\"id\": \"a\"}\n{")).starts_with("p.jsonl:2: is no object; write one object a line"));
  const char* const outside[] = {
      R"("quotes": [{"start": 1, "end": 5, "kind": "direct"}])",
      R"("people": [{"name": "A", "mentions": [{"start": 1, "end": 5}]}])",
      R"("teams": [{"name": "A", "mentions": [{"start": 1, "end": 5}]}])",
      R"("scores": [{"start": 1, "end": 5, "kind": "final"}])",
  };
  CHECK(error(lines(R"({"id": "a", "scores": [{"start": 1, "end": 4, "kind": "final", "text": "2-1"}]})"))
            .starts_with("p.jsonl:1: scores[0].text: \"2-1\" does not stand at 1 to 4, where the text has \"our\"; "));
  for (const char* field : outside) {
    const std::string message = error(lines(std::string("{\"id\": \"a\", ") + field + "}"));
    CHECK(message.find(".end: 5 lies outside the text of 4 code points; ") != std::string::npos);
  }
  folder.write("p.jsonl", "{\"id\": \"a\"}\n");
  CHECK(read_predictions(folder.path() / "p.jsonl", gold.value()).value().size() == 1);
}

// ---------------------------------------------------------------------------------------------------------------
// Generated articles, and the slow truth

// A name and what it folds to, put together from words whose folding is known: the reference folds nothing itself.
struct Name {
  std::string surface, folded, folded_team;
};

class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {
    for (int i = 0; i < 12; ++i) names_.push_back(make_name());
  }

  struct Case {
    std::u32string text;
    EvalArticle gold, predicted;
    bool has_prediction = true;
  };

  Case make_case(std::string id) {
    Case c;
    c.text = make_text();
    c.gold = make_article(c.text);
    c.predicted = below(4) == 0 ? make_article(c.text) : disturb(c.gold, c.text);
    c.gold.id = c.predicted.id = std::move(id);
    c.has_prediction = below(12) != 0;
    if (!c.has_prediction) c.predicted = {};
    return c;
  }

  // Of every surface that was made.
  [[nodiscard]] const std::map<std::string, Name>& dictionary() const { return dictionary_; }

 private:
  std::uint32_t below(std::uint32_t n) { return std::uniform_int_distribution<std::uint32_t>(0, n - 1)(random_); }
  template <typename T, std::size_t N>
  const T& pick(const T (&choices)[N]) {
    return choices[below(N)];
  }

  Name make_name() {
    struct Word {
      const char *surface, *folded;
      bool club;
    };
    static const Word kWords[] = {
        {"Hall", "hall", false},
        {"HALL", "hall", false},
        {"Mu\u0308ller", "muller", false},
        {"M\u00dcLLER", "muller", false},
        {"Stra\u00df", "strass", false},
        {"\u0130nan", "inan", false},
        {"\ufb01nn", "finn", false},
        {"\u00d8rn", "\u00f8rn", false},
        {"\u03a3\u03b9\u03c2", "\u03c3\u03b9\u03c3", false},
        {"\u0419\u043e", "\u0438\u043e", false},
        {"\uac00", "\u1100\u1161", false},
        {"2\u00b2", "22", false},
        {"b_c", "b_c", false},
        {"Town", "town", false},
        {"spokesman", "spokesman", false},
        {"a", "a", false},
        {"an", "an", false},
        {"the", "the", true},
        {"FC", "fc", true},
        {"AFC", "afc", true},
        {"Club", "club", true},
        {"men", "men", true},
        {"s", "s", true},
        {"", "", false},
    };
    static const char* const kGaps[] = {" ", "  ", "-", "'", "\u2019", ". ", "\u00a0", "\u3000", "\u0903", "\t"};
    Name name;
    std::string folded_rest;
    const std::uint32_t count = 1 + below(3);
    for (std::uint32_t i = 0; i < count; ++i) {
      const Word& word = pick(kWords);
      if (i > 0) name.surface += pick(kGaps);
      name.surface += word.surface;
      if (*word.folded == '\0') continue;
      name.folded.append(name.folded.empty() ? "" : " ").append(word.folded);
      if (!word.club) folded_rest.append(folded_rest.empty() ? "" : " ").append(word.folded);
    }
    if (name.surface.empty()) name.surface = "?";
    name.folded_team = folded_rest.empty() ? name.folded : folded_rest;
    dictionary_.emplace(name.surface, name);
    return name;
  }

  std::string some_name() { return below(8) == 0 ? make_name().surface : names_[below(12)].surface; }

  std::u32string make_text() {
    static const char32_t kOdd[] = {U'"',      U'\'',     U'\u201c',     U'\u201d', U'\u2019',    U'\u00ab', U'\u201e',
                                    U'\u201a', U'`',      U'\t',         U'\n',     U'\r',        U'.',      U',',
                                    U';',      U':',      U'\u0092',     U'\\',     U'\u00a0',    U'\ufeff', U'\u2028',
                                    U'\u0301', U'\u00e9', U'\U0001f3c6', U'\u0001', U'\U000e0041'};
    std::u32string text;
    const std::uint32_t size = below(20) == 0 ? 0 : 20 + below(200);
    for (std::uint32_t i = 0; i < size; ++i) {
      const std::uint32_t what = below(10);
      text += what < 3 ? U' ' : what < 6 ? pick(kOdd) : U'a' + below(26);
    }
    return text;
  }

  EvalSpan make_span(const std::u32string& text, std::uint32_t longest) {
    const auto size = static_cast<std::uint32_t>(text.size());
    const std::uint32_t start = below(size + 1);
    return {start, std::min(size, start + below(longest))};
  }

  EvalSpan nudge(EvalSpan span, const std::u32string& text) {
    const auto size = static_cast<std::uint32_t>(text.size());
    const auto move = [&](std::uint32_t offset) {
      if (below(2) == 0) return offset;
      const std::uint32_t moved = offset + below(9);
      return std::min(size, moved < 4 ? 0 : moved - 4);
    };
    const std::uint32_t a = move(span.start);
    const std::uint32_t b = move(span.end);
    return {std::min(a, b), std::max(a, b)};
  }

  EvalArticle make_article(const std::u32string& text) {
    static const char* const kQuoteKinds[] = {"direct", "direct", "partial", "nonspeech", "indirect"};
    static const char* const kScoreKinds[] = {"final", "partial", "set", "series", "aggregate", "shootout"};
    EvalArticle article;
    for (std::uint32_t n = below(7); n > 0; --n) {
      article.quotes.push_back(
          {make_span(text, 40), pick(kQuoteKinds), below(4) == 0 ? "" : some_name(), below(3) == 0 ? "" : "pronoun"});
    }
    for (auto* list : {&article.people, &article.teams}) {
      for (std::uint32_t n = below(5); n > 0; --n) {
        EvalEntity entity{some_name(), {}};
        for (std::uint32_t m = below(4); m > 0; --m) entity.mentions.push_back(make_span(text, 12));
        list->push_back(std::move(entity));
      }
    }
    for (std::uint32_t n = below(5); n > 0; --n) {
      EvalScore score{make_span(text, 6), pick(kScoreKinds), {}};
      if (below(4) != 0) {
        for (std::uint32_t m = 1 + below(3); m > 0; --m) {
          score.sides.emplace_back(some_name(), static_cast<int>(below(3)));
        }
      }
      article.scores.push_back(std::move(score));
    }
    return article;
  }

  // The article as a middling extractor would have it.
  EvalArticle disturb(const EvalArticle& gold, const std::u32string& text) {
    EvalArticle article;
    for (EvalQuote q : gold.quotes) {
      if (below(6) == 0) continue;
      q.span = nudge(q.span, text);
      if (below(4) == 0) q.speaker = below(3) == 0 ? "" : some_name();
      if (below(5) == 0) q.kind = q.kind == "direct" ? "partial" : "direct";
      article.quotes.push_back(q);
      if (below(6) == 0) article.quotes.push_back({nudge(q.span, text), "direct", some_name(), ""});
    }
    std::shuffle(article.quotes.begin(), article.quotes.end(), random_);
    const auto entities = [&](const std::vector<EvalEntity>& from, std::vector<EvalEntity>& to) {
      for (EvalEntity entity : from) {
        if (below(6) == 0) entity.name = some_name();
        for (EvalSpan& span : entity.mentions) span = below(3) == 0 ? nudge(span, text) : span;
        if (below(4) == 0) entity.mentions.push_back(make_span(text, 12));
        to.push_back(std::move(entity));
      }
    };
    entities(gold.people, article.people);
    entities(gold.teams, article.teams);
    for (EvalScore score : gold.scores) {
      if (below(3) == 0) score.span = nudge(score.span, text);
      if (below(4) == 0) std::reverse(score.sides.begin(), score.sides.end());
      if (below(4) == 0 && !score.sides.empty()) score.sides[0].second = static_cast<int>(below(3));
      article.scores.push_back(score);
      if (below(5) == 0) article.scores.push_back(score);
    }
    return article;
  }

  std::mt19937 random_;
  std::vector<Name> names_;
  std::map<std::string, Name> dictionary_;
};

// The definitions restated: every pair looked at, nothing sorted cleverly, no folding.
class SlowScorer {
 public:
  explicit SlowScorer(const std::map<std::string, Name>& dictionary) : dictionary_(dictionary) {}

  void add(const std::u32string& text, const EvalArticle& gold, const EvalArticle& predicted) {
    struct Q {
      std::uint32_t start, end;
      bool direct;
      std::string speaker;
    };
    const auto speech = [&](const EvalArticle& article) {
      std::vector<Q> out;
      for (const EvalQuote& q : article.quotes) {
        if (q.kind == "nonspeech" || q.kind == "indirect") continue;
        const auto [start, end] = trimmed(text, q.span);
        out.push_back({start, end, q.kind == "direct", folded(q.speaker)});
      }
      return out;
    };
    const std::vector<Q> g = speech(gold);
    const std::vector<Q> p = speech(predicted);

    std::set<std::string> gold_spans, predicted_spans;
    for (const Q& q : g) gold_spans.insert(key(q.start, q.end));
    for (const Q& q : p) predicted_spans.insert(key(q.start, q.end));
    count_sets("quote.exact", gold_spans, predicted_spans);

    // Take the best pair that is left, again and again.
    std::vector<bool> g_done(g.size()), p_done(p.size());
    std::uint64_t overlap = 0, right = 0, by_surname = 0, direct = 0;
    for (;;) {
      double best = 0;
      std::size_t bi = 0, bj = 0;
      for (std::size_t i = 0; i < g.size(); ++i) {
        for (std::size_t j = 0; j < p.size(); ++j) {
          if (g_done[i] || p_done[j]) continue;
          std::uint32_t common = 0, whole = 0;
          for (std::uint32_t at = 0; at < text.size(); ++at) {
            const bool in_g = g[i].start <= at && at < g[i].end;
            const bool in_p = p[j].start <= at && at < p[j].end;
            common += in_g && in_p ? 1 : 0;
            whole += in_g || in_p ? 1 : 0;
          }
          if (common == 0 || 2 * common < whole) continue;
          const double iou = static_cast<double>(common) / whole;
          if (iou > best) best = iou, bi = i, bj = j;
        }
      }
      if (best == 0) break;
      g_done[bi] = p_done[bj] = true;
      ++overlap;
      const int sameness = same_speaker(g[bi].speaker, p[bj].speaker, gold.people);
      if (sameness >= 1) ++by_surname;
      if (sameness == 2) ++right;
      if (sameness == 2 && g[bi].direct && p[bj].direct) ++direct;
    }
    count("quote.overlap", overlap, g.size(), p.size());
    count("attribution", right, g.size(), p.size());
    count("attribution.surname", by_surname, g.size(), p.size());
    std::uint64_t g_direct = 0, p_direct = 0;
    for (const Q& q : g) g_direct += q.direct ? 1 : 0;
    for (const Q& q : p) p_direct += q.direct ? 1 : 0;
    count("direct.attribution", direct, g_direct, p_direct);

    const auto spans = [&](const std::vector<EvalEntity>& entities, bool with_name) {
      std::set<std::string> out;
      for (const EvalEntity& e : entities) {
        for (const EvalSpan& s : e.mentions) {
          out.insert(key(s.start, s.end) + (with_name ? dictionary_.at(e.name).folded_team : ""));
        }
      }
      return out;
    };
    count_sets("person.span", spans(gold.people, false), spans(predicted.people, false));
    count_sets("team.span", spans(gold.teams, false), spans(predicted.teams, false));
    count_sets("team.link", spans(gold.teams, true), spans(predicted.teams, true));

    const auto scores = [&](const EvalArticle& article) {
      std::map<std::string, std::map<std::string, int>> out;
      for (const EvalScore& s : article.scores) {
        const auto [start, end] = trimmed(text, s.span);
        std::map<std::string, int> sides;
        for (const auto& [name, points] : s.sides) sides[dictionary_.at(name).folded_team] = points;
        out[key(start, end)] = sides;
      }
      return out;
    };
    const auto gs = scores(gold);
    const auto ps = scores(predicted);
    std::uint64_t span = 0, full = 0;
    for (const auto& [where, sides] : gs) {
      for (const auto& [other, other_sides] : ps) {
        if (where != other) continue;
        ++span;
        if (sides.empty() || sides == other_sides) ++full;
      }
    }
    count("score.span", span, gs.size(), ps.size());
    count("score.full", full, gs.size(), ps.size());
  }

  [[nodiscard]] const std::map<std::string, Counts>& sums() const { return sums_; }

 private:
  static std::string key(std::uint32_t start, std::uint32_t end) {
    return std::to_string(start) + "-" + std::to_string(end) + " ";
  }

  static std::pair<std::uint32_t, std::uint32_t> trimmed(const std::u32string& text, EvalSpan span) {
    static const std::set<char32_t> kMarks = {U'"',      U'\'',     0x91,      0x92,      0x93,      0x94,
                                              U'\u201c', U'\u201d', U'\u2018', U'\u2019', U'\u00ab', U'\u00bb',
                                              U'\u201e', U'\u201a', U'`',      U' ',      U'\t',     U'\n',
                                              U'\r',     U'.',      U',',      U';',      U':'};
    while (span.start < span.end && kMarks.count(text[span.start]) > 0) ++span.start;
    while (span.start < span.end && kMarks.count(text[span.end - 1]) > 0) --span.end;
    return {span.start, span.end};
  }

  std::string folded(const std::string& name) const { return name.empty() ? "" : dictionary_.at(name).folded; }

  static std::vector<std::string> words(const std::string& folded) {
    std::istringstream stream(folded);
    return {std::istream_iterator<std::string>(stream), {}};
  }

  // 2: the same, 1: the surname is, 0: another.
  int same_speaker(const std::string& gold, const std::string& predicted, const std::vector<EvalEntity>& people) const {
    if (gold == predicted) return 2;
    if (gold.empty() || predicted.empty()) return 0;
    for (const EvalEntity& person : people) {
      if (folded(person.name) == gold) return words(gold).back() == words(predicted).back() ? 1 : 0;
    }
    std::set<std::string> a, b, all;
    for (const std::string& w : words(gold)) a.insert(w);
    for (const std::string& w : words(predicted)) b.insert(w);
    for (const char* article : {"the", "a", "an"}) a.erase(article), b.erase(article);
    if (a.empty() || b.empty()) return 0;
    std::size_t common = 0;
    for (const std::string& w : a) common += b.count(w);
    all.insert(a.begin(), a.end());
    all.insert(b.begin(), b.end());
    return 2 * common >= all.size() ? 2 : 0;
  }

  void count(const std::string& name, std::uint64_t right, std::uint64_t gold, std::uint64_t predicted) {
    auto& [r, g, p] = sums_[name];
    r += right;
    g += gold;
    p += predicted;
  }

  void count_sets(const std::string& name, const std::set<std::string>& gold, const std::set<std::string>& predicted) {
    std::uint64_t right = 0;
    for (const std::string& item : gold) right += predicted.count(item);
    count(name, right, gold.size(), predicted.size());
  }

  const std::map<std::string, Name>& dictionary_;
  std::map<std::string, Counts> sums_;
};

nlohmann::json to_json(const EvalArticle& article) {
  nlohmann::json out;
  out["id"] = article.id;
  const auto span = [](EvalSpan s) { return nlohmann::json{{"start", s.start}, {"end", s.end}}; };
  for (const EvalQuote& q : article.quotes) {
    nlohmann::json item = span(q.span);
    item["kind"] = q.kind;
    item["speaker"] = q.speaker.empty() ? nlohmann::json() : nlohmann::json{{"name", q.speaker}};
    if (!q.how.empty()) item["how"] = q.how;
    out["quotes"].push_back(item);
  }
  for (const auto& [name, list] : {std::pair{"people", &article.people}, std::pair{"teams", &article.teams}}) {
    for (const EvalEntity& entity : *list) {
      nlohmann::json item = {{"name", entity.name}, {"mentions", nlohmann::json::array()}};
      for (const EvalSpan& s : entity.mentions) item["mentions"].push_back(span(s));
      out[name].push_back(item);
    }
  }
  for (const EvalScore& score : article.scores) {
    nlohmann::json item = span(score.span);
    item["kind"] = score.kind;
    item["sides"] = nlohmann::json::array();
    for (const auto& [name, points] : score.sides) item["sides"].push_back({{"name", name}, {"points", points}});
    out["scores"].push_back(item);
  }
  return out;
}

fs::path python_scorer() {
  const char* shared = std::getenv("PRESSBOX_SHARED");
  return fs::path(shared != nullptr ? shared : PRESSBOX_SOURCE_DIR "/../shared") / "score.py";
}

// What is told apart adds up to what was counted together.
void check_sums(const Evaluation& evaluation) {
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    Tally sum;
    for (const ArticleFigures& article : evaluation.by_article) {
      sum.right += article.tallies[m].right;
      sum.gold += article.tallies[m].gold;
      sum.predicted += article.tallies[m].predicted;
    }
    CHECK(Counts(sum.right, sum.gold, sum.predicted) == counts(evaluation, evaluation.metrics[m].name));
  }
  HowFigures all;
  for (const auto& [how, figures] : evaluation.hows) {
    all.right += figures.right;
    all.gold += figures.gold;
    all.predicted += figures.predicted;
    all.right_of_predicted += figures.right_of_predicted;
  }
  CHECK(Counts(all.right, all.gold, all.predicted) == counts(evaluation, "attribution"));
  CHECK(all.right_of_predicted == all.right);
  const KindFigures direct = evaluation.quotation_kinds.at("direct");
  CHECK(Counts(direct.full.right, direct.full.gold, direct.full.predicted) == counts(evaluation, "direct.attribution"));
  for (const Matching* matching : {&evaluation.quotations, &evaluation.names, &evaluation.scores}) {
    const auto total = [](const MatchCounts& m) {
      return std::pair(m.correct + m.incorrect + m.partial + m.missing,
                       m.correct + m.incorrect + m.partial + m.spurious);
    };
    CHECK(total(matching->strict) == total(matching->exact));
    CHECK(total(matching->strict) == total(matching->partial));
    CHECK(total(matching->strict) == total(matching->type));
    CHECK(matching->strict.correct <= std::min(matching->exact.correct, matching->type.correct));
    CHECK(matching->exact.correct == matching->partial.correct);
  }
  const auto [right, in_gold, in_predicted] = counts(evaluation, "score.span");
  CHECK(evaluation.scores.exact.correct == right);
  CHECK(evaluation.scores.exact.correct + evaluation.scores.exact.incorrect + evaluation.scores.exact.missing ==
        in_gold);
}

TEST_CASE("generated articles score as the definitions restated, and as the Python scorer says", "[evaluation]") {
  const bool with_python = fs::exists(python_scorer()) && std::system("python3 -c pass >/dev/null 2>&1") == 0;
  if (!with_python) WARN("skipped: the comparison with ../shared/score.py (or python3) is not at hand");

  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    INFO("seed " << seed);
    const TempFolder folder;
    Generator generator(seed);
    std::vector<Generator::Case> cases;
    for (int i = 0; i < 60; ++i) cases.push_back(generator.make_case((i < 30 ? "a-" : "a") + std::to_string(i)));
    SlowScorer slow(generator.dictionary());
    std::string lines;
    for (const Generator::Case& c : cases) {
      folder.write("gold/" + c.gold.id + ".txt", encode_utf8(c.text));
      folder.write("gold/" + c.gold.id + ".json", to_json(c.gold).dump());
      if (c.has_prediction) folder.write("pred/" + c.gold.id + ".json", to_json(c.predicted).dump(1));
      if (c.has_prediction) lines += to_json(c.predicted).dump() + "\n";
      slow.add(c.text, c.gold, c.predicted);
    }

    // They are odder than gold may be: an overlap is an overlap, and a stretch may stand twice.
    std::sort(cases.begin(), cases.end(), [](const auto& x, const auto& y) { return x.gold.id < y.gold.id; });
    std::vector<GoldArticle> gold;
    for (const Generator::Case& c : cases) {
      auto article = read_eval_article(to_json(c.gold).dump(), c.gold.id, static_cast<std::uint32_t>(c.text.size()));
      REQUIRE(article.ok());
      gold.push_back({c.gold.id + ".txt", encode_utf8(c.text), std::move(article).value()});
    }
    const auto predictions = read_predictions(folder.path() / "pred", gold);
    REQUIRE(predictions.ok());
    Evaluator evaluator;
    for (const GoldArticle& article : gold) {
      const auto found = predictions.value().find(article.gold.id);
      if (found == predictions.value().end()) evaluator.add_missing(article.gold.id);
      evaluator.add(article.text, article.gold, found == predictions.value().end() ? EvalArticle{} : found->second);
    }
    const Evaluation& evaluation = evaluator.result();
    CHECK(evaluation.articles == cases.size());
    check_sums(evaluation);
    for (const GoldArticle& article : gold) {
      CHECK(evaluate(article.text, article.gold, article.gold).faults.empty());  // an article agrees with itself
    }
    for (const Metric& m : evaluation.metrics) {
      INFO(m.name);
      CHECK(counts(evaluation, m.name) == slow.sums().at(m.name));
      CHECK(m.tally.right > 0);  // a metric that nothing ever hits would compare nothing
      CHECK(m.tally.right < m.tally.gold);
    }

    std::istringstream stream(lines);
    const auto from_lines = read_prediction_lines(stream, "lines", gold);
    REQUIRE(from_lines.ok());
    CHECK(from_lines.value().size() == predictions.value().size());

    if (!with_python) continue;
    const std::string command = "PYTHONIOENCODING=utf-8 python3 '" + python_scorer().string() + "' '" +
                                (folder.path() / "gold").string() + "' '" + (folder.path() / "pred").string() +
                                "' --errors 1000 --json '" + (folder.path() / "figures.json").string() + "' > '" +
                                (folder.path() / "table.txt").string() + "'";
    REQUIRE(std::system(command.c_str()) == 0);
    CHECK(format_json(evaluation, 0) == folder.read("figures.json") + "\n");
    CHECK(format_table(evaluation) + format_errors(evaluation, 1000) == folder.read("table.txt"));
  }
}

}  // namespace
}  // namespace pressbox

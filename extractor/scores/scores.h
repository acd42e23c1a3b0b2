// Scores: which numbers are the score of a contest, of what kind, and whose each number is.
#pragma once

#include <vector>

#include "extractor/article.h"
#include "extractor/document.h"
#include "extractor/rules/rulebook.h"

namespace pressbox {

// Finds score expressions by the digits alone (needs text, blocks, tokens, sentences, infos and matches, not
// mentions). Each Score has span, kind, sets and the two numbers as sides without a name; rule is the rule that
// matched. sport is the article's sport or unknown. out is cleared first.
void find_scores(const Document& document, const RuleBook& rules, Sport sport, std::vector<Score>& out);

// Decides the sides of each score, its winner and its confidence, from the mentions around it; needs
// document.mentions and article.people, teams and sport. Where the text does not say whose the numbers are, sides
// become empty. May drop a score that the mentions show to be none (a shooting line, a record).
void assign_sides(const Document& document, const RuleBook& rules, Article& article);

}  // namespace pressbox

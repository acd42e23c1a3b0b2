// Scores: what is one, of what kind, and whose the numbers are.
#include "extractor/scores/scores.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/scores/side_words.h"
#include "extractor/scores/steps.h"
#include "tests/catch.h"
#include "tests/extract.h"
#include "tests/lexicon_folder.h"

namespace pressbox {
namespace {

// The rules of the project alone: scores need no other lexicon.
struct Rules {
  Lexicon lexicon;
  RuleBook book;

  static const Rules& get() {
    static const Rules kRules = [] {
      std::ifstream file(std::filesystem::path(PRESSBOX_SOURCE_DIR) / "lexicons/rules/scores.tsv", std::ios::binary);
      std::stringstream content;
      content << file.rdbuf();
      testing::LexiconFolder folder;
      // LexiconFolder writes ~ as a tab; the rules hold none.
      folder.file("rules/scores.tsv", content.str());
      auto lexicon = folder.compile();
      REQUIRE(lexicon.ok());
      auto book = RuleBook::build(lexicon.value(), kScoreRules);
      REQUIRE(book.ok());
      return Rules{std::move(lexicon).value(), std::move(book).value()};
    }();
    return kRules;
  }
};

// "[C:Wales]" is a country of the gazetteer that became no mention.
// An article as the stages before this one leave it. Marked names become mentions: "[T:Spurs=Tottenham Hotspur] beat
// [P:Hall] 2-0"; what stands behind = is the canonical name.
struct Marked {
  std::string text;
  Document document;
  Article article;

  explicit Marked(std::string_view marked, Sport sport = Sport::football) {
    struct Name {
      Span span;
      bool person;
      std::string canonical;
    };
    std::vector<Name> names;
    std::vector<std::uint32_t> countries;
    for (std::size_t i = 0; i < marked.size();) {
      const bool person = marked.substr(i, 3) == "[P:";
      const bool unlisted = marked.substr(i, 3) == "[C:";
      if (!person && !unlisted && marked.substr(i, 3) != "[T:") {
        text += marked[i++];
        continue;
      }
      const std::size_t close = marked.find(']', i);
      const std::string_view inside = marked.substr(i + 3, close - i - 3);
      const std::size_t equals = inside.find('=');
      const std::string surface(inside.substr(0, equals));
      const auto start = static_cast<std::uint32_t>(text.size());
      text += surface;
      i = close + 1;
      if (unlisted) {
        countries.push_back(start);
        continue;
      }
      names.push_back({{start, static_cast<std::uint32_t>(text.size())},
                       person,
                       equals == std::string_view::npos ? surface : std::string(inside.substr(equals + 1))});
    }
    document.text = text;
    find_blocks(text, document.blocks);
    tokenize(text, document.blocks, document.tokens, document.sentences);
    document.classes.assign(document.tokens.size(), 0);
    document.match_begin.assign(document.tokens.size() + 1, 0);
    for (const std::uint32_t start : countries) {
      document.classes[document.tokens.at_or_after(start)] |= kCountryFirst;
    }
    article.sport = sport;
    for (const Name& name : names) {
      EntityMention mention;
      mention.type = name.person ? EntityMention::Type::person : EntityMention::Type::team;
      mention.first = document.tokens.at_or_after(name.span.start);
      mention.last = mention.first;
      while (mention.last + 1 < document.tokens.size() && document.tokens.start[mention.last + 1] < name.span.end) {
        ++mention.last;
      }
      mention.entity = name.person ? entity(article.people, name.canonical, name.span)
                                   : entity(article.teams, name.canonical, name.span);
      document.mentions.push_back(mention);
    }
    find_scores(document, ScoreModel(Rules::get().book), sport, article.scores);
  }

  Marked(const Marked&) = delete;  // document.text looks into text
  Marked& operator=(const Marked&) = delete;

  template <typename T>
  static Index entity(std::vector<T>& all, const std::string& name, Span span) {
    auto at = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.name == name; });
    if (at == all.end()) {
      all.emplace_back();
      at = all.end() - 1;
      at->name = name;
    }
    at->mentions.push_back(span);
    return static_cast<Index>(at - all.begin());
  }
};

// "final 2-0; partial 1-0" of what find_scores finds.
std::string found(std::string_view marked, Sport sport = Sport::football) {
  const Marked m(marked, sport);
  std::string out;
  for (const Score& score : m.article.scores) {
    if (!out.empty()) out += "; ";
    out += std::string(score_kind_name(score.kind)) + " " + std::string(score.span.of(m.text));
  }
  return out;
}

// "Arsenal 2 Leeds 0*" of what assign_sides makes of the scores; * marks the winner.
std::string sides(std::string_view marked, Sport sport = Sport::football) {
  Marked m(marked, sport);
  assign_sides(m.document, Rules::get().lexicon, ScoreModel(Rules::get().book), m.article);
  std::string out;
  for (const Score& score : m.article.scores) {
    if (!out.empty()) out += "; ";
    if (score.sides.empty()) out += "?";
    for (std::size_t i = 0; i < score.sides.size(); ++i) {
      out += (i > 0 ? " " : "") + score.sides[i].name + " " + std::to_string(score.sides[i].points);
      if (score.winner == i) out += "*";
    }
  }
  return out;
}

// ---- sentences as reporters write them

struct Sentence {
  Sport sport;
  std::string_view marked;
  std::string_view told;
};

// Each sentence with its scores: kind, text, and the sides with the greater number first, * at the winner.
constexpr Sentence kSentences[] = {
    {Sport::football, "[T:Town] beat [T:City] 2-1 after extra time in the second round.", "final 2-1: Town 2* City 1"},
    {Sport::football, "[T:Town] were beaten 3-0 by [T:City] on a sodden pitch.", "final 3-0: City 3* Town 0"},
    {Sport::football, "A Lowe hat-trick gave [T:Town] a 4-1 victory at [T:City].", "final 4-1: Town 4* City 1"},
    {Sport::football, "[T:Town] slumped to a 3-1 home defeat by [T:City].", "final 3-1: City 3* Town 1"},
    {Sport::football, "[T:Town] went down 2-1 to [T:City] despite leading at the interval.",
     "final 2-1: City 2* Town 1"},
    {Sport::football, "[T:Town] drew 1-1 with [T:City].", "final 1-1: Town 1 City 1"},
    {Sport::football, "[T:Town] were held to a goalless draw by [T:City], while [T:Rovers] won 2-0 at [T:Albion].",
     "final 2-0: Rovers 2* Albion 0"},
    {Sport::football, "[T:Town] won 4-2 on penalties after the tie with [T:City] finished 1-1.",
     "shootout 4-2: Town 4* City 2; final 1-1: Town 1 City 1"},
    {Sport::football, "[T:Town], 2-0 down from the first leg, beat [T:City] 3-0 to go through 3-2 on aggregate.",
     "partial 2-0: City 2 Town 0; final 3-0: Town 3* City 0; aggregate 3-2: Town 3* City 2"},
    {Sport::football, "[T:City] lost 5-4 on aggregate to [T:Town].", "aggregate 5-4: Town 5* City 4"},
    {Sport::football, "[T:Town] 3-2 [T:City]", "final 3-2: Town 3* City 2"},
    {Sport::football, "[T:Town] led 2-0 at half-time but [T:City] fought back to win 3-2.",
     "partial 2-0: Town 2 City 0; final 3-2: City 3* Town 2"},
    {Sport::football, "[T:Town]'s 3-1 win over [T:City] lifted them to third.", "final 3-1: Town 3* City 1"},
    {Sport::football, "[T:Town] reached the final at the expense of [T:City], winning 2-0.",
     "final 2-0: Town 2* City 0"},
    {Sport::football, "[T:City], beaten 2-0 by [T:Town] a week ago, play [T:Rovers] on Saturday.",
     "final 2-0: Town 2* City 0"},
    {Sport::football, "After their 3-0 win at [T:City], [T:Town] are top.", "final 3-0: Town 3* City 0"},
    {Sport::football, "In a 4-1 loss to [T:Town], [T:City] had two men sent off.", "final 4-1: Town 4* City 1"},
    {Sport::football, "There was little to cheer for [T:City], who crashed 5-0 at [T:Town].",
     "final 5-0: Town 5* City 0"},
    {Sport::football, "[T:Town] came from behind to beat [T:City] 2-1 and [T:Rovers] drew 0-0 with [T:Albion].",
     "final 2-1: Town 2* City 1; final 0-0: Rovers 0 Albion 0"},
    {Sport::football, "[T:Town]'s unbeaten run ended with a 1-0 defeat at [T:City].", "final 1-0: City 1* Town 0"},
    {Sport::football, "[T:City] succumbed 2-0 at home to struggling [T:Town].", "final 2-0: Town 2* City 0"},
    {Sport::football, "Two late goals saw [T:Town] past [T:City] 3-2.", "final 3-2: Town 3* City 2"},
    {Sport::football, "[T:Town] ended [T:City]'s title hopes with a 2-1 win.", "final 2-1: Town 2* City 1"},
    {Sport::football, "[T:Town] trounced neighbours [T:City] 6-0 at the weekend.", "final 6-0: Town 6* City 0"},
    {Sport::football, "[T:Town] and [T:City] shared the points in a 2-2 draw.", "final 2-2: Town 2 City 2"},
    {Sport::football, "[T:City] equalised twice before losing 3-2 to [T:Town].", "final 3-2: Town 3* City 2"},
    {Sport::football, "A single goal was enough for [T:Town] to see off [T:City] 1-0.", "final 1-0: Town 1* City 0"},
    {Sport::football, "[T:Town] had beaten [T:City] 2-0 in August.", "final 2-0: Town 2* City 0"},
    {Sport::football, "[T:Town] threw away a two-goal lead to draw 2-2 at [T:City].", "final 2-2: Town 2 City 2"},
    {Sport::football, "The 2-0 victory over [T:City] was [T:Town]'s fifth in a row.", "final 2-0: Town 2* City 0"},
    {Sport::football, "[T:Town] striker [P:Adam Lowe] scored the winner in a 1-0 victory over [T:City].",
     "final 1-0: Town 1* City 0"},
    {Sport::football, "[P:Adam Lowe] scored twice as [T:Town] overcame [T:City] 3-1.", "final 3-1: Town 3* City 1"},
    {Sport::football, "[T:Town] take a 2-1 lead to [T:City] for the second leg.", "partial 2-1: Town 2 City 1"},
    {Sport::football, "[T:Town] hold a 2-1 lead from the first leg against [T:City].", "partial 2-1: Town 2 City 1"},
    {Sport::football, "[T:City] pulled level at 1-1 against [T:Town] through [P:Adam Lowe].",
     "partial 1-1: City 1 Town 1"},
    {Sport::football, "[T:Town] knocked [T:City] out of the Cup, 2–1.", "final 2–1: Town 2* City 1"},
    {Sport::football, "[T:Town] 2 – 0 [T:City]", "final 2 – 0: Town 2* City 0"},
    {Sport::football, "It finished three-nil to [T:Town] against [T:City].", "final three-nil: Town 3* City 0"},
    {Sport::football, "[T:Town] beat [T:City] by three goals to one.", "final three goals to one: Town 3* City 1"},
    {Sport::football, "[T:Town] won by four goals to nil against [T:City].", "final four goals to nil: Town 4* City 0"},
    {Sport::football, "[T:Town] drew nil-nil with [T:City].", "final nil-nil: Town 0 City 0"},
    {Sport::football, "[T:Town] and [T:City] finished 3-all.", "final 3-all: Town 3 City 3"},
    {Sport::football, "[T:Town] v [T:City] ended 1-1.", "final 1-1: Town 1 City 1"},
    {Sport::football, "[T:City] were thrashed 7-1 at [T:Town].", "final 7-1: Town 7* City 1"},
    {Sport::football, "[T:Town] got the better of [T:City] 2-1.", "final 2-1: Town 2* City 1"},
    {Sport::football, "[T:Town] inflicted a 3-0 defeat on [T:City].", "final 3-0: Town 3* City 0"},
    {Sport::football, "[T:Town] handed [T:City] a 2-0 defeat.", "final 2-0: Town 2* City 0"},
    {Sport::football, "[T:City] suffered a shock 2-0 loss to [T:Town].", "final 2-0: Town 2* City 0"},
    {Sport::football, "[T:Town] consigned [T:City] to a 3-1 defeat.", "final 3-1: Town 3* City 1"},
    {Sport::football, "[T:Town] condemned [T:City] to their fourth straight loss, 2-0.", "final 2-0: Town 2* City 0"},
    {Sport::football, "[P:Adam Lowe]'s goal sent [T:City] to a 1-0 defeat by [T:Town].", "final 1-0: Town 1* City 0"},
    {Sport::football, "[P:Adam Lowe] put [T:Town] 2-1 ahead against [T:City].", "partial 2-1: Town 2 City 1"},
    {Sport::football, "[T:Town] were 2-1 down to [T:City] when the floodlights failed.", "partial 2-1: City 2 Town 1"},
    {Sport::football, "[T:Town] were leading [T:City] 1-0 when rain stopped play.", "partial 1-0: Town 1 City 0"},
    {Sport::football, "[T:Town] trailed [T:City] 1-0 at the break.", "partial 1-0: City 1 Town 0"},
    {Sport::football, "[T:Town] won the shoot-out against [T:City] 5-4.", "shootout 5-4: Town 5* City 4"},
    {Sport::football, "[T:Town] lost 4-3 on penalties to [T:City].", "shootout 4-3: City 4* Town 3"},
    {Sport::football, "[T:Town] advanced 3-1 on aggregate against [T:City].", "aggregate 3-1: Town 3* City 1"},
    {Sport::football, "Champions [T:Town] were stunned 1-0 by lowly [T:City].", "final 1-0: City 1* Town 0"},
    {Sport::football, "[T:Town], who lost 3-0 to [T:City] on Tuesday, face [T:Rovers] next.",
     "final 3-0: City 3* Town 0"},
    {Sport::football, "[T:Town] bounced back from a 2-0 defeat at [T:City] by beating [T:Rovers] 3-1.",
     "final 2-0: City 2* Town 0; final 3-1: Town 3* Rovers 1"},
    {Sport::football, "A 1-0 win for [T:Town] over [T:City] kept them up.", "final 1-0: Town 1* City 0"},
    {Sport::football, "[T:Town] recorded a comfortable 3-0 win against [T:City].", "final 3-0: Town 3* City 0"},
    {Sport::football, "[T:Town] made it three wins in a row by defeating [T:City] 2-0.", "final 2-0: Town 2* City 0"},
    {Sport::football, "[T:Town] needed extra time to squeeze past [T:City] 2-1.", "final 2-1: Town 2* City 1"},
    {Sport::football, "[T:Town] played out a 1-1 draw with [T:City].", "final 1-1: Town 1 City 1"},
    {Sport::football, "[T:Town] were lucky to escape with a 1-1 draw at [T:City].", "final 1-1: Town 1 City 1"},
    {Sport::football, "[T:Town] have lost just once, 1-0 at [T:City] in October.", "final 1-0: City 1* Town 0"},
    {Sport::football, "Goals from Hall and Lowe earned [T:Town] a 2-0 win at home to [T:City].",
     "final 2-0: Town 2* City 0"},
    {Sport::football, "[T:Town] won 2-1 at home to [T:City].", "final 2-1: Town 2* City 1"},
    {Sport::football,
     "[T:Town] beat [T:City] 2-0, [T:Rovers] lost 3-1 to [T:Albion] and [T:Thistle] drew 0-0 with [T:Harriers].",
     "final 2-0: Town 2* City 0; final 3-1: Albion 3* Rovers 1; final 0-0: Thistle 0 Harriers 0"},
    {Sport::football, "[T:Town] went out on away goals after a 3-3 aggregate draw with [T:City].",
     "aggregate 3-3: Town 3 City 3"},
    {Sport::football, "[T:Town] failed to hold on to a 3-1 first-leg lead against [T:City].",
     "partial 3-1: Town 3 City 1"},
    {Sport::football, "[T:Town] let slip a 2-0 lead and lost 3-2 to [T:City].",
     "partial 2-0: Town 2 City 0; final 3-2: City 3* Town 2"},
    {Sport::football, "[P:Adam Lowe] made it 2-0 for [T:Town] against [T:City] after an hour.",
     "partial 2-0: Town 2 City 0"},
    {Sport::football, "[T:City]'s [P:Neil Hall] cut the lead to 2-1 against [T:Town].", "partial 2-1: Town 2 City 1"},
    {Sport::football, "[T:Town] lined up in a 4-4-2 against [T:City] and switched to 4-3-3.", ""},
    {Sport::football, "[T:Town] are 4-1 to win the Cup and [T:City] 10-1.", ""},
    {Sport::rugby_union, "[T:Town] overpowered [T:City] 45-13 in the pool match.", "final 45-13: Town 45* City 13"},
    {Sport::rugby_union, "[T:Town] scraped home 17-16 against [T:City].", "final 17-16: Town 17* City 16"},
    {Sport::rugby_union, "[T:City] were hammered 62-10 by [T:Town].", "final 62-10: Town 62* City 10"},
    {Sport::rugby_union, "A late penalty earned [T:Town] a 21-20 win away to [T:City].",
     "final 21-20: Town 21* City 20"},
    {Sport::rugby_league, "[T:Town] ran in nine tries in a 50-6 rout of [T:City].", "final 50-6: Town 50* City 6"},
    {Sport::rugby_union, "[T:Town] went in 12-3 down but beat [T:City] 25-12.",
     "partial 12-3: City 12 Town 3; final 25-12: Town 25* City 12"},
    {Sport::rugby_union, "[T:City] went down 30-9 to a ruthless [T:Town].", "final 30-9: Town 30* City 9"},
    {Sport::rugby_union, "[T:Town] beat [T:City] by 30 points to 12.", "final 30 points to 12: Town 30* City 12"},
    {Sport::rugby_league, "[T:City] lost a thriller 28-26 to [T:Town].", "final 28-26: Town 28* City 26"},
    {Sport::american_football,
     "[T:Bears] quarterback [P:Joe Hall] threw for three scores in a 31-17 win over the [T:Lions].",
     "final 31-17: Bears 31* Lions 17"},
    {Sport::american_football, "The [T:Bears] fell to the [T:Lions], 24-20, on Sunday.",
     "final 24-20: Lions 24* Bears 20"},
    {Sport::american_football, "The [T:Bears] dropped a 27-24 overtime decision to the [T:Lions].",
     "final 27-24: Lions 27* Bears 24"},
    {Sport::american_football, "The [T:Bears] (10-2) beat the [T:Lions] (5-7) 20-13.",
     "final 20-13: Bears 20* Lions 13"},
    {Sport::american_football, "The 10-2 [T:Bears] visit the 5-7 [T:Lions] on Sunday.", ""},
    {Sport::american_football, "[P:Joe Hall] completed 18-of-25 passes as the [T:Bears] topped the [T:Lions] 30-3.",
     "final 30-3: Bears 30* Lions 3"},
    {Sport::american_football, "The [T:Lions] led 14-0 before the [T:Bears] rallied for a 28-21 victory.",
     "partial 14-0: Lions 14 Bears 0; final 28-21: Bears 28* Lions 21"},
    {Sport::american_football, "The [T:Bears] improved to 4-1 with a 17-10 win against the [T:Lions].",
     "final 17-10: Bears 17* Lions 10"},
    {Sport::american_football, "The [T:Lions] were shut out 23-0 by the [T:Bears].", "final 23-0: Bears 23* Lions 0"},
    {Sport::american_football, "[T:Bears] 24, [T:Lions] 17 (OT)", "final Bears 24, Lions 17: Bears 24* Lions 17"},
    {Sport::basketball, "The [T:Comets] held off the [T:Suns] 101-98.", "final 101-98: Comets 101* Suns 98"},
    {Sport::basketball, "The [T:Comets] lost to the [T:Suns] 112-99 despite 40 points from [P:Joe Hall].",
     "final 112-99: Suns 112* Comets 99"},
    {Sport::basketball, "The [T:Comets] lead the best-of-seven series with the [T:Suns] 3-1.",
     "series 3-1: Comets 3 Suns 1"},
    {Sport::basketball, "The [T:Suns] trail the [T:Comets] 2-1 in the series.", "series 2-1: Comets 2 Suns 1"},
    {Sport::basketball, "The [T:Comets] closed the half on a 14-2 run and beat the [T:Suns] 95-80.",
     "partial 14-2: Comets 14 Suns 2; final 95-80: Comets 95* Suns 80"},
    {Sport::basketball,
     "[P:Joe Hall] was 7-for-12 and 4-6 from the line in the [T:Comets]' 99-92 win over the [T:Suns].",
     "final 99-92: Comets 99* Suns 92"},
    {Sport::basketball, "The [T:Suns] evened the series with the [T:Comets] at 2-2.", "series 2-2: Suns 2 Comets 2"},
    {Sport::basketball, "The [T:Comets] swept the [T:Suns] 4-0 in the first round.", "series 4-0: Comets 4* Suns 0"},
    {Sport::basketball, "The [T:Comets] are 12-4 at home and 3-9 on the road.", ""},
    {Sport::basketball, "[T:COMETS] 104 [T:Suns] 94", "final COMETS 104 Suns 94: COMETS 104* Suns 94"},
    {Sport::basketball, "The [T:Comets] escaped with a 90-89 double-overtime win in a trip to the [T:Suns].",
     "final 90-89: Comets 90* Suns 89"},
    {Sport::baseball, "[P:Joe Hall] (6-2) struck out nine as the [T:Comets] blanked the [T:Suns] 4-0.",
     "final 4-0: Comets 4* Suns 0"},
    {Sport::baseball, "The [T:Comets] edged the [T:Suns], 5-4, in 11 innings.", "final 5-4: Comets 5* Suns 4"},
    {Sport::baseball, "The [T:Suns] dropped both ends of a doubleheader to the [T:Comets], 6-3 and 4-1.",
     "final 6-3: Comets 6* Suns 3; final 4-1: Comets 4* Suns 1"},
    {Sport::baseball, "The [T:Suns] cut the lead to 5-4 against the [T:Comets] in the eighth.",
     "partial 5-4: Comets 5 Suns 4"},
    {Sport::baseball, "[P:Joe Hall] went 3-for-4 in the [T:Comets]' 7-5 loss to the [T:Suns].",
     "final 7-5: Suns 7* Comets 5"},
    {Sport::baseball, "The [T:Comets] took two of three from the [T:Suns], losing Sunday 3-2.",
     "final 3-2: Suns 3* Comets 2"},
    {Sport::ice_hockey, "The [T:Comets] beat the [T:Suns] 3-2 in a shootout.", "final 3-2: Comets 3* Suns 2"},
    {Sport::ice_hockey, "[P:Joe Hall] scored in overtime to lift the [T:Comets] over the [T:Suns] 4-3.",
     "final 4-3: Comets 4* Suns 3"},
    {Sport::ice_hockey, "The [T:Comets] doubled up the [T:Suns] 4-2.", "final 4-2: Comets 4* Suns 2"},
    {Sport::ice_hockey, "The [T:Suns] were outshot 35-20 but beat the [T:Comets] 2-1.", "final 2-1: Suns 2* Comets 1"},
    {Sport::ice_hockey, "The [T:Comets] lead the series against the [T:Suns] 3-2.", "series 3-2: Comets 3 Suns 2"},
    {Sport::tennis, "[P:Anna Hall] beat [P:Eva Lowe] 6-4 3-6 7-6 (7-4).",
     "final 6-4 3-6 7-6 (7-4): Anna Hall 2* Eva Lowe 1"},
    {Sport::tennis, "[P:Eva Lowe] lost 6-4, 6-2 to [P:Anna Hall].", "final 6-4, 6-2: Anna Hall 2* Eva Lowe 0"},
    {Sport::tennis, "[P:Anna Hall] was leading 6-3 2-0 when [P:Eva Lowe] retired hurt.",
     "partial 6-3 2-0: Anna Hall 1 Eva Lowe 0"},
    {Sport::tennis, "[P:Anna Hall] beat [P:Eva Lowe] 6-3 2-0 ret.", "final 6-3 2-0: Anna Hall 1* Eva Lowe 0"},
    {Sport::tennis, "[P:Anna Hall] took the first set 6-2 against [P:Eva Lowe].", "set 6-2: Anna Hall 6* Eva Lowe 2"},
    {Sport::tennis, "[P:Eva Lowe] went out 6-1 6-1 at the hands of [P:Anna Hall].",
     "final 6-1 6-1: Anna Hall 2* Eva Lowe 0"},
    {Sport::tennis, "[P:Anna Hall] needed three sets to dispose of [P:Eva Lowe], 4-6, 6-2, 6-3.",
     "final 4-6, 6-2, 6-3: Anna Hall 2* Eva Lowe 1"},
    {Sport::tennis, "[P:Anna Hall] won the first set 6-4 but lost the second 7-5 to [P:Eva Lowe].",
     "set 6-4: Anna Hall 6* Eva Lowe 4; set 7-5: Eva Lowe 7* Anna Hall 5"},
    {Sport::tennis, "There was a 6-3 6-4 win for [P:Anna Hall] over [P:Eva Lowe].",
     "final 6-3 6-4: Anna Hall 2* Eva Lowe 0"},
    {Sport::tennis, "[P:Anna Hall] battled past [P:Eva Lowe] 7-6(5) 6-7(3) 10-8.",
     "final 7-6(5) 6-7(3) 10-8: Anna Hall 2* Eva Lowe 1"},
    {Sport::tennis, "[P:Eva Lowe] was no match for [P:Anna Hall], who won 6-0 6-1.",
     "final 6-0 6-1: Anna Hall 2* Eva Lowe 0"},
    {Sport::volleyball, "[T:Town] beat [T:City] 3-1 (25-20, 19-25, 25-17, 25-23).",
     "final 3-1: Town 3* City 1; final 25-20, 19-25, 25-17, 25-23: Town 3* City 1"},
    {Sport::tennis, "[T:Spain] lead [T:Chile] 2-1 after the doubles.", "partial 2-1: Spain 2 Chile 1"},
    {Sport::cricket, "[T:Kent] were 263-7 at the close, a lead of 90 over [T:Surrey].", "partial 263-7: Kent 263"},
    {Sport::cricket, "[T:Kent] declared on 412 for six.", "partial 412 for six: Kent 412"},
    {Sport::cricket, "[T:Kent] 250 and 61-2; [T:Surrey] 289", "final 250: Kent 250; partial 61-2: Kent 61"},
    {Sport::cricket, "[T:Surrey] were bowled out for 145 in reply to [T:Kent]'s 301-8 declared.",
     "final 145: Surrey 145; final 301-8: Kent 301"},
    {Sport::cricket, "Chasing 210, [T:Kent] slipped to 84-5 before winning by three wickets.", "partial 84-5: Kent 84"},
    {Sport::golf, "[P:Joe Hall] beat [P:Neil Lowe] 3&2 in the final.", "final 3&2: ?"},
    {Sport::golf, "[P:Joe Hall] shot a 68-70 weekend to win by two from [P:Neil Lowe].", ""},
    {Sport::snooker, "[P:Joe Hall] beat [P:Neil Lowe] 18-14 in the final.", "final 18-14: Joe Hall 18* Neil Lowe 14"},
    {Sport::snooker, "[P:Joe Hall] leads [P:Neil Lowe] 5-3 overnight.", "partial 5-3: Joe Hall 5 Neil Lowe 3"},
    {Sport::snooker, "[P:Neil Lowe] fought back from 8-2 down to beat [P:Joe Hall] 10-9.",
     "partial 8-2: Joe Hall 8 Neil Lowe 2; final 10-9: Neil Lowe 10* Joe Hall 9"},
    {Sport::darts, "[P:Joe Hall] whitewashed [P:Neil Lowe] 6-0 in the last 16.", "final 6-0: Joe Hall 6* Neil Lowe 0"},
    {Sport::darts, "[P:Neil Lowe] missed a dart for the match and lost 3-2 to [P:Joe Hall].",
     "final 3-2: Joe Hall 3* Neil Lowe 2"},
    {Sport::boxing, "[P:Joe Hall] outpointed [P:Neil Lowe] 116-112 on all three cards.",
     "final 116-112: Joe Hall 116* Neil Lowe 112"},
    {Sport::boxing, "[P:Joe Hall] (24-1, 18 KOs) meets [P:Neil Lowe] (30-4).", ""},
    {Sport::other, "[P:Joe Hall] of Wales beat [P:Neil Lowe] 15-10 15-8 in the squash final.",
     "final 15-10 15-8: Joe Hall 2* Neil Lowe 0"},
    {Sport::cycling, "[P:Joe Hall] beat [P:Neil Lowe] 2-0 in the sprint final.", "final 2-0: Joe Hall 2* Neil Lowe 0"},
    {Sport::australian_football, "[T:Swans] 12.13 (85) d [T:Cats] 12.9 (81)",
     "final Swans 12.13 (85) d Cats 12.9 (81): Swans 85* Cats 81"},
    {Sport::handball, "[T:Town] beat [T:City] 27-24 in the final.", "final 27-24: Town 27* City 24"},
    {Sport::football, "[T:Town] squeezed through 1-0 against [T:City] thanks to an own goal.",
     "final 1-0: Town 1* City 0"},
    {Sport::football, "It was a miserable night for [T:City], thumped 5-0 by [T:Town].", "final 5-0: Town 5* City 0"},
    {Sport::football, "[T:City] paid the price for sloppy defending in a 3-2 reverse at [T:Town].",
     "final 3-2: Town 3* City 2"},
    {Sport::football, "[T:Town] rode their luck to edge [T:City] 1-0.", "final 1-0: Town 1* City 0"},
    {Sport::football, "[T:Town] ran riot against [T:City], winning 6-1.", "final 6-1: Town 6* City 1"},
    {Sport::football, "[T:City] crashed to a 4-0 defeat against [T:Town].", "final 4-0: Town 4* City 0"},
    {Sport::football, "[T:Town] put four past [T:City] in a 4-2 victory.", "final 4-2: Town 4* City 2"},
    {Sport::football, "[T:Town] maintained their lead with a 2-1 victory over [T:City] on Monday.",
     "final 2-1: Town 2* City 1"},
    {Sport::football, "[T:City] have not won since beating [T:Town] 2-0 in March.", "final 2-0: City 2* Town 0"},
    {Sport::football, "[T:City] were dumped out of the Cup by [T:Town], 3-1 on penalties.",
     "shootout 3-1: Town 3* City 1"},
    {Sport::football, "[T:Town] progressed 6-5 on penalties after a 2-2 draw with [T:City].",
     "shootout 6-5: Town 6* City 5; final 2-2: Town 2 City 2"},
    {Sport::football, "[T:Town] overturned a 2-0 first-leg deficit to beat [T:City] 4-3 on aggregate.",
     "partial 2-0: City 2 Town 0; aggregate 4-3: Town 4* City 3"},
    {Sport::football, "[T:Town] shocked the champions [T:City] 2-1.", "final 2-1: Town 2* City 1"},
    {Sport::football, "[T:City]'s 2-0 home loss to [T:Town] cost the manager his job.", "final 2-0: Town 2* City 0"},
    {Sport::football, "[T:Town] needed a replay to beat [T:City] after a 0-0 draw at home.",
     "final 0-0: Town 0 City 0"},
    {Sport::football, "[T:Town] avenged a 3-0 defeat by [T:City] in August.", "final 3-0: City 3* Town 0"},
    {Sport::football, "[T:Town], beaten finalists last year, saw off [T:City] 2-0.", "final 2-0: Town 2* City 0"},
    {Sport::football, "[T:Town] conceded twice late on as they lost 3-2 at [T:City].", "final 3-2: City 3* Town 2"},
    {Sport::football, "[T:Town] failed to build on their 2-0 win at [T:City] last week.", "final 2-0: Town 2* City 0"},
    {Sport::football, "[P:Neil Hall], whose [T:Town] side lost 2-0 to [T:City], was furious.",
     "final 2-0: City 2* Town 0"},
    {Sport::football, "Under [P:Neil Hall] [T:Town] have beaten [T:City] 3-1 and drawn 1-1 with [T:Rovers].",
     "final 3-1: Town 3* City 1; final 1-1: Town 1 Rovers 1"},
    {Sport::football, "[P:Neil Hall] watched his [T:Town] team fall 2-1 to [T:City].", "final 2-1: City 2* Town 1"},
    {Sport::football, "[T:Town] will start as favourites after their 2-1 away win over [T:City].",
     "final 2-1: Town 2* City 1"},
    {Sport::football, "[T:Town] hammered [T:City] 4-0 to set up a semi-final against [T:Rovers].",
     "final 4-0: Town 4* City 0"},
    {Sport::football, "[T:Town] lost [P:Adam Lowe] to injury but beat [T:City] 1-0.", "final 1-0: Town 1* City 0"},
    {Sport::football, "Goals by Hall, Lowe and Bell gave [T:Town] a 3-0 lead over [T:City].",
     "partial 3-0: Town 3 City 0"},
    {Sport::football, "[T:Town] were cruising at 3-0 before [T:City] hit back.", "partial 3-0: Town 3 City 0"},
    {Sport::football, "[T:Town] beat ten-man [T:City] 2-0.", "final 2-0: Town 2* City 0"},
    {Sport::football, "The match between [T:Town] and [T:City] ended 2-2.", "final 2-2: Town 2 City 2"},
    {Sport::football, "[T:Town]-[T:City] finished goalless.", ""},
    {Sport::football, "[T:Town] (1) 2, [T:City] (0) 1", "final Town (1) 2, City (0) 1: Town 2* City 1"},
    {Sport::football, "[T:Town] clinched the title with a 2-0 triumph away to [T:City].", "final 2-0: Town 2* City 0"},
    {Sport::football, "[T:Town] were humiliated 4-0 at home by [T:City].", "final 4-0: City 4* Town 0"},
    {Sport::football, "[T:Town] came unstuck 2-0 at [T:City].", "final 2-0: City 2* Town 0"},
    {Sport::football, "[T:Town] bowed out 3-2 to [T:City].", "final 3-2: City 3* Town 2"},
    {Sport::football, "[T:City] exited the competition after a 3-1 defeat to [T:Town].", "final 3-1: Town 3* City 1"},
    {Sport::football, "[T:Town] did the double over [T:City] with a 1-0 win.", "final 1-0: Town 1* City 0"},
    {Sport::football, "[T:Town] leapfrogged [T:City] by beating them 2-1.", "final 2-1: Town 2* City 1"},
    {Sport::football, "[T:Town] salvaged a 1-1 draw against [T:City] in stoppage time.", "final 1-1: Town 1 City 1"},
    {Sport::football, "[T:Town] surrendered a two-goal lead in their 2-2 draw at [T:City].",
     "final 2-2: Town 2 City 2"},
    {Sport::football, "[T:City] had led 1-0 through [P:Adam Lowe] but lost 2-1 to [T:Town].",
     "partial 1-0: City 1 Town 0; final 2-1: Town 2* City 1"},
    {Sport::football, "[P:Adam Lowe], 29, has 12 goals in the 2004-05 season.", ""},
    {Sport::football, "[T:Town] meet [T:City] on May 5-6.", ""},
    {Sport::football, "[T:Town] turned the tie around to win 5-3 on aggregate against [T:City].",
     "aggregate 5-3: Town 5* City 3"},
    {Sport::football, "[T:Town] take on [T:City], 3-0 conquerors of [T:Rovers].", "final 3-0: City 3* Rovers 0"},
    {Sport::football, "[T:Rovers], 2-1 winners at [T:City], play [T:Town].", "final 2-1: Rovers 2* City 1"},
    {Sport::football, "[T:Town] made light work of [T:City], cruising home 4-0.", "final 4-0: Town 4* City 0"},
    {Sport::rugby_union, "[T:Town] had too much power for [T:City] and ran out 40-12 winners.",
     "final 40-12: Town 40* City 12"},
    {Sport::rugby_union, "[T:Town] led 15-3 at the interval and held on to beat [T:City] 18-17.",
     "partial 15-3: Town 15 City 3; final 18-17: Town 18* City 17"},
    {Sport::rugby_union, "[T:City] were on the wrong end of a 51-7 hiding from [T:Town].",
     "final 51-7: Town 51* City 7"},
    {Sport::rugby_union, "[T:Wales] beat [T:Italy] 38-8 and [T:France] lost 24-18 to [T:Ireland].",
     "final 38-8: Wales 38* Italy 8; final 24-18: Ireland 24* France 18"},
    {Sport::rugby_union, "A 16-15 defeat of [T:City] left [T:Town] top of the pool.", "final 16-15: Town 16* City 15"},
    {Sport::rugby_league, "[T:Town] clawed their way back from 20-6 down to draw 20-20 with [T:City].",
     "partial 20-6: City 20 Town 6; final 20-20: Town 20 City 20"},
    {Sport::american_football, "The [T:Bears] routed the visiting [T:Lions] 41-3.", "final 41-3: Bears 41* Lions 3"},
    {Sport::american_football,
     "[P:Joe Hall]'s field goal as time expired gave the [T:Bears] a 20-17 victory over the [T:Lions].",
     "final 20-17: Bears 20* Lions 17"},
    {Sport::american_football, "The [T:Bears], who lost 27-10 at the [T:Lions] in October, host the [T:Rams].",
     "final 27-10: Lions 27* Bears 10"},
    {Sport::american_football, "The [T:Bears] jumped out to a 21-0 lead and never trailed against the [T:Lions].",
     "partial 21-0: Bears 21 Lions 0"},
    {Sport::american_football, "The [T:Bears] snapped a three-game skid with a 24-13 win at the [T:Lions].",
     "final 24-13: Bears 24* Lions 13"},
    {Sport::basketball, "[P:Joe Hall] scored 30 to power the [T:Comets] to a 110-101 win over the [T:Suns].",
     "final 110-101: Comets 110* Suns 101"},
    {Sport::basketball, "The [T:Comets] outscored the [T:Suns] 31-18 in the fourth quarter.",
     "partial 31-18: Comets 31 Suns 18"},
    {Sport::basketball, "The [T:Comets] trailed 60-45 at halftime but stunned the [T:Suns] 104-102.",
     "partial 60-45: Suns 60 Comets 45; final 104-102: Comets 104* Suns 102"},
    {Sport::basketball, "The [T:Suns], losers of four straight, fell 98-90 to the [T:Comets].",
     "final 98-90: Comets 98* Suns 90"},
    {Sport::basketball, "The [T:Comets] beat the [T:Suns] 99-95 to take a 2-0 lead in the series.",
     "final 99-95: Comets 99* Suns 95; series 2-0: Comets 2 Suns 0"},
    {Sport::basketball, "The [T:Comets] shot 40-of-80 and outrebounded the [T:Suns] 50-38.", ""},
    {Sport::basketball, "The [T:Comets] won Game 6 on Friday, 120-118, over the [T:Suns].",
     "final 120-118: Comets 120* Suns 118"},
    {Sport::baseball, "The [T:Comets] completed a three-game sweep of the [T:Suns] with a 6-1 win.",
     "final 6-1: Comets 6* Suns 1"},
    {Sport::baseball, "[P:Joe Hall]'s homer in the ninth gave the [T:Comets] a 4-3 victory over the [T:Suns].",
     "final 4-3: Comets 4* Suns 3"},
    {Sport::baseball, "The [T:Suns] were no-hit by [P:Joe Hall] in a 5-0 loss to the [T:Comets].",
     "final 5-0: Comets 5* Suns 0"},
    {Sport::baseball, "The [T:Comets] lost 3-2 in 10 innings to the [T:Suns].", "final 3-2: Suns 3* Comets 2"},
    {Sport::baseball, "[P:Joe Hall] (3-4) lost for the fourth time.", ""},
    {Sport::ice_hockey, "[P:Joe Hall] made 30 saves as the [T:Comets] shut out the [T:Suns] 3-0.",
     "final 3-0: Comets 3* Suns 0"},
    {Sport::ice_hockey, "The [T:Suns] lost 5-4 in overtime to the [T:Comets].", "final 5-4: Comets 5* Suns 4"},
    {Sport::ice_hockey, "The [T:Comets] tied the [T:Suns] 2-2.", "final 2-2: Comets 2 Suns 2"},
    {Sport::ice_hockey, "The [T:Comets] evened their best-of-seven series with the [T:Suns] at two games apiece.",
     "series two games apiece: Comets 2 Suns 2"},
    {Sport::tennis, "[P:Anna Hall] came from a set down to defeat [P:Eva Lowe] 3-6 6-4 6-2.",
     "final 3-6 6-4 6-2: Anna Hall 2* Eva Lowe 1"},
    {Sport::tennis, "Unseeded [P:Eva Lowe] upset [P:Anna Hall] 7-5, 3-6, 6-4.",
     "final 7-5, 3-6, 6-4: Eva Lowe 2* Anna Hall 1"},
    {Sport::tennis, "[P:Anna Hall] won through when [P:Eva Lowe] retired trailing 6-4 3-0.",
     "partial 6-4 3-0: Anna Hall 1 Eva Lowe 0"},
    {Sport::tennis, "[P:Anna Hall] served for the match at 5-3 but [P:Eva Lowe] broke back.",
     "partial 5-3: Anna Hall 5 Eva Lowe 3"},
    {Sport::tennis, "[P:Anna Hall], who beat [P:Eva Lowe] 6-1 6-2 on Friday, meets [P:Kim Bell].",
     "final 6-1 6-2: Anna Hall 2* Eva Lowe 0"},
    {Sport::tennis, "[P:Eva Lowe] was beaten 6-3 6-2 by [P:Anna Hall] in just over an hour.",
     "final 6-3 6-2: Anna Hall 2* Eva Lowe 0"},
    {Sport::tennis, "[P:Anna Hall] took the tie-break 7-3.", "partial 7-3: ?"},
    {Sport::tennis, "[P:Anna Hall] (GBR) bt [P:Eva Lowe] (USA) 6-4 6-4", "final 6-4 6-4: Anna Hall 2* Eva Lowe 0"},
    {Sport::cricket, "[T:Kent] reached 120 for two before bad light stopped play against [T:Surrey].",
     "partial 120 for two: Kent 120"},
    {Sport::cricket, "[T:Kent] beat [T:Surrey] by an innings and 45 runs.", ""},
    {Sport::cricket, "[T:Kent] won by six wickets after [T:Surrey] were dismissed for 180.", ""},
    {Sport::cricket, "Replying to [T:Kent]'s 350, [T:Surrey] closed on 41-1.", "partial 41-1: Surrey 41"},
    {Sport::cricket, "[T:Surrey] collapsed from 150-2 to 201 all out.",
     "partial 150-2: Surrey 150; final 201: Surrey 201"},
    {Sport::cricket, "[P:Joe Hall] took 5-43 and [P:Neil Lowe] 3-60.", ""},
    {Sport::golf, "[P:Joe Hall] defeated [P:Neil Lowe] 5 and 4.", "final 5 and 4: ?"},
    {Sport::snooker, "[P:Joe Hall] recovered from 3-0 behind to beat [P:Neil Lowe] 6-4.",
     "partial 3-0: Neil Lowe 3 Joe Hall 0; final 6-4: Joe Hall 6* Neil Lowe 4"},
    {Sport::snooker, "[P:Neil Lowe] will resume 6-2 behind [P:Joe Hall] on Sunday.",
     "partial 6-2: Joe Hall 6 Neil Lowe 2"},
    {Sport::darts, "[P:Joe Hall] won the first set 3-1 against [P:Neil Lowe].", "set 3-1: Joe Hall 3* Neil Lowe 1"},
    {Sport::darts, "[P:Joe Hall] beat [P:Neil Lowe] by four sets to two.",
     "final four sets to two: Joe Hall 4* Neil Lowe 2"},
    {Sport::boxing, "The judges scored it 115-113, 116-112 and 114-114 for [P:Joe Hall] against [P:Neil Lowe].",
     "partial 115-113: ?; partial 116-112: ?; partial 114-114: Joe Hall 114 Neil Lowe 114"},
    {Sport::handball, "[T:Town] drew 25-25 with [T:City].", "final 25-25: Town 25 City 25"},
    {Sport::field_hockey, "[T:Wales] lost 3-1 to [T:Spain] in the semi-final.", "final 3-1: Spain 3* Wales 1"},
    {Sport::tennis, "Their head-to-head stood at 16-7 in [P:Anna Hall]'s favour when she met [P:Eva Lowe].",
     "series 16-7: Anna Hall 16 Eva Lowe 7"},
    {Sport::football, "It was 2-1 in favour of [T:Town] when [T:City] had a man sent off.",
     "partial 2-1: Town 2 City 1"},
    {Sport::football, "[T:Town] were 3-1 victors against [T:City].", "final 3-1: Town 3* City 1"},
    {Sport::football, "The aggregate score was 4-3 to [T:Town] over [T:City].", "aggregate 4-3: Town 4* City 3"},
    {Sport::football, "The 2-0 win took [T:Town] above [T:City].", "final 2-0: Town 2* City 0"},
    {Sport::football, "[T:Town] dispatched [T:City] 3-0, a scoreline that flattered the losers.",
     "final 3-0: Town 3* City 0"},
    {Sport::football, "[T:Town] were beaten for the first time this season, 1-0 at home by [T:City].",
     "final 1-0: City 1* Town 0"},
    {Sport::football, "Having lost 3-0 at [T:City], [T:Town] need a miracle.", "final 3-0: City 3* Town 0"},
    {Sport::football, "Beaten 2-1 by [T:City] on Tuesday, [T:Town] return to action today.",
     "final 2-1: City 2* Town 1"},
    {Sport::football, "[T:Town], 1-0 winners over [T:City] in midweek, rest three players.",
     "final 1-0: Town 1* City 0"},
    {Sport::football, "[T:Town]'s hopes were dashed by a 4-1 defeat to [T:City].", "final 4-1: City 4* Town 1"},
    {Sport::football, "[T:City] ran out 3-1 winners against [T:Town].", "final 3-1: City 3* Town 1"},
    {Sport::football, "[T:City] powered to a 5-2 win at [T:Town].", "final 5-2: City 5* Town 2"},
    {Sport::football, "[T:Town] blew a 3-0 lead against [T:City].", "partial 3-0: Town 3 City 0"},
    {Sport::football, "[T:Town] recovered from 2-0 down to draw 2-2 with [T:City].",
     "partial 2-0: City 2 Town 0; final 2-2: Town 2 City 2"},
    {Sport::football, "[T:Town] took revenge for a 4-0 drubbing by [T:City] in May.", "final 4-0: City 4* Town 0"},
    {Sport::football, "A 4-0 thrashing of [T:City] put [T:Town] through.", "final 4-0: Town 4* City 0"},
    {Sport::football, "[T:Town] crushed [T:City] (5-0) and [T:Rovers] beat [T:Albion] (2-1).",
     "final 5-0: Town 5* City 0; final 2-1: Rovers 2* Albion 1"},
    {Sport::football, "[T:Town] 2 [T:City] 1 (half-time 1-1)",
     "final Town 2 City 1: Town 2* City 1; partial 1-1: Town 1 City 1"},
    {Sport::football, "[T:Town]'s 2-2 draw with [T:City] left them third.", "final 2-2: Town 2 City 2"},
    {Sport::football, "[T:Town] remain unbeaten after a goalless draw with [T:City].", ""},
    {Sport::football, "[T:Town] lost on penalties (4-3) to [T:City].", "shootout 4-3: City 4* Town 3"},
    {Sport::football, "[T:Town] came through 4-3 in a penalty shoot-out against [T:City].",
     "shootout 4-3: Town 4* City 3"},
    {Sport::football, "[T:Town] drew 2-2 with [T:City] and won 5-4 on penalties.",
     "final 2-2: Town 2 City 2; shootout 5-4: Town 5* City 4"},
    {Sport::football, "[T:Town] won the first leg 2-0 but lost the second 3-0 to [T:City].",
     "final 2-0: Town 2* City 0; final 3-0: City 3* Town 0"},
    {Sport::football, "[T:Town] beat [T:City] one-nil.", "final one-nil: Town 1* City 0"},
    {Sport::football, "\"We lost two-one to [T:City],\" said the [T:Town] manager.", "final two-one: City 2* Town 1"},
    {Sport::football, "[T:Town] beat [T:City] by two goals to nil.", "final two goals to nil: Town 2* City 0"},
    {Sport::football, "[T:Town] are unbeaten in 10-15 matches against [T:City].", ""},
    {Sport::football, "[P:Adam Lowe], 5-10 and 11 stone, joined [T:Town].", ""},
    {Sport::football, "[T:Town] have won 12-3 in the vote of the clubs.", ""},
    {Sport::rugby_union, "[T:Town] produced a stunning comeback from 23-3 down at half-time to beat [T:City] 27-26.",
     "partial 23-3: City 23 Town 3; final 27-26: Town 27* City 26"},
    {Sport::rugby_union, "[T:Town] failed to score in the second half as they lost 19-6 to [T:City].",
     "final 19-6: City 19* Town 6"},
    {Sport::rugby_union, "[P:Neil Hall] kicked six penalties in [T:Town]'s 23-15 victory at [T:City].",
     "final 23-15: Town 23* City 15"},
    {Sport::rugby_union, "[T:Wales], who thrashed [T:Italy] 60-21 last year, travel to Rome.",
     "final 60-21: Wales 60* Italy 21"},
    {Sport::american_football, "The [T:Bears] shocked the [T:Lions] 21-20 on a last-second field goal.",
     "final 21-20: Bears 21* Lions 20"},
    {Sport::american_football, "Trailing 20-3, the [T:Bears] scored 28 straight points to beat the [T:Lions] 31-20.",
     "partial 20-3: Lions 20 Bears 3; final 31-20: Bears 31* Lions 20"},
    {Sport::american_football, "The [T:Lions] suffered their worst loss of the season, 44-7 to the [T:Bears].",
     "final 44-7: Bears 44* Lions 7"},
    {Sport::american_football, "[P:Joe Hall], a 6-4, 220-pounder, was taken 12th overall by the [T:Bears].", ""},
    {Sport::basketball, "The [T:Comets] ended a five-game slide by beating the [T:Suns] 100-88.",
     "final 100-88: Comets 100* Suns 88"},
    {Sport::basketball, "The [T:Comets] used a 20-4 run to pull away from the [T:Suns], 105-90.",
     "partial 20-4: Comets 20 Suns 4; final 105-90: Comets 105* Suns 90"},
    {Sport::basketball, "The [T:Suns] pulled within 80-78 of the [T:Comets].", "partial 80-78: Comets 80 Suns 78"},
    {Sport::basketball, "The [T:Comets], up 3-2 in the series, host the [T:Suns] on Friday.",
     "series 3-2: Comets 3 Suns 2"},
    {Sport::baseball, "The [T:Comets] rallied past the [T:Suns] 8-7.", "final 8-7: Comets 8* Suns 7"},
    {Sport::baseball, "The [T:Suns] fell to the [T:Comets] for the sixth time, 7-0.", "final 7-0: Comets 7* Suns 0"},
    {Sport::baseball, "The [T:Comets] are 9-3 against the [T:Suns] this season.", ""},
    {Sport::ice_hockey, "The [T:Comets] defeated the [T:Suns] 5-2 and improved to 30-20-5.",
     "final 5-2: Comets 5* Suns 2"},
    {Sport::ice_hockey, "The [T:Suns] took a 2-1 series lead with a 4-3 double-overtime win over the [T:Comets].",
     "series 2-1: Suns 2 Comets 1; final 4-3: Suns 4* Comets 3"},
    {Sport::tennis, "[P:Anna Hall] swept aside [P:Eva Lowe] 6-1 6-0 and now plays [P:Kim Bell].",
     "final 6-1 6-0: Anna Hall 2* Eva Lowe 0"},
    {Sport::tennis, "[P:Anna Hall] was trailing 6-4 3-1 when [P:Eva Lowe] twisted an ankle.",
     "partial 6-4 3-1: Eva Lowe 1 Anna Hall 0"},
    {Sport::tennis, "Second seed [P:Anna Hall] lost in straight sets, 6-4 7-5, to [P:Eva Lowe].",
     "final 6-4 7-5: Eva Lowe 2* Anna Hall 0"},
    {Sport::tennis, "[P:Anna Hall] led 5-2 in the third set before losing 4-6 6-3 7-5 to [P:Eva Lowe].",
     "partial 5-2: Anna Hall 5 Eva Lowe 2; final 4-6 6-3 7-5: Eva Lowe 2* Anna Hall 1"},
    {Sport::tennis, "[P:Anna Hall] bt [P:Eva Lowe] 7-6(4) 6-3", "final 7-6(4) 6-3: Anna Hall 2* Eva Lowe 0"},
    {Sport::tennis, "[P:Anna Hall] beat her compatriot [P:Eva Lowe], 6-3, 6-4, to reach the last eight.",
     "final 6-3, 6-4: Anna Hall 2* Eva Lowe 0"},
    {Sport::cricket, "[T:Kent] were all out for 210 and [T:Surrey] replied with 45-2.",
     "final 210: Kent 210; partial 45-2: Surrey 45"},
    {Sport::cricket, "[T:Kent] made 289-6 in 50 overs.", "final 289-6: Kent 289"},
    {Sport::cricket, "At stumps [T:Kent] were 5-172.", "partial 5-172: Kent 172"},
    {Sport::snooker, "[P:Joe Hall] led 7-2 before [P:Neil Lowe] levelled at 7-7.",
     "partial 7-2: Joe Hall 7 Neil Lowe 2; partial 7-7: Neil Lowe 7 Joe Hall 7"},
    {Sport::snooker, "[P:Neil Lowe] lost the final 18-16 to [P:Joe Hall].", "final 18-16: Joe Hall 18* Neil Lowe 16"},
    {Sport::darts, "[P:Joe Hall] edged [P:Neil Lowe] 5-4 in a sudden-death leg.", "final 5-4: Joe Hall 5* Neil Lowe 4"},
    {Sport::boxing, "[P:Joe Hall] won by scores of 118-110, 117-111 and 116-112 against [P:Neil Lowe].",
     "final 118-110: Joe Hall 118* Neil Lowe 110; final 117-111: Joe Hall 117* Neil Lowe 111; final 116-112: Joe Hall "
     "116* Neil Lowe 112"},
    {Sport::volleyball, "[T:Italy] beat [T:Brazil] in straight sets, 25-22 25-19 25-20.",
     "final 25-22 25-19 25-20: Italy 3* Brazil 0"},
    {Sport::australian_football, "[T:Swans] beat [T:Cats] by 20 points, 98-78.", "final 98-78: Swans 98* Cats 78"},
};

// "final 2-1: Town 2* City 1; ..." of what assign_sides makes of the scores.
std::string told(std::string_view marked, Sport sport) {
  Marked m(marked, sport);
  assign_sides(m.document, Rules::get().lexicon, ScoreModel(Rules::get().book), m.article);
  std::string out;
  for (const Score& score : m.article.scores) {
    if (!out.empty()) out += "; ";
    out += std::string(score_kind_name(score.kind)) + " " + std::string(score.span.of(m.text)) + ": ";
    std::vector<std::string> sides;
    for (std::size_t i = 0; i < score.sides.size(); ++i) {
      sides.push_back(score.sides[i].name + " " + std::to_string(score.sides[i].points) +
                      (score.winner == i ? "*" : ""));
    }
    if (sides.size() == 2 && score.sides[1].points > score.sides[0].points) std::swap(sides[0], sides[1]);
    if (sides.empty()) out += "?";
    for (std::size_t i = 0; i < sides.size(); ++i) out += (i > 0 ? " " : "") + sides[i];
  }
  return out;
}

TEST_CASE("sentences of all sports", "[scores]") {
  for (const Sentence& sentence : kSentences) {
    INFO(sentence.marked);
    CHECK(told(sentence.marked, sentence.sport) == sentence.told);
  }
}

// ---- end of sentences

TEST_CASE("a note behind a result is none of it", "[scores]") {
  CHECK(found("Day games\n\nRovers 4, Town 3 (11 innings)\n\nCity 2 Albion 0\n", Sport::baseball) ==
        "final Rovers 4, Town 3; final City 2 Albion 0");
  // The scorers may stand between the result and its half-time, on broken lines too.
  CHECK(told("Summaries of matches\n\n[T:Rovers] 1 (Hall 4th) [T:Town] 3 (Lowe\n\n33rd, 45th, Reed 70th).\n\n1-2.\n",
             Sport::football) == "final Rovers 1 (Hall 4th) Town 3: Town 3* Rovers 1; partial 1-2: Town 2 Rovers 1");
}

TEST_CASE("a word is in the rows that have it, in any case of ASCII", "[scores]") {
  const scores::CaselessWords words({{"won|beat||over", 1}, {"over|past|extraordinarily-long-one", 2}, {"", 4}});
  CHECK(words.rows_of("won") == 1);
  CHECK(words.rows_of("WoN") == 1);
  CHECK(words.rows_of("Over") == 3);
  CHECK(words.rows_of("past") == 2);
  CHECK(words.rows_of("Extraordinarily-Long-one") == 2);
  for (const char* other : {"", "wo", "wan", "wons", "7on", "extraordinarily-wrong-one", "beaT ", "p\xC5\xBFst"}) {
    INFO(other);
    CHECK(words.rows_of(other) == 0);
  }
}

TEST_CASE("spelled levels", "[scores]") {
  CHECK(found("It was four rubbers all when the rain came.", Sport::tennis) == "partial four rubbers all");
  CHECK(found("Her jumper tied it at 88 points apiece.", Sport::basketball) == "partial 88 points apiece");
  CHECK(found("The brothers had two goals apiece and two goals also chalked off.").empty());
}

TEST_CASE("totals of innings", "[scores]") {
  CHECK(sides("SCORES: [T:KENT] 301 AND 88-3; [T:ESSEX] 290.", Sport::cricket) == "KENT 301; KENT 88; ESSEX 290");
  CHECK(sides("Scores: [T:Kent] 301 and 166; [T:Essex] 290 and 178-4.", Sport::cricket) ==
        "Kent 301; Kent 166; Essex 290; Essex 178");
  CHECK(sides("At Hove: [T:Kent] 301 (Hall 118 not out; Lowe 4-77) and 166 (Reed 5-60); [T:Essex] 202. Match drawn.",
              Sport::cricket) == "Kent 301; Kent 166; Essex 202");
  CHECK(sides("[T:Kent] made 162-6 before [T:Essex] were bowled out for 121.", Sport::cricket) ==
        "Kent 162; Essex 121");
  CHECK(found("Hall was bowled out for 45 after tea.", Sport::cricket).empty());
  // What opens a sentence is no name for its capital.
  CHECK(sides("[T:Kent] lost heart. From 58-1 they slid to 70-6.", Sport::cricket) == "Kent 58; Kent 70");
}

TEST_CASE("verbs and clauses that turn a result round", "[scores]") {
  CHECK(told("[T:Bears] defeat [T:Comets] 6-3 as Hall homers", Sport::baseball) == "final 6-3: Bears 6* Comets 3");
  CHECK(told("[T:Bears] defeat the [T:Comets] 6-3", Sport::baseball) == "final 6-3: Bears 6* Comets 3");
  CHECK(told("[T:Town] were humbled by [T:City], who beat them 2-0.", Sport::football) == "final 2-0: City 2* Town 0");
  CHECK(told("[P:Hall] beat [P:Lowe] 4-6 6-3 7-6, saving two match points at 6-4 in the tie-break.", Sport::tennis) ==
        "final 4-6 6-3 7-6: Hall 2* Lowe 1; partial 6-4: Lowe 6 Hall 4");
  CHECK(told("OUT-OF-TOUCH [T:TOWN] CRASH 2-1 AT HOME TO [T:CITY]", Sport::football) == "final 2-1: CITY 2* TOWN 1");
  CHECK(told("The [T:Bears] rushed to a 19-5 edge over the [T:Comets].", Sport::basketball) ==
        "partial 19-5: Bears 19 Comets 5");
  CHECK(told("[T:Town] went down 3-2 to eventual winners [T:City].", Sport::football) == "final 3-2: City 3* Town 2");
  CHECK(found("[P:Hall] was 0-7 in break points at the time.", Sport::tennis).empty());
  CHECK(found("They won 2-0 four seasons ago at the same ground.") == "final 2-0");
}

TEST_CASE("which match another score is of", "[scores]") {
  // Another result of a side is against the other side of the report, if that was named last.
  CHECK(sides("[T:Rovers] meet [T:Town] today. [T:Rovers] beat [T:City] 3-1 on Monday. [T:Town] are next for them. "
              "[T:Rovers] have won there since a 2-0 defeat in May. [T:Town] wait.") ==
        "Rovers 3* City 1; Town 2* Rovers 0");
  // The same numbers of two other sides are no repetition.
  CHECK(sides("[T:Rovers] drew 1-1 with [T:Town]. [T:City] needed penalties against [T:Albion]. Both legs ended 1-1 "
              "before [T:City] won the shoot-out.") == "Rovers 1 Town 1; City 1 Albion 1");
  // A result of two others does not take the match over in a report.
  CHECK(sides("[P:Hall] beats [P:Lowe]\n\n[P:Hall] beat [P:Lowe] 10-6 in the final.\n\n[P:Hall] said of [P:Lowe] that "
              "he had been there before. On the other table [P:Reed] beat [P:Pike] 6-2.\n\nThe crowd rose. It was "
              "late.\n\n\"To come back to 8-6 was something,\" he said.\n",
              Sport::snooker) == "Hall 10* Lowe 6; Reed 6* Pike 2; Hall 8 Lowe 6");
  // A headline has the sides of the story.
  CHECK(sides("GOOD DAY FOR THE REDS AS THEY WIN 3-1\n\n[T:Town] sank at home. [T:Rovers] beat [T:City] 3-1 on "
              "Monday.\n") == "Rovers 3* City 1; Rovers 3* City 1");
}

TEST_CASE("lists of frames and rows of volleyball", "[scores]") {
  CHECK(told("[P:Hall] beat [P:Lowe] 2-1 in the final.\n\nFrame scores ([P:Hall] first): 72-15, 0-98, 67-40\n",
             Sport::snooker) == "final 2-1: Hall 2* Lowe 1; final 72-15, 0-98, 67-40: Hall 2* Lowe 1");
  CHECK(sides("[T:Town] beat [T:City] 19-16 in the rain.\n\nScoring sequence ([T:City] first): 3-0, 3-7 (half-time), "
              "16-19\n",
              Sport::rugby_union) == "Town 19* City 16; City 3 Town 0; City 3 Town 7; City 16 Town 19");
  CHECK(sides("Frame scores ([P:Hall] first): 72-15, 10-60", Sport::snooker) == "?");
  // Whatever the sport of the article, three sets of 25 points are one match.
  CHECK(told("[P:Hall] had 21 kills as [T:Town] held off [T:City], 25-21, 22-25, 31-29, 25-18, on Friday.",
             Sport::tennis) == "final 25-21, 22-25, 31-29, 25-18: Town 3* City 1");
  CHECK(found("They won 25-21, 40-28 and 30-12 on the road.", Sport::basketball).find(", ") == std::string::npos);
}

TEST_CASE("what else is told in two numbers", "[scores]") {
  CHECK(found("The penalty count was 7-1 and nobody could explain it.", Sport::rugby_league).empty());
  CHECK(found("Possession was even, corners 5-1, and still they lost.").empty());
  CHECK(found("\"He wanted 60-40, so he gets 60-40,\" the promoter said.", Sport::boxing).empty());
  CHECK(found("The Bears are third in the Eastern Conference at 29-13.", Sport::basketball).empty());
  CHECK(found("They were outscored 61-17 in the third quarter of their last five games.", Sport::basketball).empty());
  CHECK(found("Standings behind the leaders\n\n2-3: qualifying round\n").empty());
  CHECK(found("Bookies make Hall 8-1 for the title. He was 5-2 at lunch.", Sport::golf).empty());
}

TEST_CASE("the words around a name say what it is", "[scores]") {
  // A verb that no list has, before an article.
  CHECK(sides("The [T:Bears] were in control. They outrebounded the [T:Comets] by ten and led 49-38 at the break.",
              Sport::basketball) == "Bears 49 Comets 38");
  CHECK(sides("On the other pitch [T:Town] beat [T:City] 3-0.") == "Town 3* City 0");
  CHECK(sides("[P:Hall] will face defending champion [P:Lowe] of Wales who beat [P:Reed] 6-1 6-2.", Sport::tennis) ==
        "Lowe 2* Reed 0");
  CHECK(sides("A homer tied it and [T:Bears], who had trailed 8-1, completed a comeback against [T:Comets].",
              Sport::baseball) == "Comets 8 Bears 1");
  CHECK(sides("[P:Hall] beat [P:Lowe] 6-5 in the last four. The veteran had been 5-2 behind but won four in a row, the "
              "last after [P:Lowe] missed.",
              Sport::snooker) == "Hall 6* Lowe 5; Lowe 5 Hall 2");
  CHECK(
      sides("[T:Rovers] go on. A week ago [T:Rovers] sank at home. A 2-0 deficit after the defeat by [T:Town] was soon "
            "worse for [T:Rovers].") == "Town 2 Rovers 0");
}

TEST_CASE("rows by quarters and innings", "[scores]") {
  CHECK(told("By the numbers\n\n[T:Suns] 33 28 20 28 -- 109\n[T:Comets] 21 29 28 31 -- 109\n", Sport::basketball) ==
        "final Suns 33 28 20 28 -- 109\nComets 21 29 28 31 -- 109: Suns 109 Comets 109");
  CHECK(told("Quarter by quarter: [T:Swans] 14, 28, 47, 63; [T:Hawks] 18, 35, 50, 61.", Sport::other) ==
        "final Swans 14, 28, 47, 63; Hawks 18, 35, 50, 61: Swans 63* Hawks 61");
  CHECK(told("Late drama\n\n[T:SWANS] 2.1 5.4 8.8 11.11 (77)\n[T:PORT] 4.2 5.2 7.3 9.5 (59)\n",
             Sport::australian_football) ==
        "final SWANS 2.1 5.4 8.8 11.11 (77)\nPORT 4.2 5.2 7.3 9.5 (59): SWANS 77* PORT 59");
  // Totals that do not add up, a table of standings and rows of unlike length are something else.
  // A row is no longer than a game can be.
  const auto rows = [](std::size_t periods) {
    std::string numbers;
    for (std::size_t i = 0; i < periods; ++i) numbers += " 1";
    numbers += " -- " + std::to_string(periods) + "\n";
    return "[T:Suns]" + numbers + "[T:Comets]" + numbers;
  };
  CHECK(sides(rows(26), Sport::baseball) == "Suns 26 Comets 26");
  CHECK(sides(rows(27), Sport::baseball).empty());
  CHECK(sides(rows(900), Sport::baseball).empty());
  CHECK(sides(rows(400000), Sport::baseball).empty());
  CHECK(sides("[T:Suns] 33 28 20 28 -- 110\n[T:Comets] 21 29 28 31 -- 109\n", Sport::basketball).empty());
  CHECK(sides("Standings\n\n[T:Suns] 21 17 0 4 501\n[T:Comets] 21 16 0 5 569\n", Sport::rugby_league).empty());
  CHECK(sides("[T:Swans] 14, 28, 47, 63; [T:Hawks] 18, 35, 50.", Sport::other).empty());
}

TEST_CASE("what finishes, reads and falls", "[scores]") {
  CHECK(found("Bears beat Comets 30-25 to finish fifth.") == "final 30-25");
  CHECK(found("It was a 1-2 finish for the Italian team.").empty());
  CHECK(found("The match in the rain finished 2-2, and nobody minded.", Sport::ice_hockey) == "final 2-2");
  CHECK(found("Hall turned in the equaliser for 2-2 from close range.", Sport::ice_hockey) == "partial 2-2");
  CHECK(found("\"I looked up and it said 29-29,\" she laughed.", Sport::volleyball) == "partial 29-29");
  CHECK(found("They improved to 15-1 overall. The Bears slipped to 12-4 and 4-2.", Sport::volleyball).empty());
  CHECK(found("Up next\n\nSet scores: 25-21, 22-25, 31-29, 25-18\n", Sport::volleyball) ==
        "final 25-21, 22-25, 31-29, 25-18");
  CHECK(sides("Match facts\n\n- Gains: [T:Swans] 14, [T:Hawks] 9\n", Sport::other).empty());
}

TEST_CASE("who a pronoun, a scorer and a name behind 'with' stand for", "[scores]") {
  // The only side of the sentence before.
  CHECK(
      sides("[T:Rovers] beat [T:Town] 60-50.\n\n[T:Town] had themselves to blame. They led 46-42 after three quarters.",
            Sport::basketball) == "Rovers 60* Town 50; Town 46 Rovers 42");
  // "It" is the score.
  CHECK(sides("[T:Rovers] beat [T:Town] 4-0.\n\n[T:Town] had themselves to blame. It was 2-0 at the break.") ==
        "Rovers 4* Town 0; Rovers 2 Town 0");
  // Against nothing who scores is ahead, and a part of a compound ("two-run") is no word of result.
  CHECK(sides("[T:Comets] beat [T:Bears] 5-4. [P:Hall] had three hits for [T:Bears], one of them a two-run homer that "
              "made it 2-0.",
              Sport::baseball) == "Comets 5* Bears 4; Bears 2 Comets 0");
  // The course of the game knows better.
  CHECK(sides("[T:Rovers] beat [T:Town] 4-1. [T:Town] keeper [P:Hall] spilled a cross, and that made it 2-0.") ==
        "Rovers 4* Town 1; Rovers 2 Town 0");
  CHECK(sides("[T:Town] beat [T:City] in five. The sides changed ends with [T:City] up 8-6.", Sport::volleyball) ==
        "City 8 Town 6");
  CHECK(sides("[P:Hall], the first of them to win, found [P:Lowe] too strong and was beaten 11-5.", Sport::darts) ==
        "Lowe 11* Hall 5");
  // Players and their minutes are no result where teams play.
  CHECK(sides("Booked\n\n[P:Hall] 1, [P:Lowe] 10\n\n[T:Town] 2 [T:City] 1\n") == "Town 2* City 1");
  // An unlisted side inside a sentence, between a conjunction and the verb that takes a known one.
  CHECK(sides("Hall saved late as Alaska Milk beat [T:Town] 31-30 on Monday. [T:City] watched.") ==
        "Alaska Milk 31* Town 30");
  CHECK(found("The teams were level until 17-17 in the first.", Sport::volleyball) == "partial 17-17");
  CHECK(found("Her jumper tied it at 109 apiece.", Sport::basketball) == "partial 109 apiece");
  // Where teams have played so far, players who are named score for them.
  CHECK(sides("[T:Town] beat [T:City] 62-58. [P:Hall] shot 31 for the visitors, and [P:Lowe] drew them level at 44-44.",
              Sport::other) == "Town 62* City 58; Town 44 City 44");
}

TEST_CASE("grounds and coaches stand for their sides", "[scores]") {
  const auto sides_of = [](const std::string& text) {
    const Extraction extraction = testing::extract(text);
    std::string out;
    for (const Score& score : extraction.article.scores) {
      for (const Side& side : score.sides) out += side.name + " " + std::to_string(side.points) + ";";
    }
    return out;
  };
  CHECK(sides_of("Liverpool were dreadful again.\n\nThe coach had no excuse for a weak Liverpool side after the 3-2 "
                 "defeat at Boundary Park. Oldham Athletic danced, Liverpool did not.\n") ==
        "Oldham Athletic 3;Liverpool 2;");
  CHECK(sides_of("Former England manager Peter Hollin, in charge of Barcelona since May, smiled as his team "
                 "withstood Real Madrid's attacks to win the cup 3-2.\n") == "Barcelona 3;Real Madrid 2;");
}

TEST_CASE("plain scores of finished games", "[scores]") {
  CHECK(found("Rovers beat Athletic 3-0 on Saturday.") == "final 3-0");
  CHECK(found("They ran out 2\xE2\x80\x93"
              "1 winners in the rain.") ==
        "final 2\xE2\x80\x93"
        "1");
  CHECK(found("Rovers 1-1 Athletic") == "final 1-1");
  CHECK(found("Rovers 1 - 1 Athletic") == "final 1 - 1");
  CHECK(found("A late try sealed the 32-22 victory.", Sport::rugby_union) == "final 32-22");
  CHECK(found("The Comets held on for a 101-95 win.", Sport::basketball) == "final 101-95");
  CHECK(found("The 0-0 draw pleased nobody.") == "final 0-0");
}

TEST_CASE("spelled scores", "[scores]") {
  CHECK(found("\"Three-nil is a fair result,\" he said.") == "final Three-nil");
  CHECK(found("It finished two-all after extra time.") == "final two-all");
  CHECK(found("\"We won four-one,\" she said.") == "final four-one");
  CHECK(found("It ended 2-all at the Dell.") == "final 2-all");
  CHECK(found("A two-three week break and a one-two punch.").empty());
  CHECK(found("They sat four-five rows back at the opera.").empty());
}

TEST_CASE("states of play are partial", "[scores]") {
  CHECK(found("They were 2-0 up inside ten minutes.") == "partial 2-0");
  CHECK(found("Rovers turned a 15-6 half-time deficit around.", Sport::rugby_union) == "partial 15-6");
  CHECK(found("The match was abandoned with the score at 1-1.") == "partial 1-1");
  CHECK(found("Rovers beat Athletic 4-1 (halftime 2-0) in the cup.") == "final 4-1; partial 2-0");
  CHECK(found("Rovers 3-1 Athletic (1-0)") == "final 3-1; partial 1-0");
  CHECK(found("Bell levelled the game at 2-2 with a header.") == "partial 2-2");
  CHECK(found("Hall's volley made it 3-1.") == "partial 3-1");
  CHECK(found("The Comets opened with a 14-2 run.", Sport::basketball) == "partial 14-2");
}

TEST_CASE("shoot-outs, aggregates and series", "[scores]") {
  CHECK(found("Rovers won 4-3 on penalties.") == "shootout 4-3");
  CHECK(found("Athletic lost the shoot-out 5-4.") == "shootout 5-4");
  CHECK(found("They went through after a 3-2 aggregate win.") == "aggregate 3-2");
  CHECK(found("United won 4-2 on aggregate.") == "aggregate 4-2");
  CHECK(found("The Lions took the series 2-1.", Sport::rugby_union) == "series 2-1");
  CHECK(found("The Comets lead the best-of-seven series 3-1.", Sport::basketball) == "series 3-1");
  CHECK(found("A 3-2 shootout win kept the Bears second.", Sport::ice_hockey) == "final 3-2");
}

TEST_CASE("sets", "[scores]") {
  const Marked m("Hall beat Costa 6-3 3-6 7-6 (7-4) to reach the last four.", Sport::tennis);
  REQUIRE(m.article.scores.size() == 1);
  const Score& score = m.article.scores[0];
  CHECK(score.span.of(m.text) == "6-3 3-6 7-6 (7-4)");
  CHECK(score.kind == ScoreKind::final);
  REQUIRE(score.sets.size() == 3);
  CHECK(score.sets[1].first == 3);
  CHECK(score.sets[1].second == 6);
  CHECK(score.sets[2].tiebreak_first == 7);
  CHECK(score.sets[2].tiebreak_second == 4);
  CHECK(score.sides[0].points == 2);
  CHECK(score.sides[1].points == 1);

  CHECK(found("She won 6-1, 2-6, 6-4.", Sport::tennis) == "final 6-1, 2-6, 6-4");
  CHECK(found("He won 7-6 (7/2) 6-4.", Sport::tennis) == "final 7-6 (7/2) 6-4");
  CHECK(found("He won 6-7(5), 7-6(3), 10-8.", Sport::tennis) == "final 6-7(5), 7-6(3), 10-8");
  CHECK(found("Costa took the opening set 6-1 before rain came.", Sport::tennis) == "set 6-1");
  CHECK(found("He was 3-1 down in the opening set.", Sport::tennis) == "partial 3-1");
  CHECK(found("She retired when 6-4 2-0 down.", Sport::tennis) == "partial 6-4 2-0");
  CHECK(found("He saved three break points from 0-40 down.", Sport::tennis) == "partial 0-40");
  CHECK(found("Mark Hall (England) beat Ian Lowe (Wales) 15-8 12-15 15-10 15-9", Sport::other) ==
        "final 15-8 12-15 15-10 15-9");

  const Marked loser("Costa lost 6-7 (5) 6-4 to Hall.", Sport::tennis);
  REQUIRE(loser.article.scores.size() == 1);
  CHECK(loser.article.scores[0].sets[0].tiebreak_first == 5);
  CHECK(loser.article.scores[0].sets[0].tiebreak_second == 7);
}

TEST_CASE("cricket and match play", "[scores]") {
  CHECK(found("Kent were 263-7 at the close.", Sport::cricket) == "partial 263-7");
  CHECK(found("Kent made 289 for seven before lunch.", Sport::cricket) == "partial 289 for seven");
  CHECK(found("Fall of wickets: 1-82 2-141 3-160", Sport::cricket).empty());
  CHECK(found("Bowling: Hall 10-1-40-0, Lowe 7-0-29-2.", Sport::cricket).empty());
  CHECK(found("Hall beat Costa 3&2 in the morning.", Sport::golf) == "final 3&2");
  CHECK(found("Hall won 5 and 4 after lunch.", Sport::golf) == "final 5 and 4");
  CHECK(sides("[P:Hall] beat [P:Costa] 3&2.", Sport::golf) == "?");
}

TEST_CASE("numbers that are no score", "[scores]") {
  CHECK(found("The 34-year-old signed in 2004-05 and left on 1996-08-31.").empty());
  CHECK(found("They lined up in a 4-4-2 and later a 4-2-3-1.").empty());
  CHECK(found("A 10-1 shot at best, he was 7-2 favourite by noon.", Sport::horse_racing).empty());
  CHECK(found("He is 20-1 to score first.").empty());
  CHECK(found("He will miss 2-3 weeks and 5-10 matches.").empty());
  CHECK(found("Kick-off is at 6:30 on 27-28 November, call 020-7946 or 01-811.").empty());
  CHECK(found("The final falls on July 19-20 in a 50-50 contest.").empty());
  CHECK(found("They are a 24-7 operation with 8-10 staff per cent.").size() < 20);
  CHECK(found("He carded 66-67-68 to win by two.", Sport::golf).empty());
  CHECK(found("Rounds of 68-69 left him third.", Sport::golf).empty());
  CHECK(found("The '95-96 season was his last.").empty());
  CHECK(found("A one-two finish for the Swedes.", Sport::skiing).empty());
}

TEST_CASE("records of North American teams are no score", "[scores]") {
  CHECK(found("The Comets (12-4) host the Bears (9-7) on Sunday.", Sport::american_football).empty());
  CHECK(found("The Bears went 15-18 last season.", Sport::basketball).empty());
  CHECK(found("They improved to 5-2 with the victory.", Sport::american_football).empty());
  CHECK(found("A 3-1 record at home and an 11-8 mark overall.", Sport::baseball).empty());
  CHECK(found("Lowe (10-8) allowed two runs.", Sport::baseball).empty());
  CHECK(found("He beat the 12-4 Bears and faces the 9-7 Comets.", Sport::american_football).empty());
  CHECK(found("Bears: 5-5, .241 batting average, outscored by ten runs.", Sport::baseball).empty());
  CHECK(found("Ohio (15-3, 6-0) host Utah (11-8, 3-3) next.", Sport::basketball).empty());
  CHECK(found("Ohio (15-3, 6-0) host Utah (11-8, 3-3) next.", Sport::unknown).empty());
  CHECK(found("A 0-3 start cost the coach his job.", Sport::american_football).empty());
  CHECK(found("He is a 6-4 guard from Ohio.", Sport::basketball).empty());
  CHECK(found("He was hitting 8-12 from the field.", Sport::basketball).empty());
  CHECK(found("The winner of the 7-8 play-in game goes to Boston.", Sport::basketball).empty());
  CHECK(found("Hall, who is 24-0 with 19 knockouts, meets Lowe.", Sport::boxing).empty());
  // The same words with a score.
  CHECK(found("The Bears beat the Comets 27-24 in overtime.", Sport::american_football) == "final 27-24");
  CHECK(found("The Bears were up 27-10 at the half.", Sport::american_football) == "partial 27-10");
}

TEST_CASE("a results line is a score whole", "[scores]") {
  const std::string list =
      "Results of first division matches\n\nplayed on Friday:\n\nRovers 2 Athletic 2\n\nTown 0 City 4\n";
  CHECK(found(list) == "final Rovers 2 Athletic 2; final Town 0 City 4");
  CHECK(sides("Results of first division matches\n\nplayed on Friday:\n\n[T:Rovers=Blackhill Rovers] 2 Athletic "
              "2\n\nTown 0 [T:City] 4\n") == "Blackhill Rovers 2 Athletic 2; Town 0 City 4*");
}

TEST_CASE("winner, verb, loser", "[scores]") {
  CHECK(sides("[T:Rovers] beat [T:Town] 2-0 on Saturday.") == "Rovers 2* Town 0");
  CHECK(sides("[T:Rovers] lost 2-0 to [T:Town].") == "Town 2* Rovers 0");
  CHECK(sides("[T:Rovers] lost to [T:Town] 2-0.") == "Town 2* Rovers 0");
  CHECK(sides("[T:Rovers] were beaten 3-1 by [T:Town] at home.") == "Town 3* Rovers 1");
  CHECK(sides("[T:Rovers] went down 4-1 to [T:Town].") == "Town 4* Rovers 1");
  CHECK(sides("[T:Rovers] drew 1-1 with [T:Town].") == "Rovers 1 Town 1");
  CHECK(sides("[T:Rovers] were held to a 0-0 draw by [T:Town].") == "Rovers 0 Town 0");
  CHECK(sides("[T:Rovers] edged [T:Town] 1-0 and [T:City] thrashed [T:Albion] 5-0.") ==
        "Rovers 1* Town 0; City 5* Albion 0");
  CHECK(sides("[T:Rovers] won 3-2 at [T:Town].") == "Rovers 3* Town 2");
  CHECK(sides("[T:Rovers], beaten 2-1 by [T:Town], meet [T:City] next.") == "Town 2* Rovers 1");
  CHECK(sides("[T:Wales] were trounced 33-5 by [T:France].", Sport::rugby_union) == "France 33* Wales 5");
}

TEST_CASE("nouns of result", "[scores]") {
  CHECK(sides("[T:Rovers] earned a 2-1 win over [T:Town].") == "Rovers 2* Town 1");
  CHECK(sides("The goal gave [T:Rovers] a 2-1 victory over [T:Town].") == "Rovers 2* Town 1");
  CHECK(sides("[P:Hall]'s homer lifted the [T:Bears] to an 8-3 victory over the [T:Comets].", Sport::baseball) ==
        "Bears 8* Comets 3");
  CHECK(sides("He missed [T:Rovers]'s 2-1 home defeat by [T:Town].") == "Town 2* Rovers 1");
  CHECK(sides("[T:Rovers] followed it with a 19-13 defeat of champions [T:Town].", Sport::rugby_union) ==
        "Rovers 19* Town 13");
  CHECK(sides("[T:Rovers] recover from a 6-0 thrashing by [T:Town].") == "Town 6* Rovers 0");
  CHECK(sides("[T:Rovers] suffered a 4-0 defeat at the hands of [T:Town].") == "Town 4* Rovers 0");
  CHECK(sides("In a 41-9 loss to the [T:Comets], the [T:Bears] were poor.", Sport::american_football) ==
        "Comets 41* Bears 9");
  CHECK(sides("[T:Rovers] went through at the expense of [T:Town] with a 1-0 win.") == "Rovers 1* Town 0");
  CHECK(sides("A hat-trick in the 3-0 win by [T:Rovers] over [T:Town] made his name.") == "Rovers 3* Town 0");
}

TEST_CASE("scorelines name the home side first", "[scores]") {
  CHECK(sides("[T:Rovers] 1-2 [T:Town]") == "Rovers 1 Town 2*");
  CHECK(sides("[T:Rovers] 1-1 [T:Town]\n\n[T:Rovers] win 3-1 on penalties.") == "Rovers 1 Town 1; Rovers 3* Town 1");
  CHECK(sides("[T:Rovers] beat [T:Town] 3-1 (halftime 2-0) on Sunday.") == "Rovers 3* Town 1; Rovers 2 Town 0");
}

TEST_CASE("sides that the sentence leaves out", "[scores]") {
  CHECK(sides("[T:Rovers] meet [T:Town] again on Sunday. [T:Rovers] won 2-0 in May.") == "Rovers 2* Town 0");
  CHECK(sides("[T:Rovers] welcome [T:Town]. \"We were lucky,\" he said after the 0-0 draw.") == "Rovers 0 Town 0");
  CHECK(sides("[T:Rovers] hosted [T:Town]. They lost 3-1.") == "Town 3* Rovers 1");
  CHECK(sides("[T:Rovers] beat [T:Town] 2-1. The 2-1 scoreline was kind.") == "Rovers 2* Town 1; Rovers 2* Town 1");
  CHECK(sides("They won 4-1.") == "?");
}

TEST_CASE("an innings has one side, with its runs", "[scores]") {
  const auto innings = [](std::string_view text) { return sides(text, Sport::cricket); };
  CHECK(innings("[T:KENT] 412 and 88-3; [T:ESSEX] 290 (Hall 77). Rain fell.") == "KENT 412; KENT 88; ESSEX 290");
  CHECK(innings("[T:Kent] resumed on 140-2 and were 171-6 at lunch.") == "Kent 140; Kent 171");
  CHECK(innings("At Hove: Surrey 205-4 (Lowe 61) v [T:Essex].") == "Surrey 205");
  CHECK(innings("In reply to [T:Kent]'s 233 all out they were lost.") == "Kent 233");
  CHECK(found("The home side slid from 0-64 to 101 all out.", Sport::cricket) == "partial 0-64; final 101");
  CHECK(innings("[T:Perth] went from 0-64 to 101 all out.") == "Perth 64; Perth 101");
  CHECK(found("Hall finished with 4-31 and bowled unchanged.", Sport::cricket).empty());
  // How batsmen were out is no result, whatever the names before it are taken for.
  CHECK(found("[T:Hall run out] 54 (corrects from 53)", Sport::cricket).empty());
}

TEST_CASE("results with scorers, half-time and extra time", "[scores]") {
  const std::string list =
      "Summaries of second division matches\n\n[T:Rovers] 2 (Hall 11, 70 penalty) [T:Town] 1 (Lowe 40). Halftime 1-1. "
      "4,206\n\n[T:City] 0 [T:Albion] 1 (Reed 63rd,\n\nPike 80th).\n\n0-0.\n\n3,100\n";
  CHECK(sides(list) == "Rovers 2* Town 1; Rovers 1 Town 1; City 0 Albion 1*; City 0 Albion 0");
  CHECK(sides("Results of matches\n\n[T:Rovers] 2 [T:Town] 2 ([T:Rovers] win 4-2 on penalties)\n") ==
        "Rovers 2 Town 2; Rovers 4* Town 2");
  CHECK(found("Results on Friday:\n\nRovers 4 ALBION 3 (2OT)\n\nTown 7 City 1\n", Sport::ice_hockey) ==
        "final Rovers 4 ALBION 3; final Town 7 City 1");
  CHECK(sides("Night games\n\n[T:Rovers] v [T:Town] - abandoned at 1-1 after an hour, fog") == "Rovers 1 Town 1");
}

TEST_CASE("a heading behind a table ends it", "[scores]") {
  const std::string head = "Football: Premier League\n\nPremier League\n\n";
  const std::string table = "Team P W D L Pts\nCity 10 3 4 3 33\nTown 10 3 4 3 30\nRovers 10 2 4 4 29\n\n";
  const std::string result = "Premier League\n\nChelsea 2 Arsenal 1 (1-0)\n";
  for (const std::string& text : {head + result, head + table + result}) {
    CAPTURE(text);
    CHECK(found(text) == "final Chelsea 2 Arsenal 1; partial 1-0");
    const Extraction extraction = testing::extract(text);
    std::string told;
    for (const Score& score : extraction.article.scores) {
      told += std::string(score_kind_name(score.kind)) + " " + testing::text_of(extraction, score.span) + "; ";
    }
    CHECK(told == "final Chelsea 2 Arsenal 1; partial 1-0; ");
  }
}

TEST_CASE("words that begin as units do", "[scores]") {
  CHECK(found("They were sore after a 2-0 European Cup defeat.") == "final 2-0");
  CHECK(found("A 3-1 weekend win cheered them.") == "final 3-1");
  CHECK(found("A 4-0 football victory is rare.") == "final 4-0");
  CHECK(found("They won the second leg in Marden 6-0 to stretch their run.") == "final 6-0");
  CHECK(found("The Bears went 6-1 on a long home stretch.", Sport::basketball).empty());
  CHECK(found("It costs 20-30 euros and takes 2-3 weeks.").empty());
}

TEST_CASE("goals and behinds", "[scores]") {
  CHECK(sides("Late drama at the lake\n\n[T:SWANS] 12.13 (85) d [T:HAWKS] 12.9 (81)\n\nA crowd sang.\n",
              Sport::australian_football) == "SWANS 85* HAWKS 81");
  CHECK(sides("Results of matches\n\n[T:Swans] 14.12 (96) [T:Hawks] 24.\n\n9 (153)\n\n[T:Bears] 9.9 (63) "
              "[T:Lions] 9.8 (62)\n",
              Sport::australian_football) == "Swans 96 Hawks 153*; Bears 63* Lions 62");
  // Totals that the goals and behinds do not make are something else.
  CHECK(sides("[T:SWANS] 12.13 (99) d [T:HAWKS] 12.9 (12) in the end.", Sport::australian_football).empty());
}

TEST_CASE("judges' cards, prices and shots", "[scores]") {
  CHECK(found("Cards of 96-94, 95-95 and 97-93 told how near it was.", Sport::boxing) ==
        "partial 96-94; partial 95-95; partial 97-93");
  CHECK(found("Her colt drifted to 9-2 on Monday before the off.", Sport::horse_racing).empty());
  CHECK(found("The visitors were outshot 21-6 in the second period.", Sport::ice_hockey).empty());
  CHECK(found("A break of 90 put her 8-6 in front.", Sport::snooker) == "partial 8-6");
  CHECK(found("Bears win 3-1 in front of their own crowd.") == "final 3-1");
  CHECK(found("They ran away from the Bears 121-98.", Sport::basketball) == "final 121-98");
  CHECK(found("They wiped out deficits of 3-0 and 5-2.", Sport::ice_hockey) == "partial 3-0; partial 5-2");
  CHECK(found("Their own loss on Monday, 112-108, had hurt.", Sport::basketball) == "final 112-108");
  CHECK(found("The Bears (8-3) trailed 24-10 when it rained.", Sport::american_football) == "partial 24-10");
}

TEST_CASE("sides that are no mention", "[scores]") {
  CHECK(sides("[T:Rovers] slipped to a 1-0 defeat to [C:Wales] in spring. [T:Town] watched.") == "Wales 1* Rovers 0");
  CHECK(sides("After a 3-1 defeat of [C:Wales] the [T:Rovers] rested. [T:Town] watched.") == "Rovers 3* Wales 1");
  CHECK(sides("[C:Wales], who rested five men, won 2-0 against [T:Rovers]. [T:Town] watched.") == "Wales 2* Rovers 0");
  CHECK(sides("[C:Wales] lost 2-0 to [T:Rovers]. [T:Town] watched.") == "Rovers 2* Wales 0");
  CHECK(sides("[T:Rovers] sealed a trip to [C:Wales] with a 4-2 win over [T:Town].") == "Rovers 4* Town 2");
  CHECK(sides("[T:Bears=Boston Bears] met [T:Town]. A late goal gave [C:Boston] a 4-3 win over [T:Town].") ==
        "Boston Bears 4* Town 3");
}

TEST_CASE("the course of the game says who led", "[scores]") {
  CHECK(sides("[T:Rovers] beat [T:Town] 4-1. It was 3-0 by the break.") == "Rovers 4* Town 1; Rovers 3 Town 0");
  CHECK(sides("[T:Rovers] beat [T:Town] 4-1. A wild clearance made it 2-1.") == "Rovers 4* Town 1; Rovers 2 Town 1");
  CHECK(sides("[T:Town] lost 4-1 to [T:Rovers]. The hosts trailed 3-0 early on.") ==
        "Rovers 4* Town 1; Rovers 3 Town 0");
}

TEST_CASE("phrases that give or take a result", "[scores]") {
  CHECK(sides("It is 3-0 to [T:Rovers] against [T:Town].") == "Rovers 3 Town 0");
  CHECK(sides("[T:Rovers] and [T:Town] drew 1-1 (halftime 1-0).") == "Rovers 1 Town 1; Rovers 1 Town 0");
  CHECK(sides("[T:Rovers] snapped the [T:Bears] ' long run with an 8-0 win.") == "Rovers 8* Bears 0");
  CHECK(sides("[P:Hall] will face [P:Lowe] on Sunday after coming through 6-1 6-2 against [P:Reed].", Sport::tennis) ==
        "Hall 2* Reed 0");
  CHECK(sides("[P:Hall] will face [P:Lowe] on Sunday after the Dutchman beat [P:Reed] 6-1 6-2.", Sport::tennis) ==
        "Lowe 2* Reed 0");
  CHECK(sides("[T:Reds] face the [T:Bears] with 1-0 series lead", Sport::baseball) == "Reds 1 Bears 0");
  CHECK(found("The champion (21-2) makes his debut in the cage on Friday.", Sport::other).empty());
  CHECK(found("BEARS: At 1-4 after the loss, they must find answers", Sport::ice_hockey).empty());
  CHECK(sides("[T:Rovers] end [T:Town]'s long run with 8-0 victory") == "Rovers 8* Town 0");
  CHECK(sides("[T:Rovers] shot down [T:Town] 37-10 on Sunday.", Sport::american_football) == "Rovers 37* Town 10");
  CHECK(sides("[T:Rovers] beat [T:Town] 90-80. [T:Town] had pulled within 76-75.", Sport::basketball) ==
        "Rovers 90* Town 80; Rovers 76 Town 75");
  CHECK(sides("[P:Hall] meets [P:Lowe], a 6-1 6-4 winner over [P:Reed].", Sport::tennis) == "Lowe 2* Reed 0");
  CHECK(sides("[P:Hall] beat [P:Lowe] 6-1 3-6 2-0 - retired", Sport::tennis) == "Hall 1* Lowe 1");
  CHECK(sides("[P:Hall] beat [P:Lowe] (Wales)\n\n6-1 7-5\n\n[P:Reed] beat [P:Pike] 6-0 6-0\n", Sport::tennis) ==
        "Hall 2* Lowe 0; Reed 2* Pike 0");
}

TEST_CASE("the pair that plays, not a name in passing", "[scores]") {
  CHECK(sides("[T:Rovers] hold [T:Town]\n\nHall, once of [T:City], a [T:City] captain and the pride of the city, "
              "spoke up. The years had been kind to him since then. \"Nobody there forgets it,\" he said in the rain. "
              "A bus waited. He was late. It had been a long night for everyone there, with the score at 1-1 and the "
              "lights out.") == "Rovers 1 Town 1");
}

TEST_CASE("leads belong to who leads", "[scores]") {
  CHECK(sides("[T:Rovers] led [T:Town] 2-0 at half-time.") == "Rovers 2 Town 0");
  CHECK(sides("[T:Rovers] were 2-0 down to [T:Town] at the break.") == "Town 2 Rovers 0");
  CHECK(sides("[T:Rovers] trailed [T:Town] 2-1 after an hour.") == "Town 2 Rovers 1");
  CHECK(sides("The [T:Bears] were 3-1 against the [T:Comets] this season.", Sport::basketball) == "Bears 3 Comets 1");
  CHECK(sides("The [T:Bears] were 1-3 against the [T:Comets] this season.", Sport::basketball) == "Bears 1 Comets 3");
}

TEST_CASE("individual sports", "[scores]") {
  CHECK(sides("[P:Hall=Mark Hall] beat [P:Costa] of Spain 6-3 6-4.", Sport::tennis) == "Mark Hall 2* Costa 0");
  CHECK(sides("[P:Hall] was beaten 7-6 (8-6) 6-3 by local hope [P:Costa].", Sport::tennis) == "Costa 2* Hall 0");
  CHECK(sides("[P:Hall] lost 4-6 6-3 4-6 to [P:Costa].", Sport::tennis) == "Hall 1 Costa 2*");
  CHECK(sides("[P:Hall], who lost to [P:Lowe] in May, beat [P:Costa] 6-0 6-1.", Sport::tennis) == "Hall 2* Costa 0");
  CHECK(sides("[P:Hall] retired when 6-4 2-0 down to [P:Costa].", Sport::tennis) == "Costa 1 Hall 0");
  CHECK(sides("[P:Hall] went through after a quick 6-0 6-2 win over qualifier [P:Costa].", Sport::tennis) ==
        "Hall 2* Costa 0");
  CHECK(sides("[T:Spain] edged [T:Austria] 3-2 in the Fed Cup.", Sport::tennis) == "Spain 3* Austria 2");
  CHECK(sides("[P:Hall] beat [P:Costa] 13-9 in Sheffield.", Sport::snooker) == "Hall 13* Costa 9");
}

TEST_CASE("sports prose of many kinds", "[scores]") {
  struct Row {
    const char* text;
    Sport sport;
    const char* sides;
  };
  static const std::vector<Row> kRows = {
      {"[T:Rovers] secured a 3-1 first-leg lead over [T:Town].", Sport::football, "Rovers 3 Town 1"},
      {"[T:Rovers] striker [P:Lee Bell] scored twice as his side came from behind to beat [T:Town] 3-2.",
       Sport::football, "Rovers 3* Town 2"},
      {"[P:Lee Bell] scored twice in [T:Rovers]' 3-2 win at [T:Town].", Sport::football, "Rovers 3* Town 2"},
      {"[T:Town] slumped to a 4-0 defeat against [T:Rovers] on Tuesday.", Sport::football, "Rovers 4* Town 0"},
      {"[T:Town] suffered a shock 1-0 loss at home to [T:Rovers].", Sport::football, "Rovers 1* Town 0"},
      {"[P:Bell] was sent off in the 2-2 draw with [T:Town] last week, and [T:Rovers] have appealed.", Sport::football,
       "Rovers 2 Town 2"},
      {"[T:Rovers] ran riot, hammering [T:Town] 7-0.", Sport::football, "Rovers 7* Town 0"},
      {"A 2-0 win for [T:Rovers] at [T:Town] keeps them top.", Sport::football, "Rovers 2* Town 0"},
      {"[T:Town] fell to their sixth defeat in a row, 3-0 at [T:Rovers].", Sport::football, "Rovers 3* Town 0"},
      {"[T:Rovers] eased past [T:Town] 3-0 thanks to a hat-trick.", Sport::football, "Rovers 3* Town 0"},
      {"[T:Rovers] cruised to a 5-1 victory against [T:Town].", Sport::football, "Rovers 5* Town 1"},
      {"[T:Rovers] came from two goals down to draw 2-2 at [T:Town].", Sport::football, "Rovers 2 Town 2"},
      {"[T:Rovers] shared a 1-1 draw with [T:Town].", Sport::football, "Rovers 1 Town 1"},
      {"[T:Town] have not won since they beat [T:Rovers] 1-0 in August.", Sport::football, "Town 1* Rovers 0"},
      {"[T:England] crashed out of the tournament after losing 4-1 to [T:Germany].", Sport::football,
       "Germany 4* England 1"},
      {"[T:Germany] put four past [T:England] in a 4-1 rout.", Sport::football, "Germany 4* England 1"},
      {"[T:England] were thumped 4-1 by [T:Germany] in the last 16.", Sport::football, "Germany 4* England 1"},
      {"The [T:Bears] rolled past the [T:Comets] 112-98 on Friday night.", Sport::basketball, "Bears 112* Comets 98"},
      {"[P:Dan Hall] scored 32 points to lead the [T:Bears] to a 112-98 win over the [T:Comets].", Sport::basketball,
       "Bears 112* Comets 98"},
      {"[P:Dan Hall] had 32 points and the [T:Bears] beat the visiting [T:Comets] 112-98 on Friday.", Sport::basketball,
       "Bears 112* Comets 98"},
      {"The [T:Bears] snapped a five-game skid by defeating the [T:Comets], 7-2.", Sport::baseball,
       "Bears 7* Comets 2"},
      {"The [T:Comets] blew a 4-1 lead in the ninth against the [T:Bears].", Sport::baseball, "Comets 4 Bears 1"},
      {"The [T:Bears] rallied for a 9-8 victory and a sweep of the [T:Comets].", Sport::baseball, "Bears 9* Comets 8"},
      {"The [T:Bears] fell 24-17 to the [T:Comets] on Sunday.", Sport::american_football, "Comets 24* Bears 17"},
      {"The [T:Bears] dropped a 3-2 decision to the [T:Comets].", Sport::ice_hockey, "Comets 3* Bears 2"},
      {"The [T:Bears] took a 2-1 series lead over the [T:Comets] with a 4-3 overtime win.", Sport::ice_hockey,
       "Bears 2 Comets 1; Bears 4* Comets 3"},
      {"The [T:Bears] lead the series 2-1 after beating the [T:Comets] 4-3.", Sport::ice_hockey,
       "Bears 2 Comets 1; Bears 4* Comets 3"},
      {"[P:Ana Ruiz] upset top seed [P:Eva Hall] 6-4 7-5 to reach the final.", Sport::tennis, "Ana Ruiz 2* Eva Hall 0"},
      {"[P:Ana Ruiz] saved two match points before beating [P:Eva Hall] 4-6 7-6 (8-6) 6-3.", Sport::tennis,
       "Ana Ruiz 2* Eva Hall 1"},
      {"Second seed [P:Eva Hall] crashed out, losing 6-4 6-2 to qualifier [P:Ana Ruiz].", Sport::tennis,
       "Ana Ruiz 2* Eva Hall 0"},
      {"[P:Eva Hall] was knocked out 6-4 6-2 by qualifier [P:Ana Ruiz].", Sport::tennis, "Ana Ruiz 2* Eva Hall 0"},
      {"[P:Ana Ruiz] will face [P:Eva Hall], who overcame [P:Li Min] 6-1 6-4.", Sport::tennis, "Eva Hall 2* Li Min 0"},
      {"[P:Ana Ruiz] won the first set 6-4 against [P:Eva Hall].", Sport::tennis, "Ana Ruiz 6* Eva Hall 4"},
      {"[P:Ana Ruiz] led 5-2 in the third set but [P:Eva Hall] fought back.", Sport::tennis, "Ana Ruiz 5 Eva Hall 2"},
      {"[P:Mark Hall] completed a 10-4 win over [P:Ian Lowe] in the semi-final.", Sport::snooker,
       "Mark Hall 10* Ian Lowe 4"},
      {"[P:Mark Hall] leads [P:Ian Lowe] 9-7 going into the final session.", Sport::snooker, "Mark Hall 9 Ian Lowe 7"},
      {"[T:Wales] beat [T:Italy] 38-8 in Rome, having led 19-5 at the break.", Sport::rugby_union,
       "Wales 38* Italy 8; Wales 19 Italy 5"},
      {"[T:Wales] trailed 15-6 at half-time before beating [T:France] 24-18.", Sport::rugby_union,
       "France 15 Wales 6; Wales 24* France 18"},
      {"[P:Sam Hill], whose [T:Wales] side beat [T:France] 24-18, was delighted.", Sport::rugby_union,
       "Wales 24* France 18"},
      {"[T:Leeds] clung on for a 22-20 success against [T:Wigan].", Sport::rugby_league, "Leeds 22* Wigan 20"},
      {"[T:Leeds] were denied as [T:Wigan] snatched a 22-20 victory.", Sport::rugby_league, "Wigan 22* Leeds 20"},
      {"[T:Rovers] won 3-1 in [T:Town].", Sport::football, "Rovers 3* Town 1"},
      {"[T:Rovers] knocked out [T:Town] 5-4 on penalties after a 1-1 draw.", Sport::football,
       "Rovers 5* Town 4; Rovers 1 Town 1"},
      {"[T:Rovers] lost 3-2 on aggregate to [T:Town].", Sport::football, "Town 3* Rovers 2"},
      {"[T:Rovers] went out 5-3 on aggregate despite a 2-1 win over [T:Town].", Sport::football,
       "Town 5* Rovers 3; Rovers 2* Town 1"},
      {"[T:Rovers], 2-1 winners over [T:Town], are top.", Sport::football, "Rovers 2* Town 1"},
      {"After a 2-1 defeat to [T:Town], [T:Rovers] sacked their manager.", Sport::football, "Town 2* Rovers 1"},
      {"[T:Rovers] are unbeaten since a 3-0 reverse at [T:Town].", Sport::football, "Town 3* Rovers 0"},
      {"[T:Rovers] put on a show to win 4-1 away at [T:Town].", Sport::football, "Rovers 4* Town 1"},
      {"[T:Australia] won the Ashes series 4-1 against [T:England].", Sport::cricket, "Australia 4* England 1"},
      {"[T:Rovers] 2-1 up on [T:Town] with ten minutes left.", Sport::football, "Rovers 2 Town 1"},
      {"[P:Joe Kay], the [T:Rovers] boss, was angry after the 2-0 loss to [T:Town].", Sport::football,
       "Town 2* Rovers 0"},
      {"The [T:Comets] were swept aside 38-3 by the [T:Bears].", Sport::american_football, "Bears 38* Comets 3"},
      {"The [T:Bears] beat the [T:Comets] 4-1 in Game 3 to cut the series deficit to 2-1.", Sport::ice_hockey,
       "Bears 4* Comets 1; Comets 2 Bears 1"},
      {"[T:Rovers] have never lost at [T:Town], where they won 3-0 last year.", Sport::football, "Rovers 3* Town 0"},
      {"[P:Joe Kay] believes [T:Rovers] can bounce back from Saturday's 4-0 loss to [T:Town].", Sport::football,
       "Town 4* Rovers 0"},
      {"[T:Rovers] captain [P:Joe Kay] was injured in the 3-1 win against [T:Town].", Sport::football,
       "Rovers 3* Town 1"},
      {"[P:Joe Kay] netted the winner as [T:Rovers] beat [T:Town] 1-0, with [T:City] losing 2-0 at [T:Albion].",
       Sport::football, "Rovers 1* Town 0; Albion 2* City 0"},
      {"[T:Rovers] beat [T:Town] 3-0. [T:City], meanwhile, lost 2-1 at home to [T:Albion].", Sport::football,
       "Rovers 3* Town 0; Albion 2* City 1"},
      {"There were also wins for [T:Rovers], 2-0 over [T:Town], and [T:City], who beat [T:Albion] 1-0.",
       Sport::football, "Rovers 2* Town 0; City 1* Albion 0"},
      {"[T:Ireland] ended a run of defeats with a 21-14 win over [T:Scotland] in Dublin.", Sport::rugby_union,
       "Ireland 21* Scotland 14"},
      {"[T:Ireland] beat the [T:All Blacks=New Zealand] 40-29 in Chicago.", Sport::rugby_union,
       "Ireland 40* New Zealand 29"},
      {"The [T:Bears] outscored the [T:Comets] 31-12 in the third quarter.", Sport::basketball, "Bears 31 Comets 12"},
      {"The [T:Comets] led 58-49 at halftime but the [T:Bears] opened the third quarter on a 16-4 run.",
       Sport::basketball, "Comets 58 Bears 49; Bears 16 Comets 4"},
      {"[P:Dan Hall] homered twice and the [T:Bears] beat the [T:Comets] 5-3 on Friday.", Sport::baseball,
       "Bears 5* Comets 3"},
      {"The [T:Bears] tied it 3-3 in the eighth, but the [T:Comets] won 4-3.", Sport::baseball,
       "Bears 3 Comets 3; Comets 4* Bears 3"},
      {"[T:Rovers] are through to the final after a 2-2 draw with [T:Town] gave them a 5-3 aggregate victory.",
       Sport::football, "Rovers 2 Town 2; Rovers 5* Town 3"},
      {"[P:Ana Ruiz] dismissed [P:Eva Hall] 6-1, 6-2 in 55 minutes.", Sport::tennis, "Ana Ruiz 2* Eva Hall 0"},
      {"[P:Ana Ruiz] progressed with a straight-sets 6-3 6-2 victory over [P:Eva Hall].", Sport::tennis,
       "Ana Ruiz 2* Eva Hall 0"},
      {"There was a shock when [P:Eva Hall] lost 1-6 6-4 6-4 to [P:Ana Ruiz].", Sport::tennis,
       "Ana Ruiz 2* Eva Hall 1"},
      {"[P:Ana Ruiz] battled past [P:Eva Hall] 6-7 7-5 6-3 and [P:Li Min] beat [P:Jo Day] 6-2 6-2.", Sport::tennis,
       "Ana Ruiz 2* Eva Hall 1; Li Min 2* Jo Day 0"},
      {"[P:Eva Hall] recovered from a set down to beat [P:Ana Ruiz] 3-6 6-4 6-2.", Sport::tennis,
       "Eva Hall 2* Ana Ruiz 1"},
      {"In the doubles, [T:Spain] took a 2-1 lead over [T:France].", Sport::tennis, "Spain 2 France 1"},
      {"[T:Rovers]'s 5-1 demolition of [T:Town] sent them top.", Sport::football, "Rovers 5* Town 1"},
      {"[T:Rovers] twice came from behind in a thrilling 3-3 draw against [T:Town].", Sport::football,
       "Rovers 3 Town 3"},
      {"Goals from [P:Kay] and [P:Bell] gave the visitors a 2-0 win.", Sport::football, "?"},
      {"[T:Rovers] conceded twice late on to lose 3-2 to [T:Town].", Sport::football, "Town 3* Rovers 2"},
      {"[T:Town] held on to beat [T:Rovers] 1-0 despite having ten men.", Sport::football, "Town 1* Rovers 0"},
      {"[P:Kay] gave [T:Rovers] a 1-0 lead but [T:Town] equalised.", Sport::football, "Rovers 1 Town 0"},
      {"[P:Kay] put [T:Rovers] 1-0 up against [T:Town] after nine minutes.", Sport::football, "Rovers 1 Town 0"},
      {"[T:Rovers] were 1-0 ahead when [T:Town] levelled.", Sport::football, "Rovers 1 Town 0"},
      {"[T:Rovers], who were 3-0 down to [T:Town] at half-time, won 4-3.", Sport::football,
       "Town 3 Rovers 0; Rovers 4* Town 3"},
      {"The hosts won 2-1.", Sport::football, "?"},
      {"The [T:Bears] beat the [T:Comets] 24-17 to improve to 9-2.", Sport::american_football, "Bears 24* Comets 17"},
      {"With the win the [T:Bears] moved to 5-2, while the [T:Comets] dropped to 3-4.", Sport::american_football, ""},
      {"The [T:Bears], 3-1 this season, host the [T:Comets].", Sport::american_football, ""},
      {"[P:Hall] (3-2) struck out nine as the [T:Bears] blanked the [T:Comets] 4-0.", Sport::baseball,
       "Bears 4* Comets 0"},
      {"[P:Hall] is 7-2 with a 3.10 ERA.", Sport::baseball, ""},
      {"[T:Rovers] manager [P:Kay] switched to a 3-5-2 after the break and his side won 2-1 at [T:Town].",
       Sport::football, "Rovers 2* Town 1"},
      {"[P:Kay] says a 5-4 vote kept him in charge.", Sport::football, ""},
      {"Trains run 7-10 pm and 2-3 miles away.", Sport::football, ""},
      {"Results: [T:Rovers] 2 [T:Town] 1, [T:City] 0 [T:Albion] 0.", Sport::football,
       "Rovers 2* Town 1; City 0 Albion 0"},
      {"[P:Ana Ruiz] bamboozled [P:Eva Hall] 6-1, 6-2 in 55 minutes.", Sport::tennis, "Ana Ruiz 2* Eva Hall 0"},
  };
  for (const Row& row : kRows) {
    INFO(row.text);
    CHECK(sides(row.text, row.sport) == row.sides);
  }
}

TEST_CASE("sides follow the order of the numbers", "[scores]") {
  Marked m("[T:Rovers] lost 2-0 to [T:Town].");
  assign_sides(m.document, Rules::get().lexicon, ScoreModel(Rules::get().book), m.article);
  REQUIRE(m.article.scores.size() == 1);
  const Score& score = m.article.scores[0];
  CHECK(score.sides[0].team == 1);
  CHECK(score.sides[0].points == 2);
  CHECK(score.winner == 0);
  CHECK(score.rule == "score.shape.dash");
  CHECK(score.sides_rule == "score.side.object");
  CHECK(score.confidence > 0.5f);
}

TEST_CASE("the rule that gave the sides", "[scores]") {
  static constexpr std::array<std::array<std::string_view, 2>, 4> kRows = {
      {{"[T:Town] 2-1 [T:Rovers]", "score.side.scoreline"},
       {"[T:Town] 2 [T:Rovers] 1 is the result.", "score.shape.inline"},
       {"[T:Rovers] lost 2-0 to [T:Town].", "score.side.object"},
       {"It ended 2-0.", ""}}};
  for (const auto& [text, rule] : kRows) {
    INFO(text);
    Marked m(text);
    assign_sides(m.document, Rules::get().lexicon, ScoreModel(Rules::get().book), m.article);
    REQUIRE(m.article.scores.size() == 1);
    CHECK(m.article.scores[0].sides_rule == rule);
    CHECK(m.article.scores[0].sides.empty() == rule.empty());
  }
}

TEST_CASE("a side that is no mention becomes a team", "[scores]") {
  Marked m("[T:Rovers] suffered a 3-1 defeat by [C:Wales]. They had lost 2-0 to [C:Wales] in May.");
  assign_sides(m.document, Rules::get().lexicon, ScoreModel(Rules::get().book), m.article);
  REQUIRE(m.article.teams.size() == 2);
  const Team& team = m.article.teams[1];
  CHECK(team.name == "Wales");
  CHECK(team.rule == "team.side");
  REQUIRE(team.mentions.size() == 2);
  CHECK(team.mentions[0].of(m.text) == "Wales");
  CHECK(team.mentions[0].start < team.mentions[1].start);
  REQUIRE(m.article.scores.size() == 2);
  for (const Score& score : m.article.scores) {
    CHECK(score.sides[0].team == 1);
    CHECK(score.sides[1].team == 0);
    CHECK(score.winner == 0);
  }
}

TEST_CASE("a final score of two sides and unequal points has a winner with an id", "[scores]") {
  static constexpr std::array<std::string_view, 5> kNames = {"[T:Rovers]", "[T:Town]", "[C:Wales]", "[C:Ghana]",
                                                             "[P:Hall]"};
  static constexpr std::array<std::string_view, 10> kBetween = {" beat ",
                                                                " lost to ",
                                                                " drew with ",
                                                                " won against ",
                                                                ", who beat ",
                                                                " 2-1 ",
                                                                " suffered a 3-1 defeat by ",
                                                                " 0-4 to ",
                                                                " 2 ",
                                                                " enjoyed a 3-0 win over "};
  static constexpr std::array<std::string_view, 5> kEnds = {" 3-0. ", " 1-2. ", ". ", " 1.\n\n", " 2-2. "};
  std::mt19937 random(11);
  std::size_t finals = 0;
  std::size_t adopted = 0;
  for (int round = 0; round < 1500; ++round) {
    std::string text;
    for (std::size_t i = 0; i < 1 + round % 4u; ++i) {
      text += kNames[random() % kNames.size()];
      text += kBetween[random() % kBetween.size()];
      text += kNames[random() % kNames.size()];
      text += kEnds[random() % kEnds.size()];
    }
    INFO(text);
    Marked m(text, round % 5 == 0 ? Sport::tennis : Sport::football);
    const std::size_t listed = m.article.teams.size();
    assign_sides(m.document, Rules::get().lexicon, ScoreModel(Rules::get().book), m.article);
    for (std::size_t i = listed; i < m.article.teams.size(); ++i) {
      REQUIRE_FALSE(m.article.teams[i].mentions.empty());
      REQUIRE(m.article.teams[i].rule == "team.side");
      ++adopted;
    }
    for (const Score& score : m.article.scores) {
      REQUIRE(score.sides.empty() == score.sides_rule.empty());
      for (const Side& side : score.sides) {
        REQUIRE((side.team < m.article.teams.size()) != (side.person < m.article.people.size()));
      }
      if (score.kind != ScoreKind::final || score.sides.size() != 2) continue;
      if (score.sides[0].points == score.sides[1].points) continue;
      ++finals;
      REQUIRE(score.winner == (score.sides[0].points > score.sides[1].points ? 0u : 1u));
    }
  }
  CHECK(finals > 500);
  CHECK(adopted > 100);
}

TEST_CASE("teams stand by first mention, and what refers to them follows", "[scores]") {
  // Only the first score shows that Toronto is a team, after the entities stage has numbered the others.
  const Extraction extraction = testing::extract(
      "Boston suffered a 3-1 defeat by Toronto.\n\nEarlier, Latvia gave Wales a 3-0 defeat of Peru.\n\n"
      "\"We were superb throughout the night,\" Wales said.\n");
  const Article& article = extraction.article;
  REQUIRE_FALSE(article.teams.empty());
  CHECK(article.teams[0].name == "Toronto");
  CHECK(article.teams[0].rule == "team.side");
  for (const Quote& quote : article.quotes) {
    REQUIRE(quote.speaker.has_value());
    REQUIRE(quote.speaker->team < article.teams.size());
    CHECK(article.teams[quote.speaker->team].name == quote.speaker->name);
  }
  CHECK(article.quotes.size() == 1);
  for (std::size_t i = 1; i < article.teams.size(); ++i) {
    CHECK(article.teams[i - 1].mentions.front().start < article.teams[i].mentions.front().start);
  }
  REQUIRE_FALSE(article.scores.empty());
  for (const Score& score : article.scores) {
    for (const Side& side : score.sides) {
      REQUIRE(side.team < article.teams.size());
      CHECK(article.teams[side.team].name == side.name);
    }
  }
}

TEST_CASE("invariants on hostile text", "[scores]") {
  // Pieces that scores are made of, in any order: spans stay inside, in order and apart, and nothing is read twice.
  static const std::vector<std::string> kPieces = {
      "1-0",      "6-4 ",      "7-6 (", "7-4)", "(",        ")",           " ",    "-",    "\xE2\x80\x93",
      "\xC2\xA0", "three-nil", "-all",  "2",    "10-1",     "&",           "\n",   "\n\n", ". ",
      "Town",     " beat ",    "[",     "]",    "for ",     "and ",        "0-30", "'",    "\xC3\xA9",
      "999-",     "2004-05",   "/",     ",",    " Rovers ", "\xE2\x80\x99"};
  static constexpr Sport kSports[] = {Sport::football, Sport::tennis,     Sport::cricket,
                                      Sport::golf,     Sport::basketball, Sport::unknown};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const auto count = 1 + random() % 24;
    for (std::size_t i = 0; i < count; ++i) text += kPieces[random() % kPieces.size()];
    Marked m(text, kSports[random() % 6]);
    std::uint32_t end = 0;
    for (const Score& score : m.article.scores) {
      REQUIRE(score.span.start >= end);
      REQUIRE(score.span.end > score.span.start);
      REQUIRE(score.span.end <= m.text.size());
      REQUIRE((static_cast<unsigned char>(m.text[score.span.start]) & 0xC0) != 0x80);
      REQUIRE((score.span.end == m.text.size() || (static_cast<unsigned char>(m.text[score.span.end]) & 0xC0) != 0x80));
      REQUIRE(score.confidence > 0);
      REQUIRE(score.confidence <= 1);
      REQUIRE(score.sides.size() == 2);
      REQUIRE(score.sets.size() <= 5);
      end = score.span.end;
    }
    const std::size_t before = m.article.scores.size();
    assign_sides(m.document, Rules::get().lexicon, ScoreModel(Rules::get().book), m.article);
    REQUIRE(m.article.scores.size() <= before);
    for (const Score& score : m.article.scores) REQUIRE(score.sides.size() <= 2);
  }
}

TEST_CASE("a dash between spaces joins a score where a word of result stands beside it", "[scores]") {
  CHECK(found("[T:Rovers] beat [T:Town] 3 \u2013 1 at the Dell.") == "final 3 \u2013 1");
  CHECK(found("[T:Rovers] beat [T:Town] 3 - 1.") == "final 3 - 1");
  CHECK(found("[T:Rovers] won 3 \u2013 1.") == "final 3 \u2013 1");
  CHECK(found("[T:Rovers] were beaten by [T:Town], 3 - 1.") == "final 3 - 1");
  CHECK(found("[T:Rovers] led 2 - 0 at half-time.") == "partial 2 - 0");
  CHECK(sides("[T:Rovers] lost 3 \u2013 1 to [T:Town].") == "Town 3* Rovers 1");
  // Elsewhere the dash is punctuation, a range or a line of a list.
  CHECK(found("The office is open 9 - 5 for the sale.").empty());
  CHECK(found("He scored in 2 - 3 of those games.").empty());
  CHECK(found("[T:Rovers] won on 3 - 5 December.").empty());
  CHECK(found("[T:Rovers] won the cup in 2012\n- 1 of 3 titles").empty());
}

TEST_CASE("numbers in brackets beside a match to come are a record", "[scores]") {
  CHECK(found("[T:Rovers] (3-1) visit [T:Town] on Sunday.").empty());
  CHECK(found("[T:Rovers] (3-1) will host [T:Town] (2-2) on Sunday.").empty());
  CHECK(found("[T:Rovers] (3-1) v [T:Town]").empty());
  CHECK(found("[T:Rovers] host [T:Town] (3-1) on Sunday.").empty());
  CHECK(found("[T:Rovers] travel to face the [T:Town] (3-1).").empty());
  CHECK(found("[P:Hall] (3-1) meets [P:Lowe] next.", Sport::darts).empty());
  // Behind a match that has been played they are its result.
  CHECK(found("[T:Rovers] beat [T:Town] (3-1) on Sunday.") == "final 3-1");
  CHECK(found("[T:Rovers] lost at home to [T:Town] (3-1) at the weekend.") == "final 3-1");
  CHECK(found("Next to visit are [T:Town], who won the last meeting (3-1).") == "final 3-1");
}

TEST_CASE("scores that are listed one after another keep the order of their sides", "[scores]") {
  CHECK(sides("[T:Rovers] 34-33 [T:Town] (28-28, 14-13)", Sport::handball) ==
        "Rovers 34* Town 33; Rovers 28 Town 28; Rovers 14 Town 13");
  CHECK(sides("[T:Rovers] beat [T:Town] on Friday.\n\nQ1: [T:Town] 13-15 [T:Rovers]\nHalf-time: 27-29\nQ3: 42-46\n",
              Sport::other) == "Town 13 Rovers 15; Town 27 Rovers 29; Town 42 Rovers 46");
}

TEST_CASE("tennis that is level or within a game is still being played", "[scores]") {
  CHECK(found("[P:Hall] saved three break points, 0-40, and held.", Sport::tennis) == "partial 0-40");
  CHECK(found("At 30-15 the rain came. It was 4-all.", Sport::tennis) == "partial 30-15; partial 4-all");
  CHECK(found("[T:Rovers] beat [T:Town] 40-15.", Sport::rugby_union) == "final 40-15");
  CHECK(found("[T:Rovers] and [T:Town] finished two-all.") == "final two-all");
}

TEST_CASE("persons who beat each other are the sides where no two teams could have met", "[scores]") {
  // The sport is a guess, and may be wrong.
  CHECK(sides("[P:Hall] beat [P:Lowe] 3-1 and [P:Marsh] beat [P:Kerr] 3-2.") == "Hall 3* Lowe 1; Marsh 3* Kerr 2");
  CHECK(sides("[P:Hall] scored twice as [T:Rovers] beat [T:Town] 3-1.") == "Rovers 3* Town 1");
  CHECK(sides("[P:Hall] saw his men win 3-1. [P:Lowe] was sent off.") == "?");
}

TEST_CASE("the total that a side chases is its opponent's", "[scores]") {
  const auto innings = [](std::string_view text) { return sides(text, Sport::cricket); };
  CHECK(innings("[T:Kent] met [T:Surrey] at the Oval. Chasing 163 for six, [T:Kent] slid to 31 for three.") ==
        "Surrey 163; Kent 31");
  CHECK(innings("[T:Kent] met [T:Surrey] at the Oval. [T:Kent], replying to 163-6, made 140-9.") ==
        "Surrey 163; Kent 140");
  CHECK(innings("[T:Surrey] were bowled out for 145 in reply to [T:Kent]'s 301-8 declared.") == "Surrey 145; Kent 301");
}

TEST_CASE("every rule has a pattern or a decision, a weight and a reason", "[scores]") {
  for (const std::string_view id : kScoreRules) {
    const Rule& rule = Rules::get().book.rule(id);
    CHECK(rule.id == id);
    CHECK(rule.weight > 0);
    CHECK(rule.weight <= 1);
    CHECK(rule.reason.size() > 20);
  }
  CHECK(std::is_sorted(kScoreRules.begin(), kScoreRules.end()));
}

// The places that Steps promises, a byte at a time.
std::vector<std::uint32_t> steps_of(std::string_view text, bool all_numbers) {
  const auto at = [&](std::size_t i) { return i < text.size() ? text[i] : '\0'; };  // before the first byte too
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(at(i)); };
  const auto ascii_letter = [&](std::size_t i) { return byte(i) >= 'A' && byte(i) < 0x80; };
  std::vector<std::uint32_t> steps;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = at(i + 1);
    const char second = at(i + 2);
    const bool digit = at(i) >= '0' && at(i) <= '9';
    const bool hyphen = next == '-' && (!ascii_letter(i + 2) || second == 'a' || second == 'A');
    const bool ap = (second == 'a' || second == 'A') && at(i + 3) == 'p';
    const bool space = (byte(i + 1) <= ' ' || byte(i + 1) >= 0x80) && (byte(i + 2) < '0' || byte(i + 2) >= 0x80 || ap);
    const bool beyond = at(i) == '\xE2' && byte(i + 2) >= 0x90 && byte(i + 2) < 0x98;
    const bool dash = (at(i) == '-' || beyond) && ascii_letter(i - 1);
    const bool word = (next == 't' && second == 'o') || (next == 'a' && (second == 'l' || second == 'p'));
    const bool unit = at(i) == ' ' && (at(i - 1) == 's' || at(i - 1) == 'l');
    const bool number = digit && (hyphen || space || next == '&' || all_numbers);
    if (number || dash || (unit && word)) steps.push_back(static_cast<std::uint32_t>(i));
  }
  return steps;
}

TEST_CASE("steps of scores are found sixteen bytes at a time as they are one by one", "[scores]") {
  static constexpr std::array<std::string_view, 24> kPieces = {"3",
                                                               "1",
                                                               "12",
                                                               "2004",
                                                               "-",
                                                               " - ",
                                                               "\xE2\x80\x93",
                                                               "\xE2\x80\x94",
                                                               "\xE2\x80\x99s ",
                                                               "&",
                                                               " ",
                                                               "\xC2\xA0",
                                                               "goals to one",
                                                               "games all",
                                                               "sets apiece",
                                                               "109 apiece",
                                                               "three-nil",
                                                               "two-all",
                                                               "2-all",
                                                               "a",
                                                               "Town ",
                                                               "\n",
                                                               ".",
                                                               "s"};
  std::mt19937 random(7);
  for (std::size_t round = 0; round < 600; ++round) {
    std::string text;
    for (std::size_t pieces = random() % 60; pieces > 0; --pieces) text += kPieces[random() % kPieces.size()];
    for (const bool all_numbers : {false, true}) {
      const std::vector<std::uint32_t> expected = steps_of(text, all_numbers);
      scores::Steps steps(text, all_numbers);
      std::vector<std::uint32_t> found;
      for (std::uint32_t i = steps.next(0); i < text.size(); i = steps.next(i + 1)) found.push_back(i);
      CAPTURE(text, all_numbers);
      REQUIRE(found == expected);
      // From any place on, as after what was read beyond its block.
      const auto from = static_cast<std::uint32_t>(random() % (text.size() + 1));
      scores::Steps later(text, all_numbers);
      const auto first = std::lower_bound(expected.begin(), expected.end(), from);
      REQUIRE(later.next(from) == (first == expected.end() ? text.size() : *first));
    }
  }
}

TEST_CASE("a chain of numbers has no score in it", "[scores]") {
  CHECK(found("Town won 1.3\xE2\x80\x94"
              "5-2 there.") == "");
  CHECK(found("Town won 2004\xE2\x80\x94"
              "5-2 there.") == "");
  CHECK(found("Town won 10-1-40-0 there.") == "");
}

}  // namespace
}  // namespace pressbox

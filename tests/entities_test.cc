// Entities: which names are people, which are teams, and what the article says of them. Each test is a short invented
// article; names are compared with what a reader would list.
#include "extractor/entities/entities.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/entities/landmarks.h"
#include "tests/catch.h"
#include "tests/extract.h"

namespace pressbox {
namespace {

using testing::extract;
using testing::text_of;

using Strings = std::vector<std::string>;

// "Name=mention|mention" of each, in order of first mention.
template <typename Entity>
Strings listed(const Extraction& extraction, const std::vector<Entity>& entities) {
  Strings out;
  for (const Entity& entity : entities) {
    std::string line = entity.name + "=";
    for (const Span span : entity.mentions) {
      if (line.back() != '=') line += '|';
      line += text_of(extraction, span);
    }
    out.push_back(std::move(line));
  }
  return out;
}

Strings people(std::string text) {
  const Extraction extraction = extract(std::move(text));
  return listed(extraction, extraction.article.people);
}

Strings teams(std::string text) {
  const Extraction extraction = extract(std::move(text));
  return listed(extraction, extraction.article.teams);
}

template <typename Entity>
Strings names_of(const std::vector<Entity>& entities) {
  Strings out;
  for (const Entity& entity : entities) out.push_back(entity.name);
  return out;
}
Strings team_names(std::string text) {
  return names_of(extract(std::move(text)).article.teams);
}
Strings people_names(std::string text) {
  return names_of(extract(std::move(text)).article.people);
}

Sport sport_of(std::string text) {
  return extract(std::move(text)).article.sport;
}

Person person(std::string text, std::string_view name) {
  const Extraction extraction = extract(std::move(text));
  for (const Person& candidate : extraction.article.people) {
    if (candidate.name == name) return candidate;
  }
  FAIL("nobody is called " << name << " in: " << extraction.source.text());
  return {};
}

// ---- people --------------------------------------------------------------------------------------------------------

TEST_CASE("entities: a full name, then the surname", "[entities]") {
  CHECK(people("Gareth Pullman scored twice. Pullman then limped off and the crowd sang for Pullman.") ==
        Strings{"Gareth Pullman=Gareth Pullman|Pullman|Pullman"});
  CHECK(people("It was Harkness who struck first. Toby Harkness has nine goals this season.") ==
        Strings{"Toby Harkness=Harkness|Toby Harkness"});
}

TEST_CASE("entities: the possessive is no part of a mention", "[entities]") {
  CHECK(people("Gareth Pullman's header won it, and Pullman's manager was delighted.") ==
        Strings{"Gareth Pullman=Gareth Pullman|Pullman"});
}

TEST_CASE("entities: particles belong to the name", "[entities]") {
  CHECK(people("Midfielder Joost van der Wiel was injured. \"It hurts,\" said Van der Wiel.") ==
        Strings{"Joost van der Wiel=Joost van der Wiel|Van der Wiel"});
  CHECK(people("Striker Miguel de la Fuente will be missed. De la Fuente had surgery on Monday.") ==
        Strings{"Miguel de la Fuente=Miguel de la Fuente|De la Fuente"});
}

TEST_CASE("entities: initials", "[entities]") {
  CHECK(people_names("The prize went to A. J. Tolliver on Sunday.") == Strings{"A. J. Tolliver"});
  CHECK(people_names("Guard JJ Barlow hit seven threes for the hosts.") == Strings{"JJ Barlow"});
  CHECK(people_names("Centre J.P. Rademeyer has been dropped by the coach.") == Strings{"J.P. Rademeyer"});
}

TEST_CASE("entities: a single name in a place for people", "[entities]") {
  CHECK(people("\"We deserved more,\" said Zezinho. The striker hit a post. Later Zezinho was booked.") ==
        Strings{"Zezinho=Zezinho|Zezinho"});
  CHECK(people_names("Brazilian midfielder Tadinho limped off before half-time.") == Strings{"Tadinho"});
}

TEST_CASE("entities: a nickname in marks between two names", "[entities]") {
  CHECK(people("Dave \"Sniper\" Colclough won the darts final. Colclough is 31.") ==
        Strings{"Dave Colclough=Dave \"Sniper\" Colclough|Colclough"});
}

TEST_CASE("entities: hyphens and apostrophes", "[entities]") {
  CHECK(people("Winger Ellis Marlow-Bright ran clear. Marlow-Bright has pace.") ==
        Strings{"Ellis Marlow-Bright=Ellis Marlow-Bright|Marlow-Bright"});
  CHECK(people("Jean-Luc Perrichon won the stage. Perrichon wore yellow.") ==
        Strings{"Jean-Luc Perrichon=Jean-Luc Perrichon|Perrichon"});
  CHECK(people("Fly-half Conor O'Hanrahan kicked three penalties. O'Hanrahan missed one.") ==
        Strings{"Conor O'Hanrahan=Conor O'Hanrahan|O'Hanrahan"});
  CHECK(people("Fly-half Conor O\xE2\x80\x99Hanrahan kicked three penalties. O\xE2\x80\x99Hanrahan missed one.") ==
        Strings{"Conor O\xE2\x80\x99Hanrahan=Conor O\xE2\x80\x99Hanrahan|O\xE2\x80\x99Hanrahan"});
}

TEST_CASE("entities: a surname of two words that only hyphens join elsewhere", "[entities]") {
  CHECK(people("Coach Radek Hruby-Lane smiled. Hruby-Lane, 51, is retiring.") ==
        Strings{"Radek Hruby-Lane=Radek Hruby-Lane|Hruby-Lane"});
}

TEST_CASE("entities: accents, and their absence", "[entities]") {
  CHECK(people("Defender Nicolás Ibáñez scored. Ibáñez is from Rosario. His brother taught Ibanez to shoot.") ==
        Strings{"Nicolás Ibáñez=Nicolás Ibáñez|Ibáñez|Ibanez"});
}

TEST_CASE("entities: Jr belongs to the name", "[entities]") {
  CHECK(people("Quarterback Marcus Tillery Jr. threw for 310 yards. Tillery was sacked once.") ==
        Strings{"Marcus Tillery Jr.=Marcus Tillery Jr.|Tillery"});
}

TEST_CASE("entities: names of a list", "[entities]") {
  CHECK(people_names("The coach dropped Liam Cartwright, Sean Moxley and Pat Hennigan.") ==
        Strings{"Liam Cartwright", "Sean Moxley", "Pat Hennigan"});
}

TEST_CASE("entities: names of a line-up", "[entities]") {
  const Strings found = people_names(
      "Burnley beat Fulham 2-0.\n\nBurnley: Hargest; Pilling, Orrell, Crabtree, Nuttall; Haslam, Entwistle, "
      "Greenhalgh; "
      "Rigby, Tattersall, Ashworth.\n");
  for (const char* name : {"Hargest", "Pilling", "Orrell", "Entwistle", "Ashworth"}) {
    CAPTURE(name);
    CHECK(std::count(found.begin(), found.end(), name) == 1);
  }
  CHECK(std::count(found.begin(), found.end(), "Burnley") == 0);
}

TEST_CASE("entities: names of a line-up without a label", "[entities]") {
  const Strings found = people_names(
      "Burnley beat Fulham 2-0.\n\nHargest, Pilling, Orrell (Crabtree 75), Nuttall, "
      "Haslam, Entwistle.\n");
  CHECK(found == Strings{"Hargest", "Pilling", "Orrell", "Crabtree", "Nuttall", "Haslam", "Entwistle"});
}

TEST_CASE("entities: a surname one letter off is the same person", "[entities]") {
  CHECK(people("Kristof Wendlander won in straight sets. \"I served well,\" Wendlender said.") ==
        Strings{"Kristof Wendlander=Kristof Wendlander|Wendlender"});
}

TEST_CASE("entities: a rare surname one letter off is the same person too", "[entities]") {
  CHECK(people("Agent Neil Hassell spoke. Hassel said no.") == Strings{"Neil Hassell=Neil Hassell|Hassel"});
}

TEST_CASE("entities: a given name that is a word opens a text", "[entities]") {
  CHECK(people("Rob Haddow has lost two props. Haddow smiled.") == Strings{"Rob Haddow=Rob Haddow|Haddow"});
  CHECK(people("An O'Hara penalty came after Sean O'Hara fell.") == Strings{"Sean O'Hara=O'Hara|Sean O'Hara"});
}

TEST_CASE("entities: a given name that is a town behind a player's role", "[entities]") {
  CHECK(people("The Spanish winger Pau Ferrer was late.") == Strings{"Pau Ferrer=Pau Ferrer"});
}

TEST_CASE("entities: the first of two surnames", "[entities]") {
  CHECK(people("Unai Zubeldia Arrate leads. Zubeldia attacked.") ==
        Strings{"Unai Zubeldia Arrate=Unai Zubeldia Arrate|Zubeldia"});
}

TEST_CASE("entities: brothers and sisters share a surname", "[entities]") {
  CHECK(people("The brothers Gregor and Finlay Baird rowed on. Gregor said no.") ==
        Strings{"Gregor Baird=Gregor|Gregor", "Finlay Baird=Finlay Baird"});
  CHECK(people_names("Josh Hembling won. His twin sister Ellie said she was proud.") ==
        Strings{"Josh Hembling", "Ellie Hembling"});
}

TEST_CASE("entities: a surname of somebody named in full beats a team's short name", "[entities]") {
  const std::string text = "Skipper Ian Lowry told Max Penn to wait. \"I heard him,\" Penn said.";
  CHECK(people(text) == Strings{"Ian Lowry=Ian Lowry", "Max Penn=Max Penn|Penn"});
  CHECK(teams(text).empty());
  CHECK(people("The Canadiens coach Rene St. Louis smiled in the NHL. \"Fine,\" St. Louis said.") ==
        Strings{"Rene St. Louis=Rene St. Louis|St. Louis"});
}

TEST_CASE("entities: two given names of one surname are one person only as a full form and its short form",
          "[entities]") {
  CHECK(people_names("Edward Tolland won the race. \"It was hard,\" Ed Tolland said.") == Strings{"Edward Tolland"});
  CHECK(people_names("Alexandra Orr won the race. Her brother Alexander Orr said he was glad.") ==
        Strings{"Alexandra Orr", "Alexander Orr"});
  CHECK(people_names("Jack Tolland and Jacob Tolland scored.") == Strings{"Jack Tolland", "Jacob Tolland"});
  CHECK(people_names("Nicole Orr beat Nicola Orr in the final.") == Strings{"Nicole Orr", "Nicola Orr"});
  CHECK(people_names("Rob Tolland scored. Bobby Tolland was glad.") == Strings{"Rob Tolland", "Bobby Tolland"});
  CHECK(people_names("Robert Tolland beat Bob Tolland in the final.") == Strings{"Robert Tolland", "Bob Tolland"});
}

TEST_CASE("entities: a common given name is no short form of a longer one", "[entities]") {
  CHECK(people_names("Andrea Kolbeck won in straight sets. She will meet Andre in the mixed doubles.").front() ==
        "Andrea Kolbeck");
  CHECK(people("Andrea Kolbeck won in straight sets. She will meet Andre in the mixed doubles.").front() ==
        "Andrea Kolbeck=Andrea Kolbeck");
  CHECK(people("Carlos Vega beat Joe Hall. Carl, a friend, said he was glad.").front() == "Carlos Vega=Carlos Vega");
  CHECK(people("Paulo Mendes scored. Paul said he was glad.").front() == "Paulo Mendes=Paulo Mendes");
  CHECK(people("Fabricio Vega beat Joe Hall. Fabri said he was glad.").front() == "Fabricio Vega=Fabricio Vega|Fabri");
}

TEST_CASE("entities: brands are no people", "[entities]") {
  CHECK(people("The odds come from BetMGM, according to DraftKings.").empty());
}

TEST_CASE("entities: people who share a surname stay apart", "[entities]") {
  CHECK(people("Ivan Prowse passed to Luke Prowse. Luke Prowse crossed the line. Ivan Prowse cheered.") ==
        Strings{"Ivan Prowse=Ivan Prowse|Ivan Prowse", "Luke Prowse=Luke Prowse|Luke Prowse"});
  // Alone, the surname is the one's who was named last.
  CHECK(people("Ivan Prowse kicked the goals. Luke Prowse came on. Prowse was fast.") ==
        Strings{"Ivan Prowse=Ivan Prowse", "Luke Prowse=Luke Prowse|Prowse"});
}

TEST_CASE("entities: a given name alone stands for somebody named in full", "[entities]") {
  CHECK(
      people("Captain Rhodri Pask was proud. \"I told Rhodri I'd only kick it if he let me,\" said coach Owen Mull.") ==
      Strings{"Rhodri Pask=Rhodri Pask|Rhodri", "Owen Mull=Owen Mull"});
}

TEST_CASE("entities: a title is no part of the name", "[entities]") {
  CHECK(people("Sir Desmond Aldgate opened the stand. Mr Aldgate was once a goalkeeper.") ==
        Strings{"Desmond Aldgate=Desmond Aldgate|Aldgate"});
  CHECK(people_names("Manager Ken Thwaites praised captain Joe Ibbotson.") == Strings{"Ken Thwaites", "Joe Ibbotson"});
}

TEST_CASE("entities: a name in capitals that opens a story", "[entities]") {
  CHECK(people("DENNIS HARTOP has told striker Lee Boon to stay. Hartop wants a new deal for Boon.") ==
        Strings{"Dennis Hartop=DENNIS HARTOP|Hartop", "Lee Boon=Lee Boon|Boon"});
}

TEST_CASE("entities: the speakers of a transcript in capitals", "[entities]") {
  const Strings found = people_names(
      "Q. Were you tired?\n\nDARNELL WICKES: No, I felt good.\n\nQ. And you, Zoran?\n\n"
      "ZORAN KOSTADIN: I slept well.\n");
  CHECK(found == Strings{"Darnell Wickes", "Zoran Kostadin"});
}

TEST_CASE("entities: an unknown word behind two known names belongs to the name", "[entities]") {
  CHECK(people_names("The Brazilian qualifier Ana Lucia Pradeiro lost 6-2 6-1.") == Strings{"Ana Lucia Pradeiro"});
}

TEST_CASE("entities: scorers in brackets behind a result", "[entities]") {
  const Strings found = people_names("Hibernian 2 (Lawrie 11, 70) Kilmarnock 2 (McSporran 40, Tattie 88)\n");
  CHECK(found == Strings{"Lawrie", "McSporran", "Tattie"});
}

TEST_CASE("entities: no person out of other names", "[entities]") {
  CHECK(people("Crystal Palace beat Preston North End 2-1 at Selhurst Park.").empty());
  CHECK(people("They play at Madison Square Garden in New York City next week.").empty());
  CHECK(people("The Grand National and the Cheltenham Gold Cup are run in spring.").empty());
  CHECK(people("She told the Daily Telegraph and Sky Sports News about it.").empty());
  CHECK(people("The game in San Francisco starts on Boxing Day.").empty());
  CHECK(people("The match was moved to Bank Holiday Monday. Last Tuesday it rained.").empty());
  CHECK(people("The International Tennis Federation and the Football Association agreed.").empty());
  CHECK(people("Sadly, New York lost. However, Boston won. Meanwhile Chicago had a day off.").empty());
}

TEST_CASE("entities: a hospital or a street named after somebody is no person", "[entities]") {
  CHECK(people("The surgeon at Alan Dacre Hospital operated on the winger.").empty());
}

// ---- teams ---------------------------------------------------------------------------------------------------------

TEST_CASE("entities: a club by its name and short forms", "[entities]") {
  CHECK(teams("Tottenham Hotspur drew 1-1. Tottenham had the chances but Spurs could not take them. It was Tottenham's "
              "first draw of the football season.") ==
        Strings{"Tottenham Hotspur=Tottenham Hotspur|Tottenham|Spurs|Tottenham"});
  CHECK(team_names("Wolverhampton Wanderers beat Leicester City. Wolves scored two goals; Leicester had one.") ==
        Strings{"Wolverhampton Wanderers", "Leicester City"});
}

TEST_CASE("entities: an abbreviation", "[entities]") {
  CHECK(teams("PSG lost the Champions League final. It was PSG's worst night since Paris Saint-Germain met Lyon.")[0] ==
        "Paris Saint-Germain=PSG|PSG|Paris Saint-Germain");
}

TEST_CASE("entities: nicknames", "[entities]") {
  CHECK(team_names("Arsenal won again. The Gunners have not lost since August in the Premier League.") ==
        Strings{"Arsenal"});
  CHECK(team_names("The New Zealand forwards were superb. The All Blacks scored five tries.") ==
        Strings{"New Zealand"});
}

TEST_CASE("entities: a city is the franchise of the article's sport", "[entities]") {
  CHECK(team_names("The goaltender made 31 saves as Boston beat Toronto 3-2 in overtime in the NHL.") ==
        Strings{"Boston Bruins", "Toronto Maple Leafs"});
  CHECK(team_names("The point guard had 31 points as Boston beat Toronto 103-92 in the NBA.") ==
        Strings{"Boston Celtics", "Toronto Raptors"});
  CHECK(team_names("The pitcher struck out nine in seven innings as Boston beat Toronto 3-2 in the American League.") ==
        Strings{"Boston Red Sox", "Toronto Blue Jays"});
}

TEST_CASE("entities: a city alone is a place where the words say so", "[entities]") {
  CHECK(
      team_names("The point guard lives in Boston and comes from Denver. The NBA game was played in Chicago.").empty());
  CHECK(team_names("The catcher grew up near Cleveland and went to school outside Detroit, MLB records say.").empty());
}

TEST_CASE("entities: a place that two franchises share means the one named in full", "[entities]") {
  CHECK(teams("The New York Yankees beat the Tampa Bay Rays 4-1 in the American League. New York had nine hits.")[0] ==
        "New York Yankees=New York Yankees|New York");
}

TEST_CASE("entities: a franchise place ends before the full stop", "[entities]") {
  CHECK(teams("The pitcher gave up a home run in the eighth inning of an 8-3 loss to Tampa Bay.") ==
        Strings{"Tampa Bay Rays=Tampa Bay"});
}

TEST_CASE("entities: Rangers, Giants and Cardinals by what the article is about", "[entities]") {
  CHECK(team_names("Celtic beat Rangers 2-1 at Parkhead in the Scottish Premiership.") == Strings{"Celtic", "Rangers"});
  CHECK(team_names("The Rangers goaltender made 30 saves and the New York Islanders lost in the NHL.") ==
        Strings{"New York Rangers", "New York Islanders"});
  CHECK(team_names("The Rangers pitcher threw eight innings and the Seattle Mariners lost in the American League.") ==
        Strings{"Texas Rangers", "Seattle Mariners"});
  CHECK(team_names("The Giants quarterback threw for two touchdowns against the Dallas Cowboys in the NFL.") ==
        Strings{"New York Giants", "Dallas Cowboys"});
  CHECK(team_names("The Giants shortstop hit a home run off the Dodgers bullpen in the ninth inning.") ==
        Strings{"San Francisco Giants", "Los Angeles Dodgers"});
  CHECK(team_names("The Cardinals pitcher walked two in the ninth inning against the Chicago Cubs.") ==
        Strings{"St. Louis Cardinals", "Chicago Cubs"});
}

TEST_CASE("entities: United is the club that the article is about", "[entities]") {
  CHECK(teams("Newcastle United won the football match 2-0. United had lost five Premier League games in a row.")[0] ==
        "Newcastle United=Newcastle United|United");
  CHECK(teams("Leeds United face Hull City in the Championship on Saturday. United are third.")[0] ==
        "Leeds United=Leeds United|United");
}

TEST_CASE("entities: a nickname that many clubs have is that of the club named in full", "[entities]") {
  CHECK(teams("Rovers reject bid\n\nBlackburn have rejected a bid from Everton in the Premier League.") ==
        Strings{"Blackburn Rovers=Rovers|Blackburn", "Everton=Everton"});
}

TEST_CASE("entities: the college of a prospect", "[entities]") {
  CHECK(team_names("NFL draft quarterbacks: 1. Ty Colburn, QB, Michigan. 2. Sam Prewitt, QB, Cincinnati.") ==
        Strings{"Michigan Wolverines", "Cincinnati Bearcats"});
}

TEST_CASE("entities: scorers below a line-up are no teams", "[entities]") {
  const std::string text =
      "Everton 1-1 Fulham\n\nToby Harkness and Neil Cutler scored in the Premier League.\n\nHarkness 41, Cutler 56.\n";
  CHECK(team_names(text) == Strings{"Everton", "Fulham"});
  CHECK(people(text) == Strings{"Toby Harkness=Toby Harkness|Harkness", "Neil Cutler=Neil Cutler|Cutler"});
}

TEST_CASE("entities: a place that two franchises share in two lands means the one of today", "[entities]") {
  CHECK(team_names("The NBA game was close. Toronto beat Boston.") == Strings{"Toronto Raptors", "Boston Celtics"});
}

TEST_CASE("entities: bodies of a country are not its team", "[entities]") {
  CHECK(team_names("The Kenya Rugby Football Union met before the Six Nations.").empty());
  CHECK(team_names("The England rugby union captain spoke before the Six Nations.") == Strings{"England"});
}

TEST_CASE("entities: a batsman's line of a scorecard names no team", "[entities]") {
  CHECK(team_names(
            "Test match scorecard, first innings, cricket:\n\nJ. Oswin c Lamb b Tait 12\n\nS. Prewitt not out 46\n")
            .empty());
}

TEST_CASE("entities: a country is its team in a sport of teams", "[entities]") {
  CHECK(team_names("England beat France 24-17 in the Six Nations rugby match.") == Strings{"England", "France"});
  CHECK(team_names("Wickets fell early. Pakistan, sent in on a damp pitch, were 40 for five.") == Strings{"Pakistan"});
  CHECK(team_names("The hockey goalkeeper saved twice after a 3-1 defeat of Germany.") == Strings{"Germany"});
  CHECK(team_names("The football squad flew to Spain. The training camp in Portugal lasts a week.").empty());
}

TEST_CASE("entities: a country is where a competitor comes from in a sport of individuals", "[entities]") {
  CHECK(team_names("Ilse Verhoeven (Belgium) beat Yui Hamano (Japan) 6-0 6-2 in the tennis tournament.").empty());
  CHECK(team_names("Tennis player Pablo Cernan of Spain won the clay-court title in straight sets.").empty());
  CHECK(team_names("Tennis: Spain beat Serbia 2-1 in the Davis Cup tie.") == Strings{"Spain", "Serbia"});
}

TEST_CASE("entities: results of individuals name no teams", "[entities]") {
  CHECK(team_names("ANTWERP, Feb 14\n\nResults of the tennis tournament (prefix number denotes seeding):\n\n"
                   "Ilse Verhoeven (Belgium) beat 8 - Katarina Dvorska (Slovakia) 4-6 7-6 (9-7) 6-3\n"
                   "1 - Chloe Atter (Britain) beat Yui Hamano (Japan) 6-0 6-2\n")
            .empty());
}

TEST_CASE("entities: the place of a dateline is no team", "[entities]") {
  CHECK(teams("BRIDGETOWN, Barbados, May 4 (Newswire) - Pakistan beat West Indies by two runs, the last wicket falling "
              "in the final over.") == Strings{"Pakistan=Pakistan", "West Indies=West Indies"});
  CHECK(teams("LYON, France, July 3\n\nMonaco beat Nice 2-0 in the French football league.") ==
        Strings{"Monaco=Monaco", "Nice=Nice"});
}

TEST_CASE("entities: the level is part of the team", "[entities]") {
  CHECK(teams("England Under-21 play Wales Under-21 in the football tournament.") ==
        Strings{"England Under-21=England Under-21", "Wales Under-21=Wales Under-21"});
  CHECK(teams("He coached England Under-19s to a football title.") == Strings{"England Under-19=England Under-19s"});
  CHECK(team_names("England beat Spain in the football World Cup. England Under-17 lost.") ==
        Strings{"England", "Spain", "England Under-17"});
}

TEST_CASE("entities: teams of a headline in capitals", "[entities]") {
  CHECK(teams("ARSENAL SINK CHELSEA\n\nArsenal beat Chelsea 3-0 in the Premier League on Saturday.\n") ==
        Strings{"Arsenal=ARSENAL|Arsenal", "Chelsea=CHELSEA|Chelsea"});
}

TEST_CASE("entities: people of a headline in capitals", "[entities]") {
  CHECK(people("PULLMAN HAT-TRICK SINKS CITY\n\nGareth Pullman scored three goals on Saturday.\n") ==
        Strings{"Gareth Pullman=PULLMAN|Gareth Pullman"});
}

TEST_CASE("entities: results lines", "[entities]") {
  CHECK(team_names("English football results on Saturday:\n\nEverton 2 Fulham 1\n\nBurnley 0 Watford 0\n") ==
        Strings{"Everton", "Fulham", "Burnley", "Watford"});
  CHECK(team_names("English football results on Saturday:\n\nEverton 2 Nethercombe Wanderers 1\n") ==
        Strings{"Everton", "Nethercombe Wanderers"});
}

TEST_CASE("entities: an unknown club by the words of its name", "[entities]") {
  CHECK(teams("Nethercombe Rovers won the football cup tie. Goalkeeper Al Munt was the hero for Nethercombe Rovers.") ==
        Strings{"Nethercombe Rovers=Nethercombe Rovers|Nethercombe Rovers"});
}

TEST_CASE("entities: teams of the standings", "[entities]") {
  const Strings found = team_names(
      "Premier League standings\n\n"
      "                 P  W  D  L  F  A  Pts\n"
      "Liverpool       10  8  1  1 22  7   25\n"
      "Chelsea         10  7  2  1 20  9   23\n"
      "Everton         10  6  1  3 15 11   19\n");
  CHECK(found == Strings{"Liverpool", "Chelsea", "Everton"});
}

TEST_CASE("entities: a team in front of a person or a role", "[entities]") {
  CHECK(team_names("Southampton manager Ralf Oberndorf wants a striker before the Premier League season.") ==
        Strings{"Southampton"});
  CHECK(team_names("Manchester United's Dane Olley scored.") == Strings{"Manchester United"});
}

TEST_CASE("entities: an adjective of nationality is no team", "[entities]") {
  CHECK(team_names("The French striker and the Dutch goalkeeper shook hands after the football match.").empty());
}

// ---- seen on articles of papers and agencies ------------------------------------------------------------------------

TEST_CASE("entities: a contest with a country is a contest with its team", "[entities]") {
  CHECK(teams("England's 2-0 defeat to Portugal in the football friendly hurt.") ==
        Strings{"England=England", "Portugal=Portugal"});
  CHECK(teams("The Six Nations side still have two games at home to Ireland and Wales.") ==
        Strings{"Ireland=Ireland", "Wales=Wales"});
  CHECK(teams("The Test rugby tour ended with a narrow loss to New Zealand, runners-up to Australia last year.") ==
        Strings{"New Zealand=New Zealand", "Australia=Australia"});
  CHECK(teams("The Six Nations resumes with the visit of Italy and a home game against Wales.") ==
        Strings{"Italy=Italy", "Wales=Wales"});
  CHECK(teams("His years in charge of Scotland ended with a rugby defeat.") == Strings{"Scotland=Scotland"});
  CHECK(teams("They reached the football World Cup at the expense of Peru.") == Strings{"Peru=Peru"});
  CHECK(teams("The World Cup hosts rank below the likes of Angola and Ghana at football.") ==
        Strings{"Angola=Angola", "Ghana=Ghana"});
}

TEST_CASE("entities: a country to which somebody goes is a place", "[entities]") {
  CHECK(teams("The rugby squad will travel to Ireland on Friday, and the Lions tour to New Zealand begins in May.") ==
        Strings{"British and Irish Lions=Lions"});
  CHECK(teams("The football striker wants to return to France, and his agent flew to Spain.").empty());
  CHECK(teams("The midfielder's move to Italy was announced at the football club.").empty());
}

TEST_CASE("entities: what a country has is its team's in a sport of teams", "[entities]") {
  CHECK(teams("The fans booed England's young players during the football friendly.") == Strings{"England=England"});
  CHECK(teams("Nothing could dent Wales' hopes in the Six Nations, and much is owed to Scotland's steady progress.") ==
        Strings{"Wales=Wales", "Scotland=Scotland"});
  CHECK(teams("Rugby prop Ned Cole was left out of Ireland's 30-man squad.") == Strings{"Ireland=Ireland"});
  CHECK(teams("They were 40 for two in the Test match in reply to England's 310.") == Strings{"England=England"});
}

TEST_CASE("entities: what a country has as a land is not its team's", "[entities]") {
  CHECK(teams("The football crowd sang of Britain's colonial past.").empty());
  CHECK(teams("The football federation met on Australia's Gold Coast.").empty());
}

TEST_CASE("entities: a country and the coach of its team in a sport of individuals", "[entities]") {
  CHECK(teams("Tennis: US coach Ray Pell watched the Davis Cup tie.") == Strings{"United States=US"});
  CHECK(teams("The tennis player asked about Australia's Davis Cup coach Ned Cole.") == Strings{"Australia=Australia"});
  CHECK(teams("He ran for the Great Britain 4x100m team in the athletics relay.") ==
        Strings{"Great Britain=Great Britain"});
  CHECK(teams("US sprinter Ray Pell won the 100m at the athletics meeting.").empty());
}

TEST_CASE("entities: a club that the article speaks of is meant by its city", "[entities]") {
  CHECK(teams("Liverpool won the Premier League match 2-0. Liverpool are third. He is the future of Liverpool, and on "
              "the subject of Liverpool's finances he was calm.") ==
        Strings{"Liverpool=Liverpool|Liverpool|Liverpool|Liverpool"});
  CHECK(teams("Bath beat Gloucester in the rugby Premiership. Cole came to Bath as a boy of twelve, and his agent has "
              "warned Bath of a bid.") == Strings{"Bath=Bath|Bath|Bath", "Gloucester=Gloucester"});
  CHECK(teams("Barcelona beat Sevilla in La Liga. It was the first success in charge of Barcelona for the coach.") ==
        Strings{"Barcelona=Barcelona|Barcelona", "Sevilla=Sevilla"});
}

TEST_CASE("entities: two teams joined by a hyphen", "[entities]") {
  CHECK(teams("The winners of the Derby-Fulham replay meet Watford in the FA Cup.") ==
        Strings{"Derby County=Derby", "Fulham=Fulham", "Watford=Watford"});
  CHECK(teams("The old Scotland-England fixture of football was dropped.") ==
        Strings{"Scotland=Scotland", "England=England"});
}

TEST_CASE("entities: teams that are coupled with a team", "[entities]") {
  CHECK(teams("Brentford will meet Hartlepool or Grimsby in the FA Cup.") ==
        Strings{"Brentford=Brentford", "Hartlepool United=Hartlepool", "Grimsby Town=Grimsby"});
  CHECK(teams("Watford or Swansea will host Leicester or Blackpool in the FA Cup.") ==
        Strings{"Watford=Watford", "Swansea City=Swansea", "Leicester City=Leicester", "Blackpool=Blackpool"});
  CHECK(teams("A guard of the NBA at 19, he played for Utah, Chicago and Memphis.") ==
        Strings{"Utah Jazz=Utah", "Chicago Bulls=Chicago", "Memphis Grizzlies=Memphis"});
}

TEST_CASE("entities: a fixture with its date", "[entities]") {
  CHECK(teams("Next one-day cricket match: India v Zimbabwe, September 1.") ==
        Strings{"India=India", "Zimbabwe=Zimbabwe"});
}

TEST_CASE("entities: the teams of a scorers' list", "[entities]") {
  CHECK(teams("Football friendly: Turkey 1 Belgium 2\n\nScorers:\n\nTurkey - Ergun Yildiz (61st)\n\nBelgium - Marc "
              "Desmet (13th)\n") == Strings{"Turkey=Turkey|Turkey", "Belgium=Belgium|Belgium"});
}

TEST_CASE("entities: a team whose match is named", "[entities]") {
  CHECK(teams("Striker Ned Cole has been ruled out of the Barcelona clash in the Champions League.") ==
        Strings{"Barcelona=Barcelona"});
  CHECK(teams("Ned Cole is out of Barcelona clash in the Champions League.") == Strings{"Barcelona=Barcelona"});
}

TEST_CASE("entities: a country in brackets behind an official", "[entities]") {
  CHECK(teams("Scotland beat Italy in the Six Nations.\n\nScotland: N Cole, T Orr.\n\nMarc Lavigne (France)\n") ==
        Strings{"Scotland=Scotland|Scotland", "Italy=Italy"});
}

TEST_CASE("entities: a surname that is a country or a town", "[entities]") {
  CHECK(people("Former NBA guard Darnell Jordan turned 50. Jordan's birthday was quiet. \"I love it,\" Jordan said, "
               "and fans watched Jordan play.") == Strings{"Darnell Jordan=Darnell Jordan|Jordan|Jordan|Jordan"});
  CHECK(teams("Former NBA guard Darnell Jordan turned 50. Jordan's birthday was quiet. \"I love it,\" Jordan said, and "
              "fans watched Jordan play.")
            .empty());
  CHECK(people("Commentator Mike Monaco: Oilers in five, NHL Stanley Cup.") == Strings{"Mike Monaco=Mike Monaco"});
  CHECK(people("NBA guard Gerald Hamilton left. Later his cousin, big Rip Hamilton, returned, and Hamilton scored.") ==
        Strings{"Gerald Hamilton=Gerald Hamilton", "Rip Hamilton=Rip Hamilton|Hamilton"});
}

TEST_CASE("entities: a given name that is a country or a town", "[entities]") {
  CHECK(people("NFL analysts Jordan Pell and Mel Orr wrote drafts. Mel, Jordan and Ray Cole agreed. Jordan picked a "
               "quarterback.") ==
        Strings{"Jordan Pell=Jordan Pell|Jordan|Jordan", "Mel Orr=Mel Orr|Mel", "Ray Cole=Ray Cole"});
  CHECK(people("Point guard Austin Dyer played in the NBA. Tim and Austin have been good.") ==
        Strings{"Austin Dyer=Austin Dyer|Austin", "Tim=Tim"});
}

TEST_CASE("entities: a given name alone that is a word", "[entities]") {
  CHECK(
      people("NFL analyst Field Garrick made a draft. Then Field goes through two rounds, and later Field is back.") ==
      Strings{"Field Garrick=Field Garrick|Field|Field"});
  CHECK(people("Columnist Matt Orwin picked the NFL games. Matt projected a trade, and so did Matt at noon.") ==
        Strings{"Matt Orwin=Matt Orwin|Matt|Matt"});
  CHECK(people("Skipper Grace Ollerton smiled. \"I saw Grace run,\" the netball coach said.") ==
        Strings{"Grace Ollerton=Grace Ollerton|Grace"});
}

TEST_CASE("entities: names of three words stay whole", "[entities]") {
  CHECK(people("Columnist Jen Floyd Ossler joined the site.") == Strings{"Jen Floyd Ossler=Jen Floyd Ossler"});
  CHECK(people("He fought Rafael Limon, Jose Luis Ramirez and Ned Cole in boxing.") ==
        Strings{"Rafael Limon=Rafael Limon", "Jose Luis Ramirez=Jose Luis Ramirez", "Ned Cole=Ned Cole"});
}

TEST_CASE("entities: an initial and a surname are the person of the story", "[entities]") {
  CHECK(people("Lock Ali Hendry won the lineout. Scotland: C Petrie, A Hendry, R O'Hara; D Parkes, N Cole.") ==
        Strings{"Ali Hendry=Ali Hendry|A Hendry", "C Petrie=C Petrie", "R O'Hara=R O'Hara", "D Parkes=D Parkes",
                "N Cole=N Cole"});
  CHECK(people("B O'Hara leads the side. Centre Brian O'Hara said he was fit.") ==
        Strings{"Brian O'Hara=B O'Hara|Brian O'Hara"});
  CHECK(people("Gary Ellis met Simon Ellis. Ireland: S Ellis, G Ellis, T Ellis.") ==
        Strings{"Gary Ellis=Gary Ellis|G Ellis", "Simon Ellis=Simon Ellis|S Ellis", "T Ellis=T Ellis"});
}

TEST_CASE("entities: replacements of a line-up", "[entities]") {
  CHECK(people("Replacements: Priddy for Roberts (71), Green for Dowd (71), Skivett for Shaw (71), Burkitt for Hart "
               "(57).") == Strings{"Priddy=Priddy", "Roberts=Roberts", "Green=Green", "Dowd=Dowd", "Skivett=Skivett",
                                   "Shaw=Shaw", "Burkitt=Burkitt", "Hart=Hart"});
  CHECK(people("London Irish: Sandifer, Penrose, Nordahl, Bishop; Maplehurst, Edwards; Hatfield, van der Wal, "
               "Hardwicke; Kenning, Casement.") ==
        Strings{"Sandifer=Sandifer", "Penrose=Penrose", "Nordahl=Nordahl", "Bishop=Bishop", "Maplehurst=Maplehurst",
                "Edwards=Edwards", "Hatfield=Hatfield", "van der Wal=van der Wal", "Hardwicke=Hardwicke",
                "Kenning=Kenning", "Casement=Casement"});
}

TEST_CASE("entities: scorers whose names are towns", "[entities]") {
  CHECK(teams("German football: Karlsruhe 3 (Halbach 9th minute, Dundee 31st and 77th) St Pauli 1\n") ==
        Strings{"Karlsruhe=Karlsruhe", "St Pauli=St Pauli"});
  CHECK(people("German football: Karlsruhe 3 (Halbach 9th minute, Dundee 31st and 77th) St Pauli 1\n") ==
        Strings{"Halbach=Halbach", "Dundee=Dundee"});
}

TEST_CASE("entities: a name in capitals is the person of the text", "[entities]") {
  CHECK(people("Q. Were you nervous?\n\nPELLOW: No.\n\nQ. Really?\n\nRAY PELLOW: I slept well. My coach told Pellow to "
               "rest.\n") == Strings{"Ray Pellow=PELLOW|RAY PELLOW|Pellow"});
}

TEST_CASE("entities: the last word of a club's name", "[entities]") {
  CHECK(teams("Wasps beat London Irish in the rugby Premiership. Irish replied with a try, but the Irish defence was "
              "poor.") == Strings{"Wasps=Wasps", "London Irish=London Irish|Irish|Irish"});
  CHECK(teams("Queens Park Rangers have signed Ned Cole in the Premier League. Rangers boss Al Munt was pleased.") ==
        Strings{"Queens Park Rangers=Queens Park Rangers|Rangers"});
  CHECK(teams("West Bromwich Albion rejected a Premier League bid. Some Albion fans were angry.") ==
        Strings{"West Bromwich Albion=West Bromwich Albion|Albion"});
}

TEST_CASE("entities: the college of a prospect in a list of ranks", "[entities]") {
  CHECK(teams("NFL draft: Defensive tackles 1. Peter Orr , Clemson (83) 2. Ned Cole Jr ., Texas (79) 3. Ray Pell , "
              "Iowa (73).") == Strings{"Clemson Tigers=Clemson", "Texas Longhorns=Texas", "Iowa Hawkeyes=Iowa"});
  CHECK(teams("NFL draft: 1. Peter Orr , Clemson Yates 1. Ned Cole , Ohio State 2. Ray Pell , Kentucky Reid 1. Al Munt "
              ", Florida 2. Tom Hale , Oregon") == Strings{"Clemson Tigers=Clemson", "Ohio State Buckeyes=Ohio State",
                                                           "Kentucky Wildcats=Kentucky", "Florida Gators=Florida",
                                                           "Oregon Ducks=Oregon"});
  CHECK(teams("NFL draft: Utah OT Caleb Orr , Indiana WR Omar Cole and Auburn guard Ray Pell visited before the NFL "
              "draft.") == Strings{"Utah Utes=Utah", "Indiana Hoosiers=Indiana", "Auburn Tigers=Auburn"});
  CHECK(teams("NFL draft: the captain of Oregon's secondary, Indiana's Fred Orr and Florida's Ned Cole are prospects, "
              "as is Ray Pell ( Clemson ).") ==
        Strings{"Oregon Ducks=Oregon", "Indiana Hoosiers=Indiana", "Florida Gators=Florida", "Clemson Tigers=Clemson"});
}

TEST_CASE("entities: a holiday is no person", "[entities]") {
  CHECK(people("\"We play too much towards Christmas,\" said coach Ned Cole. Christmas is short, and Christmas said it "
               "all.") == Strings{"Ned Cole=Ned Cole"});
}

TEST_CASE("entities: words for many people are no teams", "[entities]") {
  CHECK(teams("Real Madrid met two past Olympians in La Liga.") == Strings{"Real Madrid=Real Madrid"});
}

TEST_CASE("entities: the dash behind an item of a column", "[entities]") {
  CHECK(teams("NFL picks\n\nOrr and Beall - Colts\n\nHarmon - Seahawks over Rams\n") ==
        Strings{"Indianapolis Colts=Colts", "Seattle Seahawks=Seahawks", "Los Angeles Rams=Rams"});
}

TEST_CASE("entities: the fixtures of a schedule in capitals", "[entities]") {
  CHECK(teams("NBA basketball standings\n\nEASTERN CONFERENCE\n\nW L PCT GB\n\nMIAMI 14 4 .778 -\n\nFRIDAY "
              "SCHEDULE\n\nNEW JERSEY AT BOSTON\n\nPHOENIX AT SAN ANTONIO\n") ==
        Strings{"Miami Heat=MIAMI", "New Jersey Nets=NEW JERSEY", "Boston Celtics=BOSTON", "Phoenix Suns=PHOENIX",
                "San Antonio Spurs=SAN ANTONIO"});
}

TEST_CASE("entities: a ground where a match was lost", "[entities]") {
  CHECK(teams("Burnley drew 1-1 at Derby and lost 1-0 at Preston in the Championship, after disposing of Cardiff in "
              "the FA Cup.") ==
        Strings{"Burnley=Burnley", "Derby County=Derby", "Preston North End=Preston", "Cardiff City=Cardiff"});
}

TEST_CASE("entities: the students of a country", "[entities]") {
  CHECK(teams("Rugby: Wales Students beat France Students in the international.") ==
        Strings{"Wales Students=Wales Students", "France Students=France Students"});
}

TEST_CASE("entities: a city behind which stands what makes it a place", "[entities]") {
  CHECK(teams("The Boston Celtics guard was taken to a Boston hospital by a Toronto lawyer before the NBA game.") ==
        Strings{"Boston Celtics=Boston Celtics"});
  CHECK(teams("The Orlando Magic travel to Detroit for the NBA game.") == Strings{"Orlando Magic=Orlando Magic"});
  CHECK(teams("Newcastle United drew. \"I am pleased,\" the Premier League manager told BBC Newcastle.") ==
        Strings{"Newcastle United=Newcastle United"});
}

TEST_CASE("entities: a squad in possession behind in", "[entities]") {
  CHECK(teams("He was one of four players in Ireland's Six Nations squad, and hurt himself in Italy's heavy defeat.") ==
        Strings{"Ireland=Ireland", "Italy=Italy"});
}

// ---- competitions, venues, outlets, sport ---------------------------------------------------------------------------

TEST_CASE("entities: competitions, venues and outlets", "[entities]") {
  const Extraction extraction = extract(
      "Chelsea won the FA Cup final at Wembley Stadium, and the Premier League match at Stamford Bridge was postponed, "
      "BBC Sport and the Guardian reported.");
  CHECK(names_of(extraction.article.competitions) == Strings{"FA Cup", "Premier League"});
  CHECK(names_of(extraction.article.venues) == Strings{"Wembley", "Stamford Bridge"});
  REQUIRE_FALSE(extraction.article.outlets.empty());
  CHECK(text_of(extraction, extraction.article.outlets[0].mentions[0]) == "BBC Sport");
}

TEST_CASE("entities: the sport of an article", "[entities]") {
  CHECK(sport_of("The goalkeeper saved a penalty kick and Liverpool won the Premier League match.") == Sport::football);
  CHECK(sport_of("The fly-half kicked a conversion after the try and the scrum was strong in the Six Nations.") ==
        Sport::rugby_union);
  CHECK(sport_of("The pitcher threw seven scoreless innings and the shortstop hit a home run.") == Sport::baseball);
  CHECK(sport_of("The quarterback threw a touchdown pass in the NFL.") == Sport::american_football);
  CHECK(sport_of("The batsman was out lbw and the last wicket fell on 212.") == Sport::cricket);
  CHECK(sport_of("She broke serve twice and won the tie-break at Wimbledon.") == Sport::tennis);
  CHECK(sport_of("The minister opened a new bridge on Monday.") == Sport::unknown);
}

// ---- facts
// -----------------------------------------------------------------------------------------------------------

TEST_CASE("entities: role and team before a name", "[entities]") {
  const Person found = person("Everton manager Ralf Oberndorf was pleased with the football.", "Ralf Oberndorf");
  CHECK(found.role == "manager");
  CHECK(found.team == "Everton");
}

TEST_CASE("entities: role and team behind a name", "[entities]") {
  const Person found = person("Ralf Oberndorf, the Everton manager, was pleased with the football.", "Ralf Oberndorf");
  CHECK(found.role == "manager");
  CHECK(found.team == "Everton");
}

TEST_CASE("entities: the team of the possessive", "[entities]") {
  CHECK(person("Everton's Toby Harkness scored in the Premier League.", "Toby Harkness").team == "Everton");
}

TEST_CASE("entities: nationality", "[entities]") {
  CHECK(person("The Dutch striker Joris Veldhoen scored twice.", "Joris Veldhoen").nationality == "Netherlands");
  CHECK(person("Tennis player Pablo Cernan of Spain won in straight sets.", "Pablo Cernan").nationality == "Spain");
}

TEST_CASE("entities: the article's facts need the article's words", "[entities]") {
  const Person found = person("Toby Harkness scored.", "Toby Harkness");
  CHECK(found.role.empty());
  CHECK(found.team.empty());
  CHECK(found.nationality.empty());
}

TEST_CASE("entities: a former team is not the team", "[entities]") {
  CHECK(person("Former Chelsea striker Toby Harkness spoke in the Premier League.", "Toby Harkness").team.empty());
  CHECK(
      person("Toby Harkness, the former Chelsea striker, spoke in the Premier League.", "Toby Harkness").team.empty());
  CHECK(person("Ex-Everton striker Toby Harkness spoke in the Premier League.", "Toby Harkness").team.empty());
}

TEST_CASE("entities: club and country, and whom a person joined", "[entities]") {
  CHECK(person("Everton and Wales midfielder Toby Harkness spoke in the Premier League.", "Toby Harkness").team ==
        "Everton");
  CHECK(person("Toby Harkness, who joined Everton from Fulham, spoke in the Premier League.", "Toby Harkness").team ==
        "Everton");
}

TEST_CASE("entities: a brother of somebody of one name gets no surname", "[entities]") {
  CHECK(people_names("Al-Khelaifi spoke on Sunday. His brother Ali lost.") == Strings{"Al-Khelaifi", "Ali"});
}

TEST_CASE("entities: a surname that stands alone as it is printed is not misspelt", "[entities]") {
  CHECK_FALSE(people_names(":\nN: R(e Goetschl\nGoetschl").empty());
}

TEST_CASE("entities: firms and brothers are no roles", "[entities]") {
  CHECK(person("The betting firm asked Toby Harkness.", "Toby Harkness").role.empty());
  CHECK(person("The brothers Toby Harkness and Neil Harkness rowed on.", "Toby Harkness").role.empty());
}

// ---- descriptions of teams -------------------------------------------------------------------------------------

// "Name=description|description" of the teams that are described.
Strings references(std::string text) {
  const Extraction extraction = extract(std::move(text));
  Strings out;
  for (const Team& team : extraction.article.teams) {
    if (team.references.empty()) continue;
    std::string line = team.name + "=";
    for (const Reference& reference : team.references) {
      CHECK(reference.how == How::nominal);
      if (line.back() != '=') line += '|';
      line += text_of(extraction, reference.span);
    }
    out.push_back(std::move(line));
  }
  return out;
}

TEST_CASE("entities: hosts and visitors of a scoreline", "[entities]") {
  CHECK(
      references("Everton 2-1 Fulham\n\nToby Harkness put the visitors ahead in the Premier League, but the home side "
                 "levelled before the break and the hosts won it late.") ==
      Strings{"Everton=the home side|the hosts", "Fulham=the visitors"});
}

TEST_CASE("entities: hosts wherever in the text they stand", "[entities]") {
  std::string filler;
  for (int words = 0; words < 70; ++words, filler += " rain") {
    CHECK(references("Everton 2-1 Fulham\n\nIn the Premier League" + filler + " the hosts won it late.") ==
          Strings{"Everton=the hosts"});
  }
}

TEST_CASE("entities: landmarks are all the matches that they list", "[entities]") {
  Landmarks landmarks;
  for (std::uint32_t size = 0; size < 1400; size += size < 70 ? 1 : 65) {
    Document document;
    std::vector<Index> sporting;
    std::vector<Index> competitions;
    std::vector<Index> countries;
    for (Index i = 0; i < size; ++i) {
      Match match{};
      match.type = static_cast<EntryType>((i + size) % 11);
      match.sport = i % 4 == 0 ? Sport::cricket : Sport::unknown;
      if (match.sport != Sport::unknown) sporting.push_back(i);
      if (match.type == EntryType::competition) competitions.push_back(i);
      if (match.type == EntryType::country) countries.push_back(i);
      document.matches.push_back(match);
    }
    landmarks.find_matches(document);
    CHECK(landmarks.sporting == sporting);
    CHECK(landmarks.competitions == competitions);
    CHECK(landmarks.countries == countries);
  }
}

TEST_CASE("entities: hosts and visitors where the words say who is at home", "[entities]") {
  CHECK(references("Everton were at home to Fulham in the Premier League. The visitors had the better of it.") ==
        Strings{"Fulham=The visitors"});
  CHECK(references("Everton travelled to Fulham in the Premier League. The hosts scored early and the away side never "
                   "recovered.") == Strings{"Everton=the away side", "Fulham=The hosts"});
  CHECK(references("Everton hosted Fulham in the Premier League. The home team won.") ==
        Strings{"Everton=The home team"});
  CHECK(references("Everton beat visitors Fulham in the Premier League. Later the visitors complained.") ==
        Strings{"Fulham=the visitors"});
}

TEST_CASE("entities: hosts and visitors where nobody is at home", "[entities]") {
  CHECK(references("Everton met Fulham in the Premier League. The visitors had the better of it.").empty());
  // A third team is spoken of.
  CHECK(
      references("Everton 2-1 Fulham\n\nIn the Premier League Chelsea lost to Arsenal and the visitors sank.").empty());
}

TEST_CASE("entities: the champions", "[entities]") {
  CHECK(references("Premier League champions Everton beat Fulham. The champions are unbeaten.") ==
        Strings{"Everton=The champions"});
  CHECK(references("Everton, the defending champions, beat Fulham in the Premier League. Then the reigning champions "
                   "rested.") == Strings{"Everton=the defending champions|the reigning champions"});
  // Two are, or nobody is.
  CHECK(references("English champions Everton met Scottish champions Celtic. The champions drew.").empty());
  CHECK(references("Everton met Fulham in the Champions League. The champions drew.").empty());
  CHECK(references("English champions Everton met Scottish champions Celtic. The Scottish champions won.") ==
        Strings{"Celtic=The Scottish champions"});
}

TEST_CASE("entities: the club", "[entities]") {
  CHECK(references("Everton have sold Toby Harkness. The club said he wanted to leave in the Premier League window.") ==
        Strings{"Everton=The club"});
  // The captain of the club is somebody, the club in a quotation is the speaker's.
  CHECK(references("Everton beat Fulham in the Premier League. The club captain smiled.").empty());
  CHECK(references("Everton drew in the Premier League. \"I love the club,\" said Toby Harkness.").empty());
  // Two clubs, and nothing to choose by.
  CHECK(references("Everton and Fulham met in the Premier League. The club apologised.").empty());
}

TEST_CASE("entities: teams by their land", "[entities]") {
  CHECK(references("Everton lost to Juventus in the Champions League. The Italian side scored twice.") ==
        Strings{"Juventus=The Italian side"});
  CHECK(references("Scotland met Italy in the Six Nations. The Italians led, but the Irish referee blew.") ==
        Strings{"Italy=The Italians"});
  CHECK(references("Scotland met Ireland in the Six Nations and lost to the Irish again.") ==
        Strings{"Ireland=the Irish"});
}

TEST_CASE("entities: the other part of a name of which one word was sure", "[entities]") {
  CHECK(people_names("Georgia Whitmore smashed 81 from 44 balls. Whitmore, 24, said she had barely slept.") ==
        Strings{"Georgia Whitmore"});
  CHECK(
      people("Stuart Bingley beat China's Xu Haolin 6-5 on Sunday. Xu, 20, could not hide his disappointment. \"It is "
             "my mistake,\" said Xu.") == Strings{"Stuart Bingley=Stuart Bingley", "Xu Haolin=Xu Haolin|Xu|Xu"});
}

// ---- names of their day, of their league, of their sex --------------------------------------------------------------

TEST_CASE("entities: a team has the name of the article's year", "[entities]") {
  CHECK(team_names(
            "NBA standings, December 12 1996\n\nWashington beat Seattle 104-99 in the NBA on Thursday. The point "
            "guard had 12 rebounds as Washington won again.") == Strings{"Washington Bullets", "Seattle SuperSonics"});
  CHECK(
      team_names("NBA standings, December 12 2019\n\nWashington beat Chicago 104-99 in the NBA on Thursday. The point "
                 "guard had 12 rebounds as Washington won again.") == Strings{"Washington Wizards", "Chicago Bulls"});
  CHECK(team_names("The Rams beat the 49ers 24-17 in the NFL in 2012, and the quarterback threw two touchdowns.") ==
        Strings{"St. Louis Rams", "San Francisco 49ers"});
  CHECK(team_names("The Rams beat the 49ers 24-17 in the NFL in 2022, and the quarterback threw two touchdowns.") ==
        Strings{"Los Angeles Rams", "San Francisco 49ers"});
}

TEST_CASE("entities: a city is the team of the league of its table", "[entities]") {
  CHECK(
      team_names("BASEBALL - MAJOR LEAGUE RESULTS.\n\nBaseball games played on Friday:\n\nAmerican League\n\nDetroit 4 "
                 "Chicago 2\n\nNew York 5 Texas 1\n\nNational League\n\nPittsburgh 6 Chicago 3\n\nAtlanta 2 New York "
                 "0\n") == Strings{"Detroit Tigers", "Chicago White Sox", "New York Yankees", "Texas Rangers",
                                   "Pittsburgh Pirates", "Chicago Cubs", "Atlanta Braves", "New York Mets"});
}

TEST_CASE("entities: clubs in women's sport", "[entities]") {
  const char* wsl =
      "Arsenal beat Everton 2-0 in the Women's Super League. Manager Ida Brandt said she was proud of her striker, who "
      "scored her tenth goal. Everton captain Jo Hales said she would miss the England game.";
  CHECK(team_names(wsl) == Strings{"Arsenal Women", "Everton Women", "England"});
  // A word about women makes no women's article.
  CHECK(
      team_names("Arsenal beat Everton 2-0. Manager Ivo Brandt said he was proud of his striker, who scored his tenth "
                 "goal. He will watch the women's final, his first, on Sunday.") == Strings{"Arsenal", "Everton"});
  CHECK(
      team_names("Indiana lost to the Aces in the WNBA on Sunday, and she missed her last nine shots. The point guard "
                 "said she was tired.") == Strings{"Indiana Fever", "Las Vegas Aces"});
}

TEST_CASE("entities: a town is one vote for a sport, however many clubs it has had", "[entities]") {
  CHECK(teams("The football federation met on Australia's Gold Coast.").empty());
}

TEST_CASE("entities: the sport that an agency's headline begins with", "[entities]") {
  const char* squash =
      "SQUASH - CAIRO CUP RESULTS.\n\nCAIRO 1996-04-02\n\nResults of the tournament:\n\nOmar Nagy (Egypt) beat Liam "
      "Orr "
      "(England) 15-8 15-12 15-3\n\nJan Kolar (Germany) beat Ty Lamb (Wales) 15-6 15-9 15-1\n";
  CHECK(sport_of(squash) == Sport::other);
  CHECK(teams(squash).empty());
}

TEST_CASE("entities: countries in sports of individuals", "[entities]") {
  CHECK(teams("The sprinter, who ran for Kenya in the relay at the world athletics championships, missed the 200m.") ==
        Strings{"Kenya=Kenya"});
  CHECK(teams("Norway's Liv Berg won the 1500m athletics final from Britain's Ann Hall in the hurdler's last race.")
            .empty());
  CHECK(teams("Results of the bobsleigh:\n\n1. Germany II (Karl Lang, Uwe Bauer) 1:45.94\n\n2. Italy I (Ivo Rossi, Ugo "
              "Bianchi) 1:46.02\n") == Strings{"Germany=Germany", "Italy=Italy"});
}

TEST_CASE("entities: who built a car, and the car", "[entities]") {
  CHECK(
      teams(
          "McLaren won the Formula One grand prix. Ugo Lenz was third in a Ferrari, and Per Dahl retired his Williams "
          "on lap two. A Ferrari spokesman blamed the pit stop.") == Strings{"McLaren=McLaren", "Ferrari=Ferrari"});
}

TEST_CASE("entities: the club of a player in brackets, and its land", "[entities]") {
  const Strings squad = teams(
      "Portugal's football squad: Goalkeeper - Rui Matos (Valencia, Spain). Striker - Joao Neves "
      "Pires (Porto), midfielder Luis Prata (Celtic, Scotland).");
  CHECK(squad == Strings{"Portugal=Portugal", "Valencia=Valencia", "Porto=Porto", "Celtic=Celtic"});
}

TEST_CASE("entities: the championship of a country's women is no team", "[entities]") {
  CHECK(teams("Ana Lindo won the U.S. Women's Open by two shots, a first golf title for the caddie.").empty());
}

TEST_CASE("entities: clubs of small sports", "[entities]") {
  CHECK(team_names("HANDBALL - Kiel beat Veszprem 31-30 in the Champions League on Wednesday, with a penalty throw.") ==
        Strings{"THW Kiel", "Veszprem"});
  CHECK(team_names("Pulse held off Thunder 58-55 in the Netball Super League, and the goal shooter netted 40. London "
                   "Pulse stay top of the netball table, Manchester Thunder are third.") ==
        Strings{"London Pulse", "Manchester Thunder"});
}

// ---- names of all the world -----------------------------------------------------------------------------------------

TEST_CASE("entities: Asian names, the family's first", "[entities]") {
  CHECK(people("Striker Han Joo-won beat Goh Jia Ming, the champion. Her coach, Park Tae-jin, smiled. Han had saved a "
               "match point, and Goh shook hands.") ==
        Strings{"Han Joo-won=Han Joo-won|Han", "Goh Jia Ming=Goh Jia Ming|Goh", "Park Tae-jin=Park Tae-jin"});
}

TEST_CASE("entities: particles with a capital, and behind a hyphen", "[entities]") {
  CHECK(people("Coach Megan Van Dyke said she was pleased.") == Strings{"Megan Van Dyke=Megan Van Dyke"});
  CHECK(people("Minister Tess Moor-van Hout said the stadium would open.") ==
        Strings{"Tess Moor-van Hout=Tess Moor-van Hout"});
  CHECK(people("Pakistan: Asim Raza, Zahid-ul-Haq, Tariq Mir, Saad-ur-Rehman.") ==
        Strings{"Asim Raza=Asim Raza", "Zahid-ul-Haq=Zahid-ul-Haq", "Tariq Mir=Tariq Mir",
                "Saad-ur-Rehman=Saad-ur-Rehman"});
}

TEST_CASE("entities: the last word belongs to the name", "[entities]") {
  CHECK(people("New signing Juan Eduardo Eznarte scored.") == Strings{"Juan Eduardo Eznarte=Juan Eduardo Eznarte"});
  CHECK(people("They called up defender Joao Manuel Pinto.") == Strings{"Joao Manuel Pinto=Joao Manuel Pinto"});
}

TEST_CASE("entities: given names that are places or words", "[entities]") {
  CHECK(people("He outpointed Jordan Akebe in November.") == Strings{"Jordan Akebe=Jordan Akebe"});
  CHECK(people("They were two down when Jordan Obi-Carter headed in.") ==
        Strings{"Jordan Obi-Carter=Jordan Obi-Carter"});
  CHECK(people("Kit Strand, who is 25, won again.") == Strings{"Kit Strand=Kit Strand"});
  CHECK(people("Will Orchard, the captain, laughed.") == Strings{"Will Orchard=Will Orchard"});
}

TEST_CASE("entities: the letter of a position is no initial", "[entities]") {
  CHECK(people("Heat: F Quentin Dorsett (illness) missed out. S Dre Mullins (knee) was hurt.") ==
        Strings{"Quentin Dorsett=Quentin Dorsett", "Dre Mullins=Dre Mullins"});
}

TEST_CASE("entities: what is named after somebody is nobody", "[entities]") {
  CHECK(people("They met at John Marsh Arena, and he was taken to the Alan Brook Hospital.").empty());
  CHECK(people("The final was at the Bob Delaney Sports Center.").empty());
  CHECK(people("She tore her Achilles tendon before the Walter Cup final.").empty());
}

// ---- nicknames ------------------------------------------------------------------------------------------------------

TEST_CASE("entities: a nickname that the article gives is that person", "[entities]") {
  CHECK(people("Pipo says sorry\n\nHassan 'Pipo' Mansour said sorry on Monday. Pipo was dropped in May.") ==
        Strings{"Hassan Mansour=Pipo|Hassan 'Pipo' Mansour|Pipo"});
  CHECK(people("Carlos Ferrer won. And Ferrer, nicknamed Charlo, said: \"I am happy.\" His captain said: \"Charlo was "
               "great.\"") == Strings{"Carlos Ferrer=Carlos Ferrer|Ferrer|Charlo|Charlo"});
}

TEST_CASE("entities: a short given name is that of the one person whose it may be", "[entities]") {
  CHECK(people("Coach Rafael Bonet lost. \"I spoke to Rafa,\" said captain Robert Stubbs. Then Bob added that Rafa was "
               "fine.") == Strings{"Rafael Bonet=Rafael Bonet|Rafa|Rafa", "Robert Stubbs=Robert Stubbs|Bob"});
  CHECK(people("Edward Clough and Ann Hall won silver. Ed Clough, 22, said he was tired.") ==
        Strings{"Edward Clough=Edward Clough|Ed Clough", "Ann Hall=Ann Hall"});
  // Of two it is neither.
  CHECK(people_names("Thomas Orr passed to Thomas Lamb, and Tommy said he was glad.") ==
        Strings{"Thomas Orr", "Thomas Lamb", "Tommy"});
}

TEST_CASE("entities: a surname with an ending", "[entities]") {
  CHECK(people("Manager Ferguson was angry. Fergie added: \"We were poor.\"") == Strings{"Ferguson=Ferguson|Fergie"});
}

TEST_CASE("entities: a surname before brothers or twins is none of them", "[entities]") {
  CHECK(
      people("Mike Bryant served well. The Bryant twins have won all four matches, and Bryant brothers seldom lose.") ==
      Strings{"Mike Bryant=Mike Bryant"});
}

// ---- unknown clubs, levels, sides of the moment
// ---------------------------------------------------------------------------------

TEST_CASE("entities: a club that no lexicon has, with a club's word in front", "[entities]") {
  CHECK(teams("FC Nordhavn coach Jan Berg said Real Almarosa were better. Nordhavn are fifth.") ==
        Strings{"FC Nordhavn=FC Nordhavn|Nordhavn", "Real Almarosa=Real Almarosa"});
  CHECK(teams("Real Zork drew 1-1 with FC Blonk.") == Strings{"Real Zork=Real Zork", "FC Blonk=FC Blonk"});
  const Strings several = team_names(
      "Everton lost 3-0 to A.F.C. Grimble in a friendly. Deportivo Ancora beat Sporting Velmar 2-0, Atletico Fomento "
      "and Dynamo Karsk drew 1-1, and Lokomotiv Belsk lost to Real Madrid. The goalkeeper saved a penalty.");
  CHECK(several == Strings{"Everton", "A.F.C. Grimble", "Deportivo Ancora", "Sporting Velmar", "Atletico Fomento",
                           "Dynamo Karsk", "Lokomotiv Belsk", "Real Madrid"});
  CHECK(people("FC Nordhavn beat A.F.C. Grimble 2-1 and Real Almarosa lost.").empty());
}

TEST_CASE("entities: a letter that begins a person's name is no level", "[entities]") {
  CHECK(teams("England B Jones beat Ireland in the football tournament.") ==
        Strings{"England=England", "Ireland=Ireland"});
  CHECK(teams("England B beat Ireland in the football tournament.") ==
        Strings{"England B=England B", "Ireland=Ireland"});
}

TEST_CASE("entities: every team has a mention", "[entities]") {
  for (const char* text : {"England B Jones beat Ireland.", "France B Dr Ireland", "Germany B Si(Connacht)"}) {
    INFO(text);
    const Extraction extraction = extract(text);
    for (const Team& team : extraction.article.teams) CHECK_FALSE(team.mentions.empty());
  }
}

TEST_CASE("entities: the level behind a country, however it is printed", "[entities]") {
  CHECK(teams("England U21 beat Wales U21 2-1.") ==
        Strings{"England Under-21=England U21", "Wales Under-21=Wales U21"});
  CHECK(team_names("Spain U-19s drew 1-1 with Italy Under-19s in football.") ==
        Strings{"Spain Under-19", "Italy Under-19"});
  CHECK(team_names("France Under 23s beat Japan under 23s 3-0 in football.") ==
        Strings{"France Under-23", "Japan Under-23"});
}

TEST_CASE("entities: the age that a match is played at is that of both sides", "[entities]") {
  CHECK(team_names("Sweden and Latvia drew their under-21 qualifier 1-1. Sweden led through the striker Omar Lind.") ==
        Strings{"Sweden Under-21", "Latvia Under-21"});
  CHECK(team_names("Hoddle watched the rain during an under-21 tournament. England face Moldova in a World Cup "
                   "qualifier on Sunday, and the striker is fit.") == Strings{"England", "Moldova"});
}

TEST_CASE("entities: Ireland is the Republic in football alone", "[entities]") {
  CHECK(team_names("Ireland drew 1-1 with Wales in a World Cup qualifier. The striker headed in for Ireland.") ==
        Strings{"Republic of Ireland", "Wales"});
  CHECK(team_names("Ireland beat Wales 24-10 in the Six Nations, with two tries from the scrum-half.") ==
        Strings{"Ireland", "Wales"});
}

TEST_CASE("entities: whom a team meets says which of its namesakes it is", "[entities]") {
  CHECK(team_names("In Glasgow, Rangers beat Celtic 1-0. The Texas Rangers lost to the New York Yankees 4-3.") ==
        Strings{"Rangers", "Celtic", "Texas Rangers", "New York Yankees"});
  CHECK(team_names("The Texas Rangers lost to the New York Yankees 4-3. The Rangers then lost to the Yankees again.") ==
        Strings{"Texas Rangers", "New York Yankees"});
  CHECK(team_names("The Warriors beat the Lakers 112-104 in the NBA on Tuesday. It was the best win since 1988.") ==
        Strings{"Golden State Warriors", "Los Angeles Lakers"});
}

// ---- prospects
// ----------------------------------------------------------------------------------------------------------

TEST_CASE("entities: the schools of players of a draft", "[entities]") {
  CHECK(team_names("NFL draft: the best tackles\n\nUtah OT Kal Lomax and Miami defensive end Ed Moss lead the class. "
                   "Ohio State wide receiver Ty Cole ran a 4.38. Houston cornerback Al Vane should go early in the "
                   "NFL draft.") == Strings{"Utah Utes", "Miami Hurricanes", "Ohio State Buckeyes", "Houston Cougars"});
  const Extraction list = extract(
      "Mel Hart's top prospects for the NFL draft\n\n35. Dan Boss, WR, Washington (64)\n36. Ed Lane, CB, Wyoming (60)\n"
      "38. Nils Woods, G, Marshall\n39. Lou Ames, S, Culver-Stockton\n40. Abner King, QB, Slippery Rock (NR)");
  CHECK(names_of(list.article.teams) == Strings{"Washington Huskies", "Wyoming Cowboys", "Marshall Thundering Herd",
                                                "Culver-Stockton", "Slippery Rock"});
  CHECK(names_of(list.article.people) ==
        Strings{"Mel Hart", "Dan Boss", "Ed Lane", "Nils Woods", "Lou Ames", "Abner King"});
}

TEST_CASE("entities: labels are nobody, and what they head ends where a sentence begins", "[entities]") {
  CHECK(people_names(
            "1. Ty Reese, LB, Ohio State Reach: 33 inches | Pounds: 238 | Mark: 8.1 Likeness: Abe Carter Reese was "
            "quick at the combine.\n\n2. Jim Stone, QB, Indiana Reach: 31 inches | Pounds: 207 | Mark: 7.4 "
            "Likeness: Ed Moss Stone had a poor spring.") == Strings{"Ty Reese", "Abe Carter", "Jim Stone", "Ed Moss"});
}

TEST_CASE("entities: a role with a capital is no given name", "[entities]") {
  CHECK(people("Goalscorer Toure was booked late on as Everton won. Midfielder Milner said they deserved it.") ==
        Strings{"Toure=Toure", "Milner=Milner"});
}

TEST_CASE("entities: places of a life are no teams", "[entities]") {
  CHECK(team_names("The quarterback grew up in Leeds County and moved to Dallas, where a Texas court fined him. Orr "
                   "returned home to Cleveland after a crash on a Dallas highway. The NFL star was born on the south "
                   "side of Chicago and played at Chicago's No. 1 school.")
            .empty());
  CHECK(team_names("The NFL coach says the linebacker is a Swiss Army knife on the field.").empty());
  CHECK(team_names("Everton lost 3-1 at home to Chelsea, and the striker missed a penalty.") ==
        Strings{"Everton", "Chelsea"});
}

TEST_CASE("entities: who governs a sport in a country is no team", "[entities]") {
  CHECK(team_names("Tennis Australia's Jo Hale said the draw was fair, and USA Swimming agreed.").empty());
  CHECK(team_names("The Sydney Olympic gold medallist met the goalkeeper of the football club.").empty());
}

TEST_CASE("entities: an initial in front of a surname that is known alone", "[entities]") {
  CHECK(people_names("L Dallaglio (England) and J Wilkinson (England) made the Six Nations team of the year.") ==
        Strings{"L Dallaglio", "J Wilkinson"});
}

TEST_CASE("entities: what only its words or figures say of the sport", "[entities]") {
  CHECK(sport_of("Teenager Jed Cole took the holeshot and won the second moto in the 450 class.") ==
        Sport::motor_sport);
  CHECK(sport_of("Badminton: Lin Dao beat Tay Hock 21-14 21-18. He saved a match point in the second set.") ==
        Sport::other);
  CHECK(sport_of("Ann Hall beat Jo Cork 6-4 6-2 at Wimbledon. She saved a match point in the second set.") ==
        Sport::tennis);
  CHECK(team_names("HOUSTON 104 Dallas 94") == Strings{"Houston Rockets", "Dallas Mavericks"});
}

TEST_CASE("entities: clubs of a sport that say so, and substitutes who stand alone", "[entities]") {
  CHECK(team_names("Norwood Rowing Club and Upton Boat Club meet in the eights final at the regatta.") ==
        Strings{"Norwood Rowing Club", "Upton Boat Club"});
  CHECK(people_names("Everton: Stubbs, Weir, Hibbert, Carsley, Osman. Subs not used: Weaver.").back() == "Weaver");
}

TEST_CASE("entities: prizes and bodies that look like somebody", "[entities]") {
  CHECK(people_names("Who wins the Abe Carter? Jim Stone is the favourite, and an Abe Carter winner leads the NHL.") ==
        Strings{"Jim Stone"});
  CHECK(people_names("Ann Hall won the Jo Cork Trophy, and Cork said she deserved it.") ==
        Strings{"Ann Hall", "Jo Cork"});
  CHECK(
      people_names("The Hellenic Fencing Federation (Hefed) will appeal. Hefed president Nikos Rallis said the fencer "
                   "was innocent. Hefed said it has 30 days.") == Strings{"Nikos Rallis"});
}

// ---- invariants
// ------------------------------------------------------------------------------------------------------

TEST_CASE("entities: people and teams stand in the order of their first mentions", "[entities]") {
  const Extraction extraction = extract(
      "Harkness hit a post before Everton scored against Fulham in the Premier League. Sean Moxley passed to Toby "
      "Harkness. Chelsea, Fulham and Everton are level.");
  const auto ordered = [](const auto& entities) {
    return std::is_sorted(entities.begin(), entities.end(), [](const auto& a, const auto& b) {
      return a.mentions.front().start < b.mentions.front().start;
    });
  };
  CHECK(ordered(extraction.article.people));
  CHECK(ordered(extraction.article.teams));
  for (const Person& each : extraction.article.people)
    CHECK(std::is_sorted(each.mentions.begin(), each.mentions.end()));
}

TEST_CASE("entities: no text, no entities", "[entities]") {
  for (const char* text : {"", " ", "\n\n", "he said it was late and went home"}) {
    const Extraction extraction = extract(text);
    CHECK(extraction.article.people.empty());
    CHECK(extraction.article.teams.empty());
    CHECK(extraction.article.sport == Sport::unknown);
  }
}

TEST_CASE("entities: a year that the article looks back or ahead to is not its own", "[entities]") {
  CHECK(team_names("Los Angeles beat Denver 24-17 in the NFL, its first win there since 1986.") ==
        Strings{"Los Angeles Chargers", "Denver Broncos"});
  CHECK(team_names("NBA, December 8, 1996: Washington beat Boston 101-94 and wants a new arena by 2001.") ==
        Strings{"Washington Bullets", "Boston Celtics"});
}

TEST_CASE("entities: the age of a match is that of its own sides", "[entities]") {
  CHECK(
      team_names("Sweden and Latvia drew their under-21 qualifier 1-1. Sweden led through the striker Omar "
                 "Lind.\n\nThe visitors "
                 "had the better of a dull first half in steady rain, and their captain struck the post with a header "
                 "before the hosts found some rhythm, moved the ball with care, and missed three chances of their own "
                 "in as many minutes in front of a crowd that had come mostly to see the young goalkeeper, who signed "
                 "in summer.\n\nHis uncle Lars Orr won 50 caps for Denmark.") ==
      Strings{"Sweden Under-21", "Latvia Under-21", "Denmark"});
}

TEST_CASE("entities: in an article about women a man's club is the men's", "[entities]") {
  CHECK(team_names("Chelsea beat Arsenal 2-0 in the Women's Super League. She scored twice, and she was cheered. Her "
                   "brother plays for Everton.") == Strings{"Chelsea Women", "Arsenal Women", "Everton"});
}

}  // namespace
}  // namespace pressbox

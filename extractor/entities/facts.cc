#include "extractor/entities/facts.h"

#include <algorithm>
#include <string>

#include "extractor/entities/noun_phrase.h"
#include "extractor/entities/world_index.h"

namespace pressbox {
namespace {

using FactList = Few<Index, PersonFacts::kMaxFacts>;

void add_unique(FactList& list, Index value) {
  if (value == kNone) return;
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

class FactGatherer {
 public:
  FactGatherer(const Document& document, const Lexicon& lexicon, const WorldIndex& index, Article& article,
               std::vector<PersonFacts>& facts, std::vector<Index>& former)
      : document_(document),
        tokens_(document.tokens),
        lexicon_(lexicon),
        index_(index),
        article_(article),
        facts_(facts),
        former_(former) {}

  void run(std::span<const Index> people) {
    // What the lexicon has of the known is far in memory: asked for at once, it comes at once.
    for (const PersonFacts& facts : facts_) index_.prefetch_person(facts.entry);  // nothing where it is kNone
    former_.assign(facts_.size(), kNone);
    for (const Index m : people) {
      const EntityMention& mention = document_.mentions[m];
      const Sentence& sentence = document_.sentences[tokens_.sentence[mention.first]];
      const bool told_before = tells_before(m, mention.first, sentence.first);
      const bool told_behind = tells_behind(m, mention.last + 1, sentence.last);
      if (!(told_before | told_behind)) continue;
      if (told_before) before(m);
      if (told_behind) behind(m);
    }
    for (Index p = 0; p < facts_.size(); ++p) settle(p);
  }

 private:
  // "Spain coach Ivo Paz", "fellow Italian Paz", "West Ham's Paz", "Sir Paz", "the 30-year-old Swede Paz".
  void before(std::size_t m) {
    const EntityMention& mention = document_.mentions[m];
    PersonFacts& facts = facts_[mention.entity];
    const Index floor = document_.sentences[tokens_.sentence[mention.first]].first;
    std::size_t previous = m;
    Index t = mention.first;
    int plain = 0;
    bool role_seen = false;
    for (int steps = 0; steps < 10 && t > floor; ++steps) {
      const Index at = t - 1;
      if (says_nothing(at) && !(previous > 0 && document_.mentions[previous - 1].last == at)) return;
      if (previous > 0 && document_.mentions[previous - 1].last == at) {
        const EntityMention& other = document_.mentions[previous - 1];
        if (other.type != EntityMention::Type::team) return;
        add_unique(facts.teams, other.entity);
        if (is_former(other.first, floor)) former_[mention.entity] = other.entity;
        // "the Ayr and Scotland striker Jo Hall"
        if (previous > 1 && t < mention.first && other.first > floor &&
            document_.token_text(other.first - 1) == "and" &&
            document_.mentions[previous - 2].type == EntityMention::Type::team &&
            document_.mentions[previous - 2].last + 2 == other.first) {
          add_unique(facts.teams, document_.mentions[previous - 2].entity);
          if (is_former(document_.mentions[previous - 2].first, floor)) former_[mention.entity] = other.entity;
        }
        return;
      }
      if (document_.is(at, kTitleFirst)) {
        for (const Match& match : document_.matches_at(at)) {
          if (match.type != EntryType::title) continue;
          if (const Gender gender = index_.gender_of_title(match.entry); gender != Gender::unknown)
            facts.gender = gender;
        }
        t = at;
        continue;
      }
      if (document_.is(at, kInRole) && tokens_.kind[at] == TokenKind::word) {
        const Index first = role_ending_at(at, floor, facts.roles, facts);
        if (first == kNone) return;
        role_seen = true;
        t = first;
        continue;
      }
      if (document_.is(at, kNationalityFirst)) {
        add_country_at(at, facts);
        t = at;
        continue;
      }
      if (tokens_.kind[at] == TokenKind::possessive) {
        // "France's Paz": a country or a team; "his brother's"... is none of ours.
        if (previous > 0 && document_.mentions[previous - 1].last + 1 == at &&
            document_.mentions[previous - 1].type == EntityMention::Type::team) {
          add_unique(facts.teams, document_.mentions[previous - 1].entity);
        } else if (at > floor) {
          add_country_at(at - 1, facts);
        }
        return;
      }
      if (tokens_.kind[at] == TokenKind::dash && tokens_.is(at, kGluedBefore)) {
        t = at;
        continue;
      }
      if (tokens_.kind[at] == TokenKind::number) {
        const int age = number_at(at);
        if (t < mention.first && document_.token_text(t) == "-" && age > 9 && age < 100 && t + 1 < tokens_.size() &&
            document_.token_text(t + 1) == "year") {
          facts.age = age;
        }
        t = at;
        continue;
      }
      // An adjective or two may stand between ("Wales full-back and captain" is two roles; "veteran", "seeded").
      if (tokens_.kind[at] == TokenKind::word && !document_.is(at, kFunctionWord | kCueFirst) &&
          (plain < 2 || role_seen) && plain < 4) {
        const std::string_view word = document_.token_text(at);
        if (word == "year" || word == "old") {
          t = at;
          continue;
        }
        ++plain;
        t = at;
        continue;
      }
      return;
    }
  }

  static constexpr ClassBits kOpensApposition = class_bit(WordClass::determiner) | kRoleFirst | kNationalityFirst;

  // What stands beside most mentions tells nothing of the person, which one look sees.
  [[nodiscard]] bool tells_before(std::size_t m, Index first, Index floor) const {
    const Index at = first - (first > 0 ? 1 : 0);
    const Index name_before = m > 0 ? document_.mentions[m - 1].last : kNone;
    return (first > floor) & ((name_before == at) | !says_nothing(at));
  }
  [[nodiscard]] bool tells_behind(std::size_t m, Index t, Index limit) const {
    const Index last = tokens_.size() - 1;
    const ShortWord mark = document_.short_text(std::min(t, last));
    // Behind a comma.
    const Index second = std::min(t + 1, last);
    const Index next_name = m + 1 < document_.mentions.size() ? document_.mentions[m + 1].first : kNone;
    const char initial = document_.text[tokens_.start[second]];  // "who", "former"
    const bool describes = (tokens_.kind[second] == TokenKind::number) | document_.is(second, kOpensApposition) |
                           (initial == 'w') | (initial == 'f') | (next_name == second);
    return (t < limit) & (is_any(mark, "of"_w, "("_w) | ((mark == ","_w) & describes));
  }

  // Most tokens in front of a name, told by one question: marks, and words of the closed classes and of speech.
  [[nodiscard]] bool says_nothing(Index at) const {
    const TokenKind kind = tokens_.kind[at];
    const ClassBits bits = document_.classes[at];
    const bool word = kind == TokenKind::word;
    const bool joint = (kind == TokenKind::possessive) | (kind == TokenKind::number) |
                       ((kind == TokenKind::dash) & tokens_.is(at, kGluedBefore));
    const bool closed = (bits & (kFunctionWord | kCueFirst)) != 0;
    const bool tells = ((bits & (kTitleFirst | kNationalityFirst)) != 0) | (word & ((bits & kInRole) != 0));
    return !joint & !tells & (!word | closed);
  }

  // "firm", "brothers" and "players" are nobody's role.
  static bool is_one_person(RoleClass kind) {
    return kind != RoleClass::body && kind != RoleClass::press && kind != RoleClass::document &&
           kind != RoleClass::group && kind != RoleClass::pair && kind != RoleClass::crowd;
  }

  // "former Ayr striker", "ex-Ayr striker".
  [[nodiscard]] bool is_former(Index team, Index floor) const {
    if (team > floor && tokens_.kind[team - 1] == TokenKind::dash) --team;
    if (team <= floor) return false;
    return is_any(document_.short_text(team - 1), "former"_w, "Former"_w, "ex"_w, "Ex"_w, "one-time"_w, "previous"_w);
  }

  // The role whose last token is at; adds it and returns its first token.
  Index role_ending_at(Index at, Index floor, FactList& roles, PersonFacts& facts) {
    for (Index first = at;; --first) {
      for (const Match& match : document_.matches_at(first)) {
        if (match.type == EntryType::role && match.last == at) {
          if (!is_one_person(static_cast<RoleClass>(match.subtype))) return first;
          add_unique(roles, match.entry);
          if (facts.gender == Gender::unknown) facts.gender = index_.gender_of_role(match.entry);
          return first;
        }
      }
      if (first == floor || at - first >= 4) return kNone;
    }
  }

  void add_country_at(Index at, PersonFacts& facts) {
    for (const Match& match : document_.matches_at(at)) {
      if (match.type == EntryType::country) {
        add_unique(facts.countries, match.entry);
        return;
      }
    }
  }

  [[nodiscard]] int number_at(Index at) const {
    int value = 0;
    for (const char c : document_.token_text(at)) {
      if (c < '0' || c > '9' || value > 1000) return value;
      value = value * 10 + (c - '0');
    }
    return value;
  }

  // ", 34,", ", the former Ajax winger,", " of Austria", "(Spain)": one of these where tells_behind() holds.
  void behind(std::size_t m) {
    const EntityMention& mention = document_.mentions[m];
    PersonFacts& facts = facts_[mention.entity];
    const Index limit = document_.sentences[tokens_.sentence[mention.first]].last;
    Index t = mention.last + 1;
    const ShortWord next = document_.short_text(t);
    if (next == "of"_w && t + 1 < limit) {
      add_country_at(t + 1, facts);
      return;
    }
    if (next == "("_w && t + 1 < limit) {
      add_country_at(t + 1, facts);
      add_team_at(m, t + 1, facts);
      return;
    }
    ++t;
    if (t < limit && tokens_.kind[t] == TokenKind::number) {
      const int age = number_at(t);
      if (age > 12 && age < 100 && t + 1 < limit &&
          (document_.token_text(t + 1) == "," || document_.token_text(t + 1) == "-")) {
        facts.age = age;
      }
      if (t + 1 < limit && document_.token_text(t + 1) == ",") t += 2;
    }
    if (t >= limit) return;
    if (const Index joined = joined_team(t, limit); joined != kNone) {
      add_team_at(m, joined, facts);
      return;
    }
    const bool starts = document_.is(t, kOpensApposition) || tokens_.kind[t] == TokenKind::number ||
                        is_team_mention(m, t) || document_.token_text(t) == "former";
    if (!starts) return;
    std::size_t next_mention = m + 1;
    NounPhrase phrase;
    if (!read_noun_phrase(document_, lexicon_, t, next_mention, phrase)) return;
    // An apposition is closed by a comma or the end, not by a verb ("X, the Spurs boss said").
    const Index close = phrase.last + 1;
    if (phrase.possessor != kNone || phrase.possessive_pronoun) return;
    if (close < limit && document_.is(close, kCueFirst)) return;
    if (close < limit && tokens_.kind[close] == TokenKind::word && begins_person(m, close)) return;
    add_unique(facts.roles, phrase.head);
    add_unique(facts.countries, phrase.country);
    add_unique(facts.teams, phrase.team);
    if (phrase.former && phrase.team != kNone) former_[mention.entity] = phrase.team;
    if (phrase.age != 0) facts.age = phrase.age;
  }

  // "who joined Ayr", "who plays for Ayr": where the team's name begins.
  [[nodiscard]] Index joined_team(Index t, Index limit) const {
    if (t + 2 >= limit || document_.token_text(t) != "who") return kNone;
    const std::string_view verb = document_.token_text(t + 1);
    if (verb == "joined") return t + 2;
    if ((verb == "plays" || verb == "signed") && document_.token_text(t + 2) == "for") return t + 3;
    return kNone;
  }

  [[nodiscard]] bool begins_person(std::size_t m, Index token) const {
    for (std::size_t k = m + 1; k < document_.mentions.size() && document_.mentions[k].first <= token; ++k) {
      if (document_.mentions[k].first == token) return document_.mentions[k].type == EntityMention::Type::person;
    }
    return false;
  }

  [[nodiscard]] bool is_team_mention(std::size_t m, Index token) const {
    return m + 1 < document_.mentions.size() && document_.mentions[m + 1].first == token &&
           document_.mentions[m + 1].type == EntityMention::Type::team;
  }
  void add_team_at(std::size_t m, Index token, PersonFacts& facts) const {
    if (is_team_mention(m, token)) add_unique(facts.teams, document_.mentions[m + 1].entity);
  }

  // What the article does not say, the lexicon may: gender and nationality of the known, the gender of given names.
  void settle(Index p) {
    PersonFacts& facts = facts_[p];
    Person& person = article_.people[p];
    const bool known = facts.entry != kNone;
    const WorldIndex::PersonNote note = index_.person(facts.entry);
    if (facts.gender == Gender::unknown) facts.gender = note.gender;
    if (facts.gender == Gender::unknown && facts.name_hashes.size() > 1) {
      const WordInfo info = facts.first_word;
      if (info.given_male >= info.given_female + 2) facts.gender = Gender::male;
      if (info.given_female >= info.given_male + 2) facts.gender = Gender::female;
      if (info.given_male > 0 && info.given_female == 0) facts.gender = Gender::male;
      if (info.given_female > 0 && info.given_male == 0) facts.gender = Gender::female;
    }
    // Of most there is no more.
    if (!(known | !facts.roles.empty() | !facts.countries.empty() | !facts.teams.empty())) return;
    if (!facts.roles.empty()) person.role = lexicon_.entry(facts.roles.front()).name;
    if (!facts.countries.empty()) person.nationality = lexicon_.entry(facts.countries.front()).name;
    for (const Index team : facts.teams) {
      if (team == former_[p]) continue;
      if (article_.teams[team].kind != TeamKind::national || person.team.empty()) {
        person.team = article_.teams[team].name;
        if (article_.teams[team].kind != TeamKind::national) break;
      }
    }
    if (facts.countries.empty()) add_unique(facts.countries, note.country);
  }

  const Document& document_;
  const TokenArray& tokens_;
  const Lexicon& lexicon_;
  const WorldIndex& index_;
  Article& article_;
  std::vector<PersonFacts>& facts_;
  std::vector<Index>& former_;  // the team that a person has left, by the article's words; kNone for most
};

}  // namespace

void gather_facts(const Document& document, const Lexicon& lexicon, const WorldIndex& index,
                  std::span<const Index> people, Article& article, std::vector<PersonFacts>& facts,
                  std::vector<Index>& former) {
  FactGatherer(document, lexicon, index, article, facts, former).run(people);
}

}  // namespace pressbox

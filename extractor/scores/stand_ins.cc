#include "extractor/scores/stand_ins.h"

#include <algorithm>
#include <bit>
#include <string_view>

#include "extractor/entities/entry_of.h"
#include "extractor/scores/side_words.h"
#include "extractor/scores/stable_order.h"

namespace pressbox::scores {
namespace {

// Teams that are compared; longer articles are lists.
constexpr Index kMostTeams = 32;
constexpr std::size_t kMostVenues = 8;
// Names before "his side" that are looked at.
constexpr int kMostNamed = 8;

bool by_first(const StandIn& a, const StandIn& b) {
  return a.first < b.first;
}

}  // namespace

class StandIns::Finder {
 public:
  Finder(const Document& document, const Lexicon& lexicon, const Article& article)
      : Finder(document, lexicon, article, kept_memory()) {
    std::size_t references = 0;
    for (const Person& person : article_.people) references += person.references.size();
    all_references_.reserve(references);
    speeches_.reserve(article_.quotes.size());
    for (Index person = 0; person < article_.people.size(); ++person) {
      for (const Reference& reference : article_.people[person].references)
        all_references_.push_back({&reference, person});
    }
    put_in_order(all_references_, [](const Referring& a, const Referring& b) {
      return a.reference->span.start < b.reference->span.start;
    });
    for (const Quote& quote : article_.quotes) {
      if (quote.speaker && quote.speaker->person != kNone) speeches_.push_back({quote.span, quote.speaker->person, 0});
    }
    put_in_order(speeches_, [](const Speech& a, const Speech& b) { return a.span.start < b.span.start; });
    std::uint32_t reach = 0;
    for (Speech& speech : speeches_) speech.reach = reach = std::max(reach, speech.span.end);
  }

  Finder(const Finder&) = delete;
  Finder& operator=(const Finder&) = delete;
  // What one huge article has grown is given back, so that a long run stays small.
  ~Finder() {
    constexpr std::size_t kKeep = std::size_t{1} << 14;
    if (all_references_.capacity() + speeches_.capacity() > kKeep) kept_memory() = Memory{};
  }

  const std::vector<StandIn>& of(const Sentence& sentence) {
    found_.clear();
    if (sentence.first < sentence.last) find(sentence);
    return found_;
  }

 private:
  // A reference to a person of the article.
  struct Referring {
    const Reference* reference;
    Index person;
  };
  // What a person says; reach: the last end of those up to this one.
  struct Speech {
    Span span;
    Index person;
    std::uint32_t reach;
  };
  // Lists that are kept between the articles of a thread.
  struct Memory {
    std::vector<Referring> references;
    std::vector<Speech> speeches;
    std::vector<StandIn> found;
    std::vector<std::string_view> countries;
    std::vector<std::string_view> cities;
  };
  static Memory& kept_memory() {
    thread_local Memory memory;
    return memory;
  }

  Finder(const Document& document, const Lexicon& lexicon, const Article& article, Memory& memory)
      : document_(document),
        tokens_(document.tokens),
        lexicon_(lexicon),
        article_(article),
        all_references_(memory.references),
        speeches_(memory.speeches),
        found_(memory.found),
        countries_(memory.countries),
        cities_(memory.cities) {
    all_references_.clear();
    speeches_.clear();
    countries_.clear();
    cities_.clear();
  }

  void find(const Sentence& sentence) {
    // "his" before "side" may stand at the end of the sentence before.
    first_ = sentence.first > 0 ? sentence.first - 1 : 0;
    last_ = sentence.last;
    references();
    put_in_order(found_, by_first);
    references_ = found_.size();
    first_ = sentence.first;
    speakers();
    if (!article_.teams.empty()) grounds();
    if (document_.classes.size() == tokens_.size() && !article_.teams.empty()) nationalities();
    std::erase_if(found_, [&](const StandIn& one) { return one.first < first_; });
    put_in_order(found_, by_first);
  }

  void references() {
    const std::uint32_t from = tokens_.start[first_];
    const std::uint32_t to = tokens_.end[last_ - 1];
    auto at =
        std::lower_bound(all_references_.begin(), all_references_.end(), from,
                         [](const Referring& one, std::uint32_t offset) { return one.reference->span.start < offset; });
    for (; at != all_references_.end() && at->reference->span.start < to; ++at) {
      const Reference& reference = *at->reference;
      const Index first = tokens_.at_or_after(reference.span.start);
      if (first >= tokens_.size()) continue;
      Index last = first;
      while (last + 1 < tokens_.size() && tokens_.end[last + 1] <= reference.span.end) ++last;
      // A description without a nationality is too often resolved to the wrong one of two rivals.
      if (reference.how != How::pronoun && !by_nationality(first, last)) continue;
      const bool owner = reference.how == How::pronoun && owner_pronoun(first);
      found_.push_back({first, last, {at->person, true}, owner || possessive_behind(last), false});
    }
  }

  [[nodiscard]] bool by_nationality(Index first, Index last) const {
    if (document_.classes.size() != tokens_.size()) return false;
    for (Index i = first; i <= last; ++i) {
      if (document_.is(i, kNationalityFirst)) return true;
    }
    return false;
  }

  // "his", "their", and "her" where a noun follows that it owns.
  [[nodiscard]] bool owner_pronoun(Index token) const {
    const std::string_view word = document_.token_text(token);
    if (same_word(word, "his") || same_word(word, "their")) return true;
    const Index next = token + 1;
    return same_word(word, "her") && next < tokens_.size() && document_.classes.size() == tokens_.size() &&
           (tokens_.kind[next] == TokenKind::number ||
            (tokens_.kind[next] == TokenKind::word && !document_.is(next, kFunctionWord | kCalendar)));
  }

  [[nodiscard]] bool possessive_behind(Index token) const {
    return token + 1 < tokens_.size() && tokens_.kind[token + 1] == TokenKind::possessive;
  }

  // "I" in speech is the speaker, and "we" his team.
  void speakers() {
    const std::uint32_t from = tokens_.start[first_];
    auto speech = std::lower_bound(speeches_.begin(), speeches_.end(), from,
                                   [](const Speech& one, std::uint32_t offset) { return one.reach <= offset; });
    for (; speech != speeches_.end() && speech->span.start < tokens_.end[last_ - 1]; ++speech) {
      const Index person = speech->person;
      const Index team = team_named(article_.people[person].team);
      for (Index i = std::max(first_, tokens_.at_or_after(speech->span.start));
           i < last_ && tokens_.end[i] <= speech->span.end; ++i) {
        if (tokens_.kind[i] != TokenKind::word || tokens_.end[i] - tokens_.start[i] > 9) continue;
        const std::string_view word = document_.token_text(i);
        if (same_word(word, "i") || same_word(word, "my")) {
          found_.push_back({i, i, {person, true}, same_word(word, "my"), false});
        } else if (team != kNone && (same_word(word, "we") || same_word(word, "our") || same_word(word, "ourselves"))) {
          found_.push_back({i, i, {team, false}, same_word(word, "our"), false});
        }
      }
    }
  }

  [[nodiscard]] Index team_named(std::string_view name) const {
    if (name.empty()) return kNone;
    const auto at =
        std::find_if(article_.teams.begin(), article_.teams.end(), [&](const Team& team) { return team.name == name; });
    return at == article_.teams.end() ? kNone : static_cast<Index>(at - article_.teams.begin());
  }

  // "the Scots", "the Irish", "the Italian side".
  void nationalities() {
    constexpr ClassBits kAny = kCityFirst | kNationalityFirst | class_bit(WordClass::squad_noun);
    constexpr Index kStride = 64;
    for (Index from = std::max<Index>(first_, 1); from < last_; from += kStride) {
      // All of them stand behind a word of two or three letters.
      std::uint64_t found = 0;
      const Index count = std::min(kStride, last_ - from);
      for (Index k = 0; k < count; ++k) {
        const Index i = from + k;
        const bool wanted = document_.is(i, kAny) & (tokens_.end[i - 1] - tokens_.start[i - 1] - 2 <= 1);
        found |= std::uint64_t{wanted} << k;
      }
      for (; found != 0; found &= found - 1) nationality(from + static_cast<Index>(std::countr_zero(found)));
    }
  }

  void nationality(Index i) {
    if (document_.is(i, kCityFirst) &&
        (same_word(document_.token_text(i - 1), "in") || same_word(document_.token_text(i - 1), "at"))) {
      ground(i);
    }
    if (of_pronoun(i)) own_side(i);
    if (!document_.is(i, kNationalityFirst) || !same_word(document_.token_text(i - 1), "the")) return;
    for (const Match& match : document_.matches_at(i)) {
      if (match.type != EntryType::country) continue;
      if (match.form != FormKind::adjective && match.form != FormKind::noun_plural) continue;
      Index last = match.last;
      bool of_nation = false;
      if (last + 1 < tokens_.size() && document_.is(last + 1, class_bit(WordClass::squad_noun))) {
        ++last;
      } else if (match.form == FormKind::adjective && !closes(last + 1)) {
        // "The Irish coach" may have any club, but where nations play he has his own.
        if (!coach(last + 1)) continue;
        of_nation = true;
        ++last;
      }
      const Index team = team_of(lexicon_.entry(match.entry).name);
      if (team != kNone && (!of_nation || article_.teams[team].kind == TeamKind::national))
        found_.push_back({i, last, {team, false}, possessive_behind(last), false});
      break;
    }
  }

  // "his side", "her team": the word behind a possessive pronoun.
  [[nodiscard]] bool of_pronoun(Index noun) const {
    const std::uint32_t length = tokens_.end[noun] - tokens_.start[noun];
    if (length < 3 || length > 5 || tokens_.end[noun - 1] - tokens_.start[noun - 1] != 3) return false;
    const std::string_view before = document_.token_text(noun - 1);
    if (!same_word(before, "his") && !same_word(before, "her")) return false;
    const std::string_view word = document_.token_text(noun);
    return same_word(word, "side") || same_word(word, "team") || same_word(word, "men") || same_word(word, "club") ||
           same_word(word, "squad");
  }

  // The side that the sentence puts its coach in charge of, else the one that he is known to be of, else the only one
  // that the sentence has named.
  void own_side(Index noun) {
    const Index pronoun = noun - 1;
    Index team = kNone;
    Index named = kNone;
    bool several = false;
    const Index sentence = tokens_.sentence[noun];
    const auto behind = std::lower_bound(document_.mentions.begin(), document_.mentions.end(), pronoun,
                                         [](const EntityMention& m, Index token) { return m.first < token; });
    int steps = 0;
    for (auto mention = behind; mention != document_.mentions.begin() && steps < kMostNamed; ++steps) {
      --mention;
      if (tokens_.sentence[mention->first] != sentence) break;
      if (mention->type != EntityMention::Type::team) continue;
      several = several || (named != kNone && named != mention->entity);
      named = mention->entity;
      if (mention->first < 2 || !same_word(document_.token_text(mention->first - 1), "of")) continue;
      const std::string_view charge = document_.token_text(mention->first - 2);
      if (same_word(charge, "charge") || same_word(charge, "manager") || same_word(charge, "coach")) {
        team = mention->entity;
        break;
      }
    }
    if (team == kNone) {
      const auto known = found_.begin() + static_cast<std::ptrdiff_t>(references_);
      const auto who = std::lower_bound(found_.begin(), known, pronoun,
                                        [](const StandIn& one, Index token) { return one.first < token; });
      if (who != known && who->first == pronoun && who->side.person) {
        team = team_named(article_.people[who->side.entity].team);
      }
    }
    if (team == kNone && !several) team = named;
    if (team != kNone) found_.push_back({noun, noun, {team, false}, possessive_behind(noun), false});
  }

  // "the 3-2 defeat at Elm Park": the side of the town, or the nation of the land, that the ground is in.
  void grounds() {
    const auto most = std::min<std::size_t>(article_.venues.size(), kMostVenues);
    for (std::size_t i = 0; i < most; ++i) {
      const NamedThing& venue = article_.venues[i];
      auto mention = std::lower_bound(venue.mentions.begin(), venue.mentions.end(), tokens_.start[first_],
                                      [](Span span, std::uint32_t offset) { return span.start < offset; });
      if (mention == venue.mentions.end() || mention->start >= tokens_.end[last_ - 1]) continue;
      const Index entry = entry_of(document_, lexicon_, EntryType::venue, venue.key, venue.mentions);
      if (entry == kNone) continue;
      const Index team = team_at(lexicon_.entry(entry));
      if (team == kNone) continue;
      for (; mention != venue.mentions.end() && mention->start < tokens_.end[last_ - 1]; ++mention) {
        const Index first = tokens_.at_or_after(mention->start);
        if (first == 0 || first >= tokens_.size() || !same_word(document_.token_text(first - 1), "at")) continue;
        Index last = first;
        while (last + 1 < tokens_.size() && tokens_.end[last + 1] <= mention->end) ++last;
        found_.push_back({first, last, {team, false}, false, true});
      }
    }
  }

  // The only club of the town that a ground is in, else the national team of its land.
  [[nodiscard]] Index team_at(const Entry& ground) {
    if (const Index club = club_of(ground.city); club != kNone) return club;
    const Index team = team_of(ground.country);
    return team != kNone && article_.teams[team].kind == TeamKind::national ? team : kNone;
  }

  [[nodiscard]] Index club_of(std::string_view city) {
    if (city.empty()) return kNone;
    look_up_places();
    Index found = kNone;
    for (Index i = 0; i < cities_.size(); ++i) {
      if (cities_[i] != city || article_.teams[i].kind == TeamKind::national) continue;
      if (found != kNone) return kNone;
      found = i;
    }
    return found;
  }

  // "a 45-6 win in Paris": who plays in a city of another country plays its national team.
  void ground(Index token) {
    for (const Match& match : document_.matches_at(token)) {
      if (match.type != EntryType::city) continue;
      const Entry city = lexicon_.entry(match.entry);
      Index team = team_of(city.country);
      if (team == kNone || article_.teams[team].kind != TeamKind::national) team = club_of(city.name);
      if (team == kNone) continue;
      found_.push_back({token, match.last, {team, false}, false, true});
      return;
    }
  }

  [[nodiscard]] bool coach(Index token) const {
    if (token >= tokens_.size() || tokens_.kind[token] != TokenKind::word) return false;
    const std::string_view word = document_.token_text(token);
    return same_word(word, "coach") || same_word(word, "manager") || same_word(word, "captain") ||
           same_word(word, "skipper") || same_word(word, "boss");
  }

  // False where the word is described by the adjective before it.
  [[nodiscard]] bool closes(Index token) const {
    if (token >= tokens_.size()) return true;
    if (tokens_.kind[token] == TokenKind::punctuation || tokens_.kind[token] == TokenKind::number) return true;
    return document_.is(token, kFunctionWord);
  }

  // Where the article's teams are from.
  void look_up_places() {
    if (!countries_.empty()) return;
    const auto most = std::min(static_cast<Index>(article_.teams.size()), kMostTeams);
    for (Index i = 0; i < most; ++i) {
      const Team& team = article_.teams[i];
      const Index entry = entry_of(document_, lexicon_, EntryType::team, team.key, team.mentions);
      countries_.push_back(entry == kNone ? std::string_view(team.name) : lexicon_.entry(entry).country);
      cities_.push_back(entry == kNone ? std::string_view() : lexicon_.entry(entry).city);
    }
  }

  // The only national team of this country, else its only team.
  [[nodiscard]] Index team_of(std::string_view country) {
    look_up_places();
    Index found = kNone;
    bool national = false;
    for (Index i = 0; i < countries_.size(); ++i) {
      const Team& team = article_.teams[i];
      const bool nation = team.kind == TeamKind::national;
      if (countries_[i] != country && !(nation && team.name == country)) continue;
      if (found != kNone && nation == national) return kNone;
      if (found != kNone && national) continue;
      found = i;
      national = nation;
    }
    return found;
  }

  const Document& document_;
  const TokenArray& tokens_;
  const Lexicon& lexicon_;
  const Article& article_;
  std::vector<Referring>& all_references_;  // by start
  std::vector<Speech>& speeches_;           // by start
  Index first_ = 0;                         // the tokens that are looked at, last exclusive
  Index last_ = 0;
  std::vector<StandIn>& found_;
  std::size_t references_ = 0;                // of found_, those to people, by first token
  std::vector<std::string_view>& countries_;  // of the article's teams
  std::vector<std::string_view>& cities_;
};

StandIns::StandIns(const Document& document, const Lexicon& lexicon, const Article& article)
    : finder_(std::make_unique<Finder>(document, lexicon, article)) {}
StandIns::~StandIns() = default;

const std::vector<StandIn>& StandIns::of(const Sentence& sentence) const {
  return finder_->of(sentence);
}

}  // namespace pressbox::scores

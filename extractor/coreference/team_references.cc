#include "extractor/coreference/team_references.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "extractor/entities/entry_of.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace pressbox {
namespace {

// How far back the team of "the club" may have been named, and the game of "the hosts" been told of.
constexpr Index kClubSentences = 3;
constexpr Index kGameBlocks = 2;
// The blocks in which a report says which game it is about.
constexpr Index kLeadBlocks = 3;
// A phrase from its article to its head: "the struggling Premiership leaders".
constexpr Index kMaxPhrase = 4;
// Teams and titles that are kept apart. Longer articles are lists.
constexpr std::size_t kMaxTitles = 32;
constexpr std::size_t kMaxNearby = 8;

bool is_the(ShortWord word) {
  return is_any(word, "the"_w, "The"_w);
}

bool entertains(std::string_view word) {
  return word == "entertain" || word == "entertained" || word == "entertains";
}
bool travelled(std::string_view word) {
  return word == "travelled" || word == "travelling";
}

// What a word says around a team's name, or behind the article of a description, as far as a rule asks for it.
enum Hint : std::uint8_t {
  kThe = 1u << 0,
  kComma = 1u << 1,
  kVenue = 1u << 2,   // before a team that plays at home or away
  kToward = 1u << 3,  // between a team and what tells of its journey
  kTravel = 1u << 4,
  kTitle = 1u << 5,
  kDescription = 1u << 6,  // behind the article of a description without a title or a nationality
};

// The words that must stand at a place for any rule to ask what stands around it: by the last bits of their fold
// hashes, so that a look tells nearly all words that are none of them, whatever is asked for.
class Hints {
 public:
  Hints() {
    add(kThe, {"the"});
    add(kComma, {","});
    add(kVenue, {"side", "team", "visitors", "visiting", "host", "hosts", "hosted", "hosting", "entertain",
                 "entertained", "entertains", "visit", "visits", "visited"});
    add(kToward, {"to", "at", "against"});
    add(kTravel,
        {"home", "away", "trip", "visit", "journey", "travel", "travels", "traveled", "travelled", "travelling"});
    add(kTitle, {"holders", "leaders", "winners", "minnows", "champions", "strugglers", "newcomers"});
    add(kDescription, {"hosts", "visitors", "home", "away", "visiting", "club", "franchise"});
  }
  [[nodiscard]] std::uint64_t the() const { return the_; }
  // May be more than the word is, never less.
  [[nodiscard]] unsigned of(std::uint64_t hash) const { return table_[hash % table_.size()]; }

 private:
  void add(Hint hint, std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) table_[fold_hash(word) % table_.size()] |= hint;
  }

  std::uint64_t the_ = fold_hash("the");
  std::array<std::uint8_t, 1024> table_{};
};
const Hints& hints() {
  static const Hints kHints;
  return kHints;
}

// Which of so many tokens, 64 at most, have this hash, as one bit each, the first lowest; some may have another that
// ends in the same bits.
std::uint64_t with_hash(const std::uint64_t* hashes, Index count, std::uint64_t wanted) {
  std::uint64_t bits = 0;
#ifdef __SSE2__
  if (count == 64) {
    const auto load = [](const void* from) { return _mm_loadu_si128(static_cast<const __m128i*>(from)); };
    const __m128i half = _mm_set1_epi32(static_cast<int>(wanted));
    const auto four = [&](Index at) {
      const __m128 a = _mm_castsi128_ps(load(hashes + at));
      const __m128 b = _mm_castsi128_ps(load(hashes + at + 2));
      return _mm_cmpeq_epi32(_mm_castps_si128(_mm_shuffle_ps(a, b, 0x88)), half);
    };
    for (Index k = 0; k < 64; k += 16) {
      const __m128i sixteen =
          _mm_packs_epi16(_mm_packs_epi32(four(k), four(k + 4)), _mm_packs_epi32(four(k + 8), four(k + 12)));
      bits |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(sixteen))} << k;
    }
    return bits;
  }
#endif
  for (Index k = 0; k < count; ++k) {
    bits |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(hashes[k]) == static_cast<std::uint32_t>(wanted))
            << k;
  }
  return bits;
}

class TeamReferences {
 public:
  TeamReferences(const Document& document, const Lexicon& lexicon, const std::vector<PersonFacts>& facts,
                 const std::vector<std::uint8_t>& quoted, Article& article)
      : document_(document),
        tokens_(document.tokens),
        lexicon_(lexicon),
        facts_(facts),
        quoted_(quoted),
        article_(article) {}

  void run() {
    if (article_.teams.empty()) return;
    count_clubs();
    scorelines();
    for (std::size_t m = 0; m < document_.mentions.size(); ++m) {
      const EntityMention& mention = document_.mentions[m];
      if (!((mention.type == EntityMention::Type::team) & may_tell(mention))) continue;
      if (quoted_[mention.first]) continue;
      venue_words(m);
      title_words(m);
    }
    const auto before = [](const Game& a, const Game& b) { return a.token < b.token; };
    if (!std::is_sorted(games_.begin(), games_.end(), before)) {
      std::stable_sort(games_.begin(), games_.end(), before);
    }
    grounds();
    descriptions();
  }

 private:
  // Who is at home to whom; either may be kNone.
  struct Game {
    Index token;
    Index home;
    Index away;
  };
  // "champions Ayr": what the team is called, and what stands before the head.
  struct Title {
    std::string_view head;
    std::string_view modifier;  // the word before it, "" if none
    Index team;
  };

  [[nodiscard]] ShortWord word(Index t) const { return document_.short_text(t); }

  void count_clubs() {
    for (const Team& team : article_.teams) {
      if (team.kind != TeamKind::national) all_clubs_ += team.mentions.size();
    }
  }

  // Looked up when it is asked for, for few articles ask. Nothing of it is known for teams that the lexicon has not.
  [[nodiscard]] Entry entry_of(Index team) const {
    const Team& named = article_.teams[team];
    const Index entry = pressbox::entry_of(document_, lexicon_, EntryType::team, named.key, named.mentions);
    return entry == kNone ? Entry{} : lexicon_.entry(entry);
  }
  [[nodiscard]] bool is_club(Index team) const { return article_.teams[team].kind != TeamKind::national; }

  // False for most mentions: no word that venue_words or title_words asks for stands around it.
  [[nodiscard]] bool may_tell(const EntityMention& mention) const {
    constexpr Index kBefore = 3;
    constexpr Index kBehind = 2 + kMaxPhrase;
    if (mention.first < kBefore || mention.last + kBehind >= tokens_.size()) [[unlikely]]
      return true;
    const std::uint64_t* const before = tokens_.hash.data() + mention.first;
    const std::uint64_t* const behind = tokens_.hash.data() + mention.last;
    const auto says = [&](const std::uint64_t* at, Hint hint) { return (hints_.of(*at) & hint) != 0; };
    const auto venue = [&](const std::uint64_t* at) {
      return says(at - 1, kVenue) | (says(at - 1, kToward) & says(at - 2, kTravel));
    };
    unsigned title = 0;
    if (says(behind + 1, kComma)) {
      for (Index k = 2; k <= kBehind; ++k) title |= hints_.of(behind[k]);
    }
    return venue(before) | (says(before - 1, kThe) & venue(before - 1)) | says(before - 1, kTitle) |
           ((title & kTitle) != 0);
  }

  // ---- who is at home ----------------------------------------------------------------------------------------

  // "Ayr 2-1 Elgin": the side named first is at home, in the sports that print it so.
  void scorelines() {
    if (article_.sport != Sport::football && article_.sport != Sport::rugby_union &&
        article_.sport != Sport::rugby_league) {
      return;
    }
    std::size_t m = 0;
    for (const Score& score : article_.scores) {
      if (score.kind != ScoreKind::final) continue;
      while (m < document_.mentions.size() && tokens_.start[document_.mentions[m].first] < score.span.start) ++m;
      if (m == 0 || m >= document_.mentions.size()) continue;
      const EntityMention& before = document_.mentions[m - 1];
      const EntityMention& behind = document_.mentions[m];
      if (before.type != EntityMention::Type::team || behind.type != EntityMention::Type::team) continue;
      if (tokens_.end[before.last] + 1 != score.span.start || score.span.end + 1 != tokens_.start[behind.first])
        continue;
      add_game(before.first, before.entity, behind.entity);
    }
  }

  void add_game(Index token, Index home, Index away) {
    if (home == away) return;
    if (home == kNone) home = opponent(away);
    if (away == kNone) away = opponent(home);
    games_.push_back({token, home, away});
  }

  // Whom the article's scores set against the team, if it is only one.
  [[nodiscard]] Index opponent(Index team) const {
    Index found = kNone;
    constexpr std::size_t kMaxScores = 64;
    for (std::size_t s = 0; s < article_.scores.size() && s < kMaxScores; ++s) {
      const auto& sides = article_.scores[s].sides;
      if (sides.size() != 2 || (sides[0].team != team && sides[1].team != team)) continue;
      const Index other = sides[0].team == team ? sides[1].team : sides[0].team;
      if (other == kNone) continue;
      if (found != kNone && found != other) return kNone;
      found = other;
    }
    if (found == kNone && article_.teams.size() == 2) return team == 0 ? 1 : 0;
    return found;
  }

  // The team named last in the sentence before token; kNone where none is.
  [[nodiscard]] Index team_before(std::size_t m, Index token) const {
    for (std::size_t k = m, steps = 0; k-- > 0 && steps < kMaxNearby; ++steps) {
      const EntityMention& other = document_.mentions[k];
      if (tokens_.sentence[other.first] != tokens_.sentence[token]) return kNone;
      if (other.type == EntityMention::Type::team && other.last < token) return other.entity;
    }
    return kNone;
  }

  // What the words before a team's name say of where it plays.
  void venue_words(std::size_t m) {
    const EntityMention& mention = document_.mentions[m];
    const Index floor = document_.sentences[tokens_.sentence[mention.first]].first;
    Index at = mention.first;
    if (at > floor && is_the(word(at - 1))) --at;
    if (at == floor) return;
    const ShortWord before = word(at - 1);
    const ShortWord second = at >= floor + 2 ? word(at - 2) : 0;
    const ShortWord third = at >= floor + 3 ? word(at - 3) : 0;
    const bool long_before = before == 0;
    if (is_any(before, "side"_w, "team"_w) && is_any(second, "home"_w, "Home"_w)) {
      add_game(mention.first, mention.entity, kNone);
    } else if (is_any(before, "visitors"_w, "Visitors"_w, "visiting"_w) ||
               (is_any(before, "side"_w, "team"_w) && is_any(second, "away"_w, "Away"_w, "visiting"_w))) {
      add_game(mention.first, kNone, mention.entity);
    } else if (is_any(before, "to"_w, "against"_w) && second == "home"_w && third == "at"_w) {
      const Index home = team_before(m, at - 3);
      if (home != kNone) add_game(mention.first, home, mention.entity);
    } else if (is_any(before, "host"_w, "hosts"_w, "hosted"_w, "hosting"_w) ||
               (long_before && entertains(document_.token_text(at - 1)))) {
      const Index home = team_before(m, at - 1);
      const bool apposed = home == kNone || document_.is(at - 2, class_bit(WordClass::preposition));
      if (!apposed) add_game(mention.first, home, mention.entity);
      if (apposed && before == "hosts"_w) add_game(mention.first, mention.entity, kNone);
    } else if (is_any(before, "visit"_w, "visits"_w, "visited"_w, "visiting"_w) ||
               (is_any(before, "to"_w, "at"_w) &&
                (is_any(second, "away"_w, "trip"_w, "visit"_w, "journey"_w, "travel"_w, "travels"_w, "traveled"_w) ||
                 (second == 0 && at >= floor + 2 && travelled(document_.token_text(at - 2)))))) {
      const Index away = team_before(m, at - 1);
      add_game(mention.first, mention.entity, away == mention.entity ? kNone : away);
    }
  }

  // No words say it, but the grounds that the article names are in the town, or the land, of one side only.
  void grounds() {
    if (!games_.empty() || article_.venues.empty() || article_.venues.size() > kMaxNearby) return;
    const auto game = std::find_if(article_.scores.begin(), article_.scores.end(), [](const Score& score) {
      return score.sides.size() == 2 && score.sides[0].team != kNone && score.sides[1].team != kNone;
    });
    if (game == article_.scores.end()) return;
    const Index first = game->sides[0].team;
    const Index second = game->sides[1].team;
    if (is_club(first) != is_club(second)) return;
    int votes_first = 0;
    int votes_second = 0;
    for (const NamedThing& thing : article_.venues) {
      const Index ground = pressbox::entry_of(document_, lexicon_, EntryType::venue, thing.key, thing.mentions);
      if (ground == kNone) continue;
      const Entry venue = lexicon_.entry(ground);
      votes_first += belongs(venue, first) ? 1 : 0;
      votes_second += belongs(venue, second) ? 1 : 0;
    }
    if ((votes_first > 0) == (votes_second > 0)) return;
    games_.push_back({0, votes_first > 0 ? first : second, votes_first > 0 ? second : first});
  }

  [[nodiscard]] bool belongs(const Entry& venue, Index team) const {
    const Entry entry = entry_of(team);
    return is_club(team) ? !entry.city.empty() && entry.city == venue.city
                         : !entry.country.empty() && entry.country == venue.country;
  }

  // The game that is told of at token; nullptr where the text leaves a doubt.
  [[nodiscard]] const Game* game_at(Index token) const {
    if (games_.empty()) return nullptr;
    const Index block = tokens_.block[token];
    const auto after =
        std::upper_bound(games_.begin(), games_.end(), token, [](Index t, const Game& game) { return t < game.token; });
    const Game* latest = after == games_.begin() ? nullptr : &*(after - 1);
    if (latest != nullptr && tokens_.block[latest->token] == block) return latest;
    // The game of the headline and the lead goes on, unless others have come since.
    const Game& lead = games_.front();
    const bool in_lead = tokens_.block[lead.token] < kLeadBlocks;
    if (latest == nullptr) return nullptr;
    if (in_lead && (latest == &lead || same_game(*latest, lead))) return latest;
    return block - tokens_.block[latest->token] <= kGameBlocks ? latest : nullptr;
  }
  static bool same_game(const Game& a, const Game& b) { return a.home == b.home && a.away == b.away; }

  void side_of_game(Index first, Index last, std::size_t mention, bool home) {
    const Game* game = game_at(first);
    if (game == nullptr) return;
    // Teams of other games nearby: perhaps it is told of one of those.
    for (std::size_t k = mention, steps = 0; k-- > 0 && steps < kMaxNearby; ++steps) {
      const EntityMention& other = document_.mentions[k];
      if (tokens_.block[other.first] != tokens_.block[first]) break;
      if (other.type != EntityMention::Type::team) continue;
      if (other.entity != game->home && other.entity != game->away) return;
    }
    refer(home ? game->home : game->away, first, last);
  }

  // ---- titles ------------------------------------------------------------------------------------------------

  [[nodiscard]] bool is_title(Index head) const {
    const std::string_view text = document_.token_text(head);
    if (!text.ends_with('s')) return false;
    const ShortWord word = short_word(text);
    return is_any(word, "holders"_w, "leaders"_w, "winners"_w, "minnows"_w) ||
           (word == 0 && (text == "champions" || text == "strugglers" || text == "newcomers"));
  }

  // "the Premiership leaders Ayr", "Ayr, the defending champions,".
  void title_words(std::size_t m) {
    const EntityMention& mention = document_.mentions[m];
    const Sentence& sentence = document_.sentences[tokens_.sentence[mention.first]];
    if (titles_.size() >= kMaxTitles) return;
    if (mention.first > sentence.first) note_title(mention.first - 1, sentence.first, mention.entity);
    Index t = mention.last + 1;
    if (t + 1 >= sentence.last || word(t) != ","_w) return;
    const Index open = ++t;
    if (is_the(word(t))) ++t;
    while (t < sentence.last && t < open + kMaxPhrase && tokens_.kind[t] == TokenKind::word && !is_title(t)) ++t;
    const Index behind = t + 1;
    if (t >= sentence.last || tokens_.kind[t] != TokenKind::word || !is_title(t)) return;
    if (behind < sentence.last && tokens_.kind[behind] == TokenKind::punctuation) note_title(t, open, mention.entity);
  }

  void note_title(Index head, Index floor, Index team) {
    if (tokens_.kind[head] != TokenKind::word) return;
    std::string_view text = document_.token_text(head);
    const bool capital = text == "Champions";
    if (!capital && !is_title(head)) return;
    if (capital) text = "champions";
    const bool modified = head > floor && !is_the(word(head - 1)) && tokens_.kind[head - 1] == TokenKind::word;
    if (modified && is_any(word(head - 1), "former"_w, "ex"_w, "previous"_w, "eventual"_w, "beat"_w, "of"_w, "and"_w))
      return;
    const std::string_view modifier = modified ? document_.token_text(head - 1) : std::string_view{};
    titles_.push_back({text, modifier, team});
  }

  // The one team of this title; what the phrase says before its head must not be said of another.
  [[nodiscard]] Index titled(std::string_view head, std::string_view modifier) const {
    if (modifier == "defending" || modifier == "reigning" || modifier == "current") modifier = {};
    Index found = kNone;
    for (const Title& title : titles_) {
      if (title.head != head || (!modifier.empty() && title.modifier != modifier)) continue;
      if (found != kNone && found != title.team) return kNone;
      found = title.team;
    }
    return found;
  }

  // ---- lands and clubs ---------------------------------------------------------------------------------------

  // The nationality that begins at token: its country, its form and its last token.
  [[nodiscard]] const Match* nationality_at(Index token) const {
    if (!document_.is(token, kNationalityFirst)) return nullptr;
    for (const Match& match : document_.matches_at(token)) {
      if (match.type == EntryType::country &&
          (match.form == FormKind::adjective || match.form == FormKind::noun || match.form == FormKind::noun_plural)) {
        return &match;
      }
    }
    return nullptr;
  }

  enum class Kind : std::uint8_t { any, club, national };
  // The only team of this country that the text has named before.
  [[nodiscard]] Index team_of(std::string_view land, Kind kind, Index token) const {
    Index found = kNone;
    const std::size_t limit = std::min<std::size_t>(article_.teams.size(), kMaxTitles);
    for (Index team = 0; team < limit; ++team) {
      const Team& candidate = article_.teams[team];
      if (candidate.mentions.empty() || candidate.mentions.front().start > tokens_.start[token]) break;
      const bool national = candidate.kind == TeamKind::national;
      if ((kind == Kind::club && national) || (kind == Kind::national && !national)) continue;
      if (!(national && candidate.name == land) && entry_of(team).country != land) continue;
      if (found != kNone) return kNone;
      found = team;
    }
    return found;
  }

  // Nothing follows that a word before it could belong to: "the club said", but not "the club captain".
  [[nodiscard]] bool closes(Index t, bool verbs = true) const {
    const Index next = t + 1;
    if (next >= tokens_.size() || tokens_.sentence[next] != tokens_.sentence[t]) return true;
    if (tokens_.kind[next] == TokenKind::dash) return !tokens_.is(next, kGluedBefore);
    if (tokens_.kind[next] != TokenKind::word) return tokens_.kind[next] != TokenKind::number;
    if (document_.is(next, kInRole)) return false;
    if (document_.is(next, kFunctionWord)) return true;
    const std::string_view text = document_.token_text(next);
    // Behind an adjective these may be nouns: "the Irish line", "the English reaction".
    if (verbs &&
        document_.is(next, class_bit(WordClass::win_verb) | class_bit(WordClass::lose_verb) |
                               class_bit(WordClass::draw_verb) | class_bit(WordClass::play_verb) | kCueFirst)) {
      return true;
    }
    return text.ends_with("ed") || text.ends_with("ly") ||
           is_any(word(next), "again"_w, "last"_w, "late"_w, "today"_w) || text == "yesterday";
  }

  // "against Ayr", "over Ayr": the other side.
  [[nodiscard]] bool is_opponent(Index token) const {
    return token > 0 &&
           is_any(word(token - 1), "against"_w, "v"_w, "vs"_w, "over"_w, "beat"_w, "beating"_w, "facing"_w);
  }

  // "The club are talking to Ayr": not Ayr.
  [[nodiscard]] bool named_behind(Index team, Index last, std::size_t mention) const {
    for (std::size_t m = mention; m < document_.mentions.size() && m < mention + kMaxNearby; ++m) {
      const EntityMention& other = document_.mentions[m];
      if (tokens_.sentence[other.first] != tokens_.sentence[last]) return false;
      if (other.first > last && other.type == EntityMention::Type::team && other.entity == team) return true;
    }
    return false;
  }

  void the_club(Index first, Index last, std::size_t mention) {
    const Index now = tokens_.sentence[first];
    std::array<Index, kMaxNearby> nearby{};
    std::size_t count = 0;
    Index person = kNone;    // named last
    Index sentence = kNone;  // where a club was named last
    std::size_t steps = 0;
    for (std::size_t k = mention; k-- > 0 && steps < 2 * kMaxNearby; ++steps) {
      const EntityMention& other = document_.mentions[k];
      const Index at = tokens_.sentence[other.first];
      if (now - at > kClubSentences || (sentence != kNone && at != sentence && now - at > 1)) break;
      if (other.type == EntityMention::Type::person) {
        if (person == kNone) person = other.entity;
        continue;
      }
      if (!is_club(other.entity) || is_opponent(other.first)) continue;
      if (sentence == kNone) sentence = at;
      const auto end = nearby.begin() + static_cast<std::ptrdiff_t>(count);
      if (std::find(nearby.begin(), end, other.entity) == end && count < nearby.size()) nearby[count++] = other.entity;
    }
    if (person != kNone && (count == 0 || sentence != now)) {
      const auto& teams = facts_[person].teams;
      const auto own = std::find_if(teams.begin(), teams.end(), [&](Index team) { return is_club(team); });
      if (own != teams.end() && teams.size() == 1) {
        refer(*own, first, last);
        return;
      }
    }
    if (count == 1) {
      refer(nearby[0], first, last);
      return;
    }
    // The club that the article is about.
    constexpr std::size_t kMain = 2;  // named at least as often as all others together
    for (Index team = 0; team < article_.teams.size() && team < kMaxTitles; ++team) {
      if (!is_club(team) || kMain * article_.teams[team].mentions.size() < all_clubs_) continue;
      const auto end = nearby.begin() + static_cast<std::ptrdiff_t>(count);
      if (count > 0 && std::find(nearby.begin(), end, team) == end) return;
      const auto& mentions = article_.teams[team].mentions;
      if (mentions.size() < 3 && all_clubs_ != mentions.size()) return;
      if (mentions.front().start < tokens_.start[first] && !named_behind(team, last, mention)) refer(team, first, last);
      return;
    }
  }

  // ---- descriptions ------------------------------------------------------------------------------------------

  // Each begins with "the", outside quotations.
  void descriptions() {
    const Index count = tokens_.size();
    std::size_t mention = 0;
    for (Index from = 0; from < count; from += 64) {
      std::uint64_t bits = with_hash(tokens_.hash.data() + from, std::min<Index>(count - from, 64), hints_.the());
      for (; bits != 0; bits &= bits - 1) {
        const Index i = from + static_cast<Index>(std::countr_zero(bits));
        const Index next = std::min(i + 1, count - 1);
        const bool described = (hints_.of(tokens_.hash[next]) & kDescription) != 0;
        if (!(described | document_.is(next, kNationalityFirst) | !titles_.empty())) continue;
        if (quoted_[i] || tokens_.kind[i] != TokenKind::word || !is_the(word(i))) continue;
        while (mention < document_.mentions.size() && document_.mentions[mention].first < i) ++mention;
        description(i, mention);
      }
    }
  }

  // The description that begins with this "the", if it is one of ours.
  void description(Index i, std::size_t mention) {
    const Index limit = document_.sentences[tokens_.sentence[i]].last;
    const Index next = i + 1;
    if (next >= limit || tokens_.kind[next] != TokenKind::word) return;
    const ShortWord first = word(next);
    const ShortWord second = next + 1 < limit ? word(next + 1) : 0;
    const auto led_by_name = [&](Index last) {  // "the hosts Ayr": the name says it itself
      std::size_t m = mention;
      while (m < document_.mentions.size() && document_.mentions[m].first <= last) ++m;
      return m < document_.mentions.size() && document_.mentions[m].first == last + 1;
    };
    const auto glued = [&](Index last) {
      return last + 1 < limit && tokens_.kind[last + 1] == TokenKind::dash && tokens_.is(last + 1, kGluedBefore);
    };
    if (is_any(first, "hosts"_w, "visitors"_w)) {
      if (!led_by_name(next) && !glued(next)) side_of_game(i, next, mention, first == "hosts"_w);
      return;
    }
    if (is_any(first, "home"_w, "away"_w, "visiting"_w) && is_any(second, "side"_w, "team"_w, "club"_w)) {
      if (!led_by_name(next + 1) && !glued(next + 1)) side_of_game(i, next + 1, mention, first == "home"_w);
      return;
    }
    if (first == "club"_w || (first == 0 && document_.token_text(next) == "franchise")) {
      if (closes(next) && !glued(next)) the_club(i, next, mention);
      return;
    }
    if (const Match* nationality = nationality_at(next); nationality != nullptr) {
      of_a_land(i, *nationality, limit, led_by_name);
      return;
    }
    if (titles_.empty()) return;
    for (Index t = next; t < limit && t <= i + kMaxPhrase && tokens_.kind[t] == TokenKind::word; ++t) {
      if (is_the(word(t))) return;
      if (!is_title(t)) continue;
      const Index team = titled(document_.token_text(t), t > next ? document_.token_text(t - 1) : std::string_view{});
      const bool part = t + 1 < limit && tokens_.kind[t + 1] == TokenKind::word && tokens_.is(t + 1, kCapitalised);
      const bool of_others = t + 1 < limit && word(t + 1) == "of"_w;
      if (team != kNone && !part && !of_others && !led_by_name(t)) refer(team, i, t);
      return;
    }
  }

  template <typename Led>
  void of_a_land(Index i, const Match& nationality, Index limit, const Led& led_by_name) {
    const std::string_view land = lexicon_.entry(nationality.entry).name;
    const Index last = nationality.last;
    const Index behind = last + 1;
    if (behind < limit && nationality.form == FormKind::adjective) {
      const ShortWord head = word(behind);
      const bool club =
          is_any(head, "club"_w, "giants"_w, "outfit"_w) || (head == 0 && document_.token_text(behind) == "champions");
      if ((club || is_any(head, "side"_w, "team"_w)) && !led_by_name(behind) && closes(behind)) {
        refer(team_of(land, club ? Kind::club : Kind::any, i), i, behind);
        return;
      }
    }
    // "the Italians", "the Irish": their team, where it plays.
    const std::string_view text = document_.token_text(last);
    const bool people = nationality.form == FormKind::noun_plural ||
                        (nationality.form == FormKind::adjective &&
                         (text.ends_with("sh") || text.ends_with("ch") || text.ends_with("ese")));
    if (people && closes(last, nationality.form == FormKind::noun_plural) && !led_by_name(last))
      refer(team_of(land, Kind::national, i), i, last);
  }

  void refer(Index team, Index first, Index last) {
    if (team != kNone) article_.teams[team].references.push_back({tokens_.span(first, last), How::nominal});
  }

  const Document& document_;
  const TokenArray& tokens_;
  const Lexicon& lexicon_;
  const std::vector<PersonFacts>& facts_;
  const std::vector<std::uint8_t>& quoted_;
  Article& article_;
  const Hints& hints_ = hints();
  std::size_t all_clubs_ = 0;  // mentions of clubs together
  std::vector<Game> games_;
  std::vector<Title> titles_;
};

}  // namespace

void refer_to_teams(const Document& document, const Lexicon& lexicon, const std::vector<PersonFacts>& facts,
                    const std::vector<std::uint8_t>& quoted, Article& article) {
  TeamReferences(document, lexicon, facts, quoted, article).run();
}

}  // namespace pressbox

#include "extractor/entities/entities.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include <unicode/uchar.h>

#include "extractor/entities/facts.h"
#include "extractor/entities/segments.h"
#include "extractor/entities/world_index.h"
#include "extractor/gazetteer/utf8.h"

namespace pressbox {
namespace {

// A word that more people than this share tells nobody apart; the bound keeps long lists of names linear.
constexpr std::size_t kMaxNamesakes = 32;
constexpr std::uint64_t kSeveralForms = 0;
// A team of less weight is of a minor league or of long ago.
constexpr std::uint8_t kKnownTeam = 4;
// A surname of this weight or less may be the misspelling of another.
constexpr std::uint8_t kRareSurname = 3;
// What a place in a list of young players adds to a college: more than a franchise of the article has.
constexpr float kProspect = 8.0f;
// Parts of one hyphenated name: "Jean-Pierre-Louis" has three.
constexpr Index kMaxHyphens = 3;

bool is_individual(Sport sport) {
  switch (sport) {
    case Sport::tennis:
    case Sport::golf:
    case Sport::athletics:
    case Sport::swimming:
    case Sport::cycling:
    case Sport::motor_sport:
    case Sport::boxing:
    case Sport::snooker:
    case Sport::darts:
    case Sport::horse_racing:
    case Sport::skiing:
    case Sport::gymnastics:
    case Sport::rowing:
    case Sport::other:
      return true;
    default:
      return false;
  }
}

// "RAY O'HARE-COSTELLO" as papers print it elsewhere: "Ray O'Hare-Costello".
std::string title_case(std::string_view name) {
  std::string out;
  bool inside = false;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = utf8::next(name, at);
    if (c == utf8::kInvalid) continue;
    const auto code = static_cast<UChar32>(c);
    utf8::append(inside ? static_cast<char32_t>(u_tolower(code)) : c, out);
    inside = u_isalpha(code) != 0;
  }
  return out;
}

class EntityFinder {
 public:
  EntityFinder(Document& document, const Lexicon& lexicon, const WorldIndex& index, Article& article,
               std::vector<PersonFacts>& facts)
      : document_(document),
        tokens_(document.tokens),
        lexicon_(lexicon),
        index_(index),
        article_(article),
        facts_(facts) {}

  void run() {
    taken_.assign(tokens_.size(), false);
    find_segments(document_, lexicon_, segments_);
    find_name_lists();
    vote_sport();
    note_team_event();
    mark_active_teams();
    results_lines();
    table_rows();
    for (const Segment& segment : segments_) full_name(segment);
    for (const Segment& segment : segments_) place_or_team(segment);
    late_ = true;
    for (const Segment& segment : late_segments_) place_or_team(segment);
    franchise_places();
    known_names();
    single_names_of_results();
    shaped_teams();
    new_single_names();
    capitals();
    finish();
  }

 private:
  // ---- sport -------------------------------------------------------------------------------------------------

  void vote_sport() {
    std::array<float, kSportCount> votes{};
    Index term_first = kNone;
    Index term_last = kNone;
    for (std::size_t m = 0; m < document_.matches.size(); ++m) {
      const Match& match = document_.matches[m];
      const Entry entry = lexicon_.entry(match.entry);
      if (entry.sport == Sport::unknown) continue;
      float vote = 0;
      if (entry.type == EntryType::word) {
        // "Rugby league" is no rugby union: of the terms that begin at one word the longest votes.
        if (match.first == term_first && match.last < term_last) continue;
        term_first = match.first;
        term_last = match.last;
        vote = entry.subtype == static_cast<std::uint8_t>(WordClass::sport_term) ? 1.0f : 0.0f;
      } else if (entry.type == EntryType::competition) {
        vote = 1.0f;
      } else if (entry.type == EntryType::role) {
        vote = 0.5f;
      } else if (entry.type == EntryType::person) {
        vote = 0.25f;
      } else if (entry.type == EntryType::team) {
        int readings = 0;
        for (const Match& other : document_.matches_at(match.first)) {
          readings += other.last == match.last ? 1 : 0;
        }
        vote = match.form == FormKind::abbreviation
                   ? 0.2f
                   : (match.last > match.first ? 1.0f : 0.5f) / static_cast<float>(readings);
      }
      // The head of a text names its sport more often than its tail.
      if (tokens_.block[match.first] == 0) vote *= 2.0f;
      votes[static_cast<std::size_t>(entry.sport)] += vote;
    }
    std::size_t best = 0;
    for (std::size_t s = 1; s < votes.size(); ++s) {
      if (votes[s] > votes[best]) best = s;
    }
    article_.sport = votes[best] >= 1.0f ? static_cast<Sport>(best) : Sport::unknown;
  }

  // ---- people ------------------------------------------------------------------------------------------------

  [[nodiscard]] std::vector<std::uint64_t> name_words(Index first, Index last) const {
    std::vector<std::uint64_t> words;
    bool nickname = false;
    for (Index t = first; t <= last; ++t) {
      if (tokens_.kind[t] == TokenKind::quote_mark) nickname = !nickname;
      if (nickname || (t > first && document_.is(t, class_bit(WordClass::name_suffix)))) continue;
      if (tokens_.kind[t] == TokenKind::word || tokens_.kind[t] == TokenKind::number) words.push_back(tokens_.hash[t]);
    }
    return words;
  }

  // The words of the shorter name stand in the longer one in the same order, its last word last.
  static bool is_short_form(const std::vector<std::uint64_t>& shorter, const std::vector<std::uint64_t>& longer) {
    if (shorter.empty() || shorter.size() > longer.size() || shorter.back() != longer.back()) return false;
    std::size_t at = 0;
    for (const std::uint64_t word : longer) {
      if (at < shorter.size() && shorter[at] == word) ++at;
    }
    return at == shorter.size();
  }

  Index add_person(Index first, Index last, EntityRule rule) {
    Person person;
    const bool capitals = is_capitals(first, last);
    person.name = capitals ? title_case(clean_name(first, last)) : clean_name(first, last);
    person.rule = rule_id(rule);
    from_capitals_.push_back(capitals);
    PersonFacts facts;
    facts.name_hashes = name_words(first, last);
    const Index index = static_cast<Index>(article_.people.size());
    for (const Match& match : document_.matches_at(first)) {
      if (match.last == last && lexicon_.entry(match.entry).type == EntryType::person) {
        facts.entry = match.entry;
        break;
      }
    }
    for (const std::uint64_t word : facts.name_hashes) note_word(word, index);
    by_name_.emplace(hash_name(facts.name_hashes), index);
    article_.people.push_back(std::move(person));
    full_mentions_.emplace_back();
    last_seen_.push_back(0);
    facts_.push_back(std::move(facts));
    return index;
  }

  // Every word of a name of several is in capitals.
  [[nodiscard]] bool is_capitals(Index first, Index last) const {
    if (first == last) return false;
    for (Index t = first; t <= last; ++t) {
      if (tokens_.kind[t] == TokenKind::word && !tokens_.is(t, kAllCaps)) return false;
    }
    return true;
  }

  void note_word(std::uint64_t word, Index person) {
    std::vector<Index>& list = by_word_[word];
    if (list.size() >= kMaxNamesakes || std::find(list.begin(), list.end(), person) != list.end()) return;
    list.push_back(person);
  }

  static std::uint64_t hash_name(const std::vector<std::uint64_t>& words) {
    std::uint64_t hash = words.size();
    for (const std::uint64_t word : words) hash = WorldIndex::add_word(hash, word);
    return hash;
  }

  // The name as printed, white space made single.
  [[nodiscard]] std::string clean_name(Index first, Index last) const {
    std::string name;
    bool nickname = false;
    for (Index t = first; t <= last; ++t) {
      if (tokens_.kind[t] == TokenKind::quote_mark) {
        nickname = !nickname;
        continue;
      }
      if (nickname) continue;
      if (t > first && tokens_.is(t, kSpaceBefore)) name += ' ';
      name += document_.token_text(t);
    }
    return name;
  }

  void mention(EntityMention::Type type, Index first, Index last, Index entity) {
    document_.mentions.push_back({type, first, last, entity});
    for (Index t = first; t <= last; ++t) taken_[t] = true;
  }

  void full_name(const Segment& segment) {
    const bool by_lexicon =
        segment.match != kNone && lexicon_.entry(document_.matches[segment.match].entry).type == EntryType::person;
    if (segment.match != kNone && !(by_lexicon && segment.words >= 2)) return;
    if (any_taken(segment.first, segment.last)) return;  // a results line's team
    Index last = segment.last;
    const std::vector<std::uint64_t> words = name_words(segment.first, last);
    if (words.empty()) return;
    Index person = kNone;
    const auto same = by_name_.find(hash_name(words));
    if (same != by_name_.end()) person = same->second;
    const auto known = by_word_.find(words.back());
    if (person == kNone && known != by_word_.end()) {
      for (const Index candidate : known->second) {
        PersonFacts& facts = facts_[candidate];
        if (is_short_form(words, facts.name_hashes)) {
          person = candidate;
          break;
        }
        if (is_short_form(facts.name_hashes, words)) {  // the fuller form comes later
          person = candidate;
          facts.name_hashes = words;
          by_name_.emplace(hash_name(words), candidate);
          article_.people[candidate].name = clean_name(segment.first, last);
          break;
        }
      }
    }
    if (person == kNone) {
      person = add_person(segment.first, last, by_lexicon ? EntityRule::person_lexicon : EntityRule::person_shape);
    } else {
      for (const std::uint64_t word : facts_[person].name_hashes) note_word(word, person);
      if (from_capitals_[person] && !is_capitals(segment.first, last) &&
          hash_name(words) == hash_name(facts_[person].name_hashes)) {
        article_.people[person].name = clean_name(segment.first, last);
        from_capitals_[person] = false;
      }
    }
    full_mentions_[person].push_back(segment.first);
    mention(EntityMention::Type::person, segment.first, last, person);
  }

  // Single words: a surname or a given name of somebody named in full.
  void known_names() {
    for (const Sentence& sentence : document_.sentences) {
      if (document_.blocks[sentence.block].all_caps) continue;
      for (Index i = sentence.first; i < sentence.last; ++i) {
        if (!is_free_capital(i)) continue;
        Index last = hyphenated_end(i, sentence.last);
        if (any_taken(i, last)) continue;
        // "St. Louis", "Sanchez Vicario": two words that end somebody's name.
        if (last == i && i + 1 < sentence.last && is_free_capital(i + 1) && is_surname_here(i, i + 1)) last = i + 1;
        if (surname_of_known(i, last, sentence)) i = last;
      }
    }
  }

  [[nodiscard]] bool is_free_capital(Index i) const {
    return !taken_[i] && tokens_.kind[i] == TokenKind::word && tokens_.is(i, kCapitalised);
  }

  // Names that only their places in the text make names. The whole article decides what a word is: the evidence of
  // all its occurrences counts for each.
  void new_single_names() {
    struct Single {
      Index first;
      Index last;
      float score;
    };
    std::vector<Single> singles;
    struct Evidence {
      float best = -10.0f;
      int count = 0;
    };
    std::unordered_map<std::uint64_t, Evidence> evidence;
    for (const Sentence& sentence : document_.sentences) {
      if (document_.blocks[sentence.block].all_caps) continue;
      for (Index i = sentence.first; i < sentence.last; ++i) {
        if (!is_free_capital(i)) continue;
        const Index last = hyphenated_end(i, sentence.last);
        if (any_taken(i, last)) continue;
        const float score = single_score(i, last, sentence);
        singles.push_back({i, last, score});
        Evidence& word = evidence[tokens_.hash[i]];
        word.best = std::max(word.best, score);
        ++word.count;
        i = last;
      }
    }
    for (const Single& single : singles) {
      const Evidence& word = evidence[tokens_.hash[single.first]];
      const float together = word.best + 0.3f * static_cast<float>(std::min(word.count - 1, 4));
      if (together < 2.0f || single.score < 0.0f) continue;
      mention(EntityMention::Type::person, single.first, single.last, find_single(single.first, single.last));
    }
  }

  [[nodiscard]] bool any_taken(Index first, Index last) const {
    for (Index t = first; t <= last; ++t) {
      if (taken_[t]) return true;
    }
    return false;
  }

  [[nodiscard]] Index hyphenated_end(Index i, Index limit) const {
    Index last = i;
    while (last + 2 < limit && last - i < 2 * kMaxHyphens && tokens_.kind[last + 1] == TokenKind::dash &&
           tokens_.is(last + 1, kGluedBefore) && tokens_.is(last + 2, kGluedBefore) &&
           tokens_.kind[last + 2] == TokenKind::word && tokens_.is(last + 2, kCapitalised) &&
           document_.token_text(last + 1) == "-") {
      last += 2;
    }
    return last;
  }

  Index find_single(Index first, Index last) {
    const std::vector<std::uint64_t> words = name_words(first, last);
    const auto known = by_name_.find(hash_name(words));
    if (known != by_name_.end()) return known->second;
    const Index misspelt = misspelt_surname(first, last);
    return misspelt != kNone ? misspelt : add_person(first, last, EntityRule::person_context);
  }

  // Copy misspells names: a single word one letter off the surname of somebody named in full is that person.
  [[nodiscard]] Index misspelt_surname(Index first, Index last) const {
    const std::string_view word = document_.token_text(first);
    if (first != last || word.size() < 6 || document_.infos[first].surname > kRareSurname + 1) return kNone;
    const bool rare = document_.infos[first].surname <= kRareSurname;
    const Index limit = std::min<Index>(static_cast<Index>(article_.people.size()), 64);
    for (Index p = 0; p < limit; ++p) {
      const std::string& name = article_.people[p].name;
      const std::size_t space = name.rfind(' ');
      if (space == std::string::npos) continue;
      const std::string_view surname = std::string_view(name).substr(space + 1);
      if (one_edit_apart(word, surname) && (rare || one_doubled_letter(word, surname))) return p;
    }
    return kNone;
  }

  // "Orrel" and "Orrell".
  static bool one_doubled_letter(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i]) ++i;
    return a.size() < b.size() && i > 0 && b[i] == b[i - 1];
  }

  // The same first letter, and one letter changed, missing or added.
  static bool one_edit_apart(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1 || b.size() < 6 || a[0] != b[0]) return false;
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i]) ++i;
    return a.size() == b.size() ? a.substr(i + 1) == b.substr(i + 1) : a.substr(i) == b.substr(i + 1);
  }

  bool surname_of_known(Index i, Index& last, const Sentence& sentence) {
    for (Index end = last;; end -= 2) {
      const auto known = by_word_.find(tokens_.hash[end]);
      if (known != by_word_.end()) {
        Index best = kNone;
        for (const Index person : known->second) {
          const auto& names = facts_[person].name_hashes;
          const bool surname = ends_with_name(i, end, names);
          const bool given = end == i && names.size() > 1 && names.front() == tokens_.hash[i];
          if (!surname && !(given && given_name_serves(i, sentence)) && !(end == i && is_first_surname(i, names))) {
            continue;
          }
          // Of two who share the name, the one named last is meant.
          if (best == kNone || last_mention_before(person, i) >= last_mention_before(best, i)) best = person;
        }
        if (best != kNone && !is_other_word(i, end, sentence)) {
          // A hyphenated name that only begins with a surname is another name.
          if (end != last && tokens_.is(end + 2, kCapitalised) && document_.infos[end + 2].common == 0) return false;
          mention(EntityMention::Type::person, with_particles(i, best, sentence), end, best);
          last_seen_[best] = i + 1;
          last = end;
          return true;
        }
      }
      if (end == i || end < i + 2 || tokens_.kind[end - 1] != TokenKind::dash) return false;
    }
  }

  // "van Persie", "Van Persie": the particles of the full name belong to the surname.
  [[nodiscard]] Index with_particles(Index i, Index person, const Sentence& sentence) const {
    const auto& names = facts_[person].name_hashes;
    Index first = i;
    while (first > sentence.first && !taken_[first - 1] &&
           document_.is(first - 1, class_bit(WordClass::name_particle)) &&
           std::find(names.begin(), names.end(), tokens_.hash[first - 1]) != names.end()) {
      --first;
    }
    return first;
  }

  [[nodiscard]] bool ends_with_name(Index i, Index end, const std::vector<std::uint64_t>& names) const {
    const std::vector<std::uint64_t> words = name_words(i, end);
    if (words.size() > names.size()) return false;
    return std::equal(words.rbegin(), words.rend(), names.rbegin());
  }

  // "Ibarra" of "Unai Ibarra Echeverri": the first of two surnames is the one that papers use.
  [[nodiscard]] bool is_first_surname(Index i, const std::vector<std::uint64_t>& names) const {
    if (names.size() != 3 || names[1] != tokens_.hash[i] || document_.infos[i].common > 0) return false;
    return document_.infos[i].surname >= std::max(document_.infos[i].given_male, document_.infos[i].given_female);
  }

  // A given name alone stands for somebody in chatty copy, unless it is a common word or opens another name.
  [[nodiscard]] bool given_name_serves(Index i, const Sentence& sentence) const {
    if (document_.infos[i].common >= 4 || document_.is(i, kFunctionWord | kCalendar)) return false;
    if (document_.is(i, kCountryFirst | kNationalityFirst)) return false;
    if (document_.is(i, kTeamFirst | kCityFirst) && i > sentence.first &&
        document_.is(i - 1, class_bit(WordClass::preposition))) {
      return false;
    }
    return i + 1 >= sentence.last || !(tokens_.kind[i + 1] == TokenKind::word && tokens_.is(i + 1, kCapitalised) &&
                                       !taken_[i + 1] && !document_.is(i + 1, class_bit(WordClass::pronoun_i)));
  }

  // 1 + the token of the person's last mention before this one; 0 if there is none. Full names were noted in order, and
  // known_names() walks forward, so the answer is a binary search and one look.
  [[nodiscard]] std::uint32_t last_mention_before(Index person, Index token) const {
    const auto& full = full_mentions_[person];
    const auto after = std::lower_bound(full.begin(), full.end(), token);
    const std::uint32_t by_full = after == full.begin() ? 0 : *(after - 1) + 1;
    return std::max(by_full, last_seen_[person]);
  }

  // A surname that is also a common word is no name at the head of a sentence ("Young players ..."), nor one inside
  // a longer capitalised phrase.
  [[nodiscard]] bool is_other_word(Index i, Index end, const Sentence&) const {
    if (end != i) return false;
    if (document_.is(i, kFunctionWord) && document_.infos[i].common >= 5) return true;
    return tokens_.is(i, kSentenceFirst) && document_.infos[i].common >= 4 && i + 1 < tokens_.size() &&
           tokens_.kind[i + 1] == TokenKind::word && !document_.is(i + 1, kInCue | class_bit(WordClass::auxiliary)) &&
           !tokens_.is(i + 1, kCapitalised) && document_.infos[i].surname < 4;
  }

  [[nodiscard]] Index previous_word(Index i, const Sentence& sentence) const {
    return i > sentence.first ? i - 1 : kNone;
  }

  [[nodiscard]] float single_score(Index i, Index last, const Sentence& sentence) const {
    const WordInfo info = document_.infos[i];
    const ClassBits bits = document_.classes[i];
    if ((bits & (kFunctionWord | kCalendar | kTitleFirst)) != 0) return 0;
    if ((bits & (kNationalityFirst | kCountryFirst)) != 0) return 0;
    if (info.common >= 6 && tokens_.is(i, kSentenceFirst)) return 0;
    const std::uint32_t length = tokens_.end[i] - tokens_.start[i];
    if (length < 2 || (tokens_.is(i, kAllCaps) && length >= 2) || tokens_.is(i, kHasDigit)) return 0;
    if (tokens_.is(i, kAbbreviation)) return 0;  // "Q.", "No."
    if (is_camel_case(document_, i)) return 0;   // "DraftKings"
    // The one adjective of games that sports copy always prints with a capital.
    if (const std::string_view text = document_.token_text(i); text == "Olympic" || text == "Paralympic") return 0;
    // "I've" with a control character for its apostrophe.
    if (const std::string_view text = document_.token_text(i); text[0] == 'I' && text[1] == '\xC2') return 0;
    float score = 0;
    const float surname = static_cast<float>(info.surname);
    const float given = static_cast<float>(std::max(info.given_male, info.given_female));
    score += 0.25f * std::max(surname, given);
    // "come-to-Jesus", "Winnie-the-Pooh": part of a word.
    const auto glued_dash = [&](Index t) {
      return t < tokens_.size() && tokens_.is(t, kGluedBefore) && tokens_.kind[t] == TokenKind::dash;
    };
    if ((i > 0 && tokens_.is(i, kGluedBefore) && tokens_.kind[i - 1] == TokenKind::dash) ||
        (glued_dash(last + 1) && last + 2 < tokens_.size() && tokens_.is(last + 2, kGluedBefore))) {
      score -= 1.5f;
    }
    if (info.common == 0) score += 0.8f;
    if (info.common > 0) score -= 0.35f * static_cast<float>(info.common);
    if (tokens_.is(i, kSentenceFirst) && info.common > 0) score -= 1.5f;
    if ((bits & kInRole) != 0) score -= 2.0f;
    if ((bits & (class_bit(WordClass::place_noun) | class_bit(WordClass::event_noun) |
                 class_bit(WordClass::company_noun) | class_bit(WordClass::squad_noun))) != 0) {
      score -= 2.0f;
    }
    for (const Match& match : document_.matches_at(i)) {
      const EntryType type = lexicon_.entry(match.entry).type;
      if (type == EntryType::person && match.last == last) score += 1.2f;
      if (type == EntryType::team) score -= 1.0f;
      if (type == EntryType::city) score -= info.surname >= 5 ? 1.3f : 2.0f;
      if (type == EntryType::competition || type == EntryType::venue || type == EntryType::outlet) score -= 1.5f;
    }
    // Context: what people do and what is said of people.
    const Index next = last + 1;
    if (next < sentence.last) {
      const std::string_view text = document_.token_text(next);
      if (document_.is(next, kCueFirst)) score += 1.5f;
      if (document_.is(next, class_bit(WordClass::auxiliary))) score += 0.4f;
      if (tokens_.kind[next] == TokenKind::possessive) score += 0.4f;
      if (text == "," && next + 1 < sentence.last) {
        if (tokens_.kind[next + 1] == TokenKind::number || document_.is(next + 1, class_bit(WordClass::pronoun_who))) {
          score += 1.5f;
        }
      }
      if (text == "(") score += 0.4f;
      if (tokens_.kind[next] == TokenKind::word && tokens_.is(next, kCapitalised) && !taken_[next]) score -= 1.2f;
      if (document_.is(next, kInRole) && tokens_.kind[next] == TokenKind::word) score -= 1.0f;
    }
    const Index before = previous_word(i, sentence);
    if (before != kNone) {
      if (document_.is(before, kInRole | kTitleFirst)) score += 1.6f;
      if (document_.is(before, kNationalityFirst)) score += 1.0f;
      if (document_.is(before, kCueFirst) && tokens_.kind[before] == TokenKind::word) score += 0.9f;
      if (document_.is(before, class_bit(WordClass::preposition))) {
        const std::string_view word = document_.token_text(before);
        if (word == "in" || word == "at" || word == "from" || word == "near") score -= 1.5f;
      }
      if (document_.is(before, class_bit(WordClass::determiner))) score -= 1.0f;
      if (tokens_.kind[before] == TokenKind::word && tokens_.is(before, kCapitalised) && !taken_[before] &&
          !document_.is(before, kInRole | kTitleFirst | kFunctionWord)) {
        score -= 1.2f;
      }
    }
    if (stands_in_list(i, last, sentence) || is_scorer(i, last, sentence)) score += 3.5f;
    return score;
  }

  // An item of a line-up or a list of scorers: alone between commas, brackets and numbers.
  [[nodiscard]] bool stands_in_list(Index i, Index last, const Sentence& sentence) const {
    const Block& block = document_.blocks[sentence.block];
    if (block.kind == BlockKind::lineup_line ? block.lead.contains(tokens_.start[i])
                                             : !name_lists_[tokens_.sentence[i]]) {
      return false;
    }
    const auto separates = [&](Index t) {
      return tokens_.kind[t] == TokenKind::punctuation || tokens_.kind[t] == TokenKind::number ||
             tokens_.kind[t] == TokenKind::dash;
    };
    const bool opens = i == 0 || tokens_.block[i - 1] != sentence.block || separates(i - 1);
    const bool closes = last + 1 >= tokens_.size() || tokens_.block[last + 1] != sentence.block || separates(last + 1);
    // "Subs: Hall": a label in front of a colon is no player.
    return opens && closes && !(last + 1 < tokens_.size() && document_.token_text(last + 1) == ":");
  }

  // Sentences that are lists of names: nothing but capitalised words, commas, numbers and brackets, as line-ups that
  // lost their label are.
  void find_name_lists() {
    constexpr int kMinSeparators = 4;
    name_lists_.assign(document_.sentences.size(), false);
    for (std::size_t s = 0; s < document_.sentences.size(); ++s) {
      const Sentence& sentence = document_.sentences[s];
      if (document_.blocks[sentence.block].all_caps) continue;
      int separators = 0;
      int teams = 0;
      bool plain = true;
      for (Index t = sentence.first; t < sentence.last && plain; ++t) {
        switch (tokens_.kind[t]) {
          case TokenKind::word:
            teams += begins_team(t) && (t == sentence.first || document_.token_text(t - 1) == ",") ? 1 : 0;
            plain = tokens_.is(t, kCapitalised) || document_.is(t, class_bit(WordClass::name_particle));
            break;
          case TokenKind::punctuation:
            separators += document_.token_text(t) == "," ? 1 : 0;
            break;
          case TokenKind::quote_mark:
            plain = false;
            break;
          default:
            break;
        }
      }
      // Where most may be teams it is a list of teams.
      name_lists_[s] = plain && separators >= kMinSeparators && 2 * teams <= separators + 1;
    }
  }

  // "Ayr 2 (Lawrie 11, Tait 88)": a name and a minute inside brackets behind a number.
  [[nodiscard]] bool is_scorer(Index i, Index last, const Sentence& sentence) const {
    constexpr Index kMaxBracket = 40;
    if (last + 1 >= sentence.last || tokens_.kind[last + 1] != TokenKind::number || i <= sentence.first) return false;
    if (const std::string_view before = document_.token_text(i - 1); before != "(" && before != "," && before != ";") {
      return false;
    }
    for (Index t = i; t-- > sentence.first && i - t < kMaxBracket;) {
      const std::string_view text = document_.token_text(t);
      if (text == ")") return false;
      if (text == "(") return t > sentence.first && tokens_.kind[t - 1] == TokenKind::number;
    }
    return false;
  }

  // ---- teams -------------------------------------------------------------------------------------------------

  struct Reading {
    Index entry = kNone;
    FormKind form = FormKind::name;
    Sport form_sport = Sport::unknown;
  };

  // The team readings of a segment, and what else its words may be.
  struct Readings {
    std::vector<Reading> teams;
    bool country = false;
    bool city = false;
    bool person = false;
    bool competition = false;
    bool venue = false;
    bool outlet = false;
    bool nationality = false;
    Index city_entry = kNone;
    Index other_entry = kNone;  // of a competition, venue or outlet
    [[nodiscard]] bool place() const { return country || city; }
    [[nodiscard]] bool other() const { return competition || venue || outlet; }
  };

  [[nodiscard]] Readings readings_of(Index first, Index last) const {
    Readings readings;
    for (const Match& match : document_.matches_at(first)) {
      if (match.last != last) continue;
      const Entry entry = lexicon_.entry(match.entry);
      switch (entry.type) {
        case EntryType::team:
          readings.teams.push_back({match.entry, match.form, match.form_sport});
          break;
        case EntryType::country:
          if (match.form == FormKind::name || match.form == FormKind::alias || match.form == FormKind::abbreviation) {
            readings.country = true;
          } else {
            readings.nationality = true;
          }
          break;
        case EntryType::city:
          readings.city = true;
          if (readings.city_entry == kNone) readings.city_entry = match.entry;
          break;
        case EntryType::person:
          readings.person = true;
          break;
        case EntryType::competition:
          readings.competition = true;
          choose_other(readings, match.entry);
          break;
        case EntryType::venue:
          readings.venue = true;
          choose_other(readings, match.entry);
          break;
        case EntryType::outlet:
          readings.outlet = true;
          choose_other(readings, match.entry);
          break;
        default:
          break;
      }
    }
    add_franchises(first, last, readings);
    return readings;
  }

  // "Cleveland", "Tampa Bay": the franchises of the place, where they play the article's sport.
  void add_franchises(Index first, Index last, Readings& readings) const {
    if (article_.sport == Sport::unknown) return;
    std::uint64_t words = 0;
    for (Index t = first; t <= last; ++t) {
      if (tokens_.kind[t] == TokenKind::word) words = WorldIndex::add_word(words, tokens_.hash[t]);
    }
    const auto franchises = index_.franchises_of(words);
    std::size_t fitting = 0;
    std::size_t seen = 0;
    for (const WorldIndex::Franchise& franchise : franchises) {
      fitting += franchise.sport == article_.sport ? 1 : 0;
      seen += franchise.sport == article_.sport && active(franchise.entry) > 0 ? 1 : 0;
    }
    for (const WorldIndex::Franchise& franchise : franchises) {
      if (franchise.sport != article_.sport) continue;
      // Of several in one city, only one that the article names in full.
      if (fitting > 1 && seen > 0 && active(franchise.entry) == 0) continue;
      readings.teams.push_back({franchise.entry, FormKind::alias, Sport::unknown});
      readings.city = true;
    }
  }

  void choose_other(Readings& readings, Index entry) const {
    if (readings.other_entry == kNone) {
      readings.other_entry = entry;
    } else if (lexicon_.entry(entry).sport == article_.sport &&
               lexicon_.entry(readings.other_entry).sport != article_.sport) {
      readings.other_entry = entry;
    }
  }

  [[nodiscard]] static Sport sport_of(const Entry& entry, const Reading& reading) {
    return reading.form_sport != Sport::unknown ? reading.form_sport : entry.sport;
  }

  // Teams whose name leaves no doubt make the doubtful names around them likelier.
  void mark_active_teams() {
    int colleges = 0;
    for (const Segment& segment : segments_) {
      if (segment.match == kNone) continue;
      const Readings readings = readings_of(segment.first, segment.last);
      if (readings.teams.empty() || readings.place() || readings.person) continue;
      Index only = kNone;
      int fitting = 0;
      for (const Reading& reading : readings.teams) {
        const Entry entry = lexicon_.entry(reading.entry);
        const Sport sport = sport_of(entry, reading);
        if (sport == article_.sport || sport == Sport::unknown) {
          ++fitting;
          only = reading.entry;
        }
      }
      if (fitting == 0 && readings.teams.size() == 1 && segment.words >= 2) only = readings.teams[0].entry;
      if (only == kNone || fitting > 1) continue;
      ++active_[only];
      const std::uint64_t surface = tokens_.hash[segment.first] + (segment.last - segment.first);
      const auto [form, fresh] = active_forms_.emplace(only, surface);
      if (!fresh && form->second != surface) form->second = kSeveralForms;
      const Entry entry = lexicon_.entry(only);
      if (!entry.country.empty()) ++country_votes_[entry.country];
      colleges += entry.subtype == static_cast<std::uint8_t>(TeamKind::college) ? 1 : -1;
    }
    college_article_ = colleges > 0;
  }

  // Cups that countries play for in sports of individuals: an article about one makes a country's name a team again.
  // One mention far down is about somebody's past.
  void note_team_event() {
    int mentions = 0;
    for (const Match& match : document_.matches) {
      const Entry entry = lexicon_.entry(match.entry);
      if (entry.type != EntryType::competition) continue;
      for (const std::string_view cup :
           {"Davis Cup", "Fed Cup", "Billie Jean King Cup", "Hopman Cup", "Ryder Cup", "Solheim Cup", "Presidents Cup",
            "Walker Cup", "Laver Cup", "ATP Cup", "United Cup", "World Team Cup"}) {
        if (entry.name == cup) mentions += tokens_.block[match.first] < 4 ? 2 : 1;
      }
    }
    team_event_ = mentions >= 2;
  }

  [[nodiscard]] int active(Index entry) const {
    const auto found = active_.find(entry);
    if (found == active_.end()) {
      return late_ && is_mentioned(entry) &&
                     lexicon_.entry(entry).subtype != static_cast<std::uint8_t>(TeamKind::college)
                 ? 1
                 : 0;
    }
    return found->second;
  }

  [[nodiscard]] float reading_score(const Reading& reading) const {
    const Entry entry = lexicon_.entry(reading.entry);
    const Sport sport = sport_of(entry, reading);
    float score = 0.2f * static_cast<float>(entry.weight);
    if (article_.sport != Sport::unknown) {
      if (sport == article_.sport) score += 2.0f;
      if (sport != article_.sport && sport != Sport::unknown) score -= 2.0f;
      // The sports in which countries meet each other most.
      const bool countries = article_.sport == Sport::football || article_.sport == Sport::rugby_union ||
                             article_.sport == Sport::rugby_league || article_.sport == Sport::cricket;
      const bool national = entry.subtype == static_cast<std::uint8_t>(TeamKind::national);
      if (sport == Sport::unknown) score += national && countries ? 1.7f : 1.2f;
      // Nations do not play it in the news: "Georgia" is the university.
      if (national && article_.sport == Sport::american_football) score -= 3.0f;
    }
    // Where a franchise and a college share a place, news means the franchise, unless colleges are what it is about.
    if (entry.subtype == static_cast<std::uint8_t>(TeamKind::college)) score -= college_article_ ? 0.0f : 1.5f;
    const bool minor = entry.subtype == static_cast<std::uint8_t>(TeamKind::franchise) && entry.weight < kKnownTeam;
    if (minor) score -= 2.0f;
    const int seen = active(reading.entry);
    if (seen > 0) score += 3.0f + 0.3f * static_cast<float>(std::min(seen, 5));
    const auto country = country_votes_.find(entry.country);
    // North American leagues cross the border.
    const bool franchise = entry.subtype == static_cast<std::uint8_t>(TeamKind::franchise);
    if (!franchise && country != country_votes_.end() && !entry.country.empty()) {
      score += std::min(1.0f, 0.25f * static_cast<float>(country->second));
    }
    return score;
  }

  // "Ty Cole, QB, Indiana", "Ty Cole (Indiana)", "2. Ty Cole , Indiana 3.": lists of young players name their colleges.
  [[nodiscard]] bool is_prospects_college(Index first, Index last) const {
    if (article_.sport != Sport::american_football && article_.sport != Sport::basketball) return false;
    if (first < 2 || last + 1 >= tokens_.size() || tokens_.sentence[first - 2] != tokens_.sentence[first]) return false;
    const std::string_view before = document_.token_text(first - 1);
    const std::string_view behind = document_.token_text(last + 1);
    const std::uint32_t length = tokens_.end[first - 2] - tokens_.start[first - 2];
    if (before == "(") return behind == ")" && person_before(first - 1);
    if (before != ",") return false;
    const bool position = length <= 4 && tokens_.kind[first - 2] == TokenKind::word &&
                          tokens_.is(first - 2, kCapitalised) && first > 2 && document_.token_text(first - 3) == ",";
    const bool listed = tokens_.kind[last + 1] == TokenKind::number ||
                        (behind == "(" && last + 2 < tokens_.size() && tokens_.kind[last + 2] == TokenKind::number);
    return position || (listed && person_before(first - 1));
  }

  [[nodiscard]] const Reading& best_reading(const Readings& readings, bool prospect = false) const {
    std::size_t best = 0;
    float best_score = -100.0f;
    for (std::size_t k = 0; k < readings.teams.size(); ++k) {
      float score = reading_score(readings.teams[k]);
      const auto kind = lexicon_.entry(readings.teams[k].entry).subtype;
      if (prospect && kind == static_cast<std::uint8_t>(TeamKind::college)) score += kProspect;
      if (score > best_score) {
        best_score = score;
        best = k;
      }
    }
    return readings.teams[best];
  }

  [[nodiscard]] const Sentence& sentence_of(Index token) const { return document_.sentences[tokens_.sentence[token]]; }

  void place_or_team(const Segment& segment) {
    if (segment.match == kNone || any_taken(segment.first, segment.last)) return;
    if (segment.first == segment.last && ends_unknown_club(segment.first)) return;
    if (is_one_of_a_side(segment)) return;
    const Readings readings = readings_of(segment.first, segment.last);
    // A surname of somebody in the article beats a town or a small club of that name.
    if (is_surname_here(segment.first, segment.last) &&
        (segment.words > 1 || !strong_team(readings, tokens_.hash[segment.first]))) {
      return;
    }
    if (!readings.teams.empty()) {
      const bool prospect = is_prospects_college(segment.first, segment.last);
      const Reading reading = best_reading(readings, prospect);
      // "Rovers": whose nickname it is can be said when all the full names are known.
      if (!late_ && segment.words == 1 && reading.form == FormKind::nickname && active(reading.entry) == 0) {
        late_segments_.push_back(segment);
        return;
      }
      float score = team_score(segment.first, segment.last, segment.words, readings, reading);
      if (prospect) score += 1.5f;
      if (score >= 1.0f) {
        add_team_mention(segment.first, segment.last, reading.entry,
                         readings.country ? EntityRule::team_place
                         : readings.city  ? EntityRule::team_city
                                          : EntityRule::team_name);
        return;
      }
    }
    if (readings.other()) {
      add_named_thing(segment, readings);
      for (Index t = segment.first; t <= segment.last; ++t) taken_[t] = true;
      return;
    }
    // A place is no candidate for a single name, unless a person of that name is known.
    if (readings.place() && segment.words >= 2) {
      for (Index t = segment.first; t <= segment.last; ++t) taken_[t] = true;
    }
  }

  // "The Wallaby said": one player of the side. "The All Black forwards" are the side's.
  [[nodiscard]] bool is_one_of_a_side(const Segment& segment) const {
    if (segment.first == 0 || !is_the(segment.first - 1)) return false;
    const auto matches = document_.matches_at(segment.first);
    const bool player = std::any_of(matches.begin(), matches.end(), [&](const Match& match) {
      return match.type == EntryType::role && match.last == segment.last &&
             match.subtype == static_cast<std::uint8_t>(RoleClass::player);
    });
    if (!player || document_.token_text(segment.last).back() == 's') return false;
    const Index next = segment.last + 1;
    if (next >= sentence_of(segment.first).last || tokens_.kind[next] == TokenKind::punctuation) return true;
    return tokens_.kind[next] == TokenKind::word && !tokens_.is(next, kCapitalised) &&
           document_.is(next, kCueFirst | class_bit(WordClass::auxiliary) | class_bit(WordClass::pronoun_who));
  }

  // "Hereley Rovers": the last word of a club that no lexicon has is no short name of another.
  [[nodiscard]] bool ends_unknown_club(Index token) const {
    if (!document_.is(token, class_bit(WordClass::club_affix)) || token == 0 || !tokens_.is(token, kSpaceBefore)) {
      return false;
    }
    const Index before = token - 1;
    return is_free_capital(before) && tokens_.sentence[before] == tokens_.sentence[token] &&
           document_.infos[before].common == 0 && !tokens_.is(before, kAllCaps) &&
           (document_.classes[before] &
            (kTeamFirst | kRoleFirst | kTitleFirst | kNationalityFirst | kFunctionWord | kCalendar | kCueFirst)) == 0;
  }

  // Somebody's full name in this article ends in these words (and has more).
  [[nodiscard]] bool is_surname_here(Index first, Index last) const {
    const auto known = by_word_.find(tokens_.hash[last]);
    if (known == by_word_.end()) return false;
    return std::any_of(known->second.begin(), known->second.end(), [&](Index person) {
      return ends_with_name(first, last, facts_[person].name_hashes) &&
             (first == last || facts_[person].name_hashes.size() > last - first + 1);
    });
  }
  [[nodiscard]] bool is_surname_here(Index token) const { return is_surname_here(token, token); }

  // A national team, or one that the article calls by another name than this word too.
  [[nodiscard]] bool strong_team(const Readings& readings, std::uint64_t surface) const {
    return std::any_of(readings.teams.begin(), readings.teams.end(), [&](const Reading& reading) {
      const auto form = active_forms_.find(reading.entry);
      return (form != active_forms_.end() && form->second != surface) ||
             lexicon_.entry(reading.entry).subtype == static_cast<std::uint8_t>(TeamKind::national);
    });
  }

  [[nodiscard]] std::string_view lower_before(Index i, const Sentence& sentence) const {
    if (i <= sentence.first) return {};
    return document_.token_text(i - 1);
  }

  float team_score(Index first, Index last, int words, const Readings& readings, const Reading& reading) const {
    const Sentence& sentence = sentence_of(first);
    const Entry entry = lexicon_.entry(reading.entry);
    const bool national = entry.subtype == static_cast<std::uint8_t>(TeamKind::national);
    const bool individual = is_individual(article_.sport) && !team_event_;
    const WordInfo info = document_.infos[first];
    const Sport sport = sport_of(entry, reading);
    float score = 0.5f;
    if (readings.nationality) score -= 3.0f;
    if (document_.is(first, kCalendar)) score -= 3.0f;
    if (words == 1 && ((last + 1 < tokens_.size() && tokens_.kind[last + 1] == TokenKind::dash &&
                        tokens_.is(last + 1, kGluedBefore)) ||
                       (first > 0 && tokens_.is(first, kGluedBefore)))) {
      // "Inter-Countries"; "England-based", "the Ayr-area club" name a place.
      const bool adjective = last + 2 < tokens_.size() && tokens_.is(last + 1, kGluedBefore) &&
                             tokens_.kind[last + 1] == TokenKind::dash && !tokens_.is(last + 2, kCapitalised);
      score -= readings.place() && adjective ? 3.5f : 2.0f;
    }
    // "Blackburn", "Valencia" are surnames besides, but the club is what sports copy means, unless it is a small one.
    if (words == 1 && info.surname >= 5 && active(reading.entry) == 0 && !readings.country) {
      // "Stanford" is hardly ever another where colleges play.
      const bool college = entry.subtype == static_cast<std::uint8_t>(TeamKind::college) &&
                           (article_.sport == Sport::american_football || article_.sport == Sport::basketball);
      score -= entry.weight >= kKnownTeam && (college || (readings.city && sport == article_.sport)) ? 0.6f : 1.5f;
    }

    if (words >= 2 && !readings.place() && !readings.other()) score += 3.0f;
    if (article_.sport != Sport::unknown && sport != Sport::unknown) score += sport == article_.sport ? 1.2f : -1.2f;
    if (words == 1 && info.common == 0 && !readings.place() && !readings.other() && !readings.person) score += 1.5f;
    if (active(reading.entry) > 0) score += 1.5f;
    if (words == 1 && info.common >= 2 && active(reading.entry) == 0) score -= 0.25f * static_cast<float>(info.common);
    if (words == 1 && tokens_.is(first, kSentenceFirst) && info.common >= 3) score -= 0.8f;
    if (readings.other()) score -= 0.8f;
    if (readings.person) score -= 0.5f;
    if (reading.form == FormKind::abbreviation && active(reading.entry) == 0) score -= 0.3f;

    const Index before = first > sentence.first ? first - 1 : kNone;
    const Index next = last + 1 < sentence.last ? last + 1 : kNone;
    const bool the_before = before != kNone && is_the(before);
    if (reading.form == FormKind::nickname && the_before) score += 1.0f;
    if (entry.subtype == static_cast<std::uint8_t>(TeamKind::franchise) && the_before && !readings.place())
      score += 0.8f;

    // Behind the name.
    if (next != kNone) {
      const bool possessive = tokens_.kind[next] == TokenKind::possessive || document_.token_text(next) == "'" ||
                              document_.token_text(next) == "\xE2\x80\x99";
      const Index after = possessive ? (next + 1 < sentence.last ? next + 1 : kNone) : next;
      if (after != kNone) {
        const bool person_follows = begins_person(after);
        if (document_.is(after, kRoleFirst)) score += possessive ? 1.2f : 2.0f;
        if (document_.is(after, class_bit(WordClass::squad_noun))) score += 1.6f;
        if (document_.is(after, class_bit(WordClass::win_noun) | class_bit(WordClass::lose_noun) |
                                    class_bit(WordClass::draw_noun))) {
          score += 1.0f;
        }
        if (possessive && person_follows && readings.country) score -= individual ? 3.0f : 0.3f;
        if (possessive && readings.country && !person_follows && begins_team(after)) score -= 3.0f;
        if (possessive && readings.country && document_.is(after, class_bit(WordClass::ordinal))) score -= 0.3f;
        if (!possessive && person_follows) score += national ? 0.4f : 0.2f;
        if (!possessive && document_.is(after, class_bit(WordClass::win_verb) | class_bit(WordClass::lose_verb) |
                                                   class_bit(WordClass::draw_verb) | class_bit(WordClass::play_verb))) {
          score += 1.5f;
        }
        if (!possessive && document_.is(after, class_bit(WordClass::auxiliary))) score += 0.6f;
        if (!possessive && tokens_.kind[after] == TokenKind::number) score += 0.5f;
        if (document_.is(after, class_bit(WordClass::event_noun) | class_bit(WordClass::place_noun) |
                                    class_bit(WordClass::company_noun)) &&
            tokens_.is(after, kCapitalised)) {
          score -= 2.5f;
        }
        if (!possessive && document_.token_text(after) == "," && readings.city && after + 1 < sentence.last &&
            document_.is(after + 1, kCountryFirst | kCityFirst)) {
          score -= 2.0f;
        }
        // "LYON, France, July 3": the place of a dateline.
        if (!possessive && document_.token_text(after) == "," && readings.place() && after + 2 < sentence.last &&
            document_.is(after + 1, class_bit(WordClass::month)) && tokens_.kind[after + 2] == TokenKind::number) {
          score -= 5.0f;
        }
        if ((readings.country || national) && leads_to_body(after, sentence.last)) score -= 3.0f;
        if (!possessive && (readings.country || national) && before != kNone && document_.token_text(before) == "(") {
          const bool behind_person = person_before(before);
          if (is_individual(article_.sport) || !behind_person) score -= 3.0f;
        }
      }
    }

    // Before the name.
    if (before != kNone) {
      const std::string_view word = document_.token_text(before);
      const bool against = word == "against" || word == "beat" || word == "v" || word == "vs" || word == "vs." ||
                           word == "versus" || word == "over" || word == "past" || word == "beating" ||
                           document_.is(before, class_bit(WordClass::win_verb) | class_bit(WordClass::play_verb));
      if (against) score += 1.6f;
      if (word == "for") score += 0.8f;
      if (word == "by" || word == "with" || word == "and") score += 0.4f;
      if (readings.place()) {
        if (word == "in" || word == "In" || word == "near" || word == "across" || word == "around" ||
            word == "outside" || word == "throughout" || word == "into" || word == "within" || word == "across") {
          score -= 4.0f;
        }
        if (word == "from" || word == "From") {
          // "He comes from Denver" tells of a home, "on loan from Exeter" of a club.
          const std::string_view verb = before > sentence.first ? document_.token_text(before - 1) : std::string_view{};
          const bool home = verb == "comes" || verb == "came" || verb == "come" || verb == "hails" || verb == "is" ||
                            verb == "was" || verb == "ride" || verb == "flight" || verb == "born";
          score -= national ? 2.0f : home ? 0.8f : 0.5f;
        }
        // "Defeat of Spain", "victory of Italy": of a contest, not of a land.
        const bool of_contest =
            before > sentence.first &&
            document_.is(before - 1, class_bit(WordClass::win_noun) | class_bit(WordClass::lose_noun));
        if (word == "of" && !of_contest) score -= person_before(before) ? 3.5f : national ? 0.8f : 1.2f;
        if (word == "of" && of_contest) score += 0.8f;
        const bool lost = before > sentence.first && document_.is(before - 1, class_bit(WordClass::lose_verb));
        if (word == "to" || word == "To") score += lost ? 1.6f : national ? -1.0f : -0.3f;
        if (word == "at" || word == "At") score -= 0.2f;
        if (word == "southern" || word == "northern" || word == "western" || word == "eastern") score -= 3.0f;
      } else if (word == "in" && reading.form == FormKind::abbreviation && active(reading.entry) == 0) {
        score -= 2.0f;
      } else if (word == "in" && words == 1 && info.common == 0 && readings.teams.size() == 1 && national) {
        score -= 1.0f;
      }
    } else if (readings.place() && !national && next != kNone && document_.token_text(next) == ",") {
      score -= 0.8f;
    }

    // "HOUSTON: Ty Cole scored": the place of an item in a round-up.
    if (readings.place() && words == 1 && tokens_.is(first, kAllCaps) && next != kNone &&
        document_.token_text(next) == ":" && (first == 0 || tokens_.block[first - 1] != tokens_.block[first])) {
      score -= 3.0f;
    }
    if (readings.country) score += individual && !team_event_ ? -1.6f : 1.0f;
    if (!readings.country && readings.city) score += individual ? -2.0f : 0.0f;
    if (document_.blocks[tokens_.block[first]].kind == BlockKind::dateline) score -= 5.0f;
    const Span lead = document_.blocks[tokens_.block[first]].lead;
    if (!lead.empty() && lead.contains(tokens_.start[first]) && readings.place() &&
        document_.blocks[tokens_.block[first]].kind == BlockKind::paragraph) {
      score -= 5.0f;
    }
    if (document_.blocks[tokens_.block[first]].kind == BlockKind::table_row && individual) score -= 3.0f;
    if (document_.blocks[tokens_.block[first]].kind == BlockKind::table_row && !individual) score += 1.5f;
    return score;
  }

  // "Kenya Rugby Football Union", "Kenya's Olympic committee": a body of the country, not its team.
  [[nodiscard]] bool leads_to_body(Index token, Index limit) const {
    constexpr Index kMaxWords = 4;
    for (Index t = token; t < limit && t < token + kMaxWords; ++t) {
      if (tokens_.kind[t] != TokenKind::word || document_.is(t, kFunctionWord | kCueFirst)) return false;
      if (!document_.is(t, kRoleFirst) || document_.is(t, class_bit(WordClass::squad_noun))) continue;
      // "rugby union", "rugby league": the sport.
      if (const std::string_view word = document_.token_text(t); word == "union" || word == "league") continue;
      for (const Match& match : document_.matches_at(t)) {
        if (match.type == EntryType::role && match.last == t) {
          return static_cast<RoleClass>(match.subtype) == RoleClass::body;
        }
      }
    }
    return false;
  }

  [[nodiscard]] bool is_the(Index token) const {
    const std::string_view text = document_.token_text(token);
    return text.size() == 3 && (text[0] | 0x20) == 't' && text[1] == 'h' && text[2] == 'e';
  }

  [[nodiscard]] bool begins_team(Index token) const {
    return document_.is(token, kTeamFirst) && tokens_.is(token, kCapitalised);
  }

  [[nodiscard]] bool begins_person(Index token) const {
    const auto at = std::lower_bound(segments_.begin(), segments_.end(), token,
                                     [](const Segment& s, Index t) { return s.first < t; });
    return at != segments_.end() && at->first == token && at->match == kNone;
  }

  // "Ann Hall of ...": a person's name ends right before this token.
  [[nodiscard]] bool person_before(Index token) const {
    auto at = std::lower_bound(segments_.begin(), segments_.end(), token,
                               [](const Segment& s, Index t) { return s.first < t; });
    if (at == segments_.begin()) return false;
    --at;
    if (at->last + 1 == token && at->match == kNone) return true;
    return token > 0 && taken_[token - 1] && is_surname_here(token - 1);
  }

  void add_team_mention(Index first, Index last, Index entry_index, EntityRule rule) {
    const Entry entry = lexicon_.entry(entry_index);
    std::string name(entry.name);
    last = extend_level(first, last, entry, name);
    Index team = find_team(name);
    if (team == kNone) {
      team = static_cast<Index>(article_.teams.size());
      Team added;
      added.name = std::move(name);
      added.key = entry.key;
      added.sport = entry.sport != Sport::unknown ? entry.sport : article_.sport;
      added.kind = static_cast<TeamKind>(entry.subtype);
      added.rule = rule_id(rule);
      add_team(std::move(added), entry_index);
    }
    if (!any_taken(first, last)) mention(EntityMention::Type::team, first, last, team);
  }

  void add_team(Team&& team, Index entry) {
    by_team_name_.emplace(team.name, static_cast<Index>(article_.teams.size()));
    article_.teams.push_back(std::move(team));
    if (entry != kNone) mentioned_entries_.insert(entry);
  }

  [[nodiscard]] Index find_team(const std::string& name) const {
    const auto found = by_team_name_.find(name);
    return found == by_team_name_.end() ? kNone : found->second;
  }

  // "England Under-21", "Mexico's Under-20s", "England A": the level is part of the team's name.
  Index extend_level(Index first, Index last, const Entry& entry, std::string& name) const {
    const Sentence& sentence = sentence_of(first);
    Index at = last + 1;
    const bool possessive = at < sentence.last && tokens_.kind[at] == TokenKind::possessive;
    if (possessive) ++at;
    if (at >= sentence.last) return last;
    const std::string_view word = document_.token_text(at);
    if ((word == "Under" || word == "under" || word == "U") && at + 2 < sentence.last &&
        tokens_.kind[at + 1] == TokenKind::dash && tokens_.is(at + 2, kHasDigit)) {
      std::string_view age = document_.token_text(at + 2);
      if (age.size() == 3 && age[2] == 's') age.remove_suffix(1);
      if (age.size() == 2) {
        name += " Under-";
        name += age;
        return at + 2;
      }
    }
    if (!possessive && (word == "A" || word == "B") && entry.subtype == static_cast<std::uint8_t>(TeamKind::national) &&
        tokens_.is(at, kSpaceBefore)) {
      name += ' ';
      name += word;
      return at;
    }
    return last;
  }

  // ---- unknown teams -----------------------------------------------------------------------------------------

  void results_lines() {
    for (const Block& block : document_.blocks) {
      if (block.kind != BlockKind::results_line) continue;
      for (const Span& name : block.names) {
        const Index first = tokens_.at_or_after(name.start);
        if (first >= tokens_.size() || tokens_.start[first] >= name.end) continue;
        Index last = first;
        while (last + 1 < tokens_.size() && tokens_.start[last + 1] < name.end) ++last;
        // "Orr 41, Tait 56.": scorers, if the text turns out to know them.
        if (first == last && readings_of(first, last).teams.empty()) {
          late_lines_.push_back(first);
        } else {
          listed_team(first, last);
        }
      }
    }
  }

  void single_names_of_results() {
    for (const Index i : late_lines_) {
      if (taken_[i]) continue;
      const auto known = by_word_.find(tokens_.hash[i]);
      if (known != by_word_.end() && known->second.size() == 1 && is_surname_here(i)) {
        mention(EntityMention::Type::person, i, i, known->second.front());
      } else {
        listed_team(i, i);
      }
    }
  }

  // "J. Orr c Lamb b Tait", "J. Orr not out": a batsman's line of a scorecard.
  [[nodiscard]] bool is_dismissal(Index first, Index last) const {
    if (article_.sport != Sport::cricket) return false;
    for (Index t = first + 1; t <= last; ++t) {
      const std::string_view word = document_.token_text(t);
      if (word == "c" || word == "b" || word == "st" || word == "lbw" || word == "out") return true;
    }
    return false;
  }

  // A standings row of a team sport: a name, then its figures.
  void table_rows() {
    if (is_individual(article_.sport)) return;
    for (Index t = 0; t < tokens_.size(); ++t) {
      if ((t > 0 && tokens_.block[t - 1] == tokens_.block[t]) ||
          document_.blocks[tokens_.block[t]].kind != BlockKind::table_row || tokens_.kind[t] != TokenKind::word) {
        continue;
      }
      Index last = t;
      while (last + 1 < tokens_.size() && tokens_.block[last + 1] == tokens_.block[t] &&
             (tokens_.kind[last + 1] == TokenKind::word ||
              (tokens_.kind[last + 1] == TokenKind::dash && tokens_.is(last + 1, kGluedBefore)))) {
        ++last;
      }
      const Index next = last + 1;
      if (next >= tokens_.size() || tokens_.block[next] != tokens_.block[t] || !tokens_.is(t, kCapitalised)) continue;
      if (tokens_.kind[next] != TokenKind::number && document_.token_text(next) != "(") continue;
      listed_team(t, last);
    }
  }

  // A name that its place in a list makes a team: the lexicon's, or one of the lexicon's with a town behind it
  // ("Willem II Tilburg"), or unknown.
  void listed_team(Index first, Index last) {
    if (any_taken(first, last) || is_dismissal(first, last)) return;
    for (Index end = last;; --end) {
      const Readings readings = readings_of(first, end);
      if (!readings.teams.empty() && (end == last || end > first || last - first <= 1)) {
        add_team_mention(first, last, best_reading(readings).entry, EntityRule::team_results_line);
        return;
      }
      if (end == first) break;
    }
    // Cricket's tables list players, and its teams are known.
    if (article_.sport == Sport::cricket) return;
    add_unknown_team(first, last, EntityRule::team_results_line);
  }

  // "Tampa Bay", "Colorado": places that no gazetteer row has, but that franchises are named after.
  void franchise_places() {
    for (Index i = 0; i < tokens_.size(); ++i) {
      if (!is_free_capital(i) || document_.blocks[tokens_.block[i]].all_caps) continue;
      for (Index last = std::min<Index>(i + 2, tokens_.size() - 1) + 1; last-- > i;) {
        if (any_taken(i, last) || tokens_.sentence[last] != tokens_.sentence[i]) continue;
        if (tokens_.kind[last] != TokenKind::word) continue;
        Readings readings;
        add_franchises(i, last, readings);
        if (readings.teams.empty()) continue;
        // "Rene St. Paul": the surname of somebody here, and no franchise that is here by another name.
        const bool persons = is_surname_here(i, last) || (i == last && by_word_.contains(tokens_.hash[i]));
        if (persons && !strong_team(readings, tokens_.hash[i] + (last - i))) break;
        const Reading reading = best_reading(readings);
        // "Santa" is no short form of a small club of Santa Cruz.
        if (lexicon_.entry(reading.entry).weight < kKnownTeam && active(reading.entry) == 0) continue;
        if (team_score(i, last, last > i ? 2 : 1, readings, reading) >= 1.0f) {
          add_team_mention(i, last, reading.entry, EntityRule::team_city);
        }
        i = last;
        break;
      }
    }
  }

  void add_unknown_team(Index first, Index last, EntityRule rule) {
    const std::string name = clean_name(first, last);
    Index team = find_team(name);
    if (team == kNone) {
      team = static_cast<Index>(article_.teams.size());
      Team added;
      added.name = name;
      added.sport = article_.sport;
      added.rule = rule_id(rule);
      add_team(std::move(added), kNone);
    }
    mention(EntityMention::Type::team, first, last, team);
  }

  // "Hereley Town", "FC Lorden": a name that no lexicon has beside a word that makes a club of it.
  void shaped_teams() {
    for (const Sentence& sentence : document_.sentences) {
      if (document_.blocks[sentence.block].all_caps) continue;
      for (Index i = sentence.first; i < sentence.last; ++i) {
        if (!document_.is(i, class_bit(WordClass::club_affix)) || !tokens_.is(i, kCapitalised) || taken_[i]) continue;
        Index first = i;
        while (first > sentence.first && !taken_[first - 1] && i - first < 3 &&
               tokens_.kind[first - 1] == TokenKind::word && tokens_.is(first - 1, kCapitalised) &&
               tokens_.is(first, kSpaceBefore) &&
               !document_.is(first - 1, kFunctionWord | kTitleFirst | kNationalityFirst | kCalendar) &&
               !(tokens_.is(first - 1, kSentenceFirst) && document_.infos[first - 1].common >= 3)) {
          --first;
        }
        Index last = i;
        if (first == i) {
          while (last + 1 < sentence.last && !taken_[last + 1] && last - i < 2 &&
                 tokens_.kind[last + 1] == TokenKind::word && tokens_.is(last + 1, kCapitalised) &&
                 !document_.is(last + 1, kFunctionWord | kCalendar)) {
            ++last;
          }
        }
        if (first == i && last == i) continue;
        add_unknown_team(first, last, EntityRule::team_shape);
        i = last;
      }
    }
  }

  // ---- capitals ----------------------------------------------------------------------------------------------

  // In a headline of capitals case says nothing: only names that the text below has, and teams of several words or of
  // the article's sport.
  void capitals() {
    for (const Sentence& sentence : document_.sentences) {
      if (!document_.blocks[sentence.block].all_caps) continue;
      for (Index i = sentence.first; i < sentence.last; ++i) {
        if (taken_[i]) continue;
        if (capital_team(i, sentence)) continue;
        capital_person(i, sentence);
      }
    }
  }

  bool capital_team(Index i, const Sentence& sentence) {
    for (const Match& match : document_.matches_at(i)) {
      if (match.last >= sentence.last || lexicon_.entry(match.entry).type != EntryType::team) continue;
      if (any_taken(i, match.last)) continue;
      const Readings readings = readings_of(i, match.last);
      if (readings.teams.empty()) continue;
      const Reading reading = best_reading(readings);
      const bool here = is_mentioned(reading.entry) || active(reading.entry) > 0;
      const int words = match.last > match.first ? 2 : 1;
      if (!here && words == 1 && document_.infos[i].common >= 2) continue;
      if (!here && is_surname_here(i)) continue;
      const float score = here ? 3.0f : team_score(i, match.last, words, readings, reading);
      if (score < 1.0f) continue;
      add_team_mention(i, match.last, reading.entry, EntityRule::team_capitals);
      return true;
    }
    return false;
  }

  [[nodiscard]] bool is_mentioned(Index entry) const { return mentioned_entries_.contains(entry); }

  void capital_person(Index i, const Sentence& sentence) {
    if (tokens_.kind[i] != TokenKind::word) return;
    const auto known = by_word_.find(tokens_.hash[i]);
    if (known == by_word_.end()) return;
    for (const Index person : known->second) {
      const auto& names = facts_[person].name_hashes;
      // The full name, or its last words.
      for (std::size_t from = 0; from < names.size(); ++from) {
        if (names[from] != tokens_.hash[i]) continue;
        Index t = i;
        std::size_t k = from;
        Index last = i;
        while (k < names.size() && t < sentence.last) {
          if (tokens_.kind[t] == TokenKind::dash) {
            ++t;
            continue;
          }
          if (tokens_.hash[t] != names[k]) break;
          last = t;
          ++t;
          ++k;
        }
        if (k == names.size() && !any_taken(i, last) && (last > i || document_.infos[i].common < 5)) {
          mention(EntityMention::Type::person, i, last, person);
          return;
        }
      }
    }
  }

  // ---- the rest ----------------------------------------------------------------------------------------------

  void add_named_thing(const Segment& segment, const Readings& readings) {
    const Entry entry = lexicon_.entry(readings.other_entry);
    if (segment.words == 1 && document_.infos[segment.first].common >= 3 && tokens_.is(segment.first, kSentenceFirst)) {
      return;
    }
    std::vector<NamedThing>& list = entry.type == EntryType::competition ? article_.competitions
                                    : entry.type == EntryType::venue     ? article_.venues
                                                                         : article_.outlets;
    auto found = std::find_if(list.begin(), list.end(), [&](const NamedThing& t) { return t.key == entry.key; });
    if (found == list.end()) {
      const EntityRule rule = entry.type == EntryType::competition ? EntityRule::competition_name
                              : entry.type == EntryType::venue     ? EntityRule::venue_name
                                                                   : EntityRule::outlet_name;
      list.push_back({std::string(entry.name), entry.key, {}, rule_id(rule)});
      found = list.end() - 1;
    }
    found->mentions.push_back(tokens_.span(segment.first, segment.last));
  }

  void finish() {
    std::sort(document_.mentions.begin(), document_.mentions.end(),
              [](const EntityMention& a, const EntityMention& b) { return a.first < b.first; });
    for (const EntityMention& m : document_.mentions) {
      const Span span = tokens_.span(m.first, m.last);
      if (m.type == EntityMention::Type::person) {
        article_.people[m.entity].mentions.push_back(span);
      } else {
        article_.teams[m.entity].mentions.push_back(span);
      }
    }
    name_siblings();
    order_by_first_mention();
    gather_facts(document_, lexicon_, index_, article_, facts_);
  }

  // "the twins Una and Cora Lisle", "his sister Una": whoever has a given name only shares the other's surname.
  void name_siblings() {
    std::size_t previous = kNone;  // the last mention of somebody with a surname
    for (std::size_t m = 0; m < document_.mentions.size(); ++m) {
      const EntityMention& mention = document_.mentions[m];
      if (mention.type != EntityMention::Type::person) continue;
      if (facts_[mention.entity].name_hashes.size() != 1) {
        previous = m;
        continue;
      }
      const WordInfo info = document_.infos[mention.first];
      if (mention.first != mention.last || std::max(info.given_male, info.given_female) < 2) continue;
      if (article_.people[mention.entity].mentions.front().start != tokens_.start[mention.first]) continue;
      Index other = kNone;
      if (is_sibling_word(mention.first, true)) {
        const bool paired = m + 1 < document_.mentions.size() && document_.mentions[m + 1].first == mention.last + 2 &&
                            document_.mentions[m + 1].type == EntityMention::Type::person &&
                            document_.token_text(mention.last + 1) == "and";
        if (paired) other = document_.mentions[m + 1].entity;
      } else if (is_sibling_word(mention.first, false) && previous != kNone) {
        other = document_.mentions[previous].entity;
      }
      if (other == kNone || facts_[other].name_hashes.size() != 2) continue;
      std::string& name = article_.people[mention.entity].name;
      const std::string& full = article_.people[other].name;
      name += full.substr(full.find(' '));
      facts_[mention.entity].name_hashes.push_back(facts_[other].name_hashes.back());
    }
  }

  // "brothers" right before the name, or "his brother", "her twin sister".
  [[nodiscard]] bool is_sibling_word(Index name, bool plural) const {
    if (name < 2 || tokens_.sentence[name - 1] != tokens_.sentence[name]) return false;
    Index at = name - 1;
    if (document_.token_text(at) == "," && at > 0) --at;
    const std::string_view word = document_.token_text(at);
    if (plural) {
      return word == "brothers" || word == "sisters" || word == "twins" || word == "siblings" || word == "Brothers" ||
             word == "Sisters";
    }
    if (word != "brother" && word != "sister" && word != "twin") return false;
    for (Index t = at; t-- > 0 && at - t <= 3 && tokens_.sentence[t] == tokens_.sentence[name];) {
      const std::string_view owner = document_.token_text(t);
      if (owner == "his" || owner == "her" || owner == "His" || owner == "Her") return true;
      if (owner == "half" || owner == "step") return false;
    }
    return false;
  }

  // Entities are listed by first mention; what points at them follows.
  void order_by_first_mention() {
    const auto order = [](auto& entities) {
      std::vector<Index> by(entities.size());
      for (Index k = 0; k < by.size(); ++k) by[k] = k;
      std::stable_sort(by.begin(), by.end(), [&](Index a, Index b) {
        const auto& left = entities[a].mentions;
        const auto& right = entities[b].mentions;
        if (left.empty() || right.empty()) return !left.empty();
        return left.front().start < right.front().start;
      });
      return by;
    };
    const auto apply = [](auto& items, const std::vector<Index>& by) {
      auto sorted = items;
      for (Index k = 0; k < by.size(); ++k) sorted[k] = std::move(items[by[k]]);
      items = std::move(sorted);
    };
    const std::vector<Index> people = order(article_.people);
    const std::vector<Index> teams = order(article_.teams);
    std::vector<Index> person_place(people.size());
    std::vector<Index> team_place(teams.size());
    for (Index k = 0; k < people.size(); ++k) person_place[people[k]] = k;
    for (Index k = 0; k < teams.size(); ++k) team_place[teams[k]] = k;
    apply(article_.people, people);
    apply(facts_, people);
    apply(article_.teams, teams);
    for (EntityMention& m : document_.mentions) {
      m.entity = m.type == EntityMention::Type::person ? person_place[m.entity] : team_place[m.entity];
    }
  }

  Document& document_;
  const TokenArray& tokens_;
  const Lexicon& lexicon_;
  const WorldIndex& index_;
  Article& article_;
  std::vector<PersonFacts>& facts_;
  std::vector<Segment> segments_;
  std::vector<bool> taken_;
  std::vector<std::vector<Index>> full_mentions_;  // a person's full names: first tokens, in order
  std::vector<std::uint32_t> last_seen_;           // 1 + first token of a person's last single name; 0 for none
  std::vector<bool> from_capitals_;                // a person's name stands in capitals wherever it was seen
  std::vector<bool> name_lists_;                   // one a sentence
  bool team_event_ = false;
  std::unordered_map<std::uint64_t, std::vector<Index>> by_word_;
  std::unordered_map<Index, int> active_;
  std::unordered_map<Index, std::uint64_t> active_forms_;  // the one form of an active team, or kSeveralForms
  std::unordered_map<std::string_view, int> country_votes_;
  bool college_article_ = false;
  bool late_ = false;  // every full name of a team has been read
  std::vector<Segment> late_segments_;
  std::vector<Index> late_lines_;  // single words of results lines that no lexicon has
  // Looked up, never walked: their order says nothing.
  std::unordered_map<std::uint64_t, Index> by_name_;  // people by hash_name of any form that was their fullest
  std::unordered_map<std::string, Index> by_team_name_;
  std::unordered_set<Index> mentioned_entries_;
};

}  // namespace

void find_entities(Document& document, const Lexicon& lexicon, const WorldIndex& index, Article& article,
                   std::vector<PersonFacts>& facts) {
  document.mentions.clear();
  facts.clear();
  EntityFinder(document, lexicon, index, article, facts).run();
}

}  // namespace pressbox

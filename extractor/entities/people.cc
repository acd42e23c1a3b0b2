#include "extractor/entities/people.h"

#include <algorithm>
#include <string_view>

#include <unicode/uchar.h>

#include "extractor/entities/world_index.h"
#include "extractor/gazetteer/utf8.h"

namespace pressbox {
namespace {

// A word that more people than this share tells nobody apart; the bound keeps long lists of names linear.
constexpr std::size_t kMaxNamesakes = 32;
// A surname of this weight or less may be the misspelling of another.
constexpr std::uint8_t kRareSurname = 3;

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

// The words of the shorter name stand in the longer one in the same order, its last word last.
bool is_short_form(std::span<const std::uint64_t> shorter, std::span<const std::uint64_t> longer) {
  if (shorter.empty() || shorter.size() > longer.size() || shorter.back() != longer.back()) return false;
  std::size_t at = 0;
  for (const std::uint64_t word : longer) {
    if (at < shorter.size() && shorter[at] == word) ++at;
  }
  return at == shorter.size();
}

std::uint64_t hash_name(std::span<const std::uint64_t> words) {
  std::uint64_t hash = words.size();
  for (const std::uint64_t word : words) hash = WorldIndex::add_word(hash, word);
  return hash;
}

// "Orrel" and "Orrell".
bool one_doubled_letter(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  return a.size() < b.size() && i > 0 && b[i] == b[i - 1];
}

// The same letters, capitals or not; only ASCII is levelled.
bool begins_with(std::string_view text, std::string_view head) {
  const auto level = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return text.size() >= head.size() &&
         std::equal(head.begin(), head.end(), text.begin(), [&](char a, char b) { return level(a) == level(b); });
}

// The first kShortest letters, levelled as begins_with() does, as a number; 0 for a shorter word. Whatever begins with
// a word of that length has the same.
constexpr std::size_t kShortest = 3;
std::uint32_t first_letters(std::string_view word) {
  if (word.size() < kShortest) return 0;
  const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(word[i])}; };
  const std::uint32_t letters = byte(0) << 16 | byte(1) << 8 | byte(2);
  // The three at once: what added to 'A' to 'Z', and to no other ASCII, carries into the highest bit.
  constexpr std::uint32_t kEach = 0x010101;
  const std::uint32_t low = letters & (0x7F * kEach);
  const std::uint32_t capital =
      (low + (0x80 - 'A') * kEach) & ~(low + (0x7F - 'Z') * kEach) & ~letters & (0x80 * kEach);
  return letters | capital >> 2;
}

// "Fergie", "Campo", "Stodds": what is left of a nickname without its ending; "" if it has none.
std::string_view nickname_stem(std::string_view word) {
  for (const std::string_view ending : {"zza", "ers", "ie", "sy", "ey", "y", "o", "s"}) {
    if (word.ends_with(ending) && word.size() >= kShortest + ending.size()) {
      return word.substr(0, word.size() - ending.size());
    }
  }
  return {};
}

// "Müller" as who has no umlaut writes it: "Mueller".
std::string with_e_for_umlauts(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (name[at] == '\xC3' && at + 1 < name.size()) {
      const char next = name[at + 1];
      const std::string_view written = next == '\xA4'   ? "ae"
                                       : next == '\xB6' ? "oe"
                                       : next == '\xBC' ? "ue"
                                       : next == '\x84' ? "Ae"
                                       : next == '\x96' ? "Oe"
                                       : next == '\x9C' ? "Ue"
                                                        : "";
      if (!written.empty()) {
        out += written;
        ++at;
        continue;
      }
    }
    out += name[at];
  }
  return out;
}

// The same first letter, and one letter changed, missing or added.
bool one_edit_apart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || b.size() < 6 || a[0] != b[0]) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (i == b.size()) return false;  // the same
  return a.size() == b.size() ? a.substr(i + 1) == b.substr(i + 1) : a.substr(i) == b.substr(i + 1);
}

}  // namespace

void People::Memory::clear() {
  full_mentions.clear();
  known.clear();
  letters.clear();
  by_word.clear();
  word_bits.fill(0);
  bearers.clear();
  aliases.clear();
  by_name.clear();
  prizes.clear();
}

People::People(Draft& draft, const WorldIndex& index, std::vector<PersonFacts>& facts, Memory& memory)
    : draft_(draft),
      document_(draft.document),
      tokens_(draft.document.tokens),
      article_(draft.article),
      facts_(facts),
      index_(index),
      memory_(memory) {
  memory_.clear();
}

Index People::add_person(Index first, Index last, std::span<const std::uint64_t> words, std::uint64_t hash,
                         EntityRule rule) {
  const Index index = static_cast<Index>(memory_.known.size());
  const bool capitals = is_capitals(first, last);
  memory_.known.push_back({{}, rule_id(rule), first, 0, capitals});
  memory_.letters.emplace_back();
  set_name(index, capitals ? title_case(draft_.clean_name(first, last)) : draft_.clean_name(first, last));
  PersonFacts& facts = facts_.emplace_back();
  set_words(index, words);
  if (document_.is(first, kPersonFirst)) {
    for (const Match& match : document_.matches_at(first)) {
      if (match.last == last && match.type == EntryType::person) {
        facts.entry = match.entry;
        break;
      }
    }
  }
  for (const std::uint64_t word : words) note_word(word, index);
  remember_form(hash, index);
  return index;
}

void People::set_name(Index person, std::string name) {
  memory_.letters[person] = {first_letters(name), first_letters(std::string_view(name).substr(name.rfind(' ') + 1))};
  memory_.known[person].name = std::move(name);
}

void People::set_words(Index person, std::span<const std::uint64_t> words) {
  facts_[person].name_hashes = NameWords(words.data(), words.data() + words.size());
  facts_[person].first_word = memory_.first_word;
}

Index People::find_single(Index first, Index last) {
  const std::span<const std::uint64_t> words = name_words(first, last);
  const std::uint64_t hash = hash_name(words);
  if (const Index* known = memory_.by_name.find(hash); known != nullptr) return *known;
  if (const Index misspelt = misspelt_surname(first, last); misspelt != kNone) return misspelt;
  const Index nickname = first == last ? nickname_of(first) : kNone;
  return nickname != kNone ? nickname : add_person(first, last, words, hash, EntityRule::person_context);
}

// Karim "Zuzu" Belhadi.
void People::note_nickname(Index first, Index last, Index person) {
  for (Index t = first; t + 2 <= last; ++t) {
    if (tokens_.kind[t] != TokenKind::quote_mark || tokens_.kind[t + 2] != TokenKind::quote_mark) continue;
    if (tokens_.kind[t + 1] == TokenKind::word && tokens_.is(t + 1, kCapitalised)) {
      memory_.aliases.insert(tokens_.hash[t + 1]).first = person;
    }
  }
}

// "Belda, nicknamed Tolo,".
void People::note_stated_nicknames() {
  constexpr Index kGap = 4;
  for (const Index i : draft_.capitals) {
    if (i == 0) continue;
    // Two letters tell most words.
    const std::uint32_t at = tokens_.start[i - 1];
    const bool like = is_any(short_word(document_.text, at, at + 2), "ni"_w, "du"_w, "al"_w, "ak"_w);
    if (!like || tokens_.is(i, kSentenceFirst) || draft_.taken[i] != 0) continue;
    const std::string_view verb = document_.token_text(i - 1);
    if (verb != "nicknamed" && verb != "dubbed" && verb != "alias" && verb != "aka") continue;
    if (i + 1 < tokens_.size() && tokens_.kind[i + 1] == TokenKind::word && tokens_.is(i + 1, kCapitalised)) continue;
    for (Index t = i - 1; t-- > 0 && i - t <= kGap && tokens_.sentence[t] == tokens_.sentence[i];) {
      if (const Index person = only_bearer(t); tokens_.is(t, kCapitalised) && person != kNone) {
        memory_.aliases.insert(tokens_.hash[i]).first = person;
        break;
      }
    }
  }
}

// A common name is its own, and none that another only begins with: Carl is no Carlos.
bool People::is_own_name(Index token) const {
  const WordInfo info = document_.infos[token];
  return std::max(info.given_male, info.given_female) >= 5 || info.surname >= 5 || info.common >= 4;
}

bool People::is_short_for(Index token, Index person) const {
  const auto& names = facts_[person].name_hashes;
  if (names.empty() || names.front() == tokens_.hash[token]) return false;
  const bool surname_only = names.size() == 1;
  if (!surname_only && index_.same_given_name(tokens_.hash[token], names.front())) return true;
  if (is_own_name(token)) return false;
  const std::string_view word = document_.token_text(token);
  const std::string_view name = memory_.known[person].name;
  const std::string_view given = name.substr(0, name.find(' '));
  const std::string_view surname = name.substr(name.rfind(' ') + 1);
  if (!surname_only && word.size() >= kShortest && word.size() < given.size() && begins_with(given, word)) return true;
  if (const std::string_view stem = nickname_stem(word);
      !stem.empty() && (begins_with(surname, stem) || begins_with(given, stem)) && word.size() <= surname.size() + 2) {
    return true;
  }
  if (surname_only) return false;
  const WordInfo info = document_.infos[token];
  const bool nothing_else = info.common == 0 && info.surname <= 2 && info.given_male <= 2 && info.given_female <= 2;
  return nothing_else && word.size() > kShortest && word.size() < surname.size() && begins_with(surname, word);
}

Index People::nickname_of(Index token) const {
  if (const Index* alias = memory_.aliases.find(tokens_.hash[token]); alias != nullptr) return *alias;
  constexpr Index kFew = 64;  // people of one article whom it is worth to ask
  if (has_word(tokens_.hash[token]) || tokens_.is(token, kAllCaps) || tokens_.is(token, kAbbreviation)) return kNone;
  // A short form is a given name with a full form, or has the first letters of the name.
  const bool given = index_.has_given_forms(tokens_.hash[token]);
  const std::uint32_t letters = first_letters(document_.token_text(token));
  if (!given && (letters == 0 || is_own_name(token))) return kNone;
  Index found = kNone;
  const Index limit = std::min<Index>(static_cast<Index>(memory_.known.size()), kFew);
  for (Index person = 0; person < limit; ++person) {
    const Memory::FirstLetters& name = memory_.letters[person];
    if (!given && letters != name.given && letters != name.surname) continue;
    if (!is_short_for(token, person)) continue;
    if (found != kNone) return kNone;
    found = person;
  }
  return found;
}

// A capitalised word that is nothing but a name, or a name before all.
bool People::may_widen(Index word) const {
  if (!draft_.is_free_capital(word) || tokens_.is(word, kAllCaps) || document_.token_text(word) == "Q.") return false;
  const ClassBits something = kFunctionWord | kCalendar | kRoleFirst | kInRole | kTitleFirst | kNationalityFirst |
                              class_bit(WordClass::club_affix) | class_bit(WordClass::name_particle);
  if (document_.is(word, something)) return false;
  const WordInfo info = document_.infos[word];
  const int given = std::max(info.given_male, info.given_female);
  constexpr int kUsual = 3;
  if (document_.is(word, kNameFirst)) return given >= kUsual;  // "Georgia" is a woman beside a surname
  return info.common == 0 || given >= kUsual;
}

// Of the people: few, told from the others by arithmetic.
void People::list_beside_capital() {
  const std::vector<EntityMention>& mentions = draft_.document.mentions;
  memory_.beside_capital.resize(mentions.size());
  std::size_t count = 0;
  for (std::size_t m = 0; m < mentions.size(); ++m) {
    const EntityMention& mention = mentions[m];
    const Index before = mention.first - (mention.first > 0 ? 1 : 0);
    const Index behind = std::min(mention.last + 1, tokens_.size() - 1);
    memory_.beside_capital[count] = static_cast<Index>(m);
    count += static_cast<std::size_t>((mention.type == EntityMention::Type::person) & (mention.first == mention.last) &
                                      (draft_.is_free_capital(before) | draft_.is_free_capital(behind)));
  }
  memory_.beside_capital.resize(count);
}

void People::widen_single_names() {
  list_beside_capital();
  for (const Index m : memory_.beside_capital) {
    EntityMention& mention = draft_.document.mentions[m];
    if (memory_.known[mention.entity].name.find(' ') != std::string::npos) continue;
    const Index t = mention.first;
    const Sentence& sentence = draft_.sentence_of(t);
    if (document_.blocks[sentence.block].all_caps || tokens_.is(t, kAllCaps)) continue;
    const WordInfo own = document_.infos[t];
    const bool given = std::max(own.given_male, own.given_female) > own.surname;
    Index first = t;
    Index last = t;
    if (t > sentence.first && tokens_.is(t, kSpaceBefore) && tokens_.kind[t - 1] == TokenKind::word &&
        may_widen(t - 1)) {
      first = t - 1;
    } else if (t + 1 < sentence.last && tokens_.is(t + 1, kSpaceBefore) && may_widen(t + 1) &&
               (given || document_.infos[t + 1].common == 0) && (given || own.surname > 0)) {
      last = t + 1;
    }
    if (first == last) continue;
    const std::span<const std::uint64_t> words = name_words(first, last);
    // The same two words as those of somebody else, or of two people of one surname: better left.
    if (words.size() != 2 || memory_.by_name.find(hash_name(words)) != nullptr) continue;
    set_words(mention.entity, words);
    for (const std::uint64_t word : facts_[mention.entity].name_hashes) note_word(word, mention.entity);
    remember_form(hash_name(words), mention.entity);
    set_name(mention.entity, draft_.clean_name(first, last));
    mention.first = first;
    mention.last = last;
    draft_.taken[first] = draft_.taken[last] = 1;
  }
  // Later mentions of the whole name.
  for (const Index m : memory_.beside_capital) {
    EntityMention& mention = draft_.document.mentions[m];
    if (mention.first != mention.last) continue;
    const NameWords& name = facts_[mention.entity].name_hashes;
    if (name.size() != 2) continue;
    const Index t = mention.first;
    const Sentence& sentence = draft_.sentence_of(t);
    if (tokens_.hash[t] == name[1] && t > sentence.first && draft_.is_free_capital(t - 1) &&
        tokens_.hash[t - 1] == name[0]) {
      mention.first = t - 1;
    } else if (tokens_.hash[t] == name[0] && t + 1 < sentence.last && draft_.is_free_capital(t + 1) &&
               tokens_.hash[t + 1] == name[1]) {
      mention.last = t + 1;
    }
    draft_.taken[mention.first] = draft_.taken[mention.last] = 1;
  }
}

// Every word of a name of several is in capitals.
bool People::is_capitals(Index first, Index last) const {
  if (first == last) return false;
  for (Index t = first; t <= last; ++t) {
    if (tokens_.kind[t] == TokenKind::word && !tokens_.is(t, kAllCaps)) return false;
  }
  return true;
}

void People::remember_form(std::uint64_t name, Index person) {
  const auto [known, fresh] = memory_.by_name.insert(name);
  if (fresh) known = person;
}

void People::note_word(std::uint64_t word, Index person) {
  memory_.word_bits[word >> 6 & 63] |= std::uint64_t{1} << (word & 63);
  Memory::Bearers& list = memory_.by_word[word];
  if (list.count >= kMaxNamesakes) return;
  for (Index at = list.first; at != kNone; at = memory_.bearers[at].next) {
    if (memory_.bearers[at].person == person) return;
  }
  const auto added = static_cast<Index>(memory_.bearers.size());
  memory_.bearers.push_back({person, kNone});
  if (list.count == 0) {
    list.first = added;
  } else {
    memory_.bearers[list.last].next = added;
  }
  list.last = added;
  ++list.count;
}

Index People::first_bearer(std::uint64_t word) const {
  const Memory::Bearers* list = memory_.by_word.find(word);
  return list != nullptr ? list->first : kNone;
}

std::span<const std::uint64_t> People::name_words(Index first, Index last) const {
  std::vector<std::uint64_t>& words = memory_.words;
  // Two words, as most names have.
  if ((last == first + 1) & (tokens_.kind[first] == TokenKind::word) & (tokens_.kind[last] == TokenKind::word) &
      !document_.is(last, class_bit(WordClass::name_suffix))) {
    words.resize(2);
    words[0] = tokens_.hash[first];
    words[1] = tokens_.hash[last];
    memory_.first_word = document_.infos[first];
    return words;
  }
  words.clear();
  memory_.first_word = {};
  bool nickname = false;
  for (Index t = first; t <= last; ++t) {
    if (tokens_.kind[t] == TokenKind::quote_mark) nickname = !nickname;
    if (nickname || (t > first && document_.is(t, class_bit(WordClass::name_suffix)))) continue;
    if (tokens_.kind[t] == TokenKind::word || tokens_.kind[t] == TokenKind::number) {
      if (words.empty()) memory_.first_word = document_.infos[t];
      words.push_back(tokens_.hash[t]);
    }
  }
  return words;
}

void People::full_names() {
  const auto count = static_cast<Index>(draft_.segments.size());
  memory_.names.resize(count);
  std::size_t names = 0;
  for (Index s = 0; s < count; ++s) {
    const Segment& segment = draft_.segments[s];
    // "Inzamam-ul-Haq" is a whole name in one word.
    const bool whole = (segment.match == kNone) | (segment.words >= 2) | (segment.last >= segment.first + 4);
    memory_.names[names] = s;
    names += (segment.personal & whole) ? 1 : 0;
  }
  memory_.names.resize(names);
  note_prizes();
  for (const Index s : memory_.names) full_name(draft_.segments[s]);
}

void People::full_name(const Segment& segment) {
  const bool by_lexicon = segment.match != kNone;
  if (draft_.any_taken(segment.first, segment.last)) return;  // a results line's team
  if (!memory_.prizes.empty() && segment.words == 2 && is_prize(segment)) {
    for (Index t = segment.first; t <= segment.last; ++t) draft_.taken[t] = 1;
    return;
  }
  const Index last = by_lexicon ? segment.last : end_before_subject(segment);
  const std::span<const std::uint64_t> words = name_words(segment.first, last);
  if (words.empty()) return;
  const std::uint64_t hash = hash_name(words);
  Index person = kNone;
  bool renamed = false;
  if (const Index* same = memory_.by_name.find(hash); same != nullptr) {
    person = *same;
    // "Danny Orr" first, "Daniel Orr" more than once.
    PersonFacts& facts = facts_[person];
    const std::size_t given = tokens_.end[segment.first] - tokens_.start[segment.first];
    if (words.size() == 2 && facts.name_hashes.size() == 2 && words[1] == facts.name_hashes[1] &&
        given > memory_.known[person].name.find(' ') && index_.is_full_form_of(words[0], facts.name_hashes[0]) &&
        words[0] != facts.name_hashes[0]) {
      set_words(person, words);
      set_name(person, draft_.clean_name(segment.first, last));
      renamed = true;
    }
  } else if (person = same_by_initials(segment.first, last, words); person == kNone) {
    for (Index at = first_bearer(words.back()); at != kNone; at = memory_.bearers[at].next) {
      const Index candidate = memory_.bearers[at].person;
      PersonFacts& facts = facts_[candidate];
      const bool short_given = words.size() == 2 && facts.name_hashes.size() == 2 && words[1] == facts.name_hashes[1] &&
                               is_named_shorter(segment.first, words[0], candidate);
      if (short_given || is_short_form(words, facts.name_hashes)) {
        person = candidate;
        remember_form(hash, person);
        break;
      }
      if (is_short_form(facts.name_hashes, words)) {  // the fuller form comes later
        person = candidate;
        set_words(candidate, words);
        renamed = true;
        remember_form(hash, candidate);
        set_name(candidate, draft_.clean_name(segment.first, last));
        break;
      }
    }
  }
  if (person == kNone) {
    person = add_person(segment.first, last, words, hash,
                        by_lexicon ? EntityRule::person_lexicon : EntityRule::person_shape);
  } else {
    // "B O'Hara" first, the full name later.
    if (const std::string_view name = memory_.known[person].name;
        words.size() >= 2 && facts_[person].name_hashes.size() >= 2 &&
        tokens_.end[segment.first] - tokens_.start[segment.first] > 2 &&
        (name.find(' ') == 1 || name.substr(1, 2) == ". ")) {
      set_words(person, words);
      renamed = true;
      remember_form(hash, person);
      set_name(person, draft_.clean_name(segment.first, last));
    }
    if (renamed) {
      for (const std::uint64_t word : facts_[person].name_hashes) note_word(word, person);
    }
    if (memory_.known[person].from_capitals && !is_capitals(segment.first, last) &&
        hash == hash_name(facts_[person].name_hashes)) {
      set_name(person, draft_.clean_name(segment.first, last));
      memory_.known[person].from_capitals = false;
    }
  }
  if (last > segment.first + 3) note_nickname(segment.first, last, person);
  memory_.full_mentions.push_back({segment.first, person});
  memory_.known[person].last_full = segment.first;
  draft_.mention(EntityMention::Type::person, segment.first, last, person);
}

// "Ed Tolland" and "Edward Tolland", named in different sentences: a full form and its short form. "Chris" of a
// Christopher may be a Christine, but no man's given name is a woman's short one.
bool People::is_named_shorter(Index token, std::uint64_t given, Index person) const {
  const std::uint64_t other = facts_[person].name_hashes.front();
  if (!index_.is_full_form_of(given, other) && !index_.is_full_form_of(other, given)) return false;
  constexpr int kClear = 3;
  const auto gender = [&](Index t) {
    const int male = document_.infos[t].given_male;
    const int female = document_.infos[t].given_female;
    return male >= female + kClear ? 1 : female >= male + kClear ? -1 : 0;
  };
  const Index before = memory_.known[person].last_full;
  return gender(token) * gender(before) >= 0 && tokens_.sentence[before] != tokens_.sentence[token];
}

// "Who wins the Abe Carter?", "the Abe Carter title": a prize that is named after somebody.
void People::note_prizes() {
  constexpr std::size_t kFew = 8;
  for (const Index s : memory_.names) {
    const Segment& segment = draft_.segments[s];
    if (memory_.prizes.size() >= kFew) return;
    if (segment.match != kNone || segment.words != 2 || segment.first == 0) continue;
    const Sentence& sentence = draft_.sentence_of(segment.first);
    if (segment.first == sentence.first || document_.short_text(segment.first - 1) != "the"_w) continue;
    const Index next = segment.last + 1;
    if (next >= tokens_.size()) continue;
    const std::string_view behind = document_.token_text(next);
    if (behind != "?" && behind != "." && !document_.is(next, class_bit(WordClass::event_noun))) continue;
    // Whose surname stands alone too is somebody of the article.
    const bool alone = std::any_of(draft_.capitals.begin(), draft_.capitals.end(), [&](Index t) {
      return tokens_.hash[t] == tokens_.hash[segment.last] && t > 0 &&
             tokens_.hash[t - 1] != tokens_.hash[segment.last - 1];
    });
    if (!alone) {
      memory_.prizes.push_back(hash_name(name_words(segment.first, segment.last)));
    }
  }
}

bool People::is_prize(const Segment& segment) const {
  const std::uint64_t name = hash_name(name_words(segment.first, segment.last));
  return std::find(memory_.prizes.begin(), memory_.prizes.end(), name) != memory_.prizes.end();
}

// "Best match: Abe Carter Reese was quick": what stands behind a label ends without a stop, and the next word is
// somebody of the article who does something. The last token of the name.
Index People::end_before_subject(const Segment& segment) const {
  if (segment.words < 3 || segment.first == 0 || document_.token_text(segment.first - 1) != ":") return segment.last;
  Index subject = segment.last;
  while (subject > segment.first && !tokens_.is(subject, kSpaceBefore)) --subject;
  if (subject < segment.first + 2 || !is_surname_here(subject, segment.last)) return segment.last;
  const WordInfo before = document_.infos[subject - 1];
  if (before.surname < std::max(before.given_male, before.given_female)) return segment.last;
  return subject - 1;
}

// "A Hogg" or "A. Hogg" in a line-up is Ali Hogg of the story, and the other way round, where no other Hogg here has
// that initial.
Index People::same_by_initials(Index first, Index last, std::span<const std::uint64_t> words) const {
  const Index bearer = first_bearer(words.back());
  if (words.size() < 2 || bearer == kNone) return kNone;
  const std::string name = draft_.clean_name(first, last);
  const auto is_initial = [](std::string_view given) {
    return given.size() == 1 || (given.size() == 2 && given[1] == '.');
  };
  const std::string_view given = std::string_view(name).substr(0, name.find(' '));
  Index found = kNone;
  for (Index at = bearer; at != kNone; at = memory_.bearers[at].next) {
    const Index candidate = memory_.bearers[at].person;
    const std::span<const std::uint64_t> names = facts_[candidate].name_hashes;
    const std::string_view other = memory_.known[candidate].name;
    if (names.size() < 2 || names.back() != words.back() || other.empty() || other.front() != name.front()) continue;
    const std::string_view other_given = other.substr(0, other.find(' '));
    if (is_initial(given) == is_initial(other_given)) continue;
    // One word stands for the initial, and the surname is the rest.
    const std::size_t shorter = std::min(names.size(), words.size());
    if (!std::equal(words.rbegin(), words.rbegin() + static_cast<std::ptrdiff_t>(shorter - 1), names.rbegin()))
      continue;
    if (found != kNone) return kNone;
    found = candidate;
  }
  return found;
}

// Copy misspells names: a single word one letter off the surname of somebody named in full is that person.
Index People::misspelt_surname(Index first, Index last) const {
  const std::string_view word = document_.token_text(first);
  if (first != last || word.size() < 6) return kNone;
  const bool rare = document_.infos[first].surname <= kRareSurname;
  const bool known = document_.infos[first].surname > kRareSurname + 1;
  const Index limit = std::min<Index>(static_cast<Index>(memory_.known.size()), 64);
  const auto first_letter = [](std::uint32_t letters) { return letters >> 8 * (kShortest - 1); };
  for (Index p = 0; p < limit; ++p) {
    // The first letter is the same, or one with an umlaut.
    const std::uint32_t initial = first_letter(memory_.letters[p].surname);
    if (initial != first_letter(first_letters(word)) && initial < 0x80) continue;
    const std::string& name = memory_.known[p].name;
    const std::size_t space = name.rfind(' ');
    if (space == std::string::npos) continue;
    const std::string_view surname = std::string_view(name).substr(space + 1);
    if (surname.find('\xC3') != std::string_view::npos && with_e_for_umlauts(surname) == word) return p;
    if (!known && one_edit_apart(word, surname) && (rare || one_doubled_letter(word, surname))) return p;
  }
  return kNone;
}

void People::known_names() {
  note_stated_nicknames();
  const bool any_alias = !memory_.aliases.empty();
  for (const Index i : draft_.capitals) {
    // Most capitals are told by a bit, before the tables are asked: neither the word nor what is joined to it is a word
    // of somebody's name.
    const Index next = std::min(i + 1, tokens_.size() - 1);
    const bool candidate = may_be_somebodys(i) | may_be_somebodys(next) | (tokens_.kind[next] == TokenKind::dash);
    if ((draft_.taken[i] != 0) | !(candidate | any_alias)) continue;
    if (const Index* alias = any_alias ? memory_.aliases.find(tokens_.hash[i]) : nullptr; alias != nullptr) {
      draft_.mention(EntityMention::Type::person, i, i, *alias);
      continue;
    }
    if (!may_be_known(i)) continue;
    const Sentence& sentence = draft_.sentence_of(i);
    Index last = draft_.hyphenated_end(i, sentence.last);
    if (draft_.any_taken(i, last)) continue;
    // "St. Louis", "Sanchez Vicario": two words that end somebody's name.
    if (last == i && i + 1 < sentence.last && draft_.is_free_capital(i + 1) && is_surname_here(i, i + 1)) last = i + 1;
    surname_of_known(i, last, sentence);
  }
}

bool People::may_be_known(Index i) const {
  if (is_word_of_somebody(i)) return true;
  return i + 1 < tokens_.size() && (tokens_.kind[i + 1] == TokenKind::dash || is_word_of_somebody(i + 1));
}

void People::surname_of_known(Index i, Index last, const Sentence& sentence) {
  for (Index end = last;; end -= 2) {
    if (const Index bearer = first_bearer(tokens_.hash[end]); bearer != kNone) {
      note_full_mentions_before(i);
      Index best = kNone;
      for (Index at = bearer; at != kNone; at = memory_.bearers[at].next) {
        const Index person = memory_.bearers[at].person;
        const auto& names = facts_[person].name_hashes;
        const bool surname = ends_with_name(i, end, names);
        const bool given = end == i && names.size() > 1 && names.front() == tokens_.hash[i];
        if (!surname && !(given && given_name_serves(i, sentence)) && !(end == i && is_first_surname(i, names))) {
          continue;
        }
        // Of two who share the name, the one named last is meant.
        if (best == kNone || memory_.known[person].last_seen >= memory_.known[best].last_seen) best = person;
      }
      if (best != kNone && !is_other_word(i, end) && !names_family_or_home(i, end, sentence)) {
        // A hyphenated name that only begins with a surname is another name.
        if (end != last && tokens_.is(end + 2, kCapitalised) && document_.infos[end + 2].common == 0) return;
        Index first = with_particles(i, best, sentence);
        // "Wes Orr" where Gerald Orr is known is an Orr with another given name.
        if (first == i && opens_with_other_given_name(i, best, sentence)) {
          first = i - 1;
          best = find_single(first, end);
        }
        draft_.mention(EntityMention::Type::person, first, end, best);
        memory_.known[best].last_seen = i + 1;
        return;
      }
    }
    if (end == i || end < i + 2 || tokens_.kind[end - 1] != TokenKind::dash) return;
  }
}

// In front of a known surname stands a given name that is none of this person's, inside a sentence.
bool People::opens_with_other_given_name(Index i, Index person, const Sentence& sentence) const {
  if (i <= sentence.first + 1 || !draft_.is_free_capital(i - 1) || !tokens_.is(i, kSpaceBefore)) return false;
  const Index given = i - 1;
  const BlockKind kind = document_.blocks[sentence.block].kind;
  if (kind == BlockKind::title || kind == BlockKind::heading || tokens_.is(given, kAllCaps)) return false;
  if (document_.is(given, kFunctionWord | kCalendar | kRoleFirst | kTitleFirst | kNationalityFirst | kCountryFirst |
                              kCityFirst | kTeamFirst)) {
    return false;
  }
  const WordInfo info = document_.infos[given];
  if (std::max(info.given_male, info.given_female) < 3 || tokens_.is(given, kSentenceFirst)) return false;
  const auto& names = facts_[person].name_hashes;
  return names.size() >= 2 && std::find(names.begin(), names.end(), tokens_.hash[given]) == names.end();
}

// Full names were noted in order, and known_names() walks forward.
void People::note_full_mentions_before(Index token) {
  for (; noted_ < memory_.full_mentions.size() && memory_.full_mentions[noted_].token < token; ++noted_) {
    const Memory::FullMention& mention = memory_.full_mentions[noted_];
    std::uint32_t& last = memory_.known[mention.person].last_seen;
    last = std::max(last, mention.token + 1);
  }
}

// "van Persie", "Van Persie": the particles of the full name belong to the surname.
Index People::with_particles(Index i, Index person, const Sentence& sentence) const {
  const auto& names = facts_[person].name_hashes;
  Index first = i;
  while (first > sentence.first && !draft_.taken[first - 1] &&
         document_.is(first - 1, class_bit(WordClass::name_particle)) &&
         std::find(names.begin(), names.end(), tokens_.hash[first - 1]) != names.end()) {
    --first;
  }
  return first;
}

bool People::ends_with_name(Index i, Index end, std::span<const std::uint64_t> names) const {
  if (i == end && tokens_.kind[i] == TokenKind::word) return !names.empty() && names.back() == tokens_.hash[i];
  const std::span<const std::uint64_t> words = name_words(i, end);
  if (words.size() > names.size()) return false;
  return std::equal(words.rbegin(), words.rend(), names.rbegin());
}

bool People::is_surname_here(Index first, Index last) const {
  for (Index at = first_bearer(tokens_.hash[last]); at != kNone; at = memory_.bearers[at].next) {
    const std::span<const std::uint64_t> names = facts_[memory_.bearers[at].person].name_hashes;
    if (ends_with_name(first, last, names) && (first == last || names.size() > last - first + 1)) return true;
  }
  return false;
}

Index People::only_bearer(Index token) const {
  const Memory::Bearers* list = memory_.by_word.find(tokens_.hash[token]);
  if (list == nullptr || list->count != 1 || !is_surname_here(token)) return kNone;
  return memory_.bearers[list->first].person;
}

// "Ibarra" of "Unai Ibarra Echeverri": the first of two surnames is the one that papers use.
bool People::is_first_surname(Index i, std::span<const std::uint64_t> names) const {
  if (names.size() != 3 || names[1] != tokens_.hash[i] || document_.infos[i].common > 0) return false;
  return document_.infos[i].surname >= std::max(document_.infos[i].given_male, document_.infos[i].given_female);
}

bool People::is_given_name_here(Index token) const {
  for (Index at = first_bearer(tokens_.hash[token]); at != kNone; at = memory_.bearers[at].next) {
    const auto& names = facts_[memory_.bearers[at].person].name_hashes;
    if (names.size() > 1 && names.front() == tokens_.hash[token]) return true;
  }
  return false;
}

// "missed", "headed": what somebody did.
bool People::is_past_verb(Index token) const {
  const std::string_view verb = document_.token_text(token);
  return verb.size() > 4 && verb.ends_with("ed") && !document_.is(token, kFunctionWord);
}

// A given name that is a common word too: here it is the word. A capital inside a sentence says name; at its head, and
// in titles, which may have a capital on each word, what stands behind must be what people do.
bool People::is_word_here(Index i, const Sentence& sentence) const {
  const WordInfo info = document_.infos[i];
  const int given = std::max(info.given_male, info.given_female);
  if (document_.is(i, kCalendar)) return true;
  if (document_.is(i, kFunctionWord) && given < 5) return true;
  if (info.common < 4) return false;
  const BlockKind kind = document_.blocks[sentence.block].kind;
  const bool title = kind == BlockKind::title || kind == BlockKind::heading;
  if (!tokens_.is(i, kSentenceFirst) && !title) return false;
  if (given < 4 || i + 1 >= sentence.last || tokens_.kind[i + 1] != TokenKind::word) return true;
  if (document_.is(i + 1, kInCue | class_bit(WordClass::auxiliary) | class_bit(WordClass::win_verb) |
                              class_bit(WordClass::lose_verb) | class_bit(WordClass::play_verb))) {
    return false;
  }
  const std::string_view verb = document_.token_text(i + 1);
  const bool inflected = verb.size() > 3 && (verb.back() == 's' || verb.substr(verb.size() - 2) == "ed");
  return tokens_.is(i + 1, kCapitalised) || document_.is(i + 1, kFunctionWord) || !inflected;
}

// A given name alone stands for somebody in chatty copy, unless it is a common word or opens another name.
bool People::given_name_serves(Index i, const Sentence& sentence) const {
  if (is_word_here(i, sentence) || document_.is(i, kNationalityFirst)) return false;
  if (document_.is(i, kTeamFirst | kCityFirst | kCountryFirst) && i > sentence.first &&
      document_.is(i - 1, class_bit(WordClass::preposition))) {
    return false;
  }
  return i + 1 >= sentence.last || !(tokens_.kind[i + 1] == TokenKind::word && tokens_.is(i + 1, kCapitalised) &&
                                     !draft_.taken[i + 1] && !document_.is(i + 1, class_bit(WordClass::pronoun_i)));
}

bool People::names_several(Index token) const {
  const ShortWord word = document_.short_text(token);
  return (word == "sisters"_w) | (word == "brothers"_w) | (word == "twins"_w) | (word == "siblings"_w);
}

// "The Williams sisters" are two; "the Bedford star" comes from there.
bool People::names_family_or_home(Index i, Index end, const Sentence& sentence) const {
  if (end + 1 >= sentence.last) return false;
  if (names_several(end + 1)) return true;
  if (i <= sentence.first) return false;
  const std::string_view before = document_.token_text(i - 1);
  if (before != "the" && before != "The") return false;
  const std::string_view next = document_.token_text(end + 1);
  if (next == "family") return true;
  return document_.is(i, kCityFirst) && document_.is(end + 1, kRoleFirst) && !tokens_.is(end + 1, kCapitalised);
}

// A surname that is also a common word is no name at the head of a sentence ("Young players ..."), nor one inside
// a longer capitalised phrase.
bool People::is_other_word(Index i, Index end) const {
  if (end != i) return false;
  if (document_.is(i, kFunctionWord) && document_.infos[i].common >= 5) return true;
  return tokens_.is(i, kSentenceFirst) && document_.infos[i].common >= 4 && i + 1 < tokens_.size() &&
         tokens_.kind[i + 1] == TokenKind::word && !document_.is(i + 1, kInCue | class_bit(WordClass::auxiliary)) &&
         !tokens_.is(i + 1, kCapitalised) && document_.infos[i].surname < 4 && !is_past_verb(i + 1);
}

void People::in_capitals(Index i, const Sentence& sentence) {
  if (tokens_.kind[i] != TokenKind::word) return;
  for (Index at = first_bearer(tokens_.hash[i]); at != kNone; at = memory_.bearers[at].next) {
    const Index person = memory_.bearers[at].person;
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
      if (k == names.size() && !draft_.any_taken(i, last) && (last > i || document_.infos[i].common < 5)) {
        draft_.mention(EntityMention::Type::person, i, last, person);
        return;
      }
    }
  }
}

void People::name_siblings(std::span<const Index> mentions) {
  std::size_t previous = kNone;  // the last mention of somebody with a surname
  for (const Index m : mentions) {
    const EntityMention& mention = document_.mentions[m];
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
    const std::string& full = article_.people[other].name;
    const std::size_t space = full.find(' ');
    if (space == std::string::npos) continue;  // "Al-Sabah" alone: nothing tells the family's name
    article_.people[mention.entity].name += full.substr(space);
    facts_[mention.entity].name_hashes.push_back(facts_[other].name_hashes.back());
  }
}

// "brothers" right before the name, or "his brother", "her twin sister".
bool People::is_sibling_word(Index name, bool plural) const {
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

}  // namespace pressbox

#include "extractor/entities/single_names.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "extractor/branch_free.h"
#include "extractor/entities/people.h"

namespace pressbox {
namespace {

// So often a label, or once for sure: a word that is nobody's name in the article.
constexpr int kEnoughLabels = 2;
// With a capital, what is called after the name in front of it.
constexpr ClassBits kModified =
    class_bit(WordClass::event_noun) | class_bit(WordClass::place_noun) | class_bit(WordClass::company_noun);

}  // namespace

SingleNames::SingleNames(Draft& draft, People& people, Memory& memory)
    : draft_(draft), document_(draft.document), tokens_(draft.document.tokens), people_(people), memory_(memory) {}

// Asked of few sentences, and answered once for each.
bool SingleNames::in_name_list(Index token) const {
  constexpr std::uint8_t kNo = 1;
  constexpr std::uint8_t kYes = 2;
  std::uint8_t& known = memory_.name_lists[tokens_.sentence[token]];
  if (known == 0) known = is_name_list(draft_.sentence_of(token)) ? kYes : kNo;
  return known == kYes;
}

// A sentence that is a list of names: nothing but capitalised words, commas, numbers and brackets, as line-ups that
// lost their label are.
bool SingleNames::is_name_list(const Sentence& sentence) const {
  constexpr int kMinSeparators = 4;
  if (document_.blocks[sentence.block].all_caps) return false;
  int separators = 0;
  int teams = 0;
  for (Index t = sentence.first; t < sentence.last; ++t) {
    switch (tokens_.kind[t]) {
      case TokenKind::word:
        if (!tokens_.is(t, kCapitalised) && !is_line_up_word(t) &&
            !document_.is(t, class_bit(WordClass::name_particle))) {
          return false;
        }
        teams += draft_.begins_team(t) && (t == sentence.first || document_.is_char(t - 1, ',')) ? 1 : 0;
        break;
      case TokenKind::punctuation:
        separators += document_.is_char(t, ',') || document_.is_char(t, ';') ? 1 : 0;
        break;
      case TokenKind::quote_mark:
        return false;
      default:
        break;
    }
  }
  // "Not used: Fury, Brooks" needs no length. Where most may be teams it is a list of teams.
  return 2 * teams <= separators + 1 && (separators >= kMinSeparators || is_line_up_label(sentence));
}

// "Not used:", "Substitutes:", "Replacements:".
bool SingleNames::is_line_up_label(const Sentence& sentence) const {
  constexpr Index kLabel = 4;
  const std::string_view word = document_.token_text(sentence.first);
  if (word != "Not" && word != "Subs" && word != "Substitutes" && word != "Replacements" && word != "Sub" &&
      word != "Unused" && word != "Bench") {
    return false;
  }
  for (Index t = sentence.first + 1; t < sentence.last && t <= sentence.first + kLabel; ++t) {
    if (document_.is_char(t, ':')) return true;
  }
  return false;
}

// What stands in small letters between the names of a line-up: "Orr (capt), Tait, sub: Hall for Lamb".
bool SingleNames::is_line_up_word(Index t) const {
  const ShortWord word = document_.short_text(t);
  return is_any(word, "for"_w, "capt"_w, "rep"_w, "sub"_w, "subs"_w, "not"_w, "used"_w, "and"_w, "min"_w, "mins"_w,
                "Used"_w, "c"_w, "wkt"_w);
}

// "Priddy for Roberts (71)": who came on, and for whom.
bool SingleNames::is_replacement(Index i, Index last, const Sentence& sentence) const {
  const auto minute = [&](Index t) {
    return t + 1 < tokens_.size() && document_.is_char(t, '(') && t + 1 < sentence.last && tokens_.is(t + 1, kHasDigit);
  };
  const auto is_for = [&](Index t) { return document_.short_text(t) == "for"_w; };
  const auto skip_particles = [&](Index t) {
    while (t < sentence.last && document_.is(t, class_bit(WordClass::name_particle))) ++t;
    return t;
  };
  if (last + 2 < tokens_.size() && is_for(last + 1) && last + 2 < sentence.last) {
    const Index off = skip_particles(last + 2);
    if (off < sentence.last && tokens_.is(off, kCapitalised))
      return minute(draft_.hyphenated_end(off, sentence.last) + 1);
  }
  if (!minute(last + 1)) return false;
  const Index before = particles_at(i, sentence);
  return before > sentence.first && is_for(before - 1);
}

// What is no name, whatever stands around it: "Q.", "No.", "A", words in capitals, the commonest words at the head of
// a sentence, and but in a list titles, nationalities and countries.
[[gnu::always_inline]] SingleNames::Look SingleNames::look_at(Index i) const {
  const WordInfo info = document_.infos[i];
  const ClassBits bits = document_.classes[i];
  const std::uint32_t length = tokens_.end[i] - tokens_.start[i];
  const bool common_head = (info.common >= 6) & tokens_.is(i, kSentenceFirst);
  const bool shouted = tokens_.is(i, kAllCaps) & (length >= 2);
  const bool function_word = (bits & (kFunctionWord | kCalendar)) != 0;
  Look look;
  look.no_name = common_head | shouted | (length < 2) | tokens_.is(i, kHasDigit) | tokens_.is(i, kAbbreviation);
  look.belongs = (bits & (kTitleFirst | kNationalityFirst | kCountryFirst)) != 0;
  look.decides = function_word | (look.no_name & !look.belongs);
  look.score = when(!function_word & shouted & !common_head, -1.0f);
  return look;
}

// The capitals that are no part of a longer name, and which of them are worth to be asked for their score: of the
// others one look at the word tells it.
void SingleNames::list_singles() {
  memory_.singles.resize(draft_.capitals.size());
  memory_.asked.resize(draft_.capitals.size());
  std::size_t count = 0;
  std::size_t asked = 0;
  Index behind = 0;  // the last single name
  for (const Index i : draft_.capitals) {
    if ((i < behind) | (draft_.taken[i] != 0)) continue;
    const Index last = draft_.hyphenated_end(i);
    if (last > i && draft_.any_taken(i, last)) continue;
    behind = last + 1;
    const Look look = look_at(i);
    memory_.singles[count] = {i, last, look.score};
    memory_.asked[asked] = static_cast<Index>(count);
    asked += look.decides ? 0 : 1;
    ++count;
  }
  memory_.singles.resize(count);
  memory_.asked.resize(asked);
}

void SingleNames::find() {
  memory_.name_lists.assign(document_.sentences.size(), 0);
  memory_.evidence.clear();
  list_singles();
  // A bit for each word of evidence, by a part of its hash.
  std::array<std::uint64_t, 16> words{};
  const auto bit_of = [](std::uint64_t hash) { return std::uint64_t{1} << (hash & 63); };
  for (const Index s : memory_.asked) {
    Single& single = memory_.singles[s];
    single.score = single_score(single.first, single.last, draft_.sentence_of(single.first));
    // Only a word that has something for it in one place may be a name; what else it has is counted for such words.
    if (single.score > 0.0f) {
      const std::uint64_t hash = tokens_.hash[single.first];
      words[hash >> 6 & 15] |= bit_of(hash);
      Evidence& word = memory_.evidence[hash];
      word.best = std::max(word.best, single.score);
    }
  }
  // What all occurrences of those words say; the occurrences that may be names stay in the list.
  std::size_t kept = 0;
  for (const Single& single : memory_.singles) {
    const std::uint64_t hash = tokens_.hash[single.first];
    if ((words[hash >> 6 & 15] & bit_of(hash)) == 0) continue;
    Evidence* const word = memory_.evidence.find(hash);
    if (word == nullptr) continue;
    if (!tokens_.is(single.first, kAllCaps)) ++word->count;
    if (is_label(single.first, single.last)) ++word->labels;
    if (is_short_for_body(single.first, single.last)) word->labels += kEnoughLabels;
    if (is_surname_inside(single)) ++word->inside;
    const bool may_be_name = single.score >= 0.0f;
    memory_.singles[kept] = single;
    kept += may_be_name ? 1 : 0;
  }
  memory_.singles.resize(kept);
  for (const Single& single : memory_.singles) {
    const Evidence& word = *memory_.evidence.find(tokens_.hash[single.first]);
    if (word.labels >= kEnoughLabels) continue;
    const float together = word.best + 0.3f * static_cast<float>(std::min(word.count - 1, 4)) +
                           0.3f * static_cast<float>(std::min(word.inside, 3));
    if (together < 2.0f) continue;
    const Index first = with_particles(single.first, single.last);
    draft_.mention(EntityMention::Type::person, first, single.last, people_.find_single(first, single.last));
  }
}

bool SingleNames::is_surname_inside(const Single& single) const {
  const Sentence& sentence = draft_.sentence_of(single.first);
  return single.score > 0.0f && document_.infos[single.first].surname >= 3 && is_inside(single.first, sentence) &&
         !modifies(single.last, sentence) && !document_.is(single.first, kCityFirst | kCountryFirst | kTeamFirst);
}

// Where the particles in front of token i begin: i where there are none.
Index SingleNames::particles_at(Index i, const Sentence& sentence) const {
  Index first = i;
  while (first > 0 && document_.is(first - 1, class_bit(WordClass::name_particle)) && first > sentence.first) --first;
  return first;
}

Index SingleNames::particles_before(Index i, const Sentence& sentence) const {
  Index first = i;
  while (first > 0 && document_.is(first - 1, class_bit(WordClass::name_particle)) && first > sentence.first &&
         !draft_.taken[first - 1]) {
    --first;
  }
  return first;
}

// "van der Walt" in a line-up.
Index SingleNames::with_particles(Index i, Index last) const {
  const Sentence& sentence = draft_.sentence_of(i);
  const Index first = particles_before(i, sentence);
  return first < i && (stands_in_list(first, last, sentence) || is_replacement(i, last, sentence)) ? first : i;
}

// "... (64) Height: 6-0 | Comp: Jim Stone": a word with a colon amid a line, or with a figure behind the colon, heads
// what stands behind it. Who speaks in a transcript begins a line or a sentence.
bool SingleNames::is_label(Index i, Index last) const {
  if (last + 2 >= tokens_.size() || !document_.is_char(last + 1, ':') || tokens_.is(last + 1, kSpaceBefore)) {
    return false;
  }
  const bool begins = i == 0 || tokens_.block[i - 1] != tokens_.block[i];
  if (begins) return tokens_.kind[last + 2] == TokenKind::number;
  const TokenKind before = tokens_.kind[i - 1];
  return before == TokenKind::word || before == TokenKind::number || document_.is_char(i - 1, '|') ||
         document_.is_char(i - 1, ')') || tokens_.kind[last + 2] == TokenKind::number;
}

// "The Hellenic Fencing Federation (Hefed)": the short form of the body in front of the bracket.
bool SingleNames::is_short_for_body(Index i, Index last) const {
  if (i < 2 || last + 1 >= tokens_.size() || !document_.is_char(i - 1, '(') || !document_.is_char(last + 1, ')') ||
      !tokens_.is(i - 2, kCapitalised) || draft_.begins_team(i - 2)) {
    return false;
  }
  if (document_.is(i - 2, class_bit(WordClass::company_noun))) return true;
  const auto matches = document_.matches_at(i - 2);
  return std::any_of(matches.begin(), matches.end(), [&](const Match& match) {
    return match.type == EntryType::role && match.last == i - 2 &&
           match.subtype == static_cast<std::uint8_t>(RoleClass::body);
  });
}

float SingleNames::single_score(Index i, Index last, const Sentence& sentence) const {
  const WordInfo info = document_.infos[i];
  const ClassBits bits = document_.classes[i];
  const std::uint32_t length = tokens_.end[i] - tokens_.start[i];
  const Look look = look_at(i);
  // "Ann Hall (France)": a place in brackets is no player.
  const bool place = (bits & (kCountryFirst | kCityFirst | kTeamFirst)) != 0;
  const bool bracket = place && i > 0 && document_.is_char(i - 1, '(') &&
                       !(last + 1 < tokens_.size() && tokens_.is(last + 1, kHasDigit));
  const bool scorer = draft_.is_scorer(i, last);
  const bool listed = !bracket && (stands_in_list(particles_before(i, sentence), last, sentence) || scorer ||
                                   is_replacement(i, last, sentence));
  if (look.belongs && !(listed && info.surname >= 4)) return (bits & kTitleFirst) != 0 ? 0.0f : -1.0f;
  if (look.no_name) return look.score;
  if (is_camel_case(document_, i)) return 0;  // "DraftKings"
  const std::string_view word = document_.token_text(i);
  if (word.find(".c") != std::string_view::npos) return 0;  // "Example.com"
  // The one adjective of games that sports copy always prints with a capital.
  if (word == "Olympic" || word == "Paralympic") return 0;
  // "I've" with a control character for its apostrophe.
  if (word[0] == 'I' && word[1] == '\xC2') return 0;
  // In a line-up a common surname is a player, whatever word it is besides: Bishop, King, Bridge, Green.
  if (listed && info.surname >= 4 && (bits & (kPluralRole | class_bit(WordClass::event_noun))) == 0) return 3.0f;
  float score = 0;
  const float surname = static_cast<float>(info.surname);
  const float given = static_cast<float>(std::max(info.given_male, info.given_female));
  score += 0.25f * std::max(surname, given);
  // "come-to-Jesus", "Winnie-the-Pooh": part of a word.
  const auto glued_dash = [&](Index t) {
    return t < tokens_.size() && tokens_.is(t, kGluedBefore) && tokens_.kind[t] == TokenKind::dash;
  };
  if ((tokens_.is(i, kGluedBefore) && i > 0 && tokens_.kind[i - 1] == TokenKind::dash) ||
      (glued_dash(last + 1) && last + 2 < tokens_.size() && tokens_.is(last + 2, kGluedBefore))) {
    score -= 1.5f;
  }
  score += when(info.common == 0, 0.8f);
  score -= 0.35f * static_cast<float>(info.common);
  score -= when(tokens_.is(i, kSentenceFirst) & (info.common > 0), 1.5f);
  score -= when((bits & kInRole) != 0, 2.0f);
  constexpr ClassBits kThing = class_bit(WordClass::place_noun) | class_bit(WordClass::event_noun) |
                               class_bit(WordClass::company_noun) | class_bit(WordClass::squad_noun);
  score -= when((bits & kThing) != 0, 2.0f);
  for (const Match& match : document_.matches_at(i)) {
    const EntryType type = match.type;
    score += when((type == EntryType::person) & (match.last == last), 1.2f);
    score -= when(type == EntryType::team, 1.0f);
    score -= when(type == EntryType::city, std::array{2.0f, 1.8f}[info.surname >= 5 ? 1 : 0]);
    score -= when((type == EntryType::competition) | (type == EntryType::venue) | (type == EntryType::outlet), 1.5f);
  }
  // A word that is a surname and nothing else.
  const bool inside = is_inside(i, sentence);
  // What stands behind and in front of it in its sentence: nothing at its end and its head.
  const Index next = last + 1;
  const bool followed = next < sentence.last;
  const Index behind = followed ? next : last;
  const ClassBits behind_bits = document_.classes[behind] & (ClassBits{0} - ClassBits{followed});
  const bool behind_is_word = followed & (tokens_.kind[behind] == TokenKind::word);
  const bool behind_is_capital = behind_is_word & tokens_.is(behind, kCapitalised);
  const Index before = i > sentence.first ? i - 1 : kNone;
  const bool preceded = before != kNone;
  const Index front = preceded ? before : i;
  const ClassBits front_bits = document_.classes[front] & (ClassBits{0} - ClassBits{preceded});
  const bool front_is_word = preceded & (tokens_.kind[front] == TokenKind::word);
  const bool front_is_capital = front_is_word & tokens_.is(front, kCapitalised);
  const bool alone = !front_is_word;  // "Olé!" alone is a shout

  const ShortWord word_behind = document_.short_text(behind) & (ShortWord{0} - ShortWord{followed});
  const ShortWord word_before = document_.short_text(front) & (ShortWord{0} - ShortWord{preceded});
  score -= when(alone & (word_behind == "!"_w), 1.5f);
  if (inside & (info.surname >= 1) & (info.common == 0) & ((bits & kNameFirst) == 0) & !tokens_.is(i, kMixedCase) &&
      (!tokens_.is(i - 1, kCapitalised) || document_.is(i - 1, kFunctionWord)) && !modifies(last, sentence)) {
    score += 0.8f;
  }
  // Context: what people do and what is said of people.
  if ((info.surname >= 3) & !place & behind_is_word & !behind_is_capital &
      ((behind_bits & (kFunctionWord | kCueFirst)) == 0)) {
    const std::string_view verb = document_.token_text(next);
    const bool done = (verb.size() > 4 && verb.ends_with("ed")) ||
                      (behind_bits & (class_bit(WordClass::win_verb) | class_bit(WordClass::play_verb))) != 0;
    score += when(done, 0.8f);
  }
  score += when((behind_bits & kCueFirst) != 0, 1.5f);
  score += when((behind_bits & class_bit(WordClass::auxiliary)) != 0, 0.4f);
  score += when(followed & (tokens_.kind[behind] == TokenKind::possessive), 0.4f);
  const Index second = next + 1 < sentence.last ? next + 1 : last;
  const bool apposition =
      (tokens_.kind[second] == TokenKind::number) | document_.is(second, class_bit(WordClass::pronoun_who));
  score += when((word_behind == ","_w) & (second != last) & apposition, 1.5f);
  if (word_behind == "("_w) {
    const bool surname = next + 2 < sentence.last && draft_.is_free_capital(next + 1) &&
                         document_.is_char(next + 2, ')') && given >= 2.0f;
    score += surname ? 1.5f : 0.4f;
  }
  // "Venus and Serena".
  if ((word_behind == "and"_w) & (given >= 4.0f) & (info.common == 0) & (second != last) && draft_.taken[second] != 0 &&
      people_.is_word_of_somebody(second)) {
    score += 0.8f;
  }
  score -= when(behind_is_capital & (draft_.taken[behind] == 0), 1.2f);
  score -= when(behind_is_word & ((behind_bits & kInRole) != 0), 1.0f);
  const bool at_place = (word_before == "in"_w) | (word_before == "at"_w) | (word_before == "from"_w);
  score += when((front_bits & (kInRole | kTitleFirst)) != 0, 1.6f);
  score += when((front_bits & kNationalityFirst) != 0, 1.0f);
  score += when(front_is_word & ((front_bits & kCueFirst) != 0), 0.9f);
  score -= when(((front_bits & class_bit(WordClass::preposition)) != 0) & (at_place | (word_before == "near"_w)), 1.5f);
  // "(Jerryd) Bayless", "me and Ato (Boldon)": the other half in brackets.
  if ((word_before == ")"_w) & (i >= sentence.first + 3) && draft_.is_free_capital(before - 1) &&
      document_.is_char(before - 2, '(')) {
    score += 1.5f;
  }
  score -= when((front_bits & class_bit(WordClass::determiner)) != 0, 1.0f);
  score -= when(
      front_is_capital & (draft_.taken[front] == 0) & ((front_bits & (kInRole | kTitleFirst | kFunctionWord)) == 0),
      1.2f);
  // "His wife, Siobhan,": a given name behind a relative.
  if ((word_before == ","_w) & (i > sentence.first + 2) & (given >= 3.0f) && document_.is(before - 1, kInRole) &&
      !document_.is(before - 1, kPluralRole) && is_relative(before - 1)) {
    score += 1.6f;
  }
  // "Iyer c Hollis b Tatter": the letters of a scorecard.
  if (draft_.article.sport == Sport::cricket && is_dismissed_or_dismisses(i, last, sentence)) score += 3.0f;
  score += when(listed, scorer ? 5.0f : 3.5f);
  // "(Hun)", "(Eng)": the letters of a country.
  score -= when((length == 3) & (i > 0) & document_.is_char(i - (i > 0 ? 1 : 0), '(') & (word_behind == ")"_w), 2.0f);
  score -= when(followed & people_.names_several(behind), 3.0f);
  // "The Stanley Cups".
  score -= when(behind_is_capital & ((behind_bits & kModified) != 0), 1.3f);
  if (score > 0.0f && !at_place && people_.nickname_of(i) != kNone) score += 0.9f;
  return score;
}

// "The Stanley Cups", "a Ponzi scheme", "her Achilles tendon": what is behind the name is called after it. What people
// do ends in -ed or -s, or is a word of the closed classes.
bool SingleNames::modifies(Index last, const Sentence& sentence) const {
  const Index next = last + 1;
  if (next >= sentence.last || tokens_.kind[next] != TokenKind::word) return false;
  if (tokens_.is(next, kCapitalised)) {
    return document_.is(next, kModified);
  }
  if (document_.is(next, kFunctionWord | kCueFirst | class_bit(WordClass::win_verb) | class_bit(WordClass::lose_verb) |
                             class_bit(WordClass::play_verb) | class_bit(WordClass::weekday))) {
    return false;
  }
  const std::string_view word = document_.token_text(next);
  return !word.ends_with("ed") && !word.ends_with("s") && !word.ends_with("ly") && !word.ends_with("ing");
}

// "wife", "father": a role that says whose somebody is.
bool SingleNames::is_relative(Index token) const {
  const auto matches = document_.matches_at(token);
  return std::any_of(matches.begin(), matches.end(), [&](const Match& match) {
    return match.type == EntryType::role && match.last == token &&
           match.subtype == static_cast<std::uint8_t>(RoleClass::relative);
  });
}

// "c Hollis", "b Tatter" and, in front of these, who was out.
bool SingleNames::is_dismissed_or_dismisses(Index i, Index last, const Sentence& sentence) const {
  const auto letter = [&](Index t) {
    const ShortWord word = document_.short_text(t);
    return is_any(word, "c"_w, "b"_w, "st"_w);
  };
  if (i > sentence.first && letter(i - 1)) return true;
  return last + 2 < sentence.last && (letter(last + 1) || document_.short_text(last + 1) == "lbw"_w) &&
         tokens_.is(last + 2, kCapitalised);
}

// Inside a sentence of body text a capital says that a word is a name.
bool SingleNames::is_inside(Index i, const Sentence& sentence) const {
  const BlockKind kind = document_.blocks[sentence.block].kind;
  return i > sentence.first && !tokens_.is(i, kSentenceFirst) && kind != BlockKind::title && kind != BlockKind::heading;
}

// An item of a line-up or a list of scorers: alone between commas, brackets and numbers.
bool SingleNames::stands_in_list(Index i, Index last, const Sentence& sentence) const {
  // Few stand alone, so that few sentences are asked whether they are lists.
  constexpr unsigned kSeparators = 1u << static_cast<unsigned>(TokenKind::punctuation) |
                                   1u << static_cast<unsigned>(TokenKind::number) |
                                   1u << static_cast<unsigned>(TokenKind::dash);
  const auto separates = [&](Index t) {
    return (tokens_.block[t] != sentence.block) | ((kSeparators >> static_cast<unsigned>(tokens_.kind[t]) & 1u) != 0);
  };
  const Index next = last + 1;
  const bool opens = i == 0 || separates(i - 1);
  const bool closes = next >= tokens_.size() || separates(next);
  // "Subs: Hall": a label in front of a colon is no player.
  if (!(opens & closes) || (next < tokens_.size() && document_.is_char(next, ':'))) return false;
  const Block& block = document_.blocks[sentence.block];
  return block.kind == BlockKind::lineup_line ? !block.lead.contains(tokens_.start[i]) : in_name_list(i);
}

}  // namespace pressbox

#include "extractor/entities/segments.h"

#include <algorithm>
#include <array>

namespace pressbox {
namespace {

// Segments are weighed in one currency: how much evidence the words give for being one name. The figures below say
// how the kinds of evidence compare; a name by shape must gather more than kShapeThreshold, which also keeps
// one long name from falling apart into two short ones.
constexpr float kShapeThreshold = 0.8f;
constexpr int kMaxNameWords = 5;
constexpr Index kMaxHyphens = 3;  // in one word of a name

bool is_upper_ascii(char c) {
  return c >= 'A' && c <= 'Z';
}

}  // namespace

class Segmenter::Reader {
 public:
  Reader(Segmenter& buffers, const Document& document, std::vector<Segment>& out)
      : document_(document),
        tokens_(document.tokens),
        out_(out),
        options_(buffers.options_),
        starts_(buffers.starts_) {}

  void run(std::span<const Index> starts) {
    for (std::size_t next = 0; next < starts.size();) {
      const Sentence& sentence = document_.sentences[tokens_.sentence[starts[next]]];
      options_.clear();
      starts_.clear();
      for (; next < starts.size() && starts[next] < sentence.last; ++next) read(starts[next], sentence);
      if (!starts_.empty()) choose();
    }
  }

 private:
  // One word of a name: a token with what is hyphenated to it.
  struct Word {
    Index first;
    Index last;
  };

  // What may begin at token i.
  void read(Index i, const Sentence& sentence) {
    const auto first = static_cast<Index>(options_.size());
    if (document_.is(i, kNameFirst)) gazetteer_options(i, sentence.last);
    if (is_name_token(i) && may_go_on(i, sentence.last)) shape_options(i, sentence);
    if (options_.size() > first) starts_.push_back({i, first, 0.0f, kNone});
  }

  // A name by shape has two words or a hyphen: most capitals are told by the token behind them that they begin none.
  [[nodiscard]] bool may_go_on(Index i, Index limit) const {
    const Index next = i + 1;
    if (next >= limit) return false;
    switch (tokens_.kind[next]) {
      case TokenKind::word:
        return tokens_.is(next, kCapitalised) || document_.is(next, class_bit(WordClass::name_particle));
      case TokenKind::dash:
        return tokens_.is(next, kGluedBefore);
      case TokenKind::quote_mark:
        return tokens_.is(next, kSpaceBefore);
      default:
        return false;
    }
  }

  // From the last start to the first: the best total from each on. Between two starts nothing begins, so the best from
  // any token on is that of the next start.
  void choose() {
    std::size_t end = options_.size();
    for (std::size_t s = starts_.size(); s-- > 0;) {
      Start& start = starts_[s];
      if (s + 1 < starts_.size()) start.best = starts_[s + 1].best;
      for (std::size_t option = end; option-- > start.first_option;) {
        const Segment& segment = options_[option];
        std::size_t behind = s + 1;
        while (behind < starts_.size() && starts_[behind].token <= segment.last) ++behind;
        float total = segment.score + (behind < starts_.size() ? starts_[behind].best : 0.0f);
        // Two personal names never stand side by side: they are one.
        if (segment.match == kNone && behind < starts_.size() && starts_[behind].token == segment.last + 1) {
          const Index follower = starts_[behind].choice;
          if (follower != kNone && options_[follower].match == kNone) total -= 2.0f;
        }
        if (total > start.best) {
          start.best = total;
          start.choice = static_cast<Index>(option);
        }
      }
      end = start.first_option;
    }
    for (std::size_t s = 0; s < starts_.size();) {
      if (starts_[s].choice == kNone) {
        ++s;
        continue;
      }
      out_.push_back(options_[starts_[s].choice]);
      while (s < starts_.size() && starts_[s].token <= out_.back().last) ++s;
    }
  }

  void gazetteer_options(Index i, Index limit) {
    const auto matches = document_.matches_at(i);
    Index span_last = kNone;
    for (std::size_t m = 0; m < matches.size(); ++m) {
      const Match& match = matches[m];
      if (match.last >= limit || !is_name(match.type)) continue;
      float score = gazetteer_score(match);
      if (match.type == EntryType::person) {
        // "Jan Novak" is not the whole of "Jan Novak-Hill".
        if (word_at(match.last, limit).last > match.last) continue;
        // "Jose Luis Ramirez" is not Luis Ramirez, and "Aiyegbeni Yakubu" is more than Yakubu.
        if (match.last + 1 < limit && match.last > i && is_name_token(match.last + 1) &&
            tokens_.is(match.last + 1, kSpaceBefore)) {
          if (leads_to_thing(match.last + 1, limit)) continue;  // "Alan Dacre Hospital"
          if (continues_as_name(word_at(match.last, limit), match.last + 1)) score -= 3.0f;
        }
        // "L Dallaglio": the initial belongs to the name.
        const bool before = continues_name(i) || (match.last == i && is_initial_before(i));
        if (before && match.last > i) score -= 3.0f;
        if (match.last == i && (before || (match.last + 1 < limit && continues_name(match.last + 1)))) {
          score = std::min(score, 0.3f);
        }
      }
      if (match.last == span_last) {
        options_.back().score = std::max(options_.back().score, score);
        continue;
      }
      span_last = match.last;
      Segment segment;
      segment.first = i;
      segment.last = match.last;
      segment.match = document_.match_begin[i] + static_cast<Index>(m);
      segment.words = count_words(i, match.last);
      segment.score = score;
      options_.push_back(segment);
    }
  }

  // "L Hale": a bare letter in front of the name, and none of the words of one letter.
  [[nodiscard]] bool is_initial_before(Index i) const {
    if (i == 0 || !tokens_.is(i, kSpaceBefore) || tokens_.sentence[i - 1] != tokens_.sentence[i]) return false;
    const std::string_view letter = document_.token_text(i - 1);
    return letter.size() == 1 && is_upper_ascii(letter[0]) && letter != "A" && letter != "I" &&
           tokens_.kind[i - 1] == TokenKind::word && !tokens_.is(i - 1, kGluedBefore);
  }

  // In front of token i stands a given name or a word that nobody knows, and nothing between.
  [[nodiscard]] bool continues_name(Index i) const {
    if (i == 0 || !tokens_.is(i, kSpaceBefore) || !is_name_token(i) || !is_name_token(i - 1)) return false;
    const Index given = i - 1;
    if (tokens_.sentence[given] != tokens_.sentence[i] || tokens_.is(given, kAbbreviation) ||
        tokens_.is(given, kAllCaps) || tokens_.is(given, kGluedBefore)) {
      return false;
    }
    if (document_.is(given, kTeamFirst | kCityFirst | kCountryFirst | kNationalityFirst | kRoleFirst | kTitleFirst |
                                kFunctionWord | kCalendar)) {
      return false;
    }
    return (given_weight(given) >= 4 && document_.infos[given].common < 4) || is_unknown_word(given);
  }

  [[nodiscard]] int count_words(Index first, Index last) const {
    int words = 1;
    for (Index t = first + 1; t <= last; ++t) words += tokens_.is(t, kSpaceBefore) ? 1 : 0;
    return words;
  }

  [[nodiscard]] static bool is_name(EntryType type) {
    switch (type) {
      case EntryType::role:
      case EntryType::cue:
      case EntryType::title:
      case EntryType::word:
        return false;
      default:
        return true;
    }
  }

  // Of a match that is_name().
  [[nodiscard]] float gazetteer_score(const Match& match) const {
    // The parts of "Saint-Etienne" count: the whole must outweigh what "Saint" or "Etienne" alone may be.
    int words = 1;
    if (match.last > match.first) {
      words = 0;
      for (Index t = match.first; t <= match.last; ++t) words += tokens_.kind[t] == TokenKind::word ? 1 : 0;
      words = std::max(words, count_words(match.first, match.last));
    }
    // Longer readings must outweigh the sum of their parts: "New York Giants" is not New York and the Giants.
    const float longer = static_cast<float>(words - 1);
    const float fame = 0.1f * static_cast<float>(match.weight);
    switch (match.type) {
      case EntryType::team:
        return 1.3f + 3.5f * longer + fame;
      case EntryType::competition:
      case EntryType::venue:
      case EntryType::outlet:
        return 1.3f + 3.4f * longer;
      case EntryType::country:
        return 1.2f + 3.1f * longer;
      case EntryType::city:
        return 1.1f + 2.9f * longer;
      case EntryType::person:
        return 1.4f + 3.4f * longer + fame;
      default:
        return 0;
    }
  }

  [[nodiscard]] bool is_name_token(Index i) const {
    return tokens_.kind[i] == TokenKind::word && tokens_.is(i, kCapitalised);
  }

  // "J", "J.", "J.T.".
  [[nodiscard]] bool is_initial(Index i) const {
    const std::uint32_t start = tokens_.start[i];
    const std::uint32_t size = tokens_.end[i] - start;
    if (tokens_.is(i, kAbbreviation)) return size == 2 || (size >= 4 && document_.text[start + 1] == '.');
    return size == 1 && is_upper_ascii(document_.text[start]);
  }
  // "JJ", "AJ": two capitals that stand for given names.
  [[nodiscard]] bool is_double_initial(Index i) const {
    const std::uint32_t start = tokens_.start[i];
    return tokens_.end[i] - start == 2 && is_upper_ascii(document_.text[start]) &&
           is_upper_ascii(document_.text[start + 1]);
  }

  // The word at token i with its hyphenated parts; first > last if none.
  [[nodiscard]] Word word_at(Index i, Index limit) const {
    if (i >= limit || !is_name_token(i)) return {1, 0};
    Index last = i;
    while (last + 2 < limit && last - i < 2 * kMaxHyphens && tokens_.kind[last + 1] == TokenKind::dash &&
           tokens_.is(last + 1, kGluedBefore) && tokens_.is(last + 2, kGluedBefore) &&
           tokens_.kind[last + 2] == TokenKind::word) {
      const ShortWord dash = document_.short_text(last + 1);
      if (!is_any(dash, "-"_w, "\xE2\x80\x90"_w, "\xE2\x80\x91"_w)) break;
      // "Lakers-led", "Madrid-based": a lower-case part is an adjective unless it is short, as in "Min-ho".
      const bool part_of_name = tokens_.is(last + 2, kCapitalised) || document_.infos[last + 2].common < 2 ||
                                document_.is(last + 2, class_bit(WordClass::name_particle)) ||
                                is_syllable_behind_family(i, last + 2);
      if (!part_of_name) break;
      last += 2;
    }
    // "Ross-van Dorp": a particle behind the hyphen wants its name.
    if (last > i && !tokens_.is(last, kCapitalised) && last + 1 < limit &&
        document_.is(last, class_bit(WordClass::name_particle)) && is_name_token(last + 1) &&
        tokens_.is(last + 1, kSpaceBefore)) {
      ++last;
    }
    return {i, last};
  }

  // What the word in front of a name takes from its score.
  struct Before {
    float family = 0;
    float particle = 0;
    float given = 0;
  };
  [[nodiscard]] Before look_before(const Word& first, const Sentence& sentence) const {
    const Index i = first.first;
    Before before;
    if (i <= sentence.first || !tokens_.is(i, kSpaceBefore) || !is_name_token(i - 1)) return before;
    // "Tan Wei Liang": the family's name stands first.
    if (is_short_surname(i - 1)) before.family = 1.5f;
    if (document_.is(i - 1, kNoSurname)) return before;
    // "Griet De Smet": no name begins inside another.
    if (is_capital_particle(first)) before.particle = 2.5f;
    // "Jen Floyd Engel".
    if (given_weight(i - 1) >= 3 && document_.infos[i - 1].common == 0 && !tokens_.is(i - 1, kAllCaps)) {
      before.given = 1.0f;
    }
    return before;
  }

  void shape_options(Index i, const Sentence& sentence) {
    if (!is_name_token(i) || (i > sentence.first && tokens_.is(i, kGluedBefore) &&
                              tokens_.kind[i - 1] == TokenKind::dash && is_hyphenated_into(i))) {
      return;
    }
    if (!may_start(i)) return;
    std::array<Word, kMaxNameWords> words{};
    int count = 0;
    Index at = i;
    Before before;
    while (count < kMaxNameWords) {
      const Word word = word_at(at, sentence.last);
      if (word.first > word.last) break;
      words[static_cast<std::size_t>(count++)] = word;
      at = word.last + 1;
      if (count == 1 && is_bound_name(word)) {
        Segment segment;
        segment.first = i;
        segment.last = word.last;
        segment.words = 2;
        segment.score = 2.5f;
        options_.push_back(segment);
      }
      if (count == 2) before = look_before(words[0], sentence);
      if (count >= 2) {
        float score = shape_score(words, count, sentence);
        Index last = word.last;
        if (at < sentence.last && document_.is(at, class_bit(WordClass::name_suffix)) && tokens_.is(at, kCapitalised)) {
          last = at;
        } else if (at + 1 < sentence.last && document_.is_char(at, ',') &&
                   document_.is(at + 1, class_bit(WordClass::name_suffix)) && tokens_.is(at + 1, kAbbreviation)) {
          last = at + 1;
        }
        if (last + 1 < sentence.last && tokens_.is(last + 1, kSpaceBefore) && is_name_token(last + 1)) {
          // "Alan Dacre Hospital" is named after somebody; "Ana Lucia Pradeiro" has one word more.
          if (leads_to_thing(last + 1, sentence.last)) score -= 8.0f;
          if (count < kMaxNameWords && continues_as_name(word, last + 1)) score -= 1.5f;
        }
        score -= before.family;
        score -= before.particle;
        score -= before.given;
        if (score > kShapeThreshold) {
          Segment segment;
          segment.first = i;
          segment.last = last;
          segment.words = count;
          segment.score = score - kShapeThreshold;
          options_.push_back(segment);
        }
      }
      // A nickname in marks between two names: Dave "Sniper" Cole.
      if (const Index behind = behind_nickname(at, sentence.last); behind != kNone) {
        at = behind;
        continue;
      }
      // Particles between two names: "van den Berg", "del Bosque".
      Index next = at;
      int particles = 0;
      while (next < sentence.last && particles < 3 && tokens_.kind[next] == TokenKind::word &&
             !tokens_.is(next, kCapitalised) && document_.is(next, class_bit(WordClass::name_particle)) &&
             document_.short_text(next) != "st"_w) {  // stumped: "Oswin st Lamb"
        ++next;
        ++particles;
      }
      if (particles > 0 && next < sentence.last && is_name_token(next)) at = next;
      if (at >= sentence.last || (tokens_.start[at] != tokens_.end[at - 1] + 1 && !tokens_.is(at, kSpaceBefore))) break;
      if (!tokens_.is(at, kSpaceBefore)) break;
    }
  }

  [[nodiscard]] bool names_a_thing(Index t) const {
    return document_.is(t, class_bit(WordClass::place_noun) | class_bit(WordClass::company_noun)) || names_a_body(t);
  }

  // "Sports Center", "Field": capitals up to the noun of a building or a firm.
  [[nodiscard]] bool leads_to_thing(Index t, Index limit) const {
    if (names_a_thing(t)) return true;
    return t + 1 < limit && is_name_token(t + 1) && tokens_.is(t + 1, kSpaceBefore) && document_.infos[t].common >= 3 &&
           document_.is(t + 1, class_bit(WordClass::place_noun));
  }

  static constexpr ClassBits kNoSurname = kTeamFirst | kCityFirst | kCountryFirst | kNationalityFirst | kRoleFirst |
                                          kTitleFirst | kFunctionWord | kCalendar | kInRole | kCueFirst |
                                          class_bit(WordClass::squad_noun) | class_bit(WordClass::event_noun) |
                                          class_bit(WordClass::club_affix) | class_bit(WordClass::name_suffix);

  // Behind a name that seems whole stands a word that can only be more of it.
  [[nodiscard]] bool continues_as_name(const Word& end, Index t) const {
    if (is_unknown_word(t)) return true;
    if (document_.is(t, kNoSurname) || tokens_.is(t, kAllCaps)) return false;
    const WordInfo info = document_.infos[t];
    if (info.common == 0) return info.surname > 0 && info.surname >= given_weight(t);
    // "Joao Manuel Pinto": a given name is no end where a surname follows.
    return info.common <= 2 && info.surname >= 3 && given_weight(end.first) > document_.infos[end.first].surname;
  }

  // "Han Joo-won": behind a family's name even a common word is a syllable of the given name.
  [[nodiscard]] bool is_syllable_behind_family(Index first, Index part) const {
    constexpr std::uint32_t kShort = 4;
    return part == first + 2 && first > 0 && tokens_.is(first, kSpaceBefore) && is_short_surname(first - 1) &&
           tokens_.end[first] - tokens_.start[first] <= kShort && tokens_.end[part] - tokens_.start[part] <= kShort;
  }

  // A word that is before all a surname, as short as most that stand in front of the given name: Han, Kim, Park, Goh.
  [[nodiscard]] bool is_short_surname(Index t) const {
    constexpr std::uint32_t kShort = 4;
    return is_name_token(t) && tokens_.end[t] - tokens_.start[t] <= kShort &&
           document_.infos[t].surname >= (document_.infos[t].common == 0 ? 3 : 4) && !document_.is(t, kNoSurname) &&
           !tokens_.is(t, kAllCaps) && !tokens_.is(t, kAbbreviation);
  }

  // "Nizam-ul-Karim": two names and what binds them.
  [[nodiscard]] bool is_bound_name(const Word& word) const {
    if (word.last < word.first + 4) return false;
    const Index bond = word.first + 2;
    return tokens_.end[bond] - tokens_.start[bond] == 2 && !tokens_.is(bond, kCapitalised) &&
           document_.infos[bond].common < 5 && tokens_.is(word.first + 4, kCapitalised) &&
           document_.infos[word.first].common == 0 && document_.infos[word.first + 4].common == 0;
  }

  // "Van", "De" inside a name: whatever word stands behind is a surname.
  [[nodiscard]] bool is_capital_particle(const Word& word) const {
    return word.first == word.last && document_.is(word.first, class_bit(WordClass::name_particle)) &&
           document_.infos[word.first].surname < 3;
  }

  // "Sang-min", "Ja-cheol": the given name of two syllables, the second in small letters.
  [[nodiscard]] bool is_two_syllables(const Word& word) const {
    constexpr std::uint32_t kSyllable = 6;
    return word.last == word.first + 2 && !tokens_.is(word.last, kCapitalised) &&
           tokens_.end[word.first] - tokens_.start[word.first] <= kSyllable &&
           tokens_.end[word.last] - tokens_.start[word.last] <= kSyllable &&
           !document_.is(word.last, class_bit(WordClass::name_particle));
  }

  // No dictionary and no gazetteer has it.
  [[nodiscard]] bool is_unknown_word(Index t) const {
    return document_.infos[t].common == 0 && document_.classes[t] == 0 && !tokens_.is(t, kAllCaps) &&
           tokens_.end[t] - tokens_.start[t] > 2;
  }

  // The token behind "nickname" where at is its opening mark and a name follows its closing one; else kNone.
  [[nodiscard]] Index behind_nickname(Index at, Index limit) const {
    if (at >= limit || tokens_.kind[at] != TokenKind::quote_mark || !tokens_.is(at, kSpaceBefore)) return kNone;
    for (Index t = at + 1; t < limit && t <= at + 4; ++t) {
      if (tokens_.kind[t] != TokenKind::quote_mark) continue;
      if (t == at + 1 || t + 1 >= limit || !is_name_token(t + 1) || !tokens_.is(t + 1, kSpaceBefore)) return kNone;
      return tokens_.is(at + 1, kCapitalised) ? t + 1 : kNone;
    }
    return kNone;
  }

  // Token i continues a hyphenated word whose first part is a name token.
  [[nodiscard]] bool is_hyphenated_into(Index i) const {
    return i >= 2 && tokens_.is(i - 1, kGluedBefore) && tokens_.kind[i - 2] == TokenKind::word &&
           tokens_.is(i - 2, kCapitalised);
  }

  [[nodiscard]] int given_weight(Index i) const {
    return std::max(document_.infos[i].given_male, document_.infos[i].given_female);
  }

  [[nodiscard]] bool may_start(Index i) const {
    // Most words: neither letters nor of a class that is seldom a name.
    constexpr ClassBits kSeldom =
        class_bit(WordClass::name_particle) | kTitleFirst | kFunctionWord | kCalendar | kRoleFirst | kNationalityFirst;
    if (tokens_.end[i] - tokens_.start[i] > 2 && (tokens_.flags[i] & (kAllCaps | kAbbreviation)) == 0 &&
        !document_.is(i, kSeldom)) {
      return true;
    }
    const bool known = given_weight(i) >= 3;
    // "Q." at the head of a paragraph asks a question.
    if (starts_block(i) && document_.token_text(i) == "Q.") return false;
    // "S Dre Mullan", "F Quentin Dorsey": the letter of a position in front of a whole name.
    if (is_initial(i) && !tokens_.is(i, kAbbreviation) && i + 2 < tokens_.size() && is_name_token(i + 1) &&
        is_name_token(i + 2) && !is_initial(i + 1) && !document_.is(i + 1, class_bit(WordClass::name_particle)) &&
        given_weight(i + 1) >= 2 && tokens_.is(i + 2, kSpaceBefore)) {
      return false;
    }
    // "WR Dan Boss Jr": the letters of one.
    if (is_double_initial(i) && i + 2 < tokens_.size() && is_name_token(i + 1) && is_name_token(i + 2) &&
        tokens_.is(i + 2, kSpaceBefore) && !document_.is(i + 2, class_bit(WordClass::name_suffix)) &&
        (given_weight(i + 1) >= 3 || is_double_initial(i + 1))) {
      return false;
    }
    // "FC Nordhavn", "A.F.C. Grimble": letters of a club.
    if (tokens_.is(i, kAllCaps) && is_club_affix(document_, i)) return false;
    if (is_initial(i) && tokens_.is(i, kAbbreviation)) return true;
    // "A Mehrtens" in a list: the article has no capital there.
    if (is_initial(i) && i > 0 && tokens_.kind[i - 1] == TokenKind::punctuation && !document_.is_char(i - 1, '.')) {
      return true;
    }
    if (is_initial(i) && i > 0 && tokens_.kind[i - 1] == TokenKind::number) return true;
    if (document_.is(i, class_bit(WordClass::name_particle)) && tokens_.is(i, kSentenceFirst)) return true;
    if (document_.is(i, kTitleFirst) && (!known || given_weight(i) < 5)) return false;
    if (document_.is(i, class_bit(WordClass::weekday))) return false;
    if (document_.is(i, kFunctionWord | kCalendar) && given_weight(i) < 4) return false;
    // "Goalscorer Tamba": a role is no given name, but a word that is one ("Major") may be.
    if (document_.is(i, kRoleFirst) && (document_.infos[i].common >= 2 ? given_weight(i) < 4 : given_weight(i) == 0)) {
      return false;
    }
    if (document_.is(i, kNationalityFirst) && !known) return false;
    return true;
  }

  [[nodiscard]] bool starts_block(Index i) const { return i == 0 || tokens_.block[i - 1] != tokens_.block[i]; }

  // "DENNIS HARTOP has told ...", "IVO PAZ: No.": papers print the first name of a story and the speakers of a
  // transcript in capitals.
  [[nodiscard]] bool leads_in_capitals(const std::array<Word, kMaxNameWords>& words, int count,
                                       const Sentence& sentence) const {
    if (!tokens_.is(words[0].first, kAllCaps) || !starts_block(words[0].first)) return false;
    for (int k = 0; k < count; ++k) {
      const Word word = words[static_cast<std::size_t>(k)];
      if (!tokens_.is(word.first, kAllCaps)) return false;
      // "RAY" is a given name before it is a word.
      if (document_.infos[word.first].common >= 5 && !(k == 0 && given_weight(word.first) >= 5)) return false;
    }
    const Index next = words[static_cast<std::size_t>(count - 1)].last + 1;
    if (next >= sentence.last) return false;
    return document_.is_char(next, ':') || tokens_.kind[next] == TokenKind::possessive ||
           (tokens_.kind[next] == TokenKind::word && !tokens_.is(next, kCapitalised));
  }

  // "Federation", "Board", "Committee": the head of an organisation's name.
  [[nodiscard]] bool names_a_body(Index t) const {
    if (!document_.is(t, kRoleFirst) || document_.infos[t].common == 0) return false;
    for (const Match& match : document_.matches_at(t)) {
      const auto kind = static_cast<RoleClass>(match.subtype);
      if (match.type == EntryType::role && match.last == t && (kind == RoleClass::body || kind == RoleClass::press)) {
        return true;
      }
    }
    return false;
  }

  // "Ann Hall, " or "Ann Hall and " in front: two words that make a personal name by themselves.
  [[nodiscard]] bool follows_person_of_list(Index begin, const Sentence& sentence) const {
    if (begin < sentence.first + 3) return false;
    if (given_weight(begin) < 3 && document_.is(begin, kTeamFirst | kCityFirst | kCountryFirst | kNationalityFirst)) {
      return false;
    }
    const ShortWord link = document_.short_text(begin - 1);
    if (!is_any(link, ","_w, "and"_w, "or"_w)) return false;
    Index surname = begin - 2;
    if (document_.is_char(surname, ',') && surname > sentence.first + 2) --surname;
    const Index given = surname - 1;
    if (!is_name_token(surname) || !is_name_token(given) || !tokens_.is(surname, kSpaceBefore)) return false;
    return given_weight(given) >= 4 && document_.infos[surname].surname >= 3 && document_.infos[surname].common < 3 &&
           !document_.is(surname, kTeamFirst | kCityFirst | kCountryFirst | kRoleFirst) &&
           (given_weight(given) >= 5 || !document_.is(given, kTeamFirst | kCityFirst | kCountryFirst | kRoleFirst));
  }

  float shape_score(const std::array<Word, kMaxNameWords>& words, int count, const Sentence& sentence) const {
    float score = 0;
    const bool capitals_lead = leads_in_capitals(words, count, sentence);
    const int first_given = given_weight(words[0].first);
    for (int k = 0; k < count; ++k) {
      const Word word = words[static_cast<std::size_t>(k)];
      const Index t = word.first;
      const WordInfo info = document_.infos[t];
      const ClassBits bits = document_.classes[t];
      const bool first = k == 0;
      const bool last = k + 1 == count;
      const bool sentence_first = first && tokens_.is(t, kSentenceFirst);
      if (k == 1 && last && is_two_syllables(word)) {
        score += 2.5f + 0.3f * static_cast<float>(info.surname);
        continue;
      }
      // "Megan Van Horn", "Griet De Smet".
      if (!first && is_capital_particle(word) && !is_initial(words[0].first)) {
        const bool more = last && t + 1 < sentence.last && is_name_token(t + 1) && tokens_.is(t + 1, kSpaceBefore);
        if (!last || more) {
          score += more ? -4.0f : 0.9f;
          continue;
        }
      }
      const float given = static_cast<float>(given_weight(t));
      const float surname = static_cast<float>(info.surname);
      const float common = static_cast<float>(info.common);
      if (is_initial(t)) {
        if (last) return 0;
        // "D. Cork", "; D Parks": an initial in a list leaves no doubt that a surname follows.
        const bool listed = first && t > 0 && tokens_.kind[t - 1] == TokenKind::punctuation && count == 2;
        score += listed || document_.token_text(t).size() == 2 ? 2.3f : 1.5f;
        continue;
      }
      if (first && is_double_initial(t)) {
        score += 0.5f;
        continue;
      }
      if (first) {
        score += 0.45f * given;
      } else if (last) {
        score += 0.4f * std::max(surname, 0.8f * given);
      } else {
        score += 0.3f * std::max(surname, given);
      }
      if (info.common == 0 && given == 0.0f && surname == 0.0f) score += 1.0f;
      // "Mark", "Grant", "Will": a word that is a common given name loses little by being a word too.
      if (common > 0)
        score -= (given >= 5                                                                     ? 0.3f
                  : last && k > 0 && is_capital_particle(words[static_cast<std::size_t>(k - 1)]) ? 0.1f
                  : sentence_first && (given < 4 || (bits & (kFunctionWord | kCueFirst)) != 0)   ? 0.6f
                                                                                                 : 0.35f) *
                 common;
      if (tokens_.is(t, kMixedCase) && is_camel_case(document_, t)) score -= first ? 2.0f : 3.5f;
      if (!capitals_lead && tokens_.is(t, kAllCaps) && tokens_.end[t] - tokens_.start[t] >= 3) score -= 2.5f;
      if (!first && (bits & (kFunctionWord | kCalendar | class_bit(WordClass::name_suffix))) != 0) score -= 4.0f;
      if (names_a_body(t)) score -= last ? 4.0f : 2.0f;
      if (last && (bits & (class_bit(WordClass::place_noun) | class_bit(WordClass::event_noun) |
                           class_bit(WordClass::company_noun) | class_bit(WordClass::squad_noun) |
                           class_bit(WordClass::club_affix))) != 0) {
        // "Ann Hall" is a person, "Ibex Hall" is none.
        const bool whole = count == 2 && first_given >= 4 && surname >= 4;
        score -= is_initial(words[0].first) && surname >= 4 ? 0.5f : whole ? 1.8f : 4.0f;
      }
      if (!first && (bits & (kNationalityFirst | kCountryFirst)) != 0 && surname < 3) score -= 3.0f;
      if (first && (bits & (kNationalityFirst | kCountryFirst)) != 0) score -= given >= 3 ? 0.5f : 3.0f;
      if (first && (bits & kCityFirst) != 0) score -= given >= 3 ? 0.3f : 1.2f;
      if ((bits & kTeamFirst) != 0) score -= 0.7f;
      if (!first && (bits & kRoleFirst) != 0 && common >= 3) score -= 1.5f;
      if (!first && (bits & kTitleFirst) != 0) score -= 1.5f;
      if (k >= 2) score -= 0.7f;
      if (!first && given_weight(t) >= 4 && surname + 1 < given && k >= 2) score -= 0.5f;
    }
    const Index begin = words[0].first;
    if (begin > sentence.first && document_.is(begin - 1, kInRole | kTitleFirst | kNationalityFirst)) {
      score += 1.0f;
      // "analyst Field Orwin": behind somebody's role stand a given name and a surname, whatever else they are.
      const bool role = document_.is(begin - 1, kInRole) && !document_.is(begin - 1, kPluralRole) &&
                        tokens_.kind[begin - 1] == TokenKind::word && !tokens_.is(begin - 1, kCapitalised);
      const Index surname = words[static_cast<std::size_t>(count - 1)].first;
      if (role && count == 2 && document_.infos[surname].common == 0 && document_.infos[surname].surname >= 3 &&
          !document_.is(surname, kTeamFirst | kCityFirst | kCountryFirst | kNationalityFirst) &&
          !document_.is(begin, kTeamFirst | kNationalityFirst | kCountryFirst | kFunctionWord | kCalendar)) {
        score += 1.2f;
      }
      // "winger Milan Kolar": no club stands behind a player, and a surname follows.
      const Index end = words[static_cast<std::size_t>(count - 1)].first;
      const bool player = document_.is(begin - 1, kInRole) && !document_.is(begin - 1, kPluralRole) &&
                          tokens_.kind[begin - 1] == TokenKind::word && !tokens_.is(begin - 1, kCapitalised);
      if (player && count == 2 && first_given >= 2 && document_.infos[end].surname >= 3 &&
          document_.is(begin, kTeamFirst | kCityFirst) && !document_.is(end, kTeamFirst | kRoleFirst)) {
        score += 1.5f;
      }
    }
    const Index end = words[static_cast<std::size_t>(count - 1)].last;
    const auto is_known = [&](Index first, Index last) {
      if (!document_.is(first, kPersonFirst)) return false;
      const auto matches = document_.matches_at(first);
      return std::any_of(matches.begin(), matches.end(),
                         [&](const Match& match) { return match.last == last && match.type == EntryType::person; });
    };
    if (is_known(begin, end)) {
      score += 3.0f;
    } else if (count >= 3 && first_given >= 4 && is_known(words[1].first, end)) {
      score += 2.0f;  // "Jose" before "Luis Ramirez"
    }
    // "Andrew Blades" is nobody's team: a word that is nothing but a given name wants a surname behind it.
    if (count == 2 && first_given >= 5 && document_.infos[begin].common == 0 &&
        !document_.is(begin, kTeamFirst | kCityFirst | kCountryFirst | kRoleFirst) &&
        document_.infos[words[1].first].surname >= 3 && document_.is(words[1].first, kTeamFirst | kCityFirst) &&
        !document_.is(words[1].first, class_bit(WordClass::club_affix))) {
      score += 1.0f;
    }
    // "Jordan Achebe", "Georgia Whitlam-Orr": a given name that is a place too, and a word that is nothing but a name.
    if (count == 2 && first_given >= 3 && document_.is(begin, kTeamFirst | kCityFirst | kCountryFirst) &&
        (first_given >= 5 || document_.infos[begin].common == 0) && is_only_name(words[1])) {
      score += first_given >= 5 ? 1.3f : 0.8f;
    }
    if (count <= 3 && end + 2 < sentence.last && document_.is_char(end + 1, ',')) {
      const Index behind = end + 2;
      // "Kit Strand, who is 25", "Will Orchard, the captain", "Ann Hall, 31,": what is said of people.
      const Index family = words[static_cast<std::size_t>(count - 1)].first;
      const int middle = count == 3 ? document_.infos[begin].surname : 0;
      if ((first_given >= 3 || document_.infos[begin].common == 0) &&
          document_.infos[family].surname + std::max(first_given, middle) >= 5 && describes(behind, sentence)) {
        score += 1.5f;
      }
      // "36. Nils Orr, DT, Miami": the letters of a position behind a player of a list.
      if (is_position(behind, sentence)) score += 2.5f;
    }
    // "Ann Hall, Field Orwin and others": a name of a list of people.
    if (count == 2 && follows_person_of_list(begin, sentence)) score += 1.5f;
    return score;
  }

  // No dictionary has the word, and it is no plural, as the nicknames of teams are; or two surnames joined by a hyphen.
  [[nodiscard]] bool is_only_name(const Word& word) const {
    if (word.last > word.first) {
      return word.last == word.first + 2 && tokens_.is(word.last, kCapitalised) &&
             document_.infos[word.first].common <= 1 && document_.infos[word.last].common <= 1;
    }
    return is_unknown_word(word.first) && document_.token_text(word.first).back() != 's';
  }

  // ", QB,": two capitals or three, or what is printed like them, between two commas, of which the first was seen.
  [[nodiscard]] bool is_position(Index t, const Sentence& sentence) const {
    if (t + 1 >= sentence.last || !document_.is_char(t + 1, ',')) return false;
    const std::string_view letters = document_.token_text(t);
    return letters == "Edge" || letters == "EDGE" ||
           (letters.size() <= 3 && tokens_.kind[t] == TokenKind::word &&
            std::all_of(letters.begin(), letters.end(), is_upper_ascii) &&
            !document_.is(t, kCountryFirst | class_bit(WordClass::name_suffix)));
  }

  // "who", "31," or "the captain": what stands behind the name of a person and its comma.
  [[nodiscard]] bool describes(Index t, const Sentence& sentence) const {
    const ShortWord word = document_.short_text(t);
    if (is_any(word, "who"_w, "whose"_w)) return true;
    if (tokens_.kind[t] == TokenKind::number) {
      return tokens_.end[t] - tokens_.start[t] == 2 && t + 1 < sentence.last && document_.is_char(t + 1, ',');
    }
    return word == "the"_w && t + 1 < sentence.last && document_.is(t + 1, kRoleFirst) &&
           !document_.is(t + 1, kPluralRole);
  }

  const Document& document_;
  const TokenArray& tokens_;
  std::vector<Segment>& out_;
  std::vector<Segment>& options_;  // of the sentence, by first token
  std::vector<Start>& starts_;     // of the sentence, in order
};

bool is_camel_case(const Document& document, Index token) {
  if (!document.tokens.is(token, kMixedCase)) return false;
  const std::string_view text = document.token_text(token);
  std::size_t inner = 1;
  while (inner < text.size() && !is_upper_ascii(text[inner])) ++inner;
  const WordInfo& info = document.infos[token];
  const bool letters = inner + 1 < text.size() && is_upper_ascii(text[inner + 1]);  // "BetXYZ"
  return (inner > 3 || letters) && info.surname == 0 && info.given_male == 0 && info.given_female == 0;
}

bool is_club_affix(const Document& document, Index token) {
  if (document.is(token, class_bit(WordClass::club_affix))) return true;
  const std::string_view text = document.token_text(token);
  return text.size() >= 4 && text.back() == '.' &&
         (text.ends_with("F.C.") || text.ends_with("C.F.") || text == "A.C." || text == "S.C.");
}

void Segmenter::find(const Document& document, std::span<const Index> starts, std::vector<Segment>& out) {
  out.clear();
  Reader(*this, document, out).run(starts);
}

}  // namespace pressbox

#include "extractor/entities/segments.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "extractor/branch_free.h"

namespace pressbox {
namespace {

// Segments are weighed in one currency: how much evidence the words give for being one name. The figures below say
// how the kinds of evidence compare; a name by shape must gather more than kShapeThreshold, which also keeps
// one long name from falling apart into two short ones.
constexpr float kShapeThreshold = 0.8f;
constexpr std::size_t kMaxNameWords = 5;
constexpr Index kMaxHyphens = 3;        // in one word of a name
constexpr Index kMaxPersonTokens = 64;  // more than five words have with their hyphens and particles
constexpr std::size_t kAhead = 4;       // few segments reach over more starts
constexpr std::size_t kTogether = 256;  // starts of several sentences

bool is_upper_ascii(char c) {
  return c >= 'A' && c <= 'Z';
}

}  // namespace

class Segmenter::Reader {
 public:
  Reader(Segmenter& buffers, const Document& document, Segments& out)
      : document_(document),
        tokens_(document.tokens),
        out_(out),
        options_(buffers.options_),
        starts_(buffers.starts_) {}

  void run(std::span<const NameStart> starts) {
    out_.resize(starts.size() + 1);  // no more can begin
    Index end = 0;                   // of the sentence
    for (const NameStart& start : starts) {
      const Sentence& sentence = document_.sentences[tokens_.sentence[start.token]];
      const bool opens = start.token >= end;
      if (opens & (start_count_ >= kTogether)) choose();
      const std::span<const Match> matches = document_.matches_at(start.token);
      if ((options_.size() < option_count_ + matches.size() + kMaxNameWords + 1) |
          (starts_.size() < start_count_ + 2 + kAhead)) {
        make_room(matches.size() + kMaxNameWords);
      }
      starts_[start_count_] = {end, 0, kNone, 0.0f, false};
      start_count_ += opens ? 1 : 0;
      end = sentence.last;
      read(start, matches, sentence);
    }
    if (start_count_ > 0) choose();
    out_.resize(segment_count_);
  }

 private:
  // One word of a name: a token with what is hyphenated to it, and what is asked of the token for each run of words
  // that it is a part of.
  struct Word {
    Index first;
    Index last;
    ClassBits bits;
    std::uint32_t size;
    std::uint16_t flags;
    std::uint8_t surname;
    std::uint8_t common;
    int given;
    bool initial;           // "J", "J.", "J.T."
    bool capital_particle;  // "Van", "De": whatever word stands behind is a surname
  };

  // What may begin there.
  void read(const NameStart& start, std::span<const Match> matches, const Sentence& sentence) {
    const std::size_t first = option_count_;
    persons_ = 0;
    if (start.by_lexicon) {
      // The longest stands first.
      const bool one_word = matches.front().last == start.token;
      if (one_word & !document_.is(start.token, kPersonFirst)) {
        one_word_option(start.token, matches);
      } else {
        gazetteer_options(start.token, matches, sentence.last);
      }
    }
    if (start.by_shape) shape_options(start.token, sentence);
    starts_[start_count_] = {start.token, 0, kNone, std::numeric_limits<float>::lowest(), false};
    start_count_ += option_count_ != first ? 1 : 0;
  }

  // For as many options that begin at one token.
  [[gnu::noinline]] void make_room(std::size_t more) {
    options_.resize(2 * (option_count_ + more + 1));
    starts_.resize(2 * (start_count_ + 2 + kAhead));
  }

  // From the last option to the first: the best total from each start on. Between two starts nothing begins, so the
  // best from any token on is that of the next start. What wins is seldom foretold, so it is chosen by arithmetic, and
  // many sentences go through at once, because nobody can foretell how many options one has. The end of a sentence is a
  // start of its own, where nothing begins and no total is.
  void choose() {
    const std::size_t count = start_count_;
    // The end of the last, often enough to look some starts ahead.
    std::fill_n(starts_.data() + count, kAhead, Start{kNone, 0, kNone, 0.0f, false});
    for (std::size_t option = option_count_; option-- > 0;) {
      const Segment& segment = options_[option].segment;
      const std::size_t s = options_[option].start;
      Start& start = starts_[s];
      std::size_t behind = s + 1;
      for (std::size_t ahead = 1; ahead < kAhead; ++ahead) behind += starts_[s + ahead].token <= segment.last ? 1 : 0;
      while (starts_[behind].token <= segment.last) ++behind;
      const Start& follower = starts_[behind];
      // Two personal names never stand side by side: they are one.
      const bool by_shape = segment.match == kNone;
      const bool doubled = by_shape & follower.by_shape & (follower.token == segment.last + 1);
      const float total = segment.score + follower.best - when(doubled, 2.0f);
      const float without = std::max(start.best, starts_[s + 1].best);
      const bool better = total > without;
      start.best = std::max(total, without);
      start.choice = pick(better, static_cast<Index>(option), start.choice);
      start.behind = pick(better, static_cast<Index>(behind), start.behind);
      start.by_shape = (better & by_shape) | (!better & start.by_shape);
    }
    for (Index s = 0; s < count;) {
      const Start& start = starts_[s];
      const bool begins = start.choice != kNone;
      out_[segment_count_] = options_[pick(begins, start.choice, 0)].segment;
      segment_count_ += begins ? 1 : 0;
      s = pick(begins, start.behind, s + 1);
    }
    option_count_ = 0;
    start_count_ = 0;
  }

  // The readings of the lexicon that name something, one option for all that have the same tokens.
  void gazetteer_options(Index i, std::span<const Match> matches, Index limit) {
    const ShortLengths lengths_here = short_lengths(i);
    const bool continues = document_.is(i, kPersonFirst) && continues_name(i);
    Index span_last = kNone;
    Index person_last = kNone;
    PersonalBounds bounds;
    for (std::size_t m = 0; m < matches.size(); ++m) {
      const Match& match = matches[m];
      const bool named = (match.last < limit) & names_something(match.type);
      const bool person = match.type == EntryType::person;
      const Lengths lengths = lengths_of(match, lengths_here);
      float score = gazetteer_score(match, lengths);
      if (named & person) {
        // Of one name there are several people.
        if (match.last != person_last) bounds = bounds_of_person(i, match.last, limit, continues);
        person_last = match.last;
        if (bounds.part) continue;
        score -= bounds.behind;
        score -= bounds.before;
        score = std::min(score, bounds.most);
      }
      // Written where the last one stands if it has the same tokens, and counted if it is one.
      const bool same = named & (match.last == span_last);
      const std::size_t at = option_count_ - (same ? 1 : 0);
      Segment& segment = options_[at].segment;
      options_[at].start = static_cast<Index>(start_count_);
      const Index same_match = segment.match;
      segment.score = std::array{score, std::max(segment.score, score)}[same ? 1 : 0];
      segment.first = i;
      segment.last = match.last;
      segment.match = pick(same, same_match, document_.match_begin[i] + static_cast<Index>(m));
      segment.words = lengths.printed;
      segment.personal = (same & segment.personal) | (!same & person);
      option_count_ = at + static_cast<std::size_t>(named);
      span_last = pick(named, match.last, span_last);
    }
  }

  // Of a token that begins nothing longer and is no person: the commonest case.
  void one_word_option(Index i, std::span<const Match> matches) {
    constexpr float kNothing = std::numeric_limits<float>::lowest();
    const auto worth_of = [&](std::size_t m) {
      const Currency& currency = currency_of(matches[m].type);
      const float worth = currency.one + currency.fame * static_cast<float>(matches[m].weight);
      return std::array{kNothing, worth}[currency.names ? 1 : 0];
    };
    // Mostly there are one or two.
    const float worth = worth_of(0);
    const float other = worth_of(std::min<std::size_t>(1, matches.size() - 1));
    float score = std::max(worth, other);
    std::size_t first = (worth == kNothing ? 1u : 0u) + (score == kNothing ? 1u : 0u);
    for (std::size_t m = 2; m < matches.size(); ++m) {
      score = std::max(score, worth_of(m));
      first += score == kNothing ? 1 : 0;
    }
    options_[option_count_] = {{i, i, document_.match_begin[i] + static_cast<Index>(first), 1, score, false},
                               static_cast<Index>(start_count_)};
    option_count_ += score != kNothing ? 1 : 0;
  }

  // What stands around a person of the lexicon and bounds the score.
  struct PersonalBounds {
    bool part = false;  // of something longer, and nobody's name
    float behind = 0;
    float before = 0;
    float most = std::numeric_limits<float>::max();
  };
  // continues: whether token i continues a name.
  [[nodiscard]] PersonalBounds bounds_of_person(Index i, Index last, Index limit, bool continues) {
    if (last - i < kMaxPersonTokens) persons_ |= std::uint64_t{1} << (last - i);
    PersonalBounds bounds;
    // "Jan Novak" is not the whole of "Jan Novak-Hill".
    bounds.part = is_name_token(last) && word_end(last, limit) > last;
    // "Jose Luis Ramirez" is not Luis Ramirez, and "Aiyegbeni Yakubu" is more than Yakubu.
    if (last + 1 < limit && last > i && is_name_token(last + 1) && tokens_.is(last + 1, kSpaceBefore)) {
      bounds.part |= leads_to_thing(last + 1, limit);  // "Alan Dacre Hospital"
      if (continues_as_name(last, last + 1)) bounds.behind = 3.0f;
    }
    if (last > i) {
      bounds.before = when(continues, 3.0f);
    } else if (continues || is_initial_before(i) || (last + 1 < limit && continues_name(last + 1))) {
      bounds.most = 0.3f;  // "L Dallaglio": the initial belongs to the name
    }
    return bounds;
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
    if (i == 0 || !(tokens_.is(i, kSpaceBefore) & is_name_token(i) & is_name_token(i - 1))) return false;
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

  // The words of a match: those between spaces, and the parts of hyphenated ones too.
  struct Lengths {
    int printed;
    int parts;
  };
  // Of the matches that begin at a token and end at the n-th behind it, which are most: counted once for all of them.
  static constexpr Index kShort = 4;
  using ShortLengths = std::array<Lengths, kShort>;
  [[nodiscard]] Lengths with_token(const Lengths& before, Index t) const {
    return {before.printed + (tokens_.is(t, kSpaceBefore) ? 1 : 0),
            before.parts + (tokens_.kind[t] == TokenKind::word ? 1 : 0)};
  }
  [[nodiscard]] ShortLengths short_lengths(Index i) const {
    ShortLengths lengths;
    lengths[0] = {1, tokens_.kind[i] == TokenKind::word ? 1 : 0};
    for (Index more = 1; more < kShort; ++more) {
      lengths[more] = with_token(lengths[more - 1], std::min(i + more, tokens_.size() - 1));
    }
    return lengths;
  }
  [[nodiscard]] Lengths lengths_of(const Match& match, const ShortLengths& lengths_here) const {
    Lengths lengths = lengths_here[std::min(match.last - match.first, kShort - 1)];
    for (Index t = match.first + kShort; t <= match.last; ++t) lengths = with_token(lengths, t);
    return lengths;
  }

  // By type: whether it names something, and how its score grows.
  struct Currency {
    bool names;
    float one;     // for a name of one word
    float longer;  // for each word more
    float fame;    // for each step of fame
  };
  static constexpr std::size_t kTypes = 16;  // more than there are; the last stands for numbers of a damaged lexicon
  static constexpr std::array<Currency, kTypes> make_currencies() {
    std::array<Currency, kTypes> of{};
    for (Currency& currency : of) currency = {true, 0.0f, 0.0f, 0.0f};
    const auto set = [&](EntryType type, Currency currency) { of[static_cast<std::size_t>(type)] = currency; };
    for (const EntryType type : {EntryType::role, EntryType::cue, EntryType::title, EntryType::word}) set(type, {});
    set(EntryType::team, {true, 1.3f, 3.5f, 0.1f});
    for (const EntryType type : {EntryType::competition, EntryType::venue, EntryType::outlet}) {
      set(type, {true, 1.3f, 3.4f, 0.0f});
    }
    set(EntryType::country, {true, 1.2f, 3.1f, 0.0f});
    set(EntryType::city, {true, 1.1f, 2.9f, 0.0f});
    set(EntryType::person, {true, 1.4f, 3.4f, 0.1f});
    return of;
  }
  [[nodiscard]] static const Currency& currency_of(EntryType type) {
    static constexpr std::array<Currency, kTypes> kCurrencies = make_currencies();
    return kCurrencies[std::min(static_cast<std::size_t>(type), kTypes - 1)];
  }
  [[nodiscard]] static bool names_something(EntryType type) { return currency_of(type).names; }

  [[nodiscard]] static float gazetteer_score(const Match& match, const Lengths& lengths) {
    // The parts of "Saint-Etienne" count: the whole must outweigh what "Saint" or "Etienne" alone may be.
    const int words = std::max(lengths.parts, lengths.printed);
    // Longer readings must outweigh the sum of their parts: "New York Giants" is not New York and the Giants.
    const Currency& currency = currency_of(match.type);
    return currency.one + currency.longer * static_cast<float>(words - 1) +
           currency.fame * static_cast<float>(match.weight);
  }

  [[nodiscard]] bool is_name_token(Index i) const {
    return (tokens_.kind[i] == TokenKind::word) & ((tokens_.flags[i] & kCapitalised) != 0);
  }

  // "J", "J.", "J.T.".
  [[nodiscard]] bool is_initial(Index i) const {
    const std::uint32_t start = tokens_.start[i];
    const std::uint32_t size = tokens_.end[i] - start;
    if (!(tokens_.is(i, kAbbreviation) | (size == 1))) return false;  // most words
    if (tokens_.is(i, kAbbreviation)) return size == 2 || (size >= 4 && document_.text[start + 1] == '.');
    return size == 1 && is_upper_ascii(document_.text[start]);
  }
  // "JJ", "AJ": two capitals that stand for given names.
  [[nodiscard]] bool is_double_initial(Index i) const {
    const std::uint32_t start = tokens_.start[i];
    return tokens_.end[i] - start == 2 && is_upper_ascii(document_.text[start]) &&
           is_upper_ascii(document_.text[start + 1]);
  }

  // The last token of the word that begins at token i, with its hyphenated parts.
  [[nodiscard]] Index word_end(Index i, Index limit) const {
    return i + 2 < limit && tokens_.kind[i + 1] == TokenKind::dash ? behind_hyphens(i, limit) : i;
  }
  [[nodiscard]] Index behind_hyphens(Index i, Index limit) const {
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
    return last;
  }
  [[nodiscard]] Word word_at(Index i, Index limit) const {
    const WordInfo info = document_.infos[i];
    Word word;
    word.first = i;
    word.last = word_end(i, limit);
    word.bits = document_.classes[i];
    word.size = tokens_.end[i] - tokens_.start[i];
    word.flags = tokens_.flags[i];
    word.surname = info.surname;
    word.common = info.common;
    word.given = std::max(info.given_male, info.given_female);
    word.initial = is_initial(i);
    word.capital_particle =
        (word.last == i) & ((word.bits & class_bit(WordClass::name_particle)) != 0) & (info.surname < 3);
    return word;
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
    if (i == 0 || !((i > sentence.first) & tokens_.is(i, kSpaceBefore) & is_name_token(i - 1))) return before;
    // "Tan Wei Liang": the family's name stands first.
    if (is_short_surname(i - 1)) before.family = 1.5f;
    if (document_.is(i - 1, kNoSurname)) return before;
    // "Griet De Smet": no name begins inside another.
    if (first.capital_particle) before.particle = 2.5f;
    // "Jen Floyd Engel".
    if (given_weight(i - 1) >= 3 && document_.infos[i - 1].common == 0 && !tokens_.is(i - 1, kAllCaps)) {
      before.given = 1.0f;
    }
    return before;
  }

  void shape_options(Index i, const Sentence& sentence) {
    if (tokens_.is(i, kGluedBefore) && i > sentence.first && tokens_.kind[i - 1] == TokenKind::dash &&
        is_hyphenated_into(i)) {
      return;
    }
    if (!surely_starts(i) && !may_start(i)) return;
    std::array<Word, kMaxNameWords> words;
    std::size_t count = 0;
    Index at = i;
    Before before;
    while (at != kNone && count < kMaxNameWords) {
      const Word& word = words[count++] = word_at(at, sentence.last);
      at = word.last + 1;
      if (count == 1) {
        if (is_bound_name(word)) {
          options_[option_count_++] = {{i, word.last, kNone, 2, 2.5f, true}, static_cast<Index>(start_count_)};
        }
      } else {
        if (count == 2) before = look_before(words[0], sentence);
        const std::span<const Word> run(words.data(), count);
        float score = count == 2 ? shape_score(run.first<2>(), sentence) : shape_score(run, sentence);
        Index last = word.last;
        // "Jr" is seldom behind a name, a comma often.
        const Index end = tokens_.size() - 1;
        if (((document_.classes[std::min(at, end)] | document_.classes[std::min(at + 1, end)]) &
             class_bit(WordClass::name_suffix)) != 0) {
          last = with_suffix(last, sentence.last);
        }
        if (last + 1 < sentence.last && is_name_token(last + 1) && tokens_.is(last + 1, kSpaceBefore)) {
          // "Alan Dacre Hospital" is named after somebody; "Ana Lucia Pradeiro" has one word more.
          if (leads_to_thing(last + 1, sentence.last)) score -= 8.0f;
          if (count < kMaxNameWords && continues_as_name(word.first, last + 1)) score -= 1.5f;
        }
        score -= before.family;
        score -= before.particle;
        score -= before.given;
        options_[option_count_] = {{i, last, kNone, static_cast<int>(count), score - kShapeThreshold, true},
                                   static_cast<Index>(start_count_)};
        option_count_ += score > kShapeThreshold ? 1 : 0;
      }
      at = next_word(at, sentence.last);
    }
  }

  // The last token of the name that ends there, or of the suffix behind it: "Hall Jr", "Hall, Jr.".
  [[nodiscard]] Index with_suffix(Index last, Index limit) const {
    const auto is_suffix = [&](Index t) { return t < limit && document_.is(t, class_bit(WordClass::name_suffix)); };
    if (is_suffix(last + 1) && tokens_.is(last + 1, kCapitalised)) return last + 1;
    const bool behind_comma = is_suffix(last + 2) && document_.is_char(last + 1, ',');
    return behind_comma && tokens_.is(last + 2, kAbbreviation) ? last + 2 : last;
  }

  // Where the name goes on, at the token behind one of its words or farther on; kNone where it does not.
  [[nodiscard]] Index next_word(Index at, Index limit) const {
    if (at >= limit) return kNone;
    constexpr std::uint16_t kNext = kCapitalised | kSpaceBefore;
    const bool word = tokens_.kind[at] == TokenKind::word;
    if (word & ((tokens_.flags[at] & kNext) == kNext)) return at;
    // A nickname in marks between two names: Dave "Sniper" Cole.
    if (tokens_.kind[at] == TokenKind::quote_mark) return behind_nickname(at, limit);
    if (!word || !document_.is(at, class_bit(WordClass::name_particle))) return kNone;
    // Particles between two names: "van den Berg", "del Bosque".
    Index next = at;
    while (next < limit && next < at + 3 && tokens_.kind[next] == TokenKind::word && !tokens_.is(next, kCapitalised) &&
           document_.is(next, class_bit(WordClass::name_particle)) &&
           document_.short_text(next) != "st"_w) {  // stumped: "Oswin st Lamb"
      ++next;
    }
    const bool goes_on = next > at && next < limit && is_name_token(next) && tokens_.is(next, kSpaceBefore);
    return goes_on ? next : kNone;
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
  [[nodiscard]] bool continues_as_name(Index end, Index t) const {
    if (is_unknown_word(t)) return true;
    if (document_.is(t, kNoSurname) || tokens_.is(t, kAllCaps)) return false;
    const WordInfo info = document_.infos[t];
    if (info.common == 0) return info.surname > 0 && info.surname >= given_weight(t);
    // "Joao Manuel Pinto": a given name is no end where a surname follows.
    return info.common <= 2 && info.surname >= 3 && given_weight(end) > document_.infos[end].surname;
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
    return (document_.infos[t].common == 0) & (document_.classes[t] == 0) & !tokens_.is(t, kAllCaps) &
           (tokens_.end[t] - tokens_.start[t] > 2);
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

  // Most words: neither letters nor of a class that is seldom a name.
  [[nodiscard]] bool surely_starts(Index i) const {
    constexpr ClassBits kSeldom =
        class_bit(WordClass::name_particle) | kTitleFirst | kFunctionWord | kCalendar | kRoleFirst | kNationalityFirst;
    return (tokens_.end[i] - tokens_.start[i] > 2) & ((tokens_.flags[i] & (kAllCaps | kAbbreviation)) == 0) &
           ((document_.classes[i] & kSeldom) == 0);
  }
  // Of a capital for which surely_starts() is false.
  [[nodiscard]] bool may_start(Index i) const {
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
  [[nodiscard]] bool leads_in_capitals(std::span<const Word> words, const Sentence& sentence) const {
    if ((words[0].flags & kAllCaps) == 0 || !starts_block(words[0].first)) return false;
    for (const Word& word : words) {
      if ((word.flags & kAllCaps) == 0) return false;
      // "RAY" is a given name before it is a word.
      if (word.common >= 5 && !(&word == words.data() && word.given >= 5)) return false;
    }
    const Index next = words.back().last + 1;
    if (next >= sentence.last) return false;
    return document_.is_char(next, ':') || tokens_.kind[next] == TokenKind::possessive ||
           (tokens_.kind[next] == TokenKind::word && !tokens_.is(next, kCapitalised));
  }

  // "Federation", "Board", "Committee": the head of an organisation's name.
  [[nodiscard]] bool names_a_body(Index t) const {
    return document_.is(t, kRoleFirst) && document_.infos[t].common != 0 && has_role_of_body(t);
  }
  [[nodiscard]] bool names_a_body(const Word& word) const {
    return ((word.bits & kRoleFirst) != 0) & (word.common != 0) && has_role_of_body(word.first);
  }
  [[nodiscard]] bool has_role_of_body(Index t) const {
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
    // Seldom, so that what follows is asked of few.
    const ShortWord link = document_.short_text(begin - (begin > 0 ? 1 : 0));
    if ((link != ","_w) & (link != "and"_w) & (link != "or"_w)) return false;
    if (begin < sentence.first + 3) return false;
    if (given_weight(begin) < 3 && document_.is(begin, kTeamFirst | kCityFirst | kCountryFirst | kNationalityFirst)) {
      return false;
    }
    Index surname = begin - 2;
    if (document_.is_char(surname, ',') && surname > sentence.first + 2) --surname;
    const Index given = surname - 1;
    if (!is_name_token(surname) || !is_name_token(given) || !tokens_.is(surname, kSpaceBefore)) return false;
    return given_weight(given) >= 4 && document_.infos[surname].surname >= 3 && document_.infos[surname].common < 3 &&
           !document_.is(surname, kTeamFirst | kCityFirst | kCountryFirst | kRoleFirst) &&
           (given_weight(given) >= 5 || !document_.is(given, kTeamFirst | kCityFirst | kCountryFirst | kRoleFirst));
  }

  // The evidence of a run of two words or more. Each word has a dozen things for or against it, each of them seldom
  // foretold: they are added by arithmetic, nothing where they do not hold.
  // Most have two, so that their code is one of its own.
  template <std::size_t kCount>
  [[nodiscard]] float shape_score(std::span<const Word, kCount> words, const Sentence& sentence) const {
    const Word& first = words.front();
    const Word& family = words.back();
    const std::size_t count = words.size();
    const bool capitals_lead = leads_in_capitals(words, sentence);
    float score = first_word_score(first, count, capitals_lead);
    for (std::size_t k = 1; k + 1 < count; ++k) score = add_middle_word(score, words, k, capitals_lead);
    if (!add_last_word(score, words, sentence, capitals_lead)) return 0;

    const Index begin = first.first;
    const bool two = count == 2;
    if (begin > sentence.first && document_.is(begin - 1, kInRole | kTitleFirst | kNationalityFirst)) {
      score += 1.0f;
      // "analyst Field Orwin": behind somebody's role stand a given name and a surname, whatever else they are.
      const bool role = document_.is(begin - 1, kInRole) && !document_.is(begin - 1, kPluralRole) &&
                        tokens_.kind[begin - 1] == TokenKind::word && !tokens_.is(begin - 1, kCapitalised);
      if (role && two && family.common == 0 && family.surname >= 3 &&
          (family.bits & (kTeamFirst | kCityFirst | kCountryFirst | kNationalityFirst)) == 0 &&
          (first.bits & (kTeamFirst | kNationalityFirst | kCountryFirst | kFunctionWord | kCalendar)) == 0) {
        score += 1.2f;
      }
      // "winger Milan Kolar": no club stands behind a player, and a surname follows.
      if (role && two && first.given >= 2 && family.surname >= 3 && (first.bits & (kTeamFirst | kCityFirst)) != 0 &&
          (family.bits & (kTeamFirst | kRoleFirst)) == 0) {
        score += 1.5f;
      }
    }
    const Index end = family.last;
    const bool known = (end - begin < kMaxPersonTokens) & ((persons_ >> ((end - begin) % kMaxPersonTokens) & 1u) != 0);
    score += when(known, 3.0f);
    if (!two && !known && first.given >= 4 && is_known(words[1].first, end)) {
      score += 2.0f;  // "Jose" before "Luis Ramirez"
    }
    constexpr ClassBits kPlace = kTeamFirst | kCityFirst | kCountryFirst;
    // "Andrew Blades" is nobody's team: a word that is nothing but a given name wants a surname behind it.
    score += when(two & (first.given >= 5) & (first.common == 0) & ((first.bits & (kPlace | kRoleFirst)) == 0) &
                      (family.surname >= 3) & ((family.bits & (kTeamFirst | kCityFirst)) != 0) &
                      ((family.bits & class_bit(WordClass::club_affix)) == 0),
                  1.0f);
    // "Jordan Achebe", "Georgia Whitlam-Orr": a given name that is a place too, and a word that is nothing but a name.
    if (two & ((first.bits & kPlace) != 0) & ((first.given >= 5) | ((first.given >= 3) & (first.common == 0)))) {
      score += when(is_only_name(family), first.given >= 5 ? 1.3f : 0.8f);
    }
    if (end + 2 < tokens_.size() && document_.is_char(end + 1, ',') && end + 2 < sentence.last && count <= 3) {
      const Index behind = end + 2;
      // "Kit Strand, who is 25", "Will Orchard, the captain", "Ann Hall, 31,": what is said of people.
      const int middle = count == 3 ? first.surname : 0;
      if ((first.given >= 3 || first.common == 0) && family.surname + std::max(first.given, middle) >= 5 &&
          describes(behind, sentence)) {
        score += 1.5f;
      }
      // "36. Nils Orr, DT, Miami": the letters of a position behind a player of a list.
      if (is_position(behind, sentence)) score += 2.5f;
    }
    // "Ann Hall, Field Orwin and others": a name of a list of people.
    if (two && follows_person_of_list(begin, sentence)) score += 1.5f;
    return score;
  }

  [[nodiscard]] static float initial_score(bool listed, std::uint32_t size) {
    return listed || size == 2 ? 2.3f : 1.5f;
  }

  [[nodiscard]] float first_word_score(const Word& word, std::size_t count, bool capitals_lead) const {
    const Index t = word.first;
    if (word.initial) {
      // "D. Cork", "; D Parks": an initial in a list leaves no doubt that a surname follows.
      const bool listed = t > 0 && tokens_.kind[t - 1] == TokenKind::punctuation && count == 2;
      return initial_score(listed, word.size);
    }
    if (word.size == 2 && is_double_initial(t)) return 0.5f;
    const bool known = word.given >= 3;
    const bool sentence_first = (word.flags & kSentenceFirst) != 0;
    float score = 0.45f * static_cast<float>(word.given);
    score += when((word.given | word.surname | word.common) == 0, 1.0f);
    // "Mark", "Grant", "Will": a word that is a common given name loses little by being a word too.
    const bool word_there = sentence_first & ((word.given < 4) | ((word.bits & (kFunctionWord | kCueFirst)) != 0));
    score -= std::array{0.35f, 0.6f, 0.3f, 0.3f}[(word_there ? 1u : 0u) + (word.given >= 5 ? 2u : 0u)] *
             static_cast<float>(word.common);
    if ((word.flags & kMixedCase) != 0 && is_camel_case(document_, t)) score -= 2.0f;
    score -= when(is_shouted(word, capitals_lead), 2.5f);
    if (names_a_body(word)) score -= 2.0f;
    score -= when((word.bits & (kNationalityFirst | kCountryFirst)) != 0, std::array{3.0f, 0.5f}[known ? 1 : 0]);
    score -= when((word.bits & kCityFirst) != 0, std::array{1.2f, 0.3f}[known ? 1 : 0]);
    score -= when((word.bits & kTeamFirst) != 0, 0.7f);
    return score;
  }

  // Neither first nor last.
  [[nodiscard]] float add_middle_word(float score, std::span<const Word> words, std::size_t k,
                                      bool capitals_lead) const {
    const Word& word = words[k];
    // "Megan Van Horn", "Griet De Smet".
    if (word.capital_particle && !words[0].initial) return score + 0.9f;
    if (word.initial) return score + initial_score(false, word.size);
    score += 0.3f * static_cast<float>(std::max<int>(word.surname, word.given));
    return add_later_word(score, word, word.given >= 5 ? 0.3f : 0.35f, 2.0f, 0.0f, k, capitals_lead);
  }

  // False where the whole is no name.
  [[nodiscard]] [[gnu::always_inline]] bool add_last_word(float& score, std::span<const Word> words,
                                                          const Sentence& sentence, bool capitals_lead) const {
    const Word& word = words.back();
    const std::size_t k = words.size() - 1;
    if (k == 1 && word.last > word.first && is_two_syllables(word)) {
      score += 2.5f + 0.3f * static_cast<float>(word.surname);
      return true;
    }
    if (word.capital_particle && !words[0].initial && word.first + 1 < sentence.last && is_name_token(word.first + 1) &&
        tokens_.is(word.first + 1, kSpaceBefore)) {
      score += -4.0f;
      return true;
    }
    if (word.initial) return false;
    const float surname = static_cast<float>(word.surname);
    const float given = static_cast<float>(word.given);
    score += 0.4f * std::max(surname, 0.8f * given);
    const float common =
        std::array{0.35f, 0.1f, 0.3f, 0.3f}[(words[k - 1].capital_particle ? 1u : 0u) + (word.given >= 5 ? 2u : 0u)];
    // "Ann Hall" is a person, "Ibex Hall" is none.
    constexpr ClassBits kNoun = class_bit(WordClass::place_noun) | class_bit(WordClass::event_noun) |
                                class_bit(WordClass::company_noun) | class_bit(WordClass::squad_noun) |
                                class_bit(WordClass::club_affix);
    const bool surname_known = word.surname >= 4;
    const bool whole = (k == 1) & (words[0].given >= 4) & surname_known;
    const float noun =
        std::array{4.0f, 1.8f, 0.5f, 0.5f}[(whole ? 1u : 0u) + ((words[0].initial & surname_known) ? 2u : 0u)];
    score = add_later_word(score, word, common, 4.0f, when((word.bits & kNoun) != 0, noun), k, capitals_lead);
    return true;
  }

  // What counts for any word but the first; k is its place.
  [[nodiscard]] [[gnu::always_inline]] float add_later_word(float score, const Word& word, float common, float body,
                                                            float noun, std::size_t k, bool capitals_lead) const {
    score += when((word.given | word.surname | word.common) == 0, 1.0f);
    score -= common * static_cast<float>(word.common);
    if ((word.flags & kMixedCase) != 0 && is_camel_case(document_, word.first)) score -= 3.5f;
    score -= when(is_shouted(word, capitals_lead), 2.5f);
    score -= when((word.bits & (kFunctionWord | kCalendar | class_bit(WordClass::name_suffix))) != 0, 4.0f);
    if (names_a_body(word)) score -= body;
    score -= noun;
    score -= when(((word.bits & (kNationalityFirst | kCountryFirst)) != 0) & (word.surname < 3), 3.0f);
    score -= when((word.bits & kTeamFirst) != 0, 0.7f);
    score -= when(((word.bits & kRoleFirst) != 0) & (word.common >= 3), 1.5f);
    score -= when((word.bits & kTitleFirst) != 0, 1.5f);
    score -= when(k >= 2, 0.7f);
    score -= when((k >= 2) & (word.given >= 4) & (word.surname + 1 < word.given), 0.5f);
    return score;
  }

  [[nodiscard]] static bool is_shouted(const Word& word, bool capitals_lead) {
    return !capitals_lead & ((word.flags & kAllCaps) != 0) & (word.size >= 3);
  }

  // The lexicon has a person of just these tokens.
  [[nodiscard]] bool is_known(Index first, Index last) const {
    if (!document_.is(first, kPersonFirst)) return false;
    const auto matches = document_.matches_at(first);
    return std::any_of(matches.begin(), matches.end(),
                       [&](const Match& match) { return match.last == last && match.type == EntryType::person; });
  }

  // No dictionary has the word, and it is no plural, as the nicknames of teams are; or two surnames joined by a hyphen.
  [[nodiscard]] bool is_only_name(const Word& word) const {
    if (word.last > word.first) {
      return word.last == word.first + 2 && tokens_.is(word.last, kCapitalised) &&
             document_.infos[word.first].common <= 1 && document_.infos[word.last].common <= 1;
    }
    return is_unknown_word(word.first) & (document_.text[tokens_.end[word.first] - 1] != 's');
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
  Segments& out_;
  // Of the sentences that go together, in order; option_count_ and start_count_ of them count.
  std::vector<Option>& options_;
  std::vector<Start>& starts_;
  std::size_t segment_count_ = 0;
  std::size_t option_count_ = 0;
  std::size_t start_count_ = 0;
  std::uint64_t persons_ = 0;  // of the start that is read: bit n for a person of the lexicon of n + 1 tokens
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

void Segmenter::find(const Document& document, std::span<const NameStart> starts, Segments& out) {
  Reader(*this, document, out).run(starts);
}

}  // namespace pressbox

#include "extractor/entities/noun_phrase.h"

#include <algorithm>
#include <string_view>

namespace pressbox {
namespace {

constexpr Index kMaxSteps = 9;  // words, names and ages of one phrase behind its determiner
constexpr ClassBits kPossessivePronouns = class_bit(WordClass::pronoun_he) | class_bit(WordClass::pronoun_she) |
                                          class_bit(WordClass::pronoun_they) | class_bit(WordClass::pronoun_i) |
                                          class_bit(WordClass::pronoun_it);
// A word of none of these says nothing of whom a phrase means while it has neither a head nor a team.
constexpr ClassBits kTelling = kPhraseEnders | class_bit(WordClass::determiner) | class_bit(WordClass::number_word) |
                               kRoleFirst | kNationalityFirst;

// What can be more of a phrase whose head stands, besides joints and numbers.
constexpr ClassBits kGoesOn = class_bit(WordClass::number_word) | kRoleFirst | kNationalityFirst;

// A lower-case word that is neither of a closed class nor a cue nor a role: some thing.
bool is_plain_noun(const Document& document, Index t) {
  return document.tokens.kind[t] == TokenKind::word && !document.tokens.is(t, kCapitalised) &&
         !document.is(t, kFunctionWord | kCueFirst | kInRole | kNationalityFirst) &&
         !document.is(t, class_bit(WordClass::win_verb) | class_bit(WordClass::lose_verb) |
                             class_bit(WordClass::play_verb) | class_bit(WordClass::draw_verb));
}

// "players", "sportswomen": an inflected form that is not the name of its entry.
bool is_plural(const Document& document, const Lexicon& lexicon, const Match& role) {
  const std::string_view head = document.token_text(role.last);
  return head.size() > 2 && (head.back() == 's' || head.ends_with("men") || head.ends_with("women")) &&
         head != lexicon.entry(role.entry).name;
}

bool is_former(ShortWord word) {
  return is_any(word, "former"_w, "ex"_w);
}

bool is_possessive_pronoun(ShortWord word) {
  return is_any(word, "his"_w, "His"_w, "her"_w, "Her"_w, "their"_w, "Their"_w, "its"_w, "Its"_w, "my"_w, "My"_w,
                "our"_w, "Our"_w);
}

// A phrase stands for somebody by a role, a nationality, an age or a name in it. Most that begin like one have none of
// them, which a look at the class of each word tells. True where that needs a closer one.
bool may_stand_for_somebody(const Document& document, Index i, Index limit, std::size_t next_mention) {
  const TokenArray& tokens = document.tokens;
  const Index name = next_mention < document.mentions.size() ? document.mentions[next_mention].first : kNone;
  const Index end = std::min(limit, i + 1 + kMaxSteps);
  for (Index t = i; t < end; ++t) {
    // A name of somebody who possesses nothing ends the phrase.
    if (t == name && document.mentions[next_mention].type == EntityMention::Type::person) {
      const Index behind = document.mentions[next_mention].last + 1;
      return behind < limit && tokens.kind[behind] == TokenKind::possessive;
    }
    const ClassBits bits = document.classes[t];
    if (t >= name || (bits & (kRoleFirst | kNationalityFirst)) != 0) return true;
    const TokenKind kind = tokens.kind[t];
    if (kind == TokenKind::number || (bits & class_bit(WordClass::number_word)) != 0) {
      Index year = t + 1;
      while (year < limit && tokens.kind[year] == TokenKind::dash) ++year;
      if (year < limit && document.text[tokens.start[year]] == 'y') return true;
    } else if (kind == TokenKind::word ? t > i && (bits & kPhraseEnders) != 0
                                       : kind != TokenKind::dash && kind != TokenKind::possessive) {
      return false;
    }
  }
  return false;
}

// Not inline, so that a phrase that is none costs no room on the stack and no registers.
[[gnu::noinline]] bool read_phrase(const Document& document, const Lexicon& lexicon, Index i, Index limit,
                                   std::size_t next_mention, NounPhrase& out) {
  const TokenArray& tokens = document.tokens;
  out = NounPhrase{};
  out.first = i;
  const ShortWord opening = document.short_text(i);
  const ClassBits opening_bits = document.classes[i];
  const bool determined = (opening_bits & (class_bit(WordClass::determiner) | class_bit(WordClass::number_word))) != 0;
  out.definite = determined & is_any(opening, "the"_w, "The"_w, "THE"_w, "this"_w, "This"_w);
  Index t = i + (determined ? 1 : 0);
  if ((opening_bits & (class_bit(WordClass::pronoun_who) | kPossessivePronouns)) != 0) {
    if ((opening_bits & class_bit(WordClass::pronoun_who)) != 0 && opening != "that"_w) return false;  // "whose side"
    if ((opening_bits & kPossessivePronouns) != 0) {
      if (!is_possessive_pronoun(opening)) return false;
      out.definite = true;
      out.possessive_pronoun = true;
      t = i + 1;
    }
  }
  bool found = false;
  NounPhrase possessor;  // "the striker" of "the striker's second goal", where nobody is head of what follows
  bool has_possessor = false;
  const auto first_of = [&](std::size_t m) {
    return m < document.mentions.size() ? document.mentions[m].first : kNone;
  };
  Index name = first_of(next_mention);
  for (Index steps = 0; t < limit && steps < kMaxSteps; ++steps) {
    // Behind a role or an age that has names in it.
    while (name < t && document.mentions[next_mention].last < t) name = first_of(++next_mention);
    // A name inside: a team or a possessor belongs to the phrase, a person that is no possessor ends it.
    if (name == t) {
      const EntityMention& mention = document.mentions[next_mention];
      const bool possessive = mention.last + 1 < limit && tokens.kind[mention.last + 1] == TokenKind::possessive;
      if (mention.type == EntityMention::Type::person) {
        if (!possessive || found) break;
        out.possessor = mention.entity;
        out.definite = true;
      } else {
        if (found) break;
        out.team = mention.entity;
      }
      t = mention.last + 1;
      t += possessive ? 1 : 0;
      name = first_of(++next_mention);
      continue;
    }
    const ClassBits bits = document.classes[t];
    const TokenKind kind = tokens.kind[t];
    const bool word = kind == TokenKind::word;
    if (found) {
      // The head stands, and what follows is another phrase or none: so most end.
      const bool joins = (kind == TokenKind::number) | (kind == TokenKind::possessive) |
                         ((kind == TokenKind::dash) & tokens.is(t, kGluedBefore));
      if (!joins & ((bits & kGoesOn) == 0)) {
        out.former |= word & ((bits & (kPhraseEnders | kCueFirst)) == 0) & is_former(document.short_text(t));
        // "the 32-year-old national team captain": an age may describe the head to come.
        if (out.age == 0 || out.head != kNone || out.country != kNone || t + 1 >= limit ||
            !is_plain_noun(document, t) || !document.is(t + 1, kRoleFirst)) {
          break;
        }
        ++t;
        continue;
      }
    } else if (word & ((bits & kTelling) == 0) & (out.team == kNone)) {
      // Most words: nothing of what follows is about them.
      out.former |= is_former(document.short_text(t));
      ++t;
      continue;
    }
    // Neither a number nor a joint nor an article, but a word: most.
    if (!word | ((bits & (class_bit(WordClass::number_word) | class_bit(WordClass::determiner))) != 0)) {
      // "34-year-old"
      if (kind == TokenKind::number || ((bits & class_bit(WordClass::number_word)) != 0 && (bits & kRoleFirst) == 0)) {
        Index k = t + 1;
        while (k < limit && tokens.kind[k] == TokenKind::dash) ++k;
        const bool year = k < limit && is_any(document.short_text(k), "year"_w, "years"_w);
        if (year) {
          ++k;
          while (k < limit && tokens.kind[k] == TokenKind::dash) ++k;
          if (k < limit && is_any(document.short_text(k), "old"_w, "olds"_w)) {
            int age = 0;
            for (const char c : document.token_text(t)) {
              if (c >= '0' && c <= '9' && age < 1000) age = age * 10 + (c - '0');
            }
            out.age = age > 0 && age < 120 ? age : 0;
            out.last = k;
            found = true;
            t = k + 1;
            continue;
          }
        }
        if (found) break;
        ++t;
        continue;
      }
      if (kind == TokenKind::dash && tokens.is(t, kGluedBefore)) {
        ++t;
        continue;
      }
      if (kind == TokenKind::possessive && t > i) {
        if (found) {  // "the striker's agent": the phrase goes on with its own head
          possessor = out;
          has_possessor = true;
          found = false;
          out.head = kNone;
          out.country = kNone;
          out.age = 0;
        }
        ++t;
        continue;
      }
      // Another article begins another phrase: "the free kick the 26-year-old had won".
      if (t > i && (bits & class_bit(WordClass::determiner)) != 0) {
        if (is_any(document.short_text(t), "the"_w, "a"_w, "an"_w)) break;
      }
    }
    const bool closed_class = !word | ((bits & kPhraseEnders) != 0);
    bool read = false;
    if ((bits & kRoleFirst) != 0) {
      const bool capital = tokens.is(t, kCapitalised);
      for (const Match& match : document.matches_at(t)) {
        const auto role_class = static_cast<RoleClass>(match.subtype);
        const bool generic = role_class == RoleClass::generic;
        const bool one_word = match.last == t;
        // A closed class has no role of its own, but "opposite number"; "the Toronto Star": a name, not a star.
        if ((match.type != EntryType::role) | (match.last >= limit) |
            (one_word & (closed_class | ((out.team != kNone) & capital & generic)))) {
          continue;
        }
        // "the National Tennis Centre": no player, but the end of a name.
        const bool player = (role_class == RoleClass::player) | (role_class == RoleClass::athlete);
        if (player & one_word & capital & (t > i + 1) & (out.team == kNone) & (out.country == kNone)) {
          if (tokens.is(t - 1, kCapitalised) && !document.is(t - 1, kInRole | kFunctionWord)) return false;
        }
        out.head = match.entry;
        out.role_class = role_class;
        out.last = match.last;
        // "the Glaswegian" stands with the roles: a capital tells it from the others.
        out.demonym = generic & (t > i) & capital & one_word;
        out.plural = (role_class == RoleClass::group) |
                     (match.form == FormKind::inflection && is_plural(document, lexicon, match));
        found = true;
        t = match.last + 1;
        read = true;
        break;
      }
    }
    if (read) continue;
    // "the former Rangers and Liverpool boss"
    if (closed_class && out.team != kNone && !found && document.short_text(t) == "and"_w &&
        next_mention < document.mentions.size() && document.mentions[next_mention].first == t + 1 &&
        document.mentions[next_mention].type != EntityMention::Type::person) {
      ++t;
      continue;
    }
    if (closed_class) break;
    // A nationality as adjective or noun.
    if ((bits & kNationalityFirst) != 0) {
      for (const Match& match : document.matches_at(t)) {
        if (match.last >= limit || match.type != EntryType::country) continue;
        if (match.form == FormKind::adjective || match.form == FormKind::noun || match.form == FormKind::noun_plural) {
          // "the former Australian Open runner-up": part of a name.
          if (!found && match.last + 1 < limit && tokens.kind[match.last + 1] == TokenKind::word &&
              tokens.is(match.last + 1, kCapitalised) && !document.is(match.last + 1, kRoleFirst | kInRole)) {
            t = match.last + 1;
            read = true;
            break;
          }
          out.country = match.entry;
          // An adjective alone before a thing is no person: "his best Dutch accent".
          const Index behind = match.last + 1;
          if (match.form == FormKind::adjective && !found && behind < limit && is_plain_noun(document, behind) &&
              !document.token_text(behind).ends_with("ed"))
            return false;
          // A nationality closes a phrase of its own ("the Dutchman", "the American") or describes the head to come.
          if (!found) {
            out.last = match.last;
            out.plural = match.form == FormKind::noun_plural;
          }
          found = true;
          t = match.last + 1;
          read = true;
          break;
        }
      }
    }
    if (read) continue;
    if (found && (bits & kCueFirst) != 0) break;
    out.former |= is_former(document.short_text(t));
    if (found) break;
    // "said the former Celtic trainee": behind a verb of speech any noun is somebody.
    if (out.team != kNone && out.definite && i > 0 && document.is(i - 1, kCueFirst) && is_plain_noun(document, t) &&
        (t + 1 >= limit || tokens.kind[t + 1] == TokenKind::punctuation)) {
      out.last = t;
      found = true;
      break;
    }
    ++t;
  }
  if (!found && has_possessor) {
    out = possessor;
    return true;
  }
  return found;
}

}  // namespace

bool read_noun_phrase(const Document& document, const Lexicon& lexicon, Index i, std::size_t next_mention,
                      NounPhrase& out) {
  const Index limit = document.sentences[document.tokens.sentence[i]].last;
  return may_stand_for_somebody(document, i, limit, next_mention) &&
         read_phrase(document, lexicon, i, limit, next_mention, out);
}

bool read_likely_noun_phrase(const Document& document, const Lexicon& lexicon, Index i, std::size_t next_mention,
                             NounPhrase& out) {
  return read_phrase(document, lexicon, i, document.sentences[document.tokens.sentence[i]].last, next_mention, out);
}

}  // namespace pressbox

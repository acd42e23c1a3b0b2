#include "extractor/entities/noun_phrase.h"

namespace pressbox {
namespace {

// Words that end a noun phrase: anything of the closed classes but determiners inside, and verbs of speech.
bool ends_phrase(const Document& document, Index t) {
  if (document.tokens.kind[t] != TokenKind::word) return true;
  const ClassBits bits = document.classes[t];
  const ClassBits enders = class_bit(WordClass::preposition) | class_bit(WordClass::conjunction) |
                           class_bit(WordClass::auxiliary) | class_bit(WordClass::negation) |
                           class_bit(WordClass::pronoun_who) | class_bit(WordClass::pronoun_he) |
                           class_bit(WordClass::pronoun_she) | class_bit(WordClass::pronoun_they) |
                           class_bit(WordClass::pronoun_i) | class_bit(WordClass::pronoun_it);
  if ((bits & enders) != 0) return true;
  return false;
}

// A lower-case word that is neither of a closed class nor a cue nor a role: some thing.
bool is_plain_noun(const Document& document, Index t) {
  return document.tokens.kind[t] == TokenKind::word && !document.tokens.is(t, kCapitalised) &&
         !document.is(t, kFunctionWord | kCueFirst | kInRole | kNationalityFirst) && !ends_phrase(document, t) &&
         !document.is(t, class_bit(WordClass::win_verb) | class_bit(WordClass::lose_verb) |
                             class_bit(WordClass::play_verb) | class_bit(WordClass::draw_verb));
}

}  // namespace

bool read_noun_phrase(const Document& document, const Lexicon& lexicon, Index i, std::size_t next_mention,
                      NounPhrase& out) {
  const TokenArray& tokens = document.tokens;
  const Index limit = document.sentences[tokens.sentence[i]].last;
  out = NounPhrase{};
  out.first = i;
  Index t = i;
  const ClassBits possessive_pronouns = class_bit(WordClass::pronoun_he) | class_bit(WordClass::pronoun_she) |
                                        class_bit(WordClass::pronoun_they) | class_bit(WordClass::pronoun_i) |
                                        class_bit(WordClass::pronoun_it);
  if (document.is(t, class_bit(WordClass::determiner) | class_bit(WordClass::number_word))) {
    const std::string_view word = document.token_text(t);
    out.definite = word == "the" || word == "The" || word == "THE" || word == "this" || word == "This";
    ++t;
  } else if (document.is(t, possessive_pronouns)) {
    const std::string_view word = document.token_text(t);
    if (word != "his" && word != "His" && word != "her" && word != "Her" && word != "their" && word != "Their" &&
        word != "its" && word != "Its" && word != "my" && word != "My" && word != "our" && word != "Our") {
      return false;
    }
    out.definite = true;
    out.possessive_pronoun = true;
    ++t;
  }
  bool found = false;
  int steps = 0;
  while (t < limit && steps < 9) {
    ++steps;
    // A name inside: a team or a possessor belongs to the phrase, a person that is no possessor ends it.
    while (next_mention < document.mentions.size() && document.mentions[next_mention].last < t) ++next_mention;
    if (next_mention < document.mentions.size() && document.mentions[next_mention].first == t) {
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
      if (t < limit && tokens.kind[t] == TokenKind::possessive) ++t;
      continue;
    }
    // "34-year-old"
    if (tokens.kind[t] == TokenKind::number || document.is(t, class_bit(WordClass::number_word))) {
      Index k = t + 1;
      while (k < limit && tokens.kind[k] == TokenKind::dash) ++k;
      const bool year = k < limit && (document.token_text(k) == "year" || document.token_text(k) == "years");
      if (year) {
        ++k;
        while (k < limit && tokens.kind[k] == TokenKind::dash) ++k;
        if (k < limit && (document.token_text(k) == "old" || document.token_text(k) == "olds")) {
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
    if (tokens.kind[t] == TokenKind::dash && tokens.is(t, kGluedBefore)) {
      ++t;
      continue;
    }
    if (tokens.kind[t] == TokenKind::possessive && t > i) {
      if (found) {  // "the striker's agent": the phrase goes on with its own head
        found = false;
        out.head = kNone;
        out.country = kNone;
        out.age = 0;
      }
      ++t;
      continue;
    }
    if (ends_phrase(document, t)) break;
    // A nationality as adjective or noun.
    bool read = false;
    for (const Match& match : document.matches_at(t)) {
      const Entry entry = lexicon.entry(match.entry);
      if (match.last >= limit) continue;
      if (entry.type == EntryType::role) {
        out.head = match.entry;
        out.role_class = static_cast<RoleClass>(entry.subtype);
        out.last = match.last;
        const std::string_view head = document.token_text(match.last);
        out.plural = out.role_class == RoleClass::group ||
                     (match.form == FormKind::inflection && head.size() > 2 &&
                      (head.back() == 's' || head.ends_with("men") || head.ends_with("women")) && head != entry.name);
        found = true;
        t = match.last + 1;
        read = true;
        break;
      }
    }
    if (read) continue;
    for (const Match& match : document.matches_at(t)) {
      if (match.last >= limit || lexicon.entry(match.entry).type != EntryType::country) continue;
      if (match.form == FormKind::adjective || match.form == FormKind::noun || match.form == FormKind::noun_plural) {
        out.country = match.entry;
        // An adjective alone before a thing is no person: "his best Dutch accent".
        const Index behind = match.last + 1;
        if (match.form == FormKind::adjective && !found && behind < limit && is_plain_noun(document, behind))
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
    if (read) continue;
    if (document.is(t, kCueFirst) && found) break;
    const std::string_view word = document.token_text(t);
    if (word == "former" || word == "ex") out.former = true;
    if (found && !tokens.is(t, kCapitalised)) break;  // the head stands; what follows is another phrase
    if (found && tokens.is(t, kCapitalised)) break;
    ++t;
  }
  return found;
}

}  // namespace pressbox

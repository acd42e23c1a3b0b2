// What the passes over an article's names share: its segments, and which tokens are spoken for. Private to the entities
// stage.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "extractor/article.h"
#include "extractor/document.h"
#include "extractor/entities/segments.h"

namespace pressbox {

struct Draft {
  Document& document;
  const Lexicon& lexicon;
  Article& article;
  Segments& segments;
  // One a token: 1 if it is part of a mention already. Behind them stand kBehindTaken zeros, so that eight are read at
  // once.
  std::vector<std::uint8_t>& taken;
  std::span<const Index> capitals;  // the capitalised words outside blocks of capitals, but some that are taken

  // Adds to document.mentions and takes its tokens.
  void mention(EntityMention::Type type, Index first, Index last, Index entity);
  [[nodiscard]] bool any_taken(Index first, Index last) const {
    if (last - first >= kBehindTaken) return any_of_many_taken(first, last);
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, taken.data() + first, sizeof bytes);
    return (bytes & bytes_of(last - first + 1)) != 0;
  }
  // From now on each of them is part of a mention, or of something else that is none.
  void take(Index first, Index last) { set_bytes(taken, first, last, 1); }
  // Sets these bits of each token; bytes has kBehindTaken more than there are tokens. Names have few words and as many
  // as they like, so that no loop goes round them.
  static void set_bytes(std::vector<std::uint8_t>& bytes, Index first, Index last, std::uint8_t bits) {
    for (; last - first >= kBehindTaken; ++first) bytes[first] |= bits;
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes.data() + first, sizeof eight);
    eight |= bytes_of(last - first + 1) & (bits * std::uint64_t{0x0101010101010101});
    std::memcpy(bytes.data() + first, &eight, sizeof eight);
  }
  static constexpr Index kBehindTaken = 8;

  [[nodiscard]] const Sentence& sentence_of(Index token) const {
    return document.sentences[document.tokens.sentence[token]];
  }
  // A capitalised word that is no part of a mention yet.
  [[nodiscard]] bool is_free_capital(Index i) const {
    return (taken[i] == 0) & (document.tokens.kind[i] == TokenKind::word) & document.tokens.is(i, kCapitalised);
  }
  [[nodiscard]] bool begins_team(Index token) const {
    return document.is(token, kTeamFirst) && document.tokens.is(token, kCapitalised);
  }
  // "Ayr 2 (Lawrie 11, Tait 88)": a name and a minute inside brackets behind a number.
  [[nodiscard]] bool is_scorer(Index first, Index last) const;
  // The last token of the hyphenated name that token i begins: i itself where it has no hyphen.
  [[nodiscard]] Index hyphenated_end(Index i, Index limit) const {
    return i + 2 < limit && document.tokens.kind[i + 1] == TokenKind::dash ? behind_hyphens(i, limit) : i;
  }
  // The same within its sentence, which most tokens are not asked for.
  [[nodiscard]] Index hyphenated_end(Index i) const {
    const Index next = i + (i + 1 < document.tokens.size() ? 1 : 0);
    return document.tokens.kind[next] == TokenKind::dash ? hyphenated_end(i, sentence_of(i).last) : i;
  }
  // The name as printed, white space made single and a nickname in marks left out.
  [[nodiscard]] std::string clean_name(Index first, Index last) const;

 private:
  // The first of eight bytes as they stand in memory: one to eight.
  [[nodiscard]] static std::uint64_t bytes_of(Index count) {
    const unsigned others = 64 - 8 * count;
    return std::endian::native == std::endian::little ? ~std::uint64_t{0} >> others : ~std::uint64_t{0} << others;
  }
  [[nodiscard]] bool any_of_many_taken(Index first, Index last) const;
  [[nodiscard]] Index behind_hyphens(Index i, Index limit) const;
};

}  // namespace pressbox

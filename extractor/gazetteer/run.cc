#include "extractor/gazetteer/run.h"

#include <unicode/uchar.h>

#include "extractor/gazetteer/utf8.h"

namespace pressbox::run {
namespace {

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019;
}

bool is_word_part(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  const auto point = static_cast<UChar32>(c);
  const auto mask = U_GET_GC_MASK(point);
  return (mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0 || c == 0x00ad || c == 0x200d;
}

bool is_space(char32_t c) {
  return c <= ' ' || (c >= 0x80 && u_isUWhiteSpace(static_cast<UChar32>(c)));
}

struct Reader {
  std::string_view text;
  [[nodiscard]] char32_t peek(std::size_t at) const { return at < text.size() ? utf8::next(text, at) : U' '; }
  [[nodiscard]] std::size_t behind(std::size_t at) const {
    (void)utf8::next(text, at);
    return at;
  }
};

// 's at this offset, with no letter behind it.
bool is_clitic(const Reader& reader, std::size_t at) {
  if (!is_apostrophe(reader.peek(at))) return false;
  const std::size_t letter = reader.behind(at);
  const char32_t s = reader.peek(letter);
  if (s != 's' && s != 'S') return false;
  return !is_word_part(reader.peek(reader.behind(letter)));
}

// The end of the word that starts at this offset.
std::size_t word_end(const Reader& reader, std::size_t at) {
  while (at < reader.text.size()) {
    const char32_t c = reader.peek(at);
    const std::size_t behind = reader.behind(at);
    if (is_word_part(c)) {
      at = behind;
    } else if (c == '.') {  // inside a word, or behind an abbreviation
      if (!is_word_part(reader.peek(behind))) return behind;
      at = behind;
    } else if (is_apostrophe(c) && !is_clitic(reader, at) && is_word_part(reader.peek(behind))) {
      at = behind;
    } else {
      break;
    }
  }
  return at;
}

}  // namespace

void split_form(std::string_view form, std::vector<Span>& out) {
  out.clear();
  const Reader reader{form};
  for (std::size_t at = 0; at < form.size();) {
    const char32_t c = reader.peek(at);
    std::size_t end = reader.behind(at);
    if (is_space(c)) {
      at = end;
      continue;
    }
    if (is_word_part(c)) {
      end = word_end(reader, at);
    } else if (!out.empty() && out.back().end == at && is_clitic(reader, at)) {
      end = reader.behind(end);
    }
    out.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = end;
  }
}

}  // namespace pressbox::run

#include "extractor/output/article_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace pressbox {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// What stands for each byte in a JSON string: 0 itself, 'u' \u00XX, otherwise the letter behind a backslash.
constexpr std::array<char, 256> kEscapes = [] {
  std::array<char, 256> escapes{};
  for (std::size_t c = 0; c < 0x20; ++c) escapes[c] = 'u';
  escapes['\b'] = 'b';
  escapes['\f'] = 'f';
  escapes['\n'] = 'n';
  escapes['\r'] = 'r';
  escapes['\t'] = 't';
  escapes['"'] = '"';
  escapes['\\'] = '\\';
  return escapes;
}();

// Appends JSON to a string. With an indent, an object or array opened as `flat` stays on one line, so that a person
// sees one mention a line and not five lines a mention.
//
// While it works, the string is longer than what is written: room() makes sure of the bytes, and then a key or a mark
// is a store or two instead of a call.
class JsonAppender {
 public:
  JsonAppender(int indent, std::size_t expected, std::string& out) : indent_(indent), out_(out) {
    const std::size_t used = out_.size();
    out_.resize(used + expected);
    at_ = out_.data() + used;
    end_ = out_.data() + out_.size();
  }
  ~JsonAppender() { out_.resize(static_cast<std::size_t>(at_ - out_.data())); }
  JsonAppender(const JsonAppender&) = delete;
  JsonAppender& operator=(const JsonAppender&) = delete;

  void open(char mark, bool flat = false) {
    put(mark);
    ++depth_;
    if (flat || flat_depth_ > 0) ++flat_depth_;
    first_ = true;
  }

  void close(char mark) {
    --depth_;
    const bool flat = flat_depth_ > 0;
    if (flat) --flat_depth_;
    if (!first_ && !flat) new_line();
    put(mark);
    first_ = false;
  }

  // Before every value of an array, and before every key.
  void next() {
    room(2);
    if (!first_) *at_++ = ',';
    if (indent_ > 0) {
      if (flat_depth_ == 0) {
        new_line();
      } else if (!first_) {
        put(' ');
      }
    }
    first_ = false;
  }

  // name: a literal of ours, in which nothing needs an escape.
  template <std::size_t N>
  void key(const char (&name)[N]) {
    next();
    room(N + 3);
    *at_++ = '"';
    std::memcpy(at_, name, N - 1);
    at_ += N - 1;
    *at_++ = '"';
    *at_++ = ':';
    if (indent_ > 0) *at_++ = ' ';
  }

  void raw(std::string_view json) {
    room(json.size());
    at_ = std::copy(json.begin(), json.end(), at_);
  }
  void null() { raw("null"); }

  void number(std::uint64_t value) {
    room(20);
    at_ = value <= UINT32_MAX ? std::to_chars(at_, at_ + 20, static_cast<std::uint32_t>(value)).ptr
                              : std::to_chars(at_, at_ + 20, value).ptr;
  }
  void integer(int value) {
    if (value < 0) put('-');
    number(value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value));
  }

  // A number from 0 to 1 with three decimals at most.
  void fraction(float value) {
    const auto thousandths =
        static_cast<std::uint64_t>(std::lround(1000 * std::clamp(value > 0 ? value : 0, 0.0F, 1.0F)));
    number(thousandths / 1000);
    std::uint64_t rest = thousandths % 1000;
    if (rest == 0) return;
    put('.');
    for (std::uint64_t place = 100; rest > 0; place /= 10) {
      put(static_cast<char>('0' + rest / place));
      rest %= place;
    }
  }

  // Text known to be UTF-8. Most has nothing to escape and is copied.
  void text(std::string_view value) {
    constexpr std::size_t kLongestEscape = 6;
    constexpr std::size_t kPiece = 4096;
    const std::size_t plain = plain_size(value);
    room(plain + 2);
    *at_++ = '"';
    std::memcpy(at_, value.data(), plain);
    at_ += plain;
    value.remove_prefix(plain);
    while (!value.empty()) {  // room for the worst case of a piece at a time, not of the whole
      const std::string_view piece = value.substr(0, kPiece);
      room(piece.size() * kLongestEscape + 1);
      at_ = escape(piece, at_);
      value.remove_prefix(piece.size());
    }
    *at_++ = '"';
  }
  // A word of ours, in which nothing needs an escape.
  void word(std::string_view value) {
    room(value.size() + 2);
    *at_++ = '"';
    at_ = std::copy(value.begin(), value.end(), at_);
    *at_++ = '"';
  }

  // Text that came from outside the article: a path, an id.
  void foreign_text(std::string_view value) {
    if (is_ascii(value)) return text(value);
    text(SourceText::decode(std::string(value)).text());
  }

  void text_or_null(std::string_view value) { value.empty() ? null() : text(value); }
  void word_or_null(std::string_view value) { value.empty() ? null() : word(value); }

 private:
  // Whether any of eight bytes needs an escape: below 0x20, '"' or a backslash. May also say so of a byte behind one
  // that does, never of eight that do not.
  static bool any_escape(std::uint64_t bytes) {
    constexpr std::uint64_t kOnes = 0x0101010101010101u;
    constexpr std::uint64_t kHigh = 0x80 * kOnes;
    const auto zero_in = [](std::uint64_t x) { return (x - kOnes) & ~x & kHigh; };
    const std::uint64_t control = (bytes - 0x20 * kOnes) & ~bytes & kHigh;
    return (control | zero_in(bytes ^ ('"' * kOnes)) | zero_in(bytes ^ ('\\' * kOnes))) != 0;
  }

  // How many bytes from the start on need no escape, to a step of some bytes at most.
  static std::size_t plain_size(std::string_view text) {
    std::size_t i = 0;
#ifdef __SSE2__
    const auto any = [](__m128i bytes) {
      const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
      const __m128i marks =
          _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
      return _mm_movemask_epi8(_mm_or_si128(control, marks)) != 0;
    };
    for (; i + 16 <= text.size(); i += 16) {
      if (any(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + i)))) return i;
    }
#endif
    for (; i + 8 <= text.size(); i += 8) {
      std::uint64_t bytes;
      std::memcpy(&bytes, text.data() + i, 8);
      if (any_escape(bytes)) return i;
    }
    while (i < text.size() && kEscapes[static_cast<unsigned char>(text[i])] == 0) ++i;
    return i;
  }

  static char* escape(std::string_view text, char* at) {
    std::size_t i = 0;
    while (i < text.size()) {
      if (i + 8 <= text.size()) {
        std::uint64_t bytes;
        std::memcpy(&bytes, text.data() + i, 8);
        if (!any_escape(bytes)) {
          std::memcpy(at, &bytes, 8);
          at += 8;
          i += 8;
          continue;
        }
      }
      const std::size_t end = std::min(text.size(), i + 8);
      for (; i < end; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const char escaped = kEscapes[byte];
        if (escaped == 0) {
          *at++ = text[i];
          continue;
        }
        *at++ = '\\';
        *at++ = escaped;
        if (escaped != 'u') continue;
        *at++ = '0';
        *at++ = '0';
        *at++ = "0123456789abcdef"[byte >> 4];
        *at++ = "0123456789abcdef"[byte & 15];
      }
    }
    return at;
  }

  void room(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - at_) < bytes) grow(bytes);
  }
  void grow(std::size_t bytes) {
    const auto used = static_cast<std::size_t>(at_ - out_.data());
    out_.resize(out_.size() + std::max(out_.size(), bytes));
    at_ = out_.data() + used;
    end_ = out_.data() + out_.size();
  }
  void put(char c) {
    room(1);
    *at_++ = c;
  }

  void new_line() {
    if (indent_ == 0) return;
    const auto spaces = static_cast<std::size_t>(indent_ * depth_);
    room(spaces + 1);
    *at_++ = '\n';
    at_ = std::fill_n(at_, spaces, ' ');
  }

  int indent_;
  std::string& out_;
  char* at_;   // the end of what is written
  char* end_;  // of out_
  int depth_ = 0;
  int flat_depth_ = 0;  // how many of the innermost open objects and arrays are written on one line
  bool first_ = true;   // nothing yet in the innermost object or array
};

class ArticleWriter {
 public:
  ArticleWriter(const Article& article, const SourceText& source, const JsonOptions& options, std::string& out)
      : article_(article),
        source_(source),
        options_(options),
        offsets_(source, options.offsets),
        json_(options.indent, kExpected, out) {}

  void write() {
    const Fields& fields = options_.fields;
    json_.open('{');
    word("schema", "pressbox/article/1");
    json_.key("id");
    json_.foreign_text(article_.id);
    json_.key("source");
    json_.foreign_text(article_.source);
    json_.key("title");
    article_.title.empty() ? json_.null() : json_.foreign_text(article_.title);
    text_or_null("language", article_.language);
    word_or_null("sport", sport_name(article_.sport));
    word("offsets", offset_unit_name(options_.offsets));
    if (fields.quotes) list("quotes", article_.quotes, [this](const Quote& quote, Index i) { write_quote(quote, i); });
    if (fields.people) {
      list("people", article_.people, [this](const Person& person, Index i) { write_person(person, i); });
    }
    if (fields.teams) list("teams", article_.teams, [this](const Team& team, Index i) { write_team(team, i); });
    if (fields.scores) list("scores", article_.scores, [this](const Score& score, Index i) { write_score(score, i); });
    const auto write_thing = [this](const NamedThing& thing, Index) { write_named_thing(thing); };
    if (fields.competitions) list("competitions", article_.competitions, write_thing);
    if (fields.venues) list("venues", article_.venues, write_thing);
    if (fields.outlets) list("outlets", article_.outlets, write_thing);
    if (fields.diagnostics) {
      list("diagnostics", article_.diagnostics, [this](const Diagnostic& diagnostic, Index) {
        json_.open('{', true);
        word("code", diagnostic.code);
        place(diagnostic.span);
        text("message", diagnostic.message);
        json_.close('}');
      });
    }
    if (!options_.extra_json.empty()) {
      json_.key("extra");
      if (is_ascii(options_.extra_json)) {
        json_.raw(options_.extra_json);
      } else {
        json_.raw(SourceText::decode(std::string(options_.extra_json)).text());
      }
    }
    json_.close('}');
  }

 private:
  static constexpr std::size_t kExpected = 4096;  // bytes; a guess that grows

  template <std::size_t N, typename T, std::invocable<const T&, Index> Write>
  void list(const char (&name)[N], const std::vector<T>& items, const Write& write_item) {
    json_.key(name);
    json_.open('[');
    for (Index i = 0; i < items.size(); ++i) {
      json_.next();
      write_item(items[i], i);
    }
    json_.close(']');
  }

  template <std::size_t N>
  void text(const char (&name)[N], std::string_view value) {
    json_.key(name);
    json_.text(value);
  }
  template <std::size_t N>
  void text_or_null(const char (&name)[N], std::string_view value) {
    json_.key(name);
    json_.text_or_null(value);
  }
  template <std::size_t N>
  void word(const char (&name)[N], std::string_view value) {
    json_.key(name);
    json_.word(value);
  }
  template <std::size_t N>
  void word_or_null(const char (&name)[N], std::string_view value) {
    json_.key(name);
    json_.word_or_null(value);
  }
  template <std::size_t N>
  void number(const char (&name)[N], std::uint64_t value) {
    json_.key(name);
    json_.number(value);
  }

  // "q1": the letter says which list, the number the place in it.
  void id_value(char letter, Index index) {
    const char opening[] = {'"', letter};
    json_.raw({opening, 2});
    json_.number(std::uint64_t{index} + 1);
    json_.raw("\"");
  }
  template <std::size_t N>
  void id(const char (&name)[N], char letter, Index index) {
    json_.key(name);
    id_value(letter, index);
  }
  template <std::size_t N>
  void entity_id(const char (&name)[N], Index person, Index team) {
    json_.key(name);
    if (person != kNone) {
      id_value('p', person);
    } else if (team != kNone) {
      id_value('t', team);
    } else {
      json_.null();
    }
  }

  void place(Span span) {
    number("start", offsets_(span.start));
    number("end", offsets_(span.end));
  }
  void place_and_text(Span span) {
    place(span);
    text("text", span.of(source_.text()));
  }

  template <std::size_t N>
  void spans(const char (&name)[N], const std::vector<Span>& items) {
    list(name, items, [this](Span span, Index) {
      json_.open('{', true);
      place_and_text(span);
      json_.close('}');
    });
  }
  void references(const std::vector<Reference>& items) {
    list("references", items, [this](const Reference& reference, Index) {
      json_.open('{', true);
      place_and_text(reference.span);
      word("how", how_name(reference.how));
      json_.close('}');
    });
  }

  void write_quote(const Quote& quote, Index i) {
    json_.open('{');
    id("id", 'q', i);
    place_and_text(quote.span);
    word("kind", quote_kind_name(quote.kind));
    id("utterance", 'u', quote.utterance);
    json_.key("speaker");
    if (quote.speaker) {
      json_.open('{', true);
      entity_id("id", quote.speaker->person, quote.speaker->team);
      text("name", quote.speaker->name);
      place_and_text(quote.speaker->span);
      word("how", how_name(quote.speaker->how));
      json_.close('}');
    } else {
      json_.null();
    }
    json_.key("cue");
    if (quote.cue) {
      json_.open('{', true);
      place_and_text(quote.cue->span);
      text("lemma", quote.cue->lemma);
      json_.close('}');
    } else {
      json_.null();
    }
    json_.key("audience");
    if (quote.audience) {
      json_.open('{', true);
      entity_id("id", quote.audience->person, kNone);
      text("name", quote.audience->name);
      place_and_text(quote.audience->span);
      json_.close('}');
    } else {
      json_.null();
    }
    spans("nested", quote.nested);
    spans("insertions", quote.insertions);
    if (quote.part_of != kNone) id("part_of", 'q', quote.part_of);
    if (!quote.parts.empty()) {
      json_.key("parts");
      json_.open('[', true);
      for (const Index part : quote.parts) {
        json_.next();
        id_value('q', part);
      }
      json_.close(']');
    }
    json_.key("confidence");
    json_.fraction(quote.confidence);
    text_or_null("rule", quote.rule);
    if (quote.polarity != Polarity::affirmed) {
      text("polarity", polarity_name(quote.polarity));
      text_or_null("polarity_rule", quote.polarity_rule);
    }
    if (quote.modality != Modality::actual) {
      text("modality", modality_name(quote.modality));
      text_or_null("modality_rule", quote.modality_rule);
    }
    json_.close('}');
  }

  void write_person(const Person& person, Index i) {
    json_.open('{');
    id("id", 'p', i);
    text("name", person.name);
    spans("mentions", person.mentions);
    references(person.references);
    text_or_null("role", person.role);
    text_or_null("team", person.team);
    text_or_null("nationality", person.nationality);
    text_or_null("rule", person.rule);
    json_.close('}');
  }

  void write_team(const Team& team, Index i) {
    json_.open('{');
    id("id", 't', i);
    text("name", team.name);
    text_or_null("key", team.key);
    word_or_null("sport", sport_name(team.sport));
    word("kind", team_kind_name(team.kind));
    spans("mentions", team.mentions);
    references(team.references);
    text_or_null("rule", team.rule);
    json_.close('}');
  }

  void tiebreak_points(std::optional<int> points) { points ? json_.integer(*points) : json_.null(); }

  void pair(const auto& write_first, const auto& write_second) {
    json_.open('[', true);
    json_.next();
    write_first();
    json_.next();
    write_second();
    json_.close(']');
  }

  void write_score(const Score& score, Index i) {
    json_.open('{');
    id("id", 's', i);
    place_and_text(score.span);
    word("kind", score_kind_name(score.kind));
    list("sides", score.sides, [this](const Side& side, Index) {
      json_.open('{', true);
      entity_id("id", side.person, side.team);
      text("name", side.name);
      json_.key("points");
      json_.integer(side.points);
      json_.close('}');
    });
    if (score.winner < score.sides.size()) {
      const Side& winner = score.sides[score.winner];
      entity_id("winner", winner.person, winner.team);
    } else {
      entity_id("winner", kNone, kNone);
    }
    if (!score.sets.empty()) {
      list("sets", score.sets, [this](const SetScore& set, Index) {
        json_.open('{', true);
        json_.key("points");
        pair([&] { json_.integer(set.first); }, [&] { json_.integer(set.second); });
        json_.key("tiebreak");
        if (set.tiebreak_first || set.tiebreak_second) {
          pair([&] { tiebreak_points(set.tiebreak_first); }, [&] { tiebreak_points(set.tiebreak_second); });
        } else {
          json_.null();
        }
        json_.close('}');
      });
    }
    json_.key("confidence");
    json_.fraction(score.confidence);
    text_or_null("rule", score.rule);
    text_or_null("sides_rule", score.sides_rule);
    json_.close('}');
  }

  void write_named_thing(const NamedThing& thing) {
    json_.open('{');
    text("name", thing.name);
    text_or_null("key", thing.key);
    spans("mentions", thing.mentions);
    text_or_null("rule", thing.rule);
    json_.close('}');
  }

  const Article& article_;
  const SourceText& source_;
  const JsonOptions& options_;
  OffsetMap offsets_;
  JsonAppender json_;
};

}  // namespace

void append_article_json(const Article& article, const SourceText& source, const JsonOptions& options,
                         std::string& out) {
  ArticleWriter(article, source, options, out).write();
}

}  // namespace pressbox

#include "extractor/output/article_json.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <span>
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

// The most that stands between two looks at the room: the longest object without its texts, and some to spare.
constexpr std::size_t kMargin = 1024;

// Bytes of their own for the JSON of an article, kept between the articles of a thread: a string would have to be
// filled with zeros before each is written.
class Scratch {
 public:
  [[nodiscard]] char* begin() const { return bytes_.get(); }
  [[nodiscard]] char* end() const { return bytes_.get() + size_; }
  [[nodiscard]] std::size_t size() const { return size_; }

  // Makes it twice as large, and by at least so many bytes larger. What is there stays, and where it is much the system
  // moves its pages and copies nothing.
  void grow(std::size_t bytes) {
    const std::size_t size = size_ + std::max(size_, bytes + kMargin);
    char* const larger = static_cast<char*>(std::realloc(bytes_.get(), size));
    if (larger == nullptr) throw std::bad_alloc();
    (void)bytes_.release();
    bytes_.reset(larger);
    size_ = size;
  }

  // What one huge article has grown is given back, so that a long run stays small.
  void give_back() {
    constexpr std::size_t kKeep = std::size_t{1} << 20;
    if (size_ > kKeep) *this = Scratch();
  }

 private:
  struct Free {
    void operator()(char* bytes) const { std::free(bytes); }
  };
  std::unique_ptr<char, Free> bytes_;
  std::size_t size_ = 0;
};

// Writes JSON through one pointer. With an indent, an object or array opened as `flat` stays on one line, so that a
// person sees one mention a line and not five lines a mention. Without one, every value is followed by a comma, which
// the mark that closes its object or array overwrites: nothing need be known of what stands before.
//
// What has been written goes to out when the scratch is full and large, so that all that one huge article says passes
// through the same few bytes of the cache.
//
// There are always kMargin bytes of room behind the comma of an item and a text; what is written between these (keys,
// numbers, words of ours) is less and looks at nothing.
template <bool kIndented>
class JsonAppender {
 public:
  JsonAppender(int indent, Scratch& scratch, std::string& out) : indent_(indent), scratch_(scratch), out_(out) {
    if (scratch_.begin() == nullptr) scratch_.grow(kMargin);
    at_ = scratch_.begin();
  }
  JsonAppender(const JsonAppender&) = delete;
  JsonAppender& operator=(const JsonAppender&) = delete;

  // What is still in the scratch goes to out.
  void finish() {
    out_.append(scratch_.begin(), kIndented ? at_ : at_ - 1);  // a comma stands behind the last value
    at_ = scratch_.begin();
  }

  void open(char mark, bool flat = false) {
    *at_++ = mark;
    if constexpr (kIndented) {
      ++depth_;
      if (flat || flat_depth_ > 0) ++flat_depth_;
      first_ = true;
    }
  }

  // Of an object or array with something in it.
  void close(char mark) {
    if constexpr (kIndented) {
      --depth_;
      const bool flat = flat_depth_ > 0;
      if (flat) --flat_depth_;
      if (!flat) new_line();
      first_ = false;
      *at_++ = mark;
    } else {
      at_[-1] = mark;  // for the comma
      *at_++ = ',';
    }
  }

  void empty_list() { end_value(put(at_, "[]")); }

  // Before every value of an array.
  void next() {
    room(0);
    separate();
  }

  // name: a literal of ours, in which nothing needs an escape.
  template <std::size_t N>
  void key(const char (&name)[N]) {
    separate();
    char* const at = at_;
    at[0] = '"';
    std::memcpy(at + 1, name, N - 1);
    at[N] = '"';
    at[N + 1] = ':';
    if constexpr (kIndented) at[N + 2] = ' ';
    at_ = at + N + (kIndented ? 3 : 2);
  }

  // JSON from outside.
  void raw(std::string_view json) {
    room(json.size());
    end_value(std::copy(json.begin(), json.end(), at_));
  }
  void null() {
    std::memcpy(at_, "null", 4);
    end_value(at_ + 4);
  }

  void number(std::uint32_t value) { end_value(write_number(at_, value)); }
  void integer(int value) {
    char* at = at_;
    if (value < 0) *at++ = '-';
    end_value(write_number(at, value < 0 ? 0 - static_cast<std::uint32_t>(value) : static_cast<std::uint32_t>(value)));
  }

  // "q1": the letter says which list, the number the place in it.
  void id(char letter, Index index) {
    char* at = at_;
    *at++ = '"';
    *at++ = letter;
    at = write_number(at, index + 1);
    *at++ = '"';
    end_value(at);
  }

  // A number from 0 to 1 with three decimals at most.
  void fraction(float value) {
    const float thousands = 1000 * std::clamp(value > 0 ? value : 0, 0.0F, 1.0F);
    const auto thousandths = static_cast<std::uint32_t>(static_cast<double>(thousands) + 0.5);  // which is exact
    const std::uint32_t rest = thousandths % 1000;
    std::array<char, 4> decimals = four_digits(rest);
    decimals[0] = '.';
    char* const at = at_;
    at[0] = static_cast<char>('0' + thousandths / 1000);
    std::memcpy(at + 1, decimals.data(), 4);
    // Noughts at the end are left out, and the point with them where there are no others.
    const unsigned noughts = (rest % 10 == 0) + (rest % 100 == 0) + 2 * (rest == 0);
    end_value(at + 5 - noughts);
  }

  // Text known to be UTF-8, of which bytes behind its end may be read up to `readable` bytes from its start on. Most
  // has nothing to escape and is copied.
  void text(std::string_view value, std::size_t readable) {
    room(value.size() + 2 * kStep);
    *at_++ = '"';
    end_text(value, copy_plain(value, readable, at_));
  }
  // Nothing behind its end may be read.
  void text(std::string_view value) {
    room(value.size() + 2 * kStep);
    *at_++ = '"';
    end_text(value, copy_whole(value, at_));
  }

  // Opens an object that begins with a place of the article and its text; `readable` as above. These are half of all
  // that is written, so that without an indent they are written in one piece.
  void open_place_and_text(std::uint32_t start, std::uint32_t end, std::string_view value, std::size_t readable) {
    if constexpr (kIndented) {
      open('{', true);
    } else {
      *at_++ = '{';
    }
    place_and_text(start, end, value, readable);
  }
  void place_and_text(std::uint32_t start, std::uint32_t end, std::string_view value, std::size_t readable) {
    if constexpr (kIndented) {
      key("start");
      number(start);
      key("end");
      number(end);
      key("text");
      text(value, readable);
    } else {
      char* at = put(at_, "\"start\":");
      at = write_number(at, start);
      at = put(at, ",\"end\":");
      at = write_number(at, end);
      at_ = put(at, ",\"text\":");
      text(value, readable);
    }
  }

  // A word of ours, short and without anything that needs an escape.
  void word(std::string_view value) {
    char* const at = at_;
    at[0] = '"';
    copy_short(value, at + 1);
    at[value.size() + 1] = '"';
    end_value(at + value.size() + 2);
  }

  // Text that came from outside the article: a path, an id.
  void foreign_text(std::string_view value) {
    if (is_ascii(value)) return text(value);
    text(SourceText::decode(std::string(value)).text());
  }

  void text_or_null(std::string_view value) { value.empty() ? null() : text(value); }
  void word_or_null(std::string_view value) { value.empty() ? null() : word(value); }

 private:
  static constexpr std::size_t kStep = 16;  // bytes

  // Of each of sixteen bytes that needs an escape (below 0x20, '"' or a backslash) one bit, the first lowest. Where
  // there is no SSE2, the bits behind the first one mean nothing.
#ifdef __SSE2__
  using Bytes = __m128i;
  static Bytes load(const char* from) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  }
  static Bytes of(std::uint64_t low, std::uint64_t high) {
    return _mm_set_epi64x(static_cast<long long>(high), static_cast<long long>(low));
  }
  static void store(Bytes bytes, char* to) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
  }
  static std::uint32_t escapes_in(Bytes bytes) {
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
    const __m128i marks =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(control, marks)));
  }
#else
  using Bytes = std::array<char, kStep>;
  static Bytes load(const char* from) {
    Bytes bytes;
    std::memcpy(bytes.data(), from, kStep);
    return bytes;
  }
  static Bytes of(std::uint64_t low, std::uint64_t high) {
    Bytes bytes;
    std::memcpy(bytes.data(), &low, 8);
    std::memcpy(bytes.data() + 8, &high, 8);
    return bytes;
  }
  static void store(const Bytes& bytes, char* to) {
    std::memcpy(to, bytes.data(), kStep);
  }
  static std::uint32_t escapes_in(const Bytes& bytes) {
    for (std::uint32_t i = 0; i < kStep; ++i) {
      if (kEscapes[static_cast<unsigned char>(bytes[i])] != 0) return 1u << i;
    }
    return 0;
  }
#endif

  // Copies text up to the first byte that needs an escape, or to some steps before it, and returns how many bytes that
  // are. There is room for two steps more, which may be written too.
  static std::size_t copy_plain(std::string_view text, std::size_t readable, char* to) {
    const std::size_t size = text.size();
    if ((size > 2 * kStep) | (readable < 2 * kStep)) return copy_whole(text, to);
    // A name, mostly: two steps whatever its length.
    const Bytes low = load(text.data());
    const Bytes high = load(text.data() + kStep);
    store(low, to);
    store(high, to + kStep);
    const std::uint64_t escapes =
        (escapes_in(low) | std::uint64_t{escapes_in(high)} << kStep) & ((std::uint64_t{1} << size) - 1);
    return escapes == 0 ? size : static_cast<std::size_t>(std::countr_zero(escapes));
  }
  // The same, but nothing behind its end is read.
  static std::size_t copy_whole(std::string_view text, char* to) {
    constexpr std::size_t kPart = 8;
    const std::size_t last = text.size() - kPart;  // of eight bytes
    if (last > 2 * kStep - kPart) return copy_in_steps(text, to);
    // From 8 to 32 bytes: a name, mostly. Four times eight of them, which overlap where there are fewer.
    const std::array<std::size_t, 4> places = {0, std::min(last, kPart), std::max(last, kPart) - kPart, last};
    std::array<std::uint64_t, 4> parts;
    for (std::size_t k = 0; k < 4; ++k) std::memcpy(&parts[k], text.data() + places[k], kPart);
    for (std::size_t k = 0; k < 4; ++k) std::memcpy(to + places[k], &parts[k], kPart);
    const std::uint32_t escapes = escapes_in(of(parts[0], parts[1])) | escapes_in(of(parts[2], parts[3]));
    return escapes == 0 ? text.size() : 0;
  }
  [[gnu::noinline]] static std::size_t copy_in_steps(std::string_view text, char* to) {
    const std::size_t size = text.size();
    const char* const from = text.data();
    if (size >= kStep) {
      for (std::size_t i = 0; i < size; i += kStep) {
        i = std::min(i, size - kStep);  // the last step overlaps the one before
        const Bytes bytes = load(from + i);
        if (escapes_in(bytes) != 0) return i;
        store(bytes, to + i);
      }
      return size;
    }
    for (std::size_t i = 0; i < size; ++i) {
      if (kEscapes[static_cast<unsigned char>(from[i])] != 0) return 0;
    }
    copy_short(text, to);
    return size;
  }

  // Copies without a call.
  static void copy_short(std::string_view text, char* to) {
    const std::size_t size = text.size();
    const char* const from = text.data();
    if (size >= 8) {
      for (std::size_t i = 0; i < size; i += 8)
        std::memcpy(to + std::min(i, size - 8), from + std::min(i, size - 8), 8);
    } else if (size >= 4) {
      std::memcpy(to, from, 4);
      std::memcpy(to + size - 4, from + size - 4, 4);
    } else {
      for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
    }
  }

  // Behind the bytes of a text that were copied.
  void end_text(std::string_view text, std::size_t plain) {
    at_ += plain;
    if (plain < text.size()) [[unlikely]]
      escape(text.substr(plain));
    *at_++ = '"';
    end_value(at_);
  }
  // Writes the rest of a text from the first byte on that may need an escape.
  [[gnu::noinline]] void escape(std::string_view text) {
    constexpr std::size_t kLongestEscape = 6;
    while (!text.empty()) {
      room(kStep * kLongestEscape);
      const std::size_t plain = text.size() > kStep ? copy_plain(text.substr(0, kStep), text.size(), at_) : 0;
      at_ += plain;
      const std::size_t end = std::min(text.size(), kStep);
      for (std::size_t i = plain; i < end; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const char escaped = kEscapes[byte];
        if (escaped == 0) {
          *at_++ = text[i];
          continue;
        }
        *at_++ = '\\';
        *at_++ = escaped;
        if (escaped != 'u') continue;
        *at_++ = '0';
        *at_++ = '0';
        *at_++ = "0123456789abcdef"[byte >> 4];
        *at_++ = "0123456789abcdef"[byte & 15];
      }
      text.remove_prefix(end);
    }
    room(kStep);
  }

  // No branch tells how many digits a number has, for the offsets of one article have three or four in turns. There is
  // room for four bytes.
  static char* write_number(char* at, std::uint32_t value) {
    if (value >= 10000) [[unlikely]]
      return write_large_number(at, value);
    const unsigned skipped = (value < 10) + (value < 100) + (value < 1000);
    auto digits = std::bit_cast<std::uint32_t>(four_digits(value));
    digits = std::endian::native == std::endian::little ? digits >> (8 * skipped) : digits << (8 * skipped);
    std::memcpy(at, &digits, sizeof digits);
    return at + 4 - skipped;
  }
  [[gnu::noinline]] static char* write_large_number(char* at, std::uint32_t value) {
    at = write_number(at, value / 10000);
    const std::array<char, 4> digits = four_digits(value % 10000);
    std::memcpy(at, digits.data(), 4);
    return at + 4;
  }
  static std::array<char, 4> four_digits(std::uint32_t value) {
    const std::uint32_t high = value / 100;
    return std::bit_cast<std::array<char, 4>>(std::array<std::uint16_t, 2>{kDigits[high], kDigits[value - 100 * high]});
  }
  // The two digits of each number below 100 as they stand in memory.
  static constexpr std::array<std::uint16_t, 100> kDigits = [] {
    std::array<std::uint16_t, 100> digits{};
    for (std::size_t i = 0; i < 100; ++i) {
      digits[i] = std::bit_cast<std::uint16_t>(
          std::array<char, 2>{static_cast<char>('0' + i / 10), static_cast<char>('0' + i % 10)});
    }
    return digits;
  }();

  // Writes a literal without its NUL.
  template <std::size_t N>
  static char* put(char* at, const char (&literal)[N]) {
    std::memcpy(at, literal, N - 1);
    return at + N - 1;
  }

  // Makes sure of so many bytes and the margin.
  void room(std::size_t bytes) {
    if (static_cast<std::size_t>(scratch_.end() - at_) < bytes + kMargin) [[unlikely]]
      grow(bytes);
  }
  [[gnu::noinline]] void grow(std::size_t bytes) {
    constexpr std::size_t kLarge = std::size_t{1} << 18;
    if (scratch_.size() >= kLarge && at_ - 1 > scratch_.begin()) {
      out_.append(scratch_.begin(), at_ - 1);  // a closing mark may overwrite the last byte
      scratch_.begin()[0] = at_[-1];
      at_ = scratch_.begin() + 1;
      return room(bytes);
    }
    const auto used = static_cast<std::size_t>(at_ - scratch_.begin());
    scratch_.grow(bytes);
    at_ = scratch_.begin() + used;
  }

  void end_value(char* at) {
    if constexpr (!kIndented) *at++ = ',';
    at_ = at;
  }

  void separate() {
    if constexpr (kIndented) {
      if (!first_) *at_++ = ',';
      if (flat_depth_ == 0) {
        new_line();
      } else if (!first_) {
        *at_++ = ' ';
      }
      first_ = false;
    }
  }

  void new_line() {
    const auto spaces = static_cast<std::size_t>(indent_ * depth_);
    room(spaces + 1);
    *at_++ = '\n';
    at_ = std::fill_n(at_, spaces, ' ');
  }

  int indent_;
  Scratch& scratch_;
  std::string& out_;
  char* at_;  // the end of what is written
  int depth_ = 0;
  int flat_depth_ = 0;  // how many of the innermost open objects and arrays are written on one line
  bool first_ = true;   // nothing yet in the innermost object or array
};

// A text of so many bytes stays in no near cache.
constexpr std::size_t kHuge = std::size_t{1} << 18;

template <bool kIndented>
class ArticleWriter {
 public:
  ArticleWriter(const Article& article, const SourceText& source, const JsonOptions& options, Scratch& scratch,
                std::string& out)
      : article_(article),
        source_(source),
        options_(options),
        huge_(source.text().size() >= kHuge),
        offsets_(source, options.offsets),
        json_(options.indent, scratch, out) {}

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
    json_.finish();
  }

 private:
  template <std::size_t N, typename T, typename Write>
  void list(const char (&name)[N], const T& items, const Write& write_item) {
    json_.key(name);
    if (items.empty()) return json_.empty_list();
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
  void number(const char (&name)[N], std::uint32_t value) {
    json_.key(name);
    json_.number(value);
  }

  template <std::size_t N>
  void id(const char (&name)[N], char letter, Index index) {
    json_.key(name);
    json_.id(letter, index);
  }
  template <std::size_t N>
  void entity_id(const char (&name)[N], Index person, Index team) {
    json_.key(name);
    if (person != kNone) {
      json_.id('p', person);
    } else if (team != kNone) {
      json_.id('t', team);
    } else {
      json_.null();
    }
  }

  void place(Span span) {
    number("start", offsets_(span.start));
    number("end", offsets_(span.end));
  }
  void place_and_text(Span span) {
    const std::string_view text = source_.text();
    json_.place_and_text(offsets_(span.start), offsets_(span.end), span.of(text), text.size() - span.start);
  }
  void open_place_and_text(Span span) {
    const std::string_view text = source_.text();
    json_.open_place_and_text(offsets_(span.start), offsets_(span.end), span.of(text), text.size() - span.start);
  }

  // Mentions of one name stand all over a huge article: their text is asked for some time before it is written.
  static constexpr std::size_t kAhead = 8;
  static Span span_of(Span span) { return span; }
  static Span span_of(const Reference& reference) { return reference.span; }
  template <typename T>
  void ask_for(std::span<const T> items, std::size_t i) const {
    if (i >= items.size()) return;
    const std::uint32_t start = span_of(items[i]).start;
    offsets_.prefetch(start);
    __builtin_prefetch(source_.text().data() + start);
  }
  // The next names, and the mentions that theirs begin with.
  template <typename T>
  void ask_for_names(const std::vector<T>& names, std::size_t i) const {
    if (i + 4 < names.size()) {
      __builtin_prefetch(names[i + 4].mentions.data());
      __builtin_prefetch(names[i + 4].references.data());
    }
    if (i + 2 >= names.size()) return;
    for (std::size_t k = 0; k < kAhead; ++k) {
      ask_for(std::span<const Span>(names[i + 2].mentions), k);
      ask_for(std::span<const Reference>(names[i + 2].references), k);
    }
  }

  template <std::size_t N>
  void spans(const char (&name)[N], std::span<const Span> items) {
    list(name, items, [this, &items](Span span, Index i) {
      if (huge_) ask_for(items, i + kAhead);
      open_place_and_text(span);
      json_.close('}');
    });
  }
  void references(std::span<const Reference> items) {
    list("references", items, [this, &items](const Reference& reference, Index i) {
      if (huge_) ask_for(items, i + kAhead);
      open_place_and_text(reference.span);
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
      open_place_and_text(quote.cue->span);
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
        json_.id('q', part);
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
    if (huge_) ask_for_names(article_.people, i);
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
    if (huge_) ask_for_names(article_.teams, i);
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
  const bool huge_;
  OffsetMap offsets_;
  JsonAppender<kIndented> json_;
};

// About how many bytes the JSON of a huge article has without an indent, so that a string that grows touches no memory
// twice.
std::size_t expected_size(const Article& article) {
  constexpr std::size_t kMention = 64;
  constexpr std::size_t kOther = 448;  // a quote without its text, a person, a score
  std::size_t mentions = 0;
  for (const Person& person : article.people) mentions += person.mentions.size() + person.references.size();
  for (const Team& team : article.teams) mentions += team.mentions.size() + team.references.size();
  for (const auto* things : {&article.competitions, &article.venues, &article.outlets}) {
    for (const NamedThing& thing : *things) mentions += thing.mentions.size();
  }
  std::size_t quoted = 0;
  for (const Quote& quote : article.quotes) quoted += quote.span.size() + quote.span.size() / 16;
  return mentions * kMention + quoted +
         kOther * (article.people.size() + article.teams.size() + article.quotes.size() + article.scores.size());
}

}  // namespace

void append_article_json(const Article& article, const SourceText& source, const JsonOptions& options,
                         std::string& out) {
  thread_local Scratch scratch;
  if (source.text().size() >= kHuge) out.reserve(out.size() + expected_size(article));
  if (options.indent > 0) {
    ArticleWriter<true>(article, source, options, scratch, out).write();
  } else {
    ArticleWriter<false>(article, source, options, scratch, out).write();
  }
  scratch.give_back();
}

}  // namespace pressbox

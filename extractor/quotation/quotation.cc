#include "extractor/quotation/quotation.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <initializer_list>
#include <span>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "extractor/branch_free.h"
#include "extractor/quotation/transcript.h"

namespace pressbox {
namespace {

enum class Family : std::uint8_t { double_mark, single_mark };
enum class Glyph : std::uint8_t { straight, opening, closing };
enum class Direction : std::uint8_t { opens, closes, unclear };

// What stands beside a mark, as far as direction goes.
enum class Near : std::uint8_t { space, letter, digit, opener, stop, comma, dash, closer, other };

constexpr bool is_any_of(Near near, std::initializer_list<Near> wanted) {
  unsigned bits = 0;
  for (const Near one : wanted) bits |= 1u << static_cast<unsigned>(one);
  return (bits >> static_cast<unsigned>(near) & 1u) != 0;
}

// One mark, or several double marks with nothing between them, which stand for one boundary.
struct Mark {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  Family family = Family::double_mark;
  Glyph glyph = Glyph::straight;  // of the first
  Direction direction = Direction::unclear;
  bool after_sentence = false;  // a sentence ended right before it, or it stands at the head of its block
  bool cluster = false;         // made of several marks
  bool hollow = false;          // several that open and close at once
  Near left = Near::space;      // what stands before it, other marks aside
  std::uint32_t first_end = 0;  // where the first of the marks ends
};

struct Recognised {
  std::uint32_t length = 0;  // 0: no mark here
  Family family = Family::double_mark;
  Glyph glyph = Glyph::straight;
};

// Marks that a page's source or a wrong decoding left in the text: entities, and UTF-8 read as Windows-1252.
struct Spelling {
  std::string_view text;
  Family family;
  Glyph glyph;
};
constexpr std::array kEntities = {
    Spelling{"&quot;", Family::double_mark, Glyph::straight}, Spelling{"&ldquo;", Family::double_mark, Glyph::opening},
    Spelling{"&rdquo;", Family::double_mark, Glyph::closing}, Spelling{"&lsquo;", Family::single_mark, Glyph::opening},
    Spelling{"&rsquo;", Family::single_mark, Glyph::closing}, Spelling{"&apos;", Family::single_mark, Glyph::straight},
    Spelling{"&laquo;", Family::double_mark, Glyph::opening}, Spelling{"&raquo;", Family::double_mark, Glyph::closing},
    Spelling{"&#34;", Family::double_mark, Glyph::straight},  Spelling{"&#39;", Family::single_mark, Glyph::straight},
    Spelling{"&#039;", Family::single_mark, Glyph::straight}, Spelling{"&#x27;", Family::single_mark, Glyph::straight},
    Spelling{"&#8216;", Family::single_mark, Glyph::opening}, Spelling{"&#8217;", Family::single_mark, Glyph::closing},
    Spelling{"&#8220;", Family::double_mark, Glyph::opening}, Spelling{"&#8221;", Family::double_mark, Glyph::closing},
};
constexpr std::array kMojibake = {
    Spelling{"\u00E2\u20AC\u0153", Family::double_mark, Glyph::opening},
    Spelling{"\u00E2\u20AC\u009D", Family::double_mark, Glyph::closing},
    Spelling{"\u00E2\u20AC\u02DC", Family::single_mark, Glyph::opening},
    Spelling{"\u00E2\u20AC\u2122", Family::single_mark, Glyph::closing},
};

template <std::size_t N>
Recognised spelled(std::string_view rest, const std::array<Spelling, N>& spellings) {
  for (const Spelling& spelling : spellings) {
    if (rest.substr(0, spelling.text.size()) == spelling.text) {
      return {static_cast<std::uint32_t>(spelling.text.size()), spelling.family, spelling.glyph};
    }
  }
  return {};
}

constexpr std::array<bool, 256> make_lead_table() {
  std::array<bool, 256> table{};
  for (const unsigned c : {0x22u, 0x26u, 0x27u, 0x60u, 0xC2u, 0xC3u, 0xE2u, 0xE3u}) table[c] = true;
  return table;
}
constexpr auto kMayLead = make_lead_table();

// The marks of three bytes from U+2000 to U+203F, by their last byte.
constexpr std::array<Recognised, 64> kGeneral = [] {
  std::array<Recognised, 64> table{};
  const auto set = [&](unsigned last, Family family, Glyph glyph) { table[last & 0x3Fu] = {3, family, glyph}; };
  set(0x98, Family::single_mark, Glyph::opening);   // ‘
  set(0x99, Family::single_mark, Glyph::closing);   // ’
  set(0x9A, Family::single_mark, Glyph::opening);   // ‚
  set(0x9B, Family::single_mark, Glyph::opening);   // ‛
  set(0x9C, Family::double_mark, Glyph::opening);   // “
  set(0x9D, Family::double_mark, Glyph::closing);   // ”
  set(0x9E, Family::double_mark, Glyph::opening);   // „
  set(0x9F, Family::double_mark, Glyph::opening);   // ‟
  set(0xB3, Family::double_mark, Glyph::straight);  // ″
  set(0xB6, Family::double_mark, Glyph::straight);  // ‶
  set(0xB9, Family::single_mark, Glyph::opening);   // ‹
  set(0xBA, Family::single_mark, Glyph::closing);   // ›
  return table;
}();

// The quotation mark that starts at text[i], if any.
Recognised mark_at(std::string_view text, std::size_t i) {
  const auto c = static_cast<unsigned char>(text[i]);
  if (!kMayLead[c]) return {};
  if (c == '"') return {1, Family::double_mark, Glyph::straight};
  const auto at = [&](std::size_t k) {
    return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : static_cast<unsigned char>(0);
  };
  switch (c) {
    case '\'':
      if (at(1) == '\'') return {2, Family::double_mark, Glyph::straight};
      return {1, Family::single_mark, Glyph::straight};
    case '`':
      if (at(1) == '`') return {2, Family::double_mark, Glyph::opening};
      return {1, Family::single_mark, Glyph::opening};
    case '&':
      return spelled(text.substr(i), kEntities);
    case 0xC3:
      if (at(1) != 0xA2 || at(2) != 0xE2) return {};
      return spelled(text.substr(i), kMojibake);
    case 0xC2:
      switch (at(1)) {
        case 0x91:
          return {2, Family::single_mark, Glyph::opening};  // cp1252 marks read as Latin-1
        case 0x92:
          return {2, Family::single_mark, Glyph::closing};
        case 0x93:
          return {2, Family::double_mark, Glyph::opening};
        case 0x94:
          return {2, Family::double_mark, Glyph::closing};
        case 0xAB:
          return {2, Family::double_mark, Glyph::opening};  // «
        case 0xBB:
          return {2, Family::double_mark, Glyph::closing};  // »
        default:
          return {};
      }
    case 0xE2: {
      if ((at(1) != 0x80) | ((at(2) & 0xC0u) != 0x80)) return {};
      const Recognised found = kGeneral[at(2) & 0x3Fu];
      const bool doubles = (at(2) == 0x98) | (at(2) == 0x99);  // ‘‘ and ’’ are one mark each
      if (doubles && at(3) == 0xE2 && at(4) == 0x80 && at(5) == at(2)) return {6, Family::double_mark, found.glyph};
      return found;
    }
    case 0xE3:
      if (at(1) != 0x80) return {};
      if (at(2) == 0x8C || at(2) == 0x8E) return {3, Family::double_mark, Glyph::opening};  // 「 『
      if (at(2) == 0x8D || at(2) == 0x8F) return {3, Family::double_mark, Glyph::closing};
      return {};
    default:
      return {};
  }
}

// Of 64 bytes in a row one bit each, the first lowest.
struct Bits {
  // A mark may begin here. Most apostrophes inside words, of which there are more than marks, are left out: those
  // between two ASCII letters of the same sixteen bytes.
  std::uint64_t leads = 0;
  std::uint64_t colons = 0;
};

#ifdef __SSE2__
inline Bits read_bits(const char* from) {
  Bits bits;
  const auto sixteen = [&](unsigned k) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + k));
    const auto is = [](__m128i all, unsigned char c) {
      return _mm_cmpeq_epi8(all, _mm_set1_epi8(static_cast<char>(c)));
    };
    const auto add = [k](std::uint64_t& to, __m128i found) {
      to |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(found))} << k;
    };
    // Letters are the lowest signed bytes here.
    const __m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    const __m128i letters = _mm_cmplt_epi8(_mm_add_epi8(lower, _mm_set1_epi8(static_cast<char>(0x80 - 'a'))),
                                           _mm_set1_epi8(static_cast<char>(0x80 + 26)));
    const __m128i inside = _mm_and_si128(_mm_slli_si128(letters, 1), _mm_srli_si128(letters, 1));
    // With these bits set '"' and '&' are one, and 0xC2, 0xC3, 0xE2 and 0xE3.
    const __m128i alone = _mm_or_si128(is(_mm_or_si128(bytes, _mm_set1_epi8(4)), '&'), is(bytes, '`'));
    const __m128i longer = is(_mm_or_si128(bytes, _mm_set1_epi8(0x21)), 0xE3);
    add(bits.leads, _mm_or_si128(_mm_or_si128(alone, longer), _mm_andnot_si128(inside, is(bytes, '\''))));
    add(bits.colons, is(bytes, ':'));
  };
  sixteen(0);
  sixteen(16);
  sixteen(32);
  sixteen(48);
  return bits;
}
#else
inline Bits read_bits(const char* from) {
  Bits bits;
  const auto is_letter = [&](unsigned k) { return (from[k] | 0x20) >= 'a' && (from[k] | 0x20) <= 'z'; };
  for (unsigned k = 0; k < 64; ++k) {
    const bool edge = k % 16 == 0 || k % 16 == 15;
    const bool inside = from[k] == '\'' && !edge && is_letter(k - 1) && is_letter(k + 1);
    const bool lead = kMayLead[static_cast<unsigned char>(from[k])] && !inside;
    bits.leads |= static_cast<std::uint64_t>(lead) << k;
    bits.colons |= static_cast<std::uint64_t>(from[k] == ':') << k;
  }
  return bits;
}
#endif

// Offsets of bytes, in order.
class Offsets {
 public:
  void clear() { size_ = 0; }
  // Makes room for so many more, and for one beyond.
  void reserve(std::size_t more) {
    if (offsets_.size() <= size_ + more) offsets_.resize(offsets_.size() * 2 + more + 1);
  }
  // The offsets of the bits that are set, for which there is room. Mostly there are none or two, so that two are
  // written whatever they are.
  void add(std::uint32_t base, std::uint64_t bits) {
    const std::uint64_t rest = bits & (bits - 1);
    offsets_[size_] = base + lowest(bits);
    size_ += static_cast<std::size_t>(bits != 0);
    offsets_[size_] = base + lowest(rest);
    size_ += static_cast<std::size_t>(rest != 0);
    for (std::uint64_t more = rest & (rest - 1); more != 0; more &= more - 1) {
      offsets_[size_++] = base + lowest(more);
    }
  }
  // Behind the last one stands none that is smaller than a text is long.
  void close() {
    if (offsets_.size() == size_) offsets_.resize(size_ + 1);
    offsets_[size_] = kNone;
  }
  [[nodiscard]] std::uint32_t operator[](std::size_t i) const { return offsets_[i]; }
  [[nodiscard]] std::span<const std::uint32_t> all() const { return {offsets_.data(), size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t held() const { return offsets_.capacity(); }

 private:
  // Of no bits it is the last, so that no branch asks for them.
  static std::uint32_t lowest(std::uint64_t bits) {
    return static_cast<std::uint32_t>(std::countr_zero(bits | std::uint64_t{1} << 63));
  }

  std::vector<std::uint32_t> offsets_;
  std::size_t size_ = 0;
};

void scan(std::string_view text, Offsets& leads, Offsets& colons) {
  leads.clear();
  colons.clear();
  constexpr std::size_t kStep = 64;
  const auto add = [&](std::size_t at, const char* from) {
    const Bits bits = read_bits(from);
    leads.add(static_cast<std::uint32_t>(at), bits.leads);
    colons.add(static_cast<std::uint32_t>(at), bits.colons);
  };
  constexpr std::size_t kStretch = 64 * kStep;  // for which room is made in one go
  std::size_t at = 0;
  for (; at + kStep <= text.size();) {
    const std::size_t end = std::min(at + kStretch, text.size() / kStep * kStep);
    leads.reserve(kStretch + kStep);
    colons.reserve(kStretch + kStep);
    for (; at < end; at += kStep) add(at, text.data() + at);
  }
  if (at < text.size()) {
    leads.reserve(kStep);
    colons.reserve(kStep);
    std::array<char, kStep> rest{};
    std::memcpy(rest.data(), text.data() + at, text.size() - at);
    add(at, rest.data());
  }
  leads.close();
}

constexpr std::array<Near, 128> make_near_table() {
  std::array<Near, 128> table{};
  const auto set = [&](std::string_view chars, Near near) {
    for (const char c : chars) table[static_cast<unsigned char>(c)] = near;
  };
  table.fill(Near::other);
  for (std::size_t c = 0; c <= ' '; ++c) table[c] = Near::space;
  table[0x7F] = Near::space;
  for (std::size_t c = 'a'; c <= 'z'; ++c) table[c] = table[c - 'a' + 'A'] = Near::letter;
  set("0123456789", Near::digit);
  set("([{<", Near::opener);
  set(")]}>", Near::closer);
  set(".!?", Near::stop);
  set(",;:", Near::comma);
  set("-/", Near::dash);
  return table;
}
constexpr auto kNear = make_near_table();

Near classify(std::string_view text, std::size_t at, std::size_t length) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return kNear[c];
  if (length == 1) return Near::other;  // a byte alone of a longer one
  if (length == 2 && c == 0xC2) {
    return static_cast<unsigned char>(text[at + 1]) <= 0xA0 ? Near::space : Near::other;  // C1 controls and NBSP
  }
  if (length == 3 && c == 0xE2 && static_cast<unsigned char>(text[at + 1]) == 0x80) {
    const auto d = static_cast<unsigned char>(text[at + 2]);
    if (d <= 0x8F || d == 0xA8 || d == 0xA9 || d == 0xAF) return Near::space;
    if (d >= 0x90 && d <= 0x95) return Near::dash;
    if (d == 0xA6) return Near::stop;  // …
    return Near::other;
  }
  if (length == 3 && c == 0xEF && static_cast<unsigned char>(text[at + 1]) == 0xBB) return Near::space;  // BOM
  return Near::letter;
}

std::size_t sequence_length(unsigned char lead) {
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

// What was found from the mark before: whatever looks through marks and spaces back to there need not look again, so
// that a long run of them takes linear time.
template <typename T>
struct Seen {
  std::size_t at = 0;   // where that mark starts
  std::size_t end = 0;  // and ends
  T value{};
};

// The class of what stands before offset `at` in its block, looking through other marks. seen stands at
// the block's start at first.
Near before(std::string_view text, const Mark& mark, Seen<Near>& seen) {
  const auto remember = [&](Near near) {
    seen = {mark.start, mark.end, near};
    return near;
  };
  std::size_t at = mark.start;
  const std::size_t floor = seen.end;
  while (at > floor) {
    std::size_t i = at - 1;
    while (i > floor && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) --i;
    if (mark_at(text, i).length == 0) return remember(classify(text, i, at - i));
    at = i;
  }
  return remember(seen.value);
}

// The class of what stands at or behind offset `at`, looking through other marks; `seen` is where the last call, from
// an earlier offset, stopped.
Near after(std::string_view text, std::size_t at, std::size_t ceiling, std::size_t& seen) {
  at = std::max(at, seen);
  while (at < ceiling) {
    const auto mark = mark_at(text, at);
    if (mark.length == 0) break;
    at += mark.length;
  }
  seen = at;
  if (at >= ceiling) return Near::space;
  return classify(text, at, std::min(sequence_length(static_cast<unsigned char>(text[at])), ceiling - at));
}

Direction direction_of(Near left, Near right, Glyph glyph) {
  const bool left_open = is_any_of(left, {Near::space, Near::opener});
  const bool right_open = is_any_of(right, {Near::space, Near::closer, Near::stop, Near::comma});
  if (left_open && !right_open) return Direction::opens;
  if (!left_open && right_open) return Direction::closes;
  if (left_open && right_open) {
    // "...and bring money" opens before its dots; anything else is for the glyph to say.
    if (right == Near::stop && left != Near::space) return Direction::opens;
    if (glyph == Glyph::opening) return Direction::opens;
    if (glyph == Glyph::closing) return Direction::closes;
    return right == Near::stop ? Direction::opens : Direction::unclear;
  }
  // Nothing but letters and marks on both sides.
  if (glyph == Glyph::opening) return Direction::opens;
  if (glyph == Glyph::closing) return Direction::closes;
  if ((left == Near::comma || left == Near::stop) && (right == Near::letter || right == Near::digit)) {
    return Direction::unclear;
  }
  if (left == Near::dash && (right == Near::letter || right == Near::digit)) return Direction::opens;
  if (right == Near::dash || right == Near::opener) return Direction::closes;
  if (left == Near::stop) return Direction::closes;
  return Direction::unclear;
}

bool is_letter_byte(char c) {
  const auto u = static_cast<unsigned char>(c);
  return (static_cast<unsigned char>((u | 0x20) - 'a') < 26) | (u >= 0xC3);
}

// What may stand between the end of a sentence and a mark.
constexpr std::array<bool, 256> kBetween = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c <= ' '; ++c) table[c] = true;
  for (const char c : std::string_view("\"')]")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

// Whether the last thing before `at` in its block that is no space or mark ends a sentence. seen stands at the block's
// start at first, where one does.
bool after_sentence(std::string_view text, const Mark& mark, Seen<bool>& seen) {
  const auto remember = [&](bool ends) {
    seen = {mark.start, mark.end, ends};
    return ends;
  };
  std::size_t at = mark.start;
  const std::size_t floor = seen.end;
  while (at > floor) {
    const auto c = static_cast<unsigned char>(text[at - 1]);
    if (kBetween[c]) {
      --at;
      continue;
    }
    if ((c & 0xC0) == 0x80) {
      std::size_t i = at - 1;
      while (i > floor && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) --i;
      const Near near = classify(text, i, at - i);
      if (near == Near::space || mark_at(text, i).length > 0) {
        at = i;
        continue;
      }
      return remember(near == Near::stop);
    }
    return remember((c == '.') | (c == '!') | (c == '?'));
  }
  return remember(seen.value);
}

// What English prints with an apostrophe at its head: one of the words, a year, a possessive that stands apart.
bool is_elision(std::string_view rest, const WordList& elided) {
  if (!rest.empty() && rest[0] >= '0' && rest[0] <= '9') {
    // '90s, '04
    std::size_t i = 0;
    while (i < rest.size() && rest[i] >= '0' && rest[i] <= '9') ++i;
    return i == 2;
  }
  // "WOMEN 'S DOWNHILL": wires print the possessive apart.
  if (!rest.empty() && (rest[0] == 's' || rest[0] == 'S') && (rest.size() == 1 || !is_letter_byte(rest[1])))
    return true;
  std::size_t length = 0;
  std::array<char, 8> lower{};
  while (length < rest.size() && is_letter_byte(rest[length]) && mark_at(rest, length).length == 0) {
    if (length == lower.size()) return false;
    lower[length] = static_cast<char>(rest[length] | 0x20);
    ++length;
  }
  return elided.has(std::string_view(lower.data(), length));
}

Span trimmed(std::string_view text, std::uint32_t start, std::uint32_t end) {
  while (start < end) {
    const auto length = sequence_length(static_cast<unsigned char>(text[start]));
    if (start + length > end || classify(text, start, length) != Near::space) break;
    start += static_cast<std::uint32_t>(length);
  }
  while (end > start) {
    std::uint32_t i = end - 1;
    while (i > start && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) --i;
    if (classify(text, i, end - i) != Near::space) break;
    end = i;
  }
  return {start, end};
}

// Kept between the articles of a thread.
struct Buffers {
  std::vector<Mark> marks;
  std::vector<std::uint32_t> block_marks;
  Offsets leads;  // where a mark may begin
  Offsets colons;
};

class Finder {
 public:
  Finder(const Document& document, const QuotationModel& model, Buffers& buffers, std::vector<Stretch>& out,
         std::vector<Diagnostic>& diagnostics)
      : document_(document),
        text_(document.text),
        model_(model),
        out_(out),
        diagnostics_(diagnostics),
        marks_(buffers.marks),
        block_marks_(buffers.block_marks),
        leads_(buffers.leads) {}

  void run() {
    marks_.clear();
    block_marks_.clear();
    for (const Block& block : document_.blocks) {
      block_marks_.push_back(static_cast<std::uint32_t>(marks_.size()));
      collect(block.span);
    }
    block_marks_.push_back(static_cast<std::uint32_t>(marks_.size()));
    vote();
    for (Index b = 0; b < document_.blocks.size(); ++b) read_block(b, block_marks_[b], block_marks_[b + 1]);
    if (carried_open_) note_unclosed();
    locate_tokens();
    drop_empty();
    for (Stretch& stretch : out_) {
      if (!stretch.closed) cut_narration(stretch);
    }
  }

 private:
  void collect(Span block) {
    Seen<Near> seen_before{block.start, block.start, Near::space};
    Seen<bool> seen_sentence{block.start, block.start, true};
    std::size_t seen_after = block.start;
    while (leads_[next_lead_] < block.start) ++next_lead_;
    std::uint32_t i = block.start;
    for (; leads_[next_lead_] < block.end; ++next_lead_) {
      if (leads_[next_lead_] < i) continue;  // a mark of several characters
      i = leads_[next_lead_];
      const auto found = mark_at(text_, i);
      if (found.length == 0 || i + found.length > block.end) continue;
      Mark mark{i, i + found.length, found.family, found.glyph};
      i = mark.end;
      mark.first_end = mark.end;
      if (mark.family == Family::double_mark) {
        Glyph last = mark.glyph;
        while (i < block.end) {
          const auto next = mark_at(text_, i);
          if (next.length == 0 || next.family != Family::double_mark || i + next.length > block.end) break;
          if (last == Glyph::closing && next.glyph == Glyph::opening) break;  // “One.”“Two.”
          i += next.length;
          mark.end = i;
          mark.cluster = true;
          last = next.glyph;
        }
        mark.hollow = mark.glyph == Glyph::opening && last == Glyph::closing;
      } else if (word_starts(block, mark) && word_ends(block, mark)) {
        continue;  // an apostrophe
      }
      mark.left = before(text_, mark, seen_before);
      const Near right = after(text_, mark.end, block.end, seen_after);
      if (mark.family == Family::double_mark && mark.glyph != Glyph::opening && is_measure(block, mark)) continue;
      mark.direction = direction_of(mark.left, right, mark.glyph);
      if (mark.cluster && mark.glyph == Glyph::straight) {
        mark.hollow = mark.left == Near::space && (right == Near::space || right == Near::stop || right == Near::comma);
      }
      mark.after_sentence = after_sentence(text_, mark, seen_sentence);
      marks_.push_back(mark);
    }
  }

  // Whether a letter or a digit stands right before the mark.
  [[nodiscard]] bool word_ends(Span block, const Mark& mark) const {
    std::uint32_t i = mark.start;
    if (i == block.start) return false;
    do --i;
    while (i > block.start && (static_cast<unsigned char>(text_[i]) & 0xC0) == 0x80);
    if (mark_at(text_, i).length > 0) return false;
    const Near near = classify(text_, i, mark.start - i);
    return near == Near::letter || near == Near::digit;
  }

  // Whether a letter stands right behind it.
  [[nodiscard]] bool word_starts(Span block, const Mark& mark) const {
    if (mark.end >= block.end || mark_at(text_, mark.end).length > 0) return false;
    const auto length = sequence_length(static_cast<unsigned char>(text_[mark.end]));
    return mark.end + length <= block.end && classify(text_, mark.end, length) == Near::letter;
  }

  // 6'4" and 6’4”: a mark behind digits that a foot mark stands before.
  [[nodiscard]] bool is_measure(Span block, const Mark& mark) const {
    if (mark.left != Near::digit || mark.start == block.start) return false;
    std::uint32_t i = mark.start;
    while (i > block.start && ((text_[i - 1] >= '0' && text_[i - 1] <= '9') || text_[i - 1] == '.')) --i;
    if (i == mark.start || i == block.start) return false;
    for (const std::string_view foot : {"'", "\u2019", "\u2032"}) {
      if (i - block.start <= foot.size() || text_.substr(i - foot.size(), foot.size()) != foot) continue;
      const char feet = text_[i - foot.size() - 1];
      return feet >= '0' && feet <= '9';
    }
    return false;
  }

  // Which family of marks this text quotes with: single marks take part as full quotations only where double ones
  // are rare, or where paragraphs open their first quotation with single ones and double ones stand inside. Otherwise
  // they are read as short stretches: nicknames, titles, headline quotations.
  void vote() {
    std::uint32_t doubles = 0;
    std::uint32_t singles = 0;
    for (const Mark& mark : marks_) {
      if (mark.family == Family::double_mark) {
        ++doubles;
      } else if (mark.direction == Direction::opens) {
        ++singles;
      }
    }
    single_is_main_ = doubles * 2 < singles;
    if (single_is_main_ || singles == 0) return;
    std::uint32_t doubles_first = 0;
    std::uint32_t singles_first = 0;
    for (std::size_t b = 0; b + 1 < block_marks_.size(); ++b) {
      std::uint32_t m = block_marks_[b];
      while (m < block_marks_[b + 1] && marks_[m].direction != Direction::opens) ++m;
      if (m == block_marks_[b + 1] || is_elision(text_.substr(marks_[m].end, 9), model_.elided)) continue;
      ++(marks_[m].family == Family::double_mark ? doubles_first : singles_first);
    }
    constexpr std::uint32_t kParagraphs = 3;
    single_is_main_ = singles_first >= kParagraphs && doubles_first == 0;
  }

  void read_block(Index block, std::uint32_t first, std::uint32_t last) {
    const Span span = document_.blocks[block].span;
    if (carried_open_) {
      // A quotation that the paragraph before left open goes on where this one opens with a mark, or closes one that
      // it never opened.
      const std::uint32_t m = next_double(first, last);
      const bool reopens = m < last && opens(m, false) && trimmed(text_, span.start, marks_[m].start).empty();
      const bool closes_unopened = m < last && marks_[m].direction == Direction::closes;
      if (!reopens) {
        carried_open_ = false;
        if (closes_unopened) {
          begin(block, span.start, span.start, true);
        } else {
          note_unclosed();
        }
      }
    }
    const std::uint32_t first_double = next_double(first, last);
    for (std::uint32_t m = first; m < last; ++m) {
      const Mark& mark = marks_[m];
      if (mark.family == Family::single_mark && !single_is_main_) {
        if (open_) {
          nested_single(m, last);
        } else {
          short_single(block, m, last);
        }
        continue;
      }
      if (mark.family == Family::single_mark && !usable_single(m)) continue;
      if (mark.hollow && !open_) continue;  // "" with nothing in it
      if (mark.cluster && open_ && mark.direction == Direction::unclear) {
        close(mark.start, mark.first_end);  // "One.""Two."
        begin(block, mark.first_end, mark.end, false);
        continue;
      }
      if (opens(m, open_)) {
        if (!open_) {
          begin(block, mark.start, mark.end, carried_open_);
          family_ = mark.family;
          carried_open_ = false;
        } else if (!mark.after_sentence && is_nested(m, last)) {
          nested_starts_.push_back(mark.end);
        } else {
          // Behind a sentence the same speech goes on; behind a colon or a comma somebody is introduced anew, and
          // the mark that should have closed the stretch before is missing.
          current_.runs_over = !mark.after_sentence;
          const bool goes_on = mark.after_sentence;
          finish(mark.start, mark.start, false);
          begin(block, mark.start, mark.end, goes_on);
        }
      } else if (!nested_starts_.empty()) {
        const Span inner = trimmed(text_, nested_starts_.back(), mark.start);
        nested_starts_.pop_back();
        if (!inner.empty()) current_.nested.push_back(inner);
      } else if (open_) {
        close(mark.start, mark.end);
      } else {
        stray_closer(block, m, m == first_double);
      }
    }
    if (open_) {
      const bool single = current_.single;
      finish(span.end, span.end, false);
      carried_open_ = !single || single_is_main_;
      carried_from_ = static_cast<std::uint32_t>(out_.size());
    }
  }

  [[nodiscard]] std::uint32_t next_double(std::uint32_t m, std::uint32_t last) const {
    while (m < last && marks_[m].family == Family::single_mark && !single_is_main_) ++m;
    return m;
  }

  [[nodiscard]] bool opens(std::uint32_t m, bool open) const {
    if (marks_[m].direction == Direction::unclear) return !open;
    return marks_[m].direction == Direction::opens;
  }

  // A mark that opens in mid-sentence inside an open quotation is nested if marks close both before a new sentence
  // opens another. The look-ahead is bounded, so that a text of lone marks stays linear.
  [[nodiscard]] bool is_nested(std::uint32_t m, std::uint32_t last) const {
    int depth = static_cast<int>(nested_starts_.size()) + 2;
    const std::uint32_t limit = std::min(last, m + 9);
    // Double marks inside single ones need no look at what closes the single ones, which may be lost.
    if (single_is_main_ && nested_starts_.empty() && marks_[m].family == Family::double_mark &&
        family_ == Family::single_mark) {
      std::uint32_t k = m + 1;
      while (k < limit && marks_[k].family != Family::double_mark) ++k;
      return k < limit && marks_[k].direction == Direction::closes;
    }
    for (std::uint32_t k = m + 1; k < limit; ++k) {
      if (marks_[k].family == Family::single_mark && !single_is_main_) continue;
      if (marks_[k].direction == Direction::opens) {
        if (marks_[k].after_sentence) return false;
        ++depth;
      } else if (--depth == 0) {
        return true;
      }
    }
    return false;
  }

  void begin(Index block, std::uint32_t outer, std::uint32_t inner, bool continues) {
    open_ = true;
    current_ = Stretch{};
    current_.block = block;
    current_.outer.start = outer;
    current_.span.start = inner;
    current_.continues = continues && !out_.empty();
    nested_starts_.clear();
  }

  void close(std::uint32_t inner, std::uint32_t outer) { finish(inner, outer, true); }

  void finish(std::uint32_t inner, std::uint32_t outer, bool closed) {
    open_ = false;
    current_.span = trimmed(text_, current_.span.start, inner);
    if (current_.span.empty()) return;
    current_.outer.end = closed ? outer : current_.span.end;
    current_.closed = closed;
    find_insertions(current_);
    out_.push_back(std::move(current_));
  }

  void note_unclosed() {
    if (carried_from_ == 0) return;
    Stretch& open = out_[carried_from_ - 1];
    // A paragraph that goes on with a speech is the speaker's to its end, as the ones before it were.
    open.runs_over = !open.continues;
    const auto length = sequence_length(static_cast<unsigned char>(text_[open.outer.start]));
    diagnostics_.push_back({"unclosed-mark",
                            {open.outer.start, open.outer.start + static_cast<std::uint32_t>(length)},
                            "A quotation opens here and nothing closes it; it was ended with its paragraph."});
  }

  // A closing mark with nothing open: the opening one is missing where the mark closes the paragraph's first
  // quotation and a comma, a stop or another mark of the end of speech stands before it.
  void stray_closer(Index block, std::uint32_t m, bool first_of_block) {
    const Mark& mark = marks_[m];
    const bool end_of_speech = mark.left == Near::comma || mark.left == Near::stop;
    if (!first_of_block || !end_of_speech || mark.family == Family::single_mark || !cue_follows(mark.end)) return;
    diagnostics_.push_back({"missing-opening-mark",
                            {mark.start, mark.end},
                            "A quotation closes here that no mark opened; it was taken to open with its paragraph."});
    // Short stretches between single marks that were found on the way stand inside it.
    std::size_t own = out_.size();
    while (own > 0 && out_[own - 1].block == block) --own;
    std::vector<Span> inner;
    for (std::size_t k = own; k < out_.size(); ++k) inner.push_back(out_[k].span);
    out_.resize(own);
    begin(block, document_.blocks[block].content.start, document_.blocks[block].content.start, false);
    current_.nested = std::move(inner);
    close(mark.start, mark.end);
  }

  // A cue of speech stands within the next few words: "...," said Hart / "...," the Hart captain said.
  [[nodiscard]] bool cue_follows(std::uint32_t offset) const {
    const TokenArray& tokens = document_.tokens;
    const Index from = tokens.at_or_after(offset + 1);
    for (Index t = from; t < tokens.size() && t < from + 6; ++t) {
      if (tokens.kind[t] == TokenKind::punctuation && t > from) return false;
      if (document_.is(t, kCueFirst)) return true;
    }
    return false;
  }

  // In a text that quotes with single marks: is this one a mark at all, or an apostrophe?
  [[nodiscard]] bool usable_single(std::uint32_t m) const {
    const Mark& mark = marks_[m];
    if (mark.direction == Direction::opens) return !open_ && !is_elision(text_.substr(mark.end, 9), model_.elided);
    if (!open_) return false;
    return mark.direction == Direction::closes && !is_plural_possessive(m);
  }

  // players' effort: an s before, a lower-case word after, and a better closing mark still to come.
  [[nodiscard]] bool is_plural_possessive(std::uint32_t m) const {
    const Mark& mark = marks_[m];
    if (mark.start == 0 || text_[mark.start - 1] != 's') return false;
    // 'not the players',' said Hart: the mark that closes stands behind the comma.
    const bool stop = mark.end + 1 < text_.size() && (text_[mark.end] == ',' || text_[mark.end] == '.');
    if (stop && m + 1 < marks_.size() && marks_[m + 1].start == mark.end + 1 &&
        marks_[m + 1].family == Family::single_mark && marks_[m + 1].direction == Direction::closes) {
      return true;
    }
    if (mark.end + 1 >= text_.size() || text_[mark.end] != ' ' || !is_letter_byte(text_[mark.end + 1])) return false;
    const std::uint32_t limit = std::min<std::uint32_t>(static_cast<std::uint32_t>(marks_.size()), m + 6);
    for (std::uint32_t k = m + 1; k < limit; ++k) {
      if (marks_[k].family != Family::single_mark) continue;
      if (marks_[k].direction == Direction::opens) return false;
      return true;
    }
    return false;
  }

  // 'Jedi' outside a quotation: a short stretch inside one sentence.
  void short_single(Index block, std::uint32_t& m, std::uint32_t last) {
    const Mark& mark = marks_[m];
    if (mark.direction != Direction::opens || is_elision(text_.substr(mark.end, 9), model_.elided)) return;
    const std::uint32_t limit = std::min(last, m + 5);
    for (std::uint32_t k = m + 1; k < limit; ++k) {
      if (marks_[k].family != Family::single_mark || marks_[k].start > mark.end + 160) return;
      if (marks_[k].direction == Direction::opens) return;
      if (is_plural_possessive(k)) continue;
      begin(block, mark.start, mark.end, false);
      current_.single = true;
      close(marks_[k].start, marks_[k].end);
      m = k;
      return;
    }
  }

  void nested_single(std::uint32_t& m, std::uint32_t last) {
    const Mark& mark = marks_[m];
    if (mark.direction != Direction::opens || is_elision(text_.substr(mark.end, 9), model_.elided)) return;
    const std::uint32_t limit = std::min(last, m + 6);
    for (std::uint32_t k = m + 1; k < limit; ++k) {
      if (marks_[k].family != Family::single_mark) return;
      if (marks_[k].direction == Direction::opens) return;
      if (is_plural_possessive(k)) continue;
      const Span inner = trimmed(text_, mark.end, marks_[k].start);
      if (!inner.empty()) current_.nested.push_back(inner);
      m = k;
      return;
    }
  }

  void find_insertions(Stretch& stretch) const {
    constexpr std::size_t kLongest = 200;
    const std::string_view words = stretch.span.of(text_);
    for (std::size_t open = words.find('['); open != std::string_view::npos; open = words.find('[', open + 1)) {
      const std::size_t close = words.substr(0, open + kLongest).find(']', open);
      if (close == std::string_view::npos) continue;
      stretch.insertions.push_back({stretch.span.start + static_cast<std::uint32_t>(open),
                                    stretch.span.start + static_cast<std::uint32_t>(close) + 1});
      open = close;
    }
  }

  void locate_tokens() const {
    const TokenArray& tokens = document_.tokens;
    Index t = 0;
    for (Stretch& stretch : out_) {
      t = std::max(t, first_not_below(tokens.end, stretch.span.start + 1));
      stretch.first = t;
      t = std::max(t, first_not_below(tokens.start, stretch.span.end));
      stretch.last = t;
    }
  }

  // The index of the first value that is not smaller, of ascending ones; their number if there is none.
  static Index first_not_below(const TokenColumn<std::uint32_t>& values, std::uint32_t limit) {
    return count_before(values, [limit](std::uint32_t value) { return value < limit; });
  }

  // A stretch that runs over ends with the last sentence in which the speaker says I, we or you, and with its first
  // sentence where none does: what follows is the paper's. So is what an inverted cue begins in any that no mark
  // closed.
  void cut_narration(Stretch& stretch) const {
    const TokenArray& tokens = document_.tokens;
    if (stretch.first >= stretch.last) return;
    Index keep = stretch.runs_over ? kNone : stretch.last - 1;
    Index sentence_last = stretch.first;
    bool spoken = false;
    for (Index t = stretch.first; stretch.runs_over && t < stretch.last; ++t) {
      spoken = spoken || document_.is(t, class_bit(WordClass::pronoun_i)) || is_you(t);
      const bool ends = t + 1 == stretch.last || tokens.sentence[t + 1] != tokens.sentence[t];
      if (!ends) continue;
      sentence_last = t;
      if (keep == kNone || spoken) keep = sentence_last;
      spoken = false;
    }
    if (keep == kNone) return;
    keep = std::min({keep, before_inverted_cue(stretch), before_subject_and_cue(stretch)});
    if (keep + 1 >= stretch.last) return;
    stretch.last = keep + 1;
    stretch.span.end = tokens.end[keep];
    stretch.outer.end = stretch.span.end;
    std::erase_if(stretch.nested, [&](Span inner) { return !stretch.span.contains(inner); });
    std::erase_if(stretch.insertions, [&](Span inner) { return !stretch.span.contains(inner); });
  }

  // A stretch of nothing but punctuation goes; what continued it continues what that continued.
  void drop_empty() {
    bool head_lost = false;
    std::erase_if(out_, [&](Stretch& stretch) {
      if (head_lost) stretch.continues = false;
      const bool empty = !says_anything(stretch.span.of(text_));
      head_lost = empty && !stretch.continues;
      return empty;
    });
  }

  // Marks around nothing but punctuation quote nobody.
  static bool says_anything(std::string_view words) {
    return std::any_of(words.begin(), words.end(), [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte >= 0x80 || (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
    });
  }

  // "We gave it all, said Hart: the comma before the cue, where the closing mark should stand behind it; kNone without.
  [[nodiscard]] Index before_inverted_cue(const Stretch& stretch) const {
    const TokenArray& tokens = document_.tokens;
    for (Index t = stretch.first + 1; t + 2 < stretch.last; ++t) {
      if (!(document_.is(t + 1, kCueFirst) & document_.is_char(t, ',')) || tokens.is(t + 1, kCapitalised)) continue;
      Index name = t + 2;
      while (name + 1 < stretch.last && name < t + 6 && document_.is(name, kInRole) && !tokens.is(name, kCapitalised)) {
        ++name;  // "said prop Jo Hart"
      }
      if (tokens.is(name, kCapitalised) && !document_.is(name, class_bit(WordClass::pronoun_i))) return t;
    }
    return kNone;
  }

  // "We gave it all, Hart said." the same where the subject stands first and a stop ends the sentence.
  [[nodiscard]] Index before_subject_and_cue(const Stretch& stretch) const {
    const TokenArray& tokens = document_.tokens;
    constexpr Index kLongest = 8;
    for (Index t = stretch.first + 1; t + 2 < stretch.last; ++t) {
      const bool may_speak = tokens.is(t + 1, kCapitalised) | document_.is(t + 1, kInRole);
      if (!(may_speak & document_.is_char(t, ','))) continue;
      Index cue = t + 1;
      while (cue < stretch.last && cue < t + kLongest && tokens.kind[cue] == TokenKind::word &&
             (tokens.is(cue, kCapitalised) || document_.is(cue, kInRole)) &&
             !document_.is(cue, kFunctionWord | class_bit(WordClass::pronoun_i))) {
        ++cue;
      }
      if (cue < t + 2 || cue >= stretch.last || !tokens.is(cue - 1, kCapitalised) || !document_.is(cue, kCueFirst))
        continue;
      if (cue + 1 >= stretch.last || document_.token_text(cue + 1) == ".") return t;
    }
    return kNone;
  }

  [[nodiscard]] bool is_you(Index t) const {
    const std::string_view word = document_.token_text(t);
    return word.size() >= 3 && (word[0] | 0x20) == 'y' && word.substr(1, 2) == "ou";
  }

  const Document& document_;
  std::string_view text_;
  const QuotationModel& model_;
  std::vector<Stretch>& out_;
  std::vector<Diagnostic>& diagnostics_;
  std::vector<Mark>& marks_;
  std::vector<std::uint32_t>& block_marks_;  // the first mark of each block, and behind the last one their number
  const Offsets& leads_;
  std::size_t next_lead_ = 0;
  bool single_is_main_ = false;
  bool open_ = false;
  Family family_ = Family::double_mark;  // of the mark that opened last
  bool carried_open_ = false;
  std::uint32_t carried_from_ = 0;  // 1 + index of the stretch that was left open
  Stretch current_;
  std::vector<std::uint32_t> nested_starts_;
};

}  // namespace

void find_stretches(const Document& document, const QuotationModel& model, std::vector<Stretch>& out,
                    std::vector<Diagnostic>& diagnostics) {
  thread_local Buffers buffers;
  out.clear();
  scan(document.text, buffers.leads, buffers.colons);
  Finder(document, model, buffers, out, diagnostics).run();
  if (may_be_transcript(document, buffers.colons.all())) add_transcript(document, out);
  add_dialogue(document, out);
  // What one huge article has grown is given back, so that a long run stays small. Asked of what is held: the article
  // that has grown it may have ended without memory.
  constexpr std::size_t kKeep = std::size_t{1} << 17;
  if (std::max({buffers.marks.capacity(), buffers.block_marks.capacity(), buffers.leads.held(),
                buffers.colons.held()}) > kKeep) {
    buffers = Buffers();
  }
}

}  // namespace pressbox

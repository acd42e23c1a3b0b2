#include "extractor/annotation/places.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <bit>
#include <numeric>

#include "extractor/gazetteer/utf8.h"

namespace pressbox {
namespace {

constexpr std::uint32_t kStride = 64;

bool is_word_character(char32_t c) {
  return u_isalnum(static_cast<UChar32>(c)) != 0;
}

bool is_space(char32_t c) {
  return c <= 0x20 ? c == U' ' || (c >= 0x09 && c <= 0x0d)
                   : c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
                         c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

char32_t level(char32_t c) {
  if (is_space(c)) return U' ';
  if (c < 0x80) return c == U'`' ? U'\'' : c;
  switch (c) {
    case 0x2018:  // ‘ ’ ‚ ‛ ′ ´ ʼ
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x2032:
    case 0xb4:
    case 0x2bc:
      return U'\'';
    case 0x201c:  // “ ” „ ‟ ″ « »
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x2033:
    case 0xab:
    case 0xbb:
      return U'"';
    case 0x2010:  // ‐ ‑ ‒ – — ― −
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return U'-';
    default:
      return c;
  }
}

std::u32string fold(std::u32string_view words) {
  std::u32string out(words);
  for (char32_t& c : out) c = static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
  return out;
}

// The edits between a and b, or anything above limit if there are more than that.
std::size_t edits(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  std::vector<std::size_t> row(a.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::size_t diagonal = row[0];
    row[0] = j;
    std::size_t least = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t above = row[i];
      row[i] = std::min({above + 1, row[i - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
      least = std::min(least, row[i]);
    }
    if (least > limit) return limit + 1;
  }
  return row[a.size()];
}

// Of so many characters.
constexpr std::size_t kHashed = 4;
std::uint32_t hash_of(const char32_t* characters) {
  std::uint32_t hash = 0;
  for (std::size_t i = 0; i < kHashed; ++i) hash = (hash ^ characters[i]) * 0x9e3779b1u;
  return hash ^ (hash >> 15);
}

std::size_t tolerance(std::size_t length) {
  return length < 4 ? 1 : std::max<std::size_t>(2, length / 3);
}

}  // namespace

std::u32string level_words(std::string_view words) {
  std::u32string out;
  out.reserve(words.size());
  for (std::size_t at = 0; at < words.size();) {
    const char32_t c = level(utf8::next(words, at));
    if (c == U' ' && (out.empty() || out.back() == U' ')) continue;
    out += c;
  }
  if (!out.empty() && out.back() == U' ') out.pop_back();
  return out;
}

Places::Places(std::string_view text) : text_(text) {
  level_.reserve(text.size());
  start_.reserve(text.size());
  end_.reserve(text.size());
  lines_.push_back(0);
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    if (code_points_++ % kStride == 0) checkpoints_.push_back(begin);
    const char32_t read = utf8::next(text, at);
    const auto end = static_cast<std::uint32_t>(at);
    if (read == U'\n') lines_.push_back(end);
    const char32_t c = level(read);
    if (c == U' ' && !level_.empty() && level_.back() == U' ') {
      end_.back() = end;
      continue;
    }
    level_ += c;
    start_.push_back(begin);
    end_.push_back(end);
  }
  // Counted, then placed: the positions of a bucket stand in order.
  if (level_.size() < kHashed) return;
  const std::size_t count = level_.size() - kHashed + 1;
  const auto size = std::bit_ceil(static_cast<std::uint32_t>(std::min(count, std::size_t{1} << 20)));
  buckets_.assign(std::size_t{size} + 2, 0);
  for (std::size_t i = 0; i < count; ++i) ++buckets_[(hash_of(&level_[i]) & (size - 1)) + 2];
  std::partial_sum(buckets_.begin(), buckets_.end(), buckets_.begin());
  positions_.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    positions_[buckets_[(hash_of(&level_[i]) & (size - 1)) + 1]++] = static_cast<std::uint32_t>(i);
  }
  buckets_.pop_back();
}

std::vector<Span> Places::find_level(std::u32string_view level, bool inside_words) const {
  std::vector<Span> found;
  if (level.empty()) return found;
  const bool word_first = is_word_character(level.front());
  const bool word_last = is_word_character(level.back());
  const std::u32string_view text = level_;
  const auto take = [&](std::size_t at) {
    const std::size_t end = at + level.size();
    const bool cut = (word_first && at > 0 && is_word_character(text[at - 1])) ||
                     (word_last && end < text.size() && is_word_character(text[end]));
    if (!cut || inside_words) found.push_back({start_[at], end_[end - 1]});
  };
  if (level.size() < kHashed) {
    for (std::size_t at = text.find(level); at != std::u32string_view::npos; at = text.find(level, at + 1)) take(at);
  } else if (!positions_.empty()) {
    const std::uint32_t bucket = hash_of(level.data()) & static_cast<std::uint32_t>(buckets_.size() - 2);  // size - 1
    for (std::uint32_t i = buckets_[bucket]; i < buckets_[bucket + 1]; ++i) {
      if (text.substr(positions_[i]).starts_with(level)) take(positions_[i]);
    }
  }
  return found;
}

std::vector<Span> Places::find(std::string_view words, bool inside_words) const {
  return find_level(level_words(words), inside_words);
}

std::vector<Span> Places::find_elided(std::string_view words, bool inside_words) const {
  const std::u32string level = level_words(words);
  std::vector<Span> whole = find_level(level, inside_words);
  if (!whole.empty()) return whole;
  std::size_t sign = level.find(U" \u2026 ");
  std::size_t length = 3;
  if (sign == std::u32string::npos) {
    sign = level.find(U" ... ");
    length = 5;
  }
  if (sign == std::u32string::npos) return whole;
  const std::u32string_view head = std::u32string_view(level).substr(0, sign);
  const std::u32string_view tail = std::u32string_view(level).substr(sign + length);
  // Both lists stand in order, so one pass pairs them.
  const std::vector<Span> tails = find_level(tail, inside_words);
  auto next = tails.begin();
  for (const Span first : find_level(head, inside_words)) {
    while (next != tails.end() && next->start < first.end) ++next;
    if (next == tails.end()) break;
    whole.push_back({first.start, next->end});
  }
  return whole;
}

std::string Places::nearest(std::string_view words) const {
  constexpr std::size_t kLongest = 60;  // enough to recognise a sentence by
  const std::u32string all = fold(level_words(words));
  std::u32string wanted = all.substr(0, kLongest);
  if (all.size() > kLongest && wanted.rfind(U' ') != std::u32string::npos) wanted.resize(wanted.rfind(U' '));
  if (wanted.empty()) return "";
  const auto count = static_cast<std::size_t>(std::count(wanted.begin(), wanted.end(), U' ')) + 1;
  struct Word {
    std::size_t begin, end;
  };
  std::vector<Word> text_words;
  for (std::size_t at = 0; at < level_.size();) {
    std::size_t end = level_.find(U' ', at);
    if (end == std::u32string::npos) end = level_.size();
    if (end > at) text_words.push_back({at, end});
    at = end + 1;
  }
  const std::u32string text = fold(level_);
  struct Candidate {
    std::size_t edits, begin, end;
  };
  std::vector<Candidate> best;
  const std::size_t limit = tolerance(wanted.size());
  for (std::size_t i = 0; i + count <= text_words.size(); ++i) {
    std::size_t begin = text_words[i].begin;
    std::size_t end = text_words[i + count - 1].end;
    // What stands around the words in the text is not sought.
    const auto around = [&](char32_t c, char32_t own) {
      return c != own && !is_word_character(c) && (is_word_character(own) || c == U'"' || c == U'\'');
    };
    while (begin < end && around(text[begin], wanted.front())) ++begin;
    while (begin < end && around(text[end - 1], wanted.back())) --end;
    if (begin == end) continue;
    const std::size_t distance = edits(wanted, std::u32string_view(text).substr(begin, end - begin), limit);
    if (distance <= limit) best.push_back({distance, begin, end});
  }
  std::stable_sort(best.begin(), best.end(), [](const Candidate& a, const Candidate& b) { return a.edits < b.edits; });
  std::string out;
  std::vector<std::u32string> told;
  for (const Candidate& candidate : best) {
    std::u32string form = level_.substr(candidate.begin, candidate.end - candidate.begin);
    if (std::find(told.begin(), told.end(), form) != told.end()) continue;
    const std::uint32_t from = start_[candidate.begin];
    out += (out.empty() ? "\"" : ", \"");
    out += text_.substr(from, end_[candidate.end - 1] - from);
    out += "\" (line " + std::to_string(line_of(from)) + ")";
    told.push_back(std::move(form));
    if (told.size() == 3) break;
  }
  return out;
}

std::uint32_t Places::code_point_of(std::uint32_t byte) const {
  const auto after = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), byte);
  if (after == checkpoints_.begin()) return 0;
  const auto index = static_cast<std::uint32_t>(after - checkpoints_.begin() - 1);
  std::uint32_t count = index * kStride;
  for (std::size_t at = checkpoints_[index]; at < byte && at < text_.size(); ++count) {
    (void)utf8::next(text_, at);
  }
  return count;
}

std::optional<std::uint32_t> Places::byte_of(std::uint32_t code_point) const {
  if (code_point > code_points_) return std::nullopt;
  if (code_point == code_points_) return static_cast<std::uint32_t>(text_.size());
  std::size_t at = checkpoints_[code_point / kStride];
  for (std::uint32_t left = code_point % kStride; left > 0; --left) (void)utf8::next(text_, at);
  return static_cast<std::uint32_t>(at);
}

std::uint32_t Places::line_of(std::uint32_t byte) const {
  return static_cast<std::uint32_t>(std::upper_bound(lines_.begin(), lines_.end(), byte) - lines_.begin());
}

bool Places::inside_word(std::uint32_t byte) const {
  if (byte == 0 || byte >= text_.size()) return false;
  std::size_t before = byte - 1;
  while (before > 0 && (static_cast<unsigned char>(text_[before]) & 0xc0u) == 0x80u) --before;
  std::size_t at = byte;
  return is_word_character(utf8::next(text_, before)) && is_word_character(utf8::next(text_, at));
}

std::string_view most_like(std::string_view given, const std::vector<std::string_view>& known) {
  const std::u32string wanted = fold(level_words(given));
  std::string_view best;
  std::size_t least = tolerance(wanted.size()) + 1;
  for (const std::string_view word : known) {
    const std::size_t distance = edits(wanted, fold(level_words(word)), least - 1);
    if (distance >= least) continue;
    least = distance;
    best = word;
  }
  return best;
}

}  // namespace pressbox

#include "extractor/annotation/conll.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "extractor/annotation/fields.h"
#include "extractor/annotation/names.h"
#include "extractor/gazetteer/utf8.h"
#include "extractor/structure/blocks.h"
#include "extractor/tokens/tokens.h"

namespace pressbox {
namespace {

constexpr std::string_view kColumns = "# global.columns = FORM PRESSBOX:NAME PRESSBOX:QUOTE PRESSBOX:SCORE MISC";
constexpr std::array<std::string_view, kNameLayers> kTags = {"PER", "TEAM", "COMP", "VENUE", "OUTLET"};

// Where a stretch begins or ends inside a token: how many code points of its tokens are left out at either end.
constexpr std::array<std::string_view, 3> kCuts = {"name.cut", "quote.cut", "score.cut"};

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

struct Token {
  Span span;
  bool sentence_first = false;
};

// Moves at behind the white space and invisible characters before end.
void skip_blanks(std::string_view text, std::uint32_t& at, std::uint32_t end) {
  while (at < end) {
    std::size_t next = at;
    const auto c = static_cast<UChar32>(utf8::next(text, next));
    if (!u_isUWhiteSpace(c) && !u_iscntrl(c) && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return;
    at = static_cast<std::uint32_t>(next);
  }
}

// The extractor's tokens; what stands between them (bullets, say) is cut at white space. Together they are all of the
// text that can be seen.
std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Block> blocks;
  find_blocks(text, blocks);
  TokenArray array;
  std::vector<Sentence> sentences;
  tokenize(text, blocks, array, sentences);
  std::vector<Token> tokens;
  std::uint32_t at = 0;
  const auto fill = [&](std::uint32_t end) {  // true if there was something
    const std::size_t before = tokens.size();
    for (skip_blanks(text, at, end); at < end; skip_blanks(text, at, end)) {
      std::uint32_t stop = at;
      while (stop < end && !is_blank(text[stop])) ++stop;
      tokens.push_back({{at, stop}, tokens.size() == before});
      at = stop;
    }
    return tokens.size() > before;
  };
  for (Index i = 0; i < array.size(); ++i) {
    const bool filled = fill(array.start[i]);
    tokens.push_back({array.span(i), !filled && (i == 0 || array.sentence[i] != array.sentence[i - 1])});
    at = array.end[i];
  }
  fill(static_cast<std::uint32_t>(text.size()));
  return tokens;
}

// ---- writing ----

// One column: a tag and details for what it covers.
struct Stretch {
  Span span;
  std::string_view tag;
  std::string details;
};

class Writer {
 public:
  Writer(const Annotation& annotation, const Places& text, std::vector<AnnotationFinding>& notes)
      : annotation_(annotation), places_(text), notes_(notes), tokens_(tokens_of(text.text())) {}

  std::string write(std::optional<ConllLayer> only) {
    std::array<std::vector<Stretch>, 3> layers = {names(), quotes(), scores()};
    std::string out;
    if (!only) {
      out.append(kColumns).append("\n");
      out += "# newdoc id = " + plain_or_quoted(annotation_.id) + "\n";
      if (!annotation_.sport.empty()) out += "# sport = " + plain_or_quoted(annotation_.sport) + "\n";
      if (!annotation_.style.empty()) out += "# style = " + plain_or_quoted(annotation_.style) + "\n";
    }
    const std::size_t first = only ? static_cast<std::size_t>(*only) : 0;
    const std::size_t last = only ? first + 1 : layers.size();
    std::vector<std::vector<std::string>> tags(layers.size());
    std::vector<std::string> details(tokens_.size());
    for (std::size_t i = first; i < last; ++i) tag(layers[i], only ? "" : kCuts[i], tags[i], details);
    for (std::size_t t = 0; t < tokens_.size(); ++t) {
      if (tokens_[t].sentence_first && t > 0) out += "\n";
      out += tokens_[t].span.of(places_.text());
      for (std::size_t i = first; i < last; ++i) out += "\t" + tags[i][t];
      if (!only) out += "\t" + (details[t].empty() ? "_" : details[t]);
      out += "\n";
    }
    return out + "\n";
  }

 private:
  std::vector<Stretch> names() const {
    std::vector<Stretch> out;
    for (const NamedMention& mention : named_mentions(annotation_, places_)) {
      out.push_back({mention.span, kTags[static_cast<std::size_t>(mention.layer)],
                     mention.must_be_named ? "name=" + quote_string(*mention.name) : ""});
    }
    std::stable_sort(out.begin(), out.end(), [](const Stretch& a, const Stretch& b) { return a.span < b.span; });
    return out;
  }

  std::vector<Stretch> quotes() const {
    std::vector<Stretch> out;
    for (const AnnotatedQuote& quote : annotation_.quotes) {
      std::string details;
      if (!quote.speaker.empty()) details += "speaker=" + quote_string(quote.speaker);
      if (!quote.cue.empty()) details += (details.empty() ? "cue=" : " cue=") + quote_string(quote.cue);
      if (quote.how) details += (details.empty() ? "how=" : " how=") + std::string(how_name(*quote.how));
      out.push_back({quote.span, quote_kind_name(quote.kind), std::move(details)});
    }
    return out;
  }

  std::vector<Stretch> scores() const {
    std::vector<Stretch> out;
    for (const AnnotatedScore& score : annotation_.scores) {
      std::string details;
      for (const AnnotatedSide& side : score.sides) {
        details += (details.empty() ? "" : " ") + quote_string(side.name) + "=" + std::to_string(side.points);
      }
      out.push_back({score.span, score_kind_name(score.kind), std::move(details)});
    }
    return out;
  }

  void note(Span span, const std::string& what) {
    notes_.push_back({true, 0, "",
                      "\"" + in_brief(span.of(places_.text())) + "\" (line " +
                          std::to_string(places_.line_of(span.start)) + " of the text) " + what});
  }

  // cut is the key of what is left out of the outer tokens; "" where there is no place to tell it.
  void tag(const std::vector<Stretch>& stretches, std::string_view cut, std::vector<std::string>& tags,
           std::vector<std::string>& details) {
    tags.assign(tokens_.size(), "O");
    std::size_t free = 0;  // the first token behind the stretch before
    for (const Stretch& stretch : stretches) {
      const auto begin = std::upper_bound(tokens_.begin(), tokens_.end(), stretch.span.start,
                                          [](std::uint32_t at, const Token& token) { return at < token.span.end; });
      const auto end = std::lower_bound(begin, tokens_.end(), stretch.span.end,
                                        [](const Token& token, std::uint32_t at) { return token.span.start < at; });
      const auto from = static_cast<std::size_t>(begin - tokens_.begin());
      const auto to = static_cast<std::size_t>(end - tokens_.begin());
      if (from >= to) continue;
      if (from < free) {
        note(stretch.span, "overlaps another annotation of its column and is left out");
        continue;
      }
      std::string own = stretch.details;
      if (const Span whole{tokens_[from].span.start, tokens_[to - 1].span.end}; whole != stretch.span) {
        if (cut.empty() || !whole.contains(stretch.span)) {
          note(stretch.span, "begins or ends inside a token and is widened to it");
        } else {
          const auto count = [this](std::uint32_t start, std::uint32_t end) {
            return std::to_string(places_.code_point_of(end) - places_.code_point_of(start));
          };
          own.append(own.empty() ? "" : " ").append(cut).append("=");
          own += count(whole.start, stretch.span.start) + "," + count(stretch.span.end, whole.end);
        }
      }
      for (std::size_t t = from; t < to; ++t) {
        tags[t] = (t == from ? "B-" : "I-");
        tags[t] += stretch.tag;
      }
      if (!own.empty()) details[from] += (details[from].empty() ? "" : " ") + own;
      free = to;
    }
  }

  const Annotation& annotation_;
  const Places& places_;
  std::vector<AnnotationFinding>& notes_;
  std::vector<Token> tokens_;
};

// ---- reading ----

enum class Column : std::uint8_t { names, quotes, scores, form, details, other };

class Reader {
 public:
  Reader(const Places& text, std::optional<ConllLayer> layer, std::vector<AnnotationFinding>& findings)
      : places_(text), findings_(findings) {
    if (layer) columns_ = {Column::form, static_cast<Column>(*layer)};
  }

  Annotation read(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    bool good = true;
    for (; !bytes.empty() && good; ++line_) {
      const std::size_t end = std::min(bytes.find('\n'), bytes.size());
      std::string_view text = bytes.substr(0, end);
      bytes.remove_prefix(std::min(end + 1, bytes.size()));
      if (text.ends_with('\r')) text.remove_suffix(1);
      if (text.find_first_not_of(" \t") != std::string_view::npos) good = line(text);
    }
    for (const Column column : {Column::names, Column::quotes, Column::scores}) close(column);
    if (good) {
      skip_blanks(places_.text(), at_, static_cast<std::uint32_t>(places_.text().size()));
      if (at_ < places_.text().size()) {
        --line_;
        fail("the file ends before line " + std::to_string(places_.line_of(at_)) + " of the text, " + standing() +
             "; check that text and annotation belong together");
      }
    }
    add_names(mentions_, places_, out_);
    put_in_order(out_);
    return std::move(out_);
  }

 private:
  struct Open {
    std::string label;  // "" for none
    Span span;
    std::uint32_t line = 0;
    std::vector<Field> details;
  };

  bool fail(std::string message) {
    findings_.push_back({false, line_, "", std::move(message)});
    return false;
  }

  // What comes next in the text.
  [[nodiscard]] std::string standing() const {
    const std::string_view rest = places_.text().substr(at_);
    return "\"" + in_brief(rest.substr(0, rest.find('\n'))) + "\"";
  }

  // Columns stand between tabs, or, where a line has none, between spaces.
  static std::vector<std::string_view> cells_of(std::string_view line) {
    std::vector<std::string_view> cells;
    const bool tabs = line.find('\t') != std::string_view::npos;
    while (!line.empty()) {
      const std::size_t end = std::min(line.find(tabs ? '\t' : ' '), line.size());
      if (tabs || end > 0) cells.push_back(line.substr(0, end));
      line.remove_prefix(std::min(end + 1, line.size()));
    }
    return cells;
  }

  // False: there is no going on.
  bool line(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      if (utf8::next(text, at) == utf8::kInvalid) return fail("is not UTF-8; save the file as UTF-8");
    }
    if (text.starts_with("# ") && text.find('\t') == std::string_view::npos) return comment(text.substr(2));
    if (text.starts_with("-DOCSTART-")) return begin_document();
    const std::vector<std::string_view> cells = cells_of(text);
    const std::size_t least = told_columns_ ? columns_.size() : 2;
    if (cells.size() < least) {
      return fail("has " + std::to_string(cells.size()) + " of the " + std::to_string(least) +
                  " columns; part the token and its tags by tabs");
    }
    const std::size_t count = std::min(cells.size(), columns_.size());
    Span token;
    for (std::size_t i = 0; i < count; ++i) {
      if (columns_[i] == Column::form && !place(cells[i], token)) return false;
    }
    std::vector<Field> details;
    for (std::size_t i = 0; i < count; ++i) {
      if (columns_[i] != Column::details || cells[i] == "_") continue;
      auto fields = split_fields(cells[i]);
      if (fields) {
        details = std::move(fields).value();
      } else {
        fail(fields.error().message);
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (columns_[i] <= Column::scores) tag(columns_[i], cells[i], token, details);
    }
    tokens_ = true;
    return true;
  }

  bool begin_document() {
    if (!tokens_) return true;
    return fail("a second document begins here; give each document a file of its own");
  }

  bool comment(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) return true;
    std::string_view key = text.substr(0, equals);
    while (key.ends_with(' ')) key.remove_suffix(1);
    if (key == "global.columns") return columns(text.substr(equals + 1));
    if (key != "newdoc id" && key != "sport" && key != "style") return true;
    if (key == "newdoc id" && !begin_document()) return false;
    const auto fields = split_fields(text.substr(equals + 1));
    if (!fields || fields.value().size() != 1 || fields.value().front().keyed) {
      fail(std::string(key) + ": is no single value; put several words between quotation marks");
      return true;
    }
    (key == "sport" ? out_.sport : key == "style" ? out_.style : out_.id) = fields.value().front().value;
    return true;
  }

  bool columns(std::string_view list) {
    columns_.clear();
    for (const std::string_view name : cells_of(list)) {
      columns_.push_back(name == "FORM"             ? Column::form
                         : name == "PRESSBOX:NAME"  ? Column::names
                         : name == "PRESSBOX:QUOTE" ? Column::quotes
                         : name == "PRESSBOX:SCORE" ? Column::scores
                         : name == "MISC"           ? Column::details
                                                    : Column::other);
    }
    told_columns_ = true;
    for (const Column column : {Column::form, Column::names, Column::quotes, Column::scores, Column::details}) {
      const auto count = std::count(columns_.begin(), columns_.end(), column);
      if (count > 1 || (count == 0 && column == Column::form)) {
        return fail("global.columns has " + std::to_string(count) +
                    " columns of one kind; name FORM and each other one once: " + std::string(kColumns));
      }
    }
    const auto holds_layer = [](Column column) {
      return column == Column::names || column == Column::quotes || column == Column::scores;
    };
    if (std::none_of(columns_.begin(), columns_.end(), holds_layer)) {
      findings_.push_back({true, line_, "",
                           "global.columns names no column that is read, so nothing is imported; name one of "
                           "PRESSBOX:NAME, PRESSBOX:QUOTE, PRESSBOX:SCORE"});
    }
    return true;
  }

  // Where the token stands: next in the text, behind white space.
  bool place(std::string_view form, Span& span) {
    const std::string_view text = places_.text();
    const auto size = static_cast<std::uint32_t>(text.size());
    for (;;) {
      const std::uint32_t length = match(text.substr(at_), form);
      if (length > 0) {
        span = {at_, at_ + length};
        at_ += length;
        return true;
      }
      const std::uint32_t before = at_;
      skip_blanks(text, at_, std::min(size, at_ + 1));
      if (at_ != before) continue;
      if (at_ >= size)
        return fail("\"" + in_brief(form) +
                    "\" stands behind the end of the text; check that text and "
                    "annotation belong together");
      return fail("\"" + in_brief(form) + "\" is not what comes next in the text, which is " + standing() + " (line " +
                  std::to_string(places_.line_of(at_)) +
                  "); check that text and annotation belong together and that no token was changed");
    }
  }

  // How much of the text is the token; 0 if it is another. Treebanks write `` and '' for marks.
  static std::uint32_t match(std::string_view text, std::string_view form) {
    if (text.starts_with(form)) return static_cast<std::uint32_t>(form.size());
    if (form != "``" && form != "''" && form != "\"") return 0;
    for (const std::string_view mark : {"\"", "\u201c", "\u201d"}) {
      if (text.starts_with(mark)) return static_cast<std::uint32_t>(mark.size());
    }
    return 0;
  }

  void tag(Column column, std::string_view tag, Span token, const std::vector<Field>& details) {
    Open& open = open_[static_cast<std::size_t>(column)];
    if (tag == "O" || tag == "_") return close(column);
    const bool begins = tag.starts_with("B-");
    if ((!begins && !tag.starts_with("I-")) || !is_label(column, tag.substr(2))) {
      fail("\"" + in_brief(tag) + "\" is no IOB2 tag of this column; give O, or B- and I- with " + labels(column) +
           (told_columns_ ? "" : "; if the columns are others, name them in a first line: " + std::string(kColumns)));
      return close(column);
    }
    const std::string_view label = tag.substr(2);
    if (!begins && open.label == label) {
      open.span.end = token.end;
      return;
    }
    if (!begins) {
      fail(std::string(tag) + " goes on with what has not begun; write B-" + std::string(label) +
           " for the first token");
    }
    close(column);
    open = {std::string(label), token, line_, details};
  }

  static std::optional<NameLayer> layer_of(std::string_view label) {
    for (const NameLayer layer : kAllNameLayers) {
      if (label == kTags[static_cast<std::size_t>(layer)]) return layer;
    }
    return std::nullopt;
  }

  static bool is_label(Column column, std::string_view label) {
    if (column == Column::names) return layer_of(label).has_value();
    return column == Column::quotes ? quote_kind_from_name(label).has_value() : score_kind_from_name(label).has_value();
  }

  static std::string labels(Column column) {
    if (column == Column::quotes) return quote_kind_list();
    return column == Column::scores ? score_kind_list() : "PER, TEAM, COMP, VENUE or OUTLET";
  }

  // "1,0": without the first code point.
  [[nodiscard]] bool cut(Span& span, std::string_view value) const {
    const std::size_t comma = value.find(',');
    const int before = read_points(value.substr(0, comma));
    const int behind = comma == std::string_view::npos ? -1 : read_points(value.substr(comma + 1));
    const std::uint32_t start = places_.code_point_of(span.start);
    const std::uint32_t length = places_.code_point_of(span.end) - start;
    if (before < 0 || behind < 0 || std::uint64_t(before) + std::uint64_t(behind) >= length) return false;
    const auto count = [](int points) { return static_cast<std::uint32_t>(points); };
    span = {*places_.byte_of(start + count(before)), *places_.byte_of(start + length - count(behind))};
    return true;
  }

  void close(Column column) {
    Open open = std::exchange(open_[static_cast<std::size_t>(column)], {});
    if (open.label.empty()) return;
    for (const Field& field : open.details) {
      if (!field.keyed || field.key_quoted || field.key != kCuts[static_cast<std::size_t>(column)]) continue;
      if (cut(open.span, field.value)) continue;
      findings_.push_back({false, open.line, "",
                           field.key + "=" + in_brief(field.value) +
                               " leaves nothing; write how many code points of the tokens are left out before and "
                               "behind, 1,0 say"});
    }
    if (column == Column::names) {
      LooseMention mention{*layer_of(open.label), open.span, "", open.line};
      for (Field& field : open.details) {
        if (field.keyed && !field.key_quoted && field.key == "name") mention.name = std::move(field.value);
      }
      mentions_.push_back(std::move(mention));
    } else if (column == Column::quotes) {
      AnnotatedQuote quote;
      quote.span = open.span;
      quote.line = {open.line};
      quote.kind = quote_kind_from_name(open.label).value_or(QuoteKind::direct);  // the label was checked
      for (Field& field : open.details) {
        if (!field.keyed || field.key_quoted) continue;
        if (field.key == "speaker") quote.speaker = std::move(field.value);
        if (field.key == "cue") quote.cue = std::move(field.value);
        if (field.key != "how") continue;
        quote.how = how_from_name(field.value);
        if (quote.how) continue;
        findings_.push_back({false, open.line, "",
                             "how=" + in_brief(field.value) + " is no way to find a speaker; give " + how_list()});
      }
      out_.quotes.push_back(std::move(quote));
    } else {
      AnnotatedScore score;
      score.span = open.span;
      score.line = {open.line};
      score.kind = score_kind_from_name(open.label).value_or(ScoreKind::final);  // the label was checked
      for (Field& field : open.details) {
        if (!field.key_quoted) continue;
        const int points = read_points(field.value);
        if (points >= 0 && !field.key.empty()) {
          score.sides.push_back({std::move(field.key), points});
        } else {
          findings_.push_back({false, open.line, "",
                               "\"" + in_brief(field.key) + "\"=" + in_brief(field.value) +
                                   " gives no points; write \"NAME\"=POINTS with a whole number"});
        }
      }
      out_.scores.push_back(std::move(score));
    }
  }

  const Places& places_;
  std::vector<AnnotationFinding>& findings_;
  std::vector<Column> columns_ = {Column::form, Column::names, Column::quotes, Column::scores, Column::details};
  bool told_columns_ = false;
  bool tokens_ = false;  // there has been one
  std::uint32_t line_ = 1;
  std::uint32_t at_ = 0;  // in the text
  std::array<Open, 3> open_;
  std::vector<LooseMention> mentions_;
  Annotation out_;
};

}  // namespace

std::string write_conll(const Annotation& annotation, const Places& text, std::optional<ConllLayer> layer,
                        std::vector<AnnotationFinding>& notes) {
  return Writer(annotation, text, notes).write(layer);
}

Annotation read_conll(std::string_view bytes, const Places& text, std::optional<ConllLayer> layer,
                      std::vector<AnnotationFinding>& findings) {
  return Reader(text, layer, findings).read(bytes);
}

}  // namespace pressbox

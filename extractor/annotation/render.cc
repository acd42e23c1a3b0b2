#include "extractor/annotation/render.h"

#include <algorithm>
#include <array>
#include <vector>

#include "extractor/gazetteer/utf8.h"

namespace pressbox {
namespace {

enum class Look : std::uint8_t { quote, name, score };

struct Mark {
  Span span;
  Look look = Look::quote;
  std::string note;        // what it is
  std::string_view style;  // "direct", "person", "score"
  std::string id;          // "q1"; "" where nothing links to it
};

std::string join(std::string_view word, std::string_view more) {
  return std::string(word).append(more.empty() ? "" : " ").append(more);
}

std::string sides_of(const AnnotatedScore& score) {
  std::string out;
  for (const AnnotatedSide& side : score.sides) {
    out += (out.empty() ? "" : ", ") + side.name + " " + std::to_string(side.points);
  }
  return out;
}

std::vector<Mark> marks_of(const Annotation& annotation, const Places& text) {
  std::vector<Mark> marks;
  std::size_t number = 0;
  for (const AnnotatedQuote& quote : annotation.quotes) {
    std::string note = join(quote_kind_name(quote.kind), quote.speaker);
    if (quote.how && *quote.how != How::other) note.append(", ").append(how_name(*quote.how));
    if (!quote.cue.empty()) note += ", cue " + quote.cue;
    marks.push_back(
        {quote.span, Look::quote, std::move(note), quote_kind_name(quote.kind), "q" + std::to_string(++number)});
  }
  for (const NameLayer layer : kAllNameLayers) {
    const std::string_view word = name_layer_word(layer);
    std::size_t count = 0;
    for (const AnnotatedName& name : annotation.layer(layer)) {
      ++count;
      std::size_t mention_count = 0;
      for (const AnnotatedMention& mention : name.mentions) {
        const bool whole = mention.span.of(text.text()) == name.name;
        marks.push_back({mention.span, Look::name, join(word, whole ? "" : name.name), word,
                         std::string(word) + std::to_string(count) + "-" + std::to_string(++mention_count)});
      }
    }
  }
  number = 0;
  for (const AnnotatedScore& score : annotation.scores) {
    marks.push_back({score.span, Look::score, join(score_kind_name(score.kind), sides_of(score)), "score",
                     "s" + std::to_string(++number)});
  }
  std::erase_if(marks, [](const Mark& mark) { return mark.span.empty(); });
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    return a.span.start != b.span.start ? a.span.start < b.span.start : a.span.end > b.span.end;
  });
  return marks;
}

// Walks over the text and hands out what nests: a mark that crosses another is closed and opened again, and so is each
// at a line's end if lines stand alone. Out has open(mark, again), close(mark, for_good), words(text), end_line().
template <typename Out>
class Walker {
 public:
  Walker(const std::vector<Mark>& marks, std::string_view text, bool lines_alone, Out& out)
      : marks_(marks), text_(text), lines_alone_(lines_alone), out_(out) {}

  void walk() {
    for (const Mark& mark : marks_) {
      while (!stack_.empty() && next_end() <= mark.span.start) close_at(next_end());
      advance(mark.span.start);
      out_.open(mark, false);
      stack_.push_back(&mark);
    }
    while (!stack_.empty()) close_at(next_end());
    advance(static_cast<std::uint32_t>(text_.size()));
  }

 private:
  [[nodiscard]] std::uint32_t next_end() const {
    return (*std::min_element(stack_.begin(), stack_.end(),
                              [](const Mark* a, const Mark* b) { return a->span.end < b->span.end; }))
        ->span.end;
  }

  void close_at(std::uint32_t end) {
    advance(end);
    const auto first = std::find_if(stack_.begin(), stack_.end(), [end](const Mark* m) { return m->span.end == end; });
    for (auto it = stack_.end(); it != first;) {
      --it;
      out_.close(**it, (*it)->span.end == end);
    }
    const auto kept = std::remove_if(first, stack_.end(), [end](const Mark* mark) { return mark->span.end == end; });
    for (auto it = first; it != kept; ++it) out_.open(**it, true);
    stack_.erase(kept, stack_.end());
  }

  void advance(std::uint32_t to) {
    while (at_ < to) {
      std::size_t end = lines_alone_ ? text_.find('\n', at_) : std::string_view::npos;
      if (end >= to) end = to;
      out_.words(text_.substr(at_, end - at_));
      at_ = static_cast<std::uint32_t>(end);
      if (at_ == to) break;
      ++at_;
      for (auto it = stack_.rbegin(); it != stack_.rend(); ++it) out_.close(**it, false);
      out_.end_line();
      for (const Mark* mark : stack_) out_.open(*mark, true);
    }
  }

  const std::vector<Mark>& marks_;
  std::string_view text_;
  bool lines_alone_;
  Out& out_;
  std::vector<const Mark*> stack_;
  std::uint32_t at_ = 0;
};

bool is_shown(char32_t c) {
  const bool control = (c < 0x20 && c != U'\n' && c != U'\t') || (c >= 0x7f && c <= 0x9f);
  const bool turns_around = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  return !control && !turns_around && (c & 0xfffe) != 0xfffe && (c < 0xfdd0 || c > 0xfdef);
}

// Appends the text with what a terminal or browser would act upon shown as U+FFFD.
void append_shown(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = utf8::next(text, at);
    if (c == U'\r' && (at == text.size() || text[at] == '\n')) continue;  // a line ends here or behind this piece
    out += is_shown(c) ? text.substr(begin, at - begin) : std::string_view("\xef\xbf\xbd");
  }
}

std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count).append(" ").append(count == 1 ? one : many);
}

std::string counts_of(const Annotation& annotation) {
  return count_of(annotation.quotes.size(), "quote", "quotes") + ", " +
         count_of(annotation.layer(NameLayer::people).size(), "person", "people") + ", " +
         count_of(annotation.layer(NameLayer::teams).size(), "team", "teams") + ", " +
         count_of(annotation.scores.size(), "score", "scores");
}

// ---- terminal ----

class TerminalOut {
 public:
  explicit TerminalOut(bool colour) : colour_(colour) {}

  void open(const Mark& mark, bool again) {
    styles_.push_back(&mark);
    paint();
    if (!again) out_ += mark.look == Look::quote ? "⟦" : mark.look == Look::name ? "[" : "<";
  }
  void close(const Mark& mark, bool for_good) {
    if (for_good) out_ += mark.look == Look::quote ? "⟧" : mark.look == Look::name ? "]" : ">";
    styles_.pop_back();
    if (for_good) {
      if (colour_) out_ += "\x1b[0;2m";
      out_ += "{";
      append_shown(mark.note, out_);
      out_ += "}";
    }
    paint();
  }
  void words(std::string_view text) { append_shown(text, out_); }
  void end_line() {}

  std::string take() { return std::move(out_); }

 private:
  void paint() {
    if (!colour_) return;
    out_ += "\x1b[0";
    for (const Mark* mark : styles_) {
      switch (mark->look) {
        case Look::quote:
          out_ += mark->style == "direct" ? ";32" : mark->style == "partial" ? ";36" : ";90";
          break;
        case Look::name:
          out_ += mark->style == "person" ? ";1" : mark->style == "team" ? ";1;34" : ";4";
          break;
        case Look::score:
          out_ += ";33";
          break;
      }
    }
    out_ += "m";
  }

  bool colour_;
  std::vector<const Mark*> styles_;
  std::string out_;
};

// ---- HTML ----

std::string escape(std::string_view text) {
  std::string shown;
  append_shown(text, shown);
  std::string out;
  out.reserve(shown.size());
  for (const char c : shown) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

class HtmlOut {
 public:
  void open(const Mark& mark, bool again) {
    if (again) return waiting_.push_back(&mark);
    begin_line();
    put_open(mark, false);
  }
  void close(const Mark& mark, bool for_good) {
    if (for_good) {
      begin_line();
      out_ += "<small> " + escape(mark.note) + "</small>";
    } else if (!waiting_.empty()) {  // nothing stood in it on this line
      return waiting_.pop_back();
    }
    out_ += "</mark>";
  }
  void words(std::string_view text) {
    if (!in_line_ && text.find_first_not_of(" \t\r") == std::string_view::npos) return;
    begin_line();
    out_ += escape(text);
  }
  void end_line() {
    if (in_line_) out_ += "</p>\n";
    in_line_ = false;
  }
  std::string take() {
    end_line();
    return std::move(out_);
  }

 private:
  void begin_line() {
    if (!in_line_) out_ += "<p>";
    in_line_ = true;
    for (const Mark* mark : waiting_) put_open(*mark, true);
    waiting_.clear();
  }

  void put_open(const Mark& mark, bool again) {
    out_.append("<mark class=\"").append(mark.style).append("\"");
    if (!again) out_ += " id=\"" + mark.id + "\"";
    out_ += ">";
  }

  bool in_line_ = false;
  std::vector<const Mark*> waiting_;  // to be opened again before the next words; the innermost last
  std::string out_;
};

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #ffffff; --faint: #4a4a4a; --line: #767676; --link: #0b4f9e;
  --quote: #e2f3e0; --person: #fdeac9; --team: #dbe8fc; --score: #f5dff4; --other: #ececec; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f0f0f0; --paper: #161616; --faint: #cfcfcf; --line: #8f8f8f; --link: #9cc7ff;
    --quote: #17361b; --person: #4a340a; --team: #16305a; --score: #461c45; --other: #333333; }
}
body { margin: 0 auto; max-width: 46rem; padding: 1rem; color: var(--ink); background: var(--paper);
  font: 1.05rem/1.7 system-ui, sans-serif; }
mark { color: inherit; background: var(--other); border-radius: 0.2em; padding: 0 0.15em; }
mark.direct, mark.partial, mark.nonspeech, mark.indirect { background: var(--quote);
  border-bottom: 2px solid var(--line); }
mark.partial { border-bottom-style: dashed; }
mark.nonspeech, mark.indirect { border-bottom-style: dotted; }
mark.person { background: var(--person); }
mark.team { background: var(--team); }
mark.score { background: var(--score); }
mark:target { outline: 3px solid var(--link); }
small { color: var(--faint); font-size: 0.75em; }
a { color: var(--link); }
table { border-collapse: collapse; width: 100%; margin-bottom: 1.5rem; font-size: 0.9rem; }
caption { text-align: left; font-weight: bold; font-size: 1.1rem; padding: 0.3rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: 0.25rem 0.5rem 0.25rem 0; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
)";

class Table {
 public:
  Table(std::string_view caption, std::initializer_list<std::string_view> heads) {
    out_.append("<table>\n<caption>").append(caption).append("</caption>\n<thead><tr>");
    for (const std::string_view head : heads) out_.append("<th scope=\"col\">").append(head).append("</th>");
    out_ += "</tr></thead>\n<tbody>\n";
  }
  void row(std::initializer_list<std::string> cells) {  // of HTML
    out_ += "<tr>";
    for (const std::string& cell : cells) out_ += "<td>" + cell + "</td>";
    out_ += "</tr>\n";
    empty_ = false;
  }
  [[nodiscard]] std::string take() { return empty_ ? "" : std::move(out_) + "</tbody>\n</table>\n"; }

 private:
  bool empty_ = true;
  std::string out_;
};

std::string link(const std::string& id, std::string_view words) {
  return "<a href=\"#" + id + "\">" + escape(words) + "</a>";
}

}  // namespace

std::string render_terminal(const Annotation& annotation, const Places& text, bool colour) {
  const std::vector<Mark> marks = marks_of(annotation, text);
  TerminalOut out(colour);
  Walker<TerminalOut>(marks, text.text(), false, out).walk();
  std::string page;
  append_shown(annotation.id, page);
  page += ": " + counts_of(annotation) + "\n\n" + out.take();
  if (!page.ends_with('\n')) page += '\n';
  return page;
}

std::string render_html(const Annotation& annotation, const Places& text) {
  const std::vector<Mark> marks = marks_of(annotation, text);
  HtmlOut out;
  Walker<HtmlOut>(marks, text.text(), true, out).walk();
  const std::string title = escape(annotation.id.empty() ? "article" : annotation.id);
  std::string page =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
      title + ": annotated text</title>\n<style>";
  page += kStyle;
  page += "</style>\n</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n<p>" + counts_of(annotation) +
          ". What is marked: " +
          "<mark class=\"direct\">direct</mark>, <mark class=\"partial\">partial</mark> and "
          "<mark class=\"nonspeech\">nonspeech</mark> quotes, <mark class=\"person\">people</mark>, "
          "<mark class=\"team\">teams</mark>, <mark class=\"score\">scores</mark>, <mark>other names</mark>. Small "
          "print behind the words says what they are.</p>\n<article aria-label=\"Text\">\n";
  page += out.take();
  page += "</article>\n<h2>Annotations</h2>\n";
  Table quotes("Quotes", {"Words", "Kind", "Speaker", "Found by", "Cue"});
  std::size_t number = 0;
  for (const AnnotatedQuote& quote : annotation.quotes) {
    const std::string id = "q" + std::to_string(++number);
    if (quote.span.empty()) continue;
    quotes.row({link(id, quote.span.of(text.text())), std::string(quote_kind_name(quote.kind)), escape(quote.speaker),
                std::string(quote.how ? how_name(*quote.how) : ""), escape(quote.cue)});
  }
  page += quotes.take();
  constexpr std::array<std::string_view, kNameLayers> kCaptions = {"People", "Teams", "Competitions", "Venues",
                                                                   "Outlets"};
  for (const NameLayer layer : kAllNameLayers) {
    Table names(kCaptions[static_cast<std::size_t>(layer)], {"Name", "Mentions"});
    number = 0;
    for (const AnnotatedName& name : annotation.layer(layer)) {
      const std::string id = std::string(name_layer_word(layer)) + std::to_string(++number) + "-";
      std::string mentions;
      std::size_t count = 0;
      for (const AnnotatedMention& mention : name.mentions) {
        ++count;
        if (mention.span.empty()) continue;
        mentions += (mentions.empty() ? "" : ", ") + link(id + std::to_string(count), mention.span.of(text.text()));
      }
      names.row({escape(name.name), mentions});
    }
    page += names.take();
  }
  Table scores("Scores", {"Score", "Kind", "Sides"});
  number = 0;
  for (const AnnotatedScore& score : annotation.scores) {
    const std::string id = "s" + std::to_string(++number);
    if (score.span.empty()) continue;
    scores.row(
        {link(id, score.span.of(text.text())), std::string(score_kind_name(score.kind)), escape(sides_of(score))});
  }
  page += scores.take();
  return page + "</main>\n</body>\n</html>\n";
}

}  // namespace pressbox

// The report as one HTML page: no request leaves it, it reads without its script, and what colour says is said in
// words as well.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "extractor/evaluation/codepoints.h"
#include "extractor/evaluation/fold.h"
#include "extractor/evaluation/report.h"

namespace pressbox {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 72rem; margin: 0 auto; padding: 0 1rem 4rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { padding: .15rem .6rem; border-bottom: 1px solid #8886; text-align: right; }
th:first-child, td:first-child { text-align: left; }
.scroll { overflow-x: auto; margin: 0 0 1.5rem; }
fieldset { border: 1px solid #8888; margin: 0 0 1rem; }
label { display: inline-block; margin-right: 1rem; }
.faults { list-style: none; padding: 0; }
.faults > li { border-left: .25rem solid #8888; padding: .1rem 0 .1rem .8rem; margin: 0 0 1rem; }
.faults p { margin: .2rem 0; }
.what { font-weight: bold; }
.context { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { color: inherit; background: none; }
mark.at { background: #fd08; border-bottom: 2px solid #a70; }
mark.gold { border-bottom: 3px double #090; }
mark.got { border-bottom: 3px dotted #c00; }
dd { margin: 0 0 .5rem 1rem; }
.about { opacity: .8; font-size: .9rem; }
[hidden] { display: none; }
)";

// No "<" and no "&", so that the page is well-formed for readers of HTML and of XML alike.
constexpr std::string_view kScript = R"(
(function () {
  var form = document.getElementById('filter');
  var items = Array.from(document.querySelectorAll('.faults > li'));
  var articles = Array.from(document.querySelectorAll('section.article'));
  function chosen(name) {
    return new Set(Array.from(form.querySelectorAll('input[name=' + name + ']:checked'), function (box) {
      return box.value;
    }));
  }
  function filter() {
    var since = form.querySelector('input[name=since]') ? chosen('since') : null;
    var layers = chosen('of'), causes = chosen('cause'), words = form.elements.words.value.toLowerCase();
    var shown = 0;
    items.forEach(function (item) {
      var fits = [layers.has(item.dataset.of), causes.has(item.dataset.cause),
                  since === null || since.has(item.dataset.since),
                  item.textContent.toLowerCase().includes(words)];
      item.hidden = fits.includes(false);
      shown += item.hidden ? 0 : 1;
    });
    articles.forEach(function (article) { article.hidden = article.querySelector('li:not([hidden])') === null; });
    document.getElementById('shown').textContent = shown + ' of ' + items.length + ' faults shown';
  }
  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('reset', function () { setTimeout(filter); });
  filter();
})();
)";

// What Windows-1252 has at 0x80 to 0x9F, for texts that were decoded as Latin-1: HTML allows no such controls.
constexpr char32_t kWindows[] = {0x20ac, 0xfffd, 0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
                                 0x2039, 0x152,  0xfffd, 0x17d,  0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
                                 0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0xfffd, 0x17e,  0x178};
static_assert(std::size(kWindows) == 32);

void append_escaped(char32_t c, std::string& out) {
  if (c == U'&') {
    out += "&amp;";
  } else if (c == U'<') {
    out += "&lt;";
  } else if (c == U'>') {
    out += "&gt;";
  } else if (c == U'"') {
    out += "&quot;";
  } else if (c == U'\r') {
    out += ' ';
  } else if ((c < 0x20 && c != U'\t' && c != U'\n') || c == 0x7f || (c & 0xfffe) == 0xfffe ||
             (c >= 0xfdd0 && c <= 0xfdef)) {
    append_utf8(0xfffd, out);
  } else if (c >= 0x80 && c < 0xa0) {
    append_utf8(kWindows[c - 0x80], out);
  } else {
    append_utf8(c, out);
  }
}

std::string escaped(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_escaped(c, out);
  return out;
}

std::string escaped(std::string_view utf8) {
  return escaped(decode_code_points(utf8));
}

bool is_space(char32_t c) {
  return c == U' ' || (c >= U'\t' && c <= U'\r') || c == U'\u00a0';
}

// Whether a sentence may end before `at`: white space behind . ! or ?, which marks and brackets may close, or a line's
// end. Good enough to read by; nothing is counted with it.
bool ends_before(std::u32string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return true;
  if (text[at - 1] == U'\n') return true;
  if (!is_space(text[at - 1]) || is_space(text[at])) return false;
  const bool lower = text[at] >= U'a' && text[at] <= U'z';
  std::size_t last = at - 1;
  while (last > 0 && is_space(text[last])) --last;
  while (last > 0 &&
         std::u32string_view(U"\"')]\u201d\u2019\u00bb\u0092\u0094").find(text[last]) != std::u32string_view::npos) {
    --last;
  }
  return !lower && (text[last] == U'.' || text[last] == U'!' || text[last] == U'?');
}

constexpr std::size_t kLongest = 600;  // code points on either side, where no sentence ends

EvalSpan sentence_around(std::u32string_view text, EvalSpan span) {
  std::size_t start = span.start;
  while (!ends_before(text, start) && span.start - start < kLongest) --start;
  std::size_t end = std::max(span.end, std::min(span.start + 1, static_cast<std::uint32_t>(text.size())));
  while (!ends_before(text, end) && end - span.end < kLongest) ++end;
  return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)};
}

// What is to be seen in a stretch of text.
struct Highlight {
  EvalSpan span;
  std::string_view name;
};

// The text of the span, its highlights marked; where they overlap, a piece has several names.
std::string marked(std::u32string_view text, EvalSpan context, const std::vector<Highlight>& highlights) {
  std::set<std::uint32_t> cuts = {context.start, context.end};
  for (const Highlight& highlight : highlights) {
    for (const std::uint32_t at : {highlight.span.start, highlight.span.end}) {
      if (at > context.start && at < context.end) cuts.insert(at);
    }
  }
  std::string out;
  for (auto it = cuts.begin(); std::next(it) != cuts.end(); ++it) {
    const std::uint32_t start = *it;
    const std::uint32_t end = *std::next(it);
    std::set<std::string_view> names;
    for (const Highlight& highlight : highlights) {
      if (highlight.span.start <= start && end <= highlight.span.end) names.insert(highlight.name);
    }
    const std::string piece = escaped(text.substr(start, end - start));
    if (names.empty()) {
      out += piece;
      continue;
    }
    std::string classes;
    for (const std::string_view name : names) classes.append(classes.empty() ? "" : " ").append(name);
    out += "<mark class=\"" + classes + "\">" + piece + "</mark>";
  }
  return out;
}

std::string table_html(const Table& table) {
  std::string out = "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"table-" + table.name +
                    "\">\n<table>\n<caption id=\"table-" + table.name + "\">" + escaped(table.caption) +
                    "</caption>\n<thead><tr>";
  for (std::string head : table.head) {
    std::replace(head.begin(), head.end(), '\n', ' ');
    out += head.empty() ? "<td></td>" : "<th scope=\"col\">" + escaped(head) + "</th>";
  }
  out += "</tr></thead>\n<tbody>\n";
  for (const std::vector<std::string>& row : table.rows) {
    out += "<tr>";
    for (std::size_t c = 0; c < row.size(); ++c) {
      out += c == 0 ? "<th scope=\"row\">" + escaped(row[c]) + "</th>" : "<td>" + escaped(row[c]) + "</td>";
    }
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table>\n</div>\n";
}

// The figures of the default table, as a table.
Table metric_table(const Evaluation& evaluation) {
  Table table{"metrics", "Metrics", {"metric", "P", "R", "F1", "gold", "predicted", "right"}, {}};
  for (const auto& [name, tally] : evaluation.metrics) {
    std::vector<std::string> row = {name};
    for (const double value : {tally.precision(), tally.recall(), tally.f1()}) {
      char figure[32];
      std::snprintf(figure, sizeof figure, "%.3f", value);
      row.emplace_back(figure);
    }
    for (const std::uint64_t count : {tally.gold, tally.predicted, tally.right}) row.push_back(std::to_string(count));
    table.rows.push_back(std::move(row));
  }
  return table;
}

class Page {
 public:
  Page(const Evaluation& evaluation, const std::vector<GoldArticle>& gold) : evaluation_(evaluation) {
    for (const GoldArticle& article : gold) gold_.emplace(article.gold.id, &article);
  }

  std::string write(const Evaluation* before, const EvalComparison* comparison) {
    out_ +=
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>pressbox evaluation</title>\n"
        "<style>";
    out_.append(kStyle).append("</style>\n</head>\n<body>\n<header>\n<h1>pressbox evaluation</h1>\n<p>");
    out_ += std::to_string(evaluation_.articles) + " articles, " + std::to_string(evaluation_.faults.size()) +
            " faults.</p>\n";
    if (!evaluation_.missing.empty()) {
      out_ += "<p><strong>No prediction for " + std::to_string(evaluation_.missing.size()) +
              " of them</strong>; all that they hold counts as missed.</p>\n";
    }
    out_ +=
        "<nav aria-label=\"Contents\"><ul>\n<li><a href=\"#figures\">Figures</a></li>\n"
        "<li><a href=\"#faults\">Faults</a></li>\n</ul></nav>\n</header>\n<main>\n"
        "<section id=\"figures\" aria-labelledby=\"figures-head\">\n<h2 id=\"figures-head\">Figures</h2>\n";
    out_ += table_html(metric_table(evaluation_));
    if (comparison != nullptr && before != nullptr) {
      for (const Table& table : comparison_tables(*before, *comparison)) out_ += table_html(table);
      write_changes(*comparison);
    }
    for (std::size_t section = 0; section < kSectionCount; ++section) {
      for (const Table& table : section_tables(static_cast<Section>(section), evaluation_)) out_ += table_html(table);
    }
    out_ += "</section>\n<section id=\"faults\" aria-labelledby=\"faults-head\">\n<h2 id=\"faults-head\">Faults</h2>\n";
    if (evaluation_.faults.empty()) {
      out_ += "<p>There are none.</p>\n</section>\n</main>\n</body>\n</html>\n";
      return std::move(out_);
    }
    out_ +=
        "<p>Each fault stands in its sentence: <mark class=\"at\">what the fault is about</mark>, "
        "<mark class=\"gold\">who speaks in the annotation</mark> and "
        "<mark class=\"got\">what was found instead</mark>.</p>\n";
    write_filter();
    write_faults();
    out_ += "</section>\n</main>\n<script>";
    out_.append(kScript).append("</script>\n</body>\n</html>\n");
    return std::move(out_);
  }

 private:
  // The faults that went, by article; those that came are marked among the others.
  void write_changes(const EvalComparison& comparison) {
    compared_ = true;
    std::string gone;
    for (const auto* changes : {&comparison.better, &comparison.worse, &comparison.other}) {
      for (const ArticleChange& change : *changes) {
        for (const Fault& fault : change.come) come_.insert(key_of(fault));
        if (change.gone.empty()) continue;
        gone += "<dt>" + escaped(change.article) + "</dt>\n";
        for (const Fault& fault : change.gone) {
          gone += "<dd>" + what(fault) + "<br>\n\u201c" + escaped(fault.text) + "\u201d</dd>\n";
        }
      }
    }
    if (!gone.empty()) {
      out_ += "<details>\n<summary>Faults that are gone</summary>\n<dl>\n" + gone + "</dl>\n</details>\n";
    }
  }

  using Key = std::tuple<std::string_view, Layer, Cause, std::uint32_t, std::uint32_t, std::string_view>;
  static Key key_of(const Fault& fault) {
    return {fault.article, fault.layer, fault.cause, fault.span.start, fault.span.end, fault.got};
  }

  static std::string what(const Fault& fault) {
    std::string out = "<span class=\"what\">" + escaped(layer_name(fault.layer)) + ", " +
                      escaped(cause_name(fault.cause)) + "</span>";
    if (!fault.gold.empty()) out += ": gold <b>" + escaped(fault.gold) + "</b>";
    if (!fault.gold.empty() && !fault.got.empty()) out += ",";
    if (!fault.got.empty()) out += (fault.gold.empty() ? ": got <b>" : " got <b>") + escaped(fault.got) + "</b>";
    return out;
  }

  void write_boxes(const char* legend, const char* name, const std::map<std::string_view, std::size_t>& values) {
    out_.append("<fieldset>\n<legend>").append(legend).append("</legend>\n");
    for (const auto& [value, count] : values) {
      out_.append("<label><input type=\"checkbox\" name=\"").append(name).append("\" value=\"").append(value);
      out_.append("\" checked> ").append(value).append(" (").append(std::to_string(count)).append(")</label>\n");
    }
    out_ += "</fieldset>\n";
  }

  void write_filter() {
    std::map<std::string_view, std::size_t> layers;
    std::map<std::string_view, std::size_t> causes;
    std::map<std::string_view, std::size_t> since;
    for (const Fault& fault : evaluation_.faults) {
      ++since[come_.contains(key_of(fault)) ? "new" : "as before"];
      ++layers[layer_name(fault.layer)];
      ++causes[cause_name(fault.cause)];
    }
    out_ += "<form id=\"filter\" aria-label=\"Which faults are shown\" hidden>\n";
    write_boxes("Kind", "of", layers);
    write_boxes("Cause", "cause", causes);
    if (compared_) write_boxes("Compared with before", "since", since);
    out_ +=
        "<p><label>With the words <input type=\"search\" name=\"words\"></label>"
        "<button type=\"reset\">Show all</button></p>\n<p id=\"shown\" role=\"status\"></p>\n</form>\n";
  }

  void write_faults() {
    const std::string* open = nullptr;
    std::u32string text;
    std::size_t number = 0;
    for (const Fault& fault : evaluation_.faults) {
      const auto found = gold_.find(fault.article);
      if (open == nullptr || *open != fault.article) {
        if (open != nullptr) out_ += "</ul>\n</section>\n";
        open = &fault.article;
        text = found == gold_.end() ? std::u32string() : decode_code_points(found->second->text);
        const std::string id = "article-" + std::to_string(++number);
        out_ += "<section class=\"article\" aria-labelledby=\"" + id + "\">\n<h3 id=\"" + id + "\">" +
                escaped(fault.article) + "</h3>\n";
        if (found != gold_.end()) write_about(found->second->gold);
        out_ += "<ul class=\"faults\">\n";
      }
      write_fault(fault, text, found == gold_.end() ? nullptr : &found->second->gold);
    }
    if (open != nullptr) out_ += "</ul>\n</section>\n";
  }

  void write_about(const EvalArticle& gold) {
    if (gold.sport.empty() && gold.style.empty()) return;
    const char* comma = gold.sport.empty() || gold.style.empty() ? "" : ", ";
    out_ += "<p class=\"about\">" + escaped(gold.sport) + comma + escaped(gold.style) + "</p>\n";
  }

  void write_fault(const Fault& fault, std::u32string_view text, const EvalArticle* gold) {
    const bool is_new = come_.contains(key_of(fault));
    out_.append("<li data-of=\"").append(layer_name(fault.layer)).append("\" data-cause=\"");
    out_.append(cause_name(fault.cause)).append("\"");
    if (compared_) out_ += is_new ? " data-since=\"new\"" : " data-since=\"as before\"";
    out_ += ">\n<p>" + what(fault) + (is_new ? " <strong>new</strong>" : "") + "</p>\n";

    if (gold == nullptr || fault.span.end > text.size()) {  // another article's text, or none
      out_ += "<blockquote class=\"context\">" + escaped(fault.text) + "</blockquote>\n</li>\n";
      return;
    }
    std::vector<Highlight> highlights = {{fault.span, "at"}};
    EvalSpan context = sentence_around(text, fault.span);
    const auto show = [&](EvalSpan span, std::string_view name) {
      if (span.end > text.size()) return;
      highlights.push_back({span, name});
      // What stands a few sentences off is shown with all that lies between.
      const EvalSpan around = sentence_around(text, span);
      if (around.start + kLongest >= context.start && around.end <= context.end + kLongest) {
        context = {std::min(context.start, around.start), std::max(context.end, around.end)};
      }
    };
    if (fault.got_span) show(*fault.got_span, "got");
    if (fault.carrier) show(*fault.carrier, "got");
    if (!fault.gold_speaker.empty()) show_speaker(fault, *gold, show);
    while (context.end > fault.span.end && is_space(text[context.end - 1])) --context.end;
    out_ += "<blockquote class=\"context\">" + marked(text, context, highlights) + "</blockquote>\n";

    std::string about = "At " + std::to_string(fault.span.start) + " to " + std::to_string(fault.span.end);
    if (!fault.how.empty()) about += ", speaker by " + escaped(fault.how);
    if (fault.confidence) {
      char figure[32];
      std::snprintf(figure, sizeof figure, ", confidence %.3f", *fault.confidence);
      about += figure;
    }
    if (!fault.rule.empty()) about += ", rule " + escaped(fault.rule);
    out_ += "<p class=\"about\">" + about + "</p>\n</li>\n";
  }

  // The annotated speaker's mention that stands nearest to the stretch.
  template <typename Show>
  static void show_speaker(const Fault& fault, const EvalArticle& gold, const Show& show) {
    const EvalSpan* nearest = nullptr;
    std::uint32_t least = 0;
    const std::string name = fold_name(fault.gold_speaker);
    for (const EvalEntity& person : gold.people) {
      if (fold_name(person.name) != name) continue;
      for (const EvalSpan& span : person.mentions) {
        const std::uint32_t distance = span.end <= fault.span.start   ? fault.span.start - span.end
                                       : span.start >= fault.span.end ? span.start - fault.span.end
                                                                      : 0;
        if (nearest != nullptr && distance >= least) continue;
        nearest = &span;
        least = distance;
      }
    }
    if (nearest != nullptr) show(*nearest, "gold");
  }

  const Evaluation& evaluation_;
  std::map<std::string, const GoldArticle*, std::less<>> gold_;
  bool compared_ = false;
  std::set<Key> come_;  // into the comparison that is written
  std::string out_;
};

}  // namespace

std::string format_html(const Evaluation& evaluation, const std::vector<GoldArticle>& gold, const Evaluation* before,
                        const EvalComparison* comparison) {
  return Page(evaluation, gold).write(before, comparison);
}

}  // namespace pressbox

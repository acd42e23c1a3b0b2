#include "extractor/annotation/brat.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "extractor/annotation/fields.h"
#include "extractor/annotation/names.h"
#include "extractor/gazetteer/utf8.h"

namespace pressbox {
namespace {

constexpr std::array<std::string_view, kNameLayers> kTypes = {"Person", "Team", "Competition", "Venue", "Outlet"};

bool is_line_break(char c) {
  return c == '\n' || c == '\r';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || is_line_break(c);
}

// ---- writing ----

// brat breaks what runs over lines into a fragment a line.
std::vector<Span> fragments(Span span, std::string_view text) {
  std::vector<Span> out;
  std::uint32_t at = span.start;
  while (at < span.end) {
    std::uint32_t end = at;
    while (end < span.end && !is_line_break(text[end])) ++end;
    if (end > at) out.push_back({at, end});
    at = end;
    while (at < span.end && is_line_break(text[at])) ++at;
  }
  return out;
}

class Writer {
 public:
  Writer(const Annotation& annotation, const Places& text) : annotation_(annotation), places_(text) {}

  std::string write() {
    for (const NamedMention& mention : named_mentions(annotation_, places_)) {
      const std::uint32_t id = entity(kTypes[static_cast<std::size_t>(mention.layer)], mention.span);
      if (id == 0) continue;
      if (mention.must_be_named) note(id, *mention.name);
      mentions_[*mention.name].push_back({mention.span.start, id});
    }
    for (auto& [name, list] : mentions_) std::sort(list.begin(), list.end());
    for (const AnnotatedQuote& quote : annotation_.quotes) write_quote(quote);
    for (const AnnotatedScore& score : annotation_.scores) {
      const std::uint32_t id = entity("Score", score.span);
      if (id == 0) continue;
      attribute("ScoreKind", id, score_kind_name(score.kind));
      std::string sides;
      for (const AnnotatedSide& side : score.sides) {
        sides += (sides.empty() ? "" : " ") + plain_or_quoted(side.name) + "=" + std::to_string(side.points);
      }
      if (!sides.empty()) note(id, sides);
    }
    return std::move(out_);
  }

 private:
  // The number of the T line; 0 for a span without a character that brat could show.
  std::uint32_t entity(std::string_view type, Span span) {
    const std::vector<Span> parts = fragments(span, places_.text());
    if (parts.empty()) return 0;
    out_ += "T" + std::to_string(++entities_) + "\t";
    out_ += type;
    char before = ' ';
    for (const Span part : parts) {
      out_ += before + std::to_string(places_.code_point_of(part.start)) + " " +
              std::to_string(places_.code_point_of(part.end));
      before = ';';
    }
    std::string words;
    for (const Span part : parts) {
      words += words.empty() ? "" : " ";
      words += part.of(places_.text());
    }
    std::replace(words.begin(), words.end(), '\t', ' ');
    out_ += "\t" + words + "\n";
    return entities_;
  }

  void attribute(std::string_view type, std::uint32_t id, std::string_view value) {
    out_ += "A" + std::to_string(++attributes_) + "\t";
    out_.append(type).append(" T").append(std::to_string(id)).append(" ").append(value).append("\n");
  }

  void note(std::uint32_t id, std::string_view words) {
    std::string line(words);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return is_blank(c); }, ' ');
    out_ += "#" + std::to_string(++notes_) + "\tAnnotatorNotes T" + std::to_string(id) + "\t" + line + "\n";
  }

  void write_quote(const AnnotatedQuote& quote) {
    const std::uint32_t id = entity("Quote", quote.span);
    if (id == 0) return;
    attribute("QuoteKind", id, quote_kind_name(quote.kind));
    if (quote.how) attribute("How", id, how_name(*quote.how));
    std::string details;
    if (const std::uint32_t speaker = nearest(quote.speaker, quote.span.start); speaker != 0) {
      out_ += "R" + std::to_string(++relations_) + "\tSpeaker Arg1:T" + std::to_string(id) + " Arg2:T" +
              std::to_string(speaker) + "\n";
    } else if (!quote.speaker.empty()) {
      details = "source=" + quote_string(quote.speaker);
    }
    if (!quote.cue.empty()) details += (details.empty() ? "cue=" : " cue=") + quote_string(quote.cue);
    if (!details.empty()) note(id, details);
  }

  // The mention of the name that stands nearest; 0 if none does.
  [[nodiscard]] std::uint32_t nearest(const std::string& name, std::uint32_t at) const {
    const auto found = mentions_.find(name);
    if (name.empty() || found == mentions_.end()) return 0;
    const auto& list = found->second;
    auto after = std::lower_bound(list.begin(), list.end(), std::pair<std::uint32_t, std::uint32_t>{at, 0});
    if (after == list.end()) return list.back().second;
    if (after == list.begin()) return after->second;
    const auto before = std::prev(after);
    return at - before->first <= after->first - at ? before->second : after->second;
  }

  const Annotation& annotation_;
  const Places& places_;
  std::map<std::string, std::vector<std::pair<std::uint32_t, std::uint32_t>>> mentions_;  // by name: start, T
  std::uint32_t entities_ = 0, relations_ = 0, attributes_ = 0, notes_ = 0;
  std::string out_;
};

// ---- reading ----

// Parts by any of the separators; nothing between two of them is a part too.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

class Reader {
 public:
  Reader(const Places& text, std::vector<AnnotationFinding>& findings) : places_(text), findings_(findings) {}

  Annotation read(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    for (line_ = 1; !bytes.empty(); ++line_) {
      const std::size_t end = std::min(bytes.find('\n'), bytes.size());
      std::string_view text = bytes.substr(0, end);
      bytes.remove_prefix(std::min(end + 1, bytes.size()));
      if (text.ends_with('\r')) text.remove_suffix(1);
      if (!text.empty()) line(text);
    }
    return assemble();
  }

 private:
  struct Entity {
    std::uint32_t line = 0;
    std::string_view type;
    Span span;
    std::string_view kind, how;  // of A lines
    std::string_view speaker;    // the T of an R line
    std::string_view note;
    std::uint32_t kind_line = 0, how_line = 0, speaker_line = 0, note_line = 0;
  };

  void fail(std::uint32_t line, std::string message) { findings_.push_back({false, line, "", std::move(message)}); }
  bool refuse(std::string message) {
    fail(line_, std::move(message));
    return false;
  }

  void line(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      if (utf8::next(text, at) == utf8::kInvalid) return fail(line_, "is not UTF-8; save the file as UTF-8");
    }
    const std::vector<std::string_view> columns = split(text, '\t');
    switch (text.front()) {
      case 'T':
        if (!entity(columns, text)) failed_.insert(columns.front());
        return;
      case 'A':
      case 'M':
        return attribute(columns);
      case 'R':
        return relation(columns);
      case '#':
        return note(columns);
      case 'E':
      case '*':
      case 'N':
        return findings_.push_back(
            {true, line_, "",
             "lines of " + in_brief(columns.front()) + " say nothing that pressbox knows and are left out"});
      default:
        return fail(line_, "\"" + in_brief(text) + "\" begins with none of T, A, R and #; mend or remove the line");
    }
  }

  bool entity(const std::vector<std::string_view>& columns, std::string_view line) {
    constexpr std::string_view kForm = "; write ID, tab, TYPE START END, tab, the words";
    if (columns.size() < 3) {
      return refuse("has " + std::to_string(columns.size()) + " columns and not 3" + std::string(kForm));
    }
    const std::size_t space = columns[1].find(' ');
    if (space == std::string_view::npos) return refuse("has no offsets behind its type" + std::string(kForm));
    Entity made;
    made.line = line_;
    made.type = columns[1].substr(0, space);
    if (made.type != "Quote" && made.type != "Score" &&
        std::find(kTypes.begin(), kTypes.end(), made.type) == kTypes.end()) {
      return refuse("\"" + in_brief(made.type) +
                    "\" is no type of pressbox; give Person, Team, Competition, Venue, Outlet, Quote or Score");
    }
    // Words with a tab in them are some columns more.
    const std::string_view words = line.substr(columns[0].size() + columns[1].size() + 2);
    if (!read_span(columns[1].substr(space + 1), words, made.span)) return false;
    if (const auto [known, added] = entities_.emplace(columns[0], made); !added) {
      return refuse(in_brief(columns[0]) + " stands on line " + std::to_string(known->second.line) +
                    " already; give each line an id of its own");
    }
    order_.push_back(columns[0]);
    return true;
  }

  // "START END" or, for what runs over lines, "START END;START END".
  bool read_span(std::string_view offsets, std::string_view words, Span& span) {
    std::optional<Span> last;
    std::string standing;
    for (const std::string_view part : split(offsets, ';')) {
      const std::vector<std::string_view> ends = split(part, ' ');
      std::uint32_t points[2] = {0, 0};
      bool good = ends.size() == 2;
      for (std::size_t i = 0; i < 2 && good; ++i) {
        const auto [end, error] = std::from_chars(ends[i].data(), ends[i].data() + ends[i].size(), points[i]);
        good = !ends[i].empty() && error == std::errc() && end == ends[i].data() + ends[i].size();
      }
      if (!good || points[0] >= points[1]) {
        fail(line_, "\"" + in_brief(part) + "\" is no span; write START END in code points, the end behind the last");
        return false;
      }
      const auto start = places_.byte_of(points[0]);
      const auto end = places_.byte_of(points[1]);
      if (!start || !end) {
        fail(line_, std::to_string(points[1]) + " lies outside the text of " +
                        std::to_string(places_.code_point_count()) + " code points" + other_unit(offsets, words) +
                        "; check that text and annotation belong together");
        return false;
      }
      const Span here{*start, *end};
      if (last) {
        const bool gap_is_blank = last->end <= here.start &&
                                  std::all_of(places_.text().begin() + last->end, places_.text().begin() + here.start,
                                              [](char c) { return is_blank(c); });
        if (!gap_is_blank) {
          fail(line_, "the span leaves out \"" +
                          in_brief(last->end <= here.start ? Span{last->end, here.start}.of(places_.text()) : "") +
                          "\"; an annotation of pressbox is one stretch: give one span, or two annotations");
          return false;
        }
        standing += ' ';
        last->end = here.end;
      } else {
        last = here;
      }
      standing += here.of(places_.text());
    }
    span = *last;
    if (level_words(standing) == level_words(words)) return true;
    fail(line_, "\"" + in_brief(words) + "\" is not what stands at " + in_brief(offsets) + ", which is \"" +
                    in_brief(standing) + "\"" + other_unit(offsets, words) +
                    "; check that text and annotation belong together");
    return false;
  }

  // Whether the words stand there if bytes or UTF-16 units are counted: the commonest mistake of converters.
  [[nodiscard]] std::string other_unit(std::string_view offsets, std::string_view words) const {
    std::uint32_t start = 0;
    std::from_chars(offsets.data(), offsets.data() + offsets.size(), start);
    const std::string_view text = places_.text();
    if (const auto byte = places_.byte_of(start); byte && text.substr(*byte).starts_with(words)) return "";
    if (start < text.size() && text.substr(start).starts_with(words)) {
      return " (the offsets look like bytes; brat counts code points)";
    }
    std::uint32_t units = 0;
    for (std::size_t at = 0; at < text.size() && units <= start;) {
      if (units == start && text.substr(at).starts_with(words)) {
        return " (the offsets look like UTF-16 units; brat counts code points)";
      }
      units += utf8::next(text, at) > 0xffff ? 2 : 1;
    }
    return "";
  }

  // The entity that a line is about. A line may stand before the one that it is about, so this is asked at the end.
  struct Later {
    std::uint32_t line;
    char letter;
    std::string_view type, target, value;
  };

  void attribute(const std::vector<std::string_view>& columns) {
    const std::vector<std::string_view> words = split(columns.size() == 2 ? columns[1] : "", ' ');
    if (words.size() != 3) return fail(line_, "is no attribute; write ID, tab, TYPE T1 VALUE");
    later_.push_back({line_, 'A', words[0], words[1], words[2]});
  }

  void relation(const std::vector<std::string_view>& columns) {
    const std::vector<std::string_view> words = split(columns.size() >= 2 ? columns[1] : "", ' ');
    if (words.size() != 3 || !words[1].starts_with("Arg1:") || !words[2].starts_with("Arg2:")) {
      return fail(line_, "is no relation; write ID, tab, Speaker Arg1:QUOTE Arg2:NAME");
    }
    later_.push_back({line_, 'R', words[0], words[1].substr(5), words[2].substr(5)});
  }

  void note(const std::vector<std::string_view>& columns) {
    const std::vector<std::string_view> words = split(columns.size() >= 2 ? columns[1] : "", ' ');
    if (words.size() != 2 || columns.size() != 3) {
      return fail(line_, "is no note; write ID, tab, AnnotatorNotes T1, tab, the note");
    }
    if (words[0] == "AnnotatorNotes") later_.push_back({line_, '#', words[0], words[1], columns[2]});
  }

  void attach(const Later& later) {
    const auto found = entities_.find(later.target);
    if (found == entities_.end()) {
      // The note of an attribute or relation is somebody's remark.
      if (later.letter == '#' && !later.target.starts_with('T')) return;
      if (failed_.contains(later.target)) return;
      return fail(later.line,
                  in_brief(later.target) + " stands on no line of the file; mend the id or remove the line");
    }
    Entity& entity = found->second;
    const auto set = [&](std::string_view& value, std::uint32_t& line, std::string_view what) {
      if (line != 0) {
        return fail(later.line, in_brief(later.target) + " has a " + std::string(what) + " on line " +
                                    std::to_string(line) + " already; keep one");
      }
      value = later.value;
      line = later.line;
    };
    if (later.letter == '#') return set(entity.note, entity.note_line, "note");
    const bool quote = entity.type == "Quote";
    if (later.letter == 'R') {
      if (later.type != "Speaker" || !quote) {
        return fail(later.line, "\"" + in_brief(later.type) + "\" of a " + std::string(entity.type) +
                                    " says nothing that pressbox knows; write Speaker Arg1:QUOTE Arg2:NAME");
      }
      return set(entity.speaker, entity.speaker_line, "speaker");
    }
    if (quote && later.type == "How") return set(entity.how, entity.how_line, "How");
    if ((quote && later.type == "QuoteKind") || (entity.type == "Score" && later.type == "ScoreKind")) {
      return set(entity.kind, entity.kind_line, "kind");
    }
    fail(later.line, "\"" + in_brief(later.type) + "\" is no attribute of a " + std::string(entity.type) +
                         "; give QuoteKind or How to a Quote, ScoreKind to a Score");
  }

  Annotation assemble() {
    for (const Later& later : later_) attach(later);
    Annotation out;
    std::vector<LooseMention> mentions;
    for (const std::string_view id : order_) {
      const Entity& entity = entities_[id];
      const auto type = std::find(kTypes.begin(), kTypes.end(), entity.type);
      if (type == kTypes.end()) continue;
      const auto layer = static_cast<NameLayer>(type - kTypes.begin());
      mentions.push_back({layer, entity.span, std::string(entity.note), entity.line});
    }
    add_names(mentions, places_, out);
    std::map<std::pair<Span, NameLayer>, std::string> name_at;
    for (const NameLayer layer : kAllNameLayers) {
      for (const AnnotatedName& name : out.layer(layer)) {
        for (const AnnotatedMention& mention : name.mentions) name_at[{mention.span, layer}] = name.name;
      }
    }
    for (const std::string_view id : order_) {
      const Entity& entity = entities_[id];
      if (entity.type == "Quote") {
        quote(entity, name_at, out);
      } else if (entity.type == "Score") {
        score(entity, out);
      }
    }
    put_in_order(out);
    return out;
  }

  void quote(const Entity& entity, const std::map<std::pair<Span, NameLayer>, std::string>& name_at, Annotation& out) {
    AnnotatedQuote quote;
    quote.span = entity.span;
    quote.line = {entity.line};
    if (entity.kind_line != 0) {
      const auto kind = quote_kind_from_name(entity.kind);
      if (!kind) {
        return fail(entity.kind_line,
                    "\"" + in_brief(entity.kind) + "\" is no kind of quote; give " + quote_kind_list());
      }
      quote.kind = *kind;
    }
    if (entity.how_line != 0) {
      quote.how = how_from_name(entity.how);
      if (!quote.how) {
        return fail(entity.how_line,
                    "\"" + in_brief(entity.how) + "\" is no way to find a speaker; give " + how_list());
      }
    }
    if (entity.note_line != 0) {
      const auto fields = split_fields(entity.note);
      bool keyed = fields.ok();
      for (std::size_t i = 0; keyed && i < fields.value().size(); ++i) {
        const Field& field = fields.value()[i];
        keyed = field.keyed && (field.key == "source" || field.key == "cue");
        if (keyed) (field.key == "cue" ? quote.cue : quote.speaker) = field.value;
      }
      if (!keyed) {
        return fail(entity.note_line, "the note of a Quote is " + in_brief(entity.note) +
                                          "; write source=\"...\" for a speaker who is not marked, cue=\"...\", or "
                                          "nothing");
      }
    }
    if (entity.speaker_line != 0) {
      const auto speaker = entities_.find(entity.speaker);
      const auto type =
          speaker == entities_.end() ? kTypes.end() : std::find(kTypes.begin(), kTypes.end(), speaker->second.type);
      if (type == kTypes.end()) {
        return fail(entity.speaker_line,
                    in_brief(entity.speaker) + " is no name; let Arg2 be a Person, Team or Outlet");
      }
      quote.speaker = name_at.at({speaker->second.span, static_cast<NameLayer>(type - kTypes.begin())});
    }
    out.quotes.push_back(std::move(quote));
  }

  void score(const Entity& entity, Annotation& out) {
    AnnotatedScore score;
    score.span = entity.span;
    score.line = {entity.line};
    if (entity.kind_line != 0) {
      const auto kind = score_kind_from_name(entity.kind);
      if (!kind) {
        return fail(entity.kind_line,
                    "\"" + in_brief(entity.kind) + "\" is no kind of score; give " + score_kind_list());
      }
      score.kind = *kind;
    }
    if (entity.note_line != 0) {
      const auto fields = split_fields(entity.note, true);
      bool sides = fields.ok();
      for (std::size_t i = 0; sides && i < fields.value().size(); ++i) {
        const Field& field = fields.value()[i];
        const int points = read_points(field.value);
        sides = field.keyed && !field.key.empty() && points >= 0;
        if (sides) score.sides.push_back({field.key, points});
      }
      if (!sides) {
        return fail(entity.note_line,
                    "the note of a Score is " + in_brief(entity.note) + "; write NAME=POINTS NAME=POINTS, or nothing");
      }
    }
    out.scores.push_back(std::move(score));
  }

  const Places& places_;
  std::vector<AnnotationFinding>& findings_;
  std::uint32_t line_ = 0;
  std::map<std::string_view, Entity> entities_;
  std::set<std::string_view> failed_;  // ids of T lines that could not be read
  std::vector<std::string_view> order_;
  std::vector<Later> later_;
};

}  // namespace

std::string write_brat(const Annotation& annotation, const Places& text) {
  return Writer(annotation, text).write();
}

std::string_view brat_configuration() {
  return "# The types that pressbox writes and reads.\n"
         "[entities]\n"
         "Person\nTeam\nCompetition\nVenue\nOutlet\nQuote\nScore\n"
         "\n"
         "[relations]\n"
         "Speaker\tArg1:Quote, Arg2:Person|Team|Competition|Venue|Outlet\n"
         "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n"
         "\n"
         "[events]\n"
         "\n"
         "[attributes]\n"
         "QuoteKind\tArg:Quote, Value:direct|partial|nonspeech|indirect\n"
         "How\tArg:Quote, Value:name|pronoun|nominal|colon|continued|headline|other\n"
         "ScoreKind\tArg:Score, Value:final|partial|set|series|aggregate|shootout\n";
}

Annotation read_brat(std::string_view bytes, const Places& text, std::vector<AnnotationFinding>& findings) {
  return Reader(text, findings).read(bytes);
}

}  // namespace pressbox

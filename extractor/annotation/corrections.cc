#include "extractor/annotation/corrections.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

#include "extractor/annotation/fields.h"
#include "extractor/gazetteer/utf8.h"

namespace pressbox {
namespace {

// ---- reading ----

constexpr std::array<std::string_view, 13> kHeads = {"quote",  "person", "team", "competition", "venue",
                                                     "outlet", "score",  "not",  "drop",        "rename",
                                                     "base",   "sport",  "style"};

class LineReader {
 public:
  LineReader(Corrections& out, std::uint32_t line) : out_(out), line_(line) {}

  void read(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      if (utf8::next(text, at) != utf8::kInvalid) continue;
      return fail("is not UTF-8 at byte " + std::to_string(at) + "; save the file as UTF-8");
    }
    std::string head = take_word(text);
    if (head == "base" || head == "sport" || head == "style") return directive(head, text);
    if (head == "rename") return renaming(text);
    Correction item;
    item.line = line_;
    item.strike = head == "not" || head == "drop";
    if (item.strike) head = take_word(text);
    const auto layer = name_layer_from_word(head);
    if (!layer && head != "quote" && head != "score") {
      const std::string_view like = most_like(head, {kHeads.begin(), kHeads.end()});
      return fail("\"" + in_brief(head) + "\" begins no line" +
                  (like.empty() ? std::string() : ", \"" + std::string(like) + "\" does") +
                  "; begin it with quote, person, team, competition, venue, outlet, score, not, rename, base, sport, "
                  "style or #");
    }
    item.what = layer ? Correction::What::name : head == "quote" ? Correction::What::quote : Correction::What::score;
    item.layer = layer.value_or(NameLayer::people);
    auto fields = split_fields(text, item.what == Correction::What::score);
    if (!fields) return fail(fields.error().message);
    std::vector<Field>& list = fields.value();
    // `person "Tait" = "Jo Tait"`: the = stands behind the words and belongs to them.
    if (layer && !list.empty() && list.front().keyed) {
      item.words = list.front().key;
      item.name = list.front().value;
      if (list.front().value.empty()) return fail("the name behind = is empty; give the full name");
      list.erase(list.begin());
      if (!read_name_tail(list, item)) return;
    } else {
      if (list.empty() || list.front().keyed || !list.front().quoted) {
        return fail(head + ": the article's words are missing; give them between quotation marks");
      }
      item.words = std::move(list.front().value);
      list.erase(list.begin());
      if (!(layer ? read_name(list, item) : read_details(list, item))) return;
    }
    if (level_words(item.words).empty()) {
      return fail(head + ": the words are empty; give them as they stand in the article");
    }
    out_.items.push_back(std::move(item));
  }

 private:
  void fail(std::string message) { out_.findings.push_back({false, line_, "", std::move(message)}); }
  bool refuse(std::string message) {
    fail(std::move(message));
    return false;
  }

  static std::string take_word(std::string_view& text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    std::size_t end = 0;
    while (end < text.size() && !blank(text[end]) && text[end] != '"' && text[end] != '\xe2') ++end;
    std::string word(text.substr(0, end));
    text.remove_prefix(end);
    return word;
  }

  // The rest of the line as one value, in quotation marks or not; nullopt inside for a bare -.
  static Result<std::optional<std::string>> whole_value(std::string_view text) {
    const auto fields = split_fields(text);
    if (!fields) return fields.error();
    std::string value;
    for (const Field& field : fields.value()) {
      if (field.keyed) return Error{"an = has nothing to do here; put a name that holds one between quotation marks"};
      value += (value.empty() ? "" : " ") + field.value;
    }
    if (value == "-" && !fields.value().front().quoted) return std::optional<std::string>();
    return std::optional<std::string>(std::move(value));
  }

  void directive(const std::string& head, std::string_view text) {
    auto value = whole_value(text);
    if (!value) return fail(head + ": " + value.error().message);
    const bool none = !value.value().has_value();
    const std::string word = value.value().value_or("-");
    if (word.empty()) return fail(head + ": its value is missing; give one");
    if (head == "base") {
      if (word != "none" && word != "extractor") {
        return fail("base: \"" + in_brief(word) +
                    "\" is no base; write `base none` where the file says everything, `base extractor` where it "
                    "corrects what pressbox finds");
      }
      if (std::exchange(out_.base_given, true)) return fail("base: stands twice; keep one");
      out_.from_extractor = word == "extractor";
      return;
    }
    std::optional<std::string>& target = head == "sport" ? out_.sport : out_.style;
    if (target) return fail(head + ": stands twice; keep one");
    if (head == "style" || none) {
      target = none ? std::string() : word;
      return;
    }
    const auto sport = sport_from_name(word);
    if (!sport) {
      std::vector<std::string_view> sports;
      for (int i = 1; i < kSportCount; ++i) sports.push_back(sport_name(static_cast<Sport>(i)));
      const std::string_view like = most_like(word, sports);
      return fail("sport: \"" + in_brief(word) + "\" is none of pressbox's" +
                  (like.empty() ? "" : ", \"" + std::string(like) + "\" is") +
                  "; give one of those in `pressbox schema`, or other");
    }
    target = std::string(sport_name(*sport));
  }

  void renaming(std::string_view text) {
    Renaming made;
    made.line = line_;
    const auto layer = name_layer_from_word(take_word(text));
    const auto fields = split_fields(text, true);
    if (!fields) return fail("rename: " + fields.error().message);
    std::string to;
    if (layer && !fields.value().empty() && fields.value().front().keyed) {
      made.from = fields.value().front().key;
      to = fields.value().front().value;
      for (std::size_t i = 1; i < fields.value().size(); ++i) to += " " + fields.value()[i].value;
    }
    if (made.from.empty() || to.empty()) {
      return fail("rename: is not complete; write rename person \"OLD NAME\" = \"NEW NAME\"");
    }
    made.layer = *layer;
    made.to = std::move(to);
    out_.renamings.push_back(std::move(made));
  }

  // #2 or #1,3 or all or anywhere.
  enum class Where : std::uint8_t { taken, other, wrong };
  Where read_where(const Field& field, Correction& item) {
    if (field.keyed || field.quoted) return Where::other;
    if (field.value == "all") {
      item.all = true;
      return Where::taken;
    }
    if (field.value == "anywhere") {
      item.inside_words = true;
      return Where::taken;
    }
    if (!field.value.starts_with('#')) return Where::other;
    for (std::string_view list = std::string_view(field.value).substr(1);;) {
      const std::size_t comma = std::min(list.find(','), list.size());
      std::string_view digits = list.substr(0, comma);
      if (digits.starts_with('#')) digits.remove_prefix(1);
      const int number = read_points(digits);
      if (number < 1) {
        fail("\"" + in_brief(field.value) + "\" is no number of a place; write #2, or #1,3 for several");
        return Where::wrong;
      }
      item.numbers.push_back(static_cast<std::uint32_t>(number));
      if (comma == list.size()) break;
      list.remove_prefix(comma + 1);
    }
    std::sort(item.numbers.begin(), item.numbers.end());
    item.numbers.erase(std::unique(item.numbers.begin(), item.numbers.end()), item.numbers.end());
    return Where::taken;
  }

  // Behind the words: places, and `= NAME` glued to the last of them by the splitter.
  bool read_name(std::vector<Field>& fields, Correction& item) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      Field& field = fields[i];
      if (field.keyed) {  // `#2 = Jo Tait`: the place is the key
        Field place;
        place.value = field.key;
        const Where where = read_where(place, item);
        if (where == Where::wrong) return false;
        if (where == Where::other) return refuse("\"" + in_brief(field.key) + "\" has no place here; " + kNameForm);
        if (field.value.empty()) return refuse("the name behind = is empty; give the full name");
        item.name = field.value;
        std::vector<Field> tail(std::make_move_iterator(fields.begin() + static_cast<std::ptrdiff_t>(i) + 1),
                                std::make_move_iterator(fields.end()));
        return read_name_tail(tail, item);
      }
      const Where where = read_where(field, item);
      if (where == Where::wrong) return false;
      if (where == Where::other) return refuse("\"" + in_brief(field.value) + "\" has no place here; " + kNameForm);
    }
    return true;
  }

  // Behind the first word of the name: its other words, and places.
  bool read_name_tail(const std::vector<Field>& fields, Correction& item) {
    for (const Field& field : fields) {
      if (field.keyed) return refuse("a second = ; " + kNameForm);
      if (!field.quoted && field.value.starts_with('#')) {
        if (read_where(field, item) == Where::wrong) return false;
      } else {
        item.name += " " + field.value;
      }
    }
    return true;
  }

  bool read_details(std::vector<Field>& fields, Correction& item) {
    const bool is_quote = item.what == Correction::What::quote;
    for (Field& field : fields) {
      const Where where = read_where(field, item);
      if (where == Where::wrong) return false;
      if (where == Where::taken) continue;
      if (!(is_quote ? read_quote_detail(field, item) : read_score_detail(field, item))) return false;
    }
    return true;
  }

  bool read_quote_detail(const Field& field, Correction& item) {
    const bool none = field.value == "-" && !field.quoted;
    if (!field.keyed || field.key == "kind") {
      item.quote_kind = quote_kind_from_name(field.value);
      if (item.quote_kind) return true;
      return refuse("\"" + in_brief(field.value) + "\" is no kind of quote; give " + quote_kind_list() +
                    (field.keyed ? "" : ", and put names of several words between quotation marks"));
    }
    if (field.key == "speaker" || field.key == "source") {
      if (field.value.empty()) return refuse(field.key + "= is empty; give a name, or - for none");
      item.speaker = none ? std::string() : field.value;
      item.speaker_is_source = field.key == "source";
      return true;
    }
    if (field.key == "cue") {
      item.cue = none ? std::string() : field.value;
      return true;
    }
    if (field.key == "how") {
      item.how = none ? std::nullopt : how_from_name(field.value);
      if (none || *item.how) return true;
      return refuse("how=" + in_brief(field.value) + " is no way to find a speaker; give " + how_list() +
                    ", or - for none");
    }
    return refuse("\"" + in_brief(field.key) + "=\" is no detail of a quote; give kind, speaker, source, cue or how");
  }

  bool read_score_detail(Field& field, Correction& item) {
    if (!field.keyed || field.key == "kind") {
      item.score_kind = score_kind_from_name(field.value);
      if (item.score_kind) return true;
      return refuse("\"" + in_brief(field.value) + "\" is no kind of score; give " + score_kind_list() +
                    (field.keyed ? "" : ", or NAME=POINTS for a side"));
    }
    if (!item.sides) item.sides.emplace();
    if (field.key == "sides" && field.value == "-") return true;
    // `score "3-1" final Leeds United=1`: the kind is no part of the name.
    if (const std::size_t space = field.key.find(' '); space != std::string::npos && !item.score_kind) {
      item.score_kind = score_kind_from_name(std::string_view(field.key).substr(0, space));
      if (item.score_kind) field.key.erase(0, space + 1);
    }
    const int points = read_points(field.value);
    if (field.key.empty() || points < 0) {
      return refuse("\"" + in_brief(field.key) + "=" + in_brief(field.value) +
                    "\" gives no points; write NAME=POINTS with a whole number");
    }
    item.sides->push_back({std::move(field.key), points});
    return true;
  }

  inline static const std::string kNameForm =
      "write person \"the words\" = \"the full name\", with #2 or all behind the words where they stand more than once";

  Corrections& out_;
  std::uint32_t line_;
};

// ---- applying ----

// The name a mention stands for.
struct Identity {
  NameLayer layer = NameLayer::people;
  std::string name;
  friend bool operator==(const Identity&, const Identity&) = default;
};

class Applier {
 public:
  Applier(const Corrections& corrections, Annotation base, const Places& text, std::vector<AnnotationFinding>& findings)
      : corrections_(corrections), annotation_(std::move(base)), places_(text), findings_(findings) {}

  Annotation apply() {
    if (corrections_.sport) annotation_.sport = *corrections_.sport;
    if (corrections_.style) annotation_.style = *corrections_.style;
    for (const Renaming& renaming : corrections_.renamings) rename(renaming);
    names();
    quotes();
    scores();
    put_in_order(annotation_);
    return std::move(annotation_);
  }

 private:
  void fail(std::uint32_t line, std::string message) { findings_.push_back({false, line, "", std::move(message)}); }
  void note(std::uint32_t line, std::string message) { findings_.push_back({true, line, "", std::move(message)}); }

  static std::string show(const Correction& item) { return "\"" + in_brief(item.words) + "\""; }
  [[nodiscard]] std::string show(Span span) const {
    return "\"" + in_brief(span.of(places_.text())) + "\" (line " + std::to_string(places_.line_of(span.start)) +
           " of the text)";
  }

  // The places that the item means; what is wrong with them is told and gives none.
  std::vector<Span> places(const Correction& item, bool one_only) {
    const bool quote = item.what == Correction::What::quote;
    std::vector<Span> all =
        quote ? places_.find_elided(item.words, item.inside_words) : places_.find(item.words, item.inside_words);
    if (all.empty()) {
      if (!item.inside_words && !places_.find_elided(item.words, true).empty()) {
        fail(item.line, show(item) + " stands in the article inside words only; give whole words, or add anywhere");
        return {};
      }
      const std::string like = places_.nearest(item.words);
      fail(item.line, show(item) + " stands nowhere in the article" + (like.empty() ? "" : ", " + like + " does") +
                          "; give the words as they stand there");
      return {};
    }
    if (item.numbers.empty()) {
      if (!one_only || item.all || all.size() == 1) return all;
      std::string lines;
      for (const Span span : all) {
        if (lines.size() > 60) {
          lines += ", ...";
          break;
        }
        lines += (lines.empty() ? "" : ", ") + std::to_string(places_.line_of(span.start));
      }
      fail(item.line, show(item) + " stands " + std::to_string(all.size()) + " times in the article (lines " + lines +
                          "); add #1 for the first, or more of its words");
      return {};
    }
    std::vector<Span> chosen;
    for (const std::uint32_t number : item.numbers) {
      if (number > all.size()) {
        fail(item.line, show(item) + " has no #" + std::to_string(number) + ": it stands " +
                            (all.size() == 1 ? "once" : std::to_string(all.size()) + " times") +
                            " in the article; count again");
        return {};
      }
      chosen.push_back(all[number - 1]);
    }
    return chosen;
  }

  void rename(const Renaming& renaming) {
    bool found = false;
    for (AnnotatedName& name : annotation_.layer(renaming.layer)) {
      if (name.name != renaming.from) continue;
      name.name = renaming.to;
      found = true;
    }
    if (!found) {
      std::vector<std::string_view> known;
      for (const AnnotatedName& name : annotation_.layer(renaming.layer)) known.push_back(name.name);
      const std::string_view like = most_like(renaming.from, known);
      return fail(renaming.line, "rename: \"" + in_brief(renaming.from) + "\" is no " +
                                     std::string(name_layer_word(renaming.layer)) + " that the extractor found" +
                                     (like.empty() ? "" : ", \"" + std::string(like) + "\" is") +
                                     "; see `pressbox annotate draft`");
    }
    for (AnnotatedQuote& quote : annotation_.quotes) {
      if (quote.speaker == renaming.from) quote.speaker = renaming.to;
    }
    for (AnnotatedScore& score : annotation_.scores) {
      for (AnnotatedSide& side : score.sides) {
        if (side.name == renaming.from) side.name = renaming.to;
      }
    }
  }

  // ---- names ----

  enum class Strength : std::uint8_t { base, all, numbered };
  struct Mention {
    Span span;
    Identity identity;
    Strength strength = Strength::base;
    std::uint32_t line = 0;
  };
  using Mentions = std::map<std::uint32_t, Mention>;  // by start; they do not overlap

  // The mentions that overlap span: [first, last).
  std::pair<Mentions::iterator, Mentions::iterator> overlapping(Span span) {
    auto first = mentions_.lower_bound(span.start);
    if (first != mentions_.begin() && std::prev(first)->second.span.end > span.start) --first;
    return {first, mentions_.lower_bound(span.end)};
  }

  void names() {
    for (const NameLayer layer : kAllNameLayers) {
      for (const AnnotatedName& name : annotation_.layer(layer)) {
        for (const AnnotatedMention& mention : name.mentions) {
          const auto [first, last] = overlapping(mention.span);
          if (first == last) mentions_[mention.span.start] = {mention.span, {layer, name.name}, Strength::base, 0};
        }
      }
      annotation_.layer(layer).clear();
    }
    struct Job {
      const Correction* item;
      std::u32string level;
      std::vector<Span> spans;
    };
    std::vector<Job> jobs;
    for (const Correction& item : corrections_.items) {
      if (item.what != Correction::What::name) continue;
      Job job{&item, level_words(item.words), places(item, false)};
      if (!job.spans.empty()) jobs.push_back(std::move(job));
    }
    // Lines without a number, the longest words first, then those with one: so the order of lines means nothing.
    std::stable_sort(jobs.begin(), jobs.end(),
                     [](const Job& a, const Job& b) { return a.level.size() > b.level.size(); });
    std::map<std::pair<NameLayer, std::u32string>, std::uint32_t> struck;
    for (const Job& job : jobs) {
      if (!job.item->strike || !job.item->numbers.empty()) continue;
      strike(*job.item, job.spans);
      struck.emplace(std::pair(job.item->layer, job.level), job.item->line);
    }
    for (const Job& job : jobs) {
      if (job.item->strike || !job.item->numbers.empty()) continue;
      if (const auto found = struck.find({job.item->layer, job.level}); found != struck.end()) {
        fail(job.item->line, show(*job.item) + " is struck out on line " + std::to_string(found->second) +
                                 "; keep one of the lines, or number the places");
        continue;
      }
      take_everywhere(*job.item, job.spans);
    }
    for (const Job& job : jobs) {
      if (job.item->strike && !job.item->numbers.empty()) strike(*job.item, job.spans);
    }
    for (const Job& job : jobs) {
      if (!job.item->strike && !job.item->numbers.empty()) take_numbered(*job.item, job.spans);
    }
    std::map<std::pair<NameLayer, std::string>, AnnotatedName> made;
    for (auto& [start, mention] : mentions_) {
      AnnotatedName& name = made[{mention.identity.layer, mention.identity.name}];
      name.name = mention.identity.name;
      name.mentions.push_back({mention.span, {mention.line}});
      surfaces_[level_words(mention.span.of(places_.text()))].insert({mention.identity.layer, mention.identity.name});
      known_.insert(mention.identity.name);
    }
    for (auto& [key, name] : made) annotation_.layer(key.first).push_back(std::move(name));
  }

  static Identity identity_of(const Correction& item) {
    return {item.layer, item.name.empty() ? item.words : item.name};
  }

  void strike(const Correction& item, const std::vector<Span>& spans) {
    bool struck = false;
    for (const Span span : spans) {
      const auto [first, last] = overlapping(span);
      if (first == last || first->second.span != span || first->second.identity.layer != item.layer) continue;
      if (!item.name.empty() && first->second.identity.name != item.name) continue;
      mentions_.erase(first);
      struck = true;
    }
    if (!struck && corrections_.from_extractor) {
      note(item.line, show(item) + " is no " + std::string(name_layer_word(item.layer)) +
                          " to begin with, so nothing is struck out; leave the line or take it out");
    }
  }

  void take_everywhere(const Correction& item, const std::vector<Span>& spans) {
    bool taken = false;
    const Identity identity = identity_of(item);
    for (const Span span : spans) {
      const auto [first, last] = overlapping(span);
      bool give_way = false;
      for (auto other = first; other != last; ++other) {
        const Mention& there = other->second;
        if (there.strength == Strength::base) {
          give_way = give_way || (there.span != span && there.span.contains(span));
          continue;
        }
        give_way = true;
        if (there.span == span && there.identity == identity) {
          taken = true;
        } else if (there.span == span) {
          fail(item.line, show(item) + " is \"" + in_brief(there.identity.name) + "\" by line " +
                              std::to_string(there.line) + "; keep one of the lines, or number the places");
          return;
        }
      }
      if (give_way) continue;
      mentions_.erase(first, last);
      mentions_[span.start] = {span, identity, Strength::all, item.line};
      taken = true;
    }
    if (!taken) {
      note(item.line, show(item) +
                          " stands inside longer names only, so the line does nothing; take it out, or number "
                          "the place that you mean");
    }
  }

  void take_numbered(const Correction& item, const std::vector<Span>& spans) {
    const Identity identity = identity_of(item);
    for (const Span span : spans) {
      const auto [first, last] = overlapping(span);
      bool clash = false;
      for (auto other = first; other != last && !clash; ++other) {
        const Mention& there = other->second;
        if (there.strength != Strength::numbered) continue;
        clash = true;
        if (there.span == span && there.identity == identity) continue;
        fail(item.line, show(span) + " overlaps " + show(there.span) + " of line " + std::to_string(there.line) +
                            "; keep one of the two");
      }
      if (clash) continue;
      mentions_.erase(first, last);
      mentions_[span.start] = {span, identity, Strength::numbered, item.line};
    }
  }

  // The full name that a name or a surface of one stands for; "" if none, or if several, which is told.
  std::string full_name(const std::string& given, std::uint32_t line, std::initializer_list<NameLayer> layers) {
    if (known_.contains(given)) return given;
    const auto found = surfaces_.find(level_words(given));
    if (found == surfaces_.end()) return "";
    for (const NameLayer layer : layers) {
      std::vector<std::string> names;
      for (const auto& [l, name] : found->second) {
        if (l == layer) names.push_back(name);
      }
      if (names.size() == 1) return names.front();
      if (names.size() > 1) {
        fail(line, "\"" + in_brief(given) + "\" is \"" + in_brief(names[0]) + "\" or \"" + in_brief(names[1]) +
                       "\"; give the full name");
        return names.front();
      }
    }
    return "";
  }

  std::string nearest_name(const std::string& given) const {
    const std::string_view like = most_like(given, {known_.begin(), known_.end()});
    return like.empty() ? "" : " (\"" + std::string(like) + "\"?)";
  }

  // ---- quotes and scores ----

  // Takes out what is in the way of span and was not set by a line; the one with the same span is kept and returned.
  // nullptr with clash set where another line has been there.
  template <typename Item, typename InTheWay>
  Item* clear(std::vector<Item>& items, Span span, std::uint32_t line, InTheWay in_the_way, bool& clash) {
    for (const Item& item : items) {
      if (item.line.number == 0 || !in_the_way(item)) continue;
      clash = true;
      fail(line, show(span) + " overlaps " + show(item.span) + " of line " + std::to_string(item.line.number) +
                     "; keep one of the two");
      return nullptr;
    }
    std::erase_if(items, [&](const Item& item) { return item.span != span && in_the_way(item); });
    const auto same = std::find_if(items.begin(), items.end(), [span](const Item& item) { return item.span == span; });
    return same == items.end() ? nullptr : &*same;
  }

  template <typename Item>
  void strike_item(std::vector<Item>& items, const Correction& item, std::string_view word) {
    bool struck = false;
    for (const Span span : places(item, true)) {
      struck =
          std::erase_if(items, [span](const Item& i) { return i.span == span && i.line.number == 0; }) > 0 || struck;
    }
    if (!struck && corrections_.from_extractor && findings_.size() == known_findings_) {
      note(item.line, show(item) + " is no " + std::string(word) +
                          " to begin with, so nothing is struck out; leave the line or take it out");
    }
  }

  void quotes() {
    for (const Correction& item : corrections_.items) {
      if (item.what != Correction::What::quote) continue;
      known_findings_ = findings_.size();
      if (item.strike) {
        strike_item(annotation_.quotes, item, "quote");
        continue;
      }
      for (const Span span : places(item, true)) {
        bool clash = false;
        const auto same = std::find_if(annotation_.quotes.begin(), annotation_.quotes.end(),
                                       [span](const AnnotatedQuote& quote) { return quote.span == span; });
        const QuoteKind kind =
            item.quote_kind.value_or(same == annotation_.quotes.end() ? QuoteKind::direct : same->kind);
        AnnotatedQuote* quote = clear(
            annotation_.quotes, span, item.line,
            [&](const AnnotatedQuote& other) {
              return other.span.overlaps(span) && !may_nest(span, kind, other.span, other.kind);
            },
            clash);
        if (clash) continue;
        if (quote == nullptr) {
          annotation_.quotes.emplace_back();
          quote = &annotation_.quotes.back();
          quote->span = span;
        }
        quote->line = {item.line};
        if (item.quote_kind) quote->kind = *item.quote_kind;
        if (item.quote_kind == QuoteKind::nonspeech && !item.speaker) {  // nobody says it
          quote->speaker.clear();
          quote->cue.clear();
        }
        if (item.cue) quote->cue = *item.cue;
        if (item.how) quote->how = *item.how;
        if (item.speaker) set_speaker(item, *quote);
        if (quote->speaker.empty() && !item.how && quote->how && *quote->how != How::headline) quote->how = How::other;
      }
    }
  }

  void set_speaker(const Correction& item, AnnotatedQuote& quote) {
    quote.speaker = *item.speaker;
    if (item.speaker_is_source || item.speaker->empty()) return;
    const std::string full =
        full_name(*item.speaker, item.line, {NameLayer::people, NameLayer::teams, NameLayer::outlets});
    if (!full.empty()) {
      quote.speaker = full;
      return;
    }
    fail(item.line, "speaker=\"" + in_brief(*item.speaker) + "\" is no name that the article has" +
                        nearest_name(*item.speaker) +
                        "; give one, or source=\"...\" for a source in the article's words");
  }

  void scores() {
    for (const Correction& item : corrections_.items) {
      if (item.what != Correction::What::score) continue;
      known_findings_ = findings_.size();
      if (item.strike) {
        strike_item(annotation_.scores, item, "score");
        continue;
      }
      for (const Span span : places(item, true)) {
        bool clash = false;
        AnnotatedScore* score = clear(
            annotation_.scores, span, item.line,
            [span](const AnnotatedScore& other) { return other.span.overlaps(span); }, clash);
        if (clash) continue;
        if (score == nullptr) {
          annotation_.scores.emplace_back();
          score = &annotation_.scores.back();
          score->span = span;
        }
        score->line = {item.line};
        if (item.score_kind) score->kind = *item.score_kind;
        if (!item.sides) continue;
        score->sides = *item.sides;
        for (AnnotatedSide& side : score->sides) {
          const std::string full = full_name(side.name, item.line, {NameLayer::teams, NameLayer::people});
          if (!full.empty()) side.name = full;
        }
      }
    }
  }

  const Corrections& corrections_;
  Annotation annotation_;
  const Places& places_;
  std::vector<AnnotationFinding>& findings_;
  std::size_t known_findings_ = 0;
  Mentions mentions_;
  std::map<std::u32string, std::set<std::pair<NameLayer, std::string>>> surfaces_;
  std::set<std::string, std::less<>> known_;
};

// ---- writing ----

class Writer {
 public:
  Writer(const Annotation& annotation, const Places& text) : annotation_(annotation), places_(text) {
    for (const NameLayer layer : kAllNameLayers) {
      for (const AnnotatedName& name : annotation.layer(layer)) {
        known_.insert(name.name);
        for (const AnnotatedMention& mention : name.mentions) spans_.insert(mention.span);
      }
    }
  }

  std::string write() {
    out_ =
        "# A line each for what the article says: change it, add to it, take lines out. Then: pressbox annotate apply\n"
        "base none\n";
    if (!annotation_.sport.empty()) out_ += "sport " + plain_or_quoted(annotation_.sport) + "\n";
    if (!annotation_.style.empty()) out_ += "style " + plain_or_quoted(annotation_.style) + "\n";
    for (const NameLayer layer : kAllNameLayers) {
      if (!annotation_.layer(layer).empty()) out_ += "\n";
      for (const AnnotatedName& name : annotation_.layer(layer)) write_name(layer, name);
    }
    if (!annotation_.quotes.empty()) out_ += "\n";
    for (const AnnotatedQuote& quote : annotation_.quotes) write_quote(quote);
    if (!annotation_.scores.empty()) out_ += "\n";
    for (const AnnotatedScore& score : annotation_.scores) write_score(score);
    return std::move(out_);
  }

 private:
  // " #2,3" for these of the places.
  static std::string numbers(const std::vector<Span>& places, const std::vector<Span>& chosen) {
    std::string list;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (!std::binary_search(chosen.begin(), chosen.end(), places[i])) continue;
      list += (list.empty() ? " #" : ",") + std::to_string(i + 1);
    }
    return list;
  }

  void write_name(NameLayer layer, const AnnotatedName& name) {
    std::vector<std::pair<std::u32string, std::vector<Span>>> forms;
    for (const AnnotatedMention& mention : name.mentions) {
      std::u32string level = level_words(mention.span.of(places_.text()));
      const auto known =
          std::find_if(forms.begin(), forms.end(), [&](const auto& form) { return form.first == level; });
      if (known != forms.end()) {
        known->second.push_back(mention.span);
      } else {
        forms.push_back({std::move(level), {mention.span}});
      }
    }
    for (const auto& [level, spans] : forms) {
      const std::string_view words = spans.front().of(places_.text());
      std::vector<Span> places = places_.find(words);
      std::string where;
      if (!subset(spans, places)) {
        places = places_.find(words, true);
        where = " anywhere";
      }
      if (!everywhere(spans, places)) where += numbers(places, spans);
      out_.append(name_layer_word(layer)).append(" ").append(quote_string(words)).append(where);
      if (words != name.name) out_ += " = " + quote_string(name.name);
      out_ += "\n";
    }
  }

  static bool subset(const std::vector<Span>& spans, const std::vector<Span>& places) {
    return std::includes(places.begin(), places.end(), spans.begin(), spans.end());
  }

  // Whether a line without numbers would take these places: each other one lies in a longer mention.
  bool everywhere(const std::vector<Span>& spans, const std::vector<Span>& places) const {
    return std::all_of(places.begin(), places.end(), [&](Span place) {
      if (std::binary_search(spans.begin(), spans.end(), place)) return true;
      auto after = spans_.upper_bound({place.start, 0xffffffffu});
      return after != spans_.begin() && (--after)->contains(place) && *after != place;
    });
  }

  void write_quote(const AnnotatedQuote& quote) {
    out_ += "quote " + stretch(quote.span) + " " + std::string(quote_kind_name(quote.kind));
    if (!quote.speaker.empty()) {
      out_ += (known_.contains(quote.speaker) ? " speaker=" : " source=") + quote_string(quote.speaker);
    }
    if (!quote.cue.empty()) out_ += " cue=" + quote_string(quote.cue);
    if (quote.how) out_ += " how=" + std::string(how_name(*quote.how));
    out_ += "\n";
  }

  // The words between marks, or their first and last ones where they are many, and which of the places it is.
  std::string stretch(Span span) const {
    const std::string_view words = span.of(places_.text());
    for (std::size_t count = 6; words.size() > 80 && count <= 24; count *= 2) {
      const std::string brief = first_words(words, count) + " \u2026 " + last_words(words, count / 2);
      if (brief.size() >= words.size()) break;
      const std::vector<Span> places = places_.find_elided(brief);
      if (places.size() == 1 && places.front() == span) return quote_string(brief);
    }
    bool inside = false;
    std::vector<Span> places = places_.find(words);
    if (std::find(places.begin(), places.end(), span) == places.end()) {
      places = places_.find(words, true);
      inside = true;
    }
    return quote_string(words) + (inside ? " anywhere" : "") + (places.size() > 1 ? numbers(places, {span}) : "");
  }

  static bool is_break(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
  static std::string first_words(std::string_view words, std::size_t count) {
    std::size_t at = 0;
    for (; at < words.size(); ++at) {
      if (is_break(words[at]) && --count == 0) break;
    }
    return std::string(words.substr(0, at));
  }
  static std::string last_words(std::string_view words, std::size_t count) {
    std::size_t at = words.size();
    for (; at > 0; --at) {
      if (is_break(words[at - 1]) && --count == 0) break;
    }
    return std::string(words.substr(at));
  }

  void write_score(const AnnotatedScore& score) {
    const std::string_view words = score.span.of(places_.text());
    bool inside = false;
    std::vector<Span> places = places_.find(words);
    if (std::find(places.begin(), places.end(), score.span) == places.end()) {
      places = places_.find(words, true);
      inside = true;
    }
    out_ += "score " + quote_string(words) + (inside ? " anywhere" : "");
    if (places.size() > 1) out_ += numbers(places, {score.span});
    for (const AnnotatedSide& side : score.sides) {
      out_ += " " + plain_or_quoted(side.name) + "=" + std::to_string(side.points);
    }
    out_ += " " + std::string(score_kind_name(score.kind)) + "\n";
  }

  const Annotation& annotation_;
  const Places& places_;
  std::set<std::string, std::less<>> known_;
  std::set<Span> spans_;
  std::string out_;
};

}  // namespace

Corrections read_corrections(std::string_view bytes) {
  Corrections out;
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  for (std::uint32_t line = 1; !bytes.empty(); ++line) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view text = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (text.ends_with('\r')) text.remove_suffix(1);
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos || text[first] == '#') continue;
    LineReader(out, line).read(text);
  }
  return out;
}

Annotation apply_corrections(const Corrections& corrections, Annotation base, const Places& text,
                             std::vector<AnnotationFinding>& findings) {
  return Applier(corrections, std::move(base), text, findings).apply();
}

std::string write_corrections(const Annotation& annotation, const Places& text) {
  return Writer(annotation, text).write();
}

}  // namespace pressbox

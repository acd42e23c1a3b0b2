#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "extractor/annotation/annotation.h"
#include "extractor/annotation/fields.h"
#include "extractor/evaluation/fold.h"

namespace pressbox {
namespace {

constexpr bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string_view last_word(std::string_view name) {
  return name.substr(name.rfind(' ') + 1);
}

class Checker {
 public:
  Checker(const Annotation& annotation, const Places& text) : annotation_(annotation), places_(text) {
    for (const NameLayer layer : kAllNameLayers) {
      for (const AnnotatedName& name : annotation.layer(layer)) known_.insert(name.name);
    }
    for (const AnnotatedName& person : annotation.layer(NameLayer::people)) {
      people_.emplace(last_word(person.name), person.name);
    }
  }

  std::vector<AnnotationFinding> check() {
    if (!annotation_.sport.empty() &&
        sport_name(sport_from_name(annotation_.sport).value_or(Sport::unknown)) != annotation_.sport) {
      add(0, "sport", "\"" + annotation_.sport + "\" is no sport of pressbox; see `pressbox schema` for their names");
    }
    quotes();
    names();
    scores();
    return std::move(findings_);
  }

 private:
  [[nodiscard]] std::string show(Span span) const {
    return "\"" + in_brief(span.of(places_.text())) + "\" (line " + std::to_string(places_.line_of(span.start)) +
           " of the text)";
  }

  void add(std::uint32_t line, std::string field, std::string message, bool note = false) {
    findings_.push_back({note, line, std::move(field), std::move(message)});
  }

  // Empty, or white space at an end.
  bool is_ragged(Span span, std::uint32_t line, const std::string& field) {
    if (span.empty()) {
      add(line, field,
          "is empty at line " + std::to_string(places_.line_of(span.start)) +
              " of the text; give it words or take it out");
      return true;
    }
    const std::string_view words = span.of(places_.text());
    if (is_space(words.front()) || is_space(words.back())) {
      add(line, field, show(span) + " begins or ends with white space; leave that out of the span");
      return true;
    }
    return false;
  }

  void quotes() {
    // The one that reaches farthest, of reported clauses and of what stands between marks.
    const AnnotatedQuote* reach[2] = {nullptr, nullptr};
    std::vector<const AnnotatedQuote*> ordered;
    for (const AnnotatedQuote& quote : annotation_.quotes) ordered.push_back(&quote);
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const auto* a, const auto* b) { return a->span.start < b->span.start; });
    for (const AnnotatedQuote* const item : ordered) {
      const AnnotatedQuote& quote = *item;
      const std::string field = "quotes[" + std::to_string(item - annotation_.quotes.data()) + "]";
      const std::uint32_t line = quote.line.number;
      if (!is_ragged(quote.span, line, field)) quote_facts(quote, field);
      for (const AnnotatedQuote* before : reach) {
        if (before == nullptr || quote.span.start >= before->span.end) continue;
        if (may_nest(quote.span, quote.kind, before->span, before->kind)) continue;
        add(line, field,
            show(quote.span) + " overlaps the quote " + show(before->span) +
                "; one entry a stretch between marks, and none for a quotation inside a quotation");
      }
      const AnnotatedQuote*& farthest = reach[quote.kind == QuoteKind::indirect ? 1 : 0];
      if (farthest == nullptr || quote.span.end > farthest->span.end) farthest = item;
    }
  }

  void quote_facts(const AnnotatedQuote& quote, const std::string& field) {
    const std::uint32_t line = quote.line.number;
    const std::string& who = quote.speaker;
    if (quote.kind == QuoteKind::nonspeech && !who.empty()) {
      add(line, field,
          show(quote.span) + " is nonspeech and has the speaker " + in_brief(who) +
              "; take the speaker out, or give another kind");
    } else if (!who.empty()) {
      speaker(quote, field);
    } else if (quote.how && *quote.how != How::other && *quote.how != How::headline) {
      add(line, field,
          show(quote.span) + " has how " + std::string(how_name(*quote.how)) +
              " and no speaker; give the speaker, or take how out");
    }
    if (quote.how == How::continued && !quote.cue.empty()) {
      add(line, field,
          show(quote.span) + " is continued and has the cue \"" + in_brief(quote.cue) +
              "\"; a stretch with a cue of its own is not continued",
          true);
    }
    if (!quote.cue.empty() && fold_find(quote.cue) == 0) {
      add(line, field,
          show(quote.span) + ": its cue \"" + in_brief(quote.cue) +
              "\" has a word that is not in the text; give the words that stand there");
    }
  }

  // How many of the words stand in the text, 0 unless all do.
  std::size_t fold_find(std::string_view words) {
    const auto [all, here] = words_in_text(words);
    return here == all ? here : 0;
  }

  std::pair<std::size_t, std::size_t> words_in_text(std::string_view words) {
    if (!words_known_) {
      each_word(fold_name(places_.text()), [this](std::string_view word) { words_.emplace(word); });
      words_known_ = true;
    }
    std::size_t all = 0;
    std::size_t here = 0;
    each_word(fold_name(words), [&](std::string_view word) {
      ++all;
      if (words_.contains(std::string(word))) ++here;
    });
    return {all, here};
  }

  template <typename Use>
  static void each_word(std::string_view folded, Use use) {
    while (!folded.empty()) {
      const std::size_t end = std::min(folded.find(' '), folded.size());
      use(folded.substr(0, end));
      folded.remove_prefix(std::min(end + 1, folded.size()));
    }
  }

  // A name of the article, several of them, or a source whose description the text gives.
  void speaker(const AnnotatedQuote& quote, const std::string& field) {
    const std::string& who = quote.speaker;
    if (known_.contains(who) || who == "author") return;  // whoever wrote the article
    const std::string place = show(quote.span) + ": its speaker \"" + in_brief(who) + "\" ";
    const std::uint32_t line = quote.line.number;
    const auto whole = people_.find(last_word(who));
    const bool capital = who.front() >= 'A' && who.front() <= 'Z';
    if (whole != people_.end() && capital && std::count(who.begin(), who.end(), ' ') < 3 &&
        who.find(" and ") == std::string::npos) {
      add(line, field, place + "is no name of the article; its person is \"" + whole->second + "\"");
      return;
    }
    const auto [all, here] = words_in_text(who);
    if (2 * here >= all && all > 0) return;
    if (!capital) {
      add(line, field, place + "is described in other words than the article's; see that it is meant so", true);
      return;
    }
    std::vector<std::string_view> names(known_.begin(), known_.end());
    const std::string_view like = most_like(who, names);
    add(line, field,
        place + "is no name of the article" + (like.empty() ? "" : ", \"" + std::string(like) + "\" is") +
            "; give the name that a person, team or outlet has, or the source in the article's words");
  }

  void names() {
    struct Taken {
      Span span;
      std::string_view name;
      NameLayer layer;
    };
    std::vector<Taken> taken;
    for (const NameLayer layer : kAllNameLayers) {
      std::set<std::string_view> seen;
      const auto& list = annotation_.layer(layer);
      for (std::size_t i = 0; i < list.size(); ++i) {
        const AnnotatedName& name = list[i];
        const std::string field = std::string(name_layer_field(layer)) + "[" + std::to_string(i) + "]";
        const std::uint32_t first = name.mentions.empty() ? 0 : name.mentions.front().line.number;
        if (!seen.insert(name.name).second) {
          add(first, field, "\"" + in_brief(name.name) + "\" stands twice; put all mentions under one name");
        }
        if (name.mentions.empty()) {
          add(first, field, "\"" + in_brief(name.name) + "\" has no mention; give one or take the name out");
        }
        for (std::size_t k = 0; k < name.mentions.size(); ++k) {
          mention(name.mentions[k], field + ".mentions[" + std::to_string(k) + "]", layer);
          taken.push_back({name.mentions[k].span, name.name, layer});
        }
      }
    }
    std::stable_sort(taken.begin(), taken.end(), [](const Taken& a, const Taken& b) { return a.span < b.span; });
    for (std::size_t i = 1; i < taken.size(); ++i) {
      if (!taken[i].span.overlaps(taken[i - 1].span)) continue;
      add(0, std::string(name_layer_field(taken[i].layer)),
          show(taken[i].span) + " of " + in_brief(taken[i].name) + " overlaps " + show(taken[i - 1].span) + " of " +
              in_brief(taken[i - 1].name) + "; keep one of them");
    }
    unmarked(taken);
  }

  void mention(const AnnotatedMention& mention, const std::string& field, NameLayer layer) {
    if (is_ragged(mention.span, mention.line.number, field)) return;
    if (places_.inside_word(mention.span.start) || places_.inside_word(mention.span.end)) {
      add(mention.line.number, field, show(mention.span) + " cuts a word; take the whole word, or none of it", true);
    }
    const std::string_view words = mention.span.of(places_.text());
    if (layer == NameLayer::people && (words.ends_with("'s") || words.ends_with("\xe2\x80\x99s"))) {
      add(mention.line.number, field, show(mention.span) + " holds the 's; leave it out of the mention");
    }
  }

  // A full name that is a mention in one place and not in another has mostly been overlooked there.
  template <typename Taken>
  void unmarked(const Taken& taken) {
    for (const AnnotatedName& person : annotation_.layer(NameLayer::people)) {
      if (person.name.find(' ') == std::string::npos) continue;
      for (const Span span : places_.find(person.name)) {
        auto after = std::upper_bound(taken.begin(), taken.end(), span,
                                      [](Span s, const auto& other) { return s.start < other.span.start; });
        if (after != taken.end() && after->span.overlaps(span)) continue;
        if (after != taken.begin() && (--after)->span.overlaps(span)) continue;
        add(person.mentions.empty() ? 0 : person.mentions.front().line.number, "people",
            show(span) + " is no mention here and is one elsewhere; mark it if it is", true);
      }
    }
  }

  void scores() {
    std::vector<const AnnotatedScore*> ordered;
    for (const AnnotatedScore& score : annotation_.scores) ordered.push_back(&score);
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) { return a->span < b->span; });
    const AnnotatedScore* before = nullptr;
    for (const AnnotatedScore* const score : ordered) {
      const std::string field = "scores[" + std::to_string(score - annotation_.scores.data()) + "]";
      const std::uint32_t line = score->line.number;
      if (is_ragged(score->span, line, field)) continue;
      if (before != nullptr && score->span.overlaps(before->span)) {
        add(line, field,
            show(score->span) + " overlaps the score " + show(before->span) +
                "; an expression is one entry as a whole");
      }
      before = score;
      if (score->sides.size() > 2) {
        add(line, field,
            show(score->span) + " has " + std::to_string(score->sides.size()) +
                " sides; give two, one for an innings of cricket, or none");
      }
      for (const AnnotatedSide& side : score->sides) {
        if (known_.contains(side.name)) continue;
        std::vector<std::string_view> names(known_.begin(), known_.end());
        const std::string_view like = most_like(side.name, names);
        add(line, field,
            show(score->span) + ": its side \"" + in_brief(side.name) +
                "\" is no team or person of the article; give the full name that one has" +
                (like.empty() ? "" : " (\"" + std::string(like) + "\"?)"));
      }
      if (score->sides.size() == 2 && score->sides[0].name == score->sides[1].name) {
        add(line, field,
            show(score->span) + " has " + in_brief(score->sides[0].name) +
                " on both sides; give the other team or person");
      }
    }
  }

  const Annotation& annotation_;
  const Places& places_;
  std::set<std::string, std::less<>> known_;
  std::unordered_map<std::string_view, std::string> people_;  // by surname
  std::unordered_set<std::string> words_;                     // of the text, folded
  bool words_known_ = false;
  std::vector<AnnotationFinding> findings_;
};

}  // namespace

std::vector<AnnotationFinding> check_annotation(const Annotation& annotation, const Places& text) {
  return Checker(annotation, text).check();
}

}  // namespace pressbox

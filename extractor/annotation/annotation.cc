#include "extractor/annotation/annotation.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "extractor/evaluation/codepoints.h"
#include "extractor/evaluation/evaluation.h"

namespace pressbox {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, kNameLayers> kFields = {"people", "teams", "competitions", "venues", "outlets"};
constexpr std::array<std::string_view, kNameLayers> kWords = {"person", "team", "competition", "venue", "outlet"};

constexpr std::array kQuoteKinds = {QuoteKind::direct, QuoteKind::partial, QuoteKind::nonspeech, QuoteKind::indirect};
constexpr std::array kHows = {How::name,      How::pronoun,  How::nominal, How::colon,
                              How::continued, How::headline, How::other};
constexpr std::array kScoreKinds = {ScoreKind::final,  ScoreKind::partial,   ScoreKind::set,
                                    ScoreKind::series, ScoreKind::aggregate, ScoreKind::shootout};

template <typename Enum, std::size_t N>
std::optional<Enum> from_name(const std::array<Enum, N>& all, std::string_view (*name_of)(Enum),
                              std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](Enum value) { return name_of(value) == name; });
  return found == all.end() ? std::nullopt : std::optional<Enum>(*found);
}

template <typename Enum, std::size_t N>
std::string list_of(const std::array<Enum, N>& all, std::string_view (*name_of)(Enum)) {
  std::string list;
  for (const Enum value : all) {
    if (!list.empty()) list += value == all.back() ? " or " : ", ";
    list += name_of(value);
  }
  return list;
}

// The fields that the evaluation has no use for. Quotes, people, teams and scores were read and checked before.
class Rest {
 public:
  Rest(std::string_view where, const Places& text) : where_(where), text_(text) {}

  // False if anything is wrong.
  bool read(const Json& root, Annotation& annotation) {
    read_word(root, "sport", annotation.sport);
    read_word(root, "style", annotation.style);
    if (const auto quotes = root.find("quotes"); quotes != root.end()) {
      for (std::size_t i = 0; i < quotes->size(); ++i) {
        read_quote((*quotes)[i], "quotes[" + std::to_string(i) + "].", annotation.quotes[i]);
      }
    }
    for (const NameLayer layer : {NameLayer::competitions, NameLayer::venues, NameLayer::outlets}) {
      read_names(root, std::string(name_layer_field(layer)), annotation.layer(layer));
    }
    return errors_.empty();
  }

  [[nodiscard]] const std::vector<Error>& errors() const { return errors_; }

  bool read_span(EvalSpan from, const std::string& field, Span& to) {
    const auto start = text_.byte_of(from.start);
    const auto end = text_.byte_of(from.end);
    if (!start || !end) return fail(field, "lies outside the text; check that text and annotation belong together");
    to = {*start, *end};
    return true;
  }

 private:
  bool fail(const std::string& field, const std::string& what) {
    errors_.push_back({std::string(where_) + ": " + field + ": " + what});
    return false;
  }

  bool read_word(const Json& root, const char* name, std::string& out) {
    const auto found = root.find(name);
    if (found == root.end() || found->is_null()) return true;
    if (!found->is_string()) return fail(name, "is no string; give a word, or null");
    out = found->get<std::string>();
    return true;
  }

  bool read_quote(const Json& item, const std::string& prefix, AnnotatedQuote& out) {
    const auto speaker = item.find("speaker");
    const Json* how = nullptr;
    if (const auto own = item.find("how"); own != item.end()) {
      how = &*own;
    } else if (speaker != item.end() && speaker->is_object() && speaker->contains("how")) {
      how = &*speaker->find("how");  // the extractor's own output has it there
    }
    if (how != nullptr && !how->is_null()) {
      const std::string word = how->is_string() ? how->get<std::string>() : how->dump();
      out.how = how_from_name(word);
      if (!out.how) return fail(prefix + "how", "\"" + word + "\" is no way to find a speaker; give " + how_list());
    }
    const auto cue = item.find("cue");
    if (cue == item.end() || cue->is_null()) return true;
    const Json* words = &*cue;
    if (cue->is_object() && cue->contains("text")) words = &*cue->find("text");
    if (!words->is_string()) return fail(prefix + "cue", "is no string; give the words of the cue, or null");
    out.cue = words->get<std::string>();
    return true;
  }

  void read_names(const Json& root, const std::string& field, std::vector<AnnotatedName>& out) {
    const auto list = root.find(field);
    if (list == root.end()) return;
    if (!list->is_array()) {
      fail(field, "is no array; give a list, [] for none");
      return;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
      AnnotatedName name;
      if (read_name((*list)[i], field + "[" + std::to_string(i) + "]", name)) out.push_back(std::move(name));
    }
  }

  bool read_name(const Json& item, const std::string& place, AnnotatedName& out) {
    if (!item.is_object()) return fail(place, "is no object; give its fields in braces");
    const auto written = item.find("name");
    if (written == item.end() || !written->is_string() || written->get_ref<const std::string&>().empty()) {
      return fail(place + ".name", "is no name; give a string that is not empty");
    }
    out.name = written->get<std::string>();
    const auto mentions = item.find("mentions");
    if (mentions == item.end()) return true;
    if (!mentions->is_array()) return fail(place + ".mentions", "is no array; give a list of start and end");
    for (std::size_t k = 0; k < mentions->size(); ++k) {
      AnnotatedMention made;
      if (read_mention((*mentions)[k], place + ".mentions[" + std::to_string(k) + "]", made.span)) {
        out.mentions.push_back(made);
      }
    }
    return true;
  }

  bool read_mention(const Json& mention, const std::string& place, Span& out) {
    EvalSpan points;
    if (!mention.is_object()) return fail(place, "is no object; give {\"start\": ..., \"end\": ...}");
    for (const auto& [key, offset] : {std::pair{"start", &points.start}, std::pair{"end", &points.end}}) {
      const auto number = mention.find(key);
      if (number == mention.end() || !number->is_number_unsigned() ||
          number->get<std::uint64_t>() > text_.code_point_count()) {
        return fail(place + "." + key, "is no offset inside the text; give a whole number of code points");
      }
      *offset = number->get<std::uint32_t>();
    }
    if (points.start > points.end) return fail(place + ".end", "lies before the start; give the offset behind it");
    return read_span(points, place, out);
  }

  std::string_view where_;
  const Places& text_;
  std::vector<Error> errors_;
};

}  // namespace

std::string_view name_layer_field(NameLayer layer) {
  return kFields[static_cast<std::size_t>(layer)];
}
std::string_view name_layer_word(NameLayer layer) {
  return kWords[static_cast<std::size_t>(layer)];
}
std::optional<NameLayer> name_layer_from_word(std::string_view word) {
  return from_name(kAllNameLayers, &name_layer_word, word);
}
std::optional<QuoteKind> quote_kind_from_name(std::string_view name) {
  return from_name(kQuoteKinds, &quote_kind_name, name);
}
std::optional<ScoreKind> score_kind_from_name(std::string_view name) {
  return from_name(kScoreKinds, &score_kind_name, name);
}
std::optional<How> how_from_name(std::string_view name) {
  return from_name(kHows, &how_name, name);
}
std::string quote_kind_list() {
  return list_of(kQuoteKinds, &quote_kind_name);
}
std::string score_kind_list() {
  return list_of(kScoreKinds, &score_kind_name);
}
std::string how_list() {
  return list_of(kHows, &how_name);
}

void put_in_order(Annotation& annotation) {
  const auto by_start = [](const auto& a, const auto& b) { return a.span < b.span; };
  std::stable_sort(annotation.quotes.begin(), annotation.quotes.end(), by_start);
  std::stable_sort(annotation.scores.begin(), annotation.scores.end(), by_start);
  for (std::vector<AnnotatedName>& layer : annotation.names) {
    std::unordered_map<std::string, std::size_t> seen;
    std::vector<AnnotatedName> merged;
    for (AnnotatedName& name : layer) {
      const auto [known, added] = seen.emplace(name.name, merged.size());
      if (added) {
        merged.push_back(std::move(name));
        continue;
      }
      std::vector<AnnotatedMention>& mentions = merged[known->second].mentions;
      mentions.insert(mentions.end(), name.mentions.begin(), name.mentions.end());
    }
    std::erase_if(merged, [](const AnnotatedName& name) { return name.mentions.empty(); });
    for (AnnotatedName& name : merged) std::stable_sort(name.mentions.begin(), name.mentions.end(), by_start);
    std::stable_sort(merged.begin(), merged.end(), [](const AnnotatedName& a, const AnnotatedName& b) {
      return a.mentions.front().span < b.mentions.front().span;
    });
    layer = std::move(merged);
  }
}

Annotation to_annotation(const Extraction& extraction) {
  const Article& article = extraction.article;
  const std::string_view text = extraction.source.text();
  Annotation out;
  out.id = article.id;
  out.sport = sport_name(article.sport);
  for (const Quote& quote : article.quotes) {
    AnnotatedQuote q;
    q.span = quote.span;
    q.kind = quote.kind;
    if (quote.speaker) {
      q.speaker = quote.speaker->name;
      q.how = quote.speaker->how;
    } else if (quote.kind == QuoteKind::nonspeech) {
      q.how = How::other;
    }
    if (quote.cue) q.cue = quote.cue->span.of(text);
    out.quotes.push_back(std::move(q));
  }
  const auto names = [&out](const auto& from, NameLayer layer) {
    for (const auto& item : from) {
      AnnotatedName name{item.name, {}};
      for (const Span span : item.mentions) name.mentions.push_back({span, {}});
      out.layer(layer).push_back(std::move(name));
    }
  };
  names(article.people, NameLayer::people);
  names(article.teams, NameLayer::teams);
  names(article.competitions, NameLayer::competitions);
  names(article.venues, NameLayer::venues);
  names(article.outlets, NameLayer::outlets);
  for (const Score& score : article.scores) {
    AnnotatedScore s{score.span, score.kind, {}, {}};
    for (const Side& side : score.sides) s.sides.push_back({side.name, side.points});
    out.scores.push_back(std::move(s));
  }
  put_in_order(out);
  return out;
}

Result<Annotation> read_annotation(std::string_view json, std::string_view where, const Places& text,
                                   std::vector<Error>* all) {
  const std::u32string characters = decode_code_points(text.text());
  auto checked = read_eval_article(json, where, TextOfId([&characters](std::string_view) { return &characters; }), all);
  if (!checked) return checked.error();
  const EvalArticle& article = checked.value();
  Rest rest(where, text);
  Annotation out;
  out.id = article.id;
  for (const EvalQuote& quote : article.quotes) {
    AnnotatedQuote q;
    rest.read_span(quote.span, "quotes", q.span);
    q.kind = quote_kind_from_name(quote.kind).value_or(QuoteKind::direct);  // the kind was checked
    q.speaker = quote.speaker;
    out.quotes.push_back(std::move(q));
  }
  for (const auto& [layer, entities] :
       {std::pair{NameLayer::people, &article.people}, std::pair{NameLayer::teams, &article.teams}}) {
    for (const EvalEntity& entity : *entities) {
      AnnotatedName name{entity.name, {}};
      for (const EvalSpan span : entity.mentions) {
        AnnotatedMention mention;
        rest.read_span(span, std::string(name_layer_field(layer)), mention.span);
        name.mentions.push_back(mention);
      }
      out.layer(layer).push_back(std::move(name));
    }
  }
  for (const EvalScore& score : article.scores) {
    AnnotatedScore s;
    rest.read_span(score.span, "scores", s.span);
    s.kind = score_kind_from_name(score.kind).value_or(ScoreKind::final);  // the kind was checked
    for (const auto& [name, points] : score.sides) s.sides.push_back({name, points});
    out.scores.push_back(std::move(s));
  }
  const Json root = Json::parse(json, nullptr, false);
  if (rest.read(root, out)) return out;
  if (all != nullptr) all->insert(all->end(), rest.errors().begin(), rest.errors().end());
  return rest.errors().front();
}

std::string write_annotation(const Annotation& annotation, const Places& text) {
  const auto put_span = [&text](Json& object, Span span) {
    object["start"] = text.code_point_of(span.start);
    object["end"] = text.code_point_of(span.end);
  };
  const auto or_null = [](std::string_view word) { return word.empty() ? Json(nullptr) : Json(word); };
  Json root;
  root["id"] = annotation.id;
  root["sport"] = or_null(annotation.sport);
  if (!annotation.style.empty()) root["style"] = annotation.style;
  Json quotes = Json::array();
  for (const AnnotatedQuote& quote : annotation.quotes) {
    Json q;
    put_span(q, quote.span);
    q["kind"] = quote_kind_name(quote.kind);
    q["speaker"] = quote.speaker.empty() ? Json(nullptr) : Json{{"name", quote.speaker}};
    q["cue"] = or_null(quote.cue);
    q["how"] = quote.how ? Json(how_name(*quote.how)) : Json(nullptr);
    quotes.push_back(std::move(q));
  }
  root["quotes"] = std::move(quotes);
  const auto put_names = [&](NameLayer layer) {
    Json names = Json::array();
    for (const AnnotatedName& name : annotation.layer(layer)) {
      Json mentions = Json::array();
      for (const AnnotatedMention& mention : name.mentions) {
        Json m;
        put_span(m, mention.span);
        mentions.push_back(std::move(m));
      }
      Json n;
      n["name"] = name.name;
      n["mentions"] = std::move(mentions);
      names.push_back(std::move(n));
    }
    root[std::string(name_layer_field(layer))] = std::move(names);
  };
  put_names(NameLayer::people);
  put_names(NameLayer::teams);
  Json scores = Json::array();
  for (const AnnotatedScore& score : annotation.scores) {
    Json s;
    put_span(s, score.span);
    s["text"] = score.span.of(text.text());
    s["kind"] = score_kind_name(score.kind);
    Json sides = Json::array();
    for (const AnnotatedSide& side : score.sides) {
      Json one;
      one["name"] = side.name;
      one["points"] = side.points;
      sides.push_back(std::move(one));
    }
    s["sides"] = std::move(sides);
    scores.push_back(std::move(s));
  }
  root["scores"] = std::move(scores);
  for (const NameLayer layer : {NameLayer::competitions, NameLayer::venues, NameLayer::outlets}) put_names(layer);
  return root.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pressbox

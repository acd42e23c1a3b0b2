#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "extractor/evaluation/codepoints.h"
#include "extractor/evaluation/evaluation.h"
#include "extractor/gazetteer/utf8.h"

namespace pressbox {
namespace {

using Json = nlohmann::json;

// A prediction may be odd, which counts as wrong; gold must hold together.
enum class Side : std::uint8_t { predicted, gold };

// One wrong field spoils the article: what follows it would be scored against the wrong thing. The others are read on,
// so that all that is wrong can be told.
class ArticleReader {
 public:
  ArticleReader(std::string_view where, const TextOfId& text_of, Side side = Side::predicted)
      : where_(where), text_of_(text_of), side_(side) {}
  ArticleReader(std::string_view where, std::uint32_t text_length) : where_(where), text_length_(text_length) {}

  Result<EvalArticle> read(std::string_view bytes) {
    constexpr const char* kWanted = "write one article object of the schema pressbox/article/1";
    if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos)
      return unread(std::string("is empty; ") + kWanted);
    Json root;
    try {
      root = Json::parse(bytes);
    } catch (const Json::exception& e) {
      for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t begin = at;
        if (utf8::next(bytes, at) != utf8::kInvalid) continue;
        return unread("is not valid UTF-8 (" + place(bytes, begin + 1) + "); save it as UTF-8");
      }
      const auto* parse_error = dynamic_cast<const Json::parse_error*>(&e);
      const std::size_t byte = parse_error == nullptr ? 0 : std::min(parse_error->byte, bytes.size());
      return unread("is not valid JSON (" + place(bytes, byte) + "); " + kWanted);
    }
    if (!root.is_object()) return unread(std::string("is JSON but no object; ") + kWanted);
    EvalArticle article;
    read_head(root, article);
    read_quotes(root, article.quotes);
    read_entities(root, "people", article.people);
    read_entities(root, "teams", article.teams);
    read_scores(root, article.scores);
    if (side_ == Side::gold) {  // not scored, but annotated
      for (const char* const list : {"competitions", "venues", "outlets"}) {
        std::vector<EvalEntity> unscored;
        read_entities(root, list, unscored);
      }
    }
    if (errors_.empty()) return article;
    return errors_.front();
  }

  [[nodiscard]] std::vector<Error>& errors() { return errors_; }

 private:
  // byte: from 1, as people and Json count.
  static std::string place(std::string_view bytes, std::size_t byte) {
    const std::string_view before = bytes.substr(0, byte);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t column = byte - (before.rfind('\n') + 1);
    return (line > 1 ? "line " + std::to_string(line) + ", " : "") + "byte " + std::to_string(column);
  }

  Error unread(const std::string& what) {
    errors_.push_back({std::string(where_) + ": " + what});
    return errors_.back();
  }

  bool fail(const std::string& field, const std::string& what) {
    errors_.push_back({std::string(where_) + ": " + field + ": " + what});
    return false;
  }

  bool read_head(const Json& root, EvalArticle& article) {
    if (const auto id = root.find("id"); id != root.end()) {
      if (id->is_string()) {
        article.id = id->get<std::string>();
      } else if (id->is_number_integer()) {
        article.id = id->dump();
      } else {
        return fail("id", "is neither a string nor a whole number; give the name of the article's text");
      }
    }
    if (text_of_) {
      text_ = text_of_(article.id);
      if (text_ != nullptr) text_length_ = static_cast<std::uint32_t>(text_->size());
    }
    for (const auto& [name, out] : {std::pair{"sport", &article.sport}, std::pair{"style", &article.style}}) {
      if (!read_word(root, name, "", *out)) return false;
    }
    if (const auto unit = root.find("offsets"); unit != root.end() && *unit != "codepoint") {
      return fail("offsets", "is " + unit->dump(-1, ' ', false, Json::error_handler_t::replace) +
                                 "; evaluation counts code points, so write the article with --offsets codepoint");
    }
    return true;
  }

  // Sets list to the array of this name, or to null where the object has none.
  bool find_list(const Json& object, const char* name, const std::string& prefix, const Json*& list) {
    const auto found = object.find(name);
    list = found == object.end() ? nullptr : &*found;
    return list == nullptr || list->is_array() || fail(prefix + name, "is no array; give a list, [] for none");
  }

  bool need_object(const Json& item, const std::string& field) {
    return item.is_object() || fail(field, "is no object; give its fields in braces");
  }

  // A field that may be missing or null.
  bool read_word(const Json& object, const char* name, const std::string& prefix, std::string& out) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return true;
    if (!found->is_string()) return fail(prefix + name, "is no string; give a word, or null");
    out = found->get<std::string>();
    return true;
  }

  bool read_confidence(const Json& object, const std::string& prefix, std::optional<double>& out) {
    const auto found = object.find("confidence");
    if (found == object.end() || found->is_null()) return true;
    if (!found->is_number() || found->get<double>() < 0 || found->get<double>() > 1) {
      return fail(prefix + "confidence", "is no confidence; give a number from 0 to 1");
    }
    out = found->get<double>();
    return true;
  }

  // The ids of one list's items are told apart.
  using Ids = std::map<std::string, std::size_t>;
  bool read_id(const Json& object, const char* list, std::size_t index, Ids& ids) {
    const auto found = object.find("id");
    if (found == object.end() || !found->is_string()) return true;
    const auto [other, added] = ids.emplace(found->get<std::string>(), index);
    const std::string name = list;
    return added || fail(name + "[" + std::to_string(index) + "].id",
                         found->dump(-1, ' ', false, Json::error_handler_t::replace) + " is the id of " + name + "[" +
                             std::to_string(other->second) + "] already; give each its own");
  }

  // One space for every run of white space, none at the ends: tools differ in how they write a line's end.
  static std::u32string level_spaces(std::u32string_view text) {
    std::u32string out;
    bool gap = false;
    for (const char32_t c : text) {
      if (c == U' ' || (c >= U'\t' && c <= U'\r') || c == U'\u00a0') {
        gap = !out.empty();
        continue;
      }
      if (gap) out += U' ';
      gap = false;
      out += c;
    }
    return out;
  }

  // What an item says that its words are is what stands at its offsets.
  bool check_text(const Json& object, const std::string& prefix, EvalSpan span) {
    const auto found = object.find("text");
    if (text_ == nullptr || found == object.end() || !found->is_string()) return true;
    const std::u32string_view there = std::u32string_view(*text_).substr(span.start, span.end - span.start);
    const std::u32string told = decode_code_points(found->get_ref<const std::string&>());
    if (told == there || level_spaces(told) == level_spaces(there)) return true;
    const auto quoted = [](std::u32string_view words) {
      const bool cut = words.size() > 40;
      return Json(encode_utf8(words.substr(0, 40)) + (cut ? "..." : ""))
          .dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    return fail(prefix + "text", quoted(told) + " does not stand at " + std::to_string(span.start) + " to " +
                                     std::to_string(span.end) + ", where the text has " + quoted(there) +
                                     "; check that the text is the annotated one and offsets count its code points");
  }

  bool read_name(const Json& object, const std::string& prefix, std::string& out) {
    const auto found = object.find("name");
    if (found == object.end()) return fail(prefix + "name", "is missing; give the full name");
    if (!found->is_string() || found->get_ref<const std::string&>().empty()) {
      return fail(prefix + "name", "is no name; give a string that is not empty");
    }
    out = found->get<std::string>();
    return true;
  }

  template <std::size_t N>
  bool read_kind(const Json& object, const std::string& prefix, const char* noun,
                 const std::array<std::string_view, N>& kinds, std::string& out) {
    const auto found = object.find("kind");
    std::string list;
    for (const std::string_view kind : kinds) {
      if (!list.empty()) list += kind == kinds.back() ? " or " : ", ";
      list += kind;
    }
    if (found == object.end()) return fail(prefix + "kind", "is missing; give " + list);
    if (found->is_string()) out = found->get<std::string>();
    if (!found->is_string() || std::find(kinds.begin(), kinds.end(), out) == kinds.end()) {
      return fail(prefix + "kind", found->dump(-1, ' ', false, Json::error_handler_t::replace) + " is no kind of " +
                                       noun + "; give " + list);
    }
    return true;
  }

  bool read_offset(const Json& object, const char* name, const std::string& prefix, std::uint32_t& out) {
    const auto found = object.find(name);
    if (found == object.end()) return fail(prefix + name, "is missing; give an offset in code points");
    if (!found->is_number_unsigned() || found->get<std::uint64_t>() > std::numeric_limits<std::uint32_t>::max()) {
      return fail(prefix + name, "is no offset; give a whole number of code points, 0 or more");
    }
    out = found->get<std::uint32_t>();
    return true;
  }

  bool read_span(const Json& object, const std::string& prefix, EvalSpan& out) {
    if (!read_offset(object, "start", prefix, out.start) || !read_offset(object, "end", prefix, out.end)) return false;
    if (out.start > out.end) {
      return fail(prefix + "end", std::to_string(out.end) + " lies before start " + std::to_string(out.start) +
                                      "; give the offset behind the last code point");
    }
    if (out.start == out.end && side_ == Side::gold) {
      return fail(prefix + "end", "is the start, so the span is empty; give the offset behind its last code point");
    }
    if (out.end > text_length_) {
      return fail(prefix + "end", std::to_string(out.end) + " lies outside the text of " +
                                      std::to_string(text_length_) +
                                      " code points; check that text and annotation belong together");
    }
    return check_text(object, prefix, out);
  }

  // Whether gold has no other item of the list with this span.
  bool is_first(EvalSpan span, const char* list, std::size_t index, std::map<EvalSpan, std::size_t>& seen) {
    const auto [other, added] = seen.emplace(span, index);
    if (added || side_ != Side::gold) return true;
    const std::string name = list;
    return fail(
        name + "[" + std::to_string(index) + "]",
        "has the span of " + name + "[" + std::to_string(other->second) + "]; one entry a stretch, take one out");
  }

  // The annotation's word for how the text gives a speaker.
  bool check_how(const EvalQuote& quote, const std::string& prefix) {
    static constexpr std::array<std::string_view, 7> kHows = {"name",      "pronoun",  "nominal", "colon",
                                                              "continued", "headline", "other"};
    if (side_ != Side::gold || quote.how.empty()) return true;
    if (std::find(kHows.begin(), kHows.end(), quote.how) != kHows.end()) return true;
    std::string list;
    for (const std::string_view how : kHows)
      list += (list.empty() ? "" : how == kHows.back() ? " or " : ", ") + std::string(how);
    return fail(prefix + "how", in_json(quote.how) + " is no way to find a speaker; give " + list);
  }

  static std::string in_json(const std::string& word) {
    return Json(word).dump(-1, ' ', false, Json::error_handler_t::replace);
  }

  bool read_quotes(const Json& root, std::vector<EvalQuote>& out) {
    static constexpr std::array<std::string_view, 4> kKinds = {"direct", "partial", "nonspeech", "indirect"};
    const Json* list = nullptr;
    if (!find_list(root, "quotes", "", list)) return false;
    if (list == nullptr) return true;
    Ids ids;
    std::map<EvalSpan, std::size_t> seen;
    for (std::size_t i = 0; i < list->size(); ++i) {
      const Json& item = (*list)[i];
      const std::string field = "quotes[" + std::to_string(i) + "]";
      EvalQuote quote;
      if (!need_object(item, field) || !read_id(item, "quotes", i, ids) || !read_span(item, field + ".", quote.span) ||
          !read_kind(item, field + ".", "quote", kKinds, quote.kind) || !is_first(quote.span, "quotes", i, seen) ||
          !read_speaker(item, field + ".speaker", quote) || !read_word(item, "how", field + ".", quote.how) ||
          !check_how(quote, field + ".") || !read_word(item, "rule", field + ".", quote.rule) ||
          !read_confidence(item, field + ".", quote.confidence)) {
        continue;
      }
      const auto cue = item.find("cue");
      quote.has_cue = cue != item.end() && !cue->is_null();
      out.push_back(std::move(quote));
    }
    return true;
  }

  bool read_speaker(const Json& item, const std::string& field, EvalQuote& quote) {
    const auto speaker = item.find("speaker");
    if (speaker == item.end() || speaker->is_null()) return true;
    if (!speaker->is_object()) return fail(field, "is no object; give {\"name\": ...} or null");
    if (!read_name(*speaker, field + ".", quote.speaker) ||
        !read_word(*speaker, "how", field + ".", quote.speaker_how)) {
      return false;
    }
    if (!speaker->contains("start") || !speaker->contains("end")) return true;
    return read_span(*speaker, field + ".", quote.speaker_span.emplace());
  }

  bool read_entities(const Json& root, const char* name, std::vector<EvalEntity>& out) {
    const Json* list = nullptr;
    if (!find_list(root, name, "", list)) return false;
    if (list == nullptr) return true;
    Ids ids;
    Ids names;
    for (std::size_t i = 0; i < list->size(); ++i) {
      const Json& item = (*list)[i];
      const std::string field = std::string(name) + "[" + std::to_string(i) + "]";
      EvalEntity entity;
      const Json* mentions = nullptr;
      if (!need_object(item, field) || !read_id(item, name, i, ids) || !read_name(item, field + ".", entity.name) ||
          !find_list(item, "mentions", field + ".", mentions)) {
        continue;
      }
      const auto [other, added] = names.emplace(entity.name, i);
      if (!added && side_ == Side::gold) {
        fail(field + ".name", in_json(entity.name) + " is the name of " + name + "[" + std::to_string(other->second) +
                                  "] already; put all mentions under one name");
      }
      for (std::size_t k = 0; mentions != nullptr && k < mentions->size(); ++k) {
        const Json& mention = (*mentions)[k];
        const std::string inner = field + ".mentions[" + std::to_string(k) + "]";
        EvalSpan span;
        if (!need_object(mention, inner) || !read_span(mention, inner + ".", span)) continue;
        entity.mentions.push_back(span);
      }
      out.push_back(std::move(entity));
    }
    return true;
  }

  bool read_scores(const Json& root, std::vector<EvalScore>& out) {
    static constexpr std::array<std::string_view, 6> kKinds = {"final",  "partial",   "set",
                                                               "series", "aggregate", "shootout"};
    const Json* list = nullptr;
    if (!find_list(root, "scores", "", list)) return false;
    if (list == nullptr) return true;
    Ids ids;
    std::map<EvalSpan, std::size_t> seen;
    for (std::size_t i = 0; i < list->size(); ++i) {
      const Json& item = (*list)[i];
      const std::string field = "scores[" + std::to_string(i) + "]";
      EvalScore score;
      const Json* sides = nullptr;
      if (!need_object(item, field) || !read_id(item, "scores", i, ids) || !read_span(item, field + ".", score.span) ||
          !read_word(item, "rule", field + ".", score.rule) || !read_confidence(item, field + ".", score.confidence) ||
          !read_kind(item, field + ".", "score", kKinds, score.kind) || !is_first(score.span, "scores", i, seen) ||
          !find_list(item, "sides", field + ".", sides)) {
        continue;
      }
      for (std::size_t k = 0; sides != nullptr && k < sides->size(); ++k) {
        std::pair<std::string, int> side;
        if (read_side((*sides)[k], field + ".sides[" + std::to_string(k) + "]", side)) score.sides.push_back(side);
      }
      out.push_back(std::move(score));
    }
    return true;
  }

  bool read_side(const Json& side, const std::string& field, std::pair<std::string, int>& out) {
    if (!need_object(side, field) || !read_name(side, field + ".", out.first)) return false;
    const auto points = side.find("points");
    if (points == side.end()) return fail(field + ".points", "is missing; give a whole number");
    if (!points->is_number_unsigned() || points->get<std::uint64_t>() > std::numeric_limits<int>::max()) {
      return fail(field + ".points", "is no whole number, 0 or more; give the points of this side");
    }
    out.second = points->get<int>();
    return true;
  }

  std::string_view where_;
  TextOfId text_of_;
  const std::u32string* text_ = nullptr;
  std::uint32_t text_length_ = std::numeric_limits<std::uint32_t>::max();  // of an unknown text
  Side side_ = Side::predicted;
  std::vector<Error> errors_;
};

}  // namespace

Result<EvalArticle> read_eval_article(std::string_view json, std::string_view where, const TextOfId& text_of,
                                      std::vector<Error>* all) {
  ArticleReader reader(where, text_of);
  auto article = reader.read(json);
  if (all != nullptr) all->insert(all->end(), reader.errors().begin(), reader.errors().end());
  return article;
}

Result<EvalArticle> read_eval_article(std::string_view json, std::string_view where, std::uint32_t text_length) {
  return ArticleReader(where, text_length).read(json);
}

Result<EvalArticle> read_gold_article(std::string_view json, std::string_view where, const std::u32string& text,
                                      std::vector<Error>* all) {
  ArticleReader reader(
      where, [&text](std::string_view) { return &text; }, Side::gold);
  auto article = reader.read(json);
  if (all != nullptr) all->insert(all->end(), reader.errors().begin(), reader.errors().end());
  return article;
}

}  // namespace pressbox

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "extractor/evaluation/codepoints.h"
#include "extractor/evaluation/evaluation.h"

namespace pressbox {
namespace {

using Json = nlohmann::json;

// One wrong field ends the reading of an article: what follows it would be scored against the wrong thing.
class ArticleReader {
 public:
  ArticleReader(std::string_view where, const TextOfId& text_of) : where_(where), text_of_(text_of) {}
  ArticleReader(std::string_view where, std::uint32_t text_length) : where_(where), text_length_(text_length) {}

  Result<EvalArticle> read(std::string_view bytes) {
    Json root;
    try {
      root = Json::parse(bytes);
    } catch (const Json::exception& e) {
      return Error{std::string(where_) + ": is not valid JSON (" + place(bytes, e) +
                   "); write one article object of the schema pressbox/article/1"};
    }
    if (!root.is_object()) {
      return Error{std::string(where_) +
                   ": is JSON but no object; write one article object of the schema "
                   "pressbox/article/1"};
    }
    EvalArticle article;
    if (!read_head(root, article) || !read_quotes(root, article.quotes) ||
        !read_entities(root, "people", article.people) || !read_entities(root, "teams", article.teams) ||
        !read_scores(root, article.scores)) {
      return Error{std::move(message_)};
    }
    return article;
  }

 private:
  static std::string place(std::string_view bytes, const Json::exception& e) {
    const auto* parse_error = dynamic_cast<const Json::parse_error*>(&e);
    const std::size_t byte = parse_error == nullptr ? 0 : std::min(parse_error->byte, bytes.size());
    const std::string_view before = bytes.substr(0, byte);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t column = byte - (before.rfind('\n') + 1);
    return (line > 1 ? "line " + std::to_string(line) + ", " : "") + "byte " + std::to_string(column);
  }

  bool fail(const std::string& field, const std::string& what) {
    message_ = std::string(where_) + ": " + field + ": " + what;
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
    if (out.end > text_length_) {
      return fail(prefix + "end", std::to_string(out.end) + " lies outside the text of " +
                                      std::to_string(text_length_) +
                                      " code points; check that text and annotation belong together");
    }
    return check_text(object, prefix, out);
  }

  bool read_quotes(const Json& root, std::vector<EvalQuote>& out) {
    static constexpr std::array<std::string_view, 4> kKinds = {"direct", "partial", "nonspeech", "indirect"};
    const Json* list = nullptr;
    if (!find_list(root, "quotes", "", list)) return false;
    if (list == nullptr) return true;
    Ids ids;
    for (std::size_t i = 0; i < list->size(); ++i) {
      const Json& item = (*list)[i];
      const std::string field = "quotes[" + std::to_string(i) + "]";
      EvalQuote quote;
      if (!need_object(item, field) || !read_id(item, "quotes", i, ids) || !read_span(item, field + ".", quote.span) ||
          !read_kind(item, field + ".", "quote", kKinds, quote.kind)) {
        return false;
      }
      if (const auto speaker = item.find("speaker"); speaker != item.end() && !speaker->is_null()) {
        if (!speaker->is_object()) return fail(field + ".speaker", "is no object; give {\"name\": ...} or null");
        const std::string prefix = field + ".speaker.";
        if (!read_name(*speaker, prefix, quote.speaker) || !read_word(*speaker, "how", prefix, quote.speaker_how)) {
          return false;
        }
        if (speaker->contains("start") && speaker->contains("end")) {
          if (!read_span(*speaker, prefix, quote.speaker_span.emplace())) return false;
        }
      }
      const auto cue = item.find("cue");
      quote.has_cue = cue != item.end() && !cue->is_null();
      if (!read_word(item, "how", field + ".", quote.how) || !read_word(item, "rule", field + ".", quote.rule) ||
          !read_confidence(item, field + ".", quote.confidence)) {
        return false;
      }
      out.push_back(std::move(quote));
    }
    return true;
  }

  bool read_entities(const Json& root, const char* name, std::vector<EvalEntity>& out) {
    const Json* list = nullptr;
    if (!find_list(root, name, "", list)) return false;
    if (list == nullptr) return true;
    Ids ids;
    for (std::size_t i = 0; i < list->size(); ++i) {
      const Json& item = (*list)[i];
      const std::string field = std::string(name) + "[" + std::to_string(i) + "]";
      EvalEntity entity;
      const Json* mentions = nullptr;
      if (!need_object(item, field) || !read_id(item, name, i, ids) || !read_name(item, field + ".", entity.name) ||
          !find_list(item, "mentions", field + ".", mentions)) {
        return false;
      }
      for (std::size_t k = 0; mentions != nullptr && k < mentions->size(); ++k) {
        const Json& mention = (*mentions)[k];
        const std::string inner = field + ".mentions[" + std::to_string(k) + "]";
        EvalSpan span;
        if (!need_object(mention, inner) || !read_span(mention, inner + ".", span)) return false;
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
    for (std::size_t i = 0; i < list->size(); ++i) {
      const Json& item = (*list)[i];
      const std::string field = "scores[" + std::to_string(i) + "]";
      EvalScore score;
      const Json* sides = nullptr;
      if (!need_object(item, field) || !read_id(item, "scores", i, ids) || !read_span(item, field + ".", score.span) ||
          !read_word(item, "rule", field + ".", score.rule) || !read_confidence(item, field + ".", score.confidence) ||
          !read_kind(item, field + ".", "score", kKinds, score.kind) || !find_list(item, "sides", field + ".", sides)) {
        return false;
      }
      for (std::size_t k = 0; sides != nullptr && k < sides->size(); ++k) {
        const Json& side = (*sides)[k];
        const std::string inner = field + ".sides[" + std::to_string(k) + "]";
        std::pair<std::string, int> pair;
        if (!need_object(side, inner) || !read_name(side, inner + ".", pair.first)) return false;
        const auto points = side.find("points");
        if (points == side.end()) return fail(inner + ".points", "is missing; give a whole number");
        if (!points->is_number_unsigned() || points->get<std::uint64_t>() > std::numeric_limits<int>::max()) {
          return fail(inner + ".points", "is no whole number, 0 or more; give the points of this side");
        }
        pair.second = points->get<int>();
        score.sides.push_back(std::move(pair));
      }
      out.push_back(std::move(score));
    }
    return true;
  }

  std::string_view where_;
  TextOfId text_of_;
  const std::u32string* text_ = nullptr;
  std::uint32_t text_length_ = std::numeric_limits<std::uint32_t>::max();  // of an unknown text
  std::string message_;
};

}  // namespace

Result<EvalArticle> read_eval_article(std::string_view json, std::string_view where, const TextOfId& text_of) {
  return ArticleReader(where, text_of).read(json);
}

Result<EvalArticle> read_eval_article(std::string_view json, std::string_view where, std::uint32_t text_length) {
  return ArticleReader(where, text_length).read(json);
}

}  // namespace pressbox

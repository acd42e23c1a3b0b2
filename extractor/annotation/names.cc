#include "extractor/annotation/names.h"

#include <map>
#include <set>
#include <utility>

namespace pressbox {
namespace {

// The words of a mention on one line.
std::string own_words(Span span, const Places& text) {
  std::string words;
  for (const char c : span.of(text.text())) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!blank) {
      words += c;
    } else if (!words.ends_with(' ')) {
      words += ' ';
    }
  }
  return words;
}

}  // namespace

std::vector<NamedMention> named_mentions(const Annotation& annotation, const Places& text) {
  std::vector<NamedMention> mentions;
  std::vector<LooseMention> loose;
  for (const NameLayer layer : kAllNameLayers) {
    for (const AnnotatedName& name : annotation.layer(layer)) {
      for (const AnnotatedMention& mention : name.mentions) {
        const bool other = own_words(mention.span, text) != name.name;
        mentions.push_back({layer, mention.span, &name.name, other});
        loose.push_back({layer, mention.span, other ? name.name : "", 0});
      }
    }
  }
  // Where a name would not be found again, all mentions of the same words are named.
  Annotation found;
  add_names(loose, text, found);
  std::map<std::pair<NameLayer, Span>, const std::string*> name_at;
  for (const NameLayer layer : kAllNameLayers) {
    for (const AnnotatedName& name : found.layer(layer)) {
      for (const AnnotatedMention& mention : name.mentions) name_at[{layer, mention.span}] = &name.name;
    }
  }
  std::set<std::pair<NameLayer, std::u32string>> unclear;
  for (const NamedMention& mention : mentions) {
    if (*name_at.at({mention.layer, mention.span}) == *mention.name) continue;
    unclear.emplace(mention.layer, level_words(own_words(mention.span, text)));
  }
  for (NamedMention& mention : mentions) {
    if (unclear.empty()) break;
    if (unclear.contains({mention.layer, level_words(own_words(mention.span, text))})) mention.must_be_named = true;
  }
  return mentions;
}

void add_names(const std::vector<LooseMention>& mentions, const Places& text, Annotation& annotation) {
  using Key = std::pair<NameLayer, std::u32string>;
  std::map<Key, std::set<std::string>> by_words;  // the names that these words have somewhere
  std::map<Key, std::set<std::string>> by_last;   // of people: the full names that end in this word
  for (const LooseMention& mention : mentions) {
    const std::string name = mention.name.empty() ? own_words(mention.span, text) : mention.name;
    if (!mention.name.empty()) by_words[{mention.layer, level_words(own_words(mention.span, text))}].insert(name);
    const std::u32string level = level_words(name);
    if (mention.layer == NameLayer::people && level.find(U' ') != std::u32string::npos) {
      by_last[{mention.layer, level.substr(level.rfind(U' ') + 1)}].insert(name);
    }
  }
  const auto only = [](const std::map<Key, std::set<std::string>>& from, const Key& key) {
    const auto found = from.find(key);
    return found != from.end() && found->second.size() == 1 ? *found->second.begin() : std::string();
  };
  std::map<std::pair<NameLayer, std::string>, std::vector<AnnotatedMention>> made;
  for (const LooseMention& mention : mentions) {
    std::string name = mention.name;
    const Key key{mention.layer, level_words(own_words(mention.span, text))};
    if (name.empty()) name = only(by_words, key);
    if (name.empty()) name = only(by_last, key);
    if (name.empty()) name = own_words(mention.span, text);
    made[{mention.layer, std::move(name)}].push_back({mention.span, {mention.line}});
  }
  for (auto& [key, list] : made) annotation.layer(key.first).push_back({key.second, std::move(list)});
}

}  // namespace pressbox

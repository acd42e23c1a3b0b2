// Mentions of names in formats that need not repeat the name at each of them.
#pragma once

#include <string>
#include <vector>

#include "extractor/annotation/annotation.h"

namespace pressbox {

// A mention as a format gives it.
struct LooseMention {
  NameLayer layer = NameLayer::people;
  Span span;
  std::string name;  // "" where the format gave none
  std::uint32_t line = 0;
};

// A mention for a format to write.
struct NamedMention {
  NameLayer layer = NameLayer::people;
  Span span;
  const std::string* name = nullptr;  // in the annotation
  bool must_be_named = false;         // add_names would not find this name by itself
};

// All mentions, by layer and name.
[[nodiscard]] std::vector<NamedMention> named_mentions(const Annotation& annotation, const Places& text);

// Puts the mentions into the annotation. One without a name gets that of the same words where they have one; a person's
// goes to the one full name that it is the end of ("Tait" to "Jo Tait"); else its own words are its name.
void add_names(const std::vector<LooseMention>& mentions, const Places& text, Annotation& annotation);

}  // namespace pressbox

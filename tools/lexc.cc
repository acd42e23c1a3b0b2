// pressbox-lexc FOLDER OUT: compiles a lexicon folder for the build, before there is a pressbox to do it.
// Exit status: 0 written, 1 something in the folder is wrong, 2 wrong use.
#include <cstdio>
#include <utility>

#include "extractor/gazetteer/lexicon.h"

int main(int argc, char* argv[]) {
  if (argc != 3) {
    std::fputs("usage: pressbox-lexc FOLDER OUT\n", stderr);
    return 2;
  }
  const auto lexicon = pressbox::Lexicon::compile(argv[1]);
  if (!lexicon) {
    std::fprintf(stderr, "pressbox-lexc: %s\n", lexicon.error().message.c_str());
    return 1;
  }
  const auto size = lexicon.value().save(argv[2]);
  if (!size) {
    std::fprintf(stderr, "pressbox-lexc: %s\n", size.error().message.c_str());
    return 1;
  }
  std::printf("%s: %u entries, %u forms, %u rules, %zu bytes\n", argv[2], lexicon.value().entry_count(),
              lexicon.value().form_count(), lexicon.value().rule_count(), size.value());
  return 0;
}

// Texts of thousands of the same thing: what an article must not be able to do to the time that it takes. The tests
// hold that time linear; `pressbox_bench --growth` measures it.
#pragma once

#include <cstddef>
#include <functional>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace pressbox::testing {

inline std::string repeated(std::string_view unit, std::size_t times) {
  std::string out;
  out.reserve(unit.size() * times);
  for (std::size_t k = 0; k < times; ++k) out += unit;
  return out;
}

// A word that no other k gives, so that names never repeat: "Bacad".
inline std::string word_of(std::size_t k, char first = 'B') {
  std::string word(1, first);
  word += 'a';
  for (int n = 0; n < 4; ++n, k /= 16) {
    word += "bcdfghklmnprstvz"[k % 16];
    word += "aeio"[(k + static_cast<std::size_t>(n)) % 4];
  }
  return word;
}

inline std::string numbered(std::size_t times, const std::function<std::string(std::size_t)>& make) {
  std::string out;
  for (std::size_t k = 0; k < times; ++k) out += make(k);
  return out;
}

struct Hostile {
  const char* name;
  std::function<std::string(std::size_t)> make;  // of about n * 10 bytes
};

inline std::vector<Hostile> hostile_inputs() {
  return {
      {"spaces", [](std::size_t n) { return std::string(n * 10, ' '); }},
      {"line ends", [](std::size_t n) { return std::string(n * 10, '\n'); }},
      {"straight marks", [](std::size_t n) { return std::string(n * 10, '"'); }},
      {"single marks", [](std::size_t n) { return std::string(n * 10, '\''); }},
      {"opening marks", [](std::size_t n) { return repeated("\xE2\x80\x9C", n * 3); }},
      {"closing marks", [](std::size_t n) { return repeated("\xE2\x80\x9D", n * 3); }},
      {"marks and spaces", [](std::size_t n) { return repeated("\" ", n * 5); }},
      {"opened words", [](std::size_t n) { return repeated("\"word ", n * 2); }},
      {"quoted words without end", [](std::size_t n) { return repeated("\"a\" ", n * 2); }},
      {"quoted names without end", [](std::size_t n) { return repeated("\"Gazza\" ran on and ", n / 2); }},
      {"marks and brackets", [](std::size_t n) { return repeated("[ \"(a ", n); }},
      {"mixed marks",
       [](std::size_t n) {
         return repeated(
             "\xE2\x80\x9C"
             "a \xE2\x80\x9D \xE2\x80\x98",
             n);
       }},
      {"told an outlet", [](std::size_t n) { return repeated("\"Yes,\" Peter Hallam told BBC Sport.\n\n", n / 3); }},
      {"opened paragraphs", [](std::size_t n) { return repeated("\"Word goes on.\n\n", n); }},
      {"brackets", [](std::size_t n) { return std::string(n * 10, '('); }},
      {"capitalised words", [](std::size_t n) { return repeated("Aaa Bbb ", n); }},
      {"hyphenated capitals", [](std::size_t n) { return repeated("Aaa-", n * 2); }},
      {"hyphens", [](std::size_t n) { return std::string(n * 10, '-'); }},
      {"initials", [](std::size_t n) { return repeated("A. ", n * 3); }},
      {"digits", [](std::size_t n) { return std::string(n * 10, '7'); }},
      {"numbers with hyphens", [](std::size_t n) { return repeated("6-4 ", n * 2); }},
      {"colons", [](std::size_t n) { return repeated("Aaa: ", n * 2); }},
      {"colons behind dashes", [](std::size_t n) { return "the match was on " + repeated("- : ", n * 5 / 2); }},
      {"one letter", [](std::size_t n) { return std::string(n * 10, 'a'); }},
      {"one line of plain words", [](std::size_t n) { return repeated("words go on ", n); }},
      {"pronouns", [](std::size_t n) { return repeated("he said she said ", n / 2); }},
      {"NULs", [](std::size_t n) { return std::string(n * 10, '\0'); }},
      {"invalid bytes", [](std::size_t n) { return std::string(n * 10, '\xFE'); }},
      {"one sentence",
       [](std::size_t n) {
         return repeated("\"We won,\" said Peter Hallam of Arsenal after a 2-1 win at Leeds United, ", n / 5);
       }},
      {"sentences",
       [](std::size_t n) {
         return repeated("\"We won,\" said Peter Hallam of Arsenal after a 2-1 win at Leeds United. ", n / 5);
       }},
      {"people of one given name",
       [](std::size_t n) {
         return numbered(n / 3, [](std::size_t k) { return "David " + word_of(k) + " won. David lost. "; });
       }},
      {"people of one surname",
       [](std::size_t n) {
         return numbered(n / 3, [](std::size_t k) { return word_of(k) + " Smith won. Smith lost. "; });
       }},
      {"many speakers",
       [](std::size_t n) {
         return numbered(n / 4, [](std::size_t k) { return "\"Yes,\" said David " + word_of(k) + ".\n\n"; });
       }},
      {"pronouns far from many people",
       [](std::size_t n) {
         return numbered(n / 4, [](std::size_t k) { return "David " + word_of(k) + " ran.\n\n"; }) +
                repeated("\"Yes,\" he said.\n\n", n / 4);
       }},
      {"results of teams that nobody knows",
       [](std::size_t n) {
         return numbered(n / 3, [](std::size_t k) { return word_of(k) + " Town 2 " + word_of(k, 'G') + " City 1\n"; });
       }},
      {"labels of many people",
       [](std::size_t n) {
         return numbered(n / 4, [](std::size_t k) { return word_of(k) + " " + word_of(k, 'G') + " ran.\n\n"; }) +
                numbered(n / 4, [](std::size_t k) { return word_of(k) + ": \"Yes, I ran.\"\n\n"; });
       }},
      {"one list of points",
       [](std::size_t n) {
         return "Arsenal beat Chelsea.\n\nScoring sequence (Arsenal first): " + repeated("3-0, ", n * 2);
       }},
      {"labels of lists of points",
       [](std::size_t n) {
         return "Arsenal beat Chelsea.\n\n" + repeated("Scoring sequence (Arsenal first): 3-0; ", n / 4);
       }},
      {"many teams",
       [](std::size_t n) { return numbered(n / 3, [](std::size_t k) { return word_of(k) + " United beat them. "; }); }},
      {"teams of one player",
       [](std::size_t n) {
         return numbered(n / 4, [](std::size_t k) { return "FC " + word_of(k) + "'s David Hallam won. "; });
       }},
      {"one long table",
       [](std::size_t n) {
         return numbered(n / 4,
                         [](std::size_t k) { return "Arsenal          " + std::to_string(k) + "  4  2  1  9\n"; });
       }},
      {"headlines in capitals",
       [](std::size_t n) {
         return numbered(n / 4, [](std::size_t k) { return "DAVID SMITH WINS\n\nDavid " + word_of(k) + " won.\n\n"; });
       }},
      {"random bytes",
       [](std::size_t n) {
         std::mt19937 random(7);
         std::string out(n * 10, ' ');
         for (char& c : out) c = static_cast<char>(random() % 256);
         return out;
       }},
      {"random words",
       [](std::size_t n) {
         static constexpr std::string_view kWords[] = {"Arsenal", "\"", "said", "David", "Smith", "2-1", "the", ".",
                                                       "coach",   ",",  "he",   "beat",  "\n\n",  "(",   ")",   "'s"};
         std::mt19937 random(8);
         std::string out;
         while (out.size() < n * 10) (out += kWords[random() % std::size(kWords)]) += ' ';
         return out;
       }},
  };
}

}  // namespace pressbox::testing

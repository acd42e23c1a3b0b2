// Runs a fuzzer's entry point without libFuzzer: over each seed as it is and over damaged copies of it. The damage is
// drawn from the seed's own bytes, so that every run is the same.
//
//   fuzz_NAME [--copies N] FILE_OR_FOLDER...

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tools/fuzz/fuzz.h"

namespace {

namespace fs = std::filesystem;

void run(const std::string& bytes) {
  // Exactly as long as the input: reading behind its end is what the sanitizers then see.
  const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

std::string damaged(std::string bytes, std::mt19937& random) {
  static const std::string kOdd[] = {
      "\"",
      "'",
      "\xe2\x80\x9c",
      "\xe2\x80\x9d",
      "\xe2\x80\x98",
      "\xe2\x80\x99",
      "\n",
      "\r\n",
      std::string(1, '\0'),
      "\xff",
      "\xe2",
      "\xf0\x9f",
      "\xed\xa0\x80",
      "[",
      "]",
      "{",
      "}",
      "-",
      " ",
      "0",
      "9999999999",
      ":",
      ",",
      ".",
      "\t",
      "A",
      "\xef\xbb\xbf",
  };
  const auto below = [&random](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  for (std::size_t changes = 1 + below(8); changes > 0; --changes) {
    const std::size_t at = below(bytes.size() + 1);
    const std::size_t length = std::min(bytes.size() - at, 1 + below(40));
    switch (below(6)) {
      case 0:
        if (at < bytes.size()) bytes[at] = static_cast<char>(below(256));
        break;
      case 1:
        bytes.insert(at, kOdd[below(std::size(kOdd))]);
        break;
      case 2:
        bytes.erase(at, length);
        break;
      case 3:
        bytes.insert(below(bytes.size() + 1), bytes.substr(at, length));
        break;
      case 4:
        bytes.replace(at, length, kOdd[below(std::size(kOdd))]);
        break;
      default:
        if (below(4) == 0) bytes.resize(at);
        break;
    }
  }
  return bytes;
}

}  // namespace

int main(int argc, char* argv[]) {
  std::size_t copies = 8;
  std::vector<fs::path> seeds;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--copies") == 0 && i + 1 < argc) {
      copies = std::strtoul(argv[++i], nullptr, 10);
    } else if (fs::is_directory(argv[i])) {
      for (const auto& entry : fs::recursive_directory_iterator(argv[i])) {
        if (entry.is_regular_file()) seeds.push_back(entry.path());
      }
    } else {
      seeds.emplace_back(argv[i]);
    }
  }
  std::sort(seeds.begin(), seeds.end());
  std::size_t runs = 0;
  for (const fs::path& seed : seeds) {
    std::ifstream file(seed, std::ios::binary);
    if (!file) {
      std::cerr << seed.string() << ": cannot be read; give files or folders of seeds\n";
      return 2;
    }
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::seed_seq sequence(bytes.begin(), bytes.end());
    std::mt19937 random(sequence);
    run(bytes);
    for (std::size_t copy = 0; copy < copies; ++copy) run(damaged(bytes, random));
    runs += 1 + copies;
  }
  if (runs == 0) {
    std::cerr << "no seeds; give files or folders of seeds\n";
    return 2;
  }
  std::cout << runs << " inputs from " << seeds.size() << " seeds\n";
}

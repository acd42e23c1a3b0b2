// A compiled lexicon that is damaged or no lexicon at all is an error, never a crash.
//
// The input is taken twice: as the file itself, and as a list of changes to a good file, six bytes each: where (four,
// little endian, modulo the size), the byte to write, and what to do (0: cut the file there, else: write).

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <system_error>

#include "extractor/gazetteer/lexicon.h"
#include "tools/fuzz/fuzz.h"

namespace {

namespace fs = std::filesystem;
using namespace pressbox;
using fuzz::require;

// A folder for this process, gone when it ends.
class Workshop {
 public:
  Workshop() : folder_(fs::temp_directory_path() / ("pressbox-fuzz-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_ / "lexicons" / "teams");
    write("lexicons/teams/football.tsv",
          "key\tname\tkind\tsport\tforms\tsource\n"
          "exford-town\tExford Town\tclub\tfootball\tnick:Otters|abbr:EXT|Exford\town\n"
          "wyeville\tWyeville\tclub\tfootball\t\town\n");
    write("lexicons/cues.tsv",
          "key\tclass\tforms\tweight\tframes\tsource\nsay\tsay\tsaid|says|saying\t5\tinv|that\town\n");
    const Result<Lexicon> lexicon = Lexicon::compile(folder_ / "lexicons");
    if (!lexicon) give_up(lexicon.error().message);
    const Result<std::size_t> saved = lexicon.value().save(file());
    if (!saved) give_up(saved.error().message);
    std::ifstream stream(file(), std::ios::binary);
    good_.assign(std::istreambuf_iterator<char>(stream), {});
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  ~Workshop() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  [[nodiscard]] fs::path file() const { return folder_ / "lexicon.bin"; }
  [[nodiscard]] const std::string& good() const { return good_; }
  void write(const std::string& name, std::string_view bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }

 private:
  [[noreturn]] static void give_up(const std::string& message) {
    std::cerr << message << "\n";
    std::exit(2);
  }

  fs::path folder_;
  std::string good_;
};

// Opens the bytes and, if that works, reads all that is in them.
bool opens(const Workshop& workshop, std::string_view bytes) {
  workshop.write("lexicon.bin", bytes);
  const Result<Lexicon> lexicon = Lexicon::open(workshop.file());
  if (!lexicon) {
    require(lexicon.error().message.find("; ") != std::string::npos, "errors say what to do");
    return false;
  }
  std::size_t letters = 0;
  for (Index i = 0; i < lexicon.value().entry_count(); ++i) {
    const Entry entry = lexicon.value().entry(i);
    for (const std::string_view view : {entry.key, entry.name, entry.country, entry.city, entry.detail}) {
      for (const char c : view) letters += c != '\0' ? 1 : 0;
    }
    require(lexicon.value().find(entry.type, entry.key) != kNone, "every key is found");
  }
  for (Index i = 0; i < lexicon.value().rule_count(); ++i) letters += lexicon.value().rule(i).id.size();
  require(letters > 0, "an open lexicon holds something");
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Workshop workshop;
  static const bool sound = opens(workshop, workshop.good());
  require(sound, "a good file opens");
  opens(workshop, fuzz::bytes(data, size));

  std::string changed = workshop.good();
  for (; size >= 6 && !changed.empty(); data += 6, size -= 6) {
    const std::uint32_t where =
        data[0] | std::uint32_t{data[1]} << 8 | std::uint32_t{data[2]} << 16 | std::uint32_t{data[3]} << 24;
    const std::size_t at = where % changed.size();
    if (data[5] == 0) {
      changed.resize(at);
    } else {
      changed[at] = static_cast<char>(data[4]);
    }
  }
  require(opens(workshop, changed) == (changed == workshop.good()), "damage is noticed");
  return 0;
}

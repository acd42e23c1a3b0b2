// pressbox eval as it is run: the built binary, in a folder of its own.

#include <stdlib.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/catch.h"

namespace pressbox {
namespace {

namespace fs = std::filesystem;

struct Ran {
  int status = -1;
  std::string out, err;
};

class Desk {
 public:
  Desk() {
    std::string pattern = (fs::temp_directory_path() / "pressbox-eval-XXXXXX").native();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
    write("gold/one.txt",
          "Exford 2-1 Wyeville\n\n\"We were slow in the first half,\" Ann Hall said after the match.\n");
    write("gold/one.json",
          R"({"id": "one", "quotes": [{"start": 22, "end": 52, "kind": "direct", "speaker": {"name": "Ann Hall"}}],
              "people": [{"name": "Ann Hall", "mentions": [{"start": 55, "end": 63}]}],
              "scores": [{"start": 7, "end": 10, "kind": "final", "sides": []}]})");
    write("gold/two.txt", "Nobody said a word.\n");
    write("gold/two.json", "{}");
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  ~Desk() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }

  void write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }

  // Runs "pressbox ARGUMENTS" in the folder.
  [[nodiscard]] Ran run(const std::string& arguments) const {
    const std::string command = "cd '" + path_.native() + "' && '" PRESSBOX_BINARY_DIR "/pressbox' " + arguments;
    const int status = std::system(
        ("(" + command + ") >'" + (path_ / "out").native() + "' 2>'" + (path_ / "err").native() + "'").c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read("out"), read("err")};
  }

 private:
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream file(path_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  fs::path path_;
};

constexpr const char* kPrediction =
    R"({"id": "one", "quotes": [{"start": 21, "end": 53, "kind": "direct", "speaker": null}]})"
    "\n";

TEST_CASE("eval compares a file, a folder or stdin", "[evaluation][cli]") {
  const Desk desk;
  desk.write("lines.jsonl", kPrediction);
  desk.write("folder/one.json", kPrediction);
  const Ran lines = desk.run("eval gold lines.jsonl --errors 9");
  CHECK(lines.status == 0);
  CHECK(lines.err == "");
  CHECK(lines.out ==
        "2 articles, NO PREDICTION for 1: two\n"
        "                            P      R     F1   gold   pred  right\n"
        "quote.exact             1.000  1.000  1.000      1      1      1\n"
        "quote.overlap           1.000  1.000  1.000      1      1      1\n"
        "attribution             0.000  0.000  0.000      1      1      0\n"
        "attribution.surname     0.000  0.000  0.000      1      1      0\n"
        "direct.attribution      0.000  0.000  0.000      1      1      0\n"
        "person.span             0.000  0.000  0.000      1      0      0\n"
        "team.span               0.000  0.000  0.000      0      0      0\n"
        "team.link               0.000  0.000  0.000      0      0      0\n"
        "score.span              0.000  0.000  0.000      1      0      0\n"
        "score.full              0.000  0.000  0.000      1      0      0\n"
        "\n"
        "wrong speaker: 1\n"
        "  one: 'We were slow in the first half'  gold Ann Hall / got None [None]\n"
        "\n"
        "missed person: 1\n"
        "  one: 'Ann Hall'  slow in the first half,\" Ann Hall said after the match. \n"
        "\n"
        "missed score: 1\n"
        "  one: '2-1'  Exford 2-1 Wyeville  \"We were slow \n");
  CHECK(desk.run("eval gold folder --errors 9").out == lines.out);
  CHECK(desk.run("eval gold - --errors 9 < lines.jsonl").out == lines.out);

  const Ran json = desk.run("eval gold lines.jsonl --json");
  CHECK(json.status == 0);
  CHECK(json.err ==
        "pressbox: lines.jsonl: has no prediction for 1 of 2 articles, the first is two; their fields count as "
        "missed\n");
  CHECK(desk.run("eval gold - --json < lines.jsonl").err.find("pressbox: stdin: has no prediction for 1 of 2") == 0);
  const auto figures = nlohmann::json::parse(json.out, nullptr, false);
  REQUIRE(figures.is_object());
  CHECK(figures["quote.exact"]["f1"] == 1.0);
}

TEST_CASE("eval without predictions extracts them", "[evaluation][cli]") {
  const Desk desk;
  REQUIRE(desk.run("extract gold > predicted.jsonl").status == 0);
  const Ran compared = desk.run("eval gold predicted.jsonl --errors 100");
  CHECK(compared.status == 0);
  for (const char* jobs : {"1", "3"}) {
    const Ran extracted = desk.run(std::string("eval gold --errors 100 --jobs ") + jobs);
    CHECK(extracted.status == 0);
    CHECK(extracted.out == compared.out);
  }
}

TEST_CASE("eval prints no figures over half of the articles", "[evaluation][cli]") {
  const Desk desk;
  desk.write("twice.jsonl", std::string(kPrediction) + kPrediction);
  desk.write("outside.jsonl", R"({"id": "two", "quotes": [{"start": 1, "end": 21, "kind": "direct"}]})");
  desk.write("broken/one.json", "{");
  desk.write("other.jsonl", R"({"id": "three", "quotes": []})");
  const std::pair<const char*, const char*> cases[] = {
      {"eval nowhere", "pressbox: nowhere: does not exist; "},
      {"eval gold nowhere", "pressbox: nowhere: does not exist; "},
      {"eval gold twice.jsonl", "pressbox: twice.jsonl:2: id: \"one\" stands on line 1 already; "},
      {"eval gold outside.jsonl",
       "pressbox: outside.jsonl:1: quotes[0].end: 21 lies outside the text of 20 code points; "},
      {"eval gold broken", "pressbox: broken/one.json: is not valid JSON (byte 1)"},
      {"eval gold - < twice.jsonl", "pressbox: stdin:2: id: "},
      {"eval gold other.jsonl",
       "pressbox: other.jsonl: has a prediction for none of the 2 articles, the first is one; check that its ids are "},
      {"eval gold - --json < other.jsonl", "pressbox: stdin: has a prediction for none of the 2 articles"},
      {"eval gold --lexicon nowhere.bin", "pressbox: nowhere.bin: "},
  };
  for (const auto& [arguments, message] : cases) {
    INFO(arguments);
    const Ran ran = desk.run(arguments);
    CHECK(ran.status == 1);
    CHECK(ran.out == "");
    CHECK(ran.err.substr(0, std::string(message).size()) == message);
    CHECK(ran.err.find('\n') == ran.err.size() - 1);
  }
  for (const char* arguments :
       {"eval", "eval gold --errors -1", "eval gold --jobs 0", "eval gold --wat", "eval a b c"}) {
    INFO(arguments);
    const Ran ran = desk.run(arguments);
    CHECK(ran.status == 2);
    CHECK(ran.out == "");
    CHECK(ran.err.substr(0, 10) == "pressbox: ");
  }
  CHECK(desk.run("eval gold twice.jsonl > /dev/full").status == 1);
}

}  // namespace
}  // namespace pressbox

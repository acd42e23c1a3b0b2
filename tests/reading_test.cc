// Reading: bytes to text and back, lines of JSON, files and folders.

#include <sys/stat.h>
#include <unicode/utf8.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/reading/inputs.h"
#include "extractor/reading/json_line.h"
#include "extractor/reading/source_text.h"
#include "tests/catch.h"

namespace pressbox {
namespace {

// The slow truth: ICU decodes one code point after the other.
struct SlowText {
  std::string text;
  // For each code point and for the end: its offset in text, in code points, in UTF-16 units, in source bytes.
  struct Place {
    std::uint32_t at, codepoint, utf16, utf8;
  };
  std::vector<Place> places;
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macros
SlowText slow_decode(const std::string& bytes) {
  SlowText slow;
  std::uint32_t codepoints = 0;
  std::uint32_t units = 0;
  const auto length = static_cast<std::int32_t>(bytes.size());
  for (std::int32_t i = 0;;) {
    slow.places.push_back(
        {static_cast<std::uint32_t>(slow.text.size()), codepoints, units, static_cast<std::uint32_t>(i)});
    if (i >= length) return slow;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes.data(), i, length, c);
    char encoded[4];
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(encoded, size, c);
    slow.text.append(encoded, static_cast<std::size_t>(size));
    ++codepoints;
    units += c > 0xFFFF ? 2 : 1;
  }
}
#pragma GCC diagnostic pop

// Unicode of every length, broken sequences of every kind, long runs of ASCII now and then.
std::string random_bytes(std::mt19937& random, bool broken) {
  static const std::vector<std::string> kGood = {"a",
                                                 "\n",
                                                 "\"",
                                                 "\\",
                                                 "\r\n",
                                                 "\xC3\xA9",
                                                 "\xC2\x80",
                                                 "\xDF\xBF",
                                                 "\xE0\xA0\x80",
                                                 "\xE2\x80\x99",
                                                 "\xEF\xBF\xBD",
                                                 "\xED\x9F\xBF",
                                                 "\xEE\x80\x80",
                                                 "\xF0\x90\x80\x80",
                                                 "\xF0\x9F\x8F\x89",
                                                 "\xF4\x8F\xBF\xBF"};
  static const std::vector<std::string> kBroken = {
      "\x80",         "\xBF\xBF",     "\xC0\xAF",         "\xC1", "\xC3",     "\xE0\x80", "\xE2\x80", "\xED\xA0\x80",
      "\xF0\x80\x80", "\xF0\x9F\x8F", "\xF4\x90\x80\x80", "\xF5", "\xFE\xFF", "\xFF"};
  std::string bytes;
  const std::size_t pieces = random() % 200;
  for (std::size_t i = 0; i < pieces; ++i) {
    const auto dice = random() % 100;
    if (dice < 3) {
      bytes.append(random() % 600, 'x');
    } else if (broken && dice < 25) {
      bytes += kBroken[random() % kBroken.size()];
    } else if (broken && dice < 30) {
      bytes += static_cast<char>(random());
    } else {
      bytes += kGood[random() % kGood.size()];
    }
  }
  return bytes;
}

std::vector<std::string> codes(const SourceText& source) {
  std::vector<std::string> list;
  for (const Diagnostic& diagnostic : source.diagnostics()) list.emplace_back(diagnostic.code);
  return list;
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "pressbox-reading-XXXXXX").native();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string path(const std::string& name = "") const {
    return name.empty() ? path_ : path_ + "/" + name;
  }
  std::string write(const std::string& name, std::string_view bytes) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }

 private:
  std::string path_;
};

// Everything that the reader gives: "place=bytes" or "! message".
std::vector<std::string> read_all(std::vector<std::string> inputs, const InputOptions& options = {}) {
  InputReader reader(std::move(inputs), options);
  std::vector<std::string> items;
  while (const auto item = reader.next()) {
    items.push_back(item->ok() ? item->value().place() + "=" + item->value().bytes : "! " + item->error().message);
  }
  return items;
}

Result<Record> record_of(const std::string& json, const InputOptions& options = {}) {
  return read_record({"news.jsonl", 7, json}, options);
}

}  // namespace

TEST_CASE("decoding agrees with ICU, code point by code point", "[reading]") {
  std::mt19937 random(20260101);
  for (int round = 0; round < 400; ++round) {
    const bool broken = round % 4 != 0;
    const std::string bytes = random_bytes(random, broken);
    const SlowText slow = slow_decode(bytes);
    const SourceText source = SourceText::decode(bytes);
    REQUIRE(source.text() == slow.text);
    REQUIRE(SourceText::decoded_size(bytes) == slow.text.size());
    const OffsetMap codepoint(source, OffsetUnit::codepoint);
    const OffsetMap utf16(source, OffsetUnit::utf16);
    const OffsetMap utf8(source, OffsetUnit::utf8);
    for (const SlowText::Place& place : slow.places) {
      REQUIRE(codepoint(place.at) == place.codepoint);
      REQUIRE(utf16(place.at) == place.utf16);
      REQUIRE(utf8(place.at) == place.utf8);
    }
  }
}

TEST_CASE("utf8 offsets slice the bytes as given", "[reading]") {
  std::mt19937 random(7);
  for (int round = 0; round < 100; ++round) {
    const std::string bytes = random_bytes(random, true);
    const SlowText slow = slow_decode(bytes);
    const SourceText source = SourceText::decode(bytes);
    const OffsetMap utf8(source, OffsetUnit::utf8);
    const std::size_t a = random() % slow.places.size();
    const std::size_t b = a + random() % (slow.places.size() - a);
    const Span span{slow.places[a].at, slow.places[b].at};
    const std::string slice = bytes.substr(utf8(span.start), utf8(span.end) - utf8(span.start));
    REQUIRE(SourceText::decode(slice).text() == span.of(source.text()));
  }
}

TEST_CASE("valid text is moved, not copied", "[reading]") {
  std::string bytes(1000, 'a');
  bytes += "\xC3\xA9";
  const char* const data = bytes.data();
  CHECK(SourceText::decode(std::move(bytes)).text().data() == data);
}

TEST_CASE("odd input is reported and kept", "[reading]") {
  CHECK(codes(SourceText::decode("Plain text.\n")).empty());
  CHECK(codes(SourceText::decode("")) == std::vector<std::string>{"empty-article"});
  CHECK(codes(SourceText::decode(" \n\t\n")) == std::vector<std::string>{"empty-article"});
  CHECK(codes(SourceText::decode("\xEF\xBB\xBF")) == std::vector<std::string>{"byte-order-mark", "empty-article"});
  const SourceText odd =
      SourceText::decode(std::string("\xEF\xBB\xBF"
                                     "One\r\ntwo\r\n\0\0.",
                                     16));
  CHECK(codes(odd) == std::vector<std::string>{"byte-order-mark", "nul-byte", "crlf"});
  CHECK(odd.diagnostics()[1].span == Span{13, 14});
  CHECK(odd.diagnostics()[1].message.find("2 NUL bytes") != std::string::npos);
  CHECK(odd.diagnostics()[2].span == Span{6, 8});
  CHECK(odd.text().size() == 16);
}

TEST_CASE("adjacent broken sequences are one diagnostic, and very many are summed up", "[reading]") {
  const SourceText two = SourceText::decode(
      "a\xFF\xFE"
      "b\xC3");
  REQUIRE(codes(two) == std::vector<std::string>{"invalid-utf8", "invalid-utf8"});
  CHECK(two.diagnostics()[0].span == Span{1, 7});
  CHECK(two.diagnostics()[0].message.find("2 byte sequences") == 0);
  CHECK(two.diagnostics()[1].span == Span{8, 11});

  std::string bytes;
  for (int i = 0; i < 5000; ++i) bytes += "x\xFF";
  const SourceText many = SourceText::decode(bytes);
  REQUIRE(many.diagnostics().size() == 101);
  CHECK(many.diagnostics().back().message.find("4900 more byte sequences") == 0);
  CHECK(many.diagnostics().back().span == Span{100 * 4 + 1, 5000 * 4});

  const SourceText utf16 = SourceText::decode(std::string("\xFF\xFEH\0i\0", 6));
  CHECK(utf16.diagnostics()[0].message.find("UTF-16") != std::string::npos);
}

TEST_CASE("an object is taken apart as nlohmann does it", "[reading]") {
  const std::vector<std::string> lines = {"{}",
                                          " { } ",
                                          R"({"a":1})",
                                          R"({"a":[],"b":{}})",
                                          R"({"a":[1,[2,{"b":[null,true,false]}]],"c":"\u00e9\n"})",
                                          R"({"a" : -0.5e+3 , "a" : 0})",
                                          R"({"\"":"\\"})",
                                          R"({"x":"{\"y\":[}"})",
                                          R"([1])",
                                          R"("a")",
                                          "",
                                          "{",
                                          "}",
                                          R"({"a"})",
                                          R"({"a":})",
                                          R"({"a":1,})",
                                          R"({,})",
                                          R"({"a":1 "b":2})",
                                          R"({"a":01})",
                                          R"({"a":1.})",
                                          R"({"a":.5})",
                                          R"({"a":+1})",
                                          R"({"a":1e})",
                                          R"({"a":tru})",
                                          R"({"a":[1,]})",
                                          R"({"a":[1}})",
                                          R"({"a":{1:2}})",
                                          R"({"a":"\x"})",
                                          R"({"a":"\u12g4"})",
                                          R"({"a":"\u12)",
                                          "{\"a\":\"\t\"}",
                                          R"({"a":1} {)",
                                          R"({"a":"b)",
                                          R"({a:1})",
                                          R"({'a':1})"};
  std::mt19937 random(3);
  std::vector<JsonField> fields;
  JsonFault fault;
  int accepted = 0;
  const auto compare = [&](const std::string& line) {
    const nlohmann::ordered_json slow = nlohmann::ordered_json::parse(line, nullptr, false);
    const bool fits = split_json_object(line, fields, fault);
    INFO(line);
    REQUIRE(fits == slow.is_object());
    if (!fits) {
      REQUIRE(fault.column >= 1);
      REQUIRE(fault.column <= line.size() + 1);
      REQUIRE_FALSE(fault.expected.empty());
      return;
    }
    ++accepted;
    std::set<std::string> keys;
    for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
      std::string key;
      append_unescaped(field->key, key);
      if (!keys.insert(key).second) continue;  // nlohmann keeps one of several
      REQUIRE(slow.contains(key));
      if (fields.size() == slow.size()) REQUIRE(nlohmann::ordered_json::parse(field->value) == slow[key]);
    }
    REQUIRE(keys.size() == slow.size());
  };
  for (const std::string& line : lines) compare(line);
  // Every line with single characters changed, dropped or doubled.
  constexpr std::string_view kCharacters = "{}[]\",:\\u0123e.- tn";
  for (int round = 0; round < 20000; ++round) {
    std::string line = lines[random() % lines.size()];
    for (auto changes = 1 + random() % 2; changes > 0 && !line.empty(); --changes) {
      const std::size_t at = random() % line.size();
      switch (random() % 3) {
        case 0:
          line[at] = kCharacters[random() % kCharacters.size()];
          break;
        case 1:
          line.erase(at, 1);
          break;
        default:
          line.insert(at, 1, kCharacters[random() % kCharacters.size()]);
      }
    }
    compare(line);
  }
  CHECK(accepted > 1000);
}

TEST_CASE("deep nesting exhausts nothing", "[reading]") {
  const std::size_t depth = 2'000'000;
  std::vector<JsonField> fields;
  JsonFault fault;
  CHECK(split_json_object("{\"a\":" + std::string(depth, '[') + std::string(depth, ']') + "}", fields, fault));
  CHECK_FALSE(split_json_object("{\"a\":" + std::string(depth, '['), fields, fault));
}

TEST_CASE("escapes are undone as nlohmann does it", "[reading]") {
  const std::string raw = R"(\"\\\/\b\f\n\r\t\u0041\u00e9\u20ac\ud83c\udfc9 plain é)";
  std::string text;
  append_unescaped(raw, text);
  CHECK(text == nlohmann::json::parse("\"" + raw + "\"").get<std::string>());
  // Half a surrogate pair is one replaced sequence, one code point and one UTF-16 unit.
  for (const std::string_view half : {R"(a\ud83cb)", R"(a\udfc9b)", R"(a\ud83c\n)", R"(a\ud83c\u0041)"}) {
    std::string broken;
    append_unescaped(half, broken);
    CHECK(SourceText::decode(broken).text().substr(0, 4) == "a\xEF\xBF\xBD");
  }
}

TEST_CASE("files, folders and lines become articles in order", "[reading]") {
  const TemporaryFolder folder;
  folder.write("b.txt", "B");
  folder.write("a.txt", "A\n");
  folder.write("sub/c.jsonl", "{\"text\":1}\n\n  \r\n{\"text\":2}\r\nlast");
  folder.write("sub/d.md", "D");
  folder.write("sub/deeper/e.txt", "");
  const std::string root = folder.path();
  CHECK(read_all({root}) == std::vector<std::string>{root + "/a.txt=A\n", root + "/b.txt=B",
                                                     root + "/sub/c.jsonl:1={\"text\":1}",
                                                     root + "/sub/c.jsonl:4={\"text\":2}\r",
                                                     root + "/sub/c.jsonl:5=last", root + "/sub/deeper/e.txt="});
  InputOptions options;
  options.globs = {"*.md"};
  CHECK(read_all({root}, options) == std::vector<std::string>{root + "/sub/d.md=D"});
  options.globs = {"sub/deeper/*"};
  CHECK(read_all({root}, options) == std::vector<std::string>{root + "/sub/deeper/e.txt="});
  options.format = InputFormat::jsonl;
  CHECK(read_all({folder.path("b.txt")}, options) == std::vector<std::string>{folder.path("b.txt") + ":1=B"});
  options.format = InputFormat::text;
  CHECK(read_all({folder.path("sub/c.jsonl")}, options).size() == 1);
}

TEST_CASE("what cannot be read is told and the rest is read", "[reading]") {
  const TemporaryFolder folder;
  folder.write("a.txt", "A");
  std::filesystem::create_directory(folder.path("empty"));
  std::filesystem::create_directory_symlink(folder.path(), folder.path("empty/loop"));
  const auto items = read_all({folder.path("none.txt"), folder.path("empty"), folder.path("a.txt")});
  REQUIRE(items.size() == 3);
  CHECK(items[0] == "! " + folder.path("none.txt") + ": cannot open: No such file or directory; check the path");
  CHECK(items[1] ==
        "! " + folder.path("empty") + ": no file in this folder matches *.txt or *.jsonl; choose others with --glob");
  CHECK(items[2] == folder.path("a.txt") + "=A");
}

TEST_CASE("a link that leads to no file and a path through a file are told", "[reading]") {
  const TemporaryFolder folder;
  const std::string a = folder.write("d/a.txt", "A");
  std::filesystem::create_symlink(folder.path("nowhere"), folder.path("d/b.txt"));
  std::filesystem::create_symlink("c.txt", folder.path("d/c.txt"));
  std::filesystem::create_symlink(folder.path("nowhere"), folder.path("d/other"));
  std::filesystem::create_symlink(a, folder.path("d/e.txt"));
  REQUIRE(::mkfifo(folder.path("d/f.txt").c_str(), 0600) == 0);
  CHECK(read_all({folder.path("d"), a + "/below.txt"}) ==
        std::vector<std::string>{
            a + "=A", "! " + folder.path("d/b.txt") + ": cannot open: the link leads nowhere; mend or remove it",
            "! " + folder.path("d/c.txt") + ": cannot open: Too many levels of symbolic links; mend or remove the link",
            folder.path("d/e.txt") + "=A", "! " + a + "/below.txt: cannot open: Not a directory; check the path"});
  // They are the folder's articles, if unreadable ones.
  std::filesystem::create_directory(folder.path("only"));
  std::filesystem::create_symlink(folder.path("nowhere"), folder.path("only/b.txt"));
  CHECK(read_all({folder.path("only")}) ==
        std::vector<std::string>{"! " + folder.path("only/b.txt") +
                                 ": cannot open: the link leads nowhere; mend or remove it"});
}

TEST_CASE("what has no telling name is judged by its beginning", "[reading]") {
  const TemporaryFolder folder;
  const auto read = [&](const std::string& bytes) {
    std::vector<std::string> items = read_all({folder.write("stdin", bytes)});
    for (std::string& item : items) item.erase(item.find(folder.path()), folder.path().size() + 1);
    return items;
  };
  using Items = std::vector<std::string>;
  CHECK(read("{\"a\":1}\n{") == Items{"stdin:1={\"a\":1}", "stdin:2={"});
  CHECK(read("\xEF\xBB\xBF\n { \t\"a") == Items{"stdin:2= { \t\"a"});
  CHECK(read(std::string(70'000, ' ') + "{\"") == Items{"stdin:1=" + std::string(70'000, ' ') + "{\""});
  CHECK(read("{}") == Items{"stdin:1={}"});
  for (const std::string text : {"", "\n", "\xEF", "\xEF\xBB\xBF", "\xEF\xBB\xBFText", "{", "{text", "{ 'a': 1}", "[",
                                 "[1]", "[{", "[{a", "\"a\""}) {
    INFO(text);
    CHECK(read(text) == Items{"stdin=" + text});
  }
  CHECK(read("[{\"a\":1}]") == Items{"! stdin: a JSON array; write one object a line, or give --from text"});
  CHECK(read("{\n\"a\":1}") ==
        Items{"! stdin: a JSON object over several lines; write one object a line, or give --from text"});
  // Pieces of all sizes are put together again.
  for (const std::size_t size : {65'535U, 65'536U, 65'537U, 300'000U}) {
    const std::string text(size, 'a');
    CHECK(read(text) == Items{"stdin=" + text});
  }
}

TEST_CASE("lines of any length come out whole", "[reading]") {
  const TemporaryFolder folder;
  std::mt19937 random(11);
  std::string bytes;
  std::vector<std::string> expected;
  const std::string path = folder.path("lines.jsonl");
  for (int line = 1; line <= 60; ++line) {
    const std::size_t length = line == 30 ? 5'000'000 : 1 + random() % (line % 7 == 0 ? 200'000 : 300);
    const std::string content(length, static_cast<char>('a' + line % 26));
    expected.push_back(path + ":" + std::to_string(line) + "=" + content);
    bytes += content + "\n";
  }
  folder.write("lines.jsonl", bytes);
  CHECK(read_all({path}) == expected);
  bytes.pop_back();
  folder.write("lines.jsonl", bytes);
  CHECK(read_all({path}) == expected);
}

TEST_CASE("what is too long is refused and what follows is read", "[reading]") {
  const TemporaryFolder folder;
  InputOptions options;
  options.max_bytes = 100;
  const std::string lines =
      folder.write("a.jsonl", std::string(100, 'a') + "\n" + std::string(101, 'b') + "\n" + std::string(300'000, 'c') +
                                  "\nshort\n" + std::string(200'000, 'd'));
  const auto items = read_all({lines}, options);
  REQUIRE(items.size() == 5);
  CHECK(items[0] == lines + ":1=" + std::string(100, 'a'));
  const std::string refused = ": an article of 100 bytes or more; split it into articles";
  CHECK(items[1] == "! " + lines + ":2" + refused);
  CHECK(items[2] == "! " + lines + ":3" + refused);
  CHECK(items[3] == lines + ":4=short");
  CHECK(items[4] == "! " + lines + ":5" + refused);
  const std::string text = folder.write("b.txt", std::string(101, 'b'));
  CHECK(read_all({text}, options) == std::vector<std::string>{"! " + text + refused});
  const std::string unnamed = folder.write("b", std::string(101, 'b'));
  CHECK(read_all({unnamed}, options) == std::vector<std::string>{"! " + unnamed + refused});
  // 40 bytes that are no UTF-8 become 120.
  CHECK_FALSE(read_record({"c.txt", 0, std::string(40, '\xFF')}, options).ok());
  CHECK(read_record({"c.txt", 0, std::string(33, '\xFF')}, options).ok());
}

TEST_CASE("a record takes id, title and text from a line", "[reading]") {
  InputOptions options;
  const auto full = record_of(R"({"title":"T","id":"a-1","text":"Two\nlines","url":"u"})", options);
  REQUIRE(full.ok());
  CHECK(full.value().input.id == "a-1");
  CHECK(full.value().input.title == "T");
  CHECK(full.value().input.text == "Two\nlines");
  CHECK(full.value().input.source == "news.jsonl");
  CHECK(full.value().line == 7);
  CHECK(full.value().extra_json.empty());
  CHECK(record_of(R"({"text":""})").value().input.id == "news-7");
  CHECK(record_of(R"({"text":"","id":12})").value().input.id == "12");
  CHECK(record_of(R"({"text":"","id":null,"title":null})").value().input.id == "news-7");

  options.keep_fields = true;
  CHECK(record_of(R"({"text":"x"})", options).value().extra_json == "{}");
  CHECK(record_of(R"({"n" : 1.50, "text":"x", "é": {"a": [1, 2]}})", options).value().extra_json ==
        R"({"n":1.50,"é":{"a": [1, 2]}})");

  options.text_field = "body";
  options.id_field = "url";
  options.title_field = "headline";
  const auto renamed = record_of(R"({"body":"B","url":"u","headline":"H","text":"T"})", options);
  CHECK(renamed.value().input.text == "B");
  CHECK(renamed.value().input.id == "u");
  CHECK(renamed.value().input.title == "H");
  CHECK(renamed.value().extra_json == R"({"text":"T"})");

  const auto plain = read_record({"folder/report.v2.txt", 0, "Text"}, {});
  CHECK(plain.value().input.id == "report.v2");
  CHECK(read_record({"stdin", 0, "Text"}, {}).value().input.id == "stdin");
}

TEST_CASE("a line that is no article says why", "[reading]") {
  CHECK(record_of("[1]").error().message ==
        "news.jsonl:7: not JSON at column 1, expected '{': one object a line; mend or remove the line");
  CHECK(record_of(R"({"text":"a" "id":1})").error().message ==
        "news.jsonl:7: not JSON at column 13, expected ',' or '}'; mend or remove the line");
  CHECK(record_of(R"({"id":"a"})").error().message ==
        "news.jsonl:7: the object has no field \"text\"; name the field that holds the article with --text-field");
  CHECK(record_of(R"({"text":["a"]})").error().message ==
        "news.jsonl:7: the field \"text\" is an array, not a string; mend the line or name another with --text-field");
  CHECK_FALSE(record_of(R"({"text":null})").ok());
  CHECK_FALSE(record_of(R"({"text":"a","id":true})").ok());
  CHECK_FALSE(record_of(R"({"text":"a","title":1})").ok());
}

}  // namespace pressbox

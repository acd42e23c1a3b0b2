// A folder that goes when the test does, and the built binary run in it.
#pragma once

#include <stdlib.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/catch.h"

namespace pressbox::testing {

struct Ran {
  int status = -1;  // the exit code; -1 where a signal ended it
  std::string out, err;
};

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "pressbox-test-XXXXXX").native();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  void write(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }
  [[nodiscard]] std::string read(const std::string& name) const { return read_file(path_ / name); }
  [[nodiscard]] bool has(const std::string& name) const { return std::filesystem::exists(path_ / name); }

  // Runs "pressbox ARGUMENTS" in the folder, by a shell. What it prints leaves no file there.
  [[nodiscard]] Ran run(const std::string& arguments) const {
    const std::filesystem::path out = path_.native() + ".out";
    const std::filesystem::path err = path_.native() + ".err";
    const std::string command = "(cd '" + path_.native() + "' && '" PRESSBOX_BINARY_DIR "/pressbox' " + arguments +
                                ") >'" + out.native() + "' 2>'" + err.native() + "'";
    const int status = std::system(command.c_str());
    Ran ran{WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(out), read_file(err)};
    std::filesystem::remove(out);
    std::filesystem::remove(err);
    return ran;
  }

 private:
  static std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::filesystem::path path_;
};

}  // namespace pressbox::testing

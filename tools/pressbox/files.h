// The files that subcommands read and write.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/result.h"

namespace pressbox::cli {

// All bytes of a file or a pipe, or of stdin if the path is "-".
Result<std::string> read_file(const std::string& path);

// What a path leads to: itself, or what the last of its links names, whether that is there or not.
[[nodiscard]] std::filesystem::path follow_links(std::filesystem::path path);

// Writes a file, whole or not at all: under another name beside it, which then takes its place. A link goes on leading
// where it leads, a file that is there keeps its permissions, and one that may not be written is left alone. What is no
// file (a pipe, a terminal, a device) is written to as it is. advice tells what to do where that is not possible. check
// may look at the file under its other name, and have it dropped by returning an error.
[[nodiscard]] std::optional<Error> write_file(
    const std::filesystem::path& path, std::string_view bytes, std::string_view advice,
    const std::function<std::optional<Error>(const std::filesystem::path& written)>& check = nullptr);

// Keeps a folder to one process that asks for it at a time, until this is destroyed. Where the file system has no locks
// it does nothing.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder);
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  int fd_;
};

}  // namespace pressbox::cli

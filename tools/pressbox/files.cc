#include "tools/pressbox/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <vector>

#include "tools/pressbox/common.h"

namespace pressbox::cli {
namespace {

namespace fs = std::filesystem;

// 0, or the errno of what failed.
int write_and_close(int fd, std::string_view bytes) {
  int error = write_all(fd, bytes) ? 0 : errno;
  if (::close(fd) != 0 && error == 0) error = errno;
  return error;
}

// Stdout or stderr, if the path is one of them by another name; else -1. What they are connected to may be a file,
// which others write to as well and which must not be put aside.
int standard_descriptor(const struct stat& there) {
  for (const int fd : {STDOUT_FILENO, STDERR_FILENO}) {
    struct stat open {};
    if (::fstat(fd, &open) == 0 && open.st_dev == there.st_dev && open.st_ino == there.st_ino) return fd;
  }
  return -1;
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  const int fd = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const std::string name = path == "-" ? "stdin" : path;
  if (fd < 0) {
    return Error{name + ": cannot open: " + std::generic_category().message(errno) + "; check the path"};
  }
  std::string bytes;
  std::vector<char> buffer(1 << 16);
  ssize_t got = 0;
  while ((got = ::read(fd, buffer.data(), buffer.size())) > 0 || (got < 0 && errno == EINTR)) {
    if (got > 0) bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
  const int error = got < 0 ? errno : 0;
  if (path != "-") ::close(fd);
  if (error != 0) {
    return Error{name + ": cannot be read: " + std::generic_category().message(error) + "; give a file"};
  }
  return bytes;
}

fs::path follow_links(fs::path path) {
  constexpr int kMostLinks = 40;  // as the kernel's; more is a circle, which opening the path tells
  std::error_code error;
  for (int links = 0; links < kMostLinks && fs::is_symlink(path, error); ++links) {
    const fs::path target = fs::read_symlink(path, error);
    if (error) break;
    path = path.parent_path() / target;
  }
  return path;
}

std::optional<Error> write_file(const fs::path& path, std::string_view bytes, std::string_view advice,
                                const std::function<std::optional<Error>(const fs::path&)>& check) {
  const auto failed = [&](int error) -> std::optional<Error> {
    if (error == 0) return std::nullopt;
    return Error{path.native() + ": cannot write: " + std::generic_category().message(error) +
                 write_advice(error, advice)};
  };
  struct stat there {};
  const bool exists = ::stat(path.c_str(), &there) == 0;
  if (!exists && errno != ENOENT) return failed(errno);
  if (exists) {
    if (const int fd = standard_descriptor(there); fd != -1) return failed(write_all(fd, bytes) ? 0 : errno);
    if (S_ISDIR(there.st_mode)) return failed(EISDIR);
    if (!S_ISREG(there.st_mode)) {
      const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
      return failed(fd < 0 ? errno : write_and_close(fd, bytes));
    }
    // Root may write what nobody shall.
    if ((there.st_mode & 0222) == 0 || ::access(path.c_str(), W_OK) != 0) return failed(EACCES);
  }

  const fs::path target = follow_links(path);
  const fs::path written = target.parent_path() / (".pressbox-" + std::to_string(::getpid()) + ".tmp");
  ::unlink(written.c_str());  // of a process of that number that was ended
  const int fd = ::open(written.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, exists ? 0600 : 0666);
  if (fd < 0) return failed(errno);
  int error = 0;
  if (exists) {
    // Who may not give the file to its owner owns it now.
    if (::fchown(fd, there.st_uid, there.st_gid) != 0 && errno != EPERM) error = errno;
    if (::fchmod(fd, there.st_mode & 07777) != 0) error = errno;
  }
  if (const int broke = write_and_close(fd, bytes); broke != 0) error = broke;
  std::optional<Error> wrong = failed(error);
  if (!wrong && check) wrong = check(written);
  if (!wrong && ::rename(written.c_str(), target.c_str()) != 0) wrong = failed(errno);
  if (wrong) ::unlink(written.c_str());
  return wrong;
}

FolderLock::FolderLock(const fs::path& folder)
    : fd_(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  while (fd_ >= 0 && ::flock(fd_, LOCK_EX) != 0 && errno == EINTR) {
  }
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace pressbox::cli

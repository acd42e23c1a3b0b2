// Errors are values: a sentence that names the file, the place, what is wrong and what to do.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace pressbox {

// message reads "FILE:LINE: what is wrong; what to do" (line left out where there is none) and carries
// no trailing newline and no program name.
struct Error {
  std::string message;
};

// Either a value or an Error. value() and error() require that ok() was looked at first.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  [[nodiscard]] T& value() & { return *std::get_if<0>(&state_); }
  [[nodiscard]] const T& value() const& { return *std::get_if<0>(&state_); }
  [[nodiscard]] T&& value() && { return std::move(*std::get_if<0>(&state_)); }
  [[nodiscard]] const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace pressbox

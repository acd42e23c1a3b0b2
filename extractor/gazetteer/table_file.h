// One tab-separated file of the lexicons, as lexicons/README.md defines it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/result.h"

namespace pressbox {

enum class Column : std::uint8_t {
  key,
  name,
  class_,
  kind,
  sport,
  country,
  city,
  league,
  years,
  forms,
  adjectives,
  nouns,
  plurals,
  weight,
  gender,
  role,
  frames,
  source,
  male,
  female,
  word,
  level,
  id,
  pattern,
  reason,
  type,
};
inline constexpr std::size_t kColumnCount = static_cast<std::size_t>(Column::type) + 1;
[[nodiscard]] std::string_view column_name(Column column);

enum class Need : std::uint8_t {
  optional,  // the column may be absent
  column,    // it must be there, its cells may be empty
  value,     // no cell may be empty
};

struct ColumnSpec {
  Column column;
  Need need;
};

// One row. The cells point into the file's bytes, which live as long as the call that reads them.
class Row {
 public:
  // "" for a column that the file does not have.
  [[nodiscard]] std::string_view operator[](Column column) const { return cells_[static_cast<std::size_t>(column)]; }
  // Puts a value of the caller's in place of a cell; it must outlive the row.
  void set(Column column, std::string_view value) { cells_[static_cast<std::size_t>(column)] = value; }
  // "FILE:LINE"
  [[nodiscard]] std::string place() const { return *file_ + ":" + std::to_string(line_); }
  [[nodiscard]] Error error(const std::string& what) const { return {place() + ": " + what}; }

 private:
  friend std::optional<Error> read_table(const std::filesystem::path&, std::span<const ColumnSpec>,
                                         const std::function<std::optional<Error>(const Row&)>&, std::vector<Error>*);
  const std::string* file_ = nullptr;
  std::size_t line_ = 0;
  std::array<std::string_view, kColumnCount> cells_{};
};

// Calls each for every row, in order. The first thing that is wrong with the file, or the first error that each
// returns, ends the reading and is returned. With all, a wrong row is appended there and the reading goes on behind it.
[[nodiscard]] std::optional<Error> read_table(const std::filesystem::path& path, std::span<const ColumnSpec> columns,
                                              const std::function<std::optional<Error>(const Row&)>& each,
                                              std::vector<Error>* all = nullptr);

}  // namespace pressbox

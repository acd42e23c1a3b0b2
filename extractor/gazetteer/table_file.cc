#include "extractor/gazetteer/table_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>
#include <vector>

#include "extractor/gazetteer/utf8.h"

namespace pressbox {
namespace {

constexpr std::array<std::string_view, kColumnCount> kColumnNames = {
    "key",   "name",       "class", "kind",    "sport",  "country", "city",   "league", "years",
    "forms", "adjectives", "nouns", "plurals", "weight", "gender",  "role",   "frames", "source",
    "male",  "female",     "word",  "level",   "id",     "pattern", "reason", "type"};

std::string_view trim(std::string_view cell) {
  while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
  while (!cell.empty() && cell.back() == ' ') cell.remove_suffix(1);
  return cell;
}

void split(std::string_view line, std::vector<std::string_view>& cells) {
  cells.clear();
  for (;;) {
    const std::size_t tab = line.find('\t');
    cells.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return;
    line.remove_prefix(tab + 1);
  }
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (utf8::next(text, at) == utf8::kInvalid) return false;
  }
  return true;
}

std::string in_quotes(std::string_view text) {
  return "'" + std::string(text) + "'";
}

std::string known_columns(std::span<const ColumnSpec> columns) {
  std::string list;
  for (const ColumnSpec& spec : columns) {
    if (!list.empty()) list += ", ";
    list += column_name(spec.column);
  }
  return list;
}

// Which column each cell of the file belongs to, from the line that names them.
std::optional<std::string> read_head(const std::vector<std::string_view>& names, std::span<const ColumnSpec> columns,
                                     std::vector<Column>& order) {
  for (const std::string_view name : names) {
    const auto spec = std::find_if(columns.begin(), columns.end(),
                                   [&](const ColumnSpec& known) { return column_name(known.column) == trim(name); });
    if (spec == columns.end())
      return "unknown column " + in_quotes(name) + "; this file may have " + known_columns(columns);
    if (std::find(order.begin(), order.end(), spec->column) != order.end()) {
      return "column " + in_quotes(name) + " is named twice; remove one";
    }
    order.push_back(spec->column);
  }
  for (const ColumnSpec& spec : columns) {
    if (spec.need != Need::optional && std::find(order.begin(), order.end(), spec.column) == order.end()) {
      return "required column " + in_quotes(column_name(spec.column)) + " is missing; add it to this line";
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view column_name(Column column) {
  return kColumnNames[static_cast<std::size_t>(column)];
}

std::optional<Error> read_table(const std::filesystem::path& path, std::span<const ColumnSpec> columns,
                                const std::function<std::optional<Error>(const Row&)>& each, std::vector<Error>* all) {
  const std::string file = path.string();
  std::error_code unknown;
  const std::filesystem::file_status status = std::filesystem::status(path, unknown);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    return Error{file + ": is no regular file; give one, or take it out of the folder"};
  }
  std::ifstream stream(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream.is_open() || stream.bad()) return Error{file + ": cannot be read; check that it is a readable file"};

  std::string_view rest = bytes;
  if (rest.substr(0, 3) == "\xef\xbb\xbf") rest.remove_prefix(3);
  Row row;
  row.file_ = &file;
  std::vector<Column> order;
  std::vector<std::string_view> cells;
  const auto read_line = [&](std::string_view line) -> std::optional<Error> {
    if (!is_utf8(line)) return row.error("invalid UTF-8; save the file as UTF-8");
    if (line.empty() || line.front() == '#') return std::nullopt;
    split(line, cells);
    if (order.empty()) {
      if (const auto wrong = read_head(cells, columns, order)) return row.error(*wrong);
      return std::nullopt;
    }
    if (cells.size() != order.size()) {
      return row.error("has " + std::to_string(cells.size()) + " fields, but the file names " +
                       std::to_string(order.size()) + " columns; separate fields by one tab each");
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      // Spaces at a pattern's ends are part of it.
      row.cells_[static_cast<std::size_t>(order[i])] = order[i] == Column::pattern ? cells[i] : trim(cells[i]);
    }
    for (const ColumnSpec& spec : columns) {
      if (spec.need == Need::value && row[spec.column].empty()) {
        return row.error("the " + std::string(column_name(spec.column)) + " is empty; give one");
      }
    }
    return each(row);
  };
  while (!rest.empty()) {
    ++row.line_;
    const std::size_t newline = rest.find('\n');
    std::string_view line = rest.substr(0, newline);
    rest.remove_prefix(newline == std::string_view::npos ? rest.size() : newline + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const bool head = order.empty();
    auto wrong = read_line(line);
    if (!wrong) continue;
    // Without its columns no row of the file can be read.
    if (all == nullptr || (head && is_utf8(line))) return wrong;
    all->push_back(*std::move(wrong));
  }
  return std::nullopt;
}

}  // namespace pressbox

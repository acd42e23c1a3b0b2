#include "extractor/evaluation/report.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "extractor/evaluation/codepoints.h"

namespace pressbox {
namespace {

// Errors by kind, kinds by first appearance.
std::vector<std::pair<std::string_view, std::vector<const EvalError*>>> by_kind(const Evaluation& evaluation) {
  std::vector<std::pair<std::string_view, std::vector<const EvalError*>>> groups;
  for (const EvalError& error : evaluation.errors) {
    auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == error.kind; });
    if (group == groups.end()) group = groups.insert(groups.end(), {error.kind, {}});
    group->second.push_back(&error);
  }
  return groups;
}

bool is_printable(char32_t c) {
  if (c == U' ') return true;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_C_MASK | U_GC_Z_MASK)) == 0;
}

// The text as a Python string literal: one line, whatever it holds, and every space and control to be seen.
std::string literal(std::string_view text) {
  const char quote = text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos ? '"' : '\'';
  std::string out(1, quote);
  for (const char32_t c : decode_code_points(text)) {
    char escape[16];
    if (c == U'\\' || c == static_cast<char32_t>(quote)) {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == U'\n') {
      out += "\\n";
    } else if (c == U'\r') {
      out += "\\r";
    } else if (c == U'\t') {
      out += "\\t";
    } else if (is_printable(c)) {
      append_utf8(c, out);
    } else {
      const char* format = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
      std::snprintf(escape, sizeof escape, format, static_cast<unsigned>(c));
      out += escape;
    }
  }
  return out + quote;
}

// The shortest digits that give the double back, always with a decimal point or an exponent.
std::string shortest(double value) {
  char buffer[32];
  const auto format = value == 0 || value >= 1e-4 ? std::chars_format::fixed : std::chars_format::scientific;
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, format).ptr;
  std::string out(buffer, end);
  return out.find_first_of(".e") == std::string::npos ? out + ".0" : out;
}

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string format_table(const Evaluation& evaluation) {
  std::string out = std::to_string(evaluation.articles) + " articles";
  if (!evaluation.missing.empty()) {
    out += ", NO PREDICTION for " + std::to_string(evaluation.missing.size()) + ":";
    for (std::size_t i = 0; i < std::min<std::size_t>(evaluation.missing.size(), 5); ++i) {
      out += " " + evaluation.missing[i];
    }
  }
  char line[160];
  std::snprintf(line, sizeof line, "\n%-22s%7s%7s%7s%7s%7s%7s\n", "", "P", "R", "F1", "gold", "pred", "right");
  out += line;
  for (const auto& [name, tally] : evaluation.metrics) {
    std::snprintf(line, sizeof line, "%-22s%7.3f%7.3f%7.3f%7llu%7llu%7llu\n", name.c_str(), tally.precision(),
                  tally.recall(), tally.f1(), static_cast<unsigned long long>(tally.gold),
                  static_cast<unsigned long long>(tally.predicted), static_cast<unsigned long long>(tally.right));
    out += line;
  }
  return out;
}

std::string format_errors(const Evaluation& evaluation, std::size_t at_most) {
  std::string out;
  for (const auto& [kind, errors] : by_kind(evaluation)) {
    out.append("\n").append(kind).append(": ").append(std::to_string(errors.size())).append("\n");
    for (std::size_t i = 0; i < std::min(errors.size(), at_most); ++i) {
      out.append("  ").append(errors[i]->article).append(": ").append(literal(errors[i]->text));
      out.append("  ").append(errors[i]->detail).append("\n");
    }
  }
  return out;
}

std::string format_json(const Evaluation& evaluation, std::size_t at_most) {
  std::string out = "{";
  for (const auto& [name, tally] : evaluation.metrics) {
    if (out.size() > 1) out += ",";
    out += "\n " + quoted(name) + ": {\n  \"p\": " + shortest(tally.precision()) +
           ",\n  \"r\": " + shortest(tally.recall()) + ",\n  \"f1\": " + shortest(tally.f1()) +
           ",\n  \"gold\": " + std::to_string(tally.gold) + ",\n  \"pred\": " + std::to_string(tally.predicted) +
           ",\n  \"right\": " + std::to_string(tally.right) + "\n }";
  }
  if (at_most > 0) {
    out += ",\n \"errors\": [";
    bool first = true;
    for (const auto& [kind, errors] : by_kind(evaluation)) {
      for (std::size_t i = 0; i < std::min(errors.size(), at_most); ++i) {
        out += std::string(first ? "" : ",") + "\n  {\"article\": " + quoted(errors[i]->article) +
               ", \"kind\": " + quoted(errors[i]->kind) + ", \"text\": " + quoted(errors[i]->text) +
               ", \"detail\": " + quoted(errors[i]->detail) + "}";
        first = false;
      }
    }
    out += first ? "]" : "\n ]";
  }
  return out + "\n}\n";
}

}  // namespace pressbox

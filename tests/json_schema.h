// A checker for the part of JSON Schema (draft 2020-12) that pressbox's schema uses. A keyword that it does not know is
// a fault of the schema, so that none is passed over in silence.
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <utility>
#include <vector>

namespace pressbox::testing {

class SchemaChecker {
 public:
  explicit SchemaChecker(nlohmann::json schema) : root_(std::move(schema)) {}

  // "" where the value fits, otherwise the first place that does not, and why.
  [[nodiscard]] std::string check(const nlohmann::json& value) const { return check(root_, value, "$"); }

 private:
  using Json = nlohmann::json;

  static bool has_type(const Json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    return type == "null" && value.is_null();
  }

  [[nodiscard]] std::string check(const Json& schema, const Json& value, const std::string& at) const {
    for (const auto& [keyword, rule] : schema.items()) {
      std::string fault = check_keyword(schema, keyword, rule, value, at);
      if (!fault.empty()) return fault;
    }
    return "";
  }

  [[nodiscard]] std::string check_keyword(const Json& schema, const std::string& keyword, const Json& rule,
                                          const Json& value, const std::string& at) const {
    static const std::vector<std::string> kNotes = {"$schema", "$id", "$defs", "title", "description"};
    if (std::find(kNotes.begin(), kNotes.end(), keyword) != kNotes.end()) return "";
    if (keyword == "$ref") return check(root_.at(Json::json_pointer(rule.get<std::string>().substr(1))), value, at);
    if (keyword == "type") {
      if (rule.is_string()) return has_type(value, rule) ? "" : at + ": not of type " + rule.dump();
      for (const Json& type : rule) {
        if (has_type(value, type)) return "";
      }
      return at + ": not of type " + rule.dump();
    }
    if (keyword == "const") return value == rule ? "" : at + ": not " + rule.dump();
    if (keyword == "enum") {
      return std::find(rule.begin(), rule.end(), value) != rule.end() ? "" : at + ": " + value.dump() + " not listed";
    }
    if (keyword == "required") {
      for (const Json& name : rule) {
        if (value.is_object() && !value.contains(name)) return at + ": no field " + name.dump();
      }
      return "";
    }
    if (keyword == "properties") {
      for (const auto& [name, property] : rule.items()) {
        if (!value.is_object() || !value.contains(name)) continue;
        std::string fault = check(property, value[name], at + "." + name);
        if (!fault.empty()) return fault;
      }
      return "";
    }
    if (keyword == "additionalProperties") {
      if (rule != false) return at + ": the schema's additionalProperties is no false";
      if (!value.is_object()) return "";
      for (const auto& [name, field] : value.items()) {
        if (!schema.at("properties").contains(name)) return at + ": unknown field " + name;
      }
      return "";
    }
    if (keyword == "items") {
      if (!value.is_array()) return "";
      for (std::size_t i = 0; i < value.size(); ++i) {
        std::string fault = check(rule, value[i], at + "[" + std::to_string(i) + "]");
        if (!fault.empty()) return fault;
      }
      return "";
    }
    if (keyword == "minItems") return !value.is_array() || value.size() >= rule ? "" : at + ": too few";
    if (keyword == "maxItems") return !value.is_array() || value.size() <= rule ? "" : at + ": too many";
    if (keyword == "minimum") return !value.is_number() || value >= rule ? "" : at + ": too small";
    if (keyword == "maximum") return !value.is_number() || value <= rule ? "" : at + ": too large";
    if (keyword == "pattern") {
      if (!value.is_string()) return "";
      const std::regex pattern(rule.get<std::string>(), std::regex::ECMAScript);
      return std::regex_search(value.get<std::string>(), pattern) ? "" : at + ": " + value.dump() + " does not match";
    }
    return at + ": the schema has a keyword that is not known here: " + keyword;
  }

  Json root_;
};

}  // namespace pressbox::testing

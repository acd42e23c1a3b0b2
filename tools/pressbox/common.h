// What several subcommands need: messages, output that notices failure, the inputs' options, the lexicon.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/pipeline.h"
#include "extractor/reading/inputs.h"
#include "extractor/result.h"

namespace pressbox::cli {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;

// Writes "pressbox: " and the message as one line to stderr, in one piece. Control characters, which names may hold,
// are shown as escapes.
void complain(std::string_view message);

// Complains of each, up to 20, and of how many there are beyond.
void complain_of_all(const std::vector<Error>& errors);

// Writes all of text to the descriptor, however long that takes. False with errno set if that is not possible.
bool write_all(int fd, std::string_view text);

// What to tell a person after write_all to stdout failed with this errno.
[[nodiscard]] std::string stdout_message(int error);

// "; " and what to do after a write failed with this errno.
[[nodiscard]] std::string write_advice(int error, std::string_view otherwise);

// write_all to stdout; complains and returns false on failure.
bool print(std::string_view text);

// Adds an option that takes one of several words.
template <typename T>
void add_choice(CLI::App& command, const std::string& name, T& target, std::vector<std::pair<std::string, T>> choices,
                const std::string& description) {
  command
      .add_option_function<std::string>(
          name,
          [&target, name, choices = std::move(choices)](const std::string& given) {
            std::string known;
            for (const auto& [word, value] : choices) {
              if (word == given) {
                target = value;
                return;
              }
              known += (known.empty() ? "" : ", ") + word;
            }
            throw CLI::ValidationError(name, given + " is none of " + known);
          },
          description)
      ->type_name("WORD");
}

// Adds INPUT and the options that say how inputs are read.
struct InputArguments {
  std::vector<std::string> inputs;
  InputOptions options;
};
void add_input_options(CLI::App& command, InputArguments& arguments);

// The inputs, "-" if none was given. Wrong usage is thrown as CLI::ParseError, to be called while CLI11 parses.
[[nodiscard]] std::vector<std::string> inputs_of(const InputArguments& arguments);

// A check that refuses "", which names nothing.
[[nodiscard]] CLI::Validator not_empty();

// Adds --lexicon. Each path is a whole lexicon (a compiled file, or a folder laid out as lexicons/) or user's rows (a
// .tsv file or a folder of such files).
using LexiconPaths = std::vector<std::string>;
void add_lexicon_option(CLI::App& command, LexiconPaths& lexicon);

// The user's files that a path stands for: a .tsv file itself, those of a folder that is not laid out as a lexicon.
// None if it stands for a whole lexicon.
[[nodiscard]] std::vector<std::filesystem::path> user_files(const std::filesystem::path& path);

// Adds --indirect.
void add_indirect_option(CLI::App& command, ExtractOptions& options);

// The whole lexicon among the paths, that of default_lexicon_path() if there is none, under the user's rows.
Result<Lexicon> open_lexicon(const LexiconPaths& paths);
Result<Extractor> make_extractor(const LexiconPaths& lexicon);

}  // namespace pressbox::cli

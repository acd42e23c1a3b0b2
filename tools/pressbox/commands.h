// The subcommands. Each function adds one to the application, with its options, its help and a callback that does the
// work and leaves the exit status in `status`: 0 all well, 1 something failed and the rest was done, 2 wrong usage.
#pragma once

#include <CLI/CLI.hpp>

namespace pressbox::cli {

void add_extract(CLI::App& app, int& status);
void add_explain(CLI::App& app, int& status);
void add_eval(CLI::App& app, int& status);
void add_annotate(CLI::App& app, int& status);
void add_schema(CLI::App& app, int& status);
void add_lexicon(CLI::App& app, int& status);

}  // namespace pressbox::cli

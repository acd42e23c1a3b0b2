#include "extractor/output/article_json.h"
#include "tools/pressbox/commands.h"
#include "tools/pressbox/common.h"

namespace pressbox::cli {

void add_schema(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("schema", "Print the JSON Schema of an article (draft 2020-12)");
  command->footer(
      "Example:\n"
      "  pressbox schema > article.schema.json");
  command->callback([&status] { status = print(article_json_schema()) ? kDone : kFailed; });
}

}  // namespace pressbox::cli

// pressbox annotate: the extractor's output corrected by hand, checked, shown, and taken to other tools and back.

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "extractor/annotation/annotation.h"
#include "extractor/annotation/brat.h"
#include "extractor/annotation/conll.h"
#include "extractor/annotation/corrections.h"
#include "extractor/annotation/places.h"
#include "extractor/annotation/render.h"
#include "extractor/reading/source_text.h"
#include "tools/pressbox/commands.h"
#include "tools/pressbox/common.h"
#include "tools/pressbox/files.h"

namespace pressbox::cli {
namespace {

namespace fs = std::filesystem;

enum class Format : std::uint8_t { brat, conll };
enum class Colour : std::uint8_t { automatic, always, never };

struct Arguments {
  LexiconPaths lexicon;
  ExtractOptions options;
  std::string article, corrections;
  std::optional<std::string> gold, html, out;
  std::optional<std::string> texts;
  std::vector<std::string> inputs;
  Colour colour = Colour::automatic;
  Format format = Format::brat;
  std::optional<ConllLayer> layer;
};

// ---- files ----

std::optional<Error> write_result(const fs::path& path, std::string_view bytes) {
  return write_file(path, bytes, "choose another place");
}

// To the file, or to stdout if it is "-" or none was given.
bool deliver(const std::optional<std::string>& path, std::string_view bytes) {
  if (!path || *path == "-") return print(bytes);
  const auto error = write_result(*path, bytes);
  if (error) complain(error->message);
  return !error;
}

// The findings in the order of their lines, each as "FILE:LINE: what"; true if one is an error.
bool tell(const std::string& file, std::vector<AnnotationFinding> findings) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const AnnotationFinding& a, const AnnotationFinding& b) { return a.line < b.line; });
  bool wrong = false;
  for (const AnnotationFinding& finding : findings) {
    std::string message = file;
    if (finding.line != 0) message += ":" + std::to_string(finding.line);
    message += ": ";
    if (finding.note) message += "note: ";
    if (finding.line == 0 && !finding.field.empty()) message += finding.field + ": ";
    complain(message + finding.message);
    wrong = wrong || !finding.note;
  }
  return wrong;
}

// ---- articles ----

struct Text {
  std::string id, path;
  SourceText source;
};

Result<Text> read_text(const std::string& path) {
  auto bytes = read_file(path);
  if (!bytes) return bytes.error();
  if (SourceText::decoded_size(bytes.value()) > 0xffffffffu) {
    return Error{path + ": is of 4 GiB or more; split it"};
  }
  return Text{path == "-" ? "stdin" : fs::path(path).stem().native(), path == "-" ? "stdin" : path,
              SourceText::decode(std::move(bytes).value())};
}

// Reads the lexicon when it is first needed: what is annotated by hand needs none.
class Extracting {
 public:
  explicit Extracting(const Arguments& arguments) : lexicon_(arguments.lexicon), options_(arguments.options) {}

  Result<Annotation> operator()(const Text& text) {
    if (!extractor_) extractor_.emplace(make_extractor(lexicon_));
    if (!*extractor_) return extractor_->error();
    return to_annotation(
        extractor_->value().extract({text.id, text.path, "", std::string(text.source.text())}, nullptr, options_));
  }

 private:
  LexiconPaths lexicon_;
  ExtractOptions options_;
  std::optional<Result<Extractor>> extractor_;
};

Result<Annotation> read_gold_file(const std::string& path, const Text& text, const Places& places,
                                  std::vector<Error>* all = nullptr) {
  const auto json = read_file(path);
  if (!json) return json.error();
  auto gold = read_annotation(json.value(), path == "-" ? "stdin" : path, places, all);
  if (gold && gold.value().id.empty()) gold.value().id = text.id;
  return gold;
}

// The text, and what the gold says of it, or else the extractor.
struct Article {
  Text text;
  std::unique_ptr<Places> places;
  Annotation annotation;
};

Result<Article> read_article(const std::string& text_path, const std::optional<std::string>& gold,
                             Extracting& extracting) {
  auto text = read_text(text_path);
  if (!text) return text.error();
  Article article{std::move(text).value(), nullptr, {}};
  article.places = std::make_unique<Places>(article.text.source.text());
  auto annotation = gold ? read_gold_file(*gold, article.text, *article.places) : extracting(article.text);
  if (!annotation) return annotation.error();
  article.annotation = std::move(annotation).value();
  return article;
}

int fail(const Error& error) {
  complain(error.message);
  return kFailed;
}

// Files with one of the extensions: those that are named, and those of folders that are named, in the order of names.
Result<std::vector<std::string>> find_files(const std::vector<std::string>& inputs, std::string_view extension,
                                            std::string_view what) {
  std::vector<std::string> files;
  for (const std::string& input : inputs) {
    std::error_code error;
    const fs::file_status status = fs::status(input, error);
    if (!fs::exists(status)) return Error{input + ": cannot open: " + error.message() + "; check the path"};
    if (!fs::is_directory(status)) {
      files.push_back(input);
      continue;
    }
    std::vector<std::string> found;
    for (fs::directory_iterator it(input, error), end; !error && it != end; it.increment(error)) {
      const std::string name = it->path().filename().native();
      if (!name.starts_with('.') && name.ends_with(extension)) found.push_back(it->path().native());
    }
    if (error) return Error{input + ": cannot be read: " + error.message() + "; check the folder's permissions"};
    if (found.empty()) return Error{input + ": holds no " + std::string(what) + "; check the path"};
    std::sort(found.begin(), found.end());
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

std::string with_extension(const std::string& path, const char* extension) {
  return fs::path(path).replace_extension(extension).native();
}

// The <id>.txt that belongs to an annotation.
Result<std::string> text_beside(const std::string& path, const std::optional<std::string>& texts) {
  fs::path text = with_extension(path, ".txt");
  if (texts) text = fs::path(*texts) / text.filename();
  std::error_code error;
  if (fs::exists(text, error)) return text.native();
  return Error{path + ": has no text; put " + text.filename().native() + " " +
               (texts ? "into " + *texts : "beside it")};
}

// ---- the subcommands ----

bool wants_colour(Colour colour) {
  if (colour != Colour::automatic) return colour == Colour::always;
  const char* const refused = std::getenv("NO_COLOR");
  const char* const terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) == 1 && (refused == nullptr || *refused == '\0') &&
         (terminal == nullptr || std::strcmp(terminal, "dumb") != 0);
}

int show(const Arguments& arguments) {
  Extracting extracting(arguments);
  const auto article = read_article(arguments.article, arguments.gold, extracting);
  if (!article) return fail(article.error());
  const Annotation& annotation = article.value().annotation;
  const Places& places = *article.value().places;
  if (arguments.html) return deliver(arguments.html, render_html(annotation, places)) ? kDone : kFailed;
  return print(render_terminal(annotation, places, wants_colour(arguments.colour))) ? kDone : kFailed;
}

int draft(const Arguments& arguments) {
  Extracting extracting(arguments);
  const auto article = read_article(arguments.article, arguments.gold, extracting);
  if (!article) return fail(article.error());
  return print(write_corrections(article.value().annotation, *article.value().places)) ? kDone : kFailed;
}

int apply(const Arguments& arguments) {
  if (arguments.article == "-" && arguments.corrections == "-") {
    complain("CORRECTIONS: stdin can be read once only; give - once");
    return kUsage;
  }
  const auto text = read_text(arguments.article);
  if (!text) return fail(text.error());
  const auto bytes = read_file(arguments.corrections);
  if (!bytes) return fail(bytes.error());
  const Places places(text.value().source.text());
  Corrections corrections = read_corrections(bytes.value());
  Annotation base;
  if (corrections.from_extractor) {
    Extracting extracting(arguments);
    auto extracted = extracting(text.value());
    if (!extracted) return fail(extracted.error());
    base = std::move(extracted).value();
  }
  base.id = text.value().id;
  std::vector<AnnotationFinding> findings = std::move(corrections.findings);
  const Annotation annotation = apply_corrections(corrections, std::move(base), places, findings);
  const std::string name = arguments.corrections == "-" ? "stdin" : arguments.corrections;
  // What follows from a line that was left out would only hide it.
  if (std::all_of(findings.begin(), findings.end(), [](const AnnotationFinding& finding) { return finding.note; })) {
    const std::vector<AnnotationFinding> checked = check_annotation(annotation, places);
    findings.insert(findings.end(), checked.begin(), checked.end());
  }
  if (tell(name, std::move(findings))) return kFailed;
  return deliver(arguments.out, write_annotation(annotation, places)) ? kDone : kFailed;
}

int check(const Arguments& arguments) {
  const auto files = find_files(arguments.inputs, ".json", "annotated article");
  if (!files) return fail(files.error());
  std::size_t wrong = 0;
  std::size_t errors = 0;
  std::size_t notes = 0;
  for (const std::string& path : files.value()) {
    std::vector<Error> unread;
    const auto findings = [&]() -> Result<std::vector<AnnotationFinding>> {
      const auto beside = text_beside(path, arguments.texts);
      if (!beside) return beside.error();
      const auto text = read_text(beside.value());
      if (!text) return text.error();
      const Places places(text.value().source.text());
      const auto gold = read_gold_file(path, text.value(), places, &unread);
      if (!gold) return gold.error();
      std::vector<AnnotationFinding> found = check_annotation(gold.value(), places);
      if (gold.value().id != text.value().id) {
        found.insert(found.begin(),
                     {false, 0, "id", "\"" + gold.value().id + "\" is not the file's name; give it that"});
      }
      return found;
    }();
    std::size_t here = 0;
    if (findings) {
      const auto is_note = [](const AnnotationFinding& finding) { return finding.note; };
      const auto told =
          static_cast<std::size_t>(std::count_if(findings.value().begin(), findings.value().end(), is_note));
      notes += told;
      here = findings.value().size() - told;
      tell(path, findings.value());
    } else {
      if (unread.empty()) unread.push_back(findings.error());
      here = unread.size();
      complain_of_all(unread);
    }
    errors += here;
    wrong += here > 0 ? 1 : 0;
  }
  const auto count = [](std::size_t n, std::string_view word) {
    return std::to_string(n).append(" ").append(word).append(n == 1 ? "" : "s");
  };
  const bool printed =
      print(count(files.value().size(), "article") + ": " + count(errors, "error") +
            (wrong > 0 ? " in " + std::to_string(wrong) + " of them" : "") + ", " + count(notes, "note") + "\n");
  return printed && errors == 0 ? kDone : kFailed;
}

// Several results need a folder, which is made.
std::optional<int> prepare_folder(const Arguments& arguments, std::size_t count) {
  if (!arguments.out) {
    if (count <= 1) return std::nullopt;
    complain(std::to_string(count) + " articles do not fit on stdout; give a folder with --out");
    return kUsage;
  }
  std::error_code error;
  fs::create_directories(*arguments.out, error);
  if (!error && !fs::is_directory(*arguments.out)) error = std::make_error_code(std::errc::not_a_directory);
  if (!error) return std::nullopt;
  complain(*arguments.out + ": cannot make the folder: " + error.message() + "; choose another --out");
  return kFailed;
}

// False after telling why not.
bool put(const Arguments& arguments, const std::string& id, const char* extension, std::string_view bytes) {
  if (!arguments.out) return print(bytes);
  const auto error = write_result(fs::path(*arguments.out) / (id + extension), bytes);
  if (error) complain(error->message);
  return !error;
}

int export_articles(const Arguments& arguments) {
  const auto files = find_files(arguments.inputs, ".json", "annotated article");
  if (!files) return fail(files.error());
  if (const auto status = prepare_folder(arguments, files.value().size())) return *status;
  Extracting extracting(arguments);
  bool all = true;
  for (const std::string& path : files.value()) {
    // A text by itself is exported as the extractor reads it.
    const bool is_gold = path.ends_with(".json");
    const auto beside = is_gold ? text_beside(path, arguments.texts) : Result<std::string>(path);
    auto article = beside ? read_article(beside.value(), is_gold ? std::optional(path) : std::nullopt, extracting)
                          : Result<Article>(beside.error());
    if (!article) {
      complain(article.error().message);
      all = false;
      continue;
    }
    const std::string& id = article.value().text.id;
    const Places& places = *article.value().places;
    if (arguments.format == Format::conll) {
      std::vector<AnnotationFinding> notes;
      const std::string lines = write_conll(article.value().annotation, places, arguments.layer, notes);
      tell(path, std::move(notes));
      all = put(arguments, id, ".conll", lines) && all;
      continue;
    }
    all = put(arguments, id, ".ann", write_brat(article.value().annotation, places)) && all;
    if (!arguments.out) continue;
    const fs::path copy = fs::path(*arguments.out) / (id + ".txt");
    std::error_code error;
    const bool same = fs::equivalent(copy, beside.value(), error);
    if (!same || error) all = put(arguments, id, ".txt", places.text()) && all;
  }
  if (arguments.out && arguments.format == Format::brat) {
    all = put(arguments, "annotation", ".conf", brat_configuration()) && all;
  }
  return all ? kDone : kFailed;
}

int import_articles(const Arguments& arguments) {
  const bool brat = arguments.format == Format::brat;
  const auto files = find_files(arguments.inputs, brat ? ".ann" : ".conll", brat ? "*.ann" : "*.conll");
  if (!files) return fail(files.error());
  if (const auto status = prepare_folder(arguments, files.value().size())) return *status;
  bool all = true;
  for (const std::string& path : files.value()) {
    const auto beside = text_beside(path, arguments.texts);
    const auto text = beside ? read_text(beside.value()) : Result<Text>(beside.error());
    const auto bytes = text ? read_file(path) : Result<std::string>(text.error());
    if (!bytes) {
      complain(bytes.error().message);
      all = false;
      continue;
    }
    const Places places(text.value().source.text());
    std::vector<AnnotationFinding> findings;
    Annotation annotation = brat ? read_brat(bytes.value(), places, findings)
                                 : read_conll(bytes.value(), places, arguments.layer, findings);
    if (!annotation.id.empty() && annotation.id != text.value().id) {
      findings.push_back({false, 0, "newdoc id", "\"" + annotation.id + "\" is not the file's name; give it that"});
    }
    annotation.id = text.value().id;
    if (std::all_of(findings.begin(), findings.end(), [](const AnnotationFinding& finding) { return finding.note; })) {
      const std::vector<AnnotationFinding> checked = check_annotation(annotation, places);
      findings.insert(findings.end(), checked.begin(), checked.end());
    }
    if (tell(path, std::move(findings))) {
      all = false;
      continue;
    }
    all = put(arguments, annotation.id, ".json", write_annotation(annotation, places)) && all;
  }
  return all ? kDone : kFailed;
}

// ---- the command line ----

using Run = int (*)(const Arguments&);

CLI::App* add_command(CLI::App& annotate, const char* name, const char* description,
                      const std::shared_ptr<Arguments>& arguments, Run run, int& status) {
  CLI::App* const command = annotate.add_subcommand(name, description);
  command->callback([arguments, run, &status] { status = run(*arguments); });
  return command;
}

void add_article(CLI::App& command, Arguments& arguments) {
  command.add_option("ARTICLE", arguments.article, "The article's text, or - for stdin")
      ->required()
      ->check(not_empty());
}

void add_gold(CLI::App& command, Arguments& arguments) {
  command
      .add_option("--gold", arguments.gold,
                  "Take what this JSON says of the article, offsets in code points, and not what pressbox finds")
      ->type_name("FILE")
      ->check(not_empty());
}

void add_texts(CLI::App& command, Arguments& arguments) {
  command.add_option("--texts", arguments.texts, "The folder of the <id>.txt [beside each file]")
      ->type_name("DIR")
      ->check(not_empty());
}

void add_layer(CLI::App& command, Arguments& arguments, const char* description) {
  command
      .add_option_function<std::string>(
          "--layer",
          [&arguments](const std::string& given) {
            if (given == "names") {
              arguments.layer = ConllLayer::names;
            } else if (given == "quotes") {
              arguments.layer = ConllLayer::quotes;
            } else if (given == "scores") {
              arguments.layer = ConllLayer::scores;
            } else {
              throw CLI::ValidationError("--layer", given + " is none of names, quotes, scores");
            }
          },
          description)
      ->type_name("WORD");
}

void add_format(CLI::App& command, const char* name, Arguments& arguments, const char* description) {
  add_choice<Format>(command, name, arguments.format, {{"brat", Format::brat}, {"conll", Format::conll}}, description);
  command.get_option(name)->required();
}

}  // namespace

void add_annotate(CLI::App& app, int& status) {
  CLI::App* const annotate =
      app.add_subcommand("annotate", "Annotated articles: draft, correct, check, show, export and import");
  annotate->require_subcommand(1);
  annotate->footer(
      "Examples:\n"
      "  pressbox annotate show report.txt                           what pressbox finds, in the text\n"
      "  pressbox annotate draft report.txt > report.ann.txt         a line each, to be edited\n"
      "  pressbox annotate apply report.txt report.ann.txt -o report.json\n"
      "  pressbox annotate check gold/\n"
      "  pressbox annotate export --to brat gold/ --out brat/        and back with import --from brat\n"
      "\n"
      "Exit status: 0 all well, 1 something is wrong (the rest was done), 2 wrong usage.");

  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = add_command(*annotate, "show", "The article's text with marks in it, on the terminal or as HTML",
                                  arguments, show, status);
  add_article(*command, *arguments);
  add_gold(*command, *arguments);
  command->add_option("--html", arguments->html, "Write a page of HTML to this file, - for stdout")
      ->type_name("FILE")
      ->check(not_empty());
  add_choice<Colour>(*command, "--color", arguments->colour,
                     {{"auto", Colour::automatic}, {"always", Colour::always}, {"never", Colour::never}},
                     "Colours: auto (on a terminal, if $NO_COLOR is not set), always or never [auto]");
  add_indirect_option(*command, arguments->options);
  add_lexicon_option(*command, arguments->lexicon);

  arguments = std::make_shared<Arguments>();
  command = add_command(*annotate, "draft", "A correction file that says what pressbox finds, a line each", arguments,
                        draft, status);
  add_article(*command, *arguments);
  add_gold(*command, *arguments);
  add_indirect_option(*command, arguments->options);
  add_lexicon_option(*command, arguments->lexicon);

  arguments = std::make_shared<Arguments>();
  command = add_command(*annotate, "apply", "A correction file becomes annotated JSON, if nothing is wrong with it",
                        arguments, apply, status);
  add_article(*command, *arguments);
  command->add_option("CORRECTIONS", arguments->corrections, "The correction file, or - for stdin")
      ->required()
      ->check(not_empty());
  command->add_option("--out,-o", arguments->out, "Write the JSON to this file [stdout]")
      ->type_name("FILE")
      ->check(not_empty());
  add_indirect_option(*command, arguments->options);
  add_lexicon_option(*command, arguments->lexicon);

  arguments = std::make_shared<Arguments>();
  command = add_command(*annotate, "check", "Whether annotated articles hold together", arguments, check, status);
  command->add_option("GOLD", arguments->inputs, "Files <id>.json, or folders of them, each with its <id>.txt")
      ->required()
      ->check(not_empty());
  add_texts(*command, *arguments);

  arguments = std::make_shared<Arguments>();
  command = add_command(*annotate, "export", "Annotated articles in the format of another tool", arguments,
                        export_articles, status);
  command
      ->add_option("INPUT", arguments->inputs,
                   "Files <id>.json, or folders of them, each with its <id>.txt; a .txt by itself is exported as "
                   "pressbox reads it")
      ->required()
      ->check(not_empty());
  add_format(*command, "--to", *arguments, "brat (standoff, offsets in code points) or conll (columns with IOB2 tags)");
  add_layer(*command, *arguments, "conll: one layer alone, in two columns: names, quotes or scores");
  command->add_option("--out,-o", arguments->out, "Write <id>.ann or <id>.conll into this folder; brat: the texts too")
      ->type_name("DIR")
      ->check(not_empty());
  add_texts(*command, *arguments);
  add_indirect_option(*command, arguments->options);
  add_lexicon_option(*command, arguments->lexicon);

  arguments = std::make_shared<Arguments>();
  command = add_command(*annotate, "import", "Annotated articles out of the format of another tool", arguments,
                        import_articles, status);
  command->add_option("INPUT", arguments->inputs, "Files <id>.ann or <id>.conll, or folders of them")
      ->required()
      ->check(not_empty());
  add_format(*command, "--from", *arguments, "brat or conll");
  add_layer(*command, *arguments, "conll: what the second of two columns holds [names]");
  command->add_option("--out,-o", arguments->out, "Write <id>.json into this folder; files that are there are replaced")
      ->type_name("DIR")
      ->check(not_empty());
  add_texts(*command, *arguments);
}

}  // namespace pressbox::cli

// How fast each stage and the whole are, beside ICU's word iteration over the same text in the same process.
//
//   pressbox_bench [--benchmark_filter=REGEX ...]   every stage, the whole, ICU; then the ratio of the last two
//   pressbox_bench --compare OLD_BINARY             whole runs of both binaries in turns; the paired ratio
//   pressbox_bench --once                           one whole run, its seconds of processor time on stdout
//   pressbox_bench --growth                         nanoseconds a byte, articles of 1 KB to 100 MB and hostile texts
//   pressbox_bench --jobs                           two threads against one, by the clock
//   pressbox_bench --start [PRESSBOX]               one short article, from the start of the process to its end
//
// Instructions a byte are counted where the kernel gives the counters; elsewhere run
//   PRESSBOX_BENCH_BYTES=1000000 valgrind --tool=callgrind pressbox_bench --once
//
// The text: the folder that $PRESSBOX_BENCH_TEXTS names, else ../shared/real/unlabelled beside the sources where that
// is present, else the articles of corpus/; repeated as separate articles to 10 MB ($PRESSBOX_BENCH_BYTES). The
// lexicon: the one that `pressbox` would take.

#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#if __has_include(<linux/perf_event.h>)
#include <linux/perf_event.h>
#include <sys/syscall.h>
#define PRESSBOX_BENCH_COUNTERS
#endif

#include "extractor/attribution/attribution.h"
#include "extractor/coreference/discourse.h"
#include "extractor/coreference/team_references.h"
#include "extractor/document.h"
#include "extractor/entities/entities.h"
#include "extractor/entities/world_index.h"
#include "extractor/output/article_json.h"
#include "extractor/pipeline.h"
#include "extractor/quotation/quotation.h"
#include "extractor/rules/rulebook.h"
#include "extractor/scores/scores.h"
#include "tests/hostile.h"
#include "tools/pressbox/ordered.h"

namespace {

std::atomic<std::uint64_t> allocations{0};

void* counted(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* const memory = std::malloc(size != 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}

}  // namespace

// Of this program only: what a run allocates is counted.
void* operator new(std::size_t size) {
  return counted(size);
}
void* operator new[](std::size_t size) {
  return counted(size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace {

using namespace pressbox;
namespace fs = std::filesystem;

std::size_t wanted_bytes() {
  const char* const chosen = std::getenv("PRESSBOX_BENCH_BYTES");
  return chosen != nullptr ? std::strtoull(chosen, nullptr, 10) : 10'000'000;
}

struct Texts {
  std::vector<std::string> articles;
  std::size_t repeats = 0;
  std::size_t bytes = 0;  // of all repeats
  [[nodiscard]] std::size_t count() const { return articles.size() * repeats; }
};

Texts read_texts() {
  const fs::path source = PRESSBOX_SOURCE_DIR;
  std::vector<fs::path> paths;
  const auto gather = [&](const fs::path& folder) {
    std::error_code error;
    for (const auto& file : fs::recursive_directory_iterator(folder, error)) {
      if (file.path().extension() == ".txt") paths.push_back(file.path());
    }
  };
  if (const char* const chosen = std::getenv("PRESSBOX_BENCH_TEXTS")) gather(chosen);
  if (paths.empty()) gather(source / ".." / "shared" / "real" / "unlabelled");
  if (paths.empty()) gather(source / "corpus");
  std::sort(paths.begin(), paths.end());
  Texts texts;
  std::size_t once = 0;
  for (const fs::path& path : paths) {
    std::ifstream stream(path, std::ios::binary);
    texts.articles.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    once += texts.articles.back().size();
  }
  texts.repeats = once == 0 ? 0 : std::max<std::size_t>(1, wanted_bytes() / once);
  texts.bytes = once * texts.repeats;
  return texts;
}

const Texts& texts() {
  static const Texts kTexts = read_texts();
  return kTexts;
}

Lexicon open_lexicon() {
  Result<Lexicon> opened = Lexicon::open(default_lexicon_path());
  if (opened) return std::move(opened).value();
  std::fprintf(stderr, "pressbox_bench: %s\n", opened.error().message.c_str());
  std::exit(1);
}

const Extractor& extractor() {
  static const Extractor kExtractor = [] {
    Result<Extractor> made = Extractor::create(open_lexicon());
    if (made) return std::move(made).value();
    std::fprintf(stderr, "pressbox_bench: %s\n", made.error().message.c_str());
    std::exit(1);
  }();
  return kExtractor;
}

double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// The processor's count of instructions of this thread outside the kernel; 0 where the kernel gives none.
class Instructions {
 public:
#ifdef PRESSBOX_BENCH_COUNTERS
  Instructions() {
    perf_event_attr wanted{};
    wanted.size = sizeof wanted;
    wanted.type = PERF_TYPE_HARDWARE;
    wanted.config = PERF_COUNT_HW_INSTRUCTIONS;
    wanted.exclude_kernel = 1;
    file_ = static_cast<int>(::syscall(SYS_perf_event_open, &wanted, 0, -1, -1, 0));
  }
  ~Instructions() {
    if (file_ >= 0) ::close(file_);
  }
  Instructions(const Instructions&) = delete;
  Instructions& operator=(const Instructions&) = delete;
  [[nodiscard]] std::uint64_t count() const {
    std::uint64_t value = 0;
    return file_ >= 0 && ::read(file_, &value, sizeof value) == sizeof value ? value : 0;
  }

 private:
  int file_ = -1;
#else
  [[nodiscard]] std::uint64_t count() const {
    return 0;
  }
#endif
};

// --- The whole, and ICU ------------------------------------------------------------------------------------------

void run_whole() {
  std::string json;
  for (std::size_t repeat = 0; repeat < texts().repeats; ++repeat) {
    for (const std::string& text : texts().articles) {
      Input input;
      input.text = text;
      const Extraction extraction = extractor().extract(std::move(input));
      json.clear();
      append_article_json(extraction.article, extraction.source, {}, json);
      benchmark::DoNotOptimize(json.data());
    }
  }
}

void run_icu() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) return;
  std::vector<UChar> units;
  std::size_t boundaries = 0;
  for (std::size_t repeat = 0; repeat < texts().repeats; ++repeat) {
    for (const std::string& text : texts().articles) {
      units.resize(text.size() + 1);
      std::int32_t length = 0;
      u_strFromUTF8WithSub(units.data(), static_cast<std::int32_t>(units.size()), &length, text.data(),
                           static_cast<std::int32_t>(text.size()), 0xFFFD, nullptr, &status);
      UText view = UTEXT_INITIALIZER;
      utext_openUChars(&view, units.data(), length, &status);
      words->setText(&view, status);
      while (words->next() != icu::BreakIterator::DONE) ++boundaries;
      utext_close(&view);
    }
  }
  benchmark::DoNotOptimize(boundaries);
}

double seconds_of(void (*run)()) {
  const double start = processor_seconds();
  run();
  return processor_seconds() - start;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void whole(benchmark::State& state) {
  const std::uint64_t before = allocations.load();
  const Instructions instructions;
  const std::uint64_t executed = instructions.count();
  std::size_t runs = 0;
  for (auto iteration : state) {
    run_whole();
    ++runs;
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(runs * texts().bytes));
  state.counters["allocations/article"] =
      static_cast<double>(allocations.load() - before) / static_cast<double>(runs * texts().count());
  if (const std::uint64_t now = instructions.count(); now > 0) {
    state.counters["instructions/byte"] =
        static_cast<double>(now - executed) / static_cast<double>(runs * texts().bytes);
  }
}

void icu_words(benchmark::State& state) {
  std::size_t runs = 0;
  for (auto iteration : state) {
    run_icu();
    ++runs;
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(runs * texts().bytes));
}

// --- The stages --------------------------------------------------------------------------------------------------

constexpr std::array kStages = {"decode",    "blocks",    "tokens", "gazetteer", "entities", "stretches",
                                "referents", "attribute", "scores", "sides",     "json",     "free"};

// One run over all articles: the seconds and the allocations of each stage, among the others as in real work.
struct Stages {
  std::array<double, kStages.size()> seconds{};
  std::array<std::uint64_t, kStages.size()> allocated{};
};

struct Models {
  Lexicon lexicon = open_lexicon();
  RuleBook rules = RuleBook::build(lexicon).value();
  WorldIndex index{lexicon};
  QuotationModel quotation{rules};
  CoreferenceModel coreference{rules};
  AttributionModel model{rules, lexicon};
  ScoreModel scores{rules};
};

Stages run_stages(const Models& models) {
  Stages out;
  Document document;
  std::vector<PersonFacts> facts;
  std::vector<Stretch> stretches;
  std::vector<Referent> referents;
  std::vector<std::uint8_t> quoted;
  std::string json;
  std::string copy;
  double last = processor_seconds();
  std::uint64_t allocated = allocations.load();
  std::size_t stage = 0;
  const auto start = [&] {
    stage = 0;
    allocated = allocations.load();
    last = processor_seconds();
  };
  const auto done = [&] {
    const double now = processor_seconds();
    out.seconds[stage] += now - last;
    const std::uint64_t count = allocations.load();
    out.allocated[stage] += count - allocated;
    allocated = count;
    last = now;
    ++stage;
  };
  for (std::size_t repeat = 0; repeat < texts().repeats; ++repeat) {
    for (const std::string& text : texts().articles) {
      copy = text;
      start();
      const SourceText source = SourceText::decode(std::move(copy));
      done();
      {
        Article article;
        article.diagnostics = source.diagnostics();
        document.text = source.text();
        find_blocks(document.text, document.blocks);
        done();
        tokenize(document.text, document.blocks, document.tokens, document.sentences);
        done();
        models.lexicon.match_all(document.text, document.tokens, document.matches, document.infos, document.classes,
                                 document.match_begin, ClosedWords::told);
        done();
        find_entities(document, models.lexicon, models.index, article, facts);
        done();
        find_stretches(document, models.quotation, stretches, article.diagnostics);
        quoted.assign(document.tokens.size(), 0);
        for (const Stretch& stretch : stretches) {
          for (Index t = stretch.first; t < stretch.last; ++t) quoted[t] = 1;
        }
        done();
        find_referents(document, models.lexicon, models.coreference, facts, quoted, article, referents);
        done();
        attribute(document, models.lexicon, models.model, stretches, referents, quoted, article, nullptr);
        done();
        find_scores(document, models.scores, article.sport, article.scores);
        done();
        assign_sides(document, models.lexicon, models.scores, article);
        refer_to_teams(document, models.lexicon, facts, quoted, article);
        done();
        json.clear();
        append_article_json(article, source, {}, json);
        done();
      }
      done();
    }
  }
  return out;
}

constexpr std::size_t kStageRuns = 7;

// Every stage's benchmark reports its own part of the same runs.
const std::vector<Stages>& stage_runs() {
  static const std::vector<Stages> kRuns = [] {
    const Models models;
    std::vector<Stages> runs;
    for (std::size_t run = 0; run < kStageRuns; ++run) runs.push_back(run_stages(models));
    return runs;
  }();
  return kRuns;
}

void stage(benchmark::State& state) {
  static std::array<std::size_t, kStages.size()> reported{};
  const auto which = static_cast<std::size_t>(state.range(0));
  std::uint64_t allocated = 0;
  for (auto iteration : state) {
    const Stages& run = stage_runs()[reported[which]++ % kStageRuns];
    state.SetIterationTime(run.seconds[which]);
    allocated = run.allocated[which];
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(texts().bytes));
  state.counters["allocations/article"] = static_cast<double>(allocated) / static_cast<double>(texts().count());
}

// --- Comparisons -------------------------------------------------------------------------------------------------

constexpr int kPairs = 7;

void print_icu_ratio() {
  std::vector<double> ratios;
  for (int pair = 0; pair < kPairs; ++pair) {
    const double icu = seconds_of(run_icu);
    ratios.push_back(icu / seconds_of(run_whole));
  }
  std::printf("whole / ICU words: %.3f of its speed (median of %d pairs)\n", median(ratios), kPairs);
}

struct Once {
  double seconds = 0;     // 0: it cannot be run
  std::size_t bytes = 0;  // 0: it does not say
};

Once once(const std::string& binary) {
  const std::string command = "'" + binary + "' --once";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  Once run;
  if (pipe != nullptr) {
    if (std::fscanf(pipe, "%lf %zu", &run.seconds, &run.bytes) < 1) run = {};
    ::pclose(pipe);
  }
  return run;
}

int compare(const std::string& self, const std::string& old) {
  std::vector<double> ratios;
  for (int pair = 0; pair < kPairs; ++pair) {
    const Once before = once(old);
    const Once after = once(self);
    if (before.seconds <= 0 || after.seconds <= 0) {
      std::fprintf(stderr, "pressbox_bench: %s: cannot run it with --once\n",
                   before.seconds <= 0 ? old.c_str() : self.c_str());
      return 1;
    }
    if (before.bytes != 0 && before.bytes != after.bytes) {
      std::fprintf(stderr, "pressbox_bench: %s: reads other texts; set PRESSBOX_BENCH_TEXTS for both\n", old.c_str());
      return 1;
    }
    ratios.push_back(before.seconds / after.seconds);
  }
  std::printf("%.3f times as fast as %s (median of %d pairs)\n", median(ratios), old.c_str(), kPairs);
  return 0;
}

// Processor seconds for one article, the JSON included; the least of some runs.
double least_seconds(const std::string& text, int runs) {
  double least = 0;
  std::string json;
  for (int run = 0; run < runs; ++run) {
    Input input;
    input.text = text;
    const double start = processor_seconds();
    {
      const Extraction extraction = extractor().extract(std::move(input));
      json.clear();
      append_article_json(extraction.article, extraction.source, {}, json);
      benchmark::DoNotOptimize(json.data());
    }
    const double seconds = processor_seconds() - start;
    if (run == 0 || seconds < least) least = seconds;
  }
  return least;
}

constexpr std::size_t kUsualSize = std::size_t{64} << 10;
// Beyond it the buffers of an article are given back, so that a second run finds none of them either.
constexpr std::size_t kOneRun = 5'000'000;

// What a byte costs when all articles, one behind the other, are cut into articles of about this size. The text is the
// same for all sizes up to that of all articles, and repeated beyond it. Each round reads all of it: of a short article
// that is read twice in a row, the processor has learnt every branch, as it never can of a long one.
double nanoseconds_a_byte(std::size_t size) {
  std::vector<std::string> pieces(1);
  std::size_t bytes = 0;
  for (bool more = true; more;) {
    for (const std::string& text : texts().articles) {
      (pieces.back() += text) += "\n\n";
      if (pieces.back().size() < size) continue;
      bytes += pieces.back().size();
      more = false;
      if (size > texts().bytes / texts().repeats) break;
      pieces.emplace_back();
    }
  }
  if (pieces.back().size() < size) pieces.pop_back();
  double least = 0;
  for (int round = 0; round < (size > kOneRun ? 1 : 5); ++round) {
    double seconds = 0;
    for (const std::string& piece : pieces) seconds += least_seconds(piece, 1);
    if (round == 0 || seconds < least) least = seconds;
  }
  return 1e9 * least / static_cast<double>(bytes);
}

int growth() {
  (void)least_seconds("The first article makes the buffers.", 1);
  double usual = 0;
  std::printf("%12s %12s\n", "bytes", "ns a byte");
  for (const std::size_t size :
       {std::size_t{1000}, kUsualSize, std::size_t{1'000'000}, std::size_t{10'000'000}, std::size_t{100'000'000}}) {
    const double cost = nanoseconds_a_byte(size);
    if (size == kUsualSize) usual = cost;
    std::printf("%12zu %12.1f", size, cost);
    if (size > kUsualSize) std::printf("  %.2f times that of 64 KB", cost / usual);
    std::printf("\n");
  }
  std::printf("\n%-40s %12s %12s\n", "hostile texts, ns a byte", "64 KB", "10 MB");
  for (const testing::Hostile& hostile : testing::hostile_inputs()) {
    const std::string small = hostile.make(kUsualSize / 10);
    const std::string large = hostile.make(1'000'000);
    const double few = 1e9 * least_seconds(small, 5) / static_cast<double>(small.size());
    const double many = 1e9 * least_seconds(large, 1) / static_cast<double>(large.size());
    std::printf("%-40s %12.1f %12.1f  %.2f times\n", hostile.name, few, many, many / few);
  }
  return 0;
}

// Seconds by the clock for all texts with this many threads.
double seconds_with(unsigned jobs) {
  std::size_t given = 0;
  std::size_t bytes = 0;
  const auto start = std::chrono::steady_clock::now();
  cli::run_in_order<Input>(
      jobs,
      [&]() -> std::optional<Input> {
        if (given == texts().count()) return std::nullopt;
        Input input;
        input.text = texts().articles[given++ % texts().articles.size()];
        return input;
      },
      [](const Input& input) { return input.text.size(); },
      [](Input input) {
        std::string json;
        const Extraction extraction = extractor().extract(std::move(input));
        append_article_json(extraction.article, extraction.source, {}, json);
        return json;
      },
      [&](const std::string& json) {
        bytes += json.size();
        return true;
      });
  benchmark::DoNotOptimize(bytes);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int jobs() {
  (void)seconds_with(1);
  std::vector<double> ratios;
  for (int pair = 0; pair < kPairs; ++pair) {
    const double one = seconds_with(1);
    ratios.push_back(one / seconds_with(2));
  }
  std::printf("two threads: %.3f times as fast as one (median of %d pairs, by the clock)\n", median(ratios), kPairs);
  return 0;
}

// One short article through the command line.
int start(const std::string& binary) {
  const fs::path article = fs::path(PRESSBOX_SOURCE_DIR) / "corpus" / "train" / "football-14.txt";
  constexpr int kStarts = 31;
  std::vector<double> milliseconds;
  long kilobytes = 0;
  for (int run = 0; run < kStarts; ++run) {
    const auto begun = std::chrono::steady_clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
      if (std::freopen("/dev/null", "w", stdout) == nullptr) ::_exit(127);
      ::execl(binary.c_str(), binary.c_str(), "extract", article.c_str(), static_cast<char*>(nullptr));
      ::_exit(127);
    }
    int status = 0;
    rusage used{};
    if (child < 0 || ::wait4(child, &status, 0, &used) != child || status != 0) {
      std::fprintf(stderr, "pressbox_bench: %s: cannot run it\n", binary.c_str());
      return 1;
    }
    milliseconds.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
    kilobytes = std::max(kilobytes, used.ru_maxrss);
  }
  std::printf("one short article, start to exit: %.1f ms (median of %d, least %.1f), %.1f MB resident\n",
              median(milliseconds), kStarts, *std::min_element(milliseconds.begin(), milliseconds.end()),
              static_cast<double>(kilobytes) / 1024);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (texts().articles.empty()) {
    std::fprintf(stderr, "pressbox_bench: no articles beside the sources\n");
    return 1;
  }
  if (first == "--compare" && argc == 3) return compare(argv[0], argv[2]);
  if (first == "--growth") return growth();
  if (first == "--jobs") return jobs();
  if (first == "--start") {
    return start(argc > 2 ? argv[2] : (fs::path(argv[0]).parent_path() / "pressbox").native());
  }
  if (first == "--once") {
    (void)extractor();
    std::printf("%.6f %zu\n", seconds_of(run_whole), texts().bytes);
    return 0;
  }
  const auto plan = [](benchmark::internal::Benchmark* planned) {
    planned->Iterations(1)->Repetitions(kStageRuns)->ReportAggregatesOnly()->Unit(benchmark::kMillisecond);
    // What the machine's other work disturbs least.
    planned->ComputeStatistics(
        "least", [](const std::vector<double>& values) { return *std::min_element(values.begin(), values.end()); });
  };
  for (std::size_t which = 0; which < kStages.size(); ++which) {
    auto* const planned = benchmark::RegisterBenchmark((std::string("stage/") + kStages[which]).c_str(), stage);
    planned->Arg(static_cast<std::int64_t>(which))->UseManualTime()->Apply(plan);
  }
  benchmark::RegisterBenchmark("whole", whole)->Apply(plan);
  benchmark::RegisterBenchmark("icu_words", icu_words)->Apply(plan);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  const std::size_t run = benchmark::RunSpecifiedBenchmarks();
  if (run > 0) print_icu_ratio();
  return 0;
}

// tools/pressbox/ordered.h: results in order, and no more under way than is allowed.
#include "tools/pressbox/ordered.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/catch.h"

namespace pressbox::cli {
namespace {

struct Run {
  std::vector<std::size_t> consumed;
  std::size_t most_under_way = 0;
};

// Numbers from 0 below count, each taken to have so many bytes. With `held` > 0 the first takes until so many are under
// way, and then some more, lest there come others.
Run run_numbers(unsigned jobs, std::size_t count, std::size_t bytes, std::size_t held = 0) {
  Run run;
  std::size_t produced = 0;
  std::atomic<std::size_t> under_way = 0;
  run_in_order<std::size_t>(
      jobs,
      [&]() -> std::optional<std::size_t> {
        if (produced == count) return std::nullopt;
        ++under_way;
        return produced++;
      },
      [&](std::size_t) { return bytes; },
      [&](std::size_t i) {
        if (i > 0 || held == 0) return i;
        for (int waits = 0; under_way < held && waits < 10'000; ++waits) {
          std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        run.most_under_way = under_way;
        return i;
      },
      [&](std::size_t i) {
        --under_way;
        run.consumed.push_back(i);
        return true;
      });
  return run;
}

TEST_CASE("ordered: results come in the order of the items with any number of threads", "[ordered]") {
  for (const unsigned jobs : {1u, 2u, 3u, 8u}) {
    const Run run = run_numbers(jobs, 5000, 10);
    REQUIRE(run.consumed.size() == 5000);
    CHECK(std::is_sorted(run.consumed.begin(), run.consumed.end()));
  }
}

TEST_CASE("ordered: while the oldest item takes its time, few large items or more small ones are taken in",
          "[ordered]") {
  const auto most = [](std::size_t bytes, std::size_t expected) {
    return run_numbers(2, 5000, bytes, expected).most_under_way;
  };
  // One more than is allowed is in the hand of the producer, who waits for room.
  CHECK(most(2000, 257) == 257);
  CHECK(most(20'000, 54) == 54);
  CHECK(most(100'000'000, 17) == 17);
}

TEST_CASE("ordered: nothing is consumed after the consumer has had enough", "[ordered]") {
  for (const unsigned jobs : {1u, 2u, 4u}) {
    std::size_t produced = 0;
    std::size_t consumed = 0;
    run_in_order<std::size_t>(
        jobs, [&]() -> std::optional<std::size_t> { return produced++; }, [](std::size_t) { return std::size_t{1}; },
        [](std::size_t i) { return i; }, [&](std::size_t) { return ++consumed < 300; });
    CHECK(consumed == 300);
    CHECK(produced <= 300 + jobs * UnderWay::kSmall + 1);
  }
}

TEST_CASE("ordered: what was produced before an exception is still consumed", "[ordered]") {
  for (const unsigned jobs : {1u, 2u, 4u}) {
    std::size_t produced = 0;
    std::size_t consumed = 0;
    const auto produce = [&]() -> std::optional<std::size_t> {
      if (produced == 700) throw std::runtime_error("no more");
      return produced++;
    };
    CHECK_THROWS_AS(run_in_order<std::size_t>(
                        jobs, produce, [](std::size_t) { return std::size_t{1}; }, [](std::size_t i) { return i; },
                        [&](std::size_t) {
                          ++consumed;
                          return true;
                        }),
                    std::runtime_error);
    CHECK(consumed == 700);
  }
}

}  // namespace
}  // namespace pressbox::cli

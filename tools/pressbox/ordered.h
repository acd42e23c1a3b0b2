// Work in parallel whose results come out in the order in which the work went in.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace pressbox::cli {

// Calls produce() on this thread until it gives nullopt, work(item) on up to `jobs` threads and consume(result) for
// one result at a time, in order, as soon as it and all before it are there: never later because produce() waits for
// more. At most 8 * jobs items are under way. Stops early when consume returns false. With one job everything happens
// on this thread, one item after the other.
template <typename Item, typename Produce, typename Work, typename Consume>
void run_in_order(unsigned jobs, const Produce& produce, const Work& work, const Consume& consume) {
  using Output = std::invoke_result_t<const Work&, Item>;
  if (jobs <= 1) {
    while (std::optional<Item> item = produce()) {
      if (!consume(work(std::move(*item)))) return;
    }
    return;
  }

  struct Slot {
    std::optional<Item> item;
    std::optional<Output> output;
  };
  std::vector<Slot> ring(std::size_t{8} * jobs);
  std::mutex mutex;
  std::condition_variable
      room;  // half the ring is free: waking produce() for each item would cost as much as a short one
  std::condition_variable ready;  // an item waits for a worker
  // Items are numbered from 0; consumed <= taken <= produced <= consumed + ring.size().
  std::size_t produced = 0;
  std::size_t taken = 0;
  std::size_t consumed = 0;
  bool ended = false;
  bool stopped = false;
  bool consuming = false;

  const auto worker = [&] {
    std::unique_lock lock(mutex);
    for (;;) {
      ready.wait(lock, [&] { return taken < produced || ended || stopped; });
      if (stopped || taken == produced) return;
      Slot& slot = ring[taken++ % ring.size()];
      Item item = std::move(*slot.item);
      slot.item.reset();
      lock.unlock();
      Output output = work(std::move(item));
      lock.lock();
      slot.output = std::move(output);
      // Whoever finishes the oldest item hands out all that has waited for it.
      if (consuming) continue;
      consuming = true;
      while (!stopped && consumed < taken && ring[consumed % ring.size()].output) {
        Output next = std::move(*ring[consumed % ring.size()].output);
        ring[consumed % ring.size()].output.reset();
        lock.unlock();
        const bool go_on = consume(std::move(next));
        lock.lock();
        ++consumed;
        stopped = !go_on;
        if (stopped || produced - consumed <= ring.size() / 2) room.notify_one();
      }
      consuming = false;
      if (stopped) ready.notify_all();
    }
  };

  std::vector<std::jthread> workers;  // started as work comes in: one article needs no more than one
  // Lets the workers end, whether there is no more to produce or produce() has thrown; then they are joined.
  struct Finish {
    std::mutex& mutex;
    std::condition_variable& ready;
    bool& ended;
    ~Finish() {
      const std::lock_guard lock(mutex);
      ended = true;
      ready.notify_all();
    }
  } const finish{mutex, ready, ended};
  while (std::optional<Item> item = produce()) {
    {
      std::unique_lock lock(mutex);
      room.wait(lock, [&] { return produced - consumed < ring.size() || stopped; });
      if (stopped) break;
      ring[produced++ % ring.size()].item = std::move(item);
    }
    ready.notify_one();
    if (workers.size() < jobs) workers.emplace_back(worker);
  }
}

}  // namespace pressbox::cli

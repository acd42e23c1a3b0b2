// Work in parallel whose results come out in the order in which the work went in.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace pressbox::cli {

// What is under way between produce() and consume(), of all items together. Many small items: a thread that sleeps and
// is woken for every eighth article of 2 KB costs two threads a tenth of their speed. Few large ones: memory.
struct UnderWay {
  std::size_t items = 0;
  std::size_t bytes = 0;

  static constexpr std::size_t kLarge = 8;                // items a job of any size
  static constexpr std::size_t kSmall = 128;              // items a job that are small together:
  static constexpr std::size_t kSmallBytes = 512 * 1024;  // bytes a job

  // Whether there is room for one more, with `share` = 2 whether half of the room is free.
  [[nodiscard]] bool has_room(unsigned jobs, std::size_t share = 1) const {
    const auto below = [&](std::size_t count, std::size_t most) { return count < most * jobs / share; };
    return below(items, kLarge) || (below(items, kSmall) && below(bytes, kSmallBytes));
  }
};

// Calls produce() on this thread until it gives nullopt, work(item) on up to `jobs` threads and consume(result) for
// one result at a time, in order, as soon as it and all before it are there: never later because produce() waits for
// more. size(item): its bytes. At most 8 * jobs items are under way, or 128 * jobs while they are small (UnderWay).
// Stops early when consume returns false. With one job everything happens on this thread, one item after the other.
template <typename Item, typename Produce, typename Size, typename Work, typename Consume>
void run_in_order(unsigned jobs, const Produce& produce, const Size& size, const Work& work, const Consume& consume) {
  using Output = std::invoke_result_t<const Work&, Item>;
  if (jobs <= 1) {
    while (std::optional<Item> item = produce()) {
      if (!consume(work(std::move(*item)))) return;
    }
    return;
  }

  struct Slot {
    std::size_t bytes = 0;
    std::optional<Item> item;
    std::optional<Output> output;
  };
  std::deque<Slot> slots;  // of what is under way, the oldest first; those before `taken` have been taken by a worker
  std::size_t taken = 0;
  std::size_t bytes = 0;
  std::mutex mutex;
  std::condition_variable room;   // for half of what may be under way
  std::condition_variable ready;  // an item waits for a worker
  bool ended = false;
  bool stopped = false;
  bool consuming = false;

  const auto worker = [&] {
    std::unique_lock lock(mutex);
    for (;;) {
      ready.wait(lock, [&] { return taken < slots.size() || ended || stopped; });
      if (stopped || taken == slots.size()) return;
      Slot& slot = slots[taken++];  // stays where it is while others come and go at the ends
      Item item = std::move(*slot.item);
      slot.item.reset();
      lock.unlock();
      Output output = work(std::move(item));
      lock.lock();
      slot.output = std::move(output);
      // Whoever finishes the oldest item hands out all that has waited for it.
      if (consuming) continue;
      consuming = true;
      while (!stopped && !slots.empty() && slots.front().output) {
        Output next = std::move(*slots.front().output);
        slots.front().output.reset();
        lock.unlock();
        const bool go_on = consume(std::move(next));
        lock.lock();
        bytes -= slots.front().bytes;
        slots.pop_front();
        --taken;
        stopped = !go_on;
        if (stopped || UnderWay{slots.size(), bytes}.has_room(jobs, 2)) room.notify_one();
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
      room.wait(lock, [&] { return UnderWay{slots.size(), bytes}.has_room(jobs) || stopped; });
      if (stopped) break;
      const std::size_t more = size(*item);
      slots.push_back({more, std::move(item), std::nullopt});
      bytes += more;
    }
    ready.notify_one();
    if (workers.size() < jobs) workers.emplace_back(worker);
  }
}

}  // namespace pressbox::cli

// The epoch loop: what a worker does, and what worker 0 decides for all.
#include "harness/team.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <thread>

#include "harness/affinity.h"
#include "harness/arena.h"
#include "harness/chores.h"
#include "harness/error.h"
#include "harness/pace.h"
#include "harness/processor.h"
#include "harness/random.h"
#include "harness/rendezvous.h"

namespace litmus {
namespace {

using Clock = std::chrono::steady_clock;

// What the workers of a team share. Everything but the rendezvous is written by worker 0 alone, or
// between two meetings.
struct Board {
  // What each worker says of its last epoch.
  struct alignas(2 * kLineBytes) Report {
    std::uint64_t needed = 0;  // ticks for a block, usually
    bool kept = true;          // its columns keep their promises
  };

  const TeamWork& work;
  const Limits& limits;
  Arena& arena;
  Rendezvous rendezvous;
  int workers = 0;
  bool waits = false;          // some role waits: all workers go the same way
  std::uint64_t launched = 0;  // instances
  Timetable timetable;
  std::vector<Report> reports;  // by worker; each writes its own
  bool over = false;
};

// What a worker brings home.
struct Share {
  struct Ticks {  // of the epochs that were measured
    std::uint64_t role = 0;
    std::uint64_t preload = 0;
    std::uint64_t all = 0;
  };

  Tally tally;
  Ticks ticks;
  bool pinned = false;
};

std::vector<int> roles_of(std::span<const Turn> turns) {
  std::vector<int> roles;
  for (const Turn& turn : turns) {
    if (std::ranges::find(roles, turn.role) == roles.end()) roles.push_back(turn.role);
  }
  return roles;
}

class Worker {
 public:
  Worker(Board& board, int me)
      : board_(board),
        environment_(board.work.environment),
        me_(me),
        turns_(environment_.split[static_cast<std::size_t>(me)]),
        roles_(roles_of(turns_)),
        random_(mixed(board.work.seed + static_cast<std::uint64_t>(me))),
        counter_(*board.work.kernel, roles_),
        pressed_(environment_.pressure > 0 && std::ranges::any_of(turns_, [this](const Turn& turn) {
                   return presses(turn);
                 })) {
    const std::uint64_t instances = board.arena.instances();
    const auto share = [&](int worker) {
      return static_cast<std::uint32_t>(instances * static_cast<std::uint64_t>(worker) /
                                        static_cast<std::uint64_t>(board.workers));
    };
    first_ = share(me);
    count_ = share(me + 1) - first_;
    chores_.emplace(board.arena, counter_, me, first_, count_);
  }

  Share work() {
    const std::vector<int>& cpus = board_.work.cpus;
    const int cpu = cpus.empty() ? -1 : cpus[static_cast<std::size_t>(me_)];
    const bool pinned = cpu >= 0 && pin_this_thread(cpu);
    board_.arena.make(first_, count_);
    meet();
    for (std::uint32_t epoch = 0; !board_.over; ++epoch) {
      // Looking at the clock around every block costs time, so one epoch in sixteen is enough.
      measured_ = epoch % 16 == 1;
      const std::uint64_t start = now();
      play_epoch();
      finish_epoch();
      spent_.all += now() - start;
    }
    chores_->finish_counting();
    board_.arena.end(first_, count_);
    return {.tally = counter_.take(), .ticks = spent_, .pinned = pinned && pinned_to(cpu)};
  }

 private:
  bool presses(const Turn& turn) const {
    switch (environment_.pressed) {
      case Pressed::All:
        return true;
      case Pressed::First:
        return me_ == 0;
      case Pressed::Others:
        return me_ != 0;
      case Pressed::Held:
        return turn.holds;
    }
    return false;
  }

  void meet() { board_.rendezvous.meet(me_); }

  // In an epoch that is not measured, all times are the same.
  std::uint64_t now() const { return measured_ ? ticks() : 0; }

  void play_epoch() {
    const auto block = static_cast<std::uint32_t>(environment_.block);
    const Arena& arena = board_.arena;
    pace_.begin(board_.timetable);
    for (std::uint32_t origin = 0; origin < arena.instances(); origin += block) {
      const std::uint64_t free = now();
      arena.clear(roles_, origin, block);
      arena.preload(environment_.preload, origin, block);
      const Walk walk = walk_of(origin, block);
      const std::uint64_t ready = now();
      start_together();
      const std::uint64_t start = now();
      play_block(walk);
      spent_.preload += ready - free;
      spent_.role += now() - start;
      chores_->played(origin + block);
    }
    board_.reports[static_cast<std::size_t>(me_)] = {.needed = pace_.needed(),
                                                     .kept = chores_->finish_packing()};
  }

  void start_together() {
    const auto spare = [this] { return chores_->a_little(); };
    if (environment_.start == Start::Clock) {
      pace_.wait(spare);
    } else {
      board_.rendezvous.meet(me_, spare);
    }
    if (environment_.skew > 0) hesitate();
  }

  // Everyone's roles are done after the first meeting, everyone's share is reset after the second.
  void finish_epoch() {
    meet();
    board_.arena.finish(first_, count_);
    chores_->count(std::ranges::all_of(board_.reports, &Board::Report::kept));
    board_.arena.reset(first_, count_);
    if (me_ == 0) decide();
    meet();
  }

  void decide() {
    board_.launched += board_.arena.instances();
    const Limits& limits = board_.limits;
    board_.over = (limits.instances > 0 && board_.launched >= limits.instances) ||
                  (limits.stop != nullptr && limits.stop->load(std::memory_order_relaxed)) ||
                  Clock::now() >= limits.deadline;
    board_.timetable.plan_next(
        std::ranges::max(board_.reports, {}, &Board::Report::needed).needed);
  }

  Walk walk_of(std::uint32_t origin, std::uint32_t block) {
    Walk walk{.origin = origin, .mask = block - 1, .count = block};
    // Roles that wait for each other have to come by in the same order, or nobody ever arrives.
    if (board_.waits) return walk;
    if (environment_.visit == Visit::Opposed && me_ % 2 == 1) {
      walk.start = block - 1;
      walk.step = ~std::uint32_t{0};
    }
    if (environment_.visit == Visit::Scattered) {
      walk.start = static_cast<std::uint32_t>(random_.next());
      walk.step = static_cast<std::uint32_t>(random_.next()) | 1;
    }
    return walk;
  }

  void hesitate() {
    const std::uint64_t until =
        ticks() + random_.below(static_cast<std::uint64_t>(environment_.skew) + 1);
    while (ticks() < until) pause_briefly();
  }

  void play_block(const Walk& walk) {
    const bool one_by_one =
        environment_.alternation == Alternation::Instance && (turns_.size() > 1 || pressed_);
    if (!one_by_one) return take_turns(walk);
    for (std::uint32_t n = 0, at = walk.start; n < walk.count; ++n, at += walk.step) {
      take_turns({.origin = walk.origin + (at & walk.mask), .mask = 0, .count = 1});
    }
  }

  void take_turns(const Walk& walk) {
    bool first = true;
    for (const Turn& turn : turns_) {
      if (!first && !board_.work.omit_role_fence) full_fence();
      first = false;
      if (pressed_ && presses(turn)) board_.work.scratch->press(random_, environment_.pressure);
      play_turn(turn, walk);
    }
  }

  void play_turn(const Turn& turn, const Walk& walk) {
    const Role& role = board_.work.kernel->roles[static_cast<std::size_t>(turn.role)];
    const Frame& frame = board_.arena.frame();
    if (turn.is_whole()) return role.play(frame, walk);
    for (int piece = turn.first; piece < turn.last; ++piece) {
      role.pieces[static_cast<std::size_t>(piece)](frame, walk);
    }
  }

  Board& board_;
  const Environment& environment_;
  int me_;
  std::span<const Turn> turns_;
  std::vector<int> roles_;  // that the turns are of
  Random random_;
  Counter counter_;
  std::optional<Chores> chores_;
  Pace pace_;
  bool pressed_;  // some turn of mine is
  std::uint32_t first_ = 0;  // my share of the instances, for counting and resetting
  std::uint32_t count_ = 0;
  bool measured_ = false;
  Share::Ticks spent_;
};

bool has_waiting_role(const Kernel& kernel) {
  return std::ranges::any_of(kernel.roles, &Role::waits);
}

// An epoch no larger than the instances asked for, so that small budgets are kept too. Threads that
// share a CPU may take milliseconds for an instance, so there an epoch is one block.
std::uint32_t instances_of(const TeamWork& work, const Limits& limits) {
  const auto block = static_cast<std::uint32_t>(work.environment.block);
  if (work.crowded) return block;
  std::uint32_t size = epoch_size(*work.kernel, work.environment);
  if (work.at_once > 0) size = std::clamp(work.at_once / block * block, block, size);
  if (limits.instances == 0 || limits.instances >= size) return size;
  return std::max(block, static_cast<std::uint32_t>(limits.instances) / block * block);
}

Slice slice_of(const Board& board, std::span<const Share> shares) {
  Slice slice{.instances = board.launched, .cpus = board.work.cpus, .pinned = true};
  Share::Ticks spent;
  for (const Share& share : shares) {
    slice.tally.merge(share.tally);
    slice.pinned = slice.pinned && share.pinned;
    spent.role += share.ticks.role;
    spent.preload += share.ticks.preload;
    spent.all += share.ticks.all;
  }
  if (spent.all > 0) {
    slice.kernel_share = static_cast<double>(spent.role) / static_cast<double>(spent.all);
    slice.preload_share = static_cast<double>(spent.preload) / static_cast<double>(spent.all);
  }
  return slice;
}

}  // namespace

Slice play(const TeamWork& work, const Limits& limits) {
  constexpr int kPatience = 1 << 14;
  constexpr int kCrowdedPatience = 16;
  const auto start = Clock::now();
  const auto workers = static_cast<int>(work.environment.split.size());
  CHECK(workers > 0 && (work.cpus.empty() || work.cpus.size() == work.environment.split.size()));
  CHECK(work.environment.pressure == 0 || work.scratch != nullptr);
  Arena arena(*work.kernel, work.environment, instances_of(work, limits));
  Board board{.work = work,
              .limits = limits,
              .arena = arena,
              .rendezvous = Rendezvous(workers, work.crowded ? kCrowdedPatience : kPatience),
              .workers = workers,
              .waits = has_waiting_role(*work.kernel),
              .reports = std::vector<Board::Report>(static_cast<std::size_t>(workers))};
  std::vector<Share> shares(static_cast<std::size_t>(workers));
  std::vector<std::thread> threads;
  for (int me = 0; me < workers; ++me) {
    threads.emplace_back(
        [&, me] { shares[static_cast<std::size_t>(me)] = Worker(board, me).work(); });
  }
  for (std::thread& thread : threads) thread.join();

  Slice slice = slice_of(board, shares);
  slice.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  CHECK(slice.tally.total() == slice.instances);
  return slice;
}

}  // namespace litmus

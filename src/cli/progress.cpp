// Tested by run_command_test.cpp.
#include "cli/progress.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "harness/figures.h"

namespace litmus {
namespace {

constexpr auto kLiveStep = std::chrono::milliseconds(100);
constexpr auto kLogStep = std::chrono::seconds(10);

}  // namespace

Progress::Progress() : terminal_(isatty(STDERR_FILENO) == 1), next_(Clock::now()) {
  next_ += terminal_ ? std::chrono::duration_cast<Clock::duration>(kLiveStep)
                     : std::chrono::duration_cast<Clock::duration>(kLogStep);
}

void Progress::begin(const std::string& what, double seconds_left) {
  what_ = what;
  end_ = Clock::now() +
         std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds_left));
}

void Progress::update(std::uint64_t instances) {
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + (terminal_ ? std::chrono::duration_cast<Clock::duration>(kLiveStep)
                           : std::chrono::duration_cast<Clock::duration>(kLogStep));
  const double left = std::max(0.0, std::chrono::duration<double>(end_ - now).count());
  const std::string line = fmt::format("{}  {} instances, {} left", what_,
                                       short_count(static_cast<double>(instances)), duration(left));
  if (terminal_) {
    fmt::print(stderr, "\r\033[K{}", line);
    std::fflush(stderr);
    shown_ = true;
  } else {
    fmt::print(stderr, "{}\n", line);
  }
}

void Progress::clear() {
  if (!shown_) return;
  fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
  shown_ = false;
}

}  // namespace litmus

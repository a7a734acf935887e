// From judgements to a plan that searches.
#include "cli/aim.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "backend/waiting.h"
#include "gen/schedules.h"
#include "harness/error.h"

namespace litmus {

std::vector<Outcome> wanted_outcomes(const Judgement& hardware, const Judgement& sequential) {
  std::vector<Outcome> wanted;
  if (sequential.cut_short) return wanted;  // what it did not find is not known to be weak
  std::ranges::set_difference(hardware.outcomes, sequential.outcomes, std::back_inserter(wanted));
  wanted.resize(std::min(wanted.size(), kMaxWanted));
  return wanted;
}

void aim(Plan& plan, const Test& test, std::vector<Outcome> wanted, const Judge& hardware,
         std::size_t cpus) {
  plan.search = true;
  plan.wanted = std::move(wanted);
  // Roles that wait have a worker each, whatever the schedule.
  if (std::ranges::any_of(test.threads, waits)) return;
  const auto workers = static_cast<int>(std::min(cpus, test.threads.size()));
  try {
    for (Schedule& schedule : schedules(test, workers, plan.wanted, hardware)) {
      plan.hints.push_back(
          {.split = std::move(schedule.split), .shows = std::move(schedule.shows)});
    }
  } catch (const Error&) {
    plan.hints.clear();
  }
}

}  // namespace litmus

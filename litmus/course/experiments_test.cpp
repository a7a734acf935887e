// Do the experiments show what they claim, here?
//
// The harm of a wrong version is waited for; where x86 never shows it, the models are asked (the
// .litmus sketches). What is right is never seen to fail.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "harness/stress.h"

namespace litmus {
namespace {

using Clock = std::chrono::steady_clock;

// Every test with an interesting outcome, but for those of which only another processor is guilty.
constexpr const char* kNotOnX86[] = {"message+relaxed", "make-once+relaxed-flag",
                                     "publish-map+relaxed", "reuse-pool+relaxed",
                                     "context+relaxed"};

bool can_be_harmed_here(const Kernel& kernel) {
#if !defined(__x86_64__)
  return false;  // which of them others show is theirs to record
#endif
  if (std::thread::hardware_concurrency() < 2) return false;
  if (std::ranges::count(kNotOnX86, kernel.name) > 0) return false;
  return std::ranges::any_of(kernel.subject->grades, [](const GradedRow& graded) {
    return graded.grade == Grade::Interesting;
  });
}

bool shows_harm(const StressResult& result) {
  return result.hung || std::ranges::any_of(result.outcomes, [](const GradedOutcome& outcome) {
           return outcome.grade == Grade::Interesting;
         });
}

// Waits for the harm of a test that has any to show; otherwise plays it once.
void expect_what_it_claims(const StressTest& test) {
  const bool harm = can_be_harmed_here(test.kernel());
  const Clock::time_point until = Clock::now() + std::chrono::seconds(30);
  bool seen = false;
  do {
    const StressResult result = stress(test, {.seconds = 0.05});
    ASSERT_TRUE(result.ok()) << result.to_table();
    ASSERT_TRUE(result.hung || result.instances > 0);
    seen = shows_harm(result);
    EXPECT_EQ(result.repeat.empty(), !seen || result.hung)
        << "what was seen says where: " << result.to_table();
  } while (harm && !seen && Clock::now() < until);
  EXPECT_TRUE(seen || !harm) << "its harm was not seen in 30 seconds";
}

bool may_hang(const Kernel& kernel) {
  return std::ranges::any_of(kernel.subject->grades, &GradedRow::never_ends);
}

class Experiments : public testing::TestWithParam<const StressTest*> {};

TEST_P(Experiments, ShowsWhatItClaims) {
  const StressTest& test = *GetParam();
  if (!may_hang(test.kernel())) return expect_what_it_claims(test);
  // What hangs leaves its threads behind, and takes a process of its own with it.
  const auto play_and_leave = [&] {
    expect_what_it_claims(test);
    std::_Exit(HasFailure() ? 1 : 0);
  };
  EXPECT_EXIT(play_and_leave(), testing::ExitedWithCode(0), "");
}

std::string name_of(const testing::TestParamInfo<const StressTest*>& test) {
  std::string name(test.param->kernel().name);
  std::ranges::replace_if(
      name, [](char c) { return c == '-' || c == '+'; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Course, Experiments, testing::ValuesIn(StressTest::all()), name_of);

}  // namespace
}  // namespace litmus

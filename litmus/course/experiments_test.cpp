// Do the experiments show what they claim, here?
//
// The harm of a wrong version is waited for; where x86 never shows it, the models are asked (the
// .litmus sketches). What is right is never seen to fail.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "harness/stress.h"

namespace litmus {
namespace {

using Clock = std::chrono::steady_clock;

// Every test with an interesting outcome, but for those of which only another processor is guilty.
constexpr const char* kNotOnX86[] = {"message+relaxed", "make-once+relaxed-flag",
                                     "publish-map+relaxed"};

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
  return std::ranges::any_of(result.outcomes, [](const GradedOutcome& outcome) {
    return outcome.grade == Grade::Interesting;
  });
}

class Experiments : public testing::TestWithParam<const StressTest*> {};

TEST_P(Experiments, ShowsWhatItClaims) {
  const StressTest& test = *GetParam();
  const bool harm = can_be_harmed_here(test.kernel());
  const Clock::time_point until = Clock::now() + std::chrono::seconds(30);
  bool seen = false;
  do {
    const StressResult result = stress(test, {.seconds = 0.05});
    ASSERT_TRUE(result.ok()) << result.to_table();
    ASSERT_GT(result.instances, 0u);
    seen = shows_harm(result);
    EXPECT_EQ(result.repeat.empty(), !seen) << "what was seen says where: " << result.to_table();
  } while (harm && !seen && Clock::now() < until);
  EXPECT_TRUE(seen || !harm) << "its harm was not seen in 30 seconds";
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

// What differs between runs of one machine, and between a run and one with a mutant in it: nothing,
// and exactly it. Twenty times each, since chance gets many chances.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/litmus_program.h"

namespace litmus {
namespace {

using ::testing::StartsWith;
using RunRepeated = LitmusProgram;

constexpr int kTimes = 20;

TEST_F(RunRepeated, TwoRunsOfOneMachineDoNotDiffer) {
  for (int i = 0; i < kTimes; ++i) {
    for (const char* name : {"a", "b"}) {
      const Finished run = litmus({"run", "SB", "MP", "R", "2+2W", "IRIW", "--time", "0.3", "--out",
                                   path(name), "--seed", fmt::format("{}", i)});
      ASSERT_EQ(run.status, 0) << run.output;
    }
    const Finished compared = litmus({"compare", path("a"), path("b")});
    EXPECT_EQ(compared.output, "5 tests compared, 0 differences\n");
  }
}

// Stores that have changed places: of all that is compared, one test's one outcome may not be.
TEST_F(RunRepeated, AMutantIsNamedExactly) {
  const std::string mutant = wrong_compiler(
      "/_1_P0(/,/^}/{s/at_x->store/FIRST/;s/at_y->store/at_x->store/;s/FIRST/at_y->store/}");
  const std::vector<std::string> tests = {"SB", "MP+rel+acq", "R+rel-sc+sc"};
  const auto run = [&](const std::string& out, std::vector<std::string> more, double seconds) {
    std::vector<std::string> words = {"run", "--out", path(out), "--time",
                                      fmt::format("{}", seconds)};
    words.insert(words.end(), tests.begin(), tests.end());
    words.insert(words.end(), more.begin(), more.end());
    return litmus(words).status;
  };
  for (int i = 0; i < kTimes; ++i) {
    ASSERT_EQ(run("right", {"--compiler", "c++"}, 0.3), 0);
    int status = 0;
    for (double seconds = 0.3; status == 0 && seconds < 20; seconds *= 2)
      status = run("wrong", {"--compiler", mutant}, seconds);
    ASSERT_EQ(status, two_cpus() ? 1 : 0);
    if (!two_cpus()) continue;
    const Finished compared =
        litmus({"compare", path("right"), path("wrong"), "--json", "--fail-on", "forbidden"});
    EXPECT_EQ(compared.status, 1);
    EXPECT_THAT(compared.output, StartsWith(R"({"change":"forbidden","test":"MP+rel+acq",)"
                                            R"("values":{"1:r0":"1","1:r1":"0"},)"));
    EXPECT_EQ(std::ranges::count(compared.output, '\n'), 1) << compared.output;
  }
}

}  // namespace
}  // namespace litmus

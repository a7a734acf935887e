// Plans and slices as text: both read what they print, and refuse the rest with its place.
#include "harness/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "harness/error.h"
#include "harness/slice.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;

TEST(Plan, AsText) {
  const Plan plan{.kernel = "MP+rel+acq", .seed = 7, .seconds = 0.25, .cpus = {0, 1, 3}};
  EXPECT_EQ(to_string(plan),
            "plan MP+rel+acq\nseed 7\nseconds 0.25\ninstances 0\ncpus 0-1,3\nend\n");
}

TEST(Plan, ReadsWhatItPrints) {
  Plan plan{.kernel = "a name with spaces", .seed = ~std::uint64_t{0}, .instances = 5};
  plan.environments = {{.placement = "smt", .split = {{0}, {1}}}, {.split = {{0, 1}}, .block = 1}};
  EXPECT_EQ(parse_plan(to_string(plan), "plan"), plan);
}

TEST(Plan, OfASearch) {
  const Plan plan{.kernel = "Z",
                  .search = true,
                  .wanted = {{0, 1}, {-2, 3}},
                  .enough = 3,
                  .hints = {{.split = {{0, 2}, {1}}, .shows = {0, 1}},
                            {.split = {{0}}, .shows = {}}}};
  EXPECT_THAT(to_string(plan), HasSubstr("\nsearch 1\nwanted 0 1\nwanted -2 3\nenough 3\n"
                                         "hint 0,2/1 0 1\nhint 0\nend\n"));
  EXPECT_EQ(parse_plan(to_string(plan), "plan"), plan);
}

TEST(Plan, MayHaveCommentsAndLeaveThingsOut) {
  EXPECT_EQ(parse_plan("# again\n\nplan SB\n", "plan"), Plan{.kernel = "SB"});
}

// What README.md shows of plans, without its indentation.
std::string example_of_readme() {
  std::ifstream file(LITMUS_SOURCE_DIR "/harness/README.md");
  std::string text;
  for (std::string line; std::getline(file, line) && line != "## Plans";) {
  }
  for (std::string line; std::getline(file, line) && !line.starts_with("## ");) {
    if (line.starts_with("    ")) text += line.substr(4) + '\n';
  }
  return text;
}

TEST(Plan, IsAsTheReadmeSays) {
  const Plan plan = parse_plan(example_of_readme(), "README.md");
  EXPECT_EQ(plan.kernel, "SB");
  EXPECT_EQ(plan.seed, 7u);
  EXPECT_EQ(plan.seconds, 0.5);
  ASSERT_EQ(plan.environments.size(), 2u);
  const Environment first{
      .split = {{0}, {1}}, .block = 32, .start = Start::Clock, .layout = Layout::Dense};
  EXPECT_EQ(plan.environments[0], first);
  EXPECT_EQ(plan.environments[1].pressure, 4);
}

std::string refusal(std::string_view text) {
  try {
    parse_plan(text, "p.plan");
    return "no error";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(Plan, MessagesSayWhere) {
  EXPECT_EQ(refusal("plan SB\nsecond 1\n"),
            "p.plan:2:1: 'second' can not be read\n  second 1\n  ^\n"
            "hint: a plan has plan, seed, seconds, instances, cpus, search, wanted, enough, "
            "hint and environment lines");
  EXPECT_THAT(refusal("seconds soon"), HasSubstr("p.plan:1:1: 'seconds' can not be read"));
  EXPECT_THAT(refusal("seconds nan"), HasSubstr("can not be read"));
  EXPECT_THAT(refusal("seconds -1"), HasSubstr("not negative"));
  EXPECT_THAT(refusal("environment layout=odd"), HasSubstr("p.plan:1:1: 'odd' is not a value"));
  EXPECT_THAT(refusal("# one\n\nenvironment block=5"), HasSubstr("p.plan:3:1: '5' is not a value"));
  EXPECT_THAT(refusal("# one\n\nenvironment block=4"), HasSubstr("p.plan:3:1: this environment"));
  EXPECT_THAT(refusal("cpus 3-1"), HasSubstr("runs backwards"));
  EXPECT_THAT(refusal("hint 0,/1"), HasSubstr("begins with a split"));
  EXPECT_THAT(refusal("wanted 0\nhint 0/1 1"), HasSubstr("p.plan:2:1: 'hint' can not be read"));
  EXPECT_THAT(refusal("wanted 0\nwanted 1\nhint 0/1 1 0"), HasSubstr("p.plan:3:1"));
  EXPECT_THAT(refusal("seed 99999999999999999999"), HasSubstr("whole number"));
}

TEST(Slice, ReadsWhatItPrints) {
  const Slice slice{.number = 3,
                    .environment = 1,
                    .start = 0.1,
                    .seconds = 0.005,
                    .instances = 17,
                    .kernel_share = 0.3,
                    .preload_share = 0.25,
                    .cpus = {1, 0, 3},
                    .pinned = true,
                    .tally = {.counts = {{{0, -1}, 5}, {{1, 1}, 6}},
                              .unexpected = {{{9, 0}, 1}},
                              .gave_up = 2,
                              .crowded_out = 3}};
  EXPECT_EQ(parse_slice(to_string(slice), "slice"), slice);
  EXPECT_EQ(parse_slice(to_string(Slice{}), "slice"), Slice{});
}

TEST(Slice, RefusesNonsense) {
  for (const char* text :
       {"row\n", "row 0 1 2\n", "row -5 1\n", "row 1 x\n", "row 1 1\nrow 1 1\n", "verdict ok\n",
        "slice -1\n", "environment 99999999999\n", "cpus a\n", "row 99999999999999999999 1\n"}) {
    EXPECT_THROW(parse_slice(text, "slice"), Error) << text;
  }
}

}  // namespace
}  // namespace litmus

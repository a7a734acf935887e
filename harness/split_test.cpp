// Splits print and parse, and fit a kernel or are refused in words.
#include "harness/split.h"

#include <gtest/gtest.h>

#include "harness/error.h"
#include "harness/sample_kernels.h"

namespace litmus {
namespace {

TEST(Split, PrintsAndParses) {
  for (const char* text : {"0", "0,2/1,3", "1a,0,1bc/2", "15/14z", "0!,2/1ab!"}) {
    const std::optional<Split> split = split_from(text);
    ASSERT_TRUE(split) << text;
    EXPECT_EQ(to_string(*split), text);
  }
  EXPECT_EQ(split_from("1a,0,1bc/2"), (Split{{{1, 0, 1}, 0, {1, 1, 3}}, {2}}));
}

TEST(Split, OtherTextIsNone) {
  for (const char* text :
       {"", "/", "0,", "a", "-1", "16", "0ac", "0ba", "0{", "0A", "0 ", "!", "0!!", "0!a"}) {
    EXPECT_FALSE(split_from(text)) << text;
  }
}

std::string misfit(std::string_view text, const Kernel& kernel) {
  try {
    check_fits(split_from(text).value(), kernel);
    return "fits";
  } catch (const Error& error) {
    return error.message();
  }
}

TEST(Split, FitsWhenEveryRoleIsPlayedOnce) {
  const Kernel& iriw = sample_kernel("IRIW");
  EXPECT_EQ(misfit("0,2/1,3", iriw), "fits");
  EXPECT_EQ(misfit("0,2/1", iriw), "role 3 of IRIW is not played to its end");
  EXPECT_EQ(misfit("0,2/1,3,0", iriw), "role 0 of IRIW is not played once and in order");
  EXPECT_EQ(misfit("2a,0,2b/1,3", iriw), "fits");
  EXPECT_EQ(misfit("0,4/1,3", iriw), "IRIW has no role 4");
  EXPECT_EQ(misfit("0a,2/1,3", iriw), "role 0 of IRIW has no piece a");
}

TEST(Split, PiecesAreAllPlayedInOrderByOneWorker) {
  const RoleFunction none = nullptr;
  const RoleFunction pieces[] = {none, none, none};
  const Role roles[] = {{}, {.pieces = pieces}, {}};
  const Kernel kernel{.name = "k", .roles = roles};
  EXPECT_EQ(misfit("1a,0,1bc/2", kernel), "fits");
  EXPECT_EQ(misfit("1abc,0/2", kernel), "fits");
  EXPECT_EQ(misfit("1,0/2", kernel), "fits");
  EXPECT_EQ(misfit("1a,0,1b/2", kernel), "role 1 of k is not played to its end");
  EXPECT_EQ(misfit("1b,0,1c/2", kernel), "role 1 of k is not played once and in order");
  EXPECT_EQ(misfit("1a,0/1bc,2", kernel), "role 1 of k is not played once and in order");
  EXPECT_EQ(misfit("1a,1,0/2", kernel), "role 1 of k is not played once and in order");
  EXPECT_EQ(misfit("1abcd,0/2", kernel), "role 1 of k has no piece d");
}

TEST(Split, AWaitingRoleHasAWorkerOfItsOwn) {
  const Role roles[] = {{.waits = true}, {}, {}};
  const Kernel kernel{.name = "k", .roles = roles};
  EXPECT_EQ(misfit("0/1,2", kernel), "fits");
  EXPECT_EQ(misfit("0,1/2", kernel), "role 0 of k waits for others and shares a worker");
}

}  // namespace
}  // namespace litmus

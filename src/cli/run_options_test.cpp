// Shares as a person writes them.
#include "cli/run_options.h"

#include <gtest/gtest.h>

#include "harness/error.h"

namespace litmus {
namespace {

TEST(RunOptions, Shares) {
  EXPECT_EQ(parse_shard("1/1").of, 1u);
  EXPECT_EQ(parse_shard("2/8").number, 1u);
  for (const char* text : {"", "/", "0/2", "3/2", "1", "1/", "a/b", "-1/2", "1/2/3"})
    EXPECT_THROW(parse_shard(text), Error) << text;
}

}  // namespace
}  // namespace litmus

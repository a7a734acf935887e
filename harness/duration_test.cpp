// Durations with and without units, and what is none.
#include "harness/duration.h"

#include <gtest/gtest.h>

#include "harness/error.h"

namespace litmus {
namespace {

TEST(Duration, KnowsUnits) {
  EXPECT_DOUBLE_EQ(duration_from("10"), 10);
  EXPECT_DOUBLE_EQ(duration_from("10s"), 10);
  EXPECT_DOUBLE_EQ(duration_from("0.5s"), 0.5);
  EXPECT_DOUBLE_EQ(duration_from("200ms"), 0.2);
  EXPECT_DOUBLE_EQ(duration_from("2m"), 120);
  EXPECT_DOUBLE_EQ(duration_from("1h"), 3600);
  EXPECT_DOUBLE_EQ(duration_from("0"), 0);
}

TEST(Duration, RefusesTheRest) {
  for (const char* text : {"", "s", "-1s", "1d", "1 s", "ten", "inf", "nan", "1e300", "1s2"})
    EXPECT_THROW(duration_from(text), Error) << text;
}

}  // namespace
}  // namespace litmus

// The partial order of memory orders.
#include "lang/order.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

using enum Order;

constexpr Order kAll[] = {Plain, Relaxed, Acquire, Release, AcqRel, SeqCst};

TEST(Order, AtLeastIsAPartialOrder) {
  for (Order a : kAll) {
    EXPECT_TRUE(at_least(a, a));
    EXPECT_TRUE(at_least(SeqCst, a));
    EXPECT_TRUE(at_least(a, Plain));
    for (Order b : kAll) {
      EXPECT_FALSE(a != b && at_least(a, b) && at_least(b, a)) << to_string(a) << to_string(b);
      for (Order c : kAll) {
        EXPECT_TRUE(!at_least(a, b) || !at_least(b, c) || at_least(a, c));
      }
    }
  }
}

TEST(Order, IsReadAsItIsPrintedAndShort) {
  for (Order order : kAll) EXPECT_EQ(order_from(to_string(order)), order);
  EXPECT_EQ(order_from("rlx"), Relaxed);
  EXPECT_EQ(order_from("ar"), AcqRel);
  EXPECT_EQ(order_from("strong"), std::nullopt);
}

TEST(Order, AcquireAndReleaseMeetInAcqRel) {
  EXPECT_FALSE(at_least(Acquire, Release));
  EXPECT_FALSE(at_least(Release, Acquire));
  EXPECT_TRUE(at_least(AcqRel, Acquire));
  EXPECT_TRUE(at_least(AcqRel, Release));
  EXPECT_FALSE(at_least(AcqRel, SeqCst));
  EXPECT_TRUE(at_least(Acquire, Relaxed));
  EXPECT_FALSE(at_least(Relaxed, Acquire));
}

}  // namespace
}  // namespace litmus

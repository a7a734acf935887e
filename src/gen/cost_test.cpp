// What orders cost: as instructions, and as a number to sort by.
#include "gen/cost.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gen/names.h"

namespace litmus {
namespace {

using ::testing::ElementsAre;

int cost(std::string_view name) { return cost_of(test_named(name)); }

TEST(Cost, RelaxedIsFree) {
  EXPECT_EQ(cost("MP"), 0);
  EXPECT_EQ(cost("3.SB"), 0);
}

TEST(Cost, StrongerCostsMore) {
  EXPECT_LT(cost("MP"), cost("MP+rel+acq"));
  EXPECT_LT(cost("MP+rel+acq"), cost("MP+f.rel+f.acq"));
  EXPECT_LT(cost("MP+f.rel+f.acq"), cost("MP+sc+sc"));
  EXPECT_LT(cost("SB+f.sc+f.sc"), cost("SB+sc+sc") + 1);
}

TEST(Cost, CountsEveryArchitecture) {
  // A release store: STLR 1, fence rw,w 3, lwsync 3. An acquire load: LDAR 1, fence r,rw 3,
  // isync 3.
  EXPECT_EQ(cost("MP+rel+acq"), 14);
  // MFENCE, DMB ISH, fence rw,rw and sync, twice.
  EXPECT_EQ(cost("SB+f.sc+f.sc"), 64);
  // XCHG on x86 whatever the order.
  EXPECT_EQ(cost("MP+rlx-u.rlx+rlx"), 8);
}

TEST(Cost, NamesTheInstructions) {
  std::vector<CompiledAccess> accesses = compiled(test_named("MP+rel+acq"));
  ASSERT_EQ(accesses.size(), 4u);
  EXPECT_THAT(accesses[1].assembly, ElementsAre("MOV", "STLR", "fence rw,w; s", "lwsync; st"));
  EXPECT_THAT(accesses[2].assembly,
              ElementsAre("MOV", "LDAR", "l; fence r,rw", "ld; cmp; bc; isync"));
  EXPECT_EQ(accesses[2].thread, 1);
}

}  // namespace
}  // namespace litmus

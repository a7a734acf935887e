// Threads, locations and values of the classic cycles, as text.
#include "gen/layout.h"

#include <gtest/gtest.h>

#include <string>

namespace litmus {
namespace {

// "Wx1 Wy1 | Ry1 Rx0": accesses with the values they write or read, threads apart; U0>1 is an
// update.
std::string drawn(std::string_view text) {
  Cycle cycle = parse_cycle(text);
  CycleLayout layout = lay_out(cycle);
  std::string out;
  int thread = 0;
  for (const PlacedAccess& placed : layout.accesses) {
    if (!out.empty()) out += placed.thread == thread ? " " : " | ";
    thread = placed.thread;
    out += placed.reads && placed.writes ? 'U' : placed.reads ? 'R' : 'W';
    out += "xyzabcd"[placed.location];
    if (placed.reads) out += std::to_string(placed.value_read);
    if (placed.reads && placed.writes) out += '>';
    if (placed.writes) out += std::to_string(placed.value_written);
  }
  return out;
}

TEST(CycleLayout, TheClassics) {
  EXPECT_EQ(drawn("PodWW Rfe PodRR Fre"), "Wx1 Wy1 | Ry1 Rx0");
  EXPECT_EQ(drawn("PodWR Fre PodWR Fre"), "Wx1 Ry0 | Wy1 Rx0");
  EXPECT_EQ(drawn("PodRW Rfe PodRW Rfe"), "Rx1 Wy1 | Ry1 Wx1");
  EXPECT_EQ(drawn("PodWW Rfe PodRW Coe"), "Wx2 Wy1 | Ry1 Wx1");
  EXPECT_EQ(drawn("PodWW Coe PodWR Fre"), "Wx1 Wy1 | Wy2 Rx0");
  EXPECT_EQ(drawn("PodWW Coe PodWW Coe"), "Wx2 Wy1 | Wy2 Wx1");
  EXPECT_EQ(drawn("Rfe PodRR Fre Rfe PodRR Fre"), "Wx1 | Rx1 Ry0 | Wy1 | Ry1 Rx0");
  EXPECT_EQ(drawn("Rfe PodRW Rfe PodRR Fre"), "Wx1 | Rx1 Wy1 | Ry1 Rx0");
  EXPECT_EQ(drawn("Rfe PodRW Coe PodWR Fre"), "Wx1 | Rx1 Wy1 | Wy2 Rx0");
}

TEST(CycleLayout, OneLocationContradictsItself) {
  EXPECT_EQ(drawn("Rfe PosRR Fre"), "Wx1 | Rx1 Rx0");
  EXPECT_EQ(drawn("PosWW Coi"), "Wx2 Wx1");
  EXPECT_EQ(drawn("PosRW Rfi"), "Rx1 Wx1");
  EXPECT_EQ(drawn("Coe PosWR Fre"), "Wx1 | Wx2 Rx0");
  EXPECT_EQ(drawn("Rfe PosRW Coe"), "Wx2 | Rx2 Wx1");
}

TEST(CycleLayout, InternalCommunication) {
  EXPECT_EQ(drawn("Rfi PodRR Fre Rfi PodRR Fre"), "Wx1 Rx1 Ry0 | Wy1 Ry1 Rx0");
  EXPECT_EQ(drawn("PodWW Coi Rfe PodRR Fre"), "Wx1 Wy1 Wy2 | Ry2 Rx0");
}

TEST(CycleLayout, Updates) {
  EXPECT_EQ(drawn("PodWW Rfe U.Rlx Rfe PodRR Fre"), "Wx1 Wy1 | Uy1>2 | Ry2 Rx0");
  EXPECT_EQ(drawn("U.Sc PodWR Fre U.Sc PodWR Fre"), "Ux0>1 Ry0 | Uy0>1 Rx0");
}

TEST(CycleLayout, ObserversWhereValuesLeaveTheOrderOpen) {
  auto observed = [](std::string_view text) {
    CycleLayout layout = lay_out(parse_cycle(text));
    int count = 0;
    for (int i = 0; i < static_cast<int>(layout.writes.size()); ++i)
      count += layout.needs_observer(i);
    return count;
  };
  EXPECT_EQ(observed("PodWW Coe PodWW Coe"), 0);
  EXPECT_EQ(observed("PodWW Coe Coe PodWW Coe"), 1);
  // The update in the middle reads what it follows: 1, then 2; the final value is 3.
  EXPECT_EQ(observed("PodWW Coe U.Rlx Coe PodWW Coe"), 0);
  EXPECT_EQ(observed("PodWW Coe U.Rlx Coe Coe PodWW Coe"), 1);
}

}  // namespace
}  // namespace litmus

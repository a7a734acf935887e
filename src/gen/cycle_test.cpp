// Cycles: text, canonical form, shapes, and what is refused.
#include "gen/cycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "harness/error.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;

std::string canonical_text(std::string_view text) { return to_string(parse_cycle(text)); }

std::string refusal_of_cycle(std::string_view text) {
  try {
    parse_cycle(text);
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Cycle, StartsWhereItsFirstThreadStarts) {
  EXPECT_EQ(canonical_text("Rfe PodRR Fre PodWW"), "PodWW Rfe PodRR Fre");
  EXPECT_EQ(canonical_text("PodRR Fre Rfe PodRR Fre Rfe"), "Rfe PodRR Fre Rfe PodRR Fre");
  EXPECT_EQ(canonical_text("Coi, PosWW"), "PosWW Coi");
}

TEST(Cycle, IsTheSameFromWhereverOneStarts) {
  for (std::string_view text :
       {"PodWW Rel Rfe Acq PodRR Fre", "PodWR Fre FenceScdWR Sc Fre", "Rfe PosRR Fre",
        "Rfi PodRW Coe Rfi PodRR Fre", "PodWW Rel Rfe U.AR Rfe Acq DpAddrdR Fre",
        "PodWR Fri PodWR Fri", "PodWW Coe PodWW Coe PodWW Coe"}) {
    Cycle cycle = parse_cycle(text);
    EXPECT_EQ(canonical(cycle), cycle) << text;
    Cycle turned = cycle;
    for (std::size_t i = 0; i < cycle.size(); ++i) {
      std::rotate(turned.steps.begin(), turned.steps.begin() + 1, turned.steps.end());
      EXPECT_EQ(canonical(turned), cycle) << to_string(turned);
      EXPECT_EQ(parse_cycle(to_string(turned)), cycle) << to_string(turned);
    }
  }
}

TEST(Cycle, OrdersStandBetweenEdgesOrOnThem) {
  EXPECT_EQ(canonical_text("PodWWRlxRel RfeRelAcq PodRRAcqRlx Fre"), "PodWW Rel Rfe Acq PodRR Fre");
  EXPECT_EQ(canonical_text("Sc PodWR Fre PodWR Fre"), canonical_text("PodWR Fre PodWR Fre Sc"));
  EXPECT_EQ(canonical_text("PodWRU.RelSc Fre PodWR Fre"), "PodWR Fre U.Rel PodWR Sc Fre");
}

TEST(Cycle, AnUpdateIsBothReadAndWrite) {
  Cycle cycle = parse_cycle("PodWW Rel Rfe Rmw Rfe Acq PodRR Fre");
  EXPECT_EQ(to_string(cycle), "PodWW Rel Rfe U.Rlx Rfe Acq PodRR Fre");
  EXPECT_EQ(shapes(cycle), std::vector<Shape>({Shape::WW, Shape::U, Shape::RR}));
  // Left by from-reads or by coherence, it is the same cycle.
  EXPECT_EQ(canonical_text("PodWR U.Sc Fre PodWR Fre"), canonical_text("PodWW U.Sc Coe PodWR Fre"));
  // Entered by coherence or by reads-from, too.
  EXPECT_EQ(canonical_text("PodWW Coe U.Sc PodWR Fre"), canonical_text("PodWW Rfe U.Sc PodRR Fre"));
  // Program order meets it as what communication made it.
  EXPECT_EQ(canonical_text("Fre U.Sc PodRR Fre U.Sc PodWR"), "U.Sc PodWR Fre U.Sc PodWR Fre");
}

TEST(Cycle, KnowsItsThreads) {
  Cycle cycle = parse_cycle("Rfi PodRR Fre PodWW Rfe PodRW Coe Rfe DpAddrdR Fre");
  std::vector<std::size_t> sizes;
  for (auto thread : threads(cycle)) sizes.push_back(thread.size());
  EXPECT_EQ(sizes, std::vector<std::size_t>({1, 2, 3, 2, 2}));
  EXPECT_EQ(shapes(cycle),
            std::vector<Shape>({Shape::W, Shape::RR, Shape::WR, Shape::WW, Shape::RW}));
}

TEST(Cycle, SaysWhichEdgesDoNotMeet) {
  EXPECT_THAT(refusal_of_cycle("Rfe PodWR Fre"),
              HasSubstr("cycle:1:5: Rfe ends in a read, but PodWR starts with a write\n"
                        "  Rfe PodWR Fre\n"
                        "      ^\n"
                        "hint: edges meet in one access; only an update"));
  EXPECT_THAT(refusal_of_cycle("PodRR Fre PodWW Rfe Fre"),
              HasSubstr("Fre ends in a write, but PodRR starts with a read"));
}

TEST(Cycle, RefusesWhatIsNoCycle) {
  EXPECT_THAT(refusal_of_cycle(""), HasSubstr("no edges"));
  EXPECT_THAT(refusal_of_cycle("Acq"), HasSubstr("no edges"));
  EXPECT_THAT(refusal_of_cycle("PodWR PodRW"), HasSubstr("no communication"));
  EXPECT_THAT(refusal_of_cycle("Rfe Fre"), HasSubstr("nothing but communication"));
  EXPECT_THAT(refusal_of_cycle("Rfe PosRW"), HasSubstr("Rfe leads to another thread"));
  EXPECT_THAT(refusal_of_cycle("PodWR Fre Coe"), HasSubstr("PodWR leads to another location"));
  EXPECT_THAT(refusal_of_cycle("PodWR Fre PodWRR Fre"),
              HasSubstr("cycle:1:11: no edge is called 'PodWRR'"));
  EXPECT_THAT(refusal_of_cycle("PodWR Fre podwr Fre"), HasSubstr("did you mean 'PodWR'?"));
  EXPECT_THAT(refusal_of_cycle("PodWR Acq Rel Fre PodWR Fre"),
              HasSubstr("two orders for one access"));
  EXPECT_THAT(refusal_of_cycle("PodWRRlxSc FreAcqRlx PodWR Fre"), HasSubstr("both Sc and Acq"));
  EXPECT_THAT(refusal_of_cycle("PodWR Rel Fre PodWR Fre"), HasSubstr("can not be release"));
  EXPECT_THAT(refusal_of_cycle("PodWR Fre AR PodWR Fre"), HasSubstr("can not be acq_rel"));
  std::string long_ring;
  for (int i = 0; i < 40; ++i) long_ring += "PodWR Fre ";
  EXPECT_THAT(refusal_of_cycle(long_ring), HasSubstr("too many edges"));
}

}  // namespace
}  // namespace litmus

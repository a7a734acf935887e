// Names: the literature's for its cycles, one for each cycle, and what is refused.
#include "gen/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gen/make_test.h"
#include "harness/error.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;

std::string refusal_of_name(std::string_view name) {
  try {
    cycle_of_name(name);
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

struct Named {
  std::string_view name;
  std::string_view cycle;
};

class Names : public ::testing::TestWithParam<Named> {};

TEST_P(Names, AreTheCyclesAndBack) {
  auto [name, cycle] = GetParam();
  EXPECT_EQ(name_of(parse_cycle(cycle)), name);
  EXPECT_EQ(to_string(cycle_of_name(name)), to_string(parse_cycle(cycle)));
}

constexpr Named kClassics[] = {
    {"MP", "PodWW Rfe PodRR Fre"},
    {"SB", "PodWR Fre PodWR Fre"},
    {"LB", "PodRW Rfe PodRW Rfe"},
    {"R", "PodWW Coe PodWR Fre"},
    {"S", "PodWW Rfe PodRW Coe"},
    {"2+2W", "PodWW Coe PodWW Coe"},
    {"3.SB", "PodWR Fre PodWR Fre PodWR Fre"},
    {"3.LB", "PodRW Rfe PodRW Rfe PodRW Rfe"},
    {"WRC", "Rfe PodRW Rfe PodRR Fre"},
    {"RWC", "Rfe PodRR Fre PodWR Fre"},
    {"WWC", "Rfe PodRW Rfe PodRW Coe"},
    {"WRW+WR", "Rfe PodRW Coe PodWR Fre"},
    {"WRR+2W", "Rfe PodRR Fre PodWW Coe"},
    {"WRW+2W", "Rfe PodRW Coe PodWW Coe"},
    {"W+RWC", "PodWW Rfe PodRR Fre PodWR Fre"},
    {"ISA2", "PodWW Rfe PodRW Rfe PodRR Fre"},
    {"Z6.0", "PodWW Rfe PodRW Coe PodWR Fre"},
    {"Z6.1", "PodWW Coe PodWW Rfe PodRW Coe"},
    {"Z6.2", "PodWW Rfe PodRW Rfe PodRW Coe"},
    {"Z6.3", "PodWW Coe PodWW Rfe PodRR Fre"},
    {"Z6.4", "PodWW Coe PodWR Fre PodWR Fre"},
    {"Z6.5", "PodWW Coe PodWW Coe PodWR Fre"},
    {"IRIW", "Rfe PodRR Fre Rfe PodRR Fre"},
    {"IRRWIW", "Rfe PodRR Fre Rfe PodRW Coe"},
    {"IRWIW", "Rfe PodRW Coe Rfe PodRW Coe"},
    {"CoWW", "PosWW Coi"},
    {"CoRW1", "PosRW Rfi"},
    {"CoRW2", "Rfe PosRW Coe"},
    {"CoWR", "Coe PosWR Fre"},
    {"CoRR", "Rfe PosRR Fre"},
};
INSTANTIATE_TEST_SUITE_P(Classics, Names, ::testing::ValuesIn(kClassics));

constexpr Named kTagged[] = {
    {"MP+rel+acq", "PodWW Rel Rfe Acq PodRR Fre"},
    {"MP+sc+sc", "Sc PodWW Sc Rfe Sc PodRR Sc Fre"},
    {"MP+rel-rlx+rlx", "Rel PodWW Rfe PodRR Fre"},
    {"MP+rel+addr", "PodWW Rel Rfe DpAddrdR Fre"},
    {"MP+rlx-f.rel-rel+acq-addr-rlx", "FenceReldWW Rel Rfe Acq DpAddrdR Fre"},
    {"LB+data+data", "DpDatadW Rfe DpDatadW Rfe"},
    {"SB+f.sc+f.sc", "FenceScdWR Fre FenceScdWR Fre"},
    {"SB+rlx+sc", "PodWR Fre Sc PodWR Sc Fre"},
    {"SB+u.sc-rlx+u.sc-rlx", "U.Sc PodWR Fre U.Sc PodWR Fre"},
    {"SB+rfi-po+f.sc", "FenceScdWR Fre Rfi PodRR Fre"},
    {"IRIW+sc+sc", "Sc Rfe Sc PodRR Sc Fre Sc Rfe Sc PodRR Sc Fre"},
    {"IRIW+acq+acq", "Rel Rfe Acq PodRR Fre Rel Rfe Acq PodRR Fre"},
    {"IRIW+rlx+acq+rlx+acq", "Rfe Acq PodRR Fre Rfe Acq PodRR Fre"},
    {"IRIW+f.sc+f.sc", "Rfe FenceScdRR Fre Rfe FenceScdRR Fre"},
    {"WRC+acq-rel+acq", "Rel Rfe Acq PodRW Rel Rfe Acq PodRR Fre"},
    {"WW+U+RR+rel+rlx+acq", "PodWW Rel Rfe U.Rlx Rfe Acq PodRR Fre"},
    {"WW+U+RR+rel+acq", "PodWW Rel Rfe U.AR Rfe Acq PodRR Fre"},
    {"MP+rlx-rel-coi-rlx+acq", "PodWW Rel Coi Rfe Acq PodRR Fre"},
    {"CoRR+acq", "Rel Rfe Acq PosRR Fre"},
    {"CoRR+f.scs", "Rfe FenceScsRR Fre"},
    {"WR+pos", "PosWR Fri"},
    // A middle access that no link betrays says what it is.
    {"MP+rlx+rlx-addr-r.rlx-rlx", "PodWW Rfe DpAddrdR PodRR Fre"},
    {"MP+u.rel+u.acq", "PodWW U.Rel Rfe U.Acq PodRR Fre"},
};

TEST(TaggedNames, AreTheCyclesAndBack) {
  for (auto [name, cycle] : kTagged) {
    EXPECT_EQ(name_of(parse_cycle(cycle)), name);
    EXPECT_EQ(to_string(cycle_of_name(name)), to_string(parse_cycle(cycle))) << name;
  }
}

TEST(Names, LongerSpellingsMeanTheSame) {
  const std::pair<std::string_view, std::string_view> kSame[] = {
      {"MP+rlx-rel+acq-rlx", "MP+rel+acq"},
      {"SB+sc+rlx", "SB+rlx+sc"},
      {"IRIW+sc+sc+sc+sc", "IRIW+sc+sc"},
      {"MP+rlx+rlx", "MP"},
      {"WW+RR+rel+acq", "MP+rel+acq"},
      {"RR+WW", "MP"},
      // An update that is overwritten is left by coherence, so these loads are stores as well.
      {"SB+sc-u.sc+sc-u.sc", "2+2W+sc-u.sc+sc-u.sc"},
      {"WW+U+RR+rel+u.rlx+acq", "WW+U+RR+rel+rlx+acq"},
  };
  for (auto [long_name, name] : kSame) {
    EXPECT_EQ(name_of(cycle_of_name(long_name)), name) << long_name;
  }
}

TEST(Names, ErrorsHelp) {
  EXPECT_THAT(refusal_of_name("MQ+rel"), HasSubstr("did you mean 'MP'?"));
  EXPECT_THAT(refusal_of_name("MP+rel"), HasSubstr("1 tag for 2 threads"));
  EXPECT_THAT(refusal_of_name("MP+rel+aqc"), HasSubstr("'aqc' is no order and no link"));
  EXPECT_THAT(refusal_of_name("MP+rel+aqc"), HasSubstr("did you mean 'acq'?"));
  EXPECT_THAT(refusal_of_name("MP+acq+acq"), HasSubstr("'acq' does not fit a thread WW"));
  EXPECT_THAT(refusal_of_name("SB+u.sc+u.sc"),
              HasSubstr("'u.sc' tells of 1 access, but a thread WR has"));
  EXPECT_THAT(refusal_of_name("IRIW+sc"), HasSubstr("give 2 or 4"));
  EXPECT_THAT(refusal_of_name("MP++"), HasSubstr("'' is no order"));
  EXPECT_THAT(refusal_of_name("RR+RW"), HasSubstr("RR can not be followed by RW"));
  EXPECT_THAT(refusal_of_name("MP+rlx-ar+acq"), HasSubstr("can not be acq_rel"));
}

}  // namespace
}  // namespace litmus

// Tests by machines, and kinds of reorderings by machines.
#include "report/tallies.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

const NamedRow kWeakRow = {{"0:r0", "0"}}, kStrongRow = {{"0:r0", "1"}};

AnswerToTest answer(std::uint64_t weak, std::uint64_t instances,
                    const std::string& verdict = "ok") {
  AnswerToTest result{
      .hash = "h", .verdict = verdict, .condition = "exists (0:r0=0)", .instances = instances};
  result.outcomes[kStrongRow] = {.count = instances - weak,
                                 .allowed = {{"sc", true}, {"tso", true}}};
  result.outcomes[kWeakRow] = {.count = weak,
                               .allowed = {{"sc", false}, {"tso", true}},
                               .verdict = verdict,
                               .interesting = true};
  return result;
}

std::vector<Side> sides() {
  return {{.name = "A",
           .architecture = "x86-64",
           .tests = {{"SB", answer(45, 100)}, {"MP", answer(0, 3'000'000)}}},
          {.name = "B (emulated)",
           .architecture = "armv8",
           .emulated = true,
           .tests = {{"SB", answer(0, 0)}}}};
}

TEST(Tallies, TestsByModelsAndMachines) {
  EXPECT_EQ(to_string(tally_table(sides()), {}),
            "test  condition        sc  tso  x86-64: A    armv8: B (emulated)\n"
            "MP    exists (0:r0=0)  -   yes  0 in 3.00 M\n"
            "SB    exists (0:r0=0)  -   yes  45 %         not run\n");
}

// The records' flag is about C++20; other models have their say, and JSON has what it had.
TEST(Tallies, WhatRacesIsCalledSo) {
  Side side{.name = "A", .tests = {{"SB", answer(0, 100)}}};
  AnswerToTest& racing = side.tests.at("SB");
  racing.race = true;
  for (auto& [row, outcome] : racing.outcomes) outcome.allowed["c++20"] = true;
  EXPECT_EQ(to_string(tally_table({side}), {}),
            "test  condition        sc  tso  c++20  A\n"
            "SB    exists (0:r0=0)  -   yes  race   0 in 100\n");
  EXPECT_NE(tally_lines({side}).find(R"("c++20":true)"), std::string::npos);
}

TEST(Tallies, KindsOfReorderings) {
  const KindsOfTests kinds = {
      {"SB", {{kWeakRow, {Reordering::StoreLoad}}}},
      {"MP", {{kWeakRow, {Reordering::LoadLoad}}}},
      {"other", {{kWeakRow, {Reordering::Coherence}}}},
  };
  const std::string text = to_string(kinds_table({sides()[0]}, kinds), {});
  EXPECT_EQ(text,
            "reordering             x86-64: A\n"
            "store-load             seen in 1 of 1 tests, up to 45 %\n"
            "store-store            not asked\n"
            "load-load              never, in 1 test and 3.00 M instances: below 1.0e-06\n"
            "load-store             not asked\n"
            "early forwarding       not asked\n"
            "not multi-copy atomic  not asked\n"
            "coherence              not asked\n");
}

TEST(Tallies, BlocksSayHowSurely) {
  std::vector<Side> one = {sides()[0]};
  one[0].tests.erase("MP");
  std::vector<AnswerBlock>& blocks = one[0].tests.at("SB").blocks["block=64"];
  blocks = std::vector<AnswerBlock>(
      30, {.instances = 100, .counts = {{kWeakRow, 45}, {kStrongRow, 55}}});
  EXPECT_NE(tally_lines(one).find(R"("rate":{"low":0.45,"mean":0.45,"high":0.45},)"
                                  R"("reproducible":true,"drifts":false)"),
            std::string::npos)
      << tally_lines(one);
  for (std::size_t i = 0; i < 20; ++i) blocks[i].counts[kWeakRow] = 5;
  EXPECT_NE(tally_lines(one).find("\"drifts\":true"), std::string::npos);
}

// A stress test's condition is a sentence, and what its author forbids is nothing that it asks for.
TEST(Tallies, WhatMayNotBeIsShown) {
  AnswerToTest stress{.verdict = "finding", .condition = "no count is lost", .instances = 100};
  stress.outcomes[kStrongRow] = {.count = 95};
  stress.outcomes[kWeakRow] = {.count = 5, .verdict = "finding"};
  const Side side{.name = "A", .tests = {{"Counter", stress}}};
  EXPECT_EQ(to_string(tally_table({side}), {}),
            "test     condition         A\n"
            "Counter  no count is lost  5.0 %, finding\n");
  EXPECT_NE(tally_lines({side}).find(R"("seen":5,)"), std::string::npos) << tally_lines({side});
}

TEST(Tallies, ForallAsksForCounterexamples) {
  AnswerToTest always = answer(45, 100);
  always.condition = "forall (0:r0=0)";
  const Side side{.name = "A", .tests = {{"SB", always}}};
  EXPECT_EQ(to_string(tally_table({side}), {}),
            "test  condition        sc   tso  A\n"
            "SB    forall (0:r0=0)  yes  yes  55 %\n");
}

// Where there is no colour, too, a claim that did not hold differs from a question.
TEST(Tallies, ABrokenClaimIsCalledSo) {
  const auto claim = [](const std::string& verdict) {
    Record record{.test = "SB", .verdict = verdict, .condition = "~exists (0:r0=0)"};
    record.instances = 100;
    record.condition_broken = true;
    record.outcomes = {{.values = kWeakRow, .count = 45, .interesting = true},
                       {.values = kStrongRow, .count = 55}};
    Side side{.name = "A"};
    add(record, {}, side);
    return side;
  };
  EXPECT_EQ(to_string(tally_table({claim("ok")}), {}),
            "test  condition         A\n"
            "SB    ~exists (0:r0=0)  45 %, broken\n");
  EXPECT_NE(tally_lines({claim("ok")}).find(R"("condition_broken":true)"), std::string::npos);
  EXPECT_EQ(to_string(tally_table({claim("undefined")}), {}),
            "test  condition         A\n"
            "SB    ~exists (0:r0=0)  45 %\n")
      << "a race: anything may happen";
}

TEST(Tallies, TwoExplanationsShowNeither) {
  const KindsOfTests kinds = {{"SB", {{kWeakRow, {Reordering::StoreStore, Reordering::LoadLoad}}}}};
  const std::string text = to_string(kinds_table({sides()[0]}, kinds), {});
  EXPECT_EQ(text.find("seen"), text.npos);
}

TEST(Tallies, Lines) {
  EXPECT_EQ(tally_lines(sides()),
            R"_({"test":"MP","architecture":"x86-64","machine":"A","instances":3000000,"seen":0,)_"
            R"_("allowed":{"sc":false,"tso":true},"verdict":"ok","bound":1e-06})_"
            "\n"
            R"_({"test":"SB","architecture":"x86-64","machine":"A","instances":100,"seen":45,)_"
            R"_("allowed":{"sc":false,"tso":true},"verdict":"ok"})_"
            "\n"
            R"_({"test":"SB","architecture":"armv8","machine":"B (emulated)","instances":0,)_"
            R"_("seen":0,"allowed":{"sc":false,"tso":true},"verdict":"ok","bound":1.0,)_"
            R"_("emulated":true})_"
            "\n");
}

}  // namespace
}  // namespace litmus

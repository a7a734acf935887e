// One small answer, presented in every form: verdicts, outcomes, JSON, log.
#include "report/checked.h"

#include <gtest/gtest.h>

#include "lang/parse.h"
#include "report/check_json.h"
#include "report/herd_log.h"
#include "report/outcome_table.h"
#include "report/verdict_table.h"

namespace litmus {
namespace {

constexpr std::string_view kStoreBuffering = R"(C SB
Expect=sc:never tso:sometimes c++20:sometimes
{ }
P0 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(x, 1, memory_order_relaxed);
  int r0 = atomic_load_explicit(y, memory_order_relaxed);
}
P1 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(y, 1, memory_order_relaxed);
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
}
exists (0:r0=0 /\ 1:r0=0)
)";

Judgement judgement_of(const litmus::Test& test, std::string model, std::vector<Outcome> outcomes) {
  Judgement judgement;
  judgement.model = std::move(model);
  judgement.holds = frequency(test.condition.proposition, outcomes);
  judgement.condition_ok = validates(test.condition.quantifier, judgement.holds);
  judgement.outcomes = std::move(outcomes);
  return judgement;
}

// Store buffering under sc and tso, as it is; c++20 made to err.
Checked store_buffering() {
  Checked checked;
  checked.test = parse_test(kStoreBuffering, "SB.litmus");
  checked.expectations = expectations(checked.test);
  checked.judgements = {judgement_of(checked.test, "sc", {{0, 1}, {1, 0}, {1, 1}}),
                        judgement_of(checked.test, "tso", {{0, 0}, {0, 1}, {1, 0}, {1, 1}}),
                        judgement_of(checked.test, "c++20", {{1, 1}})};
  return checked;
}

// What the command keeps of a test.
std::vector<VerdictLine> kept(const Checked& checked) { return {verdict_line(checked)}; }

TEST(Checked, ComparesWithExpectations) {
  const VerdictLine all = verdict_line(store_buffering());
  EXPECT_EQ(all.test, "SB");
  ASSERT_EQ(all.models.size(), 3u);
  for (const ModelAnswer& verdict : all.models) EXPECT_TRUE(verdict.compared()) << verdict.model;
  EXPECT_FALSE(all.models[0].broken());
  EXPECT_FALSE(all.models[1].broken());
  EXPECT_TRUE(all.models[2].broken());
  EXPECT_EQ(all.models[2].model, "c++20");
  EXPECT_EQ(all.models[2].expected, Answer::Sometimes);
  EXPECT_EQ(all.models[2].found, Answer::Never);
  EXPECT_EQ(count_broken(kept(store_buffering())), 1u);
}

TEST(Checked, VerdictsAsATable) {
  const std::vector<VerdictLine> all = kept(store_buffering());
  EXPECT_EQ(to_string(verdict_table(all), {}),
            "test  condition                  sc     tso        c++20\n"
            "SB    exists (0:r0=0 /\\ 1:r0=0)  never  sometimes  never!\n");
  EXPECT_EQ(verdict_summary(all, 2, {}),
            "not as expected: SB under c++20: never, but the test expects sometimes\n"
            "1 test, 1 of 3 verdicts not as expected.\n");
}

TEST(Checked, MarksWhatRestsOnALoopBound) {
  Checked checked = store_buffering();
  checked.judgements.pop_back();
  checked.judgements[0].bounded = true;
  EXPECT_EQ(to_string(verdict_table(kept(checked)), {}),
            "test  condition                  sc      tso\n"
            "SB    exists (0:r0=0 /\\ 1:r0=0)  never~  sometimes\n");
  EXPECT_EQ(verdict_summary(kept(checked), 2, {}),
            "~ for loops of at most 2 iterations\n1 test, 2 verdicts as expected.\n");
}

TEST(Checked, SaysThatNothingEnds) {
  Checked checked = store_buffering();
  checked.judgements.pop_back();
  checked.judgements[1].nothing_ends = true;
  EXPECT_EQ(verdict_summary(kept(checked), 2, {}),
            "SB: no execution comes to an end, or passes the filter\n"
            "1 test, 2 verdicts as expected.\n");
}

// What was not found in time is neither as expected nor otherwise.
TEST(Checked, SaysWhereTheSearchWasCutShort) {
  Checked checked = store_buffering();
  checked.judgements[0].cut_short = checked.judgements[2].cut_short = true;
  EXPECT_EQ(answer(checked.judgements[0]), std::nullopt);
  EXPECT_EQ(to_string(verdict_table(kept(checked)), {}),
            "test  condition                  sc         tso        c++20\n"
            "SB    exists (0:r0=0 /\\ 1:r0=0)  undecided  sometimes  undecided\n");
  EXPECT_EQ(verdict_summary(kept(checked), 2, {}),
            "2 verdicts undecided: the search was cut short\n1 test, 1 verdict as expected.\n");
  EXPECT_NE(outcome_table(checked, {}).find("cut short under sc, c++20: there may be more\n"),
            std::string::npos);
  const std::string json = to_json(checked.test, checked.judgements[0]);
  EXPECT_NE(json.find(R"("holds":"undecided","race":false,"cut_short":true})"), std::string::npos)
      << json;
  checked.judgements[0].races.emplace_back();
  EXPECT_EQ(answer(checked.judgements[0]), std::optional(Answer::Race));
}

TEST(Checked, OutcomesByModel) {
  Checked checked = store_buffering();
  checked.judgements[2].out_of_thin_air = {{0, 0}};
  EXPECT_EQ(outcome_table(checked, {}),
            "SB  exists (0:r0=0 /\\ 1:r0=0)\n"
            "0:r0  1:r0  sc   tso  c++20\n"
            "   0     0  -    yes  thin air  <- the condition\n"
            "   0     1  yes  yes  -\n"
            "   1     0  yes  yes  -\n"
            "   1     1  yes  yes  yes\n");
}

TEST(Checked, ARaceLeavesNothingToAllow) {
  Checked checked = store_buffering();
  checked.judgements[2].races.emplace_back();
  const std::string table = outcome_table(checked, {});
  EXPECT_NE(table.find("0     0  -    yes  race   <- the condition\n"), std::string::npos) << table;
  EXPECT_EQ(table.find("yes  yes  yes"), std::string::npos) << table;
}

TEST(Checked, NamesTheAccessesOfARace) {
  Checked checked = store_buffering();
  checked.judgements[2].races.push_back({.thread_a = 0,
                                         .thread_b = 1,
                                         .at_a = {.line = 5, .column = 3},
                                         .at_b = {.line = 10, .column = 12},
                                         .location = "x"});
  const std::string text = outcome_table(checked, {});
  EXPECT_NE(text.find("race under c++20: P0 (line 5) and P1 (line 10) on x, unordered and not both "
                      "atomic\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(answer(checked.judgements[2]), std::optional(Answer::Race));
}

TEST(Checked, JsonForPrograms) {
  Checked checked = store_buffering();
  EXPECT_EQ(to_json(checked.test, checked.judgements[0]),
            R"({"test":"SB","model":"sc","outcomes":[{"0:r0":0,"1:r0":1},{"0:r0":1,"1:r0":0},)"
            R"({"0:r0":1,"1:r0":1}],"condition":"exists","holds":"never","race":false})");
  checked.judgements[0].bounded = true;
  EXPECT_TRUE(to_json(checked.test, checked.judgements[0]).ends_with(R"("bounded":true})"));
}

TEST(Checked, JsonNamesPointersAndLocations) {
  const litmus::Test test = parse_test(
      "C publish\n{ atomic_int *p = x; }\n"
      "P0 (atomic_int** p, atomic_int* x) { atomic_store_explicit(x, 1, memory_order_relaxed); }\n"
      "exists (p=x /\\ x=1)\n",
      "publish.litmus");
  EXPECT_EQ(to_json(test, judgement_of(test, "sc", {{pointer_to(1), 1}, {0, 1}})),
            R"({"test":"publish","model":"sc","outcomes":[{"p":"x","x":1},{"p":0,"x":1}],)"
            R"("condition":"exists","holds":"sometimes","race":false})");
}

TEST(Checked, JsonShowsLargeNumbersAsTheyAre) {
  const litmus::Test test = parse_test(
      "C large\n{ uint64_t x = 18446744073709551615; long y = -1; }\n"
      "P0 (atomic_int* z) { atomic_store_explicit(z, 1, memory_order_relaxed); }\n"
      "exists (x=18446744073709551615 /\\ y=-1)\n",
      "large.litmus");
  EXPECT_EQ(to_json(test, judgement_of(test, "sc", {{-1, -1}})),
            R"({"test":"large","model":"sc","outcomes":[{"x":18446744073709551615,"y":-1}],)"
            R"("condition":"exists","holds":"always","race":false})");
}

TEST(Checked, LogForComparisonTools) {
  const Checked checked = store_buffering();
  EXPECT_EQ(to_herd_log(checked.test, checked.judgements[0], 0.012),
            "Test SB Allowed\nStates 3\n0:r0=0; 1:r0=1;\n0:r0=1; 1:r0=0;\n0:r0=1; 1:r0=1;\nNo\n"
            "Witnesses\nPositive: 0 Negative: 3\nCondition exists (0:r0=0 /\\ 1:r0=0)\n"
            "Observation SB Never 0 3\nTime SB 0.01\nHash=" +
                checked.test.hash + "\n\n");
}

TEST(Checked, LogsKnowTheThreeQuantifiers) {
  litmus::Test test = parse_test(
      "C W\n{ }\nP0 (atomic_int* x) { atomic_store_explicit(x, 1, "
      "memory_order_relaxed); }\n~exists (x=1)\n",
      "W.litmus");
  const std::string log = to_herd_log(test, judgement_of(test, "sc", {{1}}), 0);
  EXPECT_NE(
      log.find("Test W Forbidden\nStates 1\n[x]=1;\nNo\nWitnesses\nPositive: 0 Negative: 1\n"),
      std::string::npos)
      << log;
  EXPECT_NE(log.find("Observation W Always 1 0\n"), std::string::npos) << log;
}

}  // namespace
}  // namespace litmus

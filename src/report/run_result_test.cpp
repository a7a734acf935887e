// From a record to a verdict, and both to text and JSON.
#include "report/run_result.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "lang/parse.h"
#include "report/environment_table.h"
#include "report/run_json.h"
#include "report/run_table.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

litmus::Test store_buffering() {
  return parse_test(R"(C SB
{ }
P0 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(x, 1, memory_order_relaxed);
  int r0 = atomic_load_explicit(y, memory_order_relaxed);
}
P1 (atomic_int* x, atomic_int* y) {
  atomic_store_explicit(y, 1, memory_order_relaxed);
  int r0 = atomic_load_explicit(x, memory_order_relaxed);
}
exists (0:r0=0 /\ 1:r0=0))",
                    "SB.litmus");
}

// sc forbids 0 0; the hardware and the language allow what `allowed` says.
Judges judges(std::vector<Outcome> allowed) {
  return {.judgements = {{.model = "sc", .outcomes = {{0, 1}, {1, 0}, {1, 1}}},
                         {.model = "tso", .outcomes = allowed},
                         {.model = "c++20", .outcomes = allowed}},
          .language = 2,
          .hardware = 1};
}

const std::vector<Outcome> kAll = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
const std::vector<Outcome> kStrongOutcomes = {{0, 1}, {1, 0}, {1, 1}};

RunRecord record_of(std::map<Outcome, std::uint64_t> counts) {
  ChildAnswer answer;
  answer.plan.seed = 7;
  answer.plan.environments.resize(1);
  Slice& slice = answer.slices.emplace_back();
  slice.seconds = 0.5;
  slice.cpus = {0, 1};
  slice.pinned = true;
  slice.tally.counts = std::move(counts);
  slice.instances = slice.tally.total();
  return record_of(store_buffering(), answer);
}

RunResult result_of(std::map<Outcome, std::uint64_t> counts, std::vector<Outcome> allowed = kAll,
                    bool blind = false) {
  return conclude(store_buffering(), record_of(std::move(counts)), judges(std::move(allowed)),
                  CodeLook{}, blind);
}

TEST(RunResult, Verdicts) {
  EXPECT_EQ(result_of({{{0, 0}, 5}}).verdict, Verdict::Ok);
  EXPECT_EQ(result_of({{{0, 0}, 5}}, kStrongOutcomes).verdict, Verdict::Finding);
  EXPECT_EQ(result_of({{{0, 1}, 5}}, kAll, true).verdict, Verdict::Blind);
  EXPECT_EQ(result_of({{{0, 0}, 5}}, kStrongOutcomes, true).verdict, Verdict::Finding)
      << "who sees something is not blind to it";
}

// The outcome is forbidden by the hardware's model alone: then the code decides.
TEST(RunResult, TheCodeDecidesWhoIsToBlame) {
  Judges lenient = judges(kAll);
  lenient.judgements[1].outcomes = kStrongOutcomes;
  const auto concluded = [&](const CodeLook& look) {
    return conclude(store_buffering(), record_of({{{0, 0}, 5}}), lenient, look, false);
  };
  EXPECT_TRUE(code_matters(concluded({})));
  EXPECT_FALSE(code_matters(result_of({{{0, 0}, 5}})));
  const CodeLook standard{true, KernelCode::Standard, ""};
  const CodeLook different{true, KernelCode::Different, "P0: mov writes y"};
  const CodeLook unknown{true, KernelCode::Unknown, "no objdump"};
  EXPECT_EQ(concluded(standard).verdict, Verdict::Finding);
  EXPECT_EQ(concluded(different).verdict, Verdict::Compiler);
  EXPECT_EQ(concluded(unknown).verdict, Verdict::Finding);
  EXPECT_THAT(run_block(concluded(standard), {}), HasSubstr("is the standard compilation"));
  EXPECT_THAT(run_block(concluded(different), {}),
              HasSubstr("is not the standard compilation:\n  P0: mov writes y\n"));
  EXPECT_THAT(run_block(concluded(unknown), {}), HasSubstr("is not known: no objdump"));
  EXPECT_THAT(to_json(concluded(different)),
              HasSubstr(R"("code":"different","code_why":"P0: mov writes y")"));
  EXPECT_THAT(to_json(concluded({})), Not(HasSubstr(R"("code")")));
}

TEST(RunResult, NamesWhatItIsBlindTo) {
  const RunResult result = result_of({{{0, 0}, 5}, {{1, 0}, 1}});
  EXPECT_EQ(blind_to(result.judged), std::vector<Outcome>({Outcome{0, 1}, Outcome{1, 1}}));
  EXPECT_THAT(run_block(result, {}),
              HasSubstr("blind: never saw 0:r0=0; 1:r0=1 or 0:r0=1; 1:r0=1, which even sc allows"));
  EXPECT_THAT(to_json(result),
              HasSubstr(R"("blind_to":[{"0:r0":0,"1:r0":1},{"0:r0":1,"1:r0":1}])"));
  EXPECT_THAT(to_json(result_of({{{0, 1}, 1}, {{1, 0}, 1}, {{1, 1}, 1}})),
              Not(HasSubstr("blind_to")));
}

TEST(RunResult, EndsThatWeighMore) {
  RunRecord record = record_of({{{0, 1}, 5}});
  record.end = ChildAnswer::End::Crashed;
  EXPECT_EQ(conclude(store_buffering(), record, judges(kAll), CodeLook{}, false).verdict,
            Verdict::Crash);
  record.end = ChildAnswer::End::Hung;
  EXPECT_EQ(conclude(store_buffering(), record, judges(kAll), CodeLook{}, false).verdict,
            Verdict::Hang);
  record.tally.unexpected[{7, 7}] = 1;
  EXPECT_EQ(conclude(store_buffering(), record, judges(kAll), CodeLook{}, false).verdict,
            Verdict::Finding);
  EXPECT_EQ(skipped(store_buffering(), "no compiler").verdict, Verdict::Skipped);
}

TEST(RunJson, AllFieldsOfTheSchema) {
  const std::string line = to_json(result_of({{{0, 0}, 57}, {{0, 1}, 30}}));
  EXPECT_THAT(
      line,
      StartsWith(R"({"test":"SB","engine":"batch","instances":87,"seconds":0.5,"outcomes":[)"
                 R"({"values":{"0:r0":0,"1:r0":0},"count":57,)"
                 R"("allowed":{"sc":false,"tso":true,"c++20":true},"first":0.5,"environment":0,)"
                 R"("slices":1,"interesting":true},)"
                 R"({"values":{"0:r0":0,"1:r0":1},"count":30,)"
                 R"("allowed":{"sc":true,"tso":true,"c++20":true},"first":0.5,"environment":0,)"
                 R"("slices":1}],"unseen":[)"
                 R"({"values":{"0:r0":1,"1:r0":0},"allowed":{"sc":true,"tso":true,"c++20":true},)"
                 R"("bound":0.034482758620689655},)"
                 R"({"values":{"0:r0":1,"1:r0":1},"allowed":{"sc":true,"tso":true,"c++20":true},)"
                 R"("bound":0.034482758620689655}],"verdict":"ok","hash":)"));
  EXPECT_THAT(line, HasSubstr(R"("race":false,"end":"done","seed":7,"cpus":"0-1","pinned":true,)"
                              R"("slices":1,"gave_up":0,"filtered":0,"unexpected":[],)"
                              R"("environments":[{"environment":"placement=any )"));
  EXPECT_THAT(line, HasSubstr(R"("blocks":[{"environment":0,"instances":87,"counts":[57,30]}],)"
                              R"_("condition":"exists (0:r0=0 /\\ 1:r0=0)","source":"C SB\n)_"));
}

TEST(RunJson, OneLineEach) {
  EXPECT_THAT(to_json(result_of({{{0, 0}, 57}})), Not(HasSubstr("\n")));
  const std::string header = to_json(RunHeader{.version = "litmus 1", .cpus = {0}});
  EXPECT_THAT(header, Not(HasSubstr("\n")));
  EXPECT_THAT(header, HasSubstr(R"("kind":"run",)"));
}

TEST(RunJson, UnexpectedValuesStayRaw) {
  RunRecord record = record_of({{{0, 1}, 5}});
  record.tally.unexpected[{0, 123456789012345}] = 2;
  const std::string line =
      to_json(conclude(store_buffering(), record, judges(kAll), CodeLook{}, false));
  EXPECT_THAT(line, HasSubstr(R"("verdict":"finding")"));
  EXPECT_THAT(line, HasSubstr(R"("unexpected":[{"values":{"0:r0":0,"1:r0":123456789012345},)"
                              R"("count":2}])"));
}

TEST(RunTable, Block) {
  EXPECT_EQ(run_block(result_of({{{0, 0}, 57'000}, {{0, 1}, 43'000}}), {}),
            R"(SB  exists (0:r0=0 /\ 1:r0=0)  ok
0:r0  1:r0   count     rate  sc   tso  c++20
   0     0  57,000     57 %  -    yes  yes    <- the condition
   0     1  43,000     43 %  yes  yes  yes
   1     0       0  < 3e-05  yes  yes  yes
   1     1       0  < 3e-05  yes  yes  yes
100 k instances in 0.50 s, 1 environment, CPUs 0-1
blind: never saw 0:r0=1; 1:r0=0 or 0:r0=1; 1:r0=1, which even sc allows
)");
}

// A thousand outcomes that were seen, the rarest forbidden, and 5,000 that were not.
RunResult of_many_outcomes() {
  std::map<Outcome, std::uint64_t> counts = {{{0, 0}, 1}};
  std::vector<Outcome> allowed;
  for (int i = 1; i <= 6000; ++i) {
    allowed.push_back({i, 0});
    if (i <= 1000) counts[{i, 0}] = 7;
  }
  return result_of(std::move(counts), std::move(allowed));
}

TEST(RunTable, OfManyOutcomesTheRestIsANumber) {
  const std::string text = run_block(of_many_outcomes(), {});
  EXPECT_THAT(text, HasSubstr("<- finding, the condition")) << "the rarest is not left out";
  EXPECT_THAT(text, HasSubstr("and 800 outcomes more that were seen; --json has them\n"));
  EXPECT_THAT(text, HasSubstr("and 4,802 outcomes more that were not seen\n"));
  EXPECT_LT(std::ranges::count(text, '\n'), 420);
}

// Who was not asked to the end has not said no; and whether there is a race is not known either.
TEST(RunResult, WhatWasNotJudgedToTheEndIsLeftOpen) {
  Judges hasty = judges(kStrongOutcomes);
  hasty.judgements[2].cut_short = true;
  const RunResult result =
      conclude(store_buffering(), record_of({{{0, 0}, 5}, {{1, 1}, 5}}), hasty, CodeLook{}, false);
  EXPECT_EQ(result.verdict, Verdict::Ok) << "though tso forbids what was seen";
  EXPECT_THAT(run_block(result, {}), HasSubstr("-    -    ?      <- left open, the condition"));
  EXPECT_THAT(to_json(result), HasSubstr(R"("allowed":{"sc":false,"tso":false},)"));
  EXPECT_THAT(to_json(result), HasSubstr(R"("allowed":{"sc":true,"tso":true,"c++20":true})"));
}

// The hardware's model was asked to the end, and says no: that is told, if not called a finding.
TEST(RunResult, WhatOnlyARaceCouldExcuseIsLeftOpen) {
  Judges hasty = judges(kAll);
  hasty.judgements[1].outcomes = kStrongOutcomes;
  hasty.judgements[2].cut_short = true;
  const RunResult result =
      conclude(store_buffering(), record_of({{{0, 0}, 5}}), hasty, CodeLook{}, false);
  EXPECT_TRUE(result.judged.undecided);
  EXPECT_THAT(run_block(result, {}), HasSubstr("-    -    yes    <- left open, the condition"));
}

TEST(RunJson, OfManyUnseenOutcomesTheRestIsANumber) {
  const std::string line = to_json(of_many_outcomes());
  EXPECT_THAT(line, HasSubstr(R"("more_unseen":906)"));
  // What was seen is all there.
  EXPECT_THAT(line, HasSubstr(R"({"0:r0":1000,"1:r0":0},"count":7)"));
  EXPECT_THAT(to_json(result_of({{{0, 1}, 5}})), Not(HasSubstr("more_unseen")));
}

TEST(RunTable, WhatRacesIsCalledSo) {
  Judges racy = judges(kAll);
  racy.judgements[2].races.emplace_back();
  const RunResult result =
      conclude(store_buffering(), record_of({{{0, 1}, 5}}), racy, CodeLook{}, false);
  const std::string text = run_block(result, {});
  EXPECT_THAT(text, HasSubstr("0     1      5  100 %  yes  yes  race\n"));
  EXPECT_THAT(text, HasSubstr("0     0      0  < 0.6  -    yes  race   <- the condition\n"));
  EXPECT_THAT(to_json(result), HasSubstr(R"("c++20":true)"));
}

TEST(RunTable, FindingsSayHowToSeeThemAgain) {
  const RunResult result = result_of({{{0, 0}, 1}, {{0, 1}, 9}}, kStrongOutcomes);
  EXPECT_THAT(run_block(result, {}), HasSubstr("<- finding, the condition"));
  const std::string again = how_to_repeat(result, "SB", {});
  EXPECT_THAT(again, HasSubstr("litmus run SB --seed 7 "));
  EXPECT_THAT(again, HasSubstr(to_string(Environment{})));
  EXPECT_EQ(how_to_repeat(result_of({{{0, 0}, 1}}), "SB", {}), "");
}

TEST(RunTable, WordsForAShell) {
  EXPECT_EQ(quoted_for_shell("MP+rel+acq"), "MP+rel+acq");
  EXPECT_EQ(quoted_for_shell("./a file.litmus"), "'./a file.litmus'");
  EXPECT_EQ(quoted_for_shell("it's"), "'it'\\''s'");
  EXPECT_EQ(quoted_for_shell(""), "''");
}

TEST(RunTable, Lines) {
  EXPECT_EQ(run_titles(6, {}) + run_line(result_of({{{0, 0}, 57'000}, {{0, 1}, 43'000}}), 6, {}) +
                run_line(result_of({{{0, 1}, 1'000'000}}), 6, {}),
            "test        seen          rate  instances  verdict\n"
            "SB        57.0 k          57 %      100 k  ok\n"
            "SB         never       < 3e-06     1.00 M  ok\n");
  EXPECT_EQ(run_summary({Verdict::Ok, Verdict::Finding, Verdict::Ok}, 0, 1'160'000, 3.5, {}),
            "3 tests, 1.16 M instances in 3.50 s: 2 ok, 1 finding\n");
  EXPECT_EQ(run_summary({Verdict::Ok, Verdict::Ok}, 1, 1'000, 3.5, {}),
            "2 tests, 1.00 k instances in 3.50 s: 2 ok, 1 broken condition\n");
}

// What is looked for under forall is what breaks it, and what may not be is always of interest.
TEST(RunTable, ALineCountsWhatATestAsksAbout) {
  RunResult result = result_of({{{0, 0}, 90}, {{0, 1}, 10}});
  EXPECT_THAT(run_line(result, 2, {}), StartsWith("SB        90          90 %"));
  result.test.condition.quantifier = Condition::Quantifier::Forall;
  EXPECT_THAT(run_line(result, 2, {}), StartsWith("SB        10          10 %"));
  result.judged.seen.front().verdict = Verdict::Finding;
  EXPECT_THAT(run_line(result, 2, {}), StartsWith("SB       100         100 %"));
}

TEST(RunResult, NeverSaysWhatItRestsOn) {
  RunResult result = result_of({{{0, 1}, 500'000}, {{1, 1}, 500'000}}, kStrongOutcomes);
  EXPECT_TRUE(is_never(result));
  EXPECT_THAT(
      run_block(result, {}),
      HasSubstr("never: the rate is < 3e-06 with 95 % confidence, in these environments and "
                "1 slice; --mutants tells whether it could be seen\n"));
  result.mutants_asked = true;  // and there was none
  EXPECT_THAT(run_block(result, {}), HasSubstr("in these environments and 1 slice\n"));
  result.controls = {{.change = "P0: fence 2 left out", .seen = 25, .instances = 100},
                     {.change = "P1: fence 2 left out", .seen = 0, .instances = 1000}};
  EXPECT_THAT(run_block(result, {}),
              HasSubstr("and 1 slice\n"
                        "control: with P0: fence 2 left out it was seen 25 times (25 %)\n"
                        "control: with P1: fence 2 left out it was not seen either, in 1.00 k "
                        "instances\n"));
  EXPECT_THAT(
      to_json(result),
      HasSubstr(R"("controls":[{"change":"P0: fence 2 left out","count":25,"instances":100},)"
                R"({"change":"P1: fence 2 left out","count":0,"instances":1000}])"));
}

TEST(RunResult, WhatAModelAllowsIsNoNever) {
  EXPECT_FALSE(is_never(result_of({{{0, 1}, 5}}, kAll)));
  EXPECT_FALSE(is_never(result_of({{{0, 0}, 5}}, kAll)));
  RunResult open = result_of({{{0, 1}, 5}}, kStrongOutcomes);
  EXPECT_TRUE(is_never(open));
  open.judged.cut_short[2] = true;
  EXPECT_FALSE(is_never(open)) << "that model was not asked to the end";
}

TEST(RunResult, CountsWhatTheConditionAsksAbout) {
  RunResult result = result_of({{{0, 0}, 5}, {{0, 1}, 7}});
  EXPECT_EQ(condition_seen(result), 5u);
  result.test.condition.quantifier = Condition::Quantifier::Forall;
  EXPECT_EQ(condition_seen(result), 7u) << "counterexamples";
}

// Thirty blocks of one environment; in the last third the outcome is rare.
TEST(RunResult, TellsWhatDrifts) {
  RunResult result = result_of({{{0, 0}, 5}, {{0, 1}, 7}});
  RunRecord& record = result.record;
  record.blocks = {};
  for (int n = 0; n < 30; ++n) {
    Slice slice{.number = n, .instances = 1000};
    const std::uint64_t count = n < 20 ? 400 : 10;
    slice.tally.counts = {{{0, 0}, count}, {{0, 1}, 1000 - count}};
    record.blocks.add(slice);
  }
  EXPECT_EQ(drifting(result), std::vector<Outcome>{(Outcome{0, 0})});
  EXPECT_THAT(run_block(result, {}),
              HasSubstr("drift: the rate of 0:r0=0; 1:r0=0 was another one"));
}

TEST(EnvironmentTable, HasARowForEachTheBestOnTop) {
  RunResult result = result_of({{{0, 0}, 3'000'000}, {{0, 1}, 1'000'000}});
  RunRecord& record = result.record;
  record.plan.environments.push_back(parse_environment("split=0/1 block=4"));
  record.environments.push_back({.instances = 9, .seconds = 0.001, .slices = 1});
  record.environments.back().tally.add({0, 0}, 9'000);
  const std::string table = environment_table(result, {});
  EXPECT_LT(table.find("9.00 M/s"), table.find("6.00 M/s"));
  EXPECT_LT(table.find("split=0/1"), table.find("split= "));
  EXPECT_EQ(std::ranges::count(table, '\n'), 3);
}

}  // namespace
}  // namespace litmus
